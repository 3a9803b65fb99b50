"""What the reader knows of the trade, sentence by sentence and language by language."""

import string
import time
from datetime import date

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from ordolux.rules.reading.corrections import take_corrections
from ordolux.rules.reading.message import Message, Part, read
from ordolux.rules.reading.prediction import prediction
from ordolux.rules.reading.scanning import scan
from ordolux.rules.reading.text import folded, lexicon, plain
from ordolux.rules.reading.threads import written_pieces


def of(text):
    return prediction(read(Message((Part("body", text),), told_on=date(2026, 2, 2))), "x")


@pytest.mark.parametrize(
    ("text", "place"),
    [
        ("Price for 500 A60 9W E27 to Gdansk please", "Gdansk"),
        ("Bitte Angebot 500 Stk A60 9W E27, Lieferung frei Haus Kassel", "Kassel"),
        ("Merci de chiffrer 500 ampoules 9W E27, livraison à Nantes", "Nantes"),
        ("Cotizar 500 focos 9W E27 puestos en Veracruz", "Veracruz"),
        ("Cotação de 500 lâmpadas 9W E27 para Itajaí", "Itajaí"),
        ("Richiesta prezzo per 500 lampadine 9W E27 resa Bari", "Bari"),
        ("Graag prijs voor 500 lampen 9W E27 geleverd in Antwerpen", "Antwerpen"),
        ("Proszę o cenę 500 szt. żarówek 9W E27 z dostawą do Gdyni", "Gdynia"),
        ("500 adet 9W E27 ampul İzmir teslim fiyat rica ederim", "İzmir"),
        ("Pris på 500 st 9W E27 lampor, leverans Malmö", "Malmö"),
        ("Просим цену на 500 ламп 9Вт Е27 с доставкой в Новосибирск", "Novosibirsk"),
        ("نرجو عرض سعر 500 لمبة 9 واط E27 الشحن إلى الإسكندرية", "Alexandria"),
        ("请报500个球泡灯9W E27，送到厦门", "Xiamen"),
        ("9W E27 전구 500개 견적 부탁드립니다. 인천항 도착", "Incheon"),
    ],
)
def test_the_place_of_delivery_is_read_in_every_language(text, place):
    assert of(text)["order"]["destination_port"] == place


@pytest.mark.parametrize(
    ("text", "quantities"),
    [
        ("quote 20 cartons of 50 pcs GU10 7W 3000K", [1000]),
        ("quote GU10 7W 3000K 50 pcs x 20 cartons", [1000]),
        ("need 3 x 500 pcs T8 18W 1200mm (3000K, 4000K, 6500K)", [500, 500, 500]),
        ("precio de tubos 18W 120cm la mitad 4000K y la mitad 6500K, 3000 en total", [1500, 1500]),
        ("quote 30W track light 3000K: black 60, white 40", [60, 40]),
        ("quote 2 lakh B22 9W bulbs", [200_000]),
        ("prix pour 1 200 projecteurs 50 W", [1200]),
        ("Preis für 2'000 Stück Kerze E14 5W", [2000]),
        ("请报球泡灯 9W E27 三千只", [3000]),
    ],
)
def test_quantities_are_multiplied_and_split(text, quantities):
    assert [line["quantity"] for line in of(text)["lines"]] == quantities


@pytest.mark.parametrize(
    ("text", "power"),
    [
        ("price for 300 A60 9 W (equivalent to 60 W)", 9),
        ("prix de 300 ampoules A60 9 W (équivalent 60 W)", 9),
        ("quote LED par 18x10W RGBW x 40", 180),
        ("replace 400W metal halide: need 50 UFO high bays 150W", 150),
    ],
)
def test_the_watts_of_another_lamp_are_not_those_asked_for(text, power):
    assert of(text)["lines"][0]["power_w"] == power


def test_a_cap_or_a_length_behind_a_code_is_no_part_of_its_number():
    assert [v.value for v in scan("T8 120 cm").values if v.field == "size_mm"] == [(1200,)]
    assert [v.value for v in scan("CRI90 400 pcs").values if v.field == "quantity"] == [400]


