"""Letters about orders: proforma invoice and amendment, reminders and end, signing code, contract, payments."""

from django.urls import reverse

from ordolux.edges.letters.writing import enclose, write_letter
from ordolux.foundation import clock
from ordolux.foundation.actors import Role
from ordolux.foundation.deals.models import Deal
from ordolux.foundation.documents.queries import latest_document
from ordolux.foundation.journal.models import Event
from ordolux.foundation.parties.models import Person
from ordolux.orders.agreement.models import Order
from ordolux.orders.amendment.models import Amendment, AmendmentState
from ordolux.orders.credit.models import CreditNote
from ordolux.orders.payment.models import Allocation, Instalment
from ordolux.orders.proforma.models import Proforma, ProformaState
from ordolux.orders.signature.models import SigningCode
from ordolux.rules.money import sum_of


def people_of(deal: Deal, *roles: Role) -> list[Person]:
    """The active people of the deal's buyer who hold one of ``roles``, in a fixed order."""
    if deal.buyer_id is None:
        return []
    return list(
        Person.objects.filter(
            company_id=deal.buyer_id, is_active=True, roles__overlap=[r.value for r in roles]
        ).order_by("id")
    )


def proforma(event: Event, key: str) -> None:
    """The proforma invoice with PDF and Word and the way to sign it."""
    record = Proforma.objects.select_related("deal").get(pk=event.subject_id)
    paper = latest_document(record, "proforma")
    if record.state != ProformaState.ISSUED or paper is None:
        return
    write_letter(
        key, deal=record.deal, to=people_of(record.deal, Role.SIGNATORY, Role.BUYER), letter="proforma",
        context={"proforma": record, "address": reverse("portal:proforma", args=[record.number])},
        enclosures=[enclose(paper), enclose(paper, word=True)], at=clock.now(),
    )  # fmt: skip


def reminder(event: Event, key: str) -> None:
    """A reminder that the time to sign runs out."""
    record = Proforma.objects.select_related("deal").get(pk=event.subject_id)
    if record.state != ProformaState.ISSUED:
        return
    write_letter(
        key, deal=record.deal, to=people_of(record.deal, Role.SIGNATORY), letter="proforma_reminder",
        context={"proforma": record, "address": reverse("portal:proforma", args=[record.number])}, at=clock.now(),
    )  # fmt: skip


def lapsed(event: Event, key: str) -> None:
    """The proforma invoice has lapsed."""
    record = Proforma.objects.select_related("deal").get(pk=event.subject_id)
    write_letter(key, deal=record.deal, to=people_of(record.deal, Role.BUYER, Role.SIGNATORY), letter="proforma_lapsed",
                 context={"proforma": record}, at=clock.now())  # fmt: skip


def signing_code(event: Event, key: str) -> None:
    """The one-time code; its digits are put in only while the letter leaves."""
    code = SigningCode.objects.select_related("proforma", "amendment", "deal", "person").get(
        pk=event.subject_id
    )
    write_letter(
        key, deal=code.deal, to=[code.person], letter="signing_code", context={"paper": code.paper},
        about=f"signing-code:{code.pk}", is_urgent=True, at=clock.now(),
    )  # fmt: skip


def contract(event: Event, key: str) -> None:
    """Both have signed: the sealed paper for everybody at the buyer's."""
    if event.facts.get("side") != "seller":
        return
    record = Proforma.objects.select_related("deal").get(pk=event.subject_id)
    paper = latest_document(record, "proforma")
    assert paper is not None, "it was just sealed"
    write_letter(
        key, deal=record.deal, to=people_of(record.deal, Role.BUYER, Role.SIGNATORY, Role.PAYER), letter="contract",
        context={"proforma": record}, enclosures=[enclose(paper)], at=clock.now(),
    )  # fmt: skip


def amendment(event: Event, key: str) -> None:
    """The amendment with PDF and Word and the way to sign it."""
    record = Amendment.objects.select_related("deal", "order").get(pk=event.subject_id)
    paper = latest_document(record, "amendment")
    if record.state != AmendmentState.ISSUED or paper is None:
        return
    write_letter(
        key, deal=record.deal, to=people_of(record.deal, Role.SIGNATORY, Role.BUYER), letter="amendment",
        context={"amendment": record, "address": reverse("portal:amendment", args=[record.number])},
        enclosures=[enclose(paper), enclose(paper, word=True)], at=clock.now(),
    )  # fmt: skip


