from __future__ import annotations

from django.urls import path

from . import views

app_name = "lookups"
urlpatterns = [
    path("pilihan/desa/", views.villages, name="villages"),
    path("pilihan/wilayah/", views.places, name="places"),
    path("pilihan/layanan/", views.services, name="services"),
]
