"""The whole way through the pages: plan, confirmation, papers, booking, events, tracking link, delivery, claim."""

import pytest
from django.contrib.messages import get_messages
from django.core.files.uploadedfile import SimpleUploadedFile
from django.http import HttpResponse
from django.test import Client
from django.urls import reverse

from ordolux.foundation.correspondence.deeds import file_message
from ordolux.foundation.correspondence.models import Message
from ordolux.foundation.documents.models import Document
from ordolux.foundation.journal.models import Event
from ordolux.foundation.parties.deeds import add_person
from ordolux.foundation.parties.models import Person
from ordolux.inquiries.tests import house
from ordolux.orders.agreement.models import Order, OrderState
from ordolux.process.story import STORY
from ordolux.shipping.packing.models import CommercialInvoice
from ordolux.shipping.plan.models import PlanState, ShippingPlan
from ordolux.shipping.tests.goods import READY, Cast
from ordolux.shipping.tracking.deeds import token_of
from ordolux.shipping.transport.models import Shipment, ShipmentState
from ordolux.support.warranty.models import Claim, ClaimState
from tests.cast import sign_in


def signed_in(person: Person) -> Client:
    """A browser in which ``person`` has signed in."""
    client = Client()
    sign_in(client, person)
    return client


def reactions_until_quiet() -> None:
    """What the worker would do: each reaction of stages 4 and 5 to each event, once."""
    done: set[int] = set()
    while new := list(Event.objects.exclude(pk__in=done).order_by("pk")):
        for event in new:
            done.add(event.pk)
            if (
                event.name.split(".")[0] in ("shippingplan", "commercialinvoice", "shipment", "claim")
                or event.name == "order.delivered"
            ):
                for place, reaction in enumerate(STORY.get(event.name, [])):
                    reaction(event, f"{event.pk}:{place}")


def seen(response: HttpResponse) -> str:
    """The page, which must be one."""
    assert response.status_code == 200, response.content[:500]
    return response.content.decode()


@pytest.fixture
def wei(cast: Cast) -> Client:
    """Wei's browser."""
    person = add_person(
        email="wei@mingzhou.example", name="Wei", roles=["logistics"], by=house.SYSTEM, at=house.MONDAY
    )
    return signed_in(person)


