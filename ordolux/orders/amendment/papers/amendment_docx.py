"""Build amendment.docx, the Word template of the amendment: `python ordolux/orders/amendment/papers/amendment_docx.py`.

The template is committed beside this file, because a seller may want to open it; a test builds it anew and compares.
"""

import io
from pathlib import Path

from docx import Document
from docx.document import Document as Paper

from ordolux.foundation.papers.word_parts import (
    add_loop,
    add_row,
    add_table,
    fill,
    footer,
    party,
    run,
    signatures,
    style,
)
from ordolux.foundation.papers.wording import same_bytes

TEMPLATE = Path(__file__).with_name("amendment.docx")


def built() -> bytes:
    """Return the template as bytes, the same each time."""
    paper = Document()
    style(paper)
    footer(paper)
    _head(paper)
    _changes(paper)
    _payments(paper)
    _end(paper)
    signatures(paper)
    out = io.BytesIO()
    paper.save(out)
    return same_bytes(out.getvalue())


def _head(paper: Paper) -> None:
    line = paper.add_paragraph()
    run(line, "{{ d.seller.name }}", bold=True)
    run(line, "{% if second %} {{ d.seller.second_name }}{% endif %}")
    run(paper.add_paragraph(), "{{ d.seller.address }}", small=True)
    paper.add_paragraph("{{ l('amendment') }}", style="Heading 1")
    widths = (44.0, 132.0)
    table = add_table(paper, widths)
    for label, value, bold in (
        ("number", "{{ d.number }}, {{ t('version_n', d.version) }}", True),
        ("date", "{{ d.issued_on.text }}", False),
        ("amends", "{{ d.place }}", True),
        ("amends", "{{ d.for_document }}, {{ t('of_day', d.for_document_on.text) }}", False),
        ("order", "{{ d.order }}", False),
        ("sign_by", "{{ d.sign_by }}", True),
        ("total", "{{ d.currency }} {{ d.total }} {{ d.total_label }}", True),
        ("reason", "{{ d.reason }}", False),
    ):
        row = add_row(table, widths)
        fill(row.cells[0], "{{ l('" + label + "') }}", small=True)
        fill(row.cells[1], value, bold=bold)
    paper.add_paragraph()
    widths = (88.0, 88.0)
    row = add_row(add_table(paper, widths, ruled=False), widths)
    for cell, role in zip(row.cells, ("seller", "buyer"), strict=True):
        party(cell, role, f"d.{role}")


def _changes(paper: Paper) -> None:
    paper.add_paragraph("{{ l('changes') }}", style="Heading 2")
    widths = (62.0, 38.0, 38.0, 38.0)
    table = add_table(paper, widths)
    head = add_row(table, widths, head=True)
    for cell, label in zip(head.cells, ("of_what", "changed_value", "old_value", "new_value"), strict=True):
        fill(cell, "{{ l('" + label + "') }}", small=True)
    row = add_loop(table, widths, "x in d.changes")
    for cell, name in zip(row.cells, ("of", "what", "old", "new"), strict=True):
        fill(cell, "{{ x." + name + " }}", bold=name == "new")


def _payments(paper: Paper) -> None:
    paper.add_paragraph("{%p if d.instalments %}")
    paper.add_paragraph("{{ l('instalments') }}", style="Heading 2")
    widths = (96.0, 40.0, 40.0)
    table = add_table(paper, widths)
    head = add_row(table, widths, head=True)
    for index, label in enumerate(("instalment", "old_value", "new_value")):
        fill(head.cells[index], "{{ l('" + label + "') }}", small=True, end=index > 0)
    row = add_loop(table, widths, "x in d.instalments")
    for index, name in enumerate(("label", "old", "new")):
        fill(row.cells[index], "{{ x." + name + " }}", bold=name == "new", end=index > 0)
    paper.add_paragraph("{%p endif %}")
    run(paper.add_paragraph(), "{{ d.settlement }}")
    line = paper.add_paragraph()
    run(line, "{{ l('in_words') }}: ", small=True)
    run(line, "{{ d.in_words }}", bold=True)
    run(line, "{% if second %} {{ d.second_in_words }}{% endif %}")


def _end(paper: Paper) -> None:
    paper.add_paragraph("{{ l('stays') }}", style="Heading 2")
    run(paper.add_paragraph(), "{{ d.stays }}")
    line = paper.add_paragraph()
    run(line, "{{ l('sign_by') }}: ", small=True)
    run(line, "{{ d.sign_by }}", bold=True)
    run(paper.add_paragraph(), "{{ d.sign_by_rule }}")


if __name__ == "__main__":
    TEMPLATE.write_bytes(built())
