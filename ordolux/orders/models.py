"""All tables of the second stage."""

from ordolux.orders.agreement.models import Agreement, Order, OrderLine
from ordolux.orders.amendment.models import Amendment
from ordolux.orders.collection.models import Presentation
from ordolux.orders.credit.models import CreditNote
from ordolux.orders.documentary.models import CreditAmendment, LetterApplication, LetterOfCredit
from ordolux.orders.limit.models import CreditAllowance, CreditLimit
from ordolux.orders.payment.models import Allocation, BankEntry, BankStatement, Instalment, KnownLine
from ordolux.orders.proforma.models import Proforma
from ordolux.orders.samples.models import (
    GoldenPhoto,
    GoldenSample,
    SampleCredit,
    SampleLine,
    SampleOrder,
    SamplePayment,
    SamplePolicy,
)
from ordolux.orders.signature.models import Signature, SigningCode

__all__ = [
    "Agreement", "Allocation", "Amendment", "BankEntry", "BankStatement", "CreditAllowance", "CreditAmendment",
    "CreditLimit", "CreditNote", "GoldenPhoto", "GoldenSample", "Instalment", "KnownLine", "LetterApplication",
    "LetterOfCredit", "Order", "OrderLine", "Presentation", "Proforma", "SampleCredit", "SampleLine", "SampleOrder",
    "SamplePayment", "SamplePolicy", "Signature", "SigningCode",
]  # fmt: skip
