"""The orders app of Django."""

from django.apps import AppConfig


class OrdersConfig(AppConfig):
    """Registers the models of orders under the label ``orders``."""

    name = "ordolux.orders"
    label = "orders"
    default_auto_field = "django.db.models.BigAutoField"
