"""What can happen to a quotation: it is drafted, changed, approved, sent, withdrawn, filed as paper, declined, expired,
revised."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date, datetime, timedelta
from decimal import Decimal
from typing import Any

from django.db import connection

from ordolux.foundation.actors import Actor, Role
from ordolux.foundation.catalogue.queries import products_by_number, units_of
from ordolux.foundation.correspondence.deeds import Enclosure, queue_letter, withdraw_letter
from ordolux.foundation.correspondence.models import Message, MessageState
from ordolux.foundation.deals.models import Stage
from ordolux.foundation.deeds import NotAllowedNow, deed, record_event
from ordolux.foundation.deeds.events import plain
from ordolux.foundation.documents.deeds import attach_document
from ordolux.foundation.documents.models import Document
from ordolux.foundation.files.models import StoredFile
from ordolux.foundation.links import make_link
from ordolux.foundation.numbers import next_number
from ordolux.foundation.worded import add_rows
from ordolux.inquiries.inquiry.deeds import (
    NothingAskedFor,
    ParameterUnknown,
    PiecesMissing,
    PlaceMissing,
    ProductUnknown,
    TermsUnknown,
    note_quoted,
    note_withdrawn,
)
from ordolux.inquiries.inquiry.models import Inquiry, InquiryState
from ordolux.inquiries.quotation.differences import differences, facts_of, told
from ordolux.inquiries.quotation.models import (
    FreightOption,
    InsuranceKind,
    PricePolicy,
    Quotation,
    QuotationBlock,
    QuotationLine,
    QuotationState,
)
from ordolux.inquiries.quotation.offer import Choices, Item, Lane, Offer, make_offer
from ordolux.inquiries.quotation.queries import (
    Seller,
    basis_of,
    confirmed_items,
    quoted_items,
    seller_with_policy,
)
from ordolux.rules.incoterms import Rule
from ordolux.rules.money import Money
from ordolux.rules.pricing import PriceChain, PriceStep
from ordolux.rules.refusal import N_, Finding, Refusal
from ordolux.rules.terms import TermCode
from ordolux.rules.workdays import day_at

LINK_PURPOSE = "quotation"
LINK_LASTS_AFTER_END = timedelta(days=30)
# stands in the text of the letter where the link belongs, which is made with it
LINK_PLACE = "{the link}"
BLOCK_KINDS = ("fee", "incoterm", "discount", "tax")
MOST_PIECES = 100_000_000
HIGHEST_PRICE = Decimal(10_000_000)


@dataclass(frozen=True, slots=True)
class QuotedLine:
    """One line as sales wants it in a draft: the product's number, pieces, the unit price set by hand (None: as it is
    computed), and parameters that differ. ``position`` is that of the line whose agreed parameters go on (0: a new line).
    """

    product: str
    pieces: int
    unit_price: Decimal | None = None
    values: dict[str, str] = field(default_factory=dict)
    position: int = 0


class DraftWaits(Refusal):
    """There is a draft of this inquiry already."""

    message = N_("{inquiry} has a draft quotation already; change that one.")


class NothingToQuote(Refusal):
    """The inquiry has no confirmed line."""

    message = N_("{inquiry} has no confirmed line with a product and a quantity.")


class NothingCanTravel(Refusal):
    """No way to travel is possible although the seller pays the carriage."""

    message = N_(
        "Under {rule} the price contains the carriage, but no way to travel is possible. Enter a rate first."
    )


class QuotationOutOfDate(Refusal):
    """Its last moment has passed."""

    message = N_("{quotation} was valid until {valid_until}; please ask us for a new one.")


class DiscountTooHigh(Refusal):
    """More than can be given."""

    message = N_("A discount is between 0 and {most} %.")


class PriceImpossible(Refusal):
    """A price that nobody can mean."""

    message = N_("Line {line}: a price is above zero and has at most four decimals.")


class ReasonForPriceMissing(Refusal):
    """Whoever leaves the list price or the usual validity says why."""

    message = N_("Say in a few words why price, discount or validity differ from the computed ones.")


class ValidityImpossible(Refusal):
    """A last day in the past, or too far ahead."""

    message = N_("The last day of validity lies between today and {latest}.")


class WayNotPossible(Refusal):
    """The way or lane that sales wants to show first cannot be booked."""

    message = N_("“{way}” cannot be booked for these goods; choose a way that is possible.")


class PriceNeedsApproval(Refusal):
    """A price below the floor leaves the house only with the manager's approval."""

    message = N_("The price of {lines} lines is below the floor; the manager approves it first.")


