"""Prices that sales set by hand: with a reason, a step of the price, a floor under them, and a manager above."""

from datetime import date, timedelta
from decimal import Decimal
from typing import Any

import pytest
from django.db import IntegrityError, transaction

from ordolux.foundation.actors import Actor, Role
from ordolux.foundation.correspondence.models import Message, MessageState
from ordolux.foundation.deeds import NotFound, NotPermitted
from ordolux.foundation.journal.models import Event
from ordolux.foundation.parties.deeds import add_person
from ordolux.foundation.parties.models import Person
from ordolux.foundation.rates.deeds import add_rate_card
from ordolux.inquiries.inquiry.deeds import ConfirmedLine, ProductUnknown, copy_inquiry, reorder
from ordolux.inquiries.inquiry.models import InquiryState
from ordolux.inquiries.quotation.deeds import (
    NothingToApprove,
    PriceImpossible,
    PriceNeedsApproval,
    QuotedLine,
    ReasonForPriceMissing,
    TooLateToWithdraw,
    ValidityImpossible,
    WayNotPossible,
    approve_price,
    change_quotation,
    draft_quotation,
    refuse_price,
    revise_quotation,
    send_quotation,
    set_price_policy,
    withdraw_quotation,
)
from ordolux.inquiries.quotation.differences import between
from ordolux.inquiries.quotation.models import Quotation, QuotationState
from ordolux.inquiries.tests import house
from ordolux.inquiries.tests.house import MONDAY, SYSTEM
from ordolux.rules.money import Money

pytestmark = pytest.mark.usefixtures("furnished")

SPOT = "MZ-GU10-70-830"


@pytest.fixture
def draft(furnished: None, mei: Actor, anna: Person) -> Quotation:
    """300 spots at the list price of EUR 1.65."""
    inquiry = house.confirmed(house.opened(), mei, anna, (ConfirmedLine(SPOT, 300),))
    return draft_quotation(inquiry, by=SYSTEM, at=MONDAY)


@pytest.fixture
def tang(db: None) -> Actor:
    """Tang manages."""
    return add_person(
        email="tang@mingzhou.example", name="Tang Rui", roles=["manager"], by=SYSTEM, at=MONDAY
    ).actor()


def change(quotation: Quotation, by: Actor, *, price: str | None = None, **other: Any) -> Quotation:
    line = QuotedLine(SPOT, 300, Decimal(price) if price else None, position=1)
    told: dict[str, Any] = {
        "discount_percent": Decimal(0), "incoterm": "FCA", "place": "Shenzhen", "payment_term": "TT_30_70_BS",
        "lines": (line,), "reason": "first order of the year", **other,
    }  # fmt: skip
    return change_quotation(quotation, by=by, at=MONDAY, **told)


def test_a_price_set_by_hand_is_a_step_of_its_own_and_stays_with_the_next_revision(
    draft: Quotation, mei: Actor
) -> None:
    changed = change(draft, mei, price="1.6000")

    line = changed.lines.get()
    assert line.unit_price == Money.of("1.6000", "EUR")
    assert line.amount == Money.of("480.00", "EUR")
    assert [step["kind"] for step in line.chain] == ["list", "option"]
    assert Decimal(line.chain[1]["amount"]) == Decimal("-15.00")
    event = Event.objects.filter(name="quotation.changed").latest("id")
    assert event.facts["reason"] == "first order of the year"
    assert {each["what"] for each in event.facts["changes"]} >= {"unit_price", "amount", "total"}

    sent = send_quotation(changed, by=mei, at=MONDAY)
    fresh = revise_quotation(sent, by=mei, at=MONDAY + timedelta(days=1))
    assert fresh.lines.get().unit_price == Money.of("1.6000", "EUR")


def test_whoever_leaves_the_list_says_why(draft: Quotation, mei: Actor) -> None:
    with pytest.raises(ReasonForPriceMissing):
        change(draft, mei, price="1.6000", reason=" ")
    with pytest.raises(ReasonForPriceMissing):
        change(draft, mei, discount_percent=Decimal(3), reason="")
    assert change(draft, mei, reason="").total == draft.total, "as computed needs no reason"


@pytest.mark.parametrize("price", ["0", "-1", "1.23456", "NaN", "Infinity", "1E+9"])
def test_a_price_that_nobody_can_mean_is_refused(draft: Quotation, mei: Actor, price: str) -> None:
    with pytest.raises(PriceImpossible):
        change(draft, mei, price=price)


