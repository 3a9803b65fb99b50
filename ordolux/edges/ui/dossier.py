"""What both sides' pages of one piece of business share: next step, stages, timeline, and the tabs beside it."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass, replace
from datetime import datetime
from enum import StrEnum
from typing import Any

from django.urls import reverse
from django.utils.translation import gettext

from ordolux.edges.ui import order_records
from ordolux.edges.ui.happenings import ASIDE, Addresses, Timeline, timeline
from ordolux.edges.ui.order_records import Linked, OrderRecords, records_of
from ordolux.edges.ui.order_stages import StageShown, stages
from ordolux.edges.ui.places import PLACES, place_of
from ordolux.foundation.actors import Actor, Role
from ordolux.foundation.correspondence.models import Attachment, Message
from ordolux.foundation.deals.models import Deal
from ordolux.foundation.documents.models import Document
from ordolux.foundation.parties.models import Person
from ordolux.inquiries.quotation.models import QuotationLine
from ordolux.orders.agreement.models import OrderLine
from ordolux.orders.payment.models import Instalment
from ordolux.production.inspection.models import Batch
from ordolux.rules.money import Money
from ordolux.rules.refusal import N_

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
    "quotation.approve_price": N_("approves the price below the floor"),
    "quotation.change": N_("changes the price of the draft"),
    "quotation.revise": N_("prepares a new quotation"),
    "order.place": N_("accepts the quotation or declines it"),
    "proforma.issue": N_("issues the proforma invoice"),
    "proforma.sign": N_("signs the proforma invoice"),
    "proforma.reissue": N_("issues the proforma invoice anew"),
    "proforma.countersign": N_("countersigns the proforma invoice"),
    "amendment.sign": N_("signs the amendment"),
    "amendment.countersign": N_("countersigns the amendment"),
    "credit_letter.announce": N_("has the letter of credit opened"),
    "credit_letter.receive": N_("enters the letter of credit when the bank advises it"),
    "credit_letter.accept": N_("checks the letter of credit"),
    "credit_amendment.receive": N_("waits for the bank's amendment of the letter of credit"),
    "credit_amendment.accept": N_("accepts or rejects the bank's amendment"),
    "credit_limit.set": N_("sets the credit limit"),
    "credit_limit.allow": N_("decides about the order beyond the credit limit"),
    "documents.present": N_("presents the documents to the bank"),
    "documents.accept": N_("waits for the bank's answer about the documents"),
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
    "sample_order.offer": N_("offers the samples"),
    "sample_order.accept": N_("accepts the offer of the samples"),
    "sample_order.take_fee": N_("waits for the payment of the samples"),
    "sample_order.prepare": N_("makes the samples ready"),
    "sample_order.ship": N_("hands the samples to the courier"),
    "sample_order.judge": N_("looks at the samples and says what is to change"),
}

# the same deeds, said to the person whose turn it is
DEED_WORDS_TO_YOU = {
    "inquiry.confirm": N_("Confirm the lines of the inquiry"),
    "inquiry.resume": N_("Answer our questions"),
    "quotation.draft": N_("Draft the quotation"),
    "quotation.send": N_("Send the quotation"),
    "quotation.approve_price": N_("Approve the price below the floor"),
    "quotation.change": N_("Change the price of the draft"),
    "quotation.revise": N_("Prepare a new quotation"),
    "order.place": N_("Accept the quotation or decline it"),
    "proforma.issue": N_("Issue the proforma invoice"),
    "proforma.sign": N_("Sign the proforma invoice"),
    "proforma.reissue": N_("Issue the proforma invoice anew"),
    "proforma.countersign": N_("Countersign the proforma invoice"),
    "amendment.sign": N_("Sign the amendment"),
    "amendment.countersign": N_("Countersign the amendment"),
    "credit_letter.announce": N_("Have the letter of credit opened"),
    "credit_letter.receive": N_("Enter the letter of credit when the bank advises it"),
    "credit_letter.accept": N_("Check the letter of credit"),
    "credit_amendment.receive": N_("Enter the bank's amendment of the letter of credit when it comes"),
    "credit_amendment.accept": N_("Accept or reject the bank's amendment"),
    "credit_limit.set": N_("Set the credit limit"),
    "credit_limit.allow": N_("Decide about the order beyond the credit limit"),
    "documents.present": N_("Present the documents to the bank"),
    "documents.accept": N_("Note the bank's answer about the documents"),
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
    "sample_order.offer": N_("Offer the samples"),
    "sample_order.accept": N_("Accept the offer of the samples"),
    "sample_order.take_fee": N_("Take the payment of the samples"),
    "sample_order.prepare": N_("Make the samples ready"),
    "sample_order.ship": N_("Hand the samples to the courier"),
    "sample_order.judge": N_("Look at the samples and say what you think"),
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


class Side(StrEnum):
    """The tabs beside the timeline."""

    LINES = "lines"
    MONEY = "money"
    PEOPLE = "people"
    FILES = "files"


SIDE_WORDS = {
    Side.LINES: N_("Lines"), Side.MONEY: N_("Money"), Side.PEOPLE: N_("People"), Side.FILES: N_("Files"),
}  # fmt: skip


@dataclass(frozen=True, slots=True)
class LineBeside:
    """A line of the order with its batches."""

    position: int
    title: str
    model: str
    pieces: int
    unit_price: Money
    amount: Money
    batches: list[tuple[Batch, str]]


@dataclass(frozen=True, slots=True)
class FileBeside:
    """A file of the order: an issued paper, or what somebody sent."""

    title: str
    url: str
    detail: str
    at: datetime


@dataclass(frozen=True, slots=True)
class Dossier:
    """One deal as its pages need it, for one reader."""

    deal: Deal
    next: NextStep | None
    stages: list[StageShown]
    records: OrderRecords
    links: list[Linked]
    timeline: Timeline
    side: Side
    sides: list[tuple[Side, str]]
    beside: Mapping[str, Any]
    still_open: Money | None


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
    # what the payer does is seen on our bank statement, but for the letter of credit that he has to have opened
    if deal.next_role == Role.PAYER and deal.next_deed != "credit_letter.announce":
        words, otherwise = (
            {},
            N_("Pay the instalment that is due") if mine else N_("pays the instalment that is due"),
        )
    say = gettext(words.get(deal.next_deed, otherwise))
    return NextStep(
        who, say, deal.next_by, "late" if late and mine else "yours" if mine else "theirs", deal.next_deed
    )


def dossier(
    deal: Deal, actor: Actor, at: datetime, *, zone: str, place: str, asked: Mapping[str, str],
    attachment_url: Callable[[Attachment], str], size: int | None = None,
) -> Dossier:  # fmt: skip
    """All that the order page shows of ``deal``, as far as ``actor`` may see it.

    ``place`` says where its links lead (desk, portal); ``asked`` names the part of the timeline (``show``, ``before``)
    and the tab beside it (``side``).
    """
    records = records_of(deal, actor)
    step = next_step(deal, actor, at)
    if step is not None and step.turn != "theirs":
        url, button = _where(step.deed, deal, records, place)
        step = replace(step, url=url, button=button)
    said = asked.get("side", "")
    side = Side(said) if said in Side else Side.LINES
    where = Addresses(
        document=lambda d: reverse(f"{place}:document", args=[d.number]),
        attachment=attachment_url,
        records=order_records.addresses(records, place),
    )
    told = {} if size is None else {"size": size}
    return Dossier(
        deal=deal, next=step, stages=stages(deal, records, at, zone), records=records,
        links=order_records.links(records, place),
        timeline=timeline(deal, actor, asked, zone=zone, addresses=where, **told),
        side=side, sides=[(each, gettext(word)) for each, word in SIDE_WORDS.items()],
        beside=BESIDE[side](deal, actor, records, where, place),
        still_open=_still_open(deal),
    )  # fmt: skip


def _where(deed: str, deal: Deal, records: OrderRecords, place: str) -> tuple[str, str]:
    """The page on which the next deed is done and the words of its button, without asking for what is known already."""
    known = PLACES.get(deed)
    if known is None or not known.model:
        return place_of(deed, deal, is_staff=place == "desk")
    record = order_records.newest_for(known.model, records, deed)
    url = order_records.address_of(record, place) if record is not None else ""
    return (url, gettext(known.button)) if url else ("", "")


def _still_open(deal: Deal) -> Money | None:
    if not deal.total_currency:  # type: ignore[attr-defined]  # a column of MoneyField
        return None
    currency = deal.total.currency
    paid = deal.paid if deal.paid_currency == currency else Money.zero(currency)  # type: ignore[attr-defined]  # the same
    return deal.total - paid


def lines_beside(
    deal: Deal, actor: Actor, records: OrderRecords, where: Addresses, place: str
) -> Mapping[str, Any]:
    """The lines with their batches (one statement)."""
    rows: list[Any] = []
    if records.order is not None:
        rows = list(OrderLine.objects.filter(order=records.order, pieces__gt=0).select_related("product"))
    elif records.quotation is not None:
        rows = list(QuotationLine.objects.filter(quotation=records.quotation).order_by("position"))
    made: dict[int, list[tuple[Batch, str]]] = {}
    for batch in records.batches:
        made.setdefault(batch.job.line_id, []).append((batch, order_records.address_of(batch, place)))
    lines = [
        LineBeside(
            row.position, row.description, getattr(row, "model", "") or row.product.number, row.pieces,
            row.unit_price, row.amount, made.get(row.pk, []) if records.order else [],
        )
        for row in rows
    ]  # fmt: skip
    return {"lines": lines}


def money_beside(
    deal: Deal, actor: Actor, records: OrderRecords, where: Addresses, place: str
) -> Mapping[str, Any]:
    """Instalments, what is paid of them, and the receipts (two statements)."""
    papers = Document.objects.visible_to(actor).filter(
        deal=deal, kind__in=["receipt", "credit_note"], superseded_at__isnull=True
    )
    return {
        "parts": list(Instalment.objects.filter(deal=deal).order_by("order_id", "position")),
        "papers": [(paper, where.document(paper)) for paper in papers.order_by("-id")[:50]],
    }


def people_beside(
    deal: Deal, actor: Actor, records: OrderRecords, where: Addresses, place: str
) -> Mapping[str, Any]:
    """The customer's people, our owner, and for our own people whom it can be assigned to (two statements)."""
    theirs = Person.objects.filter(company_id__in=[deal.buyer_id], is_active=True).order_by("name", "id")
    told: dict[str, Any] = {"people": list(theirs) if deal.buyer_id else []}
    if actor.is_staff and actor.has_any(frozenset({Role.SALES, Role.MANAGER})):
        told["colleagues"] = list(
            Person.objects.filter(company__isnull=True, is_active=True).order_by("name", "id")[:200]
        )
    return told


