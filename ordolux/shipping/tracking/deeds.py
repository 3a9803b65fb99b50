"""What is told about a shipment on its way, and to whom the way is shown."""

import base64
import hashlib
import hmac
from datetime import datetime, timedelta

from django.conf import settings

from ordolux.foundation.actors import Actor, Role
from ordolux.foundation.deeds import deed, record_event
from ordolux.foundation.links.models import Link
from ordolux.rules.refusal import N_, Refusal
from ordolux.rules.tracking import (
    AIR_CODES,
    ALERT_AFTER_DAYS,
    CarrierEvent,
    Classifier,
    Milestone,
    Route,
    arrival,
    dedupe_key,
    milestone_of,
)
from ordolux.rules.workdays import day_at
from ordolux.shipping.plan.ports import is_place_code
from ordolux.shipping.tracking.models import StruckEvent, TrackingEvent
from ordolux.shipping.transport.deeds import check_may_load, go_on_to
from ordolux.shipping.transport.models import Shipment, ShipmentState

LINK_DAYS = 365

# DCSA Track & Trace 2.2, event type codes by event type
CODES = {
    "SHIPMENT": frozenset(
        [
            "RECE",
            "DRFT",
            "PENA",
            "PENU",
            "REJE",
            "APPR",
            "ISSU",
            "SURR",
            "SUBM",
            "VOID",
            "CONF",
            "REQS",
            "CMPL",
            "HOLD",
            "RELS",
        ]
    ),
    "TRANSPORT": frozenset({"ARRI", "DEPA"}),
    "EQUIPMENT": frozenset(
        ["LOAD", "DISC", "GTIN", "GTOT", "STUF", "STRP", "PICK", "DROP", "INSP", "RSEA", "RMVD"]
    ),
    "AIR": AIR_CODES,
}
MOVES_TO = {
    Milestone.STUFFED: ShipmentState.LOADED,
    Milestone.ON_BOARD: ShipmentState.LOADED,
    Milestone.DEPARTED: ShipmentState.DEPARTED,
    Milestone.ARRIVED: ShipmentState.ARRIVED,
    Milestone.DISCHARGED: ShipmentState.ARRIVED,
}


class EventNotUnderstood(Refusal):
    """Not a code of the standard."""

    message = N_("“{kind} {code} {classifier}” is no event of DCSA Track and Trace or of IATA.")


class PlaceOfEventWrong(Refusal):
    """A place is no UN/LOCODE."""

    message = N_("“{location}” is no UN/LOCODE.")


class EventInTheFuture(Refusal):
    """What has not happened can be planned or expected, not actual."""

    message = N_("An event that lies ahead ({happened_at}) is planned or expected; it has not happened.")


class StrikeWithoutReason(Refusal):
    """Nothing is struck without saying why."""

    message = N_("Write why this event is wrong.")


class StruckAlready(Refusal):
    """The event counts no longer."""

    message = N_("This event was struck already.")


class RightEventFirst(Refusal):
    """The shipment stands where it is because of this event."""

    message = N_("The shipment moved by this event. Note the right one first; then this one can be struck.")


class EventKnownAlready(Refusal):
    """The same event was told before."""

    message = N_("This event of {shipment} is known already.")


@deed("tracking.note", roles={Role.LOGISTICS, Role.SYSTEM})
def note_tracking_event(
    shipment: Shipment,
    *,
    kind: str,
    code: str,
    classifier: str,
    happened_at: datetime,
    by: Actor,
    at: datetime,
    location: str = "",
    facility: str = "",
    document: str = "",
    equipment: str = "",
    is_empty: bool | None = None,
    remark: str = "",
    publisher: str = "by hand",
) -> TrackingEvent:
    """Note an event in the words of DCSA (``EQUIPMENT LOAD ACT``) or IATA (``AIR DEP ACT``). What happened moves the
    shipment; a later arrival than the customer was told makes a message to him.

    Raises EventNotUnderstood, PlaceOfEventWrong, EventInTheFuture, EventKnownAlready, and for loading and departure
    PlanNotConfirmed, GateClosed, PapersMissing.
    """
    kind, code, classifier, location = (
        kind.upper(),
        code.upper(),
        classifier.upper(),
        location.strip().upper(),
    )
    if code not in CODES.get(kind, frozenset()) or classifier not in set(Classifier):
        raise EventNotUnderstood(kind=kind, code=code, classifier=classifier)
    if location and not is_place_code(location):
        raise PlaceOfEventWrong(location=location)
    if classifier == Classifier.ACTUAL and happened_at > at:
        raise EventInTheFuture(happened_at=happened_at)
    event = CarrierEvent(
        event_id="",
        publisher=publisher,
        kind=kind,
        code=code,
        classifier=Classifier(classifier),
        happened_at=happened_at,
        created_at=at,
        location=location,
        equipment=equipment.upper() or shipment.container,
        is_empty=is_empty,
        facility=facility.upper(),
        voyage=shipment.voyage,
        document=document.upper(),
    )
    key = hashlib.sha256("|".join(dedupe_key(event)).encode()).hexdigest()
    if TrackingEvent.objects.filter(shipment=shipment, key=key).exists():
        raise EventKnownAlready(shipment=shipment)
    kept = TrackingEvent.objects.create(
        deal=shipment.deal,
        shipment=shipment,
        key=key,
        publisher=publisher[:60],
        kind=kind,
        code=code,
        classifier=classifier,
        happened_at=happened_at,
        told_at=at,
        location=location,
        facility=event.facility,
        document=event.document,
        equipment=event.equipment,
        voyage=event.voyage,
        is_empty=is_empty,
        remark=remark[:300],
    )
    route = Route(shipment.loading, shipment.destination)
    milestone = milestone_of(event, route)
    record_event(
        "tracking.noted",
        kept,
        by=by,
        at=at,
        shipment=shipment.number,
        kind=kind,
        code=code,
        classifier=classifier,
        happened_at=happened_at,
        location=location,
        milestone=milestone.value if milestone else "",
    )
    if event.classifier is Classifier.ACTUAL:
        _move(shipment, milestone, happened_at, by, at)
    _watch_arrival(shipment, route, by, at)
    return kept


