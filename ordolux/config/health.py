"""Whether this part of the house lives, is ready, and what it counts: for supervisors, proxies and Prometheus."""

import hmac
import shutil
import socket
from collections.abc import Iterator
from datetime import timedelta
from typing import Any

from django.conf import settings
from django.db import DatabaseError, connection
from django.http import Http404, HttpRequest, HttpResponse, JsonResponse

from ordolux.config import migrating
from ordolux.foundation import clock, watching

# below this share of the disk files cannot be taken safely any more
LEAST_FREE_SHARE = 0.02
LEAST_FREE_BYTES = 200 * 2**20
SILENT = timedelta(seconds=60)

# what is asked of the database at one look, a row: name of the figure, its labels, how it is computed
_FIGURES = """
SELECT 'ordolux_jobs', 'state', status::text, count(*)::float FROM procrastinate_jobs
 WHERE status IN ('todo', 'doing', 'failed', 'aborted') GROUP BY status
UNION ALL
SELECT 'ordolux_oldest_job_seconds', '', '', coalesce(extract(epoch FROM now() - min(coalesce(j.scheduled_at, e.at))), 0)
  FROM procrastinate_jobs j JOIN procrastinate_events e ON e.job_id = j.id AND e.type = 'deferred'
 WHERE j.status = 'todo' AND (j.scheduled_at IS NULL OR j.scheduled_at <= now())
UNION ALL
SELECT 'ordolux_worker_silent_seconds', '', '', extract(epoch FROM now() - max(last_heartbeat)) FROM procrastinate_workers
UNION ALL
SELECT 'ordolux_letters', 'state', state, count(*)::float FROM foundation_message
 WHERE state IN ('queued', 'failed') GROUP BY state
UNION ALL
SELECT 'ordolux_messages_unread', '', '', count(*)::float FROM foundation_message WHERE state = 'received'
UNION ALL
SELECT 'ordolux_inquiries_open', '', '', count(*)::float FROM inquiries_inquiry WHERE state IN ('received', 'confirmed')
UNION ALL
SELECT 'ordolux_inquiries_late', '', '', count(*)::float FROM inquiries_inquiry
 WHERE state IN ('received', 'confirmed') AND answer_by <= %(at)s
UNION ALL
SELECT 'ordolux_journal_broken', '', '', CASE WHEN jsonb_typeof(facts->'broken') = 'array'
       THEN least(jsonb_array_length(facts->'broken'), 1) ELSE 0 END
  FROM (SELECT facts FROM foundation_event WHERE name = 'journal.verified' ORDER BY id DESC LIMIT 1) last
UNION ALL
SELECT 'ordolux_database_bytes', '', '', pg_database_size(current_database())
"""

HELP = {
    "ordolux_requests_total": ("counter", "Requests by kind of page, method and class of status."),
    "ordolux_request_seconds": ("histogram", "How long requests took, by kind of page."),
    "ordolux_deeds_total": ("counter", "Deeds by name and outcome: done, refused, failed."),
    "ordolux_deed_seconds_total": ("counter", "Seconds spent in deeds, by name."),
    "ordolux_refusals_total": ("counter", "Refusals by their code."),
    "ordolux_jobs": ("gauge", "Background jobs by state."),
    "ordolux_oldest_job_seconds": ("gauge", "How long the oldest job that is due has waited."),
    "ordolux_worker_silent_seconds": ("gauge", "Seconds since a worker last said that it lives."),
    "ordolux_letters": ("gauge", "Letters that wait (queued) and that were refused for good (failed)."),
    "ordolux_messages_unread": ("gauge", "Messages that came in and were not read by the house yet."),
    "ordolux_inquiries_open": ("gauge", "Inquiries without an answer."),
    "ordolux_inquiries_late": ("gauge", "Inquiries without an answer after their 24 hours."),
    "ordolux_journal_broken": ("gauge", "1 when the last look at the journal found a line that was changed."),
    "ordolux_database_bytes": ("gauge", "Size of the database."),
    "ordolux_disk_free_bytes": ("gauge", "Room on the disk of the file store."),
    "ordolux_disk_bytes": ("gauge", "Size of that disk."),
    "ordolux_up": ("gauge", "1 for each part that answers from this machine."),
}


def health(request: HttpRequest) -> JsonResponse:
    """Whether this process answers and reaches the database."""
    with connection.cursor() as cursor:
        cursor.execute("SELECT 1")
    return JsonResponse({"status": "ok"})


def live(request: HttpRequest) -> JsonResponse:
    """Whether this process answers at all; the database is not asked."""
    return JsonResponse({"status": "ok"})


