"""A stored message with all its parts becomes a reading; what is hostile becomes a note, and the message stays."""

import io
import os
from email.message import EmailMessage

import pypdfium2
import pytest
import typst
from openpyxl import Workbook
from PIL import Image, ImageDraw, ImageFont

from ordolux.foundation.correspondence.deeds import Reading, read_message, receive_message
from ordolux.foundation.correspondence.models import Message, MessageState
from ordolux.foundation.files import store_bytes
from ordolux.foundation.parties.models import Person
from ordolux.foundation.sandbox import optical
from ordolux.inquiries.inquiry.deeds import open_inquiry
from ordolux.inquiries.reading.deeds import keep_reading
from ordolux.inquiries.reading.models import MessageReading
from ordolux.inquiries.reading.opening import understand
from ordolux.inquiries.tests.house import MONDAY, SYSTEM, counted_statements

pytestmark = pytest.mark.usefixtures("furnished")
SPOT, BULB = "MZ-GU10-70-830", "MZ-A60-90-827"


def arrived(data: bytes, *, channel: str = "mail", subject: str = "Inquiry", text: str = "") -> Message:
    """A message that was stored and opened, not yet read."""
    message = receive_message(
        raw=store_bytes(data, "application/octet-stream"), envelope_from="anna@nordlicht.example", channel=channel,
        envelope_to=["sales@mingzhou.example"], peer="203.0.113.5", by=SYSTEM, at=MONDAY,
    )  # fmt: skip
    said = Reading(
        from_address="anna@nordlicht.example", from_name="Anna Petersen", subject=subject, text=text
    )
    return read_message(message, reading=said, by=SYSTEM, at=MONDAY)


def mail(text: str, **files: bytes) -> bytes:
    made = EmailMessage()
    made["From"], made["To"], made["Subject"] = (
        "Anna Petersen <anna@nordlicht.example>",
        "sales@mingzhou.example",
        "Inquiry",
    )
    made.set_content(text)
    for name, data in files.items():
        made.add_attachment(
            data, maintype="application", subtype="octet-stream", filename=name.replace("_", ".")
        )
    return made.as_bytes()


def workbook(rows: list[list[object]]) -> bytes:
    book = Workbook()
    for row in rows:
        book.active.append(row)
    kept = io.BytesIO()
    book.save(kept)
    return kept.getvalue()


def read(message: Message) -> MessageReading:
    return keep_reading(message, understood=understand(message), by=SYSTEM, at=MONDAY)


def test_lines_of_a_workbook_are_read_with_their_places_and_our_numbers(anna: Person) -> None:
    table = workbook([["Item", "Qty", "CCT"], [SPOT, 500, "3000K"], [BULB, 2000, "2700K"]])
    message = arrived(mail("Please quote the attached list, FCA Shenzhen, EUR.\n\nAnna\n", list_xlsx=table))

    inquiry = open_inquiry(read(message).message, by=SYSTEM, at=MONDAY)

    lines = list(inquiry.lines.select_related("product"))
    assert [(line.product.number if line.product else "", line.pieces) for line in lines] == [
        (SPOT, 500),
        (BULB, 2000),
    ]
    said = lines[0].values["cct_k"]
    assert inquiry.reading is not None
    assert inquiry.reading.text_of(said["part"])[said["start"] : said["end"]] == said["quoted"] == "3000K"
    assert inquiry.reading.parts[said["part"]]["kind"] == "attachment"
    assert inquiry.incoterm == "FCA"


@pytest.mark.parametrize("name", ["offer_xlsx", "offer_pdf", "offer_docx"])
def test_a_damaged_attachment_is_a_note_and_the_rest_is_read(anna: Person, name: str) -> None:
    beginning = {"offer_xlsx": b"PK\x03\x04", "offer_pdf": b"%PDF-1.7\n", "offer_docx": b"PK\x03\x04"}[name]
    message = arrived(mail("300 pcs GU10 7 W 3000 K 36°, FCA Shenzhen", **{name: beginning + b"\xff" * 400}))

    inquiry = open_inquiry(read(message).message, by=SYSTEM, at=MONDAY)

    assert [line.pieces for line in inquiry.lines.all()] == [300]
    notes = [each for each in inquiry.findings if each["kind"] == "note"]
    assert [note["values"]["name"] for note in notes] == [name.replace("_", ".")]
    message.refresh_from_db()
    assert message.state == MessageState.FILED


