"""What follows: a confirmed inquiry gets its draft, a sent quotation its paper; time ends what nobody answered."""

from contextlib import suppress
from datetime import datetime
from functools import reduce

from ordolux.foundation import clock, papers
from ordolux.foundation.actors import Actor
from ordolux.foundation.catalogue.queries import parameters_of
from ordolux.foundation.documents.models import new_code
from ordolux.foundation.documents.queries import latest_document
from ordolux.foundation.files import store_bytes
from ordolux.foundation.journal.models import Event
from ordolux.foundation.library.datasheet import datasheet_paper
from ordolux.foundation.parties.models import Firm
from ordolux.inquiries.inquiry.models import Inquiry, InquiryState
from ordolux.inquiries.quotation.deeds import (
    DraftWaits,
    QuotationWithdrawn,
    draft_quotation,
    expire_quotation,
    file_quotation_paper,
)
from ordolux.inquiries.quotation.models import Quotation, QuotationState
from ordolux.inquiries.quotation.papers.paper import quotation_paper
from ordolux.inquiries.quotation.queries import quotations_to_expire
from ordolux.rules.workdays import day_at

PDF = "application/pdf"
MOST_DATASHEETS = 20


def draft_after_confirmation(event: Event, key: str) -> None:
    """The inquiry was confirmed: compute its quotation, so that sales only has to look and send."""
    inquiry = Inquiry.objects.get(pk=event.subject_id)
    if inquiry.state != InquiryState.CONFIRMED:
        return
    with suppress(DraftWaits):  # sales did not wait for the worker
        draft_quotation.once(key)(inquiry, by=Actor.system(), at=clock.now())


def print_quotation(event: Event, key: str) -> None:
    """The quotation was sent: print it and the datasheets of its products in the customer's language, and file both."""
    quotation = (
        Quotation.objects.select_related("deal__buyer", "inquiry", "contact")
        .prefetch_related("lines__product__family", "blocks", "options")
        .get(pk=event.subject_id)
    )
    if quotation.state == QuotationState.WITHDRAWN:
        return  # nobody outside shall see it
    firm = Firm.objects.first()
    if firm is None or latest_document(quotation, "quotation") is not None:
        return
    language = "zh" if quotation.contact and quotation.contact.language.startswith("zh") else "en"
    at = quotation.sent_at or event.at
    code, datasheets_code = new_code(), new_code()
    paper = quotation_paper(quotation, firm, code=code, language=language)
    pdf = papers.render(paper.template, paper, language=language, timestamp=at)
    sheets = _datasheets(quotation, firm, language, datasheets_code)
    with suppress(QuotationWithdrawn):
        file_quotation_paper.once(key)(
            quotation, file=store_bytes(pdf, PDF), datasheets=store_bytes(sheets, PDF) if sheets else None, code=code,
            datasheets_code=datasheets_code, language=language, by=Actor.system(), at=clock.now(),
        )  # fmt: skip


def expire_quotations(at: datetime) -> None:
    """Close every sent quotation whose time is over."""
    for quotation in quotations_to_expire(at):
        expire_quotation.once(f"expire:{quotation.pk}")(quotation, by=Actor.system(), at=at)


def _datasheets(quotation: Quotation, firm: Firm, language: str, code: str) -> bytes:
    """The datasheets of the products, each once, as one file that ``code`` verifies; empty without a product."""
    products = {line.product_id: line.product for line in quotation.lines.all()}
    parameters = parameters_of({product.family_id for product in products.values()})
    at = quotation.sent_at or quotation.drafted_at
    sheets = []
    for product in list(products.values())[:MOST_DATASHEETS]:
        paper = datasheet_paper(
            product,
            parameters[product.family_id],
            firm,
            issued_on=day_at(firm.zone, at),
            code=code,
            language=language,
        )
        sheets.append(papers.render(paper.template, paper, language=language, timestamp=at))
    return reduce(papers.with_pages, sheets) if sheets else b""
