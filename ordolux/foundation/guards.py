"""What the database refuses by itself, declared beside the model and installed by the owner after each migration.

``guards = (AppendOnly(), …)`` on a model; every model with ``MOVES`` gets the guard of its permitted moves unasked.
Violations are raised with SQLSTATE 23514 (check violation), so that Django reports an ``IntegrityError``.
"""

import json
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

from django.apps import apps
from django.conf import settings
from django.db import connections, models

FUNCTIONS = """
CREATE OR REPLACE FUNCTION ordolux_refuse_change() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  RAISE EXCEPTION '% is append-only: % refused', TG_TABLE_NAME, TG_OP USING ERRCODE = '23514';
END $$;

CREATE OR REPLACE FUNCTION ordolux_refuse_change_until_undone() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  IF TG_OP = 'DELETE' AND EXISTS (
    SELECT 1 FROM foundation_importedrow r JOIN foundation_tableimport t ON t.id = r.table_import_id
    WHERE r.model = TG_ARGV[0] AND r.record_id = OLD.id AND r.before IS NULL AND t.state = 'undone'
  ) THEN
    RETURN OLD;
  END IF;
  RAISE EXCEPTION '% is append-only: % refused', TG_TABLE_NAME, TG_OP USING ERRCODE = '23514';
END $$;

CREATE OR REPLACE FUNCTION ordolux_guard_moves() RETURNS trigger LANGUAGE plpgsql AS $$
DECLARE moves jsonb := TG_ARGV[1]::jsonb;
BEGIN
  IF TG_OP = 'INSERT' THEN
    IF NOT TG_ARGV[0]::jsonb ? NEW.state THEN
      RAISE EXCEPTION '% cannot begin as %', TG_TABLE_NAME, NEW.state USING ERRCODE = '23514';
    END IF;
  ELSIF NEW.state IS DISTINCT FROM OLD.state AND NOT coalesce(moves -> OLD.state, '[]') ? NEW.state THEN
    RAISE EXCEPTION '% cannot move from % to %', TG_TABLE_NAME, OLD.state, NEW.state USING ERRCODE = '23514';
  END IF;
  RETURN NEW;
END $$;

CREATE OR REPLACE FUNCTION ordolux_lock_is_open(opened text, owner bigint) RETURNS boolean LANGUAGE plpgsql AS $$
DECLARE is_open boolean;
BEGIN
  -- opened: table, its column that names the owner of the lock, the state in which a row of it opens the lock
  EXECUTE format('SELECT EXISTS (SELECT 1 FROM %I WHERE %I = $1 AND state = $2)',
    split_part(opened, ',', 1), split_part(opened, ',', 2)) INTO is_open USING owner, split_part(opened, ',', 3);
  RETURN is_open;
END $$;

CREATE OR REPLACE FUNCTION ordolux_freeze_columns() RETURNS trigger LANGUAGE plpgsql AS $$
DECLARE
  states jsonb := TG_ARGV[0]::jsonb;
  col text;
  was jsonb := to_jsonb(OLD);
  is_now jsonb;
BEGIN
  IF jsonb_array_length(states) > 0 AND NOT states ? (was ->> 'state') THEN
    RETURN CASE TG_OP WHEN 'DELETE' THEN OLD ELSE NEW END;
  END IF;
  IF TG_OP = 'DELETE' THEN
    RAISE EXCEPTION '% % is locked: DELETE refused', TG_TABLE_NAME, was ->> 'id' USING ERRCODE = '23514';
  END IF;
  is_now := to_jsonb(NEW);
  FOREACH col IN ARRAY string_to_array(TG_ARGV[1], ',') LOOP
    IF (was -> col) IS DISTINCT FROM (is_now -> col) THEN
      IF TG_NARGS > 2 AND ordolux_lock_is_open(TG_ARGV[2], (was ->> TG_ARGV[3])::bigint) THEN
        RETURN NEW;
      END IF;
      RAISE EXCEPTION '% % is locked: % cannot change', TG_TABLE_NAME, was ->> 'id', col USING ERRCODE = '23514';
    END IF;
  END LOOP;
  RETURN NEW;
END $$;

CREATE OR REPLACE FUNCTION ordolux_freeze_lines() RETURNS trigger LANGUAGE plpgsql AS $$
DECLARE parent_state text; parent_id bigint;
BEGIN
  IF TG_OP = 'INSERT' THEN parent_id := (to_jsonb(NEW) ->> TG_ARGV[1])::bigint;
  ELSE parent_id := (to_jsonb(OLD) ->> TG_ARGV[1])::bigint; END IF;
  EXECUTE format('SELECT state FROM %I WHERE id = $1', TG_ARGV[0]) INTO parent_state USING parent_id;
  IF parent_state IS NOT NULL AND TG_ARGV[2]::jsonb ? parent_state THEN
    IF TG_NARGS > 3 AND TG_OP <> 'DELETE' AND ordolux_lock_is_open(TG_ARGV[3], parent_id) THEN
      RETURN NEW;
    END IF;
    RAISE EXCEPTION '% of % % is locked: % refused', TG_TABLE_NAME, TG_ARGV[0], parent_id, TG_OP
      USING ERRCODE = '23514';
  END IF;
  RETURN CASE TG_OP WHEN 'DELETE' THEN OLD ELSE NEW END;
END $$;
"""


