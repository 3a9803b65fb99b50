"""Letters of stage 1: our questions, the warning to sales, the quotation."""

from contextlib import suppress

from django.conf import settings

from ordolux.edges.letters.writing import enclose, write_letter
from ordolux.edges.ui.offers import quotation_letter
from ordolux.foundation import clock
from ordolux.foundation.actors import Actor, Role
from ordolux.foundation.documents.queries import latest_document
from ordolux.foundation.journal.models import Event
from ordolux.foundation.parties.models import Person
from ordolux.inquiries.inquiry.models import Inquiry
from ordolux.inquiries.inquiry.reading import language_of
from ordolux.inquiries.quotation.deeds import QuotationWithdrawn, write_quotation_letter
from ordolux.inquiries.quotation.models import Quotation, QuotationState
from ordolux.rules.asked.questions import frame
from ordolux.rules.workdays import ClockLevel

LATE = (ClockLevel.LATE.value, ClockLevel.ESCALATED.value)


def questions(event: Event, key: str) -> None:
    """Ask the customer what pricing needs, as an answer to his mail and in the language in which he wrote."""
    inquiry = Inquiry.objects.select_related("deal", "message", "contact").get(pk=event.subject_id)
    to: Person | str = inquiry.contact or inquiry.contact_address
    write_letter(
        key, deal=inquiry.deal, to=[to] if to else [], letter="inquiry_questions",
        context={
            "inquiry": inquiry, "questions": event.facts.get("questions", ""),
            "frame": frame(language_of(inquiry), inquiry.contact_name),
        },
        in_reply_to=inquiry.message.message_id if inquiry.message else "", at=clock.now(),
    )  # fmt: skip


def warning(event: Event, key: str) -> None:
    """Remind sales that the 24 hours run out; when they are over, the managers too."""
    inquiry = Inquiry.objects.select_related("deal__owner").get(pk=event.subject_id)
    level = event.facts.get("level", "")
    roles = [Role.SALES.value, *([Role.MANAGER.value] if level in LATE else [])]
    to = list(
        Person.objects.filter(roles__overlap=roles, is_active=True, company__isnull=True).order_by("id")[:20]
    )
    write_letter(
        key,
        deal=None,
        to=to,
        letter="inquiry_warning",
        context={
            "inquiry": inquiry,
            "level": level,
            "address": f"{settings.ORDOLUX_PUBLIC_URL}/desk/inquiries/{inquiry.number}",
        },
        at=clock.now(),
    )


def quotation(event: Event, key: str) -> None:
    """Send the quotation with its papers, and a link that opens it without signing in."""
    found = Quotation.objects.select_related("deal__buyer", "contact", "inquiry__message", "sent_by").get(
        pk=event.subject_id
    )
    reader = found.contact
    if reader is None or found.state == QuotationState.WITHDRAWN:
        return
    papers = [latest_document(found, "quotation"), latest_document(found, "datasheet")]
    subject, text = quotation_letter(found)
    message = found.inquiry.message
    with suppress(QuotationWithdrawn):
        write_quotation_letter.once(f"letter:{key}")(
            found, to=reader.email, subject=subject, text=text, site=settings.ORDOLUX_PUBLIC_URL,
            enclosures=tuple(enclose(paper) for paper in papers if paper is not None),
            in_reply_to=message.message_id if message else "", by=Actor.system(), at=clock.now(),
        )  # fmt: skip
