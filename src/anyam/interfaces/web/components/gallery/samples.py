"""The invented child, agencies and services of the gallery."""

from __future__ import annotations

from datetime import timedelta
from typing import Any

from django.utils.translation import gettext as _

from anyam.foundation.core import clock
from anyam.foundation.core.results import Page

from .. import parts
from ..icons import icon_names


# What someone in a hurry might type.
WRONG = {"wrong-name": "", "wrong-nik": "12 34", "wrong-phone": "ask the neighbour", "wrong-village_text": "sumber"}


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
        "groups": _due_groups(),
        "referrals": _referrals(),
        "services": _services(),
        "goals": _goals(),
        "lanes": _lanes(),
        "tasks": _tasks(),
        "notices": _notices(),
        "hits": _hits(),
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
                _("RSUD Melati accepted the referral"), now - timedelta(hours=5), by="dr. Ratna, RSUD Melati", url="#"
            ),
            parts.TimelineEntry(
                _("Referral sent to RSUD Melati: health check"),
                now - timedelta(days=1, hours=2),
                by="Dewi, PKSAI",
                text=_("No new interview is needed. The summary was attached with the carer's consent."),
            ),
            parts.TimelineEntry(_("Service plan agreed"), now - timedelta(days=3), by="Dewi, PKSAI", kind="milestone"),
            parts.TimelineEntry(
                _("Home visit"), now - timedelta(days=4), by="Bagus, PKSAI", text=_("Ibu and grandmother were there.")
            ),
            parts.TimelineEntry(_("Risk raised to high"), now - timedelta(days=6), by="Dewi, PKSAI", kind="alarm"),
            parts.TimelineEntry(_("Case opened"), now - timedelta(days=15), by="Wulan, PKSAI", kind="milestone"),
        ],
        "next_steps": [
            parts.NextStep(_("First home visit"), today - timedelta(days=1), "#", "Bagus, PKSAI"),
            parts.NextStep(_("Answer of the police (women and children unit)"), now + timedelta(hours=6), "#"),
            parts.NextStep(_("Case meeting"), today + timedelta(days=4), "#", _("Five agencies invited")),
        ],
        "parties": [
            parts.Party(
                "PKSAI Kabupaten Contoh", "PK", _("Manages the case"), "Dewi Anggraini", "+6281234567221",
                today - timedelta(days=15), sector=1,
            ),  # fmt: skip
            parts.Party(
                "RSUD Melati", "RS", _("Health check"), "dr. Ratna", "+622140455500", today - timedelta(days=1),
                _("Accepted"), "green", sector=3,
            ),  # fmt: skip
            parts.Party(
                "Polres Contoh, Unit PPA", "PO", _("Investigation"), "", "110", today - timedelta(days=2),
                _("Waiting for an answer"), "orange", sector=5,
            ),  # fmt: skip
            parts.Party("Dinas Pendidikan", "DP", _("Back to school"), state=_("Planned"), sector=4),
        ],
        "facts": [
            parts.SummaryRow(
                _("Lives with"), _("Grandmother, since her mother works abroad"), "#", _("the grandmother"),
                today - timedelta(days=12), "Dewi, PKSAI",
            ),  # fmt: skip
            parts.SummaryRow(_("School"), _("Grade 3, absent for four weeks"), "#", _("the class teacher"), today),
            parts.SummaryRow(_("Identity papers"), "", "#"),
        ],
    }


def _due_groups() -> list[parts.DueGroup]:
    now, today = clock.now(), clock.today()
    item = parts.WorkItem
    return [
        parts.DueGroup("overdue", _("Overdue"), (
            item(_("First home visit"), "#", today - timedelta(days=1), ("AN-2026-0147", _("girl, 9 years"), "Pandan"), "high",
                 _("Grandmother asks us to come in the afternoon.")),
        )),
        parts.DueGroup("today", _("Due today"), (
            item(_("Answer a referral from RSUD Melati"), "#", now + timedelta(hours=6), ("AN-2026-0163", "Telaga"), "medium"),
            item(_("Triage of a new report"), "#", now + timedelta(hours=2), (_("received at 08.10"), _("by phone")), ""),
        )),
        parts.DueGroup("soon", _("This week"), (
            item(_("Review of the plan"), "#", today + timedelta(days=3), ("AN-2026-0098", _("boy, 14 years")), "low"),
        )),
    ]  # fmt: skip


