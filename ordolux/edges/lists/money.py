"""Lists of money: what the bank says, what is owed, what was received, what we ask for and give back."""

from datetime import date
from decimal import Decimal
from typing import Any

from django.db.models import F, Q, QuerySet

from ordolux.edges.lists.listing import Column, Filter, Kind, Listing, by_field, listing
from ordolux.foundation import clock
from ordolux.foundation.actors import CUSTOMER_ROLES, STAFF_ROLES, Role
from ordolux.foundation.parties.models import BankAccount, BankAccountState
from ordolux.orders.amendment.models import Amendment, AmendmentState
from ordolux.orders.collection.models import Presentation, PresentationState
from ordolux.orders.credit.models import CreditNote, CreditNoteState
from ordolux.orders.documentary.models import CreditState, LetterOfCredit
from ordolux.orders.payment.models import (
    Allocation,
    AllocationState,
    BankEntry,
    BankStatement,
    Instalment,
    StatementState,
)
from ordolux.orders.proforma.models import Proforma, ProformaState
from ordolux.production.materials.deeds import WORKS_ZONE
from ordolux.rules.refusal import N_
from ordolux.rules.workdays import day_at

BOOKKEEPERS = frozenset({Role.FINANCE, Role.MANAGER})
DECISIONS = {
    "auto": N_("assigned by itself"),
    "proposed": N_("proposed"),
    "manual": N_("to decide"),
    "aside": N_("set aside"),
    "perhaps": N_("perhaps counted already"),
    "known": N_("counted already"),
}
INSTALMENT_NAMES = {"deposit": N_("Deposit"), "balance": N_("Balance"), "full": N_("Full amount"),
                    "further": N_("Further payment")}  # fmt: skip


def our_day() -> date:
    """The day at our place now."""
    return day_at(WORKS_ZONE, clock.now())


def _waiting(rows: QuerySet[Any], value: str) -> QuerySet[Any]:
    spent = Q(allocated_amount__gte=F("amount_amount"))
    waits = Q(decision__in=["auto", "proposed", "manual"]) & ~spent
    match value:
        case "waiting":
            return rows.filter(waits)
        case "aside":
            return rows.filter(decision="aside")
        case "perhaps":
            return rows.filter(decision="perhaps")
    return rows.filter(spent)


BANK_ENTRIES = listing(
    Listing(
        name="bank-entries",
        title=N_("Payments on our accounts"),
        rows=lambda actor: BankEntry.objects.visible_to(actor).select_related("statement"),
        columns=(
            Column("number", N_("Number"), lambda e: str(e.pk), sort="pk"),
            Column("payer", N_("Payer"), lambda e: e.payer_name, sort="payer_name"),
            Column("remittance", N_("Purpose"), lambda e: e.remittance),
            Column("booked_on", N_("Booked"), lambda e: e.booked_on, Kind.DAY),
            Column("value_on", N_("Value date"), lambda e: e.value_on, Kind.DAY, is_shown=False),
            Column("amount", N_("Amount"), lambda e: e.amount, Kind.MONEY, sort="amount_amount"),
            Column("left", N_("Left"), lambda e: e.left, Kind.MONEY),
            Column(
                "decision",
                N_("Decision"),
                lambda e: e.decision,
                Kind.CHOICE,
                sort="decision",
                labels=DECISIONS,
            ),
            Column("reference", N_("Bank's reference"), lambda e: e.reference, is_shown=False),
            Column("account", N_("Payer's account"), lambda e: e.payer_account, is_shown=False),
            Column("statement", N_("Statement"), lambda e: e.statement.number, sort="statement__number"),
        ),
        order=("-pk",),
        search=("payer_name", "remittance", "reference", "payer_account"),
        filters=(
            Filter(
                "show",
                N_("Show"),
                (
                    ("waiting", N_("waiting for a decision")),
                    ("spent", N_("assigned")),
                    ("aside", N_("set aside")),
                    ("perhaps", N_("perhaps counted already")),
                ),
                _waiting,
            ),
        ),
        roles=BOOKKEEPERS,
        views={"desk": "desk:bank_entry"},
        number=lambda e: str(e.pk),
        empty=N_("Payments come with the statements of the bank."),
    )
)

