from __future__ import annotations

from django.urls import path

from . import month, views

app_name = "duties"

urlpatterns = [
    path("tugas-rutin/", views.overview, name="list"),
    path("tugas-rutin/kalender/", month.calendar, name="calendar"),
    path("tugas-rutin/baru/", views.new, name="new"),
    path("tugas-rutin/<uuid:duty_id>/", views.detail, name="detail"),
    path("tugas-rutin/<uuid:duty_id>/ubah/", views.change, name="change"),
    path("tugas-rutin/<uuid:duty_id>/akhiri/", views.end, name="end"),
    path("tugas-rutin/waktu/<uuid:occurrence_id>/", views.occurrence, name="occurrence"),
    path("tugas-rutin/waktu/<uuid:occurrence_id>/lewati/", views.excuse, name="excuse"),
]
