"""Fixed sample papers, one of each kind, in English and Chinese: the story of Nordlicht's order in 2026."""

# ruff: noqa: E501 - a sample reads best with one part a line
# fmt: off

import io
import math
from collections.abc import Callable
from dataclasses import replace
from datetime import UTC, date, datetime, timedelta
from decimal import Decimal
from random import Random
from zoneinfo import ZoneInfo

from PIL import Image, ImageDraw

from ordolux.foundation.papers import amounts, plots
from ordolux.foundation.papers import contracts as c
from ordolux.rules.money import Money, line_total, sum_of

ISSUED_AT = datetime(2026, 9, 15, 8, 30, tzinfo=UTC)
HAMBURG = ZoneInfo("Europe/Berlin")
FACTORY = ZoneInfo("Asia/Shanghai")

GOODS = (
    ("A60 bulb", "A60 球泡", "MZ-A60-85-827", "8.5 W · E27 · 2700 K · Ra 80 · 806 lm · 220–240 V", "NL-1001", "8539.52", 6000, "0.9200", 60, "3.96"),
    ("A60 bulb", "A60 球泡", "MZ-A60-85-840", "8.5 W · E27 · 4000 K · Ra 80 · 806 lm · 220–240 V", "NL-1002", "8539.52", 3000, "0.9200", 30, "1.98"),
    ("G45 globe", "G45 球泡", "MZ-G45-45-827", "4.5 W · E14 · 2700 K · Ra 80 · 470 lm · 220–240 V", "NL-1010", "8539.52", 2000, "0.8800", 20, "0.88"),
    ("C37 filament", "C37 灯丝灯", "MZ-C37F-45-827D", "4.5 W · E14 · 2700 K · Ra 80 · 470 lm · TRIAC", "NL-1014", "8539.52", 2000, "1.2400", 20, "0.82"),
    ("GU10 spot", "GU10 射灯", "MZ-GU10-50-930D", "5 W · 38° · 3000 K · Ra 90 · 345 lm · TRIAC", "NL-2003", "8539.52", 2400, "1.4600", 24, "0.91"),
    ("PAR30 spot", "PAR30 射灯", "MZ-P30-120-930", "12 W · E27 · 38° · 3000 K · Ra 90 · 1,050 lm", "NL-2011", "8539.52", 1200, "4.3500", 50, "3.20"),
    ("T8 tube, glass", "T8 玻璃灯管", "MZ-T8G-160-840", "16 W · G13 · 1,198 mm · 4000 K · 2,500 lm", "NL-3001", "8539.52", 2000, "1.9500", 80, "4.37"),
    ("Downlight Ø 150", "筒灯 Ø 150", "MZ-DL150-120-840D", "12 W · 4000 K · Ra 80 · 1,200 lm · IP44 · DALI-2", "NL-4002", "9405.11", 480, "7.9000", 24, "1.94"),
    ("Panel 600 × 600", "面板灯 600 × 600", "MZ-PNL66-360-840", "36 W · 4000 K · 4,000 lm · UGR < 19", "NL-4010", "9405.11", 300, "15.4000", 50, "5.04"),
    ("ST64 filament, amber", "ST64 琥珀灯丝灯", "MZ-ST64F-65-822D", "6.5 W · E27 · 2200 K · Ra 80 · 600 lm · TRIAC", "NL-1030", "8539.52", 1000, "2.3500", 20, "1.37"),
)

Say = Callable[[str, str], str]


def eur(amount: Decimal | str | int) -> Money:
    """Return euros."""
    return Money.of(amount, "EUR")


def speaker(language: str) -> Say:
    """Return a function that takes the English and the Chinese words and gives those of the language."""
    return lambda en, zh: zh if language.startswith("zh") else en


def head(number: str, language: str, *, version: int = 1, second: str = "", sheet: str = "a4") -> dict[str, object]:
    """Return what every sample paper has."""
    say = speaker(language)
    seller = c.Party(
        name=say("Mingzhou Lighting Co., Ltd.", "中山市明舟照明有限公司"),
        second_name=say("中山市明舟照明有限公司", "Mingzhou Lighting Co., Ltd."),
        address=say("88 Dengdu Road, Guzhen, Zhongshan 528421, Guangdong, China", "广东省中山市古镇镇灯都路88号 528421"),
        contact=say("Mei Wen", "文美"),
        phone="+86 760 5550 0142",
        mail="sales@mingzhou-lighting.example",
        identifiers=say("USCC 91442000MA5XXXXX0X", "统一社会信用代码 91442000MA5XXXXX0X"),
    )
    return {
        "number": number,
        "version": version,
        "issued_on": date(2026, 9, 15),
        "seller": seller,
        "verify": c.Verify(
            code="7KQ4-M2XP",
            page="verify.mingzhou-lighting.example",
            url="https://verify.mingzhou-lighting.example/7KQ4M2XP",
        ),
        "second_language": second,
        "sheet": sheet,
    }


def nordlicht(language: str) -> c.Party:
    """Return the buyer of most samples."""
    return c.Party(
        name="Nordlicht Leuchten GmbH",
        address="Billbrookdeich 140, 22113 Hamburg, Germany",
        contact="Anna Petersen",
        identifiers="HRB 148201, VAT DE 812 345 678, EORI DE 3421 987",
    )


def goods_lines(language: str, count: int = len(GOODS)) -> tuple[c.GoodsLine, ...]:
    """Return so many lines of goods, repeating the range when there are more lines than lamps."""
    say = speaker(language)
    made = []
    for index in range(count):
        en, zh, model, spec, item, hs, pieces, each, cartons, volume = GOODS[index % len(GOODS)]
        unit = eur(each)
        made.append(
            c.GoodsLine(
                number=index + 1,
                title=say(en, zh),
                second_title=say(zh, en),
                model=model,
                specification=spec,
                buyer_item=item,
                hs_code=hs,
                origin=say("China", "中国"),
                pieces=pieces,
                unit_price=amounts.price(unit),
                amount=amounts.figure(line_total(unit, pieces)),
                cartons=cartons,
                volume_m3=volume,
                price_steps=(
                    c.Sum(label=say("list", "标价"), amount=amounts.price(unit * Decimal("1.25"))),
                    c.Sum(label=say(f"{pieces:,} pieces", f"{pieces:,} 件"), amount=f"{amounts.MINUS}20 %"),
                ),
            )
        )
    return tuple(made)


def goods_total(count: int = len(GOODS)) -> Money:
    """Return the sum of the rounded lines."""
    return sum_of([line_total(eur(GOODS[i % len(GOODS)][7]), GOODS[i % len(GOODS)][6]) for i in range(count)])


