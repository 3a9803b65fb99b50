"""The records that the walk over all addresses asks for: of each model one of Nordlicht's and one of Al Noor's.

They are hollow rows with nothing but what the database demands: this is about who gets in, not about what he reads.
"""

import itertools
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import UTC, date, datetime, time
from decimal import Decimal
from typing import Any

from django.contrib.postgres.fields import ArrayField
from django.db import connection, models, transaction

from ordolux.edges.api.deeds import load_deeds
from ordolux.foundation.actors import Actor, Role
from ordolux.foundation.catalogue.models import Product
from ordolux.foundation.deals.deeds import open_deal
from ordolux.foundation.deals.models import Deal
from ordolux.foundation.deeds import REGISTER, deed, record_event
from ordolux.foundation.files import store_bytes
from ordolux.foundation.files.models import StoredFile
from ordolux.foundation.library.models import ProductDocument
from ordolux.foundation.parties.deeds import add_person
from ordolux.foundation.parties.models import Company, Person
from ordolux.orders.samples.models import SampleOrder
from tests.cast import AT, Cast, assemble

if "test.begin_business" not in REGISTER:

    @deed("test.begin_business", roles={Role.SYSTEM})
    def begin_business(*, buyer: Company, by: Actor, at: datetime) -> Deal:
        """Open a deal with nothing in it."""
        deal = open_deal(title=f"Lamps for {buyer.legal_name}", at=at, buyer=buyer)
        record_event("deal.opened", deal, by=by, at=at)
        return deal


class NoFactory(AssertionError):
    """A model that the walk needs a record of and cannot make one of."""


class World:
    """The cast, one person for each role, and records of both companies, made when they are asked for."""

    def __init__(self) -> None:
        load_deeds()
        self.cast: Cast = assemble()
        who: dict[str, Any] = {"by": Actor.system(), "at": AT}
        self.deals = {
            "own": begin_business(buyer=self.cast.nordlicht, **who),
            "foreign": begin_business(buyer=self.cast.al_noor, **who),
        }
        self.people: dict[Role, Person] = {}
        for role in Role:
            if role in (Role.BUYER, Role.SIGNATORY, Role.PAYER):
                self.people[role] = add_person(
                    email=f"{role}@nordlicht.example", name=role.value.title(), roles=[role.value],
                    company=self.cast.nordlicht, **who,
                )  # fmt: skip
            elif role not in (Role.SYSTEM, Role.PUBLIC):
                self.people[role] = self.cast.person(role)
        self._made: dict[tuple[type[models.Model], str], models.Model] = {}
        self._count = itertools.count(1)

    def record(self, model: type[models.Model], side: str) -> Any:
        """The record of ``model`` on this side (own: Nordlicht's, foreign: Al Noor's).

        Raises NoFactory with the reason.
        """
        if model is Deal:
            return self.deals[side]
        if model is Company:
            return self.cast.nordlicht if side == "own" else self.cast.al_noor
        if model is Person:
            return self.cast.anna if side == "own" else self.cast.omar
        if (model, side) not in self._made:
            block = transaction.atomic()
            block._from_testcase = True  # type: ignore[attr-defined]  # as pytest-django's own
            known = dict(self._made)
            try:
                with block:
                    self._made[model, side] = self._hollow(model, side)
            except Exception as fault:
                self._made = known  # what was made on the way is gone with it
                raise NoFactory(
                    f"{model._meta.label} needs a factory in tests/access/world.py: {fault}"
                ) from fault
        return self._made[model, side]

    def _hollow(self, model: type[models.Model], side: str) -> models.Model:
        values: dict[str, Any] = {}
        for field in model._meta.concrete_fields:
            if field.primary_key or field.has_default() or field.db_default is not models.NOT_PROVIDED:
                continue
            if field.null and field.name != "deal":
                continue
            values[field.name] = self._value(field, side)
        values |= WANTED.get(model._meta.label_lower, {})
        if model is ProductDocument:  # of a product or of a family, never of none
            values["product"] = self.record(Product, side)
        if model is SampleOrder:  # with the sheet of a sample that holds a battery, so that it can be opened
            values["safety_sheet"] = self._value(SampleOrder._meta.get_field("safety_sheet"), side)
        state = (
            model._meta.get_field("state")
            if "state" in {f.name for f in model._meta.concrete_fields}
            else None
        )
        if state is not None and not state.has_default():
            values["state"] = str(min(model.BEGINS, key=str))  # type: ignore[attr-defined]  # a Stateful model
        if "is_for_customer" in {f.name for f in model._meta.concrete_fields}:
            values["is_for_customer"] = True
        made = model._base_manager.create(**values)
        if model._meta.label_lower in SENT:
            model._base_manager.filter(pk=made.pk).update(state="sent", sent_at=AT)
        return made

    def _value(self, field: Any, side: str) -> Any:
        place = next(self._count)
        if isinstance(field, models.ForeignKey):
            if field.related_model is StoredFile:
                return StoredFile.objects.get(pk=store_bytes(f"file {place}".encode(), "text/plain").sha256)
            return self.record(field.related_model, side)
        match field:
            case models.BooleanField():
                return False
            case models.DateTimeField():
                return datetime(2026, 9, 14, 2, tzinfo=UTC)
            case models.DateField():
                return date(2026, 9, 14)
            case models.TimeField():
                return time(8)
            case models.DecimalField():
                return Decimal(1)
            case models.IntegerField():
                return place
            case ArrayField():
                return []
            case models.JSONField():
                return {}
            case models.BinaryField():
                return b"x"
        if field.choices:
            return next(value for value, _ in field.choices)
        if "currency" in field.name:
            return "EUR"
        return f"{side}-{place}"[: field.max_length]


