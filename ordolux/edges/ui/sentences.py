"""Refusals and findings in the reader's language, with the values that fill them: states, roles, days, amounts."""

from collections.abc import Mapping, Sequence
from datetime import date, datetime
from decimal import Decimal
from typing import Any

from django.utils.translation import gettext, pgettext

from ordolux.edges.ui import states, wording
from ordolux.foundation.actors import Role
from ordolux.rules.documentary import PAPER_WORDS
from ordolux.rules.money import Money
from ordolux.rules.refusal import N_, Finding, Refusal

ROLE_NAMES: Mapping[str, str] = {
    Role.BUYER: N_("Buyer"), Role.SIGNATORY: N_("Signatory"), Role.PAYER: N_("Finance contact"),
    Role.SALES: N_("Sales"), Role.ENGINEER: N_("Engineering"), Role.FINANCE: N_("Finance"),
    Role.PURCHASING: N_("Purchasing"), Role.PLANNER: N_("Planning"), Role.INSPECTOR: N_("Quality inspection"),
    Role.LOGISTICS: N_("Logistics"), Role.SUPPORT: N_("Support"), Role.MARKETING: N_("Marketing"),
    Role.MANAGER: N_("Manager"), Role.ADMINISTRATOR: N_("Administrator"),
}  # fmt: skip

# values of refusals that are states of records, by the name of their place in the sentence
_STATES = frozenset({"state", "wanted"})


def told(what: Refusal | Finding) -> str:
    """The sentence of a refusal or a finding in the reader's language; a finding's place stands before it."""
    values = {name: value_words(name, value) for name, value in what.values.items()}
    if isinstance(what, Finding):
        sentence = Finding(what.code, what.message, values).sentence(
            gettext(what.message) if what.message else ""
        )
        return pgettext("a place and what is wrong there", "{where}: {sentence}").format(
            where=what.where, sentence=sentence or what.code
        ) if what.where else sentence or what.code  # fmt: skip
    return type(what)(**values).sentence(gettext(what.message))


def finding_of(data: Mapping[str, Any]) -> Finding:
    """The finding that was kept as data."""
    return Finding(
        str(data.get("code", "")),
        str(data.get("message", "")),
        data.get("values") or {},
        str(data.get("where", "")),
    )


def role_names(roles: Sequence[str] | frozenset[Role] | frozenset[str]) -> str:
    """The roles by their names, in their usual order: Finance, Manager."""
    order = list(ROLE_NAMES)
    known = sorted((r for r in roles if r in ROLE_NAMES), key=order.index)
    return pgettext("between the parts of a list", ", ").join(gettext(ROLE_NAMES[role]) for role in known)


def value_words(name: str, value: Any) -> Any:
    """A value as it stands in a sentence."""
    match value:
        case _ if name in _STATES and isinstance(value, str):
            return states.state_word(value)
        case _ if name == "document" and isinstance(value, str):
            return gettext(PAPER_WORDS[value]) if value in PAPER_WORDS else value
        case _ if name == "findings" and not isinstance(value, str):
            return " ".join(told(each) for each in value)
        case _ if name == "roles" and not isinstance(value, str):
            return role_names(value) or ", ".join(value)
        case Money():
            return f"{value.currency} {wording.money_words(value.amount, value.currency)}"
        case datetime():
            zone = wording.zone_of(None)
            return f"{wording.moment_words(value, zone)} {wording.place_words(zone)}"
        case date():
            return wording.day_words(value)
        case bool() | int() | None:
            return value
        case Decimal():
            return wording.number_words(value)
        case list() | tuple() | set() | frozenset():
            parts = sorted(value) if isinstance(value, (set, frozenset)) else value
            return pgettext("between the parts of a list", ", ").join(str(value_words("", v)) for v in parts)
    return value
