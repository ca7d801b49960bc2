from __future__ import annotations

from django.urls import path

from . import issuing, office, outside, replies, views

app_name = "documents"

_ONE = "dokumen/<uuid:document_id>/"

urlpatterns = [
    path("dokumen/", views.register, name="register"),
    path("dokumen/kop/", office.overview, name="office"),
    path("dokumen/kop/ubah/", office.letterhead, name="letterhead"),
    path("dokumen/kop/nomor/<slug:register>/", office.numbering, name="numbering"),
    path("dokumen/terbitkan/<slug:kind>/<uuid:subject_id>/", issuing.issue, name="issue"),
    path(_ONE, views.detail, name="detail"),
    path(f"{_ONE}surat/", views.paper, name="paper"),
    path(f"{_ONE}tarik/", views.withdraw, name="withdraw"),
    path(f"{_ONE}ganti/", issuing.replace, name="replace"),
    path(f"{_ONE}tautan/", replies.open_link, name="open_link"),
    path(f"{_ONE}tautan/tutup/", replies.shut_link, name="shut_link"),
    path(f"{_ONE}balasan/", replies.record, name="record_reply"),
    path("kasus/<uuid:case_id>/dokumen/", views.of_case, name="of_case"),
    path("periksa/", outside.check, name="check"),
    path("periksa/<slug:code>/", outside.check, name="check_code"),
    path("balas/<slug:token>/", outside.answer, name="answer"),
]