def test_codes_from_a_russian_keyboard_and_traditional_chinese_keep_their_places():
    text = "лампа А60 Е27, 軌道燈 傳真"
    assert len(plain(text)) == len(folded(text)) == len(text)
    assert "A60 E27" in plain(text) and "轨道灯" in plain(text)


def test_german_words_written_together_are_told_by_their_end():
    assert [f.value for f in lexicon("product").find("Aufbaupanel und Sonderhallenstrahler")] == [
        "panel",
        "high_bay",
    ]


def test_a_sentence_may_correct_two_things():
    _, made = take_corrections("Correction: pos. 2 is 1,500 not 1,000, delete item 3.", 0)
    assert [(one.number, one.cancels) for one in made] == [(2, False), (3, True)]


def test_a_quoted_mail_tells_who_wrote_it():
    _, pieces = written_pieces("ok\n\nOn Thu, 29 Jan 2026, May <may@lamp.example> wrote:\n> our offer")
    assert [(level, "may@lamp.example" in writer) for level, _, writer in pieces] == [(0, False), (1, True)]


def test_articles_of_our_own_quoted_offer_are_not_asked_for():
    parts = (
        Part("body", "Please quote also 350 downlights 10W 3000K."),
        Part(
            "quoted", "400 panels 60x60 40W 4000K USD 12", level=1, writer="May <sales@lamp.example> wrote:"
        ),
    )
    said = prediction(
        read(Message(parts, from_address="l@buyer.example", to=("Lamp sales@lamp.example",))), "x"
    )
    assert [line["quantity"] for line in said["lines"]] == [350]


# ------------------------------------------------------------------ any text whatever

WORDS = (
    "500",
    "1.000",
    "2k",
    "9W",
    "A60",
    "E27",
    "GU10",
    "3000K",
    "3000/4000K",
    "half",
    "instead of",
    "pcs",
    "ctn",
    "x",
    "\n",
    "\t",
    "|",
    "FOB",
    "Hamburg",
    "T/T 30%",
    "by end of May",
    "each",
    "same",
    "not",
    "item 2",
    "ohne",
    "各",
    "三千",
    "只",
    "色温",
    "Qty",
    "Power",
    ": ",
    "@",
    "+49 30 555-1",
    "GmbH",
    "> ",
    "On Monday May wrote:",
    "ليد",
    "٥٠٠",
    "шт",
    "(",
    ")",
    "-",
    "–",
    ",",
    ";",
    "samples",
)
TEXTS = st.one_of(
    st.lists(st.sampled_from(WORDS), max_size=60).map(" ".join),
    st.text(max_size=300),
    st.text(alphabet=string.printable + "äéßłı，。；：×℃½²", max_size=300),
)


@settings(max_examples=150, deadline=None, suppress_health_check=list(HealthCheck))
@given(TEXTS, TEXTS)
def test_any_text_is_read_the_same_twice_and_every_value_stands_in_it(text, older):
    message = Message((Part("subject", older[:80]), Part("body", text), Part("quoted", older, level=1)))
    first = read(message)
    for value in [
        *first.order,
        *(v for line in first.lines for values in line.values.values() for v in values),
    ]:
        assert 0 <= value.start <= value.end <= len(first.parts[value.part].text)
    assert prediction(first, "x") == prediction(read(message), "x")


@pytest.mark.parametrize(
    "text",
    [
        "quote 500 pcs A60 ",
        "instead of 500 pcs, ",
        "deliver to ",
        "Tel: 030 ",
        "A60/B22/",
        "20 cartons of ",
        "end of May, ",
    ],
)
def test_twice_the_text_takes_about_twice_the_time(text):
    def seconds(length):
        best = 99.0
        for _ in range(2):
            began = time.process_time()
            of((text * length)[:length])
            best = min(best, time.process_time() - began)
        return best

    of(text)
    assert seconds(24_000) < 4 * seconds(12_000) + 0.05
