"""Samples from the request to the verdict: who may do what when, what is refused, and what the database never lets happen."""

from datetime import date, timedelta
from decimal import Decimal

import pypdfium2
import pytest
from django.db import IntegrityError, transaction

from ordolux.foundation.actors import Actor
from ordolux.foundation.deals.models import Stage
from ordolux.foundation.deeds import NotAllowedNow, NotFound, NotPermitted
from ordolux.foundation.documents.models import Document
from ordolux.foundation.files import store_bytes
from ordolux.foundation.journal.models import Event
from ordolux.foundation.parties.models import Person
from ordolux.inquiries.tests.house import counted_statements
from ordolux.orders.samples.deeds import (
    CourierUnnamed,
    DayImpossible,
    FeeUnusual,
    FeeWasPaid,
    NoSampleAddress,
    NoSuchSample,
    NotAnOffer,
    NotAVerdict,
    NothingSampled,
    NotSamplePieces,
    OfferEnded,
    OfferHolds,
    ParcelUnnamed,
    SafetySheetMissing,
    SampleAsked,
    SaySampleReason,
    SayWhatChanges,
    TermsImpossible,
    accept_samples,
    ask_for_samples,
    correct_tracking,
    decline_samples,
    judge_samples,
    lapse_offer,
    note_arrival,
    offer_samples,
    prepare_samples,
    set_sample_policy,
    ship_samples,
    take_offer_back,
    withdraw_samples,
)
from ordolux.orders.samples.fees.deeds import take_fee
from ordolux.orders.samples.models import SampleLine, SampleOrder, SampleState
from ordolux.orders.samples.queries import sample_policy
from ordolux.orders.samples.reactions import print_sample_proforma
from ordolux.orders.samples.routines import end_samples
from ordolux.orders.samples.tests import bench
from ordolux.orders.samples.tests.bench import ASKED_AT, LIN, SENT_AT, SPOT, TANG, WEI
from ordolux.orders.tests import desk
from ordolux.rules.money import Money

LATER = ASKED_AT + timedelta(hours=3)


def test_samples_go_from_the_request_to_the_verdict_and_the_deal_says_whose_turn_it_is(
    anna: Person, mei: Actor
) -> None:
    sample = bench.asked(anna)
    line = SampleLine.objects.get()
    assert (line.pieces, line.product.number) == (5, SPOT)
    assert sample.value == (line.unit_price * 5).rounded()
    assert (sample.deal.next_role, sample.deal.buyer) == ("sales", anna.company)

    offer_samples(sample, by=mei, at=ASKED_AT)
    sample.refresh_from_db()
    assert sample.fee == (line.unit_price * 2).as_unit_price() * 5
    assert sample.courier_charge is not None
    assert sample.total == sample.fee + sample.courier_charge
    assert sample.deal.next_role == "buyer"

    accept_samples(sample, by=anna.actor(), at=LATER)
    sample.refresh_from_db()
    assert (sample.state, sample.deal.next_role) == (SampleState.ACCEPTED, "finance")
    assert sample.snapshot["bank"]["account_number"] == "7550014200882178"

    take_fee(sample, entry=bench.came(sample), by=desk.zhou(), at=bench.PAID_AT)
    sample.refresh_from_db()
    # paid on Tuesday 10 March: three to seven of our working days
    assert (sample.ready_from, sample.ready_until) == (date(2026, 3, 13), date(2026, 3, 19))
    assert sample.deal.next_role == "logistics"
    prepare_samples(sample, by=WEI, at=SENT_AT)
    ship_samples(
        sample, carrier="DHL Express", tracking_number="1234567890", on=SENT_AT.date(), by=WEI, at=SENT_AT
    )
    sample.refresh_from_db()
    assert sample.tracking_url.endswith("1234567890")
    note_arrival(sample, on=SENT_AT.date(), by=anna.actor(), at=SENT_AT + timedelta(days=1))
    judge_samples(
        sample, verdict="approved_with_changes", words="warmer, please", by=anna.actor(),
        at=SENT_AT + timedelta(days=2),
    )  # fmt: skip
    sample.refresh_from_db()
    assert (sample.state, sample.deal.stage) == (SampleState.CHANGES, Stage.CLOSED)
    assert (sample.deal.next_role, sample.verdict_words) == ("", "warmer, please")


