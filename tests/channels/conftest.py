"""The doors by which messages come in."""

import os
from collections.abc import Iterator

import pytest

from ordolux.edges.mailbox.tests.test_receiver import door  # noqa: F401  # a fixture
from tests import dovecot as real


@pytest.fixture
def server() -> Iterator[real.Dovecot]:
    """A real IMAP server."""
    if real.PROGRAM is None:
        if os.environ.get("CI"):
            pytest.fail(real.MISSING)
        pytest.skip(real.MISSING)
    made = real.Dovecot("sales", "info")
    made.start()
    yield made
    made.remove()
