"""Taxes around an export sale: an estimate of import duty and VAT for information, and China's export refund.

The buyer imports (except under DDP), and the importer's broker decides: every result is an estimate with its
date and source. Sources of the bases: Union Customs Code art. 70 and 71, VAT directive 2006/112/EC art. 85
and 86, 19 USC 1401a (value), 19 CFR 24.23 and 24.24 (merchandise processing and harbor maintenance fee), and
the national customs pages; duty rates are told by the caller, because they depend on the ten-digit code and
the day.
"""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from enum import StrEnum

from ordolux.rules.incoterms import TransportMode
from ordolux.rules.money import Money, sum_of
from ordolux.rules.refusal import N_, Finding

_HUNDRED = Decimal(100)
CHINA_VAT_PERCENT = Decimal(13)


class DutyBase(StrEnum):
    """The value on which duty is taken."""

    CIF = "cif"
    FOB = "fob"


class VatPart(StrEnum):
    """What belongs to the base of the import VAT besides the customs value."""

    DUTY = "duty"
    FREIGHT = "freight"
    INSURANCE = "insurance"
    INLAND = "inland"
    EXTRAS = "extras"


@dataclass(frozen=True, slots=True)
class ImportLevy:
    """A levy of one market beside duty and VAT: a per cent of the duty or of the customs value."""

    name: str
    percent: Decimal
    of_duty: bool = False


@dataclass(frozen=True, slots=True)
class ImportMarket:
    """How a market taxes imports. `vat_percent` is None where there is none, `uplift` raises the VAT base.

    `needs_broker` says that the taxes cannot be estimated without a local broker.
    """

    market: str
    duty_base: DutyBase
    vat_percent: Decimal | None
    vat_parts: tuple[VatPart, ...] = (VatPart.DUTY,)
    vat_name: str = "VAT"
    uplift: Decimal = Decimal(1)
    levies: tuple[ImportLevy, ...] = ()
    note: str = ""
    confidence: str = "our notes; check"
    needs_broker: bool = False


_CIF, _FOB = DutyBase.CIF, DutyBase.FOB
_TO_FIRST_PLACE = (VatPart.DUTY, VatPart.INLAND)
_WITH_TRANSPORT = (VatPart.DUTY, VatPart.FREIGHT, VatPart.INSURANCE)

EU_VAT_PERCENT: Mapping[str, Decimal] = {
    # Standard rates as we noted them in 2026, not read from an official list; `vat_percent` overrides them.
    country: Decimal(percent)
    for country, percent in {
        "AT": "20", "BE": "21", "BG": "20", "CY": "19", "CZ": "21", "DE": "19", "DK": "25", "EE": "24",
        "ES": "21", "FI": "25.5", "FR": "20", "GR": "24", "HR": "25", "HU": "27", "IE": "23", "IT": "22",
        "LT": "21", "LU": "17", "LV": "21", "MT": "18", "NL": "21", "PL": "23", "PT": "23", "RO": "21",
        "SE": "25", "SI": "22", "SK": "23",
    }.items()
}  # fmt: skip

_EU_NOTE = N_("The importer needs an EORI number; anti-dumping duties are to be checked.")

IMPORT_MARKETS: Mapping[str, ImportMarket] = {
    each.market: each
    for each in (
        *(
            ImportMarket(
                country,
                _CIF,
                percent,
                _TO_FIRST_PLACE,
                note=_EU_NOTE,
                confidence="base: two sources; rate: our notes",
            )
            for country, percent in EU_VAT_PERCENT.items()
        ),
        ImportMarket(
            "GB", _CIF, Decimal(20), _TO_FIRST_PLACE, note=N_("Postponed VAT accounting is possible.")
        ),
        ImportMarket(
            "US",
            _FOB,
            None,
            note=N_(
                "Additional duties on goods from China change monthly; ISF filing 24 hours before loading."
            ),
            confidence="two sources",
        ),
        ImportMarket("CA", _FOB, Decimal(5), vat_name="GST", note=N_("The importer needs a CARM bond.")),
        ImportMarket("AU", _FOB, Decimal(10), _WITH_TRANSPORT, vat_name="GST"),
        ImportMarket("NZ", _FOB, Decimal(15), _WITH_TRANSPORT, vat_name="GST"),
        ImportMarket("JP", _CIF, Decimal(10), vat_name="consumption tax"),
        ImportMarket("KR", _CIF, Decimal(10)),
        ImportMarket(
            "IN",
            _CIF,
            Decimal(18),
            (VatPart.DUTY, VatPart.EXTRAS),
            vat_name="IGST",
            levies=(ImportLevy("SWS", Decimal(10), of_duty=True),),
        ),
        ImportMarket(
            "CN", _CIF, CHINA_VAT_PERCENT, note=N_("Returned exports may be free of duty within a year.")
        ),
        ImportMarket("SA", _CIF, Decimal(15), note=N_("SABER certificates are needed.")),
        ImportMarket("AE", _CIF, Decimal(5)),
        ImportMarket(
            "TR", _CIF, Decimal(20), note=N_("Additional duties on goods from China are to be checked.")
        ),
        ImportMarket("RU", _CIF, Decimal(22)),
        ImportMarket("BR", _CIF, None, needs_broker=True),
        ImportMarket(
            "MX",
            _CIF,
            Decimal(16),
            (VatPart.DUTY, VatPart.EXTRAS),
            levies=(ImportLevy("DTA", Decimal("0.8")),),
        ),
        ImportMarket("ZA", _FOB, Decimal(15), uplift=Decimal("1.10")),
        ImportMarket(
            "CH", _CIF, Decimal("8.1"), _TO_FIRST_PLACE, note=N_("No duty on industrial goods since 2024.")
        ),
        ImportMarket("SG", _CIF, Decimal(9), vat_name="GST"),
    )
}


