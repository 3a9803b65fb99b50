"""What the application's role may not do, whatever code it runs."""

import pytest
from django.db import DatabaseError, connection, transaction

FORBIDDEN = {
    "empty a table": "TRUNCATE foundation_deal",
    "empty the journal and all that hangs on it": "TRUNCATE foundation_event CASCADE",
    "switch the triggers of a table off": "ALTER TABLE foundation_event DISABLE TRIGGER ALL",
    "switch its own triggers off": "SET session_replication_role = replica",
    "alter a table": "ALTER TABLE foundation_deal DROP COLUMN number",
    "drop a table": "DROP TABLE foundation_deal",
    "drop a trigger": "DROP TRIGGER append_only ON foundation_event",
    "replace the guard's function": "CREATE OR REPLACE FUNCTION ordolux_refuse_change() RETURNS trigger "
    "LANGUAGE plpgsql AS $$ BEGIN RETURN NULL; END $$",
    "make a table": "CREATE TABLE mine (id int)",
    "make a role": "CREATE ROLE somebody",
    "become the owner": "SET ROLE ordolux_owner",
    "become the superuser": "SET ROLE postgres",
    "forget a migration": "DELETE FROM django_migrations",
}


@pytest.mark.django_db
@pytest.mark.parametrize("statement", FORBIDDEN.values(), ids=FORBIDDEN.keys())
def test_the_application_cannot(statement):
    with pytest.raises(DatabaseError, match=r"permission denied|must be owner"), transaction.atomic():
        connection.cursor().execute(statement)


@pytest.mark.django_db
def test_the_application_signs_in_as_an_ordinary_role_that_owns_nothing():
    with connection.cursor() as cursor:
        cursor.execute(
            "SELECT rolname, rolsuper, rolbypassrls, rolcreatedb, rolcreaterole,"
            " (SELECT count(*) FROM pg_class WHERE relowner = r.oid),"
            " (SELECT count(*) FROM pg_auth_members WHERE member = r.oid)"
            " FROM pg_roles r WHERE rolname = current_user"
        )
        assert cursor.fetchone() == ("ordolux_app", False, False, False, False, 0, 0)


@pytest.mark.django_db
def test_nothing_is_lost_in_a_power_cut():
    with connection.cursor() as cursor:
        for setting in ("fsync", "full_page_writes", "synchronous_commit", "data_checksums"):
            cursor.execute(f"SHOW {setting}")
            assert cursor.fetchone() == ("on",), setting


@pytest.mark.django_db
def test_the_application_reads_every_table():
    with connection.cursor() as cursor:
        cursor.execute(
            "SELECT relname FROM pg_class WHERE relkind IN ('r', 'p') AND relnamespace = 'public'::regnamespace"
            " AND NOT has_table_privilege(oid, 'SELECT')"
        )
        assert cursor.fetchall() == []
