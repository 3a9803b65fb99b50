"""Faxes in and out: through a real T.30 exchange over a noisy line, from the folder of a fax server, by hand."""

import io
import os
import stat
import sys
import time
from datetime import timedelta
from pathlib import Path

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.db import OperationalError
from PIL import Image, ImageDraw, ImageFont, ImageSequence

from ordolux.config.environment import ROOT
from ordolux.edges.fax import line
from ordolux.edges.fax.folder import take_faxes
from ordolux.edges.mailbox.intake import take_in
from ordolux.foundation import clock
from ordolux.foundation.correspondence.models import Message, MessageState
from ordolux.foundation.faxes.numbers import fax_number
from ordolux.foundation.files import read_bytes
from ordolux.foundation.papers.faxes import ACROSS, DOTS, DOWN, as_fax
from ordolux.foundation.sandbox import optical
from ordolux.foundation.sandbox.incoming.ocr import _mended, clean_pages
from tests import fax_line
from tests.bad_input.conftest import Office, office  # noqa: F401  # a fixture
from tests.fax_line import call

WORDS = (
    "Request for quotation", "Nordlicht Leuchten GmbH, Hamburg", "500 pcs LED GU10 5W 3000K 38 deg",
    "1200 pcs A60 bulb E27 9W 2700K", "40 pcs High bay UFO 150W 5000K IP65", "Delivery FOB Shenzhen",
)  # fmt: skip


def needs(is_there: bool, missing: str) -> None:
    if not is_there:
        if os.environ.get("CI"):
            pytest.fail(missing)
        pytest.skip(missing)


def sheet(*words: str, pages: int = 1, compression: str = "group4", ruled: bool = True) -> bytes:
    """A typed fax of 204 by 196 dots an inch, with a ruled table around its lines."""
    font = ImageFont.truetype(str(_typeface()), 40)
    made = []
    for number in range(pages):
        page = Image.new("1", (DOTS, 1100), 1)
        ink = ImageDraw.Draw(page)
        for place, text in enumerate(words or WORDS):
            ink.text(
                (160, 130 + place * 110), text if number == 0 else f"page {number + 1}", font=font, fill=0
            )
            if ruled:
                ink.rectangle((120, 110 + place * 110, 1600, 220 + place * 110), outline=0, width=3)
        made.append(page)
    file = io.BytesIO()
    made[0].save(file, "TIFF", compression=compression, dpi=(204, 196), save_all=True, append_images=made[1:])
    return file.getvalue()


def _typeface() -> Path:
    import fontpkg_noto_sans

    return next(Path(fontpkg_noto_sans.__file__).parent.rglob("NotoSans[[]*.ttf"))


@pytest.fixture(scope="module")
def telephoned(tmp_path_factory: pytest.TempPathFactory) -> bytes:
    """A typed fax as it arrives over a line with white noise and clicks, without error correction."""
    needs(fax_line.library() is not None, fax_line.MISSING)
    folder = tmp_path_factory.mktemp("line")
    (folder / "sent.tif").write_bytes(sheet(pages=2))
    result, seconds = call(
        folder / "sent.tif", folder / "received.tif", noise=30, loudest=2500, error_correction=False, seed=3
    )
    assert result == 0
    assert seconds > 20, "it really took its time on the line"
    return (folder / "received.tif").read_bytes()


@pytest.mark.parametrize("compression", ["group3", "group4"])
def test_with_error_correction_every_dot_arrives_over_a_noisy_line(tmp_path, compression):
    needs(fax_line.library() is not None, fax_line.MISSING)
    (tmp_path / "sent.tif").write_bytes(sheet(compression=compression))
    assert call(tmp_path / "sent.tif", tmp_path / "received.tif", noise=25)[0] == 0
    with Image.open(tmp_path / "sent.tif") as sent, Image.open(tmp_path / "received.tif") as received:
        assert received.info["dpi"] == pytest.approx((204, 196), abs=1)
        assert sent.convert("1").tobytes() == received.convert("1").tobytes()


def test_what_a_noisy_line_leaves_is_read_with_its_tables(telephoned):
    needs(optical.is_there(), "install tesseract-ocr")
    cleaned = clean_pages(telephoned)
    assert len(cleaned.value["pages"]) == 2
    text = optical.text_of_pages(cleaned.content)
    for wanted in ("Nordlicht", "500 pcs", "GU10", "1200 pcs", "E27", "40 pcs", "150W", "Shenzhen"):
        assert wanted in text, text


