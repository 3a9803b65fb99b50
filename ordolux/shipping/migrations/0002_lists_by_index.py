"""Indexes by which lists are found, searched and paged without reading their tables whole."""

import django.contrib.postgres.indexes
from django.conf import settings
from django.db import migrations, models

from ordolux.foundation.tables_at_once import IndexesAtOnce


class Migration(migrations.Migration):
    """Indexes only."""

    dependencies = [
        ("foundation", "0008_lists_by_index"),
        ("orders", "0004_lists_by_index"),
        ("shipping", "0001_first_release"),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
        IndexesAtOnce(
            indexes=[
                migrations.AddIndex(
                    model_name="commercialinvoice",
                    index=django.contrib.postgres.indexes.GinIndex(
                        fields=["number"], name="commercial_invoice_words", opclasses=["gin_trgm_ops"]
                    ),
                ),
                migrations.AddIndex(
                    model_name="packinglist",
                    index=django.contrib.postgres.indexes.GinIndex(
                        fields=["number"], name="packing_list_words", opclasses=["gin_trgm_ops"]
                    ),
                ),
                migrations.AddIndex(
                    model_name="shipment",
                    index=django.contrib.postgres.indexes.GinIndex(
                        fields=["number", "carrier", "booking_reference", "container", "bl_number", "vessel"],
                        name="shipment_words",
                        opclasses=[
                            "gin_trgm_ops",
                            "gin_trgm_ops",
                            "gin_trgm_ops",
                            "gin_trgm_ops",
                            "gin_trgm_ops",
                            "gin_trgm_ops",
                        ],
                    ),
                ),
                migrations.AddIndex(
                    model_name="shippingplan",
                    index=django.contrib.postgres.indexes.GinIndex(
                        fields=["number"], name="plan_words", opclasses=["gin_trgm_ops"]
                    ),
                ),
                migrations.AddIndex(
                    model_name="trackingevent",
                    index=django.contrib.postgres.indexes.GinIndex(
                        fields=["location", "publisher", "code"],
                        name="tracking_words",
                        opclasses=["gin_trgm_ops", "gin_trgm_ops", "gin_trgm_ops"],
                    ),
                ),
                migrations.AddIndex(
                    model_name="trackingevent",
                    index=models.Index(fields=["-happened_at", "-id"], name="tracking_by_day"),
                ),
            ]
        ),
    ]
