"""Addresses of the look: the style guide and the two switches."""

from django.urls import path

from ordolux.edges.ui import views

app_name = "ui"
urlpatterns = [
    path("styleguide", views.styleguide, name="styleguide"),
    path("look/theme", views.theme, name="theme"),
    path("look/language", views.language, name="language"),
]
