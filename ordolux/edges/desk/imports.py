"""Imports: give a table, look at what each row would do, import all of it or nothing."""

import csv
import io
from dataclasses import replace
from typing import Any

from django import forms
from django.contrib import messages
from django.http import Http404, HttpResponse
from django.http.response import HttpResponseBase
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import get_language, gettext
from django.utils.translation import gettext_lazy as _
from openpyxl import Workbook

from ordolux.edges.access import Request, form_key, staff
from ordolux.edges.lists.export import XLSX
from ordolux.edges.lists.imports import IMPORTS
from ordolux.edges.lists.showing import Action, show_list
from ordolux.edges.ui.deed_forms import FileToKeep
from ordolux.edges.ui.files import download
from ordolux.edges.ui.sentences import told
from ordolux.foundation import sandbox
from ordolux.foundation.catalogue.models import Family
from ordolux.foundation.files.models import StoredFile
from ordolux.foundation.imports.deeds import (
    apply_import,
    discard_import,
    look_again,
    preview_import,
    undo_import,
)
from ordolux.foundation.imports.kinds import EVERYBODY, KINDS, Kind
from ordolux.foundation.imports.models import ImportState, TableImport
from ordolux.foundation.imports.tables import MOST_ROWS
from ordolux.foundation.imports.undoing import undoing_of
from ordolux.rules.refusal import Finding, Refusal

ROLES = tuple(sorted(EVERYBODY))
MOST_SHOWN = 100
# what stands in the example row of products below the parameters that most families have
USUAL = {
    "power_w": "7",
    "flux_lm": "600",
    "cct_k": "3000",
    "beam_deg": "36",
    "cap": "GU10",
    "cri_ra": "80",
    "voltage_v": "230",
}


