"""The website's inquiry: several articles with their parameters and files, without an account and without script.

What was typed stays on the page until the inquiry is taken. Robots are kept off by a field that people do not see, by
the time that a person needs, and by how often one address asks; nobody else's service is asked.
"""

import hashlib
import json
import re
from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import timedelta
from email.headerregistry import Address
from email.message import EmailMessage
from email.policy import SMTP
from typing import Any

from django import forms
from django.core import signing
from django.core.validators import EmailValidator
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.utils.datastructures import MultiValueDict
from django.utils.translation import gettext, gettext_lazy

from ordolux.edges.access import Request, form_key, public
from ordolux.edges.public.floods import is_within, network_of
from ordolux.edges.public.open_pages import canonical, countries, in_chinese, languages_of, open_page
from ordolux.foundation import clock
from ordolux.foundation.catalogue.models import Family, Parameter, Product
from ordolux.foundation.catalogue.queries import parameters_of
from ordolux.foundation.correspondence.deeds import Enclosure
from ordolux.foundation.deeds import KeyUsedForSomethingElse
from ordolux.foundation.files import read_bytes, store_bytes
from ordolux.foundation.files.models import StoredFile
from ordolux.foundation.parties.models import Firm
from ordolux.foundation.sandbox import what_is
from ordolux.inquiries.inquiry.deeds import submit_inquiry
from ordolux.inquiries.inquiry.models import Inquiry
from ordolux.rules.incoterms import Rule
from ordolux.rules.parameters import PARAMETERS, Kind, parse_value
from ordolux.rules.refusal import Refusal

MOST_LINES, MOST_PARAMETERS, MOST_FILES = 20, 9, 5
LARGEST_FILE = 10 * 2**20
LEAST_SECONDS = 3
SALT_FILE, SALT_BEGAN, SALT_THANKS = "inquiry.file", "inquiry.began", "inquiry.thanks"
PROMISE = timedelta(hours=24)
HOUR_S, DAY_S = 3600, 24 * 3600
MOST_FROM_A_NETWORK, MOST_FROM_AN_ADDRESS, MOST_OF_ALL, MOST_FILES_OF_A_NETWORK = 12, 6, 300, 60
_LINE = re.compile(r"line-(\d{1,2})-([a-z_0-9-]{1,50})")
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


@dataclass(slots=True)
class Kept:
    """A file that was sent with the form and is kept until the inquiry is taken."""

    name: str
    size: int
    token: str
    sha256: str


@public(methods="GET POST")
@open_page
def inquiry(request: Request) -> HttpResponse:
    """The form; a button adds or removes a line, shows a product's parameters, or sends it all."""
    if request.method != "POST":
        return _page(request, Sender(initial=_known(request)), _begun(request), [], began=_stamp())
    lines = _typed(request)
    files, file_problem = _files(request)
    wish = request.POST.get("do", "send")
    if wish == "add" and len(lines) < MOST_LINES:
        lines.append(Line(max((line.index for line in lines), default=-1) + 1))
    elif wish.startswith("remove-"):
        lines = [line for line in lines if f"remove-{line.index}" != wish] or [Line(0)]
    if wish != "send":
        _look_up(lines, check=False)
        return _page(request, Sender(initial=_as_typed(request)), lines, files, problem=file_problem)
    form = Sender(request.POST)
    _look_up(lines, check=True)
    problem = file_problem or _problem(request, form, lines)
    if (
        not form.is_valid()
        or problem
        or any(line.problems or any(a.problem for a in line.asked) for line in lines)
    ):
        return _page(request, form, lines, files, problem=problem, status=422)
    if not _is_within_rates(request, form.cleaned_data["email"]):
        too_often = gettext("Too many inquiries came from here. Please wait an hour, or write to us by mail.")
        return _page(request, form, lines, files, problem=too_often, status=429)
    text = as_text(form.cleaned_data, lines)
    raw = original(form.cleaned_data, text, request.POST, files)
    said = form.cleaned_data
    try:
        made: Inquiry = submit_inquiry.once(request.POST.get("key", "")[:120])(
            name=said["name"], email=said["email"], text=text, raw=raw, company=said["company"], country=said["country"],
            language="zh" if in_chinese() else "en", enclosures=tuple(Enclosure(f.name, f.sha256) for f in files),
            by=_who(request), at=request.at,
        )  # fmt: skip
    except KeyUsedForSomethingElse:
        sent = gettext(
            "This form was sent already, with other content. Press the button once more to send it as it is now."
        )
        return _page(request, form, lines, files, problem=sent, status=409)
    except Refusal as refusal:
        return _page(
            request, form, lines, files, problem=refusal.sentence(gettext(refusal.message)), status=422
        )
    token = signing.dumps(
        {"number": made.number, "by": (made.received_at + PROMISE).isoformat()}, salt=SALT_THANKS
    )
    return redirect("public:inquiry_received", token)