def priced(language: str, count: int) -> dict[str, object]:
    """Return lines, sums and totals of the offer."""
    say = speaker(language)
    goods = goods_total(count)
    rest = [
        (say("Samples, credited", "样品费抵扣"), "样品费抵扣", "-86.40"),
        (say("Export, port, documents", "出口及港口费"), "出口及港口费", "620.00"),
        (say("Sea freight", "海运费"), "海运费", "2140.00"),
        (say("Insurance (A), 110 %", "保险费（一切险，110%）"), "保险费", "72.05"),
        (say("VAT, export", "增值税（出口）"), "增值税", "0.00"),
    ]
    total = goods + sum_of([eur(amount) for _, _, amount in rest])
    deposit = (total * Decimal("0.3")).rounded()
    sums = (
        c.Sum(label=say("Goods", "货款"), second_label=say("货款", "Goods"), amount=amounts.figure(goods)),
        *(c.Sum(label=a, second_label=say(b, ""), amount=amounts.figure(eur(x))) for a, b, x in rest),
        c.Sum(label=say("Total CIP Hamburg, EUR", "CIP 汉堡总额，EUR"), amount=amounts.figure(total), strong=True),
        c.Sum(label=say("Deposit 30 %", "定金 30%"), second_label=say("定金", ""), amount=amounts.figure(deposit)),
        c.Sum(
            label=say("Balance before shipment", "发货前余款"),
            second_label=say("余款", ""),
            amount=amounts.figure(total - deposit),
        ),
    )
    pieces = sum(GOODS[i % len(GOODS)][6] for i in range(count))
    cartons = sum(GOODS[i % len(GOODS)][8] for i in range(count))
    volume = sum((Decimal(GOODS[i % len(GOODS)][9]) for i in range(count)), Decimal(0))
    return {
        "currency": "EUR",
        "lines": goods_lines(language, count),
        "sums": sums,
        "total": amounts.figure(total),
        "in_words": amounts.in_words(total, language),
        "pieces": pieces,
        "cartons": cartons,
        "weight_kg": "3,022.6",
        "volume_m3": amounts.grouped(volume),
    }


def delivery_plan(language: str, name: str, travel_days: int) -> c.DeliveryPlan:
    """Return a dated plan that starts with the deposit on 23 September."""
    say = speaker(language)
    steps = []
    day = date(2026, 9, 24)
    for en, zh, kind, days, length in (
        ("Preparation", "生产准备", "preparation", 5, say("3 working days", "3 个工作日")),
        ("Materials", "物料采购", "materials", 14, say("7 working days", "7 个工作日")),
        ("Production", "生产", "production", 14, say("10 working days", "10 个工作日")),
        ("Ageing, inspection", "老化与检验", "inspection", 2, say("2 working days", "2 个工作日")),
        ("Packing", "包装", "packing", 4, say("2 working days", "2 个工作日")),
        ("Transport", "运输", "transport", travel_days, say(f"{travel_days} days", f"{travel_days} 天")),
        ("Customs, last mile", "清关与派送", "customs", 6, say("6 days", "6 天")),
    ):
        steps.append(
            c.PlanStep(name=say(en, zh), kind=kind, starts_on=day, ends_on=day + timedelta(days - 1), length=length)
        )
        day += timedelta(days)
    arrives = steps[-1].ends_on
    return c.DeliveryPlan(
        name=name, steps=tuple(steps), arrives_on=arrives, total_days=(arrives - date(2026, 9, 23)).days
    )


DAYS_OFF = tuple(date(2026, 9, 25) + timedelta(i) for i in range(3)) + tuple(
    date(2026, 10, 1) + timedelta(i) for i in range(7)
)


def quotation(language: str = "en", count: int = len(GOODS), **changes: object) -> c.Quotation:
    """Return Nordlicht's quotation."""
    say = speaker(language)
    sea, rail, air = say("Sea", "海运"), say("Rail", "铁路"), say("Air", "空运")
    told = {
        **head("Q-2026-0231", language, version=2),
        **priced(language, count),
        "buyer": nordlicht(language),
        "subject": say("Shop and office programme, autumn 2026", "2026年秋季商店与办公照明"),
        "inquiry": say("IQ-2026-0608 of 14 Sep 2026", "IQ-2026-0608，2026年9月14日"),
        "answered_in": say("17 h 48 min", "17 小时 48 分"),
        "incoterm": say("CIP Hamburg, Incoterms 2020", "CIP 汉堡，Incoterms 2020"),
        "payment_term": say("30 % deposit by T/T, 70 % before shipment", "T/T 30% 定金，发货前付 70% 余款"),
        "loading_place": say("Yantian, China", "中国盐田"),
        "valid_until": datetime(2026, 9, 30, 23, 59, tzinfo=FACTORY),
        "total_label": say("Total, by sea", "总额（海运）"),
        "price_note": say("Each line is rounded once; the lines add up.", "每行金额只舍入一次，各行相加即为合计。"),
        "ways": (
            c.Way(name=sea, how=say("1 × 20GP, Yantian to Hamburg, via the Cape", "1 × 20GP，盐田至汉堡，经好望角"), transit=say("40 to 48 days port to port", "港到港 40–48 天"), arrives_on=date(2026, 12, 22), days=90, freight="2,140.00", insurance="72.05", total=str(priced(language, count)["total"]), chosen=True),
            c.Way(name=rail, how=say("24.47 m³ part load, Chongqing to Hamburg", "24.47 m³ 拼箱，重庆至汉堡"), transit=say("14 to 25 days", "14–25 天"), arrives_on=date(2026, 11, 27), days=65, freight="4,386.08", insurance="75.97", total="40,561.65"),
            c.Way(name=air, how=say("4,078.4 kg chargeable, from Hong Kong", "计费重量 4,078.4 kg，香港起运"), transit=say("1 to 3 days", "1–3 天"), arrives_on=date(2026, 11, 7), days=45, freight="14,763.81", insurance="92.10", total="50,955.51"),
            c.Way(name=say("Road", "公路"), how=say("Truck from Zhongshan", "中山起运卡车"), refused_because=say("no rate card to Germany by road", "没有至德国的公路运价")),
        ),
        "ways_note": say("Days count from your deposit. The sea price is the one above.", "天数自定金到账起算。上方价格为海运价。"),
        "plans": (delivery_plan(language, sea, 44), delivery_plan(language, rail, 19), delivery_plan(language, air, 3)),
        "plan_note": say("If the deposit is credited by Wed 23 Sep 2026. Shaded: public holidays.", "以2026年9月23日前定金到账为前提。灰色为法定节假日。"),
        "days_off": DAYS_OFF,
        "answers": (
            c.Answer(number=1, title=say("A60 bulb", "A60 球泡"), text=say("You asked for 9 W. At 806 lm and Ra 80 the EU allows 8.87 W at most, so we offer 8.5 W with the same light.", "贵方要求 9 W。在 806 lm、Ra 80 条件下欧盟最高允许 8.87 W，故我方报 8.5 W，光通量不变。")),
            c.Answer(number=8, title=say("Downlight Ø 150", "筒灯 Ø 150"), text=say("DALI-2 needs a 2 mm deeper housing (52 mm). Please confirm that your ceiling allows it.", "DALI-2 外壳需加深 2 mm（52 mm），请确认天花板空间。")),
        ),
        "terms": (
            c.Clause(title=say("Quality", "质量"), text=say("Random 10 % of each batch tested for light and colour; every piece looked at; report with plots.", "每批随机抽取 10% 检测光色；外观全检；随货提供带图报告。")),
            c.Clause(title=say("Warranty", "质保"), text=say("36 months from delivery; new lamps free of charge against a test report.", "自交货起 36 个月；凭检测报告免费更换。")),
            c.Clause(title=say("Binding", "约束力"), text=say("Nothing binds before both have signed the proforma invoice.", "双方签署形式发票前均不受约束。")),
        ),
        "how_to_accept": say("Choose sea, rail or air in the portal, or answer this mail with one of the three words. You then get the proforma invoice to sign.", "请在客户平台选择海运、铁路或空运，或直接回复邮件写明方式。随后您会收到待签署的形式发票。"),
    }
    return c.Quotation(**{**told, **changes})  # type: ignore[arg-type]  # one dictionary for all fields


