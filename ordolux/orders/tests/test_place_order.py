"""The customer accepts: the order carries what was quoted, and what both will agree on."""

from datetime import timedelta

import pytest
from django.db import IntegrityError, transaction

from ordolux.foundation.actors import Actor
from ordolux.foundation.deeds import NotAllowedNow, NotFound, NotPermitted
from ordolux.foundation.journal.models import Event
from ordolux.foundation.parties.models import Person
from ordolux.inquiries.quotation.models import QuotationState
from ordolux.inquiries.tests.house import counted_statements
from ordolux.orders.agreement.deeds import (
    InsuranceNotOffered,
    QuotationOutOfDate,
    TransportNotOffered,
    hash_of,
    place_order,
)
from ordolux.orders.agreement.models import Agreement, Order, OrderLine
from ordolux.orders.payment.models import Instalment
from ordolux.orders.tests import desk
from ordolux.rules.money import Money


def test_an_order_takes_over_price_transport_and_parameters(mei: Actor, anna: Person) -> None:
    quotation = desk.sent(mei, anna)
    order = desk.placed(quotation, anna)

    quotation.refresh_from_db()
    assert quotation.state == QuotationState.ACCEPTED
    assert order.total == quotation.option("sea_lcl").total
    line = OrderLine.objects.get()
    assert (line.pieces, line.values["cct_k"]["value"]) == (300, "3000")
    assert [a.subject for a in Agreement.objects.order_by("id")] == ["price", "delivery", "parameters"]
    assert all(a.sha256 == hash_of(a.values) and not a.is_complete for a in Agreement.objects.all())
    assert list(Event.objects.filter(deal=order.deal).values_list("name", flat=True))[-2:] == [
        "quotation.accepted", "order.placed",
    ]  # fmt: skip


def test_deposit_and_balance_add_up_to_the_total(mei: Actor, anna: Person) -> None:
    order = desk.placed(desk.sent(mei, anna), anna)

    deposit, balance = Instalment.objects.order_by("position")
    assert (deposit.name, balance.name) == ("deposit", "balance")
    assert deposit.due + balance.due == order.total
    assert deposit.due == Money((order.total.amount * 30 / 100).quantize(deposit.due.amount), "EUR").rounded()


def test_optional_insurance_is_added_when_the_customer_wants_it(mei: Actor, anna: Person) -> None:
    quotation = desk.sent(mei, anna)
    without = quotation.option("sea_lcl").total

    order = desk.placed(quotation, anna, insurance=True)

    assert order.is_insured
    assert order.insurance.amount > 0
    assert order.total == without + order.insurance


def test_insurance_that_the_price_includes_is_no_option(mei: Actor, anna: Person) -> None:
    quotation = desk.sent(mei, anna, incoterm="CIP")

    with pytest.raises(InsuranceNotOffered):
        desk.placed(quotation, anna, insurance=True)
    assert not Order.objects.exists()


def test_a_quotation_is_refused_the_moment_after_it_ends(mei: Actor, anna: Person) -> None:
    quotation = desk.sent(mei, anna)

    with pytest.raises(QuotationOutOfDate):
        place_order(
            quotation, mode="sea_lcl", by=anna.actor(), at=quotation.valid_until + timedelta(seconds=1)
        )
    quotation.refresh_from_db()
    assert quotation.state == QuotationState.SENT
    assert not Event.objects.filter(name="order.placed").exists()


def test_only_a_feasible_transport_can_be_chosen(mei: Actor, anna: Person) -> None:
    quotation = desk.sent(mei, anna)

    with pytest.raises(TransportNotOffered) as refused:
        desk.placed(quotation, anna, mode="submarine")
    assert "sea_lcl" in str(refused.value)


def test_a_quotation_makes_one_order(mei: Actor, anna: Person) -> None:
    quotation = desk.sent(mei, anna)
    first = place_order.once("click")(quotation, mode="sea_lcl", by=anna.actor(), at=desk.NOON)
    again = place_order.once("click")(quotation, mode="sea_lcl", by=anna.actor(), at=desk.NOON)

    assert first == again
    with pytest.raises(NotAllowedNow):
        place_order(quotation, mode="sea_lcl", by=anna.actor(), at=desk.NOON)
    assert Order.objects.count() == 1


def test_another_company_finds_nothing_and_sales_may_not_accept(mei: Actor, anna: Person) -> None:
    quotation = desk.sent(mei, anna)
    omar = Actor("Omar", anna.actor().roles, 999, 999)

    with pytest.raises(NotFound):
        place_order(quotation, mode="sea_lcl", by=omar, at=desk.NOON)
    with pytest.raises(NotPermitted):
        place_order(quotation, mode="sea_lcl", by=mei, at=desk.NOON)


def test_placing_costs_the_same_statements_for_10_and_100_lines(mei: Actor, anna: Person) -> None:
    counts = []
    for lines in (10, 100):
        quotation = desk.sent(mei, anna, lines=lines)
        with counted_statements() as seen:
            desk.placed(quotation, anna)
        counts.append(len(seen))

    assert counts[0] == counts[1] <= 19


def test_the_database_refuses_to_change_what_an_agreement_states(mei: Actor, anna: Person) -> None:
    desk.placed(desk.sent(mei, anna), anna)

    with pytest.raises(IntegrityError), transaction.atomic():
        Agreement.objects.update(values={"total": "1.00"})
