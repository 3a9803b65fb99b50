"""Today: what waits for the person who looks, most urgent first."""

from django.db.models import F
from django.http import HttpResponse
from django.shortcuts import render

from ordolux.edges.access import Request, staff
from ordolux.edges.desk import filling
from ordolux.edges.desk.landing import blocks_for
from ordolux.edges.ui.dossier import next_step
from ordolux.foundation.deals.models import Deal

MOST = 50


@staff()
def today(request: Request) -> HttpResponse:
    """What the reader's roles look after, then the deals whose next step is his, by deadline."""
    roles = [role.value for role in request.actor.roles]
    mine = Deal.objects.filter(next_role__in=roles).select_related("buyer")
    waiting = list(mine.order_by(F("next_by").asc(nulls_last=True), "id")[:MOST])
    return render(request, "desk/today.html", {
        "here_in": "today", "rows": [(d, next_step(d, request.actor, request.at)) for d in waiting],
        "blocks": blocks_for(request), "filling": filling.read_open(),
    })  # fmt: skip
