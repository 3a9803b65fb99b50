"""Companies and people change with a record of before and after; whoever leaves is out at once."""

import hashlib
from datetime import timedelta

import pytest
from django.test import Client

from ordolux.foundation.deeds import ChangedMeanwhile, NotPermitted
from ordolux.foundation.journal.models import Event
from ordolux.foundation.links import LinkEnded, make_link, open_link
from ordolux.foundation.parties.deeds import (
    AddressWrong,
    CountryUnknown,
    LastOfItsKind,
    LeftAlready,
    NameMissing,
    NothingChanged,
    NotYourself,
    WrongRoles,
    ZoneUnknown,
    add_person,
    change_company,
    change_person,
    let_person_go,
    register_company,
    take_person_back,
)
from ordolux.foundation.parties.models import Company, Person, Token
from tests.cast import AT, Cast, assemble, sign_in

_A_DAY = timedelta(days=1)
FIELDS = (
    "legal_name", "country", "zone", "calendar", "address", "tax_number", "language", "currency", "payment_term", "domain",
)  # fmt: skip


@pytest.fixture
def cast(db: None) -> Cast:
    """Everybody."""
    return assemble()


def said(company: Company, **other: str) -> dict[str, str]:
    return {name: getattr(company, name) for name in FIELDS} | other


def test_a_change_of_a_company_is_told_before_and_after(cast: Cast) -> None:
    mei = cast.mei.actor()

    changed = change_company(
        cast.nordlicht,
        **said(cast.nordlicht, payment_term="LC_SIGHT", domain="@Nordlicht.example"),
        by=mei,
        at=AT,
    )

    event = Event.objects.filter(name="company.changed").latest("id")
    assert event.facts["before"] == {"payment_term": "TT_30_70_BS"}
    assert event.facts["after"] == {"payment_term": "LC_SIGHT"}
    assert (changed.payment_term, changed.version) == ("LC_SIGHT", 2)


@pytest.mark.parametrize(
    ("other", "refusal"),
    [
        ({"legal_name": "  "}, NameMissing),
        ({"country": "Germany"}, CountryUnknown),
        ({"zone": "Mars/Olympus"}, ZoneUnknown),
        ({}, NothingChanged),
    ],
    ids=["no name", "no country code", "no zone", "nothing"],
)
def test_what_cannot_be_is_refused_and_changes_nothing(
    cast: Cast, other: dict[str, str], refusal: type[Exception]
) -> None:
    with pytest.raises(refusal):
        change_company(cast.nordlicht, **said(cast.nordlicht, **other), by=cast.mei.actor(), at=AT)

    assert Company.objects.get(pk=cast.nordlicht.pk).version == 1


def test_two_who_change_one_company_at_once_notice_each_other(cast: Cast) -> None:
    mei = cast.mei.actor()
    change_company.once("a", 1)(cast.nordlicht, **said(cast.nordlicht, country="AT"), by=mei, at=AT)

    with pytest.raises(ChangedMeanwhile):
        change_company.once("b", 1)(cast.nordlicht, **said(cast.nordlicht, country="CH"), by=mei, at=AT)


def test_a_customer_and_an_inspector_register_nobody(cast: Cast) -> None:
    for actor in (cast.anna.actor(), cast.lin.actor()):
        with pytest.raises(NotPermitted):
            register_company(legal_name="X", country="DE", zone="UTC", calendar="DE", by=actor, at=AT)


def test_a_mail_address_that_reaches_nobody_is_refused(cast: Cast) -> None:
    for address in ("anna", "anna@", "a b@c.example", "a@b", "<script>@x.example"):
        with pytest.raises(AddressWrong):
            add_person(
                email=address,
                name="Anna",
                roles=["buyer"],
                company=cast.nordlicht,
                by=cast.mei.actor(),
                at=AT,
            )


def test_whoever_leaves_is_out_at_once_and_may_come_back(cast: Cast) -> None:
    browser = sign_in(Client(), cast.anna)
    key = cast.token("anna")
    token = make_link("quotation", cast.anna, given_to=cast.anna.email, at=AT, lasts=_A_DAY)
    assert browser.get("/portal/").status_code == 200

    let_person_go(cast.anna, by=cast.mei.actor(), at=AT, reason="moved on")

    assert browser.get("/portal/").status_code == 302
    assert Token.objects.get(hash=hashlib.sha256(key.encode()).hexdigest()).revoked_at == AT
    with pytest.raises(LinkEnded):
        open_link("quotation", token, at=AT)
    with pytest.raises(LeftAlready):
        let_person_go(cast.anna, by=cast.mei.actor(), at=AT)

    take_person_back(Person.objects.get(pk=cast.anna.pk), by=cast.mei.actor(), at=AT)

    assert browser.get("/portal/").status_code == 302, "the old session stays ended"
    assert sign_in(Client(), Person.objects.get(pk=cast.anna.pk)).get("/portal/").status_code == 200


def test_sales_lets_nobody_of_ours_go_and_nobody_lets_himself_go(cast: Cast) -> None:
    with pytest.raises(WrongRoles):
        let_person_go(cast.lin, by=cast.mei.actor(), at=AT)
    with pytest.raises(NotYourself):
        let_person_go(cast.tang, by=cast.tang.actor(), at=AT)
    with pytest.raises(LastOfItsKind):
        let_person_go(cast.tang, by=cast.adele.actor(), at=AT)


def test_a_program_loses_the_roles_that_its_person_loses(cast: Cast) -> None:
    cast.token("anna", roles=["buyer", "signatory"])

    change_person(
        cast.anna,
        name=cast.anna.name,
        roles=["buyer"],
        language="zh-hans",
        by=cast.mei.actor(),
        at=AT,
        reason="law",
    )

    assert Token.objects.get(person=cast.anna).roles == ["buyer"]
    event = Event.objects.filter(name="person.changed").latest("id")
    assert event.facts["after"] == {"roles": ["buyer"], "language": "zh-hans"}
    with pytest.raises(WrongRoles):
        change_person(
            Person.objects.get(pk=cast.anna.pk), name="Anna", roles=["finance"], by=cast.mei.actor(), at=AT
        )
