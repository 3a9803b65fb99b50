"""Letters about payment through banks: the credit that we ask for, what of a credit does not fit, documents at the bank."""

from functools import partial

from django.urls import reverse

from ordolux.edges.letters.orders import people_of
from ordolux.edges.letters.writing import write_letter
from ordolux.edges.ui.bank_words import wanted_rows
from ordolux.foundation import clock
from ordolux.foundation.actors import Role
from ordolux.foundation.journal.models import Event
from ordolux.orders.agreement.models import Order
from ordolux.orders.collection.models import Presentation
from ordolux.orders.documentary.models import LetterOfCredit, findings_read
from ordolux.rules.terms import payment_term

READERS = (Role.PAYER, Role.BUYER)


def letter_wanted(event: Event, key: str) -> None:
    """Both have signed: please have the letter of credit opened, with these terms."""
    order = Order.objects.select_related("deal").get(pk=event.subject_id)
    if order.is_free or not payment_term(order.payment_term).needs_letter:
        return
    # called by the template, in the language of the letter
    write_letter(
        key, deal=order.deal, to=people_of(order.deal, *READERS), letter="letter_wanted",
        context={"order": order, "rows": partial(wanted_rows, order),
                 "address": reverse("portal:bank", args=[order.number])}, at=clock.now(),
    )  # fmt: skip


def discrepancies(event: Event, key: str) -> None:
    """What of the letter of credit does not fit, for the customer to have his bank amend it."""
    record = LetterOfCredit.objects.select_related("deal", "order").get(pk=event.subject_id)
    write_letter(
        key, deal=record.deal, to=people_of(record.deal, *READERS), letter="letter_of_credit",
        context={"letter": record, "order": record.order, "findings": findings_read(record.findings),
                 "address": reverse("portal:bank", args=[record.order.number])}, at=clock.now(),
    )  # fmt: skip


def documents_at_bank(event: Event, key: str) -> None:
    """The documents of his goods are at the bank: he gets them there, against payment or acceptance."""
    record = Presentation.objects.select_related("deal", "order").get(pk=event.subject_id)
    write_letter(
        key, deal=record.deal, to=people_of(record.deal, *READERS), letter="documents_at_bank",
        context={"presentation": record, "order": record.order, "term": record.order.payment_term,
                 "address": reverse("portal:bank", args=[record.order.number])}, at=clock.now(),
    )  # fmt: skip
