"""All tables of stage 1."""

from ordolux.inquiries.customisation.models import Question
from ordolux.inquiries.inquiry.models import Inquiry, InquiryLine
from ordolux.inquiries.quotation.models import (
    FreightOption,
    PricePolicy,
    Quotation,
    QuotationBlock,
    QuotationLine,
)
from ordolux.inquiries.website.models import Website

__all__ = [
    "FreightOption",
    "Inquiry",
    "InquiryLine",
    "PricePolicy",
    "Question",
    "Quotation",
    "QuotationBlock",
    "QuotationLine",
    "Website",
]
