"""The plans that were made before orders travelled in parts carry every line of their order whole."""

from django.db import migrations


class Migration(migrations.Migration):
    """Rows only."""

    dependencies = [("shipping", "0003_orders_in_parts")]
    operations = [
        migrations.RunSQL(
            "INSERT INTO shipping_plannedline (deal_id, plan_id, order_line_id, batch_id, pieces) "
            "SELECT p.deal_id, p.id, l.id, NULL, l.pieces FROM shipping_shippingplan p "
            "JOIN orders_orderline l ON l.order_id = p.order_id WHERE l.pieces > 0 ORDER BY p.id, l.position",
            "DELETE FROM shipping_plannedline",
        )
    ]
