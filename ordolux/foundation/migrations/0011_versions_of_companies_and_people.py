"""Companies and people carry a version, so that two who change one at once notice each other."""

from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [("foundation", "0010_suppliers_bank_proofs_and_adjusted_stock")]

    operations = [
        migrations.AddField("company", "version", models.PositiveIntegerField(default=1)),
        migrations.AddField("person", "version", models.PositiveIntegerField(default=1)),
    ]
