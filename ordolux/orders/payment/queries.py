"""What we ask about money: which gates of an order are open, what is still owed, which payment fits what."""

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from datetime import date, datetime

from django.db.models import F, QuerySet

from ordolux.foundation import clock
from ordolux.foundation.actors import Actor
from ordolux.foundation.worded import rows_under
from ordolux.orders.agreement.models import LOCKED, Order, OrderState
from ordolux.orders.documentary.queries import planned_departure
from ordolux.orders.payment.facts import facts_of
from ordolux.orders.payment.models import (
    Allocation,
    AllocationState,
    BankEntry,
    BankStatement,
    Instalment,
    StatementState,
)
from ordolux.orders.payment.taking_in import PERHAPS
from ordolux.orders.proforma.models import Proforma, ProformaState
from ordolux.rules import matching
from ordolux.rules.money import Money
from ordolux.rules.refusal import Finding
from ordolux.rules.statements.columns import Columns
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
from ordolux.rules.workdays import day_at


def gates(
    order: Order, *, told: frozenset[Fact] = frozenset(), parts: Sequence[Instalment] | None = None,
    at: datetime | None = None, ships_on: date | None = None, share: Callable[[Money], Money] | None = None,
) -> dict[Gate, GateAnswer]:  # fmt: skip
    """Every gate of an order's payment term: open or closed with what is missing (one statement; none when its
    instalments are given as ``parts``; a credit, documents at a bank and a limit cost theirs where the term asks for them).

    ``told`` are the facts that later stages know (inspection passed, shipped), ``at`` the moment for which is asked (by
    default now), ``ships_on`` the day on which the goods are to leave (by default that of the delivery plan). A free
    replacement asks for no money.
    ``share`` says for a part of the goods how much of a balance is to be paid before it leaves; deposits and what is
    paid in advance are asked for whole.
    """
    facts = set(told)
    if order.state in LOCKED:
        facts.add(Fact.SIGNED)
    facts.add(Fact.BALANCE_INVOICED)  # by the proforma invoice itself
    parts = rows_under(Instalment, "order_id", order.pk) if parts is None else parts
    term = payment_term(order.payment_term)
    paid = tuple(_paid(part, share) for part in parts)
    if not paid:
        return {
            which: _without_money(answer)
            for which, answer in ask_gates(term, OrderFacts(frozenset(facts))).items()
        }
    standing = facts_of(order, at or clock.now())
    told_so_far = OrderFacts(
        frozenset(facts | standing.facts), paid, standing.ships_until, ships_on or planned_departure(order)
    )
    return ask_gates(term, told_so_far)


_OF_MONEY = frozenset(Fact) - {Fact.SIGNED, Fact.INSPECTION_PASSED, Fact.SHIPPED}
"""What is not asked of an order that costs nothing: money, and what stands for money."""


def _paid(part: Instalment, share: Callable[[Money], Money] | None) -> InstalmentPaid:
    name, due = InstalmentName(part.name), part.due
    if share is not None and name in (InstalmentName.BALANCE, InstalmentName.FURTHER):
        due = share(due)
    return InstalmentPaid(name, due=due, credited=min(part.settled, due))


def _without_money(answer: GateAnswer) -> GateAnswer:
    missing = tuple(finding for finding in answer.missing if finding.code not in _OF_MONEY)
    return GateAnswer(answer.gate, not missing, answer.met, missing)


# ── payments that wait ───────────────────────────────────────────────────────


@dataclass(frozen=True, slots=True)
class ProposedPart:
    """So much of a payment for one open instalment, with what stays open of it and what banks kept."""

    instalment: Instalment
    proforma: str
    credited: Money
    charges: Money
    still_open: Money


@dataclass(frozen=True, slots=True)
class Proposal:
    """What a payment most likely pays: parts with reasons, or other open instalments of its currency, best first."""

    entry: BankEntry
    parts: tuple[ProposedPart, ...]
    points: int
    on_account: Money
    findings: tuple[Finding, ...]
    candidates: tuple[Instalment, ...]


def payments_to_decide(actor: Actor) -> QuerySet[BankEntry]:
    """Bank entries of which something is left and which nobody set aside, oldest first (what came first waits longest)."""
    return (
        BankEntry.objects.visible_to(actor)
        .filter(decision__in=["proposed", "manual", "auto"], allocated_amount__lt=F("amount_amount"))
        .select_related("statement")
        .order_by("booked_on", "id")
    )


def payments_perhaps_known(actor: Actor) -> QuerySet[BankEntry]:
    """Bank entries that look like a payment of another statement, until somebody says whether they are; oldest first, of a
    batch the first one."""
    return (
        BankEntry.objects.visible_to(actor)
        .filter(decision=PERHAPS, batch_of=None)
        .select_related("statement", "perhaps__statement")
        .order_by("booked_on", "id")
    )


def proposals_for(entries: Sequence[BankEntry], on: date, *, candidates: int = 5) -> list[Proposal]:
    """What each of these payments most likely pays, in three statements however many they are."""
    owed = open_instalments({each.amount.currency for each in entries}) if entries else {}
    return [
        _proposal(
            entry,
            {
                key: each
                for key, each in owed.items()
                if each.instalment.due.currency == entry.amount.currency
            },
            on,
            candidates,
        )
        for entry in entries
    ]


def match_of(entry: BankEntry, owed: dict[str, "Owed"], on: date) -> matching.Match:
    """How the rule matches an entry with what is owed."""
    return matching.match(as_rule(entry), [each.rule for each in owed.values()], on=on)


