"""All that an amendment's paper states, as values that are kept for ever, and the terms read back from them."""

from collections.abc import Mapping, Sequence
from datetime import date
from decimal import Decimal
from typing import Any

from ordolux.foundation.catalogue.models import Product
from ordolux.orders.agreement.models import Order, OrderLine
from ordolux.orders.amendment.queries import Consequences
from ordolux.orders.proforma.models import Proforma
from ordolux.rules.amending import Difference, LineTerms, OrderTerms
from ordolux.rules.money import Money
from ordolux.rules.terms import InstalmentName


def snapshot_of(order: Order, proforma: Proforma, found: Consequences) -> dict[str, Any]:
    """What the paper of an amendment states; the parties are those of the signed proforma invoice."""
    told = proforma.snapshot
    titles = _titles(order, told["lines"], found)
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
        "before": _terms(found.before), "after": _terms(found.after, found.products),
        "differences": [_difference(each, titles.get(each.position)) for each in found.differences],
        "instalments": {
            "before": [{"position": p.position, "name": p.name, "percent": p.percent, "due": p.due} for p in found.parts],
            "after": after,
        },
        "owed_back": found.schedule.owed_back,
        "consequences": [{"code": f.code, "message": f.message, "values": dict(f.values)} for f in found.findings],
    }  # fmt: skip


def terms_of(told: dict[str, Any], before: OrderTerms) -> OrderTerms:
    """The terms that a snapshot states: the lines of ``before`` in their order, then those that it adds."""
    place = {line.position: place for place, line in enumerate(before.lines)}
    lines = sorted(told["lines"], key=lambda line: place.get(line["position"], len(place) + line["position"]))
    return OrderTerms(
        _money(told["total"]), date.fromisoformat(told["promised_on"]),
        tuple(
            LineTerms(x["position"], x["pieces"], _money(x["unit_price"]), _money(x["amount"]), x["values"]) for x in lines
        ),
    )  # fmt: skip


def _titles(order: Order, stated: Sequence[dict[str, Any]], found: Consequences) -> dict[int, dict[str, str]]:
    """Model and words of each line: as the proforma invoice states them, else (added by an amendment) its product's."""
    names = ("model", "description", "description_zh")
    titles = {line["position"]: {name: line[name] for name in names} for line in stated}
    later = [line.position for line in found.before.lines if line.position not in titles]
    rows = (
        OrderLine.objects.filter(order=order, position__in=later).select_related("product") if later else ()
    )
    for position, product in (*((row.position, row.product) for row in rows), *found.products.items()):
        titles[position] = dict(zip(names, (product.number, product.name_en, product.name_zh), strict=True))
    return titles


def _terms(terms: OrderTerms, added: Mapping[int, Product] | None = None) -> dict[str, Any]:
    def product(position: int) -> dict[str, Any]:
        new = (added or {}).get(position)
        return {"product_id": new.pk, "revision": new.revision, "description": new.name_en} if new else {}

    return {
        "total": terms.total, "pieces": terms.pieces, "promised_on": terms.promised_on,
        "lines": [{"position": x.position, "pieces": x.pieces, "unit_price": x.unit_price, "amount": x.amount,
                   "values": dict(x.values), **product(x.position)} for x in terms.lines],
    }  # fmt: skip


def _difference(each: Difference, title: dict[str, str] | None) -> dict[str, Any]:
    return {"position": each.position, "aspect": each.aspect.value, "code": each.code, "old": each.old,
            "new": each.new, **(title or {})}  # fmt: skip


def _money(told: dict[str, str]) -> Money:
    return Money(Decimal(told["amount"]), told["currency"])
