"""What can be done now with the record that a page shows, where, and why other things cannot.

The table says for each deed that people do by hand from which states it is possible; the role comes from the register
of deeds, the state from the record. The deed itself has the last word: this is what the palette tells beforehand.
"""

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any

from django.db.models import CharField, F, Model, Value
from django.db.models.functions import Cast
from django.utils.translation import gettext

from ordolux.edges.search.places import address
from ordolux.edges.ui.dossier import DEED_WORDS_TO_YOU, ROLE_WORDS
from ordolux.edges.ui.states import state_word
from ordolux.foundation.actors import CUSTOMER_ROLES, Actor, Role
from ordolux.foundation.deals.models import Deal
from ordolux.foundation.deeds import REGISTER
from ordolux.inquiries.models import Inquiry, Quotation
from ordolux.orders.models import Amendment, LetterOfCredit, Order, Presentation, Proforma, SampleOrder
from ordolux.production.models import Batch, Purchase
from ordolux.rules.refusal import N_
from ordolux.shipping.models import Shipment, ShippingPlan
from ordolux.support.models import Claim


@dataclass(frozen=True, slots=True)
class Doing:
    """A deed that people do by hand: on which record, in which of its states, on which pages.

    ``leads_to`` names the state to which it moves the record, where it moves it. ``word`` says it as a command; where
    it is empty the words of the next step are used. ``or_once`` names a record of the same business whose state allows it,
    too: of an order in parts goods can be claimed as soon as one of its shipments came.
    """

    deed: str
    model: type[Model]
    states: frozenset[str]
    desk: str = ""
    portal: str = ""
    word: str = ""
    leads_to: str = ""
    anchor: str = ""
    or_once: tuple[type[Model], str] | None = None

    @property
    def command(self) -> str:
        """The deed as a command in the reader's language."""
        return gettext(self.word or DEED_WORDS_TO_YOU[self.deed])


def _in(*states: str) -> frozenset[str]:
    return frozenset(states)


