"""Who may do what to this report or this case. Whether it is the moment is said by the actions' refusals."""

from anyam.casework.cases.models import Case, Report
from anyam.foundation.access import Actor, Permission, Role


def may_see_reporter(actor: Actor, report: Report) -> bool:
    """The reporter is known to intake and to whoever took the report; a reporter who becomes known can be harmed."""
    if actor.is_system or report.received_by_id == actor.user_id:
        return True
    return report.agency_id == actor.agency_id and actor.is_any(Role.FRONT_OFFICE, Role.SUPERVISOR)


def may_triage(actor: Actor, report: Report) -> bool:
    return actor.may(Permission.TRIAGE_REPORT) and report.state in {"waiting", "triaged"}


def may_open_case(actor: Actor, report: Report) -> bool:
    return actor.may(Permission.OPEN_CASE) and report.state == "triaged"


def may_answer_without_case(actor: Actor, report: Report) -> bool:
    return actor.may(Permission.TRIAGE_REPORT) and report.state == "triaged"


def may_work_on(actor: Actor, case: Case, permission: Permission) -> bool:
    """For cases within sight: the permission is held and the case is open."""
    return actor.may(permission) and case.state == "open"


def may_reopen(actor: Actor, case: Case) -> bool:
    return actor.may(Permission.REOPEN_CASE) and case.state == "closed"
