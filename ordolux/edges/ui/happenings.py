"""How events read in a timeline: an icon and a sentence, and whether the customer sees them too."""

import base64
import binascii
import json
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date, datetime
from enum import StrEnum
from itertools import groupby
from typing import Any
from zoneinfo import ZoneInfo

from django.db.models import Q, QuerySet
from django.utils.translation import gettext

from ordolux.edges.ui.wording import day_words, money_words
from ordolux.foundation.actors import Actor
from ordolux.foundation.correspondence.models import Channel, Message
from ordolux.foundation.deals.models import Deal
from ordolux.foundation.documents.models import Document
from ordolux.foundation.journal.models import Event
from ordolux.rules.money import Money
from ordolux.rules.refusal import N_


@dataclass(frozen=True, slots=True)
class Wording:
    """The icon and the sentence of an event; ``for_customer`` says whether both sides read it."""

    icon: str
    sentence: str
    for_customer: bool = True


# An event without a line here shows on neither side; the journal page of the administrator shows every event.
WORDS = {
    "inquiry.received": Wording("inbox", N_("Inquiry received")),
    "inquiry.confirmed": Wording("tick", N_("Inquiry lines confirmed")),
    "inquiry.paused": Wording("clock", N_("We asked for missing points; the 24-hour clock waits")),
    "inquiry.resumed": Wording("clock", N_("The answer came; the 24-hour clock runs again")),
    "inquiry.dismissed": Wording("cross", N_("Inquiry dismissed"), for_customer=False),
    "inquiry.read": Wording(
        "scan", N_("The message was read; what a person has set stayed"), for_customer=False
    ),
    "inquiry.reading_asked": Wording("refresh", N_("The message is to be read again"), for_customer=False),
    "inquiry.merged": Wording("copy", N_("Two inquiries of the customer made one"), for_customer=False),
    "inquiry.split": Wording("copy", N_("Lines put into an inquiry of their own"), for_customer=False),
    "inquiry.completed_by_itself": Wording(
        "tick", N_("Complete and surely read: confirmed by itself"), for_customer=False
    ),
    "quotation.sent_by_policy": Wording(
        "mail", N_("Sent by the policy, without a person"), for_customer=False
    ),
    "question.asked": Wording("question", N_("Question to the engineer"), for_customer=False),
    "question.answered": Wording("tick", N_("The engineer answered"), for_customer=False),
    "quotation.drafted": Wording("quotation", N_("Quotation drafted"), for_customer=False),
    "inquiry.reviewed": Wording("pen", N_("Review of the inquiry kept"), for_customer=False),
    "inquiry.reopened": Wording("clock", N_("The 24-hour clock runs again"), for_customer=False),
    "quotation.changed": Wording("pen", N_("Draft of the quotation changed"), for_customer=False),
    "quotation.price_approved": Wording("tick", N_("Price below the floor approved"), for_customer=False),
    "quotation.price_refused": Wording("cross", N_("Price below the floor refused"), for_customer=False),
    "quotation.withdrawn": Wording("undo", N_("Quotation withdrawn before it left"), for_customer=False),
    "quotation.sent": Wording("mail", N_("Quotation sent")),
    "quotation.accepted": Wording("tick", N_("Quotation accepted")),
    "quotation.declined": Wording("cross", N_("Quotation declined")),
    "quotation.expired": Wording("clock", N_("Quotation expired")),
    "order.placed": Wording("orders", N_("Order placed")),
    "order.confirmed": Wording(
        "lock", N_("Order confirmed by both sides; price, delivery time and parameters are locked")
    ),
    "order.released": Wording("production", N_("Procurement and production released")),
    "order.cancelled": Wording("cross", N_("Order cancelled")),
    "order.closed": Wording("tick", N_("Order closed")),
    "proforma.issued": Wording("documents", N_("Proforma invoice issued")),
    "proforma.received": Wording("mail", N_("Proforma invoice received; three working days to sign")),
    "proforma.signed": Wording("pen", N_("Proforma invoice signed by the customer")),
    "proforma.countersigned": Wording("pen", N_("Proforma invoice countersigned by us")),
    "proforma.lapsed": Wording("clock", N_("Proforma invoice lapsed: it was not signed in time")),
    "proforma.declined": Wording("cross", N_("Proforma invoice declined")),
    "proforma.withdrawn": Wording("cross", N_("Proforma invoice withdrawn")),
    "amendment.issued": Wording("documents", N_("Amendment issued for signature")),
    "amendment.signed": Wording("pen", N_("Amendment signed by the customer")),
    "amendment.effective": Wording("lock", N_("Amendment signed by both sides; its values hold now")),
    "amendment.withdrawn": Wording("undo", N_("Amendment withdrawn")),
    "amendment.declined": Wording("cross", N_("Amendment declined")),
    "amendment.lapsed": Wording("clock", N_("Amendment lapsed: it was not signed in time")),
    "job.withdrawn": Wording("production", N_("The line is not produced any more"), for_customer=False),
    "job.amended": Wording("production", N_("Production follows the amendment"), for_customer=False),
    "credit_letter.announced": Wording("money", N_("Letter of credit applied for")),
    "credit_letter.advised": Wording("money", N_("Letter of credit to be checked")),
    "credit_letter.corrected": Wording(
        "pen", N_("Entry of the letter of credit corrected"), for_customer=False
    ),
    "credit_letter.discrepant": Wording("warning", N_("We asked to have the letter of credit amended")),
    "credit_letter.operative": Wording("tick", N_("Letter of credit checked and in force")),
    "credit_letter.cancelled": Wording("cross", N_("Letter of credit cancelled")),
    "credit_letter.ends_soon": Wording("clock", N_("A day of the letter of credit comes near")),
    "credit_amendment.advised": Wording("money", N_("The bank amended the letter of credit")),
    "credit_amendment.accepted": Wording("tick", N_("Amendment of the letter of credit accepted")),
    "credit_amendment.rejected": Wording("cross", N_("Amendment of the letter of credit rejected")),
    "presentation.presented": Wording("documents", N_("Documents presented to the bank")),
    "presentation.taken_up": Wording("tick", N_("Documents taken up")),
    "presentation.dishonoured": Wording("cross", N_("Documents refused")),
    "presentation.honoured": Wording("money", N_("What the documents ask for is paid")),
    "presentation.withdrawn": Wording("undo", N_("Documents taken back from the bank")),
    "presentation.unanswered": Wording(
        "clock", N_("The bank has not answered in its five days"), for_customer=False
    ),
    "order.over_limit": Wording(
        "warning", N_("The order does not fit under the credit limit"), for_customer=False
    ),
    "credit_allowance.given": Wording(
        "tick", N_("The manager allowed the order beyond the limit"), for_customer=False
    ),
    "instalment.fell_due": Wording("clock", N_("An instalment is due")),
    "payment.reversed": Wording("undo", N_("A payment was taken back; its receipt is void")),
    "credit_note.issued": Wording("money", N_("Credit note issued")),
    "credit_note.settled": Wording("tick", N_("Credit note settled")),
    "credit_note.proposed": Wording("money", N_("Credit note proposed"), for_customer=False),
    "credit_note.rejected": Wording("cross", N_("Credit note refused"), for_customer=False),
    "purchase.cancelled": Wording("cross", N_("Purchase cancelled"), for_customer=False),
    "purchase.date_noted": Wording("clock", N_("The supplier told another day"), for_customer=False),
    "offer.recorded": Wording("quotation", N_("A supplier made an offer"), for_customer=False),
    "request_for_quotation.sent": Wording(
        "mail", N_("A supplier was asked for an offer"), for_customer=False
    ),
    "payment.credited": Wording("money", N_("Payment credited")),
    "receipt.issued": Wording("money", N_("Receipt issued")),
    "job.planned": Wording("production", N_("Production planned"), for_customer=False),
    "purchase.ordered": Wording("ship", N_("Material ordered"), for_customer=False),
    "goods.received": Wording("tick", N_("Material received with certificate and test report")),
    "job.ready": Wording("tick", N_("Material complete")),
    "job.scheduled": Wording("calendar", N_("Production scheduled")),
    "job.dates_published": Wording("calendar", N_("The planned dates of production were published")),
    "batch.released": Wording("quality", N_("Batch released; the hash of the draw's secret is published")),
    "batch.produced": Wording("quality", N_("Batch closed; the sample was drawn")),
    "batch.passed": Wording("tick", N_("Performance test passed")),
    "batch.failed": Wording("warning", N_("Performance test failed; the batch is blocked")),
    "batch.reworked": Wording("production", N_("Batch reworked")),
    "batch.inspected": Wording("quality", N_("Every piece inspected for appearance")),
    "report.filed": Wording("documents", N_("Inspection report issued")),
    "production.finished": Wording("tick", N_("Production finished")),
    "shippingplan.sent": Wording("ship", N_("Shipping plan sent for confirmation")),
    "shippingplan.confirmed": Wording("tick", N_("Shipping plan confirmed by the customer")),
    "shippingplan.change_requested": Wording(
        "warning", N_("The customer asks for a change of the shipping plan")
    ),
    "shippingplan.drafted": Wording("ship", N_("Shipping plan drafted"), for_customer=False),
    "shippingplan.split": Wording("box", N_("The goods travel in parts"), for_customer=False),
    "shippingplan.merged": Wording("undo", N_("A part was joined with another"), for_customer=False),
    "shippingplan.answered_late": Wording(
        "warning", N_("A reply confirmed an old version of the shipping plan")
    ),
    "commercialinvoice.issued": Wording("documents", N_("Packing list and commercial invoice issued")),
    "bl.entered": Wording("documents", N_("Transport document entered")),
    "bl.corrected": Wording("pen", N_("Transport document corrected")),
    "bl.withdrawn": Wording("undo", N_("Transport document taken back"), for_customer=False),
    "tracking.struck": Wording("erase", N_("An event of the transport was struck"), for_customer=False),
    "insurance.covered": Wording("shield", N_("Cargo insured")),
    "documentset.made": Wording("documents", N_("Document set made"), for_customer=False),
    "shipment.delayed": Wording("warning", N_("The goods arrive later than planned")),
    "shipment.booked": Wording("ship", N_("Space booked")),
    "shipment.loaded": Wording("ship", N_("Loaded")),
    "shipment.departed": Wording("ship", N_("Departed")),
    "shipment.arrived": Wording("ship", N_("Arrived")),
    "shipment.delivered": Wording("tick", N_("Delivered")),
    "warranty.started": Wording("shield", N_("The warranty runs")),
    "claim.submitted": Wording("support", N_("Claim submitted")),
    "claim.evidence_added": Wording("documents", N_("Evidence added to the claim")),
    "claim.report_asked": Wording("mail", N_("We asked for the fault test report")),
    "claim.replaced": Wording("orders", N_("Free replacement opened")),
    "claim.closed": Wording("tick", N_("Claim closed")),
    "claim.approved": Wording("tick", N_("Claim approved")),
    "claim.rejected": Wording("cross", N_("Claim rejected")),
    "claim.reopened": Wording("undo", N_("Claim examined again")),
    "sample_order.asked": Wording("box", N_("Samples asked for")),
    "sample_order.offered": Wording("quotation", N_("Samples offered")),
    "sample_order.accepted": Wording("tick", N_("Offer of the samples accepted")),
    "sample_order.fee_taken": Wording("money", N_("Payment for the samples")),
    "sample_order.fee_reversed": Wording("undo", N_("Payment for the samples taken back")),
    "sample_order.cleared": Wording("tick", N_("Fee of the samples settled")),
    "sample_order.prepared": Wording("box", N_("Samples ready to leave")),
    "sample_order.shipped": Wording("truck", N_("Samples on their way")),
    "sample_order.tracking_corrected": Wording("pen", N_("Tracking number corrected")),
    "sample_order.arrived": Wording("box", N_("Samples arrived")),
    "sample_order.approved": Wording("tick", N_("Samples approved")),
    "sample_order.approved_with_changes": Wording("pen", N_("Samples approved with changes")),
    "sample_order.rejected": Wording("cross", N_("Samples rejected")),
    "sample_order.declined": Wording("cross", N_("Samples declined")),
    "sample_order.withdrawn": Wording("undo", N_("Request for samples taken back")),
    "sample_order.lapsed": Wording("clock", N_("Offer of the samples lapsed")),
    "sample_credit.given": Wording("money", N_("The sample fee comes back with an order")),
    "sample_credit.applied": Wording("money", N_("The sample fee was taken off an order")),
    "sample_credit.open": Wording("undo", N_("The order was cancelled; the sample fee waits for another")),
    "sample_credit.expired": Wording("clock", N_("The time in which the sample fee comes back is over")),
    "golden_sample.kept": Wording("lock", N_("Golden sample sealed and kept")),
    "golden_sample.withdrawn": Wording("minus", N_("Golden sample out of use"), for_customer=False),
    "deal.assigned": Wording("person", N_("Assigned"), for_customer=False),
}
LONGEST_EXTRACT = 200
CHANNEL_ICONS = {
    Channel.MAIL: "mail",
    Channel.FAX: "fax",
    Channel.PHONE: "phone",
    Channel.PORTAL: "chat",
    Channel.NOTE: "note",
}
PAGE_EVENTS = 40
# letters that only repeat to one person what the timeline tells to all
ASIDE = ("notice", "digest", "messages_unseen")


