"""Indexes by which lists are found, searched and paged without reading their tables whole."""

import django.contrib.postgres.indexes
from django.db import migrations

from ordolux.foundation.tables_at_once import IndexesAtOnce


class Migration(migrations.Migration):
    """Indexes only."""

    dependencies = [
        ("foundation", "0008_lists_by_index"),
        ("orders", "0004_lists_by_index"),
        ("production", "0001_first_release"),
    ]

    operations = [
        IndexesAtOnce(
            indexes=[
                migrations.AddIndex(
                    model_name="batch",
                    index=django.contrib.postgres.indexes.GinIndex(
                        fields=["number"], name="batch_words", opclasses=["gin_trgm_ops"]
                    ),
                ),
                migrations.AddIndex(
                    model_name="job",
                    index=django.contrib.postgres.indexes.GinIndex(
                        fields=["number"], name="job_words", opclasses=["gin_trgm_ops"]
                    ),
                ),
                migrations.AddIndex(
                    model_name="nonconformance",
                    index=django.contrib.postgres.indexes.GinIndex(
                        fields=["number"], name="nonconformance_words", opclasses=["gin_trgm_ops"]
                    ),
                ),
                migrations.AddIndex(
                    model_name="purchase",
                    index=django.contrib.postgres.indexes.GinIndex(
                        fields=["number"], name="purchase_words", opclasses=["gin_trgm_ops"]
                    ),
                ),
                migrations.AddIndex(
                    model_name="requestforquotation",
                    index=django.contrib.postgres.indexes.GinIndex(
                        fields=["number"], name="request_words", opclasses=["gin_trgm_ops"]
                    ),
                ),
            ]
        ),
    ]
