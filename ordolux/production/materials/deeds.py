"""Materials are netted, ordered and let in: nothing before the order is released, nothing without its papers."""

from collections import defaultdict
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from decimal import Decimal

from ordolux.foundation.actors import Actor, Role
from ordolux.foundation.calendars.queries import calendar_of
from ordolux.foundation.catalogue.models import BillLine, Part
from ordolux.foundation.deeds import NotAllowedNow, deed, record_event
from ordolux.foundation.documents.deeds import attach_document
from ordolux.foundation.documents.models import Document
from ordolux.foundation.files.models import StoredFile
from ordolux.foundation.numbers import next_numbers
from ordolux.foundation.parties.models import SupplierCertificate
from ordolux.foundation.stock import moves
from ordolux.foundation.stock.models import Lot, LotState, StockMove
from ordolux.foundation.stock.queries import lots_with_free_stock
from ordolux.orders.agreement.models import Order
from ordolux.production.job.deeds import check_released, mark_ready
from ordolux.production.job.models import Job, JobState
from ordolux.production.materials.models import (
    Peg,
    Purchase,
    PurchaseLine,
    PurchaseState,
    RequestForQuotation,
    RequestState,
    Requirement,
)
from ordolux.rules.certificates import Certificate, MaterialReport, material_gate, supplier_gate
from ordolux.rules.money import Money, line_total, sum_of
from ordolux.rules.netting import STOCK, OrderRule, StockPosition, gross_quantity, peg
from ordolux.rules.refusal import N_, Finding, Refusal
from ordolux.rules.workdays import StageName, day_at, end_of_day

# Where the works are: a day of delivery is a day there.
WORKS_ZONE = "Asia/Shanghai"
WORKS_CALENDAR = "CN"


class NothingToNet(Refusal):
    """The material of every job is known already."""

    message = N_("The material for all jobs of {order} is known already.")


class GoodsNotLetIn(Refusal):
    """The papers that let material into the store are missing or do not fit."""

    message = N_("The delivery for {purchase} is not let in: {reasons}")


class NotOnThisPurchase(Refusal):
    """The part was not ordered with this purchase."""

    message = N_("{part} is not on {purchase}.")


class MoreThanOrdered(Refusal):
    """More came than is still missing."""

    message = N_("{quantity} {unit} of {part} came, but only {missing} are still to come with {purchase}.")


class SupplierRetired(Refusal):
    """We buy nothing more from this supplier."""

    message = N_("{supplier} is retired: {reason}. Ask another supplier for an offer, or reinstate this one.")


class CertificateLapsed(Refusal):
    """All certificates that this supplier ever gave for what is bought have ended."""

    message = N_(
        "Every certificate {scheme} of {supplier} has lapsed, the last on {ended_on}. Ask for a new one before you order."
    )


class PurchaseReasonMissing(Refusal):
    """What is cancelled or moved is explained."""

    message = N_("Please say why.")


class DeliveryBegan(Refusal):
    """A part of the purchase is in the store already."""

    message = N_("A part of {purchase} was delivered already; it cannot be cancelled.")


class NothingDelivered(Refusal):
    """A receipt without anything in it."""

    message = N_("Please say what was delivered.")


class DeliveredInTheFuture(Refusal):
    """The day of delivery has not come yet."""

    message = N_("A delivery cannot be noted for {day}, which has not come yet.")


# ── netting ──────────────────────────────────────────────────────────────────


