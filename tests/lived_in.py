"""A company that has lived for half a year: deals in every state of every stage, made by deeds alone.

``python -m tests.lived_in DATABASE`` lives them in a database that was migrated; ``tests/databases.py`` keeps the result as a
template, and the fixture ``lived_in`` clones it. The clock is moved from the past to the present, and the story's own
reactions and routines do what follows, so that every page shows what it would show after half a year of work.
"""

import math
import sys
from collections.abc import Callable, Iterable, Sequence
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass, field
from datetime import date, datetime, timedelta
from decimal import Decimal
from pathlib import Path
from typing import Any

DAYS = 190
SENDER = {"anna": "anna@nordlicht.example", "omar": "omar@alnoor.example"}
NAMES = {"anna": "Anna Petersen", "omar": "Omar Haddad"}
COUNTRY = {"anna": "DE", "omar": "AE"}
ACCOUNTS = {"USD": "7550014200882160", "EUR": "7550014200882178"}
INSTRUMENT = "Integrating sphere 1.5 m, no. 2207"
CENTRES = {2700: (0.4578, 0.4101), 3000: (0.4338, 0.4030), 4000: (0.3818, 0.3797)}
WARMING_UP = ((15, "1.006"), (30, "1.002"), (45, "1.0005"), (60, "1.0"))
SPOT, BULB = "MZ-GU10-70-830", "MZ-A60-90-827"

LONG_GERMAN = (
    "Donaudampfschifffahrtselektrizitätenhauptbetriebswerkbauunterbeamtengesellschaft mbH & Co. KGaA"
)
CHINESE = "广东省中山市古镇镇明亮照明电器国际贸易有限公司"
_HANDS = ThreadPoolExecutor(3)
ARABIC = "شركة النور الكبرى للإضاءة والتجارة الدولية ذ.م.م"
LONG_TEXT = (
    "Dear Mei, the hotel wants the lamps on the fourth floor first; can you pack them apart and mark the cartons "
    "“4F – EINGANG HINTEN / REAR ENTRANCE”? The address is unchanged. Please also confirm that the driver is the isolated "
    "one: https://nordlicht.example/specifications/2026/hotel-am-hafen/fourth-floor/lighting-concept-revision-17.pdf\n"
    "价格不变，请分开包装。شكرا جزيلا 🙂"
)


@dataclass
class Piece:
    """One piece of business: who buys what, and how."""

    name: str
    who: str
    lines: tuple[tuple[str, int], ...] = ((SPOT, 300),)
    incoterm: str = "FCA"
    place: str = "Shenzhen"
    term: str = "TT_30_70_BS"
    text: str = ""
    new_buyer: Any = None
    new_contact: Any = None
    country: str = ""
    deal: Any = None
    said: dict[str, Any] = field(default_factory=dict)

    @property
    def currency(self) -> str:
        """Nordlicht pays in euros, everybody else in dollars."""
        return "EUR" if self.who == "anna" else "USD"


