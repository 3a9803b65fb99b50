"""The shipping app of Django."""

from django.apps import AppConfig


class ShippingConfig(AppConfig):
    """Registers the models of shipping under the label ``shipping``."""

    name = "ordolux.shipping"
    label = "shipping"
    default_auto_field = "django.db.models.BigAutoField"

    def ready(self) -> None:
        """Shipping follows the amendments of an order."""
        from ordolux.orders.amendment.followers import FOLLOWERS
        from ordolux.shipping.amending import Shipping

        if not any(isinstance(follower, Shipping) for follower in FOLLOWERS):
            FOLLOWERS.append(Shipping())
