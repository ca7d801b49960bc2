"""Addresses of signing in and out and of one's own account."""

from __future__ import annotations

from django.urls import include, path

from . import colleagues, office, proving, security, sign_in, views

_pages = [
    path("masuk/", sign_in.sign_in, name="sign_in"),
    path("masuk/kode/", sign_in.second_step, name="second_step"),
    path("masuk/kunci-sandi/", sign_in.passkey, name="passkey"),
    path("masuk/akun-dinas/", office.start, name="office_start"),
    path("masuk/akun-dinas/kembali/", office.back, name="office_back"),
    path("masuk/pastikan/", proving.make_sure, name="make_sure"),
    path("masuk/kunci/", proving.lock, name="lock"),
    path("masuk/buka-kunci/", proving.unlock, name="unlock"),
    path("masuk/masih-di-sini/", proving.still_here, name="still_here"),
    path("keluar/", sign_in.sign_out, name="sign_out"),
    path("akun/", views.account, name="account"),
    path("akun/kata-sandi/", views.password, name="password"),
    path("akun/bahasa/", views.language, name="language"),
    path("akun/tampilan/", views.theme, name="theme"),
    path("akun/bahasa-dan-tampilan/", views.look, name="look"),
    path("akun/lembaga/", views.switch_agency, name="switch_agency"),
    path("akun/rekan/", colleagues.colleagues, name="colleagues"),
    path("akun/rekan/<uuid:user_id>/kode/", colleagues.colleague_code, name="colleague_code"),
    path("akun/keamanan/", security.security, name="security"),
    path("akun/keamanan/aplikasi/", security.app, name="app"),
    path("akun/keamanan/kunci-sandi/", security.add_passkey, name="add_passkey"),
    path("akun/keamanan/hapus/", security.remove, name="remove_factor"),
    path("akun/keamanan/kode-pemulihan/", security.recovery_codes, name="recovery_codes"),
    path("akun/keamanan/sesi/akhiri/", security.end_session, name="end_session"),
    path("akun/keamanan/sesi/akhiri-lainnya/", security.end_other_sessions, name="end_other_sessions"),
    path("akun/keamanan/akun-dinas/lepas/", office.unlink, name="unlink_office"),
]

urlpatterns = [
    path("", include((_pages, "accounts"))),
    # The names under which allauth looks for these pages.
    path("masuk/", sign_in.sign_in, name="account_login"),
    path("masuk/kode/", sign_in.second_step, name="mfa_authenticate"),
    path("keluar/", sign_in.sign_out, name="account_logout"),
]
