"""Nobody is led to a closed door: entries and links show what their reader may open."""

from ordolux.edges.ui.navigation import entries_for, may_follow, may_open
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


def test_an_address_is_offered_only_to_one_who_may_follow_it():
    inspector = Actor(name="Lin", roles=frozenset({Role.INSPECTOR}))
    planner = Actor(name="Chen", roles=frozenset({Role.PLANNER}))

    assert may_follow(inspector, "/desk/quality")
    assert not may_follow(inspector, "/desk/money?show=late")
    assert may_follow(planner, "/desk/production/lines/L1/closures")
    assert not may_follow(inspector, "/desk/production/lines/L1/closures")
    assert may_follow(inspector, "/nothing/of/the/kind")
