"""Who acts: roles and the actor that every deed is told."""

from dataclasses import dataclass
from enum import StrEnum
from typing import Self


class Role(StrEnum):
    """The parts that people and machines play in the process (PROCESS.md, "Who takes part")."""

    # customer's side
    BUYER = "buyer"
    SIGNATORY = "signatory"
    PAYER = "payer"
    # supplier's side
    SALES = "sales"
    ENGINEER = "engineer"
    FINANCE = "finance"
    PURCHASING = "purchasing"
    PLANNER = "planner"
    INSPECTOR = "inspector"
    LOGISTICS = "logistics"
    SUPPORT = "support"
    MARKETING = "marketing"
    MANAGER = "manager"
    ADMINISTRATOR = "administrator"
    # neither
    SYSTEM = "system"
    PUBLIC = "public"


CUSTOMER_ROLES = frozenset({Role.BUYER, Role.SIGNATORY, Role.PAYER})
STAFF_ROLES = frozenset(Role) - CUSTOMER_ROLES - {Role.SYSTEM, Role.PUBLIC}


@dataclass(frozen=True, slots=True)
class Actor:
    """The person, program or routine that does a deed.

    ``person_id`` is None for the system and for a visitor of the public site; ``company_id`` is the buyer's company
    for people of the customer's side and None for everybody else.
    """

    name: str
    roles: frozenset[Role]
    person_id: int | None = None
    company_id: int | None = None

    @classmethod
    def system(cls) -> Self:
        """The product itself: routines, reactions, the mail receiver."""
        return cls(name="system", roles=frozenset({Role.SYSTEM}))

    @classmethod
    def visitor(cls, name: str = "visitor") -> Self:
        """Somebody on the public site who has not signed in."""
        return cls(name=name, roles=frozenset({Role.PUBLIC}))

    @property
    def known_person_id(self) -> int:
        """The person's key, for deeds that only a person can do; without one it is our mistake."""
        if self.person_id is None:
            raise ValueError(f"{self.name} is no person who signed in")
        return self.person_id

    @property
    def is_staff(self) -> bool:
        """Whether the actor works for the supplier."""
        return bool(self.roles & STAFF_ROLES)

    @property
    def is_customer(self) -> bool:
        """Whether the actor acts for a buyer's company."""
        return self.company_id is not None and bool(self.roles & CUSTOMER_ROLES)

    @property
    def is_system(self) -> bool:
        """Whether the product itself acts."""
        return Role.SYSTEM in self.roles

    def has_any(self, roles: frozenset[Role]) -> bool:
        """Whether the actor holds at least one of ``roles``."""
        return bool(self.roles & roles)
