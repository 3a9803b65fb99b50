"""Buyers of North America, Australia, Britain, East and Central Asia; trading companies; corrections.

Numbers 381 to 420. Written from the schema by one who had not seen the reader. Held out: whoever mends the reader looks at
their totals and never into them. A comment above a letter says what kind of public text its layout follows. People, firms,
addresses and numbers are made up.
"""

from . import line, truth
from .writing import (
    coded_mail,
    fax,
    fax_in_chinese,
    mail,
    merged_workbook,
    pdf,
    submission,
    values_with,
    word_paper,
    workbook,
)

LETTERS = []

# 381: after invitations for bids of American school districts (Proposition 39 retrofits: lamps, kits, items by the owner).
LETTERS.append(
    mail(
        "381",
        '"Castellano, Renee" <rcastellano@nachesheights.example>',
        "Bid No. 26-014 LED lamps, kits & fixtures - bid form attached below",
        None,
        truth(
            customer=(
                "Naches Heights School District",
                "Renee Castellano",
                "rcastellano@nachesheights.example",
                "5095550134",
                "5095550139",
            ),
            order={
                "reference": "26-014",
                "destination_country": "US",
                "destination_port": "Yakima",
                "payment_method": "OA",
                "payment_days": 30,
                "delivery_days": 45,
                "documents_requested": ["test_report", "datasheet", "ies_file"],
                "certificates": ["DLC", "UL"],
                "warranty_years": 5,
            },
            lines=[
                line(
                    "tube",
                    1860,
                    shape="T8",
                    base=["G13"],
                    size_mm=[1200],
                    power_w=12,
                    luminous_flux_lm=1800,
                    cct_k=[4000],
                    voltage_v=[120, 277],
                    housing_material="glass",
                ),
                line(
                    "tube",
                    240,
                    shape="T8",
                    base=["G13"],
                    size_mm=[600],
                    power_w=8,
                    luminous_flux_lm=1050,
                    cct_k=[4000],
                    voltage_v=[120, 277],
                ),
                line(
                    "panel",
                    312,
                    size_mm=[600, 1200],
                    power_w=35,
                    efficacy_lm_w=125,
                    dimming="0-10V",
                    cct_k=[4000],
                    voltage_v=[120, 277],
                ),
                line(
                    "high_bay",
                    46,
                    power_w=220,
                    cct_k=[5000],
                    luminous_flux_lm=30000,
                    dimming="0-10V",
                    voltage_v=[120, 277],
                ),
                line(
                    "wall_light", 30, power_w=40, cct_k=[4000], voltage_v=[120, 277], housing_color="bronze"
                ),
            ],
        ),
        date="Wed, 04 Feb 2026 11:05:00 -0800",
        html="""<html><head><style>td{font:10pt Arial}</style></head><body>
<table width="700" cellpadding="0"><tr><td>
<p><b>NACHES HEIGHTS SCHOOL DISTRICT</b><br>Purchasing Office &middot; 88 Tieton Drive, Yakima, Washington 98902</p>
<p>Bid No. 26-014 &ndash; <b>Supply only</b>: LED lamps, retrofit kits and fixtures<br>
Bids will be received until 2:00 p.m. on February 24, 2026 and then publicly opened.</p>
<p>Unless noted otherwise all items shall be 4000K and 120-277V, DLC listed and UL listed or classified, with a minimum
5-year manufacturer&rsquo;s warranty.</p>
<table border="1" cellspacing="0"><tr><th>Item</th><th>Est. Qty</th><th>UOM</th><th>Description</th><th>Unit Bid Price</th>
<th>Extended</th></tr>
<tr><td>1</td><td>1,860</td><td>EA</td><td>LED T8 lamp, 4', Type B (ballast bypass, double ended), 12W, 1800 lm minimum, glass
with shatter film</td><td>$</td><td>$</td></tr>
<tr><td>2</td><td>240</td><td>EA</td><td>LED T8 lamp, 2', Type A+B hybrid, 8W, 1050 lm minimum</td><td>$</td><td>$</td></tr>
<tr><td>3</td><td>312</td><td>EA</td><td>2x4 LED troffer retrofit kit with new door frame, 35W, 125 lm/W minimum, 0-10V dimming</td>
<td>$</td><td>$</td></tr>
<tr><td>4</td><td>46</td><td>EA</td><td>Gymnasium linear high bay, 220W, 30,000 lm min., <i>5000K</i>, 0-10V, with wire guard</td>
<td>$</td><td>$</td></tr>
<tr><td>5</td><td>64</td><td>EA</td><td>Exit signs &ndash; OWNER FURNISHED, NOT IN THIS BID</td><td align="center" colspan="2">N.I.C.</td></tr>
<tr><td>6</td><td>30</td><td>EA</td><td>Full cutoff wall pack, 40W, bronze housing, button photocell</td><td>$</td><td>$</td></tr>
</table>
<p>Delivery: F.O.B. destination, District Warehouse, Yakima, within forty-five (45) calendar days after receipt of purchase
order. Payment net 30. Submit with bid: LM-79 reports, cut sheets for all items, IES file for item 4.</p>
<p>Renee Castellano, Purchasing Agent<br>Ph (509) 555-0134 &nbsp; Fax (509) 555-0139</p>
<p style="font-size:8pt">NOTICE: e-mail sent to or from this office may be a public record. The District does not discriminate in
any program or activity.</p>
</td></tr></table></body></html>""",
    )
)

# 382: after American luminaire schedules (type, description, basis of design, watts, volts), with an addendum in the mail.
LETTERS.append(
    mail(
        "382",
        "Trevor Lindgren <trevor@northloop-reps.example>",
        "Quarry Lofts - lighting package, bids Friday",
        """
Team,

Quarry Lofts bids Friday. The schedule attached is the original set, so please apply Addendum 2 yourselves:

  - Type B count goes from 44 to 58 and the trim is now white
  - Type F is deleted
  - Type H voltage was a typo, it is 120-277V like everything else

Type X (exit/egress) is by others, leave it out.

Unit prices and lead time please, freight allowed to the jobsite in Minneapolis, MN. IES files and cut sheets on everything.
5 yr warranty.

Trevor Lindgren
North Loop Lighting Reps
o 612-555-0171 | c 651-555-0102

CONFIDENTIALITY NOTICE: This message is for the named recipient only. If you got it in error call 612-555-0100.
""",
        truth(
            customer=(
                "North Loop Lighting Reps",
                "Trevor Lindgren",
                "trevor@northloop-reps.example",
                "6125550171",
            ),
            order={
                "destination_country": "US",
                "destination_port": "Minneapolis",
                "documents_requested": ["ies_file", "datasheet"],
                "warranty_years": 5,
            },
            lines=[
                line(
                    "panel",
                    126,
                    model="A",
                    equivalent_to="Lithonia CPX",
                    size_mm=[600, 600],
                    power_w=30,
                    cct_k=[3500],
                    voltage_v=[120, 277],
                    dimming="0-10V",
                ),
                line(
                    "downlight",
                    58,
                    model="B",
                    size_mm=[150],
                    power_w=13,
                    cri_min=90,
                    cct_k=[3500],
                    voltage_v=[120, 277],
                    dimming="0-10V",
                    housing_color="white",
                ),
                line(
                    "linear_light",
                    37,
                    model="C",
                    size_mm=[1200],
                    power_w=42,
                    ip="IP65",
                    cct_k=[4000],
                    voltage_v=[120, 277],
                ),
                line(
                    "pendant",
                    16,
                    model="D",
                    power_w=10,
                    cct_k=[3500],
                    voltage_v=[120, 277],
                    housing_color="black",
                ),
                line(
                    "garden_light",
                    12,
                    model="E",
                    size_mm=[900],
                    power_w=15,
                    cct_k=[3500],
                    voltage_v=[120, 277],
                    housing_color="bronze",
                ),
                line(
                    "street_light",
                    9,
                    model="H",
                    equivalent_to="Gardco EcoForm",
                    power_w=150,
                    cct_k=[4000],
                    voltage_v=[120, 277],
                    housing_color="bronze",
                ),
            ],
        ),
        date="Tue, 10 Feb 2026 15:42:00 -0600",
        files=[
            (
                "E-601 Luminaire Schedule.pdf",
                pdf(
                    "QUARRY LOFTS - E-601 LUMINAIRE SCHEDULE - 12/19/2025",
                    [
                        ["TYPE", "DESCRIPTION", "BASIS OF DESIGN", "WATTS", "VOLTS", "QTY"],
                        [
                            "A",
                            "2x2 recessed flat panel, 0-10V dimming",
                            "Lithonia CPX or equal",
                            "30",
                            "120-277",
                            "126",
                        ],
                        [
                            "B",
                            '6" round recessed downlight, 90 CRI, 0-10V dimming, black trim',
                            "-",
                            "13",
                            "120-277",
                            "44",
                        ],
                        ["C", "4' vapor tight, IP65, frosted lens, 4000K", "-", "42", "120-277", "37"],
                        ["D", "Cylinder pendant, black, stem mount", "-", "10", "120-277", "16"],
                        ["E", 'Bollard, 36" high, bronze', "-", "15", "120-277", "12"],
                        ["F", "Wall pack, full cutoff, 4000K", "-", "28", "120-277", "8"],
                        [
                            "H",
                            "Area light, pole mount, type III, 4000K, bronze",
                            "Gardco EcoForm or equal",
                            "150",
                            "347",
                            "9",
                        ],
                        ["X", "Exit sign / egress units", "-", "4", "120-277", "31"],
                    ],
                    "NOTES: 1. All luminaires 3500K unless noted in the description. 2. Verify ceiling types before release.",
                ),
            )
        ],
    )
)

# 383: after exports of a CRM (properties with prefixes) with the text of a web form; French of Quebec.
LETTERS.append(
    submission(
        "383",
        {
            "objectType": "DEAL",
            "portalId": 2260117,
            "properties": {
                "dealname": "Web - Distribution Boréale - éclairage entrepôt",
                "createdate": "2026-03-09T14:20:11Z",
                "pipeline": "default",
                "hs_lead_status": "NEW",
                "hs_analytics_source": "ORGANIC_SEARCH",
                "firstname": "Mathieu",
                "lastname": "Gagnon",
                "jobtitle": "Acheteur",
                "company": "Distribution Boréale inc.",
                "email": "mgagnon@distboreale.example",
                "phone": "+1 418 555-0166",
                "city": "Québec",
                "country": "Canada",
                "hs_language": "fr-ca",
                "hubspot_owner_id": "88120443",
                "message": "Bonjour, nous refaisons l'éclairage d'un entrepôt à Lévis. Il nous faut 72 luminaires pour grande hauteur "
                "200 W, 5000 K, 347 V, faisceau 90°, gradables 0-10 V, ainsi que 40 appareils étanches 4 pi de 40 W, 4000 K, "
                "120-347 V, IP65. Homologation cUL ou cETL et liste DLC exigées. Prix en dollars canadiens, DDP Lévis, "
                "livraison avant le 15 mai. Les fichiers IES svp. Merci!",
                "num_associated_contacts": 1,
                "amount": None,
            },
            "associations": {"line_items": []},
        },
        truth(
            language="fr",
            customer=(
                "Distribution Boréale inc.",
                "Mathieu Gagnon",
                "mgagnon@distboreale.example",
                "+14185550166",
            ),
            order={
                "destination_country": "CA",
                "destination_port": "Lévis",
                "incoterms": ["DDP"],
                "currency": "CAD",
                "delivery_date": "2026-05-15",
                "documents_requested": ["ies_file"],
                "certificates": ["cUL", "cETL", "DLC"],
            },
            lines=[
                line(
                    "high_bay",
                    72,
                    power_w=200,
                    cct_k=[5000],
                    voltage_v=[347, 347],
                    beam_angle_deg=[90],
                    dimming="0-10V",
                ),
                line(
                    "linear_light",
                    40,
                    size_mm=[1200],
                    power_w=40,
                    cct_k=[4000],
                    voltage_v=[120, 347],
                    ip="IP65",
                ),
            ],
        ),
    )
)

