"""Bringing the database to the present code, as its owner."""

import hashlib
import os
import sys
from functools import cache

import psycopg
from psycopg import sql

from ordolux.config import database
from ordolux.config.environment import ROOT, Environment, read


def fingerprint() -> str:
    """A hash over everything that decides what a migrated database looks like."""
    package = ROOT / "ordolux"
    paths = {
        *package.glob("**/migrations/*.py"),
        *package.glob("**/models.py"),
        *package.glob("**/models/*.py"),
        *package.glob("foundation/**/*.py"),
        package / "config" / "database.py",
        package / "config" / "migrating.py",
        ROOT / "requirements.lock",
    }
    told = hashlib.sha256()
    for path in sorted(paths):
        if "tests" not in path.relative_to(ROOT).parts and path.exists():
            told.update(str(path.relative_to(ROOT)).encode() + b"\0" + path.read_bytes() + b"\0")
    return told.hexdigest()[:12]


def is_up_to_date(environment: Environment) -> bool:
    """Whether the last migration left the database as the present code wants it; quick, without Django."""
    with psycopg.connect(database.app_conninfo(environment), autocommit=True) as connection:
        row = connection.execute("SELECT obj_description('public'::regnamespace, 'pg_namespace')").fetchone()
    return row is not None and row[0] == note()


def migrate() -> None:
    """Migrate as the owner, then leave a note of what was reached. Raises SetupFault without the owner's address."""
    os.environ["ORDOLUX_DATABASE_ROLE"] = "owner"
    os.environ["DJANGO_SETTINGS_MODULE"] = "ordolux.config.settings"
    environment = read()
    reached = note()

    import django
    from django.core.management import call_command
    from django.db import connection

    django.setup()
    connection.ensure_connection()
    database.grant_default_rights(connection.connection, database.app_role(environment))
    call_command("migrate", interactive=False, verbosity=1, stdout=sys.stdout)
    with connection.cursor() as cursor:
        cursor.execute(
            sql.SQL("COMMENT ON SCHEMA public IS {}")
            .format(sql.Literal(reached))
            .as_string(connection.connection)
        )
    connection.close()


@cache
def note() -> str:
    """What a migration leaves in the database to say which code it was brought to."""
    return f"ordolux {fingerprint()}"
