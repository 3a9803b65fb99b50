"""No dead ends: a page shows its reader only links that he may follow."""

import pytest

from tests.looks.pages import Company


@pytest.mark.slow
def test_no_page_leads_its_reader_where_he_may_not_go(lived_in: str) -> None:
    company = Company()
    assert len(company.visits()) > 100, "the lived-in company has its pages"
    assert not company.dead_ends, "\n".join(company.dead_ends)
