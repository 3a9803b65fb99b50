"""What can happen to a shipping plan: drafted, revised, sent, confirmed by the customer, sent back for a change."""

from datetime import date, datetime, timedelta

from ordolux.foundation.actors import Actor, Role
from ordolux.foundation.correspondence.models import Message
from ordolux.foundation.deals.models import Stage
from ordolux.foundation.deeds import deed, record_event
from ordolux.foundation.deeds.events import plain
from ordolux.foundation.documents.deeds import attach_document
from ordolux.foundation.documents.models import Document
from ordolux.foundation.files.models import StoredFile
from ordolux.foundation.numbers import next_number
from ordolux.foundation.parties.models import Company, Firm, Person
from ordolux.inquiries.quotation.models import Quotation
from ordolux.orders.agreement.models import Order, OrderState
from ordolux.production.inspection.queries import batches_of_order
from ordolux.rules.refusal import N_, Refusal
from ordolux.rules.workdays import day_at, end_of_day
from ordolux.shipping.packing.cartons import pack_pieces, packing_data
from ordolux.shipping.parts.next_step import expect_next, expect_next_part
from ordolux.shipping.plan.content import (
    DAYS_FROM_READY_TO_DEPARTURE,
    carry_anew,
    check_route,
    consignee_told,
    draft_again,
    order_of,
    ready_day,
    seller_told,
    tell,
    transit_days,
)
from ordolux.shipping.plan.insurance import insurance_offer
from ordolux.shipping.plan.models import PlanState, PlanVersion, ShippingPlan
from ordolux.shipping.plan.ports import usual_destination, usual_loading
from ordolux.shipping.plan.quantities import carry, lines_of, whole_of
from ordolux.shipping.plan.queries import plan_of

DAYS_TO_CONFIRM = 3


class OrderNotInProduction(Refusal):
    """Only an order that was released and has not left can be planned."""

    message = N_(
        "{order} is {state}; a shipping plan is made for an order that was released and has not left."
    )


class PlanExists(Refusal):
    """There is one plan for an order."""

    message = N_("{plan} is the shipping plan of this order already.")


class PlanAlreadyBinding(Refusal):
    """A confirmed plan does not change."""

    message = N_("{plan} was confirmed by the customer and cannot be changed.")


class PlanJoined(Refusal):
    """Its goods travel by another plan."""

    message = N_("{plan} was joined with another part of the order; its goods travel with that.")


class PlanNotSent(Refusal):
    """There is nothing to confirm yet."""

    message = N_("{plan} is being worked on; you will get the new version to confirm.")


class PlanChangedMeanwhile(Refusal):
    """The confirmation names another version than the one in force."""

    message = N_(
        "{plan} has changed: version {in_force} is in force, you answered version {quoted}. Please look at it anew."
    )


class PlanConfirmedAlready(Refusal):
    """Somebody was faster."""

    message = N_("{plan} was confirmed by {person} already.")


class NotTheCustomersPerson(Refusal):
    """Only a buyer of the deal's company confirms, and only for himself."""

    message = N_("{person} cannot confirm {plan}: only a buyer of the customer can.")


class NotInsured(Refusal):
    """Nobody asked for insurance."""

    message = N_("{plan} travels without insurance of ours; the customer did not take it.")


class CertificateIncomplete(Refusal):
    """A certificate names the insurer and its number."""

    message = N_("Give the insurer and the number of the certificate.")


class NothingToRemindOf(Refusal):
    """Only a plan that was sent waits for the customer."""

    message = N_("{plan} does not wait for the customer's confirmation.")


class ChangeNotDescribed(Refusal):
    """A wish without words."""

    message = N_("Write what should be different.")


@deed("plan.draft", roles={Role.LOGISTICS, Role.SYSTEM})
def draft_plan(
    order: Order,
    *,
    by: Actor,
    at: datetime,
    loading: str = "",
    destination: str = "",
    ready_on: date | None = None,
    departs_on: date | None = None,
    arrives_on: date | None = None,
) -> ShippingPlan:
    """Draft the shipping plan of an order from its lines and, once they are finished, its batches. What is not told is
    taken from the order's delivery plan and the usual ports.

    Raises OrderNotInProduction, PlanExists, PlaceCodeWrong, DatesImpossible.
    """
    if order.state != OrderState.RELEASED:
        raise OrderNotInProduction(order=order, state=order.state)
    existing = plan_of(order)
    if existing is not None:
        raise PlanExists(plan=existing)
    quotation = Quotation.objects.select_related("contact").get(pk=order.quotation_id)
    buyer, firm = Company.objects.get(deals=order.deal), Firm.objects.get()
    batches, lines = batches_of_order(order.pk), lines_of(order)
    ready = ready_on or ready_day(order, batches, firm, at)
    departs = departs_on or ready + timedelta(days=DAYS_FROM_READY_TO_DEPARTURE)
    arrives = arrives_on or departs + timedelta(days=transit_days(order))
    head = {
        "order": order.number,
        "mode": order.mode,
        "incoterm": order.incoterm,
        "place": order.place,
        "payment_term": order.payment_term,
        "is_free": order.is_free,
        "insured": order.is_insured,
        "insurance": order.insurance,
        "freight": order.freight,
        "insurance_offer": {}
        if order.is_insured or order.is_free
        else insurance_offer(quotation, order.total, at),
        "loading": loading.upper() or usual_loading(order.mode),
        "destination": destination.upper()
        or usual_destination(order.mode, quotation.destination_country, order.place),
        "ready_on": ready,
        "departs_on": departs,
        "arrives_on": arrives,
        "promised_on": order.promised_on,
        "seller": seller_told(firm),
        "consignee": consignee_told(buyer, quotation.contact),
        "carrier": "",
        "note": "",
    }
    plan = ShippingPlan(number=next_number("shipping_plan", at), deal=order.deal, order=order, drafted_at=at)
    carried = whole_of(lines, batches)
    tell(plan, head, packing_data(pack_pieces(lines, carried, batches), order.mode))
    plan.save(force_insert=True)
    carry(plan, carried)
    order.deal.reach(Stage.SHIPPING)
    order.deal.expect(Role.LOGISTICS, "plan.send")
    record_event("shippingplan.drafted", plan, by=by, at=at, version=1, sha256=plan.sha256)
    return plan


