"""The bank tells a payment in camt.053 and again in MT940: it is counted once; where nothing tells, Zhou says what it is."""

import re
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from typing import Any

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.db import IntegrityError, transaction
from django.test import Client

from ordolux.foundation import clock
from ordolux.foundation.actors import Actor
from ordolux.foundation.files import store_bytes
from ordolux.foundation.journal.models import Event
from ordolux.foundation.parties.models import Person
from ordolux.inquiries.tests import house
from ordolux.inquiries.tests.house import counted_statements
from ordolux.orders.agreement.models import OrderState
from ordolux.orders.payment.deeds import (
    PerhapsKnown,
    SetAsideAlready,
    allocate_payment,
    import_statement,
    know_payment_again,
    set_payment_aside,
    take_statement,
    tell_payment_apart,
)
from ordolux.orders.payment.models import BankEntry, BankStatement, Instalment, KnownLine
from ordolux.orders.payment.taking_in import EntrySeen
from ordolux.orders.tests import desk
from ordolux.process import bank
from tests.cast import sign_in

IBAN, ACCOUNT = "DE89370400440532013000", "37040044/0532013000"
DAY = date(2026, 3, 9)


@dataclass(frozen=True)
class Paid:
    """A payment, as the bank could tell it."""

    amount: Decimal
    text: str = "lamps"
    payer: str = "Nordlicht Leuchten GmbH"
    bank: str = ""
    end_to_end: str = ""


def camt(*paid: Paid, batch: str = "") -> bytes:
    """A statement in camt.053; with ``batch`` all of them are one booking under this reference."""

    def details(each: Paid) -> str:
        return (
            f"<TxDtls><Refs><EndToEndId>{each.end_to_end or 'NOTPROVIDED'}</EndToEndId></Refs>"
            f'<Amt Ccy="EUR">{each.amount:.2f}</Amt><CdtDbtInd>CRDT</CdtDbtInd>'
            f"<RltdPties><Dbtr><Pty><Nm>{each.payer}</Nm></Pty></Dbtr></RltdPties>"
            f"<RmtInf><Ustrd>{each.text}</Ustrd></RmtInf></TxDtls>"
        )

    def entry(rows: tuple[Paid, ...], reference: str) -> str:
        total = sum((row.amount for row in rows), Decimal(0))
        said = f"<AcctSvcrRef>{reference}</AcctSvcrRef>" if reference else ""
        return (
            f'<Ntry><Amt Ccy="EUR">{total:.2f}</Amt><CdtDbtInd>CRDT</CdtDbtInd><Sts><Cd>BOOK</Cd></Sts>'
            f"<BookgDt><Dt>{DAY}</Dt></BookgDt><ValDt><Dt>{DAY}</Dt></ValDt>{said}"
            f"<BkTxCd><Prtry><Cd>NTRF</Cd></Prtry></BkTxCd><NtryDtls>{''.join(map(details, rows))}</NtryDtls></Ntry>"
        )

    entries = entry(paid, batch) if batch else "".join(entry((each,), each.bank) for each in paid)
    return (
        f'<?xml version="1.0"?><Document xmlns="urn:iso:std:iso:20022:tech:xsd:camt.053.001.08"><BkToCstmrStmt>'
        f"<GrpHdr><MsgId>M1</MsgId><CreDtTm>{DAY}T18:00:00</CreDtTm></GrpHdr><Stmt><Id>S1</Id>"
        f"<CreDtTm>{DAY}T18:00:00</CreDtTm><Acct><Id><IBAN>{IBAN}</IBAN></Id><Ccy>EUR</Ccy></Acct>{entries}"
        f"</Stmt></BkToCstmrStmt></Document>"
    ).encode()


def mt940(*paid: Paid) -> bytes:
    """A statement in MT940, which has sixteen characters for either reference."""
    lines = [f":20:STARTUMS\n:25:{ACCOUNT}\n:28C:1/1\n:60F:C260308EUR0,00"]
    for each in paid:
        amount = f"{each.amount:.2f}".replace(".", ",")
        reference = (each.end_to_end or "NONREF")[:16] + (f"//{each.bank[:16]}" if each.bank else "")
        lines.append(f":61:2603090309C{amount}NTRF{reference}\n:86:166?20{each.text}?32{each.payer}")
    total = sum((each.amount for each in paid), Decimal(0))
    return ("\n".join(lines) + f"\n:62F:C260309EUR{total:.2f}".replace(".", ",") + "\n-").encode()


