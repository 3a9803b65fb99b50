"""The plan changed by hand: moved, taken back, pinned, published, split and merged; and what other deeds make of it."""

from datetime import time, timedelta

import pytest

from ordolux.foundation.capacity.deeds import (
    ClosureMakesNoSense,
    LineZoneUnknown,
    ShiftsOverlap,
    close_line,
    open_line,
    reopen_line,
    start_line,
    stop_line,
)
from ordolux.foundation.capacity.models import Booking, ProductionLine
from ordolux.foundation.deeds import NotPermitted
from ordolux.foundation.journal.models import Event
from ordolux.production.conftest import MORNING, Works, statements
from ordolux.production.inspection.deeds import release_batch
from ordolux.production.inspection.models import Batch, BatchState
from ordolux.production.schedule.deeds import (
    BatchesDoNotMatch,
    MoveIsOver,
    NothingToPublish,
    PiecesOutOfBatch,
    PlanChangedMeanwhile,
    StaysWhereItIs,
    make_schedule,
    merge_batches,
    move_batch,
    move_to_first_free,
    pin_batch,
    publish_schedule,
    split_batch,
    take_back_move,
    unpin_batch,
)
from ordolux.production.schedule.models import PlanMove
from ordolux.production.schedule.moving import BatchNotPlanned, board_from, effect_of_move, free_places
from ordolux.production.schedule.tests.test_schedule import batches_of, ready
from ordolux.rules.schedule import MomentWithoutZone

LATER = timedelta(days=14)


@pytest.fixture
def plan(works: Works, system, chen) -> list[Batch]:
    """Five batches of a large order on one line."""
    order = ready(works, system, (works.bulb, 25_000))
    make_schedule(by=chen, at=MORNING)
    return batches_of(order)


def place_of(batch: Batch) -> tuple[str, object, object]:
    booking = Booking.objects.get(subject_id=batch.pk, cancelled_at=None)
    return booking.line.code, booking.during.lower, booking.during.upper


def test_a_moved_batch_is_booked_where_it_was_put_and_pinned(plan, chen):
    move_batch(batch=plan[-1], line="L1", start_at=MORNING + LATER, by=chen, at=MORNING)

    moved = Batch.objects.get(pk=plan[-1].pk)
    assert moved.is_pinned
    assert place_of(moved)[1] == moved.planned_start_at == MORNING + LATER
    assert Booking.objects.filter(subject_id=moved.pk, cancelled_at__isnull=False).count() == 1
    assert Event.objects.get(name="batch.moved").facts["line"] == "L1"


def test_what_may_move_makes_room_and_what_is_frozen_does_not(plan, chen):
    target = next(b for b in plan if b.planned_start_at > MORNING + timedelta(days=2))
    frozen = [(b.pk, place_of(b)) for b in plan if b.planned_start_at < MORNING + timedelta(days=2)]
    move_batch(batch=plan[-1], line="L1", start_at=target.planned_start_at, by=chen, at=MORNING)

    assert place_of(plan[-1])[1] == target.planned_start_at
    assert place_of(target)[1] >= place_of(plan[-1])[2]
    assert [(pk, place_of(Batch.objects.get(pk=pk))) for pk, _ in frozen] == frozen


def test_the_effect_is_told_before_and_saved_only_as_it_was_told(plan, chen):
    batch = plan[-1]
    effect = effect_of_move(batch, "L1", MORNING + LATER, board_from(MORNING))
    assert effect.moved.days > 0
    assert effect.moved.late_after == 0
    move_batch(batch=plan[-2], line="L1", start_at=MORNING + LATER, by=chen, at=MORNING)

    with pytest.raises(PlanChangedMeanwhile):
        move_batch(
            batch=batch, line="L1", start_at=MORNING + LATER, effect=effect.fingerprint, by=chen, at=MORNING
        )
    assert PlanMove.objects.count() == 1


def test_a_batch_goes_into_the_first_gap_and_nothing_else_moves(plan, chen):
    gone = next(b for b in plan if b.planned_start_at > MORNING + timedelta(days=2))
    gap = place_of(gone)
    move_batch(batch=gone, line="L1", start_at=MORNING + LATER, by=chen, at=MORNING)
    others = {b.pk: place_of(b) for b in plan if b.pk not in (gone.pk, plan[-1].pk)}

    (first, *_) = free_places(gone, board_from(MORNING))
    move_to_first_free(batch=gone, effect=first.fingerprint, by=chen, at=MORNING)

    assert place_of(gone) == gap
    assert {b.pk: place_of(b) for b in plan if b.pk in others} == others