class Part(StrEnum):
    """What the timeline can be narrowed to."""

    ALL = ""
    MESSAGES = "messages"
    DOCUMENTS = "documents"
    MONEY = "money"
    QUALITY = "quality"
    SHIPPING = "shipping"


PART_WORDS = {
    Part.ALL: N_("All"), Part.MESSAGES: N_("Messages"), Part.DOCUMENTS: N_("Documents"), Part.MONEY: N_("Money"),
    Part.QUALITY: N_("Quality"), Part.SHIPPING: N_("Shipping"),
}  # fmt: skip

# the first word of an event's name → the part of the timeline in which it stands
_PARTS = {
    "inquiry": Part.MESSAGES, "quotation": Part.DOCUMENTS, "order": Part.DOCUMENTS, "proforma": Part.DOCUMENTS,
    "amendment": Part.DOCUMENTS,
    "payment": Part.MONEY, "credit_letter": Part.MONEY, "credit_amendment": Part.MONEY,
    "presentation": Part.MONEY, "credit_allowance": Part.MONEY,
    "receipt": Part.MONEY, "creditnote": Part.MONEY, "credit": Part.MONEY,
    "sample_order": Part.SHIPPING, "golden_sample": Part.QUALITY, "sample_credit": Part.MONEY,
    "job": Part.QUALITY, "purchase": Part.QUALITY, "goods": Part.QUALITY, "batch": Part.QUALITY, "report": Part.QUALITY,
    "production": Part.QUALITY, "claim": Part.QUALITY, "warranty": Part.QUALITY, "nonconformance": Part.QUALITY,
    "shippingplan": Part.SHIPPING, "commercialinvoice": Part.SHIPPING, "bl": Part.SHIPPING, "shipment": Part.SHIPPING,
}  # fmt: skip
_PAPERS = {
    Part.MONEY: ("receipt", "proforma", "credit_note", "commercial_invoice", "sample_proforma"),
    Part.QUALITY: ("inspection_report", "claim_decision"),
    Part.SHIPPING: ("shipping_plan", "packing_list", "commercial_invoice"),
}


