"""One operation of a migration that makes all tables of a package.

Django renders every related model anew after each operation, so that the next one finds the state before it. A package's
first tables have no state before them: told one after the other they cost 20 s of every new installation, at once one.
"""

from collections.abc import Sequence
from typing import Any

from django.db.backends.base.schema import BaseDatabaseSchemaEditor
from django.db.migrations.operations import AddIndex, CreateModel
from django.db.migrations.operations.base import Operation
from django.db.migrations.state import ProjectState


class TablesAtOnce(Operation):
    """Makes the tables of ``models``; they may point at each other in any order, and stand with all that they have
    (indexes, constraints and keys to later tables included: PostgreSQL gets those after the last table)."""

    reversible = True

    def __init__(self, models: Sequence[CreateModel]) -> None:
        self.models = models

    def deconstruct(self) -> tuple[str, list[Any], dict[str, Any]]:
        """How Django writes it down."""
        return self.__class__.__name__, [], {"models": self.models}

    def state_forwards(self, app_label: str, state: ProjectState) -> None:
        """All of them are known; what was rendered is forgotten, and rendered anew once."""
        state.__dict__.pop("apps", None)
        for one in self.models:
            one.state_forwards(app_label, state)

    def database_forwards(
        self,
        app_label: str,
        schema_editor: BaseDatabaseSchemaEditor,
        from_state: ProjectState,
        to_state: ProjectState,
    ) -> None:
        """The tables are made."""
        for one in self.models:
            one.database_forwards(app_label, schema_editor, from_state, to_state)

    def database_backwards(
        self,
        app_label: str,
        schema_editor: BaseDatabaseSchemaEditor,
        from_state: ProjectState,
        to_state: ProjectState,
    ) -> None:
        """The tables are dropped, the last one first."""
        for one in reversed(self.models):
            one.database_backwards(app_label, schema_editor, from_state, to_state)

    def describe(self) -> str:
        """What ``migrate`` says of it."""
        return f"Make {len(self.models)} tables"


class IndexesAtOnce(Operation):
    """Makes indexes on tables that are there; no model is rendered anew, because none of its columns changes."""

    reversible = True

    def __init__(self, indexes: Sequence[AddIndex]) -> None:
        self.indexes = indexes

    def deconstruct(self) -> tuple[str, list[Any], dict[str, Any]]:
        """How Django writes it down."""
        return self.__class__.__name__, [], {"indexes": self.indexes}

    def state_forwards(self, app_label: str, state: ProjectState) -> None:
        """They stand among the options of their models."""
        for one in self.indexes:
            options = state.models[app_label, one.model_name_lower].options
            options["indexes"] = [*options.get("indexes", ()), one.index.clone()]

    def database_forwards(
        self,
        app_label: str,
        schema_editor: BaseDatabaseSchemaEditor,
        from_state: ProjectState,
        to_state: ProjectState,
    ) -> None:
        """The indexes are made."""
        for one in self.indexes:
            one.database_forwards(app_label, schema_editor, from_state, to_state)

    def database_backwards(
        self,
        app_label: str,
        schema_editor: BaseDatabaseSchemaEditor,
        from_state: ProjectState,
        to_state: ProjectState,
    ) -> None:
        """The indexes are dropped."""
        for one in self.indexes:
            schema_editor.remove_index(from_state.apps.get_model(app_label, one.model_name), one.index)

    def describe(self) -> str:
        """What ``migrate`` says of it."""
        return f"Make {len(self.indexes)} indexes"
