"""Quality control on a tablet: start by scan, one sample per screen with its own number pad, fail with a photo, sign off,
look at every piece; instruments. Everything works as a plain form too; the script makes it fast and keeps what is typed
while there is no network."""

from collections.abc import Sequence
from datetime import timedelta
from decimal import Decimal, InvalidOperation
from itertools import zip_longest
from typing import Any, ClassVar

from django import forms
from django.contrib import messages
from django.http import Http404, HttpResponse, JsonResponse
from django.http.response import HttpResponseBase
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext, gettext_lazy, ngettext

from ordolux.edges.access import Request, staff
from ordolux.edges.desk.landing import LANDINGS, Block
from ordolux.edges.desk.tablet import of_another_person, tablet_data
from ordolux.edges.lists.quality import INSPECTIONS, INSTRUMENTS, NONCONFORMANCES
from ordolux.edges.lists.showing import Action, show_list
from ordolux.edges.ui.deed_forms import DeedForm, FileToKeep, form_page
from ordolux.edges.ui.light_plots import colour_plots
from ordolux.edges.ui.sentences import told
from ordolux.edges.ui.wording import number_words
from ordolux.foundation.actors import Role
from ordolux.foundation.files import read_bytes, store_bytes
from ordolux.foundation.sandbox import what_is
from ordolux.production.inspection.agreed import LightNotAgreed, agreed_light, as_rule
from ordolux.production.inspection.deeds import (
    WORKS_ZONE,
    CalibrationMakesNoSense,
    DefectPhoto,
    FoundDefect,
    InstrumentNumberTaken,
    TakenReading,
    add_instrument,
    calibrate_instrument,
    enter_readings,
    fail_piece,
    inspect_appearance,
    judge_batch,
    retire_instrument,
    sample_so_far,
    unfail_piece,
    use_instrument,
)
from ordolux.production.inspection.models import (
    SAMPLED,
    AppearancePhoto,
    Batch,
    BatchState,
    Draw,
    FailedPiece,
    FailReason,
    Instrument,
    InstrumentState,
    Reading,
)
from ordolux.rules.appearance import Severity, defects
from ordolux.rules.chromaticity_plot import SamplePoint
from ordolux.rules.light import AgreedLight, LightLimits, Verdict, inside_quadrangle, quadrangle
from ordolux.rules.refusal import N_, Refusal
from ordolux.rules.sampling import AqlTerms, accept_for_sample
from ordolux.rules.workdays import day_at

MINUTES = (15, 30, 45, 60)
LARGEST = 15 * 2**20
MOST_PHOTOS = 5
SHOWN_PHOTOS = {"image/png", "image/jpeg", "image/webp"}
DEFECT_ROWS = range(1, 4)
SEVERITY_WORDS = {Severity.CRITICAL: N_("Critical"), Severity.MAJOR: N_("Major"), Severity.MINOR: N_("Minor")}


# ── my inspections ───────────────────────────────────────────────────────────


def landing(request: Request) -> list[Block]:
    """What the inspector meets first: a field that waits for a scan, and the batches that wait for her."""
    rows = list(INSPECTIONS.rows(request.actor).order_by("job__promised_on", "pk")[:30])
    instruments = Instrument.objects.filter(
        state=InstrumentState.USED, calibrated_until__lt=day_at(WORKS_ZONE, request.at) + timedelta(days=30)
    ).order_by("calibrated_until")[:5]
    return [
        Block(
            gettext("My inspections"), "desk/inspections_block.html",
            {
                "rows": [(batch, _waits_for(batch)) for batch in rows],
                "instruments": [(each, each.is_calibrated(day_at(WORKS_ZONE, request.at))) for each in instruments],
                "tablet": tablet_data(request),
            },
            reverse("desk:inspections"), gettext("All inspections"), len(rows) or None,
        )
    ]  # fmt: skip


LANDINGS[Role.INSPECTOR] = landing


def _waits_for(batch: Any) -> tuple[str, str]:
    """What is to be done on a batch, and where."""
    if batch.state == BatchState.PASSED:
        words = ngettext("look at {count} piece", "look at {count} pieces", batch.open_pieces)
        return words.format(count=number_words(batch.open_pieces)), reverse(
            "desk:appearance", args=[batch.number]
        )
    drawn, measured = batch.drawn or 0, batch.measured or 0
    return (
        gettext("measure the sample: {measured} of {drawn} done").format(measured=measured, drawn=drawn),
        reverse("desk:measuring", args=[batch.number]),
    )


