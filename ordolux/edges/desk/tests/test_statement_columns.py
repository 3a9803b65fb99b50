"""MT940 and tables of banks on the desk: the same deed, the same page, columns that are told once."""

import re
from typing import Any

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client

from ordolux.foundation.journal.models import Event
from ordolux.foundation.parties.models import Person
from ordolux.orders.payment.models import BankEntry, BankStatement, StatementState
from ordolux.orders.tests import desk
from ordolux.process import bank
from ordolux.rules.tests.test_statements_mt940 import GERMAN
from tests.cast import sign_in

TABLE = (
    "Buchungstag;Valuta;Auftraggeber;Verwendungszweck;Betrag;Währung;Saldo\n"
    "02.03.2026;02.03.2026;Nordlicht GmbH;PI26-0917 BALANCE;16.394,69;EUR;17.394,69\n"
    "03.03.2026;03.03.2026;Bank;Entgelt;-25,00;EUR;17.369,69\n"
)


@pytest.fixture
def zhou(db: None, client: Client) -> Client:
    """Zhou at her desk, in a house with an approved bank account."""
    desk.furnish()
    return sign_in(client, Person.objects.get(email="zhou@mingzhou.example"))


def given(client: Client, raw: bytes, name: str) -> Any:
    return client.post(
        "/desk/money/statements", {"key": name, "file": SimpleUploadedFile(name, raw)}, follow=True
    )


def read_all() -> None:
    """What the worker does: every statement that came is read."""
    for event in Event.objects.filter(name="statement.received").order_by("pk"):
        bank.read(event, f"event:{event.pk}")


def chosen(page: str) -> dict[str, str]:
    """What stands in the selects of the form, as a browser would send it."""
    said = {}
    for name, body in re.findall(r'<select[^>]*name="(\w+)"[^>]*>(.*?)</select>', page, re.DOTALL):
        picked = re.search(r'<option value="([^"]*)"[^>]*selected', body) or re.search(
            r'<option value="([^"]*)"', body
        )
        said[name] = picked[1] if picked else ""
    return said


def test_a_statement_in_mt940_is_taken_in_by_the_same_page(zhou: Client) -> None:
    given(zhou, GERMAN.encode("cp1252"), "march.sta")
    read_all()
    statement = BankStatement.objects.get()

    assert statement.state == StatementState.IMPORTED and statement.account == "123456700"
    entry = BankEntry.objects.get()
    assert (str(entry.amount.amount), entry.payer_name, entry.remittance) == (
        "16394.6900", "NORDLICHT LEUCHTEN GMBH", "PI26-0917 BALANCE for lamps",
    )  # fmt: skip
    given(zhou, GERMAN.replace("STARTUMS", "AGAIN").encode(), "again.sta")
    read_all()
    assert BankEntry.objects.count() == 1, "the same line in another file is the same payment"


def test_half_a_statement_in_mt940_is_refused_with_its_reason(zhou: Client) -> None:
    given(zhou, GERMAN.replace("17359,69", "17359,70").encode(), "march.sta")
    read_all()
    statement = BankStatement.objects.get()
    assert statement.state == StatementState.REFUSED and not BankEntry.objects.exists()
    assert "17359.70" in zhou.get(f"/desk/money/statements/{statement.number}").content.decode()


def test_the_columns_of_a_table_are_proposed_looked_at_imported_and_remembered(zhou: Client) -> None:
    answer = given(zhou, TABLE.encode("cp1252"), "march.csv")
    here, page = answer.request["PATH_INFO"] + "?" + answer.request["QUERY_STRING"], answer.content.decode()
    said = chosen(page)
    assert (said["amount"], said["balance"], said["payer_name"]) == ("Betrag", "Saldo", "Auftraggeber")

    looked = zhou.post(here, {**said, "key": "k1", "do": "look"}).content.decode()
    assert "17,369.69" in looked and "Import 1 payment" in looked and not BankStatement.objects.exists()

    zhou.post(here, {**said, "key": "k2", "do": "import", "decimal_mark": ","})
    read_all()
    statement = BankStatement.objects.get()
    assert statement.state == StatementState.IMPORTED and statement.account == said["account"]
    assert BankEntry.objects.get().payer_name == "Nordlicht GmbH"

    again = given(
        zhou, (TABLE + "04.03.2026;;Al Noor;PI-2;10,00;EUR;17.379,69\n").encode(), "april.csv"
    ).content.decode()
    assert chosen(again)["decimal_mark"] == "," and chosen(again)["account"] == said["account"]


def test_columns_that_make_no_statement_say_why_and_keep_the_choice(zhou: Client) -> None:
    answer = given(zhou, TABLE.replace("17.369,69", "17.300,00").encode(), "march.csv")
    here = answer.request["PATH_INFO"] + "?" + answer.request["QUERY_STRING"]
    said = chosen(answer.content.decode())
    answer = zhou.post(here, {**said, "key": "k1", "do": "import"})
    assert answer.status_code == 422 and "does not follow from the row before" in answer.content.decode()
    assert not BankStatement.objects.exists()
    assert zhou.get("/desk/money/statements/columns?file=invented").status_code == 404
