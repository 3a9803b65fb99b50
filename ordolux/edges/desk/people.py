"""Who works here and what programs may do: invite, change roles, let go, reset a sign-in, give and end keys."""

from typing import Any, ClassVar

from django import forms
from django.conf import settings
from django.contrib import messages
from django.http import Http404, HttpResponse
from django.http.response import HttpResponseBase
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from ordolux.edges.access import ADDRESS_TO_SIGN_IN, Request, by_link, form_key, staff
from ordolux.edges.lists.people import PEOPLE, TOKENS
from ordolux.edges.lists.showing import Action, show_list
from ordolux.edges.ui.deed_forms import DeedForm, form_page
from ordolux.edges.ui.sentences import ROLE_NAMES, told
from ordolux.edges.uses import last_uses
from ordolux.foundation.access_links.deeds import choose_password, invite_person, reset_sign_in
from ordolux.foundation.actors import CUSTOMER_ROLES, STAFF_ROLES, Actor, Role
from ordolux.foundation.journal.models import Event
from ordolux.foundation.parties.deeds import (
    AddressTaken,
    change_person,
    issue_token,
    let_person_go,
    new_token,
    revoke_token,
    take_person_back,
)
from ordolux.foundation.parties.models import Person, Token
from ordolux.rules.refusal import Refusal

STEERING = (Role.MANAGER, Role.ADMINISTRATOR)
LANGUAGES = (("en", "English"), ("zh-hans", "中文"))


def role_choices(roles: frozenset[Role]) -> list[tuple[str, str]]:
    """Roles with their words, in the order of the work."""
    return [(role.value, gettext(ROLE_NAMES[role])) for role in Role if role in roles and role in ROLE_NAMES]


class RolesField(forms.MultipleChoiceField):
    """Roles to be ticked."""

    widget = forms.CheckboxSelectMultiple


class InviteForm(DeedForm):
    """Invite somebody: name, mail address, roles."""

    deed = invite_person
    places: ClassVar[dict[type[Refusal], str]] = {AddressTaken: "email"}
    name = forms.CharField(label=_("Name"), max_length=120)
    email = forms.EmailField(label=_("Mail address"), max_length=254)
    roles = RolesField(label=_("Roles"))
    language = forms.ChoiceField(label=_("Language"), choices=LANGUAGES, required=False)

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["roles"].choices = role_choices(STAFF_ROLES)  # type: ignore[attr-defined]
        self.fields["name"].widget.attrs["autofocus"] = True

    def arguments(self) -> dict[str, Any]:
        """What the deed is told."""
        said = dict(self.cleaned_data)
        said["language"] = said["language"] or "en"
        return said


