"""Promotion together with customers: asked for, answered, made; brochures and fairs."""

from datetime import date, timedelta
from decimal import Decimal

import pytest
from django.db import IntegrityError, transaction
from django.test import Client
from django.urls import reverse

from ordolux.foundation.actors import Actor
from ordolux.foundation.correspondence.models import Message
from ordolux.foundation.deeds import NotAllowedNow, NotFound, NotPermitted
from ordolux.foundation.files import read_bytes
from ordolux.foundation.journal.models import Event
from ordolux.foundation.parties.deeds import add_person
from ordolux.foundation.parties.models import Person
from ordolux.inquiries.tests import house
from ordolux.process.story import STORY
from ordolux.shipping.tests.goods import Cast
from ordolux.shipping.tests.goods import cast as everybody
from ordolux.support.promotion import deeds
from ordolux.support.promotion.models import (
    Brochure,
    BrochureState,
    Fair,
    FairState,
    PromotionRequest,
    RequestState,
)
from tests.cast import sign_in

AT = house.MONDAY
SPOT = "MZ-GU10-70-830"


@pytest.fixture
def cast(db: None) -> Cast:
    """The house and its people."""
    return everybody()


@pytest.fixture
def ma(cast: Cast) -> Person:
    """Ma, who does our marketing."""
    return add_person(email="ma@mingzhou.example", name="Ma", roles=["marketing"], by=house.SYSTEM, at=AT)


def asked(cast: Cast, **more: object) -> PromotionRequest:
    """Anna asks for posters."""
    said: dict[str, object] = {
        "kind": "material",
        "what": "20 posters of the spots",
        "by": cast.anna.actor(),
        "at": AT,
    }
    return deeds.request_promotion(**{**said, **more})  # type: ignore[arg-type]  # one dictionary for all fields


def react(name: str) -> None:
    """What the worker does with the newest event of this name."""
    event = Event.objects.filter(name=name).latest("pk")
    for place, reaction in enumerate(STORY[name]):
        reaction(event, f"{event.pk}:{place}")


def test_a_request_is_answered_and_the_customer_told(cast: Cast, ma: Person) -> None:
    record = asked(cast)
    with pytest.raises(NotPermitted):
        deeds.approve_promotion(record, by=cast.anna.actor(), at=AT)
    deeds.approve_promotion(record, answer="Next week", by=ma.actor(), at=AT)
    react("promotion.approved")
    assert "Next week" in Message.objects.get(letter="promotion_answer").text
    deeds.fulfil_promotion(PromotionRequest.objects.get(), by=ma.actor(), at=AT)
    with pytest.raises(NotAllowedNow):
        deeds.take_approval_back(PromotionRequest.objects.get(), answer="no", by=ma.actor(), at=AT)


@pytest.mark.parametrize(
    ("said", "refusal"),
    [
        ({"what": "  "}, deeds.NothingAsked), ({"kind": "gold"}, deeds.NothingAsked),
        ({"kind": "fair"}, deeds.FairUnnamed), ({"wanted_by": AT.date() - timedelta(days=1)}, deeds.NotBeforeToday),
    ],
    ids=["nothing", "an unknown kind", "a fair without name", "yesterday"],
)  # fmt: skip
def test_a_request_that_says_too_little_is_refused(
    cast: Cast, said: dict[str, object], refusal: type[Exception]
) -> None:
    with pytest.raises(refusal):
        asked(cast, **said)
    assert not PromotionRequest.objects.exists()


def test_an_approval_is_taken_back_and_a_request_withdrawn_by_its_company_alone(
    cast: Cast, ma: Person
) -> None:
    record = asked(cast)
    with pytest.raises(deeds.AnswerMissing):
        deeds.decline_promotion(record, answer="", by=ma.actor(), at=AT)
    deeds.approve_promotion(record, by=ma.actor(), at=AT)
    deeds.take_approval_back(PromotionRequest.objects.get(), answer="Budget is spent", by=ma.actor(), at=AT)
    record = PromotionRequest.objects.get()
    assert record.state == RequestState.REQUESTED
    with pytest.raises(NotFound):
        deeds.withdraw_promotion(record, by=cast.omar.actor(), at=AT)
    assert list(PromotionRequest.objects.visible_to(cast.omar.actor())) == []
    deeds.withdraw_promotion(record, by=cast.anna.actor(), at=AT)
    assert PromotionRequest.objects.get().state == RequestState.WITHDRAWN


