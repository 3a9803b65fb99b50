"""A second shift for lines, and times in which a line does not work."""

import django.contrib.postgres.fields.ranges
import django.db.models.deletion
from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [("foundation", "0005_notices_and_note_versions")]

    operations = [
        migrations.AddField("productionline", "second_opens", models.TimeField(blank=True, null=True)),
        migrations.AddField("productionline", "second_closes", models.TimeField(blank=True, null=True)),
        migrations.AddConstraint(
            "productionline",
            models.CheckConstraint(
                condition=models.Q(
                    models.Q(("second_closes__isnull", True), ("second_opens__isnull", True)),
                    models.Q(("second_closes__isnull", False), ("second_opens__isnull", False)),
                    _connector="OR",
                ),
                name="a_second_shift_begins_and_ends",
            ),
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
            options={"indexes": [models.Index(fields=["line", "id"], name="closure_by_line")]},
        ),
    ]
