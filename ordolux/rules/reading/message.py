"""A whole message: its parts in the order of their weight, read into kind, customer, wishes and lines.

The newer text overrides the older one: what the writer says now, then what is attached, then what is quoted below.
"""

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field, replace
from datetime import date

from ordolux.rules.reading.articles import read_part
from ordolux.rules.reading.corrections import Correction, apply_corrections, take_corrections
from ordolux.rules.reading.items import FREE, OWN, Item, family_of, product_type
from ordolux.rules.reading.kinds import Signs, kind_of
from ordolux.rules.reading.languages import language_of
from ordolux.rules.reading.lines import Line, line_of
from ordolux.rules.reading.senders import Customer, read_sender
from ordolux.rules.reading.text import LONGEST_TEXT, lexicon
from ordolux.rules.reading.values import Value
from ordolux.rules.reading.wishes import countries_and_places, wishes


@dataclass(frozen=True, slots=True)
class Part:
    """A piece of a message: ``kind`` is subject, body, form, attachment or quoted; table cells stand between tabs.

    ``level`` counts how often a text was quoted: 0 is what the writer says now. ``writer`` is the line above a quoted
    text that tells who wrote it.
    """

    kind: str
    text: str
    name: str = ""
    level: int = 0
    writer: str = ""


@dataclass(frozen=True, slots=True)
class Message:
    """What arrived: the parts, and what the headers say; ``to`` holds "name address" of us, the addressees."""

    parts: tuple[Part, ...]
    from_name: str = ""
    from_address: str = ""
    reply_to: tuple[str, ...] = ()
    to: tuple[str, ...] = ()
    told_on: date | None = None
    signs: Signs = field(default_factory=Signs)
    is_machine: bool = False


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
    parts = tuple(replace(part, text=part.text[:LONGEST_TEXT]) for part in message.parts)
    subject = "\n".join(part.text for part in parts if part.kind == "subject")
    older = [n for n, part in enumerate(parts) if part.kind in ("body", "quoted") and part.level > 0]
    ours = frozenset(n for n in older if _is_ours(parts[n], message))
    own = [n for n, part in enumerate(parts) if part.kind in ("body", "form") and part.level == 0]
    attached = [n for n, part in enumerate(parts) if part.kind in ("attachment", "fax")]
    body = "\n".join(parts[n].text for n in own)
    older_text = "\n".join(parts[n].text for n in older)
    theirs = [n for n in older if n not in ours]
    items, commons = _gather(parts, own, attached, theirs, sorted(ours), subject, message)
    lines_text = "\n".join(p.text for p in parts if p.kind != "subject")
    forwarded = message.signs.is_forward and len(body.split()) < 60
    judged = body
    if (forwarded or len(body.split()) < 4) and older_text:
        judged = f"{body}\n{older_text}"
    if len(judged.split()) < 25 and attached:
        judged = f"{judged}\n" + "\n".join(parts[n].text[:4_000] for n in attached)
    said_now = frozenset((*own, *attached, *(older if judged is not body else ())))
    asked = [item for item in items if any(v.part in said_now for v in item.values)]
    counted = sum(1 for item in asked if item.has("quantity"))
    kind, weights = kind_of(subject, judged, lines_text, len(asked), counted, message.signs)
    customer = _customer(message, parts, own, older, attached)
    passed_on = forwarded and customer.email is not None and customer.email.value != message.from_address
    language = _language(parts, own, older, attached, subject, is_forward=passed_on)
    if kind != "inquiry":
        return Extraction(kind, language, customer, [], [], parts, weights)
    order = _order(message, parts, own, attached, older)
    for item in items:
        for common in commons:
            explicit = common.has("all") or len(items) == 1
            item.inherit(
                [
                    v
                    for v in common.values
                    if v.field not in ("product", "shape") and (explicit or v.field in _SHARED)
                ],
                sure=0.8,
                keep=OWN - {"price"} if len(items) == 1 else OWN,
            )
    _refine(items, commons, subject)
    lines = [line for item in items if (line := line_of(item, [part.text for part in parts])) is not None]
    return Extraction(kind, language, customer, order, lines, parts, weights)