def proforma(language: str = "en", count: int = len(GOODS), second: str = "", **changes: object) -> c.Proforma:
    """Return the proforma invoice of the same order."""
    say = speaker(language)
    offer = priced(language, count)
    sums: tuple[c.Sum, ...] = offer["sums"]  # type: ignore[assignment]  # see priced
    total = goods_total(count) + sum_of([eur("-86.40"), eur("620.00"), eur("2140.00"), eur("72.05")])
    other = "en" if language.startswith("zh") else "zh"
    clauses = (
        ("Agreed data", "约定参数", "Price, delivery time and technical data above are agreed when both have signed; changes need a signed amendment.", "双方签署后，上述价格、交期和技术参数即为约定；变更须另签补充协议。"),
        ("Quality", "质量", "10 % of each batch drawn at random after the batch is closed and tested for flux and colour (each ≥ 90 % of rated flux; inside the ANSI box and the agreed steps); every piece inspected for appearance. Report with the goods.", "每批完工后随机抽取10%检测光通量和色度（单只不低于额定光通量90%，色坐标在ANSI方框及约定色容差内）；外观全检。随货提供报告。"),
        ("Warranty", "质保", "36 months from delivery. Failed lamps are replaced free of charge against a test report. Visible damage: notice within 14 days.", "自交货起36个月。凭检测报告免费更换故障灯具。外观损坏须在14天内通知。"),
        ("Delay", "延期", "After 7 days of grace 0.5 % a week of the late goods, 5 % at most. Late payment moves all dates.", "宽限7天后，按迟交货值每周0.5%计，最高5%。付款延迟则各日期顺延。"),
        ("Title and risk", "所有权与风险", "Risk passes by CIP at Yantian; title passes when the balance is credited.", "风险按CIP在盐田转移；余款到账后所有权转移。"),
        ("Disputes", "争议", "Talks for 30 days, then CIETAC arbitration, seat Shenzhen, one arbitrator, in English; CISG and Chinese law.", "协商30天未果，提交中国国际经济贸易仲裁委员会，仲裁地深圳，独任仲裁员，语言英语；适用CISG及中国法律。"),
    )
    told = {
        **head("PI-2026-0817", language, second=second),
        **offer,
        "place": say("Zhongshan", "中山"),
        "buyer": nordlicht(language),
        "order": "LO-2026-0817",
        "quotation": say("Q-2026-0231, version 2", "Q-2026-0231 第 2 版"),
        "purchase_order": "NL-PO-4711",
        "sign_by": say("Fri 18 Sep 2026, 23:59 (Hamburg)", "2026年9月18日 周五 23:59（汉堡）"),
        "sign_by_rule": say(
            "Three working days after receipt, in the buyer's calendar (Hamburg). Receipt is the first of: accepted by the buyer's mail server, opened in the portal.",
            "自收到之日起三个工作日内（按买方所在地汉堡的日历）。收到以买方邮件服务器接收或在平台打开两者中较早者为准。",
        ),
        "incoterm": say("CIP Hamburg, Incoterms 2020", "CIP 汉堡，Incoterms 2020"),
        "total_label": say("Total CIP Hamburg", "CIP 汉堡总额"),
        "second_in_words": amounts.in_words(total, other),
        "delivery": (
            c.Fact(label=say("Delivery", "交货"), second_label=say("交货", ""), text=say("At the door in Hamburg by Tue 22 Dec 2026, if the deposit is credited by 23 September", "如定金于9月23日前到账，2026年12月22日前送达汉堡")),
            c.Fact(label=say("Shipment", "装运"), second_label=say("装运", ""), text=say("1 × 20GP, Yantian to Hamburg, latest 7 November 2026; no partial shipment, no transhipment", "1 × 20GP，盐田至汉堡，最迟2026年11月7日；不允许分批及转运")),
            c.Fact(label=say("Tolerance", "溢短装"), second_label=say("溢短装", ""), text=say("none; spare parts 1 % free of charge", "无；另附 1% 免费备件")),
        ),
        "instalments": (
            c.Instalment(label=say("Deposit 30 %", "定金 30%"), second_label=say("定金", ""), amount=sums[-2].amount, due=say("with the order, by T/T; starts procurement and production", "下单时 T/T 支付；到账后开始采购与生产")),
            c.Instalment(label=say("Balance", "余款"), second_label=say("余款", ""), amount=sums[-1].amount, due=say("before shipment, after the inspection report", "验货报告后、发货前支付")),
        ),
        "bank": (
            c.Fact(label=say("Beneficiary", "收款人"), second_label=say("收款人", ""), text=say("Mingzhou Lighting Co., Ltd.", "中山市明舟照明有限公司")),
            c.Fact(label=say("Bank", "银行"), second_label=say("银行", ""), text=say("Pearl River Commercial Bank, Zhongshan", "珠江商业银行中山分行")),
            c.Fact(label="BIC", text="PRVBCNBSZSN"),
            c.Fact(label=say("Account, EUR", "欧元账号"), second_label=say("账号", ""), text="7550 0142 0088 216"),
            c.Fact(label=say("Reference", "附言"), second_label=say("附言", ""), text="PI-2026-0817"),
            c.Fact(label=say("Charges", "费用"), second_label=say("费用", ""), text="OUR"),
        ),
        "bank_notice_title": say("Our account never changes by e-mail.", "我们绝不会通过电子邮件更改账户。"),
        "bank_notice": say("Compare these details with the portal, or call the number you already have. Two of our people approved them (version 3, since 4 May 2026).", "付款前请在客户平台核对，或拨打您已有的电话确认。账户由我方两人批准（第 3 版，2026年5月4日起）。"),
        "second_bank_notice": say("我们绝不会通过电子邮件更改账户。付款前请在客户平台核对，或拨打您已有的电话确认。", ""),
        "clauses": tuple(c.Clause(title=say(a, b), second_title=say(b, a), text=say(x, y), second_text=say(y, x)) for a, b, x, y in clauses),
        "signatories": (
            c.Signatory(role="buyer", company="Nordlicht Leuchten GmbH", person="Anna Petersen"),
            c.Signatory(role="seller", company=say("Mingzhou Lighting Co., Ltd.", "中山市明舟照明有限公司"), person=say("Mei Wen", "文美")),
        ),
    }
    return c.Proforma(**{**told, **changes})  # type: ignore[arg-type]  # one dictionary for all fields


