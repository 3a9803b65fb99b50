"""The front door: everybody is shown to his place."""

from django.http import HttpResponse
from django.shortcuts import redirect, render

from ordolux.edges.access import Request, public
from ordolux.foundation.catalogue.models import Product
from ordolux.foundation.parties.models import Firm


@public
def start(request: Request) -> HttpResponse:
    """Staff to today's work, customers to their home, visitors to what we make."""
    if request.actor.is_staff:
        return redirect("desk:today")
    if request.actor.is_customer:
        return redirect("portal:home")
    products = list(Product.objects.filter(is_offered=True).select_related("family").order_by("number")[:24])
    return render(request, "public/start.html", {"products": products, "firm": Firm.objects.first()})
