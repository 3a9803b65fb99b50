"""The evidence page of a signature, and the keys with which papers are sealed."""

from datetime import timedelta
from zoneinfo import ZoneInfo

from django.conf import settings

from ordolux.foundation import papers
from ordolux.foundation.papers import contracts as c
from ordolux.inquiries.quotation.papers.paper import verify_of
from ordolux.orders.proforma.models import Proforma, day_of_issue
from ordolux.orders.proforma.papers.paper import seller_of, speaker
from ordolux.orders.signature.models import Signature
from ordolux.orders.signature.proof import Signable


def keys_of(company: str) -> "papers.CompanyKeys":
    """The keys with which our papers are sealed; the first call makes them in the state folder."""
    return papers.company_keys(settings.ORDOLUX_KEYS, company)


def evidence_paper(on: Signable, signature: Signature, pages: int) -> c.Evidence:
    """How the buyer signed: identity, mailbox, code, consent, hash of the bytes, times, address and browser."""
    say = speaker(on.language)
    buyer = on.snapshot["buyer"]
    zone = ZoneInfo(buyer["zone"])
    code = signature.code
    assert code is not None, "a buyer signs with a code"
    sent, proved = code.made_at.astimezone(zone), (code.proved_at or code.made_at).astimezone(zone)
    signed = signature.real_signed_at.astimezone(zone)
    return c.Evidence(
        number=on.number,
        version=on.revision,
        issued_on=day_of_issue(on.snapshot, signature.signed_at),
        seller=seller_of(on.snapshot["seller"], on.language),
        verify=verify_of(on.code),
        document_title=(
            say("Proforma invoice", "形式发票") if isinstance(on, Proforma) else say("Amendment", "补充协议")
        ),
        document_number=on.number,
        document_version=on.revision,
        document_sha256=signature.document_sha256,
        document_pages=pages,
        signer_name=signature.name,
        signer_title=signature.title,
        signer_company=buyer["name"],
        signer_mail=signature.email,
        ip_address=signature.ip or "–",
        user_agent=signature.agent or "–",
        method="drawn" if signature.drawing_id else "typed",
        typed_name="" if signature.drawing_id else signature.name,
        consent_text=signature.consent,
        code_sent_to=signature.email,
        code_sent_at=sent,
        code_confirmed_at=proved,
        signed_at=max(signed, proved + timedelta(seconds=0)),
        events=(
            c.EvidenceEvent(at=sent, what=say("One-time code sent", "发送验证码"), detail=signature.email),
            c.EvidenceEvent(at=proved, what=say("Code entered correctly", "验证码正确"),
                            detail=say(f"try {code.tries}", f"第 {code.tries} 次")),
            c.EvidenceEvent(at=signed, what=say("Signed", "签署"), detail=signature.name),
        ),
        level_note=say(
            "A simple electronic signature with evidence; the document is sealed with the seller's certificate.",
            "带证据的普通电子签名；文件由卖方证书封印。",
        ),
    )  # fmt: skip
