"""What can happen to an amendment: proposed with what it changes, signed by both, carried out; or it ends before."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from decimal import Decimal
from typing import Any

from django.db.models import Max
from django.utils.translation import gettext

from ordolux.foundation.actors import Actor, Role
from ordolux.foundation.calendars.queries import calendar_of
from ordolux.foundation.catalogue.models import Product
from ordolux.foundation.catalogue.queries import products_by_number, units_of
from ordolux.foundation.deeds import NotAllowedNow, deed, record_event
from ordolux.foundation.deeds.events import plain
from ordolux.foundation.documents.deeds import attach_document
from ordolux.foundation.files.models import StoredFile
from ordolux.foundation.numbers import next_number
from ordolux.foundation.parties.models import Company, our_day
from ordolux.orders.agreement.deeds import ReasonMissing
from ordolux.orders.agreement.models import Order, OrderLine, OrderState
from ordolux.orders.amendment.carrying_out import carry_out
from ordolux.orders.amendment.models import Amendment, AmendmentState
from ordolux.orders.amendment.queries import Consequences, consequences_of, open_amendment, terms_in_force
from ordolux.orders.amendment.snapshot import snapshot_of, terms_of
from ordolux.orders.proforma.models import Proforma, ProformaState
from ordolux.orders.signature.models import SigningCode
from ordolux.orders.signature.proof import compared_code, made_code, signed_by_buyer, signed_by_seller
from ordolux.rules.amending import LineChange, NewLine, OrderTerms, amended
from ordolux.rules.parameters import PARAMETERS, parse_value
from ordolux.rules.refusal import N_, Finding, Refusal
from ordolux.rules.workdays import signature_deadline

SIGN_WORKDAYS = 5
LONGEST_VALUE = 200
MOST_LINES = 200
CHANGEABLE = (OrderState.CONFIRMED, OrderState.RELEASED)


class OrderNotLocked(Refusal):
    """Only what both sides signed and what has not left is amended."""

    message = N_(
        "{order} is {state}; an amendment is for an order that both sides signed and that has not left."
    )


class NothingSigned(Refusal):
    """What replaces lamps free of charge has no proforma invoice that could be amended."""

    message = N_("{order} has no proforma invoice that both sides signed, so there is nothing to amend.")


class AmendmentWaits(Refusal):
    """One amendment after the other."""

    message = N_("{amendment} waits for its signatures; end it before you make another one.")


class TooLateToChange(Refusal):
    """Work that has begun forbids it."""

    message = N_("This cannot be changed any more. {reasons}")


class DayIsOver(Refusal):
    """A delivery day in the past."""

    message = N_("{day} is over; the goods cannot arrive then.")


class SignedTooLate(Refusal):
    """The time to sign has ended."""

    message = N_("{amendment} could be signed until {sign_by}. Ask us for a new one.")


class AmendmentNotReady(Refusal):
    """The PDF is being printed."""

    message = N_("{amendment} is being printed; please try again in a moment.")


class NotLateYet(Refusal):
    """The time to sign has not ended."""

    message = N_("{amendment} can be signed until {sign_by}.")


class ProductNotOffered(Refusal):
    """Only what the catalogue offers is added."""

    message = N_("There is no product {product} that we offer now.")


class TooManyLines(Refusal):
    """An order that nobody can survey."""

    message = N_("An order has at most {most} lines.")


class ValueTooLong(Refusal):
    """A value that does not fit on a paper."""

    message = N_("A value has at most {most} characters.")


@dataclass(frozen=True, slots=True)
class ParameterChanged:
    """A technical parameter, by its code, and its new value as text; its unit stays."""

    code: str
    value: str


@dataclass(frozen=True, slots=True)
class LineAmended:
    """What shall be different in the line at this position; what is left out stays."""

    position: int
    pieces: int | None = None
    unit_price: Decimal | None = None
    parameters: tuple[ParameterChanged, ...] = ()


@dataclass(frozen=True, slots=True)
class LineAdded:
    """A line that the order gets: the product by its number, with the values that the catalogue states for it."""

    product: str
    pieces: int
    unit_price: Decimal


@deed("amendment.propose", roles={Role.SALES, Role.MANAGER})
def propose_amendment(
    order: Order, *, reason: str, by: Actor, at: datetime, lines: tuple[LineAmended, ...] = (),
    promised_on: date | None = None, extra: Decimal | None = None, added: tuple[LineAdded, ...] = (),
    removed: tuple[int, ...] = (),
) -> Amendment:  # fmt: skip
    """Issue an amendment of an order that both sides signed: changed quantities, prices, values, arrival, lines that are
    ``added``, or ``removed`` by their position; ``extra`` is an agreed charge beside the lines (below zero: a rebate). The
    customer signs it within five working days.

    Nothing of the order changes by it. Raises ReasonMissing, OrderNotLocked, NothingSigned, AmendmentWaits, TooLateToChange,
    DayIsOver, ValueTooLong, ProductNotOffered, TooManyLines, and the refusals of the rules (NothingChanges, LineUnknown, …).
    """
    if not reason.strip():
        raise ReasonMissing()
    proforma = check_amendable(order)
    found = looked_at(order, lines, promised_on, extra, at, added=added, removed=removed)
    if found.limits:
        raise TooLateToChange(reasons=_sentences(found.limits))
    buyer = Company.objects.get(deals=order.deal)
    deadline = signature_deadline(
        at, zone=buyer.zone, calendar=calendar_of(buyer.calendar), workdays=SIGN_WORKDAYS
    )
    last = Amendment.objects.filter(order=order).aggregate(last=Max("place"))["last"] or 0
    amendment = Amendment(
        number=next_number("amendment", at), deal=order.deal, order=order, place=last + 1, issued_at=at,
        issued_by_id=by.person_id, reason=reason.strip()[:500], language=proforma.language, sign_by=deadline.ends_at,
        expected=order.deal.next_step(), snapshot=_snapshot(order, proforma, found),
    )  # fmt: skip
    amendment.total = found.after.total
    amendment.save(force_insert=True)
    order.deal.expect(Role.SIGNATORY, "amendment.sign", by=amendment.sign_by)
    record_event(
        "amendment.issued", amendment, by=by, at=at, total=amendment.total, before=order.total,
        reason=amendment.reason, order=order,
    )  # fmt: skip
    return amendment


@deed("amendment.file_paper", roles={Role.SYSTEM})
def file_amendment_paper(
    amendment: Amendment, *, pdf: StoredFile, word: StoredFile, by: Actor, at: datetime
) -> Amendment:
    """Link the printed paper: this PDF is what both sides sign, the Word form says the same."""
    amendment.sha256 = pdf.sha256
    amendment.changed("sha256")
    attach_document(
        amendment, kind="amendment", title=amendment.number, file=pdf, word_file=word, language=amendment.language,
        code=amendment.code, by=by, at=at,
    )  # fmt: skip
    record_event("amendment.filed", amendment, by=by, at=at, sha256=pdf.sha256)
    return amendment


@deed("amendment.withdraw", roles={Role.SALES, Role.MANAGER})
def withdraw_amendment(amendment: Amendment, *, reason: str, by: Actor, at: datetime) -> Amendment:
    """Take back an amendment that is not signed by both; the customer reads why. Raises ReasonMissing, NotAllowedNow."""
    return _end(amendment, AmendmentState.WITHDRAWN, reason, by, at)


@deed("amendment.decline", roles={Role.BUYER, Role.SIGNATORY})
def decline_amendment(amendment: Amendment, *, reason: str, by: Actor, at: datetime) -> Amendment:
    """Decline to sign, with a reason; the order stays as it was signed. Raises ReasonMissing, NotAllowedNow."""
    return _end(amendment, AmendmentState.DECLINED, reason, by, at)


@deed("amendment.lapse", roles={Role.SYSTEM})
def lapse_amendment(amendment: Amendment, *, by: Actor, at: datetime) -> Amendment:
    """Let an amendment lapse that was not signed in time. Raises NotLateYet, NotAllowedNow."""
    if at <= amendment.sign_by:
        raise NotLateYet(amendment=amendment, sign_by=amendment.sign_by)
    _expect_again(amendment)
    amendment.move_to(AmendmentState.LAPSED, by=by, at=at)
    return amendment


@deed("amendment.send_code", roles={Role.SIGNATORY})
def send_amendment_code(amendment: Amendment, *, by: Actor, at: datetime) -> SigningCode:
    """Make a one-time code for the signatory who asks. Raises SignedTooLate, AmendmentNotReady, NotAllowedNow."""
    _check_open(amendment, at)
    return made_code(amendment, by=by, at=at)


@deed("amendment.try_code", roles={Role.SIGNATORY})
def try_amendment_code(amendment: Amendment, *, digits: str, by: Actor, at: datetime) -> SigningCode:
    """Compare what the signatory typed with his code; five tries are the most. Raises NoCodeWaiting."""
    return compared_code(amendment, digits, by=by, at=at)


@deed("amendment.sign", roles={Role.SIGNATORY})
def sign_amendment(
    amendment: Amendment, *, name: str, consent: bool, document_sha256: str, by: Actor, at: datetime, title: str = "",
    drawing: StoredFile | None = None, ip: str = "", agent: str = "",
) -> Amendment:  # fmt: skip
    """Sign for the buyer exactly the bytes that he saw, after he proved his mailbox by a code, as with the P/I.

    Raises SignedTooLate, AmendmentNotReady, AnotherPaperSeen, CodeNotProved, ConsentMissing, NotAllowedNow.
    """
    _check_open(amendment, at)
    signed_by_buyer(
        amendment, name=name, consent=consent, document_sha256=document_sha256, title=title, drawing=drawing, ip=ip,
        agent=agent, by=by, at=at,
    )  # fmt: skip
    amendment.signed_at = at
    amendment.deal.expect(Role.SALES, "amendment.countersign")
    amendment.move_to(
        AmendmentState.SIGNED, by=by, at=at, fields=("signed_at",), name=name.strip(), sha256=document_sha256
    )
    return amendment


@deed("amendment.countersign", roles={Role.SALES, Role.MANAGER})
def countersign_amendment(amendment: Amendment, *, by: Actor, at: datetime) -> Amendment:
    """Sign for the seller: the order takes the new values, its instalments and its production follow, all in one.

    What work forbids meanwhile is refused; then it is withdrawn or decided anew. Raises TooLateToChange, NotAllowedNow.
    """
    if not amendment.can_move_to(AmendmentState.COUNTERSIGNED):
        raise NotAllowedNow(
            record=amendment.number, state=amendment.state, wanted=AmendmentState.COUNTERSIGNED.value
        )
    order = Order.objects.select_for_update().get(pk=amendment.order_id)
    order.deal = amendment.deal
    if order.state not in CHANGEABLE:
        raise OrderNotLocked(order=order.number, state=order.get_state_display())
    lines = list(OrderLine.objects.filter(order=order).order_by("position"))
    before = terms_in_force(order, lines)
    found = consequences_of(order, terms_of(amendment.snapshot["after"], before), before)
    if found.limits:
        raise TooLateToChange(reasons=_sentences(found.limits))
    signed_by_seller(amendment, by=by, at=at)
    amendment.countersigned_at = at
    _expect_again(amendment)
    amendment.move_to(AmendmentState.COUNTERSIGNED, by=by, at=at, fields=("countersigned_at",))
    carry_out(amendment, order, lines, found, by=by, at=at)
    amendment.move_to(
        AmendmentState.EFFECTIVE, by=by, at=at, total=order.total, before=found.before.total, order=order
    )
    return amendment


@deed("amendment.file_seal", roles={Role.SYSTEM})
def file_amendment_seal(
    amendment: Amendment, *, pdf: StoredFile, side: str, by: Actor, at: datetime
) -> Amendment:
    """Link the sealed paper: with the customer's signature and its evidence, then with ours too."""
    attach_document(
        amendment, kind="amendment", title=amendment.number, file=pdf, language=amendment.language, is_sealed=True,
        by=by, at=at,
    )  # fmt: skip
    record_event("amendment.sealed", amendment, by=by, at=at, side=side, sha256=pdf.sha256)
    return amendment


