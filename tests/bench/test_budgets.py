"""The hard counts: exact on any machine, so they are asserted and not only measured."""

import pytest

from tests.bench.costs import DEED_BUDGET, JOURNAL_BUDGET, cost_of
from tests.faults.spine import CASES, Case, Scene

FEW, MANY = 10, 100


@pytest.mark.parametrize("case", CASES, ids=str)
def test_a_deed_is_one_commit_and_costs_the_same_for_ten_and_a_hundred_lines(
    live_database: str, case: Case
) -> None:
    scene = Scene(FEW)
    cost_of(case, FEW, scene)  # what is read once per process
    few = cost_of(case, FEW, _more(scene, FEW))
    many = cost_of(case, MANY, _more(scene, MANY))

    assert (few.commits, many.commits) == (1, 1)
    assert many.statements == few.statements
    assert many.own <= DEED_BUDGET, many
    assert many.journal <= JOURNAL_BUDGET, many


def _more(scene: Scene, lines: int) -> Scene:
    """The same furnished database, with business of so many lines."""
    scene.lines = lines
    return scene