def evidence(language: str = "en", sha256: str = "9f" * 32) -> c.Evidence:
    """Return the evidence of Anna's signature."""
    say = speaker(language)
    at = datetime(2026, 9, 16, 10, 4, 31, tzinfo=HAMBURG)
    return c.Evidence(
        **head("SE-2026-0144", language),  # type: ignore[arg-type]  # one dictionary for all fields
        document_title=say("Proforma invoice", "形式发票"),
        document_number="PI-2026-0817",
        document_version=1,
        document_sha256=sha256,
        document_pages=2,
        signer_name="Anna Petersen",
        signer_title=say("Head of purchasing", "采购经理"),
        signer_company="Nordlicht Leuchten GmbH",
        signer_mail="a.petersen@nordlicht.example",
        ip_address="2001:db8:4711::12",
        user_agent="Mozilla/5.0 (Windows NT 10.0; Win64; x64; rv:143.0) Gecko/20100101 Firefox/143.0",
        method="drawn",
        consent_text=say(
            "I have read the document PI-2026-0817, version 1, and sign it for Nordlicht Leuchten GmbH. I agree to sign electronically and may sign on paper instead.",
            "本人已阅读文件 PI-2026-0817 第 1 版，并代表 Nordlicht Leuchten GmbH 签署。本人同意以电子方式签署，亦可选择纸质签署。",
        ),
        code_sent_to="a.petersen@nordlicht.example",
        code_sent_at=at - timedelta(minutes=3),
        code_confirmed_at=at - timedelta(minutes=1),
        signed_at=at,
        events=(
            c.EvidenceEvent(at=at - timedelta(hours=20), what=say("Document received", "文件送达"), detail="mx1.nordlicht.example"),
            c.EvidenceEvent(at=at - timedelta(minutes=9), what=say("Document opened in the portal", "在平台打开文件"), detail="2001:db8:4711::12"),
            c.EvidenceEvent(at=at - timedelta(minutes=3), what=say("One-time code sent", "发送验证码"), detail="a.petersen@nordlicht.example"),
            c.EvidenceEvent(at=at - timedelta(minutes=1), what=say("Code entered correctly", "验证码正确"), detail=say("first try", "一次通过")),
            c.EvidenceEvent(at=at, what=say("Signed", "签署"), detail=say("drawn by hand", "手写签名")),
        ),
        journal_hash="4be1" * 16,
        level_note=say(
            "A simple electronic signature with evidence; the document is sealed with the seller's certificate.",
            "带证据的普通电子签名；文件由卖方证书封印。",
        ),
    )


def receipt(language: str = "en") -> c.Receipt:
    """Return the receipt for the deposit."""
    say = speaker(language)
    paid = eur("11474.30")
    return c.Receipt(
        **head("RC-2026-0391", language),  # type: ignore[arg-type]  # one dictionary for all fields
        buyer=nordlicht(language),
        for_document="PI-2026-0817",
        currency="EUR",
        amount=amounts.figure(paid),
        in_words=amounts.in_words(paid, language),
        received_on=date(2026, 9, 22),
        payer="Nordlicht Leuchten GmbH",
        bank_reference="NTRF 20260922-88213",
        account="7550 0142 0088 216",
        allocations=(
            c.Sum(label=say("Deposit 30 % of PI-2026-0817", "PI-2026-0817 定金 30%"), amount="11,474.30"),
            c.Sum(label=say("Used in full, EUR", "合计 EUR"), amount="11,474.30", strong=True),
        ),
        outstanding=(
            c.Sum(label=say("Balance before shipment", "发货前余款"), amount="26,773.35"),
            c.Sum(label=say("Open, EUR", "尚欠 EUR"), amount="26,773.35", strong=True),
        ),
        note=say("Thank you. Procurement has started today.", "谢谢。采购已于今日开始。"),
    )


def credit_note(language: str = "en") -> c.CreditNote:
    """Return a credit for lamps that arrived broken."""
    say = speaker(language)
    total = eur("55.20")
    return c.CreditNote(
        **head("CN-2026-0012", language),  # type: ignore[arg-type]  # one dictionary for all fields
        buyer=nordlicht(language),
        for_document="CI-2026-0544",
        for_document_on=date(2026, 11, 5),
        reason=say("60 bulbs arrived broken (claim CL-2026-0031, approved on 4 January 2027)", "60 只球泡到货破损（索赔单 CL-2026-0031）"),
        currency="EUR",
        lines=(c.CreditLine(number=1, description=say("A60 bulb, MZ-A60-85-827", "A60 球泡 MZ-A60-85-827"), quantity="60", unit_price="0.9200", amount="55.20"),),
        sums=(c.Sum(label=say("Credit, EUR", "贷记金额 EUR"), amount="55.20", strong=True),),
        total="55.20",
        total_label=say("to your account", "记入贵方账户"),
        in_words=amounts.in_words(total, language),
        settlement=say("Set off against the next invoice, or paid back within 14 days: tell us which.", "抵扣下一张发票，或在14天内退款，请告知。"),
    )