def test_a_move_is_taken_back_as_long_as_nothing_else_has_moved(plan, chen):
    before = {b.pk: place_of(b) for b in plan}
    moved = move_batch(batch=plan[-1], line="L1", start_at=plan[-2].planned_start_at, by=chen, at=MORNING)
    assert {b.pk: place_of(b) for b in plan} != before

    take_back_move(moved, by=chen, at=MORNING)

    assert {b.pk: place_of(b) for b in plan} == before
    assert not Batch.objects.get(pk=plan[-1].pk).is_pinned
    with pytest.raises(MoveIsOver):
        take_back_move(moved, by=chen, at=MORNING)


def test_a_move_to_where_it_is_and_a_move_of_what_has_begun_are_refused(plan, chen, lin):
    with pytest.raises(StaysWhereItIs):
        move_batch(batch=plan[-1], line="L1", start_at=plan[-1].planned_start_at, by=chen, at=MORNING)
    release_batch(plan[0], by=chen, at=MORNING)
    with pytest.raises(BatchNotPlanned):
        move_batch(batch=plan[0], line="L1", start_at=MORNING + LATER, by=chen, at=MORNING)
    with pytest.raises(NotPermitted):
        move_batch(batch=plan[-1], line="L1", start_at=MORNING + LATER, by=lin, at=MORNING)


def test_a_pinned_batch_stays_when_the_schedule_is_made_anew_and_an_unpinned_one_goes(
    works, system, plan, chen
):
    pin_batch(plan[-1], by=chen, at=MORNING)
    held = place_of(plan[-1])
    ready(works, system, (works.spot, 300))
    make_schedule(by=chen, at=MORNING)
    assert place_of(plan[-1]) == held

    unpin_batch(Batch.objects.get(pk=plan[-1].pk), by=chen, at=MORNING)
    ready(works, system, (works.spot, 400))
    make_schedule(by=chen, at=MORNING)
    assert place_of(plan[-1]) != held


def test_workers_and_customers_know_the_times_only_when_they_are_published(plan, chen):
    assert not any(batch.is_published for batch in Batch.objects.all())

    published = publish_schedule(by=chen, at=MORNING)

    assert len(published.changes) == len(plan)
    assert all(batch.is_published for batch in Batch.objects.all())
    with pytest.raises(NothingToPublish):
        publish_schedule(by=chen, at=MORNING)
    move_batch(batch=plan[-1], line="L1", start_at=MORNING + LATER, by=chen, at=MORNING)
    changed = publish_schedule(by=chen, at=MORNING)
    assert [each["batch"] for each in changed.changes] == [plan[-1].number]
    assert changed.changes[0]["was_from"] is not None
    assert Event.objects.filter(name="job.dates_published").count() == 2


def test_a_batch_is_split_in_its_place_and_merged_again(plan, chen):
    whole = place_of(plan[-1])
    part = split_batch(plan[-1], pieces=2000, by=chen, at=MORNING)

    first, second = place_of(plan[-1]), place_of(part)
    assert (first[1], second[2]) == (whole[1], whole[2])
    assert first[2] == second[1]
    kept = Batch.objects.get(pk=plan[-1].pk)
    assert (kept.pieces, part.pieces) == (3000, 2000)

    merge_batches(batch=kept, other=part, by=chen, at=MORNING)

    kept, gone = Batch.objects.get(pk=kept.pk), Batch.objects.get(pk=part.pk)
    assert (kept.pieces, gone.state) == (5000, BatchState.MERGED)
    assert place_of(kept) == whole
    assert not Booking.objects.filter(subject_id=gone.pk, cancelled_at=None).exists()


def test_what_cannot_be_split_or_merged_is_refused(works, system, plan, chen):
    with pytest.raises(PiecesOutOfBatch):
        split_batch(plan[0], pieces=5000, by=chen, at=MORNING)
    with pytest.raises(BatchesDoNotMatch):
        merge_batches(batch=plan[0], other=plan[1], by=chen, at=MORNING)  # 10,000 is above the largest batch
    with pytest.raises(BatchesDoNotMatch):
        merge_batches(batch=plan[0], other=plan[0], by=chen, at=MORNING)


