from __future__ import annotations

from django.urls import path

from . import views

app_name = "clocks"

urlpatterns = [
    path("administrasi/waktu/", views.promised_times, name="promised_times"),
    path("administrasi/waktu/<str:key>/", views.change, name="change"),
]
