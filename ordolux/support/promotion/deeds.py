"""What can happen: customers ask for promotion, marketing answers; brochures are made, fairs planned, held, cancelled."""

from collections.abc import Sequence
from datetime import date, datetime
from decimal import Decimal

from ordolux.foundation.actors import Actor, Role
from ordolux.foundation.catalogue.models import Product
from ordolux.foundation.deeds import NotFound, deed, record_event
from ordolux.foundation.files.models import StoredFile
from ordolux.foundation.numbers import next_number
from ordolux.foundation.parties.models import Company, Person, our_day
from ordolux.rules.money import Money
from ordolux.rules.refusal import N_, Refusal
from ordolux.support.promotion.models import (
    Brochure,
    BrochureState,
    Fair,
    FairState,
    PromotionRequest,
    RequestKind,
    RequestState,
)

MOST_PRODUCTS = 12
LARGEST_BUDGET = Decimal(100_000_000)


class NothingAsked(Refusal):
    """A request says what is wanted."""

    message = N_("Say what you need: which material, how much of it, for what.")


class FairUnnamed(Refusal):
    """A fair has a name and a place."""

    message = N_("Give the name and the place of the fair.")


class NotBeforeToday(Refusal):
    """What is wanted lies ahead."""

    message = N_("{day} is over; choose a day ahead.")


class AnswerMissing(Refusal):
    """A refusal says why."""

    message = N_("Write why, in words that the customer understands.")


class NoSuchProducts(Refusal):
    """A brochure shows products that we offer."""

    message = N_("Choose between one and {most} products that we offer; {missing} is none.")


class FairDatesWrong(Refusal):
    """A fair ends after it starts."""

    message = N_("A fair cannot end on {ends_on} when it starts on {starts_on}.")


class BudgetWrong(Refusal):
    """A budget is an amount of money."""

    message = N_("The budget is an amount between 0 and {most} with a currency like EUR.")


@deed("promotion.request", roles={Role.BUYER, Role.MARKETING})
def request_promotion(
    *, kind: str, what: str, by: Actor, at: datetime, language: str = "en", wanted_by: date | None = None,
    fair_name: str = "", fair_place: str = "", on_behalf_of: Person | None = None,
) -> PromotionRequest:  # fmt: skip
    """Ask for promotional material, a brochure, or support for a fair; marketing writes one down for a customer.

    Raises NothingAsked, FairUnnamed, NotBeforeToday, NotFound.
    """
    person_id, company_id = by.person_id, by.company_id
    if not by.is_customer:
        if on_behalf_of is None or on_behalf_of.company_id is None:
            raise NotFound()
        person_id, company_id = on_behalf_of.pk, on_behalf_of.company_id
    assert company_id is not None
    assert person_id is not None
    if kind not in RequestKind.values or not what.strip():
        raise NothingAsked()
    if kind == RequestKind.FAIR and not (fair_name.strip() and fair_place.strip()):
        raise FairUnnamed()
    if wanted_by is not None and wanted_by < our_day(at):
        raise NotBeforeToday(day=wanted_by)
    made = PromotionRequest.objects.create(
        number=next_number("promotion", at), company_id=company_id, kind=kind, what=what.strip()[:5000],
        language=language[:10] or "en", wanted_by=wanted_by, fair_name=fair_name.strip()[:160],
        fair_place=fair_place.strip()[:160], requested_at=at, requested_by_id=person_id,
    )  # fmt: skip
    record_event("promotion.requested", made, by=by, at=at, kind=kind)
    return made


@deed("promotion.approve", roles={Role.MARKETING, Role.MANAGER})
def approve_promotion(
    request: PromotionRequest, *, by: Actor, at: datetime, answer: str = ""
) -> PromotionRequest:
    """Say yes to a request.

    Raises NotAllowedNow.
    """
    return _decided(request, RequestState.APPROVED, answer, by, at)


@deed("promotion.decline", roles={Role.MARKETING, Role.MANAGER})
def decline_promotion(request: PromotionRequest, *, answer: str, by: Actor, at: datetime) -> PromotionRequest:
    """Say no to a request, with the reason.

    Raises AnswerMissing, NotAllowedNow.
    """
    if not answer.strip():
        raise AnswerMissing()
    return _decided(request, RequestState.DECLINED, answer, by, at)


