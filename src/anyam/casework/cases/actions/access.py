"""Who comes to see a report or a case by the ordinary course of the work, and when that ends."""

from uuid import UUID

from anyam.casework.cases.models import Case, ReportedChild
from anyam.foundation.access import Actor, Role
from anyam.foundation.access.choices import Level, Part, Reason
from anyam.foundation.access.granting import Given, Principal, end_access, grant_access

OF_REPORT = frozenset({Part.WORK, Part.IDENTITY, Part.ADDRESS, Part.NARRATIVE})
OF_CASE = OF_REPORT | {Part.HEALTH, Part.LEGAL, Part.FILES}
WITH_REPORTER = OF_REPORT | {Part.REPORTER}
AT_WORK = (Reason.MANAGER, Reason.WORKER)
BEYOND_THE_AGENCY = (Reason.REFERRAL, Reason.CONFERENCE, Reason.COURT_ORDER, Reason.BREAK_GLASS)
"""What a closed case no longer needs."""


def open_to_intake(actor: Actor, report_id: UUID) -> tuple[UUID, ...]:
    """A new report: to whoever takes it, to the agency's intake and to its supervisors. The grants' numbers."""
    agency_id = actor.agency_id
    assert agency_id is not None, "reports are taken for an agency"
    return grant_access(
        actor,
        report_id,
        Given(Principal.seat(actor.person_id, agency_id), Reason.TOOK_REPORT, WITH_REPORTER, Level.WRITE),
        Given(Principal.office(agency_id, Role.FRONT_OFFICE), Reason.INTAKE, WITH_REPORTER, Level.WRITE),
        Given(Principal.office(agency_id, Role.CASE_MANAGER), Reason.INTAKE, OF_REPORT, Level.WRITE),
        Given(Principal.office(agency_id, Role.SUPERVISOR), Reason.SUPERVISION, WITH_REPORTER, Level.WRITE),
    )


def close_to_intake(actor: Actor, report_id: UUID) -> None:
    """A case was opened: whoever only received reports has no purpose left for this one."""
    end_access(actor, dossier_id=report_id, reasons=[Reason.INTAKE])


def open_to_supervisors(actor: Actor, case_id: UUID, agency_id: UUID) -> tuple[UUID, ...]:
    supervisors = Principal.office(agency_id, Role.SUPERVISOR)
    return grant_access(actor, case_id, Given(supervisors, Reason.SUPERVISION, OF_CASE, Level.WRITE))


def give_to_holders(
    actor: Actor, case: Case, manager_id: UUID, worker_id: UUID | None, source_event: int | None
) -> None:
    """The case and the reports behind it belong to these two now, and to nobody who held them before."""
    holders = {manager_id: Reason.MANAGER} | ({worker_id: Reason.WORKER} if worker_id else {})
    holders[manager_id] = Reason.MANAGER
    for dossier_id, parts in {case.pk: OF_CASE, **dict.fromkeys(_reports_of(case), OF_REPORT)}.items():
        end_access(actor, dossier_id=dossier_id, reasons=AT_WORK)
        given = [
            Given(Principal.seat(user_id, case.agency_id), reason, parts, Level.WRITE)
            for user_id, reason in holders.items()
        ]
        grant_access(actor, dossier_id, *given, source_event=source_event)


def give_report_to_holders(actor: Actor, case: Case, report_id: UUID) -> None:
    """A report joined a running case: those who hold the case see it too."""
    holders = {case.manager_id: Reason.MANAGER} | (
        {case.worker_id: Reason.WORKER} if case.worker_id and case.worker_id != case.manager_id else {}
    )
    given = [
        Given(Principal.seat(user_id, case.agency_id), reason, OF_REPORT, Level.WRITE)
        for user_id, reason in holders.items()
    ]
    grant_access(actor, report_id, *given)


def _reports_of(case: Case) -> list[UUID]:
    return list(ReportedChild.objects.filter(case=case).values_list("report_id", flat=True).distinct())
