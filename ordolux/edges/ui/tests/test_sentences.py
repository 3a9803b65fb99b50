"""A refusal speaks the reader's language, the values in it too."""

from datetime import date
from decimal import Decimal

from django.utils import translation

from ordolux.edges.ui.sentences import role_names, told
from ordolux.foundation.actors import Role
from ordolux.foundation.deeds.refusals import NotAllowedNow, NotPermitted
from ordolux.rules.money import Money
from ordolux.rules.refusal import Finding


def test_states_and_roles_in_a_refusal_are_words_of_the_reader() -> None:
    refusal = NotAllowedNow(record="Q-2026-0007", state="sent", wanted="drafted")
    with translation.override("zh-hans"):
        assert not any(c.isascii() and c.isalpha() for c in told(refusal).replace("Q-2026-0007", ""))
        assert "sales" not in told(NotPermitted(roles=["sales", "manager"])).lower()


def test_roles_stand_in_the_order_of_the_work() -> None:
    with translation.override("en"):
        assert role_names({Role.MANAGER, Role.SALES}) == "Sales, Manager"


def test_amounts_and_days_are_written_as_everywhere() -> None:
    with translation.override("en"):
        found = Finding(
            "x",
            "{amount} by {day}, {share}",
            {"amount": Money(Decimal("1200.5"), "EUR"), "day": date(2026, 10, 26), "share": Decimal("0.300")},
            "row 7",
        )
        assert told(found) == "row 7: EUR 1,200.50 by Mon 26 Oct 2026, 0.3"


def test_what_a_person_typed_is_never_taken_for_a_place_in_the_sentence() -> None:
    with translation.override("en"):
        assert "{state}" in told(NotAllowedNow(record="{state}{0}%s", state="sent", wanted="drafted"))
