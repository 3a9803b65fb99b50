"""A table that somebody wants to import: its rows as they were read, what they would do, and what they did."""

from django.db import models

from ordolux.foundation.deeds.stateful import Stateful
from ordolux.foundation.guards import FrozenOnce
from ordolux.foundation.records import StaffRecords
from ordolux.rules.refusal import N_


class ImportState(models.TextChoices):
    """A table is looked at first; then it is imported as a whole or not at all."""

    PREVIEWED = "previewed", N_("To be looked at")
    APPLIED = "applied", N_("Imported")
    DISCARDED = "discarded", N_("Laid aside")
    UNDONE = "undone", N_("Taken back")


class TableImport(Stateful):
    """One table. ``rows`` are lists of texts with the head first; ``counts`` and ``findings`` are those of the last look."""

    MOVES = {
        ImportState.PREVIEWED: {ImportState.APPLIED, ImportState.DISCARDED},
        ImportState.APPLIED: {ImportState.UNDONE},
    }
    kind = models.CharField(max_length=20)
    state = models.CharField(max_length=20, choices=ImportState.choices, default=ImportState.PREVIEWED)
    name = models.CharField(max_length=200)
    file = models.ForeignKey("foundation.StoredFile", null=True, on_delete=models.PROTECT, related_name="+")
    rows = models.JSONField(default=list)
    counts = models.JSONField(default=dict)
    findings = models.JSONField(default=list)
    made_by = models.CharField(max_length=200)
    made_at = models.DateTimeField()
    applied_at = models.DateTimeField(null=True)
    undone_at = models.DateTimeField(null=True)

    objects = StaffRecords["TableImport"].as_manager()
    guards = (FrozenOnce(columns=("kind", "name", "file_id", "rows", "made_by", "made_at")),)

    class Meta:
        verbose_name_plural = "table imports"
        indexes = [models.Index(fields=["-made_at", "-id"], name="table_import_by_day")]

    def __str__(self) -> str:
        return self.name


class ImportedRow(models.Model):
    """A row of another table that an import made, changed or removed, so that it can be taken back.

    ``before`` and ``after`` are the whole row by column, as the database writes it: without ``before`` the import made it,
    without ``after`` it removed it.
    """

    table_import = models.ForeignKey(TableImport, on_delete=models.PROTECT, related_name="noted_rows")
    model = models.CharField(max_length=80)
    record_id = models.BigIntegerField()
    before = models.JSONField(null=True)
    after = models.JSONField(null=True)

    objects = StaffRecords["ImportedRow"].as_manager()
    guards = (FrozenOnce(columns=("table_import_id", "model", "record_id", "before")),)

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["table_import", "model", "record_id"], name="one_note_per_row_of_an_import"
            )
        ]
        indexes = [models.Index(fields=["model", "record_id"], name="imported_row_by_record")]

    def __str__(self) -> str:
        return f"{self.model} {self.record_id}"
