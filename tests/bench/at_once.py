"""Orders per second by one and by two processes on one database, and whether anything collided.

``python -m tests.bench.at_once DATABASE SECONDS MOMENT`` is one of these processes: from ``MOMENT`` on it makes orders for
so many seconds, and tells how many.
"""

import json
import os
import subprocess
import sys
import time
from itertools import count
from statistics import median
from typing import Any

SECONDS, ROUNDS = 8.0, 3


def measure(database: str, warm_up: float = 12.0) -> dict[int, float]:
    """Orders per second of one and of two processes, in turn. Asserts: no fault, no gap, no number twice."""
    rates: dict[int, list[float]] = {1: [], 2: []}
    made = 0
    for _ in range(ROUNDS):
        for processes in (1, 2):
            at = time.time() + warm_up
            running = [
                subprocess.Popen(
                    [sys.executable, "-m", "tests.bench.at_once", database, str(SECONDS), str(at)],
                    stdout=subprocess.PIPE, text=True, env=os.environ,
                ) for _ in range(processes)
            ]  # fmt: skip
            told = [json.loads(each.communicate()[0].strip().splitlines()[-1]) for each in running]
            assert not any(each["faults"] for each in told), told
            rates[processes].append(sum(each["orders"] / each["seconds"] for each in told))
            made += sum(each["orders"] + each["before"] for each in told)
    assert_nothing_collided(made)
    return {processes: median(each) for processes, each in rates.items()}


def assert_nothing_collided(made: int) -> None:
    """Each order is there once, and gapless numbers have neither a gap nor a double."""
    from django.db import connection

    with connection.cursor() as cursor:
        for kind, table, column in (
            ("PI", "orders_proforma", "number"),
            ("RC", "orders_allocation", "receipt_number"),
        ):
            cursor.execute(
                f"SELECT count(*), count(DISTINCT {column}), max(split_part({column}, '-', 3)::int), "
                f"(SELECT sum(last) FROM foundation_numberseries WHERE kind = %s) FROM {table}", [kind],
            )  # fmt: skip
            rows, different, highest, counter = cursor.fetchone()
            assert rows == different == highest == counter >= made, (
                kind,
                rows,
                different,
                highest,
                counter,
                made,
            )
        cursor.execute("SELECT count(*), count(DISTINCT deal_id) FROM orders_order WHERE state = 'released'")
        orders, deals = cursor.fetchone()
        assert orders == deals >= made


def main() -> None:
    """Make orders from the mail to the release until the time is over."""
    database, seconds, moment = sys.argv[1], float(sys.argv[2]), float(sys.argv[3])
    os.environ["DJANGO_SETTINGS_MODULE"] = "tests.settings"
    import django

    django.setup()
    from django.db import connections

    connections.settings["default"]["NAME"] = database
    from ordolux.orders.payment.deeds import allocate_payment

    scene = furnished()
    faults: list[str] = []

    def one() -> None:
        entry, order = scene.to_pay()
        allocate_payment(entry, order=order, position=1, by=scene.office.zhou, at=order.placed_at)

    one()
    while time.time() < moment:
        time.sleep(0.005)
    made, began = 0, time.time()
    while time.time() - began < seconds:
        try:
            one()
            made += 1
        except Exception as fault:  # noqa: BLE001  # counted, and told to whoever started us
            faults.append(repr(fault))
    print(json.dumps({"orders": made, "before": 1, "seconds": time.time() - began, "faults": faults[:5]}))


def furnished() -> Any:
    """A scene in a house that another process furnished; its mails differ from those of everybody else."""
    from types import SimpleNamespace

    from ordolux.foundation.parties.models import Person
    from ordolux.orders.tests import desk
    from tests.faults.spine import Scene

    scene = Scene(10)
    scene._numbers = count(os.getpid() * 10**6)
    people = {person.email.split("@")[0]: person for person in Person.objects.all()}
    scene.__dict__["office"] = SimpleNamespace(
        mei=people["mei"].actor(), anna=people["anna"], zhou=desk.zhou()
    )
    return scene


if __name__ == "__main__":
    main()
