from __future__ import annotations

from django.urls import path

from . import views, writing

app_name = "circulars"

urlpatterns = [
    path("edaran/", views.index, name="list"),
    path("edaran/baru/", writing.new, name="new"),
    path("edaran/tanda-terima/<uuid:receipt_id>/", views.receipt, name="receipt"),
    path("edaran/<uuid:circular_id>/", views.detail, name="detail"),
    path("edaran/<uuid:circular_id>/versi/<slug:version>/", views.earlier, name="version"),
    path("edaran/<uuid:circular_id>/cetak/", views.printed, name="print"),
    path("edaran/<uuid:circular_id>/jawab/", views.answer, name="answer"),
    path("edaran/<uuid:circular_id>/pembaca/", views.readers, name="readers"),
    path("edaran/<uuid:circular_id>/ingatkan/", views.remind, name="remind"),
    path("edaran/<uuid:circular_id>/ubah/", writing.change, name="change"),
    path("edaran/<uuid:circular_id>/versi-baru/", writing.renew, name="renew"),
    path("edaran/<uuid:circular_id>/terbitkan/", writing.issue, name="issue"),
    path("edaran/<uuid:circular_id>/batal/", writing.drop, name="drop"),
    path("edaran/<uuid:circular_id>/cabut/", writing.withdraw, name="withdraw"),
]
