"""What can happen: a warranty starts; a claim is submitted, proved, approved or rejected, its goods replaced."""

from collections.abc import Sequence
from datetime import UTC, date, datetime, timedelta

from django.db.models import Sum

from ordolux.foundation.actors import Actor, Role
from ordolux.foundation.correspondence.deeds import Enclosure
from ordolux.foundation.deals.models import Stage
from ordolux.foundation.deeds import NotAllowedNow, NotFound, deed, record_event
from ordolux.foundation.documents.deeds import attach_document
from ordolux.foundation.documents.models import Document
from ordolux.foundation.files import given_by_company
from ordolux.foundation.files.models import StoredFile
from ordolux.foundation.numbers import next_number
from ordolux.foundation.parties.models import Company, Person
from ordolux.inquiries.inquiry.deeds import ConfirmedLine, open_replacement_inquiry
from ordolux.orders.agreement.models import Order, OrderLine
from ordolux.rules.parts import by_line
from ordolux.rules.refusal import N_, Refusal
from ordolux.rules.warranty import (
    ClaimFacts,
    FaultTestReport,
    StartEvent,
    WarrantyTerms,
    check_approvable,
    coverage,
)
from ordolux.rules.workdays import day_at
from ordolux.shipping.plan.models import ShippingPlan
from ordolux.shipping.plan.quantities import carried_by
from ordolux.shipping.transport.queries import delivered_on
from ordolux.support.warranty.models import (
    UNDECIDED,
    Claim,
    ClaimState,
    Evidence,
    EvidenceKind,
    FailureMode,
    Warranty,
    Wish,
)

LARGEST_EVIDENCE = 20 * 1024 * 1024
PICTURES = frozenset({"image/jpeg", "image/png", "image/webp"})
FILMS = frozenset({"video/mp4", "video/webm", "video/quicktime"})
MOST_FILES = 20
DAYS_TO_REOPEN = 30
EVIDENCE_TYPES = (
    PICTURES
    | FILMS
    | frozenset(
        {
            "application/pdf",
            "application/vnd.openxmlformats-officedocument.wordprocessingml.document",
        }
    )
)


class NotDeliveredYet(Refusal):
    """A warranty begins with the delivery."""

    message = N_("{order} is not delivered yet; its warranty begins with the delivery.")


class NoSuchLine(Refusal):
    """The order has no such line under warranty."""

    message = N_("{order} has no line {position} under warranty.")


class PiecesImpossible(Refusal):
    """More pieces are claimed than were delivered."""

    message = N_(
        "{pieces} pieces cannot have failed: {delivered} were delivered, {claimed} of them are claimed already."
    )


class FailureNotDescribed(Refusal):
    """A claim says how the lamps fail."""

    message = N_("Say how the lamps fail: choose a kind of failure and describe what you see.")


class EvidenceNotUsable(Refusal):
    """The file is none that we can look at."""

    message = N_("“{name}” is {found}. Send a PDF, a Word document, a picture or a film of at most 20 MB.")


class ClaimDecided(Refusal):
    """A decided claim takes no more evidence."""

    message = N_("{claim} is decided already.")


class OutsideWarranty(Refusal):
    """The claim came too late."""

    message = N_("{claim} was submitted on {submitted_on}; the warranty ended on {ends_on}.")


class WhoseClaim(Refusal):
    """A claim that we write down is somebody's of the customer."""

    message = N_("Say for whom of {company} you write the claim down.")


class TooManyFiles(Refusal):
    """More files than a claim takes at once."""

    message = N_("Add between one and {most} files at once.")


class ReopenedTooLate(Refusal):
    """A rejected claim is looked at again once, within thirty days."""

    message = N_("{claim} cannot be reopened: that is possible once, within {days} days of the decision.")


class ReasonMissing(Refusal):
    """A rejection says why."""

    message = N_("Write why, in words that the customer can check.")


