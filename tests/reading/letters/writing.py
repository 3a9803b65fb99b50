"""How the messages become files: mails, workbooks, word papers, PDF, submissions of forms, pages of faxes."""

import csv
import html as html_tools
import io
import json
import random
from email import policy
from email.message import EmailMessage

import docx
import openpyxl
import typst
from PIL import Image, ImageDraw, ImageFilter, ImageFont

from . import Letter

WRITTEN_ON = "Mon, 02 Feb 2026 10:12:00 +0000"
CJK = "/usr/share/fonts/opentype/noto/NotoSansCJK-Regular.ttc"
FONT = "/usr/share/fonts/truetype/liberation/Liberation{}-Regular.ttf"


def mail(number, sender, subject, body, truth, *, html=None, charset="utf-8", cte=None, files=(), **headers):
    """A mail, plain or with HTML, in the charset and the transfer encoding that are wanted, with files."""

    def write():
        message = EmailMessage(policy=policy.SMTP)
        message["From"] = sender
        message["To"] = "Lampworks Sales <sales@lampworks.example>"
        message["Subject"] = subject
        message["Date"] = headers.get("date", WRITTEN_ON)
        message["Message-ID"] = f"<t{number}@mail.example>"
        for name, value in headers.items():
            if name == "date":
                continue
            message[name.replace("_", "-").title()] = value
        if body is not None:
            message.set_content(body.strip("\n") + "\n", charset=charset, cte=cte)
        if html is not None:
            add = message.set_content if body is None else message.add_alternative
            add(html, subtype="html", charset=charset)
        for name, content in files:
            message.add_attachment(
                content(), maintype="application", subtype=SUBTYPES[name.rpartition(".")[2]], filename=name
            )
        return bytes(message)

    return Letter(number, "eml", write, truth)


def coded_mail(number, sender, subject, body, truth, *, charset="iso-8859-1", cte="base64", **headers):
    """A plain mail in an old charset under base64, as older webmailers send it."""
    return mail(number, sender, subject, body, truth, charset=charset, cte=cte, **headers)


def mail_with_mail(number, sender, subject, body, inner, truth, *, date):
    """A mail that carries another mail as message/rfc822; the inner is (sender, subject, date, body)."""

    def write():
        message = EmailMessage(policy=policy.SMTP)
        message["From"] = sender
        message["To"] = "sales@lampworks.example"
        message["Subject"] = subject
        message["Date"] = date
        message["Message-ID"] = f"<t{number}@mail.example>"
        message.set_content(body.strip("\n") + "\n")
        other = EmailMessage(policy=policy.SMTP)
        other["From"], other["Subject"], other["Date"] = inner[:3]
        other["To"] = sender
        other["Message-ID"] = f"<t{number}i@mail.example>"
        other.set_content(inner[3].strip("\n") + "\n")
        message.add_attachment(other)
        return bytes(message)

    return Letter(number, "eml", write, truth)


def cells(rows, *, head="th", style="border:1px solid #999;padding:2px 6px"):
    """The rows of a HTML table, the first one as heads."""
    out = []
    for at, row in enumerate(rows):
        name = head if at == 0 else "td"
        out.append(
            "<tr>"
            + "".join(f'<{name} style="{style}">{html_tools.escape(str(c))}</{name}>' for c in row)
            + "</tr>"
        )
    return "\n".join(out)


def nested(before, rows, after, *, direction="ltr"):
    """HTML as mail programs lay it out: a table for the page, the buyer's table inside one of its cells."""

    def paragraphs(texts):
        return "".join(f"<p style='margin:0 0 8px'>{html_tools.escape(t)}</p>" for t in texts)

    return (
        f'<html><body><table width="100%" dir="{direction}" cellpadding="0" cellspacing="0"><tr><td width="20">&nbsp;</td>'
        f'<td><font face="Arial" size="2">{paragraphs(before)}'
        f'<table border="1" cellspacing="0"><tbody>{cells(rows)}</tbody></table><br>{paragraphs(after)}</font></td></tr></table></body></html>'
    )


def forwarded(level, header, text):
    """A forwarded message, indented as some programs do it."""
    return "\n".join("> " * level + row for row in [*header, "", *text.strip("\n").splitlines()])


SUBTYPES = {
    "xlsx": "vnd.openxmlformats-officedocument.spreadsheetml.sheet",
    "docx": "vnd.openxmlformats-officedocument.wordprocessingml.document",
    "pdf": "pdf",
    "csv": "octet-stream",
}


def submission(number, content, truth):
    """What a form, a chat or a market place hands over."""
    return Letter(number, "json", lambda: json.dumps(content, ensure_ascii=False, indent=1).encode(), truth)


def workbook(*sheets):
    """A workbook; a sheet is its title and rows."""

    def write():
        book = openpyxl.Workbook()
        book.remove(book.active)
        for title, rows in sheets:
            sheet = book.create_sheet(title)
            for row in rows:
                sheet.append(row)
        out = io.BytesIO()
        book.save(out)
        return out.getvalue()

    return write


