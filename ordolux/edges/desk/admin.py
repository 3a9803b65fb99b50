"""Health: whether every part of the run works, what waits, what failed; and what an administrator does about it."""

import os
import platform
import shutil
import socket
from contextlib import suppress
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any

import django
from django.conf import settings
from django.contrib import messages
from django.db import connection
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext, ngettext
from procrastinate.contrib.django.models import ProcrastinateJob

from ordolux.edges.access import Request, form_key, staff
from ordolux.edges.desk.landing import LANDINGS, Block
from ordolux.edges.ui.pages import page_by_key
from ordolux.foundation import clock
from ordolux.foundation.actors import Role
from ordolux.foundation.correspondence.deeds import retry_letter
from ordolux.foundation.correspondence.models import Message, MessageState
from ordolux.foundation.jobs.deeds import PARKED, park_job, retry_job
from ordolux.foundation.journal.models import Event
from ordolux.foundation.mailboxes.models import MailboxPlace
from ordolux.rules.refusal import N_

STEERING = (Role.MANAGER, Role.ADMINISTRATOR)
STATES = ("todo", "doing", "succeeded", "failed", "cancelled", PARKED)
# a worker says every few seconds that it lives
SILENT = timedelta(seconds=60)
VERIFIED_EVERY = timedelta(hours=26)
LOW_DISK_SHARE = 0.1
# a job that waits longer than this means that nobody works
LONG_WAIT = timedelta(minutes=5)
# a fetcher looks into each mailbox at least every ten minutes
SILENT_MAILBOX = timedelta(minutes=20)


@dataclass(frozen=True, slots=True)
class Part:
    """One part of the run: whether it answers, since when it runs, what it says."""

    name: str
    is_well: bool
    since: datetime | None = None
    says: str = ""


@dataclass(frozen=True, slots=True)
class Health:
    """Everything that the page says, gathered in a handful of statements."""

    parts: list[Part]
    counts: dict[str, int]
    oldest: datetime | None
    failed_jobs: list[ProcrastinateJob]
    failed_letters: list[Message]
    failed_letter_count: int
    verified: Event | None
    verified_is_old: bool
    free_gib: float
    whole_gib: float
    disk_is_low: bool
    database_mib: int
    versions: list[tuple[str, str]]

    @property
    def waiting(self) -> int:
        """How many jobs wait."""
        return self.counts.get("todo", 0)

    @property
    def failed(self) -> int:
        """How many jobs failed and were neither tried again nor laid aside."""
        return self.counts.get("failed", 0)

    @property
    def is_broken(self) -> bool:
        """Whether the last look at the journal found a line that was changed."""
        return bool(self.verified and self.verified.facts.get("broken"))


def health_of_the_house(at: datetime) -> Health:
    """Ask the database, the processes and the disk."""
    now = clock.real_now()
    with connection.cursor() as cursor:
        cursor.execute(
            "SELECT status::text, count(*) FROM procrastinate_jobs"
            " WHERE status IN ('todo', 'doing', 'failed', 'aborted', 'cancelled') GROUP BY status"
        )
        counts = dict(cursor.fetchall())
        cursor.execute(
            "SELECT min(coalesce(j.scheduled_at, e.at)) FROM procrastinate_jobs j JOIN procrastinate_events e"
            " ON e.job_id = j.id AND e.type = 'deferred' WHERE j.status = 'todo'"
            " AND (j.scheduled_at IS NULL OR j.scheduled_at <= now())"
        )
        (oldest,) = cursor.fetchone()
        cursor.execute(
            "SELECT (SELECT max(last_heartbeat) FROM procrastinate_workers), pg_postmaster_start_time(),"
            " current_setting('server_version'), pg_database_size(current_database()) / 1048576,"
            " (SELECT count(*) FROM pg_stat_activity WHERE datname = current_database())"
        )
        heartbeat, started, version, size, connections = cursor.fetchone()
    letters = Message.objects.filter(state=MessageState.FAILED).order_by("-id")
    some = list(letters[:6])
    verified = Event.objects.filter(name="journal.verified").order_by("-id").first()
    disk = shutil.disk_usage(_state_folder())
    return Health(
        parts=[
            Part("web", True, _started("web"), ""),
            Part("live", _listens(settings.ENVIRONMENT.live_port), _started("live")),
            Part("worker", heartbeat is not None and now - heartbeat < SILENT, _started("worker"),
                 _ago(heartbeat, now)),
            Part("mail", _listens(settings.ENVIRONMENT.smtp_port), _started("mail")),
            *_fetching(now),
            Part("database", True, started, gettext("{count} connections").format(count=connections)),
        ],
        counts=counts,
        oldest=oldest,
        failed_jobs=list(ProcrastinateJob.objects.filter(status="failed").order_by("-id")[:6]),
        failed_letters=some[:5],
        failed_letter_count=letters.count() if len(some) > 5 else len(some),
        verified=verified,
        verified_is_old=verified is None or at - verified.at > VERIFIED_EVERY,
        free_gib=round(disk.free / 2**30, 1),
        whole_gib=round(disk.total / 2**30, 1),
        disk_is_low=disk.free < disk.total * LOW_DISK_SHARE,
        database_mib=int(size),
        versions=[("PostgreSQL", version.split()[0]), ("Python", platform.python_version()),
                  ("Django", django.get_version())],
    )  # fmt: skip


