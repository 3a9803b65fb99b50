"""The process that lives the months of the demonstration company behind a run: ``python -m
ordolux.process.demonstration.filling``.

It lives in the past of an embedded database (``clock.live_at``): the steps of all deals one after the other by their
moments, after each of them whatever follows by the story, and each day the routines. After every step it notes where it
is; killed at any moment, the next start goes on there, and what was done before is not done twice.
"""

import heapq
import json
import logging
import os
import sys
import time
from collections.abc import Callable, Sequence
from contextlib import suppress
from datetime import datetime, timedelta
from pathlib import Path
from typing import TYPE_CHECKING, Any

import django

log = logging.getLogger("ordolux.demonstration")

FIRST_DAY = timedelta(days=578)
SAY_EVERY_SECONDS = 5.0
MOST_TRIES = 6
# A deal whose step is put off so often will never come to it.
MOST_DELAYS = 300
# how often people look through their notices
READ_EVERY_DAYS = 28
# the place of a deal that is where it is to be
ENDED = -1

if TYPE_CHECKING:
    from ordolux.process.demonstration.life import Piece


class Filling:
    """One life of the company, from where it stopped to the present. ``say`` gets a line for people now and then.

    ``pause_share`` of the time of each step is left to others. Load data and tests bring some ``tables`` and live some
    ``pieces`` only, ``since`` so long ago.
    """

    def __init__(
        self, say: Callable[[str], None], *, pause_share: float = 0.0,
        tables: "Sequence[Callable[..., None]] | None" = None, pieces: "Sequence[Piece] | None" = None,
        since: timedelta | None = None,
    ) -> None:  # fmt: skip
        from ordolux.edges.desk import filling
        from ordolux.foundation import clock
        from ordolux.process.demonstration.beside import STEPS_BESIDE
        from ordolux.process.demonstration.deals import WAITS, deals
        from ordolux.process.demonstration.journey import JOURNEY_STEPS
        from ordolux.process.demonstration.life import FIRST_STEPS, Life, Step
        from ordolux.process.demonstration.master import STEPS as TABLES
        from ordolux.process.demonstration.wishes import WISHES
        from ordolux.process.demonstration.works import WORKS_STEPS
        from ordolux.process.routines import PAST_ROUTINES

        self.say, self.pause_share = say, pause_share
        self.file, self.clock, self.routines = filling, clock, PAST_ROUTINES
        self.tables = TABLES if tables is None else tables
        self.deals = {it.name: it for it in (deals() if pieces is None else pieces)}
        self.waits = WAITS
        self.steps: dict[str, Step] = {
            **FIRST_STEPS,
            **WORKS_STEPS,
            **JOURNEY_STEPS,
            **STEPS_BESIDE,
            **WISHES,
        }
        self.life_of = Life
        self.life = Life()
        self.said_at = 0.0
        self.delays: dict[str, int] = {}
        found = filling.read()
        database = database_identity()
        if found is None or found.database != database:
            found = filling.Progress(
                database, clock.now().isoformat(), of_tables=len(self.tables), of_deals=len(self.deals)
            )
        self.progress = found
        self.present = datetime.fromisoformat(found.present)
        self.first_day = self.present - (since or FIRST_DAY)
        self.looked_at = self.first_day

    def go_on(self) -> None:
        """Live until the present."""
        progress = self.progress
        if not progress.is_open:
            return
        progress.tries += 1
        if progress.tries > MOST_TRIES:
            progress.state = "given up"
            self.file.write(progress)
            self.say("Demonstration data: given up after several tries; what is there can be used.")
            return
        self.file.write(progress)
        self._move_to(datetime.fromisoformat(progress.moment) if progress.moment else self.first_day)
        self.looked_at = self.clock.now()
        try:
            self._work()
            self._bring_tables()
            self._live_deals()
            self._look(self.present)
        finally:
            self.clock.live_at(None)
        from ordolux.foundation.jobs.routines import verify_journal

        # the last look at the journal was before all these months
        verify_journal(self.clock.now(), although_done=True)
        progress.state = "done"
        self.file.write(progress)
        self.say(f"Demonstration data: complete, {progress.of_deals} deals.")

    # ── tables ──────────────────────────────────────────────────────────────

    def _bring_tables(self) -> None:
        for place in range(self.progress.tables, len(self.tables)):
            self.life.key = f"table-{place}"
            self.tables[place](self.life.do, self.present)
            self._work()
            self.progress.tables = place + 1
            self._note()
            self.life = self.life_of()  # new people are known from here on

    # ── deals ───────────────────────────────────────────────────────────────

    def _live_deals(self) -> None:
        waiting: list[tuple[datetime, str, int]] = []
        for it in self.deals.values():
            reached, told = self.progress.places.get(it.name, [0, ""])
            place = int(reached)
            if 0 <= place < len(it.steps):
                begins = datetime.fromisoformat(str(told)) if told else self._begin_of(it)
                heapq.heappush(waiting, (begins, it.name, place))
        while waiting:
            due, name, place = heapq.heappop(waiting)
            it = self.deals[name]
            if due > self.present:
                self._put_down(it, ENDED, due)
                continue
            began = time.monotonic()
            self._look(due)
            self._move_to(due)
            again, goes_on = self._take(it, place)
            self._work()
            place += again is None
            if not goes_on or place >= len(it.steps):
                place = ENDED
            else:
                due = max(again, self.clock.now()) if again else self._due(it, it.steps[place])
                heapq.heappush(waiting, (due, name, place))
            self._put_down(it, place, due)
            time.sleep(self.pause_share * (time.monotonic() - began))

    def _take(self, it: "Piece", place: int) -> tuple[datetime | None, bool]:
        """Do the step: the moment when it can go on (None: it is done), and whether the deal goes on at all. One that
        cannot waits where it is, as a deal does whose people are stuck."""
        from django.db import DatabaseError

        from ordolux.rules.refusal import Refusal

        step = it.steps[place]
        self.life.key = f"{it.name}:{step}"
        try:
            again = self.steps[step](self.life, it)
        except DatabaseError:
            raise  # the database is away: this process ends, and goes on when it is started again
        except Refusal as refusal:
            log.warning("%s stops before %s: %s", it.name, step, refusal)
        except Exception:
            log.exception("%s stops before %s", it.name, step)
        else:
            self.delays[it.name] = self.delays.get(it.name, 0) + 1 if again else 0
            if self.delays[it.name] < MOST_DELAYS:
                return again, True
            log.warning("%s stops before %s: put off too often", it.name, step)
        self.progress.stopped.append(self.life.key)
        return None, False

    def _put_down(self, it: "Piece", place: int, due: datetime) -> None:
        self.progress.places[it.name] = [place, due.isoformat()]
        self.progress.ended = sum(reached == ENDED for reached, _ in self.progress.places.values())
        self._note()

    def _begin_of(self, it: "Piece") -> datetime:
        moment = self.present - timedelta(days=it.begins_days_ago)
        begins = awake(moment, self._zone(it, "ask"))
        while begins >= self.present:  # a weekend lies between: it began before
            moment -= timedelta(hours=6)
            begins = awake(moment, self._zone(it, "ask"))
        return begins

    def _due(self, it: "Piece", step: str) -> datetime:
        least, most = self.waits[step]
        hours = it.chance(f"wait {step}").uniform(least, most)
        return awake(self.clock.now() + timedelta(hours=hours), self._zone(it, step))

    def _zone(self, it: "Piece", step: str) -> str:
        """Where it is done: at the customer's desk or at ours."""
        theirs = {
            "ask",
            "reply",
            "bargain",
            "refuse",
            "accept",
            "sign",
            "turn_down",
            "change_plan",
            "confirm_plan",
            "claim",
            "ask_samples",
            "ask_samples_lately",
            "accept_samples",
            "judge_samples",
            "sign_amendment",
            "wish_material",
        }
        return self.life.buyer(it).zone if step in theirs else "Asia/Shanghai"

    # ── time and what follows ───────────────────────────────────────────────

    def _move_to(self, moment: datetime) -> None:
        """Go to this moment unless it is over."""
        if not self.clock.is_in_the_past() or moment > self.clock.now():
            self.clock.live_at(moment)

    def _look(self, until: datetime) -> None:
        """Let the days pass; what is due on each of them is done."""
        while self.looked_at + timedelta(days=1) <= until:
            self.looked_at += timedelta(days=1)
            self._move_to(self.looked_at)
            for routine in self.routines:
                routine(self.clock.now())
            if (self.present - self.looked_at).days % READ_EVERY_DAYS == 2:
                self._read_notices()
            self._work()

    def _read_notices(self) -> None:
        """Everybody reads what he was told of; what came in the last two days is still new at present."""
        from ordolux.foundation.notices.deeds import see_all_notices
        from ordolux.foundation.parties.models import Person

        for person in Person.objects.filter(unread_notices__gt=0, is_active=True):
            key = f"demonstration:notices:{self.looked_at:%Y-%m-%d}"
            see_all_notices.once(key)(by=person.actor(), at=self.clock.now())

    def _work(self) -> None:
        """Whatever follows from what was done."""
        while do_past_jobs():
            pass

    def _note(self) -> None:
        self.progress.moment, self.progress.tries = self.clock.now().isoformat(), 0
        self.file.write(self.progress)
        if time.monotonic() - self.said_at >= SAY_EVERY_SECONDS:
            self.said_at = time.monotonic()
            tables = "" if self.progress.tables == self.progress.of_tables else (
                f", {self.progress.tables} of {self.progress.of_tables} tables"
            )  # fmt: skip
            self.say(f"Demonstration data: {self.progress.ended} of {self.progress.of_deals} deals{tables}…")


