"""The side of the sandbox that our own processes see: run a reader on foreign bytes, get an answer, never a crash."""

import contextlib
import importlib
import json
import logging
import os
import select
import signal
import socket
import struct
import subprocess
import sys
import threading
import time
from collections.abc import Mapping
from dataclasses import asdict, dataclass, field
from pathlib import Path
from typing import Any, Final

from ordolux.foundation.sandbox.confinement import Limits
from ordolux.foundation.sandbox.reading import LONGEST_MESSAGE, TOO_LARGE
from ordolux.rules.refusal import N_, Finding

log = logging.getLogger(__name__)

LARGEST_FILE: Final = 64 * 2**20
LONGEST_VALUE: Final = 8 * 2**20
LARGEST_CONTENT: Final = 48 * 2**20
_AT_ONCE: Final = 4
_PATIENCE_WITH_START: Final = 30.0
_PATIENCE_BEYOND_LIMIT: Final = 3.0

_TOO_BIG = N_("This file is larger than {mib} MiB. It was kept, but not opened.")
_TOO_SLOW = N_("Reading this file took too long and was stopped. It was kept as it came.")
_BROKE = N_("The program that reads such files broke off at this one. It was kept as it came.")
_GONE = N_("The reading process ended unexpectedly twice. The file was kept; try again later.")


@dataclass(frozen=True, slots=True)
class ReaderResult:
    """What a reader found: ``ok`` says whether ``value`` can be used; ``findings`` what was wrong or doubtful.

    ``content`` holds bytes that the reader took out (one attachment, one picture); most readers leave it empty.
    """

    ok: bool
    value: dict[str, Any]
    findings: tuple[Finding, ...] = ()
    content: bytes = field(default=b"", repr=False)


class _ServerGone(Exception):
    """The warm process died or hangs; the job may be tried on a new one."""


