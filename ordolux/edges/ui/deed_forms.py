"""Forms that end in one deed: what was typed is checked field by field, the deed's refusal stands by its field, and
nothing typed is lost."""

from collections.abc import Callable, Mapping, Sequence
from typing import Any, ClassVar

from django import forms
from django.contrib import messages
from django.http import HttpResponse, HttpResponseRedirect
from django.shortcuts import render
from django.utils.translation import gettext

from ordolux.edges.access import Request
from ordolux.edges.ui.sentences import told
from ordolux.foundation.deeds import ChangedMeanwhile, Deed, NotFound, NotPermitted
from ordolux.foundation.files import store_bytes
from ordolux.foundation.files.models import StoredFile
from ordolux.foundation.sandbox import what_is
from ordolux.rules.refusal import Refusal

LARGEST_FILE = 20 * 2**20
SHELLS = {"desk": "ui/desk.html", "portal": "ui/portal.html", "public": "ui/public.html"}


class FileToKeep(forms.FileField):
    """A file of at most 20 MiB; the cleaned value is the file as it is kept, stored before any deed begins."""

    def clean(self, data: Any, initial: Any = None) -> Any:
        """Store the bytes. Raises ValidationError for one that is too big."""
        upload = super().clean(data, initial)
        if not upload or isinstance(upload, StoredFile):
            return upload or None
        if upload.size > LARGEST_FILE:
            raise forms.ValidationError(gettext("Choose a file of at most 20 MiB."))
        raw = upload.read()
        return store_bytes(raw, what_is(raw))


class DeedForm(forms.Form):
    """A form whose fields are arguments of ``deed``.

    ``places`` names the field by which a refusal stands; every other refusal stands on top. ``arguments`` may be
    overridden where a field is not exactly an argument.
    """

    deed: ClassVar[Deed[..., Any]]
    places: ClassVar[Mapping[type[Refusal], str]] = {}

    def arguments(self) -> dict[str, Any]:
        """What the deed is told, from the cleaned fields."""
        return dict(self.cleaned_data)

    def carry_out(self, request: Request, *record: Any) -> Any:
        """Do the deed, with the form's key and version; None when the form or the deed's refusal stands in the way."""
        if not self.is_valid():
            return None
        try:
            return request.do(type(self).deed, *record, **self.arguments())
        except (NotFound, NotPermitted, ChangedMeanwhile):
            raise
        except Refusal as refusal:
            place = next((name for kind, name in self.places.items() if isinstance(refusal, kind)), None)
            self.add_error(place, told(refusal))
            return None


def form_page(
    request: Request, form: DeedForm | type[DeedForm], *record: Any, title: str, submit: str,
    done: Callable[[Any], str], said: str = "", place: str = "desk", here_in: str = "",
    crumbs: Sequence[tuple[str, str]] = (), lead: str = "", initial: Mapping[str, Any] | None = None,
    template: str = "ui/form_page.html", options: Mapping[str, Any] | None = None, **more: Any,
) -> HttpResponse:  # fmt: skip
    """A page with one form: shows it, does its deed, and leads on to ``done(result)``.

    ``crumbs`` are (word, address) pairs of the way here; ``said`` is the sentence after it was done; ``options`` are
    given to the form's constructor.
    """
    if isinstance(form, type):
        given: dict[str, Any] = {"initial": dict(initial or {}), **(options or {})}
        form = form(request.POST, request.FILES, **given) if request.method == "POST" else form(**given)
    if request.method == "POST":
        result = form.carry_out(request, *record)
        if result is not None:
            if said:
                messages.success(request, said)
            return HttpResponseRedirect(done(result))
    seen = getattr(record[0], "version", None) if record else None
    return render(request, template, {
        "shell": SHELLS[place], "here_in": here_in, "title": title, "form": form, "submit": submit, "crumbs": crumbs,
        "lead": lead, "seen": seen, "back": crumbs[-1][1] if crumbs else "", **more,
    }, status=422 if form.errors else 200)  # fmt: skip
