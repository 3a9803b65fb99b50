"""What can happen to parties: companies and people are entered, bank details are changed by two, suppliers qualify."""

import hashlib
import re
import secrets
from datetime import date, datetime, timedelta
from functools import cache
from typing import Any
from zoneinfo import available_timezones

from ordolux.foundation.actors import CUSTOMER_ROLES, STAFF_ROLES, Actor, Role
from ordolux.foundation.deeds import deed, record_event
from ordolux.foundation.files.models import StoredFile
from ordolux.foundation.numbers import next_number
from ordolux.foundation.parties.models import (
    BankAccount,
    BankAccountState,
    Company,
    Firm,
    Person,
    Supplier,
    SupplierCertificate,
    Token,
)
from ordolux.rules.bank_details import bic_findings, iban_findings
from ordolux.rules.refusal import N_, Refusal
from ordolux.rules.terms import TermCode

# The time in which a fraud in our name can still be noticed before documents print new bank details.
COOLING_HOURS = 48

# the list is read from files each time it is asked for
_zones = cache(available_timezones)

EMPLOYERS = frozenset({Role.MANAGER, Role.ADMINISTRATOR})


class AddressTaken(Refusal):
    """Two people cannot share one mail address."""

    message = N_("{email} belongs to somebody already.")


class WrongRoles(Refusal):
    """Customers' people hold customers' roles, ours hold ours."""

    message = N_("{roles}: people of a customer hold customers' roles only, our own people hold ours only.")


class SamePerson(Refusal):
    """Bank details need two people."""

    message = N_("Bank details are approved by somebody else than the one who proposed them.")


class BankDetailsWrong(Refusal):
    """The account number or the BIC cannot be right."""

    message = N_("These bank details cannot be right: {findings}")


class NameMissing(Refusal):
    """A company or a person without a name."""

    message = N_("Give a name.")


class CountryUnknown(Refusal):
    """A country is told by its two letters."""

    message = N_("“{country}” is no country code; give two letters, such as DE.")


class ZoneUnknown(Refusal):
    """Working days are counted in a zone of the IANA database."""

    message = N_("“{zone}” is no time zone that we know; give one such as Europe/Berlin.")


class CurrencyUnknown(Refusal):
    """A currency is told by its three letters."""

    message = N_("“{currency}” is no currency code; give three letters, such as EUR.")


class PaymentTermUnknown(Refusal):
    """A payment term that our contracts do not know."""

    message = N_("“{term}” is no payment term that we know.")


class AddressWrong(Refusal):
    """A mail address at which nobody can be reached."""

    message = N_("“{email}” is no mail address.")


class NothingChanged(Refusal):
    """A change that changes nothing leaves no line in the journal."""

    message = N_("Nothing was changed: everything is as it was.")


class NotYourself(Refusal):
    """Nobody locks himself out."""

    message = N_("You cannot let yourself go; ask a colleague.")


class LastOfItsKind(Refusal):
    """The house would be left without the one who can let people in."""

    message = N_("{person} is the last one who is {role}; name another first.")


class LeftAlready(Refusal):
    """He was let go before."""

    message = N_("{person} has left already.")


class NotGone(Refusal):
    """Only somebody who left can come back."""

    message = N_("{person} has not left.")


class ReasonNeeded(Refusal):
    """What is refused or ended is explained."""

    message = N_("Please say why.")


class RetiredAlready(Refusal):
    """Nothing is bought from this supplier any more."""

    message = N_("{supplier} is retired already.")


class NotRetired(Refusal):
    """The supplier was never retired."""

    message = N_("{supplier} is not retired.")


class PersonMissing(Refusal):
    """Bank details are proposed and approved by people."""

    message = N_("Say which person proposes or approves the bank details.")


class CertificateEndsBeforeItBegins(Refusal):
    """The last day of a certificate lies before its first."""

    message = N_("The certificate ends before it begins.")


