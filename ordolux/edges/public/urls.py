"""Addresses that anybody may open."""

from django.urls import URLPattern, path

from ordolux.edges.public import (
    framed,
    inquiry,
    notices,
    postbox,
    products,
    quotations,
    start,
    tracking,
    verify,
)

app_name = "public"
urlpatterns: list[URLPattern] = [
    path("", start.start, name="start"),
    path("postbox", postbox.letters, name="postbox"),
    path("postbox/<str:ident>", postbox.letter, name="letter"),
    # products
    path("products", products.products, name="products"),
    path("products/<str:number>", products.product, name="product"),
    path("products/<str:number>/picture.svg", products.picture, name="product_picture"),
    path("products/<str:number>/datasheet", products.datasheet, name="product_datasheet"),
    path("products/<str:number>/documents/<str:item>", products.file, name="product_file"),
    path("sitemap.xml", products.sitemap, name="sitemap"),
    path("robots.txt", products.robots, name="robots"),
    # inquiries
    path("inquiry", inquiry.inquiry, name="inquiry"),
    path("inquiry/draft", inquiry.draft, name="inquiry_draft"),
    path("inquiry/draft/<str:token>", inquiry.kept_draft, name="inquiry_kept"),
    path("inquiry/received/<str:token>", inquiry.received, name="inquiry_received"),
    path("embed/inquiry", framed.framed, name="framed_inquiry"),
    path("embed/inquiry/draft", framed.framed_draft, name="framed_draft"),
    path("embed/inquiry/received/<str:token>", framed.framed_thanks, name="framed_received"),
    path("embed/inquiry.js", framed.script, name="embed_script"),
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
    # notices
    path("notices/stop/<str:token>", notices.stopping, name="stop_mail"),
]