def check_amendable(order: Order) -> Proforma:
    """The proforma invoice that both sides signed, of an order that can be amended now.

    Raises OrderNotLocked, NothingSigned, AmendmentWaits.
    """
    if order.state not in CHANGEABLE:
        raise OrderNotLocked(order=order.number, state=order.get_state_display())
    if order.is_free:
        raise NothingSigned(order=order.number)
    proforma = Proforma.objects.filter(order=order, state=ProformaState.COUNTERSIGNED).first()
    if proforma is None:
        raise NothingSigned(order=order.number)
    standing = open_amendment(order)
    if standing is not None:
        raise AmendmentWaits(amendment=standing)
    return proforma


def looked_at(
    order: Order, lines: Sequence[LineAmended], promised_on: date | None, extra: Decimal | None, at: datetime, *,
    added: Sequence[LineAdded] = (), removed: Sequence[int] = (),
) -> Consequences:  # fmt: skip
    """What these changes would do, without doing anything: the desk shows it before it proposes.

    Raises DayIsOver, ValueTooLong, ProductNotOffered, TooManyLines, the refusals of the parameters and those of the rules.
    """
    before = terms_in_force(order)
    if promised_on is not None and promised_on != before.promised_on and promised_on < our_day(at):
        raise DayIsOver(day=promised_on)
    products = products_by_number([x.product for x in added]) if added else {}
    after = amended(
        before,
        [LineChange(x.position, x.pieces, x.unit_price, tuple(_checked(p) for p in x.parameters)) for x in lines],
        promised_on=promised_on, extra=extra, added=_new_lines(added, products, before), removed=removed,
    )  # fmt: skip
    new = [line.position for line in after.lines[len(before.lines) :]]
    return consequences_of(
        order, after, before, {place: products[x.product] for place, x in zip(new, added, strict=True)}
    )