def test_from_the_plan_to_the_claim_through_the_pages(order: Order, cast: Cast, wei: Client) -> None:
    anna, omar, ling = signed_in(cast.anna), signed_in(cast.omar), signed_in(cast.ling)

    # the plan is drafted, sent, printed, and confirmed in the portal
    assert wei.get(reverse("desk:new_shipping_plan", args=[order.number])).status_code == 200
    wei.post(reverse("desk:new_shipping_plan", args=[order.number]), {"destination": "DEHAM", "key": "k1"})
    plan = ShippingPlan.objects.get()
    assert anna.get(reverse("portal:shipping_plan", args=[plan.number])).status_code == 404, (
        "a draft is not shown"
    )
    page = reverse("desk:shipping_plan", args=[plan.number])
    drafted = seen(wei.get(page))
    assert "Send for confirmation" in drafted
    assert "The plan is printed when it is sent" in drafted, "no panel stands empty"
    wei.post(reverse("desk:shipping_sending", args=[plan.number]), {"key": "k2", "seen": plan.version})
    reactions_until_quiet()
    letter = Message.objects.get(letter="shipping_plan")
    assert f"confirm {plan.number} v1" in letter.text
    assert letter.attachments.count() == 1
    assert "Confirm the shipping plan" in seen(anna.get(reverse("portal:shipping_plan", args=[plan.number])))
    assert omar.get(reverse("portal:shipping_plan", args=[plan.number])).status_code == 404
    assert (
        omar.post(
            reverse("portal:shipping_plan_confirmation", args=[plan.number]), {"plan_version": 1}
        ).status_code
        == 404
    )
    old = anna.post(
        reverse("portal:shipping_plan_confirmation", args=[plan.number]), {"plan_version": 9, "key": "k3"}
    )
    assert "version 1 is in force" in str(next(iter(get_messages(old.wsgi_request))))
    anna.post(
        reverse("portal:shipping_plan_confirmation", args=[plan.number]), {"plan_version": 1, "key": "k4"}
    )
    assert ShippingPlan.objects.get().state == PlanState.CONFIRMED

    # papers, booking, bill of lading
    wei.post(reverse("desk:shipping_papers", args=[plan.number]), {"key": "k5"})
    reactions_until_quiet()
    assert CommercialInvoice.objects.get().sha256
    assert set(Document.objects.values_list("kind", flat=True)) == {
        "shipping_plan",
        "packing_list",
        "commercial_invoice",
    }
    assert "Note the booking" in seen(wei.get(page))
    wrong = wei.post(reverse("desk:shipping_booking", args=[plan.number]), {"carrier": "Elbe Line"})
    assert wrong.status_code == 422
    wei.post(
        reverse("desk:shipping_booking", args=[plan.number]),
        {
            "carrier": "Elbe Line",
            "booking_reference": "ELB1",
            "departs_on": "2026-05-09",
            "arrives_on": "2026-06-12",
            "vessel": "King of the Seas",
            "imo": "9321483",
            "voyage": "2103S",
            "key": "k6",
        },
    )
    shipment = Shipment.objects.get()
    desk = reverse("desk:shipment", args=[shipment.number])
    assert "Note the event" in seen(wei.get(desk))
    wei.post(
        reverse("desk:shipment_bill", args=[shipment.number]),
        {
            "bl_number": "ELBSZ1",
            "bl_kind": "telex",
            "on_board_on": "2026-05-09",
            "container": "CSQU3054383",
            "key": "k7",
        },
    )
    assert Shipment.objects.get().container == "CSQU3054383"

    # events move it; the link opens the way without signing in
    for place, (event, when, where) in enumerate(
        (
            ("EQUIPMENT LOAD", "2026-05-09T08:00", shipment.loading),
            ("TRANSPORT DEPA", "2026-05-09T20:00", shipment.loading),
            ("TRANSPORT ARRI", "2026-06-12T09:00", "DEHAM"),
        )
    ):
        answer = wei.post(
            reverse("desk:shipment_events", args=[shipment.number]),
            {
                "event": event,
                "classifier": "ACT",
                "happened_at": when,
                "location": where,
                "key": f"e{place}",
            },
        )
        assert answer.status_code == 302, answer.content[:300]
    assert Shipment.objects.get().state == ShipmentState.ARRIVED
    assert Order.objects.get().state == OrderState.SHIPPED
    reactions_until_quiet()
    token = token_of(shipment, cast.anna.email)
    assert token in Message.objects.get(letter="shipment_departed", to_addresses=[cast.anna.email]).text
    shown = seen(Client().get(reverse("public:track", args=[token])))
    assert "Hamburg (DEHAM)" in shown
    assert "CSQU3054383" in shown
    assert Client().get(reverse("public:track", args=[token + "x"])).status_code == 410
    assert "Follow the shipment" in seen(anna.get(reverse("portal:delivery", args=[shipment.number])))
    assert omar.get(reverse("portal:delivery", args=[shipment.number])).status_code == 404
    for client, name in ((wei, "desk:shipping"), (anna, "portal:deliveries")):
        assert plan.number in seen(client.get(reverse(name)))
    assert plan.number not in seen(omar.get(reverse("portal:deliveries")))

    # delivery, warranty, claim without and with report, decision
    wei.post(
        reverse("desk:shipment_delivery", args=[shipment.number]),
        {
            "delivered_at": "2026-06-14T10:00",
            "received_by": "Jan Voss",
            "cartons": 3,
            "key": "k8",
            "proof": SimpleUploadedFile("pod.pdf", b"%PDF-1.7 received"),
        },
    )
    assert Shipment.objects.get().state == ShipmentState.DELIVERED
    reactions_until_quiet()
    assert "Report failed lamps" in seen(anna.get(reverse("portal:claims")))
    assert omar.get(reverse("portal:new_claim", args=[order.number])).status_code == 404
    assert "Submit the claim" in seen(anna.get(reverse("portal:new_claim", args=[order.number])))
    assert anna.post(reverse("portal:new_claim", args=[order.number]), {"pieces": "x"}).status_code == 422
    anna.post(
        reverse("portal:new_claim", args=[order.number]),
        {
            "position": "1",
            "pieces": "12",
            "failure_mode": "dead",
            "description": "Do not light",
            "date_code": "2618A1",
            "key": "c1",
        },
    )
    claim = Claim.objects.get()
    assert "No fault test report" in seen(ling.get(reverse("desk:claim", args=[claim.number])))
    refused = ling.post(reverse("desk:claim_approval", args=[claim.number]), {"key": "c2"})
    assert refused.status_code == 422
    assert "test report" in refused.content.decode()
    ling.post(reverse("desk:claim_report_request", args=[claim.number]), {"key": "c3"})
    anna.post(
        reverse("portal:claim_evidence", args=[claim.number]),
        {
            "kind": "test_report",
            "test_report": SimpleUploadedFile("report.pdf", b"%PDF-1.7 bond wire open"),
            "report_number": "TR-1",
            "tested_by": "Nordlicht",
            "tested_on": "2026-08-01",
            "tested_pieces": "12",
            "key": "c4",
        },
    )
    assert "report.pdf" in seen(anna.get(reverse("portal:claim", args=[claim.number])))
    ling.post(reverse("desk:claim_approval", args=[claim.number]), {"key": "c5"})
    reactions_until_quiet()
    claim = Claim.objects.get()
    assert claim.state == ClaimState.REPLACED
    assert Document.objects.filter(kind="claim_decision").count() == 1
    assert Message.objects.filter(letter="claim_decision").exists()
    for client, name in ((ling, "desk:claim"), (anna, "portal:claim")):
        assert "Replacement" in seen(client.get(reverse(name, args=[claim.number])))
    assert claim.number in seen(ling.get(reverse("desk:support")))
    evidence = claim.evidence.get()
    assert (
        omar.get(reverse("portal:claim_evidence_file", args=[claim.number, evidence.pk])).status_code == 404
    )
    assert anna.get(reverse("portal:claim_evidence_file", args=[claim.number, evidence.pk]))[
        "Content-Disposition"
    ].startswith("attachment")
    for client, channel in ((wei, "desk"), (anna, "portal")):
        assert shipment.number in seen(client.get(reverse(f"{channel}:order", args=[order.deal.number])))


