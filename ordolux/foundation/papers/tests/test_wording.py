"""The Word file says what the PDF says."""

import io
import re
import zipfile

import pypdfium2
import pytest
from docx import Document

from ordolux.foundation import papers
from ordolux.foundation.papers.tests import samples
from ordolux.foundation.papers.tests.samples import ISSUED_AT
from ordolux.orders.proforma.papers import proforma_docx


def word_text(content: bytes) -> str:
    """Return all text of a Word file, tables and footers too."""
    with zipfile.ZipFile(io.BytesIO(content)) as archive:
        names = [name for name in archive.namelist() if re.fullmatch(r"word/(document|footer\d*)\.xml", name)]
        parts = [archive.read(name).decode() for name in names]
    texts = re.findall(r"<w:t(?: [^>]*)?>([^<]*)</w:t>|(</w:p>)", "".join(parts))
    return (
        "".join(text or ("\n" if end else "") for text, end in texts)
        .replace("&amp;", "&")
        .replace("&lt;", "<")
        .replace("&gt;", ">")
    )


def pdf_text(content: bytes) -> str:
    """Return all text of a PDF."""
    document = pypdfium2.PdfDocument(content)
    return "".join(page.get_textpage().get_text_range() for page in document)


def bare(text: str) -> str:
    """Return text without spaces and line breaks, which differ between the two."""
    return re.sub(r"\s+", "", text)


@pytest.mark.parametrize(("language", "second"), [("en", ""), ("zh", ""), ("en", "zh")])
def test_pdf_and_word_state_the_same_facts(language, second):
    paper = samples.proforma(language, second=second)
    pdf = bare(pdf_text(papers.render(paper.template, paper, language=language, timestamp=ISSUED_AT)))
    word = bare(word_text(papers.word(paper.word_template, paper, language=language, timestamp=ISSUED_AT)))

    facts = [paper.number, paper.order, paper.quotation, paper.purchase_order, paper.sign_by, paper.incoterm]
    facts += [papers.day_text(paper.issued_on, language), paper.total, paper.in_words, paper.verify.code]
    facts += [line.amount for line in paper.lines] + [line.unit_price for line in paper.lines]
    facts += [line.model for line in paper.lines] + [f"{line.pieces:,}" for line in paper.lines]
    facts += [row.amount for row in paper.sums] + [row.label for row in paper.sums]
    facts += [part.amount for part in paper.instalments] + [
        row.text for row in paper.bank if len(row.text) < 25
    ]
    facts += [clause.title for clause in paper.clauses] + [who.company for who in paper.signatories]
    for fact in facts:
        assert bare(fact) in word, f"the Word file lacks {fact}"
        assert bare(fact) in pdf, f"the PDF lacks {fact}"
    # Long texts wrap between columns in the PDF, so we compare them number by number there and in full in
    # Word.
    long_texts = [
        paper.sign_by_rule,
        paper.bank_notice,
        *(c.text for c in paper.clauses),
        *(f.text for f in paper.delivery),
    ]
    if second:
        long_texts += [clause.second_text for clause in paper.clauses]
    for text in long_texts:
        assert bare(text) in word, f"the Word file lacks {text}"
        assert all(number in pdf for number in re.findall(r"\d[\d,.]*\d|\d", text))


def test_both_files_contain_no_number_that_the_other_lacks():
    paper = samples.proforma("en")
    pdf = pdf_text(papers.render(paper.template, paper, language="en", timestamp=ISSUED_AT))
    word = word_text(papers.word(paper.word_template, paper, language="en", timestamp=ISSUED_AT))
    sums = r"\d{1,3}(?:,\d{3})*\.\d{2}\b"
    assert set(re.findall(sums, pdf)) == set(re.findall(sums, word))


def test_the_same_data_give_the_same_word_file():
    paper = samples.proforma("zh")
    first = papers.word(paper.word_template, paper, language="zh", timestamp=ISSUED_AT)
    assert papers.word(paper.word_template, paper, language="zh", timestamp=ISSUED_AT) == first
    with zipfile.ZipFile(io.BytesIO(first)) as archive:
        assert {part.date_time for part in archive.infolist()} == {(1980, 1, 1, 0, 0, 0)}


def test_a_name_in_template_language_stays_a_name():
    evil = "{{ 7 * 7 }} {% raw %} <w:p/> & Söhne"
    paper = samples.proforma(quotation=evil)
    content = papers.word(paper.word_template, paper, language="en", timestamp=ISSUED_AT)
    assert evil in word_text(content)
    Document(io.BytesIO(content))


def test_letter_paper_is_letter_size_in_word_too():
    paper = samples.proforma(sheet="us-letter")
    content = papers.word(paper.word_template, paper, language="en", timestamp=ISSUED_AT)
    assert round(Document(io.BytesIO(content)).sections[0].page_width.mm) == 216


def test_the_committed_template_is_what_its_builder_makes():
    assert proforma_docx.TEMPLATE.read_bytes() == proforma_docx.built()
