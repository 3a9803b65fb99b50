"""What is played: a large order that takes every detour and a small one that goes straight, through the edges alone.

Anna buys 12,000 bulbs, CIP Hamburg; Omar 300 spots, FCA Shenzhen. Each chapter is one numbered point of the process.
"""

import hashlib
import re
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from decimal import Decimal
from pathlib import Path
from typing import Any
from zoneinfo import ZoneInfo

import holidays

from tests.stories import bank, people, post
from tests.stories.house import House
from tests.stories.telling import WORKS, Broken, Telling
from tests.stories.visitor import File, Visitor

US = "sales@ordolux.example"
ACCOUNTS = {"USD": "7550014200882160", "EUR": "7550014200882178"}
DAY = timedelta(days=1)
TERMS = {"TT_30_70_BS": "before shipment", "TT_30_70_BL": "against a copy of the bill of lading"}


@dataclass
class Business:
    """One of the two pieces of business, as far as it has come."""

    name: str
    buyer: str
    email: str
    company: str
    country: str
    zone: str
    currency: str
    product: str
    pieces: int
    incoterm: str
    place: str
    term: str
    mail: str
    deal: Any = None
    inquiry: Any = None
    quotation: Any = None
    order: Any = None
    proforma: Any = None
    plan: Any = None
    shipment: Any = None
    claim: Any = None
    tracking: Any = None


SMALL = Business(
    "small", "Omar Haddad", "omar@alnoor.example", "Al Noor Lighting LLC", "AE", "Asia/Dubai", "USD", "MZ-GU10-70-830", 300,
    "FCA", "Shenzhen", "TT_30_70_BS",
    "Dear Sirs,\n\nplease quote 300 pcs GU10 7W 3000K 36 deg, FCA Shenzhen, in USD, for a hotel in Dubai.\n"
    "Can you also offer insurance?\n\nBest regards\nOmar Haddad\nAl Noor Lighting LLC\n",
)  # fmt: skip
LARGE = Business(
    "large", "Anna Petersen", "anna@nordlicht.example", "Nordlicht Leuchten GmbH", "DE", "Europe/Berlin", "EUR",
    "MZ-A60-90-827", 12000, "CIP", "Hamburg", "TT_30_70_BL",
    "Hello,\n\nwe need 12,000 pcs A60 9W 2700K E27, CIP Hamburg, price in EUR please.\n\n"
    "Kind regards\nAnna Petersen\nNordlicht Leuchten GmbH\n",
)  # fmt: skip


