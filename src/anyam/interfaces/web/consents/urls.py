from __future__ import annotations

from django.urls import path

from . import views

app_name = "consents"

urlpatterns = [
    path("kasus/<uuid:case_id>/persetujuan/", views.overview, name="overview"),
    path("kasus/<uuid:case_id>/persetujuan/catat/", views.record, name="record"),
    path("kasus/<uuid:case_id>/persetujuan/cetak/", views.paper, name="paper"),
    path("kasus/<uuid:case_id>/persetujuan/pandangan-anak/", views.child_view, name="child_view"),
    path("kasus/<uuid:case_id>/persetujuan/<uuid:consent_id>/tarik/", views.withdraw, name="withdraw"),
]
