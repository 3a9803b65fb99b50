"""Addresses that anybody may open."""

from django.urls import URLPattern, path

from ordolux.edges.public import start

app_name = "public"
urlpatterns: list[URLPattern] = [
    path("", start.start, name="start"),
    # inquiries
    # orders
    # production
    # shipping
    # support
]
