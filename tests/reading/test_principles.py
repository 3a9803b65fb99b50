"""What the reader knows of the trade, sentence by sentence and language by language."""

import string
import time
from datetime import date

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from ordolux.rules.reading.by_sight import mended
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


@pytest.mark.parametrize(
    ("text", "lines"),
    [
        ('Please quote:\n(60) 6" round downlights 12W\n(36) T8 tubes 4ft 15W', [(60, 12), (36, 15)]),
        ("Please quote:\n(1) 60 pcs downlights 12W\n(2) 36 pcs T8 tubes 15W", [(60, 12), (36, 15)]),
        ("1) LED tube T8 20W - 1,20,000 nos.\nplease quote", [(120_000, 20)]),
        ("Quote 40 x LED par 18x10W RGBW", [(40, 180)]),
        ("Лента 12 В, 4,8 Вт/м - 250 бухт, прошу цену", [(250, 4.8)]),
    ],
)
def test_counts_are_read_as_the_trade_of_a_country_writes_them(text, lines):
    assert [(line["quantity"], line["power_w"]) for line in of(text)["lines"]] == lines


@pytest.mark.parametrize(
    ("text", "told"),
    [
        (
            "quote 300 pcs candles C35 4.5W E14 2700K, globes G45 data as the candles - 200 pcs",
            ("G45", 4.5, [2700]),
        ),
        (
            "请报价\n编号\t名称\t规格\t数量\nD1\t筒灯\t10W 3000K\t426个\nD2\t筒灯\t同D1，36°\t188个",
            (None, 10, [3000]),
        ),
    ],
)
def test_an_article_that_is_likened_to_another_gets_what_it_leaves_unsaid(text, told):
    last = of(text)["lines"][-1]
    assert (last["shape"], last["power_w"], last["cct_k"]) == told


@pytest.mark.parametrize(
    ("text", "place"),
    [
        ("DDP to our yard in Spokane, 300 pcs T8 tubes 18W please quote", ("Spokane", "US")),
        ("300 pcs T8 tubes 18W, lowest rates F.O.R. Pune", ("Pune", "IN")),
        ("请报价 300支 T8灯管 18W，目的地越南岘港", ("Da Nang", "VN")),
        ("300 pcs T8 tubes 18W, please quote. Regards, Vic Spokane", (None, None)),
    ],
)
def test_a_town_of_the_world_counts_where_goods_go_and_not_as_a_name(text, place):
    order = of(text)["order"]
    assert (order["destination_port"], order["destination_country"]) == place


def test_what_a_mail_program_broke_is_one_sentence():
    table = "Ref.\tDescription\tQty\nA1\tdownlight 8W\t350\nA2\tpanel 600x600 40W\t75"
    body = (
        "Please find our list attached, we look forward to your offer soon. For A2, as we told\n"
        "you on the phone, we need DALI."
    )
    said = prediction(read(Message((Part("body", body), Part("attachment", table)))), "x")
    assert [line["dimming"] for line in said["lines"]] == [None, "DALI"]


def test_a_row_is_split_where_a_cell_shares_its_quantity_out():
    table = "No\tProduct\tQty\tColour\n1\tbulb A60 9W E27\t20.000\t12.000 3000K, 8.000 6500K\n2\tpanel 40W\t75\t4000K"
    said = prediction(read(Message((Part("body", "please quote"), Part("attachment", table)))), "x")
    assert [(line["quantity"], line["cct_k"]) for line in said["lines"]] == [
        (12_000, [3000]),
        (8_000, [6500]),
        (75, [4000]),
    ]


def test_terms_of_his_own_earlier_mail_hold_where_he_changes_only_the_goods():
    earlier = (
        "Graag offerte voor:\n108 railspots 25W 3000K\n260 inbouwspots 7W 3000K\n"
        "Levering DDP Utrecht. Betaling 14 dagen na factuur."
    )
    now = "Van de railspots zijn het er 180 (niet 108), en doe de inbouwspots maar in 2700K in plaats van 3000K. Dat is alles."
    said = prediction(read(Message((Part("body", now), Part("quoted", earlier, level=1)))), "x")
    assert [(line["quantity"], line["cct_k"]) for line in said["lines"]] == [(180, [3000]), (260, [2700])]
    assert said["order"]["incoterms"] == ["DDP"]
    assert said["order"]["payment_days"] == 14


@pytest.mark.parametrize("sign", ["Ø75", "Φ75", "⌀ 75", "D75 mm"])
def test_signs_of_a_diameter_make_a_size(sign):
    (line,) = of(f"please quote 300 pcs downlight 7W cut-out {sign}")["lines"]
    assert line["size_mm"] == [75]


@pytest.mark.parametrize(
    ("written", "cap"),
    [
        ("P28s", "P28s"),
        ("PX26D", "PX26d"),
        ("BAY15d", "BAY15d"),
        ("GX16d", "GX16d"),
        ("RX7s", "RX7s"),
        ("S19s", "S19s"),
        ("K59d", "K59d"),
        ("W2.1x9.5d", "W2.1x9.5d"),
        ("Fc2", "Fc2"),
        ("GX24q-3", "GX24q"),
        ("GZ9.5", "GZ9.5"),
        ("E27s", "E27"),
    ],
)
def test_a_cap_is_known_by_the_rule_of_its_designation(written, cap):
    assert [v.value for v in scan(f"lamp {written} 9W").values if v.field == "cap"] == [cap]


@pytest.mark.parametrize("shapes", ["R63s", "G45s", "P45s", "A60s", "S10", "PG13.5 gland"])
def test_several_lamps_of_a_shape_are_no_cap(shapes):
    assert not [v for v in scan(f"500 {shapes} 4W").values if v.field == "cap"]


@pytest.mark.parametrize(
    ("seen", "meant"),
    [
        ("5OO pes GUI0 SW 3OOOK", "500 pcs GU10 5W 3000K"),
        ("2O0 pcs AGO 9W E2T", "200 pcs A60 9W E27"),
        ("MRl6 7W l2O pcs", "MR16 7W 120 pcs"),
        ("TB LED tube lPGS, GUS.3 CRl 80", "T8 LED tube IP65, GU5.3 CRI 80"),
        ("SW entrance, OSRAM, ISO 9001, Oslo, 4 Ill St", "5W entrance, OSRAM, ISO 9001, Oslo, 4 Ill St"),
    ],
)
def test_letters_and_figures_of_one_shape_are_put_right_on_pages(seen, meant):
    assert mended(seen) == meant