@deed("promotion.take_back", roles={Role.MARKETING, Role.MANAGER})
def take_approval_back(
    request: PromotionRequest, *, answer: str, by: Actor, at: datetime
) -> PromotionRequest:
    """Take an approval back before it was fulfilled: the request waits again.

    Raises AnswerMissing, NotAllowedNow.
    """
    if not answer.strip():
        raise AnswerMissing()
    request.answer = answer.strip()[:2000]
    request.decided_at = None
    request.move_to(RequestState.REQUESTED, by=by, at=at, fields=("answer", "decided_at"), taken_back=True)
    return request


@deed("promotion.fulfil", roles={Role.MARKETING})
def fulfil_promotion(
    request: PromotionRequest, *, by: Actor, at: datetime, answer: str = ""
) -> PromotionRequest:
    """Note that the customer has what was approved.

    Raises NotAllowedNow.
    """
    request.answer = answer.strip()[:2000] or request.answer
    request.move_to(RequestState.FULFILLED, by=by, at=at, fields=("answer",))
    return request


@deed("promotion.withdraw", roles={Role.BUYER})
def withdraw_promotion(request: PromotionRequest, *, by: Actor, at: datetime) -> PromotionRequest:
    """Take a request back before it was answered.

    Raises NotFound, NotAllowedNow.
    """
    if request.company_id != by.company_id:
        raise NotFound()
    request.move_to(RequestState.WITHDRAWN, by=by, at=at)
    return request


@deed("brochure.order", roles={Role.MARKETING})
def order_brochure(
    company: Company, *, title: str, products: Sequence[str], by: Actor, at: datetime, language: str = "en",
    contact: str = "", answers: PromotionRequest | None = None,
) -> Brochure:  # fmt: skip
    """Have a brochure made of products of the catalogue in the customer's name and language; a job prints it.

    Raises NothingAsked, NoSuchProducts, NotFound.
    """
    if not title.strip():
        raise NothingAsked()
    if answers is not None and answers.company_id != company.pk:
        raise NotFound()
    wanted = list(dict.fromkeys(products))
    offered = set(Product.objects.filter(number__in=wanted, is_offered=True).values_list("number", flat=True))
    missing = next((number for number in wanted if number not in offered), "")
    if not 0 < len(wanted) <= MOST_PRODUCTS or missing:
        raise NoSuchProducts(most=MOST_PRODUCTS, missing=missing or "–")
    made = Brochure.objects.create(
        number=next_number("brochure", at), company_id=company.pk, request=answers, title=title.strip()[:160],
        language="zh" if language.startswith("zh") else "en", products=wanted, contact=contact.strip()[:300],
        ordered_at=at,
    )  # fmt: skip
    record_event("brochure.ordered", made, by=by, at=at, products=wanted, language=made.language)
    return made


@deed("brochure.print", roles={Role.SYSTEM})
def file_brochure(brochure: Brochure, *, pdf: StoredFile, by: Actor, at: datetime) -> Brochure:
    """Link the printed brochure.

    Raises NotAllowedNow.
    """
    brochure.file_id, brochure.printed_at = pdf.sha256, at
    brochure.move_to(BrochureState.PRINTED, by=by, at=at, fields=("file", "printed_at"), sha256=pdf.sha256)
    return brochure


@deed("brochure.withdraw", roles={Role.MARKETING})
def withdraw_brochure(brochure: Brochure, *, reason: str, by: Actor, at: datetime) -> Brochure:
    """Take a brochure back: nobody can fetch it any more.

    Raises AnswerMissing, NotAllowedNow.
    """
    if not reason.strip():
        raise AnswerMissing()
    brochure.reason = reason.strip()[:300]
    brochure.move_to(BrochureState.WITHDRAWN, by=by, at=at, fields=("reason",), reason=brochure.reason)
    return brochure


