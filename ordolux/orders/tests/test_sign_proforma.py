"""The proforma invoice: three working days from receipt, signed by code, countersigned, then locked for ever."""

from datetime import UTC, datetime, timedelta

import pytest
from django.db import IntegrityError, transaction

from ordolux.foundation import clock
from ordolux.foundation.actors import Actor
from ordolux.foundation.deals.models import Deal
from ordolux.foundation.deeds import NotAllowedNow, NotPermitted
from ordolux.foundation.documents.models import Document
from ordolux.foundation.journal.models import Event
from ordolux.foundation.parties.models import BankAccount, Person
from ordolux.inquiries.tests.house import counted_statements
from ordolux.orders.agreement.models import Agreement, Order, OrderLine, OrderState
from ordolux.orders.proforma.deeds import (
    NotOverYet,
    NoUsableBankAccount,
    ProformaInForce,
    ReceivedAlready,
    issue_proforma,
    lapse_proforma,
    reissue_proforma,
)
from ordolux.orders.proforma.models import Proforma, ProformaState
from ordolux.orders.proforma.routines import lapse_proformas, remind_signatories
from ordolux.orders.signature.deeds import (
    MOST_TRIES,
    AnotherPaperSeen,
    CodeNotProved,
    ConsentMissing,
    NoCodeWaiting,
    SignatureTooLate,
    countersign_proforma,
    digits_of,
    send_code,
    sign_proforma,
    try_code,
)
from ordolux.orders.signature.models import Signature, SigningCode
from ordolux.orders.tests import desk

SYSTEM = Actor.system()


@pytest.fixture
def order(mei: Actor, anna: Person) -> Order:
    return desk.placed(desk.sent(mei, anna), anna)


def test_numbers_of_proforma_invoices_have_no_gap_after_a_failure(order: Order) -> None:
    BankAccount.objects.update(usable_from=desk.NOON + timedelta(days=9))
    with pytest.raises(NoUsableBankAccount):
        issue_proforma(order, by=SYSTEM, at=desk.NOON)
    BankAccount.objects.update(usable_from=desk.MONDAY)

    assert issue_proforma(order, by=SYSTEM, at=desk.NOON).number == "PI-2026-0001"
    with pytest.raises(ProformaInForce):
        issue_proforma(order, by=SYSTEM, at=desk.NOON)


def test_what_the_paper_states_never_changes(order: Order) -> None:
    proforma = desk.issued(order)

    assert proforma.snapshot["bank"]["account_number"] == "7550014200882178"
    for change in ({"snapshot": {}}, {"total_amount": 1}, {"bank_account": None}, {"number": "PI-2026-0777"}):
        with pytest.raises(IntegrityError), transaction.atomic():
            Proforma.objects.filter(pk=proforma.pk).update(**change)


def test_three_working_days_are_counted_from_receipt_in_the_buyers_calendar(order: Order) -> None:
    # Thursday 2 April 2026, 10:00 in Hamburg; Good Friday and Easter Monday are no working days in Germany
    thursday = datetime(2026, 4, 2, 8, 0, tzinfo=UTC)
    proforma = desk.received(desk.issued(order), at=thursday)

    assert proforma.sign_by == datetime(2026, 4, 9, 21, 59, 59, tzinfo=UTC)
    assert Deal.objects.get().next_by == proforma.sign_by
    with pytest.raises(ReceivedAlready):
        desk.received(proforma, at=thursday + timedelta(days=1))


def test_it_can_be_signed_in_the_last_second_and_not_after_it(order: Order, anna: Person, mei: Actor) -> None:
    proforma = desk.received(desk.issued(order))
    assert proforma.sign_by is not None
    with pytest.raises(SignatureTooLate):
        send_code(proforma, by=anna.actor(), at=proforma.sign_by + timedelta(seconds=1))

    signed = desk.sign(proforma, anna.actor(), proforma.sign_by)
    assert signed.state == ProformaState.SIGNED


def test_what_was_not_signed_lapses_once_and_is_issued_anew(order: Order, mei: Actor, anna: Person) -> None:
    proforma = desk.received(desk.issued(order))
    assert proforma.sign_by is not None
    with pytest.raises(NotOverYet):
        lapse_proforma(proforma, by=SYSTEM, at=proforma.sign_by)
    late = proforma.sign_by + timedelta(minutes=1)
    lapse_proformas(late)
    lapse_proformas(late)

    proforma.refresh_from_db()
    assert proforma.state == ProformaState.LAPSED
    assert Event.objects.filter(name="proforma.lapsed").count() == 1
    with pytest.raises(SignatureTooLate):
        send_code(proforma, by=anna.actor(), at=late)
    fresh = reissue_proforma(proforma, by=mei, at=late)
    assert (fresh.revision, fresh.number, fresh.total) == (2, "PI-2026-0002", order.total)


def test_reminders_go_out_once_each(order: Order) -> None:
    proforma = desk.received(desk.issued(order))
    assert proforma.sign_by is not None
    for _ in range(3):
        remind_signatories(proforma.sign_by - timedelta(hours=1))

    levels = [
        event.facts["level"] for event in Event.objects.filter(name="proforma.reminder_due").order_by("id")
    ]
    assert levels == ["half", "last"]


