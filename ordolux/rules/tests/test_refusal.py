"""A refusal speaks one sentence, in any language, and never fails to speak."""

import pickle

from ordolux.rules.refusal import N_, Finding, Refusal


class QuotationOutOfDate(Refusal):
    """An example of the trade."""

    message = N_("{quotation} was valid until {valid_until}.")


def test_a_refusal_fills_its_sentence_and_keeps_the_values():
    refusal = QuotationOutOfDate(quotation="Q-7", valid_until="2026-11-30")
    assert str(refusal) == "Q-7 was valid until 2026-11-30."
    assert refusal.values == {"quotation": "Q-7", "valid_until": "2026-11-30"}
    assert refusal.sentence("{quotation} 有效期至 {valid_until}。") == "Q-7 有效期至 2026-11-30。"
    assert refusal.code == "QuotationOutOfDate"


def test_a_forgotten_value_shows_its_name_instead_of_failing():
    assert str(QuotationOutOfDate(quotation="Q-7")) == "Q-7 was valid until {valid_until}."


def test_a_refusal_survives_the_way_to_a_worker():
    again = pickle.loads(pickle.dumps(QuotationOutOfDate(quotation="Q-7", valid_until="x")))
    assert str(again) == "Q-7 was valid until x."


def test_a_finding_says_where():
    finding = Finding("bad_row", N_("{value} is no number."), {"value": "12a"}, where="row 3")
    assert str(finding) == "row 3: 12a is no number."
    assert str(Finding("empty", N_("Nothing is there."))) == "Nothing is there."