@staff(Role.INSPECTOR, Role.PLANNER, Role.MANAGER)
def scan(request: Request) -> HttpResponse:
    """What was scanned or typed leads to its inspection: a batch, or a piece of it (``B-2026-0001-17``)."""
    said = "".join(request.GET.get("code", "").split())[:60].upper()
    batch, unit = _scanned(request, said)
    if batch is None:
        messages.error(
            request,
            gettext("“{code}” is no batch of ours. Scan the label again, or type its number.").format(
                code=said
            ),
        )
        return redirect("desk:today")
    if batch.state in SAMPLED:
        address = reverse("desk:measuring", args=[batch.number])
        return redirect(f"{address}?unit={unit}" if unit else address)
    if batch.state == BatchState.PASSED:
        return redirect("desk:appearance", batch.number)
    return redirect("desk:batch", batch.number)


def _scanned(request: Request, code: str) -> tuple[Batch | None, int | None]:
    visible = Batch.objects.visible_to(request.actor)
    found = visible.filter(number=code).first()
    if found is not None:
        return found, None
    for sign in ("-", ":", "/"):
        number, parted, unit = code.rpartition(sign)
        if parted and unit.isascii() and unit.isdigit() and len(unit) < 8:
            base = number.rsplit("-R", 1)[0] if "-R" in number else number
            found = visible.filter(number=base).first()
            if found is not None:
                return found, int(unit)
    return None, None


@staff()
def inspections(request: Request) -> HttpResponseBase:
    """Everything that waits for an inspector."""
    return show_list(request, INSPECTIONS, "desk", here_in="quality")


@staff()
def nonconformances(request: Request) -> HttpResponseBase:
    """All nonconformances."""
    return show_list(request, NONCONFORMANCES, "desk", here_in="quality")


# ── one sample per screen ────────────────────────────────────────────────────


@staff(Role.INSPECTOR, methods="GET POST", finds=Batch)
def measuring(request: Request, number: str) -> HttpResponse:
    """One sample per screen: its values with their limits, the pad, the picture of what is measured so far."""
    batch = request.find(Batch, number)
    if request.method == "POST":
        return _take(request, batch)
    if request.GET.get("picture") == "1":
        return HttpResponse(_picture(batch, *_readings(batch)))
    return _measuring_page(request, batch)


def _readings(batch: Batch) -> tuple[Draw | None, list[Reading]]:
    draw = Draw.objects.filter(batch=batch, round=batch.round).first() if batch.state in SAMPLED else None
    return draw, list(draw.readings.order_by("unit", "minute")) if draw is not None else []


def _measuring_page(request: Request, batch: Batch, problem: str = "") -> HttpResponse:
    batch = (
        Batch.objects.visible_to(request.actor)
        .select_related("job__line", "job__order", "job__product", "deal")
        .get(pk=batch.pk)
    )
    draw, readings = _readings(batch)
    agreed = _agreed(batch)
    if draw is None or agreed is None:
        problem = (
            gettext("{batch} has no sample that waits for readings.")
            if draw is None
            else gettext("The order line of {batch} does not say what light was agreed.")
        )
        messages.error(request, problem.format(batch=batch.number))
        return redirect("desk:batch", batch.number)
    failed = list(draw.failed_pieces.filter(withdrawn_at__isnull=True))
    done: dict[int, dict[int, dict[str, str]]] = {}
    fields = _fields(agreed)
    for reading in readings:
        done.setdefault(reading.unit, {})[int(reading.minute)] = {
            name: f"{value:f}" for name, *_ in fields if (value := getattr(reading, name)) is not None
        }
    by_eye = {each.unit: each for each in failed}
    unit, minute = _cursor(request, draw, done, by_eye)
    today = day_at(WORKS_ZONE, request.at)
    instruments = [
        (each, each.is_calibrated(today))
        for each in Instrument.objects.filter(state=InstrumentState.USED).order_by("number")
    ]
    values = {name: request.POST.get(name, "") for name, *_ in fields}
    if not any(values.values()):
        values = {name: done.get(unit, {}).get(minute, {}).get(name, "") for name, *_ in fields}
    complete = [each for each in draw.units if each in by_eye or set(MINUTES) <= set(done.get(each, {}))]
    return render(request, "desk/measuring.html", {
        "batch": batch, "draw": draw, "agreed": agreed, "problem": problem, "unit": unit, "minute": minute,
        "place": draw.units.index(unit) + 1, "minutes": MINUTES, "complete": len(complete),
        "left": len(draw.units) - len(complete),
        "fields": [(name, label, sign, limit, values[name]) for name, label, sign, limit in fields],
        "instruments": instruments, "chosen": request.POST.get("instrument", ""), "failed": failed,
        "reasons": FailReason.choices, "picture": _picture(batch, draw, readings), "posted": bool(problem),
        "tablet": tablet_data(request, keeps=True),
        "data": {
            "units": list(draw.units), "minutes": list(MINUTES), "done": done, "failed": sorted(by_eye),
            "fields": [name for name, *_ in fields], "unit": unit, "minute": minute, "limits": _limits(agreed),
            "url": reverse("desk:measuring", args=[batch.number]), "label": draw.label,
            "words": {
                "in": gettext("in"), "out": gettext("out"), "soFar": gettext("in so far"), "next": gettext("next"),
                "outside": gettext("outside the box"), "steps": gettext("{steps} steps"), "done": gettext("done"),
                "failed": gettext("failed"), "notNumber": gettext("This is not a number."),
                "allDone": gettext("Every sample is measured. Sign off."),
                "choose": gettext("Choose the instrument first."),
            },
        },
    }, status=422 if problem else 200)  # fmt: skip


