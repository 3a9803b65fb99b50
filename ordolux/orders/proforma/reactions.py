"""What follows a proforma invoice: its paper is printed; a letter that arrived counts as its receipt."""

from ordolux.foundation import clock, papers
from ordolux.foundation.actors import Actor
from ordolux.foundation.correspondence.models import Message
from ordolux.foundation.files import store_bytes
from ordolux.foundation.journal.models import Event
from ordolux.orders.agreement.models import Order
from ordolux.orders.proforma.deeds import file_proforma_paper, issue_proforma, note_proforma_received
from ordolux.orders.proforma.models import Proforma, ProformaState
from ordolux.orders.proforma.papers.paper import proforma_paper

WORD = "application/vnd.openxmlformats-officedocument.wordprocessingml.document"


def issue_after_order(event: Event, key: str) -> None:
    """The order was placed: issue its proforma invoice."""
    issue_proforma.once(key)(Order.objects.get(pk=event.subject_id), by=Actor.system(), at=clock.now())


def print_proforma(event: Event, key: str) -> None:
    """Print the paper as PDF and in Word, and file both."""
    proforma = Proforma.objects.get(pk=event.subject_id)
    if proforma.sha256:
        return
    paper = proforma_paper(proforma)
    pdf = papers.render(paper.template, paper, language=proforma.language, timestamp=proforma.issued_at)
    text = papers.word(paper.word_template, paper, language=proforma.language, timestamp=proforma.issued_at)
    file_proforma_paper.once(key)(
        proforma,
        pdf=store_bytes(pdf, "application/pdf"),
        word=store_bytes(text, WORD),
        by=Actor.system(),
        at=clock.now(),
    )


def count_mail_as_receipt(event: Event, key: str) -> None:
    """The customer's mail server took the letter with the proforma invoice: that is a receipt, if it is the first."""
    message = Message.objects.get(pk=event.subject_id)
    if message.letter != "proforma" or message.deal_id is None:
        return
    proforma = Proforma.objects.filter(
        deal_id=message.deal_id, state=ProformaState.ISSUED, received_at=None
    ).first()
    if proforma is not None:
        note_proforma_received.once(key)(proforma, how="mail", by=Actor.system(), at=event.at)
