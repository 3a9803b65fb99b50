"""How far the demonstration company is: one small file beside its database, written by the process that lives its months.

The file is replaced as a whole at each step; whoever reads it gets one step or the next. A lock beside it tells whether
that process is alive.
"""

import fcntl
import json
import os
import time
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from dataclasses import asdict, dataclass, field
from pathlib import Path

from django.conf import settings


class FilledElsewhere(RuntimeError):
    """Another process lives the months already."""


@dataclass(slots=True)
class Progress:
    """What was lived so far.

    ``present`` is the moment of the first start, from which all moments of the past are counted; ``moment`` the one
    that was reached (both ISO 8601). ``places`` tells for each deal how many steps it took and when the next is due;
    ``stopped`` names deals that could not go on.
    """

    database: str
    present: str
    moment: str = ""
    tables: int = 0
    of_tables: int = 0
    places: dict[str, list[str | int]] = field(default_factory=dict)
    ended: int = 0
    of_deals: int = 0
    tries: int = 0
    stopped: list[str] = field(default_factory=list)
    state: str = "filling"

    @property
    def is_open(self) -> bool:
        """Whether something is still to be lived."""
        return self.state == "filling"


def read() -> Progress | None:
    """What was lived so far; None when nothing was begun."""
    with suppress(FileNotFoundError, ValueError, TypeError):
        return Progress(**json.loads(_file().read_text()))
    return None


def read_open() -> Progress | None:
    """What is still being lived, for the pages of our people; None when nothing is."""
    progress = read()
    return progress if progress is not None and progress.is_open else None


def write(progress: Progress) -> None:
    """Note what was lived, in one move."""
    fresh = _file().with_suffix(f".{os.getpid()}")
    fresh.write_text(json.dumps(asdict(progress)))
    fresh.replace(_file())


def is_under_way() -> bool:
    """Whether a process lives the past of the demonstration company now."""
    progress = read()
    if progress is None or not progress.is_open:
        return False
    with suppress(OSError), _lock_file().open("a") as file:
        try:
            fcntl.flock(file, fcntl.LOCK_SH | fcntl.LOCK_NB)
        except BlockingIOError:
            return True
    return False


@contextmanager
def held() -> Iterator[None]:
    """Be the one process that lives the months. Raises FilledElsewhere."""
    with _lock_file().open("a") as file:
        for left in range(20, -1, -1):  # somebody who only asks holds it for an instant
            try:
                fcntl.flock(file, fcntl.LOCK_EX | fcntl.LOCK_NB)
                break
            except BlockingIOError:
                if not left:
                    raise FilledElsewhere from None
                time.sleep(0.05)
        yield


def _file() -> Path:
    return Path(settings.ORDOLUX_STATE) / "demonstration.json"


def _lock_file() -> Path:
    return Path(settings.ORDOLUX_STATE) / "demonstration.lock"
