"""Papers come out as designed, the same each time, with fonts for every name."""

import io
import json
import re
from datetime import UTC, datetime

import pdfplumber
import pypdfium2
import pytest
import typst

from ordolux.foundation import papers
from ordolux.foundation.papers import contracts, rendering
from ordolux.foundation.papers.rendering import PACKAGE
from ordolux.foundation.papers.tests import samples
from ordolux.foundation.papers.tests.samples import ISSUED_AT, SAMPLES

LANGUAGES = ("en", "zh")


def printed(paper: contracts.Paper, language: str, **more: str) -> bytes:
    """Print a sample."""
    return papers.render(paper.template, paper, language=language, timestamp=ISSUED_AT, **more)


def text_of(pdf: bytes) -> list[str]:
    """Return the text of each page."""
    document = pypdfium2.PdfDocument(pdf)
    return [page.get_textpage().get_text_range() for page in document]


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("kind", SAMPLES)
def test_every_paper_is_archival_tagged_numbered_and_verifiable(kind, language):
    paper = SAMPLES[kind](language)
    pdf = printed(paper, language)
    pages = text_of(pdf)

    assert b"pdfaid:part>2<" in pdf
    assert b"pdfaid:conformance>B<" in pdf
    assert b"/StructTreeRoot" in pdf
    assert b"/MarkInfo" in pdf
    for number, page in enumerate(pages, 1):
        assert paper.number in page
        assert paper.verify.code in page
        foot = f"第 {number} 页，共 {len(pages)} 页" if language == "zh" else f"page {number} of {len(pages)}"
        assert foot in page.splitlines()[-1]


def test_the_same_paper_gives_the_same_bytes_and_another_number_other_bytes():
    first = printed(samples.receipt(), "en")
    assert printed(samples.receipt(), "en") == first
    assert printed(samples.claim_decision(), "en") != first
    assert printed(samples.receipt(), "en", standard="a-3b") != first


def test_the_moment_is_written_into_the_file_and_must_carry_its_zone():
    with pdfplumber.open(io.BytesIO(printed(samples.receipt(), "en"))) as document:
        assert document.metadata["CreationDate"].startswith("D:20260915083000")
    with pytest.raises(ValueError, match="zone"):
        papers.render(
            contracts.Receipt.template, samples.receipt(), language="en", timestamp=datetime(2026, 9, 15)
        )


def test_letter_paper_is_letter_size():
    quotation = samples.quotation(sheet="us-letter")
    with pdfplumber.open(io.BytesIO(printed(quotation, "en"))) as document:
        assert (round(document.pages[0].width), round(document.pages[0].height)) == (612, 792)


def test_a_name_in_markup_prints_as_it_is_typed():
    evil = '#eval("1") $x$ *b* \\ #include "/etc/passwd" <&>'
    pages = text_of(printed(samples.quotation(subject=evil), "en"))
    assert '#eval("1")' in pages[0]
    assert "$x$ *b*" in pages[0]


def test_a_hundred_lines_repeat_the_head_and_split_no_row():
    quotation = samples.quotation(count=100)
    pages = text_of(printed(quotation, "en"))

    with_lines = [page for page in pages if "MZ-A60-85-827" in page and "yours NL-1001" in page]
    assert len(with_lines) >= 4
    assert all("Pieces EUR each EUR Cartons" in page for page in with_lines)
    rows = [page.count(" · yours NL-") for page in with_lines]
    specifications = [len(re.findall(r"W · (?:E|G|4|5|12|36|38)", page)) for page in with_lines]
    assert sum(rows) == 100
    assert rows == specifications, "a row stands on two pages"


@pytest.mark.parametrize("count", [7, 9, 11, 14])
def test_totals_and_bank_box_are_never_torn_apart(count):
    pages = text_of(printed(samples.proforma(count=count), "en"))
    assert any(
        "Total CIP Hamburg" in page and "Balance before shipment" in page and "In words" in page
        for page in pages
    )
    assert any(
        "Beneficiary" in page and "Charges OUR" in page and "never changes by e-mail" in page
        for page in pages
    )
    assert any(
        "For the buyer" in page and "For the seller" in page and "signature, stamp, date" in page
        for page in pages
    )


