"""What was priced and specified before lists and revisions were kept: each product gets its first of both."""

import django.db.models.deletion
from django.db import migrations, models
from django.utils import timezone


def begin_histories(apps, schema_editor):
    """One price list for the prices that a product has, and one row for its present revision."""
    Product, PriceBreak, PriceList, ProductRevision = (
        apps.get_model("foundation", name)
        for name in ("Product", "PriceBreak", "PriceList", "ProductRevision")
    )
    at = timezone.now()
    for product in Product.objects.order_by("pk"):
        ProductRevision.objects.create(
            product=product, revision=product.revision, name_en=product.name_en, name_zh=product.name_zh,
            values=product.values, made_by="system", made_at=at,
        )  # fmt: skip
        if PriceBreak.objects.filter(product=product).exists():
            first = PriceList.objects.create(
                number=f"PR-0000-{product.pk:04d}",
                product=product,
                valid_from=at.date(),
                made_by="system",
                made_at=at,
            )
            PriceBreak.objects.filter(product=product).update(price_list=first)


class Migration(migrations.Migration):
    dependencies = [("foundation", "0007_price_lists_revisions_and_library")]

    operations = [
        migrations.RunPython(begin_histories, migrations.RunPython.noop),
        migrations.RunSQL("SET CONSTRAINTS ALL IMMEDIATE", migrations.RunSQL.noop),
        migrations.AlterField(
            model_name="pricebreak",
            name="price_list",
            field=models.ForeignKey(
                on_delete=django.db.models.deletion.PROTECT, related_name="breaks", to="foundation.pricelist"
            ),
        ),
        migrations.AddConstraint(
            model_name="pricebreak",
            constraint=models.UniqueConstraint(
                fields=("price_list", "unit_price_currency", "from_pieces"),
                name="one_price_per_list_quantity_and_currency",
            ),
        ),
    ]
