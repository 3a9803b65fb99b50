"""The steps of a deal of the demonstration company at the works: material, schedule, production, inspection."""

from datetime import datetime, timedelta
from decimal import Decimal
from zoneinfo import ZoneInfo

from ordolux.foundation import clock
from ordolux.foundation.files import store_bytes
from ordolux.foundation.parties.models import our_day
from ordolux.process.demonstration import outside
from ordolux.process.demonstration.life import Life, Piece, Step
from ordolux.production.inspection.deeds import (
    FoundDefect,
    TakenReading,
    close_batch,
    enter_readings,
    inspect_appearance,
    judge_batch,
    release_batch,
    rework_batch,
)
from ordolux.production.materials.deeds import (
    DeliveredLot,
    note_delivery_date,
    order_purchase,
    receive_goods,
)
from ordolux.production.models import Batch, Job, Purchase
from ordolux.production.schedule.deeds import NothingToSchedule, make_schedule
from ordolux.rules.appearance import defects
from ordolux.rules.light import quadrangle

WORKS = ZoneInfo("Asia/Shanghai")
INSTRUMENT = "Integrating sphere 1.5 m, no. 2207"
WARMING_UP = ((15, "1.006"), (30, "1.002"), (45, "1.0005"), (60, "1.0"))


# ── material ─────────────────────────────────────────────────────────────────


def purchases(life: Life, it: Piece) -> list[Purchase]:
    """What is bought for the order."""
    return list(
        Purchase.objects.filter(order=life.order(it)).select_related("supplier", "deal").order_by("id")
    )


def buy(life: Life, it: Piece) -> None:
    """All purchases of the order go to the suppliers."""
    for purchase in purchases(life, it):
        life.once("gao", order_purchase, f"buy-{purchase.pk}", purchase)


def delay(life: Life, it: Piece) -> None:
    """One supplier tells a later day."""
    for purchase in purchases(life, it)[:1]:
        life.once(
            "gao",
            note_delivery_date,
            f"delay-{purchase.pk}",
            purchase,
            expected_on=purchase.due_on + timedelta(days=6),
            reason="The supplier waits for LED packages himself.",
        )


def receive(life: Life, it: Piece) -> None:
    """Everything that was bought comes with its papers."""
    for purchase in purchases(life, it):
        _let_in(life, purchase, 99)


def receive_some(life: Life, it: Piece) -> None:
    """Of the first purchase only the first line comes."""
    for purchase in purchases(life, it)[:1]:
        _let_in(life, purchase, 1)


def _let_in(life: Life, purchase: Purchase, most_lines: int) -> None:
    lots = []
    for line in list(purchase.lines.select_related("part").order_by("position"))[:most_lines]:
        name = f"{line.part.number}-{purchase.pk:04d}{line.position}"
        report = store_bytes(
            outside.paper(f"Test report of lot {name}", line.part.name_en, "Result: passed"),
            "application/pdf",
        )
        lots.append(
            DeliveredLot(
                part=line.part.number,
                lot_number=name,
                quantity=line.quantity,
                test_report_sha256=report.sha256,
            )
        )
    life.once(
        "gao",
        receive_goods,
        f"receive-{purchase.pk}",
        purchase,
        lots=tuple(lots),
        delivered_on=clock.now().astimezone(WORKS).date(),
    )


# ── production ───────────────────────────────────────────────────────────────


def schedule(life: Life, it: Piece) -> None:
    """Everything that is ready gets its place on the lines."""
    if Job.objects.filter(order=life.order(it), state="ready").exists():
        try:
            life.once("chen", make_schedule, "schedule")
        except NothingToSchedule:
            return


def make(life: Life, it: Piece) -> datetime | None:
    """All batches of the order, each at its time, to the end; ``it.said`` tells at which state the last one stops, and
    whether the first sample fails."""
    stops_at = it.said.get("stops_at", "")
    found = list(
        Batch.objects.select_related("job__line", "deal")
        .filter(job__order=life.order(it))
        .exclude(state="merged")
        .order_by("planned_start_at", "id")
    )
    if not found:
        return None
    later: list[datetime] = []
    for batch in found:
        ends_here = stops_at and batch == found[-1]
        when = _go_on_with(life, it, batch, stops_at if ends_here else "")
        if when is not None:
            later.append(when)
    return min(later, default=None)


