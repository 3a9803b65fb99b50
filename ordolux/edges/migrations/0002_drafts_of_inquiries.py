"""What visitors typed into the inquiry form and have not sent yet: theirs by a key of which we keep the hash only."""

from django.db import migrations

DRAFTS = """
CREATE TABLE edges_draft (
    hash varchar(64) NOT NULL PRIMARY KEY,
    said jsonb NOT NULL,
    kept_at timestamp with time zone NOT NULL
);
CREATE INDEX edges_draft_kept ON edges_draft (kept_at);
"""


class Migration(migrations.Migration):
    """A table without a model, like the other counts and notes of the edges."""

    dependencies = [("edges", "0001_first_release")]
    operations = [migrations.RunSQL(DRAFTS, "DROP TABLE edges_draft")]
