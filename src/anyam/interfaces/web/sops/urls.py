from __future__ import annotations

from django.urls import path

from . import reading, signing, writing

app_name = "sops"

urlpatterns = [
    path("sop/", reading.index, name="index"),
    path("sop/baru/", writing.new, name="new"),
    path("sop/<uuid:sop_id>/", reading.detail, name="detail"),
    path("sop/<uuid:sop_id>/banding/", reading.compare, name="compare"),
    path("sop/<uuid:sop_id>/versi-baru/", writing.next_version, name="next_version"),
    path("sop/<uuid:sop_id>/<int:number>/unduh/", reading.paper, name="paper"),
    path("sop/<uuid:sop_id>/<int:number>/bpmn/", reading.bpmn, name="bpmn"),
    path("sop/versi/<uuid:version_id>/", reading.version, name="version"),
    path("sop/versi/<uuid:version_id>/langkah/", writing.edit, name="edit"),
    path("sop/versi/<uuid:version_id>/gambar/", writing.picture, name="picture"),
    path("sop/versi/<uuid:version_id>/kepala/", writing.head, name="head"),
    path("sop/versi/<uuid:version_id>/periksa/", reading.findings, name="findings"),
    path("sop/versi/<uuid:version_id>/ajukan/", signing.propose, name="propose"),
    path("sop/versi/<uuid:version_id>/tarik/", signing.withdraw, name="withdraw"),
    path("sop/versi/<uuid:version_id>/tinjauan/", signing.review, name="review"),
    path("sop/versi/<uuid:version_id>/akhiri/", signing.retire, name="retire"),
    path("sop/tanda-tangan/<uuid:signature_id>/", signing.detail, name="signature"),
    path("sop/tanda-tangan/<uuid:signature_id>/setujui/", signing.sign, name="sign"),
    path("sop/tanda-tangan/<uuid:signature_id>/tolak/", signing.decline, name="decline"),
]
