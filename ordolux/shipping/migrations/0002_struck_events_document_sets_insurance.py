"""Events that are struck with a reason, document sets, cut-offs of a booking, and the insurance that a plan offers."""

import django.db.models.deletion
from django.db import migrations, models


def id_field() -> models.BigAutoField:
    return models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")


class Migration(migrations.Migration):
    dependencies = [
        ("foundation", "0009_reading_marks"),
        ("shipping", "0001_initial"),
    ]

    operations = [
        migrations.CreateModel(
            name="DocumentSet",
            fields=[
                ("id", id_field()),
                ("asked_at", models.DateTimeField()),
                ("asked_by", models.CharField(max_length=200)),
                ("made_at", models.DateTimeField(null=True)),
                ("names", models.JSONField(default=list)),
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
                    "plan",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="document_sets",
                        to="shipping.shippingplan",
                    ),
                ),
            ],
            options={
                "ordering": ["-id"],
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(("file", None), ("made_at__isnull", False), _connector="OR"),
                        name="a_document_set_was_made_when_it_is_there",
                    )
                ],
            },
        ),
        migrations.CreateModel(
            name="StruckEvent",
            fields=[
                ("id", id_field()),
                ("reason", models.CharField(max_length=300)),
                ("struck_by", models.CharField(max_length=200)),
                ("struck_at", models.DateTimeField()),
                (
                    "deal",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="+", to="foundation.deal"
                    ),
                ),
                (
                    "event",
                    models.OneToOneField(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="struck",
                        to="shipping.trackingevent",
                    ),
                ),
            ],
            options={
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(("reason", ""), _negated=True),
                        name="an_event_is_struck_with_a_reason",
                    )
                ],
            },
        ),
        migrations.AddField(
            model_name="shippingplan",
            name="insurance_wanted",
            field=models.BooleanField(default=False, help_text="the customer took the insurance offered"),
        ),
        migrations.AddField(
            model_name="shippingplan",
            name="insurer",
            field=models.CharField(blank=True, default="", max_length=120),
        ),
        migrations.AddField(
            model_name="shippingplan",
            name="certificate_number",
            field=models.CharField(blank=True, default="", max_length=60),
        ),
        migrations.AddField(
            model_name="shipment",
            name="documents_until_at",
            field=models.DateTimeField(help_text="cut-off of the shipping instruction", null=True),
        ),
        migrations.AddField(
            model_name="shipment",
            name="weight_until_at",
            field=models.DateTimeField(help_text="cut-off of the verified gross mass", null=True),
        ),
        migrations.AddField(
            model_name="shipment",
            name="cargo_until_at",
            field=models.DateTimeField(help_text="cut-off at the terminal", null=True),
        ),
    ]
