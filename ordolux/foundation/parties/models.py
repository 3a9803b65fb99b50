"""Who we deal with: buyers' companies and their people, our own people, suppliers, our firm and its bank accounts."""

from datetime import date, datetime
from typing import ClassVar, Self

from django.contrib.auth.base_user import AbstractBaseUser, BaseUserManager
from django.contrib.postgres.fields import ArrayField
from django.contrib.postgres.indexes import GinIndex
from django.db import models

from ordolux.foundation.actors import Actor, Role
from ordolux.foundation.deeds.stateful import Stateful
from ordolux.foundation.guards import FrozenOnce
from ordolux.foundation.records import Records, StaffRecords
from ordolux.foundation.search import words_index
from ordolux.rules.refusal import N_
from ordolux.rules.workdays import day_at


class CompanyRecords(Records["Company"]):
    """Buyers' companies; a customer sees his own."""

    def of_company(self, company_id: int | None) -> "CompanyRecords":
        """The company itself."""
        return self.filter(pk__in=[company_id])


class CompanysRecords[M: models.Model](Records[M]):
    """What belongs to a company itself, not to one of its deals."""

    def of_company(self, company_id: int | None) -> Self:
        """The company's own."""
        return self.filter(company_id__in=[company_id])


class Company(models.Model):
    """A buyer. ``zone`` (IANA) and ``calendar`` (country code) are those in which his working days are counted."""

    number = models.CharField(max_length=30, unique=True)
    legal_name = models.CharField(max_length=200)
    country = models.CharField(max_length=2)
    address = models.TextField(default="", blank=True)
    tax_number = models.CharField(max_length=40, default="", blank=True)
    language = models.CharField(max_length=10, default="en")
    currency = models.CharField(max_length=3, default="USD")
    zone = models.CharField(max_length=60, default="UTC")
    calendar = models.CharField(max_length=10, default="CN")
    payment_term = models.CharField(max_length=20, default="TT_30_70_BS")
    domain = models.CharField(max_length=200, default="", blank=True)
    made_at = models.DateTimeField()
    version = models.PositiveIntegerField(default=1)

    objects = CompanyRecords.as_manager()

    class Meta:
        indexes = [
            GinIndex(fields=["legal_name"], opclasses=["gin_trgm_ops"], name="company_name_search"),
            words_index("number", "domain", name="company_words"),
            models.Index(fields=["legal_name", "id"], name="company_by_name"),
        ]

    def __str__(self) -> str:
        return self.legal_name


class PersonManager(BaseUserManager["Person"]):
    """Finds people by mail address; making one is a deed."""

    def get_by_natural_key(self, username: str | None) -> "Person":
        """The person with this mail address, whatever its case."""
        return self.get(email__iexact=username)

    def visible_to(self, actor: Actor) -> "models.QuerySet[Person]":
        """Staff see everybody, a customer the people of his company."""
        if actor.is_staff or actor.is_system:
            return self.get_queryset()
        if actor.is_customer:
            return self.filter(company_id__in=[actor.company_id])
        return self.none()


class Person(AbstractBaseUser):
    """Somebody who can sign in: one of ours (no company) or one of a buyer's company. ``roles`` says what he may do."""

    email = models.EmailField(unique=True)
    name = models.CharField(max_length=120)
    title = models.CharField(max_length=120, default="", blank=True)
    company = models.ForeignKey(Company, null=True, on_delete=models.PROTECT, related_name="people")
    roles = ArrayField(models.CharField(max_length=20), default=list)
    language = models.CharField(max_length=10, default="en")
    zone = models.CharField(max_length=60, default="Asia/Shanghai")
    is_active = models.BooleanField(default=True)
    made_at = models.DateTimeField()
    unread_notices = models.PositiveIntegerField(default=0)
    version = models.PositiveIntegerField(default=1)

    USERNAME_FIELD: ClassVar[str] = "email"
    REQUIRED_FIELDS: ClassVar[list[str]] = ["name"]
    objects = PersonManager()

    class Meta:
        indexes = [
            words_index("name", "email", name="person_words"),
            models.Index(fields=["name", "id"], name="person_by_name"),
        ]
        constraints = [
            models.UniqueConstraint(models.functions.Lower("email"), name="one_person_per_mail_address")
        ]

    def __str__(self) -> str:
        return self.name

    def actor(self) -> Actor:
        """This person as the actor of a deed."""
        roles = frozenset(Role(r) for r in self.roles) if self.is_active else frozenset[Role]()
        return Actor(name=self.name, roles=roles, person_id=self.pk, company_id=self.company_id)


