"""A warranty runs from the delivery; nothing is replaced without a test report, or after the warranty."""

from datetime import date, timedelta

import pytest
from django.db import IntegrityError, transaction

from ordolux.foundation.correspondence.deeds import Enclosure
from ordolux.foundation.deals.models import Deal, Stage
from ordolux.foundation.deeds import NotAllowedNow, NotFound, NotPermitted
from ordolux.foundation.files import note_upload, store_bytes
from ordolux.foundation.files.models import StoredFile
from ordolux.foundation.journal.models import Event
from ordolux.inquiries.inquiry.models import Inquiry
from ordolux.inquiries.tests import house
from ordolux.orders.agreement.models import Order
from ordolux.rules.warranty import DefectNotProven, TestReportMissing
from ordolux.shipping.packing.models import PackedCartons
from ordolux.shipping.tests.goods import WEI, Cast, booked, told
from ordolux.shipping.transport.deeds import deliver
from ordolux.shipping.transport.tests.test_shipments import CAME, SAILED
from ordolux.support.warranty import deeds
from ordolux.support.warranty.models import Claim, ClaimState, Evidence, Warranty
from ordolux.support.warranty.queries import claims_to_decide, claims_visible_to, warranties_with_code

LATER = CAME + timedelta(days=60)


@pytest.fixture
def delivered(order: Order, cast: Cast) -> Order:
    """The order, delivered in Hamburg, its warranty running."""
    deliver(
        told(booked(order, cast), "DEPA", SAILED),
        delivered_at=CAME,
        received_by="Jan",
        cartons=3,
        by=WEI,
        at=CAME,
    )
    return deeds.start_warranties(Order.objects.get(pk=order.pk), by=house.SYSTEM, at=CAME)


@pytest.fixture
def report(db: None) -> StoredFile:
    """A fault test report as PDF."""
    return store_bytes(b"%PDF-1.7 Twelve lamps do not light: open bond wire", "application/pdf")


def claim_of(order: Order, cast: Cast, **more: object) -> Claim:
    """Twelve lamps do not light."""
    told_by_anna: dict[str, object] = {
        "position": 1,
        "pieces": 12,
        "failure_mode": "dead",
        "description": "Do not light after a week",
        "date_code": "2618A1",
        "by": cast.anna.actor(),
        "at": LATER,
        **more,
    }
    return deeds.submit_claim(order, **told_by_anna)  # type: ignore[arg-type]  # one dictionary for all fields


def test_the_warranty_runs_from_the_day_of_delivery(delivered: Order) -> None:
    warranty = Warranty.objects.get()
    assert (warranty.starts_on, warranty.ends_on, warranty.pieces) == (
        date(2026, 6, 12),
        date(2028, 6, 12),
        300,
    )
    with pytest.raises(IntegrityError), transaction.atomic():
        Warranty.objects.update(ends_on=date(2030, 1, 1))


def test_a_claim_without_a_test_report_is_not_approved(delivered: Order, cast: Cast) -> None:
    claim = claim_of(delivered, cast)

    with pytest.raises(TestReportMissing):
        deeds.approve_claim(claim, by=cast.ling.actor(), at=LATER)

    assert Claim.objects.get().state == ClaimState.SUBMITTED
    assert Event.objects.filter(name="claim.approved").count() == 0


def test_with_the_report_it_is_approved_and_the_replacement_enters_at_the_top(
    delivered: Order, cast: Cast, report: StoredFile
) -> None:
    claim = claim_of(delivered, cast)
    deeds.ask_for_report(claim, by=cast.ling.actor(), at=LATER)
    deeds.add_evidence(
        claim, file=report, name="report.pdf", kind="test_report", by=cast.anna.actor(), at=LATER
    )

    claim = deeds.approve_claim(claim, by=cast.ling.actor(), at=LATER)
    claim = deeds.replace_goods(claim, by=house.SYSTEM, at=LATER)

    assert claim.state == ClaimState.REPLACED
    inquiry = Inquiry.objects.get(pk=claim.replacement_id)
    assert (inquiry.is_free, inquiry.claim_number, inquiry.deal.replaces_id) == (
        True,
        claim.number,
        delivered.deal_id,
    )
    assert [line.pieces for line in inquiry.lines.all()] == [12]
    assert inquiry.deal.stage == Stage.INQUIRY
    assert Deal.objects.get(pk=delivered.deal_id).stage == Stage.SUPPORT
    with pytest.raises(NotAllowedNow):
        deeds.replace_goods(claim, by=house.SYSTEM, at=LATER)
    assert deeds.close_claim(claim, by=house.SYSTEM, at=LATER).state == ClaimState.CLOSED


