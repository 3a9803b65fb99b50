"""What is known of each stored file."""

from django.db import models
from django.db.models.functions import Now

from ordolux.foundation.guards import AppendOnly


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
