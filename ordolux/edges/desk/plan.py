"""The plan as a picture and as a table: lines or orders over weeks, moves by hand with their effect told before they are
saved, publication to workers and customers, and what the planner meets first on *Today*."""

from collections.abc import Sequence
from dataclasses import dataclass, field, replace
from datetime import date, datetime, timedelta
from decimal import Decimal
from typing import Any
from zoneinfo import ZoneInfo

from django import forms
from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext, gettext_lazy, ngettext, pgettext

from ordolux.edges.access import Request, staff
from ordolux.edges.desk.landing import LANDINGS, Block
from ordolux.edges.ui.deed_forms import DeedForm, form_page
from ordolux.edges.ui.sentences import told
from ordolux.edges.ui.wording import day_words, moment_words, number_words
from ordolux.foundation.actors import Role
from ordolux.foundation.capacity.deeds import PolicyMakesNoSense, set_planning_policy
from ordolux.foundation.capacity.models import Booking, ProductionLine
from ordolux.foundation.capacity.queries import planning_policy
from ordolux.production.inspection.models import Batch, BatchState
from ordolux.production.job.models import Job, JobState
from ordolux.production.schedule.deeds import (
    make_schedule,
    merge_batches,
    move_batch,
    move_to_first_free,
    pin_batch,
    publish_schedule,
    split_batch,
    take_back_move,
    unpin_batch,
    unpublished,
)
from ordolux.production.schedule.models import PlanMove, PlanPublication
from ordolux.production.schedule.moving import (
    BATCH,
    Board,
    Effect,
    Shift,
    board_from,
    effect_of_move,
    free_places,
    late_days,
)
from ordolux.rules import schedule as rules
from ordolux.rules.refusal import Refusal
from ordolux.rules.schedule import WHY_LABELS, Why

WORKS_ZONE = "Asia/Shanghai"
SPANS = {"week": 7, "six": 42, "quarter": 91}
WIDTH = 1050
HEAD = 56
ROW = {"lines": 96, "orders": 52}
BAR_HEIGHT = 40
LINES_SHOWN, ORDERS_SHOWN = 12, 40
LETTER = 6.8  # pixels of one letter in a bar
DONE = frozenset({BatchState.PASSED, BatchState.INSPECTED, BatchState.FINISHED})
BEGUN = frozenset({BatchState.RELEASED, BatchState.PRODUCED, BatchState.RESUBMITTED})
UNDO_FOR = timedelta(hours=12)


# ── the picture ──────────────────────────────────────────────────────────────


@dataclass(frozen=True, slots=True)
class Bar:
    """One booking in the picture: place and size in its units, words, look, and where a click leads."""

    batch: Batch
    line: ProductionLine
    start_at: datetime
    end_at: datetime
    look: str
    state: tuple[str, str, str]  # tone, icon, words
    late: int
    spare: int | None
    why: str
    causes: tuple[str, ...]
    x: float = 0
    y: int = 0
    width: float = 0
    label: str = ""
    second: str = ""
    done_width: float = 0
    flag_x: float | None = None
    words: str = ""

    @property
    def css(self) -> str:
        """The classes of its look."""
        return f"ox-gb ox-gb--{self.look}"

    @property
    def text_x(self) -> float:
        """Where its words begin."""
        return round(self.x + 6, 1)


@dataclass(frozen=True, slots=True)
class Rest:
    """A time in which a row rests, with its reason."""

    x: float
    y: int
    width: float
    height: int
    title: str
    is_closure: bool = False


@dataclass(frozen=True, slots=True)
class Load:
    """How full a week of a line is."""

    x: float
    y: int
    width: float
    filled: float
    percent: int

    @property
    def end(self) -> float:
        """Where its full length ends."""
        return round(self.x + self.width, 1)

    @property
    def filled_end(self) -> float:
        """Where what is booked ends."""
        return round(self.x + self.filled, 1)


@dataclass(frozen=True, slots=True)
class PlanRow:
    """One row: a line, or an order."""

    key: str
    title: str
    detail: str
    y: int
    bars: Sequence[Bar] = field(default_factory=tuple)
    loads: Sequence[Load] = field(default_factory=tuple)

    @property
    def title_y(self) -> int:
        """The line of its name."""
        return self.y + 30

    @property
    def detail_y(self) -> int:
        """The line of its detail."""
        return self.y + 46

    @property
    def load_y(self) -> int:
        """The line of the word for its load."""
        return self.y + 84


