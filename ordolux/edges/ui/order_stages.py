"""The five stages of one piece of business with plan and actual dates, and lateness in words with its cause."""

from dataclasses import dataclass
from datetime import date, datetime
from typing import Any
from zoneinfo import ZoneInfo

from django.utils.translation import gettext, ngettext

from ordolux.edges.ui.order_records import OrderRecords
from ordolux.edges.ui.wording import day_words
from ordolux.foundation.deals.models import Deal, Stage
from ordolux.orders.agreement.models import Order
from ordolux.production.inspection.models import BatchState
from ordolux.rules.terms import payment_term

STAGES = (Stage.INQUIRY, Stage.ORDER, Stage.PRODUCTION, Stage.SHIPPING, Stage.SUPPORT)


@dataclass(frozen=True, slots=True)
class StageShown:
    """One stage: its word, whether it is done, now or later, and its lines (what happened, what is planned, how late)."""

    label: str
    state: str
    actual: str = ""
    plan: str = ""
    late: str = ""


@dataclass(frozen=True, slots=True)
class Days:
    """The days of one stage: when it was planned to end, when it did, when it is expected to, and why it is late."""

    planned: date | None = None
    ended: date | None = None
    expected: date | None = None
    cause: str = ""
    actual: str = ""
    plan: str = ""


def stages(deal: Deal, records: OrderRecords, at: datetime, zone: str) -> list[StageShown]:
    """The five stages of ``deal`` at a moment, in days of ``zone``."""
    place = ZoneInfo(zone)
    today = at.astimezone(place).date()
    asked = (_inquiry, _order, _production, _shipping, _support)
    days = [ask(records, today, place) for ask in asked]
    here = STAGES.index(Stage(deal.stage)) if deal.stage in STAGES else len(STAGES)
    return [_shown(stage, days[place], place - here, today) for place, stage in enumerate(STAGES)]


def _shown(stage: Stage, days: Days, place: int, today: date) -> StageShown:
    state = "done" if place < 0 else "now" if place == 0 else "later"
    actual = days.actual or (day_words(days.ended, "short") if days.ended and state == "done" else "")
    plan = days.plan or (
        gettext("plan %(day)s") % {"day": day_words(days.planned, "short")} if days.planned else ""
    )
    return StageShown(gettext(str(stage.label)), state, actual, plan, _lateness(days, state, today))


def _lateness(days: Days, state: str, today: date) -> str:
    """How much later than planned a stage ended or will end, with the cause; empty when it is in time."""
    reached = days.ended or max(
        (d for d in (days.expected, today if state == "now" else None) if d), default=None
    )
    if days.planned is None or reached is None or reached <= days.planned:
        return ""
    late = (reached - days.planned).days
    words = ngettext("%(late)d day late", "%(late)d days late", late) % {"late": late}
    return f"{words}: {days.cause}" if days.cause else words


def _inquiry(records: OrderRecords, today: date, place: ZoneInfo) -> Days:
    quotation, inquiry = records.quotation, records.inquiry
    if quotation is None or quotation.sent_at is None:
        if inquiry is None:
            return Days()
        due = inquiry.answer_by.astimezone(place).date() if inquiry.answer_by else None
        cause = gettext("the quotation is not sent yet")
        return Days(
            due,
            cause=cause,
            plan=gettext("quotation by %(day)s") % {"day": day_words(due, "short")} if due else "",
        )
    sent = day_words(quotation.sent_at.astimezone(place).date(), "short")
    until = quotation.valid_until.astimezone(place).date()
    answered = quotation.answered_at.astimezone(place).date() if quotation.answered_at else None
    if answered is None:
        return Days(
            actual=gettext("sent %(day)s") % {"day": sent},
            plan=gettext("valid until %(day)s") % {"day": day_words(until, "short")},
        )
    return Days(until, answered, actual=gettext("answered %(day)s") % {"day": day_words(answered, "short")},
                plan=gettext("quoted %(day)s") % {"day": sent})  # fmt: skip


def _order(records: OrderRecords, today: date, place: ZoneInfo) -> Days:
    order, proforma = records.order, records.proforma
    if order is None:
        return Days()
    planned = _planned(order, "starts_on")
    released = order.released_at.astimezone(place).date() if order.released_at else None
    signed_at = proforma.signed_at if proforma else None
    signed = signed_at.astimezone(place).date() if signed_at else None
    if proforma is None or signed is None:
        cause = gettext("the proforma invoice is not signed yet")
    elif released is None:
        cause = _what_releases(order)
    elif planned is not None and signed > planned:
        cause = gettext("the proforma invoice was signed on %(day)s") % {"day": day_words(signed, "short")}
    elif payment_term(order.payment_term).deposit_percent:
        cause = gettext("the payment was credited on %(day)s") % {"day": day_words(released, "short")}
    else:
        cause = gettext("it was released on %(day)s") % {"day": day_words(released, "short")}
    actual = ""
    if signed is not None and released is None:
        actual = gettext("signed %(day)s") % {"day": day_words(signed, "short")}
    elif released is not None:
        actual = gettext("released %(day)s") % {"day": day_words(released, "short")}
    return Days(planned, released, cause=cause, actual=actual)


