"""What follows which event. A reaction takes the event and a key, and calls one deed with that key.

Read from top to bottom, this table is the process. Each reaction runs in its own transaction; its key makes a second
try harmless.
"""

from collections.abc import Callable

from ordolux.edges.letters import bank as bank_letters
from ordolux.edges.letters import conversations as conversation_letters
from ordolux.edges.letters import inquiries as inquiry_letters
from ordolux.edges.letters import notices as notice_letters
from ordolux.edges.letters import orders as order_letters
from ordolux.edges.letters import production as production_letters
from ordolux.edges.letters import samples as sample_letters
from ordolux.edges.letters import shipping as shipping_letters
from ordolux.edges.letters import staff as staff_letters
from ordolux.edges.letters import support as support_letters
from ordolux.edges.letters import website as website_letters
from ordolux.edges.ui.notices import CONCERNS
from ordolux.foundation.journal.models import Event
from ordolux.foundation.library import datasheet as datasheets
from ordolux.inquiries.policy import reactions as policies
from ordolux.inquiries.quotation import reactions as quotations
from ordolux.orders.amendment import reactions as amendments
from ordolux.orders.collection import reactions as collections
from ordolux.orders.credit import reactions as credits_given
from ordolux.orders.documentary import reactions as letters_of_credit
from ordolux.orders.limit import reactions as limits
from ordolux.orders.payment import reactions as payments
from ordolux.orders.proforma import reactions as proformas
from ordolux.orders.samples import reactions as samples
from ordolux.orders.signature import reactions as signatures
from ordolux.process import bank, mail
from ordolux.production.inspection import reactions as inspections
from ordolux.production.job import reactions as jobs
from ordolux.production.materials import reactions as materials
from ordolux.shipping.packing import reactions as shipping_papers
from ordolux.shipping.plan import reactions as plans
from ordolux.support.promotion import reactions as promotions
from ordolux.support.warranty import reactions as warranties

Reaction = Callable[[Event, str], None]

STORY: dict[str, list[Reaction]] = {
    # correspondence
    "message.received": [mail.read],
    "message.read": [mail.understand],
    "message.understood": [mail.sort],
    "inquiry.reading_asked": [mail.read_again],
    "message.filed": [mail.answer_questions, plans.confirm_by_mail],
    "messages.unseen": [conversation_letters.unseen],
    # catalogue
    "product.datasheet_asked": [datasheets.print_datasheet],
    # people
    "person.access_given": [staff_letters.access],
    # inquiries
    "inquiry.received": [website_letters.acknowledgement, policies.confirm_complete],
    "inquiry.read": [policies.confirm_complete],
    "inquiry.confirmed": [quotations.draft_after_confirmation],
    "inquiry.paused": [inquiry_letters.questions],
    "inquiry.warned": [inquiry_letters.warning],
    "quotation.drafted": [policies.send_drafted],
    "quotation.sent": [quotations.print_quotation],
    "quotation.filed": [inquiry_letters.quotation],
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
    "amendment.issued": [amendments.print_amendment],
    "amendment.filed": [order_letters.amendment],
    "amendment.signed": [amendments.seal_with_buyer],
    "amendment.effective": [
        amendments.seal_with_seller,
        amendments.let_what_is_asked_fall_due,
        letters_of_credit.check_after_amendment,
    ],
    "amendment.sealed": [order_letters.amendment_signed],
    "amendment.withdrawn": [order_letters.amendment_over],
    "amendment.lapsed": [order_letters.amendment_over],
    "credit_letter.discrepant": [bank_letters.discrepancies],
    "presentation.presented": [bank_letters.documents_at_bank],
    "credit_limit.set": [limits.release_after_limit],
    "statement.received": [bank.read],
    "bankstatement.imported": [bank.match],
    "payment.told_apart": [bank.match_one],
    "payment.credited": [
        payments.print_receipt,
        collections.honour_after_payment,
        limits.release_after_payment,
    ],
    "receipt.filed": [order_letters.payment],
    # production
    "order.confirmed": [payments.let_deposit_fall_due, bank_letters.letter_wanted],
    "instalment.fell_due": [order_letters.instalment_due],
    "payment.reversed": [order_letters.payment_reversed, collections.open_again_after_reversal],
    "credit_note.issued": [credits_given.print_credit_note],
    "credit_note.filed": [order_letters.credit_note],
    "order.cancelled": [order_letters.cancelled],
    # samples
    "sample_order.offered": [sample_letters.offer],
    "sample_order.accepted": [samples.print_sample_proforma],
    "sample_order.filed": [sample_letters.proforma],
    "sample_order.cleared": [sample_letters.cleared],
    "sample_order.shipped": [sample_letters.shipped],
    "sample_order.declined": [sample_letters.declined],
    "order.released": [jobs.plan_after_release],
    "job.planned": [materials.net_after_planning],
    "purchase.ordered": [materials.print_purchase],
    "purchase.filed": [production_letters.purchase_order],
    "batch.inspected": [inspections.print_report],
    "purchase.cancelled": [production_letters.purchase_cancelled],
    "request_for_quotation.sent": [production_letters.request_for_quotation],
    "report.filed": [production_letters.inspection_report],
    # shipping
    "production.finished": [plans.draft_after_production, payments.let_balance_fall_due],
    "shippingplan.sent": [plans.print_plan],
    "shippingplan.filed": [shipping_letters.plan],
    "shippingplan.reminder_due": [shipping_letters.plan_reminder],
    "shippingplan.answered_late": [shipping_letters.plan_outdated],
    "shippingplan.confirmed": [shipping_letters.plan_confirmed],
    "commercialinvoice.issued": [shipping_papers.print_shipping_papers],
    "commercialinvoice.filed": [shipping_letters.papers],
    "documentset.asked": [shipping_papers.make_document_set],
    "shipment.departed": [shipping_letters.departed],
    "shipment.delayed": [shipping_letters.delayed],
    "shipment.delivered": [shipping_letters.delivered, warranties.start_after_part],
    "order.shipped": [payments.let_rest_fall_due],
    # support
    "order.delivered": [warranties.start_after_delivery, warranties.close_after_replacement],
    "claim.report_asked": [support_letters.report_asked],
    "claim.approved": [warranties.replace_after_approval],
    "claim.replaced": [warranties.print_decision],
    "claim.rejected": [warranties.print_decision],
    "claim.decision_filed": [support_letters.decision],
    "promotion.approved": [support_letters.promotion_answer],
    "promotion.declined": [support_letters.promotion_answer],
    "brochure.ordered": [promotions.print_brochure],
    "brochure.printed": [support_letters.brochure],
    # parties
    "person.invited": [notice_letters.invitation],
}

# Whoever is concerned by an event is told of it once, after the letters that follow it: who got one needs no second mail.
for _name in CONCERNS:
    STORY.setdefault(_name, []).append(notice_letters.tell)
