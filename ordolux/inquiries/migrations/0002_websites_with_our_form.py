"""Websites of others that carry our inquiry form, and which of them an inquiry came from."""

import django.contrib.postgres.fields
import django.db.models.deletion
from django.db import migrations, models

import ordolux.inquiries.website.models


class Migration(migrations.Migration):
    dependencies = [
        ("foundation", "0002_photometric_files"),
        ("inquiries", "0001_first_release"),
    ]

    operations = [
        migrations.CreateModel(
            name="Website",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                (
                    "key",
                    models.CharField(
                        default=ordolux.inquiries.website.models.new_key, max_length=40, unique=True
                    ),
                ),
                ("name", models.CharField(max_length=120)),
                (
                    "origins",
                    django.contrib.postgres.fields.ArrayField(base_field=models.CharField(max_length=300)),
                ),
                ("made_at", models.DateTimeField()),
                ("ended_at", models.DateTimeField(null=True)),
                (
                    "company",
                    models.ForeignKey(
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="foundation.company",
                    ),
                ),
            ],
        ),
        migrations.AddField(
            model_name="inquiry",
            name="website",
            field=models.ForeignKey(
                null=True,
                on_delete=django.db.models.deletion.PROTECT,
                related_name="inquiries",
                to="inquiries.website",
            ),
        ),
        migrations.AddConstraint(
            model_name="website",
            constraint=models.CheckConstraint(
                condition=models.Q(("origins__len__gt", 0)), name="a_website_has_an_origin"
            ),
        ),
    ]
