"""The inspector's tablet without a network: what its script needs to know, whose entries the server takes, the page of
what is kept on the device, and the worker that opens inspection pages while the server cannot be reached."""

from functools import cache
from pathlib import Path
from typing import Any

from django.http import HttpResponse, JsonResponse
from django.middleware.csrf import get_token
from django.shortcuts import render
from django.templatetags.static import static
from django.urls import reverse
from django.utils.translation import gettext

from ordolux.edges.access import Request, public, staff
from ordolux.edges.ui.context import person_tag
from ordolux.foundation.actors import Role

WORKER = Path(__file__).parent / "static" / "desk" / "tablet_worker.js"
DRAWN_WITH = ("desk/tablet.js", "desk/measuring.js", "desk/look.js", "desk/kept_page.js")


def tablet_data(request: Request, *, keeps: bool = False) -> dict[str, Any]:
    """What ``desk/tablet.js`` is told on a page; ``keeps``: the page itself is to open without a network."""
    return {
        "person": person_tag(request.actor), "who": request.actor.name, "keeps": keeps,
        "me": reverse("desk:tablet_me"), "worker": reverse("desk:tablet_worker"), "scope": reverse("desk:today"),
        "tablet": reverse("desk:tablet"), "look": [static(name) for name in DRAWN_WITH],
        "words": {
            "saved": gettext("All saved"), "offline": gettext("No network"), "sending": gettext("Sending"),
            "signed-out": gettext("Signed out: sign in to send"),
            "other": gettext("Somebody else is signed in: nothing is sent"),
            "others": gettext("Kept on this tablet for {names}: {count}. It is sent when that person signs in here."),
            "somebody": gettext("somebody else"), "gone": gettext("The batch does not wait for this any more."),
            "refused": gettext("Refused"), "correct": gettext("Correct"), "discard": gettext("Discard"),
            "waits": gettext("waits to be sent"),
            "sureDiscard": gettext("Discard this entry? It is not stored anywhere else."),
            "keptPages": gettext("Inspections that open without a network now: {count}"),
            "cannot": gettext("This browser opens no pages without a network: that takes an address with https."),
            "kept": gettext("Kept on this tablet. It is sent when the network is back; you can go on."),
        },
    }  # fmt: skip


def of_another_person(request: Request) -> JsonResponse | None:
    """The answer to an entry that a tablet kept for somebody else than the person who is signed in now; None where it is
    his own, or was not kept at all."""
    said = request.POST.get("person", "")
    if not said or said == person_tag(request.actor):
        return None
    return JsonResponse({"other": True}, status=409)


@staff(Role.INSPECTOR)
def tablet(request: Request) -> HttpResponse:
    """What is kept on this device: entries that wait or were refused, and pages that open without a network."""
    return render(
        request, "desk/tablet.html", {"here_in": "quality", "tablet": tablet_data(request, keeps=True)}
    )


@staff(Role.INSPECTOR)
def tablet_me(request: Request) -> JsonResponse:
    """Who is signed in, and a fresh token for sending: a page that was kept may hold one of an earlier session."""
    answer = JsonResponse({"person": person_tag(request.actor), "token": get_token(request)})
    answer["Cache-Control"] = "no-store"
    return answer


@public
def tablet_worker(request: Request) -> HttpResponse:
    """The worker's program, the same for everybody; its address decides which pages it may stand in for."""
    answer = HttpResponse(_worker(), content_type="text/javascript; charset=utf-8")
    answer["Cache-Control"] = "no-cache"
    return answer


@cache
def _worker() -> bytes:
    return WORKER.read_bytes()