def test_arabic_prints_from_right_to_left_with_its_own_font():
    buyer = contracts.Party(name="شركة النور للإضاءة", address="شارع الملك فهد، الرياض")
    pdf = printed(samples.quotation(buyer=buyer), "ar")
    with pdfplumber.open(io.BytesIO(pdf)) as document:
        page = document.pages[0]
        assert any("Arabic" in character["fontname"] for character in page.chars)
        heading = [character for character in page.chars if character["size"] > 20]
        assert min(character["x0"] for character in heading) > page.width / 2


def test_a_negative_amount_keeps_its_sign_in_front_on_an_arabic_paper():
    with pdfplumber.open(io.BytesIO(printed(samples.quotation(), "ar"))) as document:
        characters = document.pages[0].chars
    minus = next(character for character in characters if character["text"] == "−")
    figures = [c for c in characters if abs(c["top"] - minus["top"]) < 1 and c["text"] in "86.40"]
    assert minus["x0"] < min(character["x0"] for character in figures)


def test_a_font_that_is_not_there_stops_the_paper(tmp_path, monkeypatch):
    lonely = rendering.Typeface(fonts=rendering.typeface().fonts, families=("No Such Font",), files=())
    monkeypatch.setattr(rendering, "typeface", lambda: lonely)
    with pytest.raises(papers.PaperFault, match="unknown font family"):
        printed(samples.receipt(), "en")


def test_without_any_font_the_fault_says_what_to_run(tmp_path, monkeypatch):
    monkeypatch.setattr(rendering, "FONT_FOLDER", tmp_path)
    empty = typst.Fonts(include_system_fonts=False, include_embedded_fonts=False)
    monkeypatch.setattr(rendering.typst, "Fonts", lambda **_: empty)
    with pytest.raises(papers.FontsMissing, match=r"setup/fonts\.py"):
        rendering.typeface.__wrapped__()


def test_every_sample_and_label_can_be_printed_with_our_fonts():
    texts = (PACKAGE / "foundation" / "papers" / "labels.json").read_text("utf-8")
    for make in SAMPLES.values():
        for tongue in LANGUAGES:
            texts += json.dumps(papers.to_data(make(tongue), tongue), ensure_ascii=False)
    assert papers.uncovered(texts) == set()
    assert papers.uncovered("张䶮 Łódź Αθήνα النور") == set()
    assert papers.uncovered("\U00013080") == {"\U00013080"}


def test_each_label_is_used_and_each_used_label_is_there_in_both_languages():
    labels = json.loads((PACKAGE / "foundation" / "papers" / "labels.json").read_text("utf-8"))
    sources = [*PACKAGE.glob("*/*/papers/*.typ"), PACKAGE / "foundation/papers/paper.typ"]
    text = "\n".join(path.read_text("utf-8") for path in sources)
    asked = set(re.findall(r'\b(?:t|l|heading2)\("([a-z0-9_]+)"', text))
    asked |= set(re.findall(r"labels\.([a-z_]+)\.at", text))

    assert asked - set(labels) - {"method_"} == set()
    from_data = {"method_drawn", "method_typed", "approved", "partly"}  # "refused" names an outcome too
    assert {key for key in labels if f'"{key}"' not in text and key not in asked} == from_data
    for key, words in labels.items():
        assert all(words[tongue] for tongue in LANGUAGES), key
        assert sorted(re.findall(r"\{\d\}", words["en"])) == sorted(re.findall(r"\{\d\}", words["zh"])), key


def test_a_plain_dictionary_of_the_same_shape_prints_the_same():
    paper = samples.receipt()
    data = json.loads(json.dumps(papers.to_data(paper, "en")))
    again = papers.render(contracts.Receipt.template, data, language="en", timestamp=ISSUED_AT)
    assert again == printed(paper, "en")


def test_a_paper_refuses_what_it_cannot_print():
    with pytest.raises(TypeError, match="object"):
        papers.to_data(samples.quotation(subject=object()), "en")
    with pytest.raises(papers.PaperFault, match="no template"):
        papers.render("orders/nowhere.typ", {}, language="en", timestamp=datetime.now(UTC))
