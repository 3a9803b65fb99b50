"""Promotion together with customers: requests, brochures, fairs."""

from decimal import Decimal

import django.contrib.postgres.fields
import django.db.models.deletion
from django.conf import settings
from django.db import migrations, models


def id_field() -> models.BigAutoField:
    return models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")


def key(to: str, *, related: str = "+", null: bool = False) -> models.ForeignKey:
    return models.ForeignKey(
        null=null, on_delete=django.db.models.deletion.PROTECT, related_name=related, to=to
    )


class Migration(migrations.Migration):
    dependencies = [
        ("foundation", "0009_reading_marks"),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
        ("support", "0002_claims_reopened_and_entered_for_customers"),
    ]

    operations = [
        migrations.CreateModel(
            name="PromotionRequest",
            fields=[
                ("id", id_field()),
                ("version", models.PositiveIntegerField(default=1)),
                ("number", models.CharField(max_length=30, unique=True)),
                (
                    "state",
                    models.CharField(
                        choices=[
                            ("requested", "Requested"),
                            ("approved", "Approved"),
                            ("declined", "Declined"),
                            ("fulfilled", "Fulfilled"),
                            ("withdrawn", "Withdrawn"),
                        ],
                        default="requested",
                        max_length=20,
                    ),
                ),
                (
                    "kind",
                    models.CharField(
                        choices=[
                            ("material", "Promotional material"),
                            ("brochure", "Brochure in my company's name"),
                            ("fair", "Support for a fair"),
                        ],
                        max_length=20,
                    ),
                ),
                ("what", models.TextField()),
                ("language", models.CharField(default="en", max_length=10)),
                ("wanted_by", models.DateField(null=True)),
                ("fair_name", models.CharField(blank=True, default="", max_length=160)),
                ("fair_place", models.CharField(blank=True, default="", max_length=160)),
                ("requested_at", models.DateTimeField()),
                ("decided_at", models.DateTimeField(null=True)),
                ("decided_by", models.CharField(blank=True, default="", max_length=200)),
                ("answer", models.TextField(blank=True, default="")),
                ("company", key("foundation.company")),
                ("requested_by", key(settings.AUTH_USER_MODEL)),
            ],
            options={
                "indexes": [models.Index(fields=["state", "-id"], name="promotion_by_state")],
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(("what", ""), _negated=True), name="a_promotion_request_says_what"
                    )
                ],
            },
        ),
        migrations.CreateModel(
            name="Brochure",
            fields=[
                ("id", id_field()),
                ("version", models.PositiveIntegerField(default=1)),
                ("number", models.CharField(max_length=30, unique=True)),
                (
                    "state",
                    models.CharField(
                        choices=[("ordered", "Being made"), ("printed", "Ready"), ("withdrawn", "Withdrawn")],
                        default="ordered",
                        max_length=20,
                    ),
                ),
                ("title", models.CharField(max_length=160)),
                ("language", models.CharField(default="en", max_length=10)),
                (
                    "products",
                    django.contrib.postgres.fields.ArrayField(
                        base_field=models.CharField(max_length=40), size=None
                    ),
                ),
                ("contact", models.CharField(blank=True, default="", max_length=300)),
                ("ordered_at", models.DateTimeField()),
                ("printed_at", models.DateTimeField(null=True)),
                ("reason", models.CharField(blank=True, default="", max_length=300)),
                ("company", key("foundation.company")),
                ("file", key("foundation.storedfile", null=True)),
                ("request", key("support.promotionrequest", related="brochures", null=True)),
            ],
            options={
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(("state", "printed"), _negated=True),
                            ("file__isnull", False),
                            _connector="OR",
                        ),
                        name="a_printed_brochure_has_its_file",
                    )
                ],
            },
        ),
        migrations.CreateModel(
            name="Fair",
            fields=[
                ("id", id_field()),
                ("version", models.PositiveIntegerField(default=1)),
                ("number", models.CharField(max_length=30, unique=True)),
                (
                    "state",
                    models.CharField(
                        choices=[("planned", "Planned"), ("held", "Held"), ("cancelled", "Cancelled")],
                        default="planned",
                        max_length=20,
                    ),
                ),
                ("name", models.CharField(max_length=160)),
                ("place", models.CharField(max_length=160)),
                ("booth", models.CharField(blank=True, default="", max_length=80)),
                ("starts_on", models.DateField()),
                ("ends_on", models.DateField()),
                (
                    "budget_amount",
                    models.DecimalField(decimal_places=4, default=Decimal(0), max_digits=18),
                ),
                ("budget_currency", models.CharField(default="", max_length=3)),
                ("goods", models.TextField(blank=True, default="")),
                ("staff", models.CharField(blank=True, default="", max_length=300)),
                ("planned_at", models.DateTimeField()),
                ("result", models.TextField(blank=True, default="")),
                ("leads", models.PositiveIntegerField(default=0)),
                ("company", key("foundation.company", null=True)),
                ("request", key("support.promotionrequest", related="fairs", null=True)),
            ],
            options={
                "indexes": [models.Index(fields=["starts_on", "id"], name="fair_by_day")],
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(("ends_on__gte", models.F("starts_on"))),
                        name="a_fair_ends_after_it_starts",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(("budget_amount__gte", 0)), name="a_fairs_budget_is_not_negative"
                    ),
                ],
            },
        ),
    ]
