"""What forms, chats, market places and customer files hand over."""

from . import line, truth
from .writing import mail, submission

LETTERS = [
    submission(
        "162",
        {
            "source": "website",
            "received": "2026-02-02T09:31:00Z",
            "name": "Helen O'Brien",
            "company": "Shannon Electrical Distributors",
            "email": "helen@shannon-ed.example",
            "tel": "+353 61 555 014",
            "country": "Ireland",
            "product": "LED Panel Light",
            "qty": "750 pcs",
            "comments": "600x600 30W 4000K, UGR19, TPb rated, 5 yr warranty. Price DDP Limerick.",
        },
        truth(
            customer=(
                "Shannon Electrical Distributors",
                "Helen O'Brien",
                "helen@shannon-ed.example",
                "+35361555014",
            ),
            order={
                "destination_country": "IE",
                "destination_port": "Limerick",
                "incoterms": ["DDP"],
                "warranty_years": 5,
            },
            lines=[line("panel", 750, power_w=30, cct_k=[4000], size_mm=[600, 600])],
        ),
    ),
    submission(
        "163",
        {
            "platform": "TradeHub",
            "rfq": {
                "id": "RFQ-88120934",
                "title": "COB Track light 20W",
                "category": "Lighting > Track Lights",
                "quantity": 1200,
                "quantity_unit": "Piece/Pieces",
                "target_price": {"value": 6.5, "currency": "USD"},
                "details": "20w 3 wire track light, white body, 4000K CRI90, beam 36. Trade terms: FOB. Payment T/T.",
                "ship_to": "Manila, Philippines",
            },
            "buyer": {
                "first_name": "Ramon",
                "last_name": "dela Cruz",
                "company": "Luzon Lightstyle Corp",
                "email": "ramon@luzonlight.example",
            },
        },
        truth(
            customer=("Luzon Lightstyle Corp", "Ramon dela Cruz", "ramon@luzonlight.example"),
            order={
                "reference": "RFQ-88120934",
                "destination_country": "PH",
                "destination_port": "Manila",
                "incoterms": ["FOB"],
                "payment_method": "TT",
                "currency": "USD",
            },
            lines=[
                line(
                    "track_light",
                    1200,
                    power_w=20,
                    cct_k=[4000],
                    cri_min=90,
                    beam_angle_deg=[36],
                    housing_color="white",
                    chip=["COB"],
                    target_price=6.5,
                ),
            ],
        ),
    ),
    submission(
        "164",
        {
            "channel": "livechat",
            "visitor": {"name": "Omar", "email": None},
            "transcript": [
                {"from": "visitor", "at": "10:01", "text": "hi need price for solar flood light"},
                {
                    "from": "agent",
                    "at": "10:01",
                    "text": "Hello! Which power and how many please? We have 100W 200W 300W",
                },
                {"from": "visitor", "at": "10:02", "text": "200w with remote, 300 pcs and 100w 500 pcs"},
                {"from": "agent", "at": "10:03", "text": "Thank you. To which port?"},
                {
                    "from": "visitor",
                    "at": "10:04",
                    "text": "Djibouti. 6500k both. my mail omar.farah@hornlights.example whatsapp +253 77 55 01 22",
                },
                {"from": "visitor", "at": "10:06", "text": "sorry the 100w only 400 pcs"},
            ],
        },
        truth(
            customer=(None, "Omar", "omar.farah@hornlights.example", "+25377550122"),
            order={"destination_country": "DJ", "destination_port": "Djibouti"},
            lines=[
                line("flood_light", 300, power_w=200, cct_k=[6500]),
                line("flood_light", 400, power_w=100, cct_k=[6500]),
            ],
        ),
    ),
    submission(
        "165",
        {
            "formulaire": "demande-de-devis",
            "date": "2026-02-02",
            "champs": [
                {"label": "Nom", "valeur": "Karim Haddad"},
                {"label": "Société", "valeur": "Méditerranée Luminaires"},
                {"label": "E-mail", "valeur": "k.haddad@medlum.example"},
                {"label": "Téléphone", "valeur": "+213 21 55 01 30"},
                {"label": "Pays", "valeur": "Algérie"},
                {
                    "label": "Message",
                    "valeur": "Besoin de 3000 hublots 15W 4000K IP54 blanc et 1000 dalles 60x60 40W 6500K, CFR Alger, paiement L/C.",
                },
            ],
        },
        truth(
            "inquiry",
            "fr",
            customer=("Méditerranée Luminaires", "Karim Haddad", "k.haddad@medlum.example", "+21321550130"),
            order={
                "destination_country": "DZ",
                "destination_port": "Alger",
                "incoterms": ["CFR"],
                "payment_method": "LC",
            },
            lines=[
                line("wall_light", 3000, power_w=15, cct_k=[4000], ip="IP54", housing_color="white"),
                line("panel", 1000, power_w=40, size_mm=[600, 600], cct_k=[6500]),
            ],
        ),
    ),
    submission(
        "166",
        {
            "items": [
                {
                    "sku": "LW-GU10-5",
                    "description": "GU10 5W 38deg",
                    "options": {"cct": "3000K", "dimmable": "yes"},
                    "qty": 1000,
                },
                {
                    "sku": "LW-GU10-7",
                    "description": "GU10 7W 38deg",
                    "options": {"cct": "4000K", "dimmable": "no"},
                    "qty": 500,
                },
                {
                    "sku": "LW-ST64",
                    "description": "ST64 filament 6W E27 amber glass",
                    "options": {"cct": "2200K"},
                    "qty": 300,
                },
            ],
            "contact": {
                "full_name": "Markéta Svobodová",
                "organisation": "Praha Design Light s.r.o.",
                "mail": "m.svobodova@prahadesign.example",
                "phone": "+420 222 555 018",
            },
            "delivery": {
                "incoterm": "DAP",
                "city": "Prague",
                "country_code": "CZ",
                "required_by": "2026-03-27",
            },
            "note": "CE docs please",
        },
        truth(
            customer=(
                "Praha Design Light s.r.o.",
                "Markéta Svobodová",
                "m.svobodova@prahadesign.example",
                "+420222555018",
            ),
            order={
                "destination_country": "CZ",
                "destination_port": "Prague",
                "incoterms": ["DAP"],
                "delivery_date": "2026-03-27",
                "certificates": ["CE"],
                "documents_requested": ["certificate"],
            },
            lines=[
                line(
                    "spot_lamp",
                    1000,
                    model="LW-GU10-5",
                    power_w=5,
                    base=["GU10"],
                    beam_angle_deg=[38],
                    cct_k=[3000],
                    dimming="yes",
                ),
                line(
                    "spot_lamp",
                    500,
                    model="LW-GU10-7",
                    power_w=7,
                    base=["GU10"],
                    beam_angle_deg=[38],
                    cct_k=[4000],
                    dimming="no",
                ),
                line(
                    "filament",
                    300,
                    model="LW-ST64",
                    power_w=6,
                    base=["E27"],
                    shape="ST64",
                    cct_k=[2200],
                    colors=["amber"],
                    housing_material="glass",
                ),
            ],
        ),
    ),
    submission(
        "167",
        {
            "平台": "阿里国际站",
            "询盘编号": "ALI-5530921",
            "买家": {
                "姓名": "Tran Van Minh",
                "公司": "Saigon Lux Co., Ltd",
                "邮箱": "minh@saigonlux.example",
                "国家": "Vietnam",
            },
            "产品": "LED street light",
            "数量": "200 Sets",
            "内容": "Hi, need 200 sets street light 100w 4000k IP66 and 50 sets 150w same, CIF Haiphong. Meanwell driver, Philips 3030 chip.",
        },
        truth(
            customer=("Saigon Lux Co., Ltd", "Tran Van Minh", "minh@saigonlux.example"),
            order={
                "reference": "ALI-5530921",
                "destination_country": "VN",
                "destination_port": "Haiphong",
                "incoterms": ["CIF"],
            },
            lines=[
                line(
                    "street_light",
                    200,
                    unit="set",
                    power_w=100,
                    cct_k=[4000],
                    ip="IP66",
                    chip=["Philips 3030"],
                ),
                line(
                    "street_light",
                    50,
                    unit="set",
                    power_w=150,
                    cct_k=[4000],
                    ip="IP66",
                    chip=["Philips 3030"],
                ),
            ],
        ),
    ),
    mail(
        "168",
        "Web shop <no-reply@forms.lampworks.example>",
        "New contact form entry",
        """
You have received a new submission:

Name: Stefan Müller
Firma: Müller & Sohn Beleuchtung OHG
E-Mail: stefan (at) mueller-beleuchtung.example
Telefon: 0711 / 555 01 42
Land: Deutschland
Nachricht: Hallo, ich bräuchte 300 LED Feuchtraumleuchten 150cm 50W 4000K und 100 mit Bewegungsmelder.
Lieferung nach Stuttgart. Was kostet das?
Datenschutz: akzeptiert
""",
        truth(
            "inquiry",
            "de",
            customer=(
                "Müller & Sohn Beleuchtung OHG",
                "Stefan Müller",
                "stefan@mueller-beleuchtung.example",
                "07115550142",
            ),
            order={"destination_country": "DE", "destination_port": "Stuttgart"},
            lines=[
                line("linear_light", 300, power_w=50, cct_k=[4000], size_mm=[1500]),
                line("linear_light", 100, power_w=50, cct_k=[4000], size_mm=[1500]),
            ],
        ),
    ),
    submission(
        "169",
        {
            "event": "crm.lead.created",
            "payload": {
                "subject": "Stage lighting",
                "body": "Moving head 230W beam x 16, LED par 18x10W RGBW x 40, DMX controller. Delivery to Lima, Peru by 1 April. Ofertar en USD.",
                "lead": {
                    "firstName": "Diego",
                    "lastName": "Salas",
                    "account": "Show Total EIRL",
                    "email": "diego@showtotal.example",
                },
            },
        },
        truth(
            customer=("Show Total EIRL", "Diego Salas", "diego@showtotal.example"),
            order={
                "destination_country": "PE",
                "destination_port": "Lima",
                "delivery_date": "2026-04-01",
                "currency": "USD",
            },
            lines=[
                line("stage_light", 16, power_w=230),
                line("stage_light", 40, power_w=180, colors=["rgbw"]),
                line("accessory", dimming="DMX512"),
            ],
        ),
    ),
]
