"""How much a buyer may owe us, and what a manager allowed beyond it."""

from django.db import models
from django.db.models import Q

from ordolux.foundation.fields import MoneyField
from ordolux.foundation.guards import AppendOnly
from ordolux.foundation.records import StaffRecords


class CreditLimit(models.Model):
    """How much a buyer may owe us at one time; the newest row of a currency counts, until its last day."""

    company = models.ForeignKey("foundation.Company", on_delete=models.PROTECT, related_name="credit_limits")
    limit = MoneyField()
    valid_until = models.DateField()
    reason = models.CharField(max_length=300)
    set_by = models.ForeignKey("foundation.Person", null=True, on_delete=models.PROTECT, related_name="+")
    set_at = models.DateTimeField()

    objects = StaffRecords["CreditLimit"].as_manager()
    guards = (AppendOnly(),)

    class Meta:
        constraints = [
            models.CheckConstraint(condition=Q(limit_amount__gte=0), name="a_limit_is_not_negative")
        ]
        indexes = [models.Index(fields=["company", "limit_currency", "-id"], name="limit_in_force")]

    def __str__(self) -> str:
        return f"{self.company_id}: {self.limit}"


class CreditAllowance(models.Model):
    """A manager's word that one order may go on although it does not fit under the limit, up to what was open of it. It is
    released with that, so that nothing takes it back."""

    deal = models.ForeignKey("foundation.Deal", on_delete=models.PROTECT, related_name="+")
    order = models.ForeignKey("orders.Order", on_delete=models.PROTECT, related_name="credit_allowances")
    amount = MoneyField()
    reason = models.CharField(max_length=300)
    given_by = models.ForeignKey("foundation.Person", null=True, on_delete=models.PROTECT, related_name="+")
    given_at = models.DateTimeField()

    objects = StaffRecords["CreditAllowance"].as_manager()
    guards = (AppendOnly(),)

    class Meta:
        constraints = [models.CheckConstraint(condition=~Q(reason=""), name="an_allowance_says_why")]

    def __str__(self) -> str:
        return f"{self.order_id}: {self.amount}"