@dataclass(frozen=True, slots=True)
class FileShown:
    """A file that came with a message: its name, and where it is saved from."""

    name: str
    url: str


@dataclass(frozen=True, slots=True)
class Happening:
    """One entry of a timeline. ``said`` is what a person wrote in full; ``number`` names a note that can be changed."""

    at: datetime
    icon: str
    title: str
    text: str = ""
    who: str = ""
    internal: bool = False
    detail: str = ""
    url: str = ""
    link: str = ""
    said: str = ""
    is_ours: bool = False
    files: Sequence[FileShown] = ()
    number: str = ""
    earlier: str = ""
    struck: str = ""
    can_change: bool = False
    can_strike: bool = False


@dataclass(frozen=True, slots=True)
class Day:
    """The entries of one day, newest first."""

    day: Any
    events: Sequence[Happening]


@dataclass(frozen=True, slots=True)
class Timeline:
    """One page of a timeline, newest first; ``before`` is the key of the next older page, empty at the end."""

    days: list[Day]
    part: Part
    parts: list[tuple[Part, str]]
    before: str
    is_first: bool


@dataclass(frozen=True, slots=True)
class Addresses:
    """Where a side finds things: an issued paper, an attached file, and records by (model, key) as (number, address)."""

    document: Callable[[Document], str]
    attachment: Callable[[Any], str]
    records: Mapping[tuple[str, int], tuple[str, str]] = field(default_factory=dict)


