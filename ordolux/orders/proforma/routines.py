"""What time alone does to proforma invoices: reminders, and the end of the time to sign."""

from datetime import datetime, timedelta

from ordolux.foundation.actors import Actor
from ordolux.orders.proforma.deeds import lapse_proforma, remind_of_proforma
from ordolux.orders.proforma.queries import proformas_to_lapse, proformas_to_sign


def lapse_proformas(at: datetime) -> None:
    """Let proforma invoices lapse that were not signed in time."""
    for proforma in proformas_to_lapse(at):
        lapse_proforma.once(f"lapse:{proforma.pk}")(proforma, by=Actor.system(), at=at)


def remind_signatories(at: datetime) -> None:
    """Remind at half of the time and on the last day, each once."""
    for proforma in proformas_to_sign(at):
        assert proforma.received_at is not None and proforma.sign_by is not None, "it was received"
        whole = proforma.sign_by - proforma.received_at
        for level, due in (
            ("half", proforma.received_at + whole / 2), ("last", proforma.sign_by - timedelta(days=1)),
        ):  # fmt: skip
            if at >= due:
                remind_of_proforma.once(f"remind:{proforma.pk}:{level}")(
                    proforma, level=level, by=Actor.system(), at=at
                )
