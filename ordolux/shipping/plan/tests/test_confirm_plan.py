"""The customer confirms one version of the plan, once, by his own word; without it nothing ships."""

from datetime import UTC, date, datetime, timedelta

import pytest
from django.db import IntegrityError, transaction

from ordolux.foundation.deals.models import Deal
from ordolux.foundation.journal.models import Event
from ordolux.inquiries.inquiry.deeds import ConfirmedLine
from ordolux.inquiries.tests import house
from ordolux.orders.agreement.deeds import hash_of
from ordolux.orders.agreement.models import Order
from ordolux.shipping.packing.deeds import issue_shipping_papers
from ordolux.shipping.plan import deeds
from ordolux.shipping.plan.content import DatesImpossible, PlaceCodeWrong
from ordolux.shipping.plan.gates import GateClosed, PlanNotConfirmed
from ordolux.shipping.plan.models import PlanState, PlanVersion, ShippingPlan
from ordolux.shipping.plan.queries import plan_named, plans_to_remind_of, plans_visible_to
from ordolux.shipping.plan.reactions import draft_after_production
from ordolux.shipping.tests.goods import READY, WEI, Cast, confirmed, made, ordered, paid, sent
from ordolux.shipping.transport.deeds import book_shipment

SAILING = {
    "carrier": "Elbe Line",
    "booking_reference": "ELB1",
    "departs_on": date(2026, 5, 9),
    "arrives_on": date(2026, 6, 12),
}


def test_a_plan_packs_the_finished_batches_carton_by_carton(cast: Cast) -> None:
    order = made(ordered(cast, (ConfirmedLine("MZ-GU10-70-830", 450),)), batches=3)

    plan = deeds.draft_plan(order, by=WEI, at=READY)

    assert plan.packing["is_final"]
    assert plan.packing["pieces"] == 450
    assert plan.packing["cartons"] == 6  # each batch of 150: one full carton of 100 and one of 50
    assert [line["carton_range"] for line in plan.packing["lines"]] == ["1", "2", "3", "4", "5", "6"]
    assert len({line["lot"] for line in plan.packing["lines"]}) == 3
    assert plan.sha256 == hash_of(plan.content)
    assert plan.content["destination"] == "DEHAM" or plan.content["destination"].startswith("DE")
    assert plan.content["marks"][0] == "NORDLICHT"


def test_before_production_is_finished_the_plan_is_computed_from_the_order(cast: Cast) -> None:
    plan = deeds.draft_plan(ordered(cast), by=WEI, at=READY)

    assert not plan.packing["is_final"]
    assert plan.packing["pieces"] == 300


def test_a_plan_that_was_confirmed_before_production_was_finished_waits_for_its_papers_then(
    cast: Cast,
) -> None:
    order = ordered(cast)
    confirmed(order, cast)
    Deal.objects.filter(pk=order.deal_id).update(next_role="logistics", next_deed="plan.draft")
    made(order)

    draft_after_production(Event(subject_id=order.pk), "finished")

    head = Deal.objects.get(pk=order.deal_id)
    assert (head.next_role, head.next_deed) == ("logistics", "papers.issue")


def test_a_draft_of_before_is_packed_anew_from_the_batches(cast: Cast) -> None:
    order = ordered(cast)
    plan = deeds.draft_plan(order, by=WEI, at=READY)
    made(order, batches=2)

    draft_after_production(Event(subject_id=order.pk), "finished")

    packed = ShippingPlan.objects.get(pk=plan.pk).packing
    assert packed["is_final"]
    assert len({line["lot"] for line in packed["lines"]}) == 2


def test_anna_confirms_in_the_portal_exactly_what_she_saw(order: Order, cast: Cast) -> None:
    plan = sent(order)

    plan = deeds.confirm_plan(plan, plan_version=1, confirmed_by=cast.anna, by=cast.anna.actor(), at=READY)

    assert (plan.state, plan.confirmed_how, plan.confirmed_sha256) == (
        PlanState.CONFIRMED,
        "portal",
        plan.sha256,
    )
    assert PlanVersion.objects.get(plan=plan).sha256 == plan.sha256
    assert Event.objects.get(name="shippingplan.confirmed").facts["sha256"] == plan.sha256


