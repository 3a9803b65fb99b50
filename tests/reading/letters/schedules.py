"""Schedules under strange headings, in every kind of file, and messages of the other kinds."""

from . import line, truth
from .writing import fax, mail, pdf, submission, values_with, word_paper, workbook

LETTERS = [
    mail(
        "229",
        "Ahmed Zaki <a.zaki@nileprojects.example>",
        "BOQ lighting - Medical Center",
        """
Please find attached BOQ. Quote CIF Alexandria, Egypt. Validity 60 days. All fittings 220-240V.
Item L5 only 150 nos. as per latest drawing.

Eng. Ahmed Zaki
Nile Projects Co.
+20 2 5550 0171
""",
        truth(
            customer=("Nile Projects Co.", "Ahmed Zaki", "a.zaki@nileprojects.example", "+20255500171"),
            order={"incoterms": ["CIF"], "destination_port": "Alexandria", "destination_country": "EG"},
            lines=[
                line(
                    "panel",
                    620,
                    model="L1",
                    dimming="no",
                    power_w=36,
                    cct_k=[4000],
                    size_mm=[595, 595],
                    ip="IP44",
                    voltage_v=[220, 240],
                ),
                line(
                    "downlight",
                    410,
                    model="L2",
                    power_w=14,
                    cct_k=[3000],
                    ip="IP20",
                    dimming="DALI",
                    voltage_v=[220, 240],
                ),
                line(
                    "linear_light",
                    96,
                    model="L3",
                    dimming="no",
                    power_w=42,
                    cct_k=[4000],
                    size_mm=[1500],
                    ip="IP66",
                    voltage_v=[220, 240],
                ),
                line("emergency_light", 58, model="L4", power_w=3, voltage_v=[220, 240]),
                line(
                    "wall_light",
                    150,
                    model="L5",
                    dimming="no",
                    power_w=10,
                    cct_k=[3000],
                    ip="IP54",
                    voltage_v=[220, 240],
                ),
            ],
        ),
        files=[
            (
                "BOQ_rev3.xlsx",
                workbook(
                    (
                        "Lighting",
                        [
                            ["PROJECT: MEDICAL CENTER", None, None, None, None, None, None, None],
                            ["BILL OF QUANTITIES - ELECTRICAL", None, None, None, None, None, None, None],
                            [None, None, "Light source", None, None, None, "Control", "BOQ"],
                            [
                                "Ref.",
                                "Item description",
                                "System W",
                                "Colour temp.",
                                "Dim. (mm)",
                                "IP rating",
                                "gear",
                                "nos.",
                            ],
                            ["A", "INDOOR", None, None, None, None, None, None],
                            [
                                "L1",
                                "Recessed LED panel, clean-room type",
                                36,
                                "4000K",
                                "595x595",
                                44,
                                "fixed output",
                                620,
                            ],
                            ["L2", "Recessed downlight", 14, "3000K", None, 20, "DALI", 410],
                            ["L3", "Weatherproof batten", 42, "4000K", 1500, 66, "fixed output", 96],
                            ["L4", "Exit sign maintained", 3, None, None, None, "3h battery", 58],
                            ["B", "OUTDOOR", None, None, None, None, None, None],
                            ["L5", "Wall bracket light", 10, "3000K", None, 54, "fixed output", 180],
                            [None, None, None, None, None, None, "Total", 1364],
                        ],
                    ),
                ),
            )
        ],
    ),
    mail(
        "230",
        "Nikos Hatzis <nikos@hatzis-import.example>",
        "order list feb",
        """
Hello, list attached as usual. Yellow = warm white 3000K, the rest 6500K. CIF Thessaloniki. Thanks, Nikos Hatzis / Hatzis Import
""",
        truth(
            customer=("Hatzis Import", "Nikos Hatzis", "nikos@hatzis-import.example"),
            order={"incoterms": ["CIF"], "destination_port": "Thessaloniki", "destination_country": "GR"},
            lines=[
                line("bulb", 2000, model="HZ-100", shape="A60", power_w=9, base=["E27"], cct_k=[6500]),
                line("bulb", 1000, model="HZ-101", shape="A60", power_w=12, base=["E27"], cct_k=[6500]),
                line("candle", 500, model="HZ-200", shape="C37", power_w=6, base=["E14"], cct_k=[3000]),
                line("spot_lamp", 1200, model="HZ-300", power_w=7, base=["GU10"], cct_k=[3000]),
            ],
        ),
        files=[
            (
                "feb.csv",
                values_with(
                    "|",
                    [
                        ["our code", "what", "socket", "watt", "light", "pcs/ctn", "ctns"],
                        ["HZ-100", "bulb A60", "E27", "9", "6500", "100", "20"],
                        ["HZ-101", "bulb A60", "E27", "12", "6500", "100", "10"],
                        ["HZ-200", "candle C37", "E14", "6", "3000", "100", "5"],
                        ["HZ-300", "spot", "GU10", "7", "3000", "100", "12"],
                    ],
                ),
            )
        ],
    ),
    mail(
        "231",
        "Claire Nguyen <claire.nguyen@pacificlightsource.example>",
        "3 fixtures - compare",
        None,
        truth(
            customer=(
                "Pacific Lightsource Pty Ltd",
                "Claire Nguyen",
                "claire.nguyen@pacificlightsource.example",
                "+61255500149",
            ),
            order={"destination_country": "AU", "incoterms": ["FOB"], "certificates": ["SAA"]},
            lines=[
                line("flood_light", 80, power_w=50, cct_k=[4000], ip="IP65", beam_angle_deg=[120]),
                line("flood_light", 60, power_w=100, cct_k=[4000], ip="IP65", beam_angle_deg=[90]),
                line("high_bay", 40, power_w=150, cct_k=[5000], ip="IP65", beam_angle_deg=[60]),
            ],
        ),
        html="""<div>Hi team,<br><br>Please quote FOB, SAA approved:<br>
<table><tr><td><b>Fixture</b></td><td>Flood small</td><td>Flood large</td><td>High bay</td></tr>
<tr><td>Wattage</td><td>50W</td><td>100W</td><td>150W</td></tr>
<tr><td>CCT</td><td>4000K</td><td>4000K</td><td>5000K</td></tr>
<tr><td>Beam</td><td>120&deg;</td><td>90&deg;</td><td>60&deg;</td></tr>
<tr><td>IP</td><td>IP65</td><td>IP65</td><td>IP65</td></tr>
<tr><td>Qty</td><td>80</td><td>60</td><td>40</td></tr></table>
<br>Claire Nguyen<br>Pacific Lightsource Pty Ltd<br>Sydney, Australia<br>+61 2 5550 0149</div>""",
    ),
    mail(
        "232",
        "Gustavo Prieto <gprieto@ferrelectrica.example>",
        "Solicitud de precios",
        None,
        truth(
            "inquiry",
            "es",
            customer=(
                "Ferreléctrica del Norte S.A. de C.V.",
                "Gustavo Prieto",
                "gprieto@ferrelectrica.example",
            ),
            order={
                "destination_country": "MX",
                "destination_port": "Manzanillo",
                "incoterms": ["CIF"],
                "certificates": ["NOM"],
            },
            lines=[
                line("bulb", 8000, power_w=10, base=["E26"], cct_k=[6500], voltage_v=[100, 240]),
                line("bulb", 6000, power_w=14, base=["E26"], cct_k=[6500], voltage_v=[100, 240]),
                line("tube", 4000, power_w=18, base=["G13"], cct_k=[6500], voltage_v=[100, 240]),
                line("panel", 600, power_w=48, cct_k=[4000], size_mm=[600, 1200], voltage_v=[100, 240]),
            ],
        ),
        html="""<p>Estimados, favor de cotizar CIF Manzanillo, México. Todo con NOM y 100-240V.</p>
<table border="1"><thead><tr><th>Part.</th><th>Descripción</th><th>Base</th><th>Potencia</th><th>Temp. color</th><th>Cant. solicitada</th></tr></thead>
<tbody><tr><td>1</td><td>Foco LED</td><td>E26</td><td>10 W</td><td>6500 K</td><td>8,000</td></tr>
<tr><td>2</td><td>Foco LED</td><td>&quot;</td><td>14 W</td><td>&quot;</td><td>6,000</td></tr>
<tr><td>3</td><td>Tubo LED</td><td>G13</td><td>18 W</td><td>6500 K</td><td>4,000</td></tr>
<tr><td>4</td><td>Panel LED 60x120 cm</td><td>-</td><td>48 W</td><td>4000 K</td><td>600</td></tr></tbody></table>
<p>Saludos<br>Gustavo Prieto<br>Compras<br>Ferreléctrica del Norte S.A. de C.V.</p>""",
    ),
    mail(
        "233",
        "Henrik Aagaard <ha@nordlys-entreprise.example>",
        "Luminaire schedule for pricing",
        """
Hello,

See the enclosed schedule. Type D is by others. DAP Aarhus, Denmark, EUR. Lead time?

Henrik Aagaard
Nordlys Entreprise A/S
""",
        truth(
            customer=("Nordlys Entreprise A/S", "Henrik Aagaard", "ha@nordlys-entreprise.example"),
            order={
                "incoterms": ["DAP"],
                "destination_port": "Aarhus",
                "destination_country": "DK",
                "currency": "EUR",
            },
            lines=[
                line(
                    "downlight",
                    64,
                    model="A",
                    power_w=11,
                    cct_k=[2700],
                    beam_angle_deg=[40],
                    housing_color="white",
                    ip="IP44",
                ),
                line(
                    "pendant",
                    18,
                    model="B",
                    power_w=28,
                    cct_k=[3000],
                    housing_color="black",
                    housing_material="glass",
                    dimming="DALI",
                ),
                line(
                    "garden_light",
                    22,
                    model="C",
                    power_w=9,
                    cct_k=[3000],
                    housing_color="RAL7016",
                    ip="IP65",
                    size_mm=[900],
                    equivalent_to="Bega",
                ),
            ],
        ),
        files=[
            (
                "schedule.docx",
                word_paper(
                    "Luminaire schedule, rev. B",
                    [
                        ["Type", "Luminaire", "Data", "Finish", "Amount"],
                        ["A", "Recessed downlight", "11 W, 2700 K, 40°, IP44", "white", "64"],
                        ["B", "Pendant, opal glass", "28 W, 3000 K, DALI", "black", "18"],
                        ["C", "Bollard h=900 mm, Bega or equal", "9 W, 3000 K, IP65", "RAL 7016", "22"],
                        ["D", "Stage spotlight", "by others", "-", "6"],
                    ],
                ),
            )
        ],
    ),
    mail(
        "234",
        "Fatima El Idrissi <f.elidrissi@atlas-eclairage.example>",
        "Consultation n° AE-2026-044",
        """
Bonjour, veuillez trouver ci-joint notre consultation. Merci de répondre en euros, CFR Casablanca.
Fatima El Idrissi, Atlas Éclairage SARL, Casablanca, Maroc
""",
        truth(
            "inquiry",
            "fr",
            customer=("Atlas Éclairage SARL", "Fatima El Idrissi", "f.elidrissi@atlas-eclairage.example"),
            order={
                "reference": "AE-2026-044",
                "incoterms": ["CFR"],
                "destination_port": "Casablanca",
                "destination_country": "MA",
                "currency": "EUR",
                "payment_method": "LC",
                "payment_days": 60,
                "delivery_days": 60,
            },
            lines=[
                line("street_light", 450, power_w=80, cct_k=[4000], ip="IP66"),
                line("street_light", 220, power_w=120, cct_k=[4000], ip="IP66"),
                line("flood_light", 60, power_w=400, cct_k=[5000], ip="IP66"),
            ],
        ),
        files=[
            (
                "consultation.pdf",
                pdf(
                    "CONSULTATION N° AE-2026-044",
                    "Fourniture de luminaires d'éclairage public",
                    [
                        ["N°", "Désignation", "P (W)", "T° (K)", "Indice", "Qté"],
                        ["01", "Luminaire d'éclairage public", "80", "4000", "IP66", "450"],
                        ["02", "Luminaire d'éclairage public", "120", "4000", "IP66", "220"],
                        ["03", "Projecteur stade", "400", "5000", "IP66", "60"],
                    ],
                    "Délai de livraison : 60 jours. Paiement : lettre de crédit à 60 jours.",
                ),
            )
        ],
    ),
    mail(
        "235",
        "Pieter Botha <pieter@karoolighting.example>",
        "stock order",
        """
Hi, attached our stock sheet. Only what has a number in ORDER NOW. FOB Shanghai or Ningbo, USD.
Pieter Botha
Karoo Lighting (Pty) Ltd
Tel: +27 21 555 0138
""",
        truth(
            customer=(
                "Karoo Lighting (Pty) Ltd",
                "Pieter Botha",
                "pieter@karoolighting.example",
                "+27215550138",
            ),
            order={"incoterms": ["FOB"], "loading_port": "Shanghai", "currency": "USD"},
            lines=[
                line("bulb", 6000, model="KL-A60-B22", shape="A60", power_w=9, base=["B22d"], cct_k=[3000]),
                line("spot_lamp", 4000, model="KL-GU10-5", power_w=5, base=["GU10"], cct_k=[4000]),
                line("flood_light", 300, model="KL-FL30", power_w=30, cct_k=[6500]),
            ],
        ),
        files=[
            (
                "stock.xlsx",
                workbook(
                    (
                        "Stock",
                        [
                            ["CODE", "ITEM", "LAMP BASE", "W", "K", "IN STOCK", "SOLD 2025", "ORDER NOW"],
                            ["KL-A60-B22", "A60 bulb", "B22", 9, 3000, 412, 9800, 6000],
                            ["KL-A60-E27", "A60 bulb", "E27", 9, 3000, 7020, 4100, None],
                            ["KL-GU10-5", "GU10 spot", "GU10", 5, 4000, 95, 7700, 4000],
                            ["KL-FL30", "Flood 30W", None, 30, 6500, 12, 540, 300],
                            ["KL-FL50", "Flood 50W", None, 50, 6500, 260, 310, 0],
                        ],
                    ),
                    ("Notes", [["counted by", "Sipho"], ["date", "2026-01-30"]]),
                ),
            )
        ],
    ),
    mail(
        "236",
        "Zoltán Szabó <zoltan@villszer.example>",
        "ajánlatkérés / inquiry",
        """
Dear Partner,

Please quote by attached excel, ex works. For all: 3 years warranty, CE. We need the price for both quantities.

Zoltán Szabó
Villszer Zrt.
H-1134 Budapest
""",
        truth(
            customer=("Villszer Zrt.", "Zoltán Szabó", "zoltan@villszer.example"),
            order={
                "incoterms": ["EXW"],
                "destination_country": "HU",
                "warranty_years": 3,
                "certificates": ["CE"],
            },
            lines=[
                line(
                    "tube",
                    1000,
                    quantity_max=3000,
                    shape="T8",
                    base=["G13"],
                    power_w=8,
                    cct_k=[4000],
                    size_mm=[600],
                ),
                line(
                    "tube",
                    2000,
                    quantity_max=6000,
                    shape="T8",
                    base=["G13"],
                    power_w=16,
                    cct_k=[4000],
                    size_mm=[1200],
                ),
                line(
                    "tube",
                    500,
                    quantity_max=1500,
                    shape="T8",
                    base=["G13"],
                    power_w=24,
                    cct_k=[6500],
                    size_mm=[1500],
                ),
            ],
        ),
        files=[
            (
                "inq.xlsx",
                workbook(
                    (
                        "Sheet1",
                        [
                            ["LED tubes", None, None, None, None, None],
                            ["Name", "Length", "Wattage", "Colour", "Quantity min", "Quantity max"],
                            ["T8 tube", "600 mm", "8 W", "840", 1000, 3000],
                            ["T8 tube", "1200 mm", "16 W", "840", 2000, 6000],
                            ["T8 tube", "1500 mm", "24 W", "865", 500, 1500],
                        ],
                    ),
                ),
            )
        ],
    ),
    submission(
        "237",
        {
            "formId": 17,
            "submittedAt": "2026-02-01T22:14:09+08:00",
            "answers": [
                {"question": "Your name", "answer": "Lerato Molefe"},
                {"question": "Company", "answer": "Gaborone Office Supplies"},
                {"question": "E-mail address", "answer": "lerato@gaborone-os.example"},
                {"question": "Country of delivery", "answer": "Botswana"},
                {"question": "Which products are you interested in?", "answer": "LED panels; LED tubes"},
                {"question": "Quantity", "answer": "see below"},
                {
                    "question": "Tell us more",
                    "answer": "Panels 60x60 40w white light 6500k 200pcs, tubes 4ft 18w 6500k 500pcs. DAP Gaborone.",
                },
                {"question": "How did you find us?", "answer": "search engine"},
            ],
        },
        truth(
            customer=("Gaborone Office Supplies", "Lerato Molefe", "lerato@gaborone-os.example"),
            order={"incoterms": ["DAP"], "destination_port": "Gaborone", "destination_country": "BW"},
            lines=[
                line("panel", 200, power_w=40, cct_k=[6500], size_mm=[600, 600], colors=["white"]),
                line("tube", 500, power_w=18, cct_k=[6500], size_mm=[1200]),
            ],
        ),
    ),
    submission(
        "238",
        {
            "channel": "livechat",
            "visitor": {"name": "Mohsin", "email": "mohsin.t@karachilights.example", "ip": "203.0.113.9"},
            "transcript": [
                {"from": "agent", "text": "Hello, how can I help you?"},
                {"from": "visitor", "text": "salam, price of SMD 30w with cover?"},
                {"from": "agent", "text": "Do you mean flood light or ceiling light? How many pieces?"},
                {"from": "visitor", "text": "flood light 30w 6500k, 2000 pcs"},
                {"from": "visitor", "text": "and 50w 1000 pcs same"},
                {"from": "agent", "text": "Where shall we ship?"},
                {
                    "from": "visitor",
                    "text": "karachi port cfr. company name Karachi Lights Traders. 0321 5550 144 whatsapp",
                },
            ],
        },
        truth(
            customer=("Karachi Lights Traders", "Mohsin", "mohsin.t@karachilights.example", "03215550144"),
            order={"incoterms": ["CFR"], "destination_port": "Karachi", "destination_country": "PK"},
            lines=[
                line("flood_light", 2000, power_w=30, cct_k=[6500]),
                line("flood_light", 1000, power_w=50, cct_k=[6500]),
            ],
        ),
    ),
    fax(
        "239",
        [
            """
# MÜLLER & SOHN LICHTTECHNIK OHG
Industriestr. 8, 70565 Stuttgart    Telefon 0711 5550140    Telefax 0711 5550141

An: Lampworks, Verkauf
Von: Jürgen Müller                  Seiten: 1
Betreff: Anfrage 26-0311

Sehr geehrte Damen und Herren,
bitte bieten Sie uns an, CIF Hamburg:

1   LED Einbaustrahler 8W 3000K 38 Grad IP44 weiß      1200 Stück
2   LED Panel 62x62 36W 4000K                           400 Stück
3   LED Feuchtraumleuchte 1500mm 50W 4000K IP65         150 Stück

Lieferzeit maximal 8 Wochen. Zahlung: 30 Tage netto.
Mit freundlichen Grüßen
Jürgen Müller
"""
        ],
        truth(
            "inquiry",
            "de",
            customer=("MÜLLER & SOHN LICHTTECHNIK OHG", "Jürgen Müller", None, "07115550140", "07115550141"),
            order={
                "reference": "26-0311",
                "incoterms": ["CIF"],
                "destination_port": "Hamburg",
                "destination_country": "DE",
                "delivery_days": 56,
                "payment_method": "OA",
                "payment_days": 30,
            },
            lines=[
                line(
                    "downlight",
                    1200,
                    power_w=8,
                    cct_k=[3000],
                    beam_angle_deg=[38],
                    ip="IP44",
                    housing_color="white",
                ),
                line("panel", 400, power_w=36, cct_k=[4000], size_mm=[620, 620]),
                line("linear_light", 150, power_w=50, cct_k=[4000], size_mm=[1500], ip="IP65"),
            ],
        ),
    ),
    fax(
        "240",
        [
            """
# COASTAL MARINE ELECTRIC LTD
12 Harbour Road, Valletta, Malta
Tel +356 2155 5014   Fax +356 2155 5015

To: Sales dept.                    Date: 30 Jan 2026
Attn: Export manager               Pages: 1

RE: REQUEST FOR QUOTATION CM-778

Kindly quote best price CIF Valletta for the following:

a) 60 pcs   bulkhead light 15W 4000K IP66, 24V DC
b) 25 pcs   flood light 200W 5700K IP67
c) 10 pcs   under water light RGB 18W 12V IP68

Stainless steel housing for item c. Payment T/T in advance.

Carmen Zahra
Purchasing
"""
        ],
        truth(
            customer=("COASTAL MARINE ELECTRIC LTD", "Carmen Zahra", None, "+35621555014", "+35621555015"),
            order={
                "reference": "CM-778",
                "incoterms": ["CIF"],
                "destination_port": "Valletta",
                "destination_country": "MT",
                "payment_method": "TT",
                "payment_deposit_percent": 100,
            },
            lines=[
                line(
                    "wall_light",
                    60,
                    power_w=15,
                    cct_k=[4000],
                    ip="IP66",
                    voltage_v=[24, 24],
                    voltage_type="DC",
                ),
                line("flood_light", 25, power_w=200, cct_k=[5700], ip="IP67"),
                line(
                    "underwater_light",
                    10,
                    power_w=18,
                    colors=["rgb"],
                    voltage_v=[12, 12],
                    ip="IP68",
                    housing_material="stainless steel",
                ),
            ],
        ),
    ),
    mail(
        "241",
        "Dana Popescu <dana@luminadistrib.example>",
        "Re: Quotation Q-2026-0031",
        """
Hi Kevin,

Your prices for the tubes are ok for us, but panels are 12% above what we pay now. If you come to 7.90 for the 36W
we can confirm both, and we would need 45 days instead of 30% deposit.

Dana Popescu
Lumina Distrib SRL

On Mon, 26 Jan 2026 Kevin <kevin@lampworks.example> wrote:
> Dear Dana, please find our quotation Q-2026-0031: T8 tube 18W USD 1.35, panel 36W USD 8.95, FOB Ningbo.
""",
        truth("quote_negotiate", "en"),
    ),
    mail(
        "242",
        "Jean-Luc Petit <jl.petit@petit-elec.example>",
        "commande 4471 - problème",
        """
Bonjour,

Sur les 500 projecteurs 50W reçus la semaine dernière, 37 ne s'allument plus après deux nuits et 12 ont de l'eau
derrière la vitre. Merci de nous envoyer 50 pièces de remplacement 50W 4000K IP65 par avion.

Jean-Luc Petit
Petit Élec SAS
""",
        truth("complaint", "fr"),
    ),
]
