"""Bank statements of the story: ISO 20022 camt.053.001.08, whose opening balance and credits add up to the closing one."""

from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from xml.sax.saxutils import escape

NAMESPACE = "urn:iso:std:iso:20022:tech:xsd:camt.053.001.08"


@dataclass(frozen=True, slots=True)
class Credit:
    """Money that came in; ``purpose`` is what the payer wrote."""

    amount: Decimal
    payer: str
    purpose: str
    reference: str


def statement(
    *,
    account: str,
    currency: str,
    number: int,
    on: date,
    opening: Decimal,
    credits: list[Credit],  # noqa: A002 - the field's word
) -> tuple[bytes, Decimal]:
    """A statement of one account and one day, and its closing balance."""
    closing = opening + sum((credit.amount for credit in credits), Decimal(0))
    entries = "".join(_entry(credit, currency, on) for credit in credits)
    body = f"""<?xml version="1.0" encoding="UTF-8"?>
<Document xmlns="{NAMESPACE}"><BkToCstmrStmt>
<GrpHdr><MsgId>PRVB-{account[-4:]}-{number:05d}</MsgId><CreDtTm>{on}T18:00:00+08:00</CreDtTm></GrpHdr>
<Stmt><Id>{account}-{on:%Y%m%d}-{number}</Id><ElctrncSeqNb>{number}</ElctrncSeqNb><CreDtTm>{on}T18:00:00+08:00</CreDtTm>
<Acct><Id><Othr><Id>{account}</Id></Othr></Id><Ccy>{currency}</Ccy></Acct>
{_balance("OPBD", opening, currency, on)}{_balance("CLBD", closing, currency, on)}
<TxsSummry><TtlCdtNtries><NbOfNtries>{len(credits)}</NbOfNtries><Sum>{closing - opening:.2f}</Sum></TtlCdtNtries></TxsSummry>
{entries}</Stmt></BkToCstmrStmt></Document>
"""
    return body.encode(), closing


def _balance(code: str, amount: Decimal, currency: str, on: date) -> str:
    return (
        f'<Bal><Tp><CdOrPrtry><Cd>{code}</Cd></CdOrPrtry></Tp><Amt Ccy="{currency}">{amount:.2f}</Amt>'
        f"<CdtDbtInd>CRDT</CdtDbtInd><Dt><Dt>{on}</Dt></Dt></Bal>\n"
    )


def _entry(credit: Credit, currency: str, on: date) -> str:
    amount = f'<Amt Ccy="{currency}">{credit.amount:.2f}</Amt>'
    return f"""<Ntry><NtryRef>{credit.reference}</NtryRef>{amount}<CdtDbtInd>CRDT</CdtDbtInd><Sts><Cd>BOOK</Cd></Sts>
<BookgDt><Dt>{on}</Dt></BookgDt><ValDt><Dt>{on}</Dt></ValDt><AcctSvcrRef>{credit.reference}</AcctSvcrRef>
<BkTxCd><Domn><Cd>PMNT</Cd><Fmly><Cd>RCDT</Cd><SubFmlyCd>XBCT</SubFmlyCd></Fmly></Domn></BkTxCd>
<NtryDtls><TxDtls><Refs><AcctSvcrRef>{credit.reference}</AcctSvcrRef><EndToEndId>NOTPROVIDED</EndToEndId></Refs>{amount}<CdtDbtInd>CRDT</CdtDbtInd>
<RltdPties><Dbtr><Pty><Nm>{escape(credit.payer)}</Nm></Pty></Dbtr></RltdPties>
<RmtInf><Ustrd>{escape(credit.purpose)}</Ustrd></RmtInf></TxDtls></NtryDtls></Ntry>
"""
