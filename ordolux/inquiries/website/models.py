"""Websites of others that carry our inquiry form."""

import secrets

from django.contrib.postgres.fields import ArrayField
from django.db import models

from ordolux.foundation.records import StaffRecords


def new_key() -> str:
    """A fresh key of a website. It stands in the page's source and is no secret: it says whose form it is, and where
    it may be shown."""
    return f"site-{secrets.token_urlsafe(12)}"


class Website(models.Model):
    """A website of somebody else (often a customer's) that carries our inquiry form: its key, and the origins
    (``https://shop.example``) whose pages may show the form or send inquiries from a browser."""

    key = models.CharField(max_length=40, unique=True, default=new_key)
    name = models.CharField(max_length=120)
    company = models.ForeignKey("foundation.Company", null=True, on_delete=models.PROTECT, related_name="+")
    origins = ArrayField(models.CharField(max_length=300))
    made_at = models.DateTimeField()
    ended_at = models.DateTimeField(null=True)

    objects = StaffRecords.as_manager()

    class Meta:
        constraints = [
            models.CheckConstraint(condition=models.Q(origins__len__gt=0), name="a_website_has_an_origin")
        ]

    def __str__(self) -> str:
        return self.name

    @property
    def is_open(self) -> bool:
        """Whether inquiries from there are taken."""
        return self.ended_at is None
