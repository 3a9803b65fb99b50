from dataclasses import replace
from datetime import date, datetime, timedelta, timezone

import pytest
from hypothesis import given
from hypothesis import strategies as st

from ordolux.rules.refusal import Finding
from ordolux.rules.tracking import (
    MILESTONE_LABELS,
    CarrierEvent,
    Classifier,
    Milestone,
    Route,
    arrival,
    dedupe_key,
    delay_days,
    is_alert,
    is_silent,
    milestone_of,
    milestones,
    read_air,
    read_dcsa,
    settle,
)

CHINA = timezone(timedelta(hours=8))
ROUTE = Route("CNYTN", "DEHAM")
PLN, EST, ACT = Classifier.PLANNED, Classifier.ESTIMATED, Classifier.ACTUAL


def moment(day, hour=10, minute=0):
    return datetime(2026, 11, day, hour, minute, tzinfo=CHINA)


LOADED = {
    "eventID": "e-1",
    "eventType": "EQUIPMENT",
    "eventCreatedDateTime": "2026-11-08T02:10:00+08:00",
    "eventClassifierCode": "ACT",
    "eventDateTime": "2026-11-07T23:40:00+08:00",
    "equipmentEventTypeCode": "LOAD",
    "equipmentReference": "APZU4812090",
    "emptyIndicatorCode": "LADEN",
    "transportCall": {
        "modeOfTransport": "VESSEL",
        "UNLocationCode": "CNYTN",
        "facilityTypeCode": "POTE",
        "exportVoyageNumber": "2103S",
        "vessel": {"vesselIMONumber": "9321483"},
    },
}


def equipment(code, where, *, empty=False, facility="POTE", day=8, box="APZU4812090", **more):
    return CarrierEvent(
        more.pop("event_id", f"{code}{where}{day}{box}"),
        "carrier",
        "EQUIPMENT",
        code,
        more.pop("classifier", ACT),
        moment(day),
        moment(day, 12),
        where,
        box,
        empty,
        facility,
        more.pop("mode", "VESSEL"),
        **more,
    )


def transport(code, where, day, classifier=ACT, *, told=None, voyage="2103S", event_id=None):
    told = told or day
    return CarrierEvent(
        event_id or f"{code}{where}{day}{classifier}{told}",
        "carrier",
        "TRANSPORT",
        code,
        classifier,
        moment(day),
        moment(told, 12),
        where,
        mode="VESSEL",
        voyage=voyage,
    )


def test_an_event_is_read_with_its_own_offset():
    event = read_dcsa(LOADED, "carrier")
    assert isinstance(event, CarrierEvent)
    assert (event.code, event.location, event.facility, event.is_empty) == ("LOAD", "CNYTN", "POTE", False)
    assert event.happened_at.isoformat() == "2026-11-07T23:40:00+08:00"
    assert milestone_of(event, ROUTE) is Milestone.ON_BOARD


def test_newer_versions_put_place_and_facility_elsewhere():
    call = {
        "modeOfTransport": "VESSEL",
        "location": {"UNLocationCode": "CNYTN"},
        "exportVoyageNumber": "2103S",
    }
    newer = {**LOADED, "transportCall": call, "facilityTypeCode": "POTE"}
    old, new = read_dcsa(LOADED, "carrier"), read_dcsa(newer, "carrier")
    assert isinstance(old, CarrierEvent) and isinstance(new, CarrierEvent)
    assert dedupe_key(old) == dedupe_key(new) and new.facility == "POTE"
    wrapped = {"metadata": {"eventID": "e-1"}, "payload": {k: v for k, v in LOADED.items() if k != "eventID"}}
    assert read_dcsa(wrapped, "carrier") == old


@pytest.mark.parametrize(
    "change",
    [
        {"eventType": "GOSSIP"},
        {"eventDateTime": "yesterday"},
        {"eventDateTime": "2026-11-07T23:40:00"},
        {"equipmentEventTypeCode": ""},
        {"eventClassifierCode": "REQ"},
        {"eventDateTime": None},
    ],
)
def test_what_cannot_be_read_becomes_a_finding(change):
    found = read_dcsa({**LOADED, **change}, "carrier")
    assert isinstance(found, Finding) and found.code == "tracking.unreadable"


