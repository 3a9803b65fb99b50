"""What can happen to an inquiry: it is opened, reviewed, confirmed, paused for an answer, warned about, dismissed; an old
quotation is asked for once more."""

from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from typing import Any
from zoneinfo import available_timezones

from ordolux.foundation.actors import Actor, Role
from ordolux.foundation.catalogue.models import PriceBreak, Product
from ordolux.foundation.catalogue.queries import products_by_number, units_of
from ordolux.foundation.correspondence.deeds import Enclosure, file_message
from ordolux.foundation.correspondence.models import Attachment, Channel, Message, MessageState
from ordolux.foundation.deals.deeds import open_deal
from ordolux.foundation.deals.models import Deal, Stage
from ordolux.foundation.deeds import NotAllowedNow, NotFound, deed, record_event
from ordolux.foundation.files import given_by_company
from ordolux.foundation.files.models import StoredFile
from ordolux.foundation.numbers import next_number
from ordolux.foundation.parties.deeds import add_person, register_company
from ordolux.foundation.parties.models import Company, Person
from ordolux.foundation.worded import add_rows, read_with
from ordolux.inquiries.inquiry.models import Inquiry, InquiryLine, InquiryState
from ordolux.inquiries.inquiry.reading import kept, questions_about, said_by, same_value, terms_of
from ordolux.inquiries.quotation.models import SENT_STATES, Quotation
from ordolux.inquiries.reading.models import MessageReading
from ordolux.inquiries.reading.queries import newest_reading
from ordolux.inquiries.website.models import Website
from ordolux.rules.incoterms import Rule
from ordolux.rules.refusal import N_, Refusal
from ordolux.rules.terms import TermCode
from ordolux.rules.workdays import AnswerClock, ClockLevel


@dataclass(frozen=True, slots=True)
class ConfirmedLine:
    """One line as sales confirms it: the product's number, pieces, and parameters that differ from the catalogue's.

    While it is only reviewed, product and pieces may still be missing ("" and 0). ``position`` is that of the line as it
    was read, whose evidence is kept with this one (0: a line of its own).
    """

    product: str
    pieces: int
    values: dict[str, str] = field(default_factory=dict)
    position: int = 0


@dataclass(frozen=True, slots=True)
class NewBuyer:
    """A company that is not known yet: ``country`` as two letters (ISO 3166), ``zone`` as in the IANA database."""

    legal_name: str
    country: str
    zone: str
    address: str = ""
    tax_number: str = ""
    language: str = "en"
    currency: str = "USD"


@dataclass(frozen=True, slots=True)
class NewContact:
    """A person of the buyer's company who is not known yet; he may order, sign and pay."""

    name: str
    email: str
    title: str = ""
    language: str = "en"


class NothingAskedFor(Refusal):
    """A confirmed inquiry has at least one line."""

    message = N_("An inquiry needs at least one line with a product and a quantity.")


class ProductUnknown(Refusal):
    """A line names a product that we do not offer."""

    message = N_("Line {line}: we offer no product {product}.")


class PiecesMissing(Refusal):
    """A line has no quantity."""

    message = N_("Line {line}: give a quantity of at least one piece.")


class TooManyLines(Refusal):
    """More lines than a quotation can hold."""

    message = N_("An inquiry has at most {most} lines; make two of it.")


class ParameterUnknown(Refusal):
    """A line names a parameter that the product does not have."""

    message = N_("Line {line}: {product} has no parameter “{parameter}”.")


class BuyerMissing(Refusal):
    """Nobody is known to whom a quotation could be sent."""

    message = N_("Say which company asks and who the contact person is.")


class ContactIsOfAnotherCompany(Refusal):
    """The contact works for somebody else."""

    message = N_("{contact} does not belong to {company}.")


class CurrencyNotQuoted(Refusal):
    """We keep no price list in this currency."""

    message = N_("We keep no price list in {currency}; choose one of: {offered}.")


class TermsUnknown(Refusal):
    """A delivery or payment term that we do not know."""

    message = N_("“{term}” is no delivery or payment term that we know.")


class PlaceMissing(Refusal):
    """A delivery term needs its named place and the country of destination."""

    message = N_("{rule} needs a named place, and the country of destination as two letters.")


class NothingAsked(Refusal):
    """A question without words."""

    message = N_("Write what you want to ask the customer.")


class AlreadyWaiting(Refusal):
    """We wait for the customer's answer already."""

    message = N_("{inquiry} waits for the customer's answer since {since}.")


class NotWaiting(Refusal):
    """There is no question open."""

    message = N_("{inquiry} does not wait for an answer.")


class FormIncomplete(Refusal):
    """The website's form lacks something without which nobody can answer."""

    message = N_("Please give your name, your mail address, and what you need.")


class ReasonMissing(Refusal):
    """A dismissal says why."""

    message = N_("Say why in a few words.")


