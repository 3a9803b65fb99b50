"""The warm child process: it has imported the readers, keeps away from the network, and forks one process per job.

Started by ``ordolux.foundation.sandbox.parent`` with one end of a socket pair. A job comes as one message (reader,
options, limits) with three file descriptors: the bytes, a pipe for the answer, a pipe for how the job ended.
"""

import contextlib
import gc
import importlib
import json
import os
import selectors
import signal
import socket
import struct
import sys
import tempfile
import time
import traceback
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from decimal import Decimal
from typing import Any, Final

from ordolux.foundation.sandbox.confinement import (
    Limits,
    confine_job,
    enter_empty_network,
    readable_folders,
    see_only,
)
from ordolux.foundation.sandbox.reading import CannotRead, Reader, Reading
from ordolux.rules.refusal import N_, Finding

LONGEST_MESSAGE: Final = 128 * 1024
_DEEPEST_VALUE: Final = 60


@dataclass(slots=True)
class _Job:
    pid: int
    pidfd: int
    end: int
    until: float
    late: bool = False


def main() -> None:
    """Serve jobs on the socket whose number is the first argument, with the readers of the module named second."""
    control = socket.socket(fileno=int(sys.argv[1]))
    readers: Mapping[str, Reader] = importlib.import_module(sys.argv[2]).READERS
    for number in (signal.SIGINT, signal.SIGHUP, signal.SIGTERM):
        # Ctrl-C reaches the whole group; we end when our parent's socket closes.
        signal.signal(number, signal.SIG_IGN)
    empty = tempfile.mkdtemp()
    os.chdir(empty)
    os.rmdir(empty)
    network = enter_empty_network()
    files = see_only(readable_folders())
    gc.collect()
    gc.freeze()
    control.send(json.dumps({"network": network, "files": files, "filter": _filter_works()}).encode())
    _serve(control, readers)


def _serve(control: socket.socket, readers: Mapping[str, Reader]) -> None:
    jobs: dict[int, _Job] = {}
    selector = selectors.DefaultSelector()
    selector.register(control, selectors.EVENT_READ)
    while True:
        nearest = min((job.until for job in jobs.values() if not job.late), default=None)
        patience = None if nearest is None else max(0.0, nearest - time.monotonic())
        for ready, _ in selector.select(patience):
            if ready.fd == control.fileno():
                job = _accept(control, readers)
                if job is not None:
                    jobs[job.pidfd] = job
                    selector.register(job.pidfd, selectors.EVENT_READ)
            else:
                selector.unregister(ready.fd)
                _bury(jobs.pop(ready.fd))
        for job in jobs.values():
            if not job.late and time.monotonic() >= job.until:
                job.late = True
                os.kill(job.pid, signal.SIGKILL)


def _accept(control: socket.socket, readers: Mapping[str, Reader]) -> _Job | None:
    message, handles, _, _ = socket.recv_fds(control, LONGEST_MESSAGE, 3)
    if not message:
        # Our parent is gone; jobs that still run die with us.
        os._exit(0)
    data, answer, end = handles
    asked = json.loads(message)
    limits = Limits(**asked["limits"])
    pid = os.fork()
    if pid == 0:
        control.close()
        os.close(end)
        _do_job(readers, asked, limits, data, answer)
    os.close(data)
    os.close(answer)
    return _Job(pid, os.pidfd_open(pid), end, time.monotonic() + limits.wall_seconds)


def _bury(job: _Job) -> None:
    _, status, usage = os.wait4(job.pid, 0)
    told = {"code": os.waitstatus_to_exitcode(status), "late": job.late, "peak_kib": usage.ru_maxrss}
    with contextlib.suppress(OSError):
        os.write(job.end, json.dumps(told).encode())
    os.close(job.end)
    os.close(job.pidfd)


