"""``python -m tests.faults``: business from mail to warranty while parts are killed, then the invariants.

Prints its seed, so that a run that failed can be repeated; ends with status 1 when a finding is left.
"""

import argparse
import json
import os
import random
import sys
import threading
import time
from collections import Counter
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass, field
from typing import Any

from tests.faults.business import Business, Notebook
from tests.faults.house import PARTS, House

_REST_SECONDS = 90


@dataclass
class Outcome:
    """What a fault run has shown."""

    seed: int
    kills: Counter[str] = field(default_factory=Counter)
    businesses: int = 0
    finished: int = 0
    acknowledged: int = 0
    asked_again: int = 0
    seconds: float = 0.0
    findings: list[str] = field(default_factory=list)
    counts: dict[str, int] = field(default_factory=dict)

    def tell(self) -> str:
        """A few lines for a person."""
        killed = ", ".join(f"{part} {count}" for part, count in sorted(self.kills.items()))
        lines = [
            (
                f"seed {self.seed}: {self.kills.total()} kills ({killed}), {self.finished} of {self.businesses} businesses "
                f"came to their end, {self.acknowledged} acknowledged writes, {self.asked_again} asked again, "
                f"{self.seconds:.0f} s"
            ),
            "checked: " + ", ".join(f"{count} {what}" for what, count in self.counts.items()),
            *self.findings,
        ]
        return "\n".join(lines)


class Nemesis(threading.Thread):
    """Kills parts at random moments; the seed decides which and when."""

    def __init__(self, house: House, seed: int, kills: int, between: tuple[float, float]) -> None:
        super().__init__(name="nemesis", daemon=True)
        self.house, self.wanted, self.between = house, kills, between
        self.chance = random.Random(seed)
        self.killed: Counter[str] = Counter()
        self.enough = threading.Event()

    def run(self) -> None:
        """Kill until it is enough: every part has its turn before the next round."""
        turn: list[str] = []
        while self.killed.total() < self.wanted and not self.enough.wait(self.chance.uniform(*self.between)):
            if not turn:
                turn = self.chance.sample(PARTS, len(PARTS))
            part = turn.pop()
            before = self.house.number_of(part)
            while not self.house.kill(part) and not self.enough.wait(0.1):
                continue
            self.killed[part] += 1
            print(f"{time.strftime('%H:%M:%S')} killed {part} ({before})", flush=True)


def play(seed: int, *, kills: int, businesses: int, at_once: int, between: tuple[float, float]) -> Outcome:
    """One run on a house of its own."""
    outcome, began = Outcome(seed, businesses=businesses), time.monotonic()
    house = House()
    try:
        house.start()
        os.environ.update(house.environ)
        import django

        django.setup()
        from ordolux.edges.api.deeds import load_deeds
        from tests.faults.invariants import check, come_to_rest

        load_deeds()
        tokens, book = _tokens(), Notebook()
        print(f"seed {seed}: the house runs after {time.monotonic() - began:.0f} s", flush=True)
        nemesis = Nemesis(house, seed, kills, between)
        nemesis.start()
        numbers = iter(range(10**9))
        with ThreadPoolExecutor(at_once) as clients:
            # Business goes on for as long as there is somebody who kills.
            def keep_trading() -> None:
                while (number := next(numbers)) < businesses or nemesis.is_alive():
                    Business(house, tokens, book, number, seed).run()
                    if book.faults:
                        nemesis.enough.set()
                        return

            for _ in range(at_once):
                clients.submit(_with_own_connections, keep_trading)
        nemesis.enough.set()
        nemesis.join()
        outcome.kills, outcome.businesses = nemesis.killed, max(businesses, book.finished + len(book.faults))
        outcome.findings += book.faults
        outcome.findings += come_to_rest(_REST_SECONDS)
        found, outcome.counts = check(book.acknowledged, house.outgoing)
        outcome.findings += found
        outcome.finished, outcome.acknowledged, outcome.asked_again = (
            book.finished,
            len(book.acknowledged),
            book.asked_again,
        )
        if outcome.findings:
            outcome.findings.append("the run said last:\n" + _faults_in(house.said()))
    finally:
        house.stop()
    outcome.seconds = time.monotonic() - began
    return outcome


def _with_own_connections(work: Any) -> None:
    from django.db import connections

    try:
        work()
    finally:
        connections.close_all()


def _tokens() -> dict[str, str]:
    """Keys for programs that act for the people of the demonstration."""
    from django.conf import settings

    from ordolux.foundation import clock
    from ordolux.foundation.actors import Actor
    from ordolux.foundation.parties.deeds import issue_token, new_token
    from ordolux.foundation.parties.models import Person

    tokens = {}
    for name in ("mei", "zhou", "gao", "chen", "lin", "wei", "ling", "anna"):
        address = "anna@nordlicht.example" if name == "anna" else f"{name}@{settings.ORDOLUX_MAIL_DOMAIN}"
        person = Person.objects.get(email=address)
        tokens[name], hashed = new_token()
        issue_token(
            person,
            label="fault run",
            token_hash=hashed,
            roles=person.roles,
            by=Actor.system(),
            at=clock.now(),
        )
    return tokens


def _faults_in(said: str) -> str:
    place = said.rfind("Traceback")
    return said[max(0, place - 1000) : place + 5000] if place >= 0 else said[-4000:]


def main() -> int:
    """Read the options, play, tell."""
    options = argparse.ArgumentParser(prog="python -m tests.faults", description=__doc__)
    options.add_argument("--seed", type=int, default=random.SystemRandom().randrange(10**6))
    options.add_argument("--kills", type=int, default=12)
    options.add_argument("--orders", type=int, default=4, help="pieces of business at least")
    options.add_argument("--at-once", type=int, default=2)
    options.add_argument("--least", type=float, default=1.0, help="seconds between two kills, at least")
    options.add_argument("--most", type=float, default=4.0)
    options.add_argument("--json", action="store_true", help="the last line is JSON")
    told = options.parse_args()
    print(f"seed {told.seed}", flush=True)
    outcome = play(
        told.seed,
        kills=told.kills,
        businesses=told.orders,
        at_once=told.at_once,
        between=(told.least, told.most),
    )
    print(outcome.tell(), flush=True)
    if told.json:
        print(json.dumps({**outcome.__dict__, "kills": dict(outcome.kills)}))
    return 1 if outcome.findings else 0


if __name__ == "__main__":
    sys.exit(main())
