from __future__ import annotations

from django.urls import path

from . import views

app_name = "notifications"

urlpatterns = [
    path("notifikasi/", views.inbox, name="inbox"),
    path("notifikasi/semua-dibaca/", views.read_all, name="read_all"),
    path("notifikasi/surel/", views.mail, name="mail"),
    path("notifikasi/<uuid:notification_id>/", views.open_one, name="open"),
]
