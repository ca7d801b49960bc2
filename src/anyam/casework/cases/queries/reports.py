"""Reports, for those who take, triage and open."""

from collections.abc import Iterable, Mapping
from datetime import datetime
from uuid import UUID

from django.db.models import Count

from anyam.casework.cases import choices, policies, rules
from anyam.casework.cases.choices import CaseState, Level, NarrativeKind, ReportState
from anyam.casework.cases.models import Case, Narrative, Report, ReportedChild, Reporter
from anyam.casework.cases.queries.again import endings_before
from anyam.casework.cases.queries.managers import list_managers
from anyam.casework.cases.queries.one_child import other_records_in_sight
from anyam.casework.cases.results import (
    ReportDetail,
    ReportedChildRow,
    ReportedPersonRow,
    ReportRow,
    TriageDetail,
    TriageProposal,
)
from anyam.casework.sops import queries as sops
from anyam.foundation.access import Actor, Permission, query, require
from anyam.foundation.access.explaining import explaining_grant
from anyam.foundation.access.row_context import acting
from anyam.foundation.audit.choices import Looked
from anyam.foundation.audit.looks import record_look
from anyam.foundation.core.paging import page_of
from anyam.foundation.core.results import Page
from anyam.registry.accounts import queries as accounts
from anyam.registry.agencies import queries as agencies
from anyam.registry.people import queries as people
from anyam.registry.people.results import PersonName
from anyam.registry.places import queries as places


@query
def find_reports(actor: Actor, *, state: str = "", number: str = "", page: int = 1) -> Page[ReportRow]:
    """The reports the actor may see, of one state or number if given: the newest first, but of those that wait for
    triage the one that has waited longest."""
    require(actor, Permission.SEE_REPORTS)
    found = Report.objects.visible_to(actor).select_related("triage")
    if state in ReportState.values:
        found = found.filter(state=state)
    if number:
        found = found.filter(number=number.strip().upper())
    order = ("received_at", "id") if state == ReportState.WAITING else ("-received_at", "-id")
    reports = page_of(found.order_by(*order), page)
    ids = [report.pk for report in reports.rows]
    counted = (
        ReportedChild.objects.filter(report_id__in=ids)
        .order_by()
        .values_list("report_id")
        .annotate(Count("id"))
    )
    children = dict(counted)
    names = places.place_names(actor, {report.place_id for report in reports.rows if report.place_id})
    due = sops.due_of_subjects(actor, ids)
    return reports.with_rows(
        lambda report: ReportRow(
            id=report.pk,
            number=report.number,
            received_at=report.received_at,
            channel_label=choices.report_channels().label(report.channel),
            place_name=names[report.place_id].label if report.place_id in names else "",
            state=report.state,
            state_label=str(ReportState(report.state).label),
            level=level_of(report),
            level_label=str(Level(level_of(report)).label) if level_of(report) else "",
            children_count=children.get(report.pk, 0),
            triage_due_at=due.get(report.pk) if report.state == ReportState.WAITING else None,
        )
    )


@query
def get_report(actor: Actor, report_id: UUID) -> ReportDetail:
    """A whole report; opening it is recorded, because it names a child."""
    require(actor, Permission.SEE_REPORTS)
    report = Report.objects.visible_to(actor).select_related("triage", "place").one(pk=report_id)
    why = explaining_grant(actor, report.pk)
    record_look(actor, part=Looked.REPORT, subject_id=report.pk, explanation=why)
    may_see_reporter = policies.may_see_reporter(actor, report)
    reporter = Reporter.objects.filter(report=report).first() if may_see_reporter else None
    if may_see_reporter:
        record_look(actor, part=Looked.REPORTER, subject_id=report.pk, explanation=why)
    texts = _texts(report)
    may_open = policies.may_open_case(actor, report)
    who = accounts.user_names(actor, _users_of(report))
    return ReportDetail(
        id=report.pk,
        number=report.number,
        state=report.state,
        state_label=str(ReportState(report.state).label),
        received_at=report.received_at,
        received_by=who.get(report.received_by_id, ""),
        agency_name=agencies.agency_names(actor, [report.agency_id])[report.agency_id].name,
        channel_label=choices.report_channels().label(report.channel),
        occurred_on=report.occurred_on,
        is_occurred_on_estimate=report.is_occurred_on_estimate,
        place_name=_place_name(actor, report.place_id),
        place_of_incident_label=choices.places_of_incident().label(report.place_of_incident),
        narrative=texts.get(NarrativeKind.REPORT, ""),
        is_reporter_anonymous=bool(reporter and reporter.is_anonymous),
        reporter_name=reporter.name if reporter else "",
        reporter_phone=reporter.phone if reporter else "",
        reporter_relation=reporter.relation if reporter else "",
        is_reporter_safe_to_call=reporter.is_safe_to_call if reporter else None,
        may_see_reporter=may_see_reporter,
        children=_children(actor, report),
        reported_persons=_reported_persons(actor, report),
        triage=_triage(report, who, texts.get(NarrativeKind.TRIAGE, "")),
        triage_due_at=_triage_due(actor, report),
        managers=list_managers(actor) if may_open else (),
        no_case_note=texts.get(NarrativeKind.NO_CASE, ""),
        may_triage=policies.may_triage(actor, report),
        may_open_case=may_open,
        may_answer_without_case=policies.may_answer_without_case(actor, report),
    )