def test_the_same_event_under_a_new_id_counts_once():
    once = equipment("LOAD", "CNYTN")
    again = replace(once, event_id="other", created_at=once.created_at + timedelta(hours=5))
    assert len(settle([once, again])) == 1
    elsewhere = replace(once, location="SGSIN")
    assert len(settle([once, elsewhere])) == 2


def test_an_estimate_hides_a_plan_and_what_happened_hides_both():
    plan = transport("ARRI", "DEHAM", 28, PLN, told=1)
    early = transport("ARRI", "DEHAM", 29, EST, told=5)
    late = transport("ARRI", "DEHAM", 30, EST, told=9)
    real = transport("ARRI", "DEHAM", 30, ACT, told=30)
    assert settle([late, plan, early]) == (late,)
    assert settle([late, real, plan, early]) == (real,)


def test_a_retracted_arrival_did_not_happen():
    estimate, real = transport("ARRI", "DEHAM", 29, EST, told=5), transport("ARRI", "DEHAM", 28, event_id="x")
    retraction = replace(real, event_id="y", retracts="x", created_at=moment(29))
    assert settle([estimate, real, retraction]) == (estimate,)


def test_unloading_on_the_way_is_a_transshipment_and_no_arrival():
    way = [
        equipment("LOAD", "CNYTN", day=8),
        transport("DEPA", "CNYTN", 9),
        transport("ARRI", "SGSIN", 13),
        equipment("DISC", "SGSIN", day=14),
        equipment("LOAD", "SGSIN", day=16, is_transshipment=True),
    ]
    seen = [r.milestone for r in milestones(way, ROUTE)]
    assert seen == [Milestone.ON_BOARD, Milestone.DEPARTED, Milestone.TRANSSHIPMENT]
    done = [*way, transport("ARRI", "DEHAM", 28), equipment("DISC", "DEHAM", day=29)]
    assert [r.milestone for r in milestones(done, ROUTE)][-2:] == [Milestone.ARRIVED, Milestone.DISCHARGED]


@pytest.mark.parametrize(
    ("code", "where", "empty", "facility", "milestone"),
    [
        ("GTOT", "CNSZX", True, "DEPO", Milestone.EMPTY_PICKED),
        ("STUF", "CNSZX", False, "CLOC", Milestone.STUFFED),
        ("GTOT", "CNSZX", False, "CLOC", Milestone.PICKED_UP),
        ("GTIN", "CNYTN", False, "POTE", Milestone.GATE_IN),
        ("GTIN", "CNYTN", True, "POTE", None),
        ("DISC", "DEHAM", False, "POTE", Milestone.DISCHARGED),
        ("GTOT", "DEHAM", False, "POTE", Milestone.OUT_FOR_DELIVERY),
        ("GTOT", "CNYTN", False, "POTE", None),
        ("GTIN", "DEHAM", False, "CLOC", Milestone.DELIVERED),
        ("GTIN", "DEHAM", True, "DEPO", Milestone.EMPTY_RETURNED),
        ("INSP", "DEHAM", False, "POTE", None),
    ],
)
def test_gate_moves_mean_different_things_by_place_and_load(code, where, empty, facility, milestone):
    assert milestone_of(equipment(code, where, empty=empty, facility=facility), ROUTE) is milestone


def test_documents_move_milestones_too():
    booked = CarrierEvent("1", "c", "SHIPMENT", "CONF", ACT, moment(1), moment(1), document="BKG")
    assert milestone_of(booked, ROUTE) is Milestone.BOOKED
    assert milestone_of(replace(booked, code="ISSU", document="TRD"), ROUTE) is Milestone.BL_ISSUED
    assert milestone_of(replace(booked, code="ISSU", document="SHI"), ROUTE) is None


