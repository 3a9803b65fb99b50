"""What every test of this stage can ask for."""

import pytest

from ordolux.orders.agreement.models import Order
from ordolux.shipping.tests import goods


@pytest.fixture
def cast(db: None) -> goods.Cast:
    """The house and its people."""
    return goods.cast()


@pytest.fixture
def order(cast: goods.Cast) -> Order:
    """300 spots for Nordlicht, made and paid for."""
    return goods.paid(goods.made(goods.ordered(cast)))
