"""What keeps a mailbox from being fetched, in sentences for the administrator."""

from typing import Final

from ordolux.rules.refusal import N_

TROUBLES: Final[dict[str, str]] = {
    "unknown-host": N_("The server {host} is not known. Check its name."),
    "refused": N_(
        "{host} does not answer at port {port}. Check the port, or whether a firewall stands between."
    ),
    "silent": N_("{host} did not answer in time."),
    "certificate": N_("The certificate of {host} is not one that we trust; nothing was sent."),
    "encryption": N_(
        "{host} does not speak this kind of encryption at port {port}. TLS is usually at 993, STARTTLS at 143."
    ),
    "sign-in": N_(
        "{host} refused the user or the password. Some providers want a password made for programs alone."
    ),
    "folder": N_("There is no folder {folder} in this mailbox, or it may not be opened."),
    "broken-off": N_("The connection to {host} broke off. It is tried again by itself."),
    "protocol": N_("{host} answered something that is not IMAP, or refused a request."),
    "secret": N_("The password cannot be opened with this installation's key. Enter it anew."),
    "disk": N_("The file store takes no mail at the moment; fetching goes on when it does."),
    "database": N_("The database takes no mail at the moment; fetching goes on when it does."),
    "other": N_("Something unexpected happened; the log of the process “fetch” tells more."),
}
"""The sentence of each code; ``{host}``, ``{port}`` and ``{folder}`` are those of the mailbox."""
