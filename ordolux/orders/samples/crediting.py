"""The fee of samples comes back with an order: inside the deeds that place it and that cancel it."""

from collections.abc import Mapping, Sequence
from datetime import datetime

from ordolux.foundation.actors import Actor
from ordolux.foundation.deeds.context import running
from ordolux.foundation.deeds.fixed import lock_deals
from ordolux.foundation.parties.models import our_day
from ordolux.foundation.worded import read
from ordolux.orders.samples.models import SampleCredit, SampleCreditState, SampleLine
from ordolux.rules.money import Money
from ordolux.rules.samples import why_no_credit


def credits_for(
    company_id: int | None, ordered: Mapping[str, int], total: Money, at: datetime
) -> list[SampleCredit]:
    """The open credits of a company that an order of these pieces (by product number) takes off, oldest first.

    Each is looked at with what the ones before it leave of the total. Two statements.
    """
    if company_id is None:
        return []
    waiting = read(
        SampleCredit,
        "WHERE state = %s AND deal_id IN (SELECT id FROM foundation_deal WHERE buyer_id = %s) ORDER BY id",
        [SampleCreditState.OPEN.value, company_id],
    )
    return _those_that_apply(waiting, ordered, total, at)


def take_credits(
    company_id: int | None, ordered: Mapping[str, int], total: Money, at: datetime
) -> list[SampleCredit]:
    """The same, locked: nobody else takes one of them before the deed in progress has ended."""
    waiting = credits_for(company_id, ordered, total, at)
    if not waiting:
        return []
    # Deals of samples are locked after the deal of the order and by this alone, so no two deeds wait for each other.
    _lock({credit.deal_id for credit in waiting})
    still = SampleCredit.objects.select_for_update().filter(
        pk__in=[credit.pk for credit in waiting], state=SampleCreditState.OPEN
    )
    return _those_that_apply(_with_deals(list(still.order_by("id"))), ordered, total, at)


def apply_credits(credits_taken: Sequence[SampleCredit], order: object, *, by: Actor, at: datetime) -> None:
    """Note on each that this order took it off; from now on the database refuses any other order."""
    for credit in credits_taken:
        credit.order, credit.applied_at = order, at  # type: ignore[assignment]  # an order that was saved
        credit.move_to(
            SampleCreditState.APPLIED, by=by, at=at, fields=("order", "applied_at"), amount=credit.amount, order=order
        )  # fmt: skip


def free_credits(order_id: int, *, by: Actor, at: datetime) -> None:
    """The order that took them was cancelled: they wait for another."""
    found = list(SampleCredit.objects.filter(order_id=order_id, state=SampleCreditState.APPLIED))
    if not found:
        return
    _lock({credit.deal_id for credit in found})
    held = SampleCredit.objects.select_for_update().filter(order_id=order_id, state=SampleCreditState.APPLIED)
    for credit in _with_deals(list(held.order_by("id"))):
        credit.order = credit.applied_at = None
        credit.move_to(
            SampleCreditState.OPEN, by=by, at=at, fields=("order", "applied_at"), amount=credit.amount
        )


def _those_that_apply(
    waiting: Sequence[SampleCredit], ordered: Mapping[str, int], total: Money, at: datetime
) -> list[SampleCredit]:
    minimum: dict[int, dict[str, int]] = {}
    if not waiting:
        return []
    on = our_day(at)
    for sample_id, product, least in SampleLine.objects.filter(
        sample_order_id__in={credit.sample_order_id for credit in waiting}
    ).values_list("sample_order_id", "product__number", "minimum_order_pieces"):
        minimum.setdefault(sample_id, {})[product] = least
    taken, left = [], total
    for credit in waiting:
        least_of = minimum.get(credit.sample_order_id, {})
        if why_no_credit(credit.amount, credit.expires_on, least_of, ordered, left, on) is None:
            taken.append(credit)
            left -= credit.amount
    return taken


def _lock(deal_ids: set[int]) -> None:
    deed = running()
    assert deed is not None, "credits are taken inside a deed"
    for deal in lock_deals(deal_ids - deed.deals.keys()):
        deed.deals[deal.pk] = deal


def _with_deals(rows: list[SampleCredit]) -> list[SampleCredit]:
    deed = running()
    assert deed is not None, "credits are taken inside a deed"
    for credit in rows:
        credit.deal = deed.deals[credit.deal_id]
    return rows
