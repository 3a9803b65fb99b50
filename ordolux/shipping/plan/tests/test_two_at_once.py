"""Anna and Jan confirm the same plan in the same moment: one of them did it, the other learns who."""

from threading import Barrier, Thread

import pytest
from django.db import connections

from ordolux.foundation.journal.models import Event
from ordolux.foundation.parties.models import Person
from ordolux.rules.refusal import Refusal
from ordolux.shipping.plan.deeds import PlanConfirmedAlready, confirm_plan
from ordolux.shipping.plan.models import PlanState, ShippingPlan
from ordolux.shipping.tests import goods


@pytest.mark.usefixtures("live_database")
def test_of_two_confirmations_at_once_one_counts() -> None:
    cast = goods.cast()
    plan = goods.sent(goods.paid(goods.made(goods.ordered(cast))))
    together, answers = Barrier(2), []

    def confirm(person: Person) -> None:
        together.wait()
        try:
            answers.append(
                confirm_plan(plan, plan_version=1, confirmed_by=person, by=person.actor(), at=goods.READY)
            )
        except Refusal as refusal:
            answers.append(refusal)
        finally:
            connections.close_all()

    both = [Thread(target=confirm, args=[person]) for person in (cast.anna, cast.jan)]
    for one in both:
        one.start()
    for one in both:
        one.join()

    assert sorted(type(answer) for answer in answers if isinstance(answer, Refusal)) == [PlanConfirmedAlready]
    assert ShippingPlan.objects.get().state == PlanState.CONFIRMED
    assert Event.objects.filter(name="shippingplan.confirmed").count() == 1