class NothingToApprove(Refusal):
    """The prices need no approval, or have it."""

    message = N_("The prices of {quotation} wait for no approval.")


class NobodyToSendTo(Refusal):
    """A quotation goes to a person."""

    message = N_("{quotation} has no contact person to whom it could be sent.")


class TooLateToWithdraw(Refusal):
    """The letter has left, or the customer has answered."""

    message = N_("{quotation} has left the house already; prepare a new revision instead.")


class QuotationWithdrawn(Refusal):
    """It was taken back: nothing of it leaves the house."""

    message = N_("{quotation} was withdrawn; nothing of it leaves the house.")


class PolicyMakesNoSense(Refusal):
    """Rules for prices that contradict each other."""

    message = N_("Points and discounts are between 0 and 100, and a quotation holds at least one day.")


class ReasonMissing(Refusal):
    """A customer who declines helps us with a word."""

    message = N_("Please tell us why in a few words.")


class StillValid(Refusal):
    """A quotation expires when its time is over, not before."""

    message = N_("{quotation} is valid until {valid_until}.")


@deed("quotation.draft", roles={Role.SALES, Role.SYSTEM})
def draft_quotation(inquiry: Inquiry, *, by: Actor, at: datetime) -> Quotation:
    """Compute the quotation that a confirmed inquiry asks for and keep it as a draft.

    Raises NotAllowedNow, NothingToQuote, DraftWaits, NothingCanTravel, NoPrice, FirmUnknown.
    """
    if inquiry.state != InquiryState.CONFIRMED:
        raise NotAllowedNow(record=inquiry.number, state=inquiry.state, wanted="quoted")
    items, has_draft = confirmed_items(inquiry.pk)
    if has_draft:
        raise DraftWaits(inquiry=inquiry.number)
    if not items:
        raise NothingToQuote(inquiry=inquiry.number)
    quotation = Quotation(
        number=next_number("quotation", at), deal=inquiry.deal, inquiry=inquiry, contact_id=inquiry.contact_id,
        currency=inquiry.currency or "USD", incoterm=inquiry.incoterm, place=inquiry.place,
        destination_country=inquiry.destination_country, payment_term=inquiry.payment_term, is_free=inquiry.is_free,
    )  # fmt: skip
    offer = _compute(quotation, items, at, seller_with_policy())
    _write(quotation, offer, at)
    _expect_sending(quotation, by=by, at=at)
    record_event("quotation.drafted", quotation, by=by, at=at, **_facts(quotation))
    return quotation