@dataclass(frozen=True, slots=True)
class Picture:
    """Everything that the plan shows of a span of time."""

    first: datetime
    days: int
    rows: Sequence[PlanRow]
    rests: Sequence[Rest]
    bars: Sequence[Bar]
    table: Sequence[Bar]
    weeks: Sequence[tuple[float, str, str]]
    day_words: Sequence[tuple[float, str, bool]]
    now_x: float | None
    now_words: str
    height: int
    more_rows: int
    lines: int
    orders: int
    pieces: int

    @property
    def width(self) -> int:
        """The width of the picture."""
        return WIDTH

    @property
    def last_on(self) -> date:
        """The last day shown."""
        return (self.first + timedelta(days=self.days - 1)).date()

    @property
    def late(self) -> list[Bar]:
        """What ends after its promised day, the latest first."""
        return sorted((bar for bar in self.bars if bar.late), key=lambda bar: -bar.late)


@dataclass(frozen=True, slots=True)
class Asked:
    """What the reader wants to see."""

    span: str
    rows: str
    first: datetime
    only_risk: bool
    page: int

    @classmethod
    def of(cls, request: Request) -> "Asked":
        """Read it off the address; what cannot be read is passed over."""
        given = request.GET
        zone = ZoneInfo(WORKS_ZONE)
        today = request.at.astimezone(zone).replace(hour=0, minute=0, second=0, microsecond=0)
        try:
            said = date.fromisoformat(given.get("from", ""))
            first = (
                datetime(said.year, said.month, said.day, tzinfo=zone) if 2000 < said.year < 2200 else today
            )
        except ValueError:
            first = today
        page = given.get("page", "")
        return cls(
            given.get("span", "") if given.get("span") in SPANS else "six",
            "orders" if given.get("rows") == "orders" else "lines",
            first,
            given.get("risk") == "1",
            int(page) if page.isdecimal() and len(page) < 4 else 0,
        )


def picture_of(asked: Asked, at: datetime) -> Picture:
    """The plan as it is asked for (six statements)."""
    days = SPANS[asked.span]
    until = asked.first + timedelta(days=days)
    board = board_from(asked.first, until=until)
    bars = [
        bar
        for booking in board.bookings
        if booking.subject == BATCH and (bar := _bar(board, booking, at)) is not None
    ]
    rows = _line_rows(board, bars) if asked.rows == "lines" else _order_rows(bars)
    most = LINES_SHOWN if asked.rows == "lines" else ORDERS_SHOWN
    shown = rows[asked.page * most : (asked.page + 1) * most]
    day_width = WIDTH / days
    height = ROW[asked.rows]
    drawn: list[PlanRow] = []
    rests: list[Rest] = []
    for place, (key, title, detail, own) in enumerate(shown):
        y = HEAD + place * height
        drawn.append(
            PlanRow(
                key, title, detail, y,
                [_drawn(bar, asked.first, until, day_width, y + 14) for bar in own],
                _loads(board, key, asked.first, days, y, day_width) if asked.rows == "lines" else (),
            )
        )  # fmt: skip
        if asked.rows == "lines":
            rests += _rests(board, key, asked.first, days, y, height, day_width)
    visible = [bar for row in drawn for bar in row.bars]
    table = [bar for bar in visible if bar.late or bar.look == "block"] if asked.only_risk else visible
    now_x = (at - asked.first) / timedelta(days=1) * day_width
    return Picture(
        asked.first, days, drawn, rests, visible,
        sorted(table, key=lambda bar: (-bar.late, bar.start_at, bar.batch.number)),
        _weeks(asked.first, days, day_width), _day_words(asked.first, days, day_width, at),
        round(now_x, 1) if 0 <= now_x <= WIDTH else None,
        moment_words(at, ZoneInfo(WORKS_ZONE), "time"),
        HEAD + max(1, len(drawn)) * height, max(0, len(rows) - (asked.page + 1) * most),
        len(board.lines), len({bar.batch.job.order_id for bar in bars}), sum(bar.batch.pieces for bar in bars),
    )  # fmt: skip


