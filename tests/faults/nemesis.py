"""What goes wrong, and when: a seed decides."""

import random
import threading
import time
from collections import Counter
from collections.abc import Callable

from tests.faults.mail_server import MOODS, TAKES
from tests.faults.premises import Premises

KILL, DROP, SLAM, FULL, REFUSE = "kill", "drop", "slam", "full", "refuse"


class Nemesis(threading.Thread):
    """Does one thing after the other to a house, at random moments: each kind has its turn before the next round."""

    def __init__(
        self, house: Premises, seed: int, kills: int, between: tuple[float, float], seconds: float = 0
    ) -> None:
        super().__init__(name="nemesis", daemon=True)
        self.until = time.monotonic() + seconds
        self.house, self.wanted, self.between = house, kills, between
        self.chance = random.Random(seed)
        self.done: Counter[str] = Counter()
        self.enough = threading.Event()
        self._moods: list[str] = []
        self._disks: list[str] = []

    @property
    def kills(self) -> int:
        """How many parts were killed."""
        return sum(count for what, count in self.done.items() if what.startswith(KILL))

    def run(self) -> None:
        """Go on until so many parts were killed, each way of refusing a letter was met, and the time is over."""
        while (
            self.kills < self.wanted or not self._has_done_all() or time.monotonic() < self.until
        ) and not self.enough.is_set():
            for act in self._round():
                if self.enough.wait(self.chance.uniform(*self.between)):
                    return
                what = act()
                self.done[what] += 1
                print(f"{time.strftime('%H:%M:%S')} {what}", flush=True)

    def _has_done_all(self) -> bool:
        return {f"{REFUSE} {mood}" for mood in MOODS} <= set(self.done)

    def _round(self) -> list[Callable[[], str]]:
        """Each part is killed, the smaller ones twice; connections are dropped, a disk is full, two ways of refusing."""
        parts = [*self.house.PARTS, *(part for part in self.house.PARTS if part != "database")]
        deck: list[Callable[[], str]] = [*(lambda part=part: self._kill(part) for part in parts)]
        deck += [self._drop, self._slam, self._full, self._refuse, self._refuse]
        return self.chance.sample(deck, len(deck))

    def _kill(self, part: str) -> str:
        while not (self.house.is_up(part) and self.house.kill(part)) and not self.enough.wait(0.2):
            continue
        return f"{KILL} {part}"

    def _drop(self) -> str:
        self.house.drop_backends(self.chance)
        return f"{DROP} by the server"

    def _slam(self) -> str:
        self.house.slam()
        return f"{SLAM} the door"

    def _full(self) -> str:
        if not self._disks:
            self._disks = self.chance.sample(sorted(self.house.tanks), len(self.house.tanks))
        where = self._disks.pop()
        self.house.fill(where)
        self.enough.wait(self.chance.uniform(0.5, 2))
        self.house.drain(where)
        return f"{FULL} {where}"

    def _refuse(self) -> str:
        if not self._moods:
            self._moods = self.chance.sample(MOODS, len(MOODS))
        mood = self._moods.pop()
        self.house.mail_server.turn(mood)
        self.enough.wait(self.chance.uniform(1, 2.5))
        self.house.mail_server.turn(TAKES)
        return f"{REFUSE} {mood}"
