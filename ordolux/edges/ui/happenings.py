"""How events read in a timeline: an icon and a sentence, and whether the customer sees them too."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import datetime
from itertools import groupby
from typing import Any
from zoneinfo import ZoneInfo

from django.utils.translation import gettext

from ordolux.foundation.correspondence.models import Channel, Message
from ordolux.foundation.documents.models import Document
from ordolux.foundation.journal.models import Event
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
    "quotation.drafted": Wording("quotation", N_("Quotation drafted"), for_customer=False),
    "quotation.sent": Wording("mail", N_("Quotation sent")),
    "quotation.accepted": Wording("tick", N_("Quotation accepted")),
    "quotation.declined": Wording("cross", N_("Quotation declined")),
    "quotation.expired": Wording("clock", N_("Quotation expired")),
    "order.placed": Wording("orders", N_("Order placed")),
    "order.confirmed": Wording(
        "lock", N_("Order confirmed by both sides; price, delivery time and parameters are locked")
    ),
    "order.released": Wording("production", N_("Payment received; procurement and production released")),
    "order.cancelled": Wording("cross", N_("Order cancelled")),
    "order.closed": Wording("tick", N_("Order closed")),
    "proforma.issued": Wording("documents", N_("Proforma invoice issued")),
    "proforma.received": Wording("mail", N_("Proforma invoice received; three working days to sign")),
    "proforma.signed": Wording("pen", N_("Proforma invoice signed by the customer")),
    "proforma.countersigned": Wording("pen", N_("Proforma invoice countersigned by us")),
    "proforma.lapsed": Wording("clock", N_("Proforma invoice lapsed: it was not signed in time")),
    "payment.credited": Wording("money", N_("Payment credited")),
    "receipt.issued": Wording("money", N_("Receipt issued")),
    "job.planned": Wording("production", N_("Production planned"), for_customer=False),
    "purchase.ordered": Wording("ship", N_("Material ordered"), for_customer=False),
    "goods.received": Wording("tick", N_("Material received with certificate and test report")),
    "job.ready": Wording("tick", N_("Material complete")),
    "job.scheduled": Wording("calendar", N_("Production scheduled")),
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
    "shippingplan.answered_late": Wording(
        "warning", N_("A reply confirmed an old version of the shipping plan")
    ),
    "commercialinvoice.issued": Wording("documents", N_("Packing list and commercial invoice issued")),
    "bl.entered": Wording("documents", N_("Transport document entered")),
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
}
LONGEST_EXTRACT = 200
CHANNEL_ICONS = {Channel.MAIL: "mail", Channel.FAX: "fax", Channel.PORTAL: "chat", Channel.NOTE: "note"}


@dataclass(frozen=True, slots=True)
class Happening:
    """One entry of a timeline."""

    at: datetime
    icon: str
    title: str
    text: str = ""
    who: str = ""
    internal: bool = False
    detail: str = ""
    url: str = ""
    link: str = ""


@dataclass(frozen=True, slots=True)
class Day:
    """The entries of one day, newest first."""

    day: Any
    events: Sequence[Happening]


def timeline(
    events: Iterable[Event], messages: Iterable[Message], documents: Iterable[Document], *, zone: str,
    for_customer: bool, document_url: Any,
) -> list[Day]:  # fmt: skip
    """All that happened on a deal in one list by day, newest first: events, messages of all channels, papers."""
    told = [
        Happening(e.at, w.icon, gettext(w.sentence), who=_who(e.actor))
        for e in events
        if (w := WORDS.get(e.name)) is not None and (w.for_customer or not for_customer)
    ]
    told += [_message(m) for m in messages]
    told += [
        Happening(
            d.issued_at,
            "documents",
            d.title,
            url=document_url(d),
            link=gettext("Open"),
            internal=not d.is_for_customer,
        )
        for d in documents
    ]
    place = ZoneInfo(zone)
    told.sort(key=lambda h: h.at, reverse=True)
    return [
        Day(day, list(of_day)) for day, of_day in groupby(told, key=lambda h: h.at.astimezone(place).date())
    ]


def _message(message: Message) -> Happening:
    title = message.subject or {
        Channel.NOTE: gettext("Internal note"),
        Channel.PORTAL: gettext("Message"),
    }.get(Channel(message.channel), gettext("Message"))
    return Happening(
        message.at, CHANNEL_ICONS.get(Channel(message.channel), "mail"), title,
        text=_extract(message), who=message.from_name or message.from_address, internal=message.is_internal,
    )  # fmt: skip


def _extract(message: Message) -> str:
    """What people said, shortened; of our own letters the subject is enough, the conversation shows them whole."""
    if message.letter:
        return ""
    words = " ".join(message.new_text.split())
    return words if len(words) <= LONGEST_EXTRACT else words[:LONGEST_EXTRACT].rsplit(" ", 1)[0] + " …"


def _who(actor: str) -> str:
    return "" if actor == "system" else actor
