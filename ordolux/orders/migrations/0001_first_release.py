"""All tables of order, proforma invoice and money, as they were before the first release; what grew before that is replaced."""

from decimal import Decimal

import django.db.models.deletion
import django.db.models.expressions
from django.conf import settings
from django.db import migrations, models

import ordolux.foundation.documents.models
import ordolux.foundation.tables_at_once


class Migration(migrations.Migration):
    replaces = [("orders", "0001_stage_two"), ("orders", "0002_payments_reversed_and_credit_notes")]

    initial = True

    dependencies = [
        ("foundation", "0001_first_release"),
        ("foundation", "__first__"),
        ("inquiries", "0001_first_release"),
    ]

    operations = [
        ordolux.foundation.tables_at_once.TablesAtOnce(
            models=[
                migrations.CreateModel(
                    name="BankStatement",
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
                                    ("imported", "Imported"),
                                    ("refused", "Not readable"),
                                ],
                                default="received",
                                max_length=20,
                            ),
                        ),
                        ("name", models.CharField(max_length=255)),
                        ("account", models.CharField(blank=True, default="", max_length=60)),
                        ("reference", models.CharField(blank=True, default="", max_length=80)),
                        ("entries_count", models.PositiveIntegerField(default=0)),
                        ("findings", models.JSONField(default=list)),
                        ("received_at", models.DateTimeField()),
                        (
                            "file",
                            models.OneToOneField(
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="+",
                                to="foundation.storedfile",
                            ),
                        ),
                    ],
                    options={
                        "abstract": False,
                    },
                ),
                migrations.CreateModel(
                    name="BankEntry",
                    fields=[
                        (
                            "id",
                            models.BigAutoField(
                                auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                            ),
                        ),
                        (
                            "key",
                            models.CharField(
                                help_text="hash of account, bank reference, day and amount",
                                max_length=64,
                                unique=True,
                            ),
                        ),
                        ("reference", models.CharField(blank=True, default="", max_length=140)),
                        (
                            "instructed_amount",
                            models.DecimalField(decimal_places=4, max_digits=18, null=True),
                        ),
                        ("allocated_amount", models.DecimalField(decimal_places=4, default=0, max_digits=18)),
                        ("payer_name", models.CharField(blank=True, default="", max_length=200)),
                        ("payer_account", models.CharField(blank=True, default="", max_length=60)),
                        ("remittance", models.TextField(blank=True, default="")),
                        ("booked_on", models.DateField(null=True)),
                        ("value_on", models.DateField(null=True)),
                        ("is_booked", models.BooleanField(default=True)),
                        (
                            "decision",
                            models.CharField(
                                blank=True,
                                default="",
                                help_text="auto, proposed, manual, or aside: no customer's payment",
                                max_length=10,
                            ),
                        ),
                        ("reasons", models.JSONField(default=list)),
                        ("aside_because", models.CharField(blank=True, default="", max_length=300)),
                        (
                            "amount_amount",
                            models.DecimalField(decimal_places=4, default=Decimal("0"), max_digits=18),
                        ),
                        ("amount_currency", models.CharField(default="", max_length=3)),
                        (
                            "statement",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="entries",
                                to="orders.bankstatement",
                            ),
                        ),
                    ],
                    options={
                        "indexes": [models.Index(fields=["decision", "-id"], name="entry_by_decision")],
                        "constraints": [
                            models.CheckConstraint(
                                condition=models.Q(
                                    ("allocated_amount__gte", 0),
                                    ("allocated_amount__lte", models.F("amount_amount")),
                                ),
                                name="an_entry_is_spent_once",
                            )
                        ],
                    },
                ),
                migrations.CreateModel(
                    name="Instalment",
                    fields=[
                        (
                            "id",
                            models.BigAutoField(
                                auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                            ),
                        ),
                        ("position", models.PositiveSmallIntegerField()),
                        ("name", models.CharField(max_length=40)),
                        ("percent", models.DecimalField(decimal_places=3, max_digits=6)),
                        (
                            "noted_amount",
                            models.DecimalField(decimal_places=4, default=Decimal("0"), max_digits=18),
                        ),
                        ("due_on", models.DateField(null=True)),
                        ("paid_at", models.DateTimeField(null=True)),
                        (
                            "due_amount",
                            models.DecimalField(decimal_places=4, default=Decimal("0"), max_digits=18),
                        ),
                        ("due_currency", models.CharField(default="", max_length=3)),
                        (
                            "credited_amount",
                            models.DecimalField(decimal_places=4, default=Decimal("0"), max_digits=18),
                        ),
                        ("credited_currency", models.CharField(default="", max_length=3)),
                        (
                            "charges_amount",
                            models.DecimalField(decimal_places=4, default=Decimal("0"), max_digits=18),
                        ),
                        ("charges_currency", models.CharField(default="", max_length=3)),
                        (
                            "deal",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="instalments",
                                to="foundation.deal",
                            ),
                        ),
                        (
                            "order",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="instalments",
                                to="orders.order",
                            ),
                        ),
                    ],
                    options={
                        "ordering": ["position"],
                        "indexes": [
                            models.Index(fields=["paid_at", "due_on", "id"], name="instalment_by_due")
                        ],
                        "constraints": [
                            models.UniqueConstraint(
                                fields=("order", "position"), name="one_instalment_per_position"
                            ),
                            models.CheckConstraint(
                                condition=models.Q(
                                    ("charges_amount__gte", 0),
                                    ("credited_amount__gte", 0),
                                    ("noted_amount__gte", 0),
                                    (
                                        "due_amount__gte",
                                        django.db.models.expressions.CombinedExpression(
                                            django.db.models.expressions.CombinedExpression(
                                                models.F("credited_amount"), "+", models.F("charges_amount")
                                            ),
                                            "+",
                                            models.F("noted_amount"),
                                        ),
                                    ),
                                ),
                                name="an_instalment_is_not_overpaid",
                            ),
                        ],
                    },
                ),
                migrations.CreateModel(
                    name="Allocation",
                    fields=[
                        (
                            "id",
                            models.BigAutoField(
                                auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                            ),
                        ),
                        ("version", models.PositiveIntegerField(default=1)),
                        (
                            "state",
                            models.CharField(
                                choices=[("credited", "Credited"), ("reversed", "Reversed")],
                                default="credited",
                                max_length=20,
                            ),
                        ),
                        ("receipt_number", models.CharField(help_text="gapless", max_length=30, unique=True)),
                        ("allocated_at", models.DateTimeField()),
                        ("reversed_at", models.DateTimeField(null=True)),
                        ("reversed_because", models.CharField(blank=True, default="", max_length=300)),
                        (
                            "credited_amount",
                            models.DecimalField(decimal_places=4, default=Decimal("0"), max_digits=18),
                        ),
                        ("credited_currency", models.CharField(default="", max_length=3)),
                        (
                            "charges_amount",
                            models.DecimalField(decimal_places=4, default=Decimal("0"), max_digits=18),
                        ),
                        ("charges_currency", models.CharField(default="", max_length=3)),
                        (
                            "deal",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="+",
                                to="foundation.deal",
                            ),
                        ),
                        (
                            "entry",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="allocations",
                                to="orders.bankentry",
                            ),
                        ),
                        (
                            "instalment",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="allocations",
                                to="orders.instalment",
                            ),
                        ),
                    ],
                    options={
                        "constraints": [
                            models.UniqueConstraint(
                                condition=models.Q(("state", "credited")),
                                fields=("entry", "instalment"),
                                name="an_entry_pays_an_instalment_once",
                            ),
                            models.CheckConstraint(
                                condition=models.Q(
                                    models.Q(("reversed_at__isnull", True), ("state", "credited")),
                                    models.Q(("reversed_at__isnull", False), ("state", "reversed")),
                                    _connector="OR",
                                ),
                                name="a_reversed_payment_says_when",
                            ),
                        ],
                    },
                ),
                migrations.CreateModel(
                    name="Order",
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
                                    ("placed", "Placed"),
                                    ("confirmed", "Confirmed"),
                                    ("released", "Released"),
                                    ("shipped", "Shipped"),
                                    ("delivered", "Delivered"),
                                    ("closed", "Closed"),
                                    ("cancelled", "Cancelled"),
                                ],
                                default="placed",
                                max_length=20,
                            ),
                        ),
                        ("placed_at", models.DateTimeField()),
                        ("incoterm", models.CharField(max_length=3)),
                        ("place", models.CharField(max_length=120)),
                        ("payment_term", models.CharField(max_length=20)),
                        ("mode", models.CharField(help_text="the chosen transport service", max_length=20)),
                        (
                            "is_insured",
                            models.BooleanField(
                                default=False, help_text="the customer chose the optional insurance"
                            ),
                        ),
                        ("pieces", models.PositiveIntegerField()),
                        (
                            "plan",
                            models.JSONField(
                                default=dict, help_text="the dated delivery plan as it was accepted"
                            ),
                        ),
                        (
                            "delivery_days",
                            models.PositiveIntegerField(help_text="from release to arrival, calendar days"),
                        ),
                        ("promised_on", models.DateField(help_text="arrival, if released as planned")),
                        ("is_free", models.BooleanField(default=False)),
                        ("released_at", models.DateTimeField(null=True)),
                        ("delivered_on", models.DateField(null=True)),
                        ("cancelled_because", models.CharField(blank=True, default="", max_length=500)),
                        (
                            "insurance_amount",
                            models.DecimalField(decimal_places=4, default=Decimal("0"), max_digits=18),
                        ),
                        ("insurance_currency", models.CharField(default="", max_length=3)),
                        (
                            "freight_amount",
                            models.DecimalField(decimal_places=4, default=Decimal("0"), max_digits=18),
                        ),
                        ("freight_currency", models.CharField(default="", max_length=3)),
                        (
                            "total_amount",
                            models.DecimalField(decimal_places=4, default=Decimal("0"), max_digits=18),
                        ),
                        ("total_currency", models.CharField(default="", max_length=3)),
                        (
                            "deal",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="orders",
                                to="foundation.deal",
                            ),
                        ),
                        (
                            "placed_by",
                            models.ForeignKey(
                                null=True,
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="+",
                                to=settings.AUTH_USER_MODEL,
                            ),
                        ),
                        (
                            "quotation",
                            models.OneToOneField(
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="order",
                                to="inquiries.quotation",
                            ),
                        ),
                    ],
                    options={
                        "indexes": [models.Index(fields=["state", "-id"], name="order_by_state")],
                        "constraints": [
                            models.CheckConstraint(
                                condition=models.Q(("total_amount__gte", 0)),
                                name="order_total_is_not_negative",
                            )
                        ],
                    },
                ),
                migrations.CreateModel(
                    name="CreditNote",
                    fields=[
                        (
                            "id",
                            models.BigAutoField(
                                auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                            ),
                        ),
                        ("version", models.PositiveIntegerField(default=1)),
                        ("number", models.CharField(max_length=30, unique=True)),
                        ("paper_number", models.CharField(blank=True, default="", max_length=30)),
                        (
                            "state",
                            models.CharField(
                                choices=[
                                    ("proposed", "Waits for approval"),
                                    ("issued", "Issued"),
                                    ("settled", "Settled"),
                                    ("rejected", "Rejected"),
                                ],
                                default="proposed",
                                max_length=20,
                            ),
                        ),
                        (
                            "off_amount",
                            models.DecimalField(decimal_places=4, default=Decimal("0"), max_digits=18),
                        ),
                        (
                            "refunded_amount",
                            models.DecimalField(decimal_places=4, default=Decimal("0"), max_digits=18),
                        ),
                        ("reason", models.CharField(max_length=300)),
                        ("claim_number", models.CharField(blank=True, default="", max_length=30)),
                        ("proposed_at", models.DateTimeField()),
                        ("decided_at", models.DateTimeField(null=True)),
                        ("rejected_because", models.CharField(blank=True, default="", max_length=300)),
                        ("refunded_on", models.DateField(null=True)),
                        ("refund_account", models.CharField(blank=True, default="", max_length=60)),
                        ("refund_reference", models.CharField(blank=True, default="", max_length=80)),
                        (
                            "code",
                            models.CharField(
                                default=ordolux.foundation.documents.models.new_code,
                                max_length=24,
                                unique=True,
                            ),
                        ),
                        (
                            "amount_amount",
                            models.DecimalField(decimal_places=4, default=Decimal("0"), max_digits=18),
                        ),
                        ("amount_currency", models.CharField(default="", max_length=3)),
                        (
                            "deal",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="credit_notes",
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
                            "proposed_by",
                            models.ForeignKey(
                                null=True,
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="+",
                                to=settings.AUTH_USER_MODEL,
                            ),
                        ),
                        (
                            "order",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="credit_notes",
                                to="orders.order",
                            ),
                        ),
                    ],
                    options={
                        "indexes": [models.Index(fields=["state", "-id"], name="credit_note_by_state")],
                        "constraints": [
                            models.CheckConstraint(
                                condition=models.Q(
                                    ("amount_amount__gt", 0),
                                    ("off_amount__gte", 0),
                                    ("refunded_amount__gte", 0),
                                    (
                                        "amount_amount__gte",
                                        django.db.models.expressions.CombinedExpression(
                                            models.F("off_amount"), "+", models.F("refunded_amount")
                                        ),
                                    ),
                                ),
                                name="a_credit_is_given_once",
                            ),
                            models.CheckConstraint(
                                condition=models.Q(
                                    models.Q(("paper_number", ""), ("state__in", ["proposed", "rejected"])),
                                    models.Q(
                                        ("state__in", ["issued", "settled"]),
                                        models.Q(("paper_number", ""), _negated=True),
                                    ),
                                    _connector="OR",
                                ),
                                name="an_issued_credit_note_has_its_number",
                            ),
                            models.UniqueConstraint(
                                condition=models.Q(("paper_number", ""), _negated=True),
                                fields=("paper_number",),
                                name="one_credit_note_per_number",
                            ),
                        ],
                    },
                ),
                migrations.CreateModel(
                    name="Agreement",
                    fields=[
                        (
                            "id",
                            models.BigAutoField(
                                auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                            ),
                        ),
                        (
                            "subject",
                            models.CharField(
                                choices=[
                                    ("price", "Price"),
                                    ("delivery", "Delivery time"),
                                    ("parameters", "Technical parameters"),
                                ],
                                max_length=20,
                            ),
                        ),
                        ("values", models.JSONField(default=dict)),
                        (
                            "sha256",
                            models.CharField(help_text="of the values as canonical JSON", max_length=64),
                        ),
                        ("buyer_agreed_at", models.DateTimeField(null=True)),
                        ("seller_agreed_at", models.DateTimeField(null=True)),
                        (
                            "buyer",
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
                                related_name="+",
                                to="foundation.deal",
                            ),
                        ),
                        (
                            "seller",
                            models.ForeignKey(
                                null=True,
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="+",
                                to=settings.AUTH_USER_MODEL,
                            ),
                        ),
                        (
                            "order",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="agreements",
                                to="orders.order",
                            ),
                        ),
                    ],
                    options={
                        "constraints": [
                            models.UniqueConstraint(
                                fields=("order", "subject"), name="one_agreement_per_subject"
                            )
                        ],
                    },
                ),
                migrations.CreateModel(
                    name="OrderLine",
                    fields=[
                        (
                            "id",
                            models.BigAutoField(
                                auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                            ),
                        ),
                        ("position", models.PositiveSmallIntegerField()),
                        ("product_revision", models.PositiveSmallIntegerField()),
                        ("description", models.CharField(max_length=300)),
                        ("values", models.JSONField(default=dict)),
                        ("pieces", models.PositiveIntegerField()),
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
                            "order",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="lines",
                                to="orders.order",
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
                    ],
                    options={
                        "ordering": ["position"],
                        "constraints": [
                            models.UniqueConstraint(
                                fields=("order", "position"), name="one_order_line_per_position"
                            )
                        ],
                    },
                ),
                migrations.CreateModel(
                    name="Proforma",
                    fields=[
                        (
                            "id",
                            models.BigAutoField(
                                auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                            ),
                        ),
                        ("version", models.PositiveIntegerField(default=1)),
                        ("number", models.CharField(max_length=30, unique=True)),
                        ("revision", models.PositiveSmallIntegerField(default=1)),
                        (
                            "state",
                            models.CharField(
                                choices=[
                                    ("issued", "Issued"),
                                    ("signed", "Signed by the customer"),
                                    ("countersigned", "Signed by both"),
                                    ("lapsed", "Lapsed"),
                                    ("declined", "Declined"),
                                    ("withdrawn", "Withdrawn"),
                                ],
                                default="issued",
                                max_length=20,
                            ),
                        ),
                        ("issued_at", models.DateTimeField()),
                        ("language", models.CharField(default="en", max_length=10)),
                        ("snapshot", models.JSONField(default=dict)),
                        (
                            "code",
                            models.CharField(
                                help_text="printed on the paper, verifies it", max_length=24, unique=True
                            ),
                        ),
                        ("declined_because", models.CharField(blank=True, default="", max_length=500)),
                        (
                            "sha256",
                            models.CharField(
                                blank=True,
                                default="",
                                help_text="of the PDF that is to be signed",
                                max_length=64,
                            ),
                        ),
                        ("received_at", models.DateTimeField(null=True)),
                        (
                            "received_by",
                            models.CharField(
                                blank=True, default="", help_text="mail or portal", max_length=20
                            ),
                        ),
                        ("sign_by", models.DateTimeField(null=True)),
                        ("is_sign_by_provisional", models.BooleanField(default=False)),
                        ("signed_at", models.DateTimeField(null=True)),
                        ("countersigned_at", models.DateTimeField(null=True)),
                        (
                            "total_amount",
                            models.DecimalField(decimal_places=4, default=Decimal("0"), max_digits=18),
                        ),
                        ("total_currency", models.CharField(default="", max_length=3)),
                        (
                            "bank_account",
                            models.ForeignKey(
                                null=True,
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="+",
                                to="foundation.bankaccount",
                            ),
                        ),
                        (
                            "deal",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="proformas",
                                to="foundation.deal",
                            ),
                        ),
                        (
                            "order",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="proformas",
                                to="orders.order",
                            ),
                        ),
                    ],
                    options={
                        "indexes": [models.Index(fields=["state", "sign_by"], name="proforma_by_deadline")],
                        "constraints": [
                            models.UniqueConstraint(
                                fields=("order", "revision"), name="one_proforma_per_revision"
                            ),
                            models.UniqueConstraint(
                                condition=models.Q(("state__in", ["issued", "signed", "countersigned"])),
                                fields=("order",),
                                name="one_proforma_in_force_per_order",
                            ),
                        ],
                    },
                ),
                migrations.CreateModel(
                    name="SigningCode",
                    fields=[
                        (
                            "id",
                            models.BigAutoField(
                                auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                            ),
                        ),
                        ("hash", models.CharField(max_length=64)),
                        ("made_at", models.DateTimeField()),
                        ("ends_at", models.DateTimeField()),
                        ("tries", models.PositiveSmallIntegerField(default=0)),
                        ("proved_at", models.DateTimeField(null=True)),
                        ("used_at", models.DateTimeField(null=True)),
                        (
                            "deal",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="+",
                                to="foundation.deal",
                            ),
                        ),
                        (
                            "message",
                            models.ForeignKey(
                                null=True,
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="+",
                                to="foundation.message",
                            ),
                        ),
                        (
                            "person",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="+",
                                to=settings.AUTH_USER_MODEL,
                            ),
                        ),
                        (
                            "proforma",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="codes",
                                to="orders.proforma",
                            ),
                        ),
                    ],
                    options={
                        "constraints": [
                            models.CheckConstraint(
                                condition=models.Q(("tries__lte", 5)), name="a_code_is_tried_five_times"
                            )
                        ],
                    },
                ),
                migrations.CreateModel(
                    name="Signature",
                    fields=[
                        (
                            "id",
                            models.BigAutoField(
                                auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                            ),
                        ),
                        (
                            "side",
                            models.CharField(
                                choices=[("buyer", "Buyer"), ("seller", "Seller")], max_length=10
                            ),
                        ),
                        ("name", models.CharField(max_length=120)),
                        ("title", models.CharField(blank=True, default="", max_length=120)),
                        ("email", models.EmailField(max_length=254)),
                        ("consent", models.TextField()),
                        ("document_sha256", models.CharField(max_length=64)),
                        ("ip", models.GenericIPAddressField(null=True)),
                        ("agent", models.CharField(blank=True, default="", max_length=400)),
                        ("signed_at", models.DateTimeField()),
                        (
                            "real_signed_at",
                            models.DateTimeField(help_text="the real time, which the seal also states"),
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
                            "drawing",
                            models.ForeignKey(
                                null=True,
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="+",
                                to="foundation.storedfile",
                            ),
                        ),
                        (
                            "person",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="+",
                                to=settings.AUTH_USER_MODEL,
                            ),
                        ),
                        (
                            "proforma",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="signatures",
                                to="orders.proforma",
                            ),
                        ),
                        (
                            "code",
                            models.ForeignKey(
                                null=True,
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="+",
                                to="orders.signingcode",
                            ),
                        ),
                    ],
                    options={
                        "constraints": [
                            models.UniqueConstraint(fields=("proforma", "side"), name="each_side_signs_once")
                        ],
                    },
                ),
            ],
        ),
    ]
