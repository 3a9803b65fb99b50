"""The mailboxes from which mail is fetched: how each goes, and the forms that add and change them."""

from dataclasses import dataclass
from datetime import timedelta
from typing import Any, ClassVar

from django import forms
from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext, ngettext
from django.utils.translation import gettext_lazy as _

from ordolux.edges.access import Request, staff
from ordolux.edges.ui.deed_forms import DeedForm, form_page
from ordolux.edges.ui.widgets import Day
from ordolux.foundation import clock
from ordolux.foundation.actors import Role
from ordolux.foundation.deeds import Deed
from ordolux.foundation.mailboxes.deeds import (
    COLUMNS,
    MailboxKnown,
    PasswordMissing,
    add_mailbox,
    change_mailbox,
    pause_mailbox,
    remove_mailbox,
    resume_mailbox,
)
from ordolux.foundation.mailboxes.models import Encryption, Mailbox
from ordolux.foundation.mailboxes.queries import mailboxes_with_place
from ordolux.foundation.mailboxes.trouble import TROUBLES
from ordolux.rules.refusal import Refusal

KEEPERS = (Role.ADMINISTRATOR,)
# a fetcher looks at least every ten minutes; when it did not for longer, it does not run
SILENT = timedelta(minutes=20)
_TRIAL_SECONDS = 8.0


@dataclass(frozen=True, slots=True)
class Shown:
    """One mailbox with what is to be said of it: ``tone`` and ``word`` in short, ``trouble`` as a sentence."""

    mailbox: Mailbox
    tone: str
    icon: str
    word: str
    trouble: str = ""


def shown(mailbox: Mailbox) -> Shown:
    """How a mailbox goes."""
    place = getattr(mailbox, "place", None)
    if not mailbox.is_active:
        return Shown(mailbox, "", "clock", gettext("paused"))
    if place is None or (place.looked_at is None and not place.trouble):
        return Shown(mailbox, "", "clock", gettext("not looked at yet"))
    if place.trouble:
        return Shown(mailbox, "bad", "warning", gettext("not fetched"), sentence(mailbox, place.trouble))
    if clock.real_now() - place.looked_at > SILENT:
        words = gettext("Nobody has looked into it for a while: the process “fetch” does not run.")
        return Shown(mailbox, "bad", "warning", gettext("not fetched"), words)
    if place.backlog:
        count = place.backlog
        return Shown(mailbox, "warn", "clock", ngettext("{count} mail waits", "{count} mails wait", count)
                     .format(count=count))  # fmt: skip
    return Shown(mailbox, "ok", "tick", gettext("up to date"))


def sentence(mailbox: Mailbox, code: str) -> str:
    """What is wrong with a mailbox, for people."""
    words = gettext(TROUBLES.get(code, TROUBLES["other"]))
    return words.format(host=mailbox.host, port=mailbox.port, folder=mailbox.folder)


@staff(Role.ADMINISTRATOR, Role.MANAGER)
def mailboxes(request: Request) -> HttpResponse:
    """All mailboxes, each with its state."""
    return render(request, "desk/mailboxes.html", {
        "here_in": "settings", "rows": [shown(mailbox) for mailbox in mailboxes_with_place()],
        "may_keep": request.actor.has_any(frozenset(KEEPERS)),
    })  # fmt: skip


@staff(Role.ADMINISTRATOR, Role.MANAGER)
def mailbox(request: Request, mailbox: int) -> HttpResponse:
    """One mailbox: how far it is fetched, what went wrong last, and what can be done."""
    found = _mailbox(mailbox)
    return render(request, "desk/mailbox.html", {
        "here_in": "settings", "mailbox": found, "place": getattr(found, "place", None), "shown": shown(found),
        "may_keep": request.actor.has_any(frozenset(KEEPERS)),
        "encryption": Encryption(found.encryption).label,
    })  # fmt: skip


class MailboxForm(DeedForm):
    """Where a mailbox is, and how to get in."""

    deed: ClassVar[Deed[..., Any]] = add_mailbox
    places: ClassVar[dict[type[Refusal], str]] = {MailboxKnown: "name", PasswordMissing: "password"}
    name = forms.CharField(
        label=_("Name"), max_length=80, help_text=_("As it is called here, for example: Sales")
    )
    address = forms.EmailField(
        label=_("Our address"), max_length=254, help_text=_("The one that customers write to")
    )
    host = forms.RegexField(
        r"^[A-Za-z0-9.:_-]+$", label=_("Server"), max_length=253, help_text=_("For example: imap.example.com"),
        error_messages={"invalid": _("Give the name of a server, without https:// or a path.")},
    )  # fmt: skip
    encryption = forms.ChoiceField(label=_("Protection of the line"), choices=())
    port = forms.IntegerField(label=_("Port"), min_value=1, max_value=65535, initial=993)
    user = forms.CharField(label=_("User"), max_length=254)
    password = forms.CharField(
        label=_("Password"), max_length=200, strip=False, required=False,
        widget=forms.PasswordInput({"autocomplete": "new-password"}),
    )  # fmt: skip
    folder = forms.CharField(label=_("Folder"), max_length=200, initial="INBOX")
    since = forms.DateField(
        label=_("Fetch what arrived since"), widget=Day(),
        help_text=_("Older mails stay where they are and make no inquiries."),
    )  # fmt: skip

    takes_tags = forms.BooleanField(
        label=_("Takes addresses with a plus"), required=False,
        help_text=_("Mail to sales+anything@… arrives here too. Then answers find their deal even without their header."),
    )  # fmt: skip

    def __init__(self, *given: Any, **more: Any) -> None:
        super().__init__(*given, **more)
        self.fields["encryption"].choices = [(e.value, e.label) for e in Encryption]  # type: ignore[attr-defined]

    def clean_encryption(self) -> Encryption:
        """One of the three."""
        return Encryption(self.cleaned_data["encryption"])