class DeliveryAddress(models.Model):
    """A place to which the goods of a company may go."""

    company = models.ForeignKey(Company, on_delete=models.PROTECT, related_name="addresses")
    label = models.CharField(max_length=80)
    address = models.TextField()
    country = models.CharField(max_length=2)
    contact = models.CharField(max_length=120, default="", blank=True)
    phone = models.CharField(max_length=40, default="", blank=True)
    made_at = models.DateTimeField()
    removed_at = models.DateTimeField(null=True)

    objects = CompanysRecords["DeliveryAddress"].as_manager()
    guards = (
        FrozenOnce(columns=("company_id", "label", "address", "country", "contact", "phone", "made_at")),
    )

    def __str__(self) -> str:
        return self.label


class Token(models.Model):
    """A key for a program: only its hash is kept; it acts for ``person`` with at most ``roles``."""

    person = models.ForeignKey(Person, on_delete=models.PROTECT, related_name="tokens")
    label = models.CharField(max_length=120)
    hash = models.CharField(max_length=64, unique=True)
    roles = ArrayField(models.CharField(max_length=20), default=list)
    made_at = models.DateTimeField()
    revoked_at = models.DateTimeField(null=True)

    objects = StaffRecords.as_manager()

    def __str__(self) -> str:
        return self.label

    def actor(self) -> Actor:
        """The program as the actor of a deed: never more than its person may do."""
        mine = self.person.actor()
        return Actor(
            name=f"{mine.name} ({self.label})",
            roles=mine.roles & frozenset(Role(r) for r in self.roles),
            person_id=mine.person_id,
            company_id=mine.company_id,
        )


class Supplier(models.Model):
    """Somebody from whom we buy material."""

    number = models.CharField(max_length=30, unique=True)
    legal_name = models.CharField(max_length=200)
    country = models.CharField(max_length=2, default="CN")
    email = models.EmailField()
    address = models.TextField(default="", blank=True)
    contact_name = models.CharField(max_length=120, default="", blank=True)
    phone = models.CharField(max_length=40, default="", blank=True)
    retired_at = models.DateTimeField(null=True, help_text="nothing is bought from him since")
    retired_because = models.CharField(max_length=300, default="", blank=True)
    made_at = models.DateTimeField()

    objects = StaffRecords.as_manager()

    def __str__(self) -> str:
        return self.legal_name


class SupplierCertificate(models.Model):
    """A qualification certificate of a supplier: what it covers and until when; the file is kept."""

    supplier = models.ForeignKey(Supplier, on_delete=models.PROTECT, related_name="certificates")
    scheme = models.CharField(max_length=60)
    certificate_number = models.CharField(max_length=80)
    scope = models.CharField(max_length=300)
    valid_from = models.DateField()
    valid_until = models.DateField()
    file = models.ForeignKey("foundation.StoredFile", on_delete=models.PROTECT, related_name="+")
    made_at = models.DateTimeField()

    objects = StaffRecords.as_manager()
    guards = (
        FrozenOnce(
            columns=("supplier_id", "scheme", "certificate_number", "valid_from", "valid_until", "file_id")
        ),
    )

    class Meta:
        constraints = [
            models.CheckConstraint(
                condition=models.Q(valid_until__gte=models.F("valid_from")),
                name="certificate_ends_after_it_begins",
            )
        ]

    def __str__(self) -> str:
        return f"{self.scheme} {self.certificate_number}"