@query
def propose_triage(actor: Actor, facts: Mapping[str, bool]) -> TriageProposal:
    """What the rules propose for these facts; nothing is kept."""
    require(actor, Permission.TRIAGE_REPORT)
    rule = rules.triage_table().propose(facts)
    return TriageProposal(
        rule.level, str(rule.level.label), str(rule.sentence), str(rule.source), rule.is_immediate_danger
    )


@query
def triage_facts_of(actor: Actor, report_id: UUID) -> dict[str, bool]:
    """The facts as they were last answered for a report; empty before triage."""
    require(actor, Permission.TRIAGE_REPORT)
    report = Report.objects.visible_to(actor).select_related("triage").one(pk=report_id)
    return dict(report.triage.facts) if hasattr(report, "triage") else {}


def level_of(report: Report) -> str:
    """The level decided in triage, empty before."""
    return report.triage.level if hasattr(report, "triage") else ""


def _texts(report: Report) -> dict[str, str]:
    subjects = [report.pk] + ([report.triage.pk] if hasattr(report, "triage") else [])
    return {told.kind: told.text for told in Narrative.objects.filter(subject_id__in=subjects)}


def _users_of(report: Report) -> set[UUID]:
    return {report.received_by_id} | ({report.triage.decided_by_id} if hasattr(report, "triage") else set())


def _place_name(actor: Actor, code: str | None) -> str:
    return places.place_names(actor, [code])[code].full_name if code else ""


def _triage_due(actor: Actor, report: Report) -> datetime | None:
    if report.state != ReportState.WAITING:
        return None
    return sops.due_of_subjects(actor, [report.pk]).get(report.pk)


def _children(actor: Actor, report: Report) -> tuple[ReportedChildRow, ...]:
    rows = list(ReportedChild.objects.filter(report=report).order_by("id"))
    numbers = _numbers_of(rows)
    names = people.names_of(actor, [row.person_id for row in rows])
    in_sight = set(
        Case.objects.visible_to(actor)
        .filter(pk__in=[row.case_id for row in rows if row.case_id])
        .values_list("pk", flat=True)
    )
    earlier = endings_before(actor, [row.person_id for row in rows], report.agency_id, report.received_at)
    others = _other_open_cases(actor, report, [row.person_id for row in rows])
    return tuple(
        ReportedChildRow(
            id=row.pk,
            person_id=row.person_id,
            name=names[row.person_id].full_name,
            age_text=names[row.person_id].age_text,
            sex=names[row.person_id].sex,
            violence_forms=choices.violence_forms().labels(row.violence_forms),
            categories=choices.protection_categories().labels(row.categories),
            case_id=row.case_id,
            case_number=numbers.get(row.case_id, "") if row.case_id else "",
            is_case_visible=row.case_id in in_sight,
            other_open_case_number="" if row.case_id else others.get(row.person_id, ""),
            earlier=earlier.get(row.person_id),
        )
        for row in rows
    )


def _other_open_cases(actor: Actor, report: Report, person_ids: Iterable[UUID]) -> dict[UUID, str]:
    """The open case of each child at the report's agency; one of another record only where the reader may see it."""
    wanted = list(person_ids)
    found = Case.objects.filter(agency_id=report.agency_id, state=CaseState.OPEN)
    numbers: dict[UUID, str] = {}
    for person_id in wanted:
        records = other_records_in_sight(actor, person_id)
        in_sight = found.visible_to(actor).filter(child_id__in=records).order_by("opened_at")
        for number in in_sight.values_list("number", flat=True)[:1]:
            numbers[person_id] = number
    with acting(Actor.system("a child known already")):
        return numbers | dict(found.filter(child_id__in=wanted).values_list("child_id", "number"))


def _numbers_of(rows: Iterable[ReportedChild]) -> dict[UUID, str]:
    """The numbers of the cases that answer a report, also for its taker, who may not see the cases."""
    with acting(Actor.system("the case of a report")):
        found = Case.objects.filter(pk__in=[row.case_id for row in rows if row.case_id])
        return dict(found.values_list("pk", "number"))


def _reported_persons(actor: Actor, report: Report) -> tuple[ReportedPersonRow, ...]:
    rows = list(report.reported_persons.order_by("id"))
    names: dict[UUID, PersonName] = people.names_of(actor, [row.person_id for row in rows if row.person_id])
    return tuple(
        ReportedPersonRow(
            name=names[row.person_id].full_name if row.person_id else "",
            relation_label=choices.relations_to_reported().label(row.relation),
            age_text=names[row.person_id].age_text if row.person_id else "",
            lives_with_child=row.lives_with_child,
        )
        for row in rows
    )


def _triage(report: Report, who: Mapping[UUID, str], note: str) -> TriageDetail | None:
    if not hasattr(report, "triage"):
        return None
    triage = report.triage
    rule = rules.rule_by_code(triage.rule, triage.rules_version)
    return TriageDetail(
        proposed_level=triage.proposed_level,
        proposed_label=str(Level(triage.proposed_level).label),
        rule=str(rule.sentence),
        rule_source=str(rule.source),
        level=triage.level,
        level_label=str(Level(triage.level).label),
        is_immediate_danger=triage.is_immediate_danger,
        override_reason_label=choices.override_reasons().label(triage.override_reason),
        note=note,
        decided_at=triage.decided_at,
        decided_by=who.get(triage.decided_by_id, ""),
        yes_facts=tuple(str(choices.TriageFact(f).label) for f, is_true in triage.facts.items() if is_true),
    )
