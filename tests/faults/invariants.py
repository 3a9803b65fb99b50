"""What must hold after every fault: asked of the database, the file store and the post box, not of the code that wrote
them.

I1 what was acknowledged is there, once · I2 natural keys are unique · I3 the ledger adds up · I4 states are paths of their
machine and of the journal · I5 every letter left, once · I6 stock is what moved · I7 numbers have no gap · I8 each file
is there and whole · I9 no job is stuck · I10 the journal is whole, up to the ends kept elsewhere · I11 each mail belongs
somewhere.
"""

import email
import email.policy
import time
from collections import Counter, defaultdict
from collections.abc import Callable, Iterable, Set
from contextlib import suppress
from pathlib import Path
from typing import Any

from django.apps import apps
from django.db import DatabaseError, connection

from ordolux.foundation.deals.models import Deal
from ordolux.foundation.deeds import Stateful
from ordolux.foundation.files import read_bytes
from ordolux.foundation.files.models import StoredFile
from ordolux.foundation.journal.models import Event
from ordolux.foundation.journal.verify import verify
from tests.faults.business import Acknowledged, letters_in

_HOUR = 3600
BESIDE_THE_BUSINESS = ("process.tick", "process.routines")

AT_WORK = """
SELECT count(*) FROM procrastinate_jobs WHERE status IN ('todo', 'doing') AND task_name <> ALL(%s)
"""
STUCK = """
SELECT j.id, j.task_name, j.args::text, j.status, j.attempts FROM procrastinate_jobs j
  LEFT JOIN procrastinate_workers w ON w.id = j.worker_id
 WHERE j.status = 'failed' OR j.status = 'aborted'
    OR (j.status = 'doing' AND (w.id IS NULL OR w.last_heartbeat < now() - interval '60 seconds'))
    OR (j.status = 'todo' AND j.task_name <> ALL(%s))
 ORDER BY j.id LIMIT 20
"""
# Natural keys: what may exist once only, and a sentence for each group that exists more often.
DOUBLED = {
    "a raw mail that became two messages": (
        "SELECT raw_id FROM foundation_message WHERE is_incoming AND channel = 'mail' "
        "GROUP BY raw_id HAVING count(*) > 1"
    ),
    "a message that became two inquiries": (
        "SELECT message_id FROM inquiries_inquiry WHERE message_id IS NOT NULL "
        "GROUP BY message_id HAVING count(*) > 1"
    ),
    "an inquiry with two quotations in force": (
        "SELECT inquiry_id FROM inquiries_quotation WHERE state IN ('drafted', 'sent', 'accepted') "
        "GROUP BY inquiry_id HAVING count(*) > 1"
    ),
    "a quotation with two orders": (
        "SELECT quotation_id FROM orders_order GROUP BY quotation_id HAVING count(*) > 1"
    ),
    "an order with two proforma invoices in force": (
        "SELECT order_id FROM orders_proforma WHERE state IN ('issued', 'signed', 'countersigned') "
        "GROUP BY order_id HAVING count(*) > 1"
    ),
    "a proforma invoice signed twice by one side": (
        "SELECT proforma_id, side FROM orders_signature GROUP BY 1, 2 HAVING count(*) > 1"
    ),
    "a statement that was taken in twice": (
        "SELECT file_id FROM orders_bankstatement GROUP BY file_id HAVING count(*) > 1"
    ),
    "an entry allocated twice to an instalment": (
        "SELECT entry_id, instalment_id FROM orders_allocation GROUP BY 1, 2 HAVING count(*) > 1"
    ),
    "an order line with two jobs": "SELECT line_id FROM production_job GROUP BY line_id HAVING count(*) > 1",
    "a letter of a deal that was written twice": (
        "SELECT deal_id, letter, to_addresses::text, subject, md5(text) FROM foundation_message WHERE NOT is_incoming "
        "AND letter NOT IN ('', 'signing_code', 'purchase_order', 'purchase') GROUP BY 1, 2, 3, 4, 5 HAVING count(*) > 1"
    ),
    "a code that was sent in two letters": (
        "SELECT envelope->>'about' FROM foundation_message WHERE envelope ? 'about' "
        "AND envelope->>'about' NOT LIKE 'stop-mail:%' GROUP BY 1 HAVING count(*) > 1"
    ),
    "a paper that was printed twice": (
        "SELECT subject, subject_id, kind, language, file_id FROM foundation_document "
        "GROUP BY 1, 2, 3, 4, 5 HAVING count(*) > 1"
    ),
    "an event and a reaction that ran twice": (
        "SELECT key FROM foundation_deedkey GROUP BY key HAVING count(*) > 1"
    ),
}
# The ledger: what is credited is what was allocated; a deal's paid total is the sum of its instalments.
LEDGER = {
    "an instalment whose credit is not the sum of its allocations": (
        "SELECT i.id FROM orders_instalment i LEFT JOIN orders_allocation a ON a.instalment_id = i.id AND a.state = 'credited' "
        "GROUP BY i.id HAVING i.credited_amount <> coalesce(sum(a.credited_amount), 0)"
    ),
    "an entry whose use is not the sum of its allocations": (
        "SELECT e.id FROM orders_bankentry e LEFT JOIN orders_allocation a ON a.entry_id = e.id AND a.state = 'credited' "
        "GROUP BY e.id HAVING e.allocated_amount <> coalesce(sum(a.credited_amount), 0)"
    ),
    "a deal whose paid total is not the sum of its instalments": (
        "SELECT d.id FROM foundation_deal d JOIN orders_instalment i ON i.deal_id = d.id "
        "GROUP BY d.id HAVING d.paid_amount <> sum(i.credited_amount)"
    ),
    "an instalment that is more than paid": (
        "SELECT id FROM orders_instalment WHERE credited_amount + charges_amount + noted_amount > due_amount"
    ),
    "an instalment that is paid and not noted as paid, or the reverse": (
        "SELECT id FROM orders_instalment "
        "WHERE (credited_amount + charges_amount + noted_amount >= due_amount) <> (paid_at IS NOT NULL)"
    ),
    "an entry of which more was assigned than came": (
        "SELECT id FROM orders_bankentry WHERE allocated_amount > amount_amount"
    ),
    "an order that is released although its deposit is open, and nobody took a payment back": (
        "SELECT o.id FROM orders_order o JOIN orders_instalment i ON i.order_id = o.id AND i.position = 1 "
        "WHERE o.state = 'released' AND i.paid_at IS NULL AND i.due_amount > 0 AND NOT EXISTS "
        "(SELECT FROM orders_allocation a WHERE a.instalment_id = i.id AND a.state = 'reversed')"
    ),
}
# Stock: what lies there is what moved, never below nothing, and never more promised than there is.
STOCK = {
    "a lot that holds something else than its moves": (
        "SELECT l.number FROM foundation_lot l LEFT JOIN foundation_stockmove m ON m.lot_id = l.id GROUP BY l.id "
        "HAVING l.on_hand <> coalesce(sum(m.on_hand_change), 0) OR l.reserved <> coalesce(sum(m.reserved_change), 0)"
    ),
    "a lot below nothing, or promised more than it holds": (
        "SELECT number FROM foundation_lot WHERE on_hand < 0 OR reserved < 0 OR reserved > on_hand"
    ),
    "a delivery that was let in twice": (
        "SELECT lot_id FROM foundation_stockmove WHERE kind = 'received' GROUP BY lot_id HAVING count(*) > 1"
    ),
}
# Gapless series: where their numbers stand.
SERIES = {"PI": ("orders_proforma", "number"), "RC": ("orders_allocation", "receipt_number"),
          "CI": ("shipping_commercialinvoice", "number"), "CN": ("orders_creditnote", "paper_number")}  # fmt: skip


