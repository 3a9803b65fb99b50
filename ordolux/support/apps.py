"""The support app of Django."""

from django.apps import AppConfig


class SupportConfig(AppConfig):
    """Registers the models of support under the label ``support``."""

    name = "ordolux.support"
    label = "support"
    default_auto_field = "django.db.models.BigAutoField"
