"""Buyers who write English, well or badly, from many countries."""

from . import line, truth
from .writing import mail

LETTERS = [
    mail(
        "101",
        "emeka okafor <emeka@okafor-brothers.example>",
        "LED price",
        """
dear sir/ma
am emeka from Lagos, we dey import bulb since 2011. I need ur best price for
-AC LED bulb 9watt pin type, white   10,000pcs
-same 12watt   5,000pcs
-rechargeable emergency bulb 15w screw type 3k pcs
FOB which port? quote in usd and send catalog.
we pay 30% now 70% against BL copy

Emeka Okafor
Okafor Brothers Trading Co.
14 Alaba Market, Lagos
whatsapp +234 803 555 0142
""",
        truth(
            customer=(
                "Okafor Brothers Trading Co.",
                "Emeka Okafor",
                "emeka@okafor-brothers.example",
                "+2348035550142",
            ),
            order={
                "destination_country": "NG",
                "incoterms": ["FOB"],
                "payment_method": "TT",
                "payment_deposit_percent": 30,
                "currency": "USD",
                "documents_requested": ["catalogue"],
            },
            lines=[
                line("bulb", 10000, power_w=9, base=["B22d"], colors=["white"], voltage_type="AC"),
                line("bulb", 5000, power_w=12, base=["B22d"], colors=["white"], voltage_type="AC"),
                line("bulb", 3000, power_w=15, base=["E27"]),
            ],
        ),
    ),
    mail(
        "102",
        "Sarah Whitcombe <purchasing@whitcombe-electrical.example>",
        "RFQ WE-5512",
        """
Morning,

Our ref WE-5512. Please price CIF Felixstowe, T/T 30 days from B/L:

T8 5ft 22W 840     1,200 off
T8 4ft 18W 840       800 off
T8 2ft  9W 865       400 off

All 220-240V, frosted glass, UKCA and CE. Needed by week 14.

Sarah Whitcombe
Whitcombe Electrical Wholesale Ltd
Unit 7, Leeds LS11 5XX, United Kingdom
T: 0113 496 0155   F: 0113 496 0156
""",
        truth(
            customer=(
                "Whitcombe Electrical Wholesale Ltd",
                "Sarah Whitcombe",
                "purchasing@whitcombe-electrical.example",
                "01134960155",
                "01134960156",
            ),
            order={
                "reference": "WE-5512",
                "incoterms": ["CIF"],
                "destination_port": "Felixstowe",
                "destination_country": "GB",
                "payment_method": "TT",
                "payment_days": 30,
                "delivery_date": "2026-04-05",
                "certificates": ["UKCA", "CE"],
            },
            lines=[
                line(
                    "tube",
                    1200,
                    power_w=22,
                    cct_k=[4000],
                    cri_min=80,
                    base=["G13"],
                    shape="T8",
                    size_mm=[1500],
                    voltage_v=[220, 240],
                    housing_material="glass",
                ),
                line(
                    "tube",
                    800,
                    power_w=18,
                    cct_k=[4000],
                    cri_min=80,
                    base=["G13"],
                    shape="T8",
                    size_mm=[1200],
                    voltage_v=[220, 240],
                    housing_material="glass",
                ),
                line(
                    "tube",
                    400,
                    power_w=9,
                    cct_k=[6500],
                    cri_min=80,
                    base=["G13"],
                    shape="T8",
                    size_mm=[600],
                    voltage_v=[220, 240],
                    housing_material="glass",
                ),
            ],
        ),
    ),
    mail(
        "103",
        "Dale Kowalski <dale.kowalski@gulfcoastlighting.example>",
        "fixture schedule - Harbor Point",
        """
Please quote the following per attached schedule notes (no attachment, typed here).

TYPE A   2x4 LED troffer, 40W, 3500K, 0-10V dimming, 120-277V          QTY 148
TYPE B   6" recessed downlight, 15W, 2700K/3000K/3500K/4000K/5000K selectable, 120V, triac   QTY 320
TYPE C   Wall pack full cutoff 30W 4000K, 120-277V, bronze, DLC Premium     QTY 26
TYPE D   Exit sign - BY OTHERS
TYPE E   Shoebox area light 150W 5000K type III, 120-277V, bronze or equal to Lithonia DSX1   QTY 12

FOB Tampa FL destination. UL listed. IES files for C and E pls. Lead time max 6 weeks.

Dale Kowalski
Gulf Coast Lighting Supply, Inc.
(813) 555-0177
""",
        truth(
            customer=(
                "Gulf Coast Lighting Supply, Inc.",
                "Dale Kowalski",
                "dale.kowalski@gulfcoastlighting.example",
                "8135550177",
            ),
            order={
                "destination_country": "US",
                "destination_port": "Tampa",
                "delivery_days": 42,
                "documents_requested": ["ies_file"],
                "certificates": ["UL", "DLC"],
            },
            lines=[
                line(
                    "panel",
                    148,
                    model="A",
                    power_w=40,
                    cct_k=[3500],
                    size_mm=[600, 1200],
                    dimming="0-10V",
                    voltage_v=[120, 277],
                ),
                line(
                    "downlight",
                    320,
                    model="B",
                    power_w=15,
                    cct_k=[2700, 3000, 3500, 4000, 5000],
                    colors=["cct_adjustable"],
                    size_mm=[150],
                    voltage_v=[120, 120],
                    dimming="triac",
                ),
                line(
                    "wall_light",
                    26,
                    model="C",
                    power_w=30,
                    cct_k=[4000],
                    voltage_v=[120, 277],
                    housing_color="bronze",
                ),
                line(
                    "street_light",
                    12,
                    model="E",
                    power_w=150,
                    cct_k=[5000],
                    voltage_v=[120, 277],
                    housing_color="bronze",
                    equivalent_to="Lithonia DSX1",
                ),
            ],
        ),
    ),
    mail(
        "104",
        "R. Subramanian <tenders@kaveripower.example>",
        "Enquiry No. KPD/ELE/2026/044 for LED fittings",
        """
Dear Sirs,

Kindly submit your lowest quotation for the following items on F.O.R. Chennai basis:

1) 45W LED street light fitting, pressure die cast aluminium housing, IP66, 5700K, 110 lm/W   - 2 lakh nos.
2) 120 W LED flood light, 6500K, IP65  - 500 Nos.
3) 20 W LED batten 4 feet, 6500 K  - 150 dozen

Test report LM-79 to be enclosed. Warranty 5 years. BIS mandatory.

R. Subramanian
Asst. Manager (Materials)
Kaveri Power Distribution Ltd., Chennai 600 002
Phone: 044 2555 0199
""",
        truth(
            customer=(
                "Kaveri Power Distribution Ltd.",
                "R. Subramanian",
                "tenders@kaveripower.example",
                "04425550199",
            ),
            order={
                "reference": "KPD/ELE/2026/044",
                "destination_country": "IN",
                "destination_port": "Chennai",
                "documents_requested": ["test_report"],
                "certificates": ["BIS"],
                "warranty_years": 5,
            },
            lines=[
                line(
                    "street_light",
                    200000,
                    power_w=45,
                    cct_k=[5700],
                    ip="IP66",
                    efficacy_lm_w=110,
                    housing_material="die-cast aluminium",
                ),
                line("flood_light", 500, power_w=120, cct_k=[6500], ip="IP65"),
                line("linear_light", 1800, power_w=20, cct_k=[6500], size_mm=[1200]),
            ],
        ),
    ),
    mail(
        "105",
        "Thandi Nkosi <thandi@baobablighting.example>",
        "spots and bulbs",
        """
Hi there

Can you do me GU10s: 5W and 7W, 38 deg, warm white AND cool white, 2000 of each (so 8000 all together).
Also A60 9W B22 & E27 3000k - 5k each base.
Delivered Durban pls, by air for the first 500? No rush otherwise, end of May is fine.

Thandi
Baobab Lighting (Pty) Ltd, Johannesburg, South Africa
""",
        truth(
            customer=("Baobab Lighting (Pty) Ltd", "Thandi Nkosi", "thandi@baobablighting.example"),
            order={"destination_country": "ZA", "destination_port": "Durban", "delivery_date": "2026-05-31"},
            lines=[
                *(
                    line("spot_lamp", 2000, power_w=watts, base=["GU10"], beam_angle_deg=[38], colors=[color])
                    for watts in (5, 7)
                    for color in ("warm_white", "cool_white")
                ),
                line("bulb", 5000, power_w=9, base=["B22d"], cct_k=[3000], shape="A60"),
                line("bulb", 5000, power_w=9, base=["E27"], cct_k=[3000], shape="A60"),
            ],
        ),
    ),
    mail(
        "106",
        '"Ahmed K. Al-Rashid" <ahmed@alrashid-trading.example>',
        "Required LED flood lights & high bay",
        """
Dear Mr. Chen,

We are project supplier in Dammam, Saudi Arabia. Kindly offer us C&F Dammam:

A- LED Flood light 200W, cool daylight 6500K, IP66, driver Meanwell, LUMILEDS 3030 chip = 450 Nos
B- LED Highbay UFO 150W 5000K, 140Lm/W, beam 90 degree = 220 Nos
C- LED Highbay UFO 200W, other specs same as B = 80 Nos

Terms: L/C at sight. SASO + SABER certificate required. 3 yrs warranty minimum.
Delivery must not exceed 45 days from LC opening.

Best Regards
Eng. Ahmed K. Al-Rashid
Al-Rashid Trading Est.
Mob: +966 50 555 0123
""",
        truth(
            customer=(
                "Al-Rashid Trading Est.",
                "Ahmed K. Al-Rashid",
                "ahmed@alrashid-trading.example",
                "+966505550123",
            ),
            order={
                "destination_country": "SA",
                "destination_port": "Dammam",
                "incoterms": ["CFR"],
                "payment_method": "LC",
                "payment_days": 0,
                "delivery_days": 45,
                "certificates": ["SASO", "SABER"],
                "warranty_years": 3,
            },
            lines=[
                line(
                    "flood_light",
                    450,
                    power_w=200,
                    cct_k=[6500],
                    colors=["daylight"],
                    ip="IP66",
                    chip=["Lumileds 3030"],
                ),
                line("high_bay", 220, power_w=150, cct_k=[5000], efficacy_lm_w=140, beam_angle_deg=[90]),
                line("high_bay", 80, power_w=200, cct_k=[5000], efficacy_lm_w=140, beam_angle_deg=[90]),
            ],
        ),
    ),
    mail(
        "107",
        "Jess Harding <jess@thelampshedbrighton.example>",
        "vintage bulbs",
        """
Hello! Love your website. I run a small shop in Brighton and would like dimmable filament bulbs for our pendants:

~200 x ST64 4W amber glass E27 (40W equivalent)
~100 x G95 6W clear E27 2200K (replaces 60W)
50 x candle C35 4W clear SES 2700K

Do you sell such small quantities? What would shipping be to the UK? Could you send me 1 or 2 samples first? Happy to pay by PayPal.

Jess x
The Lamp Shed
""",
        truth(
            customer=("The Lamp Shed", "Jess Harding", "jess@thelampshedbrighton.example"),
            order={"destination_country": "GB", "payment_method": "PAYPAL", "sample_requested": True},
            lines=[
                line(
                    "filament",
                    200,
                    power_w=4,
                    shape="ST64",
                    base=["E27"],
                    colors=["amber"],
                    dimming="yes",
                    housing_material="glass",
                ),
                line("filament", 100, power_w=6, shape="G95", base=["E27"], cct_k=[2200], dimming="yes"),
                line("filament", 50, power_w=4, shape="C35", base=["E14"], cct_k=[2700], dimming="yes"),
            ],
        ),
    ),
    mail(
        "108",
        "Nikos Papadakis <npapadakis@aegeanmarine.example>",
        "quotation underwater + strip",
        """
please offer best for yacht refit, delivery Piraeus Greece DAP:

- underwater light 18W RGBW 12V DC, ss316 stainless steel, IP68: 24 pcs with 1 DMX controller
- led strip 24VDC 14.4W/m 2700K CRI95 IP67 60led/m 5050: 35 rolls of 5m
- driver 24V 150W IP67: 20 pc
- aluminium profile 2m with opal cover: 80 pcs

target for strip 11 EUR/roll. offer in euro

N. Papadakis
Aegean Marine Electrics
tel 0030 210 555 0188
""",
        truth(
            customer=(
                "Aegean Marine Electrics",
                "Nikos Papadakis",
                "npapadakis@aegeanmarine.example",
                "00302105550188",
            ),
            order={
                "destination_country": "GR",
                "destination_port": "Piraeus",
                "incoterms": ["DAP"],
                "currency": "EUR",
            },
            lines=[
                line(
                    "underwater_light",
                    24,
                    power_w=18,
                    colors=["rgbw"],
                    voltage_v=[12, 12],
                    voltage_type="DC",
                    ip="IP68",
                    housing_material="stainless steel",
                ),
                line(
                    "strip",
                    35,
                    unit="roll",
                    power_w=14.4,
                    cct_k=[2700],
                    cri_min=95,
                    voltage_v=[24, 24],
                    voltage_type="DC",
                    ip="IP67",
                    chip=["SMD5050"],
                    target_price=11,
                ),
                line("driver", 20, power_w=150, voltage_v=[24, 24], ip="IP67"),
                line("linear_light", 80, housing_material="aluminium", size_mm=[2000]),
                line("accessory", 1, dimming="DMX512"),
            ],
        ),
    ),
    mail(
        "109",
        "Peter <p.lindqvist@nordretail.example>",
        "Re: Canton fair",
        """
Hi Vivian,

nice meeting you in Guangzhou. As discussed pls send offer for:
* LED panel 600x600 36W UGR<19 4000K, min 4000lm, white frame, 20' container
* LED panel 1200x300 36W same spec, 1x40HQ

Prices FOB Ningbo USD. Payment O/A 60 days.

/Peter Lindqvist, Nord Retail AB
""",
        truth(
            customer=("Nord Retail AB", "Peter Lindqvist", "p.lindqvist@nordretail.example"),
            order={
                "incoterms": ["FOB"],
                "loading_port": "Ningbo",
                "currency": "USD",
                "payment_method": "OA",
                "payment_days": 60,
            },
            lines=[
                line(
                    "panel",
                    1,
                    unit="container_20",
                    power_w=36,
                    size_mm=[600, 600],
                    cct_k=[4000],
                    luminous_flux_lm=4000,
                    housing_color="white",
                ),
                line(
                    "panel",
                    1,
                    unit="container_40hq",
                    power_w=36,
                    size_mm=[1200, 300],
                    cct_k=[4000],
                    luminous_flux_lm=4000,
                    housing_color="white",
                ),
            ],
        ),
    ),
    mail(
        "110",
        "Lim Wei Jie <weijie.lim@straitslighting.example>",
        "Quote pls - T5 batten / tri-proof",
        """
Hi,

Need quote CIF Singapore (SGSIN)
1. T5 integrated batten 4ft 16W, 3000/4000/6500K, 50 ctns (25pcs/ctn)
2. Tri-proof 1.5m 50W 4000K IP65 - 300 sets
3. tri-proof 1.2m 36W ditto - 200 sets
4. GX53 6W 3000K, 60 pcs x 10 cartons

Deposit 40% TT, bal before shipment. ETD latest 20 Mar 2026.

Rgds
Lim Wei Jie (Mr)
Straits Lighting Pte Ltd
DID +65 6555 0134
""",
        truth(
            customer=(
                "Straits Lighting Pte Ltd",
                "Lim Wei Jie",
                "weijie.lim@straitslighting.example",
                "+6565550134",
            ),
            order={
                "incoterms": ["CIF"],
                "destination_port": "Singapore",
                "destination_country": "SG",
                "destination_locode": "SGSIN",
                "payment_method": "TT",
                "payment_deposit_percent": 40,
                "delivery_date": "2026-03-20",
            },
            lines=[
                line("linear_light", 1250, power_w=16, cct_k=[3000, 4000, 6500], shape="T5", size_mm=[1200]),
                line("linear_light", 300, unit="set", power_w=50, cct_k=[4000], ip="IP65", size_mm=[1500]),
                line("linear_light", 200, unit="set", power_w=36, cct_k=[4000], ip="IP65", size_mm=[1200]),
                line("disc_lamp", 600, power_w=6, cct_k=[3000], base=["GX53"]),
            ],
        ),
    ),
    mail(
        "111",
        "Buyer <kofi.asante@goldcoastsolar.example>",
        "Solar street lights 3000 units",
        """
Good day,
We won a government job in Ghana (Tema port) and need all in one solar street lights, 60W, with pole arm, 6000-6500K,
LiFePO4 battery, 3,000 units in three shipments of 1000, first shipment latest 1st week of April.
Budget is around $85/unit DDP Accra. Do you accept LC 90 days? Kindly include photos, packing dimension and IES.
Regards, Kofi Asante | Gold Coast Solar Ltd | +233 24 555 0110
""",
        truth(
            customer=(
                "Gold Coast Solar Ltd",
                "Kofi Asante",
                "kofi.asante@goldcoastsolar.example",
                "+233245550110",
            ),
            order={
                "destination_country": "GH",
                "destination_port": "Accra",
                "incoterms": ["DDP"],
                "payment_method": "LC",
                "payment_days": 90,
                "delivery_date": "2026-04-07",
                "currency": "USD",
                "documents_requested": ["photos", "packing_info", "ies_file"],
            },
            lines=[line("street_light", 3000, power_w=60, cct_range_k=[6000, 6500], target_price=85)],
        ),
    ),
    mail(
        "112",
        "Rakesh Mehta <rakesh@mehtaimpex.example>",
        "urgent requirement",
        """
Sir,
pls arrange rate for following
led panel light round 15 watt cool white + warm white 4000 pcs (50/50)
led panel light square 22 watt cool white 2500 pcs
surface panel 18w 3 colour changing 1500 pcs
cob downlight 7w 24 degree black body 3000k/4000k 800 pcs
candle bulb 5w B22 milky 10000 pcs target 0.42 usd
delivery to Nhava Sheva, cnf. delivery within 30 days. pay LC 30 days.

mehta impex, mumbai
""",
        truth(
            customer=("mehta impex", "Rakesh Mehta", "rakesh@mehtaimpex.example"),
            order={
                "destination_country": "IN",
                "destination_port": "Nhava Sheva",
                "incoterms": ["CFR"],
                "payment_method": "LC",
                "payment_days": 30,
                "delivery_days": 30,
                "currency": "USD",
            },
            lines=[
                line("panel", 2000, power_w=15, colors=["cool_white"]),
                line("panel", 2000, power_w=15, colors=["warm_white"]),
                line("panel", 2500, power_w=22, colors=["cool_white"]),
                line("panel", 1500, power_w=18, colors=["cct_adjustable"]),
                line(
                    "downlight",
                    800,
                    power_w=7,
                    beam_angle_deg=[24],
                    cct_k=[3000, 4000],
                    chip=["COB"],
                    housing_color="black",
                ),
                line("candle", 10000, power_w=5, base=["B22d"], target_price=0.42),
            ],
        ),
    ),
    mail(
        "113",
        "Mike Sorensen <msorensen@prairiegrow.example>",
        "grow lights",
        """
Looking for full spectrum grow light bars, 640W, Samsung LM301H EVO, 2.8 umol/J, 277-480V, 0-10V dimmable.
Qty 150, with option for another 350. Also need 20 replacement drivers (Inventronics 320W).
Where do you ship from? We're in Fargo, North Dakota, USA. ETL listing is a must, DLC Hort. Net 30.

Mike Sorensen
Prairie Grow LLC
""",
        truth(
            customer=("Prairie Grow LLC", "Mike Sorensen", "msorensen@prairiegrow.example"),
            order={
                "destination_country": "US",
                "payment_method": "OA",
                "payment_days": 30,
                "certificates": ["ETL", "DLC"],
            },
            lines=[
                line(
                    "grow_light",
                    150,
                    power_w=640,
                    chip=["Samsung LM301H EVO"],
                    voltage_v=[277, 480],
                    dimming="0-10V",
                ),
                line("driver", 20, power_w=320),
            ],
        ),
    ),
    mail(
        "114",
        "Chiara Vella <c.vella@maltalight.example>",
        "Corn lamps and PLs",
        """
Hi, need a price on these please -
Corn lamp E40 80W 5000K  - 60
Corn lamp E27 30W 4000K  - 100
PL-C 4 pin G24q 9W 4000K - 500 (or 1000 if price is good)
R7s 118mm 15W 3000K      - 250
G9 3.5W 2700K non dimmable - 1000
G4 12V 2W 2700K  - 1000
AR111 GU10 15W 24° 3000K - 120
PAR30 E27 12W 3000K 25/36° - 80

cheers
Chiara Vella, Malta Light Centre, Birkirkara, Malta, +356 2155 0101
""",
        truth(
            customer=("Malta Light Centre", "Chiara Vella", "c.vella@maltalight.example", "+35621550101"),
            order={"destination_country": "MT"},
            lines=[
                line("corn", 60, power_w=80, base=["E40"], cct_k=[5000]),
                line("corn", 100, power_w=30, base=["E27"], cct_k=[4000]),
                line("plug_lamp", 500, quantity_max=1000, power_w=9, base=["G24q"], cct_k=[4000]),
                line("capsule", 250, power_w=15, base=["R7s"], cct_k=[3000], size_mm=[118]),
                line("capsule", 1000, power_w=3.5, base=["G9"], cct_k=[2700], dimming="no"),
                line("capsule", 1000, power_w=2, base=["G4"], cct_k=[2700], voltage_v=[12, 12]),
                line(
                    "spot_lamp",
                    120,
                    power_w=15,
                    base=["GU10"],
                    shape="AR111",
                    beam_angle_deg=[24],
                    cct_k=[3000],
                ),
                line(
                    "spot_lamp",
                    80,
                    power_w=12,
                    base=["E27"],
                    shape="PAR30",
                    beam_angle_deg=[25, 36],
                    cct_k=[3000],
                ),
            ],
        ),
    ),
    mail(
        "115",
        "Tom <tom@harbourcafe.example>",
        "lights?",
        """
hi do you guys make those long lights for fish tanks / grow plants under water? not sure how many i need, maybe 5 to 10.
also some bollards for the path, black, 60-80cm high, warm light, 12 pieces
shipping to Auckland NZ
thx tom
""",
        truth(
            customer=(None, "Tom", "tom@harbourcafe.example"),
            order={"destination_country": "NZ", "destination_port": "Auckland"},
            lines=[
                line("grow_light", 5, quantity_max=10),
                line("garden_light", 12, colors=["warm_white"], housing_color="black", size_mm=[600, 800]),
            ],
        ),
    ),
    mail(
        "116",
        "Priyanka de Silva <priyanka@ceylonhotels.example>",
        "Hotel project Galle - lighting",
        """
Dear Team,

For our hotel in Galle, Sri Lanka kindly quote (CIF Colombo, USD):

Track lights 30W COB, Citizen chip, 24D & 36D, CRI 90+, 3000K, black/white body - 180 nos (120 black and 60 white)
Recessed downlight cut-out 75mm, 10W, 36 degree, 3000K, DALI - 640 nos
Pendant lights 20W, brass colour - 44
Inground uplights 6W 3000K IP67 24V stainless steel - 75
Wall washer 36W 1m RGB DMX IP65 24V - 60m
Step lights 3W 3000K IP54 - 90

Delivery to site before 15th June 2026.
Warranty: 3 years
""",
        truth(
            customer=(None, "Priyanka de Silva", "priyanka@ceylonhotels.example"),
            order={
                "destination_country": "LK",
                "destination_port": "Colombo",
                "incoterms": ["CIF"],
                "currency": "USD",
                "delivery_date": "2026-06-15",
                "warranty_years": 3,
            },
            lines=[
                line(
                    "track_light",
                    120,
                    power_w=30,
                    chip=["COB", "Citizen"],
                    beam_angle_deg=[24, 36],
                    cri_min=90,
                    cct_k=[3000],
                    housing_color="black",
                ),
                line(
                    "track_light",
                    60,
                    power_w=30,
                    chip=["COB", "Citizen"],
                    beam_angle_deg=[24, 36],
                    cri_min=90,
                    cct_k=[3000],
                    housing_color="white",
                ),
                line(
                    "downlight",
                    640,
                    power_w=10,
                    size_mm=[75],
                    beam_angle_deg=[36],
                    cct_k=[3000],
                    dimming="DALI",
                ),
                line("pendant", 44, power_w=20, housing_color="brass"),
                line(
                    "garden_light",
                    75,
                    power_w=6,
                    cct_k=[3000],
                    ip="IP67",
                    voltage_v=[24, 24],
                    housing_material="stainless steel",
                ),
                line(
                    "wall_washer",
                    60,
                    unit="m",
                    power_w=36,
                    colors=["rgb"],
                    ip="IP65",
                    voltage_v=[24, 24],
                    dimming="DMX512",
                    size_mm=[1000],
                ),
                line("wall_light", 90, power_w=3, cct_k=[3000], ip="IP54"),
            ],
        ),
    ),
]
