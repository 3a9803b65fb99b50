"""What follows for promotion: an ordered brochure is printed."""

from ordolux.foundation import clock, papers
from ordolux.foundation.actors import Actor
from ordolux.foundation.catalogue.models import Product
from ordolux.foundation.catalogue.queries import parameters_of
from ordolux.foundation.files import store_bytes
from ordolux.foundation.journal.models import Event
from ordolux.foundation.parties.models import Firm
from ordolux.support.promotion.deeds import file_brochure
from ordolux.support.promotion.models import Brochure, BrochureState
from ordolux.support.promotion.papers.paper import brochure_paper


def print_brochure(event: Event, key: str) -> None:
    """Print a brochure from the catalogue as it is now, and file it."""
    brochure = Brochure.objects.select_related("company").get(pk=event.subject_id)
    if brochure.state != BrochureState.ORDERED:
        return
    firm = Firm.objects.get()
    found = {
        p.number: p for p in Product.objects.filter(number__in=brochure.products).select_related("family")
    }
    products = [found[number] for number in brochure.products if number in found]
    parameters = parameters_of([product.family_id for product in products])
    paper = brochure_paper(brochure, products, parameters, firm)
    pdf = papers.render(paper.template, paper, language=brochure.language, timestamp=brochure.ordered_at)
    file_brochure.once(key)(
        brochure, pdf=store_bytes(pdf, "application/pdf"), by=Actor.system(), at=clock.now()
    )
