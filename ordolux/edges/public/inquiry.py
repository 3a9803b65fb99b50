"""The website's inquiry: several articles with their parameters and files, without an account and without script.

What was typed is kept as a draft until the inquiry is taken. Robots are kept off by a field that people do not see, by
the time that a person needs, and by how often one address asks; nobody else's service is asked. The same form stands in
pages of others (``framed.py``).
"""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from datetime import timedelta
from typing import Any
from urllib.parse import urlencode

from django import forms
from django.core import signing
from django.http import Http404, HttpResponse, JsonResponse, QueryDict
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.datastructures import MultiValueDict
from django.utils.translation import gettext

from ordolux.edges.access import Request, form_key, public
from ordolux.edges.asked import (
    ASIDE,
    LARGEST_FILE,
    MOST_FILES,
    MOST_LINES,
    Kept,
    Line,
    Sender,
    families_offered,
    file_name,
    lines_of,
    look_up,
    matching_products,
    original,
    written,
)
from ordolux.edges.drafts import KEPT, Draft, drop_draft, find_draft, keep_draft
from ordolux.edges.floods import is_within, network_of
from ordolux.edges.public.open_pages import canonical, languages_of, open_page, site
from ordolux.edges.public.products import tiles
from ordolux.edges.ui.countries import in_chinese
from ordolux.foundation import clock
from ordolux.foundation.actors import Actor, Role
from ordolux.foundation.correspondence.deeds import Enclosure
from ordolux.foundation.deeds import KeyUsedForSomethingElse
from ordolux.foundation.files import store_bytes
from ordolux.foundation.parties.models import Firm
from ordolux.foundation.sandbox import what_is
from ordolux.inquiries.inquiry.deeds import submit_inquiry
from ordolux.inquiries.inquiry.models import Inquiry
from ordolux.inquiries.website.models import Website
from ordolux.rules.refusal import Refusal

LEAST_SECONDS = 3
SALT_FILE, SALT_BEGAN, SALT_THANKS = "inquiry.file", "inquiry.began", "inquiry.thanks"
PROMISE = timedelta(hours=24)
HOUR_S, DAY_S = 3600, 24 * 3600
MOST_FROM_A_NETWORK, MOST_FROM_AN_ADDRESS, MOST_OF_ALL = 12, 6, 300
MOST_FILES_OF_A_NETWORK, MOST_FILES_OF_ALL, MOST_DRAFTS_OF_A_NETWORK = 60, 600, 60
# one showing of the form is good for an inquiry and a second try or two
MOST_OF_A_SHOWING = 3
COOKIE = "inquiry_draft"


@dataclass(frozen=True, slots=True)
class Place:
    """Where the form stands: the page that it is part of, the addresses of form, draft and thanks (with what must stand
    behind them), and the website of somebody else that carries it."""

    base: str = "public/open.html"
    form: str = "public:inquiry"
    draft: str = "public:inquiry_draft"
    thanks: str = "public:inquiry_received"
    tail: Mapping[str, str] = field(default_factory=dict)
    website: Website | None = None

    def address(self, name: str, *args: str, **more: str) -> str:
        """The address of a page of this form."""
        said = {**self.tail, **more}
        return reverse(name, args=args) + (f"?{urlencode(said)}" if said else "")


OURS = Place()


@public(methods="GET POST")
@open_page
def inquiry(request: Request) -> HttpResponse:
    """The form; a button adds or removes a line, finds a product, shows its parameters, or sends it all."""
    return answer(request, OURS)


@public(methods="POST")
def draft(request: Request) -> HttpResponse:
    """Keep what was typed so far; asked by the form's script now and then."""
    return keep(request, OURS)


@public
def kept_draft(request: Request, token: str) -> HttpResponse:
    """The link that a visitor kept: his draft on whatever device he opens it."""
    if find_draft(token) is None:
        raise Http404
    return _remembering(request, OURS, redirect("public:inquiry"), token)


@public
def received(request: Request, token: str) -> HttpResponse:
    """Thank you: the number under which we answer, and by when."""
    return thanks(request, token, OURS)


def answer(request: Request, place: Place) -> HttpResponse:
    """Show the form, do what a button of it asks, or take the inquiry."""
    if request.method != "POST":
        return _first_showing(request, place)
    wish = request.POST.get("do", "send")
    if wish == "anew":
        drop_draft(_draft_key(request, place))
        return _forgetting(place, redirect(place.address(place.form)))
    lines = lines_of(request.POST.dict())
    files, problem = _files(request)
    showing = Showing(place, lines, files, problem=problem)
    if wish != "send":
        return _changed(request, showing, wish)
    look_up(lines, check=True)
    form = Sender(request.POST)
    began = _age_of_form(request)
    showing.problem = problem or _problem(request, lines, began)
    if began is None:
        showing.began = _stamp()
    if not form.is_valid() or showing.problem or any(line.wrong for line in lines):
        return _page(request, form, showing, status=422)
    if not _is_within_rates(request, form.cleaned_data["email"]):
        showing.problem = gettext(
            "Too many inquiries came from here. Please wait an hour, or write to us by mail."
        )
        return _page(request, form, showing, status=429)
    return _taken(request, form, showing)


