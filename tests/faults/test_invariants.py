"""The checker of the invariants is worth something: each kind of damage that is planted is named, under its number."""

import os
from collections.abc import Callable, Iterator
from datetime import timedelta
from pathlib import Path
from typing import Any

import psycopg
import pytest
from django.core.files.storage import storages

from ordolux.foundation.deals.models import Deal
from ordolux.foundation.files import store_bytes
from ordolux.foundation.journal.models import Event
from ordolux.foundation.numbers.models import NumberSeries
from ordolux.foundation.stock.models import Lot
from ordolux.orders.agreement.models import Order
from ordolux.orders.payment.deeds import allocate_payment
from ordolux.orders.payment.models import Instalment
from ordolux.orders.proforma.models import Proforma
from ordolux.orders.signature.deeds import countersign_proforma
from ordolux.orders.tests import desk
from tests.faults import invariants
from tests.faults.business import Acknowledged, letters_in
from tests.faults.spine import Scene

Break = Callable[..., None]


@pytest.fixture
def by_force(databases: Any, live_database: str) -> Iterator[Break]:
    """SQL as somebody who owns the machine would send it, past every trigger and constraint of ours."""
    with psycopg.connect(
        databases.server.conninfo(role="postgres", database=live_database), autocommit=True
    ) as by:
        by.execute("SET session_replication_role = replica")

        def run(statement: str, *values: Any) -> None:
            assert by.execute(statement, values).rowcount > 0, f"nothing was damaged: {statement}"

        yield run


@pytest.fixture(autouse=True)
def _own_files(tmp_path_factory: pytest.TempPathFactory, settings: Any) -> None:
    """A file store of this test's own: the tests' common one keeps what other databases put there."""
    store = {
        **settings.STORAGES["files"],
        "OPTIONS": {"location": tmp_path_factory.mktemp("files"), "base_url": None},
    }
    settings.STORAGES = {**settings.STORAGES, "files": store}


@pytest.fixture
def order(live_database: str, worker: Callable[..., None], tmp_path: Path, settings: Any) -> Order:
    """An order that both signed and whose deposit was paid; the worker did everything that follows."""
    settings.ORDOLUX_OUTGOING = tmp_path
    scene = Scene()
    placed = scene.placed()
    worker()
    proforma = Proforma.objects.get()
    received = proforma if proforma.received_at else desk.received(proforma)
    desk.sign(received, scene.office.anna.actor(), desk.NOON + timedelta(hours=2))
    worker()
    countersign_proforma(Proforma.objects.get(), by=scene.office.mei, at=desk.NOON + timedelta(hours=3))
    due = Instalment.objects.get(position=1).due.amount
    entry = desk.credited(f"{due:.2f}", "no number")
    order = Order.objects.get(pk=placed.pk)
    allocate_payment(entry, order=order, position=1, by=scene.office.zhou, at=desk.NOON + timedelta(days=1))
    worker(later=True)
    return Order.objects.get()


