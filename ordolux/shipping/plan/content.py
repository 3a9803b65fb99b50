"""What a shipping plan says: its content, hashed as canonical JSON, made from its order, what it carries and what was told."""

from collections.abc import Mapping, Sequence
from datetime import date, datetime, timedelta
from typing import Any

from ordolux.foundation.actors import Actor, Role
from ordolux.foundation.deeds import record_event
from ordolux.foundation.deeds.events import plain
from ordolux.foundation.parties.models import Company, Firm, Person
from ordolux.inquiries.quotation.models import Quotation
from ordolux.orders.agreement.deeds import hash_of
from ordolux.orders.agreement.models import Order, OrderLine
from ordolux.production.inspection.models import Batch
from ordolux.rules.money import Money
from ordolux.rules.parts import Quantity, by_line
from ordolux.rules.refusal import N_, Refusal
from ordolux.rules.workdays import day_at
from ordolux.shipping.packing.amounts import amounts_of, before
from ordolux.shipping.packing.cartons import pack_pieces, packing_data
from ordolux.shipping.plan.insurance import insurance_offer
from ordolux.shipping.plan.models import PlanState, ShippingPlan
from ordolux.shipping.plan.ports import is_place_code
from ordolux.shipping.plan.quantities import (
    are_finished,
    batches_left,
    carried_by,
    carry,
    lines_of,
    named_or_all,
    pieces_beside,
    put_down,
    whole_of,
)

DAYS_FROM_READY_TO_DEPARTURE = 4
USUAL_TRANSIT_DAYS = {
    "sea_lcl": 38,
    "sea_fcl": 34,
    "air": 5,
    "courier": 4,
    "rail_lcl": 22,
    "rail_fcl": 20,
    "truck": 18,
}


class PlaceCodeWrong(Refusal):
    """A place is no UN/LOCODE."""

    message = N_("“{code}” is no UN/LOCODE: two letters for the country and three for the place, like DEHAM.")


class DatesImpossible(Refusal):
    """The goods cannot arrive before they leave."""

    message = N_("The goods cannot arrive on {arrives_on} when they leave on {departs_on}.")


VERSION_COLUMNS = ("plan_version", "content", "sha256", "is_part")


def order_of(plan: ShippingPlan) -> Order:
    """The order of a plan, in the deal that is locked (one statement)."""
    order = Order.objects.get(pk=plan.order_id)
    order.deal = plan.deal
    return order


def tell(plan: ShippingPlan, head: Mapping[str, Any], packing: Mapping[str, Any]) -> None:
    """Make the content of a plan from what was told and how it is packed.

    Raises PlaceCodeWrong, DatesImpossible.
    """
    told: dict[str, Any] = plain(
        {**head, "plan": plan.number, "version": plan.plan_version, "packing": packing}
    )
    check_route(told)
    told["marks"] = _marks(told)
    plan.content, plan.sha256 = told, hash_of(told)


def carry_anew(
    plan: ShippingPlan, order: Order, batches: Sequence[Batch], head: Mapping[str, Any], *, at: datetime
) -> None:
    """Compute anew what a plan carries from what is finished now, and tell it: a part what it carried before, one plan for
    all what is ordered. ``head`` is what changes of the rest; a plan that was sent becomes its next version."""
    lines = lines_of(order)
    if plan.is_part:
        wanted = by_line(carried_by(plan))
        put_down(plan)
        carried = named_or_all(wanted, batches_left(batches, plan), batches)
    else:
        put_down(plan)
        carried = whole_of(lines, batches)
    carry(plan, carried)
    tell_anew(plan, order, lines, carried, batches, head, at=at)


def tell_anew(
    plan: ShippingPlan, order: Order, lines: Sequence[OrderLine], carried: Sequence[Quantity],
    batches: Sequence[Batch], head: Mapping[str, Any], *, at: datetime,
) -> None:  # fmt: skip
    """Tell what a plan carries, as its next version when it was sent; for a part what it has of its own (its share of the
    insurance offered, the pieces that travel by other plans)."""
    if plan.state != PlanState.DRAFTED:
        plan.plan_version += 1
    told = {**plan.content, **head}
    if plan.is_part:
        told |= _of_a_part(plan, order, lines, carried, at)
    elif told.pop("part", None):
        told |= _of_all(order, at)
        told.pop("other_pieces", None)
    tell(plan, told, packing_data(pack_pieces(lines, carried, batches), order.mode))


