"""A filling of an instrument for the page: its sections, what is known already, what is still missing."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from uuid import UUID

from anyam.casework.cases import rules
from anyam.casework.cases.choices import MAIN_ASSESSMENT, AssessmentState
from anyam.casework.cases.models import Assessment, Case, CaseNeed
from anyam.casework.cases.queries.filling import (
    Kept,
    answer_in_words,
    evaluated,
    fillings_of,
    form_of,
    is_for_cases,
    kept_answers,
    known_elsewhere,
    label_of,
    live_form,
    open_compartments,
    shown_paths,
    title_of,
    use_of,
    version_words,
)
from anyam.casework.cases.queries.header import find_case, header_of
from anyam.casework.cases.queries.laying_out import Laying
from anyam.casework.cases.results import AssessmentDetail, EarlierAssessment, Missing, Moving
from anyam.foundation.access import Actor, NotFound, query
from anyam.foundation.access.choices import Level
from anyam.registry.accounts import queries as accounts
from anyam.registry.instruments import queries as instruments
from anyam.registry.instruments.results import Instrument, VersionRow


@query
def get_assessment(
    actor: Actor,
    case_id: UUID,
    assessment_id: UUID | None = None,
    *,
    instrument: str = MAIN_ASSESSMENT,
    more: str = "",
) -> AssessmentDetail:
    """The draft of an instrument on a case, or the filling asked for, or the empty form of the version in force.

    What other fillings know is filled in with its source and date, and marked until it is confirmed: the child is not
    asked again for what was told before. Questions that lie in a part of the case that is not open to the actor, or
    that hang on such an answer, are left out. `more` names a repeat that is shown with a further turn. Raises NotFound.
    """
    case = find_case(actor, case_id)
    header = header_of(actor, case, part="assessment")
    shown = _shown(case, assessment_id, instrument)
    code = shown.instrument if shown else instrument
    in_force = instruments.instrument_in_force(actor, code) if is_for_cases(code) else None
    version_id = shown.version_id if shown else in_force.id if in_force else None
    if version_id is None:
        raise NotFound("instrument")
    is_draft = shown is None or shown.state == AssessmentState.DRAFT
    is_withdrawn = shown is not None and shown.version.withdrawn_at is not None
    may_change = header.may_assess and is_draft and not is_withdrawn
    laying = _laid_out(actor, case, version_id, shown, more=more, may_change=may_change)
    fillings = list(fillings_of(case).filter(instrument=code).order_by("-started_at"))
    who = accounts.user_names(actor, {one.completed_by_id or one.started_by_id for one in fillings})
    form, use = laying.sheet.instrument, use_of(code)
    return AssessmentDetail(
        header=header,
        instrument=code,
        title=title_of(code, form.title),
        version=version_words(shown) if shown else _called(in_force) if in_force else "",
        id=shown.pk if shown else None,
        state=shown.state if shown else "",
        started_at=shown.started_at if shown else None,
        completed_at=shown.completed_at if shown else None,
        by=who.get(shown.completed_by_id or shown.started_by_id, "") if shown else "",
        sections=laying.sections(),
        missing=_missing(actor, case, version_id, laying) if is_draft else (),
        needs=tuple(CaseNeed.objects.filter(case=case).order_by("need").values_list("need", flat=True)),
        asks_needs=bool(use.get("asks_needs")),
        usual_source=str(use.get("said_by", "")),
        earlier=_earlier(fillings, shown, who),
        may_change=may_change,
        saved_at=shown.saved_at if shown else None,
        newer_version=_called(in_force) if in_force and is_draft and in_force.id != version_id else "",
        is_withdrawn=is_withdrawn,
        live=live_form(actor, case, version_id, laying.values) if may_change else {},
        hides_some=any(node.path not in laying.open_paths for node in form.questions),
    )


@query
def get_moving(actor: Actor, case_id: UUID, *, instrument: str) -> Moving | None:
    """What the draft keeps and what it leaves behind when it goes on with the version in force.

    None where there is no draft, or it stands on that version. Raises NotFound for those who may not fill in.
    """
    case = find_case(actor, case_id)
    header = header_of(actor, case, part="assessment")
    draft = _shown(case, None, instrument)
    in_force = instruments.instrument_in_force(actor, instrument)
    if not header.may_assess:
        raise NotFound("draft")
    if draft is None or in_force is None or in_force.id == draft.version_id:
        return None
    old, new = form_of(draft.version_id), form_of(in_force.id)
    kept = kept_answers(draft.pk)
    carried = rules.carried_over(old, new, {place: one.value for place, one in kept.items()})
    return Moving(
        header=header,
        instrument=instrument,
        title=title_of(instrument, new.title),
        from_version=version_words(draft),
        to_version=_called(in_force),
        kept=_in_words(old, kept, carried.kept),
        left=_in_words(old, kept, carried.left),
    )


def _shown(case: Case, assessment_id: UUID | None, instrument: str) -> Assessment | None:
    fillings = fillings_of(case)
    if assessment_id is None:
        return fillings.filter(instrument=instrument, state=AssessmentState.DRAFT).first()
    shown = fillings.filter(pk=assessment_id).first()
    if shown is None:
        raise NotFound("assessment")
    return shown


def _called(version: VersionRow) -> str:
    return str(version.version or version.number)


def _laid_out(
    actor: Actor, case: Case, version_id: UUID, shown: Assessment | None, *, more: str, may_change: bool
) -> Laying:
    """The form with what stands and what is known from elsewhere, on the paths that the actor may be shown."""
    form = form_of(version_id)
    level = Level.WRITE if may_change else Level.READ
    open_paths = shown_paths(form, open_compartments(actor, case.pk, level))
    kept = kept_answers(shown.pk) if shown else {}
    is_draft = shown is None or shown.state == AssessmentState.DRAFT
    known = known_elsewhere(actor, case, form, shown.pk if shown else None) if is_draft else {}
    values = {place: one.value for place, one in (known | kept).items()}
    sheet = evaluated(actor, case, version_id, values, more)
    return Laying(sheet, open_paths, kept, known, may_change)


def _missing(actor: Actor, case: Case, version_id: UUID, laying: Laying) -> tuple[Missing, ...]:
    confirmed = {place: one.value for place, one in laying.kept.items()}
    return laying.missing(evaluated(actor, case, version_id, confirmed))


def _earlier(
    fillings: Iterable[Assessment], shown: Assessment | None, who: Mapping[UUID, str]
) -> tuple[EarlierAssessment, ...]:
    return tuple(
        EarlierAssessment(one.pk, one.completed_at, who.get(one.completed_by_id or one.started_by_id, ""))
        for one in fillings
        if one.completed_at and one != shown
    )


def _in_words(
    form: Instrument, kept: Mapping[str, Kept], places: Iterable[str]
) -> tuple[tuple[str, str], ...]:
    """Answers as their question and their words, in the order of the form."""
    paths = {place: rules.path_in(form, place) for place in places}
    order = list(form.nodes)
    known = sorted(
        (place for place in paths if paths[place] in form.nodes), key=lambda one: order.index(paths[one])
    )
    return tuple(
        (label_of(form, paths[place]), answer_in_words(form, paths[place], kept[place].value))
        for place in known
    )
