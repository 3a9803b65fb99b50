"""The mail receiver: ``python -m ordolux.edges.mailbox.receiver``.

A mail is stored byte for byte and synced, its row is committed, and only then the other server is told 250. When the
database or the disk is away it is told to try again later; the same delivery twice is one message.
"""

import asyncio
import contextlib
import logging
import signal
import sys
from collections.abc import Callable, Coroutine
from concurrent.futures import ThreadPoolExecutor
from typing import Any, AnyStr, Final

from aiosmtpd.smtp import SMTP, Envelope, Session

from ordolux.edges.mailbox.intake import LARGEST

log = logging.getLogger(__name__)

MOST_RECIPIENTS: Final = 100
MOST_CONNECTIONS: Final = 200
_LONGEST_LINE: Final = 2**20
_STORING_AT_ONCE: Final = 4
_IDLE_SECONDS: Final = 120
_PATIENCE_AT_THE_END: Final = 20

ACCEPTED: Final = "250 2.0.0 Message accepted"
TRY_LATER: Final = "451 4.3.0 We cannot take the message at the moment, please try again later"
DISK_FULL: Final = "452 4.3.1 No room for the message at the moment, please try again later"
NOT_OURS: Final = "550 5.7.1 We do not take mail for this address"
TOO_MANY: Final = "452 4.5.3 Too many recipients"

Keep = Callable[[bytes, str, list[str], str], str]


class Desk:
    """What happens to a mail that another server hands over: ``keep`` says the answer, in a thread of its own."""

    def __init__(self, keep: Keep, takes: Callable[[str], bool]) -> None:
        self._keep = keep
        self._takes = takes
        self._threads = ThreadPoolExecutor(_STORING_AT_ONCE, thread_name_prefix="store")
        self._at_work: set[asyncio.Future[str]] = set()

    async def handle_RCPT(  # noqa: N802 - the name that aiosmtpd calls
        self, server: SMTP, session: Session, envelope: Envelope, address: str, rcpt_options: list[str]
    ) -> str:
        """Take recipients of our own domain only: we pass nothing on."""
        if len(envelope.rcpt_tos) >= MOST_RECIPIENTS:
            return TOO_MANY
        if not self._takes(address):
            return NOT_OURS
        envelope.rcpt_tos.append(address)
        return "250 2.1.5 OK"

    async def handle_DATA(self, server: SMTP, session: Session, envelope: Envelope) -> str:  # noqa: N802 - as above
        """Answer 250 only when the mail is safe."""
        raw = envelope.original_content or b""
        peer = str(session.peer[0]) if session.peer else ""
        sender = "" if envelope.mail_from in (None, "<>") else str(envelope.mail_from)
        storing = asyncio.get_running_loop().run_in_executor(
            self._threads, self._keep, raw, sender, list(envelope.rcpt_tos), peer
        )
        self._at_work.add(storing)
        storing.add_done_callback(self._at_work.discard)
        return await storing

    async def finish(self) -> None:
        """Wait for what is being stored."""
        if self._at_work:
            await asyncio.wait(self._at_work, timeout=_PATIENCE_AT_THE_END)


class _Line(SMTP):
    """One connection. Long lines are taken as they are; who sends without end is hung up on."""

    line_length_limit = _LONGEST_LINE
    open_lines = 0

    def connection_made(self, transport: asyncio.BaseTransport) -> None:
        _Line.open_lines += 1
        self._unanswered = 0
        super().connection_made(transport)
        if _Line.open_lines > MOST_CONNECTIONS:
            assert isinstance(transport, asyncio.Transport)
            transport.write(b"421 4.7.0 Too many connections, please try again later\r\n")
            transport.close()

    def connection_lost(self, error: Exception | None) -> None:
        _Line.open_lines -= 1
        super().connection_lost(error)

    def data_received(self, data: bytes) -> None:
        # The library drains a mail that is too large, and keeps a line that never ends: both have an end here.
        self._unanswered += len(data)
        if self._unanswered > 2 * LARGEST and self.transport is not None:
            log.warning(
                "mail receiver: a peer sent more than %d MiB without end; hung up", 2 * LARGEST // 2**20
            )
            assert isinstance(self.transport, asyncio.WriteTransport)
            self.transport.abort()
            return
        super().data_received(data)

    async def push(self, status: AnyStr) -> None:
        self._unanswered = 0
        await super().push(status)


