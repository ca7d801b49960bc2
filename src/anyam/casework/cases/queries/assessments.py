"""The assessment form, filled with what is already known."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Any
from uuid import UUID

from anyam.casework.cases import rules
from anyam.casework.cases.choices import AssessmentState, Source
from anyam.casework.cases.models import ANSWER_TABLES, Assessment, CaseNeed
from anyam.casework.cases.queries.header import find_case, header_of
from anyam.casework.cases.results import AssessmentDetail, EarlierAssessment, Question, Section
from anyam.casework.facts.queries import known_facts
from anyam.foundation.access import Actor, NotFound, query
from anyam.registry.accounts import queries as accounts

_FORM = "biopsychosocial"


@dataclass(frozen=True)
class _Known:
    value: Any
    source: str
    at: datetime
    is_from_earlier: bool


@query
def get_assessment(actor: Actor, case_id: UUID, assessment_id: UUID | None = None) -> AssessmentDetail:
    """The draft assessment of a case, or the one asked for, or an empty form.

    What an earlier assessment knows is filled in with its source and date, and marked until it is confirmed: the
    child is not asked again for what was told before, here or anywhere else.
    """
    case = find_case(actor, case_id)
    header = header_of(actor, case, part="assessment")
    assessments = list(Assessment.objects.filter(case=case).order_by("-started_at"))
    shown = _shown(assessments, assessment_id)
    earlier = [one for one in assessments if one.state == AssessmentState.COMPLETE and one != shown]
    is_draft = shown is None or shown.state == AssessmentState.DRAFT
    known = _known(shown, earlier[0] if earlier and is_draft else None)
    if is_draft:
        known = {**known, **_facts_for(actor, case_id, shown.form if shown else _FORM, known)}
    who = accounts.user_names(actor, {one.completed_by_id or one.started_by_id for one in assessments})
    return AssessmentDetail(
        header=header,
        id=shown.pk if shown else None,
        state=shown.state if shown else "",
        started_at=shown.started_at if shown else None,
        completed_at=shown.completed_at if shown else None,
        by=who.get(shown.completed_by_id or shown.started_by_id, "") if shown else "",
        sections=tuple(_sections(shown, known)),
        needs=tuple(CaseNeed.objects.filter(case=case).order_by("need").values_list("need", flat=True)),
        earlier=tuple(
            EarlierAssessment(one.pk, one.completed_at, who.get(one.completed_by_id or one.started_by_id, ""))
            for one in earlier
            if one.completed_at
        ),
        may_change=header.may_assess and is_draft,
        saved_at=shown.saved_at if shown else None,
    )


def _shown(assessments: list[Assessment], assessment_id: UUID | None) -> Assessment | None:
    if assessment_id is None:
        return next((one for one in assessments if one.state == AssessmentState.DRAFT), None)
    shown = next((one for one in assessments if one.pk == assessment_id), None)
    if shown is None:
        raise NotFound("assessment")
    return shown


def _known(shown: Assessment | None, earlier: Assessment | None) -> Mapping[str, _Known]:
    known: dict[str, _Known] = {}
    for assessment in (earlier, shown):  # the present assessment has the last word
        if assessment is None:
            continue
        for table in ANSWER_TABLES.values():
            for answer in table.objects.filter(assessment=assessment):
                known[answer.question] = _Known(
                    answer.value, answer.source, answer.answered_at, is_from_earlier=assessment is not shown
                )
    return known


def _facts_for(actor: Actor, case_id: UUID, form: str, known: Mapping[str, _Known]) -> Mapping[str, _Known]:
    """What is known as a fact and newer than an earlier assessment, where the present one has no answer yet."""
    found: dict[str, _Known] = {}
    for fact in known_facts(actor, case_id).values():
        for origin in fact.questions:
            asked_by, _slash, question = origin.partition("/")
            present = known.get(question)
            is_older = present is None or (present.is_from_earlier and present.at < fact.said_at)
            if asked_by == form and is_older:
                found[question] = _Known(fact.value, fact.source, fact.said_at, is_from_earlier=True)
    return found


def _sections(shown: Assessment | None, known: Mapping[str, _Known]) -> Iterator[Section]:
    for section in rules.assessment_form(shown.form if shown else _FORM).sections:
        questions = tuple(_question(question, known.get(question.code)) for question in section.questions)
        yield Section(
            code=section.code,
            title=str(section.title),
            intro=str(section.intro),
            questions=questions,
            answered=sum(question.value is not None and not question.is_prefilled for question in questions),
        )


def _question(question: rules.FormQuestion, known: _Known | None) -> Question:
    return Question(
        code=question.code,
        label=str(question.label),
        hint=str(question.hint),
        kind=question.kind,
        choices=question.choices(),
        value=known.value if known else None,
        source=known.source if known else "",
        source_label=str(Source(known.source).label) if known else "",
        known_at=known.at if known else None,
        is_prefilled=known.is_from_earlier if known else False,
    )
