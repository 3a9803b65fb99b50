"""The first day of a new company: its administrator is let in, and the guide on his first page leads him on."""

from django.conf import settings
from django.urls import reverse

from ordolux.foundation import clock
from ordolux.foundation.access_links.deeds import invite_person, reset_sign_in, token_in_force
from ordolux.foundation.actors import Actor, Role
from ordolux.foundation.parties.models import Person

ROLES = (Role.ADMINISTRATOR, Role.MANAGER)


def begin() -> None:
    """Invite the administrator when nobody is there yet, and say how he comes in: a line each."""
    ours = Person.objects.filter(company__isnull=True, is_active=True)
    address = f"administrator@{settings.ORDOLUX_MAIL_DOMAIN}"
    by = Actor(name="set-up", roles=frozenset(ROLES))
    first = ours.filter(roles__contains=[Role.ADMINISTRATOR.value]).order_by("id").first()
    if first is None:
        first = invite_person(
            email=address, name="Administrator", roles=[role.value for role in ROLES], by=by, at=clock.now()
        )
    if first.has_usable_password():
        print(f"staff      {first.email:<26} {first.name}, with the password that was chosen")
        return
    token = token_in_force(first) or token_in_force(reset_sign_in(first, by=by, at=clock.now()))
    print(f"staff      {first.email:<26} {first.name}: choose your password at")
    print(f"           {settings.ORDOLUX_PUBLIC_URL}{reverse('desk:invitation', args=[token])}")