@deed("warranty.start", roles={Role.SYSTEM})
def start_warranties(order: Order, *, by: Actor, at: datetime, part: ShippingPlan | None = None) -> Order:
    """Start the warranty of every line of a delivered order, counted from the day of delivery; of an order that travels in
    parts that of the pieces of one delivered ``part``.

    Raises NotDeliveredYet.
    """
    starts_on = order.delivered_on if part is None else delivered_on(part)
    if starts_on is None:
        raise NotDeliveredYet(order=order)
    lines = OrderLine.objects.filter(order=order, pieces__gt=0).select_related("product")
    carried = None if part is None else by_line(carried_by(part))
    warranties = [
        _warranty(order, line, starts_on, pieces, part)
        for line in lines
        if (pieces := line.pieces if carried is None else carried.get(line.pk, 0))
    ]
    Warranty.objects.bulk_create(warranties)
    record_event(
        "warranty.started",
        order,
        by=by,
        at=at,
        starts_on=starts_on,
        ends_on=[warranty.ends_on for warranty in warranties],
        part=part,
    )
    if part is not None and order.delivered_on is not None and _open_claims(order):
        order.deal.expect(Role.SUPPORT, "claim.approve")  # it waited while other goods were on their way
    return order


@deed("claim.submit", roles={Role.BUYER, Role.SUPPORT})
def submit_claim(
    order: Order,
    *,
    position: int,
    pieces: int,
    failure_mode: str,
    description: str,
    by: Actor,
    at: datetime,
    part: str = "",
    date_code: str = "",
    is_dangerous: bool = False,
    wish: str = Wish.NEW_LAMPS,
    on_behalf_of: Person | None = None,
    test_report: StoredFile | None = None,
    report_name: str = "",
    report_number: str = "",
    tested_by: str = "",
    tested_on: date | None = None,
    tested_pieces: int = 0,
) -> Claim:
    """Say that pieces of a delivered line have failed. The test report may come now or later; whether the claim is in
    time is decided by the day of its submission, counted where the customer is. Support writes one down for somebody
    of the customer (``on_behalf_of``). Of an order in parts ``part`` names the shipping plan by which the pieces came;
    without it they are of the last part that came and has so many.

    Raises NotDeliveredYet, NoSuchLine, PiecesImpossible, FailureNotDescribed, EvidenceNotUsable, WhoseClaim.
    """
    warranties = list(Warranty.objects.filter(order=order).select_related("line", "plan").order_by("pk"))
    if not warranties:
        raise NotDeliveredYet(order=order)
    of_line = [
        each
        for each in warranties
        if each.line.position == position and (not part or str(each.plan) == part.strip())
    ]
    if not of_line:
        raise NoSuchLine(order=order, position=position)
    warranty = _with_room(of_line, pieces)
    if failure_mode not in FailureMode.values or not description.strip():
        raise FailureNotDescribed()
    company = Company.objects.get(deals=order.deal)
    if by.is_customer:
        claimant_id = by.known_person_id
    elif on_behalf_of is None or on_behalf_of.company_id != company.pk:
        raise WhoseClaim(company=company)
    else:
        claimant_id = on_behalf_of.pk
    today = day_at(company.zone, at)
    claim = Claim.objects.create(
        number=next_number("claim", at),
        deal=order.deal,
        warranty=warranty,
        pieces=pieces,
        failure_mode=failure_mode,
        description=description.strip()[:5000],
        date_code=date_code.strip()[:60],
        submitted_at=at,
        submitted_by_id=claimant_id,
        entered_by_id=None if by.is_customer else by.person_id,
        is_dangerous=is_dangerous,
        wish=wish if wish in Wish.values else Wish.NEW_LAMPS,
        is_in_time=_covers(warranty, today),
    )
    if test_report is not None:
        _keep(
            claim,
            test_report,
            EvidenceKind.TEST_REPORT,
            report_name,
            by,
            at,
            report_number,
            tested_by,
            tested_on,
            tested_pieces,
        )
    if order.delivered_on is not None:
        order.deal.reach(Stage.SUPPORT)
    _expect(claim, Role.SUPPORT, "claim.approve", order)
    record_event(
        "claim.submitted",
        claim,
        by=by,
        at=at,
        pieces=pieces,
        failure=failure_mode,
        has_report=test_report is not None,
        is_in_time=claim.is_in_time,
        is_dangerous=is_dangerous,
    )
    return claim