def _cursor(
    request: Request, draw: Draw, done: dict[int, dict[int, Any]], by_eye: dict[int, FailedPiece]
) -> tuple[int, int]:
    """The piece and minute to go on with: those that are named, or the first that is not measured yet."""
    said = request.POST if request.method == "POST" else request.GET
    named = said.get("unit", "")
    wanted = int(named) if named.isascii() and named.isdigit() and len(named) < 9 else 0
    units = [wanted] if wanted in draw.units else [*draw.units]
    minute = said.get("minute", "")
    if wanted in draw.units and minute.isascii() and minute.isdigit() and int(minute[:5]) in MINUTES:
        return wanted, int(minute)
    for unit in units:
        if unit not in by_eye:
            for each in MINUTES:
                if each not in done.get(unit, {}):
                    return unit, each
    return (wanted if wanted in draw.units else draw.units[0]), MINUTES[0]


def _fields(agreed: AgreedLight) -> list[tuple[str, str, str, str]]:
    """What is typed for each sample: name, word, unit, limit in words."""
    limits = _limits(agreed)
    fields = [
        ("flux_lm", gettext("Luminous flux"), "lm", gettext("{least} to {most}").format(
            least=number_words(limits["flux_lm"][0]), most=number_words(limits["flux_lm"][1]))),
        ("power_w", gettext("Power"), "W", gettext("up to {most}").format(most=number_words(limits["power_w"][1]))),
        ("x", gettext("Colour x"), "", gettext("box of {kelvin} K").format(kelvin=agreed.nominal_cct_k)),
        ("y", gettext("Colour y"), "", gettext("within {steps} steps").format(steps=number_words(agreed.sdcm_steps))),
    ]  # fmt: skip
    if agreed.cri_min is not None:
        fields.append(
            (
                "cri",
                gettext("Colour rendering Ra"),
                "",
                gettext("from {least}").format(least=number_words(agreed.cri_min)),
            )
        )
    if agreed.power_factor_min is not None:
        fields.append(("power_factor", gettext("Power factor"), "", gettext("from {least}").format(
            least=number_words(agreed.power_factor_min))))  # fmt: skip
    return fields


def _limits(agreed: AgreedLight) -> dict[str, Any]:
    """The limits of one reading as numbers, as the rules judge it: for the marks beside the fields."""
    rule = LightLimits()
    box = quadrangle(agreed.nominal_cct_k)
    return {
        "flux_lm": [
            float(agreed.rated_flux_lm * rule.flux_each_least_percent / 100),
            float(agreed.rated_flux_lm * rule.flux_most_percent / 100),
        ],
        "power_w": [0, float(agreed.rated_power_w * rule.power_most_percent / 100)],
        "cri": [float(agreed.cri_min), 100] if agreed.cri_min is not None else None,
        "power_factor": [float(agreed.power_factor_min), 1] if agreed.power_factor_min is not None else None,
        "box": [list(corner) for corner in box.corners],
        "centre": list(box.centre),
        "steps": float(agreed.sdcm_steps),
    }


