"""What a visitor typed and has not sent: kept under a key that only he has, for thirty days.

We keep the hash of the key, so that nobody who reads our tables can open a draft by it; no account is needed.
"""

import hashlib
import json
import secrets
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime, timedelta

from django.db import connection

from ordolux.foundation import clock

KEPT = timedelta(days=30)
LARGEST = 200_000
LONGEST_KEY = 64


@dataclass(frozen=True, slots=True)
class Draft:
    """What was typed (each field with its values), and when it was kept last."""

    key: str
    said: dict[str, list[str]]
    kept_at: datetime


def find_draft(key: str) -> Draft | None:
    """The draft under this key; None for one that never was, was sent, or is older than thirty days."""
    if not key or len(key) > LONGEST_KEY:
        return None
    with connection.cursor() as cursor:
        cursor.execute(
            "SELECT said, kept_at FROM edges_draft WHERE hash = %s AND kept_at > %s",
            [_hash(key), clock.real_now() - KEPT],
        )
        row = cursor.fetchone()
    if row is None:
        return None
    said = row[0] if isinstance(row[0], dict) else json.loads(row[0])
    return Draft(key, said, row[1])


def keep_draft(key: str, said: Mapping[str, list[str]]) -> str:
    """Keep what was typed under ``key`` if there is a draft, else under a fresh one; returns the key, or "" when it is
    larger than a form can be."""
    told = json.dumps(said, ensure_ascii=False)
    if len(told) > LARGEST:
        return ""
    with connection.cursor() as cursor:
        if key and len(key) <= LONGEST_KEY:
            cursor.execute(
                "UPDATE edges_draft SET said = %s, kept_at = %s WHERE hash = %s",
                [told, clock.real_now(), _hash(key)],
            )
            if cursor.rowcount:
                return key
        fresh = secrets.token_urlsafe(24)
        cursor.execute(
            "INSERT INTO edges_draft (hash, said, kept_at) VALUES (%s, %s, %s)",
            [_hash(fresh), told, clock.real_now()],
        )
    return fresh


def drop_draft(key: str) -> None:
    """Forget what was typed: it was sent, or is not wanted any more."""
    if key:
        with connection.cursor() as cursor:
            cursor.execute("DELETE FROM edges_draft WHERE hash = %s", [_hash(key)])


def forget_old_drafts(at: datetime) -> None:
    """Forget what was not touched for thirty days (a routine)."""
    with connection.cursor() as cursor:
        cursor.execute("DELETE FROM edges_draft WHERE kept_at < %s", [clock.real_now() - KEPT])


def _hash(key: str) -> str:
    return hashlib.sha256(key.encode(errors="replace")).hexdigest()