# 384: after faxed quote requests of American electrical distributors.
LETTERS.append(
    fax(
        "384",
        [
            """
# BUCKEYE ELECTRIC SUPPLY CO.
1190 Miami Street, Toledo, Ohio 43605
Phone 419-555-0125      Fax 419-555-0126

DATE: 02/11/2026
FROM: Walt Drysdale, Purchasing
SUBJECT: REQUEST FOR QUOTE  No. BES-20661

Please quote your best price delivered to our Toledo warehouse:

QTY      DESCRIPTION
1200     LED A19 9W E26 2700K 120V dimmable
 300     LED BR30 8W E26 3000K 120V dimmable
 240     LED PL lamp 4-pin G24q 10W 3500K, type A
 400     LED T5 HO tube 4 FT 25W 5000K, type A
  48     LED corn lamp E39 mogul 54W 5000K 120-277V

Everything UL listed, A19 and BR30 also Energy Star.
Terms net 60. Must ship by 3/20/2026.

Thanks
Walt Drysdale
"""
        ],
        truth(
            customer=(
                "BUCKEYE ELECTRIC SUPPLY CO.",
                "Walt Drysdale",
                None,
                "4195550125",
                "4195550126",
            ),
            order={
                "reference": "BES-20661",
                "destination_country": "US",
                "destination_port": "Toledo",
                "payment_method": "OA",
                "payment_days": 60,
                "delivery_date": "2026-03-20",
                "certificates": ["UL", "ENERGY STAR"],
            },
            lines=[
                line(
                    "bulb",
                    1200,
                    shape="A19",
                    power_w=9,
                    base=["E26"],
                    cct_k=[2700],
                    voltage_v=[120, 120],
                    dimming="yes",
                ),
                line(
                    "spot_lamp",
                    300,
                    shape="BR30",
                    power_w=8,
                    base=["E26"],
                    cct_k=[3000],
                    voltage_v=[120, 120],
                    dimming="yes",
                ),
                line("plug_lamp", 240, base=["G24q"], power_w=10, cct_k=[3500]),
                line("tube", 400, shape="T5", base=["G5"], size_mm=[1200], power_w=25, cct_k=[5000]),
                line("corn", 48, base=["E39"], power_w=54, cct_k=[5000], voltage_v=[120, 277]),
            ],
        ),
    )
)

# 385: after faxes of American pool distributors.
LETTERS.append(
    fax(
        "385",
        [
            """
# GULFSTREAM POOL & SPA DISTRIBUTORS, INC.
4410 Harbor Boulevard, Fort Myers, Florida 33901
Tel (239) 555-0187     Fax (239) 555-0188

January 19, 2026
Attention: Export Sales

We supply about 60 pool builders in Florida. Please quote in
US dollars FOB Ningbo and also CIF Miami:

1. Nicheless pool light RGBW, 18 watt, 12V AC, IP68, 316
   stainless steel, 50 ft cord - 500 pcs
2. Same light, single color 3000K, 12 watt - 250 pcs
3. Mini spa light RGBW, 6 watt, 12V AC, plastic - 300 pcs
4. Outdoor pool transformer, 300 watt, 12V AC output - 100 pcs

ETL or UL required on all items. Warranty three years.
Payment 30% down, balance before shipment.
Please send two samples of item 1 and the owner's manual.

Carla Benavides
Buyer
"""
        ],
        truth(
            customer=(
                "GULFSTREAM POOL & SPA DISTRIBUTORS, INC.",
                "Carla Benavides",
                None,
                "2395550187",
                "2395550188",
            ),
            order={
                "destination_country": "US",
                "destination_port": "Miami",
                "loading_port": "Ningbo",
                "incoterms": ["FOB", "CIF"],
                "currency": "USD",
                "payment_method": "TT",
                "payment_deposit_percent": 30,
                "sample_requested": True,
                "documents_requested": ["manual"],
                "certificates": ["ETL", "UL"],
                "warranty_years": 3,
            },
            lines=[
                line(
                    "underwater_light",
                    500,
                    colors=["rgbw"],
                    power_w=18,
                    voltage_v=[12, 12],
                    voltage_type="AC",
                    ip="IP68",
                    housing_material="stainless steel",
                ),
                line(
                    "underwater_light",
                    250,
                    cct_k=[3000],
                    power_w=12,
                    voltage_v=[12, 12],
                    voltage_type="AC",
                    ip="IP68",
                    housing_material="stainless steel",
                ),
                line(
                    "underwater_light",
                    300,
                    colors=["rgbw"],
                    power_w=6,
                    voltage_v=[12, 12],
                    voltage_type="AC",
                    housing_material="plastic",
                ),
                line("driver", 100, power_w=300, voltage_v=[12, 12], voltage_type="AC"),
            ],
        ),
        coarse=True,
    )
)

# 386: after inquiry sheets that Taiwanese electrical dealers fax.
LETTERS.append(
    fax_in_chinese(
        "386",
        """
# 宏昇電器行
台南市永康區中正路000號
電話 06-555-0147    傳真 06-555-0148

# 詢價單
編號:HS-115-022      日期:2026年1月20日

請報 FOB 廈門 美金價:

1. LED燈泡 E27 10W 白光6500K 110V      3,000顆
2. LED崁燈 崁孔15公分 16W 自然光4000K    800個
3. T8 LED燈管 4尺 20W 玻璃 黃光3000K    1,200支
4. LED投光燈 100W 6500K IP66 黑色       60台

全部需BSMI認證,保固二年。
付款:月結30天。請附型錄。

聯絡人 蔡秉宏
""",
        truth(
            language="zh",
            customer=("宏昇電器行", "蔡秉宏", None, "065550147", "065550148"),
            order={
                "reference": "HS-115-022",
                "destination_country": "TW",
                "loading_port": "Xiamen",
                "incoterms": ["FOB"],
                "currency": "USD",
                "payment_method": "OA",
                "payment_days": 30,
                "documents_requested": ["catalogue"],
                "certificates": ["BSMI"],
                "warranty_years": 2,
            },
            lines=[
                line(
                    "bulb",
                    3000,
                    base=["E27"],
                    power_w=10,
                    colors=["white"],
                    cct_k=[6500],
                    voltage_v=[110, 110],
                ),
                line("downlight", 800, size_mm=[150], power_w=16, colors=["neutral_white"], cct_k=[4000]),
                line(
                    "tube",
                    1200,
                    shape="T8",
                    base=["G13"],
                    size_mm=[1200],
                    power_w=20,
                    housing_material="glass",
                    colors=["warm_white"],
                    cct_k=[3000],
                ),
                line("flood_light", 60, power_w=100, cct_k=[6500], ip="IP66", housing_color="black"),
            ],
        ),
    )
)

# 387: a wholesaler's thread with three rounds of changes (Australian electrical wholesale).
LETTERS.append(
    mail(
        "387",
        "Kylie Brannigan <kylie@sunstate-elec.example>",
        "RE: RE: Coomera townhouses - lights",
        """
Hi again,

Sorry, third time lucky! Builder came back: bulkheads are now 96 not 80 and he wants them in black. Downlights stay as per
my email of the 12th. Forget about the twin floods, the sparky is supplying those.

Still need the lot in Brisbane by end of March, DDP and in AUD please. Send copies of the SAA certs with the quote.

Cheers
Kylie Brannigan
Sunstate Electrical Wholesale
07 5555 0163 | M 0491 570 156

From: Kylie Brannigan <kylie@sunstate-elec.example>
Sent: Thursday, 12 February 2026 4:15 PM
To: Lampworks Sales
Subject: RE: Coomera townhouses - lights

Quick one, make the downlights 640 (was 600) and tri-colour 3000/4000/5700K instead of 4000K.
K.

> On Tue, 10 Feb 2026 at 10:31, Kylie Brannigan wrote:
> Hi guys, after pricing on
> 600 x downlights 9W 4000K, 90mm cutout, IP44, dimmable, white face
> 80 x round bulkheads 15W 4000K IP65 with sensor, white
> 120 x oyster lights 24W 4000K
> 45 x twin floodlights 2x10W with sensor
> 150 x weatherproof battens 4ft 36W 5000K IP65
""",
        truth(
            customer=(
                "Sunstate Electrical Wholesale",
                "Kylie Brannigan",
                "kylie@sunstate-elec.example",
                "0755550163",
            ),
            order={
                "destination_country": "AU",
                "destination_port": "Brisbane",
                "incoterms": ["DDP"],
                "currency": "AUD",
                "delivery_date": "2026-03-31",
                "documents_requested": ["certificate"],
                "certificates": ["SAA"],
            },
            lines=[
                line(
                    "downlight",
                    640,
                    power_w=9,
                    colors=["cct_adjustable"],
                    cct_k=[3000, 4000, 5700],
                    size_mm=[90],
                    ip="IP44",
                    dimming="yes",
                    housing_color="white",
                ),
                line("wall_light", 96, power_w=15, cct_k=[4000], ip="IP65", housing_color="black"),
                line("ceiling_light", 120, power_w=24, cct_k=[4000]),
                line("linear_light", 150, size_mm=[1200], power_w=36, cct_k=[5000], ip="IP65"),
            ],
        ),
        date="Tue, 17 Feb 2026 09:40:00 +1000",
    )
)

# 388: after British bills of quantities (headings, "as above but", by others, page totals).
LETTERS.append(
    mail(
        "388",
        "Gareth Pugh <g.pugh@severnside-me.example>",
        "Enquiry E2602/17 - Sabrina College Block D - luminaires",
        """
Good afternoon,

We are tendering for the above and would like your rates against the attached bill. Items marked "by others" are not wanted.

Rates in sterling (GBP), delivered DAP Gloucester. All fittings to carry UKCA and CE marks, 5 year guarantee. Materials on site
no later than 6 April 2026. Please include data sheets and LDT files. Our terms are 60 days end of month.

Please note one change since the bill was printed: item 4.05 is now 70 nr.

Kind regards
Gareth Pugh
Estimator
Severnside M&E Ltd
Tel 01452 555 0118   Fax 01452 555 0119   Mob 07700 900 345

Registered in England & Wales. This e-mail and any attachment are confidential.
""",
        truth(
            customer=(
                "Severnside M&E Ltd",
                "Gareth Pugh",
                "g.pugh@severnside-me.example",
                "014525550118",
                "014525550119",
            ),
            order={
                "reference": "E2602/17",
                "destination_country": "GB",
                "destination_port": "Gloucester",
                "incoterms": ["DAP"],
                "currency": "GBP",
                "payment_method": "OA",
                "payment_days": 60,
                "delivery_date": "2026-04-06",
                "documents_requested": ["datasheet", "ies_file"],
                "certificates": ["UKCA", "CE"],
                "warranty_years": 5,
            },
            lines=[
                line(
                    "panel",
                    214,
                    size_mm=[600, 600],
                    power_w=28,
                    luminous_flux_lm=3600,
                    cct_k=[4000],
                    dimming="DALI",
                ),
                line(
                    "panel",
                    46,
                    size_mm=[600, 600],
                    power_w=28,
                    luminous_flux_lm=3600,
                    cct_k=[4000],
                    dimming="DALI",
                ),
                line(
                    "downlight",
                    88,
                    size_mm=[150],
                    power_w=15,
                    cct_k=[4000],
                    ip="IP44",
                    housing_color="white",
                ),
                line(
                    "wall_light",
                    70,
                    power_w=14,
                    cct_k=[4000],
                    ip="IP65",
                    housing_color="white",
                    housing_material="pc",
                ),
                line(
                    "wall_light",
                    18,
                    power_w=14,
                    cct_k=[4000],
                    ip="IP65",
                    housing_color="white",
                    housing_material="pc",
                ),
                line(
                    "linear_light",
                    40,
                    size_mm=[1500],
                    power_w=38,
                    luminous_flux_lm=5700,
                    cct_k=[4000],
                    ip="IP65",
                ),
                line(
                    "garden_light",
                    24,
                    size_mm=[1000],
                    power_w=15,
                    cct_k=[3000],
                    ip="IP65",
                    housing_color="RAL7016",
                ),
                line("emergency_light", 35, power_w=3),
            ],
        ),
        date="Thu, 12 Feb 2026 14:03:00 +0000",
        files=[
            (
                "Bill 4 Luminaires.xlsx",
                merged_workbook(
                    "Bill 4",
                    [
                        ["SABRINA COLLEGE - BLOCK D", None, None, None, None, None],
                        ["BILL No. 4 - LUMINAIRES (SUPPLY ONLY)", None, None, None, None, None],
                        ["Item", "Description", "Unit", "Qty", "Rate £", "Amount £"],
                        [None, "TEACHING ROOMS", None, None, None, None],
                        [
                            "4.01",
                            "Recessed modular LED luminaire 600 x 600 mm, 28W, 3600 lm, 4000K, UGR<19, DALI dimming",
                            "nr",
                            214,
                            None,
                            None,
                        ],
                        ["4.02", "As 4.01 but with 3 hour emergency pack", "nr", 46, None, None],
                        ["4.03", "Asymmetric whiteboard luminaire - BY OTHERS", "nr", 28, None, None],
                        [None, "Carried to collection", None, None, None, 0],
                        [None, "CIRCULATION AND WCs", None, None, None, None],
                        [
                            "4.04",
                            "Recessed LED downlight, 150 mm cut-out, 15W, 4000K, IP44, white bezel",
                            "nr",
                            88,
                            None,
                            None,
                        ],
                        [
                            "4.05",
                            "Circular surface bulkhead, 14W, 4000K, IP65, IK10, white polycarbonate body, microwave sensor",
                            "nr",
                            62,
                            None,
                            None,
                        ],
                        [
                            "4.06",
                            "As 4.05 but with 3 hour emergency pack in lieu of sensor",
                            "nr",
                            18,
                            None,
                            None,
                        ],
                        [None, "Carried to collection", None, None, None, 0],
                        [None, "PLANT AND EXTERNAL", None, None, None, None],
                        [
                            "4.07",
                            "Anti-corrosive LED batten 5ft, 38W, 5700 lm, 4000K, IP65",
                            "nr",
                            40,
                            None,
                            None,
                        ],
                        [
                            "4.08",
                            "LED bollard 1000 mm high, 15W, 3000K, IP65, RAL 7016",
                            "nr",
                            24,
                            None,
                            None,
                        ],
                        [
                            "4.09",
                            "Lighting columns 5 m - BY OTHERS (civils package)",
                            "nr",
                            11,
                            None,
                            None,
                        ],
                        [
                            "4.10",
                            "LED exit blade sign, 3W, maintained, 3 hours, self test",
                            "nr",
                            35,
                            None,
                            None,
                        ],
                        [None, "Carried to collection", None, None, None, 0],
                        [None, "BILL No. 4 TOTAL", None, None, None, 0],
                    ],
                    ["A1:F1", "A2:F2", "B4:F4", "B9:F9", "B14:F14"],
                ),
            )
        ],
    )
)

