"""What can happen to an order: it is placed, both sides agree, it is released, shipped, delivered, closed, cancelled."""

import hashlib
import json
from collections.abc import Sequence
from datetime import date, datetime
from decimal import Decimal
from typing import Any

from ordolux.foundation.actors import Actor, Role
from ordolux.foundation.deals.models import Stage
from ordolux.foundation.deeds import deed, record_event
from ordolux.foundation.deeds.events import plain
from ordolux.foundation.numbers import next_number
from ordolux.foundation.parties.models import our_day
from ordolux.foundation.worded import add_rows, rows_under
from ordolux.inquiries.quotation.models import (
    FreightOption,
    InsuranceKind,
    Quotation,
    QuotationLine,
    QuotationState,
)
from ordolux.orders.agreement.models import Agreement, Order, OrderLine, OrderState, Subject
from ordolux.orders.collection.queries import bank_step
from ordolux.orders.payment.models import Instalment
from ordolux.orders.proforma.models import Proforma, ProformaState
from ordolux.orders.samples.crediting import apply_credits, free_credits, take_credits
from ordolux.orders.samples.models import SampleCredit
from ordolux.rules.money import Money, sum_of
from ordolux.rules.refusal import N_, Refusal
from ordolux.rules.terms import Instalment as Part
from ordolux.rules.terms import instalments, payment_term


class QuotationOutOfDate(Refusal):
    """The offer has ended."""

    message = N_("{quotation} was valid until {valid_until}; please ask us for a new one.")


class TransportNotOffered(Refusal):
    """The chosen transport is not among the feasible ones of the quotation."""

    message = N_("{mode} is not offered with {quotation}; choose one of: {offered}.")


class InsuranceNotOffered(Refusal):
    """This quotation leaves no choice about insurance."""

    message = N_("{quotation} does not offer insurance as an option.")


class ReasonMissing(Refusal):
    """What is taken back is explained."""

    message = N_("Please say why.")


class AgreementMissing(Refusal):
    """Price, delivery time and technical parameters are not all agreed by both sides."""

    message = N_("Both sides have not yet agreed in writing on: {subjects}.")


@deed("order.place", roles={Role.BUYER})
def place_order(
    quotation: Quotation, *, mode: str, insurance: bool = False, by: Actor, at: datetime
) -> Order:
    """Turn the quotation that the customer accepts into an order, with the transport and insurance that he chose.

    The buyer thereby agrees to price, delivery time and parameters; the contract is made when both sign the proforma
    invoice. The fee of samples that were paid before comes off the total, where the order reaches the minimum.

    Raises QuotationOutOfDate, TransportNotOffered, InsuranceNotOffered, NotAllowedNow.
    """
    if quotation.is_out_of_date(at):
        raise QuotationOutOfDate(quotation=quotation, valid_until=quotation.valid_until)
    options = {option.mode: option for option in rows_under(FreightOption, "quotation_id", quotation.pk)}
    option = options.get(mode)
    if option is None or not option.is_feasible:
        offered = ", ".join(code for code, each in options.items() if each.is_feasible)
        raise TransportNotOffered(mode=mode, quotation=quotation, offered=offered)
    if insurance and quotation.insurance != InsuranceKind.OPTIONAL:
        raise InsuranceNotOffered(quotation=quotation)
    option.quotation = quotation
    lines = rows_under(QuotationLine, "quotation_id", quotation.pk)

    quotation.answered_at = at
    quotation.move_to(QuotationState.ACCEPTED, by=by, at=at, fields=("answered_at",))
    order = _order_from(quotation, option, insurance, by, at)
    credited = [] if order.is_free else take_credits(order.deal.buyer_id, pieces_of(lines), order.total, at)
    order.total -= sum_of([credit.amount for credit in credited], order.total.currency)
    add_rows([order])
    apply_credits(credited, order, by=by, at=at)
    add_rows(_order_line(order, line) for line in lines)
    add_rows(
        Agreement(order=order, deal=order.deal, subject=subject, values=values, sha256=hash_of(values))
        for subject, values in agreed_values(order, lines, credited).items()
    )
    if order.total.amount:
        add_rows(
            _instalment(order, place, part)
            for place, part in enumerate(instalments(order.total, payment_term(order.payment_term)), 1)
        )
    order.deal.total, order.deal.pieces = order.total, order.pieces
    order.deal.reach(Stage.ORDER)
    order.deal.expect(Role.SALES, "proforma.issue")
    record_event("order.placed", order, by=by, at=at, total=order.total, mode=mode, insured=insurance)
    return order


