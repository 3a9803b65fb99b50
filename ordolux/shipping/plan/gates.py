"""What must be so before goods move: the customer's word, passed inspections, and what the payment term asks for."""

from datetime import date, datetime

from django.utils.translation import gettext

from ordolux.orders.agreement.models import Order
from ordolux.orders.payment.queries import gates
from ordolux.production.job.queries import is_production_finished
from ordolux.rules.refusal import N_, Refusal
from ordolux.rules.terms import Fact, Gate, GateAnswer
from ordolux.shipping.plan.models import ShippingPlan


class PlanNotConfirmed(Refusal):
    """Nothing ships without the customer's confirmation."""

    message = N_("{plan} is not confirmed by the customer; nothing ships without it.")


class GateClosed(Refusal):
    """Money, inspection or papers are missing."""

    message = N_("{order} may not go on yet. {reasons}")


def answer_of(
    order: Order, which: Gate, ships_on: date | None = None, at: datetime | None = None
) -> GateAnswer:
    """Whether a gate of the order is open with what production knows, and what is missing (two statements)."""
    told = frozenset({Fact.INSPECTION_PASSED}) if is_production_finished(order.pk) else frozenset[Fact]()
    return gates(order, told=told, ships_on=ships_on, at=at)[which]


def check_gate(plan: ShippingPlan, order: Order, which: Gate, at: datetime) -> None:
    """Pass when the customer confirmed the plan and the gate is open. Raises PlanNotConfirmed, GateClosed."""
    if not plan.is_confirmed:
        raise PlanNotConfirmed(plan=plan)
    answer = answer_of(order, which, plan.departs_on, at)
    if not answer.is_open:
        reasons = " ".join(finding.sentence(gettext(finding.message)) for finding in answer.missing)
        raise GateClosed(order=order, reasons=reasons, findings=answer.missing)
