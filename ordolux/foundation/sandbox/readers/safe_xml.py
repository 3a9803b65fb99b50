"""The only XML parser for foreign bytes: no document type, no entities, no network, limited size and depth."""

import re
from typing import Final

from lxml import etree

from ordolux.foundation.sandbox.readers.text import decoded
from ordolux.foundation.sandbox.reading import CannotRead
from ordolux.rules.refusal import N_

LARGEST: Final = 20 * 2**20
_MOST_ELEMENTS: Final = 1_000_000
_DECLARATION: Final = re.compile(r"\A\s*<\?xml[^>]{0,200}?\?>")
_ENCODING: Final = re.compile(rb"""\A\s*<\?xml[^>]{0,150}?encoding\s*=\s*["']([A-Za-z0-9._-]{1,40})["']""")
_ENCODINGS: Final = frozenset({"utf-8", "utf8", "utf-16", "utf-16le", "utf-16be", "us-ascii", "ascii", "iso-8859-1",
                               "iso-8859-15", "windows-1252", "gb18030", "gbk", "gb2312"})  # fmt: skip

_TOO_BIG: Final = N_("This XML file is larger than {mib} MiB.")
_ENCODING_NOT_TAKEN: Final = N_("This XML file is written in {encoding}, which we do not take.")
_HAS_DOCTYPE: Final = N_("This XML file contains a document type declaration. We do not open such files.")
_BROKEN: Final = N_("This is not well-formed XML: {reason}.")
_TOO_MANY: Final = N_("This XML file has more than {most} elements.")


def safe_xml(data: bytes, largest: int = LARGEST) -> etree._Element:
    """The root element of ``data``. Raises CannotRead for anything but plain XML of decent size.

    The bytes are decoded here and handed on as UTF-8, so that no encoding can hide a declaration from our look at it.
    """
    if len(data) > largest:
        raise CannotRead.because("xml-too-large", _TOO_BIG, mib=largest // 2**20)
    said = _ENCODING.match(data.removeprefix(b"\xef\xbb\xbf"))
    encoding = said[1].decode().lower() if said else ""
    if encoding and encoding not in _ENCODINGS:
        raise CannotRead.because("xml-encoding", _ENCODING_NOT_TAKEN, encoding=encoding)
    text, used = decoded(data, encoding or "utf-8")
    if "\0" in text or (not encoding and used not in ("utf-8", "utf-16")):
        raise CannotRead.because("xml-encoding", _ENCODING_NOT_TAKEN, encoding=used)
    text = _DECLARATION.sub("", text, count=1)
    if "<!DOCTYPE" in text or "<!ENTITY" in text:
        raise CannotRead.because("xml-doctype", _HAS_DOCTYPE)
    parser = etree.XMLParser(
        encoding="utf-8", resolve_entities=False, no_network=True, load_dtd=False, dtd_validation=False,
        huge_tree=False, remove_comments=True, remove_pis=True,
    )  # fmt: skip
    try:
        root = etree.fromstring(text.strip().encode("utf-8", "replace"), parser)
    except (etree.XMLSyntaxError, ValueError) as broken:
        reason = str(broken).splitlines()[0][:200] if str(broken) else type(broken).__name__
        raise CannotRead.because("xml-broken", _BROKEN, reason=reason) from None
    if getattr(root.getroottree().docinfo, "doctype", ""):
        raise CannotRead.because("xml-doctype", _HAS_DOCTYPE)
    for count, _ in enumerate(root.iter(), 1):
        if count > _MOST_ELEMENTS:
            raise CannotRead.because("xml-too-many", _TOO_MANY, most=_MOST_ELEMENTS)
    return root
