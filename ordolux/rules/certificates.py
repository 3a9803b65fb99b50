"""Gates that only a valid paper opens: supplier certificates, material test reports, market approvals."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from ordolux.rules.refusal import N_, Finding


def _names(text: str) -> frozenset[str]:
    return frozenset(text.split())


@dataclass(frozen=True, slots=True)
class Certificate:
    """A certificate as kept: scheme, number, holder, what it covers, and until when.

    `scope` are the parts or part families of a supplier's certificate, or the models of a product's; `*` covers
    all. `factories` empty means any. `expires_on` None means without an end (but revocable).
    """

    scheme: str
    number: str
    holder: str
    scope: frozenset[str]
    issued_on: date
    expires_on: date | None = None
    factories: frozenset[str] = frozenset()
    file_sha256: str = ""
    is_revoked: bool = False

    def covers(self, subject: str) -> bool:
        """Tell whether a part or model is in the scope."""
        return "*" in self.scope or subject in self.scope

    def is_valid_on(self, day: date) -> bool:
        """Tell whether the certificate was issued and had not ended on a day; its last day counts."""
        if self.is_revoked or day < self.issued_on:
            return False
        return self.expires_on is None or day <= self.expires_on


@dataclass(frozen=True, slots=True)
class MaterialReport:
    """A maker's test report (COA): for which part and lot, how many, and whether its results pass."""

    number: str
    supplier: str
    part: str
    lot: str
    quantity: int
    passed: bool
    file_sha256: str


@dataclass(frozen=True, slots=True)
class Gate:
    """Whether the way is open, and if not, every reason; `warnings` do not close it."""

    is_open: bool
    reasons: tuple[Finding, ...]
    warnings: tuple[Finding, ...] = ()


class RenewalStage(StrEnum):
    """How near the end of a certificate is; tasks at 120, 60 and 30 days."""

    FAR = "far"
    PLAN = "plan"
    APPLY = "apply"
    URGENT = "urgent"
    EXPIRED = "expired"


def renewal_stage(expires_on: date | None, on: date) -> RenewalStage:
    """Return how near the end is on a day: within 120 days plan, 60 apply, 30 urgent, after it expired."""
    if expires_on is None:
        return RenewalStage.FAR
    left = (expires_on - on).days
    if left < 0:
        return RenewalStage.EXPIRED
    for days, stage in ((30, RenewalStage.URGENT), (60, RenewalStage.APPLY), (120, RenewalStage.PLAN)):
        if left <= days:
            return stage
    return RenewalStage.FAR


def _why_not(certificates: Iterable[Certificate], subject: str, on: date, what: str) -> Finding:
    """Say why none of the certificates serves: out of date, revoked, out of scope, or none at all."""
    fitting = [c for c in certificates if c.covers(subject)]
    values: dict[str, object] = {"what": what, "subject": subject, "day": on}
    if any(c.is_revoked for c in fitting):
        return Finding("certificate.revoked", N_("{what} for {subject} was revoked."), values, subject)
    ended = [c.expires_on for c in fitting if c.expires_on is not None and c.expires_on < on]
    if ended:
        values["ended"] = max(ended)
        return Finding(
            "certificate.expired", N_("{what} for {subject} ended on {ended}, before {day}."), values, subject
        )
    if fitting:
        return Finding(
            "certificate.not_yet_valid",
            N_("{what} for {subject} is not yet valid on {day}."),
            values,
            subject,
        )
    return Finding("certificate.missing", N_("There is no {what} that covers {subject}."), values, subject)


def supplier_gate(
    certificates: Sequence[Certificate], parts: Iterable[str], delivered_on: date, *, supplier: str
) -> Gate:
    """Open when a qualification certificate of the supplier covers every part on the day of delivery.

    The day of delivery counts, not the day of order. Certificates near their end warn.
    """
    own = [c for c in certificates if c.holder == supplier]
    reasons, warnings = [], []
    for part in parts:
        serving = [c for c in own if c.covers(part) and c.is_valid_on(delivered_on)]
        if not serving:
            reasons.append(_why_not(own, part, delivered_on, N_("supplier certificate")))
            continue
        last = max((c.expires_on or date.max) for c in serving)
        if last != date.max and (last - delivered_on).days <= 60:
            warnings.append(
                Finding(
                    "certificate.ends_soon",
                    N_("The supplier certificate for {subject} ends on {ended}."),
                    {"subject": part, "ended": last},
                    part,
                )
            )
    return Gate(not reasons, tuple(reasons), tuple(warnings))


