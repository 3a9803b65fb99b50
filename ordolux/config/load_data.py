"""``ordolux bench fill``: load data in a database of its own on the embedded server."""

import os
import subprocess
import sys

import psycopg
from psycopg import sql

from ordolux.config import database
from ordolux.config.environment import Environment, SetupFault

DATABASE = "ordolux_load"
MARK = "load data of `ordolux bench fill`: no business stands in it"


def fill(environment: Environment, orders: int, name: str = DATABASE) -> int:
    """Have ``orders`` copied orders in the database ``name``, which is made when it is not there.

    Raises SetupFault for a server that is not ours, and for a database that holds anything else.
    """
    if not environment.is_embedded:
        raise SetupFault("Load data are made on the embedded server only: unset DATABASE_URL.")
    if name == environment.database_name:
        raise SetupFault(f"'{name}' is the database of the business; load data need one of their own.")
    if orders < 1:
        raise SetupFault("Give the number of orders, as in `ordolux bench fill --orders 1000000`.")
    server = database.server_of(environment)
    _have_database(server, name)
    os.environ["ORDOLUX_DATABASE_NAME"] = name
    migrated = subprocess.run(
        [sys.executable, "-m", "ordolux", "migrate"], capture_output=True, text=True, check=False
    )
    if migrated.returncode != 0:
        raise SetupFault(f"'{name}' could not be migrated: {migrated.stderr.strip()[-300:]}")
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "ordolux.config.settings")
    import django

    django.setup()
    from ordolux.process import load_data

    filled = load_data.fill(server.conninfo(role="postgres", database=name), orders, _line)
    _line("")
    print(
        f"{filled.orders:,} orders of load data stand in '{name}', {filled.waiting:,} of them wait for somebody.\n"
        f"Look at them: ORDOLUX_DATABASE_NAME={name} bin/ordolux run"
    )
    return 0


def _have_database(server: database.EmbeddedServer, name: str) -> None:
    """The database with its mark; one that is there without it is left alone. A fill that died before its patterns were
    put aside begins anew."""
    with psycopg.connect(
        server.conninfo(role="postgres", database="postgres"), autocommit=True
    ) as connection:
        row = connection.execute(
            "SELECT shobj_description(oid, 'pg_database') FROM pg_database WHERE datname = %s", [name]
        ).fetchone()
        if row is not None and row[0] != MARK:
            raise SetupFault(
                f"The database '{name}' was not made for load data; choose another name with --database."
            )
        if row is not None and not _has_patterns(server, name):
            connection.execute(sql.SQL("DROP DATABASE {} WITH (FORCE)").format(sql.Identifier(name)))
            row = None
        if row is None:
            server.create_database(name)
            connection.execute(
                sql.SQL("COMMENT ON DATABASE {} IS {}").format(sql.Identifier(name), sql.Literal(MARK))
            )


def _has_patterns(server: database.EmbeddedServer, name: str) -> bool:
    with psycopg.connect(server.conninfo(role="postgres", database=name)) as connection:
        row = connection.execute("SELECT to_regnamespace('load_data') IS NOT NULL").fetchone()
        return row is not None and bool(row[0])


def _line(said: str) -> None:
    """One line that is written over; each on its own where nobody watches."""
    if sys.stdout.isatty():
        print(f"\r\033[K{said}", end="", flush=True)
    elif said:
        print(said, flush=True)