def keep_received(raw: bytes, envelope_from: str, envelope_to: list[str], peer: str) -> str:
    """Store the bytes, commit the row, and say what the other server is to be told."""
    from django.db import DatabaseError, close_old_connections

    from ordolux.edges.mailbox.intake import take_in
    from ordolux.foundation.deeds.refusals import KeyUsedForSomethingElse

    close_old_connections()
    try:
        take_in(raw, envelope_from=envelope_from, envelope_to=envelope_to, peer=peer)
    except KeyUsedForSomethingElse:
        # The same bytes for the same people by another way: we have them.
        return ACCEPTED
    except DatabaseError as fault:
        log.error("mail receiver: the database did not take a mail of %d bytes: %s", len(raw), fault)
        return TRY_LATER
    except OSError as fault:
        log.error("mail receiver: the file store did not take a mail of %d bytes: %s", len(raw), fault)
        return DISK_FULL
    except Exception:
        log.exception("mail receiver: a mail of %d bytes was not taken", len(raw))
        return TRY_LATER
    finally:
        with contextlib.suppress(DatabaseError):
            close_old_connections()
    log.info("mail receiver: took %d bytes from %s for %d recipients", len(raw), peer, len(envelope_to))
    return ACCEPTED


def takes_address(address: str) -> bool:
    """Whether ``address`` is in our own mail domain."""
    from django.conf import settings

    local, _, domain = address.rpartition("@")
    return bool(local) and domain.lower().rstrip(".") == settings.ORDOLUX_MAIL_DOMAIN.lower()


async def serve(
    host: str, port: int, desk: Desk, until: asyncio.Event, ready: Callable[[int], None] | None = None
) -> None:
    """Receive mail at ``host``:``port`` until the event; mail that is being stored then is stored to its end."""
    loop = asyncio.get_running_loop()

    def line() -> SMTP:
        return _Line(
            desk, data_size_limit=LARGEST, enable_SMTPUTF8=True, decode_data=False, timeout=_IDLE_SECONDS,
            ident="Ordolux", loop=loop,
        )  # fmt: skip

    server = await loop.create_server(line, host, port, reuse_address=True)
    where = server.sockets[0].getsockname()[1]
    log.info("mail receiver: listens on %s port %d", host, where)
    if ready is not None:
        ready(where)
    await until.wait()
    server.close()
    await desk.finish()


def main() -> None:
    """Set up, listen, end on SIGTERM or Ctrl-C."""
    import os

    import django

    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "ordolux.config.settings")
    django.setup()
    logging.getLogger("mail.log").setLevel(logging.WARNING)
    logging.getLogger(__name__).setLevel(logging.INFO)
    if not logging.getLogger().handlers:
        logging.basicConfig(level=logging.INFO, stream=sys.stderr, format="%(message)s")

    from django.conf import settings

    from ordolux.foundation.kept import keep_connections

    keep_connections()
    asyncio.run(_run(settings.ORDOLUX_SMTP_HOST, settings.ORDOLUX_SMTP_PORT, settings))


def _takes_all(_: str) -> bool:
    return True


async def _run(host: str, port: int, settings: Any) -> None:
    from ordolux.edges.mailbox.postbox import keep_received_letter

    until = asyncio.Event()
    loop = asyncio.get_running_loop()
    for number in (signal.SIGTERM, signal.SIGINT):
        loop.add_signal_handler(number, until.set)
    doors: list[Coroutine[Any, Any, None]] = [serve(host, port, Desk(keep_received, takes_address), until)]
    # The demonstration post box takes everything for everybody: only where a port was asked for.
    postbox_port = getattr(settings, "ORDOLUX_POSTBOX_PORT", 0)
    if postbox_port:
        doors.append(serve(host, postbox_port, Desk(keep_received_letter, _takes_all), until))
    await asyncio.gather(*doors)


if __name__ == "__main__":
    main()
