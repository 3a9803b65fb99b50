"""Deeds that no test of their own package does from outside; each is torn off at its steps first (``crash_cases.py``)."""

from datetime import date, timedelta
from decimal import Decimal

import pytest

from ordolux.foundation.actors import STAFF_ROLES, Actor, Role
from ordolux.foundation.catalogue.deeds import change_part, set_costing
from ordolux.foundation.catalogue.models import Part, Product
from ordolux.foundation.correspondence.models import Message
from ordolux.foundation.documents.models import Document
from ordolux.foundation.files import store_bytes
from ordolux.foundation.parties.deeds import propose_bank_account, reject_bank_account
from ordolux.foundation.parties.models import BankAccount, Person
from ordolux.inquiries.inquiry.deeds import copy_inquiry
from ordolux.inquiries.quotation.deeds import write_quotation_letter
from ordolux.inquiries.quotation.models import Quotation
from ordolux.orders.agreement.deeds import (
    cancel_order,
    close_order,
    confirm_order,
    note_agreement,
    note_delivered,
    note_shipped,
    release_order,
)
from ordolux.orders.agreement.models import Order, OrderState
from ordolux.orders.amendment.deeds import file_amendment_seal, propose_amendment
from ordolux.orders.credit.deeds import approve_credit_note, propose_credit_note, refund_credit_note
from ordolux.orders.credit.models import CreditNote, CreditNoteState
from ordolux.orders.payment.deeds import (
    EntrySeen,
    allocate_payment,
    import_statement,
    note_decision,
    take_statement,
)
from ordolux.orders.payment.models import BankEntry, Instalment
from ordolux.orders.proforma.deeds import decline_proforma
from ordolux.orders.proforma.models import Proforma, ProformaState
from ordolux.orders.signature.deeds import file_seal
from ordolux.orders.tests import desk
from ordolux.production.conftest import MORNING
from ordolux.production.inspection.deeds import close_batch, fail_piece, unfail_piece
from ordolux.production.inspection.models import FailedPiece
from ordolux.production.materials.deeds import cancel_purchase, note_delivery_date, order_purchase
from ordolux.production.materials.models import Purchase, PurchaseState, RequestForQuotation
from ordolux.production.materials.offers.deeds import (
    OfferedPrice,
    ask_for_offers,
    note_declined,
    order_offer,
    record_offer,
)
from ordolux.rules.money import Money
from ordolux.support.promotion.deeds import cancel_fair, order_brochure, plan_fair
from ordolux.support.promotion.models import Brochure, Fair, FairState
from tests.faults.spine import Scene

pytestmark = pytest.mark.django_db
SYSTEM, LATER = Actor.system(), desk.NOON + timedelta(days=1)
ALL = Actor("Tang", STAFF_ROLES)


def test_an_order_goes_from_agreement_to_its_end() -> None:
    scene = Scene()
    order, anna = scene.placed(), scene.office.anna
    for side in ("buyer", "seller"):
        note_agreement(Order.objects.get(), side=side, person_id=anna.pk, by=SYSTEM, at=LATER)
    confirm_order(Order.objects.get(), by=SYSTEM, at=LATER)
    release_order(Order.objects.get(), by=SYSTEM, at=LATER)
    note_shipped(Order.objects.get(), by=SYSTEM, at=LATER)
    note_delivered(Order.objects.get(), on=LATER.date(), by=SYSTEM, at=LATER)
    close_order(Order.objects.get(), by=SYSTEM, at=LATER)
    order.refresh_from_db()
    assert (order.state, order.delivered_on) == (OrderState.CLOSED, LATER.date())


def test_an_old_order_is_asked_for_again() -> None:
    scene = Scene()
    copy = copy_inquiry(scene.sent(), by=scene.office.mei, at=LATER)
    assert [line.pieces for line in copy.lines.all()] == [300]


def test_an_order_is_cancelled() -> None:
    scene = Scene()
    cancel_order(scene.placed(), reason="The hotel is not built.", by=scene.office.mei, at=LATER)
    assert Order.objects.get().state == OrderState.CANCELLED


