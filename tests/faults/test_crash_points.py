"""A deed that is torn off at any of its steps leaves nothing: no row, no number, no job, no file linked; asked for again it
is done, once.

Neither the deeds nor the points are listed by hand: which deeds touch money, a signature or stock is read off the code
(``touching.py``), and each step that a deed takes is a point (``tearing.py``). ``crash_cases.py`` names the test in which
each of them is done; there it is torn off first.
"""

import ast
import os
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import datetime

import psycopg
import pytest
from django.db import DatabaseError, connections

from ordolux.config.environment import ROOT
from ordolux.edges.api.deeds import load_deeds
from ordolux.foundation.actors import Actor, Role
from ordolux.foundation.deeds import REGISTER, deed, record_event
from ordolux.foundation.files import store_bytes
from ordolux.foundation.numbers.models import NumberSeries
from ordolux.foundation.parties.models import Firm
from ordolux.foundation.stock.models import Lot
from ordolux.orders.tests import desk
from tests.faults import tearing
from tests.faults.crash_cases import CASES as PLACES
from tests.faults.crash_cases import covered
from tests.faults.spine import CASES, Case, Scene
from tests.faults.tearing import all_rows, every_kind, every_step, kind_of, torn
from tests.faults.touching import MONEY, SIGNATURE, STOCK, held_in, kinds, tables_of, touching

SYSTEM = Actor.system()
# committed for good, in a database of its own: of each kind what hangs on it most
COMMITTED = ("order.place", "proforma.sign", "payment.allocate", "purchase.order")


def test_every_deed_that_touches_money_a_signature_or_stock_has_a_crash_case() -> None:
    load_deeds()
    missing = {name: sorted(held) for name, held in touching().items() if name not in covered()}
    assert missing == {}, (
        "name a test that does it in tests/faults/crash_cases.py; it will be torn off there at each of its steps"
    )
    assert set(covered()) <= set(REGISTER), "a case of a deed that there is no more"


def test_every_crash_case_is_a_test() -> None:
    for path, tests in PLACES.items():
        there = {
            node.name
            for node in ast.walk(ast.parse((ROOT / path).read_text()))
            if isinstance(node, ast.FunctionDef)
        }
        assert {name.partition("[")[0] for name in tests} <= there, path


def test_what_touches_what_is_read_off_the_code() -> None:
    load_deeds()
    found = touching()
    for name, held in (
        ("payment.allocate", MONEY), ("payment.divide", MONEY), ("credit_note.approve", MONEY), ("proforma.sign", SIGNATURE),
        ("signing.try_code", SIGNATURE), ("goods.receive", STOCK), ("batch.release", STOCK), ("lot.adjust", STOCK),
        ("bank_account.approve", MONEY), ("order.place", MONEY),
    ):  # fmt: skip
        assert held in found[name], (name, found[name])
    for name in (
        "deal.assign",
        "note.add",
        "notice.see",
        "person.change",
        "library.release",
        "tracking.share",
    ):
        assert name not in found, (name, found[name])
    assert kinds()[Lot] == {STOCK}


def test_steps_are_told_apart() -> None:
    told = {
        'INSERT INTO foundation_deedkey (key) VALUES (1)': "key", 'SELECT 1 FROM "foundation_deal" FOR UPDATE': "lock",
        "SELECT line_id FROM ordolux_write_down(1, 2, 3, 4)": "journal", "fsync /files/ab/abc": "file", "commit": "commit",
        'UPDATE "orders_order" SET state = 1': "update", 'SELECT 1 FROM "orders_order"': "read",
        'SAVEPOINT "s1"': "savepoint", 'INSERT INTO "orders_order" (id) VALUES (1)': "insert",
    }  # fmt: skip
    assert {step: kind_of(step) for step in told} == told
    assert every_kind(["SELECT 1", "SELECT 2", "commit"]) == [2, 3]
    assert tables_of(['INSERT INTO "orders_order" (id) VALUES (1)', "SELECT 1"]) == {"orders_order"}


@contextmanager
def server_gone_at_the_commit() -> Iterator[None]:
    """The server's process of our connection ends when everything was sent and the commit is about to be."""
    ours = connections["default"]
    commit = ours.commit

    def die() -> None:
        with psycopg.connect(**ours.get_connection_params() | {"autocommit": True}) as another:
            another.execute("SELECT pg_terminate_backend(%s)", [ours.connection.info.backend_pid])
        commit()

    ours.commit = die  # type: ignore[method-assign]  # put back below
    try:
        yield
    finally:
        del ours.commit  # the class's own again
        ours.close()


@pytest.mark.parametrize("case", [case for case in CASES if case.deed.name in COMMITTED], ids=str)
def test_cut_off_from_the_server_anywhere_a_deed_leaves_nothing(live_database: str, case: Case) -> None:
    """With real commits: at each step the connection is cut, and the server itself drops what was done."""
    step = case.prepare(Scene())
    before = all_rows()

    with server_gone_at_the_commit(), pytest.raises(DatabaseError):
        case.deed.once("the form")(*step.read(), by=step.by, at=step.at, **step.said)
    assert all_rows() == before, "torn off at the commit"

    with torn([case.deed.name], tearing.chosen()) as done:
        case.deed.once("the form")(*step.read(), by=step.by, at=step.at, **step.said)
    found = done[case.deed.name]
    assert {kind_of(found.steps[point - 1]) for point in found.points} >= {
        "key",
        "lock",
        "journal",
        "commit",
    }
    assert held_in(found.tables) - touching()[case.deed.name] == set(), "it writes what the code does not say"


if "test.note_outside" not in REGISTER:

    @deed("test.note_outside", roles={Role.SYSTEM})
    def note_outside(firm: Firm, *, by: Actor, at: datetime) -> Firm:
        """A deed that writes a number beside its own transaction."""
        with psycopg.connect(
            **connections["default"].get_connection_params() | {"autocommit": True}
        ) as beside:
            beside.execute(
                "INSERT INTO foundation_numberseries (kind, year, last) VALUES ('PI', 2026, 1) "
                "ON CONFLICT (kind, year) DO UPDATE SET last = foundation_numberseries.last + 1"
            )
        record_event("firm.noted", firm, by=by, at=at)
        return firm

    @deed("test.keep_inside", roles={Role.SYSTEM})
    def keep_inside(firm: Firm, *, by: Actor, at: datetime) -> Firm:
        """A deed with a file, which it puts into the store in its own transaction."""
        file = store_bytes(os.urandom(16), "text/plain")
        record_event("firm.noted", firm, by=by, at=at, file=file.sha256)
        return firm


def test_what_a_deed_does_beside_its_transaction_is_found(live_database: str) -> None:
    desk.furnish()
    with (
        pytest.raises(AssertionError, match=r"torn off leaves something: .*foundation_numberseries"),
        torn(["test.note_outside"], every_kind),
    ):
        note_outside(Firm.objects.get(), by=SYSTEM, at=desk.NOON)
    assert NumberSeries.objects.get(kind="PI").last > 1


def test_a_file_that_is_put_is_a_step_too(live_database: str) -> None:
    desk.furnish()
    with torn(["test.keep_inside"], every_step) as done:
        keep_inside(Firm.objects.get(), by=SYSTEM, at=desk.NOON)
    found = done["test.keep_inside"]
    assert [kind_of(step) for step in found.steps].count("file") >= 1
    assert found.points == list(range(1, len(found.steps) + 1))