@deed("claim.add_evidence", roles={Role.BUYER, Role.SUPPORT})
def add_evidence(
    claim: Claim,
    *,
    file: StoredFile,
    name: str,
    kind: str,
    by: Actor,
    at: datetime,
    report_number: str = "",
    tested_by: str = "",
    tested_on: date | None = None,
    tested_pieces: int = 0,
) -> Evidence:
    """Add a test report, a photo or another file to a claim that is not decided yet.

    Raises ClaimDecided, EvidenceNotUsable.
    """
    if not claim.is_open:
        raise ClaimDecided(claim=claim)
    kept = _keep(
        claim, file, EvidenceKind(kind), name, by, at, report_number, tested_by, tested_on, tested_pieces
    )
    _expect(claim, Role.SUPPORT, "claim.approve")
    record_event("claim.evidence_added", claim, by=by, at=at, kind=kind, name=kept.name, sha256=file.sha256)
    return kept


@deed("claim.add_files", roles={Role.BUYER, Role.SUPPORT})
def add_files(claim: Claim, *, files: Sequence[Enclosure], by: Actor, at: datetime) -> Claim:
    """Add several pictures, films or papers at once to a claim that is not decided yet. A customer adds only what his
    company gave us.

    Raises ClaimDecided, TooManyFiles, EvidenceNotUsable, NotFound.
    """
    if not claim.is_open:
        raise ClaimDecided(claim=claim)
    if not 0 < len(files) <= MOST_FILES:
        raise TooManyFiles(most=MOST_FILES)
    wanted = [file.sha256 for file in files]
    if by.is_customer and not given_by_company(wanted, by.company_id):
        raise NotFound()
    stored = StoredFile.objects.in_bulk(wanted)
    for file in files:
        kept = stored.get(file.sha256)
        if kept is None:
            raise NotFound()
        _check_evidence(kept, file.name)
    Evidence.objects.bulk_create(
        Evidence(
            deal=claim.deal,
            claim=claim,
            kind=_kind_of(stored[file.sha256]),
            file_id=file.sha256,
            name=file.name[:255],
            added_at=at,
            added_by=by.name,
        )
        for file in files
    )
    _expect(claim, Role.SUPPORT, "claim.approve")
    record_event("claim.evidence_added", claim, by=by, at=at, files=[file.name for file in files])
    return claim


@deed("claim.reopen", roles={Role.SUPPORT, Role.MANAGER})
def reopen_claim(claim: Claim, *, reason: str, by: Actor, at: datetime) -> Claim:
    """Look at a rejected claim again, because something new came up; once, within thirty days. The decision that was
    stays in the journal and on its paper.

    Raises ReasonMissing, ReopenedTooLate, PiecesImpossible, NotAllowedNow.
    """
    if not reason.strip():
        raise ReasonMissing()
    if claim.state != ClaimState.REJECTED:
        raise NotAllowedNow(record=str(claim), state=str(claim.state), wanted=str(ClaimState.REOPENED))
    too_late = claim.decided_at is not None and at - claim.decided_at > timedelta(days=DAYS_TO_REOPEN)
    if claim.reopened_at is not None or too_late:
        raise ReopenedTooLate(claim=claim, days=DAYS_TO_REOPEN)
    _with_room([Warranty.objects.get(pk=claim.warranty_id)], claim.pieces)
    claim.reopened_at, claim.reopened_because = at, reason.strip()[:2000]
    _expect(claim, Role.SUPPORT, "claim.approve")
    claim.move_to(
        ClaimState.REOPENED, by=by, at=at, fields=("reopened_at", "reopened_because"), reason=claim.reopened_because
    )  # fmt: skip
    return claim


@deed("claim.ask_report", roles={Role.SUPPORT})
def ask_for_report(claim: Claim, *, words: str = "", by: Actor, at: datetime) -> Claim:
    """Ask the customer for the fault test report without which nothing is replaced.

    Raises ClaimDecided.
    """
    if not claim.is_open:
        raise ClaimDecided(claim=claim)
    _expect(claim, Role.BUYER, "claim.add_evidence")
    record_event("claim.report_asked", claim, by=by, at=at, words=words.strip()[:2000])
    return claim


