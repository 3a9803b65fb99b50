"""All tables of the foundation, as they were before the first release; what grew before that is replaced."""

from decimal import Decimal

import django.contrib.postgres.constraints
import django.contrib.postgres.fields
import django.contrib.postgres.fields.ranges
import django.contrib.postgres.indexes
import django.contrib.postgres.operations
import django.db.models.deletion
import django.db.models.functions.datetime
import django.db.models.functions.text
from django.conf import settings
from django.db import migrations, models

import ordolux.foundation.documents.models
import ordolux.foundation.tables_at_once


class Migration(migrations.Migration):
    replaces = [
        ("foundation", "0001_the_foundation"),
        ("foundation", "0002_rates"),
        ("foundation", "0003_stock_and_capacity"),
        ("foundation", "0004_uploads"),
        ("foundation", "0005_notices_and_note_versions"),
        ("foundation", "0006_shifts_and_closures"),
        ("foundation", "0007_price_lists_revisions_and_library"),
        ("foundation", "0008_first_price_lists"),
        ("foundation", "0009_reading_marks"),
        ("foundation", "0010_suppliers_bank_proofs_and_adjusted_stock"),
        ("foundation", "0011_versions_of_companies_and_people"),
        ("foundation", "0012_delivery_addresses"),
        ("foundation", "0013_imports_of_tables"),
    ]

    initial = True

    dependencies = []

    operations = [
        django.contrib.postgres.operations.TrigramExtension(),
        django.contrib.postgres.operations.BtreeGistExtension(),
        ordolux.foundation.tables_at_once.TablesAtOnce(
            models=[
                migrations.CreateModel(
                    name="Family",
                    fields=[
                        (
                            "id",
                            models.BigAutoField(
                                auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                            ),
                        ),
                        ("version", models.PositiveIntegerField(default=1)),
                        ("code", models.CharField(max_length=30, unique=True)),
                        ("name_en", models.CharField(max_length=100)),
                        ("name_zh", models.CharField(max_length=100)),
                    ],
                    options={
                        "abstract": False,
                    },
                ),
                migrations.CreateModel(
                    name="Part",
                    fields=[
                        (
                            "id",
                            models.BigAutoField(
                                auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                            ),
                        ),
                        ("version", models.PositiveIntegerField(default=1)),
                        ("number", models.CharField(max_length=40, unique=True)),
                        ("name_en", models.CharField(max_length=160)),
                        ("name_zh", models.CharField(max_length=160)),
                        ("unit", models.CharField(default="pcs", max_length=10)),
                        ("lead_time_workdays", models.PositiveSmallIntegerField()),
                        ("minimum_order", models.DecimalField(decimal_places=3, default=0, max_digits=14)),
                        ("order_multiple", models.DecimalField(decimal_places=3, default=1, max_digits=14)),
                        ("safety_stock", models.DecimalField(decimal_places=3, default=0, max_digits=14)),
                        ("certificate_scheme", models.CharField(blank=True, default="", max_length=60)),
                        ("is_critical", models.BooleanField(default=False)),
                        (
                            "unit_cost_amount",
                            models.DecimalField(decimal_places=4, default=Decimal("0"), max_digits=18),
                        ),
                        ("unit_cost_currency", models.CharField(default="", max_length=3)),
                        (
                            "supplier",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="parts",
                                to="foundation.supplier",
                            ),
                        ),
                    ],
                    options={
                        "abstract": False,
                    },
                ),
                migrations.CreateModel(
                    name="StoredFile",
                    fields=[
                        ("sha256", models.CharField(max_length=64, primary_key=True, serialize=False)),
                        ("size", models.PositiveBigIntegerField()),
                        ("media_type", models.CharField(max_length=120)),
                        (
                            "stored_at",
                            models.DateTimeField(db_default=django.db.models.functions.datetime.Now()),
                        ),
                    ],
                ),
                migrations.CreateModel(
                    name="StreamHead",
                    fields=[
                        ("stream", models.CharField(max_length=80, primary_key=True, serialize=False)),
                        ("seq", models.BigIntegerField()),
                        ("hash", models.BinaryField()),
                    ],
                ),
                migrations.CreateModel(
                    name="Supplier",
                    fields=[
                        (
                            "id",
                            models.BigAutoField(
                                auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                            ),
                        ),
                        ("number", models.CharField(max_length=30, unique=True)),
                        ("legal_name", models.CharField(max_length=200)),
                        ("country", models.CharField(default="CN", max_length=2)),
                        ("email", models.EmailField(max_length=254)),
                        ("address", models.TextField(blank=True, default="")),
                        ("contact_name", models.CharField(blank=True, default="", max_length=120)),
                        ("phone", models.CharField(blank=True, default="", max_length=40)),
                        (
                            "retired_at",
                            models.DateTimeField(help_text="nothing is bought from him since", null=True),
                        ),
                        ("retired_because", models.CharField(blank=True, default="", max_length=300)),
                        ("made_at", models.DateTimeField()),
                    ],
                ),
                migrations.CreateModel(
                    name="CalendarYear",
                    fields=[
                        (
                            "id",
                            models.BigAutoField(
                                auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                            ),
                        ),
                        ("calendar", models.CharField(max_length=10)),
                        ("year", models.PositiveSmallIntegerField()),
                        (
                            "weekend",
                            models.CharField(
                                default="5,6", help_text="days off by number, Monday is 0", max_length=20
                            ),
                        ),
                        ("is_official", models.BooleanField(default=False)),
                        ("exceptions", models.JSONField(default=dict)),
                    ],
                    options={
                        "constraints": [
                            models.UniqueConstraint(fields=("calendar", "year"), name="one_calendar_per_year")
                        ],
                    },
                ),
                migrations.CreateModel(
                    name="Company",
                    fields=[
                        (
                            "id",
                            models.BigAutoField(
                                auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                            ),
                        ),
                        ("number", models.CharField(max_length=30, unique=True)),
                        ("legal_name", models.CharField(max_length=200)),
                        ("country", models.CharField(max_length=2)),
                        ("address", models.TextField(blank=True, default="")),
                        ("tax_number", models.CharField(blank=True, default="", max_length=40)),
                        ("language", models.CharField(default="en", max_length=10)),
                        ("currency", models.CharField(default="USD", max_length=3)),
                        ("zone", models.CharField(default="UTC", max_length=60)),
                        ("calendar", models.CharField(default="CN", max_length=10)),
                        ("payment_term", models.CharField(default="TT_30_70_BS", max_length=20)),
                        ("domain", models.CharField(blank=True, default="", max_length=200)),
                        ("made_at", models.DateTimeField()),
                        ("version", models.PositiveIntegerField(default=1)),
                    ],
                    options={
                        "indexes": [
                            django.contrib.postgres.indexes.GinIndex(
                                fields=["legal_name"], name="company_name_search", opclasses=["gin_trgm_ops"]
                            )
                        ],
                    },
                ),
                migrations.CreateModel(
                    name="Person",
                    fields=[
                        (
                            "id",
                            models.BigAutoField(
                                auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                            ),
                        ),
                        ("password", models.CharField(max_length=128, verbose_name="password")),
                        (
                            "last_login",
                            models.DateTimeField(blank=True, null=True, verbose_name="last login"),
                        ),
                        ("email", models.EmailField(max_length=254, unique=True)),
                        ("name", models.CharField(max_length=120)),
                        ("title", models.CharField(blank=True, default="", max_length=120)),
                        (
                            "roles",
                            django.contrib.postgres.fields.ArrayField(
                                base_field=models.CharField(max_length=20), default=list
                            ),
                        ),
                        ("language", models.CharField(default="en", max_length=10)),
                        ("zone", models.CharField(default="Asia/Shanghai", max_length=60)),
                        ("is_active", models.BooleanField(default=True)),
                        ("made_at", models.DateTimeField()),
                        ("unread_notices", models.PositiveIntegerField(default=0)),
                        ("version", models.PositiveIntegerField(default=1)),
                        (
                            "company",
                            models.ForeignKey(
                                null=True,
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="people",
                                to="foundation.company",
                            ),
                        ),
                    ],
                    options={
                        "constraints": [
                            models.UniqueConstraint(
                                django.db.models.functions.text.Lower("email"),
                                name="one_person_per_mail_address",
                            )
                        ],
                    },
                ),
                migrations.CreateModel(
                    name="Deal",
                    fields=[
                        (
                            "id",
                            models.BigAutoField(
                                auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                            ),
                        ),
                        ("number", models.CharField(max_length=30, unique=True)),
                        ("title", models.CharField(blank=True, default="", max_length=200)),
                        (
                            "stage",
                            models.CharField(
                                choices=[
                                    ("inquiry", "Inquiry and quotation"),
                                    ("order", "Order and proforma invoice"),
                                    ("production", "Production and quality"),
                                    ("shipping", "Shipment and tracking"),
                                    ("support", "After-sales"),
                                    ("closed", "Closed"),
                                ],
                                default="inquiry",
                                max_length=20,
                            ),
                        ),
                        ("opened_at", models.DateTimeField()),
                        ("changed_at", models.DateTimeField()),
                        ("pieces", models.PositiveIntegerField(default=0)),
                        ("next_role", models.CharField(blank=True, default="", max_length=20)),
                        ("next_deed", models.CharField(blank=True, default="", max_length=80)),
                        ("next_by", models.DateTimeField(null=True)),
                        ("unread_by_staff", models.PositiveIntegerField(default=0)),
                        ("unread_by_customer", models.PositiveIntegerField(default=0)),
                        (
                            "total_amount",
                            models.DecimalField(decimal_places=4, default=Decimal("0"), max_digits=18),
                        ),
                        ("total_currency", models.CharField(default="", max_length=3)),
                        (
                            "paid_amount",
                            models.DecimalField(decimal_places=4, default=Decimal("0"), max_digits=18),
                        ),
                        ("paid_currency", models.CharField(default="", max_length=3)),
                        (
                            "buyer",
                            models.ForeignKey(
                                null=True,
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="deals",
                                to="foundation.company",
                            ),
                        ),
                        (
                            "owner",
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
                                related_name="replacements",
                                to="foundation.deal",
                            ),
                        ),
                    ],
                    options={
                        "indexes": [
                            models.Index(fields=["-changed_at", "-id"], name="deal_by_change"),
                            models.Index(fields=["stage", "-changed_at", "-id"], name="deal_by_stage"),
                            models.Index(fields=["buyer", "-changed_at", "-id"], name="deal_by_buyer"),
                            models.Index(fields=["next_role", "next_by", "id"], name="deal_by_next_step"),
                            django.contrib.postgres.indexes.GinIndex(
                                fields=["number"], name="deal_number_search", opclasses=["gin_trgm_ops"]
                            ),
                            django.contrib.postgres.indexes.GinIndex(
                                fields=["title"], name="deal_title_search", opclasses=["gin_trgm_ops"]
                            ),
                        ],
                        "constraints": [
                            models.CheckConstraint(
                                condition=models.Q(("paid_amount__gte", 0)), name="deal_paid_is_not_negative"
                            )
                        ],
                    },
                ),
                migrations.CreateModel(
                    name="DeedKey",
                    fields=[
                        ("key", models.CharField(max_length=300, primary_key=True, serialize=False)),
                        ("deed", models.CharField(max_length=80)),
                        ("fingerprint", models.CharField(max_length=64)),
                        ("result_model", models.CharField(default="", max_length=80)),
                        ("result_id", models.CharField(default="", max_length=64)),
                        ("claimed_at", models.DateTimeField()),
                    ],
                    options={
                        "indexes": [models.Index(fields=["claimed_at"], name="deed_key_by_age")],
                    },
                ),
                migrations.CreateModel(
                    name="DeliveryAddress",
                    fields=[
                        (
                            "id",
                            models.BigAutoField(
                                auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                            ),
                        ),
                        ("label", models.CharField(max_length=80)),
                        ("address", models.TextField()),
                        ("country", models.CharField(max_length=2)),
                        ("contact", models.CharField(blank=True, default="", max_length=120)),
                        ("phone", models.CharField(blank=True, default="", max_length=40)),
                        ("made_at", models.DateTimeField()),
                        ("removed_at", models.DateTimeField(null=True)),
                        (
                            "company",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="addresses",
                                to="foundation.company",
                            ),
                        ),
                    ],
                ),
                migrations.CreateModel(
                    name="Event",
                    fields=[
                        (
                            "id",
                            models.BigAutoField(
                                auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                            ),
                        ),
                        ("stream", models.CharField(max_length=80)),
                        ("seq", models.BigIntegerField(default=0)),
                        ("at", models.DateTimeField()),
                        (
                            "recorded_at",
                            models.DateTimeField(db_default=django.db.models.functions.datetime.Now()),
                        ),
                        ("name", models.CharField(max_length=80)),
                        ("subject", models.CharField(max_length=80)),
                        ("subject_id", models.BigIntegerField()),
                        ("actor", models.CharField(max_length=200)),
                        ("deed", models.CharField(max_length=80)),
                        ("facts", models.JSONField(default=dict)),
                        ("prev_hash", models.BinaryField(default=b"")),
                        ("hash", models.BinaryField(default=b"")),
                        (
                            "deal",
                            models.ForeignKey(
                                null=True,
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="events",
                                to="foundation.deal",
                            ),
                        ),
                        (
                            "person",
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
                            models.Index(fields=["deal", "id"], name="event_by_deal"),
                            models.Index(fields=["subject", "subject_id"], name="event_by_subject"),
                            models.Index(fields=["name", "-id"], name="event_by_name"),
                        ],
                        "constraints": [
                            models.UniqueConstraint(
                                fields=("stream", "seq"), name="one_event_per_place_in_a_stream"
                            )
                        ],
                    },
                ),
                migrations.CreateModel(
                    name="ExchangeRate",
                    fields=[
                        (
                            "id",
                            models.BigAutoField(
                                auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                            ),
                        ),
                        ("valid_from", models.DateField()),
                        ("valid_until", models.DateField()),
                        ("source", models.CharField(max_length=200)),
                        ("made_at", models.DateTimeField()),
                        ("base", models.CharField(max_length=3)),
                        ("currency", models.CharField(max_length=3)),
                        ("rate", models.DecimalField(decimal_places=8, max_digits=18)),
                        ("buffer", models.DecimalField(decimal_places=4, default=0, max_digits=5)),
                    ],
                    options={
                        "indexes": [
                            models.Index(
                                fields=["base", "currency", "-valid_from"], name="exchange_rate_by_pair"
                            )
                        ],
                        "constraints": [
                            models.CheckConstraint(
                                condition=models.Q(("rate__gt", 0)), name="exchange_rate_is_above_zero"
                            ),
                            models.CheckConstraint(
                                condition=models.Q(("buffer__gte", 0), ("buffer__lt", 1)),
                                name="currency_buffer_is_a_share",
                            ),
                        ],
                    },
                ),
                migrations.CreateModel(
                    name="FeeRate",
                    fields=[
                        (
                            "id",
                            models.BigAutoField(
                                auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                            ),
                        ),
                        ("valid_from", models.DateField()),
                        ("valid_until", models.DateField()),
                        ("source", models.CharField(max_length=200)),
                        ("made_at", models.DateTimeField()),
                        ("code", models.CharField(max_length=40)),
                        ("name_en", models.CharField(max_length=120)),
                        ("name_zh", models.CharField(max_length=120)),
                        ("block", models.CharField(blank=True, default="", max_length=30)),
                        (
                            "basis",
                            models.CharField(
                                choices=[
                                    ("shipment", "Shipment"),
                                    ("revenue_ton", "Revenue Ton"),
                                    ("carton", "Carton"),
                                    ("piece", "Piece"),
                                ],
                                default="shipment",
                                max_length=20,
                            ),
                        ),
                        (
                            "countries",
                            django.contrib.postgres.fields.ArrayField(
                                base_field=models.CharField(max_length=2), default=list
                            ),
                        ),
                        (
                            "amount_amount",
                            models.DecimalField(decimal_places=4, default=Decimal("0"), max_digits=18),
                        ),
                        ("amount_currency", models.CharField(default="", max_length=3)),
                    ],
                    options={
                        "constraints": [
                            models.CheckConstraint(
                                condition=models.Q(("amount_amount__gte", 0)), name="fee_rate_is_not_negative"
                            )
                        ],
                    },
                ),
                migrations.CreateModel(
                    name="Firm",
                    fields=[
                        (
                            "id",
                            models.BigAutoField(
                                auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                            ),
                        ),
                        ("legal_name", models.CharField(max_length=200)),
                        ("legal_name_zh", models.CharField(blank=True, default="", max_length=200)),
                        ("address", models.TextField()),
                        ("country", models.CharField(default="CN", max_length=2)),
                        ("tax_number", models.CharField(blank=True, default="", max_length=40)),
                        ("email", models.EmailField(max_length=254)),
                        ("phone", models.CharField(blank=True, default="", max_length=40)),
                        ("website", models.CharField(blank=True, default="", max_length=200)),
                        ("zone", models.CharField(default="Asia/Shanghai", max_length=60)),
                        ("calendar", models.CharField(default="CN", max_length=10)),
                        ("cost_currency", models.CharField(default="CNY", max_length=3)),
                        ("only", models.BooleanField(default=True, unique=True)),
                    ],
                    options={
                        "constraints": [
                            models.CheckConstraint(
                                condition=models.Q(("only", True)), name="there_is_one_firm"
                            )
                        ],
                    },
                ),
                migrations.CreateModel(
                    name="InsuranceRate",
                    fields=[
                        (
                            "id",
                            models.BigAutoField(
                                auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                            ),
                        ),
                        ("valid_from", models.DateField()),
                        ("valid_until", models.DateField()),
                        ("source", models.CharField(max_length=200)),
                        ("made_at", models.DateTimeField()),
                        ("clauses", models.CharField(max_length=10)),
                        ("rate", models.DecimalField(decimal_places=6, max_digits=8)),
                        (
                            "minimum_amount",
                            models.DecimalField(decimal_places=4, default=Decimal("0"), max_digits=18),
                        ),
                        ("minimum_currency", models.CharField(default="", max_length=3)),
                    ],
                    options={
                        "constraints": [
                            models.CheckConstraint(
                                condition=models.Q(("rate__gte", 0), ("rate__lt", 1)),
                                name="insurance_rate_is_a_share",
                            )
                        ],
                    },
                ),
                migrations.CreateModel(
                    name="Link",
                    fields=[
                        (
                            "id",
                            models.BigAutoField(
                                auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                            ),
                        ),
                        ("hash", models.CharField(max_length=64, unique=True)),
                        ("purpose", models.CharField(max_length=40)),
                        ("subject", models.CharField(max_length=80)),
                        ("subject_id", models.BigIntegerField()),
                        ("given_to", models.EmailField(max_length=254)),
                        ("made_at", models.DateTimeField()),
                        ("ends_at", models.DateTimeField()),
                        ("withdrawn_at", models.DateTimeField(null=True)),
                        (
                            "deal",
                            models.ForeignKey(
                                null=True,
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="links",
                                to="foundation.deal",
                            ),
                        ),
                    ],
                ),
                migrations.CreateModel(
                    name="Message",
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
                                    ("read", "Read"),
                                    ("filed", "Filed"),
                                    ("set_aside", "Set aside"),
                                    ("queued", "Waiting to be sent"),
                                    ("sent", "Sent"),
                                    ("failed", "Could not be delivered"),
                                    ("withdrawn", "Withdrawn"),
                                    ("posted", "Posted"),
                                ],
                                max_length=20,
                            ),
                        ),
                        (
                            "channel",
                            models.CharField(
                                choices=[
                                    ("mail", "E-mail"),
                                    ("fax", "Fax"),
                                    ("website", "Website"),
                                    ("portal", "Portal message"),
                                    ("note", "Internal note"),
                                ],
                                default="mail",
                                max_length=20,
                            ),
                        ),
                        ("is_incoming", models.BooleanField()),
                        ("is_internal", models.BooleanField(default=False)),
                        ("is_automatic", models.BooleanField(default=False)),
                        (
                            "message_id",
                            models.CharField(blank=True, db_index=True, default="", max_length=250),
                        ),
                        (
                            "answers",
                            django.contrib.postgres.fields.ArrayField(
                                base_field=models.CharField(max_length=250), default=list
                            ),
                        ),
                        ("from_address", models.CharField(blank=True, default="", max_length=320)),
                        ("from_name", models.CharField(blank=True, default="", max_length=200)),
                        (
                            "to_addresses",
                            django.contrib.postgres.fields.ArrayField(
                                base_field=models.CharField(max_length=320), default=list
                            ),
                        ),
                        ("envelope", models.JSONField(default=dict)),
                        ("subject", models.CharField(blank=True, default="", max_length=500)),
                        ("text", models.TextField(blank=True, default="")),
                        (
                            "new_text",
                            models.TextField(
                                blank=True, default="", help_text="the text without what it quotes"
                            ),
                        ),
                        ("language", models.CharField(blank=True, default="", max_length=10)),
                        ("findings", models.JSONField(default=list)),
                        ("letter", models.CharField(blank=True, default="", max_length=60)),
                        ("at", models.DateTimeField()),
                        ("send_from", models.DateTimeField(null=True)),
                        ("sent_at", models.DateTimeField(null=True)),
                        ("tries", models.PositiveSmallIntegerField(default=0)),
                        ("answer", models.CharField(blank=True, default="", max_length=500)),
                        (
                            "mailed_at",
                            models.DateTimeField(
                                help_text="when a chat message that nobody saw became a letter", null=True
                            ),
                        ),
                        ("struck_at", models.DateTimeField(null=True)),
                        ("struck_reason", models.CharField(blank=True, default="", max_length=300)),
                        (
                            "author",
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
                                null=True,
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="messages",
                                to="foundation.deal",
                            ),
                        ),
                        (
                            "replaces",
                            models.OneToOneField(
                                help_text="a note's earlier version",
                                null=True,
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="replaced_by",
                                to="foundation.message",
                            ),
                        ),
                        (
                            "struck_by",
                            models.ForeignKey(
                                null=True,
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="+",
                                to=settings.AUTH_USER_MODEL,
                            ),
                        ),
                        (
                            "raw",
                            models.ForeignKey(
                                null=True,
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="+",
                                to="foundation.storedfile",
                            ),
                        ),
                    ],
                    options={
                        "indexes": [
                            models.Index(fields=["deal", "id"], name="message_by_deal"),
                            models.Index(fields=["state", "-id"], name="message_by_state"),
                            models.Index(
                                condition=models.Q(
                                    ("letter", ""), ("is_internal", False), ("deal__isnull", False)
                                ),
                                fields=["is_incoming", "at"],
                                name="message_said_by_side",
                            ),
                            models.Index(
                                condition=models.Q(("state", "posted"), ("mailed_at", None)),
                                fields=["at"],
                                name="message_not_mailed",
                            ),
                        ],
                    },
                ),
                migrations.CreateModel(
                    name="Mark",
                    fields=[
                        (
                            "id",
                            models.BigAutoField(
                                auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                            ),
                        ),
                        ("seen_at", models.DateTimeField()),
                        (
                            "deal",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="marks",
                                to="foundation.deal",
                            ),
                        ),
                        (
                            "person",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="marks",
                                to=settings.AUTH_USER_MODEL,
                            ),
                        ),
                        (
                            "message",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="+",
                                to="foundation.message",
                            ),
                        ),
                    ],
                    options={
                        "constraints": [
                            models.UniqueConstraint(
                                fields=("deal", "person"), name="one_mark_per_person_and_conversation"
                            )
                        ],
                    },
                ),
                migrations.CreateModel(
                    name="Digest",
                    fields=[
                        (
                            "id",
                            models.BigAutoField(
                                auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                            ),
                        ),
                        ("day", models.DateField()),
                        ("made_at", models.DateTimeField()),
                        (
                            "person",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="digests",
                                to=settings.AUTH_USER_MODEL,
                            ),
                        ),
                        (
                            "letter",
                            models.OneToOneField(
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="+",
                                to="foundation.message",
                            ),
                        ),
                    ],
                    options={
                        "constraints": [
                            models.UniqueConstraint(fields=("person", "day"), name="one_digest_a_day")
                        ],
                    },
                ),
                migrations.CreateModel(
                    name="Notice",
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
                                    ("messages", "Messages"),
                                    ("offers", "Inquiries and quotations"),
                                    ("contracts", "Orders and signatures"),
                                    ("money", "Payments"),
                                    ("production", "Production and quality"),
                                    ("shipping", "Shipping and delivery"),
                                    ("claims", "Claims and warranty"),
                                ],
                                max_length=20,
                            ),
                        ),
                        (
                            "way",
                            models.CharField(
                                choices=[
                                    ("page", "In the page only"),
                                    ("mail", "By mail at once"),
                                    ("digest", "In the morning mail"),
                                    ("none", "Not at all"),
                                ],
                                max_length=10,
                            ),
                        ),
                        ("made_at", models.DateTimeField()),
                        ("seen_at", models.DateTimeField(null=True)),
                        (
                            "event",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="+",
                                to="foundation.event",
                            ),
                        ),
                        (
                            "letter",
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
                                related_name="notices",
                                to=settings.AUTH_USER_MODEL,
                            ),
                        ),
                    ],
                    options={
                        "indexes": [
                            models.Index(fields=["person", "-id"], name="notice_by_person"),
                            models.Index(
                                condition=models.Q(("letter__isnull", True), ("way", "digest")),
                                fields=["person", "id"],
                                name="notice_for_digest",
                            ),
                        ],
                        "constraints": [
                            models.UniqueConstraint(
                                fields=("person", "event"), name="nobody_is_told_an_event_twice"
                            )
                        ],
                    },
                ),
                migrations.CreateModel(
                    name="NumberSeries",
                    fields=[
                        (
                            "id",
                            models.BigAutoField(
                                auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                            ),
                        ),
                        ("kind", models.CharField(max_length=10)),
                        ("year", models.PositiveIntegerField()),
                        ("last", models.PositiveIntegerField()),
                    ],
                    options={
                        "constraints": [
                            models.UniqueConstraint(
                                fields=("kind", "year"), name="one_counter_per_series_and_year"
                            )
                        ],
                    },
                ),
                migrations.CreateModel(
                    name="Parameter",
                    fields=[
                        (
                            "id",
                            models.BigAutoField(
                                auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                            ),
                        ),
                        ("code", models.CharField(max_length=40)),
                        ("label_en", models.CharField(max_length=100)),
                        ("label_zh", models.CharField(max_length=100)),
                        ("kind", models.CharField(max_length=20)),
                        ("unit", models.CharField(blank=True, default="", max_length=20)),
                        ("minimum", models.DecimalField(decimal_places=6, max_digits=18, null=True)),
                        ("maximum", models.DecimalField(decimal_places=6, max_digits=18, null=True)),
                        ("choices", models.JSONField(default=list)),
                        ("is_required", models.BooleanField(default=False)),
                        ("position", models.PositiveSmallIntegerField(default=0)),
                        (
                            "family",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="parameters",
                                to="foundation.family",
                            ),
                        ),
                    ],
                    options={
                        "ordering": ["position", "id"],
                        "constraints": [
                            models.UniqueConstraint(
                                fields=("family", "code"), name="one_parameter_per_code_and_family"
                            )
                        ],
                    },
                ),
                migrations.CreateModel(
                    name="Lot",
                    fields=[
                        (
                            "id",
                            models.BigAutoField(
                                auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                            ),
                        ),
                        ("version", models.PositiveIntegerField(default=1)),
                        ("number", models.CharField(max_length=30, unique=True)),
                        ("lot_number", models.CharField(help_text="the supplier's own", max_length=80)),
                        (
                            "state",
                            models.CharField(
                                choices=[
                                    ("quarantined", "In quarantine"),
                                    ("released", "Released"),
                                    ("rejected", "Rejected"),
                                ],
                                default="quarantined",
                                max_length=20,
                            ),
                        ),
                        ("delivered_on", models.DateField()),
                        (
                            "on_hand",
                            models.DecimalField(decimal_places=3, default=Decimal("0"), max_digits=14),
                        ),
                        (
                            "reserved",
                            models.DecimalField(decimal_places=3, default=Decimal("0"), max_digits=14),
                        ),
                        (
                            "state_because",
                            models.CharField(
                                blank=True, default="", help_text="why it is held or refused", max_length=300
                            ),
                        ),
                        ("made_at", models.DateTimeField()),
                        (
                            "part",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="lots",
                                to="foundation.part",
                            ),
                        ),
                        (
                            "test_report",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="+",
                                to="foundation.storedfile",
                            ),
                        ),
                        (
                            "supplier",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="lots",
                                to="foundation.supplier",
                            ),
                        ),
                        (
                            "certificate",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="+",
                                to="foundation.suppliercertificate",
                            ),
                        ),
                    ],
                    options={
                        "indexes": [models.Index(fields=["part", "state", "id"], name="lot_by_part")],
                        "constraints": [
                            models.CheckConstraint(
                                condition=models.Q(("on_hand__gte", 0)), name="a_lot_is_never_below_zero"
                            ),
                            models.CheckConstraint(
                                condition=models.Q(
                                    ("reserved__gte", 0), ("reserved__lte", models.F("on_hand"))
                                ),
                                name="no_more_is_reserved_than_there_is",
                            ),
                        ],
                    },
                ),
                migrations.CreateModel(
                    name="PlanningPolicy",
                    fields=[
                        (
                            "id",
                            models.BigAutoField(
                                auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                            ),
                        ),
                        ("small_up_to_pieces", models.PositiveIntegerField(default=500)),
                        ("medium_up_to_pieces", models.PositiveIntegerField(default=5000)),
                        ("largest_batch_pieces", models.PositiveIntegerField(default=5000)),
                        ("frozen_days", models.PositiveSmallIntegerField(default=2)),
                        (
                            "sample_percent",
                            models.DecimalField(decimal_places=2, default=Decimal("10"), max_digits=5),
                        ),
                        ("sample_least", models.PositiveSmallIntegerField(default=5)),
                        ("only", models.BooleanField(default=True, unique=True)),
                    ],
                    options={
                        "constraints": [
                            models.CheckConstraint(
                                condition=models.Q(("only", True)), name="there_is_one_planning_policy"
                            ),
                            models.CheckConstraint(
                                condition=models.Q(("largest_batch_pieces__gt", 0)),
                                name="a_batch_holds_pieces",
                            ),
                            models.CheckConstraint(
                                condition=models.Q(("sample_percent__gt", 0), ("sample_percent__lte", 100)),
                                name="the_sample_is_a_share",
                            ),
                        ],
                    },
                ),
                migrations.CreateModel(
                    name="Product",
                    fields=[
                        (
                            "id",
                            models.BigAutoField(
                                auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                            ),
                        ),
                        ("version", models.PositiveIntegerField(default=1)),
                        ("number", models.CharField(max_length=40, unique=True)),
                        ("revision", models.PositiveSmallIntegerField(default=1)),
                        ("name_en", models.CharField(max_length=160)),
                        ("name_zh", models.CharField(max_length=160)),
                        ("summary_en", models.TextField(blank=True, default="")),
                        ("summary_zh", models.TextField(blank=True, default="")),
                        ("values", models.JSONField(default=dict)),
                        ("hs_code", models.CharField(default="853952", max_length=10)),
                        ("pieces_per_carton", models.PositiveIntegerField()),
                        ("carton_length_mm", models.PositiveIntegerField()),
                        ("carton_width_mm", models.PositiveIntegerField()),
                        ("carton_height_mm", models.PositiveIntegerField()),
                        (
                            "net_weight_kg",
                            models.DecimalField(decimal_places=4, help_text="per piece", max_digits=8),
                        ),
                        ("carton_tare_kg", models.DecimalField(decimal_places=4, max_digits=8)),
                        ("minimum_order_pieces", models.PositiveIntegerField(default=1)),
                        ("pieces_per_hour", models.PositiveIntegerField()),
                        ("setup_hours", models.DecimalField(decimal_places=2, default=2, max_digits=6)),
                        ("warranty_months", models.PositiveSmallIntegerField(default=24)),
                        ("margin", models.DecimalField(decimal_places=4, max_digits=5)),
                        ("is_offered", models.BooleanField(default=True)),
                        (
                            "cost_amount",
                            models.DecimalField(decimal_places=4, default=Decimal("0"), max_digits=18),
                        ),
                        ("cost_currency", models.CharField(default="", max_length=3)),
                        (
                            "family",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="products",
                                to="foundation.family",
                            ),
                        ),
                    ],
                    options={
                        "indexes": [
                            django.contrib.postgres.indexes.GinIndex(
                                fields=["number"], name="product_number_search", opclasses=["gin_trgm_ops"]
                            )
                        ],
                        "constraints": [
                            models.CheckConstraint(
                                condition=models.Q(("pieces_per_carton__gt", 0)), name="a_carton_holds_pieces"
                            ),
                            models.CheckConstraint(
                                condition=models.Q(("margin__gte", 0), ("margin__lt", 1)),
                                name="margin_is_a_share_of_the_price",
                            ),
                        ],
                    },
                ),
                migrations.CreateModel(
                    name="PriceList",
                    fields=[
                        (
                            "id",
                            models.BigAutoField(
                                auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                            ),
                        ),
                        ("version", models.PositiveIntegerField(default=1)),
                        ("number", models.CharField(max_length=30, unique=True)),
                        ("valid_from", models.DateField()),
                        ("remark", models.CharField(blank=True, default="", max_length=200)),
                        ("made_by", models.CharField(max_length=120)),
                        ("made_at", models.DateTimeField()),
                        ("withdrawn_at", models.DateTimeField(null=True)),
                        (
                            "product",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="price_lists",
                                to="foundation.product",
                            ),
                        ),
                    ],
                    options={
                        "ordering": ["-valid_from", "-id"],
                        "indexes": [
                            models.Index(fields=["product", "-valid_from", "-id"], name="price_list_by_day")
                        ],
                    },
                ),
                migrations.CreateModel(
                    name="PriceBreak",
                    fields=[
                        (
                            "id",
                            models.BigAutoField(
                                auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                            ),
                        ),
                        ("from_pieces", models.PositiveIntegerField()),
                        (
                            "unit_price_amount",
                            models.DecimalField(decimal_places=4, default=Decimal("0"), max_digits=18),
                        ),
                        ("unit_price_currency", models.CharField(default="", max_length=3)),
                        (
                            "price_list",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="breaks",
                                to="foundation.pricelist",
                            ),
                        ),
                        (
                            "product",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="price_breaks",
                                to="foundation.product",
                            ),
                        ),
                    ],
                    options={
                        "ordering": ["from_pieces"],
                        "constraints": [
                            models.UniqueConstraint(
                                fields=("price_list", "unit_price_currency", "from_pieces"),
                                name="one_price_per_list_quantity_and_currency",
                            )
                        ],
                    },
                ),
                migrations.CreateModel(
                    name="BillLine",
                    fields=[
                        (
                            "id",
                            models.BigAutoField(
                                auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                            ),
                        ),
                        ("quantity_per_piece", models.DecimalField(decimal_places=4, max_digits=12)),
                        ("scrap", models.DecimalField(decimal_places=4, default=0, max_digits=5)),
                        (
                            "part",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="+",
                                to="foundation.part",
                            ),
                        ),
                        (
                            "product",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="bill_lines",
                                to="foundation.product",
                            ),
                        ),
                    ],
                    options={
                        "constraints": [
                            models.UniqueConstraint(
                                fields=("product", "part"), name="one_bill_line_per_part"
                            ),
                            models.CheckConstraint(
                                condition=models.Q(("scrap__gte", 0), ("scrap__lt", 1)),
                                name="scrap_is_a_share",
                            ),
                        ],
                    },
                ),
                migrations.CreateModel(
                    name="ProductionLine",
                    fields=[
                        (
                            "id",
                            models.BigAutoField(
                                auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                            ),
                        ),
                        ("code", models.CharField(max_length=20, unique=True)),
                        ("name_en", models.CharField(max_length=100)),
                        ("name_zh", models.CharField(max_length=100)),
                        (
                            "families",
                            django.contrib.postgres.fields.ArrayField(
                                base_field=models.CharField(max_length=30), blank=True, default=list
                            ),
                        ),
                        ("opens", models.TimeField()),
                        ("closes", models.TimeField()),
                        ("zone", models.CharField(default="Asia/Shanghai", max_length=60)),
                        ("calendar", models.CharField(default="CN", max_length=10)),
                        (
                            "efficiency",
                            models.DecimalField(decimal_places=3, default=Decimal("0.85"), max_digits=4),
                        ),
                        ("is_running", models.BooleanField(default=True)),
                        ("second_opens", models.TimeField(blank=True, null=True)),
                        ("second_closes", models.TimeField(blank=True, null=True)),
                    ],
                    options={
                        "ordering": ["code"],
                        "constraints": [
                            models.CheckConstraint(
                                condition=models.Q(("closes__gt", models.F("opens"))),
                                name="a_line_closes_after_it_opens",
                            ),
                            models.CheckConstraint(
                                condition=models.Q(("efficiency__gt", 0), ("efficiency__lte", 1)),
                                name="efficiency_is_a_share_of_the_rate",
                            ),
                            models.CheckConstraint(
                                condition=models.Q(
                                    models.Q(("second_closes__isnull", True), ("second_opens__isnull", True)),
                                    models.Q(
                                        ("second_closes__isnull", False), ("second_opens__isnull", False)
                                    ),
                                    _connector="OR",
                                ),
                                name="a_second_shift_begins_and_ends",
                            ),
                        ],
                    },
                ),
                migrations.CreateModel(
                    name="LineClosure",
                    fields=[
                        (
                            "id",
                            models.BigAutoField(
                                auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                            ),
                        ),
                        ("during", django.contrib.postgres.fields.ranges.DateTimeRangeField()),
                        ("reason", models.CharField(max_length=200)),
                        ("made_by", models.CharField(max_length=200)),
                        ("made_at", models.DateTimeField()),
                        ("cancelled_at", models.DateTimeField(null=True)),
                        (
                            "line",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="closures",
                                to="foundation.productionline",
                            ),
                        ),
                    ],
                    options={
                        "indexes": [models.Index(fields=["line", "id"], name="closure_by_line")],
                    },
                ),
                migrations.CreateModel(
                    name="Booking",
                    fields=[
                        (
                            "id",
                            models.BigAutoField(
                                auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                            ),
                        ),
                        ("subject", models.CharField(max_length=80)),
                        ("subject_id", models.BigIntegerField()),
                        ("number", models.CharField(max_length=40)),
                        ("pieces", models.PositiveIntegerField()),
                        ("during", django.contrib.postgres.fields.ranges.DateTimeRangeField()),
                        ("made_at", models.DateTimeField()),
                        ("cancelled_at", models.DateTimeField(null=True)),
                        (
                            "deal",
                            models.ForeignKey(
                                null=True,
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="bookings",
                                to="foundation.deal",
                            ),
                        ),
                        (
                            "line",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="bookings",
                                to="foundation.productionline",
                            ),
                        ),
                    ],
                    options={
                        "indexes": [
                            models.Index(fields=["subject", "subject_id"], name="booking_by_subject")
                        ],
                        "constraints": [
                            django.contrib.postgres.constraints.ExclusionConstraint(
                                condition=models.Q(("cancelled_at__isnull", True)),
                                expressions=[("line", "="), ("during", "&&")],
                                name="no_line_is_booked_twice",
                            ),
                            models.UniqueConstraint(
                                condition=models.Q(("cancelled_at__isnull", True)),
                                fields=("subject", "subject_id"),
                                name="one_booking_per_subject",
                            ),
                        ],
                    },
                ),
                migrations.CreateModel(
                    name="ProductRevision",
                    fields=[
                        (
                            "id",
                            models.BigAutoField(
                                auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                            ),
                        ),
                        ("revision", models.PositiveSmallIntegerField()),
                        ("name_en", models.CharField(max_length=160)),
                        ("name_zh", models.CharField(max_length=160)),
                        ("values", models.JSONField(default=dict)),
                        ("reason", models.CharField(blank=True, default="", max_length=300)),
                        ("made_by", models.CharField(max_length=120)),
                        ("made_at", models.DateTimeField()),
                        (
                            "product",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="revisions",
                                to="foundation.product",
                            ),
                        ),
                    ],
                    options={
                        "ordering": ["-revision"],
                        "constraints": [
                            models.UniqueConstraint(
                                fields=("product", "revision"), name="one_row_per_product_revision"
                            )
                        ],
                    },
                ),
                migrations.CreateModel(
                    name="RateCard",
                    fields=[
                        (
                            "id",
                            models.BigAutoField(
                                auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                            ),
                        ),
                        ("valid_from", models.DateField()),
                        ("valid_until", models.DateField()),
                        ("source", models.CharField(max_length=200)),
                        ("made_at", models.DateTimeField()),
                        ("service", models.CharField(max_length=20)),
                        ("carrier", models.CharField(blank=True, default="", max_length=120)),
                        ("origin", models.CharField(max_length=60)),
                        ("destination", models.CharField(max_length=60)),
                        (
                            "countries",
                            django.contrib.postgres.fields.ArrayField(
                                base_field=models.CharField(max_length=2), default=list
                            ),
                        ),
                        ("currency", models.CharField(max_length=3)),
                        ("days_min", models.PositiveSmallIntegerField()),
                        ("days_max", models.PositiveSmallIntegerField()),
                        ("lines", models.JSONField(default=dict)),
                    ],
                    options={
                        "indexes": [models.Index(fields=["valid_until"], name="rate_card_by_end")],
                        "constraints": [
                            models.CheckConstraint(
                                condition=models.Q(("valid_until__gte", models.F("valid_from"))),
                                name="rate_card_ends_after_it_begins",
                            ),
                            models.CheckConstraint(
                                condition=models.Q(("days_max__gte", models.F("days_min"))),
                                name="rate_card_days_are_a_range",
                            ),
                        ],
                    },
                ),
                migrations.CreateModel(
                    name="StockMove",
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
                                    ("received", "Received"),
                                    ("reserved", "Reserved for a job"),
                                    ("freed", "No longer reserved"),
                                    ("issued", "Issued to a batch"),
                                    ("adjusted", "Adjusted after counting"),
                                ],
                                max_length=20,
                            ),
                        ),
                        (
                            "on_hand_change",
                            models.DecimalField(decimal_places=3, default=Decimal("0"), max_digits=14),
                        ),
                        (
                            "reserved_change",
                            models.DecimalField(decimal_places=3, default=Decimal("0"), max_digits=14),
                        ),
                        ("subject", models.CharField(max_length=80)),
                        ("subject_id", models.BigIntegerField()),
                        ("reason", models.CharField(blank=True, default="", max_length=300)),
                        ("by", models.CharField(max_length=200)),
                        ("at", models.DateTimeField()),
                        (
                            "deal",
                            models.ForeignKey(
                                null=True,
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="+",
                                to="foundation.deal",
                            ),
                        ),
                        (
                            "lot",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="moves",
                                to="foundation.lot",
                            ),
                        ),
                        (
                            "reverses",
                            models.OneToOneField(
                                null=True,
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="reversed_by",
                                to="foundation.stockmove",
                            ),
                        ),
                    ],
                    options={
                        "indexes": [
                            models.Index(fields=["subject", "subject_id"], name="stock_move_by_subject")
                        ],
                    },
                ),
                migrations.CreateModel(
                    name="ProductDocument",
                    fields=[
                        (
                            "id",
                            models.BigAutoField(
                                auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                            ),
                        ),
                        ("version", models.PositiveIntegerField(default=1)),
                        ("number", models.CharField(max_length=40, unique=True)),
                        ("item", models.CharField(max_length=30)),
                        ("item_version", models.PositiveSmallIntegerField(default=1)),
                        (
                            "state",
                            models.CharField(
                                choices=[
                                    ("drafted", "Draft"),
                                    ("released", "Released"),
                                    ("superseded", "Replaced by a newer version"),
                                    ("withdrawn", "Withdrawn"),
                                    ("discarded", "Discarded"),
                                ],
                                default="drafted",
                                max_length=20,
                            ),
                        ),
                        (
                            "kind",
                            models.CharField(
                                choices=[
                                    ("manual", "Manual"),
                                    ("video", "Video"),
                                    ("certificate", "Certificate"),
                                    ("drawing", "Drawing"),
                                    ("picture", "Picture"),
                                ],
                                max_length=20,
                            ),
                        ),
                        ("title_en", models.CharField(max_length=160)),
                        ("title_zh", models.CharField(max_length=160)),
                        ("address", models.URLField(blank=True, default="", max_length=500)),
                        ("is_public", models.BooleanField(default=False)),
                        ("valid_until", models.DateField(null=True)),
                        ("remark", models.CharField(blank=True, default="", max_length=300)),
                        ("made_by", models.CharField(max_length=120)),
                        ("made_at", models.DateTimeField()),
                        ("released_at", models.DateTimeField(null=True)),
                        (
                            "family",
                            models.ForeignKey(
                                null=True,
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="documents",
                                to="foundation.family",
                            ),
                        ),
                        (
                            "product",
                            models.ForeignKey(
                                null=True,
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="documents",
                                to="foundation.product",
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
                        "indexes": [
                            models.Index(fields=["product", "kind"], name="library_by_product"),
                            models.Index(fields=["family", "kind"], name="library_by_family"),
                        ],
                        "constraints": [
                            models.UniqueConstraint(
                                fields=("item", "item_version"), name="one_row_per_item_and_version"
                            ),
                            models.UniqueConstraint(
                                condition=models.Q(("state", "released")),
                                fields=("item",),
                                name="one_version_of_an_item_is_in_force",
                            ),
                            models.CheckConstraint(
                                condition=models.Q(
                                    models.Q(("family__isnull", True), ("product__isnull", False)),
                                    models.Q(("family__isnull", False), ("product__isnull", True)),
                                    _connector="OR",
                                ),
                                name="a_document_is_of_a_product_or_of_a_family",
                            ),
                            models.CheckConstraint(
                                condition=models.Q(
                                    ("file__isnull", False),
                                    models.Q(("address", ""), _negated=True),
                                    _connector="OR",
                                ),
                                name="a_document_has_a_file_or_an_address",
                            ),
                        ],
                    },
                ),
                migrations.CreateModel(
                    name="Document",
                    fields=[
                        (
                            "id",
                            models.BigAutoField(
                                auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                            ),
                        ),
                        ("number", models.CharField(max_length=30, unique=True)),
                        ("kind", models.CharField(max_length=40)),
                        ("subject", models.CharField(max_length=80)),
                        ("subject_id", models.BigIntegerField()),
                        ("title", models.CharField(max_length=200)),
                        ("language", models.CharField(default="en", max_length=10)),
                        ("version", models.PositiveSmallIntegerField(default=1)),
                        (
                            "code",
                            models.CharField(
                                default=ordolux.foundation.documents.models.new_code,
                                max_length=24,
                                unique=True,
                            ),
                        ),
                        ("is_for_customer", models.BooleanField(default=True)),
                        ("is_sealed", models.BooleanField(default=False)),
                        ("issued_at", models.DateTimeField()),
                        ("superseded_at", models.DateTimeField(null=True)),
                        (
                            "deal",
                            models.ForeignKey(
                                null=True,
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="documents",
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
                        (
                            "word_file",
                            models.ForeignKey(
                                null=True,
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="+",
                                to="foundation.storedfile",
                            ),
                        ),
                    ],
                    options={
                        "indexes": [
                            models.Index(fields=["subject", "subject_id"], name="document_by_subject")
                        ],
                        "constraints": [
                            models.UniqueConstraint(
                                fields=("kind", "subject", "subject_id", "language", "version"),
                                name="one_paper_per_version_and_language",
                            )
                        ],
                    },
                ),
                migrations.CreateModel(
                    name="BankAccount",
                    fields=[
                        (
                            "id",
                            models.BigAutoField(
                                auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                            ),
                        ),
                        ("version", models.PositiveIntegerField(default=1)),
                        ("currency", models.CharField(max_length=3)),
                        ("beneficiary", models.CharField(max_length=200)),
                        ("bank_name", models.CharField(max_length=200)),
                        ("bank_address", models.CharField(blank=True, default="", max_length=300)),
                        ("bic", models.CharField(max_length=11)),
                        ("account_number", models.CharField(max_length=40)),
                        (
                            "state",
                            models.CharField(
                                choices=[
                                    ("proposed", "Proposed"),
                                    ("approved", "Approved"),
                                    ("replaced", "Replaced"),
                                    ("rejected", "Rejected"),
                                ],
                                default="proposed",
                                max_length=20,
                            ),
                        ),
                        ("proposed_at", models.DateTimeField()),
                        ("reason", models.CharField(blank=True, default="", max_length=300)),
                        ("decided_at", models.DateTimeField(null=True)),
                        ("rejected_because", models.CharField(blank=True, default="", max_length=300)),
                        ("usable_from", models.DateTimeField(null=True)),
                        (
                            "approved_by",
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
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="+",
                                to=settings.AUTH_USER_MODEL,
                            ),
                        ),
                        (
                            "proof",
                            models.ForeignKey(
                                help_text="the bank's letter",
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
                                condition=models.Q(
                                    ("approved_by__isnull", True),
                                    models.Q(("approved_by", models.F("proposed_by")), _negated=True),
                                    _connector="OR",
                                ),
                                name="bank_details_need_two_people",
                            ),
                            models.UniqueConstraint(
                                condition=models.Q(("state", "approved")),
                                fields=("currency",),
                                name="one_approved_account_per_currency",
                            ),
                        ],
                    },
                ),
                migrations.CreateModel(
                    name="Attachment",
                    fields=[
                        (
                            "id",
                            models.BigAutoField(
                                auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                            ),
                        ),
                        ("name", models.CharField(max_length=255)),
                        ("position", models.PositiveSmallIntegerField(default=0)),
                        (
                            "deal",
                            models.ForeignKey(
                                null=True,
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="+",
                                to="foundation.deal",
                            ),
                        ),
                        (
                            "message",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="attachments",
                                to="foundation.message",
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
                        "ordering": ["position", "id"],
                    },
                ),
                migrations.CreateModel(
                    name="SupplierCertificate",
                    fields=[
                        (
                            "id",
                            models.BigAutoField(
                                auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                            ),
                        ),
                        ("scheme", models.CharField(max_length=60)),
                        ("certificate_number", models.CharField(max_length=80)),
                        ("scope", models.CharField(max_length=300)),
                        ("valid_from", models.DateField()),
                        ("valid_until", models.DateField()),
                        ("made_at", models.DateTimeField()),
                        (
                            "file",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="+",
                                to="foundation.storedfile",
                            ),
                        ),
                        (
                            "supplier",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="certificates",
                                to="foundation.supplier",
                            ),
                        ),
                    ],
                    options={
                        "constraints": [
                            models.CheckConstraint(
                                condition=models.Q(("valid_until__gte", models.F("valid_from"))),
                                name="certificate_ends_after_it_begins",
                            )
                        ],
                    },
                ),
                migrations.CreateModel(
                    name="TableImport",
                    fields=[
                        (
                            "id",
                            models.BigAutoField(
                                auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                            ),
                        ),
                        ("version", models.PositiveIntegerField(default=1)),
                        ("kind", models.CharField(max_length=20)),
                        (
                            "state",
                            models.CharField(
                                choices=[
                                    ("previewed", "To be looked at"),
                                    ("applied", "Imported"),
                                    ("discarded", "Laid aside"),
                                ],
                                default="previewed",
                                max_length=20,
                            ),
                        ),
                        ("name", models.CharField(max_length=200)),
                        ("rows", models.JSONField(default=list)),
                        ("counts", models.JSONField(default=dict)),
                        ("findings", models.JSONField(default=list)),
                        ("made_by", models.CharField(max_length=200)),
                        ("made_at", models.DateTimeField()),
                        ("applied_at", models.DateTimeField(null=True)),
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
                        "verbose_name_plural": "table imports",
                        "indexes": [models.Index(fields=["-made_at", "-id"], name="table_import_by_day")],
                    },
                ),
                migrations.CreateModel(
                    name="Token",
                    fields=[
                        (
                            "id",
                            models.BigAutoField(
                                auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                            ),
                        ),
                        ("label", models.CharField(max_length=120)),
                        ("hash", models.CharField(max_length=64, unique=True)),
                        (
                            "roles",
                            django.contrib.postgres.fields.ArrayField(
                                base_field=models.CharField(max_length=20), default=list
                            ),
                        ),
                        ("made_at", models.DateTimeField()),
                        ("revoked_at", models.DateTimeField(null=True)),
                        (
                            "person",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="tokens",
                                to=settings.AUTH_USER_MODEL,
                            ),
                        ),
                    ],
                ),
                migrations.CreateModel(
                    name="Upload",
                    fields=[
                        (
                            "id",
                            models.BigAutoField(
                                auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                            ),
                        ),
                        (
                            "given_at",
                            models.DateTimeField(db_default=django.db.models.functions.datetime.Now()),
                        ),
                        (
                            "file",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="uploads",
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
                    ],
                    options={
                        "constraints": [
                            models.UniqueConstraint(
                                fields=("file", "person"), name="a_person_gives_a_file_once"
                            )
                        ],
                    },
                ),
                migrations.CreateModel(
                    name="Wish",
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
                                    ("messages", "Messages"),
                                    ("offers", "Inquiries and quotations"),
                                    ("contracts", "Orders and signatures"),
                                    ("money", "Payments"),
                                    ("production", "Production and quality"),
                                    ("shipping", "Shipping and delivery"),
                                    ("claims", "Claims and warranty"),
                                ],
                                max_length=20,
                            ),
                        ),
                        (
                            "way",
                            models.CharField(
                                choices=[
                                    ("page", "In the page only"),
                                    ("mail", "By mail at once"),
                                    ("digest", "In the morning mail"),
                                    ("none", "Not at all"),
                                ],
                                max_length=10,
                            ),
                        ),
                        (
                            "person",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.CASCADE,
                                related_name="wishes",
                                to=settings.AUTH_USER_MODEL,
                            ),
                        ),
                    ],
                    options={
                        "constraints": [
                            models.UniqueConstraint(fields=("person", "kind"), name="one_wish_per_kind")
                        ],
                    },
                ),
            ],
        ),
    ]
