"""What a message wants, told from what it only mentions: principle by principle and language by language."""

import csv
from pathlib import Path

import pytest

from ordolux.rules.reading.acts import said_text, sentences, told
from ordolux.rules.reading.kinds import KINDS, Heard, Signs, kind_of
from ordolux.rules.reading.message import Message, Part, read
from ordolux.rules.reading.text import rows_of

TOLD = list(
    csv.DictReader(
        (Path(__file__).parent / "intentions_by_language.csv").read_text(encoding="utf-8").splitlines(),
        delimiter="\t",
    )
)
SPOKEN = {"en", "zh", "de", "es", "fr", "it", "pt", "ru", "ar", "nl", "pl", "tr", "ko", "sv"}
OUR_OFFER = "600 panels 600x600 40W 4000K USD 11.20\n200 battens 1500 mm USD 6.90"


def kind(text, *, subject="", quoted="", **signs):
    parts = [Part("subject", subject)] if subject else []
    parts.append(Part("body", text))
    if quoted:
        parts.append(Part("quoted", quoted, level=1, writer="May <sales@lamp.example> wrote:"))
    return read(
        Message(
            tuple(parts),
            from_address="l@buyer.example",
            to=("Lamp sales@lamp.example",),
            signs=Signs(**signs),
        )
    ).kind


@pytest.mark.parametrize("row", TOLD, ids=lambda row: f"{row['kind']}-{row['language']}")
def test_the_same_lamps_are_asked_for_bought_missed_or_broken_in_every_language(row):
    assert kind(row["text"]) == row["kind"]


def test_every_act_is_known_in_every_language():
    known = {}
    for _, act, language, _ in rows_of("reading_acts.csv"):
        known.setdefault(act, set()).add(language)
    assert {act: SPOKEN - languages for act, languages in known.items() if act != "short"} == {
        act: set() for act in known if act != "short"
    }


@pytest.mark.parametrize(
    ("text", "wanted"),
    [
        ("We accept your quotation, 600 panels at 11.20.", "quote_accept"),
        ("We accept your quotation on condition that you come down to 10.40.", "quote_negotiate"),
        ("We regret to inform you that your offer was not accepted.", "other"),
        ("Can you also quote 350 downlights 10W 3000K?", "inquiry"),
    ],
)
def test_an_answer_to_our_offer_is_told_by_what_it_adds_to_it(text, wanted):
    assert kind(text, subject="Quotation Q-2026-0044", quoted=OUR_OFFER, is_reply=True) == wanted


def test_articles_alone_make_an_inquiry_but_not_against_what_is_said():
    lamps = "600 pcs panel 600x600 40W 4000K\n200 pcs batten 1500 mm 50W"
    assert kind(lamps) == "inquiry"
    assert (
        kind(f"43 of them are defective, please replace them free of charge, PO 4711:\n{lamps}")
        == "complaint"
    )
    assert kind(f"Our PO 4711 is late. When will it be shipped, on which vessel?\n{lamps}") == "order_status"
    assert kind(f"Invoice 90112, amount due USD 1,440.00 by 4 March, IBAN below\n{lamps}") == "invoice"


def test_who_is_content_with_the_last_order_and_asks_for_more_asks():
    assert (
        kind(
            "The container of PO 4711 arrived, 2 cartons were damaged, no matter. Please quote 600 panels 40W."
        )
        == "inquiry"
    )


def test_a_seller_who_inquires_is_a_seller():
    assert (
        kind(
            "Do you have a purchase inquiry? We are a professional factory, our hot sale: flood light 50W USD 2.90, "
            "100W USD 5.10. Free samples, MOQ 100."
        )
        == "spam"
    )


def test_what_a_machine_sends_is_told_by_its_headers():
    assert kind("I am away", subject="Automatic reply: your quotation", automatic=True) == "out_of_office"
    assert kind("550 user unknown: 500 pcs A60 9W", bounce=True) == "other"
    assert kind("12 new RFQs: LED bulb 10,000 pcs, strip 500 rolls", listed=True) == "newsletter"


def test_a_signature_and_a_disclaimer_are_not_what_the_writer_says():
    text = (
        "Please quote 500 pcs.\n\nBest regards\nJo\nClaims and Invoices Dept.\nThis email is confidential\n"
    )
    assert said_text(text).strip() == "Please quote 500 pcs."
    assert "urgent" in said_text("Hello\n\nBest regards\nJo\nPS: urgent\n")


def test_a_sentence_goes_on_over_the_end_of_a_line_and_a_row_of_a_table_is_none():
    text = (
        "we would like to place the order this week, under the one condition that the\npanels come down.\n"
        "A\t500\t3.20\nThanks."
    )
    assert list(sentences(text)) == [
        (
            "we would like to place the order this week, under the one condition that the panels come down.",
            False,
        ),
        ("A\t500\t3.20", True),
        ("Thanks.", False),
    ]


def test_the_price_list_of_a_seller_is_no_wish_for_prices():
    (one,) = told("Shall I send you our price list?", "en")
    assert not one.has("ask")


def test_every_kind_has_its_weight_and_the_winner_a_reason():
    heard = Heard("", "We accept your quotation Q-2026-0044.", Signs())
    best, weights, reasons = kind_of(heard)
    assert best == "quote_accept"
    assert set(weights) == set(KINDS)
    assert any(one == best and "accept" in why for one, _, why in reasons)
