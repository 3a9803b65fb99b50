"""Credit limits: what fits under a buyer's limit is made, what does not waits for a manager, and paid room is used again."""

from datetime import date, timedelta
from decimal import Decimal
from typing import Any

import pytest
from django.db import IntegrityError, transaction

from ordolux.foundation.actors import Actor
from ordolux.foundation.deals.models import Deal
from ordolux.foundation.deeds import NotAllowedNow, NotPermitted
from ordolux.foundation.journal.models import Event
from ordolux.foundation.parties.models import Company, Person
from ordolux.orders.agreement.deeds import ReasonMissing, cancel_order
from ordolux.orders.agreement.models import Order, OrderState
from ordolux.orders.documentary.deeds import DayOver
from ordolux.orders.limit.deeds import (
    FitsUnderLimit,
    LimitImpossible,
    NotOnCredit,
    allow_beyond_limit,
    release_on_credit,
    set_credit_limit,
)
from ordolux.orders.limit.models import CreditAllowance, CreditLimit
from ordolux.orders.limit.queries import exposure_of
from ordolux.orders.limit.reactions import release_after_limit, release_after_payment
from ordolux.orders.payment.deeds import allocate_payment
from ordolux.orders.payment.models import Instalment
from ordolux.orders.payment.queries import gates
from ordolux.orders.payment.reactions import let_rest_fall_due
from ordolux.orders.tests import backing, desk
from ordolux.orders.tests.backing import LEFT_AT, NEXT_DAY, left, signed, tang
from ordolux.rules.terms import Fact, Gate

TODAY = NEXT_DAY.date()


@pytest.fixture
def order(mei: Actor, anna: Person) -> Order:
    """An order on open account, signed by both."""
    return signed("OA", anna, mei)


def limited(zhou: Actor, amount: Decimal | int, **changed: Any) -> CreditLimit:
    """The buyer's limit, and what follows it."""
    told: dict[str, Any] = {
        "currency": "EUR",
        "valid_until": date(2026, 12, 31),
        "reason": "Insured",
        **changed,
    }
    limit = set_credit_limit(
        Company.objects.get(legal_name__startswith="Nordlicht"), amount=Decimal(amount), by=zhou, at=NEXT_DAY, **told
    )  # fmt: skip
    release_after_limit(Event.objects.filter(name="credit_limit.set").latest("id"), f"limit {limit.pk}")
    return limit


def state_of(order: Order) -> str:
    return str(Order.objects.get(pk=order.pk).state)


def next_step(order: Order) -> tuple[str, str]:
    deal = Deal.objects.get(pk=order.deal_id)
    return deal.next_role, deal.next_deed


def test_without_a_limit_an_order_on_credit_waits_for_finance(order: Order) -> None:
    assert (state_of(order), next_step(order)) == (OrderState.CONFIRMED, ("finance", "credit_limit.set"))
    missing = gates(order, at=NEXT_DAY)[Gate.PRODUCE].missing
    assert [each.code for each in missing] == ["credit_limit_free"]
    assert Event.objects.filter(name="order.over_limit").count() == 1


def test_a_limit_that_holds_it_to_the_cent_releases_it(order: Order, zhou: Actor) -> None:
    limited(zhou, backing.owed(order) - Decimal("0.01"))
    assert state_of(order) == OrderState.CONFIRMED
    limited(zhou, backing.owed(order))
    assert (state_of(order), next_step(order)) == (OrderState.RELEASED, ("planner", "schedule.make"))


def test_a_limit_in_another_currency_or_whose_day_is_over_holds_nothing(order: Order, zhou: Actor) -> None:
    limited(zhou, 10**6, currency="USD")
    limit = limited(zhou, 0)
    assert state_of(order) == OrderState.CONFIRMED
    exposure = exposure_of(order, limit.valid_until + timedelta(days=1))
    assert (exposure.is_in_force, exposure.left) == (False, None)


def test_what_cannot_be_a_limit_is_refused(order: Order, zhou: Actor) -> None:
    for changed, refusal in (
        ({"amount": -1}, LimitImpossible), ({"amount": Decimal("1.005")}, LimitImpossible),
        ({"amount": 10**12}, LimitImpossible), ({"amount": 1, "currency": "euro"}, LimitImpossible),
        ({"amount": 1, "valid_until": TODAY - timedelta(days=1)}, DayOver), ({"amount": 1, "reason": " "}, ReasonMissing),
    ):  # fmt: skip
        with pytest.raises(refusal):
            limited(zhou, **changed)
    assert CreditLimit.objects.count() == 0
    limited(zhou, 1)
    with pytest.raises(IntegrityError), transaction.atomic():
        CreditLimit.objects.update(limit_amount=10**6)


