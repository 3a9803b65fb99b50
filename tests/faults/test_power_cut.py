"""What was answered is there after a power cut: for signatures and payments nothing at all may be lost (RPO 0)."""

import shutil
import tempfile
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import psycopg
import pytest
from django.db import connections

from ordolux.config.database import OWNER_ROLE, EmbeddedServer
from ordolux.foundation.journal.verify import verify
from ordolux.orders.payment.deeds import allocate_payment
from ordolux.orders.payment.models import Allocation, BankEntry
from ordolux.orders.signature.deeds import countersign_proforma, sign_proforma
from ordolux.orders.signature.models import Signature
from tests.faults.cottage import Copied
from tests.faults.premises import roomy_folder
from tests.faults.spine import CASES, Scene


@pytest.fixture
def own_server(databases: Any, django_db_blocker: Any, live_database: str) -> Iterator[EmbeddedServer]:
    """A database server that may be killed, with a database that the connection of this test reaches."""
    # not in pytest's folder, which each of its sessions closes to the database's user again
    folder = Path(tempfile.mkdtemp(prefix="ordolux-power-", dir=roomy_folder()))
    folder.chmod(0o755)
    server = Copied(folder, pattern=databases.server, template=databases.template)
    server.start()
    ours = connections["default"]
    before = dict(ours.settings_dict)
    ours.close()
    ours.settings_dict.update(HOST=str(server.socket), NAME="ordolux")
    try:
        yield server
    finally:
        ours.close()
        ours.settings_dict.update(before)
        server.stop()
        shutil.rmtree(folder, ignore_errors=True)


def cut_the_power(server: EmbeddedServer) -> None:
    """The server dies without a word, as do the processes that served us; then it is started again."""
    server.kill()
    connections["default"].close()
    server.start()


@pytest.mark.slow
def test_signatures_and_payments_that_were_answered_survive_a_power_cut(own_server: EmbeddedServer) -> None:
    with psycopg.connect(own_server.conninfo(role=OWNER_ROLE, database="ordolux")) as by:
        for setting in ("fsync", "full_page_writes", "synchronous_commit", "data_checksums"):
            assert by.execute("SELECT current_setting(%s)", [setting]).fetchone() == ("on",)
    scene = Scene()

    signing = _step("proforma.sign", scene)
    signed = sign_proforma(*signing.read(), by=signing.by, at=signing.at, **signing.said)
    cut_the_power(own_server)
    assert (
        Signature.objects.get(proforma=signed, side="buyer").document_sha256
        == signing.said["document_sha256"]
    )

    countersigning = _step("proforma.countersign", scene)
    both = countersign_proforma(*countersigning.read(), by=countersigning.by, at=countersigning.at)
    cut_the_power(own_server)
    assert Signature.objects.filter(proforma=both).count() == 2

    paying = _step("payment.allocate", scene)
    paid = allocate_payment(*paying.read(), by=paying.by, at=paying.at, **paying.said)
    cut_the_power(own_server)
    assert Allocation.objects.get(pk=paid.pk).receipt_number == paid.receipt_number
    assert BankEntry.objects.get(pk=paid.entry_id).allocated_amount == paid.credited_amount
    assert verify().is_whole


def _step(name: str, scene: Scene) -> Any:
    prepare: Callable[[Scene], Any] = next(case.prepare for case in CASES if case.deed.name == name)
    return prepare(scene)
