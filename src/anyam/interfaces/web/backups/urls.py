from __future__ import annotations

from django.urls import path

from . import views

app_name = "backups"

urlpatterns = [
    path("administrasi/cadangan/", views.overview, name="overview"),
    path("administrasi/cadangan/uji/", views.drill_now, name="drill_now"),
]
