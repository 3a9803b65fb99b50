"""What follows a credit note: its paper is printed."""

from ordolux.foundation import clock, papers
from ordolux.foundation.actors import Actor
from ordolux.foundation.files import store_bytes
from ordolux.foundation.journal.models import Event
from ordolux.orders.credit.deeds import file_credit_note
from ordolux.orders.credit.models import CreditNote
from ordolux.orders.credit.papers.paper import credit_note_paper
from ordolux.orders.proforma.models import Proforma, ProformaState


def print_credit_note(event: Event, key: str) -> None:
    """Print an issued credit note and file it."""
    note = CreditNote.objects.select_related("order", "deal").get(pk=event.subject_id)
    assert note.decided_at is not None
    proforma = Proforma.objects.get(order_id=note.order_id, state=ProformaState.COUNTERSIGNED)
    paper = credit_note_paper(note, proforma)
    pdf = papers.render(paper.template, paper, language=proforma.language, timestamp=note.decided_at)
    file_credit_note.once(key)(
        note,
        pdf=store_bytes(pdf, "application/pdf"),
        language=proforma.language,
        by=Actor.system(),
        at=clock.now(),
    )