class Play:
    """The whole story; the house runs, and the steps follow in the order in which they stand here."""

    def __init__(self, house: House, tell: Telling, out: Path) -> None:
        self.house, self.tell, self.out = house, tell, out
        self.box = post.PostBox(house.outgoing)
        self.staff = people.Staff(house)
        self.customers: dict[str, Visitor] = {}
        self.small, self.large = SMALL, LARGE
        self.balances = {"USD": Decimal("12500.00"), "EUR": Decimal("84210.55")}
        self.statements = 0

    # ── the whole ───────────────────────────────────────────────────────────

    def from_mail_to_warranty(self) -> None:
        """Play everything."""
        from tests.stories import changing, making, shipping

        small, large = self.small, self.large
        self.house.go_to(_next_monday(self.house.now()))

        self.chapter(1, "The mail arrives: large order")
        self.mail_arrives(large)
        self.chapter(2, "The quotation: large order, late, and it runs out once")
        self.house.go_on(hours=25)
        self.tell.fact("sales was warned while the 24 hours ran out", "late" in self.warnings(large))
        self.confirm(large)
        self.send_quotation(large, is_late=True)
        self.quotation_runs_out(large)

        self.chapter(1, "The mail arrives: small order")
        self.mail_arrives(small)
        self.chapter(2, "The quotation: small order, within the 24 hours")
        self.house.go_on(hours=2)
        self.confirm(small)
        self.send_quotation(small, is_late=False)

        self.chapter(3, "Acceptance, proforma invoice, signature")
        self.accept_in_portal(large)
        self.accept_by_link(small)
        self.proforma_issued(small)
        self.proforma_issued(large)
        self.sign(small)
        self.proforma_lapses(large)
        self.sign(large)
        self.locked(small)
        self.locked(large)
        self.verified_by_anybody(large)
        changing.amend(self, small)

        self.chapter(4, "Money: statements, deposit, release")
        self.nothing_before_the_money()
        self.unknown_currency()
        self.deposit(small)
        self.deposit(large)
        self.same_statement_again()
        changing.samples(self, small)

        making.play(self)
        shipping.play(self)

    def chapter(self, number: int, title: str) -> None:
        """Begin a chapter."""
        self.tell.chapter(number, title)

    def customer(self, business: Business) -> Visitor:
        """The buyer at his browser, signed in when he is first needed."""
        if business.name not in self.customers:
            self.tell.step(f"{business.buyer} signs in with a code that came by mail.")
            self.customers[business.name] = people.customer(
                self.house, self.box, business.buyer, business.email
            )
        return self.customers[business.name]

    # ── 1 the inquiry ───────────────────────────────────────────────────────

    def mail_arrives(self, it: Business) -> None:
        """The customer's mail comes by SMTP, is kept byte for byte, read, and shown to sales."""
        from ordolux.foundation.correspondence.models import Message
        from ordolux.inquiries.models import Inquiry

        at = self.house.now()
        raw = post.write_mail(
            sender=f"{it.buyer} <{it.email}>", to=US, subject=f"Inquiry {it.pieces} lamps", text=it.mail, at=at,
            message_id=f"inquiry-{it.name}@{it.email.split('@')[1]}",
        )  # fmt: skip
        self.tell.step(f"{it.buyer} of {it.company} writes to {US}: {it.mail.splitlines()[2]}")
        post.send_mail(raw, sender=it.email, to=US, port=self.house.smtp)
        self.house.settle()
        self.keep(f"{it.name}-01-inquiry.eml", raw)
        message = Message.objects.filter(from_address=it.email).latest("id")
        self.tell.fact(
            "the mail is kept byte for byte",
            hashlib.sha256(message.raw.read()).hexdigest(),
            hashlib.sha256(raw).hexdigest(),
        )
        again = post.send_mail(raw, sender=it.email, to=US, port=self.house.smtp)
        self.house.settle()
        self.tell.fact(
            f"sent once more, it is taken and changes nothing ({again[:40]})",
            Message.objects.filter(from_address=it.email).count(),
            1,
        )
        it.inquiry = Inquiry.objects.select_related("deal").get(message=message)
        it.deal = it.inquiry.deal
        (line,) = it.inquiry.lines.select_related("product")
        self.tell.fact(f"it is read as {it.pieces} of one article", line.pieces, it.pieces)
        self.tell.fact(
            f"the model {it.product} is proposed", line.product and line.product.number, it.product
        )
        self.tell.fact(
            f"{it.incoterm} {it.place} is read",
            (it.inquiry.incoterm, it.inquiry.place.split(",")[0]),
            (it.incoterm, it.place),
        )
        self.tell.fact(
            "the 24 hours run from the receipt", it.inquiry.answer_by, it.inquiry.received_at + DAY
        )
        self.tell.step("Mei opens the inbox and the inquiry.")
        self.tell.fact(
            "the inquiry stands in the inbox",
            it.inquiry.number in self.staff.mei.open("/desk/inbox").body.decode(),
        )
        self.staff.mei.open(f"/desk/inquiries/{it.inquiry.number}")

    def warnings(self, it: Business) -> set[str]:
        """The levels at which sales was warned."""
        return {facts["level"] for (facts,) in self.events(it, "inquiry.warned")}

    # ── 2 the quotation ─────────────────────────────────────────────────────

    def confirm(self, it: Business) -> None:
        """Sales confirms the lines; the draft is computed."""
        from ordolux.inquiries.models import Quotation

        mei = self.staff.mei
        mei.open(f"/desk/inquiries/{it.inquiry.number}")
        self.tell.step(
            f"Mei confirms lines, buyer and terms (30 % before production, 70 % {TERMS[it.term]})."
        )
        mei.submit("/confirmation", incoterm=it.incoterm, place=it.place, destination_country=it.country,
                   payment_term=it.term, currency=it.currency)  # fmt: skip
        self.house.settle()
        it.quotation = Quotation.objects.get(inquiry=it.inquiry)
        self.computed(it)

    def computed(self, it: Business) -> None:
        """What a computed quotation must show."""
        quotation = it.quotation
        line = quotation.lines.get()
        blocks = list(quotation.blocks.all())
        self.tell.fact("goods = pieces × unit price, rounded per line",
                       line.amount.amount, (line.unit_price.amount * it.pieces).quantize(Decimal("0.01")))  # fmt: skip
        self.tell.fact(f"goods and {len(blocks)} blocks add up to {quotation.total}",
                       quotation.total.amount, quotation.goods.amount + sum(b.amount.amount for b in blocks))  # fmt: skip
        self.tell.fact("every step of the price is told", len(quotation.chain) > 0 or len(line.chain) > 0)
        ways = {way.mode: way for way in quotation.options.all()}
        feasible = [way for way in ways.values() if way.is_feasible]
        self.tell.fact(
            f"by sea, by air and by land are weighed ({', '.join(sorted(ways))})",
            {"air"} <= set(ways)
            and any(m.startswith("sea") for m in ways)
            and bool({"truck", "rail"} & set(ways)),
        )
        self.tell.fact(
            "each feasible way has its cost and its days",
            all(w.cost.amount > 0 and 0 < w.days_min <= w.days_max for w in feasible),
        )
        self.tell.fact(
            "each way that cannot be says why",
            all(way.reason for way in ways.values() if not way.is_feasible),
        )
        kinds = {"FCA": "optional", "CIP": "included"}
        self.tell.fact(
            f"insurance is {kinds[it.incoterm]} under {it.incoterm}", quotation.insurance, kinds[it.incoterm]
        )
        plan = quotation.plan
        self.tell.fact(
            f"the delivery plan is dated and takes {plan['total_days']} days in all",
            bool(plan["total_days"] and (plan.get("steps") or plan.get("items"))),
        )

    def send_quotation(self, it: Business, *, is_late: bool) -> None:
        """Sales sends; the letter has PDF, datasheets and a link that opens without signing in."""
        mei = self.staff.mei
        mei.open(f"/desk/quotations/{it.quotation.number}")
        self.tell.step(f"Mei sends {it.quotation.number} over {it.quotation.total}.")
        mei.submit("/sending")
        self.house.settle()
        it.quotation.refresh_from_db()
        it.inquiry.refresh_from_db()
        self.tell.fact("the quotation is sent", it.quotation.state, "sent")
        self.tell.fact(
            f"the 24 hours were {'missed' if is_late else 'kept'} ({it.inquiry.answer_seconds // 3600} h)",
            it.inquiry.is_late,
            is_late,
        )
        letter = self.box.newest(it.email, it.quotation.number)
        files = post.files_of(letter)
        self.tell.fact(
            f"the letter brings {len(files)} PDFs: quotation and datasheets",
            [d[:5] for d in files.values()],
            [b"%PDF-"] * 2,
        )
        stranger = self.house.visitor(self.house.url, "somebody with the link", "")
        page = stranger.open(self.link_in(letter))
        self.tell.fact(
            "the link opens the quotation without signing in",
            (page.status, it.quotation.number in page.body.decode()),
            (200, True),
        )
        self.tell.fact(
            "a link that is one letter off opens nothing",
            stranger.open(self.link_in(letter)[:-1] + "~", may_fail=True).status in (404, 410),
        )

    def link_in(self, letter: Any) -> str:
        """The first link to our own pages in a letter."""
        found = re.search(rf"{re.escape(self.house.url)}/\S+", post.text_of(letter))
        if found is None:
            raise Broken(f"the letter “{letter['Subject']}” has no link")
        return found.group(0)

    def quotation_runs_out(self, it: Business) -> None:
        """Nobody answers: the quotation ends with its validity and is made anew."""
        from ordolux.inquiries.models import Quotation

        old = it.quotation
        self.house.go_to(old.valid_until + timedelta(minutes=1))
        self.tell.step(f"{old.number} was valid until now, and nobody answered.")
        old.refresh_from_db()
        self.tell.fact("the quotation has expired by itself", old.state, "expired")
        stranger = self.house.visitor(self.house.url, "Anna with her old link", "")
        page = stranger.open(self.link_in(self.box.newest(it.email, old.number)), may_fail=True)
        self.tell.fact("it can no longer be accepted", page.has_form("/acceptance"), False)
        self.house.go_to(_morning_after(self.house.now()))
        mei = self.staff.mei
        mei.open(f"/desk/quotations/{old.number}")
        self.tell.step("Mei makes a new revision and sends it.")
        mei.submit("/revision")
        self.house.settle()
        it.quotation = Quotation.objects.get(inquiry=it.inquiry, state="drafted")
        self.tell.fact("it is the second revision", it.quotation.revision, 2)
        self.computed(it)
        mei.open(f"/desk/quotations/{it.quotation.number}")
        mei.submit("/sending")
        self.house.settle()
        it.quotation.refresh_from_db()
        self.tell.fact(
            "the new one is sent and valid",
            (it.quotation.state, it.quotation.valid_until > self.house.now()),
            ("sent", True),
        )

    # ── 3 acceptance, proforma invoice, signature ───────────────────────────

    def accept_in_portal(self, it: Business) -> None:
        """The customer accepts in the portal, within the validity."""
        visitor = self.customer(it)
        visitor.open(f"/portal/quotations/{it.quotation.number}")
        self.tell.step(
            f"{it.buyer} accepts {it.quotation.number} in the portal, by the way that is proposed."
        )
        visitor.submit("/acceptance")
        self.ordered(it)

    def accept_by_link(self, it: Business) -> None:
        """The customer accepts on the page that his link opens, with the optional insurance."""
        letter = self.box.newest(it.email, it.quotation.number)
        visitor = self.house.visitor(self.house.url, it.buyer, it.email)
        visitor.open(self.link_in(letter))
        self.tell.step(
            f"{it.buyer} accepts {it.quotation.number} on the page of his link, and takes the insurance."
        )
        visitor.submit("/acceptance", insurance="yes")
        self.ordered(it)
        self.tell.fact(
            f"the order is insured for {it.order.insurance}",
            (it.order.is_insured, it.order.insurance.amount > 0),
            (True, True),
        )
        way = it.quotation.options.get(mode=it.order.mode)
        self.tell.fact(
            "quotation and premium add up to the order",
            it.order.total.amount,
            way.total.amount + way.insurance_premium.amount,
        )

    def ordered(self, it: Business) -> None:
        """What an order must show."""
        from ordolux.orders.models import Order

        self.house.settle()
        it.quotation.refresh_from_db()
        it.order = Order.objects.select_related("deal").get(quotation=it.quotation)
        self.tell.fact(
            f"{it.order.number} over {it.order.total} is placed, the quotation accepted",
            (it.order.state, it.quotation.state),
            ("placed", "accepted"),
        )
        parts = list(it.order.instalments.all())
        self.tell.fact(
            f"deposit and balance ({' + '.join(str(p.due) for p in parts)}) add up to the total",
            sum(p.due.amount for p in parts),
            it.order.total.amount,
        )
        self.tell.fact("price, delivery and parameters are written down with their hashes",
                       [a.sha256 for a in it.order.agreements.order_by("subject")],
                       [_hash_of(a.values) for a in it.order.agreements.order_by("subject")])  # fmt: skip

    def proforma_issued(self, it: Business) -> None:
        """The proforma invoice was issued by itself, in PDF and Word, and counts from its receipt."""
        from ordolux.foundation.documents.models import Document

        it.proforma = it.order.proformas.latest("id")
        paper = self.document("proforma", it.proforma)
        self.tell.fact(
            f"{it.proforma.number} is issued",
            (it.proforma.state, it.proforma.total),
            ("issued", it.order.total),
        )
        self.tell.fact(
            "it exists as PDF and for Word",
            (paper.file.read()[:5], paper.word_file.read()[:2]),
            (b"%PDF-", b"PK"),
        )
        self.tell.fact(
            "the customer's mail server took it: the three working days run",
            (it.proforma.received_by, it.proforma.received_at is not None),
            ("mail", True),
        )
        by = it.proforma.sign_by.astimezone(ZoneInfo(it.zone))
        self.tell.fact(f"it must be signed by {by:%a %d %b %H:%M} at the buyer's place",
                       it.proforma.sign_by, self.end_of_third_workday(it))  # fmt: skip
        self.tell.fact(
            "the paper in the letter is the paper of the record",
            it.proforma.sha256
            in {
                hashlib.sha256(d).hexdigest()
                for d in post.files_of(self.box.newest(it.email, it.proforma.number)).values()
            },
        )
        assert isinstance(paper, Document)

    def end_of_third_workday(self, it: Business) -> datetime:
        """The end of the third working day after the receipt at the buyer's place, counted on our own fingers."""
        zone = ZoneInfo(it.zone)
        day = it.proforma.received_at.astimezone(zone).date()
        free = holidays.country_holidays(it.country, years=[day.year, day.year + 1])
        left = 3
        while left:
            day += DAY
            left -= day.weekday() < 5 and day not in free
        return datetime.combine(day, time(23, 59, 59), zone)

    def proforma_lapses(self, it: Business) -> None:
        """Nobody signs in time: the proforma invoice lapses and is issued anew."""
        old = it.proforma
        self.house.go_to(old.sign_by + timedelta(minutes=1))
        old.refresh_from_db()
        self.tell.step(f"{it.buyer} did not sign {old.number} in three working days.")
        self.tell.fact("it has lapsed by itself", old.state, "lapsed")
        visitor = self.customer(it)
        visitor.open(f"/portal/proformas/{old.number}")
        self.tell.fact(
            "it can no longer be signed",
            visitor.page.has_form("/signature") or visitor.page.has_form("/code"),
            False,
        )
        self.house.go_to(_morning_after(self.house.now()))
        mei = self.staff.mei
        mei.open(f"/desk/proformas/{old.number}")
        self.tell.step("Mei issues it anew.")
        mei.submit("/reissue")
        self.house.settle()
        self.proforma_issued(it)
        self.tell.fact(f"{old.number} is followed by {it.proforma.number}", it.proforma.number != old.number)

    def sign(self, it: Business) -> None:
        """The customer signs with a code by mail, we countersign, the paper is sealed."""
        visitor = self.customer(it)
        visitor.open(f"/portal/proformas/{it.proforma.number}")
        self.tell.step(f"{it.buyer} reads {it.proforma.number} in the portal and asks for a code.")
        visitor.submit("/code")
        self.house.settle()
        code = self.box.code_for(it.email)
        wrong = f"{(int(code) + 1) % 1_000_000:06d}"
        visitor.submit("/signature", digits=wrong, consent="yes", refused=True)
        it.proforma.refresh_from_db()
        self.tell.fact("a wrong code signs nothing", it.proforma.state, "issued")
        self.tell.step(f"{it.buyer} types the code from the mail and signs.")
        visitor.submit("/signature", digits=code, name=it.buyer, consent="yes")
        self.house.settle()
        it.proforma.refresh_from_db()
        self.tell.fact(
            "it is signed in time",
            (it.proforma.state, it.proforma.signed_at <= it.proforma.sign_by),
            ("signed", True),
        )
        mei = self.staff.mei
        mei.open(f"/desk/proformas/{it.proforma.number}")
        self.tell.step("Mei countersigns.")
        mei.submit("/countersignature")
        self.house.settle()
        it.proforma.refresh_from_db()
        it.order.refresh_from_db()
        self.tell.fact(
            "both have signed, the order is confirmed",
            (it.proforma.state, it.order.state),
            ("countersigned", "confirmed"),
        )
        self.tell.fact("both sides agreed to price, delivery and parameters",
                       [bool(a.buyer_agreed_at and a.seller_agreed_at) for a in it.order.agreements.all()],
                       [True] * 3)  # fmt: skip
        self.tell.fact(
            "the sealed paper holds the very bytes that were shown",
            self.document("proforma", it.proforma).file.read().startswith(_read(it.proforma.sha256)),
        )

    def locked(self, it: Business) -> None:
        """Whoever tries to change what was agreed, even beside the code, is refused by the database."""
        line = it.order.lines.get()
        tries = {
            "price": ("UPDATE orders_order SET total_amount = total_amount + 1 WHERE id = %s", it.order.pk),
            "delivery time": (
                "UPDATE orders_order SET delivery_days = delivery_days + 1 WHERE id = %s",
                it.order.pk,
            ),
            "technical parameters": ("UPDATE orders_orderline SET values = '{}' WHERE id = %s", line.pk),
            "proforma invoice": ("UPDATE orders_proforma SET sha256 = '' WHERE id = %s", it.proforma.pk),
        }
        for name, (statement, key) in tries.items():
            self.tell.fact(
                f"{it.name}: the database refuses to change the {name}",
                self.house.is_refused_by_database(statement, key),
                "23514",
            )

    def verified_by_anybody(self, it: Business) -> None:
        """A stranger verifies the sealed paper on the public page, by file and by code; a changed one fails."""
        paper = self.document("proforma", it.proforma)
        sealed = paper.file.read()
        self.keep(f"{it.name}-sealed-{it.proforma.number}.pdf", sealed)
        stranger = self.house.visitor(self.house.url, "a stranger", "")
        self.tell.step("A stranger verifies the sealed proforma invoice on the public page.")
        stranger.open("/verify")
        self.tell.fact(
            "the sealed file is known",
            stranger.submit(
                "/verify", files={"file": File("pi.pdf", sealed, "application/pdf")}, may_fail=True
            ).status,
            200,
        )
        stranger.open("/verify")
        changed = sealed.replace(b"/Type", b"/Tipe", 1)
        self.tell.fact(
            "with one byte changed it is not",
            stranger.submit(
                "/verify", files={"file": File("pi.pdf", changed, "application/pdf")}, may_fail=True
            ).status,
            404,
        )
        self.tell.fact(
            "the printed code is known too",
            stranger.open(f"/verify?code={it.proforma.code}", may_fail=True).status,
            200,
        )
        self.tell.fact(
            "another code is not", stranger.open("/verify?code=AAAA-AAAA-AAAA", may_fail=True).status, 404
        )
        verdict = people.pdfsig(sealed)
        if verdict is None:
            self.tell.note(f"{'':26}· pdfsig is not installed here; nothing else looked at the seal")
        else:
            self.tell.fact("pdfsig finds two valid signatures", verdict.count("Signature is Valid"), 2)

    # ── 4 money ─────────────────────────────────────────────────────────────

    def nothing_before_the_money(self) -> None:
        """Neither procurement nor production has begun."""
        for it in (self.small, self.large):
            for table in ("production_job", "production_purchase"):
                ((count,),) = self.house.ask(f"SELECT count(*) FROM {table} WHERE deal_id = %s", it.deal.pk)
                self.tell.fact(f"{it.name}: no {table.split('_')[1]} before the deposit", count, 0)

    def unknown_currency(self) -> None:
        """A statement in a currency that does not exist is kept and refused; nothing of it is booked."""
        from ordolux.orders.models import BankEntry, BankStatement

        part = self.small.order.instalments.first()
        raw, _ = bank.statement(
            account=ACCOUNTS["USD"], currency="ZZQ", number=1, on=self.today(), opening=Decimal("0.00"),
            credits=[bank.Credit(part.due.amount, self.small.company, self.small.proforma.number, "ZZQ-1")],
        )  # fmt: skip
        self.tell.step("Zhou uploads a statement in the currency ZZQ.")
        self.upload("statement-unknown-currency.xml", raw)
        kept = BankStatement.objects.latest("id")
        self.tell.fact(
            "it is refused with its findings, and the file kept",
            (kept.state, bool(kept.findings), kept.file.read() == raw),
            ("refused", True, True),
        )
        self.tell.fact("nothing of it is booked", BankEntry.objects.count(), 0)

    def deposit(self, it: Business) -> None:
        """The deposit comes by a CAMT.053 file, is matched, and releases the order."""
        self.house.go_to(_morning_after(self.house.now()))
        part = it.order.instalments.order_by("position")[0]
        self.pay(it, part, f"{it.proforma.number} deposit")
        it.order.refresh_from_db()
        self.tell.fact("the order is released for procurement and production", it.order.state, "released")
        (event,) = self.events(it, "payment.credited")
        self.tell.fact(f"receipt {event[0]['receipt']} is drawn", event[0]["receipt"].startswith("RC-"))

    def pay(self, it: Business, part: Any, purpose: str) -> None:
        """A payment comes as an entry of a statement."""
        from ordolux.orders.models import BankStatement

        self.statements += 1
        opening, amount = self.balances[it.currency], part.due.amount.quantize(Decimal("0.01"))
        raw, closing = bank.statement(
            account=ACCOUNTS[it.currency], currency=it.currency, number=self.statements, on=self.today(), opening=opening,
            credits=[bank.Credit(amount, it.company, purpose, f"PRV{self.statements:06d}")],
        )  # fmt: skip
        self.tell.fact(f"the statement adds up: {opening} + {amount} = {closing}", opening + amount, closing)
        self.balances[it.currency] = closing
        self.last_statement = raw
        self.tell.step(f"{it.company} pays {part.due}; Zhou uploads the bank's statement.")
        self.upload(f"statement-{self.statements:02d}-{it.currency}.xml", raw)
        self.tell.fact("it is taken in", BankStatement.objects.latest("id").state, "imported")
        part.refresh_from_db()
        self.tell.fact(
            f"the {part.name} is matched and paid to the cent",
            (part.credited, part.paid_at is not None),
            (part.due, True),
        )

    def account_of(self, it: Business) -> str:
        """Our account in the currency of a piece of business."""
        return ACCOUNTS[it.currency]

    def upload(self, name: str, raw: bytes, *, refused: bool = False) -> None:
        """Zhou gives a statement file."""
        self.keep(f"bank/{name}", raw)
        zhou = self.staff.zhou
        zhou.open("/desk/money")
        zhou.submit("/money/statements", files={"file": File(name, raw, "application/xml")}, refused=refused)
        self.house.settle()

    def same_statement_again(self) -> None:
        """The same file a second time books nothing."""
        from ordolux.orders.models import Allocation, BankEntry, BankStatement

        before = (BankStatement.objects.count(), BankEntry.objects.count(), Allocation.objects.count())
        self.tell.step("Zhou uploads the same statement once more.")
        self.upload(f"statement-{self.statements:02d}-again.xml", self.last_statement, refused=True)
        self.tell.fact(
            "nothing is booked a second time",
            (BankStatement.objects.count(), BankEntry.objects.count(), Allocation.objects.count()),
            before,
        )

    # ── what all chapters use ───────────────────────────────────────────────

    def today(self) -> date:
        """The day at the works."""
        return self.house.now().astimezone(WORKS).date()

    def keep(self, name: str, data: bytes) -> None:
        """Leave a file in ``out/``."""
        path = self.out / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(data)

    def events(self, it: Business, name: str) -> list[tuple[Any, ...]]:
        """The facts of the events of a deal with this name, oldest first."""
        from ordolux.foundation.journal.models import Event

        return list(Event.objects.filter(deal=it.deal, name=name).order_by("id").values_list("facts"))

    def document(self, kind: str, record: Any) -> Any:
        """The paper of a kind that is in force for a record."""
        from ordolux.foundation.documents.models import Document

        return Document.objects.select_related("file", "word_file").filter(
            kind=kind, subject=record._meta.label_lower, subject_id=record.pk, superseded_at__isnull=True
        ).latest("id")  # fmt: skip


def _next_monday(now: datetime) -> datetime:
    day = now.astimezone(WORKS).date()
    day += timedelta(days=7 - day.weekday())
    return datetime.combine(day, time(10), WORKS)


def _morning_after(now: datetime) -> datetime:
    """The next morning that is one of work everywhere: at the works, in Germany and in the Emirates."""
    day = now.astimezone(WORKS).date() + DAY
    free = [
        holidays.country_holidays(country, years=[day.year, day.year + 1]) for country in ("CN", "DE", "AE")
    ]
    while day.weekday() > 3 or any(day in each for each in free):
        day += DAY
    return datetime.combine(day, time(15, 30), WORKS)


def _hash_of(values: Any) -> str:
    import json

    return hashlib.sha256(
        json.dumps(values, sort_keys=True, separators=(",", ":"), ensure_ascii=False).encode()
    ).hexdigest()


def _read(sha256: str) -> bytes:
    from ordolux.foundation.files import read_bytes

    return read_bytes(sha256)