def keep(request: Request, place: Place) -> HttpResponse:
    """Keep the typed fields as a draft and tell until when; the key is told only where no cookie can carry it."""
    lines = lines_of(request.POST.dict())
    key = _keep(request, place, lines, _kept_files(request.POST))
    until = clock.real_now() + KEPT
    told = {"kept_until": until.isoformat() if key else ""} | ({"draft": key} if place.website else {})
    return _remembering(request, place, JsonResponse(told), key)


def thanks(request: Request, token: str, place: Place) -> HttpResponse:
    """The page behind an inquiry that was taken."""
    try:
        said = signing.loads(token, salt=SALT_THANKS, max_age=timedelta(days=30))
    except signing.BadSignature:
        raise Http404 from None
    firm = Firm.objects.first()
    return render(request, "public/inquiry_received.html", {
        "here_in": "inquiry", "number": said["number"], "due": forms.DateTimeField().to_python(said["by"]),
        "firm": firm, "zone": firm.zone if firm else "UTC", "base": place.base, "website": place.website,
        **_of_place(place),
    })  # fmt: skip


@dataclass(slots=True)
class Showing:
    """One showing of the form: where, its lines and files, and what is said above them."""

    place: Place
    lines: list[Line]
    files: list[Kept]
    problem: str = ""
    began: str = ""
    draft: Draft | None = None
    kept_link: str = ""
    found_for: int | None = None


def _first_showing(request: Request, place: Place) -> HttpResponse:
    draft = find_draft(_draft_key(request, place))
    if draft is None:
        lines = [Line(0)]
        _come_with(request, lines)
        return _page(
            request, Sender(initial=_known(request, place)), Showing(place, lines, [], began=_stamp())
        )
    typed = QueryDict(mutable=True)
    for name, values in draft.said.items():
        typed.setlist(name, values)
    lines = lines_of(typed.dict())
    _come_with(request, lines)
    showing = Showing(place, lines, _kept_files(typed), began=_stamp(), draft=draft)
    return _page(request, Sender(initial=_as_typed(typed)), showing)


def _come_with(request: Request, lines: list[Line]) -> None:
    """Add the product or the kind of lamp that the visitor came from, unless it stands there already."""
    product, family = request.GET.get("product", "")[:40], request.GET.get("family", "")[:30]
    document = request.GET.get("document", "")[:40]
    if (product or family) and not any(line.product == product for line in lines if product):
        line = next((line for line in lines if line.is_empty), None)
        if line is None and len(lines) < MOST_LINES:
            line = Line(max(each.index for each in lines) + 1)
            lines.append(line)
        if line is not None:
            line.product, line.family = product, family
            if document and document.replace("-", "").isalnum() and document.isascii() and document.isupper():
                line.words = gettext("Please send us the document {document}.").format(document=document)
    look_up(lines, check=False)
    for line in lines:
        if line.found is None and line.product == product:
            line.product = ""


def _changed(request: Request, showing: Showing, wish: str) -> HttpResponse:
    """The form after a button other than the last one: a line more or less, a product found or taken, kept for later."""
    lines = showing.lines
    what, _, rest = wish.partition("-")
    index, _, number = rest.partition("-")
    line = next((each for each in lines if str(each.index) == index), None)
    if what == "add" and len(lines) < MOST_LINES:
        lines.append(Line(max((each.index for each in lines), default=-1) + 1))
    elif what == "remove" and line is not None:
        lines.remove(line)
        lines[:] = lines or [Line(0)]
    elif what == "pick" and line is not None:
        line.product = number[:160]
    elif what == "find" and line is not None:
        showing.found_for = line.index
    look_up(lines, check=False)
    key = "" if request.htmx else _keep(request, showing.place, lines, showing.files)  # type: ignore[attr-defined]
    if what == "keep" and key:
        showing.kept_link = _link_of(showing.place, key)
    response = _page(request, Sender(initial=_as_typed(request.POST)), showing)
    if what == "find" and line is not None and line.found is not None:
        # the whole number was typed: the line shows its parameters
        response["HX-Retarget"] = response["HX-Reselect"] = "#inquiry-lines"
    return _remembering(request, showing.place, response, key)


