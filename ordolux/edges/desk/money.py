"""Finance: statements in, payments decided, divided and taken back, what is owed, what waits for a signature."""

from collections.abc import Sequence
from dataclasses import dataclass
from decimal import Decimal, InvalidOperation
from urllib.parse import urlencode

from django import forms
from django.contrib import messages
from django.db.models import Q
from django.http import Http404, HttpResponse
from django.http.response import HttpResponseBase
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext, gettext_lazy

from ordolux.edges.access import Request, staff
from ordolux.edges.bank.statements import Form, form_of
from ordolux.edges.desk.bank_documents import backing_of
from ordolux.edges.desk.finding import by_key, gates_of, whole
from ordolux.edges.desk.known_payments import perhaps_block, told_before
from ordolux.edges.desk.landing import LANDINGS, Block
from ordolux.edges.desk.money_tabs import tabs
from ordolux.edges.desk.panels import PANELS, Panel, Row
from ordolux.edges.desk.samples_today import sample_blocks
from ordolux.edges.desk.statement_columns import kept_table
from ordolux.edges.lists.money import (
    BANK_ENTRIES,
    CREDIT_NOTES,
    INSTALMENTS,
    PROFORMAS,
    RECEIPTS,
    STATEMENTS,
    our_day,
)
from ordolux.edges.lists.showing import show_list
from ordolux.edges.ui.deed_forms import LARGEST_FILE, DeedForm, form_page
from ordolux.edges.ui.navigation import may_open
from ordolux.edges.ui.panels import orders_of
from ordolux.edges.ui.sentences import told
from ordolux.foundation.actors import Role
from ordolux.foundation.deals.models import Deal
from ordolux.foundation.deeds import ChangedMeanwhile, NotFound, NotPermitted
from ordolux.foundation.documents.queries import latest_document
from ordolux.foundation.files import store_bytes
from ordolux.foundation.parties.models import BankAccount, BankAccountState
from ordolux.foundation.sandbox import what_is
from ordolux.orders.agreement.models import Order
from ordolux.orders.credit.deeds import (
    ALONE_PERCENT,
    MoreThanTheOrder,
    NotAnAmount,
    OtherAccount,
    accounts_that_paid,
    approve_credit_note,
    propose_credit_note,
    refund_credit_note,
    reject_credit_note,
)
from ordolux.orders.credit.models import CreditNote, CreditNoteState
from ordolux.orders.payment.deeds import (
    PartOfPayment,
    ProductionRuns,
    allocate_payment,
    divide_payment,
    import_statement,
    reverse_payment,
    set_payment_aside,
    take_payment_up,
)
from ordolux.orders.payment.models import Allocation, AllocationState, BankEntry, BankStatement, Instalment
from ordolux.orders.payment.queries import (
    Proposal,
    open_instalments,
    overdue_instalments,
    payments_to_decide,
    proposals_for,
    running_uncovered,
)
from ordolux.orders.proforma.models import Proforma, ProformaState
from ordolux.orders.samples.models import SampleState
from ordolux.orders.samples.queries import samples_waiting
from ordolux.rules.money import share_of
from ordolux.rules.refusal import Refusal

BOOKS = (Role.FINANCE, Role.MANAGER)
MOST_SHOWN = 12


# ── money today ──────────────────────────────────────────────────────────────


@staff(*BOOKS)
def money(request: Request) -> HttpResponse:
    """Money today: what waits for a decision, what is overdue, what must be approved or signed."""
    return render(request, "desk/money.html", {
        "here_in": "money", "blocks": money_today(request), "tabs": tabs("money"),
    })  # fmt: skip


