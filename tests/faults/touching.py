"""Which deeds touch money, a signature or stock: read off the code, so that a new deed needs no list.

A deed touches what it can write. Beginning at its function, every function of the product that it can call is looked
at; one that writes at all (saves, creates, moves, sends SQL that writes) counts for every kind of record that it
names or is given. It says yes too often rather than too seldom; ``tables_of`` says what was written in truth, and the test of
the crash points compares the two.
"""

import inspect
import re
import types
import typing
from collections.abc import Iterator
from functools import cache
from typing import Any

from django.apps import apps
from django.db import models

from ordolux.foundation.deals.models import Deal
from ordolux.foundation.deeds import REGISTER, Deed

MONEY, SIGNATURE, STOCK = "money", "signature", "stock"
# where a record stands tells what it is; money is also every record with an amount and its currency
_PLACES = {
    "ordolux.orders.payment": MONEY, "ordolux.orders.credit": MONEY, "ordolux.orders.signature": SIGNATURE,
    "ordolux.orders.proforma": SIGNATURE, "ordolux.foundation.stock": STOCK, "ordolux.production.materials": STOCK,
}  # fmt: skip
# our account, to which all pay; and the pieces that were made, which are stock though no lot is written for them
_RECORDS = {"foundation.bankaccount": MONEY, "production.batch": STOCK}
_WRITES = frozenset({
    "save", "create", "bulk_create", "update", "bulk_update", "get_or_create", "update_or_create", "delete",
    "move_to", "changed",
})  # fmt: skip
_SQL = re.compile(
    r"^\s*(?:WITH\b.*?)?\b(INSERT INTO|UPDATE|DELETE FROM)\s+\"?(\w+)", re.IGNORECASE | re.DOTALL
)
# The head of a deal repeats what other records hold, and every deed writes it.
_ASIDE: frozenset[Any] = frozenset({Deal})


@cache
def kinds() -> dict[type[models.Model], frozenset[str]]:
    """Each model that holds money, a signature or stock, with what it holds."""
    found = {}
    for model in apps.get_models():
        held = {kind for place, kind in _PLACES.items() if model.__module__.startswith(place + ".")}
        names = {field.name for field in model._meta.concrete_fields}
        if any(n.endswith("_amount") and n.removesuffix("amount") + "currency" in names for n in names):
            held.add(MONEY)
        if model._meta.label_lower in _RECORDS:
            held.add(_RECORDS[model._meta.label_lower])
        if held and model not in _ASIDE:
            found[model] = frozenset(held)
    return found


@cache
def touched(name: str) -> frozenset[str]:
    """What the deed with this name touches: money, signature, stock, or nothing of them."""
    held: set[str] = set(_held_by_subject(REGISTER[name]))
    for function in _reachable(REGISTER[name].function):
        code = _whole(function)
        if not (_WRITES & set(code.names) or any(_SQL.search(text) for text in code.texts)):
            continue
        for model in _models_of(function, code):
            held |= kinds().get(model, frozenset())
    return frozenset(held)


def _held_by_subject(deed: Deed[..., Any]) -> frozenset[str]:
    """A paper that is filed to a proforma invoice changes no row of it, and is of the signature all the same."""
    given = deed.signature.parameters[deed.subject].annotation if deed.subject else None
    return kinds().get(given, frozenset())


def touching() -> dict[str, frozenset[str]]:
    """The deeds of the register that touch something, by name."""
    return {
        name: held for name in sorted(REGISTER) if not name.startswith("test.") and (held := touched(name))
    }


def tables_of(statements: list[str]) -> set[str]:
    """The tables that these statements write."""
    return {found[2] for sql in statements if (found := _SQL.search(sql))}


def held_in(tables: set[str]) -> set[str]:
    """What the records of these tables hold."""
    return {kind for model, held in kinds().items() if model._meta.db_table in tables for kind in held}


class _Code(typing.NamedTuple):
    names: tuple[str, ...]
    texts: tuple[str, ...]


def _whole(function: types.FunctionType) -> _Code:
    """Names and texts of a function, with those of the functions and comprehensions inside it."""
    names: list[str] = []
    texts: list[str] = []
    codes = [function.__code__]
    while codes:
        code = codes.pop()
        names += code.co_names
        for value in code.co_consts:
            if isinstance(value, types.CodeType):
                codes.append(value)
            elif isinstance(value, str):
                texts.append(value)
    return _Code(tuple(names), tuple(texts))


def _reachable(first: Any) -> Iterator[types.FunctionType]:
    """The function and every function of the product that it can call."""
    seen: set[Any] = set()
    waiting = [first]
    while waiting:
        function = waiting.pop()
        if isinstance(function, Deed):
            function = function.function
        function = inspect.unwrap(function) if callable(function) else function
        if not isinstance(function, types.FunctionType) or function in seen:
            continue
        if not function.__module__.startswith("ordolux.") or ".deeds.deed" in function.__module__:
            continue
        seen.add(function)
        yield function
        waiting += _called(function)


def _called(function: types.FunctionType) -> Iterator[Any]:
    code = _whole(function)
    for value in _mentioned(function, code):
        if isinstance(value, (types.FunctionType, Deed)):
            yield value
        elif inspect.isclass(value) and issubclass(value, models.Model):
            for name in code.names:
                if isinstance(own := inspect.getattr_static(value, name, None), types.FunctionType):
                    yield own
                manager = getattr(value, "objects", None)
                if manager is not None and callable(own := getattr(type(manager), name, None)):
                    yield own


def _mentioned(function: types.FunctionType, code: _Code) -> Iterator[Any]:
    """What the names in a function stand for: globals, what is in the modules that it names, and types of what it is given."""
    modules = []
    for name in code.names:
        if name in function.__globals__:
            value = function.__globals__[name]
            if isinstance(value, types.ModuleType) and value.__name__.startswith("ordolux."):
                modules.append(value)
            yield value
    for module in modules:
        for name in code.names:
            if hasattr(module, name):
                yield getattr(module, name)
    for value in function.__annotations__.values():
        yield from _types_in(value)


def _types_in(annotation: Any) -> Iterator[Any]:
    yield annotation
    for inner in typing.get_args(annotation):
        yield from _types_in(inner)


def _models_of(function: types.FunctionType, code: _Code) -> Iterator[type[models.Model]]:
    for value in _mentioned(function, code):
        if inspect.isclass(value) and issubclass(value, models.Model):
            yield value
