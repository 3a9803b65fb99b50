"""Whoever holds the link follows one shipment: where it is, what comes next, no prices and no papers."""

from django.http import Http404, HttpResponse
from django.shortcuts import render
from django.utils import timezone

from ordolux.edges.access import Request, by_link
from ordolux.edges.ui.journey import journey_of
from ordolux.shipping.tracking.models import TrackingEvent
from ordolux.shipping.transport.queries import shipment_by_id


@by_link("track")
def track(request: Request, token: str) -> HttpResponse:
    """The timeline and the map of the shipment that the link opens."""
    record = shipment_by_id(request.link.subject_id)
    if record is None:
        raise Http404
    told = list(TrackingEvent.objects.filter(shipment=record, struck=None))
    return render(request, "public/track.html", {
        "one_document": True, "shipment": record, **journey_of(record, told, request.at),
        "zone": record.plan.content["consignee"]["zone"], "ends_on": timezone.localdate(request.link.ends_at),
    })  # fmt: skip