@deed("order.agree", roles={Role.SYSTEM})
def note_agreement(order: Order, *, side: str, person_id: int, by: Actor, at: datetime) -> Order:
    """Note that a side agreed in writing to all three subjects, by signing the paper that states them."""
    is_buyer = side == "buyer"
    Agreement.objects.filter(order=order).update(
        **{"buyer_id": person_id, "buyer_agreed_at": at}
        if is_buyer
        else {"seller_id": person_id, "seller_agreed_at": at}
    )
    record_event("order.agreed", order, by=by, at=at, side=side, subjects=[s.value for s in Subject])
    return order


@deed("order.confirm", roles={Role.SYSTEM})
def confirm_order(order: Order, *, by: Actor, at: datetime) -> Order:
    """Lock an order on which both sides agreed: from here on the database refuses any change of what was agreed.

    Raises AgreementMissing.
    """
    agreed = rows_under(Agreement, "order_id", order.pk, by="id")
    open_subjects = [each.subject for each in agreed if not each.is_complete]
    if open_subjects:
        raise AgreementMissing(subjects=", ".join(open_subjects))
    order.move_to(OrderState.CONFIRMED, by=by, at=at)
    return order


@deed("order.release", roles={Role.SYSTEM})
def release_order(order: Order, *, by: Actor, at: datetime) -> Order:
    """Release an order for procurement and production; called when the gate of its payment term opened."""
    order.released_at = at
    order.deal.reach(Stage.PRODUCTION)
    order.deal.expect(Role.PLANNER, "schedule.make")
    order.move_to(OrderState.RELEASED, by=by, at=at, fields=("released_at",))
    return order


@deed("order.note_shipped", roles={Role.LOGISTICS, Role.SYSTEM})
def note_shipped(order: Order, *, by: Actor, at: datetime, on: date | None = None) -> Order:
    """Note that the goods have left, on the day of their transport document (by default today); where the documents go
    through a bank, presenting them is next."""
    order.shipped_on = on or our_day(at)
    step = bank_step(order)
    if step is not None:
        order.deal.expect(*step)
    order.move_to(OrderState.SHIPPED, by=by, at=at, fields=("shipped_on",), on=order.shipped_on)
    return order


@deed("order.note_delivered", roles={Role.LOGISTICS, Role.SYSTEM})
def note_delivered(order: Order, *, on: date, by: Actor, at: datetime) -> Order:
    """Note that the goods were delivered on that day; what is still to be done at a bank is next."""
    order.delivered_on = on
    order.deal.reach(Stage.SUPPORT)
    order.deal.expect(*(bank_step(order) or (None,)))
    order.move_to(OrderState.DELIVERED, by=by, at=at, fields=("delivered_on",), on=on)
    return order


@deed("order.close", roles={Role.LOGISTICS, Role.SALES, Role.MANAGER, Role.SYSTEM})
def close_order(order: Order, *, by: Actor, at: datetime) -> Order:
    """Close an order that was delivered and paid."""
    order.deal.reach(Stage.CLOSED)
    order.deal.expect(None)
    order.move_to(OrderState.CLOSED, by=by, at=at)
    return order


