"""What a backup consists of, and the proof that it is still what was written.

A folder of backups holds ``files`` (the bytes of all backups under their SHA-256, each once) and one folder for each
backup: ``manifest.json``, ``database.dump``, ``files.txt`` (SHA-256 and size of every file that belongs to it),
``heads.txt`` (the last hash of every stream of the journal) and ``keys`` (seal, secret key, notes of the state folder).
"""

import hashlib
import json
import os
import shutil
from collections.abc import Callable, Iterator
from dataclasses import asdict, dataclass
from pathlib import Path

from ordolux.config.environment import SetupFault

MANIFEST = "manifest.json"
DUMP = "database.dump"
FILES = "files.txt"
HEADS = "heads.txt"
KEYS = "keys"
STORE = "files"
_CHUNK = 2**20


@dataclass(frozen=True, slots=True)
class Manifest:
    """What a backup says of itself. ``parts``: SHA-256 of each of its files by its path; ``missing``: files that the
    store did not have (or not whole) when the backup was made."""

    made_at: str
    schema: str
    owner_role: str
    app_role: str
    server_version: int
    file_count: int
    file_bytes: int
    stream_count: int
    parts: dict[str, str]
    missing: list[str]

    def write(self, folder: Path) -> str:
        """Write it into the backup's folder; returns its own SHA-256, which may be kept elsewhere."""
        told = json.dumps(asdict(self), indent=1, sort_keys=True).encode()
        write_synced(folder / MANIFEST, told)
        return hashlib.sha256(told).hexdigest()


def manifest_of(backup: Path) -> Manifest:
    """The manifest of a backup. Raises SetupFault when there is none."""
    try:
        return Manifest(**json.loads((backup / MANIFEST).read_text()))
    except FileNotFoundError:
        raise SetupFault(f"{backup} holds no backup: there is no {MANIFEST} in it.") from None
    except (ValueError, TypeError) as fault:
        raise SetupFault(f"The manifest of {backup} cannot be read: {fault}") from None


def find(place: Path) -> Path:
    """The backup at ``place``: itself, or the newest in a folder of backups. Raises SetupFault when there is none."""
    if (place / MANIFEST).is_file():
        return place
    found = sorted(path.parent for path in place.glob(f"[0-9]*/{MANIFEST}"))
    if not found:
        raise SetupFault(f"There is no backup in {place}.")
    return found[-1]


def files_of(backup: Path) -> Iterator[tuple[str, int]]:
    """SHA-256 and size of every file that belongs to the backup."""
    with (backup / FILES).open() as lines:
        for line in lines:
            sha256, size = line.split()
            yield sha256, int(size)


def heads_of(backup: Path) -> set[tuple[str, int, str]]:
    """Stream, number of the last line and its hash of every stream, as they were in the backup's moment."""
    with (backup / HEADS).open() as lines:
        told = (line.rstrip("\n").split("\t") for line in lines)
        return {(stream, int(seq), last) for stream, seq, last in told}


def place_of(store: Path, sha256: str) -> Path:
    """Where a file lies in a store, ours or that of the backups."""
    return store / sha256[:2] / sha256


def parts_of(folder: Path) -> dict[str, str]:
    """The SHA-256 of every file in a backup's folder by its path, the manifest left out."""
    return {
        str(path.relative_to(folder)): hash_of(path)
        for path in sorted(folder.rglob("*"))
        if path.is_file() and path.name != MANIFEST
    }