class CallWithoutNotes(Refusal):
    """What was said on the telephone stands nowhere else."""

    message = N_("Say who called and what he asked for.")


class CallAtAnotherTime(Refusal):
    """The 24 hours run from the call."""

    message = N_("A call is noted within seven days, and not before it happened.")


CALL_NOTED_WITHIN = timedelta(days=7)
MOST_LINES = 200
MOST_PIECES = 100_000_000
MOST_MARKS = 5000


@deed("inquiry.open", roles={Role.SYSTEM})
def open_inquiry(message: Message, *, by: Actor, at: datetime) -> Inquiry:
    """Read a message into an inquiry and file it in a new deal; the 24 hours run since the message reached us.

    The company of a known sender becomes the buyer.
    """
    sender = next(
        iter(
            read_with(
                Person, ("company",),
                "WHERE upper(foundation_person.email) = upper(%s) AND foundation_person.is_active "
                "ORDER BY foundation_person.id LIMIT 1",
                [message.from_address],
            )
        ),
        None,
    )  # fmt: skip
    known = sender if sender is not None and sender.company_id is not None else None
    return _open(message, known, by=by, at=at)


@deed("inquiry.enter", roles={Role.SALES, Role.SUPPORT, Role.MANAGER})
def enter_inquiry(message: Message, *, by: Actor, at: datetime) -> Inquiry:
    """Open an inquiry by hand from a message that nobody could read, or that was set aside."""
    return _open(message, None, by=by, at=at)


@deed("inquiry.submit", roles={Role.PUBLIC, Role.BUYER})
def submit_inquiry(
    *, name: str, email: str, text: str, raw: StoredFile, by: Actor, at: datetime, company: str = "", country: str = "",
    language: str = "", enclosures: Sequence[Enclosure] = (), website: Website | None = None,
) -> Inquiry:  # fmt: skip
    """Take an inquiry from the website's form; ``raw`` keeps what was sent, byte for byte. ``website`` is the website of
    somebody else that carries the form, if it came from there.

    A customer encloses only what his company gave us. Raises FormIncomplete, NotFound.
    """
    if by.is_customer and enclosures and not given_by_company([e.sha256 for e in enclosures], by.company_id):
        raise NotFound()
    if not name.strip() or "@" not in email or not text.strip():
        raise FormIncomplete()
    message = Message.objects.create(
        number=next_number("message", at), state=MessageState.RECEIVED, channel=Channel.WEBSITE, is_incoming=True,
        raw_id=raw.sha256, from_address=email.strip()[:320], from_name=name.strip()[:200], subject=text.strip()[:80],
        text=text, new_text=text, language=language[:10], at=at,
    )  # fmt: skip
    Attachment.objects.bulk_create(
        Attachment(message=message, file_id=each.sha256, name=each.name[:255], position=place)
        for place, each in enumerate(enclosures, 1)
    )
    message.move_to(MessageState.READ, by=by, at=at)
    return _open(
        message, None, company_name=company.strip(), country=country.strip().upper()[:2], website=website, by=by,
        at=at,
    )  # fmt: skip


@deed("inquiry.note_call", roles={Role.SALES, Role.SUPPORT, Role.MANAGER})
def note_call(
    *, notes: str, called_at: datetime, by: Actor, at: datetime, caller: Person | None = None, caller_name: str = "",
    caller_address: str = "", company_name: str = "", country: str = "",
) -> Inquiry:  # fmt: skip
    """Open an inquiry from a telephone call: the notes are its source, read like a message; the 24 hours run from the
    call. ``caller`` is a person whom we know; of another one ``caller_address`` is a mail address or a telephone number.

    Raises CallWithoutNotes, CallAtAnotherTime.
    """
    name = caller.name if caller else caller_name.strip()
    if not notes.strip() or not name:
        raise CallWithoutNotes()
    if not at - CALL_NOTED_WITHIN <= called_at <= at:
        raise CallAtAnotherTime()
    message = Message.objects.create(
        number=next_number("message", at), state=MessageState.RECEIVED, channel=Channel.PHONE, is_incoming=True,
        # what was noted while listening is ours, not the customer's to read
        is_internal=True, author_id=by.person_id, from_name=name[:200],
        from_address=(caller.email if caller else caller_address.strip())[:320],
        subject=" ".join(notes.split())[:80], text=notes, new_text=notes, at=called_at,
    )  # fmt: skip
    message.move_to(MessageState.READ, by=by, at=at)
    known = caller if caller is not None and caller.company_id is not None else None
    inquiry = _open(
        message,
        known,
        company_name=company_name.strip()[:200],
        country=country.strip().upper()[:2],
        by=by,
        at=at,
    )
    inquiry.deal.owner_id = by.person_id
    return inquiry


