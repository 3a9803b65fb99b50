"""Records by words: two statements over everything that a person may see.

The first asks what words name directly: business by number, title and customer, companies, people, products, parts,
suppliers. The second asks the papers of the business: by their own numbers, and those of the business found first.
"""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import Any

from django.db.models import CharField, F, Model, Q, QuerySet, Value
from django.db.models.functions import Cast
from django.utils.translation import gettext

from ordolux.edges.search.places import address
from ordolux.edges.ui.states import state_word
from ordolux.foundation.actors import Actor
from ordolux.foundation.catalogue.models import Part, Product
from ordolux.foundation.correspondence.models import Message
from ordolux.foundation.deals.models import Deal, Stage
from ordolux.foundation.documents.models import Document
from ordolux.foundation.parties.models import Company, Person, Supplier
from ordolux.foundation.search import any_holds, words_of
from ordolux.inquiries.models import Inquiry, Quotation
from ordolux.orders.models import (
    Amendment,
    BankStatement,
    GoldenSample,
    LetterOfCredit,
    Order,
    Proforma,
    SampleOrder,
)
from ordolux.production.models import Batch, Job, Purchase
from ordolux.rules.refusal import N_
from ordolux.shipping.models import CommercialInvoice, PackingList, Shipment, ShippingPlan
from ordolux.support.models import Claim

MOST_OF_A_KIND = 5
MOST_DEALS = 10


@dataclass(frozen=True, slots=True)
class Kind:
    """One kind of record: its word, the fields in which words are looked for, what is shown, and its pages by side.

    ``at`` names the field that its page's address takes; ``wider`` are fields of related rows, looked into apart,
    so that each statement can use its index.
    """

    model: type[Model]
    word: str
    fields: tuple[str, ...]
    title: str
    note: str = ""
    state: str = ""
    at: str = "number"
    number: str = "number"
    wider: tuple[str, ...] = ()
    desk: tuple[str, ...] = ()
    portal: tuple[str, ...] = ()
    narrow: Callable[[QuerySet[Any], Actor], QuerySet[Any]] | None = None
    icon: str = "orders"
    name: str = ""

    @property
    def ident(self) -> str:
        """The key of this kind: its model's label, unless a model has several kinds."""
        return self.name or self.model._meta.label_lower

    def pages(self, actor: Actor) -> tuple[str, ...]:
        """The pages of a record on the side of ``actor``."""
        return self.desk if actor.is_staff else self.portal


def _titles(rows: QuerySet[Any], actor: Actor) -> QuerySet[Any]:
    return rows.exclude(subject="") if actor.is_staff else rows.none()


def _contacts(rows: QuerySet[Any], actor: Actor) -> QuerySet[Any]:
    return rows.filter(company__isnull=False)


def _colleagues(rows: QuerySet[Any], actor: Actor) -> QuerySet[Any]:
    return rows.filter(company__isnull=True)


