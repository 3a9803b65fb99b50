"""A cast, two deals, and connections of the roles that the database knows."""

from collections.abc import Callable, Iterator
from concurrent.futures import ThreadPoolExecutor
from datetime import datetime
from threading import Barrier
from typing import Any

import psycopg
import pytest
from django.db import connection, connections

from ordolux.config.database import OWNER_ROLE
from ordolux.foundation.actors import Actor, Role
from ordolux.foundation.deals.deeds import open_deal
from ordolux.foundation.deals.models import Deal
from ordolux.foundation.deeds import deed, record_event
from ordolux.foundation.parties.models import Company
from tests.cast import AT, Cast, assemble
from tests.databases import Databases


@deed("test.open_deal", roles={Role.SYSTEM})
def begin_deal(*, buyer: Company, title: str, by: Actor, at: datetime) -> Deal:
    """Open a deal as a stage does when business begins."""
    deal = open_deal(title=title, at=at, buyer=buyer)
    record_event("deal.opened", deal, by=by, at=at, title=title)
    return deal


@pytest.fixture
def cast(db: None) -> Cast:
    """Our people and two buyers."""
    return assemble()


@pytest.fixture
def deal(cast: Cast) -> Deal:
    """A piece of business with Nordlicht."""
    return begin_deal(buyer=cast.nordlicht, title="300 GU10", by=Actor.system(), at=AT)


@pytest.fixture
def foreign_deal(cast: Cast) -> Deal:
    """A piece of business with Al Noor."""
    return begin_deal(buyer=cast.al_noor, title="12,000 A60", by=Actor.system(), at=AT)


@pytest.fixture
def live_cast(live_database: str) -> Cast:
    """Our people and two buyers in a database of the test's own, where transactions commit."""
    return assemble()


@pytest.fixture
def live_deal(live_cast: Cast) -> Deal:
    """A piece of business with Nordlicht, committed."""
    return begin_deal(buyer=live_cast.nordlicht, title="300 GU10", by=Actor.system(), at=AT)


@pytest.fixture
def owner(live_database: str, databases: Databases) -> Iterator["psycopg.Connection[Any]"]:
    """The database's owner, who may do what the application may not."""
    with psycopg.connect(
        databases.server.conninfo(role=OWNER_ROLE, database=live_database), autocommit=True
    ) as connected:
        yield connected


@pytest.fixture
def at_once() -> Callable[..., list[Any]]:
    """``at_once(20, work)`` does ``work(0)`` … ``work(19)`` in as many threads that start together; faults are results."""

    def run(count: int, work: Callable[[int], Any]) -> list[Any]:
        gate = Barrier(count)

        def one(place: int) -> Any:
            connection.ensure_connection()
            gate.wait(20)
            try:
                return work(place)
            except Exception as fault:  # noqa: BLE001 - whatever it was, the test looks at it
                return fault
            finally:
                connections.close_all()

        with ThreadPoolExecutor(count) as threads:
            return list(threads.map(one, range(count)))

    return run
