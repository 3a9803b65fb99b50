"""The folder into which a fax server, or its hook, puts received faxes.

A file is taken when it has not changed for a few seconds: its bytes are stored and committed, then it is moved to
``taken``. What is no fax is moved to ``refused`` with a note beside it. Beside ``fax000000123.tif`` may lie
``fax000000123.tif.from`` with the caller's number in its first line and his name in the second.
"""

import logging
import time
from pathlib import Path
from typing import Final

from ordolux.edges.mailbox.intake import LARGEST, take_in

log = logging.getLogger(__name__)

ENDINGS: Final = frozenset({".tif", ".tiff", ".pdf"})
STILL_SECONDS: Final = 3.0
ADDRESSEE: Final = "fax"
CALLER: Final = ".from"
_KINDS: Final = frozenset({"image/tiff", "application/pdf"})
_MOST_AT_ONCE: Final = 50


def take_faxes(folder: Path, *, still_seconds: float = STILL_SECONDS) -> int:
    """Take every fax that lies in ``folder`` and return how many were new. Raises what database and disk raise.

    Killed between taking and moving, a fax is met again and known by its bytes.
    """
    taken = 0
    for path in sorted(folder.iterdir())[: _MOST_AT_ONCE * 4]:
        if (
            path.suffix.lower() not in ENDINGS
            or path.name.startswith(".")
            or not path.is_file()
            or path.is_symlink()
        ):
            continue
        status = path.stat()
        if time.time() - status.st_mtime < still_seconds:
            continue
        reason = _why_not(path, status.st_size)
        if reason:
            log.warning("fax folder: %s refused: %s", path.name, reason)
            _moved(path, folder / "refused")
            (folder / "refused" / f"{path.name}.txt").write_text(reason + "\n")
            continue
        number, name = caller_of(path)
        raw = path.read_bytes()
        is_new = take_in(
            raw, envelope_from=number, envelope_to=[ADDRESSEE], peer=f"fax:{path.name}"[:200], channel="fax",
            media_type=_kind(raw), name=name,
        )  # fmt: skip
        taken += is_new
        log.info(
            "fax folder: %s from %s %s", path.name, number or "nobody known", "taken" if is_new else "known"
        )
        _moved(path, folder / "taken")
        if taken >= _MOST_AT_ONCE:
            break
    return taken


def caller_of(path: Path) -> tuple[str, str]:
    """Number and name of who called, as the file beside the fax tells; empty when it tells nothing."""
    beside = path.with_name(path.name + CALLER)
    try:
        lines = beside.read_bytes()[:400].decode("utf-8", "replace").replace("\0", "").splitlines()
    except OSError:
        return "", ""
    said = [" ".join(line.split())[:200] for line in (*lines, "", "")]
    return said[0], said[1]


def _why_not(path: Path, size: int) -> str:
    if size > LARGEST:
        return f"It is larger than {LARGEST // 2**20} MiB."
    with path.open("rb") as file:
        found = _kind(file.read(4096))
    return "" if found in _KINDS else "It is neither TIFF nor PDF."


def _kind(raw: bytes) -> str:
    from ordolux.foundation.sandbox import what_is

    return what_is(raw)


def _moved(path: Path, to: Path) -> None:
    """Move a file and what lies beside it; a name that is taken there gets a number."""
    to.mkdir(exist_ok=True)
    name, place = path.name, 1
    while (to / name).exists():
        place += 1
        name = f"{path.stem}-{place}{path.suffix}"
    beside = path.with_name(path.name + CALLER)
    path.rename(to / name)
    if beside.exists():
        beside.rename(to / (name + CALLER))