@deed("inquiry.open_replacement", roles={Role.SUPPORT, Role.SYSTEM})
def open_replacement_inquiry(
    *, replaces: Deal, claim_number: str, lines: tuple[ConfirmedLine, ...], contact: Person, incoterm: str, place: str,
    destination_country: str, payment_term: str, currency: str, by: Actor, at: datetime,
) -> Inquiry:  # fmt: skip
    """Let goods that are replaced under warranty enter at the top: a new deal replaces the old one, free of charge.

    Raises NothingAskedFor, ProductUnknown, PiecesMissing, ParameterUnknown, TermsUnknown, PlaceMissing.
    """
    _check_terms(incoterm, place, destination_country, payment_term)
    products = _check_lines(lines)
    deal = open_deal(title=_title(lines, products), at=at, buyer=replaces.buyer, replaces=replaces)
    inquiry = Inquiry.objects.create(
        number=next_number("inquiry", at), deal=deal, state=InquiryState.CONFIRMED, contact=contact,
        contact_name=contact.name, contact_address=contact.email, company_name=str(replaces.buyer or ""),
        incoterm=incoterm, place=place, destination_country=destination_country, payment_term=payment_term,
        currency=currency, received_at=at, answer_by=AnswerClock(at).deadline(at), is_free=True,
        claim_number=claim_number,
    )  # fmt: skip
    InquiryLine.objects.bulk_create(_confirmed_lines(inquiry, lines, products, {}))
    deal.pieces = sum(line.pieces for line in lines)
    deal.expect(Role.SALES, "quotation.send", by=inquiry.answer_by)
    record_event(
        "inquiry.confirmed", inquiry, by=by, at=at, claim=claim_number, replaces=replaces, is_free=True
    )
    return inquiry


@deed("inquiry.confirm", roles={Role.SALES})
def confirm_inquiry(
    inquiry: Inquiry, *, lines: tuple[ConfirmedLine, ...], incoterm: str, place: str, destination_country: str,
    payment_term: str, currency: str, by: Actor, at: datetime, buyer: Company | None = None,
    contact: Person | None = None, new_buyer: NewBuyer | None = None, new_contact: NewContact | None = None,
) -> Inquiry:  # fmt: skip
    """Confirm what the customer asks for and who he is; a new company and a new person are registered with it.

    Raises NothingAskedFor, ProductUnknown, PiecesMissing, ParameterUnknown, BuyerMissing, ContactIsOfAnotherCompany,
    CurrencyNotQuoted, TermsUnknown, PlaceMissing, NotAllowedNow, and what registering a company and a person raises.
    """
    # a quotation that is withdrawn leads back to "confirmed" too, but what was answered is not confirmed anew
    if inquiry.state != InquiryState.RECEIVED:
        raise NotAllowedNow(record=inquiry.number, state=inquiry.state, wanted=InquiryState.CONFIRMED.value)
    _check_terms(incoterm, place, destination_country, payment_term)
    _check_currency(currency)
    products = _check_lines(lines)
    company = _registered(new_buyer, payment_term, by, at) if new_buyer else buyer
    if company is None or (new_contact is None and contact is None):
        raise BuyerMissing()
    person = _added(new_contact, company, by, at) if new_contact else contact
    assert person is not None
    if person.company_id != company.pk:
        raise ContactIsOfAnotherCompany(contact=person.name, company=company.legal_name)

    lines_read = read_with(
        InquiryLine, ("product",), "WHERE inquiries_inquiryline.inquiry_id = %s ORDER BY inquiries_inquiryline.position",
        [inquiry.pk],
    )  # fmt: skip
    read = {line.position: line for line in lines_read}
    terms = {
        "incoterm": incoterm, "place": place.strip(), "destination_country": destination_country,
        "payment_term": payment_term, "currency": currency,
    }  # fmt: skip
    inquiry.corrections = [*_corrected_terms(inquiry, terms), *_corrected_lines(lines, products, read)]
    inquiry.read_fields = _count_read(inquiry, terms, read)
    settled = [each for each in inquiry.findings if each.get("kind") != "question"]
    inquiry.findings = [*settled, *_unmet(lines, products, read)]
    InquiryLine.objects.filter(inquiry=inquiry).delete()
    add_rows(_confirmed_lines(inquiry, lines, products, read))
    inquiry.contact, inquiry.contact_name, inquiry.contact_address = person, person.name, person.email
    inquiry.company_name = company.legal_name
    inquiry.incoterm, inquiry.place, inquiry.destination_country = (
        incoterm,
        place.strip(),
        destination_country,
    )
    inquiry.payment_term, inquiry.currency = payment_term, currency

    deal = inquiry.deal
    if deal.owner_id is None:
        deal.owner_id = by.person_id
    deal.buyer, deal.title = company, _title(lines, products)[:200]
    deal.pieces = sum(line.pieces for line in lines)
    deal.expect(Role.SALES, "quotation.send", by=inquiry.answer_by)
    inquiry.move_to(
        InquiryState.CONFIRMED, by=by, at=at, fields=CONFIRMED_COLUMNS, lines=len(lines), buyer=company,
        incoterm=incoterm, place=place, corrections=inquiry.corrections,
    )  # fmt: skip
    return inquiry


