"""Bank statements that are wrong: refused as a whole, by place, with the file kept; the same one twice books nothing."""

from datetime import date
from decimal import Decimal

import pytest

from ordolux.foundation.files import read_bytes
from ordolux.orders.payment.models import Allocation, BankEntry, BankStatement, StatementState
from tests.bad_input.conftest import Office, Worker, business, file, words
from tests.stories.bank import Credit, statement

GOOD, _ = statement(
    account="7550014200882178", currency="EUR", number=1, on=date(2026, 3, 9), opening=Decimal(1000),
    credits=[Credit(Decimal("150.00"), "Nordlicht Leuchten GmbH", "PI-2026-0001", "NX1")],
)  # fmt: skip
BOMB = b"""<?xml version="1.0"?><!DOCTYPE Document [<!ENTITY a "lamp"><!ENTITY b "&a;&a;&a;&a;&a;&a;&a;&a;&a;&a;">
<!ENTITY c "&b;&b;&b;&b;&b;&b;&b;&b;&b;&b;"><!ENTITY d "&c;&c;&c;&c;&c;&c;&c;&c;&c;&c;">]><Document>&d;</Document>"""
PEEP = b'<?xml version="1.0"?><!DOCTYPE D [<!ENTITY x SYSTEM "file:///etc/passwd">]><Document>&x;</Document>'


def given(office: Office, raw: bytes, name: str = "statement.xml", key: str = "s"):  # type: ignore[no-untyped-def]
    return office.finance.post("/desk/money/statements", {"key": key, "file": file(name, raw)}, follow=True)


@pytest.mark.parametrize(
    ("raw", "what"),
    [
        (GOOD.replace(b'Ccy="EUR"', b'Ccy="XQZ"').replace(b"<Ccy>EUR", b"<Ccy>XQZ"), "XQZ is not a currency"),
        (GOOD.replace(b">1150.00<", b">1151.00<"), "1151.00"),
        (BOMB, ""),
        (PEEP, ""),
        (GOOD[: len(GOOD) // 2], ""),
        (b"\x89PNG\r\n\x1a\n", ""),
        (b"", ""),
    ],
    ids=["an unknown currency", "sums that do not add up", "an XML bomb", "a look into our files", "half a file",
         "no statement at all", "an empty file"],
)  # fmt: skip
def test_a_statement_that_is_wrong_is_kept_and_refused_with_the_reason(
    office: Office, worker: Worker, raw: bytes, what: str
) -> None:
    answer = given(office, raw)
    worker(later=True)

    assert answer.status_code == 200
    assert not BankEntry.objects.exists()
    kept = BankStatement.objects.first()
    if kept is None:
        assert raw == b"", "only an empty file is not kept"
        assert "Choose a statement file" in words(answer)
        return
    assert kept.state == StatementState.REFUSED
    assert kept.findings
    assert read_bytes(kept.file_id) == raw
    page = words(office.finance.get(f"/desk/money/statements/{kept.number}"))
    assert what in page
    assert "root:" not in page


def test_the_same_statement_twice_is_one_and_says_so(office: Office, worker: Worker) -> None:
    given(office, GOOD)
    worker(later=True)
    first, before = BankStatement.objects.get(), business()

    answer = given(office, GOOD, name="once more.xml", key="another form")
    worker(later=True)

    assert first.number in words(answer)
    assert "nothing was booked a second time" in words(answer)
    assert business() == before
    assert BankEntry.objects.count() == 1
    assert Allocation.objects.count() == 0, "nobody owes it"


def test_a_statement_named_like_a_path_is_kept_under_a_harmless_name(office: Office) -> None:
    given(office, GOOD, name="../../etc/passwd")

    assert "/" not in BankStatement.objects.get().name
