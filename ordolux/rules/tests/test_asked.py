"""What a customer asks for, in the terms of our catalogue: parameters, models, gaps, questions."""

import pytest

from ordolux.rules.asked import questions
from ordolux.rules.asked.gaps import ASK, gaps_of
from ordolux.rules.asked.makes import foreign_names
from ordolux.rules.asked.models_meant import Model, choose, likeness
from ordolux.rules.asked.parameters import Asked, asked_for, fits
from ordolux.rules.reading.message import Message, Part, read

SPOT = Model(
    "MZ-GU10-70-830",
    "spot",
    {"power_w": 7, "cct_k": "3000", "beam_deg": 36, "cap": "GU10", "voltage_v": "220-240"},
)
WARM = Model(
    "MZ-GU10-70-827",
    "spot",
    {"power_w": 7, "cct_k": "2700", "beam_deg": 36, "cap": "GU10", "voltage_v": "220-240"},
)
BULB = Model("MZ-A60-90-827", "bulb", {"power_w": 9, "cct_k": 2700, "cap": "E27", "shape": "A60"})
CATALOGUE = [SPOT, WARM, BULB]


def asked(text: str, *, models: frozenset[str] = frozenset()) -> list[Asked]:
    found = read(Message((Part("body", text),), models=models))
    return [asked_for(line, found) for line in found.lines]


def questions_of(text: str, *, market: str = "") -> set[str]:
    return {f.code for n, line in enumerate(asked(text), 1) for f in gaps_of(line, n, market=market)}


def test_a_value_keeps_its_words_and_says_whether_it_was_said_or_only_usual() -> None:
    (line,) = asked("please quote 500 pcs MR16 5W 3000K 38°")

    assert (line.pieces, line.values["power_w"]["value"], line.values["power_w"]["quoted"]) == (
        500,
        "5",
        "5W",
    )
    assert line.values["power_w"]["confidence"] == "sure"
    assert (line.values["cap"]["value"], line.values["cap"]["is_implied"]) == ("GU5.3", True)
    assert line.values["cap"]["confidence"] == "check"


def test_alternatives_are_to_be_checked_and_a_colour_word_is_only_a_suggestion() -> None:
    (several,) = asked("200 pcs GU10 7W 2700/3000/4000K 36°")
    (word,) = asked("200 pcs GU10 7W warm white 36°")

    assert [several.values["cct_k"]["value"], *several.values["cct_k"]["others"]] == ["2700", "3000", "4000"]
    assert several.values["cct_k"]["confidence"] == "check"
    assert (word.values["cct_k"]["value"], word.values["cct_k"]["suggestion"]) == ("3000", "3000")


@pytest.mark.parametrize(
    ("code", "wish", "ours", "does"),
    [
        ("power_w", "7.0", 7, True), ("cri", "80", 90, True), ("cri", "90", 80, False), ("voltage_v", "230", "220-240", True),
        ("voltage_v", "100-277", "220-240", False), ("ip", "IP44", "IP65", True), ("ip", "IP67", "IP65", False),
        ("cap", "gu10", "GU10", True), ("power_w", "NaN", "NaN", True),
    ],
)  # fmt: skip
def test_what_we_have_does_what_is_asked(code: str, wish: str, ours: object, does: bool) -> None:
    assert fits(code, wish, ours) is does


def test_our_own_number_decides_and_its_digits_are_no_quantity() -> None:
    (line,) = asked("300 pcs MZ-GU10-70-830 please", models=frozenset({"MZ-GU10-70-830"}))

    choice = choose(line, CATALOGUE)
    assert (line.pieces, choice.number) == (300, "MZ-GU10-70-830")
    assert [reason.code for reason in choice.meant[0].reasons] == ["model-ours"]


def test_a_slip_in_the_number_is_understood_and_another_number_is_not() -> None:
    assert likeness("MZ GU10 70 830", "MZ-GU10-70-830") == 1.0
    assert 0.84 < likeness("MX-GU10-70-830", "MZ-GU10-70-830") < 1.0
    assert likeness("MZ-GU10-70-840", "MZ-GU10-70-830") < 0.6


def test_without_a_number_the_lamp_that_does_all_is_chosen_and_the_others_say_why_not() -> None:
    (line,) = asked("300 pcs GU10 7W 3000K 36°")

    choice = choose(line, CATALOGUE)
    assert choice.number == "MZ-GU10-70-830"
    assert [each.number for each in choice.meant] == ["MZ-GU10-70-830", "MZ-GU10-70-827"]
    assert "2700 K" in choice.meant[1].reasons[-1].sentence()


def test_between_two_that_fit_alike_nobody_chooses() -> None:
    (line,) = asked("300 pcs GU10 7W 36°")

    choice = choose(line, CATALOGUE)
    assert choice.number == ""
    assert len(choice.meant) == 2


