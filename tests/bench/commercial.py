"""The commercial steps and the whole life of an order, in processor time, beside the floor's own steps."""

from collections.abc import Callable
from contextlib import AbstractContextManager
from dataclasses import dataclass
from statistics import median
from typing import Any

from tests.bench.costs import Cost, cost_of, counted, processor_of
from tests.bench.floor import Floor, spent_by

FEW, MANY, TIMES = 10, 100, 3
QUOTE = ("inquiry.confirm", "quotation.draft", "quotation.send")
CONFIRM = ("order.place", "proforma.issue", "papers.issue")
LATER = ("plan.draft", "plan.confirm", "papers.issue", "shipment.book")


@dataclass(frozen=True)
class Steps:
    """What some steps cost together at so many lines: milliseconds of processor, statements, commits."""

    ms: float
    statements: int
    commits: int


def measure(fresh: Callable[[], AbstractContextManager[None]], floor: Floor) -> dict[str, Any]:
    """Costs of quoting, confirming and the whole life at few and many lines, by product and floor in turn."""
    from tests.faults.spine import CASES, Scene

    told: dict[str, Any] = {}
    # goods that wait to be shipped have a house of their own
    with fresh():
        scene = Scene(FEW)
        later = {lines: _costs(CASES, LATER, scene, lines) for lines in (FEW, MANY)}
    with fresh():
        scene = Scene(FEW)
        for lines in (FEW, MANY):
            costs = later[lines] | _costs(CASES, (*QUOTE, *CONFIRM[:2]), scene, lines)
            told["quote", lines] = _together(costs, QUOTE)
            told["confirm", lines] = _together(costs, CONFIRM)
            whole = [_to_release(scene) for _ in range(TIMES)]
            shipped = _together(costs, LATER)
            told["whole", lines] = Steps(
                median(cost.all_ms for cost in whole) + shipped.ms,
                whole[0].statements + shipped.statements, whole[0].commits + shipped.commits,
            )  # fmt: skip
            told["python", lines] = median(cost.cpu_seconds * 1000 for cost in whole)
            told["postgres", lines] = median(cost.database_seconds * 1000 for cost in whole)
            told |= _floor(floor, lines)
        told["worker"] = _worker(scene)
    return told


def _costs(cases: Any, names: tuple[str, ...], scene: Any, lines: int) -> dict[str, list[Cost]]:
    """What each of these deeds costs, several times; the first time, when things are read once per process, is left out."""
    scene.lines = lines
    wanted = {case.deed.name: case for case in cases if case.deed.name in names}
    return {
        name: [cost_of(case, lines, scene) for _ in range(TIMES + 1)][1:] for name, case in wanted.items()
    }


def _together(costs: dict[str, list[Cost]], names: tuple[str, ...]) -> Steps:
    return Steps(
        sum(median(cost.all_ms for cost in costs[name]) for name in names),
        sum(costs[name][0].statements for name in names),
        sum(costs[name][0].commits for name in names),
    )


def _to_release(scene: Any) -> Cost:
    """Every deed from the mail to the release to production, the deposit paid."""
    from ordolux.orders.payment.deeds import allocate_payment

    with counted() as cost:
        entry, order = scene.to_pay()
        allocate_payment(entry, order=order, position=1, by=scene.office.zhou, at=order.placed_at)
    return cost


def _floor(floor: Floor, lines: int) -> dict[Any, float]:
    ready = iter([floor.quote(floor.create(lines)) for _ in range(90)])
    return {
        ("floor quote", lines): spent_by(floor, lambda: floor.quote(floor.create(lines)), 30),
        ("floor confirm", lines): spent_by(floor, lambda: floor.confirm(next(ready), lines), 30),
        ("floor whole", lines): spent_by(floor, lambda: floor.life(lines), 30),
    }


def _worker(scene: Any) -> float:
    """Milliseconds of Python that the real worker spends for one order's jobs: each is fetched, its event looked up in
    the story, its reactions asked. What they had to do was done by the deeds before; papers are measured apart."""
    from ordolux.process import story

    printed = {name: [each for each in reactions if not each.__name__.startswith(("print_", "seal_"))]
               for name, reactions in story.STORY.items()}  # fmt: skip
    before = dict(story.STORY)
    story.STORY.update(printed)
    try:
        _drain()
        scene.lines = FEW
        orders = 3
        for _ in range(orders):
            _to_release(scene)
        with processor_of([]) as spent:
            _drain()
        return spent.python_ms / orders
    finally:
        story.STORY.update(before)


def _drain() -> None:
    """Run the worker until no job is left."""
    from conftest import _in_a_thread, _work_until_empty

    _in_a_thread(_work_until_empty)
