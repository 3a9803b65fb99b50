"""Tables that people import."""

import django.db.models.deletion
from django.db import migrations, models


class Migration(migrations.Migration):
    """A table that is looked at and then imported as a whole."""

    dependencies = [("foundation", "0012_delivery_addresses")]
    operations = [
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
    ]
