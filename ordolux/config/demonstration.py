"""The demonstration data, loaded once into each database; what they are stands in ``process/demonstration.py``."""

from contextlib import suppress
from importlib import import_module
from pathlib import Path

import psycopg

from ordolux.config import database
from ordolux.config.environment import Environment

_MODULE = "ordolux.process.demonstration"
# the process that lives the company's past behind a run
FILLING = "ordolux.process.demonstration.filling"


def load(environment: Environment) -> None:
    """Load them if they are not there yet, and note that, so that later starts need not look."""
    import_module(_MODULE).load()
    _note(environment).write_text(_identity(environment))


def is_noted(environment: Environment) -> bool:
    """Whether they were loaded into this very database before; quick, without Django."""
    with suppress(FileNotFoundError):
        return _note(environment).read_text() == _identity(environment)
    return False


def may_be_filled(environment: Environment) -> bool:
    """Whether the rest of the company is lived behind a run: in a trial on our own database, whose clock stands still.

    What was lived already is seen by the process itself, which then ends at once.
    """
    return environment.is_embedded and environment.filling and not environment.simulation


def sign_ins() -> list[str]:
    """Who can sign in, one line each."""
    lines: list[str] = import_module(_MODULE).sign_ins()
    return lines


def _note(environment: Environment) -> Path:
    return environment.state / "demonstration-loaded"


def _identity(environment: Environment) -> str:
    """The database's own number: another one, or a new one under the same name, has another."""
    with psycopg.connect(database.app_conninfo(environment), autocommit=True) as connection:
        row = connection.execute(
            "SELECT (SELECT system_identifier FROM pg_control_system()), oid FROM pg_database"
            " WHERE datname = current_database()"
        ).fetchone()
    assert row is not None, "the current database is listed"
    return f"{row[0]}/{row[1]}"
