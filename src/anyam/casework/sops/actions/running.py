"""Running a procedure for a case: every step becomes work of the agency that owns it."""

from collections.abc import Callable, Mapping
from typing import Any
from uuid import UUID

from django.utils.translation import gettext_lazy as _

from anyam.foundation.access import Actor, NotFound, Permission, Role, action, require, step
from anyam.foundation.core import clock
from anyam.foundation.core.refusals import Refusal
from anyam.foundation.events.recording import record

from ..choices import (
    Deviation,
    DeviationReason,
    EndReason,
    RunState,
    StepState,
    StopReason,
    SubjectKind,
    WorkKind,
)
from ..events import SopRunEnded, SopRunMoved, SopRunStarted, SopStepEnded, SopStepOpened
from ..models import SopRun, SopRunStep, SopVersion
from ..policies import may_do_step, may_lead_run
from ..results import Document, Performer
from ..rules import documents, positions, running, timing
from ..rules.running import Moved
from .work import cancel_work, finish_work, start_work


class NotInForce(Refusal):
    sentence = _("This version is not in force today. Choose the one that is.")


class PerformerIsMissing(Refusal):
    sentence = _("Say which agency acts as %(performer)s.")


class RunsAlready(Refusal):
    sentence = _("This procedure is already running for the case.")


class StepIsOver(Refusal):
    sentence = _("This step is no longer open. The page shows where the procedure stands now.")


class AnswerIsMissing(Refusal):
    sentence = _("This step is a decision: choose one of its answers.")


class DoesNotFitNewVersion(Refusal):
    sentence = _(
        "The new version has no step for what is open now: %(steps)s. Finish these first, or leave the case as it is."
    )


@step
def start_run(
    actor: Actor,
    *,
    version_id: UUID,
    agencies: Mapping[str, UUID],
    agency_id: UUID,
    leader_id: UUID,
    case_id: UUID | None = None,
    reference: str = "",
) -> UUID:
    """Begin the version for a case that the caller has found; the run's id.

    `agencies` says who stands for the performers the document leaves open; those it names stay. Raises NotInForce,
    PerformerIsMissing, RunsAlready.
    """
    today = clock.today()
    version = SopVersion.objects.visible_to(actor).in_force_on(today).filter(pk=version_id).first()
    if version is None:
        raise NotInForce
    if case_id and SopRun.objects.running().filter(case_id=case_id, version__sop_id=version.sop_id).exists():
        raise RunsAlready
    document = documents.from_json(version.document)
    begun = running.begin(document)
    run = SopRun.objects.create(
        version=version,
        district_code=actor.district_code,
        agency_id=agency_id,
        leader_id=leader_id,
        case_id=case_id,
        reference=reference,
        agencies=_bound(document, agencies),
        position=positions.to_json(begun.position),
        started_at=clock.now(),
        started_by_id=actor.user_id,
    )
    record(actor, SopRunStarted(run.pk, version.pk, agency_id, case_id))
    _open_steps(actor, run, document, begun)
    return run.pk


@action()
def finish_step(actor: Actor, *, step_id: UUID, answer: str = "") -> None:
    """The step is done; what comes next opens. Raises StepIsOver, AnswerIsMissing."""
    require(actor, Permission.DO_SOP_STEPS)
    _end_step(actor, step_id, answer, StepState.DONE)


@action()
def skip_step(actor: Actor, *, step_id: UUID, reason: DeviationReason, answer: str = "") -> None:
    """The step is left out, which is kept as a deviation. Raises StepIsOver, AnswerIsMissing."""
    require(actor, Permission.DO_SOP_STEPS)
    _end_step(actor, step_id, answer, StepState.SKIPPED, Deviation.SKIPPED, reason)


