"""What both sides' chats are made of: what was said, who has seen it, who answers when, and how it is sent."""

from dataclasses import dataclass
from datetime import datetime, time
from zoneinfo import ZoneInfo

from django.contrib import messages
from django.http import Http404, HttpResponse, HttpResponseRedirect, JsonResponse
from django.shortcuts import render
from django.utils.translation import gettext

from ordolux.edges.access import Request
from ordolux.edges.ui.files import download
from ordolux.edges.ui.uploads import kept_files
from ordolux.foundation.calendars.queries import calendar_of
from ordolux.foundation.correspondence.deeds import post_message, see_messages
from ordolux.foundation.correspondence.models import Attachment, Message
from ordolux.foundation.correspondence.queries import marks_in, unread_count
from ordolux.foundation.deals.models import Deal
from ordolux.foundation.parties.models import Firm
from ordolux.rules.refusal import Refusal

MOST_SHOWN = 200
LONGEST_TEXT = 10_000
OPENS, CLOSES = time(9), time(18)
# a letter that only repeats what stands in the chat
REPEATS = "messages_unseen"


@dataclass(frozen=True, slots=True)
class Hours:
    """Whether somebody is at work now, and what time it is there."""

    is_open: bool
    there: str


def said_in(deal: Deal, request: Request) -> list[Message]:
    """The newest messages of a conversation, oldest first, with their files (two statements)."""
    found = (
        Message.objects.visible_to(request.actor)
        .filter(deal=deal, is_internal=False)
        .exclude(letter=REPEATS)
        .prefetch_related("attachments")
        .order_by("-id")[:MOST_SHOWN]
    )
    return list(reversed(found))


def show_conversation(request: Request, deal: Deal, template: str) -> HttpResponse:
    """The messages alone, for the chat that is open to fetch: with how far the reader and the other side have read."""
    said = said_in(deal, request)
    mine, theirs = 0, 0
    for mark in marks_in(deal):
        if mark.person_id == request.actor.person_id:
            mine = mark.message_id
        if (mark.person.company_id is None) != request.actor.is_staff:
            theirs = max(theirs, mark.message_id)
    heard = [m.pk for m in said if m.is_incoming == request.actor.is_staff and not m.letter]
    own = [m.pk for m in said if m.is_incoming != request.actor.is_staff and not m.letter]
    return render(request, template, {
        "messages_said": said, "deal": deal, "unseen": sum(pk > mine for pk in heard),
        "seen_up_to": max((pk for pk in own if pk <= theirs), default=0),
        "new_from": next((pk for pk in heard if pk > mine), 0) if mine else 0,
    })  # fmt: skip


def take_message(request: Request, deal: Deal, back: str) -> HttpResponse:
    """Post what was written with its files; a script gets a short answer, a form is led back."""
    try:
        enclosures = kept_files(request)
        request.do(
            post_message, deal, text=request.POST.get("text", "")[:LONGEST_TEXT], enclosures=enclosures
        )
    except Refusal as refusal:
        sentence = refusal.sentence(gettext(refusal.message))
        if _by_script(request):
            return JsonResponse({"refused": sentence}, status=422)
        messages.error(request, sentence)
    return HttpResponse(status=204) if _by_script(request) else HttpResponseRedirect(back)


def take_sight(request: Request, deal: Deal, back: str) -> HttpResponse:
    """Note that the person has read the conversation."""
    request.do(see_messages, deal)
    return HttpResponse(status=204) if _by_script(request) else HttpResponseRedirect(back)


def tell_unread(request: Request, url: str) -> JsonResponse:
    """How many messages the person has not seen, and the address whose entry shows it."""
    answer = JsonResponse({"count": unread_count(request.actor, request.at), "url": url})
    answer["Cache-Control"] = "no-store"
    return answer


def file_of(message: Message, position: int) -> HttpResponse:
    """A file that came with a message."""
    found = Attachment.objects.filter(message=message, pk=position).select_related("file").first()
    if found is None:
        raise Http404
    return download(str(found.file_id), found.name, found.file.media_type, show=True)


def hours(at: datetime) -> Hours:
    """Our working hours at this moment, on our calendar and at our place."""
    firm = Firm.objects.first()
    zone = firm.zone if firm else "Asia/Shanghai"
    local = at.astimezone(ZoneInfo(zone))
    is_open = calendar_of("CN").is_workday(local.date()) and OPENS <= local.time() < CLOSES
    return Hours(is_open, f"{local:%H:%M}")


def _by_script(request: Request) -> bool:
    return request.headers.get("X-Requested-With") == "chat"