@deed("quotation.change", roles={Role.SALES})
def change_quotation(
    quotation: Quotation, *, discount_percent: Decimal, incoterm: str, place: str, payment_term: str, by: Actor,
    at: datetime, remark: str = "", reason: str = "", lines: tuple[QuotedLine, ...] = (), valid_on: date | None = None,
    way: str = "", lanes: dict[str, str] | None = None,
) -> Quotation:  # fmt: skip
    """Change a draft, which is computed anew at today's rates: terms, lines (none told: as they are) with prices set by
    hand, discount, last day, the lane of each mode (by its rate card) and the way that is shown first.

    A price, discount or last day that differs from the computed one needs a reason; a price that falls below the floor
    waits for the manager. Raises NotAllowedNow, DiscountTooHigh, PriceImpossible, ReasonForPriceMissing, ValidityImpossible,
    WayNotPossible, ProductUnknown, PiecesMissing, ParameterUnknown, NothingAskedFor, TermsUnknown, PlaceMissing,
    NothingCanTravel, NoPrice, FirmUnknown.
    """
    if quotation.state != QuotationState.DRAFTED:
        raise NotAllowedNow(record=quotation.number, state=quotation.state, wanted=QuotationState.DRAFTED)
    seller = firm, policy = seller_with_policy()
    if not (discount_percent.is_finite() and 0 <= discount_percent <= policy.most_discount_percent):
        raise DiscountTooHigh(most=policy.most_discount_percent.normalize())
    if incoterm not in set(Rule):
        raise TermsUnknown(term=incoterm)
    if payment_term not in set(TermCode):
        raise TermsUnknown(term=payment_term)
    if not place.strip():
        raise PlaceMissing(rule=incoterm)
    was = list(quotation.lines.select_related("product__family").order_by("position"))
    before, kept = facts_of(quotation, was), quoted_items(quotation, was)
    items = _items_said(lines, kept) if lines else tuple(kept.values())
    prices = {
        str(number): str(item.unit_price)
        for number, item in enumerate(items, 1)
        if item.unit_price is not None
    }
    by_hand = _plain_choices(prices, dict(lanes or {}), way, valid_on)
    _check_valid_on(valid_on, policy, day_at(firm.zone, at))
    leaves_the_list = (
        prices != quotation.by_hand.get("prices", {})
        or discount_percent != quotation.discount_percent
        or by_hand.get("valid_on") != quotation.by_hand.get("valid_on")
    )
    if leaves_the_list and (prices or discount_percent or valid_on) and not reason.strip():
        raise ReasonForPriceMissing()
    quotation.incoterm, quotation.place, quotation.payment_term = incoterm, place.strip(), payment_term
    quotation.discount_percent, quotation.remark = discount_percent, remark.strip()
    quotation.by_hand = by_hand
    if reason.strip():
        quotation.change_reason = reason.strip()[:500]
    offer = _compute(quotation, items, at, seller)
    if way and (offer.proposed is None or offer.proposed.option.service.value != way):
        raise WayNotPossible(way=way)
    _forget_parts(quotation)
    quotation.version += 1
    after = facts_of(quotation, _write(quotation, offer, at))
    _expect_sending(quotation, by=by, at=at)
    record_event(
        "quotation.changed", quotation, by=by, at=at, discount=discount_percent, reason=reason.strip()[:500],
        changes=told(differences(before, after)), **_facts(quotation),
    )  # fmt: skip
    return quotation


@deed("quotation.approve_price", roles={Role.MANAGER})
def approve_price(quotation: Quotation, *, by: Actor, at: datetime, note: str = "") -> Quotation:
    """Let a draft go out although prices are below the floor; a later change asks for approval anew.

    Raises NothingToApprove.
    """
    if quotation.state != QuotationState.DRAFTED or not quotation.needs_approval:
        raise NothingToApprove(quotation=quotation.number)
    quotation.price_approved_at, quotation.price_approved_by_id = at, by.person_id
    quotation.changed("price_approved_at", "price_approved_by")
    _expect_sending(quotation, by=by, at=at)
    record_event(
        "quotation.price_approved", quotation, by=by, at=at, lines=quotation.lines_below_floor,
        total=quotation.total, discount=quotation.discount_percent, note=note.strip()[:500],
    )  # fmt: skip
    return quotation


@deed("quotation.refuse_price", roles={Role.MANAGER})
def refuse_price(quotation: Quotation, *, reason: str, by: Actor, at: datetime) -> Quotation:
    """Send a draft back to sales: its prices are too low; the reason says what would do.

    Raises NothingToApprove, ReasonMissing.
    """
    if not reason.strip():
        raise ReasonMissing()
    if quotation.state != QuotationState.DRAFTED or not quotation.needs_approval:
        raise NothingToApprove(quotation=quotation.number)
    quotation.changed()
    quotation.deal.expect(Role.SALES, "quotation.change", by=quotation.deal.next_by)
    record_event(
        "quotation.price_refused", quotation, by=by, at=at, lines=quotation.lines_below_floor, total=quotation.total,
        reason=reason.strip()[:500],
    )  # fmt: skip
    return quotation


