"""What agencies have with each other, for every address about it: an agreement, a policy in the making, a procedure."""

from __future__ import annotations

from datetime import timedelta
from typing import Any

from django.apps import apps

from anyam.casework.cases.actions import start_pathway
from anyam.foundation.core import clock
from anyam.registry.agreements import actions, queries
from anyam.registry.agreements.actions import PolicyInput
from tests.cast import Cast, Story
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
    feed = actions.open_calendar_feed(table.hospital_head, label="Kalender")
    return {
        "agreement_id": agreement_id,
        "party_id": detail.parties[0].id,
        "obligation_id": obligation.id,
        "due_id": queries.dues_of_obligation(table.head, obligation.id)[0].id,
        "addendum_id": addendum_id,
        "feed_id": feed.id,
        "token": "bukan-alamat-rahasia",
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
    draft_id = actions.open_policy_draft(wulan, kind="perbup", title="Rumah aman")
    actions.write_section(wulan, draft_id=draft_id, heading="Umum", text="Isi")
    actions.open_consultation(
        wulan, draft_id=draft_id, agency_ids=[cast.hospital.id], closes_on=today + timedelta(days=10)
    )
    section_id = queries.get_draft(wulan, draft_id).sections[0].id
    comment_id = actions.comment_on_draft(
        cast.siti, draft_id=draft_id, section_id=section_id, text="Tambahkan visum"
    )
    request = apps.get_model("agreements.ConsultationRequest").objects.get(draft_id=draft_id)
    return {
        "policy_id": policy_id,
        "draft_id": draft_id,
        "section_id": section_id,
        "comment_id": comment_id,
        "request_id": request.pk,
    }


def run_of(cast: Cast, story: Story, version_id: Any) -> dict[str, Any]:
    """The child's case runs the procedure in force; its first step waits."""
    run_id = start_pathway(cast.dewi, case_id=story.case_id, version_id=version_id, agencies={})
    step = apps.get_model("sops.SopRunStep").objects.get(run_id=run_id, state="open")
    return {
        "run_id": run_id,
        "step_id": step.pk,
        "pathways:early:key": "s4",
        "pathways:start:version_id": version_id,
        "pathways:move:version_id": version_id,
    }
