"""What each person is told: his wishes by kind, the notices themselves, and the digests that gather them."""

from collections.abc import Iterable, Mapping
from typing import Self

from django.db import models

from ordolux.foundation.actors import Actor, Role
from ordolux.foundation.guards import FrozenOnce
from ordolux.foundation.records import Records
from ordolux.rules.refusal import N_


class Kind(models.TextChoices):
    """What a notice is about; people choose for each kind how they want to hear of it."""

    MESSAGES = "messages", N_("Messages")
    OFFERS = "offers", N_("Inquiries and quotations")
    CONTRACTS = "contracts", N_("Orders and signatures")
    MONEY = "money", N_("Payments")
    PRODUCTION = "production", N_("Production and quality")
    SHIPPING = "shipping", N_("Shipping and delivery")
    CLAIMS = "claims", N_("Claims and warranty")


class Way(models.TextChoices):
    """How somebody hears of something. Mail and digest show in the page too."""

    PAGE = "page", N_("In the page only")
    MAIL = "mail", N_("By mail at once")
    DIGEST = "digest", N_("In the morning mail")
    NONE = "none", N_("Not at all")


# Of several roles of one person the louder way counts.
_LOUDNESS = (Way.NONE, Way.PAGE, Way.DIGEST, Way.MAIL)

# What somebody gets who has chosen nothing; where a kind is not named, the page alone.
DEFAULTS: Mapping[Role, Mapping[Kind, Way]] = {
    Role.BUYER: {Kind.MESSAGES: Way.MAIL, Kind.SHIPPING: Way.DIGEST, Kind.PRODUCTION: Way.DIGEST},
    Role.SIGNATORY: {Kind.CONTRACTS: Way.DIGEST},
    Role.PAYER: {Kind.MONEY: Way.DIGEST},
    Role.SALES: {Kind.CONTRACTS: Way.DIGEST},
    Role.SUPPORT: {Kind.CLAIMS: Way.MAIL},
    Role.MANAGER: dict.fromkeys(Kind, Way.DIGEST),
}


def default_way(kind: str, roles: Iterable[str]) -> Way:
    """How somebody with ``roles`` hears of ``kind`` as long as he chose nothing."""
    ways = [DEFAULTS.get(Role(role), {}).get(Kind(kind), Way.PAGE) for role in roles if role in Role]
    return max(ways, key=_LOUDNESS.index, default=Way.PAGE)


class OwnRecords[M: models.Model](Records[M]):
    """Rows that only their own person sees, whoever he is."""

    def visible_to(self, actor: Actor) -> Self:
        """The actor's own rows; the system's all."""
        return self if actor.is_system else self.filter(person_id__in=[actor.person_id])


class Wish(models.Model):
    """How one person wants to hear of one kind; no row: the default of his roles."""

    person = models.ForeignKey("foundation.Person", on_delete=models.CASCADE, related_name="wishes")
    kind = models.CharField(max_length=20, choices=Kind.choices)
    way = models.CharField(max_length=10, choices=Way.choices)

    objects = OwnRecords["Wish"].as_manager()

    class Meta:
        constraints = [models.UniqueConstraint(fields=["person", "kind"], name="one_wish_per_kind")]

    def __str__(self) -> str:
        return f"{self.person_id}: {self.kind} {self.way}"


class Notice(models.Model):
    """One event told to one person, once. ``way`` is what he wished when it was made; ``letter`` the mail that told it
    (his own notice, a digest, or the letter that went out for the same event)."""

    person = models.ForeignKey("foundation.Person", on_delete=models.PROTECT, related_name="notices")
    event = models.ForeignKey("foundation.Event", on_delete=models.PROTECT, related_name="+")
    kind = models.CharField(max_length=20, choices=Kind.choices)
    way = models.CharField(max_length=10, choices=Way.choices)
    made_at = models.DateTimeField()
    seen_at = models.DateTimeField(null=True)
    letter = models.ForeignKey("foundation.Message", null=True, on_delete=models.PROTECT, related_name="+")

    objects = OwnRecords["Notice"].as_manager()
    guards = (FrozenOnce(columns=("person_id", "event_id", "kind", "way", "made_at")),)

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["person", "event"], name="nobody_is_told_an_event_twice")
        ]
        indexes = [
            models.Index(fields=["person", "-id"], name="notice_by_person"),
            models.Index(
                fields=["person", "id"],
                name="notice_for_digest",
                condition=models.Q(way="digest", letter__isnull=True),
            ),
        ]

    def __str__(self) -> str:
        return f"{self.person_id}: {self.event_id}"


class Digest(models.Model):
    """The morning mail of one person on one day of his; there is at most one."""

    person = models.ForeignKey("foundation.Person", on_delete=models.PROTECT, related_name="digests")
    day = models.DateField()
    letter = models.OneToOneField("foundation.Message", on_delete=models.PROTECT, related_name="+")
    made_at = models.DateTimeField()

    objects = OwnRecords["Digest"].as_manager()
    guards = (FrozenOnce(columns=("person_id", "day", "letter_id", "made_at")),)

    class Meta:
        constraints = [models.UniqueConstraint(fields=["person", "day"], name="one_digest_a_day")]

    def __str__(self) -> str:
        return f"{self.person_id}: {self.day}"
