"""The invented child and the people around her."""

from __future__ import annotations

from datetime import timedelta
from typing import Any

from django.utils.translation import gettext as _

from anyam.foundation.core import clock

from .. import parts


def case_samples() -> dict[str, Any]:
    now, today = clock.now(), clock.today()
    return {
        "sub_nav": [
            parts.Link(_("Summary"), "#", current=True),
            parts.Link(_("Already known"), "#"),
            parts.Link(_("Assessment"), "#"),
            parts.Link(_("Plan"), "#"),
            parts.Link(_("Referrals"), "#", 2),
            parts.Link(_("Services and contacts"), "#"),
            parts.Link(_("Family"), "#"),
            parts.Link(_("Access"), "#"),
        ],
        "stages": [
            parts.Stage(_("Report"), "done"),
            parts.Stage(_("Triage"), "done"),
            parts.Stage(_("Assessment"), "done"),
            parts.Stage(_("Plan and services"), "here", _("for 12 days")),
            parts.Stage(_("Review")),
            parts.Stage(_("Closing")),
        ],
        "timeline": [
            parts.TimelineEntry(
                _("RSUD Melati accepted the referral"),
                now - timedelta(hours=5),
                by="dr. Ratna, RSUD Melati",
                url="#",
            ),
            parts.TimelineEntry(
                _("Referral sent to RSUD Melati: health check"),
                now - timedelta(days=1, hours=2),
                by="Dewi, PKSAI",
                text=_("No new interview is needed. The summary was attached with the carer's consent."),
            ),
            parts.TimelineEntry(
                _("Service plan agreed"), now - timedelta(days=3), by="Dewi, PKSAI", kind="milestone"
            ),
            parts.TimelineEntry(
                _("Home visit"),
                now - timedelta(days=4),
                by="Bagus, PKSAI",
                text=_("Ibu and grandmother were there."),
            ),
            parts.TimelineEntry(
                _("Risk raised to high"), now - timedelta(days=6), by="Dewi, PKSAI", kind="alarm"
            ),
            parts.TimelineEntry(
                _("Case opened"), now - timedelta(days=15), by="Wulan, PKSAI", kind="milestone"
            ),
        ],
        "next_steps": [
            parts.NextStep(_("First home visit"), today - timedelta(days=1), "#", "Bagus, PKSAI"),
            parts.NextStep(
                _("Answer of the police (women and children unit)"), now + timedelta(hours=6), "#"
            ),
            parts.NextStep(_("Case meeting"), today + timedelta(days=4), "#", _("Five agencies invited")),
        ],
        "parties": [
            parts.Party(
                "PKSAI Kabupaten Contoh",
                "PK",
                _("Manages the case"),
                "Dewi Anggraini",
                "+6281234567221",
                today - timedelta(days=15),
                sector=1,
            ),
            parts.Party(
                "RSUD Melati",
                "RS",
                _("Health check"),
                "dr. Ratna",
                "+622140455500",
                today - timedelta(days=1),
                _("Accepted"),
                "green",
                sector=3,
            ),
            parts.Party(
                "Polres Contoh, Unit PPA",
                "PO",
                _("Investigation"),
                "",
                "110",
                today - timedelta(days=2),
                _("Waiting for an answer"),
                "orange",
                sector=5,
            ),
            parts.Party("Dinas Pendidikan", "DP", _("Back to school"), state=_("Planned"), sector=4),
        ],
        "facts": [
            parts.SummaryRow(
                _("Lives with"),
                _("Grandmother, since her mother works abroad"),
                "#",
                _("the grandmother"),
                today - timedelta(days=12),
                "Dewi, PKSAI",
            ),
            parts.SummaryRow(
                _("School"), _("Grade 3, absent for four weeks"), "#", _("the class teacher"), today
            ),
            parts.SummaryRow(_("Identity papers"), "", "#"),
        ],
    }
