"""What bytes are, told by the bytes themselves. It looks and searches, it parses nothing: safe in any process."""

from typing import Final

OCTETS: Final = "application/octet-stream"

_XLSX: Final = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"
_DOCX: Final = "application/vnd.openxmlformats-officedocument.wordprocessingml.document"
_PPTX: Final = "application/vnd.openxmlformats-officedocument.presentationml.presentation"
_ODS: Final = "application/vnd.oasis.opendocument.spreadsheet"
_ODT: Final = "application/vnd.oasis.opendocument.text"
_MACROS: Final = "application/vnd.ms-office.macro-enabled"

_BEGINNINGS: Final = (
    (b"%PDF-", "application/pdf"),
    (b"\x89PNG\r\n\x1a\n", "image/png"),
    (b"\xff\xd8\xff", "image/jpeg"),
    (b"II*\0", "image/tiff"),
    (b"MM\0*", "image/tiff"),
    (b"GIF87a", "image/gif"),
    (b"GIF89a", "image/gif"),
    (b"BM", "image/bmp"),
    (b"%!PS", "application/postscript"),
    (b"\xc5\xd0\xd3\xc6", "application/postscript"),
    (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1", "application/x-ole-storage"),
    (b"\x1f\x8b", "application/gzip"),
    (b"BZh", "application/x-bzip2"),
    (b"\xfd7zXZ\0", "application/x-xz"),
    (b"7z\xbc\xaf\x27\x1c", "application/x-7z-compressed"),
    (b"Rar!\x1a\x07", "application/vnd.rar"),
    (b"\x7fELF", "application/x-executable"),
    (b"\x78\x9f\x3e\x22", "application/ms-tnef"),
    (b"{\\rtf", "application/rtf"),
    (b"BEGIN:VCALENDAR", "text/calendar"),
    (b"BEGIN:VCARD", "text/vcard"),
    (b"%!", "application/postscript"),
    (b"#!", "text/x-script"),
)

# Types that name the same content; what is declared may use any of a row.
_SAME: Final = (
    {"image/jpeg", "image/jpg", "image/pjpeg"},
    {"image/tiff", "image/tif", "image/x-tiff"},
    {"application/pdf", "application/x-pdf"},
    {"application/zip", "application/x-zip-compressed", "application/x-zip"},
    {"text/xml", "application/xml"},
    {
        "application/vnd.ms-excel",
        "application/msword",
        "application/x-ole-storage",
        "application/vnd.ms-powerpoint",
        "application/vnd.ms-outlook",
    },
    {"application/gzip", "application/x-gzip"},
)

_ENDINGS: Final = {
    "pdf": "application/pdf", "png": "image/png", "jpg": "image/jpeg", "jpeg": "image/jpeg", "tif": "image/tiff",
    "tiff": "image/tiff", "gif": "image/gif", "bmp": "image/bmp", "xlsx": _XLSX, "docx": _DOCX, "pptx": _PPTX,
    "ods": _ODS, "odt": _ODT, "xls": "application/x-ole-storage", "doc": "application/x-ole-storage",
    "zip": "application/zip", "gz": "application/gzip", "txt": "text/plain", "csv": "text/plain", "xml": "text/xml",
    "html": "text/html", "htm": "text/html", "svg": "image/svg+xml", "eml": "message/rfc822", "rtf": "application/rtf",
    "webp": "image/webp", "eps": "application/postscript", "ps": "application/postscript", "exe": "application/x-msdos",
    "ics": "text/calendar",
}  # fmt: skip


def what_is(data: bytes) -> str:
    """The media type of ``data`` by its content; "application/octet-stream" when nothing is recognised."""
    if data[:2] == b"BM" and data[2:6] != len(data).to_bytes(4, "little"):
        return _text_type(data)
    for beginning, media_type in _BEGINNINGS:
        if data.startswith(beginning):
            return media_type
    if data[:4] == b"RIFF" and data[8:12] == b"WEBP":
        return "image/webp"
    if data[:2] == b"MZ" and len(data) > 64 and b"PE\0\0" in data[:4096]:
        return "application/x-msdos"
    if data[:4] in (b"PK\x03\x04", b"PK\x05\x06"):
        return _zip_type(data)
    return _text_type(data)


def agrees(declared: str, name: str, found: str) -> bool:
    """Whether a declared media type and the ending of a file name fit the content ``found``.

    Saying nothing in particular (octet-stream, no ending, an ending we do not know) is not a lie.
    """
    ending = name.rpartition(".")[2].lower() if "." in name else ""
    said = {declared.lower(), _ENDINGS.get(ending, "")} - {
        "",
        OCTETS,
        "application/x-unknown",
        "binary/octet-stream",
    }
    return all(_is_same(claim, found) for claim in said)


def _is_same(claim: str, found: str) -> bool:
    if claim == found or any(claim in row and found in row for row in _SAME):
        return True
    if found == "text/plain":
        # CSV, logs and many more are plain text under another name; pictures and documents are not.
        return claim.startswith(("text/", "message/")) or claim in {
            "application/csv",
            "application/json",
            "application/vnd.ms-excel",
        }
    if found in {"text/xml", "text/html", "image/svg+xml", "message/rfc822", "text/calendar", "text/vcard"}:
        return (
            claim in {"text/plain", "message/rfc822", "text/xml", "application/xml"} and found != "text/html"
        )
    return False


def _zip_type(data: bytes) -> str:
    head = data[:200]
    for media_type in (_ODS, _ODT):
        if media_type.encode() in head:
            return media_type
    # Names stand uncompressed in the directory at the end.
    directory = data[-(2**20) :]
    if b"vbaProject.bin" in directory:
        return _MACROS
    for part, media_type in (
        (b"xl/workbook", _XLSX),
        (b"word/document", _DOCX),
        (b"ppt/presentation", _PPTX),
    ):
        if part in directory:
            return media_type
    return "application/zip"


def _text_type(data: bytes) -> str:
    head = data[:4096]
    if head.startswith((b"\xff\xfe", b"\xfe\xff")):
        head = head[2 : len(head) // 2 * 2].replace(b"\0", b"")
    elif b"\0" in head:
        return OCTETS
    head = head.removeprefix(b"\xef\xbb\xbf").lstrip().lower()
    if not data.strip():
        return "text/plain" if data else OCTETS
    if head.startswith((b"<!doctype html", b"<html", b"<head", b"<body", b"<script")):
        return "text/html"
    if b"<svg" in head and head.startswith((b"<svg", b"<?xml", b"<!doctype svg")):
        return "image/svg+xml"
    if head.startswith(b"<?xml"):
        return "text/xml"
    if head.startswith(
        (b"return-path:", b"received:", b"delivered-to:", b"mime-version:", b"from: ", b"date: ")
    ):
        return "message/rfc822"
    control = sum(byte < 9 or 13 < byte < 27 or 27 < byte < 32 for byte in head)
    return "text/plain" if control * 100 <= len(head) else OCTETS
