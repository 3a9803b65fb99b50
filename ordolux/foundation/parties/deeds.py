"""What can happen to parties: companies and people are entered, bank details are changed by two, suppliers qualify."""

import hashlib
import secrets
from datetime import date, datetime, timedelta

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

# The time in which a fraud in our name can still be noticed before documents print new bank details.
COOLING_HOURS = 48

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
    """Enter a buyer's company with the zone and calendar in which its working days are counted."""
    company = Company.objects.create(
        number=next_number("company", at), legal_name=legal_name, country=country, address=address,
        tax_number=tax_number, language=language, currency=currency, zone=zone, calendar=calendar,
        payment_term=payment_term, domain=domain, made_at=at,
    )  # fmt: skip
    record_event("company.registered", company, by=by, at=at, legal_name=legal_name, country=country)
    return company


@deed("person.add", roles={Role.SALES, Role.MANAGER, Role.ADMINISTRATOR, Role.SYSTEM})
def add_person(
    *, email: str, name: str, roles: list[str], by: Actor, at: datetime, company: Company | None = None, title: str = "",
    language: str = "en", zone: str = "",
) -> Person:  # fmt: skip
    """Let somebody in: a buyer's person with customers' roles, or (by manager or administrator) one of ours.

    Raises AddressTaken, WrongRoles.
    """
    wanted = frozenset(Role(role) for role in roles if role in Role)
    allowed = CUSTOMER_ROLES if company else STAFF_ROLES
    if not wanted or len(wanted) != len(set(roles)) or not wanted <= allowed:
        raise WrongRoles(roles=", ".join(roles))
    if company is None and not by.has_any(EMPLOYERS | {Role.SYSTEM}):
        raise WrongRoles(roles=", ".join(roles))
    address = email.strip().lower()
    if Person.objects.filter(email__iexact=address).exists():
        raise AddressTaken(email=address)
    person = Person(
        email=address, name=name.strip(), title=title, company=company, roles=sorted(role.value for role in wanted),
        language=language, zone=zone or (company.zone if company else "Asia/Shanghai"), made_at=at,
    )  # fmt: skip
    person.set_unusable_password()
    person.save(force_insert=True)
    record_event("person.added", person, by=by, at=at, email=address, roles=person.roles, company=company)
    return person


@deed("person.set_password", roles=EMPLOYERS | {Role.SYSTEM})
def set_password(person: Person, *, password: str, by: Actor, at: datetime) -> Person:
    """Give one of our people a first password; customers sign in by a code and have none."""
    person.set_password(password)
    person.save(update_fields=["password"])
    record_event("person.password_set", person, by=by, at=at)
    return person


@deed("bank_account.propose", roles={Role.FINANCE, Role.MANAGER, Role.SYSTEM})
def propose_bank_account(
    *, currency: str, beneficiary: str, bank_name: str, bic: str, account_number: str, proposed_by: Person, by: Actor,
    at: datetime, bank_address: str = "",
) -> BankAccount:  # fmt: skip
    """Propose a version of our bank details for a currency; nothing prints it before somebody else approves it.

    Raises BankDetailsWrong.
    """
    wrong = [*bic_findings(bic), *(iban_findings(account_number) if account_number[:2].isalpha() else ())]
    if wrong:
        raise BankDetailsWrong(findings="; ".join(str(finding) for finding in wrong))
    account = BankAccount.objects.create(
        currency=currency, beneficiary=beneficiary, bank_name=bank_name, bank_address=bank_address, bic=bic,
        account_number=account_number, proposed_by=proposed_by, proposed_at=at,
    )  # fmt: skip
    record_event(
        "bank_account.proposed", account, by=by, at=at, currency=currency, account=account_number[-4:]
    )
    return account


@deed("bank_account.approve", roles={Role.FINANCE, Role.MANAGER, Role.SYSTEM})
def approve_bank_account(
    account: BankAccount, *, approved_by: Person, by: Actor, at: datetime
) -> BankAccount:
    """Approve proposed bank details as a second person. The first account of a currency can be used at once, a change of
    one after the cooling period; the version before it is replaced then.

    Raises SamePerson.
    """
    if approved_by.pk == account.proposed_by_id or (
        by.person_id is not None and by.person_id == account.proposed_by_id
    ):
        raise SamePerson()
    before = BankAccount.objects.select_for_update().filter(
        currency=account.currency, state=BankAccountState.APPROVED
    ).first()  # fmt: skip
    if before is not None:
        before.move_to(BankAccountState.REPLACED, by=by, at=at)
    account.approved_by = approved_by
    account.usable_from = at + timedelta(hours=COOLING_HOURS if before else 0)
    account.move_to(BankAccountState.APPROVED, by=by, at=at, fields=("approved_by", "usable_from"))
    return account


@deed("supplier.register", roles={Role.PURCHASING, Role.MANAGER, Role.SYSTEM})
def register_supplier(
    *, legal_name: str, email: str, by: Actor, at: datetime, country: str = "CN", address: str = "",
) -> Supplier:  # fmt: skip
    """Enter somebody from whom we buy material."""
    supplier = Supplier.objects.create(
        number=next_number("supplier", at),
        legal_name=legal_name,
        country=country,
        email=email,
        address=address,
        made_at=at,
    )
    record_event("supplier.registered", supplier, by=by, at=at, legal_name=legal_name)
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