@deed("materials.net", roles={Role.SYSTEM, Role.PLANNER})
def net_materials(order: Order, *, by: Actor, at: datetime) -> Order:
    """Find out what the jobs of an order need, reserve what the store has, draft purchases for the rest.

    Every unit of every requirement is pegged to the lot or purchase that covers it. A job whose material is all here
    becomes ready at once. Raises OrderNotReleased, NothingToNet.
    """
    check_released(order)
    jobs = {
        job.pk: job
        for job in Job.objects.filter(
            order=order, state=JobState.PLANNED, requirements__isnull=True
        ).order_by("pk")
    }
    if not jobs:
        raise NothingToNet(order=order.number)
    bills = bills_of({job.product_id for job in jobs.values()})
    parts = locked_parts({line.part_id for lines in bills.values() for line in lines})
    requirements = Requirement.objects.bulk_create(
        Requirement(
            job=job,
            part_id=line.part_id,
            quantity=gross_quantity(
                job.pieces, line.quantity_per_piece, line.scrap, parts[line.part_id].number
            ),
            need_on=_needed_on(order, at),
        )
        for job in jobs.values()
        for line in bills[job.product_id]
    )
    covered = cover(order, parts, [(r, r.quantity) for r in requirements], by=by, at=at)
    ready = [job for job in jobs.values() if job.pk not in covered.waiting]
    for job in ready:
        job.deal = order.deal
    mark_ready(ready, by=by, at=at)
    if covered.purchases:
        order.deal.expect(Role.PURCHASING, "purchase.order")
    record_event(
        "materials.netted",
        order,
        by=by,
        at=at,
        purchases=[p.number for p in covered.purchases],
        requirements=len(requirements),
        from_stock=covered.from_stock,
    )
    record_drafted(covered.purchases, by=by, at=at)
    return order


@dataclass(frozen=True, slots=True)
class Covered:
    """How requirements are covered: the purchases drafted, how many pegs on stock, the jobs that wait for goods."""

    purchases: list[Purchase]
    from_stock: int
    waiting: set[int]


def bills_of(product_ids: Iterable[int]) -> dict[int, list[BillLine]]:
    """The bills of material of these products."""
    bills: dict[int, list[BillLine]] = defaultdict(list)
    for line in BillLine.objects.filter(product_id__in=product_ids).order_by("part_id"):
        bills[line.product_id].append(line)
    return bills


def locked_parts(part_ids: Iterable[int]) -> dict[int, Part]:
    """These parts, locked: two orders that want the same part are netted one after the other, so that no stock is
    promised twice."""
    return {part.pk: part for part in Part.objects.select_for_update().filter(pk__in=part_ids).order_by("pk")}


def cover(
    order: Order, parts: dict[int, Part], wanted: Sequence[tuple[Requirement, Decimal]], *, by: Actor, at: datetime
) -> Covered:  # fmt: skip
    """Cover so much of each requirement inside a deed: from the store what it has, by drafted purchases the rest. The
    parts are locked."""
    today = day_at(WORKS_ZONE, at)
    free = _usable_lots(parts, today)
    calendar = calendar_of(WORKS_CALENDAR)
    pegs: list[Peg] = []
    to_buy: dict[int, tuple[int, list[Peg]]] = {}
    for part in parts.values():
        mine = {str(r.pk): (r, quantity) for r, quantity in wanted if r.part_id == part.pk}
        plan = peg(
            part.number,
            [(key, int(quantity), r.need_on) for key, (r, quantity) in mine.items()],
            StockPosition(on_hand=int(sum(lot.free for lot in free[part.pk])), safety=int(part.safety_stock)),
            OrderRule(int(part.minimum_order), int(part.order_multiple), part.lead_time_workdays),
        )
        bought: list[Peg] = []
        for each in plan.pegs:
            requirement, _ = mine.get(each.demand, (None, None))
            if requirement is None:
                continue  # what refills the safety stock belongs to no job
            if each.supply == STOCK:
                pegs += _from_lots(requirement, Decimal(each.quantity), free[part.pk])
            else:
                bought.append(Peg(requirement=requirement, quantity=each.quantity))
        quantity = sum(purchase.quantity for purchase in plan.purchases)
        if quantity:
            to_buy[part.pk] = (quantity, bought)

    purchases = _draft_purchases(order, parts, to_buy, lambda days: calendar.after(today, days).on, at=at)
    Peg.objects.bulk_create([*pegs, *(p for _, bought in to_buy.values() for p in bought)])
    if pegs:
        StockMove.objects.bulk_create(
            moves.reserved(p.lot, p.quantity, of=p.requirement.job, by=by, at=at) for p in pegs if p.lot
        )
    waiting = {peg_.requirement.job_id for _, bought in to_buy.values() for peg_ in bought}
    return Covered(purchases, len(pegs), waiting)


