"""The worker process: carries out jobs, and brings back those whose worker was killed.

``python -m ordolux.process.worker``. The rescue runs in a thread of every worker with its own connection, not as a job:
a rescue that is itself a job can be the one that is stuck.
"""

import logging
import os
import threading
import time
from typing import Any

import django

log = logging.getLogger("ordolux.worker")

# Jobs of one stream wait for each other, and the end of a job wakes nobody: each step of a chain would cost a poll.
POLL_SECONDS = 0.2
# A worker says four times within ORDOLUX_SILENT_SECONDS that it lives; one that was silent for so long is dead.
BEATS = 4
LOOK_EVERY_SECONDS = 5
MOST_RESCUES = 5

# The queue's column of attempts counts starts, those that an outage cost among them; a job that takes its worker down
# again and again is known by the workers that it has lost.
BRING_BACK = """
WITH stuck AS (
  SELECT j.id FROM procrastinate_jobs j LEFT JOIN procrastinate_workers w ON w.id = j.worker_id
   WHERE j.status = 'doing' AND (w.id IS NULL OR w.last_heartbeat < now() - make_interval(secs => %s))
     FOR UPDATE OF j SKIP LOCKED
), noted AS (
  INSERT INTO foundation_lostworker (job) SELECT id FROM stuck
)
UPDATE procrastinate_jobs j
   SET status = CASE WHEN 1 + (SELECT count(*) FROM foundation_lostworker l WHERE l.job = j.id) >= %s
                     THEN 'failed' ELSE 'todo' END::procrastinate_job_status,
       attempts = j.attempts + 1, scheduled_at = NULL, worker_id = NULL
  FROM stuck WHERE j.id = stuck.id RETURNING j.id, j.status
"""


def bring_back_stalled_jobs() -> list[tuple[int, str]]:
    """Put the jobs of dead workers back into the queue (or park those that died often) and return id and new state."""
    from django.conf import settings
    from django.db import connection

    with connection.cursor() as cursor:
        cursor.execute(BRING_BACK, [settings.ORDOLUX_SILENT_SECONDS, MOST_RESCUES])
        return [(int(row[0]), str(row[1])) for row in cursor.fetchall()]


def keep_rescuing(stop: threading.Event) -> None:
    """Look for stalled jobs until told to stop; a database that is away is waited for."""
    from django.db import DatabaseError, connection

    while not stop.wait(LOOK_EVERY_SECONDS):
        try:
            for job, state in bring_back_stalled_jobs():
                log.warning("job %s had lost its worker: %s", job, state)
        except DatabaseError as fault:
            log.warning("no rescue now: %s", fault)
            connection.close()


def main() -> None:
    """Run the worker until a signal ends it; start anew when the database was away."""
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "ordolux.config.settings")
    django.setup()
    logging.basicConfig(level=logging.INFO, format="%(message)s")
    from django.conf import settings
    from procrastinate.contrib.django import app

    from ordolux.foundation.deeds.events import PRESENT
    from ordolux.foundation.kept import keep_connections

    keep_connections()
    silent = settings.ORDOLUX_SILENT_SECONDS
    stop = threading.Event()
    threading.Thread(target=keep_rescuing, args=[stop], daemon=True, name="rescue").start()
    failures = 0
    while True:
        try:
            own: Any = app.connector  # Django's connector, which makes the one that a worker needs
            with app.replace_connector(own.get_worker_connector()) as worker_app:
                worker_app.run_worker(
                    queues=[PRESENT],
                    concurrency=2,
                    delete_jobs="never",
                    fetch_job_polling_interval=POLL_SECONDS,
                    update_heartbeat_interval=silent / BEATS,
                    stalled_worker_timeout=silent,
                )
            break
        except Exception:
            failures += 1
            if failures > 20:
                raise
            log.exception("the worker lost its database; next try in 1 s")
            time.sleep(1)
    stop.set()


if __name__ == "__main__":
    main()
