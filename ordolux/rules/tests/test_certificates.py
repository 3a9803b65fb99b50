from dataclasses import replace
from datetime import date, timedelta

import pytest

from ordolux.rules.certificates import (
    MARKET_RULES,
    Certificate,
    MaterialReport,
    RenewalStage,
    market_gate,
    market_of,
    material_gate,
    renewal_stage,
    supplier_gate,
    uncertified_components,
)

DAY = date(2026, 10, 20)
ISO = Certificate("ISO 9001", "Q-1", "Brightchip", frozenset({"LED 2835"}), date(2024, 1, 1), DAY)
COA = MaterialReport("COA-1", "Brightchip", "LED 2835", "L123", 40_000, True, "ab" * 32)


def codes(gate):
    return [reason.code for reason in gate.reasons]


def test_the_day_of_delivery_counts_and_the_last_day_is_still_good():
    assert supplier_gate([ISO], ["LED 2835"], DAY, supplier="Brightchip").is_open
    late = supplier_gate([ISO], ["LED 2835"], DAY + timedelta(days=1), supplier="Brightchip")
    assert codes(late) == ["certificate.expired"]
    assert "2026-10-20" in str(late.reasons[0])


@pytest.mark.parametrize(
    ("certificate", "part", "day", "code"),
    [
        (ISO, "driver", DAY, "certificate.missing"),
        (replace(ISO, holder="Other"), "LED 2835", DAY, "certificate.missing"),
        (replace(ISO, is_revoked=True), "LED 2835", DAY, "certificate.revoked"),
        (ISO, "LED 2835", date(2023, 12, 31), "certificate.not_yet_valid"),
    ],
)
def test_reasons_of_a_closed_gate(certificate, part, day, code):
    assert codes(supplier_gate([certificate], [part], day, supplier="Brightchip")) == [code]


def test_a_certificate_near_its_end_warns_but_lets_pass():
    gate = supplier_gate([ISO], ["LED 2835"], DAY - timedelta(days=30), supplier="Brightchip")
    assert gate.is_open and [w.code for w in gate.warnings] == ["certificate.ends_soon"]


def test_a_material_report_must_belong_to_the_lot_that_came():
    given = {"supplier": "Brightchip", "part": "LED 2835", "quantity": 40_000}
    assert material_gate([COA], lot=" l123 ", **given).is_open
    assert codes(material_gate([COA], lot="L124", **given)) == ["report.other_lot"]
    assert codes(material_gate([COA], lot="", **given)) == ["report.no_lot"]
    assert codes(material_gate([replace(COA, passed=False)], lot="L123", **given)) == ["report.failed"]
    assert codes(material_gate([replace(COA, quantity=10)], lot="L123", **given)) == ["report.too_few"]
    assert codes(material_gate([replace(COA, file_sha256="")], lot="L123", **given)) == ["report.no_file"]
    assert codes(material_gate([COA, replace(COA, number="COA-2", passed=False)], lot="L123", **given)) == [
        "report.contradictory"
    ]
    assert codes(material_gate([COA], lot="L123", **{**given, "supplier": "Other"})) == ["report.other_lot"]


PCOC = Certificate(
    "SABER PCoC", "P-1", "Al Noor", frozenset({"A60-9W"}), date(2026, 1, 1), date(2026, 12, 31)
)
IECEE = replace(PCOC, scheme="SASO IECEE", factories=frozenset({"Zhongshan"}))


def saudi(certificates, **more):
    given = {
        "models": ["A60-9W"],
        "factory": "Zhongshan",
        "shipped_on": DAY,
        "shipment_papers": frozenset({"SABER SCoC"}),
        **more,
    }
    return market_gate(certificates, rule=MARKET_RULES["SA"], **given)


def test_a_market_opens_for_model_factory_and_day_of_shipment():
    assert saudi([PCOC, IECEE]).is_open
    assert codes(saudi([PCOC])) == ["certificate.missing"]
    assert codes(saudi([PCOC, IECEE], factory="Huizhou")) == ["certificate.missing"]
    assert codes(saudi([PCOC, IECEE], shipped_on=date(2027, 1, 1))) == ["certificate.expired"] * 2
    assert codes(saudi([PCOC, IECEE], models=["A60-9W", "A60-12W"])) == ["certificate.missing"] * 2


def test_papers_of_each_shipment_are_asked_for_each_time():
    assert codes(saudi([PCOC, IECEE], shipment_papers=frozenset())) == ["shipment.paper_missing"]


def test_members_of_the_union_are_one_market():
    assert (market_of("DE"), market_of("SA"), market_of("GB")) == ("EU", "SA", "GB")


@pytest.mark.parametrize(
    ("days", "stage"),
    [(121, "far"), (120, "plan"), (60, "apply"), (30, "urgent"), (0, "urgent"), (-1, "expired")],
)
def test_renewal_is_called_at_120_60_and_30_days(days, stage):
    assert renewal_stage(DAY + timedelta(days=days), DAY) == stage
    assert renewal_stage(None, DAY) is RenewalStage.FAR


def test_a_component_outside_the_safety_file_closes_the_gate():
    listed = [("LED", "Brightchip 2835"), ("capacitor", "Aishi CD11")]
    assert uncertified_components([("LED", "Brightchip 2835")], listed).is_open
    assert codes(uncertified_components([("LED", "Noname 2835")], listed)) == ["component.not_listed"]
