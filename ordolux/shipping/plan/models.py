"""The shipping plan: what travels when, how and packed in what, for the customer to confirm."""

from datetime import date
from typing import Any

from django.db import models

from ordolux.foundation.deeds import Stateful
from ordolux.foundation.guards import AppendOnly, FrozenOnce, FrozenWith, Sql
from ordolux.foundation.records import Records
from ordolux.foundation.search import words_index
from ordolux.rules.refusal import N_


class PlanState(models.TextChoices):
    """The states of a shipping plan; a change makes a new version, which is sent and confirmed anew."""

    DRAFTED = "drafted", N_("Draft")
    SENT = "sent", N_("Waits for confirmation")
    CHANGE_REQUESTED = "change_requested", N_("Change asked for")
    CONFIRMED = "confirmed", N_("Confirmed")
    EXECUTED = "executed", N_("Shipped")
    MERGED = "merged", N_("Joined with another part")


OPEN_TO_CUSTOMER = (PlanState.SENT, PlanState.CHANGE_REQUESTED, PlanState.CONFIRMED, PlanState.EXECUTED)
BOUND = (PlanState.CONFIRMED, PlanState.EXECUTED)

# Whatever path the rows come by, and however many at once: the parts of an order never carry more pieces of a line than were
# agreed, and a batch that they name passed everything and gives no more than its good pieces. The lock on the line (and
# the batch) lets one after the other count.
NO_MORE_THAN_AGREED = """
CREATE OR REPLACE FUNCTION ordolux_no_more_than_agreed() RETURNS trigger LANGUAGE plpgsql AS $$
DECLARE agreed bigint; good bigint; found_state text; planned bigint; of_order bigint; plan_order bigint;
BEGIN
  SELECT pieces, order_id INTO agreed, of_order FROM orders_orderline WHERE id = NEW.order_line_id FOR NO KEY UPDATE;
  SELECT order_id INTO plan_order FROM shipping_shippingplan WHERE id = NEW.plan_id;
  IF of_order <> plan_order THEN
    RAISE EXCEPTION 'order line % is of another order than plan %', NEW.order_line_id, NEW.plan_id
      USING ERRCODE = '23514';
  END IF;
  SELECT coalesce(sum(pieces), 0) INTO planned FROM shipping_plannedline WHERE order_line_id = NEW.order_line_id;
  IF planned > agreed THEN
    RAISE EXCEPTION 'order line %: % pieces planned, % agreed', NEW.order_line_id, planned, agreed
      USING ERRCODE = '23514';
  END IF;
  IF NEW.batch_id IS NOT NULL THEN
    SELECT good_pieces, state INTO good, found_state FROM production_batch WHERE id = NEW.batch_id FOR NO KEY UPDATE;
    SELECT coalesce(sum(pieces), 0) INTO planned FROM shipping_plannedline WHERE batch_id = NEW.batch_id;
    IF found_state <> 'finished' OR planned > good THEN
      RAISE EXCEPTION 'batch % (%): % pieces planned, % good', NEW.batch_id, found_state, planned, good
        USING ERRCODE = '23514';
    END IF;
  END IF;
  RETURN NULL;
END $$;
CREATE OR REPLACE TRIGGER no_more_than_agreed AFTER INSERT OR UPDATE ON shipping_plannedline
  FOR EACH ROW EXECUTE FUNCTION ordolux_no_more_than_agreed();
"""


class PlanRecords(Records["ShippingPlan"]):
    """Shipping plans; a customer sees those that were sent to him once."""

    def of_company(self, company_id: int | None) -> "PlanRecords":
        """The plans of this company that were sent, in whatever state they are now."""
        return self.filter(deal__buyer_id=company_id, sent_at__isnull=False)


