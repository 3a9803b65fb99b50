"""Where the goods are: carrier events become sixteen milestones that a customer understands.

Sea: DCSA Track & Trace 2.2, 2.3 and 3.0 (facts in `payload`). Air: IATA Cargo-IMP status codes (FSU).
"""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import UTC, date, datetime, timedelta
from enum import StrEnum

from ordolux.rules.refusal import N_, Finding


def _names(text: str) -> frozenset[str]:
    return frozenset(text.split())


class Milestone(StrEnum):
    """What a customer wants to know, in the order in which it happens."""

    PLAN_CONFIRMED = "plan_confirmed"
    BOOKED = "booked"
    EMPTY_PICKED = "empty_picked"
    STUFFED = "stuffed"
    PICKED_UP = "picked_up"
    GATE_IN = "gate_in"
    ON_BOARD = "on_board"
    DEPARTED = "departed"
    BL_ISSUED = "bl_issued"
    TRANSSHIPMENT = "transshipment"
    ARRIVED = "arrived"
    DISCHARGED = "discharged"
    CUSTOMS_CLEARED = "customs_cleared"
    OUT_FOR_DELIVERY = "out_for_delivery"
    DELIVERED = "delivered"
    EMPTY_RETURNED = "empty_returned"


MILESTONE_LABELS = {
    Milestone.PLAN_CONFIRMED: N_("Shipping plan confirmed by you"),
    Milestone.BOOKED: N_("Space booked"),
    Milestone.EMPTY_PICKED: N_("Empty container collected"),
    Milestone.STUFFED: N_("Goods loaded into container"),
    Milestone.PICKED_UP: N_("Left the factory"),
    Milestone.GATE_IN: N_("At port of loading"),
    Milestone.ON_BOARD: N_("Loaded on vessel or flight"),
    Milestone.DEPARTED: N_("Departed"),
    Milestone.BL_ISSUED: N_("Transport document issued"),
    Milestone.TRANSSHIPMENT: N_("Transshipment"),
    Milestone.ARRIVED: N_("Arrived at port or airport of destination"),
    Milestone.DISCHARGED: N_("Unloaded from vessel"),
    Milestone.CUSTOMS_CLEARED: N_("Import customs cleared"),
    Milestone.OUT_FOR_DELIVERY: N_("Out for delivery"),
    Milestone.DELIVERED: N_("Delivered"),
    Milestone.EMPTY_RETURNED: N_("Empty returned"),
}


class Classifier(StrEnum):
    """How sure an event is: planned, estimated, or happened."""

    PLANNED = "PLN"
    ESTIMATED = "EST"
    ACTUAL = "ACT"


_SURENESS = {Classifier.PLANNED: 0, Classifier.ESTIMATED: 1, Classifier.ACTUAL: 2}


@dataclass(frozen=True, slots=True)
class CarrierEvent:
    """One event as a carrier told it; times keep the offset they came with."""

    event_id: str
    publisher: str
    kind: str
    """`SHIPMENT`, `TRANSPORT`, `EQUIPMENT` (DCSA) or `AIR` (IATA)."""
    code: str
    classifier: Classifier
    happened_at: datetime
    created_at: datetime
    location: str = ""
    """UN/LOCODE, or the airport's IATA code."""
    equipment: str = ""
    is_empty: bool | None = None
    facility: str = ""
    mode: str = ""
    voyage: str = ""
    vessel_imo: str = ""
    document: str = ""
    """Document type code of a SHIPMENT event, e.g. `BKG` or `TRD`."""
    is_transshipment: bool | None = None
    pieces: int | None = None
    retracts: str = ""
    """Id of the event that this one takes back (DCSA 3.0)."""


# ------------------------------------------------------------------ reading


def _mapping(value: object) -> Mapping[str, object]:
    return value if isinstance(value, Mapping) else {}


def _text(value: object) -> str:
    return value.strip() if isinstance(value, str) else ""


def _moment(value: object) -> datetime | None:
    try:
        found = datetime.fromisoformat(_text(value))
    except ValueError:
        return None
    return found if found.tzinfo is not None else None