def test_a_proforma_invoice_is_declined() -> None:
    scene = Scene()
    proforma = desk.received(desk.issued(scene.placed()))
    decline_proforma(proforma, reason="Too late", by=scene.office.anna.actor(), at=LATER)
    assert Proforma.objects.get().state == ProformaState.DECLINED


def test_a_sealed_paper_is_linked() -> None:
    sealed = store_bytes(b"%PDF-1.7 sealed", "application/pdf")
    file_seal(Scene().signed(), pdf=sealed, side="buyer", by=SYSTEM, at=LATER)
    assert Document.objects.get(is_sealed=True).file_id == sealed.sha256


def test_a_sealed_amendment_is_linked() -> None:
    scene = Scene()
    order = scene.placed()
    desk.confirmed(order, scene.office.anna.actor(), scene.office.mei)
    amendment = propose_amendment(
        Order.objects.get(), reason="A crate more", extra=Decimal(40), by=scene.office.mei, at=LATER
    )
    sealed = store_bytes(b"%PDF-1.7 sealed amendment", "application/pdf")
    file_amendment_seal(amendment, pdf=sealed, side="buyer", by=SYSTEM, at=LATER)
    assert Document.objects.filter(file_id=sealed.sha256).count() == 1


def test_an_entry_is_judged() -> None:
    entry, _ = Scene().to_pay()
    note_decision(entry, decision="manual", reasons=[], by=SYSTEM, at=LATER)
    assert BankEntry.objects.get().decision == "manual"


def test_what_is_owed_of_a_credit_note_goes_back() -> None:
    scene = Scene()
    order = scene.placed()
    desk.confirmed(order, scene.office.anna.actor(), scene.office.mei)
    zhou, tang = scene.office.zhou, Person.objects.get(email="tang@mingzhou.example").actor()
    for part in Instalment.objects.filter(order=order).order_by("position"):
        statement = import_statement(
            file=store_bytes(f"part {part.position}".encode(), "application/xml"),
            name="x.xml",
            by=zhou,
            at=LATER,
        )
        seen = EntrySeen(key=f"K{part.position}", amount=part.due.amount, currency="EUR", payer_account="DE02",
                         payer_name="Nordlicht", booked_on=LATER.date(), value_on=LATER.date())  # fmt: skip
        take_statement(statement, entries=[seen], account="7550", reference="1", by=SYSTEM, at=LATER)
        entry = BankEntry.objects.get(statement=statement)
        allocate_payment(entry, order=order, position=part.position, by=zhou, at=LATER)
    propose_credit_note(Order.objects.get(), amount=Decimal("50.00"), reason="broken", by=zhou, at=LATER)
    approve_credit_note(CreditNote.objects.get(), by=tang, at=LATER)
    refund_credit_note(
        CreditNote.objects.get(), account="DE02", reference="back", on=LATER.date(), by=tang, at=LATER
    )
    assert CreditNote.objects.get().state == CreditNoteState.SETTLED


def test_proposed_bank_details_are_refused() -> None:
    desk.furnish()
    account = propose_bank_account(
        currency="EUR", beneficiary="Mingzhou", bank_name="Other Bank", bic="PRVBCNBSZSN",
        account_number="7550014200889999", proposed_by=Person.objects.get(pk=desk.zhou().person_id), by=SYSTEM, at=LATER,
    )  # fmt: skip
    reject_bank_account(account, reason="Nobody at the bank knows it.", by=ALL, at=LATER)
    assert BankAccount.objects.get(pk=account.pk).rejected_because


def test_the_letter_with_a_quotation_is_written() -> None:
    quotation = Scene().sent()
    write_quotation_letter(
        Quotation.objects.get(pk=quotation.pk), to="anna@nordlicht.example", subject="Offer", text="See {the link}",
        site="https://lamps.example", enclosures=(), in_reply_to="", by=SYSTEM, at=LATER,
    )  # fmt: skip
    assert Message.objects.filter(letter="quotation").count() == 1


