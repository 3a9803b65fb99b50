"""What we ask of quotations, and what an offer is computed from, in a constant number of statements."""

from collections.abc import Collection, Iterable
from datetime import datetime
from decimal import Decimal
from typing import Any

from django.db import models
from django.db.models import Exists, F, Max, OuterRef, Q, Sum

from ordolux.foundation.actors import Actor
from ordolux.foundation.calendars.queries import calendar_of
from ordolux.foundation.capacity.models import ProductionLine
from ordolux.foundation.catalogue.queries import costing_of
from ordolux.foundation.parties.models import Firm
from ordolux.foundation.rates.queries import rates_of
from ordolux.foundation.stock.models import Lot, LotState
from ordolux.inquiries.inquiry.models import InquiryLine
from ordolux.inquiries.quotation.models import Quotation, QuotationState
from ordolux.inquiries.quotation.offer import Basis, Item
from ordolux.rules.refusal import N_, Refusal
from ordolux.rules.workdays import day_at


class FirmUnknown(Refusal):
    """Nobody has said yet who we are."""

    message = N_("Enter our own firm first (Settings): a quotation states the seller.")


def confirmed_items(inquiry_id: int) -> tuple[tuple[Item, ...], bool]:
    """The confirmed lines of an inquiry as items to quote, and whether a draft waits already (one statement)."""
    draft = Quotation.objects.filter(inquiry_id=OuterRef("inquiry_id"), state=QuotationState.DRAFTED)
    lines = list(
        InquiryLine.objects.filter(inquiry_id=inquiry_id, product__isnull=False, pieces__gt=0)
        .select_related("product__family")
        .annotate(has_draft=Exists(draft))
        .order_by("position")
    )
    items = tuple(
        Item(line.product, line.pieces or 0, {code: _agreed(said) for code, said in line.values.items()})
        for line in lines
        if line.product is not None
    )
    return items, any(line.has_draft for line in lines)


def _agreed(said: dict[str, Any]) -> dict[str, Any]:
    """What is offered of a parameter: value and unit, without where it was read."""
    return {"value": said.get("value"), "unit": said.get("unit", "")}


def basis_of(
    items: tuple[Item, ...], *, incoterm: str, place: str, country: str, currency: str, is_free: bool, at: datetime,
    discount_percent: Decimal = Decimal(0),
) -> Basis:  # fmt: skip
    """Load everything that an offer is computed from: six statements, however many lines there are.

    Raises FirmUnknown.
    """
    firm = Firm.objects.first()
    if firm is None:
        raise FirmUnknown()
    costing = costing_of({item.product.pk for item in items})
    parts = {needed.part.pk for each in costing.values() for needed in each.bill}
    return Basis(
        items=items,
        costing=costing,
        rates=rates_of(day_at(firm.zone, at), country),
        calendar=calendar_of(firm.calendar),
        firm=firm,
        lines=lines_with_bookings(at),
        on_hand=free_stock(parts),
        incoterm=incoterm,
        place=place,
        country=country,
        currency=currency,
        discount_percent=discount_percent,
        is_free=is_free,
        at=at,
    )


def lines_with_bookings(at: datetime) -> tuple[ProductionLine, ...]:
    """The running lines, each with ``booked_until``: the end of its last booking after ``at``, or None."""
    ahead = Q(bookings__cancelled_at__isnull=True, bookings__during__endswith__gt=at)
    running = ProductionLine.objects.filter(is_running=True)
    return tuple(
        running.annotate(booked_until=Max("bookings__during__endswith", filter=ahead)).order_by("code")
    )


def free_stock(part_ids: Collection[int]) -> dict[int, Decimal]:
    """What is released and not reserved of each of these parts."""
    released = Lot.objects.filter(part_id__in=part_ids, state=LotState.RELEASED)
    return dict(released.values_list("part_id").annotate(unreserved=Sum(F("on_hand") - F("reserved"))))


def quotation_in_full(number: str, actor: Actor) -> Quotation | None:
    """One quotation with everything that its page shows: four statements."""
    found: models.QuerySet[Quotation] = Quotation.objects.visible_to(actor).filter(number=number)
    return (
        found.select_related("deal__buyer", "inquiry", "contact")
        .prefetch_related("lines__product", "blocks", "options")
        .first()
    )


def quotations_of(deals: Iterable[Any], actor: Actor) -> list[Quotation]:
    """The quotations in these deals that the actor may see, newest first."""
    return list(
        Quotation.objects.visible_to(actor)
        .filter(deal__in=list(deals))
        .select_related("deal")
        .order_by("-id")
    )


def quotations_to_expire(at: datetime) -> list[Quotation]:
    """What was sent and not answered while it was valid."""
    return list(Quotation.objects.filter(state=QuotationState.SENT, valid_until__lt=at).order_by("id")[:200])
