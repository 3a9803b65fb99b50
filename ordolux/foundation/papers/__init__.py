"""Papers: documents as PDF (archival profile, tagged) and Word, their seal, and the check of a seal.

Plain functions, bytes in and bytes out; no database, no clock. A caller fills a contract
(`papers.contracts`), prints it with `render` or `word` before its transaction, and stores the bytes.

The parts are imported when they are first used: typesetter, Word and seal take seconds to load, and most processes need
none of them.
"""

from importlib import import_module
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from ordolux.foundation.papers.amounts import (
        day_text,
        figure,
        grouped,
        in_words,
        moment_text,
        price,
        weekday_text,
        with_currency,
    )
    from ordolux.foundation.papers.contracts import PAPERS, Paper, qr_rows, to_data
    from ordolux.foundation.papers.rendering import FontsMissing, PaperFault, render, uncovered
    from ordolux.foundation.papers.seals import (
        CompanyKeys,
        NoSignatureField,
        SealReport,
        SealSignature,
        company_keys,
        countersign,
        seal,
        verify_seal,
        with_pages,
    )
    from ordolux.foundation.papers.wording import word

_PARTS = {
    "amounts": (
        "day_text",
        "figure",
        "grouped",
        "in_words",
        "moment_text",
        "price",
        "weekday_text",
        "with_currency",
    ),
    "contracts": (
        "PAPERS",
        "Paper",
        "qr_rows",
        "to_data",
    ),
    "rendering": (
        "FontsMissing",
        "PaperFault",
        "render",
        "uncovered",
    ),
    "seals": (
        "CompanyKeys",
        "NoSignatureField",
        "SealReport",
        "SealSignature",
        "company_keys",
        "countersign",
        "seal",
        "verify_seal",
        "with_pages",
    ),
    "wording": ("word",),
}
_WHERE = {name: part for part, names in _PARTS.items() for name in names}

__all__ = [
    "PAPERS",
    "CompanyKeys",
    "FontsMissing",
    "NoSignatureField",
    "Paper",
    "PaperFault",
    "SealReport",
    "SealSignature",
    "company_keys",
    "countersign",
    "day_text",
    "figure",
    "grouped",
    "in_words",
    "moment_text",
    "price",
    "qr_rows",
    "render",
    "seal",
    "to_data",
    "uncovered",
    "verify_seal",
    "weekday_text",
    "with_currency",
    "with_pages",
    "word",
]


def __getattr__(name: str) -> Any:
    """Import the part that holds ``name`` when it is first asked for."""
    if name not in _WHERE:
        raise AttributeError(f"papers have no {name}")
    return getattr(import_module(f"{__name__}.{_WHERE[name]}"), name)
