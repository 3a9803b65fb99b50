"""What we ask of warranties and claims."""

from datetime import date

from django.db.models import Q, QuerySet

from ordolux.foundation.actors import Actor
from ordolux.foundation.deals.models import Deal
from ordolux.production.inspection.models import Batch
from ordolux.shipping.packing.models import PackedCartons
from ordolux.support.warranty.models import UNDECIDED, Claim, ClaimState, Warranty


def claims_visible_to(actor: Actor) -> QuerySet[Claim]:
    """The claims that ``actor`` may see, each with product, order and buyer, newest first."""
    return (
        Claim.objects.visible_to(actor)
        .select_related(
            "warranty__line__product",
            "warranty__order",
            "deal__buyer",
            "submitted_by",
            "decided_by",
            "replacement__deal",
        )
        .order_by("-pk")
    )


def warranties_visible_to(actor: Actor) -> QuerySet[Warranty]:
    """The warranties that ``actor`` may see, each with order and product, those that end first on top."""
    return (
        Warranty.objects.visible_to(actor)
        .select_related("order", "line__product", "deal")
        .order_by("ends_on", "pk")
    )


def running_warranties(actor: Actor, on: date) -> list[Warranty]:
    """What is under warranty on a day."""
    return list(warranties_visible_to(actor).filter(starts_on__lte=on, ends_on__gte=on)[:200])


def claim_replaced_by(deal: Deal) -> Claim | None:
    """The claim whose goods this deal replaces, while it waits for them."""
    return Claim.objects.filter(replacement__deal=deal, state=ClaimState.REPLACED).first()


def claims_to_decide(actor: Actor) -> QuerySet[Claim]:
    """The claims that wait for a decision: dangerous ones first, then those that wait longest."""
    return (
        claims_visible_to(actor).filter(state__in=UNDECIDED).order_by("-is_dangerous", "submitted_at", "pk")
    )


def replacements_running(actor: Actor) -> QuerySet[Claim]:
    """Approved claims whose goods have not come yet, oldest decision first."""
    waiting = (ClaimState.APPROVED, ClaimState.REPLACED)
    return claims_visible_to(actor).filter(state__in=waiting).order_by("decided_at", "pk")


def warranties_with_code(actor: Actor, code: str) -> list[Warranty]:
    """The warranties that a batch number, the number of a piece ("B-2026-0004-017"), an order, a shipment's papers or a
    product number lead to (two statements)."""
    words = code.strip().upper()[:60]
    if not words:
        return []
    batches = Batch.objects.filter(number__in=_batch_numbers(words)).values_list("job__line", flat=True)
    packed = PackedCartons.objects.filter(batch_number__in=_batch_numbers(words)).values_list(
        "order_line", flat=True
    )
    lines = {*batches, *packed}
    found = warranties_visible_to(actor)
    return list(
        found.filter(
            Q(line__in=lines) | Q(order__number__iexact=words) | Q(line__product__number__iexact=words)
            | Q(deal__number__iexact=words)
        )[:50]
    )  # fmt: skip


def _batch_numbers(words: str) -> list[str]:
    """The text itself, and what it says before its last parts: the number of a piece begins with that of its batch."""
    parts = words.split("-")
    return ["-".join(parts[:count]) for count in range(len(parts), 1, -1)]
