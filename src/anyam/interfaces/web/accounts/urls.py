"""Addresses of signing in and out and of one's own account."""

from __future__ import annotations

from django.urls import include, path

from . import views

_pages = [
    path("masuk/", views.sign_in, name="sign_in"),
    path("keluar/", views.sign_out, name="sign_out"),
    path("akun/", views.account, name="account"),
    path("akun/kata-sandi/", views.password, name="password"),
    path("akun/bahasa/", views.language, name="language"),
    path("akun/tampilan/", views.theme, name="theme"),
    path("akun/bahasa-dan-tampilan/", views.look, name="look"),
    path("akun/lembaga/", views.switch_agency, name="switch_agency"),
]

urlpatterns = [
    path("", include((_pages, "accounts"))),
    # The names under which allauth looks for these pages.
    path("masuk/", views.sign_in, name="account_login"),
    path("keluar/", views.sign_out, name="account_logout"),
]
