"""What we ask of quotations, and what an offer is computed from, in a constant number of statements."""

import json
from collections.abc import Collection, Iterable
from datetime import datetime
from decimal import Decimal
from typing import Any

from django.db import models
from django.db.models import F, Max, Q, Sum
from django.db.models.expressions import RawSQL

from ordolux.foundation.actors import Actor
from ordolux.foundation.calendars.queries import calendar_of
from ordolux.foundation.capacity.models import ProductionLine
from ordolux.foundation.catalogue.queries import costing_of
from ordolux.foundation.parties.models import Firm
from ordolux.foundation.rates.queries import rates_of
from ordolux.foundation.rows import read_row
from ordolux.foundation.stock.models import Lot, LotState
from ordolux.foundation.worded import read_with
from ordolux.inquiries.inquiry.models import InquiryLine
from ordolux.inquiries.quotation.models import PricePolicy, Quotation, QuotationLine, QuotationState
from ordolux.inquiries.quotation.offer import Basis, Choices, Item, Policy
from ordolux.rules.refusal import N_, Refusal
from ordolux.rules.workdays import day_at

type Seller = tuple[Firm, PricePolicy]
USUAL_POLICY = PricePolicy(
    floor_points=Decimal(5), most_discount_percent=Decimal(30), valid_days=15, most_valid_days=60
)


class FirmUnknown(Refusal):
    """Nobody has said yet who we are."""

    message = N_("Enter our own firm first (Settings): a quotation states the seller.")


def confirmed_items(inquiry_id: int) -> tuple[tuple[Item, ...], bool]:
    """The confirmed lines of an inquiry as items to quote, and whether a draft waits already (one statement)."""
    lines: list[Any] = read_with(
        InquiryLine, ("product", "product__family"),
        "WHERE inquiries_inquiryline.inquiry_id = %s AND inquiries_inquiryline.product_id IS NOT NULL "
        "AND inquiries_inquiryline.pieces > 0 ORDER BY inquiries_inquiryline.position",
        [inquiry_id], called="has_draft",
        also="EXISTS (SELECT FROM inquiries_quotation q "
             "WHERE q.inquiry_id = inquiries_inquiryline.inquiry_id AND q.state = 'drafted')",
    )  # fmt: skip
    items = tuple(
        Item(line.product, line.pieces or 0, {code: _agreed(said) for code, said in line.values.items()})
        for line in lines
        if line.product is not None
    )
    return items, any(line.has_draft for line in lines)


def quoted_items(quotation: Quotation, lines: Iterable[QuotationLine] | None = None) -> dict[int, Item]:
    """The lines of a quotation as items to quote anew, by position, with the prices that sales set by hand (one statement,
    none when ``lines`` are told with their products and families). Price, packing and cost are those of the catalogue now;
    what was agreed of the parameters goes on."""
    prices = quotation.by_hand.get("prices", {})
    if lines is None:
        lines = quotation.lines.select_related("product__family").order_by("position")
    return {
        line.position: Item(
            line.product, line.pieces, line.values,
            Decimal(prices[str(line.position)]) if str(line.position) in prices else None,
        )
        for line in lines
    }  # fmt: skip


def seller_with_policy() -> Seller:
    """Our firm, and how far sales may go by themselves: the stored rules, or the usual ones (one statement).

    Raises FirmUnknown.
    """
    rules = RawSQL("SELECT to_jsonb(p) FROM inquiries_pricepolicy p LIMIT 1", [])
    firm = Firm.objects.annotate(price_policy=rules).first()
    if firm is None:
        raise FirmUnknown()
    stored: Any = firm.price_policy
    row = json.loads(stored) if isinstance(stored, str) else stored
    return firm, read_row(PricePolicy, row) if row else USUAL_POLICY


def price_policy() -> PricePolicy:
    """How far sales may go by themselves: the stored rules, or the usual ones."""
    return PricePolicy.objects.first() or USUAL_POLICY


def versions_of(quotation: Quotation, actor: Actor) -> list[Quotation]:
    """All revisions of a quotation that the actor may see, oldest first, with what their comparison needs."""
    return list(
        Quotation.objects.visible_to(actor)
        .filter(inquiry_id=quotation.inquiry_id)
        .select_related("sent_by", "price_approved_by")
        .prefetch_related("lines", "options", "blocks")
        .order_by("revision")
    )


def _agreed(said: dict[str, Any]) -> dict[str, Any]:
    """What is offered of a parameter: value and unit, without where it was read."""
    return {"value": said.get("value"), "unit": said.get("unit", "")}


def basis_of(
    items: tuple[Item, ...], *, incoterm: str, place: str, country: str, currency: str, is_free: bool, at: datetime,
    discount_percent: Decimal = Decimal(0), seller: "Seller | None" = None, choices: Choices | None = None,
) -> Basis:  # fmt: skip
    """Load everything that an offer is computed from: six statements, however many lines there are.

    Raises FirmUnknown.
    """
    firm, policy = seller or seller_with_policy()
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
        policy=Policy(policy.floor_points, policy.valid_days),
        choices=choices or Choices(),
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
        found.select_related(
            "deal__buyer", "deal__owner", "inquiry__message", "contact", "sent_by", "price_approved_by"
        )
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