@deed("claim.approve", roles={Role.SUPPORT})
def approve_claim(
    claim: Claim, *, by: Actor, at: datetime, reason: str = "", is_manufacturing_defect: bool = True
) -> Claim:
    """Approve a claim in time whose test report shows a manufacturing defect; the free replacement follows by itself.

    Raises TestReportMissing, DefectNotProven, ClaimIncomplete, OutsideWarranty, NotAllowedNow.
    """
    warranty = Warranty.objects.select_related("line__product", "order").get(pk=claim.warranty_id)
    evidence = list(Evidence.objects.filter(claim=claim))
    check_approvable(_facts(claim, warranty, evidence, is_manufacturing_defect))
    if not claim.is_in_time:
        raise OutsideWarranty(claim=claim, submitted_on=_day_of(claim), ends_on=warranty.ends_on)
    _decide(claim, reason, by, at)
    _expect(claim, None, order=warranty.order)
    claim.move_to(
        ClaimState.APPROVED, by=by, at=at, fields=DECISION_COLUMNS, pieces=claim.pieces, reason=claim.reason
    )
    return claim


@deed("claim.reject", roles={Role.SUPPORT})
def reject_claim(claim: Claim, *, reason: str, by: Actor, at: datetime) -> Claim:
    """Reject a claim with reasons that the customer can check.

    Raises ReasonMissing, NotAllowedNow.
    """
    if not reason.strip():
        raise ReasonMissing()
    _decide(claim, reason, by, at)
    _expect(claim, None)
    claim.move_to(ClaimState.REJECTED, by=by, at=at, fields=DECISION_COLUMNS, reason=claim.reason)
    return claim


DECISION_COLUMNS = ("decided_at", "decided_by", "reason")


@deed("claim.replace", roles={Role.SUPPORT, Role.SYSTEM})
def replace_goods(claim: Claim, *, by: Actor, at: datetime) -> Claim:
    """Let the free replacement of an approved claim enter at the top: an inquiry in a new deal that replaces this one,
    with the same product, the agreed parameters and no price.

    Raises NotAllowedNow, and what opening a replacement inquiry raises.
    """
    warranty = Warranty.objects.select_related("line__product", "order__quotation").get(pk=claim.warranty_id)
    line, order = warranty.line, warranty.order
    quotation = order.quotation
    product = line.product
    agreed = {code: _told(value) for code, value in line.values.items() if code in product.values}
    differing = {
        code: value for code, value in agreed.items() if value != _told(product.values[code]) and value
    }
    inquiry = open_replacement_inquiry(
        replaces=claim.deal,
        claim_number=claim.number,
        lines=(ConfirmedLine(product=product.number, pieces=claim.pieces, values=differing),),
        contact=Person.objects.get(pk=claim.submitted_by_id),
        incoterm=order.incoterm,
        place=order.place,
        destination_country=quotation.destination_country,
        payment_term=order.payment_term,
        currency=order.total.currency,
        by=by,
        at=at,
    )
    claim.replacement_id = inquiry.pk
    claim.move_to(
        ClaimState.REPLACED,
        by=by,
        at=at,
        fields=("replacement",),
        inquiry=inquiry.number,
        deal=inquiry.deal.number,
    )
    return claim


@deed("claim.file_decision", roles={Role.SYSTEM})
def file_decision(
    claim: Claim, *, pdf: StoredFile, code: str, language: str, by: Actor, at: datetime
) -> Document:
    """Link the printed decision; the letter to the customer follows."""
    document = attach_document(
        claim,
        kind="claim_decision",
        title=f"Decision {claim.number}",
        file=pdf,
        language=language,
        code=code,
        by=by,
        at=at,
    )
    record_event("claim.decision_filed", claim, by=by, at=at, document=document)
    return document


@deed("claim.close", roles={Role.SUPPORT, Role.SYSTEM})
def close_claim(claim: Claim, *, by: Actor, at: datetime) -> Claim:
    """Close a claim whose replacement was delivered.

    Raises NotAllowedNow.
    """
    claim.move_to(ClaimState.CLOSED, by=by, at=at)
    return claim


def _expect(claim: Claim, role: Role | None, name: str = "", order: Order | None = None) -> None:
    """Say what is next with a claim. While other goods of its order are made or on their way, they stay the next step, and
    the claim waits on support's own list."""
    if order is None:
        order = Order.objects.get(warranties=claim.warranty_id)
    if order.delivered_on is not None:
        claim.deal.expect(role, name)


def _open_claims(order: Order) -> bool:
    return Claim.objects.filter(warranty__order=order, state__in=UNDECIDED).exists()


