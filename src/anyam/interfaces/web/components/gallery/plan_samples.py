"""An invented plan and the sections of an assessment."""

from __future__ import annotations

from datetime import timedelta

from django.utils.translation import gettext as _

from anyam.foundation.core import clock

from .. import parts


def goals() -> list[parts.Goal]:
    today = clock.today()
    action = parts.PlanAction
    return [
        parts.Goal(
            _("The child is safe at home"),
            (
                action(
                    _("Agree on a safety plan with the grandmother"),
                    "Dewi, PKSAI",
                    today - timedelta(days=2),
                    _("Done"),
                    "green",
                    is_done=True,
                ),
                action(
                    _("Visit at home every week"),
                    "Bagus, PKSAI",
                    today + timedelta(days=1),
                    _("Running"),
                    "blue",
                    "#",
                ),
                action(
                    _("Hear the reported person"),
                    "Polres, Unit PPA",
                    today - timedelta(days=1),
                    _("Blocked"),
                    "red",
                    "#",
                    _("Waits for an interpreter"),
                ),
            ),
            _("Running"),
            "blue",
            1,
            3,
        ),
        parts.Goal(
            _("The child is back at school"),
            (
                action(
                    _("Talk with the head teacher"),
                    "Dinas Pendidikan",
                    today + timedelta(days=9),
                    _("Not started"),
                ),
            ),
            _("Not started"),
            "",
            0,
            1,
        ),
    ]


def lanes() -> list[parts.Lane]:
    today = clock.today()
    ticket = parts.Ticket
    return [
        parts.Lane(
            _("Not started"),
            "waiting",
            (
                ticket(
                    _("Talk with the head teacher"), today + timedelta(days=9), "Dinas Pendidikan", "#", "#"
                ),
            ),
        ),
        parts.Lane(
            _("Running"),
            "running",
            (
                ticket(_("Visit at home every week"), today + timedelta(days=1), "Bagus, PKSAI", "#", "#"),
                ticket(_("Health check"), today + timedelta(days=2), "RSUD Melati", "#", "#"),
            ),
        ),
        parts.Lane(
            _("Blocked"),
            "blocked",
            (ticket(_("Hear the reported person"), today - timedelta(days=1), "Polres, Unit PPA", "#", "#"),),
        ),
        parts.Lane(_("Done"), "done"),
    ]


def tasks() -> list[parts.Task]:
    return [
        parts.Task(_("Safety"), _("Complete"), "#", "green"),
        parts.Task(
            _("Family and carers"), _("3 of 5 answered"), "#", "blue", _("Two facts are already known.")
        ),
        parts.Task(_("Health"), _("Not started"), "#"),
        parts.Task(_("Strengths and wishes of the child"), _("Can wait"), "", "outline"),
    ]
