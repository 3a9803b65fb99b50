"""The ``@deed`` decorator: right, key, locks, version, transaction, journal, register."""

import hashlib
import hmac
import inspect
import json
import logging
from collections.abc import Callable, Iterable, Iterator
from contextlib import contextmanager
from functools import update_wrapper
from time import perf_counter
from typing import Any, cast

from django.apps import apps
from django.conf import settings
from django.db import DataError, models, transaction

from ordolux.foundation import watching
from ordolux.foundation.actors import Actor, Role
from ordolux.foundation.deals.models import Deal
from ordolux.foundation.deeds.context import Running, begin, running
from ordolux.foundation.deeds.events import plain, write_down
from ordolux.foundation.deeds.fixed import lock_deals, locked_row
from ordolux.foundation.deeds.models import DeedKey
from ordolux.foundation.deeds.refusals import (
    ChangedMeanwhile,
    KeyUsedForSomethingElse,
    NotFound,
    NotPermitted,
    ValueDoesNotFit,
)
from ordolux.foundation.worded import prepared
from ordolux.rules.refusal import Refusal

log = logging.getLogger("ordolux.deeds")
REGISTER: dict[str, "Deed[..., Any]"] = {}
LONGEST_KEY = 300


class Deed[**P, R]:
    """A registered deed. Call it like the function; ``once(key, seen)`` gives the same call with an idempotency key and
    the version that the person saw."""

    def __init__(self, name: str, roles: frozenset[Role], function: Callable[P, R]) -> None:
        self.name = name
        self.roles = roles
        self.function = function
        self.signature = inspect.signature(function)
        positional = [p for p in self.signature.parameters.values() if p.kind is not p.KEYWORD_ONLY]
        if len(positional) > 1 or not {"by", "at"} <= set(self.signature.parameters):
            raise TypeError(
                f"{name}: a deed takes at most one record by position, and by= and at= by keyword"
            )
        self.subject: str | None = positional[0].name if positional else None
        update_wrapper(self, function)

    def __call__(self, *args: P.args, **kwargs: P.kwargs) -> R:
        """Do the deed."""
        return self._do("", None, args, kwargs)

    def once(self, key: str, seen: int | None = None) -> Callable[P, R]:
        """The deed bound to an idempotency key (empty: none) and to the version of the record that the person saw."""

        def call(*args: P.args, **kwargs: P.kwargs) -> R:
            return self._do(key, seen, args, kwargs)

        return call

    def was_done(self, key: str, by: Actor) -> bool:
        """Whether ``by`` did the deed with this key before: slow work for it need not be done once more."""
        return DeedKey.objects.filter(key=self._full_key(by, key)).exists()

    def is_permitted(self, actor: Actor) -> bool:
        """Whether ``actor`` holds a role that may do this deed."""
        return actor.has_any(self.roles)

    def _do(self, key: str, seen: int | None, args: Any, kwargs: Any) -> R:
        by: Actor = kwargs["by"]
        outer = running()
        if outer is not None:
            # A deed called by a deed is part of it: the outer one was permitted, holds the deal and commits.
            self._lock_deals(outer, by, args, kwargs)
            args, kwargs = _with_locked(outer, args, kwargs)
            return self.function(*args, **kwargs)
        with _watched(self.name) as deals:
            if not self.is_permitted(by):
                raise NotPermitted(roles=sorted(role.value for role in self.roles))
            try:
                return self._do_now(key, seen, by, args, kwargs, deals)
            except DataError as fault:
                if Role.SYSTEM in by.roles:
                    raise  # nobody typed it: a fault of ours, which must stay loud
                raise ValueDoesNotFit() from fault

    def _do_now(
        self, key: str, seen: int | None, by: Actor, args: Any, kwargs: Any, deals: dict[int, Deal]
    ) -> R:
        with transaction.atomic(durable=True), begin(self.name) as deed:
            deed.deals = deals
            full_key = self._full_key(by, key) if key else ""
            if full_key and not self._claim(full_key, args, kwargs):
                return cast("R", self._first_result(full_key, args, kwargs))
            self._lock_deals(deed, by, args, kwargs)
            if args:
                record = self._fresh(deed, args[0])
                if seen is not None and getattr(record, "version", seen) != seen:
                    raise ChangedMeanwhile(record=str(record))
                args = (record,)
            args, kwargs = _with_locked(deed, args, kwargs)
            result = self.function(*args, **kwargs)
            write_down(deed)
            if full_key and isinstance(result, models.Model):
                with prepared() as cursor:
                    cursor.execute(
                        "UPDATE foundation_deedkey SET result_model = %s, result_id = %s WHERE key = %s",
                        [result._meta.label_lower, str(result.pk), full_key],
                    )
        return result

    def _full_key(self, by: Actor, key: str) -> str:
        """The key as it is kept: of this deed and this actor; a very long one by its hash."""
        whole = f"{self.name}|{by.person_id or by.name}|{key}"
        return whole if len(whole) <= LONGEST_KEY else hashlib.sha256(whole.encode()).hexdigest()

    def _claim(self, key: str, args: Any, kwargs: Any) -> bool:
        with prepared() as cursor:
            cursor.execute(
                "INSERT INTO foundation_deedkey (key, deed, fingerprint, result_model, result_id, claimed_at) "
                "VALUES (%s, %s, %s, '', '', %s) ON CONFLICT DO NOTHING",
                [key, self.name, self._fingerprint(args, kwargs), kwargs["at"]],
            )
            return bool(cursor.rowcount == 1)

    def _first_result(self, key: str, args: Any, kwargs: Any) -> Any:
        first = DeedKey.objects.get(key=key)
        # A reaction that is tried again may bring other bytes (a paper printed anew); what was done first counts.
        if not kwargs["by"].is_system and first.fingerprint != self._fingerprint(args, kwargs):
            raise KeyUsedForSomethingElse()
        if not first.result_model:
            return None
        return apps.get_model(first.result_model)._base_manager.get(pk=first.result_id)

    def _fingerprint(self, args: Any, kwargs: Any) -> str:
        said = plain({k: _by_key(v) for k, v in kwargs.items() if k not in ("by", "at")})
        told = json.dumps([[_by_key(a) for a in args], said], sort_keys=True, default=str).encode()
        # with our secret, so that nobody who reads the table can try out what was said (a password, a code)
        return hmac.new(settings.SECRET_KEY.encode(), told, hashlib.sha256).hexdigest()

    def _lock_deals(self, deed: Running, by: Actor, args: Any, kwargs: Any) -> None:
        """Lock the deals that the arguments belong to, in ascending order; a foreign one is as good as none."""
        wanted = {
            pk for a in (*args, *kwargs.values()) if isinstance(a, models.Model) and (pk := _deal_id(a))
        }
        fresh = wanted - deed.deals.keys()
        for deal in lock_deals(fresh) if fresh else ():
            deed.deals[deal.pk] = deal
        is_foreign = by.company_id is not None and any(
            pk in deed.deals and deed.deals[pk].buyer_id != by.company_id for pk in wanted
        )
        if is_foreign or wanted - deed.deals.keys():
            raise NotFound()
        for given in (*args, *kwargs.values()):
            # whoever asks a record for its deal gets the one locked row, which is written when the deed ends
            if isinstance(given, models.Model) and not isinstance(given, Deal) and _deal_id(given):
                given.deal = deed.deals[given.deal_id]  # type: ignore[attr-defined]  # every record of a deal has this key

    @staticmethod
    def _fresh(deed: Running, record: models.Model) -> models.Model:
        """The row as it is now, locked; a deal is locked already."""
        if isinstance(record, Deal):
            return deed.deals[record.pk]
        fresh: models.Model | None = locked_row(record)
        if fresh is None:
            raise NotFound()
        deal_id = _deal_id(fresh)
        if deal_id is not None:
            if deal_id not in deed.deals:  # it came into a deal after it was read
                raise ChangedMeanwhile(record=str(fresh))
            fresh.deal = deed.deals[deal_id]  # type: ignore[attr-defined]  # every record of a deal has this key
        return fresh