class Office:
    """An order that both signed, and Zhou's browser."""

    def __init__(self) -> None:
        desk.furnish()
        anna, mei = house.anna(), house.mei().actor()
        self.order = desk.placed(desk.sent(mei, anna), anna)
        self.proforma = desk.confirmed(self.order, anna.actor(), mei)
        self.zhou = desk.zhou()
        self.browser = sign_in(Client(), Person.objects.get(pk=self.zhou.person_id))
        self.deposit = Instalment.objects.get(position=1).due.amount

    def given(self, raw: bytes, name: str) -> BankStatement:
        """Zhou imports a file; it is read, taken in and matched."""
        self.browser.post(
            "/desk/money/statements", {"key": name, "file": SimpleUploadedFile(name, raw)}, follow=True
        )
        done: set[int] = set()
        while fresh := list(Event.objects.filter(name__in=REACTIONS).exclude(pk__in=done).order_by("pk")):
            for event in fresh:
                done.add(event.pk)
                REACTIONS[event.name](event, f"event:{event.pk}")
        return BankStatement.objects.latest("id")

    def page(self, statement: BankStatement) -> str:
        """What Zhou reads of a statement."""
        html = self.browser.get(f"/desk/money/statements/{statement.number}").content.decode()
        return re.sub(r"\s+", " ", re.sub(r"<[^>]+>", " ", html))

    def paid(self) -> Decimal:
        """What is credited for the order."""
        return sum((part.credited.amount for part in Instalment.objects.filter(order=self.order)), Decimal(0))


REACTIONS: dict[str, Any] = {
    "statement.received": bank.read, "bankstatement.imported": bank.match, "payment.told_apart": bank.match_one,
}  # fmt: skip


@pytest.fixture
def office(db: None) -> Office:
    return Office()


@pytest.mark.parametrize(
    ("first", "bank_reference", "end_to_end", "by"),
    [("camt", "2026030900001234-7", "", "bank"), ("mt940", "", "NORDLICHT-2026-03-17", "payer")],
)
def test_a_payment_in_two_forms_of_statement_is_counted_once(
    office: Office, first: str, bank_reference: str, end_to_end: str, by: str
) -> None:
    paid = Paid(office.deposit, office.proforma.number, bank=bank_reference, end_to_end=end_to_end)
    files = {"camt": camt(paid), "mt940": mt940(paid)}
    before = office.given(files.pop(first), f"{first}.txt")
    assert BankEntry.objects.count() == 1
    after = office.given(*next((raw, name) for name, raw in files.items()))

    assert (BankEntry.objects.count(), KnownLine.objects.get().by) == (1, by)
    assert office.paid() == office.deposit
    page = office.page(after)
    assert "Known before" in page and before.number in page
    assert ("the bank's reference" if by == "bank" else "the payer's reference") in page
    assert "Known before" not in office.page(before)


def test_without_a_common_reference_a_person_says_what_it_is(office: Office) -> None:
    paid = Paid(office.deposit, office.proforma.number)
    office.given(camt(paid), "march.xml")
    assert office.paid() == office.deposit
    again = office.given(mt940(Paid(office.deposit, "LAMPS MARCH")), "march.sta")
    entry = BankEntry.objects.get(statement=again)
    assert (entry.decision, office.paid()) == ("perhaps", office.deposit), "nobody guesses"
    with pytest.raises(PerhapsKnown):
        allocate_payment(entry, order=office.order, position=2, by=office.zhou, at=clock.now())
    with pytest.raises(PerhapsKnown):
        set_payment_aside(entry, reason="double", by=office.zhou, at=clock.now())
    with pytest.raises(IntegrityError), transaction.atomic():
        BankEntry.objects.filter(pk=entry.pk).update(allocated_amount=1)
    assert "Looks like a payment of" in office.page(again)
    assert b"Perhaps counted already" in office.browser.get("/desk/money").content
    assert b"Two statements, one payment?" in office.browser.get(f"/desk/money/payments/{entry.pk}").content

    answer = f"/desk/money/payments/{entry.pk}"
    assert office.browser.post(f"{answer}/known-again", {"key": "a", "back": "statement"}).status_code == 302
    entry.refresh_from_db()
    assert entry.decision == "known"
    assert (
        "one of us" in office.page(again)
        and b"Perhaps counted already" not in office.browser.get("/desk/money").content
    )
    with pytest.raises(SetAsideAlready):
        know_payment_again(entry, by=office.zhou, at=clock.now())


