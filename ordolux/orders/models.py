"""All tables of the second stage."""

from ordolux.orders.agreement.models import Agreement, Order, OrderLine
from ordolux.orders.amendment.models import Amendment
from ordolux.orders.credit.models import CreditNote
from ordolux.orders.payment.models import Allocation, BankEntry, BankStatement, Instalment
from ordolux.orders.proforma.models import Proforma
from ordolux.orders.signature.models import Signature, SigningCode

__all__ = [
    "Agreement", "Allocation", "Amendment", "BankEntry", "BankStatement", "CreditNote", "Instalment", "Order",
    "OrderLine", "Proforma", "Signature", "SigningCode",
]  # fmt: skip
