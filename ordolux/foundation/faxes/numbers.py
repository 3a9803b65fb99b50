"""Fax numbers: what a person types, and what a line is called by."""

import re
from typing import Final

_LEAST: Final = 5
_MOST: Final = 20
_PUNCTUATION: Final = re.compile(r"[\s().\-/]+")


def fax_number(typed: str) -> str:
    """The number as digits with its plus, ready to be called; "" when it cannot be one.

    Nothing but digits and one leading plus is ever handed to a fax server.
    """
    bare = _PUNCTUATION.sub("", typed.strip())
    if bare.startswith("00"):
        bare = "+" + bare[2:]
    digits = bare.removeprefix("+")
    return bare if digits.isascii() and digits.isdecimal() and _LEAST <= len(digits) <= _MOST else ""
