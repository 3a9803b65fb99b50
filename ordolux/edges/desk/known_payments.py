"""A payment that two statements tell: known by itself where a reference is common, else a person says whether it is one."""

from collections.abc import Callable
from typing import Any

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect
from django.urls import reverse
from django.utils.translation import gettext

from ordolux.edges.access import Request, staff
from ordolux.edges.desk.finding import by_key
from ordolux.edges.desk.landing import Block
from ordolux.foundation.actors import Role
from ordolux.orders.payment.deeds import know_payment_again, tell_payment_apart
from ordolux.orders.payment.models import BankEntry, BankStatement
from ordolux.orders.payment.queries import payments_perhaps_known

MOST_SHOWN = 12


def perhaps_block(request: Request) -> list[Block]:
    """The block of *Money today* with the payments that may be counted already; none when there is none."""
    waiting = list(payments_perhaps_known(request.actor)[: MOST_SHOWN + 1])
    if not waiting:
        return []
    return [Block(
        gettext("Perhaps counted already"), "desk/payments_perhaps.html",
        {"entries": waiting[:MOST_SHOWN], "may": Role.FINANCE in request.actor.roles},
        reverse("desk:bank_entries") + "?show=perhaps", gettext("All that may be counted already"), len(waiting),
    )]  # fmt: skip


def told_before(statement: BankStatement) -> dict[str, Any]:
    """What a statement's page says of its lines that were known: those known by themselves with what told it, those of
    which a person said so, and those that wait for a person."""
    lines = list(statement.known_lines.select_related("entry__statement"))
    alike = list(
        statement.entries.filter(perhaps__isnull=False, batch_of=None)
        .select_related("statement", "perhaps__statement")
        .order_by("id")
    )
    return {
        "known_lines": lines, "known_by_person": [each for each in alike if each.decision == "known"],
        "perhaps": [each for each in alike if each.decision == "perhaps"],
    }  # fmt: skip


@staff(Role.FINANCE, methods="POST", finds=BankEntry)
def entry_known_again(request: Request, number: str) -> HttpResponse:
    """Say that a payment is the one that it looks like."""
    return _decided(request, number, know_payment_again, gettext("It is one payment; it is counted once."))


@staff(Role.FINANCE, methods="POST", finds=BankEntry)
def entry_told_apart(request: Request, number: str) -> HttpResponse:
    """Say that a payment is another one."""
    return _decided(
        request,
        number,
        tell_payment_apart,
        gettext("It is another payment; it is matched with what is owed."),
    )


def _decided(request: Request, number: str, deed: Callable[..., BankEntry], said: str) -> HttpResponse:
    entry = by_key(request, BankEntry, number, "statement")
    request.do(deed, entry)
    messages.success(request, said)
    match request.POST.get("back", ""):
        case "today":
            return redirect("desk:today")
        case "money":
            return redirect("desk:money")
        case "statement":
            return redirect("desk:statement", entry.statement.number)
    return redirect("desk:bank_entry", entry.pk)
