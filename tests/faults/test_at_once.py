"""Two people, two clicks, a mail that comes twice: at the same moment, with one effect."""

import threading
from collections.abc import Callable
from typing import Any

import pytest
from django.db import connections

from ordolux.foundation.deeds import KeyUsedForSomethingElse
from ordolux.foundation.journal.models import Event
from ordolux.foundation.journal.verify import verify
from ordolux.rules.refusal import Refusal
from tests.faults.spine import CASES, Case, Scene, Step


def at_once(*deeds: Callable[[], Any]) -> list[Any]:
    """What each, begun at the same moment in a thread and a connection of its own, returned or raised."""
    gate, answers = threading.Barrier(len(deeds)), []

    def act(do: Callable[[], Any]) -> None:
        try:
            connections["default"].ensure_connection()
            gate.wait()
            answers.append(do())
        except Exception as answer:  # noqa: BLE001  # looked at by the test
            answers.append(answer)
        finally:
            connections.close_all()

    threads = [threading.Thread(target=act, args=(do,)) for do in deeds]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join(30)
    return answers


def bound(case: Case, step: Step, key: str) -> Callable[[], Any]:
    """The deed as one more person does it, who has read the record before."""
    record = step.read()
    return lambda: case.deed.once(key)(*record, by=step.by, at=step.at, **step.said)


def happened(event: str) -> int:
    return Event.objects.filter(name=event).count()


@pytest.mark.parametrize("case", CASES, ids=str)
def test_at_once(live_database: str, case: Case) -> None:
    scene = Scene()
    clicked_twice = case.prepare(scene)
    before, lines = happened(case.event), Event.objects.count()

    first, second = at_once(*[bound(case, clicked_twice, "the same form")] * 2)

    assert not isinstance(first, Exception), first
    assert first == second, "both are told the same result"
    assert happened(case.event) == before + 1
    lines_of_one = Event.objects.count() - lines

    two_people = case.prepare(scene)
    before, lines = happened(case.event), Event.objects.count()
    answers = at_once(*[bound(case, two_people, f"form {n}") for n in (1, 2)])

    refused = [answer for answer in answers if isinstance(answer, Exception)]
    if case.other_keys:
        assert all(isinstance(answer, Refusal) for answer in refused), refused
        assert len(refused) == 1, answers
        assert happened(case.event) == before + 1
        assert Event.objects.count() == lines + lines_of_one
    else:
        assert refused == []
    assert verify().is_whole


def test_a_form_that_comes_again_with_something_else_is_refused_and_changes_nothing(
    live_database: str,
) -> None:
    scene = Scene()
    case = next(case for case in CASES if case.deed.name == "statement.import")
    one, other = case.prepare(scene), case.prepare(scene)
    bound(case, one, "the form")()

    with pytest.raises(KeyUsedForSomethingElse):
        bound(case, other, "the form")()

    assert happened(case.event) == 1


def test_a_reaction_that_is_tried_again_with_a_paper_printed_anew_keeps_the_first(live_database: str) -> None:
    scene = Scene()
    case = next(case for case in CASES if case.deed.name == "message.receive")
    one, other = case.prepare(scene), case.prepare(scene)

    assert bound(case, one, "tick")() == bound(case, other, "tick")()

    assert happened(case.event) == 1