def _is_ours(part: Part, message: Message) -> bool:
    """Tell whether a quoted text is our own mail: its writer has an address or a name to which the message is sent."""
    name, address = _from_of(part.writer + "\n" + part.text[:600])
    said = f"{part.writer} {name} {address}".casefold()
    for one in message.to:
        mine = re.search(r"[\w.+-]+@([\w.-]+\w)", one)
        if mine is None or message.from_address.casefold().endswith(f"@{mine[1].casefold()}"):
            continue
        if f"@{mine[1].casefold()}" in said and not _FREE_MAIL.search(mine[1]):
            return True
        if mine[0].casefold() in said:
            return True
        words = [w for w in re.findall(r"\w{4,}", one[: mine.start()].casefold()) if w not in _COMMON_IN_NAMES]
        if words and part.writer and words[0] in part.writer.casefold():
            return True
    return False


_FREE_MAIL = re.compile(r"^(?:gmail|yahoo|hotmail|outlook|live|icloud|gmx|web|mail|qq|163|126|yandex|naver)\.", re.IGNORECASE)
_COMMON_IN_NAMES = frozenset({"sales", "info", "export", "team", "office", "service", "verkauf", "vertrieb"})

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


# ------------------------------------------------------------------ lines


def _gather(
    parts: Sequence[Part],
    own: list[int],
    attached: list[int],
    older: list[int],
    ours: list[int],
    subject: str,
    message: Message,
) -> tuple[list[Item], list[Item]]:
    commons: list[Item] = []
    corrections: list[Correction] = []

    def read_all(numbers: Iterable[int]) -> list[Item]:
        found: list[Item] = []
        for number in numbers:
            text = parts[number].text
            blanked, asked = take_corrections(text, number) if number in own else (text, [])
            items, shared, _ = read_part(blanked, number)
            if asked and not items and not attached and not older:
                # nothing before it that could be corrected
                items, shared, _ = read_part(text, number)
                asked = []
            corrections.extend(asked)
            found = _joined(found, items) if number in own else found + items
            commons.extend(shared)
        return found

    mine = read_all(own)
    from_files = read_all(attached)
    by_quantity = [item for item in mine if item.has("quantity")]
    if not older and not by_quantity:
        older = ours  # "please offer the same again": of our own offer
    needs_older = bool(older) and (
        not by_quantity or bool(corrections) or message.signs.is_forward or _adds(parts, own)
    )
    from_older: list[Item] = []
    if needs_older and not (from_files and not corrections and not message.signs.is_forward):
        for number in older:
            found = read_all([number])
            if any(item.has("quantity") for item in found) or (found and not from_older):
                from_older = _merged(from_older, found) if from_older else found
            if from_older and any(item.has("quantity") for item in from_older):
                break
    base = from_files or from_older
    if from_files and from_older:
        base = _merged(from_older, from_files)
    items = _merged(base, mine) if base else mine
    if not items and subject:
        found, shared, _ = read_part(
            subject, next((n for n, p in enumerate(parts) if p.kind == "subject"), 0)
        )
        items = found
        commons += shared
    elif subject and items and len(items) == 1:
        found, _, _ = read_part(subject, next((n for n, p in enumerate(parts) if p.kind == "subject"), 0))
        if len(found) == 1 and _may_be_same(items[0], found[0]):
            items[0].inherit(
                [
                    v
                    for v in found[0].values
                    if v.field in _SAID_IN_SUBJECT
                ],
                sure=0.8,
                keep=frozenset({"price"}),
            )
    items = apply_corrections(items, corrections)
    counted = [item for item in items if item.has("quantity")]
    if counted:
        # beside articles with quantities, a bare mention is no article
        items = [item for item in items if item.has("quantity") or _is_specific(item)]
    return items, commons


_SAID_IN_SUBJECT = frozenset(
    {"product", "power_w", "shape", "cap", "size_mm", "quantity", "model", "chip", "cct_k", "beam_deg", "ip", "dimming"}
)


def _joined(before: list[Item], after: list[Item]) -> list[Item]:
    """Join what a form and its message say of the same article."""
    made = list(before)
    for item in after:
        counts = {v.value for v in item.all("quantity")}
        same = [
            old
            for old in before
            if _may_be_same(old, item)
            and (not counts or not old.has("quantity") or counts & {v.value for v in old.all("quantity")})
        ]
        if len(same) == 1 and (len(after) <= len(before) or (counts and same[0].has("quantity"))):
            same[0].inherit(item.values, sure=1.0, keep=frozenset({"price"}))
        elif not item.has("quantity") and same:
            continue
        else:
            made.append(item)
    for old in list(made):
        if (
            old in before
            and not old.has("quantity")
            and any(item.has("quantity") and _may_be_same(old, item) for item in after if item in made)
        ):
            made.remove(old)
    return made