@pytest.mark.parametrize("language", ["en", "zh"])
def test_a_brochure_is_printed_in_the_customers_name_and_language(
    cast: Cast, ma: Person, language: str
) -> None:
    company = cast.anna.company
    assert company is not None
    record = asked(cast, kind="brochure")
    with pytest.raises(deeds.NoSuchProducts):
        deeds.order_brochure(company, title="Spots", products=["MZ-NONE"], by=ma.actor(), at=AT)
    made = deeds.order_brochure(
        company,
        title="Spots for shops",
        products=[SPOT],
        language=language,
        answers=record,
        by=ma.actor(),
        at=AT,
    )
    react("brochure.ordered")
    react("brochure.ordered")
    made = Brochure.objects.get(pk=made.pk)
    assert made.state == BrochureState.PRINTED
    assert read_bytes(str(made.file_id)).startswith(b"%PDF")
    react("brochure.printed")
    assert Message.objects.get(letter="brochure_ready").attachments.count() == 1
    anna, omar = (sign_in(Client(), person) for person in (cast.anna, cast.omar))
    address = reverse("portal:brochure_file", args=[made.number])
    assert anna.get(address)["Content-Type"] == "application/pdf"
    assert omar.get(address).status_code == 404
    deeds.withdraw_brochure(made, reason="Old logo", by=ma.actor(), at=AT)
    assert anna.get(address).status_code == 404


def test_a_fair_is_planned_changed_held_or_cancelled(cast: Cast, ma: Person) -> None:
    said = {"name": "Light + Building", "place": "Frankfurt", "by": ma.actor(), "at": AT}
    days = {"starts_on": date(2026, 9, 1), "ends_on": date(2026, 9, 4)}
    with pytest.raises(deeds.FairDatesWrong):
        deeds.plan_fair(**said, starts_on=date(2026, 9, 4), ends_on=date(2026, 9, 1))
    for budget, currency in ((Decimal(-1), "EUR"), (Decimal("NaN"), "EUR"), (Decimal(1), "EURO")):
        with pytest.raises(deeds.BudgetWrong):
            deeds.plan_fair(**said, **days, budget=budget, currency=currency)
    fair = deeds.plan_fair(**said, **days, budget=Decimal(12000), goods="Two boards", staff="Ma")
    assert fair.ship_by == date(2026, 7, 11)
    fair = deeds.change_fair(fair, **said, **days, budget=Decimal(15000))
    assert fair.budget.amount == 15000
    deeds.note_fair_held(Fair.objects.get(), result="Forty visitors", leads=12, by=ma.actor(), at=AT)
    with pytest.raises(NotAllowedNow):
        deeds.cancel_fair(Fair.objects.get(), reason="Rain", by=ma.actor(), at=AT)
    with pytest.raises(deeds.FairOver):
        deeds.change_fair(Fair.objects.get(), **said, **days)
    assert Fair.objects.get().state == FairState.HELD
    with pytest.raises(IntegrityError), transaction.atomic():
        Fair.objects.update(state="planned")


def test_the_whole_way_through_the_pages(cast: Cast, ma: Person) -> None:
    anna, marketing = sign_in(Client(), cast.anna), sign_in(Client(), ma)
    assert anna.get(reverse("portal:promotion")).status_code == 200
    wrong = anna.post(
        reverse("portal:new_promotion_request"), {"kind": "fair", "what": "Help", "language": "en"}
    )
    assert wrong.status_code == 422
    anna.post(
        reverse("portal:new_promotion_request"),
        {
            "kind": "fair",
            "what": "A stand",
            "language": "en",
            "fair_name": "Light",
            "fair_place": "Hamburg",
            "key": "1",
        },
    )
    record = PromotionRequest.objects.get()
    assert record.number in marketing.get(reverse("desk:today")).content.decode()
    back = marketing.post(
        reverse("desk:promotion_approval", args=[record.number]),
        {"key": "2", "seen": record.version, "back": "today"},
    )
    assert back["Location"] == reverse("desk:today")
    form = marketing.get(reverse("desk:new_fair") + f"?request={record.number}").content.decode()
    assert "Hamburg" in form
    marketing.post(
        reverse("desk:new_fair") + f"?request={record.number}",
        {"name": "Light", "place": "Hamburg", "starts_on": "2026-09-01", "ends_on": "2026-09-03", "key": "3"},
    )
    fair = Fair.objects.get()
    assert fair.company_id == cast.anna.company_id
    for name, number in (
        ("fair", fair.number),
        ("promotion_request", record.number),
        ("fair_change", fair.number),
    ):
        assert marketing.get(reverse(f"desk:{name}", args=[number])).status_code == 200
    for name in ("promotion", "fairs", "brochures", "new_brochure", "new_promotion_request"):
        assert marketing.get(reverse(f"desk:{name}")).status_code == 200
    assert "Hamburg" in anna.get(reverse("portal:promotion_request", args=[record.number])).content.decode()
    assert Actor.system().is_system