@action()
def do_step_early(actor: Actor, *, run_id: UUID, key: str, reason: DeviationReason, answer: str = "") -> None:
    """A step was done before its turn, which is kept as a deviation; its turn will then pass by itself.

    Raises StepIsOver where its turn is now or it was done early already, AnswerIsMissing.
    """
    require(actor, Permission.DO_SOP_STEPS)
    run = _locked(actor, pk=run_id)
    document = documents.from_json(run.version.document)
    if key not in document.by_key:
        raise NotFound("step")
    agency_id = _agency_of(run, document, key)
    if not may_do_step(actor, run, agency_id):
        raise NotFound("step")
    if run.state != RunState.RUNNING:
        raise StepIsOver
    now = clock.now()
    moved = _moved(lambda: running.do_early(document, positions.from_json(run.position), key, answer))
    done = SopRunStep.objects.create(
        run=run,
        key=key,
        agency_id=agency_id,
        opened_at=now,
        due_at=now,
        state=StepState.DONE,
        answer=answer,
        ended_at=now,
        ended_by_id=actor.user_id,
        is_on_behalf=actor.agency_id != agency_id,
        deviation=Deviation.EARLY,
        deviation_reason=reason,
    )
    _record_end(actor, run, document, done)
    _go_on(actor, run, document, moved)


@action()
def move_run(actor: Actor, *, run_id: UUID, version_id: UUID) -> None:
    """Move a running case to another version of its procedure, which never happens by itself.

    Open steps go on with their clocks. Raises NotInForce, DoesNotFitNewVersion.
    """
    require(actor, Permission.LEAD_SOP_RUNS)
    run = _led(actor, run_id)
    version = (
        SopVersion.objects.in_force_on(clock.today())
        .filter(pk=version_id, sop_id=run.version.sop_id)
        .exclude(pk=run.version_id)
        .first()
    )
    if version is None:
        raise NotInForce
    old, new = documents.from_json(run.version.document), documents.from_json(version.document)
    position = positions.from_json(run.position)
    if missing := positions.without_place(position, new):
        named = ", ".join(old.step(key).activity for key in missing)
        raise DoesNotFitNewVersion(DoesNotFitNewVersion.sentence % {"steps": named})
    before = run.version_id
    run.version = version
    run.agencies = _bound(new, {key: UUID(value) for key, value in run.agencies.items()})
    run.save(update_fields=["version", "agencies"])
    record(actor, SopRunMoved(run.pk, before, version.pk, run.agency_id, run.case_id))


@action()
def stop_run(actor: Actor, *, run_id: UUID, reason: StopReason) -> None:
    """End a run before its end; its open steps are no longer needed."""
    require(actor, Permission.LEAD_SOP_RUNS)
    _stop(actor, _led(actor, run_id), reason)


@step
def stop_runs_of_case(actor: Actor, case_id: UUID) -> None:
    """A case was closed: what still runs for it stops."""
    for run in SopRun.objects.running().filter(case_id=case_id).select_for_update(of=("self",)):
        _stop(actor, run, StopReason.CASE_CLOSED)


# --- the moves --------------------------------------------------------------------------------------------------------


def _end_step(
    actor: Actor,
    step_id: UUID,
    answer: str,
    state: StepState,
    deviation: Deviation | None = None,
    reason: DeviationReason | None = None,
) -> None:
    run = _locked(actor, steps=step_id)
    ended = SopRunStep.objects.get(pk=step_id)
    if not may_do_step(actor, run, ended.agency_id):
        raise NotFound("step")
    if run.state != RunState.RUNNING or ended.state != StepState.OPEN:
        raise StepIsOver
    document = documents.from_json(run.version.document)
    moved = _moved(lambda: running.complete(document, positions.from_json(run.position), ended.key, answer))
    ended.state = state
    ended.answer = answer
    ended.ended_at = clock.now()
    ended.ended_by_id = actor.user_id
    ended.is_on_behalf = actor.agency_id != ended.agency_id
    ended.deviation = deviation or ""
    ended.deviation_reason = reason or ""
    ended.save(
        update_fields=[
            "state",
            "answer",
            "ended_at",
            "ended_by",
            "is_on_behalf",
            "deviation",
            "deviation_reason",
        ]
    )
    finish_work(actor, ended.pk, WorkKind.SOP_STEP, EndReason.NOT_NEEDED if deviation else EndReason.DONE)
    _record_end(actor, run, document, ended)
    _go_on(actor, run, document, moved)


def _moved(move: Callable[[], Moved]) -> Moved:
    try:
        return move()
    except running.StepIsNotOpen:
        raise StepIsOver from None
    except running.AnswerDoesNotFit:
        raise AnswerIsMissing(field="answer") from None


