"""Customers and colleagues as programs: each writes down what was acknowledged to him, and repeats what was not.

Mail goes through SMTP, everything else through the API with an idempotency key, as a careful program would do it.
"""

import email
import email.policy
import hashlib
import http.client
import json
import random
import re
import smtplib
import threading
import time
from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import UTC, datetime
from decimal import Decimal
from pathlib import Path
from typing import Any
from urllib.parse import quote

from tests.days import works_day
from tests.stories.bank import Credit, statement
from tests.stories.making import CENTRES as _CENTRES
from tests.stories.making import MINUTES, paper
from tests.stories.post import text_of, write_mail

PATIENCE_SECONDS = 90
_FINE, _TOO_MANY, _OURS = 200, 429, 500
_AGAIN_ALTHOUGH_ANSWERED = 0.15
_CODE = re.compile(r"\b([0-9]{6})\b")
_OPENING = Decimal("1000.00")


class Lost(AssertionError):
    """Something that had to come did not come."""


@dataclass(frozen=True, slots=True)
class Acknowledged:
    """A write that the house said it had done: the deed (or ``mail``), its key, and the record that was named."""

    what: str
    key: str
    number: str


@dataclass
class Notebook:
    """What the clients saw acknowledged, and how often they had to ask again."""

    acknowledged: list[Acknowledged] = field(default_factory=list)
    asked_again: int = 0
    finished: int = 0
    is_over: bool = False
    faults: list[str] = field(default_factory=list)
    lost: list[int] = field(default_factory=list)
    lock: threading.Lock = field(default_factory=threading.Lock)
    planning: threading.Lock = field(default_factory=threading.Lock)

    def note(self, what: str, key: str, number: str) -> None:
        """An answer came."""
        with self.lock:
            self.acknowledged.append(Acknowledged(what, key, number))


