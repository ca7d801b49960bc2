"""A colleague stands in for a time: the case and the reports behind it open, and shut by themselves on a day."""

from datetime import datetime
from uuid import UUID

from anyam.casework.cases.actions.access import OF_CASE, OF_REPORT
from anyam.casework.cases.events import AccessEnded, AccessGiven
from anyam.casework.cases.models import Case, ReportedChild
from anyam.foundation.access import Actor, step
from anyam.foundation.access.choices import Level, Reason
from anyam.foundation.access.granting import Given, Principal, end_access, grant_access, name_source
from anyam.foundation.access.row_context import acting
from anyam.foundation.access.visibility import blocks_on
from anyam.foundation.events.recording import record

_SYSTEM = Actor.system("standing in")


@step
def open_to_stand_in(actor: Actor, case_id: UUID, *, user_id: UUID, until: datetime) -> bool:
    """Give the case to somebody of its own agency until a moment; False where that must not be."""
    with acting(_SYSTEM):
        if blocks_on(case_id).filter(user_id=user_id).exists():
            return False
        case = Case.objects.get(pk=case_id)
        seat, level = Principal.seat(user_id, case.agency_id), Level.WRITE
        given = Given(seat, Reason.STAND_IN, OF_CASE, level, until=until)
        grants = grant_access(actor, case_id, given)
        for report_id in _reports_of(case):
            of_report = Given(seat, Reason.STAND_IN, OF_REPORT, level, until=until)
            grants = (*grants, *grant_access(actor, report_id, of_report))
        parts = tuple(sorted(OF_CASE))
        told = AccessGiven(
            case_id, case_id, case.agency_id, user_id, case.agency_id, Reason.STAND_IN, parts, until
        )
        name_source(actor, grants, record(actor, told))
    return True


@step
def close_to_stand_in(actor: Actor, case_id: UUID, *, user_id: UUID) -> None:
    """End at this moment what was opened to a stand-in."""
    with acting(_SYSTEM):
        case = Case.objects.get(pk=case_id)
        seat = Principal.seat(user_id, case.agency_id).id
        ended = 0
        for dossier_id in (case_id, *_reports_of(case)):
            ended += end_access(actor, dossier_id=dossier_id, principal=seat, reasons=[Reason.STAND_IN])
        if ended:
            ended_for = (case_id, case_id, case.agency_id, user_id, case.agency_id)
            record(actor, AccessEnded(*ended_for, Reason.STAND_IN))


def _reports_of(case: Case) -> list[UUID]:
    return list(ReportedChild.objects.filter(case=case).values_list("report_id", flat=True).distinct())
