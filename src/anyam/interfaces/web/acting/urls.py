from __future__ import annotations

from django.urls import path

from . import views

app_name = "acting"

urlpatterns = [
    path("tindakan-bersama/", views.counts, name="counts"),
    path("tindakan-bersama/<uuid:wish_id>/", views.wish, name="wish"),
]
