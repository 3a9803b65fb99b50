"""What we ask of promotion."""

from ordolux.foundation.actors import Actor
from ordolux.support.promotion.models import Fair, FairState, PromotionRequest, RequestState


def requests_to_answer(actor: Actor) -> list[PromotionRequest]:
    """What waits for an answer: what is wanted soonest first."""
    found = PromotionRequest.objects.visible_to(actor).filter(state=RequestState.REQUESTED)
    return list(found.select_related("company", "requested_by").order_by("wanted_by", "pk")[:30])


def requests_to_fulfil(actor: Actor) -> list[PromotionRequest]:
    """What was approved and is not done yet."""
    found = PromotionRequest.objects.visible_to(actor).filter(state=RequestState.APPROVED)
    return list(found.select_related("company").order_by("wanted_by", "pk")[:30])


def fairs_ahead(actor: Actor) -> list[Fair]:
    """The fairs that come, and those of which we do not know yet what they brought."""
    found = Fair.objects.visible_to(actor).filter(state=FairState.PLANNED)
    return list(found.select_related("company").order_by("starts_on", "pk")[:30])
