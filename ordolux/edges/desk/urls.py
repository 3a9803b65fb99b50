"""Addresses of the staff workspace."""

from django.urls import URLPattern, path

from ordolux.edges.desk import inquiries, journal, money, orders, quotations, today

app_name = "desk"
urlpatterns: list[URLPattern] = [
    path("", today.today, name="today"),
    path("orders", orders.orders, name="orders"),
    path("orders/<str:number>", orders.order, name="order"),
    path("orders/<str:number>/conversation", orders.conversation, name="order_conversation"),
    path("orders/<str:number>/messages", orders.post, name="order_messages"),
    path("orders/<str:number>/notes", orders.note, name="order_notes"),
    path("documents/<str:number>", orders.document, name="document"),
    path("messages/<str:number>/original", orders.original, name="message_original"),
    path("jobs", journal.jobs, name="jobs"),
    path("jobs/<int:job>/retry", journal.retry, name="job_retry"),
    path("journal", journal.journal, name="journal"),
    # inquiries
    path("inbox", inquiries.inbox, name="inbox"),
    path("messages/<str:number>/inquiry", inquiries.entry, name="message_inquiry"),
    path("inquiries/<str:number>", inquiries.inquiry, name="inquiry"),
    path("inquiries/<str:number>/confirmation", inquiries.confirmation, name="inquiry_confirmation"),
    path("inquiries/<str:number>/questions", inquiries.questions, name="inquiry_questions"),
    path("inquiries/<str:number>/answer", inquiries.answer, name="inquiry_answer"),
    path("inquiries/<str:number>/dismissal", inquiries.dismissal, name="inquiry_dismissal"),
    path("inquiries/<str:number>/draft", inquiries.draft, name="inquiry_draft"),
    path("quotations/<str:number>", quotations.quotation, name="quotation"),
    path("quotations/<str:number>/terms", quotations.terms, name="quotation_terms"),
    path("quotations/<str:number>/sending", quotations.sending, name="quotation_sending"),
    path("quotations/<str:number>/revision", quotations.revision, name="quotation_revision"),
    # orders
    path("money", money.money, name="money"),
    path("money/statements", money.statements, name="statements"),
    path("money/statements/<str:number>", money.statement, name="statement"),
    path("money/orders/<str:number>/allocations", money.allocation, name="allocation"),
    path("proformas/<str:number>", money.proforma, name="proforma"),
    path("proformas/<str:number>/countersignature", money.countersignature, name="proforma_countersignature"),
    path("proformas/<str:number>/reissue", money.reissue, name="proforma_reissue"),
    # production
    # shipping
    # support
]
