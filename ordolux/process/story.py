"""What follows which event. A reaction takes the event and a key, and calls one deed with that key.

Read from top to bottom, this table is the process. Each reaction runs in its own transaction; its key makes a second
try harmless.
"""

from collections.abc import Callable

from ordolux.foundation.journal.models import Event
from ordolux.process import mail

Reaction = Callable[[Event, str], None]

STORY: dict[str, list[Reaction]] = {
    # correspondence
    "message.received": [mail.read],
    "message.read": [mail.sort],
    # inquiries
    # orders
    # production
    # shipping
    # support
}