def _taken(request: Request, form: Sender, showing: Showing) -> HttpResponse:
    said, place, files = form.cleaned_data, showing.place, showing.files
    text, fields = written(said, showing.lines)
    origin = f"website form on {place.website.name}" if place.website else "website form"
    raw = original(said, text, dict(request.POST.lists()), files, origin=origin, read=fields)
    try:
        made: Inquiry = submit_inquiry.once(request.POST.get("key", "")[:120])(
            name=said["name"], email=said["email"], text=text, raw=raw, company=said["company"], country=said["country"],
            language="zh" if in_chinese() else "en", enclosures=tuple(Enclosure(f.name, f.sha256) for f in files),
            website=place.website, by=_who(request, place), at=request.at,
        )  # fmt: skip
    except KeyUsedForSomethingElse:
        showing.problem = gettext(
            "This form was sent already, with other content. Press the button once more to send it as it is now."
        )
        return _page(request, form, showing, status=409)
    except Refusal as refusal:
        showing.problem = refusal.sentence(gettext(refusal.message))
        return _page(request, form, showing, status=422)
    drop_draft(_draft_key(request, place))
    token = signing.dumps(
        {"number": made.number, "by": (made.received_at + PROMISE).isoformat()}, salt=SALT_THANKS
    )
    return _forgetting(place, redirect(place.address(place.thanks, token)))


def _page(request: Request, form: Sender, showing: Showing, *, status: int = 200) -> HttpResponse:
    if status == 422 and not request.htmx:  # type: ignore[attr-defined]  # set by the middleware of django-htmx
        key = _keep(request, showing.place, showing.lines, showing.files)
    else:
        key = showing.draft.key if showing.draft else _draft_key(request, showing.place)
    place, lines = showing.place, showing.lines
    path = reverse("public:inquiry")
    looked_for = next((line for line in lines if line.index == showing.found_for), None)
    matches = (
        []
        if looked_for is None or looked_for.found
        else tiles(matching_products(looked_for.product, looked_for.family))
    )
    response = render(request, "public/inquiry.html", {
        "here_in": "inquiry", "form": form, "lines": lines, "files": showing.files, "problem": showing.problem,
        "links": [wrong for line in lines for wrong in line.wrong], "families": families_offered(),
        "key": request.POST.get("key") if status == 422 else form_key(),
        "began": showing.began or request.POST.get("began", "") or _stamp(), "most_files": MOST_FILES,
        "may_add": len(lines) < MOST_LINES, "canonical": canonical(path), "languages_of_page": languages_of(path),
        "is_indexed": place.website is None, "shows_homepage": bool(form.is_bound and form.data.get("homepage")),
        "base": place.base, "action": place.address(place.form), "draft_url": place.address(place.draft),
        "draft": showing.draft, "draft_key": key if place.website else "", "kept_link": showing.kept_link,
        "kept_days": KEPT.days, "found_for": showing.found_for, "matches": matches, "website": place.website,
        **_of_place(place),
    }, status=status)  # fmt: skip
    return _remembering(request, place, response, key)


def _of_place(place: Place) -> dict[str, str]:
    """In a page of somebody else no cookie is set, so no form there has a token of one; its look is asked for."""
    if place.website is None:
        return {}
    return {"csrf_token": "", **({"theme": place.tail["theme"]} if "theme" in place.tail else {})}


def _link_of(place: Place, key: str) -> str:
    if place.website is None:
        return site(reverse("public:inquiry_kept", args=[key]))
    return site(place.address(place.form, draft=key))


# ── the draft ────────────────────────────────────────────────────────────────


def _draft_key(request: Request, place: Place) -> str:
    if place.website is None:
        return str(request.COOKIES.get(COOKIE, ""))
    return str(request.POST.get("draft", "") or request.GET.get("draft", ""))


def _keep(request: Request, place: Place, lines: Iterable[Line], files: Iterable[Kept]) -> str:
    """Keep the form as it stands; returns the draft's key, or "" when nothing was typed or too much is kept already."""
    said = {
        name: values for name, values in request.POST.lists()
        if name not in ASIDE | {"kept", "drop"} and not name.startswith("line-") and any(values)
    }  # fmt: skip
    for line in lines:
        fields = {
            "family": line.family,
            "product": line.product,
            "pieces": line.pieces,
            "words": line.words,
        }
        fields |= {f"p-{code}": value for code, value in line.values.items() if value}
        said |= {f"line-{line.index}-{name}": [value] for name, value in fields.items() if value}
    kept = [each.token for each in files]
    if kept:
        said["kept"] = kept
    present = _draft_key(request, place)
    if not said:
        return present
    if find_draft(present) is None and not is_within(
        "draft", network_of(request), most=MOST_DRAFTS_OF_A_NETWORK, seconds=HOUR_S
    ):
        return ""
    return keep_draft(present, said)


