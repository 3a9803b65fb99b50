"""Jobs begin when the payment term opens production."""

from datetime import timedelta

import pytest

from ordolux.foundation.journal.models import Event
from ordolux.production.conftest import MORNING, Works, statements
from ordolux.production.job.deeds import NothingToPlan, OrderNotReleased, plan_jobs
from ordolux.production.job.models import Job
from ordolux.rules.batches import OrderClass


@pytest.mark.parametrize("state", ["placed", "confirmed"])
def test_nothing_is_planned_before_the_deposit_has_come(works: Works, system, state):
    order = works.order((works.bulb, 300), state=state)

    with pytest.raises(OrderNotReleased):
        plan_jobs(order, by=system, at=MORNING)

    assert not Job.objects.exists()
    assert not Event.objects.exists()


def test_each_line_of_a_released_order_becomes_one_job_with_its_class(works: Works, system):
    order = works.order((works.spot, 300), (works.bulb, 12_000))

    plan_jobs(order, by=system, at=MORNING)

    small, large = Job.objects.order_by("pk")
    assert (small.pieces, small.order_class) == (300, OrderClass.SMALL)
    assert (large.pieces, large.order_class) == (12_000, OrderClass.LARGE)
    order.deal.refresh_from_db()
    assert order.deal.stage == "production"


def test_a_repeated_release_makes_no_second_job(works: Works, system):
    order = works.order((works.bulb, 300))
    plan_jobs.once("tick")(order, by=system, at=MORNING)

    plan_jobs.once("tick")(order, by=system, at=MORNING + timedelta(seconds=9))
    with pytest.raises(NothingToPlan):
        plan_jobs(order, by=system, at=MORNING)

    assert Job.objects.count() == 1


def test_planning_ten_and_a_hundred_lines_takes_the_same_few_statements(works: Works, system):
    taken = []
    for lines in (10, 100):
        order = works.order(*[(works.bulb, 100 + n) for n in range(lines)])
        with statements() as sent:
            plan_jobs.once(f"tick {lines}")(order, by=system, at=MORNING)
        taken.append(len(sent))
    assert taken[0] == taken[1]
