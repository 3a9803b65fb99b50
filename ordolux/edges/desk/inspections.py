"""Quality: batches, the draw, readings typed or from a file, the verdict, the look at every piece; for a tablet."""

from datetime import date
from decimal import Decimal, InvalidOperation
from typing import Any

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.http.response import HttpResponseBase
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext, ngettext

from ordolux.edges.access import Request, staff
from ordolux.edges.lists.production import BATCHES
from ordolux.edges.lists.showing import Action, show_list
from ordolux.edges.ui.files import download
from ordolux.edges.ui.light_plots import judged_plots
from ordolux.edges.ui.samples import measured_of
from ordolux.edges.ui.sentences import role_names, told
from ordolux.edges.ui.wording import moment_words, number_words, zone_of
from ordolux.foundation.actors import Role
from ordolux.foundation.documents.queries import latest_document
from ordolux.foundation.files import store_bytes
from ordolux.foundation.sandbox import what_is
from ordolux.orders.samples.queries import golden_samples_of
from ordolux.production.inspection.agreed import LightNotAgreed, agreed_light
from ordolux.production.inspection.deeds import (
    WORKS_ZONE,
    TakenReading,
    close_batch,
    enter_readings,
    judge_batch,
    refuse_readings,
    release_batch,
    rework_batch,
)
from ordolux.production.inspection.import_file import read_file
from ordolux.production.inspection.models import (
    SAMPLED,
    AppearancePhoto,
    Batch,
    BatchState,
    Draw,
    Reading,
    ReadingSheet,
)
from ordolux.production.inspection.queries import batches_visible_to, is_true_draw, lots_of, rounds_of
from ordolux.rules.appearance import defects
from ordolux.rules.refusal import Refusal

LARGEST = 8 * 2**20
MINUTES = ("15", "30", "45", "60")
COLUMNS = ("flux_lm", "power_w", "x", "y", "cct_k", "cri", "power_factor")


@staff()
def quality(request: Request) -> HttpResponseBase:
    """All batches, newest first; what waits for whom by filter."""
    return show_list(
        request, BATCHES, "desk", here_in="quality",
        actions=[
            Action(gettext("My inspections"), reverse("desk:inspections"), "quality"),
            Action(gettext("Nonconformances"), reverse("desk:nonconformances"), "warning", is_primary=False),
            Action(gettext("Instruments"), reverse("desk:instruments"), "wrench", is_primary=False),
        ],
    )  # fmt: skip


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
            "goldens": [
                (g, measured_of(g)) for g in golden_samples_of(record.deal.buyer_id, [record.job.product_id])
            ],
            "instrument": request.POST.get("instrument") or (last.instrument if last else ""),
            "calibrated_until": request.POST.get("calibrated_until")
            or (last.calibrated_until.isoformat() if last and last.calibrated_until else ""),
            "defects": list(defects().values()),
            "paper": latest_document(record, "inspection_report"),
            "nonconformances": list(record.nonconformances.all()),
            "stages": _stages(record),
            "next": _next(record, request, len(left)),
            "photos": list(AppearancePhoto.objects.filter(look__batch=record)),
            "failed_by_eye": list(draw.failed_pieces.filter(withdrawn_at__isnull=True)) if draw else [],
            "siblings": _siblings(record)
            if record.state == BatchState.PLANNED and Role.PLANNER in roles
            else [],
            "missing": record.scrap_pieces,
            "zone": WORKS_ZONE,
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


def _stages(record: Batch) -> list[dict[str, Any]]:
    """The way of a batch with the moments that are known."""
    way = (
        (gettext("Planned"), record.planned_start_at, True),
        (gettext("Released"), record.released_at, record.released_at is not None),
        (gettext("Made, sample drawn"), record.produced_at, record.produced_at is not None),
        (gettext("Sample passed"), None, record.state in _PASSED),
        (gettext("Every piece looked at"), None, record.state in _LOOKED),
        (gettext("Report"), record.finished_at, record.finished_at is not None),
    )
    done = sum(is_done for _, _, is_done in way)
    zone = zone_of(None)
    return [
        {
            "label": label,
            "state": "done" if n < done else "now" if n == done else "later",
            "actual": moment_words(at, zone, "short") if at else "",
        }
        for n, (label, at, _) in enumerate(way)
    ]


_LOOKED = (BatchState.INSPECTED, BatchState.FINISHED)
_PASSED = (BatchState.PASSED, *_LOOKED)


def _next(record: Batch, request: Request, left: int) -> dict[str, Any]:
    """The one next step: whose turn it is, in a sentence, and which deed it is for the reader."""
    roles = request.actor.roles
    sentences: dict[str, tuple[Role, str, str]] = {
        BatchState.PLANNED: (Role.PLANNER, "release", gettext("Release the batch when its line is ready for it.")),
        BatchState.RELEASED: (Role.PLANNER, "close", gettext(
            "It is being made. Close it when the last piece is made: then the sample is drawn."
        )),
        BatchState.PRODUCED: (Role.INSPECTOR, "measure", ""),
        BatchState.RESUBMITTED: (Role.INSPECTOR, "measure", ""),
        BatchState.FAILED: (Role.PLANNER, "rework", gettext(
            "The sample failed and the batch is blocked. Decide what is reworked."
        )),
        BatchState.REWORKED: (Role.PLANNER, "close", gettext(
            "It is in rework. Close it when it is done: a new sample is drawn."
        )),
        BatchState.PASSED: (Role.INSPECTOR, "look", ngettext(
            "Look at {count} piece.", "Look at every one of {count} pieces.", record.open_pieces
        ).format(count=number_words(record.open_pieces))),
        BatchState.INSPECTED: (Role.SYSTEM, "", gettext("Every piece is accounted for; the report is being printed.")),
        BatchState.FINISHED: (Role.SYSTEM, "", gettext("Finished: the report is filed and open to the customer.")),
        BatchState.MERGED: (Role.SYSTEM, "", gettext("Its pieces were put into another batch of the job.")),
    }  # fmt: skip
    role, deed, say = sentences[BatchState(record.state)]
    if deed == "measure":
        say = (
            ngettext(
                "Measure the sample: {count} drawn piece is left.",
                "Measure the sample: {count} drawn pieces are left.",
                left,
            ).format(count=left)
            if left
            else gettext("Every drawn piece is measured. Sign off the sample.")
        )  # fmt: skip
        deed = deed if left else "sign"
    able = role in roles or (deed == "close" and Role.INSPECTOR in roles)
    is_late = record.was_due(request.at)
    turn = "late" if able and is_late else "yours" if able and deed else "theirs"
    who = "" if able or not deed else gettext("Waits for: {role}").format(role=role_names([role.value]))
    return {"turn": turn, "say": say, "deed": deed if able else "", "who": who}


def _siblings(record: Batch) -> list[Batch]:
    """The planned batches of the same job, which it may be merged with."""
    return list(
        Batch.objects.filter(job_id=record.job_id, state=BatchState.PLANNED)
        .exclude(pk=record.pk)
        .order_by("position")
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
            "plot": plot_of(each.judgement, agreed) if each.judgement and agreed else "",
        }
        for each in rounds
    ]


def plot_of(judged: Any, agreed: Any) -> str:
    """The sample in the chromaticity diagram and its flux against the limits, as SVG of our own making."""
    return judged_plots(judged, agreed)


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
