"""All tables of inquiry and quotation, as they were before the first release; what grew before that is replaced."""

from decimal import Decimal

import django.db.models.deletion
from django.conf import settings
from django.db import migrations, models

import ordolux.foundation.tables_at_once


class Migration(migrations.Migration):
    replaces = [
        ("inquiries", "0001_stage_one"),
        ("inquiries", "0002_word_of_many_inquiries"),
        ("inquiries", "0003_questions_to_the_engineer"),
        ("inquiries", "0004_review_choices_and_approval"),
    ]

    initial = True

    dependencies = [
        ("foundation", "0001_first_release"),
        ("foundation", "__first__"),
    ]

    operations = [
        ordolux.foundation.tables_at_once.TablesAtOnce(
            models=[
                migrations.CreateModel(
                    name="Inquiry",
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
                                    ("received", "Received"),
                                    ("confirmed", "Confirmed"),
                                    ("quoted", "Quoted"),
                                    ("closed", "Closed"),
                                    ("dismissed", "Dismissed"),
                                ],
                                default="received",
                                max_length=20,
                            ),
                        ),
                        ("contact_name", models.CharField(blank=True, default="", max_length=200)),
                        ("contact_address", models.CharField(blank=True, default="", max_length=320)),
                        ("company_name", models.CharField(blank=True, default="", max_length=200)),
                        (
                            "text",
                            models.TextField(
                                blank=True,
                                default="",
                                help_text="the text that was read; spans of lines count in it",
                            ),
                        ),
                        ("incoterm", models.CharField(blank=True, default="", max_length=3)),
                        ("place", models.CharField(blank=True, default="", max_length=100)),
                        ("destination_country", models.CharField(blank=True, default="", max_length=2)),
                        ("payment_term", models.CharField(blank=True, default="", max_length=20)),
                        ("currency", models.CharField(blank=True, default="", max_length=3)),
                        ("asked", models.JSONField(default=list)),
                        ("findings", models.JSONField(default=list)),
                        ("received_at", models.DateTimeField()),
                        ("answer_by", models.DateTimeField(null=True)),
                        ("paused_since", models.DateTimeField(null=True)),
                        ("paused_seconds", models.PositiveIntegerField(default=0)),
                        ("pauses", models.JSONField(default=list)),
                        ("questions", models.TextField(blank=True, default="")),
                        ("warned_level", models.CharField(blank=True, default="", max_length=20)),
                        ("quoted_at", models.DateTimeField(null=True)),
                        ("answer_seconds", models.PositiveIntegerField(null=True)),
                        ("is_late", models.BooleanField(default=False)),
                        ("is_free", models.BooleanField(default=False)),
                        ("claim_number", models.CharField(blank=True, default="", max_length=30)),
                        ("reason", models.CharField(blank=True, default="", max_length=500)),
                        ("reviewed", models.JSONField(default=list)),
                        ("corrections", models.JSONField(default=list)),
                        (
                            "contact",
                            models.ForeignKey(
                                null=True,
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="+",
                                to=settings.AUTH_USER_MODEL,
                            ),
                        ),
                        (
                            "deal",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="inquiries",
                                to="foundation.deal",
                            ),
                        ),
                        (
                            "message",
                            models.ForeignKey(
                                null=True,
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="inquiries",
                                to="foundation.message",
                            ),
                        ),
                        (
                            "copied_from",
                            models.ForeignKey(
                                null=True,
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="copies",
                                to="inquiries.quotation",
                            ),
                        ),
                    ],
                    options={
                        "verbose_name_plural": "inquiries",
                        "indexes": [
                            models.Index(fields=["state", "answer_by", "id"], name="inquiry_by_time_left"),
                            models.Index(fields=["deal"], name="inquiry_by_deal"),
                        ],
                    },
                ),
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
                        (
                            "most_discount_percent",
                            models.DecimalField(decimal_places=2, default=30, max_digits=5),
                        ),
                        ("valid_days", models.PositiveSmallIntegerField(default=15)),
                        ("most_valid_days", models.PositiveSmallIntegerField(default=60)),
                        ("version", models.PositiveIntegerField(default=1)),
                        ("only", models.BooleanField(default=True, unique=True)),
                    ],
                    options={
                        "constraints": [
                            models.CheckConstraint(
                                condition=models.Q(("only", True)), name="there_is_one_price_policy"
                            ),
                            models.CheckConstraint(
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
                        ],
                    },
                ),
                migrations.CreateModel(
                    name="Quotation",
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
                        ("revision", models.PositiveSmallIntegerField(default=1)),
                        ("currency", models.CharField(max_length=3)),
                        ("incoterm", models.CharField(max_length=3)),
                        ("place", models.CharField(max_length=100)),
                        ("loading_place", models.CharField(blank=True, default="", max_length=100)),
                        ("destination_country", models.CharField(max_length=2)),
                        ("payment_term", models.CharField(max_length=20)),
                        ("pieces", models.PositiveIntegerField()),
                        ("cartons", models.PositiveIntegerField()),
                        ("gross_kg", models.DecimalField(decimal_places=3, max_digits=12)),
                        ("volume_m3", models.DecimalField(decimal_places=4, max_digits=12)),
                        ("chain", models.JSONField(default=list)),
                        ("plan", models.JSONField(default=dict)),
                        ("rates", models.JSONField(default=dict)),
                        ("findings", models.JSONField(default=list)),
                        (
                            "insurance",
                            models.CharField(
                                choices=[
                                    ("included", "Included"),
                                    ("optional", "Optional"),
                                    ("none", "Not offered"),
                                ],
                                default="none",
                                max_length=20,
                            ),
                        ),
                        ("insurance_clauses", models.CharField(blank=True, default="", max_length=10)),
                        ("discount_percent", models.DecimalField(decimal_places=2, default=0, max_digits=5)),
                        ("remark", models.TextField(blank=True, default="")),
                        ("is_free", models.BooleanField(default=False)),
                        ("drafted_at", models.DateTimeField()),
                        ("valid_until", models.DateTimeField()),
                        ("sent_at", models.DateTimeField(null=True)),
                        ("answered_at", models.DateTimeField(null=True)),
                        ("reason", models.CharField(blank=True, default="", max_length=500)),
                        ("by_hand", models.JSONField(default=dict)),
                        ("change_reason", models.CharField(blank=True, default="", max_length=500)),
                        ("lines_below_floor", models.PositiveSmallIntegerField(default=0)),
                        ("price_approved_at", models.DateTimeField(null=True)),
                        (
                            "goods_amount",
                            models.DecimalField(decimal_places=4, default=Decimal("0"), max_digits=18),
                        ),
                        ("goods_currency", models.CharField(default="", max_length=3)),
                        (
                            "total_amount",
                            models.DecimalField(decimal_places=4, default=Decimal("0"), max_digits=18),
                        ),
                        ("total_currency", models.CharField(default="", max_length=3)),
                        (
                            "insurance_premium_amount",
                            models.DecimalField(decimal_places=4, default=None, max_digits=18, null=True),
                        ),
                        (
                            "insurance_premium_currency",
                            models.CharField(default=None, max_length=3, null=True),
                        ),
                        (
                            "contact",
                            models.ForeignKey(
                                null=True,
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="+",
                                to=settings.AUTH_USER_MODEL,
                            ),
                        ),
                        (
                            "deal",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="quotations",
                                to="foundation.deal",
                            ),
                        ),
                        (
                            "inquiry",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="quotations",
                                to="inquiries.inquiry",
                            ),
                        ),
                        (
                            "price_approved_by",
                            models.ForeignKey(
                                null=True,
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="+",
                                to=settings.AUTH_USER_MODEL,
                            ),
                        ),
                        (
                            "replaces",
                            models.ForeignKey(
                                null=True,
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="replaced_by",
                                to="inquiries.quotation",
                            ),
                        ),
                        (
                            "sent_by",
                            models.ForeignKey(
                                null=True,
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="+",
                                to=settings.AUTH_USER_MODEL,
                            ),
                        ),
                    ],
                    options={
                        "indexes": [
                            models.Index(fields=["state", "valid_until", "id"], name="quotation_by_end"),
                            models.Index(fields=["-id"], name="quotation_newest"),
                        ],
                        "constraints": [
                            models.CheckConstraint(
                                condition=models.Q(("total_amount__gte", 0)),
                                name="quotation_total_is_not_negative",
                            ),
                            models.UniqueConstraint(
                                fields=("inquiry", "revision"), name="one_quotation_per_inquiry_and_revision"
                            ),
                            models.CheckConstraint(
                                condition=models.Q(
                                    ("state__in", ["drafted", "superseded"]),
                                    ("lines_below_floor", 0),
                                    ("price_approved_at__isnull", False),
                                    _connector="OR",
                                ),
                                name="a_price_below_the_floor_is_approved",
                            ),
                            models.UniqueConstraint(
                                condition=models.Q(("state", "drafted")),
                                fields=("inquiry",),
                                name="one_draft_quotation_per_inquiry",
                            ),
                        ],
                    },
                ),
                migrations.CreateModel(
                    name="FreightOption",
                    fields=[
                        (
                            "id",
                            models.BigAutoField(
                                auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                            ),
                        ),
                        ("position", models.PositiveSmallIntegerField()),
                        (
                            "mode",
                            models.CharField(
                                choices=[
                                    ("sea_lcl", "Sea, shared container"),
                                    ("sea_fcl", "Sea, full container"),
                                    ("air", "Air"),
                                    ("courier", "Courier"),
                                    ("rail_lcl", "Rail, shared container"),
                                    ("rail_fcl", "Rail, full container"),
                                    ("truck", "Truck"),
                                ],
                                max_length=20,
                            ),
                        ),
                        ("is_feasible", models.BooleanField()),
                        ("is_included", models.BooleanField(default=False)),
                        ("is_proposed", models.BooleanField(default=False)),
                        ("reason", models.JSONField(default=list)),
                        ("days_min", models.PositiveSmallIntegerField(default=0)),
                        ("days_max", models.PositiveSmallIntegerField(default=0)),
                        ("total_days", models.PositiveSmallIntegerField(default=0)),
                        ("arrives_on", models.DateField(null=True)),
                        ("detail", models.JSONField(default=dict)),
                        (
                            "cost_amount",
                            models.DecimalField(decimal_places=4, default=Decimal("0"), max_digits=18),
                        ),
                        ("cost_currency", models.CharField(default="", max_length=3)),
                        (
                            "total_amount",
                            models.DecimalField(decimal_places=4, default=Decimal("0"), max_digits=18),
                        ),
                        ("total_currency", models.CharField(default="", max_length=3)),
                        (
                            "insurance_premium_amount",
                            models.DecimalField(decimal_places=4, default=None, max_digits=18, null=True),
                        ),
                        (
                            "insurance_premium_currency",
                            models.CharField(default=None, max_length=3, null=True),
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
                            "quotation",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="options",
                                to="inquiries.quotation",
                            ),
                        ),
                    ],
                    options={
                        "ordering": ["position"],
                        "constraints": [
                            models.UniqueConstraint(
                                fields=("quotation", "mode"), name="one_freight_option_per_mode"
                            )
                        ],
                    },
                ),
                migrations.CreateModel(
                    name="QuotationBlock",
                    fields=[
                        (
                            "id",
                            models.BigAutoField(
                                auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                            ),
                        ),
                        ("position", models.PositiveSmallIntegerField()),
                        ("kind", models.CharField(max_length=20)),
                        ("name", models.CharField(max_length=120)),
                        ("name_zh", models.CharField(blank=True, default="", max_length=120)),
                        ("explanation", models.JSONField(default=dict)),
                        (
                            "amount_amount",
                            models.DecimalField(decimal_places=4, default=Decimal("0"), max_digits=18),
                        ),
                        ("amount_currency", models.CharField(default="", max_length=3)),
                        (
                            "deal",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="+",
                                to="foundation.deal",
                            ),
                        ),
                        (
                            "quotation",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="blocks",
                                to="inquiries.quotation",
                            ),
                        ),
                    ],
                    options={
                        "ordering": ["position"],
                    },
                ),
                migrations.CreateModel(
                    name="QuotationLine",
                    fields=[
                        (
                            "id",
                            models.BigAutoField(
                                auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                            ),
                        ),
                        ("position", models.PositiveSmallIntegerField()),
                        ("product_revision", models.PositiveSmallIntegerField()),
                        ("model", models.CharField(max_length=40)),
                        ("description", models.CharField(max_length=300)),
                        ("description_zh", models.CharField(blank=True, default="", max_length=300)),
                        ("hs_code", models.CharField(blank=True, default="", max_length=10)),
                        ("values", models.JSONField(default=dict)),
                        ("pieces", models.PositiveIntegerField()),
                        ("chain", models.JSONField(default=list)),
                        ("cartons", models.PositiveIntegerField()),
                        ("pieces_per_carton", models.PositiveIntegerField()),
                        ("net_kg", models.DecimalField(decimal_places=3, max_digits=12)),
                        ("gross_kg", models.DecimalField(decimal_places=3, max_digits=12)),
                        ("volume_m3", models.DecimalField(decimal_places=4, max_digits=12)),
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
                            "deal",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="+",
                                to="foundation.deal",
                            ),
                        ),
                        (
                            "product",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="+",
                                to="foundation.product",
                            ),
                        ),
                        (
                            "quotation",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="lines",
                                to="inquiries.quotation",
                            ),
                        ),
                    ],
                    options={
                        "ordering": ["position"],
                        "constraints": [
                            models.UniqueConstraint(
                                fields=("quotation", "position"), name="one_quotation_line_per_position"
                            ),
                            models.CheckConstraint(
                                condition=models.Q(("pieces__gt", 0)), name="quotation_line_has_pieces"
                            ),
                            models.CheckConstraint(
                                condition=models.Q(("amount_amount__gte", 0)),
                                name="quotation_line_is_not_negative",
                            ),
                        ],
                    },
                ),
                migrations.CreateModel(
                    name="InquiryLine",
                    fields=[
                        (
                            "id",
                            models.BigAutoField(
                                auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                            ),
                        ),
                        ("position", models.PositiveSmallIntegerField()),
                        ("pieces", models.PositiveIntegerField(null=True)),
                        ("values", models.JSONField(default=dict)),
                        ("text", models.TextField(blank=True, default="")),
                        ("start", models.PositiveIntegerField(default=0)),
                        ("end", models.PositiveIntegerField(default=0)),
                        ("candidates", models.JSONField(default=list)),
                        (
                            "deal",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="+",
                                to="foundation.deal",
                            ),
                        ),
                        (
                            "inquiry",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="lines",
                                to="inquiries.inquiry",
                            ),
                        ),
                        (
                            "product",
                            models.ForeignKey(
                                null=True,
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="+",
                                to="foundation.product",
                            ),
                        ),
                    ],
                    options={
                        "ordering": ["position"],
                        "constraints": [
                            models.UniqueConstraint(
                                fields=("inquiry", "position"), name="one_inquiry_line_per_position"
                            )
                        ],
                    },
                ),
                migrations.CreateModel(
                    name="Question",
                    fields=[
                        (
                            "id",
                            models.BigAutoField(
                                auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                            ),
                        ),
                        ("version", models.PositiveIntegerField(default=1)),
                        ("number", models.CharField(max_length=30, unique=True)),
                        ("line", models.PositiveSmallIntegerField(default=0)),
                        ("pieces", models.PositiveIntegerField(null=True)),
                        (
                            "state",
                            models.CharField(
                                choices=[
                                    ("asked", "Asked"),
                                    ("answered", "Answered"),
                                    ("withdrawn", "Withdrawn"),
                                ],
                                default="asked",
                                max_length=20,
                            ),
                        ),
                        ("text", models.TextField()),
                        ("asked_by", models.CharField(max_length=120)),
                        ("asked_at", models.DateTimeField()),
                        ("answer_by", models.DateTimeField(null=True)),
                        (
                            "verdict",
                            models.CharField(
                                blank=True,
                                choices=[
                                    ("feasible", "Feasible as asked"),
                                    ("with_change", "Feasible with a change"),
                                    ("not_feasible", "Not feasible"),
                                ],
                                default="",
                                max_length=20,
                            ),
                        ),
                        ("answer", models.TextField(blank=True, default="")),
                        ("days_effect", models.SmallIntegerField(null=True)),
                        ("answered_by", models.CharField(blank=True, default="", max_length=120)),
                        ("answered_at", models.DateTimeField(null=True)),
                        (
                            "cost_effect_amount",
                            models.DecimalField(decimal_places=4, default=None, max_digits=18, null=True),
                        ),
                        ("cost_effect_currency", models.CharField(default=None, max_length=3, null=True)),
                        (
                            "deal",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="questions",
                                to="foundation.deal",
                            ),
                        ),
                        (
                            "inquiry",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="feasibility",
                                to="inquiries.inquiry",
                            ),
                        ),
                        (
                            "product",
                            models.ForeignKey(
                                null=True,
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="+",
                                to="foundation.product",
                            ),
                        ),
                    ],
                    options={
                        "indexes": [
                            models.Index(fields=["state", "answer_by", "id"], name="question_by_time_left"),
                            models.Index(fields=["deal"], name="question_by_deal"),
                        ],
                        "constraints": [
                            models.CheckConstraint(
                                condition=models.Q(
                                    models.Q(("state", "answered"), _negated=True),
                                    models.Q(("verdict", ""), _negated=True),
                                    _connector="OR",
                                ),
                                name="an_answered_question_has_a_verdict",
                            )
                        ],
                    },
                ),
            ],
        ),
    ]
