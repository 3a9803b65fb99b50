"""All tables of production and quality, as they were before the first release; what grew before that is replaced."""

from decimal import Decimal

import django.contrib.postgres.fields
import django.db.models.deletion
import django.db.models.expressions
from django.db import migrations, models

import ordolux.foundation.documents.models
import ordolux.foundation.tables_at_once


class Migration(migrations.Migration):
    replaces = [
        ("production", "0001_the_production"),
        ("production", "0002_plan_and_pieces"),
        ("production", "0003_offers_and_cancelled_purchases"),
    ]

    initial = True

    dependencies = [
        ("foundation", "0001_first_release"),
        ("orders", "0001_first_release"),
    ]

    operations = [
        ordolux.foundation.tables_at_once.TablesAtOnce(
            models=[
                migrations.CreateModel(
                    name="PlanPublication",
                    fields=[
                        (
                            "id",
                            models.BigAutoField(
                                auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                            ),
                        ),
                        ("changes", models.JSONField(default=list)),
                        ("published_by", models.CharField(max_length=200)),
                        ("at", models.DateTimeField()),
                    ],
                    options={
                        "ordering": ["id"],
                    },
                ),
                migrations.CreateModel(
                    name="AppearanceLook",
                    fields=[
                        (
                            "id",
                            models.BigAutoField(
                                auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                            ),
                        ),
                        ("looked_at_pieces", models.PositiveIntegerField()),
                        ("good", models.PositiveIntegerField()),
                        ("rework", models.PositiveIntegerField()),
                        ("scrap", models.PositiveIntegerField()),
                        ("defects", models.JSONField(default=list)),
                        ("remark", models.TextField(blank=True, default="")),
                        ("inspected_by", models.CharField(max_length=200)),
                        ("at", models.DateTimeField()),
                        (
                            "deal",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="+",
                                to="foundation.deal",
                            ),
                        ),
                        (
                            "batch",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="looks",
                                to="production.batch",
                            ),
                        ),
                    ],
                    options={
                        "ordering": ["id"],
                        "constraints": [
                            models.CheckConstraint(
                                condition=models.Q(
                                    (
                                        "looked_at_pieces",
                                        django.db.models.expressions.CombinedExpression(
                                            django.db.models.expressions.CombinedExpression(
                                                models.F("good"), "+", models.F("rework")
                                            ),
                                            "+",
                                            models.F("scrap"),
                                        ),
                                    )
                                ),
                                name="every_piece_looked_at_is_accounted_for",
                            )
                        ],
                    },
                ),
                migrations.CreateModel(
                    name="AppearancePhoto",
                    fields=[
                        (
                            "id",
                            models.BigAutoField(
                                auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                            ),
                        ),
                        (
                            "code",
                            models.CharField(help_text="code of the defect that it shows", max_length=10),
                        ),
                        (
                            "file",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="+",
                                to="foundation.storedfile",
                            ),
                        ),
                        (
                            "look",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="photos",
                                to="production.appearancelook",
                            ),
                        ),
                    ],
                    options={
                        "ordering": ["id"],
                    },
                ),
                migrations.CreateModel(
                    name="Batch",
                    fields=[
                        (
                            "id",
                            models.BigAutoField(
                                auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                            ),
                        ),
                        ("version", models.PositiveIntegerField(default=1)),
                        ("number", models.CharField(max_length=30, unique=True)),
                        ("position", models.PositiveSmallIntegerField()),
                        (
                            "state",
                            models.CharField(
                                choices=[
                                    ("planned", "Planned"),
                                    ("released", "In production"),
                                    ("produced", "Made; sample drawn"),
                                    ("failed", "Blocked: sample failed"),
                                    ("reworked", "In rework"),
                                    ("resubmitted", "Reworked; new sample drawn"),
                                    ("passed", "Sample passed"),
                                    ("inspected", "All pieces inspected"),
                                    ("finished", "Finished"),
                                    ("merged", "Merged into another batch"),
                                ],
                                default="planned",
                                max_length=20,
                            ),
                        ),
                        ("pieces", models.PositiveIntegerField()),
                        ("round", models.PositiveSmallIntegerField(default=0)),
                        ("secret_hash", models.CharField(blank=True, default="", max_length=64)),
                        (
                            "code",
                            models.CharField(
                                default=ordolux.foundation.documents.models.new_code,
                                help_text="by which its report is verified",
                                max_length=24,
                            ),
                        ),
                        ("open_pieces", models.PositiveIntegerField(default=0)),
                        ("good_pieces", models.PositiveIntegerField(default=0)),
                        ("scrap_pieces", models.PositiveIntegerField(default=0)),
                        ("planned_start_at", models.DateTimeField(null=True)),
                        ("planned_end_at", models.DateTimeField(null=True)),
                        (
                            "why",
                            models.CharField(
                                blank=True,
                                default="",
                                help_text="why the schedule placed it there",
                                max_length=30,
                            ),
                        ),
                        ("late_seconds", models.PositiveIntegerField(default=0)),
                        (
                            "is_pinned",
                            models.BooleanField(
                                default=False,
                                help_text="a person gave it its place, and the schedule leaves it there",
                            ),
                        ),
                        ("published_start_at", models.DateTimeField(null=True)),
                        ("published_end_at", models.DateTimeField(null=True)),
                        ("released_at", models.DateTimeField(null=True)),
                        ("produced_at", models.DateTimeField(null=True)),
                        ("finished_at", models.DateTimeField(null=True)),
                        (
                            "deal",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="batches",
                                to="foundation.deal",
                            ),
                        ),
                        (
                            "job",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="batches",
                                to="production.job",
                            ),
                        ),
                    ],
                    options={
                        "verbose_name_plural": "batches",
                        "indexes": [
                            models.Index(fields=["state", "planned_start_at", "id"], name="batch_by_state"),
                            models.Index(fields=["deal", "id"], name="batch_by_deal"),
                        ],
                        "constraints": [
                            models.UniqueConstraint(
                                fields=("job", "position"), name="one_batch_per_place_of_a_job"
                            ),
                            models.CheckConstraint(
                                condition=models.Q(("pieces__gt", 0)), name="a_batch_has_pieces"
                            ),
                            models.CheckConstraint(
                                condition=models.Q(
                                    models.Q(("state__in", ["inspected", "finished"]), _negated=True),
                                    models.Q(
                                        ("open_pieces", 0),
                                        (
                                            "pieces",
                                            django.db.models.expressions.CombinedExpression(
                                                django.db.models.expressions.CombinedExpression(
                                                    models.F("good_pieces"), "+", models.F("scrap_pieces")
                                                ),
                                                "+",
                                                models.F("open_pieces"),
                                            ),
                                        ),
                                    ),
                                    _connector="OR",
                                ),
                                name="every_piece_of_a_batch_is_accounted_for",
                            ),
                        ],
                    },
                ),
                migrations.CreateModel(
                    name="Draw",
                    fields=[
                        (
                            "id",
                            models.BigAutoField(
                                auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                            ),
                        ),
                        ("round", models.PositiveSmallIntegerField()),
                        ("label", models.CharField(max_length=40)),
                        ("pieces", models.PositiveIntegerField()),
                        ("percent", models.DecimalField(decimal_places=2, max_digits=5)),
                        ("secret", models.CharField(max_length=64)),
                        ("secret_hash", models.CharField(max_length=64)),
                        (
                            "units",
                            django.contrib.postgres.fields.ArrayField(
                                base_field=models.PositiveIntegerField()
                            ),
                        ),
                        ("drawn_at", models.DateTimeField()),
                        ("drawn_by", models.CharField(max_length=200)),
                        (
                            "batch",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="draws",
                                to="production.batch",
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
                    ],
                    options={
                        "ordering": ["round"],
                        "constraints": [
                            models.UniqueConstraint(fields=("batch", "round"), name="one_draw_per_round")
                        ],
                    },
                ),
                migrations.CreateModel(
                    name="FailedPiece",
                    fields=[
                        (
                            "id",
                            models.BigAutoField(
                                auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                            ),
                        ),
                        ("unit", models.PositiveIntegerField()),
                        (
                            "reason",
                            models.CharField(
                                choices=[
                                    ("dark", "Does not light"),
                                    ("flickers", "Flickers"),
                                    ("broken", "Broken"),
                                    ("noise", "Hums or buzzes"),
                                    ("other", "Another fault"),
                                ],
                                max_length=20,
                            ),
                        ),
                        ("failed_by", models.CharField(max_length=200)),
                        ("at", models.DateTimeField()),
                        ("withdrawn_at", models.DateTimeField(null=True)),
                        (
                            "deal",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="+",
                                to="foundation.deal",
                            ),
                        ),
                        (
                            "draw",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="failed_pieces",
                                to="production.draw",
                            ),
                        ),
                        (
                            "photo",
                            models.ForeignKey(
                                null=True,
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="+",
                                to="foundation.storedfile",
                            ),
                        ),
                    ],
                    options={
                        "ordering": ["unit"],
                        "constraints": [
                            models.UniqueConstraint(
                                condition=models.Q(("withdrawn_at__isnull", True)),
                                fields=("draw", "unit"),
                                name="a_drawn_piece_fails_once",
                            )
                        ],
                    },
                ),
                migrations.CreateModel(
                    name="Instrument",
                    fields=[
                        (
                            "id",
                            models.BigAutoField(
                                auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                            ),
                        ),
                        ("version", models.PositiveIntegerField(default=1)),
                        ("number", models.CharField(max_length=40, unique=True)),
                        ("name", models.CharField(max_length=120)),
                        ("serial", models.CharField(max_length=80)),
                        (
                            "state",
                            models.CharField(
                                choices=[("used", "In use"), ("retired", "Put away")],
                                default="used",
                                max_length=20,
                            ),
                        ),
                        ("calibrated_on", models.DateField()),
                        ("calibrated_until", models.DateField()),
                        (
                            "certificate",
                            models.ForeignKey(
                                null=True,
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="+",
                                to="foundation.storedfile",
                            ),
                        ),
                    ],
                    options={
                        "constraints": [
                            models.CheckConstraint(
                                condition=models.Q(("calibrated_until__gte", models.F("calibrated_on"))),
                                name="a_calibration_ends_after_it_begins",
                            )
                        ],
                    },
                ),
                migrations.CreateModel(
                    name="Job",
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
                                    ("planned", "Waiting for material"),
                                    ("ready", "Material complete"),
                                    ("scheduled", "Scheduled"),
                                    ("running", "In production"),
                                    ("finished", "Finished"),
                                ],
                                default="planned",
                                max_length=20,
                            ),
                        ),
                        ("pieces", models.PositiveIntegerField()),
                        ("good_pieces", models.PositiveIntegerField(default=0)),
                        (
                            "order_class",
                            models.CharField(
                                choices=[
                                    ("small", "small: first and fast"),
                                    ("medium", "medium"),
                                    ("large", "large: in batches"),
                                ],
                                max_length=10,
                            ),
                        ),
                        ("promised_on", models.DateField(null=True)),
                        ("planned_at", models.DateTimeField()),
                        ("material_complete_at", models.DateTimeField(null=True)),
                        (
                            "deal",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="jobs",
                                to="foundation.deal",
                            ),
                        ),
                        (
                            "line",
                            models.OneToOneField(
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="job",
                                to="orders.orderline",
                            ),
                        ),
                        (
                            "order",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="jobs",
                                to="orders.order",
                            ),
                        ),
                        (
                            "product",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="jobs",
                                to="foundation.product",
                            ),
                        ),
                    ],
                    options={
                        "indexes": [
                            models.Index(fields=["state", "id"], name="job_by_state"),
                            models.Index(fields=["order", "id"], name="job_by_order"),
                        ],
                        "constraints": [
                            models.CheckConstraint(
                                condition=models.Q(("pieces__gt", 0)), name="a_job_makes_pieces"
                            ),
                            models.CheckConstraint(
                                condition=models.Q(("good_pieces__lte", models.F("pieces"))),
                                name="no_more_good_pieces_than_ordered",
                            ),
                        ],
                    },
                ),
                migrations.CreateModel(
                    name="Judgement",
                    fields=[
                        (
                            "id",
                            models.BigAutoField(
                                auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                            ),
                        ),
                        ("is_passed", models.BooleanField()),
                        ("agreed", models.JSONField(default=dict)),
                        ("method", models.CharField(max_length=300)),
                        ("checks", models.JSONField(default=list)),
                        ("units", models.JSONField(default=list)),
                        ("judged_by", models.CharField(max_length=200)),
                        ("at", models.DateTimeField()),
                        (
                            "deal",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="+",
                                to="foundation.deal",
                            ),
                        ),
                        (
                            "draw",
                            models.OneToOneField(
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="judgement",
                                to="production.draw",
                            ),
                        ),
                    ],
                ),
                migrations.CreateModel(
                    name="Nonconformance",
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
                                choices=[("opened", "Open"), ("closed", "Closed")],
                                default="opened",
                                max_length=20,
                            ),
                        ),
                        ("reasons", models.JSONField(default=list)),
                        ("rework", models.TextField(blank=True, default="")),
                        ("opened_at", models.DateTimeField()),
                        ("closed_at", models.DateTimeField(null=True)),
                        (
                            "batch",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="nonconformances",
                                to="production.batch",
                            ),
                        ),
                        (
                            "deal",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="nonconformances",
                                to="foundation.deal",
                            ),
                        ),
                        (
                            "draw",
                            models.OneToOneField(
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="nonconformance",
                                to="production.draw",
                            ),
                        ),
                    ],
                    options={
                        "abstract": False,
                    },
                ),
                migrations.CreateModel(
                    name="PlanMove",
                    fields=[
                        (
                            "id",
                            models.BigAutoField(
                                auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                            ),
                        ),
                        ("before", models.JSONField(default=list)),
                        ("after", models.JSONField(default=list)),
                        ("moved_by", models.CharField(max_length=200)),
                        ("at", models.DateTimeField()),
                        ("taken_back_at", models.DateTimeField(null=True)),
                        (
                            "batch",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="plan_moves",
                                to="production.batch",
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
                    ],
                    options={
                        "ordering": ["id"],
                    },
                ),
                migrations.CreateModel(
                    name="Purchase",
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
                                    ("drafted", "Draft"),
                                    ("ordered", "Ordered"),
                                    ("received", "Received"),
                                    ("cancelled", "Cancelled"),
                                ],
                                default="drafted",
                                max_length=20,
                            ),
                        ),
                        ("due_on", models.DateField()),
                        (
                            "code",
                            models.CharField(
                                default=ordolux.foundation.documents.models.new_code,
                                help_text="by which its paper is verified",
                                max_length=24,
                            ),
                        ),
                        ("drafted_at", models.DateTimeField()),
                        ("ordered_at", models.DateTimeField(null=True)),
                        (
                            "expected_on",
                            models.DateField(help_text="another day that the supplier told later", null=True),
                        ),
                        ("expected_because", models.CharField(blank=True, default="", max_length=300)),
                        ("cancelled_because", models.CharField(blank=True, default="", max_length=300)),
                        (
                            "total_amount",
                            models.DecimalField(decimal_places=4, default=Decimal("0"), max_digits=18),
                        ),
                        ("total_currency", models.CharField(default="", max_length=3)),
                        (
                            "deal",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="purchases",
                                to="foundation.deal",
                            ),
                        ),
                        (
                            "order",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="purchases",
                                to="orders.order",
                            ),
                        ),
                        (
                            "supplier",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="purchases",
                                to="foundation.supplier",
                            ),
                        ),
                    ],
                    options={
                        "indexes": [models.Index(fields=["state", "due_on", "id"], name="purchase_by_state")],
                    },
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
                        (
                            "total_amount",
                            models.DecimalField(decimal_places=4, default=Decimal("0"), max_digits=18),
                        ),
                        ("total_currency", models.CharField(default="", max_length=3)),
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
                                null=True,
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="+",
                                to="foundation.storedfile",
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
                        (
                            "purchase",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="offers",
                                to="production.purchase",
                            ),
                        ),
                    ],
                    options={
                        "constraints": [
                            models.UniqueConstraint(
                                condition=models.Q(("replaced_at__isnull", True)),
                                fields=("purchase", "supplier"),
                                name="one_standing_offer_per_supplier",
                            )
                        ],
                    },
                ),
                migrations.CreateModel(
                    name="PurchaseLine",
                    fields=[
                        (
                            "id",
                            models.BigAutoField(
                                auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                            ),
                        ),
                        ("position", models.PositiveSmallIntegerField()),
                        ("quantity", models.DecimalField(decimal_places=3, max_digits=14)),
                        (
                            "received",
                            models.DecimalField(decimal_places=3, default=Decimal("0"), max_digits=14),
                        ),
                        (
                            "unit_price_amount",
                            models.DecimalField(decimal_places=4, default=Decimal("0"), max_digits=18),
                        ),
                        ("unit_price_currency", models.CharField(default="", max_length=3)),
                        (
                            "amount_amount",
                            models.DecimalField(decimal_places=4, default=Decimal("0"), max_digits=18),
                        ),
                        ("amount_currency", models.CharField(default="", max_length=3)),
                        (
                            "part",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="+",
                                to="foundation.part",
                            ),
                        ),
                        (
                            "purchase",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="lines",
                                to="production.purchase",
                            ),
                        ),
                    ],
                    options={
                        "ordering": ["position"],
                        "constraints": [
                            models.UniqueConstraint(
                                fields=("purchase", "part"), name="one_line_per_part_of_a_purchase"
                            ),
                            models.CheckConstraint(
                                condition=models.Q(("quantity__gt", 0)),
                                name="a_purchase_line_orders_something",
                            ),
                            models.CheckConstraint(
                                condition=models.Q(
                                    ("received__gte", 0), ("received__lte", models.F("quantity"))
                                ),
                                name="no_more_is_received_than_ordered",
                            ),
                        ],
                    },
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
                        (
                            "amount_amount",
                            models.DecimalField(decimal_places=4, default=Decimal("0"), max_digits=18),
                        ),
                        ("amount_currency", models.CharField(default="", max_length=3)),
                        (
                            "offer",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="lines",
                                to="production.offer",
                            ),
                        ),
                        (
                            "line",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="offered",
                                to="production.purchaseline",
                            ),
                        ),
                    ],
                    options={
                        "constraints": [
                            models.UniqueConstraint(
                                fields=("offer", "line"), name="one_price_per_line_of_an_offer"
                            ),
                            models.CheckConstraint(
                                condition=models.Q(("unit_price_amount__gt", 0)), name="an_offer_has_prices"
                            ),
                        ],
                    },
                ),
                migrations.CreateModel(
                    name="ReadingSheet",
                    fields=[
                        (
                            "id",
                            models.BigAutoField(
                                auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                            ),
                        ),
                        ("instrument", models.CharField(blank=True, default="", max_length=120)),
                        ("calibrated_until", models.DateField(null=True)),
                        ("file_name", models.CharField(blank=True, default="", max_length=255)),
                        ("is_refused", models.BooleanField(default=False)),
                        ("findings", models.JSONField(default=list)),
                        ("entered_by", models.CharField(max_length=200)),
                        ("at", models.DateTimeField()),
                        (
                            "batch",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="sheets",
                                to="production.batch",
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
                            "draw",
                            models.ForeignKey(
                                null=True,
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="sheets",
                                to="production.draw",
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
                    ],
                    options={
                        "ordering": ["id"],
                    },
                ),
                migrations.CreateModel(
                    name="Reading",
                    fields=[
                        (
                            "id",
                            models.BigAutoField(
                                auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                            ),
                        ),
                        ("unit", models.PositiveIntegerField()),
                        ("minute", models.DecimalField(decimal_places=2, max_digits=7)),
                        ("flux_lm", models.DecimalField(decimal_places=3, max_digits=10)),
                        ("power_w", models.DecimalField(decimal_places=4, max_digits=9)),
                        ("x", models.DecimalField(decimal_places=5, max_digits=6)),
                        ("y", models.DecimalField(decimal_places=5, max_digits=6)),
                        ("cct_k", models.DecimalField(decimal_places=2, max_digits=8, null=True)),
                        ("cri", models.DecimalField(decimal_places=2, max_digits=5, null=True)),
                        ("power_factor", models.DecimalField(decimal_places=4, max_digits=5, null=True)),
                        ("supply_v", models.DecimalField(decimal_places=3, max_digits=7, null=True)),
                        ("ambient_c", models.DecimalField(decimal_places=2, max_digits=5, null=True)),
                        (
                            "draw",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="readings",
                                to="production.draw",
                            ),
                        ),
                        (
                            "sheet",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="readings",
                                to="production.readingsheet",
                            ),
                        ),
                    ],
                    options={
                        "ordering": ["unit", "minute"],
                        "constraints": [
                            models.UniqueConstraint(
                                fields=("draw", "unit", "minute"), name="one_reading_per_unit_and_minute"
                            )
                        ],
                    },
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
                                blank=True,
                                default="",
                                help_text="what we wrote beside the lines",
                                max_length=1000,
                            ),
                        ),
                        ("sent_at", models.DateTimeField()),
                        ("declined_because", models.CharField(blank=True, default="", max_length=300)),
                        (
                            "deal",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="+",
                                to="foundation.deal",
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
                        "constraints": [
                            models.UniqueConstraint(
                                fields=("purchase", "supplier"), name="one_request_per_supplier_of_a_purchase"
                            )
                        ],
                    },
                ),
                migrations.CreateModel(
                    name="Requirement",
                    fields=[
                        (
                            "id",
                            models.BigAutoField(
                                auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                            ),
                        ),
                        ("quantity", models.DecimalField(decimal_places=3, max_digits=14)),
                        ("need_on", models.DateField()),
                        (
                            "job",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="requirements",
                                to="production.job",
                            ),
                        ),
                        (
                            "part",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="+",
                                to="foundation.part",
                            ),
                        ),
                    ],
                    options={
                        "constraints": [
                            models.UniqueConstraint(
                                fields=("job", "part"), name="one_requirement_per_part_of_a_job"
                            )
                        ],
                    },
                ),
                migrations.CreateModel(
                    name="Peg",
                    fields=[
                        (
                            "id",
                            models.BigAutoField(
                                auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                            ),
                        ),
                        ("quantity", models.DecimalField(decimal_places=3, max_digits=14)),
                        (
                            "lot",
                            models.ForeignKey(
                                null=True,
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="pegs",
                                to="foundation.lot",
                            ),
                        ),
                        (
                            "purchase_line",
                            models.ForeignKey(
                                null=True,
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="pegs",
                                to="production.purchaseline",
                            ),
                        ),
                        (
                            "requirement",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="pegs",
                                to="production.requirement",
                            ),
                        ),
                    ],
                    options={
                        "constraints": [
                            models.CheckConstraint(
                                condition=models.Q(
                                    ("lot__isnull", False), ("purchase_line__isnull", False), _connector="OR"
                                ),
                                name="a_peg_names_its_supply",
                            ),
                            models.CheckConstraint(
                                condition=models.Q(("quantity__gt", 0)), name="a_peg_covers_something"
                            ),
                        ],
                    },
                ),
                migrations.CreateModel(
                    name="SealedSecret",
                    fields=[
                        (
                            "id",
                            models.BigAutoField(
                                auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                            ),
                        ),
                        ("round", models.PositiveSmallIntegerField()),
                        ("secret", models.CharField(max_length=64)),
                        ("secret_hash", models.CharField(max_length=64)),
                        ("made_at", models.DateTimeField()),
                        (
                            "batch",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="+",
                                to="production.batch",
                            ),
                        ),
                    ],
                    options={
                        "constraints": [
                            models.UniqueConstraint(fields=("batch", "round"), name="one_secret_per_draw")
                        ],
                    },
                ),
            ],
        ),
    ]
