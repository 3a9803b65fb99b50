import django.db.models.deletion
from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [
        ("foundation", "0009_reading_marks"),
    ]

    operations = [
        migrations.AddField(
            model_name="bankaccount",
            name="decided_at",
            field=models.DateTimeField(null=True),
        ),
        migrations.AddField(
            model_name="bankaccount",
            name="proof",
            field=models.ForeignKey(
                help_text="the bank's letter",
                null=True,
                on_delete=django.db.models.deletion.PROTECT,
                related_name="+",
                to="foundation.storedfile",
            ),
        ),
        migrations.AddField(
            model_name="bankaccount",
            name="reason",
            field=models.CharField(blank=True, default="", max_length=300),
        ),
        migrations.AddField(
            model_name="bankaccount",
            name="rejected_because",
            field=models.CharField(blank=True, default="", max_length=300),
        ),
        migrations.AddField(
            model_name="lot",
            name="state_because",
            field=models.CharField(
                blank=True, default="", help_text="why it is held or refused", max_length=300
            ),
        ),
        migrations.AddField(
            model_name="stockmove",
            name="reason",
            field=models.CharField(blank=True, default="", max_length=300),
        ),
        migrations.AddField(
            model_name="stockmove",
            name="reverses",
            field=models.OneToOneField(
                null=True,
                on_delete=django.db.models.deletion.PROTECT,
                related_name="reversed_by",
                to="foundation.stockmove",
            ),
        ),
        migrations.AddField(
            model_name="supplier",
            name="contact_name",
            field=models.CharField(blank=True, default="", max_length=120),
        ),
        migrations.AddField(
            model_name="supplier",
            name="phone",
            field=models.CharField(blank=True, default="", max_length=40),
        ),
        migrations.AddField(
            model_name="supplier",
            name="retired_at",
            field=models.DateTimeField(help_text="nothing is bought from him since", null=True),
        ),
        migrations.AddField(
            model_name="supplier",
            name="retired_because",
            field=models.CharField(blank=True, default="", max_length=300),
        ),
        migrations.AlterField(
            model_name="stockmove",
            name="kind",
            field=models.CharField(
                choices=[
                    ("received", "Received"),
                    ("reserved", "Reserved for a job"),
                    ("freed", "No longer reserved"),
                    ("issued", "Issued to a batch"),
                    ("adjusted", "Adjusted after counting"),
                ],
                max_length=20,
            ),
        ),
    ]