@deed("price_policy.set", roles={Role.MANAGER})
def set_price_policy(
    *, floor_points: Decimal, most_discount_percent: Decimal, valid_days: int, most_valid_days: int, by: Actor,
    at: datetime,
) -> PricePolicy:  # fmt: skip
    """Say how far sales may go by themselves. Drafts that stand are judged anew when they are changed.

    Raises PolicyMakesNoSense.
    """
    percents = (floor_points, most_discount_percent)
    if not all(each.is_finite() and 0 <= each <= 100 for each in percents):
        raise PolicyMakesNoSense()
    if not 1 <= valid_days <= most_valid_days <= 365:
        raise PolicyMakesNoSense()
    said = {
        "floor_points": floor_points, "most_discount_percent": most_discount_percent, "valid_days": valid_days,
        "most_valid_days": most_valid_days,
    }  # fmt: skip
    policy = PricePolicy.objects.select_for_update().first() or PricePolicy(version=0)
    before = {name: getattr(policy, name) for name in said} if policy.pk else {}
    for name, value in said.items():
        setattr(policy, name, value)
    policy.version += 1
    policy.save()
    record_event("price_policy.set", policy, by=by, at=at, before=before, after=said)
    return policy


@deed("quotation.send", roles={Role.SALES})
def send_quotation(quotation: Quotation, *, by: Actor, at: datetime) -> Quotation:
    """Send a draft to the customer: from now on it never changes, and the clock of 24 hours stands.

    Raises NotAllowedNow, QuotationOutOfDate, PriceNeedsApproval, NobodyToSendTo.
    """
    if quotation.is_out_of_date(at):
        raise QuotationOutOfDate(quotation=quotation.number, valid_until=quotation.valid_until)
    if quotation.state == QuotationState.DRAFTED and quotation.needs_approval:
        raise PriceNeedsApproval(lines=quotation.lines_below_floor)
    if quotation.contact_id is None:
        raise NobodyToSendTo(quotation=quotation.number)
    quotation.sent_at, quotation.sent_by_id = at, by.person_id
    quotation.move_to(
        QuotationState.SENT, by=by, at=at, fields=("sent_at", "sent_by"), total=quotation.total,
        valid_until=quotation.valid_until, delivery_days=quotation.plan.get("total_days"),
    )  # fmt: skip
    inquiry = Inquiry.objects.select_for_update().get(pk=quotation.inquiry_id)
    inquiry.deal = deal = quotation.deal
    note_quoted(inquiry, by=by, at=at)
    deal.total, deal.pieces = quotation.total, quotation.pieces
    deal.expect(Role.BUYER, "order.place", by=quotation.valid_until)
    return quotation


@deed("quotation.withdraw", roles={Role.SALES})
def withdraw_quotation(quotation: Quotation, *, by: Actor, at: datetime) -> Quotation:
    """Take back a quotation that was sent, while its letter has not left: nobody outside has seen it. A new draft takes
    its place, and the clock of 24 hours runs on as if nothing had been sent.

    Raises TooLateToWithdraw, and what drafting raises.
    """
    letter = (
        Message.objects.select_for_update()
        .filter(deal=quotation.deal, letter="quotation", at__gte=quotation.sent_at or at)
        .order_by("-id")
        .first()
    )
    if quotation.state != QuotationState.SENT or (letter is not None and letter.state != MessageState.QUEUED):
        raise TooLateToWithdraw(quotation=quotation.number)
    if letter is not None:
        withdraw_letter(letter, by=by, at=at)
    items = tuple(quoted_items(quotation).values())
    Document.objects.filter(subject=quotation._meta.label_lower, subject_id=quotation.pk).update(
        is_for_customer=False, superseded_at=at
    )
    quotation.move_to(QuotationState.WITHDRAWN, by=by, at=at)
    inquiry = Inquiry.objects.select_for_update().get(pk=quotation.inquiry_id)
    inquiry.deal = quotation.deal
    note_withdrawn(inquiry, by=by, at=at)
    quotation.deal.expect(Role.SALES, "quotation.send", by=inquiry.answer_by)
    return _next_revision(quotation, items, by=by, at=at)


