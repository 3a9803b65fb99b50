"""A quotation as its paper states it."""

from datetime import date
from decimal import Decimal
from typing import Any
from zoneinfo import ZoneInfo

from django.conf import settings

from ordolux.foundation import papers
from ordolux.foundation.papers import contracts as c
from ordolux.foundation.parties.models import Firm
from ordolux.inquiries.quotation.models import FreightOption, InsuranceKind, Quotation, QuotationLine
from ordolux.inquiries.quotation.papers.words import BLOCKS, REASONS, SHORT_WAYS, STAGES, TERMS, WAYS, word
from ordolux.rules.parameters import PARAMETERS, Kind


def quotation_paper(quotation: Quotation, firm: Firm, *, code: str, language: str) -> c.Quotation:
    """Everything that the quotation's paper prints. Never cost, margin, or the exchange buffer."""
    zh = language.startswith("zh")

    def say(english: str, chinese: str) -> str:
        return chinese if zh else english

    deal, contact, zone = quotation.deal, quotation.contact, ZoneInfo(firm.zone)
    buyer = deal.buyer
    options = list(quotation.options.all())
    blocks = [block for block in quotation.blocks.all() if block.amount.amount or block.kind == "tax"]
    sums = [c.Sum(label=say("Goods", "货款"), amount=papers.figure(quotation.goods))]
    sums += [
        c.Sum(label=word(BLOCKS, block.name, language), amount=papers.figure(block.amount))
        for block in blocks
    ]
    proposed = next((option for option in options if option.is_proposed), None)
    sent_at = quotation.sent_at or quotation.drafted_at
    asked_on = quotation.inquiry.received_at.astimezone(zone).date()
    released_on = date.fromisoformat(quotation.plan["starts_on"])
    seconds = quotation.inquiry.answer_seconds
    return c.Quotation(
        number=quotation.number,
        version=quotation.revision,
        issued_on=sent_at.astimezone(zone).date(),
        seller=seller_party(firm, language),
        verify=verify_of(code),
        buyer=c.Party(
            name=buyer.legal_name if buyer else quotation.inquiry.company_name,
            address=(buyer.address or buyer.country) if buyer else "",
            contact=contact.name if contact else "",
            mail=contact.email if contact else "",
            identifiers=buyer.tax_number if buyer else "",
        ),
        subject=deal.title,
        inquiry=say(
            f"{quotation.inquiry.number} of {papers.day_text(asked_on, 'en')}",
            f"{quotation.inquiry.number}，{papers.day_text(asked_on, 'zh')}",
        ),
        answered_in="" if seconds is None else say(
            f"{seconds // 3600} h {seconds % 3600 // 60} min", f"{seconds // 3600} 小时 {seconds % 3600 // 60} 分"
        ),
        currency=quotation.currency,
        incoterm=f"{quotation.incoterm} {quotation.place}, Incoterms 2020",
        payment_term=word(TERMS, quotation.payment_term, language),
        loading_place=quotation.loading_place,
        valid_until=quotation.valid_until.astimezone(zone),
        lines=tuple(_line(line, language) for line in quotation.lines.all()),
        sums=(*sums, c.Sum(label=say("Total", "总额"), amount=papers.figure(quotation.total), strong=True)),
        total=papers.figure(quotation.total),
        total_label=say("Total", "总额"),
        in_words=papers.in_words(quotation.total, "zh" if zh else "en"),
        price_note=say(
            "Each line is rounded once; the lines add up. Import duty and taxes are for the buyer's account unless the "
            "delivery term is DDP.",
            "每行金额只舍入一次，各行相加即为合计。除 DDP 外，进口关税及税费由买方承担。",
        ),
        pieces=quotation.pieces,
        cartons=quotation.cartons,
        weight_kg=f"{quotation.gross_kg:,.1f}",
        volume_m3=f"{quotation.volume_m3:,.2f}",
        ways=tuple(_way(quotation, option, language) for option in options),
        ways_note=say(
            "Days count from the release of the order, when the deposit is credited. Where the buyer pays the "
            "carriage, its cost is our estimate and not part of the total.",
            "天数自订单放行（定金到账）起算。由买方承担的运费为我方估算，不计入总额。",
        ),
        plans=tuple(
            _plan(option.plan, word(SHORT_WAYS, option.mode, language), language) for option in options if option.plan
        ) if proposed else (_plan(quotation.plan, word(STAGES, "packing", language), language),),
        plan_note=say(
            f"If the deposit is credited by {papers.day_text(released_on, 'en')}. "
            "Chinese public holidays are counted.",
            f"以 {papers.day_text(released_on, 'zh')} 前定金到账为前提，已计入中国法定节假日。",
        ),
        terms=(
            c.Clause(
                title=say("Quality", "质量"),
                text=say(
                    "10 % of each batch are drawn at random and tested for brightness and colour; "
                    "every piece is looked at.",
                    "每批随机抽取 10% 检测亮度与颜色；外观全检。",
                ),
            ),
            c.Clause(
                title=say("Binding", "约束力"),
                text=say(
                    "Nothing binds before both sides have signed the proforma invoice.",
                    "双方签署形式发票前均不受约束。",
                ),
            ),
        ),
        how_to_accept=say(
            "Open the link in our mail or the customer portal, choose the way to travel, and accept. You then get the "
            "proforma invoice to sign.",
            "请打开邮件中的链接或客户平台，选择运输方式并接受报价。随后您会收到待签署的形式发票。",
        ),
    )  # fmt: skip


