"""A complete inquiry is drafted by itself; it leaves the house by itself only where a manager allows it."""

from collections.abc import Callable
from datetime import UTC, datetime
from decimal import Decimal

import pytest

from ordolux.foundation.actors import Actor, Role
from ordolux.foundation.journal.models import Event
from ordolux.foundation.parties.models import Person
from ordolux.inquiries.inquiry.deeds import ConfirmedLine, open_inquiry
from ordolux.inquiries.inquiry.models import Inquiry, InquiryState
from ordolux.inquiries.policy.complete import is_complete
from ordolux.inquiries.policy.deeds import (
    PolicyForbids,
    PolicyWithoutLimit,
    send_by_policy,
    set_answer_policy,
)
from ordolux.inquiries.quotation.deeds import draft_quotation
from ordolux.inquiries.quotation.models import Quotation, QuotationState
from ordolux.inquiries.tests import house
from ordolux.inquiries.tests.house import MONDAY, SYSTEM
from ordolux.rules.money import Money

WHOLE = "Dear Mei,\n\nplease quote 300 pcs GU10 7 W 3000 K 36°, FCA Shenzhen, in EUR, for Germany.\n\nAnna\n"
LING = Actor(name="Ling", roles=frozenset({Role.MANAGER}))
NOW = datetime.now(UTC)


def complete(text: str, **said: str) -> bool:
    inquiry = Inquiry.objects.select_related("deal__buyer", "reading", "contact").get(
        pk=house.opened(text, **said).pk
    )
    return is_complete(inquiry, list(inquiry.lines.select_related("product")))


@pytest.mark.parametrize(
    ("text", "is_whole"),
    [
        (WHOLE, True),
        (WHOLE.replace("300 pcs ", ""), False),
        (WHOLE.replace("3000 K", "2700 K"), False),
        (WHOLE.replace("3000 K", "warm white"), False),
        (WHOLE.replace("FCA Shenzhen, ", ""), False),
        (WHOLE.replace("36°", "36°, white housing"), False),
        (WHOLE.replace("GU10 7 W", "Philips Master GU10 7 W equivalent"), False),
        (WHOLE.replace("GU10 7 W", "Megaman Classic GU10 7 W"), False),
        (WHOLE.replace("36°", "36° (now: RL-GU107W30)"), False),
    ],
    ids=["whole", "no quantity", "another colour", "a word for the colour", "no term", "a wish beside", "another make",
         "a make that we do not know", "a number that is not ours"],
)  # fmt: skip
def test_complete_is_what_leaves_nothing_to_a_person(
    furnished: None, anna: object, text: str, is_whole: bool
) -> None:
    assert complete(text) is is_whole


def test_a_stranger_is_never_complete(furnished: None) -> None:
    assert not complete(WHOLE, sender="omar@alnoor.example", name="Omar Haddad")


def allow(**said: object) -> None:
    set_answer_policy(
        **{"drafts": True, "sends": True, "most": Money.of("2000", "EUR"), "only_known": False,
           "least_sure": Decimal("0.75"), "by": LING, "at": NOW, **said}
    )  # type: ignore[arg-type]  # fmt: skip


@pytest.mark.parametrize(
    ("policy", "state"),
    [
        (None, QuotationState.DRAFTED),
        ({}, QuotationState.SENT),
        ({"most": Money.of("20", "EUR")}, QuotationState.DRAFTED),
        ({"only_known": True}, QuotationState.DRAFTED),
        ({"least_sure": Decimal("1")}, QuotationState.SENT),
        ({"drafts": False}, None),
    ],
    ids=["off", "allowed", "above the limit", "never ordered", "all said surely", "not even drafted"],
)  # fmt: skip
def test_what_the_policy_allows_happens_and_nothing_more(
    live_database: str, worker: Callable[..., None], policy: dict[str, object] | None, state: str | None
) -> None:
    house.furnish(datetime(2026, 1, 5, tzinfo=UTC))
    house.anna()
    if policy is not None:
        allow(**policy)
    inquiry = open_inquiry(house.mail(WHOLE, at=NOW), by=SYSTEM, at=NOW)

    worker()

    inquiry.refresh_from_db()
    quotation = Quotation.objects.filter(inquiry=inquiry).first()
    assert (quotation.state if quotation else None) == state
    by_policy = Event.objects.filter(name="quotation.sent_by_policy").first()
    assert (by_policy is not None) is (state == QuotationState.SENT)
    if by_policy is not None:
        assert (by_policy.facts["set_by"], inquiry.state) == ("Ling", InquiryState.QUOTED)


def test_a_draft_goes_out_only_after_a_manager_allowed_it(furnished: None, mei: Actor, anna: Person) -> None:
    inquiry = house.confirmed(house.opened(), mei, anna, (ConfirmedLine("MZ-GU10-70-830", 300, position=1),))
    quotation = draft_quotation(inquiry, by=SYSTEM, at=MONDAY)
    sure = Decimal("0.9")
    with pytest.raises(PolicyForbids):
        send_by_policy(quotation, least_sure=sure, by=SYSTEM, at=MONDAY)

    allow(at=MONDAY)

    assert send_by_policy(quotation, least_sure=sure, by=SYSTEM, at=MONDAY).state == QuotationState.SENT


def test_nothing_goes_out_without_a_limit(db: None) -> None:
    with pytest.raises(PolicyWithoutLimit):
        allow(most=Money.of("0", "EUR"))