@dataclass(frozen=True)
class AppendOnly:
    """Rows are added and never changed, deleted or truncated."""

    def sql(self, model: type[models.Model]) -> Iterator[str]:
        """The statements that install this guard for ``model``."""
        table = model._meta.db_table
        yield (
            f"CREATE OR REPLACE TRIGGER append_only BEFORE UPDATE OR DELETE ON {table} "
            "FOR EACH ROW EXECUTE FUNCTION ordolux_refuse_change()"
        )
        yield (
            f"CREATE OR REPLACE TRIGGER append_only_truncate BEFORE TRUNCATE ON {table} "
            "FOR EACH STATEMENT EXECUTE FUNCTION ordolux_refuse_change()"
        )


@dataclass(frozen=True)
class AppendOnlyUntilUndone(AppendOnly):
    """Rows are added and never changed; removed only if an import made them and is taken back in the same breath."""

    def sql(self, model: type[models.Model]) -> Iterator[str]:
        """The statements that install this guard for ``model``."""
        for statement in super().sql(model):
            yield statement.replace(
                "EACH ROW EXECUTE FUNCTION ordolux_refuse_change()",
                f"EACH ROW EXECUTE FUNCTION ordolux_refuse_change_until_undone('{model._meta.label_lower}')",
            )


@dataclass(frozen=True)
class OpenedBy:
    """What alone opens a lock for a change (never for a removal): a row of ``table`` that names the locked record in
    ``column`` and is in ``state``. ``key`` is the column by which the frozen row knows that record."""

    table: str
    column: str
    state: str
    key: str = "id"

    def __str__(self) -> str:
        return f"{self.table},{self.column},{self.state}"


@dataclass(frozen=True)
class FrozenOnce:
    """Once a row is in one of ``states`` (empty: always), ``columns`` (column names, e.g. ``buyer_id``) cannot change
    and the row cannot be deleted, unless ``opened_by`` says what permits a change."""

    columns: tuple[str, ...]
    states: tuple[str, ...] = ()
    opened_by: OpenedBy | None = None

    def sql(self, model: type[models.Model]) -> Iterator[str]:
        """The statements that install this guard for ``model``."""
        opens = f", '{self.opened_by}', '{self.opened_by.key}'" if self.opened_by else ""
        name = _tag(*self.states) + ("_but" if self.opened_by else "")
        yield (
            f"CREATE OR REPLACE TRIGGER frozen_{name} BEFORE UPDATE OR DELETE ON {model._meta.db_table} "
            f"FOR EACH ROW EXECUTE FUNCTION ordolux_freeze_columns("
            f"{_literal([str(s) for s in self.states])}, '{','.join(self.columns)}'{opens})"
        )