@public
def received(request: Request, token: str) -> HttpResponse:
    """Thank you: the number under which we answer, and by when."""
    try:
        said = signing.loads(token, salt=SALT_THANKS, max_age=timedelta(days=30))
    except signing.BadSignature:
        raise Http404 from None
    due = forms.DateTimeField().to_python(said["by"])
    firm = Firm.objects.first()
    return render(request, "public/inquiry_received.html", {
        "here_in": "inquiry", "number": said["number"], "due": due, "firm": firm,
        "zone": firm.zone if firm else "UTC",
    })  # fmt: skip


def as_text(said: dict[str, Any], lines: Sequence[Line]) -> str:
    """The form in words, as a buyer would write it in a mail; from here on it is read like one."""
    parts = []
    for number, line in enumerate((each for each in lines if not each.is_empty), 1):
        values = [_spelt(each) for each in line.asked if each.typed]
        what = ", ".join(part for part in (line.product or line.family, *values, line.words) if part)
        parts.append(f"{number}. {line.count or line.pieces or '?'} pcs {what}")
    if said["incoterm"] or said["place"]:
        parts += ["", f"Delivery: {said['incoterm']} {said['place']}".rstrip()]
    if said["country"]:
        parts += [f"Country: {dict(countries_in_english()).get(said['country'], said['country'])}"]
    if said["text"].strip():
        parts += ["", said["text"].strip()]
    return "\n".join(parts).strip() + "\n"


def countries_in_english() -> list[tuple[str, str]]:
    """The countries by their English names, which the reader of messages knows."""
    from django.utils import translation

    with translation.override("en"):
        return countries()


def original(said: dict[str, Any], text: str, typed: Any, files: Sequence[Kept]) -> StoredFile:
    """What was sent, as one mail that any mail program opens: the words, every field as it was typed, every file."""
    fields = {
        name: typed.getlist(name) for name in sorted(typed) if name not in ("csrfmiddlewaretoken", "key")
    }
    mail = EmailMessage(policy=SMTP)
    name = " ".join(said["name"].split())[:100]
    try:
        mail["From"] = Address(display_name=name, addr_spec=said["email"])
    except (ValueError, IndexError):  # an address that is right on the web and odd in a mail's head
        mail["X-From"] = json.dumps([name, said["email"]])
    mail["Subject"] = " ".join(text.split())[:78]
    mail["X-Origin"] = "website form"
    mail.set_content(text)
    told = json.dumps(fields, ensure_ascii=False, indent=1).encode()
    mail.add_attachment(told, maintype="application", subtype="json", filename="form.json")
    for each in files:
        mail.add_attachment(
            read_bytes(each.sha256), maintype="application", subtype="octet-stream", filename=each.name
        )
    # the same form sent twice is the same original: nothing in it is of chance or of the moment
    mail.set_boundary(hashlib.sha256(text.encode() + told).hexdigest()[:40])
    return store_bytes(mail.as_bytes(), "message/rfc822")


def _page(
    request: Request, form: Sender, lines: list[Line], files: list[Kept], *, problem: str = "", status: int = 200,
    began: str = "",
) -> HttpResponse:  # fmt: skip
    families = list(Family.objects.filter(products__is_offered=True).distinct().order_by("name_en"))
    offered = (
        Product.objects.filter(is_offered=True)
        .order_by("number")
        .values_list("number", "name_zh" if in_chinese() else "name_en")
    )
    path = "/inquiry"
    links = [(f"line-{line.index}-{name}", told) for line in lines for name, told in line.problems.items()]
    links += [
        (f"line-{line.index}-p-{a.parameter.code}", a.problem)
        for line in lines
        for a in line.asked
        if a.problem
    ]
    return render(request, "public/inquiry.html", {
        "here_in": "inquiry", "form": form, "lines": lines, "files": files, "problem": problem, "links": links,
        "families": [(each.code, each.name_zh if in_chinese() else each.name_en) for each in families],
        "offered": list(offered[:500]), "key": request.POST.get("key") if status == 422 else form_key(),
        "began": began or request.POST.get("began", "") or _stamp(), "most_files": MOST_FILES,
        "may_add": len(lines) < MOST_LINES, "canonical": canonical(path), "languages_of_page": languages_of(path),
        "is_indexed": True, "shows_homepage": bool(form.is_bound and form.data.get("homepage")),
    }, status=status)  # fmt: skip


def _known(request: Request) -> dict[str, str]:
    """What we know of somebody who signed in."""
    if not request.actor.is_customer:
        return {}
    person: Any = request.user
    return {
        "name": person.name, "email": person.email, "company": person.company.legal_name,
        "country": person.company.country,
    }  # fmt: skip


