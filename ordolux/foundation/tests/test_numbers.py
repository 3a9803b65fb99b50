"""Numbers that bookkeeping wants without a gap have none; the others never make two people wait."""

from collections.abc import Callable
from contextlib import suppress
from datetime import UTC, date, datetime, timedelta
from typing import Any

import pytest
from django.db import transaction

from ordolux.foundation.numbers import SEQUENCES, Gapless, draw_gapless, next_number, next_numbers
from ordolux.foundation.parties.models import our_day
from tests.cast import AT, assemble


def test_a_number_tells_kind_and_year(db: None) -> None:
    assert draw_gapless(Gapless.PROFORMA, AT) == "PI-2026-0001"
    assert draw_gapless(Gapless.PROFORMA, AT) == "PI-2026-0002"
    assert draw_gapless(Gapless.PROFORMA, AT.replace(year=2027)) == "PI-2027-0001"
    assert draw_gapless(Gapless.COMMERCIAL_INVOICE, AT) == "CI-2026-0001"


def test_a_rolled_back_document_leaves_no_gap(live_database: str) -> None:
    for place in range(6):
        with suppress(ZeroDivisionError), transaction.atomic():
            draw_gapless(Gapless.RECEIPT, AT)
            if place % 2:
                raise ZeroDivisionError
    assert draw_gapless(Gapless.RECEIPT, AT) == "RC-2026-0004"


def test_twenty_at_once_of_whom_some_fail_get_consecutive_numbers(
    live_database: str, at_once: Callable[..., list[Any]]
) -> None:
    def draw(place: int) -> str:
        with transaction.atomic():
            number = draw_gapless(Gapless.COMMERCIAL_INVOICE, AT)
            if place % 4 == 0:
                raise ZeroDivisionError
            return number

    results = at_once(20, draw)
    drawn = sorted(result for result in results if isinstance(result, str))
    assert drawn == [f"CI-2026-{place:04d}" for place in range(1, 16)]
    assert sum(isinstance(result, ZeroDivisionError) for result in results) == 5


def test_plain_numbers_are_never_given_twice(live_database: str, at_once: Callable[..., list[Any]]) -> None:
    drawn = at_once(10, lambda _: next_numbers("quotation", AT, 20))
    assert len({number for numbers in drawn for number in numbers}) == 200


@pytest.mark.parametrize("kind", SEQUENCES)
def test_every_plain_series_exists(db: None, kind: str) -> None:
    assert next_number(kind, AT).startswith(f"{SEQUENCES[kind]}-2026-")


def test_prefixes_tell_the_kinds_apart() -> None:
    prefixes = [*SEQUENCES.values(), *(kind.value for kind in Gapless)]
    assert len(set(prefixes)) == len(prefixes)


def test_the_year_begins_where_the_firm_is(db: None) -> None:
    assemble()  # a house in Zhongshan
    eve = datetime(2026, 12, 31, 16, 30, tzinfo=UTC)
    assert our_day(eve) == date(2027, 1, 1)
    assert next_number("order", eve).startswith("SO-2027-")
    assert draw_gapless(Gapless.RECEIPT, eve) == "RC-2027-0001"
    assert draw_gapless(Gapless.RECEIPT, eve - timedelta(hours=1)) == "RC-2026-0001"
