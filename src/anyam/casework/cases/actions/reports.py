"""Taking and triaging reports."""

from collections.abc import Callable, Mapping
from datetime import date, timedelta
from uuid import UUID

from django.utils.translation import gettext_lazy as _

from anyam.casework.cases import choices, rules
from anyam.casework.cases.actions.access import open_to_intake
from anyam.casework.cases.actions.barring import carry_blocks
from anyam.casework.cases.actions.narratives import write_narrative
from anyam.casework.cases.actions.numbers import next_number
from anyam.casework.cases.choices import Level, NarrativeKind, ReportState, TriageFact
from anyam.casework.cases.events import ReportAnsweredWithoutCase, ReportTaken, ReportTriaged
from anyam.casework.cases.models import Report, ReportedChild, ReportedPerson, Reporter, Triage
from anyam.casework.cases.results import ChildInput, ReportedPersonInput, ReporterInput, ReportInput
from anyam.casework.sops import actions as sops
from anyam.casework.sops.choices import PromiseKey, SubjectKind, WorkKind
from anyam.foundation.access import Actor, Permission, Role, action, require
from anyam.foundation.access.granting import name_source
from anyam.foundation.core import clock
from anyam.foundation.core.ids import new_id
from anyam.foundation.core.refusals import Refusal
from anyam.foundation.core.text import clean_line
from anyam.foundation.core.vocabularies import Vocabulary
from anyam.foundation.events.recording import record
from anyam.registry.people import actions as people
from anyam.registry.people.results import PersonInput
from anyam.registry.places import queries as places

_A_LITTLE_AHEAD = timedelta(minutes=10)  # the clock on the wall and the clock in the computer differ
_EARLIEST = date(1990, 1, 1)

# The children of a report keep the place of this field on the page: "children-0-birth_on".
CHILD_FIELD = "children-{}-{}"
REPORTED_FIELD = "reported-{}-{}"


class ReportNeedsChild(Refusal):
    sentence = _("Name at least one child. A nickname or “a girl of about nine” is enough.")


class ReportFromTheFuture(Refusal):
    sentence = _("This lies in the future. Write when it was reported or happened.")


class HappenedAfterReport(Refusal):
    sentence = _("It cannot have happened after it was reported.")


class PlaceUnknown(Refusal):
    sentence = _("Choose the village from the list.")


class UnknownChoice(Refusal):
    sentence = _("Choose from the list.")


class AlreadyTriaged(Refusal):
    sentence = _(
        "A case has been opened from this report already, or it was answered. The level is now set in the case."
    )


class OverrideNeedsReason(Refusal):
    sentence = _("You chose another level than the proposed one. Choose the reason.")


class NoAgency(Refusal):
    sentence = _("Reports are taken by a person for an agency.")


class NotTriagedYet(Refusal):
    sentence = _("Triage the report first.")


class AnswerNeedsNote(Refusal):
    sentence = _("Write what was answered, and to whom the reporter was directed.")


@action(is_once=True)
def take_report(actor: Actor, *, report: ReportInput, once: UUID | None = None) -> UUID:
    """Register a report with its children, reporter and reported persons; triage becomes due at once.

    Raises a Refusal naming the field when something cannot be true; nothing is kept then.
    """
    require(actor, Permission.TAKE_REPORT)
    if actor.agency_id is None or actor.user_id is None:
        raise NoAgency
    _check_report(actor, report)
    known_already = [child.person_id for child in report.children if child.person_id]
    people.hold_people(actor, known_already)
    report_id = new_id()
    grants = open_to_intake(actor, report_id)
    kept = Report.objects.create(
        id=report_id,
        number=next_number("L", actor.district_code),
        agency_id=actor.agency_id,
        received_by_id=actor.user_id,
        received_at=report.received_at,
        recorded_at=clock.now(),
        channel=report.channel,
        occurred_on=report.occurred_on,
        is_occurred_on_estimate=report.is_occurred_on_estimate,
        place_id=report.place_code or None,
        place_of_incident=report.place_of_incident,
    )
    _keep_reporter(kept, report.reporter)
    for number, child in enumerate(report.children):
        _keep_child(actor, kept, number, child)
    for number, person in enumerate(report.reported_persons):
        _keep_reported_person(actor, kept, number, person)
    write_narrative(actor, NarrativeKind.REPORT, kept.pk, report.narrative, report_id=kept.pk)
    sops.start_work(
        actor,
        kind=WorkKind.TRIAGE_REPORT,
        subject_kind=SubjectKind.REPORT,
        subject_id=kept.pk,
        agency_id=kept.agency_id,
        reference=kept.number,
        role=Role.FRONT_OFFICE,
        promise_key=PromiseKey.REPORT_TRIAGE,
    )
    event = ReportTaken(kept.pk, kept.agency_id, kept.number, kept.channel, len(report.children))
    name_source(actor, grants, record(actor, event))
    for known in known_already:
        carry_blocks(actor, kept.pk, known)
    return kept.pk


