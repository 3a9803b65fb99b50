"""Child processes that share what the supervisor has loaded already, so that four of them start as fast as one."""

import os
import runpy
import signal
import sys
import time
import traceback
from collections.abc import Callable
from contextlib import suppress
from typing import IO


def is_possible() -> bool:
    """Linux only: elsewhere system libraries do not bear a fork after they were used."""
    return sys.platform == "linux"


class Forked:
    """A child made by fork; what of ``subprocess.Popen`` the supervisor uses, with the same meanings."""

    def __init__(self, work: Callable[[], None]) -> None:
        reading, writing = os.pipe()
        sys.stdout.flush()
        sys.stderr.flush()
        self.returncode: int | None = None
        self.pid = os.fork()
        if self.pid == 0:
            os.close(reading)
            _become(work, writing)
        os.close(writing)
        self.stdout: IO[bytes] | None = os.fdopen(reading, "rb", buffering=0)

    def poll(self) -> int | None:
        """The exit status, None while it runs."""
        if self.returncode is None:
            with suppress(ChildProcessError):
                number, status = os.waitpid(self.pid, os.WNOHANG)
                if number:
                    self.returncode = os.waitstatus_to_exitcode(status)
        return self.returncode

    def wait(self, timeout: float | None = None) -> int:
        """Wait until it has ended. Raises TimeoutError."""
        until = None if timeout is None else time.monotonic() + timeout
        while self.poll() is None:
            if until is not None and time.monotonic() > until:
                raise TimeoutError
            time.sleep(0.02)
        assert self.returncode is not None, "it has ended"
        return self.returncode

    def terminate(self) -> None:
        """Ask it to end."""
        if self.poll() is None:
            os.kill(self.pid, signal.SIGTERM)


def load_everything() -> None:
    """Import, here and once, what every part of the run needs."""
    import django

    django.setup()
    from django.urls import get_resolver

    assert get_resolver().url_patterns


def run_module(name: str) -> Callable[[], None]:
    """The work of ``python -m name``."""
    return lambda: _as_main(name)


def _as_main(name: str) -> None:
    sys.argv = [name]
    runpy.run_module(name, run_name="__main__", alter_sys=True)


def _become(work: Callable[[], None], output: int) -> None:
    """In the child: leave the supervisor's group, signals and files behind, do the work, and end."""
    status = 1
    try:
        os.setsid()
        for number in (signal.SIGINT, signal.SIGTERM, signal.SIGHUP):
            signal.signal(number, signal.SIG_DFL if number != signal.SIGINT else signal.default_int_handler)
        nothing = os.open(os.devnull, os.O_RDONLY)
        os.dup2(nothing, 0)
        os.dup2(output, 1)
        os.dup2(output, 2)
        os.closerange(3, 256)
        sys.stdout = os.fdopen(1, "w", buffering=1, closefd=False)
        sys.stderr = os.fdopen(2, "w", buffering=1, closefd=False)
        sys.__stderr__ = sys.stderr  # type: ignore[misc]  # logging's last resort writes there
        work()
        status = 0
    except SystemExit as end:
        status = end.code if isinstance(end.code, int) else int(end.code is not None)
    except KeyboardInterrupt:
        status = 130
    except BaseException:  # noqa: BLE001  # the process ends here, whatever it was
        traceback.print_exc()
    finally:
        with suppress(BaseException):
            sys.stdout.flush()
            sys.stderr.flush()
        os._exit(status)
