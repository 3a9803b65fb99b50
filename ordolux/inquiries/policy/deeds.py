"""What happens by itself, and what a manager allows."""

from datetime import datetime
from decimal import Decimal

from ordolux.foundation.actors import Actor, Role
from ordolux.foundation.deeds import deed, record_event
from ordolux.inquiries.inquiry.deeds import ConfirmedLine, confirm_inquiry
from ordolux.inquiries.inquiry.models import Inquiry
from ordolux.inquiries.policy.complete import is_complete, least_sure
from ordolux.inquiries.policy.models import AnswerPolicy
from ordolux.inquiries.policy.queries import answer_policy
from ordolux.inquiries.quotation.deeds import send_quotation
from ordolux.inquiries.quotation.models import Quotation, QuotationState
from ordolux.rules.money import Money
from ordolux.rules.refusal import N_, Refusal


class PolicyWithoutLimit(Refusal):
    """Nothing goes out by itself without a limit."""

    message = N_("Give the total up to which a quotation may go out by itself; it must be above zero.")


class SureIsAShare(Refusal):
    """How sure is said as a share."""

    message = N_("How sure the reader must be is a share between 0 and 1.")


class NotComplete(Refusal):
    """A person has to look at it."""

    message = N_("{inquiry} is not complete enough to be drafted by itself.")


class PolicyForbids(Refusal):
    """The policy wants a person."""

    message = N_("The policy lets {quotation} go out only by a person.")


@deed("answer_policy.set", roles={Role.MANAGER})
def set_answer_policy(
    *, drafts: bool, sends: bool, most: Money, only_known: bool, least_sure: Decimal, by: Actor, at: datetime
) -> AnswerPolicy:
    """Say what happens to complete inquiries without a person: whether they are drafted, and whether quotations up to the
    total ``most`` are sent, only to customers who have ordered before or to all that we know,
    and how sure the reader must have been of every value.

    Raises PolicyWithoutLimit, SureIsAShare.
    """
    if sends and most.amount <= 0:
        raise PolicyWithoutLimit()
    if not least_sure.is_finite() or not 0 <= least_sure <= 1:
        raise SureIsAShare()
    policy = AnswerPolicy(
        drafts=drafts, sends=sends, only_known=only_known, least_sure=least_sure, set_by=by.name, set_at=at
    )
    policy.most = most
    policy.save()
    record_event(
        "answer_policy.set", policy, by=by, at=at, drafts=drafts, sends=sends, most=most, only_known=only_known,
        least_sure=least_sure,
    )  # fmt: skip
    return policy


@deed("inquiry.confirm_complete", roles={Role.SYSTEM})
def confirm_complete_inquiry(inquiry: Inquiry, *, by: Actor, at: datetime) -> Inquiry:
    """Confirm an inquiry in which everything was read surely, as it stands; its draft follows from it.

    Raises NotComplete, and what confirming raises.
    """
    lines = list(inquiry.lines.select_related("product").order_by("position"))
    if not answer_policy().drafts or not is_complete(inquiry, lines):
        raise NotComplete(inquiry=inquiry.number)
    confirmed = tuple(
        ConfirmedLine(line.product.number, line.pieces or 0, {}, line.position)
        for line in lines
        if line.product
    )
    sure = least_sure(lines, inquiry)
    confirm_inquiry(
        inquiry, lines=confirmed, buyer=inquiry.deal.buyer, contact=inquiry.contact, incoterm=inquiry.incoterm,
        place=inquiry.place, destination_country=inquiry.destination_country, payment_term=inquiry.payment_term,
        currency=inquiry.currency, by=by, at=at,
    )  # fmt: skip
    record_event("inquiry.completed_by_itself", inquiry, by=by, at=at, least_sure=Decimal(str(sure)))
    return inquiry


@deed("quotation.send_by_policy", roles={Role.SYSTEM})
def send_by_policy(quotation: Quotation, *, least_sure: Decimal, by: Actor, at: datetime) -> Quotation:
    """Send a draft of an inquiry that was complete by itself, because the policy allows it: its total lies within the
    limit, the customer is known, and the reader was sure enough.

    Raises PolicyForbids, and what sending raises.
    """
    policy = answer_policy()
    total = quotation.total
    known = Quotation.objects.filter(
        deal__buyer=quotation.deal.buyer_id, state=QuotationState.ACCEPTED
    ).exists()
    allowed = (
        policy.sends and total.currency == policy.most.currency and total.amount <= policy.most.amount
        and least_sure >= policy.least_sure and (known or not policy.only_known)
    )  # fmt: skip
    if not allowed:
        raise PolicyForbids(quotation=quotation.number)
    send_quotation(quotation, by=by, at=at)
    record_event(
        "quotation.sent_by_policy", quotation, by=by, at=at, policy=policy, limit=policy.most, least_sure=least_sure,
        set_by=policy.set_by,
    )  # fmt: skip
    return quotation
