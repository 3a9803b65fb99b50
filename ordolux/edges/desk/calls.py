"""An inquiry from a telephone call: a form made for typing while one listens, by keys alone."""

from typing import Any

from django import forms
from django.db.models import Q
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext, gettext_lazy

from ordolux.edges.access import Request, form_key, staff
from ordolux.edges.asked import MOST_LINES, Line, as_text, lines_of, look_up
from ordolux.edges.ui.countries import countries
from ordolux.edges.ui.sentences import told
from ordolux.foundation.actors import Role
from ordolux.foundation.catalogue.models import Product
from ordolux.foundation.parties.models import Person
from ordolux.inquiries.inquiry.deeds import CallAtAnotherTime, note_call
from ordolux.inquiries.inquiry.models import Inquiry
from ordolux.rules.incoterms import Rule
from ordolux.rules.refusal import Refusal

LINES_AT_FIRST, MOST_FOUND, MOST_PRODUCTS = 3, 8, 500
LOCAL = "%Y-%m-%dT%H:%M"


class CallForm(forms.Form):
    """Who called when, from where, and what else he said."""

    who = forms.CharField(
        label=gettext_lazy("Caller: name, company or mail address"), max_length=200,
        widget=forms.TextInput({"autocomplete": "off"}),
    )  # fmt: skip
    caller = forms.CharField(required=False, max_length=320, widget=forms.HiddenInput)
    company = forms.CharField(
        label=gettext_lazy("Company, if we do not know him"), max_length=200, required=False
    )
    reach = forms.CharField(
        label=gettext_lazy("Mail address or telephone number"), max_length=320, required=False
    )
    country = forms.ChoiceField(label=gettext_lazy("Country of delivery"), required=False, choices=())
    incoterm = forms.ChoiceField(label=gettext_lazy("Delivery term"), required=False, choices=())
    place = forms.CharField(label=gettext_lazy("Port or town"), max_length=100, required=False)
    called_at = forms.DateTimeField(
        label=gettext_lazy("When he called"), input_formats=[LOCAL, "%Y-%m-%dT%H:%M:%S"],
        widget=forms.DateTimeInput({"type": "datetime-local"}, format=LOCAL),
    )  # fmt: skip
    text = forms.CharField(
        label=gettext_lazy("Notes of the call"), max_length=8000, required=False, widget=forms.Textarea({"rows": 6}),
        help_text=gettext_lazy("They are kept as the inquiry's source; the customer does not see them."),
    )  # fmt: skip

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        offered: dict[str, Any] = {
            "country": [("", gettext("not said")), *countries()],
            "incoterm": [("", gettext("not said")), *((rule.value, rule.value) for rule in Rule)],
        }
        for name, choices in offered.items():
            chosen = self.fields[name]
            assert isinstance(chosen, forms.ChoiceField)
            chosen.choices = choices

    def begin_with(self, name: str) -> None:
        """Let the cursor stand in this field when the page is shown."""
        self.fields[name].widget.attrs["autofocus"] = True


@staff(Role.SALES, Role.SUPPORT, Role.MANAGER, methods="GET POST")
def call(request: Request) -> HttpResponse:
    """Note a call: Enter goes to the next free line, Ctrl+Enter opens the inquiry."""
    if request.method != "POST":
        now = timezone.localtime(request.at).strftime(LOCAL)
        form = CallForm(initial={"called_at": now})
        form.begin_with("who")
        return _page(request, form, [Line(n) for n in range(LINES_AT_FIRST)])
    lines = lines_of(request.POST.dict())
    wish = request.POST.get("do", "open")
    if wish != "open":
        typed = {name: request.POST.get(name, "") for name in CallForm.base_fields}
        empty = next((line for line in lines if line.is_empty), None)
        if (wish == "add" or (wish == "next" and empty is None)) and len(lines) < MOST_LINES:
            empty = Line(lines[-1].index + 1)
            lines.append(empty)
        elif wish.startswith("caller-"):
            _take_caller(request, typed, wish.removeprefix("caller-"))
        look_up(lines, check=False)
        found = _callers(request, typed["who"]) if wish == "find" else []
        stands = None if wish == "find" or empty is None else empty.index
        return _page(
            request, CallForm(initial=typed), lines, found=found, looked=wish == "find", stands=stands
        )
    look_up(lines, check=True)
    form = CallForm(request.POST)
    if form.is_valid() and not any(line.wrong for line in lines):
        made = _note(request, form, lines)
        if made is not None:
            return redirect("desk:inquiry", made.number)
    return _page(request, form, lines)


def _note(request: Request, form: CallForm, lines: list[Line]) -> Inquiry | None:
    said = form.cleaned_data
    caller = _people(request).filter(email__iexact=said["caller"]).first() if said["caller"] else None
    if all(line.is_empty for line in lines) and not said["text"].strip():
        form.add_error("text", gettext("Say in at least one line, or in the notes, what he asked for."))
        return None
    try:
        made: Inquiry = request.do(
            note_call, notes=as_text(said, lines), called_at=said["called_at"], caller=caller, caller_name=said["who"],
            caller_address=said["reach"], company_name=said["company"], country=said["country"],
        )  # fmt: skip
    except Refusal as refusal:
        form.add_error("called_at" if isinstance(refusal, CallAtAnotherTime) else None, told(refusal))
        return None
    return made


def _page(
    request: Request, form: CallForm, lines: list[Line], *, found: list[Person] | None = None, looked: bool = False,
    stands: int | None = None,
) -> HttpResponse:  # fmt: skip
    offered = Product.objects.filter(is_offered=True).order_by("number").values_list("number", "name_en")
    chosen = form["caller"].value()
    return render(request, "desk/call.html", {
        "here_in": "inbox", "form": form, "lines": lines, "offered": list(offered[:MOST_PRODUCTS]), "found": found or [],
        "looked": looked, "stands": stands, "may_add": len(lines) < MOST_LINES,
        "chosen": _people(request).filter(email__iexact=chosen).first() if chosen else None,
        "links": [wrong for line in lines for wrong in line.wrong],
        "key": request.POST.get("key") if form.errors else form_key(),
    }, status=422 if form.errors or any(line.wrong for line in lines) else 200)  # fmt: skip


def _people(request: Request) -> Any:
    """People of customers who may still act."""
    return (
        Person.objects.visible_to(request.actor)
        .filter(company__isnull=False, is_active=True)
        .select_related("company")
    )


def _callers(request: Request, words: str) -> list[Person]:
    """At most eight people of customers in whose name, address or company every word stands."""
    found = _people(request)
    wanted = words.split()[:5]
    for word in wanted:
        found = found.filter(
            Q(name__icontains=word) | Q(email__icontains=word) | Q(company__legal_name__icontains=word)
            | Q(company__number__iexact=word)
        )  # fmt: skip
    return list(found.order_by("name")[:MOST_FOUND]) if wanted else []


def _take_caller(request: Request, typed: dict[str, str], email: str) -> None:
    """Put the person who was chosen into the form, with where his goods go."""
    person = _people(request).filter(email__iexact=email).first()
    if person is None:
        return
    typed |= {"who": person.name, "caller": person.email, "company": "", "reach": person.email}
    typed["country"] = typed["country"] or person.company.country
