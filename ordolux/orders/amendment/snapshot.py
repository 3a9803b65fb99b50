"""All that an amendment's paper states, as values that are kept for ever, and the terms read back from them."""

from datetime import date
from decimal import Decimal
from typing import Any

from ordolux.orders.agreement.models import Order
from ordolux.orders.amendment.queries import Consequences
from ordolux.orders.proforma.models import Proforma
from ordolux.rules.amending import Difference, LineTerms, OrderTerms
from ordolux.rules.money import Money
from ordolux.rules.terms import InstalmentName


def snapshot_of(order: Order, proforma: Proforma, found: Consequences) -> dict[str, Any]:
    """What the paper of an amendment states; the parties are those of the signed proforma invoice."""
    told = proforma.snapshot
    titles = {line["position"]: line for line in told["lines"]}
    after = [
        {"position": part.position, "name": part.name, "percent": part.percent, "due": found.schedule.dues[part.position]}
        for part in found.parts
    ]  # fmt: skip
    if found.schedule.further.amount:
        after.append({"position": len(after) + 1, "name": InstalmentName.FURTHER.value, "percent": None,
                      "due": found.schedule.further})  # fmt: skip
    return {
        "order": order.number, "proforma": proforma.number, "proforma_issued_at": proforma.issued_at,
        "seller": told["seller"], "buyer": told["buyer"], "incoterm": told["incoterm"], "place": told["place"],
        "before": _terms(found.before), "after": _terms(found.after),
        "differences": [_difference(each, titles.get(each.position)) for each in found.differences],
        "instalments": {
            "before": [{"position": p.position, "name": p.name, "percent": p.percent, "due": p.due} for p in found.parts],
            "after": after,
        },
        "owed_back": found.schedule.owed_back,
        "consequences": [{"code": f.code, "message": f.message, "values": dict(f.values)} for f in found.findings],
    }  # fmt: skip


def terms_of(told: dict[str, Any], before: OrderTerms) -> OrderTerms:
    """The terms that a snapshot states, in the order of the lines of ``before``."""
    lines = {line["position"]: line for line in told["lines"]}
    return OrderTerms(
        _money(told["total"]), date.fromisoformat(told["promised_on"]),
        tuple(
            LineTerms(x.position, lines[x.position]["pieces"], _money(lines[x.position]["unit_price"]),
                      _money(lines[x.position]["amount"]), lines[x.position]["values"])
            for x in before.lines
        ),
    )  # fmt: skip


def _terms(terms: OrderTerms) -> dict[str, Any]:
    return {
        "total": terms.total, "pieces": terms.pieces, "promised_on": terms.promised_on,
        "lines": [{"position": x.position, "pieces": x.pieces, "unit_price": x.unit_price, "amount": x.amount,
                   "values": dict(x.values)} for x in terms.lines],
    }  # fmt: skip


def _difference(each: Difference, line: dict[str, Any] | None) -> dict[str, Any]:
    title = {name: line[name] for name in ("model", "description", "description_zh")} if line else {}
    return {"position": each.position, "aspect": each.aspect.value, "code": each.code, "old": each.old,
            "new": each.new, **title}  # fmt: skip


def _money(told: dict[str, str]) -> Money:
    return Money(Decimal(told["amount"]), told["currency"])
