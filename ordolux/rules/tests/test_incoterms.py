"""Incoterms 2020: who pays, and what goes wrong in practice."""

from itertools import pairwise

import pytest

from ordolux.rules.incoterms import (
    INCOTERMS,
    Block,
    Payer,
    Rule,
    TransportMode,
    incoterm,
    proposed_rule,
    traps,
)


def codes(rule: str, mode: TransportMode, place: str = "Shenzhen", **more: bool) -> list[str]:
    return [each.code for each in traps(rule, mode, named_place=place, **more)]


def test_there_are_eleven_rules_four_of_them_for_ships_only():
    assert set(INCOTERMS) == set(Rule)
    assert len(Rule) == 11
    assert {rule for rule, term in INCOTERMS.items() if term.sea_only} == {"FAS", "FOB", "CFR", "CIF"}


def test_the_seller_pays_ever_more_from_exw_to_ddp():
    paid = [
        set(incoterm(rule).seller_blocks(insured=True)) for rule in ("EXW", "FCA", "CPT", "CIP", "DAP", "DDP")
    ]
    assert all(less < more for less, more in pairwise(paid))
    assert Block.DUTY_VAT in paid[-1]


def test_fob_ends_on_board_and_cif_adds_freight_and_minimum_cover():
    fob, cif = incoterm(Rule.FOB), incoterm(Rule.CIF)
    assert set(cif.seller_blocks()) - set(fob.seller_blocks()) == {Block.MAIN_CARRIAGE, Block.INSURANCE}
    assert (cif.insurance_clauses, incoterm(Rule.CIP).insurance_clauses) == ("C", "A")
    assert cif.risk_place_differs
    assert not fob.must_insure


def test_only_dpu_unloads_at_the_destination():
    assert [
        rule for rule, each in INCOTERMS.items() if each.payers[Block.UNLOAD_AT_DEST] is Payer.SELLER
    ] == ["DPU"]


def test_fca_at_the_premises_loads_and_elsewhere_also_carries():
    assert Block.PRE_CARRIAGE not in incoterm("FCA", at_seller_premises=True).seller_blocks()
    assert Block.PRE_CARRIAGE in incoterm("FCA").seller_blocks()


def test_the_terminal_of_destination_is_paid_only_inside_the_freight_contract():
    assert Block.DEST_TERMINAL not in incoterm("CFR").seller_blocks()
    assert Block.DEST_TERMINAL in incoterm("CFR").seller_blocks(freight_has_terminal=True)


@pytest.mark.parametrize(
    ("rule", "mode", "instead"),
    [
        ("FOB", "air", "FCA"),
        ("CFR", "rail", "CPT"),
        ("CIF", "truck", "CIP"),
        ("EXW", "sea", "FCA"),
        ("FOB", "sea", "FOB"),
    ],
)
def test_a_fitting_rule_is_proposed(rule: str, mode: str, instead: str):
    assert proposed_rule(Rule(rule), TransportMode(mode)) == instead


def test_the_traps_of_practice_are_named():
    assert codes("FOB", TransportMode.AIR) == ["sea_rule_for_other_mode"]
    assert codes("FOB", TransportMode.SEA, containerised=True) == ["sea_rule_for_container"]
    assert codes("FOB", TransportMode.SEA, "factory Zhongshan") == ["fob_factory"]
    assert codes("EXW", TransportMode.SEA) == ["exw_export_clearance"]
    assert codes("DDP", TransportMode.AIR) == ["ddp_importer"]
    assert codes("DDP", TransportMode.AIR, seller_can_import=True) == []
    assert codes("CIF", TransportMode.SEA) == ["risk_passes_at_origin"]
    assert codes("DAT", TransportMode.SEA) == ["dat_is_gone"]
    assert codes("DAP", TransportMode.TRUCK, "") == ["place_missing"]
