"""All tables of after-sales and promotion, as they were before the first release; what grew before that is replaced."""

from decimal import Decimal

import django.contrib.postgres.fields
import django.db.models.deletion
from django.conf import settings
from django.db import migrations, models

import ordolux.foundation.tables_at_once


class Migration(migrations.Migration):
    replaces = [
        ("support", "0001_initial"),
        ("support", "0002_claims_reopened_and_entered_for_customers"),
        ("support", "0003_promotion"),
    ]

    initial = True

    dependencies = [
        ("foundation", "0001_first_release"),
        ("foundation", "__first__"),
        ("inquiries", "0001_first_release"),
        ("orders", "0001_first_release"),
    ]

    operations = [
        ordolux.foundation.tables_at_once.TablesAtOnce(
            models=[
                migrations.CreateModel(
                    name="Claim",
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
                                    ("submitted", "Submitted"),
                                    ("approved", "Approved"),
                                    ("rejected", "Rejected"),
                                    ("reopened", "Examined again"),
                                    ("replaced", "Replacement on its way"),
                                    ("closed", "Closed"),
                                ],
                                default="submitted",
                                max_length=20,
                            ),
                        ),
                        ("pieces", models.PositiveIntegerField(help_text="that failed")),
                        (
                            "failure_mode",
                            models.CharField(
                                choices=[
                                    ("dead", "Does not light"),
                                    ("flicker", "Flickers"),
                                    ("dim", "Too dim"),
                                    ("colour_shift", "Colour changed"),
                                    ("driver_noise", "Driver hums"),
                                    ("water", "Water inside"),
                                    ("mechanical", "Broken or loose"),
                                    ("cap", "Cap loose"),
                                    ("wrong_item", "Wrong item"),
                                    ("other", "Something else"),
                                ],
                                max_length=20,
                            ),
                        ),
                        ("description", models.TextField()),
                        (
                            "date_code",
                            models.CharField(
                                blank=True,
                                default="",
                                help_text="batch, date code or serial numbers",
                                max_length=60,
                            ),
                        ),
                        ("submitted_at", models.DateTimeField()),
                        (
                            "is_dangerous",
                            models.BooleanField(
                                default=False, help_text="somebody was hurt, or smoke or a shock"
                            ),
                        ),
                        (
                            "wish",
                            models.CharField(
                                choices=[
                                    ("new_lamps", "New lamps"),
                                    ("credit_note", "Credit note"),
                                    ("advice", "Advice first"),
                                ],
                                default="new_lamps",
                                max_length=20,
                            ),
                        ),
                        ("is_in_time", models.BooleanField()),
                        ("decided_at", models.DateTimeField(null=True)),
                        ("reason", models.TextField(blank=True, default="")),
                        ("reopened_at", models.DateTimeField(null=True)),
                        ("reopened_because", models.TextField(blank=True, default="")),
                        (
                            "deal",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="claims",
                                to="foundation.deal",
                            ),
                        ),
                        (
                            "decided_by",
                            models.ForeignKey(
                                null=True,
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="+",
                                to=settings.AUTH_USER_MODEL,
                            ),
                        ),
                        (
                            "entered_by",
                            models.ForeignKey(
                                help_text="who of us wrote it down for the customer",
                                null=True,
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="+",
                                to=settings.AUTH_USER_MODEL,
                            ),
                        ),
                        (
                            "replacement",
                            models.ForeignKey(
                                null=True,
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="+",
                                to="inquiries.inquiry",
                            ),
                        ),
                        (
                            "submitted_by",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="+",
                                to=settings.AUTH_USER_MODEL,
                            ),
                        ),
                        (
                            "warranty",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="claims",
                                to="support.warranty",
                            ),
                        ),
                    ],
                    options={
                        "indexes": [models.Index(fields=["state", "-id"], name="claim_by_state")],
                        "constraints": [
                            models.CheckConstraint(
                                condition=models.Q(("pieces__gt", 0)), name="a_claim_names_pieces"
                            ),
                            models.CheckConstraint(
                                condition=models.Q(
                                    ("reopened_at", None),
                                    models.Q(("reopened_because", ""), _negated=True),
                                    _connector="OR",
                                ),
                                name="a_reopened_claim_says_why",
                            ),
                        ],
                    },
                ),
                migrations.CreateModel(
                    name="Evidence",
                    fields=[
                        (
                            "id",
                            models.BigAutoField(
                                auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                            ),
                        ),
                        (
                            "kind",
                            models.CharField(
                                choices=[
                                    ("test_report", "Fault test report"),
                                    ("photo", "Photo"),
                                    ("film", "Film"),
                                    ("other", "Other"),
                                ],
                                max_length=20,
                            ),
                        ),
                        ("name", models.CharField(max_length=255)),
                        ("report_number", models.CharField(blank=True, default="", max_length=60)),
                        ("tested_by", models.CharField(blank=True, default="", max_length=120)),
                        ("tested_on", models.DateField(null=True)),
                        ("tested_pieces", models.PositiveIntegerField(default=0)),
                        ("added_at", models.DateTimeField()),
                        ("added_by", models.CharField(max_length=200)),
                        (
                            "claim",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="evidence",
                                to="support.claim",
                            ),
                        ),
                        (
                            "deal",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="+",
                                to="foundation.deal",
                            ),
                        ),
                        (
                            "file",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="+",
                                to="foundation.storedfile",
                            ),
                        ),
                    ],
                    options={
                        "ordering": ["id"],
                    },
                ),
                migrations.CreateModel(
                    name="PromotionRequest",
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
                        (
                            "company",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="+",
                                to="foundation.company",
                            ),
                        ),
                        (
                            "requested_by",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="+",
                                to=settings.AUTH_USER_MODEL,
                            ),
                        ),
                    ],
                    options={
                        "indexes": [models.Index(fields=["state", "-id"], name="promotion_by_state")],
                        "constraints": [
                            models.CheckConstraint(
                                condition=models.Q(("what", ""), _negated=True),
                                name="a_promotion_request_says_what",
                            )
                        ],
                    },
                ),
                migrations.CreateModel(
                    name="Fair",
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
                                    ("planned", "Planned"),
                                    ("held", "Held"),
                                    ("cancelled", "Cancelled"),
                                ],
                                default="planned",
                                max_length=20,
                            ),
                        ),
                        ("name", models.CharField(max_length=160)),
                        ("place", models.CharField(max_length=160)),
                        ("booth", models.CharField(blank=True, default="", max_length=80)),
                        ("starts_on", models.DateField()),
                        ("ends_on", models.DateField()),
                        ("goods", models.TextField(blank=True, default="")),
                        ("staff", models.CharField(blank=True, default="", max_length=300)),
                        ("planned_at", models.DateTimeField()),
                        ("result", models.TextField(blank=True, default="")),
                        ("leads", models.PositiveIntegerField(default=0)),
                        (
                            "budget_amount",
                            models.DecimalField(decimal_places=4, default=Decimal("0"), max_digits=18),
                        ),
                        ("budget_currency", models.CharField(default="", max_length=3)),
                        (
                            "company",
                            models.ForeignKey(
                                null=True,
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="+",
                                to="foundation.company",
                            ),
                        ),
                        (
                            "request",
                            models.ForeignKey(
                                null=True,
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="fairs",
                                to="support.promotionrequest",
                            ),
                        ),
                    ],
                    options={
                        "indexes": [models.Index(fields=["starts_on", "id"], name="fair_by_day")],
                        "constraints": [
                            models.CheckConstraint(
                                condition=models.Q(("ends_on__gte", models.F("starts_on"))),
                                name="a_fair_ends_after_it_starts",
                            ),
                            models.CheckConstraint(
                                condition=models.Q(("budget_amount__gte", 0)),
                                name="a_fairs_budget_is_not_negative",
                            ),
                        ],
                    },
                ),
                migrations.CreateModel(
                    name="Brochure",
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
                                    ("ordered", "Being made"),
                                    ("printed", "Ready"),
                                    ("withdrawn", "Withdrawn"),
                                ],
                                default="ordered",
                                max_length=20,
                            ),
                        ),
                        ("title", models.CharField(max_length=160)),
                        ("language", models.CharField(default="en", max_length=10)),
                        (
                            "products",
                            django.contrib.postgres.fields.ArrayField(
                                base_field=models.CharField(max_length=40)
                            ),
                        ),
                        ("contact", models.CharField(blank=True, default="", max_length=300)),
                        ("ordered_at", models.DateTimeField()),
                        ("printed_at", models.DateTimeField(null=True)),
                        ("reason", models.CharField(blank=True, default="", max_length=300)),
                        (
                            "company",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="+",
                                to="foundation.company",
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
                            "request",
                            models.ForeignKey(
                                null=True,
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="brochures",
                                to="support.promotionrequest",
                            ),
                        ),
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
                    name="Warranty",
                    fields=[
                        (
                            "id",
                            models.BigAutoField(
                                auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                            ),
                        ),
                        ("pieces", models.PositiveIntegerField()),
                        ("months", models.PositiveSmallIntegerField()),
                        ("starts_on", models.DateField()),
                        ("ends_on", models.DateField()),
                        (
                            "deal",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="warranties",
                                to="foundation.deal",
                            ),
                        ),
                        (
                            "line",
                            models.OneToOneField(
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="warranty",
                                to="orders.orderline",
                            ),
                        ),
                        (
                            "order",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="warranties",
                                to="orders.order",
                            ),
                        ),
                    ],
                    options={
                        "constraints": [
                            models.CheckConstraint(
                                condition=models.Q(("ends_on__gte", models.F("starts_on"))),
                                name="a_warranty_ends_after_it_starts",
                            )
                        ],
                    },
                ),
            ],
        ),
    ]
