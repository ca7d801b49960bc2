from __future__ import annotations

from django.urls import path

from . import holds, limits, views

app_name = "custody"

_CASE = "kasus/<uuid:case_id>/hukum/"
_HOLD = "tahanan/<uuid:hold_id>/"

urlpatterns = [
    path(_CASE, views.overview, name="overview"),
    path(f"{_CASE}perkara/", views.matter, name="matter"),
    path(f"{_CASE}perkara/selesai/", views.end_matter, name="end_matter"),
    path(f"{_CASE}ditahan/", holds.record, name="record"),
    path(f"{_CASE}surat/<slug:kind>/", views.ask_paper, name="ask_paper"),
    path("laporan-anak/<uuid:social_paper_id>/", views.paper, name="paper"),
    path("diversi/<uuid:diversion_id>/", views.diversion, name="diversion"),
    path("diversi/kesepakatan/<uuid:agreed_term_id>/", views.term, name="term"),
    path(_HOLD, holds.hold, name="hold"),
    path(f"{_HOLD}selesai/", holds.end, name="end"),
    path(f"{_HOLD}perpanjang/", holds.extend, name="extend"),
    path(f"{_HOLD}lanjut/", holds.pass_on, name="pass_on"),
    path("batas-hukum/", limits.limits, name="limits"),
    path("batas-hukum/<str:code>/", limits.change, name="change_limit"),
]