class Life:
    """The half year, step by step; every step is a deed of the one whose work it is."""

    def __init__(self) -> None:
        from ordolux.foundation.parties.models import Person

        self.people = {person.email.split("@")[0]: person for person in Person.objects.all()}
        self.balances = {"USD": Decimal("12500.00"), "EUR": Decimal("84210.55")}
        self.statements = 0
        self.mails = 0

    # ── time and work ───────────────────────────────────────────────────────

    def go_to(self, moment: datetime) -> None:
        """Let time pass until ``moment``; what is due by then is done."""
        from ordolux.foundation import clock

        if moment > clock.now():
            set_clock(moment)
        self.work(with_routines=True)

    def go_on(self, **length: float) -> None:
        """Let so much time pass."""
        from ordolux.foundation import clock

        self.go_to(clock.now() + timedelta(**length))

    def work(self, *, with_routines: bool = False) -> None:
        """Whatever follows from what was done."""
        from ordolux.process.tasks import run_routines

        if with_routines:
            run_routines.func()
        do_all_jobs()

    def by(self, name: str) -> dict[str, Any]:
        """Who does it, and when."""
        from ordolux.foundation import clock

        return {"by": self.people[name].actor(), "at": clock.now()}

    def each(self, pieces: Iterable[Piece], *steps: Callable[[Piece], None]) -> None:
        """Take all of them through these steps; after each step everything that follows is done."""
        pieces = list(pieces)
        for step in steps:
            for piece in pieces:
                step(piece)
            self.go_on(minutes=20)

    # ── inquiry and quotation ───────────────────────────────────────────────

    def ask(self, it: Piece) -> None:
        """The customer's mail comes in."""
        from ordolux.foundation import clock

        words = " and ".join(f"{pieces} pcs {number}" for number, pieces in it.lines)
        text = it.text or (
            f"Dear Mei,\n\nplease quote {words}, {it.incoterm} {it.place}, in {it.currency}.\n\n{NAMES[it.who]}\n"
        )
        sender = it.new_contact.email if it.new_contact else SENDER[it.who]
        it.said["message"] = self.mail(sender, it.new_contact.name if it.new_contact else NAMES[it.who],
                                       f"Inquiry {it.name}", text, clock.now())  # fmt: skip

    def mail(self, sender: str, name: str, subject: str, text: str, at: datetime, reply: str = "") -> str:
        """A mail as another server hands it over; returns its Message-ID."""
        from ordolux.edges.mailbox.receiver import keep_received
        from tests.stories.post import write_mail

        self.mails += 1
        message_id = f"life-{self.mails}@{sender.split('@')[1]}"
        raw = write_mail(sender=f'"{name}" <{sender}>', to="sales@ordolux.example", subject=subject, text=text, at=at,
                         message_id=message_id, in_reply_to=reply)  # fmt: skip
        keep_received(raw, sender, ["sales@ordolux.example"], "192.0.2.1")
        return message_id

    def find(self, it: Piece) -> Any:
        """The inquiry that the mail became."""
        from ordolux.inquiries.models import Inquiry

        inquiry = Inquiry.objects.select_related("deal").get(message__message_id__contains=it.said["message"])
        it.deal = inquiry.deal
        return inquiry

    def confirm(self, it: Piece) -> None:
        """Sales confirms; the draft is computed."""
        from ordolux.inquiries.inquiry.deeds import ConfirmedLine, confirm_inquiry

        person = self.people[it.who]
        buyer = (
            {"new_buyer": it.new_buyer, "new_contact": it.new_contact}
            if it.new_buyer
            else {"buyer": person.company, "contact": person}
        )
        confirm_inquiry(
            self.find(it), lines=tuple(ConfirmedLine(number, pieces) for number, pieces in it.lines),
            incoterm=it.incoterm, place=it.place, destination_country=it.country or COUNTRY[it.who],
            payment_term=it.term, currency=it.currency, **buyer, **self.by("mei"),
        )  # fmt: skip

    def quotation(self, it: Piece) -> Any:
        """The newest revision."""
        from ordolux.inquiries.models import Quotation

        return Quotation.objects.filter(deal=it.deal).order_by("-id")[0]

    def send(self, it: Piece) -> None:
        """The quotation goes out."""
        from ordolux.inquiries.quotation.deeds import send_quotation

        send_quotation(self.quotation(it), **self.by("mei"))

    # ── order, signature, money ─────────────────────────────────────────────

    def accept(self, it: Piece) -> None:
        """The customer accepts by the first way that is feasible."""
        from ordolux.orders.agreement.deeds import place_order

        quotation = self.quotation(it)
        mode = next(o.mode for o in quotation.options.order_by("id") if o.is_feasible)
        place_order(quotation, mode=it.said.get("mode", mode), insurance=False, **self.by(it.who))

    def order(self, it: Piece) -> Any:
        """The order of the deal."""
        from ordolux.orders.models import Order

        return Order.objects.select_related("deal").get(deal=it.deal)

    def proforma(self, it: Piece) -> Any:
        """The newest proforma invoice."""
        return self.order(it).proformas.latest("id")

    def sign(self, it: Piece) -> None:
        """The customer proves his mailbox and signs."""
        from ordolux.orders.signature.deeds import digits_of, send_code, sign_proforma, try_code

        proforma = self.proforma(it)
        who = self.by(it.who)
        try_code(proforma, digits=digits_of(send_code(proforma, **who)), **who)
        sign_proforma(
            proforma, name=self.people[it.who].name, consent=True, document_sha256=proforma.sha256, **who
        )

    def countersign(self, it: Piece) -> None:
        """We sign too."""
        from ordolux.orders.signature.deeds import countersign_proforma

        countersign_proforma(self.proforma(it), **self.by("mei"))

    def pay(self, it: Piece, position: int = 1, share: str = "1") -> None:
        """A part comes by the bank's statement."""
        due = self.order(it).instalments.get(position=position).due
        amount = (due.amount * Decimal(share)).quantize(Decimal("0.01"))
        self.bank(due.currency, amount, self.order(it).deal.buyer.legal_name,
                  f"{self.proforma(it).number} part {position}")  # fmt: skip

    def deposit(self, it: Piece) -> None:
        """The first part."""
        self.pay(it, 1)

    def balance(self, it: Piece) -> None:
        """The second part."""
        self.pay(it, 2)

    def bank(self, currency: str, amount: Decimal, payer: str, purpose: str) -> None:
        """One credit on one statement, imported by finance."""
        from ordolux.foundation.files import store_bytes
        from ordolux.orders.payment.deeds import import_statement
        from tests.stories import bank

        self.statements += 1
        raw, closing = bank.statement(
            account=ACCOUNTS[currency], currency=currency, number=self.statements, on=works_day(now()),
            opening=self.balances[currency],
            credits=[bank.Credit(amount, payer, purpose, f"PRV{self.statements:06d}")],
        )  # fmt: skip
        self.balances[currency] = closing
        import_statement(file=store_bytes(raw, "application/xml"), name=f"statement-{self.statements:03d}-{currency}.xml",
                         **self.by("zhou"))  # fmt: skip

    # ── material and production ─────────────────────────────────────────────

    def buy(self, it: Piece) -> None:
        """All purchases of the order go to the suppliers."""
        from ordolux.production.materials.deeds import order_purchase

        for purchase in self.purchases(it):
            order_purchase(purchase, **self.by("gao"))

    def purchases(self, it: Piece) -> list[Any]:
        """What is bought for the order."""
        from ordolux.production.models import Purchase

        return list(
            Purchase.objects.filter(order=self.order(it)).select_related("supplier", "deal").order_by("id")
        )

    def receive(self, it: Piece) -> None:
        """Everything that was bought comes with its papers."""
        for purchase in self.purchases(it):
            self.let_in(purchase)

    def let_in(self, purchase: Any, share: str = "1", lines: int = 99) -> None:
        """A delivery, whole or a share of it."""
        from ordolux.foundation.files import store_bytes
        from ordolux.production.materials.deeds import DeliveredLot, receive_goods
        from tests.stories.making import paper

        lots = []
        for line in list(purchase.lines.select_related("part").order_by("position"))[:lines]:
            name = f"{line.part.number}-{purchase.pk}-{line.position}"
            report = store_bytes(paper(f"Test report of lot {name}: passed"), "application/pdf")
            quantity = (line.quantity * Decimal(share)).quantize(Decimal(1))
            lots.append(DeliveredLot(part=line.part.number, lot_number=name, quantity=quantity,
                                     test_report_sha256=report.sha256))  # fmt: skip
        receive_goods(purchase, delivered_on=works_day(now()), lots=tuple(lots), **self.by("gao"))

    def schedule(self) -> None:
        """Everything that is ready gets its place on the lines."""
        from ordolux.production.schedule.deeds import make_schedule

        make_schedule(**self.by("chen"))
        self.work()

    def batches(self, it: Piece) -> list[Any]:
        """The batches of the order, first made first."""
        from ordolux.production.models import Batch

        return list(Batch.objects.select_related("job__line", "deal").filter(job__order=self.order(it))
                    .order_by("planned_start_at", "id"))  # fmt: skip

    def release(self, batch: Any) -> None:
        """Production of the batch begins when it is planned to."""
        from ordolux.production.inspection.deeds import release_batch

        self.go_to(batch.planned_start_at)
        release_batch(batch, **self.by("chen"))

    def close(self, batch: Any) -> None:
        """The batch is made; the sample is drawn."""
        from ordolux.production.inspection.deeds import close_batch

        self.go_to(batch.planned_end_at)
        close_batch(fresh(batch), **self.by("chen"))

    def measure(self, batch: Any, share: str = "1.01") -> None:
        """The sample is measured."""
        from ordolux.production.inspection.deeds import TakenReading, enter_readings

        batch = fresh(batch)
        values = batch.job.line.values
        flux, power, kelvin = (Decimal(values[code]["value"] if isinstance(values[code], dict) else values[code])
                               for code in ("flux_lm", "power_w", "cct_k"))  # fmt: skip
        x, y = CENTRES[int(kelvin)]
        readings = tuple(
            TakenReading(
                unit=unit, minute=Decimal(minute),
                flux_lm=(flux * Decimal(share) * Decimal(warm) * (1 + Decimal(unit % 5 - 2) / 250)).quantize(Decimal("0.01")),
                power_w=(power * Decimal(warm) * Decimal("0.995")).quantize(Decimal("0.001")),
                x=Decimal(f"{x + (unit % 7 - 3) * 0.0002:.4f}"), y=Decimal(f"{y + (unit % 5 - 2) * 0.0001:.4f}"),
                cri=Decimal("82.5"), power_factor=Decimal("0.55"),
            )
            for unit in batch.draws.get(round=batch.round).units for minute, warm in WARMING_UP
        )  # fmt: skip
        enter_readings(batch, readings=readings, instrument=INSTRUMENT,
                       calibrated_until=works_day(now()) + timedelta(days=200), **self.by("lin"))  # fmt: skip

    def judge(self, batch: Any) -> None:
        """The readings are held against what was signed."""
        from ordolux.production.inspection.deeds import judge_batch

        judge_batch(fresh(batch), **self.by("lin"))

    def inspect(self, batch: Any, scrap: int = 0) -> None:
        """Every piece is looked at."""
        from ordolux.production.inspection.deeds import FoundDefect, inspect_appearance
        from tests.stories.making import _minor

        defects = (FoundDefect(codes=(_minor(),), pieces=scrap, becomes="scrap"),) if scrap else ()
        inspect_appearance(fresh(batch), good=batch.pieces - scrap, rework=0, scrap=scrap, defects=defects,
                           **self.by("lin"))  # fmt: skip

    def make(self, it: Piece, *, fails_first: bool = False) -> None:
        """All batches of the order, one after the other, to the end."""
        from ordolux.production.inspection.deeds import rework_batch

        for batch in self.batches(it):
            self.release(batch)
            self.close(batch)
            if fails_first:
                self.measure(batch, "0.82")
                self.judge(batch)
                rework_batch(
                    fresh(batch), what="LED boards of the wrong flux bin replaced", **self.by("chen")
                )
                self.go_on(hours=6)
                self.close(batch)
                fails_first = False
            self.measure(batch)
            self.judge(batch)
            self.inspect(batch)
            self.work()

    # ── shipping ────────────────────────────────────────────────────────────

    def plan(self, it: Piece) -> Any:
        """The shipping plan."""
        from ordolux.shipping.models import ShippingPlan

        return ShippingPlan.objects.select_related("order", "deal").get(order=self.order(it))

    def send_plan(self, it: Piece) -> None:
        """Logistics asks for the customer's word."""
        from ordolux.shipping.plan.deeds import send_plan

        send_plan(self.plan(it), **self.by("wei"))

    def confirm_plan(self, it: Piece) -> None:
        """The customer agrees."""
        from ordolux.shipping.plan.deeds import confirm_plan

        plan = self.plan(it)
        confirm_plan(
            plan, plan_version=plan.plan_version, confirmed_by=self.people[it.who], **self.by(it.who)
        )

    def issue_papers(self, it: Piece) -> None:
        """Packing list and commercial invoice."""
        from ordolux.shipping.packing.deeds import issue_shipping_papers

        issue_shipping_papers(self.plan(it), **self.by("wei"))

    def book(self, it: Piece) -> None:
        """The transport is booked."""
        from ordolux.shipping.transport.deeds import book_shipment

        plan = self.plan(it)
        today = works_day(now())
        by_sea = plan.content["mode"].startswith("sea")
        carried = (
            {"vessel": "Elbe Pioneer", "imo": "9074729", "voyage": "048W", "container": "CSQU3054383"}
            if by_sea
            else {}
        )
        book_shipment(
            plan, carrier="Elbe Line" if by_sea else "Sky Cargo", booking_reference=f"BK-{plan.pk:05d}",
            departs_on=today + timedelta(days=1), arrives_on=today + timedelta(days=it.said.get("voyage", 36)),
            **carried, **self.by("wei"),
        )  # fmt: skip

    def shipment(self, it: Piece) -> Any:
        """The shipment."""
        from ordolux.shipping.models import Shipment

        return Shipment.objects.select_related("plan__order", "deal").get(plan__order=self.order(it))

    def load(self, it: Piece) -> None:
        """The goods are loaded and the transport document is entered."""
        from ordolux.shipping.transport.deeds import enter_bill_of_lading, load_shipment

        by_sea = bool(self.shipment(it).container)
        load_shipment(self.shipment(it), seal="EL448213" if by_sea else "", **self.by("wei"))
        number = f"ELBE{self.shipment(it).pk:07d}" if by_sea else "176-12345675"
        enter_bill_of_lading(self.shipment(it), bl_number=number, bl_kind="original" if by_sea else "air_waybill",
                             on_board_on=works_day(now()), **self.by("wei"))  # fmt: skip

    def note(self, it: Piece, code: str, location: str = "", classifier: str = "ACT") -> None:
        """An event of the transport."""
        from ordolux.foundation import clock
        from ordolux.shipping.tracking.deeds import note_tracking_event

        shipment = self.shipment(it)
        note_tracking_event(
            shipment, kind="TRANSPORT", code=code, classifier=classifier,
            happened_at=clock.now() - timedelta(minutes=5),
            location=location or (shipment.destination if code == "ARRI" else shipment.loading), **self.by("wei"),
        )  # fmt: skip

    def depart(self, it: Piece) -> None:
        """It leaves."""
        self.note(it, "DEPA")

    def arrive(self, it: Piece) -> None:
        """It arrives."""
        self.note(it, "ARRI")

    def deliver(self, it: Piece) -> None:
        """The customer has it."""
        from ordolux.foundation import clock
        from ordolux.foundation.files import store_bytes
        from ordolux.shipping.transport.deeds import deliver
        from tests.stories.making import paper

        shipment = self.shipment(it)
        deliver(
            shipment, delivered_at=clock.now() - timedelta(minutes=5), received_by="Jan Voss",
            cartons=shipment.plan.content.get("cartons") or math.ceil(sum(n for _, n in it.lines) / 100),
            proof=store_bytes(paper(f"Received in good order: {shipment.number}"), "application/pdf"),
            **self.by("wei"),
        )  # fmt: skip

    # ── after sales ─────────────────────────────────────────────────────────

    def claim(self, it: Piece, pieces: int, words: str, *, report: bool = False) -> Any:
        """Lamps fail."""
        from ordolux.support.warranty.deeds import submit_claim

        said: dict[str, Any] = {}
        if report:
            said = {"test_report": self.given(it.who, f"Fault test report {words[:20]}"),
                    "report_name": "fault-test-report.pdf", "report_number": "FTR-7781", "tested_by": "Nordlicht laboratory",
                    "tested_on": works_day(now()) - timedelta(days=1), "tested_pieces": 5}  # fmt: skip
        made = submit_claim(self.order(it), position=1, pieces=pieces, failure_mode="flicker", description=words,
                            date_code="2629A1", **said, **self.by(it.who))  # fmt: skip
        self.work()
        return made

    def given(self, who: str, words: str) -> Any:
        """A file that the customer gave."""
        from ordolux.foundation.files import note_upload, store_bytes
        from tests.stories.making import paper

        file = store_bytes(paper(words), "application/pdf")
        note_upload(file, self.people[who].pk)
        return file

    def talk(self, it: Piece, *words: tuple[str, str]) -> None:
        """Messages on the order, from both sides."""
        from ordolux.foundation.correspondence.deeds import post_message

        for who, text in words:
            post_message(it.deal, text=text, **self.by(who))