def amendment(language: str = "en") -> c.Amendment:
    """Return a change of the same order: more bulbs, a warmer light, a week later."""
    say = speaker(language)
    total = eur("46120.40")
    bulb = say("Line 1 · A60 bulb MZ-A60-85-827", "第 1 行 · A60 球泡 MZ-A60-85-827")
    return c.Amendment(
        **head("AM-2026-0003", language),  # type: ignore[arg-type]  # one dictionary for all fields
        place=say("Amendment 1 to PI-2026-0817", "PI-2026-0817 第 1 号补充协议"),
        buyer=nordlicht(language),
        order="LO-2026-0817",
        for_document="PI-2026-0817",
        for_document_on=date(2026, 9, 15),
        sign_by=say("Fri 25 Sep 2026, 23:59 (Hamburg)", "2026年9月25日 周五 23:59（汉堡）"),
        sign_by_rule=say("Five working days after its day of issue, in the buyer's calendar (Hamburg).", "自签发日起五个工作日内（按买方所在地汉堡的日历）。"),
        reason=say("Two more shops open in November", "11月新增两家门店"),
        currency="EUR",
        changes=(
            c.ChangedValue(of=bulb, what=say("Quantity", "数量"), old="12,000", new="14,000"),
            c.ChangedValue(of=bulb, what=say("Colour temperature", "色温"), old="3000 K", new="2700 K"),
            c.ChangedValue(of=say("The order", "整单"), what=say("Arrival", "到货日期"), old=say("6 Dec 2026", "2026年12月6日"), new=say("13 Dec 2026", "2026年12月13日")),
            c.ChangedValue(of=say("The order", "整单"), what=say("Total", "总额"), old="43,667.65", new="46,120.40"),
        ),
        instalments=(
            c.AmendedInstalment(label=say("Deposit 30 %", "定金 30%"), old="13,100.30", new="13,100.30"),
            c.AmendedInstalment(label=say("Balance 70 %", "余款 70%"), old="30,567.35", new="33,020.10"),
        ),
        settlement=say("What is paid on the day of both signatures stays paid; only what is open then changes.", "双方签署之日已付的款项不变，仅调整届时未付的款项。"),
        total="46,120.40",
        total_label=say("new total", "新总额"),
        in_words=amounts.in_words(total, language),
        stays=say("Everything else of PI-2026-0817 stays as both sides signed it.", "PI-2026-0817 的其余内容保持双方签署时的约定不变。"),
        signatories=(
            c.Signatory(role="buyer", company="Nordlicht Leuchten GmbH", person=say("Anna Petersen", "Anna Petersen")),
            c.Signatory(role="seller", company=say("Mingzhou Lighting Co., Ltd.", "明舟照明有限公司"), person=""),
        ),
    )


def purchase_order(language: str = "en") -> c.PurchaseOrder:
    """Return an order for chips and drivers."""
    say = speaker(language)
    return c.PurchaseOrder(
        **head("PO-2026-0702", language),  # type: ignore[arg-type]  # one dictionary for all fields
        supplier=c.Party(name=say("Foshan Brightchip Opto Co., Ltd.", "佛山晶亮光电有限公司"), address=say("12 Keji Road, Nanhai, Foshan, China", "广东省佛山市南海区科技路12号"), contact=say("Wu Jian", "吴健")),
        deliver_to=c.Party(name=say("Mingzhou Lighting, incoming store", "明舟照明来料仓"), address=say("Gate 3, 88 Dengdu Road, Guzhen, Zhongshan", "中山市古镇镇灯都路88号3号门")),
        currency="CNY",
        delivery_term=say("DAP Guzhen", "送货至古镇"),
        payment_term=say("30 days after receipt", "收货后30天"),
        for_job="J-2026-0311",
        lines=(
            c.MaterialLine(number=1, code="CHIP-2835-27-80", description=say("LED chip 2835, 2700 K", "LED 芯片 2835 2700 K"), second_description=say("LED 芯片", "LED chip"), specification="0.5 W · Ra ≥ 80 · Vf 2.9–3.1 V · bin 5B", quantity="84,000", unit=say("pcs", "只"), unit_price="0.0420", amount="3,528.00", due_on=date(2026, 10, 8)),
            c.MaterialLine(number=2, code="DRV-85-220", description=say("Driver 8.5 W, linear", "驱动 8.5 W 线性"), specification="220–240 V · PF ≥ 0.5 · PstLM ≤ 1.0", quantity="6,060", unit=say("pcs", "只"), unit_price="1.3500", amount="8,181.00", due_on=date(2026, 10, 10)),
            c.MaterialLine(number=3, code="TIM-A1", description=say("Thermal paste", "导热硅脂"), quantity="12.5", unit="kg", unit_price="86.0000", amount="1,075.00", due_on=date(2026, 10, 8)),
        ),
        sums=(c.Sum(label=say("Materials", "材料"), amount="12,784.00"), c.Sum(label=say("VAT 13 %", "增值税 13%"), amount="1,661.92"), c.Sum(label=say("Total, CNY", "合计 CNY"), amount="14,445.92", strong=True)),
        total="14,445.92",
        total_label=say("incl. 13 % VAT", "含13%增值税"),
        in_words=amounts.in_words(Money.of("14445.92", "CNY"), language),
        required_papers=(
            say("Certificate of conformity (RoHS, REACH) for each lot, valid on the day of delivery", "每批次有效的符合性证书（RoHS、REACH）"),
            say("Test report of the lot: flux, chromaticity, forward voltage, 20 pieces", "批次检测报告：光通量、色度、正向电压，20 只"),
        ),
        clauses=(c.Clause(title=say("Release", "放行"), text=say("Lots without certificate and accepted test report are not released and not paid.", "无证书及合格检测报告的批次不予放行、不予付款。")),),
        signatories=(c.Signatory(role="seller", company=say("Mingzhou Lighting Co., Ltd.", "中山市明舟照明有限公司"), person=say("Liu Yang", "刘洋")),),
    )


def measured_points() -> list[tuple[float, float]]:
    """Return sixty measured lamps around 2700 K, one of them outside the box."""
    chance = Random(7)
    return [(chance.gauss(0.4578, 0.0022), chance.gauss(0.4101, 0.0018)) for _ in range(59)] + [(0.4768, 0.4030)]


BOX_2700 = ((0.4813, 0.4319), (0.4562, 0.4260), (0.4373, 0.3893), (0.4593, 0.3944))  # ANSI C78.377


def ring(centre: tuple[float, float], radius: float) -> list[tuple[float, float]]:
    """Return an ellipse that looks like one of MacAdam's."""
    turn = math.radians(53)
    points = []
    for step in range(72):
        angle = math.radians(step * 5)
        a, b = math.cos(angle) * radius, math.sin(angle) * radius * 0.5
        points.append((centre[0] + a * math.cos(turn) - b * math.sin(turn), centre[1] + a * math.sin(turn) + b * math.cos(turn)))
    return points


def chromaticity() -> str:
    """Return the plot of the sample lamps."""
    centre = (0.4578, 0.4101)
    return plots.chromaticity_svg(box=BOX_2700, points=measured_points(), target=centre, steps={3: ring(centre, 0.0081), 5: ring(centre, 0.0135)})


def photo(words: str) -> c.Photo:
    """Return a small picture of a scratched lamp."""
    picture = Image.new("RGB", (480, 320), "#C9CED6")
    pen = ImageDraw.Draw(picture)
    pen.ellipse((130, 40, 350, 260), fill="#F4F1E6", outline="#7C8798", width=4)
    pen.line((200, 90, 290, 190), fill="#B42318", width=3)
    out = io.BytesIO()
    picture.save(out, "JPEG", quality=80)
    return c.Photo(caption=words, data=out.getvalue())


