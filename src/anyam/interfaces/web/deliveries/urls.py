from __future__ import annotations

from django.urls import path

from . import views

app_name = "deliveries"

urlpatterns = [
    path("administrasi/pengiriman/", views.failed, name="failed"),
    path("administrasi/pengiriman/<uuid:delivery_id>/ulangi/", views.again, name="again"),
]
