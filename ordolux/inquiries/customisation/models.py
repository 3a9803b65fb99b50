"""Questions to the engineer about a line of an inquiry, and his verdicts."""

from django.db import models
from django.db.models import Q

from ordolux.foundation.deeds import Stateful
from ordolux.foundation.fields import MoneyField
from ordolux.foundation.guards import FrozenOnce
from ordolux.foundation.records import StaffRecords
from ordolux.foundation.search import words_index
from ordolux.rules.refusal import N_


class QuestionState(models.TextChoices):
    """Asked by sales; answered by the engineer; or taken back before an answer."""

    ASKED = "asked", N_("Asked")
    ANSWERED = "answered", N_("Answered")
    WITHDRAWN = "withdrawn", N_("Withdrawn")


class Verdict(models.TextChoices):
    """What the engineer says."""

    FEASIBLE = "feasible", N_("Feasible as asked")
    WITH_CHANGE = "with_change", N_("Feasible with a change")
    NOT_FEASIBLE = "not_feasible", N_("Not feasible")


class Question(Stateful):
    """Whether what a customer asks for can be made. ``cost_effect`` is per piece and never shown to customers;
    ``days_effect`` counts working days beside the usual production."""

    MOVES = {
        QuestionState.ASKED: {QuestionState.ANSWERED, QuestionState.WITHDRAWN},
        QuestionState.ANSWERED: {QuestionState.ASKED},
    }

    number = models.CharField(max_length=30, unique=True)
    deal = models.ForeignKey("foundation.Deal", on_delete=models.PROTECT, related_name="questions")
    inquiry = models.ForeignKey("inquiries.Inquiry", on_delete=models.PROTECT, related_name="feasibility")
    line = models.PositiveSmallIntegerField(default=0)
    product = models.ForeignKey("foundation.Product", null=True, on_delete=models.PROTECT, related_name="+")
    pieces = models.PositiveIntegerField(null=True)
    state = models.CharField(max_length=20, choices=QuestionState.choices, default=QuestionState.ASKED)
    text = models.TextField()
    asked_by = models.CharField(max_length=120)
    asked_at = models.DateTimeField()
    answer_by = models.DateTimeField(null=True)
    verdict = models.CharField(max_length=20, choices=Verdict.choices, default="", blank=True)
    answer = models.TextField(default="", blank=True)
    cost_effect = MoneyField(null=True)
    days_effect = models.SmallIntegerField(null=True)
    answered_by = models.CharField(max_length=120, default="", blank=True)
    answered_at = models.DateTimeField(null=True)

    objects = StaffRecords.as_manager()
    guards = (FrozenOnce(columns=("number", "deal_id", "inquiry_id", "line", "text", "asked_at")),)

    class Meta:
        constraints = [
            models.CheckConstraint(
                condition=~Q(state="answered") | ~Q(verdict=""), name="an_answered_question_has_a_verdict"
            )
        ]
        indexes = [
            words_index("number", "text", "answer", name="question_words"),
            models.Index(fields=["state", "answer_by", "id"], name="question_by_time_left"),
            models.Index(fields=["deal"], name="question_by_deal"),
        ]

    def __str__(self) -> str:
        return self.number