def _bar(board: Board, booking: Booking, at: datetime) -> Bar | None:
    batch = board.batches.get(booking.subject_id)
    if batch is None:
        return None
    line = board.lines[booking.line_id]
    start, end = booking.during.lower, booking.during.upper
    is_open = batch.state not in DONE
    # what should be made by now and is not, ends at the earliest today
    late = late_days(batch, max(end, at) if is_open and end < at and batch.produced_at is None else end, line)
    promised = batch.job.promised_on
    spare = (promised - end.astimezone(ZoneInfo(line.zone)).date()).days if promised is not None else None
    late = late if is_open else 0
    return Bar(
        batch, line, start, end, _look(batch, late), _state(batch, late), late, spare, _why(batch),
        _causes(board, booking, batch, line) if late else (),
    )  # fmt: skip


def _look(batch: Batch, late: int) -> str:
    if batch.state in DONE:
        return "done"
    if batch.state in (BatchState.FAILED, BatchState.REWORKED):
        return "block"
    if late:
        return "late"
    if batch.state == BatchState.PLANNED and not batch.is_published:
        return "plan"
    return "small" if batch.job.order_class == "small" else "large"


def _state(batch: Batch, late: int) -> tuple[str, str, str]:
    """Tone, icon and words of where a batch stands, for its chip and its bar."""
    if batch.state == BatchState.FAILED:
        return "bad", "cross", gettext("Blocked: sample failed")
    if batch.state == BatchState.REWORKED:
        return "warn", "wrench", gettext("In rework")
    if late:
        return "bad", "warning", ngettext("{days} day late", "{days} days late", late).format(days=late)
    if batch.state in DONE:
        return "ok", "tick", gettext("Made and tested")
    if batch.state in BEGUN:
        return (
            "brand",
            "dot",
            gettext("In production") if batch.state == BatchState.RELEASED else gettext("In test"),
        )
    if not batch.is_published:
        return "", "pen", gettext("Planned, not published")
    return "info", "calendar", gettext("Planned, published")


def _why(batch: Batch) -> str:
    if batch.is_pinned:
        return gettext("placed by hand")
    return gettext(WHY_LABELS[Why(batch.why)]) if batch.why in set(Why) else ""


def _causes(board: Board, booking: Booking, batch: Batch, line: ProductionLine) -> tuple[str, ...]:
    promised = batch.job.promised_on
    if promised is None:
        return ()
    standing = board.standing(line.pk)
    found = rules.why_late(
        board.rule_lines[line.pk],
        rules.Standing(
            str(batch.pk), batch.job.product.number, batch.pieces, booking.during.lower, booking.during.upper
        ),
        batch.job.material_complete_at or batch.job.planned_at,
        promised,
        standing,
    )
    names = {str(each.pk): each.number for each in board.batches.values()}
    return tuple(
        told(replace(cause, values={
            name: names.get(str(value), value) if name == "batch" else value for name, value in cause.values.items()
        }))
        for cause in found[:2]
    )  # fmt: skip


def _line_rows(board: Board, bars: Sequence[Bar]) -> list[tuple[str, str, str, list[Bar]]]:
    own: dict[int, list[Bar]] = {}
    for bar in bars:
        own.setdefault(bar.line.pk, []).append(bar)
    return [
        (
            line.code,
            line.code,
            _line_name(line) if line.is_running else gettext("stopped"),
            own.get(line.pk, []),
        )
        for line in board.lines.values()
        if line.is_running or line.pk in own
    ]


def _line_name(line: ProductionLine) -> str:
    return line.name_zh if day_words(date(2026, 1, 1)).startswith("2026年") else line.name_en


def _order_rows(bars: Sequence[Bar]) -> list[tuple[str, str, str, list[Bar]]]:
    """Orders, small ones first, then by promised day."""
    own: dict[str, list[Bar]] = {}
    for bar in bars:
        own.setdefault(bar.batch.job.order.number, []).append(bar)
    rank = {"small": 0, "medium": 1, "large": 2}

    def place(each: list[Bar]) -> tuple[int, date, str]:
        job = each[0].batch.job
        return (
            min(rank.get(b.batch.job.order_class, 3) for b in each),
            job.promised_on or date.max,
            job.order.number,
        )

    return [
        (
            each[0].batch.job.order.number,
            each[0].batch.job.order.number,
            str(each[0].batch.deal.buyer or ""),
            each,
        )
        for each in sorted(own.values(), key=place)
    ]


