"""The first page of a case: where it stands, what is next, who else is there."""

from uuid import UUID

from anyam.casework.cases import choices
from anyam.casework.cases.choices import ActionState, PlanState
from anyam.casework.cases.models import Case, CaseNeed, PlanAction, Report, ReportedChild
from anyam.casework.cases.queries.changes import looked_before
from anyam.casework.cases.queries.header import find_case, header_of
from anyam.casework.cases.queries.one_child import same_child_cases
from anyam.casework.cases.queries.timeline import timeline_of
from anyam.casework.cases.results import (
    Address,
    AgencyInvolved,
    CaseSummary,
    LinkedCase,
    LinkedReport,
    NextStep,
    TimelineEntry,
)
from anyam.casework.sops import queries as sops
from anyam.casework.sops.choices import SubjectKind, WorkKind
from anyam.casework.sops.results import CaseWork
from anyam.foundation.access import Actor, query
from anyam.foundation.access.choices import Reason
from anyam.foundation.audit.choices import Looked
from anyam.foundation.audit.looks import record_look
from anyam.registry.accounts import queries as accounts
from anyam.registry.agencies import queries as agencies
from anyam.registry.agencies.results import AgencyName
from anyam.registry.families import queries as families
from anyam.registry.people import queries as people

PAGE_OF_SUBJECT: dict[str, str] = {
    SubjectKind.REFERRAL: "referrals",
    SubjectKind.INVITATION: "meetings",
    SubjectKind.DECISION: "meetings",
    SubjectKind.CASE_DECISION: "supervision",
    SubjectKind.HANDOVER: "supervision",
}
PAGE_OF_WORK = {
    WorkKind.RESPOND: "contacts",
    WorkKind.ASSESS: "assessment",
    WorkKind.PLAN: "plan",
    WorkKind.PLAN_ACTION: "plan",
    WorkKind.VISIT: "contacts",
    WorkKind.AFTERCARE: "contacts",
    WorkKind.REVIEW: "reviews",
    WorkKind.CORRECT_DATA: "corrections",
}


@query
def get_case(actor: Actor, case_id: UUID, before: int | None = None) -> CaseSummary:
    """The case's first page; `before` reads on in the timeline. The look is recorded."""
    case = find_case(actor, case_id)
    header = header_of(actor, case, part="summary")
    looked_at = looked_before(actor, case.pk)
    timeline, older_than = timeline_of(actor, case.pk, before, looked_at)
    work = sops.open_work_of_case(actor, case.pk)
    forms, categories = what_was_reported(case)
    return CaseSummary(
        header=header,
        next_steps=_next_steps(actor, work),
        agencies=_agencies_involved(actor, case, work),
        timeline=timeline,
        older_than=older_than,
        violence_forms=choices.violence_forms().labels(forms),
        categories=choices.protection_categories().labels(categories),
        needs=choices.needs().labels(
            tuple(CaseNeed.objects.filter(case=case).values_list("need", flat=True))
        ),
        siblings=(*same_child_cases(actor, case), *linked_cases(actor, case)),
        reports=linked_reports(actor, case),
        address=_address(actor, case),
        looked_before_at=looked_at,
    )


@query
def get_timeline(
    actor: Actor, case_id: UUID, before: int | None = None
) -> tuple[tuple[TimelineEntry, ...], int | None]:
    """A further page of the story."""
    case = find_case(actor, case_id)
    record_look(actor, part=Looked.TIMELINE, subject_id=case.pk, case_id=case.pk)
    return timeline_of(actor, case.pk, before, looked_before(actor, case.pk))


def linked_cases(actor: Actor, case: Case) -> tuple[LinkedCase, ...]:
    """Siblings' cases; those out of sight are named by number only."""
    links = list(case.links.order_by("other_number"))
    in_sight = set(
        Case.objects.visible_to(actor)
        .filter(pk__in=[link.other_id for link in links])
        .values_list("pk", flat=True)
    )
    return tuple(
        LinkedCase(
            link.other_id,
            link.other_number,
            str(choices.LinkKind(link.kind).label),
            link.other_id in in_sight,
        )
        for link in links
    )


