"""The minutes on paper: a page to print, and a PDF in the layout of official minutes."""

from __future__ import annotations

from typing import Any
from uuid import UUID

from django.http import HttpResponse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET

from anyam.casework.meetings import queries
from anyam.casework.meetings.results import MeetingDetail
from anyam.foundation.core.dates import day_in_words, moment_in_words

from ...layouts.requests import OfficeRequest
from ..page import meeting_page
from ..sheet import set_minutes


@require_GET
def printed(request: OfficeRequest, meeting_id: UUID) -> HttpResponse:
    meeting = queries.get_meeting(request.actor, meeting_id)
    return meeting_page(request, "print", meeting, "", {"head": _head(meeting)})


@require_GET
def download(request: OfficeRequest, meeting_id: UUID) -> HttpResponse:
    """What people wrote reaches the page as data, never as markup; the file's name says nothing of a child."""
    meeting = queries.get_meeting(request.actor, meeting_id)
    named = f'attachment; filename="{_("minutes")}-{meeting.row.number}.pdf"'
    return HttpResponse(
        set_minutes(_sheet(meeting)),
        content_type="application/pdf",
        headers={"Content-Disposition": named, "Cache-Control": "no-store"},
    )


def _head(meeting: MeetingDetail) -> dict[str, Any]:
    quorum = _("reached") if meeting.quorum.is_reached else _("not reached")
    facts = [
        (_("Number"), meeting.row.number),
        (_("Day and time"), moment_in_words(meeting.row.starts_at)),
        (_("Venue"), meeting.row.venue or "–"),
        (_("Chair"), meeting.chair),
        (_("Quorum"), f"{meeting.quorum.present}/{meeting.quorum.needed}, {quorum}"),
    ]
    if meeting.case_number:
        facts.insert(1, (_("Case"), meeting.case_number))
    return {
        "agency": next((row.agency for row in meeting.invitations if row.is_convener), meeting.row.agency),
        "title": _("Minutes"),
        "subject": meeting.row.subject or meeting.row.kind_label,
        "facts": facts,
    }


def _sheet(meeting: MeetingDetail) -> dict[str, Any]:
    head = _head(meeting)
    return {
        **head,
        "facts": [[label, str(value)] for label, value in head["facts"]],
        "words": {
            "there": _("Who was there"),
            "said": _("What was said"),
            "decided": _("What was decided"),
            "otherwise": _("Other views"),
            "signatures": _("Signatures"),
        },
        "people_head": [_("Agency"), _("Person"), _("Present"), _("May commit the agency?")],
        "people": [
            [
                row.agency,
                row.person or "–",
                _("present") if row.was_present else "–",
                ": ".join(one for one in (row.mandate_label, row.limits) if one) or "–",
            ]
            for row in meeting.invitations
        ],
        "items": [[f"{one.position}. {one.title}", one.minutes or "–"] for one in meeting.items],
        "decision_head": [_("No."), _("Decision"), _("Agency"), _("By when"), _("What will show it")],
        "decisions": [
            [str(one.position), one.words, one.agency, day_in_words(one.due_on), one.evidence_label]
            for one in meeting.decisions
        ],
        "dissents": [[one.agency, one.words] for one in meeting.dissents],
        "signatures": [
            {
                "agency": row.agency,
                "state": row.signature_label or "–",
                "by": f"{row.signed_by}, {moment_in_words(row.signed_at)}" if row.signed_at else "",
                "objection": row.objection,
            }
            for row in meeting.invitations
            if row.was_present
        ],
        "foot": meeting.row.number,
    }
