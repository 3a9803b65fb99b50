"""Statements in camt.053: what the bank says is taken as a whole or refused by place."""

import re

import pytest

from ordolux.foundation.sandbox.readers.camt053 import read_camt053
from ordolux.foundation.sandbox.reading import CannotRead

HEAD = """<?xml version="1.0" encoding="UTF-8"?>
<Document xmlns="urn:iso:std:iso:20022:tech:xsd:camt.053.001.{version}"><BkToCstmrStmt>
<GrpHdr><MsgId>M1</MsgId></GrpHdr>
<Stmt><Id>S-2026-61</Id><ElctrncSeqNb>61</ElctrncSeqNb><CreDtTm>2026-03-02T18:00:00+01:00</CreDtTm>
<Acct><Id><IBAN>DE75512108001245126199</IBAN></Id><Ccy>USD</Ccy><Ownr><Nm>Hongda</Nm></Ownr>
<Svcr><FinInstnId><{bic}>SOGEDEFF</{bic}></FinInstnId></Svcr></Acct>
<Bal><Tp><CdOrPrtry><Cd>OPBD</Cd></CdOrPrtry></Tp><Amt Ccy="USD">1000.00</Amt>
<CdtDbtInd>CRDT</CdtDbtInd><Dt><Dt>2026-03-02</Dt></Dt></Bal>
<Bal><Tp><CdOrPrtry><Cd>CLBD</Cd></CdOrPrtry></Tp><Amt Ccy="USD">{closing}</Amt>
<CdtDbtInd>CRDT</CdtDbtInd><Dt><Dt>2026-03-02</Dt></Dt></Bal>
"""
TAIL = "</Stmt></BkToCstmrStmt></Document>"

BALANCE = """<Ntry><NtryRef>1</NtryRef><Amt Ccy="USD">16394.69</Amt><CdtDbtInd>CRDT</CdtDbtInd>{status}
<BookgDt><Dt>2026-03-02</Dt></BookgDt><ValDt><DtTm>2026-03-02T09:00:00Z</DtTm></ValDt>
<AcctSvcrRef>NX1234567</AcctSvcrRef>
<BkTxCd><Domn><Cd>PMNT</Cd><Fmly><Cd>RCDT</Cd><SubFmlyCd>XBCT</SubFmlyCd></Fmly></Domn></BkTxCd>
<NtryDtls><TxDtls><Refs><EndToEndId>NOTPROVIDED</EndToEndId><UETR>u-1</UETR></Refs>
<AmtDtls><InstdAmt><Amt Ccy="USD">16419.69</Amt></InstdAmt><TxAmt><Amt Ccy="USD">16394.69</Amt></TxAmt></AmtDtls>
{charges}
<RltdPties><Dbtr>{payer}</Dbtr><DbtrAcct><Id><IBAN>DE02120300000000202051</IBAN></Id></DbtrAcct></RltdPties>
<RmtInf><Ustrd>PI26-0917 BALANCE</Ustrd></RmtInf></TxDtls></NtryDtls></Ntry>"""
OLD = {
    "status": "<Sts>BOOK</Sts>",
    "charges": '<Chrgs><Amt Ccy="USD">25.00</Amt><Br>SHAR</Br></Chrgs>',
    "payer": "<Nm>Nordlicht GmbH</Nm>",
}
NEW = {
    "status": "<Sts><Cd>BOOK</Cd></Sts>",
    "charges": '<Chrgs><Rcrd><Amt Ccy="USD">25.00</Amt><Br>SHAR</Br></Rcrd></Chrgs>',
    "payer": "<Pty><Nm>Nordlicht GmbH</Nm></Pty>",
}


def statement(*entries: str, closing: str = "17394.69", version: str = "08") -> bytes:
    head = HEAD.format(version=version, bic="BIC" if version == "02" else "BICFI", closing=closing)
    return (head + "".join(entries) + TAIL).encode()


