"""Messages written for this project, in the manner of real buyers, with what a careful person reads in them."""

import json
import time
from datetime import date
from pathlib import Path

import pytest

from ordolux.config.reading_command import message_of
from ordolux.foundation.sandbox.incoming.opening import open_message
from ordolux.rules.reading.message import Message, Part, read
from ordolux.rules.reading.prediction import LINE_FIELDS, LISTS, ORDER_FIELDS, prediction
from ordolux.rules.reading.scoring import score

from .speed import HOSTILE

MESSAGES = Path(__file__).parent / "messages"


def as_read(path):
    return read(message_of(open_message(path.read_bytes(), name=path.name).value))


@pytest.fixture(scope="module")
def readings():
    files = [path for path in sorted(MESSAGES.iterdir()) if not path.name.endswith(".gold.json")]
    return {path.name.partition(".")[0]: as_read(path) for path in files}


@pytest.fixture(scope="module")
def truth():
    return {
        path.name.partition(".")[0]: json.loads(path.read_text(encoding="utf-8"))
        for path in sorted(MESSAGES.glob("*.gold.json"))
    }


def test_there_are_sixty_messages_in_thirteen_languages(truth):
    assert len(truth) >= 60
    assert {"en", "zh", "de", "es", "fr", "it", "pt", "ru", "ar", "nl", "pl", "tr", "ko", "sv"} <= {
        one["language"] for one in truth.values()
    }


def test_the_messages_are_read_as_a_careful_person_reads_them(readings, truth):
    result = score(truth, {name: prediction(one, name) for name, one in readings.items()})
    assert result.kinds_right / result.messages >= 0.97
    assert result.lines.f1 >= 0.95
    assert result.overall.f1 >= 0.95


def test_every_value_stands_where_it_says(readings):
    for one in readings.values():
        for line in one.lines:
            for values in line.values.values():
                for value in values:
                    text = one.parts[value.part].text
                    assert 0 <= value.start <= value.end <= len(text)


def test_a_message_that_is_no_inquiry_has_no_lines(readings, truth):
    for name, one in readings.items():
        if truth[name]["kind"] != "inquiry" and one.kind != "inquiry":
            said = prediction(one, name)
            assert said["lines"] == [] and said["order"]["incoterms"] == []


def test_every_key_is_there_and_lists_are_lists(readings):
    for name, one in readings.items():
        said = prediction(one, name)
        assert set(said["order"]) == set(ORDER_FIELDS)
        for line in said["lines"]:
            assert set(line) == set(LINE_FIELDS)
            assert all(isinstance(line[field], list) for field in LISTS & set(LINE_FIELDS))
            assert not (line["cct_k"] and line["cct_range_k"])


def of(text, **more):
    return prediction(read(Message((Part("body", text),), told_on=date(2025, 9, 9), **more)), "x")


def test_a_cap_by_a_shape_is_implied_and_not_stated():
    one = read(Message((Part("body", "please quote 500 pcs MR16 7W 3000K"),)))
    (cap,) = one.lines[0].values["base"]
    assert (cap.value, cap.stated) == ("GU5.3", False)


@pytest.mark.parametrize(
    ("text", "lines"),
    [
        ("quote 2000 T8 tubes 18W 1.2m, half 3000K half 6500K", [(1000, [3000]), (1000, [6500])]),
        ("1000 pcs A60 9W E27, 60% 3000K, 40% 4000K please quote", [(600, [3000]), (400, [4000])]),
        ("price of 10k pcs A60 9W 3000K and 5k pcs A60 9W 6500K", [(10000, [3000]), (5000, [6500])]),
    ],
)
def test_a_stated_split_makes_a_line_of_each_part(text, lines):
    assert [(line["quantity"], line["cct_k"]) for line in of(text)["lines"]] == lines


@pytest.mark.parametrize(
    ("text", "power", "quantity"),
    [
        ("price for 20 x 150W high bay", 150, 20),
        ("price for 500 pcs spot 3x1W", 3, 500),
        ("price for 300 pcs A60 9W replaces 60W", 9, 300),
        ("price for 300 pcs A60 9W (75W eq.)", 9, 300),
    ],
)
def test_watts_are_those_of_the_lamp(text, power, quantity):
    (line,) = of(text)["lines"]
    assert (line["power_w"], line["quantity"]) == (power, quantity)


@pytest.mark.parametrize("text", HOSTILE.values(), ids=HOSTILE.keys())
def test_hostile_text_is_read_in_a_time_that_grows_with_its_length_only(text):
    began = time.process_time()
    of(text[:50_000])
    assert time.process_time() - began < 3.0
