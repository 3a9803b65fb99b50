"""Inquiries from the websites of others: by the site's key alone, without a person's token.

A browser may ask from the pages that the website's permission names (CORS); a server of the website asks with the same
key and without an origin.
"""

import base64
import binascii
from datetime import datetime, timedelta
from typing import Annotated, Any

from django.http import HttpRequest, HttpResponse
from django.utils import translation
from django.utils.translation import gettext
from ninja import Header, Schema
from ninja.errors import AuthenticationError
from ninja.security import APIKeyHeader
from pydantic import Field

from ordolux.edges.api.answers import Answering, Problem
from ordolux.edges.api.problems import problem
from ordolux.edges.asked import (
    LARGEST_FILE,
    MOST_FILES,
    MOST_LINES,
    Kept,
    Line,
    Sender,
    file_name,
    look_up,
    original,
    written,
)
from ordolux.edges.floods import is_within, network_of
from ordolux.foundation import clock
from ordolux.foundation.actors import Actor
from ordolux.foundation.correspondence.deeds import Enclosure
from ordolux.foundation.files import store_bytes
from ordolux.foundation.sandbox import what_is
from ordolux.inquiries.inquiry.deeds import submit_inquiry
from ordolux.inquiries.inquiry.models import Inquiry
from ordolux.inquiries.website.models import Website
from ordolux.inquiries.website.queries import is_open_origin, open_website


class SiteKeyUnknown(AuthenticationError):
    """No website with this key may carry our form (any more)."""


class SiteKey(APIKeyHeader):
    """``X-Site-Key: site-…``; it says which website asks and is no secret."""

    param_name = "X-Site-Key"

    def authenticate(self, request: HttpRequest, key: str | None) -> Website:
        """The website with this key. Raises SiteKeyUnknown."""
        website = open_website(key or "")
        if website is None:
            raise SiteKeyUnknown()
        return website


router = Answering(tags=["website"])

HOUR_S, DAY_S = 3600, 24 * 3600
MOST_FROM_A_BROWSER, MOST_FROM_A_SERVER, MOST_FROM_A_SITE, MOST_FROM_AN_ADDRESS, MOST_OF_ALL = (
    12,
    60,
    120,
    6,
    300,
)
PROMISE = timedelta(hours=24)
HEADERS = "content-type, x-site-key, idempotency-key"

Short = Annotated[str, Field(max_length=200, pattern=r"^[^\x00]*$")]
Long = Annotated[str, Field(max_length=8000, pattern=r"^[^\x00]*$")]
Code = Annotated[str, Field(max_length=40, pattern=r"^[^\x00]*$")]


class AskedLine(Schema):
    """One article: our number, or a family and words; pieces; parameters that differ, by their codes."""

    pieces: Annotated[int, Field(ge=1, le=100_000_000)]
    product: Code = ""
    family: Code = ""
    words: Annotated[str, Field(max_length=1000, pattern=r"^[^\x00]*$")] = ""
    parameters: Annotated[dict[Code, Short], Field(max_length=40)] = {}


