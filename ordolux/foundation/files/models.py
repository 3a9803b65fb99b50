"""What is known of each stored file."""

from django.db import models
from django.db.models.functions import Now

from ordolux.foundation.guards import AppendOnly


class Upload(models.Model):
    """Who gave us a file: a customer may use in a deed only what somebody of his company sent."""

    file = models.ForeignKey("foundation.StoredFile", on_delete=models.PROTECT, related_name="uploads")
    person = models.ForeignKey("foundation.Person", on_delete=models.PROTECT, related_name="+")
    given_at = models.DateTimeField(db_default=Now())

    guards = (AppendOnly(),)

    class Meta:
        constraints = [models.UniqueConstraint(fields=["file", "person"], name="a_person_gives_a_file_once")]

    def __str__(self) -> str:
        return f"{self.file_id[:12]} by {self.person_id}"


class StoredFile(models.Model):
    """The bytes with this SHA-256, kept once however often they are used. ``media_type`` is what the content is."""

    sha256 = models.CharField(max_length=64, primary_key=True)
    size = models.PositiveBigIntegerField()
    media_type = models.CharField(max_length=120)
    stored_at = models.DateTimeField(db_default=Now())

    guards = (AppendOnly(),)

    def __str__(self) -> str:
        return self.sha256[:12]

    def read(self) -> bytes:
        """The bytes, compared with their hash: a file that was changed on disk is a fault, not content."""
        from ordolux.foundation.files import read_bytes

        return read_bytes(self.sha256)
