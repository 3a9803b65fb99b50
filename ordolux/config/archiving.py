"""The receiver of the archive: ``python -m ordolux.config.archiving``, a part of the run while ORDOLUX_ARCHIVE is set."""

import contextlib
import signal
import subprocess
import sys
import time

import psycopg

from ordolux.config import database
from ordolux.config.backup.archive import Archive
from ordolux.config.environment import SetupFault, read

_LOOK_EVERY_SECONDS = 2.0


def main() -> None:
    """Receive until a signal ends it; begin again at once when the server was away."""
    environment = read()
    archive, server = Archive.of(environment), database.server_of(environment)
    signal.signal(signal.SIGTERM, lambda *_: sys.exit(0))
    has_all_files = False
    while True:
        try:
            archive.make_slot(server)
        except psycopg.Error:
            time.sleep(0.2)
            continue
        receiving = archive.receive(server)
        try:
            while receiving.poll() is None:
                if not archive.has_base():
                    with contextlib.suppress(SetupFault):
                        print(f"took a base: {archive.take_base(server)}", flush=True)
                if not has_all_files:
                    archive.copy_files(environment.file_store)
                    has_all_files = True
                archive.copy_keys()
                with contextlib.suppress(subprocess.TimeoutExpired):
                    receiving.wait(_LOOK_EVERY_SECONDS)
        finally:
            receiving.terminate()
            receiving.wait()
        print("the receiver lost the server; again", flush=True)
        time.sleep(0.2)


if __name__ == "__main__":
    main()
