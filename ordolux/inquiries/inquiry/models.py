"""What is stored of an inquiry."""

from datetime import datetime, timedelta

from django.db import models
from django.utils.dateparse import parse_datetime

from ordolux.foundation.deeds import Stateful
from ordolux.foundation.guards import FrozenOnce, FrozenWith
from ordolux.foundation.records import Records
from ordolux.foundation.search import words_index
from ordolux.rules.refusal import N_
from ordolux.rules.workdays import AnswerClock, ClockLevel, Pause


class InquiryState(models.TextChoices):
    """Received and read; confirmed by sales; quoted; closed. Or dismissed, because it asks for nothing that we sell."""

    RECEIVED = "received", N_("Received")
    CONFIRMED = "confirmed", N_("Confirmed")
    QUOTED = "quoted", N_("Quoted")
    CLOSED = "closed", N_("Closed")
    DISMISSED = "dismissed", N_("Dismissed")


class Inquiry(Stateful):
    """What a customer asks for, in one message. ``answer_by`` is the end of the 24 hours as known now; it is empty
    while we wait for the customer's answer (``paused_since``). ``findings`` are sentences about what is missing;
    ``reviewed`` names the fields that sales has looked at, ``corrections`` keeps each value that was read beside the one
    that sales said instead. ``copied_from`` is the quotation that is asked for once more,
    ``website`` the website of somebody else whose form brought it."""

    MOVES = {
        InquiryState.RECEIVED: {InquiryState.CONFIRMED, InquiryState.DISMISSED},
        InquiryState.CONFIRMED: {InquiryState.QUOTED, InquiryState.DISMISSED},
        # back to confirmed when the quotation is withdrawn before it left
        InquiryState.QUOTED: {InquiryState.CLOSED, InquiryState.CONFIRMED},
    }
    # a replacement under warranty needs no reading: it begins confirmed
    BEGINS = frozenset({InquiryState.RECEIVED, InquiryState.CONFIRMED})

    number = models.CharField(max_length=30, unique=True)
    deal = models.ForeignKey("foundation.Deal", on_delete=models.PROTECT, related_name="inquiries")
    state = models.CharField(max_length=20, choices=InquiryState.choices, default=InquiryState.RECEIVED)
    message = models.ForeignKey(
        "foundation.Message", null=True, on_delete=models.PROTECT, related_name="inquiries"
    )
    reading = models.ForeignKey(
        "inquiries.MessageReading", null=True, on_delete=models.PROTECT, related_name="+"
    )
    language = models.CharField(
        max_length=10, default="", blank=True, help_text="of what the customer writes"
    )
    contact = models.ForeignKey("foundation.Person", null=True, on_delete=models.PROTECT, related_name="+")
    contact_name = models.CharField(max_length=200, default="", blank=True)
    contact_address = models.CharField(max_length=320, default="", blank=True)
    company_name = models.CharField(max_length=200, default="", blank=True)
    text = models.TextField(
        default="", blank=True, help_text="the text that was read; spans of lines count in it"
    )
    incoterm = models.CharField(max_length=3, default="", blank=True)
    place = models.CharField(max_length=100, default="", blank=True)
    destination_country = models.CharField(max_length=2, default="", blank=True)
    payment_term = models.CharField(max_length=20, default="", blank=True)
    currency = models.CharField(max_length=3, default="", blank=True)
    asked = models.JSONField(default=list)
    findings = models.JSONField(default=list)
    received_at = models.DateTimeField()
    answer_by = models.DateTimeField(null=True)
    paused_since = models.DateTimeField(null=True)
    paused_seconds = models.PositiveIntegerField(default=0)
    pauses = models.JSONField(default=list)
    questions = models.TextField(default="", blank=True)
    warned_level = models.CharField(max_length=20, default="", blank=True)
    quoted_at = models.DateTimeField(null=True)
    answer_seconds = models.PositiveIntegerField(null=True)
    is_late = models.BooleanField(default=False)
    is_free = models.BooleanField(default=False)
    claim_number = models.CharField(max_length=30, default="", blank=True)
    reason = models.CharField(max_length=500, default="", blank=True)
    reviewed = models.JSONField(default=list)
    corrections = models.JSONField(default=list)
    read_fields = models.PositiveIntegerField(
        null=True, help_text="how many values the reader had told when sales confirmed"
    )
    copied_from = models.ForeignKey(
        "inquiries.Quotation", null=True, on_delete=models.PROTECT, related_name="copies"
    )

    website = models.ForeignKey(
        "inquiries.Website", null=True, on_delete=models.PROTECT, related_name="inquiries"
    )

    objects = Records["Inquiry"].as_manager()
    guards = (
        FrozenOnce(
            columns=("received_at", "message_id", "is_free", "claim_number", "copied_from_id", "website_id")
        ),
        FrozenOnce(columns=("quoted_at", "answer_seconds", "is_late"), states=("quoted", "closed")),
    )

    class Meta:
        verbose_name_plural = "inquiries"
        indexes = [
            words_index(
                "number", "company_name", "contact_name", "contact_address", "text", name="inquiry_words"
            ),
            models.Index(fields=["state", "answer_by", "id"], name="inquiry_by_time_left"),
            models.Index(fields=["deal"], name="inquiry_by_deal"),
        ]

    def __str__(self) -> str:
        return self.number

    @property
    def is_open(self) -> bool:
        """Whether its clock counts: it waits for a quotation."""
        return self.state in (InquiryState.RECEIVED, InquiryState.CONFIRMED)

    def clock(self) -> AnswerClock:
        """The promise to answer within 24 hours, with its pauses."""
        over = tuple(Pause(_moment(begin), _moment(end)) for begin, end in self.pauses)
        running = (Pause(self.paused_since),) if self.paused_since else ()
        return AnswerClock(self.received_at, over + running)

    def level(self, at: datetime) -> ClockLevel:
        """How urgent the answer is."""
        return self.clock().level(at)

    def time_left(self, at: datetime) -> timedelta:
        """What is left of the 24 hours; below zero when late."""
        return self.clock().left(at)


