"""What stands for money that has not come: a letter of credit, documents that were taken up, a free credit limit."""

from dataclasses import dataclass
from datetime import date, datetime

from ordolux.foundation.parties.models import our_day
from ordolux.orders.agreement.models import Order
from ordolux.orders.collection.queries import presentation_of
from ordolux.orders.documentary.models import CreditState
from ordolux.orders.documentary.queries import letter_of
from ordolux.orders.limit.queries import fits_under_limit, is_overdue
from ordolux.rules.terms import Fact, payment_term


@dataclass(frozen=True, slots=True)
class Standing:
    """The facts that hold, and until when the letter of credit lets the goods leave."""

    facts: frozenset[Fact]
    ships_until: date | None = None


def facts_of(order: Order, at: datetime) -> Standing:
    """What is known of an order at a moment beyond signature and money; only what its payment term asks for costs statements.

    A credit is checked when we accepted it (or a manager did although), and in force as long as it has not expired.
    """
    term = payment_term(order.payment_term)
    facts: set[Fact] = set()
    ships_until: date | None = None
    if not (term.needs_letter or term.is_through_bank or term.needs_limit):
        return Standing(frozenset({Fact.NOTHING_OVERDUE}))
    today = our_day(at)
    letter = letter_of(order) if term.needs_letter else None
    if letter is not None and letter.state == CreditState.OPERATIVE:
        facts.add(Fact.LC_CHECKED)
        ships_until = letter.terms.ships_until
        if letter.is_operative and letter.expires_on >= today:
            facts.add(Fact.LC_IN_FORCE)
    if term.is_through_bank and (presented := presentation_of(order)) is not None:
        facts.add(Fact.DOCUMENTS_PRESENTED)
        if presented.is_taken_up:
            facts.add(Fact.DOCUMENTS_ACCEPTED)
    if term.needs_limit and fits_under_limit(order, today):
        facts.add(Fact.CREDIT_LIMIT_FREE)
    if Fact.NOTHING_OVERDUE not in term.asks or not is_overdue(order, today):
        facts.add(Fact.NOTHING_OVERDUE)
    return Standing(frozenset(facts), ships_until)
