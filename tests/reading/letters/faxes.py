"""Faxes: typed pages, turned and speckled by the line."""

from . import line, truth
from .writing import fax

LETTERS = [
    fax(
        "170",
        [
            """
# BRECKLAND LIGHTING LTD
14 Station Road, Norwich NR1 1AA, England
Tel: +44 1603 555 014    Fax: +44 1603 555 015

To: Lampworks Sales Dept.        Date: 2 February 2026
Our Ref: BL/2026/17

Dear Sirs,

Please quote CIF Felixstowe for the following:

500 pcs   LED tube T8 18W 1200mm 4000K
300 pcs   LED panel 600x600 36W 4000K
150 pcs   LED flood light 50W 6500K IP65 black

Payment by L/C at sight. Delivery by 30 April 2026.
CE certificate required.

Yours faithfully,
Martin Breck
"""
        ],
        truth(
            customer=("BRECKLAND LIGHTING LTD", "Martin Breck", None, "+441603555014", "+441603555015"),
            order={
                "reference": "BL/2026/17",
                "destination_country": "GB",
                "destination_port": "Felixstowe",
                "incoterms": ["CIF"],
                "payment_method": "LC",
                "payment_days": 0,
                "delivery_date": "2026-04-30",
                "certificates": ["CE"],
                "documents_requested": ["certificate"],
            },
            lines=[
                line("tube", 500, shape="T8", base=["G13"], power_w=18, cct_k=[4000], size_mm=[1200]),
                line("panel", 300, power_w=36, cct_k=[4000], size_mm=[600, 600]),
                line("flood_light", 150, power_w=50, cct_k=[6500], ip="IP65", housing_color="black"),
            ],
        ),
    ),
    fax(
        "171",
        [
            """
# ELEKTRO HUBER GMBH
Industriestr. 9, 4020 Linz, Austria
Tel +43 732 555 066   Fax +43 732 555 067

ANFRAGE 2026/034

Sehr geehrte Damen und Herren,
wir bitten um Angebot fuer:

Pos   Artikel                      Menge
1     Hallenstrahler 150W 5000K     80 Stk
2     Strassenleuchte 60W 3000K    120 Stk
3     Feuchtraumleuchte 50W 1500mm 200 Stk

Lieferung DAP Linz innerhalb 6 Wochen.
Zahlung 30 Tage netto.

Franz Huber
"""
        ],
        truth(
            "inquiry",
            "de",
            customer=("ELEKTRO HUBER GMBH", "Franz Huber", None, "+43732555066", "+43732555067"),
            order={
                "reference": "2026/034",
                "destination_country": "AT",
                "destination_port": "Linz",
                "incoterms": ["DAP"],
                "delivery_days": 42,
                "payment_method": "OA",
                "payment_days": 30,
            },
            lines=[
                line("high_bay", 80, power_w=150, cct_k=[5000]),
                line("street_light", 120, power_w=60, cct_k=[3000]),
                line("linear_light", 200, power_w=50, size_mm=[1500]),
            ],
        ),
        coarse=True,
    ),
    fax(
        "172",
        [
            """
# TALLER ELECTRICO MORA S.A.
Montevideo, Uruguay
Tel: +598 2 555 0173

Asunto: Pedido de precios

Estimados senores:

Favor cotizar CIF Montevideo:

2.000 lamparas LED 9W E27 3000K
1.000 lamparas LED 12W E27 6500K
  400 reflectores LED 30W IP65 6500K

Pago: 30% anticipo, saldo contra documentos.
Plazo: 60 dias.

Saludos,
Gustavo Mora
"""
        ],
        truth(
            "inquiry",
            "es",
            customer=("TALLER ELECTRICO MORA S.A.", "Gustavo Mora", None, "+59825550173"),
            order={
                "destination_country": "UY",
                "destination_port": "Montevideo",
                "incoterms": ["CIF"],
                "payment_method": "TT",
                "payment_deposit_percent": 30,
                "delivery_days": 60,
            },
            lines=[
                line("bulb", 2000, power_w=9, base=["E27"], cct_k=[3000]),
                line("bulb", 1000, power_w=12, base=["E27"], cct_k=[6500]),
                line("flood_light", 400, power_w=30, ip="IP65", cct_k=[6500]),
            ],
        ),
    ),
    fax(
        "173",
        [
            """
# HARBOUR SUPPLY CO.
FAX MESSAGE      Page 1 of 2
To: Lampworks    From: Nina Park
Fax: +65 6555 0188

Pls offer best price FOB Shenzhen
for hotel project (list page 2).
USD only. Need samples first.
""",
            """
Page 2

A) Downlight 10W 3000K 36 deg CRI90      450 pcs
B) Track light 30W 3000K black           120 pcs
C) LED strip 24V 14.4W/m 2700K           600 m
D) Driver 24V 200W                        40 pcs
""",
        ],
        truth(
            customer=("HARBOUR SUPPLY CO.", "Nina Park", None, None, "+6565550188"),
            order={
                "incoterms": ["FOB"],
                "loading_port": "Shenzhen",
                "currency": "USD",
                "sample_requested": True,
            },
            lines=[
                line("downlight", 450, power_w=10, cct_k=[3000], beam_angle_deg=[36], cri_min=90),
                line("track_light", 120, power_w=30, cct_k=[3000], housing_color="black"),
                line("strip", 600, unit="m", voltage_v=[24, 24], power_w=14.4, cct_k=[2700]),
                line("driver", 40, voltage_v=[24, 24], power_w=200),
            ],
        ),
    ),
]