def _drawn(bar: Bar, first: datetime, until: datetime, day_width: float, y: int) -> Bar:
    start, end = max(bar.start_at, first), min(bar.end_at, until)
    x = (start - first) / timedelta(days=1) * day_width
    width = max(7.0, (end - first) / timedelta(days=1) * day_width - x - 1)
    batch, job = bar.batch, bar.batch.job
    of = f"{batch.position}"
    tail = job.order.number.rsplit("-", 1)[-1]
    pieces = number_words(batch.pieces)
    label = next(
        (
            words
            for words in (f"{job.order.number} · {of}", f"{tail} · {of}", tail)
            if len(words) * LETTER < width - 8
        ),
        "",
    )
    buyer = str(batch.deal.buyer or "")
    second = next(
        (words for words in (f"{buyer} · {pieces}", pieces) if len(words) * LETTER < width - 8 and label), ""
    )
    promised = job.promised_on
    flag_x = None
    if bar.late and promised is not None:
        flag = datetime(promised.year, promised.month, promised.day, tzinfo=first.tzinfo) + timedelta(days=1)
        if first <= flag <= until:
            flag_x = round((flag - first) / timedelta(days=1) * day_width, 1)
    zone = ZoneInfo(bar.line.zone)
    words = pgettext(
        "a bar of the plan",
        "{order}, batch {batch}, {pieces} pieces of {product}, line {line}, {start} to {end}: {state}",
    ).format(
        order=job.order.number, batch=batch.number, pieces=pieces, product=job.product.number, line=bar.line.code,
        start=moment_words(bar.start_at, zone, "short"), end=moment_words(bar.end_at, zone, "short"), state=bar.state[2],
    )  # fmt: skip
    done = 0.0
    if batch.state in BEGUN:
        done = width
    return replace(
        bar, x=round(x, 1), y=y, width=round(min(width, WIDTH - x), 1), label=label, second=second, flag_x=flag_x,
        words=words, done_width=round(done, 1),
    )  # fmt: skip


def _loads(board: Board, code: str, first: datetime, days: int, y: int, day_width: float) -> list[Load]:
    line = next(line for line in board.lines.values() if line.code == code)
    rule_line = board.rule_lines[line.pk]
    windows = rules.working_windows(rule_line, first, first + timedelta(days=days))
    booked = [b for b in board.bookings if b.line_id == line.pk]
    loads, step = [], 7 if days > 7 else 1
    for n in range(0, days, step):
        begins, ends = first + timedelta(days=n), first + timedelta(days=min(days, n + step))
        open_hours = rules.hours_within(windows, begins, ends)
        used = sum(
            (
                rules.hours_within(windows, max(b.during.lower, begins), min(b.during.upper, ends))
                for b in booked
                if b.during.lower < ends and b.during.upper > begins
            ),
            Decimal(0),
        )
        share = used / open_hours if open_hours else Decimal(0)
        width = (ends - begins) / timedelta(days=1) * day_width - 44
        loads.append(
            Load(
                round(n * day_width + 3, 1),
                y + 80,
                round(width, 1),
                round(width * float(min(share, Decimal(1))), 1),
                round(share * 100),
            )
        )
    return loads


def _rests(
    board: Board, code: str, first: datetime, days: int, y: int, height: int, day_width: float
) -> list[Rest]:
    """The days on which a line rests, runs of them together, and its closures."""
    line = next(line for line in board.lines.values() if line.code == code)
    rule_line = board.rule_lines[line.pk]
    rests: list[Rest] = []
    run = 0
    for n in range(days + 1):
        day = (first + timedelta(days=n)).date()
        if n < days and not rule_line.is_working_day(day):
            run += 1
            continue
        if run:
            title = gettext("{line} rests").format(line=code)
            rests.append(Rest(round((n - run) * day_width, 1), y, round(run * day_width, 1), height, title))
            run = 0
    for closed_from, closed_until in rule_line.closures:
        until = first + timedelta(days=days)
        if closed_from < until and closed_until > first:
            x = max(0.0, (closed_from - first) / timedelta(days=1) * day_width)
            end = min(float(WIDTH), (closed_until - first) / timedelta(days=1) * day_width)
            rests.append(
                Rest(round(x, 1), y, round(max(4.0, end - x), 1), height,
                     gettext("{line} is closed").format(line=code), True)
            )  # fmt: skip
    return rests


