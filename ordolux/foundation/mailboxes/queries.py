"""What we ask of the mailboxes."""

from ordolux.foundation.mailboxes.models import Mailbox


def mailboxes_with_place() -> list[Mailbox]:
    """All mailboxes by name, each with how far it is fetched (one statement)."""
    return list(Mailbox.objects.select_related("place").order_by("name"))


def mailboxes_to_fetch() -> dict[int, int]:
    """The version of each mailbox that is not paused, by its key (one statement)."""
    return dict(Mailbox.objects.filter(is_active=True).values_list("pk", "version"))
