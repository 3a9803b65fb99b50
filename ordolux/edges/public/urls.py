"""Addresses that anybody may open."""

from django.urls import URLPattern, path

from ordolux.edges.public import start, verify

app_name = "public"
urlpatterns: list[URLPattern] = [
    path("", start.start, name="start"),
    # inquiries
    # orders
    path("verify", verify.verify, name="verify"),
    path("verify/certificate", verify.certificate, name="certificate"),
    # production
    # shipping
    # support
]