def _weeks(first: datetime, days: int, day_width: float) -> list[tuple[float, str, str]]:
    found: list[tuple[float, str, str]] = []
    for n in range(days):
        day = (first + timedelta(days=n)).date()
        if n == 0 or day.weekday() == 0:
            if found and day.weekday() == 0 and n < 3 and len(found) == 1:
                found.clear()  # a first week of a day or two has no room for its name
            found.append(
                (
                    round(n * day_width, 1),
                    gettext("Week {number}").format(number=day.isocalendar().week),
                    f"{day.day}.{day.month}." if days > 42 else _short_day(day),
                )
            )
    return found


def _short_day(day: date) -> str:
    words = day_words(day, "plain")
    return words.rsplit(" ", 1)[0] if " " in words else words.split("年", 1)[-1]


def _day_words(first: datetime, days: int, day_width: float, at: datetime) -> list[tuple[float, str, bool]]:
    if days > 42:
        return []
    today = at.astimezone(first.tzinfo).date()
    return [
        (round((n + 0.5) * day_width, 1), str(day.day) if days > 7 else day_words(day, "short"), day == today)
        for n in range(days)
        for day in [(first + timedelta(days=n)).date()]
    ]


# ── the pages ────────────────────────────────────────────────────────────────


def plan_data(request: Request, asked: Asked, *, back: str) -> dict[str, Any]:
    """What the plan's block shows, on *Today* and on its own page."""
    picture = picture_of(asked, request.at)
    changes = unpublished().count()
    waiting = Job.objects.filter(state=JobState.READY).count()
    last = PlanPublication.objects.order_by("-pk").first()
    can_plan = Role.PLANNER in request.actor.roles
    move = (
        PlanMove.objects.filter(moved_by=request.actor.name, at__gt=request.at - UNDO_FOR)
        .select_related("batch")
        .order_by("-pk")
        .first()
        if can_plan
        else None
    )
    step = timedelta(days=picture.days)
    return {
        "picture": picture, "asked": asked, "changes": changes, "waiting": waiting, "last": last, "back": back,
        "can_plan": can_plan, "zone": WORKS_ZONE, "policy": planning_policy(),
        "undo": move if move is not None and move.taken_back_at is None else None,
        "earlier": (asked.first - step).date(), "later": (asked.first + step).date(),
        "spans": [("week", gettext("Week")), ("six", gettext("6 weeks")), ("quarter", gettext("Quarter"))],
        "kinds": [("lines", gettext("By line")), ("orders", gettext("By order"))],
        "page_url": reverse("desk:schedule"),
    }  # fmt: skip


def landing(request: Request) -> list[Block]:
    """What the planner meets first: the plan from today on, six weeks."""
    asked = replace(Asked.of(request), span="six", rows="lines", only_risk=False, page=0)
    data = plan_data(request, asked, back="today")
    return [
        Block(
            gettext("Plan, now and six weeks on"), "desk/plan_block.html", data, reverse("desk:schedule"),
            gettext("The plan on its own page"), len(data["picture"].late) or None,
        )
    ]  # fmt: skip


LANDINGS[Role.PLANNER] = landing


@staff()
def schedule(request: Request) -> HttpResponse:
    """The plan over a week, six weeks or a quarter, by lines or by orders: picture, and the same as a table."""
    return render(request, "desk/schedule.html", {
        "here_in": "production", "data": plan_data(request, Asked.of(request), back="schedule"),
        "can_set": bool(request.actor.roles & {Role.PLANNER, Role.MANAGER}), "form": PolicyForm(initial=_policy_said()),
    })  # fmt: skip


