from __future__ import annotations

from django.urls import path

from . import views

app_name = "desk"

urlpatterns = [
    path("", views.start, name="start"),
    path("meja-kerja/", views.home, name="home"),
    path("meja-kerja/<slug:group>/", views.group, name="group"),
]
