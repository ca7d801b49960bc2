"""Invented work, referrals, services, notices and search results."""

from __future__ import annotations

from datetime import timedelta

from django.utils.translation import gettext as _

from anyam.foundation.core import clock

from .. import parts


def due_groups() -> list[parts.DueGroup]:
    now, today = clock.now(), clock.today()
    item = parts.WorkItem
    return [
        parts.DueGroup(
            "overdue",
            _("Overdue"),
            (
                item(
                    _("First home visit"),
                    "#",
                    today - timedelta(days=1),
                    ("AN-2026-0147", _("girl, 9 years"), "Pandan"),
                    "high",
                    _("Grandmother asks us to come in the afternoon."),
                ),
            ),
        ),
        parts.DueGroup(
            "today",
            _("Due today"),
            (
                item(
                    _("Answer a referral from RSUD Melati"),
                    "#",
                    now + timedelta(hours=6),
                    ("AN-2026-0163", "Telaga"),
                    "medium",
                ),
                item(
                    _("Triage of a new report"),
                    "#",
                    now + timedelta(hours=2),
                    (_("received at 08.10"), _("by phone")),
                    "",
                ),
            ),
        ),
        parts.DueGroup(
            "soon",
            _("This week"),
            (
                item(
                    _("Review of the plan"),
                    "#",
                    today + timedelta(days=3),
                    ("AN-2026-0098", _("boy, 14 years")),
                    "low",
                ),
            ),
        ),
    ]


def referrals() -> list[parts.ReferralCard]:
    now = clock.now()
    return [
        parts.ReferralCard(
            _("Health check after a report of violence"),
            "#",
            _("New"),
            "blue",
            "PKSAI Kabupaten Contoh",
            "RSUD Melati",
            now + timedelta(hours=6),
            now - timedelta(hours=18),
            "high",
            (_("girl, 9 years"), "Pandan"),
            _("A summary is attached. The child need not tell it again."),
            (parts.Link(_("Answer"), "#"), parts.Link(_("Ask something"), "#")),
        ),
        parts.ReferralCard(
            _("Place in a safe house"),
            "#",
            _("No answer in time"),
            "red",
            "PKSAI Kabupaten Contoh",
            "Rumah Aman Kenanga",
            now - timedelta(hours=27),
            now - timedelta(hours=51),
            "medium",
            (_("boy, 14 years"), "Telaga"),
            "",
            (parts.Link(_("Remind by phone"), "#"),),
        ),
        parts.ReferralCard(
            _("Birth certificate"),
            "#",
            _("Accepted"),
            "green",
            "PKSAI Kabupaten Contoh",
            "Dinas Dukcapil",
            now + timedelta(days=3),
            now - timedelta(days=1),
            "low",
            (_("boy, 4 years"),),
        ),
    ]


def services() -> list[parts.ServiceCard]:
    today = clock.today()
    return [
        parts.ServiceCard(
            _("Health check and medical report"),
            "RSUD Melati",
            "#",
            "RS",
            "+622140455500",
            3,
            "open",
            today - timedelta(days=6),
            need_words=_("Health, medico-legal"),
            age_words=_("0 to 18 years"),
            area_words=_("Whole district"),
            hours=_("Every day, 24 hours"),
            cost=_("Free for children"),
            choose_url="#",
        ),
        parts.ServiceCard(
            _("Counselling for children"),
            "Puskesmas Pandan",
            "#",
            "PP",
            "+6281234567890",
            3,
            "limited",
            today - timedelta(days=20),
            need_words=_("Psychological help"),
            age_words=_("6 to 18 years"),
            area_words="Pandan, Telaga",
            hours=_("Monday to Thursday, 08.00 to 14.00"),
        ),
        parts.ServiceCard(
            _("Safe house"),
            "Rumah Aman Kenanga",
            "#",
            "KE",
            "129",
            2,
            "full",
            today - timedelta(days=2),
            need_words=_("Shelter"),
            age_words=_("0 to 18 years"),
            area_words=_("Whole district"),
            hours=_("Every day, 24 hours"),
        ),
        parts.ServiceCard(
            _("Legal aid"),
            "LBH Anak Contoh",
            "#",
            "LB",
            "+628111222333",
            5,
            "open",
            today - timedelta(days=90),
            True,
            need_words=_("Legal aid"),
        ),
    ]


def notices() -> list[parts.Notice]:
    now = clock.now()
    return [
        parts.Notice(_("A referral waits for your answer"), "#", now - timedelta(minutes=20)),
        parts.Notice(_("A plan is due for review"), "#", now - timedelta(hours=5), text=_("Due on Friday.")),
        parts.Notice(_("A referral was accepted"), "#", now - timedelta(days=1), is_read=True),
    ]


def hits() -> list[parts.SearchHit]:
    return [
        parts.SearchHit(
            "AN-2026-0147 · S••• A•••••",
            "#",
            _("Case"),
            "high",
            (_("girl, 9 years"), "Pandan", "Dewi, PKSAI"),
        ),
        parts.SearchHit(
            _("Counselling for children"),
            "#",
            _("Service"),
            "",
            ("Puskesmas Pandan",),
            _("Monday to Thursday"),
        ),
    ]