def money_today(request: Request) -> Sequence[Block]:
    """The blocks of *Money today*, most urgent first."""
    actor, today = request.actor, our_day()
    may = Role.FINANCE in actor.roles
    entries = list(payments_to_decide(actor)[: MOST_SHOWN + 1])
    proposals = proposals_for(entries[:MOST_SHOWN], today)
    late = list(overdue_instalments(actor, today)[: MOST_SHOWN + 1])
    waiting = list(
        Proforma.objects.visible_to(actor)
        .filter(state__in=[ProformaState.ISSUED, ProformaState.SIGNED])
        .select_related("deal", "deal__buyer")
        .order_by("sign_by", "id")[: MOST_SHOWN + 1]
    )
    received = list(
        Allocation.objects.visible_to(actor)
        .filter(state=AllocationState.CREDITED)
        .select_related("instalment__order", "deal", "deal__buyer")
        .order_by("-id")[:5]
    )
    blocks = [
        Block(
            gettext("Payments that wait for you"), "desk/money_waiting.html",
            {"proposals": proposals, "may": may}, reverse("desk:bank_entries") + "?show=waiting",
            gettext("All payments that wait"), _count(entries),
        ),
        *perhaps_block(request),
        *approvals(request),
    ]  # fmt: skip
    uncovered = running_uncovered(actor)
    if uncovered:
        blocks.append(Block(
            gettext("In production without cover"), "desk/money_uncovered.html", {"orders": uncovered},
            count=len(uncovered),
        ))  # fmt: skip
    if late:
        blocks.append(Block(
            gettext("Overdue"), "desk/money_owed.html", {"parts": late[:MOST_SHOWN], "today": today},
            reverse("desk:instalments") + "?show=overdue", gettext("All that is overdue"), _count(late),
        ))  # fmt: skip
    blocks.append(Block(
        gettext("Proforma invoices that wait for a signature"), "desk/money_proformas.html",
        {"proformas": waiting[:MOST_SHOWN], "at": request.at}, reverse("desk:proformas"),
        gettext("All proforma invoices"), _count(waiting),
    ))  # fmt: skip
    blocks += sample_blocks(request, SampleState.ACCEPTED)
    blocks.append(Block(
        gettext("Received last"), "desk/money_received.html", {"allocations": received},
        reverse("desk:receipts"), gettext("All receipts"),
    ))  # fmt: skip
    return blocks


def approvals(request: Request) -> list[Block]:
    """What waits for a second person: bank details and credit notes."""
    actor = request.actor
    accounts = list(
        BankAccount.objects.visible_to(actor)
        .filter(
            Q(state=BankAccountState.PROPOSED)
            | Q(state=BankAccountState.APPROVED, usable_from__gt=request.at)
        )
        .select_related("proposed_by")
        .order_by("id")[:MOST_SHOWN]
    )
    notes = list(
        CreditNote.objects.visible_to(actor)
        .filter(state=CreditNoteState.PROPOSED)
        .select_related("order", "deal", "deal__buyer", "proposed_by")
        .order_by("id")[:MOST_SHOWN]
    )
    if not accounts and not notes:
        return []
    return [Block(
        gettext("Waits for a second person"), "desk/money_approvals.html",
        {"accounts": accounts, "notes": notes, "me": actor.person_id}, count=len(accounts) + len(notes),
    )]  # fmt: skip


LANDINGS[Role.FINANCE] = money_today


# ── statements ───────────────────────────────────────────────────────────────


@staff(*BOOKS, methods="GET POST")
def statements(request: Request) -> HttpResponseBase:
    """All statements; a file that is sent is kept first and read right after."""
    if request.method != "POST":
        return show_list(
            request, STATEMENTS, "desk", here_in="money", template="desk/money_list.html", tabs=tabs("statements"),
            may_import=Role.FINANCE in request.actor.roles,
        )  # fmt: skip
    upload = request.FILES.get("file")
    if upload is None or not upload.size or upload.size > LARGEST_FILE:
        messages.error(request, gettext("Choose a statement file of at most 20 MiB."))
        return redirect("desk:statements")
    raw = upload.read()
    file = store_bytes(raw, what_is(raw))
    if form_of(raw) is Form.TABLE:
        return redirect(
            f"{reverse('desk:statement_columns')}?{urlencode({'file': kept_table(file, upload.name or '')})}"
        )
    statement = request.do(import_statement, file=file, name=upload.name or "statement")
    return redirect("desk:statement", statement.number)


