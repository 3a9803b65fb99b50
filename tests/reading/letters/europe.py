"""Buyers who write German, French, Italian, Spanish, Portuguese, Dutch, Polish, Swedish, Turkish and Russian."""

from . import line, truth
from .writing import mail

LETTERS = [
    mail(
        "117",
        "Jürgen Brandstätter <j.brandstaetter@lichthaus-brand.example>",
        "Anfrage LED-Leuchtmittel Nr. 2026-0081",
        """
Sehr geehrte Damen und Herren,

bitte unterbreiten Sie uns ein Angebot frei Haus (DAP) Linz, Österreich:

1.500 Stk. LED-Röhre T8 G13 150 cm 24 W 4.000 K, 110 lm/W
2.000 Stk. GU10 5,5 W 36° 2.700 K dimmbar, CRI > 90
  500 Stk. Einbaupanel 62x62 cm 36 W neutralweiß, Rahmen weiß
  250 m LED-Streifen 24 V 9,6 W/m warmweiß IP20

Zahlung: 14 Tage netto. Lieferung bis spätestens KW 18.
Bitte Datenblätter und LDT-Dateien beilegen.

Mit freundlichen Grüßen
Jürgen Brandstätter
Lichthaus Brand GmbH & Co. KG
Tel. +43 732 555 012-0, Fax +43 732 555 012-99
""",
        truth(
            "inquiry",
            "de",
            customer=(
                "Lichthaus Brand GmbH & Co. KG",
                "Jürgen Brandstätter",
                "j.brandstaetter@lichthaus-brand.example",
                "+437325550120",
                "+4373255501299",
            ),
            order={
                "reference": "2026-0081",
                "incoterms": ["DAP"],
                "destination_port": "Linz",
                "destination_country": "AT",
                "payment_method": "OA",
                "payment_days": 14,
                "delivery_date": "2026-05-03",
                "documents_requested": ["datasheet", "ies_file"],
            },
            lines=[
                line(
                    "tube",
                    1500,
                    power_w=24,
                    cct_k=[4000],
                    base=["G13"],
                    shape="T8",
                    size_mm=[1500],
                    efficacy_lm_w=110,
                ),
                line(
                    "spot_lamp",
                    2000,
                    power_w=5.5,
                    beam_angle_deg=[36],
                    cct_k=[2700],
                    base=["GU10"],
                    dimming="yes",
                    cri_min=90,
                ),
                line(
                    "panel",
                    500,
                    power_w=36,
                    size_mm=[620, 620],
                    colors=["neutral_white"],
                    housing_color="white",
                ),
                line(
                    "strip", 250, unit="m", power_w=9.6, voltage_v=[24, 24], colors=["warm_white"], ip="IP20"
                ),
            ],
        ),
    ),
    mail(
        "118",
        "Beat Zürcher <zuercher@elektro-zuercher.example>",
        "Preisanfrage",
        """
Grüezi

Wir benötigen für unser Lager in Winterthur (Schweiz):
- 2'000 Stück Kerze E14 4,9W 827 matt
- 1'200 Stück Tropfen G45 E14 4W warmweiss, nicht dimmbar
- je 600 Stück Filament A60 E27 klar 7W: 2700K und 4000K

Preise in CHF, DDP. Ersatz für Osram Parathom Kerze 40.
Muster vorab erwünscht.

Freundliche Grüsse
Beat Zürcher
Elektro Zürcher AG
""",
        truth(
            "inquiry",
            "de",
            customer=("Elektro Zürcher AG", "Beat Zürcher", "zuercher@elektro-zuercher.example"),
            order={
                "destination_country": "CH",
                "destination_port": "Winterthur",
                "incoterms": ["DDP"],
                "currency": "CHF",
                "sample_requested": True,
            },
            lines=[
                line(
                    "candle",
                    2000,
                    power_w=4.9,
                    base=["E14"],
                    cct_k=[2700],
                    cri_min=80,
                    equivalent_to="Osram Parathom Kerze 40",
                ),
                line(
                    "globe", 1200, power_w=4, base=["E14"], shape="G45", colors=["warm_white"], dimming="no"
                ),
                line("filament", 600, power_w=7, base=["E27"], shape="A60", cct_k=[2700]),
                line("filament", 600, power_w=7, base=["E27"], shape="A60", cct_k=[4000]),
            ],
        ),
    ),
    mail(
        "119",
        "Amélie Rousselot <a.rousselot@lumieres-du-sud.example>",
        "Demande de prix - projecteurs et réglettes",
        """
Bonjour,

Merci de nous faire parvenir votre meilleure offre pour :

  - 1 200 projecteurs LED 50 W, blanc froid, IP65, noir
  - 800 projecteurs LED 30 W à détecteur, idem
  - 2 500 réglettes étanches 150 cm 48 W 4000 K IP65 IK08
  - 10 000 ampoules E27 A60 9 W (équivalent 60 W) blanc chaud 2700 K
  - 3 000 spots GU10 7 W 3000 K angle 38°, dimmable

CIF Marseille, règlement 30 % à la commande, solde contre documents. Délai souhaité : 8 semaines.
Marquage CE et RoHS, notice en français jointe.

Cordialement,
Amélie Rousselot
Lumières du Sud SARL
Tél : 04 91 55 01 23 - Fax : 04 91 55 01 24
""",
        truth(
            "inquiry",
            "fr",
            customer=(
                "Lumières du Sud SARL",
                "Amélie Rousselot",
                "a.rousselot@lumieres-du-sud.example",
                "0491550123",
                "0491550124",
            ),
            order={
                "destination_country": "FR",
                "destination_port": "Marseille",
                "incoterms": ["CIF"],
                "payment_method": "TT",
                "payment_deposit_percent": 30,
                "delivery_days": 56,
                "certificates": ["CE", "RoHS"],
                "documents_requested": ["manual"],
            },
            lines=[
                line(
                    "flood_light", 1200, power_w=50, colors=["cool_white"], ip="IP65", housing_color="black"
                ),
                line("flood_light", 800, power_w=30, colors=["cool_white"], ip="IP65", housing_color="black"),
                line("linear_light", 2500, power_w=48, cct_k=[4000], ip="IP65", size_mm=[1500]),
                line(
                    "bulb", 10000, power_w=9, base=["E27"], shape="A60", colors=["warm_white"], cct_k=[2700]
                ),
                line(
                    "spot_lamp",
                    3000,
                    power_w=7,
                    base=["GU10"],
                    cct_k=[3000],
                    beam_angle_deg=[38],
                    dimming="yes",
                ),
            ],
        ),
    ),
    mail(
        "120",
        "Youssef Benali <y.benali@atlas-eclairage.example>",
        "demande devis",
        """
bjr
je cherche un fournisseur pour:
hublot led 18w rond blanc 2000 pcs
dalle led 60*60 40w 6500k 1500 pcs
lampadaire solaire 60w 500 pcs tout en un
tube led t8 1m20 18w verre 5000 pcs
rendu port de Casablanca au Maroc. prix en dollars svp. catalogue + fiche technique
paiement: credit documentaire à vue
Youssef Benali / Atlas Eclairage / gsm +212 661 55 50 19
""",
        truth(
            "inquiry",
            "fr",
            customer=(
                "Atlas Eclairage",
                "Youssef Benali",
                "y.benali@atlas-eclairage.example",
                "+212661555019",
            ),
            order={
                "destination_country": "MA",
                "destination_port": "Casablanca",
                "currency": "USD",
                "payment_method": "LC",
                "payment_days": 0,
                "documents_requested": ["catalogue", "datasheet"],
            },
            lines=[
                line("wall_light", 2000, power_w=18, housing_color="white"),
                line("panel", 1500, power_w=40, size_mm=[600, 600], cct_k=[6500]),
                line("street_light", 500, power_w=60),
                line(
                    "tube",
                    5000,
                    power_w=18,
                    shape="T8",
                    base=["G13"],
                    size_mm=[1200],
                    housing_material="glass",
                ),
            ],
        ),
    ),
    mail(
        "121",
        "Lucía Fernández Ortega <lfernandez@iluminacionaltiplano.example>",
        "Solicitud de cotización",
        """
Estimados señores:

Somos importadores en Perú. Favor cotizar CIF Callao lo siguiente:

10.000 tubos LED T8 18W 1,20 m luz día 6500K 85-265V
 5.000 focos LED 12W rosca E27 luz fría
 3.000 focos LED 9W rosca E27 luz cálida
   500 paneles 60x60 48W para adosar, luz neutra
   200 reflectores 100W IP66 RGB con control remoto

Pago con carta de crédito a 60 días. Necesitamos la mercadería en Callao antes del 30 de abril.
También enviar lista de precios y muestras.

Saludos cordiales
Lucía Fernández Ortega
Iluminación Altiplano S.A.C.
Telf. (+51) 1 555-0148
""",
        truth(
            "inquiry",
            "es",
            customer=(
                "Iluminación Altiplano S.A.C.",
                "Lucía Fernández Ortega",
                "lfernandez@iluminacionaltiplano.example",
                "+5115550148",
            ),
            order={
                "destination_country": "PE",
                "destination_port": "Callao",
                "incoterms": ["CIF"],
                "payment_method": "LC",
                "payment_days": 60,
                "delivery_date": "2026-04-30",
                "documents_requested": ["price_list"],
                "sample_requested": True,
            },
            lines=[
                line(
                    "tube",
                    10000,
                    power_w=18,
                    shape="T8",
                    base=["G13"],
                    size_mm=[1200],
                    colors=["daylight"],
                    cct_k=[6500],
                    voltage_v=[85, 265],
                ),
                line("bulb", 5000, power_w=12, base=["E27"], colors=["cool_white"]),
                line("bulb", 3000, power_w=9, base=["E27"], colors=["warm_white"]),
                line("panel", 500, power_w=48, size_mm=[600, 600], colors=["neutral_white"]),
                line("flood_light", 200, power_w=100, ip="IP66", colors=["rgb"]),
            ],
        ),
    ),
    mail(
        "122",
        "compras@electroquilla.example",
        "precio downlights",
        """
Hola buenas, me pasan precio de:
* downlight empotrable redondo 20w corte 170mm, 4000k, mil unidades
* downlight de superficie cuadrado 24w 3000k/4000k/6000k cct 500 uds
* campana ufo 150w 5000k 120 uds
* carril trifasico foco 35w negro 3000k 24º 300 uds
* tira led 12v 5050 rgb 14,4w/m ip65 rollo de 5m, 400 rollos
Entrega en Barranquilla Colombia. 50% anticipo 50% antes de despacho. Garantía 2 años
Gracias, Electroquilla Ltda - Jaime Rueda - cel 300 555 0161
""",
        truth(
            "inquiry",
            "es",
            customer=("Electroquilla Ltda", "Jaime Rueda", "compras@electroquilla.example", "3005550161"),
            order={
                "destination_country": "CO",
                "destination_port": "Barranquilla",
                "payment_method": "TT",
                "payment_deposit_percent": 50,
                "warranty_years": 2,
            },
            lines=[
                line("downlight", 1000, power_w=20, size_mm=[170], cct_k=[4000]),
                line("downlight", 500, power_w=24, cct_k=[3000, 4000, 6000], colors=["cct_adjustable"]),
                line("high_bay", 120, power_w=150, cct_k=[5000]),
                line(
                    "track_light", 300, power_w=35, housing_color="black", cct_k=[3000], beam_angle_deg=[24]
                ),
                line(
                    "strip",
                    400,
                    unit="roll",
                    power_w=14.4,
                    voltage_v=[12, 12],
                    colors=["rgb"],
                    ip="IP65",
                    chip=["SMD5050"],
                ),
            ],
        ),
    ),
    mail(
        "123",
        "Matteo Ferrarini <m.ferrarini@lucedoro.example>",
        "Richiesta offerta n. RDO/118",
        """
Buongiorno,

Vi chiediamo la Vs. migliore quotazione, resa FOB Shanghai e in alternativa CIF Genova, per:

a) lampadina goccia A60 10W E27 luce calda 3000K - 6.000 pz
b) idem, luce naturale 4000K - 4.000 pz
c) faretto GU10 6W 60° 3000K, non dimmerabile - 3.000 pz
d) plafoniera rotonda 24W 4000K IP44 - 800 pz
e) armatura stradale 80W 4000K IP66 140lm/W - 150 pz

Pagamento: bonifico 30% anticipo, 70% alla spedizione. Consegna entro fine marzo.
Garanzia 5 anni sull'armatura stradale.

Cordiali saluti
Matteo Ferrarini
Ufficio Acquisti
Luce d'Oro S.r.l. - Bergamo, Italia
Tel. 035 555 0133
""",
        truth(
            "inquiry",
            "it",
            customer=("Luce d'Oro S.r.l.", "Matteo Ferrarini", "m.ferrarini@lucedoro.example", "0355550133"),
            order={
                "reference": "RDO/118",
                "incoterms": ["FOB", "CIF"],
                "loading_port": "Shanghai",
                "destination_port": "Genova",
                "destination_country": "IT",
                "payment_method": "TT",
                "payment_deposit_percent": 30,
                "delivery_date": "2026-03-31",
                "warranty_years": 5,
            },
            lines=[
                line(
                    "bulb", 6000, power_w=10, base=["E27"], shape="A60", colors=["warm_white"], cct_k=[3000]
                ),
                line(
                    "bulb",
                    4000,
                    power_w=10,
                    base=["E27"],
                    shape="A60",
                    colors=["neutral_white"],
                    cct_k=[4000],
                ),
                line(
                    "spot_lamp",
                    3000,
                    power_w=6,
                    base=["GU10"],
                    beam_angle_deg=[60],
                    cct_k=[3000],
                    dimming="no",
                ),
                line("ceiling_light", 800, power_w=24, cct_k=[4000], ip="IP44"),
                line("street_light", 150, power_w=80, cct_k=[4000], ip="IP66", efficacy_lm_w=140),
            ],
        ),
    ),
    mail(
        "124",
        "Rui Tavares <rui.tavares@brilhoforte.example>",
        "Pedido de cotação",
        """
Boa tarde,

Precisamos de orçamento para importação ao Brasil (porto de Santos):

- Lâmpada bulbo 9W E27 bivolt 6500K: 20 mil unidades
- Lâmpada bulbo 15W E27 bivolt 6500K: 10 mil unidades
- Lâmpada tubular T8 18W 120cm vidro, branco frio: 15.000 pçs
- Luminária pública 100W IP66 5000K 130lm/W: 600 peças
- Refletor 50W bivolt IP65 preto 6500K: 2.000 peças

Todas com certificação INMETRO. Preço FOB e CIF em USD.
Prazo de entrega: 90 dias. Pagamento 20% adiantado e 80% contra cópia do BL.

Att.,
Rui Tavares
Brilho Forte Iluminação Ltda.
Fone: +55 11 5550-0172
""",
        truth(
            "inquiry",
            "pt",
            customer=(
                "Brilho Forte Iluminação Ltda.",
                "Rui Tavares",
                "rui.tavares@brilhoforte.example",
                "+551155500172",
            ),
            order={
                "destination_country": "BR",
                "destination_port": "Santos",
                "incoterms": ["FOB", "CIF"],
                "currency": "USD",
                "delivery_days": 90,
                "payment_method": "TT",
                "payment_deposit_percent": 20,
                "certificates": ["INMETRO"],
            },
            lines=[
                line("bulb", 20000, power_w=9, base=["E27"], cct_k=[6500]),
                line("bulb", 10000, power_w=15, base=["E27"], cct_k=[6500]),
                line(
                    "tube",
                    15000,
                    power_w=18,
                    base=["G13"],
                    shape="T8",
                    size_mm=[1200],
                    colors=["cool_white"],
                    housing_material="glass",
                ),
                line("street_light", 600, power_w=100, ip="IP66", cct_k=[5000], efficacy_lm_w=130),
                line("flood_light", 2000, power_w=50, ip="IP65", housing_color="black", cct_k=[6500]),
            ],
        ),
    ),
    mail(
        "125",
        "Femke de Groot <f.degroot@lichtplan.example>",
        "Offerteaanvraag",
        """
Beste,

Graag ontvangen wij een offerte voor:
- 400 st. inbouwspot 8W 2700K dimbaar, zaagmaat 75 mm, wit
- 150 st. inbouwspot idem maar zwart
- 1.000 st. E27 lamp A60 8,5W warm wit
- 60 st. noodverlichting 3W met pictogram
- 80 st. wandlamp buiten 10W 3000K IP54 antraciet

Levering in Rotterdam, uiterlijk 17-04-2026. Prijzen in euro, DAP. Betaling binnen 30 dagen.

Met vriendelijke groet,
Femke de Groot
Lichtplan B.V., Utrecht
T 030 555 01 44
""",
        truth(
            "inquiry",
            "nl",
            customer=("Lichtplan B.V.", "Femke de Groot", "f.degroot@lichtplan.example", "0305550144"),
            order={
                "destination_country": "NL",
                "destination_port": "Rotterdam",
                "incoterms": ["DAP"],
                "currency": "EUR",
                "delivery_date": "2026-04-17",
                "payment_method": "OA",
                "payment_days": 30,
            },
            lines=[
                line(
                    "downlight",
                    400,
                    power_w=8,
                    cct_k=[2700],
                    dimming="yes",
                    size_mm=[75],
                    housing_color="white",
                ),
                line(
                    "downlight",
                    150,
                    power_w=8,
                    cct_k=[2700],
                    dimming="yes",
                    size_mm=[75],
                    housing_color="black",
                ),
                line("bulb", 1000, power_w=8.5, base=["E27"], shape="A60", colors=["warm_white"]),
                line("emergency_light", 60, power_w=3),
                line("wall_light", 80, power_w=10, cct_k=[3000], ip="IP54", housing_color="anthracite"),
            ],
        ),
    ),
    mail(
        "126",
        "Agnieszka Wójcik <a.wojcik@swiatlo-hurt.example>",
        "Zapytanie ofertowe ZO/77/2026",
        """
Dzień dobry,

proszę o wycenę z dostawą do Gdyni (CIF):
1. Żarówka LED E27 10W barwa ciepła 3000K – 12 000 szt.
2. Żarówka LED E14 świeczka 5W barwa neutralna – 6 000 szt.
3. Naświetlacz LED 100W 6000K IP65 czarny – 900 szt.
4. Świetlówka LED T8 120 cm 18W zimna biała – 4 000 szt.
5. Oprawa hermetyczna 2x18W 120cm IP65 – 700 szt.

Gwarancja 3 lata, wymagane CE i ENEC. Termin: do 15.05.2026 r.

Pozdrawiam
Agnieszka Wójcik
Światło Hurt Sp. z o.o.
tel. +48 58 555 01 66
""",
        truth(
            "inquiry",
            "pl",
            customer=(
                "Światło Hurt Sp. z o.o.",
                "Agnieszka Wójcik",
                "a.wojcik@swiatlo-hurt.example",
                "+48585550166",
            ),
            order={
                "reference": "ZO/77/2026",
                "destination_country": "PL",
                "destination_port": "Gdynia",
                "incoterms": ["CIF"],
                "certificates": ["CE", "ENEC"],
                "warranty_years": 3,
                "delivery_date": "2026-05-15",
            },
            lines=[
                line("bulb", 12000, power_w=10, base=["E27"], colors=["warm_white"], cct_k=[3000]),
                line("candle", 6000, power_w=5, base=["E14"], colors=["neutral_white"]),
                line("flood_light", 900, power_w=100, cct_k=[6000], ip="IP65", housing_color="black"),
                line(
                    "tube", 4000, power_w=18, base=["G13"], shape="T8", size_mm=[1200], colors=["cool_white"]
                ),
                line("linear_light", 700, power_w=36, size_mm=[1200], ip="IP65"),
            ],
        ),
    ),
    mail(
        "127",
        "Göran Åkesson <goran@belysningskompaniet.example>",
        "Offertförfrågan",
        """
Hej,

Vi önskar offert på följande, fritt levererat Göteborg:
- 300 st strålkastare 150W 4000K IP66
- 1200 st lysrör LED T8 1500 mm 23W 3000K
- 2 500 st GU10 4,9W varmvit dimbar
- 90 st pollare 12W 3000K höjd 800 mm svart

Betalning 30 dagar netto. Leverans senast vecka 20.

Mvh
Göran Åkesson
Belysningskompaniet i Göteborg AB
+46 31 555 01 22
""",
        truth(
            "inquiry",
            "sv",
            customer=(
                "Belysningskompaniet i Göteborg AB",
                "Göran Åkesson",
                "goran@belysningskompaniet.example",
                "+46315550122",
            ),
            order={
                "destination_country": "SE",
                "destination_port": "Göteborg",
                "payment_method": "OA",
                "payment_days": 30,
                "delivery_date": "2026-05-17",
            },
            lines=[
                line("flood_light", 300, power_w=150, cct_k=[4000], ip="IP66"),
                line("tube", 1200, power_w=23, base=["G13"], shape="T8", size_mm=[1500], cct_k=[3000]),
                line("spot_lamp", 2500, power_w=4.9, base=["GU10"], colors=["warm_white"], dimming="yes"),
                line("garden_light", 90, power_w=12, cct_k=[3000], size_mm=[800], housing_color="black"),
            ],
        ),
    ),
    mail(
        "128",
        "Emre Yıldız <emre.yildiz@isikpazari.example>",
        "Fiyat teklifi talebi",
        """
Merhaba,

Aşağıdaki ürünler için FOB Shenzhen ve CIF Mersin fiyat teklifi rica ederiz:

* 9W E27 LED ampul, beyaz ışık 6500K, 20.000 adet
* 9W E27 LED ampul, gün ışığı, 10.000 adet
* 60x60 LED panel 40W 4000K – 1.500 adet
* 50W LED projektör IP65 siyah – 2.000 adet
* 5 metre RGB şerit led 12V, 1.000 rulo

Ödeme: %30 peşin, kalan yüklemeden önce. Teslim süresi 45 gün.

Saygılarımla,
Emre Yıldız
Işık Pazarı Elektrik San. ve Tic. Ltd. Şti.
Tel: 0212 555 01 77
""",
        truth(
            "inquiry",
            "tr",
            customer=(
                "Işık Pazarı Elektrik San. ve Tic. Ltd. Şti.",
                "Emre Yıldız",
                "emre.yildiz@isikpazari.example",
                "02125550177",
            ),
            order={
                "destination_country": "TR",
                "destination_port": "Mersin",
                "loading_port": "Shenzhen",
                "incoterms": ["FOB", "CIF"],
                "payment_method": "TT",
                "payment_deposit_percent": 30,
                "delivery_days": 45,
            },
            lines=[
                line("bulb", 20000, power_w=9, base=["E27"], colors=["white"], cct_k=[6500]),
                line("bulb", 10000, power_w=9, base=["E27"], colors=["warm_white"]),
                line("panel", 1500, power_w=40, size_mm=[600, 600], cct_k=[4000]),
                line("flood_light", 2000, power_w=50, ip="IP65", housing_color="black"),
                line("strip", 1000, unit="roll", colors=["rgb"], voltage_v=[12, 12]),
            ],
        ),
    ),
    mail(
        "129",
        "Ольга Никитина <o.nikitina@svetotorg.example>",
        "Запрос цены",
        """
Добрый день!

Просим дать предложение на условиях CPT Москва или FOB Нинбо:

1) Лампа светодиодная А60 11Вт Е27 4000К — 20 000 шт.
2) Лампа GX53 6Вт тёплый белый — 15 000 шт.
3) Прожектор 50Вт IP65 6500К чёрный — 3 тыс. шт.
4) Светильник линейный 36Вт 1200 мм, дневной белый 4000К — 2500 шт.
5) Светодиодная лента 12В 4,8Вт/м 60 св/м, 5 м — 800 катушек

Сертификат EAC обязателен. Предоплата 30%. Срок поставки — 60 дней. Нужны образцы.

С уважением,
Ольга Никитина
ООО «Светоторг»
тел. +7 (495) 555-01-37
""",
        truth(
            "inquiry",
            "ru",
            customer=("ООО «Светоторг»", "Ольга Никитина", "o.nikitina@svetotorg.example", "+74955550137"),
            order={
                "destination_country": "RU",
                "destination_port": "Moscow",
                "loading_port": "Ningbo",
                "incoterms": ["CPT", "FOB"],
                "certificates": ["EAC"],
                "payment_method": "TT",
                "payment_deposit_percent": 30,
                "delivery_days": 60,
                "sample_requested": True,
            },
            lines=[
                line("bulb", 20000, power_w=11, base=["E27"], shape="A60", cct_k=[4000]),
                line("disc_lamp", 15000, power_w=6, base=["GX53"], colors=["warm_white"]),
                line("flood_light", 3000, power_w=50, ip="IP65", cct_k=[6500], housing_color="black"),
                line(
                    "linear_light", 2500, power_w=36, size_mm=[1200], cct_k=[4000], colors=["neutral_white"]
                ),
                line("strip", 800, unit="roll", power_w=4.8, voltage_v=[12, 12]),
            ],
        ),
    ),
    mail(
        "130",
        "zakup@uralsvet.example",
        "светильники",
        """
Здравствуйте! интересуют уличные консольные светильники 100вт 5000к ip67 - 400 шт, ik10, алюминий
и трековые 30вт чёрные 3000к 24 град 150штук
цена за штуку в юанях до Екатеринбурга (DAP)
Павел, Уралсвет
""",
        truth(
            "inquiry",
            "ru",
            customer=("Уралсвет", "Павел", "zakup@uralsvet.example"),
            order={
                "destination_country": "RU",
                "destination_port": "Yekaterinburg",
                "incoterms": ["DAP"],
                "currency": "CNY",
            },
            lines=[
                line("street_light", 400, power_w=100, cct_k=[5000], ip="IP67", housing_material="aluminium"),
                line(
                    "track_light", 150, power_w=30, housing_color="black", cct_k=[3000], beam_angle_deg=[24]
                ),
            ],
        ),
        charset="koi8-r",
    ),
    mail(
        "131",
        "Jörg Pöschl <einkauf@poeschl-licht.example>",
        "Nachfrage Hallenstrahler",
        """
Guten Tag,
was kostet bei Ihnen ein Hallentiefstrahler 200W, 5000K, 120°, IP65, 1-10V dimmbar bei Abnahme von 100 oder 250 Stück?
Als Ersatz für 400W HQI. Dazu 30 Rettungszeichenleuchten. Lieferadresse Regensburg, EXW wäre auch ok.
Zielpreis 65 EUR/Stk für den Strahler.
J. Pöschl, Pöschl Lichttechnik e.K.
""",
        truth(
            "inquiry",
            "de",
            customer=("Pöschl Lichttechnik e.K.", "Jörg Pöschl", "einkauf@poeschl-licht.example"),
            order={
                "destination_country": "DE",
                "destination_port": "Regensburg",
                "incoterms": ["EXW"],
                "currency": "EUR",
            },
            lines=[
                line(
                    "high_bay",
                    100,
                    quantity_max=250,
                    power_w=200,
                    cct_k=[5000],
                    beam_angle_deg=[120],
                    ip="IP65",
                    dimming="1-10V",
                    target_price=65,
                ),
                line("emergency_light", 30),
            ],
        ),
        charset="iso-8859-1",
    ),
]
