"""What the tests of this stage begin with: a quotation that was sent, an order, a proforma invoice, a payment."""

from datetime import datetime, timedelta
from decimal import Decimal
from typing import Any

from ordolux.foundation.actors import Actor
from ordolux.foundation.calendars.deeds import fill_calendar_year
from ordolux.foundation.files import store_bytes
from ordolux.foundation.parties.deeds import add_person, approve_bank_account, propose_bank_account
from ordolux.foundation.parties.models import Person
from ordolux.inquiries.inquiry.deeds import ConfirmedLine
from ordolux.inquiries.quotation.deeds import draft_quotation, send_quotation
from ordolux.inquiries.quotation.models import Quotation
from ordolux.inquiries.tests import house
from ordolux.orders.agreement.deeds import place_order
from ordolux.orders.agreement.models import Order
from ordolux.orders.payment.deeds import import_statement, take_statement
from ordolux.orders.payment.models import BankEntry
from ordolux.orders.payment.taking_in import EntrySeen
from ordolux.orders.proforma.deeds import file_proforma_paper, issue_proforma, note_proforma_received
from ordolux.orders.proforma.models import Proforma
from ordolux.orders.signature.deeds import countersign_proforma, digits_of, send_code, sign_proforma, try_code
from ordolux.rules.workdays import day_at

MONDAY, SYSTEM, STAFF = house.MONDAY, Actor.system(), house.STAFF
NOON = MONDAY + timedelta(hours=4)
PAPER = b"%PDF-1.7 the proforma invoice"


def furnish() -> None:
    """The house of the first stage, Germany's calendar, and a bank account that two people approved."""
    house.furnish()
    for year in (2026, 2027):
        fill_calendar_year(calendar="DE", year=year, by=STAFF, at=MONDAY)
    tang = add_person(email="tang@mingzhou.example", name="Tang Rui", roles=["manager"], by=SYSTEM, at=MONDAY)
    account = propose_bank_account(
        currency="EUR", beneficiary="Mingzhou Lighting Co., Ltd.", bank_name="Pearl River Bank", bic="PRVBCNBSZSN",
        account_number="7550014200882178", proposed_by=Person.objects.get(pk=zhou().person_id), by=SYSTEM, at=MONDAY,
    )  # fmt: skip
    approve_bank_account(account, approved_by=tang, by=SYSTEM, at=MONDAY)


def zhou() -> Actor:
    """Zhou keeps the books."""
    known = Person.objects.filter(email="zhou@mingzhou.example").first()
    return (
        known
        or add_person(email="zhou@mingzhou.example", name="Zhou Lan", roles=["finance"], by=SYSTEM, at=MONDAY)
    ).actor()


def sent(
    seller: Actor, contact: Person, *, lines: int = 1, pieces: int = 300, incoterm: str = "FCA",
    payment_term: str = "TT_30_70_BS",
) -> Quotation:  # fmt: skip
    """A quotation that was sent on Monday noon."""
    asked = tuple(ConfirmedLine("MZ-GU10-70-830", pieces) for _ in range(lines))
    inquiry = house.confirmed(house.opened(), seller, contact, asked, incoterm=incoterm,
                              place="Shenzhen" if incoterm == "FCA" else "Hamburg", payment_term=payment_term)  # fmt: skip
    return send_quotation(draft_quotation(inquiry, by=SYSTEM, at=MONDAY), by=seller, at=NOON)


def placed(quotation: Quotation, contact: Person, *, insurance: bool = False, mode: str = "sea_lcl") -> Order:
    """The order that Anna places an hour later."""
    return place_order(
        quotation, mode=mode, insurance=insurance, by=contact.actor(), at=NOON + timedelta(hours=1)
    )


def issued(order: Order, *, at: datetime = NOON + timedelta(hours=1)) -> Proforma:
    """Its proforma invoice with a paper, not yet received."""
    proforma = issue_proforma(order, by=SYSTEM, at=at)
    pdf, word = store_bytes(PAPER, "application/pdf"), store_bytes(b"PK the same for Word", "application/zip")
    return file_proforma_paper(proforma, pdf=pdf, word=word, by=SYSTEM, at=at)


def received(proforma: Proforma, *, at: datetime = NOON + timedelta(hours=1)) -> Proforma:
    """The proforma invoice after the customer's server took the letter."""
    return note_proforma_received(proforma, how="mail", by=SYSTEM, at=at)


def sign(proforma: Proforma, signer: Actor, at: datetime, **said: Any) -> Proforma:
    """Anna proves her mailbox and signs."""
    code = send_code(proforma, by=signer, at=at)
    try_code(proforma, digits=digits_of(code), by=signer, at=at)
    told = {"name": "Anna Petersen", "consent": True, "document_sha256": proforma.sha256, **said}
    return sign_proforma(proforma, by=signer, at=at, **told)


def confirmed(order: Order, signer: Actor, seller: Actor) -> Proforma:
    """The proforma invoice of an order, signed by both."""
    proforma = sign(received(issued(order)), signer, NOON + timedelta(hours=2))
    return countersign_proforma(proforma, by=seller, at=NOON + timedelta(hours=3))


def credited(amount: str, text: str, *, currency: str = "EUR", key: str = "", payer: str = "Nordlicht Leuchten GmbH",
             is_booked: bool = True, at: datetime = NOON + timedelta(days=1)) -> BankEntry:  # fmt: skip
    """An entry of a statement that was taken in."""
    file = store_bytes(f"{amount} {text} {currency} {key}".encode(), "application/xml")
    statement = import_statement(file=file, name="statement.xml", by=zhou(), at=at)
    day = day_at("Asia/Shanghai", at)
    entry = EntrySeen(key=key or f"{amount} {text}", amount=Decimal(amount), currency=currency, reference="NX1",
                      payer_name=payer, remittance=text, booked_on=day, value_on=day,
                      is_booked=is_booked)  # fmt: skip
    take_statement(statement, entries=[entry], account="7550014200882178", reference="1", by=SYSTEM, at=at)
    return BankEntry.objects.filter(statement=statement).first() or BankEntry.objects.latest("id")
