"""A folder with little room, so that a disk can run full: a small file system of its own where we may mount one."""

import os
import resource
import shutil
import signal
import subprocess
from collections.abc import Iterable
from pathlib import Path

_STEPS = (64 * 2**20, 2**20, 4096)


class Tank:
    """The folder; ``fill`` leaves no byte free in it, ``drain`` gives the room back.

    Without the right to mount, the processes that would write are forbidden to make files grow instead (RLIMIT_FSIZE).
    """

    def __init__(self, folder: Path, mebibytes: int) -> None:
        self.folder = folder
        folder.mkdir(mode=0o755, parents=True, exist_ok=True)
        done = subprocess.run(
            ["mount", "-t", "tmpfs", "-o", f"size={mebibytes}m,mode=755", "tmpfs", str(folder)],
            check=False, capture_output=True,
        ) if os.geteuid() == 0 and shutil.which("mount") else None  # fmt: skip
        self.is_mounted = done is not None and done.returncode == 0
        self.filler = folder / "filler"
        self._held: list[int] = []

    def fill(self, writers: Iterable[int] = ()) -> None:
        """No room is left; ``writers`` are the processes that write into it."""
        if not self.is_mounted:
            for number in writers:
                resource.prlimit(number, resource.RLIMIT_FSIZE, (0, resource.RLIM_INFINITY))
                self._held.append(number)
            return
        with self.filler.open("wb") as file:
            for step in _STEPS:
                while True:
                    try:
                        os.posix_fallocate(file.fileno(), file.seek(0, os.SEEK_END), step)
                    except OSError:
                        break

    def drain(self) -> None:
        """There is room again."""
        for number in self._held:
            try:
                resource.prlimit(number, resource.RLIMIT_FSIZE, (resource.RLIM_INFINITY,) * 2)
            except ProcessLookupError:
                continue
        self._held.clear()
        self.filler.unlink(missing_ok=True)

    def remove(self) -> None:
        """Take the file system away."""
        if self.is_mounted:
            subprocess.run(["umount", "--lazy", str(self.folder)], check=False, capture_output=True)


def bears_full_disks() -> None:
    """In a process that writes: a forbidden growth is an error of that write, not the end of the process."""
    signal.signal(signal.SIGXFSZ, signal.SIG_IGN)
