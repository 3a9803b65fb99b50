"""Amendments: the one way in which an order that both sides signed changes, signed by both again."""

from typing import Any

from django.db import models

from ordolux.foundation.deeds import Stateful
from ordolux.foundation.documents.models import new_code
from ordolux.foundation.fields import MoneyField
from ordolux.foundation.guards import FrozenOnce, Sql
from ordolux.foundation.records import Records
from ordolux.foundation.search import words_index
from ordolux.rules.refusal import N_


class AmendmentState(models.TextChoices):
    """``countersigned`` lasts for one transaction, in which the order takes the new values; it ends ``effective``."""

    ISSUED = "issued", N_("Waits for the customer's signature")
    SIGNED = "signed", N_("Signed by the customer")
    COUNTERSIGNED = "countersigned", N_("Signed by both")
    EFFECTIVE = "effective", N_("Holds now")
    WITHDRAWN = "withdrawn", N_("Withdrawn")
    DECLINED = "declined", N_("Declined")
    LAPSED = "lapsed", N_("Lapsed")


OPEN = (AmendmentState.ISSUED, AmendmentState.SIGNED, AmendmentState.COUNTERSIGNED)

# Both signatures on the very paper; then exactly the signed values; and no transaction ends in between.
GUARDS = """
CREATE OR REPLACE FUNCTION ordolux_amendment_signed() RETURNS trigger LANGUAGE plpgsql AS $$
DECLARE told jsonb := NEW.snapshot -> 'after';
BEGIN
  IF NEW.state = 'countersigned' AND OLD.state <> 'countersigned' THEN
    IF (SELECT count(*) FROM orders_signature s WHERE s.amendment_id = NEW.id AND s.document_sha256 = NEW.sha256) < 2
    THEN RAISE EXCEPTION 'amendment % is not signed by both sides', NEW.number USING ERRCODE = '23514'; END IF;
  ELSIF NEW.state = 'effective' AND OLD.state <> 'effective' THEN
    IF NOT EXISTS (SELECT 1 FROM orders_order o WHERE o.id = NEW.order_id
        AND o.total_amount = (told -> 'total' ->> 'amount')::numeric AND o.pieces = (told ->> 'pieces')::int
        AND o.promised_on = (told ->> 'promised_on')::date)
      OR (SELECT count(*) FROM orders_orderline x
          JOIN jsonb_array_elements(told -> 'lines') l ON (l ->> 'position')::int = x.position
          WHERE x.order_id = NEW.order_id AND x.pieces = (l ->> 'pieces')::int
            AND x.unit_price_amount = (l -> 'unit_price' ->> 'amount')::numeric
            AND x.amount_amount = (l -> 'amount' ->> 'amount')::numeric AND x."values" = l -> 'values'
            -- a line that this amendment adds names its product
            AND coalesce((l ->> 'product_id')::bigint, x.product_id) = x.product_id
            AND coalesce((l ->> 'revision')::int, x.product_revision) = x.product_revision)
        <> (SELECT count(*) FROM orders_orderline x WHERE x.order_id = NEW.order_id)
      OR jsonb_array_length(told -> 'lines') <> (SELECT count(*) FROM orders_orderline x WHERE x.order_id = NEW.order_id)
    THEN RAISE EXCEPTION 'order % is not what amendment % says', NEW.order_id, NEW.number USING ERRCODE = '23514';
    END IF;
  END IF;
  RETURN NEW;
END $$;
CREATE OR REPLACE TRIGGER amendment_signed BEFORE UPDATE ON orders_amendment
  FOR EACH ROW EXECUTE FUNCTION ordolux_amendment_signed();

CREATE OR REPLACE FUNCTION ordolux_amendment_carried_out() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  IF EXISTS (SELECT 1 FROM orders_amendment WHERE id = NEW.id AND state = 'countersigned') THEN
    RAISE EXCEPTION 'amendment % is signed and not carried out', NEW.number USING ERRCODE = '23514';
  END IF;
  RETURN NULL;
END $$;
DROP TRIGGER IF EXISTS amendment_carried_out ON orders_amendment;
CREATE CONSTRAINT TRIGGER amendment_carried_out AFTER UPDATE ON orders_amendment
  DEFERRABLE INITIALLY DEFERRED FOR EACH ROW EXECUTE FUNCTION ordolux_amendment_carried_out();
"""


class Amendment(Stateful):
    """One amendment. ``snapshot`` is all that its paper states: the parties, the terms ``before`` and ``after``, each
    difference, the instalments; it never changes. ``place`` counts the amendments of an order from 1.

    ``expected`` is the next step that the deal had before, which comes back when the amendment is over.
    """

    MOVES = {
        AmendmentState.ISSUED: {
            AmendmentState.SIGNED,
            AmendmentState.WITHDRAWN,
            AmendmentState.DECLINED,
            AmendmentState.LAPSED,
        },
        AmendmentState.SIGNED: {AmendmentState.COUNTERSIGNED, AmendmentState.WITHDRAWN},
        AmendmentState.COUNTERSIGNED: {AmendmentState.EFFECTIVE},
    }
    number = models.CharField(max_length=30, unique=True)
    deal = models.ForeignKey("foundation.Deal", on_delete=models.PROTECT, related_name="amendments")
    order = models.ForeignKey("orders.Order", on_delete=models.PROTECT, related_name="amendments")
    place = models.PositiveSmallIntegerField()
    state = models.CharField(max_length=20, choices=AmendmentState.choices, default=AmendmentState.ISSUED)
    issued_at = models.DateTimeField()
    issued_by = models.ForeignKey("foundation.Person", null=True, on_delete=models.PROTECT, related_name="+")
    reason = models.CharField(max_length=500)
    total = MoneyField()
    language = models.CharField(max_length=10, default="en")
    snapshot = models.JSONField(default=dict)
    code = models.CharField(max_length=24, unique=True, default=new_code)
    sha256 = models.CharField(
        max_length=64, default="", blank=True, help_text="of the PDF that is to be signed"
    )
    sign_by = models.DateTimeField()
    signed_at = models.DateTimeField(null=True)
    countersigned_at = models.DateTimeField(null=True)
    ended_because = models.CharField(max_length=500, default="", blank=True)
    expected = models.JSONField(default=dict)

    objects = Records["Amendment"].as_manager()
    guards = (
        FrozenOnce(
            columns=(
                "number",
                "deal_id",
                "order_id",
                "place",
                "issued_at",
                "issued_by_id",
                "reason",
                "total_amount",
                "total_currency",
                "language",
                "snapshot",
                "code",
                "sign_by",
            )
        ),
        FrozenOnce(
            columns=("sha256", "signed_at"),
            states=(AmendmentState.SIGNED, AmendmentState.COUNTERSIGNED, AmendmentState.EFFECTIVE),
        ),
        Sql(GUARDS),
    )

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["order", "place"], name="amendments_of_an_order_are_counted"),
            models.UniqueConstraint(
                fields=["order"],
                condition=models.Q(state__in=["issued", "signed", "countersigned"]),
                name="one_open_amendment_per_order",
            ),
        ]
        indexes = [
            models.Index(fields=["state", "sign_by"], name="amendment_by_deadline"),
            words_index("number", "reason", name="amendment_words"),
        ]

    def __str__(self) -> str:
        return self.number

    @property
    def revision(self) -> int:
        """The version of its paper: a change is another amendment."""
        return 1

    @property
    def differences(self) -> list[dict[str, Any]]:
        """Each changed value as it stands on the paper."""
        told: list[dict[str, Any]] = self.snapshot["differences"]
        return told
