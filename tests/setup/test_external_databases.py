"""A database named by DATABASE_URL is refused, in one sentence, when it would not keep our promises."""

import pytest

from ordolux.config import database
from ordolux.config.database import STATEMENTS_BEFORE_PREPARED
from ordolux.config.environment import SetupFault, read


def urls(databases, app: str, name: str) -> dict[str, str]:
    return {"DATABASE_URL": databases.server.conninfo(role=app, database=name)}


def test_an_ordinary_role_is_accepted(databases, live_database):
    database.check_external(read(urls(databases, "ordolux_app", live_database)))


@pytest.mark.parametrize(
    ("role", "reason"), [("postgres", "is a superuser"), ("ordolux_owner", "owns the database")]
)
def test_a_mighty_role_is_refused(databases, live_database, role, reason):
    with pytest.raises(SetupFault, match=reason):
        database.check_external(read(urls(databases, role, live_database)))


def test_a_role_that_passes_row_security_is_refused(databases, live_database):
    import psycopg

    superuser = databases.server.conninfo(role="postgres", database="postgres")
    with psycopg.connect(superuser, autocommit=True) as connection:
        connection.execute("CREATE ROLE passer LOGIN BYPASSRLS")
        try:
            with pytest.raises(SetupFault, match="BYPASSRLS"):
                database.check_external(read(urls(databases, "passer", live_database)))
        finally:
            connection.execute("DROP ROLE passer")


def test_a_database_that_does_not_answer_is_told_in_one_sentence():
    with pytest.raises(SetupFault, match=r"^The database of DATABASE_URL does not answer: .+$"):
        database.check_external(read({"DATABASE_URL": "postgresql://ordolux_app@127.0.0.1:1/ordolux"}))


def test_a_simulation_on_an_external_database_is_refused():
    with pytest.raises(SetupFault, match="unset DATABASE_URL or ORDOLUX_SIMULATION"):
        read({"DATABASE_URL": "postgresql://ordolux_app@db/ordolux", "ORDOLUX_SIMULATION": "1"})


def test_migrating_an_external_database_needs_its_owner():
    environment = read(
        {"DATABASE_URL": "postgresql://ordolux_app@db/ordolux", "ORDOLUX_DATABASE_ROLE": "owner"}
    )
    with pytest.raises(SetupFault, match="ORDOLUX_OWNER_DATABASE_URL is needed"):
        database.django_settings(environment)


def test_the_owner_signs_in_with_his_own_address():
    environment = read(
        {
            "DATABASE_URL": "postgresql://ordolux_app:a@db:5433/trade?sslmode=require",
            "ORDOLUX_OWNER_DATABASE_URL": "postgresql://ordolux_owner:b@db:5433/trade",
        }
    )
    app = database.django_settings(environment)
    assert (app["USER"], app["PASSWORD"], app["HOST"], app["PORT"], app["NAME"]) == (
        "ordolux_app", "a", "db", "5433", "trade",
    )  # fmt: skip
    assert app["OPTIONS"] == {"sslmode": "require", "prepare_threshold": STATEMENTS_BEFORE_PREPARED}
    assert database.app_role(environment) == "ordolux_app"
