"""Packing lists and commercial invoices: what was really packed, and what it is worth for customs."""

from django.db import models

from ordolux.foundation.fields import MoneyField
from ordolux.foundation.guards import AppendOnly, FrozenOnce, Sql
from ordolux.foundation.records import Records
from ordolux.foundation.search import words_index

# Whatever path the rows come by: the pieces of an order line that were ever packed, in however many parts, never exceed
# those ordered, and what is packed of a batch its good pieces, which it has when its last piece is inspected.
NO_MORE_THAN_ORDERED = """
CREATE OR REPLACE FUNCTION ordolux_no_more_than_ordered() RETURNS trigger LANGUAGE plpgsql AS $$
DECLARE ordered bigint; packed bigint; good bigint; found_state text;
BEGIN
  SELECT pieces INTO ordered FROM orders_orderline WHERE id = NEW.order_line_id FOR NO KEY UPDATE;
  SELECT coalesce(sum(pieces), 0) INTO packed FROM shipping_packedcartons WHERE order_line_id = NEW.order_line_id;
  IF packed > ordered THEN
    RAISE EXCEPTION 'order line %: % pieces packed, % ordered', NEW.order_line_id, packed, ordered
      USING ERRCODE = '23514';
  END IF;
  IF NEW.batch_number <> '' THEN
    SELECT good_pieces, state INTO good, found_state FROM production_batch WHERE number = NEW.batch_number FOR NO KEY UPDATE;
    SELECT coalesce(sum(pieces), 0) INTO packed FROM shipping_packedcartons
      WHERE batch_number = NEW.batch_number AND deal_id = NEW.deal_id;
    IF found_state IS DISTINCT FROM 'finished' OR packed > good THEN
      RAISE EXCEPTION 'batch % (%): % pieces packed, % good', NEW.batch_number, found_state, packed, good
        USING ERRCODE = '23514';
    END IF;
  END IF;
  RETURN NULL;
END $$;
CREATE OR REPLACE TRIGGER no_more_than_ordered AFTER INSERT ON shipping_packedcartons
  FOR EACH ROW EXECUTE FUNCTION ordolux_no_more_than_ordered();
"""


class PackingList(models.Model):
    """What is in which carton, with weights and volumes; it is never changed."""

    number = models.CharField(max_length=30, unique=True)
    deal = models.ForeignKey("foundation.Deal", on_delete=models.PROTECT, related_name="packing_lists")
    order = models.ForeignKey("orders.Order", on_delete=models.PROTECT, related_name="packing_lists")
    plan = models.OneToOneField(
        "shipping.ShippingPlan", on_delete=models.PROTECT, related_name="packing_list"
    )
    issued_at = models.DateTimeField()
    cartons = models.PositiveIntegerField()
    pieces = models.PositiveIntegerField()
    net_kg = models.DecimalField(max_digits=12, decimal_places=2)
    gross_kg = models.DecimalField(max_digits=12, decimal_places=2)
    volume_m3 = models.DecimalField(max_digits=12, decimal_places=3)
    language = models.CharField(max_length=10, default="en")
    snapshot = models.JSONField(default=dict)
    code = models.CharField(max_length=24, unique=True, help_text="printed on the paper, verifies it")

    objects = Records["PackingList"].as_manager()
    guards = (AppendOnly(),)

    class Meta:
        indexes = [words_index("number", name="packing_list_words")]
        constraints = [
            models.CheckConstraint(
                condition=models.Q(gross_kg__gt=models.F("net_kg")), name="packing_weighs_something"
            ),
            models.CheckConstraint(
                condition=models.Q(pieces__gt=0, cartons__gt=0), name="a_packing_list_is_not_empty"
            ),
        ]

    def __str__(self) -> str:
        return self.number


