from __future__ import annotations

from django.urls import path

from . import views

app_name = "threads"

urlpatterns = [
    path("pesan/", views.index, name="list"),
    path("kasus/<uuid:case_id>/pesan/", views.of_case, name="of_case"),
    path("pesan/tanda-terima/<uuid:acknowledgement_id>/", views.receipt, name="receipt"),
    path("pesan/terima/<uuid:message_id>/", views.acknowledge, name="acknowledge"),
    path("pesan/<uuid:thread_id>/", views.detail, name="detail"),
    path("pesan/<slug:about>/<uuid:subject_id>/", views.of_subject, name="of_subject"),
    path("pesan/<slug:about>/<uuid:subject_id>/baru/", views.new, name="new"),
]