def test_another_payment_pays_what_is_owed_even_when_it_was_taken_for_the_same_first(office: Office) -> None:
    office.given(camt(Paid(office.deposit, "something else", payer="Somebody Ltd")), "march.xml")
    again = office.given(mt940(Paid(office.deposit, office.proforma.number)), "march.sta")
    entry = BankEntry.objects.get(statement=again)
    know_payment_again(entry, by=office.zhou, at=clock.now())
    tell_payment_apart(entry, by=office.zhou, at=clock.now())
    bank.match_one(Event.objects.filter(name="payment.told_apart").latest("id"), "told apart")

    entry.refresh_from_db()
    office.order.refresh_from_db()
    assert (entry.decision, office.paid()) == ("auto", office.deposit)
    assert office.order.state == OrderState.RELEASED
    with pytest.raises(SetAsideAlready):
        tell_payment_apart(entry, by=office.zhou, at=clock.now())


@pytest.mark.parametrize("reference", ["BATCH-0001", ""])
def test_a_batch_is_one_booking_whichever_form_tells_its_parts(office: Office, reference: str) -> None:
    parts = [Paid(Decimal(100), "A"), Paid(Decimal(100), "B"), Paid(Decimal(50), "C")]
    office.given(mt940(Paid(Decimal(250), "COLLECTED", bank=reference)), "march.sta")
    again = office.given(camt(*parts, batch=reference or "OTHER-9"), "march.xml")
    rows = list(BankEntry.objects.filter(statement=again).order_by("id"))
    if reference:
        assert rows == [] and KnownLine.objects.get().amount.amount == 250
        return
    assert [row.decision for row in rows] == ["perhaps"] * 3
    tell_payment_apart(rows[1], by=office.zhou, at=clock.now())
    assert set(BankEntry.objects.filter(statement=again).values_list("decision", flat=True)) == {""}, (
        "all of the batch"
    )


def test_two_alike_payments_of_one_day_stay_two(office: Office) -> None:
    twins = [Paid(Decimal(100), "A", bank="REF-1"), Paid(Decimal(100), "A", bank="REF-2")]
    office.given(camt(*twins), "march.xml")
    office.given(mt940(*twins), "march.sta")
    assert (BankEntry.objects.count(), KnownLine.objects.count()) == (2, 2)


def seen(key: str, **more: Any) -> EntrySeen:
    return EntrySeen(key=key, amount=Decimal(100), currency="EUR", booked_on=DAY, value_on=DAY, **more)


def taken(entries: list[EntrySeen], form: str) -> BankStatement:
    """A statement that is taken in without a file of the bank."""
    file = store_bytes(f"{form} {[entry.key for entry in entries]}".encode(), "text/plain")
    statement = import_statement(file=file, name=form, by=desk.zhou(), at=desk.NOON)
    return take_statement(
        statement, entries=entries, account=IBAN, reference="1", form=form, by=Actor.system(), at=desk.NOON
    )


@pytest.mark.parametrize("same", [{"bank_mark": "NX-1234"}, {"payer_mark": "PI-7/2026"}])
def test_the_database_refuses_what_the_rule_would_have_known(office: Office, same: dict[str, str]) -> None:
    taken(
        [seen("1", bank_reference=same.get("bank_mark", ""), payer_reference=same.get("payer_mark", ""))],
        "camt053",
    )
    other = taken([], "mt940")
    double = BankEntry(statement=other, key="2", booked_on=DAY, account_mark="32013000", **same)
    double.amount = BankEntry.objects.get().amount
    with pytest.raises(IntegrityError, match="known from statement"), transaction.atomic():
        double.save()
    for difference in ({"booked_on": date(2026, 3, 10)}, {"account_mark": "1"}, {"is_booked": False}):
        with transaction.atomic():
            another = BankEntry(
                statement=other,
                key="2",
                **{"booked_on": DAY, "account_mark": "32013000", **same, **difference},
            )
            another.amount = double.amount
            another.save()
            transaction.set_rollback(True)


def test_taking_in_asks_the_same_for_one_line_and_for_forty(office: Office) -> None:
    counts = []
    for form, many in (("camt053", 1), ("mt940", 1), ("camt053", 40), ("mt940", 40)):
        entries = [seen(f"{form} {many} {n}", bank_reference=f"NX-{many}-{n}") for n in range(many)]
        with counted_statements() as statements:
            taken(entries, form)
        counts.append(len(statements))
    assert counts[0] == counts[2] and counts[1] == counts[3]
    assert KnownLine.objects.count() == 41
