"""The statements that every deed sends, worded once for each table.

Django words a statement anew each time it is sent, which took a third of the Python of a deed (docs/benchmarks.md). These
few are always the same: lock the deals, read the record afresh, move it; write heads, lines of the journal and jobs.
"""

import json
from collections.abc import Collection, Sequence
from typing import Any

from django.db import connection, models

from ordolux.foundation.deals.models import Deal
from ordolux.foundation.journal.models import Event
from ordolux.foundation.worded import prepared, read


def lock_deals(keys: Collection[int]) -> list[Deal]:
    """These deals as they are now, locked one after the other in ascending order."""
    return read(Deal, 'WHERE "id" = ANY(%s) ORDER BY "id" FOR UPDATE', [sorted(keys)])


def locked_row(record: models.Model) -> Any:
    """The row of ``record`` as it is now, locked; None when it is gone."""
    model = type(record)
    key = model._meta.pk
    found = read(
        model, f'WHERE "{key.column}" = %s FOR UPDATE', [key.get_db_prep_value(record.pk, connection)]
    )
    return found[0] if found else None


def write_down_at_once(deals: Sequence[Deal], events: Sequence[Event], *, task: str, queue: str) -> None:
    """Write the heads of ``deals``, add the lines to the journal in this order and defer the job ``task`` for each of
    them, locked by the first line's stream; each line gets its key. One statement, by a function of the database
    (``foundation/journal``), which plans its own once for each connection."""
    said = [_as_json(deals, HEAD_COLUMNS), _as_json(events, EVENT_COLUMNS), task, queue]
    with prepared() as cursor:
        cursor.execute("SELECT line_id, noted_at FROM ordolux_write_down(%s, %s, %s, %s)", said)
        for event, (key, recorded_at) in zip(events, cursor.fetchall(), strict=True):
            event.pk, event.recorded_at = key, recorded_at
            event._state.adding, event._state.db = False, connection.alias


HEAD_COLUMNS = (
    "id", "buyer_id", "owner_id", "title", "stage", "changed_at", "total_amount", "total_currency", "paid_amount",
    "paid_currency", "pieces", "next_role", "next_deed", "next_by", "unread_by_staff", "unread_by_customer",
)  # fmt: skip
EVENT_COLUMNS = (
    "stream", "at", "name", "deal_id", "subject", "subject_id", "actor", "person_id", "deed", "facts",
)  # fmt: skip


def _as_json(records: Sequence[models.Model], names: Sequence[str]) -> str:
    return json.dumps([{name: getattr(record, name) for name in names} for record in records], default=str)
