"""A quotation as pages of both sides show it: lines, sums, ways to travel, dated plan; never costs or buffers."""

from dataclasses import dataclass
from datetime import date
from typing import Any

from django.template.loader import render_to_string
from django.utils import translation
from django.utils.translation import get_language, gettext

from ordolux.edges.ui.sentences import finding_of, told
from ordolux.inquiries.quotation.deeds import LINK_PLACE
from ordolux.inquiries.quotation.models import FreightOption, InsuranceKind, Quotation, QuotationLine
from ordolux.inquiries.quotation.papers.paper import specification
from ordolux.inquiries.quotation.papers.words import BLOCKS, STAGES, TERMS, WAYS, word
from ordolux.rules.money import Money


@dataclass(frozen=True, slots=True)
class Step:
    """One step of a price or of a plan, in words of the reader's language."""

    name: str
    sentence: str
    amount: Money | None = None
    running: Money | None = None
    begins_on: date | None = None
    ends_on: date | None = None
    length: str = ""
    is_provisional: bool = False


@dataclass(frozen=True, slots=True)
class LaneShown:
    """One lane of a way, as our own people choose among them."""

    code: str
    name: str
    is_used: bool
    is_feasible: bool
    cost: Money | None
    days_min: int
    days_max: int
    reasons: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class WayShown:
    """One way to travel as it is offered: what the customer pays, when the goods arrive, or why it is not possible."""

    option: FreightOption
    name: str
    reasons: tuple[str, ...]
    total: Money
    with_insurance: Money | None
    more: Money
    arrives_on: date | None
    earliest_on: date | None
    plan: tuple[Step, ...]
    lanes: tuple[LaneShown, ...] = ()


@dataclass(frozen=True, slots=True)
class LineShown:
    """One line with its specification and the steps of its price."""

    line: QuotationLine
    title: str
    specification: str
    steps: tuple[Step, ...]


@dataclass(frozen=True, slots=True)
class Offer:
    """Everything that the page of a quotation shows."""

    lines: tuple[LineShown, ...]
    sums: tuple[tuple[str, Money], ...]
    steps: tuple[Step, ...]
    ways: tuple[WayShown, ...]
    proposed: WayShown | None
    plan: tuple[Step, ...]
    starts_on: date
    ends_on: date
    handed_over_on: date
    total_days: int
    earliest_days: int
    payment_term: str
    insurance_offered: bool
    findings: tuple[str, ...]


def offer_of(quotation: Quotation) -> Offer:
    """The quotation (with lines, blocks and options fetched) in the present language."""
    language = get_language() or "en"
    currency = quotation.currency
    ways = tuple(_way(quotation, option, language) for option in quotation.options.all())
    blocks = [block for block in quotation.blocks.all() if block.amount.amount or block.kind == "tax"]
    plan = quotation.plan
    return Offer(
        lines=tuple(
            LineShown(
                line,
                line.description_zh
                if language.startswith("zh") and line.description_zh
                else line.description,
                specification(line.values),
                tuple(_price_step(step, currency, language) for step in line.chain),
            )
            for line in quotation.lines.all()
        ),
        sums=tuple((word(BLOCKS, block.name, language), block.amount) for block in blocks),
        steps=tuple(_price_step(step, currency, language) for step in quotation.chain),
        ways=ways,
        proposed=next((way for way in ways if way.option.is_proposed), None),
        plan=_plan(plan, language),
        starts_on=date.fromisoformat(plan["starts_on"]),
        ends_on=date.fromisoformat(plan["ends_on"]),
        handed_over_on=date.fromisoformat(plan["handed_over_on"]),
        total_days=plan["total_days"],
        earliest_days=plan["earliest_total_days"],
        payment_term=word(TERMS, quotation.payment_term, language),
        insurance_offered=quotation.insurance == InsuranceKind.OPTIONAL,
        findings=tuple(sentence_of(finding) for finding in quotation.findings),
    )


