"""Build proforma.docx, the Word template of the proforma invoice: `python
ordolux/orders/proforma/papers/proforma_docx.py`.

The template is committed beside this file, because a seller may want to open it; a test builds it anew and
compares.
"""

import io
from pathlib import Path
from typing import Any

from docx import Document
from docx.document import Document as Paper
from docx.enum.table import WD_TABLE_ALIGNMENT
from docx.enum.text import WD_ALIGN_PARAGRAPH
from docx.oxml import OxmlElement
from docx.oxml.ns import qn
from docx.shared import Mm, Pt, RGBColor
from docx.table import Table, _Cell, _Row
from docx.text.paragraph import Paragraph

from ordolux.foundation.papers.wording import same_bytes

TEMPLATE = Path(__file__).with_name("proforma.docx")
GOODS_HEAD = ("l('goods')", "l('hs')", "l('pieces')", "l('each', d.currency)", "l('amount', d.currency)")
MUTED = RGBColor(0x55, 0x60, 0x70)
FONTS = {
    "w:ascii": "Arial",
    "w:hAnsi": "Arial",
    "w:eastAsia": "Microsoft YaHei",
    "w:cs": "Arial",
}
"""What every office has: the file carries no fonts of its own."""


def built() -> bytes:
    """Return the template as bytes, the same each time."""
    paper = Document()
    _style(paper)
    _footer(paper)
    _head(paper)
    _goods(paper)
    _closing(paper)
    _delivery(paper)
    _bank(paper)
    _conditions(paper)
    _signatures(paper)
    out = io.BytesIO()
    paper.save(out)
    return same_bytes(out.getvalue())


def _style(paper: Paper) -> None:
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


def _footer(paper: Paper) -> None:
    line = paper.sections[0].footer.paragraphs[0]
    _run(line, "{{ d.number }} · {{ t('version_n', d.version) }} · {{ d.issued_on.text }}    ", small=True)
    _run(line, "{{ t('verify_at', d.verify.code, d.verify.page) }}    ", small=True)
    _field(line, "PAGE")
    _run(line, " / ", small=True)
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


def _run(line: Paragraph, text: str, *, bold: bool = False, small: bool = False) -> None:
    run = line.add_run(text)
    run.bold = bold
    if small:
        run.font.size, run.font.color.rgb = Pt(7.5), MUTED


def _fill(cell: _Cell, text: str, *, bold: bool = False, small: bool = False, end: bool = False) -> None:
    line = cell.paragraphs[0]
    _run(line, text, bold=bold, small=small)
    if end:
        line.alignment = (
            WD_ALIGN_PARAGRAPH.END if hasattr(WD_ALIGN_PARAGRAPH, "END") else WD_ALIGN_PARAGRAPH.RIGHT
        )


def _more(cell: _Cell, text: str, *, bold: bool = False, small: bool = False) -> None:
    _run(cell.add_paragraph(), text, bold=bold, small=small)


def _when(cell: _Cell, value: str, *, condition: str = "", small: bool = False) -> None:
    """Add a paragraph that vanishes when its value is empty."""
    cell.add_paragraph("{%p if " + (condition or value) + " %}")
    _more(cell, "{{ " + value + " }}", small=small)
    cell.add_paragraph("{%p endif %}")


def _table(paper: Paper, widths: tuple[float, ...], *, ruled: bool = True) -> Table:
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


def _row(table: Any, widths: tuple[float, ...], *, head: bool = False) -> _Row:
    row: _Row = table.add_row()
    for cell, width in zip(row.cells, widths, strict=True):
        cell.width = Mm(width)
    properties = row._tr.get_or_add_trPr()
    properties.append(OxmlElement("w:cantSplit"))
    if head:
        properties.append(OxmlElement("w:tblHeader"))
    return row


def _loop(table: Table, widths: tuple[float, ...], over: str) -> _Row:
    """Add a row that is repeated for each item; the rows around it hold the loop and vanish."""
    _fill(_row(table, widths).cells[0], "{%tr for " + over + " %}")
    row = _row(table, widths)
    _fill(_row(table, widths).cells[0], "{%tr endfor %}")
    return row