@deed("firm.set", roles=EMPLOYERS | {Role.SYSTEM})
def set_firm(
    *, legal_name: str, address: str, email: str, by: Actor, at: datetime, legal_name_zh: str = "", country: str = "CN",
    tax_number: str = "", phone: str = "", website: str = "", zone: str = "Asia/Shanghai", calendar: str = "CN",
    cost_currency: str = "CNY",
) -> Firm:  # fmt: skip
    """Say who we are: the seller on every document."""
    firm, _ = Firm.objects.update_or_create(only=True, defaults={
        "legal_name": legal_name, "legal_name_zh": legal_name_zh, "address": address, "country": country,
        "tax_number": tax_number, "email": email, "phone": phone, "website": website, "zone": zone,
        "calendar": calendar, "cost_currency": cost_currency,
    })  # fmt: skip
    record_event("firm.set", firm, by=by, at=at, legal_name=legal_name, address=address)
    return firm


@deed("company.register", roles={Role.SALES, Role.MANAGER, Role.SYSTEM})
def register_company(
    *, legal_name: str, country: str, zone: str, calendar: str, by: Actor, at: datetime, address: str = "",
    tax_number: str = "", language: str = "en", currency: str = "USD", payment_term: str = "TT_30_70_BS",
    domain: str = "",
) -> Company:  # fmt: skip
    """Enter a buyer's company with the zone and calendar in which its working days are counted.

    Raises NameMissing, CountryUnknown, ZoneUnknown, CurrencyUnknown, PaymentTermUnknown.
    """
    said = _company_facts(
        legal_name=legal_name, country=country, zone=zone, calendar=calendar, address=address, tax_number=tax_number,
        language=language, currency=currency, payment_term=payment_term, domain=domain,
    )  # fmt: skip
    company = Company.objects.create(number=next_number("company", at), made_at=at, **said)
    record_event(
        "company.registered", company, by=by, at=at, legal_name=said["legal_name"], country=said["country"], before={},
        after=said,
    )  # fmt: skip
    return company


@deed("company.change", roles={Role.SALES, Role.MANAGER})
def change_company(
    company: Company, *, legal_name: str, country: str, zone: str, calendar: str, by: Actor, at: datetime,
    address: str = "", tax_number: str = "", language: str = "en", currency: str = "USD",
    payment_term: str = "TT_30_70_BS", domain: str = "", reason: str = "",
) -> Company:  # fmt: skip
    """Change what we know of a buyer's company. What was issued before keeps what it says; what comes next uses the new data.

    Raises NameMissing, CountryUnknown, ZoneUnknown, CurrencyUnknown, PaymentTermUnknown, NothingChanged.
    """
    said = _company_facts(
        legal_name=legal_name, country=country, zone=zone, calendar=calendar, address=address, tax_number=tax_number,
        language=language, currency=currency, payment_term=payment_term, domain=domain,
    )  # fmt: skip
    before, after = _differing(company, said)
    _keep(company, after)
    record_event("company.changed", company, by=by, at=at, before=before, after=after, reason=reason.strip())
    return company


@deed("person.add", roles={Role.SALES, Role.MANAGER, Role.ADMINISTRATOR, Role.SYSTEM})
def add_person(
    *, email: str, name: str, roles: list[str], by: Actor, at: datetime, company: Company | None = None, title: str = "",
    language: str = "en", zone: str = "",
) -> Person:  # fmt: skip
    """Let somebody in: a buyer's person with customers' roles, or (by manager or administrator) one of ours.

    Raises AddressTaken, WrongRoles, NameMissing, AddressWrong, ZoneUnknown.
    """
    wanted = _roles(roles, company)
    if company is None and not by.has_any(EMPLOYERS | {Role.SYSTEM}):
        raise WrongRoles(roles=", ".join(roles))
    address = email.strip().lower()
    said = _person_facts(name, title, language, zone or (company.zone if company else "Asia/Shanghai"))
    if not _ADDRESS.fullmatch(address):
        raise AddressWrong(email=address)
    if Person.objects.filter(email__iexact=address).exists():
        raise AddressTaken(email=address)
    person = Person(email=address, company=company, roles=wanted, made_at=at, **said)
    person.set_unusable_password()
    person.save(force_insert=True)
    record_event(
        "person.added", person, by=by, at=at, email=address, roles=wanted, company=company, before={},
        after={**said, "email": address, "roles": wanted},
    )  # fmt: skip
    return person


