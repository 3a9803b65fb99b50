"""What both sides' pages of samples share: the steps of their way, the fields of a request, photos of golden samples."""

from typing import Any

from django import forms
from django.http import Http404, HttpResponse
from django.utils.translation import gettext, gettext_lazy

from ordolux.edges.ui.countries import countries
from ordolux.edges.ui.widgets import Figure
from ordolux.edges.ui.wording import day_words, moment_words, zone_of
from ordolux.foundation.sandbox import run
from ordolux.orders.samples.deeds import SampleAsked
from ordolux.orders.samples.models import MEASURED, CourierTerms, GoldenSample, SampleOrder, SampleState
from ordolux.rules.samples import COURIERS, MOST_PIECES

MOST_ROWS = 5
LONGEST_SIDE = 1200
OTHER = "other"
COURIER_CHOICES = [(name, name) for name in COURIERS] + [(OTHER, gettext_lazy("Another courier"))]
# the steps of the straight way, with the states in which each is done
_DONE = {
    "asked": 1, "offered": 1, "lapsed": 1, "accepted": 2, "cleared": 3, "prepared": 4, "shipped": 5, "arrived": 6,
    "approved": 7, "approved_with_changes": 7, "rejected": 7,
}  # fmt: skip


def steps_of(sample: SampleOrder, zone: str) -> list[dict[str, Any]]:
    """The way of samples with the moments that are known; empty for one that ended before it began."""
    if sample.state in (SampleState.DECLINED, SampleState.WITHDRAWN):
        return []
    place = zone_of(zone)
    shipped, arrived = sample.shipped_on, sample.arrived_on
    told = (
        (gettext("Asked for"), moment_words(sample.asked_at, place, "short")),
        (gettext("Accepted"), moment_words(sample.accepted_at, place, "short") if sample.accepted_at else ""),
        (
            gettext("Fee settled"),
            moment_words(sample.cleared_at, place, "short") if sample.cleared_at else "",
        ),
        (gettext("Ready"), moment_words(sample.prepared_at, place, "short") if sample.prepared_at else ""),
        (gettext("Sent"), day_words(shipped, "short") if shipped else ""),
        (gettext("Arrived"), day_words(arrived, "short") if arrived else ""),
        (gettext("Verdict"), moment_words(sample.judged_at, place, "short") if sample.judged_at else ""),
    )
    done = _DONE[sample.state]
    return [
        {"label": label, "actual": actual, "state": "done" if n < done else "now" if n == done else "later"}
        for n, (label, actual) in enumerate(told)
    ]


class RequestFields(forms.Form):
    """Where samples go and who pays the courier; the rows of products are added by ``add_rows``."""

    deliver_to = forms.CharField(
        max_length=1000, widget=forms.Textarea(attrs={"rows": 4, "autocomplete": "street-address"}),
        label=gettext_lazy("To whom and where"),
        help_text=gettext_lazy("Name, street, town, and a telephone number for the courier."),
    )  # fmt: skip
    country = forms.ChoiceField(label=gettext_lazy("Country"))
    courier_terms = forms.ChoiceField(
        choices=CourierTerms.choices, widget=forms.RadioSelect, initial=CourierTerms.PREPAID,
        label=gettext_lazy("Who pays the courier?"),
    )  # fmt: skip
    courier = forms.ChoiceField(
        required=False, label=gettext_lazy("Courier"), help_text=gettext_lazy("Only for freight collect.")
    )
    courier_account = forms.CharField(
        required=False, max_length=40, label=gettext_lazy("Account with the courier"),
        help_text=gettext_lazy("Only for freight collect."),
    )  # fmt: skip
    wish = forms.CharField(
        required=False, max_length=5000, widget=forms.Textarea(attrs={"rows": 3}),
        label=gettext_lazy("What should we know?"),
        help_text=gettext_lazy("Another colour temperature, a label, a packing to be tried …"),
    )  # fmt: skip

    def add_rows(self, products: list[tuple[str, str]]) -> None:
        """A field of pieces for each (number, words) of what is offered, or else empty rows of product and pieces."""
        fields: dict[str, forms.Field] = {}
        self.named = products
        for place, (_, words) in enumerate(products):
            fields[f"pieces-{place}"] = _pieces(words, 1 if len(products) == 1 else 0)
        if not products:
            for place in range(MOST_ROWS):
                is_first = place == 0
                fields[f"product-{place}"] = forms.CharField(
                    required=is_first, max_length=40,
                    label=gettext("Product") if is_first else gettext("Product %(n)d") % {"n": place + 1},
                    help_text=gettext("The model number, such as MZ-GU10-70-830.") if is_first else "",
                )  # fmt: skip
                fields[f"pieces-{place}"] = _pieces(gettext("Pieces"), 1 if is_first else 0)
        self.fields = {**fields, **self.fields}
        self.fields["country"].choices = countries()  # type: ignore[attr-defined]  # a choice field
        self.fields["courier"].choices = [("", "–"), *COURIER_CHOICES]  # type: ignore[attr-defined]  # the same

    def asked(self, positions: dict[str, int] | None = None) -> list[SampleAsked]:
        """What was asked for; ``positions`` are the lines of a quotation by the number of their row."""
        said, rows = self.cleaned_data, []
        if self.named:
            for place, (number, _) in enumerate(self.named):
                if pieces := said.get(f"pieces-{place}"):
                    position = (positions or {}).get(str(place), 0)
                    rows.append(SampleAsked("" if position else number, pieces, position))
            return rows
        for place in range(MOST_ROWS):
            number, pieces = said.get(f"product-{place}", "").strip(), said.get(f"pieces-{place}") or 0
            if number:
                rows.append(SampleAsked(number, pieces))
        return rows

    def told(self) -> dict[str, Any]:
        """The other arguments of the deed."""
        said = self.cleaned_data
        return {
            name: said[name]
            for name in ("deliver_to", "country", "courier_terms", "courier_account", "wish", "courier")
        }


def _pieces(words: str, initial: int) -> forms.IntegerField:
    return forms.IntegerField(
        required=False, min_value=0, max_value=MOST_PIECES, initial=initial or "", widget=Figure(whole=True),
        label=words, help_text=gettext("1 to %(most)d pieces") % {"most": MOST_PIECES},
    )  # fmt: skip


def measured_of(golden: GoldenSample) -> list[tuple[str, str]]:
    """What was measured of a golden sample, as (word, value with unit) in a fixed order."""
    return [
        (gettext(word), f"{golden.measured[code]} {unit}".rstrip())
        for code, (word, unit) in MEASURED.items()
        if code in golden.measured
    ]


def golden_photo(golden: GoldenSample, photo: int) -> HttpResponse:
    """A photo as a fresh picture that holds nothing but its points; 404 for what is none or is damaged."""
    found = golden.photos.filter(pk=photo).select_related("file").first()
    if found is None:
        raise Http404
    drawn = run("image", found.file.read(), longest_side=LONGEST_SIDE)
    if not drawn.ok or not drawn.content:
        raise Http404
    answer = HttpResponse(drawn.content, content_type="image/png")
    answer["Cache-Control"] = "private, max-age=3600"
    answer["X-Content-Type-Options"] = "nosniff"
    return answer
