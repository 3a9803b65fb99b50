"""What the tests about letters of credit, documents at banks and credit limits begin with."""

from dataclasses import replace
from datetime import datetime, timedelta
from decimal import Decimal
from typing import Any

from ordolux.foundation.actors import Actor
from ordolux.foundation.parties.models import Person
from ordolux.orders.agreement.deeds import note_shipped
from ordolux.orders.agreement.models import Order, OrderState
from ordolux.orders.documentary.deeds import Advised, accept_letter, receive_letter
from ordolux.orders.documentary.models import LetterOfCredit
from ordolux.orders.documentary.queries import wanted_of
from ordolux.orders.tests import desk

NEXT_DAY = desk.NOON + timedelta(days=1)
# the goods leave on Friday 10 April 2026, 12:00 in Shenzhen
LEFT_AT = desk.MONDAY + timedelta(days=32, hours=-4)
PAPERS = ("commercial_invoice", "packing_list", "bill_of_lading", "certificate_of_origin")


def tang() -> Actor:
    """Tang manages."""
    return Person.objects.get(email="tang@mingzhou.example").actor()


def signed(term: str, anna: Person, mei: Actor, *, pieces: int = 300) -> Order:
    """An order of so many spots that both sides signed, paid by this term."""
    order = desk.placed(desk.sent(mei, anna, pieces=pieces, payment_term=term), anna)
    desk.confirmed(order, anna.actor(), mei)
    return Order.objects.get(pk=order.pk)


def advised(order: Order, **changed: Any) -> Advised:
    """The credit that we asked for, as the bank advises it."""
    terms = wanted_of(order).terms
    told = Advised(
        "IMLC7781", "Elbe Bank", terms.beneficiary, terms.applicant, terms.amount.amount, terms.amount.currency,
        terms.expires_on, expires_at="Shenzhen", latest_shipment_on=terms.latest_shipment_on,
        usance_days=terms.usance_days, incoterm=terms.incoterm, documents=PAPERS,
    )  # fmt: skip
    return replace(told, **changed)


def with_letter(order: Order, zhou: Actor, at: datetime = NEXT_DAY, **changed: Any) -> LetterOfCredit:
    """The letter of credit that was received, not yet accepted."""
    return receive_letter(order, says=advised(order, **changed), by=zhou, at=at)


def released_by_letter(order: Order, zhou: Actor) -> LetterOfCredit:
    """The letter of credit that fits and is in force."""
    letter = accept_letter(with_letter(order, zhou), by=zhou, at=NEXT_DAY)
    assert Order.objects.get(pk=order.pk).state == OrderState.RELEASED
    return letter


def left(order: Order, at: datetime = LEFT_AT) -> Order:
    """The order whose goods have left."""
    return note_shipped(Order.objects.get(pk=order.pk), by=Actor.system(), at=at)


def owed(order: Order) -> Decimal:
    """What the order costs."""
    return Order.objects.get(pk=order.pk).total.amount
