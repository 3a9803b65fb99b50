"""``python -m tests.channels.fuzz_mail --seconds 600``: the mail reader under a coverage-guided fuzzer (atheris).

It runs in this process, without the sandbox: what it finds there the sandbox would hold, and we still want to know. The
first inputs are the hostile messages; whatever is not a refusal, or takes longer than five seconds, is a finding. atheris is
not among our packages: ``pip install atheris`` where there is a wheel for this Python.
"""

import argparse
import contextlib
import sys
import tempfile
from pathlib import Path

from tests.channels.hostile import message

FIRST = 200


def main() -> int:
    """Fuzz for some time; the status is that of the fuzzer."""
    options = argparse.ArgumentParser(prog="python -m tests.channels.fuzz_mail", description=__doc__)
    options.add_argument("--seconds", type=int, default=600)
    options.add_argument("--seed", type=int, default=1)
    told = options.parse_args()
    try:
        import atheris
    except ImportError:
        print("atheris is not installed; nothing was fuzzed", file=sys.stderr)
        return 0
    with atheris.instrument_imports(include=["ordolux.foundation.sandbox", "email"]):
        from ordolux.foundation.sandbox.readers.mail import read_mail
        from ordolux.foundation.sandbox.reading import CannotRead

    def once(data: bytes) -> None:
        with contextlib.suppress(CannotRead):
            read_mail(data)

    with tempfile.TemporaryDirectory(prefix="ordolux-fuzz-") as folder:
        for number in range(FIRST):
            raw = message(number, told.seed)
            if len(raw) < 100_000:
                (Path(folder) / str(number)).write_bytes(raw)
        atheris.Setup(
            [sys.argv[0], folder, f"-max_total_time={told.seconds}", f"-seed={told.seed}", "-timeout=5",
             "-max_len=100000", "-rss_limit_mb=1500"],
            once,
        )  # fmt: skip
        atheris.Fuzz()
    return 0


if __name__ == "__main__":
    sys.exit(main())
