"""Addresses of live events; served by the ASGI process."""

from django.urls import path

from ordolux.edges.live import views

app_name = "live"
urlpatterns = [
    path("orders/<str:number>", views.order, name="order"),
    path("me", views.me, name="me"),
]