def test_a_wrong_code_counts_and_five_are_the_most(order: Order, anna: Person) -> None:
    proforma = desk.received(desk.issued(order))
    code = send_code(proforma, by=anna.actor(), at=desk.NOON)
    wrong = f"{(int(digits_of(code)) + 1) % 1_000_000:06d}"
    for tries in range(1, MOST_TRIES + 1):
        assert try_code(proforma, digits=wrong, by=anna.actor(), at=desk.NOON).tries == tries
    with pytest.raises(NoCodeWaiting):
        try_code(proforma, digits=digits_of(code), by=anna.actor(), at=desk.NOON)
    with pytest.raises(CodeNotProved):
        sign_proforma(
            proforma,
            name="Anna",
            consent=True,
            document_sha256=proforma.sha256,
            by=anna.actor(),
            at=desk.NOON,
        )
    assert not Signature.objects.exists()


def test_a_code_ends_in_real_time_and_works_once(order: Order, anna: Person) -> None:
    proforma = desk.received(desk.issued(order))
    code = send_code(proforma, by=anna.actor(), at=desk.NOON)
    SigningCode.objects.update(ends_at=clock.real_now() - timedelta(seconds=1))
    with pytest.raises(NoCodeWaiting):
        try_code(proforma, digits=digits_of(code), by=anna.actor(), at=desk.NOON)


def test_the_digits_of_a_code_are_kept_nowhere(order: Order, anna: Person) -> None:
    code = send_code(desk.received(desk.issued(order)), by=anna.actor(), at=desk.NOON)

    row = SigningCode.objects.values().get()
    assert digits_of(code) not in str(row)
    assert digits_of(code) not in str(list(Event.objects.values_list("facts", flat=True)))


def test_nobody_signs_other_bytes_than_he_saw_or_without_consent(order: Order, anna: Person) -> None:
    proforma = desk.received(desk.issued(order))
    with pytest.raises(AnotherPaperSeen):
        desk.sign(proforma, anna.actor(), desk.NOON, document_sha256="0" * 64)
    with pytest.raises(ConsentMissing):
        desk.sign(proforma, anna.actor(), desk.NOON, consent=False)
    with pytest.raises(ConsentMissing):
        desk.sign(proforma, anna.actor(), desk.NOON, name="  ")
    proforma.refresh_from_db()
    assert proforma.state == ProformaState.ISSUED


def test_both_signatures_confirm_and_lock_the_order(order: Order, anna: Person, mei: Actor) -> None:
    proforma = desk.confirmed(order, anna.actor(), mei)

    order.refresh_from_db()
    assert (proforma.state, order.state) == (ProformaState.COUNTERSIGNED, OrderState.CONFIRMED)
    assert all(agreement.is_complete for agreement in Agreement.objects.all())
    line = OrderLine.objects.get()
    for change in (
        lambda: Order.objects.update(total_amount=1),
        lambda: Order.objects.update(delivery_days=1),
        lambda: Order.objects.update(plan={}),
        lambda: Order.objects.update(mode="air"),
        lambda: OrderLine.objects.update(unit_price_amount=1),
        lambda: OrderLine.objects.update(values={}),
        lambda: OrderLine.objects.update(pieces=1),
        lambda: line.delete(),
        lambda: OrderLine.objects.create(order=order, deal=order.deal, position=9, product=line.product,
                                         product_revision=1, description="more", pieces=1, unit_price=line.unit_price,
                                         amount=line.amount),
        lambda: Agreement.objects.update(buyer=None),
        lambda: Signature.objects.update(name="Somebody"),
        lambda: Proforma.objects.update(sha256="0" * 64),
        lambda: order.delete(),
    ):  # fmt: skip
        with pytest.raises(IntegrityError), transaction.atomic():
            change()


def test_a_signature_is_given_once_and_only_by_a_signatory(order: Order, anna: Person, mei: Actor) -> None:
    proforma = desk.sign(desk.received(desk.issued(order)), anna.actor(), desk.NOON)
    with pytest.raises(NotPermitted):
        countersign_proforma(proforma, by=anna.actor(), at=desk.NOON)
    with pytest.raises(NotAllowedNow):
        desk.sign(proforma, anna.actor(), desk.NOON)
    countersign_proforma.once("click")(proforma, by=mei, at=desk.NOON)
    countersign_proforma.once("click")(proforma, by=mei, at=desk.NOON)
    assert Signature.objects.count() == 2


def test_signing_stays_within_the_statements_of_a_deed(order: Order, anna: Person, mei: Actor) -> None:
    counts = {}
    with counted_statements() as seen:
        proforma = issue_proforma(order, by=SYSTEM, at=desk.NOON)
    counts["issue"] = len(seen)
    Proforma.objects.filter(pk=proforma.pk).update(sha256="a" * 64)
    proforma.refresh_from_db()
    code = send_code(proforma, by=anna.actor(), at=desk.NOON)
    try_code(proforma, digits=digits_of(code), by=anna.actor(), at=desk.NOON)
    with counted_statements() as seen:
        signed = sign_proforma(
            proforma, name="Anna", consent=True, document_sha256="a" * 64, by=anna.actor(), at=desk.NOON
        )
    counts["sign"] = len(seen)
    with counted_statements() as seen:
        countersign_proforma(signed, by=mei, at=desk.NOON)
    counts["countersign"] = len(seen)

    assert {name: count for name, count in counts.items() if count > 19} == {}


def test_a_paper_that_was_filed_can_be_found_by_its_code(order: Order) -> None:
    proforma = desk.issued(order)
    document = Document.objects.get()
    assert (document.code, document.kind, document.word_file_id is not None) == (
        proforma.code,
        "proforma",
        True,
    )
