"""What the pieces of a shipping plan are worth: the agreed amounts of their lines, and their share of the charges."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

from ordolux.orders.agreement.models import Order, OrderLine
from ordolux.rules.money import Money, sum_of
from ordolux.rules.parts import LinePrice, PartAmounts, part_amounts
from ordolux.shipping.packing.models import CommercialInvoice
from ordolux.shipping.plan.models import PlanState, ShippingPlan


@dataclass(frozen=True, slots=True)
class Before:
    """What the invoices of the parts before a part state, and whether no other part comes after it."""

    invoices: Sequence[CommercialInvoice] = ()
    is_last: bool = True

    @property
    def pieces(self) -> dict[int, int]:
        """The pieces by position that are invoiced."""
        found: dict[int, int] = {}
        for invoice in self.invoices:
            for line in invoice.snapshot["lines"]:
                found[line["position"]] = found.get(line["position"], 0) + line["pieces"]
        return found

    def total(self, currency: str) -> Money:
        """What is invoiced."""
        return sum_of([invoice.total for invoice in self.invoices], currency)


def before(plan: ShippingPlan) -> Before:
    """What was invoiced before this plan is, or was: nothing where one plan carries all (else two statements)."""
    if not plan.is_part:
        return Before()
    invoices = list(
        CommercialInvoice.objects.filter(order_id=plan.order_id).order_by("pk").select_related("packing_list")
    )
    own = [invoice.pk for invoice in invoices if invoice.packing_list.plan_id == plan.pk]
    earlier = [invoice for invoice in invoices if not own or invoice.pk < own[0]]
    papered = {invoice.packing_list.plan_id for invoice in earlier}
    living = ShippingPlan.objects.filter(order_id=plan.order_id).exclude(state=PlanState.MERGED)
    others = living.exclude(pk=plan.pk).values_list("pk", flat=True)
    return Before(earlier, is_last=all(pk in papered for pk in others))


def amounts_of(
    order: Order, lines: Iterable[OrderLine], pieces: Mapping[int, int], done: Before
) -> PartAmounts:
    """What a part with so many pieces (by position) costs after what was invoiced before it; it needs no statement."""
    prices = {line.position: LinePrice(line.unit_price, line.amount, line.pieces) for line in lines}
    goods = sum_of([price.amount for price in prices.values()], order.total.currency)
    return part_amounts(
        prices, done.pieces, pieces, freight=order.freight, insurance=order.insurance,
        others=order.total - goods - order.freight - order.insurance, is_last=done.is_last,
    )  # fmt: skip