def awake(moment: datetime, zone: str) -> datetime:
    """The moment itself when people are at their desks then (8 to 18 o'clock, Monday to Friday), else soon after they come."""
    from zoneinfo import ZoneInfo

    local = moment.astimezone(ZoneInfo(zone))
    if local.hour >= 18:
        local = (local + timedelta(days=1)).replace(hour=8)
    elif local.hour < 8:
        local = local.replace(hour=8)
    while local.weekday() > 4:
        local += timedelta(days=1)
    return local.astimezone(moment.tzinfo)


def do_past_jobs() -> int:
    """Carry out every job of the past that waits; returns how many there were."""
    from django.db import connection

    with connection.cursor() as cursor:
        cursor.execute(
            "SELECT id, task_name, args FROM procrastinate_jobs WHERE status = 'todo' AND queue_name = %s ORDER BY id",
            [_past()],
        )
        waiting = cursor.fetchall()
    for number, name, args in waiting:
        state = _do_job(name, json.loads(args) if isinstance(args, str) else args)
        with connection.cursor() as cursor:
            cursor.execute(
                "UPDATE procrastinate_jobs SET status = %s::procrastinate_job_status, attempts = attempts + 1"
                " WHERE id = %s AND status = 'todo'",
                [state, number],
            )
    return len(waiting)