def live() -> None:
    """The half year."""
    from ordolux.foundation import clock
    from ordolux.process import demonstration
    from tests.lived_in_more import amendments, documents, in_parts, letters, on_credit, samples

    present = clock.real_now()
    set_clock(present - timedelta(days=DAYS))
    demonstration.load()
    life = Life()
    more_people(life)
    certify_again(life)

    delivered = [
        Piece("hotel spots", "omar", ((SPOT, 300),), text="Dear Sirs,\n\nplease quote 300 pcs GU10 7W 3000K 36 deg, FCA "
              "Shenzhen, in USD, for a hotel in Dubai.\n\nBest regards\nOmar Haddad\nAl Noor Lighting LLC\n"),
        Piece("six thousand bulbs", "anna", ((BULB, 6000),), "CIP", "Hamburg", "TT_30_70_BL"),
        Piece("spots and bulbs", "anna", ((SPOT, 400), ("MZ-A60-90-830", 500), ("MZ-GU10-70-840", 200))),
        Piece("second hotel", "omar", (("MZ-GU10-70-827", 500),)),
    ]  # fmt: skip
    stages_until_made(life, delivered, fails_first=delivered[1])
    life.each(delivered, life.send_plan, life.confirm_plan)
    life.each([it for it in delivered if it.term == "TT_30_70_BS"], life.balance)
    life.each(delivered, life.issue_papers, life.book)
    life.go_on(days=1)
    life.each(delivered, life.load, life.depart)
    life.each([it for it in delivered if it.term == "TT_30_70_BL"], life.balance)
    life.go_on(days=30)
    life.each(delivered, life.arrive)
    life.go_on(days=2)
    life.each(delivered, life.deliver)
    claims(life, delivered)

    shipping = [Piece(f"shipping {name}", who, ((number, n),), said={"voyage": days}) for name, who, number, n, days in (
        ("drafted", "anna", SPOT, 300, 36), ("sent", "anna", SPOT, 350, 36), ("changed", "omar", SPOT, 400, 36),
        ("confirmed", "anna", BULB, 450, 36), ("with papers", "omar", BULB, 500, 36), ("booked", "anna", SPOT, 320, 36),
        ("loaded", "omar", SPOT, 340, 36), ("under way", "anna", SPOT, 360, 36), ("arrived", "anna", BULB, 480, 3),
        ("delayed", "omar", BULB, 470, 20),
    )]  # fmt: skip
    stages_until_made(life, shipping)
    ship(life, shipping)

    making = [Piece(f"making {name}", who, ((number, pieces),)) for name, who, number, pieces in (
        ("to buy", "anna", BULB, 700), ("ordered", "omar", SPOT, 650), ("half here", "anna", SPOT, 600),
        ("ready", "omar", BULB, 550), ("planned", "anna", "MZ-A60-90-840", 12000), ("released", "omar", SPOT, 300),
        ("to measure", "anna", SPOT, 310), ("failed", "omar", "MZ-GU10-70-840", 320), ("in rework", "anna", SPOT, 330),
        ("passed", "omar", SPOT, 340), ("half looked at", "anna", BULB, 350),
    )]  # fmt: skip
    produce(life, making)
    in_parts(life)
    documents(life)
    expired = Piece("offer expired", "anna")
    life.each([expired], life.ask, life.confirm, life.send)
    life.go_to(max(life.quotation(expired).valid_until + timedelta(minutes=1), present - timedelta(days=18)))
    samples(life)
    letters(life)
    on_credit(life)
    life.go_to(present - timedelta(days=10))
    orders(life)
    offers(life)
    amendments(life)
    life.go_to(present - timedelta(minutes=2))
    late_mail(life)
    set_clock(clock.real_now())
    life.work(with_routines=True)


