"""The store: every lot with its papers and moves; counted, held, released, refused, each with a reason."""

from decimal import Decimal
from typing import Any

from django import forms
from django.http import Http404, HttpResponse
from django.http.response import HttpResponseBase
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext, gettext_lazy

from ordolux.edges.access import Request, staff
from ordolux.edges.desk.purchasing import tabs
from ordolux.edges.lists.money import trimmed
from ordolux.edges.lists.showing import show_list
from ordolux.edges.lists.stock import LOTS
from ordolux.edges.ui.deed_forms import DeedForm, form_page
from ordolux.edges.ui.files import download
from ordolux.foundation.actors import Role
from ordolux.foundation.stock.deeds import (
    LessThanPromised,
    NotACount,
    NothingChanges,
    adjust_lot,
    quarantine_lot,
    reject_lot,
    release_lot,
    reverse_adjustment,
)
from ordolux.foundation.stock.models import Lot, LotState, StockMove, StockMoveKind
from ordolux.production.inspection.models import Batch
from ordolux.production.job.models import Job
from ordolux.production.materials.models import Purchase

READERS = (Role.PURCHASING, Role.INSPECTOR, Role.PLANNER, Role.ENGINEER, Role.SUPPORT, Role.MANAGER)
KEEPERS = (Role.PURCHASING, Role.INSPECTOR, Role.MANAGER)
JUDGES = (Role.INSPECTOR, Role.MANAGER)


@staff(*READERS)
def lots(request: Request) -> HttpResponseBase:
    """The store by lot."""
    return show_list(
        request, LOTS, "desk", here_in="production", template="desk/money_list.html", tabs=tabs("lots")
    )


@staff(*READERS, finds=Lot)
def lot(request: Request, number: str) -> HttpResponse:
    """One lot: what is there and promised, its papers, every move and what it was for."""
    record = _lot(request, number)
    moves = list(StockMove.objects.filter(lot=record).select_related("reverses").order_by("-id")[:200])
    reversed_ones = {move.reverses_id for move in moves if move.reverses_id}
    names = _subjects(moves)
    roles = request.actor.roles
    rows = [
        (
            move,
            names.get((move.subject, move.subject_id), ("", "")),
            move.kind == StockMoveKind.ADJUSTED and move.reverses_id is None and move.pk not in reversed_ones,
        )
        for move in moves
    ]
    return render(request, "desk/lot.html", {
        "here_in": "production", "lot": record, "rows": rows,
        "figures": [(gettext("There"), trimmed(record.on_hand)), (gettext("Reserved"), trimmed(record.reserved)),
                    (gettext("Free"), trimmed(record.free))],
        "may_keep": bool(roles & set(KEEPERS)), "may_judge": bool(roles & set(JUDGES)),
        "held": record.state == LotState.QUARANTINED, "released": record.state == LotState.RELEASED,
    })  # fmt: skip


@staff(*READERS, finds=Lot)
def lot_file(request: Request, number: str, paper: str) -> HttpResponse:
    """The test report or the certificate by which the lot was let in."""
    record = _lot(request, number)
    files = {"report": record.test_report, "certificate": record.certificate.file}
    file = files.get(paper)
    if file is None:
        raise Http404
    ending = ".pdf" if file.media_type == "application/pdf" else ""
    return download(file.sha256, f"{record.number}-{paper}{ending}", file.media_type, show=True)


class CountForm(DeedForm):
    """What was counted, and why it differs."""

    deed = adjust_lot
    places = {NotACount: "counted", NothingChanges: "counted", LessThanPromised: "counted"}
    counted = forms.DecimalField(
        label=gettext_lazy("Counted"), max_digits=14, decimal_places=3, min_value=Decimal(0)
    )
    reason = forms.CharField(label=gettext_lazy("Why"), max_length=300)


@staff(*KEEPERS, methods="GET POST", finds=Lot)
def lot_count(request: Request, number: str) -> HttpResponse:
    """Set what a lot holds to what was counted."""
    record = _lot(request, number)
    return _form(
        request, CountForm, record, gettext("Count {lot}").format(lot=record.number), gettext("Set to what was counted"),
        gettext("The lot holds what was counted."),
        lead=gettext("{quantity} {unit} is written now. The difference becomes one move that can be reversed.").format(
            quantity=f"{trimmed(record.on_hand):f}", unit=record.part.unit),
    )  # fmt: skip


