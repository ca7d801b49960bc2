"""An open case of a child of a certain age, by the actions of the front office."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from uuid import UUID

from anyam.casework.cases import actions as cases
from anyam.foundation.core import clock
from tests.cast import Cast, a_report

_DIGITS = ("nol", "satu", "dua", "tiga", "empat", "lima", "enam", "tuju", "lapan", "bilan")


def a_case_of(cast: Cast, years: int) -> UUID:
    """The child is `years` old, and has a name of its own by the age; Dewi manages, Yusuf works."""
    report = a_report()
    child = replace(
        report.children[0],
        full_name=f"Anak {_DIGITS[years // 10]} {_DIGITS[years % 10]}",
        nickname="",
        birth_on=date(clock.today().year - years, 1, 2),
    )
    manager_id, worker_id = cast.dewi.person_id, cast.yusuf.person_id
    report_id = cases.take_report(cast.ratna, report=replace(report, children=(child,)))
    cases.triage_report(cast.ratna, report_id=report_id, facts={})
    case_id = cases.open_cases(cast.ningsih, report_id=report_id, manager_id=manager_id)
    cases.assign_case(cast.ningsih, case_id=case_id, manager_id=manager_id, worker_id=worker_id)
    return case_id
