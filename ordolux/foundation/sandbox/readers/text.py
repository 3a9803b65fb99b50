"""Bytes to text under any name of a character set, known, wrong or missing."""

import codecs
import re
import unicodedata
from typing import Final

# What mails call them, and the superset that reads them all.
_OTHER_NAMES: Final = {
    "gb2312": "gb18030", "gbk": "gb18030", "x-gbk": "gb18030", "gb_2312-80": "gb18030", "cp936": "gb18030",
    "ms936": "gb18030", "hz-gb-2312": "hz", "big5": "big5hkscs", "x-big5": "big5hkscs", "cp950": "big5hkscs",
    "shift_jis": "cp932", "shift-jis": "cp932", "x-sjis": "cp932", "ks_c_5601-1987": "cp949", "euc-kr": "cp949",
    "iso-8859-1": "cp1252", "iso8859-1": "cp1252", "latin1": "cp1252", "us-ascii": "utf-8", "ascii": "utf-8",
    "ansi_x3.4-1968": "utf-8", "iso-8859-8-i": "iso-8859-8", "utf8": "utf-8", "unicode-1-1-utf-7": "utf-7",
    "utf-8mb4": "utf-8",
}  # fmt: skip
_NOT_TEXT: Final = frozenset({"rot13", "rot_13", "hex", "hex_codec", "base64", "bz2", "zlib", "uu", "quopri",
                              "unicode_escape", "raw_unicode_escape", "idna", "punycode", "undefined"})  # fmt: skip
_BOMS: Final = (
    (codecs.BOM_UTF8, "utf-8-sig"), (codecs.BOM_UTF32_LE, "utf-32"), (codecs.BOM_UTF32_BE, "utf-32"),
    (codecs.BOM_UTF16_LE, "utf-16"), (codecs.BOM_UTF16_BE, "utf-16"),
)  # fmt: skip

# Marks that turn the writing direction around, and characters without width: they make one text look like another.
_TRICKS: Final = re.compile("[\u200b\u200e\u200f\u202a-\u202e\u2060\u2066-\u2069\ufeff]")
_CONTROL: Final = re.compile(r"[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x9f]")


def decoded(data: bytes, charset: str = "") -> tuple[str, str]:
    """The text of ``data`` and the character set that read it; what nothing reads becomes replacement characters.

    A declared ``charset`` is believed as long as it fits; otherwise the bytes are looked at.
    """
    for bom, encoding in _BOMS:
        if data.startswith(bom):
            return data.decode(encoding, "replace"), encoding.removesuffix("-sig")
    name = charset.strip().strip("\"'").lower()
    name = _OTHER_NAMES.get(name, name)
    if name and name not in _NOT_TEXT:
        try:
            return data.decode(name), name
        except (LookupError, UnicodeError, ValueError):
            pass
    return _guessed(data)


def is_known_charset(charset: str) -> bool:
    """Whether we can decode text under this name."""
    name = _OTHER_NAMES.get(charset.lower(), charset.lower())
    try:
        return bool(codecs.lookup(name)._is_text_encoding) and name not in _NOT_TEXT
    except (LookupError, ValueError):
        return False


def cleaned(text: str) -> str:
    """The text in one normal form, with plain line ends and without control characters."""
    text = text.replace("\r\n", "\n").replace("\r", "\n")
    return unicodedata.normalize("NFC", _CONTROL.sub("", text))


def one_line(text: str, longest: int = 1000) -> str:
    """The text on one line without control characters and without marks that turn the writing direction."""
    return " ".join(_TRICKS.sub("", _CONTROL.sub(" ", text)).split())[:longest]


def _guessed(data: bytes) -> tuple[str, str]:
    for encoding in ("utf-8", "gb2312", "big5hkscs"):
        try:
            text = data.decode(encoding)
        except UnicodeError:
            continue
        if encoding == "utf-8" or _is_mostly_chinese(text, data):
            return text, "gb18030" if encoding == "gb2312" else encoding
    try:
        return data.decode("cp1252"), "cp1252"
    except UnicodeError:
        pass
    try:
        return data.decode("gb18030"), "gb18030"
    except UnicodeError:
        return data.decode("utf-8", "replace"), "unknown"


def _is_mostly_chinese(text: str, data: bytes) -> bool:
    """European text in a one-byte set has lone bytes above 127; Chinese text has them in pairs that are characters, and
    characters stand beside each other (Big5 makes one of an umlaut and the plain letter behind it)."""
    foreign = [c for c in text if c > "\x7f"]
    chinese = sum("一" <= c <= "鿿" or "　" <= c <= "〿" or "＀" <= c <= "￯" for c in foreign)
    side_by_side = sum(len(run) for run in re.findall(r"[^\x00-\x7f]{2,}", text))
    if side_by_side * 2 < len(foreign):
        return False
    return chinese * 10 >= len(foreign) * 9 and chinese * 2 >= sum(byte > 127 for byte in data) * 0.8
