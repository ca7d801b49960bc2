from __future__ import annotations

from django.urls import path

from . import figures, filling, inside, links, views

app_name = "readiness"

_CHECKLISTS = "kesiapan/daftar-periksa/"
_STAFF = "kesiapan/staf/"
_WAY = "kesiapan/akreditasi/"

urlpatterns = [
    path("kesiapan/", views.home, name="home"),
    path("kesiapan/lembaga/<uuid:agency_id>/", views.agency, name="agency"),
    path("kesiapan/jejaring/", views.network, name="network"),
    path("kesiapan/layanan/<uuid:service_id>/<uuid:checklist_id>/", filling.fill, name="fill"),
    path("kesiapan/layanan/<uuid:service_id>/tanya/", links.ask, name="ask_room"),
    path("kesiapan/isian/<uuid:filling_id>/", filling.detail, name="filling"),
    path("kesiapan/isian/<uuid:filling_id>/periksa/", filling.verify, name="verify"),
    path(_CHECKLISTS, figures.checklists, name="checklists"),
    path(f"{_CHECKLISTS}baru/", figures.new_checklist, name="new_checklist"),
    path(f"{_CHECKLISTS}<slug:code>/", figures.checklist, name="checklist"),
    path(f"{_CHECKLISTS}<slug:code>/ubah/", figures.change_checklist, name="change_checklist"),
    path("kesiapan/patokan/", figures.standards, name="standards"),
    path("kesiapan/patokan/<str:key>/", figures.change_standard, name="change_standard"),
    path("kesiapan/surat/baru/", inside.new_paper, name="new_paper"),
    path("kesiapan/surat/<uuid:paper_id>/", inside.paper, name="paper"),
    path(f"{_WAY}mulai/", inside.begin_assessment, name="begin_assessment"),
    path(f"{_WAY}<uuid:assessment_id>/langkah/", inside.advance_assessment, name="advance_assessment"),
    path(f"{_WAY}<uuid:assessment_id>/hentikan/", inside.end_assessment, name="end_assessment"),
    path(f"{_STAFF}baru/", inside.new_member, name="new_member"),
    path(f"{_STAFF}<uuid:member_id>/sertifikat/", inside.new_certificate, name="new_certificate"),
    path(f"{_STAFF}<uuid:member_id>/keluar/", inside.end_member, name="end_member"),
    path("kesiapan/sertifikat/<uuid:certificate_id>/", inside.certificate, name="certificate"),
    path("kesiapan/anggaran/baru/", inside.new_line, name="new_line"),
    path("kesiapan/anggaran/<uuid:line_id>/", inside.realise, name="realise"),
    path("kesiapan/tautan/", links.page, name="links"),
    path("kesiapan/tautan/<uuid:link_id>/tutup/", links.revoke, name="revoke_link"),
    path("kapasitas/<slug:token>/", links.say, name="say"),
]
