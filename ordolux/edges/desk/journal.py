"""Health: the jobs and how they fare, and the journal as it was written."""

from django.db import connection
from django.http import HttpResponse
from django.shortcuts import redirect, render
from procrastinate.contrib.django import app
from procrastinate.contrib.django.models import ProcrastinateJob

from ordolux.edges.access import Request, staff
from ordolux.edges.ui.pages import page_by_key
from ordolux.foundation.actors import Role
from ordolux.foundation.journal.models import Event

STATES = ("todo", "doing", "succeeded", "failed", "cancelled", "aborted")


@staff(Role.ADMINISTRATOR, Role.MANAGER)
def jobs(request: Request) -> HttpResponse:
    """Jobs by state; failed ones first unless another state is asked for."""
    state = request.GET.get("state", "")
    found = ProcrastinateJob.objects.all()
    if state in STATES:
        found = found.filter(status=state)
    page = page_by_key(found, ("-id",), request.GET)
    with connection.cursor() as cursor:
        cursor.execute("SELECT status::text, count(*) FROM procrastinate_jobs GROUP BY status")
        counts = dict(cursor.fetchall())
    tallies = [(name, counts.get(name, 0)) for name in STATES]
    return render(
        request, "desk/jobs.html", {"here_in": "settings", "page": page, "state": state, "tallies": tallies}
    )


@staff(Role.ADMINISTRATOR, methods="POST")
def retry(request: Request, job: int) -> HttpResponse:
    """Put a failed job back into the queue."""
    if ProcrastinateJob.objects.filter(pk=job, status="failed").exists():
        app.job_manager.retry_job_by_id(job, retry_at=request.at)
    return redirect("desk:jobs")


@staff(Role.ADMINISTRATOR, Role.MANAGER)
def journal(request: Request) -> HttpResponse:
    """The journal, newest first, by event name or stream."""
    found = Event.objects.select_related("deal")
    words = request.GET.get("q", "").strip()[:80]
    if words:
        found = found.filter(name__startswith=words) if "." in words else found.filter(stream=words)
    page = page_by_key(found, ("-id",), request.GET)
    return render(request, "desk/journal.html", {"here_in": "settings", "page": page, "words": words})