def landing(request: Request) -> list[Block]:
    """What the administrator meets first."""
    told = health_of_the_house(request.at)
    return [
        Block(gettext("Health"), "desk/health_block.html", {
            "health": told, "key": form_key(), "csrf_token": _csrf(request), "long_wait": _waits_long(told),
        }, reverse("desk:health"), gettext("All of it")),
        Block(gettext("People and keys"), "desk/admin_block.html", {}, reverse("desk:people"), gettext("Our people")),
    ]  # fmt: skip


LANDINGS[Role.ADMINISTRATOR] = landing


@staff(*STEERING)
def health(request: Request) -> HttpResponse:
    """All parts, all queues, all trouble."""
    told = health_of_the_house(request.at)
    return render(request, "desk/health.html", {
        "here_in": "settings", "health": told, "key": form_key(), "long_wait": _waits_long(told), "may_mend":
        request.actor.has_any(frozenset({Role.ADMINISTRATOR})),
    })  # fmt: skip


@staff(*STEERING)
def jobs(request: Request) -> HttpResponse:
    """Background jobs by state."""
    state = request.GET.get("state", "")
    found = ProcrastinateJob.objects.all()
    if state in STATES:
        found = found.filter(status=state)
    with connection.cursor() as cursor:
        cursor.execute("SELECT status::text, count(*) FROM procrastinate_jobs GROUP BY status")
        counts = dict(cursor.fetchall())
    return render(request, "desk/jobs.html", {
        "here_in": "settings", "page": page_by_key(found, ("-id",), request.GET), "state": state, "key": form_key(),
        "tallies": [(name, WORDS[name], counts.get(name, 0)) for name in STATES], "parked": PARKED,
        "may_mend": request.actor.has_any(frozenset({Role.ADMINISTRATOR})), "words": WORDS,
    })  # fmt: skip


WORDS: dict[str, str] = {
    "todo": N_("waiting"), "doing": N_("at work"), "succeeded": N_("done"), "failed": N_("failed"),
    "cancelled": N_("cancelled"), PARKED: N_("laid aside"),
}  # fmt: skip


@staff(Role.ADMINISTRATOR, methods="POST")
def retry(request: Request, job: int) -> HttpResponse:
    """Put a failed job back into the queue."""
    request.do(retry_job, job=job)
    messages.success(request, gettext("Job {job} is tried again.").format(job=job))
    return redirect(_back(request))


@staff(Role.ADMINISTRATOR, methods="POST")
def park(request: Request, job: int) -> HttpResponse:
    """Lay a failed job aside."""
    request.do(park_job, job=job, reason=request.POST.get("reason", "")[:300])
    messages.success(
        request, gettext("Job {job} is laid aside; it can be tried again at any time.").format(job=job)
    )
    return redirect(_back(request))


@staff(Role.ADMINISTRATOR, Role.MANAGER, methods="POST", finds=Message)
def letter_retry(request: Request, number: str) -> HttpResponse:
    """Put a letter that could not be delivered into the outbox once more."""
    request.do(retry_letter, request.find(Message, number))
    messages.success(request, gettext("The letter is in the outbox once more."))
    return redirect(_back(request))


def _back(request: Request) -> str:
    wanted = request.POST.get("back", "")
    return wanted if wanted in ("desk:today", "desk:health", "desk:jobs") else "desk:jobs"


def _csrf(request: Request) -> str:
    from django.middleware.csrf import get_token

    return get_token(request)


def _waits_long(told: Health) -> bool:
    return told.oldest is not None and clock.real_now() - told.oldest > LONG_WAIT


def _state_folder() -> Path:
    folder = Path(settings.ENVIRONMENT.state)
    return folder if folder.exists() else Path.cwd()


def _started(name: str) -> datetime | None:
    """Since when this part of the run has been running; None on another machine than the supervisor's."""
    note = _state_folder() / "run" / f"{name}.pid"
    with suppress(OSError, ValueError):
        os.kill(int(note.read_text()), 0)
        return datetime.fromtimestamp(note.stat().st_mtime, tz=UTC)
    return None


def _fetching(now: datetime) -> list[Part]:
    """The process that fetches from mailboxes, where there are any."""
    looked = dict(
        MailboxPlace.objects.filter(mailbox__is_active=True).values_list("mailbox__name", "looked_at")
    )
    if not looked:
        return []
    troubled = MailboxPlace.objects.filter(mailbox__is_active=True).exclude(trouble="").count()
    is_heard = any(moment is not None and now - moment < SILENT_MAILBOX for moment in looked.values())
    says = ngettext("{count} mailbox", "{count} mailboxes", len(looked)).format(count=len(looked))
    if troubled:
        says += ", " + gettext("{count} not fetched").format(count=troubled)
    return [Part("fetch", is_heard and not troubled, _started("fetch"), says)]


def _listens(port: int) -> bool:
    if not port:
        return False
    with suppress(OSError), socket.create_connection(("127.0.0.1", port), timeout=0.3):
        return True
    return False


def _ago(moment: datetime | None, now: datetime) -> str:
    if moment is None:
        return gettext("has never been heard of")
    seconds: Any = max(0, int((now - moment).total_seconds()))
    return gettext("heard of {seconds} s ago").format(seconds=seconds)
