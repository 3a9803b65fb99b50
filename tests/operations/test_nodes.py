"""Several nodes: in one sentence here, and really run when asked for (ORDOLUX_TEST_NODES=1, ``make soak``)."""

import os
import subprocess
import sys

import pytest

from ordolux.config import database
from ordolux.config.environment import ROOT, read
from tests.docs.commands import block


def test_several_hosts_reach_the_driver_as_they_were_given():
    environment = read(
        {
            "DATABASE_URL": "postgresql://ordolux_app:a@db1:5432,db2:5433/ordolux"
            "?target_session_attrs=read-write&connect_timeout=3"
        }
    )
    told = database.django_settings(environment)

    assert (told["HOST"], told["PORT"]) == ("db1,db2", "5432,5433")
    given = {"target_session_attrs": "read-write", "connect_timeout": "3"}
    assert given.items() <= told["OPTIONS"].items()


def test_the_roles_of_the_guide_are_made_by_its_statements(databases):
    import psycopg

    statements = block("docs/guide/nodes.md", "CREATE ROLE").strip().splitlines()
    names = {"ordolux_owner": "guide_owner", "ordolux_app": "guide_app", "DATABASE ordolux": "DATABASE guide"}
    superuser = databases.server.conninfo(role="postgres", database="postgres")
    with psycopg.connect(superuser, autocommit=True) as connection:
        try:
            for statement in statements:
                for here, there in names.items():
                    statement = statement.replace(here, there)
                connection.execute(statement)
            url = {"DATABASE_URL": databases.server.conninfo(role="guide_app", database="guide")}
            database.check_external(read(url))
        finally:
            for statement in (
                "DATABASE IF EXISTS guide",
                "ROLE IF EXISTS guide_app",
                "ROLE IF EXISTS guide_owner",
            ):
                connection.execute(f"DROP {statement}")


@pytest.mark.skipif(not os.environ.get("ORDOLUX_TEST_NODES"), reason="asked for by ORDOLUX_TEST_NODES=1")
def test_business_outlives_a_failover_and_a_lost_node():
    seed = os.environ.get("ORDOLUX_TEST_SEED", "1")
    done = subprocess.run(
        [sys.executable, "-m", "tests.operations.nodes", "--seed", seed], cwd=ROOT, check=False
    )
    assert done.returncode == 0
