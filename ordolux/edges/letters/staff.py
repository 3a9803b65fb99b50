"""The letter that lets one of our own people in."""

from django.urls import reverse

from ordolux.edges.letters.writing import write_letter
from ordolux.foundation import clock
from ordolux.foundation.journal.models import Event
from ordolux.foundation.parties.models import Person

ABOUT = "staff-access:"


def access(event: Event, key: str) -> None:
    """The link by which a password is chosen; its token is put in only while the letter leaves."""
    person = Person.objects.get(pk=event.subject_id)
    if not person.is_active:
        return
    address = reverse("desk:invitation", args=["token"]).removesuffix("token")
    write_letter(
        key, deal=None, to=[person], letter="staff_access", context={"person": person, "address": address},
        about=f"{ABOUT}{person.pk}", is_urgent=True, at=clock.now(),
    )  # fmt: skip