# 389: after the client lists that Chinese trading companies pass on (cartons, pieces a carton, totals).
LETTERS.append(
    mail(
        "389",
        "刘洋 <liuyang@yw-hengtong.example>",
        "转客户询盘 智利 LED清单 请尽快报价",
        """
李经理:

附件是我司智利客户的采购清单,请报FOB宁波美金单价,目的港瓦尔帕莱索,中性彩盒包装。

注意两点改动(客户今天刚来的消息):
- 尖泡色温改为2700K,数量改为80箱;
- 投光灯取消。

认证:SEC。质保2年。定金30%,余款发货前付清,收到定金后30天内交货。

刘洋  业务三部
义乌市恒通进出口有限公司
TEL: 0579-5550-0136  FAX: 0579-5550-0137
""",
        truth(
            language="zh",
            customer=(
                "义乌市恒通进出口有限公司",
                "刘洋",
                "liuyang@yw-hengtong.example",
                "057955500136",
                "057955500137",
            ),
            order={
                "destination_country": "CL",
                "destination_port": "Valparaiso",
                "loading_port": "Ningbo",
                "incoterms": ["FOB"],
                "currency": "USD",
                "payment_method": "TT",
                "payment_deposit_percent": 30,
                "delivery_days": 30,
                "certificates": ["SEC"],
                "warranty_years": 2,
            },
            lines=[
                line(
                    "bulb",
                    20000,
                    shape="A60",
                    base=["E27"],
                    power_w=9,
                    cct_k=[6500],
                    voltage_v=[220, 240],
                ),
                line(
                    "candle",
                    8000,
                    shape="C37",
                    base=["E14"],
                    power_w=5,
                    cct_k=[2700],
                    voltage_v=[220, 240],
                ),
                line(
                    "tube",
                    3000,
                    shape="T8",
                    base=["G13"],
                    size_mm=[1200],
                    power_w=18,
                    cct_k=[6500],
                    voltage_v=[220, 240],
                    housing_material="glass",
                ),
                line("panel", 1000, power_w=18, cct_k=[4000], voltage_v=[220, 240]),
                line("high_bay", 120, power_w=150, cct_k=[6500], voltage_v=[220, 240]),
                line(
                    "strip",
                    2000,
                    unit="roll",
                    chip=["SMD2835"],
                    power_w=8,
                    cct_k=[6500],
                    voltage_v=[12, 12],
                    voltage_type="DC",
                ),
                line(
                    "bulb",
                    5000,
                    shape="A70",
                    base=["E27"],
                    power_w=15,
                    cct_k=[6500],
                    voltage_v=[220, 240],
                ),
                line(
                    "bulb",
                    4000,
                    shape="A60",
                    base=["B22d"],
                    power_w=9,
                    cct_k=[6500],
                    voltage_v=[220, 240],
                ),
                line(
                    "spot_lamp",
                    6000,
                    base=["GU10"],
                    beam_angle_deg=[38],
                    power_w=6,
                    cct_k=[3000],
                    voltage_v=[220, 240],
                ),
                line(
                    "linear_light",
                    900,
                    size_mm=[1200],
                    power_w=36,
                    cct_k=[6500],
                    ip="IP65",
                    voltage_v=[220, 240],
                ),
                line("street_light", 200, power_w=100, cct_k=[6500], ip="IP65"),
                line("driver", 600, power_w=60, voltage_v=[12, 12], voltage_type="DC"),
            ],
        ),
        date="Wed, 14 Jan 2026 16:20:00 +0800",
        files=[
            (
                "智利客户清单.xlsx",
                workbook(
                    (
                        "清单",
                        [
                            ["客户采购清单", None, None, None, None, None, None, None],
                            ["序号", "品名", "规格", "功率", "色温", "电压", "箱数", "装箱数(只/箱)"],
                            [1, "LED球泡灯", "A60 E27", "9W", "6500K", "220-240V", 200, 100],
                            [2, "LED尖泡", "C37 E14", "5W", "3000K", "220-240V", 60, 100],
                            [3, "T8玻璃灯管", "1.2米 G13", "18W", "6500K", "220-240V", 120, 25],
                            [4, "圆形明装面板灯", None, "18W", "4000K", "220-240V", 50, 20],
                            [5, "UFO工矿灯", None, "150W", "6500K", "220-240V", 60, 2],
                            [6, "投光灯", "IP65", "50W", "6500K", "220-240V", 30, 10],
                            [
                                7,
                                "2835贴片灯带",
                                "5米/卷",
                                "8W/米",
                                "6500K",
                                "DC12V",
                                40,
                                "50卷/箱",
                            ],
                            [8, "LED球泡灯", "A70 E27", "15W", "6500K", "220-240V", 100, 50],
                            [9, "LED球泡灯", "A60 B22", "9W", "6500K", "220-240V", 40, 100],
                            [10, "GU10灯杯", "38度", "6W", "3000K", "220-240V", 30, 200],
                            [11, "三防灯", "1.2米 IP65", "36W", "6500K", "220-240V", 75, 12],
                            [12, "太阳能路灯", "IP65 带遥控", "100W", "6500K", None, 50, 4],
                            [13, "LED灯带电源", "防雨", "60W", None, "DC12V", 10, 60],
                            [None, "合计", None, None, None, None, 865, None],
                        ],
                    )
                ),
            )
        ],
    )
)

# 390: a Hong Kong contractor's corrections above the mail they correct.
LETTERS.append(
    mail(
        "390",
        "HO Ka-yan <ka-yan.ho@maxwise-hk.example>",
        "Re: Re: 將軍澳商場翻新 燈具報價",
        """
王先生:

更新如下,以此郵件為準:

1) 路軌射燈改用 15W COB,24度,3000K,數量由220加至260支,顏色不變。
2) 天花筒燈規格維持上次,但數量減半。
3) 燈帶取消,改用鋁槽線形燈,每支1.2米,12W/米,4000K,共85支。
4) 出口指示燈業主自購,不用報。

所有燈具顯色指數90或以上。請報港幣,DAP 將軍澳,五月十日前到貨。付款月結60天。
另請提供規格書及安裝圖紙。

何嘉欣
萬慧工程有限公司
電話 +852 5550 0174  傳真 +852 5550 0175

2026年2月5日 上午10:12,HO Ka-yan 寫道:
> 王先生,將軍澳商場需要:
> 路軌射燈 20W 4000K 黑色 220支
> 天花嵌入式筒燈 10W 4000K 開孔100mm 白色 DALI調光 300盞
> 燈帶 24V 14.4W/m 3000K 180米
> 出口指示燈 40盞
> 請報價,謝謝
""",
        truth(
            language="zh",
            customer=(
                "萬慧工程有限公司",
                "何嘉欣",
                "ka-yan.ho@maxwise-hk.example",
                "+85255500174",
                "+85255500175",
            ),
            order={
                "destination_country": "HK",
                "destination_port": "Tseung Kwan O",
                "incoterms": ["DAP"],
                "currency": "HKD",
                "payment_method": "OA",
                "payment_days": 60,
                "delivery_date": "2026-05-10",
                "documents_requested": ["datasheet", "drawing"],
            },
            lines=[
                line(
                    "track_light",
                    260,
                    power_w=15,
                    chip=["COB"],
                    beam_angle_deg=[24],
                    cct_k=[3000],
                    housing_color="black",
                    cri_min=90,
                ),
                line(
                    "downlight",
                    150,
                    power_w=10,
                    cct_k=[4000],
                    size_mm=[100],
                    housing_color="white",
                    dimming="DALI",
                    cri_min=90,
                ),
                line("linear_light", 85, size_mm=[1200], power_w=12, cct_k=[4000], cri_min=90),
            ],
        ),
        date="Wed, 11 Feb 2026 18:05:00 +0800",
        charset="big5",
    )
)

# 391: a chat of a dealer who re-exports to Central Asia; another layout than other chats, our own clerk's lines among it.
LETTERS.append(
    submission(
        "391",
        {
            "export": "wecom-chat",
            "session": "wm_20260203_7713",
            "staff": {"id": "s08", "nick": "Lampworks小李"},
            "peer": {"nick": "马勇 丝路明商贸", "tel": "+86 139 5555 0127", "tags": ["外贸", "中亚"]},
            "log": [
                ["10:21", "peer", "在吗老板"],
                ["10:21", "staff", "在的,马总请讲"],
                ["10:23", "peer", "报个价 三防灯1.2米40w 300套"],
                ["10:23", "peer", "工矿灯 100w 50个 200w 30个 都要5700k"],
                ["10:24", "peer", "投光灯50w 100个 ip66"],
                ["10:26", "staff", "好的,电压多少?三防灯色温?"],
                ["10:27", "peer", "都是220v 三防灯6500k"],
                ["10:30", "peer", "三防灯改成500套吧"],
                ["10:31", "staff", "[图片]"],
                ["10:33", "peer", "货发到哈萨克斯坦阿拉木图 要EAC的 CPT多少"],
                ["10:34", "staff", "EAC有的,付款方式?"],
                ["10:36", "peer", "先电汇三成 其余提货前付 两周内能发货吗"],
                ["10:37", "peer", "视频拍一个三防灯的给我"],
            ],
            "recalled": [],
        },
        truth(
            language="zh",
            customer=("丝路明商贸", "马勇", None, "+8613955550127"),
            order={
                "destination_country": "KZ",
                "destination_port": "Almaty",
                "incoterms": ["CPT"],
                "payment_method": "TT",
                "payment_deposit_percent": 30,
                "delivery_days": 14,
                "documents_requested": ["video"],
                "certificates": ["EAC"],
            },
            lines=[
                line(
                    "linear_light",
                    500,
                    unit="set",
                    size_mm=[1200],
                    power_w=40,
                    cct_k=[6500],
                    voltage_v=[220, 220],
                ),
                line("high_bay", 50, power_w=100, cct_k=[5700], voltage_v=[220, 220]),
                line("high_bay", 30, power_w=200, cct_k=[5700], voltage_v=[220, 220]),
                line("flood_light", 100, power_w=50, ip="IP66", voltage_v=[220, 220]),
            ],
        ),
    )
)

