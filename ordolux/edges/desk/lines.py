"""Lines: their shifts, families and closures, opened, stopped and started again; and all bookings as a list."""

from datetime import datetime, time, timedelta
from decimal import Decimal
from typing import Any, ClassVar
from zoneinfo import ZoneInfo

from django import forms
from django.contrib import messages
from django.http import Http404, HttpResponse
from django.http.response import HttpResponseBase
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext, gettext_lazy

from ordolux.edges.access import Request, staff
from ordolux.edges.lists.production import BOOKINGS
from ordolux.edges.lists.showing import show_list
from ordolux.edges.ui.choices import ChineseNameOptional
from ordolux.edges.ui.deed_forms import DeedForm, form_page
from ordolux.foundation.actors import Role
from ordolux.foundation.calendars.models import CalendarYear
from ordolux.foundation.capacity.deeds import (
    ClosureMakesNoSense,
    LineMakesNothing,
    LineNeverOpens,
    ShiftsOverlap,
    close_line,
    open_line,
    reopen_line,
    start_line,
    stop_line,
)
from ordolux.foundation.capacity.models import Booking, LineClosure, ProductionLine
from ordolux.foundation.catalogue.models import Family
from ordolux.rules.refusal import Refusal

KEEPERS = (Role.PLANNER, Role.MANAGER, Role.ADMINISTRATOR)
ZONES = ("Asia/Shanghai", "Asia/Hong_Kong", "Asia/Ho_Chi_Minh", "Asia/Kolkata", "Europe/Berlin", "UTC")


@staff()
def bookings(request: Request) -> HttpResponseBase:
    """All bookings, those that were given up too."""
    return show_list(request, BOOKINGS, "desk", here_in="production")


@staff()
def lines(request: Request) -> HttpResponse:
    """The lines with their shifts, what they make, and when they are closed."""
    found = list(ProductionLine.objects.visible_to(request.actor).order_by("code"))
    closures: dict[int, list[LineClosure]] = {}
    for closure in LineClosure.objects.visible_to(request.actor).filter(
        cancelled_at__isnull=True, during__endswith__gt=request.at
    ).order_by("during"):  # fmt: skip
        closures.setdefault(closure.line_id, []).append(closure)
    return render(request, "desk/lines.html", {
        "here_in": "production", "rows": [(line, closures.get(line.pk, [])) for line in found],
        "can_keep": request.actor.has_any(frozenset(KEEPERS)),
    })  # fmt: skip


class LineForm(ChineseNameOptional, DeedForm):
    """A line as it works."""

    deed = open_line
    places: ClassVar[dict[type[Refusal], str]] = {
        LineNeverOpens: "closes", ShiftsOverlap: "second_opens", LineMakesNothing: "efficiency"
    }  # fmt: skip
    code = forms.CharField(label=gettext_lazy("Code"), max_length=20)
    name_en = forms.CharField(label=gettext_lazy("Name in English"), max_length=100)
    name_zh = forms.CharField(label=gettext_lazy("Name in Chinese"), max_length=100)
    families = forms.MultipleChoiceField(
        label=gettext_lazy("Families that it makes"), required=False, help_text=gettext_lazy("None chosen: all families."),
        widget=forms.CheckboxSelectMultiple,
    )  # fmt: skip
    opens = forms.TimeField(label=gettext_lazy("First shift from"), widget=forms.TimeInput({"type": "time"}))
    closes = forms.TimeField(
        label=gettext_lazy("First shift until"), widget=forms.TimeInput({"type": "time"})
    )
    second_opens = forms.TimeField(
        label=gettext_lazy("Second shift from"), required=False, widget=forms.TimeInput({"type": "time"})
    )
    second_closes = forms.TimeField(
        label=gettext_lazy("Second shift until"), required=False, widget=forms.TimeInput({"type": "time"}),
        help_text=gettext_lazy("May end after midnight."),
    )  # fmt: skip
    efficiency = forms.DecimalField(
        label=gettext_lazy("Efficiency (share of the product's rate)"), min_value=Decimal("0.001"), max_value=1,
        max_digits=4, decimal_places=3, initial=Decimal("0.85"),
    )  # fmt: skip
    calendar = forms.ChoiceField(label=gettext_lazy("Calendar"))
    zone = forms.ChoiceField(label=gettext_lazy("Time zone"), choices=[(zone, zone) for zone in ZONES])

    def __init__(self, *args: Any, **given: Any) -> None:
        super().__init__(*args, **given)
        self.fields["families"].choices = [(f.code, f.name_en) for f in Family.objects.order_by("code")]  # type: ignore[attr-defined]  # a field with choices
        codes = sorted({"CN", *CalendarYear.objects.values_list("calendar", flat=True)})
        self.fields["calendar"].choices = [(code, code) for code in codes]  # type: ignore[attr-defined]  # a field with choices

    def arguments(self) -> dict[str, Any]:
        """The deed wants the families as a tuple."""
        said = super().arguments()
        return {**said, "families": tuple(said["families"])}