@deed("fair.plan", roles={Role.MARKETING})
def plan_fair(
    *, name: str, place: str, starts_on: date, ends_on: date, by: Actor, at: datetime, budget: Decimal = Decimal(0),
    currency: str = "EUR", booth: str = "", goods: str = "", staff: str = "", company: Company | None = None,
    answers: PromotionRequest | None = None,
) -> Fair:  # fmt: skip
    """Put a fair into the calendar with budget, goods and people, alone or together with a customer.

    Raises FairUnnamed, FairDatesWrong, BudgetWrong, NotFound.
    """
    _check_fair(name, place, starts_on, ends_on, budget, currency)
    if answers is not None and (company is None or answers.company_id != company.pk):
        raise NotFound()
    fair = Fair(
        number=next_number("fair", at), company=company, request=answers, name=name.strip()[:160],
        place=place.strip()[:160], booth=booth.strip()[:80], starts_on=starts_on, ends_on=ends_on,
        goods=goods.strip()[:5000], staff=staff.strip()[:300], planned_at=at,
    )  # fmt: skip
    fair.budget = Money(budget, currency.upper())
    fair.save(force_insert=True)
    record_event("fair.planned", fair, by=by, at=at, starts_on=starts_on, budget=fair.budget)
    return fair


@deed("fair.change", roles={Role.MARKETING})
def change_fair(
    fair: Fair, *, name: str, place: str, starts_on: date, ends_on: date, by: Actor, at: datetime,
    budget: Decimal = Decimal(0), currency: str = "EUR", booth: str = "", goods: str = "", staff: str = "",
) -> Fair:  # fmt: skip
    """Change the plan of a fair that was not held yet.

    Raises FairOver, FairUnnamed, FairDatesWrong, BudgetWrong.
    """
    if fair.state != FairState.PLANNED:
        raise FairOver(fair=fair)
    _check_fair(name, place, starts_on, ends_on, budget, currency)
    fair.name, fair.place, fair.booth = name.strip()[:160], place.strip()[:160], booth.strip()[:80]
    fair.starts_on, fair.ends_on = starts_on, ends_on
    fair.goods, fair.staff = goods.strip()[:5000], staff.strip()[:300]
    fair.budget = Money(budget, currency.upper())
    fair.changed(
        "name", "place", "booth", "starts_on", "ends_on", "goods", "staff", "budget_amount", "budget_currency"
    )
    record_event("fair.changed", fair, by=by, at=at, starts_on=starts_on, budget=fair.budget)
    return fair


class FairOver(Refusal):
    """What is over does not change."""

    message = N_("{fair} is over or cancelled; it does not change any more.")


@deed("fair.hold", roles={Role.MARKETING})
def note_fair_held(fair: Fair, *, result: str, leads: int, by: Actor, at: datetime) -> Fair:
    """Note what a fair brought.

    Raises AnswerMissing, NotAllowedNow.
    """
    if not result.strip():
        raise AnswerMissing()
    fair.result, fair.leads = result.strip()[:5000], max(0, min(leads, 1_000_000))
    fair.move_to(FairState.HELD, by=by, at=at, fields=("result", "leads"), leads=fair.leads)
    return fair


@deed("fair.cancel", roles={Role.MARKETING, Role.MANAGER})
def cancel_fair(fair: Fair, *, reason: str, by: Actor, at: datetime) -> Fair:
    """Cancel a fair with the reason.

    Raises AnswerMissing, NotAllowedNow.
    """
    if not reason.strip():
        raise AnswerMissing()
    fair.result = reason.strip()[:5000]
    fair.move_to(FairState.CANCELLED, by=by, at=at, fields=("result",), reason=fair.result[:300])
    return fair


def _decided(
    request: PromotionRequest, state: RequestState, answer: str, by: Actor, at: datetime
) -> PromotionRequest:
    request.answer, request.decided_at, request.decided_by = answer.strip()[:2000], at, by.name
    request.move_to(state, by=by, at=at, fields=("answer", "decided_at", "decided_by"), answer=request.answer)
    return request


def _check_fair(
    name: str, place: str, starts_on: date, ends_on: date, budget: Decimal, currency: str
) -> None:
    if not name.strip() or not place.strip():
        raise FairUnnamed()
    if ends_on < starts_on:
        raise FairDatesWrong(starts_on=starts_on, ends_on=ends_on)
    is_code = len(currency) == 3 and currency.isascii() and currency.isalpha()
    if not is_code or not budget.is_finite() or not 0 <= budget <= LARGEST_BUDGET:
        raise BudgetWrong(most=f"{LARGEST_BUDGET:,}")
