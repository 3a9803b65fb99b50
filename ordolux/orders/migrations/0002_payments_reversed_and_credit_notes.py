from decimal import Decimal

import django.db.models.deletion
import django.db.models.expressions
from django.conf import settings
from django.db import migrations, models

import ordolux.foundation.documents.models


class Migration(migrations.Migration):
    dependencies = [
        ("foundation", "0010_suppliers_bank_proofs_and_adjusted_stock"),
        ("orders", "0001_stage_two"),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
        # a payment that was assigned can be reversed: its row is no longer append-only, but frozen but for that
        migrations.RunSQL(
            "DROP TRIGGER IF EXISTS append_only ON orders_allocation;"
            "DROP TRIGGER IF EXISTS append_only_truncate ON orders_allocation;",
            migrations.RunSQL.noop,
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
                ("off_amount", models.DecimalField(decimal_places=4, default=Decimal("0"), max_digits=18)),
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
                        default=ordolux.foundation.documents.models.new_code, max_length=24, unique=True
                    ),
                ),
                ("amount_amount", models.DecimalField(decimal_places=4, default=Decimal("0"), max_digits=18)),
                ("amount_currency", models.CharField(default="", max_length=3)),
            ],
        ),
        migrations.RemoveConstraint(
            model_name="allocation",
            name="an_entry_pays_an_instalment_once",
        ),
        migrations.RemoveConstraint(
            model_name="instalment",
            name="an_instalment_is_not_overpaid",
        ),
        migrations.AddField(
            model_name="allocation",
            name="reversed_at",
            field=models.DateTimeField(null=True),
        ),
        migrations.AddField(
            model_name="allocation",
            name="reversed_because",
            field=models.CharField(blank=True, default="", max_length=300),
        ),
        migrations.AddField(
            model_name="allocation",
            name="state",
            field=models.CharField(
                choices=[("credited", "Credited"), ("reversed", "Reversed")],
                default="credited",
                max_length=20,
            ),
        ),
        migrations.AddField(
            model_name="allocation",
            name="version",
            field=models.PositiveIntegerField(default=1),
        ),
        migrations.AddField(
            model_name="bankentry",
            name="aside_because",
            field=models.CharField(blank=True, default="", max_length=300),
        ),
        migrations.AddField(
            model_name="instalment",
            name="due_on",
            field=models.DateField(null=True),
        ),
        migrations.AddField(
            model_name="instalment",
            name="noted_amount",
            field=models.DecimalField(decimal_places=4, default=Decimal("0"), max_digits=18),
        ),
        migrations.AddField(
            model_name="order",
            name="cancelled_because",
            field=models.CharField(blank=True, default="", max_length=500),
        ),
        migrations.AddField(
            model_name="proforma",
            name="declined_because",
            field=models.CharField(blank=True, default="", max_length=500),
        ),
        migrations.AlterField(
            model_name="bankentry",
            name="decision",
            field=models.CharField(
                blank=True,
                default="",
                help_text="auto, proposed, manual, or aside: no customer's payment",
                max_length=10,
            ),
        ),
        migrations.AlterField(
            model_name="proforma",
            name="state",
            field=models.CharField(
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
        migrations.AddIndex(
            model_name="instalment",
            index=models.Index(fields=["paid_at", "due_on", "id"], name="instalment_by_due"),
        ),
        migrations.AddConstraint(
            model_name="allocation",
            constraint=models.UniqueConstraint(
                condition=models.Q(("state", "credited")),
                fields=("entry", "instalment"),
                name="an_entry_pays_an_instalment_once",
            ),
        ),
        migrations.AddConstraint(
            model_name="allocation",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    models.Q(("reversed_at__isnull", True), ("state", "credited")),
                    models.Q(("reversed_at__isnull", False), ("state", "reversed")),
                    _connector="OR",
                ),
                name="a_reversed_payment_says_when",
            ),
        ),
        migrations.AddConstraint(
            model_name="instalment",
            constraint=models.CheckConstraint(
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
        ),
        migrations.AddField(
            model_name="creditnote",
            name="deal",
            field=models.ForeignKey(
                on_delete=django.db.models.deletion.PROTECT, related_name="credit_notes", to="foundation.deal"
            ),
        ),
        migrations.AddField(
            model_name="creditnote",
            name="decided_by",
            field=models.ForeignKey(
                null=True,
                on_delete=django.db.models.deletion.PROTECT,
                related_name="+",
                to=settings.AUTH_USER_MODEL,
            ),
        ),
        migrations.AddField(
            model_name="creditnote",
            name="order",
            field=models.ForeignKey(
                on_delete=django.db.models.deletion.PROTECT, related_name="credit_notes", to="orders.order"
            ),
        ),
        migrations.AddField(
            model_name="creditnote",
            name="proposed_by",
            field=models.ForeignKey(
                null=True,
                on_delete=django.db.models.deletion.PROTECT,
                related_name="+",
                to=settings.AUTH_USER_MODEL,
            ),
        ),
        migrations.AddIndex(
            model_name="creditnote",
            index=models.Index(fields=["state", "-id"], name="credit_note_by_state"),
        ),
        migrations.AddConstraint(
            model_name="creditnote",
            constraint=models.CheckConstraint(
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
        ),
        migrations.AddConstraint(
            model_name="creditnote",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    models.Q(("paper_number", ""), ("state__in", ["proposed", "rejected"])),
                    models.Q(
                        ("state__in", ["issued", "settled"]), models.Q(("paper_number", ""), _negated=True)
                    ),
                    _connector="OR",
                ),
                name="an_issued_credit_note_has_its_number",
            ),
        ),
        migrations.AddConstraint(
            model_name="creditnote",
            constraint=models.UniqueConstraint(
                condition=models.Q(("paper_number", ""), _negated=True),
                fields=("paper_number",),
                name="one_credit_note_per_number",
            ),
        ),
    ]