class ReverseForm(DeedForm):
    """Why an adjustment is taken back."""

    deed = reverse_adjustment
    reason = forms.CharField(label=gettext_lazy("Why"), max_length=300)

    def __init__(self, *given: Any, move: StockMove | None = None, **more: Any) -> None:
        super().__init__(*given, **more)
        self.move = move

    def arguments(self) -> dict[str, Any]:
        """The move that is taken back."""
        return {**self.cleaned_data, "move": self.move}


@staff(*KEEPERS, methods="GET POST", finds=Lot)
def lot_reversal(request: Request, number: str, move: int) -> HttpResponse:
    """Take an adjustment back."""
    record = _lot(request, number)
    row = StockMove.objects.filter(lot=record, pk=move).first()
    if row is None:
        raise Http404
    return _form(
        request, ReverseForm, record, gettext("Take the adjustment back"), gettext("Take it back"),
        gettext("The adjustment is taken back."), options={"move": row},
        lead=gettext("{change} {unit} · {reason}").format(
            change=f"{-trimmed(row.on_hand_change):+f}", unit=record.part.unit, reason=row.reason),
    )  # fmt: skip


class HoldForm(DeedForm):
    """Why a lot is held."""

    deed = quarantine_lot
    reason = forms.CharField(label=gettext_lazy("Why"), max_length=300)


class LetGoForm(HoldForm):
    """Why a held lot can be used again."""

    deed = release_lot


class RefuseForm(HoldForm):
    """Why a held lot is refused for good."""

    deed = reject_lot


@staff(*KEEPERS, methods="GET POST", finds=Lot)
def lot_quarantine(request: Request, number: str) -> HttpResponse:
    """Hold a lot."""
    record = _lot(request, number)
    return _form(
        request, HoldForm, record, gettext("Hold {lot}").format(lot=record.number), gettext("Put it in quarantine"),
        gettext("The lot is held."),
        lead=gettext("Nothing more of it is promised or issued until somebody releases it; batches that need it cannot begin."),
    )  # fmt: skip


@staff(*JUDGES, methods="GET POST", finds=Lot)
def lot_release(request: Request, number: str) -> HttpResponse:
    """Let a held lot be used again."""
    record = _lot(request, number)
    return _form(
        request, LetGoForm, record, gettext("Release {lot}").format(lot=record.number), gettext("Release the lot"),
        gettext("The lot can be used again."),
    )  # fmt: skip


@staff(*JUDGES, methods="GET POST", finds=Lot)
def lot_rejection(request: Request, number: str) -> HttpResponse:
    """Refuse a held lot for good."""
    record = _lot(request, number)
    return _form(
        request, RefuseForm, record, gettext("Refuse {lot}").format(lot=record.number), gettext("Refuse the lot for good"),
        gettext("The lot is refused."), lead=gettext("It is never used again. This cannot be taken back."),
    )  # fmt: skip


def _form(
    request: Request, form: type[DeedForm], record: Lot, title: str, submit: str, said: str, *, lead: str = "",
    options: dict[str, Any] | None = None,
) -> HttpResponse:  # fmt: skip
    here = reverse("desk:lot", args=[record.number])
    return form_page(
        request, form, record, title=title, submit=submit, said=said, done=lambda _: here, here_in="production",
        crumbs=[(gettext("Stock by lot"), reverse("desk:lots")), (record.number, here)], lead=lead, options=options,
    )  # fmt: skip


def _lot(request: Request, number: str) -> Lot:
    found = (
        Lot.objects.visible_to(request.actor)
        .filter(number=number)
        .select_related("part", "supplier", "certificate__file", "test_report")
        .first()
    )
    if found is None:
        raise Http404
    return found


def _subjects(moves: list[StockMove]) -> dict[tuple[str, int], tuple[str, str]]:
    """What the moves were for: number and address, in one statement per kind."""
    names: dict[tuple[str, int], tuple[str, str]] = {}
    for model, view in ((Purchase, "desk:purchase"), (Job, ""), (Batch, "desk:batch")):
        label = model._meta.label_lower
        wanted = {move.subject_id for move in moves if move.subject == label}
        if not wanted:
            continue
        for pk, number in model._base_manager.filter(pk__in=wanted).values_list("pk", "number"):
            names[label, pk] = (number, reverse(view, args=[number]) if view else "")
    return names
