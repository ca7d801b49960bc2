from __future__ import annotations

from django.urls import path

from . import views

app_name = "reports"

urlpatterns = [
    path("laporan/", views.report_list, name="list"),
    path("laporan/baru/", views.new_report, name="new"),
    path("laporan/baru/anak/", views.known_children_row, name="known_children"),
    path("laporan/<uuid:report_id>/", views.report_detail, name="detail"),
    path("laporan/<uuid:report_id>/triase/", views.triage, name="triage"),
    path("laporan/<uuid:report_id>/triase/usulan/", views.triage_proposal, name="proposal"),
    path("laporan/<uuid:report_id>/buka-kasus/", views.open_cases, name="open_cases"),
    path("laporan/<uuid:report_id>/jawab/", views.answer_without_case, name="answer"),
]
