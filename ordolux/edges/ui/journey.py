"""A shipment on its way as both the portal and the link show it: where it is in words, its milestones, its map."""

from collections.abc import Sequence
from datetime import UTC, date, datetime, time
from typing import Any
from zoneinfo import ZoneInfo

from django.utils.translation import gettext

from ordolux.edges.ui.wording import day_words
from ordolux.edges.ui.world_map import COORDINATES, RouteMap, route_map
from ordolux.inquiries.quotation.models import Mode
from ordolux.rules.tracking import Milestone
from ordolux.rules.workdays import day_at
from ordolux.shipping.plan.ports import PLACES, place_name
from ordolux.shipping.tracking.models import TrackingEvent
from ordolux.shipping.tracking.queries import Step, last_news, steps_of
from ordolux.shipping.transport.models import Shipment, ShipmentState

# the zones of the countries that we ship from and to; a place of another country is told in UTC
ZONES = {
    "CN": "Asia/Shanghai", "HK": "Asia/Hong_Kong", "DE": "Europe/Berlin", "NL": "Europe/Amsterdam",
    "BE": "Europe/Brussels", "FR": "Europe/Paris", "GB": "Europe/London", "ES": "Europe/Madrid", "IT": "Europe/Rome",
    "PL": "Europe/Warsaw", "SE": "Europe/Stockholm", "DK": "Europe/Copenhagen", "TR": "Europe/Istanbul",
    "AE": "Asia/Dubai", "SA": "Asia/Riyadh", "QA": "Asia/Qatar", "EG": "Africa/Cairo", "IN": "Asia/Kolkata",
    "SG": "Asia/Singapore", "JP": "Asia/Tokyo", "KR": "Asia/Seoul", "ZA": "Africa/Johannesburg",
    "NG": "Africa/Lagos", "KE": "Africa/Nairobi", "BR": "America/Sao_Paulo",
}  # fmt: skip
_CITIES = {
    "USLAX": "America/Los_Angeles", "USLGB": "America/Los_Angeles", "USNYC": "America/New_York",
    "USCHI": "America/Chicago", "CAVAN": "America/Vancouver", "CATOR": "America/Toronto",
    "MXZLO": "America/Mexico_City", "AUSYD": "Australia/Sydney", "AUMEL": "Australia/Melbourne",
}  # fmt: skip


def journey_of(shipment: Shipment, events: Sequence[TrackingEvent], at: datetime) -> dict[str, Any]:
    """What ``ui/journey.html`` shows; the shipment comes with plan and order, ``events`` without those struck."""
    steps = steps_of(shipment, events)
    told_at, told_by = last_news(shipment, events)
    expected = _expected(shipment, steps)
    late = (expected - shipment.plan.arrives_on).days if shipment.arrived_at is None else 0
    return {
        "headline": _headline(shipment, expected),
        "steps": [(step, zone_of(step.code, shipment)) for step in steps],
        "late_days": max(0, late), "expected_on": expected, "planned_on": shipment.plan.arrives_on,
        "delay_words": next((e.remark for e in reversed(events) if e.remark and e.classifier == "EST"), ""),
        "told_at": told_at, "told_by": told_by, "told_ago": _ago(told_at, at), "route": _map(shipment, expected, at),
        "mode": str(Mode(shipment.mode).label) if shipment.mode in Mode.values else shipment.mode,
        "loading": place_name(shipment.loading), "destination": place_name(shipment.destination),
    }  # fmt: skip


def zone_of(code: str, shipment: Shipment) -> str:
    """The zone in which times at a place are told; our own when the event names no place."""
    if code in _CITIES:
        return _CITIES[code]
    return ZONES.get(code[:2], "UTC") if code else ZONES["CN"]


def _expected(shipment: Shipment, steps: Sequence[Step]) -> date:
    arrival = next((step for step in steps if step.milestone is Milestone.ARRIVED), None)
    if arrival is not None and arrival.estimated_at is not None:
        return arrival.estimated_at.astimezone(ZoneInfo(zone_of(shipment.destination, shipment))).date()
    return max(shipment.arrives_on, shipment.arrival_told_on)


def _headline(shipment: Shipment, expected: date) -> str:
    place = PLACES.get(shipment.destination, shipment.destination)
    day = day_words(expected)
    match ShipmentState(shipment.state):
        case ShipmentState.DELIVERED:
            return gettext("Delivered")
        case ShipmentState.ARRIVED:
            return gettext("Arrived in {place}").format(place=place)
        case ShipmentState.DEPARTED if shipment.is_by_sea:
            return gettext("At sea, expected in {place} on {day}").format(place=place, day=day)
        case ShipmentState.DEPARTED:
            return gettext("On its way, expected in {place} on {day}").format(place=place, day=day)
        case ShipmentState.LOADED:
            return gettext("Loaded, leaves on {day}").format(day=day_words(shipment.departs_on))
    return gettext("Space is booked, leaves on {day}").format(day=day_words(shipment.departs_on))


def _map(shipment: Shipment, expected: date, at: datetime) -> RouteMap | None:
    if shipment.loading not in COORDINATES or shipment.destination not in COORDINATES:
        return None
    share: float | None = None
    if shipment.arrived_at is not None or shipment.delivered_at is not None:
        share = 1.0
    elif shipment.departed_at is not None:
        ends = datetime.combine(expected, time(12), UTC)
        whole = (ends - shipment.departed_at).total_seconds()
        share = (
            min(0.97, max(0.03, (at - shipment.departed_at).total_seconds() / whole)) if whole > 0 else 0.97
        )
    loading = zone_of(shipment.loading, shipment)
    left = day_at(loading, shipment.departed_at) if shipment.departed_at else shipment.departs_on
    return route_map(
        shipment.mode, shipment.loading, shipment.destination,
        labels=(PLACES.get(shipment.loading, shipment.loading), PLACES.get(shipment.destination, shipment.destination)),
        notes=(day_words(left, "short"), day_words(expected, "short")), share=share, now=gettext("about here"),
    )  # fmt: skip


def _ago(then: datetime, at: datetime) -> str:
    minutes = max(0, int((at - then).total_seconds() // 60))
    if minutes < 90:
        return gettext("{count} min ago").format(count=minutes)
    if minutes < 48 * 60:
        return gettext("{count} h ago").format(count=minutes // 60)
    return gettext("{count} days ago").format(count=minutes // 1440)
