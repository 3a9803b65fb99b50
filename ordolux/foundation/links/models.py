"""Links in mails: they cannot be guessed, open one thing, end, and can be withdrawn."""

from django.db import models

from ordolux.foundation.records import StaffRecords


class Link(models.Model):
    """A link that was given to one address for one purpose and one record; only the hash of its token is kept."""

    hash = models.CharField(max_length=64, unique=True)
    purpose = models.CharField(max_length=40)
    deal = models.ForeignKey("foundation.Deal", null=True, on_delete=models.PROTECT, related_name="links")
    subject = models.CharField(max_length=80)
    subject_id = models.BigIntegerField()
    given_to = models.EmailField()
    made_at = models.DateTimeField()
    ends_at = models.DateTimeField()
    withdrawn_at = models.DateTimeField(null=True)

    objects = StaffRecords.as_manager()

    def __str__(self) -> str:
        return f"{self.purpose} {self.subject}:{self.subject_id}"