@pytest.mark.parametrize(
    ("said", "refusal"),
    [
        ({"lines": []}, NothingSampled),
        ({"lines": [SampleAsked(SPOT, 0)]}, NotSamplePieces),
        ({"lines": [SampleAsked(SPOT, 11)]}, NotSamplePieces),
        ({"lines": [SampleAsked(SPOT, 1), SampleAsked(SPOT, 2)]}, NotSamplePieces),
        ({"lines": [SampleAsked("NO-SUCH", 1)]}, NoSuchSample),
        ({"lines": [SampleAsked("", 1, position=7)]}, NoSuchSample),
        ({"deliver_to": "  "}, NoSampleAddress),
        ({"country": "D"}, NoSampleAddress),
        ({"courier_terms": "collect", "courier": "UPS"}, CourierUnnamed),
        ({"courier_terms": "by pigeon"}, CourierUnnamed),
    ],
)
def test_a_request_that_cannot_be_carried_out_is_refused(
    anna: Person, said: dict, refusal: type[Exception]
) -> None:
    with pytest.raises(refusal):
        bench.asked(anna, **said)
    assert not SampleOrder.objects.exists()


def test_samples_of_a_quotation_cost_what_it_says_and_of_another_companys_quotation_there_are_none(
    anna: Person, mei: Actor
) -> None:
    quotation = desk.sent(mei, anna)
    sample = bench.asked(anna, lines=[SampleAsked("", 3, position=1)], quotation=quotation, at=LATER)
    line, offered = SampleLine.objects.get(), quotation.lines.get()
    assert (line.unit_price, line.quotation_line, line.values) == (
        offered.unit_price, offered, offered.values,
    )  # fmt: skip
    assert sample.quotation == quotation
    stranger = Actor("Omar", anna.actor().roles, anna.pk, 999_999)
    with pytest.raises(NotFound):
        ask_for_samples(
            lines=[SampleAsked("", 1, position=1)], quotation=quotation, deliver_to="Dubai", country="AE",
            by=stranger, at=LATER,
        )  # fmt: skip


def test_sales_write_a_request_down_for_a_customer_and_never_for_nobody(anna: Person, mei: Actor) -> None:
    said = {"lines": [SampleAsked(SPOT, 2)], "deliver_to": "Hamburg", "country": "de", "by": mei, "at": LATER}
    with pytest.raises(NotFound):
        ask_for_samples(**said)
    sample = ask_for_samples(contact=anna, **said)
    assert (sample.contact, sample.entered_by_id, sample.country) == (anna, mei.person_id, "DE")


def test_a_fee_below_the_value_or_above_three_times_it_is_for_the_manager(anna: Person, mei: Actor) -> None:
    sample = bench.asked(anna)
    value = sample.value.amount
    for fee in (Decimal(0), value - Decimal("0.01"), value * 3 + Decimal("0.01")):
        with pytest.raises(FeeUnusual):
            offer_samples(sample, fee=fee, by=mei, at=LATER)
    for fee in (Decimal(-1), Decimal("1.001"), Decimal("NaN")):
        with pytest.raises(NotAnOffer):
            offer_samples(sample, fee=fee, by=mei, at=LATER)
    offer_samples(sample, fee=Decimal(0), courier_charge=Decimal(0), by=TANG, at=LATER)
    # nothing to pay: what is accepted is cleared, and there is no fee that could come back
    accept_samples(sample, by=anna.actor(), at=LATER)
    sample.refresh_from_db()
    assert (sample.state, sample.bank_account) == (SampleState.CLEARED, None)
    assert sample.value.amount > 0
    assert not sample.credits.exists()


