"""Quality: batches, the draw, readings typed or from a file, the verdict, the look at every piece; for a tablet."""

from datetime import date
from decimal import Decimal, InvalidOperation
from typing import Any

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.utils.safestring import mark_safe
from django.utils.translation import gettext

from ordolux.edges.access import Request, staff
from ordolux.edges.ui.files import download
from ordolux.edges.ui.pages import page_by_key
from ordolux.edges.ui.sentences import told
from ordolux.foundation.actors import Role
from ordolux.foundation.documents.queries import latest_document
from ordolux.foundation.files import store_bytes
from ordolux.foundation.sandbox import what_is
from ordolux.production.inspection.agreed import LightNotAgreed, agreed_light
from ordolux.production.inspection.deeds import (
    FoundDefect,
    TakenReading,
    close_batch,
    enter_readings,
    inspect_appearance,
    judge_batch,
    refuse_readings,
    release_batch,
    rework_batch,
)
from ordolux.production.inspection.import_file import read_file
from ordolux.production.inspection.models import SAMPLED, Batch, BatchState, Draw, Reading, ReadingSheet
from ordolux.production.inspection.queries import batches_visible_to, is_true_draw, lots_of, rounds_of
from ordolux.rules.appearance import defects
from ordolux.rules.chromaticity_plot import PlotWords, SamplePoint, chromaticity_svg
from ordolux.rules.light import Verdict
from ordolux.rules.refusal import Refusal

LARGEST = 8 * 2**20
MINUTES = ("15", "30", "45", "60")
COLUMNS = ("flux_lm", "power_w", "x", "y", "cct_k", "cri", "power_factor")
DEFECT_ROWS = range(1, 5)


@staff()
def quality(request: Request) -> HttpResponse:
    """All batches, newest first; those that wait for an inspector on demand."""
    found = batches_visible_to(request.actor).order_by()
    state = request.GET.get("state", "")
    if state in BatchState.values:
        found = found.filter(state=state)
    return render(
        request,
        "desk/quality.html",
        {
            "here_in": "quality",
            "page": page_by_key(found, ("-pk",), request.GET),
            "states": BatchState.choices,
            "state": state,
        },
    )


@staff(finds=Batch)
def batch(request: Request, number: str) -> HttpResponse:
    """One batch: what comes next, its draw, its readings and verdicts, its material, its report."""
    return _page(request, request.find(Batch, number))


@staff(Role.PLANNER, methods="POST", finds=Batch)
def release(request: Request, number: str) -> HttpResponse:
    """Start a batch."""
    request.do(release_batch, request.find(Batch, number))
    messages.success(
        request, gettext("Released. The hash of the draw's secret is published to the customer.")
    )
    return redirect("desk:batch", number)


@staff(Role.PLANNER, Role.INSPECTOR, methods="POST", finds=Batch)
def closing(request: Request, number: str) -> HttpResponse:
    """Close a batch: the secret is revealed and the sample drawn."""
    request.do(close_batch, request.find(Batch, number))
    messages.success(request, gettext("Closed. The secret is revealed and the sample drawn."))
    return redirect("desk:batch", number)


@staff(Role.PLANNER, methods="POST", finds=Batch)
def rework(request: Request, number: str) -> HttpResponse:
    """Take a blocked batch into rework."""
    request.do(rework_batch, request.find(Batch, number), what=request.POST.get("what", "").strip()[:2000])
    messages.success(request, gettext("In rework. A new secret is sealed for the next draw."))
    return redirect("desk:batch", number)


@staff(Role.INSPECTOR, methods="POST", finds=Batch)
def readings(request: Request, number: str) -> HttpResponse:
    """Take over the typed readings of one drawn piece; what cannot be right stays on the page to be corrected."""
    record = request.find(Batch, number)
    try:
        taken = _typed(request)
        until = date.fromisoformat(request.POST.get("calibrated_until", ""))
    except (ValueError, InvalidOperation):
        return _page(
            request, record, gettext("A figure or a day cannot be read. Write numbers with a decimal point.")
        )
    try:
        request.do(
            enter_readings,
            record,
            readings=taken,
            instrument=request.POST.get("instrument", "").strip()[:120],
            calibrated_until=until,
        )
    except Refusal as refusal:
        return _page(request, record, told(refusal))
    return redirect("desk:batch", number)


