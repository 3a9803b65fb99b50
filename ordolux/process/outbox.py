"""The outbox: letters leave through the mail server, each once, with the same Message-ID at every try."""

from django.conf import settings

from ordolux.edges.letters.staff import ABOUT as INVITATION
from ordolux.edges.letters.writing import as_mail
from ordolux.edges.mailbox.sender import Relay
from ordolux.edges.mailbox.sender import send as hand_over
from ordolux.foundation import clock
from ordolux.foundation.access_links.deeds import token_in_force
from ordolux.foundation.actors import Actor
from ordolux.foundation.correspondence.deeds import note_letter_failed, note_letter_sent
from ordolux.foundation.correspondence.models import Message, MessageState
from ordolux.foundation.files import store_bytes
from ordolux.foundation.parties.models import Person
from ordolux.orders.signature.deeds import digits_of
from ordolux.orders.signature.models import SigningCode

SIGNING_CODE = "signing-code:"


class NotDeliveredYet(Exception):
    """The mail server could not take the letter now; the job is tried again later."""


def send(letter: Message) -> None:
    """Send one letter and note what the mail server said.

    When the process dies between the server's answer and our note, the letter is sent again under the same Message-ID,
    by which the receiver knows it. Raises NotDeliveredYet when it is worth another try.
    """
    if letter.state != MessageState.QUEUED:
        return
    raw = as_mail(letter, secret_of(letter))
    result = hand_over(raw, settings.ORDOLUX_MAIL_SENDER, letter.to_addresses, relay=Relay.from_settings())
    by, at = Actor.system(), clock.now()
    if result.accepted:
        kept = store_bytes(as_mail(letter), "message/rfc822")
        note_letter_sent.once(f"sent:{letter.pk}")(letter, raw=kept, answer=result.answer, by=by, at=at)
        return
    note_letter_failed(letter, answer=result.answer, is_final=result.permanent_failure, by=by, at=at)
    if not result.permanent_failure:
        raise NotDeliveredYet(result.answer)


def secret_of(letter: Message) -> str:
    """The one-time code or the end of a link that belongs into this letter, if any; computed anew and never kept."""
    about = letter.envelope.get("about", "")
    if about.startswith(INVITATION):
        return token_in_force(Person.objects.get(pk=about.removeprefix(INVITATION)))
    return (
        digits_of(SigningCode.objects.get(pk=about.removeprefix(SIGNING_CODE)))
        if about.startswith(SIGNING_CODE)
        else ""
    )