def test_whoever_pays_his_courier_is_not_charged_for_it(anna: Person, mei: Actor) -> None:
    sample = bench.asked(anna, courier_terms="collect", courier="UPS", courier_account="A1B2C3")
    with pytest.raises(NotAnOffer):
        offer_samples(sample, courier_charge=Decimal(40), by=mei, at=LATER)
    offer_samples(sample, by=mei, at=LATER)
    sample.refresh_from_db()
    assert sample.courier_charge == Money.zero("EUR")
    assert sample.total == sample.fee


def test_an_offer_lapses_after_its_last_moment_and_is_made_anew(anna: Person, mei: Actor) -> None:
    sample = bench.offered(anna, mei)
    assert sample.valid_until is not None
    with pytest.raises(OfferHolds):
        lapse_offer(sample, by=desk.SYSTEM, at=sample.valid_until)
    after = sample.valid_until + timedelta(seconds=1)
    with pytest.raises(OfferEnded):
        accept_samples(sample, by=anna.actor(), at=after)
    end_samples(after)
    end_samples(after)
    sample.refresh_from_db()
    assert sample.state == SampleState.LAPSED
    take_offer_back(sample, by=mei, at=after)
    offer_samples(sample, by=mei, at=after)
    end_samples(sample.valid_until + timedelta(seconds=1))
    sample.refresh_from_db()
    assert sample.state == SampleState.OFFERED  # the new offer holds for another thirty days
    end_samples(after + timedelta(days=40))
    sample.refresh_from_db()
    assert sample.state == SampleState.LAPSED


def test_a_request_is_declined_or_taken_back_with_a_reason_and_a_paid_one_is_not(
    anna: Person, mei: Actor
) -> None:
    with pytest.raises(SaySampleReason):
        decline_samples(bench.asked(anna), reason=" ", by=mei, at=LATER)
    declined = decline_samples(bench.asked(anna), reason="no such housing", by=mei, at=LATER)
    with pytest.raises(NotAllowedNow):
        offer_samples(declined, by=mei, at=LATER)
    with pytest.raises(SaySampleReason):
        withdraw_samples(bench.asked(anna), by=mei, at=LATER)
    assert withdraw_samples(bench.accepted(anna, mei), by=anna.actor(), at=LATER).ended_because == "–"
    with pytest.raises(FeeWasPaid):
        withdraw_samples(bench.cleared(anna, mei), by=anna.actor(), at=LATER)


def test_the_parcel_leaves_with_courier_number_and_papers_and_the_number_can_be_put_right(
    anna: Person, mei: Actor
) -> None:
    sample = bench.cleared(anna, mei)
    said = {"carrier": "FedEx", "tracking_number": "777", "on": SENT_AT.date(), "by": WEI, "at": SENT_AT}
    with pytest.raises(NotAllowedNow):
        ship_samples(sample, **said)
    prepare_samples(sample, by=LIN, at=SENT_AT)
    for wrong, refusal in (
        ({"carrier": " "}, ParcelUnnamed), ({"tracking_number": ""}, ParcelUnnamed),
        ({"has_battery": True}, SafetySheetMissing), ({"on": date(2026, 12, 24)}, DayImpossible),
        ({"on": date(2026, 1, 1)}, DayImpossible),
    ):  # fmt: skip
        with pytest.raises(refusal):
            ship_samples(sample, **{**said, **wrong})
    sheet = store_bytes(b"%PDF-1.7 UN 38.3", "application/pdf")
    ship_samples(sample, has_battery=True, safety_sheet=sheet, **said)
    correct_tracking(sample, carrier="FedEx", tracking_number="778", by=WEI, at=SENT_AT)
    sample.refresh_from_db()
    assert (sample.tracking_number, sample.safety_sheet_id) == ("778", sheet.sha256)
    with pytest.raises(ParcelUnnamed):
        correct_tracking(sample, carrier="", tracking_number="1", by=WEI, at=SENT_AT)
    with pytest.raises(DayImpossible):
        note_arrival(sample, on=SENT_AT.date() - timedelta(days=1), by=anna.actor(), at=SENT_AT)
    note_arrival(sample, on=SENT_AT.date(), by=WEI, at=SENT_AT)
    with pytest.raises(NotAllowedNow):
        correct_tracking(sample, carrier="UPS", tracking_number="9", by=WEI, at=SENT_AT)


