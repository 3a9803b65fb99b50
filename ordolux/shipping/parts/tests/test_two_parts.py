"""An order that travels in two parts, from the inspection of its first batch to the delivery of its last."""

from dataclasses import replace
from datetime import UTC, date, datetime, timedelta
from decimal import Decimal
from threading import Barrier, Thread

import pytest
from django.db import IntegrityError, connections, transaction

from ordolux.foundation.deeds import NotAllowedNow, NotPermitted
from ordolux.foundation.journal.models import Event
from ordolux.inquiries.inquiry.deeds import ConfirmedLine
from ordolux.inquiries.tests import house
from ordolux.orders.agreement.models import Order, OrderLine, OrderState
from ordolux.orders.documentary.deeds import receive_letter
from ordolux.orders.payment.models import Instalment
from ordolux.orders.tests import backing, desk
from ordolux.production.inspection.models import Batch, BatchState
from ordolux.production.job.models import Job, JobState
from ordolux.rules.money import Money, sum_of
from ordolux.rules.refusal import Refusal
from ordolux.rules.terms import Gate
from ordolux.rules.workdays import day_at
from ordolux.shipping.packing.deeds import PackingDiffers, issue_shipping_papers
from ordolux.shipping.packing.document_sets import document_set
from ordolux.shipping.packing.models import CommercialInvoice, PackedCartons, PackingList
from ordolux.shipping.parts.deeds import (
    DivisionImpossible,
    NotJoinable,
    PartsForbidden,
    SomethingLeft,
    TravelsNow,
    end_empty_part,
    join_plans,
    split_plan,
)
from ordolux.shipping.parts.queries import lines_in, parts_of
from ordolux.shipping.plan.deeds import (
    PlanAlreadyBinding,
    PlanExists,
    PlanJoined,
    confirm_plan,
    draft_plan,
    revise_plan,
    send_plan,
)
from ordolux.shipping.plan.gates import GateClosed, PlanNotConfirmed, answer_of
from ordolux.shipping.plan.models import PlannedLine, PlanState, ShippingPlan
from ordolux.shipping.plan.reactions import draft_after_production
from ordolux.shipping.tests import goods
from ordolux.shipping.tests.goods import READY, WEI, Cast, ordered, paid, told
from ordolux.shipping.transport.deeds import book_shipment, deliver, enter_bill_of_lading
from ordolux.shipping.transport.models import Shipment
from tests.faults.invariants import STOCK, rows

SAILED = datetime(2026, 5, 9, 12, 0, tzinfo=UTC)
CAME = datetime(2026, 6, 12, 6, 0, tzinfo=UTC)
LATER = timedelta(days=21)
THROUGH = (
    BatchState.RELEASED,
    BatchState.PRODUCED,
    BatchState.PASSED,
    BatchState.INSPECTED,
    BatchState.FINISHED,
)


def being_made(order: Order, *, batches: int = 2, scrap: int = 0) -> Order:
    """Each line is one job in so many batches, none of which is finished."""
    for line in OrderLine.objects.filter(order=order):
        job = Job.objects.create(
            deal=order.deal, number=f"J-{line.pk}", order=order, line=line, product=line.product, pieces=line.pieces,
            order_class="small", planned_at=READY,
        )  # fmt: skip
        for position in range(1, batches + 1):
            pieces = line.pieces // batches
            Batch.objects.create(
                deal=order.deal, number=f"B-{line.pk}-{position}", job=job, position=position, pieces=pieces,
                good_pieces=pieces - scrap, scrap_pieces=scrap,
                planned_end_at=READY + timedelta(days=7 * position),
            )  # fmt: skip
    return order


def finish(order: Order, position: int) -> None:
    """The batches in this place passed everything; with the last one their jobs are finished."""
    for batch in Batch.objects.filter(job__order=order, position=position):
        for state in THROUGH:
            batch.state = state
            batch.save(update_fields=["state"])
    for job in Job.objects.filter(order=order):
        if not job.batches.exclude(state=BatchState.FINISHED).exists():
            for job_state in (JobState.READY, JobState.SCHEDULED, JobState.RUNNING, JobState.FINISHED):
                job.state = job_state
                job.save(update_fields=["state"])


