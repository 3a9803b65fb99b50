"""How a statement that is a table is read: told once, remembered for its account."""

from django.db import migrations, models


class Migration(migrations.Migration):
    """One column."""

    dependencies = [("orders", "0002_amendments_signed_by_both")]
    operations = [
        migrations.AddField(
            model_name="bankstatement",
            name="columns",
            field=models.JSONField(default=dict, help_text="of a table: which column says what"),
        ),
    ]
