"""What the queue itself does not keep: which job's worker died under it."""

from django.db import models
from django.db.models.functions import Now


class LostWorker(models.Model):
    """A job lost its worker: the process was killed, or the job took it down. The queue counts starts, and an outage of
    the database or a full disk costs a start too: without this table innocent jobs would be laid aside.
    """

    job = models.BigIntegerField(db_index=True)
    at = models.DateTimeField(db_default=Now())

    def __str__(self) -> str:
        return f"job {self.job}"