def timeline(
    deal: Deal,
    actor: Actor,
    asked: Mapping[str, str],
    *,
    zone: str,
    addresses: Addresses,
    size: int = PAGE_EVENTS,
) -> Timeline:
    """All that happened on a deal as far as ``actor`` may see it: events, messages of all channels, papers, by day.

    ``asked`` may name a part (``show``) and the key of a page (``before``). Four statements whatever the length.
    """
    said = asked.get("show", "")
    part = Part(said) if said in Part else Part.ALL
    key = _read_key(asked.get("before", ""))
    found: list[tuple[tuple[datetime, int, int], Happening]] = []
    for rank, source in enumerate((_documents, _messages, _events)):
        found += source(rank, deal, actor, part, key, addresses, size + 1)
    found.sort(key=lambda one: one[0], reverse=True)
    shown, more = found[:size], len(found) > size
    place = ZoneInfo(zone)
    days = [
        Day(day, [happening for _, happening in of_day])
        for day, of_day in groupby(shown, key=lambda one: one[0][0].astimezone(place).date())
    ]
    parts = [(each, gettext(word)) for each, word in PART_WORDS.items()]
    return Timeline(days, part, parts, _key(shown[-1][0]) if more else "", key is None)


type Key = tuple[datetime, int, int]


def _older(rows: QuerySet[Any], at: str, rank: int, key: Key | None, most: int) -> list[Any]:
    """The newest ``most`` rows beyond the key, in the order of the whole timeline (moment, source, row)."""
    if key is not None:
        moment, of_rank, pk = key
        same = Q(**{at: moment})
        beyond = Q(**{f"{at}__lt": moment})
        if rank < of_rank:
            beyond |= same
        elif rank == of_rank:
            beyond |= same & Q(pk__lt=pk)
        rows = rows.filter(beyond)
    return list(rows.order_by(f"-{at}", "-pk")[:most])