@staff(Role.INSPECTOR, methods="POST", finds=Batch)
def readings_file(request: Request, number: str) -> HttpResponse:
    """Take over an export of the instrument: kept first, read in the sandbox, taken over whole or refused."""
    record = request.find(Batch, number)
    upload = request.FILES.get("file")
    if upload is None or not upload.size or upload.size > LARGEST:
        return _page(request, record, gettext("Choose an export of the instrument of at most 8 MiB."))
    try:
        until = date.fromisoformat(request.POST.get("calibrated_until", ""))
    except ValueError:
        return _page(request, record, gettext("Say until when the instrument is calibrated."))
    draw = Draw.objects.filter(batch=record, round=record.round).first()
    if record.state not in SAMPLED or draw is None:
        return _page(request, record, gettext("There is no sample that waits for readings."))
    raw = upload.read()
    file = store_bytes(raw, what_is(raw))
    read = read_file(raw, draw)
    said = [told(finding) for finding in read.findings]
    if not said:
        try:
            request.do(
                enter_readings,
                record,
                readings=read.readings,
                calibrated_until=until,
                file_sha256=file.sha256,
                instrument=request.POST.get("instrument", "").strip()[:120],
                file_name=upload.name or "",
            )
        except Refusal as refusal:
            said = [told(refusal)]
        else:
            messages.success(
                request, gettext("{count} readings taken over.").format(count=len(read.readings))
            )
            return redirect("desk:batch", number)
    request.do(
        refuse_readings,
        request.find(Batch, number),
        file_sha256=file.sha256,
        file_name=upload.name or "",
        findings=tuple(said),
    )
    messages.error(
        request, gettext("No reading was taken over; the file is kept with what is wrong with it.")
    )
    return redirect("desk:batch", number)


@staff(Role.INSPECTOR, methods="POST", finds=Batch)
def judgement(request: Request, number: str) -> HttpResponse:
    """Judge the sample against the order line."""
    judged = request.do(judge_batch, request.find(Batch, number))
    if judged.state == BatchState.PASSED:
        messages.success(request, gettext("The sample passed."))
    else:
        messages.error(
            request, gettext("The sample failed: the batch is blocked and a nonconformance is open.")
        )
    return redirect("desk:batch", number)


@staff(Role.INSPECTOR, methods="POST", finds=Batch)
def appearance(request: Request, number: str) -> HttpResponse:
    """Note the look at every open piece."""
    record = request.find(Batch, number)
    try:
        counts = {name: int(request.POST.get(name) or 0) for name in ("good", "rework", "scrap")}
        found = tuple(
            FoundDefect(
                codes=tuple(request.POST.get(f"codes-{n}", "").replace(",", " ").split()),
                pieces=int(request.POST.get(f"pieces-{n}") or 0),
                becomes=request.POST.get(f"becomes-{n}", "rework"),
            )
            for n in DEFECT_ROWS
            if request.POST.get(f"codes-{n}", "").strip()
        )
    except ValueError:
        return _page(request, record, gettext("A number of pieces cannot be read."))
    if any(each.becomes not in ("good", "rework", "scrap") for each in found):
        return _page(request, record, gettext("Say for each defect what becomes of the pieces."))
    try:
        request.do(
            inspect_appearance, record, defects=found, remark=request.POST.get("remark", "")[:2000], **counts
        )
    except Refusal as refusal:
        return _page(request, record, told(refusal))
    return redirect("desk:batch", number)


@staff(finds=Batch)
def original(request: Request, number: str, sheet: int) -> HttpResponse:
    """The file of readings as it was handed in."""
    record = request.find(Batch, number)
    kept = ReadingSheet.objects.filter(batch=record, pk=sheet, file__isnull=False).first()
    if kept is None:
        raise Http404
    return download(str(kept.file_id), kept.file_name or "readings.csv", "text/csv")


@staff(finds=Batch)
def lot_paper(request: Request, number: str, lot: str, paper: str) -> HttpResponse:
    """The supplier's certificate or the maker's test report of a lot that went into the batch."""
    return lot_file(request.find(Batch, number), lot, paper)


def lot_file(record: Batch, lot: str, paper: str) -> HttpResponse:
    """The file of one lot of a batch. Raises Http404 when the lot did not go into it."""
    found = next((each for each in lots_of(record) if each.number == lot), None)
    if found is None or paper not in ("certificate", "report"):
        raise Http404
    file = found.certificate.file if paper == "certificate" else found.test_report
    return download(file.sha256, f"{lot}-{paper}", file.media_type, show=True)