def _needed_on(order: Order, at: datetime) -> date:
    today = day_at(WORKS_ZONE, at)
    return max(today, production_begins(order) or today)


def record_drafted(purchases: Sequence[Purchase], *, by: Actor, at: datetime) -> None:
    """Record inside a deed that these purchases were drafted."""
    for purchase in purchases:
        record_event(
            "purchase.drafted", purchase, by=by, at=at, supplier=purchase.supplier_id, total=purchase.total
        )


def production_begins(order: Order) -> date | None:
    """The day on which production begins by the accepted delivery plan: until then the material is needed."""
    for step in order.plan.get("steps", []):
        if step.get("name") == StageName.PRODUCTION and step.get("begins_on"):
            return date.fromisoformat(step["begins_on"])
    return None


def _usable_lots(part_ids: Iterable[int], today: date) -> dict[int, list[Lot]]:
    """Free released lots by part; stock whose certificate has lapsed is there, but not available."""
    found: dict[int, list[Lot]] = defaultdict(list)
    for lot in lots_with_free_stock(list(part_ids)):
        if lot.certificate.valid_until >= today:
            found[lot.part_id].append(lot)
    return found


def _from_lots(requirement: Requirement, quantity: Decimal, lots: list[Lot]) -> list[Peg]:
    """Take from the oldest lots first; the lots in memory follow, so that the next requirement sees what is left."""
    taken = []
    for lot in lots:
        part_of_it = min(quantity, lot.free)
        if part_of_it > 0:
            lot.reserved += part_of_it
            quantity -= part_of_it
            taken.append(Peg(requirement=requirement, lot=lot, quantity=part_of_it))
    return taken


def _draft_purchases(
    order: Order,
    parts: dict[int, Part],
    to_buy: dict[int, tuple[int, list[Peg]]],
    due_after: Callable[[int], date],
    *,
    at: datetime,
) -> list[Purchase]:
    """One purchase per supplier with a line per part; the pegs of each part learn their line."""
    by_supplier: dict[int, list[Part]] = defaultdict(list)
    for part_id in to_buy:
        by_supplier[parts[part_id].supplier_id].append(parts[part_id])
    if not by_supplier:
        return []
    numbers = next_numbers("purchase", at, len(by_supplier))
    purchases, lines = [], []
    for number, (supplier_id, bought) in zip(numbers, sorted(by_supplier.items()), strict=True):
        purchase = Purchase(
            deal=order.deal,
            number=number,
            order=order,
            supplier_id=supplier_id,
            due_on=due_after(max(part.lead_time_workdays for part in bought)),
            drafted_at=at,
        )
        amounts: list[Money] = []
        for position, part in enumerate(bought, 1):
            quantity = to_buy[part.pk][0]
            line = PurchaseLine(purchase=purchase, part=part, position=position, quantity=quantity)
            line.unit_price, line.amount = part.unit_cost, line_total(part.unit_cost, quantity)
            amounts.append(line.amount)
            lines.append(line)
        purchase.total = sum_of(amounts)
        purchases.append(purchase)
    Purchase.objects.bulk_create(purchases)
    for line in PurchaseLine.objects.bulk_create(lines):
        for each in to_buy[line.part_id][1]:
            each.purchase_line = line
    return purchases


# ── ordering ─────────────────────────────────────────────────────────────────


@deed("purchase.order", roles={Role.PURCHASING})
def order_purchase(purchase: Purchase, *, by: Actor, at: datetime) -> Purchase:
    """Order a drafted purchase: its paper goes to the supplier, and open requests for offers are closed.

    Raises OrderNotReleased, SupplierRetired, CertificateLapsed, NotAllowedNow.
    """
    check_released(purchase.order)
    check_supplier(purchase, at)
    purchase.ordered_at = at
    purchase.move_to(
        PurchaseState.ORDERED, by=by, at=at, fields=("ordered_at",), total=purchase.total, due=purchase.due_on
    )
    close_requests(purchase, by=by, at=at)
    expect_next(purchase)
    return purchase