def material_gate(
    reports: Sequence[MaterialReport], *, supplier: str, part: str, lot: str, quantity: int
) -> Gate:
    """Open when a material test report belongs to this supplier, part and lot, covers it all, and passes."""
    values: dict[str, object] = {"part": part, "lot": lot, "quantity": quantity}
    own = [r for r in reports if (r.supplier, r.part) == (supplier, part)]
    matching = [r for r in own if r.lot.strip().casefold() == lot.strip().casefold()]
    reasons = []
    if not lot.strip():
        reasons.append(
            Finding("report.no_lot", N_("The delivery of {part} has no lot number."), values, part)
        )
    elif not matching:
        values["lots"] = ", ".join(sorted(r.lot for r in own)) or "-"
        reasons.append(
            Finding(
                "report.other_lot",
                N_("No material test report belongs to lot {lot} of {part} (reports for: {lots})."),
                values,
                part,
            )
        )
    elif not any(r.passed for r in matching):
        reasons.append(
            Finding(
                "report.failed", N_("The test report of lot {lot} of {part} does not pass."), values, part
            )
        )
    elif not any(not r.passed for r in matching) and sum(r.quantity for r in matching) < quantity:
        values["covered"] = sum(r.quantity for r in matching)
        reasons.append(
            Finding(
                "report.too_few",
                N_("The test reports of lot {lot} cover {covered}, but {quantity} were delivered."),
                values,
                part,
            )
        )
    if any(not r.passed for r in matching) and any(r.passed for r in matching):
        reasons.append(
            Finding(
                "report.contradictory",
                N_("Test reports of lot {lot} of {part} contradict each other."),
                values,
                part,
            )
        )
    if any(not r.file_sha256 for r in matching):
        reasons.append(
            Finding("report.no_file", N_("A test report of lot {lot} of {part} has no file."), values, part)
        )
    return Gate(not reasons, tuple(reasons))


@dataclass(frozen=True, slots=True)
class MarketRule:
    """What a market asks for: schemes that must be valid for the model, and papers made for each shipment."""

    market: str
    schemes: tuple[str, ...]
    per_shipment: tuple[str, ...] = ()
    note: str = ""


MARKET_RULES: dict[str, MarketRule] = {
    rule.market: rule
    for rule in (
        MarketRule("EU", ("CE declaration", "EPREL"), note="(EU) 2019/2020, 2019/2015; LVD, EMC, RoHS"),
        MarketRule("GB", ("UKCA or CE declaration",)),
        MarketRule("US", ("NRTL listing", "FCC SDoC"), note="UL 1993, UL 8750; 47 CFR 15B"),
        MarketRule("CA", ("cUL/CSA", "ICES-005")),
        MarketRule("MX", ("NOM",), note="the certificate belongs to the importer"),
        MarketRule("AU", ("RCM",)),
        MarketRule("NZ", ("RCM",)),
        MarketRule("JP", ("PSE",)),
        MarketRule("KR", ("KC",)),
        MarketRule("IN", ("BIS CRS",)),
        MarketRule("SA", ("SASO IECEE", "SABER PCoC"), ("SABER SCoC",)),
        MarketRule("AE", ("ECAS",)),
        MarketRule("BR", ("INMETRO",)),
        MarketRule("ZA", ("NRCS LOA",)),
        MarketRule("NG", ("SONCAP PC",), ("SONCAP SC",)),
        MarketRule("KE", (), ("PVoC CoC",)),
        MarketRule("TZ", (), ("PVoC CoC",)),
        MarketRule("UG", (), ("PVoC CoC",)),
        MarketRule("EG", (), ("CoC",)),
    )
}
"""Defaults by market; a company keeps its own table, because schemes and dates change."""

EU_COUNTRIES = _names("AT BE BG CY CZ DE DK EE ES FI FR GR HR HU IE IT LT LU LV MT NL PL PT RO SE SI SK")


def market_of(country: str) -> str:
    """Return the market of a country (ISO 3166 alpha-2): `EU` for its members, else the country itself."""
    return "EU" if country in EU_COUNTRIES else country


def market_gate(
    certificates: Sequence[Certificate],
    *,
    rule: MarketRule,
    models: Iterable[str],
    factory: str,
    shipped_on: date,
    shipment_papers: frozenset[str] = frozenset(),
) -> Gate:
    """Open when, on the day of shipment, every scheme covers every model made in this factory.

    Papers made per shipment (SABER SCoC, SONCAP SC, CoC) must be there too.
    """
    reasons = []
    for scheme in rule.schemes:
        own = [c for c in certificates if c.scheme == scheme and (not c.factories or factory in c.factories)]
        reasons += [
            _why_not(own, model, shipped_on, scheme)
            for model in models
            if not any(c.covers(model) and c.is_valid_on(shipped_on) for c in own)
        ]
    reasons += [
        Finding(
            "shipment.paper_missing", N_("{paper} for this shipment is missing."), {"paper": paper}, paper
        )
        for paper in rule.per_shipment
        if paper not in shipment_papers
    ]
    return Gate(not reasons, tuple(reasons))


def uncertified_components(used: Iterable[tuple[str, str]], listed: Iterable[tuple[str, str]]) -> Gate:
    """Close when a critical component (part kind, maker and type) is not in the certificate's list.

    Changing LED, driver, capacitor or plastic without the safety file voids the certificate.
    """
    known = set(listed)
    reasons = tuple(
        Finding(
            "component.not_listed",
            N_("{kind} {maker_and_type} is not in the safety file."),
            {"kind": kind, "maker_and_type": maker},
            kind,
        )
        for kind, maker in used
        if (kind, maker) not in known
    )
    return Gate(not reasons, reasons)
