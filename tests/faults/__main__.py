"""``python -m tests.faults``: business while parts are killed, cut off and starved, then the invariants.

``--through deeds`` drives the deeds with a real worker, ``--through edges`` everything from mail to warranty through SMTP,
HTTP and uploads. Prints its seed, so that a run that failed can be repeated; ends with status 1 when a finding is left.
"""

import argparse
import json
import os
import random
import signal
import sys
import time
from collections import Counter
from concurrent.futures import ThreadPoolExecutor
from contextlib import ExitStack
from dataclasses import dataclass, field
from typing import Any

from tests.faults.business import PATIENCE_SECONDS, Business, Notebook
from tests.faults.nemesis import Nemesis
from tests.faults.premises import Premises

DEEDS, EDGES = "deeds", "edges"
_REST_SECONDS = 120
# through deeds, most pieces of business end when the works may begin; one of so many goes on to the warranty
_ONE_WHOLE_OF = 10


@dataclass
class Outcome:
    """What a fault run has shown."""

    seed: int
    through: str
    done: Counter[str] = field(default_factory=Counter)
    kills: int = 0
    businesses: int = 0
    finished: int = 0
    acknowledged: int = 0
    asked_again: int = 0
    letters: int = 0
    seconds: float = 0.0
    findings: list[str] = field(default_factory=list)
    counts: dict[str, int] = field(default_factory=dict)

    def tell(self) -> str:
        """A few lines for a person."""
        told = ", ".join(f"{what} {count}" for what, count in sorted(self.done.items()))
        lines = [
            (
                f"seed {self.seed}, through {self.through}: {self.kills} kills ({told}), {self.finished} of "
                f"{self.businesses} businesses came to their end, {self.acknowledged} acknowledged writes, "
                f"{self.asked_again} asked again, {self.letters} letters taken, {self.seconds:.0f} s"
            ),
            "checked: " + ", ".join(f"{count} {what}" for what, count in self.counts.items()),
            *self.findings,
        ]
        return "\n".join(lines)


def play(
    seed: int, *, through: str, kills: int, businesses: int, at_once: int, between: tuple[float, float],
    minutes: float = 0, patience: float = PATIENCE_SECONDS,
) -> Outcome:  # fmt: skip
    """One run on a house of its own."""
    outcome, began = Outcome(seed, through, businesses=businesses), time.monotonic()
    with ExitStack() as held:
        house = _house(through, held)
        held.callback(house.stop)
        house.start()
        os.environ.update(house.environ)
        import django

        django.setup()
        from ordolux.edges.api.deeds import load_deeds
        from ordolux.process.story import STORY
        from tests.faults.invariants import Heads, check, come_to_rest, last_of, letters_gone_again

        load_deeds()
        assert STORY, "the story is told"
        house.prepare()
        tokens, book = _tokens(), Notebook()
        print(f"seed {seed}: the house runs after {time.monotonic() - began:.0f} s", flush=True)
        heads = Heads()
        nemesis = Nemesis(house, seed, kills, between, minutes * 60)
        nemesis.start()
        numbers = iter(range(10**9))
        with ThreadPoolExecutor(at_once) as clients:
            # Business goes on for as long as there is somebody who kills.
            def keep_trading() -> None:
                while (number := next(numbers)) < businesses or nemesis.is_alive():
                    whole = through == EDGES or number % _ONE_WHOLE_OF == 0
                    Business(house, tokens, book, number, seed, whole=whole, patience=patience).run()
                    heads.keep_elsewhere()
                    if book.faults:
                        nemesis.enough.set()
                        return

            try:
                for one in [clients.submit(_with_own_connections, keep_trading) for _ in range(at_once)]:
                    one.result()
            finally:
                book.is_over = True
        nemesis.enough.set()
        nemesis.join()
        outcome.done, outcome.kills = nemesis.done, nemesis.kills
        outcome.businesses = max(businesses, book.finished + len(book.faults))
        outcome.findings += book.faults
        outcome.findings += come_to_rest(max(_REST_SECONDS, patience))
        outcome.findings += letters_gone_again(max(_REST_SECONDS, patience))
        found, outcome.counts = check(
            book.acknowledged, house.outgoing, heads=heads, may_be_twice=house.mail_server.may_be_twice()
        )
        outcome.findings += found
        outcome.findings += [
            f"the letter {named} went again although nothing had happened"
            for named in house.mail_server.doubled_without_cause(house.moments)
        ]
        outcome.finished, outcome.acknowledged = book.finished, len(book.acknowledged)
        outcome.asked_again, outcome.letters = book.asked_again, len(house.mail_server.arrivals)
        outcome.findings += [line for deal in book.lost for line in last_of(deal)]
        if outcome.findings:
            outcome.findings.append("the run said last:\n" + _faults_in(house.said()))
    outcome.seconds = time.monotonic() - began
    return outcome


def _house(through: str, held: ExitStack) -> Premises:
    if through == EDGES:
        from tests.faults.house import House

        return House()
    from tests.databases import Databases, shared_server
    from tests.faults.cottage import Cottage, tests_server

    pattern = held.enter_context(shared_server(tests_server()))
    databases = Databases(pattern)
    databases.prepare()
    return Cottage(pattern, databases.template)


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
    options.add_argument("--through", choices=(DEEDS, EDGES), default=EDGES)
    options.add_argument("--seed", type=int, default=random.SystemRandom().randrange(10**6))
    options.add_argument("--kills", type=int, default=12)
    options.add_argument("--orders", type=int, default=4, help="pieces of business at least")
    options.add_argument("--at-once", type=int, default=2)
    options.add_argument("--least", type=float, default=1.0, help="seconds between two faults, at least")
    options.add_argument("--most", type=float, default=4.0)
    options.add_argument("--minutes", type=float, default=0, help="go on for so long, at least")
    options.add_argument(
        "--patience", type=float, default=PATIENCE_SECONDS, help="seconds in which what follows must come"
    )
    options.add_argument("--json", action="store_true", help="the last line is JSON")
    told = options.parse_args()
    # whoever ends this run ends the house with it
    signal.signal(signal.SIGTERM, lambda *_: sys.exit(1))
    print(f"seed {told.seed}", flush=True)
    outcome = play(
        told.seed,
        through=told.through,
        kills=told.kills,
        businesses=told.orders,
        at_once=told.at_once,
        between=(told.least, told.most),
        minutes=told.minutes,
        patience=told.patience,
    )
    print(outcome.tell(), flush=True)
    if told.json:
        print(json.dumps({**outcome.__dict__, "done": dict(outcome.done)}))
    return 1 if outcome.findings else 0


if __name__ == "__main__":
    sys.exit(main())