NAMED: tuple[Kind, ...] = (
    Kind(Deal, N_("Business"), ("number", "title"), "title", "buyer__legal_name", "stage",
         wider=("buyer__legal_name",), desk=("desk:order",), portal=("portal:order",)),
    Kind(Company, N_("Customer"), ("number", "legal_name"), "legal_name", "country", icon="company",
         desk=("desk:customer", "desk:company")),
    Kind(Person, N_("Person"), ("name", "email"), "name", "company__legal_name", number="email", icon="person",
         at="email", desk=("desk:contact",), narrow=_contacts),
    Kind(Person, N_("Colleague"), ("name", "email"), "name", "title", number="email", icon="person", at="email",
         desk=("desk:person",), narrow=_colleagues, name="colleague"),
    Kind(Product, N_("Product"), ("number", "name_en", "name_zh"), "name_en", icon="lamp",
         desk=("desk:product", "public:product"), portal=("public:product",)),
    Kind(Part, N_("Part"), ("number", "name_en", "name_zh"), "name_en", "supplier__legal_name", icon="box",
         desk=("desk:part",)),
    Kind(Supplier, N_("Supplier"), ("number", "legal_name"), "legal_name", "country", icon="truck",
         desk=("desk:supplier",)),
)  # fmt: skip
PAPERS: tuple[Kind, ...] = (
    Kind(Inquiry, N_("Inquiry"), ("number", "contact_name", "contact_address"), "deal__title",
         "deal__buyer__legal_name", "state", desk=("desk:inquiry",), icon="inbox"),
    Kind(Quotation, N_("Quotation"), ("number",), "deal__title", "deal__buyer__legal_name", "state",
         desk=("desk:quotation",), portal=("portal:quotation",), icon="quotation"),
    Kind(Order, N_("Order"), ("number",), "deal__title", "deal__buyer__legal_name", "state", at="deal__number",
         desk=("desk:order",), portal=("portal:order",)),
    Kind(Proforma, N_("Proforma invoice"), ("number",), "deal__title", "deal__buyer__legal_name", "state",
         desk=("desk:proforma",), portal=("portal:proforma",), icon="pen"),
    Kind(Amendment, N_("Amendment"), ("number",), "deal__title", "deal__buyer__legal_name", "state",
         desk=("desk:amendment",), portal=("portal:amendment",), icon="pen"),
    Kind(LetterOfCredit, N_("Letter of credit"), ("number", "bank_number"), "bank", "deal__buyer__legal_name", "state",
         desk=("desk:letter_of_credit",), icon="money"),
    Kind(Job, N_("Job"), ("number",), "deal__title", "product__number", "state", at="deal__number",
         desk=("desk:order",), icon="production"),
    Kind(Batch, N_("Batch"), ("number",), "deal__title", "deal__buyer__legal_name", "state",
         desk=("desk:batch",), portal=("portal:batch",), icon="quality"),
    Kind(Purchase, N_("Purchase"), ("number",), "deal__title", "supplier__legal_name", "state",
         desk=("desk:purchase",), icon="box"),
    Kind(ShippingPlan, N_("Shipping plan"), ("number",), "deal__title", "deal__buyer__legal_name", "state",
         desk=("desk:shipping_plan",), portal=("portal:shipping_plan",), icon="ship"),
    Kind(Shipment, N_("Shipment"), ("number", "container", "voyage", "vessel"), "vessel", "deal__buyer__legal_name",
         "state", desk=("desk:shipment",), portal=("portal:delivery",), icon="ship"),
    Kind(PackingList, N_("Packing list"), ("number",), "deal__title", "deal__buyer__legal_name", at="deal__number",
         desk=("desk:order",), portal=("portal:order",), icon="documents"),
    Kind(CommercialInvoice, N_("Commercial invoice"), ("number",), "deal__title", "deal__buyer__legal_name",
         at="deal__number", desk=("desk:order",), portal=("portal:order",), icon="documents"),
    Kind(Claim, N_("Claim"), ("number",), "deal__title", "deal__buyer__legal_name", "state",
         desk=("desk:claim",), portal=("portal:claim",), icon="support"),
    Kind(SampleOrder, N_("Samples"), ("number", "tracking_number"), "deal__title", "deal__buyer__legal_name", "state",
         desk=("desk:sample",), portal=("portal:sample",), icon="box"),
    Kind(GoldenSample, N_("Golden sample"), ("number", "seal_number"), "seal_number", "line__product__number", "state",
         desk=("desk:golden_sample",), icon="lock"),
    Kind(Document, N_("Document"), ("number",), "kind", "deal__title",
         desk=("desk:document",), portal=("portal:document",), icon="file"),
    Kind(Message, N_("Message"), ("number", "subject"), "subject", "deal__buyer__legal_name", at="deal__number",
         desk=("desk:order",), narrow=_titles, icon="mail"),
    Kind(BankStatement, N_("Bank statement"), ("number",), "number", state="state",
         desk=("desk:statement",), icon="bank"),
)  # fmt: skip
KINDS = {kind.ident: kind for kind in (*NAMED, *PAPERS)}


@dataclass(frozen=True, slots=True)
class Hit:
    """One record that fits: its kind, number, title, a word about it, and its address."""

    kind: str
    number: str
    title: str
    note: str
    state: str
    url: str
    icon: str
    is_exact: bool = False


