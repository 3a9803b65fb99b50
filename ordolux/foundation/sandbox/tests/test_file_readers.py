"""XML, archives, tables, measurements, pictures and PDF: what is good is read, bombs and lies are refused."""

import contextlib
import io
import struct
import time
import zipfile
import zlib

import openpyxl
import pytest
from docx import Document
from hypothesis import given, settings
from hypothesis import strategies as st
from PIL import Image

from ordolux.foundation import sandbox
from ordolux.foundation.sandbox import what_is
from ordolux.foundation.sandbox.content import agrees
from ordolux.foundation.sandbox.readers.archives import checked_zip
from ordolux.foundation.sandbox.readers.csv_measurements import read_measurements
from ordolux.foundation.sandbox.readers.docx import read_docx
from ordolux.foundation.sandbox.readers.image import read_image
from ordolux.foundation.sandbox.readers.pdf import read_pdf
from ordolux.foundation.sandbox.readers.safe_xml import safe_xml
from ordolux.foundation.sandbox.readers.table import read_table
from ordolux.foundation.sandbox.reading import CannotRead


def why(reader, data: bytes, **options) -> str:
    with pytest.raises(CannotRead) as caught:
        reader(data, **options)
    return caught.value.findings[0].code


# XML

LAUGHS = b'<!DOCTYPE l [<!ENTITY a "ha">' + b"".join(
    b'<!ENTITY a%d "%s">' % (n, b"&a%d;" % (n - 1) * 10 if n > 1 else b"&a;" * 10) for n in range(1, 12)
) + b"]><l>&a11;</l>"  # fmt: skip


@pytest.mark.parametrize(
    "data",
    [
        LAUGHS,
        b'<?xml version="1.0"?><!DOCTYPE d [<!ENTITY x SYSTEM "file:///etc/passwd">]><d>&x;</d>',
        b'<!DOCTYPE d SYSTEM "http://127.0.0.1/x.dtd"><d/>',
        b'<!DOCTYPE d [<!ENTITY % p SYSTEM "http://127.0.0.1/"> %p;]><d/>',
        '<?xml version="1.0" encoding="utf-16"?><!DOCTYPE d><d/>'.encode("utf-16"),
        '<?xml version="1.0"?><!DOCTYPE d><d/>'.encode("utf-16-be"),
        b'<?xml version="1.0" encoding="utf-7"?>+ADwAIQ-DOCTYPE d+AD4-<d/>',
        b'<?xml version="1.0" encoding="ebcdic-cp-us"?><d/>',
        b"<d>" * 2000 + b"</d>" * 2000,
        b"<d>&undefined;</d>",
        b"",
        b"\x00" * 100,
    ],
)
def test_no_xml_brings_more_than_itself(data):
    begun = time.monotonic()
    assert why(safe_xml, data).startswith("xml-")
    assert time.monotonic() - begun < 1


def test_plain_xml_is_read_in_the_encodings_of_banks():
    for encoding in ("utf-8", "iso-8859-1", "utf-16"):
        root = safe_xml(f'<?xml version="1.0" encoding="{encoding}"?><d>Größe</d>'.encode(encoding))
        assert root.text == "Größe"


def test_xinclude_stays_as_it_is():
    root = safe_xml(b'<d xmlns:xi="http://www.w3.org/2001/XInclude"><xi:include href="/etc/passwd"/></d>')
    assert len(root) == 1
    assert root.findtext("*") in (None, "")


# Archives and tables


def workbook(rows: list[list[object]], name: str = "Sheet") -> bytes:
    book = openpyxl.Workbook()
    book.active.title = name
    for row in rows:
        book.active.append(row)
    target = io.BytesIO()
    book.save(target)
    return target.getvalue()


