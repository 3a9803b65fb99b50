"""The website's inquiry: lines, parameters and files reach sales as they were typed; robots, floods and odd words do not."""

import email
import re
from email.policy import default
from typing import Any

import pytest
from django.core import signing
from django.core.cache import cache
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client

from ordolux.edges.letters.website import acknowledgement
from ordolux.edges.public import inquiry as form
from ordolux.foundation import clock
from ordolux.foundation.correspondence.models import Channel, Message
from ordolux.foundation.journal.models import Event
from ordolux.inquiries.inquiry.models import Inquiry
from ordolux.inquiries.tests import house

SPOT, BULB = "MZ-GU10-70-830", "MZ-A60-90-827"


@pytest.fixture
def shop(db: None) -> None:
    """A house with two families and a product in each; nobody has asked yet."""
    house.furnish()
    cache.clear()


def typed(**more: Any) -> dict[str, Any]:
    """What a visitor types, some time after the page was opened."""
    return {
        "key": "k1", "began": signing.dumps(clock.real_now().timestamp() - 60, salt=form.SALT_BEGAN), "do": "send",
        "name": "Eve Lund", "email": "eve@lund.example", "company": "Lund Lys AS", "country": "NO", "incoterm": "CIF",
        "place": "Oslo", "text": "We need them before Christmas.", "homepage": "",
        "line-0-product": SPOT, "line-0-family": "spot", "line-0-pieces": "5,000", "line-0-words": "with our logo",
        "line-0-p-cct_k": "4000", "line-1-family": "bulb", "line-1-pieces": "300", "line-1-p-power_w": "9",
        "line-1-p-cap": "E27", **more,
    }  # fmt: skip


def showing(seconds: int) -> str:
    """The stamp of a form that was opened a minute and some seconds ago."""
    return signing.dumps(clock.real_now().timestamp() - 60 - seconds, salt=form.SALT_BEGAN)


def words(answer: Any) -> str:
    return str(answer.content.decode())


def test_what_was_typed_becomes_an_inquiry_with_its_lines(shop: None, client: Client) -> None:
    answer = client.post("/inquiry", typed())

    assert answer.status_code == 302, words(answer)[:3000]
    made = house.read_now(Inquiry.objects.get())
    lines = list(made.lines.select_related("product"))
    assert [(line.product.number if line.product else "", line.pieces) for line in lines] == [
        (SPOT, 5000),
        (BULB, 300),
    ]
    assert lines[0].values["cct_k"]["value"] == "4000"
    assert (made.incoterm, made.place, made.destination_country) == ("CIF", "Oslo", "NO")
    assert (made.contact_name, made.company_name) == ("Eve Lund", "Lund Lys AS")
    assert "with our logo" in made.text and "before Christmas" in made.text


def test_a_field_goes_before_what_is_read_of_the_words_behind_it(shop: None, client: Client) -> None:
    words_of_line = "replaces 60W lamps E14 in a box of 10, 20 boxes were bad"
    client.post(
        "/inquiry", typed(**{"line-1-words": words_of_line, "text": "Last year we took 900 pcs A60 11W."})
    )

    made = house.read_now(Inquiry.objects.get())
    line = list(made.lines.order_by("position"))[1]
    power, cap = line.values["power_w"], line.values["cap"]
    assert (line.pieces, power["value"], cap["value"]) == (300, "9", "E27")
    assert (power["form_field"], power["confidence"], line.read["count"]["form_field"]) == (
        "line-1-p-power_w",
        "sure",
        "line-1-pieces",
    )
    assert made.reading is not None
    said = made.reading.parts[power["part"]]["text"]
    assert said[power["start"] : power["end"]] == "9 W" and said[cap["start"] : cap["end"]] == "E27"
    wishes = {each["field"]: each["form_field"] for each in made.reading.wishes if "form_field" in each}
    assert wishes == {
        "incoterm": "incoterm",
        "destination_place": "place",
        "destination_country": "country",
    }


def test_a_file_of_a_visitor_with_the_name_of_the_form_changes_nothing(shop: None, client: Client) -> None:
    lie = b'{"read": {"lines": [{"start": 0, "end": 9, "pieces": {"value": "7"}}], "wishes": {}}}'
    client.post("/inquiry", typed(files=[SimpleUploadedFile("form.json", lie)]))

    made = house.read_now(Inquiry.objects.get())
    assert [line.pieces for line in made.lines.order_by("position")][:2] == [5000, 300]


