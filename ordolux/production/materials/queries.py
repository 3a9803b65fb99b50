"""What we ask about material: what jobs miss, which offers stand, what comes late, whose certificates end."""

from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import date, timedelta
from typing import Any

from django.db.models import Count, Min, Q, QuerySet, Sum
from django.db.models.functions import Coalesce

from ordolux.foundation.actors import Actor
from ordolux.foundation.catalogue.models import Part
from ordolux.foundation.parties.models import Supplier, SupplierCertificate
from ordolux.production.materials.models import Offer, Purchase, PurchaseLine, PurchaseState
from ordolux.rules.money import Money

WARN_DAYS = 60

WAITING = Q(pegs__lot__isnull=True)


@dataclass(frozen=True, slots=True)
class Shortage:
    """A purchase for which jobs wait: its lines with what is missing, when it is needed and when it comes."""

    purchase: Purchase
    lines: Sequence[PurchaseLine]
    need_on: date

    @property
    def comes_on(self) -> date:
        """The day on which it comes, as far as it is known."""
        return self.purchase.comes_on

    @property
    def is_late(self) -> bool:
        """Whether it comes after it is needed."""
        return self.comes_on > self.need_on


def short_lines(actor: Actor) -> QuerySet[Any]:
    """The lines of open purchases for which jobs wait, each with ``wanted`` (what they miss), ``need_on`` and
    ``job_count``."""
    return (
        PurchaseLine.objects.visible_to(actor)
        .filter(purchase__state__in=[PurchaseState.DRAFTED, PurchaseState.ORDERED])
        .annotate(
            wanted=Sum("pegs__quantity", filter=WAITING),
            need_on=Min("pegs__requirement__need_on", filter=WAITING),
            job_count=Count("pegs__requirement__job", filter=WAITING, distinct=True),
        )
        .filter(wanted__gt=0)
        .select_related("part", "purchase", "purchase__supplier", "purchase__order", "purchase__deal__buyer")
    )


def shortages(actor: Actor, *, most: int = 20) -> list[Shortage]:
    """What jobs miss, by purchase, what is needed first before all (one statement)."""
    by_purchase: dict[int, list[Any]] = defaultdict(list)
    for line in short_lines(actor).order_by("need_on", "purchase_id", "position")[: most * 12]:
        by_purchase[line.purchase_id].append(line)
    found = [
        Shortage(lines[0].purchase, tuple(lines), min(line.need_on for line in lines))
        for lines in by_purchase.values()
    ]
    return sorted(found, key=lambda each: (each.need_on, each.purchase.pk))[:most]


def late_purchases(actor: Actor, on: date) -> QuerySet[Purchase]:
    """Ordered purchases that should have come before this day, the longest first."""
    return (
        Purchase.objects.visible_to(actor)
        .filter(state=PurchaseState.ORDERED)
        .annotate(expected=Coalesce("expected_on", "due_on"))
        .filter(expected__lt=on)
        .select_related("supplier", "order")
        .order_by("expected", "id")
    )


@dataclass(frozen=True, slots=True)
class OfferSeen:
    """A standing offer beside the others: whether it is the best, and what speaks against it."""

    offer: Offer
    is_best: bool
    can_be_ordered: bool
    against: tuple[str, ...] = field(default=())


