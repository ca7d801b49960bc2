from __future__ import annotations

from django.urls import path

from .views import away, sessions, unit

app_name = "supervision"

_AWAY = "supervisi/cuti/"
_SESSION = "supervisi/sesi/"

urlpatterns = [
    path("supervisi/", sessions.home, name="home"),
    path("supervisi/beban/", unit.load, name="unit"),
    path("supervisi/zona/", unit.zones, name="zones"),
    path("supervisi/petugas/<uuid:user_id>/", unit.worker, name="worker"),
    path("supervisi/petugas/<uuid:user_id>/sesi/", sessions.plan, name="plan_session"),
    path(f"{_AWAY}baru/", away.new, name="new_absence"),
    path(f"{_AWAY}<uuid:absence_id>/", away.detail, name="absence"),
    path(f"{_AWAY}<uuid:absence_id>/akhiri/", away.end, name="end_absence"),
    path(f"{_AWAY}<uuid:absence_id>/selesai/", away.complete, name="complete_leaving"),
    path("supervisi/serah-terima/<uuid:handover_id>/", away.handover, name="handover"),
    path(f"{_SESSION}<uuid:session_id>/", sessions.detail, name="session"),
    path(f"{_SESSION}<uuid:session_id>/batal/", sessions.drop, name="drop_session"),
    path(f"{_SESSION}<uuid:session_id>/kasus/<uuid:case_id>/", sessions.decide, name="decide"),
    path("supervisi/keputusan/<uuid:decision_id>/", sessions.decision, name="decision"),
    path("kasus/<uuid:case_id>/supervisi/", sessions.of_case, name="of_case"),
]
