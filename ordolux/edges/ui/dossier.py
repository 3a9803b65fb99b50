"""What both sides' pages of one piece of business share: its stages, its timeline, its conversation."""

from collections.abc import Callable
from dataclasses import dataclass, replace
from datetime import datetime
from typing import Any

from django.utils.translation import gettext

from ordolux.edges.ui.happenings import WORDS, Day, timeline
from ordolux.edges.ui.places import place_of
from ordolux.edges.ui.wording import day_words
from ordolux.foundation.actors import Actor, Role
from ordolux.foundation.correspondence.models import Message
from ordolux.foundation.deals.models import Deal, Stage
from ordolux.foundation.documents.models import Document
from ordolux.foundation.journal.models import Event
from ordolux.rules.refusal import N_

STAGES = (Stage.INQUIRY, Stage.ORDER, Stage.PRODUCTION, Stage.SHIPPING, Stage.SUPPORT)

# the event with which a stage ends
ENDS = {
    Stage.INQUIRY: ("quotation.accepted",),
    Stage.ORDER: ("order.released",),
    Stage.PRODUCTION: ("production.finished",),
    Stage.SHIPPING: ("shipment.delivered",),
    Stage.SUPPORT: ("order.closed",),
}
ROLE_WORDS = {
    Role.BUYER: N_("The buyer"), Role.SIGNATORY: N_("The signatory"), Role.PAYER: N_("The customer's finance contact"),
    Role.SALES: N_("Sales"), Role.ENGINEER: N_("Engineering"), Role.FINANCE: N_("Finance"),
    Role.PURCHASING: N_("Purchasing"), Role.PLANNER: N_("Planning"), Role.INSPECTOR: N_("Quality inspection"),
    Role.LOGISTICS: N_("Logistics"), Role.SUPPORT: N_("Support"), Role.MARKETING: N_("Marketing"),
    Role.MANAGER: N_("The manager"), Role.ADMINISTRATOR: N_("The administrator"),
}  # fmt: skip
DEED_WORDS = {
    "inquiry.confirm": N_("confirms the lines of the inquiry"),
    "inquiry.resume": N_("answers our questions"),
    "quotation.draft": N_("drafts the quotation"),
    "quotation.send": N_("sends the quotation"),
    "quotation.revise": N_("prepares a new quotation"),
    "order.place": N_("accepts the quotation or declines it"),
    "proforma.issue": N_("issues the proforma invoice"),
    "proforma.sign": N_("signs the proforma invoice"),
    "proforma.reissue": N_("issues the proforma invoice anew"),
    "proforma.countersign": N_("countersigns the proforma invoice"),
    "statement.import": N_("waits for the payment on the bank statement"),
    "payment.allocate": N_("assigns the payment"),
    "purchase.order": N_("orders the material"),
    "goods.receive": N_("receives the material"),
    "schedule.make": N_("schedules the production"),
    "batch.release": N_("releases the batch"),
    "batch.close": N_("closes the batch and draws the sample"),
    "readings.enter": N_("enters the readings of the sample"),
    "batch.judge": N_("judges the batch"),
    "batch.rework": N_("has the batch reworked"),
    "appearance.inspect": N_("inspects every piece for appearance"),
    "plan.draft": N_("drafts the shipping plan"),
    "plan.revise": N_("prepares a new version of the shipping plan"),
    "plan.send": N_("sends the shipping plan"),
    "plan.confirm": N_("confirms the shipping plan"),
    "papers.issue": N_("issues packing list and commercial invoice"),
    "shipment.book": N_("books the transport"),
    "bl.enter": N_("enters the bill of lading"),
    "tracking.note": N_("follows the transport"),
    "shipment.deliver": N_("notes the delivery"),
    "claim.approve": N_("decides the claim"),
    "claim.add_evidence": N_("sends the test report"),
}