@dataclass(frozen=True, slots=True)
class Owed:
    """An open instalment as the rule of matching wants it, as the row, and the proforma invoice that asks for it."""

    rule: matching.OpenInstalment
    instalment: Instalment
    proforma: str


def open_instalments(currencies: Iterable[str]) -> dict[str, Owed]:
    """What is owed in these currencies, by key (three statements)."""
    rows = list(
        Instalment.objects.filter(paid_at__isnull=True, due_currency__in=sorted(currencies))
        .exclude(order__state__in=[OrderState.CANCELLED, OrderState.CLOSED])
        .select_related("order", "order__deal", "order__deal__buyer")
        .order_by("order_id", "position")
    )
    numbers: dict[int, list[tuple[str, date]]] = {}
    for order_id, number, issued_at, zone in Proforma.objects.filter(
        order_id__in={part.order_id for part in rows},
        state__in=[ProformaState.SIGNED, ProformaState.COUNTERSIGNED],
    ).values_list("order_id", "number", "issued_at", "snapshot__seller__zone"):
        numbers.setdefault(order_id, []).append((number, day_at(zone or "UTC", issued_at)))
    accounts = _accounts_known({part.order.deal.buyer_id for part in rows if part.order.deal.buyer_id})
    owed = {}
    for part in rows:
        order: Order = part.order
        known, buyer = numbers.get(order.pk, []), order.deal.buyer
        owed[str(part.pk)] = Owed(
            matching.OpenInstalment(
                key=str(part.pk),
                numbers=(order.number, *(number for number, _ in known)),
                open_amount=part.still_open,
                payer_names=(buyer.legal_name,) if buyer else (),
                payer_accounts=accounts.get(buyer.pk, ()) if buyer else (),
                issued_on=known[0][1] if known else None,
                order=part.position,
            ),
            part,
            known[0][0] if known else "",
        )
    return owed


def as_rule(entry: BankEntry) -> matching.BankEntry:
    """What is left of an entry as the rule of matching wants it."""
    currency = entry.amount.currency
    return matching.BankEntry(
        reference=entry.reference, amount=entry.left, remittance=entry.remittance, payer_name=entry.payer_name,
        payer_account=entry.payer_account, booked_on=entry.booked_on, value_on=entry.value_on,
        is_booked=entry.is_booked,
        instructed=Money(entry.instructed_amount, currency) if entry.instructed_amount is not None else None,
    )  # fmt: skip


def overdue_instalments(actor: Actor, on: date) -> QuerySet[Instalment]:
    """Instalments that should have been paid before this day, the longest first."""
    return owed_instalments(actor).filter(due_on__lt=on).order_by("due_on", "id")


def owed_instalments(actor: Actor) -> QuerySet[Instalment]:
    """Instalments of living orders that are not paid."""
    return (
        Instalment.objects.visible_to(actor)
        .filter(paid_at__isnull=True)
        .exclude(order__state__in=[OrderState.CANCELLED, OrderState.CLOSED])
        .select_related("order", "deal", "deal__buyer")
    )


def running_uncovered(actor: Actor) -> list[Order]:
    """Orders that were released for production although the payment which opened it was reversed since."""
    reversed_since = Allocation.objects.filter(state=AllocationState.REVERSED).values("instalment__order_id")
    orders = (
        Order.objects.visible_to(actor)
        .filter(state=OrderState.RELEASED, pk__in=reversed_since)
        .filter(instalments__paid_at__isnull=True)
        .select_related("deal", "deal__buyer")
        .prefetch_related("instalments")
        .distinct()
        .order_by("id")
    )
    return [
        order
        for order in orders
        if not gates(order, parts=list(order.instalments.all()))[Gate.PRODUCE].is_open
    ]


def _proposal(entry: BankEntry, owed: dict[str, Owed], on: date, most: int) -> Proposal:
    found = match_of(entry, owed, on)
    parts = tuple(
        ProposedPart(
            owed[part.key].instalment, owed[part.key].proforma, part.credited, part.charges,
            part.settlement.still_open,
        )
        for part in found.allocations
    )  # fmt: skip
    named = {part.instalment.pk for part in parts}
    others = [owed[s.key].instalment for s in found.scores if owed[s.key].instalment.pk not in named]
    return Proposal(entry, parts, found.points, found.on_account, found.findings, tuple(others[:most]))


def _accounts_known(buyers: Iterable[int]) -> dict[int, tuple[str, ...]]:
    """The accounts from which each buyer has paid before."""
    known: dict[int, tuple[str, ...]] = {}
    for buyer, account in (
        Allocation.objects.filter(state=AllocationState.CREDITED, deal__buyer_id__in=list(buyers))
        .exclude(entry__payer_account="")
        .values_list("deal__buyer_id", "entry__payer_account")
        .distinct()
    ):
        if buyer is not None:
            known[buyer] = (*known.get(buyer, ()), account)
    return known


def columns_remembered(headers: Sequence[str]) -> tuple[str, Columns] | None:
    """How the last statement whose columns are all among ``headers`` was read: its account and columns."""
    known = set(headers)
    for account, told in (
        BankStatement.objects.exclude(columns={}).exclude(state=StatementState.REFUSED)
        .order_by("-pk").values_list("account", "columns")[:50]
    ):  # fmt: skip
        if set(told["named"].values()) <= known:
            return account, Columns(**told)
    return None