def test_lines_that_the_telephone_lost_are_put_back():
    with Image.open(io.BytesIO(sheet(ruled=False))) as page:
        whole = page.convert("1")
    broken = whole.copy()
    for row in range(135, 900, 9):
        broken.paste(1, (0, row, DOTS, row + 2))
    for row in range(150, 900, 97):
        broken.paste(0, (0, row, DOTS, row + 1))

    def differing(one: Image.Image, other: Image.Image) -> int:
        return sum(
            a != b for a, b in zip(one.convert("1").tobytes(), other.convert("1").tobytes(), strict=True)
        )

    assert differing(_mended(broken), whole) < 0.35 * differing(broken, whole)
    assert differing(_mended(whole), whole) == 0


@pytest.fixture
def folder(live_database, tmp_path) -> Path:
    made = tmp_path / "recvq"
    made.mkdir()
    return made


def lay(folder: Path, name: str, data: bytes, caller: str = "") -> Path:
    path = folder / name
    path.write_bytes(data)
    if caller:
        path.with_name(name + ".from").write_text(caller)
    os.utime(path, (time.time() - 60, time.time() - 60))
    return path


def test_a_fax_in_the_folder_is_kept_byte_for_byte_and_moved(folder, telephoned):
    lay(folder, "fax000000123.tif", telephoned, "+49 40 7654321\nNordlicht\n")

    assert take_faxes(folder) == 1

    message = Message.objects.get()
    assert read_bytes(message.raw_id) == telephoned
    assert (message.channel, message.state, message.from_name) == ("fax", "received", "Nordlicht")
    assert message.envelope["from"] == "+49 40 7654321"
    assert sorted(path.name for path in (folder / "taken").iterdir()) == [
        "fax000000123.tif", "fax000000123.tif.from",
    ]  # fmt: skip
    assert take_faxes(folder) == 0


def test_a_fax_that_was_taken_but_not_moved_is_known(folder):
    lay(folder, "fax1.tif", sheet("One"))
    take_in(
        sheet("One"), envelope_from="", envelope_to=["fax"], peer="x", channel="fax", media_type="image/tiff"
    )

    assert take_faxes(folder) == 0
    assert Message.objects.count() == 1
    assert not (folder / "fax1.tif").exists()


def test_what_is_still_being_written_waits_and_what_is_no_fax_is_put_aside(folder):
    (folder / "fax2.tif").write_bytes(sheet("Two")[:100])
    (folder / ".fax3.tif").write_bytes(sheet("Three"))
    lay(folder, "letter.pdf", b"MZ this is a program")
    (folder / "sly.tif").symlink_to("/etc/passwd")

    assert take_faxes(folder) == 0
    assert (folder / "fax2.tif").exists()
    assert (folder / ".fax3.tif").exists()
    assert "neither TIFF nor PDF" in (folder / "refused" / "letter.pdf.txt").read_text()
    assert not Message.objects.exists()


def test_while_the_database_takes_nothing_faxes_wait(folder, monkeypatch):
    lay(folder, "fax4.tif", sheet("Four"))

    def away(*args: object, **options: object) -> None:
        raise OperationalError("gone")

    with monkeypatch.context() as broken:
        broken.setattr("ordolux.foundation.files.store_bytes", away)
        with pytest.raises(OperationalError):
            take_faxes(folder)
    assert take_faxes(folder) == 1


def test_a_fax_is_entered_by_hand(office: Office):  # noqa: F811
    raw = sheet("By hand")
    said = {"number": "+49 40 7654321", "name": "Nordlicht"}
    answer = office.sales.post("/desk/faxes/new", {**said, "raw": SimpleUploadedFile("fax.tif", raw)})
    assert answer.status_code == 302
    message = Message.objects.get(channel="fax")
    assert read_bytes(message.raw_id) == raw
    assert message.envelope["from"] == "+49 40 7654321"
    kept = office.sales.get(f"/desk/messages/{message.number}/original")
    assert f"{message.number}.tif" in kept["Content-Disposition"]

    wrong = office.sales.post("/desk/faxes/new", {"raw": SimpleUploadedFile("fax.tif", b"no fax")})
    assert wrong.status_code == 422
    assert office.customer.get("/desk/faxes/new").status_code == 403


@pytest.mark.parametrize(
    ("typed", "called"),
    [
        ("+49 (40) 123-4567", "+49401234567"), ("0049 40 1234567", "+49401234567"), ("075/1234.567", "0751234567"),
        ("; rm -rf /", ""), ("-d 12345678", ""), ("+", ""), ("12", ""), ("١٢٣٤٥٦٧", ""), ("$(reboot)1234567", ""),
    ],
)  # fmt: skip
def test_only_digits_reach_the_fax_server(typed, called):
    # "-d" would be an option: its dash is punctuation, its letter is none
    assert fax_number(typed) == called


def fax_server(tmp_path: Path, body: str) -> str:
    """A fax server's command, written in Python."""
    program = tmp_path / "send fax"  # with a space: words are split before anything is put in
    program.write_text(f"#!{sys.executable}\nimport sys\nnumber, file = sys.argv[1:]\n{body}\n")
    program.chmod(program.stat().st_mode | stat.S_IXUSR)
    return f"'{program}' {{number}} {{file}}"


