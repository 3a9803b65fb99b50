"""A door before a server: connections go through it, until it is slammed and every one of them is reset."""

import asyncio
import socket
import struct
import threading
from contextlib import suppress
from pathlib import Path

_RESET = struct.pack("ii", 1, 0)  # SO_LINGER of no time: closing sends a reset


class Door:
    """Listens on a free TCP port and passes everything on: to a port of this machine, or to the socket of PostgreSQL in
    a folder."""

    def __init__(self, server: Path | int) -> None:
        self.server = server
        self.port = 0
        self.slammed = 0
        self.is_shut = False
        self._open: set[asyncio.StreamWriter] = set()
        self._loop = asyncio.new_event_loop()
        self._ready = threading.Event()
        threading.Thread(target=self._run, daemon=True, name="door").start()
        self._ready.wait(10)

    def slam(self) -> int:
        """Reset every connection; how many there were."""
        return asyncio.run_coroutine_threadsafe(self._slam(), self._loop).result(10)

    def shut(self) -> None:
        """Reset every connection and let nobody in until it is opened."""
        self.is_shut = True
        self.slam()

    def open(self) -> None:
        """Let connections in again."""
        self.is_shut = False

    def stop(self) -> None:
        """Listen no more."""
        self._loop.call_soon_threadsafe(self._loop.stop)

    def _run(self) -> None:
        asyncio.set_event_loop(self._loop)
        self._loop.run_until_complete(self._listen())
        self._ready.set()
        self._loop.run_forever()

    async def _listen(self) -> None:
        listening = await asyncio.start_server(self._through, "127.0.0.1", 0, limit=2**18)
        self.port = listening.sockets[0].getsockname()[1]
        self._listening = listening

    async def _through(self, reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        if self.is_shut:
            writer.transport.abort()
            return
        try:
            to_server = await self._to_server()
        except OSError:
            writer.close()
            return
        self._open.add(writer)
        try:
            await asyncio.gather(_pass(reader, to_server[1]), _pass(to_server[0], writer))
        finally:
            self._open.discard(writer)

    async def _to_server(self) -> tuple[asyncio.StreamReader, asyncio.StreamWriter]:
        if isinstance(self.server, int):
            return await asyncio.open_connection("127.0.0.1", self.server, limit=2**18)
        return await asyncio.open_unix_connection(str(self.server / ".s.PGSQL.5432"), limit=2**18)

    async def _slam(self) -> int:
        meant = list(self._open)
        for writer in meant:
            held = writer.get_extra_info("socket")
            with suppress(OSError):
                held.setsockopt(socket.SOL_SOCKET, socket.SO_LINGER, _RESET)
            writer.transport.abort()
        self.slammed += len(meant)
        return len(meant)


async def _pass(reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
    with suppress(OSError):
        while chunk := await reader.read(2**16):
            writer.write(chunk)
            await writer.drain()
    with suppress(OSError):
        writer.close()