class PackedCartons(models.Model):
    """A range of equal cartons of a packing list: the pieces of one order line and one batch."""

    deal = models.ForeignKey("foundation.Deal", on_delete=models.PROTECT, related_name="+")
    packing_list = models.ForeignKey(PackingList, on_delete=models.PROTECT, related_name="lines")
    order_line = models.ForeignKey("orders.OrderLine", on_delete=models.PROTECT, related_name="packed")
    batch_number = models.CharField(max_length=30, default="", blank=True)
    first_carton = models.PositiveIntegerField()
    last_carton = models.PositiveIntegerField()
    pieces_per_carton = models.PositiveIntegerField()
    pieces = models.PositiveIntegerField()
    net_kg = models.DecimalField(max_digits=12, decimal_places=2)
    gross_kg = models.DecimalField(max_digits=12, decimal_places=2)
    volume_m3 = models.DecimalField(max_digits=12, decimal_places=3)

    objects = Records["PackedCartons"].as_manager()
    guards = (AppendOnly(), Sql(NO_MORE_THAN_ORDERED))

    class Meta:
        ordering = ["first_carton"]
        constraints = [
            models.UniqueConstraint(
                fields=["packing_list", "first_carton"], name="a_carton_number_is_given_once"
            ),
            models.CheckConstraint(
                condition=models.Q(
                    pieces=(models.F("last_carton") - models.F("first_carton") + 1)
                    * models.F("pieces_per_carton"),
                    pieces__gt=0,
                ),
                name="cartons_times_pieces_add_up",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.packing_list_id}: {self.first_carton}-{self.last_carton}"


class CommercialInvoice(models.Model):
    """What was shipped and what it is worth. ``snapshot`` is all that the paper states; it never changes."""

    number = models.CharField(max_length=30, unique=True, help_text="gapless")
    deal = models.ForeignKey("foundation.Deal", on_delete=models.PROTECT, related_name="commercial_invoices")
    order = models.ForeignKey("orders.Order", on_delete=models.PROTECT, related_name="commercial_invoices")
    packing_list = models.OneToOneField(PackingList, on_delete=models.PROTECT, related_name="invoice")
    issued_at = models.DateTimeField()
    total = MoneyField()
    language = models.CharField(max_length=10, default="en")
    snapshot = models.JSONField(default=dict)
    code = models.CharField(max_length=24, unique=True, help_text="printed on the paper, verifies it")
    sha256 = models.CharField(max_length=64, default="", blank=True, help_text="of the PDF")

    objects = Records["CommercialInvoice"].as_manager()
    guards = (
        FrozenOnce(
            columns=(
                "number",
                "deal_id",
                "order_id",
                "packing_list_id",
                "issued_at",
                "total_amount",
                "total_currency",
                "language",
                "snapshot",
                "code",
            )
        ),
    )

    class Meta:
        indexes = [words_index("number", name="commercial_invoice_words")]
        constraints = [
            models.CheckConstraint(
                condition=models.Q(total_amount__gte=0), name="an_invoice_is_not_negative"
            ),
        ]

    def __str__(self) -> str:
        return self.number


class DocumentSet(models.Model):
    """All papers of a consignment in one file, as they were when it was asked for."""

    deal = models.ForeignKey("foundation.Deal", on_delete=models.PROTECT, related_name="+")
    plan = models.ForeignKey("shipping.ShippingPlan", on_delete=models.PROTECT, related_name="document_sets")
    asked_at = models.DateTimeField()
    asked_by = models.CharField(max_length=200)
    made_at = models.DateTimeField(null=True)
    file = models.ForeignKey("foundation.StoredFile", null=True, on_delete=models.PROTECT, related_name="+")
    names = models.JSONField(default=list)

    objects = Records["DocumentSet"].as_manager()
    guards = (FrozenOnce(columns=("deal_id", "plan_id", "asked_at", "asked_by")),)

    class Meta:
        constraints = [
            models.CheckConstraint(
                condition=models.Q(file=None) | models.Q(made_at__isnull=False),
                name="a_document_set_was_made_when_it_is_there",
            )
        ]
        ordering = ["-id"]

    def __str__(self) -> str:
        return f"{self.plan_id}: {self.asked_at}"