# Nothing is learned from waiting for a clock: what was tried and waits to be tried again is due at once.
TIME_GOES_BY = """
UPDATE procrastinate_jobs SET scheduled_at = now()
 WHERE status = 'todo' AND attempts > 0 AND scheduled_at > now() AND task_name <> ALL(%s) RETURNING id
"""


def come_to_rest(seconds: float) -> list[str]:
    """Wait until no job of the business is left; what is left after that time is a finding."""
    until, quiet = time.monotonic() + seconds, 0
    while time.monotonic() < until:
        try:
            ((busy,),) = rows(AT_WORK, [list(BESIDE_THE_BUSINESS)])
            quiet = quiet + 1 if busy == 0 else 0
            if quiet >= 3:
                return []
            rows(TIME_GOES_BY, [list(BESIDE_THE_BUSINESS)])
        except Exception:  # noqa: BLE001 - the database was killed last: it is coming back
            connection.close()
        time.sleep(0.2)
    return [f"the worker did not come to rest in {seconds:.0f} s"]


def letters_gone_again(seconds: float) -> list[str]:
    """What a mail server refused for good is put into the outbox again by sales, as they would; then it must leave."""
    from ordolux.foundation import clock
    from ordolux.foundation.correspondence.deeds import retry_letter
    from ordolux.foundation.correspondence.models import Message, MessageState
    from ordolux.foundation.parties.models import Person

    sales = Person.objects.get(email__startswith="mei@").actor()
    for letter in Message.objects.filter(state=MessageState.FAILED, channel="mail"):
        retry_letter(letter, by=sales, at=clock.now())
    return come_to_rest(seconds)