def _go_on(actor: Actor, run: SopRun, document: Document, moved: Moved) -> None:
    run.position = positions.to_json(moved.position)
    run.save(update_fields=["position"])
    _open_steps(actor, run, document, moved)
    if moved.position.has_ended:
        run.state, run.ended_at = RunState.ENDED, clock.now()
        run.save(update_fields=["state", "ended_at"])
        record(actor, SopRunEnded(run.pk, run.version_id, run.agency_id, run.case_id, ""))


def _open_steps(actor: Actor, run: SopRun, document: Document, moved: Moved) -> None:
    now = clock.now()
    for key in moved.opened:
        row = document.step(key)
        opened = SopRunStep.objects.create(
            run=run,
            key=key,
            agency_id=_agency_of(run, document, key),
            opened_at=now,
            due_at=timing.due_of(row, now),
        )
        performer = document.performer(row.owner)
        start_work(
            actor,
            kind=WorkKind.SOP_STEP,
            subject_kind=SubjectKind.SOP_STEP,
            subject_id=opened.pk,
            agency_id=opened.agency_id,
            case_id=run.case_id,
            reference=run.reference,
            **_receiver(run, opened.agency_id, performer),
            due_at=opened.due_at,
            district_code=run.district_code,
        )
        record(actor, SopStepOpened(run.pk, opened.pk, key, opened.agency_id, opened.due_at, run.case_id))


def _receiver(run: SopRun, agency_id: UUID, performer: Performer | None) -> dict[str, Any]:
    """Whoever leads the case, or those who receive work for another agency."""
    if agency_id == run.agency_id:
        return {"assignee_id": run.leader_id}
    return {"role": (performer.role if performer else "") or Role.PARTNER_OFFICER}


def _record_end(actor: Actor, run: SopRun, document: Document, ended: SopRunStep) -> None:
    answers = running.answers_of(document.step(ended.key))
    assert ended.ended_at is not None
    record(
        actor,
        SopStepEnded(
            run.pk,
            ended.pk,
            ended.key,
            ended.agency_id,
            run.case_id,
            is_late=ended.ended_at > ended.due_at,
            is_on_behalf=ended.is_on_behalf,
            deviation=ended.deviation,
            deviation_reason=ended.deviation_reason,
            answer_number=answers.index(ended.answer) + 1 if answers else None,
        ),
    )


def _stop(actor: Actor, run: SopRun, reason: StopReason) -> None:
    now = clock.now()
    for opened in SopRunStep.objects.filter(run=run, state=StepState.OPEN):
        cancel_work(actor, opened.pk, WorkKind.SOP_STEP)
    SopRunStep.objects.filter(run=run, state=StepState.OPEN).update(
        state=StepState.STOPPED, ended_at=now, ended_by_id=actor.user_id
    )
    run.state, run.ended_at, run.stop_reason = RunState.STOPPED, now, reason
    run.save(update_fields=["state", "ended_at", "stop_reason"])
    record(actor, SopRunEnded(run.pk, run.version_id, run.agency_id, run.case_id, reason))


def _locked(actor: Actor, **which: UUID) -> SopRun:
    """The procedure, held until the action ends: two people at two steps take turns."""
    return (
        SopRun.objects.visible_to(actor)
        .select_for_update(of=("self",))
        .select_related("version")
        .one(**which)
    )


def _led(actor: Actor, run_id: UUID) -> SopRun:
    run = _locked(actor, pk=run_id)
    if not may_lead_run(actor, run):
        raise NotFound("run")
    if run.state != RunState.RUNNING:
        raise StepIsOver
    return run


def _agency_of(run: SopRun, document: Document, key: str) -> UUID:
    return UUID(run.agencies[document.step(key).owner])


def _bound(document: Document, agencies: Mapping[str, UUID]) -> dict[str, str]:
    bound: dict[str, str] = {}
    for performer in document.performers:
        agency_id = performer.agency_id or agencies.get(performer.key)
        if agency_id is None:
            raise PerformerIsMissing(
                PerformerIsMissing.sentence % {"performer": performer.title}, field="agencies"
            )
        bound[performer.key] = str(agency_id)
    return bound
