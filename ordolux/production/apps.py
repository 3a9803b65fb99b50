"""The production app of Django."""

from django.apps import AppConfig


class ProductionConfig(AppConfig):
    """Registers the models of production under the label ``production``."""

    name = "ordolux.production"
    label = "production"
    default_auto_field = "django.db.models.BigAutoField"
