"""What follows from time alone: each routine is asked every minute and calls one deed per record that is due.

A routine finds what is due at a moment and gives each deed a key of record and occasion, so that asking twice does
nothing twice.
"""

from collections.abc import Callable
from datetime import datetime

from ordolux.orders.proforma.routines import lapse_proformas, remind_signatories

Routine = Callable[[datetime], None]

ROUTINES: list[Routine] = [
    # inquiries
    # orders
    remind_signatories,
    lapse_proformas,
    # shipping
    # support
]
