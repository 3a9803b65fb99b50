"""Addresses of the staff workspace."""

from django.urls import URLPattern, path

from ordolux.edges.desk import inquiries, inspections, journal, money, orders, production, quotations, today

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
    path("production", production.production, name="production"),
    path("production/purchases", production.purchases, name="purchases"),
    path("production/purchases/<str:number>", production.purchase, name="purchase"),
    path("production/purchases/<str:number>/order", production.purchase_order, name="purchase_order"),
    path("production/purchases/<str:number>/receipt", production.receipt, name="receipt"),
    path("production/purchases/<str:number>/certificates", production.certificate, name="purchase_certificate"),
    path("production/schedule", production.schedule, name="schedule"),
    path("production/schedule/making", production.schedule_making, name="schedule_making"),
    path("production/policy", production.policy, name="planning_policy"),
    path("quality", inspections.quality, name="quality"),
    path("batches/<str:number>", inspections.batch, name="batch"),
    path("batches/<str:number>/release", inspections.release, name="batch_release"),
    path("batches/<str:number>/closing", inspections.closing, name="batch_closing"),
    path("batches/<str:number>/rework", inspections.rework, name="batch_rework"),
    path("batches/<str:number>/readings", inspections.readings, name="readings"),
    path("batches/<str:number>/readings/file", inspections.readings_file, name="readings_file"),
    path("batches/<str:number>/readings/<int:sheet>", inspections.original, name="readings_original"),
    path("batches/<str:number>/judgement", inspections.judgement, name="judgement"),
    path("batches/<str:number>/appearance", inspections.appearance, name="appearance"),
    path("batches/<str:number>/lots/<str:lot>/<str:paper>", inspections.lot_paper, name="lot_paper"),
    # shipping
    # support
]
