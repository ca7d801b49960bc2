from __future__ import annotations

from django.urls import path

from . import views

app_name = "terms"

urlpatterns = [
    path("istilah/", views.index, name="list"),
    path("istilah/usulkan/", views.propose, name="propose"),
    path("istilah/<uuid:term_id>/", views.detail, name="detail"),
    path("istilah/<uuid:term_id>/usulkan/", views.propose_newer, name="propose_newer"),
    path("istilah/<uuid:term_id>/tanggapan/", views.comment, name="comment"),
    path("istilah/<uuid:term_id>/sepakati/", views.agree, name="agree"),
    path("istilah/<uuid:term_id>/sisihkan/", views.set_aside, name="set_aside"),
]
