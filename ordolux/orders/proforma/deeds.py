"""What can happen to a proforma invoice: issued, filed, received, lapsed, issued anew (signing is the next step)."""

from datetime import datetime
from typing import Any

from ordolux.foundation.actors import Actor, Role
from ordolux.foundation.calendars.queries import calendar_of
from ordolux.foundation.deals.models import Deal
from ordolux.foundation.deeds import deed, record_event
from ordolux.foundation.deeds.events import plain
from ordolux.foundation.documents.deeds import attach_document
from ordolux.foundation.documents.models import new_code
from ordolux.foundation.files.models import StoredFile
from ordolux.foundation.numbers import Gapless, draw_gapless
from ordolux.foundation.parties.models import BankAccount, BankAccountState, Company, Firm
from ordolux.foundation.worded import add_rows, one_of, read, read_with, rows_under
from ordolux.inquiries.quotation.models import Quotation, QuotationBlock, QuotationLine
from ordolux.orders.agreement.models import Order, OrderState
from ordolux.orders.payment.models import Instalment
from ordolux.orders.proforma.clauses import CLAUSES_VERSION
from ordolux.orders.proforma.models import Proforma, ProformaState
from ordolux.orders.samples.models import SampleCredit
from ordolux.rules.refusal import N_, Refusal
from ordolux.rules.workdays import signature_deadline

SIGN_WORKDAYS = 3


class NoUsableBankAccount(Refusal):
    """No approved bank details for the currency: nobody could pay this invoice."""

    message = N_(
        "There are no approved bank details for {currency}. Finance proposes them, a second person approves."
    )


class ProformaInForce(Refusal):
    """A proforma invoice for this order is issued or signed already."""

    message = N_("{proforma} is in force for this order.")


class ReceivedAlready(Refusal):
    """The receipt was noted before; the first one counts."""

    message = N_("{proforma} was received on {received_at} already.")


class NotOverYet(Refusal):
    """The time to sign has not ended."""

    message = N_("{proforma} can be signed until {sign_by}.")


class OrderNotWaiting(Refusal):
    """Only an order that waits for its signatures gets a proforma invoice."""

    message = N_("{order} is {state}; it needs no proforma invoice.")


@deed("proforma.issue", roles={Role.SALES, Role.SYSTEM})
def issue_proforma(order: Order, *, by: Actor, at: datetime) -> Proforma:
    """Issue the proforma invoice of an order that was placed: everything that it states is fixed here, the paper is
    printed from it afterwards.

    Raises OrderNotWaiting, ProformaInForce, NoUsableBankAccount.
    """
    return _issue(order, by, at)


@deed("proforma.reissue", roles={Role.SALES})
def reissue_proforma(proforma: Proforma, *, by: Actor, at: datetime) -> Proforma:
    """Issue a proforma invoice anew after it lapsed or was declined; the price of the order is confirmed by that.

    Raises OrderNotWaiting, ProformaInForce, NoUsableBankAccount.
    """
    return _issue(Order.objects.get(pk=proforma.order_id), by, at)


@deed("proforma.file_paper", roles={Role.SYSTEM})
def file_proforma_paper(
    proforma: Proforma, *, pdf: StoredFile, word: StoredFile, by: Actor, at: datetime
) -> Proforma:
    """Link the printed paper: this PDF is what both sides sign, the Word form says the same."""
    proforma.sha256 = pdf.sha256
    proforma.changed("sha256")
    attach_document(
        proforma, kind="proforma", title=proforma.number, file=pdf, word_file=word, language=proforma.language,
        code=proforma.code, by=by, at=at,
    )  # fmt: skip
    record_event("proforma.filed", proforma, by=by, at=at, sha256=pdf.sha256)
    return proforma


@deed("proforma.note_receipt", roles={Role.SYSTEM, Role.BUYER, Role.SIGNATORY, Role.PAYER})
def note_proforma_received(proforma: Proforma, *, how: str, by: Actor, at: datetime) -> Proforma:
    """Note the first receipt (``mail``: the customer's server took it; ``portal``: he opened it); from it the three
    working days to sign are counted, in the buyer's zone and calendar.

    Raises ReceivedAlready.
    """
    if proforma.received_at is not None:
        raise ReceivedAlready(proforma=proforma, received_at=proforma.received_at)
    buyer = _buyer_of(proforma.deal)
    deadline = signature_deadline(
        at, zone=buyer.zone, calendar=calendar_of(buyer.calendar), workdays=SIGN_WORKDAYS
    )
    proforma.received_at, proforma.received_by = at, how
    proforma.sign_by, proforma.is_sign_by_provisional = deadline.ends_at, deadline.is_provisional
    proforma.changed("received_at", "received_by", "sign_by", "is_sign_by_provisional")
    proforma.deal.expect(Role.SIGNATORY, "proforma.sign", by=deadline.ends_at)
    record_event(
        "proforma.received", proforma, by=by, at=at, how=how, sign_by=deadline.ends_at, zone=buyer.zone,
        calendar=buyer.calendar, provisional=deadline.is_provisional,
    )  # fmt: skip
    return proforma


@deed("proforma.lapse", roles={Role.SYSTEM})
def lapse_proforma(proforma: Proforma, *, by: Actor, at: datetime) -> Proforma:
    """Let a proforma invoice lapse that was not signed in time; sales may issue it anew.

    Raises NotOverYet, NotAllowedNow.
    """
    if proforma.sign_by is None or at <= proforma.sign_by:
        raise NotOverYet(proforma=proforma, sign_by=proforma.sign_by)
    proforma.deal.expect(Role.SALES, "proforma.reissue")
    proforma.move_to(ProformaState.LAPSED, by=by, at=at)
    return proforma


