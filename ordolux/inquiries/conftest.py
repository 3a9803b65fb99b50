"""What every test of this stage can ask for."""

import pytest

from ordolux.foundation.actors import Actor
from ordolux.foundation.parties.models import Person
from ordolux.inquiries.tests import house


@pytest.fixture
def furnished(db: None) -> None:
    """Firm, calendars, products and rates."""
    house.furnish()


@pytest.fixture
def mei(db: None) -> Actor:
    """Mei sells."""
    return house.mei().actor()


@pytest.fixture
def anna(db: None) -> Person:
    """Anna buys for Nordlicht in Hamburg."""
    return house.anna()