class ShippingPlan(Stateful):
    """How the goods of an order will travel, or a part of them (``is_part``): the plans of an order that were not joined
    with another carry together what was agreed. ``content`` is everything that the customer confirms, ``sha256`` the
    hash of it as canonical JSON, ``plan_version`` the number that he quotes.

    ``confirmed_version`` and ``confirmed_sha256`` say what was confirmed; from then on the database lets no part of it
    change.
    """

    MOVES = {
        PlanState.DRAFTED: {PlanState.SENT, PlanState.MERGED},
        PlanState.SENT: {PlanState.CONFIRMED, PlanState.CHANGE_REQUESTED, PlanState.DRAFTED},
        PlanState.CHANGE_REQUESTED: {PlanState.DRAFTED},
        PlanState.CONFIRMED: {PlanState.EXECUTED},
    }
    number = models.CharField(max_length=30, unique=True)
    deal = models.ForeignKey("foundation.Deal", on_delete=models.PROTECT, related_name="shipping_plans")
    order = models.ForeignKey("orders.Order", on_delete=models.PROTECT, related_name="shipping_plans")
    part = models.PositiveSmallIntegerField(default=1, help_text="numbers the plans of an order")
    is_part = models.BooleanField(default=False, help_text="other pieces of the order travel by another plan")
    state = models.CharField(max_length=20, choices=PlanState.choices, default=PlanState.DRAFTED)
    plan_version = models.PositiveSmallIntegerField(default=1)
    content = models.JSONField(default=dict)
    sha256 = models.CharField(max_length=64)
    drafted_at = models.DateTimeField()
    sent_at = models.DateTimeField(null=True)
    confirm_by = models.DateTimeField(null=True)
    change_wanted = models.TextField(default="", blank=True)
    confirmed_at = models.DateTimeField(null=True)
    confirmed_by = models.ForeignKey(
        "foundation.Person", null=True, on_delete=models.PROTECT, related_name="+"
    )
    confirmed_how = models.CharField(max_length=10, default="", blank=True, help_text="portal or mail")
    confirming_message = models.ForeignKey(
        "foundation.Message", null=True, on_delete=models.PROTECT, related_name="+"
    )
    confirmed_version = models.PositiveSmallIntegerField(null=True)
    confirmed_sha256 = models.CharField(max_length=64, default="", blank=True)
    insurance_wanted = models.BooleanField(default=False, help_text="the customer took the insurance offered")
    insurer = models.CharField(max_length=120, default="", blank=True)
    certificate_number = models.CharField(max_length=60, default="", blank=True)

    objects = PlanRecords.as_manager()
    guards = (
        FrozenOnce(columns=("number", "deal_id", "order_id", "part")),
        FrozenOnce(
            columns=(
                "plan_version",
                "content",
                "sha256",
                "confirmed_at",
                "confirmed_by_id",
                "confirmed_how",
                "confirmed_version",
                "confirmed_sha256",
            ),
            states=BOUND,
        ),
    )

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["order", "part"], name="one_plan_per_part_of_an_order"),
            models.CheckConstraint(
                condition=~models.Q(state__in=["confirmed", "executed"])
                | models.Q(
                    confirmed_at__isnull=False,
                    confirmed_by__isnull=False,
                    confirmed_version=models.F("plan_version"),
                    confirmed_sha256=models.F("sha256"),
                ),
                name="a_confirmed_plan_is_the_one_in_force",
            ),
        ]
        indexes = [
            models.Index(fields=["state", "-id"], name="plan_by_state"),
            words_index("number", name="plan_words"),
        ]

    def __str__(self) -> str:
        return self.number

    @property
    def is_confirmed(self) -> bool:
        """Whether the customer confirmed it, so that goods may move."""
        return self.state in BOUND

    @property
    def is_living(self) -> bool:
        """Whether it still stands for goods: it was not joined with another part."""
        return self.state != PlanState.MERGED

    @property
    def ready_on(self) -> date:
        """The day on which everything is packed."""
        return date.fromisoformat(self.content["ready_on"])

    @property
    def departs_on(self) -> date:
        """The planned day of departure."""
        return date.fromisoformat(self.content["departs_on"])

    @property
    def arrives_on(self) -> date:
        """The planned day of arrival."""
        return date.fromisoformat(self.content["arrives_on"])

    @property
    def packing(self) -> dict[str, Any]:
        """Cartons, pieces, weights, volume and containers as planned."""
        packing: dict[str, Any] = self.content["packing"]
        return packing


class PlannedLine(models.Model):
    """The pieces of an order line that a plan carries; ``batch`` is the finished batch they come from, empty while nobody
    knows. A plan that was joined with another carries none."""

    deal = models.ForeignKey("foundation.Deal", on_delete=models.PROTECT, related_name="+")
    plan = models.ForeignKey(ShippingPlan, on_delete=models.PROTECT, related_name="lines")
    order_line = models.ForeignKey("orders.OrderLine", on_delete=models.PROTECT, related_name="planned")
    batch = models.ForeignKey("production.Batch", null=True, on_delete=models.PROTECT, related_name="planned")
    pieces = models.PositiveIntegerField()

    objects = Records["PlannedLine"].as_manager()
    guards = (FrozenWith("plan", states=BOUND), Sql(NO_MORE_THAN_AGREED))

    class Meta:
        ordering = ["id"]
        constraints = [
            models.UniqueConstraint(
                fields=["plan", "order_line", "batch"], name="one_row_per_line_and_batch_of_a_plan",
                nulls_distinct=False,
            ),
            models.CheckConstraint(condition=models.Q(pieces__gt=0), name="a_planned_line_has_pieces"),
        ]  # fmt: skip

    def __str__(self) -> str:
        return f"{self.plan_id}: {self.pieces}"


class PlanVersion(models.Model):
    """One version of a plan exactly as it was sent to the customer."""

    deal = models.ForeignKey("foundation.Deal", on_delete=models.PROTECT, related_name="+")
    plan = models.ForeignKey(ShippingPlan, on_delete=models.PROTECT, related_name="versions")
    plan_version = models.PositiveSmallIntegerField()
    content = models.JSONField()
    sha256 = models.CharField(max_length=64)
    sent_at = models.DateTimeField()

    objects = Records["PlanVersion"].as_manager()
    guards = (AppendOnly(),)

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["plan", "plan_version"], name="one_row_per_version_of_a_plan")
        ]
        ordering = ["plan_version"]

    def __str__(self) -> str:
        return f"{self.plan_id} v{self.plan_version}"
