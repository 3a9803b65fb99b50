"""An order in parts: a plan is divided into what travels now and what travels later, two drafts are joined again, and a part
for which nothing is left ends."""

from dataclasses import dataclass
from datetime import date, datetime, timedelta
from typing import Any

from django.db.models import Max

from ordolux.foundation.actors import Actor, Role
from ordolux.foundation.deeds import deed, record_event
from ordolux.foundation.numbers import next_number
from ordolux.foundation.parties.models import Firm
from ordolux.orders.agreement.deeds import note_delivered, note_shipped
from ordolux.orders.agreement.models import Order, OrderState
from ordolux.orders.documentary.queries import letter_of
from ordolux.production.inspection.models import Batch, BatchState
from ordolux.production.inspection.queries import batches_of_order
from ordolux.rules.parts import allocate, by_line, divide, division_findings
from ordolux.rules.refusal import N_, Refusal
from ordolux.rules.workdays import day_at
from ordolux.shipping.parts.next_step import expect_next_part
from ordolux.shipping.parts.queries import deliveries_beside, is_nothing_left
from ordolux.shipping.plan.content import (
    DAYS_FROM_READY_TO_DEPARTURE,
    carry_anew,
    draft_again,
    order_of,
    ready_day,
    tell_anew,
    transit_days,
)
from ordolux.shipping.plan.deeds import PlanAlreadyBinding, PlanJoined
from ordolux.shipping.plan.models import PlanState, ShippingPlan
from ordolux.shipping.plan.quantities import (
    batches_left,
    carried_by,
    carry,
    lines_of,
    living_parts,
    put_down,
)
from ordolux.shipping.transport.deeds import left_on


@dataclass(frozen=True, slots=True)
class TravelsNow:
    """So many pieces of the line with this position travel now."""

    position: int
    pieces: int


class DivisionImpossible(Refusal):
    """Both parts carry something, and no more than there is."""

    message = N_("{plan} cannot be divided like this. {reasons}")


class PartsForbidden(Refusal):
    """The bank pays for goods that leave at once only."""

    message = N_("The letter of credit {letter} forbids part shipments; {plan} cannot be divided.")


class NotJoinable(Refusal):
    """Only two drafts of one order are joined."""

    message = N_(
        "{plan} and {into} cannot be joined: both must be drafts of the same order. A plan that was sent becomes a draft "
        "when it is changed."
    )


class SomethingLeft(Refusal):
    """A part ends without goods only when none can be left for it."""

    message = N_(
        "{plan} cannot end: it is no drafted part, batches of the order are still being made, or pieces are left for it."
    )


@deed("plan.split", roles={Role.LOGISTICS})
def split_plan(
    plan: ShippingPlan, *, now: tuple[TravelsNow, ...], by: Actor, at: datetime, later_ready_on: date | None = None
) -> ShippingPlan:  # fmt: skip
    """Divide a plan that the customer has not confirmed: it keeps what travels now, and the rest travels by a new plan,
    which is returned. Each part is confirmed by the customer for itself, and by that he agrees that goods come in parts.

    The part that travels now takes finished batches as far as they go. When they cover it, its days move forward to
    tomorrow; those of the rest follow its production, or ``later_ready_on``.

    Raises PlanAlreadyBinding, PlanJoined, PartsForbidden, DivisionImpossible, PlaceCodeWrong, DatesImpossible.
    """
    if plan.is_confirmed:
        raise PlanAlreadyBinding(plan=plan)
    if plan.state == PlanState.MERGED:
        raise PlanJoined(plan=plan)
    order = order_of(plan)
    letter = letter_of(order)
    if letter is not None and not letter.partial_shipments:
        raise PartsForbidden(letter=letter.bank_number, plan=plan)
    lines, batches = lines_of(order), batches_of_order(order.pk)
    position = {line.pk: line.position for line in lines}
    planned = {position[line]: pieces for line, pieces in by_line(carried_by(plan)).items()}
    wanted: dict[int, int] = {}
    for each in now:
        wanted[each.position] = wanted.get(each.position, 0) + each.pieces
    findings = division_findings(planned, wanted)
    if findings:
        reasons = " ".join(finding.sentence() for finding in findings)
        raise DivisionImpossible(plan=plan, reasons=reasons, findings=findings)
    first, rest = divide(planned, wanted)
    key = {line.position: line.pk for line in lines}
    left = batches_left(batches, plan)
    of_first = allocate({key[p]: n for p, n in first.items()}, left)
    gone: dict[int | None, int] = {}
    for taken in of_first:
        gone[taken.batch] = gone.get(taken.batch, 0) + taken.pieces
    remaining = [type(b)(b.line, b.batch, b.pieces - gone.get(b.batch, 0)) for b in left]
    of_rest = allocate({key[p]: n for p, n in rest.items()}, remaining)

    last = ShippingPlan.objects.filter(order=order).aggregate(part=Max("part"))["part"]
    later = ShippingPlan(
        number=next_number("shipping_plan", at), deal=plan.deal, order=order, part=last + 1, is_part=True,
        drafted_at=at, content={**plan.content, "note": ""},
    )  # fmt: skip
    later.save(force_insert=True)
    plan.is_part = True
    put_down(plan)
    carry(plan, of_first)
    carry(later, of_rest)
    today = day_at(plan.content["seller"]["zone"], at)
    tell_anew(
        plan, order, lines, of_first, batches,
        _sooner(plan, today) if all(each.batch is not None for each in of_first) else {}, at=at,
    )  # fmt: skip
    tell_anew(
        later, order, lines, of_rest, batches,
        _days_of_rest(plan, order, batches, later_ready_on, at,
                      is_ready=all(each.batch is not None for each in of_rest)),
        at=at,
    )  # fmt: skip
    later.save(update_fields=["content", "sha256"])
    draft_again(plan, by=by, at=at)
    expect_next_part(plan)
    record_event(
        "shippingplan.split", plan, by=by, at=at, part=plan.part, pieces=plan.packing["pieces"], later=later.number,
        later_part=later.part, later_pieces=later.packing["pieces"],
    )  # fmt: skip
    record_event("shippingplan.drafted", later, by=by, at=at, version=1, sha256=later.sha256)
    return later


