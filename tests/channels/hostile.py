"""Hostile messages and files, drawn by lot from a seed: what attackers and broken programs send to a mail server."""

import base64
import gzip
import io
import random
import struct
import zipfile
import zlib
from collections.abc import Callable
from typing import Final

US: Final = "sales@ordolux.example"
_FOREIGN: Final = (
    b'<?xml version="1.0"?><!DOCTYPE r [<!ENTITY a SYSTEM "file:///etc/passwd"><!ENTITY b SYSTEM "http://127.0.0.1:9/">]>'
    b"<r>&a;&b;</r>"
)
_LAUGHS: Final = b'<?xml version="1.0"?><!DOCTYPE l [<!ENTITY a "ha">%s]><l>&e30;</l>' % b"".join(
    b'<!ENTITY e%d "%s">' % (n, b"&e%d;" % (n - 1) * 10 if n else b"&a;" * 10) for n in range(31)
)
_CHARSETS: Final = (
    "utf-8",
    "utf-16",
    "utf-7",
    "gb18030",
    "no-such-charset",
    "'; DROP TABLE",
    "idna",
    "x" * 300,
    "rot13",
    "zlib",
)


def message(number: int, seed: int = 0) -> bytes:
    """The hostile message number ``number`` of this seed: the same every time."""
    chance = random.Random(f"{seed}:{number}")
    head = f"From: x{number} <x{number}@evil{number}.example>\r\nTo: {US}\r\nMessage-ID: <{number}.{seed}@evil.example>\r\n"
    body = chance.choice(_SHAPES)(chance)
    raw = head.encode() + body if chance.random() < 0.95 else body
    if chance.random() < 0.15:
        raw = _damaged(raw, chance)
    return raw or b"\r\n"


def file(chance: random.Random) -> tuple[str, bytes]:
    """A hostile file with the name and ending that it pretends to."""
    name, data = chance.choice(_FILES)(chance)
    if chance.random() < 0.2:
        data = _damaged(data, chance)
    if chance.random() < 0.3:
        name = name.rpartition(".")[0] + chance.choice(
            (".pdf", ".xlsx", ".docx", ".tif", ".csv", ".png", ".eml", "")
        )
    return name, data


def _damaged(raw: bytes, chance: random.Random) -> bytes:
    held = bytearray(raw[:200_000])
    for _ in range(chance.randint(1, 30)):
        if held:
            held[chance.randrange(len(held))] = chance.randrange(256)
    return bytes(held[: chance.randint(0, len(held))] if chance.random() < 0.5 else held)


# ── shapes of messages (from the headers that follow on) ─────────────────────


def _attached(chance: random.Random) -> bytes:
    name, data = file(chance)
    lies = chance.choice(
        (
            "application/pdf",
            "text/plain",
            "image/tiff",
            "application/octet-stream",
            "message/rfc822",
            "x/../y",
        )
    )
    said = chance.choice(
        (
            name,
            "../../../etc/passwd",
            "a" * 3000 + ".pdf",
            "=?utf-8?B?////?=",
            "\\\\server\\share.pdf",
            "con.xlsx\0.exe",
        )
    )
    return (
        b"Subject: offer\r\nMIME-Version: 1.0\r\nContent-Type: multipart/mixed; boundary=b\r\n\r\n--b\r\n"
        b"Content-Type: text/plain\r\n\r\nPlease quote 500 pcs GU10\r\n--b\r\nContent-Type: "
        + lies.encode()
        + b'\r\nContent-Transfer-Encoding: base64\r\nContent-Disposition: attachment; filename="'
        + said.encode()
        + b'"\r\n\r\n'
        + base64.encodebytes(data).replace(b"\n", b"\r\n")
        + b"--b--\r\n"
    )