def _agreed(batch: Batch) -> AgreedLight | None:
    try:
        return agreed_light(batch.job)
    except LightNotAgreed:
        return None


def _picture(batch: Batch, draw: Draw | None, readings: Sequence[Reading]) -> str:
    """The colours measured so far, in xy and in u′v′, each lamp by its last reading."""
    agreed = _agreed(batch)
    if draw is None or agreed is None:
        return ""
    last = {reading.unit: as_rule(reading) for reading in readings}
    points = []
    for unit, reading in last.items():
        x, y = reading.xy
        is_in = (
            inside_quadrangle(x, y, agreed.nominal_cct_k)
            and Decimal(str(agreed.steps(x, y))) <= agreed.sdcm_steps
        )
        points.append(SamplePoint(str(unit), x, y, Verdict.PASSED if is_in else Verdict.FAILED))
    return colour_plots(points, agreed.nominal_cct_k)


def _take(request: Request, batch: Batch) -> HttpResponse:
    """Take over one reading, typed or sent by the script with a key of its own."""
    by_script = _by_script(request)
    if (foreign := of_another_person(request)) is not None:
        return foreign
    try:
        reading = _typed(request)
        instrument = (
            Instrument.objects.visible_to(request.actor)
            .filter(number=request.POST.get("instrument", "")[:40])
            .first()
        )
        if instrument is None:
            raise _NotTyped(gettext("Choose the instrument first."))
        request.do(
            enter_readings, batch, readings=(reading,), instrument=instrument.label,
            calibrated_until=instrument.calibrated_until,
        )  # fmt: skip
    except _NotTyped as fault:
        problem = str(fault)
    except Refusal as refusal:
        problem = told(refusal)
    else:
        if by_script:
            return JsonResponse({"saved": True})
        following = _after(batch, reading)
        return redirect(f"{reverse('desk:measuring', args=[batch.number])}{following}")
    if by_script:
        return JsonResponse({"problem": problem}, status=422)
    return _measuring_page(request, batch, problem)


def _by_script(request: Request) -> bool:
    return request.headers.get("X-Requested-With") == "fetch"


def _after(batch: Batch, reading: TakenReading) -> str:
    later = [minute for minute in MINUTES if minute > reading.minute]
    return f"?unit={reading.unit}&minute={later[0]}" if later else ""


class _NotTyped(Exception):
    """What was typed is no reading."""


def _typed(request: Request) -> TakenReading:
    said = request.POST

    def number(name: str, *, needed: bool) -> Decimal | None:
        text = said.get(name, "").strip().replace(",", ".")[:20]
        if not text and not needed:
            return None
        try:
            value = Decimal(text)
        except InvalidOperation:
            value = Decimal("NaN")
        if not value.is_finite() or abs(value) >= 10**7:
            raise _NotTyped(
                gettext("A value is missing or is not a number. Write numbers with a decimal point.")
            )
        return value

    unit, minute = said.get("unit", ""), said.get("minute", "")
    if not (unit.isascii() and unit.isdigit() and len(unit) < 9) or minute not in {
        str(each) for each in MINUTES
    }:
        raise _NotTyped(gettext("Say which piece was measured at which minute."))
    flux, power, x, y = (number(name, needed=True) for name in ("flux_lm", "power_w", "x", "y"))
    if flux is None or power is None or x is None or y is None:
        raise _NotTyped(gettext("A value is missing or is not a number. Write numbers with a decimal point."))
    return TakenReading(
        unit=int(unit), minute=Decimal(minute), flux_lm=flux, power_w=power, x=x, y=y,
        cri=number("cri", needed=False), power_factor=number("power_factor", needed=False),
    )  # fmt: skip