STATEMENTS = listing(
    Listing(
        name="statements",
        title=N_("Bank statements"),
        rows=lambda actor: BankStatement.objects.visible_to(actor),
        columns=(
            Column("number", N_("Number"), lambda s: s.number, sort="number"),
            Column("name", N_("File"), lambda s: s.name, sort="name"),
            Column("account", N_("Account"), lambda s: s.account, sort="account"),
            Column("entries", N_("Payments"), lambda s: s.entries_count, Kind.WHOLE, sort="entries_count"),
            Column("received_at", N_("Imported"), lambda s: s.received_at, Kind.MOMENT, sort="received_at"),
            Column("state", N_("State"), lambda s: s.state, Kind.STATE, sort="state"),
        ),
        order=("-pk",),
        search=("number", "name", "account", "reference"),
        filters=(by_field("state", N_("State"), StatementState.choices),),
        roles=BOOKKEEPERS,
        views={"desk": "desk:statement"},
        empty=N_("No statement was imported yet."),
    )
)


def _owed(rows: QuerySet[Any], value: str) -> QuerySet[Any]:
    match value:
        case "overdue":
            return rows.filter(paid_at__isnull=True, due_on__lt=our_day())
        case "open":
            return rows.filter(paid_at__isnull=True)
    return rows.filter(paid_at__isnull=False)


INSTALMENTS = listing(
    Listing(
        name="instalments",
        title=N_("Instalments"),
        rows=lambda actor: Instalment.objects.visible_to(actor).select_related(
            "order", "deal", "deal__buyer"
        ),
        columns=(
            Column("order", N_("Order"), lambda p: p.order.number, sort="order__number"),
            Column(
                "customer",
                N_("Customer"),
                lambda p: p.deal.buyer.legal_name if p.deal.buyer else "",
                staff_only=True,
            ),
            Column(
                "name", N_("Instalment"), lambda p: p.name, Kind.CHOICE, sort="name", labels=INSTALMENT_NAMES
            ),
            Column("due_on", N_("Due"), lambda p: p.due_on, Kind.DAY),
            Column("due", N_("Amount"), lambda p: p.due, Kind.MONEY, sort="due_amount"),
            Column("credited", N_("Credited"), lambda p: p.credited, Kind.MONEY, sort="credited_amount"),
            Column("open", N_("Open"), lambda p: p.still_open, Kind.MONEY),
        ),
        order=("-pk",),
        search=("order__number", "deal__buyer__legal_name"),
        filters=(
            Filter(
                "show",
                N_("Show"),
                (("open", N_("open")), ("overdue", N_("overdue")), ("paid", N_("paid"))),
                _owed,
            ),
        ),
        roles=BOOKKEEPERS | {Role.SALES, Role.BUYER, Role.PAYER},
        views={"desk": "desk:order_money"},
        number=lambda p: str(p.order.number),
        empty=N_("Instalments are made when an order is placed."),
    )
)

RECEIPTS = listing(
    Listing(
        name="receipts",
        title=N_("Receipts"),
        rows=lambda actor: Allocation.objects.visible_to(actor).select_related(
            "entry", "instalment", "instalment__order", "deal", "deal__buyer"
        ),
        columns=(
            Column("number", N_("Number"), lambda a: a.receipt_number, sort="receipt_number"),
            Column(
                "order", N_("Order"), lambda a: a.instalment.order.number, sort="instalment__order__number"
            ),
            Column(
                "customer",
                N_("Customer"),
                lambda a: a.deal.buyer.legal_name if a.deal.buyer else "",
                staff_only=True,
            ),
            Column(
                "instalment",
                N_("Instalment"),
                lambda a: a.instalment.name,
                Kind.CHOICE,
                labels=INSTALMENT_NAMES,
            ),
            Column("credited", N_("Credited"), lambda a: a.credited, Kind.MONEY, sort="credited_amount"),
            Column("charges", N_("Bank charges"), lambda a: a.charges, Kind.MONEY, sort="charges_amount"),
            Column("at", N_("Assigned"), lambda a: a.allocated_at, Kind.MOMENT, sort="allocated_at"),
            Column("state", N_("State"), lambda a: a.state, Kind.STATE, sort="state"),
        ),
        order=("-pk",),
        search=("receipt_number", "instalment__order__number", "deal__buyer__legal_name"),
        filters=(by_field("state", N_("State"), AllocationState.choices),),
        roles=BOOKKEEPERS | {Role.BUYER, Role.PAYER},
        views={"desk": "desk:receipt_page"},
        number=lambda a: str(a.receipt_number),
        empty=N_("A receipt is made for each payment that is assigned."),
    )
)

