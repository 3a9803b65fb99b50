"""The demonstration post box: without a relay, letters that leave us stay here and can be read.

Each letter is one file ``<number>-<hash of its Message-ID>.eml`` in the folder ``ORDOLUX_OUTGOING``; the same
letter handed over again keeps its file. ``index.jsonl`` beside them tells the envelopes. The folder holds nothing that
the correspondence does not hold too.
"""

import email.policy
import fcntl
import hashlib
import json
import os
import re
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import UTC, datetime
from email.errors import MessageError
from email.parser import BytesHeaderParser
from pathlib import Path
from typing import Any, Final

_INDEX: Final = "index.jsonl"
_LETTER: Final = re.compile(r"\d{6}-[0-9a-f]{12}\.eml")


@dataclass(frozen=True, slots=True)
class Letter:
    """One letter in the post box; ``id`` names it in addresses. ``at`` is the real moment at which it was put in."""

    id: str
    at: datetime
    sender: str
    to: tuple[str, ...]
    subject: str
    size: int


class NoSuchLetter(LookupError):
    """There is no letter with this id in the post box."""


def keep_letter(raw: bytes, envelope_from: str, envelope_to: list[str], folder: Path | None = None) -> str:
    """Put a letter into the post box and return its id; the same Message-ID for the same people is kept once."""
    place = folder or _folder()
    place.mkdir(parents=True, exist_ok=True)
    headers = _headers(raw)
    named = headers["message_id"] or hashlib.sha256(raw).hexdigest()
    mark = hashlib.sha256(f"{named}|{','.join(sorted(envelope_to))}".encode("utf-8", "replace")).hexdigest()[
        :12
    ]
    with _alone(place):
        # names only: a post box of a thousand letters must not make each new one dear
        known = [name for name in os.listdir(place) if _LETTER.fullmatch(name)]  # noqa: PTH208  # no paths
        for kept in known:
            if kept.endswith(f"-{mark}.eml"):
                return kept.removesuffix(".eml")
        number = 1 + max((int(kept[:6]) for kept in known), default=0)
        name = f"{number:06d}-{mark}"
        beside = place / f".{name}.{os.getpid()}"
        with beside.open("wb") as file:
            file.write(raw)
            file.flush()
            os.fsync(file.fileno())
        beside.replace(place / f"{name}.eml")
        line = {
            "id": name, "at": datetime.now(UTC).isoformat(), "from": envelope_from, "to": envelope_to,
            "subject": headers["subject"], "size": len(raw),
        }  # fmt: skip
        with (place / _INDEX).open("a", encoding="utf-8") as index:
            index.write(json.dumps(line, ensure_ascii=False) + "\n")
    return name


def list_letters(folder: Path | None = None) -> list[Letter]:
    """The letters in the post box, newest first."""
    place = folder or _folder()
    told = _told(place)
    letters = []
    for path in sorted(_files(place), reverse=True):
        line = told.get(path.stem)
        if line is None:
            # Put in just before the power went: the letter is there, its line is not.
            headers = _headers(path.read_bytes()[:65_536])
            line = {"from": headers["from"], "to": [headers["to"]], "subject": headers["subject"],
                    "at": datetime.fromtimestamp(path.stat().st_mtime, UTC).isoformat()}  # fmt: skip
        letters.append(
            Letter(
                id=path.stem,
                at=datetime.fromisoformat(line["at"]),
                sender=line["from"],
                to=tuple(line["to"]),
                subject=line["subject"],
                size=path.stat().st_size,
            )
        )
    return letters


def read_letter(letter_id: str, folder: Path | None = None) -> bytes:
    """The bytes of a letter as they were handed over. Raises NoSuchLetter."""
    name = f"{letter_id}.eml"
    if not _LETTER.fullmatch(name):
        raise NoSuchLetter(letter_id)
    try:
        return ((folder or _folder()) / name).read_bytes()
    except FileNotFoundError:
        raise NoSuchLetter(letter_id) from None


def keep_received_letter(raw: bytes, envelope_from: str, envelope_to: list[str], peer: str) -> str:
    """The post box as a mail server: keep the letter and say what the sender is to be told."""
    keep_letter(raw, envelope_from, envelope_to)
    return "250 2.0.0 Kept in the demonstration post box"


def _folder() -> Path:
    from django.conf import settings

    return Path(settings.ORDOLUX_OUTGOING)


def _files(folder: Path) -> list[Path]:
    return [path for path in folder.glob("*.eml") if _LETTER.fullmatch(path.name)]


def _told(folder: Path) -> dict[str, dict[str, Any]]:
    told = {}
    try:
        lines = (folder / _INDEX).read_text(encoding="utf-8").splitlines()
    except FileNotFoundError:
        return {}
    for line in lines:
        try:
            entry = json.loads(line)
            told[entry["id"]] = entry
        except (ValueError, KeyError):
            # Half a line of a process that was killed; the letter itself is whole.
            continue
    return told


def _headers(raw: bytes) -> dict[str, str]:
    # Read by the plain parser: these are our own letters, but a wrong setting could send anything here.
    said = BytesHeaderParser(policy=email.policy.compat32).parsebytes(raw[:65_536])
    found = {}
    for name in ("Message-ID", "Subject", "From", "To"):
        try:
            text = str(email.header.make_header(email.header.decode_header(str(said.get(name, "")))))
        except (MessageError, LookupError, ValueError):
            text = str(said.get(name, ""))
        found[name.lower().replace("-", "_")] = " ".join(text.encode("utf-8", "replace").decode().split())[
            :500
        ]
    return found


@contextmanager
def _alone(folder: Path) -> Iterator[None]:
    with (folder / ".lock").open("w") as lock:
        fcntl.flock(lock, fcntl.LOCK_EX)
        yield
