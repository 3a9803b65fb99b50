"""Which credit note gives back what an amendment took off the total."""

import django.db.models.deletion
from django.db import migrations, models

# their reason begins with the amendment's number
NAME_THEM = """
UPDATE orders_creditnote n SET amendment_id = a.id FROM orders_amendment a
WHERE a.order_id = n.order_id AND n.reason LIKE a.number || ': %%';
"""


class Migration(migrations.Migration):
    """One column, and its value where it is known."""

    dependencies = [("orders", "0008_payments_told_twice")]
    operations = [
        migrations.AddField(
            "creditnote",
            "amendment",
            models.ForeignKey(
                null=True,
                on_delete=django.db.models.deletion.PROTECT,
                related_name="credit_notes",
                to="orders.amendment",
            ),
        ),
        migrations.RunSQL(NAME_THEM, migrations.RunSQL.noop),
    ]
