"""Incoterms 2020: who pays which block of the cost, where risk passes, which rule fits which transport.

The table restates the obligations of articles A2 to A10 and B2 to B10 of the eleven rules (ICC publication
723) as one letter for each block of cost. In the C-rules risk passes at origin while the seller pays to
destination: a contract then needs two places.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from decimal import Decimal
from enum import StrEnum

from ordolux.rules.refusal import N_, Finding

INSURED_PERCENT = Decimal(110)
"""Per cent of the contract price that CIF and CIP insure (article A5, Incoterms 2020)."""


class Rule(StrEnum):
    """The eleven rules of Incoterms 2020."""

    EXW = "EXW"
    FCA = "FCA"
    CPT = "CPT"
    CIP = "CIP"
    DAP = "DAP"
    DPU = "DPU"
    DDP = "DDP"
    FAS = "FAS"
    FOB = "FOB"
    CFR = "CFR"
    CIF = "CIF"


class TransportMode(StrEnum):
    """How goods travel."""

    SEA = "sea"
    AIR = "air"
    COURIER = "courier"
    RAIL = "rail"
    TRUCK = "truck"


class Block(StrEnum):
    """A block of cost on the way from the seller's shelf to the buyer's."""

    EXPORT_PACKING = "export_packing"
    LOAD_AT_SELLER = "load_at_seller"
    PRE_CARRIAGE = "pre_carriage"
    EXPORT_CLEARANCE = "export_clearance"
    ORIGIN_TERMINAL = "origin_terminal"
    LOAD_ON_VESSEL = "load_on_vessel"
    MAIN_CARRIAGE = "main_carriage"
    INSURANCE = "insurance"
    DEST_TERMINAL = "dest_terminal"
    IMPORT_CLEARANCE = "import_clearance"
    DUTY_VAT = "duty_vat"
    ON_CARRIAGE = "on_carriage"
    UNLOAD_AT_DEST = "unload_at_dest"


class Payer(StrEnum):
    """Who pays a block."""

    SELLER = "S"
    BUYER = "B"
    SELLER_IF_IN_FREIGHT = "C"
    NOBODY = "-"
    SELLER_BY_CHOICE = "o"


class PlaceKind(StrEnum):
    """What the place behind the rule names."""

    SELLER_PREMISES = "seller_premises"
    TERMINAL = "terminal"
    PORT_OF_SHIPMENT = "port_of_shipment"
    PORT_OF_DESTINATION = "port_of_destination"
    PLACE_OF_DESTINATION = "place_of_destination"


@dataclass(frozen=True, slots=True)
class Incoterm:
    """One rule (FCA has two forms: at the seller's premises, and at another place)."""

    rule: Rule
    place_kind: PlaceKind
    risk_passes: str
    payers: Mapping[Block, Payer]
    sea_only: bool = False
    insurance_clauses: str | None = None

    @property
    def risk_place_differs(self) -> bool:
        """Tell whether cost runs on after risk has passed, so that two places are stored (the C-rules)."""
        return self.rule in (Rule.CPT, Rule.CIP, Rule.CFR, Rule.CIF)

    @property
    def must_insure(self) -> bool:
        """Tell whether the seller owes the buyer an insurance (ICC clauses A for CIP, C for CIF; 110 %)."""
        return self.insurance_clauses is not None

    def seller_blocks(
        self, *, freight_has_terminal: bool = False, insured: bool = False
    ) -> tuple[Block, ...]:
        """Return the blocks in the seller's price.

        `freight_has_terminal`: the freight contract includes the terminal of destination. `insured`: the
        seller insures his own risk in a D-rule by choice.
        """
        paid = {Payer.SELLER}
        if freight_has_terminal:
            paid.add(Payer.SELLER_IF_IN_FREIGHT)
        if insured:
            paid.add(Payer.SELLER_BY_CHOICE)
        return tuple(block for block in Block if self.payers[block] in paid)


def _row(letters: str) -> dict[Block, Payer]:
    return {block: Payer(letter) for block, letter in zip(Block, letters.split(), strict=True)}


_AT_PREMISES = Incoterm(
    Rule.FCA,
    PlaceKind.SELLER_PREMISES,
    N_("loaded on the buyer's vehicle"),
    _row("S S B S B B B - B B B B B"),
)
_ON_BOARD = N_("on board at the port of shipment")
_FIRST_CARRIER = N_("handed to the first carrier")

INCOTERMS: Mapping[Rule, Incoterm] = {
    each.rule: each
    for each in (
        Incoterm(
            Rule.EXW,
            PlaceKind.SELLER_PREMISES,
            N_("at the buyer's disposal, not loaded"),
            _row("S B B B B B B - B B B B B"),
        ),
        Incoterm(
            Rule.FCA,
            PlaceKind.TERMINAL,
            N_("on the arriving vehicle, ready for unloading"),
            _row("S S S S B B B - B B B B B"),
        ),
        Incoterm(Rule.CPT, PlaceKind.PLACE_OF_DESTINATION, _FIRST_CARRIER, _row("S S S S S S S - C B B S B")),
        Incoterm(
            Rule.CIP,
            PlaceKind.PLACE_OF_DESTINATION,
            _FIRST_CARRIER,
            _row("S S S S S S S S C B B S B"),
            insurance_clauses="A",
        ),
        Incoterm(
            Rule.DAP,
            PlaceKind.PLACE_OF_DESTINATION,
            N_("at the place, ready for unloading"),
            _row("S S S S S S S o S B B S B"),
        ),
        Incoterm(
            Rule.DPU,
            PlaceKind.PLACE_OF_DESTINATION,
            N_("at the place, unloaded"),
            _row("S S S S S S S o S B B S S"),
        ),
        Incoterm(
            Rule.DDP,
            PlaceKind.PLACE_OF_DESTINATION,
            N_("at the place, cleared, ready for unloading"),
            _row("S S S S S S S o S S S S B"),
        ),
        Incoterm(
            Rule.FAS,
            PlaceKind.PORT_OF_SHIPMENT,
            N_("alongside the ship"),
            _row("S S S S S B B - B B B B B"),
            sea_only=True,
        ),
        Incoterm(
            Rule.FOB, PlaceKind.PORT_OF_SHIPMENT, _ON_BOARD, _row("S S S S S S B - B B B B B"), sea_only=True
        ),
        Incoterm(
            Rule.CFR,
            PlaceKind.PORT_OF_DESTINATION,
            _ON_BOARD,
            _row("S S S S S S S - C B B B B"),
            sea_only=True,
        ),
        Incoterm(
            Rule.CIF,
            PlaceKind.PORT_OF_DESTINATION,
            _ON_BOARD,
            _row("S S S S S S S S C B B B B"),
            sea_only=True,
            insurance_clauses="C",
        ),
    )
}


def incoterm(rule: Rule | str, *, at_seller_premises: bool = False) -> Incoterm:
    """Return a rule; FCA at the seller's premises differs from FCA at a terminal."""
    which = Rule(rule)
    return _AT_PREMISES if which is Rule.FCA and at_seller_premises else INCOTERMS[which]


_ANY_MODE_INSTEAD: Mapping[Rule, Rule] = {
    Rule.FAS: Rule.FCA,
    Rule.FOB: Rule.FCA,
    Rule.CFR: Rule.CPT,
    Rule.CIF: Rule.CIP,
}


def proposed_rule(rule: Rule, mode: TransportMode, *, containerised: bool = False) -> Rule:
    """Return the rule that fits the transport: FCA, CPT, CIP for what is not handed over on board, FCA for
    EXW.
    """
    if rule is Rule.EXW:
        return Rule.FCA
    if mode is not TransportMode.SEA or containerised:
        return _ANY_MODE_INSTEAD.get(rule, rule)
    return rule


def traps(
    rule: Rule | str,
    mode: TransportMode,
    *,
    named_place: str,
    containerised: bool = False,
    exports: bool = True,
    seller_can_import: bool = False,
) -> tuple[Finding, ...]:
    """Return what goes wrong in practice with this rule, this transport and this place.

    `containerised`: handed over at a container yard or freight station. `seller_can_import`: the seller has
    an importer of record and a tax number in the country of destination.
    """
    if str(rule).upper() == "DAT":
        return (Finding("dat_is_gone", N_("DAT is no rule since 2020; DPU took its place.")),)
    which = Rule(rule)
    findings: list[Finding] = []
    instead = proposed_rule(which, mode, containerised=containerised)
    values: dict[str, object] = {"rule": which.value, "instead": instead.value, "place": named_place}
    if not named_place.strip():
        findings.append(Finding("place_missing", N_("{rule} needs a named place."), values))
    if INCOTERMS[which].sea_only and mode is not TransportMode.SEA:
        findings.append(
            Finding(
                "sea_rule_for_other_mode",
                N_("{rule} is for ships only; {instead} fits this transport."),
                values,
            )
        )
    elif INCOTERMS[which].sea_only and containerised:
        findings.append(
            Finding(
                "sea_rule_for_container",
                N_("A container is handed over in the terminal, not on board: {instead} fits, not {rule}."),
                values,
            )
        )
    if which is Rule.FOB and "factory" in named_place.casefold():
        findings.append(
            Finding(
                "fob_factory", N_("FOB names a port of shipment; FOB factory is a domestic term of the US.")
            )
        )
    if which is Rule.EXW and exports:
        findings.append(
            Finding(
                "exw_export_clearance",
                N_("EXW leaves export clearance to the buyer, who cannot do it in China; FCA is safer."),
                values,
            )
        )
    if which is Rule.DDP and not seller_can_import:
        findings.append(
            Finding(
                "ddp_importer",
                N_("DDP needs an importer of record with a tax number in the country of destination."),
                values,
            )
        )
    if which is Rule.DPU:
        findings.append(
            Finding("dpu_unloads", N_("In DPU the seller also unloads at the destination."), values)
        )
    if INCOTERMS[which].risk_place_differs:
        findings.append(
            Finding(
                "risk_passes_at_origin",
                N_("In {rule} risk passes at origin, although the seller pays to {place}: name both places."),
                values,
            )
        )
    return tuple(findings)
