"""The refusals that any deed can raise before it starts."""

from ordolux.rules.refusal import N_, Refusal


class NotPermitted(Refusal):
    """The actor holds none of the roles that may do this deed."""

    message = N_("You may not do this. It is for: {roles}.")


class NotFound(Refusal):
    """There is no such record, or it is not the actor's: both answer alike."""

    message = N_("There is nothing here under this number.")


class NotAllowedNow(Refusal):
    """The record is not in a state from which this move is permitted."""

    message = N_("{record} is {state}; it cannot become {wanted} now.")


class ChangedMeanwhile(Refusal):
    """Somebody changed the record after the person had read it."""

    message = N_(
        "{record} was changed by somebody else after you opened it. Look at it again and decide anew."
    )


class KeyUsedForSomethingElse(Refusal):
    """An idempotency key was sent again with another content."""

    message = N_("This request was already used for something else. Open the page again and repeat it.")


class ValueDoesNotFit(Refusal):
    """A value that a person gave is longer, larger or of other characters than the database can keep."""

    message = N_(
        "One of the values is too long, too large, or holds characters that cannot be kept. Nothing was saved."
    )