@deed("plan.join", roles={Role.LOGISTICS})
def join_plans(plan: ShippingPlan, *, into: ShippingPlan, by: Actor, at: datetime) -> ShippingPlan:
    """Let the pieces of a drafted part travel by another draft of the order, which is returned; the plan ends. When no
    other part is left, the one that remains is the plan for all again.

    Raises NotJoinable, PlaceCodeWrong, DatesImpossible.
    """
    into = ShippingPlan.objects.select_for_update().get(pk=into.pk)
    into.deal = plan.deal
    drafts = plan.state == into.state == PlanState.DRAFTED
    if plan.pk == into.pk or plan.order_id != into.order_id or not drafts:
        raise NotJoinable(plan=plan, into=into)
    order, batches = order_of(plan), batches_of_order(plan.order_id)
    together = by_line([*carried_by(into), *carried_by(plan)])
    put_down(plan)
    put_down(into)
    carry(into, allocate(together, []))
    plan.is_part = False
    plan.move_to(PlanState.MERGED, by=by, at=at, fields=("is_part",), into=into.number)
    into.is_part = len(living_parts(order.pk)) > 1
    later = {
        name: max(str(plan.content[name]), str(into.content[name]))
        for name in ("ready_on", "departs_on", "arrives_on")
    }
    carry_anew(into, order, batches, later, at=at)
    draft_again(into, by=by, at=at)
    expect_next_part(into)
    return into


@deed("plan.end", roles={Role.LOGISTICS})
def end_empty_part(plan: ShippingPlan, *, by: Actor, at: datetime) -> ShippingPlan:
    """End a drafted part for which nothing is left: all batches are finished, and what was good of them travels by other
    parts. When those have left, or come, the order has.

    Raises SomethingLeft.
    """
    order = order_of(plan)
    if not plan.is_part or plan.state != PlanState.DRAFTED or not is_nothing_left(plan):
        raise SomethingLeft(plan=plan)
    put_down(plan)
    plan.move_to(PlanState.MERGED, by=by, at=at, into="")
    others = living_parts(order.pk)
    expect_next_part(plan)
    if order.state == OrderState.RELEASED and all(part.state == PlanState.EXECUTED for part in others):
        note_shipped(order, on=max(left_on(part.shipment, at) for part in others), by=by, at=at)
    came = deliveries_beside(plan)
    if order.state == OrderState.SHIPPED and len(came) == len(others):
        zone = plan.content["consignee"]["zone"]
        note_delivered(order, on=day_at(zone, max(came)), by=by, at=at)
    return plan


def _sooner(plan: ShippingPlan, today: date) -> dict[str, Any]:
    """The days of a plan whose goods are there: tomorrow and what follows, unless they are sooner already."""
    days = (plan.ready_on - today).days - 1
    if days <= 0:
        return {}
    told = {"ready_on": plan.ready_on, "departs_on": plan.departs_on, "arrives_on": plan.arrives_on}
    return {name: day - timedelta(days=days) for name, day in told.items()}


def _days_of_rest(
    plan: ShippingPlan, order: Order, batches: list[Batch], told: date | None, at: datetime, *, is_ready: bool
) -> dict[str, Any]:
    """The days of what travels later: ready when it was told, with the first part when it is made, else when the schedule
    finishes the batches that are not."""
    ready = told or plan.ready_on
    if told is None and not is_ready:
        firm = Firm.objects.get()
        ends = [b.planned_end_at for b in batches if b.state != BatchState.FINISHED and b.planned_end_at]
        made = [day_at(firm.zone, end) + timedelta(days=1) for end in ends]
        ready = max([plan.ready_on, ready_day(order, batches, firm, at), *made])
    departs = ready + timedelta(days=DAYS_FROM_READY_TO_DEPARTURE)
    return {
        "ready_on": ready, "departs_on": departs, "arrives_on": departs + timedelta(days=transit_days(order)),
    }  # fmt: skip
