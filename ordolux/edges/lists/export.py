"""Lists as files: CSV for programs and XLSX for people, with what the page shows and more rows.

A cell that a spreadsheet would take for a formula is defused (OWASP, CSV injection): an apostrophe stands before it.
"""

import csv
import io
from collections.abc import Iterator
from datetime import date, datetime
from decimal import Decimal
from typing import Any

from django.contrib import messages
from django.db.models import Model, QuerySet
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect, StreamingHttpResponse
from django.http.response import HttpResponseBase
from django.utils.translation import gettext
from openpyxl import Workbook
from openpyxl.cell import WriteOnlyCell
from openpyxl.styles import Font

from ordolux.edges.lists.listing import Column, Kind, Listing
from ordolux.edges.ui.states import state_word
from ordolux.foundation.actors import Actor
from ordolux.rules.money import Money

MOST_ROWS = {"csv": 200_000, "xlsx": 10_000}
XLSX = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"
_DANGEROUS = ("=", "+", "-", "@", "\t", "\r")
_CHUNK = 500


def defused(text: str) -> str:
    """The text as a cell that no spreadsheet program runs."""
    return f"'{text}" if text.startswith(_DANGEROUS) else text


def export[Row: Model](
    request: HttpRequest, told: Listing[Row], actor: Actor, rows: QuerySet[Row], form: str
) -> HttpResponseBase:
    """Answer with ``rows`` as a file in ``form`` (csv, xlsx); too many rows lead back to the list with a sentence."""
    most = MOST_ROWS[form]
    if len(rows.order_by().values_list("pk", flat=True)[: most + 1]) > most:
        messages.error(request, gettext(
            "This list has more than {most} rows; narrow it by words or filters first, or take it as CSV."
        ).format(most=f"{most:,}"))  # fmt: skip
        return HttpResponseRedirect(request.path)
    columns = told.columns_for(actor)
    name = f"{told.name}.{form}"
    answer: HttpResponseBase
    if form == "csv":
        answer = StreamingHttpResponse(_csv_lines(columns, rows), content_type="text/csv; charset=utf-8")
    else:
        answer = HttpResponse(_workbook(gettext(told.title), columns, rows), content_type=XLSX)
    answer["Content-Disposition"] = f'attachment; filename="{name}"'
    answer["Cache-Control"] = "private, no-store"
    return answer


def heads(columns: tuple[Column, ...]) -> list[str]:
    """The words over the columns; an amount has a second column for its currency."""
    told = []
    for column in columns:
        told.append(gettext(column.label))
        if column.kind is Kind.MONEY:
            told.append(gettext("Currency"))
    return told


def cells(columns: tuple[Column, ...], row: Any) -> list[Any]:
    """The values of one row as a spreadsheet holds them: figures as figures, days as days, words defused."""
    told: list[Any] = []
    for column in columns:
        value = column.value(row)
        match column.kind:
            case Kind.MONEY:
                told += [value.amount, value.currency] if isinstance(value, Money) else ["", ""]
            case Kind.STATE:
                told.append(state_word(value) if value is not None else "")
            case Kind.CHOICE:
                told.append(gettext(column.labels.get(str(value), str(value))) if value else "")
            case Kind.YES_NO:
                told.append(gettext("yes") if value else gettext("no") if value is not None else "")
            case Kind.TEXT:
                told.append(defused(_clean(str(value))) if value is not None else "")
            case _:
                told.append("" if value is None else value)
    return told


def _csv_lines(columns: tuple[Column, ...], rows: QuerySet[Any]) -> Iterator[bytes]:
    yield "\N{BYTE ORDER MARK}".encode()  # without it a spreadsheet program takes Chinese words for something else
    yield _csv_line(heads(columns))
    for row in rows.iterator(chunk_size=_CHUNK):
        yield _csv_line([_plain(value) for value in cells(columns, row)])


def _csv_line(values: list[Any]) -> bytes:
    line = io.StringIO()
    csv.writer(line).writerow(values)
    return line.getvalue().encode()


def _plain(value: Any) -> Any:
    if isinstance(value, datetime):
        return value.isoformat(timespec="seconds")
    if isinstance(value, date):
        return value.isoformat()
    return f"{value:f}" if isinstance(value, Decimal) else value


def _workbook(title: str, columns: tuple[Column, ...], rows: QuerySet[Any]) -> bytes:
    book = Workbook(write_only=True)
    sheet = book.create_sheet("".join(c for c in title if c not in "[]:*?/\\")[:31] or "list")
    sheet.freeze_panes = "A2"
    head = []
    for word in heads(columns):
        cell = WriteOnlyCell(sheet, value=word)
        cell.font = Font(bold=True)
        head.append(cell)
    sheet.append(head)
    for row in rows.iterator(chunk_size=_CHUNK):
        sheet.append([_typed(sheet, value) for value in cells(columns, row)])
    kept = io.BytesIO()
    book.save(kept)
    return kept.getvalue()


def _typed(sheet: Any, value: Any) -> Any:
    if isinstance(value, datetime):
        return value.replace(tzinfo=None)  # a spreadsheet has no zones; the moments of exports are UTC
    if isinstance(value, str):
        cell = WriteOnlyCell(sheet, value=value)
        cell.data_type = "s"  # never a formula
        return cell
    return value


def _clean(text: str) -> str:
    return "".join(c for c in text if c.isprintable() or c in "\n\t")