# the same deeds, said to the person whose turn it is
DEED_WORDS_TO_YOU = {
    "inquiry.confirm": N_("Confirm the lines of the inquiry"),
    "inquiry.resume": N_("Answer our questions"),
    "quotation.draft": N_("Draft the quotation"),
    "quotation.send": N_("Send the quotation"),
    "quotation.revise": N_("Prepare a new quotation"),
    "order.place": N_("Accept the quotation or decline it"),
    "proforma.issue": N_("Issue the proforma invoice"),
    "proforma.sign": N_("Sign the proforma invoice"),
    "proforma.reissue": N_("Issue the proforma invoice anew"),
    "proforma.countersign": N_("Countersign the proforma invoice"),
    "statement.import": N_("Import the bank statement on which the payment stands"),
    "payment.allocate": N_("Assign the payment"),
    "purchase.order": N_("Order the material"),
    "goods.receive": N_("Receive the material"),
    "schedule.make": N_("Schedule the production"),
    "batch.release": N_("Release the batch"),
    "batch.close": N_("Close the batch and draw the sample"),
    "readings.enter": N_("Enter the readings of the sample"),
    "batch.judge": N_("Judge the batch"),
    "batch.rework": N_("Have the batch reworked"),
    "appearance.inspect": N_("Inspect every piece for appearance"),
    "plan.draft": N_("Draft the shipping plan"),
    "plan.revise": N_("Prepare a new version of the shipping plan"),
    "plan.send": N_("Send the shipping plan"),
    "plan.confirm": N_("Confirm the shipping plan"),
    "papers.issue": N_("Issue packing list and commercial invoice"),
    "shipment.book": N_("Book the transport"),
    "bl.enter": N_("Enter the bill of lading"),
    "tracking.note": N_("Follow the transport"),
    "shipment.deliver": N_("Note the delivery"),
    "claim.approve": N_("Decide the claim"),
    "claim.add_evidence": N_("Send the test report"),
}


@dataclass(frozen=True, slots=True)
class NextStep:
    """Who must do what by when, in words, and whether it is the reader's turn."""

    who: str
    say: str
    by: datetime | None
    turn: str
    deed: str
    url: str = ""
    button: str = ""


@dataclass(frozen=True, slots=True)
class Dossier:
    """One deal as its pages need it; made in five statements."""

    deal: Deal
    next: NextStep | None
    stages: list[dict[str, Any]]
    days: list[Day]
    messages: list[Message]
    documents: list[Document]


def next_step(deal: Deal, actor: Actor, at: datetime) -> NextStep | None:
    """The next step of a deal as ``actor`` reads it; None when nobody has to act."""
    if not deal.next_role:
        return None
    role = Role(deal.next_role)
    mine = role in actor.roles
    late = deal.next_by is not None and deal.next_by < at
    who = gettext("Your turn") if mine else gettext(ROLE_WORDS.get(role, deal.next_role))
    words, otherwise = (
        (DEED_WORDS_TO_YOU, N_("You have the next step")) if mine else (DEED_WORDS, N_("has the next step"))
    )
    say = gettext(words.get(deal.next_deed, otherwise))
    return NextStep(
        who, say, deal.next_by, "late" if late and mine else "yours" if mine else "theirs", deal.next_deed
    )


def dossier(
    deal: Deal, actor: Actor, at: datetime, *, zone: str, document_url: Callable[[Document], str]
) -> Dossier:
    """All that both sides' pages show of ``deal``, as far as ``actor`` may see it."""
    events = list(Event.objects.filter(deal=deal, name__in=list(WORDS)).order_by("-id")[:400])
    messages = list(Message.objects.visible_to(actor).filter(deal=deal).order_by("-id")[:200])
    documents = list(Document.objects.visible_to(actor).filter(deal=deal).order_by("-id")[:200])
    step = next_step(deal, actor, at)
    if step is not None and step.turn != "theirs":
        url, button = place_of(step.deed, deal, is_staff=actor.is_staff)
        step = replace(step, url=url, button=button)
    return Dossier(
        deal=deal,
        next=step,
        stages=stages(deal, events),
        days=timeline(
            events, messages, documents, zone=zone, for_customer=not actor.is_staff, document_url=document_url
        ),
        messages=[m for m in reversed(messages) if not m.is_internal],
        documents=[d for d in documents if d.superseded_at is None],
    )


def stages(deal: Deal, events: list[Event]) -> list[dict[str, Any]]:
    """The five stages with the day on which each ended."""
    ended = {e.name: e.at for e in events}
    done = [next((ended[name] for name in ENDS[s] if name in ended), None) for s in STAGES]
    here = STAGES.index(Stage(deal.stage)) if deal.stage in STAGES else len(STAGES)
    return [
        {
            "label": gettext(str(stage.label)),
            "state": "done" if place < here or done[place] else "now" if place == here else "later",
            "actual": day_words(ended_at.date(), "short") if (ended_at := done[place]) else "",
        }
        for place, stage in enumerate(STAGES)
    ]