@staff(Role.PLANNER, methods="POST")
def schedule_making(request: Request) -> HttpResponse:
    """Make the schedule anew; the words say what moved."""
    before = Batch.objects.count()
    request.do(make_schedule)
    made = Batch.objects.count() - before
    messages.success(
        request,
        ngettext("{count} batch planned.", "{count} batches planned.", made).format(count=made)
        if made
        else gettext("The schedule is made anew."),
    )
    return _back(request)


class PolicyForm(DeedForm):
    """How production is planned."""

    deed = set_planning_policy
    places = {PolicyMakesNoSense: "largest_batch_pieces"}  # a ClassVar of the base
    small_up_to_pieces = forms.IntegerField(
        label=gettext_lazy("Small orders up to (pieces)"), min_value=1, max_value=10**6
    )
    medium_up_to_pieces = forms.IntegerField(
        label=gettext_lazy("Medium orders up to (pieces)"), min_value=2, max_value=10**7
    )
    largest_batch_pieces = forms.IntegerField(
        label=gettext_lazy("Largest batch (pieces)"), min_value=1, max_value=10**6
    )
    frozen_days = forms.IntegerField(label=gettext_lazy("Frozen days"), min_value=0, max_value=60)
    sample_percent = forms.DecimalField(
        label=gettext_lazy("Sample (% of a batch)"),
        min_value=Decimal("0.01"),
        max_value=100,
        decimal_places=2,
    )
    sample_least = forms.IntegerField(
        label=gettext_lazy("Sample, at least (pieces)"), min_value=1, max_value=10**4
    )


def _policy_said() -> dict[str, Any]:
    policy = planning_policy()
    return {name: getattr(policy, name) for name in PolicyForm.base_fields}


@staff(Role.PLANNER, Role.MANAGER, methods="GET POST")
def policy(request: Request) -> HttpResponse:
    """Set how production is planned from now on."""
    return form_page(
        request, PolicyForm, title=gettext("Policy of planning"), submit=gettext("Set the policy"),
        done=lambda _: reverse("desk:schedule"), said=gettext("The policy holds from now on."), here_in="production",
        crumbs=[(gettext("Production"), reverse("desk:production")), (gettext("Plan"), reverse("desk:schedule"))],
        initial=_policy_said(),
    )  # fmt: skip


@dataclass(frozen=True, slots=True)
class Told:
    """One sentence about the effect of a move."""

    tone: str
    icon: str
    text: str


def effect_words(effect: Effect) -> list[Told]:
    """What a move does, order by order, in sentences: the batch that is moved first, then those that make room."""
    if effect.changes_nothing:
        return [Told("warn", "info", gettext("It stays where it is: nothing else is free there."))]
    moved = effect.moved
    zone = ZoneInfo(moved.line.zone)
    sentences = [
        Told(
            "info",
            "calendar",
            gettext("{batch} goes to line {line}, {start} to {end}.").format(
                batch=moved.batch.number, line=moved.line.code,
                start=moment_words(moved.start_at, zone, "short"), end=moment_words(moved.end_at, zone, "short"),
            ),
        )
    ]  # fmt: skip
    if effect.not_before is not None:
        sentences.append(
            Told("warn", "info", gettext("Not earlier: its material is complete only on {day}.").format(
                day=moment_words(effect.not_before, zone, "short")))
        )  # fmt: skip
    sentences += [_shift_words(shift) for shift in effect.shifts]
    return sentences


def _shift_words(shift: Shift) -> Told:
    order = shift.batch.job.order.number
    days = shift.days
    if days > 0:
        when = ngettext(
            "Order {order}: {batch} ends {days} day later",
            "Order {order}: {batch} ends {days} days later",
            days,
        )
    elif days < 0:
        when = ngettext(
            "Order {order}: {batch} ends {days} day earlier",
            "Order {order}: {batch} ends {days} days earlier",
            -days,
        )
    else:
        when = gettext("Order {order}: {batch} ends on the same day")
    when = when.format(order=order, batch=shift.batch.number, days=abs(days))
    promised = shift.batch.job.promised_on
    if promised is None:
        return Told(
            "",
            "info",
            pgettext("effect, then the promise", "{effect}; no day is promised.").format(effect=when),
        )
    on = day_words(promised, "short")
    if shift.late_after:
        missed = ngettext(
            "{effect}; the promised day {day} is missed by {late} day.",
            "{effect}; the promised day {day} is missed by {late} days.",
            shift.late_after,
        )
        return Told("bad", "warning", missed.format(effect=when, day=on, late=shift.late_after))
    kept = ngettext(
        "{effect}; the promised day {day} is kept, {spare} day to spare.",
        "{effect}; the promised day {day} is kept, {spare} days to spare.",
        shift.spare_after,
    )
    return Told("ok", "tick", kept.format(effect=when, day=on, spare=shift.spare_after))


