"""The deeds on which a piece of business hangs, each with what stands before it: one line of the table per deed.

``CASES`` is used by the tests of two at once, by the tests of crashes in the middle, and by the benchmark.
"""

from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import date, timedelta
from functools import cached_property
from itertools import count
from types import SimpleNamespace
from typing import Any

from ordolux.foundation.actors import Actor
from ordolux.foundation.correspondence.deeds import receive_message
from ordolux.foundation.deeds import Deed
from ordolux.foundation.files import store_bytes
from ordolux.foundation.parties.models import Person
from ordolux.inquiries.inquiry.deeds import ConfirmedLine, confirm_inquiry, open_inquiry
from ordolux.inquiries.quotation.deeds import draft_quotation, send_quotation
from ordolux.inquiries.tests import house
from ordolux.orders.agreement.deeds import place_order
from ordolux.orders.agreement.models import Order
from ordolux.orders.payment.deeds import allocate_payment, import_statement
from ordolux.orders.payment.models import Instalment
from ordolux.orders.proforma.deeds import issue_proforma
from ordolux.orders.signature.deeds import countersign_proforma, digits_of, send_code, sign_proforma, try_code
from ordolux.orders.tests import desk
from ordolux.production import conftest as works
from ordolux.production.inspection.deeds import close_batch, release_batch
from ordolux.production.inspection.tests.test_inspection import scheduled
from ordolux.production.job.deeds import plan_jobs
from ordolux.production.materials.deeds import net_materials, order_purchase
from ordolux.shipping.packing.deeds import issue_shipping_papers
from ordolux.shipping.plan.deeds import confirm_plan, draft_plan
from ordolux.shipping.tests import goods
from ordolux.shipping.tests.goods import READY, WEI, booked, told
from ordolux.shipping.transport.deeds import book_shipment, deliver
from ordolux.shipping.transport.tests.test_shipments import CAME, SAILED
from ordolux.support.warranty.deeds import approve_claim, start_warranties, submit_claim

SYSTEM = Actor.system()


@dataclass(frozen=True)
class Step:
    """A deed that can be done now: on ``record`` (None: it begins from nothing), with what is said."""

    record: Any
    by: Actor
    at: Any
    said: dict[str, Any] = field(default_factory=dict)
    other_by: Actor | None = None

    def read(self) -> tuple[Any, ...]:
        """The record as somebody reads it who is about to act."""
        return () if self.record is None else (type(self.record)._base_manager.get(pk=self.record.pk),)


@dataclass(frozen=True)
class Case:
    """A deed of the spine. ``event`` is what it leaves in the journal; ``other_keys`` tells whether a second try under
    another key is refused (a mail that comes under another key is another mail)."""

    deed: Deed[..., Any]
    event: str
    prepare: Callable[["Scene"], Step]
    other_keys: bool = True

    def __str__(self) -> str:
        return self.deed.name


