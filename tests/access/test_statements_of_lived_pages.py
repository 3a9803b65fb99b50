"""What each page asks of the database when the company has lived for months: never more than its budget."""

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from tests.access.world import undone
from tests.looks.pages import Company, Visit

SIGNING_IN = 3  # who asks: session, person, roles; counted with the page's own
MOST = 15
LANDINGS = ("desk:today", "portal:home", "desk:order", "portal:order")


def statements(company: Company, visit: Visit) -> list[str]:
    """What the page asks, without the marks of the test's own rolling back; nothing when it is no page."""
    with undone():
        with CaptureQueriesContext(connection) as asked:
            answer = company.client(visit.role).get(visit.path)
        if answer.status_code != 200 or not answer.headers["Content-Type"].startswith("text/html"):
            return []
        return [query["sql"] for query in asked.captured_queries if "SAVEPOINT" not in query["sql"]]


@pytest.mark.slow
def test_no_page_of_the_lived_in_company_asks_more_than_its_budget(lived_in: str) -> None:
    """Landing pages and orders for everybody, every other page for the one who works with it."""
    company = Company()
    chosen: dict[tuple[str, object, str], Visit] = {}
    for visit in company.visits():
        is_landing = visit.name in LANDINGS
        chosen.setdefault(
            (visit.name, visit.role if is_landing else None, visit.path if is_landing else ""), visit
        )
    wrong, most = [], 0
    for visit in chosen.values():
        asked = len(statements(company, visit))
        most = max(most, asked)
        if asked > MOST:
            wrong.append(f"{visit}: {asked} statements, {MOST} at most")
    assert most > SIGNING_IN
    assert not wrong, "\n".join(wrong)
