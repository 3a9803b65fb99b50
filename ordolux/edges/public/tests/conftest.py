"""The cast, and what a person who signs in has at hand."""

import time

import pytest
from django.core import mail

from tests.cast import Cast, assemble


@pytest.fixture
def cast(db: None) -> Cast:
    """Our people and two buyers."""
    return assemble()


@pytest.fixture
def postbox() -> "Postbox":
    """The letters that leave while the test runs."""
    return Postbox()


class Postbox:
    """Letters of signing in; they leave beside the request, so one may have to wait for them."""

    def code_for(self, email: str) -> str:
        """The code in the newest letter to ``email``."""
        letter = next(one for one in reversed(self.wait()) if one.to == [email])
        return str(letter.subject).rsplit(" ", 1)[1]

    def wait(self, seconds: float = 3) -> list[mail.EmailMessage]:
        """All letters, as soon as there is one."""
        until = time.monotonic() + seconds
        while not mail.outbox and time.monotonic() < until:
            time.sleep(0.01)
        return list(mail.outbox)
