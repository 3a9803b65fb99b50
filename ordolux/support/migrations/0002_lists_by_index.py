"""Indexes by which lists are found, searched and paged without reading their tables whole."""

import django.contrib.postgres.indexes
from django.conf import settings
from django.db import migrations, models

from ordolux.foundation.tables_at_once import IndexesAtOnce


class Migration(migrations.Migration):
    """Indexes only."""

    dependencies = [
        ("foundation", "0008_lists_by_index"),
        ("inquiries", "0004_lists_by_index"),
        ("orders", "0004_lists_by_index"),
        ("support", "0001_first_release"),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
        IndexesAtOnce(
            indexes=[
                migrations.AddIndex(
                    model_name="claim",
                    index=django.contrib.postgres.indexes.GinIndex(
                        fields=["number", "date_code", "description"],
                        name="claim_words",
                        opclasses=["gin_trgm_ops", "gin_trgm_ops", "gin_trgm_ops"],
                    ),
                ),
                migrations.AddIndex(
                    model_name="warranty",
                    index=models.Index(fields=["-ends_on", "-id"], name="warranty_by_end"),
                ),
            ]
        ),
    ]
