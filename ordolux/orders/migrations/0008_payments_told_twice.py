"""What tells that two statements, in whatever form, speak of one payment; and which lines of a statement were known."""

from decimal import Decimal

import django.db.models.deletion
from django.db import migrations, models

# Of entries from before we know one reference, not whose it is; the account stands on their statement.
MARK_WHAT_IS_THERE = """
UPDATE orders_bankentry e SET
  account_mark = ltrim(right(regexp_replace(upper(s.account), '[^0-9A-Z]', '', 'g'), 8), '0'),
  bank_mark = CASE WHEN length(regexp_replace(upper(e.reference), '[^0-9A-Z]', '', 'g')) < 4 THEN ''
    ELSE trim(regexp_replace(upper(e.reference), '\\s+', ' ', 'g')) END
FROM orders_bankstatement s WHERE s.id = e.statement_id;
"""


class Migration(migrations.Migration):
    """One table, columns with their index, and the marks of the entries that are there."""

    dependencies = [("orders", "0007_credits_by_index")]
    operations = [
        migrations.AddField(
            "bankstatement",
            "form",
            models.CharField(blank=True, default="", help_text="camt053, mt940, bank_table", max_length=12),
        ),
        migrations.AddField(
            "bankentry", "account_mark", models.CharField(blank=True, default="", max_length=12)
        ),
        migrations.AddField(
            "bankentry", "bank_mark", models.CharField(blank=True, default="", max_length=140)
        ),
        migrations.AddField(
            "bankentry", "payer_mark", models.CharField(blank=True, default="", max_length=140)
        ),
        migrations.AddField(
            "bankentry", "booking_amount", models.DecimalField(decimal_places=4, max_digits=18, null=True)
        ),
        migrations.AddField(
            "bankentry",
            "batch_of",
            models.ForeignKey(
                null=True,
                on_delete=django.db.models.deletion.PROTECT,
                related_name="batch",
                to="orders.bankentry",
            ),
        ),
        migrations.AddField(
            "bankentry",
            "perhaps",
            models.ForeignKey(
                null=True,
                on_delete=django.db.models.deletion.PROTECT,
                related_name="+",
                to="orders.bankentry",
            ),
        ),
        migrations.AlterField(
            "bankentry",
            "decision",
            models.CharField(
                blank=True,
                default="",
                help_text="auto, proposed, manual, aside: no customer's payment, perhaps: the same as another one, "
                "or known: it is",
                max_length=10,
            ),
        ),
        migrations.CreateModel(
            name="KnownLine",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("by", models.CharField(max_length=10)),
                ("booked_on", models.DateField(null=True)),
                ("reference", models.CharField(blank=True, default="", max_length=140)),
                ("payer_name", models.CharField(blank=True, default="", max_length=200)),
                (
                    "amount_amount",
                    models.DecimalField(decimal_places=4, default=Decimal("0"), max_digits=18),
                ),
                ("amount_currency", models.CharField(default="", max_length=3)),
                (
                    "entry",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="known_again",
                        to="orders.bankentry",
                    ),
                ),
                (
                    "statement",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="known_lines",
                        to="orders.bankstatement",
                    ),
                ),
            ],
            options={"ordering": ["id"]},
        ),
        migrations.AddConstraint(
            "bankentry",
            models.CheckConstraint(
                condition=~models.Q(decision__in=["perhaps", "known"])
                | models.Q(allocated_amount=0, perhaps__isnull=False),
                name="what_may_be_known_pays_nothing",
            ),
        ),
        migrations.AddIndex(
            "bankentry",
            models.Index(fields=["booked_on", "account_mark", "amount_amount"], name="entry_by_likeness"),
        ),
        migrations.RunSQL(MARK_WHAT_IS_THERE, migrations.RunSQL.noop),
    ]
