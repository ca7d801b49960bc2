"""Addresses of the administration of users."""

from __future__ import annotations

from django.urls import path

from . import sign_in_views, views

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
    path(
        "administrasi/pengguna/<uuid:user_id>/faktor-kedua/",
        sign_in_views.reset_second_factors,
        name="reset_second_factors",
    ),
    path(
        "administrasi/pengguna/<uuid:user_id>/akun-dinas/",
        sign_in_views.office_account,
        name="office_account",
    ),
    path("administrasi/masuk/", sign_in_views.rules, name="sign_in_rules"),
]