@dataclass(frozen=True)
class FrozenWith:
    """Lines of a parent (``parent`` is the foreign key's name) cannot be added, changed or removed while the parent is
    in one of ``states``, unless ``opened_by`` says what permits to add or change them."""

    parent: str
    states: tuple[str, ...]
    opened_by: OpenedBy | None = None

    def sql(self, model: type[models.Model]) -> Iterator[str]:
        """The statements that install this guard for ``model``."""
        field = model._meta.get_field(self.parent)
        table = field.related_model._meta.db_table  # type: ignore[union-attr]  # a foreign key has a related model
        opens = f", '{self.opened_by}'" if self.opened_by else ""
        yield (
            f"CREATE OR REPLACE TRIGGER frozen_with_{self.parent} BEFORE INSERT OR UPDATE OR DELETE "
            f"ON {model._meta.db_table} FOR EACH ROW EXECUTE FUNCTION ordolux_freeze_lines("
            f"'{table}', '{field.column}', {_literal([str(s) for s in self.states])}{opens})"  # type: ignore[union-attr]  # a concrete column
        )


@dataclass(frozen=True)
class Sql:
    """Any other guard, as SQL; ``{app}`` stands for the application's role. Must be repeatable."""

    text: str

    def sql(self, model: type[models.Model]) -> Iterator[str]:
        """The statements that install this guard for ``model``."""
        yield self.text.replace("{app}", settings.ORDOLUX_APP_ROLE)


def install(using: str = "default") -> None:
    """Install every guard, the number sequences and the rights of the application's role. Run as the owner."""
    from ordolux.foundation.numbers import SEQUENCES

    role = settings.ORDOLUX_APP_ROLE
    with connections[using].cursor() as cursor:
        cursor.execute(FUNCTIONS)
        for kind in SEQUENCES:
            cursor.execute(f"CREATE SEQUENCE IF NOT EXISTS number_{kind}")
        cursor.execute(f"GRANT USAGE ON SCHEMA public TO {role}")
        cursor.execute(f"GRANT SELECT, INSERT, UPDATE, DELETE ON ALL TABLES IN SCHEMA public TO {role}")
        cursor.execute(f"GRANT USAGE, SELECT ON ALL SEQUENCES IN SCHEMA public TO {role}")
        cursor.execute("REVOKE INSERT, UPDATE, DELETE ON django_migrations FROM " + role)
        present = set(connections[using].introspection.table_names(cursor))
        for statement in statements(present):
            cursor.execute(statement)


def statements(tables: set[str] | None = None) -> Iterator[str]:
    """Every guard of every model in the order of installation; of those only whose table is among ``tables``."""
    for model in apps.get_models():
        if tables is not None and model._meta.db_table not in tables:
            continue
        if getattr(model, "MOVES", None) is not None:
            yield _moves_guard(model)
        for guard in getattr(model, "guards", ()):
            yield from guard.sql(model)


def _moves_guard(model: Any) -> str:
    moves = {str(state): sorted(str(s) for s in after) for state, after in model.MOVES.items()}
    begins = (
        sorted(str(s) for s in model.BEGINS)
        if model.BEGINS
        else [str(model._meta.get_field("state").default)]
    )
    return (
        f"CREATE OR REPLACE TRIGGER guard_moves BEFORE INSERT OR UPDATE ON {model._meta.db_table} "
        f"FOR EACH ROW EXECUTE FUNCTION ordolux_guard_moves({_literal(begins)}, {_literal(moves)})"
    )


def _literal(value: Any) -> str:
    return "'" + json.dumps(value).replace("'", "''") + "'"


def _tag(*words: str) -> str:
    return "_".join(words) or "always"