def test_a_report_that_shows_no_defect_approves_nothing(
    delivered: Order, cast: Cast, report: StoredFile
) -> None:
    claim = claim_of(delivered, cast, test_report=report, report_name="report.pdf")
    with pytest.raises(DefectNotProven):
        deeds.approve_claim(claim, is_manufacturing_defect=False, by=cast.ling.actor(), at=LATER)


@pytest.mark.parametrize(("day", "is_in_time"), [(date(2028, 6, 12), True), (date(2028, 6, 13), False)])
def test_the_last_day_of_the_warranty_counts(
    delivered: Order, cast: Cast, report: StoredFile, day: date, is_in_time: bool
) -> None:
    at = CAME + (day - CAME.date())
    claim = claim_of(delivered, cast, at=at, test_report=report, report_name="report.pdf")

    assert claim.is_in_time is is_in_time
    if is_in_time:
        assert deeds.approve_claim(claim, by=cast.ling.actor(), at=at).state == ClaimState.APPROVED
    else:
        with pytest.raises(deeds.OutsideWarranty):
            deeds.approve_claim(claim, by=cast.ling.actor(), at=at)


def test_more_pieces_than_were_delivered_cannot_have_failed_over_all_claims(
    delivered: Order, cast: Cast
) -> None:
    claim_of(delivered, cast, pieces=250)
    with pytest.raises(deeds.PiecesImpossible):
        claim_of(delivered, cast, pieces=51)


def test_a_claim_before_the_delivery_or_about_a_line_that_is_not_there_is_refused(
    order: Order, cast: Cast
) -> None:
    with pytest.raises(deeds.NotDeliveredYet):
        claim_of(order, cast)


def test_only_files_that_can_be_looked_at_are_evidence(delivered: Order, cast: Cast) -> None:
    program = store_bytes(b"MZ" + b"\0" * 200, "application/x-msdos")
    with pytest.raises(deeds.EvidenceNotUsable):
        claim_of(delivered, cast, test_report=program, report_name="report.pdf")
    assert Claim.objects.count() == 0


def test_a_rejection_says_why_and_stays(delivered: Order, cast: Cast, report: StoredFile) -> None:
    claim = claim_of(delivered, cast)
    with pytest.raises(deeds.ReasonMissing):
        deeds.reject_claim(claim, reason=" ", by=cast.ling.actor(), at=LATER)
    deeds.reject_claim(claim, reason="Run at 280 V", by=cast.ling.actor(), at=LATER)
    with pytest.raises(deeds.ClaimDecided):
        deeds.add_evidence(
            claim_now(), file=report, name="late.pdf", kind="test_report", by=cast.anna.actor(), at=LATER
        )
    with pytest.raises(IntegrityError), transaction.atomic():
        Claim.objects.update(reason="other")


def test_only_the_customer_claims_and_only_support_decides(delivered: Order, cast: Cast) -> None:
    with pytest.raises(NotPermitted):
        claim_of(delivered, cast, by=cast.mei.actor())
    with pytest.raises(NotFound):
        claim_of(delivered, cast, by=cast.omar.actor())
    claim = claim_of(delivered, cast)
    with pytest.raises(NotPermitted):
        deeds.approve_claim(claim, by=cast.anna.actor(), at=LATER)
    assert list(claims_visible_to(cast.omar.actor())) == []


def test_support_writes_a_claim_down_for_somebody_of_the_customer(delivered: Order, cast: Cast) -> None:
    for nobody in (None, cast.omar):
        with pytest.raises(deeds.WhoseClaim):
            claim_of(delivered, cast, by=cast.ling.actor(), on_behalf_of=nobody)
    claim = claim_of(delivered, cast, by=cast.ling.actor(), on_behalf_of=cast.jan, is_dangerous=True)
    assert (claim.submitted_by_id, claim.entered_by_id) == (cast.jan.pk, cast.ling.pk)
    assert claims_to_decide(cast.ling.actor()).get() == claim


