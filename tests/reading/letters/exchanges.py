"""Inquiries in replies and forwards: what is newer wins, corrections, what is taken out again."""

from . import line, truth
from .writing import mail, pdf, workbook

LETTERS = [
    mail(
        "152",
        "Nadia Rahman <nadia@deltaelectric.example>",
        "RE: RE: Quotation for LED tubes",
        """
Hi May,

Client changed again, sorry! Please make it 7,500 pcs instead of 5000 and 4000K not 6500K. Rest as before.
And add 300 pcs battens 2ft 10W 4000K.

Nadia Rahman
Delta Electric Ltd

On Thu, 29 Jan 2026 at 09:14, May Chen <may@lampworks.example> wrote:
> Dear Nadia,
> we will prepare the offer tomorrow. May I know your destination port?
>
> On Wed, 28 Jan 2026 at 17:02, Nadia Rahman <nadia@deltaelectric.example> wrote:
>> Dear May,
>> pls quote 5000 pcs T8 glass tube 18W 1200mm 6500K, CFR Chattogram, LC at sight.
>> Nadia
""",
        truth(
            customer=("Delta Electric Ltd", "Nadia Rahman", "nadia@deltaelectric.example"),
            order={
                "destination_country": "BD",
                "destination_port": "Chattogram",
                "incoterms": ["CFR"],
                "payment_method": "LC",
                "payment_days": 0,
            },
            lines=[
                line(
                    "tube",
                    7500,
                    power_w=18,
                    cct_k=[4000],
                    shape="T8",
                    base=["G13"],
                    size_mm=[1200],
                    housing_material="glass",
                ),
                line("linear_light", 300, power_w=10, cct_k=[4000], size_mm=[600]),
            ],
        ),
    ),
    mail(
        "153",
        "Klaus Weber <k.weber@lampworks-agent.example>",
        "Fwd: Anfrage",
        """
Please handle, new customer. Klaus

---------- Forwarded message ---------
Von: Birgit Sommer <b.sommer@sommer-leuchten.example>
Date: Fr., 30. Jan. 2026 um 11:20 Uhr
Subject: Anfrage
To: <k.weber@lampworks-agent.example>

Hallo Herr Weber,

wir brauchen 120 Pendelleuchten 40 W 3000 K schwarz, DALI, Länge 1200 mm und 60 Stück in weiß.
Lieferung nach Bremen, 10 Wochen wären ok. Preis bitte in Euro.

Viele Grüße
Birgit Sommer
Sommer Leuchten KG
Tel. 0421 555 0168
""",
        truth(
            "inquiry",
            "de",
            customer=(
                "Sommer Leuchten KG",
                "Birgit Sommer",
                "b.sommer@sommer-leuchten.example",
                "04215550168",
            ),
            order={
                "destination_country": "DE",
                "destination_port": "Bremen",
                "currency": "EUR",
                "delivery_days": 70,
            },
            lines=[
                line(
                    "pendant",
                    120,
                    power_w=40,
                    cct_k=[3000],
                    housing_color="black",
                    dimming="DALI",
                    size_mm=[1200],
                ),
                line(
                    "pendant",
                    60,
                    power_w=40,
                    cct_k=[3000],
                    housing_color="white",
                    dimming="DALI",
                    size_mm=[1200],
                ),
            ],
        ),
    ),
    mail(
        "154",
        "Sven Olsen <sven.olsen@havnelys.example>",
        "VS: Tilbud?",
        """
Correction to our mail of yesterday: we only need 150 (not 200) of the flood lights, and please quote IP66 for all.
The bollards are cancelled.

Sven Olsen
Havnelys A/S, Esbjerg, Denmark
tlf +45 75 55 01 20

-----Original Message-----
From: Sven Olsen <sven.olsen@havnelys.example>
Sent: 1. februar 2026 14:03
To: sales@lampworks.example
Subject: quotation please

Hello,
please quote DAP Esbjerg
- 200 pcs flood light 100W 4000K IP65 grey
- 80 pcs bollard 10W 3000K 60 cm
- 40 pcs wall light up/down 12W 3000K black
Delivery mid of May.
Sven
""",
        truth(
            customer=("Havnelys A/S", "Sven Olsen", "sven.olsen@havnelys.example", "+4575550120"),
            order={
                "destination_country": "DK",
                "destination_port": "Esbjerg",
                "incoterms": ["DAP"],
                "delivery_date": "2026-05-15",
            },
            lines=[
                line("flood_light", 150, power_w=100, cct_k=[4000], ip="IP66", housing_color="grey"),
                line("wall_light", 40, power_w=12, cct_k=[3000], ip="IP66", housing_color="black"),
            ],
        ),
    ),
    mail(
        "155",
        "Laura Bianchi <l.bianchi@elettroforniture.example>",
        "R: offerta 2026-0031",
        """
Grazie per l'offerta. Per i pannelli va bene, ordine a parte.
Avrei bisogno anche di una quotazione per un nuovo articolo: 350 faretti da incasso 10W 3000K IP65 foro 68 mm,
bianco, dimmerabili triac. Consegna a Verona.

Laura Bianchi
Elettroforniture Spa

Il giorno 28 gen 2026, Lampworks ha scritto:
> Gentile Laura, in allegato la nostra offerta 2026-0031:
> 400 pannelli 60x60 40W 4000K  EUR 14,20
""",
        truth(
            "inquiry",
            "it",
            customer=("Elettroforniture Spa", "Laura Bianchi", "l.bianchi@elettroforniture.example"),
            order={"destination_country": "IT", "destination_port": "Verona"},
            lines=[
                line(
                    "downlight",
                    350,
                    power_w=10,
                    cct_k=[3000],
                    ip="IP65",
                    size_mm=[68],
                    housing_color="white",
                    dimming="triac",
                ),
            ],
        ),
    ),
    mail(
        "156",
        "David Ngugi <david.ngugi@rifthardware.example>",
        "Re: your catalogue",
        """
Thanks Lily, got the catalogue. From page 14 I like:
  LW-BH-1202 UFO 200W x 60
  LW-BH-1201 UFO 150W x 40 (5700K both)
  LW-FL-330 flood 100W 6500K x 200, similar to Philips BVP150
Prices CIF Mombasa please + what is your lead time? We normally pay 30% TT advance, balance on copy docs.

David Ngugi
Rift Hardware & Electricals Ltd, Nakuru, Kenya

From: Lily <lily@lampworks.example>
Date: Fri, Jan 30, 2026
To: David
Subject: your catalogue

Dear David, attached our catalogue. Best price for 1000 pcs A60 9W this month!
""",
        truth(
            customer=("Rift Hardware & Electricals Ltd", "David Ngugi", "david.ngugi@rifthardware.example"),
            order={
                "destination_country": "KE",
                "destination_port": "Mombasa",
                "incoterms": ["CIF"],
                "payment_method": "TT",
                "payment_deposit_percent": 30,
            },
            lines=[
                line("high_bay", 60, model="LW-BH-1202", power_w=200, cct_k=[5700]),
                line("high_bay", 40, model="LW-BH-1201", power_w=150, cct_k=[5700]),
                line(
                    "flood_light",
                    200,
                    model="LW-FL-330",
                    power_w=100,
                    cct_k=[6500],
                    equivalent_to="Philips BVP150",
                ),
            ],
        ),
    ),
    mail(
        "157",
        "Marek Nowak <m.nowak@lumenpol.example>",
        "Odp: zapytanie",
        """
Witam, poprawka do poniższego: zamiast 400 szt. proszę 600 szt. opraw, reszta bez zmian.
Marek Nowak, Lumenpol s.c.

W dniu 30.01.2026 o 10:11, Marek Nowak pisze:
> Dzień dobry,
> proszę o ofertę na 400 szt. opraw ulicznych LED 70W 4000K IP66, kolor szary, dostawa DAP Wrocław w ciągu 6 tygodni.
""",
        truth(
            "inquiry",
            "pl",
            customer=("Lumenpol s.c.", "Marek Nowak", "m.nowak@lumenpol.example"),
            order={
                "destination_country": "PL",
                "destination_port": "Wrocław",
                "incoterms": ["DAP"],
                "delivery_days": 42,
            },
            lines=[line("street_light", 600, power_w=70, cct_k=[4000], ip="IP66", housing_color="grey")],
        ),
    ),
    mail(
        "158",
        "Carmen Ruiz <carmen@luzmedit.example>",
        "RV: necesidades cliente",
        """
Hola, os paso lo que pide mi cliente. Ofertadme a mí, somos Luz Mediterránea S.L. (Valencia).
De la lista quitad los tubos, ya los tenemos. Carmen Ruiz, tel 96 555 01 80

________________________________
De: Toni Ferrer <toni@talleresferrer.example>
Enviado: viernes, 30 de enero de 2026 9:12
Para: Carmen Ruiz
Asunto: necesidades

Carmen, para la nave nueva:
- 45 campanas led 150W 4000K
- 200 tubos led T8 150cm 22W
- 30 pantallas estancas 1,5m 48W 4000K IP65
- 12 emergencias led
""",
        truth(
            "inquiry",
            "es",
            customer=("Luz Mediterránea S.L.", "Carmen Ruiz", "carmen@luzmedit.example", "965550180"),
            order={"destination_country": "ES"},
            lines=[
                line("high_bay", 45, power_w=150, cct_k=[4000]),
                line("linear_light", 30, power_w=48, cct_k=[4000], ip="IP65", size_mm=[1500]),
                line("emergency_light", 12),
            ],
        ),
    ),
    mail(
        "159",
        "张丽 <zhangli@hengyu-trade.example>",
        "回复: 灯管询价",
        """
您好，数量改一下：1.2米的改成8000支，0.6米的不要了。另外加2000支1.5米22W的，色温同样6500K。

张丽
恒宇贸易有限公司

------------------ 原始邮件 ------------------
发件人: "张丽" <zhangli@hengyu-trade.example>;
发送时间: 2026年1月30日(星期五) 上午10:20
收件人: "sales"<sales@lampworks.example>;
主题: 灯管询价

请报价：T8玻璃灯管 1.2米 18W 6500K 5000支，0.6米 9W 6500K 3000支，CIF吉达。
""",
        truth(
            "inquiry",
            "zh",
            customer=("恒宇贸易有限公司", "张丽", "zhangli@hengyu-trade.example"),
            order={"destination_country": "SA", "destination_port": "Jeddah", "incoterms": ["CIF"]},
            lines=[
                line(
                    "tube",
                    8000,
                    power_w=18,
                    cct_k=[6500],
                    shape="T8",
                    base=["G13"],
                    size_mm=[1200],
                    housing_material="glass",
                ),
                line(
                    "tube",
                    2000,
                    power_w=22,
                    cct_k=[6500],
                    shape="T8",
                    base=["G13"],
                    size_mm=[1500],
                    housing_material="glass",
                ),
            ],
        ),
    ),
    mail(
        "160",
        "Olivier Lambert <o.lambert@batipro.example>",
        "Tr: consultation éclairage",
        """
Bonjour, voir ci-joint le tableau de notre client. Attention, dans le tableau les dalles sont en 3000K,
il faut 4000K. Prix franco Lyon svp, livraison fin avril au plus tard.
Olivier Lambert
Batipro SAS
06 55 50 12 34
""",
        truth(
            "inquiry",
            "fr",
            customer=("Batipro SAS", "Olivier Lambert", "o.lambert@batipro.example", "0655501234"),
            order={"destination_country": "FR", "destination_port": "Lyon", "delivery_date": "2026-04-30"},
            lines=[
                line("panel", 320, power_w=36, cct_k=[4000], size_mm=[600, 600]),
                line("downlight", 140, power_w=12, cct_k=[3000]),
                line("emergency_light", 55),
            ],
        ),
        files=[
            (
                "tableau.xlsx",
                workbook(
                    (
                        "Feuil1",
                        [
                            ["Repère", "Désignation", "Puissance", "Température", "Dimensions", "Qté"],
                            ["", "Dalle LED", "36 W", "3000 K", "600 x 600", 320],
                            ["", "Spot encastré", "12 W", "3000 K", "", 140],
                            ["", "Bloc de secours (BAES)", "", "", "", 55],
                        ],
                    ),
                ),
            )
        ],
    ),
    mail(
        "161",
        "Susan Lee <susan@pacificretail.example>",
        "updated list",
        """
Hello team, attached is the PDF list from our architect. Two remarks: quantities of D2 double please (print is old), and W1 in black.
Ship to Vancouver, Canada. CSA or cUL needed.
Susan Lee | Pacific Retail Fixtures Inc. | 604-555-0119
""",
        truth(
            customer=(
                "Pacific Retail Fixtures Inc.",
                "Susan Lee",
                "susan@pacificretail.example",
                "6045550119",
            ),
            order={
                "destination_country": "CA",
                "destination_port": "Vancouver",
                "certificates": ["CSA", "cUL"],
            },
            lines=[
                line(
                    "downlight", 110, model="D1", power_w=9, cct_k=[3000], size_mm=[100], voltage_v=[120, 120]
                ),
                line(
                    "downlight",
                    120,
                    model="D2",
                    power_w=14,
                    cct_k=[3000],
                    size_mm=[150],
                    voltage_v=[120, 120],
                ),
                line(
                    "wall_light",
                    18,
                    model="W1",
                    power_w=8,
                    cct_k=[3000],
                    voltage_v=[120, 120],
                    housing_color="black",
                ),
            ],
        ),
        files=[
            (
                "list.pdf",
                pdf(
                    "Luminaire schedule",
                    [
                        ["Type", "Description", "Watts", "CCT", "Volts", "Qty"],
                        ["D1", "4 inch recessed downlight", "9W", "3000K", "120V", "110"],
                        ["D2", "6 inch recessed downlight", "14W", "3000K", "120V", "60"],
                        ["W1", "Wall sconce, white", "8W", "3000K", "120V", "18"],
                    ],
                ),
            )
        ],
    ),
]
