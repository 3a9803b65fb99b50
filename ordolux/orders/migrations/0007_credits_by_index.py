"""Letters of credit and documents at banks are found by words without reading their tables whole."""

import django.contrib.postgres.indexes
from django.db import migrations

from ordolux.foundation.tables_at_once import IndexesAtOnce


class Migration(migrations.Migration):
    """Indexes only."""

    dependencies = [("orders", "0006_samples")]
    operations = [
        IndexesAtOnce(
            indexes=[
                migrations.AddIndex(
                    model_name="letterofcredit",
                    index=django.contrib.postgres.indexes.GinIndex(
                        fields=["number", "bank_number", "bank"],
                        name="letter_of_credit_words",
                        opclasses=["gin_trgm_ops"] * 3,
                    ),
                ),
                migrations.AddIndex(
                    model_name="presentation",
                    index=django.contrib.postgres.indexes.GinIndex(
                        fields=["number", "reference", "bank"],
                        name="presentation_words",
                        opclasses=["gin_trgm_ops"] * 3,
                    ),
                ),
            ]
        ),
    ]
