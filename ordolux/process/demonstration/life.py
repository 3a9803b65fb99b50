"""The steps of a deal of the demonstration company, each the deed of the one whose work it is.

A step is done at the present moment of this process (``clock.now()``). It may be done twice: a process that is killed in
the middle of a step begins it anew, and the keys of its deeds see to it that what was done stays done once. A step that
cannot be done yet answers with the moment at which it can.
"""

from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from decimal import Decimal
from random import Random
from typing import Any

from django.db.models import Sum

from ordolux.edges.mailbox.receiver import keep_received
from ordolux.foundation import clock
from ordolux.foundation.correspondence.deeds import post_message, see_messages
from ordolux.foundation.deals.models import Deal
from ordolux.foundation.deeds import Deed
from ordolux.foundation.files import note_upload, store_bytes
from ordolux.foundation.parties.models import Person, our_day
from ordolux.inquiries.inquiry.deeds import ConfirmedLine, ask_customer, confirm_inquiry, dismiss_inquiry
from ordolux.inquiries.models import Inquiry, Quotation
from ordolux.inquiries.quotation.deeds import (
    change_quotation,
    decline_quotation,
    revise_quotation,
    send_quotation,
)
from ordolux.orders.agreement.deeds import cancel_order, place_order
from ordolux.orders.models import Order
from ordolux.orders.payment.deeds import import_statement
from ordolux.orders.payment.models import BankEntry, BankStatement
from ordolux.orders.proforma.deeds import decline_proforma
from ordolux.orders.signature.deeds import countersign_proforma, digits_of, send_code, sign_proforma, try_code
from ordolux.process.demonstration import outside

ACCOUNTS = {"USD": "7550014200882160", "EUR": "7550014200882178"}
OPENING = {"USD": Decimal("48210.40"), "EUR": Decimal("84210.55")}


@dataclass
class Piece:
    """One piece of business: who buys what, which steps it takes, when it begins, on which terms. ``replaces``
    is the deal whose claim brought this one: free of charge, and begun by the story itself."""

    name: str
    buyer: str
    lines: tuple[tuple[str, int], ...]
    steps: tuple[str, ...]
    begins_days_ago: float
    incoterm: str = "FCA"
    place: str = "Shenzhen"
    term: str = "TT_30_70_BS"
    mode: str = ""
    text: str = ""
    replaces: "Piece | None" = None
    said: dict[str, Any] = field(default_factory=dict)

    def chance(self, about: str) -> Random:
        """Dice of this piece for one question: the same in each run."""
        return Random(f"ordolux {self.name} {about}")  # nobody guards anything with it


type Step = Callable[["Life", Piece], datetime | None]


class Life:
    """Who does what for a piece of business, from the mail to the contract and the money."""

    def __init__(self) -> None:
        self.people = {
            person.email.split("@")[0]: person for person in Person.objects.select_related("company")
        }
        self.key = ""

    # ── doing ───────────────────────────────────────────────────────────────

    def do(self, who: str, deed: Deed[..., Any], part: str, *record: Any, **said: Any) -> Any:
        """A deed of one person now; done once, however often it is asked for. Returns its result or the first one."""
        key = f"demonstration:{self.key}:{part}"
        return deed.once(key)(*record, **said, by=self.people[who].actor(), at=clock.now())

    def once(self, who: str, deed: Deed[..., Any], part: str, *record: Any, **said: Any) -> None:
        """The same for a deed whose arguments would look otherwise after it was done."""
        if not deed.was_done(f"demonstration:{self.key}:{part}", self.people[who].actor()):
            self.do(who, deed, part, *record, **said)

    def given(self, who: str, *words: str) -> Any:
        """A paper that a customer gave us."""
        file = store_bytes(outside.paper(*words), "application/pdf")
        note_upload(file, self.people[who].pk)
        return file

    # ── finding ─────────────────────────────────────────────────────────────

    def buyer(self, it: Piece) -> Person:
        """The customer's person."""
        return self.people[it.buyer]

    def inquiry(self, it: Piece) -> Inquiry:
        """The inquiry that the mail became."""
        found = Inquiry.objects.select_related("deal", "message")
        return found.get(message__message_id__contains=message_id(it, "ask", self.buyer(it)))

    def deal(self, it: Piece) -> Deal:
        """The file of this piece of business."""
        return Deal.objects.get(replaces=self.deal(it.replaces)) if it.replaces else self.inquiry(it).deal

    def quotation(self, it: Piece) -> Quotation:
        """The newest revision."""
        return Quotation.objects.filter(deal=self.deal(it)).order_by("-id")[0]

    def order(self, it: Piece) -> Order:
        """The order."""
        return Order.objects.select_related("deal__buyer").get(deal=self.deal(it))

    def proforma(self, it: Piece) -> Any:
        """The newest proforma invoice."""
        return self.order(it).proformas.latest("id")

    # ── mail and conversation ───────────────────────────────────────────────

    def mail(self, it: Piece, part: str, subject: str, text: str, reply_to: str = "") -> None:
        """A mail of the customer comes in; the same bytes twice are one mail."""
        person = self.buyer(it)
        at = moment_of_mail(clock.now())
        raw = outside.mail(
            sender=person.email, name=person.name, to="sales@ordolux.example", subject=subject, text=text, at=at,
            message_id=message_id(it, part, person), reply_to=reply_to,
        )  # fmt: skip
        keep_received(raw, person.email, ["sales@ordolux.example"], "192.0.2.1")

    def answer(self, it: Piece, part: str, text: str) -> None:
        """The customer answers by mail, in the thread of his inquiry."""
        asked = f"<{message_id(it, 'ask', self.buyer(it))}>"
        self.mail(it, part, f"Re: Inquiry {it.name}", f"{text}\n\n{self.buyer(it).name}\n", reply_to=asked)

    def talk(self, it: Piece, *words: tuple[str, str]) -> None:
        """Messages on the deal, from both sides."""
        for place, (who, text) in enumerate(words):
            self.do(
                it.buyer if who == "buyer" else who, post_message, f"talk-{place}", self.deal(it), text=text
            )

    def see(self, who: str, it: Piece) -> None:
        """Somebody has read the conversation."""
        self.do(who, see_messages, f"see-{who}", self.deal(it))