def amendment_over(event: Event, key: str) -> None:
    """The amendment was withdrawn or has lapsed: the order stays as it was signed."""
    record = Amendment.objects.select_related("deal", "order").get(pk=event.subject_id)
    write_letter(
        key, deal=record.deal, to=people_of(record.deal, Role.SIGNATORY, Role.BUYER), letter="amendment_over",
        context={"amendment": record}, at=clock.now(),
    )  # fmt: skip


def amendment_signed(event: Event, key: str) -> None:
    """Both have signed the amendment: the sealed paper for everybody at the buyer's."""
    if event.facts.get("side") != "seller":
        return
    record = Amendment.objects.select_related("deal", "order").get(pk=event.subject_id)
    paper = latest_document(record, "amendment")
    assert paper is not None, "it was just sealed"
    write_letter(
        key, deal=record.deal, to=people_of(record.deal, Role.BUYER, Role.SIGNATORY, Role.PAYER),
        letter="amendment_signed", context={"amendment": record, "order": record.order},
        enclosures=[enclose(paper)], at=clock.now(),
    )  # fmt: skip


def payment(event: Event, key: str) -> None:
    """A payment was credited: thanks, with the receipt."""
    allocation = Allocation.objects.select_related("instalment", "instalment__order", "deal").get(
        pk=event.subject_id
    )
    paper = latest_document(allocation, "receipt")
    write_letter(
        key, deal=allocation.deal, to=people_of(allocation.deal, Role.PAYER, Role.BUYER), letter="payment",
        context={"allocation": allocation, "instalment": allocation.instalment, "order": allocation.instalment.order},
        enclosures=[enclose(paper)] if paper is not None else [], at=clock.now(),
    )  # fmt: skip


def instalment_due(event: Event, key: str) -> None:
    """An instalment fell due: how much, until when, and where the bank details stand (never in the letter itself)."""
    order = Order.objects.select_related("deal").get(pk=event.subject_id)
    parts = [
        part
        for part in Instalment.objects.filter(order=order, name__in=event.facts["instalments"])
        if part.still_open.amount and part.due_on
    ]
    if not parts:
        return
    write_letter(
        key, deal=order.deal, to=people_of(order.deal, Role.PAYER, Role.BUYER), letter="instalment_due",
        context={"order": order, "part": parts[0], "open": sum_of([part.still_open for part in parts]),
                 "address": reverse("portal:payments")}, at=clock.now(),
    )  # fmt: skip


def payment_reversed(event: Event, key: str) -> None:
    """A payment was taken back from an instalment: the receipt is void, and why."""
    allocation = Allocation.objects.select_related("instalment", "instalment__order", "deal").get(
        pk=event.subject_id
    )
    write_letter(
        key, deal=allocation.deal, to=people_of(allocation.deal, Role.PAYER, Role.BUYER), letter="payment_reversed",
        context={"allocation": allocation, "order": allocation.instalment.order}, at=clock.now(),
    )  # fmt: skip


def credit_note(event: Event, key: str) -> None:
    """The credit note with its paper."""
    note = CreditNote.objects.select_related("order", "deal").get(pk=event.subject_id)
    paper = latest_document(note, "credit_note")
    assert paper is not None, "it was just filed"
    write_letter(
        key, deal=note.deal, to=people_of(note.deal, Role.PAYER, Role.BUYER), letter="credit_note",
        context={"note": note, "order": note.order}, enclosures=[enclose(paper)], at=clock.now(),
    )  # fmt: skip


def cancelled(event: Event, key: str) -> None:
    """The order was cancelled, and why."""
    order = Order.objects.select_related("deal").get(pk=event.subject_id)
    write_letter(
        key, deal=order.deal, to=people_of(order.deal, Role.BUYER, Role.SIGNATORY), letter="order_cancelled",
        context={"order": order}, at=clock.now(),
    )  # fmt: skip
