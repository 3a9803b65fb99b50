"""Lines that an amendment adds are planned and bought; lines that it removes are not made, as long as that is possible."""

from datetime import timedelta
from decimal import Decimal
from typing import Any

import pytest
from django.utils.translation import gettext

from ordolux.foundation.actors import Actor
from ordolux.foundation.deals.models import Deal
from ordolux.foundation.files import store_bytes
from ordolux.foundation.journal.models import Event
from ordolux.foundation.parties.models import Person
from ordolux.foundation.stock.models import Lot
from ordolux.inquiries.tests import house
from ordolux.orders.agreement.models import Order, OrderState
from ordolux.orders.amendment.deeds import (
    LineAdded,
    TooLateToChange,
    countersign_amendment,
    file_amendment_paper,
    propose_amendment,
    send_amendment_code,
    sign_amendment,
    try_amendment_code,
)
from ordolux.orders.payment.deeds import allocate_payment
from ordolux.orders.payment.models import Instalment
from ordolux.orders.signature.deeds import digits_of
from ordolux.orders.tests import desk
from ordolux.production.job.deeds import plan_jobs
from ordolux.production.job.models import Job, JobState
from ordolux.production.job.queries import is_production_finished
from ordolux.production.materials.deeds import net_materials
from ordolux.production.materials.models import Peg, Purchase, PurchaseState, Requirement

BULB, SYSTEM = "MZ-A60-90-827", Actor.system()
LATER = desk.NOON + timedelta(days=1)


class Shop:
    """A released order of two lines whose jobs are planned and netted."""

    def __init__(self) -> None:
        desk.furnish()
        self.anna: Person = house.anna()
        self.mei = house.mei().actor()
        desk.confirmed(
            desk.placed(desk.sent(self.mei, self.anna, lines=2), self.anna), self.anna.actor(), self.mei
        )
        self.order = Order.objects.get()
        deposit = Instalment.objects.get(position=1).due.amount
        entry = desk.credited(f"{deposit:.2f}", "deposit", at=LATER)
        allocate_payment(entry, order=self.order, position=1, by=desk.zhou(), at=LATER)
        self.order.refresh_from_db()
        assert self.order.state == OrderState.RELEASED
        plan_jobs(self.order, by=SYSTEM, at=LATER)
        net_materials(self.order, by=SYSTEM, at=LATER)

    def job(self, position: int) -> Job:
        return Job.objects.get(line__position=position)

    def proposes(self, **changes: Any) -> Any:
        self.order.refresh_from_db()
        return propose_amendment(self.order, reason="Other lamps", by=self.mei, at=LATER, **changes)

    def amends(self, **changes: Any) -> None:
        """Both sides sign."""
        amendment, pdf = self.proposes(**changes), store_bytes(b"%PDF-1.7 it", "application/pdf")
        amendment = file_amendment_paper(amendment, pdf=pdf, word=pdf, by=SYSTEM, at=LATER)
        code = send_amendment_code(amendment, by=self.anna.actor(), at=LATER)
        try_amendment_code(amendment, digits=digits_of(code), by=self.anna.actor(), at=LATER)
        sign_amendment(
            amendment, name="Anna Petersen", consent=True, document_sha256=amendment.sha256, by=self.anna.actor(), at=LATER
        )  # fmt: skip
        countersign_amendment(amendment, by=self.mei, at=LATER)


@pytest.fixture
def shop(db: None) -> Shop:
    return Shop()


def test_a_removed_line_is_not_made_and_its_material_is_free_again(shop: Shop) -> None:
    gone = shop.job(2)
    assert Peg.objects.filter(requirement__job=gone).exists()
    reserved = sum(Lot.objects.values_list("reserved", flat=True))

    shop.amends(removed=(2,))

    gone.refresh_from_db()
    assert gone.state == JobState.WITHDRAWN
    assert not Peg.objects.filter(requirement__job=gone).exists()
    assert set(Requirement.objects.filter(job=gone).values_list("quantity", flat=True)) == {Decimal(0)}
    assert sum(Lot.objects.values_list("reserved", flat=True)) <= reserved
    assert Event.objects.filter(name="job.withdrawn", subject_id=gone.pk).exists()
    assert shop.job(1).state != JobState.WITHDRAWN


def test_an_added_line_gets_its_job_and_its_material(shop: Shop) -> None:
    shop.amends(added=(LineAdded(BULB, 200, Decimal("1.10")),))
    job = shop.job(3)
    assert (job.product.number, job.pieces, job.state) == (BULB, 200, JobState.PLANNED)
    assert Event.objects.filter(name="job.planned").count() == 2
    net_materials(shop.order, by=SYSTEM, at=LATER)
    assert Requirement.objects.get(job=job).quantity > 0


def test_what_is_produced_or_bought_for_a_line_forbids_to_remove_it_and_is_named(shop: Shop) -> None:
    purchase = Purchase.objects.filter(lines__pegs__requirement__job=shop.job(2)).first()
    assert purchase is not None
    Purchase.objects.filter(pk=purchase.pk).update(state=PurchaseState.ORDERED)
    with pytest.raises(TooLateToChange) as refused:
        shop.proposes(removed=(2,))
    assert f"Line 2: its material is ordered already ({purchase.number})" in refused.value.sentence(
        gettext(refused.value.message)
    )

    Job.objects.filter(pk=shop.job(2).pk).update(state=JobState.READY)
    Job.objects.filter(pk=shop.job(2).pk).update(state=JobState.SCHEDULED)
    with pytest.raises(TooLateToChange) as refused:
        shop.proposes(removed=(2,))
    said = refused.value.sentence(gettext(refused.value.message))
    assert f"Line 2 is in production ({shop.job(2).number}: scheduled)" in said


def test_an_order_of_which_only_the_removed_line_was_left_is_made(shop: Shop) -> None:
    for state in (JobState.READY, JobState.SCHEDULED, JobState.RUNNING, JobState.FINISHED):
        Job.objects.filter(pk=shop.job(1).pk).update(state=state)
    assert not is_production_finished(shop.order.pk)

    shop.amends(removed=(2,))

    assert is_production_finished(shop.order.pk)
    assert Event.objects.filter(name="production.finished").count() == 1
    assert Deal.objects.get(pk=shop.order.deal_id).next_deed == "plan.draft"
