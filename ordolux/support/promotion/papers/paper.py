"""A brochure as its paper states it: products of the catalogue in a customer's name and language."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import ClassVar

from ordolux.foundation.catalogue.models import Parameter, Product
from ordolux.foundation.library.datasheet import shown_value
from ordolux.foundation.papers import contracts as c
from ordolux.foundation.parties.models import Firm
from ordolux.inquiries.quotation.papers.paper import verify_of
from ordolux.orders.proforma.papers.paper import speaker
from ordolux.rules.lamp_picture import lamp_svg
from ordolux.rules.workdays import day_at
from ordolux.support.promotion.models import Brochure

FIRST = ("power_w", "flux_lm", "cct_k", "cri", "beam_deg", "voltage_v", "dimming", "cap", "chip", "life_h")
MOST_ROWS = 8


@dataclass(frozen=True, slots=True, kw_only=True)
class ProductShown:
    """One product of a brochure."""

    name: str
    model: str
    summary: str
    picture_svg: str
    rows: tuple[c.Fact, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class BrochurePaper(c.Paper):
    """A brochure: whose it is, its products, whom to ask."""

    template: ClassVar[str] = "support/promotion/papers/brochure.typ"
    title: str
    company: str
    contact: str
    lead: str
    made_by: str
    products: tuple[ProductShown, ...]


def brochure_paper(
    brochure: Brochure, products: Sequence[Product], parameters: Mapping[int, Sequence[Parameter]], firm: Firm
) -> BrochurePaper:
    """Everything that a brochure prints; it comes with its company, the products with their families."""
    say = speaker(brochure.language)
    zh = brochure.language.startswith("zh")
    return BrochurePaper(
        number=brochure.number, version=1, issued_on=day_at(firm.zone, brochure.ordered_at),
        seller=c.Party(name=brochure.company.legal_name, address=brochure.company.address),
        verify=verify_of(""), title=brochure.title, company=brochure.company.legal_name,
        contact=brochure.contact or brochure.company.address,
        lead=say(f"{len(products)} products", f"{len(products)} 款产品"),
        made_by=say(f"Made by {firm.legal_name}", f"制造商：{firm.legal_name_zh or firm.legal_name}"),
        products=tuple(
            ProductShown(
                name=product.name_zh if zh else product.name_en, model=product.number,
                summary=product.summary_zh if zh else product.summary_en,
                picture_svg=lamp_svg(product.values, title=product.number),
                rows=_rows(product, parameters.get(product.family_id, ()), brochure.language),
            )
            for product in products
        ),
    )  # fmt: skip


def _rows(product: Product, parameters: Sequence[Parameter], language: str) -> tuple[c.Fact, ...]:
    zh = language.startswith("zh")
    known = [p for p in parameters if product.values.get(p.code) not in (None, "")]
    known.sort(key=lambda p: FIRST.index(p.code) if p.code in FIRST else len(FIRST))
    return tuple(
        c.Fact(
            label=p.label_zh if zh else p.label_en,
            text=f"{shown_value(product.values[p.code], language)} {p.unit}".strip(),
        )
        for p in known[:MOST_ROWS]
    )
