"""What can happen to a quotation: it is drafted, changed, sent, filed as paper, declined, expired, revised."""

from datetime import datetime, timedelta
from decimal import Decimal
from typing import Any

from django.db import connection

from ordolux.foundation.actors import Actor, Role
from ordolux.foundation.correspondence.deeds import Enclosure, queue_letter
from ordolux.foundation.correspondence.models import Message
from ordolux.foundation.deals.models import Stage
from ordolux.foundation.deeds import NotAllowedNow, deed, record_event
from ordolux.foundation.deeds.events import plain
from ordolux.foundation.documents.deeds import attach_document
from ordolux.foundation.files.models import StoredFile
from ordolux.foundation.links import make_link
from ordolux.foundation.numbers import next_number
from ordolux.inquiries.inquiry.deeds import note_quoted
from ordolux.inquiries.inquiry.models import Inquiry, InquiryState
from ordolux.inquiries.quotation.models import (
    FreightOption,
    InsuranceKind,
    Quotation,
    QuotationBlock,
    QuotationLine,
    QuotationState,
)
from ordolux.inquiries.quotation.offer import Offer, make_offer
from ordolux.inquiries.quotation.queries import basis_of, confirmed_items
from ordolux.rules.money import Money
from ordolux.rules.pricing import PriceChain, PriceStep
from ordolux.rules.refusal import N_, Finding, Refusal

LINK_PURPOSE = "quotation"
LINK_LASTS_AFTER_END = timedelta(days=30)
# stands in the text of the letter where the link belongs, which is made with it
LINK_PLACE = "{the link}"
BLOCK_KINDS = ("fee", "incoterm", "discount", "tax")


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

    message = N_("A discount is between 0 and 30 %.")


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
    offer = _compute(quotation, items, at)
    _write(quotation, offer, at)
    _expect_sending(quotation, by=by, at=at)
    record_event("quotation.drafted", quotation, by=by, at=at, **_facts(quotation))
    return quotation


@deed("quotation.change", roles={Role.SALES})
def change_quotation(
    quotation: Quotation, *, discount_percent: Decimal, incoterm: str, place: str, payment_term: str, by: Actor,
    at: datetime, remark: str = "",
) -> Quotation:  # fmt: skip
    """Change the terms of a draft, which is computed anew at today's rates.

    Raises NotAllowedNow, DiscountTooHigh, NothingCanTravel, NoPrice, FirmUnknown.
    """
    if quotation.state != QuotationState.DRAFTED:
        raise NotAllowedNow(record=quotation.number, state=quotation.state, wanted=QuotationState.DRAFTED)
    if not 0 <= discount_percent <= 30:
        raise DiscountTooHigh()
    items, _ = confirmed_items(quotation.inquiry_id)
    quotation.incoterm, quotation.place, quotation.payment_term = incoterm, place.strip(), payment_term
    quotation.discount_percent, quotation.remark = discount_percent, remark.strip()
    offer = _compute(quotation, items, at)
    _forget_parts(quotation)
    quotation.version += 1
    _write(quotation, offer, at)
    record_event("quotation.changed", quotation, by=by, at=at, discount=discount_percent, **_facts(quotation))
    return quotation


@deed("quotation.send", roles={Role.SALES})
def send_quotation(quotation: Quotation, *, by: Actor, at: datetime) -> Quotation:
    """Send a draft to the customer: from now on it never changes, and the clock of 24 hours stands.

    Raises NotAllowedNow, QuotationOutOfDate.
    """
    if quotation.is_out_of_date(at):
        raise QuotationOutOfDate(quotation=quotation.number, valid_until=quotation.valid_until)
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


@deed("quotation.file_paper", roles={Role.SYSTEM})
def file_quotation_paper(
    quotation: Quotation, *, file: StoredFile, datasheets: StoredFile | None, code: str, language: str, by: Actor,
    at: datetime, datasheets_code: str = "",
) -> Quotation:  # fmt: skip
    """File the printed quotation and the datasheets that go with it, each with the verification code that it shows."""
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
    quotation, made in the same moment."""
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
    """Replace a quotation that was sent, declined or has expired by a new draft at today's rates.

    Raises NotAllowedNow, NothingCanTravel, NoPrice, FirmUnknown.
    """
    items, _ = confirmed_items(quotation.inquiry_id)
    revision = quotation.revision + 1
    quotation.move_to(QuotationState.SUPERSEDED, by=by, at=at, revision=revision)
    fresh = Quotation(
        number=f"{quotation.number.partition('-R')[0]}-R{revision}", deal=quotation.deal,
        inquiry_id=quotation.inquiry_id, revision=revision, replaces=quotation, contact_id=quotation.contact_id,
        currency=quotation.currency, incoterm=quotation.incoterm, place=quotation.place,
        destination_country=quotation.destination_country, payment_term=quotation.payment_term,
        is_free=quotation.is_free, discount_percent=quotation.discount_percent, remark=quotation.remark,
    )  # fmt: skip
    offer = _compute(fresh, items, at)
    _write(fresh, offer, at)
    _expect_sending(fresh, by=by, at=at)
    record_event("quotation.drafted", fresh, by=by, at=at, replaces=quotation, **_facts(fresh))
    return fresh


def _expect_sending(quotation: Quotation, *, by: Actor, at: datetime) -> None:
    deal = quotation.deal
    deal.reach(Stage.INQUIRY)
    deal.total, deal.pieces = quotation.total, quotation.pieces
    deal.expect(Role.SALES, "quotation.send", by=deal.next_by if deal.next_deed == "quotation.send" else None)


def _compute(quotation: Quotation, items: tuple[Any, ...], at: datetime) -> Offer:
    offer = make_offer(
        basis_of(
            items, incoterm=quotation.incoterm, place=quotation.place, country=quotation.destination_country,
            currency=quotation.currency, is_free=quotation.is_free, at=at, discount_percent=quotation.discount_percent,
        )
    )  # fmt: skip
    if offer.proposed is None and any(finding.where == "main_carriage" for finding in offer.findings):
        raise NothingCanTravel(rule=quotation.incoterm)
    return offer


def _write(quotation: Quotation, offer: Offer, at: datetime) -> None:
    """Write a computed offer: one statement for each of the four tables."""
    chain = offer.chain
    quotation.goods, quotation.total = chain.goods, chain.total
    quotation.pieces = sum(item.pieces for item in offer.items)
    quotation.cartons, quotation.gross_kg = offer.cargo.cartons, offer.cargo.gross_kg
    quotation.volume_m3 = offer.cargo.volume_m3
    quotation.chain = [_step(step) for step in chain.steps]
    quotation.plan, quotation.rates = offer.plan, offer.rates
    quotation.findings = [_finding(finding) for finding in offer.findings]
    quotation.insurance, quotation.insurance_clauses = offer.insurance, offer.clauses
    quotation.insurance_premium = offer.premium
    quotation.loading_place = "Shenzhen"
    quotation.drafted_at, quotation.valid_until = at, offer.valid_until
    quotation.save()
    QuotationLine.objects.bulk_create(_lines(quotation, offer))
    QuotationBlock.objects.bulk_create(_blocks(quotation, chain))
    FreightOption.objects.bulk_create(_options(quotation, offer))


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
                "plan": way.plan,
            },
        )  # fmt: skip
        row.cost = way.cost
        row.total = way.chain.total if way.is_feasible else Money.zero(quotation.currency)
        row.insurance_premium = (
            way.premium if way.is_feasible and offer.insurance == InsuranceKind.OPTIONAL else None
        )
        rows.append(row)
    return rows


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
