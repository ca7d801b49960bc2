from __future__ import annotations

from django.urls import path

from .views import interviews, sheet

app_name = "facts"

_SHEET = "kasus/<uuid:case_id>/diketahui/"
_TALKS = "kasus/<uuid:case_id>/wawancara/"

urlpatterns = [
    path(_SHEET, sheet.sheet, name="sheet"),
    path(f"{_SHEET}cetak/", sheet.paper, name="paper"),
    path(f"{_SHEET}<slug:fact_kind>/", sheet.fact, name="fact"),
    path(f"{_SHEET}<slug:fact_kind>/catat/", sheet.note, name="note"),
    path(f"{_SHEET}<slug:fact_kind>/putuskan/", sheet.settle, name="settle"),
    path(f"{_SHEET}<slug:fact_kind>/<uuid:fact_id>/benarkan/", sheet.confirm, name="confirm"),
    path(f"{_SHEET}<slug:fact_kind>/<uuid:fact_id>/tarik/", sheet.withdraw, name="withdraw"),
    path(_TALKS, interviews.register, name="interviews"),
    path(f"{_TALKS}catat/", interviews.note, name="note_interview"),
    path(f"{_TALKS}rencana/", interviews.plan, name="plan_interview"),
    path("wawancara/<uuid:interview_id>/", interviews.interview, name="interview"),
    path("wawancara/<uuid:interview_id>/batal/", interviews.cancel, name="cancel_interview"),
]
