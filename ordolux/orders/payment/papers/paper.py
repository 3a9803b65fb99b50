"""The receipt: what was credited, for which instalment, and what is still open."""

from ordolux.foundation import papers
from ordolux.foundation.papers import contracts as c
from ordolux.inquiries.quotation.papers.paper import verify_of
from ordolux.orders.payment.models import Allocation, Instalment
from ordolux.orders.proforma.models import Proforma, day_of_issue
from ordolux.orders.proforma.papers.paper import seller_of, speaker

NAMES = {"deposit": ("Deposit", "定金"), "balance": ("Balance", "余款"), "full": ("Full amount", "全款"),
         "further": ("Further payment", "补充款")}  # fmt: skip


def receipt_paper(
    allocation: Allocation, proforma: Proforma, parts: list[Instalment], code: str
) -> c.Receipt:
    """The receipt of one allocation; the parties are those of the signed proforma invoice."""
    say = speaker(proforma.language)
    told = proforma.snapshot
    entry, paid_part = allocation.entry, allocation.instalment
    buyer = told["buyer"]
    rows = [
        c.Sum(
            label=f"{say(*NAMES[paid_part.name])}, {proforma.number}",
            amount=papers.figure(allocation.credited),
        )
    ]
    if allocation.charges.amount:
        rows.append(
            c.Sum(
                label=say("Bank charges that we bear", "我方承担的银行费用"),
                amount=papers.figure(allocation.charges),
            )
        )
    outstanding = [
        c.Sum(label=say(*NAMES[part.name]), amount=papers.figure(still))
        for part in parts
        if (still := part.still_open).amount > 0
    ]
    return c.Receipt(
        number=allocation.receipt_number,
        version=1,
        issued_on=day_of_issue(told, allocation.allocated_at),
        seller=seller_of(told["seller"], proforma.language),
        verify=verify_of(code),
        buyer=c.Party(name=buyer["name"], address=buyer["address"] or buyer["country"], contact=buyer["contact"],
                      mail=buyer["email"], identifiers=buyer["tax_number"]),
        for_document=proforma.number,
        currency=allocation.credited.currency,
        amount=papers.figure(allocation.credited),
        in_words=papers.in_words(allocation.credited, proforma.language),
        received_on=entry.booked_on or day_of_issue(told, allocation.allocated_at),
        payer=entry.payer_name or buyer["name"],
        bank_reference=entry.reference,
        account=told["bank"]["account_number"],
        allocations=tuple(rows),
        outstanding=tuple(outstanding),
    )  # fmt: skip