def read_dcsa(event: Mapping[str, object], publisher: str) -> CarrierEvent | Finding:
    """Read one DCSA event; what cannot be read comes back as a finding and is never guessed.

    Looks for the facility and the place both at the root (2.3) and in the transport call (2.2), and for facts
    in `payload` (3.0). A time without offset is refused, because its moment would be unknown.
    """
    body = {**_mapping(event.get("metadata")), **_mapping(event.get("payload")), **event}
    kind = _text(body.get("eventType")).upper()
    names = {
        "SHIPMENT": "shipmentEventTypeCode",
        "TRANSPORT": "transportEventTypeCode",
        "EQUIPMENT": "equipmentEventTypeCode",
    }
    event_id = _text(body.get("eventID"))

    def unreadable(what: str) -> Finding:
        return Finding(
            "tracking.unreadable",
            N_("Event {event} cannot be read: {what}."),
            {"event": event_id, "what": what},
        )

    if kind not in names:
        return unreadable("eventType")
    code = _text(body.get(names[kind])).upper()
    happened_at = _moment(body.get("eventDateTime"))
    created_at = _moment(body.get("eventCreatedDateTime")) or happened_at
    if not code:
        return unreadable(names[kind])
    if happened_at is None or created_at is None:
        return unreadable("eventDateTime")
    classifier = _text(body.get("eventClassifierCode")).upper() or "ACT"
    if classifier not in set(Classifier):
        return unreadable("eventClassifierCode")
    call = _mapping(body.get("transportCall"))
    place = _mapping(body.get("eventLocation"))
    call_place = _mapping(call.get("location"))
    empty = _text(body.get("emptyIndicatorCode")).upper()
    moved = body.get("isTransshipmentMove")
    return CarrierEvent(
        event_id,
        publisher,
        kind,
        code,
        Classifier(classifier),
        happened_at,
        created_at,
        _text(place.get("UNLocationCode"))
        or _text(call_place.get("UNLocationCode"))
        or _text(call.get("UNLocationCode")),
        _text(body.get("equipmentReference")).upper(),
        {"EMPTY": True, "LADEN": False}.get(empty),
        _text(body.get("facilityTypeCode")) or _text(call.get("facilityTypeCode")),
        _text(call.get("modeOfTransport")),
        _text(call.get("exportVoyageNumber")) or _text(call.get("carrierVoyageNumber")),
        _text(_mapping(call.get("vessel")).get("vesselIMONumber")),
        _text(body.get("documentTypeCode")).upper(),
        moved if isinstance(moved, bool) else None,
        None,
        _text(body.get("retractedEventID")),
    )


AIR_CODES = _names(
    "BKD DPU DOC FOH FIW FOW RCS PRE MAN DEP ARR RCF RCT TRM TFD AWR NFD AWD CRC CCD TGC DLV DDL DIS OCI OSI"
)
"""IATA Cargo-IMP status codes (FSU) that we read."""


def read_air(
    code: str,
    airport: str,
    happened_at: datetime,
    *,
    publisher: str,
    created_at: datetime | None = None,
    pieces: int | None = None,
    flight: str = "",
    classifier: Classifier = Classifier.ACTUAL,
    event_id: str = "",
) -> CarrierEvent | Finding:
    """Read one air status (FSU); an unknown code or a time without offset comes back as a finding."""
    known = code.strip().upper()
    if known not in AIR_CODES or happened_at.tzinfo is None:
        return Finding(
            "tracking.unreadable",
            N_("Event {event} cannot be read: {what}."),
            {"event": event_id, "what": code if known not in AIR_CODES else "time zone"},
        )
    return CarrierEvent(
        event_id,
        publisher,
        "AIR",
        known,
        classifier,
        happened_at,
        created_at or happened_at,
        airport.strip().upper(),
        mode="AIR",
        voyage=flight,
        pieces=pieces,
    )


# ------------------------------------------------------------------ settling


def dedupe_key(event: CarrierEvent) -> tuple[str, ...]:
    """Return what makes two reports the same event although their ids differ: what, where, when to the minute."""
    minute = event.happened_at.astimezone(UTC).replace(second=0, microsecond=0)
    return (
        event.kind,
        event.code,
        event.document,
        event.classifier.value,
        event.equipment,
        event.location,
        event.voyage,
        minute.isoformat(),
        "" if event.pieces is None else str(event.pieces),
    )


def _slot(event: CarrierEvent) -> tuple[str, ...]:
    """Return what an estimate and the actual that replaces it share."""
    empty = "" if event.is_empty is None else str(event.is_empty)
    return (
        event.kind,
        event.code,
        event.document,
        event.equipment,
        event.location,
        event.facility,
        event.voyage,
        empty,
    )


