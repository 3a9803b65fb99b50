"""Import taxes for information: every market by its own base, and what cannot be computed says so."""

from datetime import date
from decimal import Decimal

import pytest

from ordolux.rules.incoterms import TransportMode
from ordolux.rules.money import Money, sum_of
from ordolux.rules.refusal import Finding
from ordolux.rules.tax import (
    IMPORT_MARKETS,
    AdditionalDuty,
    ImportEstimate,
    import_estimate,
    manufacturer_non_creditable,
    trading_company_refund,
)

ON = date(2026, 9, 20)
STACK = AdditionalDuty("Section 301", "8539.52", "CN", Decimal(25), date(2018, 9, 24))


def usd(amount: str) -> Money:
    return Money(Decimal(amount), "USD")


def estimate(
    market: str,
    duty: str,
    *,
    on: date = ON,
    inland: str = "0",
    mode: TransportMode = TransportMode.SEA,
    fob: str = "9763.05",
) -> ImportEstimate:
    result = import_estimate(
        market,
        fob=usd(fob),
        freight=usd("363.00"),
        insurance=usd("16.74"),
        inland=usd(inland),
        duty_percent=Decimal(duty),
        on=on,
        mode=mode,
        hs_code="8539.52.0000",
        additional=[STACK] if market == "US" else [],
    )
    assert isinstance(result, ImportEstimate)
    return result


def test_germany_takes_duty_on_cif_and_vat_on_the_way_to_the_first_place_too():
    germany = estimate("DE", "3.7", inland="350")
    assert (germany.duty, germany.vat_base, germany.vat) == (usd("375.28"), usd("10868.07"), usd("2064.93"))
    assert germany.total == usd("2440.21")


def test_the_united_states_take_duties_and_fees_on_fob_and_no_vat():
    states = estimate("US", "2")
    assert {line.name: line.amount for line in states.lines} == {
        "duty": usd("195.26"),
        "Section 301": usd("2440.76"),
        "MPF": usd("33.82"),
        "HMF": usd("12.20"),
    }
    assert (states.total, states.vat) == (usd("2682.04"), usd("0"))
    assert estimate("US", "2", mode=TransportMode.AIR).amount_of("HMF") == usd("0")


@pytest.mark.parametrize(("fob", "fee"), [("1000", "33.58"), ("500000", "651.50")])
def test_the_entry_fee_has_a_floor_and_a_ceiling(fob: str, fee: str):
    assert estimate("US", "2", fob=fob).amount_of("MPF") == usd(fee)


def test_limits_of_a_year_that_is_not_entered_are_marked():
    codes = [each.code for each in estimate("US", "2", on=date(2026, 11, 22)).findings]
    assert "entry_fee_of_other_year" in codes
    assert "entry_fee_of_other_year" not in [each.code for each in estimate("US", "2").findings]


def test_an_additional_duty_needs_its_code_origin_and_day():
    assert STACK.applies("85395200", "CN", ON)
    assert not STACK.applies("94054200", "CN", ON)
    assert not STACK.applies("85395200", "VN", ON)
    assert not STACK.applies("85395200", "CN", date(2018, 9, 23))


@pytest.mark.parametrize(
    ("market", "duty_percent", "taxes"),
    [
        ("IN", "20", {"duty": "2028.56", "SWS": "202.86", "IGST": "2227.36"}),
        ("AU", "5", {"duty": "488.15", "GST": "1063.09"}),
        ("ZA", "15", {"duty": "1464.46", "VAT": "1830.57"}),
    ],
)
def test_other_markets_have_their_own_bases(market: str, duty_percent: str, taxes: dict[str, str]):
    lines = estimate(market, duty_percent).lines
    assert {line.name: line.amount for line in lines} == {name: usd(amount) for name, amount in taxes.items()}


def test_brazil_is_left_to_a_broker():
    result = import_estimate(
        "BR", fob=usd("1"), freight=usd("1"), insurance=usd("1"), on=ON, duty_percent=Decimal(18)
    )
    assert isinstance(result, Finding)
    assert result.code == "market_not_computed"


def test_every_estimate_adds_up_and_says_that_it_is_one():
    for market, rules in IMPORT_MARKETS.items():
        if not rules.needs_broker:
            result = estimate(market, "4.7", inland="120")
            assert result.total == sum_of([line.amount for line in result.lines]) == result.duty + result.vat
            assert result.findings[0].code == "for_information"


def test_china_refunds_a_trading_company_and_charges_a_manufacturer_the_difference():
    assert trading_company_refund(Money(Decimal("11.30"), "CNY"), refund_percent=Decimal(13)) == Money(
        Decimal("1.30"), "CNY"
    )
    fob, none = Money(Decimal(68_000), "CNY"), Money.zero("CNY")
    cost = [
        manufacturer_non_creditable(
            fob, bonded_material=none, levy_percent=Decimal(13), refund_percent=Decimal(each)
        )
        for each in (9, 13)
    ]
    assert [each.amount for each in cost] == [2720, 0]