def _new_lines(
    added: Sequence[LineAdded], products: Mapping[str, Product], before: OrderTerms
) -> list[NewLine]:
    """What the lines that are added agree on. Raises ProductNotOffered, TooManyLines."""
    if len(before.lines) + len(added) > MOST_LINES:
        raise TooManyLines(most=MOST_LINES)
    units = units_of({product.family_id for product in products.values()}) if products else {}
    lines = []
    for each in added:
        product = products.get(each.product)
        if product is None or not product.is_offered:
            raise ProductNotOffered(product=each.product)
        values = {
            code: {"value": value, "unit": units.get((product.family_id, code), "")}
            for code, value in product.values.items()
        }
        lines.append(NewLine(each.pieces, each.unit_price, values))
    return lines


def _checked(changed: ParameterChanged) -> tuple[str, str]:
    value = " ".join(changed.value.split())
    if len(value) > LONGEST_VALUE:
        raise ValueTooLong(most=LONGEST_VALUE)
    if changed.code in PARAMETERS:
        parse_value(changed.code, value)
    return changed.code, value


def _snapshot(order: Order, proforma: Proforma, found: Consequences) -> dict[str, Any]:
    told: dict[str, Any] = plain(snapshot_of(order, proforma, found))
    return told


def _end(amendment: Amendment, state: AmendmentState, reason: str, by: Actor, at: datetime) -> Amendment:
    if not reason.strip():
        raise ReasonMissing()
    _expect_again(amendment)
    amendment.ended_because = reason.strip()[:500]
    amendment.move_to(state, by=by, at=at, fields=("ended_because",), reason=amendment.ended_because)
    return amendment


def _expect_again(amendment: Amendment) -> None:
    """The next step that waited behind the amendment comes back, unless work has gone on meanwhile."""
    told = amendment.expected
    if amendment.deal.next_deed.startswith("amendment."):
        by = datetime.fromisoformat(told["by"]) if told.get("by") else None
        amendment.deal.expect(Role(told["role"]) if told.get("role") else None, told.get("deed", ""), by=by)


def _check_open(amendment: Amendment, at: datetime) -> None:
    is_late = amendment.state == AmendmentState.ISSUED and at > amendment.sign_by
    if amendment.state == AmendmentState.LAPSED or is_late:
        raise SignedTooLate(amendment=amendment, sign_by=amendment.sign_by)
    if not amendment.can_move_to(AmendmentState.SIGNED):
        raise NotAllowedNow(
            record=amendment.number, state=amendment.state, wanted=AmendmentState.SIGNED.value
        )
    if not amendment.sha256:
        raise AmendmentNotReady(amendment=amendment)


def _sentences(findings: Sequence[Finding]) -> str:
    return " ".join(finding.sentence(gettext(finding.message)) for finding in findings)
