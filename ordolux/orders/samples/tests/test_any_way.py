"""Whatever people try in whatever order: only the permitted moves happen, and money, credit and state always agree."""

from collections.abc import Callable
from datetime import timedelta
from decimal import Decimal

from hypothesis import HealthCheck, example, given, settings
from hypothesis import strategies as some

from ordolux.foundation.actors import Actor
from ordolux.foundation.journal.models import Event
from ordolux.foundation.parties.models import Person
from ordolux.orders.samples.deeds import (
    accept_samples,
    decline_samples,
    judge_samples,
    lapse_offer,
    note_arrival,
    offer_samples,
    prepare_samples,
    ship_samples,
    take_offer_back,
    withdraw_samples,
)
from ordolux.orders.samples.fees.deeds import note_fee, reverse_fee
from ordolux.orders.samples.models import SampleCredit, SampleOrder, SampleState
from ordolux.orders.samples.tests import bench
from ordolux.orders.samples.tests.bench import ASKED_AT, SENT_AT, WEI
from ordolux.orders.tests import desk
from ordolux.rules.refusal import Refusal
from ordolux.rules.workdays import day_at

# What leads where, told once more: state → what may be done there → the state after it. Everything else is refused.
TABLE = {
    "asked": {"offer": "offered", "decline": "declined", "withdraw": "withdrawn"},
    "offered": {"accept": "accepted", "take_back": "asked", "withdraw": "withdrawn", "lapse": "lapsed"},
    "lapsed": {"take_back": "asked"},
    "accepted": {"pay": "cleared", "pay_half": "accepted", "withdraw": "withdrawn"},
    "cleared": {"prepare": "prepared", "reverse": "accepted"},
    "prepared": {"ship": "shipped"},
    "shipped": {
        "arrive": "arrived", "approve": "approved", "change": "approved_with_changes", "reject": "rejected",
    },
    "arrived": {"approve": "approved", "change": "approved_with_changes", "reject": "rejected"},
}  # fmt: skip
TRIED = sorted({each for leads in TABLE.values() for each in leads})
PAID_FOR = ("cleared", "prepared", "shipped", "arrived", "approved", "approved_with_changes", "rejected")


def test_the_table_of_states_is_the_one_that_was_meant() -> None:
    meant = {state: {after for after in leads.values() if after != state} for state, leads in TABLE.items()}
    assert {
        str(state): {str(after) for after in moves} for state, moves in SampleOrder.MOVES.items()
    } == meant


@example(wishes=["offer", "accept", "pay", "accept"])
@settings(max_examples=12, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(wishes=some.lists(some.sampled_from([*TRIED, "on", "on", "on", "on"]), min_size=6, max_size=14))
def test_only_what_the_table_permits_happens_and_the_money_always_agrees(
    anna: Person, mei: Actor, wishes: list[str]
) -> None:
    sample, moves = bench.asked(anna), 0
    for wish in wishes:
        sample.refresh_from_db()
        before, leads = sample.state, TABLE.get(sample.state, {})
        # "on" is the next step of the straight way, so that a run reaches its end now and then
        tried = next(iter(leads), "offer") if wish == "on" else wish
        half_paid = before == "accepted" and sample.paid.amount > 0
        is_permitted = tried in leads and not (tried == "withdraw" and half_paid)
        is_permitted |= tried == "reverse" and half_paid
        if tried == "pay_half" and half_paid:
            continue  # the rest of it is paid by "pay"
        try:
            do(tried, sample, anna, mei)
        except Refusal:
            assert not is_permitted, (before, tried)
            expected = before
        else:
            assert is_permitted, (before, tried)
            expected = "accepted" if tried == "reverse" else leads[tried]
            moves += expected != before
        sample.refresh_from_db()
        assert sample.state == expected
        check(sample)
    told = Event.objects.filter(subject="orders.sampleorder", subject_id=sample.pk, facts__has_key="from")
    assert told.count() == moves


def do(what: str, sample: SampleOrder, anna: Person, mei: Actor) -> None:
    """Try it as the one who may."""
    buyer, zhou = anna.actor(), desk.zhou()
    at, sent = ASKED_AT + timedelta(hours=1), SENT_AT
    half = (sample.still_open.amount / 2).quantize(Decimal("0.01"))
    ways: dict[str, Callable[[], object]] = {
        "offer": lambda: offer_samples(sample, by=mei, at=at),
        "decline": lambda: decline_samples(sample, reason="no", by=mei, at=at),
        "withdraw": lambda: withdraw_samples(sample, by=buyer, at=at),
        "take_back": lambda: take_offer_back(sample, by=mei, at=at),
        "lapse": lambda: lapse_offer(sample, by=desk.SYSTEM, at=at + timedelta(days=90)),
        "accept": lambda: accept_samples(sample, by=buyer, at=at),
        "pay": lambda: note_fee(
            sample,
            amount=sample.still_open.amount,
            reference="CARD-1",
            on=day_at("Asia/Shanghai", at),
            by=zhou,
            at=at,
        ),
        "pay_half": lambda: note_fee(
            sample, amount=half, reference="CARD-2", on=day_at("Asia/Shanghai", at), by=zhou, at=at
        ),
        "reverse": lambda: reverse_fee(sample, reason="by mistake", by=zhou, at=at),
        "prepare": lambda: prepare_samples(sample, by=WEI, at=sent),
        "ship": lambda: ship_samples(
            sample, carrier="UPS", tracking_number="1Z", on=sent.date(), by=WEI, at=sent
        ),
        "arrive": lambda: note_arrival(sample, on=sent.date(), by=buyer, at=sent),
        "approve": lambda: judge_samples(sample, verdict="approved", by=buyer, at=sent),
        "change": lambda: judge_samples(
            sample, verdict="approved_with_changes", words="warmer", by=buyer, at=sent
        ),
        "reject": lambda: judge_samples(sample, verdict="rejected", words="too cold", by=mei, at=sent),
    }
    ways[what]()


def check(sample: SampleOrder) -> None:
    """What holds in every state."""
    is_paid = sample.state in PAID_FOR
    standing = SampleCredit.objects.filter(sample_order=sample).exclude(state="voided")
    assert standing.count() == is_paid
    if sample.total is not None:
        assert sample.paid + sample.charges <= sample.total
        assert (sample.still_open.amount == 0) == is_paid
    taken = sample.payments.filter(reversed_at=None)
    assert sum((payment.amount.amount for payment in taken), Decimal(0)) == sample.paid.amount
    assert sample.deal.paid.amount == sample.paid.amount
    ends = {"declined", "withdrawn", "approved", "approved_with_changes", "rejected", "lapsed"}
    assert (sample.deal.next_role == "") == (sample.state in ends)
    assert sample.value.amount > 0
    assert SampleState(sample.state).label