# 392: after requests for price offers of Kazakh contractors (technical characteristics, unit, quantity; supply by the owner).
LETTERS.append(
    mail(
        "392",
        "Тендерный отдел <tender@astana-em.example>",
        "Запрос ценового предложения № 47/26 - школа на 600 мест",
        """
Добрый день!

Просим предоставить ценовое предложение по спецификации во вложении (объект: школа на 600 мест, г. Астана).

Просим учесть:
- п. 3 - в таблице опечатка, нужно 48 шт.;
- п. 4 - цвет корпуса RAL 7035.

Условия: DAP Астана, цены в тенге, срок поставки не более 40 календарных дней, предоплата 50 % банковским переводом, остаток
по факту поставки. Гарантия 36 месяцев. Приложить копии сертификатов EAC.

С уважением,
Динара Жумабекова
ТОО «Астана Энергомонтаж»
тел. +7 7172 55 50 19, моб. +7 701 555 00 21
""",
        truth(
            language="ru",
            customer=(
                "ТОО «Астана Энергомонтаж»",
                "Динара Жумабекова",
                "tender@astana-em.example",
                "+77172555019",
            ),
            order={
                "reference": "47/26",
                "destination_country": "KZ",
                "destination_port": "Astana",
                "incoterms": ["DAP"],
                "currency": "KZT",
                "payment_method": "TT",
                "payment_deposit_percent": 50,
                "delivery_days": 40,
                "documents_requested": ["certificate"],
                "certificates": ["EAC"],
                "warranty_years": 3,
            },
            lines=[
                line(
                    "panel",
                    420,
                    size_mm=[595, 595],
                    power_w=36,
                    cct_k=[4000],
                    luminous_flux_lm=3800,
                    ip="IP40",
                ),
                line("linear_light", 260, size_mm=[1200], power_w=40, cct_k=[5000], ip="IP65"),
                line("flood_light", 48, power_w=100, cct_k=[6500], ip="IP66"),
                line(
                    "street_light",
                    150,
                    power_w=80,
                    cct_k=[5000],
                    efficacy_lm_w=120,
                    ip="IP66",
                    housing_color="RAL7035",
                ),
                line("accessory", 150, housing_material="steel"),
                line("emergency_light", 44, power_w=3),
            ],
        ),
        date="Mon, 16 Feb 2026 12:30:00 +0500",
        files=[
            (
                "Спецификация 47-26.docx",
                word_paper(
                    "Приложение 1 к запросу № 47/26. Спецификация осветительных приборов",
                    [
                        ["№", "Наименование", "Технические характеристики", "Ед. изм.", "Кол-во"],
                        [
                            "1",
                            "Светильник светодиодный встраиваемый 595х595 мм",
                            "36 Вт, 4000 К, не менее 3800 лм, IP40",
                            "шт.",
                            "420",
                        ],
                        ["2", "Светильник линейный накладной 1200 мм", "40 Вт, 5000 К, IP65", "шт.", "260"],
                        ["3", "Прожектор светодиодный", "100 Вт, 6500 К, IP66", "шт.", "36"],
                        [
                            "4",
                            "Светильник уличный консольный",
                            "80 Вт, 5000 К, не менее 120 лм/Вт, IP66",
                            "шт.",
                            "150",
                        ],
                        ["5", "Кронштейн стальной к п. 4", "вылет 1 м", "шт.", "150"],
                        ["6", "Указатель аварийный «ВЫХОД»", "3 Вт, автономность 3 ч", "шт.", "44"],
                        ["7", "Опора металлическая 8 м", "поставка заказчика, не котировать", "шт.", "150"],
                    ],
                ),
            )
        ],
    )
)

# 393: an export of Telegram (text partly in pieces), a dealer of Tashkent.
LETTERS.append(
    submission(
        "393",
        {
            "name": "Шерзод",
            "type": "personal_chat",
            "id": 5550144,
            "messages": [
                {
                    "id": 901,
                    "type": "message",
                    "date": "2026-01-27T11:02:10",
                    "from": "Шерзод",
                    "text": "Ассалому алайкум",
                },
                {
                    "id": 902,
                    "type": "message",
                    "date": "2026-01-27T11:02:58",
                    "from": "Шерзод",
                    "text": "Я Шерзод Каримов, магазин «Нур Электро», Ташкент",
                },
                {
                    "id": 903,
                    "type": "message",
                    "date": "2026-01-27T11:05:31",
                    "from": "Lampworks",
                    "text": "Здравствуйте! Что интересует?",
                },
                {
                    "id": 904,
                    "type": "message",
                    "date": "2026-01-27T11:08:02",
                    "from": "Шерзод",
                    "text": "лампочки Е27 12 вт 10 коробок по 100 шт, Е27 15 вт 20 коробок тоже по 100. все 6500",
                },
                {
                    "id": 905,
                    "type": "message",
                    "date": "2026-01-27T11:08:40",
                    "from": "Шерзод",
                    "text": "и трубка Т8 стекло 120 см 18 вт тоже 6500, 2 тыс шт",
                },
                {
                    "id": 906,
                    "type": "message",
                    "date": "2026-01-27T11:15:12",
                    "from": "Lampworks",
                    "text": "Условия поставки? Можем EXW.",
                },
                {
                    "id": 907,
                    "type": "message",
                    "date": "2026-01-27T11:17:25",
                    "from": "Шерзод",
                    "text": "EXW сколько и CPT Ташкент сколько. 15 вт пусть будет 30 коробок",
                },
                {
                    "id": 908,
                    "type": "message",
                    "date": "2026-01-27T11:18:02",
                    "from": "Шерзод",
                    "text": [
                        "каталог скиньте и фото, номер ",
                        {"type": "phone", "text": "+998 90 555 01 44"},
                    ],
                },
                {
                    "id": 909,
                    "type": "message",
                    "date": "2026-01-27T11:18:30",
                    "from": "Шерзод",
                    "media_type": "sticker",
                    "text": "",
                },
            ],
        },
        truth(
            language="ru",
            customer=("Нур Электро", "Шерзод Каримов", None, "+998905550144"),
            order={
                "destination_country": "UZ",
                "destination_port": "Tashkent",
                "incoterms": ["EXW", "CPT"],
                "documents_requested": ["catalogue", "photos"],
            },
            lines=[
                line("bulb", 1000, base=["E27"], power_w=12, cct_k=[6500]),
                line("bulb", 3000, base=["E27"], power_w=15, cct_k=[6500]),
                line(
                    "tube",
                    2000,
                    shape="T8",
                    base=["G13"],
                    size_mm=[1200],
                    power_w=18,
                    cct_k=[6500],
                    housing_material="glass",
                ),
            ],
        ),
    )
)

# 394: a lead of a Russian CRM (fields in capitals, values in lists), a greenhouse in Belarus.
LETTERS.append(
    submission(
        "394",
        {
            "result": {
                "ID": "48213",
                "TITLE": "Заполнение CRM-формы «Запрос цены»",
                "NAME": "Олег",
                "LAST_NAME": "Гринько",
                "COMPANY_TITLE": "КФХ «Зелёный сезон»",
                "STATUS_ID": "NEW",
                "SOURCE_ID": "WEBFORM",
                "SOURCE_DESCRIPTION": "utm_source=yandex / фитосветильники",
                "ADDRESS_CITY": "Минск",
                "ADDRESS_COUNTRY": "Беларусь",
                "PHONE": [
                    {"ID": "9001", "VALUE": "+375 17 555-01-90", "VALUE_TYPE": "WORK", "TYPE_ID": "PHONE"}
                ],
                "EMAIL": [
                    {
                        "ID": "9002",
                        "VALUE": "grinko@zelsezon.example",
                        "VALUE_TYPE": "WORK",
                        "TYPE_ID": "EMAIL",
                    }
                ],
                "COMMENTS": "Добрый день. Теплица под Минском, зелень и салат.<br>1) фитосветильник линейный 1200 мм, 40 Вт, полный "
                "спектр - 300 шт<br>2) фитопанель 240 Вт на диодах Samsung LM301H, диммирование 0-10 В - количество уточним после расчёта<br>"
                "Степень защиты IP65 для обоих. Напряжение 230 В. Цена нужна CPT Минск в евро. Можно ли по 1 шт на пробу? "
                "Срок не больше 45 дней.",
                "UF_CRM_CONSENT": "1",
                "DATE_CREATE": "2026-02-19T08:41:00+03:00",
            },
            "time": {"duration": 0.08},
        },
        truth(
            language="ru",
            customer=(
                "КФХ «Зелёный сезон»",
                "Олег Гринько",
                "grinko@zelsezon.example",
                "+375175550190",
            ),
            order={
                "destination_country": "BY",
                "destination_port": "Minsk",
                "incoterms": ["CPT"],
                "currency": "EUR",
                "delivery_days": 45,
                "sample_requested": True,
            },
            lines=[
                line("grow_light", 300, size_mm=[1200], power_w=40, ip="IP65", voltage_v=[230, 230]),
                line(
                    "grow_light",
                    power_w=240,
                    chip=["Samsung LM301H"],
                    dimming="0-10V",
                    ip="IP65",
                    voltage_v=[230, 230],
                ),
            ],
        ),
    )
)

# 395: after Korean requests for estimates (KC, high efficacy, test reports), a figure put right in a remark.
LETTERS.append(
    mail(
        "395",
        "김도현 <dhkim@hanbit-enc.example>",
        "[견적요청] LED 조명기구 4종 (HB-2602-118)",
        """
안녕하세요. (주)한빛이엔씨 구매팀 김도현입니다.

아래 품목의 견적을 부탁드립니다. (견적요청번호: HB-2602-118)

1. LED 평판등 1200x300mm, 50W, 5700K - 120개
2. LED 투광등 100W, 5700K, 빔각 60도, IP66, 회색 - 24개
3. LED 가로등기구 150W, 4000K, 광효율 130lm/W 이상 - 65개
4. LED 직부등 15W 주광색 - 200개

※ 2번은 도면 변경으로 24개가 아니라 30개입니다.
※ 전 품목 AC 220V

- 가격조건: CIF 부산항, 미국 달러
- 결제조건: L/C at sight
- 납기: 발주 후 45일 이내
- KC 인증 필수, 품질보증 3년
- 시험성적서와 IES 파일을 함께 보내 주십시오.

감사합니다.

김도현 과장 / (주)한빛이엔씨
T. 02-555-0184  F. 02-555-0185  M. 010-5555-0186
""",
        truth(
            language="ko",
            customer=(
                "(주)한빛이엔씨",
                "김도현",
                "dhkim@hanbit-enc.example",
                "025550184",
                "025550185",
            ),
            order={
                "reference": "HB-2602-118",
                "destination_country": "KR",
                "destination_port": "Busan",
                "incoterms": ["CIF"],
                "currency": "USD",
                "payment_method": "LC",
                "payment_days": 0,
                "delivery_days": 45,
                "documents_requested": ["test_report", "ies_file"],
                "certificates": ["KC"],
                "warranty_years": 3,
            },
            lines=[
                line(
                    "panel",
                    120,
                    size_mm=[1200, 300],
                    power_w=50,
                    cct_k=[5700],
                    voltage_v=[220, 220],
                    voltage_type="AC",
                ),
                line(
                    "flood_light",
                    30,
                    power_w=100,
                    cct_k=[5700],
                    beam_angle_deg=[60],
                    ip="IP66",
                    housing_color="grey",
                    voltage_v=[220, 220],
                    voltage_type="AC",
                ),
                line(
                    "street_light",
                    65,
                    power_w=150,
                    cct_k=[4000],
                    efficacy_lm_w=130,
                    voltage_v=[220, 220],
                    voltage_type="AC",
                ),
                line(
                    "ceiling_light",
                    200,
                    power_w=15,
                    colors=["daylight"],
                    voltage_v=[220, 220],
                    voltage_type="AC",
                ),
            ],
        ),
        date="Tue, 10 Feb 2026 09:15:00 +0900",
    )
)

# 396: after equipment lists of small theatres (moving heads, PAR, leads; the desk is there already).
LETTERS.append(
    mail(
        "396",
        '"박서연" <seoyeon@daegu-stage.example>',
        "무대조명 견적 문의드립니다",
        """
안녕하세요, 대구무대조명 박서연입니다.
소극장(대구) 리모델링 건으로 아래 장비 EXW 단가와 납기를 알고 싶습니다.

 - LED 무빙헤드 빔 350W ......... 12대
 - LED 파라이트 54x3W RGBW ...... 40대
 - LED 프로파일 200W 3200K 26도 . 16대 (CRI 95 이상)
 - DMX 케이블 10m ............... 60개

조명기구는 모두 DMX512 제어, AC 220V 입니다. DMX 콘솔은 기존 것을 쓰므로 필요 없습니다.
4월 20일까지 극장에 도착해야 합니다. 무빙헤드 동작 영상과 매뉴얼도 부탁드립니다.

박서연 드림
대구무대조명 | 053-555-0131
""",
        truth(
            language="ko",
            customer=("대구무대조명", "박서연", "seoyeon@daegu-stage.example", "0535550131"),
            order={
                "destination_country": "KR",
                "destination_port": "Daegu",
                "incoterms": ["EXW"],
                "delivery_date": "2026-04-20",
                "documents_requested": ["video", "manual"],
            },
            lines=[
                line(
                    "stage_light", 12, power_w=350, dimming="DMX512", voltage_v=[220, 220], voltage_type="AC"
                ),
                line(
                    "stage_light",
                    40,
                    power_w=162,
                    colors=["rgbw"],
                    dimming="DMX512",
                    voltage_v=[220, 220],
                    voltage_type="AC",
                ),
                line(
                    "stage_light",
                    16,
                    power_w=200,
                    cct_k=[3200],
                    beam_angle_deg=[26],
                    cri_min=95,
                    dimming="DMX512",
                    voltage_v=[220, 220],
                    voltage_type="AC",
                ),
                line("accessory", 60),
            ],
        ),
        date="Thu, 26 Feb 2026 17:48:00 +0900",
    )
)