def test_the_slowest_container_decides():
    boxes = ("APZU4812090", "TCLU4000060")
    first = equipment("LOAD", "CNYTN", day=8)
    reached = milestones([first], ROUTE, boxes)[0]
    assert (reached.reached, reached.expected, reached.is_complete) == (1, 2, False)
    both = milestones([first, equipment("LOAD", "CNYTN", day=10, box=boxes[1])], ROUTE, boxes)[0]
    assert both.is_complete and (both.first_at, both.last_at) == (moment(8), moment(10))


def test_the_newest_estimate_is_the_eta_even_on_another_vessel():
    events = [
        transport("ARRI", "DEHAM", 26, PLN, told=1),
        transport("ARRI", "DEHAM", 27, EST, told=5),
        transport("ARRI", "DEHAM", 30, EST, told=9, voyage="2105S"),
        transport("ARRI", "SGSIN", 13, EST, told=10),
    ]
    expected = arrival(events, ROUTE)
    assert expected is not None
    assert (expected.at, expected.classifier) == (moment(30), EST)
    assert [at for _, at in expected.history] == [moment(26), moment(27), moment(30)]
    assert delay_days(expected.at, date(2026, 11, 27)) == 3
    assert is_alert(expected.at, date(2026, 11, 27)) and not is_alert(expected.at, date(2026, 11, 28))
    assert is_alert(expected.at, date(2026, 12, 24), was_rolled=True)
    assert delay_days(expected.at, date(2026, 12, 24)) == 0
    assert arrival([], ROUTE) is None


AIR = Route("SZX", "FRA", pieces=100)


def air(code, airport, day, pieces=None):
    event = read_air(
        code, airport, moment(day), publisher="airline", pieces=pieces, event_id=f"{code}{day}{pieces}"
    )
    assert isinstance(event, CarrierEvent)
    return event


def test_by_air_parts_add_up_and_the_airport_is_not_the_door():
    chain = [air("BKD", "SZX", 1), air("RCS", "SZX", 2, 100), air("DEP", "SZX", 3, 60)]
    by_name = {r.milestone: r for r in milestones(chain, AIR)}
    assert (by_name[Milestone.DEPARTED].reached, by_name[Milestone.DEPARTED].is_complete) == (60, False)
    chain += [
        air("DEP", "SZX", 4, 40),
        air("RCF", "DXB", 4, 100),
        air("RCF", "FRA", 5, 100),
        air("DLV", "FRA", 6, 100),
    ]
    by_name = {r.milestone: r for r in milestones(chain, AIR)}
    assert by_name[Milestone.DEPARTED].is_complete
    assert Milestone.TRANSSHIPMENT in by_name and by_name[Milestone.ARRIVED].location == "FRA"
    assert Milestone.DELIVERED not in by_name
    assert milestone_of(air("ARR", "FRA", 5), AIR) is None
    assert milestone_of(air("DDL", "FRA", 7), AIR) is Milestone.DELIVERED


def test_an_unknown_air_status_is_a_finding():
    assert isinstance(read_air("XYZ", "FRA", moment(1), publisher="a"), Finding)
    assert isinstance(read_air("DEP", "FRA", datetime(2026, 1, 1), publisher="a"), Finding)


def test_there_are_sixteen_milestones_each_with_words():
    assert len(Milestone) == 16 == len(MILESTONE_LABELS)


def test_a_carrier_that_says_nothing_for_a_week_is_noticed():
    assert is_silent(moment(1), moment(9)) and not is_silent(moment(1), moment(8))


events = st.lists(
    st.builds(
        transport,
        st.sampled_from(["ARRI", "DEPA"]),
        st.sampled_from(["CNYTN", "DEHAM"]),
        st.integers(1, 28),
        st.sampled_from(list(Classifier)),
        told=st.integers(1, 28),
    ),
    max_size=12,
)


@given(events, st.randoms())
def test_the_order_in_which_reports_come_in_does_not_matter(given_events, random):
    shuffled = list(given_events) * 2
    random.shuffle(shuffled)
    assert settle(shuffled) == settle(given_events)
    assert settle(settle(given_events)) == settle(given_events)
