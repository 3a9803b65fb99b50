"""Messages that ask for no offer, or only seem to."""

from . import line, truth
from .writing import mail, submission

OUR_OFFER = """
On Thu, 29 Jan 2026, Lampworks Sales <sales@lampworks.example> wrote:
> Dear customer, our quotation Q-2026-0044:
> 2000 pcs A60 9W E27 3000K  USD 0.62   CIF Hamburg
> 500 pcs panel 600x600 40W 4000K USD 11.80
> Valid until 28 Feb 2026."""

LETTERS = [
    mail(
        "174",
        "Ola Svensson <ola@svea-el.example>",
        "Re: Quotation Q-2026-0044",
        "Hi,\n\nWe accept your offer, please send the proforma so we can pay the deposit.\n\nOla\n"
        + OUR_OFFER,
        truth("quote_accept", "en"),
    ),
    mail(
        "175",
        "Mme Petit <petit@lumiprix.example>",
        "RE: votre offre Q-2026-0044",
        "Bonjour,\nBon pour accord sur votre offre. Merci de lancer la fabrication et de nous envoyer la facture proforma.\n"
        "Cordialement\nMme Petit\n" + OUR_OFFER,
        truth("quote_accept", "fr"),
    ),
    mail(
        "176",
        "刘洋 <liuyang@beiguang.example>",
        "回复：报价单Q-2026-0044",
        "你好，报价已确认，没有问题，请安排合同和形式发票，我们今天就付定金。\n刘洋",
        truth("quote_accept", "zh"),
    ),
    mail(
        "177",
        "G. Stavrou <stavrou@hellasfos.example>",
        "Re: Quotation Q-2026-0044",
        "Dear May, your price is 8% over your competitor. If you can do USD 0.57 on the A60 and 60 days we place the order this week.\n"
        "G. Stavrou\n" + OUR_OFFER,
        truth("quote_negotiate", "en"),
    ),
    mail(
        "178",
        "Thomas Richter <richter@richter-licht.example>",
        "AW: Angebot Q-2026-0044",
        "Hallo, danke fürs Angebot. Bei 5.000 statt 2.000 Stück: was geht da noch am Preis? Skonto 2 % wäre auch schön.\n"
        "Gruß T. Richter\n" + OUR_OFFER,
        truth("quote_negotiate", "de"),
    ),
    mail(
        "179",
        "Javier Soto <jsoto@comercialsoto.example>",
        "Re: cotización Q-2026-0044",
        "Buenos días, el precio nos queda alto, necesitamos un descuento del 5% y que el pago sea 20/80 en vez de 30/70. "
        "Si lo aceptan, confirmamos el pedido.\nJavier",
        truth("quote_negotiate", "es"),
    ),
    mail(
        "180",
        "Linda <linda@westcoastled.example>",
        "PO 7781 where is it",
        "Hi, it's been 5 weeks since we paid the deposit on PO 7781 (1,000 pcs GU10 5W 3000K). Has it shipped? "
        "Please send the B/L and the container number.\nLinda",
        truth("order_status", "en"),
    ),
    mail(
        "181",
        "Анна Белова <belova@lampa-opt.example>",
        "Статус заказа 118",
        "Добрый день! Подскажите, пожалуйста, когда будет отгружен наш заказ № 118 (прожекторы 50Вт, 300 шт)? "
        "Срок поставки уже прошёл.\nАнна",
        truth("order_status", "ru"),
    ),
    mail(
        "182",
        "Hyun Park <park@seoullamp.example>",
        "주문 배송 문의",
        "안녕하세요, 주문번호 LW-2026-15 선적 일정과 추적 번호를 알려주세요.\n박현",
        truth("order_status", "ko"),
    ),
    mail(
        "183",
        "Warehouse <magazzino@lucenova.example>",
        "Reclamo merce ordine 554",
        "Buongiorno, su 600 faretti GU10 ricevuti 45 non si accendono e 12 scatole sono rotte. "
        "Chiediamo la sostituzione o una nota di credito. Foto allegate.\nLucenova Srl",
        truth("complaint", "it"),
    ),
    mail(
        "184",
        "Jan Kok <j.kok@verlichtingkok.example>",
        "Klacht levering",
        "Goedemorgen, van de 200 panelen flikkeren er 30 en de kleur is 4000K in plaats van 3000K. "
        "Graag zo snel mogelijk 30 nieuwe panelen sturen.\nJan Kok",
        truth("complaint", "nl"),
    ),
    mail(
        "185",
        "QC <qc@bigboxretail.example>",
        "Failure rate A60 batch 2511",
        "Team, returns on the 9W A60 shipped in November reached 3.1% after 8 weeks. Please send your 8D report and "
        "replacement for 620 pcs with the next container.\nQC Department",
        truth("complaint", "en"),
    ),
    mail(
        "186",
        "孙经理 <sun@guangda.example>",
        "质量投诉",
        "你好，上批收到的面板灯有56个不亮，还有色差，客户要求退货，请尽快给出解决方案并补发。\n孙",
        truth("complaint", "zh"),
    ),
    mail(
        "187",
        "Accounts <accounts@packfast.example>",
        "Invoice INV-20261 due",
        "Dear customer,\nplease find attached our invoice INV-20261 for cartons delivered in January. Amount due: USD 1,240.00 "
        "by 28 Feb 2026.\nPackFast Accounts Receivable",
        truth("invoice", "en"),
    ),
    mail(
        "188",
        "Buchhaltung <buchhaltung@spedition-nord.example>",
        "Rechnung Nr. 2026-778",
        "Sehr geehrte Damen und Herren,\nanbei erhalten Sie unsere Rechnung Nr. 2026-778 über 3.412,50 EUR für die Fracht "
        "Shenzhen - Hamburg. Zahlbar innerhalb 14 Tagen.\nSpedition Nord",
        truth("invoice", "de"),
    ),
    mail(
        "189",
        "Lighting Weekly <news@lightingweekly.example>",
        "This week: 10 trends in LED panels",
        "Lighting Weekly newsletter. In this issue: new UGR rules, LED panel prices fall 4%, trade fair calendar. "
        "You receive this because you subscribed. Unsubscribe here.",
        truth("newsletter", "en"),
        list_unsubscribe="<mailto:leave@lightingweekly.example>",
    ),
    mail(
        "190",
        "TradeHub Digest <digest@tradehub.example>",
        "12 new buying requests match your products",
        "Daily digest: 12 new RFQs. LED bulb 10,000 pcs (Nigeria), LED strip 500 rolls (Chile), High bay 200 pcs (Iran). "
        "Log in and quote now. Manage your e-mail preferences.",
        truth("newsletter", "en"),
        precedence="bulk",
    ),
    mail(
        "191",
        "Marie Blanc <m.blanc@eclairs.example>",
        "Réponse automatique : offre panneaux",
        "Bonjour, je suis absente du 2 au 13 février. En cas d'urgence contactez m.noir@eclairs.example. Marie Blanc",
        truth("out_of_office", "fr"),
        auto_submitted="auto-replied",
    ),
    mail(
        "192",
        "Kenji Ito <ito@nagoya-denki.example>",
        "自動応答: Quotation",
        "ただいま出張のため不在にしております。2月9日以降にご連絡いたします。伊藤",
        truth("out_of_office", "ja"),
    ),
    mail(
        "193",
        "Marketing Pro <boost@rankfast.example>",
        "Get 500 new customers for your LED business",
        "Hi, we noticed your website does not rank on Google. Our SEO packages start at $99. We offer guest posts and verified "
        "buyer lists of LED importers. Reply for prices!",
        truth("spam", "en"),
    ),
    mail(
        "194",
        "IT Helpdesk <security@mail-quota.example>",
        "Your mailbox is full",
        "Your mailbox storage has reached 98%. Verify your password within 24 hours to avoid suspension: http://verify.example/login",
        truth("spam", "en"),
    ),
    mail(
        "195",
        "王小姐 <sales@led-pcb-factory.example>",
        "供应铝基板、灯珠",
        "您好，我们是专业铝基板生产厂家，价格优惠，2835灯珠现货供应，欢迎来电洽谈，可免费打样。微信同号13900001111",
        truth("spam", "zh"),
    ),
    mail(
        "196",
        "Mail Delivery Subsystem <mailer-daemon@mx.example>",
        "Undelivered Mail Returned to Sender",
        "This is the mail system at host mx.example. I'm sorry to inform you that your message could not be delivered: "
        "550 5.1.1 user unknown",
        truth("other", "en"),
        auto_submitted="auto-replied",
    ),
    mail(
        "197",
        "Bob Tanner <bob@tannerlights.example>",
        "Re: Quotation Q-2026-0044",
        "Thanks for the quote but we have gone with another supplier this time. Will keep you in mind.\nBob\n"
        + OUR_OFFER,
        truth("other", "en"),
    ),
    mail(
        "198",
        "Finance <finance@omegaimport.example>",
        "Payment advice",
        "Dear Sirs, we have today transferred USD 8,400.00 as 30% deposit for your proforma PI-2026-0019. Bank slip attached. "
        "Please confirm receipt.\nFinance, Omega Import",
        truth("other", "en"),
    ),
    mail(
        "199",
        "Ricardo Lopes <ricardo@lopesmateriais.example>",
        "Feliz ano novo + orçamento",
        "Olá May, tudo bem? Feliz ano novo! Quando puder me manda preço de painel de sobrepor 24W 6500K, "
        "umas 2 mil peças, pra Itajaí. Abraço, Ricardo Lopes - Lopes Materiais Elétricos",
        truth(
            "inquiry",
            "pt",
            customer=("Lopes Materiais Elétricos", "Ricardo Lopes", "ricardo@lopesmateriais.example"),
            order={"destination_country": "BR", "destination_port": "Itajaí"},
            lines=[line("panel", 2000, power_w=24, cct_k=[6500])],
        ),
    ),
    mail(
        "200",
        "Chen Hao <chenhao@sunrise-trading.example>",
        "Re: Order LW-118 - thank you, and a new request",
        "Hi May, the goods arrived yesterday, all good. For next month please quote 3,000 pcs of the same 9W A60 E27 3000K but dimmable.\n"
        "Chen Hao, Sunrise Trading",
        truth(
            customer=("Sunrise Trading", "Chen Hao", "chenhao@sunrise-trading.example"),
            lines=[line("bulb", 3000, power_w=9, shape="A60", base=["E27"], cct_k=[3000], dimming="yes")],
        ),
    ),
    submission(
        "201",
        {
            "channel": "chat",
            "messages": [
                {"who": "customer", "text": "where is my parcel? tracking 77120 shows nothing since Monday"}
            ],
        },
        truth("order_status", "en"),
    ),
    mail(
        "202",
        "Ayşe Kaya <ayse@isikmarket.example>",
        "Otomatik yanıt",
        "Merhaba, 2-6 Şubat tarihleri arasında ofis dışındayım. Dönüşümde yanıtlayacağım. Ayşe Kaya",
        truth("out_of_office", "tr"),
    ),
]
