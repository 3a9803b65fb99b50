"""The look and the word of a state: icon and tone by what the state means for the person looking."""

from functools import cache

from django.apps import apps
from django.db.models import Choices, Model
from django.utils.functional import Promise
from django.utils.translation import gettext

TONES: dict[str, tuple[str, str]] = {
    # tone, icon; a state that is not named here is neutral
    **dict.fromkeys(
        (
            "accepted",
            "agreed",
            "approved",
            "answered",
            "passed",
            "released",
            "paid",
            "credited",
            "delivered",
            "arrived",
            "signed",
            "countersigned",
            "complete",
            "completed",
            "confirmed",
            "matched",
            "closed",
            "done",
            "received",
            "certified",
            "replaced",
            "granted",
            "published",
            "valid",
            "resolved",
            "met",
            "settled",
            "fulfilled",
            "operative",
            "taken_up",
            "honoured",
            "cleared",
            "kept",
        ),
        ("ok", "tick"),
    ),
    **dict.fromkeys(("locked", "frozen", "sealed"), ("ok", "lock")),
    **dict.fromkeys(
        (
            "declined",
            "failed",
            "rejected",
            "refused",
            "scrapped",
            "breached",
            "lost",
            "bounced",
            "infeasible",
            "dishonoured",
        ),
        ("bad", "cross"),
    ),
    **dict.fromkeys(("late", "overdue", "stopped", "blocked", "disputed"), ("bad", "warning")),
    **dict.fromkeys(
        ("expired", "due", "short", "discrepant", "doubtful", "quarantined", "parked", "held"),
        ("warn", "warning"),
    ),
    **dict.fromkeys(
        ("waiting", "pending", "requested", "proposed", "asked", "opened_for_signature"), ("warn", "clock")
    ),
    **dict.fromkeys(("paused",), ("warn", "pause")),
    **dict.fromkeys(("sent", "issued", "invited", "presented", "offered"), ("info", "mail")),
    **dict.fromkeys(("opened", "seen", "read", "advised"), ("info", "eye")),
    **dict.fromkeys(("prepared",), ("info", "box")),
    **dict.fromkeys(("applied",), ("ok", "tick")),
    **dict.fromkeys(("booked", "planned", "scheduled"), ("info", "calendar")),
    **dict.fromkeys(("shipped", "sailed", "in_transit", "departed"), ("info", "ship")),
    **dict.fromkeys(
        ("running", "started", "in_production", "in_review", "negotiating", "inspecting"), ("brand", "dot")
    ),
    **dict.fromkeys(("drafted", "draft", "new", "approved_with_changes"), ("", "pen")),
    **dict.fromkeys(("reversed",), ("bad", "undo")),
    **dict.fromkeys(("cancelled", "withdrawn", "superseded", "voided", "archived", "lapsed"), ("", "minus")),
}


@cache
def _words() -> dict[str, str | Promise]:
    """Every state of every model and its word, for templates that hold only the bare value."""
    words: dict[str, str | Promise] = {}
    for model in apps.get_models():
        for field in model._meta.get_fields():
            if field.name == "state" and getattr(field, "choices", None):
                words.update({str(value): word for value, word in field.flatchoices})  # type: ignore[union-attr]  # only model fields have choices
    return words


def state_word(state: object) -> str:
    """Return the word of a state in the reader's language, given as a record, a choice or its bare value."""
    if isinstance(state, Model):
        return gettext(str(state.get_state_display()))  # type: ignore[attr-defined]  # made by Django for a field with choices
    if isinstance(state, Choices):
        return gettext(str(state.label))
    return gettext(str(_words().get(str(state), str(state).replace("_", " "))))


def state_look(state: object) -> tuple[str, str]:
    """Return tone and icon of a state."""
    value = getattr(state, "state", state) if isinstance(state, Model) else state
    return TONES.get(str(getattr(value, "value", value)), ("", "ring"))
