"""The line by which faxes leave: one after the other through the fax server's command, without a shell.

The command waits until the fax was sent and says by its exit status whether it was (HylaFAX: ``sendfax -w``). Busy lines
are tried again; what the command said last is the reason that people see.
"""

import logging
import shlex
import subprocess
import tempfile
from collections.abc import Callable
from datetime import timedelta
from pathlib import Path
from typing import Final

from django.conf import settings

from ordolux.foundation import clock
from ordolux.foundation.actors import Actor
from ordolux.foundation.correspondence.models import Channel, Message, MessageState
from ordolux.foundation.faxes.deeds import MOST_TRIES, begin_fax, note_fax_failed, note_fax_sent
from ordolux.foundation.files import store_bytes
from ordolux.foundation.papers.faxes import as_fax
from ordolux.rules.refusal import N_

log = logging.getLogger(__name__)

LONGEST_CALL_SECONDS: Final = 30 * 60
AGAIN_AFTER: Final = timedelta(minutes=5)
INTERRUPTED: Final = N_(
    "We stopped while it was being sent and do not know whether it arrived. Ask before you send it again."
)
NOT_THERE: Final = N_("The fax command could not be started.")
TOO_LONG: Final = N_("The fax command did not end in time.")
NO_WORD: Final = N_("The fax command failed and said nothing.")


def command_for(number: str, file: Path, name: str) -> list[str]:
    """The words of the fax command for one fax: ``{number}``, ``{file}`` and ``{id}`` are put into words that were split
    before, so that nothing in them can become another word or a command."""
    told = {"{number}": number, "{file}": str(file), "{id}": name}
    words = []
    for word in shlex.split(settings.ORDOLUX_FAX_COMMAND):
        for place, value in told.items():
            word = word.replace(place, value)
        words.append(word)
    return words


def send_due_faxes(stop: Callable[[], bool] = lambda: False) -> int:
    """Send every fax whose time has come, one after the other; returns how many tries were made."""
    tries = 0
    due = Message.objects.filter(channel=Channel.FAX, state=MessageState.QUEUED, send_from__lte=clock.now())
    for fax in due.order_by("send_from", "id")[:20]:
        if stop():
            break
        send(fax)
        tries += 1
    return tries


def give_up_interrupted() -> None:
    """At the start: a fax whose try began and never ended may have left; a person decides about it."""
    begun = Message.objects.filter(channel=Channel.FAX, state=MessageState.QUEUED, tries__gt=0, answer="")
    for fax in begun:
        note_fax_failed(fax, answer=INTERRUPTED, by=Actor.system(), at=clock.now())


def send(fax: Message) -> None:
    """One try: the paper as fax pages, the command, and what became of it."""
    by = Actor.system()
    enclosed = fax.attachments.select_related("file").first()
    assert enclosed is not None, "a fax encloses its paper"
    tiff = as_fax(enclosed.file.read(), group=settings.ORDOLUX_FAX_GROUP)
    kept = store_bytes(tiff, "image/tiff")
    fax = begin_fax(fax, raw=kept, by=by, at=clock.now())
    with tempfile.TemporaryDirectory(prefix="ordolux-fax-") as folder:
        file = Path(folder) / f"{fax.number}.tif"
        file.write_bytes(tiff)
        status, said = _carried_out(command_for(fax.to_addresses[0], file, fax.number), folder)
    at = clock.now()
    if status == 0:
        note_fax_sent(fax, answer=said, by=by, at=at)
        return
    again = (
        at + AGAIN_AFTER * fax.tries if fax.tries < MOST_TRIES and said not in (NOT_THERE, TOO_LONG) else None
    )
    log.warning("fax %s to %s failed: %s", fax, fax.to_addresses[0], said)
    note_fax_failed(fax, answer=said, again_from=again, by=by, at=at)


def _carried_out(words: list[str], folder: str) -> tuple[int, str]:
    try:
        done = subprocess.run(
            words,
            cwd=folder,
            stdin=subprocess.DEVNULL,
            capture_output=True,
            timeout=LONGEST_CALL_SECONDS,
            check=False,
        )
    except subprocess.TimeoutExpired:
        return 1, TOO_LONG
    except OSError:
        return 1, NOT_THERE
    said = (done.stderr or done.stdout) if done.returncode else done.stdout
    lines = [
        line.strip()
        for line in said.decode("utf-8", "replace").replace("\0", "").splitlines()
        if line.strip()
    ]
    return done.returncode, lines[-1][:500] if lines else ("" if done.returncode == 0 else NO_WORD)