@deed("plan.revise", roles={Role.LOGISTICS, Role.SYSTEM})
def revise_plan(
    plan: ShippingPlan,
    *,
    by: Actor,
    at: datetime,
    loading: str | None = None,
    destination: str | None = None,
    ready_on: date | None = None,
    departs_on: date | None = None,
    arrives_on: date | None = None,
    carrier: str | None = None,
    note: str | None = None,
) -> ShippingPlan:
    """Change a plan; what is not told stays. After it was sent, the change is a new version, which the customer
    confirms anew, and packing is computed again from what is finished now.

    Raises PlanAlreadyBinding, PlanJoined, PlaceCodeWrong, DatesImpossible.
    """
    if plan.is_confirmed:
        raise PlanAlreadyBinding(plan=plan)
    told = {
        "loading": loading.upper() if loading else None,
        "destination": destination.upper() if destination else None,
        "ready_on": ready_on,
        "departs_on": departs_on,
        "arrives_on": arrives_on,
        "carrier": carrier[:120] if carrier is not None else None,
        "note": note[:1000] if note is not None else None,
    }
    if plan.state == PlanState.MERGED:
        raise PlanJoined(plan=plan)
    head = plain({name: value for name, value in told.items() if value is not None})
    carry_anew(plan, order_of(plan), batches_of_order(plan.order_id), head, at=at)
    draft_again(plan, by=by, at=at)
    expect_next_part(plan)
    return plan


@deed("plan.send", roles={Role.LOGISTICS})
def send_plan(plan: ShippingPlan, *, by: Actor, at: datetime) -> ShippingPlan:
    """Send the plan to the customer, who has three days to confirm; this version is kept as it is.

    Raises PlaceCodeWrong, NotAllowedNow.
    """
    check_route(plan.content, is_complete=True)
    zone = plan.content["consignee"]["zone"]
    plan.sent_at, plan.confirm_by = at, end_of_day(zone, day_at(zone, at) + timedelta(days=DAYS_TO_CONFIRM))
    plan.deal.expect(Role.BUYER, "plan.confirm", by=plan.confirm_by)
    plan.move_to(
        PlanState.SENT,
        by=by,
        at=at,
        fields=("sent_at", "confirm_by"),
        version=plan.plan_version,
        sha256=plan.sha256,
    )
    PlanVersion.objects.create(
        deal=plan.deal,
        plan=plan,
        plan_version=plan.plan_version,
        content=plan.content,
        sha256=plan.sha256,
        sent_at=at,
    )
    expect_next_part(plan)
    return plan


@deed("plan.file_paper", roles={Role.SYSTEM})
def file_plan_paper(
    plan: ShippingPlan,
    *,
    pdf: StoredFile,
    code: str,
    plan_version: int,
    language: str,
    by: Actor,
    at: datetime,
) -> Document:
    """Link the printed plan; the letter to the customer follows."""
    document = attach_document(
        plan,
        kind="shipping_plan",
        title=f"{plan.number} v{plan_version}",
        file=pdf,
        language=language,
        code=code,
        by=by,
        at=at,
    )
    record_event("shippingplan.filed", plan, by=by, at=at, version=plan_version, document=document)
    return document


