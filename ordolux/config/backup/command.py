"""The commands ``ordolux backup`` and ``ordolux restore``."""

import argparse
from datetime import datetime
from pathlib import Path

from ordolux.config import database, migrating
from ordolux.config.backup import archive, contents, restoring, taking
from ordolux.config.environment import Environment, SetupFault


def declare(commands: "argparse._SubParsersAction[argparse.ArgumentParser]") -> None:
    """Both commands for the parser of ``ordolux``."""
    backup = commands.add_parser(
        "backup", help="copy database, files and keys into a folder of backups, while everything runs"
    )
    backup.add_argument(
        "folder", type=Path, nargs="?", help="the folder of backups; each one becomes a folder in it"
    )
    backup.add_argument(
        "--keep", type=int, default=0, metavar="N", help="afterwards remove all but the newest N backups"
    )
    backup.add_argument(
        "--check",
        action="store_true",
        help="make none: read and hash every byte of the newest one (or of the one named)",
    )
    backup.add_argument(
        "--base", action="store_true", help="make none: take a new base for the archive of ORDOLUX_ARCHIVE"
    )
    restore = commands.add_parser("restore", help="bring a backup into an empty place, and prove it")
    restore.add_argument(
        "folder", type=Path, help="a backup, or a folder of backups (the newest one is taken)"
    )
    restore.add_argument(
        "--archive",
        action="store_true",
        help="the folder is an archive (ORDOLUX_ARCHIVE): to its last committed deed",
    )
    restore.add_argument(
        "--until", type=_moment, default=None, metavar="MOMENT",
        help="with --archive: as it was at this moment, such as 2026-11-23T09:00:00+08:00",
    )  # fmt: skip


def backup(present: Environment, told: argparse.Namespace) -> int:
    """Make a backup, check one, or take a new base; the exit status is 1 when something is wrong with it."""
    if told.base:
        if told.folder is not None or told.check:
            raise SetupFault("--base takes no folder: it goes into ORDOLUX_ARCHIVE.")
        print(f"base: {archive.Archive.of(present).take_base(database.server_of(present))}")
        return 0
    if told.folder is None:
        raise SetupFault("Name the folder of backups.")
    if told.check:
        chosen = contents.find(told.folder)
        findings = contents.check(chosen, lambda dump: taking.unreadable(present, dump))
        return _say(
            findings, f"{chosen} is whole: {contents.manifest_of(chosen).file_count} files and the database."
        )
    taken = taking.take(present, told.folder.resolve())
    manifest = taken.manifest
    print(
        f"backup: {taken.folder}\n"
        f"{manifest.file_count} files ({manifest.file_bytes / 2**20:.1f} MiB, {taken.new_files} new),"
        f" {manifest.stream_count} streams of the journal\n"
        f"manifest: sha256 {taken.manifest_hash}"
    )
    if told.keep:
        print(f"older backups removed: {contents.forget_older(told.folder.resolve(), told.keep)}")
    return _say([f"file {sha256} is missing or damaged in the file store" for sha256 in manifest.missing], "")


def restore(present: Environment, told: argparse.Namespace) -> int:
    """Restore, then prove it; the exit status is 1 when something does not fit."""
    if told.until is not None and not told.archive:
        raise SetupFault("A backup is one moment; only an archive can be restored until another (--archive).")
    if told.until is not None and told.until.tzinfo is None:
        raise SetupFault("A moment needs its offset from UTC, as in 2026-11-23T09:00:00+08:00.")
    chosen = None if told.archive else contents.find(told.folder)
    try:
        if chosen is None:
            archive.restore(present, told.folder.resolve(), told.until)
        else:
            database.ensure(present)
            restoring.restore(present, chosen)
        return _proved(present, chosen)
    finally:
        if present.is_embedded:
            database.server_of(present).stop()


def _proved(present: Environment, backup: Path | None) -> int:
    import os

    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "ordolux.config.settings")
    import django

    django.setup()
    from ordolux.foundation.journal.verify import verify

    findings = restoring.prove(present, backup)
    verdict = verify()
    if not migrating.is_up_to_date(present):
        print("The backup is of another version of Ordolux: `ordolux migrate` brings it to this one.")
    return _say(
        findings,
        f"Restored and proved: {verdict.lines} lines of the journal in {verdict.streams} streams, every file with its hash.",
    )


def _say(findings: list[str], well: str) -> int:
    for finding in findings:
        print(finding)
    if not findings and well:
        print(well)
    return 1 if findings else 0


def _moment(text: str) -> datetime:
    return datetime.fromisoformat(text)
