"""Messages in the manner of real buyers, each with what a careful person reads in it.

Written by hand after SCHEMA of the reader's prediction (docs/reading.md) and made into files when a test needs them, so that
workbooks, papers and faxes need no place in the repository. Messages with an odd number may be looked at while the reader is
built; of those with an even number only the total figures.
"""

from dataclasses import dataclass, replace

STRANGERS_LOOKED_AT = range(301, 381)
STRANGERS_HELD_OUT = range(381, 421)
"""Messages of three writers who had not seen the reader: of the last forty only totals are looked at, whatever their number."""

EMPTY_CUSTOMER = ("company", "contact", "email", "phone", "fax")


@dataclass(frozen=True)
class Letter:
    """One message: its number, the file's ending, what writes the file and the truth."""

    number: str
    ending: str
    write: object
    truth: dict
    is_kind_only: bool = False

    @property
    def name(self):
        return f"{self.number}.{self.ending}"

    @property
    def is_held_out(self):
        return int(self.number) in STRANGERS_HELD_OUT or (
            int(self.number) % 2 == 0 and int(self.number) not in STRANGERS_LOOKED_AT
        )

    @property
    def is_by_a_stranger(self):
        return int(self.number) in STRANGERS_LOOKED_AT or int(self.number) in STRANGERS_HELD_OUT


def line(product_type, quantity=None, **fields):
    """One line of the truth; a quantity without a unit is in pieces."""
    if quantity is not None:
        fields = {"quantity": quantity, "unit": "pcs"} | fields
    return {"product_type": product_type} | fields


def truth(kind="inquiry", language="en", *, customer=(), order=None, lines=()):
    """What a careful person reads; the customer as company, contact, email, phone, fax."""
    return {
        "kind": kind,
        "language": language,
        "customer": dict(zip(EMPTY_CUSTOMER, customer, strict=False)),
        "order": order or {},
        "lines": list(lines),
    }


def only_kinds(letters):
    """The same letters, of which only the kind and the language are told: their lines and fields are not counted."""
    return [replace(one, is_kind_only=True) for one in letters]


def all_letters():
    """Every message, in the order of its number."""
    from . import (
        abroad,
        east,
        english,
        europe,
        exchanges,
        faxes,
        forms,
        hurried,
        importers,
        intentions_after_orders,
        intentions_of_others,
        intentions_to_buy,
        other_kinds,
        overseas,
        schedules,
        strangers,
        tables,
        wholesalers,
    )

    modules = (
        english,
        europe,
        east,
        tables,
        exchanges,
        forms,
        faxes,
        other_kinds,
        hurried,
        abroad,
        schedules,
        strangers,
        wholesalers,
        importers,
        overseas,
        intentions_to_buy,
        intentions_after_orders,
        intentions_of_others,
    )
    return sorted((one for module in modules for one in module.LETTERS), key=lambda one: one.number)
