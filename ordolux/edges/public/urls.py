"""Addresses that anybody may open."""

from django.urls import URLPattern, path

from ordolux.edges.public import postbox, quotations, start, tracking, verify

app_name = "public"
urlpatterns: list[URLPattern] = [
    path("", start.start, name="start"),
    path("postbox", postbox.letters, name="postbox"),
    path("postbox/<str:ident>", postbox.letter, name="letter"),
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
    path("track/<str:token>", tracking.track, name="track"),
    # support
]
