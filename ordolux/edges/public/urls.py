"""Addresses that anybody may open."""

from django.urls import URLPattern, path

from ordolux.edges.public import quotations, start, verify

app_name = "public"
urlpatterns: list[URLPattern] = [
    path("", start.start, name="start"),
    # inquiries
    path("quotation/<str:token>", quotations.quotation, name="quotation"),
    path("quotation/<str:token>/paper", quotations.paper, name="quotation_paper"),
    path("quotation/<str:token>/acceptance", quotations.acceptance, name="quotation_acceptance"),
    path("quotation/<str:token>/refusal", quotations.refusal, name="quotation_refusal"),
    # orders
    path("verify", verify.verify, name="verify"),
    path("verify/certificate", verify.certificate, name="certificate"),
    # production
    # shipping
    # support
]
