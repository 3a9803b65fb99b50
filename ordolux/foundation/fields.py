"""Fields of our own: money as amount and currency."""

from decimal import Decimal

from django.db import models

from ordolux.rules.money import Money


class MoneyField:
    """An amount and its currency in two columns, read and written as one ``Money``.

    ``total = MoneyField()`` adds the columns ``total_amount`` (numeric(18, 4)) and ``total_currency`` (ISO 4217);
    ``record.total`` is a ``Money``, or None where ``null`` is allowed.
    """

    def __init__(self, *, null: bool = False) -> None:
        self.null = null

    def contribute_to_class(self, cls: type[models.Model], name: str) -> None:
        """Add both columns and the property that joins them to the model class (called by Django)."""
        amount, currency = f"{name}_amount", f"{name}_currency"
        models.DecimalField(
            max_digits=18, decimal_places=4, null=self.null, default=None if self.null else Decimal(0)
        ).contribute_to_class(cls, amount)
        models.CharField(max_length=3, null=self.null, default=None if self.null else "").contribute_to_class(
            cls, currency
        )

        def read(record: models.Model) -> Money | None:
            value = getattr(record, amount)
            return None if value is None else Money(Decimal(value), getattr(record, currency))

        def write(record: models.Model, money: Money | None) -> None:
            setattr(record, amount, None if money is None else money.amount)
            setattr(record, currency, None if money is None else money.currency)

        setattr(cls, name, property(read, write, doc=f"{name} as Money"))

    def __get__(self, record: object, owner: type | None = None) -> Money:
        raise AttributeError("replaced by a property when the model class is made")

    def __set__(self, record: object, value: Money | None) -> None:
        raise AttributeError("replaced by a property when the model class is made")