@deed("purchase.note_date", roles={Role.PURCHASING})
def note_delivery_date(
    purchase: Purchase, *, expected_on: date, reason: str, by: Actor, at: datetime
) -> Purchase:
    """Note the day that the supplier tells for an ordered delivery, with his reason when it is another than was agreed.

    Raises PurchaseReasonMissing, NotAllowedNow.
    """
    if purchase.state != PurchaseState.ORDERED:
        raise NotAllowedNow(record=str(purchase), state=purchase.state, wanted=str(PurchaseState.RECEIVED))
    if expected_on > purchase.due_on and not reason.strip():
        raise PurchaseReasonMissing()
    purchase.expected_on, purchase.expected_because = expected_on, reason.strip()[:300]
    purchase.changed("expected_on", "expected_because")
    purchase.deal.expect(Role.PURCHASING, "goods.receive", by=end_of_day(WORKS_ZONE, expected_on))
    record_event(
        "purchase.date_noted",
        purchase,
        by=by,
        at=at,
        expected_on=expected_on,
        due_on=purchase.due_on,
        reason=reason,
    )
    return purchase


@deed("purchase.cancel", roles={Role.PURCHASING, Role.MANAGER})
def cancel_purchase(purchase: Purchase, *, reason: str, by: Actor, at: datetime) -> Purchase:
    """Cancel a purchase of which nothing came, with the reason. What jobs wait for is drafted again at once, so that no
    need is forgotten; a supplier who had the order is told.

    Raises PurchaseReasonMissing, DeliveryBegan, NotAllowedNow.
    """
    if not reason.strip():
        raise PurchaseReasonMissing()
    lines = list(purchase.lines.select_related("part").order_by("position"))
    if any(line.received for line in lines):
        raise DeliveryBegan(purchase=purchase.number)
    was_ordered = purchase.state == PurchaseState.ORDERED
    purchase.cancelled_because = reason.strip()[:300]
    purchase.move_to(
        PurchaseState.CANCELLED, by=by, at=at, fields=("cancelled_because",), reason=purchase.cancelled_because,
        was_ordered=was_ordered,
    )  # fmt: skip
    close_requests(purchase, by=by, at=at)
    pegged = set(
        Peg.objects.filter(purchase_line__in=lines, lot__isnull=True).values_list(
            "purchase_line_id", flat=True
        )
    )
    wanted = [line for line in lines if line.pk in pegged]
    if wanted:
        again = copy_purchase(
            purchase, wanted, supplier_id=purchase.supplier_id, due_on=_due_again(wanted, at), at=at
        )
        record_event(
            "purchase.drafted",
            again,
            by=by,
            at=at,
            supplier=again.supplier_id,
            total=again.total,
            replaces=purchase,
        )
    expect_next(purchase)
    return purchase


def check_supplier(purchase: Purchase, at: datetime) -> None:
    """Pass a supplier who is not retired and of whose certificates not every one has lapsed; one who never gave any may
    send it with the goods. Raises SupplierRetired, CertificateLapsed."""
    supplier = purchase.supplier
    if supplier.retired_at is not None:
        raise SupplierRetired(supplier=supplier.legal_name, reason=supplier.retired_because)
    today = day_at(WORKS_ZONE, at)
    ends: dict[str, date] = {}
    for held in SupplierCertificate.objects.filter(supplier=supplier):
        for scheme in (held.scheme, ""):
            ends[scheme] = max(held.valid_until, ends.get(scheme, held.valid_until))
    for scheme in sorted(set(purchase.lines.values_list("part__certificate_scheme", flat=True))):
        if scheme in ends and ends[scheme] < today:
            raise CertificateLapsed(scheme=scheme, supplier=supplier.legal_name, ended_on=ends[scheme])


