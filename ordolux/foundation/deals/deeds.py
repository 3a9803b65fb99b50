"""A deal is opened by the first thing that happens to it, and assigned to somebody."""

from datetime import datetime

from ordolux.foundation.actors import Actor, Role
from ordolux.foundation.deals.models import Deal
from ordolux.foundation.deeds.context import running
from ordolux.foundation.deeds.deed import deed
from ordolux.foundation.deeds.events import record_event
from ordolux.foundation.numbers import next_number
from ordolux.foundation.parties.models import Company, Person
from ordolux.foundation.worded import add_rows
from ordolux.rules.refusal import N_, Refusal


def open_deal(
    *, title: str, at: datetime, buyer: Company | None = None, replaces: Deal | None = None
) -> Deal:
    """Open the file of a new piece of business inside the deed that begins it."""
    number = next_number("deal", at)
    (deal,) = add_rows([
        Deal(number=number, buyer=buyer, title=title[:200], opened_at=at, changed_at=at, replaces=replaces)
    ])  # fmt: skip
    deed_in_progress = running()
    if deed_in_progress is not None:
        deed_in_progress.deals[deal.pk] = deal
    return deal


class NotOneOfOurs(Refusal):
    """Only our own people look after an order."""

    message = N_("{name} does not work for us, or no longer.")


@deed("deal.assign", roles={Role.SALES, Role.MANAGER})
def assign_deal(deal: Deal, *, to: Person, by: Actor, at: datetime) -> Deal:
    """Make one of our people the owner of a deal.

    Raises NotOneOfOurs.
    """
    if to.company_id is not None or not to.is_active:
        raise NotOneOfOurs(name=to.name)
    deal.owner = to
    deal.is_changed = True
    record_event("deal.assigned", deal, by=by, at=at, to=to.name, person=to.pk)
    return deal
