"""Papers that were issued: one table for every kind, so that any of them can be found, opened and verified."""

import secrets

from django.db import models

from ordolux.foundation.guards import FrozenOnce
from ordolux.foundation.records import Records
from ordolux.foundation.search import words_index


def new_code() -> str:
    """A verification code to be printed on a paper: 16 letters and digits without look-alikes, in groups of four."""
    letters = "ABCDEFGHJKLMNPQRSTUVWXYZ23456789"
    return "-".join("".join(secrets.choice(letters) for _ in range(4)) for _ in range(4))


class DocumentRecords(Records["Document"]):
    """Papers; a customer sees those of his deals that are meant for him."""

    def of_company(self, company_id: int | None) -> "DocumentRecords":
        """Papers for the customer in the deals of his company."""
        return self.filter(deal__buyer_id=company_id, is_for_customer=True)


class Document(models.Model):
    """One issued paper: what record it states, in which version and language, its bytes, and the code by which anyone
    can verify it. A newer version supersedes it; the bytes never change."""

    number = models.CharField(max_length=30, unique=True)
    deal = models.ForeignKey("foundation.Deal", null=True, on_delete=models.PROTECT, related_name="documents")
    kind = models.CharField(max_length=40)
    subject = models.CharField(max_length=80)
    subject_id = models.BigIntegerField()
    title = models.CharField(max_length=200)
    language = models.CharField(max_length=10, default="en")
    version = models.PositiveSmallIntegerField(default=1)
    file = models.ForeignKey("foundation.StoredFile", on_delete=models.PROTECT, related_name="+")
    word_file = models.ForeignKey(
        "foundation.StoredFile", null=True, on_delete=models.PROTECT, related_name="+"
    )
    code = models.CharField(max_length=24, unique=True, default=new_code)
    is_for_customer = models.BooleanField(default=True)
    is_sealed = models.BooleanField(default=False)
    issued_at = models.DateTimeField()
    superseded_at = models.DateTimeField(null=True)

    objects = DocumentRecords.as_manager()
    guards = (
        FrozenOnce(
            columns=(
                "deal_id",
                "kind",
                "subject",
                "subject_id",
                "version",
                "file_id",
                "word_file_id",
                "code",
                "issued_at",
            )
        ),
    )

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["kind", "subject", "subject_id", "language", "version"],
                name="one_paper_per_version_and_language",
            )
        ]
        indexes = [
            models.Index(fields=["subject", "subject_id"], name="document_by_subject"),
            words_index("title", "code", "number", name="document_words"),
            models.Index(fields=["-issued_at", "-id"], name="document_by_day"),
        ]

    def __str__(self) -> str:
        return f"{self.kind} {self.number}"