# 397: after Turkish contractors' requests; the table came out of the mail program with one cell a line.
LETTERS.append(
    mail(
        "397",
        "Serkan Aydoğan <satinalma@marmarayapi.example>",
        "TEKLİF TALEBİ TT-2026-031 / Gebze depo",
        """
Merhaba,

Gebze depo projemiz için aşağıdaki malzemelere teklifinizi bekliyoruz.

Sıra
Malzeme
Miktar
Birim

1
LED yüksek tavan armatürü 150W 5000K 120° IP65
84
Adet

2
LED etanj armatür 120 cm 36W 6500K IP65
210
Adet

3
LED sokak armatürü 100W 4000K IP66, alüminyum enjeksiyon gövde
32
Adet

4
Şerit LED 24V 14,4 W/m 4000K IP20
450
Metre

5
Şerit LED trafosu 24V 200W
20
Adet

6
Acil çıkış armatürü (idare temin edecek, fiyat vermeyiniz)
26
Adet

Teslim: DAP Gebze, siparişten itibaren en geç 6 hafta.
Ödeme: %40 avans banka havalesi ile, bakiye yüklemeden önce.
Fiyatlar USD. CE ve TSE belgeli, 2 yıl garantili olmalı. Katalog ve teknik föyleri de gönderiniz.

Saygılarımla
Serkan Aydoğan
Satınalma Şefi
Marmara Yapı Taahhüt A.Ş.
Tel: +90 262 555 01 28  Faks: +90 262 555 01 29
""",
        truth(
            language="tr",
            customer=(
                "Marmara Yapı Taahhüt A.Ş.",
                "Serkan Aydoğan",
                "satinalma@marmarayapi.example",
                "+902625550128",
                "+902625550129",
            ),
            order={
                "reference": "TT-2026-031",
                "destination_country": "TR",
                "destination_port": "Gebze",
                "incoterms": ["DAP"],
                "currency": "USD",
                "payment_method": "TT",
                "payment_deposit_percent": 40,
                "delivery_days": 42,
                "documents_requested": ["catalogue", "datasheet"],
                "certificates": ["CE", "TSE"],
                "warranty_years": 2,
            },
            lines=[
                line("high_bay", 84, power_w=150, cct_k=[5000], beam_angle_deg=[120], ip="IP65"),
                line("linear_light", 210, size_mm=[1200], power_w=36, cct_k=[6500], ip="IP65"),
                line(
                    "street_light",
                    32,
                    power_w=100,
                    cct_k=[4000],
                    ip="IP66",
                    housing_material="die-cast aluminium",
                ),
                line("strip", 450, unit="m", voltage_v=[24, 24], power_w=14.4, cct_k=[4000], ip="IP20"),
                line("driver", 20, voltage_v=[24, 24], power_w=200),
            ],
        ),
        charset="iso-8859-9",
    )
)

# 398: a Turkish web form whose fields are a list of labels and values; a split in the text.
LETTERS.append(
    submission(
        "398",
        {
            "formAdi": "Teklif Al",
            "kayitNo": 3371,
            "gonderim": "2026-02-10 16:44",
            "alanlar": [
                {"etiket": "Ad Soyad", "deger": "Elif Tunç"},
                {"etiket": "Firma", "deger": "Lara Peyzaj Mimarlık"},
                {"etiket": "E-posta", "deger": "elif@larapeyzaj.example"},
                {"etiket": "Telefon", "deger": "0242 555 01 37"},
                {"etiket": "Ülke / Şehir", "deger": "Türkiye / Antalya"},
                {"etiket": "Ürün grubu", "deger": "Bahçe ve havuz aydınlatma"},
                {
                    "etiket": "Mesajınız",
                    "deger": "Merhaba, Belek'te bir otel projemiz var. 60 adet çim armatürü (boy 60 cm, 8W, 2700K, antrasit, IP65), 45 adet "
                    "yere gömme spot 5W 3000K IP67 paslanmaz çelik (15 tanesi 10 derece, kalanı 30 derece olacak) ve havuz için 22 adet "
                    "sualtı armatürü 24V DC 15W RGBW DMX512 rica ediyoruz. Teslim yeri otel, Belek; mart 2026 sonuna kadar. Ödeme kredi "
                    "kartı ile olabilir mi? Işık eğrisi (IES) dosyaları da lazım.",
                },
                {"etiket": "KVKK onayı", "deger": True},
            ],
            "ip": "198.51.100.23",
        },
        truth(
            language="tr",
            customer=("Lara Peyzaj Mimarlık", "Elif Tunç", "elif@larapeyzaj.example", "02425550137"),
            order={
                "destination_country": "TR",
                "destination_port": "Belek",
                "delivery_date": "2026-03-31",
                "payment_method": "CARD",
                "documents_requested": ["ies_file"],
            },
            lines=[
                line(
                    "garden_light",
                    60,
                    size_mm=[600],
                    power_w=8,
                    cct_k=[2700],
                    housing_color="anthracite",
                    ip="IP65",
                ),
                line(
                    "garden_light",
                    15,
                    power_w=5,
                    cct_k=[3000],
                    ip="IP67",
                    housing_material="stainless steel",
                    beam_angle_deg=[10],
                ),
                line(
                    "garden_light",
                    30,
                    power_w=5,
                    cct_k=[3000],
                    ip="IP67",
                    housing_material="stainless steel",
                    beam_angle_deg=[30],
                ),
                line(
                    "underwater_light",
                    22,
                    voltage_v=[24, 24],
                    voltage_type="DC",
                    power_w=15,
                    colors=["rgbw"],
                    dimming="DMX512",
                ),
            ],
        ),
    )
)

# 399: an answer of an absent buyer with his own inquiry quoted beneath.
LETTERS.append(
    mail(
        "399",
        "Burak Şen <burak.sen@egeaydinlatma.example>",
        "Otomatik yanıt: Re: Fiyat talebi - LED panel ve ampul",
        """
Merhaba,

23 Şubat - 6 Mart 2026 tarihleri arasında yıllık izinde olduğum için e-postalarıma erişimim olmayacaktır. Acil konular ve
siparişler için lütfen satinalma@egeaydinlatma.example adresine yazınız ya da 0232 555 01 60 numarasını arayınız.

Burak Şen
Ege Aydınlatma Ltd. Şti.

----- Orijinal mesaj -----
Kimden: Lampworks Sales
Konu: Re: Fiyat talebi - LED panel ve ampul

Burak Bey, talebiniz alındı, yarın fiyat göndereceğiz.

> 1500 adet LED panel 60x60 40W 6500K
> 20000 adet LED ampul A60 9W E27 6500K
> CIF İzmir fiyatı rica ederim.
""",
        truth("out_of_office", "tr"),
        date="Tue, 24 Feb 2026 08:00:00 +0300",
        auto_submitted="auto-replied",
    )
)

# 400: after Saudi dealers' mails, with Arabic-Indic figures.
LETTERS.append(
    mail(
        "400",
        "فهد العتيبي <fahad@noor-alriyadh.example>",
        "طلب عرض سعر كشافات وبانل LED",
        """
السلام عليكم ورحمة الله وبركاته

نحن مؤسسة نور الرياض للإنارة، نرجو تزويدنا بعرض سعر للأصناف التالية:

١- كشاف LED قدرة ١٠٠ واط، ٦٥٠٠ كلفن، IP66، لون أسود - العدد ٥٠٠ حبة
٢- كشاف LED قدرة ٢٠٠ واط، نفس مواصفات البند الأول - العدد ٣٠٠ حبة
٣- داون لايت ١٢ واط، فتحة ١٢٠ مم، ٣٠٠٠ كلفن، لون أبيض - العدد ٢٠٠٠ حبة
٤- بانل ٦٠×٦٠ سم، ٤٨ واط، ٤٠٠٠ كلفن - العدد ٨٠٠ حبة

الجهد لجميع الأصناف ٢٢٠-٢٤٠ فولت.
السعر بالدولار الأمريكي CIF ميناء الدمام، والدفع باعتماد مستندي بالاطلاع، والتسليم خلال ٤٥ يوماً.
مطلوب شهادة SASO وضمان سنتين، مع إرسال الكتالوج وعينة من البانل.

وتقبلوا تحياتنا
فهد العتيبي
مؤسسة نور الرياض للإنارة
هاتف: ‎+966 11 555 0162   فاكس: ‎+966 11 555 0163
""",
        truth(
            language="ar",
            customer=(
                "مؤسسة نور الرياض للإنارة",
                "فهد العتيبي",
                "fahad@noor-alriyadh.example",
                "+966115550162",
                "+966115550163",
            ),
            order={
                "destination_country": "SA",
                "destination_port": "Dammam",
                "incoterms": ["CIF"],
                "currency": "USD",
                "payment_method": "LC",
                "payment_days": 0,
                "delivery_days": 45,
                "sample_requested": True,
                "documents_requested": ["catalogue"],
                "certificates": ["SASO"],
                "warranty_years": 2,
            },
            lines=[
                line(
                    "flood_light",
                    500,
                    power_w=100,
                    cct_k=[6500],
                    ip="IP66",
                    housing_color="black",
                    voltage_v=[220, 240],
                ),
                line(
                    "flood_light",
                    300,
                    power_w=200,
                    cct_k=[6500],
                    ip="IP66",
                    housing_color="black",
                    voltage_v=[220, 240],
                ),
                line(
                    "downlight",
                    2000,
                    power_w=12,
                    size_mm=[120],
                    cct_k=[3000],
                    housing_color="white",
                    voltage_v=[220, 240],
                ),
                line("panel", 800, size_mm=[600, 600], power_w=48, cct_k=[4000], voltage_v=[220, 240]),
            ],
        ),
    )
)

# 401: an Egyptian form with Arabic keys; a split of one lamp.
LETTERS.append(
    submission(
        "401",
        {
            "نموذج": "اطلب سعر",
            "رقم الطلب": 20715,
            "التاريخ": "2026/02/08",
            "بيانات العميل": {
                "الاسم": "مصطفى الشناوي",
                "الشركة": "الدلتا للتوريدات الكهربائية",
                "البريد": "m.shennawy@delta-elec.example",
                "الموبايل": "+20 100 555 0129",
                "الدولة": "مصر",
            },
            "تفاصيل الطلب": "محتاجين لمبة ليد 9 وات E27 عدد 10000: نصفها 6500K ونصفها 3000K، ولمبة 15 وات E27 6500K عدد 4000، وكشاف إنارة شوارع 150 وات "
            "4000K IP65 رمادي عدد 40 قطعة. السعر CIF الإسكندرية بالدولار، والدفع تحويل بنكي 30% مقدم والباقي قبل الشحن. مطلوب شهادة CE.",
            "كيف عرفت عنا": "جوجل",
            "ملفات": [],
        },
        truth(
            language="ar",
            customer=(
                "الدلتا للتوريدات الكهربائية",
                "مصطفى الشناوي",
                "m.shennawy@delta-elec.example",
                "+201005550129",
            ),
            order={
                "destination_country": "EG",
                "destination_port": "Alexandria",
                "incoterms": ["CIF"],
                "currency": "USD",
                "payment_method": "TT",
                "payment_deposit_percent": 30,
                "certificates": ["CE"],
            },
            lines=[
                line("bulb", 5000, base=["E27"], power_w=9, cct_k=[6500]),
                line("bulb", 5000, base=["E27"], power_w=9, cct_k=[3000]),
                line("bulb", 4000, base=["E27"], power_w=15, cct_k=[6500]),
                line("street_light", 40, power_w=150, cct_k=[4000], ip="IP65", housing_color="grey"),
            ],
        ),
    )
)