def credit(order: Order, name: str, amount: Money) -> None:
    """So much of an instalment came."""
    part = Instalment.objects.get(order=order, name=name)
    part.credited = part.credited + amount
    part.save(update_fields=["credited_amount", "credited_currency"])


def agreed(plan: ShippingPlan, cast: Cast, at: datetime = READY) -> ShippingPlan:
    """The plan is sent and Anna confirms it."""
    if not plan.content["destination"]:
        plan = revise_plan(plan, destination="DEHAM", by=WEI, at=at)
    plan = send_plan(plan, by=WEI, at=at)
    return confirm_plan(
        plan, plan_version=plan.plan_version, confirmed_by=cast.anna, by=cast.anna.actor(), at=at
    )


def on_board(plan: ShippingPlan, at: datetime = READY) -> Shipment:
    """Booked by sea, with its bill of lading."""
    shipment = book_shipment(
        plan, carrier="Elbe Line", booking_reference=f"ELB-{plan.part}", departs_on=SAILED.date(),
        arrives_on=CAME.date() + LATER, by=WEI, at=at,
    )  # fmt: skip
    return enter_bill_of_lading(
        shipment, bl_number=f"ELBSZ{plan.part}", bl_kind="telex", on_board_on=SAILED.date(), by=WEI, at=at
    )


def pieces_of(plan: ShippingPlan) -> int:
    """What a plan carries."""
    return sum(line.pieces for line in PlannedLine.objects.filter(plan=plan))


@pytest.fixture
def making(cast: Cast) -> Order:
    """300 spots in two batches of 150, of which the first is finished."""
    order = being_made(ordered(cast))
    finish(order, 1)
    return order


@pytest.fixture
def halves(making: Order) -> tuple[ShippingPlan, ShippingPlan]:
    """What is ready now, and the rest."""
    plan = draft_plan(making, destination="DEHAM", by=WEI, at=READY)
    (line,) = lines_in(plan)
    later = split_plan(plan, now=(TravelsNow(line.line.position, line.ready),), by=WEI, at=READY)
    return ShippingPlan.objects.get(pk=plan.pk), later


def test_two_parts_from_the_inspection_to_the_delivery(making: Order, cast: Cast) -> None:
    order = making
    plan = draft_plan(order, destination="DEHAM", by=WEI, at=READY)
    (line,) = lines_in(plan)
    assert (line.pieces, line.ready) == (300, 150)

    later = split_plan(plan, now=(TravelsNow(1, 150),), by=WEI, at=READY)
    plan = ShippingPlan.objects.get(pk=plan.pk)
    assert [pieces_of(plan), pieces_of(later)] == [150, 150]
    assert (plan.content["part"], plan.content["other_pieces"]) == (1, 150)
    assert "PART 2" in later.content["marks"]
    assert plan.packing["is_final"]
    assert not later.packing["is_final"]
    assert plan.ready_on < later.ready_on

    # the first part: confirmed, half of the balance before it leaves, its own papers
    plan = agreed(plan, cast)
    with pytest.raises(GateClosed, match="balance"):
        issue_shipping_papers(plan, by=WEI, at=READY)
    deposit, balance = Instalment.objects.filter(order=order).order_by("position")
    credit(order, deposit.name, deposit.due)
    asked = answer_of(plan, order, Gate.SHIP).missing[0].values["due"]
    assert isinstance(asked, Money)
    assert Money.zero("EUR") < asked < balance.due
    credit(order, balance.name, asked)
    invoice = issue_shipping_papers(plan, by=WEI, at=READY)
    assert invoice.snapshot["pieces"] == 150
    shipment = told(on_board(plan), "DEPA", SAILED)
    assert Order.objects.get().state == OrderState.RELEASED, "half of the goods have not left"
    with pytest.raises(PlanNotConfirmed):
        issue_shipping_papers(later, by=WEI, at=READY)

    # the second batch passes: the draft of the rest is packed anew from it
    finish(order, 2)
    event = Event(subject_id=order.pk)
    draft_after_production(event, "finished")
    later = ShippingPlan.objects.get(pk=later.pk)
    assert later.packing["is_final"]
    later = agreed(later, cast, CAME)
    with pytest.raises(GateClosed, match="balance"):
        issue_shipping_papers(later, by=WEI, at=CAME)
    credit(order, balance.name, balance.due - asked)
    rest = issue_shipping_papers(later, by=WEI, at=CAME)
    assert sum_of([invoice.total, rest.total]) == order.total
    assert sum(p.pieces for p in PackingList.objects.all()) == 300

    # the first part comes, the second leaves; then the order is shipped, and delivered with the last
    deliver(shipment, delivered_at=CAME, received_by="Jan", cartons=2, by=WEI, at=CAME)
    head = Order.objects.select_related("deal").get()
    assert (head.state, head.delivered_on) == (OrderState.RELEASED, None)
    assert (head.deal.next_role, head.deal.next_deed) == ("logistics", "shipment.book")
    second = told(on_board(later, CAME), "DEPA", CAME)
    assert Order.objects.get().state == OrderState.SHIPPED
    deliver(second, delivered_at=CAME + LATER, received_by="Jan", cartons=2, by=WEI, at=CAME + LATER)
    head = Order.objects.get()
    assert (head.state, head.delivered_on) == (OrderState.DELIVERED, (CAME + LATER).date())
    assert [part.is_delivered for part in parts_of(later)] == [True, True]