def _what_releases(order: Order) -> str:
    term = payment_term(order.payment_term)
    if term.needs_letter:
        return gettext("the letter of credit is not in force yet")
    if term.needs_limit:
        return gettext("the credit for it is not free yet")
    return gettext("the payment that releases it is not credited yet")


def _production(records: OrderRecords, today: date, place: ZoneInfo) -> Days:
    order = records.order
    if order is None:
        return Days()
    planned = _planned(order, "handed_over_on")
    batches = records.batches
    done = [b for b in batches if b.state == BatchState.FINISHED]
    ended = expected = None
    if batches and len(done) == len(batches):
        moments = [b.finished_at for b in done if b.finished_at]
        ended = max(moments).astimezone(place).date() if moments else None
    elif batches:
        ends = [b.planned_end_at for b in batches if b.planned_end_at]
        expected = max(ends).astimezone(place).date() if ends else None
    cause = _cause_of_production(records, planned, place)
    actual = ""
    if batches and len(done) < len(batches):
        actual = gettext("%(done)d of %(all)d batches finished") % {"done": len(done), "all": len(batches)}
    elif ended:
        actual = gettext("finished %(day)s") % {"day": day_words(ended, "short")}
    return Days(planned, ended, expected, cause, actual)


def _cause_of_production(records: OrderRecords, planned: date | None, place: ZoneInfo) -> str:
    order = records.order
    failed = next((b for b in records.batches if b.state == BatchState.FAILED), None)
    if failed is not None:
        return gettext("batch %(batch)s failed its test") % {"batch": failed.number}
    again = next((b for b in records.batches if b.round > 1), None)
    if again is not None:
        return gettext("batch %(batch)s was reworked after its test") % {"batch": again.number}
    starts = _planned(order, "starts_on") if order else None
    released = order.released_at.astimezone(place).date() if order and order.released_at else None
    if released is not None and starts is not None and released > starts:
        return gettext("released on %(day)s instead of %(plan)s") % {
            "day": day_words(released, "short"), "plan": day_words(starts, "short"),
        }  # fmt: skip
    if order is not None and order.released_at is None:
        return gettext("the order is not released yet")
    if not records.batches:
        return gettext("the material is not complete yet")
    return gettext("the lines are busy with earlier work")


def _shipping(records: OrderRecords, today: date, place: ZoneInfo) -> Days:
    order, plan, shipment = records.order, records.plan, records.shipment
    if order is None:
        return Days()
    expected, cause, actual = None, "", ""
    if shipment is not None:
        expected = shipment.arrival_told_on
        came_as_booked = order.delivered_on is not None and order.delivered_on <= shipment.arrives_on
        if shipment.arrival_told_on > shipment.arrives_on and not came_as_booked:
            cause = gettext("the carrier arrives on %(day)s instead of %(plan)s") % {
                "day": day_words(shipment.arrival_told_on, "short"), "plan": day_words(shipment.arrives_on, "short"),
            }  # fmt: skip
        if shipment.departed_at and order.delivered_on is None:
            departed = shipment.departed_at.astimezone(place).date()
            actual = gettext("left %(day)s") % {"day": day_words(departed, "short")}
    elif plan is not None:
        expected = plan.arrives_on
        if not plan.is_confirmed:
            cause = gettext("the shipping plan is not confirmed yet")
    if not cause:
        handed_over = _planned(order, "handed_over_on")
        made = _production(records, today, place)
        if made.ended and handed_over and made.ended > handed_over:
            cause = gettext("the goods were finished on %(day)s instead of %(plan)s") % {
                "day": day_words(made.ended, "short"), "plan": day_words(handed_over, "short"),
            }  # fmt: skip
    if not cause and shipment is not None and shipment.arrives_on > order.promised_on:
        cause = gettext("the transport was booked to arrive on %(day)s") % {
            "day": day_words(shipment.arrives_on, "short")
        }
    if order.delivered_on:
        actual = gettext("delivered %(day)s") % {"day": day_words(order.delivered_on, "short")}
    elif expected and not actual:
        actual = gettext("expected %(day)s") % {"day": day_words(expected, "short")}
    if records.part_count > 1 and order.delivered_on is None:
        came = sum(1 for each in records.shipments if each.delivered_at is not None)
        told = gettext("%(done)d of %(all)d parts delivered") % {"done": came, "all": records.part_count}
        actual = f"{told}, {actual}" if actual else told
    return Days(order.promised_on, order.delivered_on, expected, cause, actual)


def _support(records: OrderRecords, today: date, place: ZoneInfo) -> Days:
    until = records.warranty_until
    if until is None:
        return Days()
    return Days(plan=gettext("warranty to %(day)s") % {"day": day_words(until, "plain")})


def _planned(order: Order, name: str) -> date | None:
    """A day of the delivery plan as it was accepted."""
    told: Any = order.plan.get(name) if isinstance(order.plan, dict) else None
    try:
        return date.fromisoformat(told) if told else None
    except ValueError:
        return None
