"""Importers, dealers, hotels and public offices of Latin America, the Mediterranean, the Gulf, Africa and India.

Numbers 341 to 380. Written from the schema by one who had not seen the reader; looked at only after their first figures.
A comment above a letter says what kind of public text its layout follows. People, firms, addresses and numbers are made up.
"""

from . import line, truth
from .writing import (
    coded_mail,
    fax,
    forwarded,
    mail,
    merged_workbook,
    nested,
    pdf,
    submission,
    values_with,
    word_paper,
    workbook,
)

LETTERS = [
    # A dealer's mail: container, own brand, cartons, a target.
    mail(
        "341",
        "Emeka Nwosu <emeka@brightway-electricals.example>",
        "Mixed container 2 x 40HQ, solar lights for Lagos",
        """
Good day my dear,

We are dealers in electricals at Alaba International Market, Lagos, Nigeria. Last year we take 1x40ft from another factory but the
battery die after 4 months, so now we are looking for serious manufacturer we can work with for long time.

Kindly send your best price CIF Apapa. Brand will be our own BRIGHTWAY (logo on the lamp and on the carton, we send artwork).

All-in-one solar street light, 6500k, with remote and motion sensor
   100W    3,000pcs
   200W    3,000pcs
   300w    2k pcs
Solar flood light with separate panel, aluminium body, 6500k, IP66
   60w  -  50 cartons (10pcs in carton)
   100w -  80 cartons (8pcs in carton)
Rechargeable emergency bulb 12w 6500k, 5,000pcs, half pin B22 and half screw E27

My target for the 200w all-in-one is $8.50, I know the market price very well.
Payment 30% deposit, balance b4 loading. SONCAP is a must. Goods should arrive before 15th November because of Xmas sales.

Best regards,
Chief Emeka C. Nwosu
MD/CEO, Brightway Electricals & Sons Nig. Ltd
Call / WhatsApp: 0803 555 0142, 0705 555 0199
...in God we trust
""",
        truth(
            customer=(
                "Brightway Electricals & Sons Nig. Ltd",
                "Emeka C. Nwosu",
                "emeka@brightway-electricals.example",
                "08035550142",
            ),
            order={
                "destination_country": "NG",
                "destination_port": "Apapa",
                "incoterms": ["CIF"],
                "payment_method": "TT",
                "payment_deposit_percent": 30,
                "delivery_date": "2025-11-15",
                "currency": "USD",
                "certificates": ["SONCAP"],
            },
            lines=[
                line("street_light", 3000, power_w=100, cct_k=[6500]),
                line("street_light", 3000, power_w=200, cct_k=[6500], target_price=8.5),
                line("street_light", 2000, power_w=300, cct_k=[6500]),
                line("flood_light", 500, power_w=60, cct_k=[6500], ip="IP66", housing_material="aluminium"),
                line("flood_light", 640, power_w=100, cct_k=[6500], ip="IP66", housing_material="aluminium"),
                line("bulb", 2500, power_w=12, cct_k=[6500], base=["B22d"]),
                line("bulb", 2500, power_w=12, cct_k=[6500], base=["E27"]),
            ],
        ),
        date="Tue, 12 Aug 2025 15:40:00 +0100",
    ),
    # A wholesaler's table inside a layout table, quantities as cartons times content.
    mail(
        "342",
        '"Importaciones FERRE-LUX" <compras@ferrelux.example>',
        "Solicitud de cotización - campaña 2do semestre",
        None,
        truth(
            language="es",
            customer=(
                "FERRE-LUX IMPORT S.A.C.",
                "Rosa Quispe Huamán",
                "compras@ferrelux.example",
                "015550187",
            ),
            order={
                "destination_country": "PE",
                "destination_port": "Callao",
                "incoterms": ["CIF"],
                "payment_method": "LC",
                "payment_days": 90,
                "delivery_date": "2025-09-30",
                "currency": "USD",
                "documents_requested": ["datasheet", "photos"],
                "warranty_years": 2,
            },
            lines=[
                line(
                    "bulb",
                    30000,
                    power_w=9,
                    base=["E27"],
                    shape="A60",
                    voltage_v=[220, 220],
                    cct_k=[6500],
                    colors=["cool_white"],
                ),
                line(
                    "bulb",
                    20000,
                    power_w=12,
                    base=["E27"],
                    shape="A60",
                    voltage_v=[220, 220],
                    cct_k=[6500],
                    colors=["cool_white"],
                ),
                line(
                    "bulb",
                    5000,
                    power_w=12,
                    base=["E27"],
                    shape="A60",
                    voltage_v=[220, 220],
                    cct_k=[3000],
                    colors=["warm_white"],
                ),
                line(
                    "globe",
                    4000,
                    power_w=5,
                    base=["E27"],
                    shape="G45",
                    voltage_v=[220, 220],
                    cct_k=[3000],
                    colors=["warm_white"],
                ),
                line(
                    "tube",
                    4000,
                    power_w=18,
                    base=["G13"],
                    shape="T8",
                    size_mm=[1200],
                    housing_material="glass",
                    voltage_v=[220, 220],
                    cct_k=[6500],
                    colors=["cool_white"],
                ),
                line("panel", 1200, power_w=24, voltage_v=[220, 220], cct_k=[6500], colors=["cool_white"]),
                line(
                    "flood_light",
                    1500,
                    power_w=50,
                    ip="IP65",
                    housing_color="black",
                    voltage_v=[220, 220],
                    cct_k=[6500],
                    colors=["cool_white"],
                ),
                line(
                    "flood_light",
                    600,
                    power_w=100,
                    ip="IP65",
                    housing_color="black",
                    voltage_v=[220, 220],
                    cct_k=[6500],
                    colors=["cool_white"],
                ),
                line(
                    "candle",
                    2000,
                    power_w=5,
                    base=["E14"],
                    shape="C37",
                    voltage_v=[220, 220],
                    cct_k=[3000],
                    colors=["warm_white"],
                ),
                line(
                    "spot_lamp",
                    4000,
                    power_w=6,
                    base=["GU10"],
                    beam_angle_deg=[38],
                    voltage_v=[220, 220],
                    cct_k=[3000],
                    colors=["warm_white"],
                ),
                line("panel", 1600, power_w=18, voltage_v=[220, 220], cct_k=[4000], colors=["neutral_white"]),
                line(
                    "bulb",
                    3000,
                    power_w=40,
                    base=["E27"],
                    shape="T120",
                    voltage_v=[220, 220],
                    cct_k=[6500],
                    colors=["cool_white"],
                ),
            ],
        ),
        html=nested(
            [
                "Estimados señores:",
                (
                    "Somos importadores mayoristas en Lima, Perú. Sírvanse cotizar CIF Callao, en dólares americanos, los artículos del "
                    "cuadro. Todo debe ser para 220 V / 60 Hz y la caja master debe llevar nuestra marca."
                ),
            ],
            [
                ["Ítem", "Descripción", "Luz", "Cajas", "Unid. x caja"],
                ["1", "Foco LED A60 9W E27", "fría 6500K", "300", "100"],
                ["2", "Foco LED A60 12W E27", "fría 6500K", "200", "100"],
                ["3", "Foco LED A60 12W E27", "cálida 3000K", "50", "100"],
                ["4", "Foco bolita G45 5W E27", "cálida 3000K", "40", "100"],
                ["5", "Tubo LED T8 18W 1.20 m vidrio", "fría 6500K", "160", "25"],
                ["6", "Panel LED redondo adosable 24W", "fría 6500K", "60", "20"],
                ["7", "Reflector LED 50W IP65 negro", "fría 6500K", "75", "20"],
                ["8", "Reflector LED 100W IP65 negro", "fría 6500K", "60", "10"],
                ["9", "Foco LED vela C37 5W E14", "cálida 3000K", "20", "100"],
                ["10", "Dicroico LED GU10 6W 38°", "cálida 3000K", "40", "100"],
                ["11", "Panel LED cuadrado empotrable 18W", "neutra 4000K", "80", "20"],
                ["12", "Foco LED industrial T120 40W E27", "fría 6500K", "150", "20"],
            ],
            [
                "Garantía mínima 2 años. Pago: carta de crédito irrevocable a 90 días fecha B/L. Embarque a más tardar el 30 de setiembre.",
                "Agradeceré enviar fichas técnicas y fotos de los productos y empaques.",
                "Rosa Quispe Huamán",
                "Jefa de Importaciones - FERRE-LUX IMPORT S.A.C.",
                "Telf. (01) 555-0187 anexo 12 / Cel. 955 550 123",
            ],
        ),
        date="Thu, 10 Jul 2025 09:31:00 -0500",
    ),
    fax(
        "343",
        [
            """
# SEABREEZE BEACH HOTEL
P.O. Box 555, Mombasa, Kenya
Tel. +254 41 555 0120     Fax +254 41 555 0121
engineering@seabreeze-hotel.example

TO:     Lampworks, Export Department
FROM:   Joseph Otieno, Chief Engineer
DATE:   14 May 2019            PAGES: 1
RE:     LED lamps for room refurbishment

Dear Sirs,

Please let us have your quotation in EUR, CIP Mombasa by air freight, for:

1.   GU10 LED 5W 3000K 36 deg dimmable            850 pcs
2.   MR16 12V 6W 3000K 24 deg                     300 pcs
3.   Garden bollard 600 mm 8W 3000K IP65 black     36 pcs
4.   LED strip 24V 9.6W/m 2700K CRI90 IP20        240 m

Reference brand for items 1 and 2: Megaman or equal.
We need the goods in the hotel by 5 July 2019 at the latest.
Please send one sample of item 1 beforehand.
We pay 100% in advance by T/T against your proforma invoice.

Yours faithfully,

Joseph Otieno
"""
        ],
        truth(
            customer=(
                "Seabreeze Beach Hotel",
                "Joseph Otieno",
                "engineering@seabreeze-hotel.example",
                "+254415550120",
                "+254415550121",
            ),
            order={
                "destination_country": "KE",
                "destination_port": "Mombasa",
                "incoterms": ["CIP"],
                "payment_method": "TT",
                "payment_deposit_percent": 100,
                "delivery_date": "2019-07-05",
                "currency": "EUR",
                "sample_requested": True,
            },
            lines=[
                line(
                    "spot_lamp",
                    850,
                    power_w=5,
                    base=["GU10"],
                    cct_k=[3000],
                    beam_angle_deg=[36],
                    dimming="yes",
                    equivalent_to="Megaman",
                ),
                line(
                    "spot_lamp",
                    300,
                    power_w=6,
                    base=["GU5.3"],
                    shape="MR16",
                    voltage_v=[12, 12],
                    cct_k=[3000],
                    beam_angle_deg=[24],
                    equivalent_to="Megaman",
                ),
                line(
                    "garden_light",
                    36,
                    power_w=8,
                    size_mm=[600],
                    cct_k=[3000],
                    ip="IP65",
                    housing_color="black",
                ),
                line(
                    "strip",
                    240,
                    unit="m",
                    power_w=9.6,
                    voltage_v=[24, 24],
                    cct_k=[2700],
                    cri_min=90,
                    ip="IP20",
                ),
            ],
        ),
    ),
    # The text export of a WhatsApp chat, wrapped by a CRM.
    submission(
        "344",
        {
            "export": {
                "app": "wa-business",
                "peer": "+971 55 555 0163",
                "exported": "2025-10-12T11:20:00+04:00",
                "media": 1,
            },
            "profile": {"push_name": "Imran Sheikh", "about": "Busy", "business": None},
            "log": [
                "[12/10/2025, 10:41:03] Imran Sheikh: salam",
                "[12/10/2025, 10:41:40] Imran Sheikh: need rates",
                "[12/10/2025, 10:42:15] Lampworks - Lily: Hello! What products are you looking for? Our best sellers are 18W panels and 50W floods",
                "[12/10/2025, 10:44:02] Imran Sheikh: strip smd2835 24v 4000k 500 roll.. 5 mtr roll",
                "[12/10/2025, 10:44:20] Imran Sheikh: same in 3000k 300 roll",
                "[12/10/2025, 10:45:11] Lampworks - Lily: IP20 or IP65? how many watt per metre",
                "[12/10/2025, 10:46:30] Imran Sheikh: ip20. 14w/m",
                "[12/10/2025, 10:47:01] Imran Sheikh: t5 integrated batten 4ft 18w 6500k 200 ctn (30 pc per ctn)",
                "[12/10/2025, 10:47:55] Imran Sheikh: round downlight 12w cutout 120mm 3cct, white trim,  3000 pcs",
                "[12/10/2025, 10:48:03] Imran Sheikh: <image omitted>",
                "[12/10/2025, 10:52:40] Imran Sheikh: sorry dear downlight 2000 only, i have stock",
                "[12/10/2025, 10:53:12] Lampworks - Lily: Noted. Which port please?",
                "[12/10/2025, 10:55:00] Imran Sheikh: c&f jebel ali in usd. ECAS must",
                "[12/10/2025, 10:55:21] Imran Sheikh: we are Al Noor Electrical Trading LLC, deira dubai",
                "[12/10/2025, 10:56:02] Imran Sheikh: payment d/p ok? send pdf catalog also",
            ],
        },
        truth(
            customer=("Al Noor Electrical Trading LLC", "Imran Sheikh", None, "+971555550163"),
            order={
                "destination_country": "AE",
                "destination_port": "Jebel Ali",
                "incoterms": ["CFR"],
                "payment_method": "DP",
                "currency": "USD",
                "documents_requested": ["catalogue"],
                "certificates": ["ECAS"],
            },
            lines=[
                line(
                    "strip",
                    500,
                    unit="roll",
                    power_w=14,
                    voltage_v=[24, 24],
                    cct_k=[4000],
                    chip=["SMD2835"],
                    ip="IP20",
                ),
                line(
                    "strip",
                    300,
                    unit="roll",
                    power_w=14,
                    voltage_v=[24, 24],
                    cct_k=[3000],
                    chip=["SMD2835"],
                    ip="IP20",
                ),
                line("linear_light", 6000, power_w=18, shape="T5", size_mm=[1200], cct_k=[6500]),
                line(
                    "downlight",
                    2000,
                    power_w=12,
                    size_mm=[120],
                    colors=["cct_adjustable"],
                    housing_color="white",
                ),
            ],
        ),
    ),
    # Follows municipal tenders of Uttar Pradesh / Gujarat (GeM bids for IS 10322 luminaires).
    mail(
        "345",
        "Executive Engineer (Elect.) <ee.elect@nppsuryapur.example>",
        "Limited Tender Enquiry No. NPP/ELECT/LTE/2025-26/17 dtd. 08.12.2025",
        """
            NAGAR PALIKA PARISHAD, SURYAPUR
                 (Electrical Section)

Sub: Supply of LED luminaires for roads and sports ground under 15th F.C. grant, estimated cost Rs. 62.40 lakh

Sealed / e-mail offers are invited from manufacturers for the items below.

------------------------------------------------------------------------------
Sl.  Description of item                                       Unit      Qty.
------------------------------------------------------------------------------
1.   LED road light luminaire 45 W, 5700 K, CRI >= 70,
     IP66, pressure die cast aluminium housing, system
     efficacy >= 120 lm/W, working voltage 90-300 V AC          Nos.    1,250
2.   -do- but 90 W                                              Nos.      640
3.   -do- but 120 W                                             Nos.      212
4.   LED flood light 200 W, 5700 K, IP66, beam 60 deg.          Nos.       48
5.   Mounting clamp with hardware for Sl. 1 to 3                Set     2,102
6.   2.5 sq.mm copper flexible cable - being procured
     locally, NOT to be quoted                                  Mtr.    6,500
------------------------------------------------------------------------------

Terms:
a) Rates in INR, F.O.R. Municipal Store Suryapur (M.P.), inclusive of freight and GST.
b) Delivery within 60 days from date of supply order.
c) Payment within 45 days after receipt and acceptance of material. No advance.
d) Guarantee 5 years against any defect.
e) LM-79 and LM-80 reports, BIS licence copy and .ies files to be enclosed.
f) EMD Rs. 54,000 by DD. Last date of receipt 29.12.2025 up to 15:00 hrs.

(Er. D. K. Vishwakarma)
Executive Engineer (Elect.)
Ph. 0755-5550147, Fax 0755-5550148
""",
        truth(
            customer=(
                "Nagar Palika Parishad, Suryapur",
                "D. K. Vishwakarma",
                "ee.elect@nppsuryapur.example",
                "07555550147",
                "07555550148",
            ),
            order={
                "reference": "NPP/ELECT/LTE/2025-26/17",
                "destination_country": "IN",
                "destination_port": "Suryapur",
                "payment_method": "OA",
                "payment_days": 45,
                "delivery_days": 60,
                "currency": "INR",
                "documents_requested": ["test_report", "certificate", "ies_file"],
                "certificates": ["BIS"],
                "warranty_years": 5,
            },
            lines=[
                line(
                    "street_light",
                    quantity,
                    power_w=power,
                    cct_k=[5700],
                    cri_min=70,
                    ip="IP66",
                    housing_material="die-cast aluminium",
                    efficacy_lm_w=120,
                    voltage_v=[90, 300],
                    voltage_type="AC",
                )
                for power, quantity in ((45, 1250), (90, 640), (120, 212))
            ]
            + [
                line("flood_light", 48, power_w=200, cct_k=[5700], ip="IP66", beam_angle_deg=[60]),
                line("accessory", 2102, unit="set"),
            ],
        ),
        date="Mon, 08 Dec 2025 16:22:00 +0530",
    ),
    coded_mail(
        "346",
        "Rodrigo Bittencourt <rodrigo@lumensul.example>",
        "Cotação LED - importação direta",
        """
Prezados, bom dia.

Somos importadores em Itajaí/SC, Brasil, e estamos trocando de fornecedor. Favor cotar FOB Ningbo e CIF Itajaí, em dólar:

1) Lâmpada bulbo LED A60 9W E27 100-240V - 20.000 peças, sendo metade 6500K e metade 3000K
2) Lâmpada bulbo alta potência T120 40W E27 6500K - 5.000 peças
3) Painel de embutir quadrado 18W, 225 x 225 mm - 3000K, 4000K e 6500K, 3.000 peças de cada cor
4) Refletor LED 100W 6500K IP66 preto - 2.000 peças
5) Fita LED RGB 12V SMD5050, 14,4 W/m, IP65 - 1.500 rolos de 5 m

A certificação INMETRO fica por nossa conta no caso do item 1, mas os itens 2 a 4 precisam ter CE.
Condição de pagamento: sinal de 30% e saldo contra cópia do B/L. Embarque em até 45 dias após o sinal.
Vocês conseguem mandar as medidas e o peso das caixas (cubagem)? Precisamos fechar um contêiner de 40'.

Atenciosamente,

Rodrigo Bittencourt
Comércio Exterior
Lumensul Importação e Distribuição Ltda.
Fone: +55 47 5555-0139 | Cel.: +55 47 95555-0140
Antes de imprimir, pense no meio ambiente.
""",
        truth(
            language="pt",
            customer=(
                "Lumensul Importação e Distribuição Ltda.",
                "Rodrigo Bittencourt",
                "rodrigo@lumensul.example",
                "+554755550139",
            ),
            order={
                "destination_country": "BR",
                "destination_port": "Itajaí",
                "loading_port": "Ningbo",
                "incoterms": ["FOB", "CIF"],
                "payment_method": "TT",
                "payment_deposit_percent": 30,
                "delivery_days": 45,
                "currency": "USD",
                "documents_requested": ["packing_info"],
                "certificates": ["CE"],
            },
            lines=[
                line("bulb", 10000, power_w=9, base=["E27"], shape="A60", voltage_v=[100, 240], cct_k=[6500]),
                line("bulb", 10000, power_w=9, base=["E27"], shape="A60", voltage_v=[100, 240], cct_k=[3000]),
                line("bulb", 5000, power_w=40, base=["E27"], shape="T120", cct_k=[6500]),
            ]
            + [line("panel", 3000, power_w=18, size_mm=[225, 225], cct_k=[k]) for k in (3000, 4000, 6500)]
            + [
                line("flood_light", 2000, power_w=100, cct_k=[6500], ip="IP66", housing_color="black"),
                line(
                    "strip",
                    1500,
                    unit="roll",
                    power_w=14.4,
                    voltage_v=[12, 12],
                    chip=["SMD5050"],
                    colors=["rgb"],
                    ip="IP65",
                ),
            ],
        ),
        charset="iso-8859-1",
    ),
    mail(
        "347",
        "Sami Alghamdi <purchase@anwar-hejaz.example>",
        "طلب عرض أسعار - مشروع مجمع سكني",
        None,
        truth(
            language="ar",
            customer=(
                "مؤسسة أنوار الحجاز للمقاولات",
                "سامي الغامدي",
                "purchase@anwar-hejaz.example",
                "+966125550144",
                "+966125550145",
            ),
            order={
                "destination_country": "SA",
                "destination_port": "Jeddah",
                "incoterms": ["CIF"],
                "payment_method": "LC",
                "payment_days": 0,
                "delivery_days": 45,
                "currency": "USD",
                "documents_requested": ["catalogue", "ies_file"],
                "certificates": ["SASO"],
                "warranty_years": 3,
            },
            lines=[
                line("street_light", 600, power_w=150, cct_k=[5000], ip="IP66", voltage_v=[220, 220]),
                line("flood_light", 250, power_w=200, cct_k=[6500], ip="IP65", voltage_v=[220, 220]),
                line("downlight", 1500, power_w=10, cct_k=[3000], size_mm=[90], voltage_v=[220, 220]),
                line("panel", 900, power_w=40, cct_k=[4000], size_mm=[600, 600], voltage_v=[220, 220]),
                line("strip", 2000, unit="m", power_w=12, cct_k=[3000], voltage_v=[24, 24]),
            ],
        ),
        html=nested(
            [
                "السلام عليكم ورحمة الله وبركاته",
                (
                    "نحن مؤسسة مقاولات في جدة بالمملكة العربية السعودية، نرجو تزويدنا بأفضل عرض أسعار CIF جدة بالدولار الأمريكي للأصناف التالية. "
                    "جميع الأصناف 220 فولت ما عدا شريط الليد 24 فولت."
                ),
            ],
            [
                ["م", "الصنف", "القدرة", "لون الإضاءة", "الكمية"],
                ["1", "كشاف إنارة شوارع LED، درجة حماية IP66", "150 واط", "5000K", "600 حبة"],
                ["2", "كشاف غامر (فلود لايت) LED، درجة حماية IP65", "200 واط", "6500K", "250 حبة"],
                ["3", "داون لايت غاطس، قطر الفتحة 90 مم", "10 واط", "3000K", "1500 حبة"],
                ["4", "بانل LED مقاس 60×60 سم", "40 واط", "4000K", "900 حبة"],
                ["5", "شريط ليد", "12 واط/متر", "3000K", "2000 متر"],
            ],
            [
                "مدة التوريد المطلوبة 45 يوماً، والضمان ثلاث سنوات، والدفع باعتماد مستندي عند الاطلاع.",
                "يشترط وجود شهادة SASO، مع إرفاق الكتالوج وملفات IES.",
                "م. سامي الغامدي - مدير المشتريات",
                "مؤسسة أنوار الحجاز للمقاولات",
                "هاتف: +966 12 555 0144 فاكس: +966 12 555 0145",
            ],
            direction="rtl",
        ),
    ),
    mail(
        "348",
        "Ufficio Acquisti Lumia Sud <acquisti@lumiasud.example>",
        "Richiesta offerta strisce COB con ns. marchio",
        """
Buongiorno,

siamo un grossista di Bari e vorremmo introdurre una linea di strisce con il nostro marchio (logo su bobina e sacchetto antistatico, file
grafico in arrivo). Vi preghiamo di quotarci, resa FCA Shanghai e in Euro:

a) striscia LED COB 24V, 10 W/m, 3000K, CRI>90, IP20, in bobina da 5 m    n. 600 bobine
b) stessa striscia ma 4000K                                              n. 400 bobine
c) stessa striscia ma 2700K e IP65                                       n. 150 bobine
d) alimentatore 24V 100W IP67 dimmerabile DALI                           n. 120 pz.

Gradito un campione (1 bobina) di a) e c), spedizione a nostro carico con DHL.
Pagamento: bonifico bancario 30% all'ordine, saldo prima della spedizione. Consegna entro la settimana 14.
Allegare copia delle dichiarazioni di conformità CE e RoHS. Garanzia richiesta: 5 anni.

Distinti saluti

Michele Lorusso
Lumia Sud S.r.l. - 70123 Bari
Tel. 080 555 0126 - Fax 080 555 0127 - Cell. 333 555 0128
Le informazioni contenute in questo messaggio sono riservate (Reg. UE 2016/679).
""",
        truth(
            language="it",
            customer=(
                "Lumia Sud S.r.l.",
                "Michele Lorusso",
                "acquisti@lumiasud.example",
                "0805550126",
                "0805550127",
            ),
            order={
                "destination_country": "IT",
                "loading_port": "Shanghai",
                "incoterms": ["FCA"],
                "payment_method": "TT",
                "payment_deposit_percent": 30,
                "delivery_date": "2026-04-05",
                "currency": "EUR",
                "sample_requested": True,
                "documents_requested": ["certificate"],
                "certificates": ["CE", "RoHS"],
                "warranty_years": 5,
            },
            lines=[
                line(
                    "strip",
                    600,
                    unit="roll",
                    power_w=10,
                    voltage_v=[24, 24],
                    cct_k=[3000],
                    cri_min=90,
                    ip="IP20",
                    chip=["COB"],
                ),
                line(
                    "strip",
                    400,
                    unit="roll",
                    power_w=10,
                    voltage_v=[24, 24],
                    cct_k=[4000],
                    cri_min=90,
                    ip="IP20",
                    chip=["COB"],
                ),
                line(
                    "strip",
                    150,
                    unit="roll",
                    power_w=10,
                    voltage_v=[24, 24],
                    cct_k=[2700],
                    cri_min=90,
                    ip="IP65",
                    chip=["COB"],
                ),
                line("driver", 120, power_w=100, voltage_v=[24, 24], ip="IP67", dimming="DALI"),
            ],
        ),
    ),
    # A yes with conditions, the table of the proforma repeated.
    mail(
        "349",
        "Nabil Haddad <nabil@cedarlite.example>",
        "Re: Re: PI LW-25-0931 / Beirut shipment",
        """
Dear Lily,

We are ready to confirm PI LW-25-0931 as below, on condition that you revise two points: (1) the 50W flood must come down to $4.10,
other factory gives 3.95 same housing, (2) payment 20% deposit, not 30%.

Item  Description                        Qty      Your price   Our price
1     Bulb A60 9W E27 6500K 220-240V     30,000   0.42         0.42
2     Flood 50W 6500K IP65 black          2,400   4.55         4.10
3     Panel 60x60 40W 4000K                 600   9.80         9.80

Please send revised PI today, if ok we transfer the deposit tomorrow.

Nabil Haddad
Cedarlite S.A.R.L., Beirut, Lebanon
+961 1 555 014

On Tue, 4 Nov 2025 at 09:12, Lily Chen wrote:
> Dear Nabil, attached please find PI LW-25-0931, valid for 7 days.
""",
        truth("quote_negotiate"),
        date="Wed, 05 Nov 2025 10:02:00 +0200",
    ),
    coded_mail(
        "350",
        "Serkan Aydoğdu <satinalma@egeisik.example>",
        "Fiyat teklifi talebi",
        """
Merhaba,

İzmir'de (Türkiye) toptan aydınlatma satışı yapan bir firmayız. Aşağıdaki ürünler için FOB Shenzhen ve CIF İzmir fiyatlarınızı ayrı ayrı, USD
olarak bildirmenizi rica ederiz:

- GU10 LED ampul 7W 3000K 38° dim edilebilir: 8.000 adet
- aynı ampul 4000K, dimsiz: 12.000 adet
- Mum ampul E14 6W 2700K: 500 koli (koli içi 100 adet)
- Rustik filament ampul ST64 E27 6W 2200K: 3.000 adet

Ürünlerde CE işareti olmalıdır. Ödeme: %30 peşin, kalanı yükleme öncesi havale. Malın en geç mart sonunda yüklenmesi gerekiyor.
Mümkünse GU10 için 5 adet numune gönderin, kargo bize ait.

İyi çalışmalar
Serkan Aydoğdu
Ege Işık Aydınlatma San. ve Tic. Ltd. Şti.
T: 0232 555 01 58  F: 0232 555 01 59
""",
        truth(
            language="tr",
            customer=(
                "Ege Işık Aydınlatma San. ve Tic. Ltd. Şti.",
                "Serkan Aydoğdu",
                "satinalma@egeisik.example",
                "02325550158",
                "02325550159",
            ),
            order={
                "destination_country": "TR",
                "destination_port": "İzmir",
                "loading_port": "Shenzhen",
                "incoterms": ["FOB", "CIF"],
                "payment_method": "TT",
                "payment_deposit_percent": 30,
                "delivery_date": "2026-03-31",
                "currency": "USD",
                "sample_requested": True,
                "certificates": ["CE"],
            },
            lines=[
                line(
                    "spot_lamp",
                    8000,
                    power_w=7,
                    base=["GU10"],
                    cct_k=[3000],
                    beam_angle_deg=[38],
                    dimming="yes",
                ),
                line(
                    "spot_lamp",
                    12000,
                    power_w=7,
                    base=["GU10"],
                    cct_k=[4000],
                    beam_angle_deg=[38],
                    dimming="no",
                ),
                line("candle", 50000, power_w=6, base=["E14"], cct_k=[2700]),
                line("filament", 3000, power_w=6, base=["E27"], shape="ST64", cct_k=[2200]),
            ],
        ),
        charset="iso-8859-9",
    ),
]

