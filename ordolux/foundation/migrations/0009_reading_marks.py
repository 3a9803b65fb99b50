"""How far each person has read each conversation, and which chat messages became letters."""

import django.db.models.deletion
from django.conf import settings
from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [
        ("foundation", "0008_first_price_lists"),
    ]

    operations = [
        migrations.CreateModel(
            name="Mark",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("seen_at", models.DateTimeField()),
                (
                    "deal",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="marks",
                        to="foundation.deal",
                    ),
                ),
                (
                    "message",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="foundation.message",
                    ),
                ),
                (
                    "person",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="marks",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
            ],
            options={
                "constraints": [
                    models.UniqueConstraint(
                        fields=["deal", "person"], name="one_mark_per_person_and_conversation"
                    )
                ],
            },
        ),
        migrations.AddField(
            model_name="message",
            name="mailed_at",
            field=models.DateTimeField(
                null=True, help_text="when a chat message that nobody saw became a letter"
            ),
        ),
        migrations.AddIndex(
            model_name="message",
            index=models.Index(
                fields=["is_incoming", "at"],
                condition=models.Q(("letter", ""), ("is_internal", False), ("deal__isnull", False)),
                name="message_said_by_side",
            ),
        ),
        migrations.AddIndex(
            model_name="message",
            index=models.Index(
                fields=["at"],
                condition=models.Q(("state", "posted"), ("mailed_at", None)),
                name="message_not_mailed",
            ),
        ),
    ]