@deed("quotation.file_paper", roles={Role.SYSTEM})
def file_quotation_paper(
    quotation: Quotation, *, file: StoredFile, datasheets: StoredFile | None, code: str, language: str, by: Actor,
    at: datetime, datasheets_code: str = "",
) -> Quotation:  # fmt: skip
    """File the printed quotation and the datasheets that go with it, each with the verification code that it shows.

    Raises QuotationWithdrawn.
    """
    if quotation.state == QuotationState.WITHDRAWN:
        raise QuotationWithdrawn(quotation=quotation.number)
    attach_document(
        quotation, kind="quotation", title=f"Quotation {quotation.number}", file=file, by=by, at=at, code=code,
        language=language,
    )  # fmt: skip
    if datasheets is not None:
        attach_document(
            quotation, kind="datasheet", title=f"Datasheets {quotation.number}", file=datasheets, by=by, at=at,
            code=datasheets_code, language=language,
        )  # fmt: skip
    record_event("quotation.filed", quotation, by=by, at=at, sha256=file.sha256)
    return quotation


@deed("quotation.write_letter", roles={Role.SYSTEM})
def write_quotation_letter(
    quotation: Quotation, *, to: str, subject: str, text: str, site: str, enclosures: tuple[Enclosure, ...],
    in_reply_to: str, by: Actor, at: datetime,
) -> Message:  # fmt: skip
    """Put the letter with the quotation into the outbox; ``{the link}`` in its text becomes a link that opens this one
    quotation, made in the same moment.

    Raises QuotationWithdrawn.
    """
    if quotation.state == QuotationState.WITHDRAWN:
        raise QuotationWithdrawn(quotation=quotation.number)
    token = make_link(
        LINK_PURPOSE, quotation, given_to=to, at=at, lasts=quotation.valid_until - at + LINK_LASTS_AFTER_END
    )
    return queue_letter(
        deal=quotation.deal, to=[to], subject=subject, text=text.replace(LINK_PLACE, f"{site}/quotation/{token}"),
        letter="quotation", enclosures=enclosures, in_reply_to=in_reply_to, by=by, at=at,
    )  # fmt: skip


@deed("quotation.decline", roles={Role.BUYER})
def decline_quotation(quotation: Quotation, *, reason: str, by: Actor, at: datetime) -> Quotation:
    """Say no to a quotation, with the reason; sales may revise it.

    Raises ReasonMissing, NotAllowedNow.
    """
    if not reason.strip():
        raise ReasonMissing()
    quotation.reason, quotation.answered_at = reason.strip()[:500], at
    quotation.deal.expect(Role.SALES, "quotation.revise")
    quotation.move_to(
        QuotationState.DECLINED, by=by, at=at, fields=("reason", "answered_at"), reason=quotation.reason
    )
    return quotation


@deed("quotation.expire", roles={Role.SYSTEM})
def expire_quotation(quotation: Quotation, *, by: Actor, at: datetime) -> Quotation:
    """Close a quotation whose time is over without an answer.

    Raises StillValid, NotAllowedNow.
    """
    if not quotation.is_out_of_date(at):
        raise StillValid(quotation=quotation.number, valid_until=quotation.valid_until)
    quotation.deal.expect(Role.SALES, "quotation.revise")
    quotation.move_to(QuotationState.EXPIRED, by=by, at=at, valid_until=quotation.valid_until)
    return quotation


@deed("quotation.revise", roles={Role.SALES})
def revise_quotation(quotation: Quotation, *, by: Actor, at: datetime) -> Quotation:
    """Replace a quotation that was sent, declined or has expired by a new draft with the same lines at today's rates.

    Raises NotAllowedNow, NothingCanTravel, NoPrice, FirmUnknown.
    """
    items = tuple(quoted_items(quotation).values())
    quotation.move_to(QuotationState.SUPERSEDED, by=by, at=at, revision=quotation.revision + 1)
    return _next_revision(quotation, items, by=by, at=at)