def _remembering(request: Request, place: Place, response: HttpResponse, key: str) -> HttpResponse:
    """Let the browser keep the draft's key; in pages of others its page carries it, and no cookie is set."""
    if key and place.website is None and key != request.COOKIES.get(COOKIE):
        response.set_cookie(
            COOKIE, key, max_age=KEPT, path=reverse("public:inquiry"), secure=request.is_secure(), httponly=True,
            samesite="Lax",
        )  # fmt: skip
    return response


def _forgetting(place: Place, response: HttpResponse) -> HttpResponse:
    if place.website is None:
        response.delete_cookie(COOKIE, path=reverse("public:inquiry"), samesite="Lax")
    return response


# ── who asks, when, how often ────────────────────────────────────────────────


def _known(request: Request, place: Place) -> dict[str, str]:
    """What we know of somebody who signed in."""
    if place.website is not None or not request.actor.is_customer:
        return {}
    person: Any = request.user
    return {
        "name": person.name, "email": person.email, "company": person.company.legal_name,
        "country": person.company.country,
    }  # fmt: skip


def _who(request: Request, place: Place) -> Actor:
    """In a page of somebody else everybody is a visitor, so that no such page can act for one who is signed in."""
    if place.website is None and Role.BUYER in request.actor.roles:
        return request.actor
    return Actor.visitor()


def _age_of_form(request: Request) -> float | None:
    """For how many seconds the form lay open; None for a stamp that is not ours, too old, or used too often."""
    stamp = request.POST.get("began", "")
    try:
        began = float(signing.loads(stamp, salt=SALT_BEGAN, max_age=timedelta(days=3)))
    except (signing.BadSignature, TypeError, ValueError):
        return None
    return clock.real_now().timestamp() - began


def _problem(request: Request, lines: list[Line], age: float | None) -> str:
    """What stands in the way of the whole form."""
    if all(line.is_empty for line in lines) and not request.POST.get("text", "").strip():
        return gettext("Say in at least one line, or in your own words, what you need.")
    if age is None:
        return gettext("This form lay open for a very long time. Please press the button once more.")
    if age < LEAST_SECONDS:
        return gettext("That was faster than people type. Please press the button once more.")
    return ""


def _stamp() -> str:
    return signing.dumps(clock.real_now().timestamp(), salt=SALT_BEGAN)


def _is_within_rates(request: Request, email: str) -> bool:
    return (
        is_within("inquiry", network_of(request), most=MOST_FROM_A_NETWORK, seconds=HOUR_S)
        and is_within("inquiry-of", email.lower(), most=MOST_FROM_AN_ADDRESS, seconds=DAY_S)
        and is_within("showing", request.POST.get("began", ""), most=MOST_OF_A_SHOWING, seconds=3 * DAY_S)
        and is_within("inquiries", "all", most=MOST_OF_ALL, seconds=HOUR_S)
    )


# ── files ────────────────────────────────────────────────────────────────────


def _kept_files(typed: QueryDict) -> list[Kept]:
    kept = []
    dropped = set(typed.getlist("drop"))
    for token in typed.getlist("kept")[:MOST_FILES]:
        try:
            name, size, sha256 = signing.loads(token, salt=SALT_FILE, max_age=KEPT)
        except (signing.BadSignature, ValueError, TypeError):
            continue
        if token not in dropped:
            kept.append(Kept(name, size, token, sha256))
    return kept


def _files(request: Request) -> tuple[list[Kept], str]:
    """The files of this form: those kept from its last showing, and those that came with it now."""
    kept, problem = _kept_files(request.POST), ""
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
        if not (
            is_within("file", network_of(request), most=MOST_FILES_OF_A_NETWORK, seconds=HOUR_S)
            and is_within("files", "all", most=MOST_FILES_OF_ALL, seconds=HOUR_S)
        ):
            problem = gettext("Too many files came from here. Please wait an hour, or send them by mail.")
            break
        raw = upload.read()
        stored = store_bytes(raw, what_is(raw))
        name = file_name(upload.name)
        token = signing.dumps([name, upload.size, stored.sha256], salt=SALT_FILE)
        kept.append(Kept(name, upload.size, token, stored.sha256))
    return kept, problem


def _as_typed(typed: QueryDict) -> dict[str, str]:
    return {name: str(typed.get(name, "")) for name in Sender.base_fields}