class AskedFile(Schema):
    """A file that goes with the inquiry; ``content`` in Base64."""

    name: Short
    content: Annotated[str, Field(max_length=LARGEST_FILE * 4 // 3 + 4)]


class AskedInquiry(Schema):
    """An inquiry as a form of the website takes it."""

    name: Short
    email: Annotated[str, Field(max_length=254, pattern=r"^[^\x00]*$")]
    company: Short = ""
    country: Annotated[str, Field(max_length=2, pattern=r"^([A-Z]{2})?$")] = ""
    incoterm: Code = ""
    place: Annotated[str, Field(max_length=100, pattern=r"^[^\x00]*$")] = ""
    text: Long = ""
    language: Annotated[str, Field(pattern=r"^(en|zh)$")] = "en"
    lines: Annotated[list[AskedLine], Field(max_length=MOST_LINES)] = []
    files: Annotated[list[AskedFile], Field(max_length=MOST_FILES)] = []


class TakenInquiry(Schema):
    """The number of the inquiry, and until when it has our quotation or our questions."""

    number: str
    answer_by: datetime


PROBLEMS = {401: Problem, 403: Problem, 409: Problem, 422: Problem, 429: Problem}
Key = Annotated[str, Header(alias="Idempotency-Key", max_length=80)]


@router.post("/website/inquiries", response={201: TakenInquiry, **PROBLEMS}, operation_id="website_inquiry",
             auth=SiteKey(), summary="Send an inquiry from a website that carries our form")  # fmt: skip
def take(request: HttpRequest, body: AskedInquiry, key: Key = "") -> Any:
    """For: whoever has the key of a permitted website (`X-Site-Key`). 12 an hour from one browser's network, 60 from a
    server's, 120 from a website, 6 a day from one mail address."""
    website: Website = request.auth  # type: ignore[attr-defined]  # set by ninja
    origin = request.headers.get("Origin", "")
    if origin and origin not in website.origins:
        return problem(403, "OriginNotPermitted", gettext("This website's key is not for pages of {origin}.").format(
            origin=origin[:200]))  # fmt: skip
    with translation.override("zh-hans" if body.language == "zh" else "en"):
        return _with_origin(_taken(request, website, body, key), origin)


@router.api_operation(["OPTIONS"], "/website/inquiries", auth=None, include_in_schema=False)
def preflight(request: HttpRequest) -> HttpResponse:
    """What a browser asks before it lets a page of another origin send an inquiry."""
    origin = request.headers.get("Origin", "")
    if not is_open_origin(origin):
        return problem(403, "OriginNotPermitted", gettext("No website at this address may send inquiries."))
    answer = _with_origin(HttpResponse(status=204), origin)
    answer["Access-Control-Allow-Methods"] = "POST"
    answer["Access-Control-Allow-Headers"] = HEADERS
    answer["Access-Control-Max-Age"] = "3600"
    return answer


def _taken(request: HttpRequest, website: Website, body: AskedInquiry, key: str) -> HttpResponse:
    said = body.dict()
    form = Sender({**said, "homepage": ""})
    lines = _lines(body)
    look_up(lines, check=True)
    files, wrong = _files(body)
    if not lines and not body.text.strip():
        wrong.append(("text", gettext("Say in at least one line, or in your own words, what you need.")))
    wrong += [found for line in lines for found in line.wrong]
    if not form.is_valid():
        wrong += [(name, str(sentence)) for name, sentences in form.errors.items() for sentence in sentences]
    if wrong:
        findings = [{"where": where, "message": sentence} for where, sentence in wrong]
        return problem(422, "Invalid", gettext("Some of the values cannot be used."), findings=findings)
    if not _is_within_rates(request, website, form.cleaned_data["email"]):
        return problem(
            429, "TooManyInquiries", gettext("Too many inquiries came from here. Please wait an hour.")
        )
    text, fields = written(form.cleaned_data, lines)
    typed = {name: [str(value)] for name, value in said.items() if name != "files"}
    raw = original(form.cleaned_data, text, typed, files, origin=f"API from {website.name}", read=fields)
    made: Inquiry = submit_inquiry.once(f"site:{website.pk}:{key}" if key else "")(
        name=form.cleaned_data["name"], email=form.cleaned_data["email"], text=text, raw=raw, company=body.company,
        country=body.country, language=body.language, website=website,
        enclosures=tuple(Enclosure(each.name, each.sha256) for each in files), by=Actor.visitor(), at=clock.now(),
    )  # fmt: skip
    return HttpResponse(
        TakenInquiry(number=made.number, answer_by=made.received_at + PROMISE).model_dump_json(),
        status=201, content_type="application/json",
    )  # fmt: skip


def _lines(body: AskedInquiry) -> list[Line]:
    return [
        Line(place, family=each.family.strip(), product=each.product.strip(), pieces=str(each.pieces), words=each.words,
             values={code: value.strip() for code, value in each.parameters.items()})
        for place, each in enumerate(body.lines)
    ]  # fmt: skip


def _files(body: AskedInquiry) -> tuple[list[Kept], list[tuple[str, str]]]:
    """The files, stored before anybody reads them, and what is wrong with those that could not be."""
    kept, wrong = [], []
    for place, each in enumerate(body.files):
        try:
            raw = base64.b64decode(each.content, validate=True)
        except (binascii.Error, ValueError):
            wrong.append((f"files/{place}", gettext("The content of this file is not Base64.")))
            continue
        stored = store_bytes(raw, what_is(raw))
        kept.append(Kept(file_name(each.name), len(raw), "", stored.sha256))
    return kept, wrong


def _is_within_rates(request: HttpRequest, website: Website, email: str) -> bool:
    most = MOST_FROM_A_BROWSER if request.headers.get("Origin") else MOST_FROM_A_SERVER
    return (
        is_within("inquiry", network_of(request), most=most, seconds=HOUR_S)
        and is_within("inquiry-site", str(website.pk), most=MOST_FROM_A_SITE, seconds=HOUR_S)
        and is_within("inquiry-of", email.lower(), most=MOST_FROM_AN_ADDRESS, seconds=DAY_S)
        and is_within("inquiries", "all", most=MOST_OF_ALL, seconds=HOUR_S)
    )


def _with_origin(answer: HttpResponse, origin: str) -> HttpResponse:
    if origin:
        answer["Access-Control-Allow-Origin"] = origin
        answer["Vary"] = "Origin"
    return answer
