"""Logistics beyond the spine: the landing, sets of papers, cartons one by one, corrections, insurance, lanes, the map."""

import io
import zipfile
from datetime import timedelta
from decimal import Decimal

import pytest
from django.db import IntegrityError, transaction
from django.test import Client
from django.urls import reverse
from openpyxl import load_workbook

from ordolux.edges.ui.world_map import COORDINATES, route_map
from ordolux.foundation.deeds import NotPermitted
from ordolux.foundation.files import read_bytes
from ordolux.foundation.journal.models import Event
from ordolux.foundation.parties.deeds import add_person
from ordolux.inquiries.tests import house
from ordolux.orders.agreement.models import Order
from ordolux.shipping.packing import deeds as packing
from ordolux.shipping.packing.carton_lists import cartons_of
from ordolux.shipping.packing.models import DocumentSet, PackingList
from ordolux.shipping.packing.reactions import make_document_set, print_shipping_papers
from ordolux.shipping.plan import deeds as plans
from ordolux.shipping.plan.lanes import lanes_for
from ordolux.shipping.plan.models import ShippingPlan
from ordolux.shipping.plan.ports import PLACES
from ordolux.shipping.tests.goods import READY, WEI, Cast, booked, confirmed, sent, told
from ordolux.shipping.tracking import deeds as tracking
from ordolux.shipping.tracking.deeds import token_of
from ordolux.shipping.tracking.models import StruckEvent, TrackingEvent
from ordolux.shipping.tracking.queries import steps_of
from ordolux.shipping.transport import deeds as transport
from ordolux.shipping.transport.models import Shipment
from ordolux.shipping.transport.tests.test_shipments import CAME, SAILED
from tests.cast import sign_in


@pytest.fixture
def wei(cast: Cast) -> Client:
    """Wei's browser."""
    person = add_person(
        email="wei@mingzhou.example", name="Wei", roles=["logistics"], by=house.SYSTEM, at=house.MONDAY
    )
    return sign_in(Client(), person)


def page(client: Client, name: str, *args: object) -> str:
    """A page that answers."""
    answer = client.get(reverse(name, args=args))
    assert answer.status_code == 200, answer.content[:300]
    return answer.content.decode()


def test_the_landing_leads_from_the_draft_to_the_arrival(order: Order, cast: Cast, wei: Client) -> None:
    plan = plans.draft_plan(order, destination="DEHAM", by=WEI, at=READY)
    assert "Ask confirmation" in page(wei, "desk:today")
    wei.post(
        reverse("desk:shipping_sending", args=[plan.number]),
        {"key": "1", "seen": plan.version, "back": "today"},
    )
    assert "Ask again" in page(wei, "desk:today")
    answer = wei.post(reverse("desk:shipping_reminder", args=[plan.number]), {"key": "2", "back": "today"})
    assert answer["Location"] == reverse("desk:today")
    assert Event.objects.filter(name="shippingplan.reminder_due").count() == 1
    plans.confirm_plan(
        ShippingPlan.objects.get(), plan_version=1, confirmed_by=cast.anna, by=cast.anna.actor(), at=READY
    )
    assert reverse("desk:shipping_booking", args=[plan.number]) in page(wei, "desk:today")
    assert "missing" in page(wei, "desk:today")


def test_the_landing_takes_as_many_statements_for_one_shipment_as_for_none(
    order: Order, cast: Cast, wei: Client
) -> None:
    page(wei, "desk:today")
    with house.counted_statements() as before:
        page(wei, "desk:today")
    booked(order, cast)
    with house.counted_statements() as after:
        page(wei, "desk:today")
    assert len(after) <= max(len(before) + 1, 15), (len(before), len(after))


def test_all_papers_come_in_one_file_made_by_a_job(order: Order, cast: Cast, wei: Client) -> None:
    plan = confirmed(order, cast)
    with pytest.raises(packing.PapersNotIssued):
        packing.ask_for_document_set(plan, by=WEI, at=READY)
    packing.issue_shipping_papers(plan, by=WEI, at=READY)
    print_shipping_papers(Event.objects.get(name="commercialinvoice.issued"), "print")
    with pytest.raises(NotPermitted):
        packing.ask_for_document_set(plan, by=cast.anna.actor(), at=READY)
    wei.post(reverse("desk:shipping_document_set", args=[plan.number]), {"key": "set"})
    assert "It is being made" in page(wei, "desk:shipping_documents", plan.number)

    event = Event.objects.get(name="documentset.asked")
    make_document_set(event, "make")
    make_document_set(event, "make")

    made = DocumentSet.objects.get()
    assert made.file_id is not None
    with zipfile.ZipFile(io.BytesIO(read_bytes(str(made.file_id)))) as archive:
        assert archive.namelist() == made.names
        assert [name[-4:] for name in made.names] == [".pdf", ".pdf", ".pdf", "xlsx"]
        assert archive.read(made.names[0]).startswith(b"%PDF")
    assert Event.objects.filter(name="documentset.made").count() == 1
    address = reverse("desk:shipping_document_set_file", args=[plan.number, made.pk])
    assert wei.get(address).status_code == 200
    own = reverse("portal:document_set_file", args=[plan.number, made.pk])
    assert sign_in(Client(), cast.anna).get(own).status_code == 200
    assert sign_in(Client(), cast.omar).get(own).status_code == 404


