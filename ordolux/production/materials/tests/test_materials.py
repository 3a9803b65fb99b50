"""Material: what is needed, from where it comes, what is bought, and what is let in."""

from datetime import date, timedelta
from decimal import Decimal

import pytest
from django.db import IntegrityError, transaction

from ordolux.foundation.journal.models import Event
from ordolux.foundation.stock import moves
from ordolux.foundation.stock.models import Lot, LotState, StockMove
from ordolux.production.conftest import MORNING, Works, statements, stored
from ordolux.production.job.deeds import OrderNotReleased, plan_jobs
from ordolux.production.job.models import Job, JobState
from ordolux.production.materials.deeds import (
    DeliveredLot,
    GoodsNotLetIn,
    MoreThanOrdered,
    NothingToNet,
    NotOnThisPurchase,
    net_materials,
    order_purchase,
    receive_goods,
)
from ordolux.production.materials.models import Peg, Purchase, PurchaseState, Requirement

DELIVERED = date(2026, 9, 21)


def lot_in_store(works: Works, part, quantity, system, *, valid_until=date(2027, 6, 30)) -> Lot:
    """A released lot of a part."""
    lot = Lot.objects.create(
        number=f"GR-{Lot.objects.count()}",
        part=part,
        supplier=works.supplier,
        lot_number="OLD-1",
        delivered_on=DELIVERED,
        certificate=works.certificate(valid_until=valid_until),
        test_report=stored(b"report"),
        made_at=MORNING,
    )
    moves.received(lot, Decimal(quantity), of=works.supplier, by=system, at=MORNING).save()
    lot.refresh_from_db()
    lot.state = LotState.RELEASED
    lot.save(update_fields=["state"])
    return lot


def netted(works: Works, system, *lines):
    """An order whose material is known."""
    order = works.order(*lines)
    plan_jobs(order, by=system, at=MORNING)
    net_materials(order, by=system, at=MORNING)
    return order


def everything(purchase: Purchase, **changes) -> tuple[DeliveredLot, ...]:
    """A delivery of all that is missing, with good papers."""
    return tuple(
        DeliveredLot(
            **{
                "part": line.part.number,
                "lot_number": f"L-{line.part.number}",
                "quantity": line.missing,
                "test_report_sha256": stored(b"coa " + line.part.number.encode()).pk,
                **changes,
            }
        )
        for line in purchase.lines.select_related("part")
    )


@pytest.fixture
def ordered(works: Works, system, wu) -> Purchase:
    """A purchase for 5,000 lamps that the supplier has got."""
    order = netted(works, system, (works.bulb, 5000))
    return order_purchase(order.purchases.get(), by=wu, at=MORNING)


def test_scrap_is_divided_out_and_the_purchase_comes_in_full_reels(works: Works, system):
    netted(works, system, (works.bulb, 5000))

    needed = {r.part.number: int(r.quantity) for r in Requirement.objects.select_related("part")}
    assert needed == {"LED-2835": 61_225, "DRV-9W": 5_051}
    bought = {
        line.part.number: int(line.quantity) for line in Purchase.objects.get().lines.select_related("part")
    }
    assert bought == {"LED-2835": 64_000, "DRV-9W": 5_500}


def test_what_is_in_store_is_reserved_and_only_the_rest_is_bought(works: Works, system):
    lot = lot_in_store(works, works.led, 20_000, system)

    netted(works, system, (works.bulb, 5000))

    lot.refresh_from_db()
    assert lot.reserved == 20_000
    assert Purchase.objects.get().lines.get(part=works.led).quantity == 44_000
    for requirement in Requirement.objects.all():
        assert sum(each.quantity for each in requirement.pegs.all()) == requirement.quantity


def test_stock_whose_certificate_has_lapsed_is_not_used(works: Works, system):
    lot = lot_in_store(works, works.led, 100_000, system, valid_until=date(2026, 9, 20))

    netted(works, system, (works.bulb, 5000))

    lot.refresh_from_db()
    assert lot.reserved == 0


def test_a_job_whose_material_is_all_in_store_is_ready_at_once(works: Works, system):
    lot_in_store(works, works.led, 100_000, system)
    lot_in_store(works, works.driver, 10_000, system)

    netted(works, system, (works.bulb, 300))

    assert Job.objects.get().state == JobState.READY
    assert not Purchase.objects.exists()


def test_the_same_stock_is_never_promised_to_two_orders(works: Works, system):
    lot_in_store(works, works.led, 4_000, system)
    netted(works, system, (works.bulb, 300))
    second = netted(works, system, (works.bulb, 300))

    lot = Lot.objects.get()
    assert lot.reserved == 4_000
    assert second.purchases.get().lines.get(part=works.led).quantity == 4_000


def test_material_is_netted_once(works: Works, system):
    order = netted(works, system, (works.bulb, 300))

    with pytest.raises(NothingToNet):
        net_materials(order, by=system, at=MORNING)

    assert Purchase.objects.count() == 1


def test_nothing_is_netted_or_ordered_for_an_order_that_is_not_released(works: Works, system):
    order = works.order((works.bulb, 300), state="confirmed")

    with pytest.raises(OrderNotReleased):
        net_materials(order, by=system, at=MORNING)

    assert not Event.objects.exists()