@pytest.mark.parametrize(("version", "state"), [(1, PlanState.CONFIRMED), (2, PlanState.SENT)])
def test_a_mail_reply_confirms_the_version_in_force_and_no_other(
    order: Order, cast: Cast, version: int, state: PlanState
) -> None:
    from ordolux.shipping.tests.goods import sent

    plan = sent(order)
    reply = house.mail(f"Dear Wei,\n\nconfirm {plan.number} v{version}\n\nAnna", at=READY)
    file_message(reply, deal=plan.deal, by=house.SYSTEM, at=READY)
    event = Event.objects.get(name="message.filed", subject_id=reply.pk)

    for _ in range(2):
        STORY["message.filed"][-1](event, f"{event.pk}:1")
        reactions_until_quiet()

    assert ShippingPlan.objects.get().state == state
    outdated = Message.objects.filter(letter="shipping_plan_outdated")
    assert outdated.count() == (0 if state == PlanState.CONFIRMED else 1)


def test_lists_cost_three_statements_whatever_their_length(order: Order, cast: Cast, wei: Client) -> None:
    from ordolux.shipping.tests.goods import booked

    booked(order, cast)
    anna, ling = signed_in(cast.anna), signed_in(cast.ling)
    for client, name in (
        (wei, "desk:shipping"),
        (anna, "portal:deliveries"),
        (ling, "desk:support"),
        (anna, "portal:claims"),
    ):
        client.get(reverse(name))
        with house.counted_statements() as spent:
            seen(client.get(reverse(name)))
        print(name, len(spent))
        assert len(spent) <= 6, (name, spent)