def more_people(life: Life) -> None:
    """Colleagues of the two buyers, with names as the world has them."""
    from ordolux.foundation.actors import Actor
    from ordolux.foundation.parties.deeds import add_person

    for email, name, title, roles, who in (
        ("f.hohenstein@nordlicht.example", "Dr. Friederike-Charlotte Freifrau von Hohenstein-Wittgenstein zu Ostfriesland",
         "Geschäftsführende Gesellschafterin und Leiterin der internationalen Beschaffung", ["signatory"], "anna"),
        ("wang@nordlicht.example", "王小明", "采购助理", ["buyer"], "anna"),
        ("khalid@alnoor.example", "عبد الرحمن بن خالد آل مكتوم", "مدير المشتريات", ["buyer", "payer"], "omar"),
    ):  # fmt: skip
        add_person(email=email, name=name, title=title, roles=roles, company=life.people[who].company,
                   by=Actor.system(), at=life.by("mei")["at"])  # fmt: skip


def certify_again(life: Life) -> None:
    """The packing factory's certificate is renewed before it runs out."""
    from ordolux.foundation.files import store_bytes
    from ordolux.foundation.parties.deeds import add_supplier_certificate
    from ordolux.foundation.parties.models import Supplier

    today = life.by("gao")["at"].date()
    add_supplier_certificate(
        Supplier.objects.get(email="office@zspacking.example"), scheme="ISO 9001", certificate_number="Q-2026-NEW",
        scope="boxes and cartons", valid_from=today - timedelta(days=1), valid_until=today + timedelta(days=1000),
        file=store_bytes(b"ISO 9001 certificate Q-2026-NEW", "text/plain"), **life.by("gao"),
    )  # fmt: skip


