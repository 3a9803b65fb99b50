"""Forms × nasty strings: whatever is typed into any field of any page, the house answers, and says nothing else than it was
told.

Combinations are drawn by a seed (``ORDOLUX_TEST_SEED`` gives another): 5,000 in CI (``ORDOLUX_TEST_FORM_TRIES``), on a small
company in which one of us does everything; in the soak every one (``ORDOLUX_TEST_FORMS=all``), on one that has lived for months
(``ORDOLUX_TEST_LIVED_IN=1``), where more forms stand. Each is taken back.
"""

import html as escaping
import os
import random
import re
from collections import Counter
from typing import Any

import pytest
from lxml import html

from tests.access.world import undone
from tests.forms.crawl import Form, forms
from tests.forms.nasty import MARK, SCRIPT, Try
from tests.forms.small import small_company
from tests.looks.pages import Company

COMBINATIONS = int(os.environ.get("ORDOLUX_TEST_FORM_TRIES", "5000"))
ADDRESS = re.compile(r"/\S*\?\S*$")  # an address says what was typed in its own way
SHARES = 2
SEED = int(os.environ.get("ORDOLUX_TEST_SEED") or 20_261_123)
EVERY = os.environ.get("ORDOLUX_TEST_FORMS") == "all"


@pytest.fixture
def company(request: pytest.FixtureRequest) -> Company:
    """The company on whose forms it is tried."""
    if os.environ.get("ORDOLUX_TEST_LIVED_IN"):
        request.getfixturevalue("lived_in")
        return Company()
    request.getfixturevalue("live_database")
    return small_company()


@pytest.mark.slow
@pytest.mark.parametrize("share", range(SHARES))
def test_no_form_breaks_whatever_is_typed_into_any_of_its_fields(
    company: Company, share: int, caplog: Any
) -> None:
    found = forms(company, company.visits())
    assert len(found) > 40, "the company shows its forms"
    tries = drawn(found)[share::SHARES]
    wrong: Counter[str] = Counter()
    for form, one in tries:
        caplog.clear()
        if (said := fault_of(company, form, one)) is not None:
            trace = next(
                (record.exc_text or str(record.exc_info[1]) for record in caplog.records if record.exc_info),
                "",
            )
            wrong[
                f"{form.method} /{form.route} as {form.role or 'anybody'} from {form.page}: {one}: {said} {trace[-300:]}"
            ] += 1
    assert not wrong, f"seed {SEED}, {len(wrong)} of {len(tries)}:\n" + "\n".join(list(wrong)[:60])


def drawn(found: list[Form]) -> list[tuple[Form, Try]]:
    """The combinations of this run: each field of each form at least once, the rest by chance."""
    chance = random.Random(SEED)
    every = [(form, one) for form in found for one in form.tries()]
    if EVERY:
        return every
    chance.shuffle(every)
    met: set[tuple[str, str]] = set()
    first, rest = [], []
    for form, one in every:
        (rest if (form.route, one.field) in met else first).append((form, one))
        met.add((form.route, one.field))
    return (first + rest)[: max(COMBINATIONS, len(first))]


def fault_of(company: Company, form: Form, one: Try) -> str | None:
    """What is wrong with the answer; None when nothing is."""
    client = company.client(form.role)
    with undone():
        answer = getattr(client, form.method)(
            form.action, form.data(one), headers={"Referer": "http://testserver" + form.page}
        )
        if answer.status_code >= 500:
            return f"answers {answer.status_code}"
        if form.method == "post" and answer.status_code == 302:
            target = answer.headers["Location"]
            if target.startswith("/"):
                answer = client.get(target)
                if answer.status_code >= 500:
                    return f"the page after it answers {answer.status_code}"
        return echo_fault(answer, one)


def echo_fault(answer: Any, one: Try) -> str | None:
    """Whether the page runs what was typed, or shows it otherwise than it was typed."""
    if getattr(answer, "streaming", False) or not answer.headers.get("Content-Type", "").startswith(
        "text/html"
    ):
        return None
    page = answer.content.decode()
    if SCRIPT in page:
        return "the script stands on the page unescaped"
    if not isinstance(one.value, str) or not one.value.startswith(MARK) or MARK not in page:
        return None
    tree = html.fromstring(page)
    shown = [
        *tree.itertext(),
        *(v for e in tree.iter() for v in (e.get("value"), e.get("title"), e.get("content")) if v),
    ]
    told = [text for text in shown if MARK in text and not ADDRESS.match(text)]
    wanted = " ".join(one.value.split())
    if told and not any(wanted in " ".join(text.split()) for text in told):
        if any(escaping.unescape(text) != text for text in told):
            return f"it is escaped twice: {told[0][:80]!r}"
        if all(_is_cut(wanted, text) for text in told):
            return None
        return f"it is shown as {told[0][:80]!r}"
    return None


def _is_cut(wanted: str, shown: str) -> bool:
    """Whether the page shows the beginning of it, as in a title that is cut short."""
    text = " ".join(shown.split())
    place = text.find(MARK)
    return wanted.startswith(text[place : place + 6])