def _referrals() -> list[parts.ReferralCard]:
    now = clock.now()
    return [
        parts.ReferralCard(
            _("Health check after a report of violence"), "#", _("New"), "blue", "PKSAI Kabupaten Contoh", "RSUD Melati",
            now + timedelta(hours=6), now - timedelta(hours=18), "high", (_("girl, 9 years"), "Pandan"),
            _("A summary is attached. The child need not tell it again."),
            (parts.Link(_("Answer"), "#"), parts.Link(_("Ask something"), "#")),
        ),
        parts.ReferralCard(
            _("Place in a safe house"), "#", _("No answer in time"), "red", "PKSAI Kabupaten Contoh", "Rumah Aman Kenanga",
            now - timedelta(hours=27), now - timedelta(hours=51), "medium", (_("boy, 14 years"), "Telaga"), "",
            (parts.Link(_("Remind by phone"), "#"),),
        ),
        parts.ReferralCard(
            _("Birth certificate"), "#", _("Accepted"), "green", "PKSAI Kabupaten Contoh", "Dinas Dukcapil",
            now + timedelta(days=3), now - timedelta(days=1), "low", (_("boy, 4 years"),),
        ),
    ]  # fmt: skip


def _services() -> list[parts.ServiceCard]:
    today = clock.today()
    return [
        parts.ServiceCard(
            _("Health check and medical report"), "RSUD Melati", "#", "RS", "+622140455500", 3, "open", today - timedelta(days=6),
            need_words=_("Health, medico-legal"), age_words=_("0 to 18 years"), area_words=_("Whole district"),
            hours=_("Every day, 24 hours"), cost=_("Free for children"), choose_url="#",
        ),
        parts.ServiceCard(
            _("Counselling for children"), "Puskesmas Pandan", "#", "PP", "+6281234567890", 3, "limited",
            today - timedelta(days=20), need_words=_("Psychological help"), age_words=_("6 to 18 years"),
            area_words="Pandan, Telaga", hours=_("Monday to Thursday, 08.00 to 14.00"),
        ),
        parts.ServiceCard(
            _("Safe house"), "Rumah Aman Kenanga", "#", "KE", "129", 2, "full", today - timedelta(days=2),
            need_words=_("Shelter"), age_words=_("0 to 18 years"), area_words=_("Whole district"), hours=_("Every day, 24 hours"),
        ),
        parts.ServiceCard(
            _("Legal aid"), "LBH Anak Contoh", "#", "LB", "+628111222333", 5, "open", today - timedelta(days=90), True,
            need_words=_("Legal aid"),
        ),
    ]  # fmt: skip


def _goals() -> list[parts.Goal]:
    today = clock.today()
    action = parts.PlanAction
    return [
        parts.Goal(_("The child is safe at home"), (
            action(_("Agree on a safety plan with the grandmother"), "Dewi, PKSAI", today - timedelta(days=2), _("Done"), "green",
                   is_done=True),
            action(_("Visit at home every week"), "Bagus, PKSAI", today + timedelta(days=1), _("Running"), "blue", "#"),
            action(_("Hear the reported person"), "Polres, Unit PPA", today - timedelta(days=1), _("Blocked"), "red", "#",
                   _("Waits for an interpreter")),
        ), _("Running"), "blue", 1, 3),
        parts.Goal(_("The child is back at school"), (
            action(_("Talk with the head teacher"), "Dinas Pendidikan", today + timedelta(days=9), _("Not started")),
        ), _("Not started"), "", 0, 1),
    ]  # fmt: skip


def _lanes() -> list[parts.Lane]:
    today = clock.today()
    ticket = parts.Ticket
    return [
        parts.Lane(_("Not started"), "waiting", (
            ticket(_("Talk with the head teacher"), today + timedelta(days=9), "Dinas Pendidikan", "#", "#"),
        )),
        parts.Lane(_("Running"), "running", (
            ticket(_("Visit at home every week"), today + timedelta(days=1), "Bagus, PKSAI", "#", "#"),
            ticket(_("Health check"), today + timedelta(days=2), "RSUD Melati", "#", "#"),
        )),
        parts.Lane(_("Blocked"), "blocked", (
            ticket(_("Hear the reported person"), today - timedelta(days=1), "Polres, Unit PPA", "#", "#"),
        )),
        parts.Lane(_("Done"), "done"),
    ]  # fmt: skip


def _tasks() -> list[parts.Task]:
    return [
        parts.Task(_("Safety"), _("Complete"), "#", "green"),
        parts.Task(_("Family and carers"), _("3 of 5 answered"), "#", "blue", _("Two facts are already known.")),
        parts.Task(_("Health"), _("Not started"), "#"),
        parts.Task(_("Strengths and wishes of the child"), _("Can wait"), "", "outline"),
    ]


def _notices() -> list[parts.Notice]:
    now = clock.now()
    return [
        parts.Notice(_("A referral waits for your answer"), "#", now - timedelta(minutes=20)),
        parts.Notice(_("A plan is due for review"), "#", now - timedelta(hours=5), text=_("Due on Friday.")),
        parts.Notice(_("A referral was accepted"), "#", now - timedelta(days=1), is_read=True),
    ]


def _hits() -> list[parts.SearchHit]:
    return [
        parts.SearchHit("AN-2026-0147 · S••• A•••••", "#", _("Case"), "high", (_("girl, 9 years"), "Pandan", "Dewi, PKSAI")),
        parts.SearchHit(_("Counselling for children"), "#", _("Service"), "", ("Puskesmas Pandan",), _("Monday to Thursday")),
    ]