@staff(Role.INSPECTOR, methods="POST", finds=Batch)
def failing(request: Request, number: str) -> HttpResponse:
    """Fail a drawn piece by eye, with its photo."""
    batch = request.find(Batch, number)
    by_script = _by_script(request)
    if (foreign := of_another_person(request)) is not None:
        return foreign
    unit = request.POST.get("unit", "")
    reason = request.POST.get("reason", "")
    problem = ""
    if not (unit.isascii() and unit.isdigit() and len(unit) < 9) or reason not in FailReason.values:
        problem = gettext("Say which piece failed, and why.")
    else:
        try:
            photo = _photo(request.FILES.get("photo"))
            request.do(fail_piece, batch, unit=int(unit), reason=reason, photo=photo)
        except _NotTyped as fault:
            problem = str(fault)
        except Refusal as refusal:
            problem = told(refusal)
    if by_script:
        return JsonResponse({"problem": problem}, status=422) if problem else JsonResponse({"saved": True})
    if problem:
        return _measuring_page(request, batch, problem)
    messages.success(request, gettext("Piece {unit} is failed.").format(unit=unit))
    return redirect("desk:measuring", number)


@staff(Role.INSPECTOR, methods="POST", finds=Batch)
def unfailing(request: Request, number: str) -> HttpResponse:
    """Take back that a piece failed by eye."""
    batch = request.find(Batch, number)
    unit = request.POST.get("unit", "")
    if unit.isascii() and unit.isdigit() and len(unit) < 9:
        request.do(unfail_piece, batch, unit=int(unit), why=request.POST.get("why", "").strip()[:300])
        messages.success(
            request, gettext("Piece {unit} is measured like the others again.").format(unit=unit)
        )
    return redirect("desk:measuring", number)


def _photo(upload: Any) -> Any:
    """A photo as it is kept, or None. Raises _NotTyped for what is no picture."""
    if upload is None or not upload.size:
        return None
    if upload.size > LARGEST:
        raise _NotTyped(gettext("Choose a photo of at most 15 MiB."))
    raw = upload.read()
    kind = what_is(raw)
    if not kind.startswith("image/"):
        raise _NotTyped(gettext("This file is not a photo."))
    return store_bytes(raw, kind)


@staff(finds=Batch)
def photo(request: Request, number: str, sha256: str) -> HttpResponse:
    """A photo of a failed piece or of a defect of this batch."""
    batch = request.find(Batch, number)
    found = (
        FailedPiece.objects.filter(draw__batch=batch, photo_id=sha256).select_related("photo").first()
        or AppearancePhoto.objects.filter(look__batch=batch, file_id=sha256).select_related("file").first()
    )
    if found is None:
        raise Http404
    file = found.photo if isinstance(found, FailedPiece) else found.file
    kind = (
        file.media_type
        if file is not None and file.media_type in SHOWN_PHOTOS
        else "application/octet-stream"
    )
    answer = HttpResponse(read_bytes(sha256), content_type=kind)
    answer["Content-Security-Policy"] = "default-src 'none'; sandbox"
    answer["Cache-Control"] = "private, max-age=3600"
    return answer


@staff(Role.INSPECTOR, methods="GET POST", finds=Batch)
def signing_off(request: Request, number: str) -> HttpResponse:
    """What the sample says, and the signature under it."""
    batch = (
        Batch.objects.visible_to(request.actor)
        .select_related("job__line", "job__order", "job__product", "deal")
        .get(pk=request.find(Batch, number).pk)
    )
    if request.method == "POST":
        judged = request.do(judge_batch, request.find(Batch, number))
        if judged.state == BatchState.PASSED:
            messages.success(request, gettext("Signed: the sample passed. Now look at every piece."))
        else:
            messages.error(
                request,
                gettext("Signed: the sample failed. The batch is blocked and a nonconformance is open."),
            )
        return redirect("desk:batch", number)
    draw, _ = _readings(batch)
    if draw is None or _agreed(batch) is None:
        return redirect("desk:batch", number)
    so_far = sample_so_far(batch, draw)
    units = so_far.verdict.units if so_far.verdict is not None else ()
    return render(request, "desk/sign_off.html", {
        "here_in": "quality", "batch": batch, "draw": draw, "so_far": so_far,
        "units": [
            (unit, [check for check in unit.checks if check.verdict in (Verdict.FAILED, Verdict.OPEN)])
            for unit in units if unit.verdict is not Verdict.PASSED
        ],
        "passed": sum(unit.verdict is Verdict.PASSED for unit in units),
        "checks": so_far.verdict.checks if so_far.verdict is not None else (),
        "by_eye": [(each, FailReason(each.reason).label) for each in so_far.failed.values()],
    })  # fmt: skip


# ── every piece ──────────────────────────────────────────────────────────────


