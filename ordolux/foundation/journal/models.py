"""The journal: what happened, in order, and a chain of hashes that shows any later change."""

from django.db import models
from django.db.models.functions import Now

from ordolux.foundation.guards import AppendOnly, Sql
from ordolux.foundation.records import StaffRecords
from ordolux.foundation.search import words_index

# The head of each stream is kept by the trigger alone: the application's role may not write this table.
CHAIN = """
CREATE OR REPLACE FUNCTION ordolux_journal_hash(
    previous bytea, stream text, seq bigint, at timestamptz, name text, subject text, subject_id bigint,
    actor text, deed text, facts jsonb) RETURNS bytea LANGUAGE sql STABLE AS $$
  SELECT sha256(previous || convert_to(jsonb_build_array(
    stream, seq, to_char(at AT TIME ZONE 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.US"Z"'), name, subject, subject_id,
    actor, deed, facts)::text, 'UTF8'))
$$;

CREATE OR REPLACE FUNCTION ordolux_chain_event() RETURNS trigger LANGUAGE plpgsql SECURITY DEFINER
SET search_path = public, pg_temp AS $$
DECLARE head foundation_streamhead%ROWTYPE;
BEGIN
  INSERT INTO foundation_streamhead AS h (stream, seq, hash) VALUES (NEW.stream, 1, ''::bytea)
    ON CONFLICT (stream) DO UPDATE SET seq = h.seq + 1 RETURNING * INTO head;
  NEW.seq := head.seq;
  NEW.prev_hash := head.hash;
  NEW.recorded_at := clock_timestamp();
  NEW.hash := ordolux_journal_hash(NEW.prev_hash, NEW.stream, NEW.seq, NEW.at, NEW.name, NEW.subject, NEW.subject_id,
                                   NEW.actor, NEW.deed, NEW.facts);
  UPDATE foundation_streamhead SET hash = NEW.hash WHERE stream = NEW.stream;
  PERFORM pg_notify('ordolux_live', json_build_object('stream', NEW.stream, 'seq', NEW.seq, 'event', NEW.name)::text);
  RETURN NEW;
END $$;

CREATE OR REPLACE TRIGGER chain_event BEFORE INSERT ON foundation_event
  FOR EACH ROW EXECUTE FUNCTION ordolux_chain_event();
REVOKE INSERT, UPDATE, DELETE ON foundation_streamhead FROM {app};
REVOKE UPDATE, DELETE ON foundation_event FROM {app};
"""

# What a deed leaves when it ends, in one statement: the heads of its deals, its lines, and a job for each line.
WRITE_DOWN = """
CREATE OR REPLACE FUNCTION ordolux_write_down(heads jsonb, lines jsonb, task text, queue text)
RETURNS TABLE (line_id bigint, noted_at timestamptz) LANGUAGE plpgsql AS $$
DECLARE ids bigint[]; moments timestamptz[]; written bigint;
BEGIN
  UPDATE foundation_deal d SET buyer_id = h.buyer_id, owner_id = h.owner_id, title = h.title, stage = h.stage,
      changed_at = h.changed_at, total_amount = h.total_amount, total_currency = h.total_currency,
      paid_amount = h.paid_amount, paid_currency = h.paid_currency, pieces = h.pieces, next_role = h.next_role,
      next_deed = h.next_deed, next_by = h.next_by, unread_by_staff = h.unread_by_staff,
      unread_by_customer = h.unread_by_customer
    FROM jsonb_populate_recordset(NULL::foundation_deal, heads) h WHERE d.id = h.id;
  GET DIAGNOSTICS written = ROW_COUNT;
  IF written <> jsonb_array_length(heads) THEN
    RAISE EXCEPTION 'a deal is not there any more' USING ERRCODE = '23503';
  END IF;
  WITH told AS (
    INSERT INTO foundation_event (stream, at, name, deal_id, subject, subject_id, actor, person_id, deed, facts, seq,
                                  prev_hash, hash)
    SELECT l.stream, l.at, l.name, l.deal_id, l.subject, l.subject_id, l.actor, l.person_id, l.deed, l.facts, 0, '', ''
      FROM jsonb_populate_recordset(NULL::foundation_event, lines) l RETURNING id, recorded_at
  ) SELECT array_agg(id ORDER BY id), array_agg(recorded_at ORDER BY id) INTO ids, moments FROM told;
  PERFORM procrastinate_defer_jobs_v1(ARRAY(
    SELECT ROW(queue, task, 0, lines -> 0 ->> 'stream', NULL, jsonb_build_object('event_id', id), NULL)
           ::procrastinate_job_to_defer_v1 FROM unnest(ids) id));
  RETURN QUERY SELECT * FROM unnest(ids, moments);
END $$;
"""


class Event(models.Model):
    """One thing that happened. Lines are added by ``record_event`` alone and never change.

    ``at`` is the moment of the business (the simulated clock in a simulation), ``recorded_at`` the database's own.
    ``hash`` covers the line and the hash of the line before it in the same stream.
    """

    stream = models.CharField(max_length=80)
    seq = models.BigIntegerField(default=0)
    at = models.DateTimeField()
    recorded_at = models.DateTimeField(db_default=Now())
    name = models.CharField(max_length=80)
    deal = models.ForeignKey("foundation.Deal", null=True, on_delete=models.PROTECT, related_name="events")
    subject = models.CharField(max_length=80)
    subject_id = models.BigIntegerField()
    actor = models.CharField(max_length=200)
    person = models.ForeignKey("foundation.Person", null=True, on_delete=models.PROTECT, related_name="+")
    deed = models.CharField(max_length=80)
    facts = models.JSONField(default=dict)
    prev_hash = models.BinaryField(default=b"")
    hash = models.BinaryField(default=b"")

    objects = StaffRecords.as_manager()
    guards = (AppendOnly(), Sql(CHAIN), Sql(WRITE_DOWN))

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["stream", "seq"], name="one_event_per_place_in_a_stream")
        ]
        indexes = [
            words_index("name", "stream", "actor", name="event_words"),
            models.Index(fields=["deal", "id"], name="event_by_deal"),
            models.Index(fields=["subject", "subject_id"], name="event_by_subject"),
            models.Index(fields=["name", "-id"], name="event_by_name"),
        ]

    def __str__(self) -> str:
        return f"{self.stream}#{self.seq} {self.name}"

    @property
    def short_hash(self) -> str:
        """The first twelve digits of the hash, for lists."""
        return bytes(self.hash).hex()[:12]


class StreamHead(models.Model):
    """Where each stream of the journal stands; written by the trigger on ``Event`` only."""

    stream = models.CharField(max_length=80, primary_key=True)
    seq = models.BigIntegerField()
    hash = models.BinaryField()

    def __str__(self) -> str:
        return f"{self.stream}#{self.seq}"
