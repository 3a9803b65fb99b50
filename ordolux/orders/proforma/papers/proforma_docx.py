"""Build proforma.docx, the Word template of the proforma invoice: `python
ordolux/orders/proforma/papers/proforma_docx.py`.

The template is committed beside this file, because a seller may want to open it; a test builds it anew and
compares.
"""

import io
from pathlib import Path

from docx import Document
from docx.document import Document as Paper
from docx.enum.text import WD_ALIGN_PARAGRAPH

from ordolux.foundation.papers.word_parts import (
    add_loop,
    add_row,
    add_table,
    facts,
    fill,
    footer,
    more,
    party,
    run,
    signatures,
    style,
    when,
)
from ordolux.foundation.papers.wording import same_bytes

TEMPLATE = Path(__file__).with_name("proforma.docx")
GOODS_HEAD = ("l('goods')", "l('hs')", "l('pieces')", "l('each', d.currency)", "l('amount', d.currency)")


def built() -> bytes:
    """Return the template as bytes, the same each time."""
    paper = Document()
    style(paper)
    footer(paper)
    _head(paper)
    _goods(paper)
    _closing(paper)
    _delivery(paper)
    _bank(paper)
    _conditions(paper)
    signatures(paper)
    out = io.BytesIO()
    paper.save(out)
    return same_bytes(out.getvalue())


def _head(paper: Paper) -> None:
    line = paper.add_paragraph()
    run(line, "{{ d.seller.name }}", bold=True)
    run(line, "{% if second %} {{ d.seller.second_name }}{% endif %}")
    run(paper.add_paragraph(), "{{ d.seller.address }}", small=True)
    paper.add_paragraph("{{ l('proforma') }}", style="Heading 1")
    widths = (44.0, 132.0)
    table = add_table(paper, widths)
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
            fill(add_row(table, widths).cells[0], "{%tr if " + field + " %}")
        row = add_row(table, widths)
        fill(row.cells[0], "{{ " + label + " }}", small=True)
        fill(row.cells[1], value, bold=label in {"l('number')", "l('sign_by')", "l('total')"})
        if may_be_empty:
            fill(add_row(table, widths).cells[0], "{%tr endif %}")
    paper.add_paragraph()
    widths = (88.0, 88.0)
    table = add_table(paper, widths, ruled=False)
    row = add_row(table, widths)
    for cell, role in zip(row.cells, ("seller", "buyer"), strict=True):
        party(cell, role, f"d.{role}")
    for role in ("consignee", "notify"):
        paper.add_paragraph("{%p if d." + role + " %}")
        line = paper.add_paragraph()
        run(line, "{{ l('" + role + "') }}: ", small=True)
        run(line, "{{ d." + role + ".name }}", bold=True)
        run(line, ", {{ d." + role + ".address }}")
        paper.add_paragraph("{%p endif %}")


def _goods(paper: Paper) -> None:
    paper.add_paragraph("{{ l('goods') }}", style="Heading 2")
    widths = (8.0, 82.0, 22.0, 18.0, 22.0, 24.0)
    table = add_table(paper, widths)
    head = add_row(table, widths, head=True)
    for index, text in enumerate(
        ("", *(f"{{{{ {label} }}}}" for label in GOODS_HEAD))
    ):  # fmt: skip
        fill(head.cells[index], text, small=True, end=index > 2)
    row = add_loop(table, widths, "x in d.lines")
    fill(row.cells[0], "{{ x.number }}", small=True)
    fill(row.cells[1], "{{ x.title }}", bold=True)
    line = row.cells[1].paragraphs[0]
    run(line, "{% if second %} {{ x.second_title }}{% endif %}")
    run(
        line,
        " {{ x.model }}{% if x.buyer_item %} · {{ t('buyer_item') }} {{ x.buyer_item }}{% endif %}",
        small=True,
    )
    more(row.cells[1], "{{ x.specification }}")
    run(row.cells[1].paragraphs[-1], "{% if x.note %} {{ x.note }}{% endif %}", small=True)
    fill(row.cells[2], "{{ x.hs_code }} {{ x.origin }}", small=True)
    fill(row.cells[3], "{{ grouped(x.pieces) }}", end=True)
    fill(row.cells[4], "{{ x.unit_price }}", end=True)
    fill(row.cells[5], "{{ x.amount }}", bold=True, end=True)