def _go_on_with(life: Life, it: Piece, batch: Batch, stops_at: str) -> datetime | None:
    """The next thing that a batch needs; the moment of the one after it, None when nothing more is to do."""
    now, name = clock.now(), f"{batch.pk}-{batch.round}"
    fails = bool(it.said.get("fails")) and batch.round == 1
    if batch.state == stops_at:
        return None
    match batch.state:
        case "planned":
            if batch.planned_start_at is None or now < batch.planned_start_at:
                return batch.planned_start_at
            life.once("chen", release_batch, f"release-{name}", batch)
        case "released":
            if batch.planned_end_at is not None and now < batch.planned_end_at:
                return batch.planned_end_at
            life.once("chen", close_batch, f"close-{name}", batch)
        case "produced" | "resubmitted":
            _measure(life, batch, name, Decimal("0.82") if fails else Decimal("1.01"))
            life.once("lin", judge_batch, f"judge-{name}", Batch.objects.get(pk=batch.pk))
        case "failed":
            life.once(
                "chen",
                rework_batch,
                f"rework-{name}",
                batch,
                what="LED boards of the wrong flux bin replaced.",
            )
        case "reworked":
            life.once("chen", close_batch, f"close-again-{name}", batch)
        case "passed":
            if it.said.get("half_looked_at") and batch.open_pieces < batch.pieces:
                return None
            _look_at(life, it, batch, name)
        case _:
            return None
    return now + timedelta(hours=it.chance(f"{name}-{batch.state}").uniform(0.7, 4))


def _measure(life: Life, batch: Batch, name: str, share: Decimal) -> None:
    values = batch.job.line.values
    flux, power, kelvin = (
        Decimal(str(values[code]["value"] if isinstance(values[code], dict) else values[code]))
        for code in ("flux_lm", "power_w", "cct_k")
    )
    x, y = quadrangle(int(kelvin)).centre
    cri, power_factor = (
        Decimal(str(told["value"] if isinstance(told, dict) else told))
        for told in (values.get("cri", "82"), values.get("power_factor", "0.5"))
    )
    readings = tuple(
        TakenReading(
            unit=unit,
            minute=Decimal(minute),
            flux_lm=(flux * share * Decimal(warm) * (1 + Decimal(unit % 5 - 2) / 250)).quantize(
                Decimal("0.01")
            ),
            power_w=(power * Decimal(warm) * Decimal("0.995")).quantize(Decimal("0.001")),
            x=Decimal(f"{x + (unit % 7 - 3) * 0.0002:.4f}"),
            y=Decimal(f"{y + (unit % 5 - 2) * 0.0001:.4f}"),
            cri=min(cri + Decimal("1.6"), Decimal(99)),
            power_factor=min(power_factor + Decimal("0.02"), Decimal("0.99")),
        )
        for unit in batch.draws.get(round=batch.round).units
        for minute, warm in WARMING_UP
    )
    life.once(
        "lin",
        enter_readings,
        f"measure-{name}",
        batch,
        readings=readings,
        instrument=INSTRUMENT,
        calibrated_until=our_day(clock.now()) + timedelta(days=200),
    )


def _look_at(life: Life, it: Piece, batch: Batch, name: str) -> None:
    """Every piece is looked at; a few of a large batch go to scrap, those of one deal go to rework first."""
    minor = next(code for code, one in defects().items() if str(one.severity) == "minor")
    whole = batch.open_pieces
    if it.said.get("half_looked_at"):
        bad = min(10, whole)
        life.once(
            "lin",
            inspect_appearance,
            f"look-{name}",
            batch,
            good=whole - bad,
            rework=bad,
            scrap=0,
            defects=(FoundDefect(codes=(minor,), pieces=bad, becomes="rework"),),
        )
        return
    life.once("lin", inspect_appearance, f"look-{name}", batch, good=whole, rework=0, scrap=0, defects=())


WORKS_STEPS: dict[str, Step] = {
    "buy": buy, "delay": delay, "receive": receive, "receive_some": receive_some, "schedule": schedule, "make": make,
}  # fmt: skip
