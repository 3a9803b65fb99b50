"""What we make: families with typed parameters defined as data, products, their prices, packing and bills of material."""

from typing import Any

from django.contrib.postgres.indexes import GinIndex
from django.db import models

from ordolux.foundation.fields import MoneyField
from ordolux.foundation.guards import AppendOnly, AppendOnlyUntilUndone, FrozenOnce
from ordolux.foundation.records import Records, StaffRecords


class PublicRecords[M: models.Model](Records[M]):
    """Rows that everybody may see: the product pages of the website."""

    def visible_to(self, actor: Any) -> Any:
        """All of them."""
        return self


class Versioned(models.Model):
    """A record whose ``version`` grows with each change; a person's form compares it."""

    version = models.PositiveIntegerField(default=1)

    class Meta:
        abstract = True

    def changed(self, *fields: str) -> None:
        """Save ``fields`` as the next version."""
        self.version += 1
        self.save(update_fields=["version", *fields])


class Family(Versioned):
    """A product family (bulb, spot, tube, panel, …), which says what parameters its products have."""

    code = models.CharField(max_length=30, unique=True)
    name_en = models.CharField(max_length=100)
    name_zh = models.CharField(max_length=100)

    objects = PublicRecords.as_manager()

    def __str__(self) -> str:
        return self.name_en


class Parameter(models.Model):
    """One typed parameter of a family, e.g. luminous flux in lm between 1 and 100,000; a new one needs no code.

    ``kind`` is a ``ParameterKind`` of ``ordolux.rules.parameters``; ``choices`` lists the permitted values of a choice.
    """

    family = models.ForeignKey(Family, on_delete=models.PROTECT, related_name="parameters")
    code = models.CharField(max_length=40)
    label_en = models.CharField(max_length=100)
    label_zh = models.CharField(max_length=100)
    kind = models.CharField(max_length=20)
    unit = models.CharField(max_length=20, default="", blank=True)
    minimum = models.DecimalField(max_digits=18, decimal_places=6, null=True)
    maximum = models.DecimalField(max_digits=18, decimal_places=6, null=True)
    choices = models.JSONField(default=list)
    is_required = models.BooleanField(default=False)
    position = models.PositiveSmallIntegerField(default=0)

    objects = PublicRecords.as_manager()

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["family", "code"], name="one_parameter_per_code_and_family")
        ]
        ordering = ["position", "id"]

    def __str__(self) -> str:
        return self.code


class Product(Versioned):
    """A model that we sell. ``values`` holds its parameters by code; packing is per carton; cost in the firm's currency.

    ``margin`` is a share of the price (0.15 = 15 %), ``pieces_per_hour`` the rate on one line. Lengths in mm, masses in kg.
    """

    number = models.CharField(max_length=40, unique=True)
    family = models.ForeignKey(Family, on_delete=models.PROTECT, related_name="products")
    revision = models.PositiveSmallIntegerField(default=1)
    name_en = models.CharField(max_length=160)
    name_zh = models.CharField(max_length=160)
    summary_en = models.TextField(default="", blank=True)
    summary_zh = models.TextField(default="", blank=True)
    values = models.JSONField(default=dict)
    hs_code = models.CharField(max_length=10, default="853952")
    pieces_per_carton = models.PositiveIntegerField()
    carton_length_mm = models.PositiveIntegerField()
    carton_width_mm = models.PositiveIntegerField()
    carton_height_mm = models.PositiveIntegerField()
    net_weight_kg = models.DecimalField(max_digits=8, decimal_places=4, help_text="per piece")
    carton_tare_kg = models.DecimalField(max_digits=8, decimal_places=4)
    minimum_order_pieces = models.PositiveIntegerField(default=1)
    pieces_per_hour = models.PositiveIntegerField()
    setup_hours = models.DecimalField(max_digits=6, decimal_places=2, default=2)
    warranty_months = models.PositiveSmallIntegerField(default=24)
    cost = MoneyField()
    margin = models.DecimalField(max_digits=5, decimal_places=4)
    is_offered = models.BooleanField(default=True)

    objects = PublicRecords.as_manager()

    class Meta:
        indexes = [
            GinIndex(fields=["number"], opclasses=["gin_trgm_ops"], name="product_number_search"),
            GinIndex(fields=["values"], opclasses=["jsonb_path_ops"], name="product_by_values"),
        ]
        constraints = [
            models.CheckConstraint(condition=models.Q(pieces_per_carton__gt=0), name="a_carton_holds_pieces"),
            models.CheckConstraint(
                condition=models.Q(margin__gte=0, margin__lt=1), name="margin_is_a_share_of_the_price"
            ),
        ]

    def __str__(self) -> str:
        return self.number


