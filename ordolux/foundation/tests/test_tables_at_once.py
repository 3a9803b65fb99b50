"""All tables of a package in one operation of a migration."""

from django.db import connection, migrations, models
from django.db.migrations.state import ProjectState

from ordolux.foundation.tables_at_once import TablesAtOnce


def _table(name: str, points_at: str) -> migrations.CreateModel:
    return migrations.CreateModel(
        name=name,
        fields=[
            ("id", models.BigAutoField(primary_key=True)),
            ("other", models.ForeignKey(to=f"foundation.{points_at}", null=True, on_delete=models.PROTECT)),
        ],
        options={
            "indexes": [models.Index(fields=["-other"], name=f"{name}_by_other")],
            "constraints": [
                models.CheckConstraint(condition=models.Q(id__gt=0), name=f"{name}_counts_from_one")
            ],
        },
    )


def _sql(*, drop: bool = False) -> list[str]:
    operation = TablesAtOnce([_table("hen", "egg"), _table("egg", "hen")])
    none, both = ProjectState(), ProjectState()
    operation.state_forwards("foundation", both)
    with connection.schema_editor(collect_sql=True, atomic=False) as editor:
        if drop:
            operation.database_backwards("foundation", editor, both, none)
        else:
            operation.database_forwards("foundation", editor, none, both)
    return [" ".join(line.split()[:3]) for line in editor.collected_sql]


def test_tables_that_point_at_each_other_are_made_before_their_keys(db: None) -> None:
    told = _sql()
    assert [line for line in told if line.startswith("CREATE TABLE")] == [
        'CREATE TABLE "foundation_hen"',
        'CREATE TABLE "foundation_egg"',
    ]
    assert [line.split()[0] for line in told[2:]].count("ALTER") == 2, "both keys come after both tables"
    assert sum(line.startswith("CREATE INDEX") for line in told) == 4


def test_the_last_table_is_dropped_first(db: None) -> None:
    assert [line for line in _sql(drop=True) if line.startswith("DROP TABLE")] == [
        'DROP TABLE "foundation_egg"',
        'DROP TABLE "foundation_hen"',
    ]
