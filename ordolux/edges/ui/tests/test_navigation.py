"""Nobody is led to a closed door: entries and links show what their reader may open."""

from ordolux.edges.ui.navigation import entries_for, may_open
from ordolux.foundation.actors import Actor, Role


def test_the_rail_has_only_what_its_reader_may_open():
    inspector = Actor(name="Lin", roles=frozenset({Role.INSPECTOR}))
    names = [shown.entry.name for shown in entries_for("desk", inspector)]

    assert "quality" in names
    assert "money" not in names
    assert not may_open(inspector, "desk:money")


def test_an_unknown_page_or_an_unknown_reader_hides_nothing():
    assert may_open(None, "desk:money")
    assert may_open(Actor(name="Lin", roles=frozenset({Role.INSPECTOR})), "desk:nothing-of-the-kind")