def _next_revision(quotation: Quotation, items: tuple[Item, ...], *, by: Actor, at: datetime) -> Quotation:
    revision = quotation.revision + 1
    fresh = Quotation(
        number=f"{quotation.number.partition('-R')[0]}-R{revision}", deal=quotation.deal,
        inquiry_id=quotation.inquiry_id, revision=revision, replaces=quotation, contact_id=quotation.contact_id,
        currency=quotation.currency, incoterm=quotation.incoterm, place=quotation.place,
        destination_country=quotation.destination_country, payment_term=quotation.payment_term,
        is_free=quotation.is_free, discount_percent=quotation.discount_percent, remark=quotation.remark,
        # the last day belonged to the revision before; prices, lanes and the way go on
        by_hand={name: value for name, value in quotation.by_hand.items() if name != "valid_on"},
        change_reason=quotation.change_reason,
    )  # fmt: skip
    offer = _compute(fresh, items, at, seller_with_policy())
    _write(fresh, offer, at)
    _expect_sending(fresh, by=by, at=at)
    record_event("quotation.drafted", fresh, by=by, at=at, replaces=quotation, **_facts(fresh))
    return fresh


def _expect_sending(quotation: Quotation, *, by: Actor, at: datetime) -> None:
    """The manager is next while a price is below the floor, otherwise sales; by the end of the 24 hours."""
    deal = quotation.deal
    deal.reach(Stage.INQUIRY)
    deal.total, deal.pieces = quotation.total, quotation.pieces
    until = deal.next_by if deal.next_deed in ABOUT_DRAFTS else None
    if quotation.needs_approval:
        deal.expect(Role.MANAGER, "quotation.approve_price", by=until)
    else:
        deal.expect(Role.SALES, "quotation.send", by=until)


# while one of these is the next step, its moment is the end of the 24 hours
ABOUT_DRAFTS = frozenset({"quotation.send", "quotation.approve_price", "quotation.change"})


def _items_said(lines: Sequence[QuotedLine], kept: Mapping[int, Item]) -> tuple[Item, ...]:
    """The lines that sales wants, each with the agreed parameters of the line that it goes on from."""
    products = products_by_number([line.product for line in lines])
    units = units_of({product.family_id for product in products.values()})
    items = []
    for number, line in enumerate(lines, 1):
        product = products.get(line.product)
        before = kept.get(line.position)
        is_same = before is not None and product is not None and before.product.pk == product.pk
        if product is None or not (product.is_offered or is_same):
            raise ProductUnknown(line=number, product=line.product)
        if not 1 <= line.pieces <= MOST_PIECES:
            raise PiecesMissing(line=number)
        price = line.unit_price
        if price is not None and not (
            price.is_finite() and 0 < price < HIGHEST_PRICE and _decimals(price) <= 4
        ):
            raise PriceImpossible(line=number)
        values = dict(before.values) if before is not None and is_same else {
            code: {"value": value, "unit": units.get((product.family_id, code), "")}
            for code, value in product.values.items()
        }  # fmt: skip
        for code, value in line.values.items():
            if code not in product.values and code not in values:
                raise ParameterUnknown(line=number, product=product.number, parameter=code)
            values[code] = {
                "unit": units.get((product.family_id, code), ""),
                **values.get(code, {}),
                "value": value,
            }
        items.append(Item(product, line.pieces, values, price))
    if not items:
        raise NothingAskedFor()
    return tuple(items)


def _decimals(price: Decimal) -> int:
    exponent = price.normalize().as_tuple().exponent
    return max(0, -exponent) if isinstance(exponent, int) else 0


def _plain_choices(
    prices: dict[str, str], lanes: dict[str, str], way: str, valid_on: date | None
) -> dict[str, Any]:
    """What sales chose, as it is kept; what was not chosen is left out."""
    said: dict[str, Any] = {
        "prices": prices, "lanes": {str(mode): str(code) for mode, code in sorted(lanes.items()) if code}, "way": way,
        "valid_on": valid_on.isoformat() if valid_on else "",
    }  # fmt: skip
    return {name: value for name, value in said.items() if value}


