from __future__ import annotations

from django.urls import path

from .views import circle, homes, people, relations

app_name = "families"

_OF = "kasus/<uuid:case_id>/keluarga/"
_PERSON = f"{_OF}orang/<uuid:person_id>/"

urlpatterns = [
    path(_OF, circle.of_case, name="of_case"),
    path(f"{_OF}gambar/", circle.drawing, name="drawing"),
    path(f"{_OF}anggota/", people.add, name="add"),
    path(_PERSON, people.person, name="person"),
    path(f"{_PERSON}kontak/", people.contact, name="contact"),
    path(f"{_PERSON}alamat/", people.whereabouts, name="whereabouts"),
    path(f"{_PERSON}pindah/", people.move, name="move"),
    path(f"{_PERSON}meninggal/", people.death, name="death"),
    path(f"{_OF}hubungan/", relations.relate, name="relate"),
    path(f"{_OF}hubungan/<uuid:relation_id>/akhiri/", relations.end, name="end_relation"),
    path(f"{_OF}<slug:about>/<uuid:statement_id>/batalkan/", relations.take_back, name="take_back"),
    path(f"{_OF}pengasuh/", homes.care, name="care"),
    path(f"{_OF}pengasuh/<uuid:care_id>/akhiri/", homes.end_care, name="end_care"),
    path(f"{_OF}rumah/", homes.open_home, name="home"),
    path(f"{_OF}rumah/<uuid:household_id>/", homes.join, name="join"),
    path(f"{_OF}rumah/penghuni/<uuid:membership_id>/keluar/", homes.leave, name="leave"),
]
