"""How production follows an amendment: what it forbids once work began, and jobs and material for the new quantity."""

from collections.abc import Mapping, Sequence
from datetime import datetime
from decimal import Decimal

from django.db import connection

from ordolux.foundation.actors import Actor, Role
from ordolux.foundation.capacity.queries import planning_policy
from ordolux.foundation.deeds import record_event
from ordolux.foundation.stock import moves
from ordolux.foundation.stock.models import StockMove
from ordolux.orders.agreement.models import Order, OrderLine
from ordolux.orders.amendment.followers import Said
from ordolux.production.job.deeds import finish_production, make_jobs, mark_ready, ready_by
from ordolux.production.job.models import Job, JobState
from ordolux.production.materials.deeds import bills_of, cover, locked_parts, record_drafted
from ordolux.production.materials.models import Peg, Purchase, PurchaseLine, PurchaseState, Requirement
from ordolux.rules.amending import Aspect, Difference
from ordolux.rules.batches import ClassPolicy, order_class
from ordolux.rules.netting import gross_quantity
from ordolux.rules.refusal import N_, Finding

BEGUN = (JobState.SCHEDULED, JobState.RUNNING, JobState.FINISHED)
LIMIT = N_("Line {position} is in production ({job}: {state}); its quantity and its values are fixed now.")
MORE = N_("Line {position}: {job} makes {new} instead of {old} pieces; material that is missing is bought.")
LESS = N_(
    "Line {position}: {job} makes {new} instead of {old} pieces; material that is too much stays in the store."
)
BOUGHT = N_("Already ordered for this order: {purchases}. An amendment does not take that back.")
JUDGED = N_("Line {position}: {job} is made and judged by the new values.")
REMOVE_BEGUN = N_("Line {position} is in production ({job}: {state}); it cannot be removed any more.")
REMOVE_BOUGHT = N_(
    "Line {position}: its material is ordered already ({purchases}); it cannot be removed any more."
)
REMOVED = N_(
    "Line {position}: {job} is withdrawn; the material reserved for it is free again, and purchasing decides about what is "
    "drafted for it."
)
ADDED = N_("Line {position}: a job for {pieces} pieces is planned and its material is bought.")
DATES = N_("{jobs}: planned for the new day when the schedule is made the next time.")


class Production:
    """What production says to an amendment, and does."""

    def say(self, order: Order, differences: Sequence[Difference]) -> Said:
        """What is scheduled keeps quantity and values; before that jobs and material follow."""
        jobs = _jobs(order)
        limits, findings = [], []
        removed = [each.position for each in differences if each.aspect is Aspect.REMOVED]
        bought_for = _bought_for([jobs[position] for position in removed if position in jobs])
        for each in differences:
            job = jobs.get(each.position)
            if each.aspect is Aspect.ADDED and jobs:
                told = {"position": each.position, "pieces": each.new["pieces"]}
                findings.append(Finding("added", ADDED, told))
            if each.aspect is Aspect.REMOVED and job is not None:
                told = {"position": each.position, "job": job.number}
                if job.state in BEGUN:
                    limits.append(Finding("begun", REMOVE_BEGUN, {**told, "state": job.state}))
                elif job.pk in bought_for:
                    told = {"position": each.position, "purchases": ", ".join(bought_for[job.pk])}
                    limits.append(Finding("bought_for", REMOVE_BOUGHT, told))
                else:
                    findings.append(Finding("removed", REMOVED, told))
            if job is None or each.aspect not in (Aspect.QUANTITY, Aspect.PARAMETER):
                continue
            told = {"position": each.position, "job": job.number}
            if job.state in BEGUN:
                limits.append(Finding("begun", LIMIT, {**told, "state": job.state}))
            elif each.aspect is Aspect.PARAMETER:
                findings.append(Finding("judged", JUDGED, told))
            else:
                sentence = MORE if each.new > each.old else LESS
                findings.append(Finding("pieces", sentence, {**told, "old": each.old, "new": each.new}))
        bought = _bought(order) if jobs else []
        if bought and any(each.aspect in (Aspect.QUANTITY, Aspect.PARAMETER) for each in differences):
            findings.append(Finding("bought", BOUGHT, {"purchases": ", ".join(bought)}))
        if jobs and any(each.aspect is Aspect.DELIVERY for each in differences):
            numbers = ", ".join(job.number for job in jobs.values())
            findings.append(Finding("dates", DATES, {"jobs": numbers}))
        return Said(_once(limits), _once(findings))

    def follow(self, order: Order, differences: Sequence[Difference], *, by: Actor, at: datetime) -> None:
        """Jobs take their new pieces and days; material is bought or given back for the difference."""
        jobs = _jobs(order)
        if not jobs:
            return
        changed = {each.position: each for each in differences if each.aspect is Aspect.QUANTITY}
        removed = {each.position for each in differences if each.aspect is Aspect.REMOVED} & set(jobs)
        added = [each.position for each in differences if each.aspect is Aspect.ADDED]
        policy = planning_policy()
        classes = ClassPolicy(
            policy.small_up_to_pieces, policy.medium_up_to_pieces, Decimal(1), policy.largest_batch_pieces
        )
        for position, job in jobs.items():
            job.promised_on = ready_by(order)
            if position in changed:
                job.pieces = changed[position].new
                job.order_class = order_class(job.pieces, classes)
        if changed or removed:
            wanted = {jobs[p].pk: jobs[p].pieces for p in changed if p in jobs} | dict.fromkeys(
                (jobs[p].pk for p in removed), 0
            )
            touched = [job for job in jobs.values() if job.pk in wanted]
            _follow_with_material(order, touched, wanted, by=by, at=at)
        for position in removed:
            job = jobs[position]
            job.deal = order.deal
            before, job.state, job.version = str(job.state), JobState.WITHDRAWN, job.version + 1
            record_event("job.withdrawn", job, by=by, at=at, **{"from": before})
        Job.objects.bulk_update(jobs.values(), ["pieces", "order_class", "promised_on", "state", "version"])
        record_event(
            "job.amended", order, by=by, at=at,
            jobs=[{"job": job.number, "pieces": job.pieces} for job in jobs.values()],
        )  # fmt: skip
        if added:
            rows = OrderLine.objects.filter(order=order, position__in=added).order_by("position")
            make_jobs(order, list(rows), by=by, at=at)
        elif removed:
            finish_production(order, good=sum(job.good_pieces for job in jobs.values()), by=by, at=at)


