"""Lists of production: jobs, batches, bookings."""

from typing import Any

from django.db.models import Exists, OuterRef, QuerySet

from ordolux.edges.lists.listing import Choices, Column, Filter, Kind, Listing, by_field, listing
from ordolux.foundation.actors import Actor, Role
from ordolux.foundation.capacity.models import Booking, ProductionLine
from ordolux.production.inspection.models import Batch, BatchState
from ordolux.production.job.models import CLASS_LABELS, JobState
from ordolux.production.job.queries import jobs_visible_to
from ordolux.rules.refusal import N_

WORKS = frozenset(
    {Role.PLANNER, Role.INSPECTOR, Role.PURCHASING, Role.SALES, Role.ENGINEER, Role.LOGISTICS, Role.SUPPORT, Role.FINANCE,
     Role.MANAGER, Role.ADMINISTRATOR, Role.MARKETING}
)  # fmt: skip
CLASSES = [(each.value, label) for each, label in CLASS_LABELS.items()]


def _buyer(row: Any) -> str:
    return str(row.deal.buyer) if row.deal is not None and row.deal.buyer is not None else ""


JOBS = listing(
    Listing(
        name="jobs",
        title=N_("Jobs"),
        rows=jobs_visible_to,
        columns=(
            Column("number", N_("Job"), lambda j: j.number, sort="number"),
            Column("order", N_("Order"), lambda j: j.order.number, sort="order__number"),
            Column("customer", N_("Customer"), _buyer, sort="deal__buyer__legal_name"),
            Column("product", N_("Product"), lambda j: j.product.number, sort="product__number"),
            Column("pieces", N_("Pieces"), lambda j: j.pieces, Kind.WHOLE, sort="pieces"),
            Column("order_class", N_("Class"), lambda j: j.order_class, Kind.CHOICE, sort="order_class",
                   labels=dict(CLASSES)),
            Column("promised_on", N_("Needed by"), lambda j: j.promised_on, Kind.DAY),
            Column("batches", N_("Batches"), lambda j: j.batch_count, Kind.WHOLE),
            Column("finished", N_("Finished"), lambda j: j.finished_count, Kind.WHOLE),
            Column("good_pieces", N_("Good pieces"), lambda j: j.good_pieces, Kind.WHOLE, sort="good_pieces"),
            Column("missing", N_("Missing pieces"),
                   lambda j: j.pieces - j.good_pieces if j.state == JobState.FINISHED else None, Kind.WHOLE),
            Column("state", N_("State"), lambda j: j.state, Kind.STATE, sort="state"),
        ),
        order=("-pk",),
        search=("number", "order__number", "product__number", "deal__buyer__legal_name"),
        filters=(
            by_field("state", N_("State"), JobState.choices),
            by_field("order_class", N_("Class"), CLASSES),
        ),
        roles=WORKS,
        views={"desk": "desk:order"},
        number=lambda j: str(j.deal.number),
        empty=N_("A job begins when the payment term of an order opens production."),
    )
)  # fmt: skip


def _batches(actor: Actor) -> QuerySet[Batch]:
    booked = Booking.objects.filter(
        subject="production.batch", subject_id=OuterRef("pk"), cancelled_at__isnull=True
    )
    return (
        Batch.objects.visible_to(actor)
        .select_related("job__order", "job__product", "deal__buyer")
        .annotate(is_booked=Exists(booked))
    )


def _waits(rows: QuerySet[Any], value: str) -> QuerySet[Any]:
    states: dict[str, tuple[str, ...]] = {
        "release": (BatchState.PLANNED,),
        "close": (BatchState.RELEASED, BatchState.REWORKED),
        "measure": (BatchState.PRODUCED, BatchState.RESUBMITTED),
        "look": (BatchState.PASSED,),
        "rework": (BatchState.FAILED,),
    }
    return rows.filter(state__in=states[value])