def _page(request: Request, record: Batch, problem: str = "") -> HttpResponse:
    record = batches_visible_to(request.actor).select_related("job__line", "deal").get(pk=record.pk)
    rounds = rounds_of(record)
    draw = rounds[-1].draw if rounds else None
    entered = list(Reading.objects.filter(draw=draw)) if draw else []
    measured = {each.unit for each in entered}
    left = [unit for unit in draw.units if unit not in measured] if draw else []
    roles = request.actor.roles
    unit = request.POST.get("unit") or request.GET.get("unit") or (str(left[0]) if left else "")
    sheets = list(record.sheets.all())
    last = next((s for s in reversed(sheets) if not s.is_refused), None)
    sampled = record.state in SAMPLED
    return render(
        request,
        "desk/batch.html",
        {
            "here_in": "quality",
            "batch": record,
            "problem": problem,
            "rounds": _shown(rounds, record),
            "draw": draw,
            "readings": entered,
            "measured": len(measured),
            "left": left,
            "unit": unit,
            "posted": request.POST,
            "rows": [
                (minute, [(name, request.POST.get(f"{name}-{minute}", "")) for name in COLUMNS])
                for minute in MINUTES
            ],
            "columns": COLUMNS,
            "sheets": sheets,
            "looks": list(record.looks.all()),
            "lots": lots_of(record),
            "instrument": request.POST.get("instrument") or (last.instrument if last else ""),
            "calibrated_until": request.POST.get("calibrated_until")
            or (last.calibrated_until.isoformat() if last and last.calibrated_until else ""),
            "defects": list(defects().values()),
            "defect_rows": DEFECT_ROWS,
            "paper": latest_document(record, "inspection_report"),
            "nonconformances": list(record.nonconformances.all()),
            "agreed": _agreed_words(record),
            "can_release": record.state == BatchState.PLANNED and Role.PLANNER in roles,
            "can_close": record.state in (BatchState.RELEASED, BatchState.REWORKED)
            and roles & {Role.PLANNER, Role.INSPECTOR},
            "can_measure": sampled and Role.INSPECTOR in roles,
            "can_judge": sampled and not left and Role.INSPECTOR in roles,
            "can_rework": record.state == BatchState.FAILED and Role.PLANNER in roles,
            "can_look": record.state == BatchState.PASSED and Role.INSPECTOR in roles,
        },
        status=422 if problem else 200,
    )


def _agreed(record: Batch) -> Any:
    try:
        return agreed_light(record.job)
    except LightNotAgreed:
        return None


def _agreed_words(record: Batch) -> str:
    agreed = _agreed(record)
    if agreed is None:
        return ""
    told = [
        f"{agreed.rated_flux_lm:f} lm",
        f"{agreed.rated_power_w:f} W",
        f"{agreed.nominal_cct_k} K",
        f"≤ {agreed.sdcm_steps:f} SDCM",
    ]
    told += [f"Ra ≥ {agreed.cri_min:f}"] if agreed.cri_min else []
    told += [f"PF ≥ {agreed.power_factor_min:f}"] if agreed.power_factor_min else []
    return " · ".join(told)


def _shown(rounds: list[Any], record: Batch) -> list[dict[str, Any]]:
    """Each draw with its verdict, its picture, and whether repeating it gives the same pieces."""
    agreed = _agreed(record)
    return [
        {
            "draw": each.draw,
            "judgement": each.judgement,
            "is_true": is_true_draw(each.draw),
            "plot": plot_of(each.judgement, agreed.nominal_cct_k) if each.judgement and agreed else "",
        }
        for each in rounds
    ]


def plot_of(judged: Any, nominal_cct_k: int) -> str:
    """The sample in the chromaticity diagram, as SVG of our own making."""
    points = [
        SamplePoint(str(u["unit"]), float(u["x"]), float(u["y"]), Verdict(u["verdict"])) for u in judged.units
    ]
    words = PlotWords(gettext("Chromaticity of the sample"), gettext("Planckian locus"), gettext("steps"))
    return mark_safe(  # noqa: S308  # made by our own rules from numbers; its labels are escaped there
        chromaticity_svg(points, nominal_cct_k, for_print=False, words=words)
    )


def _typed(request: Request) -> tuple[TakenReading, ...]:
    """The rows of the form that say a flux."""
    unit = int(request.POST.get("unit", ""))
    taken = []
    for minute in MINUTES:
        said = {name: request.POST.get(f"{name}-{minute}", "").strip() for name in COLUMNS}
        if not said["flux_lm"]:
            continue
        numbers = {name: Decimal(text) if text else None for name, text in said.items()}
        flux, power, x, y = (numbers[name] for name in ("flux_lm", "power_w", "x", "y"))
        if flux is None or power is None or x is None or y is None:
            raise ValueError(minute)
        taken.append(
            TakenReading(
                unit=unit,
                minute=Decimal(minute),
                flux_lm=flux,
                power_w=power,
                x=x,
                y=y,
                cct_k=numbers["cct_k"],
                cri=numbers["cri"],
                power_factor=numbers["power_factor"],
            )
        )
    return tuple(taken)
