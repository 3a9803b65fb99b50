"""What every test can ask for: a database, a worker, a running site, a browser."""

import asyncio
import gc
import json
import os
import socket
import subprocess
import sys
import threading
import time
import urllib.request
from collections.abc import Callable, Iterator
from concurrent.futures import ThreadPoolExecutor
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Any

import hypothesis
import pytest

from ordolux.config.environment import ROOT
from tests import chromium

if TYPE_CHECKING:
    from playwright.sync_api import Browser, Page

    from tests.databases import Databases

# Whoever works on the house is surprised by new cases at each run; whoever only lets it land, by the same ones each time.
# How long a case takes says something of the machine: what must be quick is measured in the processor's time (tests/bench).
hypothesis.settings.register_profile("new cases each time", deadline=None)
hypothesis.settings.register_profile(
    "the same cases each time", derandomize=True, database=None, deadline=None
)
hypothesis.settings.load_profile(
    "the same cases each time" if os.environ.get("CI") else "new cases each time"
)


@pytest.fixture(scope="session")
def databases() -> Iterator["Databases"]:
    """The session's databases on the tests' own embedded server."""
    from django.conf import settings

    from ordolux.config import database
    from tests.databases import Databases, shared_server

    with shared_server(database.server_of(settings.ENVIRONMENT)) as server:
        made = Databases(server)
        made.prepare()
        yield made


@pytest.fixture(scope="session")
def django_db_setup(databases: "Databases", django_db_blocker: Any) -> Iterator[None]:
    """Replaces pytest-django's: tests sign in as the application's role, to a clone of the owner's template."""
    name = databases.clone()
    _connect_to(name)
    _render_as_in_a_run()
    yield
    with django_db_blocker.unblock():
        _connect_to("postgres")
    databases.drop(name)


@pytest.fixture
def live_database(
    request: pytest.FixtureRequest, databases: "Databases", django_db_setup: None, django_db_blocker: Any
) -> Iterator[str]:
    """A database of this test's own, where transactions really commit; gives its name."""
    from django.db import connections

    assert "db" not in request.fixturenames, (
        "a test takes db (rolled back) or live_database (committed), not both"
    )
    before = connections.settings["default"]["NAME"]
    name = databases.clone()
    with django_db_blocker.unblock():
        _connect_to(name)
        yield name
        _connect_to(before)
    databases.drop(name)


@pytest.fixture
def worker(live_database: str) -> Callable[..., None]:
    """``worker()`` runs the real worker until no job is left; ``worker(later=True)`` also those that wait for a retry.

    Raises an error that names the jobs which failed; ``worker(may_fail=True)`` does not.
    """
    from django.db import connection

    def run(*, later: bool = False, may_fail: bool = False) -> None:
        while True:
            _in_a_thread(_work_until_empty)
            with connection.cursor() as cursor:
                if later:
                    cursor.execute(
                        "UPDATE procrastinate_jobs SET scheduled_at = now()"
                        " WHERE status = 'todo' AND scheduled_at > now()"
                    )
                    if cursor.rowcount:
                        continue
                cursor.execute("SELECT task_name, args FROM procrastinate_jobs WHERE status = 'failed'")
                failed = cursor.fetchall()
            assert may_fail or not failed, f"these jobs failed: {failed}"
            return

    return run


@dataclass(frozen=True)
class Site:
    """A web server that runs for one test; ``url`` has no slash at its end."""

    url: str
    live_url: str
    log: Path

    def at(self, path: str) -> str:
        """The full address of ``path``."""
        return self.url + path


class SiteParent:
    """The process that forks sites (``tests/site_parent.py``)."""

    def __init__(self, state: Path) -> None:
        self.process = subprocess.Popen(
            [sys.executable, "-m", "tests.site_parent"],
            env={**os.environ, "ORDOLUX_TEST_STATE": str(state)}, cwd=ROOT, text=True,
            stdin=subprocess.PIPE, stdout=subprocess.PIPE,
        )  # fmt: skip

    def ask(self, **told: Any) -> list[int]:
        """Send one order; returns the processes that it names."""
        assert self.process.stdin is not None and self.process.stdout is not None, "both were asked for"
        self.process.stdin.write(json.dumps(told) + "\n")
        self.process.stdin.flush()
        answer = self.process.stdout.readline()
        assert answer, "the parent of the sites has ended"
        pids: list[int] = json.loads(answer)["pids"]
        return pids


@pytest.fixture(scope="session")
def site_parent(django_db_setup: None) -> Iterator[SiteParent]:
    """Starts when the first test wants a site: what two processes load in three seconds, it has loaded for all."""
    from django.conf import settings

    with _site_parent(settings.ORDOLUX_STATE) as parent:
        yield parent


