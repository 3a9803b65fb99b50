"""Release, draw, readings, verdict, rework, appearance, report: each batch on its way to the customer."""

import hashlib
import hmac
from datetime import date, timedelta
from decimal import Decimal

import pytest
from django.db import IntegrityError, transaction

from ordolux.foundation.deeds import NotAllowedNow, NotPermitted
from ordolux.foundation.journal.models import Event
from ordolux.foundation.stock.models import Lot, StockMove
from ordolux.production.conftest import MORNING, Works, good_readings, statements, stored
from ordolux.production.inspection.deeds import (
    DefectsDoNotAddUp,
    FoundDefect,
    InstrumentOutOfCalibration,
    ReadingsImpossible,
    ReadingsNotWanted,
    SampleIncomplete,
    UnitNotDrawn,
    close_batch,
    enter_readings,
    file_report,
    inspect_appearance,
    judge_batch,
    refuse_readings,
    release_batch,
    rework_batch,
)
from ordolux.production.inspection.models import (
    AppearanceLook,
    Batch,
    BatchState,
    Draw,
    Judgement,
    Nonconformance,
    Reading,
    ReadingSheet,
    SealedSecret,
)
from ordolux.production.inspection.queries import batches_with_lot, is_true_draw, lots_of
from ordolux.production.job.deeds import plan_jobs
from ordolux.production.job.models import Job, JobState
from ordolux.production.job.queries import is_production_finished
from ordolux.production.materials.deeds import DeliveredLot, net_materials, order_purchase, receive_goods
from ordolux.production.schedule.deeds import make_schedule
from ordolux.rules.appearance import CriticalNotGood, PiecesUnaccounted

SPHERE = {"instrument": "Sphere 2 m, S/N 4711", "calibrated_until": date(2026, 12, 31)}


def scheduled(works: Works, system, chen, wu, *lines) -> list[Batch]:
    """The batches of an order that came through purchase and receipt to its place in the schedule."""
    order = works.order(*lines)
    plan_jobs(order, by=system, at=MORNING)
    net_materials(order, by=system, at=MORNING)
    works.certificate()
    for purchase in order.purchases.all():
        order_purchase(purchase, by=wu, at=MORNING)
        lots = tuple(
            DeliveredLot(
                line.part.number,
                f"{line.part.number}-L7",
                line.quantity,
                test_report_sha256=stored(b"coa").pk,
            )
            for line in purchase.lines.select_related("part")
        )
        receive_goods(purchase, delivered_on=date(2026, 9, 21), lots=lots, by=wu, at=MORNING)
    make_schedule(by=chen, at=MORNING)
    return list(Batch.objects.filter(job__order=order).order_by("job", "position"))


@pytest.fixture
def batch(works: Works, system, chen, wu) -> Batch:
    """A planned batch of 300 lamps."""
    return scheduled(works, system, chen, wu, (works.bulb, 300))[0]


@pytest.fixture
def made(batch: Batch, chen) -> Batch:
    """A batch that is made, with its sample drawn."""
    release_batch(batch, by=chen, at=MORNING)
    return close_batch(batch, by=chen, at=MORNING)


@pytest.fixture
def passed(made: Batch, lin) -> Batch:
    """A batch whose sample passed."""
    enter_readings(made, readings=good_readings(made.draws.get().units), by=lin, at=MORNING, **SPHERE)
    return judge_batch(made, by=lin, at=MORNING)


# ── the draw ─────────────────────────────────────────────────────────────────


def test_the_hash_of_the_secret_is_in_the_journal_before_and_the_secret_only_after(batch: Batch, chen):
    release_batch(batch, by=chen, at=MORNING)
    batch.refresh_from_db()
    secret = SealedSecret.objects.get().secret
    told = str(list(Event.objects.values_list("facts", flat=True)))
    assert len(bytes.fromhex(secret)) == 32
    assert batch.secret_hash == hashlib.sha256(secret.encode()).hexdigest()
    assert batch.secret_hash in told
    assert secret not in told

    close_batch(batch, by=chen, at=MORNING)

    assert secret in str(list(Event.objects.values_list("facts", flat=True)))
    assert Draw.objects.get().secret == secret


