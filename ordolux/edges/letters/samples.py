"""Letters about samples: the offer, the pro forma, that they are being made ready, that they are on their way, a no."""

from typing import Any

from django.urls import reverse

from ordolux.edges.letters.orders import people_of
from ordolux.edges.letters.writing import enclose, write_letter
from ordolux.foundation import clock
from ordolux.foundation.actors import Role
from ordolux.foundation.documents.queries import latest_document
from ordolux.foundation.journal.models import Event
from ordolux.foundation.parties.models import Person
from ordolux.orders.samples.models import SampleOrder, SampleState


def offer(event: Event, key: str) -> None:
    """The fee, the carriage, and how to accept."""
    sample = _sample(event)
    if sample.state == SampleState.OFFERED:
        _write(key, "sample_offer", sample, [sample.contact])


def proforma(event: Event, key: str) -> None:
    """The pro forma, with what is to be paid."""
    sample = _sample(event)
    paper = latest_document(sample, "sample_proforma")
    if paper is None:
        return
    to = {person.pk: person for person in (sample.contact, *people_of(sample.deal, Role.PAYER))}
    write_letter(
        key, deal=sample.deal, to=list(to.values()), letter="sample_proforma", context=_told(sample),
        enclosures=[enclose(paper)], at=clock.now(),
    )  # fmt: skip


def cleared(event: Event, key: str) -> None:
    """The price is settled; by when they leave, and until when the fee comes back."""
    sample = _sample(event)
    credit = sample.credits.exclude(state="voided").first()
    if sample.ready_until is not None:
        _write(key, "sample_cleared", sample, [sample.contact], credit=credit)


def shipped(event: Event, key: str) -> None:
    """The parcel is on its way: courier, number, and where it is followed."""
    sample = _sample(event)
    _write(key, "sample_shipped", sample, [sample.contact])


def declined(event: Event, key: str) -> None:
    """We cannot send these samples, and why."""
    sample = _sample(event)
    _write(key, "sample_declined", sample, [sample.contact])


def _sample(event: Event) -> SampleOrder:
    return SampleOrder.objects.select_related("deal", "contact").get(pk=event.subject_id)


def _told(sample: SampleOrder) -> dict[str, Any]:
    return {"sample": sample, "address": reverse("portal:sample", args=[sample.number])}


def _write(key: str, letter: str, sample: SampleOrder, to: list[Person], **more: Any) -> None:
    write_letter(
        key, deal=sample.deal, to=to, letter=letter, context={**_told(sample), **more}, at=clock.now()
    )