def _events(
    rank: int, deal: Deal, actor: Actor, part: Part, key: Key | None, addresses: Addresses, most: int
) -> list[tuple[Key, Happening]]:
    names = [
        name
        for name, wording in WORDS.items()
        if (wording.for_customer or actor.is_staff)
        and (part is Part.ALL or _PARTS.get(name.partition(".")[0]) is part)
    ]
    if not names:
        return []
    rows = _older(Event.objects.filter(deal=deal, name__in=names), "at", rank, key, most)
    return [((e.at, rank, e.pk), _event(e, actor, addresses)) for e in rows]


def _event(event: Event, actor: Actor, addresses: Addresses) -> Happening:
    wording = WORDS[event.name]
    number, url = addresses.records.get((event.subject, event.subject_id), ("", ""))
    return Happening(
        event.at, wording.icon, gettext(wording.sentence), text=number, who=_who(event.actor),
        detail=_facts(event.name, event.facts), url=url, link=gettext("Open") if url else "",
        internal=not wording.for_customer,
    )  # fmt: skip


def _facts(name: str, facts: Mapping[str, Any]) -> str:
    """What else there is to say of an event, from its facts; only what both sides may read."""
    try:
        match name:
            case "order.placed":
                return _money(facts["total"])
            case "payment.credited":
                return gettext("%(credited)s credited, %(open)s still open") % {
                    "credited": _money(facts["credited"]), "open": _money(facts["open"]),
                }  # fmt: skip
            case (
                "sample_order.fee_taken"
                | "sample_order.fee_reversed"
                | "sample_credit.given"
                | "sample_credit.applied"
            ):
                return _money(facts["amount"])
            case "sample_order.shipped":
                return f"{facts['carrier']} {facts['tracking']}"
            case "sample_order.approved_with_changes" | "sample_order.rejected":
                return str(facts["words"])[:LONGEST_EXTRACT]
            case "shipment.delayed":
                return gettext("Expected %(expected)s instead of %(told)s") % {
                    "expected": _day(facts["expected_on"]), "told": _day(facts["told_on"]),
                }  # fmt: skip
            case "shipment.booked":
                return gettext("%(carrier)s, from %(departs)s to %(arrives)s") % {
                    "carrier": facts["carrier"], "departs": _day(facts["departs_on"]),
                    "arrives": _day(facts["arrives_on"]),
                }  # fmt: skip
            case "amendment.issued" | "amendment.effective":
                return gettext("%(total)s instead of %(before)s") % {
                    "total": _money(facts["total"]), "before": _money(facts["before"]),
                }  # fmt: skip
            case "credit_letter.advised" if "amount" not in facts:
                return str(facts["reason"])[:LONGEST_EXTRACT]
            case "credit_letter.advised" | "credit_amendment.advised" | "credit_amendment.accepted":
                return _money(facts["amount"])
            case "credit_letter.announced":
                return gettext("%(bank)s, expected on %(day)s") % {
                    "bank": facts["bank"], "day": _day(facts["expected_on"]),
                }  # fmt: skip
            case "credit_letter.ends_soon":
                return (
                    gettext("The goods have to leave until %(day)s")
                    if facts["what"] == "shipment"
                    else gettext("The documents have to be presented until %(day)s")
                ) % {"day": _day(facts["until"])}
            case "presentation.presented":
                return gettext("%(bank)s, %(amount)s") % {
                    "bank": facts["bank"], "amount": _money(facts["drawn"]),
                } if "bank" in facts else str(facts["reason"])[:LONGEST_EXTRACT]  # fmt: skip
            case "presentation.taken_up" if "matures_on" in facts:
                return gettext("To be paid on %(day)s") % {"day": _day(facts["matures_on"])}
            case "presentation.unanswered":
                return str(facts["bank"])[:LONGEST_EXTRACT]
            case "presentation.dishonoured" | "presentation.withdrawn" | "credit_letter.cancelled":
                return str(facts["reason"])[:LONGEST_EXTRACT]
            case "credit_amendment.rejected" | "credit_allowance.given":
                return str(facts["reason"])[:LONGEST_EXTRACT]
            case "amendment.withdrawn" | "amendment.declined":
                return str(facts["reason"])[:LONGEST_EXTRACT]
            case (
                "sample_order.declined"
                | "quotation.declined"
                | "proforma.declined"
                | "order.cancelled"
                | "claim.rejected"
            ):
                return str(facts.get("reason", ""))[:LONGEST_EXTRACT]
            case "deal.assigned":
                return str(facts["to"])
    except (KeyError, TypeError, ValueError, ArithmeticError):
        return ""  # an event of an older form tells less
    return ""


