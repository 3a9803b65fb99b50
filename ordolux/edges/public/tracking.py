"""Whoever holds the link follows one shipment: where it is, what comes next, no prices and no papers."""

from django.http import Http404, HttpResponse
from django.shortcuts import render

from ordolux.edges.access import Request, by_link
from ordolux.inquiries.quotation.models import Mode
from ordolux.shipping.plan.ports import place_name
from ordolux.shipping.tracking.queries import steps_of
from ordolux.shipping.transport.queries import shipment_by_id


@by_link("track")
def track(request: Request, token: str) -> HttpResponse:
    """The timeline of the shipment that the link opens."""
    record = shipment_by_id(request.link.subject_id)
    if record is None:
        raise Http404
    steps = steps_of(record)
    done = [step for step in steps if step.actual_at]
    return render(request, "public/track.html", {
        "one_document": True, "shipment": record, "steps": steps,
        "last": done[-1] if done else None,
        "coming": next((step for step in steps if step.is_next), None), "end": steps[-1] if steps else None,
        "mode": Mode(record.mode).label if record.mode in Mode.values else record.mode,
        "loading": place_name(record.loading), "destination": place_name(record.destination),
        "zone": record.plan.content["consignee"]["zone"],
    })  # fmt: skip
