"""Claims that are reopened, written down for a customer, dangerous, and with a wish; films as evidence."""

import django.db.models.deletion
from django.conf import settings
from django.db import migrations, models

STATES = [
    ("submitted", "Submitted"),
    ("approved", "Approved"),
    ("rejected", "Rejected"),
    ("reopened", "Examined again"),
    ("replaced", "Replacement on its way"),
    ("closed", "Closed"),
]


class Migration(migrations.Migration):
    dependencies = [
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
        ("support", "0001_initial"),
    ]

    operations = [
        migrations.AddField(
            model_name="claim",
            name="entered_by",
            field=models.ForeignKey(
                help_text="who of us wrote it down for the customer",
                null=True,
                on_delete=django.db.models.deletion.PROTECT,
                related_name="+",
                to=settings.AUTH_USER_MODEL,
            ),
        ),
        migrations.AddField(
            model_name="claim",
            name="is_dangerous",
            field=models.BooleanField(default=False, help_text="somebody was hurt, or smoke or a shock"),
        ),
        migrations.AddField(
            model_name="claim",
            name="wish",
            field=models.CharField(
                choices=[
                    ("new_lamps", "New lamps"),
                    ("credit_note", "Credit note"),
                    ("advice", "Advice first"),
                ],
                default="new_lamps",
                max_length=20,
            ),
        ),
        migrations.AddField(model_name="claim", name="reopened_at", field=models.DateTimeField(null=True)),
        migrations.AddField(
            model_name="claim", name="reopened_because", field=models.TextField(blank=True, default="")
        ),
        migrations.AlterField(
            model_name="claim",
            name="state",
            field=models.CharField(choices=STATES, default="submitted", max_length=20),
        ),
        migrations.AlterField(
            model_name="evidence",
            name="kind",
            field=models.CharField(
                choices=[
                    ("test_report", "Fault test report"),
                    ("photo", "Photo"),
                    ("film", "Film"),
                    ("other", "Other"),
                ],
                max_length=20,
            ),
        ),
        migrations.AddConstraint(
            model_name="claim",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    ("reopened_at", None), models.Q(("reopened_because", ""), _negated=True), _connector="OR"
                ),
                name="a_reopened_claim_says_why",
            ),
        ),
    ]