LETTERS += [
    fax(
        "351",
        [
            """
# HOTEL PLAYA CORAL
Puerto Plata, República Dominicana
Tel. (809) 555-0141     Fax (809) 555-0142

FECHA:     9 de marzo de 2018
PARA:      Lampworks, Dpto. de Ventas
DE:        Lic. Milagros Peña, Compras
REF.:      HPC-118/18

Estimados señores:

Favor cotizar en US$, CIF Caucedo, las siguientes lámparas LED:

 600     Bombillo A19 9W E26 2700K
 250     Lámpara PAR38 15W E26 3000K 30 grados
 180     Downlight empotrable 6 pulgadas 12W 3000K blanco
  40     Luz de piscina 12W RGB 12V AC, acero inoxidable

Todo en 120 V, excepto la luz de piscina. Debe tener sello UL.
Entrega en 45 días. Pago: 50% con la orden y 50% antes del embarque,
por transferencia bancaria.

Favor responder a: compras@hotelplayacoral.example

Atentamente,

Milagros Peña
"""
        ],
        truth(
            language="es",
            customer=(
                "Hotel Playa Coral",
                "Milagros Peña",
                "compras@hotelplayacoral.example",
                "8095550141",
                "8095550142",
            ),
            order={
                "reference": "HPC-118/18",
                "destination_country": "DO",
                "destination_port": "Caucedo",
                "incoterms": ["CIF"],
                "payment_method": "TT",
                "payment_deposit_percent": 50,
                "delivery_days": 45,
                "currency": "USD",
                "certificates": ["UL"],
            },
            lines=[
                line("bulb", 600, power_w=9, base=["E26"], shape="A19", cct_k=[2700], voltage_v=[120, 120]),
                line(
                    "spot_lamp",
                    250,
                    power_w=15,
                    base=["E26"],
                    shape="PAR38",
                    cct_k=[3000],
                    beam_angle_deg=[30],
                    voltage_v=[120, 120],
                ),
                line(
                    "downlight",
                    180,
                    power_w=12,
                    size_mm=[150],
                    cct_k=[3000],
                    housing_color="white",
                    voltage_v=[120, 120],
                ),
                line(
                    "underwater_light",
                    40,
                    power_w=12,
                    colors=["rgb"],
                    voltage_v=[12, 12],
                    voltage_type="AC",
                    housing_material="stainless steel",
                ),
            ],
        ),
    ),
    # Follows the bills of quantities of Kenyan county tenders for solar street lights (market centres, lots, items by others).
    mail(
        "352",
        "Wycliffe Barasa <w.barasa@savannapower.example>",
        "Tender TKC/T/041/2025-2026 solar street lights - price needed",
        """
Dear Sales,

We are bidding for the attached county tender and would like to go with your make. Please note before you price:

 - Addendum No. 2 has dropped Lot 2, so take the Lot 1 quantities only.
 - The same addendum changes item 1.2 to 50W.
 - Poles and cable we fabricate / buy here.

Terms: CIF Mombasa in USD, L/C 90 days from B/L date, shipment 8 weeks from opening of the L/C. 3 years warranty on lamp and battery,
PVOC needed. With the offer we must submit datasheets, LM-79 reports and IES files. Tender closes on 18th December so
I need your price by 12th.

Regards,
Wycliffe Barasa
Technical Sales, Savanna Power Solutions Ltd
Industrial Area, Nairobi | 0722 555 036 | 020 555 0137
""",
        truth(
            customer=(
                "Savanna Power Solutions Ltd",
                "Wycliffe Barasa",
                "w.barasa@savannapower.example",
                "0722555036",
            ),
            order={
                "reference": "TKC/T/041/2025-2026",
                "destination_country": "KE",
                "destination_port": "Mombasa",
                "incoterms": ["CIF"],
                "payment_method": "LC",
                "payment_days": 90,
                "delivery_days": 56,
                "currency": "USD",
                "documents_requested": ["datasheet", "test_report", "ies_file"],
                "certificates": ["PVOC"],
                "warranty_years": 3,
            },
            lines=[
                line(
                    "street_light",
                    quantity,
                    power_w=power,
                    cct_k=[5700],
                    efficacy_lm_w=160,
                    ip="IP66",
                    housing_material="die-cast aluminium",
                )
                for power, quantity in ((80, 140), (50, 60))
            ]
            + [
                line("accessory", 10),
                line(
                    "flood_light",
                    24,
                    power_w=150,
                    cct_k=[6500],
                    ip="IP66",
                    beam_angle_deg=[90],
                    voltage_v=[220, 240],
                ),
                line(
                    "linear_light",
                    80,
                    power_w=36,
                    size_mm=[1200],
                    cct_k=[4000],
                    ip="IP65",
                    housing_material="pc",
                ),
                line("accessory", 24),
            ],
        ),
        files=[
            (
                "BOQ TKC-T-041.xlsx",
                merged_workbook(
                    "BOQ",
                    [
                        ["TURKWEL COUNTY GOVERNMENT - DEPARTMENT OF ENERGY"],
                        ["Supply and delivery of solar street lights to market centres"],
                        [],
                        ["Item", "Description", "Unit", "Quantity", None, None, "Rate (KES)", "Amount (KES)"],
                        [None, None, None, "Lot 1", "Lot 2", "Total", None, None],
                        ["1", "SOLAR STREET LIGHTING"],
                        [
                            "1.1",
                            (
                                "Integrated (all-in-one) solar street light, 80W LED, 5700K, min. 160 lm/W, IP66, LiFePO4 battery, PIR sensor, "
                                "die-cast aluminium housing"
                            ),
                            "No",
                            140,
                            95,
                            235,
                        ],
                        ["1.2", "Ditto but 60W", "No", 60, 40, 100],
                        ["1.3", "8 m hot-dip galvanised pole with base plate and bolts", "No", 200, 135, 335],
                        ["1.4", "Spare battery pack for item 1.1", "No", 10, 6, 16],
                        [None, "Sub-total 1", None, None, None, None, None, "-"],
                        ["2", "MARKET SHEDS"],
                        ["2.1", "LED flood light 150W, 6500K, IP66, 90 deg beam, 220-240V", "No", 24, 12, 36],
                        [
                            "2.2",
                            "LED weatherproof batten 1200 mm, 36W, 4000K, IP65, polycarbonate",
                            "No",
                            80,
                            64,
                            144,
                        ],
                        ["2.3", "Photocell with bracket", "No", 24, 12, 36],
                        ["2.4", "Armoured cable 4 x 16 sq.mm", "m", 1800, 1250, 3050],
                        [None, "Sub-total 2", None, None, None, None, None, "-"],
                        [None, "GRAND TOTAL carried to form of tender"],
                    ],
                    [
                        "A1:H1",
                        "A2:H2",
                        "A4:A5",
                        "B4:B5",
                        "C4:C5",
                        "D4:F4",
                        "G4:G5",
                        "H4:H5",
                        "B6:H6",
                        "B12:H12",
                    ],
                ),
            )
        ],
        date="Thu, 27 Nov 2025 08:15:00 +0300",
    ),
    # Follows the buy leads of Indian B2B portals: the same things said in three fields, with the portal's noise.
    submission(
        "353",
        {
            "RESPONSE": [
                {
                    "UNIQUE_QUERY_ID": "2671140983",
                    "QUERY_TYPE": "Buy-Lead (B)",
                    "QUERY_TIME": "2025-09-03 18:12:44",
                    "SENDER_NAME": "Mr. Harish Patel",
                    "SENDER_MOBILE": "+91-95555 00188",
                    "SENDER_EMAIL": "harish@patellights.example",
                    "SENDER_COMPANY": "Patel Lights & Decor",
                    "SENDER_ADDRESS": "Yagnik Road, Rajkot, Gujarat",
                    "SENDER_COUNTRY_ISO": "IN",
                    "SUBJECT": "Requirement for LED Rope Light",
                    "QUERY_PRODUCT_NAME": "LED Strip Light",
                    "QUERY_MCAT_NAME": "LED Strip Lights",
                    "QUERY_MESSAGE": "I want to buy LED Strip Light.<br><br>Before purchasing I would like to know the price details."
                    "<br>Input Voltage : 220V AC<br>LED Type : SMD2835<br>IP Rating : IP65<br>Quantity : 3000 Meter"
                    "<br>Usage/Application : Diwali decoration<br>Probable Order Value : Rs. 50,000 to 1 Lakh<br>Need : within 15 days"
                    "<br>Additional details: 1.5k mtr warm white, 1k mtr blue, 500 mtr pink. our budget Rs 32/mtr all colour. "
                    "also 2 pin connector plug 100 pcs. delivery in Rajkot"
                    "<br><br>Contact this buyer now - only 3 sellers can buy this lead!",
                    "CALL_DURATION": None,
                }
            ],
            "STATUS": "SUCCESS",
            "TOTAL_RECORDS": 1,
        },
        truth(
            customer=("Patel Lights & Decor", "Harish Patel", "harish@patellights.example", "+919555500188"),
            order={
                "destination_country": "IN",
                "destination_port": "Rajkot",
                "delivery_days": 15,
                "currency": "INR",
            },
            lines=[
                line(
                    "strip",
                    quantity,
                    unit="m",
                    voltage_v=[220, 220],
                    voltage_type="AC",
                    chip=["SMD2835"],
                    ip="IP65",
                    colors=[color],
                    target_price=32,
                )
                for quantity, color in ((1500, "warm_white"), (1000, "blue"), (500, "pink"))
            ]
            + [line("accessory", 100)],
        ),
    ),
    mail(
        "354",
        "Cristóbal Fuenzalida <cfuenzalida@norteluz.example>",
        "RE: Cotización bodega Antofagasta",
        """
Hola Lily, buen día:

Antes de que me cotices, tres correcciones a mi correo del martes:

* los proyectores suben a 450 unidades
* las campanas tienen que ser de 200W y 4000K
* los tubos ya no van, el cliente los compra acá

Y agregar 60 equipos de emergencia con dos focos, 2x3W, autonomía 90 min.

El resto queda igual. Plazo de entrega máximo 40 días, por favor.

Slds.
Cristóbal Fuenzalida M.
Norteluz SpA
+56 9 5555 0162

De: Cristóbal Fuenzalida
Enviado el: martes, 14 de octubre de 2025 18:03
Para: Lampworks Sales
Asunto: Cotización bodega Antofagasta

> Estimada Lily:
> Necesitamos precio CIF Antofagasta en USD para un proyecto en Chile:
> 1. 300 proyectores LED 100W 6500K IP66, carcasa negra
> 2. 120 campanas UFO 150W 5000K 90°, 140 lm/W
> 3. 800 tubos T8 18W 1200 mm 4000K vidrio
> 4. 200 luminarias herméticas 1500 mm 50W 4000K IP65
> Con certificación SEC. Pago con carta de crédito a la vista.
> Cristóbal
""",
        truth(
            language="es",
            customer=(
                "Norteluz SpA",
                "Cristóbal Fuenzalida M.",
                "cfuenzalida@norteluz.example",
                "+56955550162",
            ),
            order={
                "destination_country": "CL",
                "destination_port": "Antofagasta",
                "incoterms": ["CIF"],
                "payment_method": "LC",
                "payment_days": 0,
                "delivery_days": 40,
                "currency": "USD",
                "certificates": ["SEC"],
            },
            lines=[
                line("flood_light", 450, power_w=100, cct_k=[6500], ip="IP66", housing_color="black"),
                line("high_bay", 120, power_w=200, cct_k=[4000], beam_angle_deg=[90], efficacy_lm_w=140),
                line("linear_light", 200, power_w=50, size_mm=[1500], cct_k=[4000], ip="IP65"),
                line("emergency_light", 60, power_w=6),
            ],
        ),
        date="Thu, 16 Oct 2025 09:44:00 -0300",
    ),
    coded_mail(
        "355",
        "Mamadou Seck <m.seck@teranga-elec.example>",
        "Demande de prix conteneur 40' HQ",
        """
Bonjour Madame, Monsieur,

Nous sommes importateur de matériel électrique à Dakar (Sénégal) et nous préparons un conteneur de 40' HQ.
Merci de nous faire votre meilleure offre CFR Dakar, en euros, pour :

- ampoules LED 9 W 6500 K, culots E27 et B22 moitié-moitié, 30 000 pièces au total
- projecteurs solaires 100 W avec panneau séparé, IP65, lumière blanche : 150 cartons de 8 pièces

Emballage neutre pour les ampoules, marque TERANGA pour le reste.
Règlement par crédit documentaire irrévocable à vue. Délai souhaité : 5 semaines.
Merci de joindre votre catalogue et les photos des emballages.

Cordialement,

Mamadou SECK
Directeur commercial
Teranga Électricité SARL
Tél. : (+221) 33 555 01 49 / Mob. : (+221) 77 555 01 50
""",
        truth(
            language="fr",
            customer=(
                "Teranga Électricité SARL",
                "Mamadou Seck",
                "m.seck@teranga-elec.example",
                "+221335550149",
            ),
            order={
                "destination_country": "SN",
                "destination_port": "Dakar",
                "incoterms": ["CFR"],
                "payment_method": "LC",
                "payment_days": 0,
                "delivery_days": 35,
                "currency": "EUR",
                "documents_requested": ["catalogue", "photos"],
            },
            lines=[
                line("bulb", 15000, power_w=9, base=["E27"], cct_k=[6500]),
                line("bulb", 15000, power_w=9, base=["B22d"], cct_k=[6500]),
                line("flood_light", 1200, power_w=100, ip="IP65", colors=["white"]),
            ],
        ),
        charset="iso-8859-15",
    ),
    # A chat widget's record, the customer's and our own turns in one list.
    submission(
        "356",
        {
            "conversation_id": "c-77120",
            "channel": {"type": "messenger", "page": "Lampworks Lighting"},
            "participants": [
                {"id": "u1", "role": "visitor", "name": "Ali Al-Saadi"},
                {"id": "a4", "role": "agent", "name": "Lily"},
            ],
            "turns": [
                {"by": "u1", "at": "2025-06-21T18:02:11Z", "text": "السلام عليكم"},
                {
                    "by": "a4",
                    "at": "2025-06-21T18:02:40Z",
                    "text": "Hello sir, welcome! We sell 9W 12W 15W bulbs, flood lights 10W-400W",
                },
                {
                    "by": "u1",
                    "at": "2025-06-21T18:04:02Z",
                    "text": "اريد سعر لمبات ليد كلها E27 ضوء ابيض 220 فولت",
                },
                {"by": "u1", "at": "2025-06-21T18:04:20Z", "text": "9 واط 30 الف حبة"},
                {"by": "u1", "at": "2025-06-21T18:04:31Z", "text": "12 واط 50 الف حبة"},
                {"by": "u1", "at": "2025-06-21T18:04:58Z", "text": "15 واط 200 كرتونة، كل كرتونة 100 حبة"},
                {"by": "u1", "at": "2025-06-21T18:05:40Z", "text": "وكشافات 100 واط اسود IP66 عدد ١٥٠٠"},
                {"by": "a4", "at": "2025-06-21T18:06:00Z", "text": "OK sir. FOB or CIF? which city?"},
                {"by": "u1", "at": "2025-06-21T18:07:15Z", "text": "CIF ميناء ام قصر العراق بالدولار"},
                {
                    "by": "u1",
                    "at": "2025-06-21T18:07:50Z",
                    "text": "واريد عينة من كل نوع قبل الطلب، والضمان سنتين",
                },
                {
                    "by": "u1",
                    "at": "2025-06-21T18:08:30Z",
                    "text": "علي حسن الساعدي، شركة نور الرافدين للتجارة، البصرة، واتساب +964 770 555 0171",
                },
            ],
        },
        truth(
            language="ar",
            customer=("شركة نور الرافدين للتجارة", "علي حسن الساعدي", None, "+9647705550171"),
            order={
                "destination_country": "IQ",
                "destination_port": "Umm Qasr",
                "incoterms": ["CIF"],
                "currency": "USD",
                "sample_requested": True,
                "warranty_years": 2,
            },
            lines=[
                line("bulb", 30000, power_w=9, base=["E27"], colors=["white"], voltage_v=[220, 220]),
                line("bulb", 50000, power_w=12, base=["E27"], colors=["white"], voltage_v=[220, 220]),
                line("bulb", 20000, power_w=15, base=["E27"], colors=["white"], voltage_v=[220, 220]),
                line("flood_light", 1500, power_w=100, ip="IP66", housing_color="black"),
            ],
        ),
    ),
    # Where is my order, with the table of the order and an old question of price below.
    mail(
        "357",
        "Adwoa Mensima <adwoa@goldlinelights.example>",
        "RE: RE: Quotation request - PO GL/25/088 vessel?",
        """
Hello Lily,

It is now 6 weeks since we paid the balance for PO GL/25/088 and we still have no B/L. Please tell us the vessel name, ETD and when the
container reaches Tema. Our goods in that container:

| Article              | Qty    | Ctns |
| A60 9W B22 6500K     | 20,000 | 200  |
| T8 4ft 18W glass     | 5,000  | 200  |
| Flood 100W IP66      | 600    | 120  |

Telex release please, no original documents by courier.

Adwoa Mensima
Goldline Lights Ent., Kumasi, Ghana
024 555 0153

From: Adwoa Mensima
Sent: 2 June 2025 11:20
Subject: Quotation request
> Please quote best price CIF Tema for A60 9W B22 20,000 pcs, T8 tube 4ft 18W 5,000 pcs and flood light 100W 600 pcs.
""",
        truth("order_status"),
        date="Mon, 22 Sep 2025 10:31:00 +0000",
    ),
    # A maker of lamps who buys parts: modules, COB, drivers, lenses.
    mail(
        "358",
        '"Gaurav Khandelwal (Purchase)" <purchase@jyotiled.example>',
        "Enquiry JL/PUR/ENQ/0412 - components for Q1",
        """
Dear Sir/Madam,

Pls quote CIF Nhava Sheva (India) in USD, usance L/C 120 days from B/L, for following components:

S.No | Part                                                              | Qty
1    | LED module 12V DC, 3 x SMD2835, 1.2W, 6000-6500K, IP65            | 2 lakh nos
2    | COB 30W 3000K CRI 90, Bridgelux                                   | 5,000 nos
3    | Lens 24 deg for above COB                                         | 5,000 nos
4    | Isolated LED driver 36W 600mA, i/p 100-277V AC, PF>0.9, non-dim   | 10k

BIS (CRS) is must for Sl. 4. Please send 20 nos. free samples of each against courier account DHL, alongwith data sheets.
Delivery: 6 weeks.

Thanks & regards
Gaurav Khandelwal
Manager - Purchase
Jyoti LED Technologies Pvt. Ltd., Bhiwadi, Rajasthan
M. 95555 00164 | T. 01493-555016

DISCLAIMER: This e-mail is meant only for the addressee. Views are those of the sender...
""",
        truth(
            customer=(
                "Jyoti LED Technologies Pvt. Ltd.",
                "Gaurav Khandelwal",
                "purchase@jyotiled.example",
                "9555500164",
            ),
            order={
                "reference": "JL/PUR/ENQ/0412",
                "destination_country": "IN",
                "destination_port": "Nhava Sheva",
                "incoterms": ["CIF"],
                "payment_method": "LC",
                "payment_days": 120,
                "delivery_days": 42,
                "currency": "USD",
                "sample_requested": True,
                "documents_requested": ["datasheet"],
                "certificates": ["BIS"],
            },
            lines=[
                line(
                    "module",
                    200000,
                    power_w=1.2,
                    voltage_v=[12, 12],
                    voltage_type="DC",
                    chip=["SMD2835"],
                    cct_range_k=[6000, 6500],
                    ip="IP65",
                ),
                line("module", 5000, power_w=30, cct_k=[3000], cri_min=90, chip=["COB", "Bridgelux"]),
                line("accessory", 5000, beam_angle_deg=[24]),
                line("driver", 10000, power_w=36, voltage_v=[100, 277], voltage_type="AC", dimming="no"),
            ],
        ),
    ),
    # A forwarder with a firm of her own, the hotel's schedule below.
    mail(
        "359",
        "Teresa Kiala <teresa.kiala@casadasluzes.example>",
        "ENC: Mapa de luminárias - Hotel Baía",
        """
Boa tarde,

Segue em baixo o mapa do nosso cliente. Pretendemos a vossa melhor proposta CIF Luanda, em USD, com fichas técnicas, para entrega até
final de Maio. Atenção: o tipo L4 passa de 60 para 84 unidades e o L6 fica a cargo da obra (não cotar).

Pagamento a 100% antecipado por transferência.

Cumprimentos,
Teresa Kiala
Casa das Luzes, Lda. - Luanda, Angola
Tel.: +244 222 555 017
Telm.: +244 923 555 018

-------- Mensagem encaminhada --------
De: Arq. Hugo Valadares <hvaladares@atelier-hv.example>
Data: 20 de janeiro de 2026 14:12
Assunto: Mapa de luminárias
Para: Teresa Kiala

Teresa, aqui vai:

L1 - Downlight encastrado 12W 3000K 36º CRI90, IP44, aro branco, DALI - 210 un.
L2 - Idem mas 24º, aro preto, IP20 - 96 un.
L3 - Fita LED 24V 14,4W/m 2700K CRI90 IP67 - 380 m
L4 - Balizador de encastrar em parede (degraus) 3W 3000K IP65 inox - 60 un.
L5 - Projetor de jardim com espeto 7W 3000K 24º IP66 preto - 45 un.
L6 - Lustre decorativo do átrio - 2 un.
L7 - Saída de emergência LED 3W, 3h de autonomia - 58 un.

Marca de referência para L1 e L2: iGuzzini ou equivalente.
Hugo
""",
        truth(
            language="pt",
            customer=(
                "Casa das Luzes, Lda.",
                "Teresa Kiala",
                "teresa.kiala@casadasluzes.example",
                "+244222555017",
            ),
            order={
                "destination_country": "AO",
                "destination_port": "Luanda",
                "incoterms": ["CIF"],
                "payment_method": "TT",
                "payment_deposit_percent": 100,
                "delivery_date": "2026-05-31",
                "currency": "USD",
                "documents_requested": ["datasheet"],
            },
            lines=[
                line(
                    "downlight",
                    210,
                    model="L1",
                    power_w=12,
                    cct_k=[3000],
                    beam_angle_deg=[36],
                    cri_min=90,
                    ip="IP44",
                    housing_color="white",
                    dimming="DALI",
                    equivalent_to="iGuzzini",
                ),
                line(
                    "downlight",
                    96,
                    model="L2",
                    power_w=12,
                    cct_k=[3000],
                    beam_angle_deg=[24],
                    cri_min=90,
                    ip="IP20",
                    housing_color="black",
                    dimming="DALI",
                    equivalent_to="iGuzzini",
                ),
                line(
                    "strip",
                    380,
                    unit="m",
                    model="L3",
                    power_w=14.4,
                    voltage_v=[24, 24],
                    cct_k=[2700],
                    cri_min=90,
                    ip="IP67",
                ),
                line(
                    "wall_light",
                    84,
                    model="L4",
                    power_w=3,
                    cct_k=[3000],
                    ip="IP65",
                    housing_material="stainless steel",
                ),
                line(
                    "garden_light",
                    45,
                    model="L5",
                    power_w=7,
                    cct_k=[3000],
                    beam_angle_deg=[24],
                    ip="IP66",
                    housing_color="black",
                ),
                line("emergency_light", 58, model="L7", power_w=3),
            ],
        ),
    ),
    # A CRM's export: positions in a list, the free text says what the fields do not.
    submission(
        "360",
        {
            "oportunidad": {
                "folio": "OP-2025-0877",
                "etapa": "Prospecto",
                "creada": "2025-03-11",
                "vendedor": "Lily Chen",
                "cuenta": {
                    "razon_social": "Grupo Eléctrico del Bajío S.A. de C.V.",
                    "pais": "MX",
                    "ciudad": "León, Gto.",
                    "contacto": {
                        "nombre": "Alejandra",
                        "apellidos": "Villaseñor Ruiz",
                        "mail": "avillasenor@gebajio.example",
                        "tel": "+52 477 555 0115",
                    },
                },
                "partidas": [
                    {
                        "renglon": 1,
                        "clave_cliente": "GEB-VIAL100",
                        "descripcion": "Luminario vial 100W 4000K IP66 130 lm/W, fotocelda NEMA",
                        "cant": 400,
                    },
                    {
                        "renglon": 2,
                        "clave_cliente": "GEB-TT30",
                        "descripcion": "Tubo T8 18W 1.20 m 6500K cristal",
                        "cant": "80 cajas de 30",
                    },
                ],
                "terminos": {
                    "incoterm": "CIF",
                    "lugar": "Manzanillo",
                    "moneda": "USD",
                    "pago": "30 días fecha de embarque",
                },
                "notas": "Piden certificado NOM y garantía de 5 años. Para el renglón 1 objetivo de 41 dólares por pieza. Entrega a más tardar 30/05/2025.",
            }
        },
        truth(
            language="es",
            customer=(
                "Grupo Eléctrico del Bajío S.A. de C.V.",
                "Alejandra Villaseñor Ruiz",
                "avillasenor@gebajio.example",
                "+524775550115",
            ),
            order={
                "destination_country": "MX",
                "destination_port": "Manzanillo",
                "incoterms": ["CIF"],
                "payment_method": "OA",
                "payment_days": 30,
                "delivery_date": "2025-05-30",
                "currency": "USD",
                "certificates": ["NOM"],
                "warranty_years": 5,
            },
            lines=[
                line(
                    "street_light",
                    400,
                    model="GEB-VIAL100",
                    power_w=100,
                    cct_k=[4000],
                    ip="IP66",
                    efficacy_lm_w=130,
                    target_price=41,
                ),
                line(
                    "tube",
                    2400,
                    model="GEB-TT30",
                    power_w=18,
                    base=["G13"],
                    shape="T8",
                    size_mm=[1200],
                    cct_k=[6500],
                    housing_material="glass",
                ),
            ],
        ),
    ),
]
LETTERS += [
    # Forwarded in a forwarded one; the paper follows Italian municipal lists of luminaires (capitolato, elenco apparecchi).
    mail(
        "361",
        "Paolo De Donno <p.dedonno@elettrosalento.example>",
        "I: I: Gara Comune - apparecchi illuminazione pubblica",
        "\n".join(
            [
                """
Ciao Lily,

vedi sotto e allegato: mi servono i prezzi DAP Lecce entro venerdì. Due varianti rispetto al documento Word: la posizione 2 va fatta
a 3000K (il Comune ha cambiato idea) e la posizione 4 non la quotare. Tutto in grigio RAL 7016.
Pagamento 60 gg. fine mese. Consegna tassativa entro il 20 aprile. Servono file LDT e schede tecniche, ENEC obbligatorio.

Paolo De Donno
Elettroforniture Salento S.r.l.
tel. 0832 555 011

""",
                forwarded(
                    1,
                    [
                        "---- Messaggio inoltrato ----",
                        "Da: Geom. Anna Greco",
                        "Data: 28/01/2026 12:05",
                        "Oggetto: I: Gara Comune",
                    ],
                    "Paolo, ti giro quanto ricevuto dallo studio. Fammi sapere.\nAnna",
                ),
                forwarded(
                    2,
                    [
                        "---- Messaggio inoltrato ----",
                        "Da: Studio Tecnico Ing. Rizzo",
                        "Data: 27/01/2026 17:48",
                        "Oggetto: Gara Comune",
                    ],
                    "In allegato l'elenco apparecchi, procedura n. 14/2026. Per chiarimenti 0832 555 099.\nIng. F. Rizzo",
                ),
            ]
        ),
        truth(
            language="it",
            customer=(
                "Elettroforniture Salento S.r.l.",
                "Paolo De Donno",
                "p.dedonno@elettrosalento.example",
                "0832555011",
            ),
            order={
                "reference": "14/2026",
                "destination_country": "IT",
                "destination_port": "Lecce",
                "incoterms": ["DAP"],
                "payment_method": "OA",
                "payment_days": 60,
                "delivery_date": "2026-04-20",
                "documents_requested": ["ies_file", "datasheet"],
                "certificates": ["ENEC"],
            },
            lines=[
                line(
                    "street_light",
                    310,
                    power_w=39,
                    cct_k=[4000],
                    cri_min=70,
                    luminous_flux_lm=5200,
                    ip="IP66",
                    housing_material="die-cast aluminium",
                    housing_color="RAL7016",
                ),
                line(
                    "street_light",
                    125,
                    power_w=71,
                    cct_k=[3000],
                    cri_min=70,
                    luminous_flux_lm=9800,
                    ip="IP66",
                    housing_material="die-cast aluminium",
                    housing_color="RAL7016",
                ),
                line(
                    "flood_light",
                    18,
                    power_w=150,
                    cct_k=[4000],
                    beam_angle_deg=[60],
                    ip="IP66",
                    housing_color="RAL7016",
                ),
            ],
        ),
        files=[
            (
                "elenco_apparecchi.docx",
                word_paper(
                    "Procedura n. 14/2026 - Riqualificazione illuminazione pubblica - Elenco apparecchi",
                    [
                        ["Pos.", "Descrizione", "Potenza", "Flusso min.", "Temp. colore", "Q.tà"],
                        [
                            "1",
                            "Armatura stradale LED, corpo in alluminio pressofuso, IP66, CRI>70",
                            "39 W",
                            "5.200 lm",
                            "4000K",
                            "310",
                        ],
                        [
                            "2",
                            "Armatura stradale LED, corpo in alluminio pressofuso, IP66, CRI>70",
                            "71 W",
                            "9.800 lm",
                            "4000K",
                            "125",
                        ],
                        [
                            "3",
                            "Proiettore LED per campo sportivo, ottica 60°, IP66",
                            "150 W",
                            "-",
                            "4000K",
                            "18",
                        ],
                        ["4", "Palo conico h 8 m zincato con sbraccio", "-", "-", "-", "435"],
                    ],
                    "Tutti gli apparecchi in classe II, sezionatore incluso.",
                ),
            )
        ],
    ),
    # A claim with a table of goods and a wish for replacements.
    mail(
        "362",
        "Yadira Montenegro <ymontenegro@electroistmo.example>",
        "Faltantes y daños embarque PI LW-25-0612",
        """
Estimada Lily:

Recibimos el contenedor en Colón el 3 de este mes. Al abrirlo encontramos lo siguiente:

Producto                         Facturado   Recibido bueno   Dañado
Panel 60x60 40W 4000K                  800              712       88
Tubo T8 18W 6500K vidrio             5,000            4,640      360
Reflector 100W IP66                    300              296        4

Los paneles vienen con el difusor quebrado y los reflectores no encienden. Necesitamos que nos envíen sin costo en el próximo
embarque 88 paneles, 360 tubos y 4 reflectores, o nota de crédito. Adjunto fotos en WeTransfer.

Espero su pronta respuesta y una solución.

Yadira Montenegro
Electro Istmo, S.A., Panamá
""",
        truth("complaint", "es"),
    ),
    mail(
        "363",
        "Eng. Tarek Mansour <t.mansour@deltalamps.example>",
        "Inquiry for SKD & finished lamps",
        """
Dear Mr. Manager,

Good day. We are importer and assembler of LED lamps in Alexandria, Egypt and need your offer C&F Alexandria in US Dollar for :

1 - SKD bulb 9w  E27 6500k (housing + cap + cover + DOB board)            100k set
2 - SKD bulb 12w E27 6500k                                               60k set
3 - Finished bulb 15w E27, 6500k / 3000k                                 40k (3/4 white 6500k, 1/4 warm 3000k)
4 - Surface panel 24w round 6500k                                        300 carton x 20 pcs
5 - Flood light 100w AC85-265V IP65 6500k black                          2000 - 3000 pc

SKD for items 1 & 2 : min. 90 lm/w.
Guarantee 2 years. Payment : cash against documents. Shipping docs must carry the ACID number.
Kindly note shipment before 20/3/2026 (before the feast). Also send video of assembly line of SKD and price list of other lamps.

Best Regards
Eng. Tarek Mansour
Purchasing Manager
Delta Lamps Co. for Lighting Industries
Tel : +20 3 555 0122     Fax : +20 3 555 0123     Mob. : +20 122 555 0124
""",
        truth(
            customer=(
                "Delta Lamps Co. for Lighting Industries",
                "Tarek Mansour",
                "t.mansour@deltalamps.example",
                "+2035550122",
                "+2035550123",
            ),
            order={
                "destination_country": "EG",
                "destination_port": "Alexandria",
                "incoterms": ["CFR"],
                "payment_method": "DP",
                "delivery_date": "2026-03-20",
                "currency": "USD",
                "documents_requested": ["video", "price_list"],
                "warranty_years": 2,
            },
            lines=[
                line("bulb", 100000, unit="set", power_w=9, base=["E27"], cct_k=[6500], efficacy_lm_w=90),
                line("bulb", 60000, unit="set", power_w=12, base=["E27"], cct_k=[6500], efficacy_lm_w=90),
                line("bulb", 30000, power_w=15, base=["E27"], cct_k=[6500], colors=["white"]),
                line("bulb", 10000, power_w=15, base=["E27"], cct_k=[3000], colors=["warm_white"]),
                line("panel", 6000, power_w=24, cct_k=[6500]),
                line(
                    "flood_light",
                    2000,
                    quantity_max=3000,
                    power_w=100,
                    voltage_v=[85, 265],
                    voltage_type="AC",
                    ip="IP65",
                    cct_k=[6500],
                    housing_color="black",
                ),
            ],
        ),
    ),
    fax(
        "364",
        [
            """
# AKAMAS BAY RESORT & SPA
Latchi, 8840 Paphos, Cyprus
Phone: +357 26 555 010     Telefax: +357 26 555 011

To:    Lampworks Export          Date: 3 October 2016
From:  Andreas Christodoulou     Our ref: ABR/ENG/2016-44

INQUIRY - LED REPLACEMENT LAMPS

Please quote CIF Limassol, price in EUR, for winter renovation:

Pos   Description                                    Qty
1     T8 tube 60 cm 9W 4000K glass                   320 pcs
2     T8 tube 120 cm 18W 4000K glass                 500 pcs
3     GU10 6W 2700K 38 deg, dimmable                1200 pcs
4     Globe G95 E27 12W 3000K                        150 pcs
5     AR111 12V 15W 3000K 24 deg                      80 pcs
6     Bulkhead oval 12W 4000K IP65 white             140 pcs

All lamps 230V except pos. 5. CE mark. Payment 60 days after
invoice. Delivery by end of November 2016. Catalogue welcome.

Andreas Christodoulou
Maintenance Manager
"""
        ],
        truth(
            customer=(
                "Akamas Bay Resort & Spa",
                "Andreas Christodoulou",
                None,
                "+35726555010",
                "+35726555011",
            ),
            order={
                "reference": "ABR/ENG/2016-44",
                "destination_country": "CY",
                "destination_port": "Limassol",
                "incoterms": ["CIF"],
                "payment_method": "OA",
                "payment_days": 60,
                "delivery_date": "2016-11-30",
                "currency": "EUR",
                "documents_requested": ["catalogue"],
                "certificates": ["CE"],
            },
            lines=[
                line(
                    "tube",
                    320,
                    power_w=9,
                    base=["G13"],
                    shape="T8",
                    size_mm=[600],
                    cct_k=[4000],
                    housing_material="glass",
                    voltage_v=[230, 230],
                ),
                line(
                    "tube",
                    500,
                    power_w=18,
                    base=["G13"],
                    shape="T8",
                    size_mm=[1200],
                    cct_k=[4000],
                    housing_material="glass",
                    voltage_v=[230, 230],
                ),
                line(
                    "spot_lamp",
                    1200,
                    power_w=6,
                    base=["GU10"],
                    cct_k=[2700],
                    beam_angle_deg=[38],
                    dimming="yes",
                    voltage_v=[230, 230],
                ),
                line("globe", 150, power_w=12, base=["E27"], shape="G95", cct_k=[3000], voltage_v=[230, 230]),
                line(
                    "spot_lamp",
                    80,
                    power_w=15,
                    base=["G53"],
                    shape="AR111",
                    voltage_v=[12, 12],
                    cct_k=[3000],
                    beam_angle_deg=[24],
                ),
                line(
                    "wall_light",
                    140,
                    power_w=12,
                    cct_k=[4000],
                    ip="IP65",
                    housing_color="white",
                    voltage_v=[230, 230],
                ),
            ],
        ),
        coarse=True,
    ),
    # A Gulf contractor's luminaire schedule as PDF: type codes, approved makes, items by the owner; the cover mail overrides.
    mail(
        "365",
        "Shaji Varghese <shaji.v@meridianmep.example>",
        "RFQ-MEP-2291 / Villa Community Ph.2 - Light Fittings",
        """
Dear Mr. Chen,

Kindly submit by 25-Jan your quotation for the attached light fittings schedule. Price basis DDP Muscat (Oman).

Notes:
1. Control has been changed: all DALI fittings to be offered non-dimmable.
2. Type D2 qty to read 186 nos.
3. Type F is owner supplied, please disregard.
4. CB / CE certificates copies, data sheets and IES for all types.
5. Payment PDC 90 days not possible with overseas supplier, so LC at sight. Warranty 5 years.
6. Delivery 10 weeks from LPO.

With Regards,
Shaji Varghese | Sr. Procurement Engineer
Meridian Electromechanical LLC | P.O. Box 555, PC 112 Ruwi, Sultanate of Oman
T: +968 2455 5012 Ext 214 | F: +968 2455 5013 | M: +968 9555 5014
""",
        truth(
            customer=(
                "Meridian Electromechanical LLC",
                "Shaji Varghese",
                "shaji.v@meridianmep.example",
                "+96824555012",
                "+96824555013",
            ),
            order={
                "reference": "RFQ-MEP-2291",
                "destination_country": "OM",
                "destination_port": "Muscat",
                "incoterms": ["DDP"],
                "payment_method": "LC",
                "payment_days": 0,
                "delivery_days": 70,
                "documents_requested": ["certificate", "datasheet", "ies_file"],
                "certificates": ["CB", "CE"],
                "warranty_years": 5,
            },
            lines=[
                line(
                    "downlight",
                    640,
                    model="D1",
                    power_w=9,
                    cct_k=[3000],
                    cri_min=90,
                    beam_angle_deg=[60],
                    size_mm=[85],
                    ip="IP44",
                    dimming="no",
                    housing_color="white",
                    equivalent_to="Philips",
                ),
                line(
                    "downlight",
                    186,
                    model="D2",
                    power_w=15,
                    cct_k=[3000],
                    cri_min=90,
                    beam_angle_deg=[36],
                    size_mm=[110],
                    ip="IP20",
                    dimming="no",
                    housing_color="white",
                    equivalent_to="Philips",
                ),
                line(
                    "downlight",
                    150,
                    model="D3",
                    power_w=12,
                    cct_k=[3000],
                    cri_min=90,
                    beam_angle_deg=[24],
                    size_mm=[95],
                    ip="IP20",
                    dimming="no",
                    housing_color="black",
                    equivalent_to="Philips",
                ),
                line(
                    "panel",
                    72,
                    model="P1",
                    power_w=36,
                    cct_k=[4000],
                    size_mm=[600, 600],
                    ip="IP20",
                    dimming="no",
                ),
                line(
                    "linear_light",
                    310,
                    model="L1",
                    power_w=40,
                    cct_k=[4000],
                    size_mm=[1200],
                    ip="IP65",
                    housing_material="pc",
                ),
                line(
                    "strip",
                    1450,
                    unit="m",
                    model="C1",
                    power_w=12,
                    cct_k=[3000],
                    cri_min=90,
                    ip="IP20",
                    voltage_v=[24, 24],
                    voltage_type="DC",
                ),
                line(
                    "wall_light",
                    212,
                    model="W1",
                    power_w=8,
                    cct_k=[3000],
                    ip="IP65",
                    housing_color="RAL9005",
                    housing_material="aluminium",
                    equivalent_to="Simes",
                ),
                line(
                    "garden_light",
                    94,
                    model="B1",
                    power_w=10,
                    cct_k=[3000],
                    size_mm=[800],
                    ip="IP65",
                    housing_color="RAL9005",
                    housing_material="aluminium",
                ),
                line(
                    "street_light",
                    63,
                    model="S1",
                    power_w=50,
                    cct_k=[3000],
                    ip="IP66",
                    housing_color="RAL9005",
                ),
                line(
                    "underwater_light",
                    36,
                    model="U1",
                    power_w=15,
                    colors=["rgbw"],
                    voltage_v=[12, 12],
                    voltage_type="AC",
                    ip="IP68",
                    housing_material="stainless steel",
                ),
                line("emergency_light", 40, model="E1", power_w=3),
            ],
        ),
        files=[
            (
                "Light Fittings Schedule R3.pdf",
                pdf(
                    "LIGHT FITTINGS SCHEDULE - Rev. 3",
                    [
                        ["Type", "Description", "Approved make", "Qty"],
                        [
                            "D1",
                            "Recessed LED downlight 9W, 3000K, CRI 90, 60 deg, cut-out 85 mm, IP44, white, DALI",
                            "Philips or equal",
                            "640",
                        ],
                        [
                            "D2",
                            "Recessed LED downlight 15W, 3000K, CRI 90, 36 deg, cut-out 110 mm, IP20, white, DALI",
                            "Philips or equal",
                            "168",
                        ],
                        [
                            "D3",
                            "Adjustable recessed spot 12W, 3000K, CRI 90, 24 deg, cut-out 95 mm, IP20, black, DALI",
                            "Philips or equal",
                            "150",
                        ],
                        ["P1", "Recessed LED panel 600x600, 36W, 4000K, UGR<19, IP20, non-dim", "-", "72"],
                        [
                            "L1",
                            "Weatherproof batten 1200 mm, 40W, 4000K, IP65, polycarbonate (plant rooms, car park)",
                            "-",
                            "310",
                        ],
                        ["C1", "Cove LED strip 24V DC, 12 W/m, 3000K, CRI 90, IP20", "-", "1,450 m"],
                        [
                            "W1",
                            "Exterior wall light up/down 8W, 3000K, IP65, aluminium, RAL 9005",
                            "Simes or equal",
                            "212",
                        ],
                        ["B1", "Bollard h = 800 mm, 10W, 3000K, IP65, aluminium, RAL 9005", "-", "94"],
                        [
                            "S1",
                            "LED street light luminaire 50W, 3000K, IP66, RAL 9005 (pole by civil contractor)",
                            "-",
                            "63",
                        ],
                        ["U1", "Pool light 15W, RGBW, 12V AC, IP68, stainless steel", "-", "36"],
                        ["E1", "Self-contained exit sign LED 3W, 3 h, maintained", "-", "40"],
                        ["F", "Decorative chandelier, majlis", "by interior designer", "6"],
                    ],
                    "Quantities are net. Contractor to verify on site.",
                ),
            )
        ],
        date="Wed, 14 Jan 2026 13:20:00 +0400",
    ),
    # An invoice that lists lamps.
    mail(
        "366",
        "Muhasebe <muhasebe@tarsusdepo.example>",
        "e-Fatura TDP2026000000117",
        """
Sayın Yetkili,

Ocak ayında deponuz adına teslim alınan ürünlere ait depolama ve elleçleme faturamız aşağıdadır. Ödeme vadesi 15 gündür.

Ürün                          Adet     Birim (TL)   Tutar (TL)
LED panel 60x60 40W           1.200        4,50      5.400,00
LED projektör 100W IP66         400        6,00      2.400,00
Elleçleme, 1x40HQ                 1    3.250,00      3.250,00
KDV %20                                              2.210,00
Genel toplam                                        13.260,00

IBAN bilgilerimiz fatura altındadır.

Tarsus Depo Lojistik A.Ş. Muhasebe Servisi
""",
        truth("invoice", "tr"),
    ),
    # A maker of lamps who writes like a buyer.
    mail(
        "367",
        "Cindy Luo <cindy@brightstar-opto.example>",
        "Inquiry about your LED lights purchase plan",
        """
Dear Purchasing Manager,

Glad to know you are in the market of LED lighting. May I ask do you have purchase inquiry for 2026? We are professional factory in
Zhongshan with 12 years experience, our hot sale items now:

- LED flood light 50W, 100W, 200W IP66 from USD 2.9, MOQ 500 pcs
- All in one solar street light 100W 200W 300W from USD 6.5
- SMD2835 strip 220V 100 m/roll

FOB Ningbo or CIF your port, payment 30% T/T deposit, delivery 25 days, CE RoHS certificates. Please kindly send me the quantity you need and
destination port, then I quote you best price with samples free.

Looking forward to your inquiry!
Cindy Luo / Sales Manager
Mob/WhatsApp: +86 155 5550 0133
""",
        truth("spam"),
    ),
    mail(
        "368",
        "Juma Mkapa <jumamk@kilimotraders.example>",
        "Re: order ya taa / lamps again",
        """
Hello Lily my friend, how is the family

we sold everything from first container. Now again for Dar es Salaam, same as last time CIF, prices in dollars:

- bulb 5w B22 6500k 400 dozen
- bulb 9w B22 6500k 1000 dozen
- bulb 9w E27 6500k 500 dozen  (NEW, last time we had only pin)
- tube t8 2ft 9w with fitting, 6500k 1200 sets
- tube t8 4ft 18w with fitting, 6500k 2400 sets
- solar flood 40w, this one I saw in your video, 10 cartons each 12pcs

TBS certificate like before. I pay 40% now by TT and 60% when you send bill of lading. Please dont delay, rain season is coming, we need
to load not later than 28 February.

Juma H. Mkapa
Kilimo Traders, Kariakoo, Dar es Salaam Tanzania
0755 555 0191 / 0655 555 0192

On Mon, 12 May 2025 Lily wrote:
> Dear Juma, your container 1x20GP (5w 500 dozen, 9w 800 dozen, tubes 2000 sets) is on the ship now.
""",
        truth(
            customer=("Kilimo Traders", "Juma H. Mkapa", "jumamk@kilimotraders.example", "07555550191"),
            order={
                "destination_country": "TZ",
                "destination_port": "Dar es Salaam",
                "incoterms": ["CIF"],
                "payment_method": "TT",
                "payment_deposit_percent": 40,
                "delivery_date": "2026-02-28",
                "currency": "USD",
                "certificates": ["TBS"],
            },
            lines=[
                line("bulb", 4800, power_w=5, base=["B22d"], cct_k=[6500]),
                line("bulb", 12000, power_w=9, base=["B22d"], cct_k=[6500]),
                line("bulb", 6000, power_w=9, base=["E27"], cct_k=[6500]),
                line("linear_light", 1200, unit="set", power_w=9, shape="T8", size_mm=[600], cct_k=[6500]),
                line("linear_light", 2400, unit="set", power_w=18, shape="T8", size_mm=[1200], cct_k=[6500]),
                line("flood_light", 120, power_w=40),
            ],
        ),
        date="Fri, 09 Jan 2026 07:55:00 +0300",
    ),
    # A Colombian list as CSV; RETILAP, alternatives of colour; the mail changes two things.
    mail(
        "369",
        "Luz Adriana Cardona <lcardona@iluminacioneje.example>",
        "Invitación a cotizar IC-026 alumbrado parques",
        """
Cordial saludo,

Adjunto cantidades en CSV (separado por punto y coma). Favor tener en cuenta:

- El ítem 2 sí se requiere, pero de 12W y no de 10W.
- Para el ítem 3 cotizar alternativas 3000K o 4000K.
- Ítem 5: lo suministra el municipio, no cotizar.

Oferta CFR Buenaventura (Colombia) en dólares, forma de pago giro directo anticipo 40%. Todos los productos con RETILAP y RETIE y
tensión 120-277V. Garantía 5 años. Plazo de entrega: 75 días calendario. Incluir catálogo y curvas fotométricas.

Cordialmente,

Luz Adriana Cardona Ospina
Iluminación del Eje S.A.S.
PBX (606) 555 0123 - Cel 315 555 0124
Pereira, Risaralda
""",
        truth(
            language="es",
            customer=(
                "Iluminación del Eje S.A.S.",
                "Luz Adriana Cardona Ospina",
                "lcardona@iluminacioneje.example",
                "6065550123",
            ),
            order={
                "reference": "IC-026",
                "destination_country": "CO",
                "destination_port": "Buenaventura",
                "incoterms": ["CFR"],
                "payment_method": "TT",
                "payment_deposit_percent": 40,
                "delivery_days": 75,
                "currency": "USD",
                "documents_requested": ["catalogue", "ies_file"],
                "certificates": ["RETILAP", "RETIE"],
                "warranty_years": 5,
            },
            lines=[
                line(
                    "street_light",
                    180,
                    power_w=60,
                    cct_k=[4000],
                    ip="IP66",
                    efficacy_lm_w=140,
                    voltage_v=[120, 277],
                    housing_material="die-cast aluminium",
                ),
                line(
                    "garden_light",
                    95,
                    power_w=12,
                    cct_k=[3000],
                    ip="IP65",
                    size_mm=[900],
                    voltage_v=[120, 277],
                    housing_color="black",
                ),
                line(
                    "flood_light",
                    24,
                    power_w=300,
                    cct_k=[3000, 4000],
                    ip="IP66",
                    beam_angle_deg=[30],
                    voltage_v=[120, 277],
                ),
                line(
                    "wall_light",
                    60,
                    power_w=20,
                    cct_k=[4000],
                    ip="IP65",
                    voltage_v=[120, 277],
                    housing_material="pc",
                ),
            ],
        ),
        files=[
            (
                "cantidades_IC-026.csv",
                values_with(
                    ";",
                    [
                        ["Item", "Descripcion", "Potencia W", "CCT", "IP", "Und", "Cant"],
                        [
                            "1",
                            "Luminaria tipo vial, aluminio inyectado, 140 lm/W",
                            "60",
                            "4000",
                            "IP66",
                            "un",
                            "180",
                        ],
                        ["2", "Bolardo h=90 cm color negro", "10", "3000", "IP65", "un", "95"],
                        ["3", "Proyector cancha, apertura 30°", "300", "5000", "IP66", "un", "24"],
                        ["4", "Aplique tortuga en policarbonato", "20", "4000", "IP65", "un", "60"],
                        ["5", "Poste metálico 6 m con pernos", "", "", "", "un", "275"],
                    ],
                    charset="iso-8859-1",
                ),
            )
        ],
    ),
    coded_mail(
        "370",
        "Youssef Benkirane <y.benkirane@casalumiere.example>",
        "طلب أثمنة مصابيح وأضواء خارجية",
        """
السلام عليكم،

نحن موزعون بالجملة في الدار البيضاء، المغرب، ونطلب عرض أثمنة FOB شنتشن و CFR الدار البيضاء باليورو:

1- مصباح فتيلة G95 E27 قدرة 8 واط 2700K : 5000 قطعة
2- مصباح فتيلة ST64 E27 قدرة 6 واط 2200K : 80 كرتونة (50 قطعة في الكرتونة)
3- سبوت GU10 قدرة 7 واط، نصف الكمية 3000K والنصف 4000K، المجموع 10000 قطعة
4- مصباح بولارد للحدائق ارتفاع 60 سم 12 واط 3000K IP65 لون أسود : 300 قطعة

الأداء: 30% تسبيق بتحويل بنكي والباقي قبل الشحن. مدة التسليم القصوى 40 يوما.
المرجو إرسال الكتالوج ولائحة الأثمنة الكاملة وعينة واحدة من السبوت.

مع التحية
يوسف بنكيران
شركة كازا لوميير
الهاتف: +212 522 555 013
الفاكس: +212 522 555 014
""",
        truth(
            language="ar",
            customer=(
                "شركة كازا لوميير",
                "يوسف بنكيران",
                "y.benkirane@casalumiere.example",
                "+212522555013",
                "+212522555014",
            ),
            order={
                "destination_country": "MA",
                "destination_port": "Casablanca",
                "loading_port": "Shenzhen",
                "incoterms": ["FOB", "CFR"],
                "payment_method": "TT",
                "payment_deposit_percent": 30,
                "delivery_days": 40,
                "currency": "EUR",
                "sample_requested": True,
                "documents_requested": ["catalogue", "price_list"],
            },
            lines=[
                line("filament", 5000, power_w=8, base=["E27"], shape="G95", cct_k=[2700]),
                line("filament", 4000, power_w=6, base=["E27"], shape="ST64", cct_k=[2200]),
                line("spot_lamp", 5000, power_w=7, base=["GU10"], cct_k=[3000]),
                line("spot_lamp", 5000, power_w=7, base=["GU10"], cct_k=[4000]),
                line(
                    "garden_light",
                    300,
                    power_w=12,
                    size_mm=[600],
                    cct_k=[3000],
                    ip="IP65",
                    housing_color="black",
                ),
            ],
        ),
        charset="windows-1256",
    ),
]

