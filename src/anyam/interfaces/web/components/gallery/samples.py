"""The invented child, agencies and services of the gallery."""

from __future__ import annotations

from datetime import timedelta
from typing import Any

from django.utils.translation import gettext as _

from anyam.foundation.core import clock
from anyam.foundation.core.results import Page

from .. import parts
from ..icons import icon_names
from . import list_samples, plan_samples
from .case_samples import case_samples

# What someone in a hurry might type.
WRONG = {
    "wrong-name": "",
    "wrong-nik": "12 34",
    "wrong-phone": "ask the neighbour",
    "wrong-village_text": "sumber",
}


def all_samples() -> dict[str, Any]:
    now, today = clock.now(), clock.today()
    return {
        **case_samples(),
        "icons": icon_names(),
        "late": now - timedelta(days=1, hours=2),
        "soon": now + timedelta(hours=6, minutes=5),
        "tomorrow": today + timedelta(days=1),
        "next_week": today + timedelta(days=6),
        "sent": now - timedelta(hours=18),
        "born": today - timedelta(days=3400),
        "groups": list_samples.due_groups(),
        "referrals": list_samples.referrals(),
        "services": list_samples.services(),
        "goals": plan_samples.goals(),
        "lanes": plan_samples.lanes(),
        "tasks": plan_samples.tasks(),
        "notices": list_samples.notices(),
        "hits": list_samples.hits(),
        "chips": [parts.Chip(_("High risk"), "?"), parts.Chip(_("Pandan"), "?")],
        "views": [
            parts.Link(_("My cases"), "?", 24, current=True),
            parts.Link(_("No contact for 30 days"), "?", 3),
            parts.Link(_("Waiting for an agency"), "?", 7),
        ],
        "page": Page(rows=(), number=2, size=25, total=61, total_is_capped=False, has_next=True),
        "finding": parts.Evidence(
            claim=_("Answers to referrals for health checks take longer than last quarter"),
            evidence=_("14 of 19 referrals were answered after the promised 24 hours."),
            counter_evidence=_("6 of the 14 were sent on a Friday afternoon."),
            confidence=_("Fair: 19 referrals, three months."),
            state=_("Reply asked"),
            tone="yellow",
            url="#",
        ),
        "figure_table": parts.FigureTable(
            (_("Month"), _("Reports")), ((_("August"), "12"), (_("September"), "18"), (_("October"), "15"))
        ),
        "steps": [
            parts.Stage(_("The report"), "done"),
            parts.Stage(_("The child"), "here"),
            parts.Stage(_("Safety")),
            parts.Stage(_("Check")),
        ],
    }