@staff(*BOOKS, finds=BankStatement)
def statement(request: Request, number: str) -> HttpResponse:
    """One statement: what was read, what it paid, or why nothing was taken in."""
    record = request.find(BankStatement, number)
    entries = list(
        record.entries.exclude(decision__in=["perhaps", "known"])
        .prefetch_related("allocations__instalment__order")
        .order_by("id")
    )
    return render(request, "desk/statement.html", {
        "here_in": "money", "statement": record, "entries": entries,
        "waiting": [e for e in entries if e.left.amount > 0 and e.decision in ("proposed", "manual", "auto")],
        "may": Role.FINANCE in request.actor.roles, **told_before(record),
    })  # fmt: skip


# ── payments ─────────────────────────────────────────────────────────────────


@staff(*BOOKS)
def bank_entries(request: Request) -> HttpResponseBase:
    """All payments that came."""
    return show_list(
        request,
        BANK_ENTRIES,
        "desk",
        here_in="money",
        template="desk/money_list.html",
        tabs=tabs("bank_entries"),
    )


@staff(*BOOKS, finds=BankEntry)
def bank_entry(request: Request, number: str) -> HttpResponse:
    """One payment: what it most likely pays, every open instalment of its currency, what it paid."""
    return _entry_page(request, by_key(request, BankEntry, number, "statement", "perhaps__statement"))


@staff(Role.FINANCE, methods="POST", finds=BankEntry)
def entry_assignment(request: Request, number: str) -> HttpResponse:
    """Assign a payment as proposed, or to the instalment that a person chose."""
    entry = by_key(request, BankEntry, number)
    parts = [_part(text) for text in request.POST.getlist("part")][:50]
    if not parts or None in parts:
        messages.error(request, gettext("Choose to which instalment the payment goes."))
        return redirect("desk:bank_entry", entry.pk)
    try:
        if len(parts) == 1 and parts[0]:
            order = request.find(Order, parts[0].order)
            request.do(allocate_payment, entry, order=order, position=parts[0].position)
        else:
            request.do(divide_payment, entry=entry, parts=tuple(p for p in parts if p))
    except (NotFound, NotPermitted, ChangedMeanwhile):
        raise
    except Refusal as refusal:
        return _entry_page(request, by_key(request, BankEntry, number, "statement"), told(refusal))
    messages.success(request, gettext("The payment is assigned and its receipt is being written."))
    return redirect(_back(request))


@staff(Role.FINANCE, methods="POST", finds=BankEntry)
def entry_division(request: Request, number: str) -> HttpResponse:
    """Divide a payment over several instalments by the amounts that were typed."""
    entry = by_key(request, BankEntry, number, "statement")
    parts: list[PartOfPayment] = []
    for name in request.POST:
        amount = request.POST[name].strip().replace(",", "").replace(" ", "")
        place = _part(name.removeprefix("amount:")) if name.startswith("amount:") else None
        if place is None or not amount:
            continue
        try:
            value = Decimal(amount)
            if not value.is_finite() or abs(value) >= Decimal(10) ** 14:
                raise InvalidOperation
        except InvalidOperation:
            return _entry_page(
                request, entry, gettext("{text} is no amount.").format(text=request.POST[name][:40])
            )
        if value:
            parts.append(PartOfPayment(place.order, place.position, value))
    try:
        request.do(divide_payment, entry=entry, parts=tuple(parts[:50]))
    except (NotPermitted, ChangedMeanwhile):
        raise
    except Refusal as refusal:
        return _entry_page(request, entry, told(refusal))
    messages.success(request, gettext("The payment is divided and its receipts are being written."))
    return redirect("desk:bank_entry", entry.pk)


class AsideForm(DeedForm):
    """Why a bank entry is no customer's payment."""

    deed = set_payment_aside
    reason = forms.CharField(
        label=gettext_lazy("Why"),
        max_length=300,
        help_text=gettext_lazy("For example: interest, refund of a supplier"),
    )


