"""Pages over HTTP from the real web process, and live messages to many open pages from the real process of live events."""

import asyncio
import http.client
import os
import resource
import subprocess
import time
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from dataclasses import dataclass
from pathlib import Path
from statistics import median
from typing import Any

from ordolux.config.environment import ROOT
from tests.bench.costs import processor_of

TIMES, LISTENERS = 15, 500


@dataclass(frozen=True)
class Answered:
    """One page: milliseconds of processor of the web process, milliseconds until it came, KiB."""

    cpu_ms: float
    wall_ms: float
    kib: float


def measure(database: str) -> tuple[dict[str, Answered], tuple[int, float, float]]:
    """Pages of the desk and the portal on ``database``; then listeners that heard, milliseconds until the last of them had
    heard, and milliseconds of processor of the live process."""
    from django.test import Client

    from ordolux.foundation.deals.models import Deal, Stage
    from ordolux.foundation.parties.models import Person
    from tests.cast import sign_in

    deal = Deal.objects.filter(pk__gte=10**9, stage=Stage.SUPPORT).latest("pk")
    assert deal.buyer is not None
    buyer = deal.buyer.people.earliest("pk")
    boss = Person.objects.get(email__startswith="tang@")
    desk, portal = (sign_in(Client(), person).cookies["sessionid"].value for person in (boss, buyer))
    with running(database) as (web, live, web_pid, live_pid):
        pages = {
            path: _page(web, path, cookie, web_pid)
            for path, cookie in (
                ("/desk/orders", desk), (f"/desk/orders/{deal.number}", desk), ("/desk/", desk),
                ("/portal/orders", portal), (f"/portal/orders/{deal.number}", portal),
            )
        }  # fmt: skip
        heard = asyncio.run(_listen(live, deal, desk, live_pid))
    return pages, heard


@contextmanager
def running(database: str) -> Iterator[tuple[int, int, int, int]]:
    """Web and live events as processes of their own, as the supervisor starts them: ports and process ids."""
    from django.conf import settings

    from conftest import _free_port, _wait_until_it_answers
    from ordolux.config.supervisor import CONNECTIONS, live_command, web_command

    ports = _free_port(), _free_port()
    log = Path(settings.ORDOLUX_STATE) / "bench-site.log"
    environ = {
        **os.environ, "ORDOLUX_STATE": str(settings.ORDOLUX_STATE), "ORDOLUX_DATABASE_NAME": database,
        "ORDOLUX_WEB_PORT": str(ports[0]), "ORDOLUX_LIVE_PORT": str(ports[1]),
        "DJANGO_SETTINGS_MODULE": "ordolux.config.settings",
    }  # fmt: skip
    with log.open("wb") as said:
        children = [
            subprocess.Popen(
                command, cwd=ROOT, stdout=said, stderr=said,
                # as the supervisor starts them: 500 pages must not want 500 connections
                env={**environ, "ORDOLUX_DATABASE_POOL": CONNECTIONS[name]},
            ) for name, command in (
                ("web", web_command("127.0.0.1", ports[0], workers=1)),
                ("live", live_command("127.0.0.1", ports[1])),
            )
        ]  # fmt: skip
        try:
            for port in ports:
                _wait_until_it_answers(f"http://127.0.0.1:{port}/health", log)
            yield *ports, children[0].pid, children[1].pid
        finally:
            for child in children:
                child.terminate()
            for child in children:
                with suppress(subprocess.TimeoutExpired):
                    child.wait(10)
                child.kill()


def _page(port: int, path: str, cookie: str, pid: int) -> Answered:
    connection = http.client.HTTPConnection("127.0.0.1", port, timeout=60)

    def ask() -> tuple[float, int]:
        began = time.perf_counter()
        connection.request("GET", path, headers={"Cookie": f"sessionid={cookie}"})
        answer = connection.getresponse()
        size = len(answer.read())
        assert answer.status == 200, (path, answer.status)
        return (time.perf_counter() - began) * 1000, size

    ask(), ask()  # the first ones load
    with processor_of(_with_children(pid)) as spent:
        taken = [ask() for _ in range(TIMES)]
    return Answered(spent.others_ms / TIMES, median(each for each, _ in taken), taken[0][1] / 1024)


def _with_children(pid: int) -> list[int]:
    """A process and those that it started."""
    found = [pid]
    for task in Path(f"/proc/{pid}/task").iterdir():
        for child in (task / "children").read_text().split():
            found += _with_children(int(child))
    return found


async def _listen(port: int, deal: Any, cookie: str, pid: int) -> tuple[int, float, float]:
    """Open many pages of one order, let something be said, and wait until all of them have heard."""
    soft, hard = resource.getrlimit(resource.RLIMIT_NOFILE)
    resource.setrlimit(resource.RLIMIT_NOFILE, (min(4096, hard), hard))
    request = (
        f"GET /live/orders/{deal.number} HTTP/1.1\r\nHost: 127.0.0.1\r\nCookie: sessionid={cookie}\r\n"
        "Accept: text/event-stream\r\n\r\n"
    ).encode()
    opened = []
    for _ in range(LISTENERS):
        reader, writer = await asyncio.open_connection("127.0.0.1", port)
        writer.write(request)
        opened.append((reader, writer))
    for reader, _ in opened:
        await asyncio.wait_for(_read_until(reader, b"retry:"), 60)
    with processor_of([pid]) as spent:
        began = time.perf_counter()
        await asyncio.get_running_loop().run_in_executor(None, _say, deal.pk)
        heard = await asyncio.gather(
            *(asyncio.wait_for(_read_until(reader, b"data:"), 30) for reader, _ in opened),
            return_exceptions=True,
        )
        until = (time.perf_counter() - began) * 1000
    for _, writer in opened:
        writer.close()
    resource.setrlimit(resource.RLIMIT_NOFILE, (soft, hard))
    return sum(not isinstance(each, BaseException) for each in heard), until, spent.others_ms


async def _read_until(reader: asyncio.StreamReader, mark: bytes) -> None:
    seen = b""
    while mark not in seen:
        piece = await reader.read(4096)
        assert piece, f"the stream ended: {seen[:200]!r}"
        seen += piece


def _say(deal_id: int) -> None:
    """Somebody posts a message, by the deed."""
    from django.db import connections

    from ordolux.foundation import clock
    from ordolux.foundation.correspondence.deeds import post_message
    from ordolux.foundation.deals.models import Deal
    from ordolux.foundation.parties.models import Person

    boss = Person.objects.get(email__startswith="mei@")
    post_message(Deal.objects.get(pk=deal_id), text="The vessel has sailed.", by=boss.actor(), at=clock.now())
    connections.close_all()
