"""An open case of a child of a certain age, by the actions of the front office."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from uuid import UUID

from anyam.casework.cases import actions as cases
from anyam.foundation.core import clock
from tests.cast import Cast, a_report

NAMES = {
    years: name
    for years, name in enumerate(
        ["nol", "satu", "dua", "tiga", "empat", "lima", "enam", "tuju", "lapan", "bilan"]
    )
}


def a_case_of(cast: Cast, years: int) -> UUID:
    """The child is `years` old, and has a name of its own by the age; Dewi manages, Yusuf works."""
    report = a_report()
    child = replace(
        report.children[0],
        full_name=f"Anak {NAMES[years // 10]} {NAMES[years % 10]}",
        nickname="",
        birth_on=date(clock.today().year - years, 1, 2),
    )
    report_id = cases.take_report(cast.ratna, report=replace(report, children=(child,)))
    cases.triage_report(cast.ratna, report_id=report_id, facts={})
    assert cast.dewi.user_id is not None and cast.yusuf.user_id is not None
    case_id = cases.open_cases(cast.ningsih, report_id=report_id, manager_id=cast.dewi.user_id)
    cases.assign_case(
        cast.ningsih, case_id=case_id, manager_id=cast.dewi.user_id, worker_id=cast.yusuf.user_id
    )
    return case_id
