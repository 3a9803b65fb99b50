"""Today for the manager: the four promises as figures, what is late, and who carries how much."""

from dataclasses import dataclass
from datetime import datetime, timedelta
from decimal import Decimal
from typing import Any

from django import forms
from django.contrib import messages
from django.db import connection
from django.db.models import F, Q
from django.http import Http404, HttpResponse
from django.middleware.csrf import get_token
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from ordolux.edges.access import Request, form_key, staff
from ordolux.edges.desk.landing import LANDINGS, Block
from ordolux.edges.search.places import address
from ordolux.edges.ui.deed_forms import DeedForm, form_page
from ordolux.edges.ui.dossier import next_step
from ordolux.foundation.actors import Role
from ordolux.foundation.deals.deeds import assign_deal
from ordolux.foundation.deals.models import Deal, Stage
from ordolux.foundation.parties.deeds import approve_bank_account
from ordolux.foundation.parties.models import BankAccount, BankAccountState, Person
from ordolux.inquiries.policy.queries import reading_accuracy
from ordolux.orders.credit.models import CreditNote, CreditNoteState
from ordolux.rules.refusal import N_

WINDOW = timedelta(days=90)
MOST = 10

# Each statement gives number, deal, when it began, what was reached, whether the promise was kept; newest first.
ROWS = {
    "quotation": (
        "SELECT i.number, d.number, i.received_at, round(i.answer_seconds / 3600.0, 1),"
        " i.answer_seconds IS NOT NULL AND NOT i.is_late"
        " FROM inquiries_inquiry i JOIN foundation_deal d ON d.id = i.deal_id"
        " WHERE i.received_at >= %(since)s AND NOT i.is_free AND i.state <> 'dismissed'"
        " AND (i.answer_seconds IS NOT NULL OR i.answer_by < %(at)s)"
    ),
    "signature": (
        "SELECT p.number, d.number, p.received_at,"
        " round((extract(epoch FROM p.signed_at - p.received_at) / 3600)::numeric, 1),"
        " p.signed_at IS NOT NULL AND p.signed_at <= p.sign_by"
        " FROM orders_proforma p JOIN foundation_deal d ON d.id = p.deal_id"
        " WHERE p.received_at >= %(since)s AND p.sign_by IS NOT NULL"
        " AND (p.signed_at IS NOT NULL OR p.sign_by < %(at)s)"
    ),
    "sample": (
        "SELECT b.number, d.number, w.drawn_at, round(100.0 * cardinality(w.units) / greatest(w.pieces, 1), 1),"
        " cardinality(w.units) * 10 >= w.pieces"
        " FROM production_draw w JOIN production_batch b ON b.id = w.batch_id JOIN foundation_deal d ON d.id = w.deal_id"
        " WHERE w.drawn_at >= %(since)s"
    ),
    "appearance": (
        "SELECT b.number, d.number, max(l.at), round(100.0 * least(sum(l.good + l.scrap), b.pieces)"
        " / greatest(b.pieces, 1), 1), sum(l.good + l.scrap) >= b.pieces"
        " FROM production_appearancelook l JOIN production_batch b ON b.id = l.batch_id"
        " JOIN foundation_deal d ON d.id = l.deal_id WHERE b.state IN ('inspected', 'finished')"
        " GROUP BY b.id, b.number, b.pieces, d.number HAVING max(l.at) >= %(since)s"
    ),
}
WORDS = {
    "quotation": (N_("Quotation within 24 hours"), N_("h"), N_("answered in time")),
    "signature": (N_("Signed within 3 working days"), N_("h"), N_("signed in time")),
    "sample": (N_("Sample of 10 % drawn by lot"), "%", N_("batches with the whole sample")),
    "appearance": (N_("Every piece looked at"), "%", N_("batches looked at piece by piece")),
}


@dataclass(frozen=True, slots=True)
class Promise:
    """How a promise was kept in the last ninety days; ``share`` in per cent, None when nothing fell due.

    ``median`` and ``p90`` tell how long it took; of a promise about a share of the goods ``least`` is the smallest reached.
    """

    name: str
    title: str
    unit: str
    meaning: str
    count: int
    kept: int
    median: Decimal | None
    p90: Decimal | None
    least: Decimal | None
    url: str

    @property
    def share(self) -> Decimal | None:
        """The share that was kept, in per cent, never rounded up to a hundred."""
        if not self.count:
            return None
        share = Decimal(100 * self.kept) / self.count
        return share.quantize(Decimal("0.1"), rounding="ROUND_DOWN")

    @property
    def is_whole(self) -> bool:
        """Whether it was always kept."""
        return self.kept == self.count