@deed("person.change", roles={Role.SALES, Role.MANAGER, Role.ADMINISTRATOR})
def change_person(
    person: Person, *, name: str, roles: list[str], by: Actor, at: datetime, title: str = "", language: str = "en",
    zone: str = "", reason: str = "",
) -> Person:  # fmt: skip
    """Change name, roles, language or zone of somebody: a customer's person, or (by manager or administrator) one of ours.

    His mail address stays: it is what he signs in with, and what his signatures name. Keys of programs lose the roles
    that he loses. Raises WrongRoles, NameMissing, ZoneUnknown, LastOfItsKind, NothingChanged.
    """
    _may_keep(person, by)
    wanted = _roles(roles, person.company)
    said = {**_person_facts(name, title, language, zone or person.zone), "roles": wanted}
    for role in set(person.roles) - set(wanted):
        _not_the_last(person, role)
    before, after = _differing(person, said)
    _keep(person, after)
    if "roles" in after:
        for token in Token.objects.filter(person=person, revoked_at__isnull=True):
            token.roles = sorted(set(token.roles) & set(wanted))
            token.save(update_fields=["roles"])
    record_event("person.changed", person, by=by, at=at, before=before, after=after, reason=reason.strip())
    return person


@deed("person.let_go", roles={Role.SALES, Role.MANAGER, Role.ADMINISTRATOR})
def let_person_go(person: Person, *, by: Actor, at: datetime, reason: str = "") -> Person:
    """Somebody has left: his sessions, his password and his programs' keys end now, and links given to him open nothing.

    Raises NotYourself, LeftAlready, LastOfItsKind, WrongRoles.
    """
    _may_keep(person, by)
    if person.pk == by.person_id:
        raise NotYourself()
    if not person.is_active:
        raise LeftAlready(person=person.name)
    for role in person.roles:
        _not_the_last(person, role)
    # a new unusable password changes what every open session is compared with
    person.set_unusable_password()
    person.is_active = False
    person.version += 1
    person.save(update_fields=["password", "is_active", "version"])
    ended = Token.objects.filter(person=person, revoked_at__isnull=True).update(revoked_at=at)
    record_event(
        "person.let_go", person, by=by, at=at, before={"is_active": True}, after={"is_active": False}, keys_ended=ended,
        reason=reason.strip(),
    )  # fmt: skip
    return person


@deed("person.take_back", roles={Role.SALES, Role.MANAGER, Role.ADMINISTRATOR})
def take_person_back(person: Person, *, by: Actor, at: datetime, reason: str = "") -> Person:
    """Somebody who left is back with the roles that he had: he signs in anew; one of ours needs a new password, and keys
    of programs are given anew.

    Raises NotGone, WrongRoles.
    """
    _may_keep(person, by)
    if person.is_active:
        raise NotGone(person=person.name)
    person.is_active = True
    person.version += 1
    person.save(update_fields=["is_active", "version"])
    record_event(
        "person.taken_back", person, by=by, at=at, before={"is_active": False}, after={"is_active": True},
        reason=reason.strip(),
    )  # fmt: skip
    return person


_ADDRESS = re.compile(r"[^@\s,;<>\"]+@[^@\s,;<>\"]+\.[^@\s,;<>\".]+")


