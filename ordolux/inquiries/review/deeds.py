"""What can happen to an inquiry that sales reviews: it takes a newer reading, is read again, merged, split."""

from datetime import datetime

from ordolux.foundation.actors import Actor, Role
from ordolux.foundation.correspondence.models import Attachment, Message
from ordolux.foundation.deals.deeds import open_deal
from ordolux.foundation.deals.models import Stage
from ordolux.foundation.deeds import NotAllowedNow, deed, record_event
from ordolux.foundation.numbers import next_number
from ordolux.inquiries.inquiry.deeds import lines_as_read
from ordolux.inquiries.inquiry.models import Inquiry, InquiryLine, InquiryState
from ordolux.inquiries.inquiry.reading import kept, questions_about, said_by, terms_of
from ordolux.inquiries.reading.models import MessageReading
from ordolux.inquiries.review.keeping import lines_under, terms_under
from ordolux.rules.refusal import N_, Refusal


class NothingToRead(Refusal):
    """The inquiry came from no message."""

    message = N_("{inquiry} came from no message that could be read again.")


class NotOfOneCustomer(Refusal):
    """Two inquiries of different customers stay two."""

    message = N_("{inquiry} and {other} are of different customers; merge only what one customer asks for.")


class NotTwoInquiries(Refusal):
    """An inquiry cannot be merged with itself."""

    message = N_("Choose another inquiry to merge with {inquiry}.")


class NothingToSplit(Refusal):
    """At least one line goes and one stays."""

    message = N_("Choose the lines that go into an inquiry of their own; at least one line stays.")


MERGED = N_("Merged into {number}.")
READ_COLUMNS = (
    "reading", "language", "asked", "findings", "reviewed", "incoterm", "place", "destination_country", "payment_term",
    "currency", "contact_name", "contact_address", "company_name",
)  # fmt: skip


def _check_received(inquiry: Inquiry, wanted: str) -> None:
    if inquiry.state != InquiryState.RECEIVED:
        raise NotAllowedNow(record=inquiry.number, state=inquiry.state, wanted=wanted)


@deed("inquiry.read", roles={Role.SYSTEM})
def take_reading(inquiry: Inquiry, *, reading: MessageReading, by: Actor, at: datetime) -> Inquiry:
    """Let an inquiry that nobody has confirmed follow a newer reading of its message; what a person has set stays.

    Raises NotAllowedNow.
    """
    _check_received(inquiry, "read")
    was, now = terms_of(inquiry.reading), terms_of(reading)
    accepted = set(inquiry.reviewed)
    for name, value in terms_under(inquiry, was, now).items():
        setattr(inquiry, name, value)
    for name, told in (
        ("contact_name", "contact"),
        ("contact_address", "email"),
        ("company_name", "company"),
    ):
        value = said_by(reading, told)[: 320 if told == "email" else 200]
        before = said_by(inquiry.reading, told)
        # the website's form and a known sender say better who asks; only what a reading told follows a reading
        if value and getattr(inquiry, name) in {"", before} and inquiry.contact_id is None:
            setattr(inquiry, name, value)
    old = list(inquiry.lines.select_related("product").order_by("position"))
    lines, carried = lines_under(old, lines_as_read(inquiry, reading), accepted)
    inquiry.reviewed = sorted(
        carried | {name for name in accepted if not name[-1:].isdecimal() and "value-" not in name}
    )
    inquiry.reading, inquiry.language = reading, reading.language or inquiry.language
    inquiry.asked = list(now.asked)
    inquiry.findings = [*now.findings, *kept(questions_about(inquiry, lines), "question")]
    InquiryLine.objects.filter(inquiry=inquiry).delete()
    InquiryLine.objects.bulk_create(lines)
    inquiry.deal.pieces = sum(line.pieces or 0 for line in lines)
    inquiry.deal.is_changed = True
    inquiry.changed(*READ_COLUMNS)
    record_event("inquiry.read", inquiry, by=by, at=at, lines=len(lines), version=reading.version)
    return inquiry


@deed("inquiry.read_again", roles={Role.SALES, Role.MANAGER})
def ask_reading(inquiry: Inquiry, *, by: Actor, at: datetime) -> Inquiry:
    """Have the message read once more, against today's catalogue; what a person has set stays.

    Raises NothingToRead, NotAllowedNow.
    """
    _check_received(inquiry, "read")
    if inquiry.message_id is None:
        raise NothingToRead(inquiry=inquiry.number)
    record_event("inquiry.reading_asked", inquiry, by=by, at=at)
    return inquiry


