"""The memory of keys: what was asked once is done once."""

from django.db import models

from ordolux.foundation.guards import FrozenOnce


class DeedKey(models.Model):
    """A key that was claimed by a deed: a form token, an API header, a Message-ID, the tick of a reaction.

    The row is written in the deed's own transaction, so that a refused or failed deed leaves its key free.
    """

    key = models.CharField(max_length=300, primary_key=True)
    deed = models.CharField(max_length=80)
    fingerprint = models.CharField(max_length=64)
    result_model = models.CharField(max_length=80, default="")
    result_id = models.CharField(max_length=64, default="")
    claimed_at = models.DateTimeField()

    guards = (FrozenOnce(columns=("key", "deed", "fingerprint", "claimed_at")),)

    class Meta:
        indexes = [models.Index(fields=["claimed_at"], name="deed_key_by_age")]

    def __str__(self) -> str:
        return self.key
