"""A whole message: its parts in the order of their weight, read into kind, customer, wishes and lines.

The newer text overrides the older one: what the writer says now, then what is attached, then what is quoted below.
"""

import re
from collections.abc import Sequence
from dataclasses import dataclass, field, replace

from ordolux.rules.reading.authors import from_of, is_ours
from ordolux.rules.reading.destinations import countries_and_places
from ordolux.rules.reading.items import OWN, Item, product_type
from ordolux.rules.reading.kinds import Heard, kind_of
from ordolux.rules.reading.known_models import KNOWN_MODELS
from ordolux.rules.reading.languages import language_of
from ordolux.rules.reading.lines import Line, line_of
from ordolux.rules.reading.merging import gather
from ordolux.rules.reading.parts import Message, Part
from ordolux.rules.reading.senders import read_sender
from ordolux.rules.reading.signatures import Customer
from ordolux.rules.reading.text import LONGEST_TEXT, lexicon
from ordolux.rules.reading.values import Value
from ordolux.rules.reading.wishes import wishes


@dataclass(slots=True)
class Extraction:
    """What was read: every value with the part it stands in (``parts`` by number), its place and how sure it is."""

    kind: str
    language: str | None
    customer: Customer
    order: list[Value]
    lines: list[Line]
    parts: tuple[Part, ...]
    kind_weights: dict[str, float] = field(default_factory=dict)
    kind_reasons: list[tuple[str, float, str]] = field(default_factory=list)

    def wish(self, name: str) -> Value | None:
        """Return the first wish of a field."""
        return next((value for value in self.order if value.field == name), None)

    def quoted(self, value: Value) -> str:
        """Return the raw words a value was read from."""
        if value.raw:
            return value.raw
        return (
            self.parts[value.part].text[value.start : value.end] if 0 <= value.part < len(self.parts) else ""
        )


def read(message: Message) -> Extraction:
    """Read a message."""
    known = KNOWN_MODELS.set(message.models)
    try:
        return _read(message)
    finally:
        KNOWN_MODELS.reset(known)


def _read(message: Message) -> Extraction:
    parts = tuple(replace(part, text=part.text[:LONGEST_TEXT]) for part in message.parts)
    subject = "\n".join(part.text for part in parts if part.kind == "subject")
    older = [n for n, part in enumerate(parts) if part.kind in ("body", "quoted") and part.level > 0]
    ours = frozenset(n for n in older if is_ours(parts[n], message))
    own = [n for n, part in enumerate(parts) if part.kind in ("body", "form") and part.level == 0]
    attached = [n for n, part in enumerate(parts) if part.kind in ("attachment", "fax")]
    body = "\n".join(parts[n].text for n in own)
    older_text = "\n".join(parts[n].text for n in older)
    theirs = [n for n in older if n not in ours]
    items, commons, is_changed = gather(parts, own, attached, theirs, sorted(ours), subject, message)
    forwarded = message.signs.is_forward and len(body.split()) < 60
    # the labels of a form are its maker's words
    judged = body = "\n".join(
        re.sub(r"(?m)^[^:\n]{1,60}:", "", parts[n].text) if parts[n].kind == "form" else parts[n].text
        for n in own
    )
    if (forwarded or len(body.split()) < 4) and older_text:
        judged = f"{body}\n{older_text}"
    if len(judged.split()) < 25 and attached:
        judged = f"{judged}\n" + "\n".join(parts[n].text[:4_000] for n in attached)
    said_now = frozenset((*own, *attached, *(older if judged is not body else ())))
    # who changes what he asked before still asks for it
    asked = [item for item in items if is_changed or any(v.part in said_now for v in item.values)]
    counted = sum(1 for item in asked if item.has("quantity"))
    quoted = older_text[:8_000] if judged is body and not message.signs.is_forward else ""
    kind, weights, reasons = kind_of(
        Heard(subject, judged, message.signs, len(asked), counted, quoted=quoted)
    )
    customer = _customer(message, parts, own, older, attached)
    passed_on = forwarded and customer.email is not None and customer.email.value != message.from_address
    language = _language(parts, own, older, attached, subject, is_forward=passed_on)
    if kind != "inquiry":
        return Extraction(kind, language, customer, [], [], parts, weights, reasons)
    order = _order(
        message, parts, own, attached, older, [n for n in older if n not in ours] if is_changed else []
    )
    kinds_of = {id(item): told[0] if (told := product_type(item)) else "" for item in items}
    for item in items:
        for common in commons:
            explicit = common.has("all") or len(items) == 1
            named = {str(v.value) for v in common.all("product") if v.sure > _BESIDE}
            if not common.has("all") and named & set(kinds_of.values()) and kinds_of[id(item)] not in named:
                continue  # "CRI 90 for the downlights"
            item.inherit(
                [
                    v
                    for v in common.values
                    if v.field not in ("product", "shape")
                    and (explicit or v.field in _SHARED)
                    and _befits(v.field, kinds_of[id(item)])
                ],
                sure=0.8,
                keep=OWN - {"price"} if len(items) == 1 else OWN,
            )
    _refine(items, commons, subject)
    lines = [line for item in items if (line := line_of(item, [part.text for part in parts])) is not None]
    return Extraction(kind, language, customer, order, lines, parts, weights, reasons)