class Sandbox:
    """One warm child process with the readers of one module. Safe to use from threads and after a fork."""

    def __init__(
        self, readers: str = "ordolux.foundation.sandbox.readers", limits: Limits | None = None
    ) -> None:
        self._readers = readers
        self._limits = limits or Limits()
        self._lock = threading.Lock()
        self._places = threading.BoundedSemaphore(_AT_ONCE)
        self._control: socket.socket | None = None
        self._process: subprocess.Popen[bytes] | None = None
        self.protection: dict[str, Any] = {}
        os.register_at_fork(after_in_child=self._begin_anew)

    @property
    def pid(self) -> int | None:
        """The process number of the warm child, if it runs."""
        return self._process.pid if self._process is not None else None

    def run(self, reader: str, data: bytes, *, limits: Limits | None = None, **options: Any) -> ReaderResult:
        """Let ``reader`` read ``data`` in a process of its own and return what it says.

        ``options`` are handed to the reader and must be JSON-able. Whatever the bytes do to the reader (crash, endless
        loop, all memory) comes back as a finding. Raises ValueError for a reader that is not on the list: our mistake.
        """
        if reader not in reader_names(self._readers):
            raise ValueError(f"no reader is called {reader}")
        if len(data) > LARGEST_FILE:
            return _nothing(Finding("too-large", _TOO_BIG, {"mib": LARGEST_FILE // 2**20}))
        allowed = limits or self._limits
        request = json.dumps(
            {"reader": reader, "options": options, "limits": asdict(allowed), "longest_value": LONGEST_VALUE}
        ).encode()
        if len(request) > LONGEST_MESSAGE:
            raise ValueError("the options of a reader are short")
        with self._places:
            for _ in range(2):
                try:
                    return self._once(reader, data, request, allowed)
                except _ServerGone as gone:
                    log.warning("sandbox: %s while reading with %s; starting a new process", gone, reader)
        return _nothing(Finding("reader-gone", _GONE))

    def warm_up(self) -> None:
        """Start the child now, so that the first file does not wait for it."""
        with self._lock, contextlib.suppress(_ServerGone):
            self._running()

    def stop(self) -> None:
        """End the warm child; the next run starts a new one."""
        with self._lock:
            self._forget()

    def _once(self, reader: str, data: bytes, request: bytes, limits: Limits) -> ReaderResult:
        given = os.memfd_create("foreign", os.MFD_CLOEXEC)
        answer_out, answer_in = os.pipe()
        end_out, end_in = os.pipe()
        handles = [given, answer_in, end_in]
        try:
            view = memoryview(data)
            while view:
                view = view[os.write(given, view) :]
            with self._lock:
                control = self._running()
                try:
                    socket.send_fds(control, [request], handles)
                except OSError as error:
                    self._forget()
                    raise _ServerGone("its socket is closed") from error
            while handles:
                os.close(handles.pop())
            until = time.monotonic() + limits.wall_seconds + _PATIENCE_BEYOND_LIMIT
            answer = _read_until_closed(answer_out, until, 16 + LONGEST_VALUE + LARGEST_CONTENT)
            if answer is not None and _is_whole(answer):
                # Nobody waits for the process to be taken down.
                return _understood(answer)
            end = _read_until_closed(end_out, until, 4096)
            if answer is None or not end:
                with self._lock:
                    if self._control is control:
                        self._forget()
                if answer is None or end is None:
                    log.error("sandbox: %s did not end in time and its server did not stop it", reader)
                    return _nothing(Finding("too-slow", _TOO_SLOW))
                raise _ServerGone("the warm process died")
            return _nothing(_why(reader, len(data), json.loads(end)))
        finally:
            for handle in (*handles, answer_out, end_out):
                os.close(handle)

    def _running(self) -> socket.socket:
        """The socket of the warm child, started if need be. Call with the lock held."""
        if self._control is None or self._process is None or self._process.poll() is not None:
            self._forget()
            self._start()
        assert self._control is not None
        return self._control

    def _start(self) -> None:
        ours, theirs = socket.socketpair(socket.AF_UNIX, socket.SOCK_SEQPACKET)
        root = str(Path(__file__).resolve().parents[3])
        try:
            self._process = subprocess.Popen(
                [
                    sys.executable,
                    "-P",
                    "-s",
                    "-m",
                    "ordolux.foundation.sandbox.server",
                    str(theirs.fileno()),
                    self._readers,
                ],
                pass_fds=[theirs.fileno()],
                stdin=subprocess.DEVNULL,
                stdout=subprocess.DEVNULL,
                env={
                    "PYTHONPATH": root,
                    "PATH": os.defpath,
                    "LANG": "C.UTF-8",
                    "PYTHONDONTWRITEBYTECODE": "1",
                    "MALLOC_ARENA_MAX": "1",
                    "OMP_NUM_THREADS": "1",
                    "OPENBLAS_NUM_THREADS": "1",
                },
            )
        finally:
            theirs.close()
        ours.settimeout(_PATIENCE_WITH_START)
        try:
            ready = ours.recv(4096)
        except OSError:
            ready = b""
        if not ready:
            ours.close()
            self._forget()
            raise _ServerGone("it did not start")
        ours.settimeout(None)
        self._control = ours
        self.protection = json.loads(ready)
        self._warn()

    def _warn(self) -> None:
        if not (self.protection["network"] or self.protection["filter"]):
            log.warning(
                "sandbox: this kernel allows neither network namespaces nor system call filters; foreign files are "
                "read with limits on memory and time, but their readers could reach the network"
            )
        elif not (self.protection["filter"] or self.protection["files"]):
            log.warning(
                "sandbox: this kernel cannot make the file system unreachable for readers of foreign files"
            )

    def _begin_anew(self) -> None:
        """After a fork: the child belongs to our parent, and a lock may be held by a thread that is not here."""
        self._lock = threading.Lock()
        self._places = threading.BoundedSemaphore(_AT_ONCE)
        if self._control is not None:
            self._control.close()
        if self._process is not None:
            self._process.returncode = 0
        self._control = self._process = None

    def _forget(self) -> None:
        if self._control is not None:
            self._control.close()
        if self._process is not None:
            with contextlib.suppress(OSError):
                self._process.kill()
            self._process.wait()
        self._control = self._process = None


def reader_names(module: str) -> frozenset[str]:
    """The allow list of ``module``; it stands there as text, because the readers' libraries, which meet foreign bytes,
    are never imported into our own process.
    """
    return frozenset(importlib.import_module(module).NAMES)


def _read_until_closed(handle: int, until: float, longest: int) -> bytes | None:
    """All bytes until the other side closes; None when it takes too long or says too much."""
    pieces: list[bytes] = []
    size = 0
    waiting = select.poll()
    waiting.register(handle, select.POLLIN)
    while True:
        left = until - time.monotonic()
        if left <= 0 or not waiting.poll(left * 1000):
            return None
        piece = os.read(handle, 2**20)
        if not piece:
            return b"".join(pieces)
        size += len(piece)
        if size > longest:
            return None
        pieces.append(piece)


def _is_whole(answer: bytes) -> bool:
    return len(answer) >= 16 and 16 + sum(struct.unpack("!QQ", answer[:16])) == len(answer)


def _understood(answer: bytes) -> ReaderResult:
    head, _ = struct.unpack("!QQ", answer[:16])
    said = json.loads(answer[16 : 16 + head])
    findings = tuple(Finding(**finding) for finding in said["findings"])
    return ReaderResult(said["ok"], said["value"], findings, answer[16 + head :])


def _why(reader: str, size: int, end: Mapping[str, Any]) -> Finding:
    log.warning(
        "sandbox: %s ended with %s at %d bytes (peak %d KiB)", reader, end["code"], size, end["peak_kib"]
    )
    if end["late"] or end["out_of_cpu"]:
        return Finding("too-slow", _TOO_SLOW)
    if end["code"] in (-signal.SIGABRT, -signal.SIGKILL):
        # A library that gets no memory calls abort(); the kernel that has none left kills.
        return Finding("too-large", TOO_LARGE)
    return Finding("broke-off", _BROKE)


def _nothing(finding: Finding) -> ReaderResult:
    return ReaderResult(False, {}, (finding,))
