"""Forwarded threads with corrections, papers with tables, splits, ranges and alternatives, in fourteen languages.

Written and scored once before anything of the reader was opened again; their first figures stand in docs/reading.md. All
of them were looked at after that: none of them is held out any more, whichever half its number puts it in. Of two the truth
was put right then ("RAL7016" and "RAL9005" instead of "RAL 7016" and "RAL 9005").
"""

from . import line, truth
from .writing import mail, pdf, submission, values_with, word_paper, workbook

LETTERS = [
    mail(
        "243",
        "Dana Whitcomb <dwhitcomb@ridgelineelectric.example>",
        "Fwd: Re: Elm St. retrofit - lighting",
        """
See below from the GC. Need your number by Thursday. Ships to our yard in Tacoma, WA, DDP. Field count came in after his mail:
troffers are 164, not 148, and the wall packs went away (owner buys them).

Dana Whitcomb
Ridgeline Electric Supply
(253) 555-0148

---------- Forwarded message ---------
From: Marcus Oyelaran <marcus@harborbuilders.example>
Date: Tue, Jan 27, 2026 at 4:41 PM
Subject: Re: Elm St. retrofit - lighting
To: Dana Whitcomb <dwhitcomb@ridgelineelectric.example>

Dana -
(148) 2x4 LED troffers 40W 4000K 0-10V dimming 120-277V, DLC Premium
(60) 6" round downlights 12W, selectable 2700/3000/3500/4000/5000K, 120V, triac
(22) wall packs 50W 5000K photocell
(36) T8 tubes 4ft 15W type B, 4000K
All UL listed.

Marcus
""",
        truth(
            customer=(
                "Ridgeline Electric Supply",
                "Dana Whitcomb",
                "dwhitcomb@ridgelineelectric.example",
                "2535550148",
            ),
            order={
                "incoterms": ["DDP"],
                "destination_port": "Tacoma",
                "destination_country": "US",
                "certificates": ["UL", "DLC"],
            },
            lines=[
                line(
                    "panel",
                    164,
                    power_w=40,
                    cct_k=[4000],
                    dimming="0-10V",
                    voltage_v=[120, 277],
                    size_mm=[600, 1200],
                ),
                line(
                    "downlight",
                    60,
                    power_w=12,
                    cct_k=[2700, 3000, 3500, 4000, 5000],
                    colors=["cct_adjustable"],
                    voltage_v=[120, 120],
                    dimming="triac",
                    size_mm=[150],
                ),
                line("tube", 36, power_w=15, shape="T8", base=["G13"], size_mm=[1200], cct_k=[4000]),
            ],
        ),
    ),
    mail(
        "244",
        '"Büttner, Jörg" <einkauf@elektro-buettner.example>',
        "Preisanfrage PA-26/0417 - Neubau Kita Sonnenhügel",
        """
Guten Tag,

anbei unsere Aufstellung. Zwei Änderungen dazu: Pos. 3 bitte in 3.000 K statt 4.000 K anbieten, und von Pos. 2 brauchen wir nur
noch 35 Stück. Pos. 5 entfällt.
Lieferung frei Baustelle Kassel bis Ende KW 22, Zahlung 30 Tage netto. Bitte mit Datenblättern und LDT-Dateien.

Mit freundlichen Grüßen
Jörg Büttner
Elektro Büttner GmbH & Co. KG
Tel. 0561 / 555 01-23
Fax 0561 / 555 01-29
""",
        truth(
            language="de",
            customer=(
                "Elektro Büttner GmbH & Co. KG",
                "Jörg Büttner",
                "einkauf@elektro-buettner.example",
                "05615550123",
                "05615550129",
            ),
            order={
                "reference": "PA-26/0417",
                "destination_country": "DE",
                "destination_port": "Kassel",
                "delivery_date": "2026-05-31",
                "payment_method": "OA",
                "payment_days": 30,
                "documents_requested": ["datasheet", "ies_file"],
            },
            lines=[
                line(
                    "panel",
                    120,
                    power_w=33,
                    cri_min=80,
                    cct_k=[4000],
                    ip="IP20",
                    dimming="DALI",
                    size_mm=[625, 625],
                ),
                line("linear_light", 35, power_w=45, cri_min=80, cct_k=[4000], ip="IP65", size_mm=[1500]),
                line("wall_light", 26, power_w=16, cri_min=80, cct_k=[3000], ip="IP54"),
                line(
                    "strip",
                    300,
                    unit="m",
                    power_w=14.4,
                    cri_min=90,
                    cct_k=[3000],
                    ip="IP20",
                    voltage_v=[24, 24],
                ),
            ],
        ),
        files=[
            (
                "Leuchtenliste.docx",
                word_paper(
                    "Leuchtenliste Kita Sonnenhügel",
                    [
                        ["Pos.", "Menge", "Bezeichnung", "Leistung", "Lichtfarbe", "Schutzart"],
                        ["1", "120 Stk", "Einlegeleuchte 625x625, UGR<19, DALI", "33 W", "840", "IP20"],
                        ["2", "48 Stk", "Feuchtraumwannenleuchte 1500 mm", "45 W", "840", "IP65"],
                        ["3", "26 Stk", "Wandleuchte rund, mit HF-Sensor", "16 W", "840", "IP54"],
                        ["4", "300 m", "LED-Band 24 V, 14,4 W/m, CRI>90", "", "3000 K", "IP20"],
                        ["5", "10 Stk", "Mastleuchte", "30 W", "730", "IP66"],
                    ],
                ),
            )
        ],
    ),
    mail(
        "245",
        "陈美玲 <meiling@starhome.example>",
        "Re: 报价清单更新",
        """
王工，你好！

上次发的清单有变动，以这封为准：
1、筒灯7W，原来800只改成1200只，一半3000K一半4000K，开孔75mm，白色
2、轨道射灯 20W、30W 各150支，24°，3000K，黑色，显指90以上
3、面板灯600*600取消
4、新增：T8一体化支架1.2米16W 6500K，3000-5000支

报CIF槟城，30%定金，余款见提单副本。交期25天以内。

陈美玲
星家灯饰有限公司
电话：+60 4-555 0182

在 2026年1月30日，陈美玲 <meiling@starhome.example> 写道：
> 王工：
> 1、筒灯7W 3000K 800只 开孔75mm
> 2、轨道射灯20W 100支
> 3、面板灯600*600 40W 4000K 300片
> 请报价
""",
        truth(
            language="zh",
            customer=("星家灯饰有限公司", "陈美玲", "meiling@starhome.example", "+6045550182"),
            order={
                "incoterms": ["CIF"],
                "destination_port": "Penang",
                "destination_country": "MY",
                "payment_method": "TT",
                "payment_deposit_percent": 30,
                "delivery_days": 25,
            },
            lines=[
                line("downlight", 600, power_w=7, cct_k=[3000], size_mm=[75], housing_color="white"),
                line("downlight", 600, power_w=7, cct_k=[4000], size_mm=[75], housing_color="white"),
                line(
                    "track_light",
                    150,
                    power_w=20,
                    beam_angle_deg=[24],
                    cct_k=[3000],
                    housing_color="black",
                    cri_min=90,
                ),
                line(
                    "track_light",
                    150,
                    power_w=30,
                    beam_angle_deg=[24],
                    cct_k=[3000],
                    housing_color="black",
                    cri_min=90,
                ),
                line(
                    "linear_light",
                    3000,
                    quantity_max=5000,
                    shape="T8",
                    size_mm=[1200],
                    power_w=16,
                    cct_k=[6500],
                ),
            ],
        ),
    ),
    mail(
        "246",
        "Rodrigo Fuentes Araya <rfuentes@antuco.example>",
        "Cotización Licitación 1057-22-LE26",
        None,
        truth(
            language="es",
            customer=(
                "Comercial Antuco SpA",
                "Rodrigo Fuentes Araya",
                "rfuentes@antuco.example",
                "+56225550139",
            ),
            order={
                "reference": "1057-22-LE26",
                "incoterms": ["CIF"],
                "destination_port": "San Antonio",
                "destination_country": "CL",
                "currency": "USD",
                "payment_method": "LC",
                "payment_days": 0,
                "delivery_days": 60,
                "certificates": ["SEC"],
                "warranty_years": 3,
            },
            lines=[
                line("high_bay", 80, power_w=150, cct_k=[5000, 5700], beam_angle_deg=[90], ip="IP65"),
                line("flood_light", 45, power_w=100, cct_k=[4000], ip="IP66", housing_color="black"),
                line(
                    "street_light",
                    1250,
                    power_w=90,
                    power_w_max=100,
                    cct_k=[4000],
                    ip="IP66",
                    efficacy_lm_w=140,
                ),
                line(
                    "tube",
                    10000,
                    shape="T8",
                    base=["G13"],
                    power_w=18,
                    size_mm=[1200],
                    cct_k=[6500],
                    housing_material="glass",
                ),
            ],
        ),
        html="""<html><body><p>Estimados, agradeceré cotizar lo siguiente, precios CIF San Antonio en dólares (USD):</p>
<table border="1"><tr><th>Ítem</th><th>Descripción</th><th>Cant.</th></tr>
<tr><td>1</td><td>Campana LED UFO 150 W, 5.000 K ó 5.700 K, óptica 90°, IP65</td><td>80</td></tr>
<tr><td>2</td><td>Proyector de área 100 W 4000K IP66, cuerpo negro</td><td>45</td></tr>
<tr><td>3</td><td>Luminaria vial de 90 a 100 W, 4000K, IP66, mín. 140 lm/W</td><td>1.250</td></tr>
<tr><td>4</td><td>Tubo LED T8 de vidrio 18W 120 cm 6500K</td><td>10.000</td></tr></table>
<p>Plazo de entrega máximo 60 días. Pago con carta de crédito a la vista. Certificación SEC. Garantía mínima 3 años.</p>
<p>Saludos cordiales,<br>Rodrigo Fuentes Araya<br>Comercial Antuco SpA<br>Fono +56 2 2555 0139</p></body></html>""",
    ),
    mail(
        "247",
        "Hélène Garnier <achats@lumideco.example>",
        "Demande de prix DP-2026-033",
        """
Bonjour,

Veuillez trouver ci-joint notre demande de prix. Merci d'y ajouter 15 projecteurs 50W RGB avec télécommande (IP65). Pour A2, il
nous faut une gradation DALI.

Cordialement,
Hélène Garnier
""",
        truth(
            language="fr",
            customer=("SARL Lumidéco", "Hélène Garnier", "achats@lumideco.example", "0472555017"),
            order={
                "reference": "DP-2026-033",
                "incoterms": ["DAP"],
                "destination_port": "Lyon",
                "destination_country": "FR",
                "delivery_days": 42,
                "payment_method": "OA",
                "payment_days": 45,
                "documents_requested": ["datasheet", "certificate"],
                "certificates": ["CE"],
            },
            lines=[
                line("linear_light", 220, model="A1", power_w=36, cct_k=[4000], ip="IP65", size_mm=[1200]),
                line(
                    "downlight",
                    350,
                    model="A2",
                    power_w=8,
                    beam_angle_deg=[38],
                    cct_k=[3000],
                    size_mm=[68],
                    housing_color="white",
                    dimming="DALI",
                ),
                line("wall_light", 75, model="A3", power_w=18, cct_k=[4000], ip="IP65"),
                line("strip", 40, unit="roll", model="A4", power_w=9.6, voltage_v=[24, 24], cct_k=[2700]),
                line("flood_light", 15, power_w=50, colors=["rgb"], ip="IP65"),
            ],
        ),
        files=[
            (
                "DP-2026-033.pdf",
                pdf(
                    "SARL Lumidéco - 14 rue des Tanneurs - 69007 Lyon - Tél. 04 72 55 50 17",
                    "Demande de prix n° DP-2026-033",
                    [
                        ["Réf.", "Désignation", "Qté", "Unité"],
                        ["A1", "Réglette LED étanche 1,20 m 36W 4000K IP65", "220", "pce"],
                        [
                            "A2",
                            "Spot encastré orientable 8 W 38° 3000 K, perçage 68 mm, blanc",
                            "350",
                            "pce",
                        ],
                        ["A3", "Hublot 18W 4000K avec détecteur, IK10, IP65", "75", "pce"],
                        ["A4", "Ruban LED 24V 9,6W/m 2700K, rouleau de 5 m", "40", "rouleau"],
                    ],
                    "Livraison DAP Lyon sous 6 semaines. Paiement à 45 jours fin de mois. Joindre fiches techniques et certificats CE.",
                ),
            )
        ],
    ),
    mail(
        "248",
        "Paolo Bellucci <p.bellucci@belluccilluminazione.example>",
        "R: Offerta 2025-881",
        """
Buongiorno,

grazie, l'offerta 881 per ora resta in sospeso. Vi chiedo invece una nuova quotazione per un hotel a Rimini:

- n. 240 faretti GU10 5,5W 36° dimmerabili, 2700K (di cui 40 in 4000K)
- n. 64 applique da esterno biemissione 2x6W 3000K IP65 antracite
- 85 metri di strip 24V 14W/m 3000K CRI90 IP67
- n. 12 alimentatori 24V 100W per le strip

Resa DAP Rimini, consegna entro il 15 maggio. Pagamento: bonifico 50% anticipato, saldo alla consegna.

Paolo Bellucci
Bellucci Illuminazione S.r.l.
Tel. +39 0541 555 0126

Il giorno lun 19 gen 2026 alle ore 11:02 Lampworks Sales <sales@lampworks.example> ha scritto:
> Gentile Sig. Bellucci,
> in allegato la nostra offerta 2025-881 per 500 pz lampade A60 9W E27 3000K a EUR 0,92.
> Cordiali saluti
""",
        truth(
            language="it",
            customer=(
                "Bellucci Illuminazione S.r.l.",
                "Paolo Bellucci",
                "p.bellucci@belluccilluminazione.example",
                "+3905415550126",
            ),
            order={
                "incoterms": ["DAP"],
                "destination_port": "Rimini",
                "destination_country": "IT",
                "delivery_date": "2026-05-15",
                "payment_method": "TT",
                "payment_deposit_percent": 50,
            },
            lines=[
                line(
                    "spot_lamp",
                    200,
                    power_w=5.5,
                    base=["GU10"],
                    beam_angle_deg=[36],
                    cct_k=[2700],
                    dimming="yes",
                ),
                line(
                    "spot_lamp",
                    40,
                    power_w=5.5,
                    base=["GU10"],
                    beam_angle_deg=[36],
                    cct_k=[4000],
                    dimming="yes",
                ),
                line("wall_light", 64, power_w=12, cct_k=[3000], ip="IP65", housing_color="anthracite"),
                line(
                    "strip",
                    85,
                    unit="m",
                    voltage_v=[24, 24],
                    power_w=14,
                    cct_k=[3000],
                    cri_min=90,
                    ip="IP67",
                ),
                line("driver", 12, voltage_v=[24, 24], power_w=100),
            ],
        ),
    ),
    mail(
        "249",
        "Fernanda Azevedo <fernanda@lumarmateriais.example>",
        "Cotação de luminárias - obra 118",
        """
Prezados, bom dia!

Segue planilha (duas abas) para cotação. Favor cotar FOB Ningbo e CIF Santos, em USD. Todos bivolt 100-240V. Precisamos de Inmetro.
No LE-01 considerar 350 peças. Embarque até o final de março/2026.

Att.,
Fernanda Azevedo
Lumar Comércio de Materiais Elétricos Ltda
+55 11 5555-0164
""",
        truth(
            language="pt",
            customer=(
                "Lumar Comércio de Materiais Elétricos Ltda",
                "Fernanda Azevedo",
                "fernanda@lumarmateriais.example",
                "+551155550164",
            ),
            order={
                "incoterms": ["FOB", "CIF"],
                "loading_port": "Ningbo",
                "destination_port": "Santos",
                "destination_country": "BR",
                "currency": "USD",
                "certificates": ["INMETRO"],
                "delivery_date": "2026-03-31",
            },
            lines=[
                line(
                    "panel",
                    1200,
                    model="LD-01",
                    power_w=24,
                    cct_k=[4000],
                    size_mm=[300, 300],
                    voltage_v=[100, 240],
                ),
                line(
                    "tube",
                    3500,
                    model="LD-02",
                    power_w=18,
                    cct_k=[6500],
                    shape="T8",
                    base=["G13"],
                    size_mm=[1200],
                    voltage_v=[100, 240],
                ),
                line("ceiling_light", 640, model="LD-03", power_w=18, cct_k=[3000], voltage_v=[100, 240]),
                line(
                    "flood_light",
                    350,
                    model="LE-01",
                    power_w=100,
                    cct_k=[6500],
                    ip="IP66",
                    voltage_v=[100, 240],
                ),
                line("street_light", 180, model="LE-02", power_w=150, cct_k=[4000], voltage_v=[100, 240]),
            ],
        ),
        files=[
            (
                "obra118.xlsx",
                workbook(
                    (
                        "Área interna",
                        [
                            ["Obra 118 - interna", None, None, None, None],
                            ["Item", "Produto", "Potência", "Temp. cor", "Qtd"],
                            ["LD-01", "Painel LED embutir quadrado 30x30", "24W", "4000K", "1.200"],
                            ["LD-02", "Lâmpada tubular T8 120cm", "18W", "6500K", "3.500"],
                            ["LD-03", "Plafon de sobrepor redondo", "18W", "3000K", "640"],
                        ],
                    ),
                    (
                        "Área externa",
                        [
                            ["Obra 118 - externa", None, None, None, None],
                            ["Item", "Produto", "Potência", "Temp. cor", "Qtd"],
                            ["LE-01", "Refletor LED IP66", "100W", "6500K", "300"],
                            ["LE-02", "Luminária pública com base para relé", "150W", "4000K", "180"],
                        ],
                    ),
                ),
            )
        ],
    ),
    mail(
        "250",
        "Игорь Лаптев <laptev@uralsvettorg.example>",
        "Запрос КП",
        """
Здравствуйте!

Просим коммерческое предложение:
1. Светильник ДВО 36 Вт 595х595, 4000 К, IP20, призма - 1,5 тыс. шт.
2. Лампа светодиодная А60 11 Вт Е27 4000К - 10 000 шт.; то же 15 Вт - 6 тыс. шт.
3. Прожектор 50 Вт 6500К IP65 чёрный - 400 шт.
4. Лента 12 В, 4,8 Вт/м, SMD 2835, 3000К - 250 бухт по 5 м

Условия: FCA Шэньчжэнь либо CPT Екатеринбург, цены просим в юанях, предоплата 30 %, остальное перед отгрузкой.
Срок до 45 дней. Продукция должна иметь маркировку ЕАС.

С уважением,
Игорь Лаптев
ООО «УралСветТорг»
тел. +7 343 555-01-77
""",
        truth(
            language="ru",
            customer=("ООО «УралСветТорг»", "Игорь Лаптев", "laptev@uralsvettorg.example", "+73435550177"),
            order={
                "incoterms": ["FCA", "CPT"],
                "loading_port": "Shenzhen",
                "destination_port": "Yekaterinburg",
                "destination_country": "RU",
                "currency": "CNY",
                "payment_method": "TT",
                "payment_deposit_percent": 30,
                "delivery_days": 45,
                "certificates": ["EAC"],
            },
            lines=[
                line("panel", 1500, power_w=36, size_mm=[595, 595], cct_k=[4000], ip="IP20"),
                line("bulb", 10000, power_w=11, shape="A60", base=["E27"], cct_k=[4000]),
                line("bulb", 6000, power_w=15, shape="A60", base=["E27"], cct_k=[4000]),
                line("flood_light", 400, power_w=50, cct_k=[6500], ip="IP65", housing_color="black"),
                line(
                    "strip",
                    250,
                    unit="roll",
                    power_w=4.8,
                    voltage_v=[12, 12],
                    chip=["SMD2835"],
                    cct_k=[3000],
                ),
            ],
        ),
        charset="windows-1251",
    ),
    mail(
        "251",
        "خالد العتيبي <khalid@noorgulf.example>",
        "طلب عرض سعر",
        """
السلام عليكم ورحمة الله،

نرجو تزويدنا بأفضل سعر CIF ميناء جدة للأصناف التالية:
• كشاف ليد 200 واط، 6500 كلفن، IP66 - ٥٠٠ حبة
• بانل ليد دائري 18 واط، 4000 كلفن - ١٬٢٠٠ حبة
• شريط ليد 24 فولت، 14 واط/متر، 3000 كلفن - ٣٠٠٠ متر
• لمبات E27 قوة 12 واط، نصفها 3000 كلفن ونصفها 6500 كلفن، المجموع 4000 حبة

مطلوب شهادة سابر، والدفع باعتماد مستندي عند الاطلاع. التسليم خلال 40 يوما.

خالد العتيبي
مؤسسة نور الخليج للإضاءة
هاتف: +966 12 555 0143
""",
        truth(
            language="ar",
            customer=("مؤسسة نور الخليج للإضاءة", "خالد العتيبي", "khalid@noorgulf.example", "+966125550143"),
            order={
                "incoterms": ["CIF"],
                "destination_port": "Jeddah",
                "destination_country": "SA",
                "payment_method": "LC",
                "payment_days": 0,
                "delivery_days": 40,
                "certificates": ["SABER"],
            },
            lines=[
                line("flood_light", 500, power_w=200, cct_k=[6500], ip="IP66"),
                line("panel", 1200, power_w=18, cct_k=[4000]),
                line("strip", 3000, unit="m", power_w=14, voltage_v=[24, 24], cct_k=[3000]),
                line("bulb", 2000, base=["E27"], power_w=12, cct_k=[3000]),
                line("bulb", 2000, base=["E27"], power_w=12, cct_k=[6500]),
            ],
        ),
    ),
    mail(
        "252",
        "Marloes van Dijk <marloes@lichtwerf.example>",
        "Re: Offerteaanvraag winkelproject",
        """
Dag,

Ik zie dat ik me vergist heb in onderstaande mail: van de railspots zijn het er 180 (niet 108), en doe de inbouwspots maar in 2700K
in plaats van 3000K. De buitenlampen mogen eruit. Verder graag ook een prijs voor 30 noodverlichtingsarmaturen, opbouw, 3W.

Groet,
Marloes van Dijk
Lichtwerf B.V.
T 030 555 01 42

Op ma 2 feb. 2026 om 09:14 schreef Marloes van Dijk <marloes@lichtwerf.example>:
> Hallo,
> Graag offerte voor:
> 108 railspots 25W 3000K 24° zwart, 3-fase
> 260 inbouwspots 7W 3000K gatmaat 70 mm dimbaar
> 16 buitenlampen wand 8W IP54
> Levering DDP Utrecht, week 14. Betaling 14 dagen na factuur.
""",
        truth(
            language="nl",
            customer=("Lichtwerf B.V.", "Marloes van Dijk", "marloes@lichtwerf.example", "0305550142"),
            order={
                "incoterms": ["DDP"],
                "destination_port": "Utrecht",
                "destination_country": "NL",
                "delivery_date": "2026-04-05",
                "payment_method": "OA",
                "payment_days": 14,
            },
            lines=[
                line(
                    "track_light",
                    180,
                    power_w=25,
                    cct_k=[3000],
                    beam_angle_deg=[24],
                    housing_color="black",
                ),
                line("downlight", 260, power_w=7, cct_k=[2700], size_mm=[70], dimming="yes"),
                line("emergency_light", 30, power_w=3),
            ],
        ),
        date="Mon, 02 Feb 2026 11:40:00 +0000",
    ),
    mail(
        "253",
        "Katarzyna Wrona <k.wrona@elbud.example>",
        "Zapytanie ofertowe 14/02/2026",
        """
Dzień dobry,

w załączeniu zapytanie. Prosimy o wycenę w EUR, DAP Wrocław, termin realizacji 5 tygodni, płatność 21 dni od faktury. Gwarancja 5 lat.
W poz. 3 zamiast 30 W proszę przyjąć 50 W.

Pozdrawiam
Katarzyna Wrona
Elbud Hurtownia Elektryczna Sp. z o.o.
tel. +48 71 555 01 36
""",
        truth(
            language="pl",
            customer=(
                "Elbud Hurtownia Elektryczna Sp. z o.o.",
                "Katarzyna Wrona",
                "k.wrona@elbud.example",
                "+48715550136",
            ),
            order={
                "reference": "14/02/2026",
                "incoterms": ["DAP"],
                "destination_port": "Wrocław",
                "destination_country": "PL",
                "currency": "EUR",
                "delivery_days": 35,
                "payment_method": "OA",
                "payment_days": 21,
                "warranty_years": 5,
            },
            lines=[
                line("high_bay", 64, power_w=150, cct_k=[5000], ip="IP65", beam_angle_deg=[120]),
                line("linear_light", 210, power_w=36, cct_k=[4000], ip="IP65", size_mm=[1200]),
                line("flood_light", 90, power_w=50, cct_k=[4000], housing_color="black"),
                line("strip", 25, unit="roll", voltage_v=[12, 12], cct_k=[3000], ip="IP65"),
            ],
        ),
        files=[
            (
                "zapytanie.docx",
                word_paper(
                    "Zapytanie ofertowe 14/02/2026",
                    [
                        ["Lp.", "Nazwa", "Ilość", "Uwagi"],
                        ["1", "Oprawa przemysłowa high bay 150W, 5000K, IP65, 120°", "64 szt.", ""],
                        ["2", "Oprawa hermetyczna 120cm 36W 4000K IP65", "210 szt.", ""],
                        ["3", "Naświetlacz 30 W 4000K", "90 szt.", "obudowa czarna"],
                        ["4", "Taśma LED 12V 3000K 60 LED/m IP65", "25 rolek", "rolka 5 m"],
                    ],
                ),
            )
        ],
    ),
    mail(
        "254",
        "Serkan Aydın <serkan.aydin@aydinlar.example>",
        "Fiyat talebi",
        """
Merhaba, ekteki listeye göre fiyat teklifinizi bekliyoruz. Kolay gelsin.

Serkan Aydın
Aydınlar Elektrik San. ve Tic. A.Ş.
0212 555 01 58
""",
        truth(
            language="tr",
            customer=(
                "Aydınlar Elektrik San. ve Tic. A.Ş.",
                "Serkan Aydın",
                "serkan.aydin@aydinlar.example",
                "02125550158",
            ),
            order={
                "incoterms": ["FOB", "CIF"],
                "loading_port": "Shenzhen",
                "destination_port": "Mersin",
                "destination_country": "TR",
                "payment_method": "DP",
                "payment_deposit_percent": 20,
            },
            lines=[
                line("bulb", 12000, shape="A60", power_w=9, base=["E27"], cct_k=[3000]),
                line("bulb", 8000, shape="A60", power_w=9, base=["E27"], cct_k=[6500]),
                line("candle", 5000, shape="C37", power_w=6, base=["E14"], cct_k=[3000]),
                line("panel", 750, size_mm=[600, 600], power_w=40, cct_k=[4000]),
                line("flood_light", 400, power_w=50, ip="IP65", housing_color="black", cct_k=[6500]),
            ],
        ),
        files=[
            (
                "liste.pdf",
                pdf(
                    "FİYAT TALEP LİSTESİ",
                    [
                        ["Sıra", "Ürün", "Miktar", "Renk"],
                        ["1", "LED ampul A60 9W E27", "20.000 adet", "12.000 3000K, 8.000 6500K"],
                        ["2", "Mum ampul C37 6W E14", "5.000 adet", "3000K"],
                        ["3", "Sıva altı panel 60x60 40W", "750 adet", "4000K"],
                        ["4", "Projektör 50W IP65 siyah gövde", "400 adet", "6500K"],
                    ],
                    "Teslim: FOB Shenzhen veya CIF Mersin. Ödeme: %20 peşin, bakiye vesaik mukabili.",
                ),
            )
        ],
    ),
    mail(
        "255",
        "박지훈 <jh.park@hanbitlight.example>",
        "견적 요청드립니다",
        """
안녕하세요. 아래 품목 견적 부탁드립니다.

- 매입등(다운라이트) 6인치 15W 주광색, 전구색 각 300개
- 평판등 1200x300 40W 5700K 450개
- 투광등 100W IP66 5700K 80개

조건: CIF 부산, T/T 30% 선금, KC 인증 필수, 납기 2026년 4월 20일까지입니다. 샘플 먼저 받아보고 싶습니다.

박지훈 과장
(주)한빛조명
02-555-0119
""",
        truth(
            language="ko",
            customer=("(주)한빛조명", "박지훈", "jh.park@hanbitlight.example", "025550119"),
            order={
                "incoterms": ["CIF"],
                "destination_port": "Busan",
                "destination_country": "KR",
                "payment_method": "TT",
                "payment_deposit_percent": 30,
                "certificates": ["KC"],
                "delivery_date": "2026-04-20",
                "sample_requested": True,
            },
            lines=[
                line("downlight", 300, size_mm=[150], power_w=15, colors=["daylight"]),
                line("downlight", 300, size_mm=[150], power_w=15, colors=["warm_white"]),
                line("panel", 450, size_mm=[1200, 300], power_w=40, cct_k=[5700]),
                line("flood_light", 80, power_w=100, ip="IP66", cct_k=[5700]),
            ],
        ),
        charset="euc-kr",
    ),
    mail(
        "256",
        "Linnea Ström <linnea.strom@narkesel.example>",
        "Offertförfrågan 7731",
        """
Hej!

Se bifogad fil för offert, priser exkl. moms. Leverans DAP Örebro senast v. 20. OBS: littera B ska vara 3000K enligt arkitekten och
antalet blir 160.

Hälsningar
Linnea Ström
Närkes Elteknik AB
+46 19 555 01 84
""",
        truth(
            language="sv",
            customer=(
                "Närkes Elteknik AB",
                "Linnea Ström",
                "linnea.strom@narkesel.example",
                "+46195550184",
            ),
            order={
                "reference": "7731",
                "incoterms": ["DAP"],
                "destination_port": "Örebro",
                "destination_country": "SE",
                "delivery_date": "2026-05-17",
            },
            lines=[
                line("panel", 96, model="A", size_mm=[600, 600], power_w=34, cct_k=[4000], dimming="DALI"),
                line(
                    "downlight",
                    160,
                    model="B",
                    power_w=9,
                    cct_k=[3000],
                    ip="IP44",
                    housing_color="white",
                    dimming="yes",
                ),
                line(
                    "garden_light",
                    24,
                    model="C",
                    size_mm=[800],
                    power_w=12,
                    cct_k=[3000],
                    housing_color="RAL7016",
                ),
                line("emergency_light", 31, model="D", power_w=3),
            ],
        ),
        files=[
            (
                "armaturlista.csv",
                values_with(
                    ";",
                    [
                        ["Littera", "Benämning", "Antal", "Effekt (W)", "Färgtemp (K)", "Kommentar"],
                        ["A", "Infälld panel 600x600", "96", "34", "4000", "DALI"],
                        ["B", "Downlight infälld IP44", "140", "9", "2700", "vit, dimbar"],
                        ["C", "Pollare 800 mm", "24", "12", "3000", "RAL 7016"],
                        ["D", "Hänvisningsskylt nödbelysning", "31", "3", "", ""],
                    ],
                ),
            )
        ],
    ),
    mail(
        "257",
        "Purchase Dept <purchase@sahyadrielectricals.example>",
        "Enquiry No. SSE/LTG/2025-26/119",
        """
Dear Sirs,

Kindly submit your lowest rates F.O.R. Pune for the following:

1) LED street light 72W, 5700K, IP66, 120 lm/W, pressure die cast aluminium housing - 0.25 lakh nos.
2) LED tube T8 20W 4 ft 6500K - 1,20,000 nos.
3) LED batten 4 ft 20W, cool daylight - 40k nos
4) LED bulb B22 9W cool daylight - 2 lakhs

BIS registration is a must. Delivery within 90 days from PO. Payment 100% within 45 days of receipt of material.

For Sahyadri Electricals Pvt. Ltd.
R. K. Deshpande (Mgr - Purchase)
Ph: 020-5550 1132
""",
        truth(
            customer=(
                "Sahyadri Electricals Pvt. Ltd.",
                "R. K. Deshpande",
                "purchase@sahyadrielectricals.example",
                "02055501132",
            ),
            order={
                "reference": "SSE/LTG/2025-26/119",
                "destination_port": "Pune",
                "destination_country": "IN",
                "certificates": ["BIS"],
                "delivery_days": 90,
                "payment_method": "OA",
                "payment_days": 45,
            },
            lines=[
                line(
                    "street_light",
                    25000,
                    power_w=72,
                    cct_k=[5700],
                    ip="IP66",
                    efficacy_lm_w=120,
                    housing_material="die-cast aluminium",
                ),
                line("tube", 120000, shape="T8", base=["G13"], power_w=20, size_mm=[1200], cct_k=[6500]),
                line("linear_light", 40000, power_w=20, size_mm=[1200], colors=["daylight"]),
                line("bulb", 200000, base=["B22d"], power_w=9, colors=["daylight"]),
            ],
        ),
    ),
    mail(
        "258",
        "Claire Dunmore <claire@beaconwholesale.example>",
        "Re: Quotation Q-2026-0031",
        """
Hi Mei,

Thanks for Q-2026-0031. We went through it with our buyer:

Item   Yours   We need
1      1.42    1.35
2      3.60    3.10
3      7.95    ok

If you can meet these and stretch payment to 60 days we would place all three items this week (2,000 / 800 / 450 pcs). Freight stays CIF Felixstowe.

Kind regards
Claire Dunmore
Beacon Wholesale Ltd
""",
        truth("quote_negotiate"),
    ),
    submission(
        "259",
        {
            "channel": "WhatsApp Business",
            "conversation": "c-55172",
            "profile": {"display_name": "Eric Tan", "wa_number": "+65 8555 0127"},
            "messages": [
                {"direction": "in", "at": "2026-02-02T09:01:00Z", "text": "你好，有没有COB轨道灯？"},
                {"direction": "out", "at": "2026-02-02T09:03:00Z", "text": "有的，20W和30W，您要多少？"},
                {"direction": "in", "at": "2026-02-02T09:04:00Z", "text": "30W 3000K 15度 黑色 200个"},
                {
                    "direction": "in",
                    "at": "2026-02-02T09:05:00Z",
                    "text": "还有GU10灯杯 7W 可控硅调光 1000个，发新加坡，报CIF价",
                },
                {"direction": "in", "at": "2026-02-02T09:20:00Z", "text": "轨道灯改成240个吧"},
            ],
        },
        truth(
            language="zh",
            customer=(None, "Eric Tan", None, "+6585550127"),
            order={"incoterms": ["CIF"], "destination_port": "Singapore", "destination_country": "SG"},
            lines=[
                line(
                    "track_light",
                    240,
                    power_w=30,
                    cct_k=[3000],
                    beam_angle_deg=[15],
                    housing_color="black",
                    chip=["COB"],
                ),
                line("spot_lamp", 1000, base=["GU10"], power_w=7, dimming="triac"),
            ],
        ),
    ),
    mail(
        "260",
        "Tomasz Krol <tk@northquayfacilities.example>",
        "PO 4471 - panels flickering after 3 months",
        """
Good morning,

of the 320 panels 600x600 40W 4000K delivered in October on PO 4471, 27 flicker at start and 6 are completely dead. Serials and a video
are attached. Please send 33 pcs replacements free of charge by air and tell us what was wrong with the drivers. Our client is not
happy and we hold the last invoice until this is settled.

Tomasz Krol
Northquay Facilities
""",
        truth("complaint"),
    ),
    mail(
        "261",
        "Sabine Roth <s.roth@lichthaus-roth.example>",
        "Auftrag 2026-0112 Liefertermin?",
        """
Hallo Frau Mei,

unser Auftrag 2026-0112 (1.500 GU10 5 W 3000 K, 200 Panels) sollte laut Bestätigung in KW 4 verschifft werden. Wir haben bisher weder
Konnossement noch Trackinglink erhalten. Wann kommt der Container in Hamburg an?

Viele Grüße
Sabine Roth
Lichthaus Roth
""",
        truth("order_status", "de"),
    ),
    submission(
        "262",
        {
            "source": "TradeBridge",
            "rfq_no": "RFQ-88213047",
            "subject": "All in one solar street light",
            "product_detail": "We need 60W and 100W all-in-one solar street lights, 6000K, IP65, 300 pcs of each, for a municipal project in "
            "Accra, Ghana. Pls quote CIF Tema. Warranty 3 years. Test reports needed with the offer.",
            "buyer": {
                "person": "Kwabena Asante",
                "organisation": "Sikaman Contracting Ltd",
                "mail": "k.asante@sikaman.example",
                "tel": "+233 30 255 0190",
            },
        },
        truth(
            customer=(
                "Sikaman Contracting Ltd",
                "Kwabena Asante",
                "k.asante@sikaman.example",
                "+233302550190",
            ),
            order={
                "reference": "RFQ-88213047",
                "incoterms": ["CIF"],
                "destination_port": "Tema",
                "destination_country": "GH",
                "warranty_years": 3,
                "documents_requested": ["test_report"],
            },
            lines=[
                line("street_light", 300, power_w=60, cct_k=[6000], ip="IP65"),
                line("street_light", 300, power_w=100, cct_k=[6000], ip="IP65"),
            ],
        ),
    ),
    mail(
        "263",
        "Étienne Maury <e.maury@batilum.example>",
        "Re: Offre Q-2026-0044",
        """
Bonjour,

C'est bon pour nous, vous pouvez lancer la commande selon votre offre Q-2026-0044 sans changement (600 réglettes et 120 hublots, DAP
Nantes). Merci de nous envoyer la proforma pour le virement de l'acompte.

Bien à vous,
Étienne Maury
Batilum
""",
        truth("quote_accept", "fr"),
    ),
    mail(
        "264",
        "Shafiq Electric Trading LLC <shafiq.elec@mailbox.example>",
        "price need urgent",
        """
Dear Sir good day

pls send ur best CNF Jebel Ali for

Flood light 10w - 500 pcs, 20w - 500 pcs, 30w - 1000 pcs, 50w - 2000 pcs all 6500k black body
LED bulb 12w B22 pin DL 100 ctn (100pcs/ctn)
panel light 2x2 48w 6500k 25 ctns x 4 pcs

Pymt 20% adv bal agnst BL copy. also need ur latest catalog

thx
Shafiq Electric Trading LLC, Deira Dubai
Mob 050 555 0173
""",
        truth(
            customer=("Shafiq Electric Trading LLC", None, "shafiq.elec@mailbox.example", "0505550173"),
            order={
                "incoterms": ["CFR"],
                "destination_port": "Jebel Ali",
                "destination_country": "AE",
                "payment_method": "TT",
                "payment_deposit_percent": 20,
                "documents_requested": ["catalogue"],
            },
            lines=[
                line("flood_light", 500, power_w=10, cct_k=[6500], housing_color="black"),
                line("flood_light", 500, power_w=20, cct_k=[6500], housing_color="black"),
                line("flood_light", 1000, power_w=30, cct_k=[6500], housing_color="black"),
                line("flood_light", 2000, power_w=50, cct_k=[6500], housing_color="black"),
                line("bulb", 10000, power_w=12, base=["B22d"], colors=["daylight"]),
                line("panel", 100, power_w=48, cct_k=[6500], size_mm=[600, 600]),
            ],
        ),
    ),
    mail(
        "265",
        "Compras Iluminación Regia <compras@iluregia.example>",
        "Solicitud de cotización",
        """
Buenas tardes:

Requerimos precio DAP Monterrey de:
a) Foco LED A19 9W E26 127V: 12 mil piezas de luz cálida y 3 mil de luz fría. Precio objetivo USD 0.48
b) Reflector 50 W luz fría IP65: de 800 a 1,000 piezas
c) Tira LED 12V RGB, 150 rollos de 5 m con su control

Indispensable NOM. Anticipo del 40% y el resto contra embarque. Entrega en 8 semanas.

Ing. Laura Garza Treviño
Iluminación Regia S.A. de C.V.
Monterrey, N.L., México
Tel. (81) 5555-0107
""",
        truth(
            language="es",
            customer=(
                "Iluminación Regia S.A. de C.V.",
                "Laura Garza Treviño",
                "compras@iluregia.example",
                "8155550107",
            ),
            order={
                "incoterms": ["DAP"],
                "destination_port": "Monterrey",
                "destination_country": "MX",
                "certificates": ["NOM"],
                "payment_method": "TT",
                "payment_deposit_percent": 40,
                "delivery_days": 56,
            },
            lines=[
                line(
                    "bulb",
                    12000,
                    shape="A19",
                    power_w=9,
                    base=["E26"],
                    voltage_v=[127, 127],
                    colors=["warm_white"],
                    target_price=0.48,
                ),
                line(
                    "bulb",
                    3000,
                    shape="A19",
                    power_w=9,
                    base=["E26"],
                    voltage_v=[127, 127],
                    colors=["cool_white"],
                    target_price=0.48,
                ),
                line("flood_light", 800, quantity_max=1000, power_w=50, colors=["cool_white"], ip="IP65"),
                line("strip", 150, unit="roll", voltage_v=[12, 12], colors=["rgb"]),
            ],
        ),
    ),
    mail(
        "266",
        "Ash Pembroke <ash@wideloadtouring.example>",
        "Rental stock top-up",
        """
Hi team,

touring company here, topping up rental stock before festival season:

24 x moving head beam 230W, DMX
60 x LED par can 54x3W RGBW
40 x LED par 18x10W RGBW, IP65 (the outdoor one)

Everything has to be at our warehouse in Manchester, UK by 20 March, DDP please, in GBP. A video of the beam would be great, plus manuals.
230V obviously.

Cheers,
Ash Pembroke
Wide Load Touring Ltd
0161 555 0195
""",
        truth(
            customer=("Wide Load Touring Ltd", "Ash Pembroke", "ash@wideloadtouring.example", "01615550195"),
            order={
                "incoterms": ["DDP"],
                "destination_port": "Manchester",
                "destination_country": "GB",
                "delivery_date": "2026-03-20",
                "currency": "GBP",
                "documents_requested": ["video", "manual"],
            },
            lines=[
                line("stage_light", 24, power_w=230, dimming="DMX512", voltage_v=[230, 230]),
                line("stage_light", 60, power_w=162, colors=["rgbw"], voltage_v=[230, 230]),
                line("stage_light", 40, power_w=180, colors=["rgbw"], ip="IP65", voltage_v=[230, 230]),
            ],
        ),
    ),
    mail(
        "267",
        "Reto Aebischer <r.aebischer@aebi-licht.example>",
        "Offertanfrage",
        """
Grüezi

Bitte offerieren Sie uns DAP Winterthur in CHF:

1'200 Stk. LED-Leuchtmittel A60 E27 8,5 W 2700 K
450 Stk. Strahler für 3-Phasen-Schiene, 18 - 22 W, 3000 K, CRI > 90, Abstrahlwinkel 15° und 36° je zur Hälfte
60 Stk. Pendelleuchte linear 1500 mm, 40 W, 4000 K, DALI, RAL 9005

Lieferfrist max. 8 Wochen. Zahlung 20% Anzahlung, Rest 30 Tage netto. Von den Strahlern hätten wir gerne vorab ein Muster.

Freundliche Grüsse
Reto Aebischer
Aebi Licht AG
Tel. 052 555 01 64
""",
        truth(
            language="de",
            customer=("Aebi Licht AG", "Reto Aebischer", "r.aebischer@aebi-licht.example", "0525550164"),
            order={
                "incoterms": ["DAP"],
                "destination_port": "Winterthur",
                "destination_country": "CH",
                "currency": "CHF",
                "delivery_days": 56,
                "payment_method": "OA",
                "payment_deposit_percent": 20,
                "payment_days": 30,
                "sample_requested": True,
            },
            lines=[
                line("bulb", 1200, shape="A60", base=["E27"], power_w=8.5, cct_k=[2700]),
                line(
                    "track_light",
                    225,
                    power_w=18,
                    power_w_max=22,
                    cct_k=[3000],
                    cri_min=90,
                    beam_angle_deg=[15],
                ),
                line(
                    "track_light",
                    225,
                    power_w=18,
                    power_w_max=22,
                    cct_k=[3000],
                    cri_min=90,
                    beam_angle_deg=[36],
                ),
                line(
                    "pendant",
                    60,
                    size_mm=[1500],
                    power_w=40,
                    cct_k=[4000],
                    dimming="DALI",
                    housing_color="RAL9005",
                ),
            ],
        ),
    ),
    mail(
        "268",
        "Inkoop Scheldestad <inkoop@scheldestad.example>",
        "Prijsaanvraag 26-0093",
        """
Geachte,

Bijgaand onze aanvraag 26-0093. Let op: van de eerste regel hebben we het dubbele nodig. Graag prijzen DAP Antwerpen, levertijd 6 weken,
30 dagen einde maand. ENEC gewenst.

Wim Claes
Scheldestad Electro NV
Tel +32 3 555 01 71
""",
        truth(
            language="nl",
            customer=("Scheldestad Electro NV", "Wim Claes", "inkoop@scheldestad.example", "+3235550171"),
            order={
                "reference": "26-0093",
                "incoterms": ["DAP"],
                "destination_port": "Antwerpen",
                "destination_country": "BE",
                "delivery_days": 42,
                "payment_method": "OA",
                "payment_days": 30,
                "certificates": ["ENEC"],
            },
            lines=[
                line(
                    "tube",
                    1600,
                    shape="T8",
                    base=["G13"],
                    size_mm=[1500],
                    housing_material="glass",
                    power_w=22,
                    cct_k=[4000],
                ),
                line("high_bay", 36, power_w=200, cct_k=[5000], beam_angle_deg=[110], ip="IP65"),
                line("street_light", 120, power_w=40, cct_k=[3000]),
                line("driver", 20, power_w=150, voltage_v=[24, 24], ip="IP67"),
            ],
        ),
        files=[
            (
                "aanvraag.xlsx",
                workbook(
                    (
                        "Blad1",
                        [
                            ["Scheldestad Electro NV", None, None, None, None, None],
                            [None, None, None, None, None, None],
                            ["Pos", "Omschrijving", "W", "K", "Aantal", "Eenheid"],
                            [1, "LED-buis T8 glas 150 cm", 22, 4000, 800, "st"],
                            [2, "Highbay rond 110° IP65", 200, 5000, 36, "st"],
                            [3, "Straatverlichtingsarmatuur", 40, 3000, 120, "st"],
                            [4, "LED-driver 24V IP67", 150, None, 20, "st"],
                            [None, "Totaal", None, None, 976, None],
                        ],
                    ),
                ),
            )
        ],
    ),
    mail(
        "269",
        "Marek Zieliński <biuro@swiatlodom.example>",
        "zapytanie - zrodla swiatla",
        """
Dzień dobry, proszę o ofertę FOB:

żarówki filament ST64 4W E27 2200K - 600 do 1000 szt.
świeczki C35 4,5W E14 2700K - 2 tys. szt.
kulki G45, parametry jak świeczki - 1,5 tys. szt.
żarówki GU10 4-6W, 3000K i 4000K po 500 szt. z każdej barwy

Opakowanie jednostkowe z naszym nadrukiem. Czy macie katalog i cennik?

Marek Zieliński
Światło Dom s.c., Lublin
604 555 018
""",
        truth(
            language="pl",
            customer=("Światło Dom s.c.", "Marek Zieliński", "biuro@swiatlodom.example", "604555018"),
            order={
                "incoterms": ["FOB"],
                "destination_country": "PL",
                "documents_requested": ["catalogue", "price_list"],
            },
            lines=[
                line(
                    "filament",
                    600,
                    quantity_max=1000,
                    shape="ST64",
                    power_w=4,
                    base=["E27"],
                    cct_k=[2200],
                ),
                line("candle", 2000, shape="C35", power_w=4.5, base=["E14"], cct_k=[2700]),
                line("globe", 1500, shape="G45", power_w=4.5, base=["E14"], cct_k=[2700]),
                line("spot_lamp", 500, base=["GU10"], power_w=4, power_w_max=6, cct_k=[3000]),
                line("spot_lamp", 500, base=["GU10"], power_w=4, power_w_max=6, cct_k=[4000]),
            ],
        ),
    ),
    mail(
        "270",
        "Ufficio Acquisti <acquisti@montalbanoimpianti.example>",
        "RdO 26/058",
        """
Spett.le ditta,

in allegato la nostra richiesta RdO 26/058. Per la pos. 1 quotare in alternativa anche 4000K. Prezzi EXW, consegna 3-4 settimane.

Cordiali saluti
Ing. Chiara Montalbano
Montalbano Impianti S.p.A.
Tel. 091 555 0160
""",
        truth(
            language="it",
            customer=(
                "Montalbano Impianti S.p.A.",
                "Chiara Montalbano",
                "acquisti@montalbanoimpianti.example",
                "0915550160",
            ),
            order={"reference": "26/058", "incoterms": ["EXW"], "delivery_days": 28},
            lines=[
                line(
                    "high_bay",
                    36,
                    power_w=200,
                    cct_k=[5000, 4000],
                    beam_angle_deg=[90],
                    dimming="1-10V",
                    voltage_v=[220, 240],
                ),
                line(
                    "linear_light",
                    150,
                    power_w=50,
                    size_mm=[1500],
                    cct_k=[4000],
                    ip="IP65",
                    voltage_v=[220, 240],
                ),
                line("street_light", 18, power_w=60, cct_k=[3000], ip="IP66", voltage_v=[220, 240]),
            ],
        ),
        files=[
            (
                "RdO_26_058.docx",
                word_paper(
                    "Montalbano Impianti S.p.A. - Richiesta di offerta 26/058",
                    [
                        ["Pos.", "Q.tà", "Descrizione", "Tensione"],
                        ["1", "36", "Faro industriale UFO 200W 5000K 90° dimm. 1-10V", "220-240V"],
                        [
                            "2",
                            "150",
                            "Plafoniera stagna LED 50W (sostituisce 2x58W), 1500 mm, 4000K, IP65",
                            "220-240V",
                        ],
                        ["3", "18", "Armatura stradale 60W 3000K IP66", "220-240V"],
                    ],
                    "Allegare scheda tecnica non necessario.",
                ),
            )
        ],
    ),
    mail(
        "271",
        "阮文海 <hai.nguyen@danaresort.example>",
        "岘港度假酒店灯具询价",
        """
您好，

附件是酒店灯具表，请报EXW和FOB深圳价，人民币。D2数量改为200套。D1、D2要求DALI调光。最迟6月底前发货，目的地越南岘港。
请附规格书和IES文件。

阮文海
达纳度假村管理公司
+84 236 555 0188
""",
        truth(
            language="zh",
            customer=("达纳度假村管理公司", "阮文海", "hai.nguyen@danaresort.example", "+842365550188"),
            order={
                "incoterms": ["EXW", "FOB"],
                "loading_port": "Shenzhen",
                "destination_port": "Da Nang",
                "destination_country": "VN",
                "currency": "CNY",
                "delivery_date": "2026-06-30",
                "documents_requested": ["datasheet", "ies_file"],
            },
            lines=[
                line(
                    "downlight",
                    426,
                    unit="set",
                    model="D1",
                    power_w=10,
                    cct_k=[3000],
                    beam_angle_deg=[24],
                    cri_min=90,
                    size_mm=[75],
                    dimming="DALI",
                ),
                line(
                    "downlight",
                    200,
                    unit="set",
                    model="D2",
                    power_w=10,
                    cct_k=[3000],
                    beam_angle_deg=[36],
                    cri_min=90,
                    size_mm=[75],
                    dimming="DALI",
                    ip="IP44",
                ),
                line(
                    "linear_light",
                    650,
                    unit="m",
                    model="P1",
                    power_w=12,
                    cct_k=[4000],
                    voltage_v=[24, 24],
                ),
                line("wall_light", 426, unit="set", model="W1", power_w=5, cct_k=[2700]),
            ],
        ),
        files=[
            (
                "灯具表.docx",
                word_paper(
                    "岘港度假酒店 灯具表",
                    [
                        ["编号", "名称", "规格", "数量", "安装位置"],
                        ["D1", "嵌入式筒灯", "10W 3000K 24° Ra90 开孔Φ75", "426套", "客房"],
                        ["D2", "嵌入式筒灯", "同D1，36°，IP44", "188套", "卫生间"],
                        ["P1", "线型灯", "12W/m 4000K 24V", "650米", "走廊"],
                        ["W1", "床头壁灯", "5W 2700K", "426套", "客房"],
                    ],
                ),
            )
        ],
    ),
    mail(
        "272",
        "Jessica Lu <jessica@smtline-partner.example>",
        "LED lamp assembly line, 20% lower labour cost",
        """
Dear purchasing manager,

Glad to know you are in the LED lighting field. We are a professional manufacturer of SMT pick and place machines, reflow ovens and
LED bulb assembly lines (A60, T8, GU10, up to 2000 pcs/hour). Now special offer, only USD 38,000 per line, delivery 30 days, FOB Shenzhen.

May I send you our catalogue and video? Waiting for your kind reply.

Jessica Lu
Sales manager
""",
        truth("spam"),
    ),
]