def _who(request: Request) -> Any:
    from ordolux.foundation.actors import Actor, Role

    return request.actor if Role.BUYER in request.actor.roles else Actor.visitor()


def _begun(request: Request) -> list[Line]:
    """The first line, with the product that the visitor came from."""
    line = Line(0, product=request.GET.get("product", "")[:40], family=request.GET.get("family", "")[:30])
    document = request.GET.get("document", "")[:40]
    if document and re.fullmatch(r"[A-Z0-9-]+", document):
        line.words = gettext("Please send us the document {document}.").format(document=document)
    _look_up([line], check=False)
    if line.found is None:
        line.product = ""
    return [line]


def _typed(request: Request) -> list[Line]:
    lines: dict[int, Line] = {}
    for name, value in request.POST.items():
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


def _look_up(lines: list[Line], *, check: bool) -> None:
    """Find the products and the parameters of their families; with ``check`` note what cannot be."""
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
        for parameter in _shown_parameters(parameters.get(family.pk, []) if family else []):
            line.asked.append(_asked(parameter, line, check=check))
        if check and not line.is_empty and not line.count:
            line.problems["pieces"] = gettext("Line {line}: give a quantity in pieces, e.g. 5000.").format(
                line=line.index + 1
            )
        if check and not line.is_empty and not (line.product or line.words or line.family):
            line.problems["product"] = gettext(
                "Line {line}: say which product you need, or describe it."
            ).format(line=line.index + 1)


def _shown_parameters(parameters: Sequence[Parameter]) -> list[Parameter]:
    """The parameters that buyers name, at most nine: first those that a quotation cannot do without."""
    ordered = sorted(parameters, key=lambda each: (not each.is_required, each.position))
    return ordered[:MOST_PARAMETERS]


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


def _problem(request: Request, form: Sender, lines: list[Line]) -> str:
    """What stands in the way of the whole form."""
    if all(line.is_empty for line in lines) and not request.POST.get("text", "").strip():
        return gettext("Say in at least one line, or in your own words, what you need.")
    try:
        began = float(
            signing.loads(request.POST.get("began", ""), salt=SALT_BEGAN, max_age=timedelta(days=3))
        )
    except (signing.BadSignature, TypeError, ValueError):
        return gettext("This form lay open for a very long time. Please press the button once more.")
    if clock.real_now().timestamp() - began < LEAST_SECONDS:
        return gettext("That was faster than people type. Please press the button once more.")
    return ""


def _stamp() -> str:
    return signing.dumps(clock.real_now().timestamp(), salt=SALT_BEGAN)


def _is_within_rates(request: Request, email: str) -> bool:
    return (
        is_within("inquiry", network_of(request), most=MOST_FROM_A_NETWORK, seconds=HOUR_S)
        and is_within("inquiry-of", email.lower(), most=MOST_FROM_AN_ADDRESS, seconds=DAY_S)
        and is_within("inquiries", "all", most=MOST_OF_ALL, seconds=HOUR_S)
    )


def _files(request: Request) -> tuple[list[Kept], str]:
    """The files of this form: those kept from its last showing, and those that came with it now."""
    kept, problem = [], ""
    dropped = set(request.POST.getlist("drop"))
    for token in request.POST.getlist("kept")[:MOST_FILES]:
        try:
            name, size, sha256 = signing.loads(token, salt=SALT_FILE, max_age=timedelta(days=3))
        except (signing.BadSignature, ValueError, TypeError):
            continue
        if token not in dropped:
            kept.append(Kept(name, size, token, sha256))
    uploads: MultiValueDict[str, Any] = request.FILES
    for upload in uploads.getlist("files"):
        if not upload.size:
            continue
        if len(kept) >= MOST_FILES:
            problem = gettext(
                "At most {count} files go with an inquiry; what is too much was left out."
            ).format(count=MOST_FILES)
            break
        if upload.size > LARGEST_FILE:
            problem = gettext(
                "“{name}” is larger than 10 MB; please make it smaller, or send it by mail."
            ).format(name=upload.name[:80])
            continue
        if not is_within("file", network_of(request), most=MOST_FILES_OF_A_NETWORK, seconds=HOUR_S):
            problem = gettext("Too many files came from here. Please wait an hour, or send them by mail.")
            break
        raw = upload.read()
        stored = store_bytes(raw, what_is(raw))
        name = (
            "".join(c for c in upload.name if c.isprintable() and c not in '\\/:*?"<>|')[:120].strip()
            or "file"
        )
        kept.append(
            Kept(
                name,
                upload.size,
                signing.dumps([name, upload.size, stored.sha256], salt=SALT_FILE),
                stored.sha256,
            )
        )
    return kept, problem


def _as_typed(request: Request) -> dict[str, str]:
    return {name: str(request.POST.get(name, "")) for name in Sender.base_fields}
