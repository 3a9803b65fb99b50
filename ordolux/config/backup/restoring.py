"""``ordolux restore``: a backup into an empty place, and the proof that everything is there again."""

from pathlib import Path

import psycopg

from ordolux.config import database
from ordolux.config.backup import contents, taking
from ordolux.config.backup.contents import Manifest
from ordolux.config.environment import Environment, SetupFault


def restore(environment: Environment, backup: Path) -> Manifest:
    """Bring the files, keys and database of ``backup`` into an empty place; the server runs already.

    Every part is hashed before, every file while it is copied. The database comes last and in one transaction: what a
    killed restore leaves can be restored into again. Raises SetupFault, naming what is in the way or what is damaged.
    """
    manifest = contents.manifest_of(backup)
    _is_empty(environment)
    _has_roles(environment, manifest)
    found = contents.parts_of(backup)
    if found != manifest.parts:
        wrong = sorted(
            n for n in found.keys() | manifest.parts.keys() if found.get(n) != manifest.parts.get(n)
        )
        raise SetupFault(f"The backup is damaged, nothing was restored: {', '.join(wrong)}.")
    put_keys(environment, backup / contents.KEYS)
    missing = put_files(environment.file_store, backup)
    done = taking.program(
        environment,
        "pg_restore",
        "--single-transaction",
        "--exit-on-error",
        "--no-owner",
        backup / contents.DUMP,
    )
    if done.returncode:
        raise SetupFault(f"The database could not be restored: {done.stderr.strip()[-600:]}")
    if missing:
        # The rest is there and proved below; what is lost is told, not hidden.
        print(f"{len(missing)} files are not in the backup: {', '.join(missing[:20])}")
    return manifest


def put_keys(environment: Environment, keys: Path) -> None:
    """Put seal, secret key and notes into the state folder; those that are there already must be the same."""
    wanted = {path.relative_to(keys): path for path in keys.rglob("*") if path.is_file()}
    for name, source in wanted.items():
        is_seal = name.parts[0] == "seal-keys"
        place = environment.key_folder.joinpath(*name.parts[1:]) if is_seal else environment.state / name
        if name == Path(taking.SECRET) and environment.secret_key:
            if environment.secret_key.encode() != source.read_bytes():
                raise SetupFault("ORDOLUX_SECRET_KEY is not the secret key of the backup.")
            continue
        if place.exists():
            if place.read_bytes() != source.read_bytes():
                raise SetupFault(
                    f"{place} is there and differs from the backup's: restore into an empty place only."
                )
            continue
        place.parent.mkdir(
            mode=0o700 if place.parent != environment.state else 0o755, parents=True, exist_ok=True
        )
        contents.write_synced(place, source.read_bytes())


def put_files(store: Path, backup: Path) -> list[str]:
    """Copy every file of the backup into the file store; returns those that the backup has not, or not whole."""
    missing = []
    for sha256, size in contents.files_of(backup):
        target = contents.place_of(store, sha256)
        if contents.wrong_with(target, sha256, size) and not contents.copy_verified(
            contents.place_of(backup.parent / contents.STORE, sha256), target, sha256
        ):
            missing.append(sha256)
    return missing


def prove(environment: Environment, backup: Path | None = None) -> list[str]:
    """What is wrong with the company as it stands now, a sentence each; empty when all is well. Django is set up.

    The journal is computed again, every file that a row names is read and hashed; after a restore the heads of the
    streams are those of the backup.
    """
    from django.db import connection

    from ordolux.foundation.journal.verify import verify

    findings = [f"journal: {broken.stream}, line {broken.seq}: {broken.reason}" for broken in verify().broken]
    with connection.cursor() as cursor:
        cursor.execute("SELECT sha256, size FROM foundation_storedfile ORDER BY sha256")
        files = cursor.fetchall()
        cursor.execute("SELECT stream, seq, encode(hash, 'hex') FROM foundation_streamhead")
        heads = {(str(stream), int(seq), str(last)) for stream, seq, last in cursor.fetchall()}
    for sha256, size in files:
        if wrong := contents.wrong_with(contents.place_of(environment.file_store, sha256), sha256, size):
            findings.append(f"file {sha256} {wrong}")
    if backup is not None and heads != contents.heads_of(backup):
        findings.append("the heads of the journal are not those of the backup")
    return findings


def _is_empty(environment: Environment) -> None:
    with psycopg.connect(taking.owner_conninfo(environment), autocommit=True) as connection:
        row = connection.execute(
            "SELECT count(*) FROM pg_class WHERE relnamespace = 'public'::regnamespace"
        ).fetchone()
    if row is None or row[0]:
        where = f"of {environment.state}" if environment.is_embedded else "of DATABASE_URL"
        raise SetupFault(f"The database {where} is not empty: restore into an empty place only.")


def _has_roles(environment: Environment, manifest: Manifest) -> None:
    """The rights in the dump name both roles."""
    for told, here, variable in (
        (manifest.app_role, database.app_role(environment), "DATABASE_URL"),
        (manifest.owner_role, taking.owner_role(environment), "ORDOLUX_OWNER_DATABASE_URL"),
    ):
        if told != here:
            raise SetupFault(
                f"The backup gives its rights to the role '{told}'; {variable} signs in as '{here}'."
            )