@deed("proforma.remind", roles={Role.SYSTEM})
def remind_of_proforma(proforma: Proforma, *, level: str, by: Actor, at: datetime) -> Proforma:
    """Note that the signatory is to be reminded (``half`` of the time is over, the ``last`` day)."""
    record_event("proforma.reminder_due", proforma, by=by, at=at, level=level, sign_by=proforma.sign_by)
    return proforma


@deed("proforma.decline", roles={Role.BUYER, Role.SIGNATORY})
def decline_proforma(proforma: Proforma, *, reason: str, by: Actor, at: datetime) -> Proforma:
    """Decline to sign, with a reason; sales sees it and may issue it anew."""
    proforma.deal.expect(Role.SALES, "proforma.reissue")
    proforma.declined_because = reason.strip()[:500]
    proforma.move_to(
        ProformaState.DECLINED, by=by, at=at, fields=("declined_because",), reason=proforma.declined_because
    )
    return proforma


def _issue(order: Order, by: Actor, at: datetime) -> Proforma:
    if order.state != OrderState.PLACED:
        raise OrderNotWaiting(order=order, state=order.state)
    before = read(Proforma, "WHERE order_id = %s ORDER BY id", [order.pk])
    in_force = (ProformaState.ISSUED, ProformaState.SIGNED, ProformaState.COUNTERSIGNED)
    standing = next((each for each in before if each.state in in_force), None)
    if standing is not None:
        raise ProformaInForce(proforma=standing)
    accounts = read(
        BankAccount, "WHERE currency = %s AND state = %s ORDER BY id LIMIT 1",
        [order.total.currency, BankAccountState.APPROVED.value],
    )  # fmt: skip
    account = accounts[0] if accounts else None
    if account is None or not account.is_usable(at):
        raise NoUsableBankAccount(currency=order.total.currency)
    buyer = _buyer_of(order.deal)
    firm = Firm.objects.get()
    proforma = Proforma(
        deal=order.deal, order=order, revision=max((each.revision for each in before), default=0) + 1, issued_at=at,
        bank_account=account, language=_paper_language(buyer), code=new_code(),
        snapshot=_snapshot(order, buyer, firm, account),
    )  # fmt: skip
    proforma.total = order.total
    order.deal.expect(Role.SIGNATORY, "proforma.sign")
    # Drawn last: the counter of the gapless series is held until this deed's commit.
    proforma.number = draw_gapless(Gapless.PROFORMA, at)
    add_rows([proforma])
    record_event("proforma.issued", proforma, by=by, at=at, total=order.total, revision=proforma.revision)
    return proforma


def _buyer_of(deal: Deal) -> Company:
    if deal.buyer_id is None:
        raise Company.DoesNotExist(f"{deal} has no buyer")
    return one_of(Company, deal.buyer_id)


def _snapshot(order: Order, buyer: Company, firm: Firm, account: BankAccount) -> dict[str, Any]:
    """All that the paper states, as plain JSON, in a constant number of statements."""
    (quotation,) = read_with(
        Quotation, ("contact",), 'WHERE "inquiries_quotation"."id" = %s', [order.quotation_id]
    )
    lines = rows_under(QuotationLine, "quotation_id", quotation.pk)
    blocks = rows_under(QuotationBlock, "quotation_id", quotation.pk)
    parts = rows_under(Instalment, "order_id", order.pk)
    contact = quotation.contact
    credited = read_with(
        SampleCredit, ("sample_order",), 'WHERE "orders_samplecredit"."order_id" = %s ORDER BY "orders_samplecredit"."id"',
        [order.pk],
    )  # fmt: skip
    told: dict[str, Any] = plain({
        "order": order.number,
        "quotation": quotation.number,
        "quotation_revision": quotation.revision,
        "seller": {"name": firm.legal_name, "name_zh": firm.legal_name_zh, "address": firm.address, "email": firm.email,
                   "phone": firm.phone, "tax_number": firm.tax_number, "zone": firm.zone},
        "buyer": {"name": buyer.legal_name, "address": buyer.address, "country": buyer.country,
                  "tax_number": buyer.tax_number, "contact": contact.name if contact else "",
                  "email": contact.email if contact else "", "zone": buyer.zone, "calendar": buyer.calendar},
        "incoterm": order.incoterm, "place": order.place, "loading_place": quotation.loading_place,
        "payment_term": order.payment_term, "mode": order.mode, "insured": order.is_insured,
        "insurance": order.insurance, "total": order.total, "pieces": order.pieces, "cartons": quotation.cartons,
        "gross_kg": quotation.gross_kg, "volume_m3": quotation.volume_m3, "promised_on": order.promised_on,
        "delivery_days": order.delivery_days, "plan": order.plan, "is_free": order.is_free,
        "clauses": CLAUSES_VERSION,
        "lines": [{"position": x.position, "model": x.model, "description": x.description,
                   "description_zh": x.description_zh, "hs_code": x.hs_code, "values": x.values, "pieces": x.pieces,
                   "unit_price": x.unit_price, "amount": x.amount, "cartons": x.cartons, "volume_m3": x.volume_m3}
                  for x in lines],
        "goods": quotation.goods,
        "blocks": [{"kind": b.kind, "name": b.name, "name_zh": b.name_zh, "amount": b.amount} for b in blocks],
        "credits": [{"sample": x.sample_order.number, "amount": x.amount} for x in credited],
        "instalments": [{"name": p.name, "percent": p.percent, "due": p.due} for p in parts],
        "bank": {"beneficiary": account.beneficiary, "bank_name": account.bank_name, "bank_address": account.bank_address,
                 "bic": account.bic, "account_number": account.account_number, "currency": account.currency},
    })  # fmt: skip
    return told


def _paper_language(buyer: Company) -> str:
    return "zh" if buyer.language.startswith("zh") else "en"
