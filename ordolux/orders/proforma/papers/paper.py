"""The proforma invoice as its paper states it, made from the snapshot alone: the same snapshot gives the same bytes."""

from collections.abc import Callable
from datetime import date
from decimal import Decimal
from typing import Any
from zoneinfo import ZoneInfo

from ordolux.foundation import papers
from ordolux.foundation.papers import contracts as c
from ordolux.inquiries.quotation.papers.paper import specification, verify_of
from ordolux.inquiries.quotation.papers.words import BLOCKS, WAYS, word
from ordolux.orders.proforma.clauses import CLAUSES
from ordolux.orders.proforma.models import Proforma, day_of_issue
from ordolux.rules.money import Money, sum_of
from ordolux.rules.terms import payment_term

INSTALMENTS = {
    "deposit": ("Deposit {percent} %", "定金 {percent}%", "by T/T; starts procurement and production",
                "T/T 支付；到账后开始采购与生产"),
    "balance": ("Balance {percent} %", "余款 {percent}%", "by T/T, as the payment term says", "T/T 支付，按付款条件"),
    "full": ("Full amount", "全款", "by T/T in advance", "T/T 预付"),
    "further": ("Further payment", "补充款", "by T/T, seven days after both signed", "T/T 支付，双方签署后七天内"),
}  # fmt: skip
# how the balance is paid where it is not by transfer
BALANCE_BY = {
    "LC_SIGHT": ("by irrevocable letter of credit at sight (UCP 600)", "凭不可撤销即期信用证（UCP 600）"),
    "LC_USANCE": ("by irrevocable letter of credit, {days} days after the date of the transport document (UCP 600)",
                  "凭不可撤销远期信用证，运输单据日后 {days} 天（UCP 600）"),
    "MIX": ("by irrevocable letter of credit at sight (UCP 600)", "凭不可撤销即期信用证（UCP 600）"),
    "DP": ("documents against payment through the banks (URC 522)", "银行付款交单（URC 522）"),
    "DA": ("documents against acceptance, {days} days after the date of the transport document (URC 522)",
           "银行承兑交单，运输单据日后 {days} 天（URC 522）"),
    "OA": ("by T/T, {days} days after the date of the transport document", "T/T 支付，运输单据日后 {days} 天"),
}  # fmt: skip
Say = Callable[[str, str], str]


def speaker(language: str) -> Say:
    """A function that picks the English or the Chinese words."""
    chinese = language.startswith("zh")
    return lambda english, other: other if chinese else english


def money_of(told: dict[str, str]) -> Money:
    """Money out of a snapshot."""
    return Money(Decimal(told["amount"]), told["currency"])


def seller_of(told: dict[str, Any], language: str) -> c.Party:
    """The seller as a snapshot states him."""
    zh = language.startswith("zh")
    return c.Party(
        name=told["name_zh"] if zh and told["name_zh"] else told["name"],
        second_name=told["name"] if zh else told["name_zh"], address=told["address"], phone=told["phone"],
        mail=told["email"], identifiers=told["tax_number"],
    )  # fmt: skip


def sums_of(proforma: Proforma, language: str = "") -> list[tuple[str, Money]]:
    """What makes the total: goods, fees, blocks of the Incoterms rule, insurance, less sample fees that come back; it adds up
    to the cent."""
    told, spoken = proforma.snapshot, language or proforma.language
    say = speaker(spoken)
    total, goods, insured = (money_of(told[name]) for name in ("total", "goods", "insurance"))
    blocks = [(_block(block, spoken), money_of(block["amount"])) for block in told["blocks"]]
    rows = [(say("Goods", "货款"), goods), *((label, amount) for label, amount in blocks if amount.amount)]
    if insured.amount and told["insured"]:
        rows.append((say("Cargo insurance", "货物保险"), insured))
    rows += credits_of(told, say)
    rest = total - sum_of([amount for _, amount in rows], total.currency)
    if rest.amount:
        rows.append((say("Difference of the chosen transport", "所选运输方式差额"), rest))
    return rows


def credits_of(told: dict[str, Any], say: Say) -> list[tuple[str, Money]]:
    """The sample fees that come off, each as a row below zero; a snapshot of before there were any has none."""
    return [
        (
            say(f"Fee of samples {each['sample']}, credited", f"样品费抵扣（{each['sample']}）"),
            -money_of(each["amount"]),
        )
        for each in told.get("credits", ())
    ]


