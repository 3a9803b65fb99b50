"""The hard counts: exact on any machine, so they are asserted and not only measured."""

import pytest

from tests.bench.costs import DEED_BUDGET, JOURNAL_BUDGET, cost_of
from tests.faults.spine import CASES, Case, Scene

FEW, MANY = 10, 100
# what each deed sends of its own, without journal, heads, jobs and key; one more must be worth its while
OWN = {
    "message.receive": 3, "inquiry.open": 12, "inquiry.confirm": 10, "quotation.draft": 15, "quotation.send": 6,
    "order.place": 12, "proforma.issue": 15, "proforma.sign": 10, "proforma.countersign": 11, "statement.import": 5,
    "payment.allocate": 10, "job.plan": 7, "materials.net": 13, "purchase.order": 10, "batch.close": 7,
    "plan.draft": 13, "plan.confirm": 4, "papers.issue": 15, "shipment.book": 9, "claim.approve": 6,
}  # fmt: skip


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
    assert many.own <= OWN[case.deed.name] <= DEED_BUDGET, many
    assert many.journal == JOURNAL_BUDGET, many


def _more(scene: Scene, lines: int) -> Scene:
    """The same furnished database, with business of so many lines."""
    scene.lines = lines
    return scene