def deed[**P, R](name: str, *, roles: Iterable[Role]) -> Callable[[Callable[P, R]], Deed[P, R]]:
    """Make a function a deed: ``@deed("order.place", roles={Role.BUYER})``.

    The function takes the record it acts on (if any) by position and everything else by keyword, among it ``by`` (who)
    and ``at`` (when). A deed without roles, or with a name that is taken, does not import.
    """
    allowed = frozenset(roles)
    if not allowed:
        raise TypeError(f"{name}: a deed must say who may do it")

    def register(function: Callable[P, R]) -> Deed[P, R]:
        if name in REGISTER:
            raise TypeError(f"{name} is registered already")
        REGISTER[name] = made = Deed(name, allowed, function)
        return made

    return register


@contextmanager
def _watched(name: str) -> Iterator[dict[int, Deal]]:
    """Count how a deed ends and tell the log, with the deals that it locked."""
    deals: dict[int, Deal] = {}
    began, outcome, refusal = perf_counter(), "failed", ""
    with watching.doing(deed=name):
        try:
            yield deals
            outcome = "done"
        except Refusal as refused:
            outcome, refusal = "refused", refused.code
            watching.count("ordolux_refusals_total", refusal=refusal)
            raise
        finally:
            seconds = perf_counter() - began
            watching.count("ordolux_deeds_total", deed=name, outcome=outcome)
            watching.count("ordolux_deed_seconds_total", seconds, deed=name)
            if log.isEnabledFor(logging.INFO):
                numbers = ", ".join(str(deal) for deal in deals.values())
                told = {
                    "outcome": outcome,
                    "refusal": refusal,
                    "deal": numbers,
                    "ms": round(seconds * 1000, 1),
                }
                log.info("deed %s", outcome, extra={k: v for k, v in told.items() if v != ""})


def _with_locked(deed: Running, args: Any, kwargs: Any) -> tuple[Any, Any]:
    """The arguments with each deal as the one locked row, which is written when the deed ends."""
    locked = {
        id(value): deed.deals[value.pk] for value in (*args, *kwargs.values()) if isinstance(value, Deal)
    }
    return (
        tuple(locked.get(id(value), value) for value in args),
        {name: locked.get(id(value), value) for name, value in kwargs.items()},
    )


def _deal_id(record: models.Model) -> int | None:
    return record.pk if isinstance(record, Deal) else getattr(record, "deal_id", None)


def _by_key(value: Any) -> Any:
    return f"{value._meta.label_lower}:{value.pk}" if isinstance(value, models.Model) else value
