"""Make and open links that cannot be guessed."""

import hashlib
import secrets
from datetime import datetime, timedelta
from typing import TYPE_CHECKING

from django.db import models

from ordolux.rules.refusal import N_, Refusal

if TYPE_CHECKING:
    from ordolux.foundation.links.models import Link


class LinkEnded(Refusal):
    """The link is too old, was withdrawn, or never existed."""

    message = N_("This link is no longer valid. Sign in, or ask us for a new one.")


def make_link(purpose: str, record: models.Model, *, given_to: str, at: datetime, lasts: timedelta) -> str:
    """Make a link inside a deed and return its token (32 random bytes, shown once, kept as a hash)."""
    from ordolux.foundation.links.models import Link

    token = secrets.token_urlsafe(32)
    Link.objects.create(
        hash=_hash(token),
        purpose=purpose,
        deal_id=record.pk
        if record._meta.label_lower == "foundation.deal"
        else getattr(record, "deal_id", None),
        subject=record._meta.label_lower,
        subject_id=record.pk,
        given_to=given_to,
        made_at=at,
        ends_at=at + lasts,
    )
    return token


def open_link(purpose: str, token: str, *, at: datetime) -> "Link":
    """The link with this token and purpose. Raises LinkEnded, alike for an old, a withdrawn and an invented one."""
    from ordolux.foundation.links.models import Link
    from ordolux.foundation.parties.models import Person

    link = Link.objects.filter(hash=_hash(token), purpose=purpose).select_related("deal").first()
    if link is None or link.withdrawn_at is not None or link.ends_at <= at:
        raise LinkEnded()
    if Person.objects.filter(email__iexact=link.given_to, is_active=False).exists():
        raise LinkEnded()  # he has left; what was mailed to him opens nothing
    return link


def _hash(token: str) -> str:
    return hashlib.sha256(token.encode()).hexdigest()
