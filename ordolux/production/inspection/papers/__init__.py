"""The inspection report of a batch as its paper states it."""

import statistics
from collections import Counter
from collections.abc import Callable, Sequence
from datetime import datetime
from decimal import Decimal
from typing import Any
from zoneinfo import ZoneInfo

from ordolux.foundation import papers
from ordolux.foundation.papers import contracts as c
from ordolux.foundation.parties.models import Firm
from ordolux.inquiries.quotation.papers.paper import specification
from ordolux.production.inspection.agreed import agreed_light
from ordolux.production.inspection.deeds import ALGORITHM
from ordolux.production.inspection.models import AppearanceLook, Batch, Judgement, ReadingSheet
from ordolux.production.inspection.papers.photos import defect_photos, photos_left_out
from ordolux.production.inspection.queries import rounds_of
from ordolux.production.materials.papers import firm_as_party, verify_of
from ordolux.rules.appearance import Severity, worst_severity
from ordolux.rules.chromaticity_plot import PlotWords, SamplePoint, chromaticity_svg
from ordolux.rules.light import LightLimits, Verdict
from ordolux.rules.sampling import AqlTerms, accept_for_sample

SEVERITIES = {
    Severity.CRITICAL: ("Critical", "致命缺陷"),
    Severity.MAJOR: ("Major", "主要缺陷"),
    Severity.MINOR: ("Minor", "次要缺陷"),
}
SHOWN_UNITS = 400


def report_paper(batch: Batch, firm: Firm, language: str) -> c.InspectionReport:
    """Everything that the report prints of an inspected batch: draw, results of the last sample, appearance."""

    def say(en: str, zh: str) -> str:
        return zh if language.startswith("zh") else en

    zone = ZoneInfo(firm.zone)
    rounds = rounds_of(batch)
    last = rounds[-1]
    judgement = last.judgement
    assert judgement is not None
    looks = list(AppearanceLook.objects.filter(batch=batch))
    sheets = list(ReadingSheet.objects.filter(draw=last.draw, is_refused=False))
    job, order, buyer = batch.job, batch.job.order, batch.deal.buyer
    agreed = agreed_light(job)
    scrapped = batch.scrap_pieces
    return c.InspectionReport(
        number=f"QI-{batch.number}",
        version=1,
        issued_on=looks[-1].at.astimezone(zone).date(),
        seller=firm_as_party(firm),
        verify=verify_of(batch.code),
        buyer=c.Party(
            name=buyer.legal_name if buyer else "",
            address=(buyer.address or buyer.country) if buyer else "",
        ),
        order=order.number,
        batch=batch.number,
        product=job.product.name_zh if language.startswith("zh") else job.product.name_en,
        model=job.product.number,
        specification=specification(job.line.values, language),
        quantity=batch.pieces,
        inspected_on=tuple(sorted({_day(judgement.at, zone), *(_day(look.at, zone) for look in looks)})),
        place=firm.legal_name,
        inspectors=tuple(dict.fromkeys([judgement.judged_by, *(look.inspected_by for look in looks)])),
        instruments=tuple(
            c.Instrument(name=name, serial=serial, calibrated_until=until)
            for (name, serial), until in {
                _named(sheet.instrument): sheet.calibrated_until for sheet in sheets if sheet.calibrated_until
            }.items()
        ),
        draw=c.Draw(
            rule=say(
                f"{last.draw.percent.normalize():f} % of the batch at random, drawn after it was closed",
                f"整批随机抽取 {last.draw.percent.normalize():f}%，批次关闭后抽样",
            ),
            drawn=last.draw.size,
            of=batch.pieces,
            secret_hash=last.draw.secret_hash,
            secret=last.draw.secret,
            algorithm=f"{ALGORITHM}; label {last.draw.label}",
            units=tuple(str(unit) for unit in last.draw.units[:SHOWN_UNITS]),
            drawn_at=last.draw.drawn_at.astimezone(zone),
        ),
        results=_results(judgement, agreed.rated_flux_lm, agreed.rated_power_w, agreed.sdcm_steps, say),
        sampling_rule=judgement.method,
        chromaticity_svg=chromaticity_svg(
            [
                SamplePoint(str(u["unit"]), float(u["x"]), float(u["y"]), Verdict(u["verdict"]))
                for u in judgement.measured_units
            ],
            agreed.nominal_cct_k,
            words=PlotWords(
                say("Chromaticity of the sample", "样品色品图"),
                say("Planckian locus", "普朗克轨迹"),
                say("steps", "步"),
            ),
        ),
        chromaticity_text=say(
            f"{last.draw.size} pieces against {agreed.nominal_cct_k} K, at most {agreed.sdcm_steps} steps",
            f"{last.draw.size} 件，标称 {agreed.nominal_cct_k} K，最大 {agreed.sdcm_steps} 步",
        ),
        stability=tuple(_stability(judgement, say)),
        appearance=tuple(_defect_classes(batch, looks, say)),
        photos=defect_photos(batch, {each: say(*words) for each, words in SEVERITIES.items()}, language),
        photos_left_out=photos_left_out(batch),
        inspected_pieces=batch.pieces,
        good_pieces=batch.good_pieces,
        reworked_pieces=sum(look.rework for look in looks),
        rejected_pieces=scrapped,
        deviations=tuple(
            say(
                f"Draw {each.draw.round} failed ({len(each.judgement.failed_units)} of {each.draw.size} pieces); the "
                "batch was reworked and drawn anew.",
                f"第 {each.draw.round} 次抽样不合格（{each.draw.size} 件中 {len(each.judgement.failed_units)} 件）；"
                "整批返工后重新抽样。",
            )
            for each in rounds[:-1]
            if each.judgement is not None
        ),
        accepted=judgement.is_passed,
        verdict=say(
            f"Sample as agreed; {batch.good_pieces} of {batch.pieces} pieces good.",
            f"样品符合约定；{batch.pieces} 件中 {batch.good_pieces} 件合格。",
        ),
    )


