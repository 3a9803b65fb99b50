"""The production app of Django."""

from django.apps import AppConfig


class ProductionConfig(AppConfig):
    """Registers the models of production under the label ``production``."""

    name = "ordolux.production"
    label = "production"
    default_auto_field = "django.db.models.BigAutoField"

    def ready(self) -> None:
        """Production follows the amendments of an order."""
        from ordolux.orders.amendment.followers import FOLLOWERS
        from ordolux.production.amending import Production

        if not any(isinstance(follower, Production) for follower in FOLLOWERS):
            FOLLOWERS.append(Production())
