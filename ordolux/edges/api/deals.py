"""Deals for programs: a list by key, and one deal with its journal as far as the actor may see it."""

from datetime import datetime
from typing import Annotated, Any, Literal

from django.http import HttpRequest, HttpResponse
from django.utils.translation import gettext
from ninja import Path, Query, Schema

from ordolux.edges.api.answers import PROBLEMS, Answering
from ordolux.edges.api.deeds import demand
from ordolux.edges.api.schemas import record_of
from ordolux.edges.ui.files import document_file
from ordolux.edges.ui.happenings import WORDS
from ordolux.foundation.actors import CUSTOMER_ROLES, STAFF_ROLES, Actor
from ordolux.foundation.deals.models import Deal
from ordolux.foundation.documents.models import Document
from ordolux.foundation.journal.models import Event

router = Answering(tags=["deals"])
SIGNED_IN = STAFF_ROLES | CUSTOMER_ROLES
Number = Annotated[str, Path(max_length=320, pattern=r"^[^\x00]*$")]
After = Annotated[str, Query(max_length=18, pattern=r"^\d*$")]
Limit = Annotated[int, Query(ge=1, le=100)]


class DealOut(Schema):
    """One piece of business as lists show it."""

    number: str
    title: str
    stage: str
    total: str
    currency: str
    paid: str
    next_role: str
    next_deed: str
    next_by: datetime | None
    changed_at: datetime


class DealPage(Schema):
    """Some deals, and the key with which the next ones are asked for (empty: these were the last)."""

    deals: list[DealOut]
    after: str


@router.get("/deals", response={200: DealPage, **PROBLEMS}, operation_id="list_deals")
def list_deals(
    request: HttpRequest,
    after: After = "",
    limit: Limit = 50,
) -> dict[str, Any]:
    """The deals that the actor may see, newest first."""
    actor = _actor(request)
    found = Deal.objects.visible_to(actor).order_by("-id")
    if after:
        found = found.filter(pk__lt=int(after))
    page = list(found[: limit + 1])
    return {
        "deals": [_out(deal) for deal in page[:limit]],
        "after": str(page[limit - 1].pk) if len(page) > limit else "",
    }


@router.get("/deals/{number}", response={200: DealOut, **PROBLEMS}, operation_id="get_deal")
def get_deal(request: HttpRequest, number: Number) -> dict[str, Any]:
    """One deal."""
    return _out(_deal(request, number))


class EventOut(Schema):
    """One thing that happened in a deal. Customers are told what happened and when, our own people everything."""

    at: datetime
    name: str
    words: str
    seq: int | None = None
    actor: str | None = None
    deed: str | None = None
    facts: dict[str, Any] | None = None
    hash: str | None = None


class EventPage(Schema):
    """Some events, and the key with which the next ones are asked for (empty: these were the last)."""

    events: list[EventOut]
    after: str


@router.get(
    "/deals/{number}/events", response={200: EventPage, **PROBLEMS}, operation_id="list_events_of_deal"
)
def list_events(request: HttpRequest, number: Number, after: After = "", limit: Limit = 50) -> dict[str, Any]:
    """What happened in a deal, oldest first, as far as the actor may know it."""
    actor = _actor(request)
    found = Event.objects.filter(deal=_deal(request, number)).order_by("id")
    if not actor.is_staff:
        found = found.filter(name__in=[name for name, wording in WORDS.items() if wording.for_customer])
    if after:
        found = found.filter(pk__gt=int(after))
    page = list(found[: limit + 1])
    return {
        "events": [_event(event, actor) for event in page[:limit]],
        "after": str(page[limit - 1].pk) if len(page) > limit else "",
    }


class DocumentOut(Schema):
    """An issued paper; its bytes are fetched from ``/documents/{number}/file``."""

    number: str
    kind: str
    title: str
    language: str
    version: int
    sha256: str
    has_word: bool
    issued_at: datetime
    is_in_force: bool


class DocumentsOut(Schema):
    """The papers of a deal."""

    documents: list[DocumentOut]


@router.get(
    "/deals/{number}/documents",
    response={200: DocumentsOut, **PROBLEMS},
    operation_id="list_documents_of_deal",
)
def list_documents(request: HttpRequest, number: Number) -> dict[str, Any]:
    """The newest 500 papers of a deal that the actor may see, newest first."""
    found = (
        Document.objects.visible_to(_actor(request)).filter(deal=_deal(request, number)).order_by("-id")[:500]
    )
    return {"documents": [
        {
            "number": each.number, "kind": each.kind, "title": each.title, "language": each.language,
            "version": each.version, "sha256": each.file_id, "has_word": bool(each.word_file_id),
            "issued_at": each.issued_at, "is_in_force": each.superseded_at is None,
        }
        for each in found
    ]}  # fmt: skip


@router.get(
    "/documents/{number}/file", response=PROBLEMS, operation_id="get_file_of_document",
    openapi_extra={"responses": {200: {"description": "The bytes of the paper.", "content": {
        "application/pdf": {"schema": {"type": "string", "format": "binary"}},
        "application/octet-stream": {"schema": {"type": "string", "format": "binary"}},
    }}}},
)  # fmt: skip
def get_file(request: HttpRequest, number: Number, form: Literal["pdf", "docx"] = "pdf") -> HttpResponse:
    """The bytes of a paper: as PDF, or in its Word form where it has one."""
    document = record_of(Document, number, _actor(request))
    assert isinstance(document, Document)
    return document_file(document, form)


def _actor(request: HttpRequest) -> Actor:
    actor: Actor = request.auth  # type: ignore[attr-defined]  # set by ninja
    demand(actor, SIGNED_IN)
    return actor


def _deal(request: HttpRequest, number: str) -> Deal:
    deal = record_of(Deal, number, _actor(request))
    assert isinstance(deal, Deal)
    return deal


def _event(event: Event, actor: Actor) -> dict[str, Any]:
    words = gettext(WORDS[event.name].sentence) if event.name in WORDS else ""
    told: dict[str, Any] = {"at": event.at, "name": event.name, "words": words}
    if actor.is_staff:
        told |= {
            "seq": event.seq, "actor": event.actor, "deed": event.deed, "facts": event.facts,
            "hash": bytes(event.hash).hex(),
        }  # fmt: skip
    return told


def _out(deal: Deal) -> dict[str, Any]:
    values = vars(deal)
    return {
        "number": deal.number, "title": deal.title, "stage": deal.stage, "total": str(values["total_amount"]),
        "currency": values["total_currency"], "paid": str(values["paid_amount"]), "next_role": deal.next_role,
        "next_deed": deal.next_deed, "next_by": deal.next_by, "changed_at": deal.changed_at,
    }  # fmt: skip
