"""Cases as the data protection officer meets them: by number, as what is kept too long, and as a file to copy."""

from datetime import datetime, time
from uuid import UUID

from anyam.casework.cases.choices import CaseState, ContactKind
from anyam.casework.cases.models import (
    Case,
    Contact,
    Goal,
    Narrative,
    ReportedChild,
    ReportedPerson,
    Reporter,
)
from anyam.casework.cases.queries.refs import ref_of
from anyam.casework.cases.results import CaseFile, CaseRef, ClosedCase
from anyam.foundation.access import Actor, NotFound, Permission, query, require, require_any
from anyam.foundation.access.row_context import acting
from anyam.foundation.core import clock
from anyam.registry.agencies import queries as agencies
from anyam.registry.families import queries as families
from anyam.registry.people import queries as people

_SYSTEM = Actor.system("data protection")
MOST_CLOSED = 500


@query
def case_known_by_number(actor: Actor, number: str) -> CaseRef:
    """The case with this number in the officer's district; NotFound for a number of nobody."""
    require_any(actor, Permission.HANDLE_RIGHTS, Permission.MANAGE_RETENTION, Permission.HANDLE_BREACHES)
    with acting(_SYSTEM):
        found = Case.objects.select_related("agency").filter(number=number.strip().upper()).first()
    if found is None or not _is_ours(actor, found):
        raise NotFound("case")
    return ref_of(found)


@query
def closed_cases(actor: Actor, before: datetime, limit: int = MOST_CLOSED) -> list[ClosedCase]:
    """The cases of the district closed before a moment, the oldest first, with the reason of their last closure."""
    require(actor, Permission.MANAGE_RETENTION)
    found = Case.objects.filter(state=CaseState.CLOSED, closed_at__lt=before)
    if not actor.is_system:
        found = found.filter(agency__district_code=actor.district_code)
    with acting(_SYSTEM):
        rows = list(found.order_by("closed_at").prefetch_related("closures")[:limit])
    return [ClosedCase(case.pk, case.number, _closed(case), _reason(case)) for case in rows]


@query
def reported_names_of(actor: Actor, case_id: UUID) -> tuple[tuple[str, UUID | None, str], ...]:
    """Relation, person and name of everybody reported in a case: only to judge whether a requester is one of them."""
    require(actor, Permission.HANDLE_RIGHTS)
    found = ReportedPerson.objects.filter(report__children__case_id=case_id).order_by("id").distinct()
    with acting(_SYSTEM):
        rows = list(found.values_list("relation", "person_id"))
    names = people.names_of(_SYSTEM, [person for _relation, person in rows if person])
    return tuple((r, p, names[p].full_name if p in names else "") for r, p in rows)


@query
def file_of_case(actor: Actor, case_id: UUID) -> CaseFile:
    """Everything of a case that may enter a copy, and every other name that must not."""
    require(actor, Permission.HANDLE_RIGHTS)
    with acting(_SYSTEM):
        return _file(actor, case_id)


def _file(actor: Actor, case_id: UUID) -> CaseFile:
    case = Case.objects.select_related("agency").filter(pk=case_id).first()
    if case is None or not _is_ours(actor, case):
        raise NotFound("case")
    reports = list(ReportedChild.objects.filter(case_id=case_id).values_list("report_id", flat=True))
    contacts = list(Contact.objects.filter(case_id=case_id).order_by("held_on"))
    short = agencies.agency_names(_SYSTEM, {contact.agency_id for contact in contacts})
    # What a reporter told can show who told it, whatever names are left out: it enters no copy.
    told = Narrative.objects.filter(case_id=case_id)
    zone = clock.local(clock.now()).tzinfo
    return CaseFile(
        case_id=case.pk,
        number=case.number,
        child_id=case.child_id,
        opened_at=case.opened_at,
        closed_at=case.closed_at,
        contacts=tuple(
            (
                datetime.combine(c.held_on, time(12), tzinfo=zone),
                str(ContactKind(c.kind).label),
                short[c.agency_id].short_name,
            )
            for c in contacts
        ),
        goals=tuple(goal.text for goal in Goal.objects.filter(plan__case_id=case_id)),
        narratives=tuple((n.written_at, n.text) for n in told.order_by("written_at") if n.text),
        other_names=_other_names(case, reports, contacts),
    )


def _other_names(case: Case, reports: list[UUID], contacts: list[Contact]) -> tuple[str, ...]:
    """Reporters, reported people, kin, other children of the reports, and whoever was met."""
    names = {reporter.name for reporter in Reporter.objects.filter(report_id__in=reports)}
    names |= {contact.with_whom for contact in contacts}
    ids = set(
        ReportedPerson.objects.filter(report_id__in=reports, person__isnull=False).values_list(
            "person_id", flat=True
        )
    )
    ids |= set(ReportedChild.objects.filter(report_id__in=reports).values_list("person_id", flat=True))
    ids |= families.kin_of(_SYSTEM, case.child_id)
    known = people.names_of(_SYSTEM, ids - {case.child_id})
    names |= {name for one in known.values() for name in (one.full_name, one.nickname)}
    return tuple(sorted(name for name in names if name))


def _is_ours(actor: Actor, case: Case) -> bool:
    return actor.is_system or case.agency.district_code == actor.district_code


def _closed(case: Case) -> datetime:
    assert case.closed_at is not None
    return case.closed_at


def _reason(case: Case) -> str:
    standing = [closure for closure in case.closures.all() if closure.reopened_at is None]
    return standing[0].reason if standing else ""