CONFIRMED_COLUMNS = (
    "contact", "contact_name", "contact_address", "company_name", "incoterm", "place", "destination_country",
    "payment_term", "currency", "corrections", "findings", "read_fields",
)  # fmt: skip


@deed("inquiry.review", roles={Role.SALES})
def review_inquiry(
    inquiry: Inquiry, *, lines: tuple[ConfirmedLine, ...], by: Actor, at: datetime, incoterm: str = "", place: str = "",
    destination_country: str = "", payment_term: str = "", currency: str = "", contact_name: str = "",
    contact_address: str = "", company_name: str = "", reviewed: list[str] | None = None,
) -> Inquiry:  # fmt: skip
    """Keep the review as far as it has come: values that were corrected, products that were chosen, and which fields were
    looked at. What was read stays beside it. Nothing has to be complete yet.

    Raises ProductUnknown, TermsUnknown, TooManyLines, NotAllowedNow.
    """
    if inquiry.state != InquiryState.RECEIVED:
        raise NotAllowedNow(record=inquiry.number, state=inquiry.state, wanted="reviewed")
    if incoterm and incoterm not in set(Rule):
        raise TermsUnknown(term=incoterm)
    if payment_term and payment_term not in set(TermCode):
        raise TermsUnknown(term=payment_term)
    _not_too_many(lines)
    products = products_by_number([line.product for line in lines if line.product])
    for number, line in enumerate(lines, 1):
        if line.product and line.product not in products:
            raise ProductUnknown(line=number, product=line.product)
        if not 0 <= line.pieces <= MOST_PIECES:
            raise PiecesMissing(line=number)
    read = {line.position: line for line in inquiry.lines.all()}
    InquiryLine.objects.filter(inquiry=inquiry).delete()
    InquiryLine.objects.bulk_create(
        _reviewed_line(inquiry, position, line, products.get(line.product), read.get(line.position))
        for position, line in enumerate(lines, 1)
    )
    inquiry.incoterm, inquiry.place, inquiry.destination_country = (
        incoterm,
        place.strip(),
        destination_country.strip(),
    )
    inquiry.payment_term, inquiry.currency = payment_term, currency.strip()
    inquiry.contact_name, inquiry.contact_address = contact_name.strip(), contact_address.strip()
    inquiry.company_name = company_name.strip()
    inquiry.reviewed = sorted(set(reviewed or []))[:MOST_MARKS]
    if inquiry.deal.owner_id is None:
        inquiry.deal.owner_id = by.person_id
        inquiry.deal.is_changed = True
    inquiry.deal.pieces = sum(line.pieces for line in lines)
    inquiry.changed(*REVIEWED_COLUMNS)
    record_event("inquiry.reviewed", inquiry, by=by, at=at, lines=len(lines), reviewed=len(inquiry.reviewed))
    return inquiry


REVIEWED_COLUMNS = (
    "incoterm", "place", "destination_country", "payment_term", "currency", "contact_name", "contact_address",
    "company_name", "reviewed",
)  # fmt: skip


@deed("inquiry.copy", roles={Role.SALES})
def copy_inquiry(
    quotation: Quotation, *, by: Actor, at: datetime, pieces: dict[str, int] | None = None, remark: str = "",
) -> Inquiry:  # fmt: skip
    """Ask once more, for the same customer, what an old quotation or order offered: a new inquiry with its lines and
    terms, confirmed at once. ``pieces`` changes quantities by line position; 0 leaves a line out.

    Raises ProductUnknown, NothingAskedFor, PiecesMissing, BuyerMissing.
    """
    return _asked_again(quotation, quotation.contact, pieces, remark, by=by, at=at)


@deed("inquiry.reorder", roles={Role.BUYER})
def reorder(
    quotation: Quotation, *, by: Actor, at: datetime, pieces: dict[str, int] | None = None, remark: str = "",
) -> Inquiry:  # fmt: skip
    """Order again what an old quotation or order of one's own company offered; our sales send the quotation at today's
    prices. ``pieces`` changes quantities by line position; 0 leaves a line out.

    Raises NotFound for a quotation that was never sent, ProductUnknown, NothingAskedFor, PiecesMissing.
    """
    if quotation.state not in SENT_STATES or by.person_id is None:
        raise NotFound()
    contact = Person.objects.get(pk=by.person_id)
    return _asked_again(quotation, contact, pieces, remark, by=by, at=at)


