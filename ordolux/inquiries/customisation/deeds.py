"""What can happen to a question to the engineer: it is asked, answered, opened again, taken back."""

from datetime import datetime

from ordolux.foundation.actors import Actor, Role
from ordolux.foundation.deeds import deed, record_event
from ordolux.foundation.numbers import next_number
from ordolux.inquiries.customisation.models import Question, QuestionState, Verdict
from ordolux.inquiries.inquiry.models import Inquiry
from ordolux.rules.money import Money
from ordolux.rules.refusal import N_, Refusal

MOST_DAYS = 365


class NothingAsked(Refusal):
    """A question without words."""

    message = N_("Write what the engineer shall look at.")


class LineUnknown(Refusal):
    """The inquiry has no such line."""

    message = N_("{inquiry} has no line {line}.")


class VerdictUnknown(Refusal):
    """Not one of the three answers."""

    message = N_("Answer: feasible, feasible with a change, or not feasible.")


class WordsMissing(Refusal):
    """A change or a refusal without its words."""

    message = N_("Say what has to change, or why it cannot be made.")


class EffectMakesNoSense(Refusal):
    """An effect on time that nobody means."""

    message = N_("The effect on time is between −{most} and {most} working days.")


@deed("question.ask", roles={Role.SALES, Role.SUPPORT})
def ask_engineer(inquiry: Inquiry, *, line: int, text: str, by: Actor, at: datetime) -> Question:
    """Ask the engineer whether a line of an inquiry (0: the whole) can be made; its reverse is question.withdraw.

    Raises NothingAsked, LineUnknown.
    """
    if not text.strip():
        raise NothingAsked()
    asked = inquiry.lines.filter(position=line).first() if line else None
    if line and asked is None:
        raise LineUnknown(inquiry=inquiry.number, line=line)
    question = Question.objects.create(
        number=next_number("question", at), deal_id=inquiry.deal_id, inquiry=inquiry, line=line,
        product_id=asked.product_id if asked else None, pieces=asked.pieces if asked else None, text=text.strip(),
        asked_by=by.name[:120], asked_at=at, answer_by=inquiry.answer_by,
    )  # fmt: skip
    record_event("question.asked", question, by=by, at=at, inquiry=inquiry, line=line, text=question.text)
    return question


@deed("question.answer", roles={Role.ENGINEER})
def answer_question(
    question: Question, *, verdict: str, by: Actor, at: datetime, answer: str = "", cost_effect: Money | None = None,
    days_effect: int | None = None,
) -> Question:  # fmt: skip
    """Say whether it can be made, and what it does to cost (per piece) and time (working days); its reverse is
    question.reopen.

    Raises VerdictUnknown, WordsMissing, EffectMakesNoSense, NotAllowedNow.
    """
    if verdict not in Verdict.values:
        raise VerdictUnknown()
    if verdict != Verdict.FEASIBLE and not answer.strip():
        raise WordsMissing()
    if days_effect is not None and abs(days_effect) > MOST_DAYS:
        raise EffectMakesNoSense(most=MOST_DAYS)
    question.verdict, question.answer = verdict, answer.strip()
    question.cost_effect, question.days_effect = cost_effect, days_effect
    question.answered_by, question.answered_at = by.name[:120], at
    question.move_to(
        QuestionState.ANSWERED, by=by, at=at, fields=ANSWER, verdict=verdict, answer=question.answer, cost=cost_effect,
        days=days_effect,
    )  # fmt: skip
    return question


ANSWER = (
    "verdict", "answer", "cost_effect_amount", "cost_effect_currency", "days_effect", "answered_by", "answered_at",
)  # fmt: skip


@deed("question.reopen", roles={Role.ENGINEER, Role.SALES})
def reopen_question(question: Question, *, by: Actor, at: datetime) -> Question:
    """Open an answered question again; what was answered stays in the journal.

    Raises NotAllowedNow.
    """
    question.move_to(QuestionState.ASKED, by=by, at=at, verdict=question.verdict, answer=question.answer)
    return question


@deed("question.withdraw", roles={Role.SALES, Role.SUPPORT})
def withdraw_question(question: Question, *, by: Actor, at: datetime) -> Question:
    """Take a question back that nobody has answered.

    Raises NotAllowedNow.
    """
    question.move_to(QuestionState.WITHDRAWN, by=by, at=at)
    return question
