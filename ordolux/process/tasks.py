"""The jobs that the worker carries out."""

import logging
from datetime import timedelta
from typing import Any

from django.db import InterfaceError, OperationalError
from procrastinate import BaseRetryStrategy, RetryDecision, RetryStrategy
from procrastinate.contrib.django import app
from procrastinate.jobs import Job

from ordolux.edges.desk import filling
from ordolux.foundation import clock, watching
from ordolux.foundation.correspondence.models import Channel, Message, MessageState
from ordolux.foundation.deeds.events import queue_of_now
from ordolux.foundation.journal.models import Event
from ordolux.process import outbox
from ordolux.process.routines import ROUTINES
from ordolux.process.story import STORY
from ordolux.rules.refusal import Refusal

log = logging.getLogger(__name__)
# written, and put into the outbox once more after a refusal
LETTERS_TO_SEND = ("letter.queued", "message.queued")
# What a place that is out of order says (a database that is away, a full disk), whatever the job.
OUT_OF_ORDER = (OperationalError, InterfaceError, OSError)


class Again(BaseRetryStrategy):
    """Try again after 2, 4, 8 … seconds, at most after a minute. A fault of ours ends after ``most`` starts, for people to
    see it; a database that is away or a full disk is waited for, however long it takes: no business stands still for it
    afterwards."""

    def __init__(self, most: int, longest: int) -> None:
        self.most, self.longest = most, longest

    def get_retry_decision(self, *, exception: BaseException, job: Job) -> RetryDecision | None:
        """When to try next; None: not again."""
        if job.attempts >= self.most and not _is_out_of_order(exception):
            return None
        wait = min(2 ** min(job.attempts + 1, 30), self.longest)
        return RetryDecision(retry_in={"seconds": wait})


def _is_out_of_order(fault: BaseException | None) -> bool:
    """The fault itself, or what it came from."""
    while fault is not None and not isinstance(fault, OUT_OF_ORDER):
        fault = fault.__cause__ or fault.__context__
    return fault is not None


AGAIN = Again(most=8, longest=60)
# Soon at first, for the letter may carry a code that somebody waits for; each hour later on, for five days in all
# (RFC 5321, 4.5.4.1).
LETTER_AGAIN = Again(most=11 + 5 * 24, longest=3600)
# A tick that met a database that was away, or a full disk, leaves nothing for people to clear up.
TICK_AGAIN = RetryStrategy(max_attempts=4, wait=15)


@app.task(name="process.react", retry=AGAIN)
def react(event_id: int) -> None:
    """Carry out every reaction to an event; each is one deed with a key of its own, so a second try repeats nothing."""
    event = Event.objects.select_related("deal").get(pk=event_id)
    with watching.doing(event=event.name, deal=str(event.deal or "")):
        _react(event)


def _react(event: Event) -> None:
    if event.name in LETTERS_TO_SEND:
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


@app.task(name="process.send_letter", retry=LETTER_AGAIN)
def send_letter(message_id: int) -> None:
    """Hand a letter of the outbox to the mail server, unless it was withdrawn."""
    outbox.send(Message.objects.get(pk=message_id))


@app.task(name="process.routines", queueing_lock="routines", retry=TICK_AGAIN)
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
def tick(timestamp: int, **_: Any) -> None:
    """Every minute of real time, unless the past of the demonstration company is being lived: what is over at present
    may be under way there."""
    if not filling.is_under_way():
        run_routines()


def _send_when_due(event: Event) -> None:
    letter = Message.objects.get(pk=event.subject_id)
    if (
        letter.state == MessageState.QUEUED
        and letter.channel == Channel.MAIL
        and letter.send_from is not None
    ):
        wait = max(timedelta(), letter.send_from - event.at)
        # A job for a later moment is found when the worker looks next; one for now wakes it at once.
        later: Any = {"schedule_in": {"seconds": int(wait.total_seconds())}} if wait else {}
        send_letter.configure(queue=queue_of_now(), **later).defer(message_id=letter.pk)