class Scene:
    """One database, furnished once; each question makes one more piece of business of ``lines`` lines."""

    def __init__(self, lines: int = 1) -> None:
        self.lines, self._numbers = lines, count(1)

    # ── stages 1 and 2 ──────────────────────────────────────────────────────

    @cached_property
    def office(self) -> SimpleNamespace:
        """Firm, people, bank account."""
        desk.furnish()
        return SimpleNamespace(mei=house.mei().actor(), anna=house.anna(), zhou=desk.zhou())

    @property
    def asked(self) -> tuple[ConfirmedLine, ...]:
        """What the customer asks for."""
        return tuple(ConfirmedLine("MZ-GU10-70-830", 300) for _ in range(self.lines))

    def mail(self) -> Any:
        """A mail that was read."""
        _ = self.office
        return house.mail(f"{house.MAIL}\n{next(self._numbers)}")

    def inquiry(self) -> Any:
        """An inquiry that waits for sales."""
        return open_inquiry(self.mail(), by=SYSTEM, at=house.MONDAY)

    def confirmed(self) -> Any:
        """An inquiry that sales confirmed."""
        return house.confirmed(self.inquiry(), self.office.mei, self.office.anna, self.asked)

    def drafted(self) -> Any:
        """A draft quotation."""
        return draft_quotation(self.confirmed(), by=SYSTEM, at=house.MONDAY)

    def sent(self) -> Any:
        """A quotation that the customer has."""
        return send_quotation(self.drafted(), by=self.office.mei, at=desk.NOON)

    def placed(self) -> Order:
        """An order."""
        return desk.placed(self.sent(), self.office.anna)

    def proved(self) -> Any:
        """A proforma invoice whose signatory proved her mailbox."""
        proforma, anna = desk.received(desk.issued(self.placed())), self.office.anna.actor()
        at = desk.NOON + timedelta(hours=2)
        try_code(proforma, digits=digits_of(send_code(proforma, by=anna, at=at)), by=anna, at=at)
        return proforma

    def signed(self) -> Any:
        """A proforma invoice with the customer's signature."""
        return desk.sign(
            desk.received(desk.issued(self.placed())),
            self.office.anna.actor(),
            desk.NOON + timedelta(hours=2),
        )

    def to_pay(self) -> tuple[Any, Order]:
        """The bank entry that pays the deposit of a confirmed order, and the order."""
        order = self.placed()
        proforma = desk.confirmed(order, self.office.anna.actor(), self.office.mei)
        due = Instalment.objects.get(order=order, position=1).due.amount
        return desk.credited(f"{due:.2f}", proforma.number), Order.objects.get(pk=order.pk)

    # ── stage 3 ─────────────────────────────────────────────────────────────

    @cached_property
    def works(self) -> SimpleNamespace:
        """The factory and its people."""
        from ordolux.foundation.actors import Role

        def one(name: str, role: Role) -> Actor:
            return Actor(name=name, roles=frozenset({role}))

        return SimpleNamespace(place=works.build_works(), chen=one("Chen", Role.PLANNER), lin=one("Lin", Role.INSPECTOR),
                               wu=one("Wu", Role.PURCHASING))  # fmt: skip

    def released(self) -> Order:
        """An order that was released to production."""
        return self.works.place.order(*[(self.works.place.bulb, 300)] * self.lines)

    def planned(self) -> Order:
        """An order with jobs."""
        return plan_jobs(self.released(), by=SYSTEM, at=works.MORNING)

    def purchase(self) -> Any:
        """A draft purchase order."""
        return net_materials(self.planned(), by=SYSTEM, at=works.MORNING).purchases.first()

    def running(self) -> Any:
        """A batch that is being made."""
        w = self.works
        batch = scheduled(w.place, SYSTEM, w.chen, w.wu, (w.place.bulb, 300))[0]
        return release_batch(batch, by=w.chen, at=works.MORNING)

    # ── stages 4 and 5 ──────────────────────────────────────────────────────

    @cached_property
    def port(self) -> goods.Cast:
        """The people of shipping and support."""
        return goods.cast()

    def made(self) -> Order:
        """An order that was made and paid for."""
        lines = tuple(ConfirmedLine("MZ-GU10-70-830", 300) for _ in range(self.lines))
        cast = self.port
        _tell_apart(self._numbers)
        return goods.paid(goods.made(goods.ordered(cast, lines)))

    def claimed(self) -> Any:
        """A claim with a test report, on goods that were delivered."""
        cast, order = self.port, self.made()
        deliver(
            told(booked(order, cast), "DEPA", SAILED),
            delivered_at=CAME,
            received_by="Jan",
            cartons=3,
            by=WEI,
            at=CAME,
        )
        order = start_warranties(Order.objects.get(pk=order.pk), by=SYSTEM, at=CAME)
        return submit_claim(
            order, position=1, pieces=12, failure_mode="dead", description="Do not light", date_code="2618A1",
            test_report=store_bytes(b"%PDF-1.7 open bond wire", "application/pdf"), report_name="report.pdf",
            by=cast.anna.actor(), at=CAME + timedelta(days=60),
        )  # fmt: skip


def _tell_apart(numbers: "count[int]") -> None:
    """The mails of the small house are the same each time; a different text is a different mail."""
    house.MAIL = f"{house.MAIL.rstrip()}\n{next(numbers)}\n"