def _jobs(order: Order) -> dict[int, Job]:
    """The jobs of an order by the position of their line, locked where a deed runs."""
    rows = Job.objects.filter(order=order).select_related("line").order_by("pk")
    if connection.in_atomic_block:
        rows = rows.select_for_update(of=("self",))
    return {job.line.position: job for job in rows}


def _bought(order: Order) -> list[str]:
    return list(
        Purchase.objects.filter(order=order)
        .exclude(state__in=[PurchaseState.DRAFTED, PurchaseState.CANCELLED])
        .order_by("pk")
        .values_list("number", flat=True)
    )


def _once(findings: Sequence[Finding]) -> list[Finding]:
    told: list[Finding] = []
    for each in findings:
        if each not in told:
            told.append(each)
    return told


def _bought_for(jobs: Sequence[Job]) -> dict[int, list[str]]:
    """The purchases that were ordered for each of these jobs (one statement)."""
    rows = (
        PurchaseLine.objects.filter(pegs__requirement__job__in=jobs)
        .exclude(purchase__state__in=[PurchaseState.DRAFTED, PurchaseState.CANCELLED])
        .order_by("purchase__pk")
        .values_list("pegs__requirement__job_id", "purchase__number")
    )
    found: dict[int, list[str]] = {}
    for job_id, number in rows if jobs else ():
        if number not in found.setdefault(job_id, []):
            found[job_id].append(number)
    return found


def _follow_with_material(
    order: Order, jobs: Sequence[Job], wanted: Mapping[int, int], *, by: Actor, at: datetime
) -> None:
    """Buy or give back the difference to the ``wanted`` pieces of each job (by its key; 0: it is withdrawn)."""
    requirements = list(Requirement.objects.select_for_update().filter(job__in=jobs).order_by("pk"))
    if not requirements:
        return  # not netted yet: that happens with the new pieces
    by_pk = {job.pk: job for job in jobs}
    bills = bills_of({job.product_id for job in jobs})
    parts = locked_parts({each.part_id for each in requirements})
    needed = {(product, line.part_id): line for product, lines in bills.items() for line in lines}
    more: list[tuple[Requirement, Decimal]] = []
    less: list[tuple[Requirement, Decimal]] = []
    for each in requirements:
        job = each.job = by_pk[each.job_id]
        line = needed.get((job.product_id, each.part_id))
        if line is None:
            continue  # the bill of material has changed since: what was netted stays
        gross = Decimal(
            gross_quantity(wanted[job.pk], line.quantity_per_piece, line.scrap, parts[each.part_id].number)
        )
        change, each.quantity = gross - each.quantity, gross
        if change > 0:
            more.append((each, change))
        elif change < 0:
            less.append((each, -change))
    Requirement.objects.bulk_update(requirements, ["quantity"])
    _give_back(less, by=by, at=at)
    covered = cover(
        order, {k: p for k, p in parts.items() if any(r.part_id == k for r, _ in more)}, more, by=by, at=at
    )
    waits = set(
        Peg.objects.filter(requirement__job__in=jobs, lot__isnull=True).values_list("requirement__job_id", flat=True)
    )  # fmt: skip
    complete = []
    for job in jobs:
        job.deal = order.deal
        if not wanted[job.pk]:
            continue
        if job.pk in waits and job.state == JobState.READY:
            job.state, job.version, job.material_complete_at = JobState.PLANNED, job.version + 1, None
        elif job.pk not in waits and job.state == JobState.PLANNED:
            complete.append(job)
    Job.objects.bulk_update(jobs, ["pieces", "state", "version", "material_complete_at"])
    mark_ready(complete, by=by, at=at)
    if covered.purchases:
        order.deal.expect(Role.PURCHASING, "purchase.order")
    record_drafted(covered.purchases, by=by, at=at)


def _give_back(less: Sequence[tuple[Requirement, Decimal]], *, by: Actor, at: datetime) -> None:
    """Take what is not needed off the pegs: first from goods that are still to come, then from the newest lots."""
    pegs: dict[int, list[Peg]] = {}
    for each in (
        Peg.objects.filter(requirement__in=[r for r, _ in less]).select_related("lot").order_by("lot_id", "pk")
    ):  # fmt: skip
        pegs.setdefault(each.requirement_id, []).append(each)
    kept: list[Peg] = []
    dropped: list[Peg] = []
    freed: list[StockMove] = []
    for requirement, surplus in less:
        mine = pegs.get(requirement.pk, [])
        for each in sorted(mine, key=lambda one: (one.lot_id is not None, -(one.lot_id or 0))):
            taken = min(surplus, each.quantity)
            if taken <= 0:
                continue
            surplus -= taken
            if each.lot is not None:
                freed.append(moves.freed(each.lot, taken, of=requirement.job, by=by, at=at))
            each.quantity -= taken
            (kept if each.quantity else dropped).append(each)
    Peg.objects.bulk_update(kept, ["quantity"])
    Peg.objects.filter(pk__in=[each.pk for each in dropped]).delete()
    StockMove.objects.bulk_create(freed)
