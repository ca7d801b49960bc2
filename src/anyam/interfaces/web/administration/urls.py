from __future__ import annotations

from django.urls import path

from . import agency_views, place_views, service_views, views

app_name = "administration"
urlpatterns = [
    path("administrasi/", views.index, name="index"),
    path("administrasi/lembaga/", agency_views.agencies, name="agencies"),
    path("administrasi/lembaga/baru/", agency_views.new_agency, name="agency_new"),
    path("administrasi/lembaga/<uuid:agency_id>/", agency_views.agency, name="agency"),
    path("administrasi/lembaga/<uuid:agency_id>/ubah/", agency_views.agency_change, name="agency_change"),
    path("administrasi/lembaga/<uuid:agency_id>/unit/baru/", agency_views.new_unit, name="unit_new"),
    path("administrasi/lembaga/<uuid:agency_id>/unit/<uuid:unit_id>/", agency_views.unit, name="unit"),
    path("administrasi/lembaga/<uuid:agency_id>/kontak/baru/", agency_views.new_contact, name="contact_new"),
    path(
        "administrasi/lembaga/<uuid:agency_id>/kontak/<uuid:contact_id>/",
        agency_views.contact,
        name="contact",
    ),
    path(
        "administrasi/lembaga/<uuid:agency_id>/layanan/baru/", service_views.new_service, name="service_new"
    ),
    path("administrasi/wilayah/", place_views.places, name="places"),
    path("administrasi/wilayah/<str:code>/", place_views.place, name="place"),
    path("administrasi/wilayah/<str:code>/bagi/", place_views.split, name="place_split"),
    path("administrasi/wilayah/<str:code>/akhiri/", place_views.retire, name="place_retire"),
    path("administrasi/layanan/", service_views.services, name="services"),
    path("administrasi/layanan/<uuid:service_id>/", service_views.service, name="service"),
]