def defect_photo(number: int, piece: str, language: str) -> c.DefectPhoto:
    """Return a photo of a scratch with everything that the report says of it."""
    say = speaker(language)
    title = say("M04 scratch", "M04 划伤")
    return c.DefectPhoto(
        number=number, title=title, severity=say("Major", "主要缺陷"), zone=say("A (visible in use)", "A（使用时可见）"),
        piece=piece, words=say("beside the cap", "灯头旁"), photo=photo(title),
    )  # fmt: skip


def inspection_report(language: str = "en", *, accepted: bool = True) -> c.InspectionReport:
    """Return the report of one batch of bulbs."""
    say = speaker(language)
    hours = [(float(h), 806 * (1 - 0.004 * (1 - math.exp(-h / 6))) - h * 0.04) for h in range(25)]
    return c.InspectionReport(
        **head("IR-2026-0260", language),  # type: ignore[arg-type]  # one dictionary for all fields
        buyer=nordlicht(language),
        order="LO-2026-0817",
        proforma="PI-2026-0817",
        batch="B-2026-0455",
        product=say("A60 bulb", "A60 球泡"),
        second_product=say("A60 球泡", "A60 bulb"),
        model="MZ-A60-85-827",
        specification="8.5 W · E27 · 2700 K · Ra 80 · 806 lm · 3 SDCM",
        golden_sample="GS-2026-044",
        quantity=600,
        inspected_on=(date(2026, 10, 27), date(2026, 10, 28)),
        place=say("Guzhen, line 2", "古镇，2号线"),
        inspectors=(say("Lin Mei", "林梅"), say("He Tao", "何涛")),
        instruments=(
            c.Instrument(name=say("Integrating sphere 0.5 m", "积分球 0.5 m"), serial="IS-0051", calibrated_until=date(2027, 3, 31)),
            c.Instrument(name=say("Power meter", "功率计"), serial="PF-9811", calibrated_until=date(2027, 1, 15)),
        ),
        draw=c.Draw(
            rule=say("10 % of the batch, at random", "每批随机抽取 10%"),
            drawn=60,
            of=600,
            algorithm="HMAC-SHA-256 (secret, serial), 60 smallest",
            secret_hash="b1946ac92492d2347c6235b4d2611184d4a3f0c1b2e97c55aa10f1d7e2c90b4e",
            secret="0f5a3c9e77d24b18a6c04e12bb90d3f1" if accepted else "",
            units=tuple(f"{n:04d}" for n in sorted(Random(3).sample(range(1, 601), 60))),
            drawn_at=datetime(2026, 10, 27, 9, 12, tzinfo=FACTORY),
        ),
        results=(
            c.ResultRow(name=say("Luminous flux", "光通量"), unit="lm", lower_limit="725.4", upper_limit="", minimum="781.2", mean="809.6", maximum="833.0", deviation="10.41", tested=60, failed=0),
            c.ResultRow(name=say("Colour temperature", "色温"), unit="K", lower_limit="2,580", upper_limit="2,870", minimum="2,671", mean="2,718", maximum="2,764", deviation="19.20", tested=60, failed=0),
            c.ResultRow(name=say("Colour difference", "色容差"), unit="SDCM", lower_limit="", upper_limit="3", minimum="0.3", mean="1.2", maximum="2.6" if accepted else "5.8", deviation="0.61", tested=60, failed=0 if accepted else 1),
            c.ResultRow(name=say("Colour rendering Ra", "显色指数 Ra"), unit="", lower_limit="80", upper_limit="", minimum="81.4", mean="82.6", maximum="83.9", deviation="0.52", tested=60, failed=0),
            c.ResultRow(name=say("Power", "功率"), unit="W", lower_limit="", upper_limit="9.35", minimum="8.31", mean="8.47", maximum="8.66", deviation="0.08", tested=60, failed=0),
        ),
        sampling_rule=say("no failure in 60 (Ac 0, Re 1)", "60 件中不允许失效（Ac 0，Re 1）"),
        stability=(c.Fact(label=say("Flux after 24 h", "24 小时后光通量"), text="99.5 %"), c.Fact(label=say("Colour shift", "色漂移"), text="Δu′v′ 0.0006")),
        stability_svg=plots.curve_svg(hours, x_label="h", y_label="lm", lower=782.0),
        chromaticity_svg=chromaticity(),
        chromaticity_text=say("60 lamps in the ANSI box of 2700 K; curves: 3 and 5 steps; × is outside.", "60 只灯位于 ANSI 2700 K 方框；曲线为 3 阶与 5 阶；× 表示框外。"),
        appearance=(
            c.DefectClass(name=say("Critical", "致命"), found=0, accept=0, reject=1, examples="", passed=True),
            c.DefectClass(name=say("Major", "严重"), found=2, accept=5, reject=6, examples=say("scratch on the bulb 2", "灯泡划痕 2"), passed=True),
            c.DefectClass(name=say("Minor", "轻微"), found=6, accept=10, reject=11, examples=say("print off centre 4, dust 2", "印刷偏位 4，灰尘 2"), passed=True),
        ),
        inspected_pieces=600,
        good_pieces=592,
        reworked_pieces=6,
        rejected_pieces=2,
        photos=(
            defect_photo(1, "217", language),
            defect_photo(2, "391", language),
            c.DefectPhoto(number=3, title="M05", severity=say("Major", "主要缺陷"), problem=say("This picture is damaged.", "图片已损坏。")),
        ),
        photos_left_out=2,
        packing_checks=(c.Fact(label=say("Carton drop", "跌落试验"), text=say("10 drops from 80 cm, no damage (ISTA 1A)", "80 cm 10 次无损坏（ISTA 1A）")), c.Fact(label=say("Bar codes", "条码"), text=say("12 of 12 read", "12/12 可读"))),
        deviations=(say("none", "无"),),
        accepted=accepted,
        verdict=say("The batch meets the agreed data.", "本批符合约定参数。") if accepted else say("One lamp of 60 is outside the agreed box; the batch is stopped.", "60 只中 1 只超出约定色区，本批停止。"),
        signatories=(c.Signatory(role="seller", company=say("Mingzhou Lighting Co., Ltd.", "中山市明舟照明有限公司"), person=say("Lin Mei", "林梅")),),
    )


