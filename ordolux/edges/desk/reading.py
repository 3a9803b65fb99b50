"""How well messages are read, and what happens to complete inquiries without a person: the manager's figures and policy."""

from datetime import timedelta
from decimal import Decimal
from typing import Any, ClassVar

from django import forms
from django.http import HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from ordolux.edges.access import Request, staff
from ordolux.edges.ui.deed_forms import DeedForm, form_page
from ordolux.foundation.actors import Role
from ordolux.inquiries.policy.deeds import PolicyWithoutLimit, set_answer_policy
from ordolux.inquiries.policy.queries import answer_policy, latest_corrections, reading_accuracy
from ordolux.rules.money import Money
from ordolux.rules.refusal import Refusal

WINDOW = timedelta(days=90)


@staff(Role.MANAGER, Role.SALES, Role.ADMINISTRATOR)
def accuracy(request: Request) -> HttpResponse:
    """The share of values that were read right in real use, by field, with the latest corrections."""
    since = request.at - WINDOW
    return render(request, "desk/reading_accuracy.html", {
        "here_in": "today", "accuracy": reading_accuracy(since), "rows": latest_corrections(since),
    })  # fmt: skip


class AnswerPolicyForm(DeedForm):
    """What happens to complete inquiries without a person."""

    deed = set_answer_policy
    places: ClassVar[dict[type[Refusal], str]] = {PolicyWithoutLimit: "amount"}
    drafts = forms.BooleanField(
        label=_("Draft the quotation of a complete inquiry by itself"), required=False,
        help_text=_(
            "Complete: a known customer, our products, every value read surely, no other make named, nothing to be asked."
        ),
    )  # fmt: skip
    sends = forms.BooleanField(
        label=_("Send such a quotation without a person"), required=False,
        help_text=_("It waits in the outbox for the usual time, and the journal says that the policy sent it."),
    )  # fmt: skip
    amount = forms.DecimalField(
        label=_("Up to a total of"), min_value=Decimal(0), max_digits=14, decimal_places=2
    )
    currency = forms.RegexField(r"^[A-Za-z]{3}$", label=_("Currency"), error_messages={
        "invalid": _("A currency is told by three letters, such as USD.")})  # fmt: skip
    only_known = forms.BooleanField(label=_("Only to customers who have ordered before"), required=False)
    least_sure = forms.DecimalField(
        label=_("How sure the reader must be of every value (0 to 1)"), min_value=Decimal(0), max_value=Decimal(1),
        max_digits=3, decimal_places=2,
    )  # fmt: skip

    def arguments(self) -> dict[str, Any]:
        """The total as money."""
        said = dict(self.cleaned_data)
        said["most"] = Money.of(str(said.pop("amount")), str(said.pop("currency")).upper())
        return said


@staff(Role.MANAGER, methods="GET POST")
def policy(request: Request) -> HttpResponse:
    """Say what may go out without a person."""
    held = answer_policy()
    return form_page(
        request, AnswerPolicyForm, title=gettext("Quotations by themselves"), submit=gettext("Keep the policy"),
        done=lambda _result: reverse("desk:answer_policy"), said=gettext("The policy holds from now on."),
        here_in="settings", crumbs=[(gettext("Settings"), reverse("desk:settings"))],
        lead=gettext("Nothing is sent without a person unless you allow it here. What was sent can be withdrawn."),
        initial={
            "drafts": held.drafts, "sends": held.sends, "amount": held.most.rounded().amount, "currency": held.most.currency,
            "only_known": held.only_known, "least_sure": held.least_sure,
        },
    )  # fmt: skip