PROFORMAS = listing(
    Listing(
        name="proformas",
        title=N_("Proforma invoices"),
        rows=lambda actor: Proforma.objects.visible_to(actor).select_related("order", "deal", "deal__buyer"),
        columns=(
            Column("number", N_("Number"), lambda p: p.number, sort="number"),
            Column("order", N_("Order"), lambda p: p.order.number, sort="order__number"),
            Column(
                "customer",
                N_("Customer"),
                lambda p: p.deal.buyer.legal_name if p.deal.buyer else "",
                staff_only=True,
            ),
            Column("total", N_("Total"), lambda p: p.total, Kind.MONEY, sort="total_amount"),
            Column("issued_at", N_("Issued"), lambda p: p.issued_at, Kind.MOMENT, sort="issued_at"),
            Column("sign_by", N_("Sign by"), lambda p: p.sign_by, Kind.MOMENT),
            Column("state", N_("State"), lambda p: p.state, Kind.STATE, sort="state"),
        ),
        order=("-pk",),
        search=("number", "order__number", "deal__buyer__legal_name"),
        filters=(by_field("state", N_("State"), ProformaState.choices),),
        roles=BOOKKEEPERS | {Role.SALES, Role.BUYER, Role.SIGNATORY, Role.PAYER},
        views={"desk": "desk:proforma", "portal": "portal:proforma"},
        empty=N_("A proforma invoice is issued when a customer accepts a quotation."),
    )
)

AMENDMENTS = listing(
    Listing(
        name="amendments",
        title=N_("Amendments"),
        rows=lambda actor: Amendment.objects.visible_to(actor).select_related("order", "deal", "deal__buyer"),
        columns=(
            Column("number", N_("Number"), lambda a: a.number, sort="number"),
            Column("order", N_("Order"), lambda a: a.order.number, sort="order__number"),
            Column(
                "customer",
                N_("Customer"),
                lambda a: a.deal.buyer.legal_name if a.deal.buyer else "",
                staff_only=True,
            ),
            Column("reason", N_("Reason"), lambda a: a.reason),
            Column("total", N_("New total"), lambda a: a.total, Kind.MONEY, sort="total_amount"),
            Column("issued_at", N_("Issued"), lambda a: a.issued_at, Kind.MOMENT, sort="issued_at"),
            Column("sign_by", N_("Sign by"), lambda a: a.sign_by, Kind.MOMENT, sort="sign_by"),
            Column("state", N_("State"), lambda a: a.state, Kind.STATE, sort="state"),
        ),
        order=("-pk",),
        search=("number", "order__number", "deal__buyer__legal_name", "reason"),
        filters=(by_field("state", N_("State"), AmendmentState.choices),),
        roles=STAFF_ROLES | CUSTOMER_ROLES,
        views={"desk": "desk:amendment", "portal": "portal:amendment"},
        empty=N_("No order was amended. Open an order that both sides signed to propose a change."),
    )
)

LETTERS_OF_CREDIT = listing(
    Listing(
        name="letters-of-credit",
        title=N_("Letters of credit"),
        rows=lambda actor: LetterOfCredit.objects.visible_to(actor).select_related(
            "order", "deal", "deal__buyer"
        ),
        columns=(
            Column("number", N_("Number"), lambda x: x.number, sort="number"),
            Column("bank_number", N_("Bank's number"), lambda x: x.bank_number, sort="bank_number"),
            Column("bank", N_("Bank"), lambda x: x.bank, sort="bank"),
            Column("order", N_("Order"), lambda x: x.order.number, sort="order__number"),
            Column(
                "customer",
                N_("Customer"),
                lambda x: x.deal.buyer.legal_name if x.deal.buyer else "",
                staff_only=True,
            ),
            Column("amount", N_("Amount"), lambda x: x.amount, Kind.MONEY, sort="amount_amount"),
            Column("latest_shipment_on", N_("Latest shipment"), lambda x: x.latest_shipment_on, Kind.DAY),
            Column("expires_on", N_("Expires"), lambda x: x.expires_on, Kind.DAY, sort="expires_on"),
            Column("state", N_("State"), lambda x: x.state, Kind.STATE, sort="state"),
        ),
        order=("-pk",),
        search=("number", "bank_number", "bank", "order__number", "deal__buyer__legal_name"),
        filters=(by_field("state", N_("State"), CreditState.choices),),
        roles=BOOKKEEPERS | {Role.SALES, Role.LOGISTICS, Role.BUYER, Role.SIGNATORY, Role.PAYER},
        views={"desk": "desk:letter_of_credit"},
        empty=N_("No letter of credit was entered. An order that is paid under one leads to its form."),
    )
)

