from __future__ import annotations

from django.urls import path

from . import views

app_name = "search"

urlpatterns = [path("cari/", views.results, name="results")]
