"""Deals for programs: a list by key, and one deal with its journal as far as the actor may see it."""

from datetime import datetime
from typing import Annotated, Any

from django.http import HttpRequest
from ninja import Path, Query, Router, Schema

from ordolux.edges.api.deeds import PROBLEMS
from ordolux.edges.api.schemas import record_of
from ordolux.foundation.actors import Actor
from ordolux.foundation.deals.models import Deal

router = Router(tags=["deals"])


class DealOut(Schema):
    """One piece of business as lists show it."""

    number: str
    title: str
    stage: str
    total: str
    currency: str
    paid: str
    next_role: str
    next_deed: str
    next_by: datetime | None
    changed_at: datetime


class DealPage(Schema):
    """Some deals, and the key with which the next ones are asked for (empty: these were the last)."""

    deals: list[DealOut]
    after: str


@router.get("/deals", response={200: DealPage, **PROBLEMS}, operation_id="list_deals")
def list_deals(
    request: HttpRequest,
    after: Annotated[str, Query(max_length=18, pattern=r"^\d*$")] = "",
    limit: Annotated[int, Query(ge=1, le=100)] = 50,
) -> dict[str, Any]:
    """The deals that the actor may see, newest first."""
    actor: Actor = request.auth  # type: ignore[attr-defined]  # set by ninja
    found = Deal.objects.visible_to(actor).order_by("-id")
    if after:
        found = found.filter(pk__lt=int(after))
    page = list(found[: limit + 1])
    return {
        "deals": [_out(deal) for deal in page[:limit]],
        "after": str(page[limit - 1].pk) if len(page) > limit else "",
    }


@router.get("/deals/{number}", response={200: DealOut, **PROBLEMS}, operation_id="get_deal")
def get_deal(request: HttpRequest, number: Annotated[str, Path(max_length=320)]) -> dict[str, Any]:
    """One deal."""
    deal = record_of(Deal, number, request.auth)  # type: ignore[attr-defined]  # set by ninja
    assert isinstance(deal, Deal)
    return _out(deal)


def _out(deal: Deal) -> dict[str, Any]:
    values = vars(deal)
    return {
        "number": deal.number, "title": deal.title, "stage": deal.stage, "total": str(values["total_amount"]),
        "currency": values["total_currency"], "paid": str(values["paid_amount"]), "next_role": deal.next_role,
        "next_deed": deal.next_deed, "next_by": deal.next_by, "changed_at": deal.changed_at,
    }  # fmt: skip
