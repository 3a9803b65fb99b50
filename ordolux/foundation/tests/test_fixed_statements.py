"""The statements that are worded once read and write what Django's own would."""

from copy import copy
from datetime import UTC, datetime
from decimal import Decimal
from typing import Any

import pytest
from django.db import IntegrityError, connection, models, transaction
from django.test.utils import CaptureQueriesContext

from ordolux.foundation.capacity.models import Booking
from ordolux.foundation.deals.models import Deal
from ordolux.foundation.deeds.fixed import lock_deals, locked_row, write_down_at_once
from ordolux.foundation.journal.models import Event
from ordolux.foundation.parties.models import Person
from ordolux.foundation.worded import add_rows, one_of, read_with, rows_under, write_columns
from ordolux.inquiries.inquiry.models import InquiryLine
from ordolux.inquiries.quotation.models import FreightOption, Quotation
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


def test_rows_are_added_as_django_would(db: None) -> None:
    quotation: Quotation = Scene().drafted()
    others = {"number": "X-1", "code": "", "position": 90, "email": "x@nordlicht.example", "mode": "zeppelin"}
    models_of = (quotation.lines, quotation.blocks, quotation.options, quotation.inquiry.lines)
    records: list[Any] = [
        quotation.inquiry,
        quotation.inquiry.message,
        quotation.deal,
        Person.objects.earliest("pk"),
    ]
    records += [rows.earliest("pk") for rows in models_of]
    for record in records:
        twins = []
        for _ in range(2):
            twin = copy(record)
            twin.pk, twin._state = None, copy(record._state)
            for name, value in others.items():
                if hasattr(twin, name):
                    setattr(twin, name, value)
            if hasattr(twin, "state"):
                twin.state = "received"  # inquiries and messages begin so
            twins.append(twin)
        by_django, by_us = twins
        with transaction.atomic():
            by_django.save(force_insert=True)
            told = values(type(record)._base_manager.get(pk=by_django.pk))
            transaction.set_rollback(True)
        with transaction.atomic():
            assert add_rows([by_us]) == [by_us] and not by_us._state.adding
            kept = values(type(record)._base_manager.get(pk=by_us.pk))
            assert {**kept, "id": 0} == {**told, "id": 0}
            transaction.set_rollback(True)


def test_rows_that_do_not_stand_in_json_are_a_fault_and_none_are_nothing() -> None:
    with pytest.raises(TypeError, match="during"):
        add_rows([Booking()])
    assert add_rows([]) == []


def test_rows_are_read_by_their_key_and_under_their_parent(quotation: Quotation) -> None:
    assert values(one_of(Quotation, quotation.pk)) == values(Quotation.objects.get(pk=quotation.pk))
    with pytest.raises(Quotation.DoesNotExist):
        one_of(Quotation, 10**15)
    assert rows_under(FreightOption, "quotation_id", quotation.pk) == list(
        FreightOption.objects.filter(quotation=quotation).order_by("position")
    )


AT = datetime(2026, 4, 7, 9, 30, 15, 123456, tzinfo=UTC)


def lines_of(deal: Deal, *names: str) -> list[Event]:
    """Lines that are to be written down."""
    return [
        Event(stream=deal.stream, name=name, at=AT, deal=deal, subject="foundation.deal", subject_id=deal.pk,
              actor="Mei", person_id=None, deed="deal.try", facts={"said": "“Grüße”, 灯", "n": [1, None, {"x": 0.25}]})
        for name in names
    ]  # fmt: skip