def test_the_delivery_that_is_noted_last_need_not_be_the_last(
    halves: tuple[ShippingPlan, ...], cast: Cast
) -> None:
    order = paid(Order.objects.get())
    finish(order, 2)
    sailing = []
    for plan in halves:
        confirmed = agreed(ShippingPlan.objects.get(pk=plan.pk), cast)
        issue_shipping_papers(confirmed, by=WEI, at=READY)
        sailing.append(told(on_board(confirmed), "DEPA", SAILED))
    at = CAME + LATER
    deliver(sailing[1], delivered_at=at, received_by="Jan", cartons=2, by=WEI, at=at)
    deliver(sailing[0], delivered_at=CAME, received_by="Jan", cartons=2, by=WEI, at=at)

    assert Order.objects.get().delivered_on == day_at("Asia/Shanghai", at)


def test_parts_of_several_lines_add_up_to_the_order_whatever_they_carry(cast: Cast) -> None:
    lines = (ConfirmedLine("MZ-GU10-70-830", 300), ConfirmedLine("MZ-GU10-70-830", 77))
    order = paid(goods.made(ordered(cast, lines, incoterm="CIF", place="Hamburg")))
    plan = draft_plan(order, destination="DEHAM", by=WEI, at=READY)
    second = split_plan(plan, now=(TravelsNow(1, 101), TravelsNow(2, 13)), by=WEI, at=READY)
    third = split_plan(second, now=(TravelsNow(1, 199),), by=WEI, at=READY)
    for each in (third, plan, second):
        issue_shipping_papers(agreed(ShippingPlan.objects.get(pk=each.pk), cast), by=WEI, at=READY)

    invoices = list(CommercialInvoice.objects.order_by("pk"))
    assert [invoice.snapshot["pieces"] for invoice in invoices] == [64, 114, 199]
    assert sum_of([invoice.total for invoice in invoices]) == order.total
    for name in ("freight", "insurance"):
        shares = [Decimal(invoice.snapshot[name]["amount"]) for invoice in invoices]
        assert sum(shares) == getattr(order, name).amount
    assert all(invoice.total.is_rounded for invoice in invoices)


def test_a_part_packs_only_what_is_finished_and_what_no_other_part_takes(making: Order, cast: Cast) -> None:
    plan = draft_plan(making, destination="DEHAM", by=WEI, at=READY)
    later = split_plan(plan, now=(TravelsNow(1, 200),), by=WEI, at=READY)
    paid(making)
    plan = agreed(ShippingPlan.objects.get(pk=plan.pk), cast)
    with pytest.raises(GateClosed, match="inspection"):
        issue_shipping_papers(plan, by=WEI, at=READY)  # 150 of its 200 pieces are made
    finish(making, 2)

    issue_shipping_papers(plan, by=WEI, at=READY)
    later = agreed(revise_plan(later, by=WEI, at=READY), cast)
    issue_shipping_papers(later, by=WEI, at=READY)

    by_batch: dict[str, int] = {}
    for packed in PackedCartons.objects.all():
        by_batch[packed.batch_number] = by_batch.get(packed.batch_number, 0) + packed.pieces
    assert sorted(by_batch.values()) == [150, 150]