def test_a_verdict_is_one_of_three_and_says_what_is_wrong(anna: Person, mei: Actor) -> None:
    sample = bench.shipped(anna, mei)
    with pytest.raises(NotAVerdict):
        judge_samples(sample, verdict="fine", by=anna.actor(), at=SENT_AT)
    for verdict in ("approved_with_changes", "rejected"):
        with pytest.raises(SayWhatChanges):
            judge_samples(sample, verdict=verdict, words=" ", by=anna.actor(), at=SENT_AT)
    judge_samples(sample, verdict="rejected", words="flickers", by=mei, at=SENT_AT)
    with pytest.raises(NotAllowedNow):
        judge_samples(sample, verdict="approved", by=anna.actor(), at=SENT_AT)


def test_the_pro_forma_states_the_real_value_and_is_printed_once(anna: Person, mei: Actor) -> None:
    bench.cleared(anna, mei)
    event = Event.objects.get(name="sample_order.accepted")
    print_sample_proforma(event, "r1")
    print_sample_proforma(event, "r1")
    paper = Document.objects.get(kind="sample_proforma")
    text = _text_of(paper.file.read())
    sample = SampleOrder.objects.get()
    assert "Value for customs" in text
    assert f"{sample.value.amount:.2f}" in text
    assert sample.number in text
    assert "7550014200882178" in text


def test_the_database_itself_refuses_a_value_of_nothing_and_samples_that_nobody_paid(
    anna: Person, mei: Actor
) -> None:
    sample = bench.accepted(anna, mei)
    with pytest.raises(IntegrityError), transaction.atomic():
        SampleOrder.objects.create(
            number="SA-0", deal=sample.deal, contact=anna, asked_at=LATER, deliver_to="x", country="DE"
        )
    with pytest.raises(IntegrityError, match="fee_is_settled"), transaction.atomic():
        SampleOrder.objects.filter(pk=sample.pk).update(state=SampleState.CLEARED)
    with pytest.raises(IntegrityError, match="locked"), transaction.atomic():
        SampleOrder.objects.filter(pk=sample.pk).update(fee_amount=1)
    with pytest.raises(IntegrityError, match="append-only"), transaction.atomic():
        SampleLine.objects.update(pieces=9)


def test_only_the_manager_sets_the_terms_and_only_those_of_the_trade(mei: Actor) -> None:
    said = {
        "factor": Decimal("1.5"), "stock_from": 2, "stock_until": 4, "made_from": 5, "made_until": 9,
        "refund_months": 6, "valid_days": 14, "courier": Money.of(30, "EUR"), "at": LATER,
    }  # fmt: skip
    with pytest.raises(NotPermitted):
        set_sample_policy(**said, by=mei)
    for wrong in (
        {"factor": Decimal("0.5")},
        {"factor": Decimal("NaN")},
        {"stock_until": 1},
        {"valid_days": 0},
    ):
        with pytest.raises(TermsImpossible):
            set_sample_policy(**{**said, **wrong}, by=TANG)
    assert sample_policy().factor == 2
    set_sample_policy(**said, by=TANG)
    assert sample_policy().terms.stock_workdays == (2, 4)


def test_twenty_lines_cost_no_more_statements_than_one(anna: Person, mei: Actor) -> None:
    quotation = desk.sent(mei, anna, lines=20)

    def ask(count: int) -> None:
        lines = [SampleAsked("", 1, position=place) for place in range(1, count + 1)]
        bench.asked(anna, lines=lines, quotation=quotation, at=LATER)

    ask(2)
    with counted_statements() as few:
        ask(1)
    with counted_statements() as many:
        ask(20)
    assert len(many) == len(few)


def _text_of(pdf: bytes) -> str:
    return "\n".join(page.get_textpage().get_text_range() for page in pypdfium2.PdfDocument(pdf))
