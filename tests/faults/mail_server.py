"""The mail server to which our letters go: it takes them, or refuses them in one of six ways."""

import hashlib
import re
import socket
import threading
import time
from collections import Counter
from contextlib import suppress
from dataclasses import dataclass, field
from pathlib import Path

TAKES = "takes"
# refuses the connection · says nothing · 421 at the greeting · 450 at RCPT · 554 at DATA · takes it and does not answer
MOODS = ("refused", "silent", "busy", "later", "never", "dropped")
_HEADER = re.compile(rb"^Message-ID:\s*(\S+)", re.IGNORECASE | re.MULTILINE)


@dataclass
class Arrival:
    """A letter that came, whether its sender was told so, and when (monotonic)."""

    message_id: str
    was_answered: bool
    at: float


@dataclass
class MailServer:
    """Listens on a free port of this machine; what came stands in ``folder``, one file per arrival."""

    folder: Path
    port: int = 0
    mood: str = TAKES
    arrivals: list[Arrival] = field(default_factory=list)
    met: dict[str, int] = field(default_factory=dict)

    def start(self) -> None:
        """Listen."""
        self.folder.mkdir(parents=True, exist_ok=True)
        self._ends = False
        self._listen()

    def stop(self) -> None:
        """Listen no more."""
        self._ends = True
        self.listener.close()

    def turn(self, mood: str) -> None:
        """Be like this from now on; whoever waits for an answer of a silent server is hung up on."""
        before, self.mood = self.mood, mood
        if mood == "refused":
            self._hang_up()
        elif before == "refused":
            self._listen()

    def _listen(self) -> None:
        self.listener = socket.socket()
        self.listener.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        self.listener.bind(("127.0.0.1", self.port))
        self.port = self.listener.getsockname()[1]
        self.listener.listen(50)
        threading.Thread(target=self._accept, args=[self.listener], daemon=True).start()

    def _hang_up(self) -> None:
        with suppress(OSError):
            self.listener.shutdown(socket.SHUT_RDWR)
        self.listener.close()

    def _accept(self, listener: socket.socket) -> None:
        while True:
            try:
                line, _ = listener.accept()
            except OSError:
                return
            threading.Thread(target=self._serve, args=[line], daemon=True).start()

    def _serve(self, line: socket.socket) -> None:
        with line, suppress(OSError):
            line.settimeout(30)
            self._talk(line, self.mood)

    def _talk(self, line: socket.socket, mood: str) -> None:
        """One conversation in the mood in which it began."""
        if mood != TAKES:
            self.met[mood] = self.met.get(mood, 0) + 1
        if mood == "silent":
            while self.mood == "silent" and not self._ends:
                time.sleep(0.05)
            return
        if mood == "busy":
            line.sendall(b"421 4.3.2 come again later\r\n")
            return
        line.sendall(b"220 mail.example\r\n")
        with line.makefile("rb") as said:
            for words in said:
                verb = words[:4].upper().rstrip()
                if verb == b"QUIT":
                    line.sendall(b"221 bye\r\n")
                    return
                if verb == b"RCPT" and mood == "later":
                    line.sendall(b"450 4.2.1 not now\r\n")
                elif verb == b"DATA" and mood == "never":
                    line.sendall(b"554 5.6.0 not like this\r\n")
                elif verb == b"DATA":
                    line.sendall(b"354 go on\r\n")
                    raw = bytearray()
                    for part in said:
                        if part == b".\r\n":
                            break
                        raw += part.removeprefix(b".") if part.startswith(b"..") else part
                    else:
                        return  # the sender died in the middle: it is no letter
                    if not self._keep(bytes(raw), line, is_told=mood != "dropped"):
                        return
                else:
                    line.sendall(b"250 fine\r\n")

    def _keep(self, raw: bytes, line: socket.socket, *, is_told: bool) -> bool:
        """Keep what came; false when the sender was not told."""
        named = _HEADER.search(raw)
        arrival = Arrival(named[1].decode() if named else "", is_told, time.monotonic())
        self.arrivals.append(arrival)
        name = f"{len(self.arrivals):06d}-{hashlib.sha256(arrival.message_id.encode()).hexdigest()[:12]}.eml"
        (self.folder / f".{name}").write_bytes(raw)
        (self.folder / f".{name}").rename(self.folder / name)
        if not is_told:
            return False
        try:
            line.sendall(b"250 2.0.0 taken\r\n")
        except OSError:
            arrival.was_answered = False
        return arrival.was_answered

    def may_be_twice(self) -> frozenset[str]:
        """The letters that came more than once; whether there was a cause says ``doubled_without_cause``."""
        times = Counter(one.message_id for one in self.arrivals)
        return frozenset(named for named, count in times.items() if count > 1)

    def doubled_without_cause(self, moments: list[float]) -> list[str]:
        """The letters that came again although their sender knew that they had come: neither was an answer withheld, nor
        did a part of the house die (``moments``, monotonic) between the first time and the next."""
        found = []
        first: dict[str, Arrival] = {}
        for one in self.arrivals:
            before = first.get(one.message_id)
            first[one.message_id] = one
            if before is None or not before.was_answered:
                continue
            if not any(before.at - 1 <= moment <= one.at for moment in moments):
                found.append(one.message_id)
        return found
