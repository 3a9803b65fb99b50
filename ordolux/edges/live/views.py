"""Server-sent events: a page that shows an order hears when something happened to it, and fetches what it may see; every
other page hears when somebody said something in a conversation that its reader may see."""

import asyncio
import json
from collections.abc import AsyncIterator, Sequence

from asgiref.sync import sync_to_async
from django.db import close_old_connections
from django.http import HttpResponseBase, StreamingHttpResponse

from ordolux.edges.access import Request, signed_in
from ordolux.edges.live.hub import ALL, hub
from ordolux.foundation.deals.models import Deal

# After this time the page connects anew, so that a withdrawn right ends here too.
LASTS_SECONDS = 300
SIGN_OF_LIFE_SECONDS = 15
# the events by which the count of unread messages changes
SAID = frozenset({"message.posted", "message.filed", "messages.seen", "again"})
MOST_STREAMS = 500


@signed_in(finds=Deal)
def order(request: Request, number: str) -> HttpResponseBase:
    """The events of one deal, without any content: the page asks for that itself."""
    deal = request.find(Deal, number)
    return _stream([deal.stream], is_order=True)


@signed_in()
def me(request: Request) -> HttpResponseBase:
    """When something is said in any conversation that this person may see; nothing about whose it is."""
    if request.actor.is_staff:
        return _stream([ALL], is_order=False)
    newest = Deal.objects.visible_to(request.actor).order_by("-changed_at", "-pk")[:MOST_STREAMS]
    return _stream([deal.stream for deal in newest], is_order=False)


def _stream(streams: Sequence[str], *, is_order: bool) -> HttpResponseBase:
    response = StreamingHttpResponse(notices(streams, is_order=is_order), content_type="text/event-stream")
    response["Cache-Control"] = "no-store"
    response["X-Accel-Buffering"] = "no"
    return response


async def notices(streams: Sequence[str], *, is_order: bool) -> AsyncIterator[bytes]:
    """For a page that shows an order the word ``changed`` for each of its events, for any page ``messages`` when
    something was said or seen; and a sign of life between them."""
    queue = hub.join(*streams)
    # Who may hear is known. A page that stays open must not keep its connection: some hundreds would take all there are.
    await sync_to_async(close_old_connections)()
    ends = asyncio.get_running_loop().time() + LASTS_SECONDS
    try:
        yield b"retry: 2000\n\n"
        while (left := ends - asyncio.get_running_loop().time()) > 0:
            try:
                event = await asyncio.wait_for(queue.get(), min(left, SIGN_OF_LIFE_SECONDS))
            except TimeoutError:
                yield b": here\n\n"
            else:
                topics = [*(["changed"] if is_order else []), *(["messages"] if event in SAID else [])]
                if topics:
                    yield f"data: {json.dumps(topics)}\n\n".encode()
    finally:
        hub.leave(queue, *streams)