@deed("inquiry.merge", roles={Role.SALES, Role.MANAGER})
def merge_inquiries(inquiry: Inquiry, *, other: Inquiry, by: Actor, at: datetime) -> Inquiry:
    """Make one of two inquiries of one customer: the later one's lines and messages go into the earlier one, whose clock
    counts, and the later one is dismissed. Returns the earlier one.

    Raises NotTwoInquiries, NotOfOneCustomer, NotAllowedNow.
    """
    if inquiry.pk == other.pk:
        raise NotTwoInquiries(inquiry=inquiry.number)
    if (other.received_at, other.pk) < (inquiry.received_at, inquiry.pk):
        inquiry, other = other, inquiry
    _check_received(inquiry, "merged")
    _check_received(other, "merged")
    same_address = inquiry.contact_address.casefold() == other.contact_address.casefold()
    if inquiry.deal.buyer_id != other.deal.buyer_id or (inquiry.deal.buyer_id is None and not same_address):
        raise NotOfOneCustomer(inquiry=inquiry.number, other=other.number)
    count = inquiry.lines.count()
    moved = list(other.lines.select_related("product").order_by("position"))
    InquiryLine.objects.bulk_create(
        InquiryLine(
            inquiry=inquiry, deal_id=inquiry.deal_id, position=count + number, product=line.product, pieces=line.pieces,
            values=_elsewhere(line.values), text=line.text, candidates=line.candidates,
            read={**line.read, "count": _without_place(line.read.get("count") or {})} if line.read else {},
        )
        for number, line in enumerate(moved, 1)
    )  # fmt: skip
    Message.objects.filter(deal=other.deal).update(deal=inquiry.deal)
    Attachment.objects.filter(deal=other.deal).update(deal=inquiry.deal)
    inquiry.deal.pieces += sum(line.pieces or 0 for line in moved)
    inquiry.deal.is_changed = True
    inquiry.changed("reviewed")
    other.reason, other.answer_by = MERGED.format(number=inquiry.number), None
    other.deal.reach(Stage.CLOSED)
    other.deal.expect(None)
    other.move_to(
        InquiryState.DISMISSED,
        by=by,
        at=at,
        fields=("reason", "answer_by"),
        reason=other.reason,
        merged_into=inquiry,
    )
    record_event("inquiry.merged", inquiry, by=by, at=at, other=other, lines=len(moved))
    return inquiry


def _elsewhere(values: dict[str, object]) -> dict[str, object]:
    return {code: _without_place(said) if isinstance(said, dict) else said for code, said in values.items()}


def _without_place(said: dict[str, object]) -> dict[str, object]:
    """A value whose words stand in another message: they are kept, their place is not ours."""
    return {name: value for name, value in said.items() if name not in ("start", "end", "part")}


@deed("inquiry.split", roles={Role.SALES, Role.MANAGER})
def split_inquiry(inquiry: Inquiry, *, positions: list[int], by: Actor, at: datetime) -> Inquiry:
    """Put some lines into an inquiry of its own, with the same message, customer, terms and clock; returns the new one.

    Raises NothingToSplit, NotAllowedNow.
    """
    _check_received(inquiry, "split")
    lines = list(inquiry.lines.select_related("product").order_by("position"))
    going = [line for line in lines if line.position in set(positions)]
    staying = [line for line in lines if line not in going]
    if not going or not staying:
        raise NothingToSplit()
    deal = open_deal(title=inquiry.deal.title, at=at, buyer=inquiry.deal.buyer)
    deal.owner_id = inquiry.deal.owner_id
    accepted = set(inquiry.reviewed)
    made = Inquiry(
        number=next_number("inquiry", at), deal=deal, message=inquiry.message, reading=inquiry.reading,
        language=inquiry.language, contact=inquiry.contact, contact_name=inquiry.contact_name,
        contact_address=inquiry.contact_address, company_name=inquiry.company_name, text=inquiry.text,
        incoterm=inquiry.incoterm, place=inquiry.place, destination_country=inquiry.destination_country,
        payment_term=inquiry.payment_term, currency=inquiry.currency, asked=inquiry.asked,
        received_at=inquiry.received_at, answer_by=inquiry.answer_by, paused_since=inquiry.paused_since,
        paused_seconds=inquiry.paused_seconds, pauses=inquiry.pauses, questions=inquiry.questions,
    )  # fmt: skip
    for record, chosen in ((made, going), (inquiry, staying)):
        numbered, carried = lines_under(
            chosen, [], accepted | {f"product-{line.position}" for line in chosen}
        )
        record.reviewed = sorted(
            (carried & _of(accepted, chosen, numbered)) | {n for n in accepted if not _is_of_line(n)}
        )
        record.findings = [
            *(each for each in inquiry.findings if each.get("kind") != "question"),
            *kept(questions_about(record, numbered), "question"),
        ]
        if record is made:
            made.save(force_insert=True)
        else:
            InquiryLine.objects.filter(inquiry=inquiry).delete()
        for line in numbered:
            line.inquiry, line.deal_id = record, record.deal_id
        InquiryLine.objects.bulk_create(numbered)
        record.deal.pieces = sum(line.pieces or 0 for line in numbered)
    deal.expect(Role.SALES, "inquiry.confirm", by=made.answer_by)
    inquiry.deal.is_changed = True
    inquiry.changed("reviewed", "findings")
    record_event("inquiry.split", inquiry, by=by, at=at, other=made, lines=len(going))
    record_event(
        "inquiry.split", made, by=by, at=at, split_from=inquiry, lines=len(going), answer_by=made.answer_by
    )
    return made


def _is_of_line(name: str) -> bool:
    return name.startswith(("product-", "pieces-", "value-"))


def _of(accepted: set[str], chosen: list[InquiryLine], numbered: list[InquiryLine]) -> set[str]:
    """The accepted names of these lines under their new numbers."""
    found = set()
    for before, line in zip(chosen, numbered, strict=True):
        for name in ("product", "pieces"):
            if f"{name}-{before.position}" in accepted:
                found.add(f"{name}-{line.position}")
        found |= {
            f"value-{line.position}-{code}"
            for code in before.values
            if f"value-{before.position}-{code}" in accepted
        }
    return found
