"""What we ask about questions to the engineer."""

from django.db.models import F, QuerySet

from ordolux.foundation.actors import Actor
from ordolux.foundation.deals.models import Deal
from ordolux.inquiries.customisation.models import Question, QuestionState


def open_questions(actor: Actor) -> QuerySet[Question]:
    """The questions that wait for an answer, most urgent first."""
    found: QuerySet[Question] = Question.objects.visible_to(actor).filter(state=QuestionState.ASKED)
    return found.select_related("inquiry", "deal__buyer", "product__family").order_by(
        F("answer_by").asc(nulls_last=True), "id"
    )


def questions_of(deal: Deal) -> list[Question]:
    """All questions on one piece of business, newest first, without those that were taken back."""
    found = Question.objects.filter(deal=deal).exclude(state=QuestionState.WITHDRAWN)
    return list(found.select_related("inquiry", "product").order_by("-id")[:50])