BATCHES = listing(
    Listing(
        name="batches",
        title=N_("Batches"),
        rows=_batches,
        columns=(
            Column("number", N_("Batch"), lambda b: b.number, sort="number"),
            Column("product", N_("Product"), lambda b: b.job.product.number, sort="job__product__number"),
            Column("order", N_("Order"), lambda b: b.job.order.number, sort="job__order__number"),
            Column("customer", N_("Customer"), _buyer, sort="deal__buyer__legal_name"),
            Column("pieces", N_("Pieces"), lambda b: b.pieces, Kind.WHOLE, sort="pieces"),
            Column("good_pieces", N_("Good"), lambda b: b.good_pieces, Kind.WHOLE, sort="good_pieces"),
            Column("scrap_pieces", N_("Scrap"), lambda b: b.scrap_pieces, Kind.WHOLE, sort="scrap_pieces"),
            Column("begins_at", N_("Published begin"), lambda b: b.published_start_at, Kind.MOMENT, is_shown=False),
            Column("ends_at", N_("Published end"), lambda b: b.published_end_at, Kind.MOMENT),
            Column("planned_end_at", N_("Planned end"), lambda b: b.planned_end_at, Kind.MOMENT, is_shown=False,
                   staff_only=True),
            Column("promised_on", N_("Promised"), lambda b: b.job.promised_on, Kind.DAY),
            Column("state", N_("State"), lambda b: b.state, Kind.STATE, sort="state"),
        ),
        order=("-pk",),
        search=("number", "job__order__number", "job__product__number", "deal__buyer__legal_name"),
        filters=(
            by_field("state", N_("State"), BatchState.choices),
            Filter("waits", N_("Waits for"), [
                ("release", N_("release")), ("close", N_("closing")), ("measure", N_("measuring")),
                ("look", N_("the look at every piece")), ("rework", N_("rework")),
            ], _waits, staff_only=True),
        ),
        roles=WORKS,
        views={"desk": "desk:batch", "portal": "portal:batch"},
        empty=N_("Batches are made when the schedule is made."),
    )
)  # fmt: skip


def _lines(actor: Actor) -> Choices:
    return [
        (code, f"{code} · {name}")
        for code, name in ProductionLine.objects.visible_to(actor)
        .order_by("code")
        .values_list("code", "name_en")
    ]


BOOKINGS = listing(
    Listing(
        name="bookings",
        title=N_("Bookings"),
        rows=lambda actor: Booking.objects.visible_to(actor).select_related("line", "deal__buyer"),
        columns=(
            Column("number", N_("Batch"), lambda b: b.number, sort="number"),
            Column("line", N_("Production line"), lambda b: b.line.code, sort="line__code"),
            Column("customer", N_("Customer"), _buyer),
            Column("pieces", N_("Pieces"), lambda b: b.pieces, Kind.WHOLE, sort="pieces"),
            Column("from", N_("From"), lambda b: b.during.lower, Kind.MOMENT, sort="during"),
            Column("until", N_("Until"), lambda b: b.during.upper, Kind.MOMENT),
            Column("made_at", N_("Booked at"), lambda b: b.made_at, Kind.MOMENT, sort="made_at", is_shown=False),
            Column("cancelled_at", N_("Given up at"), lambda b: b.cancelled_at, Kind.MOMENT),
        ),
        order=("-during", "-pk"),
        search=("number", "line__code", "deal__buyer__legal_name"),
        filters=(
            Filter("line", N_("Production line"), _lines, lambda rows, value: rows.filter(line__code=value)),
            Filter("kind", N_("Kind"), [("held", N_("in force")), ("given_up", N_("given up"))],
                   lambda rows, value: rows.filter(cancelled_at__isnull=value == "held")),
        ),
        roles=WORKS,
        views={"desk": "desk:batch"},
        empty=N_("Nothing is booked on any line yet."),
    )
)  # fmt: skip
