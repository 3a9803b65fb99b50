"""All tables of stage 1."""

from ordolux.inquiries.inquiry.models import Inquiry, InquiryLine
from ordolux.inquiries.quotation.models import FreightOption, Quotation, QuotationBlock, QuotationLine

__all__ = ["FreightOption", "Inquiry", "InquiryLine", "Quotation", "QuotationBlock", "QuotationLine"]
