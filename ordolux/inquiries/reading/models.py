"""What was read of a message: never changed; a newer reader or a correction adds another row, the newest counts."""

from typing import Any

from django.db import models

from ordolux.foundation.guards import AppendOnly
from ordolux.foundation.records import StaffRecords


class MessageReading(models.Model):
    """One reading of one message by one version of the reader.

    ``parts`` are the texts that were read [{kind, name, text, level}]; every value names its part by number and its place
    in it. ``pages`` are the pages of faxes and scans [{part, file, number, width, height, words: [[start, end, left, top,
    width, height]]}], the places in pixels of the page's image, ``number`` that of the page in its file; in the text of a
    PDF a form feed stands between its pages. ``customer`` and ``wishes`` hold values with evidence, ``lines``
    the articles (``rules.asked.parameters.Asked``), ``notes`` what could not be read, as findings.
    """

    message = models.ForeignKey("foundation.Message", on_delete=models.PROTECT, related_name="readings")
    version = models.CharField(max_length=20)
    kind = models.CharField(max_length=20)
    language = models.CharField(max_length=10, default="", blank=True)
    customer = models.JSONField(default=dict)
    wishes = models.JSONField(default=list)
    lines = models.JSONField(default=list)
    parts = models.JSONField(default=list)
    pages = models.JSONField(default=list)
    notes = models.JSONField(default=list)
    at = models.DateTimeField()

    objects = StaffRecords["MessageReading"].as_manager()
    guards = (AppendOnly(),)

    class Meta:
        indexes = [models.Index(fields=["message", "-id"], name="reading_by_message")]

    def __str__(self) -> str:
        return f"{self.message_id}: {self.kind}"

    @property
    def is_inquiry(self) -> bool:
        """Whether somebody asks for an offer."""
        return self.kind == "inquiry" or bool(self.lines)

    def text_of(self, part: int) -> str:
        """The text of one part; empty where there is none."""
        return str(self.parts[part]["text"]) if 0 <= part < len(self.parts) else ""

    def pages_of(self, part: int) -> list[dict[str, Any]]:
        """The page images of one part, in their order."""
        return [page for page in self.pages if page["part"] == part]
