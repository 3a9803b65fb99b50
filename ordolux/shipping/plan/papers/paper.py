"""The shipping plan as its paper states it, made from one version's content alone."""

from datetime import date, datetime
from typing import Any

from ordolux.foundation import papers
from ordolux.foundation.papers import contracts as c
from ordolux.inquiries.quotation.papers.paper import verify_of
from ordolux.inquiries.quotation.papers.words import WAYS
from ordolux.orders.proforma.models import day_of_issue
from ordolux.orders.proforma.papers.paper import Say, money_of, seller_of, speaker
from ordolux.shipping.plan.ports import place_name


def shipping_plan_paper(
    content: dict[str, Any], *, language: str, sent_at: datetime, confirm_by: str, code: str
) -> c.ShippingPlan:
    """Everything that the paper prints; it needs no statement."""
    say = speaker(language)
    packing = content["packing"]
    ready, departs, arrives = (
        date.fromisoformat(content[name]) for name in ("ready_on", "departs_on", "arrives_on")
    )
    name, version = content["plan"], content["version"]
    mode = say(*WAYS.get(content["mode"], (content["mode"], content["mode"])))
    boxes = packing["containers"]
    way = f"{mode}, {boxes['count']} × {boxes['code']}" if boxes else mode
    freight, insurance = money_of(content["freight"]), money_of(content["insurance"])
    sums = []
    if freight.amount:
        sums.append(
            c.Sum(label=say("Freight, in the price", "运费，已含在价格中"), amount=papers.figure(freight))
        )
    if insurance.amount:
        sums.append(
            c.Sum(
                label=say("Insurance, in the price", "保险费，已含在价格中"), amount=papers.figure(insurance)
            )
        )
    return c.ShippingPlan(
        number=name,
        version=version,
        issued_on=day_of_issue(content, sent_at),
        seller=seller_of(content["seller"], language),
        verify=verify_of(code),
        buyer=consignee_of(content["consignee"]),
        order=content["order"],
        way=way,
        incoterm=f"{content['incoterm']} {content['place']}, Incoterms 2020",
        route=(
            c.Fact(label=say("From", "起运地"), text=place_name(content["loading"])),
            c.Fact(label=say("To", "目的地"), text=place_name(content["destination"])),
            c.Fact(label=say("Departure", "启运"), text=papers.day_text(departs, language)),
            c.Fact(label=say("Arrival", "到达"), text=papers.day_text(arrives, language)),
            c.Fact(
                label=say("Carrier", "承运人"),
                text=content["carrier"] or say("named with the booking", "订舱时告知"),
            ),
        ),
        packing=(*_part_facts(content, say), *packing_facts(packing, say)),
        marks=tuple(content["marks"]),
        plan=c.DeliveryPlan(
            name=mode,
            arrives_on=arrives,
            total_days=(arrives - ready).days,
            steps=(
                _step(say("Packed and ready", "包装完毕待运"), "work", ready, ready, say),
                _step(
                    say("Delivery to the port or airport, export customs", "送港、出口报关"),
                    "wait",
                    ready,
                    departs,
                    say,
                ),
                _step(say("On its way", "运输途中"), "transit", departs, arrives, say),
            ),
        ),
        plan_note=content["note"],
        insurance=(
            c.Fact(label=say("Cover", "保险"), text=say("insured by us for 110 %", "由我方按 110% 投保")),
        )
        if content["insured"]
        else _offer(content.get("insurance_offer"), say),
        currency=freight.currency if sums else "",
        sums=tuple(sums),
        confirm_by=confirm_by,
        how_to_confirm=say(
            f"Confirm with one click in the portal, or answer our mail with: confirm {name} v{version}. "
            "Nothing leaves our factory before you confirm.",
            f"请在平台一键确认，或回复邮件：confirm {name} v{version}。未经您确认，我们不会发货。",
        ),
    )


def _offer(offer: dict[str, Any] | None, say: Say) -> tuple[c.Fact, ...]:
    """The insurance that the customer may take, at his cost."""
    if not offer:
        return ()
    premium, value = money_of(offer["premium"]), money_of(offer["insured_value"])
    told = f"{premium.currency} {papers.figure(premium)}"
    insured = f"{value.currency} {papers.figure(value)}"
    return (
        c.Fact(
            label=say("Not insured", "未投保"),
            text=say(f"you may add it for {told}", f"可加保，保险费 {told}"),
        ),
        c.Fact(label=say("Insured value", "保险金额"), text=f"{insured}, {offer['clauses']}"),
    )


def _part_facts(content: dict[str, Any], say: Say) -> tuple[c.Fact, ...]:
    """That the goods are a part of the order, and how many pieces travel by other plans."""
    part, others = content.get("part"), content.get("other_pieces")
    if not part:
        return ()
    told = say(
        f"part {part}; {others} pieces of the order travel by other plans. With your confirmation you agree to part shipments.",
        f"第 {part} 批；订单另有 {others} 件由其他方案发运。您确认本方案即同意分批发运。",
    )
    return (c.Fact(label=say("Part shipment", "分批发运"), text=told),)


def packing_facts(packing: dict[str, Any], say: Say) -> tuple[c.Fact, ...]:
    """Cartons, pieces, weights, volume and containers in a few lines."""
    boxes = packing["containers"]
    facts = [
        c.Fact(label=say("Cartons", "箱数"), text=papers.grouped(packing["cartons"])),
        c.Fact(label=say("Pieces", "件数"), text=papers.grouped(packing["pieces"])),
        c.Fact(
            label=say("Weight", "重量"),
            text=say(
                f"{papers.grouped(packing['gross_kg'])} kg gross, {papers.grouped(packing['net_kg'])} kg net",
                f"毛重 {papers.grouped(packing['gross_kg'])} kg，净重 {papers.grouped(packing['net_kg'])} kg",
            ),
        ),
        c.Fact(label=say("Volume", "体积"), text=f"{packing['volume_m3']} m³"),
    ]
    if boxes:
        facts.append(
            c.Fact(
                label=say("Container", "集装箱"),
                text=say(
                    f"{boxes['count']} × {boxes['code']}, {boxes['filled_percent']} % full",
                    f"{boxes['count']} × {boxes['code']}，装载率 {boxes['filled_percent']}%",
                ),
            )
        )
    if not packing["is_final"]:
        facts.append(c.Fact(label=say("State", "状态"), text=say("computed from the order", "按订单计算")))
    return tuple(facts)


def consignee_of(told: dict[str, Any]) -> c.Party:
    """The buyer as a shipping paper states him."""
    return c.Party(
        name=told["name"],
        address=told["address"] or told["country"],
        contact=told["contact"],
        mail=told["email"],
        identifiers=told["tax_number"],
    )


def _step(name: str, kind: str, starts_on: date, ends_on: date, say: Say) -> c.PlanStep:
    days = (ends_on - starts_on).days
    return c.PlanStep(
        name=name, kind=kind, starts_on=starts_on, ends_on=ends_on, length=say(f"{days} days", f"{days} 天")
    )