def _company_facts(**said: str) -> dict[str, str]:
    """What is kept of a company, cleaned and checked."""
    facts = {name: value.strip() for name, value in said.items()}
    facts["country"], facts["currency"] = facts["country"].upper(), facts["currency"].upper()
    facts["domain"] = facts["domain"].lower().lstrip("@")
    if not facts["legal_name"]:
        raise NameMissing()
    if not re.fullmatch("[A-Z]{2}", facts["country"]):
        raise CountryUnknown(country=facts["country"])
    if facts["zone"] not in _zones():
        raise ZoneUnknown(zone=facts["zone"])
    if not re.fullmatch("[A-Z]{3}", facts["currency"]):
        raise CurrencyUnknown(currency=facts["currency"])
    if facts["payment_term"] not in set(TermCode):
        raise PaymentTermUnknown(term=facts["payment_term"])
    return facts


def _person_facts(name: str, title: str, language: str, zone: str) -> dict[str, str]:
    if not name.strip():
        raise NameMissing()
    if zone not in _zones():
        raise ZoneUnknown(zone=zone)
    return {"name": name.strip(), "title": title.strip(), "language": language, "zone": zone}


def _roles(roles: list[str], company: Company | None) -> list[str]:
    wanted = frozenset(Role(role) for role in roles if role in Role)
    allowed = CUSTOMER_ROLES if company else STAFF_ROLES
    if not wanted or len(wanted) != len(set(roles)) or not wanted <= allowed:
        raise WrongRoles(roles=", ".join(roles))
    return sorted(role.value for role in wanted)


def _may_keep(person: Person, by: Actor) -> None:
    """Our own people are the business of those who employ them, a customer's people that of sales too."""
    if person.company_id is None and not by.has_any(EMPLOYERS):
        raise WrongRoles(roles=", ".join(person.roles))
    if person.company_id is not None and not by.has_any(frozenset({Role.SALES, Role.MANAGER})):
        raise WrongRoles(roles=", ".join(person.roles))


def _not_the_last(person: Person, role: str) -> None:
    """The house needs somebody who can let people in."""
    if role not in {Role.MANAGER.value, Role.ADMINISTRATOR.value} or person.company_id is not None:
        return
    others = Person.objects.filter(is_active=True, company__isnull=True, roles__contains=[role]).exclude(
        pk=person.pk
    )
    if not others.exists():
        raise LastOfItsKind(person=person.name, role=role)


def _differing(record: Company | Person, said: dict[str, Any]) -> tuple[dict[str, Any], dict[str, Any]]:
    """What of ``said`` differs from what is kept: before and after.

    Raises NothingChanged.
    """
    after = {name: value for name, value in said.items() if getattr(record, name) != value}
    if not after:
        raise NothingChanged()
    return {name: getattr(record, name) for name in after}, after


def _keep(record: Company | Person, values: dict[str, Any]) -> None:
    for name, value in values.items():
        setattr(record, name, value)
    record.version += 1
    record.save(update_fields=["version", *values])


@deed("person.set_password", roles=EMPLOYERS | {Role.SYSTEM})
def set_password(person: Person, *, password: str, by: Actor, at: datetime) -> Person:
    """Give one of our people a first password; customers sign in by a code and have none."""
    person.set_password(password)
    person.save(update_fields=["password"])
    record_event("person.password_set", person, by=by, at=at)
    return person


@deed("bank_account.propose", roles={Role.FINANCE, Role.MANAGER, Role.SYSTEM})
def propose_bank_account(
    *, currency: str, beneficiary: str, bank_name: str, bic: str, account_number: str, by: Actor, at: datetime,
    proposed_by: Person | None = None, bank_address: str = "", proof: StoredFile | None = None, reason: str = "",
) -> BankAccount:  # fmt: skip
    """Propose a version of our bank details for a currency; nothing prints it before somebody else approves it.

    Who acts is who proposes; ``proposed_by`` names the person only where the system acts for him. ``proof`` is the
    bank's letter. Raises BankDetailsWrong.
    """
    number, plain_bic = account_number.strip(), bic.strip().upper()
    wrong = [*bic_findings(plain_bic), *(iban_findings(number) if number[:2].isalpha() else ())]
    if wrong or not number:
        raise BankDetailsWrong(findings="; ".join(str(finding) for finding in wrong) or "–")
    account = BankAccount.objects.create(
        currency=currency, beneficiary=beneficiary.strip(), bank_name=bank_name.strip(), bank_address=bank_address,
        bic=plain_bic, account_number=number, proposed_by_id=_person_of(by, proposed_by), proposed_at=at,
        proof_id=proof.sha256 if proof else None, reason=reason.strip()[:300],
    )  # fmt: skip
    record_event(
        "bank_account.proposed", account, by=by, at=at, currency=currency, account=account_number[-4:]
    )
    return account


