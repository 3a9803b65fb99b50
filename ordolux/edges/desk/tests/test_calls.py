"""A telephone call becomes an inquiry: who called, what he needs, and the clock that runs from the call."""

import re
from datetime import timedelta
from typing import Any
from zoneinfo import ZoneInfo

import pytest
from django.test import Client

from ordolux.foundation import clock
from ordolux.foundation.correspondence.models import Channel, Message
from ordolux.foundation.deeds import NotPermitted
from ordolux.foundation.parties.models import Person
from ordolux.inquiries.inquiry.deeds import CallAtAnotherTime, CallWithoutNotes, note_call
from ordolux.inquiries.inquiry.models import Inquiry
from ordolux.inquiries.tests import house
from tests.cast import sign_in

# where Mei sits: what she types is by her own clock
SHENZHEN = ZoneInfo("Asia/Shanghai")
SPOT = "MZ-GU10-70-830"


@pytest.fixture
def mei(db: None, client: Client) -> Client:
    """Mei at her desk with the receiver in her hand; Anna is known to her."""
    house.furnish()
    house.anna()
    return sign_in(client, house.mei())


def anna() -> Person:
    """Anna, as Mei knows her."""
    return Person.objects.get(email="anna@nordlicht.example")


def typed(**more: Any) -> dict[str, Any]:
    called = (clock.now() - timedelta(hours=2)).astimezone(SHENZHEN).strftime("%Y-%m-%dT%H:%M")
    return {
        "key": "k1", "do": "open", "who": "Anna Petersen", "called_at": called, "incoterm": "CIF", "place": "Hamburg",
        "country": "DE", "text": "wants them before the fair", "line-0-pieces": "5000", "line-0-product": SPOT,
        "line-0-words": "4000 K", "line-1-pieces": "", **more,
    }  # fmt: skip


def words(answer: Any) -> str:
    return str(answer.content.decode())


def test_the_24_hours_run_from_the_call_and_the_notes_are_its_source(mei: Client) -> None:
    buyer = anna()
    answer = mei.post("/desk/inquiries/call", typed(caller=buyer.email))
    made = house.read_now(Inquiry.objects.get())

    assert answer.status_code == 302 and answer["Location"].endswith(made.number)
    assert made.answer_by == made.received_at + timedelta(hours=24)
    assert timedelta(hours=1, minutes=58) < clock.now() - made.received_at < timedelta(hours=2, minutes=2)
    assert made.contact == buyer and made.deal.buyer == buyer.company
    assert (made.incoterm, made.place, made.destination_country) == ("CIF", "Hamburg", "DE")
    [line] = made.lines.select_related("product")
    assert line.product is not None and (line.product.number, line.pieces) == (SPOT, 5000)
    message = Message.objects.get(channel=Channel.PHONE)
    assert "before the fair" in message.text and message.deal == made.deal and message.is_internal


def test_the_customer_does_not_see_the_notes(mei: Client) -> None:
    buyer = anna()
    mei.post("/desk/inquiries/call", typed(caller=buyer.email))
    assert not Message.objects.visible_to(buyer.actor()).filter(channel=Channel.PHONE).exists()


def test_the_caller_is_looked_up_and_chosen_by_keys(mei: Client) -> None:
    page = words(mei.post("/desk/inquiries/call", typed(do="find", who="petersen")))
    assert f'value="caller-{anna().email}"' in page and 'value="5000"' in page
    page = words(mei.post("/desk/inquiries/call", typed(do=f"caller-{anna().email}", country="")))
    assert f'name="caller" value="{anna().email}"' in page and '<option value="DE" selected' in page
    assert "We know nobody like that" in words(mei.post("/desk/inquiries/call", typed(do="find", who="zzz")))


def test_a_stranger_is_noted_with_his_company_and_number(mei: Client) -> None:
    mei.post("/desk/inquiries/call", typed(who="Eve Lund", company="Lund Lys AS", reach="+47 22 33 44 55"))
    made = Inquiry.objects.get()
    assert (made.contact_name, made.company_name, made.contact_address) == (
        "Eve Lund",
        "Lund Lys AS",
        "+47 22 33 44 55",
    )
    assert made.contact is None


def stands(page: str) -> str:
    """The field in which the cursor stands."""
    found = re.search(r'name="([^"]+)"[^>]*\sautofocus', page)
    return found[1] if found else ""


def test_enter_goes_to_the_next_free_line_and_adds_one_when_all_are_full(mei: Client) -> None:
    assert stands(words(mei.get("/desk/inquiries/call"))) == "who"
    page = words(mei.post("/desk/inquiries/call", typed(do="next")))
    assert stands(page) == "line-1-pieces" and "line-2-pieces" not in page
    page = words(mei.post("/desk/inquiries/call", typed(**{"do": "next", "line-1-pieces": "20"})))
    assert stands(page) == "line-2-pieces"


def test_a_button_adds_a_line_and_keeps_what_was_typed(mei: Client) -> None:
    page = words(mei.post("/desk/inquiries/call", typed(do="add")))
    assert 'name="line-2-pieces"' in page and "before the fair" in page and 'value="5000"' in page


@pytest.mark.parametrize(
    ("said", "what"),
    [
        ({"who": ""}, "required"), ({"line-0-pieces": "many"}, "Line 1: give a quantity"),
        ({"called_at": "2020-01-01T10:00"}, "within seven days"),
        ({"line-0-pieces": "", "line-0-product": "", "line-0-words": "", "text": ""}, "Say in at least one line"),
    ],
)  # fmt: skip
def test_what_is_missing_is_named_and_everything_is_kept(
    mei: Client, said: dict[str, str], what: str
) -> None:
    answer = mei.post("/desk/inquiries/call", typed(**said))
    assert answer.status_code == 422 and what in words(answer) and "Hamburg" in words(answer)
    assert not Inquiry.objects.exists()


def test_two_presses_make_one_inquiry(mei: Client) -> None:
    said = typed()
    mei.post("/desk/inquiries/call", said)
    mei.post("/desk/inquiries/call", said)
    assert Inquiry.objects.count() == 1


def test_a_call_without_notes_or_from_tomorrow_is_none(mei: Client) -> None:
    at, by = clock.now(), Person.objects.get(email="mei@mingzhou.example").actor()
    with pytest.raises(CallWithoutNotes):
        note_call(notes=" ", called_at=at, caller_name="Eve", by=by, at=at)
    with pytest.raises(CallAtAnotherTime):
        note_call(notes="500 GU10", called_at=at + timedelta(minutes=1), caller_name="Eve", by=by, at=at)
    with pytest.raises(NotPermitted):
        note_call(notes="500 GU10", called_at=at, caller_name="Eve", by=anna().actor(), at=at)
