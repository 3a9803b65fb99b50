"""An order may travel in parts: several plans, each with the pieces that it carries."""

import django.db.models.deletion
from django.db import migrations, models


class Migration(migrations.Migration):
    """One table, two columns, and the end of the key that let an order have one plan only."""

    dependencies = [
        ("foundation", "0008_lists_by_index"),
        ("orders", "0004_lists_by_index"),
        ("production", "0001_first_release"),
        ("shipping", "0002_lists_by_index"),
    ]
    operations = [
        migrations.CreateModel(
            name="PlannedLine",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("pieces", models.PositiveIntegerField()),
                (
                    "batch",
                    models.ForeignKey(
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="planned",
                        to="production.batch",
                    ),
                ),
                (
                    "deal",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="+", to="foundation.deal"
                    ),
                ),
                (
                    "order_line",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="planned",
                        to="orders.orderline",
                    ),
                ),
                (
                    "plan",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="lines",
                        to="shipping.shippingplan",
                    ),
                ),
            ],
            options={
                "ordering": ["id"],
                "constraints": [
                    models.UniqueConstraint(
                        fields=("plan", "order_line", "batch"),
                        name="one_row_per_line_and_batch_of_a_plan",
                        nulls_distinct=False,
                    ),
                    models.CheckConstraint(
                        condition=models.Q(("pieces__gt", 0)), name="a_planned_line_has_pieces"
                    ),
                ],
            },
        ),
        migrations.AddField(
            model_name="shippingplan",
            name="is_part",
            field=models.BooleanField(
                default=False, help_text="other pieces of the order travel by another plan"
            ),
        ),
        migrations.AddField(
            model_name="shippingplan",
            name="part",
            field=models.PositiveSmallIntegerField(default=1, help_text="numbers the plans of an order"),
        ),
        migrations.AlterField(
            model_name="shippingplan",
            name="order",
            field=models.ForeignKey(
                on_delete=django.db.models.deletion.PROTECT,
                related_name="shipping_plans",
                to="orders.order",
            ),
        ),
        migrations.AlterField(
            model_name="shippingplan",
            name="state",
            field=models.CharField(
                choices=[
                    ("drafted", "Draft"),
                    ("sent", "Waits for confirmation"),
                    ("change_requested", "Change asked for"),
                    ("confirmed", "Confirmed"),
                    ("executed", "Shipped"),
                    ("merged", "Joined with another part"),
                ],
                default="drafted",
                max_length=20,
            ),
        ),
        migrations.AddConstraint(
            model_name="shippingplan",
            constraint=models.UniqueConstraint(
                fields=("order", "part"), name="one_plan_per_part_of_an_order"
            ),
        ),
    ]