@deed("bank_account.approve", roles={Role.FINANCE, Role.MANAGER, Role.SYSTEM})
def approve_bank_account(
    account: BankAccount, *, by: Actor, at: datetime, approved_by: Person | None = None
) -> BankAccount:
    """Approve proposed bank details as a second person. The first account of a currency can be used at once, a change of
    one after the cooling period; the version before it is replaced then.

    Who acts is who approves; ``approved_by`` names the person only where the system acts for him. Raises SamePerson.
    """
    approver = _person_of(by, approved_by)
    if approver == account.proposed_by_id:
        raise SamePerson()
    before = BankAccount.objects.select_for_update().filter(
        currency=account.currency, state=BankAccountState.APPROVED
    ).first()  # fmt: skip
    if before is not None:
        before.move_to(BankAccountState.REPLACED, by=by, at=at)
    account.approved_by_id, account.decided_at = approver, at
    account.usable_from = at + timedelta(hours=COOLING_HOURS if before else 0)
    account.move_to(
        BankAccountState.APPROVED, by=by, at=at, fields=("approved_by", "decided_at", "usable_from"),
        currency=account.currency, usable_from=account.usable_from, replaces=before.pk if before else None,
    )  # fmt: skip
    return account


@deed("bank_account.reject", roles={Role.FINANCE, Role.MANAGER})
def reject_bank_account(account: BankAccount, *, reason: str, by: Actor, at: datetime) -> BankAccount:
    """Refuse proposed bank details, or take one's own proposal back, with the reason.

    Raises ReasonNeeded, NotAllowedNow.
    """
    if not reason.strip():
        raise ReasonNeeded()
    account.rejected_because, account.decided_at = reason.strip()[:300], at
    account.move_to(
        BankAccountState.REJECTED, by=by, at=at, fields=("rejected_because", "decided_at"), reason=reason
    )
    return account


@deed("supplier.register", roles={Role.PURCHASING, Role.MANAGER, Role.SYSTEM})
def register_supplier(
    *, legal_name: str, email: str, by: Actor, at: datetime, country: str = "CN", address: str = "",
    contact_name: str = "", phone: str = "",
) -> Supplier:  # fmt: skip
    """Enter somebody from whom we buy material."""
    supplier = Supplier.objects.create(
        number=next_number("supplier", at),
        legal_name=legal_name,
        country=country,
        email=email,
        address=address,
        contact_name=contact_name,
        phone=phone,
        made_at=at,
    )
    record_event("supplier.registered", supplier, by=by, at=at, legal_name=legal_name)
    return supplier


@deed("supplier.change", roles={Role.PURCHASING, Role.MANAGER})
def change_supplier(
    supplier: Supplier, *, legal_name: str, email: str, by: Actor, at: datetime, country: str = "CN",
    address: str = "", contact_name: str = "", phone: str = "",
) -> Supplier:  # fmt: skip
    """Correct who a supplier is and where he is reached; the journal keeps what stood there before."""
    said = {
        "legal_name": legal_name, "email": email, "country": country, "address": address,
        "contact_name": contact_name, "phone": phone,
    }  # fmt: skip
    before = {
        name: getattr(supplier, name) for name, value in said.items() if getattr(supplier, name) != value
    }
    for name in before:
        setattr(supplier, name, said[name])
    supplier.save(update_fields=list(before) or ["legal_name"])
    record_event(
        "supplier.changed", supplier, by=by, at=at, before=before, after={name: said[name] for name in before}
    )
    return supplier