class Firm(models.Model):
    """Ourselves: the one row with the seller's legal name, address, zone and calendar."""

    legal_name = models.CharField(max_length=200)
    legal_name_zh = models.CharField(max_length=200, default="", blank=True)
    address = models.TextField()
    country = models.CharField(max_length=2, default="CN")
    tax_number = models.CharField(max_length=40, default="", blank=True)
    email = models.EmailField()
    phone = models.CharField(max_length=40, default="", blank=True)
    website = models.CharField(max_length=200, default="", blank=True)
    zone = models.CharField(max_length=60, default="Asia/Shanghai")
    calendar = models.CharField(max_length=10, default="CN")
    cost_currency = models.CharField(max_length=3, default="CNY")
    only = models.BooleanField(default=True, unique=True)

    objects = StaffRecords.as_manager()

    class Meta:
        constraints = [models.CheckConstraint(condition=models.Q(only=True), name="there_is_one_firm")]

    def __str__(self) -> str:
        return self.legal_name


def our_day(moment: datetime) -> date:
    """Return the day of business at this moment: that of our own zone, one statement.

    It is not the day in UTC: after 16:00 there, a house in Shenzhen works on the next day already. Only before a company has
    said where it is, it is that of UTC, as in the numbers.
    """
    return day_at(Firm.objects.values_list("zone", flat=True).first() or "UTC", moment)


class BankAccountState(models.TextChoices):
    """A version of our bank details is proposed by one person and approved by another."""

    PROPOSED = "proposed", N_("Proposed")
    APPROVED = "approved", N_("Approved")
    REPLACED = "replaced", N_("Replaced")
    REJECTED = "rejected", N_("Rejected")


class BankAccount(Stateful):
    """One version of our bank details for a currency. Documents print from an approved version, never from text."""

    MOVES = {
        BankAccountState.PROPOSED: {BankAccountState.APPROVED, BankAccountState.REJECTED},
        BankAccountState.APPROVED: {BankAccountState.REPLACED},
    }
    currency = models.CharField(max_length=3)
    beneficiary = models.CharField(max_length=200)
    bank_name = models.CharField(max_length=200)
    bank_address = models.CharField(max_length=300, default="", blank=True)
    bic = models.CharField(max_length=11)
    account_number = models.CharField(max_length=40)
    state = models.CharField(
        max_length=20, choices=BankAccountState.choices, default=BankAccountState.PROPOSED
    )
    proposed_by = models.ForeignKey(Person, on_delete=models.PROTECT, related_name="+")
    approved_by = models.ForeignKey(Person, null=True, on_delete=models.PROTECT, related_name="+")
    proposed_at = models.DateTimeField()
    proof = models.ForeignKey(
        "foundation.StoredFile",
        null=True,
        on_delete=models.PROTECT,
        related_name="+",
        help_text="the bank's letter",
    )
    reason = models.CharField(max_length=300, default="", blank=True)
    decided_at = models.DateTimeField(null=True)
    rejected_because = models.CharField(max_length=300, default="", blank=True)
    usable_from = models.DateTimeField(null=True)

    objects = StaffRecords.as_manager()
    guards = (
        FrozenOnce(
            columns=(
                "currency",
                "beneficiary",
                "bank_name",
                "bank_address",
                "bic",
                "account_number",
                "proposed_by_id",
                "proof_id",
                "reason",
            )
        ),
    )

    class Meta:
        constraints = [
            models.CheckConstraint(
                condition=models.Q(approved_by__isnull=True) | ~models.Q(approved_by=models.F("proposed_by")),
                name="bank_details_need_two_people",
            ),
            models.UniqueConstraint(
                fields=["currency"],
                condition=models.Q(state="approved"),
                name="one_approved_account_per_currency",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.bank_name} {self.account_number}"

    def is_usable(self, at: datetime) -> bool:
        """Whether documents may print this version: approved, and its cooling period is over."""
        return (
            self.state == BankAccountState.APPROVED
            and self.usable_from is not None
            and self.usable_from <= at
        )