def test_the_thank_you_page_tells_the_number_and_nothing_else(shop: None, client: Client) -> None:
    answer = client.post("/inquiry", typed(), follow=True)
    page = words(answer)
    assert Inquiry.objects.get().number in page and "Thank you" in page
    assert "eve@lund.example" not in page
    assert client.get("/inquiry/received/invented").status_code == 404


def test_the_original_keeps_every_field_and_every_file_byte_for_byte(shop: None, client: Client) -> None:
    drawing = bytes(range(256)) * 3
    client.post("/inquiry", typed(files=[SimpleUploadedFile("plan \u202e<x>.pdf", drawing)]))

    message = Message.objects.get(channel=Channel.WEBSITE)
    assert message.raw is not None
    mail = email.message_from_bytes(message.raw.read(), policy=default)
    attached = list(mail.iter_attachments())
    assert b'"5,000"' in attached[0].get_content()
    assert attached[1].get_content() == drawing
    kept = message.attachments.get()
    assert kept.file.read() == drawing and "<" not in kept.name and "\u202e" not in kept.name


def test_two_clicks_make_one_inquiry(shop: None, client: Client) -> None:
    said = typed()
    first, second = client.post("/inquiry", said), client.post("/inquiry", said)
    assert Inquiry.objects.count() == 1
    assert first.status_code == second.status_code == 302

    changed = client.post("/inquiry", {**said, "line-0-pieces": "9000"})
    assert changed.status_code == 409 and "9000" in words(changed)
    assert Inquiry.objects.count() == 1


def test_a_button_adds_and_removes_lines_and_keeps_what_was_typed(shop: None, client: Client) -> None:
    page = words(client.post("/inquiry", typed(do="add")))
    assert 'name="line-2-product"' in page and 'value="5,000"' in page and "before Christmas" in page

    page = words(client.post("/inquiry", typed(do="remove-0")))
    assert 'value="5,000"' not in page and 'value="300"' in page
    assert not Inquiry.objects.exists()


def test_a_kind_of_lamp_shows_its_parameters(shop: None, client: Client) -> None:
    assert "line-0-p-cct_k" not in words(client.get("/inquiry"))
    assert "line-0-p-cct_k" in words(client.post("/inquiry", typed(do="show")))
    page = words(client.get(f"/inquiry?product={SPOT}"))
    assert f'value="{SPOT}"' in page and "line-0-p-cct_k" in page


@pytest.mark.parametrize(
    ("said", "what"),
    [
        ({"email": "no address"}, "valid email"),
        ({"name": ""}, "required"),
        ({"line-0-pieces": ""}, "Line 1: give a quantity"),
        ({"line-0-pieces": "many"}, "Line 1: give a quantity"),
        ({"line-0-pieces": "9" * 30}, "Line 1: give a quantity"),
        ({"line-0-p-cct_k": "warm"}, "is a figure"),
        ({"line-0-p-cct_k": "NaN"}, "is a figure"),
        ({"line-1-p-cap": "X99"}, "cannot be"),
        ({"country": "XX"}, "valid choice"),
        ({"incoterm": "DAT"}, "valid choice"),
        ({"homepage": "http://spam.example"}, "leave this field empty"),
        ({"began": ""}, "once more"),
        ({"began": "forged"}, "once more"),
    ],
)
def test_what_is_wrong_is_named_and_everything_is_kept(
    shop: None, client: Client, said: dict[str, Any], what: str
) -> None:
    answer = client.post("/inquiry", typed(**said))
    page = words(answer)
    assert answer.status_code == 422
    assert what in page
    assert "with our logo" in page and "before Christmas" in page
    assert not Inquiry.objects.exists()


def test_a_program_that_answers_at_once_is_asked_again(shop: None, client: Client) -> None:
    at_once = signing.dumps(clock.real_now().timestamp(), salt=form.SALT_BEGAN)
    assert client.post("/inquiry", typed(began=at_once)).status_code == 422
    assert not Inquiry.objects.exists()


def test_nothing_asked_is_nothing_sent(shop: None, client: Client) -> None:
    empty = {name: "" for name in typed() if name.startswith("line-")}
    assert client.post("/inquiry", typed(**empty, text=" ")).status_code == 422
    assert client.post("/inquiry", typed(**empty, text="500 pcs A60 9W E27", key="k2")).status_code == 302