PRESENTATIONS = listing(
    Listing(
        name="presentations",
        title=N_("Documents at banks"),
        rows=lambda actor: Presentation.objects.visible_to(actor).select_related(
            "order", "deal", "deal__buyer"
        ),
        columns=(
            Column("number", N_("Number"), lambda x: x.number, sort="number"),
            Column("order", N_("Order"), lambda x: x.order.number, sort="order__number"),
            Column(
                "customer",
                N_("Customer"),
                lambda x: x.deal.buyer.legal_name if x.deal.buyer else "",
                staff_only=True,
            ),
            Column("bank", N_("Bank"), lambda x: x.bank, sort="bank"),
            Column("drawn", N_("Amount"), lambda x: x.drawn, Kind.MONEY, sort="drawn_amount"),
            Column("presented_on", N_("Presented"), lambda x: x.presented_on, Kind.DAY, sort="presented_on"),
            Column("answer_by_on", N_("Bank's answer until"), lambda x: x.answer_by_on, Kind.DAY),
            Column("matures_on", N_("To be paid on"), lambda x: x.matures_on, Kind.DAY, sort="matures_on"),
            Column("state", N_("State"), lambda x: x.state, Kind.STATE, sort="state"),
        ),
        order=("-pk",),
        search=("number", "reference", "bank", "order__number", "deal__buyer__legal_name"),
        filters=(by_field("state", N_("State"), PresentationState.choices),),
        roles=BOOKKEEPERS | {Role.SALES, Role.LOGISTICS, Role.BUYER, Role.SIGNATORY, Role.PAYER},
        views={"desk": "desk:presentation"},
        empty=N_("No documents went to a bank. They do when the goods of such an order have left."),
    )
)

CREDIT_NOTES = listing(
    Listing(
        name="credit-notes",
        title=N_("Credit notes"),
        rows=lambda actor: CreditNote.objects.visible_to(actor).select_related(
            "order", "deal", "deal__buyer"
        ),
        columns=(
            Column("number", N_("Number"), lambda n: n.number, sort="number", staff_only=True),
            Column("paper_number", N_("Credit note"), lambda n: n.paper_number, sort="paper_number"),
            Column("order", N_("Order"), lambda n: n.order.number, sort="order__number"),
            Column(
                "customer",
                N_("Customer"),
                lambda n: n.deal.buyer.legal_name if n.deal.buyer else "",
                staff_only=True,
            ),
            Column("amount", N_("Amount"), lambda n: n.amount, Kind.MONEY, sort="amount_amount"),
            Column("owed", N_("Still owed"), lambda n: n.owed, Kind.MONEY),
            Column("reason", N_("Reason"), lambda n: n.reason),
            Column("proposed_at", N_("Proposed"), lambda n: n.proposed_at, Kind.MOMENT, sort="proposed_at"),
            Column("state", N_("State"), lambda n: n.state, Kind.STATE, sort="state"),
        ),
        order=("-pk",),
        search=("number", "paper_number", "order__number", "deal__buyer__legal_name", "reason"),
        filters=(by_field("state", N_("State"), CreditNoteState.choices),),
        roles=BOOKKEEPERS | {Role.SALES, Role.SUPPORT, Role.BUYER, Role.PAYER},
        views={"desk": "desk:credit_note"},
        empty=N_("A credit note takes an amount off an order that both sides signed."),
    )
)

BANK_ACCOUNTS = listing(
    Listing(
        name="bank-accounts",
        title=N_("Our bank details"),
        rows=lambda actor: BankAccount.objects.visible_to(actor).select_related("proposed_by", "approved_by"),
        columns=(
            Column("number", N_("Version"), lambda a: str(a.pk), sort="pk"),
            Column("currency", N_("Currency"), lambda a: a.currency, sort="currency"),
            Column("bank", N_("Bank"), lambda a: a.bank_name, sort="bank_name"),
            Column("account", N_("Account"), lambda a: a.account_number, sort="account_number"),
            Column("proposed_by", N_("Proposed by"), lambda a: a.proposed_by.name),
            Column("approved_by", N_("Approved by"), lambda a: a.approved_by.name if a.approved_by else ""),
            Column("usable_from", N_("Printed from"), lambda a: a.usable_from, Kind.MOMENT),
            Column("state", N_("State"), lambda a: a.state, Kind.STATE, sort="state"),
        ),
        order=("-pk",),
        search=("currency", "bank_name", "account_number", "beneficiary"),
        filters=(by_field("state", N_("State"), BankAccountState.choices),),
        roles=BOOKKEEPERS,
        views={"desk": "desk:bank_account"},
        number=lambda a: str(a.pk),
        empty=N_("One person proposes bank details, another approves them."),
    )
)


def trimmed(value: Decimal) -> Decimal:
    """A figure without zeros at its end: 48000, 12.5."""
    return value.quantize(Decimal(1)) if value == value.to_integral_value() else value.normalize()
