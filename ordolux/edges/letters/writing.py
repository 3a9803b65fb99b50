"""How a letter is written: a template in the reader's language, put into the outbox by one deed."""

from collections.abc import Sequence
from datetime import datetime
from typing import Any

from django.conf import settings
from django.template.loader import render_to_string
from django.urls import reverse
from django.utils import translation

from ordolux.edges.mailbox.sender import Attached, compose
from ordolux.foundation.actors import Actor
from ordolux.foundation.correspondence.deeds import Enclosure, queue_letter
from ordolux.foundation.correspondence.models import Message
from ordolux.foundation.correspondence.reply_addresses import reply_address
from ordolux.foundation.deals.models import Deal
from ordolux.foundation.documents.models import Document
from ordolux.foundation.parties.models import Person

STOP_MAIL = "stop-mail:"


def write_letter(
    key: str, *, deal: Deal | None, to: Sequence[Person | str], letter: str, context: dict[str, Any], at: datetime,
    language: str = "", enclosures: Sequence[Enclosure] = (), by: Actor | None = None, in_reply_to: str = "",
    about: str = "", is_urgent: bool = False,
) -> Message | None:  # fmt: skip
    """Write the letter ``letter`` (``letters/<letter>.txt``: first line the subject) and put it into the outbox.

    It speaks the language of the first reader (or ``language``). The same key writes one letter. Nobody to write to:
    no letter, None.
    """
    people = [reader for reader in to if isinstance(reader, Person)]
    addresses = [reader.email if isinstance(reader, Person) else reader for reader in to]
    if not addresses:
        return None
    spoken = language or (people[0].language if people else "en")
    with translation.override(spoken):
        said = {
            "deal": deal,
            "reader": people[0] if people else None,
            "site": settings.ORDOLUX_PUBLIC_URL,
            **context,
        }
        subject, _, text = render_to_string(f"letters/{letter}.txt", said).strip().partition("\n")
    return queue_letter.once(f"letter:{key}")(
        deal=deal, to=addresses, subject=subject.strip(), text=text.strip() + "\n", letter=letter,
        enclosures=tuple(enclosures), is_automatic=True, in_reply_to=in_reply_to, about=about, is_urgent=is_urgent,
        by=by or Actor.system(), at=at,
    )  # fmt: skip


def enclose(document: Document, *, word: bool = False) -> Enclosure:
    """An issued paper as an enclosure, under its title (the Word form when asked for)."""
    file, ending = (document.word_file_id, "docx") if word else (document.file_id, "pdf")
    return Enclosure(name=f"{document.title}.{ending}", sha256=str(file))


def as_mail(message: Message, secret: str = "") -> bytes:
    """The bytes of a letter in the outbox as the mail server will get them; the same for each try.

    ``secret`` (a one-time code) takes the place of ``[code]`` in its text: what is kept of a letter never holds it.
    """
    enclosed = message.attachments.select_related("file")
    return compose(
        message_id=message.message_id,
        sender=message.from_address,
        to=message.to_addresses,
        subject=message.subject,
        text=message.text.replace("[code]", secret) if secret else message.text,
        date=message.at,
        reply_to=reply_address(message.deal, message.from_address) if message.deal else "",
        in_reply_to=message.answers[0] if message.answers else "",
        is_automatic=message.is_automatic,
        unsubscribe=_stop_address(message),
        attachments=[
            Attached(name=a.name, media_type=a.file.media_type, data=a.file.read()) for a in enclosed
        ],
    )


def _stop_address(message: Message) -> str:
    """The address by which a mail program ends mails like this one (RFC 8058); none for letters of the contract."""
    about = str(message.envelope.get("about", ""))
    if not about.startswith(STOP_MAIL):
        return ""
    return f"{settings.ORDOLUX_PUBLIC_URL}{reverse('public:stop_mail', args=[about.removeprefix(STOP_MAIL)])}"
