"""What follows from time alone: each routine is asked every minute and calls one deed per record that is due.

A routine finds what is due at a moment and gives each deed a key of record and occasion, so that asking twice does
nothing twice.
"""

from collections.abc import Callable
from datetime import datetime

from ordolux.edges.drafts import forget_old_drafts
from ordolux.edges.letters.notices import send_digests
from ordolux.edges.uses import forget_addresses
from ordolux.foundation.correspondence.routines import mail_unseen
from ordolux.foundation.jobs.routines import verify_journal
from ordolux.inquiries.inquiry.reactions import warn_of_open_inquiries
from ordolux.inquiries.quotation.reactions import expire_quotations
from ordolux.orders.amendment.routines import lapse_amendments
from ordolux.orders.collection.reactions import remind_of_answers
from ordolux.orders.documentary.reactions import warn_of_letters
from ordolux.orders.proforma.routines import lapse_proformas, remind_signatories
from ordolux.orders.samples.routines import end_samples
from ordolux.process.mail import read_open_ones_again
from ordolux.shipping.plan.reactions import remind_of_open_plans

Routine = Callable[[datetime], None]

ROUTINES: list[Routine] = [
    # the house itself
    verify_journal,
    forget_addresses,
    forget_old_drafts,
    # correspondence
    mail_unseen,
    # inquiries
    warn_of_open_inquiries,
    expire_quotations,
    read_open_ones_again,
    # orders
    remind_signatories,
    lapse_proformas,
    lapse_amendments,
    warn_of_letters,
    remind_of_answers,
    end_samples,
    # shipping
    remind_of_open_plans,
    # support
    # notices
    send_digests,
]

# What a company that lives its past asks each day; what serves the house of today alone is left to the present.
PAST_ROUTINES: list[Routine] = [
    routine
    for routine in ROUTINES
    if routine not in (verify_journal, forget_addresses, forget_old_drafts, send_digests)
]