@pytest.mark.skipif(not optical.is_there(), reason="tesseract is not installed")
def test_a_fax_is_read_with_boxes_on_its_page(anna: Person) -> None:
    page = Image.new("1", (1728, 1100), 1)
    font = ImageFont.load_default(46)
    words = (
        "Dear Sirs,",
        "please quote 300 pcs GU10 7 W 3000 K,",
        "FCA Shenzhen, price in EUR.",
        "Best regards, Anna Petersen",
    )
    for row, line in enumerate(words):
        ImageDraw.Draw(page).text((140, 150 + 130 * row), line, font=font, fill=0)
    kept = io.BytesIO()
    page.save(kept, "TIFF", compression="group4", dpi=(204, 196))

    reading = read(arrived(kept.getvalue(), channel="fax", subject="Fax"))

    (line,) = reading.lines
    assert (line["pieces"], line["values"]["cap"]["value"], line["values"]["power_w"]["value"]) == (
        300,
        "GU10",
        "7",
    )
    (shown,) = reading.pages
    cap = line["values"]["cap"]
    (box,) = [word for word in shown["words"] if word[0] < cap["end"] and word[1] > cap["start"]]
    assert reading.text_of(shown["part"])[box[0] : box[1]].startswith("GU10")
    # where the words were drawn: in the second row, in the middle of the page
    assert 250 < box[3] * 1100 / shown["height"] < 360
    assert reading.message.text.startswith("Dear Si")


def test_reading_takes_as_many_statements_for_100_lines_as_for_one(anna: Person) -> None:
    counts = []
    for lines in (1, 100):
        text = "\n".join(
            f"{n + 1}) {100 + n} pcs GU10 {5 + n % 7}W {2700 + 100 * (n % 9)}K 36°" for n in range(lines)
        )
        message = arrived(mail(text))
        with counted_statements() as seen:
            understood = understand(message)
        assert len(understood.lines) == lines
        counts.append(len(seen))
    assert counts[0] == counts[1] <= 4, "our zone, our numbers, what is alike, its families"


def drawn(words: list[str]) -> Image.Image:
    """A scanned page with a row for each string."""
    page = Image.new("L", (1700, 1000), 255)
    font = ImageFont.load_default(40)
    for place, said in enumerate(words):
        ImageDraw.Draw(page).text((120, 120 + 110 * place), said, fill=0, font=font)
    return page


def scanned(*pages: Image.Image, before: bytes = b"") -> bytes:
    """A PDF of pages that are only pictures, behind those of another PDF."""
    kept = io.BytesIO()
    pages[0].save(kept, "PDF", save_all=True, append_images=list(pages[1:]), resolution=204)
    if not before:
        return kept.getvalue()
    whole = pypdfium2.PdfDocument(before)
    whole.import_pages(pypdfium2.PdfDocument(kept.getvalue()))
    out = io.BytesIO()
    whole.save(out)
    return out.getvalue()


@pytest.mark.skipif(not optical.is_there() and not os.environ.get("CI"), reason="tesseract is not installed")
def test_a_scanned_pdf_is_read_as_a_fax_is_and_tells_the_page() -> None:
    text = typst.compile(b"= Terms\nPlease quote the list on the next pages, CIF Oslo, payment LC at sight.")
    pages = [
        drawn(["LIST OF LAMPS", "300 pcs GU10 7W 3000K 36 deg"]),
        drawn(["CONTINUED", "450 pcs A60 9W E27 2700K"]),
    ]
    understood = understand(
        arrived(mail("Dear Mei, see attached.", list_pdf=scanned(*pages, before=text)), text="see attached")
    )

    assert sorted((line["pieces"], line["values"]["power_w"]["value"]) for line in understood.lines) == [
        (300, "7"),
        (450, "9"),
    ]
    assert [page["number"] for page in understood.pages] == [2, 3]
    assert {wish["field"] for wish in understood.wishes} >= {"incoterm", "payment"}
    second = next(line for line in understood.lines if line["pieces"] == 450)
    words = understood.pages[1]["words"]
    assert any(word[0] <= second["count"]["start"] < word[1] for word in words)
    assert understood.notes == []


def test_a_pdf_of_empty_pages_is_a_note() -> None:
    understood = understand(arrived(mail("See attached.", empty_pdf=typst.compile(b"#page[]"))))
    assert [note["code"] for note in understood.notes] == ["not-read"]
