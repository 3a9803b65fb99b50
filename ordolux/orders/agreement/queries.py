"""What we ask about orders."""

from ordolux.foundation.deals.models import Deal
from ordolux.orders.agreement.models import Order


def orders_of(deal: Deal) -> list[Order]:
    """The orders of a deal, oldest first."""
    return list(Order.objects.filter(deal=deal).order_by("id"))


def order_with_all(number: str) -> Order:
    """An order with its lines, products and instalments, in a constant number of statements."""
    return (
        Order.objects.select_related("deal", "deal__buyer", "quotation", "quotation__contact")
        .prefetch_related("lines__product", "instalments", "agreements")
        .get(number=number)
    )
