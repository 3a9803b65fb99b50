"""Letters of credit in words: what we ask for and what a credit says, row by row as the banks' forms have it."""

from collections.abc import Sequence
from dataclasses import dataclass
from decimal import Decimal

from django.utils.translation import gettext, ngettext

from ordolux.edges.ui.wording import day_words, money_words, number_words
from ordolux.foundation.parties.models import BankAccount, BankAccountState, Company, Firm
from ordolux.inquiries.quotation.models import Mode
from ordolux.orders.agreement.models import Order
from ordolux.orders.documentary.models import CreditWords, LetterOfCredit
from ordolux.orders.documentary.queries import wanted_of
from ordolux.rules.documentary import PAPER_WORDS
from ordolux.rules.money import Money


@dataclass(frozen=True, slots=True)
class CreditRow:
    """One row: what it is, what stands there, and the field of the banks' message (MT 700) where there is one."""

    label: str
    value: str
    field: str = ""


def wanted_rows(order: Order) -> list[CreditRow]:
    """The credit that we ask for, to be given to the customer's bank (six statements)."""
    wanted = wanted_of(order)
    terms = wanted.terms
    firm, buyer = Firm.objects.get(), Company.objects.get(deals=order.deal_id)
    account = BankAccount.objects.filter(
        currency=order.total.currency, state=BankAccountState.APPROVED
    ).first()
    bank = ", ".join(
        part for part in (account.bank_name, account.bank_address, account.bic) if part
    ) if account else gettext("our bank, which we name on request")  # fmt: skip
    goods = gettext("LED lamps as per order {order}, {pieces} pieces, {incoterm} (Incoterms 2020)").format(
        order=order.number, pieces=number_words(Decimal(order.pieces)), incoterm=terms.incoterm
    )
    mode = Mode(order.mode).label if order.mode in Mode.values else order.mode
    return [
        CreditRow(gettext("Form"), gettext("Irrevocable documentary credit"), "40A"),
        CreditRow(gettext("Rules"), gettext("UCP, latest version"), "40E"),
        CreditRow(gettext("Applicant"), _party(buyer.legal_name, buyer.address), "50"),
        CreditRow(gettext("Beneficiary"), _party(firm.legal_name, firm.address), "59"),
        CreditRow(gettext("Advise through"), bank, "57a"),
        CreditRow(gettext("Amount"), _money(terms.amount), "32B"),
        CreditRow(
            gettext("Date and place of expiry"),
            gettext("{day}, in the beneficiary's country ({country})").format(
                day=day_words(terms.expires_on), country=firm.country
            ),
            "31D",
        ),
        CreditRow(gettext("Available"), _available(terms.usance_days), "41a, 42C"),
        CreditRow(gettext("Partial shipments"), _allowed(terms.partial_shipments), "43P"),
        CreditRow(gettext("Transhipment"), _allowed(terms.transhipment), "43T"),
        CreditRow(gettext("Transport"), f"{mode}, {terms.incoterm}", "44A-44F"),
        CreditRow(
            gettext("Latest date of shipment"), day_words(terms.latest_shipment_on or terms.expires_on), "44C"
        ),
        CreditRow(gettext("Goods"), goods, "45A"),
        CreditRow(gettext("Documents required"), documents_words(terms.documents), "46A"),
        CreditRow(
            gettext("Charges"),
            gettext("of the issuing bank for the applicant, of others for the beneficiary"),
            "71D",
        ),
        CreditRow(gettext("Period for presentation"), _days_to_present(terms.presentation_days), "48"),
    ]


def said_rows(credit: CreditWords) -> list[CreditRow]:
    """What a credit says (no statement)."""
    tolerance = ""
    if credit.plus_percent or credit.minus_percent:
        tolerance = f" (+{number_words(credit.plus_percent)} % / −{number_words(credit.minus_percent)} %)"
    number = credit.bank_number
    if isinstance(credit, LetterOfCredit) and credit.revision:
        number += " · " + ngettext("amended {count} time", "amended {count} times", credit.revision).format(
            count=credit.revision
        )
    rows = [
        CreditRow(gettext("Bank's number"), number, "20"),
        CreditRow(gettext("Issuing bank"), credit.bank, "52a"),
        CreditRow(gettext("Advising bank"), credit.advising_bank, "57a"),
        CreditRow(gettext("Applicant"), credit.applicant, "50"),
        CreditRow(gettext("Beneficiary"), credit.beneficiary, "59"),
        CreditRow(gettext("Amount"), _money(credit.amount) + tolerance, "32B, 39A"),
        CreditRow(
            gettext("Date and place of expiry"),
            ", ".join(part for part in (day_words(credit.expires_on), credit.expires_at) if part), "31D",
        ),
        CreditRow(gettext("Available"), _available(credit.usance_days), "41a, 42C"),
        CreditRow(gettext("Partial shipments"), _allowed(credit.partial_shipments), "43P"),
        CreditRow(gettext("Transhipment"), _allowed(credit.transhipment), "43T"),
        CreditRow(gettext("Delivery term"), credit.incoterm, "45A"),
        CreditRow(
            gettext("Latest date of shipment"), day_words(credit.latest_shipment_on or credit.expires_on), "44C"
        ),
        CreditRow(gettext("Documents required"), documents_words(credit.documents), "46A"),
        CreditRow(gettext("Period for presentation"), _days_to_present(credit.presentation_days), "48"),
        CreditRow(
            gettext("Confirmation"), gettext("confirmed by our bank") if credit.is_confirmed else gettext("without"), "49"
        ),
    ]  # fmt: skip
    return [row for row in rows if row.value]


def changed_rows(before: CreditWords, after: CreditWords) -> list[tuple[CreditRow, str]]:
    """What an amendment says otherwise: each row of it, and what stood there before."""
    said = {row.label: row.value for row in said_rows(before)}
    return [(row, said.get(row.label, "")) for row in said_rows(after) if said.get(row.label, "") != row.value
            and row.field != "20"]  # fmt: skip


def documents_words(codes: Sequence[str]) -> str:
    """Documents by their names."""
    return "; ".join(gettext(PAPER_WORDS[code]) for code in codes if code in PAPER_WORDS)


def _party(name: str, address: str) -> str:
    return ", ".join(part for part in (name, " ".join(address.split())) if part)


def _money(amount: Money) -> str:
    return f"{amount.currency} {money_words(amount.amount, amount.currency)}"


def _available(usance_days: int) -> str:
    if not usance_days:
        return gettext("with any bank, by negotiation, at sight")
    return gettext(
        "with any bank, by negotiation of drafts at {days} days after the date of the transport document"
    ).format(days=usance_days)


def _allowed(is_allowed: bool) -> str:
    return gettext("allowed") if is_allowed else gettext("not allowed")


def _days_to_present(days: int) -> str:
    return ngettext(
        "{days} day after the date of shipment", "{days} days after the date of shipment", days
    ).format(days=days)
