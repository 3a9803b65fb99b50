"""Packing list and commercial invoice as their papers state them, each made from its snapshot alone."""

from collections.abc import Sequence
from typing import Any

from ordolux.foundation import papers
from ordolux.foundation.papers import contracts as c
from ordolux.inquiries.quotation.papers.paper import verify_of
from ordolux.inquiries.quotation.papers.words import WAYS
from ordolux.orders.proforma.models import day_of_issue
from ordolux.orders.proforma.papers.paper import Say, credits_of, money_of, seller_of, speaker
from ordolux.rules.money import Money, sum_of
from ordolux.rules.terms import payment_term
from ordolux.shipping.packing.carton_lists import MOST_CARTONS_ON_PAPER, cartons_of
from ordolux.shipping.packing.models import CommercialInvoice, PackingList
from ordolux.shipping.plan.papers.paper import consignee_of
from ordolux.shipping.plan.ports import place_name


def carton_list_pdf(packing_list: PackingList) -> bytes:
    """The packing list with a line for each carton; beyond two thousand cartons it keeps to ranges."""
    paper = packing_list_paper(packing_list, by_carton=packing_list.cartons <= MOST_CARTONS_ON_PAPER)
    return papers.render(
        paper.template, paper, language=packing_list.language, timestamp=packing_list.issued_at
    )


def packing_list_paper(packing_list: PackingList, *, by_carton: bool = False) -> c.PackingList:
    """The packing list, by ranges of equal cartons or (``by_carton``) with a line for each; it needs no statement."""
    told, say = packing_list.snapshot, speaker(packing_list.language)
    packing = told["packing"]
    lines = _single_cartons(told) if by_carton else packing["lines"]
    return c.PackingList(
        **_head(packing_list.number, packing_list, told, say),
        lines=tuple(
            c.CartonLine(
                cartons=line["carton_range"].replace("-", "–"),
                title=line["description"],
                model=line["model"],
                pieces_per_carton=line["pieces_per_carton"],
                carton_count=line["cartons"],
                pieces=line["pieces"],
                net_kg=papers.grouped(line["net_kg"]),
                gross_kg=papers.grouped(line["gross_kg"]),
                size_mm=f"{line['length_mm']} × {line['width_mm']} × {line['height_mm']}",
                volume_m3=line["volume_m3"],
                batch=line["lot"],
            )
            for line in lines
        ),
        totals=c.PackTotals(
            cartons=packing["cartons"],
            pieces=packing["pieces"],
            net_kg=papers.grouped(packing["net_kg"]),
            gross_kg=papers.grouped(packing["gross_kg"]),
            volume_m3=packing["volume_m3"],
        ),
        signatories=(c.Signatory(role="seller", company=told["seller"]["name"], person=""),),
    )


def _single_cartons(told: dict[str, Any]) -> list[dict[str, Any]]:
    return [
        {
            "carton_range": str(carton.number), "description": carton.description, "model": carton.model,
            "pieces_per_carton": carton.pieces, "cartons": 1, "pieces": carton.pieces, "net_kg": carton.net_kg,
            "gross_kg": carton.gross_kg, "length_mm": carton.length_mm, "width_mm": carton.width_mm,
            "height_mm": carton.height_mm, "volume_m3": str(carton.volume_m3), "lot": carton.batch,
        }
        for carton in cartons_of(told)
    ]  # fmt: skip


def commercial_invoice_paper(invoice: CommercialInvoice) -> c.CommercialInvoice:
    """The commercial invoice; it needs no statement."""
    told, language = invoice.snapshot, invoice.language
    say = speaker(language)
    total = invoice.total
    return c.CommercialInvoice(
        **_head(
            invoice.number,
            invoice,
            told,
            say,
            (c.Fact(label=say("Packing list", "装箱单"), text=told["packing_list"]),),
        ),
        currency=told["currency"],
        payment_term=say("free of charge", "免费")
        if told["is_free"]
        else payment_term(told["payment_term"]).text,
        lines=tuple(
            _line(number, line, told["is_free"], say) for number, line in enumerate(told["lines"], 1)
        ),
        sums=tuple(_sums(told, total, say)),
        total=papers.figure(total),
        total_label=say("Total", "总额") + f" {told['incoterm']} {told['place']}",
        in_words=papers.in_words(total, language),
        pieces=told["pieces"],
        cartons=told["cartons"],
        net_kg=papers.grouped(told["net_kg"]),
        gross_kg=papers.grouped(told["gross_kg"]),
        origin_statement=say(
            "We declare that the goods are of Chinese origin (made in China).", "兹声明所列货物原产地为中国。"
        ),
        bank=tuple(_bank(told["bank"], say)) if total.amount else (),
        bank_notice_title=say("Our account never changes by e-mail.", "我们绝不会通过电子邮件更改账户。")
        if total.amount
        else "",
        bank_notice=say(
            "Compare these details with the portal before you pay.", "付款前请在客户平台核对账户。"
        )
        if total.amount
        else "",
        signatories=(c.Signatory(role="seller", company=told["seller"]["name"], person=""),),
    )


