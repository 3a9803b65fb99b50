"""The counters of gapless series."""

from django.db import models


class NumberSeries(models.Model):
    """How far one gapless series of one year has come."""

    kind = models.CharField(max_length=10)
    year = models.PositiveIntegerField()
    last = models.PositiveIntegerField()

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["kind", "year"], name="one_counter_per_series_and_year")
        ]

    def __str__(self) -> str:
        return f"{self.kind}-{self.year}: {self.last}"
