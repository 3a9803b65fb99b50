"""Prove that nobody changed the journal: recompute every hash and compare every stream with its head."""

from dataclasses import dataclass

from django.db import connection

# One pass over the journal: each line's own hash, the link to the line before it, the count without a gap; then the
# heads, which reveal a cut tail and a whole stream that is gone.
BROKEN = """
WITH lines AS (
  SELECT id, stream, seq, hash, prev_hash,
         lag(hash, 1, ''::bytea) OVER w AS before, row_number() OVER w AS place,
         ordolux_journal_hash(prev_hash, stream, seq, at, name, subject, subject_id, actor, deed, facts) AS right_hash
    FROM foundation_event WINDOW w AS (PARTITION BY stream ORDER BY seq)
), tails AS (
  SELECT DISTINCT ON (stream) stream, seq, hash FROM foundation_event ORDER BY stream, seq DESC
)
SELECT stream, seq, reason FROM (
  SELECT stream, seq, CASE
           WHEN seq <> place THEN 'a line before it is missing'
           WHEN hash <> right_hash THEN 'its content was changed'
           WHEN prev_hash <> before THEN 'it does not follow the line before it'
         END AS reason FROM lines
  UNION ALL
  SELECT coalesce(h.stream, t.stream), coalesce(t.seq, 0), 'the end of the stream was cut or rebuilt'
    FROM foundation_streamhead h FULL JOIN tails t USING (stream)
   WHERE t.seq IS DISTINCT FROM h.seq OR t.hash IS DISTINCT FROM h.hash
) findings WHERE reason IS NOT NULL ORDER BY stream, seq LIMIT 50
"""


@dataclass(frozen=True, slots=True)
class BrokenLine:
    """A place where the chain of hashes does not hold: stream, number of the line in it, what is wrong."""

    stream: str
    seq: int
    reason: str


@dataclass(frozen=True, slots=True)
class Verdict:
    """What ``verify`` found: number of streams and lines, and the broken lines (at most 50, first ones first)."""

    streams: int
    lines: int
    broken: tuple[BrokenLine, ...]

    @property
    def is_whole(self) -> bool:
        """Whether no line was changed, removed or put in between."""
        return not self.broken


def verify() -> Verdict:
    """Recompute the whole journal inside the database and name every line that does not fit its chain.

    Somebody with the rights of the database's superuser could rebuild a whole chain and its head; only a head that
    was kept elsewhere reveals that (docs/architecture.md says how to keep one).
    """
    with connection.cursor() as cursor:
        cursor.execute("SELECT count(*), count(DISTINCT stream) FROM foundation_event")
        lines, streams = cursor.fetchone()
        cursor.execute(BROKEN)
        broken = tuple(BrokenLine(*row) for row in cursor.fetchall())
    return Verdict(streams=streams, lines=lines, broken=broken)
