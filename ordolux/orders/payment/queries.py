"""What we ask about money: which gates of an order are open, and what is still owed."""

from ordolux.orders.agreement.models import LOCKED, Order
from ordolux.orders.payment.models import Instalment
from ordolux.rules.terms import (
    Fact,
    Gate,
    GateAnswer,
    InstalmentName,
    InstalmentPaid,
    OrderFacts,
    payment_term,
)
from ordolux.rules.terms import gates as ask_gates


def gates(order: Order, *, told: frozenset[Fact] = frozenset()) -> dict[Gate, GateAnswer]:
    """Every gate of an order's payment term: open or closed with what is missing (one statement).

    ``told`` are the facts that later stages know (inspection passed, shipped). A free replacement asks for no money.
    """
    facts = set(told)
    if order.state in LOCKED:
        facts.add(Fact.SIGNED)
    # the balance is invoiced by the proforma invoice itself
    facts |= {Fact.BALANCE_INVOICED, Fact.NOTHING_OVERDUE}
    parts = list(Instalment.objects.filter(order=order))
    paid = tuple(
        InstalmentPaid(InstalmentName(part.name), due=part.due, credited=part.credited + part.charges)
        for part in parts
    )
    if not paid:
        facts |= {Fact.DEPOSIT_CREDITED, Fact.BALANCE_CREDITED, Fact.ALL_CREDITED}
    answers = ask_gates(payment_term(order.payment_term), OrderFacts(told=frozenset(facts), paid=paid))
    return answers if paid else {which: _without_money(answer) for which, answer in answers.items()}


def _without_money(answer: GateAnswer) -> GateAnswer:
    money = {Fact.DEPOSIT_CREDITED.value, Fact.BALANCE_CREDITED.value, Fact.ALL_CREDITED.value}
    missing = tuple(finding for finding in answer.missing if finding.code not in money)
    return GateAnswer(answer.gate, not missing, answer.met, missing)
