from decimal import Decimal

import django.db.models.deletion
from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [
        ("foundation", "0010_suppliers_bank_proofs_and_adjusted_stock"),
        ("production", "0002_plan_and_pieces"),
    ]

    operations = [
        migrations.AddField(
            model_name="purchase",
            name="cancelled_because",
            field=models.CharField(blank=True, default="", max_length=300),
        ),
        migrations.AddField(
            model_name="purchase",
            name="expected_because",
            field=models.CharField(blank=True, default="", max_length=300),
        ),
        migrations.AddField(
            model_name="purchase",
            name="expected_on",
            field=models.DateField(help_text="another day that the supplier told later", null=True),
        ),
        migrations.CreateModel(
            name="Offer",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("due_on", models.DateField()),
                ("valid_until", models.DateField()),
                ("reference", models.CharField(blank=True, default="", max_length=80)),
                ("recorded_at", models.DateTimeField()),
                ("replaced_at", models.DateTimeField(null=True)),
                ("total_amount", models.DecimalField(decimal_places=4, default=Decimal("0"), max_digits=18)),
                ("total_currency", models.CharField(default="", max_length=3)),
                (
                    "deal",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="+", to="foundation.deal"
                    ),
                ),
                (
                    "file",
                    models.ForeignKey(
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="foundation.storedfile",
                    ),
                ),
                (
                    "purchase",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="offers",
                        to="production.purchase",
                    ),
                ),
                (
                    "supplier",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="offers",
                        to="foundation.supplier",
                    ),
                ),
            ],
        ),
        migrations.CreateModel(
            name="OfferLine",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                (
                    "unit_price_amount",
                    models.DecimalField(decimal_places=4, default=Decimal("0"), max_digits=18),
                ),
                ("unit_price_currency", models.CharField(default="", max_length=3)),
                ("amount_amount", models.DecimalField(decimal_places=4, default=Decimal("0"), max_digits=18)),
                ("amount_currency", models.CharField(default="", max_length=3)),
                (
                    "line",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="offered",
                        to="production.purchaseline",
                    ),
                ),
                (
                    "offer",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="lines",
                        to="production.offer",
                    ),
                ),
            ],
        ),
        migrations.CreateModel(
            name="RequestForQuotation",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("version", models.PositiveIntegerField(default=1)),
                ("number", models.CharField(max_length=30, unique=True)),
                (
                    "state",
                    models.CharField(
                        choices=[
                            ("sent", "Sent"),
                            ("answered", "Answered"),
                            ("declined", "Declined"),
                            ("closed", "Closed"),
                        ],
                        default="sent",
                        max_length=20,
                    ),
                ),
                ("answer_by", models.DateField()),
                (
                    "words",
                    models.CharField(
                        blank=True, default="", help_text="what we wrote beside the lines", max_length=1000
                    ),
                ),
                ("sent_at", models.DateTimeField()),
                ("declined_because", models.CharField(blank=True, default="", max_length=300)),
                (
                    "deal",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="+", to="foundation.deal"
                    ),
                ),
                (
                    "purchase",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="requests",
                        to="production.purchase",
                    ),
                ),
                (
                    "supplier",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="requests",
                        to="foundation.supplier",
                    ),
                ),
            ],
            options={
                "verbose_name_plural": "requests for quotation",
            },
        ),
        migrations.AddConstraint(
            model_name="offer",
            constraint=models.UniqueConstraint(
                condition=models.Q(("replaced_at__isnull", True)),
                fields=("purchase", "supplier"),
                name="one_standing_offer_per_supplier",
            ),
        ),
        migrations.AddConstraint(
            model_name="offerline",
            constraint=models.UniqueConstraint(
                fields=("offer", "line"), name="one_price_per_line_of_an_offer"
            ),
        ),
        migrations.AddConstraint(
            model_name="offerline",
            constraint=models.CheckConstraint(
                condition=models.Q(("unit_price_amount__gt", 0)), name="an_offer_has_prices"
            ),
        ),
        migrations.AddConstraint(
            model_name="requestforquotation",
            constraint=models.UniqueConstraint(
                fields=("purchase", "supplier"), name="one_request_per_supplier_of_a_purchase"
            ),
        ),
    ]
