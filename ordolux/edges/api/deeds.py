"""Every registered deed as a route: what people can do in the browser, programs can do here.

``POST /api/v1/<collection>/{number}/deeds/<deed>`` for a deed on a record, ``POST /api/v1/deeds/<deed>`` for one that
begins from nothing. ``Idempotency-Key`` makes a second try harmless; ``If-Match`` carries the version that was seen.
"""

import importlib
import pkgutil
import re
import typing
from typing import Annotated, Any

from django.db import models
from django.http import HttpRequest
from ninja import Header, Path, Schema
from ninja.errors import AuthenticationError

from ordolux.edges.api.answers import PROBLEMS, Answering
from ordolux.edges.api.schemas import arguments_of, body_of, record_of
from ordolux.foundation import clock
from ordolux.foundation.actors import Actor, Role
from ordolux.foundation.deeds import REGISTER, Deed, NotPermitted


class Done(Schema):
    """What a deed left: the record, its number, state and version (empty where it has none)."""

    record: str
    number: str
    state: str = ""
    version: int = 0


HOUSES = ("foundation", "inquiries", "orders", "production", "shipping", "support")


def load_deeds() -> None:
    """Import every module called ``deeds``, so that the register is whole."""
    for house in HOUSES:
        package = importlib.import_module(f"ordolux.{house}")
        for module in pkgutil.walk_packages(package.__path__, f"{package.__name__}."):
            if module.name.endswith(".deeds") and not module.ispkg:
                importlib.import_module(module.name)


PLURALS = {"person": "people", "delivery address": "delivery addresses"}


def collection_of(model: type[models.Model]) -> str:
    """The path word of a model's records, e.g. ``shipping-plans``."""
    one, many = str(model._meta.verbose_name).lower(), str(model._meta.verbose_name_plural).lower()
    if many == f"{one}s":  # Django's own guess
        many = PLURALS.get(one) or re.sub(r"(?<![aeiou])ys$", "ies", many)
    return many.replace(" ", "-")


def subject_of(deed: Deed[..., Any]) -> type[models.Model] | None:
    """The model of the record that ``deed`` acts on, None when it begins from nothing."""
    if deed.subject is None:
        return None
    model: type[models.Model] = typing.get_type_hints(deed.function)[deed.subject]
    return model


def path_of(deed: Deed[..., Any]) -> str:
    """The route of ``deed`` below ``/api/v1``."""
    model = subject_of(deed)
    return f"/deeds/{deed.name}" if model is None else f"/{collection_of(model)}/{{number}}/deeds/{deed.name}"


def demand(actor: Actor, roles: frozenset[Role]) -> None:
    """Let only somebody on who holds one of ``roles``.

    Raises AuthenticationError for a visitor (a token may help), NotPermitted for everybody else.
    """
    if actor.has_any(roles):
        return
    if not (actor.is_staff or actor.is_customer or actor.is_system):
        raise AuthenticationError()
    raise NotPermitted(roles=sorted(role.value for role in roles))


def deeds_router() -> Answering:
    """A router with one operation for each deed of the register."""
    router = Answering(tags=["deeds"])
    for deed in sorted(REGISTER.values(), key=lambda d: d.name):
        router.add_api_operation(
            path_of(deed),
            ["POST"],
            _view(deed),
            operation_id=deed.name.replace(".", "_"),
            summary=(deed.function.__doc__ or deed.name).strip().splitlines()[0],
            description=f"For: {', '.join(sorted(role.value for role in deed.roles))}.",
            response={200: Done, **PROBLEMS},
        )
    return router


def _view(deed: Deed[..., Any]) -> Any:
    body_type = body_of(deed)
    model = subject_of(deed)

    def act(request: Any, number: str, body: Any, key: str, seen: str) -> dict[str, Any]:
        actor = request.auth
        # before anything is looked up, so that the answer tells nothing
        demand(actor, deed.roles)
        record = () if model is None else (record_of(model, number, actor),)
        said = arguments_of(deed, body, actor)
        version = int(seen.strip('"')) if seen.strip('"').isdecimal() else None
        return done(deed.once(key, version)(*record, by=actor, at=clock.now(), **said))

    Key = Annotated[str, Header(alias="Idempotency-Key", max_length=120)]  # noqa: N806 - a type
    Seen = Annotated[str, Header(alias="If-Match", max_length=24)]  # noqa: N806 - a type

    Number = Annotated[str, Path(max_length=320)]  # noqa: N806 - a type; ninja makes it generic
    if model is None:

        def begin(request: HttpRequest, body: Any, key: Any = "", seen: Any = "") -> Any:
            return act(request, "", body, key, seen)

        begin.__annotations__ |= {"body": body_type, "key": Key, "seen": Seen}
        return begin

    def on_record(request: HttpRequest, number: Any, body: Any, key: Any = "", seen: Any = "") -> Any:
        return act(request, number, body, key, seen)

    on_record.__annotations__ |= {
        "number": Number, "body": body_type, "key": Key, "seen": Seen,
    }  # fmt: skip
    return on_record


def done(result: Any) -> dict[str, Any]:
    """What a deed returned, in a few words."""
    if not isinstance(result, models.Model):
        return {"record": "", "number": str(result) if isinstance(result, (str, int)) else ""}
    return {
        "record": result._meta.label_lower,
        "number": str(getattr(result, "number", None) or getattr(result, "email", None) or result.pk),
        "state": str(getattr(result, "state", "")),
        "version": int(getattr(result, "version", 0)),
    }