def _warranty(order: Order, line: OrderLine, on: date, pieces: int, part: ShippingPlan | None) -> Warranty:
    months = line.product.warranty_months
    found = coverage(WarrantyTerms(StartEvent.DELIVERY, months), {StartEvent.DELIVERY: on}, on)
    return Warranty(
        deal=order.deal,
        order=order,
        line=line,
        plan=part,
        pieces=pieces,
        months=months,
        starts_on=found.starts_on,
        ends_on=found.ends_on,
    )


def _with_room(warranties: Sequence[Warranty], pieces: int) -> Warranty:
    """The last of these warranties of a line under which so many pieces may be claimed: no more are, over all claims that
    were not rejected, than were delivered (one statement)."""
    claimed = dict(
        Claim.objects.filter(warranty__in=warranties)
        .exclude(state=ClaimState.REJECTED)
        .values_list("warranty")
        .annotate(all=Sum("pieces"))
    )
    for warranty in reversed(warranties):
        if 0 < pieces <= warranty.pieces - claimed.get(warranty.pk, 0):
            return warranty
    raise PiecesImpossible(
        pieces=pieces, delivered=sum(each.pieces for each in warranties), claimed=sum(claimed.values())
    )


def _check_evidence(file: StoredFile, name: str) -> None:
    if file.media_type not in EVIDENCE_TYPES or not 0 < file.size <= LARGEST_EVIDENCE:
        raise EvidenceNotUsable(name=name or "file", found=file.media_type)


def _kind_of(file: StoredFile) -> EvidenceKind:
    if file.media_type in PICTURES:
        return EvidenceKind.PHOTO
    return EvidenceKind.FILM if file.media_type in FILMS else EvidenceKind.OTHER


def _day_of(claim: Claim) -> date:
    """The claimant's day on which it was submitted, which decided whether it is in time."""
    buyer = claim.deal.buyer
    assert buyer is not None
    return day_at(buyer.zone, claim.submitted_at)


def _covers(warranty: Warranty, on: date) -> bool:
    terms = WarrantyTerms(StartEvent.DELIVERY, warranty.months)
    return coverage(terms, {StartEvent.DELIVERY: warranty.starts_on}, on).is_in_time


def _keep(
    claim: Claim,
    file: StoredFile,
    kind: EvidenceKind,
    name: str,
    by: Actor,
    at: datetime,
    report_number: str,
    tested_by: str,
    tested_on: date | None,
    tested_pieces: int,
) -> Evidence:
    _check_evidence(file, name)
    return Evidence.objects.create(
        deal=claim.deal,
        claim=claim,
        kind=kind,
        file_id=file.sha256,
        name=(name or kind.label)[:255],
        report_number=report_number.strip()[:60],
        tested_by=tested_by.strip()[:120],
        tested_on=tested_on,
        tested_pieces=max(0, tested_pieces),
        added_at=at,
        added_by=by.name,
    )


def _facts(claim: Claim, warranty: Warranty, evidence: list[Evidence], is_defect: bool) -> ClaimFacts:
    """The claim as the rules judge it. A test report counts as a picture of the fault; without a date code the batches
    of the order stand for it, which approving accepts."""
    report = next((each for each in reversed(evidence) if each.kind == EvidenceKind.TEST_REPORT), None)
    told = None
    if report is not None:
        told = FaultTestReport(
            number=report.report_number or report.name,
            tested_by=report.tested_by,
            tested_on=report.tested_on or report.added_at.astimezone(UTC).date(),
            samples_tested=report.tested_pieces or claim.pieces,
            manufacturing_defect=is_defect,
            file_sha256=str(report.file_id),
        )
    return ClaimFacts(
        item=warranty.line.product.number,
        batch_or_date_code=claim.date_code or warranty.order.number,
        failure_mode=claim.failure_mode,
        failed=claim.pieces,
        delivered=warranty.pieces,
        photos=len(evidence),
        report=told,
    )


def _decide(claim: Claim, reason: str, by: Actor, at: datetime) -> None:
    claim.decided_at, claim.decided_by_id, claim.reason = at, by.person_id, reason.strip()[:2000]


def _told(value: object) -> str:
    shown = value.get("value") if isinstance(value, dict) else value
    return "" if shown is None or isinstance(shown, list | dict) else str(shown)