ANY = frozenset({"*"})
DOINGS: tuple[Doing, ...] = (
    # business
    Doing("message.post", Deal, ANY, "desk:order", "portal:order", N_("Write a message"), anchor="conversation"),
    Doing("note.add", Deal, ANY, "desk:order", "", N_("Keep an internal note"), anchor="conversation"),
    Doing("deal.assign", Deal, ANY, "desk:reassign", "", N_("Give the business to somebody else")),
    # inquiries
    Doing("inquiry.confirm", Inquiry, _in("received"), "desk:inquiry", leads_to="confirmed"),
    Doing("inquiry.ask", Inquiry, _in("received", "confirmed"), "desk:inquiry", "", N_("Ask the customer")),
    Doing("inquiry.dismiss", Inquiry, _in("received", "confirmed"), "desk:inquiry", "",
          N_("Dismiss the inquiry"), "dismissed"),
    Doing("quotation.draft", Inquiry, _in("confirmed"), "desk:inquiry"),
    Doing("quotation.change", Quotation, _in("drafted"), "desk:quotation", "", N_("Change the terms")),
    Doing("quotation.send", Quotation, _in("drafted"), "desk:quotation", leads_to="sent"),
    Doing("quotation.revise", Quotation, _in("sent", "expired", "declined"), "desk:quotation",
          leads_to="superseded"),
    Doing("order.place", Quotation, _in("sent"), "", "portal:quotation", N_("Accept the quotation"), "accepted"),
    Doing("quotation.decline", Quotation, _in("sent"), "", "portal:quotation", N_("Decline the quotation"),
          "declined"),
    # orders
    Doing("proforma.sign", Proforma, _in("issued"), "", "portal:proforma", leads_to="signed"),
    Doing("proforma.countersign", Proforma, _in("signed"), "desk:proforma", leads_to="countersigned"),
    Doing("proforma.reissue", Proforma, _in("lapsed", "declined"), "desk:proforma"),
    Doing("amendment.propose", Order, _in("confirmed", "released"), "desk:new_amendment", "", N_("Amend the order")),
    Doing("amendment.sign", Amendment, _in("issued"), "", "portal:amendment", leads_to="signed"),
    Doing("amendment.decline", Amendment, _in("issued"), "", "portal:amendment", N_("Decline the amendment"),
          "declined"),
    Doing("amendment.countersign", Amendment, _in("signed"), "desk:amendment"),
    Doing("amendment.withdraw", Amendment, _in("issued", "signed"), "desk:amendment_withdrawal", "",
          N_("Withdraw the amendment"), "withdrawn"),
    Doing("credit_letter.accept", LetterOfCredit, _in("advised", "discrepant"), "desk:letter_of_credit", "",
          N_("Accept the letter of credit"), "operative"),
    Doing("credit_amendment.receive", LetterOfCredit, _in("advised", "discrepant", "operative"),
          "desk:new_credit_amendment", "", N_("Enter the bank's amendment of the letter of credit")),
    Doing("documents.accept", Presentation, _in("presented", "dishonoured"), "desk:presentation", "",
          N_("Note that the documents are taken up"), "taken_up"),
    Doing("documents.refuse", Presentation, _in("presented"), "desk:presentation", "",
          N_("Note that the documents are refused"), "dishonoured"),
    Doing("order.cancel", Order, _in("placed", "confirmed"), "desk:order_cancellation", "",
          N_("Cancel the order"), "cancelled"),
    # samples
    Doing("sample_order.offer", SampleOrder, _in("asked"), "desk:sample_offer", leads_to="offered"),
    Doing("sample_order.decline", SampleOrder, _in("asked"), "desk:sample", "", N_("Decline the request"), "declined"),
    Doing("sample_order.accept", SampleOrder, _in("offered"), "desk:sample", "portal:sample", leads_to="accepted"),
    Doing("sample_order.take_fee", SampleOrder, _in("accepted"), "desk:sample_fee", leads_to="cleared"),
    Doing("sample_order.prepare", SampleOrder, _in("cleared"), "desk:sample", leads_to="prepared"),
    Doing("sample_order.ship", SampleOrder, _in("prepared"), "desk:sample_parcel", leads_to="shipped"),
    Doing("golden_sample.keep", SampleOrder, _in("prepared", "shipped", "arrived", "approved", "approved_with_changes"),
          "desk:golden_keeping", "", N_("Keep a golden sample")),
    Doing("sample_order.judge", SampleOrder, _in("shipped", "arrived"), "desk:sample_verdict", "portal:sample"),
    # production
    Doing("purchase.order", Purchase, _in("drafted"), "desk:purchase", leads_to="ordered"),
    Doing("goods.receive", Purchase, _in("ordered"), "desk:purchase"),
    Doing("batch.release", Batch, _in("planned"), "desk:batch", leads_to="released"),
    Doing("batch.close", Batch, _in("released", "reworked"), "desk:batch"),
    Doing("readings.enter", Batch, _in("produced", "resubmitted"), "desk:batch"),
    Doing("batch.judge", Batch, _in("produced", "resubmitted"), "desk:batch"),
    Doing("batch.rework", Batch, _in("failed"), "desk:batch", leads_to="reworked"),
    Doing("appearance.inspect", Batch, _in("passed"), "desk:batch"),
    # shipping
    Doing("plan.send", ShippingPlan, _in("drafted"), "desk:shipping_plan", leads_to="sent"),
    Doing("plan.revise", ShippingPlan, _in("drafted", "sent", "change_requested"), "desk:shipping_plan"),
    Doing("plan.split", ShippingPlan, _in("drafted", "sent", "change_requested"), "desk:shipping_split", "",
          N_("Ship in parts")),
    Doing("plan.confirm", ShippingPlan, _in("sent"), "", "portal:shipping_plan", leads_to="confirmed"),
    Doing("plan.request_change", ShippingPlan, _in("sent"), "", "portal:shipping_plan",
          N_("Ask for another shipping plan"), "change_requested"),
    Doing("papers.issue", ShippingPlan, _in("confirmed"), "desk:shipping_plan"),
    Doing("shipment.book", ShippingPlan, _in("confirmed"), "desk:shipping_plan"),
    Doing("bl.enter", Shipment, _in("booked", "loaded", "departed"), "desk:shipment"),
    Doing("tracking.note", Shipment, _in("booked", "loaded", "departed", "arrived"), "desk:shipment"),
    Doing("shipment.deliver", Shipment, _in("departed", "arrived"), "desk:shipment"),
    # support
    Doing("claim.submit", Order, _in("delivered", "closed"), "", "portal:new_claim",
          N_("Claim a defect"), or_once=(Shipment, "delivered")),
    Doing("claim.add_evidence", Claim, _in("submitted"), "desk:claim", "portal:claim"),
    Doing("claim.approve", Claim, _in("submitted"), "desk:claim", leads_to="approved"),
    Doing("claim.reject", Claim, _in("submitted"), "desk:claim", "", N_("Reject the claim"), "rejected"),
)  # fmt: skip
OF_A_DEAL: tuple[type[Model], ...] = (
    Inquiry,
    Quotation,
    Order,
    Proforma,
    Amendment,
    LetterOfCredit,
    Presentation,
    Purchase,
    Batch,
    ShippingPlan,
    Shipment,
    Claim,
    SampleOrder,
)