@staff(Role.FINANCE, methods="GET POST", finds=BankEntry)
def entry_aside(request: Request, number: str) -> HttpResponse:
    """Set a payment aside that is no customer's."""
    entry = by_key(request, BankEntry, number)
    here = reverse("desk:bank_entry", args=[entry.pk])
    return form_page(
        request, AsideForm, entry, title=gettext("Set the payment aside"), submit=gettext("Set the payment aside"),
        done=lambda _: reverse("desk:money"), said=gettext("The payment is set aside."), here_in="money",
        crumbs=[(gettext("Money"), reverse("desk:money")), (entry.payer_name or str(entry.pk), here)],
        lead=gettext("It waits no longer and pays nothing. You can take it up again at any time."),
    )  # fmt: skip


@staff(Role.FINANCE, methods="POST", finds=BankEntry)
def entry_taking_up(request: Request, number: str) -> HttpResponse:
    """Let a payment that was set aside wait again."""
    entry = by_key(request, BankEntry, number)
    request.do(take_payment_up, entry)
    messages.success(request, gettext("The payment waits for a decision again."))
    return redirect("desk:bank_entry", entry.pk)


@dataclass(frozen=True, slots=True)
class Candidate:
    """An open instalment as a row of the division: its key, the row, the amount typed or proposed for it."""

    key: str
    instalment: Instalment
    proforma: str
    amount: str


def _entry_page(request: Request, entry: BankEntry, problem: str = "") -> HttpResponse:
    words = request.GET.get("q", "").strip()[:80].lower()
    proposal: Proposal | None = None
    candidates: list[Candidate] = []
    if entry.left.amount > 0 and entry.decision not in ("aside", "perhaps", "known"):
        (proposal,) = proposals_for([entry], our_day())
        wanted = {part.instalment.pk: f"{part.credited.amount:f}" for part in proposal.parts}
        order_of = {part.pk: n for n, part in enumerate(proposal.candidates)}
        owed = sorted(
            open_instalments([entry.amount.currency]).values(),
            key=lambda o: (
                o.instalment.pk not in wanted,
                order_of.get(o.instalment.pk, 10**6),
                o.instalment.pk,
            ),
        )
        for each in owed:
            part = each.instalment
            buyer = part.order.deal.buyer
            text = f"{part.order.number} {each.proforma} {buyer.legal_name if buyer else ''}".lower()
            if words and words not in text:
                continue
            key = f"{part.order.number}:{part.position}"
            typed = request.POST.get(f"amount:{key}", wanted.get(part.pk, ""))
            candidates.append(Candidate(key, part, each.proforma, typed))
    paid_samples = list(
        entry.sample_payments.filter(reversed_at=None).select_related("sample_order__deal__buyer")
    )
    waiting_samples = (
        list(
            samples_waiting(request.actor, SampleState.ACCEPTED).filter(total_currency=entry.amount.currency)[
                :20
            ]
        )
        if entry.left.amount > 0 and entry.decision not in ("aside", "perhaps", "known")
        else []
    )
    allocations = list(
        Allocation.objects.filter(entry=entry)
        .select_related("instalment__order", "deal__buyer")
        .order_by("id")
    )
    return render(request, "desk/bank_entry.html", {
        "here_in": "money", "entry": entry, "proposal": proposal, "candidates": candidates[:25],
        "more": len(candidates) > 25, "words": words, "allocations": allocations, "problem": problem,
        "pair": [entry, entry.perhaps] if entry.decision in ("perhaps", "known") else [],
        "may": Role.FINANCE in request.actor.roles, "paid_samples": paid_samples, "waiting_samples": waiting_samples,
    }, status=422 if problem else 200)  # fmt: skip


def _part(text: str) -> PartOfPayment | None:
    order, _, rest = text.partition(":")
    position, _, amount = rest.partition(":")
    if not order or len(order) > 30 or not whole(position):
        return None
    try:
        value = Decimal(amount or 0)
    except InvalidOperation:
        return None
    return PartOfPayment(order, whole(position), value) if value.is_finite() else None


