"""A complete inquiry gets its draft by itself; where the policy allows it, the draft goes out."""

from contextlib import suppress
from decimal import Decimal

from ordolux.foundation import clock
from ordolux.foundation.actors import Actor
from ordolux.foundation.journal.models import Event
from ordolux.inquiries.inquiry.models import Inquiry, InquiryState
from ordolux.inquiries.policy.deeds import confirm_complete_inquiry, send_by_policy
from ordolux.inquiries.policy.queries import answer_policy
from ordolux.inquiries.quotation.models import Quotation, QuotationState
from ordolux.rules.refusal import Refusal


def confirm_complete(event: Event, key: str) -> None:
    """An inquiry was read: when nothing in it is doubtful it is confirmed, and its draft follows."""
    if clock.is_in_the_past() or not answer_policy().drafts:
        return
    inquiry = Inquiry.objects.select_related("deal__buyer", "contact", "reading").get(pk=event.subject_id)
    if inquiry.state != InquiryState.RECEIVED or inquiry.contact_id is None:
        return
    with suppress(Refusal):  # sales looks at it, as at every other
        confirm_complete_inquiry.once(key)(inquiry, by=Actor.system(), at=clock.now())


def send_drafted(event: Event, key: str) -> None:
    """A quotation was drafted: send it when its inquiry was complete by itself and the policy allows it."""
    if not answer_policy().sends:
        return
    quotation = Quotation.objects.select_related("deal__buyer").get(pk=event.subject_id)
    complete = Event.objects.filter(
        name="inquiry.completed_by_itself", deal_id=quotation.deal_id, subject_id=quotation.inquiry_id
    ).first()
    if complete is None or quotation.state != QuotationState.DRAFTED or quotation.revision != 1:
        return
    sure = Decimal(str(complete.facts.get("least_sure", "0")))
    with suppress(Refusal):  # it waits for a person
        send_by_policy.once(key)(quotation, least_sure=sure, by=Actor.system(), at=clock.now())
