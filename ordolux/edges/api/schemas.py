"""What a deed wants to be told, read off its signature as a JSON schema, and back from JSON to its arguments."""

import types
import typing
from collections.abc import Callable, Sequence
from dataclasses import is_dataclass
from decimal import Decimal
from typing import Annotated, Any, Literal, Union, cast, get_args, get_origin

from django.db import models
from ninja import Schema
from pydantic import ConfigDict, Field, create_model

from ordolux.foundation.actors import Actor
from ordolux.foundation.deeds import Deed, NotFound
from ordolux.foundation.files import given_by_company
from ordolux.foundation.files.models import StoredFile
from ordolux.rules.money import Money

# what fits into a text column of the database: no NUL
Text = Annotated[str, Field(max_length=100_000, pattern=r"^[^\x00]*$")]
Whole = Annotated[int, Field(ge=-(2**53), le=2**53)]
Number = Annotated[str, Field(min_length=1, max_length=320, pattern=r"^[^\x00]*$")]
Sha256 = Annotated[str, Field(pattern=r"^[0-9a-f]{64}$")]


class Amount(Schema):
    """An amount of money with its currency (ISO 4217)."""

    model_config = ConfigDict(extra="forbid")
    amount: Annotated[Decimal, Field(max_digits=18, decimal_places=4)]
    currency: Annotated[str, Field(pattern=r"^[A-Z]{3}$")]


def body_of(deed: Deed[..., Any]) -> type[Schema]:
    """The schema of the JSON body that ``deed`` takes: every argument but the record, who and when."""
    hints = typing.get_type_hints(deed.function)
    fields: dict[str, Any] = {}
    for name, parameter in deed.signature.parameters.items():
        if name in ("by", "at", deed.subject):
            continue
        default = ... if parameter.default is parameter.empty else parameter.default
        fields[name] = (as_json(hints[name]), default if _is_plain(default) else None)
    return create_model(f"{_title(deed.name)}Body", __base__=Schema, __config__=None, **fields)


def arguments_of(deed: Deed[..., Any], body: Schema, actor: Actor) -> dict[str, Any]:
    """The arguments of ``deed`` from its JSON body; records are looked up among those that ``actor`` may see.

    Raises NotFound for a record that is missing or foreign.
    """
    hints = typing.get_type_hints(deed.function)
    said = {name: getattr(body, name) for name in type(body).model_fields if name in body.model_fields_set}
    return {name: from_json(hints[name], value, actor) for name, value in said.items()}


def as_json(kind: Any) -> Any:
    """The type by which a value of ``kind`` is sent: a record by its number, a file by its SHA-256, money by amount and
    currency."""
    if isinstance(kind, type) and issubclass(kind, StoredFile):
        return Sha256
    if isinstance(kind, type) and issubclass(kind, models.Model):
        return Number
    if kind is Money:
        return Amount
    if kind is str:
        return Text
    if kind is int:
        return Whole
    return _rebuilt(kind, as_json)


def from_json(kind: Any, value: Any, actor: Actor) -> Any:
    """The value of ``kind`` that was sent as ``value``."""
    if value is None:
        return None
    if isinstance(kind, type) and issubclass(kind, StoredFile):
        if not actor.is_staff and not given_by_company([value], actor.company_id):
            raise NotFound()
        return _one(StoredFile.objects.filter(sha256=value))
    if isinstance(kind, type) and issubclass(kind, models.Model):
        return record_of(kind, value, actor)
    if kind is Money:
        return Money(value.amount, value.currency)
    origin, inner = get_origin(kind), get_args(kind)
    if origin in (Union, types.UnionType):
        return from_json(next(a for a in inner if a is not type(None)), value, actor)
    if origin in (list, tuple, Sequence) or (isinstance(origin, type) and issubclass(origin, Sequence)):
        return [from_json(inner[0], one, actor) for one in value]
    return value


def record_of(model: type[models.Model], number: str, actor: Actor) -> models.Model:
    """The record of ``model`` with this number (a person: with this mail address) that ``actor`` may see.

    Raises NotFound, alike for a missing and a foreign one.
    """
    names = {field.name for field in model._meta.get_fields()}
    visible = model.objects.visible_to(actor)  # type: ignore[attr-defined]  # every record of ours is read this way
    if "number" in names:
        return cast("models.Model", _one(visible.filter(number=number)))
    if "email" in names:
        return cast("models.Model", _one(visible.filter(email__iexact=number)))
    return cast(
        "models.Model",
        _one(visible.filter(pk=number) if number.isdecimal() and len(number) < 18 else visible.none()),
    )


def _one(found: Any) -> Any:
    record = found.first()
    if record is None:
        raise NotFound()
    return record


def _rebuilt(kind: Any, change: Callable[[Any], Any]) -> Any:
    origin: Any = get_origin(kind)
    inner = get_args(kind)
    if origin is Literal or origin is None or not inner:
        return kind
    if origin in (Union, types.UnionType):
        kinds: Any = tuple(change(a) if a is not type(None) else a for a in inner)
        return Union[kinds]  # noqa: UP007 - built at run time
    if isinstance(origin, type) and issubclass(origin, (list, tuple, Sequence)):
        item: Any = change(inner[0])
        return Annotated[list[item], Field(max_length=10_000)]
    if origin is Annotated:
        return kind
    return origin[tuple(change(a) if not is_dataclass(a) else a for a in inner)]


def _is_plain(value: Any) -> bool:
    return value is ... or value is None or isinstance(value, (str, int, bool, Decimal, tuple, list))


def _title(name: str) -> str:
    return "".join(word.capitalize() for word in name.replace(".", "_").split("_"))