@deed("order.cancel", roles={Role.SALES, Role.MANAGER})
def cancel_order(order: Order, *, reason: str, by: Actor, at: datetime) -> Order:
    """Cancel an order before it was released, with a reason; its open proforma invoice is withdrawn with it, and sample fees
    that came off it wait for another order.

    Raises ReasonMissing, NotAllowedNow.
    """
    if not reason.strip():
        raise ReasonMissing()
    order.deal.expect(None)
    order.cancelled_because = reason.strip()[:500]
    order.move_to(
        OrderState.CANCELLED, by=by, at=at, fields=("cancelled_because",), reason=order.cancelled_because
    )
    for proforma in Proforma.objects.filter(
        order=order, state__in=[ProformaState.ISSUED, ProformaState.SIGNED]
    ).select_for_update():
        proforma.deal = order.deal
        proforma.move_to(ProformaState.WITHDRAWN, by=by, at=at, reason=order.cancelled_because)
    free_credits(order.pk, by=by, at=at)
    return order


def pieces_of(lines: Sequence[QuotationLine]) -> dict[str, int]:
    """How many pieces of each product are ordered, by its number."""
    found: dict[str, int] = {}
    for line in lines:
        found[line.model] = found.get(line.model, 0) + line.pieces
    return found


def agreed_values(
    order: Order, lines: list[QuotationLine], credited: Sequence[SampleCredit] = ()
) -> dict[Subject, dict[str, Any]]:
    """The exact values of the three agreements, as plain JSON."""
    price = {
        "total": order.total, "currency": order.total.currency, "incoterm": order.incoterm, "place": order.place,
        "payment_term": order.payment_term, "insurance": order.insurance,
        "lines": [{"position": x.position, "pieces": x.pieces, "unit_price": _figure(x.unit_price.amount),
                   "amount": _figure(x.amount.amount)} for x in lines],
    }  # fmt: skip
    if credited:
        price["sample_fees"] = [{"credit": x.number, "amount": x.amount} for x in credited]
    delivery = {
        "mode": order.mode, "days": order.delivery_days, "promised_on": order.promised_on, "plan": order.plan,
    }  # fmt: skip
    parameters = {
        "lines": [{"position": x.position, "product": x.model, "revision": x.product_revision, "pieces": x.pieces,
                   "values": x.values} for x in lines]
    }  # fmt: skip
    return {
        Subject.PRICE: plain(price),
        Subject.DELIVERY: plain(delivery),
        Subject.PARAMETERS: plain(parameters),
    }


def hash_of(values: dict[str, Any]) -> str:
    """The SHA-256 of values as canonical JSON (sorted keys, no spaces, UTF-8)."""
    told = json.dumps(values, sort_keys=True, separators=(",", ":"), ensure_ascii=False)
    return hashlib.sha256(told.encode()).hexdigest()


def _order_from(
    quotation: Quotation, option: FreightOption, insurance: bool, by: Actor, at: datetime
) -> Order:
    premium = option.insurance_premium if insurance and option.insurance_premium is not None else None
    currency = quotation.currency
    order = Order(
        number=next_number("order", at),
        deal=quotation.deal,
        quotation=quotation,
        placed_at=at,
        placed_by_id=by.person_id,
        incoterm=quotation.incoterm,
        place=quotation.place,
        payment_term=quotation.payment_term,
        mode=option.mode,
        is_insured=insurance,
        pieces=quotation.pieces,
        plan=option.plan or quotation.plan,
        delivery_days=option.total_days,
        promised_on=option.promised_on or our_day(at),
        is_free=quotation.is_free,
    )
    order.insurance = premium or Money.zero(currency)
    order.freight = option.cost if option.is_included else Money.zero(currency)
    order.total = option.total_with(insurance=insurance)
    return order


def _instalment(order: Order, place: int, part: Part) -> Instalment:
    row = Instalment(deal=order.deal, order=order, position=place, name=part.name.value, percent=part.percent)
    row.due = part.amount
    row.credited = row.charges = Money.zero(order.total.currency)
    return row


def _order_line(order: Order, line: QuotationLine) -> OrderLine:
    row = OrderLine(
        order=order, deal=order.deal, position=line.position, product_id=line.product_id,
        product_revision=line.product_revision, description=line.description, values=line.values, pieces=line.pieces,
    )  # fmt: skip
    row.unit_price, row.amount = line.unit_price, line.amount
    return row


def _figure(amount: Decimal) -> str:
    return f"{amount:.4f}"
