"""Letters of credit with their amendments, documents at banks, credit limits, and the day of the transport document."""

from decimal import Decimal

import django.contrib.postgres.fields
import django.db.models.deletion
from django.conf import settings
from django.db import migrations, models


class Migration(migrations.Migration):
    """Six tables and a column."""

    dependencies = [
        ("foundation", "0006_products_by_value"),
        ("orders", "0004_lists_by_index"),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
        migrations.AddField(
            model_name="order",
            name="shipped_on",
            field=models.DateField(help_text="the day of the transport document", null=True),
        ),
        migrations.CreateModel(
            name="LetterApplication",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("bank", models.CharField(max_length=200)),
                ("reference", models.CharField(blank=True, default="", max_length=60)),
                ("expected_on", models.DateField(help_text="when the credit should reach us")),
                ("remark", models.CharField(blank=True, default="", max_length=500)),
                ("told_at", models.DateTimeField()),
                (
                    "deal",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="+", to="foundation.deal"
                    ),
                ),
                (
                    "order",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="letter_applications",
                        to="orders.order",
                    ),
                ),
                (
                    "told_by",
                    models.ForeignKey(
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
            ],
        ),
        migrations.CreateModel(
            name="LetterOfCredit",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("version", models.PositiveIntegerField(default=1)),
                (
                    "bank_number",
                    models.CharField(help_text="the number that the issuing bank gave it", max_length=60),
                ),
                ("bank", models.CharField(help_text="the issuing bank", max_length=200)),
                ("advising_bank", models.CharField(blank=True, default="", max_length=200)),
                ("beneficiary", models.CharField(max_length=200)),
                ("applicant", models.CharField(max_length=200)),
                ("plus_percent", models.DecimalField(decimal_places=3, default=0, max_digits=6)),
                ("minus_percent", models.DecimalField(decimal_places=3, default=0, max_digits=6)),
                ("expires_on", models.DateField()),
                (
                    "expires_at",
                    models.CharField(blank=True, default="", help_text="the place of expiry", max_length=120),
                ),
                ("latest_shipment_on", models.DateField(null=True)),
                ("presentation_days", models.PositiveSmallIntegerField(default=21)),
                ("usance_days", models.PositiveSmallIntegerField(default=0)),
                ("is_operative", models.BooleanField(default=True)),
                ("is_confirmed", models.BooleanField(default=False)),
                ("partial_shipments", models.BooleanField(default=True)),
                ("transhipment", models.BooleanField(default=True)),
                ("incoterm", models.CharField(blank=True, default="", max_length=60)),
                (
                    "documents",
                    django.contrib.postgres.fields.ArrayField(
                        base_field=models.CharField(max_length=30), default=list
                    ),
                ),
                ("findings", models.JSONField(default=list)),
                ("amount_amount", models.DecimalField(decimal_places=4, default=Decimal("0"), max_digits=18)),
                ("amount_currency", models.CharField(default="", max_length=3)),
                ("number", models.CharField(max_length=30, unique=True)),
                (
                    "state",
                    models.CharField(
                        choices=[
                            ("advised", "To be checked"),
                            ("discrepant", "Amendment asked for"),
                            ("operative", "In force, checked"),
                            ("cancelled", "Cancelled"),
                        ],
                        default="advised",
                        max_length=20,
                    ),
                ),
                ("revision", models.PositiveSmallIntegerField(default=0)),
                ("waived_because", models.CharField(blank=True, default="", max_length=500)),
                (
                    "asked",
                    models.TextField(
                        blank=True, default="", help_text="what the applicant shall have amended besides"
                    ),
                ),
                ("received_at", models.DateTimeField()),
                ("accepted_at", models.DateTimeField(null=True)),
                (
                    "deal",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="credit_letters",
                        to="foundation.deal",
                    ),
                ),
                (
                    "order",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="credit_letters",
                        to="orders.order",
                    ),
                ),
            ],
            options={
                "verbose_name": "letter of credit",
                "verbose_name_plural": "letters of credit",
            },
        ),
        migrations.CreateModel(
            name="CreditAmendment",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("version", models.PositiveIntegerField(default=1)),
                (
                    "bank_number",
                    models.CharField(help_text="the number that the issuing bank gave it", max_length=60),
                ),
                ("bank", models.CharField(help_text="the issuing bank", max_length=200)),
                ("advising_bank", models.CharField(blank=True, default="", max_length=200)),
                ("beneficiary", models.CharField(max_length=200)),
                ("applicant", models.CharField(max_length=200)),
                ("plus_percent", models.DecimalField(decimal_places=3, default=0, max_digits=6)),
                ("minus_percent", models.DecimalField(decimal_places=3, default=0, max_digits=6)),
                ("expires_on", models.DateField()),
                (
                    "expires_at",
                    models.CharField(blank=True, default="", help_text="the place of expiry", max_length=120),
                ),
                ("latest_shipment_on", models.DateField(null=True)),
                ("presentation_days", models.PositiveSmallIntegerField(default=21)),
                ("usance_days", models.PositiveSmallIntegerField(default=0)),
                ("is_operative", models.BooleanField(default=True)),
                ("is_confirmed", models.BooleanField(default=False)),
                ("partial_shipments", models.BooleanField(default=True)),
                ("transhipment", models.BooleanField(default=True)),
                ("incoterm", models.CharField(blank=True, default="", max_length=60)),
                (
                    "documents",
                    django.contrib.postgres.fields.ArrayField(
                        base_field=models.CharField(max_length=30), default=list
                    ),
                ),
                ("findings", models.JSONField(default=list)),
                ("amount_amount", models.DecimalField(decimal_places=4, default=Decimal("0"), max_digits=18)),
                ("amount_currency", models.CharField(default="", max_length=3)),
                ("number", models.CharField(max_length=40, unique=True)),
                ("place", models.PositiveSmallIntegerField(help_text="the first, second, … of its letter")),
                (
                    "state",
                    models.CharField(
                        choices=[
                            ("advised", "To be checked"),
                            ("accepted", "Accepted"),
                            ("rejected", "Rejected"),
                        ],
                        default="advised",
                        max_length=20,
                    ),
                ),
                (
                    "replaced",
                    models.JSONField(
                        default=dict, help_text="what the credit said before, by column, once it was accepted"
                    ),
                ),
                ("rejected_because", models.CharField(blank=True, default="", max_length=500)),
                ("received_at", models.DateTimeField()),
                ("decided_at", models.DateTimeField(null=True)),
                (
                    "deal",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="credit_amendments",
                        to="foundation.deal",
                    ),
                ),
                (
                    "letter",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="amendments",
                        to="orders.letterofcredit",
                    ),
                ),
            ],
        ),
        migrations.CreateModel(
            name="Presentation",
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
                            ("presented", "At the bank"),
                            ("taken_up", "Taken up"),
                            ("dishonoured", "Refused"),
                            ("honoured", "Paid"),
                            ("withdrawn", "Withdrawn"),
                        ],
                        default="presented",
                        max_length=20,
                    ),
                ),
                ("bank", models.CharField(max_length=200)),
                ("reference", models.CharField(blank=True, default="", max_length=80)),
                (
                    "documents",
                    django.contrib.postgres.fields.ArrayField(
                        base_field=models.CharField(max_length=30), default=list
                    ),
                ),
                ("shipped_on", models.DateField()),
                ("presented_on", models.DateField()),
                ("answer_by_on", models.DateField()),
                ("findings", models.JSONField(default=list)),
                ("although", models.CharField(blank=True, default="", max_length=500)),
                ("accepted_on", models.DateField(null=True)),
                ("matures_on", models.DateField(null=True)),
                ("refused_because", models.CharField(blank=True, default="", max_length=1000)),
                ("drawn_amount", models.DecimalField(decimal_places=4, default=Decimal("0"), max_digits=18)),
                ("drawn_currency", models.CharField(default="", max_length=3)),
                (
                    "deal",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="presentations",
                        to="foundation.deal",
                    ),
                ),
                (
                    "letter",
                    models.ForeignKey(
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="presentations",
                        to="orders.letterofcredit",
                    ),
                ),
                (
                    "order",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="presentations",
                        to="orders.order",
                    ),
                ),
            ],
        ),
        migrations.CreateModel(
            name="CreditAllowance",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("reason", models.CharField(max_length=300)),
                ("given_at", models.DateTimeField()),
                ("amount_amount", models.DecimalField(decimal_places=4, default=Decimal("0"), max_digits=18)),
                ("amount_currency", models.CharField(default="", max_length=3)),
                (
                    "deal",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="+", to="foundation.deal"
                    ),
                ),
                (
                    "given_by",
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
                        related_name="credit_allowances",
                        to="orders.order",
                    ),
                ),
            ],
            options={
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(("reason", ""), _negated=True), name="an_allowance_says_why"
                    )
                ],
            },
        ),
        migrations.CreateModel(
            name="CreditLimit",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("valid_until", models.DateField()),
                ("reason", models.CharField(max_length=300)),
                ("set_at", models.DateTimeField()),
                ("limit_amount", models.DecimalField(decimal_places=4, default=Decimal("0"), max_digits=18)),
                ("limit_currency", models.CharField(default="", max_length=3)),
                (
                    "company",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="credit_limits",
                        to="foundation.company",
                    ),
                ),
                (
                    "set_by",
                    models.ForeignKey(
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
            ],
            options={
                "indexes": [models.Index(fields=["company", "limit_currency", "-id"], name="limit_in_force")],
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(("limit_amount__gte", 0)), name="a_limit_is_not_negative"
                    )
                ],
            },
        ),
        migrations.AddIndex(
            model_name="letterofcredit",
            index=models.Index(fields=["state", "expires_on"], name="credit_letter_by_end"),
        ),
        migrations.AddConstraint(
            model_name="letterofcredit",
            constraint=models.CheckConstraint(
                condition=models.Q(("amount_amount__gt", 0)), name="credit_covers_something"
            ),
        ),
        migrations.AddConstraint(
            model_name="letterofcredit",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    ("minus_percent__gte", 0),
                    ("minus_percent__lte", 100),
                    ("plus_percent__gte", 0),
                    ("plus_percent__lte", 100),
                    ("presentation_days__gte", 1),
                    ("presentation_days__lte", 365),
                    ("usance_days__lte", 720),
                ),
                name="credit_is_possible",
            ),
        ),
        migrations.AddConstraint(
            model_name="letterofcredit",
            constraint=models.UniqueConstraint(
                condition=models.Q(("state", "cancelled"), _negated=True),
                fields=("order",),
                name="one_letter_of_credit_per_order",
            ),
        ),
        migrations.AddConstraint(
            model_name="letterofcredit",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    models.Q(("state", "operative"), _negated=True),
                    models.Q(
                        ("accepted_at__isnull", False),
                        models.Q(
                            ("findings", []), models.Q(("waived_because", ""), _negated=True), _connector="OR"
                        ),
                    ),
                    _connector="OR",
                ),
                name="a_credit_in_force_was_accepted",
            ),
        ),
        migrations.AddConstraint(
            model_name="creditamendment",
            constraint=models.CheckConstraint(
                condition=models.Q(("amount_amount__gt", 0)), name="credit_amendment_covers_something"
            ),
        ),
        migrations.AddConstraint(
            model_name="creditamendment",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    ("minus_percent__gte", 0),
                    ("minus_percent__lte", 100),
                    ("plus_percent__gte", 0),
                    ("plus_percent__lte", 100),
                    ("presentation_days__gte", 1),
                    ("presentation_days__lte", 365),
                    ("usance_days__lte", 720),
                ),
                name="credit_amendment_is_possible",
            ),
        ),
        migrations.AddConstraint(
            model_name="creditamendment",
            constraint=models.UniqueConstraint(
                fields=("letter", "place"), name="one_credit_amendment_per_place"
            ),
        ),
        migrations.AddConstraint(
            model_name="creditamendment",
            constraint=models.UniqueConstraint(
                condition=models.Q(("state", "advised")),
                fields=("letter",),
                name="one_credit_amendment_waits",
            ),
        ),
        migrations.AddConstraint(
            model_name="creditamendment",
            constraint=models.CheckConstraint(
                condition=models.Q(("place__gte", 1)), name="credit_amendments_count_from_one"
            ),
        ),
        migrations.AddConstraint(
            model_name="presentation",
            constraint=models.UniqueConstraint(
                condition=models.Q(("state__in", ["presented", "taken_up", "honoured"])),
                fields=("order",),
                name="documents_are_at_one_bank",
            ),
        ),
        migrations.AddConstraint(
            model_name="presentation",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    models.Q(("state", "taken_up"), _negated=True),
                    models.Q(("accepted_on__isnull", False), ("matures_on__isnull", False)),
                    _connector="OR",
                ),
                name="documents_taken_up_say_when",
            ),
        ),
        migrations.AddConstraint(
            model_name="presentation",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    ("accepted_on__isnull", True),
                    models.Q(
                        ("accepted_on__gte", models.F("presented_on")),
                        ("matures_on__gte", models.F("accepted_on")),
                    ),
                    _connector="OR",
                ),
                name="documents_mature_after_acceptance",
            ),
        ),
        migrations.AddConstraint(
            model_name="presentation",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    models.Q(("state", "dishonoured"), _negated=True),
                    models.Q(("refused_because", ""), _negated=True),
                    _connector="OR",
                ),
                name="refused_documents_say_why",
            ),
        ),
        migrations.AddConstraint(
            model_name="presentation",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    ("answer_by_on__gt", models.F("presented_on")),
                    ("presented_on__gte", models.F("shipped_on")),
                ),
                name="documents_follow_the_goods",
            ),
        ),
        migrations.AddConstraint(
            model_name="presentation",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    ("findings", []), models.Q(("although", ""), _negated=True), _connector="OR"
                ),
                name="doubtful_documents_say_although",
            ),
        ),
    ]