def _head(paper: Paper) -> None:
    line = paper.add_paragraph()
    _run(line, "{{ d.seller.name }}", bold=True)
    _run(line, "{% if second %} {{ d.seller.second_name }}{% endif %}")
    _run(paper.add_paragraph(), "{{ d.seller.address }}", small=True)
    paper.add_paragraph("{{ l('proforma') }}", style="Heading 1")
    widths = (44.0, 132.0)
    table = _table(paper, widths)
    for label, value in (
        ("l('number')", "{{ d.number }}, {{ t('version_n', d.version) }}"),
        ("l('date')", "{{ d.issued_on.text }}"),
        ("l('place')", "{{ d.place }}"),
        ("l('order')", "{{ d.order }}"),
        ("l('quotation')", "{{ d.quotation }}"),
        ("l('purchase_order_reference')", "{{ d.purchase_order }}"),
        ("l('sign_by')", "{{ d.sign_by }}"),
        ("l('total')", "{{ d.currency }} {{ d.total }} {{ d.incoterm }}"),
    ):
        # what this invoice does not state has no line, as in the PDF
        field = value.removeprefix("{{ ").partition(" }}")[0]
        may_be_empty = field in {"d.place", "d.purchase_order"}
        if may_be_empty:
            _fill(_row(table, widths).cells[0], "{%tr if " + field + " %}")
        row = _row(table, widths)
        _fill(row.cells[0], "{{ " + label + " }}", small=True)
        _fill(row.cells[1], value, bold=label in {"l('number')", "l('sign_by')", "l('total')"})
        if may_be_empty:
            _fill(_row(table, widths).cells[0], "{%tr endif %}")
    paper.add_paragraph()
    widths = (88.0, 88.0)
    table = _table(paper, widths, ruled=False)
    row = _row(table, widths)
    for cell, role in zip(row.cells, ("seller", "buyer"), strict=True):
        _party(cell, role, f"d.{role}")
    for role in ("consignee", "notify"):
        paper.add_paragraph("{%p if d." + role + " %}")
        line = paper.add_paragraph()
        _run(line, "{{ l('" + role + "') }}: ", small=True)
        _run(line, "{{ d." + role + ".name }}", bold=True)
        _run(line, ", {{ d." + role + ".address }}")
        paper.add_paragraph("{%p endif %}")


def _party(cell: _Cell, role: str, who: str) -> None:
    _fill(cell, "{{ l('" + role + "') }}", small=True)
    _more(cell, "{{ " + who + ".name }}", bold=True)
    _when(cell, f"{who}.second_name", condition=f"second and {who}.second_name")
    for part in ("address", "contact", "phone", "mail"):
        _when(cell, f"{who}.{part}")
    _when(cell, f"{who}.identifiers", small=True)


def _goods(paper: Paper) -> None:
    paper.add_paragraph("{{ l('goods') }}", style="Heading 2")
    widths = (8.0, 82.0, 22.0, 18.0, 22.0, 24.0)
    table = _table(paper, widths)
    head = _row(table, widths, head=True)
    for index, text in enumerate(
        ("", *(f"{{{{ {label} }}}}" for label in GOODS_HEAD))
    ):  # fmt: skip
        _fill(head.cells[index], text, small=True, end=index > 2)
    row = _loop(table, widths, "x in d.lines")
    _fill(row.cells[0], "{{ x.number }}", small=True)
    _fill(row.cells[1], "{{ x.title }}", bold=True)
    line = row.cells[1].paragraphs[0]
    _run(line, "{% if second %} {{ x.second_title }}{% endif %}")
    _run(
        line,
        " {{ x.model }}{% if x.buyer_item %} · {{ t('buyer_item') }} {{ x.buyer_item }}{% endif %}",
        small=True,
    )
    _more(row.cells[1], "{{ x.specification }}")
    _run(row.cells[1].paragraphs[-1], "{% if x.note %} {{ x.note }}{% endif %}", small=True)
    _fill(row.cells[2], "{{ x.hs_code }} {{ x.origin }}", small=True)
    _fill(row.cells[3], "{{ grouped(x.pieces) }}", end=True)
    _fill(row.cells[4], "{{ x.unit_price }}", end=True)
    _fill(row.cells[5], "{{ x.amount }}", bold=True, end=True)


