"""The address of children who may already be known."""

from __future__ import annotations

from django.urls import path

from . import views

app_name = "children"

urlpatterns = [path("pilihan/anak/", views.likely, name="likely")]
