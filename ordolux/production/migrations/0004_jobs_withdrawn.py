"""A job is withdrawn when an amendment removes its line."""

from django.db import migrations, models


class Migration(migrations.Migration):
    """One more state."""

    dependencies = [("production", "0003_photos_tell_piece_and_words")]
    operations = [
        migrations.AlterField(
            "job",
            "state",
            models.CharField(
                choices=[
                    ("planned", "Waiting for material"),
                    ("ready", "Material complete"),
                    ("scheduled", "Scheduled"),
                    ("running", "In production"),
                    ("finished", "Finished"),
                    ("withdrawn", "Withdrawn"),
                ],
                default="planned",
                max_length=20,
            ),
        ),
    ]