def test_a_purchase_is_ordered_moved_and_cancelled() -> None:
    scene = Scene()
    purchase = order_purchase(scene.purchase(), by=scene.works.wu, at=MORNING)
    day = MORNING.date() + timedelta(days=20)
    note_delivery_date(
        purchase, expected_on=day, reason="The supplier waits for chips.", by=scene.works.wu, at=MORNING
    )
    cancel_purchase(
        Purchase.objects.get(pk=purchase.pk), reason="Another is cheaper", by=scene.works.wu, at=MORNING
    )
    assert Purchase.objects.get(pk=purchase.pk).state == PurchaseState.CANCELLED


def test_offers_are_asked_for_refused_recorded_and_ordered() -> None:
    scene = Scene()
    purchase, wu, day = scene.purchase(), scene.works.wu, MORNING.date() + timedelta(days=9)
    supplier = purchase.supplier
    ask_for_offers(purchase, suppliers=[supplier], answer_by=day, by=wu, at=MORNING)
    note_declined(RequestForQuotation.objects.get(), reason="No time", by=wu, at=MORNING)
    offer = record_offer(
        Purchase.objects.get(pk=purchase.pk), supplier=supplier, currency="CNY",
        prices=[OfferedPrice(line.position, Decimal("0.9")) for line in purchase.lines.all()],
        due_on=day, valid_until=day, by=wu, at=MORNING,
    )  # fmt: skip
    order_offer(offer, by=wu, at=MORNING)
    assert Purchase.objects.filter(state=PurchaseState.ORDERED).count() == 1


def test_a_drawn_piece_fails_by_eye_and_is_taken_back() -> None:
    scene = Scene()
    batch = close_batch(scene.running(), by=scene.works.chen, at=MORNING)
    unit = batch.draws.get(round=1).units[0]
    fail_piece(batch, unit=unit, reason="dark", by=scene.works.lin, at=MORNING)
    unfail_piece(batch, unit=unit, why="The socket was loose.", by=scene.works.lin, at=MORNING)
    assert FailedPiece.objects.get().withdrawn_at is not None


def test_what_a_product_and_a_part_cost_is_changed() -> None:
    _ = Scene().works.place
    product, part = Product.objects.order_by("pk")[0], Part.objects.order_by("pk")[0]
    set_costing(product, cost=Money(Decimal("2.50"), "CNY"), margin=Decimal("0.3"), pieces_per_hour=400,
                setup_hours=Decimal(1), minimum_order_pieces=100, by=ALL, at=MORNING)  # fmt: skip
    change_part(
        part, name_en="Chip", name_zh="芯片", supplier=part.supplier, lead_time_workdays=9,
        unit_cost=Money(Decimal("0.07"), "CNY"), minimum_order=Decimal(100), order_multiple=Decimal(100),
        safety_stock=Decimal(0), certificate_scheme=part.certificate_scheme, is_critical=part.is_critical,
        by=ALL, at=MORNING,
    )  # fmt: skip
    assert Product.objects.get(pk=product.pk).cost_amount == Decimal("2.50")
    assert Part.objects.get(pk=part.pk).unit_cost.amount == Decimal("0.07")


def test_a_fair_is_cancelled_and_a_brochure_ordered() -> None:
    company = Scene().office.anna.company
    ma = Actor("Ma", frozenset({Role.MARKETING, Role.MANAGER}))
    fair = plan_fair(name="Light", place="Frankfurt", starts_on=date(2026, 9, 1), ends_on=date(2026, 9, 4),
                     budget=Decimal(12000), by=ma, at=LATER)  # fmt: skip
    cancel_fair(fair, reason="Rain", by=ma, at=LATER)
    assert Fair.objects.get().state == FairState.CANCELLED
    order_brochure(company, title="Spots", products=["MZ-GU10-70-830"], by=ma, at=LATER)
    assert Brochure.objects.count() == 1