def close_requests(purchase: Purchase, *, by: Actor, at: datetime) -> None:
    """Close inside a deed what is still asked for a purchase that was decided."""
    for request in RequestForQuotation.objects.filter(
        purchase=purchase, state__in=[RequestState.SENT, RequestState.ANSWERED]
    ).order_by("pk"):
        request.deal = purchase.deal
        request.move_to(RequestState.CLOSED, by=by, at=at)


def copy_purchase(
    purchase: Purchase, lines: Sequence[PurchaseLine], *, supplier_id: int, due_on: date, at: datetime,
    prices: dict[int, Money] | None = None,
) -> Purchase:  # fmt: skip
    """Draft inside a deed a purchase of the same lines (at other ``prices`` by line); what jobs wait for follows it."""
    (number,) = next_numbers("purchase", at, 1)
    fresh = Purchase(
        deal=purchase.deal, number=number, order_id=purchase.order_id, supplier_id=supplier_id, due_on=due_on,
        drafted_at=at,
    )  # fmt: skip
    made = []
    for position, line in enumerate(lines, 1):
        row = PurchaseLine(purchase=fresh, part_id=line.part_id, position=position, quantity=line.quantity)
        row.unit_price = prices[line.pk] if prices else line.unit_price
        row.amount = line_total(row.unit_price, line.quantity)
        made.append(row)
    fresh.total = sum_of([row.amount for row in made])
    fresh.save(force_insert=True)
    PurchaseLine.objects.bulk_create(made)
    moved = {line.pk: row for line, row in zip(lines, made, strict=True)}
    waiting = list(Peg.objects.filter(purchase_line__in=list(moved), lot__isnull=True))
    for each in waiting:
        assert each.purchase_line_id is not None
        each.purchase_line = moved[each.purchase_line_id]
    Peg.objects.bulk_update(waiting, ["purchase_line"])
    return fresh


def expect_next(purchase: Purchase) -> None:
    """Say on the deal what purchasing does next: orders what is drafted, else receives what is on its way."""
    open_ones = Purchase.objects.filter(
        order_id=purchase.order_id, state__in=[PurchaseState.DRAFTED, PurchaseState.ORDERED]
    ).order_by("due_on")
    by_state: dict[str, list[Purchase]] = defaultdict(list)
    for each in open_ones:
        by_state[each.state].append(each)
    if by_state[PurchaseState.DRAFTED]:
        purchase.deal.expect(Role.PURCHASING, "purchase.order")
    elif by_state[PurchaseState.ORDERED]:
        first = min(each.comes_on for each in by_state[PurchaseState.ORDERED])
        purchase.deal.expect(Role.PURCHASING, "goods.receive", by=end_of_day(WORKS_ZONE, first))


def _due_again(lines: Sequence[PurchaseLine], at: datetime) -> date:
    longest = max(line.part.lead_time_workdays for line in lines)
    return calendar_of(WORKS_CALENDAR).after(day_at(WORKS_ZONE, at), longest).on


@deed("purchase.file_paper", roles={Role.SYSTEM})
def file_purchase_paper(purchase: Purchase, *, pdf: StoredFile, by: Actor, at: datetime) -> Document:
    """Keep the paper of an ordered purchase; customers do not see it."""
    document = attach_document(
        purchase,
        kind="purchase_order",
        title=f"Purchase order {purchase.number}",
        file=pdf,
        code=purchase.code,
        is_for_customer=False,
        by=by,
        at=at,
    )
    record_event("purchase.filed", purchase, by=by, at=at, document=document)
    return document


# ── receipt ──────────────────────────────────────────────────────────────────


@dataclass(frozen=True, slots=True)
class DeliveredLot:
    """What came of one part: the supplier's lot number, how much, and the papers that came with it.

    ``certificate`` is the number of the supplier's qualification certificate (empty: any that is valid),
    ``test_report_sha256`` names the stored file of the maker's report for this lot, which the inspector has read:
    ``is_report_accepted`` is his verdict on it.
    """

    part: str
    lot_number: str
    quantity: Decimal
    certificate: str = ""
    test_report_sha256: str = ""
    is_report_accepted: bool = True


