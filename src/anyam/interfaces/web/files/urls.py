from __future__ import annotations

from django.urls import path

from . import views

app_name = "files"

_HERE = "kasus/<uuid:case_id>/berkas/"

urlpatterns = [
    path(_HERE, views.of_case, name="of_case"),
    path(f"{_HERE}tambah/", views.add, name="add"),
    path(f"{_HERE}<uuid:file_id>/", views.open_one, name="open"),
    path(f"{_HERE}<uuid:file_id>/asli/", views.original, name="original"),
    path(f"{_HERE}<uuid:file_id>/batasi/", views.restrict, name="restrict"),
    path(f"{_HERE}<uuid:file_id>/pulihkan/", views.lift, name="lift"),
]
