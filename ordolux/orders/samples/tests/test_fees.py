"""What is paid for samples: taken from the bank's statement or noted, taken back, and credited with one order, once."""

from datetime import timedelta
from decimal import Decimal

import pytest
from django.db import IntegrityError, transaction

from ordolux.foundation.actors import Actor
from ordolux.foundation.deeds import NotAllowedNow
from ordolux.foundation.journal.models import Event
from ordolux.foundation.parties.models import Person
from ordolux.orders.agreement.deeds import cancel_order
from ordolux.orders.agreement.models import Agreement, Order
from ordolux.orders.payment.deeds import NothingLeft, NotThatMuch, OtherCurrency
from ordolux.orders.payment.models import BankEntry, Instalment
from ordolux.orders.proforma.papers.paper import proforma_paper, sums_of
from ordolux.orders.samples.deeds import DayImpossible, SaySampleReason, prepare_samples
from ordolux.orders.samples.fees.deeds import (
    CreditHolds,
    CreditUsed,
    NothingPaid,
    ReferenceMissing,
    expire_credit,
    note_fee,
    reverse_fee,
    take_fee,
)
from ordolux.orders.samples.models import (
    SampleCredit,
    SampleCreditState,
    SampleOrder,
    SamplePayment,
    SampleState,
)
from ordolux.orders.samples.queries import fee_that_is_paid, payments_that_fit
from ordolux.orders.samples.routines import end_samples
from ordolux.orders.samples.tests import bench
from ordolux.orders.samples.tests.bench import PAID_AT, WEI
from ordolux.orders.tests import desk
from ordolux.process import bank
from ordolux.rules.money import Money, sum_of

AFTER = PAID_AT + timedelta(hours=1)


def test_a_transfer_that_names_the_samples_and_fits_is_taken_by_itself(anna: Person, mei: Actor) -> None:
    sample = bench.accepted(anna, mei)
    bench.came(sample)
    imported = Event.objects.get(name="bankstatement.imported")
    bank.match(imported, "r1")
    bank.match(imported, "r1")
    sample.refresh_from_db()
    assert sample.state == SampleState.CLEARED
    assert (sample.paid, sample.deal.paid) == (sample.total, sample.total)
    assert BankEntry.objects.get().left.amount == 0
    assert SamplePayment.objects.count() == 1
    credit = SampleCredit.objects.get()
    # the fee comes back, the carriage does not
    assert (credit.amount, credit.expires_on.isoformat()) == (sample.fee, "2027-03-10")


@pytest.mark.parametrize(
    ("share", "text"), [("0.90", ""), ("1.10", ""), ("1", "invoice 7"), ("1", "SA-1 and SA-2")]
)
def test_a_transfer_that_leaves_a_doubt_waits_for_finance(
    anna: Person, mei: Actor, share: str, text: str
) -> None:
    sample = bench.accepted(anna, mei)
    assert sample.total is not None
    entry = bench.came(sample, amount=sample.total.amount * Decimal(share), text=text)
    assert fee_that_is_paid(entry) is None
    assert payments_that_fit(sample) == [entry]


def test_what_the_bank_kept_is_borne_when_finance_says_so(anna: Person, mei: Actor) -> None:
    sample = bench.accepted(anna, mei)
    assert sample.total is not None
    short = bench.came(sample, amount=sample.total.amount - 15)
    take_fee(sample, entry=short, by=desk.zhou(), at=PAID_AT)
    sample.refresh_from_db()
    assert (sample.state, sample.still_open) == (SampleState.ACCEPTED, Money.of(15, "EUR"))
    with pytest.raises(NothingLeft):
        take_fee(sample, entry=short, by=desk.zhou(), at=PAID_AT)
    said = {"by": desk.zhou(), "at": AFTER}
    for wrong, refusal in (
        ({"amount": Decimal(5), "reference": " ", "on": PAID_AT.date()}, ReferenceMissing),
        ({"amount": Decimal(16), "reference": "P-1", "on": PAID_AT.date()}, NotThatMuch),
        ({"amount": Decimal("NaN"), "reference": "P-1", "on": PAID_AT.date()}, NotThatMuch),
        ({"amount": Decimal(5), "reference": "P-1", "on": (AFTER + timedelta(days=2)).date()}, DayImpossible),
    ):
        with pytest.raises(refusal):
            note_fee(sample, **wrong, **said)  # type: ignore[arg-type]  # of the cases above
    note_fee(sample, amount=Decimal(5), reference="P-1", on=PAID_AT.date(), although_short=True, **said)
    sample.refresh_from_db()
    assert sample.state == SampleState.CLEARED
    assert sample.charges == Money.of(10, "EUR")


def test_money_in_another_currency_pays_nothing(anna: Person, mei: Actor) -> None:
    sample = bench.accepted(anna, mei)
    with pytest.raises(OtherCurrency):
        take_fee(sample, entry=desk.credited("99.00", "x", currency="USD"), by=desk.zhou(), at=PAID_AT)


