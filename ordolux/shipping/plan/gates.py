"""What must be so before goods move: the customer's word, passed inspections, and what the payment term asks for."""

from datetime import datetime

from django.utils.translation import gettext

from ordolux.orders.agreement.models import Order, OrderLine
from ordolux.orders.payment.queries import gates
from ordolux.production.inspection.queries import batches_of_order
from ordolux.production.job.queries import is_production_finished
from ordolux.rules.money import Money
from ordolux.rules.parts import by_line, due_up_to
from ordolux.rules.refusal import N_, Refusal
from ordolux.rules.terms import Fact, Gate, GateAnswer
from ordolux.shipping.packing.amounts import Before, amounts_of, before
from ordolux.shipping.packing.models import CommercialInvoice
from ordolux.shipping.plan.models import ShippingPlan
from ordolux.shipping.plan.quantities import carried_by, is_made


class PlanNotConfirmed(Refusal):
    """Nothing ships without the customer's confirmation."""

    message = N_("{plan} is not confirmed by the customer; nothing ships without it.")


class GateClosed(Refusal):
    """Money, inspection or papers are missing."""

    message = N_("{order} may not go on yet. {reasons}")


def answer_of(plan: ShippingPlan, order: Order, which: Gate, at: datetime | None = None) -> GateAnswer:
    """Whether a gate is open for the goods of a plan with what production knows, and what is missing (two statements;
    some more for a part of an order).

    A part asks whether its own pieces are inspected, and where the term wants the balance before shipment, for the share
    of it that its goods and those that left before are worth.
    """
    if not plan.is_part:
        told = frozenset({Fact.INSPECTION_PASSED}) if is_production_finished(order.pk) else frozenset[Fact]()
        return gates(order, told=told, ships_on=plan.departs_on, at=at)[which]
    batches = batches_of_order(order.pk)
    told = frozenset({Fact.INSPECTION_PASSED}) if is_made(plan, batches) else frozenset()
    done = before(plan)
    so_far = done.total(order.total.currency) + worth_of(plan, order, done)
    return gates(
        order, told=told, ships_on=plan.departs_on, at=at,
        share=lambda due: due_up_to(due, so_far, order.total, is_last=done.is_last),
    )[which]  # fmt: skip


def worth_of(plan: ShippingPlan, order: Order, done: Before | None = None) -> Money:
    """What the goods of a plan cost: what its invoice states, or before that what it will state as things are (two
    statements, two more without ``done``)."""
    invoice = CommercialInvoice.objects.filter(packing_list__plan=plan).first()
    if invoice is not None:
        return invoice.total
    lines = list(OrderLine.objects.filter(order=order, pieces__gt=0))
    position = {line.pk: line.position for line in lines}
    pieces = {position[line]: n for line, n in by_line(carried_by(plan)).items()}
    return amounts_of(order, lines, pieces, done or before(plan)).total


def check_gate(plan: ShippingPlan, order: Order, which: Gate, at: datetime) -> None:
    """Pass when the customer confirmed the plan and the gate is open. Raises PlanNotConfirmed, GateClosed."""
    if not plan.is_confirmed:
        raise PlanNotConfirmed(plan=plan)
    answer = answer_of(plan, order, which, at)
    if not answer.is_open:
        reasons = " ".join(finding.sentence(gettext(finding.message)) for finding in answer.missing)
        raise GateClosed(order=order, reasons=reasons, findings=answer.missing)