def _back(request: Request) -> str:
    """Where somebody goes after a decision: the page from which he decided, if it is one of those that list payments."""
    place = request.POST.get("back", "")
    return reverse("desk:today") if place == "today" else reverse("desk:money")


# ── receipts and what is taken back ──────────────────────────────────────────


@staff(*BOOKS)
def receipts(request: Request) -> HttpResponseBase:
    """All receipts, reversed ones too."""
    return show_list(
        request, RECEIPTS, "desk", here_in="money", template="desk/money_list.html", tabs=tabs("receipts")
    )


@staff(*BOOKS, finds=Allocation)
def receipt_page(request: Request, number: str) -> HttpResponse:
    """One payment that was assigned: from which entry, to which instalment, its paper, and how it is taken back."""
    record = _allocation(request, number)
    order = record.instalment.order
    return render(request, "desk/receipt.html", {
        "here_in": "money", "record": record, "order": order, "paper": latest_document(record, "receipt"),
        "gates": gates_of(order), "can_reverse": record.state == AllocationState.CREDITED,
    })  # fmt: skip


class ReversalForm(DeedForm):
    """Why a payment is taken back from an instalment."""

    deed = reverse_payment
    places = {ProductionRuns: "although_running"}
    reason = forms.CharField(
        label=gettext_lazy("Why"),
        max_length=300,
        help_text=gettext_lazy("The customer reads it in the letter."),
    )
    although_running = forms.BooleanField(
        label=gettext_lazy("I know that the order is in production and goes on uncovered."), required=False
    )

    def __init__(self, *given: object, is_running: bool = False, **more: object) -> None:
        super().__init__(*given, **more)  # type: ignore[arg-type]  # Django's own arguments
        if not is_running:
            del self.fields["although_running"]


@staff(*BOOKS, methods="GET POST", finds=Allocation)
def reversal(request: Request, number: str) -> HttpResponse:
    """Take a payment back from an instalment."""
    record = _allocation(request, number)
    order = record.instalment.order
    return form_page(
        request, ReversalForm, record,
        title=gettext("Take {receipt} back").format(receipt=record.receipt_number),
        submit=gettext("Take the payment back"), options={"is_running": order.released_at is not None},
        done=lambda _: reverse("desk:bank_entry", args=[record.entry_id]),
        said=gettext("The payment is taken back and waits for a decision again; the receipt is void."),
        here_in="money",
        crumbs=[(gettext("Receipts"), reverse("desk:receipts")),
                (record.receipt_number, reverse("desk:receipt_page", args=[record.receipt_number]))],
        lead=gettext(
            "The receipt becomes void, {order} is open by this amount again, and every gate that stood on it closes for "
            "what has not begun. The customer gets a letter."
        ).format(order=order.number),
    )  # fmt: skip


def _allocation(request: Request, number: str) -> Allocation:
    found = (
        Allocation.objects.visible_to(request.actor)
        .filter(Q(receipt_number=number) | Q(pk=whole(number)))
        .select_related("entry", "entry__statement", "instalment", "instalment__order", "deal", "deal__buyer")
        .first()
    )
    if found is None:
        raise Http404
    found.instalment.order.deal = found.deal
    return found


# ── what is owed ─────────────────────────────────────────────────────────────


@staff(*BOOKS, Role.SALES)
def instalments(request: Request) -> HttpResponseBase:
    """All instalments."""
    return show_list(
        request,
        INSTALMENTS,
        "desk",
        here_in="money",
        template="desk/money_list.html",
        tabs=tabs("instalments"),
    )


