"""What the world outside sends to the demonstration company: mails, bank statements, papers of suppliers and customers."""

import email.policy
from datetime import date, datetime
from decimal import Decimal
from email.message import EmailMessage
from email.utils import format_datetime
from xml.sax.saxutils import escape

_CAMT = "urn:iso:std:iso:20022:tech:xsd:camt.053.001.08"


def mail(
    *,
    sender: str,
    name: str,
    to: str,
    subject: str,
    text: str,
    at: datetime,
    message_id: str,
    reply_to: str = "",
) -> bytes:
    """A customer's mail as his program writes it; ``reply_to`` is the Message-ID that it answers."""
    made = EmailMessage(policy=email.policy.SMTP)
    made["From"], made["To"], made["Subject"] = f'"{name}" <{sender}>', to, subject
    made["Date"], made["Message-ID"] = format_datetime(at), f"<{message_id}>"
    if reply_to:
        made["In-Reply-To"], made["References"] = reply_to, reply_to
    made.set_content(text)
    return made.as_bytes()


def statement(
    *,
    account: str,
    currency: str,
    number: int,
    on: date,
    opening: Decimal,
    amount: Decimal,
    payer: str,
    purpose: str,
) -> tuple[bytes, Decimal]:
    """A statement of one credit (ISO 20022 camt.053.001.08) and its closing balance."""
    closing = opening + amount

    def balance(code: str, held: Decimal) -> str:
        return (
            f'<Bal><Tp><CdOrPrtry><Cd>{code}</Cd></CdOrPrtry></Tp><Amt Ccy="{currency}">{held:.2f}</Amt>'
            f"<CdtDbtInd>CRDT</CdtDbtInd><Dt><Dt>{on}</Dt></Dt></Bal>"
        )

    paid = f'<Amt Ccy="{currency}">{amount:.2f}</Amt>'
    reference = f"PRV{account[-3:]}{number:06d}"
    written = f"""<?xml version="1.0" encoding="UTF-8"?>
<Document xmlns="{_CAMT}"><BkToCstmrStmt>
<GrpHdr><MsgId>PRVB-{account[-4:]}-{number:05d}</MsgId><CreDtTm>{on}T18:00:00+08:00</CreDtTm></GrpHdr>
<Stmt><Id>{account}-{on:%Y%m%d}-{number}</Id><ElctrncSeqNb>{number}</ElctrncSeqNb><CreDtTm>{on}T18:00:00+08:00</CreDtTm>
<Acct><Id><Othr><Id>{account}</Id></Othr></Id><Ccy>{currency}</Ccy></Acct>
{balance("OPBD", opening)}{balance("CLBD", closing)}
<TxsSummry><TtlCdtNtries><NbOfNtries>1</NbOfNtries><Sum>{amount:.2f}</Sum></TtlCdtNtries></TxsSummry>
<Ntry><NtryRef>{reference}</NtryRef>{paid}<CdtDbtInd>CRDT</CdtDbtInd><Sts><Cd>BOOK</Cd></Sts>
<BookgDt><Dt>{on}</Dt></BookgDt><ValDt><Dt>{on}</Dt></ValDt><AcctSvcrRef>{reference}</AcctSvcrRef>
<BkTxCd><Domn><Cd>PMNT</Cd><Fmly><Cd>RCDT</Cd><SubFmlyCd>XBCT</SubFmlyCd></Fmly></Domn></BkTxCd>
<NtryDtls><TxDtls><Refs><AcctSvcrRef>{reference}</AcctSvcrRef><EndToEndId>NOTPROVIDED</EndToEndId></Refs>{paid}<CdtDbtInd>CRDT</CdtDbtInd>
<RltdPties><Dbtr><Pty><Nm>{escape(payer)}</Nm></Pty></Dbtr></RltdPties>
<RmtInf><Ustrd>{escape(purpose)}</Ustrd></RmtInf></TxDtls></NtryDtls></Ntry>
</Stmt></BkToCstmrStmt></Document>
"""
    return written.encode(), closing


def paper(*lines: str) -> bytes:
    """A PDF of one page that says ``lines`` (Latin letters), as a laboratory or a forwarder would hand it over."""
    said = " T* ".join(f"({_plain(line)}) Tj" for line in lines)
    content = f"BT /F1 12 Tf 18 TL 72 760 Td {said} ET".encode()
    parts = [
        b"<< /Type /Catalog /Pages 2 0 R >>",
        b"<< /Type /Pages /Kids [3 0 R] /Count 1 >>",
        b"<< /Type /Page /Parent 2 0 R /MediaBox [0 0 595 842] /Contents 4 0 R /Resources << /Font << /F1 5 0 R >> >> >>",
        b"<< /Length %d >>\nstream\n%s\nendstream" % (len(content), content),
        b"<< /Type /Font /Subtype /Type1 /BaseFont /Helvetica >>",
    ]
    body, places = b"%PDF-1.4\n", []
    for number, part in enumerate(parts, 1):
        places.append(len(body))
        body += b"%d 0 obj\n%s\nendobj\n" % (number, part)
    table = b"xref\n0 6\n0000000000 65535 f \n" + b"".join(b"%010d 00000 n \n" % place for place in places)
    return body + table + b"trailer << /Size 6 /Root 1 0 R >>\nstartxref\n%d\n%%%%EOF\n" % len(body)


def _plain(line: str) -> str:
    written = line.encode("latin-1", "replace").decode("latin-1").encode("ascii", "replace").decode()
    return written.replace("\\", "\\\\").replace("(", "\\(").replace(")", "\\)")
