"""What visitors ask by a form or through a program: several articles with their parameters, who asks, files.

The website's form, the form on somebody else's website and the open address of the API read, check and write down an
inquiry by this module, so that all three say the same.
"""

import hashlib
import json
import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from email.headerregistry import Address
from email.message import EmailMessage
from email.policy import SMTP
from typing import Any

from django import forms
from django.core.validators import EmailValidator
from django.db.models import Q
from django.utils import translation
from django.utils.translation import gettext, gettext_lazy

from ordolux.edges.ui.countries import countries, in_chinese
from ordolux.foundation.catalogue.models import Family, Parameter, Product
from ordolux.foundation.catalogue.queries import parameters_of
from ordolux.foundation.files import read_bytes, store_bytes
from ordolux.foundation.files.models import StoredFile
from ordolux.inquiries.reading.forms import FORM_FILE
from ordolux.rules.incoterms import Rule
from ordolux.rules.parameters import PARAMETERS, Kind, parse_value
from ordolux.rules.refusal import Refusal

MOST_LINES, MOST_SHOWN, MOST_FILES, MOST_MATCHES = 20, 6, 5, 6
LARGEST_FILE = 10 * 2**20
_LINE = re.compile(r"line-(\d{1,2})-([a-z_0-9-]{1,50})")
# what stands beside the form and is not said by the visitor
ASIDE = frozenset({"csrfmiddlewaretoken", "key", "draft", "began", "do"})
# how the reader of messages finds a value: before or behind the figure
_BEFORE = {
    "cct_k": "CCT",
    "cri": "CRI",
    "power_factor": "PF",
    "sdcm_steps": "SDCM",
    "chip": "chip",
    "dimming": "dimming",
}


class Sender(forms.Form):
    """Who asks, where the goods go, and what else he says."""

    name = forms.CharField(
        label=gettext_lazy("Your name"), max_length=200, widget=forms.TextInput({"autocomplete": "name"})
    )
    email = forms.CharField(
        label=gettext_lazy("Mail address"), max_length=254, validators=[EmailValidator()],
        widget=forms.EmailInput({"autocomplete": "email"}), help_text=gettext_lazy("The quotation goes there."),
    )  # fmt: skip
    company = forms.CharField(
        label=gettext_lazy("Company"), max_length=200, required=False,
        widget=forms.TextInput({"autocomplete": "organization"}),
    )  # fmt: skip
    country = forms.ChoiceField(label=gettext_lazy("Country of delivery"), required=False, choices=())
    incoterm = forms.ChoiceField(
        label=gettext_lazy("Delivery term (Incoterms 2020)"), required=False, choices=(),
        help_text=gettext_lazy("FOB: you pay the sea freight. CIF: we pay it to your port. Not sure? Leave it open."),
    )  # fmt: skip
    place = forms.CharField(label=gettext_lazy("Port or town"), max_length=100, required=False)
    text = forms.CharField(
        label=gettext_lazy("What else should we know?"), max_length=8000, required=False,
        widget=forms.Textarea({"rows": 5}),
        help_text=gettext_lazy("Dates, packing, certificates, samples, a price that you have in mind …"),
    )  # fmt: skip
    homepage = forms.CharField(required=False, max_length=400)

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        choices: dict[str, Any] = {
            "country": [("", gettext("Please choose")), *countries()],
            "incoterm": [("", gettext("Not decided yet")), *((rule.value, rule.value) for rule in Rule)],
        }
        for name, offered in choices.items():
            chosen = self.fields[name]
            assert isinstance(chosen, forms.ChoiceField)
            chosen.choices = offered

    def clean_homepage(self) -> str:
        """Nobody who sees the page fills this in."""
        if self.cleaned_data["homepage"]:
            raise forms.ValidationError(gettext("Please leave this field empty; it keeps robots off."))
        return ""


@dataclass(slots=True)
class Asked:
    """One parameter of a line as it was typed."""

    parameter: Parameter
    typed: str = ""
    problem: str = ""
    shown: str = ""

    @property
    def label(self) -> str:
        """Its word in the reader's language."""
        return self.parameter.label_zh if in_chinese() else self.parameter.label_en

    @property
    def choices(self) -> list[str]:
        """The values that can be chosen; empty where anything may be typed."""
        return [str(choice) for choice in self.parameter.choices]