def _asked_again(
    quotation: Quotation,
    contact: Person | None,
    pieces: dict[str, int] | None,
    remark: str,
    *,
    by: Actor,
    at: datetime,
) -> Inquiry:
    company = quotation.deal.buyer
    if company is None:
        raise BuyerMissing()
    if contact is None or not contact.is_active:
        contact = Person.objects.filter(company=company, is_active=True, roles__contains=[Role.BUYER]).first()
    if contact is None:
        raise BuyerMissing()
    wanted = pieces or {}
    lines = []
    for line in quotation.lines.select_related("product").order_by("position"):
        count = wanted.get(str(line.position), line.pieces)
        if count == 0:
            continue
        # a new revision of the product brings its own parameters; otherwise what was agreed goes on
        is_same = line.product.revision == line.product_revision
        agreed = {
            code: str(said["value"]) for code, said in line.values.items() if code in line.product.values
        }
        differing = {c: v for c, v in agreed.items() if is_same and not same_value(v, line.product.values[c])}
        lines.append(ConfirmedLine(line.product.number, count, differing))
    told = tuple(lines)
    products = _check_lines(told)
    deal = open_deal(title=_title(told, products), at=at, buyer=company)
    deal.owner_id = quotation.deal.owner_id if by.company_id is not None else by.person_id
    deadline = AnswerClock(at).deadline(at)
    inquiry = Inquiry.objects.create(
        number=next_number("inquiry", at), deal=deal, state=InquiryState.CONFIRMED, contact=contact,
        contact_name=contact.name, contact_address=contact.email, company_name=company.legal_name,
        text=remark.strip(), incoterm=quotation.incoterm, place=quotation.place,
        destination_country=quotation.destination_country, payment_term=quotation.payment_term,
        currency=quotation.currency, received_at=at, answer_by=deadline, copied_from=quotation,
    )  # fmt: skip
    InquiryLine.objects.bulk_create(_confirmed_lines(inquiry, told, products, {}))
    deal.pieces = sum(line.pieces for line in told)
    deal.expect(Role.SALES, "quotation.send", by=deadline)
    record_event(
        "inquiry.received", inquiry, by=by, at=at, lines=len(told), received_at=at, answer_by=deadline, known=True,
        copied_from=quotation,
    )  # fmt: skip
    record_event("inquiry.confirmed", inquiry, by=by, at=at, copied_from=quotation, lines=len(told))
    return inquiry


@deed("inquiry.ask", roles={Role.SALES})
def ask_customer(inquiry: Inquiry, *, questions: str, by: Actor, at: datetime) -> Inquiry:
    """Ask the customer for what pricing needs; the clock of 24 hours stands still until the answer comes.

    Raises NothingAsked, AlreadyWaiting, NotAllowedNow.
    """
    if not questions.strip():
        raise NothingAsked()
    if not inquiry.is_open:
        raise NotAllowedNow(record=inquiry.number, state=inquiry.state, wanted="paused")
    if inquiry.paused_since is not None:
        raise AlreadyWaiting(inquiry=inquiry.number, since=inquiry.paused_since)
    inquiry.paused_since, inquiry.questions = at, questions.strip()
    inquiry.answer_by = inquiry.clock().deadline(at)
    inquiry.deal.expect(Role.BUYER, "inquiry.resume", by=inquiry.answer_by)
    inquiry.changed("paused_since", "questions", "answer_by")
    record_event(
        "inquiry.paused", inquiry, by=by, at=at, questions=inquiry.questions, left=inquiry.time_left(at)
    )
    return inquiry


@deed("inquiry.resume", roles={Role.SYSTEM, Role.SALES})
def take_answer(inquiry: Inquiry, *, by: Actor, at: datetime, message: Message | None = None) -> Inquiry:
    """Let the clock run on: the customer has answered, with ``message``, whose receipt ends the pause.

    A message that reached us before we asked answers nothing. Raises NotWaiting.
    """
    since = inquiry.paused_since
    if since is None or (message is not None and message.at < since):
        raise NotWaiting(inquiry=inquiry.number)
    _end_pause(inquiry, message.at if message is not None else at)
    inquiry.answer_by = inquiry.clock().deadline(at)
    inquiry.deal.expect(Role.SALES, _next_deed(inquiry), by=inquiry.answer_by)
    inquiry.changed("paused_since", "paused_seconds", "pauses", "answer_by")
    record_event("inquiry.resumed", inquiry, by=by, at=at, message=message, answer_by=inquiry.answer_by)
    return inquiry


@deed("inquiry.dismiss", roles={Role.SALES})
def dismiss_inquiry(inquiry: Inquiry, *, reason: str, by: Actor, at: datetime) -> Inquiry:
    """Close an inquiry that asks for nothing we sell; its clock counts no more.

    Raises ReasonMissing, NotAllowedNow.
    """
    if not reason.strip():
        raise ReasonMissing()
    inquiry.reason, inquiry.answer_by = reason.strip()[:500], None
    inquiry.deal.reach(Stage.CLOSED)
    inquiry.deal.expect(None)
    inquiry.move_to(
        InquiryState.DISMISSED, by=by, at=at, fields=("reason", "answer_by"), reason=inquiry.reason
    )
    return inquiry


