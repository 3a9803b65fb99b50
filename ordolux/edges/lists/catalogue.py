"""Lists of the catalogue, its library, and the questions to the engineer."""

from django.db.models import BooleanField, Case, Exists, OuterRef, Q, QuerySet, Value, When

from ordolux.edges.lists.listing import Column, Filter, Kind, Listing, by_field, listing
from ordolux.foundation.actors import Actor, Role
from ordolux.foundation.catalogue.models import BillLine, Family, Part, PriceList, Product
from ordolux.foundation.library.models import DocumentState, ItemKind, ProductDocument
from ordolux.inquiries.customisation.models import Question, QuestionState, Verdict
from ordolux.rules.refusal import N_

ASKERS = frozenset({Role.SALES, Role.ENGINEER, Role.SUPPORT, Role.MANAGER})
PRICE_READERS = frozenset({Role.SALES, Role.MANAGER, Role.FINANCE, Role.ADMINISTRATOR})
YES_NO = (("yes", N_("yes")), ("no", N_("no")))


def _families(actor: Actor) -> list[tuple[str, str]]:
    return list(Family.objects.order_by("name_en").values_list("code", "name_en"))


def _yes_no(name: str, label: str, lookup: str) -> Filter:
    return Filter(name, label, YES_NO, lambda rows, value: rows.filter(**{lookup: value == "yes"}))


def _products(actor: Actor) -> QuerySet[Product]:
    found: QuerySet[Product] = Product.objects.visible_to(actor).select_related("family")
    return found.annotate(has_bill=Exists(BillLine.objects.filter(product=OuterRef("pk"))))


PRODUCTS = listing(
    Listing(
        name="products",
        title=N_("Products"),
        rows=_products,
        columns=(
            Column("number", N_("Number"), lambda p: p.number, sort="number"),
            Column("name_en", N_("Name"), lambda p: p.name_en, sort="name_en"),
            Column("name_zh", N_("Name in Chinese"), lambda p: p.name_zh, sort="name_zh", is_shown=False),
            Column("family", N_("Family"), lambda p: p.family.name_en, sort="family__name_en"),
            Column("revision", N_("Revision"), lambda p: p.revision, Kind.WHOLE, sort="revision"),
            Column(
                "minimum_order_pieces",
                N_("Smallest order"),
                lambda p: p.minimum_order_pieces,
                Kind.WHOLE,
                sort="minimum_order_pieces",
            ),
            Column(
                "pieces_per_carton",
                N_("Pieces in a carton"),
                lambda p: p.pieces_per_carton,
                Kind.WHOLE,
                sort="pieces_per_carton",
            ),
            Column("hs_code", N_("HS code"), lambda p: p.hs_code, is_shown=False),
            Column("has_bill", N_("Bill of materials"), lambda p: p.has_bill, Kind.YES_NO),
            Column("is_offered", N_("Offered"), lambda p: p.is_offered, Kind.YES_NO, sort="is_offered"),
        ),
        order=("number",),
        search=("number", "name_en", "name_zh"),
        filters=(
            Filter("family", N_("Family"), _families, lambda rows, value: rows.filter(family__code=value)),
            _yes_no("offered", N_("Offered"), "is_offered"),
            _yes_no("bill", N_("Bill of materials"), "has_bill"),
        ),
        views={"desk": "desk:product"},
        empty=N_("The catalogue is empty. Add a family first, then its products."),
    )
)

FAMILIES = listing(
    Listing(
        name="families",
        title=N_("Product families"),
        rows=lambda actor: Family.objects.visible_to(actor),
        columns=(
            Column("code", N_("Code"), lambda f: f.code, sort="code"),
            Column("name_en", N_("Name"), lambda f: f.name_en, sort="name_en"),
            Column("name_zh", N_("Name in Chinese"), lambda f: f.name_zh, sort="name_zh"),
        ),
        order=("code", "pk"),
        search=("code", "name_en", "name_zh"),
        views={"desk": "desk:family"},
        number=lambda family: str(family.code),
        empty=N_("A family says which parameters its products have. Add the first one."),
    )
)

PARTS = listing(
    Listing(
        name="parts",
        title=N_("Parts"),
        rows=lambda actor: Part.objects.visible_to(actor).select_related("supplier"),
        columns=(
            Column("number", N_("Number"), lambda p: p.number, sort="number"),
            Column("name_en", N_("Name"), lambda p: p.name_en, sort="name_en"),
            Column("name_zh", N_("Name in Chinese"), lambda p: p.name_zh, sort="name_zh", is_shown=False),
            Column("unit", N_("Unit"), lambda p: p.unit),
            Column("supplier", N_("Supplier"), lambda p: p.supplier.legal_name, sort="supplier__legal_name"),
            Column(
                "lead_time_workdays",
                N_("Lead time, working days"),
                lambda p: p.lead_time_workdays,
                Kind.WHOLE,
                sort="lead_time_workdays",
            ),
            Column("unit_cost", N_("Unit cost"), lambda p: p.unit_cost, Kind.MONEY, sort="unit_cost_amount"),
            Column(
                "minimum_order",
                N_("Smallest order"),
                lambda p: p.minimum_order,
                Kind.FIGURE,
                sort="minimum_order",
            ),
            Column(
                "safety_stock",
                N_("Safety stock"),
                lambda p: p.safety_stock,
                Kind.FIGURE,
                sort="safety_stock",
                is_shown=False,
            ),
            Column("certificate_scheme", N_("Certificate"), lambda p: p.certificate_scheme, is_shown=False),
            Column("is_critical", N_("Critical"), lambda p: p.is_critical, Kind.YES_NO, sort="is_critical"),
        ),
        order=("number",),
        search=("number", "name_en", "name_zh", "supplier__legal_name"),
        filters=(_yes_no("critical", N_("Critical"), "is_critical"),),
        roles=frozenset(
            {
                Role.ENGINEER,
                Role.SALES,
                Role.PURCHASING,
                Role.PLANNER,
                Role.INSPECTOR,
                Role.MANAGER,
                Role.ADMINISTRATOR,
            }
        ),
        views={"desk": "desk:part"},
        empty=N_("Parts are what we buy to make products. Add the first one."),
    )
)