def test_two_orders_never_use_the_same_room_and_payment_makes_room_again(
    mei: Actor, anna: Person, zhou: Actor
) -> None:
    first, second = signed("OA", anna, mei), None
    limited(zhou, backing.owed(first))
    second = signed("OA", anna, mei)
    assert (state_of(first), state_of(second)) == (OrderState.RELEASED, OrderState.CONFIRMED)
    assert next_step(second) == ("manager", "credit_limit.allow")
    exposure = exposure_of(second, TODAY)
    assert exposure.left is not None
    assert exposure.left.amount == -backing.owed(second)
    with pytest.raises(NotAllowedNow):
        release_on_credit(second, by=Actor.system(), at=NEXT_DAY)

    entry = desk.credited(f"{backing.owed(first):.2f}", first.number)
    allocate_payment(entry, order=first, position=1, by=zhou, at=NEXT_DAY)
    release_after_payment(Event.objects.filter(name="payment.credited").latest("id"), "room")
    assert state_of(second) == OrderState.RELEASED


def test_two_orders_that_wait_do_not_hold_each_other_back(mei: Actor, anna: Person, zhou: Actor) -> None:
    first, second = signed("OA", anna, mei), signed("OA", anna, mei)
    limited(zhou, backing.owed(first))
    assert (state_of(first), state_of(second)) == (OrderState.RELEASED, OrderState.CONFIRMED)
    cancel_order(second, reason="He wants less", by=mei, at=NEXT_DAY)


def test_a_manager_allows_one_order_beyond_the_limit_with_a_reason(order: Order, zhou: Actor) -> None:
    limited(zhou, 1)
    with pytest.raises(NotPermitted):
        allow_beyond_limit(order, reason="He always pays.", by=zhou, at=NEXT_DAY)
    with pytest.raises(ReasonMissing):
        allow_beyond_limit(order, reason="", by=tang(), at=NEXT_DAY)
    allow_beyond_limit(order, reason="He always pays.", by=tang(), at=NEXT_DAY)
    assert state_of(order) == OrderState.RELEASED
    with pytest.raises(IntegrityError), transaction.atomic():
        CreditAllowance.objects.update(amount_amount=10**6)
    with pytest.raises(NotOnCredit):
        allow_beyond_limit(order, reason="Once more", by=tang(), at=NEXT_DAY)


def test_what_fits_or_is_paid_otherwise_needs_no_leave(mei: Actor, anna: Person, zhou: Actor) -> None:
    with pytest.raises(NotOnCredit):
        allow_beyond_limit(signed("TT_30_70_BS", anna, mei), reason="He always pays.", by=tang(), at=NEXT_DAY)
    order = signed("OA", anna, mei)
    set_credit_limit(
        Company.objects.get(), amount=Decimal(10**6), currency="EUR", valid_until=date(2026, 12, 31), reason="Insured",
        by=zhou, at=NEXT_DAY,
    )  # fmt: skip
    with pytest.raises(FitsUnderLimit):
        allow_beyond_limit(order, reason="He always pays.", by=tang(), at=NEXT_DAY)


def test_goods_on_open_account_do_not_leave_while_he_owes_too_long(
    mei: Actor, anna: Person, zhou: Actor
) -> None:
    first = signed("OA", anna, mei)
    limited(zhou, 10**6)
    second = signed("OA", anna, mei)
    assert state_of(second) == OrderState.RELEASED
    left(first)
    let_rest_fall_due(Event.objects.filter(name="order.shipped").latest("id"), "rest")
    due_on = LEFT_AT.date() + timedelta(days=30)
    assert Instalment.objects.get(order=first).due_on == due_on
    passed = frozenset({Fact.INSPECTION_PASSED})
    second.refresh_from_db()
    in_time = gates(second, told=passed, at=LEFT_AT + timedelta(days=30))
    late = gates(second, told=passed, at=LEFT_AT + timedelta(days=31))
    assert in_time[Gate.SHIP].is_open
    assert [each.code for each in late[Gate.SHIP].missing] == ["nothing_overdue"]