LETTERS += [
    mail(
        "371",
        "Rania Khoury <rania.khoury@levantlight.example>",
        "Automatic reply: Your inquiry for flood lights - our offer",
        """
Thank you for your e-mail. I am on annual leave until Sunday 7 September with no access to my mailbox. For urgent purchasing matters
please contact my colleague Fadi (fadi@levantlight.example, +961 4 555 016).

Rania Khoury
Purchasing, Levant Light s.a.l.

-----Original Message-----
From: Rania Khoury
To: sales@lampworks.example
Subject: Your inquiry for flood lights

Dear Lily, please quote CIF Beirut: 500 pcs flood light 100W 6500K IP66, 300 pcs flood light 200W, 1,000 m strip 24V 14.4W/m 3000K.
30% T/T in advance. Regards, Rania
""",
        truth("out_of_office"),
        date="Wed, 27 Aug 2025 12:01:00 +0300",
        auto_submitted="auto-replied",
    ),
    # An agent in China writes, the client's list in Spanish stands below.
    mail(
        "372",
        "陈晓燕 <chenxy@yiwuhengtong.example>",
        "转发:玻利维亚客户询价(请报FOB宁波含税美金)",
        """
李经理您好:

下面是我玻利维亚客户的清单,请报 FOB 宁波价(美金),并提供每款的外箱尺寸和毛重、产品图片。
第3项客户改了:要 12W 的,不要 9W,数量也改成 6000 个。第5项不用报。
要求CE,质保两年。付款:30%定金,余款出货前付清。交期 30 天以内。

陈晓燕
义乌市恒通进出口有限公司
电话:0579-85550136  手机:155 5500 0137

------------------ 原始邮件 ------------------
发件人: "Wilfredo Mamani" <wmamani@comercialillimani.example>
发送时间: 2025年12月3日(星期三) 晚上10:41
主题: pedido luces

Hola Yan, para el próximo contenedor (puerto de destino Arica):
1. Foco LED 9W A60 E27 luz blanca 6500K, 20000 unidades
2. Foco LED vela E14 5W luz cálida 3000K, 4000 unidades
3. Foco LED 9W E27 luz blanca 6500K con batería (emergencia), 3000 unidades
4. Reflector solar 200W con panel y control, IP66, 300 unidades
5. Ventiladores de techo, 200 unidades
6. Manguera LED 220V SMD2835 luz verde, 40 rollos de 100 m
Saludos
""",
        truth(
            language="zh",
            customer=(
                "义乌市恒通进出口有限公司",
                "陈晓燕",
                "chenxy@yiwuhengtong.example",
                "057985550136",
            ),
            order={
                "destination_country": "BO",
                "destination_port": "Arica",
                "loading_port": "Ningbo",
                "incoterms": ["FOB"],
                "payment_method": "TT",
                "payment_deposit_percent": 30,
                "delivery_days": 30,
                "currency": "USD",
                "documents_requested": ["packing_info", "photos"],
                "certificates": ["CE"],
                "warranty_years": 2,
            },
            lines=[
                line("bulb", 20000, power_w=9, base=["E27"], shape="A60", cct_k=[6500], colors=["white"]),
                line("candle", 4000, power_w=5, base=["E14"], cct_k=[3000], colors=["warm_white"]),
                line("bulb", 6000, power_w=12, base=["E27"], cct_k=[6500], colors=["white"]),
                line("flood_light", 300, power_w=200, ip="IP66"),
                line("strip", 40, unit="roll", voltage_v=[220, 220], chip=["SMD2835"], colors=["green"]),
            ],
        ),
        date="Thu, 04 Dec 2025 09:05:00 +0800",
    ),
    # Follows the written price quotation forms of South African municipalities.
    mail(
        "373",
        "SCM Unit <scm@umlazane.example>",
        "REQUEST FOR FORMAL WRITTEN PRICE QUOTATION: SCM/FWPQ/55/2025-26 - LED LUMINAIRES",
        """
UMLAZANE LOCAL MUNICIPALITY
Supply Chain Management Unit, 12 Main Street, Kokstad, 4700

REQUEST FOR FORMAL WRITTEN PRICE QUOTATION
RFQ NUMBER      : SCM/FWPQ/55/2025-26
DESCRIPTION     : Supply and delivery of LED luminaires to Municipal Stores, Kokstad
CLOSING         : 27 February 2026 at 12h00 (late quotations will not be considered)
EVALUATION      : 80/20 preference points system

Kindly quote in ZAR, VAT inclusive, delivered, for the following:

 NO   DESCRIPTION                                                          UOM   QTY
 1    LED streetlight 36W, 4000K, IP66, LM6 die-cast aluminium housing      ea    300
 2    LED streetlight 72W, otherwise as item 1                              ea    180
 3    LED high mast floodlight 400W, 4000K, IP66, 30 degree                 ea     24
 4    LED floodlight 150W, 5000K, IP65, grey                                ea     40
 5    LED lamp 10W B22 cool white, carton of 100                            ctn    15
 6    Photocell (NEMA 3 pin) for items 1 and 2                              ea    480

Items 1 to 4 to be suitable for 230V and to carry the SABS mark. Lead time: 6 weeks from date of order.
Warranty on luminaires: 5 years. Payment 30 days from receipt of invoice.
Attach data sheets and photometric files (IES). Bidders to attach CSD report, tax PIN and MBD 4, 8 and 9 forms.

Enquiries: Ms Nomvula Khumalo, 039 555 0112, office hours only
E-mail quotations to: scm@umlazane.example

N. Khumalo
SCM Practitioner
""",
        truth(
            customer=(
                "Umlazane Local Municipality",
                "Nomvula Khumalo",
                "scm@umlazane.example",
                "0395550112",
            ),
            order={
                "reference": "SCM/FWPQ/55/2025-26",
                "destination_country": "ZA",
                "destination_port": "Kokstad",
                "payment_method": "OA",
                "payment_days": 30,
                "delivery_days": 42,
                "currency": "ZAR",
                "documents_requested": ["datasheet", "ies_file"],
                "certificates": ["SABS"],
                "warranty_years": 5,
            },
            lines=[
                line(
                    "street_light",
                    quantity,
                    power_w=power,
                    cct_k=[4000],
                    ip="IP66",
                    housing_material="die-cast aluminium",
                    voltage_v=[230, 230],
                )
                for power, quantity in ((36, 300), (72, 180))
            ]
            + [
                line(
                    "flood_light",
                    24,
                    power_w=400,
                    cct_k=[4000],
                    ip="IP66",
                    beam_angle_deg=[30],
                    voltage_v=[230, 230],
                ),
                line(
                    "flood_light",
                    40,
                    power_w=150,
                    cct_k=[5000],
                    ip="IP65",
                    housing_color="grey",
                    voltage_v=[230, 230],
                ),
                line("bulb", 1500, power_w=10, base=["B22d"], colors=["cool_white"]),
                line("accessory", 480),
            ],
        ),
        date="Tue, 10 Feb 2026 14:02:00 +0200",
    ),
    mail(
        "374",
        "Manuel Antunes <mantunes@luzdoatlantico.example>",
        "RE: Proposta LW-Q-26-0044",
        """
Boa tarde Lily,

Aceitamos a vossa proposta LW-Q-26-0044 tal como está: 300 painéis 60x60 40W 4000K a 9,60 USD, 2.000 tubos T8 18W a 1,15 USD e
120 campânulas 150W a 31,00 USD, FOB Ningbo. Por favor enviem a fatura proforma com os dados bancários para fazermos a transferência dos 30%.

A nossa encomenda interna é a NE-2026/031, agradeço que conste nos documentos.

Com os melhores cumprimentos
Manuel Antunes
Luz do Atlântico, Lda. - Funchal

> Em 28/01/2026, Lily escreveu:
> Caro Manuel, junto a nossa melhor cotação, válida 15 dias. Fico a aguardar a sua confirmação.
""",
        truth("quote_accept", "pt"),
    ),
    mail(
        "375",
        "Birgit Hollmann <b.hollmann@hotelbedarf-hollmann.example>",
        "Anfrage für Hotelanlage auf Mallorca",
        """
Guten Tag,

für unseren Kunden, eine Hotelanlage auf Mallorca (Spanien), suchen wir Leuchtmittel und Außenleuchten. Die Ware geht direkt dorthin,
bitte bieten Sie DAP Palma de Mallorca in EUR an:

Menge      Artikel
1.100      GU10 5,5 W, 2700 K, 36°, dimmbar, Ra > 90
480        Filament-Kerze C35, E14, 4 W, 2700 K, dimmbar
260        AR111 GU10 12 W, 3000 K, 24° oder 45° (bitte beides anbieten, gleicher Preis?)
54         Pollerleuchte 80 cm, 9 W, 3000 K, IP65

Die Pollerleuchten in RAL 7016. Bei den Filamentkerzen bitte als Ersatz für die bisherigen von Osram.
Liefertermin KW 13/2026, Zahlung 14 Tage netto. CE-Konformitätserklärungen in Kopie und Datenblätter bitte gleich mitsenden.

Freundliche Grüße
Birgit Hollmann
Hollmann Hotelbedarf e.K.
Tel. +49 89 5550-124, Fax +49 89 5550-125
""",
        truth(
            language="de",
            customer=(
                "Hollmann Hotelbedarf e.K.",
                "Birgit Hollmann",
                "b.hollmann@hotelbedarf-hollmann.example",
                "+49895550124",
                "+49895550125",
            ),
            order={
                "destination_country": "ES",
                "destination_port": "Palma de Mallorca",
                "incoterms": ["DAP"],
                "payment_method": "OA",
                "payment_days": 14,
                "delivery_date": "2026-03-29",
                "currency": "EUR",
                "documents_requested": ["certificate", "datasheet"],
                "certificates": ["CE"],
            },
            lines=[
                line(
                    "spot_lamp",
                    1100,
                    power_w=5.5,
                    base=["GU10"],
                    cct_k=[2700],
                    beam_angle_deg=[36],
                    dimming="yes",
                    cri_min=90,
                ),
                line(
                    "filament",
                    480,
                    power_w=4,
                    base=["E14"],
                    shape="C35",
                    cct_k=[2700],
                    dimming="yes",
                    equivalent_to="Osram",
                ),
                line(
                    "spot_lamp",
                    260,
                    power_w=12,
                    base=["GU10"],
                    shape="AR111",
                    cct_k=[3000],
                    beam_angle_deg=[24, 45],
                ),
                line(
                    "garden_light",
                    54,
                    power_w=9,
                    size_mm=[800],
                    cct_k=[3000],
                    ip="IP65",
                    housing_color="RAL7016",
                ),
            ],
        ),
    ),
    # A lead form of an advertisement: questions as keys, answers as lists.
    submission(
        "376",
        {
            "id": "l:995550188123",
            "created_time": "2025-12-19T06:40:12+0000",
            "ad_name": "LED factory direct - PK/BD",
            "form_name": "Get wholesale price",
            "platform": "fb",
            "is_organic": False,
            "field_data": [
                {"name": "full_name", "values": ["Muhammad Asif"]},
                {"name": "phone_number", "values": ["p:+923215550147"]},
                {"name": "email", "values": ["asif@raviswitchgear.example"]},
                {"name": "company_name", "values": ["Ravi Switchgear & Lights"]},
                {"name": "city", "values": ["Lahore"]},
                {"name": "country", "values": ["PK"]},
                {"name": "which_product_are_you_interested_in?", "values": ["street_light", "flood_light"]},
                {"name": "monthly_quantity?", "values": ["more_than_5000"]},
                {
                    "name": "tell_us_what_you_need",
                    "values": [
                        (
                            "AOA. led street light 100w & 150w 500 pc each. all 6500k ip66 , "
                            "body grey. driverless/dob also ok if surge ok. c&f karachi usd rate , LC at sight. 2 yr warranty"
                        )
                    ],
                },
            ],
        },
        truth(
            customer=(
                "Ravi Switchgear & Lights",
                "Muhammad Asif",
                "asif@raviswitchgear.example",
                "+923215550147",
            ),
            order={
                "destination_country": "PK",
                "destination_port": "Karachi",
                "incoterms": ["CFR"],
                "payment_method": "LC",
                "payment_days": 0,
                "currency": "USD",
                "warranty_years": 2,
            },
            lines=[
                line("street_light", 500, power_w=power, cct_k=[6500], ip="IP66", housing_color="grey")
                for power in (100, 150)
            ],
        ),
    ),
    # A platform's digest of leads, no buyer among them.
    mail(
        "377",
        "GulfTradeHub Alerts <alerts@gulftradehub.example>",
        "7 new buy leads match your keyword LED LIGHT",
        None,
        truth("newsletter"),
        html=nested(
            [
                "Hello Lampworks,",
                (
                    "Here are this week's hottest buying requirements in Lights & Lighting. Upgrade to Gold Supplier to see the contacts of the "
                    "buyers and to send your quotation."
                ),
            ],
            [
                ["Buying requirement", "Quantity", "Destination", "Contact"],
                ["LED flood light 200W IP66, 6500K", "1,000 pcs", "Jebel Ali, UAE", "Gold members only"],
                ["Solar street light all in one 100W", "2,500 pcs", "Mombasa, Kenya", "Gold members only"],
                ["LED bulb 9W B22, private label", "2 x 40HQ", "Tema, Ghana", "Gold members only"],
                ["LED strip 24V 14.4W/m", "5,000 m", "Jeddah, Saudi Arabia", "Gold members only"],
            ],
            [
                "View all 7 leads",
                "You receive this e-mail because you registered with GulfTradeHub. Unsubscribe",
            ],
        ),
    ),
    # A Turkish contractor's list as workbook with a note row, the cover mail cancels and changes.
    mail(
        "378",
        "Elif Karaca <e.karaca@torosmekanik.example>",
        "RE: Side otel projesi dış aydınlatma - fiyat isteği",
        """
Merhaba Lily Hanım,

Ekteki listeye göre fiyatlarınızı EUR ve CIF Antalya olarak bekliyoruz. Listede iki değişiklik var: D-03 iptal edildi, D-05'in adedi 150 oldu.
Ayrıca listede olmayan 300 metre neon flex şerit (24V, 10W/m, 3000K, IP67) gerekiyor.

Ödeme vadesi 60 gün (mal mukabili), teslim en geç 15 Nisan 2026. Armatürler CE ve TSE belgeli olmalı. IES dosyalarını ve katalogunuzu da ekler
misiniz?

Saygılarımla,
Elif Karaca
Toros Mekanik Elektrik Taahhüt A.Ş.
Muratpaşa / Antalya, Türkiye
Tel: +90 242 555 01 33
Faks: +90 242 555 01 34
""",
        truth(
            language="tr",
            customer=(
                "Toros Mekanik Elektrik Taahhüt A.Ş.",
                "Elif Karaca",
                "e.karaca@torosmekanik.example",
                "+902425550133",
                "+902425550134",
            ),
            order={
                "destination_country": "TR",
                "destination_port": "Antalya",
                "incoterms": ["CIF"],
                "payment_method": "OA",
                "payment_days": 60,
                "delivery_date": "2026-04-15",
                "currency": "EUR",
                "documents_requested": ["ies_file", "catalogue"],
                "certificates": ["CE", "TSE"],
            },
            lines=[
                line(
                    "garden_light",
                    120,
                    model="D-01",
                    power_w=12,
                    size_mm=[800],
                    cct_k=[3000],
                    ip="IP65",
                    voltage_v=[220, 240],
                    housing_color="RAL9005",
                ),
                line(
                    "garden_light",
                    85,
                    model="D-02",
                    power_w=6,
                    cct_k=[3000],
                    ip="IP67",
                    voltage_v=[24, 24],
                    beam_angle_deg=[24],
                    housing_material="stainless steel",
                ),
                line(
                    "wall_washer",
                    64,
                    model="D-04",
                    power_w=36,
                    colors=["rgbw"],
                    ip="IP66",
                    voltage_v=[24, 24],
                    dimming="DMX512",
                ),
                line(
                    "underwater_light",
                    150,
                    model="D-05",
                    power_w=18,
                    cct_k=[6000],
                    ip="IP68",
                    voltage_v=[12, 12],
                ),
                line(
                    "street_light",
                    38,
                    model="D-06",
                    power_w=40,
                    cct_k=[3000],
                    ip="IP66",
                    voltage_v=[220, 240],
                ),
                line("strip", 300, unit="m", power_w=10, cct_k=[3000], ip="IP67", voltage_v=[24, 24]),
            ],
        ),
        files=[
            (
                "dis_aydinlatma_listesi.xlsx",
                workbook(
                    (
                        "Liste",
                        [
                            [
                                "SİDE OTEL PROJESİ - DIŞ AYDINLATMA ARMATÜR LİSTESİ",
                                None,
                                None,
                                None,
                                None,
                                None,
                                None,
                            ],
                            [None],
                            ["Tip", "Tanım", "Güç", "Renk", "IP", "Gerilim", "Adet"],
                            [
                                "D-01",
                                "Bollard armatür h=80 cm, gövde RAL 9005",
                                "12W",
                                "3000K",
                                "IP65",
                                "220-240V",
                                120,
                            ],
                            [
                                "D-02",
                                "Toprağa gömme spot, paslanmaz çelik çerçeve, 24°",
                                "6W",
                                "3000K",
                                "IP67",
                                "24V",
                                85,
                            ],
                            ["D-03", "Kazıklı bahçe spotu, siyah", "9W", "3000K", "IP65", "220-240V", 140],
                            ["D-04", "Lineer wallwasher, DMX", "36W", "RGBW", "IP66", "24V", 64],
                            ["D-05", "Havuz içi armatür", "18W", "6000K", "IP68", "12V", 110],
                            [
                                "D-06",
                                "Yol aydınlatma armatürü (direk hariç)",
                                "40W",
                                "3000K",
                                "IP66",
                                "220-240V",
                                38,
                            ],
                            [
                                None,
                                "Not: Direkler, kablo ve panolar müteahhide aittir.",
                                None,
                                None,
                                None,
                                None,
                                None,
                            ],
                        ],
                    )
                ),
            )
        ],
    ),
    # A marketplace's inquiry card: chosen product, attributes and a message that says more than they do.
    submission(
        "379",
        {
            "event": "inquiry.created",
            "market": "SinoSource",
            "data": {
                "inquiryNo": "SS-8801442",
                "sendTime": 1757404800,
                "buyer": {
                    "nick": "gh_kojo88",
                    "fullName": "Kojo Antwi-Boateng",
                    "companyName": "KAB Solar & Electricals",
                    "countryCode": "GH",
                    "level": "L2",
                    "contact": {"email": "kojo@kabsolar.example", "mobile": None},
                },
                "item": {
                    "title": "Hot Sale Outdoor Waterproof Solar Street Light 60W 90W 120W with Pole Factory Price",
                    "sku": "LW-SSL-90",
                    "attrs": {"Color Temperature(CCT)": "6500K", "Brand Name": "OEM"},
                    "moq": 50,
                },
                "qty": {"value": 500, "unit": "Pieces"},
                "content": "Hello, I'm interested in your product LW-SSL-90 90w, but I need it in 4000K please. What is your price if I buy 500 and if I buy "
                "2000 pieces? I have my own poles. Delivered duty paid to Accra, I mean DDP. I want to pay by credit card. "
                "Call me on 0244 555 0178. Please send me the video of the light in the night.",
                "autoText": "Please reply within 24 hours to improve your response rate. Related: LED flood light 100W, LED garden light 20W",
            },
        },
        truth(
            customer=(
                "KAB Solar & Electricals",
                "Kojo Antwi-Boateng",
                "kojo@kabsolar.example",
                "02445550178",
            ),
            order={
                "destination_country": "GH",
                "destination_port": "Accra",
                "incoterms": ["DDP"],
                "payment_method": "CARD",
                "documents_requested": ["video"],
            },
            lines=[
                line("street_light", 500, quantity_max=2000, model="LW-SSL-90", power_w=90, cct_k=[4000]),
            ],
        ),
    ),
    # A notice of a portal, in Italian, labels in a column of their own.
    mail(
        "380",
        "PreventiviLuce <noreply@preventiviluce.example>",
        "Nuova richiesta di preventivo - Illuminazione piscina e giardino",
        None,
        truth(
            language="it",
            customer=(
                "Tenuta Su Nuraxi Srl",
                "Giuseppina Melis",
                "direzione@tenutasunuraxi.example",
                "+390785550019",
            ),
            order={
                "destination_country": "IT",
                "destination_port": "Oristano",
                "delivery_date": "2026-04-30",
                "currency": "EUR",
                "documents_requested": ["datasheet", "photos"],
                "warranty_years": 2,
            },
            lines=[
                line(
                    "underwater_light",
                    14,
                    power_w=25,
                    colors=["rgb"],
                    voltage_v=[12, 12],
                    voltage_type="AC",
                    ip="IP68",
                    housing_material="stainless steel",
                ),
                line("driver", 6, power_w=150, voltage_v=[12, 12], voltage_type="AC", ip="IP67"),
            ],
        ),
        html=nested(
            [
                "Gentile fornitore,",
                "hai ricevuto una nuova richiesta compatibile con la tua categoria. Rispondi entro 48 ore!",
            ],
            [
                ["Campo", "Valore"],
                ["Azienda", "Tenuta Su Nuraxi Srl"],
                ["Referente", "Giuseppina Melis"],
                ["E-mail", "direzione@tenutasunuraxi.example"],
                ["Telefono", "+39 0785 550019"],
                ["Luogo di consegna", "Oristano (OR), Italia"],
                ["Consegna entro", "fine aprile 2026"],
                [
                    "Descrizione",
                    (
                        "Per il nostro agriturismo con piscina cerchiamo: 14 faretti da piscina 25W RGB 12V AC IP68 in acciaio inox; "
                        "6 alimentatori 12V AC 150W IP67 per i faretti da piscina. Prezzi in euro trasporto compreso, garanzia 2 anni. Vorrei anche "
                        "foto e schede tecniche. Grazie, Giuseppina"
                    ),
                ],
            ],
            [
                "PreventiviLuce - non rispondere a questa e-mail",
                "Hai altri 3 preventivi in attesa: plafoniere LED 24W, lampade GU10 6W",
            ],
        ),
    ),
]