@deed("inquiry.warn", roles={Role.SYSTEM})
def warn_of_inquiry(inquiry: Inquiry, *, level: ClockLevel, by: Actor, at: datetime) -> Inquiry:
    """Note that the clock has come to a level; a letter to sales (and the manager, when late) follows from it."""
    inquiry.warned_level = level.value
    inquiry.changed("warned_level")
    record_event("inquiry.warned", inquiry, by=by, at=at, level=level.value, left=inquiry.time_left(at))
    return inquiry


def note_quoted(inquiry: Inquiry, *, by: Actor, at: datetime) -> None:
    """Stop the clock inside the deed that sends the quotation, and tell how long the answer took."""
    if inquiry.state != InquiryState.CONFIRMED:
        return  # a later revision: the promise was kept or broken by the first
    if inquiry.paused_since is not None:
        _end_pause(inquiry, at)
    clock = inquiry.clock()
    inquiry.quoted_at = at
    inquiry.answer_seconds = int(clock.used(at).total_seconds())
    inquiry.is_late = not clock.is_kept(at)
    inquiry.answer_by = None
    inquiry.move_to(
        InquiryState.QUOTED, by=by, at=at, fields=QUOTED_COLUMNS, took_seconds=inquiry.answer_seconds,
        gross_seconds=int(clock.gross(at).total_seconds()), is_late=inquiry.is_late,
    )  # fmt: skip


def note_withdrawn(inquiry: Inquiry, *, by: Actor, at: datetime) -> None:
    """Let the clock run on inside the deed that withdraws a quotation before it left: nothing was answered yet."""
    if inquiry.state != InquiryState.QUOTED:
        return
    inquiry.answer_by = inquiry.clock().deadline(at)
    inquiry.state = InquiryState.CONFIRMED.value
    inquiry.changed("answer_by")
    record_event("inquiry.reopened", inquiry, by=by, at=at, answer_by=inquiry.answer_by)


QUOTED_COLUMNS = (
    "quoted_at",
    "answer_seconds",
    "is_late",
    "answer_by",
    "paused_since",
    "paused_seconds",
    "pauses",
)


def _open(
    message: Message,
    sender: Person | None,
    *,
    by: Actor,
    at: datetime,
    company_name: str = "",
    country: str = "",
    website: Website | None = None,
) -> Inquiry:
    reading = newest_reading(message)
    read = terms_of(reading)
    company = sender.company if sender else None
    deal = open_deal(title=message.subject or message.from_address, at=at, buyer=company)
    deadline = AnswerClock(message.at).deadline(at)
    inquiry = Inquiry(
        number=next_number("inquiry", at), deal=deal, message=message, reading=reading, contact=sender,
        contact_name=sender.name if sender else said_by(reading, "contact")[:200] or message.from_name,
        contact_address=sender.email if sender else said_by(reading, "email")[:320] or message.from_address,
        company_name=company.legal_name if company else company_name or said_by(reading, "company")[:200],
        language=(reading.language if reading else "") or message.language, text=message.new_text or message.text,
        incoterm=read.incoterm, place=read.place,
        destination_country=read.destination_country or country or (company.country if company else ""),
        payment_term=read.payment_term or (company.payment_term if company else ""),
        currency=read.currency or (company.currency if company else ""), asked=list(read.asked),
        received_at=message.at, answer_by=deadline, website=website,
    )  # fmt: skip
    lines = lines_as_read(inquiry, reading)
    inquiry.findings = [*read.findings, *kept(questions_about(inquiry, lines), "question")]
    add_rows([inquiry])
    for line in lines:
        line.inquiry = inquiry
    add_rows(lines)
    deal.pieces = sum(line.pieces or 0 for line in lines)
    deal.expect(Role.SALES, "inquiry.confirm", by=deadline)
    if message.can_move_to(MessageState.FILED):
        file_message(message, deal=deal, by=by, at=at)
    record_event(
        "inquiry.received", inquiry, by=by, at=at, channel=message.channel, lines=len(lines),
        received_at=message.at, answer_by=deadline, known=sender is not None,
        **({"website": website.name} if website else {}),
    )  # fmt: skip
    return inquiry


READ_OF_A_LINE = (
    "product", "pieces", "count", "most_pieces", "unit", "family", "model", "name", "equivalent_to", "meant",
)  # fmt: skip


def lines_as_read(inquiry: Inquiry, reading: MessageReading | None) -> list[InquiryLine]:
    """The lines of a reading as lines of an inquiry, not yet stored: one statement however many they are."""
    said = reading.lines[:MOST_LINES] if reading else []
    products = products_by_number([line["product"] for line in said if line.get("product")])
    return [
        InquiryLine(
            inquiry=inquiry, deal_id=inquiry.deal_id, position=position, product=products.get(line.get("product", "")),
            pieces=line["pieces"] if 0 < (line["pieces"] or 0) <= MOST_PIECES else None, values=line["values"],
            text=line["text"], part=line["part"], start=line["start"], end=line["end"],
            candidates=[each["number"] for each in line.get("meant", ())],
            read={
                name: line.get(name)
                for name in READ_OF_A_LINE
            },
        )
        for position, line in enumerate(said, 1)
    ]  # fmt: skip