def test_scrapped_pieces_are_missing_in_the_last_part_only(cast: Cast) -> None:
    order = paid(being_made(ordered(cast), scrap=2))
    finish(order, 1)
    plan = draft_plan(order, destination="DEHAM", by=WEI, at=READY)
    later = split_plan(plan, now=(TravelsNow(1, 148),), by=WEI, at=READY)
    first = issue_shipping_papers(agreed(ShippingPlan.objects.get(pk=plan.pk), cast), by=WEI, at=READY)
    finish(order, 2)
    last = issue_shipping_papers(
        agreed(revise_plan(ShippingPlan.objects.get(pk=later.pk), by=WEI, at=READY), cast), by=WEI, at=READY
    )

    line = order.lines.get()
    assert [first.snapshot["pieces"], last.snapshot["pieces"]] == [148, 148]
    assert first.total + last.total == order.total - line.amount + (line.unit_price * 296).rounded()


def test_a_part_for_which_nothing_is_left_ends_and_the_order_goes_on(cast: Cast) -> None:
    order = paid(being_made(ordered(cast), scrap=6))
    plan = draft_plan(order, destination="DEHAM", by=WEI, at=READY)
    later = split_plan(plan, now=(TravelsNow(1, 290),), by=WEI, at=READY)
    with pytest.raises(SomethingLeft):
        end_empty_part(later, by=WEI, at=READY)  # its batches are being made
    finish(order, 1)
    finish(order, 2)
    plan = agreed(revise_plan(ShippingPlan.objects.get(pk=plan.pk), by=WEI, at=READY), cast)
    issue_shipping_papers(plan, by=WEI, at=READY)
    shipment = told(on_board(plan), "DEPA", SAILED)
    deliver(shipment, delivered_at=CAME, received_by="Jan", cartons=3, by=WEI, at=CAME)
    with pytest.raises(SomethingLeft):
        end_empty_part(plan, by=WEI, at=CAME)
    assert Order.objects.get().state == OrderState.RELEASED

    later = end_empty_part(later, by=WEI, at=CAME)

    head = Order.objects.get()
    assert (head.state, head.delivered_on) == (OrderState.DELIVERED, CAME.date())
    assert (later.state, pieces_of(later)) == (PlanState.MERGED, 0)


@pytest.mark.parametrize(
    "now", [(TravelsNow(1, 301),), (TravelsNow(1, 300),), (TravelsNow(1, 0),), (TravelsNow(2, 1),), ()]
)
def test_a_plan_is_not_divided_into_nothing_or_more_than_there_is(
    making: Order, now: tuple[TravelsNow, ...]
) -> None:
    plan = draft_plan(making, by=WEI, at=READY)
    with pytest.raises(DivisionImpossible):
        split_plan(plan, now=now, by=WEI, at=READY)
    assert ShippingPlan.objects.count() == 1
    assert pieces_of(plan) == 300


def test_a_confirmed_plan_is_not_divided_and_no_customer_divides(
    halves: tuple[ShippingPlan, ...], cast: Cast
) -> None:
    plan, later = halves
    with pytest.raises(NotPermitted):
        split_plan(plan, now=(TravelsNow(1, 1),), by=cast.anna.actor(), at=READY)
    plan = agreed(plan, cast)
    with pytest.raises(PlanAlreadyBinding):
        split_plan(plan, now=(TravelsNow(1, 1),), by=WEI, at=READY)
    with pytest.raises(NotJoinable):
        join_plans(later, into=plan, by=WEI, at=READY)
    with pytest.raises(PlanExists):
        draft_plan(Order.objects.get(), by=WEI, at=READY)