def entry(
    amount: str = "10.00", way: str = "CRDT", status: str = "BOOK", currency: str = "USD", details: str = ""
) -> str:
    return (
        f'<Ntry><Amt Ccy="{currency}">{amount}</Amt><CdtDbtInd>{way}</CdtDbtInd><Sts><Cd>{status}</Cd></Sts>'
        f"<BookgDt><Dt>2026-03-02</Dt></BookgDt>{details}</Ntry>"
    )


def refused(data: bytes) -> dict[str, str]:
    with pytest.raises(CannotRead) as caught:
        read_camt053(data)
    return {finding.code: str(finding) for finding in caught.value.findings}


@pytest.mark.parametrize("version", ["02", "03", "04", "06", "08"])
def test_a_short_payment_is_read_in_every_version(version):
    reading = read_camt053(
        statement(BALANCE.format(**(OLD if version in ("02", "03") else NEW)), version=version)
    )

    [found] = reading.value["statements"]
    [line] = found["entries"]
    [payment] = line["transactions"]
    assert found["account"]["iban"] == "DE75512108001245126199"
    assert found["account"]["bank"] == "SOGEDEFF"
    assert found["is_checked"]
    assert (line["amount"], line["currency"], line["is_credit"], line["status"]) == (
        "16394.69",
        "USD",
        True,
        "BOOK",
    )
    assert (line["booked_on"], line["value_on"]) == ("2026-03-02", "2026-03-02")
    assert (payment["instructed_amount"], payment["amount"]) == ("16419.69", "16394.69")
    assert payment["charges"] == [{"amount": "25.00", "currency": "USD", "bearer": "SHAR"}]
    assert payment["payer"]["name"] == "Nordlicht GmbH"
    assert payment["remittance"] == ["PI26-0917 BALANCE"]
    assert payment["end_to_end_id"] == ""


def test_what_is_pending_does_not_count():
    reading = read_camt053(statement(entry("16394.69"), entry("99.00", status="PDNG")))

    assert [line["status"] for line in reading.value["statements"][0]["entries"]] == ["BOOK", "PDNG"]


def test_a_statement_that_does_not_add_up_is_refused_with_the_sums():
    said = refused(statement(entry("16394.70")))

    assert said == {
        "does-not-add-up": "statement 1: Opening balance 1000.00 and the entries 16394.70 make 17394.70, but "
        "the closing balance is 17394.69 USD."
    }


def test_debits_count_down():
    assert read_camt053(statement(entry("200.00", "DBIT"), closing="800.00")).value["statements"][0][
        "is_checked"
    ]


def test_an_unknown_currency_refuses_the_file():
    assert set(refused(statement(entry("16394.69", currency="XQZ")))) >= {"unknown-currency"}


def test_a_batch_is_taken_apart_and_must_add_up():
    def one(amount: str) -> str:
        return (
            f'<TxDtls><Refs><EndToEndId>E{amount}</EndToEndId></Refs><Amt Ccy="USD">{amount}</Amt></TxDtls>'
        )

    def batch(*amounts: str, count: int) -> str:
        inside = "".join(one(amount) for amount in amounts)
        return f"<NtryDtls><Btch><NbOfTxs>{count}</NbOfTxs></Btch>{inside}</NtryDtls>"

    good = read_camt053(statement(entry("16394.69", details=batch("16000.00", "394.69", count=2))))
    assert [t["amount"] for t in good.value["statements"][0]["entries"][0]["transactions"]] == [
        "16000.00",
        "394.69",
    ]
    assert "batch-sum" in refused(statement(entry("16394.69", details=batch("16000.00", "394.00", count=2))))
    assert "batch-count" in refused(
        statement(entry("16394.69", details=batch("16000.00", "394.69", count=3)))
    )


