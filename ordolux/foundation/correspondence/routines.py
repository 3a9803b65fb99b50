"""Mail when away: what was said in a chat and nobody of the other side has seen becomes a letter."""

from datetime import datetime, timedelta

from ordolux.foundation.actors import Actor
from ordolux.foundation.correspondence.deeds import mail_unseen_messages
from ordolux.foundation.correspondence.queries import unseen_by_side
from ordolux.foundation.deals.models import Deal

AWAY_MINUTES = 10
MOST_AT_ONCE = 200


def mail_unseen(at: datetime) -> None:
    """One letter per conversation and side for what waited ten minutes; no message is mailed twice."""
    until = at - timedelta(minutes=AWAY_MINUTES)
    for to_customer in (True, False):
        found = (
            unseen_by_side(to_customer=to_customer, until=until)
            .values_list("deal", "pk")
            .order_by("deal", "pk")
        )
        newest = dict(found[: MOST_AT_ONCE * 5])
        deals = Deal.objects.in_bulk(list(newest)[:MOST_AT_ONCE])
        for deal_id, deal in deals.items():
            side = "customer" if to_customer else "staff"
            mail_unseen_messages.once(f"unseen:{deal_id}:{side}:{newest[deal_id]}")(
                deal, to_customer=to_customer, until=until, by=Actor.system(), at=at
            )
