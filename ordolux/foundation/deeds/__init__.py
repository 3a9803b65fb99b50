"""How something happens: one function, one transaction, one commit."""

from ordolux.foundation.deeds.deed import REGISTER, Deed, deed
from ordolux.foundation.deeds.events import record_event
from ordolux.foundation.deeds.refusals import (
    ChangedMeanwhile,
    KeyUsedForSomethingElse,
    NotAllowedNow,
    NotFound,
    NotPermitted,
)
from ordolux.foundation.deeds.stateful import Stateful

__all__ = [
    "REGISTER",
    "ChangedMeanwhile",
    "Deed",
    "KeyUsedForSomethingElse",
    "NotAllowedNow",
    "NotFound",
    "NotPermitted",
    "Stateful",
    "deed",
    "record_event",
]