def check(backup: Path, lists: Callable[[Path], str]) -> list[str]:
    """What is wrong with a backup, a sentence each; empty when it is whole.

    Every part and every file is read and hashed. ``lists`` opens the dump and returns what is wrong with it, if anything.
    """
    manifest = manifest_of(backup)
    found = parts_of(backup)
    findings = [f"{name} is missing." for name in sorted(manifest.parts.keys() - found.keys())]
    findings += [
        f"{name} is not part of this backup." for name in sorted(found.keys() - manifest.parts.keys())
    ]
    findings += [
        f"{name} was changed or is damaged."
        for name, told in manifest.parts.items()
        if name in found and found[name] != told
    ]
    if any(name in (DUMP, FILES) for finding in findings for name in [finding.split()[0]]):
        return findings
    findings += [f"file {sha256} was missing when the backup was made." for sha256 in manifest.missing]
    if unreadable := lists(backup / DUMP):
        findings.append(f"{DUMP} cannot be read: {unreadable}")
    store = backup.parent / STORE
    missing = set(manifest.missing)
    for sha256, size in files_of(backup):
        if sha256 not in missing and (wrong := wrong_with(place_of(store, sha256), sha256, size)):
            findings.append(f"file {sha256} {wrong}.")
    return findings


def wrong_with(path: Path, sha256: str, size: int) -> str:
    """What is wrong with a stored file, in a few words; empty when its bytes are those of its name."""
    try:
        if path.stat().st_size != size or hash_of(path) != sha256:
            return "is damaged"
    except FileNotFoundError:
        return "is missing"
    return ""


def copy_verified(source: Path, target: Path, sha256: str) -> bool:
    """Copy a file under its hash, synced, hashing what is read; False (and nothing written) when it is not the right one."""
    target.parent.mkdir(mode=0o700, parents=True, exist_ok=True)
    beside = target.with_name(f".{target.name}.{os.getpid()}")
    told = hashlib.sha256()
    try:
        with source.open("rb") as read, beside.open("wb") as written:
            while chunk := read.read(_CHUNK):
                told.update(chunk)
                written.write(chunk)
            written.flush()
            os.fsync(written.fileno())
    except FileNotFoundError:
        return False
    if told.hexdigest() != sha256:
        beside.unlink()
        return False
    beside.replace(target)
    sync_folder(target.parent)
    return True


def copy_tree(source: Path, target: Path) -> None:
    """Copy a folder of small secret files, readable by this user only."""
    for path in sorted(source.rglob("*")):
        if path.is_file() and not any(part.startswith(".") for part in path.relative_to(source).parts):
            there = target / path.relative_to(source)
            there.parent.mkdir(mode=0o700, parents=True, exist_ok=True)
            write_synced(there, path.read_bytes())


def write_synced(path: Path, data: bytes) -> None:
    """Write a file that only this user may read, and have it on the disk; half of it is never seen."""
    beside = path.with_name(f".{path.name}.{os.getpid()}")
    beside.unlink(missing_ok=True)
    with os.fdopen(os.open(beside, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600), "wb") as file:
        file.write(data)
        file.flush()
        os.fsync(file.fileno())
    beside.replace(path)
    sync_folder(path.parent)


def sync_folder(folder: Path) -> None:
    """Have the names in a folder on the disk."""
    opened = os.open(folder, os.O_RDONLY)
    try:
        os.fsync(opened)
    finally:
        os.close(opened)


def hash_of(path: Path) -> str:
    """The SHA-256 of a file, in hexadecimal digits."""
    with path.open("rb") as file:
        return hashlib.file_digest(file, "sha256").hexdigest()


def forget_older(place: Path, keep: int) -> int:
    """Remove all but the newest ``keep`` backups, and the files that none of the others needs; returns how many went.

    Raises SetupFault when fewer than one should be kept.
    """
    if keep < 1:
        raise SetupFault("At least one backup is kept.")
    backups = sorted(path.parent for path in place.glob(f"[0-9]*/{MANIFEST}"))
    old = backups[:-keep]
    for backup in old:
        # the manifest first: what is left of a killed removal is no backup any more
        (backup / MANIFEST).unlink()
        shutil.rmtree(backup)
    if old:
        needed = {sha256 for backup in backups[-keep:] for sha256, _ in files_of(backup)}
        for path in (place / STORE).glob("*/*"):
            if path.name not in needed:
                path.unlink()
    return len(old)