def files_beside(
    deal: Deal, actor: Actor, records: OrderRecords, where: Addresses, place: str
) -> Mapping[str, Any]:
    """Issued papers in force and what was sent with messages, newest first (two statements)."""
    papers = Document.objects.visible_to(actor).filter(deal=deal, superseded_at__isnull=True).order_by("-id")
    sent = (
        Attachment.objects.filter(
            message__in=Message.objects.visible_to(actor).filter(deal=deal).exclude(letter__in=ASIDE)
        )
        .filter(message__letter="", message__replaced_by__isnull=True)
        .select_related("message")
        .order_by("-id")
    )
    return {
        "papers": [(paper, where.document(paper)) for paper in papers[:200]],
        "sent": [(file, where.attachment(file)) for file in sent[:200]],
    }


def all_beside(deal: Deal, actor: Actor, records: OrderRecords, place: str) -> dict[str, Any]:
    """All tabs at once, for paper."""
    where = Addresses(document=lambda paper: paper.number, attachment=lambda file: file.name)
    told: dict[str, Any] = {}
    for ask in (lines_beside, money_beside, people_beside):
        told |= ask(deal, actor, records, where, place)
    return told


BESIDE = {
    Side.LINES: lines_beside, Side.MONEY: money_beside, Side.PEOPLE: people_beside, Side.FILES: files_beside,
}  # fmt: skip
