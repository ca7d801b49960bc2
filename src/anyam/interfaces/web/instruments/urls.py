from __future__ import annotations

from django.urls import path

from . import keeping, views

app_name = "instruments"

_VERSION = "instrumen/<uuid:version_id>/"

urlpatterns = [
    path("instrumen/", views.index, name="index"),
    path("instrumen/baru/", keeping.upload, name="upload"),
    path(_VERSION, views.detail, name="detail"),
    path(f"{_VERSION}pratinjau/", views.preview, name="preview"),
    path(f"{_VERSION}definisi/", views.definition, name="definition"),
    path(f"{_VERSION}berkas/", views.file, name="file"),
    path(f"{_VERSION}berlakukan/", keeping.put_into_force, name="put_into_force"),
    path(f"{_VERSION}tarik/", keeping.withdraw, name="withdraw"),
]
