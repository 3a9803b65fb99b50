"""An office with a mail door, sales and finance signed in, and Anna with an order that waits for her signature."""

import re
from collections.abc import Callable
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any

import pytest
from django.conf import LazySettings
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client

from ordolux.edges.mailbox.tests.test_receiver import door  # noqa: F401  # a fixture
from ordolux.foundation import clock
from ordolux.foundation.parties.models import Person
from ordolux.inquiries.inquiry.deeds import ConfirmedLine
from ordolux.inquiries.quotation.deeds import draft_quotation, send_quotation
from ordolux.inquiries.quotation.models import Quotation
from ordolux.inquiries.tests import house
from ordolux.orders.proforma.models import Proforma
from ordolux.orders.tests import desk
from tests.cast import sign_in
from tests.faults.test_crash_points import all_rows

_NOT_THE_BUSINESS = ("django_session", "edges_", "auth_", "account_")


@dataclass
class Office:
    """The people and their browsers; ``business`` are the rows that only a deed may add or change."""

    mei: Person
    anna: Person
    sales: Client
    finance: Client
    customer: Client

    def sent(self) -> Quotation:
        """A quotation that Anna has, as of now."""
        at = clock.now()
        inquiry = house.confirmed(
            house.opened(), self.mei.actor(), self.anna, (ConfirmedLine("MZ-GU10-70-830", 300),), at=at
        )
        return send_quotation(draft_quotation(inquiry, by=house.SYSTEM, at=at), by=self.mei.actor(), at=at)

    def to_sign(self) -> Proforma:
        """A proforma invoice that waits for Anna, as of now."""
        at = clock.now()
        return desk.received(desk.issued(desk.placed(self.sent(), self.anna), at=at), at=at)


@pytest.fixture
def office(live_database: str, settings: LazySettings, tmp_path: Path) -> Office:
    """A furnished office; its clock stands on the Monday after, whatever day it is."""
    settings.ORDOLUX_SIMULATION, settings.ORDOLUX_STATE = True, tmp_path
    ahead = datetime(2026, 3, 10, 3, 0, tzinfo=UTC) - datetime.now(UTC)
    (tmp_path / "clock-offset-microseconds").write_text(str(round(ahead / timedelta(microseconds=1))))
    desk.furnish()
    mei, anna, zhou = house.mei(), house.anna(), Person.objects.get(pk=desk.zhou().person_id)
    return Office(mei, anna, *(sign_in(Client(), person) for person in (mei, zhou, anna)))


def business() -> dict[str, tuple[int, str]]:
    """Rows and contents of every table that a deed writes."""
    return {name: seen for name, seen in all_rows().items() if not name.startswith(_NOT_THE_BUSINESS)}


def words(answer: Any) -> str:
    """What a person reads on the page that he gets (after the redirect), without tags."""
    return re.sub(r"\s+", " ", re.sub(r"<[^>]+>", " ", answer.content.decode()))


def file(name: str, data: bytes, media_type: str = "application/octet-stream") -> SimpleUploadedFile:
    """A file that somebody uploads."""
    return SimpleUploadedFile(name, data, media_type)


Worker = Callable[..., None]
