"""What a page asks of the database: as much for one deal as for fifty."""

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext

from ordolux.foundation.actors import Actor, Role
from ordolux.foundation.correspondence.deeds import post_message
from tests.access.world import World, begin_business
from tests.cast import AT, sign_in

SIGNING_IN = 3


@pytest.fixture
def world(db: None) -> World:
    """Both companies with a deal each."""
    return World()


def statements(client: Client, path: str) -> int:
    """How many statements showing ``path`` takes, the sign-in included."""
    with CaptureQueriesContext(connection) as asked:
        answer = client.get(path)
    assert answer.status_code == 200, path
    return len(asked)


def grow(world: World) -> None:
    """Fifty more deals of Nordlicht, and fifty messages on the first."""
    for _ in range(50):
        begin_business(buyer=world.cast.nordlicht, by=Actor.system(), at=AT)
    for place in range(50):
        post_message(world.deals["own"], text=f"line {place}", by=world.cast.anna.actor(), at=AT)


@pytest.mark.parametrize(("path", "role"), [("/desk/orders", Role.SALES), ("/portal/orders", Role.BUYER)])
def test_a_list_takes_three_statements_however_long(world: World, path: str, role: Role) -> None:
    client = sign_in(Client(), world.people[role])
    few = statements(client, path)
    grow(world)
    assert statements(client, path) <= few <= 3 + SIGNING_IN


@pytest.mark.parametrize(("path", "role"), [("/desk/orders/", Role.SALES), ("/portal/orders/", Role.BUYER)])
def test_the_page_of_an_order_takes_fifteen_however_long_its_story(
    world: World, path: str, role: Role
) -> None:
    client = sign_in(Client(), world.people[role])
    number = world.deals["own"].number
    few = statements(client, path + number)
    grow(world)
    assert statements(client, path + number) <= max(few, 15) <= 15  # the sign-in counted