def _price_lists(actor: Actor) -> QuerySet[PriceList]:
    found = PriceList.objects.visible_to(actor).select_related("product")
    return found.annotate(
        is_withdrawn=Case(
            When(withdrawn_at__isnull=False, then=Value(True)),
            default=Value(False),
            output_field=BooleanField(),
        )
    )


PRICE_LISTS = listing(
    Listing(
        name="price-lists",
        title=N_("Price lists"),
        rows=_price_lists,
        columns=(
            Column("number", N_("Number"), lambda p: p.number, sort="number"),
            Column("product", N_("Product"), lambda p: p.product.number, sort="product__number"),
            Column("valid_from", N_("Valid from"), lambda p: p.valid_from, Kind.DAY, sort="valid_from"),
            Column("made_at", N_("Made"), lambda p: p.made_at, Kind.MOMENT, sort="made_at"),
            Column("made_by", N_("By whom"), lambda p: p.made_by),
            Column("remark", N_("Remark"), lambda p: p.remark),
            Column("is_withdrawn", N_("Withdrawn"), lambda p: p.is_withdrawn, Kind.YES_NO),
        ),
        order=("-valid_from", "-pk"),
        search=("number", "product__number", "product__name_en", "remark"),
        filters=(_yes_no("withdrawn", N_("Withdrawn"), "is_withdrawn"),),
        roles=PRICE_READERS,
        views={"desk": "desk:price_list"},
        empty=N_("A product gets its first price list when it is added."),
    )
)

LIBRARY = listing(
    Listing(
        name="library",
        title=N_("Library"),
        rows=lambda actor: ProductDocument.objects.visible_to(actor).select_related("product", "family"),
        columns=(
            Column("number", N_("Number"), lambda d: d.number, sort="number"),
            Column("title_en", N_("Title"), lambda d: d.title_en, sort="title_en"),
            Column(
                "kind", N_("Kind"), lambda d: d.kind, Kind.CHOICE, sort="kind", labels=dict(ItemKind.choices)
            ),
            Column(
                "of",
                N_("Of"),
                lambda d: d.product.number if d.product else d.family.name_en if d.family else "",
            ),
            Column("valid_until", N_("Valid until"), lambda d: d.valid_until, Kind.DAY),
            Column("is_public", N_("Public"), lambda d: d.is_public, Kind.YES_NO, sort="is_public"),
            Column("state", N_("State"), lambda d: d.state, Kind.STATE, sort="state"),
        ),
        order=("-pk",),
        search=("number", "title_en", "title_zh", "product__number", "family__name_en"),
        filters=(
            by_field("kind", N_("Kind"), ItemKind.choices),
            by_field("state", N_("State"), DocumentState.choices),
            _yes_no("public", N_("Public"), "is_public"),
        ),
        views={"desk": "desk:library_item"},
        empty=N_("Manuals, videos, certificates, drawings and pictures are added on a product's page."),
    )
)

QUESTIONS = listing(
    Listing(
        name="questions",
        title=N_("Questions to the engineer"),
        rows=lambda actor: Question.objects.visible_to(actor).select_related(
            "inquiry", "deal__buyer", "product"
        ),
        columns=(
            Column("number", N_("Number"), lambda q: q.number, sort="number"),
            Column("text", N_("Question"), lambda q: q.text if len(q.text) < 120 else f"{q.text[:118]} …"),
            Column("inquiry", N_("Inquiry"), lambda q: q.inquiry.number, sort="inquiry__number"),
            Column("line", N_("Line"), lambda q: q.line or None, Kind.WHOLE),
            Column("customer", N_("Customer"), lambda q: str(q.deal.buyer or q.inquiry.company_name)),
            Column("answer_by", N_("Answer by"), lambda q: q.answer_by, Kind.MOMENT),
            Column("verdict", N_("Verdict"), lambda q: q.verdict, Kind.CHOICE, labels=dict(Verdict.choices)),
            Column("cost_effect", N_("Cost, per piece"), lambda q: q.cost_effect, Kind.MONEY),
            Column("days_effect", N_("Working days"), lambda q: q.days_effect, Kind.WHOLE),
            Column("state", N_("State"), lambda q: q.state, Kind.STATE, sort="state"),
        ),
        order=("-pk",),
        search=("number", "text", "answer", "inquiry__number", "inquiry__company_name"),
        filters=(
            by_field("state", N_("State"), QuestionState.choices),
            by_field("verdict", N_("Verdict"), Verdict.choices),
            Filter(
                "product",
                N_("Product"),
                YES_NO,
                lambda rows, value: rows.filter(Q(product__isnull=value == "no")),
            ),
        ),
        roles=ASKERS,
        views={"desk": "desk:question"},
        empty=N_("Sales asks on the page of an inquiry whether a line can be made."),
    )
)