def _closing(paper: Paper) -> None:
    paper.add_paragraph()
    widths = (130.0, 46.0)
    table = _table(paper, widths)
    row = _loop(table, widths, "x in d.sums")
    for index, text in enumerate(
        ("{{ x.label }}{% if second %} {{ x.second_label }}{% endif %}", "{{ x.amount }}")
    ):
        line = row.cells[index].paragraphs[0]
        line.paragraph_format.keep_with_next = True
        _run(line, "{% if x.strong %}")
        _run(line, text, bold=True)
        _run(line, "{% else %}")
        _run(line, text)
        _run(line, "{% endif %}")
        if index:
            line.alignment = WD_ALIGN_PARAGRAPH.RIGHT
    line = paper.add_paragraph()
    _run(line, "{{ l('in_words') }}: ", small=True)
    _run(line, "{{ d.in_words }}", bold=True)
    _run(line, "{% if second %} {{ d.second_in_words }}{% endif %}")
    _run(
        paper.add_paragraph(),
        "{{ t('count_pieces', grouped(d.pieces)) }}"
        "{% if d.cartons %} · {{ t('count_cartons', grouped(d.cartons)) }}{% endif %}"
        "{% if d.weight_kg %} · {{ t('count_weight', d.weight_kg) }}{% endif %}"
        "{% if d.volume_m3 %} · {{ t('count_volume', d.volume_m3) }}{% endif %}",
        small=True,
    )


def _delivery(paper: Paper) -> None:
    paper.add_paragraph("{{ l('delivery_and_payment') }}", style="Heading 2")
    _facts(paper, "d.delivery")
    paper.add_paragraph()
    widths = (60.0, 30.0, 86.0)
    table = _table(paper, widths)
    head = _row(table, widths, head=True)
    for index, text in enumerate(
        ("{{ l('instalment') }}", "{{ l('amount', d.currency) }}", "{{ l('due') }}")
    ):
        _fill(head.cells[index], text, small=True, end=index == 1)
    row = _loop(table, widths, "x in d.instalments")
    _fill(row.cells[0], "{{ x.label }}{% if second %} {{ x.second_label }}{% endif %}")
    _fill(row.cells[1], "{{ x.amount }}", bold=True, end=True)
    _fill(row.cells[2], "{{ x.due }}")


def _facts(paper: Paper, name: str, *, bold: bool = False) -> None:
    widths = (44.0, 132.0)
    table = _table(paper, widths)
    row = _loop(table, widths, f"x in {name}")
    _fill(row.cells[0], "{{ x.label }}{% if second %} {{ x.second_label }}{% endif %}", small=True)
    _fill(row.cells[1], "{{ x.text }}", bold=bold)


def _bank(paper: Paper) -> None:
    paper.add_paragraph("{{ l('bank') }}", style="Heading 2")
    _facts(paper, "d.bank", bold=True)
    line = paper.add_paragraph()
    _run(line, "{{ d.bank_notice_title }}", bold=True)
    _run(line, " {{ d.bank_notice }}")
    _run(paper.add_paragraph(), "{% if second %}{{ d.second_bank_notice }}{% endif %}", small=True)


def _conditions(paper: Paper) -> None:
    paper.add_paragraph("{{ l('conditions') }}", style="Heading 2")
    widths = (36.0, 140.0)
    table = _table(paper, widths)
    row = _loop(table, widths, "x in d.clauses")
    _fill(row.cells[0], "{{ x.title }}", bold=True)
    _when(row.cells[0], "x.second_title", condition="second and x.second_title", small=True)
    _fill(row.cells[1], "{{ x.text }}")
    _when(row.cells[1], "x.second_text", condition="second and x.second_text")
    line = paper.add_paragraph()
    _run(line, "{{ l('sign_by') }}: ", small=True)
    _run(line, "{{ d.sign_by }}", bold=True)
    _run(paper.add_paragraph(), "{{ d.sign_by_rule }}")


def _signatures(paper: Paper) -> None:
    widths = (176.0,)
    table = _table(paper, widths)
    row = _loop(table, widths, "x in d.signatories")
    _fill(
        row.cells[0],
        "{% if x.role == 'buyer' %}{{ l('for_buyer') }}{% else %}{{ l('for_seller') }}{% endif %}",
        small=True,
    )
    _more(row.cells[0], "{{ x.company }}", bold=True)
    for _ in range(3):
        _more(row.cells[0], "")
    _more(row.cells[0], "{% if x.person %}{{ x.person }} · {% endif %}{{ l('signature_line') }}", small=True)


if __name__ == "__main__":
    TEMPLATE.write_bytes(built())