def _money(told: Mapping[str, str]) -> str:
    amount = Money.of(told["amount"], told["currency"])
    return f"{amount.currency} {money_words(amount.amount, amount.currency)}"


def _day(told: str) -> str:
    return day_words(date.fromisoformat(told), "short")


def _messages(
    rank: int, deal: Deal, actor: Actor, part: Part, key: Key | None, addresses: Addresses, most: int
) -> list[tuple[Key, Happening]]:
    if part not in (Part.ALL, Part.MESSAGES):
        return []
    rows = (
        Message.objects.visible_to(actor)
        .filter(deal=deal, replaced_by__isnull=True)
        .exclude(letter__in=ASIDE)
        .select_related("replaces")
        .prefetch_related("attachments")
    )
    return [((m.at, rank, m.pk), _message(m, actor, addresses)) for m in _older(rows, "at", rank, key, most)]


def _message(message: Message, actor: Actor, addresses: Addresses) -> Happening:
    title = message.subject or {
        Channel.NOTE: gettext("Internal note"),
        Channel.PORTAL: gettext("Message"),
    }.get(Channel(message.channel), gettext("Message"))
    files = [FileShown(a.name, addresses.attachment(a)) for a in message.attachments.all()]
    mine = message.is_internal and actor.person_id is not None and message.author_id == actor.person_id
    is_struck = message.struck_at is not None
    return Happening(
        message.at, CHANNEL_ICONS.get(Channel(message.channel), "mail"), title,
        text="" if message.channel in (Channel.PORTAL, Channel.NOTE) else _extract(message),
        who=message.from_name or message.from_address, internal=message.is_internal,
        said=message.new_text, is_ours=message.is_ours, files=files,
        number=message.number, earlier=message.replaces.text if message.replaces else "",
        struck=message.struck_reason if is_struck else "",
        can_change=mine and not is_struck,
        can_strike=message.is_internal and not is_struck and (mine or "manager" in actor.roles),
    )  # fmt: skip


