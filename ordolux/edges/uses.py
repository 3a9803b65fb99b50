"""How often a key is used: counted per minute in the database, for all web processes together, in one statement."""

from collections.abc import Collection
from datetime import datetime, timedelta

from django.conf import settings
from django.db import connection

from ordolux.foundation import clock

KEPT = timedelta(days=1)


class TooManyRequests(Exception):
    """This key, or this address without a key, asked more often in this minute than is permitted."""

    def __init__(self, seconds: int) -> None:
        super().__init__(f"again in {seconds} s")
        self.seconds = seconds


def note_use(key: str, most: int | None = None) -> None:
    """Count one use of ``key`` (``token:7``, ``address:192.0.2.1``) in the present minute.

    Raises TooManyRequests beyond ``most`` (by default the limit of the settings).
    """
    now = clock.real_now()
    minute, second = divmod(int(now.timestamp()), 60)
    with connection.cursor() as cursor:
        cursor.execute(
            "INSERT INTO edges_apiuse AS u (key, minute, used, last_used_at) VALUES (%s, %s, 1, %s) "
            "ON CONFLICT (key) DO UPDATE SET used = CASE WHEN u.minute = EXCLUDED.minute THEN u.used + 1 ELSE 1 END, "
            "minute = EXCLUDED.minute, last_used_at = EXCLUDED.last_used_at RETURNING used",
            [key[:120], minute, now],
        )
        (used,) = cursor.fetchone()
    if used > (settings.API_PER_MINUTE if most is None else most):
        raise TooManyRequests(60 - second)


def last_uses(token_ids: Collection[int]) -> dict[int, datetime]:
    """When each of these tokens was used last; those that never were are left out."""
    with connection.cursor() as cursor:
        cursor.execute(
            "SELECT substr(key, 7)::bigint, last_used_at FROM edges_apiuse WHERE key = ANY (%s)",
            [[f"token:{pk}" for pk in token_ids]],
        )
        return dict(cursor.fetchall())


def forget_addresses(at: datetime) -> None:
    """Forget the addresses of visitors after a day; of tokens the last use is kept."""
    with connection.cursor() as cursor:
        cursor.execute(
            "DELETE FROM edges_apiuse WHERE last_used_at < %s AND key LIKE %s",
            [clock.real_now() - KEPT, "address:%"],
        )
