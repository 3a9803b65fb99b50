"""What the review of an inquiry shows and takes: every field with what was read, how sure it is, and what could be meant."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field, replace
from typing import Any

from django.http import QueryDict
from django.utils.translation import get_language, gettext

from ordolux.edges.ui.choices import country_choices
from ordolux.edges.ui.offers import sentence_of
from ordolux.edges.ui.templatetags.ui import parameter
from ordolux.foundation.catalogue.models import Product
from ordolux.foundation.parties.models import Company
from ordolux.inquiries.inquiry.deeds import ConfirmedLine
from ordolux.inquiries.inquiry.models import Inquiry, InquiryLine
from ordolux.inquiries.inquiry.reading import same_value
from ordolux.inquiries.quotation.papers.words import payment_terms
from ordolux.rules.incoterms import Rule

type Choices = Sequence[tuple[str, str]]

SURE, CHECK, MISSING, ACCEPTED, OPEN = "sure", "check", "missing", "accepted", "open"
# the fields of the reader that are terms of the whole, by the name of our field
TERM_OF = {
    "incoterm": ("incoterm",), "place": ("destination_place", "loading_place"),
    "destination_country": ("destination_country",), "payment_term": ("payment",), "currency": ("currency",),
}  # fmt: skip
LARGEST_COUNT = 10


@dataclass(frozen=True, slots=True)
class Field:
    """One thing that was read: its value as it will be used, the words it was read from, and how it looks."""

    name: str
    label: str
    value: str
    look: str
    unit: str = ""
    why: str = ""
    raw: str = ""
    mark: str = ""
    kind: str = "text"
    choices: Choices = ()
    candidates: Choices = ()
    reasons: tuple[str, ...] = ()

    @property
    def ident(self) -> str:
        """The anchor of the field, to which its mark in the message leads."""
        return f"f-{self.name}"


@dataclass(frozen=True, slots=True)
class Line:
    """One line of the review: product and pieces, parameters that the message told, and those that the catalogue adds."""

    position: int
    product: Product | None
    fields: tuple[Field, ...]
    told: tuple[Field, ...]
    further: tuple[Field, ...]
    wishes: tuple[Field, ...]
    words: str = ""
    likeness: str = ""


@dataclass(frozen=True, slots=True)
class Review:
    """Everything that the page shows beside the message."""

    terms: tuple[Field, ...]
    customer: tuple[Field, ...]
    also: tuple[Field, ...]
    lines: tuple[Line, ...]
    products: Choices = ()
    errors: tuple[str, ...] = ()
    questions: tuple[str, ...] = ()

    def all_fields(self) -> Iterable[Field]:
        """Every field that can be accepted, in the order of the page."""
        yield from self.customer
        yield from self.terms
        for line in self.lines:
            yield from line.fields
            yield from line.told
            yield from line.wishes

    def count(self, *looks: str) -> int:
        """How many fields look so."""
        return sum(each.look in looks for each in self.all_fields())

    @property
    def sure(self) -> int:
        """How many need nobody's attention."""
        return self.count(SURE, ACCEPTED)

    @property
    def to_check(self) -> int:
        """How many a person should look at."""
        return self.count(CHECK)

    @property
    def missing(self) -> int:
        """How many the message does not tell."""
        return self.count(MISSING)


@dataclass(frozen=True, slots=True)
class Said:
    """What a person sent: terms by name, lines, and which fields he has looked at."""

    terms: Mapping[str, str] = field(default_factory=dict)
    lines: tuple["LineSaid", ...] = ()
    reviewed: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class LineSaid:
    """One line as it was sent: the position of the line that was read (0: a new one), product, pieces, parameters."""

    position: int
    product: str
    pieces: str
    values: Mapping[str, str]


def said_of(post: QueryDict) -> Said:
    """What the form tells. Rows are parallel: position, product (chosen or typed), pieces; ``value-<position>-<code>``."""
    chosen, typed = post.getlist("product"), post.getlist("product_other")
    pieces, positions = post.getlist("pieces"), post.getlist("position")
    lines = []
    for at in range(max(len(chosen), len(typed))):
        number = positions[at] if at < len(positions) else ""
        position = int(number) if number.isdecimal() and len(number) < LARGEST_COUNT else 0
        other = typed[at].strip() if at < len(typed) else ""
        prefix = f"value-{position}-"
        values = {
            name.removeprefix(prefix): str(post[name]).strip()
            for name in post
            if position and name.startswith(prefix)
        }
        lines.append(
            LineSaid(
                position, other or (chosen[at] if at < len(chosen) else ""),
                pieces[at].strip() if at < len(pieces) else "", values,
            )
        )  # fmt: skip
    terms = {
        name: str(post[name]).strip() for name in post if name not in ("key", "seen", "csrfmiddlewaretoken")
    }
    return Said(terms, tuple(lines), tuple(post.getlist("reviewed")))


