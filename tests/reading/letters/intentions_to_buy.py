"""Inquiries that look like something else, and answers to our offers that look like inquiries: only the kind is told.

Written by one who had not seen the reader; numbers as in the other letters: of the even ones only totals may be looked at.
"""

from . import only_kinds, truth
from .writing import mail, pdf, submission, workbook

LETTERS = only_kinds(
    [
        mail(
            "501",
            '"Morag Sinclair" <morag@tayside-electrical.example>',
            "RE: RE: Shipment notice PI LW25-1187 / BL attached",
            """
Hi Lily,

Just to say the container was unloaded yesterday, all 612 cartons present and correct and not a single crushed corner this
time. The lads in the warehouse asked me to pass on their thanks for the pallet labels, made life so much easier.
Balance was paid on the 3rd as you know, so that one is closed from our side.

Looking ahead: we are planning the May container. Could you let me have your present prices for the same three lines in the
same quantities again, and add 40W of the batten (say 800) as we get asked for it every week? FOB Ningbo as usual.

No rush, end of next week is fine.

Kind regards

Morag Sinclair
Buying
Tayside Electrical Wholesale Ltd | Unit 9 Riverside Ind. Est. | Dundee DD2 0AA
T: 01382 555 0117  M: 07700 900155
Registered in Scotland SC000000. This email is confidential and may be privileged. If you are not the intended recipient
please delete it. Please consider the environment before printing.

> From: Lily Chen <lily@lampworks.example>
> Sent: 12 January 2026 08:14
> To: Morag Sinclair
> Subject: RE: Shipment notice PI LW25-1187 / BL attached
>
> Dear Morag, vessel EVER NORTH 0112W, ETD 14 Jan, ETA Felixstowe 21 Feb. Loaded:
>
> Item                         Qty       Cartons
> LW-BT4-20W 4ft batten 4000K  3,000     300
> LW-BT5-30W 5ft batten 4000K  2,400     240
> LW-BH12 bulkhead 12W IP65    1,440      72
>
> Original B/L by DHL 00 0000 0000.  Best regards, Lily
""",
            truth(),
            date="Tue, 24 Feb 2026 09:41:00 +0000",
        ),
        mail(
            "502",
            "Deepika Raghunathan <deepika.r@coromandel-fitouts.example>",
            "Fwd: Quotation LW-Q-25-0934 (valid until 31.10.2025)",
            None,
            truth(),
            html="""<div dir="ltr"><p>Dear Ms Lily,</p>
<p>Hope you are doing well. The below project was kept on hold by the client due to some approval issue and has now been
released. As your offer has already expired, kindly re-quote all items with latest pricing.
Also confirm present lead time. Qty remain same.</p>
<p>We have to submit to the consultant by Thursday, so please treat it as most urgent.</p>
<p>Thanks &amp; regards,<br><b>Deepika Raghunathan</b><br>Sr. Executive &ndash; Procurement<br>Coromandel Fitouts &amp;
Interiors LLP<br>4th Floor, Old No. 17, Nungambakkam, Chennai<br>Mob: +91 90000 00142</p></div>
<div class="gmail_quote">---------- Forwarded message ---------<br>From: <b>Lily Chen</b> &lt;lily@lampworks.example&gt;<br>
Date: Tue, Sep 30, 2025 at 4:02 PM<br>Subject: Quotation LW-Q-25-0934<br><br>
<p>Dear Deepika, thank you for your inquiry. We are pleased to offer:</p>
<table border="1"><tr><th>#</th><th>Article</th><th>Specification</th><th>Qty</th><th>USD/pc</th><th>USD</th></tr>
<tr><td>1</td><td>LW-DL18</td><td>Downlight 18W 4000K UGR&lt;19 cut-out 150
mm</td><td>420</td><td>6.85</td><td>2,877.00</td></tr>
<tr><td>2</td><td>LW-PN36</td><td>Panel 600x600 36W 4000K</td><td>260</td><td>11.20</td><td>2,912.00</td></tr>
<tr><td>3</td><td>LW-ST14</td><td>Strip 14.4 W/m 24V 3000K CRI90</td><td>900 m</td><td>2.10</td><td>1,890.00</td></tr>
<tr><td colspan="5">Total FOB Shenzhen</td><td>7,679.00</td></tr></table>
<p>Payment 30/70 T/T. Valid until 31.10.2025.</p></div>""",
            date="Mon, 16 Feb 2026 11:15:00 +0530",
        ),
        mail(
            "503",
            "Torsten Wiebe <t.wiebe@wiebe-elektrogrosshandel.example>",
            "Nachbestellung zu Ihrer AB 24-0771",
            """
Guten Tag Frau Chen,

im Juni 2024 hatten wir von Ihnen unter AB 24-0771 unter anderem folgende Positionen bezogen:

Pos.   Artikel                                Menge    Preis damals
10     Feuchtraumleuchte 1500 mm 48 W 4000 K   600     9,85 USD
20     dto., mit Notlicht 3 h                   80    24,10 USD
40     Anschlussstecker T-Stück                250     0,62 USD

Davon brauchen wir für das zweite Quartal noch einmal die gleiche Menge. Ob die alten Preise noch zu halten sind, müssen Sie
mir sagen - ich brauche in jedem Fall ein neues Angebot, bevor ich hier eine Bestellung anlegen darf. Bitte auch mit der
aktuellen Lieferzeit und der Energieeffizienzklasse nach neuem Label.

Freundliche Grüße

i. A. Torsten Wiebe
Einkauf Licht

Wiebe Elektrogroßhandel GmbH & Co. KG
Hafenstraße 00, 26789 Leer
Telefon 0491 5550-23 · Telefax 0491 5550-50
Sitz Leer, Amtsgericht Aurich HRA 00000 · pers. haft. Ges.: Wiebe Verwaltungs-GmbH, Geschäftsführer: Hinrich Wiebe
""",
            truth(language="de"),
            date="Thu, 05 Feb 2026 08:03:00 +0100",
        ),
        mail(
            "504",
            "Aurélie Dumas-Ferrand <a.dumas@agencement-dumas.example>",
            "Re: Lampworks News n° 14 - nouveaux projecteurs sur rail 48 V",
            """
Bonjour,

Votre lettre d'information tombe bien, d'habitude je les supprime sans les lire :-)

Nous aménageons actuellement quatre boutiques de prêt-à-porter (Lyon, Annecy, Dijon, Besançon) et le petit projecteur sur
rail magnétique de la première page me plaît beaucoup. Quel serait le tarif pour environ 320 projecteurs de 10 W en 3000 K,
noirs, avec 180 m de rail et les alimentations ? Existe-t-il aussi en 24° ?

Merci de ne pas m'appeler avant mercredi, je suis sur chantier.

Aurélie Dumas-Ferrand
Agencement Dumas SARL
06 00 00 01 52


Le 10 févr. 2026 à 07:30, Lampworks News <news@lampworks.example> a écrit :

> LAMPWORKS NEWS 14
> * Nouveau : rail magnétique 48 V, projecteurs 5 / 10 / 15 W, IRC 95
> * Panneaux sans scintillement : 600 x 600, 36 W, UGR < 19
> * Retrouvez-nous à Light + Building, hall 8.0, stand B00
> Se désabonner | Voir dans le navigateur
""",
            truth(language="fr"),
            date="Tue, 10 Feb 2026 21:16:00 +0100",
        ),
        mail(
            "505",
            '"Tender Office" <tenders@lukanga-water.example>',
            "INVITATION TO BID - LWSC/PROC/ONB/007/26 - you are registered as a supplier",
            """
LUKANGA VALLEY WATER & SANITATION COMPANY
Office of the Procurement Manager

INVITATION TO BID No. LWSC/PROC/ONB/007/26

1. The Company has set aside own funds towards the improvement of lighting at its treatment works and invites sealed bids
   from eligible bidders.
2. A complete set of bidding documents may be inspected at the address below; the Schedule of Requirements is attached for
   ease of reference (Section VI).
3. Bids must be accompanied by a bid securing declaration, a manufacturer's authorisation, a valid tax clearance certificate
   (local bidders) and catalogues of the goods offered.
4. Bids must be delivered on or before Friday 13 March 2026, 10:00 hours local time. Late bids shall be returned unopened.
   Electronic bidding shall not be permitted.
5. Clarifications: Mr. M. Mwanza, Stores Building, Broadway Road, Kabwe, Zambia. Telephone +260 215 550 118.

The Company is not bound to accept the lowest or any bid.

THE PROCUREMENT MANAGER
For/MANAGING DIRECTOR
""",
            truth(),
            files=(
                (
                    "Section_VI_Schedule.pdf",
                    pdf(
                        "SECTION VI - SCHEDULE OF REQUIREMENTS",
                        [
                            ["Item", "Description", "Unit", "Qty", "Unit price", "Total"],
                            [
                                "1",
                                "LED flood light 150 W IP66, 6000 K, surge protection 10 kV",
                                "No.",
                                "64",
                                "",
                                "",
                            ],
                            ["2", "Well glass LED fitting 30 W IP66", "No.", "120", "", ""],
                            ["3", "Galvanised bracket for item 1", "No.", "64", "", ""],
                        ],
                    ),
                ),
            ),
            date="Wed, 11 Feb 2026 14:22:00 +0200",
        ),
        mail(
            "506",
            "Iñaki Goikoetxea <mantenimiento@poligonoarratia.example>",
            "drivers para las campanas que les compramos",
            """
Hola, buenos días:

En 2019 pusimos en tres naves 140 campanas suyas de 150 W (pedido 19/233). Van estupendamente, pero después de siete años
empiezan a irse algunos drivers, cosa normal con las horas que llevan, la garantía acabó hace dos años y no es esto una queja.

Lo que queremos es tener recambio en el almacén: unos 40 drivers iguales o el modelo que lo sustituya. ¿Cuánto cuestan y
cuánto tardan? La etiqueta dice:

    MODEL LW-D150-36   IN 100-277V~ 50/60Hz   OUT 36V DC 4.2A   IP67   Tc 85°C

Si también tienen las juntas de silicona, díganme precio, harían falta 50.

Un saludo
Iñaki
Mantenimiento - Polígono Arratia S. Coop.
94 655 50 31
""",
            truth(language="es"),
            date="Mon, 09 Feb 2026 12:50:00 +0100",
        ),
        mail(
            "507",
            "Ufficio Acquisti <acquisti@lumenveneta.example>",
            "richiesta listino",
            """
Spett.le Ditta,

siamo un ingrosso di materiale elettrico con sei punti vendita tra Treviso e Pordenone. Stiamo rivedendo il nostro
assortimento di lampade e apparecchi a led e gradiremmo ricevere il Vostro listino prezzi 2026 riservato ai
rivenditori, il catalogo generale in formato PDF e le condizioni di fornitura (minimi d'ordine, resa, pagamento).

Per il momento non abbiamo quantità da indicarVi.

RingraziandoVi porgiamo distinti saluti.

Lumen Veneta S.r.l.
Ufficio acquisti - Giorgia Zanatta
Via dell'Artigianato 00 - 31100 Treviso
P. IVA 00000000000 - Cod. SDI 0000000
tel. 0422 555 018 - fax 0422 555 019

Ai sensi del Regolamento UE 2016/679 le informazioni contenute in questo messaggio sono riservate al destinatario.
""",
            truth(language="it"),
        ),
        mail(
            "508",
            "Faisal Al-Otaibi <faisal@najd-lighting.example>",
            "Re: Re: Invoice LW26-0042 - swift copy",
            """
Dear Lily

Good day. Swift was sent on thursday, USD 18,440.00, pls confirm when received.

Now for Ramadan season we like your good offer for:

- string light 10 mtr, warm white, 230v, 5000 pc
- star curtain 2x1 m w/controller 8 functions 1500 pc
- lantern style (fanoos) small, battery, 3000 pc if you have it

same packing with our brand. CFR Dammam. Pls we need fast reply because the time is very short.

Best Rgds
Faisal

On Wed, 21 Jan 2026 at 10:12, Lily Chen <lily@lampworks.example> wrote:
  Dear Faisal, please find attached invoice LW26-0042 for the order of flood lights:
  LW-FL50   50W 6500K IP66      2,000 pcs   USD 4.62    USD  9,240.00
  LW-FL100  100W 6500K IP66     1,000 pcs   USD 9.20    USD  9,200.00
  Total USD 18,440.00, due on presentation.
""",
            truth(),
            date="Sun, 25 Jan 2026 17:20:00 +0300",
        ),
        mail(
            "509",
            "Ricardo Tavares <ricardo@tavares-representacoes.example>",
            "ENC: Material Elétrico - Câmara de Ourém",
            """
Lily, boa tarde,

segue abaixo pedido de um cliente nosso aqui da região. Consegues preparar-me uma proposta ainda esta semana, com a nossa
comissão de 5 % já incluída? O resto (cabo, tubo VD, caixas) eu compro cá.

Abraço
Ricardo Tavares
Tavares Representações, Unipessoal Lda. · Leiria · tlm 910 000 127

________________________________
De: Nuno Fazendeiro <nuno@electrourem.example>
Enviado: 3 de fevereiro de 2026 16:44
Para: Ricardo Tavares
Assunto: Material Elétrico - Câmara de Ourém

Ricardo, para a obra da biblioteca:

Cabo XV 3G2,5 ..................... 1800 m
Tubo VD 20 ........................ 2400 m
Painel LED 60x60 40W 4000K ........  145 un
Downlight LED 12W 3000K ...........   96 un
Caixa de derivação IP55 ...........  220 un
Armadura estanque LED 36W .........   38 un

Preciso dos preços até dia 12. Obrigado, Nuno
""",
            truth(language="pt"),
            date="Tue, 03 Feb 2026 17:58:00 +0000",
        ),
        mail(
            "510",
            "Gerrit-Jan Hoekstra <gj@hoekstra-stalverlichting.example>",
            "Re: Gelukkig nieuwjaar van Lampworks!",
            """
Beste Lily en collega's,

Dank voor jullie mooie kaart, hij hangt hier boven de koffieautomaat. Ook namens ons een gezond en voorspoedig jaar en
hopelijk tot ziens in Frankfurt. Mijn vrouw was overigens heel blij met de thee.

O ja, nu ik je toch schrijf: voor een melkveestal bij Drachten zoek ik 54 armaturen, ammoniakbestendig, 5000 K en zo'n
14.000 lumen per stuk, plus 8 stuks rood nachtlicht. Wat moet dat kosten, franco Heerenveen?

Met vriendelijke groet / Freonlike groetnis,

Gerrit-Jan Hoekstra
Hoekstra Stalverlichting
+31 6 00 00 01 63

----- Oorspronkelijk bericht -----
Van: Lampworks Sales
Verzonden: woensdag 31 december 2025
Onderwerp: Gelukkig nieuwjaar van Lampworks!

Dear friends, thank you for your trust in 2025. We wish you a bright new year!
""",
            truth(language="nl"),
            date="Mon, 05 Jan 2026 08:37:00 +0100",
        ),
        mail(
            "511",
            "Babajide Ogunleye <bj.ogunleye@sunridge-energy.example>",
            "Re: Visit to your factory 9-10 March",
            """
Dear Lily,

Invitation letter well received, many thanks, the visa section accepted it without any question. We shall arrive with flight
from Addis on the 8th and stay at the hotel you proposed. Kindly ask the driver to hold a sign, my MD has not been to
China before.

So that we do not come with empty hands, please prepare for us a firm offer on the all-in-one solar street light 60W
(1,500 units) and 100W (600 units), with 12 hours autonomy and pole arm, CIF Apapa. MD wants to see the price on paper
before he sits down.

God bless.

Engr. Babajide Ogunleye
Head, Projects - Sunridge Energy Services Ltd, Ikeja
+234 803 000 0119 / +234 1 555 0120

From: Lily Chen
Sent: Monday, February 16, 2026
Subject: Re: Visit to your factory 9-10 March
> Please find the invitation letter attached. Shall we book the hotel for two rooms or three?
""",
            truth(),
            date="Wed, 18 Feb 2026 06:12:00 +0100",
        ),
        mail(
            "512",
            "Zamówienia Publiczne <zp@gmina-strzelno-dolne.example>",
            "ZP.271.2.5.2026 - szacowanie wartości zamówienia",
            """
Szanowni Państwo,

Gmina Strzelno Dolne, przygotowując postępowanie na modernizację oświetlenia ulicznego, zwraca się z prośbą o wycenę niżej
wymienionych opraw w celu oszacowania wartości zamówienia. Niniejsze pismo nie stanowi zamówienia w rozumieniu Kodeksu
cywilnego.

Lp. | Opis                                             | Ilość (szt.) | Cena jedn. netto | Wartość netto
1   | Oprawa uliczna LED 35 W, 4000 K, IP66, II kl.    | 214          |                  |
2   | Oprawa uliczna LED 60 W, 4000 K, IP66, II kl.    | 88           |                  |
3   | Oprawa parkowa LED 25 W, 3000 K                  | 31           |                  |

Do wyceny prosimy dołączyć karty katalogowe i deklarację zgodności. Termin odpowiedzi: 20.02.2026 r.

Z poważaniem
Hanna Wolniewicz, inspektor ds. zamówień publicznych
Urząd Gminy Strzelno Dolne, tel. 52 555 01 44
Klauzula informacyjna RODO znajduje się na stronie BIP Urzędu.
""",
            truth(language="pl"),
            date="Tue, 10 Feb 2026 10:31:00 +0100",
        ),
        mail(
            "513",
            "Anders Björklund <anders.bjorklund@norrljus.example>",
            "Prislista 2026",
            """
Hej Lily!

Våra avtalade priser gick ut vid årsskiftet. Kan du skicka en ny prislista som gäller från 1 mars för det sortiment vi
har hos er? Jag räknar med ungefär samma årsvolymer som förra året:

Art.nr      Benämning                    Volym 2025
LW-LN120    Lysrörsarmatur 1200 30W      4 200
LW-LN150    Lysrörsarmatur 1500 45W      3 100
LW-WL18     Vägglampa rund 18W IP54      1 250
LW-SPK7     Markspjut 7W 3000K             600

Gärna i USD och EUR. Om ni har någon ersättare till spjutet med bättre packning så ta med den också.

Hälsningar
Anders

Anders Björklund, inköpschef
Norrljus AB, Box 000, 901 00 Umeå
090-555 01 72
""",
            truth(language="sv"),
            date="Fri, 30 Jan 2026 13:05:00 +0100",
        ),
        mail(
            "514",
            "Purchase Dept <purchase2@vaigai-textiles.example>",
            "Reg: Rates for LED fittings - Ref our PO No. VT/4500/2024-25 dt 11.07.2024",
            """
Dear Sir,

With reference to the above PO, we had procured the following items from your goodself. Now we are having requirement for our
Unit-III spinning section. Kindly send your lowest rates for the following with applicable discount, for our evaluation.

Sl  Material Code   Description                                       UOM   Qty
--  --------------  ------------------------------------------------  ----  ----
1   100045812       LED INDL TUBE FITTING 2X20W DUST PROOF 6500K      NOS   1150
2   100045813       LED INDL TUBE FITTING 1X20W DUST PROOF 6500K      NOS    400
3   100051177       SPARE DRIVER FOR ABOVE                            NOS     60

Note: PO will be released only to L1 vendor. Quote without GST break-up will be rejected. Payment 45 days from GRN.

Regards,
S. Karthikeyan
Asst. Manager (Purchase)
Vaigai Textiles (P) Ltd., Dindigul - 624 001
Ph: 0451-255 0133 Ext 214
---
This is a system generated mail from SAP MM. Save paper.
""",
            truth(),
            date="Sat, 07 Feb 2026 16:48:00 +0530",
        ),
        mail(
            "515",
            "Serkan Aydoğdu <serkan.aydogdu@egepark-tesis.example>",
            "Yedek parça hk.",
            """
Merhaba,

AVM'mizde 2021 yılında sizden alınan 62x62 paneller ve sıva altı armatürler kullanılıyor. Ürünlerden memnunuz. Tadilat
sırasında kırılan veya kaybolanlar için elimizde bir miktar yedek bulundurmak istiyoruz:

- 36W panel sürücüsü (LW-D36-900mA) ... 100 adet
- opal difüzör 595x595 ............... 60 adet
- 18W downlight yay/klips takımı ...... 200 takım

Bunların birim fiyatlarını ve İzmir teslim süresini bildirirseniz yönetime sunacağım.

Teşekkürler, iyi çalışmalar.

Serkan Aydoğdu
Teknik Müdür
Egepark Tesis Yönetimi A.Ş.
T. 0232 555 01 28 | D. 1104
""",
            truth(language="tr"),
            date="Thu, 12 Feb 2026 15:30:00 +0300",
        ),
        mail(
            "516",
            "Ольга Стрельникова <strelnikova@ural-svetotorg.example>",
            "RE: КП LW-Q-25-1102 от 18.11.2025",
            """
Добрый день, Лили!

Срок действия вашего коммерческого предложения истёк 31 декабря, а тендер заказчика перенесли на март. Просим выслать
обновлённое КП по тем же позициям с действующими на сегодня ценами. По позиции 2 количество теперь 450 шт. вместо 300.

Если за это время прожектор сменила новая модель - предложите её.

С уважением,
Ольга Стрельникова
Ведущий специалист отдела закупок
ООО «УралСветоТорг», г. Челябинск
тел. +7 (351) 555-01-61, доб. 205

-----Original Message-----
From: Lily Chen [mailto:lily@lampworks.example]
Sent: Tuesday, November 18, 2025 11:40 AM
Subject: КП LW-Q-25-1102

1. Светильник промышленный 150 Вт 5000К IP65 - 800 шт. - 31,50 USD
2. Прожектор 200 Вт 5000К IP66 - 300 шт. - 27,80 USD
Срок действия предложения: до 31.12.2025
""",
            truth(language="ru"),
            date="Wed, 04 Feb 2026 09:55:00 +0500",
        ),
        submission(
            "517",
            {
                "channel": "whatsapp",
                "export_version": "2.3",
                "account": "Lampworks Sales CN",
                "peer": {"wa_id": "51900000148", "profile_name": "Import. Lima Norte / Wilmer"},
                "messages": [
                    {"t": "2026-02-11T15:02:10Z", "dir": "in", "text": "hello Lily good morning"},
                    {
                        "t": "2026-02-11T15:02:31Z",
                        "dir": "in",
                        "text": "goods of december all sold, very good quality thanks you",
                    },
                    {
                        "t": "2026-02-11T22:40:05Z",
                        "dir": "out",
                        "text": "Dear Wilmer, happy to hear! How is the market?",
                    },
                    {"t": "2026-02-11T22:51:44Z", "dir": "in", "text": "market is little slow but ok"},
                    {
                        "t": "2026-02-11T22:53:02Z",
                        "dir": "in",
                        "type": "image",
                        "caption": "this 2 models same as last time",
                    },
                    {
                        "t": "2026-02-11T22:53:40Z",
                        "dir": "in",
                        "text": "how much now for 8000 of the 9w and 4000 of 12w? is the price same like december or go up?",
                    },
                    {
                        "t": "2026-02-11T22:54:03Z",
                        "dir": "in",
                        "text": "also reflector 50w if you have some price for 1000",
                    },
                ],
            },
            truth(),
        ),
        submission(
            "518",
            {
                "event": "lead.created",
                "source": "tradebay",
                "lead": {
                    "id": "TB-8830172",
                    "type": "PRODUCT_PAGE_CONTACT",
                    "product": {"sku": "LW-ER7", "title": "Rechargeable emergency bulb 7W E27"},
                    "buyer": {
                        "display_name": "Shanice B.",
                        "company": "Bridgetown Home Depot Supplies",
                        "country": "BB",
                        "verified": True,
                        "email": "shanice@bths.example",
                        "last_orders": [{"po": "4471", "supplier": "hidden", "status": "delivered"}],
                    },
                    "body": "Hi there, last year a friend ordered these bulbs from you (order 4471) and she is "
                    "very pleased with them. "
                    "Before hurricane season I would want to stock about 60 cartons for my shop. Can you give me your best price "
                    "and tell me how many in a carton? Thanks much.",
                },
                "recommendations": [
                    "Reply within 4 h to keep your badge",
                    "Upgrade to Gold to see 12 more buyers",
                ],
            },
            truth(),
        ),
        mail(
            "519",
            "إدارة المشتريات <procurement@alwadi-hospital.example>",
            "دعوة لتقديم عرض سعر - منافسة رقم 2026/031",
            """
السادة / شركة لامبوركس المحترمين

السلام عليكم ورحمة الله وبركاته،

يسر مستشفى الوادي التخصصي دعوتكم للمشاركة في المنافسة رقم 2026/031 الخاصة بتوريد وحدات إنارة LED لمبنى العيادات الخارجية حسب
الجدول أدناه:

م    البيان                                       الكمية
1    لوح إنارة 60×60 سم، 40 واط، 4000 كلفن          780
2    سبوت لايت غاطس 12 واط، 3000 كلفن               450
3    كشاف طوارئ مع بطارية 3 ساعات                   95

آخر موعد لتقديم العروض يوم الخميس 26 فبراير 2026 الساعة الثانية عشرة ظهراً. يرجى إرفاق الكتالوجات وشهادات المطابقة ومدة
الضمان. المستشفى غير ملزم بقبول أقل الأسعار.

وتفضلوا بقبول فائق الاحترام،

م. عبدالله الحربي
مدير إدارة المشتريات والعقود
هاتف: 0115550136  تحويلة 220
""",
            truth(language="ar"),
            date="Tue, 10 Feb 2026 10:00:00 +0300",
        ),
        mail(
            "520",
            "周晓雯 <zhouxw@hengtai-trade.example>",
            "回复: 回复: 合同LW25-0860 到货确认",
            """
陈小姐，您好：

合同LW25-0860的货客户已经收到，数量质量都没有问题，客户很满意，谢谢贵司的配合。

客户想在四月份再订一批，品种跟上次一样，数量大致翻一倍。因为最近铝价涨了不少，麻烦重新核一下价格，周五之前报给我，
含税和不含税各报一个：

  球泡灯 A60 9W  6500K   上次 20,000只  这次 40,000只
  球泡灯 A70 15W 6500K   上次 10,000只  这次 20,000只
  T泡 30W                上次  3,000只  这次  6,000只

交期最快多久也请告知。

祝商祺！

周晓雯
宁波恒泰进出口有限公司  业务三部
电话：0574-5550 0157   手机：139 0000 0157

------------------ 原始邮件 ------------------
发件人: 陈莉
发送时间: 2026年1月28日 14:20
主题: 回复: 合同LW25-0860 到货确认
周小姐，请问货柜到港后清关是否顺利？
""",
            truth(language="zh"),
            date="Tue, 03 Feb 2026 16:12:00 +0800",
        ),
        mail(
            "521",
            "박지훈 <jh.park@hanbit-archi.example>",
            "RE: [Lampworks Newsletter] 2026 신제품 안내",
            """
안녕하세요, 한빛건축조명 박지훈 과장입니다.

보내주신 뉴스레터 잘 보았습니다. 마침 판교 오피스 현장에 적용할 제품을 찾고 있었습니다.
첨부 엑셀의 품목에 대해 단가와 납기를 알려주시면 감사하겠습니다. KC 인증 여부도 같이 부탁드립니다.

바쁘시겠지만 이번 주 안으로 회신 부탁드립니다.
감사합니다.

박지훈 과장 | 구매팀
(주)한빛건축조명
서울시 성동구 성수동 000-00
Tel 02-555-0164 | Mobile 010-0000-0164

> 2026 신제품: 무타공 레일 조명, 디밍 다운라이트 12W/18W, 라인 조명
> 수신거부는 여기를 클릭하십시오
""",
            truth(language="ko"),
            files=(
                (
                    "판교_조명리스트.xlsx",
                    workbook(
                        (
                            "리스트",
                            [
                                ["번호", "품목", "사양", "수량", "단가"],
                                [1, "다운라이트", "12W 4000K 타공 125mm 디밍", 640, None],
                                [2, "라인조명", "1200mm 30W 4000K 연결형", 215, None],
                                [3, "레일 스포트", "20W 3000K 24도 백색", 88, None],
                            ],
                        ),
                    ),
                ),
            ),
            date="Mon, 02 Feb 2026 13:44:00 +0900",
        ),
        mail(
            "522",
            "Buchhaltung Seeblick <rezeption@hotel-seeblick-attersee.example>",
            "AW: Rechnung LW25-118 / Zahlungseingang",
            """
Sehr geehrte Frau Chen,

danke für die Bestätigung des Zahlungseingangs, damit ist die Sache für unsere Buchhaltung erledigt.

Die Gäste loben das Licht in den neuen Zimmern sehr. Nun möchte die Chefin den Altbau auch noch umrüsten: das wären 64
Zimmer mit je vier Einbauspots wie gehabt und einer Spiegelleuchte 60 cm. Was würde das ungefähr kosten, geliefert zu
uns, und könnten Sie bis zum Saisonbeginn Anfang Mai liefern?

Mit besten Grüßen vom See
Christl Hagenauer
Hotel Seeblick, 4864 Attersee
Tel. +43 7666 555 0

Am 14.01.2026 um 09:10 schrieb Lampworks Accounts:
> Sehr geehrte Damen und Herren, wir bestätigen den Eingang von 4.312,00 EUR für Rechnung LW25-118
> (160 Einbauspots 7 W 2700 K, 40 Spiegelleuchten 60 cm). Vielen Dank.
""",
            truth(language="de"),
            date="Fri, 16 Jan 2026 11:27:00 +0100",
        ),
        mail(
            "523",
            "Yaw Asante-Mensah <yaw@asantelite.example>",
            "Re: Quotation LW-Q-26-0077 - bulbs and battens",
            """
Dear Lily,

Thanks for your quotation. We studied it with my partner. We put our target next to your price, kindly see what you can do:

Item               Qty        Your price     Our target
A60 9W E27/B22     50,000     0.46           0.40
A60 12W            30,000     0.58           0.51
Batten 4ft 36W     6,000      3.35           2.95
Bulkhead 18W       4,000      3.10           ok

The market here is flooded with goods at 0.38 and nobody looks at lumen. If you can meet these figures I will transfer the 30%
the same day. Also 70% against copy BL, not before loading.

Waiting for your positive response.

Yaw Asante-Mensah
Managing Director
Asantelite Co. Ltd, Kumasi
+233 20 555 0131
""",
            truth("quote_negotiate"),
            date="Tue, 03 Feb 2026 18:20:00 +0000",
        ),
        mail(
            "524",
            "Charlotte Penhaligon <charlotte@penhaligon-interiors.example>",
            "RE: Lampworks quotation LW-Q-26-0103 Truro",
            None,
            truth("quote_negotiate"),
            html="""<html><body style="font-family:Calibri;font-size:11pt">
<p>Hi Lily,</p>
<p>Thank you so much for turning this round so quickly, and for the lovely drawings &ndash; the client was most impressed.</p>
<p>We'd very much like to go ahead with you. The one thing standing in the way is the carriage: &pound;640 for eleven cartons
does feel rather a lot, and it takes us just over the budget we've had signed off. If you could see your way to
including delivery in the unit prices, or meeting us half way, I can have the order over to you by Monday.</p>
<p>Warmest regards,</p><p>Charlotte</p>
<p style="color:#777;font-size:9pt">Charlotte Penhaligon BA(Hons) MSBID &bull; Penhaligon Interiors &bull; Lemon
Street, Truro<br>
01872 555 0116 &bull; Working hours Tue&ndash;Fri 9.30&ndash;15.00</p>
<hr><p><b>From:</b> Lily Chen <b>Sent:</b> 29 January 2026</p>
<table border="1" cellspacing="0"><tr><th>Ref</th><th>Description</th><th>Qty</th><th>GBP</th></tr>
<tr><td>P1</td><td>Pendant, opal glass, 12W 2700K, brass</td><td>46</td><td>38.00</td></tr>
<tr><td>W2</td><td>Wall light, up/down 2x5W 2700K, brass</td><td>62</td><td>24.50</td></tr>
<tr><td></td><td>Carriage to Truro</td><td>1</td><td>640.00</td></tr></table></body></html>""",
            date="Thu, 05 Feb 2026 10:02:00 +0000",
        ),
        mail(
            "525",
            "Lic. Mariana Escobedo <mescobedo@iluminacionbajio.example>",
            "Re: Cotización LW-Q-26-0061 luminarias solares",
            """
Estimada Lily:

Recibí su cotización, muy completa, gracias. La revisé con el ingeniero y técnicamente cumple con todo.

En lo económico seguimos un 9 % arriba de la otra propuesta que tenemos sobre la mesa. Le pido por favor su apoyo con:

1. Ajustar el precio de la luminaria solar de 80 W de 92.00 a 84.00 USD (400 piezas).
2. Anticipo de 20 % en lugar de 50 %, y el resto contra documentos.
3. Que las 8 piezas de refacción vayan sin cargo.

Si nos puede apoyar con lo anterior cerramos el pedido este mismo mes.

Quedo al pendiente.
Saludos cordiales

Lic. Mariana Escobedo
Compras e Importaciones
Iluminación del Bajío S.A. de C.V.
León, Gto. Tel. (477) 555 0139

AVISO DE CONFIDENCIALIDAD: La información contenida en este correo es confidencial...
""",
            truth("quote_negotiate", "es"),
            date="Wed, 11 Feb 2026 19:25:00 -0600",
        ),
        mail(
            "526",
            "Dipl.-Ing. Ulrike Brandstetter <u.brandstetter@lichtplan-brandstetter.example>",
            "AW: AW: Angebot LW-Q-26-0088, BV Grundschule Moosach",
            """
Hallo Frau Chen,

meine Anmerkungen gleich im Text:

> Pos. 1  Einlegeleuchte 625 x 625, 34 W, 4000 K, UGR < 19      186 St.   41,20 EUR
in Ordnung

> Pos. 2  Lichtband 1500, 52 W, 4000 K, DALI                     74 St.   68,90 EUR
Hier müssten wir auf 62,00 EUR kommen, sonst bin ich über dem Kostenanschlag.

> Zahlung: 30 % Vorkasse, 70 % vor Versand
Vorkasse ist bei der Stadt ausgeschlossen. 30 Tage netto nach Lieferung, das wurde anderen Auftragnehmern auch zugesagt.

> Lieferzeit 8 Wochen
passt

Unter diesen Voraussetzungen kann ich Ihr Angebot zur Beauftragung vorschlagen.

Mit freundlichem Gruß
U. Brandstetter

Lichtplan Brandstetter · Beratende Ingenieure · Landshut · 0871 5550-14
""",
            truth("quote_negotiate", "de"),
            date="Fri, 13 Feb 2026 14:11:00 +0100",
        ),
        mail(
            "527",
            "Tolga Ünsal <tolga.unsal@unsalaydinlatma.example>",
            "YNT: Teklif LW-Q-26-0095",
            """
Lily Hanım merhaba,

Teklifiniz için teşekkür ederiz. Ürünlerinizi biliyoruz, kalitesinden şüphemiz yok. Ancak 100W projektörde 8,90 USD, 200W'ta
17,40 USD rakamları bizim için yüksek; aynı gövdeyi başka bir fabrikadan 8,10 ve 15,90'a alabiliyoruz.

3.000 + 1.500 adet için bu fiyatlara inebilirseniz ve vadeyi B/L tarihinden itibaren 60 gün yapabilirsek siparişi size
vereceğiz. Son fiyatınızı bekliyorum.

Kolay gelsin
Tolga Ünsal
Ünsal Aydınlatma San. ve Tic. Ltd. Şti. - Karaköy / İstanbul
0212 555 01 49

Gönderen: Lily Chen
Konu: Teklif LW-Q-26-0095
LW-FL100 Projektör 100W 6500K IP66 / 3.000 adet / 8,90 USD
LW-FL200 Projektör 200W 6500K IP66 / 1.500 adet / 17,40 USD
FOB Ningbo, %30 peşin, %70 yükleme öncesi
""",
            truth("quote_negotiate", "tr"),
            date="Mon, 09 Feb 2026 10:44:00 +0300",
        ),
        mail(
            "528",
            "Денис Кравцов <kravtsov@svetprom-sever.example>",
            "Re: Коммерческое предложение LW-Q-26-0069",
            """
Лили, здравствуйте.

Предложение получили, спасибо. Руководство в целом "за", но просит скидку не менее 6 % от суммы спецификации и отсрочку
по второму платежу 30 дней после отгрузки. Остальное (сроки, упаковка, маркировка) нас устраивает.

Напомню наши объёмы по вашему же КП:

  линейный светильник 1500 мм 54 Вт ... 2 200 шт ... 13,80 USD
  светильник ЖКХ 12 Вт с датчиком ..... 5 000 шт ....  4,15 USD
  уличный консольный 90 Вт ............   650 шт ... 29,90 USD

Сможете пересмотреть цены до четверга? Тогда успеваем подписать договор до праздников.

--
Денис Кравцов, коммерческий директор
ООО «Светпром-Север», Архангельск
8 (8182) 55-50-15
""",
            truth("quote_negotiate", "ru"),
            date="Tue, 17 Feb 2026 12:18:00 +0300",
        ),
        submission(
            "529",
            {
                "conversation": "c-20260209-118",
                "platform": "trademanager",
                "participants": [
                    {"role": "seller", "name": "Lily (Lampworks)"},
                    {"role": "buyer", "name": "Mr Perera Colombo"},
                ],
                "thread": [
                    [
                        "seller",
                        "09:12",
                        "Dear, panel 36W 60x60 backlit USD 7.10, 1000 pcs, FOB Shenzhen. PI can be made today",
                    ],
                    ["buyer", "09:40", "madam 7.10 is too much high"],
                    ["buyer", "09:40", "last year i was buying 6.20 from Foshan side"],
                    [
                        "seller",
                        "09:44",
                        "Material price has gone up this year dear, our driver is isolated and flicker free",
                    ],
                    [
                        "buyer",
                        "09:58",
                        "ok driver good i know. but give me 6.55 final, and 10 pcs free for breakage. then i do the tt",
                    ],
                    ["buyer", "10:03", "my friend also will take, think about long business"],
                ],
                "unread": 3,
            },
            truth("quote_negotiate"),
        ),
        mail(
            "530",
            "Strategic Sourcing <sourcing@meridianretail.example>",
            "RFx 55012 - Round 2 - Request for best and final offer - Lampworks",
            """
Dear Supplier,

Thank you for the quotation you submitted in Round 1 (your ref. LW-Q-26-0040). Following the evaluation you have been
short-listed. Your position against the benchmark is as follows:

Lot  Description                        Your Round 1 price   Benchmark   Rank
1    Track spot 30W 3000K CRI90 white   USD 17.85            USD 16.10   3 of 4
2    Linear trunking 1500 60W           USD 31.20            USD 30.90   2 of 4
3    Emergency pack 3h                  USD 12.00            USD 12.60   1 of 4

You are invited to improve your prices for Lots 1 and 2 and to reconsider the following commercial deviations in your
quotation:
(a) payment: Meridian standard is 75 days end of month, you offered 30% deposit;
(b) warranty: 5 years required, you offered 3.
Your revised quotation is to be received by 18:00 CET on 20 February 2026. No improvement will be taken as confirmation
of Round 1.

Meridian Retail Group, Strategic Sourcing
This message is generated by the sourcing platform; replies are read.
""",
            truth("quote_negotiate"),
            date="Thu, 12 Feb 2026 09:00:00 +0100",
        ),
        mail(
            "531",
            "李国栋 <liguodong@zhongyuan-gc.example>",
            "回复：报价单LW-Q-26-0112",
            """
陈经理：

报价单收到。跟另外两家比了一下，贵司品质我们认可，但价格偏高，尤其是第2项：

1. 面板灯 600*600 48W  2000套  报价 68.00元  希望 63.00元
2. 防爆灯 100W          300套  报价 385.00元  希望 330.00元
3. 应急电源              150套  报价 92.00元  没问题

另外付款方式能否改为预付10%，到货验收后付85%，留5%质保金一年？如果价格和付款能谈下来，合同这周就可以走流程。

请尽快回复，谢谢！

李国栋
中原工程物资有限公司 采购部
0371-5555 0182
""",
            truth("quote_negotiate", "zh"),
            date="Fri, 06 Feb 2026 10:05:00 +0800",
        ),
        mail(
            "532",
            "Beatriz Nogueira <beatriz.nogueira@casaluzatacado.example>",
            "RES: Proposta LW-Q-26-0081 - lâmpadas e refletores",
            """
Olá Lily, tudo bem?

Gostamos muito das amostras, a bulbo 12W ficou excelente. Estamos prontos para fechar o container, só que a conta ainda
não fecha por causa do dólar e dos impostos. Preciso que você melhore um pouquinho:

• Bulbo 9W: de 0,44 para 0,41
• Bulbo 12W: de 0,56 para 0,53
• Refletor 30W: de 2,95 para 2,70

E, se possível, pagamento 20% na produção e 80% em 60 dias do BL. Com isso eu mando a PO amanhã mesmo.

Aguardo seu retorno, beijo!

Beatriz Nogueira
Importação | Casa Luz Atacado Ltda. | Itajaí - SC
+55 47 90000-0138 (WhatsApp)

De: Lily Chen
Assunto: Proposta LW-Q-26-0081
Bulbo LED 9W 6500K E27 - 60.000 pcs - USD 0,44 / Bulbo 12W - 40.000 pcs - USD 0,56 / Refletor 30W - 5.000 pcs - USD 2,95
FOB Ningbo. 30% T/T antecipado.
""",
            truth("quote_negotiate", "pt"),
            date="Wed, 18 Feb 2026 16:34:00 -0300",
        ),
    ]
)
