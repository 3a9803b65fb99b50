"""All tables of stage 1."""

from ordolux.inquiries.customisation.models import Question
from ordolux.inquiries.inquiry.models import Inquiry, InquiryLine
from ordolux.inquiries.policy.models import AnswerPolicy
from ordolux.inquiries.quotation.models import (
    FreightOption,
    PricePolicy,
    Quotation,
    QuotationBlock,
    QuotationLine,
)
from ordolux.inquiries.reading.models import MessageReading
from ordolux.inquiries.website.models import Website

__all__ = [
    "AnswerPolicy",
    "FreightOption",
    "Inquiry",
    "InquiryLine",
    "MessageReading",
    "PricePolicy",
    "Question",
    "Quotation",
    "QuotationBlock",
    "QuotationLine",
    "Website",
]
