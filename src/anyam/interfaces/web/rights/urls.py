from __future__ import annotations

from django.urls import path

from .views import breaches, correcting, home, keeping, requests

app_name = "rights"

_HERE = "pelindungan-data/"

urlpatterns = [
    path(_HERE, home.home, name="home"),
    path(f"{_HERE}pemrosesan/", home.processing, name="processing"),
    path(f"{_HERE}permintaan/", requests.listing, name="requests"),
    path(f"{_HERE}permintaan/baru/", requests.take, name="take"),
    path(f"{_HERE}permintaan/<uuid:request_id>/", requests.detail, name="request"),
    path(f"{_HERE}permintaan/<uuid:request_id>/periksa/", requests.check, name="check"),
    path(f"{_HERE}permintaan/<uuid:request_id>/jawab/", requests.answer, name="answer"),
    path(f"{_HERE}permintaan/<uuid:request_id>/surat/", requests.letter, name="letter"),
    path(f"{_HERE}permintaan/<uuid:request_id>/selesai/", requests.close, name="close"),
    path(f"{_HERE}permintaan/<uuid:request_id>/batasi/", requests.restrict, name="restrict"),
    path("kasus/<uuid:case_id>/koreksi/", correcting.of_case, name="corrections"),
    path("kasus/<uuid:case_id>/koreksi/<uuid:request_id>/", correcting.note, name="corrected"),
    path(f"{_HERE}simpan/", keeping.overview, name="keeping"),
    path(f"{_HERE}simpan/<slug:code>/ubah/", keeping.change_time, name="change_time"),
    path(f"{_HERE}tahan/", keeping.hold, name="hold"),
    path(f"{_HERE}tahan/<uuid:hold_id>/akhiri/", keeping.end_hold, name="end_hold"),
    path(f"{_HERE}musnahkan/usulan/<uuid:case_id>/<slug:code>/", keeping.propose, name="propose"),
    path(f"{_HERE}musnahkan/<uuid:destruction_id>/", keeping.destruction, name="destruction"),
    path(f"{_HERE}musnahkan/<uuid:destruction_id>/konfirmasi/", keeping.confirm, name="confirm"),
    path(f"{_HERE}musnahkan/<uuid:destruction_id>/batalkan/", keeping.cancel, name="cancel"),
    path(f"{_HERE}insiden/", breaches.listing, name="breaches"),
    path(f"{_HERE}insiden/baru/", breaches.new, name="breach_new"),
    path(f"{_HERE}insiden/<uuid:breach_id>/", breaches.detail, name="breach"),
    path(f"{_HERE}insiden/<uuid:breach_id>/daftar/", breaches.list_subjects, name="breach_list"),
    path(f"{_HERE}insiden/<uuid:breach_id>/catat/", breaches.note, name="breach_note"),
    path(f"{_HERE}insiden/<uuid:breach_id>/surat/<slug:to>/", breaches.draft, name="breach_draft"),
    path(f"{_HERE}insiden/<uuid:breach_id>/beritahu/<uuid:subject_id>/", breaches.told, name="breach_told"),
    path(f"{_HERE}insiden/<uuid:breach_id>/tutup/", breaches.close, name="breach_close"),
]