def _is_specific(item: Item) -> bool:
    """Tell whether an article without a quantity says enough to be one."""
    said = item.fields()
    strong = sum(
        1
        for name in (
            "product",
            "shape",
            "power_w",
            "power_w_per_m",
            "power_range_w",
            "size_mm",
            "cap",
            "model",
            "cct_k",
            "flux_lm",
        )
        if name in said
    )
    return (item.from_table and strong >= 2) or strong >= 3


def _adds(parts: Sequence[Part], own: Sequence[int]) -> bool:
    return any(True for n in own for _ in lexicon("add", "correct", "cancel").find(parts[n].text[:3_000]))


def _may_be_same(a: Item, b: Item) -> bool:
    """Tell whether two stretches may speak of the same article."""
    kind_a, kind_b = product_type(a), product_type(b)
    if kind_a and kind_b and kind_a[0] != kind_b[0]:
        return False
    agreed = 0
    for name in (
        "power_w",
        "shape",
        "cap",
        "size_mm",
        "model",
        "power_w_per_m",
        "cct_k",
        "beam_deg",
        "colour",
        "housing_colour",
    ):
        mine, its = {str(v.value) for v in a.all(name)}, {str(v.value) for v in b.all(name)}
        if mine and its:
            if not mine & its:
                return False
            agreed += 1
    return agreed > 0 or bool(kind_a and kind_b)


def _merged(base: list[Item], newer: list[Item]) -> list[Item]:
    """Let the newer articles override the older ones they match; the others are added when they have a quantity."""
    made = list(base)
    for item in newer:
        matches = [old for old in made if old in base and _may_be_same(old, item)]
        named = item.has("power_w", "shape", "size_mm", "cap", "model", "power_w_per_m")
        if len(matches) == 1 and (named or len(base) == 1 or item.has("quantity")):
            old = matches[0]
            new = set().union(*(family_of(v.field) for v in item.values if v.field not in FREE)) - {
                "product",
                "shape",
            }
            old.values = [v for v in old.values if v.field not in new]
            own = {v.field for v in old.values}
            old.values += [
                v
                for v in item.values
                if (v.field not in FREE and v.field not in own | {"product", "shape"}) or v.field in new
            ]
            continue
        if item.has("quantity") and not (matches and not named) and (item.has_identity or item.has("cap")):
            _complete(item, base)
            made.append(item)
    return made


def _complete(item: Item, base: Sequence[Item]) -> None:
    """Give an article that is added later the kind that all earlier ones have: "and 2000 pcs of 1.5 m 22W"."""
    kinds = {kind[0] for one in base if (kind := product_type(one))}
    if product_type(item) is None and len(kinds) == 1:
        item.inherit([v for v in base[0].values if v.field in ("product", "shape", "cap", "material")])


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
        name, address = _from_of(first)
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
        name, address = _from_of(parts[older[0]].text)
        if address and address.casefold() == message.from_address.casefold():
            earlier = read_sender(
                message.from_name, message.from_address, (), [(older[0], parts[older[0]].text, True)]
            )
            customer.company = earlier.company
            customer.phone = customer.phone or earlier.phone
            customer.fax = customer.fax or earlier.fax
    return customer


_FROM = re.compile(
    r"^[ \t>*]*(?:from|von|de|da|van|od|kimden|från|от|من|发件人|보낸 ?사람|expéditeur|gönderen|remitente|mittente)[ \t]*[:：*]+[ \t]*(?P<v>[^\n]{3,120})$",
    re.IGNORECASE | re.MULTILINE,
)


def _from_of(text: str) -> tuple[str, str]:
    """Return the writer of a quoted message from its head."""
    m = _FROM.search(text[:3_000])
    if m is None:
        return "", ""
    value = m["v"].strip()
    address = re.search(r"[\w.+-]+@[\w.-]+\w", value)
    name = re.split(r"[<\[(]|mailto", value)[0].strip(" \"'*")
    if "@" in name:
        name = ""
    return name, address[0] if address else ""


_SINGLE = ("reference", "destination_country", "destination_place", "loading_place", "payment", "deposit_percent", "payment_days",
           "delivery_date", "delivery_days", "sample_requested", "warranty_years")  # fmt: skip


def _order(
    message: Message, parts: Sequence[Part], own: Sequence[int], attached: Sequence[int], older: Sequence[int]
) -> list[Value]:
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
