"""The amendment as its paper states it, made from the snapshot alone: the same snapshot gives the same bytes."""

from collections.abc import Sequence
from datetime import date, datetime
from decimal import Decimal
from typing import Any
from zoneinfo import ZoneInfo

from ordolux.foundation import papers
from ordolux.foundation.papers import contracts as c
from ordolux.inquiries.quotation.papers.paper import verify_of
from ordolux.orders.amendment.models import Amendment
from ordolux.orders.proforma.models import day_of_issue
from ordolux.orders.proforma.papers.paper import INSTALMENTS, Say, money_of, seller_of, speaker
from ordolux.rules.amending import Aspect
from ordolux.rules.money import Money
from ordolux.rules.parameters import PARAMETERS

ASPECTS = {
    Aspect.QUANTITY: ("Quantity", "数量"), Aspect.UNIT_PRICE: ("Unit price", "单价"),
    Aspect.EXTRA: ("Agreed charge", "商定费用"), Aspect.DELIVERY: ("Arrival", "到货日期"),
    Aspect.TOTAL: ("Total", "总额"), Aspect.ADDED: ("Line added", "新增行"), Aspect.REMOVED: ("Line removed", "删除行"),
}  # fmt: skip


def amendment_paper(amendment: Amendment) -> c.Amendment:
    """Everything that the paper prints; it needs no statement."""
    told, language = amendment.snapshot, amendment.language
    say = speaker(language)
    buyer = told["buyer"]
    zone = ZoneInfo(buyer["zone"])
    place = zone.key.split("/")[-1].replace("_", " ")
    total = money_of(told["after"]["total"])
    return c.Amendment(
        number=amendment.number,
        version=1,
        issued_on=day_of_issue(told, amendment.issued_at),
        seller=seller_of(told["seller"], language),
        verify=verify_of(amendment.code),
        place=say(
            f"Amendment {amendment.place} to {told['proforma']}",
            f"{told['proforma']} 第 {amendment.place} 号补充协议",
        ),
        buyer=c.Party(
            name=buyer["name"],
            address=buyer["address"] or buyer["country"],
            contact=buyer["contact"],
            mail=buyer["email"],
            identifiers=buyer["tax_number"],
        ),
        order=told["order"],
        for_document=told["proforma"],
        for_document_on=day_of_issue(told, datetime.fromisoformat(told["proforma_issued_at"])),
        sign_by=papers.moment_text(amendment.sign_by.astimezone(zone), language, place=place),
        sign_by_rule=say(
            f"Five working days after its day of issue, in the buyer's zone ({place}) and calendar ({buyer['calendar']}).",
            f"自签发日起五个工作日内，按买方所在地（{place}）时区及其日历（{buyer['calendar']}）计算。",
        ),
        reason=amendment.reason,
        currency=total.currency,
        changes=changed_values(amendment.differences, language),
        instalments=amended_instalments(told["instalments"], language),
        settlement=_settlement(told, say),
        total=papers.figure(total),
        total_label=say("new total", "新总额"),
        in_words=papers.in_words(total, language),
        stays=say(
            f"Everything else of {told['proforma']} stays as both sides signed it. Nothing changes before both sides have "
            "signed this amendment.",
            f"{told['proforma']} 的其余内容保持双方签署时的约定不变。本补充协议经双方签署后方生效。",
        ),
        signatories=(
            c.Signatory(role="buyer", company=buyer["name"], person=buyer["contact"]),
            c.Signatory(role="seller", company=told["seller"]["name"], person=""),
        ),
    )


def changed_values(differences: Sequence[dict[str, Any]], language: str) -> tuple[c.ChangedValue, ...]:
    """The differences of a snapshot in words; the pages of both sides show them too."""
    return tuple(_change(each, language, speaker(language)) for each in differences)


def _change(each: dict[str, Any], language: str, say: Say) -> c.ChangedValue:
    of = say("The order", "整单")
    if each["position"]:
        title = (
            (each["description_zh"] or each["description"])
            if language.startswith("zh")
            else each["description"]
        )
        of = say(f"Line {each['position']}", f"第 {each['position']} 行") + f" · {title} {each['model']}"
    aspect = Aspect(each["aspect"])
    if aspect is Aspect.PARAMETER:
        known = PARAMETERS.get(each["code"])
        what = say(known.label_en, known.label_zh) if known else each["code"]
    else:
        what = say(*ASPECTS[aspect])
    return c.ChangedValue(
        of=of, what=what, old=_text(each["old"], aspect, language), new=_text(each["new"], aspect, language)
    )


def _text(value: Any, aspect: Aspect, language: str) -> str:
    if value is None:
        return "–"
    match aspect:
        case Aspect.ADDED | Aspect.REMOVED:
            price = f"{value['unit_price']['currency']} {papers.price(money_of(value['unit_price']))}"
            return (
                f"{papers.grouped(value['pieces'])} × {price} = {_with_currency(money_of(value['amount']))}"
            )
        case Aspect.UNIT_PRICE:
            return f"{value['currency']} {papers.price(money_of(value))}"
        case Aspect.TOTAL | Aspect.EXTRA:
            return _with_currency(money_of(value))
        case Aspect.DELIVERY:
            return papers.day_text(date.fromisoformat(value), language)
        case Aspect.QUANTITY:
            return papers.grouped(value)
    if isinstance(value, dict):
        return f"{value.get('value', '')} {value.get('unit') or ''}".strip()
    return str(value)


def amended_instalments(told: dict[str, Any], language: str) -> tuple[c.AmendedInstalment, ...]:
    """The instalments of a snapshot, before beside after."""
    say = speaker(language)
    before = {part["position"]: money_of(part["due"]) for part in told["before"]}
    rows = []
    for part in told["after"]:
        en, zh = INSTALMENTS[part["name"]][:2]
        percent = f"{Decimal(part['percent'] or 0).normalize():f}"
        was = before.get(part["position"])
        rows.append(c.AmendedInstalment(
            label=say(en.format(percent=percent), zh.format(percent=percent)), old=_with_currency(was) if was else "–",
            new=_with_currency(money_of(part["due"])),
        ))  # fmt: skip
    return tuple(rows)


def _settlement(told: dict[str, Any], say: Say) -> str:
    back = money_of(told["owed_back"])
    if back.amount:
        amount = _with_currency(back)
        return say(
            f"{amount} was paid too much; it is given back by a credit note.",
            f"多付的 {amount} 以贷记单退还。",
        )
    return say(
        "What is paid on the day of both signatures stays paid; only what is open then changes.",
        "双方签署之日已付的款项不变，仅调整届时未付的款项。",
    )


def _with_currency(amount: Money) -> str:
    return f"{amount.currency} {papers.figure(amount)}"