# 402: after specifications of greenhouse lighting (photon efficacy, cable, calendar week), a postscript that changes a figure.
LETTERS.append(
    mail(
        "402",
        '"Holthusen Pflanzen - Einkauf" <einkauf@holthusen-pflanzen.example>',
        "Anfrage Assimilationsbeleuchtung Gewächshaus 7",
        """
Moin,

für unser Gewächshaus 7 in Papenburg suchen wir:

  180 Stück  LED-Toplight 600 W, 400 V AC, mind. 3,6 µmol/J, IP66, dimmbar 1-10 V, Vollspektrum
   60 Stück  LED-Zwischenbeleuchtung (Interlight), Länge 2,5 m, 100 W, 400 V AC, IP67
  240 Stück  Anschlusskabel 3 m mit Wieland-Stecker

Lieferung DAP Papenburg bis KW 36/2026, Zahlungsziel 14 Tage netto, Preise in Euro. Bitte LDT-Dateien und technische
Zeichnungen beifügen, 5 Jahre Garantie, CE und ENEC.

Freundliche Grüße
i. V. Maike Eilers
Holthusen Pflanzen GmbH & Co. KG
Tel. 04961 5550-14
Fax 04961 5550-19

PS: Gerade kommt die Planung zurück - vom Toplight brauchen wir 196 statt 180 Stück, Kabel entsprechend 256.

Sitz der Gesellschaft: Papenburg, Amtsgericht Osnabrück HRA 00000
""",
        truth(
            language="de",
            customer=(
                "Holthusen Pflanzen GmbH & Co. KG",
                "Maike Eilers",
                "einkauf@holthusen-pflanzen.example",
                "04961555014",
                "04961555019",
            ),
            order={
                "destination_country": "DE",
                "destination_port": "Papenburg",
                "incoterms": ["DAP"],
                "currency": "EUR",
                "payment_method": "OA",
                "payment_days": 14,
                "delivery_date": "2026-09-06",
                "documents_requested": ["ies_file", "drawing"],
                "certificates": ["CE", "ENEC"],
                "warranty_years": 5,
            },
            lines=[
                line(
                    "grow_light",
                    196,
                    power_w=600,
                    voltage_v=[400, 400],
                    voltage_type="AC",
                    ip="IP66",
                    dimming="1-10V",
                ),
                line(
                    "grow_light",
                    60,
                    size_mm=[2500],
                    power_w=100,
                    voltage_v=[400, 400],
                    voltage_type="AC",
                    ip="IP67",
                ),
                line("accessory", 256),
            ],
        ),
    )
)

# 403: a claim that asks for new goods and lists them like an order.
LETTERS.append(
    mail(
        "403",
        "Thorsten Kaminski <t.kaminski@ek-grosshandel.example>",
        "Lieferung 4471 - defekte Wannenleuchten, Ersatz",
        """
Guten Tag Frau Li,

aus Ihrer Lieferung 4471 vom 12.01. sind bisher ausgefallen:

 - 38 Stück Feuchtraumwannenleuchte 1500 mm 50 W 4000 K IP66 (Treiber ohne Funktion)
 - 12 Stück LED-Panel 620x620 36 W 4000 K (Rahmen verzogen)
 - 5 Stück Fluter 100 W IP65, Wasser im Gehäuse

Wir bitten um kostenlosen Ersatz, Lieferung frei Haus Kassel innerhalb von 3 Wochen, sowie um Übernahme der Monteurkosten. Fotos
und Seriennummern finden Sie im Anhang. Andernfalls werden wir die Rechnung entsprechend kürzen.

Mit freundlichen Grüßen
Thorsten Kaminski
EK Großhandel GmbH, Kassel
Tel. 0561 55501-77
""",
        truth("complaint", "de"),
        date="Fri, 13 Feb 2026 10:22:00 +0100",
    )
)

# 404: after Mexican distributors' tables (name of the product merged over its colours), target price in the text.
LETTERS.append(
    mail(
        "404",
        "Compras Ilumax <compras@ilumax-bajio.example>",
        "Solicitud de cotización SC-0226-09 (León, Gto.)",
        None,
        truth(
            language="es",
            customer=(
                "Ilumax del Bajío S.A. de C.V.",
                "Adriana Rebollo",
                "compras@ilumax-bajio.example",
                "+524775550191",
            ),
            order={
                "reference": "SC-0226-09",
                "destination_country": "MX",
                "destination_port": "Manzanillo",
                "incoterms": ["CIF"],
                "currency": "USD",
                "payment_method": "LC",
                "payment_days": 90,
                "delivery_date": "2026-04-17",
                "documents_requested": ["datasheet", "packing_info"],
                "certificates": ["NOM"],
                "warranty_years": 3,
            },
            lines=[
                line(
                    "bulb",
                    24000,
                    shape="A19",
                    base=["E27"],
                    power_w=10,
                    cct_k=[6500],
                    voltage_v=[127, 127],
                    target_price=0.48,
                ),
                line(
                    "bulb",
                    12000,
                    shape="A19",
                    base=["E27"],
                    power_w=10,
                    cct_k=[3000],
                    voltage_v=[127, 127],
                    target_price=0.48,
                ),
                line("panel", 1800, size_mm=[600, 600], power_w=40, cct_k=[4000], voltage_v=[127, 127]),
                line(
                    "tube",
                    15000,
                    shape="T8",
                    base=["G13"],
                    size_mm=[1200],
                    power_w=18,
                    cct_k=[6500],
                    voltage_v=[127, 127],
                    housing_material="glass",
                ),
                line(
                    "flood_light",
                    2500,
                    power_w=50,
                    cct_k=[6500],
                    ip="IP65",
                    voltage_v=[127, 127],
                    housing_color="black",
                ),
            ],
        ),
        date="Wed, 18 Feb 2026 13:14:00 -0600",
        html="""<html><body style="font-family:Calibri"><p>Buen d&iacute;a,</p><p>Agradeceremos su mejor precio para lo siguiente, todo a
<b>127 V</b>:</p><table border="1"><tbody>
<tr><td><b>Producto</b></td><td><b>Especificaci&oacute;n</b></td><td><b>Temp. de color</b></td><td><b>Cantidad (pzas)</b></td></tr>
<tr><td rowspan="2">Foco LED A19 E27</td><td rowspan="2">10 W</td><td>6500 K</td><td align="right">24,000</td></tr>
<tr><td>3000 K</td><td align="right">12,000</td></tr>
<tr><td>Panel LED 60x60 cm</td><td>40 W</td><td>4000 K</td><td align="right">1,800</td></tr>
<tr><td>Tubo LED T8 de vidrio 1.20 m</td><td>18 W</td><td>6500 K</td><td align="right">15,000</td></tr>
<tr><td>Reflector LED</td><td>50 W, IP65, negro</td><td>6500 K</td><td align="right">2,500</td></tr></tbody></table>
<p>Nuestro precio objetivo para el foco A19 es de USD 0.48 por pieza. Cotizar CIF Manzanillo en USD; pago con carta de cr&eacute;dito a
90 d&iacute;as; embarque a m&aacute;s tardar el 17/04/2026. Certificado NOM vigente, garant&iacute;a de 3 a&ntilde;os. Favor de incluir fichas
t&eacute;cnicas y datos de empaque (piezas por caja, peso y volumen).</p>
<p>Lic. Adriana Rebollo<br>Jefa de Compras<br>Ilumax del Baj&iacute;o S.A. de C.V.<br>Tel. +52 477 555 0191</p>
<p><font size="1" color="gray">Aviso de privacidad: los datos personales se tratan conforme a la ley.</font></p></body></html>""",
    )
)

# 405: after a hotel's list (half and half, dozens), in Latin-1 under base64.
LETTERS.append(
    coded_mail(
        "405",
        "Ramón Peguero <rpeguero@bavarocaribe.example>",
        "Iluminación piscinas y jardín - Bávaro",
        """
Estimados señores:

Somos contratistas del hotel Bávaro Caribe, en Punta Cana, República Dominicana. Necesitamos cotización de:

 * 120 luces sumergibles para piscina, 20W, 12V AC, IP68, acero inoxidable 316L (la mitad RGB y la otra mitad 6000K)
 * 300 balizas de jardín de 60 cm, 9W, 3000K, negras, IP65
 * 2 docenas de apliques de pared 10W 3000K IP54 color gris
 * 20 transformadores 12V AC de 300W

CIF Caucedo, en dólares (USD). Pago: 40% de anticipo, resto contra copia de B/L.
Sírvanse enviar catálogo y fotos del producto. Entrega: 60 días máximo.

Ing. Ramón Peguero
Electromontajes Peguero, S.R.L.
Tel. (809) 555-0153 / Cel. (829) 555-0154
""",
        truth(
            language="es",
            customer=(
                "Electromontajes Peguero, S.R.L.",
                "Ramón Peguero",
                "rpeguero@bavarocaribe.example",
                "8095550153",
            ),
            order={
                "destination_country": "DO",
                "destination_port": "Caucedo",
                "incoterms": ["CIF"],
                "currency": "USD",
                "payment_method": "TT",
                "payment_deposit_percent": 40,
                "delivery_days": 60,
                "documents_requested": ["catalogue", "photos"],
            },
            lines=[
                line(
                    "underwater_light",
                    60,
                    colors=["rgb"],
                    power_w=20,
                    voltage_v=[12, 12],
                    voltage_type="AC",
                    ip="IP68",
                    housing_material="stainless steel",
                ),
                line(
                    "underwater_light",
                    60,
                    cct_k=[6000],
                    power_w=20,
                    voltage_v=[12, 12],
                    voltage_type="AC",
                    ip="IP68",
                    housing_material="stainless steel",
                ),
                line(
                    "garden_light",
                    300,
                    size_mm=[600],
                    power_w=9,
                    cct_k=[3000],
                    housing_color="black",
                    ip="IP65",
                ),
                line("wall_light", 24, power_w=10, cct_k=[3000], ip="IP54", housing_color="grey"),
                line("driver", 20, power_w=300, voltage_v=[12, 12], voltage_type="AC"),
            ],
        ),
        date="Mon, 09 Feb 2026 10:20:00 -0400",
    )
)

# 406: after Indian dealers' rate inquiries (lakh, F.O.R., purchase order reference, target rate).
LETTERS.append(
    mail(
        "406",
        "Vinayak Deshpande <purchase@vidarbha-lites.example>",
        "Enq. No. VL/PUR/2025-26/311 - LED lamps & fittings",
        """
Dear Sir,

With ref. to telecon of Mr. Anand with your good self, kindly quote your lowest rates in INR for foll. items:

Sr.  Item                                                        Qty
1    LED bulb 9W B22 cool daylight 6500K                         1.5 lakh nos
2    -do- 12W                                                    50,000 nos
3    LED batten T5 4 ft 20W 6500K with end caps & clips          12k nos
4    LED street light 72W 5700K IP66, 110 lm/W min, surge 10kV   5 dozen
     (Crompton or equivalent)

Rates F.O.R. Nagpur, Maharashtra. GST extra as applicable.
Target rate for item 1 is Rs 41/- per bulb.
Payment within 45 days of receipt of material. Delivery within 8 weeks.
All items BIS marked, warranty 2 years. LM-79 report of item 4 to be enclosed. 2 nos sample of bulb to be sent by courier.

Thanking you,
for Vidarbha Lites & Electricals
Vinayak Deshpande
Manager (Purchase)
Ph: 0712-5550148, 0712-5550149   Cell: +91 55555 00391
""",
        truth(
            customer=(
                "Vidarbha Lites & Electricals",
                "Vinayak Deshpande",
                "purchase@vidarbha-lites.example",
                "07125550148",
            ),
            order={
                "reference": "VL/PUR/2025-26/311",
                "destination_country": "IN",
                "destination_port": "Nagpur",
                "currency": "INR",
                "payment_method": "OA",
                "payment_days": 45,
                "delivery_days": 56,
                "sample_requested": True,
                "documents_requested": ["test_report"],
                "certificates": ["BIS"],
                "warranty_years": 2,
            },
            lines=[
                line(
                    "bulb",
                    150000,
                    power_w=9,
                    base=["B22d"],
                    colors=["daylight"],
                    cct_k=[6500],
                    target_price=41,
                ),
                line("bulb", 50000, power_w=12, base=["B22d"], colors=["daylight"], cct_k=[6500]),
                line("linear_light", 12000, shape="T5", size_mm=[1200], power_w=20, cct_k=[6500]),
                line(
                    "street_light",
                    60,
                    power_w=72,
                    cct_k=[5700],
                    ip="IP66",
                    efficacy_lm_w=110,
                    equivalent_to="Crompton",
                ),
            ],
        ),
        date="Tue, 27 Jan 2026 12:11:00 +0530",
    )
)

