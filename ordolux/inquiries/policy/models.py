"""The policy on quotations that go out by themselves; each change is a row, the newest counts."""

from decimal import Decimal

from django.db import models

from ordolux.foundation.fields import MoneyField
from ordolux.foundation.guards import AppendOnly
from ordolux.foundation.records import StaffRecords


class AnswerPolicy(models.Model):
    """What a manager allows: whether a complete inquiry is drafted without a person; whether its quotation is sent, up to
    which total, only to customers who have ordered before or to all that we know, and how sure (0 to 1) the reader must
    have been of every value."""

    drafts = models.BooleanField(default=True)
    sends = models.BooleanField(default=False)
    most = MoneyField()
    only_known = models.BooleanField(default=True)
    least_sure = models.DecimalField(max_digits=3, decimal_places=2, default=Decimal("0.90"))
    set_by = models.CharField(max_length=120)
    set_at = models.DateTimeField()

    objects = StaffRecords["AnswerPolicy"].as_manager()
    guards = (AppendOnly(),)

    class Meta:
        verbose_name_plural = "answer policies"
        constraints = [
            models.CheckConstraint(
                condition=models.Q(least_sure__gte=0, least_sure__lte=1), name="least_sure_is_a_share"
            )
        ]

    def __str__(self) -> str:
        return "on" if self.sends else "off"
