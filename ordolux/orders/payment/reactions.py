"""What follows a payment: its receipt is printed. What follows work: an instalment falls due."""

from datetime import date, datetime, timedelta
from zoneinfo import ZoneInfo

from ordolux.foundation import clock, papers
from ordolux.foundation.actors import Actor
from ordolux.foundation.documents.models import new_code
from ordolux.foundation.files import store_bytes
from ordolux.foundation.journal.models import Event
from ordolux.foundation.parties.models import Firm
from ordolux.orders.agreement.models import Order
from ordolux.orders.payment.deeds import file_receipt, let_fall_due
from ordolux.orders.payment.models import Allocation, Instalment
from ordolux.orders.payment.papers.paper import receipt_paper
from ordolux.orders.proforma.models import Proforma, ProformaState
from ordolux.rules.terms import Fact, Gate, InstalmentName, PaymentTerm, payment_term

# The days that a customer has for a transfer once an instalment is due; a usance term counts its own.
DAYS_TO_PAY = 7


def print_receipt(event: Event, key: str) -> None:
    """Print the receipt of a credited payment and file it."""
    allocation = Allocation.objects.select_related("entry", "instalment", "deal").get(pk=event.subject_id)
    proforma = Proforma.objects.get(
        order_id=allocation.instalment.order_id, state=ProformaState.COUNTERSIGNED
    )
    parts = list(Instalment.objects.filter(order_id=allocation.instalment.order_id))
    code = new_code()
    paper = receipt_paper(allocation, proforma, parts, code)
    pdf = papers.render(paper.template, paper, language=proforma.language, timestamp=allocation.allocated_at)
    file_receipt.once(key)(
        allocation, pdf=store_bytes(pdf, "application/pdf"), code=code, language=proforma.language, by=Actor.system(),
        at=clock.now(),
    )  # fmt: skip


def let_deposit_fall_due(event: Event, key: str) -> None:
    """Both have signed: the deposit, or all that is paid in advance, is due."""
    _let_fall_due(event, key, (InstalmentName.DEPOSIT, InstalmentName.FULL), DAYS_TO_PAY)


def let_balance_fall_due(event: Event, key: str) -> None:
    """The goods are made and inspected: the balance is due, where the term wants it before shipment."""
    term = payment_term(Order.objects.get(pk=event.subject_id).payment_term)
    if is_paid_before_shipment(term):
        _let_fall_due(event, key, (InstalmentName.BALANCE,), DAYS_TO_PAY)


def let_rest_fall_due(event: Event, key: str) -> None:
    """The goods have left: the balance is due, where the term wants it afterwards; counted from the day of the transport
    document. What goes through a bank is due when the documents are taken up."""
    order = Order.objects.get(pk=event.subject_id)
    term = payment_term(order.payment_term)
    if not is_paid_before_shipment(term) and not term.is_through_bank:
        days = term.days_after or DAYS_TO_PAY
        _let_order_fall_due(order, event.at, key, (InstalmentName.BALANCE,), days, first=order.shipped_on)


def let_further_fall_due(order: Order, at: datetime, key: str) -> None:
    """An amendment asks for a further payment: it is due, as every transfer, within a week."""
    _let_order_fall_due(order, at, key, (InstalmentName.FURTHER,), DAYS_TO_PAY)


def is_paid_before_shipment(term: PaymentTerm) -> bool:
    """Whether the goods leave only when the balance is credited."""
    return bool({Fact.BALANCE_CREDITED, Fact.ALL_CREDITED} & set(term.gates[Gate.SHIP]))


def _let_fall_due(event: Event, key: str, names: tuple[InstalmentName, ...], days: int) -> None:
    _let_order_fall_due(Order.objects.get(pk=event.subject_id), event.at, key, names, days)


def _let_order_fall_due(
    order: Order, at: datetime, key: str, names: tuple[InstalmentName, ...], days: int, *, first: date | None = None
) -> None:  # fmt: skip
    if not Instalment.objects.filter(order=order, name__in=names, due_on=None, paid_at=None).exists():
        return
    day = first or at.astimezone(ZoneInfo(Firm.objects.get().zone)).date()
    let_fall_due.once(key)(
        order, names=tuple(name.value for name in names), on=day + timedelta(days=days), by=Actor.system(),
        at=clock.now(),
    )  # fmt: skip
