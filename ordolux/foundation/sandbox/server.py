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
from pathlib import Path
from typing import Any, Final

from ordolux.foundation.sandbox.confinement import (
    Limits,
    confine_job,
    die_with_parent,
    enter_empty_network,
    readable_folders,
    see_only,
)
from ordolux.foundation.sandbox.reading import LONGEST_MESSAGE, TOO_LARGE, CannotRead, Reader, Reading
from ordolux.rules.refusal import N_, Finding

_DEEPEST_VALUE: Final = 60


@dataclass(slots=True)
class _Job:
    pid: int
    pidfd: int
    end: int
    until: float
    cpu_seconds: int
    late: bool = False


@dataclass(frozen=True, slots=True)
class _Spare:
    pid: int
    line: socket.socket


def main() -> None:
    """Serve jobs on the socket whose number is the first argument, with the readers of the module named second."""
    control = socket.socket(fileno=int(sys.argv[1]))
    readers: Mapping[str, Reader] = importlib.import_module(f"{sys.argv[2]}.register").READERS
    for number in (signal.SIGINT, signal.SIGHUP, signal.SIGTERM):
        # Ctrl-C reaches the whole group; we end when our parent's socket closes.
        signal.signal(number, signal.SIG_IGN)
    empty = Path(tempfile.mkdtemp())
    os.chdir(empty)
    empty.rmdir()
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
    spare = _fork_spare(readers)
    while True:
        nearest = min((job.until for job in jobs.values() if not job.late), default=None)
        patience = None if nearest is None else max(0.0, nearest - time.monotonic())
        for ready, _ in selector.select(patience):
            if ready.fd == control.fileno():
                job = _hand_over(control, spare)
                jobs[job.pidfd] = job
                selector.register(job.pidfd, selectors.EVENT_READ)
                spare = _fork_spare(readers)
            else:
                selector.unregister(ready.fd)
                _bury(jobs.pop(ready.fd))
        for job in jobs.values():
            if not job.late and time.monotonic() >= job.until:
                job.late = True
                os.kill(job.pid, signal.SIGKILL)


def _fork_spare(readers: Mapping[str, Reader]) -> _Spare:
    """A process that waits for the next job, so that no file waits for a fork."""
    ours, theirs = socket.socketpair(socket.AF_UNIX, socket.SOCK_SEQPACKET)
    pid = os.fork()
    if pid == 0:
        die_with_parent()
        # Pipes of jobs that run would stay open as long as this process waits.
        os.closerange(3, theirs.fileno())
        os.closerange(theirs.fileno() + 1, 1024)
        message, handles, _, _ = socket.recv_fds(theirs, LONGEST_MESSAGE, 2)
        theirs.close()
        if len(handles) == 2:
            _do_job(readers, json.loads(message), *handles)
        os._exit(0)
    theirs.close()
    return _Spare(pid, ours)


def _hand_over(control: socket.socket, spare: _Spare) -> _Job:
    message, handles, _, _ = socket.recv_fds(control, LONGEST_MESSAGE, 3)
    if not message:
        # Our parent is gone; jobs that still run die with us.
        os._exit(0)
    data, answer, end = handles
    limits = Limits(**json.loads(message)["limits"])
    # A spare that was killed meanwhile answers nothing, which is noticed as its end.
    with contextlib.suppress(OSError):
        socket.send_fds(spare.line, [message], [data, answer])
    spare.line.close()
    os.close(data)
    os.close(answer)
    until = time.monotonic() + limits.wall_seconds
    return _Job(spare.pid, os.pidfd_open(spare.pid), end, until, limits.cpu_seconds)


def _bury(job: _Job) -> None:
    _, status, usage = os.wait4(job.pid, 0)
    told = {
        "code": os.waitstatus_to_exitcode(status),
        "late": job.late,
        "out_of_cpu": usage.ru_utime + usage.ru_stime >= job.cpu_seconds - 0.5,
        "peak_kib": usage.ru_maxrss,
    }
    with contextlib.suppress(OSError):
        os.write(job.end, json.dumps(told).encode())
    os.close(job.end)
    os.close(job.pidfd)


def _do_job(readers: Mapping[str, Reader], asked: dict[str, Any], data: int, answer: int) -> None:
    """In the forked process: confine, read, answer, end. Never returns."""
    code = 1
    try:
        os.closerange(3, min(data, answer))
        os.closerange(min(data, answer) + 1, max(data, answer))
        os.closerange(max(data, answer) + 1, 256)
        confine_job(Limits(**asked["limits"]))
        head, content = _read(readers[asked["reader"]], data, asked["options"], asked["longest_value"])
        for piece in (struct.pack("!QQ", len(head), len(content)), head, content):
            view = memoryview(piece)
            while view:
                view = view[os.write(answer, view) :]
        os.close(answer)
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
        return _failed(*refused.findings), b""
    except MemoryError:
        return _failed(Finding("too-large", TOO_LARGE)), b""
    except RecursionError:
        return _failed(Finding("too-deep", _TOO_DEEP)), b""
    except Exception as failure:  # noqa: BLE001 - foreign bytes may break a library anywhere; it is a finding
        return _failed(Finding("damaged", _DAMAGED, {"reason": type(failure).__name__})), b""


_TOO_DEEP: Final = N_("The parts of this file are nested too deeply. It was kept, but not opened.")
_TOO_MUCH: Final = N_("This file says more than one file may say. It was kept, but not read.")
_DAMAGED: Final = N_("This file is damaged or not what it says it is ({reason}). It was kept as it came.")


def _failed(*findings: Finding) -> bytes:
    return _answer(False, Reading({}, list(findings)))


def _answer(ok: bool, reading: Reading) -> bytes:
    findings = [
        {"code": f.code, "message": f.message, "values": dict(f.values), "where": f.where}
        for f in reading.findings
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
