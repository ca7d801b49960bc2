from __future__ import annotations

from django.urls import path

from . import owing, views

app_name = "desk"

urlpatterns = [
    path("", views.start, name="start"),
    path("meja-kerja/", views.home, name="home"),
    path("janji-lembaga/", owing.page, name="owed"),
    path("meja-kerja/<slug:group>/", views.group, name="group"),
]
