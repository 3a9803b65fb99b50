"""Django's own mails (sign-in codes) in a run without a relay: they go into the post box like every other letter."""

from collections.abc import Sequence

from django.core.mail import EmailMessage
from django.core.mail.backends.base import BaseEmailBackend

from ordolux.edges.mailbox.postbox import keep_letter


class PostboxBackend(BaseEmailBackend):
    """Keeps each mail in the post box of the trial."""

    def send_messages(self, email_messages: Sequence[EmailMessage]) -> int:
        """Keep the mails and return how many there were."""
        for mail in email_messages:
            keep_letter(mail.message().as_bytes(), mail.from_email, list(mail.recipients()))
        return len(email_messages)
