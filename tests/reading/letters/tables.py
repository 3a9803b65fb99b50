"""Lists in HTML, workbooks, files of values, Word papers and PDF."""

from . import line, truth
from .writing import mail, pdf, values_with, word_paper, workbook

LETTERS = [
    mail(
        "140",
        "Ivana Horvat <ivana.horvat@adriasvjetlo.example>",
        "Inquiry HTML",
        None,
        truth(
            customer=(
                "Adria Svjetlo d.o.o.",
                "Ivana Horvat",
                "ivana.horvat@adriasvjetlo.example",
                "+38551555012",
            ),
            order={
                "destination_country": "HR",
                "destination_port": "Rijeka",
                "incoterms": ["CIF"],
                "certificates": ["CE", "ENEC"],
            },
            lines=[
                line(
                    "downlight", 600, model="DL-1", power_w=12, cct_k=[3000], ip="IP44", housing_color="white"
                ),
                line(
                    "downlight", 200, model="DL-2", power_w=18, cct_k=[4000], ip="IP44", housing_color="white"
                ),
                line("linear_light", 450, model="TP-1", power_w=36, cct_k=[4000], ip="IP65", size_mm=[1200]),
                line(
                    "flood_light",
                    75,
                    model="FL-9",
                    power_w=150,
                    cct_k=[5700],
                    ip="IP66",
                    housing_color="black",
                ),
            ],
        ),
        html="""<html><body><p>Dear all,</p><p>please offer CIF Rijeka, Croatia. CE and ENEC required.</p>
<table border=1><tr><th>Pos.</th><th>Type</th><th>Description</th><th>Power [W]</th><th>CCT</th><th>IP</th><th>Colour</th>
<th>Qty</th></tr>
<tr><td>1</td><td>DL-1</td><td>Recessed downlight</td><td>12</td><td>3000</td><td>44</td><td rowspan=2>white</td><td>600</td></tr>
<tr><td>2</td><td>DL-2</td><td>Recessed downlight</td><td>18</td><td>4000</td><td>44</td><td>200</td></tr>
<tr><td>3</td><td>TP-1</td><td>Tri-proof batten 1200 mm</td><td>36</td><td>4000</td><td>65</td><td></td><td>450</td></tr>
<tr><td>4</td><td>FL-9</td><td>Floodlight</td><td>150</td><td>5700</td><td>66</td><td>black</td><td>75</td></tr>
<tr><td colspan=7>Total</td><td>1325</td></tr></table>
<p>Ivana Horvat<br>Adria Svjetlo d.o.o.<br>Tel. +385 51 555 012</p></body></html>""",
    ),
    mail(
        "141",
        "Hans Maier <h.maier@maier-elektrohandel.example>",
        "Anfrage laut Liste",
        """
Guten Tag,

anbei unsere Liste. Bitte bieten Sie CFR Hamburg an. Achtung: Pos. 3 nur 800 Stück statt wie in der Liste.

Gruß
Hans Maier, Maier Elektrohandel GmbH, Kassel
""",
        truth(
            "inquiry",
            "de",
            customer=("Maier Elektrohandel GmbH", "Hans Maier", "h.maier@maier-elektrohandel.example"),
            order={"destination_country": "DE", "destination_port": "Hamburg", "incoterms": ["CFR"]},
            lines=[
                line(
                    "bulb",
                    5000,
                    model="4711-01",
                    power_w=8.5,
                    base=["E27"],
                    cct_k=[2700],
                    luminous_flux_lm=806,
                ),
                line(
                    "bulb",
                    3000,
                    model="4711-02",
                    power_w=11,
                    base=["E27"],
                    cct_k=[4000],
                    luminous_flux_lm=1055,
                ),
                line(
                    "candle",
                    800,
                    model="4711-03",
                    power_w=4.5,
                    base=["E14"],
                    cct_k=[2700],
                    luminous_flux_lm=470,
                ),
                line(
                    "spot_lamp",
                    2500,
                    model="4711-04",
                    power_w=4.3,
                    base=["GU10"],
                    cct_k=[3000],
                    luminous_flux_lm=345,
                ),
            ],
        ),
        files=[
            (
                "Anfrage.xlsx",
                workbook(
                    (
                        "Anfrage",
                        [
                            ["Maier Elektrohandel GmbH", None, None, None, None, None, None],
                            [],
                            [
                                "Pos",
                                "Artikel-Nr.",
                                "Bezeichnung",
                                "Sockel",
                                "Leistung (W)",
                                "Farbtemp. (K)",
                                "Lichtstrom (lm)",
                                "Menge",
                            ],
                            [1, "4711-01", "LED Birne matt", "E27", 8.5, 2700, 806, 5000],
                            [2, "4711-02", "LED Birne matt", "E27", 11, 4000, 1055, 3000],
                            [3, "4711-03", "LED Kerze matt", "E14", 4.5, 2700, 470, 1500],
                            [4, "4711-04", "LED Reflektor", "GU10", 4.3, 3000, 345, 2500],
                        ],
                    ),
                ),
            )
        ],
    ),
    mail(
        "142",
        "Oleh Kravets <o.kravets@svitlo-plus.example>",
        "Request for quotation 15/26",
        """
Dear partner,
see specification in attached csv. Delivery terms FCA Yiwu, 100% prepayment T/T.
All with CE. Voltage 220-240V for all.
Oleh Kravets, Svitlo Plus LLC, Lviv, Ukraine
""",
        truth(
            customer=("Svitlo Plus LLC", "Oleh Kravets", "o.kravets@svitlo-plus.example"),
            order={
                "reference": "15/26",
                "destination_country": "UA",
                "incoterms": ["FCA"],
                "payment_method": "TT",
                "payment_deposit_percent": 100,
                "certificates": ["CE"],
            },
            lines=[
                line(
                    "bulb", 10000, shape="A60", power_w=10, base=["E27"], cct_k=[4000], voltage_v=[220, 240]
                ),
                line(
                    "globe", 4000, shape="G45", power_w=6.5, base=["E14"], cct_k=[3000], voltage_v=[220, 240]
                ),
                line(
                    "tube",
                    6000,
                    shape="T8",
                    power_w=18,
                    base=["G13"],
                    cct_k=[6500],
                    size_mm=[1200],
                    voltage_v=[220, 240],
                ),
                line("panel", 1200, power_w=36, cct_k=[4000], size_mm=[595, 595], voltage_v=[220, 240]),
            ],
        ),
        files=[
            (
                "spec.csv",
                values_with(
                    ";",
                    [
                        ["No", "Item", "Watt", "Base", "K", "Size", "Quantity, pcs"],
                        ["1", "LED bulb A60", "10", "E27", "4000", "", "10 000"],
                        ["2", "LED ball G45", "6,5", "E14", "3000", "", "4 000"],
                        ["3", "LED tube T8", "18", "G13", "6500", "1200mm", "6 000"],
                        ["4", "LED panel", "36", "", "4000", "595x595", "1 200"],
                    ],
                ),
            )
        ],
    ),
    mail(
        "143",
        "Inés Cabrera <i.cabrera@solnorte.example>",
        "Cotización proyecto Hotel Playa",
        """
Estimados:
Adjunto documento con los requerimientos. Favor cotizar DDP Valparaíso en USD antes del viernes.
Inés Cabrera
Sol Norte Ltda.
""",
        truth(
            "inquiry",
            "es",
            customer=("Sol Norte Ltda.", "Inés Cabrera", "i.cabrera@solnorte.example"),
            order={
                "destination_country": "CL",
                "destination_port": "Valparaíso",
                "incoterms": ["DDP"],
                "currency": "USD",
                "certificates": ["SEC"],
                "warranty_years": 3,
            },
            lines=[
                line("wall_light", 64, power_w=12, cct_k=[3000], ip="IP65", housing_color="black"),
                line(
                    "garden_light",
                    40,
                    power_w=9,
                    cct_k=[3000],
                    ip="IP65",
                    size_mm=[600],
                    housing_color="black",
                ),
                line(
                    "track_light", 110, power_w=25, cct_k=[3000], beam_angle_deg=[36], housing_color="white"
                ),
                line("strip", 350, unit="m", power_w=12, cct_k=[2700], ip="IP65", voltage_v=[24, 24]),
            ],
        ),
        files=[
            (
                "requerimientos.docx",
                word_paper(
                    "Proyecto Hotel Playa - luminarias. Certificación SEC. Garantía mínima 3 años.",
                    [
                        ["Ítem", "Descripción", "Potencia", "Temp. color", "IP", "Color", "Cantidad"],
                        ["1", "Aplique de muro exterior", "12 W", "3000 K", "IP65", "negro", "64 un"],
                        ["2", "Bolardo 60 cm", "9 W", "3000 K", "IP65", "negro", "40 un"],
                        ["3", "Foco de carril 36°", "25 W", "3000 K", "-", "blanco", "110 un"],
                        ["4", "Cinta LED 24V", "12 W/m", "2700 K", "IP65", "-", "350 m"],
                    ],
                ),
            )
        ],
    ),
    mail(
        "144",
        "Fredrik Dahl <fredrik.dahl@fjordlys.example>",
        "RFQ 4500-118",
        """
Hi,
Please find our RFQ attached (PDF). We need the offer DAP Bergen in EUR.
Note: item 20 is cancelled, and item 30 shall be 4000K instead of 3000K.

Best regards
Fredrik Dahl
Purchaser
Fjordlys AS
Mobile +47 900 55 123
""",
        truth(
            customer=("Fjordlys AS", "Fredrik Dahl", "fredrik.dahl@fjordlys.example", "+4790055123"),
            order={
                "reference": "4500-118",
                "destination_country": "NO",
                "destination_port": "Bergen",
                "incoterms": ["DAP"],
                "currency": "EUR",
                "payment_method": "OA",
                "payment_days": 45,
                "delivery_date": "2026-06-01",
            },
            lines=[
                line("high_bay", 96, model="HB-150", power_w=150, cct_k=[4000], ip="IP65", dimming="DALI"),
                line(
                    "linear_light", 240, model="LB-1500", power_w=52, cct_k=[4000], ip="IP65", size_mm=[1500]
                ),
                line("street_light", 38, model="SL-60", power_w=60, cct_k=[3000], ip="IP66"),
            ],
        ),
        files=[
            (
                "RFQ.pdf",
                pdf(
                    "Fjordlys AS - Request for quotation 4500-118",
                    "Payment: 45 days net. Delivery latest 01.06.2026",
                    [
                        ["Item", "Article", "Description", "Qty", "Unit"],
                        ["10", "HB-150", "LED high bay 150 W 4000 K IP65 DALI", "96", "pcs"],
                        ["20", "HB-200", "LED high bay 200 W 4000 K IP65 DALI", "24", "pcs"],
                        ["30", "LB-1500", "Waterproof batten 52 W 3000 K IP65 1500 mm", "240", "pcs"],
                        ["40", "SL-60", "Street light 60 W 3000 K IP66", "38", "pcs"],
                    ],
                ),
            )
        ],
    ),
    mail(
        "145",
        "Dmitri Ivanov <d.ivanov@promsvet.example>",
        "Заявка",
        """
Добрый день. Заявка во вложении, прошу цены EXW в долларах.
Дмитрий Иванов, ТОО «Промсвет», Алматы, Казахстан
""",
        truth(
            "inquiry",
            "ru",
            customer=("ТОО «Промсвет»", "Дмитрий Иванов", "d.ivanov@promsvet.example"),
            order={"destination_country": "KZ", "incoterms": ["EXW"], "currency": "USD"},
            lines=[
                line("flood_light", 120, power_w=200, cct_k=[5000], ip="IP65"),
                line("high_bay", 60, power_w=150, cct_k=[5000], ip="IP65"),
                line("panel", 1000, power_w=36, cct_k=[4000], ip="IP40", size_mm=[595, 595]),
                line("tube", 3000, power_w=20, cct_k=[6500], shape="T8", base=["G13"], size_mm=[1200]),
            ],
        ),
        files=[
            (
                "заявка.xlsx",
                workbook(
                    (
                        "Лист1",
                        [
                            [
                                "№",
                                "Наименование",
                                "Мощность, Вт",
                                "Цвет. темп., К",
                                "Степень защиты",
                                "Размер, мм",
                                "Кол-во, шт",
                            ],
                            [1, "Прожектор светодиодный", 200, 5000, "IP65", None, 120],
                            [2, "Светильник колокол (хайбей)", 150, 5000, "IP65", None, 60],
                            [3, "Панель светодиодная", 36, 4000, "IP40", "595х595", 1000],
                            [4, "Лампа Т8 G13", 20, 6500, None, 1200, 3000],
                            [None, "Итого", None, None, None, None, 4180],
                        ],
                    ),
                ),
            )
        ],
    ),
    mail(
        "146",
        "黄伟 <huangwei@nanyang-lighting.example>",
        "询价单",
        """
您好，附件为询价单，请报FOB宁波价（USD），30天内交货。谢谢！
黄伟
南洋照明有限公司（新加坡）
""",
        truth(
            "inquiry",
            "zh",
            customer=("南洋照明有限公司", "黄伟", "huangwei@nanyang-lighting.example"),
            order={
                "destination_country": "SG",
                "incoterms": ["FOB"],
                "loading_port": "Ningbo",
                "currency": "USD",
                "delivery_days": 30,
            },
            lines=[
                line(
                    "downlight",
                    1500,
                    model="TD-075",
                    power_w=7,
                    cct_k=[3000],
                    size_mm=[75],
                    beam_angle_deg=[38],
                    cri_min=90,
                ),
                line(
                    "downlight",
                    900,
                    model="TD-095",
                    power_w=12,
                    cct_k=[4000],
                    size_mm=[95],
                    beam_angle_deg=[38],
                    cri_min=90,
                ),
                line(
                    "track_light",
                    300,
                    model="GD-030",
                    power_w=30,
                    cct_k=[3000],
                    beam_angle_deg=[24],
                    cri_min=90,
                ),
            ],
        ),
        files=[
            (
                "询价单.xlsx",
                workbook(
                    ("封面", [["南洋照明有限公司"], ["询价单 2026-02"]]),
                    (
                        "明细",
                        [
                            [
                                "序号",
                                "型号",
                                "产品名称",
                                "功率(W)",
                                "色温(K)",
                                "开孔(mm)",
                                "角度",
                                "显指",
                                "数量(个)",
                            ],
                            [1, "TD-075", "嵌入式筒灯", 7, 3000, 75, 38, "≥90", 1500],
                            [2, "TD-095", "嵌入式筒灯", 12, 4000, 95, 38, "≥90", 900],
                            [3, "GD-030", "轨道灯", 30, 3000, None, 24, "≥90", 300],
                        ],
                    ),
                ),
            )
        ],
    ),
    mail(
        "147",
        "Luis Ortega <lortega@ferreteriacentral.example>",
        "tabla de pedido",
        """
Buenos dias, necesito precio CIF Guayaquil:

Producto          Watts   Color   Cantidad
----------------------------------------------
Foco A60 E27      9W      6500K   30,000
Foco A60 E27      12W     6500K   20,000
Foco A60 E27      9W      3000K    5,000
Tubo T8 120cm     18W     6500K   12,000
Panel redondo emp 18W     6500K    4,000
Reflector IP65    50W     6500K    1,500

Todo 100-240V. Marca propia. Pago TT 30/70.
Luis Ortega - Ferretería Central Cía. Ltda.
""",
        truth(
            "inquiry",
            "es",
            customer=("Ferretería Central Cía. Ltda.", "Luis Ortega", "lortega@ferreteriacentral.example"),
            order={
                "destination_country": "EC",
                "destination_port": "Guayaquil",
                "incoterms": ["CIF"],
                "payment_method": "TT",
                "payment_deposit_percent": 30,
            },
            lines=[
                line("bulb", 30000, shape="A60", base=["E27"], power_w=9, cct_k=[6500], voltage_v=[100, 240]),
                line(
                    "bulb", 20000, shape="A60", base=["E27"], power_w=12, cct_k=[6500], voltage_v=[100, 240]
                ),
                line("bulb", 5000, shape="A60", base=["E27"], power_w=9, cct_k=[3000], voltage_v=[100, 240]),
                line(
                    "tube",
                    12000,
                    shape="T8",
                    base=["G13"],
                    power_w=18,
                    cct_k=[6500],
                    size_mm=[1200],
                    voltage_v=[100, 240],
                ),
                line("panel", 4000, power_w=18, cct_k=[6500], voltage_v=[100, 240]),
                line("flood_light", 1500, power_w=50, cct_k=[6500], ip="IP65", voltage_v=[100, 240]),
            ],
        ),
    ),
    mail(
        "148",
        "Anna Bergström <anna@studioljus.example>",
        "Price matrix",
        None,
        truth(
            customer=("Studio Ljus AB", "Anna Bergström", "anna@studioljus.example"),
            order={"destination_country": "SE", "destination_port": "Stockholm", "incoterms": ["DAP"]},
            lines=[
                line("track_light", quantity, power_w=watts, cct_k=[cct], housing_color="black")
                for watts, cct, quantity in (
                    (15, 2700, 100),
                    (15, 3000, 150),
                    (15, 4000, 50),
                    (25, 2700, 80),
                    (25, 3000, 120),
                    (25, 4000, 40),
                )
            ],
        ),
        html="""<p>Hi! Track spots in black, DAP Stockholm, quantities in the table:</p>
<table><tr><td></td><td>2700K</td><td>3000K</td><td>4000K</td></tr>
<tr><td>15W</td><td>100</td><td>150</td><td>50</td></tr><tr><td>25W</td><td>80</td><td>120</td><td>40</td></tr></table>
<p>Anna Bergström, Studio Ljus AB</p>""",
    ),
    mail(
        "149",
        "Kwame Boateng <kwame@accralights.example>",
        "order list",
        """
Hello, list of what we need, price for each please

Item | Description | Power | CCT | Qty
1 | LED bulb B22 | 7W | 6500K | 100 ctn x 100pcs
2 | LED bulb E27 | 12W | 6500K | 50 ctn x 100pcs
3 | LED tube with fitting 4ft | 20W | 6500K | 80 ctn x 25 pcs
4 | Flood light | 50W | 6500K | 20 dozen

CIF Tema. Kwame Boateng, Accra Lights Ent.
""",
        truth(
            customer=("Accra Lights Ent.", "Kwame Boateng", "kwame@accralights.example"),
            order={"destination_country": "GH", "destination_port": "Tema", "incoterms": ["CIF"]},
            lines=[
                line("bulb", 10000, base=["B22d"], power_w=7, cct_k=[6500]),
                line("bulb", 5000, base=["E27"], power_w=12, cct_k=[6500]),
                line("linear_light", 2000, power_w=20, cct_k=[6500], size_mm=[1200]),
                line("flood_light", 240, power_w=50, cct_k=[6500]),
            ],
        ),
    ),
    mail(
        "150",
        "Elif Demir <elif.demir@anadoluaydinlatma.example>",
        "Teklif isteği ekte",
        """
Merhaba, ekteki liste için FOB fiyat rica ederim. Tüm ürünler 3 yıl garanti, CE belgeli olmalı.
Elif Demir
Anadolu Aydınlatma A.Ş.
İzmir
""",
        truth(
            "inquiry",
            "tr",
            customer=("Anadolu Aydınlatma A.Ş.", "Elif Demir", "elif.demir@anadoluaydinlatma.example"),
            order={
                "destination_country": "TR",
                "incoterms": ["FOB"],
                "warranty_years": 3,
                "certificates": ["CE"],
            },
            lines=[
                line("street_light", 250, power_w=90, cct_k=[4000], ip="IP66", housing_color="grey"),
                line("flood_light", 180, power_w=200, cct_k=[6500], ip="IP65", housing_color="black"),
                line("linear_light", 900, power_w=40, cct_k=[6500], ip="IP65", size_mm=[1200]),
            ],
        ),
        files=[
            (
                "liste.xlsx",
                workbook(
                    (
                        "Liste",
                        [
                            ["Sıra", "Ürün", "Güç", "Renk sıcaklığı", "Koruma", "Gövde rengi", "Adet"],
                            [1, "LED sokak armatürü", "90W", "4000K", "IP66", "gri", 250],
                            [2, "LED projektör", "200W", "6500K", "IP65", "siyah", 180],
                            [3, "Etanj armatür 120 cm", "40W", "6500K", "IP65", None, 900],
                        ],
                    ),
                ),
            )
        ],
    ),
    mail(
        "151",
        "Paulo Nunes <paulo.nunes@lusoluz.example>",
        "Consulta - lista em anexo",
        """
Bom dia,
Segue em anexo a lista. Entrega em Leixões (CIF). Pagamento a 60 dias.
Cumprimentos,
Paulo Nunes
Lusoluz, Lda.
Porto, Portugal
Tlm. 912 555 014
""",
        truth(
            "inquiry",
            "pt",
            customer=("Lusoluz, Lda.", "Paulo Nunes", "paulo.nunes@lusoluz.example", "912555014"),
            order={
                "destination_country": "PT",
                "destination_port": "Leixões",
                "incoterms": ["CIF"],
                "payment_method": "OA",
                "payment_days": 60,
            },
            lines=[
                line("bulb", 2400, power_w=10, base=["E27"], colors=["warm_white"], shape="A60"),
                line("panel", 360, power_w=40, size_mm=[600, 600], colors=["neutral_white"]),
                line(
                    "downlight", 720, power_w=18, size_mm=[200], colors=["cool_white"], housing_color="white"
                ),
            ],
        ),
        files=[
            (
                "lista.csv",
                values_with(
                    ";",
                    [
                        ["Artigo", "Potência", "Cor da luz", "Quantidade", "Acabamento"],
                        ["Lâmpada A60 E27", "10 W", "branco quente", "2.400", ""],
                        ["Painel 60x60", "40 W", "branco neutro", "360", ""],
                        [
                            "Downlight de encastrar redondo, furo 200 mm",
                            "18 W",
                            "branco frio",
                            "720",
                            "branco",
                        ],
                    ],
                    "iso-8859-1",
                ),
            )
        ],
    ),
]
