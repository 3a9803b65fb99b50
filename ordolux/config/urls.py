"""Every address of the house; each edge declares its own."""

from django.db import connection
from django.http import HttpRequest, JsonResponse
from django.urls import URLPattern, URLResolver, include, path

_EDGES = (
    ("", "ordolux.edges.ui.urls"),
    ("", "ordolux.edges.public.urls"),
    ("desk/", "ordolux.edges.desk.urls"),
    ("portal/", "ordolux.edges.portal.urls"),
    ("api/", "ordolux.edges.api.urls"),
    ("live/", "ordolux.edges.live.urls"),
)


def health(request: HttpRequest) -> JsonResponse:
    """Whether this process answers and reaches the database."""
    with connection.cursor() as cursor:
        cursor.execute("SELECT 1")
    return JsonResponse({"status": "ok"})


urlpatterns: list[URLPattern | URLResolver] = [
    path("health", health, name="health"),
    *(path(prefix, include(module)) for prefix, module in _EDGES),
    path("account/", include("ordolux.edges.public.account_urls")),
]

handler400 = "ordolux.edges.ui.errors.bad_request"
handler403 = "ordolux.edges.ui.errors.forbidden"
handler404 = "ordolux.edges.ui.errors.not_found"
handler500 = "ordolux.edges.ui.errors.failed"
# asked by allauth when somebody tries too often
handler429 = "ordolux.edges.public.signing_in.too_often"
