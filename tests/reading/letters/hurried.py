"""Buyers in a hurry: half sentences, slips, second thoughts within one mail, shares of a quantity."""

from . import line, truth
from .writing import mail

LETTERS = [
    mail(
        "203",
        "Tunde A. <tundelite@mailbox.example>",
        "price??",
        """
hi. need led flood 50w 100w 200w 6500k ip66, 500 / 300 / 100pcs. also same 50w in warm white 3000k 200pcs
price cif apapa. wats ur moq n delivery time
tunde, BrightHome Ventures 0803 555 2211
""",
        truth(
            customer=("BrightHome Ventures", "Tunde A.", "tundelite@mailbox.example", "08035552211"),
            order={"incoterms": ["CIF"], "destination_port": "apapa", "destination_country": "NG"},
            lines=[
                line("flood_light", 500, power_w=50, cct_k=[6500], ip="IP66"),
                line("flood_light", 300, power_w=100, cct_k=[6500], ip="IP66"),
                line("flood_light", 100, power_w=200, cct_k=[6500], ip="IP66"),
                line("flood_light", 200, power_w=50, cct_k=[3000], ip="IP66", colors=["warm_white"]),
            ],
        ),
    ),
    mail(
        "204",
        "Priya Menon <priya@falcon-interiors.example>",
        "Office fit-out Building C",
        """
Dear Sales,

For an office fit-out: 100 panels 600x600 40W 4000K UGR<19, 20 of them with emergency light (3 h battery).
Plus 24 pcs exit sign, double sided. DDP Dubai, and please advise warranty.

Priya Menon | Procurement
Falcon Interiors LLC
+971 4 555 0188
""",
        truth(
            customer=(
                "Falcon Interiors LLC",
                "Priya Menon",
                "priya@falcon-interiors.example",
                "+97145550188",
            ),
            order={"incoterms": ["DDP"], "destination_port": "Dubai", "destination_country": "AE"},
            lines=[
                line("panel", 80, power_w=40, cct_k=[4000], size_mm=[600, 600]),
                line("panel", 20, power_w=40, cct_k=[4000], size_mm=[600, 600]),
                line("emergency_light", 24),
            ],
        ),
    ),
    mail(
        "205",
        "Gemma Hart <gemma@vintageglow.example>",
        "filament bulbs restock",
        """
Hiya,

Restocking! Can you price me:
filament G95 6W E27 2200K, clear/frosted half each, 3000 in all
filament ST64 6W E27 2200K same finish split, 1000 of each
filament candle C35 4W E14 2700K clear only, 2k

all dimmable, UKCA marked. Delivered to our door in Bristol please (DDP).

Thanks
Gemma
Vintage Glow Lighting Ltd
""",
        truth(
            customer=("Vintage Glow Lighting Ltd", "Gemma Hart", "gemma@vintageglow.example"),
            order={
                "incoterms": ["DDP"],
                "destination_port": "Bristol",
                "destination_country": "GB",
                "certificates": ["UKCA"],
            },
            lines=[
                *[
                    line(
                        "filament", pieces, shape=shape, power_w=6, base=["E27"], cct_k=[2200], dimming="yes"
                    )
                    for shape, pieces in (("G95", 1500), ("G95", 1500), ("ST64", 1000), ("ST64", 1000))
                ],
                line("filament", 2000, shape="C35", power_w=4, base=["E14"], cct_k=[2700], dimming="yes"),
            ],
        ),
    ),
    mail(
        "206",
        "Brett Lindqvist <brett@tri-county-electric.example>",
        "High bays for a new warehouse",
        """
Looking for UFO high bays, 150W, 5000K, 120 degree, IP65, 100-277V, 0-10V dim. Maybe 5 to 10 to start.
Also linear high bay 2ft 165W 4000K, 12 or 16 pcs.
DLC a must. Ship to Boise, Idaho. Is PayPal ok?

Brett Lindqvist
Tri-County Electric Inc.
208-555-0142
""",
        truth(
            customer=(
                "Tri-County Electric Inc.",
                "Brett Lindqvist",
                "brett@tri-county-electric.example",
                "2085550142",
            ),
            order={
                "destination_port": "Boise",
                "destination_country": "US",
                "payment_method": "PAYPAL",
                "certificates": ["DLC"],
            },
            lines=[
                line(
                    "high_bay",
                    5,
                    quantity_max=10,
                    power_w=150,
                    cct_k=[5000],
                    beam_angle_deg=[120],
                    ip="IP65",
                    voltage_v=[100, 277],
                    dimming="0-10V",
                ),
                line("high_bay", 12, quantity_max=16, power_w=165, cct_k=[4000], size_mm=[600]),
            ],
        ),
    ),
    mail(
        "207",
        "Sofia Marangoudakis <sofia@aegeanretail.example>",
        "Re: shop lighting Heraklion",
        """
Hello Lucy,

good news, the second shop is approved: please double the quantity of all lamps. Only the rails stay as they are.
Everything else unchanged.

Sofia

> On 26 Jan 2026, at 15:40, Sofia Marangoudakis <sofia@aegeanretail.example> wrote:
>
> Hello,
> we need for our shop in Heraklion, Greece:
> 120 pcs track light 30W 4000K CRI90 24° black
> 80 pcs downlight 15W 3000K cut-out 125 mm white
> 40 pcs 3-phase track rail 2 m black
> CIF Piraeus in EUR please.
> Sofia Marangoudakis
> Aegean Retail S.A.
> +30 2810 555 120
""",
        truth(
            customer=(
                "Aegean Retail S.A.",
                "Sofia Marangoudakis",
                "sofia@aegeanretail.example",
                "+302810555120",
            ),
            order={
                "incoterms": ["CIF"],
                "destination_port": "Piraeus",
                "destination_country": "GR",
                "currency": "EUR",
            },
            lines=[
                line(
                    "track_light",
                    240,
                    power_w=30,
                    cct_k=[4000],
                    cri_min=90,
                    beam_angle_deg=[24],
                    housing_color="black",
                ),
                line("downlight", 160, power_w=15, cct_k=[3000], size_mm=[125], housing_color="white"),
                line("accessory", 40, housing_color="black"),
            ],
        ),
    ),
    mail(
        "208",
        "James Mwangi <james@savannahsupplies.example>",
        "RE: RFQ tubes and panels",
        """
Hi Ken,

Kindly double the quantity for the tubes, panels remain. And we now buy FOB Ningbo instead of CIF, we have our own forwarder.

Regards,
James Mwangi
Savannah Supplies Ltd, Nairobi

-----Original Message-----
From: James Mwangi
Sent: Thursday, January 29, 2026 8:12 AM
To: Ken
Subject: RFQ tubes and panels

Dear Ken, pls quote CIF Mombasa:
1) 600 pcs T8 tube 18W 1200mm 4000K
2) 250 pcs panel 36W 600x600mm 6500K
""",
        truth(
            customer=("Savannah Supplies Ltd", "James Mwangi", "james@savannahsupplies.example"),
            order={
                "incoterms": ["FOB"],
                "loading_port": "Ningbo",
                "destination_port": "Mombasa",
                "destination_country": "KE",
            },
            lines=[
                line("tube", 1200, power_w=18, cct_k=[4000], shape="T8", base=["G13"], size_mm=[1200]),
                line("panel", 250, power_w=36, cct_k=[6500], size_mm=[600, 600]),
            ],
        ),
    ),
    mail(
        "209",
        "Oskar Lindholm <oskar@ljusdesign.example>",
        "Re: Re: strip for the staircase",
        """
Sorry for the mess: forget the 12V, back to 24V. IP67 stays. And it is 450 m in total now.

/Oskar Lindholm, Ljusdesign AB

Den tors 29 jan. 2026 kl 10:02 skrev Oskar Lindholm <oskar@ljusdesign.example>:
> Please change to 12V and IP67. Rest as before.
> /Oskar
>
> Den ons 28 jan. 2026 kl 09:11 skrev Oskar Lindholm <oskar@ljusdesign.example>:
>> Hi, can you quote 300 m LED strip 14.4W/m, 24V, 3000K, CRI>90, IP20, 120 leds/m, to Gothenburg?
>> Oskar
""",
        truth(
            customer=("Ljusdesign AB", "Oskar Lindholm", "oskar@ljusdesign.example"),
            order={"destination_port": "Gothenburg", "destination_country": "SE"},
            lines=[
                {
                    "product_type": "strip",
                    "quantity": 450,
                    "unit": "m",
                    "power_w": 14.4,
                    "voltage_v": [24, 24],
                    "cct_k": [3000],
                    "cri_min": 90,
                    "ip": "IP67",
                }
            ],
        ),
    ),
    mail(
        "210",
        "Dr. Eszter Kovács <kovacs.eszter@fenyhaz.example>",
        "AW: Price request FH-26/03",
        """
Dear Mr. Li,

after talking with our electrician: Item 2 is cancelled. Item 3 please in 3000K instead of 4000K and 60 pcs more.
Item 1 is ok.

Best regards
Dr. Eszter Kovács
Fényház Kft., Győr, Hungary

Von: Eszter Kovács
Gesendet: Montag, 26. Januar 2026 14:00
An: Li Wei
Betreff: Price request FH-26/03

Dear Mr. Li,
please offer DAP Győr:
Item 1: 300 pcs street light 60W 4000K IP66 IK09
Item 2: 40 pcs flood light 100W 4000K IP65
Item 3: 90 pcs bollard 12W 4000K height 800 mm
""",
        truth(
            customer=("Fényház Kft.", "Eszter Kovács", "kovacs.eszter@fenyhaz.example"),
            order={
                "reference": "FH-26/03",
                "incoterms": ["DAP"],
                "destination_port": "Győr",
                "destination_country": "HU",
            },
            lines=[
                line("street_light", 300, power_w=60, cct_k=[4000], ip="IP66"),
                line("garden_light", 150, power_w=12, cct_k=[3000], size_mm=[800]),
            ],
        ),
    ),
    mail(
        "211",
        "ravi k <ravi.k.electricals@mailbox.example>",
        "Enquirey for led",
        """
Respected sir,
Plz send ur lowest rate for folowing -
Led bulb 9 watts B-22 cool day light (6500 kelvin) qty 2 lakh pc
Led bulb 12 watts (sorry 14 watts) B-22 6500 kelvin qty 50000 no's
Led batten 20 watts 4 feet 6500 kelvin qty 30 thousand
Driver HPF above 0.9, surge 4kv, 2 yrs waranty. BIS is compulsary.
Delivery Chennai port CIF basis. Payment LC 90 days.
Thanking u
K. Ravi (prop.)
Sri Balaji Electricals, 112 Mount Road, Chennai
M: 98405 55110
""",
        truth(
            customer=(
                "Sri Balaji Electricals",
                "K. Ravi",
                "ravi.k.electricals@mailbox.example",
                "9840555110",
            ),
            order={
                "incoterms": ["CIF"],
                "destination_port": "Chennai",
                "destination_country": "IN",
                "payment_method": "LC",
                "payment_days": 90,
                "certificates": ["BIS"],
                "warranty_years": 2,
            },
            lines=[
                line("bulb", 200000, power_w=9, base=["B22d"], cct_k=[6500], colors=["daylight"]),
                line("bulb", 50000, power_w=14, base=["B22d"], cct_k=[6500]),
                line("linear_light", 30000, power_w=20, cct_k=[6500], size_mm=[1200]),
            ],
        ),
    ),
    mail(
        "212",
        "Marek Dvořák <marek@lumex-sourcing.example>",
        "FW: lights for hotel",
        """
Can you do this one? Need your best by Friday. Client wants 5 years.
Marek
Lumex Sourcing s.r.o., Brno, Czech Republic
+420 541 555 019

________________________________
From: Hotel Panorama <technik@hotel-panorama.example>
Sent: Tuesday, 27 January 2026 16:20
To: Marek Dvořák
Subject: lights for hotel

Hi Marek, for the rooms we need 180 wall lamps 6W 2700K brass colour, and for corridors 95 ceiling lights round 18W 3000K IP44 with motion
sensor. Bathrooms: 180 mirror lights 9W 4000K IP44, 600 mm.
Jana
""",
        truth(
            customer=(
                "Lumex Sourcing s.r.o.",
                "Marek Dvořák",
                "marek@lumex-sourcing.example",
                "+420541555019",
            ),
            order={"destination_country": "CZ", "warranty_years": 5},
            lines=[
                line("wall_light", 180, power_w=6, cct_k=[2700], housing_color="brass"),
                line("ceiling_light", 95, power_w=18, cct_k=[3000], ip="IP44"),
                line("wall_light", 180, power_w=9, cct_k=[4000], ip="IP44", size_mm=[600]),
            ],
        ),
    ),
    mail(
        "213",
        "Site office <noreply@contractorhub.example>",
        "New message from a buyer",
        """
You have a new message from a buyer on ContractorHub.

Buyer: Yusuf Demirci
Company: Bosfor Yapi Ltd. Sti.
Reply to: y.demirci [at] bosforyapi [dot] example
Mobile: +90 532 555 01 77

Message:
We need linear profile light, 35x35 mm, aluminium, black, 24W/m, 4000K, CRI 90: 260 m. And 1.2 m pendant
version 36W, 3000K and 4000K, 45 pcs each, black. DALI dimming for everything. EXW price, delivery in 5 weeks.

Do not reply to this mail.
""",
        truth(
            customer=(
                "Bosfor Yapi Ltd. Sti.",
                "Yusuf Demirci",
                "y.demirci@bosforyapi.example",
                "+905325550177",
            ),
            order={"incoterms": ["EXW"], "delivery_days": 35},
            lines=[
                line(
                    "linear_light",
                    260,
                    unit="m",
                    housing_material="aluminium",
                    housing_color="black",
                    power_w=24,
                    cct_k=[4000],
                    cri_min=90,
                    dimming="DALI",
                ),
                *[
                    line(
                        "pendant",
                        45,
                        power_w=36,
                        cct_k=[cct],
                        size_mm=[1200],
                        housing_color="black",
                        dimming="DALI",
                    )
                    for cct in (3000, 4000)
                ],
            ],
        ),
    ),
    mail(
        "214",
        "Kiwi Solar Gear <orders@kiwisolargear.example>",
        "solar street lights + spares",
        """
G'day

Chasing a price on: all-in-one solar street light, 60W real power, 4000K, IP65, motion sensor. Quantity 30 units now, expect 100 units by
end of year if they hold up - price for both please.
Also 2 dozen spare remotes.
No cheap Cree copies: chip must be Lumileds 3030 or Bridgelux.
We pay by T/T 30/70. To Auckland by sea, needed before end of May.

Wiremu Tipene
Kiwi Solar Gear
ph 09 555 0123
""",
        truth(
            customer=("Kiwi Solar Gear", "Wiremu Tipene", "orders@kiwisolargear.example", "095550123"),
            order={
                "payment_method": "TT",
                "payment_deposit_percent": 30,
                "destination_port": "Auckland",
                "destination_country": "NZ",
                "delivery_date": "2026-05-31",
            },
            lines=[
                line(
                    "street_light",
                    30,
                    quantity_max=100,
                    power_w=60,
                    cct_k=[4000],
                    ip="IP65",
                    chip=["Lumileds 3030", "Bridgelux"],
                ),
                line("accessory", 24),
            ],
        ),
    ),
]