def test_a_letter_of_credit_that_forbids_parts_keeps_the_plan_whole(db: None) -> None:
    desk.furnish()
    anna, zhou = house.anna(), desk.zhou()
    order = backing.signed("LC_SIGHT", anna, house.mei().actor())
    says = replace(backing.advised(order), partial_shipments=False)
    receive_letter(order, says=says, by=zhou, at=backing.NEXT_DAY)
    order = Order.objects.get()
    order.state = OrderState.RELEASED
    order.save(update_fields=["state"])
    plan = draft_plan(order, destination="DEHAM", by=WEI, at=READY)
    with pytest.raises(PartsForbidden):
        split_plan(plan, now=(TravelsNow(1, 1),), by=WEI, at=READY)


def test_a_plan_that_was_sent_is_divided_as_its_next_version(making: Order) -> None:
    plan = send_plan(draft_plan(making, destination="DEHAM", by=WEI, at=READY), by=WEI, at=READY)

    split_plan(plan, now=(TravelsNow(1, 150),), by=WEI, at=READY)

    plan = ShippingPlan.objects.get(pk=plan.pk)
    assert (plan.state, plan.plan_version, plan.content["version"]) == (PlanState.DRAFTED, 2, 2)


def test_drafts_are_joined_again_and_the_last_one_is_the_plan_for_all(
    halves: tuple[ShippingPlan, ...], cast: Cast
) -> None:
    plan, later = halves
    order = Order.objects.get()

    joined = join_plans(later, into=plan, by=WEI, at=READY)

    assert pieces_of(joined) == 300
    assert not joined.is_part
    assert "part" not in joined.content
    assert not any(mark.startswith("PART") for mark in joined.content["marks"])
    assert joined.content["freight"]["amount"] == str(order.freight.amount)
    later = ShippingPlan.objects.get(pk=later.pk)
    assert (later.state, pieces_of(later)) == (PlanState.MERGED, 0)
    with pytest.raises(PlanJoined):
        revise_plan(later, by=WEI, at=READY)
    with pytest.raises(NotAllowedNow):
        send_plan(later, by=WEI, at=READY)
    finish(order, 2)
    paid(order)
    invoice = issue_shipping_papers(agreed(revise_plan(joined, by=WEI, at=READY), cast), by=WEI, at=READY)
    assert (invoice.snapshot["pieces"], invoice.total) == (300, order.total)


def test_the_database_lets_no_parts_carry_more_than_was_agreed(
    halves: tuple[ShippingPlan, ...], cast: Cast
) -> None:
    plan, later = halves
    (line,) = PlannedLine.objects.filter(plan=later)
    with pytest.raises(IntegrityError, match="301 pieces planned, 300 agreed"), transaction.atomic():
        PlannedLine.objects.filter(pk=line.pk).update(pieces=151)
    (named,) = PlannedLine.objects.filter(plan=plan)
    PlannedLine.objects.filter(pk=line.pk).update(pieces=1)
    with pytest.raises(IntegrityError, match="160 pieces planned, 150 good"), transaction.atomic():
        PlannedLine.objects.create(
            deal=plan.deal, plan=later, order_line=line.order_line, batch=named.batch, pieces=10
        )
    unfinished = Batch.objects.exclude(pk=named.batch_id).get()
    with pytest.raises(IntegrityError, match="planned"), transaction.atomic():
        PlannedLine.objects.filter(pk=line.pk).update(batch=unfinished)
    agreed(plan, cast)
    for change in ({"pieces": 1}, {"batch": None}):
        with pytest.raises(IntegrityError), transaction.atomic():
            PlannedLine.objects.filter(plan=plan).update(**change)
    with pytest.raises(IntegrityError), transaction.atomic():
        PlannedLine.objects.filter(plan=plan).delete()


def test_a_part_packs_no_more_than_was_confirmed(halves: tuple[ShippingPlan, ...], cast: Cast) -> None:
    plan, _ = halves
    paid(Order.objects.get())
    plan = agreed(plan, cast)
    content = {**plan.content, "packing": {**plan.packing, "pieces": 100}}
    plan.content = content
    with pytest.raises(IntegrityError, match="locked"), transaction.atomic():
        plan.save()
    assert PackingDiffers.message
    assert (
        issue_shipping_papers(ShippingPlan.objects.get(pk=plan.pk), by=WEI, at=READY).snapshot["pieces"]
        == 150
    )