@staff(Role.PLANNER, methods="GET POST", finds=Batch)
def move(request: Request, number: str) -> HttpResponse:
    """Move a planned batch: the first free slot of each line, and the effect of any other place before it is saved.

    ``?panel=1`` answers with the part alone that the plan shows under its picture.
    """
    batch = request.find(Batch, number)
    if request.method == "POST":
        return _moved(request, batch)
    return _move_page(request, batch, request.GET)


def _moved(request: Request, batch: Batch) -> HttpResponse:
    said = request.POST
    try:
        if said.get("to") == "free":
            request.do(move_to_first_free, batch=batch, effect=said.get("effect", "")[:40])
        else:
            wanted = _moment(said.get("start", ""))
            if wanted is None:
                return _move_page(request, batch, said, gettext("Say from when on, as a day and a time."))
            request.do(move_batch, batch=batch, line=said.get("line", "")[:20], start_at=wanted,
                       effect=said.get("effect", "")[:40])  # fmt: skip
    except Refusal as refusal:
        return _move_page(request, batch, said, told(refusal))
    messages.success(request, gettext("{batch} is moved. Workers and customers see it when you publish the plan.").format(
        batch=batch.number))  # fmt: skip
    return _back(request)


def _move_page(request: Request, batch: Batch, said: Any, problem: str = "") -> HttpResponse:
    board = board_from(request.at)
    panel = request.GET.get("panel") == "1"
    context: dict[str, Any] = {
        "here_in": "production", "batch": board.batches.get(batch.pk, batch), "problem": problem, "panel": panel,
        "back": said.get("back", "") or "schedule", "zone": WORKS_ZONE,
        "lines": [line for line in board.lines.values() if line.is_running],
    }  # fmt: skip
    try:
        booking = board.booking_of(batch)
    except Refusal as refusal:
        context["problem"] = problem or told(refusal)
    else:
        line, wanted = _wanted(said, board, booking)
        free = free_places(batch, board)
        context |= {
            "booking": booking, "line_code": line, "start_value": _field(wanted), "now_on": board.lines[booking.line_id],
            "free": [(effect, effect_words(effect)) for effect in free[:3]],
        }  # fmt: skip
        if said.get("line") or said.get("start") or said.get("days") or said.get("step"):
            try:
                effect = effect_of_move(batch, line, wanted, board)
            except Refusal as refusal:
                context["problem"] = problem or told(refusal)
            else:
                context |= {"effect": effect, "sentences": effect_words(effect),
                            "start_value": _field(effect.moved.start_at),
                            "exact": effect.moved.start_at.isoformat()}  # fmt: skip
    template = "desk/move_panel.html" if panel else "desk/move.html"
    return render(request, template, context, status=422 if problem else 200)


def _wanted(said: Any, board: Board, booking: Booking) -> tuple[str, datetime]:
    """The line and the moment that are asked for: named, by days from where it is, or on the next line that makes it."""
    now_on = board.lines[booking.line_id]
    code = str(said.get("line", "") or now_on.code)[:20]
    wanted = _moment(said.get("start", "")) or booking.during.lower
    days = str(said.get("days", ""))
    if days.lstrip("-").isdecimal() and len(days) < 5:
        line = next((each for each in board.lines.values() if each.code == code), now_on)
        rule_line = board.rule_lines[line.pk]
        wanted = rules.same_time_next(rule_line, wanted, int(days))
    step = str(said.get("step", ""))
    if step in ("1", "-1"):
        product = board.batches[booking.subject_id].job.product.number
        able = [
            line.code
            for line in sorted(board.lines.values(), key=lambda line: line.code)
            if line.is_running and product in board.rule_lines[line.pk].pieces_per_hour
        ]
        if able:
            place = able.index(code) if code in able else 0
            code = able[(place + int(step)) % len(able)]
    return code, wanted


