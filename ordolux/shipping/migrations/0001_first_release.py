"""All tables of shipment and tracking, as they were before the first release; what grew before that is replaced."""

from decimal import Decimal

import django.db.models.deletion
import django.db.models.expressions
from django.conf import settings
from django.db import migrations, models

import ordolux.foundation.tables_at_once


class Migration(migrations.Migration):
    replaces = [("shipping", "0001_initial"), ("shipping", "0002_struck_events_document_sets_insurance")]

    initial = True

    dependencies = [
        ("foundation", "0001_first_release"),
        ("foundation", "__first__"),
        ("orders", "0001_first_release"),
    ]

    operations = [
        ordolux.foundation.tables_at_once.TablesAtOnce(
            models=[
                migrations.CreateModel(
                    name="ShippingPlan",
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
                                    ("sent", "Waits for confirmation"),
                                    ("change_requested", "Change asked for"),
                                    ("confirmed", "Confirmed"),
                                    ("executed", "Shipped"),
                                ],
                                default="drafted",
                                max_length=20,
                            ),
                        ),
                        ("plan_version", models.PositiveSmallIntegerField(default=1)),
                        ("content", models.JSONField(default=dict)),
                        ("sha256", models.CharField(max_length=64)),
                        ("drafted_at", models.DateTimeField()),
                        ("sent_at", models.DateTimeField(null=True)),
                        ("confirm_by", models.DateTimeField(null=True)),
                        ("change_wanted", models.TextField(blank=True, default="")),
                        ("confirmed_at", models.DateTimeField(null=True)),
                        (
                            "confirmed_how",
                            models.CharField(
                                blank=True, default="", help_text="portal or mail", max_length=10
                            ),
                        ),
                        ("confirmed_version", models.PositiveSmallIntegerField(null=True)),
                        ("confirmed_sha256", models.CharField(blank=True, default="", max_length=64)),
                        (
                            "insurance_wanted",
                            models.BooleanField(
                                default=False, help_text="the customer took the insurance offered"
                            ),
                        ),
                        ("insurer", models.CharField(blank=True, default="", max_length=120)),
                        ("certificate_number", models.CharField(blank=True, default="", max_length=60)),
                        (
                            "confirmed_by",
                            models.ForeignKey(
                                null=True,
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="+",
                                to=settings.AUTH_USER_MODEL,
                            ),
                        ),
                        (
                            "confirming_message",
                            models.ForeignKey(
                                null=True,
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="+",
                                to="foundation.message",
                            ),
                        ),
                        (
                            "deal",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="shipping_plans",
                                to="foundation.deal",
                            ),
                        ),
                        (
                            "order",
                            models.OneToOneField(
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="shipping_plan",
                                to="orders.order",
                            ),
                        ),
                    ],
                    options={
                        "indexes": [models.Index(fields=["state", "-id"], name="plan_by_state")],
                        "constraints": [
                            models.CheckConstraint(
                                condition=models.Q(
                                    models.Q(("state__in", ["confirmed", "executed"]), _negated=True),
                                    models.Q(
                                        ("confirmed_at__isnull", False),
                                        ("confirmed_by__isnull", False),
                                        ("confirmed_sha256", models.F("sha256")),
                                        ("confirmed_version", models.F("plan_version")),
                                    ),
                                    _connector="OR",
                                ),
                                name="a_confirmed_plan_is_the_one_in_force",
                            )
                        ],
                    },
                ),
                migrations.CreateModel(
                    name="Shipment",
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
                                    ("booked", "Space booked"),
                                    ("loaded", "Loaded"),
                                    ("departed", "Departed"),
                                    ("arrived", "Arrived"),
                                    ("delivered", "Delivered"),
                                ],
                                default="booked",
                                max_length=20,
                            ),
                        ),
                        ("mode", models.CharField(max_length=20)),
                        ("carrier", models.CharField(max_length=120)),
                        ("booking_reference", models.CharField(max_length=60)),
                        (
                            "vessel",
                            models.CharField(
                                blank=True, default="", help_text="or flight, train, truck", max_length=120
                            ),
                        ),
                        ("imo", models.CharField(blank=True, default="", max_length=7)),
                        ("voyage", models.CharField(blank=True, default="", max_length=30)),
                        (
                            "container",
                            models.CharField(blank=True, default="", help_text="ISO 6346", max_length=11),
                        ),
                        ("seal", models.CharField(blank=True, default="", max_length=30)),
                        ("loading", models.CharField(help_text="UN/LOCODE", max_length=5)),
                        ("destination", models.CharField(help_text="UN/LOCODE", max_length=5)),
                        ("departs_on", models.DateField()),
                        ("arrives_on", models.DateField(help_text="as booked")),
                        ("arrival_told_on", models.DateField()),
                        ("bl_number", models.CharField(blank=True, default="", max_length=40)),
                        (
                            "bl_kind",
                            models.CharField(
                                blank=True,
                                choices=[
                                    ("original", "Original bill of lading"),
                                    ("telex", "Telex release"),
                                    ("waybill", "Sea waybill"),
                                    ("air_waybill", "Air waybill"),
                                    ("consignment_note", "Consignment note (rail, road, courier)"),
                                ],
                                default="",
                                max_length=20,
                            ),
                        ),
                        ("on_board_on", models.DateField(null=True)),
                        (
                            "documents_until_at",
                            models.DateTimeField(help_text="cut-off of the shipping instruction", null=True),
                        ),
                        (
                            "weight_until_at",
                            models.DateTimeField(help_text="cut-off of the verified gross mass", null=True),
                        ),
                        (
                            "cargo_until_at",
                            models.DateTimeField(help_text="cut-off at the terminal", null=True),
                        ),
                        ("booked_at", models.DateTimeField()),
                        ("departed_at", models.DateTimeField(null=True)),
                        ("arrived_at", models.DateTimeField(null=True)),
                        ("delivered_at", models.DateTimeField(null=True)),
                        ("received_by", models.CharField(blank=True, default="", max_length=120)),
                        ("cartons_received", models.PositiveIntegerField(null=True)),
                        ("exceptions", models.TextField(blank=True, default="")),
                        (
                            "deal",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="shipments",
                                to="foundation.deal",
                            ),
                        ),
                        (
                            "order",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="shipments",
                                to="orders.order",
                            ),
                        ),
                        (
                            "proof",
                            models.ForeignKey(
                                null=True,
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="+",
                                to="foundation.storedfile",
                            ),
                        ),
                        (
                            "plan",
                            models.OneToOneField(
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="shipment",
                                to="shipping.shippingplan",
                            ),
                        ),
                    ],
                    options={
                        "indexes": [models.Index(fields=["state", "-id"], name="shipment_by_state")],
                        "constraints": [
                            models.CheckConstraint(
                                condition=models.Q(("arrives_on__gte", models.F("departs_on"))),
                                name="a_shipment_arrives_after_it_departs",
                            )
                        ],
                    },
                ),
                migrations.CreateModel(
                    name="PlanVersion",
                    fields=[
                        (
                            "id",
                            models.BigAutoField(
                                auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                            ),
                        ),
                        ("plan_version", models.PositiveSmallIntegerField()),
                        ("content", models.JSONField()),
                        ("sha256", models.CharField(max_length=64)),
                        ("sent_at", models.DateTimeField()),
                        (
                            "deal",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="+",
                                to="foundation.deal",
                            ),
                        ),
                        (
                            "plan",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="versions",
                                to="shipping.shippingplan",
                            ),
                        ),
                    ],
                    options={
                        "ordering": ["plan_version"],
                        "constraints": [
                            models.UniqueConstraint(
                                fields=("plan", "plan_version"), name="one_row_per_version_of_a_plan"
                            )
                        ],
                    },
                ),
                migrations.CreateModel(
                    name="PackingList",
                    fields=[
                        (
                            "id",
                            models.BigAutoField(
                                auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                            ),
                        ),
                        ("number", models.CharField(max_length=30, unique=True)),
                        ("issued_at", models.DateTimeField()),
                        ("cartons", models.PositiveIntegerField()),
                        ("pieces", models.PositiveIntegerField()),
                        ("net_kg", models.DecimalField(decimal_places=2, max_digits=12)),
                        ("gross_kg", models.DecimalField(decimal_places=2, max_digits=12)),
                        ("volume_m3", models.DecimalField(decimal_places=3, max_digits=12)),
                        ("language", models.CharField(default="en", max_length=10)),
                        ("snapshot", models.JSONField(default=dict)),
                        (
                            "code",
                            models.CharField(
                                help_text="printed on the paper, verifies it", max_length=24, unique=True
                            ),
                        ),
                        (
                            "deal",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="packing_lists",
                                to="foundation.deal",
                            ),
                        ),
                        (
                            "order",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="packing_lists",
                                to="orders.order",
                            ),
                        ),
                        (
                            "plan",
                            models.OneToOneField(
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="packing_list",
                                to="shipping.shippingplan",
                            ),
                        ),
                    ],
                    options={
                        "constraints": [
                            models.CheckConstraint(
                                condition=models.Q(("gross_kg__gt", models.F("net_kg"))),
                                name="packing_weighs_something",
                            ),
                            models.CheckConstraint(
                                condition=models.Q(("cartons__gt", 0), ("pieces__gt", 0)),
                                name="a_packing_list_is_not_empty",
                            ),
                        ],
                    },
                ),
                migrations.CreateModel(
                    name="DocumentSet",
                    fields=[
                        (
                            "id",
                            models.BigAutoField(
                                auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                            ),
                        ),
                        ("asked_at", models.DateTimeField()),
                        ("asked_by", models.CharField(max_length=200)),
                        ("made_at", models.DateTimeField(null=True)),
                        ("names", models.JSONField(default=list)),
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
                                condition=models.Q(
                                    ("file", None), ("made_at__isnull", False), _connector="OR"
                                ),
                                name="a_document_set_was_made_when_it_is_there",
                            )
                        ],
                    },
                ),
                migrations.CreateModel(
                    name="TrackingEvent",
                    fields=[
                        (
                            "id",
                            models.BigAutoField(
                                auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                            ),
                        ),
                        ("key", models.CharField(max_length=64)),
                        ("publisher", models.CharField(max_length=60)),
                        ("kind", models.CharField(max_length=10)),
                        ("code", models.CharField(max_length=10)),
                        ("classifier", models.CharField(max_length=3)),
                        ("happened_at", models.DateTimeField()),
                        ("told_at", models.DateTimeField()),
                        ("location", models.CharField(blank=True, default="", max_length=5)),
                        ("facility", models.CharField(blank=True, default="", max_length=4)),
                        ("document", models.CharField(blank=True, default="", max_length=10)),
                        ("equipment", models.CharField(blank=True, default="", max_length=11)),
                        ("voyage", models.CharField(blank=True, default="", max_length=30)),
                        ("is_empty", models.BooleanField(null=True)),
                        ("remark", models.CharField(blank=True, default="", max_length=300)),
                        (
                            "deal",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="+",
                                to="foundation.deal",
                            ),
                        ),
                        (
                            "shipment",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="events",
                                to="shipping.shipment",
                            ),
                        ),
                    ],
                    options={
                        "ordering": ["happened_at", "id"],
                        "constraints": [
                            models.UniqueConstraint(fields=("shipment", "key"), name="an_event_is_told_once")
                        ],
                    },
                ),
                migrations.CreateModel(
                    name="StruckEvent",
                    fields=[
                        (
                            "id",
                            models.BigAutoField(
                                auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                            ),
                        ),
                        ("reason", models.CharField(max_length=300)),
                        ("struck_by", models.CharField(max_length=200)),
                        ("struck_at", models.DateTimeField()),
                        (
                            "deal",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="+",
                                to="foundation.deal",
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
                migrations.CreateModel(
                    name="PackedCartons",
                    fields=[
                        (
                            "id",
                            models.BigAutoField(
                                auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                            ),
                        ),
                        ("batch_number", models.CharField(blank=True, default="", max_length=30)),
                        ("first_carton", models.PositiveIntegerField()),
                        ("last_carton", models.PositiveIntegerField()),
                        ("pieces_per_carton", models.PositiveIntegerField()),
                        ("pieces", models.PositiveIntegerField()),
                        ("net_kg", models.DecimalField(decimal_places=2, max_digits=12)),
                        ("gross_kg", models.DecimalField(decimal_places=2, max_digits=12)),
                        ("volume_m3", models.DecimalField(decimal_places=3, max_digits=12)),
                        (
                            "deal",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="+",
                                to="foundation.deal",
                            ),
                        ),
                        (
                            "order_line",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="packed",
                                to="orders.orderline",
                            ),
                        ),
                        (
                            "packing_list",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="lines",
                                to="shipping.packinglist",
                            ),
                        ),
                    ],
                    options={
                        "ordering": ["first_carton"],
                        "constraints": [
                            models.UniqueConstraint(
                                fields=("packing_list", "first_carton"), name="a_carton_number_is_given_once"
                            ),
                            models.CheckConstraint(
                                condition=models.Q(
                                    (
                                        "pieces",
                                        django.db.models.expressions.CombinedExpression(
                                            django.db.models.expressions.CombinedExpression(
                                                django.db.models.expressions.CombinedExpression(
                                                    models.F("last_carton"), "-", models.F("first_carton")
                                                ),
                                                "+",
                                                models.Value(1),
                                            ),
                                            "*",
                                            models.F("pieces_per_carton"),
                                        ),
                                    ),
                                    ("pieces__gt", 0),
                                ),
                                name="cartons_times_pieces_add_up",
                            ),
                        ],
                    },
                ),
                migrations.CreateModel(
                    name="CommercialInvoice",
                    fields=[
                        (
                            "id",
                            models.BigAutoField(
                                auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                            ),
                        ),
                        ("number", models.CharField(help_text="gapless", max_length=30, unique=True)),
                        ("issued_at", models.DateTimeField()),
                        ("language", models.CharField(default="en", max_length=10)),
                        ("snapshot", models.JSONField(default=dict)),
                        (
                            "code",
                            models.CharField(
                                help_text="printed on the paper, verifies it", max_length=24, unique=True
                            ),
                        ),
                        (
                            "sha256",
                            models.CharField(blank=True, default="", help_text="of the PDF", max_length=64),
                        ),
                        (
                            "total_amount",
                            models.DecimalField(decimal_places=4, default=Decimal("0"), max_digits=18),
                        ),
                        ("total_currency", models.CharField(default="", max_length=3)),
                        (
                            "deal",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="commercial_invoices",
                                to="foundation.deal",
                            ),
                        ),
                        (
                            "order",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="commercial_invoices",
                                to="orders.order",
                            ),
                        ),
                        (
                            "packing_list",
                            models.OneToOneField(
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="invoice",
                                to="shipping.packinglist",
                            ),
                        ),
                    ],
                    options={
                        "constraints": [
                            models.CheckConstraint(
                                condition=models.Q(("total_amount__gte", 0)),
                                name="an_invoice_is_not_negative",
                            )
                        ],
                    },
                ),
            ],
        ),
    ]
