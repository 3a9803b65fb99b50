"""What the customer has to pay, to which account, with which words; what he paid, and the receipts."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from django.http.response import HttpResponseBase
from django.urls import reverse
from django.utils.translation import gettext

from ordolux.edges.access import Request, customer
from ordolux.edges.lists.portal import INSTALMENTS_OF_MINE
from ordolux.edges.lists.showing import show_list
from ordolux.edges.ui.templatetags.ui import instalment as instalment_words
from ordolux.edges.ui.wording import money_words
from ordolux.foundation.actors import Actor
from ordolux.foundation.deals.models import Deal, Stage
from ordolux.foundation.documents.models import Document
from ordolux.orders.agreement.models import LOCKED, Order
from ordolux.orders.payment.models import Instalment
from ordolux.orders.proforma.models import Proforma, ProformaState
from ordolux.rules.money import Money
from ordolux.rules.terms import InstalmentName, payment_term

# when the later instalments are to be paid: the goods are made
READY = (Stage.SHIPPING, Stage.SUPPORT)
AGREED = (ProformaState.SIGNED, ProformaState.COUNTERSIGNED)
# what a bank takes in a field of its form
LONGEST_REFERENCE = 140


@dataclass(frozen=True, slots=True)
class Due:
    """One instalment that is to be paid now: what, where to, and the words that must stand in the transfer."""

    part: Instalment
    order: Order
    deal: Deal
    amount: Money
    bank: Mapping[str, Any]
    reference: str
    verify_url: str
    proforma_url: str

    @property
    def anchor(self) -> str:
        """The place of it on the page."""
        return f"pay-{self.part.pk}"

    @property
    def title(self) -> str:
        """What it is, over its card."""
        return str(instalment_words(self.part.name))

    @property
    def all_as_text(self) -> str:
        """Everything that a transfer needs, a line each, to be copied at once."""
        bank = self.bank
        return "\n".join(
            f"{word}: {value}"
            for word, value in (
                (gettext("Beneficiary"), bank.get("beneficiary")),
                (gettext("Bank"), bank.get("bank_name")),
                ("BIC", bank.get("bic")),
                (gettext("Account"), bank.get("account_number")),
                (
                    gettext("Amount"),
                    f"{self.amount.currency} {money_words(self.amount.amount, self.amount.currency)}",
                ),
                (gettext("Reference"), self.reference),
            )
            if value
        )


def dues_of(actor: Actor) -> list[Due]:
    """What is to be paid now by transfer, oldest first: the first open instalment of each confirmed order, and the later
    ones when its goods are ready to leave (two statements). What a bank pays against documents is not among them, what is
    bought on credit only once its day is known."""
    parts = (
        Instalment.objects.visible_to(actor)
        .filter(paid_at__isnull=True, order__state__in=LOCKED)
        .select_related("order", "deal")
        .order_by("order_id", "position")[:100]
    )
    due: list[Instalment] = []
    seen: set[int] = set()
    for part in parts:
        if part.order_id not in seen and _is_transferred_now(part):
            due.append(part)
        seen.add(part.order_id)
    found = Proforma.objects.filter(order__in=[p.order_id for p in due], state__in=AGREED).order_by("id")
    invoices = {invoice.order_id: invoice for invoice in found}
    return [_due(part, invoices[part.order_id]) for part in due if part.order_id in invoices]


def _is_transferred_now(part: Instalment) -> bool:
    term = payment_term(part.order.payment_term)
    if term.is_through_bank and part.name != InstalmentName.DEPOSIT:
        return False
    if term.needs_limit:
        return part.due_on is not None
    return part.position == 1 or part.deal.stage in READY


@customer()
def payments(request: Request) -> HttpResponseBase:
    """What is to be paid now with the bank details, all instalments, and the receipts."""
    receipts = (
        Document.objects.visible_to(request.actor)
        .filter(kind__in=["receipt", "credit_note"], superseded_at__isnull=True)
        .select_related("deal")
        .order_by("-id")[:20]
    )
    is_file = "form" in request.GET
    return show_list(
        request, INSTALMENTS_OF_MINE, "portal", here_in="payments", template="portal/payments.html",
        dues=[] if is_file else dues_of(request.actor), receipts=[] if is_file else list(receipts),
    )  # fmt: skip


def _due(part: Instalment, invoice: Proforma) -> Due:
    words = f"{invoice.number} {instalment_words(part.name)}"
    return Due(
        part, part.order, part.deal, part.still_open, invoice.snapshot.get("bank", {}),
        words[:LONGEST_REFERENCE], f"{reverse('public:verify')}?code={invoice.code}",
        reverse("portal:proforma", args=[invoice.number]),
    )  # fmt: skip
