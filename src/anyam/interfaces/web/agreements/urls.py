from __future__ import annotations

from django.urls import path

from . import calendar, documents, dues, steps, views, writing

app_name = "agreements"

_ONE = "perjanjian/<uuid:agreement_id>/"

urlpatterns = [
    path("perjanjian/", views.index, name="list"),
    path("perjanjian/baru/", writing.new, name="new"),
    path("perjanjian/kalender/", calendar.page, name="calendar"),
    path("perjanjian/kalender/<uuid:feed_id>/tutup/", calendar.revoke, name="revoke_feed"),
    path("perjanjian/pihak/<uuid:party_id>/", views.party, name="party"),
    path("perjanjian/kewajiban/<uuid:due_id>/", dues.detail, name="due"),
    path("perjanjian/kewajiban/<uuid:due_id>/serahkan/", dues.deliver, name="deliver"),
    path("perjanjian/kewajiban/<uuid:due_id>/terima/", dues.accept, name="accept"),
    path("perjanjian/kewajiban/<uuid:due_id>/tolak/", dues.refuse, name="refuse"),
    path("perjanjian/kewajiban/<uuid:due_id>/bebaskan/", dues.release, name="release"),
    path("perjanjian/kewajiban/<uuid:due_id>/bukti/", documents.add_evidence, name="add_evidence"),
    path("perjanjian/dokumen/<uuid:document_id>/", documents.open_one, name="document"),
    path("perjanjian/dokumen/<uuid:document_id>/asli/", documents.original, name="original_document"),
    path("perjanjian/dokumen/<uuid:document_id>/tarik/", documents.withdraw, name="withdraw_document"),
    path(f"{_ONE}dokumen/tambah/", documents.add, name="add_document"),
    path(_ONE, views.detail, name="detail"),
    path(f"{_ONE}cetak/", views.printed, name="print"),
    path(f"{_ONE}ubah/", writing.change, name="change"),
    path(f"{_ONE}kewajiban/tambah/", writing.add_obligation, name="add_obligation"),
    path(f"{_ONE}kewajiban/<uuid:obligation_id>/ubah/", writing.change_obligation, name="change_obligation"),
    path(f"{_ONE}kewajiban/<uuid:obligation_id>/hapus/", writing.remove_obligation, name="remove_obligation"),
    path(f"{_ONE}pihak/<uuid:party_id>/kertas/", steps.paper, name="paper"),
    path(f"{_ONE}adendum/<uuid:addendum_id>/<slug:name>/", steps.addendum, name="addendum"),
    path(f"{_ONE}<slug:name>/", steps.step, name="step"),
    path("kalender/<slug:token>/", calendar.feed, name="feed"),
]
