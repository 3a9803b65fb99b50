"""Messages in and out over all channels, with the raw original, their attachments and the state of delivery."""

from django.contrib.postgres.fields import ArrayField
from django.db import models

from ordolux.foundation.deeds.stateful import Stateful
from ordolux.foundation.guards import FrozenOnce
from ordolux.foundation.records import Records
from ordolux.foundation.search import words_index
from ordolux.rules.refusal import N_


class Channel(models.TextChoices):
    """How a message reached us or leaves."""

    MAIL = "mail", N_("E-mail")
    FAX = "fax", N_("Fax")
    WEBSITE = "website", N_("Website")
    PHONE = "phone", N_("Telephone")
    PORTAL = "portal", N_("Portal message")
    NOTE = "note", N_("Internal note")


class MessageState(models.TextChoices):
    """Incoming: received → read → filed or set aside. Outgoing: queued → sent, failed or withdrawn. Chat: posted."""

    RECEIVED = "received", N_("Received")
    READ = "read", N_("Read")
    FILED = "filed", N_("Filed")
    SET_ASIDE = "set_aside", N_("Set aside")
    QUEUED = "queued", N_("Waiting to be sent")
    SENT = "sent", N_("Sent")
    FAILED = "failed", N_("Could not be delivered")
    WITHDRAWN = "withdrawn", N_("Withdrawn")
    POSTED = "posted", N_("Posted")


class MessageRecords(Records["Message"]):
    """Messages; a customer sees those of his deals, without internal notes, and no letter that waits or was withdrawn."""

    def of_company(self, company_id: int | None) -> "MessageRecords":
        """The messages that this company sent or received."""
        return self.filter(
            deal__buyer_id=company_id,
            is_internal=False,
            state__in=[MessageState.FILED, MessageState.SENT, MessageState.POSTED],
        )


class Message(Stateful):
    """One message. What came in keeps its raw original byte for byte in ``raw``; what goes out keeps the bytes that were
    handed to the mail server there, under a Message-ID that never changes between tries."""

    MOVES = {
        MessageState.RECEIVED: {MessageState.READ, MessageState.SET_ASIDE},
        MessageState.READ: {MessageState.FILED, MessageState.SET_ASIDE},
        MessageState.SET_ASIDE: {MessageState.FILED},
        MessageState.QUEUED: {MessageState.SENT, MessageState.FAILED, MessageState.WITHDRAWN},
        MessageState.FAILED: {MessageState.QUEUED},
    }
    BEGINS = frozenset({MessageState.RECEIVED, MessageState.QUEUED, MessageState.POSTED})

    number = models.CharField(max_length=30, unique=True)
    deal = models.ForeignKey("foundation.Deal", null=True, on_delete=models.PROTECT, related_name="messages")
    state = models.CharField(max_length=20, choices=MessageState.choices)
    channel = models.CharField(max_length=20, choices=Channel.choices, default=Channel.MAIL)
    is_incoming = models.BooleanField()
    is_internal = models.BooleanField(default=False)
    is_automatic = models.BooleanField(default=False)
    raw = models.ForeignKey("foundation.StoredFile", null=True, on_delete=models.PROTECT, related_name="+")
    message_id = models.CharField(max_length=250, default="", blank=True, db_index=True)
    answers = ArrayField(models.CharField(max_length=250), default=list)
    from_address = models.CharField(max_length=320, default="", blank=True)
    from_name = models.CharField(max_length=200, default="", blank=True)
    to_addresses = ArrayField(models.CharField(max_length=320), default=list)
    envelope = models.JSONField(default=dict)
    tag = models.CharField(max_length=60, default="", blank=True, help_text="of the reply address it came to")
    content_key = models.CharField(
        max_length=64, default="", blank=True, help_text="equal for the same content of the same sender"
    )
    told_at = models.DateTimeField(null=True, help_text="when it was written, as its header says")
    subject = models.CharField(max_length=500, default="", blank=True)
    text = models.TextField(default="", blank=True)
    new_text = models.TextField(default="", blank=True, help_text="the text without what it quotes")
    language = models.CharField(max_length=10, default="", blank=True)
    findings = models.JSONField(default=list)
    author = models.ForeignKey("foundation.Person", null=True, on_delete=models.PROTECT, related_name="+")
    letter = models.CharField(max_length=60, default="", blank=True)
    at = models.DateTimeField()
    send_from = models.DateTimeField(null=True)
    sent_at = models.DateTimeField(null=True)
    tries = models.PositiveSmallIntegerField(default=0)
    answer = models.CharField(max_length=500, default="", blank=True)
    mailed_at = models.DateTimeField(
        null=True, help_text="when a chat message that nobody saw became a letter"
    )
    replaces = models.OneToOneField(
        "self",
        null=True,
        on_delete=models.PROTECT,
        related_name="replaced_by",
        help_text="a note's earlier version",
    )
    struck_at = models.DateTimeField(null=True)
    struck_by = models.ForeignKey("foundation.Person", null=True, on_delete=models.PROTECT, related_name="+")
    struck_reason = models.CharField(max_length=300, default="", blank=True)

    objects = MessageRecords.as_manager()
    guards = (
        FrozenOnce(columns=("is_incoming", "envelope", "at"), states=()),
        FrozenOnce(columns=("raw_id", "message_id", "subject", "text", "sent_at"), states=("sent", "filed")),
        FrozenOnce(columns=("text", "new_text", "replaces_id", "author_id"), states=("posted",)),
    )

    class Meta:
        indexes = [
            words_index("number", "subject", "new_text", "from_name", name="message_words"),
            models.Index(fields=["deal", "id"], name="message_by_deal"),
            models.Index(fields=["state", "-id"], name="message_by_state"),
            models.Index(fields=["from_address", "-id"], name="message_by_sender"),
            models.Index(
                fields=["is_incoming", "at"],
                condition=models.Q(("letter", ""), ("is_internal", False), ("deal__isnull", False)),
                name="message_said_by_side",
            ),
            models.Index(
                fields=["at"],
                condition=models.Q(("state", "posted"), ("mailed_at", None)),
                name="message_not_mailed",
            ),
        ]

    def __str__(self) -> str:
        return self.number

    @property
    def is_ours(self) -> bool:
        """Whether it was written on the supplier's side."""
        return not self.is_incoming


class Mark(models.Model):
    """How far one person has read the conversation on a deal: everything up to ``message``."""

    deal = models.ForeignKey("foundation.Deal", on_delete=models.PROTECT, related_name="marks")
    person = models.ForeignKey("foundation.Person", on_delete=models.PROTECT, related_name="marks")
    message = models.ForeignKey(Message, on_delete=models.PROTECT, related_name="+")
    seen_at = models.DateTimeField()

    objects = Records["Mark"].as_manager()

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["deal", "person"], name="one_mark_per_person_and_conversation")
        ]

    def __str__(self) -> str:
        return f"{self.person_id} in {self.deal_id}: {self.message_id}"


class Attachment(models.Model):
    """A file that came or went with a message; ``name`` is cleaned, ``media_type`` is what the content is."""

    message = models.ForeignKey(Message, on_delete=models.PROTECT, related_name="attachments")
    deal = models.ForeignKey("foundation.Deal", null=True, on_delete=models.PROTECT, related_name="+")
    file = models.ForeignKey("foundation.StoredFile", on_delete=models.PROTECT, related_name="+")
    name = models.CharField(max_length=255)
    position = models.PositiveSmallIntegerField(default=0)

    objects = Records["Attachment"].as_manager()

    class Meta:
        ordering = ["position", "id"]

    def __str__(self) -> str:
        return self.name
