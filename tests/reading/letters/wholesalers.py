"""Wholesalers, contractors, municipalities and retrofits of Europe; emergency lighting.

Numbers 301 to 340. Written from the schema by one who had not seen the reader; looked at only after their first figures.
A comment above a letter says what kind of public text its layout follows. People, firms, addresses and numbers are made up.
"""

from . import line, truth
from .writing import (
    coded_mail,
    fax,
    mail,
    mail_with_mail,
    merged_workbook,
    pdf,
    submission,
    values_with,
    word_paper,
)

LETTERS = [
    # A consultant's luminaire schedule typed into the mail by an electrical contractor (manner of UK schedules).
    mail(
        "301",
        "Gareth Pryce <gareth.pryce@castlemead-electrical.example>",
        "RFQ our ref Q2417 - Block C refurbishment, luminaires",
        """
Hi,

We are tendering the electrical package for Block C in Cardiff and need your best on the below please. It is the consultant's
schedule typed out. Types A to E are all DALI-2, 4000K and CRI 80 unless noted, 220-240V.

Ref   Qty   Description
A     184   Recessed LED panel 600x600, 30W, 3600 lm, UGR<19, TP(a) diffuser
A/E    42   As type A but c/w 3hr emergency pack
B      96   Recessed downlight, 150mm cut-out, 15W, 1500 lm, IP44, white bezel
B1     20   As type B but 3000K and CRI 90
C      38   Surface linear batten 1500mm, 38W, 5200 lm, IP20
D      27   Non-corrosive batten 1500mm, 50W, 6500 lm, IP65 - NON DIMMABLE
E      31   Round wall bulkhead, 14W, IP65, black
F     ---   Feature pendants to atrium - supplied by client's fit-out, do not price
G      14   Exit sign, 3hr maintained, 3W, self test
H       9   Twin spot emergency unit, 2x5W, IP65

Nett prices in sterling please, delivered to site, everything on site by 20 April. We normally pay 30 days end of month.
5 year warranty is a client requirement, and all fittings are to be UKCA marked. Data sheets and LDT files with the quote.

Kind regards

Gareth Pryce
Senior Estimator
Castlemead Electrical Services Ltd
T: 029 5550 0134   M: 07700 900417
This email and any attachment is confidential. Castlemead Electrical Services Ltd is registered in England & Wales. Please
consider the environment before you print.
""",
        truth(
            customer=(
                "Castlemead Electrical Services Ltd",
                "Gareth Pryce",
                "gareth.pryce@castlemead-electrical.example",
                "02955500134",
            ),
            order={
                "reference": "Q2417",
                "destination_country": "GB",
                "destination_port": "Cardiff",
                "currency": "GBP",
                "delivery_date": "2026-04-20",
                "payment_method": "OA",
                "payment_days": 30,
                "warranty_years": 5,
                "certificates": ["UKCA"],
                "documents_requested": ["datasheet", "ies_file"],
            },
            lines=[
                *(
                    line(
                        "panel",
                        quantity,
                        model=model,
                        power_w=30,
                        luminous_flux_lm=3600,
                        size_mm=[600, 600],
                        cct_k=[4000],
                        cri_min=80,
                        dimming="DALI",
                        voltage_v=[220, 240],
                    )
                    for model, quantity in (("A", 184), ("A/E", 42))
                ),
                *(
                    line(
                        "downlight",
                        quantity,
                        model=model,
                        power_w=15,
                        luminous_flux_lm=1500,
                        size_mm=[150],
                        ip="IP44",
                        cct_k=[cct],
                        cri_min=cri,
                        dimming="DALI",
                        voltage_v=[220, 240],
                        housing_color="white",
                    )
                    for model, quantity, cct, cri in (("B", 96, 4000, 80), ("B1", 20, 3000, 90))
                ),
                line(
                    "linear_light",
                    38,
                    model="C",
                    power_w=38,
                    luminous_flux_lm=5200,
                    size_mm=[1500],
                    ip="IP20",
                    cct_k=[4000],
                    cri_min=80,
                    dimming="DALI",
                    voltage_v=[220, 240],
                ),
                line(
                    "linear_light",
                    27,
                    model="D",
                    power_w=50,
                    luminous_flux_lm=6500,
                    size_mm=[1500],
                    ip="IP65",
                    cct_k=[4000],
                    cri_min=80,
                    dimming="no",
                    voltage_v=[220, 240],
                ),
                line(
                    "wall_light",
                    31,
                    model="E",
                    power_w=14,
                    ip="IP65",
                    housing_color="black",
                    cct_k=[4000],
                    cri_min=80,
                    dimming="DALI",
                    voltage_v=[220, 240],
                ),
                line("emergency_light", 14, model="G", power_w=3),
                line("emergency_light", 9, model="H", power_w=10, ip="IP65"),
            ],
        ),
    ),
    # An extract of a German bill of quantities (Leistungsverzeichnis) of a school, layout after public ones.
    coded_mail(
        "302",
        "Zweckverband Schulzentrum Itzgrund - Bauverwaltung <bauverwaltung@zv-itzgrund.example>",
        "Aufforderung zur Angebotsabgabe, Vergabe-Nr. 2026-H-031, Leuchten Dreifachturnhalle",
        """
Sehr geehrte Damen und Herren,

im Rahmen einer Verhandlungsvergabe bitten wir um Ihr Angebot für die Lieferung (ohne Montage) der nachstehenden Leuchten.
Angebotsfrist: 27.02.2026, 11:00 Uhr. Einheitspreise netto in EUR.

Titel 01  Innenleuchten
01.0010   48 St    Hallenstrahler LED rund (Highbay), 150 W, mind. 21.000 lm, Lichtfarbe 840, IP65, DALI,
                   Gehäuse Aluminium-Druckguss, ballwurfsicher
01.0020   48 St    Ballwurfschutzgitter passend zu Pos. 01.0010
01.0030   36 St    Feuchtraumleuchte LED, Länge 1.500 mm, 42 W, 840, IP66, nicht dimmbar
01.0040   22 St    Einbau-Downlight, Deckenausschnitt 200 mm, 18 W, 830, IP44
Titel 02  Sicherheitsbeleuchtung
02.0010   12 St    Rettungszeichenleuchte mit Einzelbatterie 3 h, 4 W, Erkennungsweite 30 m
02.0020    8 St    Sicherheitsleuchte für Fluchtwege, Einzelbatterie 3 h, 250 lm
Titel 03  Außenbeleuchtung
03.0010   entfällt (wird durch die Stadtwerke gestellt)

Lieferung frei Verwendungsstelle Coburg bis spätestens KW 20/2026. Zahlungsziel 30 Tage. Gewährleistung 5 Jahre.
Mit dem Angebot sind einzureichen: Datenblätter, Lichtverteilungskurven als EULUMDAT-Datei und eine Kopie des ENEC-Zertifikats.

Mit freundlichen Grüßen
i. A. Dipl.-Ing. (FH) Karin Vogtmann
Zweckverband Schulzentrum Itzgrund
Tel. 09561 555-0127
Fax  09561 555-0129
""",
        truth(
            language="de",
            customer=(
                "Zweckverband Schulzentrum Itzgrund",
                "Karin Vogtmann",
                "bauverwaltung@zv-itzgrund.example",
                "095615550127",
                "095615550129",
            ),
            order={
                "reference": "2026-H-031",
                "destination_country": "DE",
                "destination_port": "Coburg",
                "currency": "EUR",
                "delivery_date": "2026-05-17",
                "payment_method": "OA",
                "payment_days": 30,
                "warranty_years": 5,
                "certificates": ["ENEC"],
                "documents_requested": ["datasheet", "ies_file", "certificate"],
            },
            lines=[
                line(
                    "high_bay",
                    48,
                    power_w=150,
                    luminous_flux_lm=21000,
                    cri_min=80,
                    cct_k=[4000],
                    ip="IP65",
                    dimming="DALI",
                    housing_material="die-cast aluminium",
                ),
                line("accessory", 48),
                line(
                    "linear_light",
                    36,
                    size_mm=[1500],
                    power_w=42,
                    cri_min=80,
                    cct_k=[4000],
                    ip="IP66",
                    dimming="no",
                ),
                line("downlight", 22, size_mm=[200], power_w=18, cri_min=80, cct_k=[3000], ip="IP44"),
                line("emergency_light", 12, power_w=4),
                line("emergency_light", 8, luminous_flux_lm=250),
            ],
        ),
        date="Tue, 10 Feb 2026 09:03:00 +0100",
    ),
    # A lead of a trade portal, as such portals hand them over, with tracking noise.
    submission(
        "303",
        {
            "lead": {
                "uuid": "5f1c0e2a-77",
                "channel": "trade-portal",
                "created": "2026-01-29T13:40:11+02:00",
                "utm": {"source": "search", "campaign": "highbay_eu_200w"},
                "score": 72,
            },
            "buyer": {
                "org": "Nemuno Elektra UAB",
                "person": "Rūta Kazlauskaitė",
                "mail": "ruta.k@nemuno-elektra.example",
                "tel": "+370 37 555 018",
                "loc": {"city": "Kaunas", "cc": "LT"},
            },
            "basket": [
                {
                    "article": "UFO high bay",
                    "attr": {"W": "150", "K": "5000", "optic": "90°", "IP": "65"},
                    "count": 220,
                },
                {
                    "article": "UFO high bay",
                    "attr": {"W": "200", "K": "5000", "optic": "120°", "IP": "65"},
                    "count": 60,
                },
                {
                    "article": "Tri-proof batten",
                    "attr": {"W": "36", "K": "4000", "len": "1200 mm", "IP": "65"},
                    "count": 0,
                },
            ],
            "free_text": "Hello, high bays please with 1-10V dimming, 150 lm/W or more. The tri-proof put 400 pcs (your form did "
            "not take the number). Also 15 spare drivers 150W. We pay 30% deposit, rest before shipment. DAP Kaunas "
            "or FCA your warehouse, both prices in EUR. ENEC needed.",
            "attachments": [],
            "gdpr": True,
        },
        truth(
            customer=(
                "Nemuno Elektra UAB",
                "Rūta Kazlauskaitė",
                "ruta.k@nemuno-elektra.example",
                "+37037555018",
            ),
            order={
                "destination_country": "LT",
                "destination_port": "Kaunas",
                "incoterms": ["DAP", "FCA"],
                "payment_method": "TT",
                "payment_deposit_percent": 30,
                "currency": "EUR",
                "certificates": ["ENEC"],
            },
            lines=[
                line(
                    "high_bay",
                    220,
                    power_w=150,
                    cct_k=[5000],
                    beam_angle_deg=[90],
                    ip="IP65",
                    dimming="1-10V",
                    efficacy_lm_w=150,
                ),
                line(
                    "high_bay",
                    60,
                    power_w=200,
                    cct_k=[5000],
                    beam_angle_deg=[120],
                    ip="IP65",
                    dimming="1-10V",
                    efficacy_lm_w=150,
                ),
                line("linear_light", 400, power_w=36, cct_k=[4000], size_mm=[1200], ip="IP65"),
                line("driver", 15, power_w=150),
            ],
        ),
    ),
    mail(
        "304",
        "Sander van Rijswijk <s.vanrijswijk@hogeweide-installatie.example>",
        "Prijsaanvraag relighting bedrijfshal",
        """
Goedemiddag,

Voor een relightingproject in een bedrijfshal te Tilburg (nu 400W HQI-klokken en 2x58W TL-bakken) ontvangen wij graag uw scherpste
prijs en levertijd van:

- 64 st. LED high bay 120 W, 4000K, 90 graden, IP65, DALI, min. 160 lm/W
- 140 st. waterdicht LED-armatuur 1500 mm, 48 W, 840, IP65, niet dimbaar, polycarbonaat
- 22 st. vluchtwegarmatuur met pictogram, wandmontage, 2 W, autonomie 1 uur, zelftest
-  8 st. buitenschijnwerper 50 W, 3000K, IP66, zwart

Het schakelmateriaal en de bekabeling hebben wij zelf al. Prijzen netto in euro, franco geleverd in Tilburg uiterlijk week 16,
betaling 30 dagen na factuurdatum. De opdrachtgever eist 5 jaar garantie en ENEC. Graag ook de datasheets en LDT-bestanden
van de high bay en het waterdichte armatuur.

Met vriendelijke groet,

Sander van Rijswijk
Calculator
Hogeweide Installatietechniek B.V.
Tel. 013 - 555 02 46
KvK 00000000
""",
        truth(
            language="nl",
            customer=(
                "Hogeweide Installatietechniek B.V.",
                "Sander van Rijswijk",
                "s.vanrijswijk@hogeweide-installatie.example",
                "0135550246",
            ),
            order={
                "destination_country": "NL",
                "destination_port": "Tilburg",
                "currency": "EUR",
                "delivery_date": "2026-04-19",
                "payment_method": "OA",
                "payment_days": 30,
                "warranty_years": 5,
                "certificates": ["ENEC"],
                "documents_requested": ["datasheet", "ies_file"],
            },
            lines=[
                line(
                    "high_bay",
                    64,
                    power_w=120,
                    cct_k=[4000],
                    beam_angle_deg=[90],
                    ip="IP65",
                    dimming="DALI",
                    efficacy_lm_w=160,
                ),
                line(
                    "linear_light",
                    140,
                    size_mm=[1500],
                    power_w=48,
                    cri_min=80,
                    cct_k=[4000],
                    ip="IP65",
                    dimming="no",
                    housing_material="pc",
                ),
                line("emergency_light", 22, power_w=2),
                line("flood_light", 8, power_w=50, cct_k=[3000], ip="IP66", housing_color="black"),
            ],
        ),
    ),
    fax(
        "305",
        [
            """
# SHANNONSIDE ELECTRICAL FACTORS LTD
Raheen Business Park, Limerick, Ireland
Tel: +353 61 555 0142      Fax: +353 61 555 0149

# FAX

To:      Export Sales Dept.            Date: 14/09/2017
From:    Noreen Hartigan, Purchasing        Pages: 1
Re:      RFQ SEF/2291 - trunk stock

Dear Sirs,

Please quote CIF Dublin in EUR for the following:

Item   Description                         Qty
1      GU10 5W 3000K 38 deg dimmable       6,000
2      GU10 5W 4000K 38 deg dimmable       4,000
3      LED batten 5ft 50W 4000K IP20         900
4      Bulkhead round 18W 4000K IP65         600
5      Emergency exit box 3W 3hr             250

All 220-240V and CE marked. 3 years warranty.
Our terms are 60 days from invoice date. Goods to reach us by
end of November.
Please send packing details (cartons, weights) and 2 samples of
item 4.

Yours faithfully,
Noreen Hartigan
email: purchasing@shannonside-electrical.example
"""
        ],
        truth(
            customer=(
                "SHANNONSIDE ELECTRICAL FACTORS LTD",
                "Noreen Hartigan",
                "purchasing@shannonside-electrical.example",
                "+353615550142",
                "+353615550149",
            ),
            order={
                "reference": "SEF/2291",
                "destination_country": "IE",
                "destination_port": "Dublin",
                "incoterms": ["CIF"],
                "currency": "EUR",
                "payment_method": "OA",
                "payment_days": 60,
                "delivery_date": "2017-11-30",
                "sample_requested": True,
                "documents_requested": ["packing_info"],
                "certificates": ["CE"],
                "warranty_years": 3,
            },
            lines=[
                *(
                    line(
                        "spot_lamp",
                        quantity,
                        base=["GU10"],
                        power_w=5,
                        cct_k=[cct],
                        beam_angle_deg=[38],
                        dimming="yes",
                        voltage_v=[220, 240],
                    )
                    for quantity, cct in ((6000, 3000), (4000, 4000))
                ),
                line(
                    "linear_light",
                    900,
                    size_mm=[1500],
                    power_w=50,
                    cct_k=[4000],
                    ip="IP20",
                    voltage_v=[220, 240],
                ),
                line("wall_light", 600, power_w=18, cct_k=[4000], ip="IP65", voltage_v=[220, 240]),
                line("emergency_light", 250, power_w=3, voltage_v=[220, 240]),
            ],
        ),
    ),
    # A Polish municipality's request for offers (zapytanie ofertowe), order of its paragraphs after public ones.
    mail(
        "306",
        '"Urząd Gminy Zaborów Górny" <zamowienia@zaborowgorny.example>',
        "Zapytanie ofertowe ZP.271.4.2026 - dostawa opraw oświetleniowych LED",
        """
Szanowni Państwo,

Gmina Zaborów Górny zaprasza do złożenia oferty cenowej na dostawę opraw oświetleniowych (zamówienie poniżej 130 000 zł, do którego
nie stosuje się ustawy Pzp).

I. Przedmiot zamówienia
Lp. | Opis | Ilość | J.m.
1 | Oprawa uliczna LED 36 W, 4000 K, skuteczność min. 140 lm/W, IP66, IK09 | 45 | szt.
2 | Oprawa uliczna LED 60 W, 4000 K, skuteczność min. 140 lm/W, IP66, IK09 | 28 | szt.
3 | Oprawa parkowa LED montowana na słupie, 30 W, 3000 K, IP65, kolor RAL 7016 | 16 | szt.
4 | Wysięgnik jednoramienny ocynkowany do oprawy z poz. 2 | 28 | szt.

Słupy i kable pozostają po stronie Zamawiającego i nie są objęte zapytaniem.

II. Termin dostawy: do 30 kwietnia 2026 r.
III. Miejsce dostawy: Zaborów Górny, woj. mazowieckie
IV. Gwarancja: 60 miesięcy. Termin płatności: 21 dni od doręczenia faktury.
V. Do oferty należy dołączyć: karty katalogowe, pliki fotometryczne LDT oraz kopię certyfikatu ENEC. Oprawy muszą posiadać znak CE.
VI. Oferty z cenami w PLN prosimy przesyłać do dnia 20.02.2026 r. do godz. 12:00.

Osoba do kontaktu: Marzena Wójtowicz, tel. 22 555 04 18, faks 22 555 04 19
""",
        truth(
            language="pl",
            customer=(
                "Gmina Zaborów Górny",
                "Marzena Wójtowicz",
                "zamowienia@zaborowgorny.example",
                "225550418",
                "225550419",
            ),
            order={
                "reference": "ZP.271.4.2026",
                "destination_country": "PL",
                "destination_port": "Zaborów Górny",
                "currency": "PLN",
                "delivery_date": "2026-04-30",
                "payment_method": "OA",
                "payment_days": 21,
                "warranty_years": 5,
                "certificates": ["ENEC", "CE"],
                "documents_requested": ["datasheet", "ies_file", "certificate"],
            },
            lines=[
                line("street_light", 45, power_w=36, cct_k=[4000], efficacy_lm_w=140, ip="IP66"),
                line("street_light", 28, power_w=60, cct_k=[4000], efficacy_lm_w=140, ip="IP66"),
                line("garden_light", 16, power_w=30, cct_k=[3000], ip="IP65", housing_color="RAL7016"),
                line("accessory", 28),
            ],
        ),
    ),
    # A Swedish list of luminaires (armaturförteckning) with merged heads; the mail changes it.
    mail(
        "307",
        "Ulrika Sandelin <ulrika.sandelin@norrskenel.example>",
        "Förfrågan armaturer - Kv. Björken hus 2 (projekt 26-118)",
        """
Hej!

Bifogar armaturförteckning för kv. Björken, hus 2. Vi vill ha pris på allt i listan med följande ändringar:
* A2 ska vara 3000 K i stället för 4000 K
* L3 utgår helt
* antalet N1 ökas till 26 st

Priser i SEK exkl. moms, leverans fritt byggplats i Göteborg senast vecka 18. Betalning 30 dagar netto. 5 års garanti.
Skicka gärna med datablad och ljusfiler (ldt). Anbudet ska märkas 26-118.

Med vänlig hälsning
Ulrika Sandelin
Projektinköpare, Norrsken El & Automation AB
Direkt 031-555 01 74
Växel 031-555 01 00
""",
        truth(
            language="sv",
            customer=(
                "Norrsken El & Automation AB",
                "Ulrika Sandelin",
                "ulrika.sandelin@norrskenel.example",
                "0315550174",
            ),
            order={
                "reference": "26-118",
                "destination_country": "SE",
                "destination_port": "Göteborg",
                "currency": "SEK",
                "delivery_date": "2026-05-03",
                "payment_method": "OA",
                "payment_days": 30,
                "warranty_years": 5,
                "documents_requested": ["datasheet", "ies_file"],
            },
            lines=[
                line(
                    "panel",
                    112,
                    model="A1",
                    power_w=32,
                    cct_k=[4000],
                    size_mm=[600, 600],
                    ip="IP20",
                    dimming="DALI",
                ),
                line(
                    "downlight",
                    74,
                    model="A2",
                    power_w=12,
                    cct_k=[3000],
                    size_mm=[145],
                    ip="IP44",
                    dimming="DALI",
                ),
                line(
                    "linear_light",
                    58,
                    model="L1",
                    power_w=44,
                    cct_k=[4000],
                    size_mm=[1500],
                    ip="IP65",
                    dimming="no",
                ),
                line(
                    "wall_light", 19, model="L2", power_w=15, cct_k=[3000], ip="IP54", housing_color="black"
                ),
                line("emergency_light", 26, model="N1", power_w=3, ip="IP20"),
            ],
        ),
        files=[
            (
                "Armaturforteckning_hus2.xlsx",
                merged_workbook(
                    "Hus 2",
                    [
                        ["Armaturförteckning kv. Björken hus 2, rev B 2026-01-23"],
                        [],
                        ["Littera", "Armatur", None, "Tekniska data", None, None, None, "Antal"],
                        [None, "Typ", "Mått", "Effekt (W)", "Ljusfärg (K)", "IP", "Styrning", "st"],
                        ["A1", "Infälld panel, UGR<19", "600x600", 32, 4000, "IP20", "DALI", 112],
                        ["A2", "Infälld downlight, håltagning 145 mm", None, 12, 4000, "IP44", "DALI", 74],
                        ["L1", "Industriarmatur, kapslad", "L=1500", 44, 4000, "IP65", "ej dimbar", 58],
                        ["L2", "Väggarmatur ute, svart", None, 15, 3000, "IP54", None, 19],
                        ["L3", "Pollare", "H=900", 10, 3000, "IP65", None, 8],
                        ["N1", "Hänvisningsarmatur nödutgång", None, 3, None, "IP20", None, 22],
                    ],
                    ["A1:H1", "A3:A4", "B3:C3", "D3:G3"],
                ),
            )
        ],
    ),
    # A school district's invitation for bids with "or equal" items (manner of US bid portals).
    mail(
        "308",
        "Purchasing - Kaw Prairie USD <bids@kawprairie-usd.example>",
        "Invitation for Bid IFB 26-07 LED fixtures, maintenance stock",
        """
Kaw Prairie Unified School District will receive bids until 2:00 PM CST, February 26, 2026 for the items below.

3.1.1  Lensed LED troffer, Cooper 24FPSL2SCT3 or equal. Quantity: 150
   3.1.1.1  Recessed, grid type, 2 ft wide x 4 ft long
   3.1.1.2  0-10V dimmable
   3.1.1.3  Field selectable color temperature 3000K / 3500K / 4000K
   3.1.1.4  At least 6300 lumens at the highest setting
3.1.2  Lensed LED troffer, Cooper 24FPSL2SCT3-EL14W or equal. Quantity: 24
   3.1.2.1  Same as 3.1.1 but with emergency battery
3.1.3  Vapor tight LED, Lithonia FEM L48 or equal. Quantity: 60
   3.1.3.1  4 ft long, 40W, 4000K
   3.1.3.2  Non-dimming, gray housing, IP66
3.1.4  Exit sign with battery. Quantity: 35

All products: 120-277V, UL listed. Items 3.1.1 and 3.1.2 shall also be on the DLC list. Minimum warranty five (5) years.
F.O.B. Destination, District Warehouse, Topeka, Kansas. Delivery no later than 45 days after receipt of order. Terms Net 30.
Submit cut sheets for anything offered as an equal. Bid prices in US dollars; no escalation clauses. The District reserves the
right to reject any and all bids. Fixtures for the bus barn are being bid separately and are not part of this IFB.

Questions: Darlene Whitcomb-Hayes, Purchasing Agent, 785-555-0163, dwhayes@kawprairie-usd.example
""",
        truth(
            customer=(
                "Kaw Prairie Unified School District",
                "Darlene Whitcomb-Hayes",
                "dwhayes@kawprairie-usd.example",
                "7855550163",
            ),
            order={
                "reference": "IFB 26-07",
                "destination_country": "US",
                "destination_port": "Topeka",
                "currency": "USD",
                "delivery_days": 45,
                "payment_method": "OA",
                "payment_days": 30,
                "warranty_years": 5,
                "certificates": ["UL", "DLC"],
                "documents_requested": ["datasheet"],
            },
            lines=[
                *(
                    line(
                        "panel",
                        quantity,
                        equivalent_to=same,
                        size_mm=[600, 1200],
                        dimming="0-10V",
                        cct_k=[3000, 3500, 4000],
                        colors=["cct_adjustable"],
                        luminous_flux_lm=6300,
                        voltage_v=[120, 277],
                    )
                    for same, quantity in (("Cooper 24FPSL2SCT3", 150), ("Cooper 24FPSL2SCT3-EL14W", 24))
                ),
                line(
                    "linear_light",
                    60,
                    equivalent_to="Lithonia FEM L48",
                    size_mm=[1200],
                    power_w=40,
                    cct_k=[4000],
                    dimming="no",
                    housing_color="grey",
                    ip="IP66",
                    voltage_v=[120, 277],
                ),
                line("emergency_light", 35, voltage_v=[120, 277]),
            ],
        ),
    ),
    # A conditional yes to an offer: still a negotiation.
    mail(
        "309",
        "Fiona Abernethy <fiona@tweedside-electrical.example>",
        "RE: RE: Quotation QL-20311 - Tweedside Electrical",
        """
Hi Lily,

Thanks for turning this round so quickly. The director is happy to go ahead with QL-20311 and we would like to place the order this
week, on condition that:

1) the 600x600 panels (item 1, 420 off) come down from 16.40 to 14.90 each,
2) payment moves to 45 days from B/L rather than 30% up front, and
3) you hold the freight at the January rate.

If you can confirm these three points I will get a PO raised the same day. Items 2 (tri-proof 1500mm, 180 off) and 3 (exit
boxes, 60 off) are fine as quoted.

Many thanks,
Fiona Abernethy
Tweedside Electrical Supplies, Galashiels
01896 555 0121

> From: Lily Chen
> Subject: Quotation QL-20311
> Item 1  Panel 600x600 40W 4000K      420 pcs  USD 16.40
> Item 2  Tri-proof 1500mm 50W 4000K   180 pcs  USD 13.10
> Item 3  Exit box 3W 3h                60 pcs  USD 11.75
> CIF Grangemouth, 30% T/T deposit, 70% against copy of B/L. Valid 30 days.
""",
        truth("quote_negotiate"),
    ),
    # A French commune's schedule of quantities (bordereau) in a PDF; the mail takes one part out and changes another.
    mail(
        "310",
        "Services techniques <services.techniques@saintaubinlesvignes.example>",
        "Consultation 2026-ST-09 : fourniture de luminaires LED (éclairage public)",
        """
Bonjour,

La commune de Saint-Aubin-les-Vignes consulte plusieurs fournisseurs pour le renouvellement de son éclairage public. Vous trouverez
en pièce jointe le bordereau quantitatif. Attention, deux modifications depuis sa rédaction :
 - repère EP1 : 58 unités au lieu de 52 ;
 - repère EP4 : les mâts seront fournis par le syndicat d'énergie, merci de ne pas les chiffrer.

Prix unitaires HT en euros, livraison franco à Saint-Aubin-les-Vignes (France) avant le 15 juin 2026, paiement à 30 jours, garantie
10 ans souhaitée. Merci de joindre les fiches techniques, les fichiers photométriques et l'attestation ENEC.

Réponse attendue pour le 6 mars à midi.

Cordialement,
Bertrand Lacombe
Directeur des services techniques
Commune de Saint-Aubin-les-Vignes
Tél. 03 55 55 01 38 - Port. 06 55 55 01 39
""",
        truth(
            language="fr",
            customer=(
                "Commune de Saint-Aubin-les-Vignes",
                "Bertrand Lacombe",
                "services.techniques@saintaubinlesvignes.example",
                "0355550138",
            ),
            order={
                "reference": "2026-ST-09",
                "destination_country": "FR",
                "destination_port": "Saint-Aubin-les-Vignes",
                "currency": "EUR",
                "delivery_date": "2026-06-15",
                "payment_method": "OA",
                "payment_days": 30,
                "warranty_years": 10,
                "certificates": ["ENEC"],
                "documents_requested": ["datasheet", "ies_file", "certificate"],
            },
            lines=[
                line(
                    "street_light",
                    58,
                    model="EP1",
                    power_w=40,
                    cct_k=[3000],
                    ip="IP66",
                    efficacy_lm_w=130,
                    housing_color="RAL9005",
                ),
                line("street_light", 17, model="EP2", power_w=75, cct_k=[3000], ip="IP66", efficacy_lm_w=130),
                line(
                    "garden_light",
                    12,
                    model="EP3",
                    power_w=9,
                    cct_k=[2700],
                    ip="IP65",
                    size_mm=[900],
                    housing_color="RAL9005",
                ),
                line("flood_light", 6, model="EP5", power_w=100, cct_k=[4000], ip="IP66"),
            ],
        ),
        files=[
            (
                "Bordereau_quantitatif.pdf",
                pdf(
                    "Commune de Saint-Aubin-les-Vignes - Consultation 2026-ST-09 - Bordereau quantitatif",
                    [
                        ["Repère", "Désignation", "Quantité", "Unité", "P.U. HT", "Total HT"],
                        [
                            "EP1",
                            "Luminaire routier LED 40 W, 3000 K, IP66, IK09, 130 lm/W minimum, teinte RAL 9005",
                            "52",
                            "U",
                            "",
                            "",
                        ],
                        [
                            "EP2",
                            "Luminaire routier LED 75 W, 3000 K, IP66, IK09, 130 lm/W minimum",
                            "17",
                            "U",
                            "",
                            "",
                        ],
                        [
                            "EP3",
                            "Borne lumineuse, hauteur 900 mm, 9 W, 2700 K, IP65, RAL 9005",
                            "12",
                            "U",
                            "",
                            "",
                        ],
                        ["EP4", "Mât cylindro-conique acier galvanisé", "17", "U", "", ""],
                        ["EP5", "Projecteur terrain de boules, 100 W, 4000 K, IP66", "6", "U", "", ""],
                        ["", "Total HT", "", "", "", ""],
                    ],
                ),
            )
        ],
    ),
]