def settle(events: Iterable[CarrierEvent]) -> tuple[CarrierEvent, ...]:
    """Return the events that hold now, in the order in which they happen.

    The same event told twice counts once. For the same thing at the same place an actual hides an estimate and
    an estimate a plan; within one kind the newest report holds, save that several actual part shipments by air
    all count. A retracted event is gone, and what it had hidden holds again.
    """
    unique: dict[tuple[str, ...], CarrierEvent] = {}
    given = sorted(events, key=lambda e: (e.created_at, e.event_id))
    taken_back = {(e.publisher, e.retracts) for e in given if e.retracts}
    for event in given:
        if not event.retracts and (event.publisher, event.event_id) not in taken_back:
            unique.setdefault(dedupe_key(event), event)
    slots: dict[tuple[str, ...], list[CarrierEvent]] = {}
    for event in unique.values():
        slots.setdefault(_slot(event), []).append(event)
    held: list[CarrierEvent] = []
    for rivals in slots.values():
        surest = max(_SURENESS[event.classifier] for event in rivals)
        best = [event for event in rivals if _SURENESS[event.classifier] == surest]
        if surest == _SURENESS[Classifier.ACTUAL] and best[0].kind == "AIR" and best[0].pieces is not None:
            held += best
        else:
            held.append(max(best, key=lambda e: (e.created_at, e.event_id)))
    return tuple(sorted(held, key=lambda e: (e.happened_at, e.created_at, e.event_id)))


@dataclass(frozen=True, slots=True)
class Route:
    """What was planned: port or airport of loading and of destination, and pieces when they are counted."""

    loading: str
    destination: str
    pieces: int | None = None


def milestone_of(event: CarrierEvent, route: Route) -> Milestone | None:
    """Return the milestone that one event means on this route, or None.

    Unloading or arrival at a port that is not the destination is a transshipment, never an arrival. Gate moves
    mean different things for empty and laden containers and by facility. `DLV` by air is the hand-over to the
    agent at the airport, not at the door.
    """
    if event.kind == "SHIPMENT":
        return {
            ("CONF", "BKG"): Milestone.BOOKED,
            ("ISSU", "TRD"): Milestone.BL_ISSUED,
            ("RELS", "CUS"): Milestone.CUSTOMS_CLEARED,
        }.get((event.code, event.document))
    at_loading, at_destination = event.location == route.loading, event.location == route.destination
    if event.kind == "AIR":
        return _air_milestone(event.code, at_loading, at_destination)
    if event.kind == "TRANSPORT":
        if event.mode not in ("VESSEL", ""):
            return None
        if event.code == "DEPA":
            return Milestone.DEPARTED if at_loading else None
        if event.code == "ARRI":
            return Milestone.ARRIVED if at_destination else None
        return None
    return _equipment_milestone(event, at_loading, at_destination)


def _air_milestone(code: str, at_loading: bool, at_destination: bool) -> Milestone | None:
    anywhere = {
        "BKD": Milestone.BOOKED,
        "DPU": Milestone.PICKED_UP,
        "CCD": Milestone.CUSTOMS_CLEARED,
        "DDL": Milestone.DELIVERED,
        "RCT": Milestone.TRANSSHIPMENT,
        "TFD": Milestone.TRANSSHIPMENT,
    }
    if code in anywhere:
        return anywhere[code]
    if at_loading:
        return {
            "FOH": Milestone.GATE_IN,
            "RCS": Milestone.GATE_IN,
            "MAN": Milestone.ON_BOARD,
            "DEP": Milestone.DEPARTED,
        }.get(code)
    if at_destination:
        return {"RCF": Milestone.ARRIVED, "DLV": Milestone.OUT_FOR_DELIVERY}.get(code)
    return Milestone.TRANSSHIPMENT if code in ("RCF", "DEP") else None


def _equipment_milestone(event: CarrierEvent, at_loading: bool, at_destination: bool) -> Milestone | None:
    laden, empty = event.is_empty is False, event.is_empty is True
    at_port = event.facility in ("POTE", "")
    if event.code == "STUF":
        return Milestone.STUFFED
    if event.code == "STRP":
        return Milestone.DELIVERED
    if event.code == "GTOT":
        if empty:
            return Milestone.EMPTY_PICKED if event.facility == "DEPO" else None
        if laden and event.facility == "CLOC":
            return Milestone.PICKED_UP
        # Leaving the terminal of loading laden would be a step back (a rolled box), not a delivery.
        return (
            Milestone.OUT_FOR_DELIVERY
            if laden and event.facility in ("POTE", "RAMP") and not at_loading
            else None
        )
    if event.code == "GTIN":
        if empty:
            return Milestone.EMPTY_RETURNED if event.facility == "DEPO" else None
        if laden and event.facility == "POTE" and at_loading:
            return Milestone.GATE_IN
        return Milestone.DELIVERED if laden and event.facility == "CLOC" else None
    if event.code == "LOAD" and at_port:
        if at_loading and not event.is_transshipment:
            return Milestone.ON_BOARD if event.mode in ("VESSEL", "") else None
        return Milestone.TRANSSHIPMENT if not at_destination and event.mode in ("VESSEL", "") else None
    if event.code == "DISC" and at_port:
        if at_destination and not event.is_transshipment:
            return Milestone.DISCHARGED
        return Milestone.TRANSSHIPMENT if not at_loading else None
    return None


