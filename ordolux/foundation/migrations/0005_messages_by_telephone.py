"""A message may be what somebody said on the telephone."""

from django.db import migrations, models


class Migration(migrations.Migration):
    """One more channel."""

    dependencies = [("foundation", "0004_channels")]
    operations = [
        migrations.AlterField(
            model_name="message",
            name="channel",
            field=models.CharField(
                choices=[
                    ("mail", "E-mail"),
                    ("fax", "Fax"),
                    ("website", "Website"),
                    ("phone", "Telephone"),
                    ("portal", "Portal message"),
                    ("note", "Internal note"),
                ],
                default="mail",
                max_length=20,
            ),
        ),
    ]