def seller_party(firm: Firm, language: str) -> c.Party:
    """Ourselves on a paper."""
    zh = language.startswith("zh")
    return c.Party(
        name=firm.legal_name_zh if zh and firm.legal_name_zh else firm.legal_name,
        second_name=firm.legal_name if zh else firm.legal_name_zh,
        address=firm.address,
        phone=firm.phone,
        mail=firm.email,
        identifiers=firm.tax_number,
    )


def verify_of(code: str) -> c.Verify:
    """Where anyone can verify a paper with this code."""
    site = settings.ORDOLUX_PUBLIC_URL
    return c.Verify(code=code, page=f"{site.split('://')[-1]}/verify", url=f"{site}/verify?code={code}")


def specification(values: dict[str, Any], language: str = "en") -> str:
    """The offered parameters in one line, in the order of the trade: "9 W · 806 lm · 2700 K · CRI 80 · E27"."""
    zh = language.startswith("zh")
    order = {code: place for place, code in enumerate(PARAMETERS)}
    said = []
    for code, each in sorted(values.items(), key=lambda item: order.get(item[0], len(order))):
        value, unit = (each.get("value"), each.get("unit") or "") if isinstance(each, dict) else (each, "")
        if value in (None, "", "no", False):
            continue
        known = PARAMETERS.get(code)
        name = SHORT.get(code) or (known and (known.label_zh if zh else known.label_en))
        if code in SHORT:
            said.append(f"{name} {value}")
        elif unit or known is None or known.kind is Kind.CHOICE:
            said.append(f"{value} {unit}".strip() if unit != "°" else f"{value}°")
        else:
            said.append(f"{name} {value}")
    return " · ".join(said)


# parameters that are written with their sign before the figure
SHORT = {"cri": "CRI", "power_factor": "PF"}


def _line(line: QuotationLine, language: str) -> c.GoodsLine:
    zh = language.startswith("zh")
    return c.GoodsLine(
        number=line.position,
        title=line.description_zh if zh else line.description,
        model=line.model,
        specification=specification(line.values, language),
        pieces=line.pieces,
        unit_price=papers.price(line.unit_price),
        amount=papers.figure(line.amount),
        hs_code=line.hs_code,
        origin="中国" if zh else "China",
        cartons=line.cartons,
        volume_m3=f"{line.volume_m3:,.2f}",
    )


def _way(quotation: Quotation, option: FreightOption, language: str) -> c.Way:
    zh = language.startswith("zh")
    name = word(WAYS, option.mode, language)
    if not option.is_feasible:
        reason = option.reason[0]["code"] if option.reason else ""
        return c.Way(name=name, how="", refused_because=word(REASONS, reason, language))
    premium = option.insurance_premium
    return c.Way(
        name=name,
        how=_how(option, zh=zh),
        transit=f"{option.days_min}–{option.days_max} {'天' if zh else 'days'}",
        arrives_on=date.fromisoformat(option.plan["ends_on"]),
        days=option.total_days,
        freight=papers.figure(option.cost),
        insurance=papers.figure(premium) if premium and quotation.insurance == InsuranceKind.OPTIONAL else "",
        total=papers.figure(option.total),
        chosen=option.is_proposed,
    )


def _how(option: FreightOption, *, zh: bool) -> str:
    detail = option.detail
    if detail.get("containers"):
        return ", ".join(f"{count} × {code}" for code, count in detail["containers"])
    if detail.get("chargeable_kg"):
        return f"{Decimal(detail['chargeable_kg']):,.1f} kg {'计费重量' if zh else 'chargeable'}"
    if detail.get("revenue_tons"):
        return f"{Decimal(detail['revenue_tons']):,.2f} {'运费吨' if zh else 'revenue tons'}"
    return ""


def _plan(plan: dict[str, Any], name: str, language: str) -> c.DeliveryPlan:
    zh = language.startswith("zh")

    def length(step: dict[str, Any]) -> str:
        if step["workdays"] is None:
            return f"{step['calendar_days']} {'天' if zh else 'days'}"
        return f"{step['workdays']} {'个工作日' if zh else 'working days'}"

    return c.DeliveryPlan(
        name=name,
        steps=tuple(
            c.PlanStep(
                name=word(STAGES, step["name"], language),
                kind=STAGES.get(step["name"], ("", "", "transport"))[2],
                starts_on=date.fromisoformat(step["begins_on"]),
                ends_on=date.fromisoformat(step["ends_on"]),
                length=length(step),
            )
            for step in plan["steps"]
        ),
        arrives_on=date.fromisoformat(plan["ends_on"]),
        total_days=plan["total_days"],
    )
