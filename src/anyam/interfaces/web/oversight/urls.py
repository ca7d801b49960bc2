from __future__ import annotations

from django.urls import path

from . import reviews, seals, viewers

app_name = "oversight"

urlpatterns = [
    path("siapa-melihat/", viewers.viewers, name="viewers"),
    path("pengawasan/", reviews.index, name="reviews"),
    path("pengawasan/<uuid:review_id>/", reviews.detail, name="review"),
    path("pengawasan/<uuid:review_id>/nilai/", reviews.judge, name="judge"),
    path("pengawasan/<uuid:review_id>/tanggapan/", reviews.reply, name="reply"),
    path("segel/", seals.index, name="seals"),
    path("segel/periksa/", seals.check, name="check_seal"),
    path("segel/<int:number>/unduh/", seals.download, name="download_seal"),
    path("segel/<int:number>/cetak/", seals.printed, name="print_seal"),
    path("segel/<int:number>/simpan/", seals.keep, name="keep_seal"),
]