@staff(Role.INSPECTOR, methods="GET POST", finds=Batch)
def appearance(request: Request, number: str) -> HttpResponse:
    """Look at every open piece: count the defects by class, take photos; the counts must add up."""
    batch = request.find(Batch, number)
    problem = ""
    if request.method == "POST":
        if (foreign := of_another_person(request)) is not None:
            return foreign
        try:
            said = _looked(request, batch)
            done = request.do(inspect_appearance, batch, **said)
        except _NotTyped as fault:
            problem = str(fault)
        except Refusal as refusal:
            problem = told(refusal)
        else:
            if done is not None and done.state == BatchState.PASSED:
                messages.success(request, gettext("Noted. {pieces} pieces go to rework and are looked at again.").format(
                    pieces=number_words(done.open_pieces)))  # fmt: skip
            else:
                messages.success(
                    request, gettext("Every piece is accounted for; the report is being printed.")
                )
            if _by_script(request):
                return JsonResponse({"saved": True, "go": reverse("desk:batch", args=[number])})
            return redirect("desk:batch", number)
        if _by_script(request):
            return JsonResponse({"problem": problem}, status=422)
    batch = (
        Batch.objects.visible_to(request.actor)
        .select_related("job__order", "job__product", "deal")
        .get(pk=batch.pk)
    )
    if batch.state != BatchState.PASSED and not problem:
        messages.error(request, gettext("{batch} does not wait for this look.").format(batch=batch.number))
        return redirect("desk:batch", number)
    terms = AqlTerms()
    groups = [
        (
            gettext(SEVERITY_WORDS[severity]), severity.value,
            0 if severity is Severity.CRITICAL else accept_for_sample(
                batch.pieces, terms.major if severity is Severity.MAJOR else terms.minor),
            [
                (each, [(kind, request.POST.get(f"{kind}-{each.code}", "")) for kind in _kinds(severity)])
                for each in defects().values() if each.severity is severity
            ],
        )
        for severity in Severity
    ]  # fmt: skip
    return render(request, "desk/appearance.html", {
        "here_in": "quality", "batch": batch, "groups": groups, "problem": problem, "posted": request.POST,
        "tablet": tablet_data(request, keeps=True),
        "rows": [
            (n, *(request.POST.get(f"{name}-{n}", "") for name in ("codes", "pieces", "becomes"))) for n in DEFECT_ROWS
        ],
        "looks": list(batch.looks.all()),
    }, status=422 if problem else 200)  # fmt: skip


def _kinds(severity: Severity) -> tuple[str, ...]:
    """What may become of a piece with a defect of this class."""
    return ("rework", "scrap", "good") if severity is Severity.MINOR else ("rework", "scrap")


def _looked(request: Request, batch: Batch) -> dict[str, Any]:
    """The counts, the defects and the photos as they were entered."""
    said = request.POST
    found: list[FoundDefect] = []
    for code, each in defects().items():
        for kind in _kinds(each.severity):
            pieces = _count(said.get(f"{kind}-{code}", ""))
            if pieces:
                found.append(FoundDefect((code,), pieces, kind))
    for n in DEFECT_ROWS:
        codes = tuple(said.get(f"codes-{n}", "")[:200].replace(",", " ").split())
        becomes = said.get(f"becomes-{n}", "rework")
        if codes and becomes in ("rework", "scrap", "good"):
            found.append(FoundDefect(codes, _count(said.get(f"pieces-{n}", "")), becomes))
    rework = sum(each.pieces for each in found if each.becomes == "rework")
    scrap = sum(each.pieces for each in found if each.becomes == "scrap")
    photos = []
    for code in defects():
        units, captions = said.getlist(f"unit-{code}"), said.getlist(f"caption-{code}")
        uploads = request.FILES.getlist(f"photo-{code}")[:MOST_PHOTOS]
        for upload, unit, caption in zip_longest(uploads, units[: len(uploads)], captions[: len(uploads)]):
            kept = _photo(upload)
            if kept is not None:
                photos.append(
                    DefectPhoto(code, kept.sha256, _count(unit or "") or None, (caption or "").strip()[:200])
                )
    return {
        "good": _count(said.get("good", "")), "rework": rework, "scrap": scrap, "defects": tuple(found),
        "remark": said.get("remark", "")[:2000], "photos": tuple(photos),
    }  # fmt: skip


