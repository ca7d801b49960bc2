from __future__ import annotations

from django.urls import path

from . import drafts, views

app_name = "policies"

_DRAFT = "kebijakan/rancangan/<uuid:draft_id>/"
_ONE = "kebijakan/<uuid:policy_id>/"

urlpatterns = [
    path("kebijakan/", views.index, name="list"),
    path("kebijakan/baru/", views.new, name="new"),
    path("kebijakan/tanggapan/<uuid:request_id>/", drafts.request_page, name="request"),
    path("kebijakan/rancangan/baru/", drafts.new, name="draft_new"),
    path(_DRAFT, drafts.detail, name="draft"),
    path(f"{_DRAFT}cetak/", drafts.printed, name="draft_print"),
    path(f"{_DRAFT}bagian/tambah/", drafts.add_section, name="add_section"),
    path(f"{_DRAFT}bagian/<uuid:section_id>/ubah/", drafts.change_section, name="change_section"),
    path(f"{_DRAFT}bagian/<uuid:section_id>/hapus/", drafts.remove_section, name="remove_section"),
    path(f"{_DRAFT}bagian/<uuid:section_id>/komentar/", drafts.comment, name="comment"),
    path(f"{_DRAFT}komentar/<uuid:comment_id>/jawab/", drafts.resolve, name="resolve"),
    path(f"{_DRAFT}konsultasi/", drafts.consult, name="consult"),
    path(f"{_DRAFT}selesai/", drafts.finish, name="finish"),
    path(f"{_DRAFT}tetapkan/", drafts.adopt, name="adopt"),
    path(f"{_DRAFT}batalkan/", drafts.drop, name="drop"),
    path(_ONE, views.detail, name="detail"),
    path(f"{_ONE}dokumen/tambah/", views.add_document, name="add_document"),
    path(f"{_ONE}ubah/", views.change, name="change"),
    path(f"{_ONE}ganti/", views.supersede, name="supersede"),
    path(f"{_ONE}tinjau/", views.review, name="review"),
]
