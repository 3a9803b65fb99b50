"""Mailboxes from which we fetch mail by IMAP, and how far each is fetched."""

from django.db import models

from ordolux.foundation.records import StaffRecords
from ordolux.rules.refusal import N_


class Encryption(models.TextChoices):
    """How the line to the server is protected."""

    TLS = "tls", N_("TLS from the first byte (usual, port 993)")
    STARTTLS = "starttls", N_("STARTTLS (port 143)")
    NONE = "none", N_("none: only inside our own network")


class Mailbox(models.Model):
    """One folder of one mailbox. Nothing in it is changed: mails stay there, read or unread as they were.

    ``secret`` is the password, sealed with this installation's key (``mailboxes/secrets.py``). ``since`` is the day from
    which mails are fetched, so that the history of an old mailbox makes no inquiries.
    """

    name = models.CharField(max_length=80, unique=True)
    host = models.CharField(max_length=253)
    port = models.PositiveIntegerField(default=993)
    encryption = models.CharField(max_length=10, choices=Encryption.choices, default=Encryption.TLS)
    user = models.CharField(max_length=254)
    secret = models.TextField(default="", blank=True)
    folder = models.CharField(max_length=200, default="INBOX")
    address = models.EmailField(
        max_length=254, help_text="ours; what is fetched here counts as delivered to it"
    )
    takes_tags = models.BooleanField(
        default=False,
        help_text="whether sales+anything@… is delivered here too, so that letters may ask for it",
    )
    since = models.DateField()
    is_active = models.BooleanField(default=True)
    version = models.PositiveIntegerField(default=1)

    objects = StaffRecords.as_manager()

    class Meta:
        verbose_name_plural = "mailboxes"
        constraints = [
            models.UniqueConstraint(fields=["host", "port", "user", "folder"], name="one_row_per_mailbox")
        ]

    def __str__(self) -> str:
        return self.name


class MailboxPlace(models.Model):
    """How far a mailbox is fetched, and how it went last; kept by the process that fetches, outside the journal.

    Every mail with a UID up to ``last_uid`` is stored, as long as the server says the same ``uid_validity``.
    """

    mailbox = models.OneToOneField(Mailbox, on_delete=models.CASCADE, primary_key=True, related_name="place")
    uid_validity = models.BigIntegerField(null=True)
    last_uid = models.BigIntegerField(default=0)
    fetched = models.BigIntegerField(default=0)
    backlog = models.PositiveIntegerField(default=0)
    looked_at = models.DateTimeField(null=True)
    fetched_at = models.DateTimeField(null=True)
    trouble = models.CharField(
        max_length=30, default="", blank=True, help_text="a code of mailboxes/trouble.py"
    )
    said = models.CharField(max_length=300, default="", blank=True, help_text="what the server said to it")
    troubled_since = models.DateTimeField(null=True)

    objects = StaffRecords["MailboxPlace"].as_manager()

    def __str__(self) -> str:
        return f"{self.mailbox_id} up to {self.last_uid}"
