"""The table in which all processes count together how often something was tried."""

from django.db import migrations

MAKE = """
CREATE TABLE edges_cache (
    cache_key varchar(255) NOT NULL PRIMARY KEY,
    value text NOT NULL,
    expires timestamp with time zone NOT NULL
);
CREATE INDEX edges_cache_expires ON edges_cache (expires);
"""


class Migration(migrations.Migration):
    """Django's own layout of a cache in the database (``createcachetable``)."""

    initial = True
    dependencies = []
    operations = [migrations.RunSQL(MAKE, "DROP TABLE edges_cache")]
