"""What an amendment does once both sides signed: the order, its agreements, its instalments, then later stages."""

from collections.abc import Sequence
from datetime import datetime
from decimal import Decimal
from typing import Any

from ordolux.foundation.actors import Actor
from ordolux.foundation.catalogue.models import Product
from ordolux.foundation.deeds.events import plain
from ordolux.foundation.parties.models import our_day
from ordolux.orders.agreement.deeds import hash_of
from ordolux.orders.agreement.models import Agreement, Order, OrderLine, Subject
from ordolux.orders.amendment.followers import FOLLOWERS
from ordolux.orders.amendment.models import Amendment
from ordolux.orders.amendment.queries import Consequences
from ordolux.orders.credit.deeds import issue_credit_note
from ordolux.orders.payment.models import Instalment
from ordolux.orders.payment.releasing import release_if_open
from ordolux.orders.signature.models import Side
from ordolux.orders.signature.proof import signatures_of
from ordolux.rules.amending import Aspect, LineTerms, moved_plan
from ordolux.rules.money import Money
from ordolux.rules.terms import InstalmentName

SUBJECT_OF = {
    Aspect.QUANTITY: (Subject.PRICE, Subject.PARAMETERS), Aspect.UNIT_PRICE: (Subject.PRICE,),
    Aspect.EXTRA: (Subject.PRICE,), Aspect.TOTAL: (Subject.PRICE,), Aspect.PARAMETER: (Subject.PARAMETERS,),
    Aspect.DELIVERY: (Subject.DELIVERY,), Aspect.ADDED: (Subject.PRICE, Subject.PARAMETERS),
    Aspect.REMOVED: (Subject.PRICE, Subject.PARAMETERS),
}  # fmt: skip


def carry_out(
    amendment: Amendment, order: Order, lines: Sequence[OrderLine], found: Consequences, *, by: Actor, at: datetime
) -> None:  # fmt: skip
    """Let the order take the signed values inside the deed by which we countersign; the database's lock is open only now.

    The same number of statements whatever the number of lines; what is owed back becomes a credit note.
    """
    lines = [*lines, *_change_lines(amendment, order, lines, found.after.lines)]
    _change_order(order, found, at)
    _agree(amendment, order, lines, found)
    _change_instalments(order, found, at)
    if found.schedule.owed_back.amount:
        issue_credit_note(
            order, found.schedule.owed_back, reason=f"{amendment.number}: {amendment.reason}", by=by, at=at,
            amendment_id=amendment.pk,
        )  # fmt: skip
    release_if_open(order, by=by, at=at)
    for follower in FOLLOWERS:
        follower.follow(order, found.differences, by=by, at=at)


def _change_lines(
    amendment: Amendment, order: Order, lines: Sequence[OrderLine], terms: Sequence[LineTerms]
) -> list[OrderLine]:
    """The lines take what was signed; returns those that are added, each of the product that the paper names."""
    rows = {row.position: row for row in lines}
    told = {line["position"]: line for line in amendment.snapshot["after"]["lines"]}
    added = []
    for line in terms:
        row = rows.get(line.position)
        if row is None:
            new = told[line.position]
            row = OrderLine(
                order=order, deal=order.deal, position=line.position, product_id=new["product_id"],
                product_revision=new["revision"], description=new["description"],
            )  # fmt: skip
            added.append(row)
        row.pieces, row.unit_price, row.amount = line.pieces, line.unit_price, line.amount
        row.values = dict(line.values)
    OrderLine.objects.bulk_update(lines, ["pieces", "unit_price_amount", "amount_amount", "values"])
    return OrderLine.objects.bulk_create(added)


def _change_order(order: Order, found: Consequences, at: datetime) -> None:
    days = (found.after.promised_on - order.promised_on).days
    if days:
        order.plan = moved_plan(order.plan, days, today=our_day(at))
        order.delivery_days = max(1, order.delivery_days + days)
        order.promised_on = found.after.promised_on
    order.total, order.pieces = found.after.total, found.after.pieces
    order.deal.total, order.deal.pieces = order.total, order.pieces
    order.deal.is_changed = True
    order.changed("total_amount", "pieces", "plan", "delivery_days", "promised_on")


def _agree(amendment: Amendment, order: Order, lines: Sequence[OrderLine], found: Consequences) -> None:
    """The next round of each agreement that the amendment changes, by the people who signed it."""
    wanted = {subject for each in found.differences for subject in SUBJECT_OF[each.aspect]}
    last: dict[str, Agreement] = {}
    for row in Agreement.objects.filter(order=order).order_by("round"):
        last[row.subject] = row
    signed = {signature.side: signature for signature in signatures_of(amendment)}
    buyer, seller = signed[Side.BUYER], signed[Side.SELLER]
    values = _values(order, lines)
    Agreement.objects.bulk_create(
        Agreement(
            order=order, deal=order.deal, subject=subject, round=last[subject].round + 1,
            values={**last[subject].values, **values[subject], "amendment": amendment.number},
            sha256=hash_of({**last[subject].values, **values[subject], "amendment": amendment.number}),
            buyer_id=buyer.person_id, buyer_agreed_at=buyer.signed_at, seller_id=seller.person_id,
            seller_agreed_at=seller.signed_at,
        )
        for subject in Subject if subject in wanted
    )  # fmt: skip


def _values(order: Order, lines: Sequence[OrderLine]) -> dict[Subject, dict[str, Any]]:
    """What the changed subjects say now, of the lines that stand."""
    lines = [line for line in lines if line.pieces]
    numbers = dict(Product.objects.filter(pk__in={x.product_id for x in lines}).values_list("pk", "number"))
    return {
        Subject.PRICE: plain({
            "total": order.total,
            "lines": [{"position": x.position, "pieces": x.pieces, "unit_price": f"{x.unit_price.amount:.4f}",
                       "amount": f"{x.amount.amount:.4f}"} for x in lines],
        }),
        Subject.DELIVERY: plain({"days": order.delivery_days, "promised_on": order.promised_on, "plan": order.plan}),
        Subject.PARAMETERS: plain({
            "lines": [{"position": x.position, "product": numbers[x.product_id], "revision": x.product_revision,
                       "pieces": x.pieces, "values": x.values} for x in lines]
        }),
    }  # fmt: skip


def _change_instalments(order: Order, found: Consequences, at: datetime) -> None:
    for part in found.parts:
        part.due = found.schedule.dues[part.position]
        is_paid = part.settled >= part.due
        part.paid_at = (part.paid_at or at) if is_paid else None
    Instalment.objects.bulk_update(found.parts, ["due_amount", "paid_at"])
    further = found.schedule.further
    if further.amount:
        row = Instalment(
            deal=order.deal, order=order, position=max((p.position for p in found.parts), default=0) + 1,
            name=InstalmentName.FURTHER.value,
            percent=(Decimal(100) * further.amount / order.total.amount).quantize(Decimal("0.001")),
        )  # fmt: skip
        row.due = further
        row.credited = row.charges = Money.zero(further.currency)
        row.save(force_insert=True)
