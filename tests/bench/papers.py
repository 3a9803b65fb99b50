"""Proforma invoice and packing list as PDF: processor time, and that no process is started for them."""

import resource
import sys
from collections.abc import Callable, Iterator
from contextlib import AbstractContextManager, contextmanager
from copy import deepcopy
from itertools import count
from statistics import median
from typing import Any

from tests.bench.costs import processor_of

TIMES = 5
LINES = (10, 20, 100)
_STARTS = ("subprocess.Popen", "os.fork", "os.forkpty", "os.posix_spawn", "os.exec", "os.system")


def measure(fresh: Callable[[], AbstractContextManager[None]]) -> dict[tuple[str, int], float]:
    """Milliseconds of processor of each paper, warm, by its name and number of lines. Asserts that nothing is started."""
    from ordolux.orders.proforma.deeds import issue_proforma
    from ordolux.orders.proforma.papers.paper import proforma_paper
    from ordolux.orders.tests import desk
    from ordolux.shipping.packing.deeds import issue_shipping_papers
    from ordolux.shipping.packing.models import PackingList
    from ordolux.shipping.packing.papers.paper import packing_list_paper
    from ordolux.shipping.tests import goods
    from tests.faults.spine import SYSTEM, Scene

    told: dict[tuple[str, int], float] = {}
    with fresh():
        scene = Scene(LINES[0])
        for lines in LINES:
            scene.lines = lines
            proforma = issue_proforma(scene.placed(), by=SYSTEM, at=desk.NOON)
            told["proforma", lines] = _printed(proforma, proforma_paper)
    with fresh():
        scene = Scene(LINES[0])
        for lines in LINES:
            scene.lines = lines
            plan = goods.confirmed(scene.made(), scene.port)
            issue_shipping_papers(plan, by=goods.WEI, at=goods.READY)
            told["packing list", lines] = _printed(PackingList.objects.get(plan=plan), packing_list_paper)
    return told


def _printed(record: Any, make: Callable[[Any], Any]) -> float:
    """Milliseconds of processor of one printing, from the record to the bytes."""
    from ordolux.foundation import papers

    numbers = count(1)

    def printed() -> bytes:
        _become_another(record, next(numbers))
        paper = make(record)
        return papers.render(paper.template, paper, language=record.language, timestamp=record.issued_at)

    printed()
    taken = []
    with nothing_started():
        for _ in range(TIMES):
            with processor_of([]) as spent:
                assert printed().startswith(b"%PDF")
            taken.append(spent.python_ms)
    return median(taken)


def _become_another(record: Any, number: int) -> None:
    """Another paper of the same length: the typesetter remembers what it has set before, and no two papers are the same."""
    record.number = f"{record.number[:8]}{number:04d}"
    snapshot = deepcopy(record.snapshot)
    for line in snapshot["packing"]["lines"] if "packing" in snapshot else snapshot["lines"]:
        line["description"] = f"Spot {number} of kind {line.get('position', line.get('carton_range'))}"
        line["pieces"] += number
    snapshot["seller"]["address"] += f", room {number}"
    record.snapshot = snapshot


@contextmanager
def nothing_started() -> Iterator[None]:
    """Refuse when a process is started inside, by whatever way."""
    seen: list[str] = []
    _watch(seen)
    before = resource.getrusage(resource.RUSAGE_CHILDREN)
    yield
    _WATCHERS.clear()
    after = resource.getrusage(resource.RUSAGE_CHILDREN)
    assert not seen, seen
    assert before.ru_utime == after.ru_utime, "a child has worked"


_WATCHERS: list[list[str]] = []


def _watch(seen: list[str]) -> None:
    """An audit hook stays for ever, so there is one, which tells whoever listens."""
    if not getattr(_watch, "is_on", False):
        sys.addaudithook(lambda event, _: [each.append(event) for each in _WATCHERS if event in _STARTS])
        _watch.is_on = True  # type: ignore[attr-defined]  # once a process
    _WATCHERS[:] = [seen]