def stages_until_made(life: Life, pieces: list[Piece], *, fails_first: Piece | None = None) -> None:
    """From the mail to the last batch."""
    until_released(life, pieces)
    life.each(pieces, life.buy)
    life.go_on(days=14)
    life.each(pieces, life.receive)
    life.schedule()
    life.each(pieces, lambda it: life.make(it, fails_first=it is fails_first))


def until_released(life: Life, pieces: list[Piece]) -> None:
    """From the mail to the deposit."""
    life.each(pieces, life.ask, life.confirm, life.send, life.accept, life.sign, life.countersign)
    life.go_on(days=1)
    life.each(pieces, life.deposit)


def claims(life: Life, delivered: Sequence[Piece]) -> None:
    """Claims in every state, on goods that were delivered."""
    from ordolux.support.warranty.deeds import approve_claim, ask_for_report, reject_claim

    spots, bulbs, mixed, second = delivered
    life.talk(bulbs, ("anna", LONG_TEXT), ("mei", "Yes, both are possible. 没问题。"), ("anna", "Thank you!"),
              ("mei", "The cartons for the fourth floor carry a red label."))  # fmt: skip
    life.go_on(days=10)
    asked = life.claim(bulbs, 12, "They flicker after an hour.")
    ask_for_report(
        fresh(asked), words="Please send the fault test report of your laboratory.", **life.by("ling")
    )
    life.claim(mixed, 3, "Three lamps stay dark. " + "The drivers get hot. " * 30, report=True)
    approved = life.claim(spots, 20, "Flicker when dimmed below 40 %.", report=True)
    approve_claim(fresh(approved), **life.by("ling"))
    refused = life.claim(second, 5, "Broken glass in one carton.", report=True)
    reject_claim(fresh(refused), reason="Damage in transit, reported after seven days.", **life.by("ling"))
    life.claim(bulbs, 40, "灯泡闪烁 – وميض – flicker <b>& more</b>")
    life.work()


