"""What we ask about amendments: the terms in force, what a change leads to, which wait."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime

from ordolux.foundation.catalogue.models import Product
from ordolux.foundation.deals.models import Deal
from ordolux.orders.agreement.models import Order, OrderLine
from ordolux.orders.amendment.followers import FOLLOWERS
from ordolux.orders.amendment.models import OPEN, Amendment, AmendmentState
from ordolux.orders.payment.models import Instalment
from ordolux.rules.amending import (
    Difference,
    LineTerms,
    OrderTerms,
    PartNow,
    Schedule,
    differences,
    schedule_after,
)
from ordolux.rules.refusal import Finding
from ordolux.rules.terms import payment_term


@dataclass(frozen=True, slots=True)
class Consequences:
    """What an amendment would do: its differences, the instalments, what forbids it, what it does to begun work."""

    before: OrderTerms
    after: OrderTerms
    differences: tuple[Difference, ...]
    parts: list[Instalment]
    schedule: Schedule
    limits: list[Finding]
    findings: list[Finding]
    products: Mapping[int, Product]
    """Of lines that are added, by position."""


def terms_in_force(order: Order, lines: Sequence[OrderLine] | None = None) -> OrderTerms:
    """What is agreed about an order now (one statement; none when its lines are given)."""
    rows = list(OrderLine.objects.filter(order=order).order_by("position")) if lines is None else lines
    return OrderTerms(
        order.total,
        order.promised_on,
        tuple(LineTerms(x.position, x.pieces, x.unit_price, x.amount, x.values) for x in rows),
    )


def consequences_of(
    order: Order, after: OrderTerms, before: OrderTerms | None = None, products: Mapping[int, Product] | None = None
) -> Consequences:  # fmt: skip
    """What it would do to the order if ``after`` held, with the ``products`` of added lines by position; later stages say
    theirs."""
    before = before or terms_in_force(order)
    found = differences(before, after)
    parts = list(Instalment.objects.filter(order=order).order_by("position"))
    said = [follower.say(order, found) for follower in FOLLOWERS]
    return Consequences(
        before, after, found, parts, schedule_of(order, parts, after),
        [finding for each in said for finding in each.limits],
        [finding for each in said for finding in each.consequences], products or {},
    )  # fmt: skip


def schedule_of(order: Order, parts: Sequence[Instalment], after: OrderTerms) -> Schedule:
    """The instalments of an order if ``after`` held."""
    now = [PartNow(part.position, part.due, part.settled) for part in parts]
    return schedule_after(now, order.total, after.total, payment_term(order.payment_term))


def amendments_of(deal: Deal) -> list[Amendment]:
    """The amendments of a deal, oldest first."""
    return list(Amendment.objects.filter(deal=deal).order_by("id"))


def open_amendment(order: Order) -> Amendment | None:
    """The amendment of an order that waits for signatures."""
    return Amendment.objects.filter(order=order, state__in=OPEN).first()


def amendments_to_lapse(at: datetime) -> list[Amendment]:
    """Issued ones whose time to sign has ended."""
    return list(
        Amendment.objects.filter(state=AmendmentState.ISSUED, sign_by__lt=at)
        .select_related("deal")
        .order_by("id")
    )