def test_anyone_can_repeat_the_draw_with_a_hash_function_alone(made: Batch):
    draw = Draw.objects.get()

    assert hashlib.sha256(draw.secret.encode()).hexdigest() == draw.secret_hash
    key = hashlib.sha256(f"{made.number}|LOT=300|beacon={draw.secret}".encode()).digest()
    score = {n: hmac.new(key, f"{made.number}:{n}".encode(), "sha256").digest() for n in range(1, 301)}
    assert sorted(sorted(score, key=score.__getitem__)[:30]) == draw.units
    assert is_true_draw(draw)
    draw.units[0] += 1 if draw.units[1] > draw.units[0] + 1 else -1
    assert not is_true_draw(draw)


def test_a_batch_is_closed_once(made: Batch, chen):
    with pytest.raises(NotAllowedNow):
        close_batch(made, by=chen, at=MORNING)
    assert Draw.objects.count() == 1


def test_the_inspector_does_not_release_and_the_planner_does_not_judge(batch: Batch, chen, lin):
    with pytest.raises(NotPermitted):
        release_batch(batch, by=lin, at=MORNING)
    with pytest.raises(NotPermitted):
        judge_batch(batch, by=chen, at=MORNING)


def test_the_database_itself_keeps_draws_and_sealed_secrets(made: Batch):
    for model in (Draw, SealedSecret):
        with pytest.raises(IntegrityError), transaction.atomic():
            model.objects.update(secret="chosen")
        with pytest.raises(IntegrityError), transaction.atomic():
            model.objects.all().delete()
    with pytest.raises(IntegrityError), transaction.atomic():
        Batch.objects.update(secret_hash="0" * 64)


def test_material_is_issued_to_its_batch_and_can_be_traced_both_ways(works: Works, system, chen, wu):
    batches = scheduled(works, system, chen, wu, (works.bulb, 12_000))

    for batch in batches:
        release_batch(batch, by=chen, at=MORNING)

    led = Lot.objects.get(part=works.led)
    issued = StockMove.objects.filter(lot=led, kind="issued")
    assert -sum(issued.values_list("on_hand_change", flat=True)) == 146_939
    assert led.reserved == 0
    assert [lot.lot_number for lot in lots_of(batches[1])] == ["DRV-9W-L7", "LED-2835-L7"]
    assert batches_with_lot("LED-2835-L7") == batches


# ── readings ─────────────────────────────────────────────────────────────────


def test_a_reading_of_a_piece_that_was_not_drawn_is_refused(made: Batch, lin):
    outside = next(n for n in range(1, 301) if n not in made.draws.get().units)
    with pytest.raises(UnitNotDrawn):
        enter_readings(made, readings=good_readings([outside]), by=lin, at=MORNING, **SPHERE)
    assert not Reading.objects.exists()


@pytest.mark.parametrize(
    "slip",
    [
        {"flux_lm": Decimal(9_000_000)},
        {"power_w": Decimal("0.5")},
        {"x": Decimal("0.9")},
        {"y": Decimal("0.15")},
    ],
)
def test_readings_that_no_lamp_can_give_are_refused_as_a_whole(made: Batch, lin, slip):
    units = made.draws.get().units
    readings = (*good_readings(units[:5]), *good_readings(units[5:6], **slip))
    with pytest.raises(ReadingsImpossible) as refused:
        enter_readings(made, readings=readings, by=lin, at=MORNING, **SPHERE)
    assert f"piece {units[5]}" in str(refused.value)
    assert not Reading.objects.exists()
    assert not ReadingSheet.objects.exists()


def test_a_file_that_is_refused_is_kept_with_what_is_wrong_with_it(made: Batch, lin):
    file = stored(b"serial;flux\n1;banana", "text/csv")
    refuse_readings(
        made, file_sha256=file.pk, file_name="run7.csv", findings=("row 2: banana",), by=lin, at=MORNING
    )
    sheet = ReadingSheet.objects.get()
    assert (sheet.is_refused, sheet.file_id, sheet.findings) == (True, file.pk, ["row 2: banana"])
    assert Event.objects.filter(name="readings.refused").exists()


