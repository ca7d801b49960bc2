from __future__ import annotations

from django.urls import path

from .views import agenda, deciding, holding, lists, papers, people

app_name = "meetings"

urlpatterns = [
    path("rapat/", lists.index, name="list"),
    path("rapat/lampau/", lists.past, name="past"),
    path("rapat/baru/", lists.new_forum, name="new_forum"),
    path("kasus/<uuid:case_id>/rapat/", lists.of_case, name="of_case"),
    path("kasus/<uuid:case_id>/rapat/baru/", lists.new_conference, name="new_conference"),
    path("rapat/undangan/<uuid:invitation_id>/", lists.invitation, name="invitation"),
    path("rapat/keputusan/<uuid:decision_id>/", deciding.decision, name="decision"),
    path("rapat/keputusan/<uuid:decision_id>/<slug:step>/", deciding.step, name="decision_step"),
    path("rapat/<uuid:meeting_id>/", agenda.detail, name="detail"),
    path("rapat/<uuid:meeting_id>/ubah/", lists.move, name="move"),
    path("rapat/<uuid:meeting_id>/batal/", lists.cancel, name="cancel"),
    path("rapat/<uuid:meeting_id>/acara/", agenda.add, name="add_item"),
    path("rapat/<uuid:meeting_id>/acara/usulan/", agenda.take, name="take_proposals"),
    path("rapat/<uuid:meeting_id>/acara/<uuid:item_id>/", agenda.change, name="change_item"),
    path("rapat/<uuid:meeting_id>/acara/<uuid:item_id>/<slug:step>/", agenda.step, name="item_step"),
    path("rapat/<uuid:meeting_id>/peserta/", people.overview, name="people"),
    path("rapat/<uuid:meeting_id>/undang/", people.invite, name="invite"),
    path("rapat/<uuid:meeting_id>/undang/<uuid:invitation_id>/hapus/", people.withdraw, name="withdraw"),
    path("rapat/<uuid:meeting_id>/jawab/", people.answer, name="answer"),
    path("rapat/<uuid:meeting_id>/hadir/", people.attendance, name="attendance"),
    path("rapat/<uuid:meeting_id>/mulai/", holding.begin, name="begin"),
    path("rapat/<uuid:meeting_id>/notula/", holding.minutes, name="minutes"),
    path("rapat/<uuid:meeting_id>/notula/<uuid:item_id>/", holding.write, name="write"),
    path("rapat/<uuid:meeting_id>/beda/", holding.dissent, name="dissent"),
    path("rapat/<uuid:meeting_id>/tutup/", holding.close, name="close"),
    path("rapat/<uuid:meeting_id>/tanda-tangan/", holding.sign, name="sign"),
    path("rapat/<uuid:meeting_id>/keberatan/", holding.object_to, name="object"),
    path("rapat/<uuid:meeting_id>/keputusan/", deciding.overview, name="decisions"),
    path("rapat/<uuid:meeting_id>/keputusan/baru/", deciding.new, name="new_decision"),
    path(
        "rapat/<uuid:meeting_id>/keputusan/<uuid:decision_id>/hapus/", deciding.remove, name="remove_decision"
    ),
    path("rapat/<uuid:meeting_id>/rencana/", deciding.joint_plan, name="joint_plan"),
    path("rapat/<uuid:meeting_id>/cetak/", papers.printed, name="print"),
    path("rapat/<uuid:meeting_id>/unduh/", papers.download, name="pdf"),
]