@dataclass(slots=True)
class Line:
    """One article as it was typed: our product, or a family and words; pieces; what shall be different."""

    index: int
    family: str = ""
    product: str = ""
    pieces: str = ""
    words: str = ""
    values: dict[str, str] = field(default_factory=dict)
    found: Product | None = None
    asked: list[Asked] = field(default_factory=list)
    problems: dict[str, str] = field(default_factory=dict)

    @property
    def name(self) -> str:
        """The name of our product in the reader's language."""
        if self.found is None:
            return ""
        return self.found.name_zh if in_chinese() else self.found.name_en

    @property
    def is_empty(self) -> bool:
        """Whether nothing was typed into it."""
        return not (self.product or self.pieces or self.words or self.family)

    @property
    def count(self) -> int:
        """The pieces as a number; 0 where they are not readable as one."""
        plain = (
            re.sub(r"[\s,.'’]", "", self.pieces)
            if re.fullmatch(r"\d{1,3}(?:[\s,.'’]\d{3})+", self.pieces)
            else self.pieces
        )
        return (
            int(plain)
            if plain.isascii() and plain.isdecimal() and 0 < int(plain[:12]) < 2**31 and len(plain) < 11
            else 0
        )

    @property
    def first_asked(self) -> list[Asked]:
        """The parameters that stand open: those without which nothing is priced, and those that were typed."""
        return [each for place, each in enumerate(self.asked) if place < MOST_SHOWN]

    @property
    def more_asked(self) -> list[Asked]:
        """The other parameters of the family, behind a fold."""
        return self.asked[MOST_SHOWN:]

    @property
    def unfolds(self) -> bool:
        """Whether something behind the fold was typed or is wrong."""
        return any(each.typed or each.problem for each in self.more_asked)

    @property
    def wrong(self) -> list[tuple[str, str]]:
        """What is wrong with the line: the field's name on the page and a sentence."""
        return [(f"line-{self.index}-{name}", said) for name, said in self.problems.items()] + [
            (f"line-{self.index}-p-{each.parameter.code}", each.problem)
            for each in self.asked
            if each.problem
        ]


@dataclass(frozen=True, slots=True)
class Kept:
    """A file that was sent with the form and is kept until the inquiry is taken."""

    name: str
    size: int
    token: str
    sha256: str


def lines_of(typed: Mapping[str, Any]) -> list[Line]:
    """The lines that stand in the fields of a form (``line-0-pieces``), at least one, at most twenty."""
    lines: dict[int, Line] = {}
    for name, value in typed.items():
        match = _LINE.fullmatch(name)
        if match is None or (int(match[1]) not in lines and len(lines) >= MOST_LINES):
            continue
        line = lines.setdefault(int(match[1]), Line(int(match[1])))
        text = str(value).strip()
        match match[2].split("-"):
            case ["family"]:
                line.family = text[:30]
            case ["product"]:
                line.product = text[:160]
            case ["pieces"]:
                line.pieces = text[:30]
            case ["words"]:
                line.words = text[:1000]
            case ["p", code]:
                line.values[code] = text[:200]
    return [lines[index] for index in sorted(lines)] or [Line(0)]


def look_up(lines: Sequence[Line], *, check: bool) -> None:
    """Find the products and the parameters that their families declare; with ``check`` note what cannot be."""
    known = Product.objects.filter(number__in=[line.product.split(" ")[0] for line in lines], is_offered=True)
    products = {each.number: each for each in known.select_related("family")}
    families = {each.code: each for each in Family.objects.filter(products__is_offered=True).distinct()}
    parameters = parameters_of([each.pk for each in families.values()])
    for line in lines:
        line.found = products.get(line.product.split(" ")[0])
        if line.found is not None:
            line.product, line.family = line.found.number, line.found.family.code
        family = families.get(line.family)
        if family is None:
            line.family = ""
        declared = parameters.get(family.pk, []) if family else []
        line.asked = [
            _asked(parameter, line, check=check)
            for parameter in sorted(declared, key=lambda each: (not each.is_required, each.position))
        ]
        if not check or line.is_empty:
            continue
        if not line.count:
            line.problems["pieces"] = gettext("Line {line}: give a quantity in pieces, e.g. 5000.").format(
                line=line.index + 1
            )
        if not (line.product or line.words or line.family):
            line.problems["product"] = gettext(
                "Line {line}: say which product you need, or describe it."
            ).format(line=line.index + 1)


