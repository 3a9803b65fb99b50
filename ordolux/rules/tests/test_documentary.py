"""Letters of credit: each discrepancy by its rule, the days of UCP 600, what is paid when, and what of a limit is free."""

from dataclasses import replace
from datetime import date, timedelta
from decimal import Decimal
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from ordolux.rules.documentary import (
    ABOUT_PERCENT,
    NEVER_WAIVED,
    PAPER_WORDS,
    CreditTerms,
    PaperAsked,
    Sale,
    answer_until,
    credit_wanted,
    discrepancies,
    limit_left,
    matures_on,
    wrong_with_presentation,
)
from ordolux.rules.money import Money
from ordolux.rules.terms import PAYMENT_TERMS, TermCode
from ordolux.rules.workdays import Calendar

TODAY = date(2026, 9, 1)
# the order of the domain page: 23 456.70 in all, of which 16 419.69 are left after a deposit of 30 %
DUE = Money(Decimal("23456.70"), "USD")
SALE = Sale(
    "Mingzhou Lighting Co., Ltd.", "Al Noor Trading LLC", DUE, date(2026, 10, 20), 0, PaperAsked.BILL_OF_LADING, False,
    "CIF Hamburg",
)  # fmt: skip
GOOD = CreditTerms(
    "MINGZHOU LIGHTING CO LTD", "AL NOOR TRADING L.L.C", DUE, date(2026, 11, 30), date(2026, 10, 31),
    incoterm="CIF HAMBURG PORT, Incoterms 2020", documents=(PaperAsked.COMMERCIAL_INVOICE, PaperAsked.BILL_OF_LADING),
)  # fmt: skip


def codes(credit: CreditTerms, sale: Sale = SALE) -> list[str]:
    return [each.code for each in discrepancies(credit, sale, on=TODAY)]


def test_a_clean_credit_has_no_discrepancy_however_the_bank_writes_names() -> None:
    assert codes(GOOD) == []


@pytest.mark.parametrize(
    ("changed", "code"),
    [
        ({"is_operative": False}, "not_operative"),
        ({"beneficiary": "Mingzhou Trading Ltd"}, "beneficiary"),
        ({"applicant": "Al Nur Trading LLC"}, "applicant"),
        ({"amount": Money(Decimal("23456.70"), "EUR")}, "currency"),
        ({"amount": Money(Decimal("23456.69"), "USD")}, "amount"),
        ({"amount": Money(Decimal("30000"), "USD")}, "amount_under"),
        ({"latest_shipment_on": date(2026, 10, 19)}, "latest_shipment"),
        ({"expires_on": date(2026, 10, 24), "latest_shipment_on": None}, "presentation"),
        ({"presentation_days": 4}, "presentation"),
        ({"usance_days": 30}, "usance"),
        ({"incoterm": "FOB Yantian"}, "incoterm"),
        ({"partial_shipments": False}, "partial_shipments"),
        ({"transhipment": False}, "transhipment"),
        ({"documents": (PaperAsked.BUYERS_CERTIFICATE,)}, "document"),
        ({"documents": (PaperAsked.AIR_WAYBILL,)}, "document"),
        ({"documents": (PaperAsked.INSURANCE,)}, "document"),
    ],
)
def test_each_discrepancy_is_named_by_its_rule(changed: dict[str, Any], code: str) -> None:
    assert codes(replace(GOOD, **changed)) == [code]


def test_an_expired_credit_says_so_before_all_else() -> None:
    assert codes(replace(GOOD, expires_on=TODAY - timedelta(days=1)))[0] == "expired"
    assert {"expired", "not_operative", "currency"} == NEVER_WAIVED


def test_a_tolerance_covers_what_is_short_to_the_cent() -> None:
    short = replace(GOOD, amount=Money(Decimal("22339.72"), "USD"))
    assert codes(short) == ["amount"]
    # 22,339.72 and 5 % are 23,456.706, which a bank reads as 23,456.71
    assert codes(replace(short, plus_percent=Decimal(5))) == []
    assert codes(replace(short, amount=Money(Decimal("22339.70"), "USD"), plus_percent=Decimal(5))) == [
        "amount"
    ]


def test_about_is_ten_percent_and_lamps_counted_in_pieces_get_no_five_percent_unasked() -> None:
    """UCP 600 art. 30: the 5 % of article 30 b is not for goods counted in pieces, so nothing is added by itself."""
    a_tenth_short = replace(GOOD, amount=Money(Decimal("21324.28"), "USD"))
    assert codes(a_tenth_short) == ["amount"]
    assert codes(replace(a_tenth_short, plus_percent=ABOUT_PERCENT, minus_percent=ABOUT_PERCENT)) == []
    assert codes(replace(GOOD, amount=Money(Decimal("22339.71"), "USD"))) == ["amount"]