@pytest.fixture
def live_site(live_database: str, site_parent: "SiteParent", tmp_path: Path) -> Iterator[Site]:
    """Web and live events on the test's live_database, as processes of their own."""
    with _site_on(site_parent, live_database, tmp_path / "site.log") as site:
        yield site


@pytest.fixture(autouse=True)
def _torn_off_first(request: pytest.FixtureRequest) -> Iterator[None]:
    """A test that is the crash case of a deed (``tests/faults/crash_cases.py``) sees it torn off at its steps first, then
    done; one that is no case sees nothing of this."""
    from tests.faults.crash_cases import deeds_of

    if not (deeds := deeds_of(request.node.nodeid)):
        yield
        return
    from tests.faults import tearing

    with tearing.torn(deeds, tearing.chosen()) as done:
        yield
    missing = sorted(set(deeds) - set(done))
    assert not missing, (
        f"this test is the crash case of {missing} and does not do it (tests/faults/crash_cases.py)"
    )


@pytest.fixture(scope="session")
def lived_in_database(request: pytest.FixtureRequest) -> Iterator[str]:
    """This session's copy of a company that has lived for months (``tests/lived_in.py``); gives its name."""
    if not os.environ.get("ORDOLUX_TEST_LIVED_IN"):
        pytest.skip("asked for by ORDOLUX_TEST_LIVED_IN=1")
    databases: Databases = request.getfixturevalue("databases")
    name = databases.clone(databases.lived_in())
    yield name
    databases.drop(name)


@pytest.fixture
def lived_in(lived_in_database: str, django_db_setup: None, django_db_blocker: Any) -> Iterator[str]:
    """The lived-in company for tests that read; whoever writes takes it back (``tests.access.world.undone``).

    Living takes a minute or two, so these tests run when they are asked for (``ORDOLUX_TEST_LIVED_IN=1``, ``make soak``).
    """
    from django.db import connections

    before = connections.settings["default"]["NAME"]
    with django_db_blocker.unblock():
        _connect_to(lived_in_database)
        yield lived_in_database
        _connect_to(before)


@pytest.fixture(scope="session")
def lived_in_site(
    lived_in_database: str, site_parent: "SiteParent", tmp_path_factory: pytest.TempPathFactory
) -> Iterator[Site]:
    """The lived-in company's site, for browsers that look at it."""
    with _site_on(site_parent, lived_in_database, tmp_path_factory.mktemp("lived-in") / "site.log") as site:
        yield site


@pytest.fixture(scope="session")
def browser() -> Iterator["Browser"]:
    """Debian's Chromium, without a window."""
    if chromium.program() is None:
        if os.environ.get("CI"):
            pytest.fail(chromium.MISSING)
        pytest.skip(chromium.MISSING)
    from playwright.sync_api import sync_playwright

    # Playwright keeps an event loop in this thread; Django would take every query for one from async code.
    os.environ["DJANGO_ALLOW_ASYNC_UNSAFE"] = "1"
    with sync_playwright() as playwright:
        opened = chromium.launch(playwright.chromium)
        loop = asyncio._get_running_loop()
        yield opened
        asyncio._set_running_loop(loop)  # the last test may have been cleared away without it
        opened.close()


# what takes long, each test or the whole file
LONG = (
    "tests/api/test_by_machine", "tests/forms", "tests/stories", "tests/faults/test_kills", "tests/walk", "tests/setup",
    "tests/access", "tests/load_data",
)  # fmt: skip


