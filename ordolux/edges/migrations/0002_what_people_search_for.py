"""Trigram indexes for the fields in which words are looked for (``x ILIKE '%words%'``)."""

from django.db import migrations

FIELDS = {
    "foundation_person": ("name", "email"),
    "foundation_product": ("name_en", "name_zh"),
    "foundation_part": ("number", "name_en", "name_zh"),
    "foundation_supplier": ("number", "legal_name"),
    "foundation_company": ("number",),
    "foundation_document": ("number",),
    "foundation_message": ("number", "subject"),
    "inquiries_inquiry": ("number", "contact_name", "contact_address"),
    "inquiries_quotation": ("number",),
    "orders_order": ("number",),
    "orders_proforma": ("number",),
    "orders_bankstatement": ("number",),
    "production_job": ("number",),
    "production_batch": ("number",),
    "production_purchase": ("number",),
    "shipping_shippingplan": ("number",),
    "shipping_shipment": ("number", "container", "voyage", "vessel"),
    "shipping_packinglist": ("number",),
    "shipping_commercialinvoice": ("number",),
    "support_claim": ("number",),
}
MAKE = ";\n".join(
    f"CREATE INDEX IF NOT EXISTS search_{table}_{field} ON {table} USING gin ({field} gin_trgm_ops)"
    for table, fields in FIELDS.items()
    for field in fields
)
DROP = ";\n".join(
    f"DROP INDEX IF EXISTS search_{table}_{field}" for table, fields in FIELDS.items() for field in fields
)


class Migration(migrations.Migration):
    """The tables are the stages'; that people look for words in them is known here only."""

    dependencies = [
        ("edges", "0001_counted_tries"),
        ("foundation", "0001_the_foundation"),
        ("inquiries", "0001_stage_one"),
        ("orders", "0001_stage_two"),
        ("production", "0001_the_production"),
        ("shipping", "0001_initial"),
        ("support", "0001_initial"),
    ]
    operations = [migrations.RunSQL(MAKE, DROP)]