@staff(finds=Order)
def order_money(request: Request, number: str) -> HttpResponse:
    """The money of one order: instalments, what each gate misses, payments, credit notes, papers."""
    order = request.find(Order, number)
    deal = Deal.objects.select_related("buyer").get(pk=order.deal_id)
    parts = list(Instalment.objects.filter(order=order))
    paid = list(
        Allocation.objects.filter(instalment__order=order)
        .select_related("entry", "instalment")
        .order_by("id")
    )
    notes = list(CreditNote.objects.visible_to(request.actor).filter(order=order).order_by("id"))
    invoices = list(Proforma.objects.filter(order=order).order_by("id"))
    return render(request, "desk/order_money.html", {
        "here_in": "money", "order": order, "deal": deal, "parts": parts, "paid": paid, "notes": notes,
        "invoices": invoices, "gates": gates_of(order, parts), "today": our_day(),
        "backed": backing_of(order, request.actor), "is_bookkeeper": bool(request.actor.roles & set(BOOKS)),
        "can_credit": (order.released_at is not None or order.state == "confirmed")
        and may_open(request.actor, "desk:new_credit_note"),
    })  # fmt: skip


@staff(*BOOKS, Role.SALES)
def proformas(request: Request) -> HttpResponseBase:
    """All proforma invoices."""
    return show_list(
        request, PROFORMAS, "desk", here_in="money", template="desk/money_list.html", tabs=tabs("proformas")
    )


# ── credit notes ─────────────────────────────────────────────────────────────


@staff(*BOOKS, Role.SALES, Role.SUPPORT)
def credit_notes(request: Request) -> HttpResponseBase:
    """All credit notes."""
    return show_list(
        request,
        CREDIT_NOTES,
        "desk",
        here_in="money",
        template="desk/money_list.html",
        tabs=tabs("credit_notes"),
    )


class CreditForm(DeedForm):
    """How much is taken off an order, and why."""

    deed = propose_credit_note
    places = {NotAnAmount: "amount", MoreThanTheOrder: "amount"}
    amount = forms.DecimalField(label=gettext_lazy("Amount"), max_digits=18, decimal_places=4)
    reason = forms.CharField(
        label=gettext_lazy("Reason"),
        max_length=300,
        help_text=gettext_lazy("It is printed on the credit note."),
    )
    claim_number = forms.CharField(label=gettext_lazy("Number of the claim"), max_length=30, required=False)


@staff(*BOOKS, Role.SALES, Role.SUPPORT, methods="GET POST", finds=Order)
def new_credit_note(request: Request, number: str) -> HttpResponse:
    """Propose or issue a credit note for an order."""
    order = request.find(Order, number)
    alone = share_of(order.total, percent=ALONE_PERCENT)
    lead = gettext(
        "Finance issues a credit note of at most {limit} (2 % of the order) alone; more waits for a manager."
    ).format(limit=f"{alone.currency} {alone.amount:,.{alone.decimals}f}")
    return form_page(
        request, CreditForm, order, title=gettext("Credit note for {order}").format(order=order.number),
        submit=gettext("Give credit in {currency}").format(currency=order.total.currency),
        done=lambda note: reverse("desk:credit_note", args=[note.number]),
        said=gettext("The credit note is made."), here_in="money", lead=lead,
        crumbs=[
            *([(gettext("Money"), reverse("desk:money"))] if may_open(request.actor, "desk:money") else []),
            (order.number, reverse("desk:order_money", args=[order.number])),
        ],
        initial={"claim_number": request.GET.get("claim", "")[:30]},
    )  # fmt: skip


@staff(*BOOKS, Role.SALES, Role.SUPPORT, finds=CreditNote)
def credit_note(request: Request, number: str) -> HttpResponse:
    """One credit note: who decides it, what it took off, what is still owed, its paper."""
    note = _credit_note(request, number)
    actor = request.actor
    mine = note.proposed_by_id == actor.person_id
    return render(request, "desk/credit_note.html", {
        "here_in": "money", "note": note, "paper": latest_document(note, "credit_note"), "mine": mine,
        "can_decide": note.state == CreditNoteState.PROPOSED and Role.MANAGER in actor.roles,
        "can_refund": note.owed.amount > 0 and bool(actor.roles & set(BOOKS)),
        "is_bookkeeper": bool(actor.roles & set(BOOKS)),
    })  # fmt: skip


