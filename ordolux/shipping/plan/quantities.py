"""Which pieces a shipping plan carries: of which order line, and of which batch once that is known."""

from collections.abc import Iterable, Mapping, Sequence

from django.db.models import Sum

from ordolux.orders.agreement.models import Order, OrderLine
from ordolux.production.inspection.models import Batch, BatchState
from ordolux.rules.parts import BatchLeft, Quantity, allocate, by_line
from ordolux.shipping.packing.models import PackedCartons
from ordolux.shipping.plan.models import PlannedLine, PlanState, ShippingPlan


def carried_by(plan: ShippingPlan) -> list[Quantity]:
    """What a plan carries (one statement)."""
    rows = PlannedLine.objects.filter(plan=plan).values_list("order_line_id", "pieces", "batch_id")
    return [Quantity(line, pieces, batch) for line, pieces, batch in rows]


def lines_of(order: Order) -> list[OrderLine]:
    """The lines of an order that no amendment removed, with their products (one statement)."""
    return list(OrderLine.objects.filter(order=order, pieces__gt=0).select_related("product"))


def are_finished(batches: Iterable[Batch]) -> bool:
    """Whether there are batches, and all of them passed everything."""
    found = list(batches)
    return bool(found) and all(batch.state == BatchState.FINISHED for batch in found)


def batches_left(batches: Iterable[Batch], plan: ShippingPlan | None = None) -> list[BatchLeft]:
    """What finished batches can give to ``plan``: all their good pieces, or, when it is a part of its order, those that no
    other part names or has packed (up to three statements more then)."""
    taken = _taken_by_others(plan) if plan is not None and plan.is_part else {}
    return [
        BatchLeft(batch.job.line_id, batch.pk, batch.good_pieces - taken.get(batch.pk, 0))
        for batch in batches
        if batch.state == BatchState.FINISHED and batch.good_pieces > taken.get(batch.pk, 0)
    ]


def whole_of(lines: Sequence[OrderLine], batches: Sequence[Batch]) -> list[Quantity]:
    """What one plan for all carries: the good pieces of the batches when all are finished, else what was ordered."""
    wanted = {line.pk: line.pieces for line in lines if line.pieces}
    if not are_finished(batches):
        return [Quantity(line, pieces) for line, pieces in wanted.items()]
    return named_or_all(wanted, batches_left(batches), batches)


def named_or_all(
    wanted: Mapping[int, int], left: Iterable[BatchLeft], batches: Sequence[Batch]
) -> list[Quantity]:
    """Wanted pieces (by line) with the batches that have them. Once all batches are finished no more will be made: what
    none of them has is left out then, as long as anything is there."""
    found = allocate(wanted, left)
    named = [each for each in found if each.batch is not None]
    return named if named and are_finished(batches) else found


def carry(plan: ShippingPlan, quantities: Iterable[Quantity]) -> None:
    """Write down what a new plan carries (one statement)."""
    PlannedLine.objects.bulk_create(
        PlannedLine(
            deal=plan.deal, plan=plan, order_line_id=each.line, batch_id=each.batch, pieces=each.pieces
        )
        for each in quantities
    )


def put_down(plan: ShippingPlan) -> None:
    """Take from a plan what it carries, so that it can be written down anew (one statement)."""
    PlannedLine.objects.filter(plan=plan).delete()


def living_parts(order_id: int) -> list[ShippingPlan]:
    """The plans that stand for goods of an order, in the order of their parts, each with its transport if there is one
    (one statement)."""
    return list(
        ShippingPlan.objects.filter(order_id=order_id).exclude(state=PlanState.MERGED)
        .select_related("shipment").order_by("part")
    )  # fmt: skip


def pieces_beside(plan: ShippingPlan) -> int:
    """How many pieces of the order the other parts carry (one statement)."""
    others = PlannedLine.objects.filter(plan__order_id=plan.order_id).exclude(plan_id=plan.pk)
    return others.aggregate(pieces=Sum("pieces"))["pieces"] or 0


def is_made(plan: ShippingPlan, batches: Sequence[Batch]) -> bool:
    """Whether what a part carries is finished: its pieces come from finished batches, or none of its lines is still
    being made."""
    carried = carried_by(plan)
    if all(each.batch is not None for each in carried):
        return bool(carried)
    wanted = by_line(carried)
    covered = allocate(wanted, batches_left(batches, plan))
    own = [batch for batch in batches if batch.job.line_id in wanted]
    return all(each.batch is not None for each in covered) or are_finished(own)


def _taken_by_others(plan: ShippingPlan) -> dict[int, int]:
    """Pieces by batch that other parts packed or, before that, named (up to three statements)."""
    packed = (
        PackedCartons.objects.filter(order_line__order_id=plan.order_id)
        .exclude(packing_list__plan_id=plan.pk)
        .values_list("batch_number")
        .annotate(pieces=Sum("pieces"))
        .order_by()
    )
    named = (
        PlannedLine.objects.filter(
            plan__order_id=plan.order_id, batch__isnull=False, plan__packing_list__isnull=True
        )
        .exclude(plan_id=plan.pk)
        .values_list("batch_id", "pieces")
    )
    taken: dict[int, int] = {}
    numbers = dict(packed)
    if numbers:
        keys = Batch.objects.filter(number__in=numbers).values_list("pk", "number")
        taken = {pk: numbers[number] for pk, number in keys}
    for batch, pieces in named:
        taken[batch] = taken.get(batch, 0) + pieces
    return taken