def _receive(scene: Scene) -> Step:
    raw = store_bytes(f"From: anna@nordlicht.example\n\n{next(scene._numbers)}".encode(), "message/rfc822")
    return Step(None, SYSTEM, house.MONDAY, {"raw": raw, "envelope_from": "anna@nordlicht.example",
                                             "envelope_to": ["sales@mingzhou.example"], "peer": "203.0.113.5"})  # fmt: skip


def _confirm(scene: Scene) -> Step:
    anna: Person = scene.office.anna
    return Step(scene.inquiry(), scene.office.mei, house.MONDAY, {
        "lines": scene.asked, "buyer": anna.company, "contact": anna, "incoterm": "FCA", "place": "Shenzhen",
        "destination_country": "DE", "payment_term": "TT_30_70_BS", "currency": "EUR"})  # fmt: skip


def _sign(scene: Scene) -> Step:
    proforma = scene.proved()
    return Step(proforma, scene.office.anna.actor(), desk.NOON + timedelta(hours=2),
                {"name": "Anna Petersen", "consent": True, "document_sha256": proforma.sha256})  # fmt: skip


def _import(scene: Scene) -> Step:
    file = store_bytes(f"<Document>{next(scene._numbers)}</Document>".encode(), "application/xml")
    return Step(None, scene.office.zhou, desk.NOON, {"file": file, "name": "statement.xml"})


def _allocate(scene: Scene) -> Step:
    entry, order = scene.to_pay()
    return Step(entry, scene.office.zhou, desk.NOON + timedelta(days=1), {"order": order, "position": 1})


def _book(scene: Scene) -> Step:
    plan = goods.confirmed(scene.made(), scene.port)
    return Step(plan, WEI, READY, {"carrier": "Elbe Line", "booking_reference": f"ELB{next(scene._numbers):05d}",
                                   "departs_on": date(2026, 5, 9), "arrives_on": date(2026, 6, 12)})  # fmt: skip


def _confirm_plan(scene: Scene) -> Step:
    plan = goods.sent(scene.made())
    return Step(plan, scene.port.anna.actor(), READY, {"plan_version": 1, "confirmed_by": scene.port.anna})


CASES = (
    Case(receive_message, "message.received", _receive, other_keys=False),
    Case(open_inquiry, "inquiry.received", lambda s: Step(s.mail(), SYSTEM, house.MONDAY)),
    Case(confirm_inquiry, "inquiry.confirmed", _confirm),
    Case(draft_quotation, "quotation.drafted", lambda s: Step(s.confirmed(), SYSTEM, house.MONDAY)),
    Case(send_quotation, "quotation.sent", lambda s: Step(s.drafted(), s.office.mei, desk.NOON)),
    Case(place_order, "order.placed", lambda s: Step(s.sent(), s.office.anna.actor(), desk.NOON, {"mode": "sea_lcl"})),
    Case(issue_proforma, "proforma.issued", lambda s: Step(s.placed(), SYSTEM, desk.NOON + timedelta(hours=1))),
    Case(sign_proforma, "proforma.signed", _sign),
    Case(countersign_proforma, "proforma.countersigned",
         lambda s: Step(s.signed(), s.office.mei, desk.NOON + timedelta(hours=3))),
    Case(import_statement, "statement.received", _import),
    Case(allocate_payment, "payment.credited", _allocate),
    Case(plan_jobs, "job.planned", lambda s: Step(s.released(), SYSTEM, works.MORNING)),
    Case(net_materials, "materials.netted", lambda s: Step(s.planned(), SYSTEM, works.MORNING)),
    Case(order_purchase, "purchase.ordered", lambda s: Step(s.purchase(), s.works.wu, works.MORNING)),
    Case(close_batch, "batch.produced", lambda s: Step(s.running(), s.works.chen, works.MORNING)),
    Case(draft_plan, "shippingplan.drafted", lambda s: Step(s.made(), WEI, READY, {"destination": "DEHAM"})),
    Case(confirm_plan, "shippingplan.confirmed", _confirm_plan),
    Case(issue_shipping_papers, "commercialinvoice.issued",
         lambda s: Step(goods.confirmed(s.made(), s.port), WEI, READY)),
    Case(book_shipment, "shipment.booked", _book),
    Case(approve_claim, "claim.approved", lambda s: Step(s.claimed(), s.port.ling.actor(), CAME + timedelta(days=61))),
)  # fmt: skip