def last_of(deal: int) -> list[str]:
    """What a deal that stands still tells: its last lines in the journal, and money that waits for a person."""
    lines = rows(
        "SELECT at::timestamp(0), name, facts::text FROM foundation_event WHERE deal_id = %s ORDER BY id DESC LIMIT 8",
        [deal],
    )
    waits = rows(
        "SELECT b.id, decision, amount, allocated_amount, remittance, reasons::text FROM orders_bankentry b WHERE allocated_amount < amount"
    )
    return [f"  {at} {name} {facts[:160]}" for at, name, facts in reversed(lines)] + [
        f"  waits: {w}" for w in waits
    ]


class Heads:
    """The ends of the journal's streams, kept outside the database as an auditor would."""

    def __init__(self) -> None:
        self.kept: dict[str, tuple[int, bytes]] = {}

    def keep_elsewhere(self) -> None:
        """Read them now; a database that is away is asked the next time."""
        with suppress(DatabaseError):
            self.kept |= {
                stream: (seq, bytes(end))
                for stream, seq, end in rows("SELECT stream, seq, hash FROM foundation_streamhead")
            }
        connection.close()


def check(
    acknowledged: Iterable[Acknowledged], outgoing: Path, *, heads: Heads | None = None,
    may_be_twice: Set[str] = frozenset(), numbers: Iterable[str] = (),
) -> tuple[list[str], dict[str, int]]:  # fmt: skip
    """Every finding as a sentence that begins with the number of its invariant, and how much of what was looked at.

    ``heads`` were kept outside; letters ``may_be_twice`` where their fate was unknown; ``numbers`` chooses invariants.
    """
    counts: dict[str, int] = {}
    looks: dict[str, tuple[Callable[[], list[str]], ...]] = {
        "I1": (lambda: _acknowledged(list(acknowledged), counts),),
        "I2": (_doubled,),
        "I3": (_ledger,),
        "I4": (lambda: _paths(counts), lambda: _heads(counts)),
        "I5": (lambda: _letters(outgoing, counts, may_be_twice),),
        "I6": (lambda: _stock(counts),),
        "I7": (lambda: _series(counts),),
        "I8": (lambda: _files(counts), _orphans),
        "I9": (_jobs,),
        "I10": (lambda: _journal(counts, heads),),
        "I11": (_mails,),
    }
    wanted = set(numbers) or set(looks)
    findings = [
        f"{number} {finding}"
        for number, questions in looks.items() if number in wanted
        for look in questions for finding in look()
    ]  # fmt: skip
    return findings, counts


def rows(statement: str, values: Any = None) -> list[tuple[Any, ...]]:
    """The rows of a plain question."""
    with connection.cursor() as cursor:
        cursor.execute(statement, values)
        found: list[tuple[Any, ...]] = cursor.fetchall()
        return found