def pieces_of(text: str) -> int:
    """A quantity as people write it; 0 for what is none."""
    count = text.replace(",", "").replace(" ", "").replace("\u202f", "").replace("\u00a0", "")
    return int(count) if count.isascii() and count.isdecimal() and len(count) < LARGEST_COUNT else 0


def lines_told(
    said: Said, inquiry: Inquiry, products: Mapping[str, Product], *, whole: bool
) -> tuple[ConfirmedLine, ...]:
    """The lines as the deed wants them; a row without product is left out when the lines must be ``whole``.

    A parameter counts as said when it differs from what the page showed, or was corrected before; what merely stood
    there follows the product.
    """
    read = {line.position: line for line in inquiry.lines.all()}
    lines = []
    for row in said.lines:
        if not row.product and (whole or not row.position):
            continue
        evidence, product = read.get(row.position), products.get(row.product)
        values = {
            code: value
            for code, value in row.values.items()
            if _is_said(value, code, evidence, product)
            and (product is None or not whole or code in product.values)
        }
        lines.append(ConfirmedLine(row.product, pieces_of(row.pieces), values, row.position))
    return tuple(lines)


def shown_value(line: InquiryLine | None, code: str, product: Product | None) -> str:
    """The value that the page shows for a parameter: what a person said, else what the product has, else what was read."""
    kept = line.values.get(code) if line else None
    if isinstance(kept, dict) and "read" in kept:
        return str(kept["value"])
    if product is not None and code in product.values:
        return str(product.values[code])
    return str(kept.get("value", "")) if isinstance(kept, dict) else ""


def review_of(
    inquiry: Inquiry, *, products: Sequence[Product], companies: Sequence[Company], currencies: Sequence[str],
    said: Said | None = None, errors: Sequence[str] = (),
) -> Review:  # fmt: skip
    """The review of an inquiry (with lines fetched): as it was kept, or as it was ``said`` when a refusal stood in the way."""
    reviewed = set(said.reviewed if said else inquiry.reviewed)
    by_number = {product.number: product for product in products}
    asked = {value["field"]: value for value in reversed(inquiry.asked)}
    terms = _terms(inquiry, asked, said, currencies, reviewed)
    known = {name for names in TERM_OF.values() for name in names}
    also = tuple(
        Field(
            f"asked-{value['field']}", parameter(value["field"]).replace("_", " ").capitalize(), str(value["value"]),
            SURE if value["confidence"] == SURE else CHECK, value.get("unit", ""), raw=value["quoted"],
            mark=mark_of(value), kind="fixed",
        )
        for value in inquiry.asked
        if value["field"] not in known
    )  # fmt: skip
    read = {line.position: line for line in inquiry.lines.all()}
    rows = said.lines if said else tuple(
        LineSaid(line.position, line.product.number if line.product else "", str(line.pieces or ""), {})
        for line in read.values()
    )  # fmt: skip
    lines = [
        _line(row, read.get(row.position), by_number, reviewed) for row in rows if row.product or row.position
    ]
    return Review(
        terms=terms, customer=_customer(inquiry, companies, said, reviewed), also=also, lines=tuple(lines),
        products=[(product.number, product.name_en) for product in products], errors=tuple(errors),
    )  # fmt: skip


def _is_said(value: str, code: str, evidence: InquiryLine | None, product: Product | None) -> bool:
    before = evidence.product if evidence else None
    if not same_value(value, shown_value(evidence, code, before)):
        return bool(value)
    kept = evidence.values.get(code) if evidence else None
    return isinstance(kept, dict) and "read" in kept and bool(value)


def _look(name: str, value: str, confidence: str, reviewed: set[str]) -> str:
    if name in reviewed and value:
        return ACCEPTED
    if not value:
        return MISSING
    return SURE if confidence in (SURE, "confirmed") else CHECK


