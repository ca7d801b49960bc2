"""Addresses of the administration of users."""

from __future__ import annotations

from django.urls import path

from . import views

app_name = "users"

urlpatterns = [
    path("administrasi/pengguna/", views.user_list, name="list"),
    path("administrasi/pengguna/baru/", views.create, name="create"),
    path("administrasi/pengguna/<uuid:user_id>/", views.detail, name="detail"),
    path("administrasi/pengguna/<uuid:user_id>/ubah/", views.change, name="change"),
    path("administrasi/pengguna/<uuid:user_id>/peran/", views.assign, name="assign"),
    path("administrasi/pengguna/<uuid:user_id>/peran/<uuid:assignment_id>/akhiri/", views.end, name="end"),
    path(
        "administrasi/pengguna/<uuid:user_id>/kata-sandi/",
        views.temporary_password,
        name="temporary_password",
    ),
]
