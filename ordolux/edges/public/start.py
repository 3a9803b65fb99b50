"""The front door: everybody is shown to his place."""

from django.db.models import Window
from django.db.models.functions import RowNumber
from django.http import HttpResponse
from django.shortcuts import redirect, render

from ordolux.edges.access import Request, public
from ordolux.edges.public.open_pages import canonical, languages_of, linked_data, open_page, site
from ordolux.edges.public.products import tiles
from ordolux.edges.ui.countries import in_chinese
from ordolux.foundation.catalogue.models import Family, Product
from ordolux.foundation.parties.models import Firm

MOST = 12


@public
@open_page
def start(request: Request) -> HttpResponse:
    """Staff to today's work, customers to their home, visitors to what we make."""
    if request.actor.is_staff:
        return redirect("desk:today")
    if request.actor.is_customer:
        return redirect("portal:home")
    # the first of each family, then the second of each: a visitor sees all that we make, not twelve bulbs
    turn = Window(RowNumber(), partition_by="family_id", order_by="number")
    products = list(
        Product.objects.filter(is_offered=True)
        .alias(turn=turn)
        .select_related("family")
        .order_by("turn", "number")[:MOST]
    )
    families = Family.objects.filter(products__is_offered=True).distinct().order_by("name_en")
    firm = Firm.objects.first()
    told = {
        "@type": "Organization", "name": firm.legal_name, "url": site("/"), "email": firm.email,
        "telephone": firm.phone, "address": firm.address,
    } if firm else None  # fmt: skip
    return render(request, "public/start.html", {
        "tiles": tiles(products), "firm": firm, "canonical": canonical("/"), "languages_of_page": languages_of("/"),
        "is_indexed": True, "data": linked_data(told) if told else "",
        "families": [(each.code, each.name_zh if in_chinese() else each.name_en) for each in families],
    })  # fmt: skip