def _line(
    row: LineSaid, read: InquiryLine | None, products: Mapping[str, Product], reviewed: set[str]
) -> Line:
    product = products.get(row.product)
    told, further, wishes = [], [], []
    evidence = {code: said for code, said in (read.values if read else {}).items() if isinstance(said, dict)}
    for code, said in evidence.items():
        name = f"value-{row.position}-{code}"
        value = row.values.get(code, shown_value(read, code, product))
        asked_for = str(said.get("read", said.get("value", "")))
        look, why, candidates = _look(name, value, str(said.get("confidence", "")), reviewed), "", []
        if product is not None and code not in product.values:
            why = gettext("%(product)s says nothing about it; it is kept as a wish.") % {
                "product": product.number
            }
            wishes.append(
                _field(name, code, asked_for, CHECK if look != ACCEPTED else ACCEPTED, said, why, [], "fixed")
            )
            continue
        if product is not None and not same_value(asked_for, product.values[code]):
            own = str(product.values[code])
            candidates = [(own, own), (asked_for, asked_for)]
            why = gettext("The message asks for %(asked)s, %(product)s has %(own)s.") % {
                "asked": f"{asked_for} {said.get('unit', '')}".strip(), "product": product.number,
                "own": f"{own} {said.get('unit', '')}".strip(),
            }  # fmt: skip
            look = ACCEPTED if look == ACCEPTED else CHECK
        elif look == CHECK:
            why, candidates = _doubt(said, asked_for)
        told.append(_field(name, code, value, look, said, why, candidates))
    if product is not None:
        for code in product.values:
            if code not in evidence:
                value = row.values.get(code, shown_value(read, code, product))
                further.append(_field(f"value-{row.position}-{code}", code, value, SURE, {}, "", []))
    read_of_it = read.read if read else {}
    return Line(
        row.position, product, (_product(row, read, product, products, reviewed), _pieces(row, read, reviewed)),
        tuple(told), tuple(further), tuple(wishes), words=" ".join(read.text.split())[:200] if read else "",
        likeness=str(read_of_it.get("equivalent_to") or read_of_it.get("model") or ""),
    )  # fmt: skip


def _doubt(said: Mapping[str, Any], value: str) -> tuple[str, list[tuple[str, str]]]:
    """Why a value is to be checked, and what else could be meant."""
    others = [str(each) for each in said.get("others") or () if str(each) != value]
    if others:
        return gettext("The message names several."), [
            (each, each) for each in dict.fromkeys([value, *others])
        ]
    if said.get("is_implied"):
        return gettext("Not said, but usual for what is said."), []
    return gettext("Read with doubt: compare it with the message."), []


def mark_of(said: Mapping[str, Any]) -> str:
    """The anchor of the words that a value was read from; empty where they stand in no part of this message."""
    if not said.get("quoted") or said.get("end", 0) <= said.get("start", -1) or "part" not in said:
        return ""
    return f"m-{said['part']}-{said['start']}"


def _field(
    name: str, code: str, value: str, look: str, said: Mapping[str, Any], why: str, candidates: Choices,
    kind: str = "text",
) -> Field:  # fmt: skip
    return Field(
        name, parameter(code), value, look, str(said.get("unit", "")), why, str(said.get("quoted", "")),
        mark_of(said), kind, candidates=candidates,
    )  # fmt: skip


def _product(
    row: LineSaid,
    read: InquiryLine | None,
    product: Product | None,
    products: Mapping[str, Product],
    reviewed: set[str],
) -> Field:
    name = f"product-{row.position}"
    candidates = [number for number in (read.candidates if read else []) if number in products]
    numbers = list(dict.fromkeys([*([row.product] if row.product else []), *candidates]))
    choices = [
        (number, f"{number} · {products[number].name_en}" if number in products else number)
        for number in numbers
    ]
    look, why = _look(name, row.product, SURE, reviewed), ""
    said = read.read if read else {}
    meant = {each["number"]: each for each in said.get("meant") or ()}
    named = dict(said.get("name") or {})
    if product is None:
        look = CHECK if candidates or row.product else MISSING
        why = gettext("No model fits yet: choose one, or leave the line out.")
        if said.get("model") or said.get("equivalent_to"):
            why = gettext("“%(model)s” is none of our models: choose what is equivalent to it.") % {
                "model": said.get("equivalent_to") or said["model"]
            }
    elif look == SURE and read is not None and candidates and candidates[0] != row.product:
        look, why = CHECK, gettext("Other models fit too.")
    elif look == SURE and meant.get(row.product, {}).get("is_named") and meant[row.product]["points"] < 1:
        look, why = CHECK, gettext("The number in the message is not quite ours.")
    elif (
        look == SURE
        and not meant.get(row.product, {}).get("is_named")
        and (said.get("model") or said.get("equivalent_to"))
    ):
        look, why = CHECK, gettext("Chosen as equivalent: the customer names another make.")
    reasons = tuple(_reason(each) for each in meant.get(row.product, {}).get("reasons", ()))
    return Field(
        name, gettext("Product"), row.product, look, why=why, kind="product", choices=choices, reasons=reasons,
        raw=str(named.get("quoted", "")), mark=mark_of(named),
        candidates=[(number, _with_reason(number, meant)) for number in candidates[:5]] if look == CHECK else (),
    )  # fmt: skip