def test_the_cartons_add_up_to_the_packing_list_and_come_as_workbook_and_paper(
    order: Order, cast: Cast, wei: Client
) -> None:
    packing.issue_shipping_papers(confirmed(order, cast), by=WEI, at=READY)
    record = PackingList.objects.get()
    every = list(cartons_of(record.snapshot))
    assert [carton.number for carton in every] == list(range(1, record.cartons + 1))
    assert sum(carton.pieces for carton in every) == record.pieces
    assert sum((carton.gross_kg for carton in every), Decimal(0)) == record.gross_kg
    assert sum((carton.net_kg for carton in every), Decimal(0)) == record.net_kg
    answer = wei.get(reverse("desk:packing_list_file", args=[record.number, "xlsx"]))
    sheet = load_workbook(io.BytesIO(answer.content)).active
    assert sheet is not None
    assert [sheet.cell(row, 1).value for row in range(7, 7 + record.cartons)] == list(
        range(1, record.cartons + 1)
    )
    pdf = wei.get(reverse("desk:packing_list_file", args=[record.number, "pdf"]))
    assert pdf.content.startswith(b"%PDF")
    assert wei.get(reverse("desk:packing_list_file", args=[record.number, "exe"])).status_code == 404
    assert f"C/NO. 1/{record.cartons}" in page(wei, "desk:labels", record.number)
    anna = sign_in(Client(), cast.anna)
    assert record.number in page(anna, "portal:packing_list", record.number)
    omar = sign_in(Client(), cast.omar)
    assert omar.get(reverse("portal:packing_list_file", args=[record.number, "xlsx"])).status_code == 404


def test_an_event_told_wrongly_is_struck_with_a_reason_and_stays(
    order: Order, cast: Cast, wei: Client
) -> None:
    shipment = told(booked(order, cast), "DEPA", SAILED)
    told(shipment, "ARRI", CAME, classifier="EST", location="DEHAM", told_at=SAILED)
    wrong = TrackingEvent.objects.get(code="ARRI")
    assert any(step.estimated_at for step in steps_of(shipment))
    with pytest.raises(tracking.StrikeWithoutReason):
        tracking.strike_event(wrong, reason=" ", by=WEI, at=SAILED)
    with pytest.raises(NotPermitted):
        tracking.strike_event(wrong, reason="x", by=cast.anna.actor(), at=SAILED)

    tracking.strike_event(wrong, reason="Another vessel", by=WEI, at=SAILED)

    assert not any(step.estimated_at for step in steps_of(shipment))
    assert TrackingEvent.objects.filter(pk=wrong.pk).exists()
    assert "Another vessel" in page(wei, "desk:shipment", shipment.number)
    with pytest.raises(tracking.StruckAlready):
        tracking.strike_event(wrong, reason="again", by=WEI, at=SAILED)
    with pytest.raises(IntegrityError), transaction.atomic():
        StruckEvent.objects.all().delete()


def test_the_event_that_moved_the_shipment_is_struck_only_after_the_right_one(
    order: Order, cast: Cast
) -> None:
    shipment = told(booked(order, cast), "DEPA", SAILED)
    moved = TrackingEvent.objects.get(code="DEPA")
    with pytest.raises(tracking.RightEventFirst):
        tracking.strike_event(moved, reason="An hour later", by=WEI, at=SAILED + timedelta(days=1))
    told(shipment, "DEPA", SAILED + timedelta(hours=1), told_at=SAILED + timedelta(days=1))
    tracking.strike_event(moved, reason="An hour later", by=WEI, at=SAILED + timedelta(days=1))
    assert StruckEvent.objects.count() == 1


def test_a_transport_document_is_corrected_or_taken_back_with_a_reason(order: Order, cast: Cast) -> None:
    shipment = booked(order, cast)
    said = {
        "bl_number": "ELBSZ0099",
        "bl_kind": "waybill",
        "on_board_on": shipment.on_board_on,
        "by": WEI,
        "at": READY,
    }
    with pytest.raises(transport.CorrectionWithoutReason):
        transport.correct_bill_of_lading(shipment, reason=" ", **said)
    with pytest.raises(transport.DocumentNumberWrong):
        transport.correct_bill_of_lading(shipment, reason="typed wrongly", **{**said, "bl_number": " "})
    transport.correct_bill_of_lading(shipment, reason="typed wrongly", **said)
    event = Event.objects.get(name="bl.corrected")
    assert (event.facts["before"]["bl_number"], event.facts["after"]["bl_number"]) == (
        "ELBSZ0012345",
        "ELBSZ0099",
    )
    transport.withdraw_bill_of_lading(Shipment.objects.get(), reason="another order", by=WEI, at=READY)
    assert Shipment.objects.get().bl_number == ""
    with pytest.raises(transport.NoDocumentYet):
        transport.withdraw_bill_of_lading(Shipment.objects.get(), reason="again", by=WEI, at=READY)


