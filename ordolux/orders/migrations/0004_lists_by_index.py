"""Indexes by which lists are found, searched and paged without reading their tables whole."""

import django.contrib.postgres.indexes
from django.conf import settings
from django.db import migrations

from ordolux.foundation.tables_at_once import IndexesAtOnce


class Migration(migrations.Migration):
    """Indexes only."""

    dependencies = [
        ("foundation", "0008_lists_by_index"),
        ("inquiries", "0004_lists_by_index"),
        ("orders", "0003_columns_of_statements"),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
        IndexesAtOnce(
            indexes=[
                migrations.AddIndex(
                    model_name="allocation",
                    index=django.contrib.postgres.indexes.GinIndex(
                        fields=["receipt_number"], name="allocation_words", opclasses=["gin_trgm_ops"]
                    ),
                ),
                migrations.AddIndex(
                    model_name="amendment",
                    index=django.contrib.postgres.indexes.GinIndex(
                        fields=["number", "reason"],
                        name="amendment_words",
                        opclasses=["gin_trgm_ops", "gin_trgm_ops"],
                    ),
                ),
                migrations.AddIndex(
                    model_name="bankentry",
                    index=django.contrib.postgres.indexes.GinIndex(
                        fields=["payer_name", "remittance", "reference", "payer_account"],
                        name="bank_entry_words",
                        opclasses=["gin_trgm_ops", "gin_trgm_ops", "gin_trgm_ops", "gin_trgm_ops"],
                    ),
                ),
                migrations.AddIndex(
                    model_name="creditnote",
                    index=django.contrib.postgres.indexes.GinIndex(
                        fields=["number", "paper_number", "reason"],
                        name="credit_note_words",
                        opclasses=["gin_trgm_ops", "gin_trgm_ops", "gin_trgm_ops"],
                    ),
                ),
                migrations.AddIndex(
                    model_name="order",
                    index=django.contrib.postgres.indexes.GinIndex(
                        fields=["number"], name="order_words", opclasses=["gin_trgm_ops"]
                    ),
                ),
                migrations.AddIndex(
                    model_name="proforma",
                    index=django.contrib.postgres.indexes.GinIndex(
                        fields=["number"], name="proforma_words", opclasses=["gin_trgm_ops"]
                    ),
                ),
            ]
        ),
    ]