@dataclass(frozen=True, slots=True)
class Reached:
    """A milestone: when the first and the last container or piece reached it, how sure, and where.

    `is_complete` only when every container (or all pieces) actually did.
    """

    milestone: Milestone
    first_at: datetime
    last_at: datetime
    classifier: Classifier
    location: str
    reached: int
    expected: int
    is_complete: bool


def milestones(
    events: Iterable[CarrierEvent], route: Route, containers: Sequence[str] = ()
) -> tuple[Reached, ...]:
    """Return the milestones of a shipment in their order; that of the slowest container is what counts.

    With several containers a milestone is complete when each has reached it; vessel events hold for all of
    them. By air it is complete when the pieces add up. Estimates and plans stand where nothing actual does.
    """
    found: dict[Milestone, list[CarrierEvent]] = {}
    for event in settle(events):
        milestone = milestone_of(event, route)
        if milestone is not None:
            found.setdefault(milestone, []).append(event)
    reached = []
    for milestone in Milestone:
        if milestone not in found:
            continue
        actual = [e for e in found[milestone] if e.classifier is Classifier.ACTUAL]
        surest = max(found[milestone], key=lambda e: (_SURENESS[e.classifier], e.created_at))
        shown = actual or [e for e in found[milestone] if e.classifier is surest.classifier]
        if not actual:
            shown = [max(shown, key=lambda e: e.created_at)] if not containers else shown
        boxes = {e.equipment for e in actual if e.equipment}
        counted = [e for e in actual if e.pieces is not None]
        if containers and boxes and not any(not e.equipment for e in actual):
            count, expected = len(boxes & set(containers)), len(set(containers))
        elif route.pieces and counted:
            # RCS and FOH both lead to one milestone, so pieces are summed by code and the fullest counts.
            by_code: dict[str, int] = {}
            for event in counted:
                by_code[event.code] = by_code.get(event.code, 0) + (event.pieces or 0)
            count, expected = min(max(by_code.values()), route.pieces), route.pieces
        else:
            count, expected = (1 if actual else 0), 1
        reached.append(
            Reached(
                milestone,
                min(e.happened_at for e in shown),
                max(e.happened_at for e in shown),
                shown[0].classifier,
                shown[-1].location,
                count,
                expected,
                count >= expected,
            )
        )
    return tuple(reached)


@dataclass(frozen=True, slots=True)
class Arrival:
    """When the goods arrive or arrived at the destination, how sure, and how it changed over time."""

    at: datetime
    classifier: Classifier
    history: tuple[tuple[datetime, datetime], ...]
    """(told at, expected at), oldest first."""


def arrival(events: Iterable[CarrierEvent], route: Route) -> Arrival | None:
    """Return the arrival at the destination: the actual one, else the newest estimate, else the newest plan."""
    given = [e for e in events if milestone_of(e, route) is Milestone.ARRIVED]
    # Voyages change when a box is rolled to the next vessel, so the newest word counts whatever its voyage.
    same_slot = [replace(e, voyage="", facility="") for e in given]
    held = settle(same_slot)
    if not held:
        return None
    best = max(held, key=lambda e: (_SURENESS[e.classifier], e.created_at))
    told = sorted({(e.created_at, e.happened_at) for e in given if e.classifier is not Classifier.ACTUAL})
    return Arrival(best.happened_at, best.classifier, tuple(told))


ALERT_AFTER_DAYS = 2


def delay_days(expected_at: datetime, promised_on: date) -> int:
    """Return how many days after the promised day the goods arrive, in the local time of the event; at least 0."""
    return max(0, (expected_at.date() - promised_on).days)


def is_alert(expected_at: datetime, promised_on: date, *, was_rolled: bool = False) -> bool:
    """Tell whether the customer must be told: more than two days late, or rolled to another vessel."""
    return was_rolled or delay_days(expected_at, promised_on) > ALERT_AFTER_DAYS


def is_silent(last_event_at: datetime, now_at: datetime, quiet: timedelta = timedelta(days=7)) -> bool:
    """Tell whether a carrier has said nothing for too long."""
    return now_at - last_event_at > quiet
