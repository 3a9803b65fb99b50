"""Bank details that were mistyped are seen before they are printed."""

from hypothesis import given
from hypothesis import strategies as st

from ordolux.rules.bank_details import (
    bic_findings,
    head_office_bic,
    iban_findings,
    iban_remainder,
    is_aba_number,
    is_bic,
    is_cnaps_code,
    is_iban,
)


def test_an_iban_leaves_one_when_divided_by_ninety_seven():
    assert iban_remainder("DE89370400440532013000") == 1
    assert iban_remainder("DE89370400440532013001") == 28
    assert is_iban("de89 3704 0044 0532 0130 00")
    assert not is_iban("DE89370400440532013001")


def test_what_is_wrong_with_an_iban_is_said():
    assert [each.code for each in iban_findings("89DE")] == ["iban_shape"]
    assert [each.code for each in iban_findings("CN89370400440532013000")] == ["iban_country"]
    assert [each.code for each in iban_findings("DE8937040044053201300")] == [
        "iban_length",
        "iban_check_digits",
    ]


@given(st.integers(4, 21), st.integers(1, 9))
def test_one_mistyped_digit_of_an_iban_is_always_seen(at: int, by: int):
    right = "DE89370400440532013000"
    assert not is_iban(right[:at] + str((int(right[at]) + by) % 10) + right[at + 1 :])


def test_a_bic_names_bank_country_and_location():
    assert is_bic("BKCHCNBJ45A")
    assert is_bic("COBADEFF")
    assert not is_bic("COBADEF")
    assert head_office_bic("COBADEFF") == "COBADEFFXXX"
    assert [each.code for each in bic_findings("COBADEFF", country="CN")] == ["bic_country"]


def test_routing_numbers_of_the_united_states_check_themselves():
    assert is_aba_number("021000021")
    assert not is_aba_number("021000022")


def test_a_cnaps_code_has_twelve_digits():
    assert is_cnaps_code("104584000003")
    assert not is_cnaps_code("10458400000")