@staff(Role.MANAGER, methods="POST", finds=CreditNote)
def credit_note_approval(request: Request, number: str) -> HttpResponse:
    """Approve a proposed credit note as the second person."""
    note = request.do(approve_credit_note, _credit_note(request, number))
    messages.success(request, gettext("Credit note {number} is issued.").format(number=note.paper_number))
    return redirect("desk:credit_note", note.number)


class CreditRejectionForm(DeedForm):
    """Why a credit note is refused."""

    deed = reject_credit_note
    reason = forms.CharField(label=gettext_lazy("Why"), max_length=300)


@staff(Role.MANAGER, methods="GET POST", finds=CreditNote)
def credit_note_rejection(request: Request, number: str) -> HttpResponse:
    """Refuse a proposed credit note."""
    note = _credit_note(request, number)
    here = reverse("desk:credit_note", args=[note.number])
    return form_page(
        request, CreditRejectionForm, note, title=gettext("Refuse {number}").format(number=note.number),
        submit=gettext("Refuse the credit note"), done=lambda _: here, said=gettext("The credit note is refused."),
        here_in="money", crumbs=[(gettext("Credit notes"), reverse("desk:credit_notes")), (note.number, here)],
    )  # fmt: skip


class RefundForm(DeedForm):
    """To which account and when what is owed was sent back."""

    deed = refund_credit_note
    places = {OtherAccount: "account"}
    account = forms.ChoiceField(label=gettext_lazy("Account from which the order was paid"))
    reference = forms.CharField(label=gettext_lazy("Reference of our bank"), max_length=80)
    on = forms.DateField(label=gettext_lazy("Sent on"), widget=forms.DateInput({"type": "date"}))

    def __init__(self, *given: object, accounts: Sequence[str] = (), **more: object) -> None:
        super().__init__(*given, **more)  # type: ignore[arg-type]  # Django's own arguments
        self.fields["account"].choices = [(each, each) for each in accounts]  # type: ignore[attr-defined]  # a choice field


@staff(*BOOKS, methods="GET POST", finds=CreditNote)
def credit_note_refund(request: Request, number: str) -> HttpResponse:
    """Note that what is owed of a credit note was sent back."""
    note = _credit_note(request, number)
    here = reverse("desk:credit_note", args=[note.number])
    return form_page(
        request, RefundForm, note, title=gettext("Refund of {number}").format(number=str(note)),
        submit=gettext("Note the refund of {currency} {amount}").format(
            currency=note.owed.currency, amount=f"{note.owed.amount:,.{note.owed.decimals}f}"),
        options={"accounts": accounts_that_paid(note.order)}, initial={"on": our_day().isoformat()},
        done=lambda _: here, said=gettext("The refund is noted."), here_in="money",
        crumbs=[(gettext("Credit notes"), reverse("desk:credit_notes")), (str(note), here)],
        lead=gettext("Money goes back only to an account from which this order was paid, and by somebody else than the "
                     "one who proposed the credit note."),
    )  # fmt: skip


def _credit_note(request: Request, number: str) -> CreditNote:
    found = (
        CreditNote.objects.visible_to(request.actor)
        .filter(number=number)
        .select_related("order", "deal", "deal__buyer", "proposed_by", "decided_by")
        .first()
    )
    if found is None:
        raise Http404
    return found


# ── on the order page ────────────────────────────────────────────────────────


def _panel(deal: Deal) -> Panel | None:
    invoices = [
        Row(p.number, reverse("desk:proforma", args=[p.number]), state=p)
        for p in Proforma.objects.filter(deal=deal).order_by("id")
    ]
    notes = [
        Row(str(n), reverse("desk:credit_note", args=[n.number]), state=n)
        for n in CreditNote.objects.filter(deal=deal).order_by("id")
    ]
    orders = [
        Row(
            gettext("Money of {order}").format(order=order.number),
            reverse("desk:order_money", args=[order.number]),
        )
        for order in orders_of(deal)
    ]
    return Panel(gettext("Money"), [*invoices, *orders, *notes])


def _count(rows: Sequence[object]) -> int | None:
    """How many wait, when that is known without another question."""
    return len(rows) if len(rows) <= MOST_SHOWN else None


PANELS.append(_panel)