def _check_valid_on(valid_on: date | None, policy: PricePolicy, today: date) -> None:
    latest = today + timedelta(days=policy.most_valid_days)
    if valid_on is not None and not today <= valid_on <= latest:
        raise ValidityImpossible(latest=latest)


def _compute(quotation: Quotation, items: tuple[Item, ...], at: datetime, seller: Seller) -> Offer:
    by_hand = quotation.by_hand
    offer = make_offer(
        basis_of(
            items, incoterm=quotation.incoterm, place=quotation.place, country=quotation.destination_country,
            currency=quotation.currency, is_free=quotation.is_free, at=at, discount_percent=quotation.discount_percent,
            seller=seller, choices=Choices(
                lanes=by_hand.get("lanes", {}), way=by_hand.get("way", ""),
                valid_on=date.fromisoformat(by_hand["valid_on"]) if by_hand.get("valid_on") else None,
            ),
        )
    )  # fmt: skip
    if offer.proposed is None and any(finding.where == "main_carriage" for finding in offer.findings):
        raise NothingCanTravel(rule=quotation.incoterm)
    return offer


def _write(quotation: Quotation, offer: Offer, at: datetime) -> list[QuotationLine]:
    """Write a computed offer, one statement for each of the four tables; returns its lines."""
    chain = offer.chain
    quotation.goods, quotation.total = chain.goods, chain.total
    quotation.pieces = sum(item.pieces for item in offer.items)
    quotation.cartons, quotation.gross_kg = offer.cargo.cartons, offer.cargo.gross_kg
    quotation.volume_m3 = offer.cargo.volume_m3
    quotation.chain = [_step(step) for step in chain.steps]
    quotation.plan, quotation.rates = offer.plan, {**offer.rates, "lines": _margins(offer)}
    quotation.lines_below_floor = sum(line.is_below for line in offer.margins)
    quotation.price_approved_at, quotation.price_approved_by_id = None, None
    quotation.findings = [_finding(finding) for finding in offer.findings]
    quotation.insurance, quotation.insurance_clauses = offer.insurance, offer.clauses
    quotation.insurance_premium = offer.premium
    quotation.loading_place = offer.proposed.lane.origin if offer.proposed else ""
    quotation.drafted_at, quotation.valid_until = at, offer.valid_until
    if quotation.pk is None:
        add_rows([quotation])
    else:
        quotation.save()
    lines = add_rows(_lines(quotation, offer))
    add_rows(_blocks(quotation, chain))
    add_rows(_options(quotation, offer))
    return lines


def _lines(quotation: Quotation, offer: Offer) -> list[QuotationLine]:
    rows = []
    for item, priced, packed in zip(offer.items, offer.chain.lines, offer.packed, strict=True):
        product = item.product
        row = QuotationLine(
            quotation=quotation, deal_id=quotation.deal_id, position=priced.number, product=product,
            product_revision=product.revision, model=product.number, description=product.name_en,
            description_zh=product.name_zh, hs_code=product.hs_code, values=item.values, pieces=item.pieces,
            chain=[_step(step) for step in priced.steps], cartons=sum(line.cartons for line in packed),
            pieces_per_carton=product.pieces_per_carton, net_kg=sum((line.net_kg for line in packed), Decimal(0)),
            gross_kg=sum((line.gross_kg for line in packed), Decimal(0)),
            volume_m3=sum((line.volume_m3 for line in packed), Decimal(0)),
        )  # fmt: skip
        row.unit_price, row.amount = priced.unit_price, priced.amount
        rows.append(row)
    return rows


def _blocks(quotation: Quotation, chain: PriceChain) -> list[QuotationBlock]:
    rows = []
    for position, step in enumerate((s for s in chain.steps if s.kind in BLOCK_KINDS), 1):
        row = QuotationBlock(
            quotation=quotation, deal_id=quotation.deal_id, position=position, kind=step.kind.value, name=step.name,
            explanation={"message": step.message, "values": _said(step.values)},
        )  # fmt: skip
        row.amount = step.amount
        rows.append(row)
    return rows


