from __future__ import annotations

from django.urls import path

from . import views

app_name = "pathways"

urlpatterns = [
    path("kasus/<uuid:case_id>/alur/", views.of_case, name="of_case"),
    path("kasus/<uuid:case_id>/alur/<uuid:version_id>/mulai/", views.start, name="start"),
    path("alur/<uuid:run_id>/", views.run, name="run"),
    path("alur/<uuid:run_id>/lebih-dulu/<str:key>/", views.early, name="early"),
    path("alur/<uuid:run_id>/pindah/<uuid:version_id>/", views.move, name="move"),
    path("alur/<uuid:run_id>/hentikan/", views.stop, name="stop"),
    path("alur/langkah/<uuid:step_id>/", views.step, name="step"),
    path("alur/langkah/<uuid:step_id>/selesai/", views.finish, name="finish"),
    path("alur/langkah/<uuid:step_id>/lewati/", views.skip, name="skip"),
]
