"""The table of roles and deeds: nobody else may, and another company's record is as good as none."""

import subprocess
import sys
from pathlib import Path

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from ordolux.edges.api.deeds import load_deeds, subject_of
from ordolux.foundation.actors import CUSTOMER_ROLES, Actor, Role
from ordolux.foundation.catalogue.models import Product
from ordolux.foundation.deeds import REGISTER, NotFound, NotPermitted
from tests.access.world import NoFactory, World, fingerprint, undone
from tests.cast import AT

ROOT = Path(__file__).resolve().parents[2]

load_deeds()
DEEDS = sorted(name for name in REGISTER if not name.startswith("test."))


def somebody(role: Role) -> Actor:
    """Somebody who holds this role alone."""
    return Actor(role.value, frozenset({role}), 1, 1 if role in CUSTOMER_ROLES else None)


@pytest.mark.parametrize("name", DEEDS)
def test_every_other_role_is_refused_before_anything_is_asked(db: None, name: str) -> None:
    deed = REGISTER[name]
    nobody = Actor("nobody", frozenset())
    with CaptureQueriesContext(connection) as asked:
        for actor in [nobody, *(somebody(role) for role in Role if role not in deed.roles)]:
            with pytest.raises(NotPermitted):
                deed(by=actor, at=AT)
    assert len(asked) == 0


# what belongs to no company: everybody may see it
FOR_EVERYBODY = frozenset({Product})

# what a deed cannot even be called without
SAID = {"colleague.change_roles": {"roles": ["buyer"]}}


def test_a_customers_deed_never_reaches_another_companys_record(db: None) -> None:
    world = World()
    open_doors, lost = [], set()
    for name in DEEDS:
        deed = REGISTER[name]
        model = subject_of(deed)
        if model is None or not deed.roles & CUSTOMER_ROLES or model in FOR_EVERYBODY:
            continue
        actor = world.people[min(deed.roles & CUSTOMER_ROLES)].actor()
        try:
            foreign = world.record(model, "foreign")
        except NoFactory as fault:
            lost.add(str(fault))
            continue
        before = fingerprint()
        with undone():
            try:
                deed.once("form-1")(foreign, by=actor, at=AT, **SAID.get(name, {}))
            except NotFound:
                pass
            except Exception as fault:  # noqa: BLE001  # whatever comes after the door is past the door
                open_doors.append(f"{name}: {type(fault).__name__} {fault}")
            else:
                open_doors.append(name)
        assert fingerprint() == before
    assert lost == set()
    assert open_doors == []


def test_the_page_of_rights_is_up_to_date() -> None:
    done = subprocess.run(
        [sys.executable, "setup/write_rights.py", "--check"],
        cwd=ROOT,
        capture_output=True,
        text=True,
        check=False,
    )
    assert done.returncode == 0, done.stderr


def test_every_deed_stands_in_a_module_of_deeds_where_the_register_looks_for_it() -> None:
    elsewhere = [
        name for name, deed in REGISTER.items()
        if not name.startswith("test.") and not deed.function.__module__.endswith(".deeds")
    ]  # fmt: skip
    assert elsewhere == []
