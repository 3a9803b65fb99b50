"""What nobody should type, and everybody will: values, missing fields, doubled fields, files that are none."""

from dataclasses import dataclass
from typing import Any

from django.core.files.uploadedfile import SimpleUploadedFile

MARK = "Zq-7"  # begins a text that is looked for afterwards; no token of ours has a hyphen
SCRIPT = "<script>alert('Zq-7x')</script>"
MISSING, DOUBLED = object(), object()

TEXTS = (
    "\0", "a\0b", "x" * 10_000, "Zq-7 😀👩‍👩‍👧‍👦🏳️‍🌈", "Zq-7 \u202eabc\u202c \u2067مرحبا\u2069", SCRIPT, f"Zq-7 {SCRIPT}\"'>",
    "'; DROP TABLE orders_order; --", "{x} {0} {x.__class__} {", "%s %d %(x)s %", "{{ 7|add:7 }}{% debug %}", "NaN", "Infinity",
    "1e999", "-1e-999", "-0", "-1", "0", "1,5", "1.000.000,00", "99999999999999999999999999", "0.000000000000001",
    "9999-12-31", "0000-00-00", "2026-02-30", "9999-12-31T23:59", "25:61", "１２３", "٣", " ", "\r\nBcc: x@example.com",
    "=HYPERLINK(\"http://x\")", "../../etc/passwd", "Zq-7 Ünïcödé & <b>Zeichen</b> 照明", "null", "true", "[]", '{"a": 1}',
    "\ufeff\u200b\u0085", "a" * 300, "https://x.example/" + "y" * 2500, "é́́́́́́" * 50,
)  # fmt: skip
WHOLE = (MISSING, DOUBLED)
NOT_OFFERED = (
    "not offered",
    "-1",
    "0",
    "999999999",
    "x" * 10_000,
    "\0",
    "1' OR '1'='1",
    "{x}",
    "%s",
    "",
    "😀",
)
HIDDEN = ("", "\0", "x" * 10_000, "-1", "999999999999999999999", "{x}", "%s", "😀", "'")


def files() -> tuple[Any, ...]:
    """Uploads that are not what they say."""
    return tuple(
        SimpleUploadedFile(name, data, kind)
        for name, data, kind in (
            ("empty.pdf", b"", "application/pdf"), ("lies.pdf", b"no pdf at all", "application/pdf"),
            ("../../etc/passwd", b"x", "text/plain"), ("😀" * 80 + ".pdf", b"%PDF-1.7\n", "application/pdf"),
            ("a" * 400 + ".csv", b"a;b\n1;2\n", "text/csv"), ("nul\0.csv", b"\0\0\0", "text/csv"),
            ("program.exe", b"MZ\x90\0" * 100, "application/x-msdownload"), ("x.png", b"\x89PNG\r\n\x1a\n", "image/png"),
            ("bom.csv", b"\xff\xfe\x00\xd8", "text/csv"), ("page.svg", b"<svg onload='alert(1)'/>", "image/svg+xml"),
            ("table.xlsx", b"PK\x03\x04 broken", "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"),
            ("bomb.xml", b'<!DOCTYPE a [<!ENTITY b "bb">]><a>&b;</a>', "application/xml"),
            ("long line.csv", b"9" * 100_000, "text/csv"),
        )
    )  # fmt: skip


@dataclass(frozen=True)
class Try:
    """One combination: what stands in one field of one form."""

    field: str
    value: Any

    def __str__(self) -> str:
        word = {id(MISSING): "left out", id(DOUBLED): "twice"}.get(id(self.value), repr(self.value)[:50])
        return f"{self.field} = {word}"