def ship(life: Life, pieces: Sequence[Piece]) -> None:
    """Each piece of business stops at another place of the way."""
    from ordolux.shipping.plan.deeds import request_plan_change

    _, _, changed, *later = pieces
    life.each(pieces[1:], life.send_plan)
    request_plan_change(life.plan(changed), plan_version=life.plan(changed).plan_version,
                        wish="Our warehouse is closed until the 12th; please a week later.", **life.by("omar"))  # fmt: skip
    life.each(later, life.confirm_plan, life.balance)
    life.each(later[1:], life.issue_papers)
    life.each(later[2:], life.book)
    life.go_on(days=1)
    life.each(later[3:], life.load)
    life.each(later[4:], life.depart)
    life.go_on(days=3)
    life.each([later[5]], life.arrive)
    life.note(later[6], "ARRI", classifier="EST")
    life.work()


def produce(life: Life, pieces: Sequence[Piece]) -> None:
    """Each piece of business stops at another place of the works."""
    from ordolux.production.inspection.deeds import FoundDefect, inspect_appearance, rework_batch
    from tests.stories.making import _minor

    until_released(life, list(pieces))
    _to_buy, _ordered, half_here, _ready, planned, *later = pieces
    life.each(pieces[1:], life.buy)
    life.go_on(days=12)
    for purchase in life.purchases(half_here):
        life.let_in(purchase, "0.5", lines=1)
    life.each([planned, *later], life.receive)
    life.schedule()
    life.each([_ready], life.receive)
    released, to_measure, failed, in_rework, passed, half_looked_at = later
    for it in (to_measure, failed, in_rework, passed, half_looked_at, released):
        for batch in life.batches(it):
            life.release(batch)
            if it is not released:
                life.close(batch)
            if it not in (released, to_measure):
                life.measure(batch, "0.82" if it in (failed, in_rework) else "1.01")
                life.judge(batch)
            if it is in_rework:
                rework_batch(
                    fresh(batch), what="Drivers of the wrong lot replaced, 重新焊接", **life.by("chen")
                )
            if it is half_looked_at:
                inspect_appearance(
                    fresh(batch), good=batch.pieces - 10, rework=10, scrap=0,
                    defects=(FoundDefect(codes=(_minor(),), pieces=10, becomes="rework"),), **life.by("lin"),
                )  # fmt: skip
    life.work()


