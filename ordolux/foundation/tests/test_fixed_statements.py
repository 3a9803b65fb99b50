"""The statements that are worded once read and write what Django's own would."""

from typing import Any

import pytest
from django.db import models, transaction

from ordolux.foundation.deals.models import Deal
from ordolux.foundation.deeds.fixed import lock_deals, locked_row, write_columns
from ordolux.foundation.parties.models import Person
from ordolux.inquiries.quotation.models import Quotation
from tests.faults.spine import Scene


@pytest.fixture
def quotation(db: None) -> Quotation:
    """A quotation that the customer has: money, JSON, moments and empty references."""
    sent: Quotation = Scene().sent()
    return sent


def values(record: models.Model) -> dict[str, Any]:
    """Every column as it was read."""
    return {field.attname: getattr(record, field.attname) for field in record._meta.concrete_fields}


def test_a_row_that_is_locked_reads_like_any_other(quotation: Quotation) -> None:
    for record in (quotation, quotation.deal, quotation.inquiry, Person.objects.exclude(company=None)[0]):
        fresh = type(record)._base_manager.get(pk=record.pk)
        with transaction.atomic():
            locked = locked_row(record)
        assert values(locked) == values(fresh)
        assert {name: type(value) for name, value in values(locked).items()} == {
            name: type(value) for name, value in values(fresh).items()
        }
        assert not locked._state.adding and locked._state.db == "default"


def test_deals_are_locked_in_ascending_order_and_one_that_is_gone_is_none(quotation: Quotation) -> None:
    keys = sorted(Deal.objects.values_list("pk", flat=True), reverse=True)
    with transaction.atomic():
        assert [deal.pk for deal in lock_deals([*keys, 10**15])] == sorted(keys)
        assert locked_row(Deal(pk=10**15)) is None


def test_named_columns_are_written_and_no_others(quotation: Quotation) -> None:
    quotation.remark, quotation.rates, quotation.reason = "in blue", {"margin": "0.2"}, "never said"
    with transaction.atomic():
        write_columns(quotation.deal, ("title", "total_amount", "buyer"))
        Quotation.objects.filter(pk=quotation.pk).update(version=7)
        write_columns(quotation, ("reason",))
    now = Quotation.objects.get(pk=quotation.pk)
    assert (now.reason, now.remark, now.version) == ("never said", "", 7)

    with pytest.raises(Quotation.NotUpdated), transaction.atomic():
        write_columns(Quotation(pk=10**15, number="Q-0"), ("reason",))
