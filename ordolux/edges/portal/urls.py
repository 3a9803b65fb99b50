"""Addresses of the customer portal."""

from django.urls import URLPattern, path

from ordolux.edges.portal import home

app_name = "portal"
urlpatterns: list[URLPattern] = [
    path("", home.home, name="home"),
    path("orders", home.orders, name="orders"),
    path("orders/<str:number>", home.order, name="order"),
    path("orders/<str:number>/conversation", home.conversation, name="order_conversation"),
    path("orders/<str:number>/messages", home.post, name="order_messages"),
    path("documents", home.documents, name="documents"),
    path("documents/<str:number>", home.document, name="document"),
    # inquiries
    # orders
    # production
    # shipping
    # support
]