LETTERS += [
    # An Indian contractor's mail after the items of a tender.
    mail(
        "311",
        "R. K. Deshpande <purchase@vidyutkarma.example>",
        "Enquiry no. VK/PUR/1187/25-26 - LED fittings for warehouse @ Bhiwandi",
        """
Dear Sir,

Greetings from Vidyut Karma Projects Pvt. Ltd. !!

With ref. to telecon with your Mr. Anil, kindly offer your best & final rates for the following LED luminaires, required for our
client's warehouse project at Bhiwandi (Maharashtra, India):

Sl. | Description | Qty | UOM
1 | LED Highbay 150W, 6500K, 60 deg lens, PDC aluminium housing, IP65 | 280 | Nos.
2 | -do- but 100W | 64 | Nos.
3 | LED Street light 45W, 5700K, IP66, Philips BRP or equivalent make | 72 | Nos.
4 | LED Tube light T8 batten complete fitting 4 ft, 20W 6500K | 350 | Nos.
5 | LED Flood light 200 W, 5700K, IP66 | 24 | Nos.
6 | Octagonal pole 7 mtr for item 3 | Not in our scope |

All fittings shall work on 140-270V AC and shall be BIS approved. LM-79 reports to be submitted alongwith offer.
Terms : F.O.R. Bhiwandi site. GST extra as applicable. Payment : 30% advance along with PO, balance against proforma invoice before
despatch. Delivery : within 4 weeks from PO. Warranty : 3 yrs.

Pls treat this as MOST URGENT.

Thanks & Regards,
R. K. Deshpande
Sr. Manager (Purchase)
Vidyut Karma Projects Pvt. Ltd., Pune - 411 000
Mob : +91 98000 55517 / +91 20 5550 0182
""",
        truth(
            customer=(
                "Vidyut Karma Projects Pvt. Ltd.",
                "R. K. Deshpande",
                "purchase@vidyutkarma.example",
                "+919800055517",
            ),
            order={
                "reference": "VK/PUR/1187/25-26",
                "destination_country": "IN",
                "destination_port": "Bhiwandi",
                "payment_method": "TT",
                "payment_deposit_percent": 30,
                "delivery_days": 28,
                "certificates": ["BIS"],
                "documents_requested": ["test_report"],
                "warranty_years": 3,
            },
            lines=[
                *(
                    line(
                        "high_bay",
                        quantity,
                        power_w=power,
                        cct_k=[6500],
                        beam_angle_deg=[60],
                        ip="IP65",
                        housing_material="die-cast aluminium",
                        voltage_v=[140, 270],
                        voltage_type="AC",
                    )
                    for power, quantity in ((150, 280), (100, 64))
                ),
                line(
                    "street_light",
                    72,
                    power_w=45,
                    cct_k=[5700],
                    ip="IP66",
                    equivalent_to="Philips BRP",
                    voltage_v=[140, 270],
                    voltage_type="AC",
                ),
                line(
                    "linear_light",
                    350,
                    shape="T8",
                    size_mm=[1200],
                    power_w=20,
                    cct_k=[6500],
                    voltage_v=[140, 270],
                    voltage_type="AC",
                ),
                line(
                    "flood_light",
                    24,
                    power_w=200,
                    cct_k=[5700],
                    ip="IP66",
                    voltage_v=[140, 270],
                    voltage_type="AC",
                ),
            ],
        ),
    ),
    fax(
        "312",
        [
            """
# Rheinbogen Elektro-Großhandel GmbH
Hafenstraße 00, 47000 Duisburg
Telefon 0203 555 01-60     Telefax 0203 555 01-69
einkauf@rheinbogen-elektro.example

# Telefax

An:     Lampworks, Export                    Datum: 11.04.2018
Von:    Heinz-Peter Overkamp, Einkauf        Seiten: 1

# Anfrage Nr. 88-2041

Sehr geehrte Damen und Herren,

bitte unterbreiten Sie uns Ihr Angebot FOB Ningbo in USD für:

Pos.   Menge        Artikel
1      2.400 Stk    LED-Röhre T8 150 cm 24 W 4000 K, Glas
2      1.600 Stk    LED-Röhre T8 120 cm 18 W 4000 K, Glas
3        500 Stk    LED-Panel 620x620 mm 36 W 4000 K
4        300 Stk    LED-Strahler 30 W 3000 K IP65, schwarz
5        300 Stk    LED-Strahler 50 W 3000 K IP65, schwarz

CE und RoHS sind Bedingung. Verschiffung bis Ende Juni.
Zahlung: unwiderrufliches Akkreditiv, 30 Tage.
Garantie 3 Jahre. Aktuelle Preisliste bitte beilegen.

Mit freundlichen Grüßen
Heinz-Peter Overkamp
"""
        ],
        truth(
            language="de",
            customer=(
                "Rheinbogen Elektro-Großhandel GmbH",
                "Heinz-Peter Overkamp",
                "einkauf@rheinbogen-elektro.example",
                "02035550160",
                "02035550169",
            ),
            order={
                "reference": "88-2041",
                "destination_country": "DE",
                "loading_port": "Ningbo",
                "incoterms": ["FOB"],
                "currency": "USD",
                "payment_method": "LC",
                "payment_days": 30,
                "delivery_date": "2018-06-30",
                "certificates": ["CE", "RoHS"],
                "documents_requested": ["price_list"],
                "warranty_years": 3,
            },
            lines=[
                *(
                    line(
                        "tube",
                        quantity,
                        shape="T8",
                        base=["G13"],
                        size_mm=[size],
                        power_w=power,
                        cct_k=[4000],
                        housing_material="glass",
                    )
                    for quantity, size, power in ((2400, 1500, 24), (1600, 1200, 18))
                ),
                line("panel", 500, size_mm=[620, 620], power_w=36, cct_k=[4000]),
                *(
                    line("flood_light", 300, power_w=power, cct_k=[3000], ip="IP65", housing_color="black")
                    for power in (30, 50)
                ),
            ],
        ),
    ),
    # A chat as its export tool writes it: a list of events, with our own answers between.
    submission(
        "313",
        {
            "export": {"tool": "chatdesk", "v": "4.2", "thread": "wa:971500555014"},
            "participants": {
                "agent": {"display": "Lampworks Sales 2"},
                "contact": {"display": "Faisal - Noor Al Khaleej Elec Trdg", "msisdn": "+971500555014"},
            },
            "events": [
                {
                    "t": "2026-01-18T08:02:10Z",
                    "by": "contact",
                    "type": "text",
                    "body": "Salam bro good morning",
                },
                {
                    "t": "2026-01-18T08:02:31Z",
                    "by": "contact",
                    "type": "text",
                    "body": "need rate 60x60 panel 40w 6500k 1000 pcs",
                },
                {
                    "t": "2026-01-18T08:05:00Z",
                    "by": "agent",
                    "type": "text",
                    "body": "Good morning Faisal! Backlit or edge-lit? We have 36W, 40W and 48W. MOQ 200 pcs.",
                },
                {
                    "t": "2026-01-18T08:06:12Z",
                    "by": "contact",
                    "type": "text",
                    "body": "backlit. 40w only. also DL 12w round cutout 120mm 3000k - 600 nos, same in 4000k 400 nos",
                },
                {
                    "t": "2026-01-18T08:06:40Z",
                    "by": "contact",
                    "type": "image",
                    "body": None,
                    "file": "IMG-20260118-WA0003.jpg",
                },
                {
                    "t": "2026-01-18T08:07:02Z",
                    "by": "contact",
                    "type": "text",
                    "body": "and emergency exit box double side 150",
                },
                {
                    "t": "2026-01-18T08:09:00Z",
                    "by": "agent",
                    "type": "text",
                    "body": "CIF Jebel Ali or FOB Shenzhen?",
                },
                {
                    "t": "2026-01-18T08:10:25Z",
                    "by": "contact",
                    "type": "text",
                    "body": "CIF jebel ali. panel make it 1200 pcs pls",
                },
                {
                    "t": "2026-01-18T08:11:03Z",
                    "by": "contact",
                    "type": "text",
                    "body": "ESMA must. payment LC 90 days same like last time. rate in usd",
                },
            ],
        },
        truth(
            customer=("Noor Al Khaleej Elec Trdg", "Faisal", None, "+971500555014"),
            order={
                "destination_country": "AE",
                "destination_port": "Jebel Ali",
                "incoterms": ["CIF"],
                "payment_method": "LC",
                "payment_days": 90,
                "currency": "USD",
                "certificates": ["ESMA"],
            },
            lines=[
                line("panel", 1200, size_mm=[600, 600], power_w=40, cct_k=[6500]),
                line("downlight", 600, power_w=12, size_mm=[120], cct_k=[3000]),
                line("downlight", 400, power_w=12, size_mm=[120], cct_k=[4000]),
                line("emergency_light", 150),
            ],
        ),
    ),
    # Asks where an order stays; the confirmation with its products stands below.
    coded_mail(
        "314",
        "Melanie Früchtl <melanie.fruechtl@allgaeulicht.example>",
        "AW: Auftragsbestätigung AB-26-00318 / Liefertermin?",
        """
Guten Morgen,

laut Ihrer AB unten sollten die Einlegeleuchten und die Feuchtraumwannen letzte Woche in Hamburg eintreffen. Bisher haben wir weder
eine Avisierung noch die Frachtpapiere erhalten. Können Sie uns bitte heute noch mitteilen, auf welchem Schiff die Ware ist und
wann wir mit der Anlieferung in Kempten rechnen dürfen? Unsere Baustelle wartet, der Elektriker steht am 23.02. bereit.

Bitte schicken Sie mir auch die Containernummer und die Packliste.

Vielen Dank und viele Grüße
Melanie Früchtl
Allgäulicht Vertriebs GmbH
Tel. 0831 555 01-32

-----Ursprüngliche Nachricht-----
Von: Lampworks Sales
Gesendet: Montag, 12. Januar 2026 04:12
An: Melanie Früchtl
Betreff: Auftragsbestätigung AB-26-00318

Pos  Artikel                                  Menge   Preis/Stk
1    Einlegeleuchte 625x625 36W 4000K UGR<19  320     EUR 21,40
2    Feuchtraumwanne 1500 mm 45W 4000K IP66   150     EUR 19,90
3    Notlicht-Set 3 h für Pos. 1               40     EUR 33,00
CIF Hamburg, Versand KW 4, Zahlung 30 Tage netto
""",
        truth("order_status", "de"),
        date="Mon, 16 Feb 2026 07:48:00 +0100",
        cte="quoted-printable",
    ),
    # A CRM export with Dutch labels for its fields.
    submission(
        "315",
        {
            "bron": "Contactformulier website NL",
            "aangemaakt": "2026-02-03 16:27",
            "status": "nieuw",
            "eigenaar": None,
            "relatie": {
                "bedrijfsnaam": "Van der Plaats Groothandel BV",
                "aanhef": "Dhr.",
                "voornaam": "Jelle",
                "achternaam": "Terpstra",
                "e-mail": "j.terpstra@vdplaats-groothandel.example",
                "telefoon": "058 555 0177",
                "plaats": "Leeuwarden",
                "land": "Nederland",
            },
            "onderwerp": "Prijs bulkheads en noodverlichting",
            "bericht": "Goedendag,\nGraag een offerte voor 1200 stuks ronde bulkhead 12W 4000K IP65, waarvan 800 in wit en 400 in zwart. "
            "Daarnaast 300 noodverlichtingsarmaturen 3W opbouw, IP65.\n"
            "Levering DAP Leeuwarden binnen 10 weken. Betaling: 30% aanbetaling. "
            "Monsters (van elk 1) graag vooraf. KEMA-KEUR is verplicht.",
            "nieuwsbrief": False,
            "interne_notitie": "",
        },
        truth(
            language="nl",
            customer=(
                "Van der Plaats Groothandel BV",
                "Jelle Terpstra",
                "j.terpstra@vdplaats-groothandel.example",
                "0585550177",
            ),
            order={
                "destination_country": "NL",
                "destination_port": "Leeuwarden",
                "incoterms": ["DAP"],
                "delivery_days": 70,
                "payment_method": "TT",
                "payment_deposit_percent": 30,
                "sample_requested": True,
                "certificates": ["KEMA-KEUR"],
            },
            lines=[
                line("wall_light", 800, power_w=12, cct_k=[4000], ip="IP65", housing_color="white"),
                line("wall_light", 400, power_w=12, cct_k=[4000], ip="IP65", housing_color="black"),
                line("emergency_light", 300, power_w=3, ip="IP65"),
            ],
        ),
    ),
    # An architect's office corrects its own schedule above the quoted first mail.
    mail(
        "316",
        "Mette Lindqvist-Holm <mlh@nordhavnarkitekter.example>",
        "Re: Luminaire schedule Harbour Library, request for quotation",
        """
Dear Sales team,

Please disregard the quantities I gave on Friday for some of the types, the reading room has been redrawn:
- L2 is now 88 pcs (was 76) and its colour temperature becomes 2700K, not 3000K. The same colour goes for L1, quantity unchanged.
- L5 has been taken over by the landscape architect, so please leave it out.
- new: L6, pendant over the tables, 18W, 2700K, CRI 90, DALI, black, 24 pcs.
Everything else as below.

Best regards / Venlig hilsen
Mette Lindqvist-Holm
Architect MAA
Nordhavn Arkitekter ApS, Copenhagen, Denmark
+45 55 55 01 26

On Fri, 30 Jan 2026 at 15:20, Mette Lindqvist-Holm wrote:
> Dear Sir or Madam
>
> We are specifying the luminaires for a public library in Aarhus and would like budget prices in EUR, DDP Aarhus.
>
> L1  Recessed downlight, 10W, 3000K, CRI 90, 36 degrees, DALI, cut-out 83 mm, white     140 pcs
> L2  Track spot, 3-phase, 20W, 3000K, CRI 90, 24 degrees, DALI, black                    76 pcs
> L3  LED strip 24V, 9.6 W/m, 2700K, CRI 90, IP20                                         210 m
> L4  Emergency luminaire recessed, 2W, 3 h                                               31 pcs
> L5  Bollard 800 mm, 8W, 3000K, IP65                                                     15 pcs
>
> Expected delivery: September 2026. Please include photometric files and drawings with dimensions.
>
> Mette
""",
        truth(
            customer=(
                "Nordhavn Arkitekter ApS",
                "Mette Lindqvist-Holm",
                "mlh@nordhavnarkitekter.example",
                "+4555550126",
            ),
            order={
                "destination_country": "DK",
                "destination_port": "Aarhus",
                "incoterms": ["DDP"],
                "currency": "EUR",
                "delivery_date": "2026-09-30",
                "documents_requested": ["ies_file", "drawing"],
            },
            lines=[
                line(
                    "downlight",
                    140,
                    model="L1",
                    power_w=10,
                    cct_k=[2700],
                    cri_min=90,
                    beam_angle_deg=[36],
                    dimming="DALI",
                    size_mm=[83],
                    housing_color="white",
                ),
                line(
                    "track_light",
                    88,
                    model="L2",
                    power_w=20,
                    cct_k=[2700],
                    cri_min=90,
                    beam_angle_deg=[24],
                    dimming="DALI",
                    housing_color="black",
                ),
                line(
                    "strip",
                    210,
                    unit="m",
                    model="L3",
                    voltage_v=[24, 24],
                    power_w=9.6,
                    cct_k=[2700],
                    cri_min=90,
                    ip="IP20",
                ),
                line("emergency_light", 31, model="L4", power_w=2),
                line(
                    "pendant",
                    24,
                    model="L6",
                    power_w=18,
                    cct_k=[2700],
                    cri_min=90,
                    dimming="DALI",
                    housing_color="black",
                ),
            ],
        ),
        date="Mon, 02 Feb 2026 08:31:00 +0100",
    ),
    # A Polish wholesaler counts in cartons.
    mail(
        "317",
        "Hurtownia Elektro-Jantar <zakupy@elektrojantar.example>",
        "Pytanie o cenę - żarówki i świetlówki",
        """
Dzień dobry,

jesteśmy hurtownią elektryczną ze Szczecina (Polska), poniżej nasze zapotrzebowanie:

- żarówka LED A60 E27 10W 3000K, 806 lm - 200 kartonów po 50 szt.
- to samo w 4000K - 120 kartonów po 50 szt.
- świeczka E14 6W 3000K - 80 kartonów po 100 szt.
- świetlówka LED T8 120cm 16W 4000K szkło - 3 tys. szt.

Cena docelowa za A60: 0,62 EUR/szt. Proszę o ofertę w EUR, FOB Shanghai i CIF Gdynia, z podaniem ilości w kartonie i wagi brutto.
Płatność: 20% zaliczki, reszta przed wysyłką. Wymagane CE, RoHS i ERP.

Pozdrawiam serdecznie
Grzegorz Piątek
Elektro-Jantar Sp. j.
tel. kom. +48 500 555 019
""",
        truth(
            language="pl",
            customer=(
                "Elektro-Jantar Sp. j.",
                "Grzegorz Piątek",
                "zakupy@elektrojantar.example",
                "+48500555019",
            ),
            order={
                "destination_country": "PL",
                "destination_port": "Gdynia",
                "loading_port": "Shanghai",
                "incoterms": ["FOB", "CIF"],
                "currency": "EUR",
                "payment_method": "TT",
                "payment_deposit_percent": 20,
                "certificates": ["CE", "RoHS", "ERP"],
                "documents_requested": ["packing_info"],
            },
            lines=[
                *(
                    line(
                        "bulb",
                        quantity,
                        shape="A60",
                        base=["E27"],
                        power_w=10,
                        cct_k=[cct],
                        luminous_flux_lm=806,
                        target_price=0.62,
                    )
                    for quantity, cct in ((10000, 3000), (6000, 4000))
                ),
                line("candle", 8000, base=["E14"], power_w=6, cct_k=[3000]),
                line(
                    "tube",
                    3000,
                    shape="T8",
                    base=["G13"],
                    size_mm=[1200],
                    power_w=16,
                    cct_k=[4000],
                    housing_material="glass",
                ),
            ],
        ),
    ),
    # HTML only; the table of goods lies in a table of the lay-out, as mail programs write it.
    mail(
        "318",
        "Karl Micallef <karl@zebbiegh-me.example>",
        "Hotel St Julian's - lighting schedule for pricing",
        None,
        truth(
            customer=("Zebbiegh M&E Ltd", "Karl Micallef", "karl@zebbiegh-me.example", "+35621555012"),
            order={
                "destination_country": "MT",
                "destination_port": "Valletta",
                "incoterms": ["CFR"],
                "currency": "EUR",
                "payment_method": "DP",
                "certificates": ["CE"],
                "warranty_years": 3,
            },
            lines=[
                line(
                    "downlight",
                    310,
                    model="DL-01",
                    power_w=9,
                    cct_k=[2700],
                    beam_angle_deg=[38],
                    ip="IP44",
                    dimming="triac",
                    housing_color="white",
                    cri_min=90,
                ),
                line(
                    "downlight",
                    126,
                    model="DL-02",
                    power_w=9,
                    cct_k=[2700],
                    beam_angle_deg=[38],
                    ip="IP65",
                    dimming="triac",
                    housing_color="black",
                    cri_min=90,
                ),
                line(
                    "strip",
                    485,
                    unit="m",
                    model="LS-01",
                    power_w=12,
                    cct_k=[3000],
                    ip="IP20",
                    voltage_v=[24, 24],
                    voltage_type="DC",
                ),
                line(
                    "driver",
                    48,
                    model="DR-01",
                    power_w=100,
                    voltage_v=[24, 24],
                    voltage_type="DC",
                    dimming="DALI",
                ),
                line(
                    "wall_light",
                    92,
                    model="WL-01",
                    power_w=6,
                    cct_k=[3000],
                    ip="IP54",
                    housing_color="bronze",
                ),
            ],
        ),
        html="""<html><head><style>td{font-family:Calibri}</style></head><body>
<table width="100%" border="0" cellpadding="0"><tr><td>
<p>Dear Sirs,</p><p>Kindly quote for the below. Prices <b>in EUR, CFR Valletta</b>, payment cash against documents.
All items CE marked, 3 years warranty. CRI 90 for the downlights.</p>
<table border="1" cellspacing="0"><tr><th rowspan="2">Code</th><th rowspan="2">Item</th><th colspan="4">Specification</th>
<th rowspan="2">Qty</th></tr>
<tr><th>Power</th><th>CCT</th><th>IP</th><th>Other</th></tr>
<tr><td>DL-01</td><td>Recessed downlight, white</td><td>9W</td><td>2700K</td><td>IP44</td><td>38&deg;, triac dim.</td><td>310</td></tr>
<tr><td>DL-02</td><td>Recessed downlight, black</td><td>9W</td><td>2700K</td><td>IP65</td><td>38&deg;, triac dim.</td><td>126</td></tr>
<tr><td>LS-01</td><td>LED strip for coves</td><td>12W/m</td><td>3000K</td><td>IP20</td><td>24V DC</td><td>484.5&nbsp;m</td></tr>
<tr><td>DR-01</td><td>LED driver for LS-01</td><td>100W</td><td>-</td><td>-</td><td>24V DC, DALI</td><td>48</td></tr>
<tr><td>WL-01</td><td>Wall light up/down, bronze</td><td>6W</td><td>3000K</td><td>IP54</td><td>-</td><td>92</td></tr>
<tr><td>CH-01</td><td>Lobby chandelier</td><td colspan="4">by interior designer</td><td>n/a</td></tr>
</table>
<p>Best regards,<br>Karl Micallef<br>Project Manager<br>Zebbiegh M&amp;E Ltd<br>Tel +356 21 555 012</p>
</td></tr><tr><td><font size="1" color="#888888">Zebbiegh M&amp;E Ltd is not liable for viruses. If you are not the addressee,
delete this mail and call +356 21 555 000.</font></td></tr></table></body></html>
""",
    ),
    # A claim that asks for replacement lamps.
    mail(
        "319",
        "Aurélie Vasseur <a.vasseur@distrilec-hainaut.example>",
        "Commande BC-5521 : dalles défectueuses, demande de remplacement",
        """
Bonjour,

Nous revenons vers vous au sujet de la livraison du 14 janvier (commande BC-5521, 600 dalles LED 600x600 40W 4000K).
À ce jour nos clients nous ont retourné 37 dalles : clignotement après quelques heures pour 29 d'entre elles, et alimentation
qui ne démarre plus pour les 8 autres. Le numéro de lot est le même partout (L2511-07).

Merci de nous envoyer au plus vite, à votre charge :
 - 37 dalles 600x600 40W 4000K neuves,
 - 20 drivers de rechange 40W pour notre SAV.
Nous tenons les pièces à votre disposition, photos et vidéo sur demande. Sans réponse de votre part avant vendredi, nous bloquerons
le règlement du solde.

Cordialement,
Aurélie Vasseur
Responsable qualité
Distrilec Hainaut SA, Mons
+32 65 55 50 14
""",
        truth("complaint", "fr"),
    ),
    mail(
        "320",
        "Per-Olof Gradin <po.gradin@brfsjoutsikten.example>",
        "LED-rör till garaget",
        """
Hejsan

Vi i brf Sjöutsikten i Västerås ska byta ut alla gamla 58W lysrör i parkeringsgaraget. Det rör sig om 260 st T8-rör 150 cm, vi har
tänkt oss ca 20-24W och 4000K, minst 2800 lumen. Dessutom 40 st kortare, 60 cm 8W, samma färg.
Samtliga rör ska gå att köra direkt på 230V. Armaturerna behåller vi. Vad kostar det inkl. frakt till Västerås, och hur lång är leveranstiden? Vi vill helst ha allt på plats före midsommar
dvs senast 17 juni. Betalar mot faktura 30 dagar.

mvh
Per-Olof Gradin, styrelsen brf Sjöutsikten
070-555 01 48
""",
        truth(
            language="sv",
            customer=("brf Sjöutsikten", "Per-Olof Gradin", "po.gradin@brfsjoutsikten.example", "0705550148"),
            order={
                "destination_country": "SE",
                "destination_port": "Västerås",
                "delivery_date": "2026-06-17",
                "payment_method": "OA",
                "payment_days": 30,
            },
            lines=[
                line(
                    "tube",
                    260,
                    shape="T8",
                    base=["G13"],
                    size_mm=[1500],
                    power_w=20,
                    power_w_max=24,
                    cct_k=[4000],
                    luminous_flux_lm=2800,
                    voltage_v=[230, 230],
                ),
                line(
                    "tube",
                    40,
                    shape="T8",
                    base=["G13"],
                    size_mm=[600],
                    power_w=8,
                    cct_k=[4000],
                    voltage_v=[230, 230],
                ),
            ],
        ),
    ),
]

