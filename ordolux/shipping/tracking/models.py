"""What carriers and people said about a shipment on its way."""

from django.db import models

from ordolux.foundation.guards import AppendOnly
from ordolux.foundation.records import Records
from ordolux.foundation.search import words_index
from ordolux.rules.tracking import CarrierEvent, Classifier


class TrackingEvent(models.Model):
    """One event in the words of DCSA (sea, rail, road) or IATA (``kind`` AIR). ``key`` is what makes two reports the
    same event although they were told twice."""

    deal = models.ForeignKey("foundation.Deal", on_delete=models.PROTECT, related_name="+")
    shipment = models.ForeignKey("shipping.Shipment", on_delete=models.PROTECT, related_name="events")
    key = models.CharField(max_length=64)
    publisher = models.CharField(max_length=60)
    kind = models.CharField(max_length=10)
    code = models.CharField(max_length=10)
    classifier = models.CharField(max_length=3)
    happened_at = models.DateTimeField()
    told_at = models.DateTimeField()
    location = models.CharField(max_length=5, default="", blank=True)
    facility = models.CharField(max_length=4, default="", blank=True)
    document = models.CharField(max_length=10, default="", blank=True)
    equipment = models.CharField(max_length=11, default="", blank=True)
    voyage = models.CharField(max_length=30, default="", blank=True)
    is_empty = models.BooleanField(null=True)
    remark = models.CharField(max_length=300, default="", blank=True)

    objects = Records["TrackingEvent"].as_manager()
    guards = (AppendOnly(),)

    class Meta:
        indexes = [
            words_index("location", "publisher", "code", name="tracking_words"),
            models.Index(fields=["-happened_at", "-id"], name="tracking_by_day"),
        ]
        constraints = [models.UniqueConstraint(fields=["shipment", "key"], name="an_event_is_told_once")]
        ordering = ["happened_at", "id"]

    def __str__(self) -> str:
        return f"{self.shipment_id}: {self.kind} {self.code} {self.classifier}"

    def as_rule(self) -> CarrierEvent:
        """The event as the rules of tracking read it."""
        return CarrierEvent(
            event_id=str(self.pk), publisher=self.publisher, kind=self.kind, code=self.code,
            classifier=Classifier(self.classifier), happened_at=self.happened_at, created_at=self.told_at,
            location=self.location, equipment=self.equipment, is_empty=self.is_empty, facility=self.facility,
            voyage=self.voyage, document=self.document,
        )  # fmt: skip


class StruckEvent(models.Model):
    """An event that was told wrongly: it stays, with who struck it and why, and counts no longer."""

    deal = models.ForeignKey("foundation.Deal", on_delete=models.PROTECT, related_name="+")
    event = models.OneToOneField(TrackingEvent, on_delete=models.PROTECT, related_name="struck")
    reason = models.CharField(max_length=300)
    struck_by = models.CharField(max_length=200)
    struck_at = models.DateTimeField()

    objects = Records["StruckEvent"].as_manager()
    guards = (AppendOnly(),)

    class Meta:
        constraints = [
            models.CheckConstraint(condition=~models.Q(reason=""), name="an_event_is_struck_with_a_reason")
        ]

    def __str__(self) -> str:
        return f"{self.event_id}: {self.reason}"