def test_a_payment_is_taken_back_before_anything_is_made_and_the_credit_is_void(
    anna: Person, mei: Actor
) -> None:
    sample = bench.cleared(anna, mei)
    with pytest.raises(SaySampleReason):
        reverse_fee(sample, reason=" ", by=desk.zhou(), at=AFTER)
    reverse_fee(sample, reason="another customer's", by=desk.zhou(), at=AFTER)
    sample.refresh_from_db()
    assert (sample.state, sample.paid.amount, sample.deal.paid.amount) == (SampleState.ACCEPTED, 0, 0)
    assert SampleCredit.objects.get().state == SampleCreditState.VOID
    entry = BankEntry.objects.get()
    assert (entry.allocated_amount, entry.decision) == (0, "manual")
    with pytest.raises(NothingPaid):
        reverse_fee(sample, reason="once more", by=desk.zhou(), at=AFTER)
    # the same transfer may pay them after all: one payment, one credit that holds
    take_fee(sample, entry=entry, by=desk.zhou(), at=AFTER)
    assert SampleCredit.objects.filter(state=SampleCreditState.OPEN).count() == 1
    prepare_samples(sample, by=WEI, at=AFTER)
    with pytest.raises(NotAllowedNow):
        reverse_fee(sample, reason="too late", by=desk.zhou(), at=AFTER)


def test_the_fee_comes_off_the_first_order_of_the_minimum_and_the_invoice_says_so_line_by_line(
    anna: Person, mei: Actor
) -> None:
    sample = bench.cleared(anna, mei)
    quotation = desk.sent(mei, anna)
    order = desk.placed(quotation, anna)
    credit = SampleCredit.objects.get()
    assert sample.fee is not None
    assert (credit.state, credit.order) == (SampleCreditState.APPLIED, order)
    offered = quotation.options.get(mode="sea_lcl").total
    assert order.total == offered - sample.fee
    assert sum_of([part.due for part in Instalment.objects.filter(order=order)]) == order.total
    assert Agreement.objects.get(subject="price").values["sample_fees"][0]["credit"] == credit.number

    proforma = desk.issued(order)
    rows = sums_of(proforma)
    assert (f"Fee of samples {sample.number}, credited", -sample.fee) in rows
    assert sum_of([amount for _, amount in rows]) == order.total == proforma.total
    assert f"−{sample.fee.amount:.2f}" in _amounts(proforma) or f"-{sample.fee.amount:.2f}" in _amounts(
        proforma
    )
    with pytest.raises(CreditUsed):
        reverse_fee(sample, reason="too late", by=desk.zhou(), at=AFTER)

    # the next order pays in full
    again = desk.placed(desk.sent(mei, anna), anna)
    assert again.total == offered


def test_a_credit_that_is_taken_off_an_order_goes_nowhere_else_until_that_order_is_cancelled(
    anna: Person, mei: Actor
) -> None:
    bench.cleared(anna, mei)
    first = desk.placed(desk.sent(mei, anna), anna)
    other = desk.placed(desk.sent(mei, anna), anna)
    credit = SampleCredit.objects.get()
    for change in (
        {"order": other}, {"state": SampleCreditState.OPEN, "order": None, "applied_at": None},
        {"applied_at": AFTER}, {"amount_amount": 1},
    ):  # fmt: skip
        with pytest.raises(IntegrityError, match="locked"), transaction.atomic():
            SampleCredit.objects.filter(pk=credit.pk).update(**change)
    with pytest.raises(IntegrityError, match="locked"), transaction.atomic():
        credit.delete()

    cancel_order(first, reason="the shop closed", by=mei, at=AFTER)
    credit.refresh_from_db()
    assert (credit.state, credit.order) == (SampleCreditState.OPEN, None)
    third = desk.placed(desk.sent(mei, anna), anna)
    assert SampleCredit.objects.get().order == third


def test_a_small_order_and_one_after_the_last_day_take_no_credit(anna: Person, mei: Actor) -> None:
    bench.cleared(anna, mei)
    sample = SampleOrder.objects.get()
    credit = SampleCredit.objects.get()
    with pytest.raises(CreditHolds):
        expire_credit(credit, by=desk.SYSTEM, at=AFTER)
    end_samples(AFTER)
    credit.refresh_from_db()
    assert credit.state == SampleCreditState.OPEN
    end_samples(AFTER + timedelta(days=366))
    credit.refresh_from_db()
    assert credit.state == SampleCreditState.EXPIRED
    order = desk.placed(desk.sent(mei, anna), anna)
    assert not order.sample_credits.exists()
    assert sample.credits.get() == credit


def test_an_order_without_samples_says_nothing_of_them(anna: Person, mei: Actor) -> None:
    order = desk.placed(desk.sent(mei, anna), anna)
    assert desk.issued(order).snapshot["credits"] == []
    assert "sample_fees" not in Agreement.objects.get(subject="price").values
    assert Order.objects.get().total == order.total


def _amounts(proforma) -> list[str]:  # type: ignore[no-untyped-def]  # of the paper's sums
    return [row.amount for row in proforma_paper(proforma).sums]
