"""The samples that wait for a role, as a block of its landing page; no block when none wait."""

from django.urls import reverse
from django.utils.translation import gettext

from ordolux.edges.access import Request
from ordolux.edges.desk.landing import Block
from ordolux.orders.samples.models import SampleState
from ordolux.orders.samples.queries import samples_waiting

MOST = 12


def sample_blocks(request: Request, *states: SampleState, is_made: bool | None = None) -> list[Block]:
    """The sample orders in these states (made ones or those from stock only), in one statement."""
    waiting = samples_waiting(request.actor, *states)
    if is_made is not None:
        waiting = waiting.filter(is_made=is_made)
    found = list(waiting[: MOST + 1])
    if not found:
        return []
    return [
        Block(
            gettext("Samples that wait for you"), "desk/landing_samples.html", {"samples": found[:MOST]},
            reverse("desk:samples"), gettext("All samples"), len(found) if len(found) <= MOST else None,
        )
    ]  # fmt: skip
