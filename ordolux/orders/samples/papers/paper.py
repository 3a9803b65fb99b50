"""The pro forma of samples as its paper states it, made from the snapshot alone."""

from datetime import date
from decimal import Decimal
from typing import Any

from ordolux.foundation import papers
from ordolux.foundation.papers import contracts as c
from ordolux.inquiries.quotation.papers.paper import specification, verify_of
from ordolux.orders.proforma.papers.paper import Say, money_of, seller_of, speaker
from ordolux.orders.samples.models import CourierTerms, SampleOrder
from ordolux.rules.money import line_total


def sample_paper(sample: SampleOrder) -> c.SampleProforma:
    """Everything that the paper prints; it needs no statement."""
    told, language = sample.snapshot, sample.language
    say = speaker(language)
    value, fee, courier, total = (
        money_of(told[name]) for name in ("value", "fee", "courier_charge", "total")
    )
    buyer = told["buyer"]
    lines = tuple(_line(line, language, say) for line in told["lines"])
    net = sum((Decimal(line["net_kg"]) * line["pieces"] for line in told["lines"]), Decimal(0))
    sums = [c.Sum(label=say("Fee for the samples", "样品费"), amount=papers.figure(fee))]
    if courier.amount:
        sums.append(c.Sum(label=say("Courier", "快递费"), amount=papers.figure(courier)))
    sums.append(c.Sum(label=say("To be paid", "应付金额"), amount=papers.figure(total), strong=True))
    return c.SampleProforma(
        number=sample.number,
        version=1,
        issued_on=date.fromisoformat(told["issued_on"]),
        seller=seller_of(told["seller"], language),
        verify=verify_of(sample.code),
        buyer=c.Party(name=buyer["name"], address=buyer["address"] or buyer["country"], contact=buyer["contact"],
                      mail=buyer["email"], identifiers=buyer["tax_number"]),
        deliver_to=c.Party(name=buyer["name"], address=f"{told['deliver_to']}\n{told['country']}"),
        quotation=told["quotation"],
        currency=value.currency,
        lines=lines,
        pieces=sum(line.pieces for line in lines),
        net_kg=f"{net.quantize(Decimal('0.001'))}",
        value=papers.figure(value),
        value_label=say("Value for customs", "海关申报价值"),
        value_in_words=papers.in_words(value, language),
        customs_statement=say(
            "Samples for approval, not for sale. The value above is their real value and is stated for customs. "
            "Origin: made in China.",
            "样品仅供确认，非卖品。以上为货物真实价值，供海关申报使用。原产地：中国。",
        ),
        sums=tuple(sums),
        total=papers.figure(total),
        total_label=say("before the samples leave", "发样前支付") if total.amount else say("nothing to pay", "无需付款"),
        terms=tuple(_terms(told, say)),
        bank=_bank(told["bank"], sample.number, say),
        bank_notice_title=say("Our account never changes by e-mail.", "我们绝不会通过电子邮件更改账户。"),
        bank_notice=say(
            "Compare these details with the portal before you pay.", "付款前请在客户平台核对账户。"
        ),
        signatories=(c.Signatory(role="seller", company=told["seller"]["name"], person=""),),
    )  # fmt: skip


def _line(line: dict[str, Any], language: str, say: Say) -> c.InvoiceLine:
    unit = money_of(line["unit_price"])
    chinese = language == "zh" and line["description_zh"]
    return c.InvoiceLine(
        number=line["position"], description=line["description_zh"] if chinese else line["description"],
        model=line["model"], hs_code=line["hs_code"], origin=say("China", "中国"), pieces=line["pieces"],
        unit_price=papers.price(unit), amount=papers.figure(line_total(unit, line["pieces"])),
        note=specification(line["values"], language),
    )  # fmt: skip


def _terms(told: dict[str, Any], say: Say) -> list[c.Fact]:
    collect = told["courier_terms"] == CourierTerms.COLLECT
    rows = [
        c.Fact(
            label=say("Carriage", "运费"),
            text=say(
                f"freight collect, {told['courier']}, account {told['courier_account']}",
                f"运费到付，{told['courier']}，账号 {told['courier_account']}",
            )
            if collect
            else say("prepaid by us, by courier", "由我方预付，快递"),
        )
    ]
    if money_of(told["fee"]).amount and told["refund_months"]:
        least = ", ".join(f"{line['minimum']} × {line['model']}" for line in told["lines"])
        any_of = " (one of them is enough)" if len(told["lines"]) > 1 else ""
        any_of_zh = "（满足其一即可）" if any_of else ""
        rows.append(
            c.Fact(
                label=say("The fee comes back", "样品费退还"),
                text=say(
                    f"once, with the first order of at least {least}{any_of} within "
                    f"{told['refund_months']} months after payment",
                    f"付款后 {told['refund_months']} 个月内首次订购达到 {least}{any_of_zh} 时，抵扣一次",
                ),
            )
        )
    return rows


def _bank(bank: dict[str, str], reference: str, say: Say) -> tuple[c.Fact, ...]:
    if not bank:
        return ()
    rows = (
        (say("Beneficiary", "收款人"), bank["beneficiary"]), (say("Bank", "银行"), bank["bank_name"]), ("BIC", bank["bic"]),
        (say("Account", "账号") + f", {bank['currency']}", bank["account_number"]),
        (say("Reference", "附言"), reference), (say("Charges", "费用"), "OUR"),
    )  # fmt: skip
    return tuple(c.Fact(label=label, text=text) for label, text in rows if text)
