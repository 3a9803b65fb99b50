"""Bills, digests, absences, sellers and all the rest, full of lamps: only the kind is told.

Written by one who had not seen the reader; numbers as in the other letters: of the even ones only totals may be looked at.
"""

from . import only_kinds, truth
from .writing import mail, pdf, submission, values_with, word_paper, workbook

LETTERS = only_kinds(
    [
        mail(
            "567",
            "Southern Grid Energy <ebill@southerngrid.example>",
            "Your e-bill for account 0755 8812 3320 is ready - amount due CNY 48,206.37",
            """
Dear customer LAMPWORKS OPTO (Building C),

Your electricity bill for the period 1 Jan 2026 - 31 Jan 2026 is now available.

Meter        Previous      Present       kWh     CNY/kWh        Amount
C-01 peak    1,204,118   1,226,440    22,322      1.1280     25,179.22
C-01 flat      988,014   1,012,730    24,716      0.6710     16,584.44
C-01 valley    410,300     430,771    20,471      0.3147      6,442.71
Amount due                                                   48,206.37

Pay by 18 February 2026 to avoid a late charge of 0.1 % per day. Direct debit customers need do nothing.

Did you know? Replacing one 400 W metal halide high bay by a 150 W LED saves 1,000 kWh a year.

This is an automated message, please do not reply.
""",
            truth("invoice"),
            date="Tue, 03 Feb 2026 05:00:00 +0800",
        ),
        mail(
            "568",
            "财务部 <finance@ruida-aluminium.example>",
            "1月份对账单及增值税发票（瑞达铝业）",
            """
王会计，您好：

附上贵司1月份送货对账单，增值税专用发票已开具（发票号 26440000000001），请查收并核对：

送货单号    品名                    数量      单价(元)    金额(元)
0112-07    面板灯铝边框 600*600    4,000套     8.60      34,400.00
0119-02    灯管铝型材 1200mm       6,500支     3.15      20,475.00
0126-05    路灯压铸外壳 100W         350套    62.00      21,700.00
合计                                                    76,575.00

按合同约定月结30天，请于2月28日前安排付款至我司建设银行账户。如有差异请三日内书面通知。

佛山市瑞达铝业有限公司 财务部 何小姐
0757-5555 0175
""",
            truth("invoice", "zh"),
            files=(
                (
                    "对账单_2026-01.xlsx",
                    workbook(
                        (
                            "对账单",
                            [
                                ["送货单号", "品名", "数量", "单价", "金额"],
                                ["0112-07", "面板灯铝边框 600*600", 4000, 8.6, 34400],
                                ["0119-02", "灯管铝型材 1200mm", 6500, 3.15, 20475],
                                ["0126-05", "路灯压铸外壳 100W", 350, 62, 21700],
                            ],
                        )
                    ),
                ),
            ),
            date="Mon, 02 Feb 2026 11:05:00 +0800",
        ),
        mail(
            "569",
            "Administración <facturacion@aduanasllobregat.example>",
            "Factura 26/00317 despacho de importación muestras LED",
            """
Apreciados señores:

Adjuntamos la factura 26/00317 por el despacho de sus muestras para la feria (2 palets, LED downlights y paneles, 143 piezas,
DUA 26ES00081100000000), a su cargo según condición DDP.

  Derechos de arancel (4,7 %) .............   212,40 €
  IVA importación .........................   993,60 €
  Honorarios de despacho ..................    95,00 €
  Almacenaje 6 días .......................    84,00 €
  Total a pagar ........................... 1.385,00 €

Vencimiento: 5 días fecha factura. Rogamos indiquen el número de factura en la transferencia.

Saludos,
Aduanas Llobregat, S.L. - Dpto. Administración
El Prat de Llobregat - T. 93 555 01 77
""",
            truth("invoice", "es"),
            files=(
                (
                    "FAC_26-00317.pdf",
                    pdf("FACTURA 26/00317", [["Concepto", "Importe"], ["Total a pagar", "1.385,00 EUR"]]),
                ),
            ),
            date="Wed, 18 Feb 2026 13:09:00 +0100",
        ),
        mail(
            "570",
            "Studio Norrsken <ekonomi@studionorrsken.example>",
            "Faktura 1187 - produktfoto och katalogsidor",
            """
Hej,

Här kommer fakturan för januari, förfallodag 2026-03-02.

Faktura 1187
Produktfotografering, 24 armaturer (LW-DL, LW-PN, LW-BT)   24 st à 650 kr    15 600 kr
Retusch                                                    24 st à 180 kr     4 320 kr
Katalogsidor, svenska och engelska                         16 st à 900 kr    14 400 kr
Summa exkl. moms                                                             34 320 kr

Bankgiro 000-0000. Vid försenad betalning debiteras dröjsmålsränta enligt räntelagen.

Tack för gott samarbete!
Ylva Norrsken
Studio Norrsken AB, Göteborg, godkänd för F-skatt
""",
            truth("invoice", "sv"),
            date="Sat, 31 Jan 2026 12:00:00 +0100",
        ),
        mail(
            "571",
            "GlobeSource RFQ Alerts <rfq-alerts@globesource.example>",
            "38 new buying requests match LED lights this week",
            None,
            truth("newsletter"),
            html="""<html><body><table width="600" align="center"><tr><td><h2>Hi Lampworks, buyers are waiting!</h2>
<p>Based on your keywords we picked these buying requests of the week. Buyer names are visible to Premium members only.</p>
<table border="0" cellpadding="6" width="100%">
<tr bgcolor="#eee"><td><b>LED panel light 600x600 40W</b><br>Quantity: 2,000 pcs &middot; From: India &middot; 3 quotes
left</td>
<td><a href="#">Quote now</a></td></tr>
<tr><td><b>Solar street light all in one 120W</b><br>Quantity: 500 sets &middot; From: Kenya &middot; 7 quotes left</td>
<td><a href="#">Quote now</a></td></tr>
<tr bgcolor="#eee"><td><b>GU10 7W dimmable</b><br>Quantity: 10,000 pcs &middot; From: United Kingdom &middot; 1 quote
left</td>
<td><a href="#">Quote now</a></td></tr>
<tr><td><b>UFO high bay 200W 5000K DLC</b><br>Quantity: 100 pcs &middot; From: USA &middot; 9 quotes left</td>
<td><a href="#">Quote now</a></td></tr></table>
<p><a href="#">See all 38 requests</a> &middot; <a href="#">Upgrade</a> &middot; <a href="#">Unsubscribe from RFQ
alerts</a></p>
<p style="font-size:9px">You receive this e-mail because you registered as a supplier.</p></td></tr></table></body></html>""",
            date="Mon, 09 Feb 2026 06:00:00 +0000",
        ),
        mail(
            "572",
            "Lux & Lumen Weekly <editor@luxandlumen.example>",
            "This week: EU drops fluorescent exemptions | DALI+ over Thread | 12 projects we loved",
            """
LUX & LUMEN WEEKLY - issue 306
View this e-mail in your browser

NEWS
> T5 and T8 exemptions end: what wholesalers still have in stock, and at what price
> Port congestion is back: lead times for Asian luminaires rise to 14 weeks
> Retailer orders 40,000 track spots in the largest retail roll-out of the year

PRODUCT WATCH
  Brand        Product                  Power    lm/W    CCT
  Halden       Linea Slim pendant       38 W     142     3000/4000K
  Opticor      Arena 3 flood light      900 W    155     5000K
  Noxa         Bollard 01               9 W       88     2200K

EVENTS
> Webinar, 19 Feb: Circular luminaires and spare parts, sponsored by Opticor. Register free.

You are subscribed as sales@lampworks.example. Manage preferences | Unsubscribe | Forward to a colleague
Lux & Lumen Media Ltd, London
""",
            truth("newsletter"),
            list_unsubscribe="<mailto:leave@luxandlumen.example>",
            date="Thu, 12 Feb 2026 07:00:00 +0000",
        ),
        mail(
            "573",
            "Fachverband Lichttechnik <rundbrief@fachverband-lichttechnik.example>",
            "Rundbrief 2/2026: Ausschreibungszahlen, neue EPREL-Pflichten, Termine",
            """
Liebe Mitglieder und Freunde des Verbandes,

in dieser Ausgabe:

1. Markt: Im vierten Quartal wurden in Deutschland 1.140 öffentliche Ausschreibungen für LED-Leuchten veröffentlicht
   (+6 %). Gefragt
   waren vor allem
      Straßenleuchten 20-60 W ........... 41 %
      Hallenstrahler und Lichtbänder .... 27 %
      Einlegeleuchten ................... 19 %
2. Recht: Ab 1. März sind zusätzliche Angaben in der Produktdatenbank nötig. Wir haben die FAQ aktualisiert.
3. Termine: Stammtisch Licht in Nürnberg am 24.02., Seminar "Angebote richtig kalkulieren" am 11.03.
4. Personalien

Viel Freude beim Lesen wünscht die Geschäftsstelle.

Sie möchten keinen Rundbrief mehr erhalten? Hier abmelden. Impressum | Datenschutz
""",
            truth("newsletter", "de"),
            date="Mon, 02 Feb 2026 09:00:00 +0100",
        ),
        mail(
            "574",
            "Luceonline Magazine <newsletter@luceonline-magazine.example>",
            "Newsletter n. 52 | Speciale outdoor: paletti, segnapasso e proiettori",
            """
LUCEONLINE MAGAZINE
la newsletter quindicinale di chi progetta la luce

SPECIALE OUTDOOR
- Dieci paletti sotto i 100 euro: 8 W, 3000 K, IP65 a confronto
- Segnapasso da incasso: la guida alla scelta
- Proiettori da 50 a 200 W: prezzi in calo del 4 %

DAL MERCATO
- Superbonus addio: i grossisti rivedono le scorte
- Appalti: a Bari 6.200 apparecchi stradali, aggiudicato il lotto 2

AGENDA
- 3 marzo, Milano: incontro con i progettisti AIDI

Ricevi questa e-mail perché sei iscritto alla nostra newsletter. Per cancellarti clicca qui.
""",
            truth("newsletter", "it"),
            date="Fri, 06 Feb 2026 08:30:00 +0100",
        ),
        mail(
            "575",
            "Harbour Lane Market Desk <updates@harbourlane.example>",
            "Weekly market update W07: rates down ex South China, CNY blank sailings",
            """
Market update week 07 - to all our readers

Lane                         20GP    40HQ     Trend
Shenzhen - Rotterdam         1,450   2,310    down
Shenzhen - Los Angeles       1,720   2,050    down
Ningbo - Santos              2,050   2,600    stable
Ningbo - Mombasa             1,980   2,900    up
(market averages in USD, for information only, not an offer)

* Eight blank sailings announced after Chinese New Year. Book early in week 9.
* Red Sea: two carriers plan to return in Q2.
* Airfreight: e-commerce volumes keep the Hong Kong - Europe rate above 3.90/kg.

Tip of the week: LED lamps with built-in lithium batteries (emergency bulbs, solar lights) need a DG declaration.

Read the full report on our website. To stop receiving these updates, click unsubscribe.
""",
            truth("newsletter"),
            date="Fri, 13 Feb 2026 16:00:00 +0800",
        ),
        mail(
            "576",
            "阿拉灯资讯 <weekly@aladeng-info.example>",
            "【LED周报】第6期：灯珠涨价3%，中东采购商名录更新，光亚展报名开启",
            """
LED照明产业周报  2026年第6期（总第288期）

一、行情
  2835灯珠 0.5W     环比 +3.0%
  铝基板            环比 +1.2%
  T8玻璃管 1200mm   环比 -0.8%

二、要闻
  · 欧盟ErP新规过渡期将于9月结束
  · 某上市公司中标沙特路灯项目，共5.6万盏，单价未披露
  · 越南对华LED面板灯反倾销复审

三、展会
  · 光亚展观众预登记开启，前500名赠送会刊

四、本周热门求购（登录会员查看联系方式）
  投光灯 100W 2000套｜面板灯 36W 5000套｜灯带 5万米

您收到本邮件是因为订阅了本站周报。退订请点击此处。
""",
            truth("newsletter", "zh"),
            date="Mon, 09 Feb 2026 09:30:00 +0800",
        ),
        mail(
            "577",
            "ТендерНавигатор <digest@tendernavigator.example>",
            "Ваша подборка: 17 новых закупок по запросу «светодиодные светильники»",
            """
Здравствуйте!

По вашему сохранённому запросу «светодиодные светильники» за неделю опубликовано 17 закупок. Показаны первые четыре:

№         Предмет                                             Кол-во     Окончание
0187-26   Светильники потолочные 36 Вт 595х595                  420 шт    16.02
0191-26   Прожекторы 100 Вт IP65                                 60 шт    17.02
0203-26   Лампы светодиодные E27 10 Вт                        3 500 шт    18.02
0216-26   Опоры и консольные светильники 80 Вт                   95 шт    20.02

Наименования заказчиков и документация доступны по подписке. Оформите тариф «Поставщик» со скидкой 30 % до конца февраля.

Настроить рассылку | Отписаться
""",
            truth("newsletter", "ru"),
            date="Wed, 11 Feb 2026 06:15:00 +0300",
        ),
        mail(
            "578",
            "Oliver Strand <oliver.strand@strandshopfitting.example>",
            "Automatic reply: Quotation LW-Q-26-0107 for 320 downlights and 45 panels",
            """
Hi,

I'm on paternity leave until 9 March and only look in now and then. For quotes and prices please copy
estimating@strandshopfitting.example, for anything on site call Bex on 0161 555 0137. Orders will be placed when I'm back.

Cheers, Ollie

-------- Original message --------
From: Lily Chen
Subject: Quotation LW-Q-26-0107 for 320 downlights and 45 panels

Dear Oliver, here is our offer:
320 x downlight 9W 3000K dimmable, white .... USD 5.10
 45 x panel 1200x300 36W 4000K .............. USD 10.90
Please let us know your decision.
""",
            truth("out_of_office"),
            auto_submitted="auto-replied",
            date="Mon, 16 Feb 2026 09:00:04 +0000",
        ),
        mail(
            "579",
            "Paweł Zieliński <p.zielinski@hurtownia-iskra.example>",
            "Autoodpowiedź: Lampworks: nowe ceny paneli LED i opraw hermetycznych",
            """
Dzień dobry,

dziękuję za wiadomość. W dniach 2-13 lutego przebywam na urlopie i nie mam dostępu do poczty.
W sprawach zamówień i zapytań ofertowych proszę o kontakt z p. Martą Lis, tel. 61 555 01 25, w sprawach reklamacji:
reklamacje@hurtownia-iskra.example.

Odpowiem po powrocie.

Paweł Zieliński
Dział zakupów - oświetlenie
Hurtownia Elektryczna Iskra, Poznań
""",
            truth("out_of_office", "pl"),
            date="Tue, 03 Feb 2026 08:11:00 +0100",
        ),
        mail(
            "580",
            "Van Aken Projectlicht <info@vanaken-projectlicht.example>",
            "Afwezig: Re: Aanvraag 150 schijnwerpers",
            """
Beste relatie,

Ons kantoor is wegens de carnavalsvakantie gesloten van maandag 16 t/m vrijdag 20 februari. Uw bericht wordt niet automatisch
doorgestuurd. Vanaf maandag 23 februari zijn wij weer bereikbaar op 040 555 01 61.

Team Van Aken Projectlicht

--- uw bericht ---
> Dear Bart, thank you for your inquiry below. May we ask which beam angle you need?
>> Graag prijs voor 150 schijnwerpers 50W 4000K zwart en 30 st. 150W, levering april Eindhoven. Bart
""",
            truth("out_of_office", "nl"),
            date="Mon, 16 Feb 2026 09:31:00 +0100",
        ),
        mail(
            "581",
            "Dr. Ifeoma Nwosu <i.nwosu@savannahpower.example>",
            "Out of office Re: Revised offer solar street lights 60W/80W, CIF Tema",
            """
Thank you for contacting me. I am travelling to our sites in the Northern Region from 9 to 21 February where network is
poor, so please expect no answer before Monday 23 February.

Urgent: procurement matters - Mr. Kojo Baidoo, +233 24 555 0150; payments - accounts@savannahpower.example.

Dr. Ifeoma Nwosu
Chief Operating Officer, Savannah Power Solutions
"Light for every village" - ask us about 60W and 80W street lights, home systems and mini grids!

This automatic reply is sent once to each sender.
""",
            truth("out_of_office"),
            date="Wed, 11 Feb 2026 02:14:00 +0000",
        ),
        mail(
            "582",
            "خالد المنصوري <khalid@noor-almadina-trading.example>",
            "رد تلقائي: عرض أسعار لمبات LED ‏LW-Q-26-0115",
            """
السلام عليكم ورحمة الله،

شكراً لرسالتكم. أنا حالياً في إجازة لأداء العمرة من 15 حتى 24 فبراير ولن أتمكن من الرد على البريد الإلكتروني.
لطلبات الأسعار وأوامر الشراء يرجى التواصل مع الأخ يوسف على الرقم 0505550138، وسأرد على رسالتكم عند عودتي بإذن الله.

خالد المنصوري
مدير المشتريات - مؤسسة نور المدينة التجارية
""",
            truth("out_of_office", "ar"),
            date="Mon, 16 Feb 2026 12:05:00 +0300",
        ),
        mail(
            "583",
            "Cindy <sales08@superglow-opto.example>",
            "Hot sale!! T8 tube 0.69 USD, panel 36W 4.9 USD, factory direct",
            None,
            truth("spam"),
            html="""<p>Dear friend,</p><p>Glad to know you are in the market of LED light. We are Superglow Opto, a
professional manufacturer for 15 years with 300 workers. Now we have big promotion in February, please see our best price:</p>
<table border="1"><tr><th>Model</th><th>Power</th><th>CCT</th><th>MOQ</th><th>EXW price</th></tr>
<tr><td>SG-T8-12</td><td>18W</td><td>3000-6500K</td><td>500 pcs</td><td>USD 0.69</td></tr>
<tr><td>SG-PL66</td><td>36W</td><td>4000/6500K</td><td>200 pcs</td><td>USD 4.90</td></tr>
<tr><td>SG-HB150</td><td>150W</td><td>5000K</td><td>50 pcs</td><td>USD 19.50</td></tr></table>
<p>Free sample is available! CE RoHS SAA certificates, 3 years warranty, 7 days delivery. Are you interested in these
products? Which item do you need? Pls send me your inquiry and quantity, I will give you the best quotation.</p>
<p>Cindy<br>WhatsApp +86 130 0000 0198</p>""",
            date="Tue, 03 Feb 2026 10:10:00 +0800",
        ),
        mail(
            "584",
            "Purchase Manager <ceyda3312@freemail-box.example>",
            "NEW ORDER PO#88761 - kindly open and confirm urgently",
            """
Dear Sir/Ma,

Your mailbox sales@lampworks.example has received (1) secure Purchase Order document which cannot be shown because your
storage is 98% full.

   PO#88761_LED_LIGHTS_SPECIFICATION.pdf  (312 KB)
   Shared via SecureDocs

To view the document sign in with your e-mail and password: hxxp://securedocs-view.example/login?u=sales@lampworks.example

The link expires within 24 hours, after which your account will be closed and all pending messages deleted.

Webmail Administrator (c) 2026
""",
            truth("spam"),
            date="Mon, 09 Feb 2026 03:41:00 +0000",
        ),
        mail(
            "585",
            "外贸获客-小刘 <liu@waimao-huoke.example>",
            "贵司LED灯具如何一天获得50个海外询盘？",
            """
尊敬的外贸负责人：

您好！还在为没有询盘发愁吗？我们是专业的外贸推广公司，已帮助300多家照明企业获得海外客户：

  ★ 谷歌首页排名   led panel light、led flood light 等关键词   9,800元/年
  ★ 海关数据        全球灯具进口商 12万家，含邮箱电话             2,980元
  ★ 独立站建站      多语种，送SSL                               4,500元起

本月签约送“面板灯、投光灯、路灯”采购商名单500家！名额有限，先到先得。

加微信领取免费方案：waimao_liu_000
小刘 / 130 0000 0177
""",
            truth("spam", "zh"),
            date="Wed, 04 Feb 2026 14:02:00 +0800",
        ),
        mail(
            "586",
            "Dr. Afonso Mbemba <afonso.mbemba.adv@correio-livre.example>",
            "PROPOSTA DE NEGÓCIO CONFIDENCIAL",
            """
Prezado amigo,

Peço desculpa por este contacto inesperado. Sou advogado de um falecido empresário do ramo da iluminação pública, que
deixou num banco de Luanda a quantia de USD 14.500.000 (catorze milhões e quinhentos mil dólares) sem herdeiros. Como a
sua empresa exporta lâmpadas para o nosso país, proponho apresentá-lo como beneficiário, mediante um contrato fictício
de fornecimento de 100.000 luminárias.

O senhor ficará com 40 % do valor. O negócio é 100 % sem risco. Preciso apenas do seu nome completo, número de conta e
telefone privado. Por favor mantenha segredo absoluto.

Que Deus o abençoe,
Dr. Afonso Mbemba, advogado
""",
            truth("spam", "pt"),
            date="Sun, 08 Feb 2026 23:18:00 +0100",
        ),
        submission(
            "587",
            {
                "form_id": "wpforms-12",
                "page": "/contact",
                "entry": {
                    "Name": "Kyle M.",
                    "Business email": "kyle@explainerclips.example",
                    "Country": "United States",
                    "Product of interest": "LED High Bay",
                    "Quantity": "1",
                    "Message": "Hey Lampworks team! Love your 150W UFO high bay page, but it has no video. Pages "
                    "with a 60 second explainer video "
                    "sell 80% more. We make them from $299, 2 revisions included, and this week you get "
                    "one free when you order three. "
                    "Shall I send you a few samples of our work and our price list? Kyle, Explainer Clips",
                },
                "spam_score": None,
            },
            truth("spam"),
        ),
        submission(
            "588",
            {
                "source": "website-chat",
                "visitor": {
                    "name": "Business Funding Desk",
                    "email": "grants@quickcapital-global.example",
                    "city": "unknown",
                },
                "transcript": [
                    {
                        "from": "visitor",
                        "text": "Hello, is the owner of Lampworks available? I have a question about your LED lights",
                    },
                    {"from": "bot", "text": "Hi! Which product and how many pieces do you need?"},
                    {
                        "from": "visitor",
                        "text": "We provide unsecured business loans from 50,000 to 5 million USD at 2% for "
                        "manufacturers like you. No credit "
                        "check, money in 48 hours. Use it for raw material, new SMD machine or stock of 10000 bulbs.",
                    },
                    {
                        "from": "visitor",
                        "text": "Just fill this form with company bank details and director's passport: "
                        "quickcapital-global.example/apply",
                    },
                ],
            },
            truth("spam"),
        ),
        mail(
            "589",
            "글로벌인증센터 <promo@global-injeung.example>",
            "(광고) LED 조명 KC·고효율 인증, 최저가 30% 할인 이벤트",
            """
안녕하십니까, 해외 제조사 대표님!

한국 시장에 LED 조명을 수출하시려면 KC 인증이 필수입니다. 글로벌인증센터가 가장 싸고 빠르게 해결해 드립니다.

품목               정상가        이벤트가      기간
LED 램프            280만원       196만원      3주
등기구(매입/직부)    350만원       245만원      4주
컨버터              220만원       154만원      3주

2월 한정 30% 할인! 지금 신청하시면 공장심사 대행료 무료!
상담 신청: 카카오톡 ID global000 / 1555-0000

본 메일은 광고성 정보입니다. 수신을 원치 않으시면 회신해 주십시오.
""",
            truth("spam", "ko"),
            date="Thu, 05 Feb 2026 10:00:00 +0900",
        ),
        mail(
            "590",
            "Pazarlama <kampanya@anadolu-dijital-reklam.example>",
            "LED firmalarına özel: 1 milyon e-posta adresi + toplu mail paketi",
            """
Sayın Yetkili,

Ürünlerinizi (ampul, panel, projektör, şerit LED) binlerce yeni müşteriye ulaştırmak ister misiniz?

PAKET 1 -> 250.000 elektrikçi ve toptancı e-posta adresi ........ 1.490 TL
PAKET 2 -> 1.000.000 firma adresi + gönderim programı ........... 3.900 TL
PAKET 3 -> Instagram 20.000 takipçi ............................. 2.250 TL

Bugün sipariş verenlere ikinci paket %50 indirimli!! Hemen arayın, fırsatı kaçırmayın: 0850 555 00 19

Anadolu Dijital Reklam
""",
            truth("spam", "tr"),
            date="Sat, 14 Feb 2026 11:11:00 +0300",
        ),
        mail(
            "591",
            "Mail Delivery Subsystem <mailer-daemon@mx1.lampworks.example>",
            "Undelivered Mail Returned to Sender",
            """
This is the mail system at host mx1.lampworks.example.

I'm sorry to have to inform you that your message could not be delivered to one or more recipients. It's attached below.

<purchasing@corrib-lighting.example>: host mx.corrib-lighting.example said: 550 5.1.1 Recipient address rejected: User unknown
    (in reply to RCPT TO command)

--- Below this line is a copy of the message ---
Subject: Quotation LW-Q-26-0120
Dear Mr Burke, thank you for your inquiry, we quote as follows:
  1  LED panel 600x600 36W 4000K      400 pcs   USD 7.05
  2  LED batten 1500 mm 50W           250 pcs   USD 6.90
  3  LED bulkhead 12W IP65            300 pcs   USD 3.15
""",
            truth("other"),
            date="Tue, 17 Feb 2026 03:22:00 +0000",
        ),
        mail(
            "592",
            "Aisling Keane <aisling.keane@shannonfm.example>",
            "RE: Quotation LW-Q-26-0058 - outcome",
            """
Dear Lily,

Thank you for the time you put into your quotation for the car park scheme. I'm afraid that on this occasion we have
placed the order elsewhere; the price was close but the other supplier holds stock in Limerick. I have kept your
details on file and will not hesitate to be in touch when something suitable arises.

Kind regards,
Aisling Keane
Shannon FM Services | 061 555 0130

> LW-TP50 tri-proof 50W 4000K with emergency, 310 pcs @ EUR 21.40
> LW-WP30 wall pack 30W, 42 pcs @ EUR 17.90
""",
            truth("other"),
            date="Fri, 13 Feb 2026 12:42:00 +0000",
        ),
        mail(
            "593",
            "Fredrik Åhlund <fredrik.ahlund@ahlundsel.example>",
            "SV: Offert LW-Q-26-0044",
            """
Hej Lily,

Tack för offerten på 140 st armaturer och 60 st stolpar. Tyvärr har kommunen dragit tillbaka hela projektet, så det
blir ingen affär av detta. Du kan stänga ärendet hos er.

Ha en bra vecka!
Fredrik Åhlund
Åhlunds El AB, Kalmar
0480-555 01 12
""",
            truth("other", "sv"),
            date="Wed, 11 Feb 2026 14:30:00 +0100",
        ),
        mail(
            "594",
            "Jannik Oberländer <jannik.oberlaender@postfach.example>",
            "Bewerbung als Vertriebsingenieur LED-Straßen- und Industrieleuchten",
            """
Sehr geehrte Damen und Herren,

mit großem Interesse habe ich gelesen, dass Sie für den deutschsprachigen Raum einen Vertriebsingenieur suchen. In den
letzten sechs Jahren habe ich bei einem Leuchtenhersteller Angebote und Ausschreibungen bearbeitet, zuletzt 4.800
Straßenleuchten für einen Landkreis und 650 Hallenstrahler 200 W für ein Logistikzentrum. DIALux und die Normen EN
13201 und EN 12464 sind mir vertraut.

Meine Gehaltsvorstellung liegt bei 62.000 EUR im Jahr, ich könnte zum 1. Mai beginnen. Lebenslauf und Zeugnisse liegen bei.

Über eine Einladung zum Gespräch freue ich mich.

Mit freundlichen Grüßen
Jannik Oberländer
Lüdenscheid, 0151 000000 13
""",
            truth("other", "de"),
            files=(
                (
                    "Lebenslauf_Oberlaender.docx",
                    word_paper("Lebenslauf", "Jannik Oberländer", "2019-2025 Vertrieb Außenleuchten"),
                ),
            ),
            date="Sun, 15 Feb 2026 20:05:00 +0100",
        ),
        mail(
            "595",
            "شركة الفجر للإنارة <info@alfajr-lighting.example>",
            "رمضان كريم",
            """
الأعزاء في شركة لامبوركس،

بمناسبة حلول شهر رمضان المبارك نتقدم إليكم بأطيب التهاني والتبريكات، سائلين الله أن يعيده عليكم بالخير والبركات،
ونشكركم على تعاونكم معنا طوال العام الماضي.

كل عام وأنتم بخير

أسرة شركة الفجر للإنارة - المنامة
لمبات • كشافات • إنارة شوارع
""",
            truth("other", "ar"),
            date="Tue, 17 Feb 2026 15:00:00 +0300",
        ),
        mail(
            "596",
            "Dispatch <dispatch@kingway-chips.example>",
            "Delivery notice DN-26-0388 for your PO LWP-3402",
            """
Dear customer,

We inform you that the following goods leave our warehouse today and will reach your gate 2 tomorrow between 9 and 11 a.m.

DN-26-0388
1  SMD2835 0.5W 4000K CRI80   2,400,000 pcs   120 reels   6 ctns
2  SMD2835 0.5W 6500K CRI80   1,600,000 pcs    80 reels   4 ctns
3  COB 20W 3000K CRI90            3,000 pcs    60 trays   2 ctns
Truck: Yue B 00000, driver Mr Zhong 130 0000 0182

Please keep the moisture barrier bags closed until use. No signature on the delivery note, no unloading.

Kingway Semiconductor, Dispatch Office
""",
            truth("other"),
            date="Mon, 09 Feb 2026 16:20:00 +0800",
        ),
        mail(
            "597",
            "Raffaella Donati <r.donati@donatiluce.example>",
            "visita in fiera e in azienda",
            """
Cara Lily,

saremo a Guangzhou dal 9 al 12 giugno e il signor Donati vorrebbe venire a salutarvi in stabilimento giovedì 11, verso
le 10. Va bene per voi? Saremmo in tre. Potreste indicarmi un albergo comodo e se mandate voi la macchina o se
prendiamo il treno?

Nessun argomento particolare, solo il piacere di rivedersi dopo tanti anni.

A presto
Raffaella Donati
Segreteria - Donati Luce S.p.A., Brescia
030 555 0144
""",
            truth("other", "it"),
            date="Wed, 18 Feb 2026 10:48:00 +0100",
        ),
        mail(
            "598",
            "Master Data <vendor.master@orionbuildgroup.example>",
            "Vendor master update - please confirm your registered address and tax number",
            """
Dear Vendor,

As part of our yearly review of vendor records please check the data below and correct what is wrong:

  Vendor no.         104477
  Name               Lampworks
  Address            Building C, Longgang District, Shenzhen (street? post code?)
  Tax number         (blank)
  Material group     26-110 Luminaires, lamps, drivers
  Contact            Lily Chen

The data as we hold it is attached as CSV, please correct it there. No change of bank details will be accepted by
e-mail.

Vendor Master Data Team, Orion Build Group
""",
            truth("other"),
            files=(
                (
                    "vendor_104477.csv",
                    values_with(
                        ";", [["field", "value"], ["vendor", "104477"], ["group", "26-110 Luminaires"]]
                    ),
                ),
            ),
            date="Thu, 05 Feb 2026 08:00:00 +0000",
        ),
        mail(
            "599",
            "Trésorerie Groupe <avis-paiement@distriluxgroupe.example>",
            "Avis de virement 0000712255",
            """
Madame, Monsieur,

Nous vous informons qu'un virement de 27 318,40 USD a été émis ce jour en votre faveur, en règlement des pièces suivantes :

Facture      Date         Objet                          Montant USD
LW25-1201    02/12/2025   réglettes 1200, 3 000 pièces      9 600,00
LW25-1233    11/12/2025   dalles 600x600, 2 000 pièces     15 800,00
LW25-1240    15/12/2025   hublots 12 W, 700 pièces          1 918,40

Date de valeur : 12/02/2026. Ce message est automatique, merci de ne pas y répondre.

Distrilux Groupe - Trésorerie fournisseurs
""",
            truth("other", "fr"),
            date="Tue, 10 Feb 2026 18:00:00 +0100",
        ),
        mail(
            "600",
            "Rocío Barrientos <rocio.barrientos@electrosur-austral.example>",
            "Me despido / nuevo contacto de compras",
            """
Estimados proveedores y amigos:

Después de doce años dejo Electrosur Austral este viernes 20 de febrero para empezar una nueva etapa. Ha sido un gusto
trabajar con ustedes, desde aquellas primeras 500 ampolletas de 7 W hasta los 3.000 paneles del aeropuerto.

A contar del lunes quedará en mi lugar Matías Oyarzún (matias.oyarzun@electrosur-austral.example, +56 9 5555 0121). No
queda nada pendiente con ustedes.

Un abrazo grande a todos,
Rocío Barrientos
""",
            truth("other", "es"),
            date="Tue, 17 Feb 2026 17:26:00 -0300",
        ),
    ]
)
