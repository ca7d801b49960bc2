from __future__ import annotations

from django.urls import path

from .views import boxes, sending, sharing, steps

app_name = "referrals"

urlpatterns = [
    path("rujukan/masuk/", boxes.inbox, name="inbox"),
    path("rujukan/keluar/", boxes.outbox, name="outbox"),
    path("rujukan/antrean/", boxes.queue, name="queue"),
    path("rujukan/lewat-waktu/", boxes.expired, name="expired"),
    path("rujukan/<uuid:referral_id>/", steps.detail, name="detail"),
    path("rujukan/<uuid:referral_id>/ubah/", sending.change, name="change"),
    path("rujukan/<uuid:referral_id>/<slug:name>/", steps.step, name="step"),
    path("berbagi/", sharing.overview, name="sharing"),
    path("berbagi/<slug:kind>/", sharing.change, name="sharing_change"),
    path("berbagi/<slug:kind>/pulihkan/", sharing.restore, name="sharing_restore"),
    path("kasus/<uuid:case_id>/rujukan/", boxes.of_case, name="of_case"),
    path("kasus/<uuid:case_id>/rujukan/baru/", sending.choose, name="choose"),
    path("kasus/<uuid:case_id>/rujukan/baru/<uuid:service_id>/", sending.new, name="new"),
]