def linked_reports(actor: Actor, case: Case) -> tuple[LinkedReport, ...]:
    """The reports behind a case."""
    found = Report.objects.visible_to(actor).filter(children__case=case).order_by("-received_at").distinct()
    return tuple(
        LinkedReport(
            report.pk, report.number, report.received_at, choices.report_channels().label(report.channel)
        )
        for report in found
    )


def what_was_reported(case: Case) -> tuple[tuple[str, ...], tuple[str, ...]]:
    forms: list[str] = []
    categories: list[str] = []
    for child in ReportedChild.objects.filter(case=case).order_by("id"):
        forms += [code for code in child.violence_forms if code not in forms]
        categories += [code for code in child.categories if code not in categories]
    return tuple(forms), tuple(categories)


def _next_steps(actor: Actor, work: list[CaseWork]) -> tuple[NextStep, ...]:
    people_names = accounts.user_names(actor, {one.assignee_id for one in work if one.assignee_id})
    agency_names = agencies.agency_names(actor, {one.agency_id for one in work if one.agency_id})
    return tuple(
        NextStep(
            label=one.label,
            due_at=one.due_at,
            is_overdue=one.is_overdue,
            owner=people_names.get(one.assignee_id, "")
            if one.assignee_id
            else _agency_name(agency_names, one.agency_id),
            page=PAGE_OF_SUBJECT.get(one.subject_kind) or PAGE_OF_WORK.get(one.kind, "summary"),
        )
        for one in work
    )


def _agency_name(names: dict[UUID, AgencyName], agency_id: UUID | None) -> str:
    return names[agency_id].name if agency_id in names else ""


def _agencies_involved(actor: Actor, case: Case, work: list[CaseWork]) -> tuple[AgencyInvolved, ...]:
    """The managing agency first, then those with a part in the agreed plan or an open referral."""
    parts: dict[UUID, str] = {}
    planned = PlanAction.objects.filter(goal__plan__case=case, goal__plan__state=PlanState.AGREED)
    for action in planned.exclude(state=ActionState.DROPPED).order_by("id"):
        label = choices.needs().label(action.need)
        parts[action.agency_id] = (
            f"{parts[action.agency_id]}, {label}" if action.agency_id in parts else label
        )
    for one in work:
        if one.subject_kind == SubjectKind.REFERRAL and one.agency_id and one.agency_id != case.agency_id:
            parts.setdefault(one.agency_id, one.label)
    parts.pop(case.agency_id, None)
    names = agencies.agency_names(actor, [case.agency_id, *parts])
    contacts = agencies.first_contacts(actor, [case.agency_id, *parts])
    manager = accounts.user_names(actor, [case.manager_id]).get(case.manager_id, "")
    own = names[case.agency_id]
    first = AgencyInvolved(own.id, own.name, str(Reason.MANAGER.label), case.opened_at, own.phone, manager)
    return (
        first,
        *(
            AgencyInvolved(
                agency_id,
                names[agency_id].name,
                part,
                case.opened_at,
                names[agency_id].phone,
                contacts.get(agency_id, ""),
            )
            for agency_id, part in parts.items()
        ),
    )


def _address(actor: Actor, case: Case) -> Address | None:
    found = people.address_of(actor, case.child_id, case_id=case.pk)
    advice = families.contact_advice_of(actor, [case.child_id]).get(case.child_id)
    if found is None:
        return Address(advice=advice) if advice else None
    neighbourhood = f"RT {found.rt} RW {found.rw}" if found.rt or found.rw else ""
    return Address(
        text=", ".join(part for part in (found.address, neighbourhood, found.landmark) if part),
        place_name=found.place_name,
        phone=found.phone,
        is_safe_to_call=found.is_safe_to_call,
        is_unsafe_to_visit=found.is_unsafe_to_visit,
        is_secret=found.is_secret,
        contact_note=found.contact_note,
        advice=advice,
    )