def _acknowledged(told: list[Acknowledged], counts: dict[str, int]) -> list[str]:
    """Every write that a client saw acknowledged exists, under the number that he was told, and once."""
    counts["acknowledged writes"] = len(told)
    findings = []
    keys = {
        key: (model, pk)
        for key, model, pk in rows("SELECT key, result_model, result_id FROM foundation_deedkey")
    }
    for one in told:
        if one.what == "mail":
            ((count,),) = rows("SELECT count(*) FROM foundation_message WHERE raw_id = %s", [one.number])
            if count != 1:
                findings.append(f"the acknowledged mail {one.key} is there {count} times")
            continue
        held = [
            place
            for key, place in keys.items()
            if key.startswith(f"{one.what}|") and key.endswith(f"|{one.key}")
        ]
        if len(held) != 1:
            findings.append(f"the acknowledged {one.what} {one.key} was claimed {len(held)} times")
            continue
        model, pk = held[0]
        record = apps.get_model(model)._base_manager.filter(pk=pk).first() if model else None
        if record is None or str(getattr(record, "number", None) or record.pk) != one.number:
            findings.append(f"the acknowledged {one.what} {one.number} is not there ({model} {pk})")
    return findings


def _doubled() -> list[str]:
    return [f"{what}: {found}" for what, question in DOUBLED.items() for found in rows(question)]


def _stock(counts: dict[str, int]) -> list[str]:
    ((counts["lots"],),) = rows("SELECT count(*) FROM foundation_lot")
    return [f"{what}: {found}" for what, question in STOCK.items() for found in rows(question)]


def _ledger() -> list[str]:
    return [f"{what}: {found}" for what, question in LEDGER.items() for found in rows(question)]


def _paths(counts: dict[str, int]) -> list[str]:
    """Each record's moves in the journal are a path of its machine that ends in the state of its row."""
    findings = []
    moves: dict[tuple[str, int], list[tuple[str, str]]] = defaultdict(list)
    for subject, pk, name, before in (
        Event.objects.filter(facts__has_key="from")
        .order_by("id")
        .values_list("subject", "subject_id", "name", "facts__from")
    ):
        moves[subject, int(pk)].append((before, name.partition(".")[2]))
    for model in _stateful():
        label = model._meta.label_lower
        begins = {str(state) for state in model.BEGINS} or {str(model._meta.get_field("state").default)}
        machine = {
            str(state): {str(after) for after in all_after} for state, all_after in model.MOVES.items()
        }
        for pk, state in model._base_manager.values_list("pk", "state"):
            counts["states"] = counts.get("states", 0) + 1
            path = moves.get((label, pk), [])
            now = path[0][0] if path else state
            if now not in begins:
                findings.append(f"{label} {pk} begins as {now}")
            for before, after in path:
                if before != now or after not in machine.get(now, set()):
                    findings.append(f"{label} {pk} went from {before} to {after}, and was {now}")
                now = after
            if now != state:
                findings.append(f"{label} {pk} is {state}, and the journal says {now}")
    return findings


def _stateful() -> list[type[Stateful]]:
    return [model for model in apps.get_models() if issubclass(model, Stateful)]


def _heads(counts: dict[str, int]) -> list[str]:
    """A deal's next step is the last one that its journal tells."""
    findings = []
    last: dict[int, Any] = dict(
        Event.objects.filter(deal__isnull=False, facts__has_key="next")
        .order_by("id")
        .values_list("deal_id", "facts__next")
    )
    for deal in Deal.objects.all():
        counts["deals"] = counts.get("deals", 0) + 1
        if deal.pk in last and last[deal.pk] != deal.next_step():
            findings.append(f"{deal}: its head says {deal.next_step()}, its journal {last[deal.pk]}")
        if deal.pk not in last:
            findings.append(f"{deal}: its journal tells no next step")
    return findings


def _jobs() -> list[str]:
    return [f"a job that is stuck: {found}" for found in rows(STUCK, [list(BESIDE_THE_BUSINESS)])]


def _series(counts: dict[str, int]) -> list[str]:
    """Gapless numbers: as many as the counter says, each once."""
    findings = []
    tables = set(connection.introspection.table_names())
    for kind, year, last in rows("SELECT kind, year, last FROM foundation_numberseries"):
        table, column = SERIES[kind]
        if table not in tables:
            continue
        numbers = sorted(int(number.rpartition("-")[2]) for (number,) in rows(
            f"SELECT {column} FROM {table} WHERE {column} LIKE %s", [f"{kind}-{year}-%"]))  # fmt: skip
        counts["gapless numbers"] = counts.get("gapless numbers", 0) + len(numbers)
        if numbers != list(range(1, last + 1)):
            findings.append(f"{kind}-{year} has come to {last}; there are {numbers}")
    return findings


