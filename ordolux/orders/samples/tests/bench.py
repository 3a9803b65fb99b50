"""What the tests of samples begin with: samples that Anna asked for, offered, accepted, paid, ready, sent."""

from datetime import datetime, timedelta
from decimal import Decimal
from typing import Any

from ordolux.foundation.actors import Actor, Role
from ordolux.foundation.parties.models import Person
from ordolux.orders.payment.models import BankEntry
from ordolux.orders.samples.deeds import (
    SampleAsked,
    accept_samples,
    ask_for_samples,
    judge_samples,
    offer_samples,
    prepare_samples,
    ship_samples,
)
from ordolux.orders.samples.fees.deeds import take_fee
from ordolux.orders.samples.models import SampleOrder
from ordolux.orders.tests import desk

SPOT = "MZ-GU10-70-830"
ASKED_AT = desk.NOON
PAID_AT = desk.NOON + timedelta(days=1)
SENT_AT = desk.NOON + timedelta(days=4)
HERE = "Speicherstadt 14\n20457 Hamburg\nAnna Petersen"


def one(name: str, role: Role) -> Actor:
    """Somebody of ours."""
    return Actor(name=name, roles=frozenset({role}))


LIN, WEI, HAN = one("Lin", Role.INSPECTOR), one("Wei", Role.LOGISTICS), one("Han", Role.ENGINEER)
TANG = one("Tang", Role.MANAGER)


def asked(anna: Person, *, at: datetime = ASKED_AT, pieces: int = 5, **more: Any) -> SampleOrder:
    """Samples that Anna asked for in the portal."""
    said = {"lines": [SampleAsked(SPOT, pieces)], "deliver_to": HERE, "country": "DE", **more}
    return ask_for_samples(by=anna.actor(), at=at, **said)


def offered(anna: Person, mei: Actor, **more: Any) -> SampleOrder:
    """The same, offered by the policy."""
    return offer_samples(asked(anna), by=mei, at=ASKED_AT + timedelta(hours=1), **more)


def accepted(anna: Person, mei: Actor, **more: Any) -> SampleOrder:
    """The same, accepted by Anna."""
    return accept_samples(offered(anna, mei, **more), by=anna.actor(), at=ASKED_AT + timedelta(hours=2))


def came(sample: SampleOrder, *, amount: Decimal | None = None, text: str = "") -> BankEntry:
    """The customer's transfer on a bank statement."""
    assert sample.total is not None
    return desk.credited(
        f"{amount or sample.total.amount:.2f}", text or f"Samples {sample.number}", at=PAID_AT
    )


def cleared(anna: Person, mei: Actor) -> SampleOrder:
    """The same, paid by transfer."""
    sample = accepted(anna, mei)
    return take_fee(sample, entry=came(sample), by=desk.zhou(), at=PAID_AT)


def shipped(anna: Person, mei: Actor) -> SampleOrder:
    """The same, with the courier."""
    sample = prepare_samples(cleared(anna, mei), by=WEI, at=SENT_AT)
    return ship_samples(
        sample, carrier="DHL Express", tracking_number="1234567890", on=SENT_AT.date(), by=WEI, at=SENT_AT
    )


def approved(anna: Person, mei: Actor) -> SampleOrder:
    """The same, approved."""
    return judge_samples(
        shipped(anna, mei), verdict="approved", by=anna.actor(), at=SENT_AT + timedelta(days=5)
    )
