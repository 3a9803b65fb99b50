"""The products of the house for everybody: by family and parameters, each with picture, data, datasheet and documents.

Prices are not told here; they depend on quantity, terms and place, and come with the quotation.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any
from urllib.parse import urlencode

from django.db.models import Q, QuerySet
from django.db.models.fields.json import KeyTextTransform
from django.http import Http404, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext, ngettext

from ordolux.edges.access import Request, public
from ordolux.edges.public.open_pages import (
    canonical,
    languages_of,
    lasting,
    linked_data,
    open_page,
    site,
)
from ordolux.edges.ui.countries import in_chinese
from ordolux.edges.ui.errors import error_page
from ordolux.edges.ui.files import document_file, download
from ordolux.edges.ui.pages import page_by_key
from ordolux.foundation.catalogue.models import Family, Parameter, Product
from ordolux.foundation.catalogue.queries import Facet, facets_of, parameters_of
from ordolux.foundation.files import read_bytes
from ordolux.foundation.library.datasheet import shown_value
from ordolux.foundation.library.deeds import ask_for_datasheet
from ordolux.foundation.library.models import ItemKind, ProductDocument
from ordolux.foundation.library.queries import datasheet_in_force, documents_of, pictures_of
from ordolux.foundation.parties.models import Firm
from ordolux.rules.lamp_picture import lamp_svg

PAGE = 24
LONGEST_WORDS = 80
MOST_SITEMAP = 20_000
A_DAY_S = 24 * 3600
SHORT_CODES = ("power_w", "flux_lm", "cct_k", "cap", "beam_deg")
FILMS = frozenset({"video/mp4", "video/webm"})
SHOWN_PICTURES = {"image/jpeg", "image/png", "image/webp"}


@dataclass(frozen=True, slots=True)
class Tile:
    """One product in a list: its name, what matters most of it, and its picture."""

    product: Product
    name: str
    url: str
    picture: str
    facts: str


@dataclass(frozen=True, slots=True)
class Choosing:
    """One filter of the list by a parameter: its word, the values that are there, and the one chosen."""

    code: str
    label: str
    unit: str
    values: list[tuple[str, str, int]]
    chosen: str


@public
@open_page
def products(request: Request) -> HttpResponse:
    """All products that we offer: by family, by their parameters, by words."""
    families = list(Family.objects.filter(products__is_offered=True).distinct().order_by("name_en"))
    family = next((each for each in families if each.code == request.GET.get("family", "")), None)
    words = request.GET.get("q", "").strip()[:LONGEST_WORDS]
    found: QuerySet[Product] = Product.objects.filter(is_offered=True).select_related("family")
    choosings: list[Choosing] = []
    if family is not None:
        found = found.filter(family=family)
        for facet in facets_of(family):
            choosing = _choosing(facet, request.GET.get(facet.parameter.code, ""))
            choosings.append(choosing)
            if choosing.chosen:
                code = facet.parameter.code
                found = found.alias(**{f"has_{code}": KeyTextTransform(code, "values")}).filter(
                    **{f"has_{code}": choosing.chosen}
                )
    if words:
        found = found.filter(
            Q(number__icontains=words) | Q(name_en__icontains=words) | Q(name_zh__icontains=words)
            | Q(summary_en__icontains=words) | Q(summary_zh__icontains=words)
        )  # fmt: skip
    page = page_by_key(found, ("number",), request.GET, size=PAGE)
    path = reverse("public:products")
    narrow = {"family": family.code} if family else {}
    title = gettext("Products") if family is None else _named(family)
    return render(request, "public/products.html", {
        "here_in": "products", "families": [(each, _named(each), each == family) for each in families],
        "family": family, "title": title, "choosings": choosings, "words": words, "page": page,
        "tiles": tiles(page.rows), "is_narrowed": bool(words or any(each.chosen for each in choosings)),
        "canonical": canonical(path) if not narrow else site(f"{path}?{urlencode(narrow)}"),
        "languages_of_page": languages_of(path) if not narrow else [],
        "is_indexed": not words and "after" not in request.GET and not any(each.chosen for each in choosings),
    })  # fmt: skip


@public
@open_page
def product(request: Request, number: str) -> HttpResponse:
    """One product: what it looks like, its data, its papers, and the way to a quotation."""
    found = _offered(number)
    parameters = parameters_of([found.family_id])[found.family_id]
    documents = list(documents_of(found).select_related("file"))
    pictures = [
        item for item in documents if item.kind == ItemKind.PICTURE and item.is_public and item.file_id
    ]
    firm = Firm.objects.first()
    like = Product.objects.filter(family_id=found.family_id, is_offered=True).exclude(pk=found.pk)
    language = "zh" if in_chinese() else "en"
    name = _named(found)
    path = reverse("public:product", args=[found.number])
    rows = data_rows(found, parameters)
    summary = found.summary_zh if in_chinese() else found.summary_en
    picture = (
        reverse("public:product_file", args=[found.number, pictures[0].number])
        if pictures
        else reverse("public:product_picture", args=[found.number])
    )
    return render(request, "public/product.html", {
        "here_in": "products", "product": found, "name": name, "family_name": _named(found.family), "summary": summary,
        "rows": rows, "picture": picture, "is_drawn": not pictures,
        "pictures": [(item, reverse("public:product_file", args=[found.number, item.number])) for item in pictures[1:6]],
        "documents": [_shown(found, item) for item in documents if item.kind != ItemKind.PICTURE],
        "films": [
            (item, reverse("public:product_file", args=[found.number, item.number])) for item in documents
            if item.kind == ItemKind.VIDEO and item.is_public and item.file and item.file.media_type in FILMS
        ],
        "packing": packing_rows(found), "similar": tiles(list(like.select_related("family").order_by("number")[:4])),
        "ask_url": f"{reverse('public:inquiry')}?{urlencode({'product': found.number})}",
        "sample_url": f"{reverse('portal:new_sample')}?{urlencode({'product': found.number})}",
        "datasheet_url": f"{reverse('public:product_datasheet', args=[found.number])}?{urlencode({'in': language})}",
        "canonical": canonical(path), "languages_of_page": languages_of(path), "is_indexed": True,
        "picture_address": site(picture), "firm": firm,
        "data": linked_data({
            "@type": "Product", "name": name, "sku": found.number, "mpn": found.number, "category": _named(found.family),
            "description": summary or name, "image": site(picture), "url": canonical(path),
            "brand": {"@type": "Brand", "name": firm.legal_name if firm else ""},
            "manufacturer": {"@type": "Organization", "name": firm.legal_name if firm else ""},
            "additionalProperty": [
                {"@type": "PropertyValue", "name": label, "value": value, **({"unitText": unit} if unit else {})}
                for label, value, unit in rows
            ],
        }),
    })  # fmt: skip


@public
def picture(request: Request, number: str) -> HttpResponse:
    """The drawn picture of a product, made from its parameters."""
    found = _offered(number)
    drawn = lamp_svg(found.values, title=found.name_en)
    response = HttpResponse(drawn, content_type="image/svg+xml; charset=utf-8")
    response["Content-Security-Policy"] = "default-src 'none'; sandbox"
    return lasting(response, f"{found.pk}-{found.revision}", seconds=3600)


@public
def file(request: Request, number: str, item: str) -> HttpResponse:
    """A public document or picture of a product, as it was given to the library."""
    found = _offered(number)
    document = ProductDocument.objects.open_to_all().filter(number=item).select_related("file").first()
    if document is None or document.file is None or not _is_of(document, found):
        raise Http404
    kind = document.file.media_type
    if kind in SHOWN_PICTURES | FILMS:
        response = HttpResponse(read_bytes(document.file.sha256), content_type=kind)
        response["Content-Security-Policy"] = "default-src 'none'; sandbox"
    else:
        ending = {"application/pdf": ".pdf"}.get(kind, "")
        name = f"{found.number} {document.title_zh if in_chinese() else document.title_en}{ending}"
        response = download(document.file.sha256, name, kind, show=True)
    return lasting(response, document.file.sha256[:32], seconds=A_DAY_S)


@public
@open_page
def datasheet(request: Request, number: str) -> HttpResponse:
    """The datasheet as it is stored; one that is not printed yet is printed by a job while the page waits."""
    found = _offered(number)
    language = request.GET.get("in", "zh" if in_chinese() else "en")
    if language not in ("en", "zh"):
        raise Http404
    paper = datasheet_in_force(found, language)
    if paper is not None:
        return lasting(document_file(paper), str(paper.file_id)[:32], seconds=3600)
    if Firm.objects.first() is None:
        return error_page(request, 404)
    key = f"datasheet:{found.pk}:{found.version}:{language}"
    ask_for_datasheet.once(key)(found, language=language, by=request.actor, at=request.at)
    response = render(request, "public/datasheet_waits.html", {
        "here_in": "products", "product": found, "name": _named(found), "again": request.get_full_path(),
    }, status=202)  # fmt: skip
    response["Retry-After"] = "3"
    return response


@public
def sitemap(request: Request) -> HttpResponse:
    """All pages that search engines shall know."""
    paths = [
        reverse("public:start"),
        reverse("public:products"),
        reverse("public:inquiry"),
        reverse("public:verify"),
    ]
    families = (
        Family.objects.filter(products__is_offered=True)
        .distinct()
        .order_by("code")
        .values_list("code", flat=True)
    )
    paths += [f"{reverse('public:products')}?{urlencode({'family': code})}" for code in families]
    numbers = Product.objects.filter(is_offered=True).order_by("number").values_list("number", flat=True)
    paths += [reverse("public:product", args=[each]) for each in numbers[:MOST_SITEMAP]]
    return lasting(
        render(request, "public/sitemap.xml", {"addresses": [site(path) for path in paths]}, content_type="application/xml"),
        f"{len(paths)}", seconds=3600,
    )  # fmt: skip


@public
def robots(request: Request) -> HttpResponse:
    """What programs that read the web may open."""
    closed = (
        "/desk/",
        "/portal/",
        "/account/",
        "/api/",
        "/live/",
        "/track/",
        "/quotation/",
        "/postbox",
        "/look/",
    )
    lines = [
        "User-agent: *",
        *(f"Disallow: {path}" for path in closed),
        f"Sitemap: {site('/sitemap.xml')}",
        "",
    ]
    return lasting(
        HttpResponse("\n".join(lines), content_type="text/plain; charset=utf-8"), "robots", seconds=A_DAY_S
    )


def tiles(rows: Sequence[Product]) -> list[Tile]:
    """Products as a list shows them, with their pictures, in one statement more."""
    pictures = pictures_of([row.pk for row in rows])
    shown = []
    for row in rows:
        picture = pictures.get(row.pk)
        facts = [
            f"{shown_value(row.values[code], 'zh' if in_chinese() else 'en')}{UNITS.get(code, '')}"
            for code in SHORT_CODES if row.values.get(code) not in (None, "")
        ]  # fmt: skip
        shown.append(
            Tile(
                row, _named(row), reverse("public:product", args=[row.number]),
                reverse("public:product_file", args=[row.number, picture]) if picture
                else reverse("public:product_picture", args=[row.number]), " · ".join(facts),
            )
        )  # fmt: skip
    return shown


UNITS = {"power_w": " W", "flux_lm": " lm", "cct_k": " K", "beam_deg": "°"}


def data_rows(found: Product, parameters: list[Parameter]) -> list[tuple[str, str, str]]:
    """The parameters of a product in the order of its family: word, value, unit."""
    language = "zh" if in_chinese() else "en"
    return [
        (
            parameter.label_zh if language == "zh" else parameter.label_en,
            shown_value(found.values[parameter.code], language),
            parameter.unit,
        )
        for parameter in parameters
        if found.values.get(parameter.code) not in (None, "")
    ]


def packing_rows(found: Product) -> list[tuple[str, str]]:
    """How a product is packed, in words."""
    gross = found.net_weight_kg * found.pieces_per_carton + found.carton_tare_kg
    volume = found.carton_length_mm * found.carton_width_mm * found.carton_height_mm / 1e9
    return [
        (gettext("Pieces in a carton"), f"{found.pieces_per_carton:,}"),
        (
            gettext("Carton"),
            f"{found.carton_length_mm} × {found.carton_width_mm} × {found.carton_height_mm} mm, {volume:.3f} m³",
        ),
        (gettext("Gross weight of a carton"), f"{gross:,.1f} kg"),
        (
            gettext("Smallest order"),
            ngettext("{pieces} piece", "{pieces} pieces", found.minimum_order_pieces).format(
                pieces=f"{found.minimum_order_pieces:,}"
            ),
        ),
        (gettext("Warranty"), gettext("{months} months").format(months=found.warranty_months)),
        (gettext("HS code, proposed"), found.hs_code),
    ]


def _offered(number: str) -> Product:
    found = Product.objects.filter(number=number, is_offered=True).select_related("family").first()
    if found is None:
        raise Http404
    return found


def _named(record: Product | Family) -> str:
    return record.name_zh if in_chinese() else record.name_en


def _choosing(facet: Facet, asked: str) -> Choosing:
    parameter = facet.parameter
    language = "zh" if in_chinese() else "en"
    values = [(value, shown_value(value, language), count) for value, count in facet.values]
    return Choosing(
        parameter.code, parameter.label_zh if in_chinese() else parameter.label_en, parameter.unit, values,
        asked if asked in {value for value, _, _ in values} else "",
    )  # fmt: skip


def _is_of(document: ProductDocument, found: Product) -> bool:
    return document.product_id == found.pk or (
        document.product_id is None and document.family_id == found.family_id
    )


def _shown(found: Product, item: ProductDocument) -> dict[str, Any]:
    """A document of the page: open, elsewhere, or on request."""
    url = ""
    if item.is_public:
        url = item.address or reverse("public:product_file", args=[found.number, item.number])
    return {
        "item": item, "title": item.title_zh if in_chinese() else item.title_en, "url": url,
        "is_elsewhere": bool(item.is_public and item.address), "kind": item.get_kind_display(),
        "ask_url": f"{reverse('public:inquiry')}?{urlencode({'product': found.number, 'document': item.number})}",
    }  # fmt: skip
