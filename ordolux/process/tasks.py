"""The jobs that the worker carries out."""

import logging
from collections.abc import Callable
from datetime import timedelta
from functools import wraps
from typing import Any

from django.db import connection
from procrastinate import RetryStrategy
from procrastinate.contrib.django import app

from ordolux.edges.desk import filling
from ordolux.foundation import clock, watching
from ordolux.foundation.correspondence.models import Message, MessageState
from ordolux.foundation.deeds.events import queue_of_now
from ordolux.foundation.journal.models import Event
from ordolux.process import outbox
from ordolux.process.routines import ROUTINES
from ordolux.process.story import STORY
from ordolux.rules.refusal import Refusal

log = logging.getLogger(__name__)
AGAIN = RetryStrategy(max_attempts=8, exponential_wait=2)
# A tick that met a database that was away, or a full disk, leaves nothing for people to clear up.
TICK_AGAIN = RetryStrategy(max_attempts=4, wait=15)


def on_a_living_connection[**P, R](work: Callable[P, R]) -> Callable[P, R]:
    """Each thread of the worker keeps a connection; one that died with the database while nobody used it is left first,
    or one job after the other would lose a try to each of them, and wait longer each time."""

    @wraps(work)
    def call(*args: P.args, **kwargs: P.kwargs) -> R:
        if connection.connection is not None and not connection.is_usable():
            connection.close()
        return work(*args, **kwargs)

    return call


@app.task(name="process.react", retry=AGAIN)
@on_a_living_connection
def react(event_id: int) -> None:
    """Carry out every reaction to an event; each is one deed with a key of its own, so a second try repeats nothing."""
    event = Event.objects.select_related("deal").get(pk=event_id)
    with watching.doing(event=event.name, deal=str(event.deal or "")):
        _react(event)


def _react(event: Event) -> None:
    if event.name == "letter.queued":
        _send_when_due(event)
    for reaction in STORY.get(event.name, ()):
        try:
            reaction(event, f"event:{event.pk}:{reaction.__module__}.{reaction.__name__}")
        except Refusal as refusal:
            # The business went on meanwhile (a quotation that expired, an order that was cancelled): nothing follows.
            log.warning("%s after %s: %s", reaction.__name__, event, refusal)
        except Exception:
            log.exception("%s after %s failed", reaction.__name__, event)
            raise


@app.task(name="process.send_letter", retry=RetryStrategy(max_attempts=12, exponential_wait=3))
@on_a_living_connection
def send_letter(message_id: int) -> None:
    """Hand a letter of the outbox to the mail server, unless it was withdrawn."""
    outbox.send(Message.objects.get(pk=message_id))


@app.task(name="process.routines", queueing_lock="routines", retry=TICK_AGAIN)
@on_a_living_connection
def run_routines() -> None:
    """Ask every routine what is due now; one that fails does not keep the others from their work."""
    faults = []
    for routine in ROUTINES:
        try:
            routine(clock.now())
        except Exception as fault:
            log.exception("routine %s failed", routine.__name__)
            faults.append(fault)
    if faults:
        raise ExceptionGroup("routines failed", faults)


@app.periodic(cron="* * * * *")
@app.task(name="process.tick", queueing_lock="tick", pass_context=False, retry=TICK_AGAIN)
@on_a_living_connection
def tick(timestamp: int, **_: Any) -> None:
    """Every minute of real time, unless the past of the demonstration company is being lived: what is over at present
    may be under way there."""
    if not filling.is_under_way():
        run_routines()


def _send_when_due(event: Event) -> None:
    letter = Message.objects.get(pk=event.subject_id)
    if letter.state == MessageState.QUEUED and letter.send_from is not None:
        wait = max(timedelta(), letter.send_from - letter.at)
        # A job for a later moment is found when the worker looks next; one for now wakes it at once.
        later: Any = {"schedule_in": {"seconds": int(wait.total_seconds())}} if wait else {}
        send_letter.configure(queue=queue_of_now(), **later).defer(message_id=letter.pk)
