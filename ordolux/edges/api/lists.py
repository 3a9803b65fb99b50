"""Every list of the house for programs: ``GET /api/v1/<name>``, by key, with the words and filters of its page.

The answer has a field for each column that the actor may see; ``after`` of an answer asks for the rows behind it.
"""

import importlib
import pkgutil
from datetime import date, datetime
from decimal import Decimal
from typing import Annotated, Any, Literal

from django.http import HttpRequest, QueryDict
from ninja import Path, Query, Schema
from pydantic import Field, create_model

from ordolux.edges.api.answers import PROBLEMS, Answering
from ordolux.edges.api.deeds import demand
from ordolux.edges.api.schemas import Amount
from ordolux.edges.lists.listing import LISTINGS, LONGEST_WORDS, Column, Kind, Listing
from ordolux.foundation.actors import Actor
from ordolux.foundation.deeds import NotFound
from ordolux.rules.money import Money

_TYPES: dict[Kind, Any] = {
    Kind.TEXT: str, Kind.WHOLE: int, Kind.FIGURE: Decimal, Kind.MONEY: Amount, Kind.DAY: date, Kind.MOMENT: datetime,
    Kind.STATE: str, Kind.CHOICE: str, Kind.YES_NO: bool,
}  # fmt: skip
_QUERY: Any = Query  # made generic by a type that is known at run time only
Words = Annotated[str, Field(max_length=LONGEST_WORDS, pattern=r"^[^\x00]*$")]
Number = Annotated[str, Path(max_length=320, pattern=r"^[^\x00]*$")]
# one row of these is answered by a route of its own
ALONE = frozenset({"deals"})
Key = Annotated[str, Field(max_length=2000, pattern=r"^[A-Za-z0-9_-]*$")]


def load_lists() -> None:
    """Import every module of lists, so that the register is whole."""
    package = importlib.import_module("ordolux.edges.lists")
    for module in pkgutil.iter_modules(package.__path__, f"{package.__name__}."):
        if not module.ispkg:
            importlib.import_module(module.name)


def lists_router() -> Answering:
    """A router with one operation for each list of the register."""
    router = Answering(tags=["lists"])
    for told in sorted(LISTINGS.values(), key=lambda each: each.name):
        row = _row_of(told)
        router.add_api_operation(
            f"/{told.name}",
            ["GET"],
            _view(told),
            operation_id=f"list_{told.name.replace('-', '_')}",
            summary=told.title,
            description=f"For: {', '.join(sorted(role.value for role in told.roles))}.",
            response={200: _page_of(told, row), **PROBLEMS},
        )
        if told.name in ALONE:
            continue
        router.add_api_operation(
            f"/{told.name}/{{number}}",
            ["GET"],
            _one(told),
            operation_id=f"get_{told.name.replace('-', '_')}",
            summary=f"{told.title}: one row",
            description=f"For: {', '.join(sorted(role.value for role in told.roles))}.",
            response={200: row, **PROBLEMS},
        )
    return router


def _view(told: Listing[Any]) -> Any:
    asked_type = _question_of(told)

    def answer(request: HttpRequest, asked: Any) -> dict[str, Any]:
        actor: Actor = request.auth  # type: ignore[attr-defined]  # set by ninja
        demand(actor, told.roles)
        said = {name: str(value) for name, value in asked.dict().items() if value}
        keys = QueryDict(mutable=True)
        keys.update(said)
        keys["after"] = asked.after
        page = told.page(actor, keys, size=asked.limit)
        columns = told.columns_for(actor)
        return {
            "rows": [{column.name: _plain(column, row) for column in columns} for row in page.rows],
            "after": QueryDict(page.after.removeprefix("?")).get("after", ""),
        }

    answer.__annotations__["asked"] = _QUERY[asked_type]
    answer.__name__ = f"list_{told.name.replace('-', '_')}"
    return answer


def _one(told: Listing[Any]) -> Any:
    def answer(request: HttpRequest, number: Any) -> dict[str, Any]:
        actor: Actor = request.auth  # type: ignore[attr-defined]  # set by ninja
        demand(actor, told.roles)
        rows = told.rows(actor)
        names = {each.name for each in rows.model._meta.concrete_fields}
        if "number" in names:
            rows = rows.filter(number=number)
        elif number.isdecimal() and len(number) < 18:
            rows = rows.filter(pk=number)
        else:
            raise NotFound()
        row = rows.first()
        if row is None:
            raise NotFound()
        return {column.name: _plain(column, row) for column in told.columns_for(actor)}

    answer.__annotations__["number"] = Number
    answer.__name__ = f"get_{told.name.replace('-', '_')}"
    return answer


def _question_of(told: Listing[Any]) -> type[Schema]:
    sorts = [word for column in told.columns if column.sort for word in (column.name, f"-{column.name}")]
    fields: dict[str, Any] = {
        "after": (
            Key,
            Field("", description="The key that the page before gave; empty: from the beginning."),
        ),
        "limit": (Annotated[int, Field(ge=1, le=200)], 50),
        "sort": (Literal["", *sorts] if sorts else Literal[""], ""),
    }
    if told.search:
        fields["q"] = (Words, Field("", description=f"Words looked for in {', '.join(told.search)}."))
    for each in told.filters:
        if callable(each.choices):
            fields[each.name] = (Words, "")
        else:
            codes = [code for code, _ in each.choices if code]
            fields[each.name] = (Literal["", *codes], "")
    return create_model(f"{_title(told)}Question", __base__=Schema, **fields)


def _row_of(told: Listing[Any]) -> type[Schema]:
    fields: dict[str, Any] = {
        # what customers do not see is left out of their answers, so no field can be demanded
        column.name: (_TYPES[column.kind] | None, Field(None, description=column.label))
        for column in told.columns
    }
    return create_model(f"{_title(told)}Row", __base__=Schema, **fields)


def _page_of(told: Listing[Any], row: type[Schema]) -> type[Schema]:
    return create_model(
        f"{_title(told)}Page", __base__=Schema, rows=(list[row], ...),  # type: ignore[valid-type]  # made at run time
        after=(str, Field("", description="The key of the page behind this one; empty: this was the last.")),
    )  # fmt: skip


def _plain(column: Column, row: Any) -> Any:
    value = column.value(row)
    if value is None or value == "":
        return None
    if isinstance(value, Money):
        return {"amount": value.amount, "currency": value.currency}
    return getattr(value, "state", value) if column.kind is Kind.STATE else value


def _title(told: Listing[Any]) -> str:
    return "List" + "".join(word.capitalize() for word in told.name.split("-"))
