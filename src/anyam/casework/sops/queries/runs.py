"""Where the procedures of a case stand, and what an agency owes in them."""

from collections.abc import Iterable, Mapping
from uuid import UUID

from anyam.foundation.access import Actor, Permission, query, require
from anyam.foundation.core import clock
from anyam.registry.agencies import queries as agencies
from anyam.registry.agencies.results import AgencyName

from ..choices import Deviation, DeviationReason, RunState, StepState
from ..models import SopRun, SopRunStep, SopVersion
from ..policies import may_do_step, may_lead_run
from ..results import ComingStep, Document, RunDetail, RunHeader, RunnableSop, RunStepRow
from ..rules import documents, positions, running


@query
def get_run(actor: Actor, run_id: UUID) -> RunDetail:
    """One running procedure in full; NotFound for agencies that have no part in it."""
    require(actor, Permission.SEE_SOPS)
    run = SopRun.objects.visible_to(actor).select_related("version__sop").one(pk=run_id)
    document = documents.from_json(run.version.document)
    position = positions.from_json(run.position)
    steps = list(SopRunStep.objects.filter(run=run).order_by("opened_at", "id"))
    names = agencies.agency_names(actor, {UUID(value) for value in run.agencies.values()})
    rows = [_row(actor, run, document, step, names) for step in steps]
    early = {key for key, _answer in position.done_early}
    coming = tuple(
        ComingStep(
            key,
            _number(document, key),
            document.step(key).activity,
            _name(names, _owner(run, document, key)),
            running.answers_of(document.step(key)),
            run.state == RunState.RUNNING and may_do_step(actor, run, _owner(run, document, key)),
        )
        for key in running.coming(document, position)
        if key not in early
    )
    return RunDetail(
        header=_header(run, rows, _newer([run])),
        document=document,
        past=tuple(row for row in rows if row.state is not StepState.OPEN),
        coming=coming if run.state == RunState.RUNNING else (),
        may_lead=run.state == RunState.RUNNING and may_lead_run(actor, run),
    )


@query
def sops_to_run(actor: Actor) -> list[RunnableSop]:
    """The procedures in force today, by title."""
    require(actor, Permission.SEE_SOPS)
    found = (
        SopVersion.objects.visible_to(actor)
        .in_force_on(clock.today())
        .select_related("sop")
        .order_by("title", "pk")
    )
    return [_runnable(version) for version in found]


def _runnable(version: SopVersion) -> RunnableSop:
    document = documents.from_json(version.document)
    return RunnableSop(
        version.sop_id,
        version.pk,
        version.sop.code,
        version.title,
        version.number,
        tuple(one for one in document.performers if one.agency_id is None),
        frozenset(one.coding.target for one in document.steps if one.coding.target),
    )


@query
def run_of_step(actor: Actor, step_id: UUID) -> UUID:
    """The run to which a step belongs; NotFound when out of sight."""
    require(actor, Permission.SEE_SOPS)
    return SopRun.objects.visible_to(actor).one(steps=step_id).pk


@query
def runs_of_case(actor: Actor, case_id: UUID) -> list[RunHeader]:
    """The procedures of a case, those running first. The caller has found the case."""
    require(actor, Permission.SEE_SOPS)
    runs = list(SopRun.objects.filter(case_id=case_id).select_related("version__sop"))
    open_steps = SopRunStep.objects.filter(run__in=runs, state=StepState.OPEN).order_by("due_at", "id")
    by_run: dict[UUID, list[SopRunStep]] = {run.pk: [] for run in runs}
    for step in open_steps:
        by_run[step.run_id].append(step)
    names = agencies.agency_names(actor, {step.agency_id for step in open_steps})
    newer = _newer(runs)
    headers = []
    for run in runs:
        document = documents.from_json(run.version.document)
        rows = [_row(actor, run, document, step, names) for step in by_run[run.pk]]
        headers.append(_header(run, rows, newer))
    return sorted(headers, key=lambda one: (one.state is not RunState.RUNNING, -one.started_at.timestamp()))


def _newer(runs: Iterable[SopRun]) -> dict[UUID, UUID]:
    """For each SOP the version in force today."""
    found = SopVersion.objects.in_force_on(clock.today()).filter(
        sop_id__in={run.version.sop_id for run in runs}
    )
    return dict(found.values_list("sop_id", "pk"))


def _header(run: SopRun, rows: Iterable[RunStepRow], in_force: Mapping[UUID, UUID]) -> RunHeader:
    current = in_force.get(run.version.sop_id)
    return RunHeader(
        id=run.pk,
        sop_id=run.version.sop_id,
        version_id=run.version_id,
        title=run.version.title,
        version_number=run.version.number,
        state=RunState(run.state),
        started_at=run.started_at,
        ended_at=run.ended_at,
        case_id=run.case_id,
        reference=run.reference,
        is_stuck=run.state == RunState.RUNNING and positions.from_json(run.position).is_stuck,
        newer_version_id=current if run.state == RunState.RUNNING and current != run.version_id else None,
        open_steps=tuple(row for row in rows if row.state is StepState.OPEN),
    )


def _row(
    actor: Actor,
    run: SopRun,
    document: Document,
    step: SopRunStep,
    names: Mapping[UUID, AgencyName],
) -> RunStepRow:
    known = document.by_key.get(step.key)
    is_open = step.state == StepState.OPEN
    return RunStepRow(
        id=step.pk,
        key=step.key,
        number=_number(document, step.key),
        activity=known.activity if known else step.key,
        agency_id=step.agency_id,
        agency_name=_name(names, step.agency_id),
        opened_at=step.opened_at,
        due_at=step.due_at,
        state=StepState(step.state),
        is_late=(step.ended_at or clock.now()) > step.due_at,
        answer=step.answer,
        answers=running.answers_of(known) if known else (),
        ended_at=step.ended_at,
        is_on_behalf=step.is_on_behalf,
        deviation=Deviation(step.deviation) if step.deviation else None,
        deviation_reason=DeviationReason(step.deviation_reason) if step.deviation_reason else None,
        may_finish=is_open and may_do_step(actor, run, step.agency_id),
    )


def _number(document: Document, key: str) -> int:
    """The row's number as printed in the table; 0 for a row the version no longer has."""
    return next((place for place, step in enumerate(document.steps, 1) if step.key == key), 0)


def _owner(run: SopRun, document: Document, key: str) -> UUID:
    return UUID(run.agencies[document.step(key).owner])


def _name(names: Mapping[UUID, AgencyName], agency_id: UUID) -> str:
    return names[agency_id].name if agency_id in names else ""