@dataclass(frozen=True, slots=True)
class Offered:
    """One deed as the palette shows it: its command, the record, where it is done, or why it cannot be done now."""

    command: str
    record: str
    url: str
    reason: str = ""

    @property
    def is_blocked(self) -> bool:
        """Whether it cannot be done now, or not by this person."""
        return bool(self.reason)


@dataclass(frozen=True, slots=True)
class _Known:
    model: type[Model]
    number: str
    state: str


def offered_on(record: Any, actor: Actor) -> list[Offered]:
    """What can be done now with ``record`` and the rest of its business, then what cannot, and why; in one statement."""
    if record is None:
        return []
    own = _Known(type(record), str(getattr(record, "number", "")), str(getattr(record, "state", "")))
    deal = record if isinstance(record, Deal) else getattr(record, "deal", None)
    others = [known for known in _of_deal(deal, actor) if known != own] if isinstance(deal, Deal) else []
    if isinstance(deal, Deal) and deal is not record:
        others.append(_Known(Deal, deal.number, ""))
    around = frozenset((known.model, known.state) for known in (own, *others))
    mine = [offered for doing, offered in _offered([own], around, actor)]
    rest = _offered(others, around, actor)
    if isinstance(record, Deal):
        mine += [offered for _, offered in rest]
    else:
        mine += [offered for _, offered in rest if not offered.is_blocked]
    return sorted(mine, key=lambda offered: offered.is_blocked)


def _offered(
    records: Iterable[_Known], around: frozenset[tuple[type[Model], str]], actor: Actor
) -> list[tuple[Doing, Offered]]:
    told: dict[str, tuple[Doing, Offered]] = {}
    for known in records:
        for doing in DOINGS:
            offered = _offer(doing, known, around, actor) if doing.model is known.model else None
            if offered is None:
                continue
            before = told.get(doing.deed)
            # of several records the one with which it can be done tells more than the others
            if before is None or (before[1].is_blocked and not offered.is_blocked):
                told[doing.deed] = (doing, offered)
    return list(told.values())


def _offer(
    doing: Doing, known: _Known, around: frozenset[tuple[type[Model], str]], actor: Actor
) -> Offered | None:
    deed = REGISTER.get(doing.deed)
    if deed is None:
        return None
    roles = deed.roles - {Role.SYSTEM, Role.PUBLIC}
    if not actor.is_staff and not roles & CUSTOMER_ROLES:
        return None  # how our own people work is not told outside
    view = doing.desk if actor.is_staff else doing.portal
    url = address([view], actor, known.number) if view else ""
    if url and doing.anchor:
        url += f"#{doing.anchor}"
    is_ready = doing.states == ANY or known.state in doing.states or doing.or_once in around
    if not deed.is_permitted(actor):
        who = ", ".join(sorted(gettext(ROLE_WORDS.get(role, role.value)) for role in roles))
        return Offered(doing.command, known.number, "", gettext("It is for: {roles}.").format(roles=who))
    if not is_ready:
        wanted = ", ".join(f"“{state_word(state)}”" for state in sorted(doing.states))
        return Offered(doing.command, known.number, "", gettext(
            "It needs the state {wanted}; {number} is “{state}”."
        ).format(wanted=wanted, number=known.number, state=state_word(known.state)))  # fmt: skip
    return Offered(doing.command, known.number, url) if url else None


def _of_deal(deal: Deal, actor: Actor) -> list[_Known]:
    """The records of a deal with their states, newest first of each kind; in one statement."""
    parts = [
        model.objects.visible_to(actor).filter(deal=deal).order_by("-pk").annotate(  # type: ignore[attr-defined]
            told_kind=Value(model._meta.label_lower, CharField()), told_number=Cast(F("number"), CharField()),
            told_state=Cast(F("state"), CharField()),
        ).values("told_kind", "told_number", "told_state")[:5]
        for model in OF_A_DEAL
    ]  # fmt: skip
    models = {model._meta.label_lower: model for model in OF_A_DEAL}
    return [
        _Known(models[row["told_kind"]], row["told_number"], row["told_state"])
        for row in parts[0].union(*parts[1:], all=True)
    ]