@staff(*KEEPERS, methods="GET POST")
def opening(request: Request) -> HttpResponse:
    """Open a new line."""
    return _line_form(request, None)


@staff(*KEEPERS, methods="GET POST")
def line(request: Request, code: str) -> HttpResponse:
    """Change a line; a stopped one is started by it."""
    return _line_form(request, _line(request, code))


def _line_form(request: Request, known: ProductionLine | None) -> HttpResponse:
    initial: dict[str, Any] = {"opens": time(8), "closes": time(18), "calendar": "CN", "zone": ZONES[0]}
    if known is not None:
        initial = {name: getattr(known, name) for name in LineForm.base_fields}
    return form_page(
        request, LineForm, title=gettext("Line {code}").format(code=known.code) if known else gettext("Open a line"),
        submit=gettext("Save the line") if known else gettext("Open the line"), done=lambda _: reverse("desk:lines"),
        said=gettext("The line works like this from now on; the next schedule counts with it."), here_in="production",
        crumbs=[(gettext("Plan"), reverse("desk:schedule")), (gettext("Production lines"), reverse("desk:lines"))],
        initial=initial,
    )  # fmt: skip


@staff(*KEEPERS, methods="POST")
def running(request: Request, code: str) -> HttpResponse:
    """Stop a line, or start it again."""
    found = _line(request, code)
    start = request.POST.get("running") == "yes"
    request.do(start_line if start else stop_line, found)
    if start:
        messages.success(request, gettext("Line {line} runs again.").format(line=code))
    else:
        booked = Booking.objects.filter(
            line=found, cancelled_at__isnull=True, during__endswith__gt=request.at
        ).count()
        messages.success(request, gettext(
            "Line {line} is stopped. {count} bookings stand on it: make the schedule, and they go to other lines."
        ).format(line=code, count=booked))  # fmt: skip
    return redirect("desk:lines")


class ClosureForm(DeedForm):
    """A time in which a line does not work."""

    deed = close_line
    places: ClassVar[dict[type[Refusal], str]] = {ClosureMakesNoSense: "until"}
    from_at = forms.DateTimeField(
        label=gettext_lazy("From"),
        widget=forms.DateTimeInput({"type": "datetime-local"}, format="%Y-%m-%dT%H:%M"),
    )
    until = forms.DateTimeField(
        label=gettext_lazy("Until"),
        widget=forms.DateTimeInput({"type": "datetime-local"}, format="%Y-%m-%dT%H:%M"),
    )
    reason = forms.CharField(label=gettext_lazy("Why"), max_length=200)

    zone = ZoneInfo("Asia/Shanghai")

    def arguments(self) -> dict[str, Any]:
        """The moments are those of the line's place, whoever types them."""
        said = super().arguments()
        for name in ("from_at", "until"):
            moment: datetime = said[name]
            said[name] = moment.replace(tzinfo=self.zone)
        return said


@staff(Role.PLANNER, Role.MANAGER, methods="GET POST")
def closing(request: Request, code: str) -> HttpResponse:
    """Close a line for a time."""
    found = _line(request, code)
    begins = (request.at.astimezone(ZoneInfo(found.zone)) + timedelta(days=1)).replace(
        hour=found.opens.hour, minute=0, second=0, microsecond=0, tzinfo=None
    )
    initial = {"from_at": begins, "until": begins.replace(hour=found.closes.hour)}
    form = (
        ClosureForm(request.POST, initial=initial)
        if request.method == "POST"
        else ClosureForm(initial=initial)
    )
    form.zone = ZoneInfo(found.zone)
    return form_page(
        request, form, found, title=gettext("Close line {code} for a time").format(code=code),
        submit=gettext("Close the line"), done=lambda _: reverse("desk:lines"),
        said=gettext("Noted. Make the schedule, so that it plans around the closure."), here_in="production",
        crumbs=[(gettext("Plan"), reverse("desk:schedule")), (gettext("Production lines"), reverse("desk:lines"))],
        lead=gettext("Times are those of {zone}.").format(zone=found.zone),
    )  # fmt: skip


@staff(Role.PLANNER, Role.MANAGER, methods="POST")
def closure_end(request: Request, closure: int) -> HttpResponse:
    """Call a closure off."""
    found = LineClosure.objects.visible_to(request.actor).filter(pk=closure).select_related("line").first()
    if found is None:
        raise Http404
    request.do(reopen_line, found)
    messages.success(request, gettext("The closure is called off; the line works as its calendar says."))
    return redirect("desk:lines")


def _line(request: Request, code: str) -> ProductionLine:
    found = ProductionLine.objects.visible_to(request.actor).filter(code=code).first()
    if found is None:
        raise Http404
    return found
