"""Lists of quality: inspections that wait, nonconformances, instruments."""

from typing import Any

from django.db.models import Count, OuterRef, QuerySet, Subquery
from django.db.models.functions import Coalesce

from ordolux.edges.lists.listing import Column, Filter, Kind, Listing, by_field, listing
from ordolux.edges.lists.production import WORKS
from ordolux.foundation.actors import Actor
from ordolux.production.inspection.models import (
    Batch,
    BatchState,
    Draw,
    Instrument,
    InstrumentState,
    Nonconformance,
    NonconformanceState,
    Reading,
)
from ordolux.rules.refusal import N_

INSPECTED_IN = (BatchState.PRODUCED, BatchState.RESUBMITTED, BatchState.PASSED)


def _inspections(actor: Actor) -> QuerySet[Batch]:
    """The batches that wait for an inspector: their sample to be measured, or every piece to be looked at."""
    draw = Draw.objects.filter(batch=OuterRef("pk"), round=OuterRef("round"))
    measured = (
        Reading.objects.filter(draw__batch=OuterRef("pk"), draw__round=OuterRef("round"))
        .order_by()
        .values("draw")
        .annotate(units=Count("unit", distinct=True))
        .values("units")
    )
    return (
        Batch.objects.visible_to(actor)
        .filter(state__in=INSPECTED_IN)
        .select_related("job__order", "job__product", "deal__buyer")
        .annotate(drawn=Subquery(draw.values("units__len")[:1]), measured=Coalesce(Subquery(measured[:1]), 0))
    )


INSPECTIONS = listing(
    Listing(
        name="inspections",
        title=N_("Inspections"),
        rows=_inspections,
        columns=(
            Column("number", N_("Batch"), lambda b: b.number, sort="number"),
            Column("product", N_("Product"), lambda b: b.job.product.number, sort="job__product__number"),
            Column("order", N_("Order"), lambda b: b.job.order.number, sort="job__order__number"),
            Column("pieces", N_("Pieces"), lambda b: b.pieces, Kind.WHOLE, sort="pieces"),
            Column("drawn", N_("Drawn"), lambda b: b.drawn, Kind.WHOLE),
            Column("measured", N_("Measured"), lambda b: b.measured, Kind.WHOLE),
            Column("open_pieces", N_("To be looked at"), lambda b: b.open_pieces if b.state == BatchState.PASSED else None,
                   Kind.WHOLE),
            Column("produced_at", N_("Made"), lambda b: b.produced_at, Kind.MOMENT),
            Column("promised_on", N_("Promised"), lambda b: b.job.promised_on, Kind.DAY),
            Column("state", N_("State"), lambda b: b.state, Kind.STATE, sort="state"),
        ),
        order=("pk",),
        search=("number", "job__order__number", "job__product__number"),
        filters=(
            Filter("kind", N_("Kind"), [("measure", N_("to be measured")), ("look", N_("to be looked at"))],
                   lambda rows, value: rows.filter(state=BatchState.PASSED) if value == "look"
                   else rows.exclude(state=BatchState.PASSED)),
        ),
        roles=WORKS,
        views={"desk": "desk:batch"},
        empty=N_("No batch waits for an inspection."),
    )
)  # fmt: skip


def _reasons(each: Any) -> str:
    codes = ", ".join(sorted({code for reason in each.reasons for code in reason.get("checks", ())}))
    units = [str(reason["unit"]) for reason in each.reasons if reason.get("unit")]
    more = " …" if len(units) > 6 else ""
    return f"{codes} · {', '.join(units[:6])}{more}" if units else codes


NONCONFORMANCES = listing(
    Listing(
        name="nonconformances",
        title=N_("Nonconformances"),
        rows=lambda actor: Nonconformance.objects.visible_to(actor).select_related("batch__job__order", "batch__job__product"),
        columns=(
            Column("number", N_("Number"), lambda n: n.number, sort="number"),
            Column("batch", N_("Batch"), lambda n: n.batch.number, sort="batch__number"),
            Column("product", N_("Product"), lambda n: n.batch.job.product.number, sort="batch__job__product__number"),
            Column("order", N_("Order"), lambda n: n.batch.job.order.number, sort="batch__job__order__number"),
            Column("reasons", N_("What failed"), _reasons),
            Column("rework", N_("What was done"), lambda n: n.rework),
            Column("opened_at", N_("Opened"), lambda n: n.opened_at, Kind.MOMENT, sort="opened_at"),
            Column("closed_at", N_("Closed"), lambda n: n.closed_at, Kind.MOMENT),
            Column("state", N_("State"), lambda n: n.state, Kind.STATE, sort="state"),
        ),
        order=("-pk",),
        search=("number", "batch__number", "batch__job__order__number"),
        filters=(by_field("state", N_("State"), NonconformanceState.choices),),
        roles=WORKS,
        views={"desk": "desk:batch"},
        number=lambda n: str(n.batch.number),
        empty=N_("A nonconformance opens when the sample of a batch fails."),
    )
)  # fmt: skip


INSTRUMENTS = listing(
    Listing(
        name="instruments",
        title=N_("Instruments"),
        rows=lambda actor: Instrument.objects.visible_to(actor),
        columns=(
            Column("number", N_("Number"), lambda i: i.number, sort="number"),
            Column("name", N_("Name"), lambda i: i.name, sort="name"),
            Column("serial", N_("Serial number"), lambda i: i.serial, sort="serial"),
            Column("calibrated_on", N_("Calibrated on"), lambda i: i.calibrated_on, Kind.DAY, sort="calibrated_on"),
            Column("calibrated_until", N_("Calibrated until"), lambda i: i.calibrated_until, Kind.DAY,
                   sort="calibrated_until"),
            Column("state", N_("State"), lambda i: i.state, Kind.STATE, sort="state"),
        ),
        order=("calibrated_until", "pk"),
        search=("number", "name", "serial"),
        filters=(by_field("state", N_("State"), InstrumentState.choices),),
        roles=WORKS,
        views={"desk": "desk:instrument"},
        empty=N_("Enter the instruments of the works; what they show counts only while their calibration is valid."),
    )
)  # fmt: skip
