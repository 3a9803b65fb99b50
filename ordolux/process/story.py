"""What follows which event. A reaction takes the event and a key, and calls one deed with that key.

Read from top to bottom, this table is the process. Each reaction runs in its own transaction; its key makes a second
try harmless.
"""

from collections.abc import Callable

from ordolux.foundation.journal.models import Event
from ordolux.edges.letters import orders as order_letters
from ordolux.orders.proforma import reactions as proformas
from ordolux.orders.signature import reactions as signatures
from ordolux.process import bank, mail

Reaction = Callable[[Event, str], None]

STORY: dict[str, list[Reaction]] = {
    # correspondence
    "message.received": [mail.read],
    "message.read": [mail.sort],
    "message.filed": [mail.answer_questions],
    # inquiries
    # orders
    "order.placed": [proformas.issue_after_order],
    "proforma.issued": [proformas.print_proforma],
    "proforma.filed": [order_letters.proforma],
    "message.sent": [proformas.count_mail_as_receipt],
    "proforma.reminder_due": [order_letters.reminder],
    "proforma.lapsed": [order_letters.lapsed],
    "signing.code_made": [order_letters.signing_code],
    "proforma.signed": [signatures.seal_with_buyer],
    "proforma.countersigned": [signatures.seal_with_seller],
    "proforma.sealed": [order_letters.contract],
    "statement.received": [bank.read],
    "bankstatement.imported": [bank.match],
    "payment.credited": [order_letters.payment],
    # production
    # shipping
    # support
}
