"""Server-sent events: a page that shows an order hears when something happened to it, and fetches what it may see."""

import asyncio
from collections.abc import AsyncIterator

from django.http import HttpResponseBase, StreamingHttpResponse

from ordolux.edges.access import Request, signed_in
from ordolux.edges.live.hub import hub
from ordolux.foundation.deals.models import Deal

# After this time the page connects anew, so that a withdrawn right ends here too.
LASTS_SECONDS = 300
SIGN_OF_LIFE_SECONDS = 15


@signed_in(finds=Deal)
def order(request: Request, number: str) -> HttpResponseBase:
    """The events of one deal, without any content: the page asks for that itself."""
    deal = request.find(Deal, number)
    response = StreamingHttpResponse(notices(deal.stream), content_type="text/event-stream")
    response["Cache-Control"] = "no-store"
    response["X-Accel-Buffering"] = "no"
    return response


async def notices(stream: str) -> AsyncIterator[bytes]:
    """The word ``changed`` for each event of ``stream``, and a sign of life between them."""
    queue = hub.join(stream)
    ends = asyncio.get_running_loop().time() + LASTS_SECONDS
    try:
        yield b"retry: 2000\n\n"
        while (left := ends - asyncio.get_running_loop().time()) > 0:
            try:
                await asyncio.wait_for(queue.get(), min(left, SIGN_OF_LIFE_SECONDS))
            except TimeoutError:
                yield b": here\n\n"
            else:
                yield b"data: changed\n\n"
    finally:
        hub.leave(stream, queue)
