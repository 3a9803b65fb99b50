"""What a process is doing, for those who watch it: the request and deed in progress for the log, and counters.

Counters live in memory and are written, at most once a second, to a small file of this process in the folder of the run,
so that one page can tell the sums of all processes of this machine. Their labels are few and known beforehand: kinds of
pages, names of deeds, classes of refusals; never a number, an address or a person.
"""

import atexit
import json
import os
import threading
import time
from bisect import bisect_left
from collections import Counter
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from contextvars import ContextVar
from pathlib import Path

# seconds; the last class holds what took longer
CLASSES = (0.05, 0.1, 0.25, 0.5, 1.0, 2.5, 10.0)
_WRITE_EVERY_SECONDS = 1.0

# name of the counter, then its labels by name, in order
Key = tuple[str, tuple[tuple[str, str], ...]]

_doing: ContextVar[dict[str, str]] = ContextVar("ordolux_doing", default={})  # noqa: B039  # replaced, never changed
_counters: Counter[Key] = Counter()
_lock = threading.Lock()
_folder: Path | None = None
_writer: int = 0


@contextmanager
def doing(**what: str) -> Iterator[None]:
    """Name what is in progress (``request``, ``deed``, ``deal``, ``event``): every line of the log says it meanwhile."""
    token = _doing.set({**_doing.get(), **what})
    try:
        yield
    finally:
        _doing.reset(token)


def in_progress() -> dict[str, str]:
    """What is in progress on this thread."""
    return _doing.get()


def count(name: str, amount: float = 1, **labels: str) -> None:
    """Add to a counter. ``labels`` must come from a list that is known beforehand."""
    with _lock:
        _counters[name, tuple(sorted(labels.items()))] += amount  # type: ignore[assignment]  # seconds are counted too
    _write_from_now_on()


def took(name: str, seconds: float, **labels: str) -> None:
    """Add one duration to a histogram: its class, the classes above it (as Prometheus wants them), sum and number."""
    with _lock:
        told = tuple(sorted(labels.items()))
        for edge in (*CLASSES[bisect_left(CLASSES, seconds) :], "+Inf"):
            _counters[f"{name}_bucket", (*told, ("le", str(edge)))] += 1
        _counters[f"{name}_sum", told] += seconds  # type: ignore[assignment]
        _counters[f"{name}_count", told] += 1
    _write_from_now_on()


def keep_in(folder: Path | None) -> None:
    """Write this process's counters into ``folder`` from now on; None: nowhere."""
    global _folder
    _folder = folder


def totals(folder: Path) -> Counter[Key]:
    """The sums of all processes that wrote into ``folder`` since the run began, this one as it is now."""
    flush()
    found: Counter[Key] = Counter()
    for path in folder.glob("*.json"):
        with suppress(OSError, ValueError):
            for name, labels, value in json.loads(path.read_text()):
                found[name, tuple((key, text) for key, text in labels)] += value
    return found


def flush() -> None:
    """Write the counters down now; a full disk is no reason to fail."""
    if _folder is None:
        return
    with _lock:
        told = [[name, labels, value] for (name, labels), value in _counters.items()]
    if not told:
        return
    path = _folder / f"{os.getpid()}.json"
    beside = path.with_suffix(f".{threading.get_ident()}")
    with suppress(OSError):
        _folder.mkdir(parents=True, exist_ok=True)
        beside.write_text(json.dumps(told))
        beside.replace(path)


def _write_from_now_on() -> None:
    """Have a thread that writes; a process that was forked since has lost its parent's, and does not own its counts."""
    global _writer
    if _folder is None or _writer == os.getpid():
        return
    with _lock:
        if _writer == os.getpid():
            return
        _writer = os.getpid()
    threading.Thread(target=_keep_writing, daemon=True, name="counters").start()


def _keep_writing() -> None:
    while True:
        time.sleep(_WRITE_EVERY_SECONDS)
        flush()


def _begin_anew() -> None:
    """In a forked child: what the parent counted is the parent's."""
    global _lock
    _lock = threading.Lock()
    _counters.clear()


atexit.register(flush)
os.register_at_fork(after_in_child=_begin_anew)