def matching_products(words: str, family: str = "") -> list[Product]:
    """At most six products that we offer whose number, name or summary holds every word; the family's own first."""
    wanted = words.split()[:6]
    if not wanted and not family:
        return []
    found = Product.objects.filter(is_offered=True).select_related("family")
    for word in wanted:
        found = found.filter(
            Q(number__icontains=word) | Q(name_en__icontains=word) | Q(name_zh__icontains=word)
            | Q(summary_en__icontains=word) | Q(summary_zh__icontains=word)
        )  # fmt: skip
    if family:
        found = found.filter(family__code=family)
    return list(found.order_by("number")[:MOST_MATCHES])


def families_offered() -> list[tuple[str, str]]:
    """The families of which we offer something: code, and name in the reader's language."""
    found = Family.objects.filter(products__is_offered=True).distinct().order_by("name_en")
    return [(each.code, each.name_zh if in_chinese() else each.name_en) for each in found]


def as_text(said: Mapping[str, Any], lines: Sequence[Line]) -> str:
    """The form in words, as a buyer would write it in a mail."""
    return written(said, lines)[0]


def written(said: Mapping[str, Any], lines: Sequence[Line]) -> tuple[str, dict[str, Any]]:
    """The form in words, and each of its fields with the place where it stands in them (``inquiries.reading.forms``)."""
    text, typed = "", []
    for number, line in enumerate((each for each in lines if not each.is_empty), 1):
        start = len(text)
        one: dict[str, Any] = {"start": start, "family": line.family, "values": {}}
        text += f"{number}. "
        text, one["pieces"] = _put(
            text, str(line.count or line.pieces or "?"), f"line-{line.index}-pieces", line.pieces
        )
        if line.count:
            one["pieces"]["value"] = str(line.count)
        else:
            del one["pieces"]
        text += " pcs "
        gap = ""
        if line.product or line.family:
            text, product = _put(
                text, line.product or line.family, f"line-{line.index}-product", line.product
            )
            if line.found is not None:
                one["product"] = product
            gap = ", "
        for each in (asked for asked in line.asked if asked.typed):
            code = each.parameter.code
            text, one["values"][code] = _put(
                text + gap, _spelt(each), f"line-{line.index}-p-{code}", each.typed
            )
            one["values"][code]["unit"] = each.parameter.unit
            gap = ", "
        text += f"{gap}{line.words}" if line.words else ""
        one["end"] = len(text)
        typed.append(one)
        text += "\n"
    wishes: dict[str, Any] = {}
    if said["incoterm"] or said["place"]:
        text += "\nDelivery: "
        if said["incoterm"]:
            text, wishes["incoterm"] = _put(text, said["incoterm"], "incoterm", said["incoterm"])
            text += " " if said["place"] else ""
        if said["place"]:
            is_ours = said["incoterm"] in ("EXW", "FCA", "FAS", "FOB")
            name = "loading_place" if is_ours else "destination_place"
            text, wishes[name] = _put(text, said["place"], "place", said["place"])
        text += "\n"
    if said["country"]:
        with translation.override("en"):  # which the reader of messages knows
            text += "Country: "
            name = str(dict(countries()).get(said["country"], said["country"]))
        text, wishes["destination_country"] = _put(text, name, "country", said["country"])
        text += "\n"
    if said["text"].strip():
        text += f"\n{said['text'].strip()}\n"
    customer = {
        name: {"value": said[field], "field": field, "typed": said[field]}
        for name, field in (("contact", "name"), ("email", "email"), ("company", "company"))
        if said.get(field)
    }
    lead = len(text) - len(text.lstrip())
    return _moved(text.strip() + "\n", {"lines": typed, "wishes": wishes, "customer": customer}, lead)


