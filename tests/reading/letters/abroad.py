"""Buyers who write in the language of their country, with its shorthand and its slips."""

from . import line, truth
from .writing import mail

LETTERS = [
    mail(
        "215",
        "Elektro Brandl <einkauf@elektro-brandl.example>",
        "Angebot LED",
        """
Servus,

brauche kurzfristig ein Angebot:
- 50 Stk Feuchtraumwannenleuchte 1,5m 48W 4000K IP65 durchverdrahtet
- 25 Stk dito, aber mit Notlicht
- 10er Pack LED Röhren 120cm 840 18W, davon 30 Packungen
- ca. 8-10 Hallenstrahler 200W 5000K 90°, IP65, dimmbar 1-10V

Liefertermin KW 12, frei Haus Passau. Zahlung 30 Tage netto.

MfG
Xaver Brandl
Elektro Brandl e.K., Passau
Tel. 0851/555 01-20 Fax -29
""",
        truth(
            "inquiry",
            "de",
            customer=(
                "Elektro Brandl e.K.",
                "Xaver Brandl",
                "einkauf@elektro-brandl.example",
                "08515550120",
                "08515550129",
            ),
            order={
                "destination_port": "Passau",
                "destination_country": "DE",
                "delivery_date": "2026-03-22",
                "payment_method": "OA",
                "payment_days": 30,
            },
            lines=[
                line("linear_light", 50, power_w=48, cct_k=[4000], ip="IP65", size_mm=[1500]),
                line("linear_light", 25, power_w=48, cct_k=[4000], ip="IP65", size_mm=[1500]),
                line("tube", 300, power_w=18, cct_k=[4000], cri_min=80, size_mm=[1200]),
                line(
                    "high_bay",
                    8,
                    quantity_max=10,
                    power_w=200,
                    cct_k=[5000],
                    beam_angle_deg=[90],
                    ip="IP65",
                    dimming="1-10V",
                ),
            ],
        ),
    ),
    mail(
        "216",
        "Aurélie Masson <a.masson@lumatelier.example>",
        "Demande de prix – rénovation collège",
        """
Bonjour,

Dans le cadre de la rénovation d'un collège à Clermont-Ferrand, merci de nous chiffrer :
 * dalle LED 600x600, 32 W, 4000 K, UGR<19 : 340 pièces dont 60 gradables DALI
 * réglette étanche 1200 mm 36 W 4000 K IP65 : 75 unités
 * hublot rond 18 W 4000 K IP54 avec détecteur, blanc : 42
 * bloc secours (BAES) : 28
Franco chantier. Garantie 5 ans. Fiches techniques et fichiers photométriques (LDT) indispensables.
Livraison impérative avant le 15 avril.

Bien cordialement,
Aurélie MASSON
LUM'ATELIER SARL
04 73 55 01 44
""",
        truth(
            "inquiry",
            "fr",
            customer=("LUM'ATELIER SARL", "Aurélie MASSON", "a.masson@lumatelier.example", "0473550144"),
            order={
                "destination_port": "Clermont-Ferrand",
                "destination_country": "FR",
                "warranty_years": 5,
                "documents_requested": ["datasheet", "ies_file"],
                "delivery_date": "2026-04-15",
            },
            lines=[
                line("panel", 280, power_w=32, cct_k=[4000], size_mm=[600, 600]),
                line("panel", 60, power_w=32, cct_k=[4000], size_mm=[600, 600], dimming="DALI"),
                line("linear_light", 75, power_w=36, cct_k=[4000], size_mm=[1200], ip="IP65"),
                line("wall_light", 42, power_w=18, cct_k=[4000], ip="IP54", housing_color="white"),
                line("emergency_light", 28),
            ],
        ),
    ),
    mail(
        "217",
        "Comercial Luz Andina <ventas@luzandina.example>",
        "cotizar por favor",
        """
Buenas tardes, somos importadores de Quito Ecuador. Favor cotizar CFR Guayaquil en dólares:

ojo de buey 7w luz cálida 4 mil unid. y luz fría 6 mil
foco A60 9w luz fria E27 media caja... perdón, medio contenedor de 20 pies
tubo led 18w vidrio 6500k, 10.000
reflector 50w ip65 luz fria 1.500 pzas (con sensor 300 de esos)

pago 30% anticipo y 70% contra copia de BL
certificado INEN

Ing. Patricio Cevallos
Comercial Luz Andina Cía. Ltda.
Telf. (02) 255-5014
""",
        truth(
            "inquiry",
            "es",
            customer=(
                "Comercial Luz Andina Cía. Ltda.",
                "Patricio Cevallos",
                "ventas@luzandina.example",
                "022555014",
            ),
            order={
                "incoterms": ["CFR"],
                "destination_port": "Guayaquil",
                "destination_country": "EC",
                "currency": "USD",
                "payment_method": "TT",
                "payment_deposit_percent": 30,
                "certificates": ["INEN"],
            },
            lines=[
                line("downlight", 4000, power_w=7, colors=["warm_white"]),
                line("downlight", 6000, power_w=7, colors=["cool_white"]),
                {
                    "product_type": "bulb",
                    "shape": "A60",
                    "power_w": 9,
                    "base": ["E27"],
                    "colors": ["cool_white"],
                },
                line("tube", 10000, power_w=18, cct_k=[6500], housing_material="glass"),
                line("flood_light", 1200, power_w=50, ip="IP65", colors=["cool_white"]),
                line("flood_light", 300, power_w=50, ip="IP65", colors=["cool_white"]),
            ],
        ),
    ),
    mail(
        "218",
        "Ufficio acquisti <acquisti@illuminotecnica-verdi.example>",
        "Richiesta d'offerta n. 118/26",
        """
Spett.le Azienda,

con la presente chiediamo la Vs. migliore offerta per:

n. 200 faretti da incasso orientabili 10W 3000K 36° bianco, foro 75 mm
n. 200 come sopra ma nero
n. 12 proiettori 300W 5000K IP66 fascio 60°
mt. 500 strip LED 24V 9,6W/m 2700K IP20 CRI>90, con n. 40 alimentatori 24V 100W

Resa: FCA Shanghai. Pagamento: bonifico 60 gg data fattura. Consegna entro fine marzo.
Garanzia 3 anni, marcatura CE ed ENEC.

Distinti saluti
Geom. Luca Verdi
Illuminotecnica Verdi S.n.c.
Via Emilia 41, 41121 Modena
tel 059 555 0161
""",
        truth(
            "inquiry",
            "it",
            customer=(
                "Illuminotecnica Verdi S.n.c.",
                "Luca Verdi",
                "acquisti@illuminotecnica-verdi.example",
                "0595550161",
            ),
            order={
                "reference": "118/26",
                "incoterms": ["FCA"],
                "loading_port": "Shanghai",
                "destination_country": "IT",
                "payment_method": "TT",
                "payment_days": 60,
                "delivery_date": "2026-03-31",
                "warranty_years": 3,
                "certificates": ["CE", "ENEC"],
            },
            lines=[
                *[
                    line(
                        "downlight",
                        200,
                        power_w=10,
                        cct_k=[3000],
                        beam_angle_deg=[36],
                        housing_color=colour,
                        size_mm=[75],
                    )
                    for colour in ("white", "black")
                ],
                line("flood_light", 12, power_w=300, cct_k=[5000], ip="IP66", beam_angle_deg=[60]),
                line(
                    "strip",
                    500,
                    unit="m",
                    voltage_v=[24, 24],
                    power_w=9.6,
                    cct_k=[2700],
                    ip="IP20",
                    cri_min=90,
                ),
                line("driver", 40, voltage_v=[24, 24], power_w=100),
            ],
        ),
    ),
    mail(
        "219",
        "Rui Tavares <rui.tavares@electrotejo.example>",
        "Pedido de cotação",
        """
Boa tarde,

Pretendemos cotação, CIF Leixões, para os seguintes artigos:

300 un. armadura estanque 2x18W 1200mm IP65 4000K
1500 un. lâmpada LED GU10 5W 38º 3000K regulável
1500 un. idem 4000K
60 un. campânula industrial 150W 5000K, IP65
90 un. luminária de iluminação pública 40W 3000K IP66 IK09

Prazo de entrega máximo 45 dias. Pagamento por carta de crédito à vista.

Cumprimentos,
Rui Tavares
Electrotejo, Lda. – Santarém
Tlm. +351 91 555 01 32
""",
        truth(
            "inquiry",
            "pt",
            customer=("Electrotejo, Lda.", "Rui Tavares", "rui.tavares@electrotejo.example", "+351915550132"),
            order={
                "incoterms": ["CIF"],
                "destination_port": "Leixões",
                "destination_country": "PT",
                "delivery_days": 45,
                "payment_method": "LC",
                "payment_days": 0,
            },
            lines=[
                line("linear_light", 300, power_w=36, cct_k=[4000], size_mm=[1200], ip="IP65"),
                line(
                    "spot_lamp",
                    1500,
                    power_w=5,
                    cct_k=[3000],
                    base=["GU10"],
                    beam_angle_deg=[38],
                    dimming="yes",
                ),
                line(
                    "spot_lamp",
                    1500,
                    power_w=5,
                    cct_k=[4000],
                    base=["GU10"],
                    beam_angle_deg=[38],
                    dimming="yes",
                ),
                line("high_bay", 60, power_w=150, cct_k=[5000], ip="IP65"),
                line("street_light", 90, power_w=40, cct_k=[3000], ip="IP66"),
            ],
        ),
    ),
    mail(
        "220",
        "Снабжение <snab@uralsvet-torg.example>",
        "Запрос цены на светодиодную продукцию",
        """
Добрый день!

Просим выслать КП на условиях FCA Гуанчжоу, в юанях:

1. Лампа А60 11Вт Е27 4000К - 20 тыс.шт.
2. Лампа свеча С37 7Вт Е14 теплый белый - 8 тыс. шт., из них половина матовые, половина прозрачные
3. Светильник ДВО 595х595 36Вт 6500К призма - 1200шт
4. Прожектор СДО 50Вт IP65 6500К чёрный - 600 шт.
5. То же 100Вт - 250 шт.

Нужны сертификаты ЕАС. Оплата: 20% аванс, 80% перед отгрузкой. Гарантия не менее 2 лет.

С уважением,
Ирина Соколова, менеджер по закупкам
ООО "УралСвет-Торг", г. Екатеринбург
тел. +7 343 555-01-26
""",
        truth(
            "inquiry",
            "ru",
            customer=(
                'ООО "УралСвет-Торг"',
                "Ирина Соколова",
                "snab@uralsvet-torg.example",
                "+73435550126",
            ),
            order={
                "incoterms": ["FCA"],
                "loading_port": "Guangzhou",
                "destination_country": "RU",
                "currency": "CNY",
                "certificates": ["EAC"],
                "payment_method": "TT",
                "payment_deposit_percent": 20,
                "warranty_years": 2,
            },
            lines=[
                line("bulb", 20000, shape="A60", power_w=11, base=["E27"], cct_k=[4000]),
                *[
                    line("candle", 4000, shape="C37", power_w=7, base=["E14"], colors=["warm_white"])
                    for _ in range(2)
                ],
                line("panel", 1200, power_w=36, cct_k=[6500], size_mm=[595, 595]),
                line("flood_light", 600, power_w=50, cct_k=[6500], ip="IP65", housing_color="black"),
                line("flood_light", 250, power_w=100, cct_k=[6500], ip="IP65", housing_color="black"),
            ],
        ),
    ),
    mail(
        "221",
        "مؤسسة النور <sales@alnoor-lights.example>",
        "طلب عرض سعر",
        """
السلام عليكم ورحمة الله

نرجو تزويدنا بعرض أسعار CIF ميناء جدة للأصناف التالية:
- لمبة ليد ١٢ واط E27 أبيض بارد العدد ١٠٠٠٠ حبة
- كشاف ٢٠٠ واط 6500K IP66 العدد 400 حبة
- سبوت لايت غاطس 10 واط 3000K العدد 2500
- شريط ليد 12 فولت 14.4 واط/متر 1000 متر

الدفع 30% مقدم والباقي قبل الشحن. شهادة SASO مطلوبة.

عبدالله الحربي
مؤسسة النور للإنارة - الرياض
جوال 0505550133
""",
        truth(
            "inquiry",
            "ar",
            customer=(
                "مؤسسة النور للإنارة",
                "عبدالله الحربي",
                "sales@alnoor-lights.example",
                "0505550133",
            ),
            order={
                "incoterms": ["CIF"],
                "destination_port": "Jeddah",
                "destination_country": "SA",
                "payment_method": "TT",
                "payment_deposit_percent": 30,
                "certificates": ["SASO"],
            },
            lines=[
                line("bulb", 10000, power_w=12, base=["E27"], colors=["cool_white"]),
                line("flood_light", 400, power_w=200, cct_k=[6500], ip="IP66"),
                line("downlight", 2500, power_w=10, cct_k=[3000]),
                line("strip", 1000, unit="m", voltage_v=[12, 12], power_w=14.4),
            ],
        ),
    ),
    mail(
        "222",
        "Joost van Dam <joost@vandamverlichting.example>",
        "Prijsaanvraag",
        """
Goedemiddag,

Graag ontvangen wij een prijs voor het volgende:
250x inbouwspot 7W dim-to-warm wit, zaagmaat 70mm, IP65
tien railspots van 28W 3000K zwart plus twee rails van 3 meter
60 st. wandlamp buiten antraciet 10W 3000K IP54
LED buis 150 cm 24W 4000K: 500 of 1000 stuks, graag beide prijzen

Levering DAP Rotterdam binnen 8 weken, betaling 30 dagen na factuur.

Met vriendelijke groet,

Joost van Dam
Van Dam Verlichting B.V.
010-5550147
""",
        truth(
            "inquiry",
            "nl",
            customer=(
                "Van Dam Verlichting B.V.",
                "Joost van Dam",
                "joost@vandamverlichting.example",
                "0105550147",
            ),
            order={
                "incoterms": ["DAP"],
                "destination_port": "Rotterdam",
                "destination_country": "NL",
                "delivery_days": 56,
                "payment_method": "OA",
                "payment_days": 30,
            },
            lines=[
                line(
                    "downlight", 250, power_w=7, housing_color="white", size_mm=[70], ip="IP65", dimming="yes"
                ),
                line("track_light", 10, power_w=28, cct_k=[3000], housing_color="black"),
                line("accessory", 2),
                line("wall_light", 60, power_w=10, cct_k=[3000], ip="IP54", housing_color="anthracite"),
                line("tube", 500, quantity_max=1000, power_w=24, cct_k=[4000], size_mm=[1500]),
            ],
        ),
    ),
    mail(
        "223",
        "Tomasz Wrona <t.wrona@hurtswiatlo.example>",
        "zapytanie ofertowe 7/02",
        """
Dzień dobry,

proszę o wycenę:
1) żarówka LED A60 E27 10W barwa ciepła – 6 tys. szt.
2) j.w. barwa neutralna – 4 tys. szt.
3) oprawa hermetyczna 2x18W (na świetlówki LED) 120 cm IP65 – 800 szt.
4) naświetlacz 30W 4000K IP65 czarny – 1.200 szt.
5) taśma LED 24V 10W/m 4000K IP20 – 200 rolek po 5 m

Dostawa CIF Gdynia, termin do końca kwietnia, płatność przelewem 14 dni. Deklaracja CE, RoHS.

Pozdrawiam
Tomasz Wrona
Hurt-Światło Sp. z o.o.
tel. kom. 600 555 018
""",
        truth(
            "inquiry",
            "pl",
            customer=("Hurt-Światło Sp. z o.o.", "Tomasz Wrona", "t.wrona@hurtswiatlo.example", "600555018"),
            order={
                "reference": "7/02",
                "incoterms": ["CIF"],
                "destination_port": "Gdynia",
                "destination_country": "PL",
                "delivery_date": "2026-04-30",
                "payment_method": "TT",
                "payment_days": 14,
                "certificates": ["CE", "RoHS"],
            },
            lines=[
                line("bulb", 6000, shape="A60", power_w=10, base=["E27"], colors=["warm_white"]),
                line("bulb", 4000, shape="A60", power_w=10, base=["E27"], colors=["neutral_white"]),
                line("linear_light", 800, power_w=36, size_mm=[1200], ip="IP65"),
                line("flood_light", 1200, power_w=30, cct_k=[4000], ip="IP65", housing_color="black"),
                line("strip", 200, unit="roll", voltage_v=[24, 24], power_w=10, cct_k=[4000], ip="IP20"),
            ],
        ),
    ),
    mail(
        "224",
        "Elif Kaya <elif@marmaraaydinlatma.example>",
        "fiyat talebi",
        """
Merhaba,

Aşağıdaki ürünler için FOB Şenzen fiyat rica ederiz:
* 6W GU10 spot ampul, 3000K, 36 derece - 5.000 adet
* aynı ürün 6500K - 5.000 adet
* 60x60 panel 40W 6500K sıva altı - 1.000 adet
* 20W ray spot siyah kasa 4000K - 300 adet, beyaz kasa 200 adet
Teslim süresi en geç 30 gün. Ödeme: %30 peşin, kalanı yüklemede.

Saygılarımla,
Elif Kaya
Marmara Aydınlatma San. Tic. A.Ş.
İstanbul / Türkiye
T: 0212 555 01 64
""",
        truth(
            "inquiry",
            "tr",
            customer=(
                "Marmara Aydınlatma San. Tic. A.Ş.",
                "Elif Kaya",
                "elif@marmaraaydinlatma.example",
                "02125550164",
            ),
            order={
                "incoterms": ["FOB"],
                "loading_port": "Shenzhen",
                "destination_country": "TR",
                "delivery_days": 30,
                "payment_method": "TT",
                "payment_deposit_percent": 30,
            },
            lines=[
                line("spot_lamp", 5000, power_w=6, base=["GU10"], cct_k=[3000], beam_angle_deg=[36]),
                line("spot_lamp", 5000, power_w=6, base=["GU10"], cct_k=[6500], beam_angle_deg=[36]),
                line("panel", 1000, power_w=40, cct_k=[6500], size_mm=[600, 600]),
                line("track_light", 300, power_w=20, cct_k=[4000], housing_color="black"),
                line("track_light", 200, power_w=20, cct_k=[4000], housing_color="white"),
            ],
        ),
    ),
    mail(
        "225",
        "박지훈 <jihoon@hanbitlighting.example>",
        "견적 요청드립니다",
        """
안녕하세요. 한빛조명 박지훈입니다.

아래 제품 견적 부탁드립니다. (CIF 부산항, USD)

1. LED 직관등 T8 1200mm 18W 주광색 6500K : 3,000개
2. LED 다운라이트 6인치 15W 주백색 4000K : 2,000개
3. LED 투광등 100W IP66 5700K : 150개
4. MR16 GU5.3 5W 12V 전구색 3000K : 1만개

납기는 6주 이내, KC 인증 필요합니다. 샘플 먼저 받아볼 수 있을까요?

감사합니다.
(주)한빛조명 박지훈 과장
전화 02-555-0158
""",
        truth(
            "inquiry",
            "ko",
            customer=("(주)한빛조명", "박지훈", "jihoon@hanbitlighting.example", "025550158"),
            order={
                "incoterms": ["CIF"],
                "destination_port": "Busan",
                "destination_country": "KR",
                "currency": "USD",
                "delivery_days": 42,
                "certificates": ["KC"],
                "sample_requested": True,
            },
            lines=[
                line(
                    "tube",
                    3000,
                    shape="T8",
                    base=["G13"],
                    size_mm=[1200],
                    power_w=18,
                    cct_k=[6500],
                    colors=["daylight"],
                ),
                line("downlight", 2000, size_mm=[150], power_w=15, cct_k=[4000], colors=["neutral_white"]),
                line("flood_light", 150, power_w=100, ip="IP66", cct_k=[5700]),
                line(
                    "spot_lamp",
                    10000,
                    shape="MR16",
                    base=["GU5.3"],
                    power_w=5,
                    voltage_v=[12, 12],
                    cct_k=[3000],
                    colors=["warm_white"],
                ),
            ],
        ),
    ),
    mail(
        "226",
        "Karin Öberg <karin.oberg@norrskenel.example>",
        "Offertförfrågan belysning skola",
        """
Hej!

Vi önskar offert på följande till en skola i Umeå:
• 180 st LED-panel 600x600 30W 4000K, bländtal UGR<19, varav 24 st med nödljus
• 40 st plafond 300 mm 16W 3000K IP44
• 55 st downlight 8W 2700K vit, håltagning 83 mm, dimbar
• 15 st utomhusstrålkastare 50W 4000K IP65 svart
Leverans senast v. 20. Betalning 30 dagar netto.

Mvh
Karin Öberg
Norrsken El AB
090-555 01 12
""",
        truth(
            "inquiry",
            "sv",
            customer=(
                "Norrsken El AB",
                "Karin Öberg",
                "karin.oberg@norrskenel.example",
                "090555 0112".replace(" ", ""),
            ),
            order={
                "destination_port": "Umeå",
                "destination_country": "SE",
                "delivery_date": "2026-05-17",
                "payment_method": "OA",
                "payment_days": 30,
            },
            lines=[
                line("panel", 156, power_w=30, cct_k=[4000], size_mm=[600, 600]),
                line("panel", 24, power_w=30, cct_k=[4000], size_mm=[600, 600]),
                line("ceiling_light", 40, power_w=16, cct_k=[3000], size_mm=[300], ip="IP44"),
                line(
                    "downlight",
                    55,
                    power_w=8,
                    cct_k=[2700],
                    housing_color="white",
                    size_mm=[83],
                    dimming="yes",
                ),
                line("flood_light", 15, power_w=50, cct_k=[4000], ip="IP65", housing_color="black"),
            ],
        ),
    ),
    mail(
        "227",
        "陈先生 <chen@sgbrightway.example>",
        "询价 筒灯/轨道灯 project Marina",
        """
你好，

麻烦报个价，FOB深圳，美金：
DL-75 嵌入式筒灯 9W 3000K 24° CRI90 开孔75mm 白色 400个
TL-30 轨道灯 30W 4000K 36° 黑色 CRI90，120个，其中30个要DALI调光
灯带 COB 24V 10W/m 2700K IP20 200米
driver 用 Mean Well 或同等，100W 24V，30个
交期4周，送货到 Singapore。

谢谢！
陈伟明
Brightway Lighting Pte Ltd
手机 +65 9555 0186
""",
        truth(
            "inquiry",
            "zh",
            customer=("Brightway Lighting Pte Ltd", "陈伟明", "chen@sgbrightway.example", "+6595550186"),
            order={
                "incoterms": ["FOB"],
                "loading_port": "Shenzhen",
                "currency": "USD",
                "destination_port": "Singapore",
                "destination_country": "SG",
                "delivery_days": 28,
            },
            lines=[
                line(
                    "downlight",
                    400,
                    model="DL-75",
                    power_w=9,
                    cct_k=[3000],
                    beam_angle_deg=[24],
                    cri_min=90,
                    size_mm=[75],
                    housing_color="white",
                ),
                *[
                    line(
                        "track_light",
                        pieces,
                        model="TL-30",
                        power_w=30,
                        cct_k=[4000],
                        beam_angle_deg=[36],
                        cri_min=90,
                        housing_color="black",
                        **more,
                    )
                    for pieces, more in ((90, {}), (30, {"dimming": "DALI"}))
                ],
                line(
                    "strip",
                    200,
                    unit="m",
                    chip=["COB"],
                    voltage_v=[24, 24],
                    power_w=10,
                    cct_k=[2700],
                    ip="IP20",
                ),
                line("driver", 30, equivalent_to="Mean Well", power_w=100, voltage_v=[24, 24]),
            ],
        ),
    ),
    mail(
        "228",
        "林小姐 <lin@hongda-trade.example>",
        "回复: 报价 T8灯管",
        """
之前的数量翻倍，其他不变。另外加 500 个 60W 三防灯 1.5米 6500K IP66。
付款改成30%定金，余款见提单副本付。

林美华
鸿达贸易有限公司
电话 0755-5550 1199

在 2026年1月28日 10:20，林小姐 <lin@hongda-trade.example> 写道：
> 请报 CIF Manila：
> T8 LED玻璃灯管 18W 1.2米 6500K  5000支
> T8 LED玻璃灯管 9W 0.6米 6500K  3000支
""",
        truth(
            "inquiry",
            "zh",
            customer=("鸿达贸易有限公司", "林美华", "lin@hongda-trade.example", "075555501199"),
            order={
                "incoterms": ["CIF"],
                "destination_port": "Manila",
                "destination_country": "PH",
                "payment_method": "TT",
                "payment_deposit_percent": 30,
            },
            lines=[
                *[
                    line(
                        "tube",
                        pieces,
                        shape="T8",
                        base=["G13"],
                        power_w=watts,
                        size_mm=[length],
                        cct_k=[6500],
                        housing_material="glass",
                    )
                    for pieces, watts, length in ((10000, 18, 1200), (6000, 9, 600))
                ],
                line("linear_light", 500, power_w=60, size_mm=[1500], cct_k=[6500], ip="IP66"),
            ],
        ),
    ),
]