# 407: after the English of Chinese trading companies, a table pasted with tabs, cartons of stated content.
LETTERS.append(
    mail(
        "407",
        "Amy Zhong <amy@goldenwise-trade.example>",
        "Urgent inquiry - Philippines customer - bulb / T5 / MR16 / G4",
        """
Dear friend,

Have a nice day! This is Amy from Goldenwise Trading (HK) Limited. Our customer in Philippines want below goods, pls check and
give us your best CNF Manila price in USD, with photo and packing details (ctn size, G.W.).

Item\tSpecification\tColor\tQ'ty
Emergency bulb\t9W E27 A60 rechargeable, battery 1200mAh\t6500K\t100 ctns (100 pcs/ctn)
T5 integrated tube\t4ft 16W, with switch and cable\t6500K\t100 ctns (25 pcs/ctn)
MR16 spotlight\t5W 12V 38 degree\t3000K\t5,000 pcs
G4 capsule\t2W 12V AC/DC silicone\t2700K\t3,000 pcs
Mosquito lamp\t(cancelled by customer)\t\t0

Quality must good, ICC certificate is must. Payment: T/T 30% deposit, 70% before loading. We need short video of emergency bulb when power
is off. Delivery time: 20-25 days.

Waiting for your soon reply!

Best regards,
Amy Zhong (Ms.)
Goldenwise Trading (HK) Limited
Tel: 852-5550 0138   Wechat/Whatsapp: +86 136 5555 0139
""",
        truth(
            customer=(
                "Goldenwise Trading (HK) Limited",
                "Amy Zhong",
                "amy@goldenwise-trade.example",
                "85255500138",
            ),
            order={
                "destination_country": "PH",
                "destination_port": "Manila",
                "incoterms": ["CFR"],
                "currency": "USD",
                "payment_method": "TT",
                "payment_deposit_percent": 30,
                "delivery_days": 25,
                "documents_requested": ["photos", "packing_info", "video"],
                "certificates": ["ICC"],
            },
            lines=[
                line("bulb", 10000, shape="A60", base=["E27"], power_w=9, cct_k=[6500]),
                line("linear_light", 2500, shape="T5", size_mm=[1200], power_w=16, cct_k=[6500]),
                line(
                    "spot_lamp",
                    5000,
                    shape="MR16",
                    base=["GU5.3"],
                    power_w=5,
                    voltage_v=[12, 12],
                    beam_angle_deg=[38],
                    cct_k=[3000],
                ),
                line(
                    "capsule",
                    3000,
                    base=["G4"],
                    power_w=2,
                    voltage_v=[12, 12],
                    voltage_type="ACDC",
                    cct_k=[2700],
                ),
            ],
        ),
    )
)

# 408: after growers' requests (voltage of the service, DLC for the rebate, price to beat, cords).
LETTERS.append(
    mail(
        "408",
        "Jesse Vandermolen <jesse@greatlakeshydro.example>",
        "Re: Re: Toplights for houses 4-6",
        """
Morning,

ok we settled it with the utility. Forget the 640s from last week. What we want now:

- 300 to 340 LED toplights, 720W, 277-480V, 0-10V dimming, IP66, each with 6 ft cord. I need them under $310 each.
- 24 under-canopy bars 4 ft, 100W, 120-277V, IP67

Must be DLC listed or there's no rebate, and ETL. Send LM-79 and the IES files. Delivered to Kalamazoo, MI by May 7. Net 30.

Jesse Vandermolen | Great Lakes Hydro Farm LLC | 269-555-0143

On Mon, Feb 2, 2026 at 7:14 AM Jesse Vandermolen <jesse@greatlakeshydro.example> wrote:
> Hey, looking at 180 pcs of a 640W 8-bar fixture, 120-277V, foldable. What's the price to Grand Rapids?
>
>> On Jan 30, 2026, Lampworks Sales wrote:
>> Thanks for stopping by our booth. We make grow lights from 100 W to 1000 W.
""",
        truth(
            customer=(
                "Great Lakes Hydro Farm LLC",
                "Jesse Vandermolen",
                "jesse@greatlakeshydro.example",
                "2695550143",
            ),
            order={
                "destination_country": "US",
                "destination_port": "Kalamazoo",
                "currency": "USD",
                "payment_method": "OA",
                "payment_days": 30,
                "delivery_date": "2026-05-07",
                "documents_requested": ["test_report", "ies_file"],
                "certificates": ["DLC", "ETL"],
            },
            lines=[
                line(
                    "grow_light",
                    300,
                    quantity_max=340,
                    power_w=720,
                    voltage_v=[277, 480],
                    dimming="0-10V",
                    ip="IP66",
                    target_price=310,
                ),
                line("grow_light", 24, size_mm=[1200], power_w=100, voltage_v=[120, 277], ip="IP67"),
            ],
        ),
        date="Mon, 09 Feb 2026 07:02:00 -0500",
    )
)

# 409: after theatres' lantern lists; the head of procurement forwards the chief electrician's list and changes it.
LETTERS.append(
    mail(
        "409",
        "Fiona Ackroyd <procurement@aireplayhouse.example>",
        "Fwd: LX shopping list",
        """
Hello,

Please quote for the list below. Two things from me: we can only afford 16 of the profiles this year, and please leave out the
hazers, we have a UK dealer for those.

DDP Leeds, in pounds sterling, with everything here by 30 April 2026. CE/UKCA. We are VAT registered.

Fiona Ackroyd
Procurement, Aire Playhouse Trust
0113 555 0142

-------- Forwarded Message --------
Subject: LX shopping list
Date: Thu, 5 Feb 2026 22:47:11 +0000
From: Sticks <lx@aireplayhouse.example>
To: procurement@aireplayhouse.example

Fi, as promised

48  LED PARs 18x10W RGBW, black, quiet fan
24  LED profiles 200W, 3200K, 19 deg, CRI 95+, black
12  LED fresnels 150W, 3200K, CRI 95+, black
60  DMX leads 5-pin 10m
84  safety bonds
 2  hazers

all on DMX obviously. ta. Sticks
""",
        truth(
            customer=(
                "Aire Playhouse Trust",
                "Fiona Ackroyd",
                "procurement@aireplayhouse.example",
                "01135550142",
            ),
            order={
                "destination_country": "GB",
                "destination_port": "Leeds",
                "incoterms": ["DDP"],
                "currency": "GBP",
                "delivery_date": "2026-04-30",
                "certificates": ["CE", "UKCA"],
            },
            lines=[
                line(
                    "stage_light",
                    48,
                    power_w=180,
                    colors=["rgbw"],
                    housing_color="black",
                    dimming="DMX512",
                ),
                line(
                    "stage_light",
                    16,
                    power_w=200,
                    cct_k=[3200],
                    beam_angle_deg=[19],
                    cri_min=95,
                    housing_color="black",
                    dimming="DMX512",
                ),
                line(
                    "stage_light",
                    12,
                    power_w=150,
                    cct_k=[3200],
                    cri_min=95,
                    housing_color="black",
                    dimming="DMX512",
                ),
                line("accessory", 60),
                line("accessory", 84),
            ],
        ),
        date="Fri, 06 Feb 2026 09:31:00 +0000",
    )
)

# 410: after ship chandlers' requisitions (own codes, semicolons, remarks column).
LETTERS.append(
    mail(
        "410",
        "SPARES DESK <spares@straitsmarine.example>",
        "RFQ SMS-26-0219 MV PACIFIC HERON - lamps and fittings",
        """
Good day,

Pls find attached requisition of m/v PACIFIC HERON. Kindly quote EXW and DAP Singapore, USD, with weight and dimensions of packing.
Goods required in our warehouse latest 19 Feb 2026.

Note: item 5 has been landed already, do not quote. Item 2 pls increase to 250.

Brgds
Jasmine Koh
Spares Desk
Straits Marine Supply Pte Ltd
T: +65 5550 0127 F: +65 5550 0128
As agents only - all business subject to our standard conditions.
""",
        truth(
            customer=(
                "Straits Marine Supply Pte Ltd",
                "Jasmine Koh",
                "spares@straitsmarine.example",
                "+6555500127",
                "+6555500128",
            ),
            order={
                "reference": "SMS-26-0219",
                "destination_country": "SG",
                "destination_port": "Singapore",
                "incoterms": ["EXW", "DAP"],
                "currency": "USD",
                "delivery_date": "2026-02-19",
                "documents_requested": ["packing_info"],
                "certificates": ["ATEX"],
            },
            lines=[
                line(
                    "bulb",
                    60,
                    model="EL-1107",
                    base=["B22d"],
                    power_w=10,
                    cct_k=[6500],
                    voltage_v=[24, 24],
                    voltage_type="DC",
                ),
                line(
                    "tube",
                    250,
                    model="EL-1131",
                    shape="T8",
                    base=["G13"],
                    size_mm=[600],
                    power_w=9,
                    cct_k=[4000],
                    voltage_v=[230, 230],
                ),
                line(
                    "flood_light",
                    12,
                    model="EL-1204",
                    power_w=200,
                    cct_k=[5000],
                    ip="IP67",
                    voltage_v=[230, 230],
                    housing_material="die-cast aluminium",
                ),
                line("other", 8, model="EL-1250", power_w=40, ip="IP66", voltage_v=[230, 230]),
                line(
                    "wall_light",
                    30,
                    model="EL-1263",
                    power_w=12,
                    ip="IP56",
                    voltage_v=[230, 230],
                    housing_material="brass",
                ),
            ],
        ),
        date="Thu, 05 Feb 2026 08:12:00 +0800",
        files=[
            (
                "REQ PACIFIC HERON.csv",
                values_with(
                    ";",
                    [
                        ["No", "Our code", "Description", "Voltage", "Qty", "UOM"],
                        ["1", "EL-1107", "LED lamp B22 10W 6500K", "24V DC", "60", "PCS"],
                        ["2", "EL-1131", "LED tube T8 2ft 9W 4000K", "230V", "200", "PCS"],
                        [
                            "3",
                            "EL-1204",
                            "LED floodlight for deck 200W 5000K IP67 die-cast aluminium",
                            "230V",
                            "12",
                            "PCS",
                        ],
                        [
                            "4",
                            "EL-1250",
                            "Explosion-proof LED light 40W IP66 ATEX zone 1",
                            "230V",
                            "8",
                            "PCS",
                        ],
                        ["5", "EL-1255", "LED tri-colour navigation lantern", "24V DC", "2", "PCS"],
                        ["6", "EL-1263", "Bulkhead light brass LED 12W IP56", "230V", "30", "PCS"],
                    ],
                ),
            )
        ],
    )
)

# 411: forwarded in forwarded, a Gulf contractor: each of the three hands adds something.
LETTERS.append(
    mail(
        "411",
        "Biju Thomas <biju@albahja-projects.example>",
        "Fwd: Fwd: Villa compound, Barka - ext. lighting",
        """
Dear Sales,

Kindly arrange your most competitive offer CIF Sohar for trailing requirement. LC 30 days. Poles also in your scope pls.
Consultant has reduced the spike lights to 130 nos only.

Thanks & best regards
Biju Thomas
Procurement Engr.
Al Bahja Projects LLC
P.O. Box 000, Barka, Sultanate of Oman
Tel 00968 2455 5019 / GSM 00968 9555 0020

---------- Forwarded message ---------
From: Hamad Al Rashdi <hamad@albahja-projects.example>
Date: Sun, 1 Feb 2026 at 13:20
Subject: Fwd: Villa compound, Barka - ext. lighting
To: Biju Thomas <biju@albahja-projects.example>

Biju, get prices. All light fittings black and 3000K. The street lights must be solar.

---------- Forwarded message ---------
From: Karim Farouk <kfarouk@consult-meezan.example>
Date: Thu, 29 Jan 2026 at 16:02
Subject: Villa compound, Barka - ext. lighting
To: Hamad Al Rashdi <hamad@albahja-projects.example>

Dear Eng. Hamad,

Approved list of external lighting:
a) Street light on 5 m pole, 60W, IP65 ..... 42 nos.
b) 5 m steel pole for (a) .................. 42 nos.
c) Spike light 7W IP65 36 deg .............. 150 nos.
d) Up-down wall light 2x6W IP54 ............ 96 nos.

Regards, Karim
""",
        truth(
            customer=(
                "Al Bahja Projects LLC",
                "Biju Thomas",
                "biju@albahja-projects.example",
                "0096824555019",
            ),
            order={
                "destination_country": "OM",
                "destination_port": "Sohar",
                "incoterms": ["CIF"],
                "payment_method": "LC",
                "payment_days": 30,
            },
            lines=[
                line(
                    "street_light",
                    42,
                    power_w=60,
                    cct_k=[3000],
                    ip="IP65",
                    housing_color="black",
                ),
                line("accessory", 42, housing_material="steel"),
                line(
                    "garden_light",
                    130,
                    power_w=7,
                    cct_k=[3000],
                    ip="IP65",
                    beam_angle_deg=[36],
                    housing_color="black",
                ),
                line("wall_light", 96, power_w=12, cct_k=[3000], ip="IP54", housing_color="black"),
            ],
        ),
        date="Mon, 02 Feb 2026 10:12:00 +0400",
    )
)

