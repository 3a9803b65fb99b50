"""The shipping app of Django."""

from django.apps import AppConfig


class ShippingConfig(AppConfig):
    """Registers the models of shipping under the label ``shipping``."""

    name = "ordolux.shipping"
    label = "shipping"
    default_auto_field = "django.db.models.BigAutoField"
