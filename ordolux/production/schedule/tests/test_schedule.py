"""The schedule: small orders first, large ones in batches, no line booked twice."""

from datetime import date, timedelta

import pytest
from django.db import IntegrityError, transaction
from django.db.backends.postgresql.psycopg_any import DateTimeTZRange

from ordolux.foundation.capacity.deeds import PolicyMakesNoSense, set_planning_policy
from ordolux.foundation.capacity.models import Booking, PlanningPolicy, ProductionLine
from ordolux.production.conftest import MORNING, Works, statements
from ordolux.production.inspection.models import Batch
from ordolux.production.job.deeds import plan_jobs
from ordolux.production.job.models import Job, JobState
from ordolux.production.schedule.deeds import NoLineRuns, NoPlaceFor, NothingToSchedule, make_schedule
from ordolux.production.schedule.queries import schedule_between


def ready(works: Works, system, *lines, at=MORNING, **order):
    """An order whose material is all there."""
    made = works.order(*lines, **order)
    plan_jobs(made, by=system, at=at)
    made.jobs.update(state=JobState.READY, material_complete_at=at)
    return made


def batches_of(order):
    return list(Batch.objects.filter(job__order=order).order_by("position"))


def test_twelve_thousand_pieces_become_three_even_batches(works: Works, system, chen):
    order = ready(works, system, (works.bulb, 12_000))

    make_schedule(by=chen, at=MORNING)

    assert [batch.pieces for batch in batches_of(order)] == [4000, 4000, 4000]
    assert Job.objects.get().state == JobState.SCHEDULED


def test_how_large_a_batch_may_be_is_policy_not_code(works: Works, system, chen):
    set_planning_policy(
        small_up_to_pieces=500, medium_up_to_pieces=5000, largest_batch_pieces=3000, frozen_days=2, sample_percent=10,
        sample_least=5, by=chen, at=MORNING,
    )  # fmt: skip
    order = ready(works, system, (works.bulb, 12_000))

    make_schedule(by=chen, at=MORNING)

    assert [batch.pieces for batch in batches_of(order)] == [3000] * 4


def test_a_policy_that_makes_no_sense_is_refused(works: Works, chen):
    with pytest.raises(PolicyMakesNoSense):
        set_planning_policy(
            small_up_to_pieces=500, medium_up_to_pieces=100, largest_batch_pieces=0, frozen_days=2, sample_percent=10,
            sample_least=5, by=chen, at=MORNING,
        )  # fmt: skip
    assert not PlanningPolicy.objects.exists()


def test_the_small_order_goes_before_the_large_one_that_was_there_first(works: Works, system, chen):
    large = ready(works, system, (works.bulb, 12_000))
    small = ready(works, system, (works.spot, 300))

    make_schedule(by=chen, at=MORNING)

    assert batches_of(small)[0].planned_end_at <= batches_of(large)[0].planned_start_at
    assert batches_of(small)[0].why == "smaller_first"


def test_a_small_order_that_comes_later_is_put_before_batches_that_are_not_frozen(works: Works, system, chen):
    large = ready(works, system, (works.bulb, 60_000))
    make_schedule(by=chen, at=MORNING)
    small = ready(works, system, (works.spot, 300), at=MORNING)

    make_schedule(by=chen, at=MORNING)

    own = batches_of(large)
    frozen = [batch for batch in own if batch.planned_start_at < MORNING + timedelta(days=2)]
    later = [batch for batch in own if batch not in frozen]
    assert frozen
    assert later
    assert max(b.planned_end_at for b in frozen) <= batches_of(small)[0].planned_start_at
    assert batches_of(small)[0].planned_end_at <= min(b.planned_start_at for b in later)
    assert Booking.objects.filter(cancelled_at__isnull=False).count() == len(later)


def test_a_batch_that_was_never_begun_is_placed_anew_though_its_time_is_over(works: Works, system, chen):
    waiting = ready(works, system, (works.bulb, 300))
    make_schedule(by=chen, at=MORNING)
    (batch,) = batches_of(waiting)
    later = batch.planned_end_at + timedelta(days=5)
    ready(works, system, (works.bulb, 400), at=later)

    make_schedule(by=chen, at=later)

    batch.refresh_from_db()
    assert batch.planned_start_at >= later
    assert Booking.objects.filter(subject_id=batch.pk, cancelled_at=None).count() == 1


def test_work_is_planned_only_into_the_hours_of_the_line(works: Works, system, chen):
    ready(works, system, (works.bulb, 12_000))
    make_schedule(by=chen, at=MORNING)
    for booking in Booking.objects.all():
        assert 0 <= booking.during.lower.hour < 12
        assert booking.during.lower.weekday() < 5


def test_a_batch_that_ends_after_its_promise_is_told_late(works: Works, system, chen):
    order = ready(works, system, (works.bulb, 12_000), promised_on=date(2026, 9, 22))
    make_schedule(by=chen, at=MORNING)
    first, *_, last = batches_of(order)
    assert first.late_seconds == 0
    assert last.late_seconds > 0


def test_nothing_is_scheduled_without_complete_material_or_without_a_line(works: Works, system, chen):
    order = works.order((works.bulb, 300))
    plan_jobs(order, by=system, at=MORNING)
    with pytest.raises(NothingToSchedule):
        make_schedule(by=chen, at=MORNING)
    Job.objects.update(state=JobState.READY)
    ProductionLine.objects.update(families=["tube"])
    with pytest.raises(NoPlaceFor):
        make_schedule(by=chen, at=MORNING)
    ProductionLine.objects.update(is_running=False)
    with pytest.raises(NoLineRuns):
        make_schedule(by=chen, at=MORNING)
    assert not Batch.objects.exists()
    assert not Booking.objects.exists()


def test_the_database_itself_books_no_line_twice(works: Works):
    line = ProductionLine.objects.get()
    hours = DateTimeTZRange(MORNING, MORNING + timedelta(hours=4), "[)")
    said = {"line": line, "subject": "x", "number": "x", "pieces": 1, "made_at": MORNING}
    first = Booking.objects.create(subject_id=1, during=hours, **said)
    with pytest.raises(IntegrityError), transaction.atomic():
        Booking.objects.create(
            subject_id=2,
            during=DateTimeTZRange(MORNING + timedelta(hours=3), MORNING + timedelta(hours=5), "[)"),
            **said,
        )
    first.cancelled_at = MORNING
    first.save()
    Booking.objects.create(subject_id=2, during=hours, **said)


def test_ten_and_a_hundred_jobs_are_scheduled_with_the_same_few_statements(works: Works, system, chen):
    taken = []
    for lines in (10, 100):
        ready(works, system, *[(works.bulb, 100 + n) for n in range(lines)])
        with statements() as sent:
            make_schedule.once(f"plan {lines}")(by=chen, at=MORNING)
        taken.append(len(sent))
    assert abs(taken[0] - taken[1]) <= 2  # the second one also moves what the first has planned


def test_the_schedule_is_read_with_three_statements(works: Works, system, chen, django_assert_num_queries):
    ready(works, system, *[(works.bulb, 100 + n) for n in range(20)])
    make_schedule(by=chen, at=MORNING)
    with django_assert_num_queries(3):
        lines, slots = schedule_between(chen, MORNING, MORNING + timedelta(days=30))
        assert [slot.batch.job.order.number for slot in slots]
        assert [slot.batch.job.product.number for slot in slots]
    assert (len(lines), len(slots)) == (1, 20)
