"""Tables in which all processes count together, and the indexes by which people look for words."""

from django.db import migrations

# Django's own layout of a cache in the database (``createcachetable``), for how often something was tried
CACHE = """
CREATE TABLE edges_cache (
    cache_key varchar(255) NOT NULL PRIMARY KEY,
    value text NOT NULL,
    expires timestamp with time zone NOT NULL
);
CREATE INDEX edges_cache_expires ON edges_cache (expires);
"""
# how often each key of a program was used in the present minute, and when last: one row for each key
USES = """
CREATE TABLE edges_apiuse (
    key varchar(120) NOT NULL PRIMARY KEY,
    minute bigint NOT NULL,
    used integer NOT NULL,
    last_used_at timestamp with time zone NOT NULL
);
CREATE INDEX edges_apiuse_last ON edges_apiuse (last_used_at);
"""
# The tables are the stages'; that people look for words in them (``x ILIKE '%words%'``) is known here only.
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
WORDS = ";\n".join(
    f"CREATE INDEX IF NOT EXISTS search_{table}_{field} ON {table} USING gin ({field} gin_trgm_ops)"
    for table, fields in FIELDS.items()
    for field in fields
)
NO_WORDS = ";\n".join(
    f"DROP INDEX IF EXISTS search_{table}_{field}" for table, fields in FIELDS.items() for field in fields
)


class Migration(migrations.Migration):
    """After the stages', whose tables it indexes."""

    replaces = [
        ("edges", "0001_counted_tries"),
        ("edges", "0002_what_people_search_for"),
        ("edges", "0003_uses_of_keys"),
    ]

    initial = True
    dependencies = [
        ("foundation", "0001_first_release"),
        ("inquiries", "0001_first_release"),
        ("orders", "0001_first_release"),
        ("production", "0001_first_release"),
        ("shipping", "0001_first_release"),
        ("support", "0001_first_release"),
    ]
    operations = [
        migrations.RunSQL(CACHE, "DROP TABLE edges_cache"),
        migrations.RunSQL(WORDS, NO_WORDS),
        migrations.RunSQL(USES, "DROP TABLE edges_apiuse"),
    ]