@deed("goods.receive", roles={Role.PURCHASING, Role.INSPECTOR})
def receive_goods(
    purchase: Purchase, *, delivered_on: date, lots: tuple[DeliveredLot, ...], by: Actor, at: datetime
) -> Purchase:
    """Let a delivery into the store, reserve it for its jobs, and release those that are complete.

    Nothing is let in without a supplier certificate that is valid on the day of delivery and an accepted test report of
    the very lot. Raises NothingDelivered, DeliveredInTheFuture, NotAllowedNow, NotOnThisPurchase, MoreThanOrdered,
    GoodsNotLetIn.
    """
    if not lots:
        raise NothingDelivered()
    if delivered_on > day_at(WORKS_ZONE, at):
        raise DeliveredInTheFuture(day=delivered_on)
    if purchase.state != PurchaseState.ORDERED:
        raise NotAllowedNow(record=str(purchase), state=purchase.state, wanted=str(PurchaseState.RECEIVED))
    lines = {line.part.number: line for line in purchase.lines.select_related("part").order_by("position")}
    _check_amounts(purchase, lines, lots)
    certificates = _check_papers(purchase, lines, lots, delivered_on)

    numbers = next_numbers("goods_receipt", at, len(lots))
    stored = Lot.objects.bulk_create(
        Lot(
            number=number,
            state=LotState.RELEASED,
            part=lines[came.part].part,
            supplier_id=purchase.supplier_id,
            lot_number=came.lot_number.strip(),
            delivered_on=delivered_on,
            certificate=certificates[came.part],
            test_report_id=came.test_report_sha256,
            made_at=at,
        )
        for number, came in zip(numbers, lots, strict=True)
    )
    incoming = [
        moves.received(lot, came.quantity, of=purchase, by=by, at=at)
        for lot, came in zip(stored, lots, strict=True)
    ]
    for came in lots:
        lines[came.part].received += came.quantity
    PurchaseLine.objects.bulk_update([lines[came.part] for came in lots], ["received"])
    reservations, complete = _reserve_for_jobs(
        purchase, lines, list(zip(stored, lots, strict=True)), by=by, at=at
    )
    StockMove.objects.bulk_create([*incoming, *reservations])

    if all(line.missing == 0 for line in lines.values()):
        purchase.move_to(PurchaseState.RECEIVED, by=by, at=at)
    else:
        purchase.changed()
    record_event(
        "goods.received",
        purchase,
        by=by,
        at=at,
        delivered_on=delivered_on,
        lots=[
            {
                "number": lot.number,
                "part": came.part,
                "lot": came.lot_number,
                "quantity": came.quantity,
                "certificate": certificates[came.part].certificate_number,
                "test_report": came.test_report_sha256,
            }
            for lot, came in zip(stored, lots, strict=True)
        ],
    )
    mark_ready(complete, by=by, at=at)
    return purchase


def _check_amounts(purchase: Purchase, lines: dict[str, PurchaseLine], lots: Sequence[DeliveredLot]) -> None:
    came: dict[str, Decimal] = defaultdict(Decimal)
    for lot in lots:
        if lot.part not in lines:
            raise NotOnThisPurchase(part=lot.part, purchase=purchase.number)
        if not lot.quantity.is_finite() or lot.quantity <= 0:
            raise NothingDelivered()
        came[lot.part] += lot.quantity
    for number, quantity in came.items():
        line = lines[number]
        if quantity > line.missing:
            raise MoreThanOrdered(
                part=number,
                quantity=f"{quantity:g}",
                unit=line.part.unit,
                missing=f"{line.missing:g}",
                purchase=purchase.number,
            )