def merged_workbook(title, rows, merged=()):
    """A workbook with one sheet and cells drawn together."""

    def write():
        book = openpyxl.Workbook()
        sheet = book.active
        sheet.title = title
        for row in rows:
            sheet.append(row)
        for span in merged:
            sheet.merge_cells(span)
        out = io.BytesIO()
        book.save(out)
        return out.getvalue()

    return write


def values_with(separator, rows, charset="utf-8-sig"):
    """A file of values between commas or semicolons."""

    def write():
        out = io.StringIO()
        csv.writer(out, delimiter=separator).writerows(rows)
        return out.getvalue().encode(charset)

    return write


def word_paper(*blocks):
    """A Word paper: a string is a paragraph, a list of rows a table."""

    def write():
        paper = docx.Document()
        for block in blocks:
            if isinstance(block, str):
                paper.add_paragraph(block)
                continue
            table = paper.add_table(rows=0, cols=len(block[0]))
            for row in block:
                for cell, text in zip(table.add_row().cells, row, strict=True):
                    cell.text = str(text)
        out = io.BytesIO()
        paper.save(out)
        return out.getvalue()

    return write


def pdf(*blocks):
    """A PDF with paragraphs and ruled tables."""

    def quoted(text):
        return json.dumps(str(text), ensure_ascii=False)

    def write():
        parts = ['#set page(paper: "a4", margin: 2cm)', "#set text(size: 10pt)"]
        for block in blocks:
            if isinstance(block, str):
                parts.append(f"#par(text({quoted(block)}))")
                continue
            cells = ", ".join(f"text({quoted(cell)})" for row in block for cell in row)
            parts.append(f"#table(columns: {len(block[0])}, {cells})")
        return typst.compile("\n\n".join(parts).encode())

    return write


def fax(number, pages, truth, *, coarse=False, seed=None):
    """A fax as it comes from the line: drawn, turned a little, speckled, black and white, G4."""

    def write():
        chance = random.Random(seed or int(number))
        drawn = [_page(text, chance, coarse=coarse) for text in pages]
        out = io.BytesIO()
        drawn[0].save(
            out,
            "TIFF",
            compression="group4",
            dpi=(204, 98 if coarse else 196),
            save_all=True,
            append_images=drawn[1:],
        )
        return out.getvalue()

    return Letter(number, "tiff", write, truth)


def _page(text, chance, *, coarse):
    page = Image.new("L", (1728, 2200), 255)
    draw = ImageDraw.Draw(page)
    y = 120
    for row in text.strip("\n").splitlines():
        size = 44 if row.startswith("# ") else 34
        # Numbers in columns of a typed page stand in a type of equal widths.
        font = ImageFont.truetype(FONT.format("Mono" if "   " in row.strip() else "Sans"), size)
        draw.text((130, y), row.removeprefix("# "), font=font, fill=0)
        y += size + 18
    page = page.rotate(chance.uniform(-0.7, 0.7), fillcolor=255, resample=Image.Resampling.BICUBIC)
    page = page.filter(ImageFilter.GaussianBlur(0.7))
    draw = ImageDraw.Draw(page)
    for _ in range(450):
        x, y = chance.randrange(1728), chance.randrange(2200)
        draw.rectangle((x, y, x + chance.randrange(2), y + chance.randrange(2)), fill=chance.choice((0, 255)))
    page = page.resize((1728, 1100 if coarse else 2200))
    return page.point(lambda grey: 255 if grey > 150 else 0).convert("1")


def fax_in_chinese(number, text, truth):
    """A fax of one page with Chinese type (the face for traditional characters)."""

    def write():
        chance = random.Random(int(number))
        page = Image.new("L", (1728, 2200), 255)
        draw = ImageDraw.Draw(page)
        y = 120
        for row in text.strip("\n").splitlines():
            size = 46 if row.startswith("# ") else 36
            draw.text((130, y), row.removeprefix("# "), font=ImageFont.truetype(CJK, size, index=3), fill=0)
            y += size + 26
        page = page.rotate(chance.uniform(-0.6, 0.6), fillcolor=255, resample=Image.Resampling.BICUBIC)
        page = page.filter(ImageFilter.GaussianBlur(0.6))
        draw = ImageDraw.Draw(page)
        for _ in range(400):
            x, y = chance.randrange(1728), chance.randrange(2200)
            draw.rectangle(
                (x, y, x + chance.randrange(2), y + chance.randrange(2)), fill=chance.choice((0, 255))
            )
        out = io.BytesIO()
        page.point(lambda grey: 255 if grey > 150 else 0).convert("1").save(
            out, "TIFF", compression="group4", dpi=(204, 196)
        )
        return out.getvalue()

    return Letter(number, "tiff", write, truth)