def _nested(chance: random.Random) -> bytes:
    depth = chance.choice((25, 200, 2000))
    kind = chance.choice(("multipart", "message", "alternative"))
    pieces = [b"Subject: deep\r\nMIME-Version: 1.0\r\n"]
    for level in range(depth):
        if kind == "message":
            pieces.append(b"Content-Type: message/rfc822\r\n\r\nSubject: %d\r\n" % level)
        else:
            form = b"mixed" if kind == "multipart" else b"alternative"
            pieces.append(b"Content-Type: multipart/%s; boundary=b%d\r\n\r\n--b%d\r\n" % (form, level, level))
    return b"".join(pieces) + b"\r\nend\r\n"


def _many_parts(chance: random.Random) -> bytes:
    same = chance.random() < 0.5
    parts = b"".join(
        b"--b\r\nContent-Type: text/plain%s\r\n\r\n%d\r\n" % (b"" if same else b"; boundary=b%d" % n, n)
        for n in range(chance.choice((190, 3000, 20_000)))
    )
    return b"Content-Type: multipart/mixed; boundary=b\r\n\r\n" + parts


def _headers(chance: random.Random) -> bytes:
    name = chance.choice((b"Received", b"To", b"References", b"X-" + b"y" * 900, b"Subject", b"From"))
    value = chance.choice(
        (
            b"a" * 2000,
            b"<" * 3000,
            b"(" * 3000,
            b"=?utf-8?Q?" * 400,
            b"a@b.example, " * 300,
            b'"' * 2001,
            b"\x80\xff" * 500,
        )
    )
    line = name + b": " + value + b"\r\n"
    folded = name + b": " + b"\r\n ".join(value[i : i + 3] for i in range(0, len(value), 3)) + b"\r\n"
    return (folded if chance.random() < 0.3 else line) * chance.choice((1, 50, 400)) + b"\r\n500 pcs GU10\r\n"


def _charset(chance: random.Random) -> bytes:
    charset = chance.choice(_CHARSETS)
    coding = chance.choice(("base64", "quoted-printable", "8bit", "uuencode", "x-unknown"))
    body = bytes(chance.randrange(256) for _ in range(chance.choice((10, 3000))))
    return (
        (
            f"Subject: =?{charset}?B?{base64.b64encode(body[:30]).decode()}?=\r\n"
            f'Content-Type: text/plain; charset="{charset}"\r\n'
            f"Content-Transfer-Encoding: {coding}\r\n\r\n"
        ).encode()
        + body
        + b"\r\n"
    )


def _endless(chance: random.Random) -> bytes:
    piece = chance.choice(
        (b"a", b"1", b"500 pcs ", b"\xc3\xa9", b"-", b"> ", b"|", b"(", b"1,", b"W x ", b"\t", b"=C3")
    )
    return b"Subject: long\r\n\r\n" + piece * chance.choice((20_000, 200_000)) + b"\r\n"


def _lines(chance: random.Random) -> bytes:
    line = chance.choice(
        (
            b">" * 200 + b"\r\n",
            b"- 5W 3000K\r\n",
            b"On Monday x wrote:\r\n",
            b"\r\n",
            b"a\tb\tc\r\n",
            b"From: a@b.c\r\nSubject: x\r\n",
        )
    )
    return b"Subject: many\r\n\r\n" + line * chance.choice((2000, 20_000))


def _nul(chance: random.Random) -> bytes:
    where = chance.choice(
        (
            b"Subject: a\0b\r\n\r\nx\0y",
            b"\0" * 5000,
            b"Subject: x\r\n\r\n" + b"\0" * 100_000,
            b"Content-Type: text/\0plain\r\n\r\nx",
        )
    )
    return where + chance.choice((b"\r\n", b"\r", b"\n", b"\r\r\n")) * 3


