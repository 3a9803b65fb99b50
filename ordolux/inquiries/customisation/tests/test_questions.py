"""Questions to the engineer: asked on a line, answered with verdict, cost and days, opened again, taken back."""

from decimal import Decimal
from typing import Any

import pytest
from django.db import IntegrityError, transaction

from ordolux.foundation.actors import Actor, Role
from ordolux.foundation.deeds import NotAllowedNow, NotPermitted
from ordolux.foundation.journal.models import Event
from ordolux.inquiries.customisation.deeds import (
    EffectMakesNoSense,
    LineUnknown,
    NothingAsked,
    VerdictUnknown,
    WordsMissing,
    answer_question,
    ask_engineer,
    reopen_question,
    withdraw_question,
)
from ordolux.inquiries.customisation.models import Question, QuestionState
from ordolux.inquiries.customisation.queries import open_questions, questions_of
from ordolux.inquiries.inquiry.models import Inquiry
from ordolux.inquiries.tests import house
from ordolux.rules.money import Money

HAN = Actor("Han Yu", frozenset({Role.ENGINEER}))
MEI = Actor("Mei Wen", frozenset({Role.SALES}))
AT = house.MONDAY


@pytest.fixture
def inquiry(db: None) -> Inquiry:
    """An inquiry with one line for a spot."""
    house.furnish()
    return house.opened()


def asked(inquiry: Inquiry, **more: Any) -> Question:
    said = {"line": 1, "text": "Can the housing be black?", **more}
    return ask_engineer(inquiry, by=MEI, at=AT, **said)


def test_a_question_carries_the_line_and_the_time_of_its_inquiry(inquiry: Inquiry) -> None:
    question = asked(inquiry)
    assert (question.product, question.pieces, question.answer_by) == (
        inquiry.lines.get().product, 300, inquiry.answer_by,
    )  # fmt: skip
    assert list(open_questions(HAN)) == [question]


def test_the_engineer_answers_with_the_effect_on_cost_and_time(inquiry: Inquiry) -> None:
    question = answer_question(
        asked(inquiry), verdict="with_change", answer="Black anodised, not painted", cost_effect=Money.of("0.35", "CNY"),
        days_effect=3, by=HAN, at=AT,
    )  # fmt: skip

    assert question.state == QuestionState.ANSWERED
    assert list(open_questions(HAN)) == []
    told = Event.objects.get(name="question.answered").facts
    assert (told["verdict"], told["cost"]["amount"], told["days"]) == ("with_change", "0.35", 3)
    assert [each.cost_effect for each in questions_of(inquiry.deal)] == [Money(Decimal("0.3500"), "CNY")]


def test_a_question_that_was_answered_can_be_opened_again_and_nothing_is_lost(inquiry: Inquiry) -> None:
    question = answer_question(asked(inquiry), verdict="feasible", by=HAN, at=AT)
    reopen_question(question, by=MEI, at=AT)
    assert list(open_questions(HAN)) == [question]
    answer_question(question, verdict="not_feasible", answer="No black in this alloy", by=HAN, at=AT)
    assert Event.objects.filter(name="question.answered").count() == 2
    with pytest.raises(NotAllowedNow):
        withdraw_question(question, by=MEI, at=AT)


def test_a_question_taken_back_is_not_shown(inquiry: Inquiry) -> None:
    withdraw_question(asked(inquiry), by=MEI, at=AT)
    assert questions_of(inquiry.deal) == []


@pytest.mark.parametrize(("said", "refusal"), [({"text": "  "}, NothingAsked), ({"line": 7}, LineUnknown)])
def test_a_question_about_nothing_is_refused(
    inquiry: Inquiry, said: dict[str, Any], refusal: type[Exception]
) -> None:
    with pytest.raises(refusal):
        asked(inquiry, **said)


@pytest.mark.parametrize(
    ("said", "refusal"),
    [
        ({"verdict": "maybe"}, VerdictUnknown),
        ({"verdict": "not_feasible"}, WordsMissing),
        ({"verdict": "with_change", "answer": " "}, WordsMissing),
        ({"verdict": "feasible", "days_effect": 9999}, EffectMakesNoSense),
    ],
)
def test_an_answer_that_says_too_little_is_refused(
    inquiry: Inquiry, said: dict[str, Any], refusal: type[Exception]
) -> None:
    question = asked(inquiry)
    with pytest.raises(refusal):
        answer_question(question, by=HAN, at=AT, **said)
    question.refresh_from_db()
    assert question.state == QuestionState.ASKED


def test_only_the_engineer_answers_and_customers_see_nothing(inquiry: Inquiry) -> None:
    question = asked(inquiry)
    with pytest.raises(NotPermitted):
        answer_question(question, verdict="feasible", by=MEI, at=AT)
    buyer = Actor("Anna", frozenset({Role.BUYER}), 1, 1)
    assert not Question.objects.visible_to(buyer).exists()


def test_the_database_holds_the_words_of_a_question(inquiry: Inquiry) -> None:
    question = asked(inquiry)
    with pytest.raises(IntegrityError), transaction.atomic():
        Question.objects.filter(pk=question.pk).update(text="another question")