def test_an_instrument_out_of_calibration_measures_nothing(made: Batch, lin):
    with pytest.raises(InstrumentOutOfCalibration):
        enter_readings(
            made,
            readings=good_readings(made.draws.get().units),
            instrument="Sphere",
            calibrated_until=date(2026, 9, 20),
            by=lin,
            at=MORNING,
        )


def test_a_slip_can_be_corrected_until_the_sample_is_judged_and_not_after(made: Batch, lin):
    units = made.draws.get().units
    enter_readings(made, readings=good_readings(units, flux_lm=Decimal(700)), by=lin, at=MORNING, **SPHERE)
    enter_readings(made, readings=good_readings(units), by=lin, at=MORNING, **SPHERE)
    assert Reading.objects.count() == 5 * len(units)
    judge_batch(made, by=lin, at=MORNING)

    with pytest.raises(ReadingsNotWanted):
        enter_readings(made, readings=good_readings(units), by=lin, at=MORNING, **SPHERE)
    for change in (lambda: Reading.objects.update(flux_lm=1), lambda: Reading.objects.all().delete()):
        with pytest.raises(IntegrityError), transaction.atomic():
            change()


def test_thirty_and_four_hundred_readings_take_the_same_few_statements(works: Works, system, chen, wu, lin):
    taken = []
    for pieces in (60, 800):
        batch = scheduled(works, system, chen, wu, (works.bulb, pieces))[0]
        with statements() as releasing:
            release_batch.once(f"r{pieces}")(batch, by=chen, at=MORNING)
        with statements() as closing:
            close_batch.once(f"c{pieces}")(batch, by=chen, at=MORNING)
        readings = good_readings(batch.draws.get().units)
        assert len(readings) == pieces // 2
        with statements() as entering:
            enter_readings.once(f"e{pieces}")(batch, readings=readings, by=lin, at=MORNING, **SPHERE)
        with statements() as judging:
            judge_batch.once(f"j{pieces}")(batch, by=lin, at=MORNING)
        with statements() as looking:
            inspect_appearance.once(f"a{pieces}")(batch, good=pieces, rework=0, scrap=0, by=lin, at=MORNING)
        with statements() as filing:
            file_report.once(f"f{pieces}")(
                batch, pdf=stored(b"pdf%d" % pieces), language="en", by=system, at=MORNING
            )
        taken.append([len(each) for each in (releasing, closing, entering, judging, looking, filing)])
    assert taken[0] == taken[1]


# ── verdict and rework ───────────────────────────────────────────────────────


def test_a_sample_as_agreed_passes(passed: Batch):
    assert passed.state == BatchState.PASSED
    verdict = Judgement.objects.get()
    assert verdict.is_passed
    assert verdict.agreed["rated_flux_lm"] == "806"
    assert not Nonconformance.objects.exists()


def test_a_sample_is_not_judged_before_every_drawn_piece_is_measured(made: Batch, lin):
    units = made.draws.get().units
    enter_readings(made, readings=good_readings(units[:-1]), by=lin, at=MORNING, **SPHERE)
    with pytest.raises(SampleIncomplete) as refused:
        judge_batch(made, by=lin, at=MORNING)
    assert str(units[-1]) in str(refused.value)
    assert not Judgement.objects.exists()


def test_a_failed_batch_is_blocked_reworked_drawn_anew_and_passes(made: Batch, chen, lin):
    first = made.draws.get()
    enter_readings(
        made, readings=good_readings(first.units, flux_lm=Decimal(700)), by=lin, at=MORNING, **SPHERE
    )
    judge_batch(made, by=lin, at=MORNING)
    made.refresh_from_db()
    assert made.state == BatchState.FAILED
    assert Nonconformance.objects.get().state == "opened"
    with pytest.raises(NotAllowedNow):
        inspect_appearance(made, good=300, rework=0, scrap=0, by=lin, at=MORNING)

    rework_batch(made, what="Drivers exchanged", by=chen, at=MORNING)
    made.refresh_from_db()
    assert made.secret_hash != first.secret_hash
    close_batch(made, by=chen, at=MORNING)
    second = made.draws.get(round=2)
    assert second.label == f"{made.number}-R1"
    assert second.secret != first.secret
    assert second.units != first.units
    enter_readings(made, readings=good_readings(second.units), by=lin, at=MORNING, **SPHERE)
    judge_batch(made, by=lin, at=MORNING)

    made.refresh_from_db()
    assert made.state == BatchState.PASSED
    closed = Nonconformance.objects.get()
    assert (closed.state, closed.rework) == ("closed", "Drivers exchanged")
    assert [j.is_passed for j in Judgement.objects.order_by("pk")] == [False, True]