class ProductRevision(models.Model):
    """What a product was in one revision: its names and parameters, who made it so, when and why."""

    product = models.ForeignKey(Product, on_delete=models.PROTECT, related_name="revisions")
    revision = models.PositiveSmallIntegerField()
    name_en = models.CharField(max_length=160)
    name_zh = models.CharField(max_length=160)
    values = models.JSONField(default=dict)
    reason = models.CharField(max_length=300, default="", blank=True)
    made_by = models.CharField(max_length=120)
    made_at = models.DateTimeField()

    objects = StaffRecords.as_manager()
    guards = (AppendOnlyUntilUndone(),)

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["product", "revision"], name="one_row_per_product_revision")
        ]
        ordering = ["-revision"]

    def __str__(self) -> str:
        return f"{self.product_id} r{self.revision}"


class PriceList(Versioned):
    """The prices of one product from a day on, in all currencies; the newest list that is in force counts.

    A list is never changed: another one follows it, or it is withdrawn, and the one before counts again.
    """

    number = models.CharField(max_length=30, unique=True)
    product = models.ForeignKey(Product, on_delete=models.PROTECT, related_name="price_lists")
    valid_from = models.DateField()
    remark = models.CharField(max_length=200, default="", blank=True)
    made_by = models.CharField(max_length=120)
    made_at = models.DateTimeField()
    withdrawn_at = models.DateTimeField(null=True)

    objects = StaffRecords.as_manager()
    guards = (FrozenOnce(columns=("number", "product_id", "valid_from", "made_at")),)

    class Meta:
        indexes = [models.Index(fields=["product", "-valid_from", "-id"], name="price_list_by_day")]
        ordering = ["-valid_from", "-id"]

    def __str__(self) -> str:
        return self.number


class PriceBreak(models.Model):
    """The list price of a product from a quantity on (slab: it holds for the whole line), in one of its price lists."""

    product = models.ForeignKey(Product, on_delete=models.PROTECT, related_name="price_breaks")
    price_list = models.ForeignKey(PriceList, on_delete=models.PROTECT, related_name="breaks")
    from_pieces = models.PositiveIntegerField()
    unit_price = MoneyField()

    objects = StaffRecords.as_manager()
    guards = (AppendOnly(),)

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["price_list", "unit_price_currency", "from_pieces"],
                name="one_price_per_list_quantity_and_currency",
            )
        ]
        ordering = ["from_pieces"]

    def __str__(self) -> str:
        return f"{self.product_id} ≥ {self.from_pieces}"


class Part(Versioned):
    """Something that we buy to make products: LED package, driver, housing, carton …"""

    number = models.CharField(max_length=40, unique=True)
    name_en = models.CharField(max_length=160)
    name_zh = models.CharField(max_length=160)
    unit = models.CharField(max_length=10, default="pcs")
    supplier = models.ForeignKey("foundation.Supplier", on_delete=models.PROTECT, related_name="parts")
    lead_time_workdays = models.PositiveSmallIntegerField()
    minimum_order = models.DecimalField(max_digits=14, decimal_places=3, default=0)
    order_multiple = models.DecimalField(max_digits=14, decimal_places=3, default=1)
    safety_stock = models.DecimalField(max_digits=14, decimal_places=3, default=0)
    unit_cost = MoneyField()
    certificate_scheme = models.CharField(max_length=60, default="", blank=True)
    is_critical = models.BooleanField(default=False)

    objects = StaffRecords.as_manager()

    def __str__(self) -> str:
        return self.number


class BillLine(models.Model):
    """One line of a product's bill of materials; ``scrap`` is the share that is lost (0.02 = 2 %)."""

    product = models.ForeignKey(Product, on_delete=models.PROTECT, related_name="bill_lines")
    part = models.ForeignKey(Part, on_delete=models.PROTECT, related_name="+")
    quantity_per_piece = models.DecimalField(max_digits=12, decimal_places=4)
    scrap = models.DecimalField(max_digits=5, decimal_places=4, default=0)

    objects = StaffRecords.as_manager()

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["product", "part"], name="one_bill_line_per_part"),
            models.CheckConstraint(condition=models.Q(scrap__gte=0, scrap__lt=1), name="scrap_is_a_share"),
        ]

    def __str__(self) -> str:
        return f"{self.product_id}: {self.part_id}"
