"""Moves and publications of the plan, instruments, pieces failed by eye, photos of defects."""

import django.db.models.deletion
from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [
        ("foundation", "0006_shifts_and_closures"),
        ("production", "0001_the_production"),
    ]

    operations = [
        migrations.CreateModel(
            name="PlanPublication",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("changes", models.JSONField(default=list)),
                ("published_by", models.CharField(max_length=200)),
                ("at", models.DateTimeField()),
            ],
            options={
                "ordering": ["id"],
            },
        ),
        migrations.AlterModelOptions(
            name="batch",
            options={"verbose_name_plural": "batches"},
        ),
        migrations.AddField(
            model_name="batch",
            name="is_pinned",
            field=models.BooleanField(
                default=False, help_text="a person gave it its place, and the schedule leaves it there"
            ),
        ),
        migrations.AddField(
            model_name="batch",
            name="published_end_at",
            field=models.DateTimeField(null=True),
        ),
        migrations.AddField(
            model_name="batch",
            name="published_start_at",
            field=models.DateTimeField(null=True),
        ),
        migrations.AlterField(
            model_name="batch",
            name="state",
            field=models.CharField(
                choices=[
                    ("planned", "Planned"),
                    ("released", "In production"),
                    ("produced", "Made; sample drawn"),
                    ("failed", "Blocked: sample failed"),
                    ("reworked", "In rework"),
                    ("resubmitted", "Reworked; new sample drawn"),
                    ("passed", "Sample passed"),
                    ("inspected", "All pieces inspected"),
                    ("finished", "Finished"),
                    ("merged", "Merged into another batch"),
                ],
                default="planned",
                max_length=20,
            ),
        ),
        migrations.CreateModel(
            name="AppearancePhoto",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("code", models.CharField(help_text="code of the defect that it shows", max_length=10)),
                (
                    "file",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="foundation.storedfile",
                    ),
                ),
                (
                    "look",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="photos",
                        to="production.appearancelook",
                    ),
                ),
            ],
            options={
                "ordering": ["id"],
            },
        ),
        migrations.CreateModel(
            name="PlanMove",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("before", models.JSONField(default=list)),
                ("after", models.JSONField(default=list)),
                ("moved_by", models.CharField(max_length=200)),
                ("at", models.DateTimeField()),
                ("taken_back_at", models.DateTimeField(null=True)),
                (
                    "batch",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="plan_moves",
                        to="production.batch",
                    ),
                ),
                (
                    "deal",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="+", to="foundation.deal"
                    ),
                ),
            ],
            options={
                "ordering": ["id"],
            },
        ),
        migrations.CreateModel(
            name="FailedPiece",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("unit", models.PositiveIntegerField()),
                (
                    "reason",
                    models.CharField(
                        choices=[
                            ("dark", "Does not light"),
                            ("flickers", "Flickers"),
                            ("broken", "Broken"),
                            ("noise", "Hums or buzzes"),
                            ("other", "Another fault"),
                        ],
                        max_length=20,
                    ),
                ),
                ("failed_by", models.CharField(max_length=200)),
                ("at", models.DateTimeField()),
                ("withdrawn_at", models.DateTimeField(null=True)),
                (
                    "deal",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="+", to="foundation.deal"
                    ),
                ),
                (
                    "draw",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="failed_pieces",
                        to="production.draw",
                    ),
                ),
                (
                    "photo",
                    models.ForeignKey(
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="foundation.storedfile",
                    ),
                ),
            ],
            options={
                "ordering": ["unit"],
                "constraints": [
                    models.UniqueConstraint(
                        condition=models.Q(("withdrawn_at__isnull", True)),
                        fields=("draw", "unit"),
                        name="a_drawn_piece_fails_once",
                    )
                ],
            },
        ),
        migrations.CreateModel(
            name="Instrument",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("version", models.PositiveIntegerField(default=1)),
                ("number", models.CharField(max_length=40, unique=True)),
                ("name", models.CharField(max_length=120)),
                ("serial", models.CharField(max_length=80)),
                (
                    "state",
                    models.CharField(
                        choices=[("used", "In use"), ("retired", "Put away")], default="used", max_length=20
                    ),
                ),
                ("calibrated_on", models.DateField()),
                ("calibrated_until", models.DateField()),
                (
                    "certificate",
                    models.ForeignKey(
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
                        condition=models.Q(("calibrated_until__gte", models.F("calibrated_on"))),
                        name="a_calibration_ends_after_it_begins",
                    )
                ],
            },
        ),
    ]