LETTERS += [
    mail(
        "321",
        "Josphat Kiprono <josphat@riftline-power.example>",
        "REQUEST FOR QUOTATION: COUNTY STREET LIGHTING, LOT 3",
        """
Good day Sir/Madam,

Hope this mail finds you well. My company has won Lot 3 of the county street lighting program here in Nakuru, Kenya, and we are
kindly requesting your best price for the following materials:-

(a) All in one solar street light 60 watts, 6000K, IP65, complete with arm and remote ---- 450 sets
(b) LED floodlight for high mast, 300 watts, 5000K, 60 degree, IP66 ---- 96 pcs
(c) Bulb 9 watts pin type 6500K for the market stalls ---- 150 dozen
(d) Photocell with base ---- 200 pcs

The poles are being fabricated locally so no need to quote.

Kindly quote CIF Mombasa in US dollars. Payment is by confirmed L/C at sight. CE certificate copies should accompany the quotation,
plus IES files for (a) and (b). The lights in (a) and (b) must carry 3 years warranty. Shipment should be effected on or before
30th May 2026 as the Governor is launching the project.

God bless you.

Eng. Josphat Kiprono
Managing Director
Riftline Power Solutions Ltd
Tel 0700 555 0191 or 051 555 0192
""",
        truth(
            customer=(
                "Riftline Power Solutions Ltd",
                "Josphat Kiprono",
                "josphat@riftline-power.example",
                "07005550191",
            ),
            order={
                "destination_country": "KE",
                "destination_port": "Mombasa",
                "incoterms": ["CIF"],
                "currency": "USD",
                "payment_method": "LC",
                "payment_days": 0,
                "delivery_date": "2026-05-30",
                "certificates": ["CE"],
                "documents_requested": ["certificate", "ies_file"],
                "warranty_years": 3,
            },
            lines=[
                line("street_light", 450, unit="set", power_w=60, cct_k=[6000], ip="IP65"),
                line("flood_light", 96, power_w=300, cct_k=[5000], beam_angle_deg=[60], ip="IP66"),
                line("bulb", 1800, power_w=9, base=["B22d"], cct_k=[6500]),
                line("accessory", 200),
            ],
        ),
    ),
    # A supplier of components sends his invoice: lamp parts, prices, terms, and nobody wants an offer.
    mail(
        "322",
        "Dział Księgowości <faktury@optyka-led-slask.example>",
        "Faktura VAT FV/2026/01/0877",
        """
Szanowni Państwo,

w załączeniu przesyłamy fakturę za dostawę z dnia 22.01.2026 zgodnie z Państwa zamówieniem PO-7719.

1. Soczewka PMMA 60° do oprawy high bay 150W      1 200 szt.   x 4,10 PLN
2. Oprawa wzorcowa LED high bay 150W 5000K IP65       4 szt.   x 310,00 PLN
3. Klosz mleczny do oprawy liniowej 1500 mm          800 szt.   x 9,85 PLN

Razem netto 14 040,00 PLN, VAT 23%, termin płatności 14 dni, przelew na konto podane na fakturze.
W razie pytań prosimy o kontakt: 32 555 01 60.

Z poważaniem
Optyka LED Śląsk Sp. z o.o.
""",
        truth("invoice", "pl"),
        files=[
            (
                "FV_2026_01_0877.pdf",
                pdf(
                    "Faktura VAT FV/2026/01/0877",
                    [
                        ["Lp.", "Nazwa", "Ilość", "Cena netto", "Wartość netto"],
                        ["1", "Soczewka PMMA 60 st. do high bay 150W", "1200 szt.", "4,10", "4920,00"],
                        ["2", "Oprawa wzorcowa LED high bay 150W 5000K IP65", "4 szt.", "310,00", "1240,00"],
                        ["3", "Klosz mleczny do oprawy liniowej 1500 mm", "800 szt.", "9,85", "7880,00"],
                    ],
                ),
            )
        ],
    ),
    # Planner to electrician to wholesaler: the wholesaler forwards the forward and wants the offer.
    mail(
        "323",
        "Einkauf Licht <licht@nordmeier-grosshandel.example>",
        "WG: WG: Logistikzentrum Soltau - Leuchten",
        """
Hallo zusammen,

siehe unten, bitte Angebot an uns (nicht an den Elektriker!). Für uns bitte EXW und DAP Soltau, Preise in EUR, Zahlung
60 Tage netto. Die Lichtbänder bitte mit 5 Jahren Garantie. Herr Jahnke hat mir am Telefon noch durchgegeben, dass es bei den
Highbays 96 statt 84 Stück werden und die Notleuchten gar nicht gebraucht werden (hat er schon).

Gruß
Torben Nordmeier
Nordmeier Elektrogroßhandel KG, Lüneburg
Tel.: 04131/555-0170, Mobil: 0170/5550171

Von: Uwe Jahnke [mailto:jahnke@elektro-jahnke.example]
Gesendet: Mittwoch, 28. Januar 2026 17:55
An: Einkauf Licht
Betreff: WG: Logistikzentrum Soltau - Leuchten

Moin Torben, kannst du das hier mal anfragen? Ich brauche die Preise bis Freitag. Farbe bei allem 4000 K.
Uwe Jahnke, Elektro Jahnke, Tel. 05191 5550-12

Von: planung@ib-westerkamp.example
Gesendet: Dienstag, 27. Januar 2026 10:02
An: jahnke@elektro-jahnke.example
Betreff: Logistikzentrum Soltau - Leuchten

Sehr geehrter Herr Jahnke,
hier wie besprochen der Leuchtenauszug (Typ, Menge, Beschreibung):

H1: 84 Stk. Highbay 180 W, DALI, IP65, 60°
L2: 120 Stk. LED-Lichtband-Leuchteneinsatz 1500 mm, 52 W, DALI, IP20
W3: 18 Stk. Wandleuchte außen 20 W, IP65, anthrazit
R4: 25 Stk. Rettungszeichenleuchte 3 h

Mit freundlichen Grüßen
IB Westerkamp
""",
        truth(
            language="de",
            customer=(
                "Nordmeier Elektrogroßhandel KG",
                "Torben Nordmeier",
                "licht@nordmeier-grosshandel.example",
                "041315550170",
            ),
            order={
                "destination_country": "DE",
                "destination_port": "Soltau",
                "incoterms": ["EXW", "DAP"],
                "currency": "EUR",
                "payment_method": "OA",
                "payment_days": 60,
                "warranty_years": 5,
            },
            lines=[
                line(
                    "high_bay",
                    96,
                    model="H1",
                    power_w=180,
                    dimming="DALI",
                    ip="IP65",
                    beam_angle_deg=[60],
                    cct_k=[4000],
                ),
                line(
                    "linear_light",
                    120,
                    model="L2",
                    size_mm=[1500],
                    power_w=52,
                    dimming="DALI",
                    ip="IP20",
                    cct_k=[4000],
                ),
                line(
                    "wall_light",
                    18,
                    model="W3",
                    power_w=20,
                    ip="IP65",
                    housing_color="anthracite",
                    cct_k=[4000],
                ),
            ],
        ),
        date="Thu, 29 Jan 2026 08:14:00 +0100",
    ),
    # A wholesaler of emergency lighting; splits of each quantity.
    mail(
        "324",
        "Priya Nandra <priya.nandra@exitpoint-lighting.example>",
        "Emergency range 2026 - pricing please",
        """
Morning,

Planning our spring stock of emergency fittings. Can you price:

* LED bulkhead, 3W, IP65, maintained/non-maintained switchable, 3 hour, self test - 1,500 off. Half of them white, half black.
* Recessed open-area emergency luminaire, 5W, white, self test - 800 off
* Twin spot, 2 x 10W, IP65, 1500 lm, grey - 2 cartons... sorry, 240 off
* Exit blade sign, 4W, 30m viewing distance - 600 off, of which 450 ceiling mounted and 150 wall mounted
* Spare battery packs for the bulkhead - 500 off

The old range came from Eaton but please don't match it item by item, just your own standard product. UKCA and CE on everything.
FOB Ningbo and also DDP Felixstowe if you can. USD. 30/70 TT as before. Samples of the bulkhead first (we pay courier).
Could you also send over the installation manuals and photos for our web shop?

Thanks,
Priya

Priya Nandra | Category Manager | ExitPoint Lighting Ltd
DDI +44 121 555 0186 | Main +44 121 555 0180
""",
        truth(
            customer=(
                "ExitPoint Lighting Ltd",
                "Priya Nandra",
                "priya.nandra@exitpoint-lighting.example",
                "+441215550186",
            ),
            order={
                "destination_country": "GB",
                "destination_port": "Felixstowe",
                "loading_port": "Ningbo",
                "incoterms": ["FOB", "DDP"],
                "currency": "USD",
                "payment_method": "TT",
                "payment_deposit_percent": 30,
                "sample_requested": True,
                "documents_requested": ["manual", "photos"],
                "certificates": ["UKCA", "CE"],
            },
            lines=[
                *(
                    line("emergency_light", 750, power_w=3, ip="IP65", housing_color=color)
                    for color in ("white", "black")
                ),
                line("emergency_light", 800, power_w=5, housing_color="white"),
                line(
                    "emergency_light",
                    240,
                    power_w=20,
                    ip="IP65",
                    luminous_flux_lm=1500,
                    housing_color="grey",
                ),
                line("emergency_light", 450, power_w=4),
                line("emergency_light", 150, power_w=4),
                line("accessory", 500),
            ],
        ),
    ),
    mail(
        "325",
        "Ufficio Acquisti - Impianti Zanolin <acquisti@impianti-zanolin.example>",
        "Richiesta preventivo rif. 14/26 - relamping capannone",
        """
Buongiorno,

per il relamping di un capannone industriale a Pordenone (Italia) chiediamo la Vs. migliore offerta per:

n. 72 campane LED 150W 4000K 120° IP65, dimmerabili 1-10V, efficienza min. 150 lm/W
n. 110 plafoniere stagne LED 1500 mm 50W 4000K IP66, corpo in policarbonato
n. 16 proiettori LED 100W 4000K IP66 grigi
n. 24 lampade di emergenza 11W IP65 autonomia 1h
n. 72 kit di sospensione per le campane

Resa franco ns. magazzino di Pordenone entro il 10 aprile. Pagamento a 60 gg data fattura fine mese.
Prezzi in Euro, IVA esclusa. Garanzia 5 anni. Si richiedono schede tecniche, dichiarazione CE (copia) e curve fotometriche.
NB: i quadri elettrici e i cavi non fanno parte della richiesta.

In attesa di Vs. riscontro porgiamo distinti saluti.

Geom. Loris Zanolin
Impianti Zanolin S.r.l.
Tel. 0434 555018 - Fax 0434 555019
""",
        truth(
            language="it",
            customer=(
                "Impianti Zanolin S.r.l.",
                "Loris Zanolin",
                "acquisti@impianti-zanolin.example",
                "0434555018",
                "0434555019",
            ),
            order={
                "reference": "14/26",
                "destination_country": "IT",
                "destination_port": "Pordenone",
                "currency": "EUR",
                "delivery_date": "2026-04-10",
                "payment_method": "OA",
                "payment_days": 60,
                "warranty_years": 5,
                "certificates": ["CE"],
                "documents_requested": ["datasheet", "certificate", "ies_file"],
            },
            lines=[
                line(
                    "high_bay",
                    72,
                    power_w=150,
                    cct_k=[4000],
                    beam_angle_deg=[120],
                    ip="IP65",
                    dimming="1-10V",
                    efficacy_lm_w=150,
                ),
                line(
                    "linear_light",
                    110,
                    size_mm=[1500],
                    power_w=50,
                    cct_k=[4000],
                    ip="IP66",
                    housing_material="pc",
                ),
                line("flood_light", 16, power_w=100, cct_k=[4000], ip="IP66", housing_color="grey"),
                line("emergency_light", 24, power_w=11, ip="IP65"),
                line("accessory", 72, unit="set"),
            ],
        ),
    ),
    # A platform's digest: demands of many, of nobody in particular.
    mail(
        "326",
        "TenderRadar Europe <no-reply@tenderradar.example>",
        "7 new lighting tenders match your profile (CPV 31500000, 34928530)",
        """
Good morning Lampworks,

Your weekly digest of public notices:

1. Municipality of V. (SE) - Supply of 1 200 LED street lighting luminaires, 20-60 W, 3000 K. Deadline 12.03.2026
2. City of P. (PL) - Delivery of 340 LED panels 600x600, 36 W, 4000 K, for 3 schools. Deadline 02.03.2026
3. Regional hospital (FR) - Emergency luminaires, framework agreement, 4 years. Deadline 20.03.2026
4. Housing association (NL) - 5 000 bulkheads 12 W with sensor. Deadline 27.02.2026
   ... and 3 more. Upgrade to PRO to see the contracting authorities and to download the documents.

[ See all tenders ]   [ Upgrade now - 20% off until Sunday ]

You receive this mail because you created a search profile. Unsubscribe | Preferences
TenderRadar Europe, support@tenderradar.example
""",
        truth("newsletter"),
        list_unsubscribe="<mailto:unsubscribe@tenderradar.example>",
    ),
    # Two pages; the second takes one item back and changes another.
    fax(
        "327",
        [
            """
# STRATHORD SEAFOODS LTD
Harbour Road, Peterhead, Scotland
Tel 01779 555 0113      Fax 01779 555 0118

FAX TO: Lampworks Sales                    DATE: 3 March 2016
FROM:   Alasdair Rennie                    PAGES: 2

# Enquiry - factory lighting retrofit

Please quote for lamps and fittings as listed, delivered Peterhead:

Item   Qty    Description
1      130    Non-corrosive LED 5ft 45W 4000K IP66
2       40    Non-corrosive LED 4ft 36W 4000K IP66
3       26    High bay 150W 5000K IP65
4       55    T8 LED tube 5ft 22W 4000K shatterproof
5       12    Floodlight 100W 5000K IP66

Continued on page 2
""",
            """
Page 2 of 2

Item   Qty    Description
6       18    Emergency bulkhead 3W IP65 3hr
7       10    Driver 150W to suit item 3

# CHANGES SINCE THIS LIST WAS TYPED

- Item 2 is cancelled.
- Item 5: now 20 off, not 12.

All 230V and CE marked. Prices in sterling.
We want everything within 6 weeks of order. Payment 30 days from invoice.
Contact me by e-mail: a.rennie@strathord-seafoods.example

Alasdair Rennie
Chief Engineer
""",
        ],
        truth(
            customer=(
                "STRATHORD SEAFOODS LTD",
                "Alasdair Rennie",
                "a.rennie@strathord-seafoods.example",
                "017795550113",
                "017795550118",
            ),
            order={
                "destination_country": "GB",
                "destination_port": "Peterhead",
                "currency": "GBP",
                "delivery_days": 42,
                "payment_method": "OA",
                "payment_days": 30,
                "certificates": ["CE"],
            },
            lines=[
                line(
                    "linear_light",
                    130,
                    size_mm=[1500],
                    power_w=45,
                    cct_k=[4000],
                    ip="IP66",
                    voltage_v=[230, 230],
                ),
                line("high_bay", 26, power_w=150, cct_k=[5000], ip="IP65", voltage_v=[230, 230]),
                line(
                    "tube",
                    55,
                    shape="T8",
                    base=["G13"],
                    size_mm=[1500],
                    power_w=22,
                    cct_k=[4000],
                    voltage_v=[230, 230],
                ),
                line("flood_light", 20, power_w=100, cct_k=[5000], ip="IP66", voltage_v=[230, 230]),
                line("emergency_light", 18, power_w=3, ip="IP65", voltage_v=[230, 230]),
                line("driver", 10, power_w=150, voltage_v=[230, 230]),
            ],
        ),
    ),
    # Word paper with requirements and a table; the covering mail overrides it.
    mail(
        "328",
        "Juha Särkelä <juha.sarkela@aurajoki-telakka.example>",
        "RFQ 4500-2291 Hall 7 lighting, Turku",
        """
Hello,

please find our RFQ 4500-2291 attached. Two remarks:
 1) the delivery term in the paper is old, we buy now DAP Turku (not CIF Helsinki)
 2) position 20 must be IP66, not IP54.
Quotation in EUR. If you have questions, call me on my mobile.

BR
Juha Särkelä
Procurement, Aurajoen Telakka Oy
mobile +358 40 555 0129
office +358 2 555 0100
""",
        truth(
            customer=(
                "Aurajoen Telakka Oy",
                "Juha Särkelä",
                "juha.sarkela@aurajoki-telakka.example",
                "+358405550129",
            ),
            order={
                "reference": "4500-2291",
                "destination_country": "FI",
                "destination_port": "Turku",
                "incoterms": ["DAP"],
                "currency": "EUR",
                "payment_method": "OA",
                "payment_days": 45,
                "delivery_date": "2026-06-12",
                "warranty_years": 7,
                "certificates": ["CE", "ENEC"],
                "documents_requested": ["datasheet", "manual", "ies_file"],
            },
            lines=[
                *(
                    line(
                        "high_bay",
                        quantity,
                        power_w=power,
                        luminous_flux_lm=flux,
                        cct_k=[5000],
                        beam_angle_deg=[angle],
                        ip="IP65",
                        dimming="DALI",
                        cri_min=80,
                        voltage_v=[230, 230],
                    )
                    for quantity, power, flux, angle in ((88, 240, 36000, 60), (36, 150, 22000, 90))
                ),
                *(
                    line(
                        "linear_light",
                        quantity,
                        size_mm=[size],
                        power_w=power,
                        cct_k=[4000],
                        ip="IP66",
                        dimming="DALI",
                        cri_min=80,
                        voltage_v=[230, 230],
                    )
                    for quantity, size, power in ((64, 1500, 55), (48, 1200, 40))
                ),
                *(
                    line(
                        "panel",
                        quantity,
                        size_mm=size,
                        power_w=30,
                        cct_k=[4000],
                        ip="IP20",
                        dimming="DALI",
                        cri_min=90,
                        voltage_v=[230, 230],
                    )
                    for quantity, size in ((120, [600, 600]), (44, [1200, 300]))
                ),
                line("accessory", 44, unit="set"),
                line(
                    "downlight",
                    52,
                    size_mm=[175],
                    power_w=18,
                    cct_k=[3000],
                    ip="IP44",
                    dimming="DALI",
                    cri_min=90,
                    voltage_v=[230, 230],
                ),
                line("flood_light", 12, power_w=300, cct_k=[4000], ip="IP66", voltage_v=[230, 230]),
                line(
                    "wall_light",
                    20,
                    power_w=25,
                    cct_k=[3000],
                    ip="IP65",
                    housing_color="grey",
                    voltage_v=[230, 230],
                ),
                line("emergency_light", 22, power_w=8, ip="IP65", voltage_v=[230, 230]),
                line("emergency_light", 40, power_w=3, ip="IP20", voltage_v=[230, 230]),
            ],
        ),
        files=[
            (
                "RFQ_4500-2291.docx",
                word_paper(
                    "Request for quotation 4500-2291",
                    "Delivery: CIF Helsinki, latest 12.6.2026. Payment: 45 days net from invoice. Warranty 7 years.",
                    "All luminaires shall be CE and ENEC marked, supply 230 V 50 Hz. Luminaires of part A: CRI min. 80 and DALI. "
                    "Luminaires of part B: CRI min. 90 and DALI.",
                    [
                        ["Pos", "Material", "Qty", "Unit"],
                        ["", "A  PRODUCTION HALL", "", ""],
                        ["10", "High bay luminaire 240 W, 36000 lm, 5000 K, 60 degrees, IP65", "88", "PCE"],
                        ["11", "High bay luminaire 150 W, 22000 lm, 5000 K, 90 degrees, IP65", "36", "PCE"],
                        ["20", "Industrial linear luminaire length 1500 mm, 55 W, 4000 K, IP54", "64", "PCE"],
                        ["21", "Industrial linear luminaire length 1200 mm, 40 W, 4000 K, IP66", "48", "PCE"],
                        ["", "Sub-total A", "236", ""],
                        ["", "B  OFFICES", "", ""],
                        ["30", "Recessed panel 600x600, 30 W, 4000 K, UGR<19, IP20", "120", "PCE"],
                        ["31", "Panel 1200x300, 30 W, 4000 K, UGR<19, IP20", "44", "PCE"],
                        ["32", "Wire suspension set for pos. 31", "44", "SET"],
                        ["33", "Recessed downlight, cut-out 175 mm, 18 W, 3000 K, IP44", "52", "PCE"],
                        ["", "Sub-total B", "260", ""],
                        ["", "C  YARD", "", ""],
                        ["40", "Floodlight 300 W, 4000 K, IP66", "12", "PCE"],
                        ["41", "Outdoor wall luminaire 25 W, 3000 K, IP65, grey", "20", "PCE"],
                        ["42", "Lighting columns with foundations - by civil contractor", "6", "PCE"],
                        ["", "D  EMERGENCY LIGHTING", "", ""],
                        ["50", "Exit luminaire with battery, 8 W, IP65", "22", "PCE"],
                        ["51", "Escape route luminaire with battery, 3 W, IP20", "40", "PCE"],
                        ["60", "Installation work - separate inquiry, do not quote", "", ""],
                    ],
                    "To be enclosed: data sheets, mounting instructions, photometric data (LDT).",
                ),
            )
        ],
        date="Thu, 05 Feb 2026 11:20:00 +0200",
    ),
    mail(
        "329",
        "Nuria Ferrándiz <nuria@luzlevante-distribucion.example>",
        "Consulta precios campaña primavera",
        """
Hola buenos días,

Somos distribuidores de material eléctrico en Alicante (España). Para la campaña de primavera necesitamos precio de:

1. Tira LED 24V 14,4W/m 3000K IP20, rollos de 5 m: 400 rollos. La misma en IP65: 250 rollos
2. Downlight empotrable redondo 18W, corte 205 mm, CCT seleccionable 3000/4000/6000K: entre 1.000 y 1.500 uds
3. Lámpara GU10 7W 4000K 60º regulable: 5.000 uds
4. Bombilla A60 E27 12W, 2.000 uds en 3000K y 2.000 uds en 4000K

Puerto de Valencia, CIF, en dólares. Pago: T/T 40% anticipo y resto contra copia del conocimiento de embarque.
Plazo máximo 45 días. Todo con CE, RoHS; garantía 2 años. Si nos pueden mandar catálogo y tarifa completa, mejor.

Un saludo
Nuria Ferrándiz Coll
Luz Levante Distribución, S.L.
965 550 117
""",
        truth(
            language="es",
            customer=(
                "Luz Levante Distribución, S.L.",
                "Nuria Ferrándiz Coll",
                "nuria@luzlevante-distribucion.example",
                "965550117",
            ),
            order={
                "destination_country": "ES",
                "destination_port": "Valencia",
                "incoterms": ["CIF"],
                "currency": "USD",
                "payment_method": "TT",
                "payment_deposit_percent": 40,
                "delivery_days": 45,
                "certificates": ["CE", "RoHS"],
                "documents_requested": ["catalogue", "price_list"],
                "warranty_years": 2,
            },
            lines=[
                *(
                    line(
                        "strip",
                        quantity,
                        unit="roll",
                        voltage_v=[24, 24],
                        power_w=14.4,
                        cct_k=[3000],
                        ip=ip,
                    )
                    for quantity, ip in ((400, "IP20"), (250, "IP65"))
                ),
                line(
                    "downlight",
                    1000,
                    quantity_max=1500,
                    power_w=18,
                    size_mm=[205],
                    cct_k=[3000, 4000, 6000],
                    colors=["cct_adjustable"],
                ),
                line(
                    "spot_lamp",
                    5000,
                    base=["GU10"],
                    power_w=7,
                    cct_k=[4000],
                    beam_angle_deg=[60],
                    dimming="yes",
                ),
                *(
                    line("bulb", 2000, shape="A60", base=["E27"], power_w=12, cct_k=[cct])
                    for cct in (3000, 4000)
                ),
            ],
        ),
    ),
    # A lead of a German marketplace for industry: one long text among the platform's own fields.
    submission(
        "330",
        {
            "plattform": "Industrie-Marktplatz",
            "typ": "Sammelanfrage",
            "nummer": "IM-7730142",
            "eingang": "05.02.2026 14:11",
            "absender_system": "noreply@industrie-marktplatz.example",
            "kategorie": ["Beleuchtung", "Hallenbeleuchtung", "LED-Flutlichtstrahler"],
            "kontakt": {
                "firma": "Kieswerk Holzapfel GmbH",
                "ansprechpartner": "Herr Bernd Holzapfel",
                "email": "b.holzapfel(at)kieswerk-holzapfel(dot)example",
                "telefon": "+49 8731 555 0116",
                "plz": "84130",
                "ort": "Dingolfing",
            },
            "felder": [
                {"label": "Gesuchtes Produkt", "wert": "LED Fluter / Strahler fuer Werkshof und Halle"},
                {"label": "Menge", "wert": "siehe Beschreibung"},
                {"label": "Gewuenschter Liefertermin", "wert": "bis 15.05.2026"},
                {
                    "label": "Beschreibung",
                    "wert": "Wir brauchen 14 Stueck Fluter 200 W, 5000 K, IP66, asymmetrisch, und 20 Stueck Hallenstrahler 150 W, "
                    "5000 K, IP65. Die alten HQL 400 W bauen wir selber ab. Dazu 6 Stueck Stromschienenstrahler "
                    "fuers Buero, schwarz, 30 W, 3000 K. Alles 230 V und mit CE-Zeichen. Zahlung Vorkasse 50 %, Rest bei Lieferung.",
                },
            ],
            "hinweis": "Diese Anfrage wurde an 6 Anbieter versandt. Antworten Sie innerhalb von 48 Stunden!",
        },
        truth(
            language="de",
            customer=(
                "Kieswerk Holzapfel GmbH",
                "Bernd Holzapfel",
                "b.holzapfel@kieswerk-holzapfel.example",
                "+4987315550116",
            ),
            order={
                "destination_country": "DE",
                "payment_method": "TT",
                "payment_deposit_percent": 50,
                "delivery_date": "2026-05-15",
                "certificates": ["CE"],
            },
            lines=[
                line("flood_light", 14, power_w=200, cct_k=[5000], ip="IP66", voltage_v=[230, 230]),
                line("high_bay", 20, power_w=150, cct_k=[5000], ip="IP65", voltage_v=[230, 230]),
                line(
                    "track_light",
                    6,
                    housing_color="black",
                    power_w=30,
                    cct_k=[3000],
                    voltage_v=[230, 230],
                ),
            ],
        ),
    ),
]