class InquiryLine(models.Model):
    """One product asked for. ``values`` holds each parameter that was read: value, unit, confidence, and where it stands:
    the part of the message's reading, start, end, quoted words. ``read`` keeps what the reader said of the line itself:
    product, pieces, the count's evidence, model and "equivalent to" as written, and the products that may be ``meant``
    with the reasons."""

    inquiry = models.ForeignKey(Inquiry, on_delete=models.PROTECT, related_name="lines")
    deal = models.ForeignKey("foundation.Deal", on_delete=models.PROTECT, related_name="+")
    position = models.PositiveSmallIntegerField()
    product = models.ForeignKey("foundation.Product", null=True, on_delete=models.PROTECT, related_name="+")
    pieces = models.PositiveIntegerField(null=True)
    values = models.JSONField(default=dict)
    text = models.TextField(default="", blank=True)
    part = models.PositiveSmallIntegerField(default=0)
    start = models.PositiveIntegerField(default=0)
    end = models.PositiveIntegerField(default=0)
    candidates = models.JSONField(default=list)
    read = models.JSONField(default=dict)

    objects = Records["InquiryLine"].as_manager()
    guards = (FrozenWith(parent="inquiry", states=("quoted", "closed", "dismissed")),)

    class Meta:
        ordering = ["position"]
        constraints = [
            models.UniqueConstraint(fields=["inquiry", "position"], name="one_inquiry_line_per_position")
        ]

    def __str__(self) -> str:
        return f"{self.inquiry_id}/{self.position}"


def _moment(text: str) -> datetime:
    moment = parse_datetime(text)
    if moment is None:
        raise ValueError(f"{text!r} is no moment")
    return moment