@deed("plan.confirm", roles={Role.BUYER, Role.SYSTEM})
def confirm_plan(
    plan: ShippingPlan,
    *,
    plan_version: int,
    confirmed_by: Person,
    by: Actor,
    at: datetime,
    message: Message | None = None,
    with_insurance: bool = False,
) -> ShippingPlan:
    """Confirm the version of the plan that the customer saw, in the portal or by a reply that quotes it; bound to its
    hash, the person and the moment. From here on goods may be booked and loaded. ``with_insurance`` takes the cargo
    insurance that the plan offers, at the customer's cost.

    Raises NotTheCustomersPerson, PlanConfirmedAlready, PlanChangedMeanwhile, PlanNotSent.
    """
    is_buyer = Role.BUYER in confirmed_by.actor().roles and confirmed_by.company_id == plan.deal.buyer_id
    if not is_buyer or (by.person_id is not None and by.person_id != confirmed_by.pk):
        raise NotTheCustomersPerson(person=confirmed_by, plan=plan)
    if plan.is_confirmed:
        raise PlanConfirmedAlready(plan=plan, person=plan.confirmed_by)
    if plan_version != plan.plan_version:
        raise PlanChangedMeanwhile(plan=plan, in_force=plan.plan_version, quoted=plan_version)
    if plan.state != PlanState.SENT:
        raise PlanNotSent(plan=plan)
    plan.confirmed_at, plan.confirmed_by_id = at, confirmed_by.pk
    plan.confirmed_how = "mail" if message is not None else "portal"
    plan.confirming_message_id = message.pk if message is not None else None
    plan.confirmed_version, plan.confirmed_sha256 = plan.plan_version, plan.sha256
    plan.insurance_wanted = with_insurance and bool(plan.content.get("insurance_offer"))
    plan.deal.expect(Role.LOGISTICS, "papers.issue")
    plan.move_to(
        PlanState.CONFIRMED,
        by=by,
        at=at,
        fields=CONFIRMATION_COLUMNS,
        version=plan.plan_version,
        sha256=plan.sha256,
        person=confirmed_by.name,
        how=plan.confirmed_how,
        message=message.number if message else "",
        insurance=plan.insurance_wanted,
    )
    expect_next_part(plan)
    return plan


CONFIRMATION_COLUMNS = (
    "confirmed_at",
    "confirmed_by",
    "confirmed_how",
    "confirming_message",
    "confirmed_version",
    "confirmed_sha256",
    "insurance_wanted",
)


@deed("insurance.cover", roles={Role.LOGISTICS})
def note_insurance(
    plan: ShippingPlan, *, insurer: str, certificate_number: str, by: Actor, at: datetime
) -> ShippingPlan:
    """Note the certificate under which the goods of a plan are insured; a second one corrects the first.

    Raises NotInsured, CertificateIncomplete.
    """
    if not (plan.insurance_wanted or plan.content["insured"]):
        raise NotInsured(plan=plan)
    if not insurer.strip() or not certificate_number.strip():
        raise CertificateIncomplete()
    before = plan.certificate_number
    plan.insurer, plan.certificate_number = insurer.strip()[:120], certificate_number.strip()[:60]
    plan.changed("insurer", "certificate_number")
    record_event(
        "insurance.covered", plan, by=by, at=at, insurer=plan.insurer, certificate=plan.certificate_number,
        before=before,
    )  # fmt: skip
    return plan


@deed("plan.note_outdated_reply", roles={Role.SYSTEM})
def note_outdated_reply(
    plan: ShippingPlan, *, plan_version: int, answered_by: Person, message: Message, by: Actor, at: datetime
) -> ShippingPlan:
    """Note that a reply confirmed a version which is no longer in force; the customer is told which one is."""
    record_event(
        "shippingplan.answered_late",
        plan,
        by=by,
        at=at,
        quoted=plan_version,
        in_force=plan.plan_version,
        person=answered_by.pk,
        message=message.number,
    )
    return plan


@deed("plan.request_change", roles={Role.BUYER})
def request_plan_change(
    plan: ShippingPlan, *, plan_version: int, wish: str, by: Actor, at: datetime
) -> ShippingPlan:
    """Ask for another plan; logistics answers with a new version.

    Raises ChangeNotDescribed, PlanChangedMeanwhile, NotAllowedNow.
    """
    if not wish.strip():
        raise ChangeNotDescribed()
    if plan_version != plan.plan_version:
        raise PlanChangedMeanwhile(plan=plan, in_force=plan.plan_version, quoted=plan_version)
    plan.change_wanted = wish.strip()[:2000]
    plan.deal.expect(Role.LOGISTICS, "plan.revise")
    plan.move_to(
        PlanState.CHANGE_REQUESTED,
        by=by,
        at=at,
        fields=("change_wanted",),
        version=plan_version,
        wish=plan.change_wanted,
    )
    expect_next_part(plan)
    return plan


@deed("plan.note_finished", roles={Role.SYSTEM})
def note_goods_finished(plan: ShippingPlan, *, by: Actor, at: datetime) -> ShippingPlan:
    """Note that production is finished while the plan of its goods stands already: what comes next is what that waits for."""
    expect_next(plan)
    record_event("shippingplan.goods_finished", plan, by=by, at=at, version=plan.plan_version)
    return plan


@deed("plan.remind", roles={Role.SYSTEM, Role.LOGISTICS})
def remind_of_plan(plan: ShippingPlan, *, by: Actor, at: datetime) -> ShippingPlan:
    """Note that the customer is to be reminded; silence is never taken for a yes.

    Raises NothingToRemindOf.
    """
    if plan.state != PlanState.SENT:
        raise NothingToRemindOf(plan=plan)
    record_event(
        "shippingplan.reminder_due", plan, by=by, at=at, version=plan.plan_version, confirm_by=plan.confirm_by
    )
    return plan