def ready(request: HttpRequest) -> JsonResponse:
    """Whether this node can do its work now: 200 when ready or with a part of the house silent, 503 when not.

    Database, its state and room on the disk decide; a silent worker or mail receiver is told (``degraded``), but to send
    people to another web process would not help against it.
    """
    checks = {**_database(), "disk": _disk(), "mail": {"ok": _listens(settings.ENVIRONMENT.smtp_port)}}
    decisive = all(checks[name]["ok"] for name in ("database", "schema", "disk"))
    everything = all(check["ok"] for check in checks.values())
    status = "ready" if everything else "degraded" if decisive else "not ready"
    answer = JsonResponse({"status": status, "checks": checks}, status=200 if decisive else 503)
    answer["Cache-Control"] = "no-store"
    answer._has_been_logged = True  # type: ignore[attr-defined]  # Django would tell the log at every look
    return answer


def metrics(request: HttpRequest) -> HttpResponse:
    """All figures in Prometheus' text format, for who shows ORDOLUX_METRICS_TOKEN; for others there is nothing here."""
    wanted = settings.ENVIRONMENT.metrics_token
    given = request.headers.get("Authorization", "").removeprefix("Bearer ")
    if not wanted or not hmac.compare_digest(given.encode(), wanted.encode()):
        raise Http404
    answer = HttpResponse("".join(_lines()), content_type="text/plain; version=0.0.4; charset=utf-8")
    answer["Cache-Control"] = "no-store"
    return answer


def _lines() -> Iterator[str]:
    rows: list[tuple[str, tuple[tuple[str, str], ...], float]] = []
    counted = watching.totals(settings.ENVIRONMENT.state / "run" / "counters")
    rows += [(name, labels, value) for (name, labels), value in sorted(counted.items())]
    try:
        with connection.cursor() as cursor:
            cursor.execute(_FIGURES, {"at": clock.now()})
            rows += [
                (name, ((label, text),) if label else (), value)
                for name, label, text, value in cursor.fetchall()
                if value is not None
            ]
        is_there = True
    except DatabaseError:
        is_there = False
    disk = shutil.disk_usage(_store())
    rows += [("ordolux_disk_free_bytes", (), disk.free), ("ordolux_disk_bytes", (), disk.total)]
    for part, is_up in (
        ("web", True),
        ("database", is_there),
        ("live", _listens(settings.ENVIRONMENT.live_port)),
        ("mail", _listens(settings.ENVIRONMENT.smtp_port)),
    ):
        rows.append(("ordolux_up", (("part", part),), int(is_up)))
    told = ""
    for name, labels, value in sorted(rows, key=_in_order):
        family = _family(name)
        if family != told:
            kind, meaning = HELP[family]
            yield f"# HELP {family} {meaning}\n# TYPE {family} {kind}\n"
            told = family
        inside = ",".join(f'{key}="{text}"' for key, text in labels)
        yield f"{name}{{{inside}}} {float(value)!r}\n" if inside else f"{name} {float(value)!r}\n"


def _family(name: str) -> str:
    return name if name in HELP else name.rsplit("_", 1)[0]


def _in_order(row: tuple[str, tuple[tuple[str, str], ...], float]) -> tuple[Any, ...]:
    """Families together, and in a histogram the classes of each kind of page from short to long."""
    name, labels, _ = row
    told = dict(labels)
    return _family(name), name, [pair for pair in labels if pair[0] != "le"], float(told.get("le", 0))


def _database() -> dict[str, dict[str, Any]]:
    try:
        with connection.cursor() as cursor:
            cursor.execute(
                "SELECT (SELECT max(last_heartbeat) FROM procrastinate_workers), pg_is_in_recovery(),"
                " obj_description('public'::regnamespace, 'pg_namespace')"
            )
            heartbeat, is_replica, note = cursor.fetchone()
        is_migrated = note == migrating.note()
    except Exception as fault:  # noqa: BLE001  # whatever it is, this node is not ready
        return {
            "database": {"ok": False, "says": type(fault).__name__},
            "schema": {"ok": False},
            "worker": {"ok": False},
        }
    silent = None if heartbeat is None else (clock.real_now() - heartbeat).total_seconds()
    return {
        "database": {"ok": not is_replica, **({"says": "a replica, read only"} if is_replica else {})},
        "schema": {"ok": is_migrated},
        "worker": {
            "ok": silent is not None and silent < SILENT.total_seconds(),
            "silent_seconds": None if silent is None else round(silent),
        },
    }


def _disk() -> dict[str, Any]:
    disk = shutil.disk_usage(_store())
    enough = disk.free >= max(LEAST_FREE_BYTES, disk.total * LEAST_FREE_SHARE)
    return {"ok": enough, "free_mib": disk.free // 2**20}


def _store() -> Any:
    store = settings.ENVIRONMENT.file_store
    return next(folder for folder in (store, *store.parents) if folder.exists())


def _listens(port: int) -> bool:
    if not port:
        return False
    host = settings.ENVIRONMENT.bind
    with socket.socket(socket.AF_INET6 if ":" in host else socket.AF_INET) as probe:
        probe.settimeout(1)
        return probe.connect_ex(("127.0.0.1" if host in {"0.0.0.0", ""} else host, port)) == 0  # noqa: S104