def _check_papers(
    purchase: Purchase, lines: dict[str, PurchaseLine], lots: Sequence[DeliveredLot], delivered_on: date
) -> dict[str, SupplierCertificate]:
    """The certificate by which each part is let in. Raises GoodsNotLetIn with every reason."""
    held = list(SupplierCertificate.objects.filter(supplier_id=purchase.supplier_id).order_by("valid_until"))
    reports = StoredFile.objects.in_bulk([lot.test_report_sha256 for lot in lots if lot.test_report_sha256])
    supplier = str(purchase.supplier_id)
    reasons: list[Finding] = []
    chosen: dict[str, SupplierCertificate] = {}
    for lot in lots:
        scheme = lines[lot.part].part.certificate_scheme
        serving = [
            c
            for c in held
            if (not scheme or c.scheme == scheme)
            and (not lot.certificate or c.certificate_number == lot.certificate)
        ]
        gate = supplier_gate(
            [_as_rule(c, supplier, lot.part) for c in serving], [lot.part], delivered_on, supplier=supplier
        )
        reasons += gate.reasons
        valid = [c for c in serving if c.valid_from <= delivered_on <= c.valid_until]
        if valid:
            chosen[lot.part] = valid[-1]
        if lot.test_report_sha256 not in reports:
            reasons.append(
                Finding(
                    "report.missing",
                    N_("There is no test report of the maker for lot {lot} of {part}."),
                    {"lot": lot.lot_number or "?", "part": lot.part},
                    lot.part,
                )
            )
            continue
        report = MaterialReport(
            lot.test_report_sha256,
            supplier,
            lot.part,
            lot.lot_number,
            int(lot.quantity),
            lot.is_report_accepted,
            lot.test_report_sha256,
        )
        reasons += material_gate(
            [report], supplier=supplier, part=lot.part, lot=lot.lot_number, quantity=int(lot.quantity)
        ).reasons
    if reasons:
        raise GoodsNotLetIn(
            purchase=purchase.number,
            reasons=" ".join(finding.sentence() for finding in reasons),
            findings=tuple(reasons),
        )
    return chosen


def _as_rule(certificate: SupplierCertificate, supplier: str, part: str) -> Certificate:
    return Certificate(
        certificate.scheme,
        certificate.certificate_number,
        supplier,
        frozenset({part}),
        certificate.valid_from,
        certificate.valid_until,
        file_sha256=certificate.file_id,
    )


def _reserve_for_jobs(
    purchase: Purchase,
    lines: dict[str, PurchaseLine],
    stored: Sequence[tuple[Lot, DeliveredLot]],
    *,
    by: Actor,
    at: datetime,
) -> tuple[list[StockMove], list[Job]]:
    """Give what came to the jobs that wait for it, in the order in which they were pegged; the rest is free stock.

    Returns the moves, and the jobs for which nothing is missing any more.
    """
    waiting: dict[int, list[Peg]] = defaultdict(list)
    jobs: dict[int, Job] = {}
    for each in (
        Peg.objects.filter(requirement__job__order_id=purchase.order_id, lot__isnull=True)
        .select_related("requirement__job")
        .order_by("pk")
    ):
        job = jobs.setdefault(each.requirement.job_id, each.requirement.job)
        job.deal = purchase.deal
        if each.purchase_line_id is not None:
            waiting[each.purchase_line_id].append(each)
    covered, split, made = [], [], []
    for lot, came in stored:
        left, queue = came.quantity, waiting[lines[came.part].pk]
        while queue and left > 0:
            first = queue[0]
            if first.quantity <= left:
                first.lot, taken = lot, first.quantity
                queue.pop(0)
            else:
                split.append(
                    Peg(
                        requirement=first.requirement,
                        purchase_line_id=first.purchase_line_id,
                        lot=lot,
                        quantity=left,
                    )
                )
                first.quantity, taken = first.quantity - left, left
            covered.append(first)
            made.append(moves.reserved(lot, taken, of=first.requirement.job, by=by, at=at))
            left -= taken
    if covered:
        Peg.objects.bulk_update(covered, ["lot", "quantity"])
    if split:
        Peg.objects.bulk_create(split)
    still_open = {each.requirement.job_id for queue in waiting.values() for each in queue}
    return made, [job for pk, job in jobs.items() if pk not in still_open]
