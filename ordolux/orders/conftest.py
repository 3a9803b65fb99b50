"""What every test of this stage can ask for."""

import pytest

from ordolux.foundation.actors import Actor
from ordolux.foundation.parties.models import Person
from ordolux.inquiries.tests import house
from ordolux.orders.tests import desk


@pytest.fixture
def furnished(db: None) -> None:
    """Firm, calendars, products, rates, and our bank account in euro."""
    desk.furnish()


@pytest.fixture
def mei(furnished: None) -> Actor:
    """Mei sells."""
    return house.mei().actor()


@pytest.fixture
def anna(furnished: None) -> Person:
    """Anna buys, signs and pays for Nordlicht in Hamburg."""
    return house.anna()


@pytest.fixture
def zhou(furnished: None) -> Actor:
    """Zhou keeps the books."""
    return desk.zhou()