def sentence_of(kept: dict[str, Any]) -> str:
    """The sentence of a finding that was stored as data, in the present language; a block of cost by its name."""
    values = kept.get("values") or {}
    if values.get("block") in BLOCKS:
        language = "zh" if (get_language() or "").startswith("zh") else "en"
        kept = {**kept, "values": {**values, "block": word(BLOCKS, values["block"], language)}, "where": ""}
    return told(finding_of(kept))


def quotation_letter(quotation: Quotation) -> tuple[str, str]:
    """Subject and text of the letter with which a quotation goes out, in the language of its reader; where the link
    belongs stands ``LINK_PLACE``. The page shows the same letter before it goes."""
    reader = quotation.contact
    with translation.override(reader.language if reader else "en"):
        written = render_to_string("letters/quotation.txt", {
            "quotation": quotation, "reader": reader, "deal": quotation.deal, "link": LINK_PLACE,
            "inquiry": quotation.inquiry,
            "offered": f"{quotation.total}, {quotation.incoterm} {quotation.place}, Incoterms 2020",
        })  # fmt: skip
    subject, _, text = written.strip().partition("\n")
    return subject.strip(), text.strip() + "\n"


def _way(quotation: Quotation, option: FreightOption, language: str) -> WayShown:
    option.quotation = quotation
    offered = quotation.insurance == InsuranceKind.OPTIONAL and option.insurance_premium is not None
    plan = option.plan
    return WayShown(
        option=option,
        name=word(WAYS, option.mode, language),
        reasons=tuple(sentence_of(reason) for reason in option.reason),
        total=option.total,
        with_insurance=option.total_with(insurance=True) if offered else None,
        more=option.total - quotation.total,
        arrives_on=date.fromisoformat(plan["ends_on"]) if plan else None,
        earliest_on=date.fromisoformat(plan["earliest_ends_on"]) if plan else None,
        plan=_plan(plan, language) if plan else (),
        lanes=tuple(
            _lane(lane, option, quotation.currency) for lane in option.detail.get("lanes", ()) if lane["code"]
        ),
    )


def _lane(lane: dict[str, Any], option: FreightOption, currency: str) -> LaneShown:
    route = " – ".join(part for part in (lane["origin"], lane["destination"]) if part)
    return LaneShown(
        code=lane["code"],
        name=", ".join(part for part in (route, lane["carrier"]) if part),
        is_used=option.is_feasible and lane["code"] == option.detail.get("lane", {}).get("code"),
        is_feasible=lane["is_feasible"],
        cost=Money.of(lane["cost"], currency) if lane["cost"] else None,
        days_min=lane["days_min"],
        days_max=lane["days_max"],
        reasons=tuple(sentence_of(reason) for reason in lane["reason"]),
    )


def _plan(plan: dict[str, Any], language: str) -> tuple[Step, ...]:
    steps = []
    for step in plan.get("steps", ()):
        if step["workdays"] is None:
            length = gettext("%(days)d days") % {"days": step["calendar_days"]}
        else:
            length = gettext("%(days)d working days") % {"days": step["workdays"]}
        steps.append(
            Step(
                name=word(STAGES, step["name"], language),
                sentence=sentence_of(step),
                begins_on=date.fromisoformat(step["begins_on"]),
                ends_on=date.fromisoformat(step["ends_on"]),
                length=length,
                is_provisional=step["is_provisional"],
            )
        )
    return tuple(steps)


def _price_step(step: dict[str, Any], currency: str, language: str) -> Step:
    values = dict(step["values"])
    if "block" in values:
        values["block"] = word(BLOCKS, values["block"], language)
    return Step(
        name=word(BLOCKS, step["name"], language),
        sentence=sentence_of({**step, "values": values}),
        amount=Money.of(step["amount"], currency),
        running=Money.of(step["running"], currency),
    )
