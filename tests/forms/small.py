"""A small company with business in several states, made in seconds: what the forms are tried on when CI has no half year."""

from typing import Any

from ordolux.edges.api.deeds import load_deeds
from ordolux.foundation.actors import STAFF_ROLES, Actor, Role
from ordolux.foundation.parties.deeds import add_person
from ordolux.inquiries.inquiry.deeds import ConfirmedLine, open_inquiry
from ordolux.inquiries.quotation.deeds import draft_quotation, send_quotation
from ordolux.inquiries.tests import house
from ordolux.shipping.tests import goods
from tests.cast import AT
from tests.faults.spine import Scene
from tests.looks.pages import Company

WISH = (ConfirmedLine("MZ-GU10-70-830", 300),)
SYSTEM = Actor.system()
FACTOTUM = "factotum@mingzhou.example"
MAILBOXES = {Role.BUYER: "b", Role.SIGNATORY: "s", Role.PAYER: "p"}


def small_company() -> Company:
    """An inquiry to read, quotations in draft and sent, orders made, planned and delivered, a claim; one of us does
    everything, so that each form stands on a page once."""
    load_deeds()
    scene = Scene()
    claim = scene.claimed()
    goods.sent(scene.made())
    mei, anna = scene.port.mei.actor(), scene.port.anna
    for step in range(3):
        house.MAIL = f"{house.MAIL.rstrip()}\nour reference {step}\n"
        inquiry = open_inquiry(house.mail(house.MAIL), by=SYSTEM, at=house.MONDAY)
        if step:
            quotation = draft_quotation(house.confirmed(inquiry, mei, anna, WISH), by=SYSTEM, at=house.MONDAY)
        if step > 1:
            send_quotation(quotation, by=mei, at=house.MONDAY)
    who: dict[str, Any] = {"by": SYSTEM, "at": AT}
    everything = sorted(role.value for role in STAFF_ROLES)
    add_person(email=FACTOTUM, name="Fu Quan", roles=everything, **who)
    for role, box in MAILBOXES.items():
        add_person(email=f"{box}@nordlicht.example", name=role.value.title(), roles=[role.value],
                   company=claim.deal.buyer, **who)  # fmt: skip
    customers = {role: f"{box}@nordlicht.example" for role, box in MAILBOXES.items()}
    return Company(customers, "small", staff={Role.MANAGER: FACTOTUM})
