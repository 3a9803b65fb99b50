"""Papers: documents as PDF (archival profile, tagged) and Word, their seal, and the check of a seal.

Plain functions, bytes in and bytes out; no database, no clock. A caller fills a contract
(`papers.contracts`), prints it with `render` or `word` before its transaction, and stores the bytes.
"""

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
