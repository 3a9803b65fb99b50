"""What we ask of warranties and claims."""

from datetime import date

from django.db.models import QuerySet

from ordolux.foundation.actors import Actor
from ordolux.foundation.deals.models import Deal
from ordolux.support.warranty.models import Claim, ClaimState, Warranty


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