def test_a_rejected_claim_is_examined_again_once_within_thirty_days(
    delivered: Order, cast: Cast, report: StoredFile
) -> None:
    claim = deeds.reject_claim(
        claim_of(delivered, cast), reason="Run at 280 V", by=cast.ling.actor(), at=LATER
    )
    with pytest.raises(deeds.ReasonMissing):
        deeds.reopen_claim(claim, reason=" ", by=cast.ling.actor(), at=LATER)
    with pytest.raises(deeds.ReopenedTooLate):
        deeds.reopen_claim(claim, reason="New report", by=cast.ling.actor(), at=LATER + timedelta(days=31))
    with pytest.raises(NotPermitted):
        deeds.reopen_claim(claim, reason="New report", by=cast.anna.actor(), at=LATER)

    claim = deeds.reopen_claim(claim, reason="The lamps ran at 230 V", by=cast.ling.actor(), at=LATER)

    assert claim.state == ClaimState.REOPENED
    assert claim.reason == "Run at 280 V", "the first decision is not forgotten"
    assert Event.objects.filter(name="claim.reopened").count() == 1
    deeds.add_evidence(
        claim_now(), file=report, name="r.pdf", kind="test_report", by=cast.anna.actor(), at=LATER
    )
    deeds.reject_claim(claim_now(), reason="Still not ours", by=cast.ling.actor(), at=LATER)
    with pytest.raises(deeds.ReopenedTooLate):
        deeds.reopen_claim(claim_now(), reason="And again", by=cast.ling.actor(), at=LATER)


def test_a_claim_whose_pieces_were_claimed_meanwhile_is_not_reopened(delivered: Order, cast: Cast) -> None:
    first = claim_of(delivered, cast, pieces=200)
    deeds.reject_claim(first, reason="No", by=cast.ling.actor(), at=LATER)
    claim_of(delivered, cast, pieces=200)
    with pytest.raises(deeds.PiecesImpossible):
        deeds.reopen_claim(first, reason="Yes", by=cast.ling.actor(), at=LATER)


def test_several_photos_come_at_once_and_only_those_that_the_customer_gave(
    delivered: Order, cast: Cast
) -> None:
    claim = claim_of(delivered, cast)
    photos = [store_bytes(b"\x89PNG\r\n\x1a\n" + bytes([n]), "image/png") for n in range(3)]
    told_of = [Enclosure(name=f"lamp-{n}.png", sha256=photo.sha256) for n, photo in enumerate(photos)]
    with pytest.raises(NotFound):
        deeds.add_files(claim, files=told_of, by=cast.anna.actor(), at=LATER)
    for photo in photos:
        note_upload(photo, cast.anna.pk)
    deeds.add_files(claim, files=told_of, by=cast.anna.actor(), at=LATER)
    assert [e.kind for e in Evidence.objects.all()] == ["photo"] * 3
    program = store_bytes(b"MZ" + b"\0" * 200, "application/x-msdos")
    with pytest.raises(deeds.EvidenceNotUsable):
        deeds.add_files(claim, files=[Enclosure("x.jpg", program.sha256)], by=cast.ling.actor(), at=LATER)
    with pytest.raises(deeds.TooManyFiles):
        deeds.add_files(claim, files=[], by=cast.ling.actor(), at=LATER)


def test_a_batch_a_piece_and_an_order_lead_to_their_warranty(delivered: Order, cast: Cast) -> None:
    warranty = Warranty.objects.get()
    batch = PackedCartons.objects.get().batch_number
    for code in (batch, f"{batch}-017", delivered.number, delivered.number.lower(), "MZ-GU10-70-830"):
        assert warranties_with_code(cast.ling.actor(), code) == [warranty], code
    assert warranties_with_code(cast.ling.actor(), "B-1999-0001") == []
    assert warranties_with_code(cast.omar.actor(), batch) == []
    with house.counted_statements() as seen:
        warranties_with_code(cast.ling.actor(), batch)
    assert len(seen) <= 3


def test_evidence_is_never_changed(delivered: Order, cast: Cast, report: StoredFile) -> None:
    claim_of(delivered, cast, test_report=report, report_name="report.pdf")
    with pytest.raises(IntegrityError), transaction.atomic():
        Evidence.objects.all().delete()


def test_deeds_of_claims_keep_to_their_statements(delivered: Order, cast: Cast, report: StoredFile) -> None:
    with house.counted_statements() as seen:
        claim = deeds.submit_claim.once("s")(
            delivered,
            position=1,
            pieces=3,
            failure_mode="dead",
            description="dark",
            test_report=report,
            by=cast.anna.actor(),
            at=LATER,
        )
    assert len(seen) <= 19
    with house.counted_statements() as seen:
        deeds.approve_claim.once("a")(claim, by=cast.ling.actor(), at=LATER)
    assert len(seen) <= 19
    with house.counted_statements() as seen:
        deeds.replace_goods.once("r")(claim, by=house.SYSTEM, at=LATER)
    print("replace", len(seen))
    assert len(seen) <= 19


def claim_now() -> Claim:
    """The claim as it is stored."""
    return Claim.objects.get()
