"""What we ask about letters of credit: which one an order has, what it has to cover, what does not fit, which ends soon."""

from dataclasses import dataclass
from datetime import date, datetime, timedelta

from django.db.models import Q

from ordolux.foundation.parties.models import Company, Firm
from ordolux.orders.agreement.models import Order, OrderState
from ordolux.orders.collection.models import STANDING, Presentation
from ordolux.orders.documentary.models import (
    CreditAmendment,
    CreditAmendmentState,
    CreditState,
    LetterApplication,
    LetterOfCredit,
)
from ordolux.orders.payment.models import Instalment
from ordolux.rules.documentary import CreditWanted, PaperAsked, Sale, credit_wanted
from ordolux.rules.money import Money, sum_of
from ordolux.rules.terms import InstalmentName, payment_term
from ordolux.rules.workdays import day_at

# how many days before the last day we remind, the later warning last
WARN_DAYS = (14, 5)
_BY_TRANSPORT = {"sea": PaperAsked.BILL_OF_LADING, "air": PaperAsked.AIR_WAYBILL}


def letter_of(order: Order) -> LetterOfCredit | None:
    """The letter of credit of an order that is not cancelled."""
    return LetterOfCredit.objects.filter(order=order).exclude(state=CreditState.CANCELLED).first()


def application_of(order: Order) -> LetterApplication | None:
    """What the customer told us last about the credit that he applied for."""
    return LetterApplication.objects.filter(order=order).order_by("-pk").first()


def waiting_amendment(letter: LetterOfCredit) -> CreditAmendment | None:
    """The bank's amendment of a letter of credit that we neither accepted nor rejected yet."""
    return CreditAmendment.objects.filter(letter=letter, state=CreditAmendmentState.ADVISED).first()


def due_under_letter(order: Order) -> Money:
    """What a letter of credit has to cover: all but a deposit that is paid by transfer."""
    parts = Instalment.objects.filter(order=order).exclude(name=InstalmentName.DEPOSIT)
    return sum_of([part.due for part in parts], order.total.currency)


def planned_departure(order: Order) -> date:
    """The day on which the goods are to leave, by the delivery plan that both agreed on."""
    handed_over = order.plan.get("handed_over_on") if isinstance(order.plan, dict) else None
    return date.fromisoformat(handed_over) if handed_over else order.promised_on


def sale_of(order: Order) -> Sale:
    """What both sides agreed on, as a letter of credit has to fit it (three statements)."""
    firm, buyer = Firm.objects.get(), Company.objects.get(deals=order.deal_id)
    return Sale(
        firm.legal_name, buyer.legal_name, due_under_letter(order), planned_departure(order),
        payment_term(order.payment_term).days_after,
        _BY_TRANSPORT.get(order.mode.split("_")[0], PaperAsked.TRANSPORT_DOCUMENT),
        order.is_insured or order.incoterm in ("CIF", "CIP"), f"{order.incoterm} {order.place}",
    )  # fmt: skip


def wanted_of(order: Order) -> CreditWanted:
    """The credit that we ask the customer to have opened for this order."""
    return credit_wanted(sale_of(order))


@dataclass(frozen=True, slots=True)
class DayNear:
    """A day of a letter of credit that comes near: ``what`` ends on ``until``; ``level`` is how many days before we say so."""

    letter: LetterOfCredit
    what: str
    until: date
    level: int


def warnings_at(at: datetime) -> list[DayNear]:
    """Which days of letters of credit come near: the latest shipment of goods that have not left, the last day to present
    documents of goods that have, and the end of a credit that is not in force yet (two statements)."""
    firm = Firm.objects.first()
    if firm is None:  # the company is not set up yet
        return []
    today = day_at(firm.zone, at)
    soon = today + timedelta(days=max(WARN_DAYS))
    rows = (
        LetterOfCredit.objects.filter(
            state__in=[CreditState.ADVISED, CreditState.DISCREPANT, CreditState.OPERATIVE],
            order__state__in=[OrderState.CONFIRMED, OrderState.RELEASED, OrderState.SHIPPED, OrderState.DELIVERED],
        )
        .filter(
            Q(expires_on__lte=soon) | Q(latest_shipment_on__lte=soon) | Q(order__shipped_on__isnull=False),
            expires_on__gte=today,
        )
        .exclude(pk__in=Presentation.objects.filter(state__in=STANDING, letter__isnull=False).values("letter_id"))
        .select_related("order", "deal")
        .order_by("pk")
    )  # fmt: skip
    found = []
    for letter in rows:
        what, until = _next_end(letter)
        levels = [days for days in WARN_DAYS if today <= until <= today + timedelta(days=days)]
        if levels:
            found.append(DayNear(letter, what, until, min(levels)))
    return found


def _next_end(letter: LetterOfCredit) -> tuple[str, date]:
    shipped_on = letter.order.shipped_on
    if shipped_on is not None:
        return "presentation", letter.terms.last_presentation(shipped_on)
    return "shipment", letter.terms.ships_until