@deed("supplier.retire", roles={Role.PURCHASING, Role.MANAGER})
def retire_supplier(supplier: Supplier, *, reason: str, by: Actor, at: datetime) -> Supplier:
    """Buy nothing more from a supplier; what is on its way still comes. Raises ReasonNeeded, RetiredAlready."""
    if not reason.strip():
        raise ReasonNeeded()
    if supplier.retired_at is not None:
        raise RetiredAlready(supplier=supplier.legal_name)
    supplier.retired_at, supplier.retired_because = at, reason.strip()[:300]
    supplier.save(update_fields=["retired_at", "retired_because"])
    record_event("supplier.retired", supplier, by=by, at=at, reason=supplier.retired_because)
    return supplier


@deed("supplier.reinstate", roles={Role.PURCHASING, Role.MANAGER})
def reinstate_supplier(supplier: Supplier, *, by: Actor, at: datetime) -> Supplier:
    """Buy from a retired supplier again. Raises NotRetired."""
    if supplier.retired_at is None:
        raise NotRetired(supplier=supplier.legal_name)
    supplier.retired_at, supplier.retired_because = None, ""
    supplier.save(update_fields=["retired_at", "retired_because"])
    record_event("supplier.reinstated", supplier, by=by, at=at)
    return supplier


@deed("supplier.certify", roles={Role.PURCHASING, Role.INSPECTOR, Role.SYSTEM})
def add_supplier_certificate(
    supplier: Supplier, *, scheme: str, certificate_number: str, scope: str, valid_from: date, valid_until: date,
    file: StoredFile, by: Actor, at: datetime,
) -> SupplierCertificate:  # fmt: skip
    """Keep a qualification certificate of a supplier with its file.

    Raises CertificateEndsBeforeItBegins.
    """
    if valid_until < valid_from:
        raise CertificateEndsBeforeItBegins()
    certificate = SupplierCertificate.objects.create(
        supplier=supplier, scheme=scheme, certificate_number=certificate_number, scope=scope, valid_from=valid_from,
        valid_until=valid_until, file_id=file.sha256, made_at=at,
    )  # fmt: skip
    record_event("supplier.certified", supplier, by=by, at=at, scheme=scheme, valid_until=valid_until)
    return certificate


@deed("token.issue", roles=EMPLOYERS | {Role.SYSTEM})
def issue_token(
    person: Person, *, label: str, token_hash: str, roles: list[str], by: Actor, at: datetime
) -> Token:
    """Give a program a key that acts for ``person`` with at most ``roles``; only the SHA-256 of the key is told and kept."""
    token = Token.objects.create(
        person=person, label=label, hash=token_hash, roles=sorted(set(roles) & set(person.roles)), made_at=at
    )
    record_event("token.issued", person, by=by, at=at, label=label, roles=token.roles)
    return token


@deed("token.revoke", roles=EMPLOYERS)
def revoke_token(token: Token, *, by: Actor, at: datetime) -> Token:
    """End a program's key at once."""
    token.revoked_at = at
    token.save(update_fields=["revoked_at"])
    record_event("token.revoked", token.person, by=by, at=at, label=token.label)
    return token


def new_token() -> tuple[str, str]:
    """A fresh key for a program and its SHA-256; the key is shown once and never kept."""
    token = secrets.token_urlsafe(32)
    return token, hashlib.sha256(token.encode()).hexdigest()


def _person_of(by: Actor, named: Person | None) -> int:
    """Who acts; only the system acts for somebody it names."""
    if Role.SYSTEM in by.roles and named is not None:
        return named.pk
    if by.person_id is None:
        raise PersonMissing()
    return by.person_id