def _do_job(name: str, said: dict[str, Any]) -> str:
    """What the worker would do with this job; its end state. A database that is away ends this process."""
    from django.db import DatabaseError
    from procrastinate.contrib.django import app

    for tries_left in (2, 1, 0):
        try:
            app.tasks[name].func(**said)
        except DatabaseError:
            raise
        except Exception:
            if not tries_left:
                log.exception("%s %s failed", name, said)
        else:
            return "succeeded"
    return "failed"


def _past() -> str:
    from ordolux.foundation.deeds.events import PAST

    return PAST


def database_identity() -> str:
    """The database's own number: another one, or a new one under the same name, has another."""
    from django.db import connection

    with connection.cursor() as cursor:
        cursor.execute(
            "SELECT (SELECT system_identifier FROM pg_control_system()) || '/' || oid FROM pg_database"
            " WHERE datname = current_database()"
        )
        return str(cursor.fetchone()[0])


def main() -> None:
    """Wait until the run answers and its first data are there, then live."""
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "ordolux.config.settings")
    with suppress(OSError):
        os.nice(15)
    django.setup()
    logging.getLogger("ordolux").setLevel(logging.WARNING)
    _keep_letters_apart()
    from ordolux.edges.desk import filling

    try:
        with filling.held():
            _wait_for_the_run()
            Filling(lambda line: print(line, flush=True), pause_share=0.15).go_on()
    except filling.FilledElsewhere:
        log.warning("Demonstration data: another process fills them already.")


def _keep_letters_apart() -> None:
    """The letters of the past leave by no relay, and lie beside the post box: a code that somebody waits for would be lost
    among them. Each can be read with its deal."""
    from django.conf import settings

    settings.ORDOLUX_RELAY_HOST = ""
    settings.ORDOLUX_OUTGOING = Path(settings.ORDOLUX_OUTGOING) / "past"


def _wait_for_the_run() -> None:
    """Until the supervisor says that everybody answers: first pages come first."""
    from django.conf import settings

    if os.environ.get("ORDOLUX_FILLING_WAITS"):
        until = time.monotonic() + 120
        note = Path(settings.ORDOLUX_STATE) / "run" / "open"
        while not note.exists() and time.monotonic() < until:
            time.sleep(0.2)


if __name__ == "__main__":
    main()
    sys.exit(0)