def message_id(it: Piece, part: str, person: Person) -> str:
    """The Message-ID of a mail of a piece of business."""
    plain = "".join(sign if sign.isalnum() else "-" for sign in f"{it.name}-{part}".lower())
    return f"{plain}@{person.email.split('@')[1]}"


def moment_of_mail(at: datetime) -> datetime:
    """When a mail says that it was written: the hour, so that a mail that is sent again is the same."""
    return at.replace(minute=at.minute // 10 * 10, second=0, microsecond=0)


# ── inquiry and quotation ────────────────────────────────────────────────────


def ask(life: Life, it: Piece) -> None:
    """The customer's mail comes in."""
    words = " and ".join(f"{pieces} pcs {number}" for number, pieces in it.lines)
    person = life.buyer(it)
    currency = person.company.currency if person.company else "USD"
    text = it.text or it.chance("words").choice((
        "Dear Mei,\n\nplease quote {words}, {incoterm} {place}, in {currency}.\n\nBest regards\n{name}\n",
        "Hello,\n\nwe need a price for {words}. Terms: {incoterm} {place}, {currency}.\n\nKind regards\n{name}\n",
        "Dear Sirs,\n\nfor a project we ask for your offer: {words}, {incoterm} {place}, in {currency}.\n\n{name}\n",
    )).format(words=words, incoterm=it.incoterm, place=it.place, currency=currency, name=person.name)  # fmt: skip
    life.mail(it, "ask", f"Inquiry {it.name}", text)


def wait_for_claim(life: Life, it: Piece) -> datetime | None:
    """The replacement begins when the claim was approved: by itself."""
    assert it.replaces is not None, "only a replacement waits for a claim"
    asked = Inquiry.objects.filter(
        message__message_id__contains=message_id(it.replaces, "ask", life.buyer(it))
    )
    begun = Quotation.objects.filter(deal__replaces__in=asked.values("deal"), state="drafted").exists()
    return None if begun else clock.now() + timedelta(days=3)


def ask_back(life: Life, it: Piece) -> None:
    """Sales asks what pricing needs; the clock stands still."""
    life.once("mei", ask_customer, "questions", life.inquiry(it),
              questions="Which dimmers do you use, and do you need your own label?")  # fmt: skip


def reply(life: Life, it: Piece) -> None:
    """The customer answers our questions by mail."""
    life.answer(it, "reply", "No dimmers, and your label is fine. Everything else as in my mail.")


def dismiss(life: Life, it: Piece) -> None:
    """It is no inquiry after all."""
    life.once(
        "mei",
        dismiss_inquiry,
        "dismiss",
        life.inquiry(it),
        reason="Asked twice by mistake; see the other mail.",
    )


def confirm(life: Life, it: Piece) -> None:
    """Sales confirms; the draft is computed."""
    person = life.buyer(it)
    assert person.company is not None, "a customer's person has a company"
    life.once(
        "mei", confirm_inquiry, "confirm", life.inquiry(it), buyer=person.company, contact=person,
        lines=tuple(ConfirmedLine(number, pieces) for number, pieces in it.lines), incoterm=it.incoterm, place=it.place,
        destination_country=person.company.country, payment_term=it.term, currency=person.company.currency,
    )  # fmt: skip


def send(life: Life, it: Piece) -> None:
    """The quotation goes out."""
    quotation = life.quotation(it)
    life.see("mei", it)
    life.once("mei", send_quotation, f"send-{quotation.revision}", quotation)


def bargain(life: Life, it: Piece) -> None:
    """The customer wants a better price, by mail and in the conversation."""
    percent = it.said.get("discount", 3)
    life.answer(
        it,
        "bargain",
        f"Thank you for the offer. The price is above our budget. With {percent} % less we can order this week.",
    )
    life.talk(
        it, ("mei", "I ask our manager and come back to you today."), ("buyer", "Thank you, we wait for it.")
    )


def discount(life: Life, it: Piece) -> None:
    """Sales revises the quotation and gives way a little."""
    quotation = life.quotation(it)
    if quotation.state != "drafted":
        life.do("mei", revise_quotation, "revise", quotation)
        quotation = life.quotation(it)
    life.once(
        "mei", change_quotation, "discount", quotation, discount_percent=Decimal(it.said.get("discount", 3)),
        incoterm=it.incoterm, place=it.place, payment_term=it.term, reason="First order of the year; repeat order expected.",
    )  # fmt: skip


def refuse(life: Life, it: Piece) -> None:
    """The customer says no."""
    life.once(
        it.buyer,
        decline_quotation,
        "decline",
        life.quotation(it),
        reason="Another supplier delivers two weeks earlier.",
    )


# ── order, signature, money ──────────────────────────────────────────────────


def accept(life: Life, it: Piece) -> None:
    """The customer accepts, by the way he wants or the first that is possible."""
    quotation = life.quotation(it)
    possible = [option.mode for option in quotation.options.order_by("id") if option.is_feasible]
    mode = it.mode if it.mode in possible else possible[0]
    life.see(it.buyer, it)
    life.once(it.buyer, place_order, "accept", quotation, mode=mode, insurance=False)


def sign(life: Life, it: Piece) -> None:
    """The customer proves his mailbox and signs."""
    proforma, who = life.proforma(it), it.buyer
    actor = life.people[who].actor()
    if sign_proforma.was_done(f"demonstration:{life.key}:sign", actor):
        return
    code = send_code(proforma, by=actor, at=clock.now())
    try_code(proforma, digits=digits_of(code), by=actor, at=clock.now())
    life.do(
        who,
        sign_proforma,
        "sign",
        proforma,
        name=life.buyer(it).name,
        consent=True,
        document_sha256=proforma.sha256,
    )


def countersign(life: Life, it: Piece) -> None:
    """We sign too."""
    life.see("mei", it)
    life.once("mei", countersign_proforma, "countersign", life.proforma(it))


def turn_down(life: Life, it: Piece) -> None:
    """The customer does not sign this proforma invoice."""
    life.once(
        it.buyer,
        decline_proforma,
        "decline",
        life.proforma(it),
        reason="The consignee is our branch; please change the address.",
    )


def cancel(life: Life, it: Piece) -> None:
    """The order is cancelled before anything was bought."""
    life.once("mei", cancel_order, "cancel", life.order(it), reason="The customer's project was stopped.")


def pay(life: Life, it: Piece, position: int, share: Decimal = Decimal(1)) -> None:
    """A part comes by the bank's statement, imported by finance."""
    order = life.order(it)
    assert order.deal.buyer is not None, "an order has its buyer"
    due = order.instalments.get(position=position).due
    key = f"pay-{position}"
    if import_statement.was_done(f"demonstration:{life.key}:{key}", life.people["zhou"].actor()):
        return
    came = BankEntry.objects.filter(statement__account=ACCOUNTS[due.currency]).aggregate(
        all=Sum("amount_amount")
    )["all"]
    opening = OPENING[due.currency] + (came or 0)
    number = BankStatement.objects.filter(name__startswith=f"statement-{due.currency}-").count() + 1
    raw, _ = outside.statement(
        account=ACCOUNTS[due.currency], currency=due.currency, number=number, on=our_day(clock.now()), opening=opening,
        amount=(due.amount * share).quantize(Decimal("0.01")), payer=order.deal.buyer.legal_name,
        purpose=f"{life.proforma(it).number} part {position}",
    )  # fmt: skip
    life.do("zhou", import_statement, key, file=store_bytes(raw, "application/xml"),
            name=f"statement-{due.currency}-{number:03d}.xml")  # fmt: skip


def deposit(life: Life, it: Piece) -> None:
    """The first part is paid."""
    pay(life, it, 1)


def part_of_deposit(life: Life, it: Piece) -> None:
    """Less comes than was agreed."""
    pay(life, it, 1, Decimal("0.4"))


def balance(life: Life, it: Piece) -> None:
    """The second part is paid."""
    pay(life, it, 2)


def chat(life: Life, it: Piece) -> None:
    """A question on the way."""
    words = it.chance("chat").choice((
        (("buyer", "Can the cartons carry our project name?"), ("mei", "Yes, please send me the text.")),
        (("buyer", "When do you know the vessel?"), ("mei", "A week before it sails; you see it on the order's page.")),
        (("buyer", "We need the test reports."), ("mei", "They come with the inspection report of each batch.")),
        (("buyer", "Is the deposit with you?"), ("zhou", "It came this morning, thank you.")),
    ))  # fmt: skip
    life.talk(it, *words)


FIRST_STEPS: dict[str, Step] = {
    "ask": ask, "replacement": wait_for_claim,
    "ask_back": ask_back, "reply": reply, "dismiss": dismiss, "confirm": confirm, "send": send,
    "bargain": bargain, "discount": discount, "send_again": send, "refuse": refuse, "accept": accept, "sign": sign,
    "countersign": countersign, "turn_down": turn_down, "cancel": cancel, "deposit": deposit,
    "part_of_deposit": part_of_deposit, "balance": balance, "chat": chat,
}  # fmt: skip