# 412: after Brazilian municipal notices (INMETRO, relay socket, lots); one lot is not for us.
LETTERS.append(
    mail(
        "412",
        "Licitações - Luz do Vale <licitacoes@luzdovale.example>",
        "Pregão Eletrônico 014/2026 - cotação de luminárias públicas",
        """
Prezados,

Vamos participar do Pregão Eletrônico nº 014/2026 e solicitamos cotação CIF Santos, em dólar, para:

Lote 1 - Luminária pública LED 60 W, 4000 K, IP66, 150 lm/W, tomada para relé - 1.250 unidades
Lote 2 - Luminária pública LED 120 W, 4000 K, IP66, 150 lm/W, tomada para relé - 430 unidades
Lote 3 - Braço e ferragens: não cotar (fabricação nacional)
Lote 4 - Relé fotoelétrico 220 V - 1.680 unidades

Lotes 1 e 2: tensão 100-250 V AC, corpo em alumínio injetado, cor cinza, garantia de 5 anos e certificação INMETRO.
Pagamento: 20% antecipado e saldo contra cópia do BL. Prazo de embarque: 50 dias. Enviar ensaios LM-79/LM-80 e curvas IES.

Atenciosamente,
Wellington Brandão
Luz do Vale Engenharia Ltda. - Taubaté/SP
Fone (12) 5550-0144
""",
        truth(
            language="pt",
            customer=(
                "Luz do Vale Engenharia Ltda.",
                "Wellington Brandão",
                "licitacoes@luzdovale.example",
                "1255500144",
            ),
            order={
                "reference": "014/2026",
                "destination_country": "BR",
                "destination_port": "Santos",
                "incoterms": ["CIF"],
                "currency": "USD",
                "payment_method": "TT",
                "payment_deposit_percent": 20,
                "delivery_days": 50,
                "documents_requested": ["test_report", "ies_file"],
                "certificates": ["INMETRO"],
                "warranty_years": 5,
            },
            lines=[
                line(
                    "street_light",
                    1250,
                    power_w=60,
                    cct_k=[4000],
                    ip="IP66",
                    efficacy_lm_w=150,
                    voltage_v=[100, 250],
                    voltage_type="AC",
                    housing_material="die-cast aluminium",
                    housing_color="grey",
                ),
                line(
                    "street_light",
                    430,
                    power_w=120,
                    cct_k=[4000],
                    ip="IP66",
                    efficacy_lm_w=150,
                    voltage_v=[100, 250],
                    voltage_type="AC",
                    housing_material="die-cast aluminium",
                    housing_color="grey",
                ),
                line("accessory", 1680, voltage_v=[220, 220]),
            ],
        ),
    )
)

# 413: after requests of Italian municipalities: one article with a page of minimum requirements.
LETTERS.append(
    mail(
        "413",
        "Ilaria Monti <i.monti@valligenergia.example>",
        "RdO 2026/037 - armature stradali LED",
        """
Spett.le ditta,

con la presente si richiede la Vostra migliore offerta per la fornitura (sola fornitura, posa esclusa) di n. 312 armature stradali
LED aventi le seguenti caratteristiche minime:

- potenza assorbita 56 W, flusso luminoso 8.100 lm, efficienza non inferiore a 140 lm/W
- temperatura di colore 3000 K, CRI >= 70
- corpo in pressofusione di alluminio, colore grigio, viteria in acciaio inox
- grado di protezione IP66, resistenza agli urti IK09, classe II
- alimentazione 220-240 V AC 50 Hz, protezione contro le sovratensioni 10 kV
- alimentatore regolabile DALI con mezzanotte virtuale
- attacco testapalo 60 mm, ottica stradale asimmetrica
- vita utile L90B10 100.000 ore
- marcatura CE ed ENEC, garanzia 5 anni

Le armature esistenti sono al sodio da 100 W e 150 W. Consegna DAP Rovereto entro 60 giorni dall'ordine. Pagamento a 30 giorni data
fattura. Allegare schede tecniche, file LDT e rapporti di prova. Offerta da inviare entro il 27/02/2026.

Distinti saluti
Ilaria Monti
Ufficio Acquisti
Valli Energia S.p.A.
tel. 0464 555016 - fax 0464 555017
""",
        truth(
            language="it",
            customer=(
                "Valli Energia S.p.A.",
                "Ilaria Monti",
                "i.monti@valligenergia.example",
                "0464555016",
                "0464555017",
            ),
            order={
                "reference": "2026/037",
                "destination_country": "IT",
                "destination_port": "Rovereto",
                "incoterms": ["DAP"],
                "delivery_days": 60,
                "payment_method": "OA",
                "payment_days": 30,
                "documents_requested": ["datasheet", "ies_file", "test_report"],
                "certificates": ["CE", "ENEC"],
                "warranty_years": 5,
            },
            lines=[
                line(
                    "street_light",
                    312,
                    power_w=56,
                    luminous_flux_lm=8100,
                    efficacy_lm_w=140,
                    cct_k=[3000],
                    cri_min=70,
                    housing_material="die-cast aluminium",
                    housing_color="grey",
                    ip="IP66",
                    voltage_v=[220, 240],
                    voltage_type="AC",
                    dimming="DALI",
                )
            ],
        ),
    )
)

# 414: a yes that hangs on two conditions, with the quoted offer beneath.
LETTERS.append(
    mail(
        "414",
        "Glenda Farquhar <glenda@prairie-elec.example>",
        "RE: Quotation LW-26-0087",
        """
Hi,

We'd be happy to go ahead with LW-26-0087 and the PO is ready to send, provided you can hold the 2x4 panel at $38.50 (you have it
at $41.20) and move us to net 45. If both are OK by Thursday please send a revised quotation and it's yours.

Glenda Farquhar
Prairie Electric Wholesale, Saskatoon
306-555-0114

From: Lampworks Sales
Sent: February 9, 2026
To: Glenda Farquhar
Subject: Quotation LW-26-0087

| Item | Description | Qty | Unit USD |
| 1 | 2x4 LED panel 50W 4000K 120-347V cUL | 400 | 41.20 |
| 2 | UFO high bay 150W 5000K 347V | 60 | 78.00 |
| 3 | Wall pack 40W 4000K | 90 | 33.40 |
Payment: 30% deposit, balance before shipment.
""",
        truth("quote_negotiate"),
        date="Tue, 10 Feb 2026 11:50:00 -0600",
    )
)

# 415: a buyer asks after his goods; the thread has the table of the whole order.
LETTERS.append(
    mail(
        "415",
        "Stuart McLachlan <stuart@tasmanlight.example>",
        "RE: RE: PO 60114 - ETD?",
        """
Hi Lily,

Can you tell me where PO 60114 is at? Your last note had ETD Ningbo 31 Jan and I have not seen a B/L yet. The site needs the battens by
the 20th, so if the downlights are holding everything up please split the shipment. Also send the tracking number of the spare drivers.

Regards
Stuart McLachlan
Tasman Light Supply, Hobart TAS
03 5555 0149

> PO 60114
> 1   LED downlight 10W tri-colour 90mm SAA     800 pcs
> 2   Weatherproof batten 4ft 40W 4000K IP65    350 pcs
> 3   Emergency exit box 3W                      60 pcs
> 4   Drivers 10W (spare)                        20 pcs
> Total USD 14,870.00 FOB Ningbo, 30% deposit received with thanks.
""",
        truth("order_status"),
        date="Thu, 05 Feb 2026 08:55:00 +1100",
    )
)

# 416: a Chinese supplier's invoice whose lines are lamps.
LETTERS.append(
    mail(
        "416",
        "财务部 <finance@huaxin-parts.example>",
        "1月份对账单及发票 HX-2026-0131",
        """
您好:

附上贵司1月份货款明细及发票,发票号 HX-2026-0131,请核对后于2月25日前安排付款。

序号  品名                       数量      单价     金额
1     LED驱动电源 24V 100W       1,200     18.50    22,200.00
2     铝型材灯槽 2米               800      9.60     7,680.00
3     球泡灯外壳 A60 E27        50,000      0.42    21,000.00
                                        合计:人民币 50,880.00

开户行:示范银行宁波分行  账号:0000 0000 0000 555
如有疑问请联系财务部 0574-5550-0168。

宁波华信灯饰配件有限公司
""",
        truth("invoice", "zh"),
        date="Tue, 03 Feb 2026 15:00:00 +0800",
    )
)

# 417: a market place's digest of buying leads, none of them sent to us by a buyer.
LETTERS.append(
    mail(
        "417",
        "TradeLamp Alerts <alerts@tradelamp.example>",
        "14 new buying leads match your keywords: LED panel, LED tube, street light",
        """
Hello Lampworks,

Your daily digest - 14 new RFQs match your keywords. Upgrade to Gold to see buyer names and contact details.

* LED panel 600x600 40W - 5,000 pieces - Saudi Arabia - posted 2 h ago [Quote now]
* LED tube T8 18W 6500K - 20,000 pieces - Kenya - posted 3 h ago [Quote now]
* Solar street light 60W - 300 sets - Peru - posted 5 h ago [Quote now]
* GU10 5W 3000K dimmable - 10,000 pieces - UK - posted 7 h ago [Quote now]
... and 10 more

Quotes left this month: 0. Buy a quote pack from USD 49.

You get this mail because you are a free member. Manage alerts | Unsubscribe
TradeLamp Online Ltd
""",
        truth("newsletter"),
    )
)

# 418: a maker of lamps who words his offer as an inquiry.
LETTERS.append(
    mail(
        "418",
        "Kevin Liao <kevin@brightfar-led.example>",
        "Inquiry about LED downlight cooperation",
        """
Dear Purchasing Manager,

Do you need LED downlights at a better price? We are a professional manufacturer of LED downlights and track lights in Zhongshan
with 12 years experience and 200 workers.

Hot sale this month:
- COB downlight 10W 3000K/4000K, cut-out 90mm, USD 2.10, MOQ 500 pcs
- Track light 30W CRI90, USD 6.80, MOQ 200 pcs
- Panel 600x600 40W, USD 7.90, MOQ 300 pcs

CE RoHS SAA approved, 3 years warranty, T/T 30% deposit, FOB Shenzhen. Could you tell me which items you are interested in and your
yearly quantity? Free samples can be sent.

Best wishes
Kevin Liao / Sales Manager
Zhongshan Brightfar Lighting Factory
WhatsApp +86 137 5555 0188
""",
        truth("spam"),
    )
)

# 419: a buyer takes an offer and repeats its lines.
LETTERS.append(
    mail(
        "419",
        "Виктор Савельев <savelyev@uralsvet.example>",
        "RE: Коммерческое предложение LW-26-0102",
        """
Добрый день!

Предложение LW-26-0102 согласовано, цены и сроки нас устраивают. Просим выставить проформу-инвойс на весь объём:

1. Прожектор 100 Вт 5000 К IP65 - 400 шт.
2. Светильник линейный 1200 мм 36 Вт - 1000 шт.
3. Лампа А60 11 Вт Е27 4000 К - 15000 шт.

Аванс 30 % оплатим в день получения инвойса. Реквизиты прежние.

Виктор Савельев
ООО «УралСвет», Екатеринбург
+7 343 555 01 71
""",
        truth("quote_accept", "ru"),
        date="Wed, 11 Feb 2026 09:27:00 +0500",
    )
)

# 420: a greeting with a wish for a container in it.
LETTERS.append(
    mail(
        "420",
        "Desmond Achterberg <desmond@capelumen.example>",
        "Happy New Year of the Horse!",
        """
Dear Lily and team,

Wishing all of you a happy and prosperous Year of the Horse! It was good to see you all in Guangzhou, and thank you for the tea.

By the way, while you are closing the books: could you let me have a price for one full 20ft container of T8 glass tubes 4ft 18W
6500K, and 3 x 40HQ of flood lights 50W IP65 6500K black? CIF Cape Town, USD, usual 30/70 by T/T. No rush, after the holiday is fine, but
I would like the goods to arrive before the end of May.

Warm regards
Desmond Achterberg
Cape Lumen (Pty) Ltd, South Africa
+27 21 555 0116

> On 20 Jan 2026, Lily wrote:
> Dear Desmond, our office will be closed from 10 to 24 February. Please send orders for A60 bulbs and panels before 1 February.
""",
        truth(
            customer=(
                "Cape Lumen (Pty) Ltd",
                "Desmond Achterberg",
                "desmond@capelumen.example",
                "+27215550116",
            ),
            order={
                "destination_country": "ZA",
                "destination_port": "Cape Town",
                "incoterms": ["CIF"],
                "currency": "USD",
                "payment_method": "TT",
                "payment_deposit_percent": 30,
                "delivery_date": "2026-05-31",
            },
            lines=[
                line(
                    "tube",
                    1,
                    unit="container_20",
                    shape="T8",
                    base=["G13"],
                    size_mm=[1200],
                    power_w=18,
                    cct_k=[6500],
                    housing_material="glass",
                ),
                line(
                    "flood_light",
                    3,
                    unit="container_40hq",
                    power_w=50,
                    ip="IP65",
                    cct_k=[6500],
                    housing_color="black",
                ),
            ],
        ),
        date="Thu, 05 Feb 2026 16:40:00 +0200",
    )
)