def _reason(kept: dict[str, Any]) -> str:
    """A reason in words: parameters by their names."""
    values = dict(kept["values"])
    for name in ("code", "codes"):
        if name in values:
            values[name] = ", ".join(parameter(code) for code in str(values[name]).split(", "))
    return sentence_of(kept | {"values": values})


def _with_reason(number: str, meant: Mapping[str, Mapping[str, Any]]) -> str:
    """A candidate with the reason that tells it from the others: what differs, else why it fits."""
    reasons = list((meant.get(number) or {}).get("reasons", ()))
    telling = [each for each in reasons if each["code"] == "model-differs"] or reasons
    return f"{number}: {_reason(telling[0])}" if telling else number


def _pieces(row: LineSaid, read: InquiryLine | None, reviewed: set[str]) -> Field:
    name = f"pieces-{row.position}"
    said = dict(read.read.get("count") or {}) if read else {}
    look, why = _look(name, row.pieces, str(said.get("confidence") or SURE), reviewed), ""
    candidates: Choices = []
    if not row.pieces:
        why = gettext("Not in the message.")
    elif look == CHECK and read is not None and read.read.get("unit") not in ("pcs", "set", "m", None):
        why = gettext("The message counts in %(unit)s.") % {"unit": read.read["unit"]}
    elif look == CHECK:
        why, candidates = _doubt(said, row.pieces)
    return Field(
        name, gettext("Quantity"), row.pieces, look, gettext("pcs"), kind="pieces", why=why, candidates=candidates,
        raw=str(said.get("quoted", "")), mark=mark_of(said),
    )  # fmt: skip


def _terms(
    inquiry: Inquiry,
    asked: Mapping[str, Any],
    said: Said | None,
    currencies: Sequence[str],
    reviewed: set[str],
) -> tuple[Field, ...]:
    labels = {
        "incoterm": gettext("Delivery term"), "place": gettext("Named place"),
        "destination_country": gettext("Country of destination"), "payment_term": gettext("Payment"),
        "currency": gettext("Currency"),
    }  # fmt: skip
    choices: dict[str, Choices] = {
        "incoterm": [(rule.value, rule.value) for rule in Rule],
        "payment_term": payment_terms(get_language() or "en"),
        "currency": [(code, code) for code in currencies],
    }
    fallback = {"incoterm": "FCA", "payment_term": "TT_30_70_BS", "currency": "USD"}
    made, buyer = [], inquiry.deal.buyer
    for name, label in labels.items():
        kept = str(getattr(inquiry, name))
        found = [asked[each] for each in TERM_OF[name] if each in asked]
        told = next((each for each in found if str(each["value"]) == kept), found[0] if found else None)
        value = said.terms.get(name, kept) if said else kept
        look, why = _look(name, value, told["confidence"] if told else SURE, reviewed), ""
        if told is None and value and look != ACCEPTED:
            look, why = SURE, gettext("As this customer usually has it.")
        elif look == CHECK and name == "destination_country" and buyer is not None and buyer.country == value:
            look, why = SURE, gettext("The customer's own country.")
        elif look == CHECK:
            why = gettext("Read with doubt: compare it with the message.")
        if not value and name in fallback:
            look, value = CHECK, fallback[name]
            why = gettext("Not in the message; this is what we usually take.")
        if name == "currency" and value and value not in currencies:
            look, why = CHECK, gettext("We keep no price list in %(currency)s.") % {"currency": value[:10]}
            choices[name] = [*choices[name], (value[:10], value[:10])]
        made.append(
            Field(
                name, label, value, look, why=why, raw=told["quoted"] if told else "", mark=mark_of(told) if told else "",
                kind="choice" if name in choices else "text", choices=choices.get(name, ()),
            )
        )  # fmt: skip
    return tuple(made)