class ChangeForm(DeedForm):
    """Change what somebody is called and what he may do."""

    deed = change_person
    name = forms.CharField(label=_("Name"), max_length=120)
    title = forms.CharField(label=_("Title"), max_length=120, required=False)
    roles = RolesField(label=_("Roles"))
    reason = forms.CharField(label=_("Why"), max_length=300, required=False)

    def __init__(self, *args: Any, person: Person, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.person = person
        self.fields["roles"].choices = role_choices(STAFF_ROLES)  # type: ignore[attr-defined]

    def arguments(self) -> dict[str, Any]:
        """What the deed is told; language and zone stay as they are."""
        return {**self.cleaned_data, "language": self.person.language, "zone": self.person.zone}


class ReasonForm(forms.Form):
    """Why somebody leaves or comes back."""

    reason = forms.CharField(label=_("Why"), max_length=300, required=False)


@staff(*STEERING)
def people(request: Request) -> HttpResponseBase:
    """All of our own people."""
    return show_list(request, PEOPLE, "desk", here_in="settings", actions=[
        Action(gettext("Invite somebody"), reverse("desk:invite")),
        Action(gettext("Keys for programs"), reverse("desk:tokens"), icon="key", is_primary=False),
    ])  # fmt: skip


@staff(*STEERING, methods="GET POST")
def invite(request: Request) -> HttpResponse:
    """Invite somebody to work here."""
    return form_page(
        request, InviteForm, title=gettext("Invite somebody"), submit=gettext("Send the invitation"),
        done=lambda person: reverse("desk:person", args=[person.email]), here_in="settings",
        said=gettext("The invitation is on its way; the link in it opens for three days.")
        if settings.ORDOLUX_RELAY_HOST
        else gettext("The invitation is in the post box of this trial (/postbox); the link in it opens for three days."),
        crumbs=[(gettext("Our people"), reverse("desk:people"))],
        lead=gettext("The new colleague chooses a password by a link that comes by mail; nobody else ever knows it."),
    )  # fmt: skip


@staff(*STEERING)
def person(request: Request, email: str) -> HttpResponse:
    """One of our people: roles, sign-in, keys, what he did last."""
    found = _colleague(email)
    keys = list(Token.objects.filter(person=found, revoked_at__isnull=True).order_by("-pk")[:50])
    events = Event.objects.filter(stream=f"foundation.person:{found.pk}").order_by("-id")[:20]
    return render(request, "desk/person.html", {
        "here_in": "settings", "person": found, "keys": keys, "events": events, "key": form_key(),
        "roles": [gettext(ROLE_NAMES[Role(role)]) for role in found.roles if role in Role],
        "is_self": found.pk == request.actor.person_id,
    })  # fmt: skip


@staff(*STEERING, methods="GET POST")
def change(request: Request, email: str) -> HttpResponse:
    """Change name and roles."""
    found = _colleague(email)
    return form_page(
        request, ChangeForm, found, title=found.name, submit=gettext("Keep these roles"), here_in="settings",
        done=lambda result: reverse("desk:person", args=[result.email]), options={"person": found},
        initial={"name": found.name, "title": found.title, "roles": found.roles},
        crumbs=[(gettext("Our people"), reverse("desk:people")), (found.name, reverse("desk:person", args=[found.email]))],
    )  # fmt: skip


@staff(*STEERING, methods="POST")
def leaving(request: Request, email: str) -> HttpResponse:
    """Let somebody go: sessions, password and keys end at once."""
    found = _colleague(email)
    request.do(let_person_go, found, reason=request.POST.get("reason", "")[:300])
    messages.success(request, gettext("{name} can no longer sign in.").format(name=found.name))
    return redirect("desk:person", found.email)


@staff(*STEERING, methods="POST")
def returning(request: Request, email: str) -> HttpResponse:
    """Take somebody back who had left."""
    found = _colleague(email)
    request.do(take_person_back, found, reason=request.POST.get("reason", "")[:300])
    messages.success(
        request,
        gettext("{name} is back. Reset the sign-in to send a link for a password.").format(name=found.name),
    )
    return redirect("desk:person", found.email)


@staff(*STEERING, methods="POST")
def resetting(request: Request, email: str) -> HttpResponse:
    """End password, second factor and sessions, and send a link to begin anew."""
    found = _colleague(email)
    request.do(reset_sign_in, found)
    messages.success(
        request,
        gettext("Password and second factor of {name} have ended; a link is on its way.").format(
            name=found.name
        ),
    )
    return redirect("desk:person", found.email)


# ── keys for programs ───────────────────────────────────────────────────────


class TokenForm(forms.Form):
    """A key for a program: for whom it acts, what it is for, with which of his roles."""

    person = forms.EmailField(label=_("Acts for (mail address)"), max_length=254)
    label = forms.CharField(label=_("What for"), max_length=120)
    roles = RolesField(label=_("Roles (none ticked: all that the person has)"), required=False)

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["roles"].choices = role_choices(STAFF_ROLES | CUSTOMER_ROLES)  # type: ignore[attr-defined]

    def clean_person(self) -> Person:
        """The person with this address. Raises ValidationError when there is none, or he has left."""
        found = Person.objects.filter(email__iexact=self.cleaned_data["person"], is_active=True).first()
        if found is None:
            raise forms.ValidationError(gettext("Nobody who may sign in has this mail address."))
        return found

    def clean(self) -> dict[str, Any]:
        """At least one of the ticked roles must be the person's."""
        said: dict[str, Any] = super().clean() or {}
        found, roles = said.get("person"), said.get("roles") or []
        if found is not None and roles and not set(roles) <= set(found.roles):
            self.add_error(
                "roles",
                gettext("{name} does not hold these roles: a key never may more than its person.").format(
                    name=found.name
                ),
            )
        return said


@staff(*STEERING)
def tokens(request: Request) -> HttpResponseBase:
    """All keys of programs."""
    return show_list(request, TOKENS, "desk", here_in="settings", actions=[
        Action(gettext("Give a key"), reverse("desk:new_token"), icon="key"),
    ])  # fmt: skip


@staff(*STEERING, methods="GET POST")
def new_key(request: Request) -> HttpResponse:
    """Give a key; it is shown once and never again."""
    form = TokenForm(
        request.POST if request.method == "POST" else None, initial={"person": request.GET.get("person", "")}
    )
    if request.method == "POST" and form.is_valid():
        key, hashed = new_token()
        found: Person = form.cleaned_data["person"]
        try:
            made = request.do(
                issue_token, found, label=form.cleaned_data["label"], token_hash=hashed,
                roles=form.cleaned_data["roles"] or list(found.roles),
            )  # fmt: skip
        except Refusal as refusal:
            form.add_error(None, told(refusal))
        else:
            answer = render(
                request, "desk/token_made.html", {"here_in": "settings", "token": made, "value": key}
            )
            answer["Cache-Control"] = "no-store"
            return answer
    return render(request, "ui/form_page.html", {
        "shell": "ui/desk.html", "here_in": "settings", "title": gettext("Give a key"), "form": form,
        "submit": gettext("Make the key and show it once"), "back": reverse("desk:tokens"),
        "crumbs": [(gettext("Keys for programs"), reverse("desk:tokens"))],
        "lead": gettext("A program with this key does everything in this person's name, with at most these roles."),
    }, status=422 if form.errors else 200)  # fmt: skip


@staff(*STEERING)
def token(request: Request, key: int) -> HttpResponse:
    """One key: for whom, with which roles, when it was used last."""
    found = _token(request.actor, key)
    return render(request, "desk/token.html", {
        "here_in": "settings", "token": found, "last_used_at": last_uses([found.pk]).get(found.pk), "key": form_key(),
        "roles": [gettext(ROLE_NAMES[Role(role)]) for role in found.roles if role in Role],
    })  # fmt: skip


@staff(*STEERING, methods="POST")
def revoking(request: Request, key: int) -> HttpResponse:
    """End a key at once."""
    found = _token(request.actor, key)
    request.do(revoke_token, found)
    messages.success(request, gettext("The key “{label}” has ended.").format(label=found.label))
    return redirect("desk:tokens")


# ── by the link of an invitation ────────────────────────────────────────────


class PasswordForm(forms.Form):
    """A password, twice."""

    password = forms.CharField(
        label=_("Password"), max_length=200, strip=False,
        widget=forms.PasswordInput({"autocomplete": "new-password", "autofocus": True}),
    )  # fmt: skip
    again = forms.CharField(
        label=_("The same once more"), max_length=200, strip=False,
        widget=forms.PasswordInput({"autocomplete": "new-password"}),
    )  # fmt: skip

    def clean(self) -> dict[str, Any]:
        """Both must be the same."""
        said: dict[str, Any] = super().clean() or {}
        if said.get("password") and said.get("again") and said["password"] != said["again"]:
            self.add_error("again", gettext("This differs from the first one."))
        return said


@by_link("password", methods="GET POST")
def invitation(request: Request, token: str) -> HttpResponse:
    """Choose a password by the link of an invitation, then sign in with it."""
    form = PasswordForm(request.POST if request.method == "POST" else None)
    if request.method == "POST" and form.is_valid():
        try:
            person = choose_password(
                token=token, password=form.cleaned_data["password"], by=Actor.visitor(), at=request.at
            )
        except Refusal as refusal:
            form.add_error("password", told(refusal))
        else:
            messages.success(
                request,
                gettext("Your password is kept. Sign in with it; then you connect your authenticator app."),
            )
            request.session[ADDRESS_TO_SIGN_IN] = person.email
            return redirect("account_login")
    return render(request, "desk/invitation.html", {
        "shell": "ui/plain.html", "title": gettext("Choose your password"), "form": form,
        "submit": gettext("Keep this password"),
    }, status=422 if form.errors else 200)  # fmt: skip


def _colleague(email: str) -> Person:
    return get_object_or_404(Person, email__iexact=email, company__isnull=True)


def _token(actor: Actor, key: int) -> Token:
    found = (
        Token.objects.visible_to(actor).select_related("person").filter(pk=key).first()
        if key < 2**63
        else None
    )
    if found is None:
        raise Http404
    return found
