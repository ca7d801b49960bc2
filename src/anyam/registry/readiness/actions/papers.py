"""Registration and accreditation: papers as issued, and the way to a new certificate."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from uuid import UUID

from django.utils.translation import gettext_lazy as _

from anyam.foundation.access import Actor, NotFound, action
from anyam.foundation.core import clock
from anyam.foundation.core.refusals import Refusal
from anyam.foundation.events.recording import record

from ..choices import AssessmentStep, Grade, PaperKind, StandardKey
from ..events import AccreditationAdvanced, AccreditationBegun, AccreditationEnded, PaperKept
from ..models import Assessment, AssessmentDone, Paper
from ..queries.figures import figures_of
from ..rules import next_step, years_on
from .keeping import NotPossibleAsWritten, ask_to_keep, known, line, past_day

_YEARS = {
    Grade.A: StandardKey.ACCREDITED_A,
    Grade.B: StandardKey.ACCREDITED_B,
    Grade.C: StandardKey.ACCREDITED_C,
}
LONGEST_YEARS = 20


class PaperIsKnown(Refusal):
    sentence = _("This paper is kept already.")


class NotInThisOrder(Refusal):
    sentence = _("Another step comes first. Load the page again to see where it stands.")


class AlreadyOnTheWay(Refusal):
    sentence = _("An assessment is on its way already. Finish or end it first.")


@dataclass(frozen=True)
class PaperInput:
    """`runs_until` may be left out: then the years of its kind and grade count from the day of issue."""

    kind: str
    number: str
    issuer: str
    issued_on: date
    grade: str = ""
    runs_until: date | None = None


@action(is_once=True)
def keep_paper(actor: Actor, *, given: PaperInput, once: UUID | None = None) -> UUID:
    """Keep a registration or certificate of the own agency as it was issued."""
    agency_id = ask_to_keep(actor)
    kind = PaperKind(known(given.kind, PaperKind.values, "kind"))
    grade = known(given.grade, Grade.values, "grade") if kind is PaperKind.ACCREDITATION else ""
    number = line(given.number, "number", 80, is_needed=True)
    if Paper.objects.filter(agency_id=agency_id, kind=kind, number=number).exists():
        raise PaperIsKnown(field="number")
    issued_on = past_day(given.issued_on, "issued_on")
    paper = Paper.objects.create(
        agency_id=agency_id,
        kind=kind,
        grade=grade,
        number=number,
        issuer=line(given.issuer, "issuer", 160, is_needed=True),
        issued_on=issued_on,
        runs_until=_runs_until(actor, given, kind, grade, issued_on),
        kept_at=clock.now(),
        by_user_id=actor.user_id,
    )
    older = Paper.objects.filter(agency_id=agency_id, kind=kind, asked_at__isnull=False).exclude(pk=paper.pk)
    replaced = tuple(older.filter(runs_until__lte=paper.runs_until).values_list("pk", flat=True))
    record(actor, PaperKept(paper.pk, agency_id, kind, paper.runs_until, replaced))
    return paper.pk


@action(is_once=True)
def begin_assessment(actor: Actor, *, once: UUID | None = None) -> UUID:
    """Begin the way to a new certificate of accreditation."""
    agency_id = ask_to_keep(actor)
    if Assessment.objects.select_for_update().filter(agency_id=agency_id, ended_at__isnull=True).exists():
        raise AlreadyOnTheWay()
    made = Assessment.objects.create(agency_id=agency_id, begun_on=clock.today(), begun_at=clock.now())
    record(actor, AccreditationBegun(made.pk, agency_id))
    return made.pk


@action()
def advance_assessment(
    actor: Actor, *, assessment_id: UUID, step: str, done_on: date, note: str = ""
) -> None:
    """Put down that the next step is done; after the last one the assessment is over."""
    agency_id = ask_to_keep(actor)
    assessment = _open(agency_id, assessment_id)
    done = list(assessment.steps.all())
    if next_step({one.step for one in done}) != step:
        raise NotInThisOrder(field="step")
    last = max((one.done_on for one in done), default=None)
    if last and done_on < last:
        raise NotPossibleAsWritten(_("The step before was done later than this."), field="done_on")
    AssessmentDone.objects.create(
        assessment=assessment,
        step=step,
        done_on=past_day(done_on, "done_on"),
        note=line(note, "note", 300),
        at=clock.now(),
        by_user_id=actor.user_id,
    )
    if step == AssessmentStep.DECIDED:
        assessment.ended_at = clock.now()
        assessment.save(update_fields=["ended_at"])
    record(actor, AccreditationAdvanced(assessment.pk, agency_id, step))


@action()
def end_assessment(actor: Actor, *, assessment_id: UUID) -> None:
    """Give up an assessment that is on its way; its steps stay readable."""
    agency_id = ask_to_keep(actor)
    assessment = _open(agency_id, assessment_id)
    assessment.ended_at = clock.now()
    assessment.save(update_fields=["ended_at"])
    record(actor, AccreditationEnded(assessment.pk, agency_id))


def _open(agency_id: UUID, assessment_id: UUID) -> Assessment:
    found = Assessment.objects.select_for_update().filter(
        pk=assessment_id, agency_id=agency_id, ended_at__isnull=True
    )
    assessment = found.first()
    if assessment is None:
        raise NotFound("assessment")
    return assessment


def _runs_until(actor: Actor, given: PaperInput, kind: PaperKind, grade: str, issued_on: date) -> date:
    if given.runs_until is None:
        key = _YEARS[Grade(grade)] if kind is PaperKind.ACCREDITATION else StandardKey.REGISTERED
        return years_on(issued_on, int(figures_of(actor.district_code)[key].value))
    if not issued_on < given.runs_until <= years_on(issued_on, LONGEST_YEARS):
        raise NotPossibleAsWritten(
            _("The last day lies after the day of issue, at most twenty years."), field="runs_until"
        )
    return given.runs_until