def test_another_make_becomes_equivalent_to() -> None:
    line = Asked("x", 0, 0, 1, pieces=10, family="spot_lamp", equivalent_to="Philips Master LED")
    line.values = asked("300 pcs GU10 7W 3000K 36°")[0].values

    meant = choose(line, CATALOGUE).meant[0]
    assert meant.number == "MZ-GU10-70-830"
    assert meant.reasons[0].sentence() == "Offered as equivalent to Philips Master LED."


@pytest.mark.parametrize(
    ("text", "market", "code"),
    [
        ("GU10 7W 3000K 36°, please quote", "", "ask.quantity"),
        ("300 pcs GU10 3000K 36°", "", "ask.power"),
        ("300 pcs GU10 7W 36°", "", "ask.cct"),
        ("300 pcs A60 9W cool white E27", "", "ask.cct_word"),
        ("300 pcs GU10 7W 36° 2700/4000K", "", "ask.cct_list"),
        ("300 pcs MR16 5W 3000K 36°", "", "ask.cap_implied"),
        ("300 pcs MR16 GU5.3 5W 3000K 36° 220V", "", "ask.cap_voltage"),
        ("300 pcs A60 9W 3000K GU10", "", "ask.cap_shape"),
        ("300 pcs A60 9W 3000K E27 220-240V", "US", "ask.voltage_market"),
        ("300 pcs A60 9W 3000K E27", "US", "ask.cap_market"),
        ("300 pcs A60 9W 3000K E27 dimmable", "", "ask.dimmer"),
        ("500 pcs panel 600x600 40W 4000K 220-240V 12000lm", "", "ask.efficacy"),
        ("200 pcs flood light 50W 4000K 5000lm 130lm/W IP65 220V", "", "ask.flux"),
        ("100 pcs flood light 50W 4000K IP65", "", "ask.voltage"),
    ],
)  # fmt: skip
def test_what_is_missing_or_cannot_be_is_asked(text: str, market: str, code: str) -> None:
    assert code in questions_of(text, market=market)


def test_a_whole_line_asks_nothing() -> None:
    assert questions_of("300 pcs A60 9W 3000K E27 220-240V CRI80", market="DE") == set()
    assert questions_of("1500 pcs GU10 5.5W 38° 3000K 220-240V", market="DE") == set()


def test_every_question_is_written_in_every_language_with_all_its_values() -> None:
    assert set(questions.languages()) == {
        *("en", "zh", "de", "es", "fr", "it", "pt", "ru", "ar", "nl", "pl", "tr", "ko", "sv"),
    }
    names = (
        "quoted",
        "value",
        "other",
        "values",
        "shape",
        "cap",
        "usual",
        "voltage",
        "power",
        "flux",
        "efficacy",
        "chip",
    )
    for code, english in ASK.items():
        wanted = {name for name in names if f"{{{name}}}" in english}
        for language in questions.languages():
            words = questions.sentence(code, language, **{name: f"<{name}>" for name in names})
            assert {name for name in names if f"<{name}>" in words} == wanted, (code, language)
    assert questions.sentence("ask.cap", "en") == ASK["ask.cap"]


def test_questions_are_numbered_in_the_customers_language_and_each_is_asked_once() -> None:
    line = asked("300 pcs GU10 7W")[0]
    found = gaps_of(line, 1)

    said = questions.numbered([*found, *found], language="de", titles={"1": "GU10 7W"})
    assert said.splitlines()[0] == "1. Position 1 (GU10 7W): Welche Farbtemperatur in K?"
    assert len(said.splitlines()) == len({f.code for f in found})
    assert questions.frame("ja", "Ken")["dear"] == "Dear Ken,"
    assert questions.frame("ar", "عمر")["dear"] == "السيد/السيدة عمر المحترم/ة،"
    assert questions.numbered(found[:1], language="sv") == "1. Position 1: Vilken färgtemperatur i K?"
    assert questions.numbered([], language="de") == ""


@pytest.mark.parametrize(
    ("text", "names"),
    [
        ("please quote 300 pcs GU10 7 W 3000 K 36°, FCA Shenzhen, in EUR, for Germany.", []),
        ("300 Stück LED Einbaustrahler GU10 7 W matt weiß, Lieferung nach Hamburg", []),
        ("求购 GU10 灯杯 7W 300个 暖白", []),
        ("300 szt. żarówka LED GU10 7W barwa ciepła, dostawa Gdynia", []),
        ("NEED 300 PCS GU10 7W URGENT", []),
        ("300 pcs Megaman Classic GU10 7 W 3000 K", ["Megaman", "Classic"]),
        ("300 pz faretti GU10 7W 3000K marca Beghelli", ["Beghelli"]),
        ("300 pcs GU10 7W ZX310 as before", ["ZX310"]),
        ("RL-GU107W30 equivalent, 300 pcs", ["RL-GU107W30"]),
    ],
)
def test_a_name_that_may_be_another_make_is_found(text: str, names: list[str]) -> None:
    assert foreign_names(text, ["Anna Berg"]) == names
