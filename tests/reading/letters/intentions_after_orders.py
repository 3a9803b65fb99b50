"""Orders and what comes after them, with the tables of the trade: acceptances, questions for goods, complaints; only the kind.

Written by one who had not seen the reader; numbers as in the other letters: of the even ones only totals may be looked at.
"""

from . import only_kinds, truth
from .writing import mail, pdf, submission

LETTERS = only_kinds(
    [
        mail(
            "533",
            "Purchasing <po@kestrelcontrols.example>",
            "Purchase Order 4500118832 - Kestrel Controls",
            """
Dear Supplier,

Please find our Purchase Order, placed in accordance with your quotation LW-Q-26-0052 dated 22/01/2026.

PURCHASE ORDER            4500118832            Date 04/02/2026
------------------------------------------------------------------------------
Line  Part            Description                    Qty    Unit     Net GBP
10    LW-HB150-90     High bay 150W 4000K 90 deg      96    41.50    3,984.00
20    LW-HB-HOOK      Suspension hook                 96     1.10      105.60
30    LW-SNS-MW       Microwave sensor                48     8.20      393.60
------------------------------------------------------------------------------
Total excl. VAT                                                      4,483.20
Delivery terms DAP Kestrel, Stafford ST18. Payment as per your quotation.

Please return an order acknowledgement within 2 working days, quoting the above number on all documents.

Sandra Whitlock, Buyer, 01785 555 0143
Kestrel Controls plc - ISO 9001 - our terms of purchase are available on request
""",
            truth("quote_accept"),
            date="Wed, 04 Feb 2026 15:48:00 +0000",
        ),
        mail(
            "534",
            "Manu Tuilagi-Faleolo <manu@apia-hardware.example>",
            "Re: Quotation LW-Q-26-0099",
            """
Talofa Lily

All good by us, lets do it. Send the proforma and I'll get the bank to wire the deposit tomorrow.

fa'afetai
Manu
Apia Hardware & Building Supplies, ph 555 0125

On 10/02/2026 3:15 pm, Lily Chen wrote:
> Dear Manu,
> Thank you for your inquiry. Our best offer CIF Apia:
>
> No  Description                          Qty     Unit    USD
> 1   LED tube T8 1200mm 18W 6500K        4,000    1.28    5,120.00
> 2   Bulb A60 9W B22 6500K               6,000    0.49    2,940.00
> 3   Flood light 50W IP66                  500    4.70    2,350.00
> 4   Solar street light 40W                120   38.00    4,560.00
>
> Delivery 30 days after deposit, 30% T/T, balance before shipment. Validity 15 days.
> Do you also need brackets for item 4?
> Best regards, Lily
""",
            truth("quote_accept"),
            date="Thu, 12 Feb 2026 08:03:00 +1300",
        ),
        mail(
            "535",
            "Benoît Lachaume <b.lachaume@serres-lachaume.example>",
            "Devis LW-Q-26-0074 : bon pour accord",
            """
Madame,

Vous trouverez ci-joint votre devis LW-Q-26-0074 daté, signé et revêtu de la mention « Bon pour accord », pour les 220 barres
horticoles de 320 W et les 12 boîtiers de commande, soit 31 460,00 USD.

L'acompte de 30 % a été mis en paiement ce jour auprès du Crédit Agricole. Merci de lancer la fabrication et de nous
adresser la confirmation de commande avec la date d'embarquement.

Bien cordialement,

Benoît Lachaume
EARL Serres Lachaume - 47200 Marmande
05 53 55 50 12
""",
            truth("quote_accept", "fr"),
            files=(
                (
                    "Devis_LW-Q-26-0074_signe.pdf",
                    pdf(
                        "Lampworks - Quotation LW-Q-26-0074",
                        [
                            ["Item", "Description", "Qty", "USD", "Total"],
                            ["1", "Grow light bar 320 W full spectrum", "220", "138.00", "30,360.00"],
                            ["2", "Controller box", "12", "91.67", "1,100.00"],
                        ],
                        "Bon pour accord, Marmande, le 9 février 2026 - B. Lachaume",
                    ),
                ),
            ),
            date="Mon, 09 Feb 2026 17:31:00 +0100",
        ),
        mail(
            "536",
            "Fabrizio Montanari <f.montanari@arredoluceromagna.example>",
            "R: Offerta LW-Q-26-0090 - conferma d'ordine",
            """
Gentile Lily,

abbiamo esaminato la Vs. offerta in oggetto e la accettiamo integralmente, prezzi e condizioni comprese. Vi preghiamo
pertanto di dare corso all'ordine:

- n. 350 applique da esterno 2x6 W 3000 K antracite .... € 14,90
- n. 120 paletti h 600 10 W 3000 K antracite ............ € 22,40
- n. 120 picchetti per detti ............................ €  1,80

Ns. ordine n. 61/2026. Consegna a Cesena come indicato. Restiamo in attesa della fattura proforma per il versamento
dell'acconto.

Cordialmente

Fabrizio Montanari
Arredo Luce Romagna S.n.c. di Montanari F. & C.
0547 555 014 - 333 0000 126

Prima di stampare questa mail pensa all'ambiente.
""",
            truth("quote_accept", "it"),
            date="Tue, 10 Feb 2026 09:12:00 +0100",
        ),
        mail(
            "537",
            "Katarzyna Rudnicka <k.rudnicka@elektromax-hurt.example>",
            "Zamówienie nr ZZ/0231/02/2026 do oferty LW-Q-26-0084",
            """
Dzień dobry,

w nawiązaniu do Państwa oferty LW-Q-26-0084 z dnia 2.02.2026 składamy zamówienie na następujące towary w cenach z oferty:

Lp. Indeks       Nazwa                               Ilość   Cena USD   Wartość USD
1   LW-PN40      Panel LED 60x60 40W 4000K           1 600       8,05     12 880,00
2   LW-RAM60     Ramka natynkowa 60x60 biała           400       3,20      1 280,00
3   LW-HERM36    Oprawa hermetyczna 1200 36W           900       6,40      5 760,00
                                                     RAZEM               19 920,00

Warunki: FOB Ningbo, 30% zaliczki, termin 35 dni. Proszę o potwierdzenie przyjęcia zamówienia i fakturę pro forma.

Pozdrawiam
Katarzyna Rudnicka
Specjalista ds. importu
ELEKTROMAX HURT Sp. z o.o., ul. Składowa 00, 41-200 Sosnowiec
NIP 000-000-00-00, KRS 0000000000, kapitał zakładowy 200 000 zł
tel. 32 555 01 66
""",
            truth("quote_accept", "pl"),
            date="Thu, 05 Feb 2026 12:57:00 +0100",
        ),
        mail(
            "538",
            "قسم العقود <contracts@burj-alnoor-contracting.example>",
            "خطاب ترسية - عرضكم رقم LW-Q-26-0066",
            """
السادة / لامبوركس المحترمين
عناية: الآنسة ليلي

تحية طيبة وبعد،

إشارةً إلى عرض السعر المقدم منكم برقم LW-Q-26-0066 بتاريخ 20 يناير 2026، يسرنا إبلاغكم بموافقتنا على العرض وترسية
التوريد عليكم بكامل البنود والأسعار الواردة فيه:

- كشاف ملاعب 500 واط IP66 ........... 96 قطعة × 148 دولار
- كشاف 240 واط ...................... 40 قطعة × 71 دولار
- صندوق حماية من الصواعق ............ 24 قطعة × 19 دولار

نأمل إرسال الفاتورة المبدئية وتفاصيل الحساب البنكي لتحويل الدفعة المقدمة، والبدء في التصنيع فور استلامها.

وتقبلوا تحياتنا،
المهندس سامر الخطيب
شركة برج النور للمقاولات - عمّان
هاتف 0096265550147
""",
            truth("quote_accept", "ar"),
            date="Sun, 15 Feb 2026 11:20:00 +0300",
        ),
        mail(
            "539",
            "Hassan Bukenya <hassan@pearl-electricals.example>",
            "Re: Re: Re: Final price LW-Q-26-0047 rev 2",
            """
Dear Lily,

Well noted. Revised quotation rev 2 is accepted by our side. Kindly go ahead and prepare PI with our company stamp space, the
consignee and notify party remain same like previous order. I am going to bank tomorrow morning.

BR
Hassan Bukenya
Pearl Electricals (U) Ltd, Nakivubo Road, Kampala
+256 772 000 141

> On Feb 11, Lily Chen wrote:
> Dear Hassan, OK, for long cooperation we accept: A60 7W 0.385, A60 9W 0.42, tube 18W 1.15. This is rev 2, attached.
>
>> On Feb 10, Hassan Bukenya wrote:
>> Your price still high, please 0.38 / 0.41 / 1.10, others give me cheaper.
>>
>>> On Feb 9, Lily Chen wrote:
>>> A60 7W 30,000 pcs 0.40; A60 9W 30,000 pcs 0.44; tube T8 18W 5,000 pcs 1.20
""",
            truth("quote_accept"),
            date="Thu, 12 Feb 2026 20:40:00 +0300",
        ),
        submission(
            "540",
            {
                "app": "WeChat Work",
                "contact": {"alias": "Joel - Manila sari electric", "id": "wm_00f31"},
                "history": [
                    {
                        "who": "Lily",
                        "time": "2026-02-16 10:01",
                        "msg": "Hi Joel, quotation LW-Q-26-0119 in the PDF, valid to end of Feb",
                    },
                    {"who": "Lily", "time": "2026-02-16 10:01", "msg": "[file] LW-Q-26-0119.pdf"},
                    {
                        "who": "Lily",
                        "time": "2026-02-16 10:02",
                        "msg": "1) bulb 5W 10k pcs 0.33  2) bulb 9W 20k pcs 0.43  3) emergency bulb 12W 2k pcs 2.05",
                    },
                    {"who": "Joel", "time": "2026-02-16 13:27", "msg": "hi mam Lily, noted po"},
                    {
                        "who": "Joel",
                        "time": "2026-02-17 09:15",
                        "msg": "boss approved na, same qty and prices as in your quotation",
                    },
                    {
                        "who": "Joel",
                        "time": "2026-02-17 09:15",
                        "msg": "pls make the PI under Sari Electric Trading, we pay 30% this friday",
                    },
                    {"who": "Joel", "time": "2026-02-17 09:16", "msg": "salamat po!"},
                ],
            },
            truth("quote_accept"),
        ),
        mail(
            "541",
            "Marloes Verhagen <marloes@verhagen-winkelbouw.example>",
            "RE: Offerte LW-Q-26-0101 filiaal Breda",
            """
Hoi Lily,

Ik heb net groen licht gekregen van de klant. Jullie offerte is dus akkoord zoals hij er ligt, je mag alles in
productie nemen. Factuur graag op naam van Verhagen Winkelbouw, o.v.v. 26-BR-014.

Groetjes,
Marloes

Marloes Verhagen | projectleider | Verhagen Winkelbouw BV | 076 555 01 33 | vrijdag afwezig
Op al onze overeenkomsten zijn de Metaalunievoorwaarden van toepassing.

Van: Lily Chen
Verzonden: 3 februari 2026
Onderwerp: Offerte LW-Q-26-0101 filiaal Breda

Dear Marloes, as discussed:
84 x track spot 28W 3000K CRI97 meat/fresh, black ...... EUR 31,50
36 m three-phase track, black .......................... EUR  9,80
22 x linear 1200 mm 32W 4000K .......................... EUR 27,00
DAP Breda, 6 weeks.
""",
            truth("quote_accept", "nl"),
            date="Wed, 11 Feb 2026 16:09:00 +0100",
        ),
        mail(
            "542",
            "최은영 <ey.choi@daesung-led.example>",
            "Re: 견적서 LW-Q-26-0093 / 발주서 송부",
            """
안녕하세요 릴리님, 대성엘이디 최은영입니다.

보내주신 견적서 LW-Q-26-0093 조건대로 진행하기로 결정되어 발주서를 보내드립니다.

발주번호: DS-260213-02
1. LED 직관등 T5 일체형 16W 5700K / 3,000개 / USD 2.35
2. 연결 케이블 30cm / 1,500개 / USD 0.28
3. 방수 투광등 100W / 400개 / USD 9.60
합계: USD 11,310.00

PI 보내주시면 당일 계약금 송금하겠습니다. 생산 일정도 확정되는 대로 알려주세요.

감사합니다.
최은영 대리
대성엘이디(주) 무역팀 / 051-555-0158
""",
            truth("quote_accept", "ko"),
            date="Fri, 13 Feb 2026 15:02:00 +0900",
        ),
        mail(
            "543",
            "Expediting <expediting@stirlingmarine.example>",
            "Overdue / open order report - vendor 200417 LAMPWORKS - wk 07",
            None,
            truth("order_status"),
            html="""<html><body><p>Good day,</p><p>Our system shows the lines below as open with you. Please fill in the
two empty columns and return by close of business tomorrow. Where goods have left already, let us have tracking number
and packing list.</p>
<table border="1" cellpadding="3"><tr bgcolor="#cfe2f3"><th>PO</th><th>Line</th><th>Description</th><th>Open qty</th>
<th>Promised</th><th>Days late</th><th>New ship date</th><th>Reason</th></tr>
<tr><td>SM-90117</td><td>10</td><td>Bulkhead 20W IP66 316 stainless, 4000K</td><td>140</td><td>23 Jan</td><td>19</td><td></td>
<td></td></tr>
<tr><td>SM-90117</td><td>20</td><td>Flood light 200W marine grade</td><td>36</td><td>23
Jan</td><td>19</td><td></td><td></td></tr>
<tr><td>SM-90168</td><td>10</td><td>Driver 200W IP67 spare</td><td>10</td><td>20
Feb</td><td>-</td><td></td><td></td></tr></table>
<p>Graeme Rennie<br>Expeditor, Stirling Marine Outfitting Ltd<br>Aberdeen 01224 555 0169</p>
<p><small>Stirling Marine Outfitting Ltd, registered in Scotland. Prices and quantities remain as per purchase
order.</small></p>
</body></html>""",
            date="Wed, 11 Feb 2026 09:30:00 +0000",
        ),
        mail(
            "544",
            "Winston Clarke <winston@clarkesons.example>",
            "Re: PI LW25-1240",
            """
Morning Lily,

Hope you had a good New Year break and that everybody is back safe from their villages.

Sorry to be a nuisance, but the wife keeps asking when "those lamps" will reach Kingston. Are they finished? Has the
booking been made, and which vessel? I would like to line up the broker before Easter.

Blessings,
Winston
Clarke & Sons Electrical, Spanish Town Road, Kingston 11, Jamaica W.I. (876) 555-0173

From: Lily Chen
Date: 8 December 2025
> PROFORMA INVOICE LW25-1240
> 1. LED bulb 9W E27 6500K    10,000 pcs  @0.43   4,300.00
> 2. LED bulb 15W E27 6500K    5,000 pcs  @0.78   3,900.00
> 3. Panel round 18W           2,000 pcs  @2.30   4,600.00
> CIF Kingston USD 12,800.00. Delivery time: 35 days after deposit (received 15 Dec).
""",
            truth("order_status"),
            date="Thu, 26 Feb 2026 08:14:00 -0500",
        ),
        mail(
            "545",
            "Jörg Petersen <j.petersen@nordlicht-objekt.example>",
            "Unsere Bestellung 7700456 - Restlieferung?",
            """
Moin Frau Chen,

aus der Bestellung 7700456 stehen laut meiner Liste noch offen:

Pos 2   Pollerleuchte 800 mm, 12 W, DB703     48 St.  (bestätigt KW 5)
Pos 5   Erdspieß                               48 St.  (bestätigt KW 5)
Pos 6   Mastaufsatzleuchte 45 W, 3000 K        20 St.  (bestätigt KW 8)

Wann dürfen wir mit der Anlieferung rechnen, und kommt alles in einer Sendung? Der Bauleiter fragt täglich. Falls schon
unterwegs, bitte AWB oder B/L-Nummer.

Danke und Gruß
Jörg Petersen
Nordlicht Objektbeleuchtung GmbH, Husum, 04841 5550-31
""",
            truth("order_status", "de"),
            date="Mon, 09 Feb 2026 07:46:00 +0100",
        ),
        mail(
            "546",
            "Alejandra Cifuentes <acifuentes@luzandina.example>",
            "RV: entrega luminarias contrato 118 - URGENTE",
            """
Lily buenas tardes, por favor mira el correo del cliente aquí abajo. Necesito que me confirmes hoy en qué estado está
la producción de nuestra orden OC-2025-309 y la fecha real de zarpe. Si hay fotos del material empacado me sirven mucho
para calmarlos.

Mil gracias,
Alejandra Cifuentes - Luz Andina S.A.S. - Bogotá - Cel 300 000 0145

-----Mensaje original-----
De: Interventoría <interventoria@consorcioviaspacifico.example>
Asunto: entrega luminarias contrato 118

Ingeniera, a la fecha no han ingresado a almacén los siguientes elementos:
  Luminaria vial LED 120 W, 4000 K, NEMA 7 pines     312 und
  Luminaria vial LED 70 W                             96 und
  Fotocontrol                                        408 und
Sírvase informar fecha cierta de entrega.
""",
            truth("order_status", "es"),
            date="Tue, 17 Feb 2026 15:55:00 -0500",
        ),
        mail(
            "547",
            "Pernilla Sjödin <pernilla@butiksljus.example>",
            "Order 30218 - spårningsnummer",
            """
Hej,

Vi har fått er faktura på order 30218 men inga varor ännu. Har den skickats? Kan ni i så fall maila spårningsnummer och
beräknad ankomst till Borås? Gäller:

25 st skenspot 35W 3000K vit
 8 st skena 2 m vit
 8 st strömmatning vänster

Butiken öppnar den 6 mars så det börjar bli lite nervöst här :)

Mvh
Pernilla Sjödin
Butiksljus i Borås AB
033-555 01 20
""",
            truth("order_status", "sv"),
            date="Wed, 18 Feb 2026 13:21:00 +0100",
        ),
        mail(
            "548",
            "Service Transit <transit@sahel-eclairage.example>",
            "Commande SE/25/088 - documents d'embarquement",
            """
Bonjour Madame Lily,

Selon votre dernier message le conteneur de notre commande SE/25/088 (3 000 réglettes 1,20 m, 1 000 projecteurs 100 W,
500 lampadaires solaires) devait embarquer le 28 janvier. Nous restons sans nouvelles depuis. Le navire est-il bien
parti ? Quelle est la date d'arrivée prévue à Lomé ?

Merci de nous transmettre sans délai le connaissement, la liste de colisage et le certificat d'origine pour l'obtention
du BESC.

Salutations distinguées

Moussa Diarra
Responsable transit, Sahel Éclairage SARL, Ouagadougou
+226 25 55 50 11
""",
            truth("order_status", "fr"),
            date="Mon, 16 Feb 2026 10:03:00 +0000",
        ),
        submission(
            "549",
            {
                "messageType": "ORDER_INQUIRY_STATUS",
                "portal": "SupplyBridge",
                "buyerOrg": {"name": "Kangaroo Point Facilities Group", "id": "AU-77120"},
                "supplierOrg": {"name": "Lampworks", "vendorNo": "V-30991"},
                "purchaseOrder": "KPF-2025-6612",
                "raisedBy": {
                    "name": "Tegan O'Rourke",
                    "mail": "tegan.orourke@kpfg.example",
                    "phone": "+61 7 5550 0168",
                },
                "subject": "Where is my order?",
                "lines": [
                    {
                        "no": 1,
                        "material": "LED batten 40W 1200 CCT select",
                        "ordered": 420,
                        "received": 0,
                        "due": "2026-01-30",
                    },
                    {
                        "no": 2,
                        "material": "Oyster light 24W CCT select",
                        "ordered": 300,
                        "received": 180,
                        "due": "2026-01-30",
                    },
                ],
                "comment": "Hi, can you please advise ETA for the batten and for the remaining oysters? Site is ready from Monday. "
                "Con note would be great too. Cheers, Tegan",
            },
            truth("order_status"),
        ),
        mail(
            "550",
            "Lakshmi Subramaniam <lakshmi@penang-luminaires.example>",
            "RE: RE: RFQ 600 pcs wall light + 200 bollards",
            """
Dear Lily,

Pls advise is our order ready for shipment? By PI it should be ready on 10 Feb. Our forwarder Ms Goh has tried to contact your
shipping dept for cargo ready date but no reply. We need the CRD + dimensions + gross weight so that she can book the LCL.

Thanks & Rgds
Lakshmi
Penang Luminaires Sdn Bhd (000000-X)
Tel: 04-555 0151

From: Lakshmi Subramaniam
Sent: Friday, 21 November 2025 11:04 AM
To: Lampworks Sales
Subject: RFQ 600 pcs wall light + 200 bollards

Dear Sir, pls quote FOB for: wall light 2x3W IP54 black 3000K 600 pcs; bollard 600mm 8W 3000K IP65 200 pcs. Tq.
""",
            truth("order_status"),
            date="Thu, 12 Feb 2026 14:36:00 +0800",
        ),
        mail(
            "551",
            "Тимур Жаксыбеков <t.zhaksybekov@astana-elektro.example>",
            "Спецификация №4 - готовность товара",
            """
Лили, добрый день!

Прошу сообщить готовность товара по спецификации №4 к контракту LW/KZ-02:

№   Наименование                     Кол-во   Срок по спец.
1   Панель 595x595 40 Вт 6500К        3 000   05.02.2026
2   Светильник линейный 36 Вт         4 500   05.02.2026
3   Лампа A60 12 Вт E27              20 000   05.02.2026

Когда можно подавать машину под загрузку в Хоргос? Аванс был оплачен 24 декабря, платёжку отправлял. Жду упаковочный
лист с весом и объёмом, без него перевозчик не даёт рейс.

С уважением, Тимур Жаксыбеков
ТОО «Астана Электро Торг», отдел ВЭД, +7 7172 55 50 17
""",
            truth("order_status", "ru"),
            date="Fri, 06 Feb 2026 11:27:00 +0500",
        ),
        mail(
            "552",
            "Nazlı Erkin <nazli.erkin@mavitekyapi.example>",
            "Fwd: Sipariş onayı LW25-1302",
            """
Lily Hanım merhabalar,

Aşağıdaki siparişimizin son durumu nedir? Üretim bitti mi, hangi gemiyle geliyor? Şantiyede asma tavanlar kapanacak, ekip bizi
bekliyor. Konşimento taslağını da bugün gönderebilirseniz çok sevinirim.

Saygılarımla,
Nazlı Erkin
Mavitek Yapı Taahhüt A.Ş. / Satınalma
+90 312 555 01 34

Bu e-posta ve ekleri gizlidir; yanlışlıkla size ulaştıysa lütfen siliniz.

---------- İletilen mesaj ----------
Kimden: Lily Chen
Tarih: 22 Ara 2025
Konu: Sipariş onayı LW25-1302

| Ürün                          | Adet  | Birim (USD) | Termin     |
| Downlight 20W 4000K DALI      | 1.120 | 9,75        | 30.01.2026 |
| Lineer sarkıt 1500 mm 40W     |   260 | 28,40       | 30.01.2026 |
| Acil aydınlatma kiti 3 saat   |   180 | 13,10       | 30.01.2026 |
""",
            truth("order_status", "tr"),
            date="Tue, 10 Feb 2026 09:18:00 +0300",
        ),
        mail(
            "553",
            "Magazijn Duiven <magazijn@lichtpartners-gelre.example>",
            "Manco en schade levering order 260118",
            """
Goedemiddag,

Bij inboeken van de zending van gisteren (order 260118) hebben wij het volgende vastgesteld:

Artikel       Omschrijving                    Pakbon   Ontvangen   Schade
LW-TP60       Tri-proof 1500 mm 60W 4000K       240        228         5
LW-NV3        Noodverlichtingsunit               40         40        11 (accu lek)
LW-CL12       RVS clips (set van 2)             480        400         -

Graag creditnota óf kosteloze nalevering van het ontbrekende en beschadigde. De chauffeur heeft op de CMR getekend voor
de natte dozen, kopie gaat hierbij. De kapotte units houden we twee weken apart.

Mvg,
Ronald Teunissen, magazijnchef
Lichtpartners Gelre BV - 026 555 01 18
""",
            truth("complaint", "nl"),
            files=(
                (
                    "CMR_260118.pdf",
                    pdf("CMR 260118", "Reserves: 4 cartons wet, 2 cartons torn. Signed by driver."),
                ),
            ),
            date="Fri, 06 Feb 2026 13:15:00 +0100",
        ),
        mail(
            "554",
            "Thandiwe Ndlovu <thandiwe.ndlovu@midlandsmunicipality.example>",
            "Street lights supplied under contract 7/2024",
            """
Dear Ms Chen,

I trust this finds you well and that the year has started favourably for your company. Our engineers continue to speak
highly of the training your colleagues gave us in Howick.

I write with regard to the 90 W street lights which you delivered in May 2025. Of the 640 installed along the R103, 71
have stopped working since the December storms; in every case opened so far it is the surge protector and the driver
that failed. The units are within the five year guarantee. We would be most grateful if you could arrange:

   71 x driver 90 W programmable
   71 x surge protection device 10 kV
   and a report of the cause from your laboratory.

Six failed units are being sent to you by courier.

Yours faithfully,
Thandiwe Ndlovu (Ms)
Manager: Public Lighting
Tel 033 555 0129

DISCLAIMER: The views expressed are those of the sender and not necessarily those of the Municipality.
""",
            truth("complaint"),
            date="Mon, 02 Feb 2026 11:48:00 +0200",
        ),
        mail(
            "555",
            "Alessio Bertoldi <alessio@bertoldimpianti.example>",
            "Contestazione strip led fattura LW25-0933",
            """
Buongiorno,

con la presente contestiamo formalmente la fornitura di cui alla Vs. fattura LW25-0933. Le strip 24 V 14,4 W/m 3000 K
CRI 90 (40 rotoli da 5 m) posate presso l'hotel di Riva del Garda hanno iniziato dopo due mesi a virare verso il verde
e su 14 rotoli interi tratti sono spenti. Allego foto e il verbale del direttore lavori.

Chiediamo la sostituzione in garanzia di tutti i 40 rotoli dello stesso lotto e il rimborso della manodopera (26 ore x
34 €). In mancanza di riscontro entro 8 giorni daremo incarico al nostro legale.

Distinti saluti
Alessio Bertoldi
Bertoldi Impianti S.r.l. - Arco (TN)
tel 0464 555 011
""",
            truth("complaint", "it"),
            date="Thu, 12 Feb 2026 08:39:00 +0100",
        ),
        mail(
            "556",
            "Derek Fairweather <derek@fairweathercontracts.example>",
            "Delivery note 88120 - not what we ordered",
            """
Lily,

Unpacked the pallet this morning, see below, I'm not happy:

                        Ordered           Received
Downlight 10W           240 x 3000K       240 x 4000K
Downlight 10W IP65       60 x 3000K        60 x 3000K  (12 with cracked glass)
Bezel, satin nickel     300               300 chrome

Nothing can be fitted. I need 240 at 3000K, 12 IP65 and 300 satin bezels here by Wednesday week at your cost, and
somebody to collect the wrong ones. Photos attached. I have two sparks standing idle at £280 a day each and will be
passing that on.

Derek Fairweather
Fairweather Contracts Ltd, Swindon
""",
            truth("complaint"),
            files=(
                (
                    "delivery_photos.pdf",
                    pdf(
                        "Photo 1: label of carton, 4000K. Photo 2: cracked glass. Photo 3: bezel, chrome instead of satin nickel."
                    ),
                ),
            ),
            date="Tue, 24 Feb 2026 10:55:00 +0000",
        ),
        mail(
            "557",
            "Sofia Quintela <qualidade@superlar-retalho.example>",
            "RECLAMAÇÃO - lâmpadas A60 lote 2509",
            """
Exma. Sra. Lily,

Nas últimas semanas as nossas lojas receberam 318 devoluções da lâmpada A60 9W E27 2700K (lote 2509, 20 000 unidades,
vossa fatura LW25-0712). Principais motivos apontados pelos clientes:

Motivo                       Unidades
Não acende                        171
Pisca / zumbido                   102
Casquilho solta-se do corpo        45

O último ponto é uma questão de segurança e obrigou-nos a retirar o produto das prateleiras. Exigimos relatório 8D em 5
dias úteis, o crédito do lote completo e a recolha do stock (14 220 un.) às vossas custas.

Com os melhores cumprimentos
Sofia Quintela
Departamento de Qualidade, SuperLar Retalho S.A.
+351 22 555 01 43
""",
            truth("complaint", "pt"),
            date="Wed, 04 Feb 2026 12:06:00 +0000",
        ),
        mail(
            "558",
            "Serwis <serwis@oprawy-slask.example>",
            "Zgłoszenie reklamacyjne RMA/26/0044",
            """
Witam,

przesyłam zgłoszenie reklamacyjne:

Numer reklamacji ......... RMA/26/0044
Dokument zakupu .......... LW25-0655 z 14.07.2025
Produkt .................. Naświetlacz LED 200W 4000K IP66 (LW-FL200)
Ilość zakupiona .......... 150 szt.
Ilość wadliwa ............ 23 szt.
Opis wady ................ woda wewnątrz oprawy, korozja płytki, wybija różnicówkę
Żądanie klienta .......... wymiana na nowe, zwrot kosztów podnośnika 1 860 zł

Oprawy wiszą na hali od października, montaż zgodny z instrukcją. Zdjęcia na życzenie. Proszę o decyzję w ustawowym
terminie 14 dni.

Pozdrawiam
Mateusz Kempa
Oprawy Śląsk s.c., Tychy, 32 555 01 09
""",
            truth("complaint", "pl"),
            date="Tue, 03 Feb 2026 09:50:00 +0100",
        ),
        mail(
            "559",
            "Roberta Castiglione-Hayes <roberta@hayesdesignbuild.example>",
            "Re: Order confirmation LW25-1155",
            """
Lily,

Third time I'm writing about this. The linear pendants on line 2 hum. All of them. You can hear it from the reception
desk and the client has asked for them to come down. Your tech told us to swap the dimmers, we did (the Lutron ones on
your own list!), no change.

I don't want another troubleshooting guide. I want new drivers that don't hum overnighted to Phoenix, or a full refund
of line 2.

Roberta Castiglione-Hayes, Principal
Hayes Design Build | 602.555.0114
sent from my phone, pardon the typos

> From: Lily Chen
> Subject: Order confirmation LW25-1155
> Line  Item                                        Qty   USD     Ext
> 1     Recessed downlight 4in 12W 3000K 120V       144   14.20   2,044.80
> 2     Linear pendant 8ft 80W 3500K 0-10V, black    18  161.00   2,898.00
> 3     Joiner kit                                   12    6.00      72.00
""",
            truth("complaint"),
            date="Thu, 19 Feb 2026 18:02:00 -0700",
        ),
        submission(
            "560",
            {
                "ticket": {
                    "id": 71884,
                    "via": "web_form",
                    "category": "After sales",
                    "created_at": "2026-02-14T11:20:52+04:00",
                    "requester": {
                        "name": "Imran Qureshi",
                        "organisation": "Blue Dhow MEP LLC",
                        "email": "imran.q@bluedhow.example",
                    },
                    "fields": {
                        "order_no": "LW25-0980",
                        "product": "LW-DL15 downlight 15W 4000K, 1,200 nos",
                        "urgency": "High",
                    },
                    "comment": "Dear team, we installed your downlights in the tower B and found color difference "
                    "from batch to batch, it is "
                    "clearly visible by eye in corridor level 3 to 9. Also in about 35 nos the springs "
                    "are loose and fitting is falling from "
                    "ceiling. Consultant has raised NCR and rejected the delivered material. Kindly send "
                    "matching replacement for 420 nos by "
                    "air and arrange visit of your engineer immediately.",
                    "attachments": ["NCR-B-117.pdf", "corridor_L5.jpg"],
                    "tags": ["downlight", "15w", "4000k", "tower_b"],
                }
            },
            truth("complaint"),
        ),
        mail(
            "561",
            "郑伟 <zhengwei@jinhai-engineering.example>",
            "关于路灯质量问题的函",
            """
致：Lampworks 销售部

我司于2025年8月向贵司采购的LED路灯（合同号LW25-0540，120W 680套，80W 240套），安装于滨海大道，至今不到半年已出现以下问题：

一、120W路灯有52套不亮，经拆检为电源进水；
二、80W路灯有17套光衰严重，亮度明显不足；
三、部分灯杆法兰盖板锈蚀。

业主已多次向我司发函并扣留质保金。现要求贵司：1. 收到本函三日内派技术人员到现场；2. 免费更换120W电源60只、80W整灯20套；
3. 承担高空车费用共计人民币18,600元。

如贵司不予处理，我司将保留追究违约责任的权利。

海南金海市政工程有限公司
项目经理 郑伟  0898-5555 0160
""",
            truth("complaint", "zh"),
            date="Mon, 09 Feb 2026 15:33:00 +0800",
        ),
        mail(
            "562",
            "윤성호 <sh.yoon@mirae-jomyung.example>",
            "[불량 통보] 2월 입고분 엣지조명 불량 건",
            """
릴리 담당자님께,

2월 4일 입고된 제품(PI LW25-1288)의 수입검사 결과를 알려드립니다.

품목                      입고수량   불량수량   내용
엣지조명 1285x320 50W       500        47      잔광, 점멸
엣지조명 640x640 50W        300        12      도광판 얼룩
원형 직부등 15W             1,000      130      커버 체결 불량

불량률이 당사 기준(1%)을 크게 초과합니다. 불량품에 대한 대체품 무상 공급과 원인 분석 및 재발 방지 대책서를 2월 20일까지
제출해 주시기 바랍니다. 조치가 지연될 경우 대금 지급을 보류하겠습니다.

미래조명 품질관리팀
윤성호 차장 / 031-555-0122
""",
            truth("complaint", "ko"),
            date="Tue, 10 Feb 2026 17:10:00 +0900",
        ),
        mail(
            "563",
            "Oceanline Billing <billing@oceanline-logistics.example>",
            "Invoice OLL-SZX-260207 / S/O 5577120 / 1x40HQ Yantian - Rotterdam",
            """
Dear valued customer,

Please find attached our invoice OLL-SZX-260207 covering the shipment of LED luminaires, 918 ctns, 61.2 cbm.

Charge                      Unit       Qty      Rate       Amount USD
Ocean freight               40HQ         1   2,350.00        2,350.00
THC Yantian                 40HQ         1     185.00          185.00
Documentation               B/L          1      65.00           65.00
Telex release               B/L          1      40.00           40.00
Seal, VGM, AMS/ENS          set          1      48.00           48.00
                                              Total          2,688.00

Due on receipt. Original bills are released against payment only. Remarks on the invoice within 7 days, otherwise it is deemed
accepted.

Accounts Receivable, Oceanline Logistics (Shenzhen) Co., Ltd.
All business is transacted subject to our standard trading conditions, copy on request.
""",
            truth("invoice"),
            files=(
                (
                    "OLL-SZX-260207.pdf",
                    pdf("INVOICE OLL-SZX-260207", [["Total USD", "2,688.00"], ["Due", "on receipt"]]),
                ),
            ),
            date="Sat, 07 Feb 2026 17:12:00 +0800",
        ),
        mail(
            "564",
            "Grace Lo <grace.lo@brightcore-drivers.example>",
            "Commercial invoice BC-0226-019 (your PO LWP-3381)",
            None,
            truth("invoice"),
            html="""<div style="font-family:Verdana;font-size:12px"><p>Dear Ms Wang,</p>
<p>The drivers were collected by your truck this afternoon. Please find our invoice as below, hard copy with chop goes
by courier.</p>
<table border="1" cellspacing="0" cellpadding="4"><tr><th colspan="5">INVOICE BC-0226-019 &nbsp; 12 Feb 2026</th></tr>
<tr><th>Item</th><th>Description</th><th>Qty (pcs)</th><th>Unit price USD</th><th>Amount USD</th></tr>
<tr><td>1</td><td>LED driver 40W 900mA flicker free 220-240V</td><td>5,000</td><td>1.85</td><td>9,250.00</td></tr>
<tr><td>2</td><td>LED driver 150W 100-277V IP67 0-10V</td><td>800</td><td>11.30</td><td>9,040.00</td></tr>
<tr><td>3</td><td>DALI-2 driver 36W</td><td>1,200</td><td>4.95</td><td>5,940.00</td></tr>
<tr><td colspan="4" align="right">Total</td><td><b>24,230.00</b></td></tr></table>
<p>Payment: 60 days, due 13 April 2026, to Hang Lung Bank, account 000-000000-001.</p>
<p>Thank you for your business.<br>Grace Lo, Sales Coordinator, Brightcore Drivers (HK) Ltd<br>+852 5555 0133</p></div>""",
            date="Thu, 12 Feb 2026 18:44:00 +0800",
        ),
        mail(
            "565",
            "Comptabilité exposants <exposants@salon-lumieres-ville.example>",
            "Facture F26-0419 - stand B47 - solde à régler",
            """
Madame, Monsieur,

Nous vous prions de trouver ci-dessous le détail de la facture F26-0419 relative à votre participation au Salon
Lumières & Ville :

Désignation                                   Qté      P.U. HT     Total HT
Surface équipée                             18 m²       312,00     5 616,00
Rail 3 spots LED 20 W                           4        68,00       272,00
Projecteur LED 50 W sur tige                    6        54,00       324,00
Branchement électrique 3 kW                     1       280,00       280,00
Acompte versé le 12/11/2025                                       -3 000,00
Solde à payer                                                      3 492,00 EUR

Règlement par virement avant le 28 février 2026, sans quoi le stand ne pourra être remis à l'exposant.

Le service comptabilité
Salon Lumières & Ville, Lyon - SIRET 000 000 000 00000
""",
            truth("invoice", "fr"),
            date="Thu, 29 Jan 2026 15:20:00 +0100",
        ),
        mail(
            "566",
            "Mahnwesen <mahnwesen@pruefstelle-licht.example>",
            "2. Mahnung - Rechnung 2511-30877",
            """
Sehr geehrte Damen und Herren,

sicher haben Sie es nur übersehen: Auf unsere unten aufgeführte Rechnung konnten wir bis heute keinen Zahlungseingang
feststellen.

Rechnung 2511-30877 vom 18.11.2025
  Photometrische Messung LM-79, Panel 600 x 600 36 W ........   1 Stück    690,00 EUR
  dto., Hallenstrahler 150 W ................................   1 Stück    740,00 EUR
  ENEC-Zertifikat, Jahresgebühr .............................   2 Stück    960,00 EUR
  Mahngebühr ................................................               15,00 EUR
  offen ....................................................            2.405,00 EUR

Bitte überweisen Sie den Betrag bis spätestens 20.02.2026. Danach geben wir den Vorgang an unser Inkassobüro ab. Hat sich Ihre
Zahlung mit diesem Schreiben überschnitten, betrachten Sie es als gegenstandslos.

Prüfstelle Licht GmbH, Debitorenbuchhaltung, Ilmenau
""",
            truth("invoice", "de"),
            date="Tue, 10 Feb 2026 06:00:00 +0100",
        ),
    ]
)