def _moment(text: str) -> datetime | None:
    """A moment as the form or the script says it; a bare one is the works' time."""
    try:
        found = datetime.fromisoformat(text[:40])
    except ValueError:
        return None
    if not 2000 < found.year < 2200:
        return None
    return found if found.tzinfo is not None else found.replace(tzinfo=ZoneInfo(WORKS_ZONE))


def _field(at: datetime) -> str:
    return at.astimezone(ZoneInfo(WORKS_ZONE)).strftime("%Y-%m-%dT%H:%M")


@staff(Role.PLANNER, methods="POST")
def taking_back(request: Request, move: int) -> HttpResponse:
    """Undo a move by hand."""
    found = PlanMove.objects.visible_to(request.actor).filter(pk=move).select_related("batch").first()
    if found is None:
        messages.error(request, gettext("There is no such move."))
        return _back(request)
    request.do(take_back_move, found)
    messages.success(request, gettext("Taken back: every batch is where it was."))
    return _back(request)


@staff(Role.PLANNER, methods="POST", finds=Batch)
def pinning(request: Request, number: str) -> HttpResponse:
    """Hold a batch where it is, or let it go."""
    held = request.POST.get("held") == "yes"
    request.do(pin_batch if held else unpin_batch, request.find(Batch, number))
    messages.success(
        request,
        gettext("Held where it is: a new schedule leaves it there.")
        if held
        else gettext("The next schedule may move it."),
    )
    return _back(request)


@staff(Role.PLANNER, Role.MANAGER, methods="GET POST")
def publication(request: Request) -> HttpResponse:
    """What would be published, and the publication itself: what workers and customers see from then on."""
    if request.method == "POST":
        done = request.do(publish_schedule)
        count = len(done.changes) if done is not None else 0
        messages.success(
            request,
            ngettext(
                "Published: {count} batch. Workers and customers see its times now.",
                "Published: {count} batches. Workers and customers see their times now.",
                count,
            ).format(count=count),
        )
        return _back(request)
    changes = list(
        unpublished()
        .select_related("job__order", "job__product", "deal__buyer")
        .order_by("planned_start_at")[:500]
    )
    return render(request, "desk/publication.html", {
        "here_in": "production", "changes": changes, "zone": WORKS_ZONE, "can_plan": Role.PLANNER in request.actor.roles,
        "last": PlanPublication.objects.order_by("-pk").first(), "back": request.GET.get("back", ""),
    })  # fmt: skip


class SplitForm(DeedForm):
    """How many pieces go into a batch of their own."""

    deed = split_batch
    pieces = forms.IntegerField(label=gettext_lazy("Pieces of the new batch"), min_value=1, max_value=10**7)


@staff(Role.PLANNER, methods="GET POST", finds=Batch)
def splitting(request: Request, number: str) -> HttpResponse:
    """Split a planned batch in two."""
    batch = request.find(Batch, number)
    return form_page(
        request, SplitForm, batch, title=gettext("Split {batch}").format(batch=number), submit=gettext("Split the batch"),
        done=lambda part: reverse("desk:batch", args=[part.number]), said=gettext("Split: this is the new batch."),
        here_in="production",
        crumbs=[(gettext("Batches"), reverse("desk:quality")), (number, reverse("desk:batch", args=[number]))],
        lead=gettext(
            "{pieces} pieces are in the batch. The new batch follows it at once; both are tested and reported apart."
        ).format(pieces=number_words(batch.pieces)),
    )  # fmt: skip


@staff(Role.PLANNER, methods="POST", finds=Batch)
def merging(request: Request, number: str) -> HttpResponse:
    """Put the pieces of another planned batch of the job into this one."""
    other = request.find(Batch, request.POST.get("other", "")[:30])
    kept = request.do(merge_batches, batch=request.find(Batch, number), other=other)
    messages.success(request, gettext("Merged: {batch} has {pieces} pieces now.").format(
        batch=number, pieces=number_words(kept.pieces)))  # fmt: skip
    return redirect("desk:batch", number)


def _back(request: Request) -> HttpResponse:
    """The page that the person works on: *Today* or the plan."""
    return redirect("desk:today" if request.POST.get("back") == "today" else "desk:schedule")
