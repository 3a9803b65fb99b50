"""Addresses of the customer portal."""

from django.urls import URLPattern, path

from ordolux.edges.portal import (
    claims,
    company,
    documents,
    home,
    messages,
    notices,
    payments,
    production,
    proformas,
    promotion,
    quotations,
    search,
    shipping,
)

app_name = "portal"
urlpatterns: list[URLPattern] = [
    path("", home.home, name="home"),
    path("search", search.search, name="search"),
    path("handbook", search.handbook, name="handbook"),
    path("handbook/<str:name>", search.handbook_page, name="handbook_page"),
    path("orders", home.orders, name="orders"),
    path("orders/<str:number>", home.order, name="order"),
    path("orders/<str:number>/records", home.records, name="order_records"),
    path("orders/<str:number>/print", home.printed, name="order_print"),
    path("orders/<str:number>/again", quotations.again, name="reorder"),
    path("company", company.company, name="company"),
    path("company/people/new", company.invitation, name="invitation"),
    path("company/people/<int:person>", company.colleague, name="colleague"),
    path("company/people/<int:person>/removal", company.removal, name="colleague_removal"),
    path("company/addresses/new", company.new_address, name="new_address"),
    path("company/addresses/<int:address>/removal", company.address_removal, name="address_removal"),
    path("company/me", company.look, name="look"),
    path("notices", notices.notices, name="notices"),
    path("notices/sight", notices.sight, name="notice_sight"),
    path("notices/wishes", notices.wishes, name="notice_wishes"),
    path("notices/<int:notice>/opening", notices.opening, name="notice_opening"),
    path("orders/<str:number>/conversation", messages.conversation, name="order_conversation"),
    path("orders/<str:number>/messages", messages.post, name="order_messages"),
    path("orders/<str:number>/sight", messages.sight, name="order_sight"),
    path("messages", messages.messages, name="messages"),
    path("messages/unread", messages.unread, name="unread_messages"),
    path("messages/<str:number>/files/<int:piece>", messages.attachment, name="message_attachment"),
    path("chats/<str:number>", messages.chat, name="chat"),
    path("documents", documents.documents, name="documents"),
    path("documents/<str:number>", documents.document, name="document"),
    # inquiries
    path("quotations", quotations.quotations, name="quotations"),
    path("quotations/<str:number>", quotations.quotation, name="quotation"),
    path("quotations/<str:number>/acceptance", quotations.acceptance, name="quotation_acceptance"),
    path("quotations/<str:number>/change", quotations.change, name="quotation_change"),
    path("quotations/<str:number>/comparison", quotations.comparison, name="quotation_comparison"),
    path("quotations/<str:number>/refusal", quotations.refusal, name="quotation_refusal"),
    # orders
    path("proformas/<str:number>", proformas.proforma, name="proforma"),
    path("proformas/<str:number>/paper", proformas.paper, name="proforma_paper"),
    path("proformas/<str:number>/code", proformas.code, name="proforma_code"),
    path("proformas/<str:number>/signature", proformas.signature, name="proforma_signature"),
    path("proformas/<str:number>/change", proformas.change, name="proforma_change"),
    path("proformas/<str:number>/refusal", proformas.refusal, name="proforma_refusal"),
    path("payments", payments.payments, name="payments"),
    # production
    path("batches/<str:number>", production.batch, name="batch"),
    path("batches/<str:number>/lots/<str:lot>/<str:paper>", production.lot_paper, name="lot_paper"),
    # shipping
    path("deliveries", shipping.deliveries, name="deliveries"),
    path("deliveries/<str:number>", shipping.delivery, name="delivery"),
    path("packing-lists/<str:number>", shipping.packing_list, name="packing_list"),
    path(
        "packing-lists/<str:number>/cartons.<str:form>", shipping.packing_list_file, name="packing_list_file"
    ),
    path(
        "shipping-plans/<str:number>/documents/<int:piece>",
        shipping.document_set_file,
        name="document_set_file",
    ),
    path("shipping-plans/<str:number>", shipping.plan, name="shipping_plan"),
    path("shipping-plans/<str:number>/paper", shipping.plan_paper, name="shipping_plan_paper"),
    path(
        "shipping-plans/<str:number>/confirmation", shipping.confirmation, name="shipping_plan_confirmation"
    ),
    path("shipping-plans/<str:number>/change", shipping.change, name="shipping_plan_change"),
    # support
    path("promotion", promotion.requests, name="promotion"),
    path("promotion/new", promotion.new_request, name="new_promotion_request"),
    path("promotion/<str:number>", promotion.request_page, name="promotion_request"),
    path("promotion/<str:number>/withdrawal", promotion.withdrawal, name="promotion_withdrawal"),
    path("promotion/brochures/<str:number>/file", promotion.brochure_file, name="brochure_file"),
    path("claims", claims.claims, name="claims"),
    path("claims/new/<str:number>", claims.new_claim, name="new_claim"),
    path("claims/<str:number>", claims.claim, name="claim"),
    path("claims/<str:number>/files", claims.files, name="claim_files"),
    path("claims/<str:number>/pictures/<int:piece>", claims.picture, name="claim_picture"),
    path("claims/<str:number>/evidence", claims.evidence, name="claim_evidence"),
    path("claims/<str:number>/evidence/<int:piece>", claims.evidence_of, name="claim_evidence_file"),
]