@pytest.mark.parametrize(
    ("papers", "says"),
    [
        ("no certificate", "no supplier certificate"),
        ("certificate ended yesterday", "ended on 2026-09-20"),
        ("certificate begins tomorrow", "not yet valid"),
        ("no test report", "no test report"),
        ("test report not accepted", "does not pass"),
    ],
)
def test_goods_are_not_let_in_without_their_papers_and_nothing_is_left_behind(
    works: Works, ordered, wu, papers, says
):
    changes = {}
    match papers:
        case "certificate ended yesterday":
            works.certificate(valid_until=date(2026, 9, 20))
        case "certificate begins tomorrow":
            works.certificate(valid_from=date(2026, 9, 22))
        case "no test report":
            works.certificate()
            changes["test_report_sha256"] = ""
        case "test report not accepted":
            works.certificate()
            changes["is_report_accepted"] = False
    delivery, events = everything(ordered, **changes), Event.objects.count()

    with pytest.raises(GoodsNotLetIn) as refused:
        receive_goods(ordered, delivered_on=DELIVERED, lots=delivery, by=wu, at=MORNING)

    assert says in str(refused.value)
    assert not Lot.objects.exists()
    assert not StockMove.objects.exists()
    assert Event.objects.count() == events
    ordered.refresh_from_db()
    assert ordered.state == PurchaseState.ORDERED


def test_the_day_of_delivery_counts_for_the_certificate_not_the_day_of_entry(works: Works, ordered, wu):
    works.certificate(valid_until=date(2026, 9, 21))

    receive_goods(
        ordered, delivered_on=DELIVERED, lots=everything(ordered), by=wu, at=MORNING + timedelta(days=5)
    )

    assert set(Lot.objects.values_list("state", flat=True)) == {LotState.RELEASED}


def test_with_good_papers_the_lot_is_released_reserved_for_its_job_and_the_job_ready(
    works: Works, ordered, wu
):
    works.certificate()

    receive_goods(ordered, delivered_on=DELIVERED, lots=everything(ordered), by=wu, at=MORNING)

    led = Lot.objects.get(part=works.led)
    assert (led.state, led.on_hand, led.reserved) == (LotState.RELEASED, 64_000, 61_225)
    assert Job.objects.get().state == JobState.READY
    ordered.refresh_from_db()
    assert ordered.state == PurchaseState.RECEIVED
    assert not Peg.objects.filter(lot__isnull=True).exists()


def test_a_part_delivery_leaves_the_job_waiting_until_the_rest_has_come(works: Works, ordered, wu):
    works.certificate()
    whole = everything(ordered)
    half = DeliveredLot(whole[0].part, "L-1", Decimal(30_000), test_report_sha256=whole[0].test_report_sha256)

    receive_goods(ordered, delivered_on=DELIVERED, lots=(half, whole[1]), by=wu, at=MORNING)
    assert Job.objects.get().state == JobState.PLANNED
    ordered.refresh_from_db()
    assert ordered.state == PurchaseState.ORDERED

    rest = DeliveredLot(half.part, "L-2", Decimal(34_000), test_report_sha256=half.test_report_sha256)
    receive_goods(ordered, delivered_on=DELIVERED, lots=(rest,), by=wu, at=MORNING)
    assert Job.objects.get().state == JobState.READY
    assert sum(Lot.objects.filter(part=works.led).values_list("reserved", flat=True)) == 61_225


def test_more_than_ordered_and_a_foreign_part_are_refused(works: Works, ordered, wu):
    works.certificate()
    first = everything(ordered)[0]
    too_much = DeliveredLot(first.part, "L", first.quantity + 1, test_report_sha256=first.test_report_sha256)
    with pytest.raises(MoreThanOrdered):
        receive_goods(ordered, delivered_on=DELIVERED, lots=(too_much,), by=wu, at=MORNING)
    with pytest.raises(NotOnThisPurchase):
        receive_goods(
            ordered, delivered_on=DELIVERED, lots=(DeliveredLot("X", "L", Decimal(1)),), by=wu, at=MORNING
        )


def test_the_database_itself_keeps_a_lot_from_going_below_zero_or_being_promised_twice(works: Works, system):
    lot = lot_in_store(works, works.led, 100, system)
    for change in (
        moves.issued(lot, Decimal(101), of=works.supplier, by=system, at=MORNING),
        moves.reserved(lot, Decimal(101), of=works.supplier, by=system, at=MORNING),
    ):
        with pytest.raises(IntegrityError), transaction.atomic():
            change.save()


def test_the_database_itself_keeps_the_moves_of_stock(works: Works, system):
    lot_in_store(works, works.led, 100, system)
    with pytest.raises(IntegrityError), transaction.atomic():
        StockMove.objects.update(on_hand_change=1)
    with pytest.raises(IntegrityError), transaction.atomic():
        StockMove.objects.all().delete()


def test_netting_ordering_and_receiving_take_the_same_few_statements_for_ten_and_a_hundred_lines(
    works: Works, system, wu
):
    works.certificate()
    lot_in_store(works, works.led, 1_000, system)
    taken = []
    for lines in (10, 100):
        order = works.order(*[(works.bulb, 100 + n) for n in range(lines)])
        plan_jobs(order, by=system, at=MORNING)
        with statements() as netting:
            net_materials.once(f"net {lines}")(order, by=system, at=MORNING)
        purchase = order.purchases.get()
        with statements() as ordering:
            order_purchase.once(f"order {lines}")(purchase, by=wu, at=MORNING)
        delivery = everything(purchase)
        with statements() as receiving:
            receive_goods.once(f"receive {lines}")(
                purchase, delivered_on=DELIVERED, lots=delivery, by=wu, at=MORNING
            )
        assert set(order.jobs.values_list("state", flat=True)) == {"ready"}
        taken.append([len(netting), len(ordering), len(receiving)])
    assert taken[0] == taken[1]
