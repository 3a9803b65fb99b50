"""Numbers of documents and records.

Proforma invoices, commercial invoices, credit notes and receipts are numbered without a gap (drawn last in the
transaction, so that the counter is held for one commit only); everything else takes a plain sequence, which never
makes two people wait for each other and may skip a number after a failure. The year in a number is that of our own
zone, as the day on the paper is; before a company is set up, that of UTC.
"""

from datetime import datetime
from enum import StrEnum

from django.db import connection


class Gapless(StrEnum):
    """Documents that bookkeeping wants numbered without a gap, with their prefix."""

    PROFORMA = "PI"
    COMMERCIAL_INVOICE = "CI"
    CREDIT_NOTE = "CN"
    RECEIPT = "RC"


SEQUENCES = {
    "deal": "D",
    "inquiry": "INQ",
    "quotation": "Q",
    "order": "SO",
    "amendment": "AM",
    "credit_letter": "LC",
    "presentation": "DP",
    "job": "J",
    "batch": "B",
    "credit_request": "CR",
    "purchase": "PO",
    "request_for_quotation": "RFQ",
    "goods_receipt": "GR",
    "inspection": "QI",
    "nonconformance": "NCR",
    "shipping_plan": "SP",
    "shipment": "SH",
    "packing_list": "PL",
    "claim": "WC",
    "company": "C",
    "supplier": "S",
    "message": "M",
    "statement": "BS",
    "document": "DOC",
    "promotion": "PR",
    "brochure": "BR",
    "fair": "FA",
    "price_list": "LP",
    "library_item": "LI",
    "question": "QE",
    "sample_order": "SA",
    "sample_credit": "SC",
    "golden_sample": "GS",
}


def next_number(kind: str, at: datetime) -> str:
    """The next number of a plain sequence, e.g. ``Q-2026-0007``; the year is that of ``at``."""
    (number,) = next_numbers(kind, at, 1)
    return number


def next_numbers(kind: str, at: datetime, count: int) -> list[str]:
    """``count`` numbers of a plain sequence in one statement."""
    with connection.cursor() as cursor:
        cursor.execute(
            "SELECT nextval(%s), extract(year FROM %s AT TIME ZONE coalesce((SELECT zone FROM foundation_firm), 'UTC'))::int"
            " FROM generate_series(1, %s)",
            [f"number_{kind}", at, count],
        )
        return [f"{SEQUENCES[kind]}-{year}-{number:04d}" for number, year in cursor.fetchall()]


def draw_gapless(kind: Gapless, at: datetime) -> str:
    """The next number of a gapless series, e.g. ``PI-2026-0001``. Draw it last: its counter is held until the commit."""
    with connection.cursor() as cursor:
        cursor.execute(
            "INSERT INTO foundation_numberseries AS s (kind, year, last)"
            " VALUES (%s, extract(year FROM %s AT TIME ZONE coalesce((SELECT zone FROM foundation_firm), 'UTC')), 1) "
            "ON CONFLICT (kind, year) DO UPDATE SET last = s.last + 1 RETURNING year, last",
            [kind.value, at],
        )
        year, number = cursor.fetchone()
    return f"{kind.value}-{year}-{number:04d}"
