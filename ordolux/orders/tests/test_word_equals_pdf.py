"""The Word form of an issued proforma invoice says what its PDF says: line by line, in English and in Chinese."""

import io
import re
from datetime import timedelta

import pypdfium2
import pytest
from docx import Document
from docx.table import Table
from docx.text.paragraph import Paragraph

from ordolux.foundation import papers
from ordolux.foundation.actors import Actor
from ordolux.foundation.parties.models import Company, Person
from ordolux.orders.proforma.deeds import issue_proforma
from ordolux.orders.proforma.models import Proforma
from ordolux.orders.proforma.papers.paper import proforma_paper
from ordolux.orders.tests import desk

# What only a printed page has: its page numbers.
PAGES = re.compile(r"(page|第)?\s*\d+\s*(of|/|页，?共)\s*\d+\s*页?", re.IGNORECASE)


def bare(text: str) -> str:
    """Letters, figures and signs without what differs between the two: spaces, line breaks, soft hyphens, and the colon
    behind a label, for which the PDF has a column of its own."""
    return re.sub(r"[\s\u00ad\ufffe\u2060\u200b:]+", "", text)


def pdf_lines(content: bytes) -> list[str]:
    """The lines of a PDF as they are printed."""
    document = pypdfium2.PdfDocument(content)
    text = "\n".join(page.get_textpage().get_text_range() for page in document)
    return [line for line in text.splitlines() if line.strip()]


def word_lines(content: bytes) -> list[str]:
    """The lines of a Word file: paragraphs and cells in their order, and the footer."""
    document = Document(io.BytesIO(content))
    lines: list[str] = []

    def take(blocks: object) -> None:
        for block in blocks:  # type: ignore[attr-defined]  # paragraphs and tables in turn
            if isinstance(block, Paragraph):
                lines.extend(line for line in block.text.splitlines() if line.strip())
            elif isinstance(block, Table):
                for row in block.rows:
                    for cell in dict.fromkeys(row.cells):
                        take(cell.iter_inner_content())

    take(document.iter_inner_content())
    for section in document.sections:
        # its page numbers are fields: of them only the stroke between is text
        lines += [paragraph.text.rstrip(" /") for paragraph in section.footer.paragraphs]
    return lines


def both_forms(proforma: Proforma) -> tuple[list[str], list[str]]:
    """The lines of both forms of an issued proforma invoice."""
    paper = proforma_paper(proforma)
    stamp = {"language": proforma.language, "timestamp": proforma.issued_at}
    pdf = papers.render(paper.template, paper, **stamp)
    word = papers.word(paper.word_template, paper, **stamp)
    return pdf_lines(pdf), word_lines(word)


@pytest.fixture(params=["en", "zh-hans"])
def proforma(request: pytest.FixtureRequest, mei: Actor, anna: Person) -> Proforma:
    """A proforma invoice of two lines in the buyer's language."""
    Company.objects.filter(pk=anna.company_id).update(language=request.param)
    quotation = desk.sent(mei, anna, lines=2)
    order = desk.placed(quotation, anna)
    return issue_proforma(order, by=Actor.system(), at=desk.NOON + timedelta(hours=1))


def test_every_line_of_the_word_form_stands_in_the_pdf(proforma: Proforma) -> None:
    pdf, word = both_forms(proforma)
    printed = bare("".join(pdf))
    missing = [line for line in word if bare(line) not in printed and not _in_pieces(line, printed)]
    assert missing == []


def test_every_word_and_figure_of_the_pdf_stands_in_the_word_form(proforma: Proforma) -> None:
    pdf, word = both_forms(proforma)
    written = bare("".join(word))
    tokens = [(token, line) for line in pdf for token in PAGES.sub(" ", line).split()]
    assert [each for each in tokens if bare(each[0]).rstrip("-") not in written] == []


def test_the_figures_of_both_forms_are_the_same_as_often(proforma: Proforma) -> None:
    pdf, word = both_forms(proforma)
    sums = r"\d{1,3}(?:,\d{3})*\.\d{2,4}\b"
    assert set(re.findall(sums, "\n".join(pdf))) == set(re.findall(sums, "\n".join(word)))


def _in_pieces(line: str, printed: str) -> bool:
    """Whether a line that the narrow columns of the PDF wrap stands there word by word."""
    return all(bare(token) in printed for token in line.split())
