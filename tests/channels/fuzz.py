"""``python -m tests.channels.fuzz --opener table --seconds 600``: an opener under a coverage-guided fuzzer (atheris).

It runs in this process, without the sandbox: what it finds there the sandbox would hold, and we still want to know. The
first inputs are hostile messages and files; whatever is not a refusal, or takes longer than five seconds, is a finding.
atheris is not among our packages: ``pip install atheris`` where there is a wheel for this Python.
"""

import argparse
import contextlib
import random
import sys
import tempfile
from collections.abc import Callable
from pathlib import Path

from tests.channels.hostile import file, message

FIRST = 200
OPENERS = {"mail": "", "message": ".eml", "table": ".xlsx", "form": ".json", "pdf": ".pdf"}
"""What is fuzzed, and the ending of its files; ``mail`` is the reader of the mailbox, the others that of inquiries."""


def main() -> int:
    """Fuzz for some time; the status is that of the fuzzer."""
    options = argparse.ArgumentParser(prog="python -m tests.channels.fuzz", description=__doc__)
    options.add_argument("--opener", choices=sorted(OPENERS), default="mail")
    options.add_argument("--seconds", type=int, default=600)
    options.add_argument("--seed", type=int, default=1)
    told = options.parse_args()
    try:
        import atheris
    except ImportError:
        print("atheris is not installed; nothing was fuzzed", file=sys.stderr)
        return 0
    with atheris.instrument_imports(include=["ordolux.foundation.sandbox", "email", "openpyxl"]):
        from ordolux.foundation.sandbox.incoming.opening import open_message
        from ordolux.foundation.sandbox.readers.mail import read_mail
        from ordolux.foundation.sandbox.reading import CannotRead

    ending = OPENERS[told.opener]
    opened: Callable[[bytes], object] = (
        read_mail if told.opener == "mail" else lambda data: open_message(data, name=f"fuzz{ending}")
    )

    def once(data: bytes) -> None:
        with contextlib.suppress(CannotRead):
            opened(data)

    with tempfile.TemporaryDirectory(prefix="ordolux-fuzz-") as folder:
        for number, raw in enumerate(_first(ending, told.seed)):
            if len(raw) < 100_000:
                (Path(folder) / str(number)).write_bytes(raw)
        atheris.Setup(
            [sys.argv[0], folder, f"-max_total_time={told.seconds}", f"-seed={told.seed}", "-timeout=5",
             "-max_len=100000", "-rss_limit_mb=1500"],
            once,
        )  # fmt: skip
        atheris.Fuzz()
    return 0


def _first(ending: str, seed: int) -> list[bytes]:
    """Hostile inputs of this kind to begin with."""
    if ending in ("", ".eml"):
        return [message(number, seed) for number in range(FIRST)]
    made = (file(random.Random(f"{seed}:file:{number}")) for number in range(FIRST * 5))
    return [data for name, data in made if name.endswith(ending)][:FIRST]


if __name__ == "__main__":
    sys.exit(main())
