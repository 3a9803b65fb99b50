"""Suppliers are asked for offers, their offers are recorded, and the best one is ordered."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime
from decimal import Decimal

from ordolux.foundation.actors import Actor, Role
from ordolux.foundation.deeds import NotAllowedNow, deed, record_event
from ordolux.foundation.files.models import StoredFile
from ordolux.foundation.numbers import next_numbers
from ordolux.foundation.parties.models import Supplier
from ordolux.production.materials.deeds import (
    WORKS_ZONE,
    PurchaseReasonMissing,
    SupplierRetired,
    close_requests,
    copy_purchase,
    order_purchase,
)
from ordolux.production.materials.models import (
    Offer,
    OfferLine,
    Purchase,
    PurchaseState,
    RequestForQuotation,
    RequestState,
)
from ordolux.rules.money import Money, line_total, sum_of
from ordolux.rules.refusal import N_, Refusal
from ordolux.rules.workdays import day_at


class NobodyToAsk(Refusal):
    """Every chosen supplier was asked before, or none was chosen."""

    message = N_("Choose at least one supplier who was not asked for {purchase} yet.")


class AnswerInThePast(Refusal):
    """An answer cannot be asked until a day that is over."""

    message = N_("An answer until {day} cannot be asked for; that day is over.")


class PriceMissing(Refusal):
    """An offer has a price above zero for every line."""

    message = N_("The offer needs a price above zero for every line of {purchase}; missing: {parts}.")


class OfferLapsed(Refusal):
    """The supplier holds his offer no longer."""

    message = N_("{supplier} held this offer until {valid_until}; ask for a new one.")


class OfferReplaced(Refusal):
    """A newer offer of the same supplier stands."""

    message = N_("{supplier} made a newer offer; order that one.")


@dataclass(frozen=True, slots=True)
class OfferedPrice:
    """The offered price per unit of one line of the purchase, by its position."""

    position: int
    unit_price: Decimal


@deed("purchase.ask_for_offers", roles={Role.PURCHASING})
def ask_for_offers(
    purchase: Purchase,
    *,
    suppliers: list[Supplier],
    answer_by: date,
    by: Actor,
    at: datetime,
    words: str = "",
) -> Purchase:
    """Ask suppliers to offer what a drafted purchase names; each gets a letter of his own and learns of no other.

    Raises NotAllowedNow, NobodyToAsk, AnswerInThePast, SupplierRetired.
    """
    _check_drafted(purchase)
    if answer_by < day_at(WORKS_ZONE, at):
        raise AnswerInThePast(day=answer_by)
    asked = set(RequestForQuotation.objects.filter(purchase=purchase).values_list("supplier_id", flat=True))
    chosen = {each.pk: each for each in suppliers if each.pk not in asked}
    if not chosen:
        raise NobodyToAsk(purchase=purchase.number)
    for supplier in chosen.values():
        _check_not_retired(supplier)
    numbers = next_numbers("request_for_quotation", at, len(chosen))
    requests = RequestForQuotation.objects.bulk_create(
        RequestForQuotation(
            number=number, deal=purchase.deal, purchase=purchase, supplier=supplier, answer_by=answer_by,
            words=words.strip()[:1000], sent_at=at,
        )
        for number, supplier in zip(numbers, sorted(chosen.values(), key=lambda each: each.pk), strict=True)
    )  # fmt: skip
    purchase.changed()
    for request in requests:
        record_event(
            "request_for_quotation.sent", request, by=by, at=at, purchase=purchase, supplier=request.supplier,
            answer_by=answer_by,
        )  # fmt: skip
    return purchase


@deed("offer.record", roles={Role.PURCHASING})
def record_offer(
    purchase: Purchase, *, supplier: Supplier, currency: str, prices: Sequence[OfferedPrice], due_on: date,
    valid_until: date, by: Actor, at: datetime, reference: str = "", file: StoredFile | None = None,
) -> Offer:  # fmt: skip
    """Record what a supplier offers for a drafted purchase; his offer before is replaced, a request to him is answered.

    Raises NotAllowedNow, SupplierRetired, PriceMissing.
    """
    _check_drafted(purchase)
    _check_not_retired(supplier)
    lines = list(purchase.lines.select_related("part").order_by("position"))
    said = {price.position: price.unit_price for price in prices if price.unit_price > 0}
    missing = [line.part.number for line in lines if line.position not in said]
    if missing:
        raise PriceMissing(purchase=purchase.number, parts=", ".join(missing))
    Offer.objects.filter(purchase=purchase, supplier=supplier, replaced_at=None).update(replaced_at=at)
    offer = Offer(
        deal=purchase.deal, purchase=purchase, supplier=supplier, due_on=due_on, valid_until=valid_until,
        reference=reference.strip()[:80], file_id=file.sha256 if file else None, recorded_at=at,
    )  # fmt: skip
    rows = []
    for line in lines:
        row = OfferLine(offer=offer, line=line)
        row.unit_price = Money(said[line.position], currency).as_unit_price()
        row.amount = line_total(row.unit_price, line.quantity)
        rows.append(row)
    offer.total = sum_of([row.amount for row in rows])
    offer.save(force_insert=True)
    OfferLine.objects.bulk_create(rows)
    request = RequestForQuotation.objects.filter(
        purchase=purchase, supplier=supplier, state=RequestState.SENT
    ).first()
    if request is not None:
        request.deal = purchase.deal
        request.move_to(RequestState.ANSWERED, by=by, at=at)
    record_event(
        "offer.recorded",
        offer,
        by=by,
        at=at,
        purchase=purchase,
        supplier=supplier,
        total=offer.total,
        due_on=due_on,
    )
    return offer


@deed("request_for_quotation.decline", roles={Role.PURCHASING})
def note_declined(
    request: RequestForQuotation, *, reason: str, by: Actor, at: datetime
) -> RequestForQuotation:
    """Note that a supplier makes no offer, with what he said. Raises PurchaseReasonMissing, NotAllowedNow."""
    if not reason.strip():
        raise PurchaseReasonMissing()
    request.declined_because = reason.strip()[:300]
    request.move_to(RequestState.DECLINED, by=by, at=at, fields=("declined_because",), reason=reason)
    return request


@deed("offer.order", roles={Role.PURCHASING})
def order_offer(offer: Offer, *, by: Actor, at: datetime) -> Purchase:
    """Order what a supplier offered: his purchase takes the place of the draft, with his prices and his day.

    Raises NotAllowedNow, OfferReplaced, OfferLapsed, and what ordering a purchase raises.
    """
    draft = Purchase.objects.select_for_update().get(pk=offer.purchase_id)
    draft.deal = offer.deal
    _check_drafted(draft)
    if offer.replaced_at is not None:
        raise OfferReplaced(supplier=offer.supplier.legal_name)
    if offer.valid_until < day_at(WORKS_ZONE, at):
        raise OfferLapsed(supplier=offer.supplier.legal_name, valid_until=offer.valid_until)
    prices = {row.line_id: row.unit_price for row in offer.lines.all()}
    lines = list(draft.lines.select_related("part").order_by("position"))
    fresh = copy_purchase(
        draft, lines, supplier_id=offer.supplier_id, due_on=offer.due_on, at=at, prices=prices
    )
    draft.cancelled_because = fresh.number
    draft.move_to(
        PurchaseState.CANCELLED,
        by=by,
        at=at,
        fields=("cancelled_because",),
        was_ordered=False,
        replaced_by=fresh,
    )
    close_requests(draft, by=by, at=at)
    record_event(
        "purchase.drafted", fresh, by=by, at=at, supplier=fresh.supplier_id, total=fresh.total, replaces=draft
    )
    fresh.deal = offer.deal
    order_purchase(fresh, by=by, at=at)
    return fresh


def _check_drafted(purchase: Purchase) -> None:
    if purchase.state != PurchaseState.DRAFTED:
        raise NotAllowedNow(record=str(purchase), state=purchase.state, wanted=str(PurchaseState.ORDERED))


def _check_not_retired(supplier: Supplier) -> None:
    if supplier.retired_at is not None:
        raise SupplierRetired(supplier=supplier.legal_name, reason=supplier.retired_because)