def _options(quotation: Quotation, offer: Offer) -> list[FreightOption]:
    rows = []
    for position, way in enumerate(offer.ways, 1):
        option = way.option
        row = FreightOption(
            quotation=quotation, deal_id=quotation.deal_id, position=position, mode=option.service.value,
            is_feasible=way.is_feasible, is_included=way.is_included, is_proposed=way is offer.proposed,
            reason=[_finding(finding) for finding in way.reason], days_min=option.days_min or 0,
            days_max=option.days_max or 0, total_days=way.plan.get("total_days", 0),
            arrives_on=way.plan.get("ends_on"),
            detail={
                "carrier_source": option.days_source, "cartons": option.cartons, "gross_kg": str(option.gross_kg),
                "volume_m3": str(option.volume_m3), "chargeable_kg": _text(option.chargeable_kg),
                "revenue_tons": _text(option.revenue_tons), "containers": [list(each) for each in option.containers],
                "lines": [
                    {
                        "name": line.name, "message": line.message, "values": _said(line.values),
                        "amount": plain(line.amount),
                    }
                    for line in option.lines
                ],
                "blocks": [_step(step) for step in way.chain.steps if step.kind in BLOCK_KINDS],
                "plan": way.plan, "lane": _lane(way.lane), "lanes": [_lane(lane) for lane in way.lanes],
            },
        )  # fmt: skip
        row.cost = way.cost
        row.total = way.chain.total if way.is_feasible else Money.zero(quotation.currency)
        row.insurance_premium = (
            way.premium if way.is_feasible and offer.insurance == InsuranceKind.OPTIONAL else None
        )
        rows.append(row)
    return rows


def _lane(lane: Lane) -> dict[str, Any]:
    """What a lane would cost and take, or why it cannot be booked."""
    return {
        "code": lane.code, "carrier": lane.carrier, "origin": lane.origin, "destination": lane.destination,
        "is_feasible": lane.is_feasible, "cost": str(lane.cost.amount) if lane.cost else "",
        "days_min": lane.option.days_min or 0, "days_max": lane.option.days_max or 0,
        "reason": [_finding(finding) for finding in lane.reason],
    }  # fmt: skip


def _margins(offer: Offer) -> list[dict[str, Any]]:
    """What each line earns, as it is kept among what only our own people see."""
    return [
        {
            "position": line.position, "cost": _text(line.cost.amount if line.cost else None),
            "floor": _text(line.floor.amount if line.floor else None), "price": str(line.price.amount),
            "margin": _text(round(line.margin, 4) if line.margin is not None else None), "is_below": line.is_below,
        }
        for line in offer.margins
    ]  # fmt: skip


def _forget_parts(quotation: Quotation) -> None:
    """Remove what a draft was computed to, in one statement."""
    with connection.cursor() as cursor:
        cursor.execute(
            "WITH a AS (DELETE FROM inquiries_quotationline WHERE quotation_id = %s),"
            " b AS (DELETE FROM inquiries_quotationblock WHERE quotation_id = %s)"
            " DELETE FROM inquiries_freightoption WHERE quotation_id = %s",
            [quotation.pk] * 3,
        )


def _facts(quotation: Quotation) -> dict[str, Any]:
    return {
        "total": quotation.total, "pieces": quotation.pieces, "delivery_days": quotation.plan.get("total_days"),
        "valid_until": quotation.valid_until, "revision": quotation.revision,
    }  # fmt: skip


def _step(step: PriceStep) -> dict[str, Any]:
    return {
        "kind": step.kind.value, "name": step.name, "message": step.message, "values": _said(step.values),
        "amount": str(step.amount.amount), "running": str(step.running.amount), "line": step.line,
    }  # fmt: skip


def _finding(finding: Finding) -> dict[str, Any]:
    return {
        "code": finding.code,
        "message": finding.message,
        "values": _said(finding.values),
        "where": finding.where,
    }


def _said(values: Any) -> dict[str, str]:
    """Values of a sentence as text, money with its currency."""
    return {str(name): str(value) for name, value in values.items()}


def _text(value: Decimal | None) -> str | None:
    return None if value is None else str(value)
