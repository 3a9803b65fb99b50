"""Letters about claims: the test report that is missing, and what was decided."""

from django.urls import reverse

from ordolux.edges.letters.orders import people_of
from ordolux.edges.letters.writing import enclose, write_letter
from ordolux.foundation import clock
from ordolux.foundation.actors import Role
from ordolux.foundation.correspondence.deeds import Enclosure
from ordolux.foundation.documents.queries import latest_document
from ordolux.foundation.journal.models import Event
from ordolux.support.promotion.models import Brochure, PromotionRequest, RequestState
from ordolux.support.warranty.models import Claim, ClaimState


def report_asked(event: Event, key: str) -> None:
    """Nothing is replaced without a fault test report; please send it."""
    claim = Claim.objects.select_related("deal", "submitted_by").get(pk=event.subject_id)
    write_letter(
        key,
        deal=claim.deal,
        to=[claim.submitted_by],
        letter="claim_report_asked",
        context={
            "claim": claim,
            "words": event.facts["words"],
            "address": reverse("portal:claim", args=[claim.number]),
        },
        at=clock.now(),
    )


def decision(event: Event, key: str) -> None:
    """The decision about a claim with its reasons."""
    claim = Claim.objects.select_related("deal", "submitted_by", "replacement__deal").get(pk=event.subject_id)
    paper = latest_document(claim, "claim_decision")
    write_letter(
        key,
        deal=claim.deal,
        to=people_of(claim.deal, Role.BUYER),
        letter="claim_decision",
        context={
            "claim": claim,
            "is_rejected": claim.state == ClaimState.REJECTED,
            "address": reverse("portal:claim", args=[claim.number]),
        },
        enclosures=[enclose(paper)] if paper else [],
        at=clock.now(),
    )


def promotion_answer(event: Event, key: str) -> None:
    """What was answered to a request for promotion."""
    record = PromotionRequest.objects.select_related("requested_by", "company").get(pk=event.subject_id)
    write_letter(
        key,
        deal=None,
        to=[record.requested_by],
        letter="promotion_answer",
        context={
            "record": record,
            "is_declined": record.state == RequestState.DECLINED,
            "address": reverse("portal:promotion_request", args=[record.number]),
        },
        at=clock.now(),
    )


def brochure(event: Event, key: str) -> None:
    """The brochure that a customer asked for is ready, with the file."""
    record = Brochure.objects.select_related("request__requested_by").get(pk=event.subject_id)
    if record.request is None or record.file_id is None:
        return
    write_letter(
        key,
        deal=None,
        to=[record.request.requested_by],
        letter="brochure_ready",
        context={
            "record": record,
            "address": reverse("portal:promotion_request", args=[record.request.number]),
        },
        enclosures=[Enclosure(name=f"{record.number}.pdf", sha256=str(record.file_id))],
        at=clock.now(),
    )