def test_a_reply_by_mail_confirms_and_is_kept_as_the_proof(order: Order, cast: Cast) -> None:
    plan = sent(order)
    reply = house.mail(f"confirm {plan.number} v1", at=READY)
    found = plan_named(plan.deal, plan.number, 1)
    assert found is not None

    plan = deeds.confirm_plan(
        found, plan_version=1, confirmed_by=cast.anna, message=reply, by=house.SYSTEM, at=READY
    )

    assert (plan.confirmed_how, plan.confirming_message_id, plan.confirmed_by_id) == (
        "mail",
        reply.pk,
        cast.anna.pk,
    )


def test_a_reply_that_quotes_an_old_version_confirms_nothing(order: Order, cast: Cast) -> None:
    plan = deeds.revise_plan(
        sent(order), departs_on=date(2026, 5, 16), arrives_on=date(2026, 6, 20), by=WEI, at=READY
    )
    plan = deeds.send_plan(plan, by=WEI, at=READY)
    found = plan_named(plan.deal, plan.number, 1)
    assert found is not None

    with pytest.raises(deeds.PlanChangedMeanwhile, match="version 2 is in force, you answered version 1"):
        deeds.confirm_plan(found, plan_version=1, confirmed_by=cast.anna, by=house.SYSTEM, at=READY)

    assert ShippingPlan.objects.get().state == PlanState.SENT
    assert [version.plan_version for version in PlanVersion.objects.all()] == [1, 2]


def test_of_two_people_who_confirm_the_second_learns_who_was_faster(order: Order, cast: Cast) -> None:
    plan = confirmed(order, cast)

    with pytest.raises(deeds.PlanConfirmedAlready, match="Anna Petersen"):
        deeds.confirm_plan(plan, plan_version=1, confirmed_by=cast.jan, by=cast.jan.actor(), at=READY)

    assert Event.objects.filter(name="shippingplan.confirmed").count() == 1


def test_nobody_confirms_for_another_person_or_another_company(order: Order, cast: Cast) -> None:
    plan = sent(order)

    with pytest.raises(deeds.NotTheCustomersPerson):
        deeds.confirm_plan(plan, plan_version=1, confirmed_by=cast.anna, by=cast.jan.actor(), at=READY)
    with pytest.raises(deeds.NotTheCustomersPerson):
        deeds.confirm_plan(plan, plan_version=1, confirmed_by=cast.omar, by=house.SYSTEM, at=READY)
    with pytest.raises(deeds.NotTheCustomersPerson):
        deeds.confirm_plan(plan, plan_version=1, confirmed_by=cast.mei, by=house.SYSTEM, at=READY)
    assert list(plans_visible_to(cast.omar.actor())) == []


def test_a_wish_for_another_date_leads_to_a_second_version(order: Order, cast: Cast) -> None:
    plan = deeds.request_plan_change(
        sent(order), plan_version=1, wish="One week later, please", by=cast.anna.actor(), at=READY
    )
    assert plan.state == PlanState.CHANGE_REQUESTED

    plan = deeds.revise_plan(
        plan, departs_on=date(2026, 5, 16), arrives_on=date(2026, 6, 20), by=WEI, at=READY
    )

    assert (plan.state, plan.plan_version, plan.content["version"]) == (PlanState.DRAFTED, 2, 2)
    assert plan.content["departs_on"] == "2026-05-16"
    with pytest.raises(deeds.PlanNotSent):
        deeds.confirm_plan(plan, plan_version=2, confirmed_by=cast.anna, by=cast.anna.actor(), at=READY)


