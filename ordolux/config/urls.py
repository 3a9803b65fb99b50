"""Every address of the house; each edge declares its own."""

from typing import Any, cast

from django.urls import URLPattern, URLResolver, include, path
from django.urls.resolvers import RoutePattern
from django.utils.translation import get_language

from ordolux.config import health

_EDGES = (
    ("", "ordolux.edges.ui.urls"),
    ("", "ordolux.edges.public.urls"),
    ("desk/", "ordolux.edges.desk.urls"),
    ("portal/", "ordolux.edges.portal.urls"),
    ("live/", "ordolux.edges.live.urls"),
)


class Late(URLResolver):
    """Addresses whose module is imported when somebody asks for one of them, not at every start."""

    def _populate(self) -> None:
        """Nothing: the addresses above need no more of this one than its namespace."""

    @property
    def reverse_dict(self) -> Any:
        """The names below, found out when the first of them is asked for."""
        if get_language() not in cast("Any", self)._reverse_dict:
            super()._populate()
        return super().reverse_dict


urlpatterns: list[URLPattern | URLResolver] = [
    path("health", health.health, name="health"),
    path("health/live", health.live, name="health_live"),
    path("health/ready", health.ready, name="health_ready"),
    path("metrics", health.metrics, name="metrics"),
    *(path(prefix, include(module)) for prefix, module in _EDGES),
    # making the schemas of every deed takes a second, which a start need not wait for
    Late(RoutePattern("api/"), "ordolux.edges.api.urls", app_name="ninja", namespace="api"),
    path("account/", include("ordolux.edges.public.account_urls")),
]

handler400 = "ordolux.edges.ui.errors.bad_request"
handler403 = "ordolux.edges.ui.errors.forbidden"
handler404 = "ordolux.edges.ui.errors.not_found"
handler500 = "ordolux.edges.ui.errors.failed"
# asked by allauth when somebody tries too often
handler429 = "ordolux.edges.public.signing_in.too_often"