@deed("tracking.strike", roles={Role.LOGISTICS})
def strike_event(event: TrackingEvent, *, reason: str, by: Actor, at: datetime) -> StruckEvent:
    """Strike an event that was told wrongly. It stays visible to us with the reason and counts no longer; what moved
    the shipment is struck only when the right event was noted before.

    Raises StrikeWithoutReason, StruckAlready, RightEventFirst.
    """
    if not reason.strip():
        raise StrikeWithoutReason()
    if StruckEvent.objects.filter(event=event).exists():
        raise StruckAlready()
    shipment = Shipment.objects.get(pk=event.shipment_id)
    shipment.deal = event.deal
    route = Route(shipment.loading, shipment.destination)
    milestone = milestone_of(event.as_rule(), route)
    if event.classifier == Classifier.ACTUAL and milestone in MOVES_TO:
        others = TrackingEvent.objects.filter(
            shipment=shipment, classifier=Classifier.ACTUAL.value, struck=None
        ).exclude(pk=event.pk)
        if not any(milestone_of(other.as_rule(), route) is milestone for other in others):
            raise RightEventFirst()
    struck = StruckEvent.objects.create(
        deal=event.deal, event=event, reason=reason.strip()[:300], struck_by=by.name, struck_at=at
    )
    record_event(
        "tracking.struck", event, by=by, at=at, shipment=shipment.number, kind=event.kind, code=event.code,
        reason=struck.reason,
    )  # fmt: skip
    return struck


@deed("tracking.share", roles={Role.LOGISTICS, Role.SYSTEM})
def share_tracking(shipment: Shipment, *, given_to: str, by: Actor, at: datetime) -> Link:
    """Give somebody the link by which he follows the shipment without signing in; an address keeps its link."""
    link, is_new = Link.objects.get_or_create(
        hash=_hash_of(token_of(shipment, given_to)),
        defaults={
            "purpose": "track",
            "deal": shipment.deal,
            "subject": Shipment._meta.label_lower,
            "subject_id": shipment.pk,
            "given_to": given_to,
            "made_at": at,
            "ends_at": at + timedelta(days=LINK_DAYS),
        },
    )
    record_event("tracking.shared", shipment, by=by, at=at, given_to=given_to, is_new=is_new)
    return link


@deed("tracking.withdraw", roles={Role.LOGISTICS})
def withdraw_tracking(shipment: Shipment, *, given_to: str, by: Actor, at: datetime) -> Shipment:
    """End the link that somebody was given."""
    Link.objects.filter(hash=_hash_of(token_of(shipment, given_to)), withdrawn_at=None).update(
        withdrawn_at=at
    )
    record_event("tracking.withdrawn", shipment, by=by, at=at, given_to=given_to)
    return shipment


def token_of(shipment: Shipment, given_to: str) -> str:
    """The token of the link for this address. It is computed from a secret of this installation and never stored, so
    that a letter that is written a second time says the same."""
    told = f"track:{shipment.number}:{shipment.booked_at.isoformat()}:{given_to.lower()}".encode()
    return (
        base64.urlsafe_b64encode(hmac.new(settings.SECRET_KEY.encode(), told, hashlib.sha256).digest())
        .decode()
        .rstrip("=")
    )


def _hash_of(token: str) -> str:
    return hashlib.sha256(token.encode()).hexdigest()


def _move(
    shipment: Shipment, milestone: Milestone | None, happened_at: datetime, by: Actor, at: datetime
) -> None:
    target = MOVES_TO.get(milestone) if milestone else None
    order = list(ShipmentState)
    if target is None or order.index(ShipmentState(shipment.state)) >= order.index(target):
        return
    if shipment.state == ShipmentState.BOOKED:
        check_may_load(shipment, at)
    go_on_to(shipment, target, by=by, at=at, happened_at=happened_at)


def _watch_arrival(shipment: Shipment, route: Route, by: Actor, at: datetime) -> None:
    """Note a delay when the expected arrival is more than two days after the one that the customer was told last."""
    found = arrival(
        [event.as_rule() for event in TrackingEvent.objects.filter(shipment=shipment, struck=None)], route
    )
    if found is None or found.classifier is Classifier.ACTUAL or shipment.arrived_at is not None:
        return
    expected_on = day_at("UTC", found.at)
    days = (expected_on - shipment.arrival_told_on).days
    if days > ALERT_AFTER_DAYS:
        before, shipment.arrival_told_on = shipment.arrival_told_on, expected_on
        shipment.changed("arrival_told_on")
        record_event(
            "shipment.delayed", shipment, by=by, at=at, told_on=before, expected_on=expected_on, days=days
        )
