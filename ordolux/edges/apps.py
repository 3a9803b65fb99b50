"""The edges app of Django."""

from django.apps import AppConfig


class EdgesConfig(AppConfig):
    """Registers the models of edges under the label ``edges``."""

    name = "ordolux.edges"
    label = "edges"
    default_auto_field = "django.db.models.BigAutoField"
