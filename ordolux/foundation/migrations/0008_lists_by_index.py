"""Indexes by which lists are found, searched and paged without reading their tables whole."""

import django.contrib.postgres.indexes
from django.db import migrations, models

from ordolux.foundation.tables_at_once import IndexesAtOnce


class Migration(migrations.Migration):
    """Indexes only."""

    dependencies = [
        ("foundation", "0007_workers_lost"),
    ]

    operations = [
        IndexesAtOnce(
            indexes=[
                migrations.AddIndex(
                    model_name="booking",
                    index=django.contrib.postgres.indexes.GinIndex(
                        fields=["number"], name="booking_words", opclasses=["gin_trgm_ops"]
                    ),
                ),
                migrations.AddIndex(
                    model_name="company",
                    index=django.contrib.postgres.indexes.GinIndex(
                        fields=["number", "domain"],
                        name="company_words",
                        opclasses=["gin_trgm_ops", "gin_trgm_ops"],
                    ),
                ),
                migrations.AddIndex(
                    model_name="company",
                    index=models.Index(fields=["legal_name", "id"], name="company_by_name"),
                ),
                migrations.AddIndex(
                    model_name="document",
                    index=django.contrib.postgres.indexes.GinIndex(
                        fields=["title", "code", "number"],
                        name="document_words",
                        opclasses=["gin_trgm_ops", "gin_trgm_ops", "gin_trgm_ops"],
                    ),
                ),
                migrations.AddIndex(
                    model_name="document",
                    index=models.Index(fields=["-issued_at", "-id"], name="document_by_day"),
                ),
                migrations.AddIndex(
                    model_name="event",
                    index=django.contrib.postgres.indexes.GinIndex(
                        fields=["name", "stream", "actor"],
                        name="event_words",
                        opclasses=["gin_trgm_ops", "gin_trgm_ops", "gin_trgm_ops"],
                    ),
                ),
                migrations.AddIndex(
                    model_name="lot",
                    index=django.contrib.postgres.indexes.GinIndex(
                        fields=["number", "lot_number"],
                        name="lot_words",
                        opclasses=["gin_trgm_ops", "gin_trgm_ops"],
                    ),
                ),
                migrations.AddIndex(
                    model_name="message",
                    index=django.contrib.postgres.indexes.GinIndex(
                        fields=["number", "subject", "new_text", "from_name"],
                        name="message_words",
                        opclasses=["gin_trgm_ops", "gin_trgm_ops", "gin_trgm_ops", "gin_trgm_ops"],
                    ),
                ),
                migrations.AddIndex(
                    model_name="person",
                    index=django.contrib.postgres.indexes.GinIndex(
                        fields=["name", "email"],
                        name="person_words",
                        opclasses=["gin_trgm_ops", "gin_trgm_ops"],
                    ),
                ),
                migrations.AddIndex(
                    model_name="person",
                    index=models.Index(fields=["name", "id"], name="person_by_name"),
                ),
            ]
        ),
    ]