def test_heads_lines_and_jobs_are_written_down_together(quotation: Quotation) -> None:
    deal = Deal.objects.get(pk=quotation.deal_id)
    deal.title, deal.next_by, deal.total_amount, deal.owner_id = (
        "Lampen “A60” \\ 灯",
        AT,
        Decimal("1234.5678"),
        None,
    )
    lines = lines_of(deal, "deal.tried", "deal.tried_again")
    with transaction.atomic():
        write_down_at_once([deal], lines, task="process.react", queue="past")
        assert values(Deal.objects.get(pk=deal.pk)) == values(deal)
        kept = list(Event.objects.filter(deal=deal, deed="deal.try").order_by("seq"))
        told = (
            "pk",
            "name",
            "at",
            "recorded_at",
            "facts",
            "actor",
            "person_id",
            "subject",
            "subject_id",
            "stream",
        )
        assert [[getattr(line, name) for name in told] for line in kept] == [
            [getattr(line, name) for name in told] for line in lines
        ]
        with connection.cursor() as cursor:
            cursor.execute(
                "SELECT task_name, queue_name, lock, priority, status::text, args FROM procrastinate_jobs "
                "ORDER BY id DESC LIMIT 2"
            )
            jobs = cursor.fetchall()[::-1]
        assert [job[:5] for job in jobs] == [("process.react", "past", deal.stream, 0, "todo")] * 2
        assert [f'{{"event_id": {line.pk}}}' for line in lines] == [
            str(job[5]).replace("'", '"') for job in jobs
        ]


def test_nothing_is_written_down_about_a_deal_that_is_gone(quotation: Quotation) -> None:
    gone = Deal.objects.get(pk=quotation.deal_id)
    lines = lines_of(gone, "deal.tried")
    gone.pk = 10**15
    with pytest.raises(IntegrityError), transaction.atomic():
        write_down_at_once([gone], lines, task="process.react", queue="past")
    assert not Event.objects.filter(deed="deal.try").exists()


def test_a_statement_that_is_sent_often_is_planned_once(quotation: Quotation) -> None:
    with transaction.atomic():
        for _ in range(4):
            locked_row(quotation)
    with connection.cursor() as cursor:
        cursor.execute(
            "SELECT count(*) FROM pg_prepared_statements WHERE statement LIKE '%inquiries_quotation%FOR UPDATE'"
        )
        assert cursor.fetchone() == (1,)


def test_rows_with_those_they_point_at_read_as_django_reads_them(quotation: Quotation) -> None:
    found = read_with(
        InquiryLine, ("product", "product__family"),
        'WHERE "inquiries_inquiryline"."inquiry_id" = %s ORDER BY "inquiries_inquiryline"."position"',
        [quotation.inquiry_id], called="is_quoted",
        also="EXISTS (SELECT FROM inquiries_quotation q WHERE q.inquiry_id = inquiries_inquiryline.inquiry_id)",
    )  # fmt: skip
    told = list(quotation.inquiry.lines.select_related("product__family").order_by("position"))

    assert [values(line) for line in found] == [values(line) for line in told] != []
    with CaptureQueriesContext(connection) as asked:
        for line, other in zip(found, told, strict=True):
            assert line.product is not None and other.product is not None
            assert values(line.product) == values(other.product)
            assert values(line.product.family) == values(other.product.family)
            assert line.is_quoted is True  # type: ignore[attr-defined]  # asked for beside the columns
    assert len(asked) == 0, "parents were read already"


def test_a_row_that_points_at_nothing_has_nobody_beside_it(quotation: Quotation) -> None:
    (mei,) = read_with(
        Person, ("company",), 'WHERE "foundation_person"."company_id" IS NULL ORDER BY "foundation_person"."id" LIMIT 1', []
    )  # fmt: skip
    assert mei.company is None
    with pytest.raises(TypeError):
        read_with(Quotation, ("replaces",), "", [])


def test_a_record_that_was_worded_is_saved_and_compared_like_any_other(quotation: Quotation) -> None:
    line = rows_under(type(quotation.lines.earliest("pk")), "quotation_id", quotation.pk)[0]
    assert line == quotation.lines.get(pk=line.pk) and hash(line) == hash(quotation.lines.get(pk=line.pk))
    assert not line.get_deferred_fields() and line.quotation == quotation
    deal = one_of(Deal, quotation.deal_id)
    deal.title = "Another title"
    deal.save()
    deal.refresh_from_db()
    assert deal.title == "Another title"