def draft_again(plan: ShippingPlan, *, by: Actor, at: datetime) -> None:
    """Keep a plan that was told anew: a draft as it is now, any other as the draft of its next version."""
    plan.deal.expect(Role.LOGISTICS, "plan.send")
    if plan.state == PlanState.DRAFTED:
        plan.changed(*VERSION_COLUMNS)
        record_event(
            "shippingplan.revised", plan, by=by, at=at, version=plan.plan_version, sha256=plan.sha256
        )
        return
    plan.change_wanted = ""
    plan.move_to(
        PlanState.DRAFTED, by=by, at=at, fields=(*VERSION_COLUMNS, "change_wanted"), version=plan.plan_version
    )


def _of_a_part(
    plan: ShippingPlan, order: Order, lines: Sequence[OrderLine], carried: Sequence[Quantity], at: datetime
) -> dict[str, Any]:
    position = {line.pk: line.position for line in lines}
    pieces = {position[line]: n for line, n in by_line(carried).items()}
    worth = amounts_of(order, lines, pieces, before(plan)).total
    nothing = Money.zero(order.total.currency)  # its share of freight and insurance is told by its invoice
    return {
        "part": plan.part, "other_pieces": pieces_beside(plan), "freight": nothing, "insurance": nothing,
        "insurance_offer": _offer(order, worth, at),
    }  # fmt: skip


def _of_all(order: Order, at: datetime) -> dict[str, Any]:
    return {
        "freight": order.freight, "insurance": order.insurance, "insurance_offer": _offer(order, order.total, at),
    }  # fmt: skip


def _offer(order: Order, worth: Money, at: datetime) -> dict[str, Any]:
    if order.is_insured or order.is_free:
        return {}
    return insurance_offer(Quotation.objects.get(pk=order.quotation_id), worth, at)


def check_route(content: dict[str, Any], *, is_complete: bool = False) -> None:
    """Pass when places and days make sense; a place may be open until the plan is sent (``is_complete``).

    Raises PlaceCodeWrong, DatesImpossible.
    """
    for code in (content["loading"], content["destination"]):
        if not is_place_code(code) and (code or is_complete):
            raise PlaceCodeWrong(code=code)
    if not content["ready_on"] <= content["departs_on"] <= content["arrives_on"]:
        raise DatesImpossible(arrives_on=content["arrives_on"], departs_on=content["departs_on"])


def _marks(content: dict[str, Any]) -> Sequence[str]:
    short = content["consignee"]["name"].split()[0].upper()
    return [
        short,
        content["order"],
        content["destination"],
        *([f"PART {content['part']}"] if content.get("part") else []),
        f"C/NO. 1-{content['packing']['cartons']}",
        "MADE IN CHINA",
    ]


def ready_day(order: Order, batches: list[Batch], firm: Firm, at: datetime) -> date:
    """The day on which the goods are or will be packed: never before today."""
    today = day_at(firm.zone, at)
    planned = order.plan.get("handed_over_on", "")
    if planned and not are_finished(batches):
        return max(today, date.fromisoformat(planned))
    return today + timedelta(days=1)


def transit_days(order: Order) -> int:
    """How long the goods travel: as the accepted delivery plan says, else as is usual for the way."""
    steps = order.plan.get("steps", [])
    if order.plan.get("handed_over_on") and steps:
        handed_over, end = (date.fromisoformat(order.plan[name]) for name in ("handed_over_on", "ends_on"))
        if end > handed_over:
            return (end - handed_over).days
    return USUAL_TRANSIT_DAYS.get(order.mode, 30)


def seller_told(firm: Firm) -> dict[str, str]:
    """Our side as a plan states it."""
    return {
        "name": firm.legal_name,
        "name_zh": firm.legal_name_zh,
        "address": firm.address,
        "email": firm.email,
        "phone": firm.phone,
        "tax_number": firm.tax_number,
        "zone": firm.zone,
    }


def consignee_told(buyer: Company, contact: Person | None) -> dict[str, str]:
    """The customer as a plan states him."""
    return {
        "name": buyer.legal_name,
        "address": buyer.address,
        "country": buyer.country,
        "tax_number": buyer.tax_number,
        "contact": contact.name if contact else "",
        "email": contact.email if contact else "",
        "zone": buyer.zone,
        "language": buyer.language,
    }