def test_a_move_takes_as_many_statements_for_a_hundred_batches_as_for_five(works, system, chen):
    few = ready(works, system, (works.bulb, 25_000))
    make_schedule(by=chen, at=MORNING)
    with statements():
        move_batch(batch=batches_of(few)[-1], line="L1", start_at=MORNING + LATER, by=chen, at=MORNING)
    many = ready(works, system, (works.spot, 500_000))
    make_schedule(by=chen, at=MORNING)
    last = batches_of(many)[-1]
    with statements():
        move_batch(batch=last, line="L1", start_at=MORNING + timedelta(days=3), by=chen, at=MORNING)
    with statements():
        publish_schedule(by=chen, at=MORNING)


def test_a_closed_line_is_planned_around_and_works_again_when_the_closure_is_called_off(works, system, chen):
    line = ProductionLine.objects.get()
    closure = close_line(
        line, from_at=MORNING, until=MORNING + timedelta(days=3), reason="oven", by=chen, at=MORNING
    )
    order = ready(works, system, (works.bulb, 300))
    make_schedule(by=chen, at=MORNING)
    assert batches_of(order)[0].planned_start_at >= MORNING + timedelta(days=3)

    reopen_line(closure, by=chen, at=MORNING)
    other = ready(works, system, (works.bulb, 300))
    make_schedule(by=chen, at=MORNING)
    assert batches_of(other)[0].planned_start_at < MORNING + timedelta(days=1)


def test_a_second_shift_makes_the_day_longer_and_may_end_after_midnight(works, system, chen):
    said = {
        "code": "L1",
        "name_en": "Line 1",
        "name_zh": "一号线",
        "opens": time(8),
        "closes": time(16),
        "by": chen,
        "at": MORNING,
    }
    open_line(**said)
    order = ready(works, system, (works.bulb, 5_000))
    make_schedule(by=chen, at=MORNING)
    one_shift = batches_of(order)[0].planned_end_at
    open_line(**said, second_opens=time(16), second_closes=time(1))
    other = ready(works, system, (works.bulb, 5_000), at=MORNING)
    stop = batches_of(order)[0]
    move_batch(batch=stop, line="L1", start_at=MORNING + timedelta(days=20), by=chen, at=MORNING)
    make_schedule(by=chen, at=MORNING)
    assert batches_of(other)[0].planned_end_at < one_shift
    with pytest.raises(ShiftsOverlap):
        open_line(**said, second_opens=time(12), second_closes=time(20))


def test_a_stopped_line_takes_no_batch_until_it_is_started(works, system, chen, plan):
    line = ProductionLine.objects.get()
    stop_line(line, by=chen, at=MORNING)
    with pytest.raises(Exception, match="no running line"):
        move_batch(batch=plan[-1], line="L1", start_at=MORNING + LATER, by=chen, at=MORNING)
    start_line(line, by=chen, at=MORNING)
    move_batch(batch=plan[-1], line="L1", start_at=MORNING + LATER, by=chen, at=MORNING)


def test_a_moment_without_its_zone_and_a_zone_that_does_not_exist_are_refused(plan, chen):
    naive = (MORNING + LATER).replace(tzinfo=None)
    with pytest.raises(MomentWithoutZone):
        move_batch(batch=plan[-1], line="L1", start_at=naive, by=chen, at=MORNING)
    line = ProductionLine.objects.get()
    for begins, ends in (
        (naive, naive + timedelta(days=1)),
        (MORNING, MORNING - timedelta(days=1)),
        (MORNING, MORNING + timedelta(days=4000)),
    ):
        with pytest.raises(ClosureMakesNoSense):
            close_line(line, from_at=begins, until=ends, reason="oven", by=chen, at=MORNING)
    with pytest.raises(LineZoneUnknown):
        open_line(
            code="L7",
            name_en="7",
            name_zh="7",
            opens=time(8),
            closes=time(9),
            zone="Mars/Olympus",
            by=chen,
            at=MORNING,
        )