def _put(text: str, spelt: str, name: str, typed: str) -> tuple[str, dict[str, Any]]:
    """The text with one field more, and the field with its place."""
    value = {"value": typed or spelt, "typed": typed or spelt, "field": name, "start": len(text)}
    return text + spelt, value | {"end": len(text) + len(spelt)}


def _moved(text: str, fields: dict[str, Any], lead: int) -> tuple[str, dict[str, Any]]:
    """The fields with their places in a text from whose beginning ``lead`` blanks were taken."""
    placed = [*fields["wishes"].values()]
    for line in fields["lines"]:
        line["start"], line["end"] = max(line["start"] - lead, 0), line["end"] - lead
        placed += [line[name] for name in ("pieces", "product") if name in line] + [*line["values"].values()]
    for value in placed:
        value["start"], value["end"] = value["start"] - lead, value["end"] - lead
    return text, fields


def original(
    said: Mapping[str, Any], text: str, typed: Mapping[str, list[str]], files: Sequence[Kept], *, origin: str,
    read: Mapping[str, Any],
) -> StoredFile:  # fmt: skip
    """What was sent, as one mail that any mail program opens: the words, every field as it was typed, every file.

    ``origin`` says by which way it came (``website form``), ``read`` which field says what (``written``).
    """
    fields = {name: list(typed[name]) for name in sorted(typed) if name not in ASIDE}
    mail = EmailMessage(policy=SMTP)
    name = " ".join(said["name"].split())[:100]
    try:
        mail["From"] = Address(display_name=name, addr_spec=said["email"])
    except (ValueError, IndexError):  # an address that is right on the web and odd in a mail's head
        mail["X-From"] = json.dumps([name, said["email"]])
    mail["Subject"] = " ".join(text.split())[:78]
    mail["X-Origin"] = " ".join(origin.split())[:200]
    mail.set_content(text)
    told = json.dumps({"fields": fields, "read": read}, ensure_ascii=False, indent=1).encode()
    mail.add_attachment(told, maintype="application", subtype="json", filename=FORM_FILE)
    for each in files:
        mail.add_attachment(
            read_bytes(each.sha256), maintype="application", subtype="octet-stream", filename=each.name
        )
    # the same form sent twice is the same original: nothing in it is of chance or of the moment
    mail.set_boundary(hashlib.sha256(text.encode() + told).hexdigest()[:40])
    return store_bytes(mail.as_bytes(), "message/rfc822")


def file_name(given: str) -> str:
    """The name of a file as it can be shown and stored: no folder, no sign that turns or hides letters."""
    return "".join(c for c in given if c.isprintable() and c not in '\\/:*?"<>|')[:120].strip() or "file"


def _asked(parameter: Parameter, line: Line, *, check: bool) -> Asked:
    own = str(line.found.values.get(parameter.code, "")) if line.found else ""
    asked = Asked(parameter, line.values.get(parameter.code, ""), shown=own)
    if not check or not asked.typed:
        return asked
    spec = PARAMETERS.get(parameter.code)
    if parameter.choices:
        if asked.typed not in asked.choices:
            asked.problem = gettext("Line {line}: {label} cannot be “{value}”.").format(
                line=line.index + 1, label=asked.label, value=asked.typed[:40]
            )
    elif spec is not None and spec.kind in (Kind.NUMBER, Kind.RANGE):
        try:
            parse_value(parameter.code, asked.typed)
        except Refusal:
            asked.problem = gettext("Line {line}: {label} is a figure, such as {example}; “{value}” cannot be one.").format(
                line=line.index + 1, label=asked.label, example=own or f"{spec.minimum} – {spec.maximum}",
                value=asked.typed[:40],
            )  # fmt: skip
    return asked


def _spelt(asked: Asked) -> str:
    """A parameter as a buyer writes it."""
    code, unit, typed = asked.parameter.code, asked.parameter.unit, asked.typed
    if code in _BEFORE:
        return f"{_BEFORE[code]} {typed}{f' {unit}' if code == 'cct_k' else ''}"
    if unit:
        return typed if typed.casefold().endswith(unit.casefold()) else f"{typed} {unit}"
    if asked.choices or code in ("cap", "shape"):
        return typed
    return f"{asked.parameter.label_en} {typed}"
