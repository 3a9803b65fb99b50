"""The letter of the website: one acknowledgement of an inquiry, which repeats nothing of what a stranger typed."""

from django.core.exceptions import ValidationError
from django.core.validators import validate_email

from ordolux.edges.letters.writing import write_letter
from ordolux.foundation import clock
from ordolux.foundation.correspondence.models import Channel, Message
from ordolux.foundation.journal.models import Event
from ordolux.inquiries.inquiry.models import Inquiry

# so many acknowledgements in a day to strangers, all together: more is no business but abuse
MOST_IN_A_DAY = 500


def acknowledgement(event: Event, key: str) -> None:
    """Tell the sender of a website inquiry that it is here: to one address once a day, however often it asks."""
    inquiry = Inquiry.objects.select_related("deal", "message").get(pk=event.subject_id)
    message = inquiry.message
    if message is None or message.channel != Channel.WEBSITE:
        return
    address, day = message.from_address.strip(), event.at.date().isoformat()
    try:
        validate_email(address)
    except ValidationError:
        return
    if (
        Message.objects.filter(letter="inquiry_acknowledged", at__date=event.at.date()).count()
        >= MOST_IN_A_DAY
    ):
        return
    write_letter(
        f"inquiry_acknowledged:{_mailbox(address)}:{day}", deal=inquiry.deal, to=[address], letter="inquiry_acknowledged",
        context={"number": inquiry.number}, language="zh-hans" if message.language.startswith("zh") else "en",
        at=clock.now(),
    )  # fmt: skip


def _mailbox(address: str) -> str:
    """The mailbox behind an address: what stands behind a plus sign is its owner's own sorting, and no other mailbox."""
    local, _, domain = address.lower().rpartition("@")
    return f"{local.partition('+')[0] or local}@{domain}"
