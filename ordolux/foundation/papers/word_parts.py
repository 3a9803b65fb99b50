"""Parts of a Word template, which all papers share: the sheet, rows that repeat, boxes to sign in.

A template is built by a program beside it, committed, and filled by ``papers.word``.
"""

from typing import Any

from docx.document import Document as Paper
from docx.enum.table import WD_TABLE_ALIGNMENT
from docx.enum.text import WD_ALIGN_PARAGRAPH
from docx.oxml import OxmlElement
from docx.oxml.ns import qn
from docx.shared import Mm, Pt, RGBColor
from docx.table import Table, _Cell, _Row
from docx.text.paragraph import Paragraph

MUTED = RGBColor(0x55, 0x60, 0x70)
FONTS = {
    "w:ascii": "Arial",
    "w:hAnsi": "Arial",
    "w:eastAsia": "Microsoft YaHei",
    "w:cs": "Arial",
}
"""What every office has: the file carries no fonts of its own."""


def style(paper: Paper) -> None:
    """The sheet, the fonts and the headings of all papers."""
    section = paper.sections[0]
    section.page_width, section.page_height = Mm(210), Mm(297)
    section.left_margin = section.right_margin = Mm(17)
    section.top_margin, section.bottom_margin = Mm(15), Mm(18)
    normal = paper.styles["Normal"]
    normal.font.size = Pt(9)
    normal.paragraph_format.space_after = Pt(2)
    for name in ("Normal", "Heading 1", "Heading 2"):
        style = paper.styles[name]
        properties = style.element.get_or_add_rPr()
        fonts = properties.find(qn("w:rFonts"))
        if fonts is None:
            fonts = OxmlElement("w:rFonts")
            properties.append(fonts)
        for attribute in list(fonts.attrib):
            del fonts.attrib[attribute]
        # East Asian and complex scripts each need their own font, or a reader takes any that it has.
        for attribute, family in FONTS.items():
            fonts.set(qn(attribute), family)
    for name, size, before in (("Heading 1", 20, 6), ("Heading 2", 11, 12)):
        style = paper.styles[name]
        style.font.size, style.font.bold, style.font.color.rgb = Pt(size), True, RGBColor(0x16, 0x20, 0x2E)
        style.paragraph_format.space_before, style.paragraph_format.space_after = Pt(before), Pt(4)
        style.paragraph_format.keep_with_next = True


def footer(paper: Paper) -> None:
    """Number, version, day, how to verify it, and the pages."""
    line = paper.sections[0].footer.paragraphs[0]
    run(line, "{{ d.number }} · {{ t('version_n', d.version) }} · {{ d.issued_on.text }}    ", small=True)
    run(line, "{{ t('verify_at', d.verify.code, d.verify.page) }}    ", small=True)
    _field(line, "PAGE")
    run(line, " / ", small=True)
    _field(line, "NUMPAGES")


def _field(line: Paragraph, name: str) -> None:
    run = line.add_run()
    run.font.size = Pt(7.5)
    for kind, text in (("begin", ""), ("", name), ("end", "")):
        if kind:
            mark = OxmlElement("w:fldChar")
            mark.set(qn("w:fldCharType"), kind)
        else:
            mark = OxmlElement("w:instrText")
            mark.text = text
        run._r.append(mark)


def run(line: Paragraph, text: str, *, bold: bool = False, small: bool = False) -> None:
    """Add words to a paragraph."""
    run = line.add_run(text)
    run.bold = bold
    if small:
        run.font.size, run.font.color.rgb = Pt(7.5), MUTED


def fill(cell: _Cell, text: str, *, bold: bool = False, small: bool = False, end: bool = False) -> None:
    """Write the first paragraph of a cell."""
    line = cell.paragraphs[0]
    run(line, text, bold=bold, small=small)
    if end:
        line.alignment = (
            WD_ALIGN_PARAGRAPH.END if hasattr(WD_ALIGN_PARAGRAPH, "END") else WD_ALIGN_PARAGRAPH.RIGHT
        )


def more(cell: _Cell, text: str, *, bold: bool = False, small: bool = False) -> None:
    """Add a paragraph to a cell."""
    run(cell.add_paragraph(), text, bold=bold, small=small)


def when(cell: _Cell, value: str, *, condition: str = "", small: bool = False) -> None:
    """Add a paragraph that vanishes when its value is empty."""
    cell.add_paragraph("{%p if " + (condition or value) + " %}")
    more(cell, "{{ " + value + " }}", small=small)
    cell.add_paragraph("{%p endif %}")


def add_table(paper: Paper, widths: tuple[float, ...], *, ruled: bool = True) -> Table:
    """A table whose columns have these widths in millimetres."""
    table: Table = paper.add_table(rows=0, cols=len(widths))
    table.alignment = WD_TABLE_ALIGNMENT.CENTER
    table.autofit = False
    for column, width in zip(table.columns, widths, strict=True):
        column.width = Mm(width)
    if ruled:
        borders = OxmlElement("w:tblBorders")
        for side in ("bottom", "insideH"):
            border = OxmlElement(f"w:{side}")
            for key, value in (("val", "single"), ("sz", "4"), ("color", "D9DEE6")):
                border.set(qn(f"w:{key}"), value)
            borders.append(border)
        table._tbl.tblPr.append(borders)
    return table


def add_row(table: Any, widths: tuple[float, ...], *, head: bool = False) -> _Row:
    """Add a row that is never split; a head is repeated on each page."""
    row: _Row = table.add_row()
    for cell, width in zip(row.cells, widths, strict=True):
        cell.width = Mm(width)
    properties = row._tr.get_or_add_trPr()
    properties.append(OxmlElement("w:cantSplit"))
    if head:
        properties.append(OxmlElement("w:tblHeader"))
    return row


def add_loop(table: Table, widths: tuple[float, ...], over: str) -> _Row:
    """Add a row that is repeated for each item; the rows around it hold the loop and vanish."""
    fill(add_row(table, widths).cells[0], "{%tr for " + over + " %}")
    row = add_row(table, widths)
    fill(add_row(table, widths).cells[0], "{%tr endfor %}")
    return row


def party(cell: _Cell, role: str, who: str) -> None:
    """A company with its role, address and how to reach it."""
    fill(cell, "{{ l('" + role + "') }}", small=True)
    more(cell, "{{ " + who + ".name }}", bold=True)
    when(cell, f"{who}.second_name", condition=f"second and {who}.second_name")
    for part in ("address", "contact", "phone", "mail"):
        when(cell, f"{who}.{part}")
    when(cell, f"{who}.identifiers", small=True)


def facts(paper: Paper, name: str, *, bold: bool = False) -> None:
    """Rows of label and text out of the list ``name``."""
    widths = (44.0, 132.0)
    table = add_table(paper, widths)
    row = add_loop(table, widths, f"x in {name}")
    fill(row.cells[0], "{{ x.label }}{% if second %} {{ x.second_label }}{% endif %}", small=True)
    fill(row.cells[1], "{{ x.text }}", bold=bold)


def signatures(paper: Paper) -> None:
    """A box for each signatory."""
    widths = (176.0,)
    table = add_table(paper, widths)
    row = add_loop(table, widths, "x in d.signatories")
    fill(
        row.cells[0],
        "{% if x.role == 'buyer' %}{{ l('for_buyer') }}{% else %}{{ l('for_seller') }}{% endif %}",
        small=True,
    )
    more(row.cells[0], "{{ x.company }}", bold=True)
    for _ in range(3):
        more(row.cells[0], "")
    more(row.cells[0], "{% if x.person %}{{ x.person }} · {% endif %}{{ l('signature_line') }}", small=True)