def _day(at: datetime, zone: ZoneInfo) -> Any:
    return at.astimezone(zone).date()


def _named(instrument: str) -> tuple[str, str]:
    name, _, serial = instrument.partition(", ")
    return name or "–", serial or "–"


def _results(
    judgement: Judgement, flux: Decimal, power: Decimal, steps: Decimal, say: Callable[[str, str], str]
) -> tuple[c.ResultRow, ...]:
    limits = LightLimits()
    units = judgement.measured_units
    least, most = (
        _short(flux * share / 100) for share in (limits.flux_each_least_percent, limits.flux_most_percent)
    )
    rows: tuple[tuple[str, str, str, str, str, set[str], str], ...] = (
        ("flux_lm", say("Luminous flux", "光通量"), "lm", least, most, {"S1", "S2"}, "0.1"),
        (
            "power_w",
            say("Power", "功率"),
            "W",
            "",
            _short(power * limits.power_most_percent / 100),
            {"S6"},
            "0.01",
        ),
        ("cct_k", say("Colour temperature", "色温"), "K", "", "", {"S4-box", "S3-cct"}, "1"),
        ("sdcm", say("Colour steps", "色容差"), "SDCM", "", _short(steps), {"S4", "S5"}, "0.01"),
        ("duv", "Duv", "", "", "", set(), "0.0001"),
    )
    told = []
    for field, name, unit, lower, upper, codes, places in rows:
        values = [Decimal(each[field]) for each in units]
        told.append(
            c.ResultRow(
                name=name,
                unit=unit,
                lower_limit=lower,
                upper_limit=upper,
                minimum=_places(min(values), places),
                mean=_places(sum(values, Decimal(0)) / len(values), places),
                maximum=_places(max(values), places),
                deviation=_places(Decimal(str(statistics.pstdev(values))), places),
                tested=len(values),
                failed=sum(
                    any(check["code"] in codes and check["verdict"] == "failed" for check in each["checks"])
                    for each in units
                ),
            )
        )
    return tuple(told)


def _stability(judgement: Judgement, say: Callable[[str, str], str]) -> Sequence[c.Fact]:
    worst: dict[str, Decimal] = {}
    for unit in judgement.measured_units:
        for check in unit["checks"]:
            if check["code"] in ("S2", "S3", "S3-cct") and check["measured"] is not None:
                worst[check["code"]] = max(worst.get(check["code"], Decimal(0)), Decimal(check["measured"]))
    names = {
        "S2": (say("Largest drift of brightness, 30 to 60 min", "30 至 60 分钟最大亮度漂移"), " %"),
        "S3": (say("Largest drift of colour (Δu'v')", "最大颜色漂移 (Δu'v')"), ""),
        "S3-cct": (say("Largest drift of colour temperature", "最大色温漂移"), " %"),
    }
    return [c.Fact(label=names[code][0], text=f"{value}{names[code][1]}") for code, value in worst.items()]


def _defect_classes(
    batch: Batch, looks: Sequence[AppearanceLook], say: Callable[[str, str], str]
) -> list[c.DefectClass]:
    """Nonconforming pieces of the first look by their worst defect; a critical one is never accepted."""
    found: Counter[Severity] = Counter()
    codes: dict[Severity, Counter[str]] = {severity: Counter() for severity in Severity}
    for group in looks[0].defects if looks else ():
        worst = worst_severity(group["codes"])
        if worst is not None:
            found[worst] += group["pieces"]
            codes[worst].update(dict.fromkeys(group["codes"], group["pieces"]))
    terms = AqlTerms()
    accept = {
        Severity.CRITICAL: 0,
        Severity.MAJOR: accept_for_sample(batch.pieces, terms.major),
        Severity.MINOR: accept_for_sample(batch.pieces, terms.minor),
    }
    return [
        c.DefectClass(
            name=say(*SEVERITIES[severity]),
            found=found[severity],
            accept=accept[severity],
            reject=accept[severity] + 1,
            examples=", ".join(f"{code} × {pieces}" for code, pieces in sorted(codes[severity].items())),
            passed=found[severity] <= accept[severity],
        )
        for severity in Severity
    ]


def _short(value: Decimal) -> str:
    return papers.grouped(value.quantize(Decimal("0.1")).normalize()) if value else "0"


def _places(value: Decimal, places: str) -> str:
    # Adding zero takes the sign from a negative zero.
    return f"{value.quantize(Decimal(places)) + 0:f}"