def test_a_quotation_leaves_by_fax_through_a_real_line(office: Office, worker, settings, tmp_path):  # noqa: F811
    needs(fax_line.library() is not None, fax_line.MISSING)
    quotation = office.sent()
    worker()
    here = f"/desk/quotations/{quotation.number}"
    assert "Send by fax" not in office.sales.get(here).content.decode(), (
        "without a fax server there is no button"
    )
    settings.ORDOLUX_FAX_COMMAND = fax_server(tmp_path, (
        f"sys.path.insert(0, {str(ROOT)!r})\nfrom pathlib import Path\nfrom tests.fax_line import call\n"
        f"result, seconds = call(Path(file), Path({str(tmp_path / 'arrived.tif')!r}), noise=20)\n"
        "print(f'called {number}: {result}')\nsys.exit(result)"
    ))  # fmt: skip
    assert "Send by fax" in office.sales.get(here).content.decode()
    assert office.sales.post(f"{here}/fax", {"number": "call me"}).status_code == 422
    assert office.sales.post(f"{here}/fax", {"number": "+49 40 123-4567"}).status_code == 302
    fax = Message.objects.get(channel="fax")
    Message.objects.filter(pk=fax.pk).update(send_from=clock.now() - timedelta(seconds=1))

    assert line.send_due_faxes() == 1

    fax.refresh_from_db()
    assert (fax.state, fax.answer, fax.tries) == ("sent", "called +49401234567: 0", 1)
    sent = read_bytes(fax.raw_id)
    with Image.open(io.BytesIO(sent)) as tiff, Image.open(tmp_path / "arrived.tif") as arrived:
        frames = [frame.convert("1").tobytes() for frame in ImageSequence.Iterator(tiff)]
        assert (tiff.width, *tiff.info["dpi"], tiff.info["compression"]) == (DOTS, ACROSS, DOWN, "group4")
        assert frames == [frame.convert("1").tobytes() for frame in ImageSequence.Iterator(arrived)]
    page = office.sales.get(here).content.decode()
    assert "+49401234567" in page
    assert "called +49401234567" in page


def test_a_fax_that_fails_is_tried_again_then_waits_for_a_person(office: Office, worker, settings, tmp_path):  # noqa: F811
    quotation = office.sent()
    worker()
    here = f"/desk/quotations/{quotation.number}"
    settings.ORDOLUX_FAX_COMMAND = fax_server(tmp_path, "sys.exit('No answer from the other side')")
    settings.ORDOLUX_FAX_GROUP = "g3"
    office.sales.post(f"{here}/fax", {"number": "+49401234567"})
    fax = Message.objects.get(channel="fax")
    for tries in (1, 2, 3):
        Message.objects.filter(pk=fax.pk).update(send_from=clock.now() - timedelta(seconds=1))
        assert line.send_due_faxes() == 1
        assert line.send_due_faxes() == 0, "not before its time"
        fax.refresh_from_db()
        assert (fax.tries, fax.answer) == (tries, "No answer from the other side")
    assert fax.state == MessageState.FAILED
    with Image.open(io.BytesIO(read_bytes(fax.raw_id))) as tiff:
        assert tiff.info["compression"] == "group3"

    page = office.sales.get(here).content.decode()
    assert "No answer from the other side" in page
    office.sales.post(f"{here}/fax/{fax.number}/again")
    fax.refresh_from_db()
    assert fax.state == MessageState.QUEUED

    settings.ORDOLUX_FAX_COMMAND = "/nowhere/sendfax {number} {file}"
    assert line.send_due_faxes() == 1
    fax.refresh_from_db()
    assert (fax.state, fax.answer) == (MessageState.FAILED, line.NOT_THERE)


def test_a_fax_that_was_interrupted_is_not_sent_again_by_itself(office: Office, worker, settings, tmp_path):  # noqa: F811
    quotation = office.sent()
    worker()
    settings.ORDOLUX_FAX_COMMAND = fax_server(tmp_path, "sys.exit(0)")
    office.sales.post(f"/desk/quotations/{quotation.number}/fax", {"number": "+49401234567"})
    fax = Message.objects.get(channel="fax")
    Message.objects.filter(pk=fax.pk).update(tries=1, answer="", send_from=clock.now() - timedelta(seconds=1))

    line.give_up_interrupted()

    fax.refresh_from_db()
    assert (fax.state, fax.answer) == (MessageState.FAILED, line.INTERRUPTED)
    assert line.send_due_faxes() == 0


def test_a_paper_without_pages_is_no_fax():
    with pytest.raises(Exception, match=r"."):
        as_fax(b"%PDF-1.7\n")