def offers_of(purchases: Sequence[Purchase], on: date) -> dict[int, list[OfferSeen]]:
    """The standing offers for these purchases by purchase, the best first (three statements however many).

    Best is the lowest total in the currency of the draft among those that still hold, whose supplier is not retired and
    has a valid certificate for every part that asks for one; of equal ones the earlier.
    """
    found: dict[int, list[Offer]] = defaultdict(list)
    for offer in (
        Offer.objects.filter(purchase__in=list(purchases), replaced_at=None)
        .select_related("supplier")
        .order_by("total_amount", "due_on", "id")
    ):
        found[offer.purchase_id].append(offer)
    schemes: dict[int, set[str]] = defaultdict(set)
    for purchase_id, scheme in PurchaseLine.objects.filter(purchase__in=list(purchases)).values_list(
        "purchase_id", "part__certificate_scheme"
    ):
        schemes[purchase_id].add(scheme)
    held: dict[int, dict[str, date]] = defaultdict(dict)
    for each in SupplierCertificate.objects.filter(
        supplier_id__in={o.supplier_id for offers in found.values() for o in offers}
    ):
        for scheme in (each.scheme, ""):
            last = held[each.supplier_id].get(scheme)
            held[each.supplier_id][scheme] = max(last or each.valid_until, each.valid_until)
    seen: dict[int, list[OfferSeen]] = {}
    for purchase in purchases:
        rows: list[OfferSeen] = []
        best = False
        for offer in found.get(purchase.pk, ()):
            against = _against(offer, purchase, schemes[purchase.pk], held[offer.supplier_id], on)
            usable = not set(against) & {"lapsed", "retired", "certificate"}
            is_best = usable and not best and "currency" not in against
            best = best or is_best
            rows.append(OfferSeen(offer, is_best, usable, against))
        seen[purchase.pk] = sorted(rows, key=lambda row: (not row.is_best, not row.can_be_ordered))
    return seen


def suppliers_to_ask(purchase: Purchase) -> tuple[list[Supplier], set[int]]:
    """Every supplier who can be asked for an offer, and those whom it makes sense to ask: the parts' usual one, whoever
    offered or delivered one of them, and whoever holds a certificate that they ask for."""
    lines = list(purchase.lines.select_related("part"))
    parts = [line.part_id for line in lines]
    schemes = {line.part.certificate_scheme for line in lines if line.part.certificate_scheme}
    everybody = list(Supplier.objects.filter(retired_at=None).order_by("legal_name", "id"))
    known = set(Part.objects.filter(pk__in=parts).values_list("supplier_id", flat=True))
    known |= set(
        PurchaseLine.objects.filter(part_id__in=parts).values_list("purchase__supplier_id", flat=True)
    )
    known |= set(SupplierCertificate.objects.filter(scheme__in=schemes).values_list("supplier_id", flat=True))
    known |= set(
        Offer.objects.filter(purchase__lines__part_id__in=parts).values_list("supplier_id", flat=True)
    )
    return everybody, known


def certificates_ending(actor: Actor, on: date, *, days: int = WARN_DAYS) -> list[SupplierCertificate]:
    """The newest certificate of each scheme of each supplier that we still buy from, where it has ended or ends within
    ``days``; the one that ends first before all (one statement)."""
    newest = (
        SupplierCertificate.objects.visible_to(actor)
        .filter(supplier__retired_at=None)
        .order_by("supplier_id", "scheme", "-valid_until", "-id")
        .distinct("supplier_id", "scheme")
        .select_related("supplier")
    )
    soon = [each for each in newest if each.valid_until <= on + timedelta(days=days)]
    return sorted(soon, key=lambda each: (each.valid_until, each.pk))


def saved_by(offer: Offer, purchase: Purchase) -> Money | None:
    """How much less than the draft an offer costs; nothing to say between two currencies."""
    if offer.total.currency != purchase.total.currency:
        return None
    return purchase.total - offer.total


def _against(
    offer: Offer, purchase: Purchase, schemes: set[str], held: dict[str, date], on: date
) -> tuple[str, ...]:
    said = []
    if offer.valid_until < on:
        said.append("lapsed")
    if offer.supplier.retired_at is not None:
        said.append("retired")
    wanted = [scheme for scheme in schemes if scheme in held or scheme]
    if any(scheme in held and held[scheme] < on for scheme in wanted):
        said.append("certificate")
    elif any(scheme not in held for scheme in wanted):
        said.append("no_certificate")
    if offer.total.currency != purchase.total.currency:
        said.append("currency")
    if offer.due_on > purchase.due_on:
        said.append("later")
    return tuple(said)
