"""One listening connection for the whole process, handed on to every page that is open."""

import asyncio
import json
import logging
from collections import defaultdict
from typing import Any

import psycopg
from django.db import connection

log = logging.getLogger(__name__)
CHANNEL = "ordolux_live"
MOST_WAITING = 20
ALL = "*"


class Hub:
    """Listens to the database's notices on the journal and wakes the pages that show the stream concerned."""

    def __init__(self) -> None:
        self._waiting: dict[str, set[asyncio.Queue[str]]] = defaultdict(set)
        self._listening: asyncio.Task[None] | None = None

    def join(self, *streams: str) -> asyncio.Queue[str]:
        """A queue that gets the name of each event of ``streams`` (``ALL``: of any) from now on."""
        if self._listening is None or self._listening.done():
            self._listening = asyncio.get_running_loop().create_task(self._listen())
        queue: asyncio.Queue[str] = asyncio.Queue(MOST_WAITING)
        for stream in streams:
            self._waiting[stream].add(queue)
        return queue

    def leave(self, queue: asyncio.Queue[str], *streams: str) -> None:
        """Take a queue back."""
        for stream in streams:
            self._waiting[stream].discard(queue)
            if not self._waiting[stream]:
                del self._waiting[stream]

    def tell(self, stream: str, event: str) -> None:
        """Wake all pages that show ``stream``. A page that is too slow lost some of it: it is told to ask for all."""
        for queue in self._waiting.get(stream, set()) | self._waiting.get(ALL, set()):
            if queue.full():
                while not queue.empty():
                    queue.get_nowait()
                event_for_it = "again"
            else:
                event_for_it = event
            queue.put_nowait(event_for_it)

    async def _listen(self) -> None:
        wait = 0.5
        while True:
            try:
                async with await psycopg.AsyncConnection.connect(autocommit=True, **_address()) as listening:
                    await listening.execute(f"LISTEN {CHANNEL}")
                    if wait > 0.5:  # something may have been missed meanwhile
                        for stream in list(self._waiting):
                            self.tell(stream, "again")
                    wait = 0.5
                    async for notice in listening.notifies():
                        said = json.loads(notice.payload)
                        self.tell(said["stream"], said["event"])
            except (psycopg.Error, OSError) as fault:
                log.warning("live events wait for the database: %s", fault)
                wait = min(wait * 2, 10)
                await asyncio.sleep(wait)


def _address() -> dict[str, Any]:
    parts = connection.get_connection_params()
    return {
        k: v for k, v in parts.items() if k not in ("cursor_factory", "context", "pool", "prepare_threshold")
    }


hub = Hub()