@contextmanager
def undone() -> Iterator[None]:
    """Whatever is written inside is taken back, as if it had never been asked for."""
    block = transaction.atomic()
    block._from_testcase = True  # type: ignore[attr-defined]  # deeds insist on their own transaction otherwise
    with block:
        yield
        transaction.set_rollback(True)


# where the database demands more than a value of the right kind
WANTED = {
    "foundation.productionline": {"closes": time(18)},
    "inquiries.website": {"origins": ["https://shop.example"]},
    "foundation.product": {"margin": Decimal("0.2")},
    "foundation.productdocument": {"address": "https://lamps.example/film"},
    "shipping.packinglist": {"gross_kg": Decimal(2)},
    "orders.creditnote": {"amount_amount": Decimal(1)},
    "orders.letterofcredit": {"amount_amount": Decimal(1), "amount_currency": "EUR"},
    "orders.creditamendment": {"amount_amount": Decimal(1), "amount_currency": "EUR"},
    "orders.presentation": {"answer_by_on": date(2026, 9, 21), "drawn_currency": "EUR"},
    "orders.creditallowance": {"amount_currency": "EUR"},
    "orders.samplecredit": {"amount_amount": Decimal(1)},
    "orders.sampleline": {"pieces": 1, "unit_price_amount": Decimal(1), "unit_price_currency": "EUR"},
    "orders.sampleorder": {
        **{f"{name}_currency": "EUR" for name in ("value", "paid", "charges")},
        "value_amount": Decimal(1),
    },
    "orders.amendment": {
        "total_currency": "EUR",
        "snapshot": {
            "order": "SO-1",
            "proforma": "PI-1",
            "buyer": {"name": "Nordlicht", "zone": "UTC"},
            "seller": {"name": "Mingzhou"},
            "differences": [],
            "instalments": {"before": [], "after": []},
            "consequences": [],
            "owed_back": {"amount": "0", "currency": "EUR"},
        },
    },
}

# what a customer sees only once it was sent to him
SENT = frozenset({"inquiries.quotation", "shipping.shippingplan"})

# what every request may touch: who is signed in, and how often something was tried
ASIDE = ("django_session", "edges_cache", "edges_apiuse", "edges_draft", "usersessions_usersession")


def writes() -> int:
    """How many rows this transaction has written so far, those taken back included; sessions aside."""
    with connection.cursor() as cursor:
        cursor.execute(
            "SELECT coalesce(sum(n_tup_ins + n_tup_upd + n_tup_del), 0) FROM pg_stat_xact_user_tables "
            "WHERE NOT relname = ANY(%s)", [list(ASIDE)],
        )  # fmt: skip
        return int(cursor.fetchone()[0])


def fingerprint() -> str:
    """A hash over every row of every table; sessions aside."""
    with connection.cursor() as cursor:
        tables = sorted(set(connection.introspection.table_names(cursor)) - set(ASIDE))
        parts = " UNION ALL ".join(
            f"SELECT '{table}' AS t, md5(coalesce(string_agg(x::text, '|' ORDER BY x::text), '')) AS h FROM {table} x"
            for table in tables
        )
        cursor.execute(f"SELECT md5(string_agg(t || h, '' ORDER BY t)) FROM ({parts}) all_tables")
        return str(cursor.fetchone()[0])