@pytest.mark.parametrize(
    ("wrong", "code"),
    [
        (("<CdtDbtInd>CRDT</CdtDbtInd><Sts>", "<CdtDbtInd>PLUS</CdtDbtInd><Sts>"), "no-direction"),
        (("16394.69</Amt><CdtDbtInd>", "16.394,69</Amt><CdtDbtInd>"), "not-an-amount"),
        (("16394.69</Amt><CdtDbtInd>", "-5</Amt><CdtDbtInd>"), "not-an-amount"),
        (("16394.69</Amt><CdtDbtInd>", "1e999</Amt><CdtDbtInd>"), "not-an-amount"),
        (("<Cd>BOOK</Cd>", "<Cd>MAYBE</Cd>"), "unknown-status"),
        (("<BookgDt><Dt>2026-03-02", "<BookgDt><Dt>2026-02-30"), "not-a-day"),
        (("<BookgDt><Dt>2026-03-02</Dt></BookgDt>", ""), "missing"),
        (("<IBAN>DE75512108001245126199</IBAN>", ""), "missing"),
        (("<BkToCstmrStmt>", "<BkToCstmrDbtCdtNtfctn>"), "xml-broken"),
        (("camt.053.001.08", "camt.054.001.08"), None),
        (("<Stmt>", "<Nothing>"), "xml-broken"),
    ],
)
def test_each_structural_error_is_told_by_its_place(wrong, code):
    data = statement(entry("16394.69")).decode()
    assert wrong[0] in data

    if code is not None:
        said = refused(data.replace(*wrong).encode())
        assert code in said
        if code != "xml-broken":
            assert re.match(r"statement 1", said[code])


def test_another_message_of_the_bank_is_named():
    other = (
        statement(entry())
        .replace(b"BkToCstmrStmt", b"BkToCstmrDbtCdtNtfctn")
        .replace(b"camt.053", b"camt.054")
    )

    assert refused(other) == {
        "not-camt053": "This is not a bank statement of the kind camt.053, but camt.054.001.08."
    }


def test_the_same_line_has_the_same_key_and_two_equal_payments_have_two():
    first = read_camt053(statement(entry("10.00"), entry("10.00"), closing="1020.00")).value["statements"][0][
        "entries"
    ]
    again = read_camt053(statement(entry("10.00"), entry("10.00"), closing="1020.00", version="06"))

    assert first[0]["key"] != first[1]["key"]
    assert [line["key"] for line in first] == [
        line["key"] for line in again.value["statements"][0]["entries"]
    ]


def test_without_a_balance_the_sum_is_told_to_be_unchecked():
    data = re.sub(rb"<Bal>.*?CLBD.*?</Bal>", b"", statement(entry()), flags=re.DOTALL)

    reading = read_camt053(data)

    assert [finding.code for finding in reading.findings] == ["not-checked"]


SUMMARY = """<TxsSummry><TtlNtries><NbOfNtries>{count}</NbOfNtries><Sum>{sum}</Sum></TtlNtries>
<TtlCdtNtries><NbOfNtries>{credits}</NbOfNtries><Sum>{credit}</Sum></TtlCdtNtries>
<TtlDbtNtries><NbOfNtries>{debits}</NbOfNtries><Sum>{debit}</Sum></TtlDbtNtries></TxsSummry>"""
RIGHT = {"count": 2, "sum": "16424.69", "credits": 1, "credit": "16409.69", "debits": 1, "debit": "15.00"}


def summed(**said: object) -> bytes:
    rows = (entry("16409.69"), entry("15.00", way="DBIT"), entry("77.00", status="PDNG"))
    return statement(SUMMARY.format(**{**RIGHT, **said}), *rows)


def test_a_summary_that_agrees_with_the_entries_is_taken_whether_pending_ones_count_or_not() -> None:
    assert read_camt053(summed()).value["statements"][0]["entries"]
    pending_too = {"count": 3, "sum": "16501.69", "credits": 2, "credit": "16486.69"}
    assert read_camt053(summed(**pending_too)).value["statements"][0]["entries"]


@pytest.mark.parametrize("said", [{"credit": "16409.70"}, {"debit": "0"}, {"sum": "1.00"}])
def test_a_summary_whose_sum_differs_refuses_the_file(said: dict[str, object]) -> None:
    assert "add up to" in refused(summed(**said))["summary-sum"]


def test_a_summary_whose_count_differs_refuses_the_file() -> None:
    assert "5 entries" in refused(summed(count=5))["summary-count"]


def test_a_sum_that_is_no_figure_refuses_the_file() -> None:
    assert "should be an amount" in refused(summed(sum="a lot"))["not-an-amount"]