def promises(at: datetime) -> list[Promise]:
    """The four promises of the house, in one statement."""
    parts = " UNION ALL ".join(
        f"SELECT '{name}' AS name, count(*), count(*) FILTER (WHERE kept),"  # noqa: S608 - our own constants
        " percentile_cont(0.5) WITHIN GROUP (ORDER BY reached), percentile_cont(0.9) WITHIN GROUP (ORDER BY reached),"
        " min(reached)"
        f" FROM ({rows}) AS r (number, deal, began, reached, kept)"
        for name, rows in ROWS.items()
    )
    with connection.cursor() as cursor:
        cursor.execute(parts, {"since": at - WINDOW, "at": at})
        found = {row[0]: row[1:] for row in cursor.fetchall()}
    told = []
    for name, (title, unit, meaning) in WORDS.items():
        count, kept, *reached = found[name]
        median, p90, least = (None if value is None else round(Decimal(value), 1) for value in reached)
        is_share = unit == "%"
        told.append(Promise(
            name, gettext(title), unit if is_share else gettext(unit), gettext(meaning), count, kept,
            None if is_share else median, None if is_share else p90, least if is_share else None,
            reverse("desk:promise", args=[name]),
        ))  # fmt: skip
    return told


def landing(request: Request) -> list[Block]:
    """What the manager meets first."""
    waiting = list(
        BankAccount.objects.filter(state=BankAccountState.PROPOSED)
        .exclude(proposed_by_id=request.actor.known_person_id)
        .select_related("proposed_by")
        .order_by("id")[:MOST]
    )
    notes = list(
        CreditNote.objects.visible_to(request.actor)
        .filter(state=CreditNoteState.PROPOSED)
        .exclude(proposed_by_id=request.actor.known_person_id)
        .select_related("order", "deal__buyer")
        .order_by("id")[:MOST]
    )
    open_deals = Deal.objects.exclude(stage=Stage.CLOSED).exclude(next_role="")
    late = list(
        open_deals.filter(Q(next_by__lt=request.at) | Q(owner=None))
        .select_related("buyer", "owner")
        .order_by(F("next_by").asc(nulls_last=True), "id")[:MOST]
    )
    colleagues = _colleagues()
    shared = {"csrf_token": get_token(request), "key": form_key()}
    return [
        Block(gettext("Our promises, last 90 days"), "desk/promises_block.html", {"promises": promises(request.at)}),
        Block(gettext("Messages read right, last 90 days"), "desk/reading_block.html",
              {"accuracy": reading_accuracy(request.at - WINDOW)}, reverse("desk:reading_accuracy"),
              gettext("What sales corrected")),
        Block(gettext("Waiting for your approval"), "desk/approvals_block.html",
              {"accounts": waiting, "notes": notes, **shared},
              address(["desk:approvals"], request.actor), gettext("All approvals"),
              count=len(waiting) + len(notes)),
        Block(gettext("Late, or nobody's"), "desk/late_block.html", {
            "rows": [(deal, next_step(deal, request.actor, request.at)) for deal in late], "people": colleagues, **shared,
        }, reverse("desk:orders"), gettext("All business"), count=len(late)),
    ]  # fmt: skip


LANDINGS[Role.MANAGER] = landing


@staff(Role.MANAGER, Role.ADMINISTRATOR)
def promise(request: Request, name: str) -> HttpResponse:
    """What stands behind one figure: each case of the last ninety days, those that missed it first."""
    if name not in ROWS:
        raise Http404
    with connection.cursor() as cursor:
        cursor.execute(
            f"SELECT number, deal, began, reached, kept FROM ({ROWS[name]}) AS r (number, deal, began, reached, kept)"  # noqa: S608
            " ORDER BY kept, began DESC LIMIT 200", {"since": request.at - WINDOW, "at": request.at},
        )  # fmt: skip
        rows = cursor.fetchall()
    told = next(each for each in promises(request.at) if each.name == name)
    return render(request, "desk/promise.html", {"here_in": "today", "promise": told, "rows": rows})


class ReassignForm(DeedForm):
    """Who shall carry this business."""

    deed = assign_deal
    to = forms.ModelChoiceField(Person.objects.none(), label=_("Give it to"))

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["to"].queryset = _colleagues()  # type: ignore[attr-defined]


@staff(Role.SALES, Role.MANAGER, methods="GET POST", finds=Deal)
def reassign(request: Request, number: str) -> HttpResponse:
    """Give a piece of business to somebody else."""
    deal = request.find(Deal, number)
    return form_page(
        request, ReassignForm, deal, title=gettext("Who carries {number}").format(number=deal.number),
        submit=gettext("Give it over"), done=lambda result: _after(request, result), here_in="orders",
        said=gettext("The business has a new owner."), initial={"to": deal.owner_id},
        crumbs=[(deal.number, reverse("desk:order", args=[deal.number]))],
    )  # fmt: skip


@staff(Role.FINANCE, Role.MANAGER, methods="POST")
def bank_account_approval(request: Request, account: int) -> HttpResponse:
    """Approve proposed bank details as the second person."""
    found = (
        BankAccount.objects.visible_to(request.actor).filter(pk=account).first() if account < 2**63 else None
    )
    if found is None:
        raise Http404
    request.do(approve_bank_account, found, approved_by=Person.objects.get(pk=request.actor.known_person_id))
    messages.success(
        request, gettext("Approved: documents print these bank details once the waiting time is over.")
    )
    return redirect("desk:today")


def _colleagues() -> Any:
    return Person.objects.filter(
        company__isnull=True, is_active=True, roles__overlap=[Role.SALES.value, Role.MANAGER.value]
    ).order_by("name", "pk")


def _after(request: Request, deal: Deal) -> str:
    return (
        reverse("desk:today")
        if request.POST.get("back") == "today"
        else reverse("desk:order", args=[deal.number])
    )
