"""What we ask of the policy, and of how the reader and the promise do."""

from dataclasses import dataclass
from datetime import datetime
from decimal import Decimal

from django.db import connection

from ordolux.inquiries.policy.models import AnswerPolicy
from ordolux.rules.money import Money


def answer_policy() -> AnswerPolicy:
    """The policy that holds; before anybody has said anything, drafts are made and nothing is sent."""
    policy = AnswerPolicy.objects.order_by("-id").first() or AnswerPolicy()
    if policy.pk is None:
        policy.most = Money.of("0", "USD")
    return policy


@dataclass(frozen=True, slots=True)
class Accuracy:
    """How the reader did on real messages: inquiries that sales confirmed, values that were read, those that were
    corrected, and the corrections by field, most first."""

    inquiries: int
    values: int
    corrected: int
    by_field: tuple[tuple[str, int], ...] = ()

    @property
    def share(self) -> Decimal | None:
        """The share of values that were right, in per cent, never rounded up; None before anything was confirmed."""
        if not self.values:
            return None
        right = max(self.values - self.corrected, 0)
        return (Decimal(100 * right) / self.values).quantize(Decimal("0.1"), rounding="ROUND_DOWN")


def reading_accuracy(since: datetime) -> Accuracy:
    """How well messages that came since then were read, in one statement."""
    with connection.cursor() as cursor:
        cursor.execute(
            "WITH said AS (SELECT read_fields, corrections FROM inquiries_inquiry"
            "  WHERE received_at >= %s AND read_fields > 0)"
            " SELECT '', count(*), coalesce(sum(read_fields), 0), coalesce(sum(jsonb_array_length(corrections)), 0) FROM said"
            " UNION ALL SELECT * FROM (SELECT c ->> 'field', 0, 0, count(*) FROM said, jsonb_array_elements(corrections) c"
            "  GROUP BY 1 ORDER BY 4 DESC, 1 LIMIT 12) f",
            [since],
        )
        rows = cursor.fetchall()
    whole = next(row for row in rows if row[0] == "")
    return Accuracy(
        int(whole[1]), int(whole[2]), int(whole[3]), tuple((str(r[0]), int(r[3])) for r in rows if r[0])
    )


def latest_corrections(
    since: datetime, *, most: int = 100
) -> list[tuple[str, str, str, str, str, str, datetime]]:
    """The newest corrections: inquiry, line, field, what was read, what sales said, the customer's words, when it came."""
    with connection.cursor() as cursor:
        cursor.execute(
            "SELECT i.number, c ->> 'line', c ->> 'field', c ->> 'read', c ->> 'said', c ->> 'quoted', i.received_at"
            " FROM inquiries_inquiry i, jsonb_array_elements(i.corrections) c"
            " WHERE i.received_at >= %s AND i.read_fields > 0 ORDER BY i.id DESC LIMIT %s",
            [since, most],
        )
        found: list[tuple[str, str, str, str, str, str, datetime]] = cursor.fetchall()
    return found