def orders(life: Life) -> None:
    """Orders that wait for a signature or for money."""
    from ordolux.orders.proforma.deeds import decline_proforma, reissue_proforma

    lapsed, reissued, declined, signed, unpaid, part_paid, to_sign, to_sign_2 = waiting = [
        Piece(f"order {name}", who, ((SPOT, pieces),)) for name, who, pieces in (
            ("lapsed", "anna", 300), ("issued again", "omar", 310), ("declined", "anna", 320), ("signed", "omar", 330),
            ("unpaid", "anna", 999900), ("part paid", "omar", 360), ("to sign", "anna", 370), ("to sign", "omar", 380),
        )]  # fmt: skip
    life.each([lapsed, reissued], life.ask, life.confirm, life.send, life.accept)
    life.go_on(days=8)
    reissue_proforma(life.proforma(reissued), **life.by("mei"))
    life.each(waiting[2:], life.ask, life.confirm, life.send, life.accept)
    decline_proforma(
        life.proforma(declined), reason="The consignee is our branch in Bremen.", **life.by("anna")
    )
    life.each([signed, unpaid, part_paid], life.sign)
    life.each([unpaid, part_paid], life.countersign)
    life.pay(part_paid, 1, "0.4")
    life.bank("EUR", Decimal("1234.56"), "Nordlicht Leuchten GmbH", "thanks for everything")
    life.talk(to_sign, ("anna", "Can the deposit go out on Thursday?"), ("mei", "Yes, that is early enough."))
    life.talk(to_sign_2, ("omar", "شكرا، سأوقع غدا. I will sign tomorrow."))
    life.work()