def test_the_first_sample_stays_readable_and_frozen_after_the_rework(made: Batch, chen, lin):
    first = made.draws.get()
    enter_readings(
        made, readings=good_readings(first.units, flux_lm=Decimal(700)), by=lin, at=MORNING, **SPHERE
    )
    judge_batch(made, by=lin, at=MORNING)
    rework_batch(made, what="", by=chen, at=MORNING)
    close_batch(made, by=chen, at=MORNING)
    with pytest.raises(IntegrityError), transaction.atomic():
        Reading.objects.filter(draw=first).update(flux_lm=810)
    with pytest.raises(IntegrityError), transaction.atomic():
        Judgement.objects.update(is_passed=True)


# ── appearance and end ───────────────────────────────────────────────────────


@pytest.mark.parametrize("count", [(299, 0, 0), (300, 1, 0), (301, 0, -1)])
def test_every_piece_is_accounted_for(passed: Batch, lin, count):
    good, rework, scrap = count
    with pytest.raises(PiecesUnaccounted):
        inspect_appearance(passed, good=good, rework=rework, scrap=scrap, by=lin, at=MORNING)
    assert not AppearanceLook.objects.exists()


def test_pieces_that_go_to_rework_or_scrap_have_a_defect_and_dangerous_ones_are_never_good(
    passed: Batch, lin
):
    with pytest.raises(DefectsDoNotAddUp):
        inspect_appearance(passed, good=298, rework=1, scrap=1, by=lin, at=MORNING)
    with pytest.raises(CriticalNotGood):
        inspect_appearance(
            passed,
            good=300,
            rework=0,
            scrap=0,
            defects=(FoundDefect(("C01",), 1, "good"),),
            by=lin,
            at=MORNING,
        )


def test_reworked_pieces_are_looked_at_again_before_the_batch_is_inspected(passed: Batch, lin):
    scratched, peeling = FoundDefect(("M04",), 3, "rework"), FoundDefect(("M05",), 2, "scrap")
    inspect_appearance(passed, good=295, rework=3, scrap=2, defects=(scratched, peeling), by=lin, at=MORNING)
    passed.refresh_from_db()
    assert (passed.state, passed.open_pieces) == (BatchState.PASSED, 3)

    inspect_appearance(passed, good=3, rework=0, scrap=0, by=lin, at=MORNING)

    passed.refresh_from_db()
    assert (passed.state, passed.good_pieces, passed.scrap_pieces) == (BatchState.INSPECTED, 298, 2)


def test_production_is_finished_when_the_last_report_of_the_order_is_filed(
    works: Works, system, chen, wu, lin
):
    batches = scheduled(works, system, chen, wu, (works.bulb, 300), (works.spot, 200))
    for batch in batches:
        assert not Event.objects.filter(name="production.finished").exists()
        release_batch(batch, by=chen, at=MORNING)
        close_batch(batch, by=chen, at=MORNING)
        enter_readings(batch, readings=good_readings(batch.draws.get().units), by=lin, at=MORNING, **SPHERE)
        judge_batch(batch, by=lin, at=MORNING)
        inspect_appearance(batch, good=batch.pieces, rework=0, scrap=0, by=lin, at=MORNING)
        file_report(batch, pdf=stored(b"report %d" % batch.pk), language="en", by=system, at=MORNING)

    assert Event.objects.filter(name="production.finished").count() == 1
    assert set(Job.objects.values_list("state", flat=True)) == {JobState.FINISHED}
    order = batches[0].job.order
    assert is_production_finished(order.pk)
    order.deal.refresh_from_db()
    assert (order.deal.stage, order.deal.next_deed) == ("shipping", "plan.draft")


def test_a_report_is_not_filed_before_the_batch_is_inspected(passed: Batch, system):
    with pytest.raises(NotAllowedNow):
        file_report(passed, pdf=stored(b"early"), language="en", by=system, at=MORNING + timedelta(hours=1))