def test_each_damage_is_named(order: Order, by_force: Break, tmp_path: Path) -> None:
    heads = invariants.Heads()
    heads.keep_elsewhere()
    acknowledged: list[Acknowledged] = []

    def found(number: str) -> str:
        told, _ = invariants.check(acknowledged, tmp_path, heads=heads, numbers=[number])
        return "\n".join(told)

    for number in ("I1", "I2", "I3", "I4", "I5", "I6", "I7", "I8", "I9", "I10"):
        assert found(number) == "", "nothing is wrong yet"

    acknowledged += [
        Acknowledged("order.place", "never happened", "SO-2026-9999"),
        Acknowledged("mail", "never came", "0" * 64),
    ]
    assert "I1 the acknowledged order.place never happened was claimed 0 times" in found("I1")
    assert "the acknowledged mail never came is there 0 times" in found("I1")

    by_force(
        "INSERT INTO foundation_message SELECT (jsonb_populate_record(m, "
        '\'{"id": 990, "number": "M-990", "message_id": "again@example"}\')).* FROM foundation_message m '
        "WHERE letter = 'proforma' LIMIT 1"
    )
    assert "I2 a letter of a deal that was written twice" in found("I2")

    by_force("UPDATE orders_instalment SET credited_amount = credited_amount - 1 WHERE position = 1")
    for sentence in (
        "I3 an instalment whose credit is not the sum of its allocations",
        "a deal whose paid total is not the sum of its instalments",
        "an instalment that is paid and not noted as paid, or the reverse",
    ):
        assert sentence in found("I3"), found("I3")
    by_force("UPDATE orders_bankentry SET allocated_amount = allocated_amount - 1")
    assert "an entry whose use is not the sum of its allocations" in found("I3")

    by_force("UPDATE orders_order SET state = 'delivered'")
    assert f"I4 orders.order {order.pk} is delivered, and the journal says" in found("I4")
    Deal.objects.filter(pk=order.deal_id).update(next_deed="something.else")
    assert "its head says" in found("I4")

    letters_in(tmp_path)[0].unlink()
    assert "is sent and not in the post box" in found("I5")
    (tmp_path / "000001-0123456789ab.eml").write_bytes(b"Message-ID: <nobody@example>\r\n\r\n")
    assert "I5 the post box holds <nobody@example>, which nobody wrote" in found("I5")

    NumberSeries.objects.filter(kind="PI").update(last=7)
    assert "I7 PI-2026 has come to 7; there are [1]" in found("I7")

    lost, changed = (
        store_bytes(data, "text/plain") for data in (b"lost by the disk", b"changed on the disk")
    )
    _path_of(lost.sha256).unlink()
    _path_of(changed.sha256).write_bytes(b"CHANGED ON THE DISK")
    assert f"I8 the file {lost.sha256[:12]}: FileNotFoundError" in found("I8")
    assert f"I8 the file {changed.sha256[:12]}: FileDamaged" in found("I8")
    orphan = _path_of("ab" + "0" * 62)
    orphan.parent.mkdir(exist_ok=True)
    orphan.write_bytes(b"nobody's")
    assert "belongs to nothing" not in found("I8"), "a deed may be about to name it"
    os.utime(orphan, (0, 0))
    assert "I8 the file ab0000000000 belongs to nothing" in found("I8")
    _path_of(changed.sha256).write_bytes(b"changed on the disk")

    by_force("UPDATE procrastinate_jobs SET status = 'doing', worker_id = NULL WHERE id = (SELECT min(id) FROM "
             "procrastinate_jobs)")  # fmt: skip
    assert "I9 a job that is stuck" in found("I9")

    _rebuild_the_chain(by_force, order)
    assert "is not the one whose hash was kept elsewhere" in found("I10")
    by_force("UPDATE foundation_event SET actor = 'nobody' WHERE id = (SELECT min(id) FROM foundation_event)")
    assert "I10 the journal is broken" in found("I10")

    by_force("UPDATE foundation_message SET deal_id = NULL WHERE is_incoming")
    assert "I11 the mail" in found("I11")


def _rebuild_the_chain(by_force: Break, order: Order) -> None:
    """What only somebody with all rights can do: the last line of a stream says something else, and every hash fits."""
    last = Event.objects.filter(deal_id=order.deal_id).latest("seq").pk
    by_force("UPDATE foundation_event SET actor = 'nobody' WHERE id = %s", last)
    by_force("UPDATE foundation_event SET hash = ordolux_journal_hash(prev_hash, stream, seq, at, name, subject, "
             "subject_id, actor, deed, facts) WHERE id = %s", last)  # fmt: skip
    by_force("UPDATE foundation_streamhead h SET hash = e.hash FROM foundation_event e "
             "WHERE e.id = %s AND e.stream = h.stream", last)  # fmt: skip


def _path_of(sha256: str) -> Path:
    return Path(storages["files"].path(f"{sha256[:2]}/{sha256}"))


def test_damage_in_the_store_is_named(live_database: str, by_force: Break, tmp_path: Path) -> None:
    Scene().running()
    assert Lot.objects.exists()

    def found() -> str:
        return "\n".join(invariants.check([], tmp_path, numbers=["I6"])[0])

    assert found() == ""
    by_force(
        "UPDATE foundation_lot SET on_hand = on_hand + 1 WHERE id = (SELECT min(id) FROM foundation_lot)"
    )
    assert "I6 a lot that holds something else than its moves" in found()
    by_force(
        "INSERT INTO foundation_stockmove SELECT (jsonb_populate_record(m, '{\"id\": 990}')).* FROM foundation_stockmove m "
        "WHERE kind = 'received' ORDER BY id LIMIT 1"
    )
    assert "I6 a delivery that was let in twice" in found()
