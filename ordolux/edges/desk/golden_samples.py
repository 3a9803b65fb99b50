"""Golden samples: kept of samples that are ready, found on a shelf, taken out of use."""

from collections.abc import Mapping
from typing import Any, ClassVar

from django import forms
from django.http import HttpResponse
from django.http.response import HttpResponseBase
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext, gettext_lazy

from ordolux.edges.access import Request, staff
from ordolux.edges.lists.samples import GOLDEN_SAMPLES
from ordolux.edges.lists.showing import show_list
from ordolux.edges.ui.deed_forms import DeedForm, form_page
from ordolux.edges.ui.samples import golden_photo, measured_of
from ordolux.edges.ui.several_files import files_to_keep
from ordolux.edges.ui.widgets import Day, Figure, Files
from ordolux.foundation.actors import Role
from ordolux.foundation.parties.models import our_day
from ordolux.orders.samples.deeds import DayImpossible, SaySampleReason
from ordolux.orders.samples.golden.deeds import (
    MOST_PHOTOS,
    KeptAlready,
    NotAPhoto,
    NotMeasured,
    SealMissing,
    SealTaken,
    keep_golden_sample,
    withdraw_golden_sample,
)
from ordolux.orders.samples.models import MEASURED, GoldenSample, GoldenState, SampleOrder
from ordolux.rules.refusal import Refusal

KEEPERS = (Role.INSPECTOR, Role.ENGINEER)
ENDERS = (*KEEPERS, Role.MANAGER)


class SeveralFiles(forms.FileField):
    """Several files in one field; they are stored by ``files_to_keep``, which checks them."""

    def clean(self, data: Any, initial: Any = None) -> Any:
        """Whatever was chosen."""
        return data or []


class KeepForm(DeedForm):
    """One piece, its seal, what was measured, and photos."""

    deed: ClassVar[Any] = keep_golden_sample
    places: ClassVar[Mapping[type[Refusal], str]] = {
        SealMissing: "seal_number", SealTaken: "seal_number", KeptAlready: "position", NotMeasured: "power",
        NotAPhoto: "photos", DayImpossible: "on",
    }  # fmt: skip
    position = forms.TypedChoiceField(
        coerce=int, widget=forms.RadioSelect, label=gettext_lazy("Of which line?")
    )
    seal_number = forms.CharField(max_length=40, label=gettext_lazy("Number of the seal"))
    kept_in = forms.CharField(
        max_length=120,
        label=gettext_lazy("Kept in"),
        help_text=gettext_lazy("For example: cabinet 3, shelf B"),
    )
    on = forms.DateField(widget=Day, label=gettext_lazy("Sealed on"))
    photos = SeveralFiles(
        required=False,
        widget=Files(accept="image/jpeg,image/png"),
        label=gettext_lazy("Photos (JPEG or PNG)"),
    )
    remark = forms.CharField(required=False, max_length=500, label=gettext_lazy("Remark"))

    def __init__(self, *given: Any, sample: SampleOrder, **named: Any) -> None:
        super().__init__(*given, **named)
        lines = [
            (line.position, f"{line.product.number} · {line.description}")
            for line in sample.lines.select_related("product")
        ]
        chosen = self.fields["position"]
        chosen.choices = lines  # type: ignore[attr-defined]  # a choice field
        if len(lines) == 1:
            chosen.initial = lines[0][0]
        figures = {
            code: forms.DecimalField(
                required=False, min_value=0, max_digits=12, decimal_places=5, widget=Figure,
                label=f"{gettext(word)}, {unit}" if unit else gettext(word),
            )
            for code, (word, unit) in MEASURED.items()
        }  # fmt: skip
        last = {name: self.fields.pop(name) for name in ("photos", "remark")}
        self.fields = {**self.fields, **figures, **last}

    def carry_out(self, request: Request, *record: Any) -> Any:
        """With the photos stored before the deed begins."""
        self.kept: Any = ()
        if self.is_valid():
            try:
                self.kept = files_to_keep(request, "photos", most=MOST_PHOTOS)
            except Refusal as refused:
                self.add_error("photos", refused.sentence(gettext(refused.message)))
                return None
        return super().carry_out(request, *record)

    def arguments(self) -> dict[str, Any]:
        """The figures as what was measured."""
        said = dict(self.cleaned_data)
        figures = {code: said.pop(code) for code in MEASURED}
        said["measured"] = {code: f"{value:f}" for code, value in figures.items() if value is not None}
        return {**said, "photos": self.kept}


@staff()
def golden_samples(request: Request) -> HttpResponseBase:
    """All golden samples."""
    return show_list(request, GOLDEN_SAMPLES, "desk", here_in="quality")


@staff(*KEEPERS, methods="GET POST", finds=SampleOrder)
def keeping(request: Request, number: str) -> HttpResponse:
    """Keep one piece of samples as golden sample."""
    record = request.find(SampleOrder, number)
    return form_page(
        request, KeepForm, record, title=gettext("Keep a golden sample"), submit=gettext("Seal and keep it"),
        done=lambda made: reverse("desk:golden_sample", args=[made.number]), here_in="quality",
        crumbs=[(gettext("Samples"), reverse("desk:samples")), (number, reverse("desk:sample", args=[number]))],
        lead=gettext("Measure it, take photos, seal it. Production and inspection compare with it."),
        options={"sample": record}, initial={"on": our_day(request.at)},
    )  # fmt: skip


@staff(finds=GoldenSample)
def golden_sample(request: Request, number: str) -> HttpResponse:
    """One golden sample: where it is, its seal, what was measured, its photos."""
    request.find(GoldenSample, number)
    record = GoldenSample.objects.select_related("deal__buyer", "line__product", "line__sample_order").get(
        number=number
    )
    return render(request, "desk/golden_sample.html", {
        "here_in": "quality", "golden": record, "measured": measured_of(record), "photos": list(record.photos.all()),
        "can_withdraw": record.state == GoldenState.KEPT and bool({*ENDERS} & request.actor.roles),
    })  # fmt: skip


@staff(finds=GoldenSample)
def photo(request: Request, number: str, photo: int) -> HttpResponse:
    """A photo of a golden sample, drawn anew in the sandbox."""
    return golden_photo(request.find(GoldenSample, number), photo)


class WithdrawalForm(DeedForm):
    """Why it is no longer the reference."""

    deed: ClassVar[Any] = withdraw_golden_sample
    places: ClassVar[Mapping[type[Refusal], str]] = {SaySampleReason: "reason"}
    reason = forms.CharField(max_length=300, label=gettext_lazy("Why is it no longer the reference?"))


@staff(*ENDERS, methods="GET POST", finds=GoldenSample)
def withdrawal(request: Request, number: str) -> HttpResponse:
    """Take a golden sample out of use."""
    record = request.find(GoldenSample, number)
    here = reverse("desk:golden_sample", args=[number])
    if record.state != GoldenState.KEPT:
        return redirect(here)
    return form_page(
        request, WithdrawalForm, record, title=gettext("Take the golden sample out of use"),
        submit=gettext("It is no longer the reference"), done=lambda _: here, here_in="quality",
        crumbs=[(gettext("Golden samples"), reverse("desk:golden_samples")), (number, here)],
    )  # fmt: skip