def pytest_collection_modifyitems(config: pytest.Config, items: list[pytest.Item]) -> None:
    """Each of the processes begins with its share of what takes long: at the end only short tests are left to be shared."""
    hands = int(os.environ.get("PYTEST_XDIST_WORKER_COUNT", "1"))
    if hands == 1:
        return
    long = [item for item in items if item.nodeid.startswith(LONG)]
    short = [item for item in items if not item.nodeid.startswith(LONG)]
    share = -(-len(short) // hands)
    items[:] = [
        item
        for hand in range(hands)
        for item in (*long[hand::hands], *short[hand * share : (hand + 1) * share])
    ]


def pytest_collection_finish(session: pytest.Session) -> None:
    """What is loaded by now stays: the collector need not look through it again and again (a tenth of the time)."""
    gc.collect()
    gc.freeze()
    gc.set_threshold(100_000, 20, 50)


@pytest.hookimpl(wrapper=True)
def pytest_runtest_setup(item: pytest.Item) -> Iterator[None]:
    """A test is prepared; the language of the last one's reader is forgotten, and his time zone."""
    from django.utils import timezone, translation

    translation.deactivate()
    timezone.deactivate()
    with _away_from_the_browsers_loop(item):
        yield


@pytest.hookimpl(wrapper=True)
def pytest_runtest_call(item: pytest.Item) -> Iterator[None]:
    """A test is played."""
    with _away_from_the_browsers_loop(item):
        yield


@pytest.hookimpl(wrapper=True)
def pytest_runtest_teardown(item: pytest.Item, nextitem: pytest.Item | None) -> Iterator[None]:
    """A test is cleared away on the side on which it began; the browser, after the last one, beside its loop."""
    with _away_from_the_browsers_loop(item, is_last=nextitem is None):
        yield


@contextmanager
def _away_from_the_browsers_loop(item: pytest.Item, *, is_last: bool = False) -> Iterator[None]:
    """Once a browser is open, its event loop runs in this thread; tests without a browser see none, as in a web worker.

    (Django keeps other connections beside a running loop than without one: a test begins and ends on the same side.)
    """
    loop = asyncio._get_running_loop()
    aside = loop is not None and "browser" not in getattr(item, "fixturenames", ())
    if aside:
        asyncio._set_running_loop(None)
    try:
        yield
    finally:
        if aside and not is_last:
            asyncio._set_running_loop(loop)


@pytest.fixture
def page(browser: "Browser") -> Iterator["Page"]:
    """A fresh page in a fresh browser profile, 1360 by 900, English."""
    context = browser.new_context(viewport={"width": 1360, "height": 900}, locale="en-GB")
    yield context.new_page()
    context.close()


@contextmanager
def _site_parent(state: Path) -> Iterator[SiteParent]:
    """The parent of sites, ended at the end."""
    parent = SiteParent(state)
    yield parent
    assert parent.process.stdin is not None
    parent.process.stdin.close()
    parent.process.wait(20)


@contextmanager
def _site_on(parent: "SiteParent", database: str, log: Path) -> Iterator[Site]:
    """Web and live events on ``database``, as processes of their own; what they say goes to ``log``."""
    web_port, live_port = _free_port(), _free_port()
    site = Site(f"http://127.0.0.1:{web_port}", f"http://127.0.0.1:{live_port}", log)
    log.touch()
    running = parent.ask(database=database, web_port=web_port, live_port=live_port, log=str(log))
    try:
        for url in (site.url, site.live_url):
            _wait_until_it_answers(url + "/health", log)
        yield site
    finally:
        parent.ask(end=running)


def _render_as_in_a_run() -> None:
    """Django's test environment notes every template's context, also of each icon: a tenth of a page's time, for nobody."""
    from django.template.base import Template
    from django.test.utils import _TestState

    Template._render = _TestState.saved_data.template_render  # type: ignore[attr-defined, method-assign]


def _connect_to(name: str) -> None:
    """Point every connection that Django opens from now on at the database ``name``."""
    from django.db import connections

    connections.close_all()
    connections.settings["default"]["NAME"] = name


def _work_until_empty() -> None:
    import asyncio

    from django.db import connections
    from procrastinate.contrib.django import app

    from ordolux.foundation.kept import keep_connections

    async def work() -> None:
        loop = asyncio.get_running_loop()
        # one thread for all jobs, so that there is one connection to close behind them
        with ThreadPoolExecutor(1) as thread:
            loop.set_default_executor(thread)
            connector = app.connector.get_worker_connector()  # type: ignore[attr-defined]  # Django's connector has it
            try:
                with app.replace_connector(connector) as with_connector:
                    async with with_connector.open_async():
                        await with_connector.run_worker_async(
                            wait=False, listen_notify=False, install_signal_handlers=False, concurrency=1
                        )
            finally:
                await loop.run_in_executor(None, connections.close_all)

    told = connections.settings["default"]
    before = dict(told)
    keep_connections()
    try:
        asyncio.run(work())
    finally:
        told.update(before)
        connections.close_all()


def _in_a_thread(work: Callable[[], None]) -> None:
    """A browser test has a running event loop in its own thread, so the worker takes another."""
    faults: list[BaseException] = []

    def guarded() -> None:
        try:
            work()
        except BaseException as fault:  # noqa: BLE001  # handed to the test below
            faults.append(fault)

    thread = threading.Thread(target=guarded, name="worker")
    thread.start()
    thread.join()
    if faults:
        raise faults[0]


def _free_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        port: int = probe.getsockname()[1]
        return port


def _wait_until_it_answers(url: str, log: Path) -> None:
    until = time.monotonic() + 60
    while time.monotonic() < until:
        try:
            with urllib.request.urlopen(url, timeout=5) as answer:
                if answer.status == 200:
                    return
        except OSError:
            time.sleep(0.05)
    pytest.fail(f"{url} does not answer:\n{log.read_text(errors='replace')[-4000:]}")


assert sys.version_info >= (3, 12), "run the tests with .venv/bin/pytest"