@dataclass(frozen=True, slots=True)
class EntryFee:
    """The merchandise processing fee of one fiscal year of the United States (19 CFR 24.23)."""

    valid_from: date
    valid_until: date
    percent: Decimal
    minimum: Decimal
    maximum: Decimal


MERCHANDISE_FEES: tuple[EntryFee, ...] = (
    # 90 FR 34665 for fiscal year 2026; new limits begin every 1 October and must be entered.
    EntryFee(date(2025, 10, 1), date(2026, 9, 30), Decimal("0.3464"), Decimal("33.58"), Decimal("651.50")),
)
HARBOR_FEE_PERCENT = Decimal("0.125")
"""Harbor maintenance fee of the United States, ocean freight only (19 CFR 24.24)."""


@dataclass(frozen=True, slots=True)
class AdditionalDuty:
    """A duty over the ordinary one: by which authority, on which HS prefix and origin, how much, from when to
    when.
    """

    authority: str
    hs_prefix: str
    origin: str
    percent: Decimal
    valid_from: date
    valid_until: date | None = None

    def applies(self, hs_code: str, origin: str, on: date) -> bool:
        """Tell whether goods of this code and origin pay it on this day."""
        return (
            _digits(hs_code).startswith(_digits(self.hs_prefix))
            and self.origin == origin
            and self.valid_from <= on
            and (self.valid_until is None or on <= self.valid_until)
        )


@dataclass(frozen=True, slots=True)
class TaxLine:
    """One tax: its base, its rate in per cent and its rounded amount."""

    name: str
    base: Money
    percent: Decimal
    amount: Money


@dataclass(frozen=True, slots=True)
class ImportEstimate:
    """What an import costs in taxes, for information. `duty` is without VAT, `total` everything."""

    market: str
    as_of: date
    customs_value: Money
    lines: tuple[TaxLine, ...]
    vat_base: Money | None
    vat: Money
    duty: Money
    total: Money
    confidence: str
    findings: tuple[Finding, ...]

    def amount_of(self, name: str) -> Money:
        """Return the amount of the tax of this name, nothing if there is none."""
        return sum_of([line.amount for line in self.lines if line.name == name], self.total.currency)


def import_estimate(
    market: str,
    *,
    fob: Money,
    freight: Money,
    insurance: Money,
    on: date,
    duty_percent: Decimal,
    inland: Money | None = None,
    vat_percent: Decimal | None = None,
    mode: TransportMode = TransportMode.SEA,
    hs_code: str = "",
    origin: str = "CN",
    additional: Iterable[AdditionalDuty] = (),
    entry_fees: Iterable[EntryFee] = MERCHANDISE_FEES,
    usd_rate: Decimal = Decimal(1),
) -> ImportEstimate | Finding:
    """Estimate duty and taxes of an import on a day; a finding when the market is not known or needs a
    broker.

    CIF is fob + freight + insurance; `inland` is the way to the first place in the country. `vat_percent`
    overrides the standard rate. `usd_rate` is how many US dollars buy 1 of the currency, for the limits of
    the entry fee.
    """
    rules = IMPORT_MARKETS.get(market)
    if rules is None or rules.needs_broker:
        return Finding(
            "market_not_computed",
            N_("Import taxes of {market} are computed by a local broker only."),
            {"market": market},
        )
    nothing = Money.zero(fob.currency)
    inland_cost = inland if inland is not None else nothing
    value = fob + freight + insurance if rules.duty_base is DutyBase.CIF else fob
    findings = [_INFORMATION] if not rules.note else [_INFORMATION, Finding("market_note", rules.note)]

    lines = [_line("duty", value, duty_percent)]
    lines += [
        _line(duty.authority, value, duty.percent) for duty in additional if duty.applies(hs_code, origin, on)
    ]
    duty_amount = sum_of([line.amount for line in lines])
    levies = [
        _line(each.name, lines[0].amount if each.of_duty else value, each.percent) for each in rules.levies
    ]
    if market == "US":
        fee_lines, fee_findings = _entry_fee_lines(value, on, mode, entry_fees, usd_rate)
        levies += fee_lines
        findings += fee_findings
    lines += levies

    parts = {
        VatPart.DUTY: duty_amount,
        VatPart.FREIGHT: freight,
        VatPart.INSURANCE: insurance,
        VatPart.INLAND: inland_cost,
        VatPart.EXTRAS: sum_of([line.amount for line in levies], fob.currency),
    }
    percent = vat_percent if vat_percent is not None else rules.vat_percent
    vat_base, vat = None, nothing
    if percent is not None:
        vat_base = value * rules.uplift + sum_of([parts[part] for part in rules.vat_parts], fob.currency)
        vat_line = _line(rules.vat_name, vat_base, percent)
        vat_base, vat = vat_base.rounded(), vat_line.amount
        lines.append(vat_line)
    total = sum_of([line.amount for line in lines])
    return ImportEstimate(
        market, on, value, tuple(lines), vat_base, vat, total - vat, total, rules.confidence, tuple(findings)
    )