def proforma_paper(proforma: Proforma) -> c.Proforma:
    """Everything that the paper prints; it needs no statement."""
    told, language = proforma.snapshot, proforma.language
    say = speaker(language)
    total = money_of(told["total"])
    buyer = told["buyer"]
    place = ZoneInfo(buyer["zone"]).key.split("/")[-1].replace("_", " ")
    sums = [c.Sum(label=label, amount=papers.figure(amount)) for label, amount in sums_of(proforma, language)]
    sums.append(c.Sum(label=say("Total", "总额"), amount=papers.figure(total), strong=True))
    mode = word(WAYS, told["mode"], language)
    return c.Proforma(
        number=proforma.number,
        version=proforma.revision,
        issued_on=day_of_issue(told, proforma.issued_at),
        seller=seller_of(told["seller"], language),
        verify=verify_of(proforma.code),
        buyer=c.Party(
            name=buyer["name"],
            address=buyer["address"] or buyer["country"],
            contact=buyer["contact"],
            mail=buyer["email"],
            identifiers=buyer["tax_number"],
        ),
        order=told["order"],
        quotation=say(
            f"{told['quotation']}, revision {told['quotation_revision']}",
            f"{told['quotation']} 第 {told['quotation_revision']} 版",
        ),
        sign_by=say("three working days after receipt", "收到后三个工作日内"),
        sign_by_rule=say(
            f"Three working days after receipt, counted in the buyer's zone ({place}) and calendar ({buyer['calendar']}); "
            "the day of receipt does not count. Receipt is the first of: accepted by the buyer's mail server, opened in the "
            "portal.",
            f"自收到之日起三个工作日内，按买方所在地（{place}）时区及其日历（{buyer['calendar']}）计算，收到当日不计。"
            "收到以买方邮件服务器接收或在平台打开两者中较早者为准。",
        ),
        currency=total.currency,
        incoterm=f"{told['incoterm']} {told['place']}, Incoterms 2020",
        lines=tuple(
            c.GoodsLine(
                number=line["position"],
                title=(line["description_zh"] or line["description"])
                if language == "zh"
                else line["description"],
                model=line["model"],
                specification=specification(line["values"], language),
                pieces=line["pieces"],
                unit_price=papers.price(money_of(line["unit_price"])),
                amount=papers.figure(money_of(line["amount"])),
                hs_code=line["hs_code"],
                origin=say("China", "中国"),
                cartons=line["cartons"],
                volume_m3=str(line["volume_m3"]),
            )
            for line in told["lines"]
        ),
        sums=tuple(sums),
        total=papers.figure(total),
        total_label=say("Total", "总额") + f" {told['incoterm']} {told['place']}",
        in_words=papers.in_words(total, language),
        pieces=told["pieces"],
        cartons=told["cartons"],
        weight_kg=papers.grouped(told["gross_kg"]),
        volume_m3=str(told["volume_m3"]),
        delivery=(
            c.Fact(
                label=say("Transport", "运输"),
                text=mode + (say(", insured", "，已投保") if told["insured"] else ""),
            ),
            c.Fact(
                label=say("Delivery time", "交货期"),
                text=_delivery_time(told, language, say),
            ),
            c.Fact(label=say("Partial shipment", "分批装运"), text=say("allowed by batch", "允许按批次分运")),
        ),
        instalments=tuple(_instalment(part, say, told["payment_term"]) for part in told["instalments"]),
        bank=_bank(told["bank"], proforma.number, say),
        bank_notice_title=say("Our account never changes by e-mail.", "我们绝不会通过电子邮件更改账户。"),
        bank_notice=say(
            "Compare these details with the portal, or call the number that you already have. Two of our people approved them.",
            "付款前请在客户平台核对，或拨打您已有的电话确认。账户由我方两人批准。",
        ),
        clauses=tuple(
            c.Clause(title=say(x.title, x.title_zh), text=say(x.text, x.text_zh))
            for x in CLAUSES[told["clauses"]]
        ),
        signatories=(
            c.Signatory(role="buyer", company=buyer["name"], person=buyer["contact"]),
            c.Signatory(role="seller", company=told["seller"]["name"], person=""),
        ),
    )


def _delivery_time(told: dict[str, Any], language: str, say: Say) -> str:
    """From what event the days run: as the payment term opens production."""
    days, day = (
        told["delivery_days"],
        papers.day_text(date.fromisoformat(told["promised_on"]), language),
    )
    term = payment_term(told["payment_term"])
    if term.needs_letter:
        return say(
            f"{days} days from the day on which the letter of credit is in force and fits; if that is as planned: {day}",
            f"信用证生效且相符后 {days} 天；如按计划生效：{day}",
        )
    if term.needs_limit:
        return say(
            f"{days} days from the signature of both sides within the credit limit; if that is as planned: {day}",
            f"双方签署且在信用额度内之日起 {days} 天；如按计划：{day}",
        )
    return say(
        f"{days} days from the credit of the first payment; if it is credited as planned: {day}",
        f"首笔款到账后 {days} 天；如按计划到账：{day}",
    )


def _instalment(part: dict[str, Any], say: Say, term: str) -> c.Instalment:
    en, zh, due, due_zh = INSTALMENTS[part["name"]]
    if part["name"] == "balance" and term in BALANCE_BY:
        days = payment_term(term).days_after
        due, due_zh = (words.format(days=days) for words in BALANCE_BY[term])
    percent = f"{Decimal(part['percent']).normalize():f}"
    return c.Instalment(
        label=say(en.format(percent=percent), zh.format(percent=percent)), amount=papers.figure(money_of(part["due"])),
        due=say(due, due_zh),
    )  # fmt: skip


def _bank(bank: dict[str, str], reference: str, say: Say) -> tuple[c.Fact, ...]:
    rows = (
        (say("Beneficiary", "收款人"), bank["beneficiary"]), (say("Bank", "银行"), bank["bank_name"]),
        (say("Bank's address", "银行地址"), bank["bank_address"]), ("BIC", bank["bic"]),
        (say("Account", "账号") + f", {bank['currency']}", bank["account_number"]),
        (say("Reference", "附言"), reference), (say("Charges", "费用"), "OUR"),
    )  # fmt: skip
    return tuple(c.Fact(label=label, text=text) for label, text in rows if text)


def _block(block: dict[str, str], language: str) -> str:
    """The name of a fee or a block of the Incoterms rule."""
    if block["name"] in BLOCKS:
        return word(BLOCKS, block["name"], language)
    return block["name_zh"] or block["name"] if language == "zh" else block["name"]