def _html(chance: random.Random) -> bytes:
    page = chance.choice(
        (
            b"<div>" * chance.choice((300, 30_000)),
            b"<table><tr><td>" * 2000,
            b"<a href='" + b"x" * 100_000,
            b"<!--" * 5000,
            b"<script>" + b"while(1);" * 1000,
            b"<p style='display:none'>" * 3000 + b"500 pcs",
            b"&#x41;" * 30_000,
            b"<svg><foreignObject>" * 500,
            b"<table>" + b"<tr>" + b"<td>x" * 3000,
            b"<img src='http://127.0.0.1:9/t.png'>" * 200,
        )
    )
    return b"Subject: page\r\nContent-Type: text/html; charset=utf-8\r\n\r\n" + page + b"\r\n"


def _broken_mime(chance: random.Random) -> bytes:
    return chance.choice(
        (
            b"Content-Type: multipart/mixed\r\n\r\n--x\r\n\r\nno boundary\r\n",
            b'Content-Type: multipart/mixed; boundary=""\r\n\r\n----\r\n\r\nx\r\n',
            b"Content-Type: text/plain; charset*0*=utf-8''%ff; charset*1=x\r\n\r\nx\r\n",
            b"Content-Type: ;;;=;\r\n\r\nx\r\n",
            b"no header here\r\n\r\nx",
            b"Content-Transfer-Encoding: base64\r\n\r\n" + b"!" * 50_000,
            b"Content-Disposition: attachment; filename*=utf-8''%00%0a\r\n\r\nx\r\n",
            b"Date: Mon, 99 Foo 99999 99:99:99 +9999\r\n\r\nx\r\n",
            b"Date: Thu, 1 Jan 0001 00:00:00 +1400\r\n\r\nx\r\n",
            b'From: "' + b"a" * 500 + b'@" <@@@>\r\nReply-To: ,,,<>,\r\n\r\nx\r\n',
            b"Subject: x\r\n\r\nbegin 644 a.exe\r\n" + b"M" * 60_000 + b"\r\n",
        )
    )


_SHAPES: Final[tuple[Callable[[random.Random], bytes], ...]] = (
    _attached,
    _attached,
    _attached,
    _attached,
    _attached,
    _nested,
    _many_parts,
    _headers,
    _charset,
    _endless,
    _lines,
    _nul,
    _html,
    _broken_mime,
)


# ── files ────────────────────────────────────────────────────────────────────


def _zipped(members: dict[str, bytes]) -> bytes:
    made = io.BytesIO()
    with zipfile.ZipFile(made, "w", zipfile.ZIP_DEFLATED, compresslevel=9) as packed:
        for name, data in members.items():
            packed.writestr(name, data)
    return made.getvalue()


def _bomb(chance: random.Random) -> tuple[str, bytes]:
    zeros = b"\0" * (chance.choice((5, 20)) * 2**20)
    kind = chance.choice(("xlsx", "docx", "zip", "gz"))
    if kind == "gz":
        return "table.csv.gz", gzip.compress(zeros, 9)
    inner = {"xlsx": "xl/worksheets/sheet1.xml", "docx": "word/document.xml", "zip": "a.csv"}[kind]
    return f"prices.{kind}", _zipped({"[Content_Types].xml": b"<Types/>", inner: b"<x>" + zeros + b"</x>"})


def _entities(chance: random.Random) -> tuple[str, bytes]:
    kind, inner = chance.choice(
        (("xlsx", "xl/workbook.xml"), ("docx", "word/document.xml"), ("xlsx", "xl/sharedStrings.xml"))
    )
    return f"list.{kind}", _zipped(
        {"[Content_Types].xml": b"<Types/>", inner: chance.choice((_FOREIGN, _LAUGHS))}
    )


def _macros(chance: random.Random) -> tuple[str, bytes]:
    inner = {
        "[Content_Types].xml": b"<Types/>",
        "xl/vbaProject.bin": b"\xd0\xcf\x11\xe0" + bytes(500),
        "xl/workbook.xml": b"<workbook/>",
    }
    return chance.choice(
        (
            ("order.xlsm", _zipped(inner)),
            ("order.doc", b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + chance.randbytes(3000)),
        )
    )