def find_records(text: str, actor: Actor) -> list[Hit]:
    """What fits ``text`` among everything that ``actor`` may see, exact numbers first; in two statements."""
    words = words_of(text)
    if not words or not (actor.is_staff or actor.is_customer):
        return []
    named = _ask([part for kind in NAMED for part in _named(kind, words, actor)])
    deals = [row["hit_id"] for row in named if row["hit_kind"] == Deal._meta.label_lower][:MOST_DEALS]
    papers = _ask([part for kind in PAPERS if (part := _papers(kind, words, deals, actor)) is not None])
    hits, told = [], set()
    for row in (*named, *papers):
        hit = _hit(row, text, actor)
        if hit is not None and (hit.kind, hit.number) not in told:
            told.add((hit.kind, hit.number))
            hits.append(hit)
    return sorted(hits, key=lambda hit: not hit.is_exact)


def _named(kind: Kind, words: Sequence[str], actor: Actor) -> list[QuerySet[Any]]:
    if not _is_reachable(kind, actor):
        return []
    rows = _visible(kind, actor)
    parts = [_shown(kind, rows.filter(*(any_holds(kind.fields, word) for word in words)))]
    if kind.wider:
        wide = rows.filter(*(any_holds((*kind.fields, *kind.wider), word) for word in words))
        some = Q()
        for word in words:
            some |= any_holds(kind.wider, word)
        parts.append(_shown(kind, wide.filter(some)))
    return parts


def _papers(kind: Kind, words: Sequence[str], deals: Sequence[int], actor: Actor) -> QuerySet[Any] | None:
    if not _is_reachable(kind, actor):
        return None
    own = Q()
    for word in words:
        own &= any_holds(kind.fields, word)
    if deals and any(field.name == "deal" for field in kind.model._meta.concrete_fields):
        own |= Q(deal_id__in=list(deals))
    return _shown(kind, _visible(kind, actor).filter(own))


def _visible(kind: Kind, actor: Actor) -> QuerySet[Any]:
    rows: QuerySet[Any] = kind.model.objects.visible_to(actor)  # type: ignore[attr-defined]  # every record of ours
    return kind.narrow(rows, actor) if kind.narrow else rows


def _is_reachable(kind: Kind, actor: Actor) -> bool:
    return bool(address(kind.pages(actor), actor, "1"))


def _shown(kind: Kind, rows: QuerySet[Any]) -> QuerySet[Any]:
    def told(name: str) -> Any:
        return Cast(F(name), CharField()) if name else Value("", CharField())

    shown: QuerySet[Any] = rows.order_by("-pk").annotate(
        hit_kind=Value(kind.ident, CharField()), hit_id=F("pk"), hit_number=told(kind.number),
        hit_at=told(kind.at), hit_title=told(kind.title), hit_note=told(kind.note), hit_state=told(kind.state),
    ).values("hit_kind", "hit_id", "hit_number", "hit_at", "hit_title", "hit_note", "hit_state")[:MOST_OF_A_KIND]  # fmt: skip
    return shown


def _ask(parts: list[QuerySet[Any]]) -> list[dict[str, Any]]:
    if not parts:
        return []
    first, *more = parts
    return list(first.union(*more, all=True) if more else first)


def _hit(row: dict[str, Any], text: str, actor: Actor) -> Hit | None:
    kind = KINDS[row["hit_kind"]]
    url = address(kind.pages(actor), actor, row["hit_at"]) if row["hit_at"] else ""
    if not url:
        return None
    title = row["hit_title"] or ""
    return Hit(
        kind=gettext(kind.word), number=row["hit_number"], title="" if title == row["hit_number"] else title,
        note=row["hit_note"] or "", state=_state(kind, row["hit_state"]), url=url,
        icon=kind.icon, is_exact=row["hit_number"].lower() == text.strip().lower(),
    )  # fmt: skip


def _state(kind: Kind, state: str) -> str:
    if kind.model is Deal:
        return gettext(str(Stage(state).label))
    return state_word(state) if state else ""