def test_the_papers_of_a_part_are_its_own(halves: tuple[ShippingPlan, ...], cast: Cast) -> None:
    plan, later = halves
    paid(Order.objects.get())
    finish(Order.objects.get(), 2)
    numbers = []
    for each in (plan, later):
        confirmed = agreed(ShippingPlan.objects.get(pk=each.pk), cast)
        issue_shipping_papers(confirmed, by=WEI, at=READY)
        _, names = document_set(confirmed)
        numbers.append({name for name in names if "PL-" in name})
    assert not numbers[0] & numbers[1]


@pytest.mark.parametrize("count", [1, 12])
def test_dividing_costs_the_same_for_one_line_and_for_twelve(cast: Cast, count: int) -> None:
    order = goods.made(ordered(cast, tuple(ConfirmedLine("MZ-GU10-70-830", 100) for _ in range(count))))
    plan = draft_plan(order, destination="DEHAM", by=WEI, at=READY)
    now = tuple(TravelsNow(position, 40) for position in range(1, count + 1))
    with house.counted_statements() as seen:
        later = split_plan.once("s")(plan, now=now, by=WEI, at=READY)
    print("split", len(seen))
    assert len(seen) <= 45
    with house.counted_statements() as seen:
        join_plans.once("j")(later, into=ShippingPlan.objects.get(pk=plan.pk), by=WEI, at=READY)
    print("join", len(seen))
    assert len(seen) <= 40


@pytest.mark.usefixtures("live_database")
def test_of_two_who_divide_at_once_no_piece_is_planned_twice() -> None:
    plan = draft_plan(goods.made(ordered(goods.cast())), destination="DEHAM", by=WEI, at=READY)
    together, answers = Barrier(2), []

    def divide(pieces: int) -> None:
        together.wait()
        try:
            answers.append(split_plan(plan, now=(TravelsNow(1, pieces),), by=WEI, at=READY))
        except Refusal as refusal:
            answers.append(refusal)
        finally:
            connections.close_all()

    both = [Thread(target=divide, args=[pieces]) for pieces in (200, 180)]
    for one in both:
        one.start()
    for one in both:
        one.join()

    assert len(answers) == 2
    assert sum(pieces_of(part) for part in ShippingPlan.objects.all()) == 300
    made = [answer for answer in answers if isinstance(answer, ShippingPlan)]
    assert ShippingPlan.objects.count() == 1 + len(made)


@pytest.mark.usefixtures("live_database")
def test_rows_that_are_written_at_once_around_the_deeds_never_exceed_what_was_agreed() -> None:
    order = goods.made(ordered(goods.cast()))
    plan = draft_plan(order, destination="DEHAM", by=WEI, at=READY)
    later = split_plan(plan, now=(TravelsNow(1, 100),), by=WEI, at=READY)
    PlannedLine.objects.all().delete()
    together, refused = Barrier(2), []

    def write(into: ShippingPlan) -> None:
        together.wait()
        try:
            with transaction.atomic():
                PlannedLine.objects.create(
                    deal=order.deal, plan=into, order_line=order.lines.get(), pieces=200
                )
        except IntegrityError as refusal:
            refused.append(refusal)
        finally:
            connections.close_all()

    both = [Thread(target=write, args=[each]) for each in (plan, later)]
    for one in both:
        one.start()
    for one in both:
        one.join()

    assert len(refused) == 1
    assert PlannedLine.objects.get().pieces == 200


def test_days_of_the_parts_follow_what_is_ready(halves: tuple[ShippingPlan, ...]) -> None:
    plan, later = halves
    assert plan.ready_on <= date(2026, 5, 5)
    assert plan.departs_on <= plan.arrives_on < later.arrives_on


def test_an_order_that_is_noted_as_shipped_before_its_last_part_left_is_found(
    halves: tuple[ShippingPlan, ...],
) -> None:
    (question,) = [text for what, text in STOCK.items() if what.startswith("an order that left")]
    assert rows(question) == []
    order = Order.objects.get()
    Order.objects.update(state=OrderState.SHIPPED)
    assert (order.number,) in rows(question)
    assert len(halves) == 2
