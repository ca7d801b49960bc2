"""What the hospital has ready, for every address about it: the centre was asked to see for itself."""

from __future__ import annotations

from datetime import timedelta
from decimal import Decimal
from typing import Any

from anyam.config import env
from anyam.foundation.core import clock
from anyam.registry.agencies.actions import open_capacity_link
from anyam.registry.readiness import actions, queries
from anyam.registry.readiness.actions import (
    AnswerInput,
    BudgetInput,
    CertificateInput,
    PaperInput,
    StaffInput,
)
from tests.cast import SYSTEM, Cast

EXAMPLES = env.ROOT / "data" / "readiness" / "checklists.json"
POINTS = 9


def filling(cast: Cast) -> dict[str, Any]:
    """The basic checklist of the hospital's service, answered, with the centre to look."""
    detail = queries.get_checklist(cast.siti, "umum")
    return {
        "service_id": cast.hospital.service_id,
        "checklist_id": detail.row.id,
        "answers": {point.number: AnswerInput("yes") for point in detail.points},
        "verifier_id": cast.centre.id,
    }


def readiness_of(cast: Cast) -> dict[str, Any]:
    actions.load_checklists(SYSTEM, file=EXAMPLES)
    today = clock.today()
    given = filling(cast)
    filling_id = actions.fill_checklist(cast.siti, **given)
    paper = PaperInput(
        kind="registration", number="1", issuer="Dinas Sosial", issued_on=today - timedelta(days=30)
    )
    member_id = actions.keep_staff_member(
        cast.siti, given=StaffInput(full_name="Sekar", position="carer", since=today - timedelta(days=90))
    )
    training = CertificateInput(title="PFA", held_by="Dinas Sosial", finished_on=today - timedelta(days=60))
    line = BudgetInput(year=today.year, title="Makan anak", funding="apbd", planned=Decimal(1000))
    assessment_id = actions.begin_assessment(cast.siti)
    return {
        "checklist_id": given["checklist_id"],
        "filling_id": filling_id,
        "paper_id": actions.keep_paper(cast.siti, given=paper),
        "member_id": member_id,
        "certificate_id": actions.keep_certificate(cast.siti, member_id=member_id, given=training),
        "line_id": actions.plan_budget_line(cast.siti, given=line),
        "link_id": open_capacity_link(cast.siti, label="Meja depan", days=30).id,
        **{
            f"readiness:{name}:assessment_id": assessment_id
            for name in ("advance_assessment", "end_assessment")
        },
        "readiness:checklist:code": "umum",
        "readiness:change_checklist:code": "umum",
        "readiness:change_standard:key": "caseload",
    }