def zipped(**files: bytes) -> bytes:
    target = io.BytesIO()
    with zipfile.ZipFile(target, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, data in files.items():
            archive.writestr(name.replace("__", "/"), data)
    return target.getvalue()


def with_sheet(xml: bytes) -> bytes:
    """A whole workbook whose only sheet is ``xml``."""
    source = zipfile.ZipFile(io.BytesIO(workbook([["x"]])))
    target = io.BytesIO()
    with zipfile.ZipFile(target, "w", zipfile.ZIP_DEFLATED) as archive:
        for entry in source.infolist():
            is_sheet = entry.filename == "xl/worksheets/sheet1.xml"
            archive.writestr(entry.filename, xml if is_sheet else source.read(entry))
    return target.getvalue()


SHEET = b'<?xml version="1.0"?><worksheet xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main">%s</worksheet>'


def test_a_workbook_is_read_as_texts():
    reading = read_table(
        workbook([["型号", "数量", "价格"], ["GU10 7W", 300, 1.25], [None, None, None], ["A60", 12000, 0.1]])
    )

    [sheet] = reading.value["sheets"]
    assert sheet["rows"] == [
        ["型号", "数量", "价格"],
        ["GU10 7W", "300", "1.25"],
        [],
        ["A60", "12000", "0.1"],
    ]


def test_formulas_are_text_and_never_computed():
    reading = read_table(b'name;value\n=cmd|"/c calc"!A1;1\n-5;+3\n')

    assert reading.value["sheets"][0]["rows"][1][0].startswith("=cmd")
    assert [finding.code for finding in reading.findings] == ["looks-like-formula"]


def test_csv_with_nul_and_in_utf_16_is_read():
    assert read_table("型号\t数量\nGU10\t300\n".encode("utf-16")).value["sheets"][0]["rows"][1] == [
        "GU10",
        "300",
    ]
    assert read_table(b"a;b\x0c\n1;2\n").value["sheets"][0]["rows"][1] == ["1", "2"]


def test_a_long_table_is_cut_and_says_so():
    reading = read_table(b"\n".join(b";".join([b"x"] * 70) for _ in range(6000)))

    assert len(reading.value["sheets"][0]["rows"]) == 5000
    assert len(reading.value["sheets"][0]["rows"][0]) == 60
    assert [finding.code for finding in reading.findings] == ["sheet-cut"]


def test_an_archive_bomb_is_refused():
    assert why(checked_zip, zipped(xl__workbook=bytes(60 * 2**20))) == "zip-bomb"
    assert why(checked_zip, zipped(a=bytes(10 * 2**20))) == "zip-bomb"
    assert why(checked_zip, zipped(**{f"f{n}": b"x" for n in range(2100)})) == "zip-entries"
    assert why(checked_zip, zipped(a=zipped(b=b"x"))) == "zip-nested"
    assert why(checked_zip, zipped(**{"..__evil": b"x"})) == "zip-path"
    assert why(checked_zip, b"PK\x03\x04" + b"\0" * 100) == "zip-broken"


def test_an_archive_whose_header_lies_is_refused():
    data = bytearray(zipped(a=b"y" * 5000))
    directory = data.rfind(b"PK\x01\x02")
    struct.pack_into("<I", data, directory + 24, 100)
    assert why(checked_zip, bytes(data)) == "zip-lies"


def test_an_archive_whose_parts_overlap_is_refused():
    data = bytearray(zipped(a=b"y" * 500, b=b"z" * 500))
    second = data.rfind(b"PK\x01\x02")
    struct.pack_into("<I", data, second + 42, 1)
    assert why(checked_zip, bytes(data)) == "zip-overlap"


@pytest.mark.parametrize(
    ("sheet", "code"),
    [
        ((b'<sheetData><row r="1"><c r="A1"><v>1</v></c></row>'
         b'<row r="1048576"><c r="XFD1048576"><v>1</v></c></row></sheetData>'),
         "too-spread"),
        (b"<sheetData/><mergeCells>" + b'<mergeCell ref="A1:B2"/>' * 100_000 + b"</mergeCells>", None),
    ],
)  # fmt: skip
def test_a_sheet_that_would_fill_the_memory_is_refused(sheet, code):
    begun = time.monotonic()
    result = sandbox.run("table", with_sheet(SHEET % sheet))
    assert time.monotonic() - begun < 3
    assert not result.ok
    assert code in (None, result.findings[0].code)


def test_a_workbook_with_a_document_type_is_refused():
    assert not sandbox.run("table", with_sheet(LAUGHS)).ok


def test_a_table_that_is_something_else_is_refused():
    assert why(read_table, b"<html><table><tr><td>1") == "not-a-table"
    assert why(read_table, b"%PDF-1.7") == "not-a-table"
    assert why(read_table, zipped(**{"xl__workbook.xml": b"<x/>"})) == "workbook-broken"


def test_a_word_document_is_read_in_order():
    document = Document()
    document.add_paragraph("Rate contract")
    table = document.add_table(rows=0, cols=2)
    for name, pieces in (("GU10", "300"), ("A60", "12000")):
        cells = table.add_row().cells
        cells[0].text, cells[1].text = name, pieces
    document.add_paragraph("Five years")
    target = io.BytesIO()
    document.save(target)

    value = read_docx(target.getvalue()).value

    assert value["text"].splitlines() == ["Rate contract", "GU10\t300", "A60\t12000", "Five years"]
    assert value["tables"] == [[["GU10", "300"], ["A60", "12000"]]]
    assert why(read_docx, zipped(**{"word__document.xml": LAUGHS})) == "xml-doctype"


# Measurements


def test_an_export_is_read_with_its_own_delimiter_and_decimal_mark():
    exports = [
        "serial,flux(lm),CCT(K),x,y,power(W)\nL-1,806.3,2998,0.4372,0.4042,9.02\n",
        "Seriennummer;Lichtstrom [lm];Farbtemperatur;x;y;Leistung [W]\nL-1;806,3;2998;0,4372;0,4042;9,02\n",
        "序列号\t光通量(lm)\t色温(K)\tx\ty\t功率(W)\nL-1\t806.3\t2998\t0.4372\t0.4042\t9.02\n",
        "Instrument: sphere 1.5 m\nDate: 2026-03-02\n\nSN|Φ(lm)|CCT|x|y|P(W)\nL-1|806.3|2998|0.4372|0.4042|9.02\n",
    ]
    for export in exports:
        for charset in ("utf-8", "utf-8-sig", "utf-16", "utf-16-le", "gb18030"):
            if charset == "gb18030" and "Φ" in export:
                continue
            [row] = read_measurements(export.encode(charset)).value["rows"]
            assert {k: row[k] for k in ("serial", "flux_lm", "cct_k", "x", "y", "power_w")} == {
                "serial": "L-1", "flux_lm": "806.3", "cct_k": "2998", "x": "0.4372", "y": "0.4042", "power_w": "9.02",
            }  # fmt: skip


def test_a_reading_outside_any_physical_range_is_told_by_row_and_column():
    reading = read_measurements(
        b"serial,flux,cct,x,y\nA,806,2998,0.43,0.40\nB,-5,3000,0.4,0.4\nC,8e9,12,0.9,0.9\nD,abc,3000,,\n"
    )

    assert [row["serial"] for row in reading.value["rows"]] == ["A"]
    assert [(f.code, f.where) for f in reading.findings] == [
        ("impossible-reading", "row 3, flux_lm"),
        ("impossible-reading", "row 4, flux_lm"),
        ("impossible-reading", "row 4, cct_k"),
        ("impossible-reading", "row 4"),
        ("not-a-number", "row 5, flux_lm"),
    ]
    assert reading.findings[0].sentence() == "flux_lm is -5; it can only be between 0 and 1000000."


def test_a_file_without_readings_is_refused():
    assert why(read_measurements, b"hello\nworld\n") == "no-header"
    assert why(read_measurements, b"serial,flux,cct\n") == "no-rows"
    assert why(read_measurements, b"\x89PNG\r\n\x1a\n" + bytes(100)) == "not-text"


@settings(max_examples=100, deadline=None)
@given(st.text(max_size=300), st.sampled_from(["utf-8", "utf-16", "gb18030"]))
def test_no_export_makes_the_reader_fail(text, charset):
    data = ("serial;flux;cct\n" + text).encode(charset, "replace")
    for reader in (read_measurements, read_table):
        with contextlib.suppress(CannotRead):
            reader(data)


# Pictures and PDF


def picture(kind: str, size: tuple[int, int] = (60, 40), mode: str = "RGB", **options) -> bytes:
    target = io.BytesIO()
    Image.new(mode, size).save(target, kind, **options)
    return target.getvalue()


def png_of(width: int, height: int) -> bytes:
    """A PNG of a few bytes that says it is this large."""

    def chunk(name: bytes, data: bytes) -> bytes:
        return struct.pack(">I", len(data)) + name + data + struct.pack(">I", zlib.crc32(name + data))

    head = struct.pack(">IIBBBBB", width, height, 1, 0, 0, 0, 0)
    return (
        b"\x89PNG\r\n\x1a\n"
        + chunk(b"IHDR", head)
        + chunk(b"IDAT", zlib.compress(bytes(1000)))
        + chunk(b"IEND", b"")
    )


def test_pictures_are_drawn_anew_without_what_they_carry():
    exif = Image.Exif()
    exif[270] = "secret words"
    for kind in ("PNG", "JPEG", "TIFF"):
        data = picture(kind, **({"exif": exif} if kind != "TIFF" else {"description": "secret words"}))
        assert b"secret words" in data

        reading = read_image(data, longest_side=30)

        assert what_is(reading.content) == "image/png"
        assert b"secret words" not in reading.content
        assert reading.value["rendition"] == {"width": 30, "height": 20}


def test_a_fax_has_pages_and_square_points():
    pages = [Image.new("1", (1728, 1100), 1) for _ in range(3)]
    target = io.BytesIO()
    pages[0].save(target, "TIFF", save_all=True, append_images=pages[1:], compression="group4", dpi=(204, 98))

    reading = read_image(target.getvalue(), page=3)

    assert (reading.value["pages"], reading.value["width"], reading.value["dpi"]) == (3, 1728, [204, 98])
    assert reading.value["rendition"]["height"] > reading.value["rendition"]["width"]
    assert why(read_image, target.getvalue(), page=4) == "no-such-page"


@pytest.mark.parametrize(
    ("data", "codes"),
    [
        (png_of(65_535, 65_535), {"too-many-pixels"}),
        (png_of(2_000_000, 3), {"picture-broken"}),
        (b"%!PS-Adobe-3.0 EPSF-3.0\n", {"picture-not-taken"}),
        (b"GIF89a<script>", {"picture-not-taken"}),
        (b"<svg onload=alert(1)>", {"picture-not-taken"}),
        (b"\x89PNG\r\n\x1a\n", {"picture-broken"}),
        (b"II*\0" + b"\xff" * 200, {"picture-broken"}),
        (b"\xff\xd8\xff" + b"\0" * 500, {"picture-broken"}),
    ],
)
def test_a_picture_that_is_none_or_too_large_is_refused(data, codes):
    begun = time.monotonic()
    result = sandbox.run("image", data)
    assert not result.ok
    assert {finding.code for finding in result.findings} <= codes
    assert time.monotonic() - begun < 3


def pdf(pages: int = 1, box: str = "0 0 595 842", extra: str = "") -> bytes:
    kids = " ".join(f"{3 + n} 0 R" for n in range(pages))
    stream = "BT /F1 24 Tf 72 700 Td (300 pcs GU10) Tj ET"
    last = 3 + pages
    parts = [
        f"1 0 obj<</Type/Catalog/Pages 2 0 R{extra}>>endobj",
        f"2 0 obj<</Type/Pages/Kids[{kids}]/Count {pages}>>endobj",
        *(
            f"{3 + n} 0 obj<</Type/Page/Parent 2 0 R/MediaBox[{box}]/Contents {last} 0 R"
            f"/Resources<</Font<</F1 {last + 1} 0 R>>>>>>endobj"
            for n in range(pages)
        ),
        f"{last} 0 obj<</Length {len(stream)}>>stream\n{stream}\nendstream endobj",
        f"{last + 1} 0 obj<</Type/Font/Subtype/Type1/BaseFont/Helvetica>>endobj",
        "trailer<</Root 1 0 R>>",
    ]
    return ("%PDF-1.4\n" + "\n".join(parts)).encode()


def test_a_pdf_gives_its_text_and_a_picture_of_a_page():
    reading = read_pdf(pdf(pages=2), page=2, longest_side=400)

    assert reading.value["pages"] == 2
    assert reading.value["texts"] == ["300 pcs GU10"] * 2
    assert reading.value["size_mm"] == [210, 297]
    assert what_is(reading.content) == "image/png"
    assert reading.value["rendition"]["height"] == 400


def test_pdf_traps_are_refused_or_told():
    assert why(read_pdf, pdf(pages=300)) == "too-many-pages"
    assert why(read_pdf, b"%PDF-1.7 and nothing") == "pdf-broken"
    assert why(read_pdf, b"<html>%PDF-1.4") == "not-pdf"
    active = read_pdf(pdf(extra="/OpenAction<</S/JavaScript/JS(app.alert(1))>>"))
    assert [finding.code for finding in active.findings] == ["active-content"]
    large = read_pdf(pdf(box="0 0 900000 900000"))
    assert large.content == b"" or large.value["size_mm"][0] < 6000


# What it is


@pytest.mark.parametrize(
    ("data", "media_type"),
    [
        (b"%PDF-1.4", "application/pdf"),
        (picture("PNG"), "image/png"),
        (picture("JPEG"), "image/jpeg"),
        (picture("TIFF"), "image/tiff"),
        (workbook([["x"]]), "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"),
        (zipped(a=b"x"), "application/zip"),
        (b"<!DOCTYPE html><p>", "text/html"),
        (b"<?xml version='1.0'?><d/>", "text/xml"),
        (b"<?xml version='1.0'?><svg onload='x'/>", "image/svg+xml"),
        (b"a;b\n1;2\n", "text/plain"),
        ("型号".encode("utf-16"), "text/plain"),
        (bytes(range(256)), "application/octet-stream"),
        (b"", "application/octet-stream"),
        (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1", "application/x-ole-storage"),
        (b"BM is not always a picture", "text/plain"),
    ],
)
def test_bytes_say_themselves_what_they_are(data, media_type):
    assert what_is(data) == media_type


def test_a_declared_type_may_be_vague_but_not_wrong():
    assert agrees("application/octet-stream", "offer.pdf", "application/pdf")
    assert agrees("image/jpg", "photo.JPG", "image/jpeg")
    assert agrees("application/vnd.ms-excel", "list.csv", "text/plain")
    assert not agrees("application/pdf", "offer.pdf", "text/html")
    assert not agrees("image/png", "a.png", "application/postscript")
    assert not agrees("", "a.pdf", "application/x-msdos")
