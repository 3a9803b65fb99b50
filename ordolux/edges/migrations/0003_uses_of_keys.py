"""How often each key of a program was used in the present minute, and when last: one row for each key."""

from django.db import migrations

MAKE = """
CREATE TABLE edges_apiuse (
    key varchar(120) NOT NULL PRIMARY KEY,
    minute bigint NOT NULL,
    used integer NOT NULL,
    last_used_at timestamp with time zone NOT NULL
);
CREATE INDEX edges_apiuse_last ON edges_apiuse (last_used_at);
"""


class Migration(migrations.Migration):
    """Counted in the database, for all web processes together."""

    dependencies = [("edges", "0002_what_people_search_for")]
    operations = [migrations.RunSQL(MAKE, "DROP TABLE edges_apiuse")]
