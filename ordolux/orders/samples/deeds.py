"""What can happen to samples: they are asked for, offered, accepted, made ready, sent, followed, and judged."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from decimal import Decimal
from typing import Any

from ordolux.foundation.actors import Actor, Role
from ordolux.foundation.calendars.queries import calendar_of
from ordolux.foundation.catalogue.models import Product
from ordolux.foundation.catalogue.queries import products_by_number, units_of
from ordolux.foundation.deals.deeds import open_deal
from ordolux.foundation.deals.models import Stage
from ordolux.foundation.deeds import NotAllowedNow, NotFound, deed, record_event
from ordolux.foundation.deeds.events import plain
from ordolux.foundation.documents.deeds import attach_document
from ordolux.foundation.files.models import StoredFile
from ordolux.foundation.numbers import next_number
from ordolux.foundation.parties.models import BankAccount, BankAccountState, Company, Firm, Person, our_day
from ordolux.foundation.rates.queries import NoExchangeRate
from ordolux.inquiries.quotation.models import Quotation, QuotationLine
from ordolux.orders.proforma.deeds import NoUsableBankAccount
from ordolux.orders.samples.models import (
    VERDICTS,
    CourierTerms,
    SampleLine,
    SampleOrder,
    SamplePolicy,
    SampleState,
)
from ordolux.orders.samples.queries import proposed_price, sample_policy, unit_prices
from ordolux.rules.money import Money
from ordolux.rules.refusal import N_, Refusal
from ordolux.rules.samples import (
    MOST_PIECES,
    SamplePieces,
    SampleTerms,
    is_usual,
    ready_between,
    value_of,
    wrong_terms,
)
from ordolux.rules.workdays import day_at, end_of_day

MOST_LINES = 20
LARGEST_AMOUNT = Decimal(1_000_000)
MAKERS = frozenset({Role.SALES, Role.ENGINEER, Role.PLANNER, Role.INSPECTOR, Role.LOGISTICS})


class NoSuchSample(Refusal):
    """Samples are of products that we offer, or of lines of the quotation."""

    message = N_("{product} is no product that we offer.")


class NotSamplePieces(Refusal):
    """Between one and ten pieces of each product, each product once."""

    message = N_(
        "Ask for 1 to {most} pieces of each product, and name each product once; {pieces} of {product} is not possible."
    )


class NothingSampled(Refusal):
    """A sample order names at least one product."""

    message = N_("Name at least one product and how many pieces, of at most {most} products.")


class NoSampleAddress(Refusal):
    """A parcel goes to somebody."""

    message = N_("Write to whom and where the samples go, with the country.")


class CourierUnnamed(Refusal):
    """Freight collect needs an account."""

    message = N_("Freight collect needs the courier and the number of your account with him.")


class NoSamplePrice(Refusal):
    """There is no rate by which a price in this currency could be found."""

    message = N_("There is no exchange rate for {currency}; enter one, then the samples have a price.")


class NotAnOffer(Refusal):
    """A fee or a charge that is no amount, or a charge although the customer pays his courier."""

    message = N_("{amount} is no amount that can be asked here.")


class FeeUnusual(Refusal):
    """Less than the goods are worth, or more than three times that, is for a manager."""

    message = N_("{fee} is not within one and three times the value of {value}; a manager may offer it.")


class OfferEnded(Refusal):
    """The last moment of the offer has passed."""

    message = N_("The offer of {sample} held until {until}; please ask for a new one.")


class OfferHolds(Refusal):
    """It has not ended yet."""

    message = N_("The offer of {sample} holds until {until}.")


class SaySampleReason(Refusal):
    """What ends is explained."""

    message = N_("Please say why.")


class FeeWasPaid(Refusal):
    """What was paid is not taken back silently."""

    message = N_("{paid} was paid for {sample}; finance takes the payment back first.")


class ParcelUnnamed(Refusal):
    """A parcel that nobody can follow."""

    message = N_("Name the courier and the number under which he follows the parcel.")


class SafetySheetMissing(Refusal):
    """A battery or a magnet does not fly without its papers."""

    message = N_(
        "With a battery or a magnet the courier wants the safety data sheet and UN 38.3; add the file."
    )


class DayImpossible(Refusal):
    """A day that is not yet, or before what came first."""

    message = N_("{day} cannot be the day: it lies ahead, or before the parcel left.")


class SayWhatChanges(Refusal):
    """A verdict that is not a plain yes says what is wrong."""

    message = N_("Say what should be different, so that we can do it.")


class NotAVerdict(Refusal):
    """One of three."""

    message = N_("Choose: approved, approved with changes, or rejected.")


class TermsImpossible(Refusal):
    """Terms that are not those of the trade."""

    message = N_("These terms cannot be kept: {why}")


@dataclass(frozen=True, slots=True)
class SampleAsked:
    """So many pieces of the product with this number; ``position`` names the line of the quotation that it is of."""

    product: str
    pieces: int
    position: int = 0


@deed("sample_order.ask", roles={Role.BUYER, Role.SALES})
def ask_for_samples(
    *, lines: Sequence[SampleAsked], deliver_to: str, country: str, by: Actor, at: datetime, wish: str = "",
    courier_terms: str = CourierTerms.PREPAID, courier: str = "", courier_account: str = "",
    quotation: Quotation | None = None, contact: Person | None = None,
) -> SampleOrder:  # fmt: skip
    """Ask for samples of products of the catalogue, or of lines of a quotation (``position``); sales write it down for a
    ``contact`` of the customer. Each line keeps what the product is and costs today.

    Raises NothingSampled, NotSamplePieces, NoSuchSample, NoSampleAddress, CourierUnnamed, NoSamplePrice, NotFound.
    """
    buyer, person = _for_whom(by, contact, quotation)
    _check_lines(lines)
    if not deliver_to.strip() or len(country.strip()) != 2 or not country.isascii() or not country.isalpha():
        raise NoSampleAddress()
    if courier_terms not in CourierTerms.values:
        raise CourierUnnamed()
    if courier_terms == CourierTerms.COLLECT and not (courier.strip() and courier_account.strip()):
        raise CourierUnnamed()
    currency = quotation.currency if quotation is not None else buyer.currency
    rows = _lines(lines, quotation, currency, at)
    deal = open_deal(title=_title(rows), at=at, buyer=buyer)
    deal.pieces = sum(row.pieces for row in rows)
    deal.total = deal.paid = Money.zero(currency)
    deal.expect(Role.SALES, "sample_order.offer")
    is_collect = courier_terms == CourierTerms.COLLECT
    sample = SampleOrder(
        number=next_number("sample_order", at), deal=deal, contact=person, asked_at=at, wish=wish.strip()[:5000],
        entered_by_id=None if by.is_customer else by.person_id, quotation=quotation,
        deliver_to=deliver_to.strip()[:1000], country=country.strip().upper(), courier_terms=courier_terms,
        courier=courier.strip()[:40] if is_collect else "",
        courier_account=courier_account.strip()[:40] if is_collect else "",
        language="zh" if buyer.language.startswith("zh") else "en",
    )  # fmt: skip
    sample.value = value_of([SamplePieces(row.pieces, row.unit_price) for row in rows], currency)
    sample.paid = sample.charges = Money.zero(currency)
    sample.save(force_insert=True)
    for row in rows:
        row.sample_order, row.deal = sample, deal
    SampleLine.objects.bulk_create(rows)
    record_event(
        "sample_order.asked", sample, by=by, at=at, value=sample.value,
        lines=[{"product": row.product.number, "pieces": row.pieces} for row in rows],
    )  # fmt: skip
    return sample


@deed("sample_order.offer", roles={Role.SALES, Role.MANAGER})
def offer_samples(
    sample: SampleOrder, *, by: Actor, at: datetime, fee: Decimal | None = None,
    courier_charge: Decimal | None = None, is_made: bool = False, words: str = "",
) -> SampleOrder:  # fmt: skip
    """Offer samples at a fee and the courier's charge, by default those of the policy; a fee of nothing or outside of one
    to three times the value is for a manager. ``is_made``: they are made for him, which takes longer than from stock.

    Raises NotAllowedNow, NotAnOffer, FeeUnusual, NoSamplePrice.
    """
    _check_move(sample, SampleState.OFFERED)
    policy, currency, firm = sample_policy(), sample.value.currency, Firm.objects.get()
    asked = proposed_price(sample, policy, day_at(firm.zone, at))
    price = asked.fee if fee is None else _amount(fee, currency)
    if courier_charge is not None:
        charge = _amount(courier_charge, currency)
    elif asked.courier_charge is not None:
        charge = asked.courier_charge
    else:
        raise NoSamplePrice(currency=currency)
    if sample.courier_terms == CourierTerms.COLLECT and charge.amount:
        raise NotAnOffer(amount=charge)
    if not is_usual(price, sample.value) and Role.MANAGER not in by.roles:
        raise FeeUnusual(fee=price, value=sample.value)
    sample.fee, sample.courier_charge, sample.total = price, charge, price + charge
    sample.is_made, sample.words, sample.offered_at = is_made, words.strip()[:2000], at
    sample.refund_months = policy.refund_months
    sample.valid_until = end_of_day(firm.zone, day_at(firm.zone, at) + timedelta(days=policy.valid_days))
    sample.deal.total = sample.total
    sample.deal.expect(Role.BUYER, "sample_order.accept", by=sample.valid_until)
    sample.move_to(
        SampleState.OFFERED, by=by, at=at,
        fields=("fee_amount", "fee_currency", "courier_charge_amount", "courier_charge_currency", "total_amount",
                "total_currency", "is_made", "words", "offered_at", "refund_months", "valid_until"),
        fee=price, courier=charge, is_made=is_made, valid_until=sample.valid_until,
    )  # fmt: skip
    return sample


@deed("sample_order.take_offer_back", roles={Role.SALES, Role.MANAGER})
def take_offer_back(sample: SampleOrder, *, by: Actor, at: datetime) -> SampleOrder:
    """Take an offer back, or take up one that lapsed: the request waits for another. Raises NotAllowedNow."""
    sample.deal.expect(Role.SALES, "sample_order.offer")
    sample.move_to(SampleState.ASKED, by=by, at=at)
    return sample


@deed("sample_order.accept", roles={Role.BUYER, Role.SALES})
def accept_samples(sample: SampleOrder, *, by: Actor, at: datetime) -> SampleOrder:
    """Accept the offer; the pro forma states everything from here on. Where nothing is to be paid they are cleared at once.

    Raises NotAllowedNow, OfferEnded, NoUsableBankAccount.
    """
    # a reversed payment leads back to "accepted" too, but that is no accepting
    if sample.state != SampleState.OFFERED:
        raise NotAllowedNow(record=str(sample), state=sample.state, wanted=str(SampleState.ACCEPTED))
    assert sample.total is not None
    assert sample.valid_until is not None
    if at > sample.valid_until:
        raise OfferEnded(sample=sample, until=sample.valid_until)
    account = BankAccount.objects.filter(
        currency=sample.total.currency, state=BankAccountState.APPROVED
    ).first()
    if sample.total.amount and (account is None or not account.is_usable(at)):
        raise NoUsableBankAccount(currency=sample.total.currency)
    sample.bank_account, sample.accepted_at = account if sample.total.amount else None, at
    sample.snapshot = _snapshot(sample, account, at)
    sample.deal.reach(Stage.ORDER)
    sample.deal.expect(Role.FINANCE, "sample_order.take_fee")
    sample.move_to(
        SampleState.ACCEPTED, by=by, at=at, fields=("bank_account", "accepted_at", "snapshot"), total=sample.total
    )  # fmt: skip
    if not sample.total.amount:
        clear(sample, by=by, at=at)
    return sample


def clear(sample: SampleOrder, *, by: Actor, at: datetime) -> None:
    """Inside a deed: the price is settled, the samples are to be made ready by the last day of the agreed time."""
    firm = Firm.objects.get()
    policy = sample_policy()
    sample.cleared_at = at
    sample.ready_from, sample.ready_until = ready_between(
        day_at(firm.zone, at), calendar_of(firm.calendar), policy.terms, is_made=sample.is_made
    )
    sample.deal.reach(Stage.PRODUCTION)
    sample.deal.expect(
        Role.ENGINEER if sample.is_made else Role.LOGISTICS, "sample_order.prepare",
        by=end_of_day(firm.zone, sample.ready_until),
    )  # fmt: skip
    sample.move_to(
        SampleState.CLEARED, by=by, at=at, fields=("cleared_at", "ready_from", "ready_until"),
        ready_until=sample.ready_until,
    )  # fmt: skip


@deed("sample_order.file_paper", roles={Role.SYSTEM})
def file_sample_paper(sample: SampleOrder, *, pdf: StoredFile, by: Actor, at: datetime) -> SampleOrder:
    """Link the printed pro forma."""
    attach_document(
        sample, kind="sample_proforma", title=sample.number, file=pdf, language=sample.language, code=sample.code,
        by=by, at=at,
    )  # fmt: skip
    record_event("sample_order.filed", sample, by=by, at=at, sha256=pdf.sha256)
    return sample


@deed("sample_order.prepare", roles=MAKERS)
def prepare_samples(sample: SampleOrder, *, by: Actor, at: datetime) -> SampleOrder:
    """Note that the samples were taken from stock, or made, and lie ready for the courier. Raises NotAllowedNow."""
    sample.prepared_at = at
    sample.deal.reach(Stage.SHIPPING)
    sample.deal.expect(Role.LOGISTICS, "sample_order.ship")
    sample.move_to(SampleState.PREPARED, by=by, at=at, fields=("prepared_at",), is_made=sample.is_made)
    return sample


@deed("sample_order.ship", roles={Role.LOGISTICS})
def ship_samples(
    sample: SampleOrder, *, carrier: str, tracking_number: str, on: date, by: Actor, at: datetime,
    has_battery: bool = False, safety_sheet: StoredFile | None = None,
) -> SampleOrder:  # fmt: skip
    """Note that the courier has the parcel, with the number under which it is followed.

    Raises ParcelUnnamed, SafetySheetMissing, DayImpossible, NotAllowedNow.
    """
    _check_move(sample, SampleState.SHIPPED)
    assert sample.prepared_at is not None
    firm = Firm.objects.get()
    if not carrier.strip() or not tracking_number.strip():
        raise ParcelUnnamed()
    if has_battery and safety_sheet is None:
        raise SafetySheetMissing()
    if not day_at(firm.zone, sample.prepared_at) <= on <= day_at(firm.zone, at):
        raise DayImpossible(day=on)
    sample.carrier, sample.tracking_number = carrier.strip()[:40], tracking_number.strip()[:60]
    sample.shipped_on, sample.has_battery = on, has_battery
    sample.safety_sheet_id = safety_sheet.sha256 if safety_sheet is not None else None
    sample.deal.expect(Role.BUYER, "sample_order.judge")
    sample.move_to(
        SampleState.SHIPPED, by=by, at=at,
        fields=("carrier", "tracking_number", "shipped_on", "has_battery", "safety_sheet"),
        carrier=sample.carrier, tracking=sample.tracking_number, on=on,
    )  # fmt: skip
    return sample


@deed("sample_order.correct_tracking", roles={Role.LOGISTICS})
def correct_tracking(
    sample: SampleOrder, *, carrier: str, tracking_number: str, by: Actor, at: datetime
) -> SampleOrder:
    """Put a mistyped courier or number right while the parcel is on its way. Raises ParcelUnnamed, NotAllowedNow."""
    if sample.state != SampleState.SHIPPED:
        raise NotAllowedNow(record=str(sample), state=sample.state, wanted=str(SampleState.SHIPPED))
    if not carrier.strip() or not tracking_number.strip():
        raise ParcelUnnamed()
    before = f"{sample.carrier} {sample.tracking_number}"
    sample.carrier, sample.tracking_number = carrier.strip()[:40], tracking_number.strip()[:60]
    sample.changed("carrier", "tracking_number")
    record_event(
        "sample_order.tracking_corrected", sample, by=by, at=at, before=before, carrier=sample.carrier,
        tracking=sample.tracking_number,
    )  # fmt: skip
    return sample


@deed("sample_order.note_arrival", roles={Role.LOGISTICS, Role.BUYER, Role.SALES})
def note_arrival(sample: SampleOrder, *, on: date, by: Actor, at: datetime) -> SampleOrder:
    """Note that the parcel arrived; the customer says it, or we read it at the courier's. Raises DayImpossible,
    NotAllowedNow."""
    _check_move(sample, SampleState.ARRIVED)
    buyer = Company.objects.get(deals=sample.deal)
    # the day of whoever is ahead of the other: in Auckland it is tomorrow already
    latest = max(day_at(buyer.zone, at), our_day(at))
    if sample.shipped_on is None or not sample.shipped_on <= on <= latest:
        raise DayImpossible(day=on)
    sample.arrived_on = on
    sample.deal.expect(Role.BUYER, "sample_order.judge")
    sample.move_to(SampleState.ARRIVED, by=by, at=at, fields=("arrived_on",), on=on)
    return sample


@deed("sample_order.judge", roles={Role.BUYER, Role.SALES})
def judge_samples(
    sample: SampleOrder, *, verdict: str, by: Actor, at: datetime, words: str = ""
) -> SampleOrder:
    """Say what the customer thinks of the samples: ``approved``, ``approved_with_changes`` or ``rejected``; the last two
    say what should be different. Sales enter what he told them.

    Raises NotAVerdict, SayWhatChanges, NotAllowedNow.
    """
    if verdict not in VERDICTS:
        raise NotAVerdict()
    if verdict != SampleState.APPROVED and not words.strip():
        raise SayWhatChanges()
    sample.verdict_words, sample.judged_at, sample.judged_by_id = words.strip()[:5000], at, by.person_id
    sample.deal.reach(Stage.CLOSED)
    sample.deal.expect(None)
    sample.move_to(
        SampleState(verdict), by=by, at=at, fields=("verdict_words", "judged_at", "judged_by"), words=sample.verdict_words
    )  # fmt: skip
    return sample


@deed("sample_order.decline", roles={Role.SALES, Role.MANAGER})
def decline_samples(sample: SampleOrder, *, reason: str, by: Actor, at: datetime) -> SampleOrder:
    """Say no to a request for samples, with the reason. Raises SaySampleReason, NotAllowedNow."""
    return _end(sample, SampleState.DECLINED, reason, by, at)


@deed("sample_order.withdraw", roles={Role.BUYER, Role.SALES})
def withdraw_samples(sample: SampleOrder, *, by: Actor, at: datetime, reason: str = "") -> SampleOrder:
    """Take a request back, or an acceptance of which nothing was paid; our own people say why.

    Raises SaySampleReason, FeeWasPaid, NotAllowedNow.
    """
    if sample.paid.amount:
        raise FeeWasPaid(paid=sample.paid, sample=sample)
    return _end(sample, SampleState.WITHDRAWN, reason or ("–" if by.is_customer else ""), by, at)


@deed("sample_order.lapse", roles={Role.SYSTEM})
def lapse_offer(sample: SampleOrder, *, by: Actor, at: datetime) -> SampleOrder:
    """Let an offer lapse that nobody accepted in time; sales may offer anew. Raises OfferHolds, NotAllowedNow."""
    _check_move(sample, SampleState.LAPSED)
    if sample.valid_until is None or at <= sample.valid_until:
        raise OfferHolds(sample=sample, until=sample.valid_until)
    sample.deal.expect(None)
    sample.move_to(SampleState.LAPSED, by=by, at=at)
    return sample


@deed("sample_policy.set", roles={Role.MANAGER})
def set_sample_policy(
    *, factor: Decimal, stock_from: int, stock_until: int, made_from: int, made_until: int, refund_months: int,
    valid_days: int, courier: Money, by: Actor, at: datetime,
) -> SamplePolicy:  # fmt: skip
    """Say on which terms samples are offered from now on. Raises TermsImpossible, NotAnOffer."""
    terms = SampleTerms(factor, (stock_from, stock_until), (made_from, made_until), refund_months, valid_days)
    wrong = wrong_terms(terms) if factor.is_finite() else ()
    if wrong or not factor.is_finite():
        raise TermsImpossible(why=wrong[0].sentence() if wrong else str(factor))
    policy = SamplePolicy(
        factor=factor, stock_from=stock_from, stock_until=stock_until, made_from=made_from, made_until=made_until,
        refund_months=refund_months, valid_days=valid_days, set_by=by.name, set_at=at,
    )  # fmt: skip
    policy.courier = _amount(courier.amount, courier.currency)
    policy.save(force_insert=True)
    record_event("sample_policy.set", policy, by=by, at=at, terms=terms, courier=policy.courier)
    return policy


def _check_move(sample: SampleOrder, state: SampleState) -> None:
    if not sample.can_move_to(state):
        raise NotAllowedNow(record=str(sample), state=sample.state, wanted=str(state))


def _end(sample: SampleOrder, state: SampleState, reason: str, by: Actor, at: datetime) -> SampleOrder:
    if not reason.strip():
        raise SaySampleReason()
    sample.ended_because = reason.strip()[:500]
    sample.deal.reach(Stage.CLOSED)
    sample.deal.expect(None)
    sample.move_to(state, by=by, at=at, fields=("ended_because",), reason=sample.ended_because)
    return sample


def _amount(amount: Decimal, currency: str) -> Money:
    if not amount.is_finite() or not 0 <= amount <= LARGEST_AMOUNT or not currency.isalpha():
        raise NotAnOffer(amount=f"{currency} {amount}")
    value = Money(amount, currency)
    if not value.is_rounded:
        raise NotAnOffer(amount=value)
    return value


def _for_whom(by: Actor, contact: Person | None, quotation: Quotation | None) -> tuple[Company, Person]:
    """The customer and his person, who is the one that asks or the one for whom sales write it down."""
    person = Person.objects.filter(pk=by.person_id or 0).first() if by.is_customer else contact
    if person is None or person.company_id is None:
        raise NotFound()
    if quotation is not None and quotation.deal.buyer_id != person.company_id:
        raise NotFound()
    return Company.objects.get(pk=person.company_id), person


def _check_lines(lines: Sequence[SampleAsked]) -> None:
    if not 0 < len(lines) <= MOST_LINES:
        raise NothingSampled(most=MOST_LINES)
    seen = set()
    for line in lines:
        key = (line.position, "" if line.position else line.product)
        if not 1 <= line.pieces <= MOST_PIECES or key in seen:
            raise NotSamplePieces(most=MOST_PIECES, pieces=line.pieces, product=line.product)
        seen.add(key)


def _lines(
    asked: Sequence[SampleAsked], quotation: Quotation | None, currency: str, at: datetime
) -> list[SampleLine]:
    """The lines with their snapshots, not yet saved; a constant number of statements."""
    offered = (
        {line.position: line for line in QuotationLine.objects.filter(quotation=quotation).select_related("product")}
        if quotation is not None
        else {}
    )  # fmt: skip
    products = products_by_number([line.product for line in asked if not line.position])
    wanted: list[tuple[SampleAsked, Product, QuotationLine | None]] = []
    for line in asked:
        of = offered.get(line.position) if line.position else None
        product = of.product if of else products.get(line.product)
        if product is None or (line.position and of is None) or (of is None and not product.is_offered):
            raise NoSuchSample(product=line.product or f"{line.position}")
        wanted.append((line, product, of))
    try:
        prices = unit_prices([product for _, product, of in wanted if of is None], currency, our_day(at))
    except NoExchangeRate:
        raise NoSamplePrice(currency=currency) from None
    units = units_of({product.family_id for _, product, of in wanted if of is None})
    rows = []
    for place, (line, product, of) in enumerate(wanted, 1):
        row = SampleLine(
            position=place, product=product, product_revision=of.product_revision if of else product.revision,
            description=of.description if of else product.name_en,
            description_zh=of.description_zh if of else product.name_zh, hs_code=product.hs_code, pieces=line.pieces,
            values=of.values if of else _values(product, units), net_kg=product.net_weight_kg,
            minimum_order_pieces=product.minimum_order_pieces, quotation_line=of,
        )  # fmt: skip
        row.unit_price = of.unit_price if of else prices[product.pk]
        if row.unit_price.amount <= 0:
            raise NoSuchSample(product=product.number)
        rows.append(row)
    return rows


def _values(product: Product, units: dict[tuple[int, str], str]) -> dict[str, Any]:
    return {
        code: {"value": value, "unit": units.get((product.family_id, code), "")}
        for code, value in product.values.items()
    }


def _title(rows: Sequence[SampleLine]) -> str:
    named = ", ".join(f"{row.pieces} × {row.product.number}" for row in rows[:3])
    return f"Samples: {named}" + (" …" if len(rows) > 3 else "")


def _snapshot(sample: SampleOrder, account: BankAccount | None, at: datetime) -> dict[str, Any]:
    """All that the pro forma states, as plain JSON."""
    firm = Firm.objects.get()
    buyer = Company.objects.get(deals=sample.deal)
    contact = sample.contact
    paid_by_bank = account is not None and sample.total is not None and sample.total.amount
    told: dict[str, Any] = plain({
        "seller": {"name": firm.legal_name, "name_zh": firm.legal_name_zh, "address": firm.address, "email": firm.email,
                   "phone": firm.phone, "tax_number": firm.tax_number},
        "buyer": {"name": buyer.legal_name, "address": buyer.address, "country": buyer.country,
                  "tax_number": buyer.tax_number, "contact": contact.name, "email": contact.email},
        "quotation": sample.quotation.number if sample.quotation is not None else "",
        "deliver_to": sample.deliver_to, "country": sample.country, "courier_terms": sample.courier_terms,
        "courier": sample.courier, "courier_account": sample.courier_account, "value": sample.value,
        "fee": sample.fee, "courier_charge": sample.courier_charge, "total": sample.total,
        "refund_months": sample.refund_months, "is_made": sample.is_made, "issued_on": day_at(firm.zone, at),
        "lines": [{"position": x.position, "model": x.product.number, "description": x.description,
                   "description_zh": x.description_zh, "hs_code": x.hs_code, "values": x.values, "pieces": x.pieces,
                   "unit_price": x.unit_price, "net_kg": x.net_kg, "minimum": x.minimum_order_pieces}
                  for x in sample.lines.select_related("product")],
        "bank": {"beneficiary": account.beneficiary, "bank_name": account.bank_name, "bank_address": account.bank_address,
                 "bic": account.bic, "account_number": account.account_number, "currency": account.currency}
        if account is not None and paid_by_bank else {},
    })  # fmt: skip
    return told