def _check_terms(incoterm: str, place: str, country: str, payment_term: str) -> None:
    if incoterm not in set(Rule):
        raise TermsUnknown(term=incoterm)
    if payment_term not in set(TermCode):
        raise TermsUnknown(term=payment_term)
    if not place.strip() or len(country) != 2 or not country.isalpha() or not country.isupper():
        raise PlaceMissing(rule=incoterm)


def _check_currency(currency: str) -> None:
    offered = set(PriceBreak.objects.values_list("unit_price_currency", flat=True).distinct())
    if currency not in offered:
        raise CurrencyNotQuoted(currency=currency[:10], offered=", ".join(sorted(offered)))


def _check_lines(lines: Sequence[ConfirmedLine]) -> dict[str, Product]:
    if not lines:
        raise NothingAskedFor()
    _not_too_many(lines)
    products = products_by_number([line.product for line in lines])
    for number, line in enumerate(lines, 1):
        product = products.get(line.product)
        if product is None or not product.is_offered:
            raise ProductUnknown(line=number, product=line.product)
        if not 1 <= line.pieces <= MOST_PIECES:
            raise PiecesMissing(line=number)
        for code in line.values:
            if code not in product.values:
                raise ParameterUnknown(line=number, product=product.number, parameter=code)
    return products


def _confirmed_lines(
    inquiry: Inquiry,
    lines: Sequence[ConfirmedLine],
    products: dict[str, Product],
    read: dict[int, InquiryLine],
) -> list[InquiryLine]:
    units = units_of({product.family_id for product in products.values()})
    made = []
    for position, line in enumerate(lines, 1):
        product, evidence = products[line.product], read.get(line.position)
        values = {
            code: {
                "unit": units.get((product.family_id, code), ""),
                **(evidence.values.get(code) or {} if evidence else {}),
                "value": line.values.get(code, value), "confidence": "confirmed",
            }
            for code, value in product.values.items()
        }  # fmt: skip
        made.append(
            InquiryLine(
                inquiry=inquiry, deal_id=inquiry.deal_id, position=position, product=product, pieces=line.pieces,
                values=values, **_evidence_of(evidence),
            )
        )  # fmt: skip
    return made


def _evidence_of(line: InquiryLine | None) -> dict[str, Any]:
    """Where a line stands in the message and what the reader said of it; nothing for a line of a person's own."""
    if line is None:
        return {}
    return {
        "text": line.text, "part": line.part, "start": line.start, "end": line.end, "candidates": line.candidates,
        "read": line.read,
    }  # fmt: skip


def _not_too_many(lines: Sequence[ConfirmedLine]) -> None:
    if len(lines) > MOST_LINES:
        raise TooManyLines(most=MOST_LINES)


def _reviewed_line(
    inquiry: Inquiry,
    position: int,
    line: ConfirmedLine,
    product: Product | None,
    evidence: InquiryLine | None,
) -> InquiryLine:
    """A line as far as it was reviewed: each value with what was read in ``read`` when it was said differently."""
    values = {code: dict(said) for code, said in (evidence.values if evidence else {}).items()}
    for code, value in line.values.items():
        said = values.setdefault(code, {"unit": "", "confidence": "sure"})
        if not same_value(value, said.get("value")):
            said.setdefault("read", said.get("value"))
            said["value"] = value
    return InquiryLine(
        inquiry=inquiry, deal_id=inquiry.deal_id, position=position, product=product, pieces=line.pieces or None,
        values=values, **_evidence_of(evidence),
    )  # fmt: skip


TERM_FIELDS = {
    "incoterm": ("incoterm",), "place": ("destination_place", "loading_place"),
    "destination_country": ("destination_country",), "currency": ("currency",),
}  # fmt: skip


def _read_terms(inquiry: Inquiry, terms: dict[str, str]) -> dict[str, list[dict[str, Any]]]:
    """What the message says of each term that the reader and we tell in the same words."""
    return {
        name: said
        for name in terms
        if (said := [value for value in inquiry.asked if value["field"] in TERM_FIELDS.get(name, ())])
    }


def _corrected_terms(inquiry: Inquiry, terms: dict[str, str]) -> list[dict[str, str]]:
    """The terms that sales said otherwise than they had been read."""
    return [
        {"line": "0", "field": name, "read": str(read[0]["value"]), "quoted": str(read[0].get("quoted", "")),
         "said": terms[name]}
        for name, read in _read_terms(inquiry, terms).items()
        if not any(same_value(each["value"], terms[name]) for each in read)
    ]  # fmt: skip