def offers(life: Life) -> None:
    """Quotations in every state, and buyers with names that are hard on a page."""
    from ordolux.inquiries.inquiry.deeds import NewBuyer, NewContact
    from ordolux.inquiries.quotation.deeds import decline_quotation, revise_quotation

    def new(
        name: str, legal: str, country: str, zone: str, person: str, email: str, lang: str = "en"
    ) -> Piece:
        return Piece(
            name, "omar" if country == "AE" else "anna", ((SPOT, 300), (BULB, 1000)), country="AE" if country == "AE" else "DE",
            new_buyer=NewBuyer(legal, country, zone, "Am Ende der sehr langen Straße 1234567890\n" * 3, language=lang,
                               currency="USD" if country == "AE" else "EUR"),
            new_contact=NewContact(person, email, "head of everything", language=lang),
        )  # fmt: skip

    declined, superseded, sent, draft, *named = pieces = [
        Piece("offer declined", "omar"), Piece("offer replaced", "anna"),
        Piece("offer sent", "anna", ((BULB, 12000), (SPOT, 300))), Piece("offer draft", "omar"),
        new("long name", LONG_GERMAN, "AT", "Europe/Vienna",
            "Maximiliane-Theodora Oberbauunterinspektionsanwärterin-Schulze", "max@donaudampf.example"),
        new("Chinese name", CHINESE, "CN", "Asia/Shanghai", "欧阳娜娜", "ouyang@mingliang.example", "zh-hans"),
        new("Arabic name", ARABIC, "AE", "Asia/Dubai", "فاطمة الزهراء بنت محمد", "fatima@alnoorkubra.example"),
    ]  # fmt: skip
    life.each(pieces, life.ask, life.confirm)
    life.each([it for it in pieces if it is not draft], life.send)
    decline_quotation(
        life.quotation(declined), reason="The price is above our budget. " * 20, **life.by("omar")
    )
    revise_quotation(life.quotation(superseded), **life.by("mei"))
    assert named
    life.talk(sent, ("anna", "Is 12,000 the best price break?"), ("mei", "20,000 would be 4 % lower."))
    life.work()


def late_mail(life: Life) -> None:
    """The inbox of this morning: late, paused, answered, dismissed, fresh, unreadable, and no inquiry at all."""
    from ordolux.foundation import clock
    from ordolux.inquiries.inquiry.deeds import ask_customer, dismiss_inquiry

    late, paused, dismissed, fresh_one, chinese, huge = (
        Piece("late", "anna"), Piece("paused", "omar"), Piece("dismissed", "anna"), Piece("fresh", "omar"),
        Piece("Chinese", "anna", text="您好，\n\n请报价 GU10 7W 3000K 36度 射灯 2000 只，FOB 深圳，谢谢！\n\nAnna\n"),
        Piece("huge", "omar", text="Dear Mei,\n\n" + "please quote 300 pcs GU10 7W 3000K 36 deg FCA Shenzhen. " * 40),
    )  # fmt: skip
    now = clock.now()
    set_clock(now - timedelta(days=2))
    life.each([late, paused, dismissed], life.ask)
    ask_customer(life.find(paused), questions="Which dimmer do you use? Which beam angle?", **life.by("mei"))
    dismiss_inquiry(life.find(dismissed), reason="Asked twice by mistake.", **life.by("mei"))
    life.work()
    set_clock(now - timedelta(hours=3))
    life.each([fresh_one, chinese, huge], life.ask)
    at = clock.now()
    life.mail("newsletter@fair.example", "Lighting Fair", "Your stand in hall 9", "Book your stand now!", at)
    life.mail(
        "نور@example.example".encode("ascii", "ignore").decode() or "x@example.example",
        "نور",
        "سؤال",
        "مرحبا",
        at,
    )
    life.work()


# ── the machine ──────────────────────────────────────────────────────────────


def fresh(record: Any) -> Any:
    """The record as it is now."""
    return type(record).objects.get(pk=record.pk)


def now() -> datetime:
    """The moment of the simulated clock."""
    from ordolux.foundation import clock

    return clock.now()


def works_day(moment: datetime) -> date:
    """The day at the works."""
    from tests.stories.telling import WORKS

    return moment.astimezone(WORKS).date()


def set_clock(moment: datetime) -> None:
    """The simulated clock of this process; unlike a run's, it may begin in the past."""
    from django.conf import settings

    from ordolux.foundation import clock

    ahead = moment - clock.real_now()
    (Path(settings.ORDOLUX_STATE) / "clock-offset-microseconds").write_text(
        str(round(ahead / timedelta(microseconds=1)))
    )


def do_all_jobs() -> None:
    """Carry out every job that waits, those for later included, a few at a time. Raises when one fails again and again."""
    from django.db import connection

    while True:
        with connection.cursor() as cursor:
            cursor.execute(
                "SELECT id, task_name, args FROM procrastinate_jobs WHERE status = 'todo' ORDER BY id"
            )
            waiting = cursor.fetchall()
        if not waiting:
            return
        list(_HANDS.map(_do_job, waiting))
        with connection.cursor() as cursor:
            cursor.execute(
                "UPDATE procrastinate_jobs SET status = 'succeeded' WHERE id = ANY(%s)",
                [[job for job, *_ in waiting]],
            )


def _do_job(job: tuple[int, str, Any]) -> None:
    """What the worker would do with this job, without its bookkeeping."""
    import json

    from procrastinate.contrib.django import app

    _, name, args = job
    for tries_left in (2, 1, 0):
        try:
            app.tasks[name].func(**(json.loads(args) if isinstance(args, str) else args))
        except Exception:
            if not tries_left:
                raise
        else:
            return


if __name__ == "__main__":
    import django

    django.setup()
    live()
    sys.exit(0)
