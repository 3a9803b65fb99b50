"""All tables of the second stage."""

from ordolux.orders.agreement.models import Agreement, Order, OrderLine
from ordolux.orders.amendment.models import Amendment
from ordolux.orders.credit.models import CreditNote
from ordolux.orders.payment.models import Allocation, BankEntry, BankStatement, Instalment
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
    "Agreement", "Allocation", "Amendment", "BankEntry", "BankStatement", "CreditNote", "GoldenPhoto", "GoldenSample",
    "Instalment", "Order", "OrderLine", "Proforma", "SampleCredit", "SampleLine", "SampleOrder", "SamplePayment",
    "SamplePolicy", "Signature", "SigningCode",
]  # fmt: skip