def _climbing(chance: random.Random) -> tuple[str, bytes]:
    return "files.zip", _zipped(
        {"../" * 20 + "etc/cron.d/x": b"* * * * * root id", "/abs": b"x", "a\\..\\b": b"y", "x" * 5000: b"z"}
    )


def _pdf(chance: random.Random) -> tuple[str, bytes]:
    kids = b"<</Type/Pages/Kids[2 0 R]/Count 99999999>>"
    deep = b"[" * chance.choice((500, 50_000))
    filters = b"/Filter[" + b"/FlateDecode" * 20 + b"]"
    stream = zlib.compress(zlib.compress(b"\0" * 2_000_000))
    body = chance.choice(
        (
            kids,
            deep,
            b"<</Length %d%s>>stream\n" % (len(stream), filters) + stream + b"\nendstream",
            b"<</OpenAction<</S/JavaScript/JS(app.alert(1))>>>>",
        )
    )
    return (
        "drawing.pdf",
        b"%PDF-1.7\n1 0 obj\n"
        + body
        + b"\nendobj\n2 0 obj\n"
        + kids
        + b"\nendobj\ntrailer<</Root 1 0 R/Prev 0>>\nstartxref\n0\n%%EOF",
    )


def _tiff(chance: random.Random) -> tuple[str, bytes]:
    wide, high = chance.choice(
        ((1728, 2**31 - 1), (2**31 - 1, 2**31 - 1), (60_000, 60_000), (0, 0), (1728, 2292))
    )
    tags = [
        (256, 4, 1, wide),
        (257, 4, 1, high),
        (258, 3, 1, 1),
        (259, 3, 1, chance.choice((2, 3, 4, 5, 8, 50_000))),
        (262, 3, 1, 0),
        (273, 4, 1, 8),
        (278, 4, 1, high),
        (279, 4, 1, chance.choice((4, 2**31 - 1))),
    ]
    directory = struct.pack("<H", len(tags)) + b"".join(struct.pack("<HHII", *tag) for tag in tags)
    # the next page is this page: an endless fax
    return "fax.tif", b"II*\0" + struct.pack("<I", 12) + b"\xff\x00\xff\x00" + directory + struct.pack(
        "<I", chance.choice((12, 0, 2**31))
    )


def _png(chance: random.Random) -> tuple[str, bytes]:
    def chunk(kind: bytes, data: bytes) -> bytes:
        return struct.pack(">I", len(data)) + kind + data + struct.pack(">I", zlib.crc32(kind + data))

    size = chance.choice((30_000, 2**31 - 1))
    return "photo.png", (
        b"\x89PNG\r\n\x1a\n"
        + chunk(b"IHDR", struct.pack(">IIBBBBB", size, size, 1, 0, 0, 0, 0))
        + chunk(b"IDAT", zlib.compress(b"\0" * 3_000_000, 9))
        + chunk(b"IEND", b"")
    )


def _table(chance: random.Random) -> tuple[str, bytes]:
    cell = chance.choice(
        (b"=cmd|' /C calc'!A0", b'"' * 7, b"9" * 4000, b"1e999999", b"-1", b"\xff\xfe", b"x" * 100)
    )
    return "list.csv", (cell + chance.choice((b",", b";", b"\t"))) * chance.choice(
        (5, 5000)
    ) + b"\r\n" + cell * 200


def _noise(chance: random.Random) -> tuple[str, bytes]:
    return "data.bin", chance.choice(
        (b"", b"PK\3\4", b"%PDF-", b"II*\0", b"\x1f\x8b", b"MZ")
    ) + chance.randbytes(chance.choice((0, 50, 20_000)))


_FILES: Final[tuple[Callable[[random.Random], tuple[str, bytes]], ...]] = (
    _bomb,
    _entities,
    _macros,
    _climbing,
    _pdf,
    _tiff,
    _png,
    _table,
    _noise,
)
