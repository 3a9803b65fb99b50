"""Two orders at one moment want the same sample fee back: one of them gets it."""

from typing import Any

import pytest

from ordolux.inquiries.quotation.models import Quotation
from ordolux.inquiries.tests import house
from ordolux.orders.agreement.models import Order
from ordolux.orders.samples.fees.deeds import take_fee
from ordolux.orders.samples.models import SampleCredit, SampleCreditState, SampleOrder, SamplePayment
from ordolux.orders.samples.tests import bench
from ordolux.orders.tests import desk
from tests.faults.test_at_once import at_once


@pytest.mark.slow
def test_a_sample_fee_is_paid_once_and_comes_back_with_one_of_two_orders_placed_at_once(
    live_database: str,
) -> None:
    desk.furnish()
    anna, mei = house.anna(), house.mei().actor()
    sample = bench.accepted(anna, mei)
    entry, zhou = bench.came(sample), desk.zhou()
    paid: list[Any] = at_once(
        *[
            lambda: take_fee(
                SampleOrder.objects.get(), entry=type(entry).objects.get(), by=zhou, at=bench.PAID_AT
            )
        ]
        * 3
    )
    assert sum(not isinstance(answer, Exception) for answer in paid) == 1, paid
    assert SamplePayment.objects.count() == SampleCredit.objects.count() == 1

    offered = [desk.sent(mei, anna).pk for _ in range(3)]
    answers = at_once(*[lambda pk=pk: desk.placed(Quotation.objects.get(pk=pk), anna) for pk in offered])
    assert not [answer for answer in answers if isinstance(answer, Exception)], answers
    credit = SampleCredit.objects.get()
    assert credit.state == SampleCreditState.APPLIED
    totals = sorted(order.total.amount for order in Order.objects.all())
    assert totals[1] == totals[2] == totals[0] + credit.amount.amount
