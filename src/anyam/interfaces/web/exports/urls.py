from __future__ import annotations

from django.urls import path

from . import views

app_name = "exports"

urlpatterns = [
    path("ekspor/", views.overview, name="overview"),
    path("ekspor/daftar-kasus/", views.ask_list, name="ask_list"),
    path("ekspor/<uuid:export_id>/", views.detail, name="detail"),
    path("ekspor/<uuid:export_id>/setujui/", views.approve, name="approve"),
    path("ekspor/<uuid:export_id>/tolak/", views.refuse, name="refuse"),
    path("ekspor/<uuid:export_id>/tarik/", views.withdraw, name="withdraw"),
    path("ekspor/<uuid:export_id>/kata-sandi/", views.passphrase, name="passphrase"),
    path("ekspor/<uuid:export_id>/unduh/", views.fetch, name="fetch"),
    path("kasus/<uuid:case_id>/ekspor/", views.ask_case, name="ask_case"),
    path("rujukan/<uuid:referral_id>/ekspor/", views.ask_referral, name="ask_referral"),
]
