"""What sales may say by hand, what a manager approves, what a review keeps, and where a copied inquiry comes from."""

import django.db.models.deletion
from django.conf import settings
from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [
        ("foundation", "0011_versions_of_companies_and_people"),
        ("inquiries", "0003_questions_to_the_engineer"),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
        migrations.CreateModel(
            name="PricePolicy",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("floor_points", models.DecimalField(decimal_places=2, default=5, max_digits=5)),
                ("most_discount_percent", models.DecimalField(decimal_places=2, default=30, max_digits=5)),
                ("valid_days", models.PositiveSmallIntegerField(default=15)),
                ("most_valid_days", models.PositiveSmallIntegerField(default=60)),
                ("version", models.PositiveIntegerField(default=1)),
                ("only", models.BooleanField(default=True, unique=True)),
            ],
        ),
        migrations.AddField(
            model_name="inquiry",
            name="copied_from",
            field=models.ForeignKey(
                null=True,
                on_delete=django.db.models.deletion.PROTECT,
                related_name="copies",
                to="inquiries.quotation",
            ),
        ),
        migrations.AddField(
            model_name="inquiry",
            name="corrections",
            field=models.JSONField(default=list),
        ),
        migrations.AddField(
            model_name="inquiry",
            name="reviewed",
            field=models.JSONField(default=list),
        ),
        migrations.AddField(
            model_name="quotation",
            name="by_hand",
            field=models.JSONField(default=dict),
        ),
        migrations.AddField(
            model_name="quotation",
            name="change_reason",
            field=models.CharField(blank=True, default="", max_length=500),
        ),
        migrations.AddField(
            model_name="quotation",
            name="lines_below_floor",
            field=models.PositiveSmallIntegerField(default=0),
        ),
        migrations.AddField(
            model_name="quotation",
            name="price_approved_at",
            field=models.DateTimeField(null=True),
        ),
        migrations.AddField(
            model_name="quotation",
            name="price_approved_by",
            field=models.ForeignKey(
                null=True,
                on_delete=django.db.models.deletion.PROTECT,
                related_name="+",
                to=settings.AUTH_USER_MODEL,
            ),
        ),
        migrations.AlterField(
            model_name="quotation",
            name="state",
            field=models.CharField(
                choices=[
                    ("drafted", "Draft"),
                    ("sent", "Sent"),
                    ("accepted", "Accepted"),
                    ("declined", "Declined"),
                    ("expired", "Expired"),
                    ("superseded", "Replaced by a new revision"),
                    ("withdrawn", "Withdrawn before it left"),
                ],
                default="drafted",
                max_length=20,
            ),
        ),
        migrations.AddConstraint(
            model_name="quotation",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    ("state__in", ["drafted", "superseded"]),
                    ("lines_below_floor", 0),
                    ("price_approved_at__isnull", False),
                    _connector="OR",
                ),
                name="a_price_below_the_floor_is_approved",
            ),
        ),
        migrations.AddConstraint(
            model_name="pricepolicy",
            constraint=models.CheckConstraint(
                condition=models.Q(("only", True)), name="there_is_one_price_policy"
            ),
        ),
        migrations.AddConstraint(
            model_name="pricepolicy",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    ("floor_points__gte", 0),
                    ("floor_points__lte", 100),
                    ("most_discount_percent__gte", 0),
                    ("most_discount_percent__lte", 100),
                    ("most_valid_days__gte", models.F("valid_days")),
                    ("valid_days__gte", 1),
                ),
                name="price_policy_makes_sense",
            ),
        ),
    ]