_BESIDE = 0.4
"""How sure a product is that is only told to come with another."""

_OF_LIGHT = frozenset(
    {"cct_k", "cct_range_k", "colour", "cri", "beam_deg", "efficacy_lm_w", "chip", "flux_lm"}
)


def _befits(name: str, kind: str) -> bool:
    """Tell whether what is said of all can be said of a kind of product: a bracket has no colour of light."""
    if kind == "accessory":
        return name == "price"
    if name == "cap":
        return kind in _WITH_CAPS
    if kind == "driver":
        return name not in _OF_LIGHT
    if kind == "emergency_light":
        return name not in _OF_LIGHT and name != "dimming"
    return True


_WITH_CAPS = frozenset(
    {
        "",
        "bulb",
        "candle",
        "globe",
        "filament",
        "corn",
        "spot_lamp",
        "capsule",
        "tube",
        "disc_lamp",
        "plug_lamp",
    }
)

_PLAIN_LAMPS = frozenset({"bulb", "candle", "globe"})


def _refine(items: Sequence[Item], commons: Sequence[Item], subject: str) -> None:
    """Make filament lamps of bulbs that a heading or the subject calls so."""
    if not items or any(v.value == "filament" for item in items for v in item.all("product")):
        return
    said = next((v for common in commons for v in common.all("product") if v.value == "filament"), None)
    if said is None:
        found = next((f for f in lexicon("product").find(subject) if f.value == "filament"), None)
        said = Value("product", "filament", found.start, found.end, part=0) if found else None
    kinds = [product_type(item) for item in items]
    if said is not None and all(kind and kind[0] in _PLAIN_LAMPS | {"filament"} for kind in kinds):
        for item in items:
            item.values.append(replace(said, sure=0.8))


_SHARED = frozenset(
    {
        "voltage_v",
        "supply",
        "cri",
        "cct_k",
        "cct_range_k",
        "colour",
        "cap",
        "dimming",
        "ip",
        "chip",
        "efficacy_lm_w",
        "material",
        "price",
    }
)
"""What a sentence by itself may say for all articles; the rest only when it says "all"."""


# ------------------------------------------------------------------ language, customer, wishes


def _language(
    parts: Sequence[Part],
    own: Sequence[int],
    older: Sequence[int],
    attached: Sequence[int],
    subject: str,
    *,
    is_forward: bool,
) -> str | None:
    text = "\n".join(parts[n].text for n in own)
    labelled = [n for n in own if parts[n].kind == "form"]
    if labelled and len(labelled) < len(own):
        # the labels of a form are its maker's language
        text = "\n".join(parts[n].text for n in own if n not in labelled)
    elif labelled:
        text = re.sub(r"(?m)^[^:\n]{1,40}:", "", text)
    if is_forward and older and len(text.split()) < 30:
        text = "\n".join(parts[n].text for n in older)
    if len(re.findall(r"[^\W\d_]", text)) < 25:
        text = f"{text}\n{subject}"
    if len(re.findall(r"[^\W\d_]", text)) < 25:
        text += "\n" + "\n".join(parts[n].text[:2_000] for n in (*older, *attached))
    return language_of(text)


def _customer(
    message: Message, parts: Sequence[Part], own: Sequence[int], older: Sequence[int], attached: Sequence[int]
) -> Customer:
    texts = [(n, parts[n].text, True) for n in own]
    texts += [(n, parts[n].text[:6_000], False) for n in attached]
    customer = read_sender(
        message.from_name, message.from_address, message.reply_to, texts, message.is_machine
    )
    if message.signs.is_forward and older and customer.company is None:
        # whoever only passes a message on is not the customer
        inner = [(n, parts[n].text, True) for n in older]
        first = parts[older[0]].text
        name, address = from_of(first)
        if address or name:
            written = read_sender(name, address, (), inner)
            if written.email is not None or written.company is not None:
                return written
    elif (
        older
        and customer.company is None
        and customer.contact is not None
        and (earlier := read_sender("", "", (), [(older[0], parts[older[0]].text, True)])).contact is not None
        and set(str(earlier.contact.value).casefold().split())
        & set(str(customer.contact.value).casefold().split())
    ):
        # the same person signed in full in his earlier mail
        customer.company, customer.phone, customer.fax = (
            earlier.company,
            customer.phone or earlier.phone,
            customer.fax or earlier.fax,
        )
    elif older and customer.company is None:
        for number in older:
            name, address = from_of(f"{parts[number].writer}\n{parts[number].text}")
            said = f"{parts[number].writer} {name} {address}".casefold()
            if not message.from_address or message.from_address.casefold() not in said:
                continue
            # his own earlier mail
            earlier = read_sender(
                message.from_name, message.from_address, (), [(number, parts[number].text, True)]
            )
            customer.company = customer.company or earlier.company
            customer.phone = customer.phone or earlier.phone
            customer.fax = customer.fax or earlier.fax
    return customer