def _corrected_lines(
    lines: Sequence[ConfirmedLine], products: dict[str, Product], read: dict[int, InquiryLine]
) -> list[dict[str, str]]:
    """Product, pieces and parameters that sales said otherwise than they had been read, lines left out and lines added.

    Where the product has a value of its own and sales let it stand, the customer's wish was read and not corrected.
    """
    found = []
    for number, line in enumerate(lines, 1):
        evidence = read.get(line.position)
        if evidence is None:
            if any(each.read for each in read.values()):
                found.append(_correction(number, "line", "", f"{line.pieces} {line.product}", ""))
            continue
        said_first = evidence.read
        was = {"product": str(said_first.get("product") or ""), "pieces": str(said_first.get("pieces") or "")}
        is_now = {"product": line.product, "pieces": str(line.pieces)}
        quoted = {"pieces": str((said_first.get("count") or {}).get("quoted", ""))}
        for code, said in evidence.values.items():
            if not isinstance(said, dict):
                continue
            if "read" in said:
                was[code], is_now[code] = str(said["read"]), str(line.values.get(code, said.get("value", "")))
            elif code in line.values:
                was[code], is_now[code] = str(said.get("value", "")), line.values[code]
            quoted[code] = str(said.get("quoted", ""))
        own = products[line.product].values
        found += [
            _correction(number, name, was[name], is_now[name], quoted.get(name, ""))
            for name in was
            if was[name]
            and not same_value(was[name], is_now[name])
            # a change back to what the catalogue has chooses a product, it does not say that we read wrongly
            and not (name in own and same_value(is_now[name], own[name]))
        ]  # fmt: skip
    confirmed = {line.position for line in lines}
    found += [
        _correction(position, "line", " ".join(line.text.split())[:80], "", line.text[:80])
        for position, line in read.items()
        if line.read and position not in confirmed
    ]
    return found


def _correction(line: int, name: str, read: str, said: str, quoted: str) -> dict[str, str]:
    return {"line": str(line), "field": name, "read": read[:300], "said": said[:300], "quoted": quoted[:300]}


def _count_read(inquiry: Inquiry, terms: dict[str, str], read: dict[int, InquiryLine]) -> int:
    """How many values the reader had told: lines, products, pieces, parameters, terms; what accuracy is measured on."""
    count = len(_read_terms(inquiry, terms))
    for line in read.values():
        if line.read:
            told = sum(bool(line.read.get(name)) for name in ("product", "pieces"))
            count += 1 + told + sum(isinstance(each, dict) for each in line.values.values())
    return count


UNMET = N_("Line {line}: the message asks for “{quoted}”, of which {product} says nothing.")


def _unmet(
    lines: Sequence[ConfirmedLine], products: dict[str, Product], read: dict[int, InquiryLine]
) -> list[dict[str, Any]]:
    """What a customer asked for that the chosen product has no parameter for: it must not be lost."""
    return [
        {
            "kind": "unmet", "code": "unmet_wish", "message": UNMET, "where": str(number),
            "values": {"line": str(number), "quoted": said.get("quoted") or said.get("value"), "product": line.product},
        }
        for number, line in enumerate(lines, 1)
        if line.position in read
        for code, said in read[line.position].values.items()
        if code not in products[line.product].values and isinstance(said, dict)
    ]  # fmt: skip


def _registered(new: NewBuyer, payment_term: str, by: Actor, at: datetime) -> Company:
    country = new.country.strip().upper()
    if not new.legal_name.strip() or len(country) != 2 or new.zone not in available_timezones():
        raise BuyerMissing()
    return register_company(
        legal_name=new.legal_name.strip(), country=country, zone=new.zone, calendar=country,
        address=new.address.strip(), tax_number=new.tax_number.strip(), language=new.language, currency=new.currency,
        payment_term=payment_term, by=by, at=at,
    )  # fmt: skip


def _added(new: NewContact, company: Company, by: Actor, at: datetime) -> Person:
    if not new.name.strip() or "@" not in new.email:
        raise BuyerMissing()
    roles = [Role.BUYER.value, Role.SIGNATORY.value, Role.PAYER.value]
    return add_person(
        email=new.email,
        name=new.name,
        roles=roles,
        company=company,
        title=new.title,
        language=new.language,
        by=by,
        at=at,
    )


def _title(lines: Sequence[ConfirmedLine], products: dict[str, Product]) -> str:
    words = [f"{line.pieces:,} × {products[line.product].name_en}" for line in lines[:2]]
    return ", ".join(words) + (f" + {len(lines) - 2}" if len(lines) > 2 else "")


def _end_pause(inquiry: Inquiry, at: datetime) -> None:
    since = inquiry.paused_since
    assert since is not None
    inquiry.pauses = [*inquiry.pauses, [since.isoformat(), at.isoformat()]]
    inquiry.paused_seconds += int((at - since).total_seconds())
    inquiry.paused_since = None


def _next_deed(inquiry: Inquiry) -> str:
    return "inquiry.confirm" if inquiry.state == InquiryState.RECEIVED else "quotation.send"