LETTERS += [
    # "Inquires", but sells a service.
    mail(
        "331",
        "Marcus Delaney <marcus@brightreach-media.example>",
        "Inquiry about your high bay and emergency range",
        """
Dear Sales Manager,

I have an inquiry about your LED high bays 100W / 150W / 200W and your emergency exit signs. While going through your website I
noticed that the product pages come up only on page 6 when European wholesalers search for "industrial LED lighting supplier".

We prepare photos, 3D renders and translated product texts (German, Dutch, Swedish, Polish, French) for lighting makers and bring
them to the first page. Our packages:

Starter    20 products     EUR   690
Business   100 products    EUR 2,400
Export     500 products    EUR 8,900

How many articles does your 2026 catalogue hold? Reply with the number and I will send you a quotation the same day. The first two
products are free of charge as samples.

Best,
Marcus Delaney
BrightReach Media, Dublin
+353 1 555 0190
""",
        truth("spam"),
    ),
    # A record of a CRM, with its empty fields and its own remarks; the question is short.
    submission(
        "332",
        {
            "object": "ticket",
            "properties": {
                "hs_pipeline_stage": "1",
                "createdate": "2026-02-11T10:02:55.120Z",
                "subject": "solar lights",
                "content": "hi there, do you have any lights for footpath lighting in a public park? we look after parks for the council and "
                "would need something like 35 bollards, 1 metre high, warm white, mains not solar, vandal proof, green finish to "
                "match the benches. whats the price and do you deliver to Ghent? need catalogue too",
                "source_type": "CHAT_BOT",
                "hs_ticket_priority": "",
            },
            "associations": {
                "contacts": [
                    {
                        "firstname": "Ellen",
                        "lastname": "De Backer",
                        "email": "ellen.debacker@groenonderhoud-db.example",
                        "phone": None,
                        "lifecyclestage": "lead",
                        "company": "Groenonderhoud De Backer",
                    }
                ],
                "deals": [],
            },
        },
        truth(
            customer=(
                "Groenonderhoud De Backer",
                "Ellen De Backer",
                "ellen.debacker@groenonderhoud-db.example",
            ),
            order={
                "destination_country": "BE",
                "destination_port": "Ghent",
                "documents_requested": ["catalogue"],
            },
            lines=[line("garden_light", 35, size_mm=[1000], colors=["warm_white"], housing_color="green")],
        ),
    ),
    mail(
        "333",
        "Olivier Dessart <o.dessart@comptoir-meuse.example>",
        "Demande de prix 26/0093 - gamme tertiaire",
        """
Bonjour Madame, Monsieur,

Distributeur de matériel électrique à Namur (Belgique), nous étudions le référencement d'une nouvelle gamme tertiaire.
Merci de nous faire parvenir vos prix pour :

a) Dalle LED 600x600, 36 W, UGR<19, en 3000 K ou 4000 K au choix, quantité 500 à 800 pièces
b) Dalle LED 1200x300, 36 W, UGR<19, 4000 K, 250 pièces
c) Kit de montage en saillie pour a), 150 pièces ; pour b), 60 pièces
d) Réglette étanche 1200 mm 36 W 4000 K IP65 DALI, 300 pièces
e) Hublot rond 18 W, 3CCT, IP65, blanc, 240 pièces
f) Bloc de secours (BAES) 45 lm, IP43, 200 pièces

Equivalent Sylvania START pour d). Les drivers doivent tous être remplaçables. Prix en euros, EXW et CPT Namur. Marquage CE et ENEC,
5 ans de garantie. Conditions de paiement habituelles : 45 jours fin de mois. Merci de joindre le catalogue 2026 et un échantillon
de a).

Bien à vous,
Olivier Dessart
Chef de produit éclairage
Comptoir de la Meuse SPRL
T +32 81 55 50 16 / F +32 81 55 50 17
""",
        truth(
            language="fr",
            customer=(
                "Comptoir de la Meuse SPRL",
                "Olivier Dessart",
                "o.dessart@comptoir-meuse.example",
                "+3281555016",
                "+3281555017",
            ),
            order={
                "reference": "26/0093",
                "destination_country": "BE",
                "destination_port": "Namur",
                "incoterms": ["EXW", "CPT"],
                "currency": "EUR",
                "payment_method": "OA",
                "payment_days": 45,
                "sample_requested": True,
                "certificates": ["CE", "ENEC"],
                "documents_requested": ["catalogue"],
                "warranty_years": 5,
            },
            lines=[
                line("panel", 500, quantity_max=800, size_mm=[600, 600], power_w=36, cct_k=[3000, 4000]),
                line("panel", 250, size_mm=[1200, 300], power_w=36, cct_k=[4000]),
                line("accessory", 150),
                line("accessory", 60),
                line(
                    "linear_light",
                    300,
                    equivalent_to="Sylvania START",
                    size_mm=[1200],
                    power_w=36,
                    cct_k=[4000],
                    ip="IP65",
                    dimming="DALI",
                ),
                line(
                    "wall_light",
                    240,
                    power_w=18,
                    colors=["cct_adjustable"],
                    ip="IP65",
                    housing_color="white",
                ),
                line("emergency_light", 200, luminous_flux_lm=45, ip="IP43"),
            ],
        ),
    ),
    # Out of office; the old inquiry that we had answered is quoted below.
    mail(
        "334",
        "Bram Hoekzema <b.hoekzema@lichtpunt-noord.example>",
        "Automatisch antwoord: Offerte Q-26-0201 panelen en high bays",
        """
Bedankt voor uw bericht. Ik ben met vakantie tot en met vrijdag 20 februari en lees mijn mail niet. Bij spoed kunt u contact opnemen
met mijn collega Wietske Postma via verkoop@lichtpunt-noord.example of 050 555 01 20.

Met vriendelijke groet,
Bram Hoekzema
Lichtpunt Noord BV

> Op 6 februari 2026 schreef Lampworks Sales:
> Dear Bram, please find our quotation attached.
>> Van: Bram Hoekzema
>> Graag uw prijs voor:
>> 300 st. LED paneel 600x600 36W 4000K UGR<19
>> 40 st. high bay 150W 4000K IP65
>> Levering DAP Groningen, 5 jaar garantie
""",
        truth("out_of_office", "nl"),
        auto_submitted="auto-replied",
    ),
    # The buying office of a European chain in China.
    mail(
        "335",
        "Cindy Zhou <cindy.zhou@baumax-sourcing.example>",
        "Quotation request-- Spring Promotion 2027 / Baumarkt items",
        """
Dear sir,

Nice day!
This is Cindy from Shenzhen sourcing office of German DIY chain. Our head office want to make promotion, pls kindly quote your best
price for below items:

1, Filament bulb ST64 E27 4W 2200K, glass, dimmable, Qty: 30K pcs
2, Filament globe G95 E27 6W 2700K, glass, non dimmable, Qty: 24K pcs
3, Smart bulb A60 E27 9W, RGBW, wifi Tuya. Qty: 10K pcs, target USD2.35
4, Floodlight with PIR 20W 4000K IP44, white housing and black housing, 6K pcs each colour
5, Underwater pool light PAR56 18W RGB 12V AC -- Qty 800 pcs

Term: FOB Yantian, pls also quote CIF Hamburg. In USD.
Payment: O/A 60days after shipment, our company never do deposit.
Certificate: CE, RoHS, GS. Pls send us the test report of item 3.
Shipment: not later than 2027-01-31.
Packing details (inner/outer carton, cbm) pls list in the quotation.

Waiting for your soonest reply.
B.rgds
Cindy Zhou / Merchandiser
BauMax Sourcing (Shenzhen) Co., Ltd.
Tel: 86-755-5550-0128   Wechat: cindyz_baumax
""",
        truth(
            customer=(
                "BauMax Sourcing (Shenzhen) Co., Ltd.",
                "Cindy Zhou",
                "cindy.zhou@baumax-sourcing.example",
                "8675555500128",
            ),
            order={
                "destination_country": "DE",
                "destination_port": "Hamburg",
                "loading_port": "Yantian",
                "incoterms": ["FOB", "CIF"],
                "currency": "USD",
                "payment_method": "OA",
                "payment_days": 60,
                "delivery_date": "2027-01-31",
                "certificates": ["CE", "RoHS", "GS"],
                "documents_requested": ["test_report", "packing_info"],
            },
            lines=[
                line(
                    "filament",
                    30000,
                    shape="ST64",
                    base=["E27"],
                    power_w=4,
                    cct_k=[2200],
                    dimming="yes",
                    housing_material="glass",
                ),
                line(
                    "filament",
                    24000,
                    shape="G95",
                    base=["E27"],
                    power_w=6,
                    cct_k=[2700],
                    dimming="no",
                    housing_material="glass",
                ),
                line(
                    "bulb",
                    10000,
                    shape="A60",
                    base=["E27"],
                    power_w=9,
                    colors=["rgbw"],
                    dimming="smart",
                    target_price=2.35,
                ),
                *(
                    line("flood_light", 6000, power_w=20, cct_k=[4000], ip="IP44", housing_color=color)
                    for color in ("white", "black")
                ),
                line(
                    "underwater_light",
                    800,
                    shape="PAR56",
                    power_w=18,
                    colors=["rgb"],
                    voltage_v=[12, 12],
                    voltage_type="AC",
                ),
            ],
        ),
        date="Mon, 21 Sep 2026 15:44:00 +0800",
    ),
    # A business account's chat in yet another layout: lines of text with the speaker before them.
    submission(
        "336",
        {
            "sohbet_no": 40917,
            "kanal": "instagram-dm",
            "kullanici": {"ad": "Tolga Erkmen", "takipci": 1204, "dil": "tr"},
            "dokum": "[10:12] Tolga Erkmen: merhaba kolay gelsin\n[10:12] Tolga Erkmen: Bursa'da elektrik malzemeleri toptancısıyız, Erkmen "
            "Elektrik\n[10:13] Tolga Erkmen: 48W 60x60 panel 6500K 2000 adet, bir de 36W sıva altı downlight 500 adet 4000K fiyat alabilir "
            "miyim\n[10:20] Lampworks: Merhaba, FOB mu CIF mi?\n[10:24] Tolga Erkmen: CIF Gemlik, dolar\n[10:24] Tolga Erkmen: acil çıkış "
            "armatürü 3 saat, 300 adet onu da yazın\n[10:25] Tolga Erkmen: paneller 3000 adet olsun pardon\n[10:26] Tolga Erkmen: CE ve "
            "TSE lazım, ödeme %30 peşin kalan yüklemede\n[10:27] Tolga Erkmen: mail: satinalma@erkmen-elektrik.example tel 0224 555 01 14",
            "etiketler": ["sıcak", "toptan"],
        },
        truth(
            language="tr",
            customer=("Erkmen Elektrik", "Tolga Erkmen", "satinalma@erkmen-elektrik.example", "02245550114"),
            order={
                "destination_country": "TR",
                "destination_port": "Gemlik",
                "incoterms": ["CIF"],
                "currency": "USD",
                "payment_method": "TT",
                "payment_deposit_percent": 30,
                "certificates": ["CE", "TSE"],
            },
            lines=[
                line("panel", 3000, power_w=48, size_mm=[600, 600], cct_k=[6500]),
                line("downlight", 500, power_w=36, cct_k=[4000]),
                line("emergency_light", 300),
            ],
        ),
    ),
    # The planner's mail is attached as a mail; the installer who sends it on wants the offer and changes a part of it.
    mail_with_mail(
        "337",
        "Compras Electrovouga <compras@electrovouga.example>",
        "Pedido de cotação nº 2026/044 - escola secundária de Aveiro",
        """
Exmos. Senhores,

Somos a empresa instaladora na remodelação de uma escola em Aveiro, Portugal, e solicitamos cotação para o material da lista do
projetista (e-mail em anexo), com duas alterações nossas: o X1 fica sem efeito (a câmara municipal já adquiriu) e o T1 passa de 92
para 104 unidades.

Preços em euros, DAP Aveiro, prazo máximo de entrega 60 dias. Pagamento a 60 dias da data da fatura. Garantia de 5 anos, marcação CE
obrigatória. Agradecemos fichas técnicas e ficheiros IES.

Com os melhores cumprimentos,
Eng.º Duarte Sarmento
Electrovouga - Instalações Eléctricas, Lda.
Tlf. 234 555 016
Tlm. 910 555 017
""",
        (
            "Gabinete Luz & Traço <projetos@luzetraco.example>",
            "Mapa de luminárias - escola",
            "Fri, 23 Jan 2026 18:40:00 +0000",
            """
Caro Duarte,

Segue o mapa de luminárias revisto (rev. 02):

INTERIOR - alimentação 230 V
P1    Painel de encastrar 600x600, 34 W, 4000 K, DALI                      286 un
P1K   Idem P1 com kit de emergência 1 h                                     38 un
P2    Painel saliente 1200x300, 36 W, 4000 K, DALI                          64 un
D1    Downlight de encastrar, furo 160 mm, 14 W, 3000 K, IP44              120 un
D2    Idem D1 mas 4000 K                                                    45 un
T1    Armadura estanque 1500 mm, 46 W, 4000 K, IP65                         92 un
T2    Armadura estanque 1200 mm, 32 W, 4000 K, IP65                         30 un
G1    Campânula do ginásio, 150 W, 5000 K, 90º, IP65, DALI                  24 un
G1A   Grelha de proteção para G1                                            24 un
EMERGÊNCIA
B1    Bloco autónomo de emergência permanente, 200 lm, IP65                 54 un
B2    Sinalizador de saída, 2 W                                             41 un
EXTERIOR
E1    Aplique exterior 12 W, 3000 K, IP65, preto                            33 un
X1    Projetor de campo de jogos, 400 W, 5000 K, IP66                        8 un
Q1    Quadros elétricos - por outros

Cumprimentos,
Arq.ª Leonor Abrunhosa
Tlf. 220 555 090
""",
        ),
        truth(
            language="pt",
            customer=(
                "Electrovouga - Instalações Eléctricas, Lda.",
                "Duarte Sarmento",
                "compras@electrovouga.example",
                "234555016",
            ),
            order={
                "reference": "2026/044",
                "destination_country": "PT",
                "destination_port": "Aveiro",
                "incoterms": ["DAP"],
                "currency": "EUR",
                "delivery_days": 60,
                "payment_method": "OA",
                "payment_days": 60,
                "warranty_years": 5,
                "certificates": ["CE"],
                "documents_requested": ["datasheet", "ies_file"],
            },
            lines=[
                *(
                    line(
                        "panel",
                        quantity,
                        model=model,
                        size_mm=size,
                        power_w=power,
                        cct_k=[4000],
                        dimming="DALI",
                        voltage_v=[230, 230],
                    )
                    for model, quantity, size, power in (
                        ("P1", 286, [600, 600], 34),
                        ("P1K", 38, [600, 600], 34),
                        ("P2", 64, [1200, 300], 36),
                    )
                ),
                *(
                    line(
                        "downlight",
                        quantity,
                        model=model,
                        size_mm=[160],
                        power_w=14,
                        cct_k=[cct],
                        ip="IP44",
                        voltage_v=[230, 230],
                    )
                    for model, quantity, cct in (("D1", 120, 3000), ("D2", 45, 4000))
                ),
                *(
                    line(
                        "linear_light",
                        quantity,
                        model=model,
                        size_mm=[size],
                        power_w=power,
                        cct_k=[4000],
                        ip="IP65",
                        voltage_v=[230, 230],
                    )
                    for model, quantity, size, power in (("T1", 104, 1500, 46), ("T2", 30, 1200, 32))
                ),
                line(
                    "high_bay",
                    24,
                    model="G1",
                    power_w=150,
                    cct_k=[5000],
                    beam_angle_deg=[90],
                    ip="IP65",
                    dimming="DALI",
                    voltage_v=[230, 230],
                ),
                line("accessory", 24, model="G1A"),
                line("emergency_light", 54, model="B1", luminous_flux_lm=200, ip="IP65"),
                line("emergency_light", 41, model="B2", power_w=2),
                line(
                    "wall_light", 33, model="E1", power_w=12, cct_k=[3000], ip="IP65", housing_color="black"
                ),
            ],
        ),
        date="Wed, 28 Jan 2026 09:27:00 +0000",
    ),
    # A list between semicolons out of an ERP in the German charset; the mail alters it.
    mail(
        "338",
        "Elektro-Union Einkauf <einkauf@elektro-union-salzach.example>",
        "Lageranfrage 6100342 / LED-Leuchtmittel und Einbaustrahler",
        """
Sehr geehrte Damen und Herren,

im Anhang unsere Lageranfrage 6100342 als CSV. Bitte nur die Zeilen mit Kennzeichen J anbieten, die anderen sind bereits vergeben.
Die Menge bei Artikel 20-4711 erhöht sich auf 3.600 Stück.

FCA Shanghai, Preise in USD. Zahlung: 100 % gegen Dokumente (D/P). Liefertermin: Verschiffung spätestens 31.03.2026.
Alle Artikel CE, RoHS. Verpackungseinheiten und Kartonmaße bitte mit angeben.

Freundliche Grüße aus Salzburg
Theresia Obermoser
Elektro-Union Salzach eGen, 5020 Salzburg, Österreich
T +43 662 5550 117
F +43 662 5550 119
""",
        truth(
            language="de",
            customer=(
                "Elektro-Union Salzach eGen",
                "Theresia Obermoser",
                "einkauf@elektro-union-salzach.example",
                "+436625550117",
                "+436625550119",
            ),
            order={
                "reference": "6100342",
                "destination_country": "AT",
                "loading_port": "Shanghai",
                "incoterms": ["FCA"],
                "currency": "USD",
                "payment_method": "DP",
                "delivery_date": "2026-03-31",
                "certificates": ["CE", "RoHS"],
                "documents_requested": ["packing_info"],
            },
            lines=[
                line(
                    "spot_lamp",
                    3600,
                    model="20-4711",
                    base=["GU10"],
                    power_w=4.9,
                    cct_k=[2700],
                    beam_angle_deg=[36],
                    dimming="yes",
                ),
                line(
                    "spot_lamp",
                    1800,
                    model="20-4713",
                    shape="MR16",
                    base=["GU5.3"],
                    power_w=5.5,
                    cct_k=[2700],
                    beam_angle_deg=[36],
                    voltage_v=[12, 12],
                ),
                line(
                    "candle",
                    4000,
                    model="20-4730",
                    shape="C35",
                    base=["E14"],
                    power_w=4.5,
                    cct_k=[2700],
                    dimming="no",
                ),
                line(
                    "downlight",
                    600,
                    model="31-1002",
                    power_w=8,
                    cct_k=[3000],
                    size_mm=[68],
                    ip="IP65",
                    housing_color="white",
                ),
                line("capsule", 2500, model="20-4750", base=["G9"], power_w=3.5, cct_k=[2700]),
            ],
        ),
        files=[
            (
                "6100342.csv",
                values_with(
                    ";",
                    [
                        ["ArtNr", "Bezeichnung", "Watt", "Kelvin", "Menge", "ME", "Anbieten"],
                        ["20-4711", "LED-Reflektor GU10 36° dimmbar", "4,9", "2700", "2400", "Stk", "J"],
                        ["20-4712", "LED-Reflektor GU10 36° dimmbar", "4,9", "4000", "1200", "Stk", "N"],
                        ["20-4713", "LED-Reflektor MR16 12 V 36°", "5,5", "2700", "1800", "Stk", "J"],
                        [
                            "20-4730",
                            "LED-Kerze C35 E14 matt, nicht dimmbar",
                            "4,5",
                            "2700",
                            "4000",
                            "Stk",
                            "J",
                        ],
                        ["20-4731", "LED-Tropfen P45 E14 matt", "4,5", "2700", "3000", "Stk", "N"],
                        [
                            "31-1002",
                            "Einbaustrahler rund weiß IP65, Ausschnitt 68 mm",
                            "8",
                            "3000",
                            "600",
                            "Stk",
                            "J",
                        ],
                        ["20-4750", "LED-Stiftsockel G9", "3,5", "2700", "2500", "Stk", "J"],
                    ],
                    "cp1252",
                ),
            )
        ],
    ),
    # A refusal with the goods of our offer in it.
    mail(
        "339",
        "Inköp Mälarkommunerna <inkop@malarkommunerna.example>",
        "Tilldelningsbeslut - upphandling LED-armaturer dnr 2025/0417",
        """
Hej,

Tack för ert anbud i upphandlingen av LED-armaturer. Vi meddelar härmed att ert anbud inte har antagits. Kontrakt tecknas med en annan
leverantör. Utvärderingen omfattade följande positioner:

Pos 1  Gatuarmatur 42 W 3000 K IP66       860 st
Pos 2  Parkarmatur 24 W 3000 K IP65       310 st
Pos 3  Stolparmatur med DALI 30 W          75 st

Ert anbud blev tvåa på pos 1 och trea på pos 2 och 3. Avtalsspärren löper ut den 23 februari 2026. Beslutet går inte att besvara
genom detta mejl. Vi hoppas att ni är med och lämnar anbud även nästa gång.

Vänliga hälsningar
Camilla Hjelte
Upphandlare, Mälarkommunernas inköpsförbund
""",
        truth("other", "sv"),
    ),
    # The columns of the table have been broken by the mail program: every cell on a line of its own.
    mail(
        "340",
        "Radu Cojocaru <radu.cojocaru@transilux-instal.example>",
        "Offer request - 2 industrial halls Oradea",
        """
Hello,

we are electrical contractor from Romania and we equip two new industrial halls in Oradea. We want offer for table below. For every
position supply 220-240V AC, colour 5000K.

No.
Product
Qty hall A
Qty hall B
Target price EUR/pc

1
LED high bay 200W, 60°, IP65, 1-10V
90
54
62

2
LED high bay 150W, 90°, IP65, 1-10V
36
36
48,50

3
Tri-proof lamp 1500mm 60W IP66
120
80
19

4
Wall pack for outside 80W IP65 with photocell
10
14
-

Please give one price per position for the sum of both halls. Transport DDP Oradea, price in EUR. Payment 20% in advance by bank
transfer and the rest when goods arrive. Delivery in max. 8 weeks. We need CE declaration (copy) and IES files for Dialux.
Exit signs and emergency kits are bought already from other company.

Best regards,
Radu Cojocaru
TransiLux Instal SRL
mobile: +40 740 555 013
""",
        truth(
            customer=(
                "TransiLux Instal SRL",
                "Radu Cojocaru",
                "radu.cojocaru@transilux-instal.example",
                "+40740555013",
            ),
            order={
                "destination_country": "RO",
                "destination_port": "Oradea",
                "incoterms": ["DDP"],
                "currency": "EUR",
                "payment_method": "TT",
                "payment_deposit_percent": 20,
                "delivery_days": 56,
                "certificates": ["CE"],
                "documents_requested": ["certificate", "ies_file"],
            },
            lines=[
                *(
                    line(
                        "high_bay",
                        quantity,
                        power_w=power,
                        beam_angle_deg=[angle],
                        ip="IP65",
                        dimming="1-10V",
                        cct_k=[5000],
                        voltage_v=[220, 240],
                        voltage_type="AC",
                        target_price=price,
                    )
                    for quantity, power, angle, price in ((144, 200, 60, 62), (72, 150, 90, 48.5))
                ),
                line(
                    "linear_light",
                    200,
                    size_mm=[1500],
                    power_w=60,
                    ip="IP66",
                    cct_k=[5000],
                    voltage_v=[220, 240],
                    voltage_type="AC",
                    target_price=19,
                ),
                line(
                    "wall_light",
                    24,
                    power_w=80,
                    ip="IP65",
                    cct_k=[5000],
                    voltage_v=[220, 240],
                    voltage_type="AC",
                ),
            ],
        ),
    ),
]