def test_below_the_floor_a_manager_approves_before_it_goes(draft: Quotation, mei: Actor, tang: Actor) -> None:
    # cost 6.20 CNY is EUR 0.8111; 20 % margin less 5 points puts the floor at EUR 0.9542
    low = change(draft, mei, price="0.9400")
    assert low.needs_approval
    assert (low.deal.next_role, low.deal.next_deed) == ("manager", "quotation.approve_price")
    assert low.rates["lines"][0]["is_below"]
    with pytest.raises(PriceNeedsApproval):
        send_quotation(low, by=mei, at=MONDAY)
    with pytest.raises(IntegrityError), transaction.atomic():
        Quotation.objects.filter(pk=low.pk).update(state="sent")
    with pytest.raises(NotPermitted):
        approve_price(low, by=mei, at=MONDAY)

    refused = refuse_price(low, reason="0.96 would do", by=tang, at=MONDAY)
    assert refused.deal.next_deed == "quotation.change"
    approved = approve_price(refused, by=tang, at=MONDAY)
    assert approved.deal.next_role == "sales"
    with pytest.raises(NothingToApprove):
        approve_price(approved, by=tang, at=MONDAY)
    assert send_quotation(approved, by=mei, at=MONDAY).state == QuotationState.SENT


def test_a_later_change_asks_for_approval_anew(draft: Quotation, mei: Actor, tang: Actor) -> None:
    approved = approve_price(change(draft, mei, price="0.9400"), by=tang, at=MONDAY)

    assert change(approved, mei, price="0.9300").needs_approval
    assert not change(approved, mei, price="1.5000").needs_approval


def test_a_discount_that_falls_below_the_floor_needs_approval_too(
    draft: Quotation, mei: Actor, tang: Actor
) -> None:
    set_price_policy(
        floor_points=Decimal(0),
        most_discount_percent=Decimal(60),
        valid_days=10,
        most_valid_days=20,
        by=tang,
        at=MONDAY,
    )

    assert change(draft, mei, discount_percent=Decimal(45)).needs_approval
    assert not change(draft, mei, discount_percent=Decimal(20)).needs_approval


def test_validity_is_said_within_what_the_policy_allows(draft: Quotation, mei: Actor) -> None:
    assert change(draft, mei, valid_on=date(2026, 4, 1)).valid_until.date() == date(2026, 4, 1)
    for wrong in (date(2026, 3, 8), date(2026, 6, 30), date(9999, 12, 31)):
        with pytest.raises(ValidityImpossible):
            change(draft, mei, valid_on=wrong)


def test_every_lane_is_weighed_and_sales_choose_the_one_that_counts(draft: Quotation, mei: Actor) -> None:
    add_rate_card(
        service="sea_lcl", days_min=28, days_max=33, lines={"per_revenue_ton": "80"}, origin="Shenzhen",
        destination="Rotterdam", countries=("DE",), currency="USD", carrier="Maas Line", **house.YEAR, by=house.STAFF,
        at=MONDAY,
    )  # fmt: skip
    weighed = change(draft, mei).options.get(mode="sea_lcl").detail
    assert [lane["destination"] for lane in weighed["lanes"]] == ["Hamburg", "Rotterdam"]
    assert weighed["lane"]["destination"] == "Hamburg", "the cheapest counts unless sales say otherwise"

    faster = change(draft, mei, lanes={"sea_lcl": weighed["lanes"][1]["code"]}, way="air")
    assert faster.options.get(mode="sea_lcl").days_max == 33
    assert faster.options.get(is_proposed=True).mode == "air"
    with pytest.raises(WayNotPossible):
        change(draft, mei, way="courier")


def test_lines_are_added_changed_and_removed_and_the_difference_is_told(draft: Quotation, mei: Actor) -> None:
    sent = send_quotation(draft, by=mei, at=MONDAY)
    fresh = revise_quotation(sent, by=mei, at=MONDAY)
    lines = (QuotedLine(SPOT, 500, position=1), QuotedLine("MZ-A60-90-827", 1000))

    changed = change(fresh, mei, lines=lines)

    told = {(each.what, each.line): (each.before, each.after) for each in between(sent, changed)}
    assert told["pieces", SPOT] == (300, 500)
    assert told["unit_price", SPOT] == (Money.of("1.6500", "EUR"), Money.of("1.4800", "EUR"))
    assert told["line", "MZ-A60-90-827"] == (None, 1000)
    with pytest.raises(ProductUnknown):
        change(changed, mei, lines=(QuotedLine("MZ-NOTHING", 1),))


