"""What follows for shipping plans: drafted when production is finished, printed when sent, reminded of when late."""

import re
from datetime import datetime
from zoneinfo import ZoneInfo

from ordolux.foundation import clock, papers
from ordolux.foundation.actors import Actor
from ordolux.foundation.correspondence.models import Message
from ordolux.foundation.correspondence.queries import person_known_as
from ordolux.foundation.documents.models import new_code
from ordolux.foundation.documents.queries import latest_document
from ordolux.foundation.files import store_bytes
from ordolux.foundation.journal.models import Event
from ordolux.orders.agreement.models import Order
from ordolux.shipping.plan.deeds import (
    NotTheCustomersPerson,
    PlanChangedMeanwhile,
    PlanConfirmedAlready,
    PlanNotSent,
    confirm_plan,
    draft_plan,
    file_plan_paper,
    note_goods_finished,
    note_outdated_reply,
    remind_of_plan,
    revise_plan,
)
from ordolux.shipping.plan.models import PlanState, PlanVersion, ShippingPlan
from ordolux.shipping.plan.papers.paper import shipping_plan_paper
from ordolux.shipping.plan.quantities import living_parts
from ordolux.shipping.plan.queries import plan_named, plan_of, plans_to_remind_of

# "confirm SP-2026-0007 v2" in the new text of a reply (not in what it quotes)
CONFIRMS = re.compile(
    r"\bconfirm(?:ed)?\b[^\n]{0,60}?\b(SP-\d{4}-\d{4,9})\s*v(?:ersion)?\s*(\d{1,3})\b", re.IGNORECASE
)


def draft_after_production(event: Event, key: str) -> None:
    """Production is finished: draft the plan from its batches. Where logistics made one before, or several parts, those
    that are still drafts are packed anew from what is finished now."""
    order = Order.objects.get(pk=event.subject_id)
    if plan_of(order) is None:
        draft_plan.once(key)(order, by=Actor.system(), at=clock.now())
        return
    by, at, plans = Actor.system(), clock.now(), living_parts(order.pk)
    open_drafts = [each for each in plans if each.state == PlanState.DRAFTED and not each.packing["is_final"]]
    for plan in open_drafts:
        revise_plan.once(f"{key}:{plan.pk}")(plan, by=by, at=at)
    if not open_drafts:
        note_goods_finished.once(key)(plans[0], by=by, at=at)


def print_plan(event: Event, key: str) -> None:
    """Print the version that was sent, and file it."""
    plan = ShippingPlan.objects.get(pk=event.subject_id)
    version = PlanVersion.objects.get(plan=plan, plan_version=event.facts["version"])
    filed = latest_document(plan, "shipping_plan")
    if filed is not None and filed.version >= version.plan_version:
        return
    consignee = version.content["consignee"]
    language = "zh" if consignee["language"].startswith("zh") else "en"
    zone = ZoneInfo(consignee["zone"])
    place = zone.key.split("/")[-1].replace("_", " ")
    until = papers.moment_text((plan.confirm_by or version.sent_at).astimezone(zone), language, place=place)
    code = new_code()
    paper = shipping_plan_paper(
        version.content, language=language, sent_at=version.sent_at, confirm_by=until, code=code
    )
    pdf = papers.render(paper.template, paper, language=language, timestamp=version.sent_at)
    file_plan_paper(
        plan,
        pdf=store_bytes(pdf, "application/pdf"),
        code=code,
        plan_version=version.plan_version,
        language=language,
        by=Actor.system(),
        at=clock.now(),
    )


def remind_of_open_plans(at: datetime) -> None:
    """Remind once of each version whose time to confirm is over; never take silence for a yes."""
    for plan in plans_to_remind_of(at):
        remind_of_plan.once(f"plan:{plan.pk}:v{plan.plan_version}")(plan, by=Actor.system(), at=at)


def confirm_by_mail(event: Event, key: str) -> None:
    """A reply was filed: if a known person of the buyer quotes plan and version, it is his word.

    An old version confirms nothing, and he is told which one is in force; words that quote our letter do not count.
    """
    message = Message.objects.select_related("deal").get(pk=event.subject_id)
    said = CONFIRMS.search(message.new_text)
    if message.deal is None or said is None or message.is_automatic:
        return
    version = int(said[2])
    plan = plan_named(message.deal, said[1].upper(), version)
    sender = person_known_as(message.from_address, message.deal)
    if plan is None or sender is None:
        return
    by, at = Actor.system(), clock.now()
    try:
        confirm_plan.once(key)(plan, plan_version=version, confirmed_by=sender, message=message, by=by, at=at)
    except PlanChangedMeanwhile:
        note_outdated_reply.once(key)(
            plan, plan_version=version, answered_by=sender, message=message, by=by, at=at
        )
    except (PlanConfirmedAlready, PlanNotSent, NotTheCustomersPerson):
        # the reply stays in the deal's conversation, where people read it; it confirms nothing
        return
