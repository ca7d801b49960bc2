"""What agencies have with each other, for every address about it: agreements, policies, procedures, conferences."""

from __future__ import annotations

from datetime import timedelta
from typing import Any
from uuid import UUID

from django.apps import apps

from anyam.casework.cases.actions import start_pathway
from anyam.casework.duties import actions as duties
from anyam.casework.duties.results import DutyInput
from anyam.casework.meetings import actions as meetings
from anyam.foundation.access import Actor, Role
from anyam.foundation.access.row_context import acting
from anyam.foundation.core import clock
from anyam.foundation.core.ids import new_id
from anyam.registry.agreements import actions, queries
from anyam.registry.agreements.actions import PolicyInput
from tests.cast import MARKER, Agency, Cast, Story
from tests.registry.agreements.conftest import SYSTEM, Table


def agreement_of(cast: Cast) -> dict[str, Any]:
    """The hospital owes the centre a report each month; an addendum waits for signatures."""
    table, today = Table(cast), clock.today()
    term = {"starts_on": today - timedelta(days=30), "ends_on": today + timedelta(days=300)}
    agreement_id = table.signed(**term)
    actions.watch_agreements(SYSTEM)
    detail = table.detail(agreement_id)
    obligation = detail.obligations[0]
    addendum_id = actions.write_addendum(table.head, agreement_id=agreement_id, title="Adendum", text="Lagi")
    delivered, owing = queries.dues_of_obligation(table.head, obligation.id)[:2]
    actions.deliver_obligation(
        table.hospital_head, due_id=delivered.id, delivered_on=today, evidence="Surat nomor 7"
    )
    document_id = actions.keep_document(
        table.hospital_head,
        about="agreement",
        subject_id=agreement_id,
        kind="annex",
        title="Lampiran",
        content=b"Daftar petugas penghubung.\n",
    )
    feed = actions.open_calendar_feed(table.hospital_head, label="Kalender")
    draft_id = table.draft(**term)
    owed = table.owe(draft_id, first_due_on=term["starts_on"])
    on_paper = table.draft(body="Yayasan Setara", **term)
    actions.open_signing(table.head, agreement_id=on_paper)
    in_writing = ("change", "add_obligation", "change_obligation", "remove_obligation")
    return {
        "agreement_id": agreement_id,
        "party_id": detail.parties[0].id,
        "obligation_id": obligation.id,
        "due_id": owing.id,
        **{f"agreements:{name}:due_id": delivered.id for name in ("accept", "refuse", "add_evidence")},
        **{f"api:{name}_obligation:due_id": delivered.id for name in ("accept", "refuse")},
        "document_id": document_id,
        "addendum_id": addendum_id,
        "feed_id": feed.id,
        "token": "bukan-alamat-rahasia",
        **{f"agreements:{name}:agreement_id": draft_id for name in in_writing},
        **{f"agreements:{name}:obligation_id": owed for name in in_writing},
        "agreements:paper:agreement_id": on_paper,
        "agreements:paper:party_id": table.detail(on_paper).parties[2].id,
        "agreements:step:name": "akhiri",
        "agreements:addendum:name": "tandatangani",
    }


def policy_of(cast: Cast) -> dict[str, Any]:
    """A decree in force, and a draft on which the hospital comments."""
    wulan, today = cast.wulan, clock.today()
    decree = PolicyInput(
        kind="perbup",
        number="42",
        year=2015,
        title="Standar operasional",
        issuer="Bupati",
        in_force_from=today - timedelta(days=400),
    )
    policy_id = actions.add_policy(wulan, given=decree)
    asked, answered, written = (_draft(cast, title) for title in ("Rumah aman", "Pengasuhan", "Visum"))
    for draft_id, _section in (asked, answered):
        actions.open_consultation(
            wulan, draft_id=draft_id, agency_ids=[cast.hospital.id], closes_on=today + timedelta(days=10)
        )
    comments = [
        actions.comment_on_draft(cast.siti, draft_id=one, section_id=section, text="Tambahkan visum")
        for one, section in (asked, answered)
    ]
    actions.finish_commenting(cast.siti, draft_id=answered[0])
    request = apps.get_model("agreements.ConsultationRequest").objects.get(draft_id=asked[0])
    in_writing = ("add_section", "change_section", "remove_section", "consult", "adopt")
    return {
        "policy_id": policy_id,
        "draft_id": asked[0],
        "section_id": asked[1],
        "comment_id": comments[0],
        "policies:request:request_id": request.pk,
        **{f"policies:{name}:draft_id": written[0] for name in in_writing},
        **{f"policies:{name}:section_id": written[1] for name in in_writing},
        "policies:resolve:draft_id": answered[0],
        "policies:resolve:comment_id": comments[1],
    }


