"""Who may do what to this report or this case. Whether it is the moment is said by the actions' refusals."""

from anyam.casework.cases.models import Case, Report
from anyam.foundation.access import Actor, Permission
from anyam.foundation.access.choices import Part
from anyam.foundation.access.visibility import may_read, may_write


def may_see_reporter(actor: Actor, report: Report) -> bool:
    """The reporter is known to intake and to whoever took the report; a reporter who becomes known can be harmed."""
    return may_read(actor, report.pk, Part.REPORTER)


def may_triage(actor: Actor, report: Report) -> bool:
    return actor.may(Permission.TRIAGE_REPORT) and report.state in {"waiting", "triaged"}


def may_open_case(actor: Actor, report: Report) -> bool:
    return actor.may(Permission.OPEN_CASE) and report.state == "triaged"


def may_answer_without_case(actor: Actor, report: Report) -> bool:
    return actor.may(Permission.TRIAGE_REPORT) and report.state == "triaged"


def may_work_on(actor: Actor, case: Case, permission: Permission, *, writes: bool) -> bool:
    """For cases within sight: the permission is held, the case is open, and it was given for work, not only to read."""
    return actor.may(permission) and case.state == "open" and writes


def may_reopen(actor: Actor, case: Case, *, writes: bool) -> bool:
    return writes and actor.may(Permission.REOPEN_CASE) and case.state == "closed"


def may_merge(actor: Actor, case: Case) -> bool:
    """Supervisors who may work on the case judge whether two records are of one child."""
    return actor.may(Permission.MERGE_PEOPLE) and may_write(actor, case.pk)


def may_give_access(actor: Actor, case: Case) -> bool:
    """Managers and supervisors who may work on the case decide who else sees it."""
    return actor.may(Permission.GIVE_ACCESS) and may_write(actor, case.pk)
