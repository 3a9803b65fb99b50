"""All tables of the foundation, in the order in which they lean on each other."""

from ordolux.foundation.calendars.models import CalendarYear
from ordolux.foundation.capacity.models import Booking, LineClosure, PlanningPolicy, ProductionLine
from ordolux.foundation.catalogue.models import (
    BillLine,
    Family,
    Parameter,
    Part,
    PriceBreak,
    PriceList,
    Product,
    ProductRevision,
)
from ordolux.foundation.correspondence.models import Attachment, Mark, Message
from ordolux.foundation.deals.models import Deal
from ordolux.foundation.deeds.models import DeedKey
from ordolux.foundation.documents.models import Document
from ordolux.foundation.files.models import StoredFile, Upload
from ordolux.foundation.imports.models import ImportedRow, TableImport
from ordolux.foundation.jobs.models import LostWorker
from ordolux.foundation.journal.models import Event, StreamHead
from ordolux.foundation.library.models import ProductDocument
from ordolux.foundation.links.models import Link
from ordolux.foundation.mailboxes.models import Mailbox, MailboxPlace
from ordolux.foundation.notices.models import Digest, Notice, Wish
from ordolux.foundation.numbers.models import NumberSeries
from ordolux.foundation.parties.models import (
    BankAccount,
    Company,
    DeliveryAddress,
    Firm,
    Person,
    Supplier,
    SupplierCertificate,
    Token,
)
from ordolux.foundation.rates.models import ExchangeRate, FeeRate, InsuranceRate, RateCard
from ordolux.foundation.stock.models import Lot, StockMove

__all__ = [
    "Attachment",
    "BankAccount",
    "BillLine",
    "Booking",
    "CalendarYear",
    "Company",
    "Deal",
    "DeedKey",
    "DeliveryAddress",
    "Digest",
    "Document",
    "Event",
    "ExchangeRate",
    "Family",
    "FeeRate",
    "Firm",
    "ImportedRow",
    "InsuranceRate",
    "LineClosure",
    "Link",
    "LostWorker",
    "Lot",
    "Mailbox",
    "MailboxPlace",
    "Mark",
    "Message",
    "Notice",
    "NumberSeries",
    "Parameter",
    "Part",
    "Person",
    "PlanningPolicy",
    "PriceBreak",
    "PriceList",
    "Product",
    "ProductDocument",
    "ProductRevision",
    "ProductionLine",
    "RateCard",
    "StockMove",
    "StoredFile",
    "StreamHead",
    "Supplier",
    "SupplierCertificate",
    "TableImport",
    "Token",
    "Upload",
    "Wish",
]  # fmt: skip
