"""The inquiries app of Django."""

from django.apps import AppConfig


class InquiriesConfig(AppConfig):
    """Registers the models of inquiries under the label ``inquiries``."""

    name = "ordolux.inquiries"
    label = "inquiries"
    default_auto_field = "django.db.models.BigAutoField"