class MailboxChangeForm(MailboxForm):
    """The same, with the password that is kept unless another one is typed."""

    deed = change_mailbox

    def __init__(self, *given: Any, **more: Any) -> None:
        super().__init__(*given, **more)
        self.fields["password"].help_text = gettext("Empty: the one that is kept. It is never shown.")


@staff(*KEEPERS, methods="GET POST")
def new_mailbox(request: Request) -> HttpResponse:
    """Add a mailbox."""
    return form_page(
        request, MailboxForm, title=gettext("Add a mailbox"), submit=gettext("Add and fetch"), here_in="settings",
        done=lambda made: reverse("desk:mailbox", args=[made.pk]),
        said=gettext("Added. Its mail is fetched from now on; try the connection to see at once whether it works."),
        crumbs=[(gettext("Settings"), reverse("desk:settings")), (gettext("Mailboxes"), reverse("desk:mailboxes"))],
        lead=gettext("Mail is read and left in the mailbox as it is: neither marked as read nor deleted."),
        initial={"since": timezone.localdate(request.at).isoformat(), "encryption": "tls"},
    )  # fmt: skip


@staff(*KEEPERS, methods="GET POST")
def mailbox_change(request: Request, mailbox: int) -> HttpResponse:
    """Change where a mailbox is, or its password."""
    found = _mailbox(mailbox)
    here = reverse("desk:mailbox", args=[found.pk])
    return form_page(
        request, MailboxChangeForm, found, title=gettext("Change this mailbox"), submit=gettext("Keep these details"),
        here_in="settings", done=lambda _: here, said=gettext("Kept. It is fetched like this from now on."),
        crumbs=[(gettext("Mailboxes"), reverse("desk:mailboxes")), (found.name, here)],
        initial={column: getattr(found, column) for column in COLUMNS} | {"since": found.since.isoformat()},
    )  # fmt: skip


@staff(*KEEPERS, methods="POST")
def mailbox_trial(request: Request, mailbox: int) -> HttpResponse:
    """Try the connection now and say what came of it; nothing is fetched."""
    from ordolux.edges.mailbox.fetching import entrance_of
    from ordolux.edges.mailbox.imap import MailboxTrouble, entered

    found = _mailbox(mailbox)
    try:
        with entered(entrance_of(found), answer_seconds=_TRIAL_SECONDS) as box:
            count = box.found.mails
    except MailboxTrouble as trouble:
        said = f" ({trouble.said})" if trouble.said else ""
        messages.error(request, sentence(found, trouble.code) + said)
    else:
        words = ngettext(
            "It works: {count} mail lies in {folder}.", "It works: {count} mails lie in {folder}.", count
        )
        messages.success(request, words.format(count=count, folder=found.folder))
    return redirect("desk:mailbox", found.pk)


@staff(*KEEPERS, methods="POST")
def mailbox_pausing(request: Request, mailbox: int) -> HttpResponse:
    """Fetch nothing from it for now, or fetch again."""
    found = _mailbox(mailbox)
    if request.POST.get("active") == "yes":
        request.do(resume_mailbox, found)
        messages.success(request, gettext("It is fetched again."))
    else:
        request.do(pause_mailbox, found)
        messages.success(request, gettext("It is paused; its mails wait on their server."))
    return redirect("desk:mailbox", found.pk)


@staff(*KEEPERS, methods="POST")
def mailbox_removal(request: Request, mailbox: int) -> HttpResponse:
    """Forget a mailbox and its password."""
    found = _mailbox(mailbox)
    request.do(remove_mailbox, found)
    messages.success(
        request, gettext("“{name}” is forgotten; what was fetched stays.").format(name=found.name)
    )
    return redirect("desk:mailboxes")


def _mailbox(pk: int) -> Mailbox:
    found = Mailbox.objects.select_related("place").filter(pk=pk).first() if pk < 2**63 else None
    if found is None:
        raise Http404
    return found