def shipping_head(number: str, language: str, second: str = "") -> dict[str, object]:
    """Return the common head of the papers that travel with the goods."""
    say = speaker(language)
    return {
        **head(number, language, second=second),
        "buyer": nordlicht(language),
        "consignee": c.Party(name="Nordlicht Logistik GmbH", address="Halskestraße 8, 22113 Hamburg, Germany"),
        "references": (
            c.Fact(label=say("Invoice", "发票"), text="CI-2026-0544"),
            c.Fact(label=say("Proforma", "形式发票"), text="PI-2026-0817"),
            c.Fact(label=say("Your order", "贵方订单"), text="NL-PO-4711"),
        ),
        "transport": (
            c.Fact(label=say("Vessel", "船名"), text="EVER FORWARD 0142W"),
            c.Fact(label=say("From, to", "起运港/目的港"), text=say("Yantian to Hamburg", "盐田至汉堡")),
            c.Fact(label=say("Container, seal", "箱号/封号"), text="MSKU 907032 3, CN 442118"),
        ),
        "incoterm": say("CIP Hamburg, Incoterms 2020", "CIP 汉堡，Incoterms 2020"),
        "marks": ("NORDLICHT", "NL-PO-4711", "HAMBURG", "C/NO. 1–378"),
    }


def packing_list(language: str = "en", count: int = len(GOODS)) -> c.PackingList:
    """Return the packing list of the shipment."""
    say = speaker(language)
    lines, first = [], 1
    for index in range(count):
        en, zh, model, _, item, _, pieces, _, cartons, volume = GOODS[index % len(GOODS)]
        lines.append(
            c.CartonLine(cartons=f"{first}–{first + cartons - 1}", title=say(en, zh), second_title=say(zh, en), model=model, buyer_item=item, pieces_per_carton=pieces // cartons, carton_count=cartons, pieces=pieces, net_kg=f"{cartons * 5.5:,.1f}", gross_kg=f"{cartons * 6.4:,.1f}", size_mm="540 × 360 × 340", volume_m3=volume, batch="B-2026-0455", sscc="(00) 3 6901234 00000001 7")
        )
        first += cartons
    boxes = first - 1
    return c.PackingList(
        **shipping_head("PL-2026-0544", language),  # type: ignore[arg-type]  # one dictionary for all fields
        lines=tuple(lines),
        totals=c.PackTotals(cartons=boxes, pieces=sum(line.pieces for line in lines), net_kg=f"{boxes * 5.5:,.1f}", gross_kg=f"{boxes * 6.4:,.1f}", volume_m3="24.47", pallets=say("10, ISPM 15", "10 个，ISPM 15")),
        signatories=(c.Signatory(role="seller", company=say("Mingzhou Lighting Co., Ltd.", "中山市明舟照明有限公司"), person=""),),
    )


def commercial_invoice(language: str = "en", count: int = len(GOODS)) -> c.CommercialInvoice:
    """Return the commercial invoice of the shipment."""
    say = speaker(language)
    offer = proforma(language, count)
    lines = [
        c.InvoiceLine(number=line.number, description=say("LED lamp, ", "LED 灯，") + line.title, model=line.model, hs_code=line.hs_code, origin="CN", pieces=line.pieces, unit_price=line.unit_price, amount=line.amount)
        for line in offer.lines
    ]
    lines.append(
        c.InvoiceLine(number=count + 1, description=say("LED lamps, spare", "LED 灯，备件"), model="MZ-A60-85-827", hs_code="8539.52", origin="CN", pieces=60, unit_price="0.0000", amount="0.00", note=say("Free of charge. Value for customs purposes only: EUR 55.20", "免费。仅供报关价值：EUR 55.20"))
    )
    return c.CommercialInvoice(
        **shipping_head("CI-2026-0544", language),  # type: ignore[arg-type]  # one dictionary for all fields
        currency="EUR",
        payment_term=say("30 % deposit, 70 % before shipment", "30% 定金，发货前 70%"),
        lines=tuple(lines),
        sums=offer.sums[:-2],
        total=offer.total,
        total_label=offer.total_label,
        in_words=offer.in_words,
        pieces=offer.pieces + 60,
        cartons=offer.cartons or 0,
        net_kg="2,079.0",
        gross_kg="2,419.2",
        origin_statement=say("We declare that the goods are of Chinese origin (made in China).", "兹声明所列货物原产地为中国。"),
        bank=offer.bank,
        bank_notice_title=offer.bank_notice_title,
        bank_notice=offer.bank_notice,
        signatories=(c.Signatory(role="seller", company=say("Mingzhou Lighting Co., Ltd.", "中山市明舟照明有限公司"), person=say("Zhou Ning", "周宁")),),
    )


def shipping_plan(language: str = "en") -> c.ShippingPlan:
    """Return the plan that the buyer confirms."""
    say = speaker(language)
    return c.ShippingPlan(
        **head("SP-2026-0307", language, version=1),  # type: ignore[arg-type]  # one dictionary for all fields
        buyer=nordlicht(language),
        order="LO-2026-0817",
        way=say("Sea, 1 × 20GP", "海运，1 × 20GP"),
        incoterm=say("CIP Hamburg, Incoterms 2020", "CIP 汉堡，Incoterms 2020"),
        route=(
            c.Fact(label=say("Port of loading", "装运港"), text=say("Yantian, China (CNYTN)", "中国盐田（CNYTN）")),
            c.Fact(label=say("Port of discharge", "卸货港"), text=say("Hamburg, Germany (DEHAM)", "德国汉堡（DEHAM）")),
            c.Fact(label=say("Vessel", "船名"), text=say("to be named by 30 October", "10月30日前通知")),
        ),
        packing=(
            c.Fact(label=say("Cartons", "箱数"), text=say("378 on 10 pallets", "378 箱，10 托")),
            c.Fact(label=say("Weight", "重量"), text="2,419.2 kg"),
            c.Fact(label=say("Volume", "体积"), text="24.47 m³"),
        ),
        marks=("NORDLICHT", "NL-PO-4711", "HAMBURG", "C/NO. 1–378"),
        plan=delivery_plan(language, say("Sea", "海运"), 44),
        days_off=DAYS_OFF,
        insurance=(c.Fact(label=say("Cover", "险别"), text=say("all risks (A), 110 %, EUR 42,072", "一切险，110%，EUR 42,072")), c.Fact(label=say("Premium", "保费"), text=say("EUR 72.05, in the price", "EUR 72.05，已含"))),
        currency="EUR",
        sums=(c.Sum(label=say("Freight", "运费"), amount="2,140.00"), c.Sum(label=say("Insurance", "保险费"), amount="72.05"), c.Sum(label=say("In the price", "已含在价格中"), amount="2,212.05", strong=True)),
        confirm_by=say("Mon 26 Oct 2026, 23:59 (Hamburg)", "2026年10月26日 23:59（汉堡）"),
        how_to_confirm=say("One click in the portal, or answer the mail with “confirmed”. Nothing leaves our factory before you confirm.", "请在平台一键确认，或回复邮件“确认”。未经确认，我们不会发货。"),
    )


def claim_decision(language: str = "en", outcome: str = "approved") -> c.ClaimDecision:
    """Return the decision about twelve lamps that failed."""
    say = speaker(language)
    yes = outcome != "refused"
    return c.ClaimDecision(
        **head("CD-2026-0031", language),  # type: ignore[arg-type]  # one dictionary for all fields
        buyer=nordlicht(language),
        claim="CL-2026-0031",
        order="LO-2026-0817",
        product=say("GU10 spot", "GU10 射灯"),
        model="MZ-GU10-50-930D",
        pieces=12,
        serials="B-2026-0461: 0102–0113",
        reported_on=date(2027, 2, 8),
        failure=say("Twelve lamps flicker when dimmed below 20 %", "12 只灯在调光至 20% 以下时闪烁"),
        test_report=say("TR-0188 of Nordlicht's laboratory, 5 February 2027: PstLM 1.7 at 15 %", "Nordlicht 实验室 TR-0188，2027年2月5日：15% 时 PstLM 1.7"),
        warranty=(c.Fact(label=say("Delivered", "交货"), text=say("22 December 2026", "2026年12月22日")), c.Fact(label=say("Ends", "到期"), text=say("22 December 2029 (36 months)", "2029年12月22日（36个月）"))),
        outcome=outcome,
        decision=say("Twelve new lamps, free of charge, by air.", "免费空运补发 12 只新灯。") if yes else say("The lamps were used outside their data.", "灯具使用超出规格。"),
        reasons=(
            say("The claim came within the warranty.", "索赔在质保期内。"),
            say("The test report shows PstLM above the agreed 1.0.", "检测报告显示 PstLM 超过约定的 1.0。"),
        ),
        remedies=(c.Fact(label=say("Replacement", "补货"), text=say("order LO-2027-0102, 12 pieces, 0.00", "订单 LO-2027-0102，12 件，0.00")),) if yes else (),
        next_steps=(say("We ship by 19 February 2027 and send you the tracking link.", "我们于2027年2月19日前发货并提供跟踪链接。"), say("Please keep two failed lamps for us; we pay for their return.", "请为我们保留 2 只故障灯，运费由我方承担。")),
        contact=say("Sara Li, support@mingzhou-lighting.example", "李莎，support@mingzhou-lighting.example"),
    )


def datasheet(language: str = "en") -> c.Datasheet:
    """Return the data sheet of a PAR30 spot."""
    say = speaker(language)
    beam = [(float(a), 2450 * math.exp(-((a / 19) ** 2) * math.log(2))) for a in range(0, 91, 2)]
    wide = [(float(a), 2380 * math.exp(-((a / 20.5) ** 2) * math.log(2))) for a in range(0, 91, 2)]

    def row(en: str, zh: str, value: str, unit: str = "", condition: str = "") -> c.Parameter:
        return c.Parameter(name=say(en, zh), value=value, unit=unit, condition=condition)

    return c.Datasheet(
        **head("DS-MZ-P30-120-930", language, version=3),  # type: ignore[arg-type]  # one dictionary for all fields
        product=say("PAR30 spot 12 W", "PAR30 射灯 12 W"),
        second_product=say("PAR30 射灯", "PAR30 spot"),
        model="MZ-P30-120-930",
        family=say("Spots", "射灯"),
        summary=say("Accent lamp for shops: 1,050 lm in a 38° beam, colours true to life (Ra 90), for E27 sockets.", "商业重点照明：38° 光束 1,050 lm，显色逼真（Ra 90），适配 E27 灯头。"),
        highlights=(
            c.Fact(label=say("Luminous flux", "光通量"), text="1,050 lm"),
            c.Fact(label=say("Power", "功率"), text="12 W"),
            c.Fact(label=say("Colour", "色温"), text="3000 K"),
            c.Fact(label=say("Beam", "光束角"), text="38°"),
        ),
        groups=(
            c.ParameterGroup(title=say("Light", "光"), parameters=(row("Luminous flux", "光通量", "1,050", "lm", "±10 %, 25 °C"), row("Colour temperature", "色温", "3,000", "K", "ANSI C78.377"), row("Colour rendering", "显色指数", "≥ 90", "Ra"), row("Beam angle (half peak)", "光束角", "38", "°", "±2°"), row("Peak intensity", "峰值光强", "2,570", "cd"))),
            c.ParameterGroup(title=say("Electrical", "电气"), parameters=(row("Rated power", "额定功率", "12", "W", "±10 %"), row("Voltage", "电压", "220–240", "V", "50/60 Hz"), row("Power factor", "功率因数", "≥ 0.9"), row("Flicker PstLM", "频闪 PstLM", "≤ 1.0"))),
            c.ParameterGroup(title=say("Mechanical and life", "机械与寿命"), parameters=(row("Lamp cap", "灯头", "E27"), row("Diameter × length", "直径 × 长度", "95 × 91", "mm"), row("Life L70B50", "寿命 L70B50", "25,000", "h", "25 °C"), row("Energy class", "能效等级", "F", "", "EU 2019/2015"))),
        ),
        light_distribution_svg=plots.polar_svg({"C0–C180": beam, "C90–C270": wide}),
        light_distribution_text=say("Half of the peak at 19° from the axis (C0–C180).", "C0–C180 平面半峰值角 19°。"),
        chromaticity_svg=plots.chromaticity_svg(box=((0.4562, 0.4260), (0.4299, 0.4165), (0.4147, 0.3814), (0.4373, 0.3893)), points=[], target=(0.4339, 0.4033), steps={3: ring((0.4339, 0.4033), 0.0083)}),
        chromaticity_text=say("ANSI C78.377 box of 3000 K; curve: 3 steps.", "ANSI C78.377 3000 K 方框；曲线为 3 阶。"),
        approvals=(c.Fact(label="CE, RoHS", text=say("declared", "已声明")), c.Fact(label="ENEC", text="EN 62560")),
        packing=(c.Fact(label=say("Carton", "外箱"), text=say("24 pieces, 8.4 kg, 0.064 m³", "24 只，8.4 kg，0.064 m³")),),
        notes=(say("Not for closed luminaires without a thermal test.", "未经热测试不得用于封闭灯具。"),),
    )


SAMPLES: dict[str, Callable[[str], c.Paper]] = {
    "quotation": quotation,
    "datasheet": datasheet,
    "proforma": proforma,
    "amendment": amendment,
    "evidence": evidence,
    "receipt": receipt,
    "credit_note": credit_note,
    "purchase_order": purchase_order,
    "inspection_report": inspection_report,
    "packing_list": packing_list,
    "commercial_invoice": commercial_invoice,
    "shipping_plan": shipping_plan,
    "claim_decision": claim_decision,
}


def bilingual(paper: c.Proforma) -> c.Proforma:
    """Return the proforma with Chinese beside English."""
    return replace(paper, second_language="zh")