def _do_job(readers: Mapping[str, Reader], asked: dict[str, Any], limits: Limits, data: int, answer: int) -> None:
    """In the forked process: confine, read, answer, end. Never returns."""
    code = 1
    try:
        os.closerange(3, min(data, answer))
        os.closerange(min(data, answer) + 1, max(data, answer))
        os.closerange(max(data, answer) + 1, 256)
        confine_job(limits)
        head, content = _read(readers[asked["reader"]], data, asked["options"], asked["longest_value"])
        for piece in (struct.pack("!QQ", len(head), len(content)), head, content):
            view = memoryview(piece)
            while view:
                view = view[os.write(answer, view) :]
        code = 0
    except BaseException:  # noqa: BLE001 - a forked process must end here, whatever happened
        with contextlib.suppress(BaseException):
            traceback.print_exc(limit=-3)
    finally:
        os._exit(code)


def _read(reader: Reader, data: int, options: dict[str, Any], longest_value: int) -> tuple[bytes, bytes]:
    try:
        reading = reader(_all_of(data), **options)
        head = _answer(True, reading)
        if len(head) > longest_value:
            return _failed(Finding("too-much", _TOO_MUCH, {"bytes": len(head)})), b""
        return head, reading.content
    except CannotRead as refused:
        return _failed(refused.finding), b""
    except MemoryError:
        return _failed(Finding("too-large", TOO_LARGE)), b""
    except RecursionError:
        return _failed(Finding("too-deep", _TOO_DEEP)), b""
    except Exception as failure:  # noqa: BLE001 - foreign bytes may break a library anywhere; it is a finding
        return _failed(Finding("damaged", _DAMAGED, {"reason": type(failure).__name__})), b""


TOO_LARGE: Final = N_("This file needs more memory than one file may use. It was kept, but not opened.")
_TOO_DEEP: Final = N_("The parts of this file are nested too deeply. It was kept, but not opened.")
_TOO_MUCH: Final = N_("This file says more than one file may say. It was kept, but not read.")
_DAMAGED: Final = N_("This file is damaged or not what it says it is ({reason}). It was kept as it came.")


def _failed(finding: Finding) -> bytes:
    return _answer(False, Reading({}, [finding]))


def _answer(ok: bool, reading: Reading) -> bytes:
    findings = [
        {"code": f.code, "message": f.message, "values": dict(f.values), "where": f.where} for f in reading.findings
    ]
    return json.dumps(_plain({"ok": ok, "value": reading.value, "findings": findings})).encode()


def _plain(value: Any, depth: int = 0) -> Any:
    """The value as JSON that PostgreSQL takes too: no NUL, no half surrogate, no NaN."""
    if depth > _DEEPEST_VALUE:
        raise RecursionError
    if isinstance(value, str):
        if value.isascii():
            return value.replace("\0", "�")
        return value.encode("utf-8", "replace").decode().replace("\0", "�")
    if value is None or isinstance(value, bool | int):
        return value
    if isinstance(value, Mapping):
        return {str(_plain(str(name))): _plain(held, depth + 1) for name, held in value.items()}
    if isinstance(value, Sequence | set | frozenset) and not isinstance(value, bytes | bytearray):
        return [_plain(held, depth + 1) for held in value]
    if isinstance(value, float):
        return value if value == value and abs(value) != float("inf") else None
    if isinstance(value, Decimal):
        return str(value)
    if isinstance(value, datetime | date):
        return value.isoformat()
    raise TypeError(f"a reader answered with {type(value).__name__}")


def _all_of(handle: int) -> bytes:
    size = os.fstat(handle).st_size
    pieces = []
    done = 0
    while done < size:
        piece = os.pread(handle, size - done, done)
        if not piece:
            break
        pieces.append(piece)
        done += len(piece)
    return pieces[0] if len(pieces) == 1 else b"".join(pieces)


def _filter_works() -> bool:
    """Try the confinement once in a forked process, so that the parent can warn at start-up."""
    pid = os.fork()
    if pid == 0:
        os._exit(0 if confine_job(Limits()) else 1)
    return os.waitstatus_to_exitcode(os.waitpid(pid, 0)[1]) == 0


if __name__ == "__main__":
    main()
