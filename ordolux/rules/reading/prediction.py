"""What was read, as a plain object for other programs: fixed keys, null for unsaid, lists and enumerations as agreed.

The keys: ``schema_version``, ``id``, ``kind``, ``language``, ``customer``, ``order``, ``lines``, ``notes``.
"""

from datetime import date
from typing import Any

from ordolux.rules.reading.message import Extraction
from ordolux.rules.reading.values import Value

CUSTOMER_FIELDS = ("company", "contact", "email", "phone", "fax")
ORDER_FIELDS = (
    "reference", "destination_country", "destination_port", "destination_locode", "loading_port", "incoterms",
    "payment_method", "payment_deposit_percent", "payment_days", "delivery_date", "delivery_days", "currency",
    "sample_requested", "documents_requested", "certificates", "warranty_years",
)  # fmt: skip
LINE_FIELDS = (
    "product_type", "model", "equivalent_to", "quantity", "quantity_max", "unit", "power_w", "power_w_max", "cct_k",
    "cct_range_k", "colors", "beam_angle_deg", "base", "shape", "size_mm", "chip", "voltage_v", "voltage_type", "cri_min",
    "luminous_flux_lm", "efficacy_lm_w", "ip", "dimming", "housing_color", "housing_material", "target_price",
)  # fmt: skip
LISTS = frozenset(
    {
        "incoterms",
        "documents_requested",
        "certificates",
        "cct_k",
        "colors",
        "beam_angle_deg",
        "base",
        "size_mm",
        "chip",
    }
)
RANGES = frozenset({"cct_range_k", "voltage_v"})

_ORDER_NAMES = {
    "reference": "reference", "destination_country": "destination_country", "destination_place": "destination_port",
    "locode": "destination_locode", "loading_place": "loading_port", "payment": "payment_method",
    "deposit_percent": "payment_deposit_percent", "payment_days": "payment_days", "delivery_date": "delivery_date",
    "delivery_days": "delivery_days", "currency": "currency", "sample_requested": "sample_requested",
    "warranty_years": "warranty_years",
}  # fmt: skip
_ORDER_LISTS = {"incoterm": "incoterms", "document": "documents_requested", "certificate": "certificates"}


def empty_of(fields: tuple[str, ...]) -> dict[str, Any]:
    """Return an object in which nothing is stated."""
    return {name: [] if name in LISTS else False if name == "sample_requested" else None for name in fields}


def _said(value: Value) -> Any:
    return value.value.isoformat() if isinstance(value.value, date) else value.value


def prediction(read: Extraction, name: str) -> dict[str, Any]:
    """Return what was read of the message with this name."""
    customer, order = empty_of(CUSTOMER_FIELDS), empty_of(ORDER_FIELDS)
    lines: list[dict[str, Any]] = []
    if read.kind == "inquiry":
        for key in CUSTOMER_FIELDS:
            value = getattr(read.customer, key)
            customer[key] = None if value is None else value.value
        for value in read.order:
            if value.field in _ORDER_NAMES:
                order[_ORDER_NAMES[value.field]] = _said(value)
            elif value.field in _ORDER_LISTS and value.value not in order[_ORDER_LISTS[value.field]]:
                order[_ORDER_LISTS[value.field]].append(value.value)
        lines = [_line(line.values) for line in read.lines]
    return {
        "schema_version": 1, "id": name, "kind": read.kind, "language": read.language, "customer": customer, "order": order,
        "lines": lines, "notes": None,
    }  # fmt: skip


def _line(values: dict[str, list[Value]]) -> dict[str, Any]:
    line = empty_of(LINE_FIELDS)
    for name in LINE_FIELDS:
        found = values.get(name)
        if not found:
            continue
        if name in LISTS:
            line[name] = [value.value for value in found]
        elif name in RANGES:
            line[name] = list(found[0].value)
        else:
            line[name] = found[0].value
    if "quantity" in values:
        line["unit"] = values["quantity"][0].unit or "pcs"
    if line["cct_k"]:
        line["cct_range_k"] = None
    return line