def _journal(counts: dict[str, int], heads: Heads | None) -> list[str]:
    """Every line follows from the one before, and what was an end when somebody noted it is still a line."""
    verdict = verify()
    counts["journal lines"] = verdict.lines
    findings = [f"the journal is broken: {line}" for line in verdict.broken]
    kept = heads.kept if heads is not None else {}
    counts["ends kept elsewhere"] = len(kept)
    there = {
        (stream, seq): bytes(line)
        for stream, seq, line in rows(
            "SELECT stream, seq, hash FROM foundation_event WHERE (stream, seq) IN "
            "(SELECT * FROM unnest(%s::text[], %s::bigint[]))",
            [list(kept), [seq for seq, _ in kept.values()]],
        )
    }
    findings += [
        f"line {seq} of {stream} is not the one whose hash was kept elsewhere"
        for stream, (seq, line) in kept.items()
        if there.get((stream, seq)) != line
    ]
    return findings


def _files(counts: dict[str, int]) -> list[str]:
    findings = []
    for sha256, size in StoredFile.objects.values_list("sha256", "size"):
        counts["files"] = counts.get("files", 0) + 1
        try:
            if len(read_bytes(sha256)) != size:
                findings.append(f"the file {sha256[:12]} has another size")
        except Exception as fault:  # noqa: BLE001 - each is a finding
            findings.append(f"the file {sha256[:12]}: {type(fault).__name__}")
    return findings


def _orphans() -> list[str]:
    """No file without a row is older than an hour, and none was left half written for so long."""
    from django.core.files.storage import storages

    known, long_ago = set(StoredFile.objects.values_list("sha256", flat=True)), time.time() - _HOUR
    folder = Path(storages["files"].path(""))
    return [
        f"the file {path.name[:12]} belongs to nothing"
        for path in folder.glob("??/*")
        if path.name not in known and path.stat().st_mtime < long_ago
    ]


def _fate(message_id: str) -> str:
    """What the queue knows of a letter that did not leave."""
    return "; ".join(" ".join(map(str, row)) for row in rows(
        "SELECT j.id, j.task_name, j.status, j.attempts, m.tries, left(m.answer, 80), m.send_from FROM foundation_message m"
        " LEFT JOIN foundation_event e ON e.subject_id = m.id AND e.name = 'letter.queued'"
        " LEFT JOIN procrastinate_jobs j ON j.args = jsonb_build_object('event_id', e.id)"
        "      OR j.args = jsonb_build_object('message_id', m.id)"
        " WHERE m.message_id = %s ORDER BY j.id", [message_id]))  # fmt: skip


def _letters(outgoing: Path, counts: dict[str, int], may_be_twice: Set[str]) -> list[str]:
    """Every letter that is noted as sent is in the post box, once under its Message-ID, and nothing else is there."""
    findings = []
    held = Counter(
        str(email.message_from_bytes(path.read_bytes(), policy=email.policy.default)["Message-ID"]).strip()
        for path in letters_in(outgoing)
    )
    counts["letters in the post box"] = held.total()
    findings += [
        f"the letter {named} is {count} times in the post box"
        for named, count in held.items()
        if count > 1 and named not in may_be_twice
    ]
    told = dict(
        rows("SELECT message_id, state FROM foundation_message WHERE NOT is_incoming AND channel = 'mail'")
    )
    findings += [
        f"the letter {n} is {s} and not in the post box"
        for n, s in told.items()
        if s == "sent" and n not in held
    ]
    findings += [
        f"the letter {n} waits as {s}: {_fate(n)}" for n, s in told.items() if s in ("queued", "failed")
    ]
    findings += [f"the post box holds {named}, which nobody wrote" for named in held if named not in told]
    return findings


def _mails() -> list[str]:
    """Every mail that came belongs to exactly one deal, or was set aside with a reason."""
    return [
        f"the mail {number} is {state}"
        for number, state in rows(
            "SELECT number, state FROM foundation_message WHERE is_incoming AND channel = 'mail' "
            "AND NOT (state = 'filed' AND deal_id IS NOT NULL) AND NOT (state = 'set_aside' AND answer <> '')"
        )
    ]