def test_what_was_sent_is_taken_back_before_it_leaves(draft: Quotation, mei: Actor) -> None:
    sent = send_quotation(draft, by=mei, at=MONDAY)

    fresh = withdraw_quotation(sent, by=mei, at=MONDAY + timedelta(seconds=5))

    assert Quotation.objects.get(pk=sent.pk).state == QuotationState.WITHDRAWN
    assert (fresh.state, fresh.revision, fresh.total) == (QuotationState.DRAFTED, 2, sent.total)
    inquiry = fresh.inquiry
    assert (inquiry.state, inquiry.answer_by) == (InquiryState.CONFIRMED, MONDAY + timedelta(hours=24))
    again = send_quotation(fresh, by=mei, at=MONDAY + timedelta(hours=30))
    inquiry.refresh_from_db()
    assert inquiry.is_late, "the promise counts from what left the house"
    assert again.state == QuotationState.SENT


def test_what_has_left_is_not_taken_back(draft: Quotation, mei: Actor) -> None:
    sent = send_quotation(draft, by=mei, at=MONDAY)
    letter = Message.objects.create(
        number="M-1",
        deal=sent.deal,
        state=MessageState.QUEUED,
        is_incoming=False,
        letter="quotation",
        at=MONDAY,
    )
    Message.objects.filter(pk=letter.pk).update(state=MessageState.SENT)

    with pytest.raises(TooLateToWithdraw):
        withdraw_quotation(sent, by=mei, at=MONDAY)
    assert Quotation.objects.get(pk=sent.pk).state == QuotationState.SENT


def test_a_withdrawn_quotation_is_never_seen_by_the_customer(
    draft: Quotation, mei: Actor, anna: Person
) -> None:
    sent = send_quotation(draft, by=mei, at=MONDAY)
    withdraw_quotation(sent, by=mei, at=MONDAY)

    assert not Quotation.objects.visible_to(anna.actor()).exists()


def test_a_buyer_orders_again_what_was_offered_to_his_company(
    draft: Quotation, mei: Actor, anna: Person
) -> None:
    with pytest.raises(NotFound):
        reorder(draft, by=anna.actor(), at=MONDAY)
    sent = send_quotation(draft, by=mei, at=MONDAY)

    inquiry = reorder.once("again")(
        sent, pieces={"1": 800}, remark="as last time", by=anna.actor(), at=MONDAY
    )

    assert (inquiry.state, inquiry.copied_from_id, inquiry.contact_id) == (
        InquiryState.CONFIRMED,
        sent.pk,
        anna.pk,
    )
    assert [(line.product.number, line.pieces) for line in inquiry.lines.all() if line.product] == [
        (SPOT, 800)
    ]
    assert inquiry.deal.buyer_id == anna.company_id
    assert inquiry.deal_id != sent.deal_id
    assert (
        reorder.once("again")(sent, pieces={"1": 800}, remark="as last time", by=anna.actor(), at=MONDAY)
        == inquiry
    )
    fresh = draft_quotation(inquiry, by=SYSTEM, at=MONDAY)
    assert fresh.lines.get().unit_price == Money.of("1.4800", "EUR"), "800 reach the break of today's list"


def test_a_foreign_buyer_finds_nothing_to_order_again(draft: Quotation, mei: Actor, anna: Person) -> None:
    sent = send_quotation(draft, by=mei, at=MONDAY)
    stranger = Actor("Omar", frozenset({Role.BUYER}), 10**6, 10**6)

    with pytest.raises(NotFound):
        reorder(sent, by=stranger, at=MONDAY)


def test_sales_copy_an_old_order_within_the_budget_of_statements(draft: Quotation, mei: Actor) -> None:
    with house.counted_statements() as seen:
        inquiry = copy_inquiry.once("copy")(draft, by=mei, at=MONDAY)

    assert inquiry.deal.owner_id == mei.person_id
    assert str(inquiry.lines.get().values["cct_k"]["value"]) == "3000"
    assert len(seen) <= 19