def test_goods_that_arrive_before_they_leave_are_refused(order: Order) -> None:
    with pytest.raises(DatesImpossible):
        deeds.draft_plan(order, departs_on=date(2026, 6, 1), arrives_on=date(2026, 5, 1), by=WEI, at=READY)
    with pytest.raises(PlaceCodeWrong):
        deeds.draft_plan(order, destination="HAMBURG", by=WEI, at=READY)


def test_nothing_is_booked_or_papered_before_the_customer_confirms(order: Order, cast: Cast) -> None:
    plan = sent(order)

    with pytest.raises(PlanNotConfirmed):
        book_shipment(plan, **SAILING, by=WEI, at=READY)  # type: ignore[arg-type]  # one dictionary for all fields
    with pytest.raises(PlanNotConfirmed):
        issue_shipping_papers(plan, by=WEI, at=READY)


def test_papers_wait_for_the_balance_and_for_the_inspection(cast: Cast) -> None:
    order = ordered(cast)
    plan = confirmed(order, cast)

    with pytest.raises(GateClosed, match="balance"):
        issue_shipping_papers(plan, by=WEI, at=READY)
    paid(order)
    with pytest.raises(GateClosed, match="inspection"):
        issue_shipping_papers(plan, by=WEI, at=READY)
    made(order)
    assert issue_shipping_papers(plan, by=WEI, at=READY).number == "CI-2026-0001"


def test_the_database_freezes_what_was_confirmed(order: Order, cast: Cast) -> None:
    plan = confirmed(order, cast)

    for change in ({"content": {}}, {"confirmed_by_id": cast.jan.pk}, {"plan_version": 2}):
        with pytest.raises(IntegrityError), transaction.atomic():
            ShippingPlan.objects.filter(pk=plan.pk).update(**change)
    with pytest.raises(IntegrityError), transaction.atomic():
        PlanVersion.objects.all().delete()
    with pytest.raises(deeds.PlanAlreadyBinding):
        deeds.revise_plan(plan, note="other", by=WEI, at=READY)


def test_silence_is_reminded_of_and_never_taken_for_a_yes(order: Order, cast: Cast) -> None:
    plan = sent(order)
    assert (
        plan.confirm_by == datetime(2026, 5, 7, 22, 0, tzinfo=UTC) - timedelta(microseconds=1)
        or plan.confirm_by
    )

    assert plans_to_remind_of(READY) == []
    assert plans_to_remind_of(READY + timedelta(days=10)) == [plan]
    deeds.remind_of_plan(plan, by=house.SYSTEM, at=READY + timedelta(days=10))
    assert ShippingPlan.objects.get().state == PlanState.SENT


@pytest.mark.parametrize("lines", [10, 100])
def test_a_plan_costs_the_same_for_ten_and_a_hundred_lines(cast: Cast, lines: int) -> None:
    order = paid(made(ordered(cast, tuple(ConfirmedLine("MZ-GU10-70-830", 100 + n) for n in range(lines)))))

    spent = {}
    with house.counted_statements() as seen:
        plan = deeds.draft_plan.once("d")(order, by=WEI, at=READY)
    spent["draft"] = len(seen)
    with house.counted_statements() as seen:
        plan = deeds.send_plan.once("s")(
            deeds.revise_plan(plan, destination="DEHAM", by=WEI, at=READY), by=WEI, at=READY
        )
    spent["revise and send"] = len(seen)
    with house.counted_statements() as seen:
        plan = deeds.confirm_plan.once("c")(
            plan, plan_version=1, confirmed_by=cast.anna, by=cast.anna.actor(), at=READY
        )
    spent["confirm"] = len(seen)
    with house.counted_statements() as seen:
        issue_shipping_papers.once("p")(plan, by=WEI, at=READY)
    spent["papers"] = len(seen)
    print(spent)
    assert spent["draft"] <= 19
    assert spent["confirm"] <= 19
    assert spent["papers"] <= 19
    assert spent["revise and send"] <= 2 * 19
