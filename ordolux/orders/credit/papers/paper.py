"""The credit note as its paper states it: what is taken off, why, and where the money goes."""

from ordolux.foundation import papers
from ordolux.foundation.papers import contracts as c
from ordolux.inquiries.quotation.papers.paper import verify_of
from ordolux.orders.credit.models import CreditNote
from ordolux.orders.proforma.models import Proforma, day_of_issue
from ordolux.orders.proforma.papers.paper import seller_of, speaker
from ordolux.rules.money import Money


def credit_note_paper(note: CreditNote, proforma: Proforma) -> c.CreditNote:
    """Everything that the paper prints; the parties are those of the signed proforma invoice."""
    say = speaker(proforma.language)
    told = proforma.snapshot
    buyer = told["buyer"]
    assert note.decided_at is not None
    off = Money(note.off_amount, note.amount.currency)
    rest = note.amount - off
    total = papers.figure(note.amount)
    settlement = []
    if off.amount:
        settlement.append(say(
            f"{off.currency} {papers.figure(off)} is taken off what is still open of {told['order']}.",
            f"其中 {off.currency} {papers.figure(off)} 从订单 {told['order']} 的未付款中扣除。",
        ))  # fmt: skip
    if rest.amount:
        settlement.append(say(
            f"{rest.currency} {papers.figure(rest)} is paid back to the account from which you paid.",
            f"{rest.currency} {papers.figure(rest)} 将退回至贵方付款的账户。",
        ))  # fmt: skip
    reason = note.reason + (f" ({note.claim_number})" if note.claim_number else "")
    return c.CreditNote(
        number=str(note),
        version=1,
        issued_on=day_of_issue(told, note.decided_at),
        seller=seller_of(told["seller"], proforma.language),
        verify=verify_of(note.code),
        buyer=c.Party(name=buyer["name"], address=buyer["address"] or buyer["country"], contact=buyer["contact"],
                      mail=buyer["email"], identifiers=buyer["tax_number"]),
        for_document=proforma.number,
        for_document_on=day_of_issue(told, proforma.issued_at),
        reason=reason,
        currency=note.amount.currency,
        lines=(c.CreditLine(number=1, description=reason, quantity="1", unit_price=total, amount=total),),
        sums=(c.Sum(label=say("Credit", "贷记金额") + f", {note.amount.currency}", amount=total, strong=True),),
        total=total,
        total_label=say("to your account", "记入贵方账户"),
        in_words=papers.in_words(note.amount, proforma.language),
        settlement=" ".join(settlement),
    )  # fmt: skip