def _draft(cast: Cast, title: str) -> tuple[UUID, UUID]:
    """A policy in the making, and its one section."""
    draft_id = actions.open_policy_draft(cast.wulan, kind="perbup", title=title)
    return draft_id, actions.write_section(cast.wulan, draft_id=draft_id, heading="Umum", text="Isi")


def run_of(cast: Cast, story: Story, version_id: UUID) -> dict[str, Any]:
    """The child's case runs one procedure in force, whose first step waits."""
    run_id = start_pathway(cast.dewi, case_id=story.case_id, version_id=version_id, agencies={})
    step = apps.get_model("sops.SopRunStep").objects.get(run_id=run_id, state="open")
    return {
        "run_id": run_id,
        "step_id": step.pk,
        "pathways:early:key": "s4",
    }


def conferences_of(cast: Cast, story: Story) -> dict[str, Any]:
    """A conference about the child that is being held, one still to come, and one that waits for signatures."""
    guest = cast.person("Utusan", cast.ngo, Role.PARTNER_OFFICER)
    running, invitation_id = conference(cast, story, cast.ngo, guest)
    item_id = meetings.add_item(cast.dewi, meeting_id=running, title=f"{MARKER}acara")
    meetings.open_meeting(cast.dewi, meeting_id=running)
    meetings.record_dissent(guest, meeting_id=running, words=f"{MARKER}beda")
    coming, _invitation = conference(cast, story, cast.school, cast.budi)
    closed, decided = closed_conference(cast, story, cast.school, cast.budi)
    return {
        "meeting_id": running,
        "invitation_id": invitation_id,
        "item_id": item_id,
        "decision_id": decision(cast, running, cast.ngo, need="health"),
        "meetings:item_step:step": "naik",
        "meetings:answer:meeting_id": coming,
        "meetings:sign:meeting_id": closed,
        "meetings:object:meeting_id": closed,
        "meetings:decision_step:decision_id": decided,
        "meetings:decision_step:step": "lapor",
    }


def wish_of(cast: Cast, story: Story) -> dict[str, Any]:
    """The other centre asks whoever leads the child's case to act together."""
    wish = apps.get_model("acting.JoinWish")(
        dossier_id=story.case_id,
        case_number=story.case_number,
        asker_case_id=new_id(),
        asker_agency_id=cast.other_centre.id,
        asker_id=cast.maya.user_id,
        work_kind="service",
        need="health",
        asked_at=clock.now(),
    )
    with acting(SYSTEM):
        wish.save(force_insert=True)
    return {"wish_id": wish.pk}


def duty_of(cast: Cast) -> dict[str, Any]:
    """What the hospital owes the centre each month, and the first time it is due."""
    given = DutyInput(
        title="Rekap bulanan",
        kind="report",
        rhythm="monthly",
        first_on=clock.today() + timedelta(days=5),
        free_days="stays",
        evidence_kind="report",
        role="partner_officer",
        to_agency_id=cast.centre.id,
    )
    duty_id = duties.begin_duty(cast.hartono, duty=given)
    return {
        "duty_id": duty_id,
        "occurrence_id": apps.get_model("duties.Occurrence").objects.get(duty_id=duty_id).pk,
    }


def closed_conference(cast: Cast, story: Story, agency: Agency, guest: Actor) -> tuple[UUID, UUID]:
    """The guest came, took something on, and has not signed yet: the meeting, the decision."""
    meeting_id, invitation_id = conference(cast, story, agency, guest)
    meetings.open_meeting(cast.dewi, meeting_id=meeting_id)
    meetings.record_attendance(cast.dewi, meeting_id=meeting_id, present_with={invitation_id: "yes"})
    decision_id = decision(cast, meeting_id, agency)
    meetings.close_minutes(cast.dewi, meeting_id=meeting_id)
    return meeting_id, decision_id


def conference(cast: Cast, story: Story, agency: Agency, guest: Actor) -> tuple[UUID, UUID]:
    """A conference to come with one guest: the meeting, the invitation."""
    meeting_id = meetings.convene_conference(
        cast.dewi, case_id=story.case_id, venue="Aula", starts_at=clock.now() + timedelta(hours=1)
    )
    return meeting_id, meetings.invite_agency(
        cast.dewi, meeting_id=meeting_id, agency_id=agency.id, person_id=guest.user_id
    )


def decision(cast: Cast, meeting_id: UUID, agency: Agency, **more: str) -> UUID:
    return meetings.make_decision(
        cast.dewi,
        meeting_id=meeting_id,
        words=f"{MARKER}putusan",
        agency_id=agency.id,
        due_on=clock.today(),
        evidence_kind="report",
        **more,
    )