def _customer(
    inquiry: Inquiry, companies: Sequence[Company], said: Said | None, reviewed: set[str]
) -> tuple[Field, ...]:
    buyer = inquiry.deal.buyer
    domain = inquiry.contact_address.rpartition("@")[2].lower()
    like = [company for company in companies if domain and company.domain == domain and company != buyer]
    chosen = said.terms.get("buyer", "") if said else (buyer.number if buyer else "")
    choices = [("", gettext("A new company, as below"))]
    choices += [(company.number, company.legal_name) for company in dict.fromkeys([*like, *companies])]
    why = ""
    if not chosen:
        why = gettext("The sender is not known yet.")
    look = ACCEPTED if "buyer" in reviewed else SURE if chosen else CHECK

    told_by = inquiry.reading.customer if inquiry.reading else {}

    def text(name: str, label: str, kept: str, *, needed: bool = True, told: str = "") -> Field:
        value = said.terms.get(name, kept) if said else kept
        state = ACCEPTED if name in reviewed and value else SURE if value else MISSING if needed else OPEN
        evidence = dict(told_by.get(told) or {})
        if str(evidence.get("value", "")) != value:
            evidence = {}
        return Field(name, label, value, state, raw=str(evidence.get("quoted", "")), mark=mark_of(evidence))

    fields = [
        Field("buyer", gettext("Company"), chosen, look, why=why, kind="choice", choices=choices,
              candidates=[(company.number, company.legal_name) for company in like[:3]] if not chosen else ()),
        text("contact_name", gettext("Contact person"), inquiry.contact_name, told="contact"),
        text("contact_email", gettext("Mail address"), inquiry.contact_address, told="email"),
    ]  # fmt: skip
    if buyer is None:
        country = inquiry.destination_country
        fields += [
            text(
                "company_name", gettext("Legal name"), inquiry.company_name, needed=not chosen, told="company"
            ),
            text("company_address", gettext("Address"), "", needed=False),
            _country(text("company_country", gettext("Country"), country, needed=not chosen)),
            text("company_zone", gettext("Time zone"), zone_of(country), needed=not chosen),
            text("company_tax_number", gettext("Tax number"), "", needed=False),
        ]
    return tuple(fields)


def _country(typed: Field) -> Field:
    """The same field as a choice by name."""
    return replace(typed, kind="choice", choices=tuple(country_choices()))


# where most of a country's trade sits; a person can say another
ZONES = {
    "AE": "Asia/Dubai", "AT": "Europe/Vienna", "AU": "Australia/Sydney", "BE": "Europe/Brussels", "BR": "America/Sao_Paulo",
    "CA": "America/Toronto", "CH": "Europe/Zurich", "CL": "America/Santiago", "CN": "Asia/Shanghai", "CO": "America/Bogota",
    "CZ": "Europe/Prague", "DE": "Europe/Berlin", "DK": "Europe/Copenhagen", "EG": "Africa/Cairo", "ES": "Europe/Madrid",
    "FI": "Europe/Helsinki", "FR": "Europe/Paris", "GB": "Europe/London", "GH": "Africa/Accra", "GR": "Europe/Athens",
    "HK": "Asia/Hong_Kong", "HU": "Europe/Budapest", "ID": "Asia/Jakarta", "IE": "Europe/Dublin", "IL": "Asia/Jerusalem",
    "IN": "Asia/Kolkata", "IT": "Europe/Rome", "JP": "Asia/Tokyo", "KE": "Africa/Nairobi", "KR": "Asia/Seoul",
    "KW": "Asia/Kuwait", "MA": "Africa/Casablanca", "MX": "America/Mexico_City", "MY": "Asia/Kuala_Lumpur",
    "NG": "Africa/Lagos", "NL": "Europe/Amsterdam", "NO": "Europe/Oslo", "NZ": "Pacific/Auckland", "OM": "Asia/Muscat",
    "PE": "America/Lima", "PH": "Asia/Manila", "PK": "Asia/Karachi", "PL": "Europe/Warsaw", "PT": "Europe/Lisbon",
    "QA": "Asia/Qatar", "RO": "Europe/Bucharest", "SA": "Asia/Riyadh", "SE": "Europe/Stockholm", "SG": "Asia/Singapore",
    "TH": "Asia/Bangkok", "TR": "Europe/Istanbul", "TW": "Asia/Taipei", "UA": "Europe/Kyiv", "US": "America/New_York",
    "VN": "Asia/Ho_Chi_Minh", "ZA": "Africa/Johannesburg",
}  # fmt: skip


def zone_of(country: str) -> str:
    """The zone that a country's trade mostly keeps; empty where we do not know one."""
    return ZONES.get(country, "")