_SINGLE = (
    "reference",
    "destination_country",
    "destination_place",
    "loading_place",
    "payment",
    "deposit_percent",
    "payment_days",
    "delivery_date",
    "delivery_days",
    "sample_requested",
    "warranty_years",
)


def _order(
    message: Message,
    parts: Sequence[Part],
    own: Sequence[int],
    attached: Sequence[int],
    older: Sequence[int],
    changed: Sequence[int],
) -> list[Value]:
    """Return the wishes for the order; what ``changed`` parts said holds where the newer ones are silent."""
    numbers = [*own, *(n for n, p in enumerate(parts) if p.kind == "subject"), *attached]
    if message.signs.is_forward or (older and len(" ".join(parts[n].text for n in own).split()) < 30):
        numbers += list(older)
    found: list[Value] = []
    named: list[Value] = []
    for number in numbers:
        text = parts[number].text[: 12_000 if parts[number].kind == "attachment" else 40_000]
        for value in wishes(text, number, message.told_on):
            value.part = number
            found.append(value)
        named += list(countries_and_places(text, number))
    for number in changed if not set(changed) & set(numbers) else ():
        told = {v.field for v in found}
        for value in wishes(parts[number].text[:40_000], number, message.told_on):
            value.part = number
            if value.field not in told:
                found.append(value)
    kept: list[Value] = []
    for name in _SINGLE:
        first = next((v for v in found if v.field == name), None)
        if first is not None and name != "destination_country":
            kept.append(first)
    seen: set[tuple[str, str]] = set()
    for value in found:
        if value.field in ("incoterm", "document", "certificate"):
            key = (value.field, str(value.value).casefold())
            if key not in seen:
                seen.add(key)
                kept.append(value)
    kept += _currency(found)
    kept += _destination(found, named, kept)
    return kept


def _currency(found: Sequence[Value]) -> list[Value]:
    for grade in ("wanted", "amount", "named"):
        said = [v for v in found if v.field == "currency" and v.unit == grade]
        codes = {v.value for v in said}
        if len(codes) == 1:
            return said[:1]
        if codes:
            return []
    return []


def _destination(found: Sequence[Value], named: Sequence[Value], kept: Sequence[Value]) -> list[Value]:
    """Return country and place of destination, the surest first: a term, a direction, where the buyer is."""
    made: list[Value] = []
    has_place = any(v.field == "destination_place" for v in kept)
    by_term = next((v for v in found if v.field == "destination_country"), None)
    toward = [v for v in named if v.unit == "toward"]
    if by_term is not None:
        made.append(by_term)
    else:
        ranked = (
            toward
            + [v for v in named if v.unit == "there" and v.field == "country"]
            + [v for v in named if v.unit == "there"]
            + [v for v in named if v.field == "country"]
            + list(named)
        )
        ranked = [v for v in ranked if v.value[1]]
        if ranked:
            best = ranked[0]
            made.append(
                Value(
                    "destination_country",
                    best.value[1],
                    best.start,
                    best.end,
                    part=best.part,
                    sure=1.0 if best.unit == "toward" else 0.7,
                    stated=True,
                )
            )
    if not has_place:
        places = [v for v in named if v.field == "place" and v.value[1] not in ("CN", "HK")]
        place = next((v for v in toward if v.field == "place"), None)
        if place is None and not any(v.field == "loading_place" for v in kept):
            country = made[0].value if made else None
            inside = [v for v in places if v.unit == "there" and (country is None or v.value[1] == country)]
            if len({v.value[0] for v in inside}) == 1:
                place = inside[0]
        if place is not None:
            made.append(Value("destination_place", place.value[0], place.start, place.end, part=place.part))
    locode = next((v for v in found if v.field == "locode"), None)
    if locode is not None:
        made.append(locode)
    return made


__all__ = ["Extraction", "Message", "Part", "read"]
