from __future__ import annotations

from django.urls import path

from . import views

app_name = "directory"
urlpatterns = [
    path("layanan/", views.services, name="services"),
    path("layanan/<uuid:service_id>/", views.service, name="service"),
    path("lembaga/", views.agencies, name="agencies"),
    path("lembaga/<uuid:agency_id>/", views.agency, name="agency"),
    path("lembaga/<uuid:agency_id>/kesiapan/", views.readiness, name="readiness"),
]