def test_a_flood_from_one_address_ends(shop: None, client: Client) -> None:
    codes = [
        client.post("/inquiry", typed(key=f"k{n}", email=f"e{n}@x.example", began=showing(n))).status_code
        for n in range(14)
    ]
    assert codes[:12] == [302] * 12 and codes[12:] == [429, 429]


def test_files_that_were_sent_survive_an_error_and_a_foreign_token_gives_nothing(
    shop: None, client: Client
) -> None:
    page = words(client.post("/inquiry", typed(name="", files=[SimpleUploadedFile("plan.pdf", b"%PDF-1.7")])))
    token = re.search(r'name="kept" value="([^"]+)"', page)[1]  # type: ignore[index]
    assert "plan.pdf" in page

    forged = signing.dumps(["x", 1, "0" * 64], salt="another")
    client.post("/inquiry", typed(kept=[token, forged]))
    assert [each.name for each in Message.objects.get(channel=Channel.WEBSITE).attachments.all()] == [
        "plan.pdf"
    ]


def test_too_large_and_too_many_files_are_named(
    shop: None, client: Client, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(form, "LARGEST_FILE", 10)
    answer = client.post("/inquiry", typed(files=[SimpleUploadedFile("big.bin", b"x" * 11)]))
    assert answer.status_code == 422 and "big.bin" in words(answer)
    many = [SimpleUploadedFile(f"{n}.txt", b"x") for n in range(7)]
    assert "At most 5 files" in words(client.post("/inquiry", typed(files=many)))


def test_one_letter_acknowledges_and_repeats_nothing_that_a_stranger_typed(
    shop: None, client: Client
) -> None:
    for number in range(3):
        client.post(
            "/inquiry", typed(key=f"k{number}", text="BUY CHEAP PILLS http://evil.example", name="PILLS NOW")
        )
    for event in Event.objects.filter(name="inquiry.received").order_by("id"):
        acknowledgement(event, f"event:{event.pk}")

    letter = Message.objects.get(letter="inquiry_acknowledged")
    assert letter.to_addresses == ["eve@lund.example"] and letter.is_automatic
    assert "PILLS" not in letter.text + letter.subject and "evil" not in letter.text
    assert Inquiry.objects.order_by("id")[0].number in letter.subject


def test_a_second_letter_to_the_same_mailbox_is_not_written_for_another_tail_of_its_address(
    shop: None, client: Client
) -> None:
    for number, address in enumerate(("eve@lund.example", "eve+1@lund.example", "EVE+2@lund.example")):
        assert client.post("/inquiry", typed(key=f"k{number}", email=address)).status_code == 302
    for event in Event.objects.filter(name="inquiry.received").order_by("id"):
        acknowledgement(event, f"event:{event.pk}")

    assert Message.objects.filter(letter="inquiry_acknowledged").count() == 1


def test_one_showing_of_the_form_sends_three_inquiries_and_no_more(shop: None, client: Client) -> None:
    began = signing.dumps(clock.real_now().timestamp() - 60, salt=form.SALT_BEGAN)
    codes = [
        client.post("/inquiry", typed(key=f"k{n}", began=began, email=f"e{n}@x.example")).status_code
        for n in range(4)
    ]
    assert codes == [302, 302, 302, 429]


def test_who_was_told_to_press_once_more_is_taken_then(shop: None, client: Client) -> None:
    page = words(client.post("/inquiry", typed(began="forged")))
    fresh = re.search(r'name="began" value="([^"]+)"', page)[1]  # type: ignore[index]
    began = float(signing.loads(fresh, salt=form.SALT_BEGAN))
    assert abs(clock.real_now().timestamp() - began) < 60


# three of the kind; ``tests/forms`` types them all
ODD = ["<script>alert(1)</script>", "9" * 400, "\r\nBcc: all@x.example"]


@pytest.mark.parametrize("odd", ODD)
def test_odd_words_in_any_field_are_words(shop: None, odd: str) -> None:
    client = Client(raise_request_exception=False)
    for number, name in enumerate(typed()):
        cache.clear()
        answer = client.post("/inquiry", typed(**{"key": f"k{number}", name: odd}))
        assert answer.status_code in (200, 302, 409, 422), (name, answer.status_code)
        if answer.status_code != 302:
            assert "<script>alert(1)" not in words(answer)
    assert client.post("/inquiry", typed(name="a\0b")).status_code == 400