@action()
def triage_report(
    actor: Actor,
    *,
    report_id: UUID,
    facts: Mapping[str, bool],
    level: str = "",
    override_reason: str = "",
    note: str = "",
) -> None:
    """Decide the level of a report: the proposed one, or another with a reason. The response clock starts.

    May be repeated until a case is opened or the report is answered.
    """
    require(actor, Permission.TRIAGE_REPORT)
    report = Report.objects.visible_to(actor).select_for_update(of=("self",)).one(pk=report_id)
    if report.state not in {ReportState.WAITING, ReportState.TRIAGED}:
        raise AlreadyTriaged
    answered = {fact: bool(facts.get(fact)) for fact in TriageFact.values}
    table = rules.triage_table()
    rule = table.propose(answered)
    decided = _decided_level(rule, level, override_reason)
    triage, _is_new = Triage.objects.update_or_create(
        report=report,
        defaults={
            "facts": answered,
            "rule": rule.code,
            "rules_version": table.version,
            "proposed_level": rule.level,
            "level": decided,
            "is_immediate_danger": rule.is_immediate_danger,
            "override_reason": override_reason if decided != rule.level else "",
            "decided_at": clock.now(),
            "decided_by_id": actor.person_id,
        },
    )
    write_narrative(actor, NarrativeKind.TRIAGE, triage.pk, note, report_id=report.pk)
    Report.objects.filter(pk=report.pk).update(state=ReportState.TRIAGED)
    _start_response_clock(actor, report, decided)
    record(
        actor,
        ReportTriaged(
            report.pk,
            report.agency_id,
            report.number,
            decided,
            rule.level,
            rule.code,
            rule.is_immediate_danger,
        ),
    )


@action()
def answer_without_case(actor: Actor, *, report_id: UUID, note: str) -> None:
    """End a triaged report without a case: information given, or passed to whom it belongs."""
    require(actor, Permission.TRIAGE_REPORT)
    report = Report.objects.visible_to(actor).select_for_update(of=("self",)).one(pk=report_id)
    if report.state == ReportState.WAITING:
        raise NotTriagedYet
    if report.state != ReportState.TRIAGED:
        raise AlreadyTriaged
    if not clean_line(note):
        raise AnswerNeedsNote(field="note")
    Report.objects.filter(pk=report.pk).update(state=ReportState.ANSWERED)
    write_narrative(actor, NarrativeKind.NO_CASE, report.pk, note, report_id=report.pk)
    sops.cancel_work(actor, report.pk)
    record(actor, ReportAnsweredWithoutCase(report.pk, report.agency_id, report.number))


RESPONSE_PROMISE = {
    Level.HIGH: PromiseKey.TRIAGE_HIGH,
    Level.MEDIUM: PromiseKey.TRIAGE_MEDIUM,
    Level.LOW: PromiseKey.TRIAGE_LOW,
}


def _decided_level(rule: rules.TriageRule, wished: str, override_reason: str) -> Level:
    decided = Level(wished) if wished in Level.values else rule.level
    if decided != rule.level and override_reason not in choices.override_reasons().codes():
        raise OverrideNeedsReason(field="override_reason")
    return decided


def _start_response_clock(actor: Actor, report: Report, level: Level) -> None:
    sops.finish_work(actor, report.pk, WorkKind.TRIAGE_REPORT)
    sops.start_work(
        actor,
        kind=WorkKind.ASSIGN_CASE,
        subject_kind=SubjectKind.REPORT,
        subject_id=report.pk,
        agency_id=report.agency_id,
        reference=report.number,
        role=Role.CASE_MANAGER,
        promise_key=RESPONSE_PROMISE[level],
    )


