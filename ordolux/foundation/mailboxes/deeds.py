"""What can happen to a mailbox: it is added, changed, paused, resumed, removed."""

from datetime import date, datetime
from typing import Any

from ordolux.foundation.actors import Actor, Role
from ordolux.foundation.deeds import deed, record_event
from ordolux.foundation.mailboxes.models import Encryption, Mailbox, MailboxPlace
from ordolux.foundation.mailboxes.secrets import sealed
from ordolux.rules.refusal import N_, Refusal

KEEPERS = frozenset({Role.ADMINISTRATOR})
# what a change is told, and what the journal may say of it; the password is never among it
COLUMNS = ("name", "host", "port", "encryption", "user", "folder", "address", "since", "takes_tags")


class MailboxKnown(Refusal):
    """The same folder twice, or the same name."""

    message = N_("There is a mailbox of this name, or for this folder of this user, already.")


class MailboxIncomplete(Refusal):
    """Without these nothing can be fetched."""

    message = N_("A mailbox needs a name, a server, a port, a user, a folder and our address.")


class PasswordMissing(Refusal):
    """A new mailbox, or one on another server, needs the password typed in."""

    message = N_(
        "Enter the password: the one that was kept is only ever sent to the server it was entered for."
    )


@deed("mailbox.add", roles=KEEPERS)
def add_mailbox(
    *, name: str, host: str, user: str, password: str, address: str, since: date, by: Actor, at: datetime,
    port: int = 993, encryption: Encryption = Encryption.TLS, folder: str = "INBOX",
    takes_tags: bool = False,
) -> Mailbox:  # fmt: skip
    """Fetch mail from a mailbox from now on: everything that arrived there from the day ``since`` on.

    Raises MailboxIncomplete, PasswordMissing, MailboxKnown.
    """
    said = _checked(name=name, host=host, port=port, encryption=encryption, user=user, folder=folder,
                    address=address, since=since, takes_tags=takes_tags)  # fmt: skip
    if not password:
        raise PasswordMissing()
    _check_alone(said)
    mailbox = Mailbox.objects.create(**said, secret=sealed(password))
    MailboxPlace.objects.create(mailbox=mailbox)
    record_event("mailbox.added", mailbox, by=by, at=at, **said)
    return mailbox


@deed("mailbox.change", roles=KEEPERS)
def change_mailbox(
    mailbox: Mailbox, *, name: str, host: str, user: str, address: str, since: date, by: Actor, at: datetime,
    password: str = "", port: int = 993, encryption: Encryption = Encryption.TLS, folder: str = "INBOX",
    takes_tags: bool = False,
) -> Mailbox:  # fmt: skip
    """Change where and how a mailbox is fetched; without a password the one that is kept stays.

    Another server, user or protection needs the password again, so that nobody has it sent to a server of his own.
    Another folder or an earlier day is fetched from its beginning; what we have already is not taken twice.

    Raises MailboxIncomplete, PasswordMissing, MailboxKnown.
    """
    said = _checked(name=name, host=host, port=port, encryption=encryption, user=user, folder=folder,
                    address=address, since=since, takes_tags=takes_tags)  # fmt: skip
    before = {column: getattr(mailbox, column) for column in COLUMNS}
    differs = {column for column in COLUMNS if before[column] != said[column]}
    if not password and differs & {"host", "port", "encryption", "user"}:
        raise PasswordMissing()
    _check_alone(said, mailbox)
    for column in COLUMNS:
        setattr(mailbox, column, said[column])
    if password:
        mailbox.secret = sealed(password)
    mailbox.version += 1
    mailbox.save()
    if differs & {"host", "port", "user", "folder"} or said["since"] < before["since"]:
        MailboxPlace.objects.filter(mailbox=mailbox).update(uid_validity=None, last_uid=0)
    record_event("mailbox.changed", mailbox, by=by, at=at, **{column: said[column] for column in sorted(differs)},
                 password_changed=bool(password))  # fmt: skip
    return mailbox


@deed("mailbox.pause", roles=KEEPERS)
def pause_mailbox(mailbox: Mailbox, *, by: Actor, at: datetime) -> Mailbox:
    """Fetch nothing from it for the time being; mails wait on their server."""
    return _switch(mailbox, False, "mailbox.paused", by, at)


@deed("mailbox.resume", roles=KEEPERS)
def resume_mailbox(mailbox: Mailbox, *, by: Actor, at: datetime) -> Mailbox:
    """Fetch from it again, beginning with what arrived meanwhile."""
    return _switch(mailbox, True, "mailbox.resumed", by, at)


@deed("mailbox.remove", roles=KEEPERS)
def remove_mailbox(mailbox: Mailbox, *, by: Actor, at: datetime) -> str:
    """Forget a mailbox with its password; what was fetched from it stays. Returns its name."""
    record_event("mailbox.removed", mailbox, by=by, at=at, name=mailbox.name, host=mailbox.host)
    name = mailbox.name
    mailbox.delete()
    return name


def _switch(mailbox: Mailbox, is_active: bool, event: str, by: Actor, at: datetime) -> Mailbox:
    mailbox.is_active = is_active
    mailbox.version += 1
    mailbox.save(update_fields=["is_active", "version"])
    MailboxPlace.objects.filter(mailbox=mailbox).update(trouble="", said="", troubled_since=None)
    record_event(event, mailbox, by=by, at=at)
    return mailbox


def _checked(**said: Any) -> dict[str, Any]:
    for column in ("name", "host", "user", "folder", "address"):
        said[column] = " ".join(str(said[column]).split())
    said["host"] = said["host"].lower().rstrip(".")
    complete = all(said[column] for column in ("name", "host", "user", "folder", "address"))
    if not complete or not 0 < said["port"] < 65536 or "@" not in said["address"]:
        raise MailboxIncomplete()
    return said


def _check_alone(said: dict[str, Any], present: Mailbox | None = None) -> None:
    others = Mailbox.objects.exclude(pk=present.pk) if present else Mailbox.objects.all()
    same = {column: said[column] for column in ("host", "port", "user", "folder")}
    if others.filter(name=said["name"]).exists() or others.filter(**same).exists():
        raise MailboxKnown()
