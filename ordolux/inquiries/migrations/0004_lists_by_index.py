"""Indexes by which lists are found, searched and paged without reading their tables whole."""

import django.contrib.postgres.indexes
from django.conf import settings
from django.db import migrations

from ordolux.foundation.tables_at_once import IndexesAtOnce


class Migration(migrations.Migration):
    """Indexes only."""

    dependencies = [
        ("foundation", "0008_lists_by_index"),
        ("inquiries", "0003_reading_and_policy"),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
        IndexesAtOnce(
            indexes=[
                migrations.AddIndex(
                    model_name="inquiry",
                    index=django.contrib.postgres.indexes.GinIndex(
                        fields=["number", "company_name", "contact_name", "contact_address", "text"],
                        name="inquiry_words",
                        opclasses=[
                            "gin_trgm_ops",
                            "gin_trgm_ops",
                            "gin_trgm_ops",
                            "gin_trgm_ops",
                            "gin_trgm_ops",
                        ],
                    ),
                ),
                migrations.AddIndex(
                    model_name="question",
                    index=django.contrib.postgres.indexes.GinIndex(
                        fields=["number", "text", "answer"],
                        name="question_words",
                        opclasses=["gin_trgm_ops", "gin_trgm_ops", "gin_trgm_ops"],
                    ),
                ),
                migrations.AddIndex(
                    model_name="quotation",
                    index=django.contrib.postgres.indexes.GinIndex(
                        fields=["number"], name="quotation_words", opclasses=["gin_trgm_ops"]
                    ),
                ),
            ]
        ),
    ]
