"""Pages that stay open: they hear, and hold nothing meanwhile."""

import asyncio

from asgiref.sync import sync_to_async
from django.db import connection

from ordolux.edges.live.hub import hub
from ordolux.edges.live.views import notices
from ordolux.foundation.deals.models import Deal


def test_a_page_that_stays_open_keeps_no_connection_to_the_database(live_database: str) -> None:
    def is_connected() -> bool:
        return connection.connection is not None

    async def open_a_page() -> list[object]:
        # what the view asked, in the thread that carries this request's views
        await sync_to_async(Deal.objects.count)()
        before = await sync_to_async(is_connected)()
        stream = notices(["deal:1"], is_order=True)
        first = await anext(stream)
        while_open = await sync_to_async(is_connected)()
        await stream.aclose()
        assert hub._listening is not None
        hub._listening.cancel()
        return [before, first, while_open]

    assert asyncio.run(open_a_page()) == [True, b"retry: 2000\n\n", False]