def test_insurance_is_offered_with_the_plan_taken_with_the_confirmation_and_certified(
    order: Order, cast: Cast, wei: Client
) -> None:
    plan = sent(order)
    if not plan.content["insurance_offer"]:
        pytest.skip("no insurance rate in this house")
    anna = sign_in(Client(), cast.anna)
    assert "Insure the goods" in page(anna, "portal:shipping_plan", plan.number)
    anna.post(
        reverse("portal:shipping_plan_confirmation", args=[plan.number]),
        {"plan_version": 1, "with_insurance": "yes", "key": "c"},
    )
    plan = ShippingPlan.objects.get()
    assert plan.insurance_wanted
    with pytest.raises(plans.CertificateIncomplete):
        plans.note_insurance(plan, insurer="", certificate_number="x", by=WEI, at=READY)
    plans.note_insurance(plan, insurer="PICC", certificate_number="C-1", by=WEI, at=READY)
    assert "C-1" in page(anna, "portal:shipping_plan", plan.number)


def test_nothing_is_certified_that_nobody_insured(order: Order, cast: Cast) -> None:
    plan = confirmed(order, cast)
    with pytest.raises(plans.NotInsured):
        plans.note_insurance(plan, insurer="PICC", certificate_number="C-1", by=WEI, at=READY)


def test_the_ways_are_compared_at_todays_rates_the_agreed_one_first(
    order: Order, cast: Cast, wei: Client
) -> None:
    plan = sent(order)
    with house.counted_statements() as seen:
        lanes = lanes_for(plan, READY)
    assert len(seen) == 1
    agreed = [lane.is_agreed for lane in lanes]
    assert agreed == sorted(agreed, reverse=True)
    assert "Ways compared" in page(wei, "desk:shipping_plan", plan.number)


def test_the_link_shows_timeline_map_and_age_of_the_news(order: Order, cast: Cast) -> None:
    shipment = told(booked(order, cast), "DEPA", SAILED)
    tracking.share_tracking(shipment, given_to="gate@nordlicht.example", by=WEI, at=SAILED)
    shown = page(Client(), "public:track", token_of(shipment, "gate@nordlicht.example"))
    assert "At sea, expected in Hamburg" in shown
    assert "<svg" in shown
    assert "last news" in shown


@pytest.mark.parametrize("end", sorted(set(PLACES) - {"CNXIY"}))
def test_every_place_that_we_know_is_on_the_map(end: str) -> None:
    assert end in COORDINATES
    drawn = route_map("sea_lcl", "CNYTN", end, labels=("a", "b"), notes=("", ""), share=0.5, now="now")
    assert drawn is not None
    for spot in drawn.spots:
        assert 0 <= spot.x <= drawn.width
        assert 0 <= spot.y <= drawn.height


@pytest.mark.parametrize(("share", "says"), [(0.02, ""), (0.5, "now"), (0.99, "")])
def test_the_words_of_the_ship_never_lie_on_those_of_a_port(share: float, says: str) -> None:
    drawn = route_map("sea_lcl", "CNYTN", "DEHAM", labels=("a", "b"), notes=("", ""), share=share, now="now")
    assert drawn is not None
    assert drawn.ship is not None
    assert drawn.ship.label == says


def test_the_booking_page_books_and_names_what_is_wrong(order: Order, cast: Cast, wei: Client) -> None:
    plan = confirmed(order, cast)
    address = reverse("desk:shipping_booking", args=[plan.number])
    said = {
        "carrier": "Elbe Line", "booking_reference": "ELB1", "departs_on": "2026-05-09", "arrives_on": "2026-06-12",
        "documents_until_at": "2026-05-07T17:00", "key": "b", "seen": plan.version,
    }  # fmt: skip
    for field, odd in (
        ("container", "CSQU3054384"),
        ("documents_until_at", "tomorrow"),
        ("arrives_on", "2026-01-01"),
    ):
        answer = wei.post(address, {**said, field: odd})
        assert answer.status_code == 422, field
        assert not Shipment.objects.exists()
    assert wei.post(address, said).status_code == 302
    assert Shipment.objects.get().documents_until_at.isoformat() == "2026-05-07T09:00:00+00:00"