def _documents(
    rank: int, deal: Deal, actor: Actor, part: Part, key: Key | None, addresses: Addresses, most: int
) -> list[tuple[Key, Happening]]:
    if part is Part.MESSAGES:
        return []
    rows = Document.objects.visible_to(actor).filter(deal=deal)
    if part in _PAPERS:
        rows = rows.filter(kind__in=_PAPERS[part])
    return [
        ((d.issued_at, rank, d.pk), Happening(
            d.issued_at, "documents", d.title, url=addresses.document(d), link=gettext("Open"),
            internal=not d.is_for_customer, detail=gettext("Replaced by a newer version") if d.superseded_at else "",
        ))
        for d in _older(rows, "issued_at", rank, key, most)
    ]  # fmt: skip


def _extract(message: Message) -> str:
    """What people said, shortened; of our own letters the subject is enough, they unfold."""
    if message.letter:
        return ""
    words = " ".join(message.new_text.split())
    return words if len(words) <= LONGEST_EXTRACT else words[:LONGEST_EXTRACT].rsplit(" ", 1)[0] + " …"


def _who(actor: str) -> str:
    return "" if actor == "system" else actor


def _key(key: Key) -> str:
    told = json.dumps([key[0].isoformat(), key[1], key[2]])
    return base64.urlsafe_b64encode(told.encode()).decode().rstrip("=")


def _read_key(text: str) -> Key | None:
    """The key in an address; a damaged one shows the first page."""
    try:
        moment, rank, pk = json.loads(base64.urlsafe_b64decode(text + "=" * (-len(text) % 4)))
        if not (isinstance(rank, int) and isinstance(pk, int) and abs(pk) < 2**62):
            return None
        at = datetime.fromisoformat(moment)
        return (at, rank, pk) if at.tzinfo is not None else None
    except (binascii.Error, ValueError, TypeError):
        return None