_INFORMATION = Finding(
    "for_information",
    N_("For information only, at the rates of this day; the importer's broker decides."),
)


def _line(name: str, base: Money, percent: Decimal) -> TaxLine:
    return TaxLine(name, base, percent, (base * percent / _HUNDRED).rounded())


def _entry_fee_lines(
    value: Money, on: date, mode: TransportMode, entry_fees: Iterable[EntryFee], usd_rate: Decimal
) -> tuple[list[TaxLine], list[Finding]]:
    known = sorted(entry_fees, key=lambda each: each.valid_from)
    begun = [each for each in known if each.valid_from <= on] or known
    lines: list[TaxLine] = []
    findings: list[Finding] = []
    if begun:
        fee = begun[-1]
        computed = value * fee.percent / _HUNDRED
        lowest = Money(fee.minimum / usd_rate, value.currency)
        highest = Money(fee.maximum / usd_rate, value.currency)
        lines.append(TaxLine("MPF", value, fee.percent, min(max(computed, lowest), highest).rounded()))
        if not fee.valid_from <= on <= fee.valid_until:
            findings.append(
                Finding(
                    "entry_fee_of_other_year",
                    N_("The limits of the entry fee are those until {until}; the new ones are not entered."),
                    {"until": fee.valid_until},
                )
            )
    if mode is TransportMode.SEA:
        lines.append(_line("HMF", value, HARBOR_FEE_PERCENT))
    return lines, findings


def trading_company_refund(
    invoice_incl_vat: Money, *, refund_percent: Decimal, vat_percent: Decimal = CHINA_VAT_PERCENT
) -> Money:
    """Return the export refund of a Chinese trading company: invoice / (1 + VAT) × refund rate."""
    return (invoice_incl_vat * refund_percent / (_HUNDRED + vat_percent)).rounded()


def manufacturer_non_creditable(
    fob: Money, *, bonded_material: Money, levy_percent: Decimal, refund_percent: Decimal
) -> Money:
    """Return the VAT that stays a cost of a Chinese manufacturer ("exempt, credit, refund").

    (FOB − bonded material) × (levy rate − refund rate), in renminbi; nothing when both rates are equal.
    """
    return ((fob - bonded_material) * (levy_percent - refund_percent) / _HUNDRED).rounded()


@dataclass(frozen=True, slots=True)
class HsCode:
    """A heading of the Harmonized System (HS 2022) that lighting goods fall under; a proposal, not a
    ruling.
    """

    hs6: str
    scope: str
    hint: str = ""


HS_CODES_LED: Mapping[str, HsCode] = {
    each.hs6: each
    for each in (
        HsCode(
            "8539.51", N_("LED modules without cap"), N_("No driver and no cap: strips and light engines")
        ),
        HsCode("8539.52", N_("LED lamps with cap, self-ballasted"), N_("Before 2022: 8539.50")),
        HsCode("8541.41", N_("LED packages and chips"), N_("Before 2022: 8541.40")),
        HsCode(
            "9405.11", N_("Ceiling and wall luminaires, LED only"), N_("Downlights, ceiling lights, panels")
        ),
        HsCode("9405.21", N_("Table, desk, bedside and floor lamps, LED only")),
        HsCode("9405.31", N_("Lighting strings for Christmas trees, LED only")),
        HsCode("9405.41", N_("Photovoltaic luminaires, LED only"), N_("Solar street lights")),
        HsCode("9405.42", N_("Other luminaires, LED only"), N_("Flood, street, high-bay and track lights")),
        HsCode("9405.61", N_("Illuminated signs, LED only")),
        HsCode("9405.91", N_("Parts of luminaires, of glass")),
        HsCode("9405.92", N_("Parts of luminaires, of plastics")),
        HsCode(
            "9405.99", N_("Other parts of luminaires"), N_("Aluminium heat sinks can attract metal duties")
        ),
        HsCode("8504.40", N_("LED drivers (static converters)")),
        HsCode("8536.61", N_("Lamp holders")),
    )
}


def _digits(code: str) -> str:
    return "".join(each for each in code if each.isdigit())
