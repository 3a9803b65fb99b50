"""The cast of every test: our firm and its people, Anna who buys for Nordlicht, Omar who buys for Al Noor.

Everybody is entered by the same deeds that people use. ``Cast.sign_in`` opens a session as it is after a whole sign-in;
the sign-in itself is tested in ``ordolux/edges/public/tests``.
"""

from dataclasses import dataclass, field
from datetime import UTC, datetime
from typing import Any

from allauth.account.internal.flows.login import AUTHENTICATION_METHODS_SESSION_KEY
from django.test import Client

from ordolux.foundation.actors import STAFF_ROLES, Actor, Role
from ordolux.foundation.parties.deeds import (
    add_person,
    approve_bank_account,
    issue_token,
    new_token,
    propose_bank_account,
    register_company,
    set_firm,
    set_password,
)
from ordolux.foundation.parties.models import BankAccount, Company, Firm, Person

AT = datetime(2026, 9, 14, 2, 0, tzinfo=UTC)  # Monday, ten in the morning in Zhongshan
PASSWORD = "seven-lamps-and-a-ladder"


COLLEAGUES = {
    "mei": ("Mei Wen", Role.SALES),
    "han": ("Han Yu", Role.ENGINEER),
    "zhou": ("Zhou Lan", Role.FINANCE),
    "gao": ("Gao Feng", Role.PURCHASING),
    "chen": ("Chen Bo", Role.PLANNER),
    "lin": ("Lin Xia", Role.INSPECTOR),
    "wei": ("Wei Qiang", Role.LOGISTICS),
    "ling": ("Ling Yue", Role.SUPPORT),
    "ma": ("Ma Ning", Role.MARKETING),
    "tang": ("Tang Rui", Role.MANAGER),
    "adele": ("Adele Song", Role.ADMINISTRATOR),
}


@dataclass
class Cast:
    """Everybody by name; ``person`` gives the row, ``actor`` what a deed is told, ``token`` a program's key."""

    firm: Firm
    nordlicht: Company
    al_noor: Company
    account: BankAccount
    people: dict[str, Person] = field(default_factory=dict)

    def __getattr__(self, name: str) -> Person:
        """The person called ``name``: ``cast.anna``."""
        people: dict[str, Person] = self.__dict__.get("people", {})
        if name not in people:
            raise AttributeError(name)
        return people[name]

    def person(self, role: Role) -> Person:
        """The one of our people, or of Nordlicht's, who plays this part."""
        if role in (Role.BUYER, Role.SIGNATORY, Role.PAYER):
            return self.people["anna"]
        return next(self.people[name] for name, (_, part) in COLLEAGUES.items() if part == role)

    def actor(self, role: Role) -> Actor:
        """Somebody who holds this role and no other, as a deed is told of him."""
        match role:
            case Role.SYSTEM:
                return Actor.system()
            case Role.PUBLIC:
                return Actor.visitor()
        whole = self.person(role).actor()
        return Actor(whole.name, frozenset({role}), whole.person_id, whole.company_id)

    def token(self, name: str, *, roles: list[str] | None = None, label: str = "program") -> str:
        """A key with which a program acts for the person called ``name``."""
        key, hashed = new_token()
        person = self.people[name]
        issue_token(
            person, label=label, token_hash=hashed, roles=roles or person.roles, by=Actor.system(), at=AT
        )
        return key


def sign_in(client: Client, person: Person) -> Client:
    """Open a session as it is after a whole sign-in: by code for a customer, by password and second factor for ours."""
    client.force_login(person)
    session = client.session
    methods = ["code"] if person.company_id else ["password", "mfa"]
    session[AUTHENTICATION_METHODS_SESSION_KEY] = [{"method": m, "at": AT.timestamp()} for m in methods]
    session["account_authentication_methods_user"] = str(person.pk)
    session.save()
    return client


def assemble(at: datetime = AT) -> Cast:
    """Enter the firm, its bank account, both buyers and everybody who plays a part."""
    who: dict[str, Any] = {"by": Actor("founder", STAFF_ROLES | {Role.SYSTEM}), "at": at}
    firm = set_firm(
        legal_name="Mingzhou Lighting Co., Ltd.", legal_name_zh="中山市明舟照明有限公司",
        address="88 Dengdu Road, Guzhen\nZhongshan 528421, Guangdong, China", email="sales@ordolux.example",
        phone="+86 760 5550 0142", tax_number="91442000MA5XXXXX0X", **who,
    )  # fmt: skip
    people = {}
    for name, (whole, role) in COLLEAGUES.items():
        person = add_person(email=f"{name}@ordolux.example", name=whole, roles=[role.value], **who)
        people[name] = set_password(person, password=PASSWORD, **who)
    proposed = propose_bank_account(
        currency="EUR", beneficiary=firm.legal_name, bank_name="Pearl River Commercial Bank", bic="PRVBCNBSZSN",
        account_number="7550014200882178", proposed_by=people["zhou"], **who,
    )  # fmt: skip
    account = approve_bank_account(proposed, approved_by=people["tang"], **who)
    nordlicht = register_company(
        legal_name="Nordlicht Leuchten GmbH", country="DE", address="Speicherstadt 14\n20457 Hamburg", currency="EUR",
        tax_number="DE812345678", zone="Europe/Berlin", calendar="DE", domain="nordlicht.example", **who,
    )  # fmt: skip
    al_noor = register_company(
        legal_name="Al Noor Lighting LLC", country="AE", address="Warehouse 7, Al Quoz 3\nDubai", currency="USD",
        zone="Asia/Dubai", calendar="AE", domain="alnoor.example", **who,
    )  # fmt: skip
    buys = [Role.BUYER.value, Role.SIGNATORY.value, Role.PAYER.value]
    people["anna"] = add_person(
        email="anna@nordlicht.example",
        name="Anna Petersen",
        roles=buys,
        company=nordlicht,
        zone="Europe/Berlin",
        **who,
    )
    people["omar"] = add_person(
        email="omar@alnoor.example", name="Omar Haddad", roles=buys, company=al_noor, zone="Asia/Dubai", **who
    )
    return Cast(firm, nordlicht, al_noor, account, people)