class Business:
    """One piece of business from the mail to the replacement under warranty, driven from outside."""

    def __init__(
        self,
        house: Any,
        tokens: dict[str, str],
        book: Notebook,
        number: int,
        seed: int,
        *,
        whole: bool = True,
        patience: float = PATIENCE_SECONDS,
    ) -> None:
        self.house, self.tokens, self.book, self.number, self.whole = house, tokens, book, number, whole
        self.patience = patience
        self.asked: list[tuple[str, str, bytes, str, str, str]] = []
        self.chance = random.Random(f"{seed}/{number}")
        self.name = f"{seed}-{number}"
        self.deal = 0

    def run(self) -> None:
        """Walk it through; whatever does not come in time is noted as lost."""
        try:
            self._walk()
            with self.book.lock:
                self.book.finished += 1
        except Exception as fault:  # noqa: BLE001 - told at the end, with all others
            with self.book.lock:
                self.book.faults.append(f"business {self.number}: {type(fault).__name__}: {fault}")
                self.book.lost.append(self.deal)

    def _walk(self) -> None:
        from ordolux.inquiries.inquiry.models import Inquiry
        from ordolux.inquiries.quotation.models import Quotation
        from ordolux.orders.agreement.models import Order, OrderState
        from ordolux.orders.proforma.models import Proforma
        from ordolux.production.job.models import Job
        from ordolux.production.materials.models import Purchase

        message_id = f"fault-{self.name}@nordlicht.example"
        self._mail(message_id)
        inquiry = self._wait(
            "its inquiry", lambda: Inquiry.objects.filter(message__message_id__contains=message_id).first()
        )
        self.deal = inquiry.deal_id
        lines = [{"product": "MZ-GU10-70-830", "pieces": self.chance.choice([300, 500, 800])},
                 {"product": "MZ-A60-90-827", "pieces": 200}]  # fmt: skip
        self._do("mei", "inquiry.confirm", inquiry.number, lines=lines, buyer=self._read(_company),
                 contact="anna@nordlicht.example", incoterm="FCA", place="Shenzhen", destination_country="DE",
                 payment_term="TT_30_70_BS", currency="EUR")  # fmt: skip
        quotation = self._wait("its quotation", lambda: Quotation.objects.filter(inquiry=inquiry).first())
        self._do("mei", "quotation.send", quotation.number)
        placed = self._do("anna", "order.place", quotation.number, mode="sea_lcl")
        proforma = self._wait(
            "its proforma invoice",
            lambda: Proforma.objects.filter(order__number=placed).exclude(sha256="").first(),
        )
        self._sign(proforma)
        self._do("mei", "proforma.countersign", proforma.number)
        self._pay(proforma, 1)
        self._wait(
            "its release", lambda: Order.objects.filter(number=placed, state=OrderState.RELEASED).first()
        )
        if not self.whole:
            return
        self._wait("its jobs", lambda: Job.objects.filter(order__number=placed).count() == len(lines))
        for purchase in self._wait(
            "its purchases", lambda: list(Purchase.objects.filter(order__number=placed))
        ):
            self._do("gao", "purchase.order", purchase.number)
            self._receive(purchase)
        self._make(placed, len(lines))
        shipment = self._ship(placed, proforma)
        self._claim(placed, shipment)

    def _receive(self, purchase: Any) -> None:
        """What was ordered comes, each lot with the maker's report."""
        lots = [
            {
                "part": line.part.number, "lot_number": f"L-{purchase.number}-{line.position}", "quantity": str(line.quantity),
                "test_report_sha256": self._file("gao", f"report of {line.part.number} {self.name}".encode()),
            }
            for line in self._read(lambda: list(purchase.lines.select_related("part").order_by("position")))
        ]  # fmt: skip
        self._do("gao", "goods.receive", purchase.number, delivered_on=works_day().isoformat(), lots=lots)

    def _make(self, order: str, lines: int) -> None:
        """The jobs are scheduled, and each batch is made, drawn from, measured, judged and looked at."""
        from ordolux.production.inspection.models import Batch, BatchState
        from ordolux.production.job.models import Job

        self._wait(
            "its material",
            lambda: Job.objects.filter(order__number=order).exclude(state="planned").count() == lines,
        )
        with self.book.planning:  # another plan would move what is not released yet
            if Job.objects.filter(
                order__number=order, state="ready"
            ).exists():  # else another's plan took them in
                self._do("chen", "schedule.make", "", again=order)
            batches = self._wait("its batches", lambda: list(
                Batch.objects.filter(job__order__number=order).select_related("job__line").order_by("id")))  # fmt: skip
            for batch in batches:
                self._do("chen", "batch.release", batch.number)
        for batch in batches:
            self._do("chen", "batch.close", batch.number)
            units = self._wait("its draw", lambda batch=batch: batch.draws.filter(round=1).first()).units
            self._do("lin", "readings.enter", batch.number, readings=_readings(units, batch.job.line.values),
                     instrument="Sphere 2207", calibrated_until=f"{works_day().year + 1}-12-31")  # fmt: skip
            self._do("lin", "batch.judge", batch.number)
            self._do("lin", "appearance.inspect", batch.number, good=batch.pieces, rework=0, scrap=0)
        self._wait("its finished batches", lambda: not Batch.objects.filter(job__order__number=order).exclude(
            state=BatchState.FINISHED).exists())  # fmt: skip

    def _ship(self, order: str, proforma: Any) -> str:
        """The plan is confirmed, the balance comes, the goods travel and arrive; returns the shipment."""
        from ordolux.shipping.plan.models import ShippingPlan
        from ordolux.shipping.transport.models import Shipment

        plan = self._wait(
            "its shipping plan", lambda: ShippingPlan.objects.filter(order__number=order).first()
        )
        self._do("wei", "plan.send", plan.number)
        self._do("anna", "plan.confirm", plan.number, plan_version=1, confirmed_by="anna@nordlicht.example")
        self._pay(proforma, 2)
        self._wait("its balance", lambda: _is_paid(proforma.order_id))
        self._do("wei", "papers.issue", plan.number)
        shipment = self._do(
            "wei", "shipment.book", plan.number, carrier="Elbe Line", booking_reference=f"BK-{self.name}",
            departs_on=works_day().isoformat(), arrives_on=works_day().isoformat(), vessel="Elbe Pioneer",
            imo="9074729", voyage="048W", container="MSCU6639870",
        )  # fmt: skip
        self._do("wei", "shipment.load", shipment, seal="EL448213")
        self._do("wei", "bl.enter", shipment, bl_number=f"ELBE{self.name}", bl_kind="original",
                 on_board_on=works_day().isoformat())  # fmt: skip
        moved = self._wait("its shipment", lambda: Shipment.objects.filter(number=shipment).first())
        for code, place in (("DEPA", moved.loading), ("ARRI", moved.destination)):
            self._do("wei", "tracking.note", shipment, kind="TRANSPORT", code=code, classifier="ACT", location=place,
                     happened_at=datetime.now(UTC).isoformat(), again=code)  # fmt: skip
        self._wait("its arrival", lambda: Shipment.objects.filter(number=shipment, state="arrived").exists())
        self._do("wei", "shipment.deliver", shipment, delivered_at=datetime.now(UTC).isoformat(),
                 received_by="Anna Petersen", cartons=1)  # fmt: skip
        return shipment

    def _claim(self, order: str, shipment: str) -> None:
        """Some lamps fail; with the test report the claim is approved and the replacement enters at the top."""
        from ordolux.support.warranty.models import Claim, Warranty

        self._wait("its warranty", lambda: Warranty.objects.filter(order__number=order).exists())
        claim = self._do(
            "anna", "claim.submit", order, position=1, pieces=3, failure_mode="dead", description=f"dark after {shipment}",
            test_report=self._file("anna", paper(f"Test report {self.name}")), report_name="report.pdf",
            report_number="T-1", tested_by="Hafen Prueflabor", tested_on=works_day().isoformat(), tested_pieces=3,
        )  # fmt: skip
        self._do("ling", "claim.approve", claim, reason="driver fault")
        self._wait(
            "its replacement", lambda: Claim.objects.filter(number=claim, replacement__isnull=False).exists()
        )

    def _mail(self, message_id: str) -> None:
        """Send the inquiry until it is taken; sometimes once more, as mail servers do."""
        raw = write_mail(
            sender="Anna Petersen <anna@nordlicht.example>", to="sales@ordolux.example", subject=f"Inquiry {self.name}",
            text="Dear Mei,\n\nplease quote 300 pcs GU10 7 W 3000 K 36°, FCA Shenzhen, for Hamburg, Germany.\n\nAnna\n",
            at=datetime.now(UTC), message_id=message_id,
        )  # fmt: skip
        self._hand_over(raw)
        self.book.note("mail", message_id, hashlib.sha256(raw).hexdigest())
        if self.chance.random() < 0.4:
            self._hand_over(raw)

    def _hand_over(self, raw: bytes) -> None:
        until = time.monotonic() + self.patience
        while time.monotonic() < until and not self.book.is_over:
            try:
                self.house.hand_over(raw, "anna@nordlicht.example", "sales@ordolux.example")
                return
            except (OSError, EOFError, smtplib.SMTPException):
                self._again()
        raise Lost("no mail was taken")

    def _sign(self, proforma: Any) -> None:
        """Anna asks for a code, reads it in her mail, proves it and signs the bytes that she was shown."""
        from ordolux.foundation.correspondence.models import Message
        from ordolux.orders.signature.models import SigningCode

        code = self._do("anna", "signing.send_code", proforma.number)
        letter = self._wait("the letter with her code", lambda: self._sent(Message.objects.filter(
            envelope__about=f"signing-code:{code}").first()))  # fmt: skip
        self._do("anna", "signing.try_code", proforma.number, digits=self._code_in(letter.message_id))
        assert self._wait("the proof", lambda: SigningCode.objects.get(pk=code).proved_at)
        self._do("anna", "proforma.sign", proforma.number, name="Anna Petersen", consent=True,
                 document_sha256=proforma.sha256)  # fmt: skip

    def _sent(self, letter: Any) -> Any:
        """The letter once it was sent; one that the mail server refused for good is put into the outbox again."""
        if letter is not None and letter.state == "failed":
            self._do("mei", "letter.retry", letter.number, again=str(letter.version))
        return letter if letter is not None and letter.state == "sent" else None

    def _code_in(self, message_id: str) -> str:
        for path in letters_in(self.house.outgoing):
            letter = email.message_from_bytes(path.read_bytes(), policy=email.policy.default)
            if str(letter["Message-ID"]).strip() == message_id.strip():
                found = _CODE.search(text_of(letter))  # type: ignore[arg-type]  # that policy makes EmailMessages
                assert found is not None, "a letter with a code has it in its text"
                return found.group(1)
        raise Lost(f"{message_id} is noted as sent and is not in the post box")

    def _pay(self, proforma: Any, position: int) -> None:
        """The bank tells of an instalment; Zhou imports the statement."""
        from ordolux.orders.payment.models import Instalment

        due = self._read(
            lambda: Instalment.objects.get(order_id=proforma.order_id, position=position)
        ).due.amount
        reference = hashlib.sha256(f"{self.name}/{position}".encode()).hexdigest()[:12].upper()
        raw, _ = statement(
            account="7550014200882178", currency="EUR", number=2 * self.number + position, on=works_day(), opening=_OPENING,
            credits=[Credit(due, "Nordlicht Leuchten GmbH", proforma.number, reference)],
        )  # fmt: skip
        self._do("zhou", "statement.import", "", file=self._file("zhou", raw), name=f"{reference}.xml")

    def _file(self, who: str, raw: bytes) -> str:
        """Hand a file over; returns its SHA-256."""
        return str(self._ask(who, "/api/v1/files", raw, "application/octet-stream", key="")["sha256"])

    def _do(self, who: str, deed: str, number: str, *, again: str = "", **said: Any) -> str:
        """Do a deed through the API until it is acknowledged; returns the number of what it left. ``again`` tells apart
        a deed that is done several times to one record."""
        from ordolux.edges.api.deeds import path_of
        from ordolux.foundation.deeds import REGISTER

        said_with = f":{again or said.get('name', '')}" if again or deed == "statement.import" else ""
        key = f"{self.name}:{deed}:{number}{said_with}"
        path = "/api/v1" + path_of(REGISTER[deed]).replace("{number}", quote(number, safe=""))
        answer = self._ask(who, path, json.dumps(said).encode(), "application/json", key=key)
        self.book.note(deed, key, answer["number"])
        return str(answer["number"])

    def _ask(self, who: str, path: str, body: bytes, media_type: str, *, key: str) -> dict[str, Any]:
        """Ask until it is acknowledged; now and then this or something older is asked once more, as networks do it."""
        told = self._ask_once(who, path, body, media_type, key)
        if key:
            self.asked.append((who, path, body, media_type, key, str(told["number"])))
            if self.chance.random() < _AGAIN_ALTHOUGH_ANSWERED:
                *again, number = self.chance.choice([self.asked[-1], *self.asked])
                if (other := str(self._ask_once(*again)["number"])) != number:
                    raise Lost(f"{again[1]} with {again[4]} was answered with {number} and then with {other}")
        return told

    def _ask_once(self, who: str, path: str, body: bytes, media_type: str, key: str) -> dict[str, Any]:
        headers = {
            "Authorization": f"Bearer {self.tokens[who]}",
            "Content-Type": media_type,
            "Idempotency-Key": key,
        }
        until = time.monotonic() + self.patience
        last = ""
        while time.monotonic() < until and not self.book.is_over:
            try:
                status, said = self.house.ask(path, body, headers)
                if status == _FINE:
                    told: dict[str, Any] = json.loads(said)
                    return told
                last = f"{status} {said[:300]!r}"
                if status < _OURS and status != _TOO_MANY:
                    raise Lost(f"{path}: {last}")
            except (
                OSError,
                EOFError,
                ValueError,
                http.client.HTTPException,
            ) as fault:  # refused, reset, cut in the middle
                last = repr(fault)
            self._again()
        raise Lost(f"{path} was never acknowledged: {last}")

    def _again(self) -> None:
        with self.book.lock:
            self.book.asked_again += 1
        time.sleep(0.2)

    def _read(self, ask: Callable[[], Any]) -> Any:
        """What the database says, asked again while it is down."""
        return self._wait("an answer of the database", lambda: (ask(),))[0]

    def _wait(self, what: str, ask: Callable[[], Any]) -> Any:
        """Look into the database until it is there."""
        from django.db import DatabaseError, connection

        until = time.monotonic() + self.patience
        while time.monotonic() < until and not self.book.is_over:
            try:
                if found := ask():
                    return found
            except DatabaseError:
                connection.close()
            time.sleep(0.3)
        raise Lost(f"{what} did not come within {self.patience:.0f} s")


def letters_in(outgoing: Path) -> list[Path]:
    """The files of the post box, each one letter."""
    return sorted(outgoing.glob("[0-9]*.eml"))


def _readings(units: list[int], values: dict[str, Any]) -> list[dict[str, Any]]:
    """What the sphere would say of good lamps: a little more light than agreed, the colour in the middle."""
    agreed = {code: float(v["value"] if isinstance(v, dict) else v) for code, v in values.items()
              if code in ("flux_lm", "power_w", "cct_k")}  # fmt: skip
    x, y = _CENTRES[int(agreed["cct_k"])]
    return [
        {"unit": unit, "minute": str(minute), "flux_lm": f"{agreed['flux_lm'] * 1.01 * factor:.1f}",
         "power_w": f"{agreed['power_w']:.3f}", "x": str(x), "y": str(y), "cri": "83", "power_factor": "0.55"}
        for unit in units for minute, factor in MINUTES
    ]  # fmt: skip


def _is_paid(order_id: int) -> bool:
    from ordolux.orders.payment.models import Instalment

    return not Instalment.objects.filter(order_id=order_id, paid_at__isnull=True).exists()


def _company() -> str:
    from ordolux.foundation.parties.models import Company

    return Company.objects.get(domain="nordlicht.example").number
