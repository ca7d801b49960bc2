from __future__ import annotations

from django.urls import path, register_converter

from ..layouts.addresses import CodeInAddress
from .views import (
    access,
    assessment,
    child,
    closing,
    contacts,
    filled,
    lists,
    matrix,
    one_child,
    plan,
    ratings,
    summary,
)

register_converter(CodeInAddress, "code")
app_name = "cases"

urlpatterns = [
    path("kasus/", lists.case_list, name="list"),
    path("kasus/tampilan/", lists.save_view, name="save_view"),
    path("kasus/tampilan/<uuid:view_id>/hapus/", lists.remove_view, name="remove_view"),
    path("kasus/<uuid:case_id>/", summary.summary, name="summary"),
    path("kasus/penugasan/", lists.assign_many, name="assign_many"),
    path("kasus/<uuid:case_id>/penugasan/", summary.assign, name="assign"),
    path("kasus/<uuid:case_id>/anak/", child.child, name="child"),
    path("kasus/<uuid:case_id>/kasus-terkait/", summary.family, name="family"),
    path("kasus/<uuid:case_id>/anak-sama/", one_child.same_child, name="same_child"),
    path("kasus/<uuid:case_id>/anak-sama/<uuid:other_id>/", one_child.merge, name="merge"),
    path("kasus/<uuid:case_id>/anak-sama/<uuid:merging_id>/pisahkan/", one_child.part, name="part"),
    path("kasus/darurat/", access.emergency, name="emergency"),
    path("kasus/<uuid:case_id>/akses/", access.overview, name="access"),
    path("kasus/<uuid:case_id>/akses/beri/", access.give, name="access_give"),
    path("kasus/<uuid:case_id>/akses/<uuid:grant_id>/akhiri/", access.end, name="access_end"),
    path("kasus/<uuid:case_id>/akses/blokir/", access.block, name="access_block"),
    path("kasus/<uuid:case_id>/akses/blokir/<uuid:user_id>/hapus/", access.unblock, name="access_unblock"),
    path("kasus/<uuid:case_id>/asesmen/", assessment.overview, name="assessment"),
    path("kasus/<uuid:case_id>/formulir/", filled.listing, name="instruments"),
    path("kasus/<uuid:case_id>/formulir/isian/<uuid:assessment_id>/", filled.filled, name="filled"),
    path(
        "kasus/<uuid:case_id>/formulir/isian/<uuid:assessment_id>/cetak/",
        filled.printed,
        name="filled_print",
    ),
    path("kasus/<uuid:case_id>/formulir/<code:instrument>/", assessment.overview, name="instrument"),
    path(
        "kasus/<uuid:case_id>/formulir/<code:instrument>/selesai/",
        assessment.complete,
        name="instrument_complete",
    ),
    path(
        "kasus/<uuid:case_id>/formulir/<code:instrument>/buang/",
        assessment.discard,
        name="instrument_discard",
    ),
    path(
        "kasus/<uuid:case_id>/formulir/<code:instrument>/versi-baru/",
        assessment.move,
        name="instrument_move",
    ),
    path(
        "kasus/<uuid:case_id>/formulir/<code:instrument>/bagian/<code:section>/",
        assessment.section,
        name="instrument_section",
    ),
    path(
        "kasus/<uuid:case_id>/formulir/<code:instrument>/bagian/<code:section>/simpan/",
        assessment.autosave,
        name="instrument_autosave",
    ),
    path("kasus/<uuid:case_id>/rencana/", plan.overview, name="plan"),
    path("kasus/<uuid:case_id>/rencana/cetak/", plan.family_copy, name="plan_print"),
    path("kasus/<uuid:case_id>/rencana/ubah/", plan.change, name="plan_change"),
    path("kasus/<uuid:case_id>/rencana/sepakati/", plan.agree, name="plan_agree"),
    path("kasus/<uuid:case_id>/rencana/tujuan/", plan.goal, name="plan_goal"),
    path("kasus/<uuid:case_id>/rencana/tujuan/<uuid:goal_id>/", plan.goal, name="plan_goal_change"),
    path(
        "kasus/<uuid:case_id>/rencana/tujuan/<uuid:goal_id>/hapus/", plan.remove_goal, name="plan_goal_remove"
    ),
    path("kasus/<uuid:case_id>/rencana/tujuan/<uuid:goal_id>/tindakan/", plan.action, name="plan_action"),
    path(
        "kasus/<uuid:case_id>/rencana/tindakan/<uuid:action_id>/",
        plan.change_action,
        name="plan_action_change",
    ),
    path(
        "kasus/<uuid:case_id>/rencana/tindakan/<uuid:action_id>/hapus/",
        plan.remove_action,
        name="plan_action_remove",
    ),
    path(
        "kasus/<uuid:case_id>/rencana/tindakan/<uuid:action_id>/kemajuan/",
        plan.progress,
        name="plan_progress",
    ),
    path("kasus/<uuid:case_id>/rencana/tugas/", matrix.matrix, name="plan_matrix"),
    path(
        "kasus/<uuid:case_id>/rencana/tindakan/<uuid:action_id>/tugas/",
        matrix.parts,
        name="plan_parts",
    ),
    path("tugas-bersama/", matrix.tasks, name="tasks"),
    path("kasus/<uuid:case_id>/layanan/", contacts.contacts, name="contacts"),
    path("kasus/<uuid:case_id>/layanan/catat/", contacts.record, name="record"),
    path("kasus/<uuid:case_id>/tinjauan/", contacts.reviews, name="reviews"),
    path("kasus/<uuid:case_id>/tinjauan/catat/", contacts.record_review, name="record_review"),
    path("kasus/<uuid:case_id>/penilaian/", ratings.ask, name="rating_ask"),
    path("penilaian/<uuid:rating_id>/", ratings.rating, name="rating"),
    path("penilaian/keselarasan/", ratings.agreement, name="rating_agreement"),
    path("kasus/<uuid:case_id>/tutup/", closing.close, name="close"),
    path("kasus/<uuid:case_id>/buka-lagi/", closing.reopen, name="reopen"),
]