def _count(text: str) -> int:
    text = text.strip()
    if not text:
        return 0
    if not (text.isascii() and text.isdigit() and len(text) < 9):
        raise _NotTyped(gettext("A number of pieces cannot be read."))
    return int(text)


# ── instruments ──────────────────────────────────────────────────────────────


@staff()
def instruments(request: Request) -> HttpResponseBase:
    """The instruments of the works, those whose calibration ends first on top."""
    may = request.actor.has_any(frozenset({Role.INSPECTOR, Role.MANAGER, Role.ADMINISTRATOR}))
    actions = [Action(gettext("Enter an instrument"), reverse("desk:instrument_adding"))] if may else []
    return show_list(request, INSTRUMENTS, "desk", here_in="quality", actions=actions)


class InstrumentForm(DeedForm):
    """A new instrument."""

    deed = add_instrument
    places: ClassVar[dict[type[Refusal], str]] = {
        InstrumentNumberTaken: "number", CalibrationMakesNoSense: "calibrated_until"
    }  # fmt: skip
    number = forms.SlugField(
        label=gettext_lazy("Number"), max_length=40, help_text=gettext_lazy("As on its label, such as S-2.")
    )
    name = forms.CharField(label=gettext_lazy("Name"), max_length=60)
    serial = forms.CharField(label=gettext_lazy("Serial number"), max_length=50)
    calibrated_on = forms.DateField(
        label=gettext_lazy("Calibrated on"), widget=forms.DateInput({"type": "date"})
    )
    calibrated_until = forms.DateField(
        label=gettext_lazy("Calibrated until"), widget=forms.DateInput({"type": "date"})
    )
    certificate = FileToKeep(label=gettext_lazy("Calibration certificate"), required=False)


class CalibrationForm(DeedForm):
    """A new calibration."""

    deed = calibrate_instrument
    places: ClassVar[dict[type[Refusal], str]] = {CalibrationMakesNoSense: "calibrated_until"}
    calibrated_on = forms.DateField(
        label=gettext_lazy("Calibrated on"), widget=forms.DateInput({"type": "date"})
    )
    calibrated_until = forms.DateField(
        label=gettext_lazy("Calibrated until"), widget=forms.DateInput({"type": "date"})
    )
    certificate = FileToKeep(label=gettext_lazy("Calibration certificate"), required=False)


_CRUMBS = ((N_("Quality"), "desk:quality"), (N_("Instruments"), "desk:instruments"))


@staff(Role.INSPECTOR, Role.MANAGER, Role.ADMINISTRATOR, methods="GET POST")
def instrument_adding(request: Request) -> HttpResponse:
    """Enter an instrument."""
    return form_page(
        request, InstrumentForm, title=gettext("Enter an instrument"), submit=gettext("Enter the instrument"),
        done=lambda _: reverse("desk:instruments"), said=gettext("Entered. It can be chosen for measurements now."),
        here_in="quality", crumbs=[(gettext(word), reverse(view)) for word, view in _CRUMBS],
    )  # fmt: skip


@staff(Role.INSPECTOR, Role.MANAGER, Role.ADMINISTRATOR, methods="GET POST", finds=Instrument)
def instrument(request: Request, number: str) -> HttpResponse:
    """One instrument: its calibration, renewed; put away or taken into use again."""
    found = request.find(Instrument, number)
    return form_page(
        request, CalibrationForm, found, title=f"{found.number} · {found.label}", submit=gettext("Note the calibration"),
        done=lambda _: reverse("desk:instruments"), said=gettext("The calibration is noted."), here_in="quality",
        crumbs=[(gettext(word), reverse(view)) for word, view in _CRUMBS], template="desk/instrument.html", instrument=found,
        is_calibrated=found.is_calibrated(day_at(WORKS_ZONE, request.at)),
        initial={"calibrated_on": found.calibrated_on, "calibrated_until": found.calibrated_until},
    )  # fmt: skip


@staff(Role.INSPECTOR, Role.MANAGER, Role.ADMINISTRATOR, methods="POST", finds=Instrument)
def instrument_use(request: Request, number: str) -> HttpResponse:
    """Put an instrument away, or take it into use again."""
    found = request.find(Instrument, number)
    away = found.state == InstrumentState.USED
    request.do(retire_instrument if away else use_instrument, found)
    messages.success(request, gettext("Put away.") if away else gettext("In use again."))
    return redirect("desk:instruments")