class TableForm(forms.Form):
    """A table and what it holds."""

    kind = forms.ChoiceField(label=_("What the table holds"))
    file = FileToKeep(label=_("XLSX or CSV file"))

    def __init__(self, *args: Any, kinds: list[Kind], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["kind"].choices = [(kind.name, gettext(kind.word)) for kind in kinds]  # type: ignore[attr-defined]


def kinds_for(request: Request) -> list[Kind]:
    """What the person who asks may import."""
    return [kind for kind in KINDS.values() if request.actor.has_any(kind.roles)]


@staff(*ROLES)
def imports(request: Request) -> HttpResponseBase:
    """All tables that were given."""
    return show_list(request, IMPORTS, "desk", here_in="settings", actions=[
        Action(gettext("Import a table"), reverse("desk:new_import"), icon="upload"),
    ])  # fmt: skip


@staff(*ROLES, methods="GET POST")
def new_import(request: Request) -> HttpResponse:
    """Give a table: it is kept as it came, read in the sandbox, and looked at; nothing is imported yet."""
    kinds = kinds_for(request)
    posted = request.method == "POST"
    form = TableForm(
        request.POST if posted else None, request.FILES if posted else None, kinds=kinds,
        initial={"kind": request.GET.get("kind", "")},
    )  # fmt: skip
    if posted and form.is_valid():
        file: StoredFile = form.cleaned_data["file"]
        rows, findings = _read(file)
        for finding in findings:
            form.add_error("file", told(finding))
        if rows is not None and not findings:
            name = getattr(request.FILES.get("file"), "name", "") or form.cleaned_data["kind"]
            try:
                made = request.do(
                    preview_import, kind=form.cleaned_data["kind"], name=_clean(name), rows=rows, file=file
                )
                return redirect("desk:import", made.pk)
            except Refusal as refusal:
                form.add_error(None, told(refusal))
    return render(request, "desk/new_import.html", {
        "here_in": "settings", "form": form, "kinds": _told_columns(kinds), "key": form_key(), "most": MOST_ROWS,
    }, status=422 if form.errors else 200)  # fmt: skip


def _told_columns(kinds: list[Kind]) -> list[tuple[Kind, list[tuple[str, bool]]]]:
    """Each kind with the heads of its columns in the reader's language, and whether they must be there."""
    is_chinese = (get_language() or "").startswith("zh")
    return [
        (kind, [(column.head(in_chinese=is_chinese), column.is_required) for column in kind.columns])
        for kind in kinds
    ]


@staff(*ROLES)
def table(request: Request, table_id: int) -> HttpResponse:
    """One table: what each row would do (or did), and what is wrong in which row and column."""
    found = _table(request, table_id)
    is_open = found.state == ImportState.PREVIEWED
    plan = look_again(found, by=request.actor, at=request.at) if is_open else None
    findings = [told(replace(each, where="")) for each in plan.findings] if plan else []
    places = [each.where for each in plan.findings] if plan else []
    counts = plan.counts() if plan else found.counts
    return render(request, "desk/import.html", {
        "here_in": "settings", "table": found, "kind": KINDS[found.kind], "is_open": is_open, "counts": counts,
        "can_undo": found.state == ImportState.APPLIED,
        "findings": list(zip(places, findings, strict=True))[:MOST_SHOWN], "finding_count": len(findings),
        "steps": [step for step in (plan.steps if plan else ()) if step.action != "unchanged"][:MOST_SHOWN],
        "can_import": is_open and not findings and bool(counts.get("new") or counts.get("changed")), "key": form_key(),
    })  # fmt: skip


@staff(*ROLES, methods="POST")
def applying(request: Request, table_id: int) -> HttpResponse:
    """Import the whole table."""
    done = request.do(apply_import, _table(request, table_id))
    messages.success(
        request,
        gettext("Imported: {new} new, {changed} changed, {unchanged} as they were.").format(**done.counts),
    )
    return redirect("desk:import", table_id)


@staff(*ROLES, methods="GET POST")
def undoing(request: Request, table_id: int) -> HttpResponse:
    """What taking the import back would do and what stands in its way; then it is taken back."""
    found = _table(request, table_id)
    if request.method == "POST":
        try:
            request.do(undo_import, found)
        except Refusal as refusal:
            messages.error(request, told(refusal))
        else:
            messages.success(request, gettext("The import is taken back."))
        return redirect("desk:import", table_id)
    if found.state != ImportState.APPLIED:
        return redirect("desk:import", table_id)
    would = undoing_of(found)
    obstacles = [
        (each.name, gettext(each.message).format(what=", ".join(gettext(word) for word in each.what)))
        for each in would.in_the_way
    ]
    return render(request, "desk/import_undoing.html", {
        "here_in": "settings", "table": found, "kind": KINDS[found.kind], "would": would, "key": form_key(),
        "counts": would.counts(), "obstacles": obstacles[:MOST_SHOWN], "obstacle_count": len(obstacles),
        "gone": [*would.removed, *would.reversed][:MOST_SHOWN], "set_back": list(would.set_back.items())[:MOST_SHOWN],
        "most": MOST_SHOWN,
    })  # fmt: skip


@staff(*ROLES, methods="POST")
def discarding(request: Request, table_id: int) -> HttpResponse:
    """Lay the table aside."""
    request.do(discard_import, _table(request, table_id))
    return redirect("desk:imports")


@staff(*ROLES)
def original(request: Request, table_id: int) -> HttpResponse:
    """The file as it came."""
    found = _table(request, table_id)
    if found.file is None:
        raise Http404
    return download(found.file.sha256, found.name, found.file.media_type)


@staff(*ROLES)
def template(request: Request, kind: str) -> HttpResponse:
    """An empty table with the right heads and one example row, as XLSX or (``?form=csv``) CSV."""
    known = KINDS.get(kind)
    if known is None or not request.actor.has_any(known.roles):
        raise Http404
    is_chinese = (get_language() or "").startswith("zh")
    heads = [column.head(in_chinese=is_chinese) for column in known.columns]
    example = [column.example for column in known.columns]
    if known.takes_more and (family := Family.objects.order_by("pk").first()):
        example[[column.code for column in known.columns].index("family")] = family.code
        for parameter in family.parameters.order_by("position"):
            label = parameter.label_zh if is_chinese and parameter.label_zh else parameter.label_en
            heads.append(f"{label} ({parameter.unit})" if parameter.unit else label)
            example.append(USUAL.get(parameter.code, ""))
    if request.GET.get("form") == "csv":
        lines = io.StringIO()
        csv.writer(lines).writerows([heads, example])
        answer = HttpResponse(
            "\N{BYTE ORDER MARK}" + lines.getvalue(), content_type="text/csv; charset=utf-8"
        )
        answer["Content-Disposition"] = f'attachment; filename="{known.name}.csv"'
        return answer
    book = Workbook()
    sheet = book.active
    assert sheet is not None
    sheet.title = known.name
    sheet.append(heads)
    sheet.append(example)
    kept = io.BytesIO()
    book.save(kept)
    answer = HttpResponse(kept.getvalue(), content_type=XLSX)
    answer["Content-Disposition"] = f'attachment; filename="{known.name}.xlsx"'
    return answer


def _read(file: StoredFile) -> tuple[list[list[str]] | None, list[Finding]]:
    """The cells of the first sheet with anything in it; what the sandbox refuses is told."""
    result = sandbox.run("table", file.read(), most_rows=MOST_ROWS + 20)
    if not result.ok:
        return None, list(result.findings)
    sheets = [sheet for sheet in result.value["sheets"] if sheet["rows"]]
    if not sheets:
        return None, [Finding("empty", gettext("There is nothing in this table."), {})]
    if sheets[0]["is_cut"]:
        return None, [each for each in result.findings if each.code == "sheet-cut"]
    return sheets[0]["rows"], []


def _clean(name: str) -> str:
    return "".join(c for c in name if c.isprintable())[:200] or "table"


def _table(request: Request, table_id: int) -> TableImport:
    mine = [kind.name for kind in kinds_for(request)]
    found = (
        TableImport.objects.visible_to(request.actor)
        .filter(pk=table_id, kind__in=mine)
        .select_related("file")
        .first()
        if table_id < 2**63
        else None
    )
    if found is None:
        raise Http404
    return found