def test_documents_are_presented_within_21_days_and_before_the_end() -> None:
    assert GOOD.last_presentation(date(2026, 10, 20)) == date(2026, 11, 10)
    assert GOOD.last_presentation(date(2026, 11, 20)) == date(2026, 11, 30)


@given(
    st.decimals(min_value=1, max_value=10**9, places=2),
    st.dates(date(2026, 9, 2), date(2030, 1, 1)),
    st.sampled_from([0, 30, 60, 90]),
    st.sampled_from([PaperAsked.BILL_OF_LADING, PaperAsked.AIR_WAYBILL, PaperAsked.TRANSPORT_DOCUMENT]),
    st.booleans(),
)
def test_the_credit_that_we_ask_for_never_has_a_discrepancy(
    amount: Decimal, ships_on: date, usance: int, transport: PaperAsked, is_insured: bool
) -> None:
    sale = replace(
        SALE, due=Money(amount, "USD"), ships_on=ships_on, usance_days=usance, transport=transport, is_insured=is_insured
    )  # fmt: skip
    wanted = credit_wanted(sale).terms
    assert codes(wanted, sale) == []
    assert transport in wanted.documents
    assert (PaperAsked.INSURANCE in wanted.documents) == is_insured


def test_a_complete_presentation_in_time_has_nothing_wrong() -> None:
    assert _wrong() == []
    assert _wrong(on=date(2026, 11, 10)) == []


@pytest.mark.parametrize(
    ("changed", "code"),
    [
        ({"presented": (PaperAsked.COMMERCIAL_INVOICE,)}, "missing"),
        ({"on": date(2026, 11, 11)}, "late"),
        ({"shipped_on": date(2026, 11, 1), "on": date(2026, 11, 3)}, "late_shipment"),
        ({"drawn": Money(Decimal("23456.71"), "USD")}, "overdrawn"),
    ],
)
def test_what_a_bank_would_refuse_is_named(changed: dict[str, Any], code: str) -> None:
    assert _wrong(**changed) == [code]


def test_a_collection_needs_at_least_the_invoice() -> None:
    told: dict[str, Any] = {"on": TODAY, "shipped_on": TODAY, "drawn": DUE}
    assert wrong_with_presentation(None, presented=(PaperAsked.COMMERCIAL_INVOICE,), **told) == ()
    found = wrong_with_presentation(None, presented=(PaperAsked.BILL_OF_LADING,), **told)
    assert [each.code for each in found] == ["missing"]


def _wrong(**changed: Any) -> list[str]:
    told: dict[str, Any] = {
        "presented": GOOD.documents, "on": date(2026, 11, 2), "shipped_on": date(2026, 10, 20), "drawn": DUE, **changed,
    }  # fmt: skip
    return [each.code for each in wrong_with_presentation(GOOD, **told)]


def test_a_bank_has_five_banking_days_after_the_presentation() -> None:
    banks = Calendar("DE", holidays=frozenset({date(2026, 5, 14)}))
    # Monday; Thursday is Ascension Day, so the fifth day is the next Tuesday
    assert answer_until(date(2026, 5, 11), banks).on == date(2026, 5, 19)
    assert answer_until(date(2026, 5, 18), banks).on == date(2026, 5, 25)


def test_a_bill_matures_by_the_transport_document_and_never_before_it_was_accepted() -> None:
    shipped, accepted = date(2026, 10, 20), date(2026, 11, 4)
    assert matures_on(accepted, shipped, 60) == date(2026, 12, 19)
    assert matures_on(date(2027, 1, 4), shipped, 60) == date(2027, 1, 4)
    assert matures_on(accepted, shipped, 0) == accepted


def test_what_is_open_takes_from_the_limit() -> None:
    limit = Money(Decimal(1000), "USD")
    owed = [Money(Decimal(300), "USD"), Money(Decimal(800), "USD")]
    assert limit_left(limit, owed) == Money(Decimal(-100), "USD")
    assert limit_left(limit, []) == limit


def test_the_terms_that_need_a_credit_a_bank_or_a_limit() -> None:
    def those(ask: str) -> set[str]:
        return {str(code) for code, term in PAYMENT_TERMS.items() if getattr(term, ask)}

    assert those("needs_letter") == {TermCode.LC_SIGHT, TermCode.LC_USANCE, TermCode.MIX}
    assert those("needs_limit") == {TermCode.DA, TermCode.OA}
    assert those("is_through_bank") == those("needs_letter") | {TermCode.DP, TermCode.DA}


def test_every_document_has_a_name_that_people_read() -> None:
    assert set(PAPER_WORDS) == set(PaperAsked)
