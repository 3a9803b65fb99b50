"""The foundation as a Django app."""

from typing import Any

from django.apps import AppConfig
from django.db.models.signals import post_migrate


class FoundationConfig(AppConfig):
    """Installs the database's own guards after each migration that the owner runs."""

    name = "ordolux.foundation"
    label = "foundation"
    default_auto_field = "django.db.models.BigAutoField"

    def ready(self) -> None:
        """Ask to be told when a migration has ended."""
        post_migrate.connect(_install_guards, dispatch_uid="ordolux guards")


def _install_guards(sender: AppConfig, using: str, plan: Any = (), **_: Any) -> None:
    from django.apps import apps

    from ordolux.foundation import guards

    # once, after the last app: every table is there then
    if sender.label == [app for app in apps.get_app_configs() if app.models_module is not None][-1].label:
        guards.install(using)