def _head(
    number: str,
    record: PackingList | CommercialInvoice,
    told: dict[str, Any],
    say: Say,
    more: Sequence[c.Fact] = (),
) -> dict[str, Any]:
    references = [c.Fact(label=say("Order", "订单"), text=told["order"]), *more]
    if told.get("proforma"):
        references.append(c.Fact(label=say("Proforma invoice", "形式发票"), text=told["proforma"]))
    plan = told["plan"] + (
        say(f", part {told['part']}", f"，第 {told['part']} 批") if told.get("part") else ""
    )
    references.append(c.Fact(label=say("Shipping plan", "发运方案"), text=plan))
    party = consignee_of(told["consignee"])
    return {
        "number": number,
        "version": 1,
        "issued_on": day_of_issue(told, record.issued_at),
        "seller": seller_of(told["seller"], record.language),
        "verify": verify_of(record.code),
        "buyer": party,
        "references": tuple(references),
        "transport": (
            c.Fact(
                label=say("By", "运输方式"), text=say(*WAYS.get(told["mode"], (told["mode"], told["mode"])))
            ),
            c.Fact(label=say("From", "起运地"), text=place_name(told["loading"])),
            c.Fact(label=say("To", "目的地"), text=place_name(told["destination"])),
        ),
        "incoterm": f"{told['incoterm']} {told['place']}, Incoterms 2020",
        "marks": tuple(told["marks"]),
    }


def _line(number: int, line: dict[str, Any], is_free: bool, say: Say) -> c.InvoiceLine:
    unit, amount = money_of(line["unit_price"]), money_of(line["amount"])
    return c.InvoiceLine(
        number=number,
        description=line["description"],
        model=line["model"],
        hs_code=line["hs_code"],
        origin="CN",
        pieces=line["pieces"],
        unit_price=papers.price(unit),
        amount=papers.figure(amount),
        note=say("Free of charge: replacement under warranty", "免费：质保期内补货") if is_free else "",
    )


def _sums(told: dict[str, Any], total: Money, say: Say) -> list[c.Sum]:
    goods, charges = money_of(told["goods"]), money_of(told["charges"])
    freight, insurance = money_of(told["freight"]), money_of(told["insurance"])
    sums = [c.Sum(label=say("Goods", "货款"), amount=papers.figure(goods))]
    credited = credits_of(told, say)
    rest = charges - sum_of([amount for _, amount in credited], total.currency)
    if insurance.amount:
        sums.append(c.Sum(label=say("Insurance", "保险费"), amount=papers.figure(insurance)))
        rest -= insurance
    if freight.amount and freight.amount <= rest.amount:
        sums.append(c.Sum(label=say("Freight", "运费"), amount=papers.figure(freight)))
        rest -= freight
    if rest.amount:
        sums.append(
            c.Sum(label=say("Fees and charges as agreed", "约定的各项费用"), amount=papers.figure(rest))
        )
    sums += [c.Sum(label=label, amount=papers.figure(amount)) for label, amount in credited]
    return [*sums, c.Sum(label=say("Total", "总额"), amount=papers.figure(total), strong=True)]


def _bank(bank: dict[str, str], say: Say) -> list[c.Fact]:
    if not bank:
        return []
    return [
        c.Fact(label=say("Beneficiary", "收款人"), text=bank["beneficiary"]),
        c.Fact(label=say("Bank", "银行"), text=bank["bank_name"]),
        c.Fact(label="BIC", text=bank["bic"]),
        c.Fact(label=say("Account", "账号"), text=bank["account_number"]),
    ]