def _check_report(actor: Actor, report: ReportInput) -> None:
    if not report.children:
        raise ReportNeedsChild
    if report.received_at > clock.now() + _A_LITTLE_AHEAD:
        raise ReportFromTheFuture(field="received_at")
    if report.occurred_on and not _EARLIEST <= report.occurred_on <= clock.today():
        raise ReportFromTheFuture(field="occurred_on")
    if report.occurred_on and report.occurred_on > clock.local(report.received_at).date():
        raise HappenedAfterReport(field="occurred_on")
    _check_choice(choices.report_channels(), [report.channel], "channel")
    _check_choice(choices.places_of_incident(), [report.place_of_incident], "place_of_incident")
    _check_places(actor, report)


def _check_places(actor: Actor, report: ReportInput) -> None:
    asked = {"place_code": report.place_code} | {
        CHILD_FIELD.format(number, "place_code"): child.place_code
        for number, child in enumerate(report.children)
    }
    known = places.place_names(actor, [code for code in asked.values() if code])
    for field, code in asked.items():
        if code and code not in known:
            raise PlaceUnknown(field=field)


def _check_choice(vocabulary: Vocabulary, codes: list[str] | tuple[str, ...], field: str) -> None:
    if not vocabulary.codes().issuperset(code for code in codes if code):
        raise UnknownChoice(field=field)


def _keep_reporter(report: Report, reporter: ReporterInput) -> None:
    if reporter.is_anonymous:
        # Whoever wishes to stay unknown leaves no trace, even if something was typed before the choice.
        reporter = ReporterInput(relation=reporter.relation)
    Reporter.objects.create(
        report=report,
        is_anonymous=reporter.is_anonymous,
        name=clean_line(reporter.name)[:200],
        phone=clean_line(reporter.phone)[:40],
        relation=clean_line(reporter.relation)[:100],
        is_safe_to_call=reporter.is_safe_to_call,
    )


def _keep_child(actor: Actor, report: Report, number: int, child: ChildInput) -> None:
    _check_choice(
        choices.violence_forms(), child.violence_forms, CHILD_FIELD.format(number, "violence_forms")
    )
    _check_choice(choices.protection_categories(), child.categories, CHILD_FIELD.format(number, "categories"))
    if child.person_id:
        person_id = child.person_id
        people.involve_person(actor, person_id, report.pk)
    else:
        person_id = _told_of(CHILD_FIELD, number, lambda: _register_child(actor, report, child))
    ReportedChild.objects.update_or_create(
        report=report,
        person_id=person_id,
        defaults={"violence_forms": list(child.violence_forms), "categories": list(child.categories)},
    )


def _register_child(actor: Actor, report: Report, child: ChildInput) -> UUID:
    person = PersonInput(
        full_name=child.full_name,
        nickname=child.nickname,
        sex=child.sex,
        nik=child.nik,
        birth_on=child.birth_on,
        birth_precision=child.birth_precision,
        age_years=child.age_years,
        address=child.address,
        place_code=child.place_code or report.place_id or "",
    )
    return people.register_person(actor, person, is_child=True, dossier_id=report.pk)


def _keep_reported_person(actor: Actor, report: Report, number: int, reported: ReportedPersonInput) -> None:
    _check_choice(
        choices.relations_to_reported(), [reported.relation], REPORTED_FIELD.format(number, "relation")
    )
    person_id = None
    if clean_line(reported.full_name) or reported.age_years is not None:
        person_id = _told_of(REPORTED_FIELD, number, lambda: _register_reported(actor, report, reported))
    ReportedPerson.objects.create(
        report=report,
        person_id=person_id,
        relation=reported.relation,
        lives_with_child=reported.lives_with_child,
    )


def _register_reported(actor: Actor, report: Report, reported: ReportedPersonInput) -> UUID:
    person = PersonInput(full_name=reported.full_name, sex=reported.sex, age_years=reported.age_years)
    return people.register_person(actor, person, is_child=False, dossier_id=report.pk)


def _told_of(field: str, number: int, register: Callable[[], UUID]) -> UUID:
    """Register a person; a refusal is told beside this person's own field on the page."""
    try:
        return register()
    except Refusal as refusal:
        refusal.field = field.format(number, refusal.field or "full_name")
        raise
