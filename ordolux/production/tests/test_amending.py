"""Production follows an amendment: jobs and material for the new quantity, and a clear no once work is scheduled."""

from datetime import datetime
from decimal import Decimal

import pytest
from django.db import IntegrityError, transaction

from ordolux.foundation.actors import Actor, Role
from ordolux.foundation.deeds import REGISTER, deed
from ordolux.foundation.stock.models import Lot
from ordolux.orders.agreement.models import Order
from ordolux.production.amending import Production
from ordolux.production.conftest import MORNING, Works
from ordolux.production.job.models import Job, JobState
from ordolux.production.materials.models import Peg, Purchase, PurchaseState, Requirement
from ordolux.production.materials.tests.test_materials import lot_in_store, netted
from ordolux.rules.amending import Aspect, Difference

if "test.follow_amendment" not in REGISTER:

    @deed("test.follow_amendment", roles={Role.SYSTEM})
    def follow_amendment(order: Order, *, pieces: int, by: Actor, at: datetime) -> Order:
        """Carry out another quantity of the first line, as the countersignature does."""
        old = Job.objects.get(order=order).pieces
        Production().follow(order, [Difference(1, Aspect.QUANTITY, "", old, pieces)], by=by, at=at)
        return order


def follow(order: Order, pieces: int, system: Actor) -> Job:
    follow_amendment(order, pieces=pieces, by=system, at=MORNING)
    return Job.objects.get(order=order)


def test_more_pieces_take_from_the_store_and_buy_what_is_missing(works: Works, system: Actor) -> None:
    leds = lot_in_store(works, works.led, 2000, system)
    lot_in_store(works, works.driver, 500, system)
    order = netted(works, system, (works.bulb, 100))
    assert Job.objects.get().state == JobState.READY

    job = follow(order, 200, system)

    needed = Requirement.objects.get(part=works.led)
    assert (job.pieces, job.state) == (200, JobState.PLANNED)
    assert sum(each.quantity for each in needed.pegs.all()) == needed.quantity == 2449
    leds.refresh_from_db()
    assert leds.reserved == 2000
    assert Purchase.objects.get().state == PurchaseState.DRAFTED
    assert Peg.objects.filter(lot__isnull=True).get().quantity == 449


def test_fewer_pieces_give_the_store_back_what_is_too_much(works: Works, system: Actor) -> None:
    leds = lot_in_store(works, works.led, 2000, system)
    lot_in_store(works, works.driver, 500, system)
    order = netted(works, system, (works.bulb, 100))
    before = Lot.objects.get(pk=leds.pk).reserved

    job = follow(order, 50, system)

    assert (job.pieces, job.state) == (50, JobState.READY)
    assert (before, Lot.objects.get(pk=leds.pk).reserved) == (Decimal(1225), Decimal(613))


def test_fewer_pieces_for_which_nothing_is_missing_make_the_job_ready(works: Works, system: Actor) -> None:
    lot_in_store(works, works.led, 700, system)
    lot_in_store(works, works.driver, 500, system)
    order = netted(works, system, (works.bulb, 100))
    assert Job.objects.get().state == JobState.PLANNED

    assert follow(order, 50, system).state == JobState.READY
    assert not Peg.objects.filter(lot__isnull=True).exists()


def test_what_is_scheduled_keeps_its_quantity(works: Works, system: Actor) -> None:
    lot_in_store(works, works.led, 2000, system)
    lot_in_store(works, works.driver, 500, system)
    order = netted(works, system, (works.bulb, 100))
    change = [Difference(1, Aspect.QUANTITY, "", 100, 200)]
    said = Production().say(order, change)
    assert (said.limits, [each.code for each in said.consequences]) == ([], ["pieces"])
    Job.objects.update(state=JobState.SCHEDULED)

    assert [each.code for each in Production().say(order, change).limits] == ["begun"]
    assert Production().say(order, [Difference(0, Aspect.TOTAL, "", 1, 2)]).limits == []
    with pytest.raises(IntegrityError), transaction.atomic():
        Job.objects.update(pieces=1)