def _closing(paper: Paper) -> None:
    paper.add_paragraph()
    widths = (130.0, 46.0)
    table = add_table(paper, widths)
    row = add_loop(table, widths, "x in d.sums")
    for index, text in enumerate(
        ("{{ x.label }}{% if second %} {{ x.second_label }}{% endif %}", "{{ x.amount }}")
    ):
        line = row.cells[index].paragraphs[0]
        line.paragraph_format.keep_with_next = True
        run(line, "{% if x.strong %}")
        run(line, text, bold=True)
        run(line, "{% else %}")
        run(line, text)
        run(line, "{% endif %}")
        if index:
            line.alignment = WD_ALIGN_PARAGRAPH.RIGHT
    line = paper.add_paragraph()
    run(line, "{{ l('in_words') }}: ", small=True)
    run(line, "{{ d.in_words }}", bold=True)
    run(line, "{% if second %} {{ d.second_in_words }}{% endif %}")
    run(
        paper.add_paragraph(),
        "{{ t('count_pieces', grouped(d.pieces)) }}"
        "{% if d.cartons %} · {{ t('count_cartons', grouped(d.cartons)) }}{% endif %}"
        "{% if d.weight_kg %} · {{ t('count_weight', d.weight_kg) }}{% endif %}"
        "{% if d.volume_m3 %} · {{ t('count_volume', d.volume_m3) }}{% endif %}",
        small=True,
    )


def _delivery(paper: Paper) -> None:
    paper.add_paragraph("{{ l('delivery_and_payment') }}", style="Heading 2")
    facts(paper, "d.delivery")
    paper.add_paragraph()
    widths = (60.0, 30.0, 86.0)
    table = add_table(paper, widths)
    head = add_row(table, widths, head=True)
    for index, text in enumerate(
        ("{{ l('instalment') }}", "{{ l('amount', d.currency) }}", "{{ l('due') }}")
    ):
        fill(head.cells[index], text, small=True, end=index == 1)
    row = add_loop(table, widths, "x in d.instalments")
    fill(row.cells[0], "{{ x.label }}{% if second %} {{ x.second_label }}{% endif %}")
    fill(row.cells[1], "{{ x.amount }}", bold=True, end=True)
    fill(row.cells[2], "{{ x.due }}")


def _bank(paper: Paper) -> None:
    paper.add_paragraph("{{ l('bank') }}", style="Heading 2")
    facts(paper, "d.bank", bold=True)
    line = paper.add_paragraph()
    run(line, "{{ d.bank_notice_title }}", bold=True)
    run(line, " {{ d.bank_notice }}")
    run(paper.add_paragraph(), "{% if second %}{{ d.second_bank_notice }}{% endif %}", small=True)


def _conditions(paper: Paper) -> None:
    paper.add_paragraph("{{ l('conditions') }}", style="Heading 2")
    widths = (36.0, 140.0)
    table = add_table(paper, widths)
    row = add_loop(table, widths, "x in d.clauses")
    fill(row.cells[0], "{{ x.title }}", bold=True)
    when(row.cells[0], "x.second_title", condition="second and x.second_title", small=True)
    fill(row.cells[1], "{{ x.text }}")
    when(row.cells[1], "x.second_text", condition="second and x.second_text")
    line = paper.add_paragraph()
    run(line, "{{ l('sign_by') }}: ", small=True)
    run(line, "{{ d.sign_by }}", bold=True)
    run(paper.add_paragraph(), "{{ d.sign_by_rule }}")


if __name__ == "__main__":
    TEMPLATE.write_bytes(built())
