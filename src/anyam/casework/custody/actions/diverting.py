"""Diversion: owed from the day the level begins, offered, talked over, agreed with terms or not, and carried out."""

from collections.abc import Iterable, Sequence
from datetime import date, datetime, time, timedelta
from uuid import UUID

from django.utils.translation import gettext_lazy as _

from anyam.casework.cases.results import CaseRef
from anyam.casework.sops.actions import finish_work, start_work
from anyam.casework.sops.choices import SubjectKind, WorkKind
from anyam.foundation.access import Actor, NotFound, Permission, action, require
from anyam.foundation.core import clock
from anyam.foundation.core.refusals import Refusal
from anyam.foundation.core.text import clean_line
from anyam.foundation.events.recording import record

from ..choices import DiversionState, LimitCode, TermKind, TermState
from ..events import DiversionMoved, DiversionTermSettled
from ..models import Diversion, DiversionTerm, Matter
from ..policies import case_to_record_in
from ..queries.legal import legal_figures
from ..results import TermInput
from ..rules import Figure, figure_on, limit_of
from .moments import past_moment

_LONGEST_AHEAD = timedelta(days=366)
_MOST_TERMS = 10


class NotTheMoment(Refusal):
    sentence = _("This diversion stands at another point now. The page shows where.")


class AnswerTermsAreMissing(Refusal):
    sentence = _("Write at least one thing that was agreed, and until when.")


class DayIsNotPossible(Refusal):
    sentence = _("Choose a day from the agreement on, within a year.")


def owe_diversion(actor: Actor, case: CaseRef, matter: Matter, figures: Sequence[Figure]) -> None:
    """Begin the clock of the offer; the caller has asked."""
    due_at = _limit(figures, f"diversion.start.{matter.level}", matter.level_since)
    one = Diversion.objects.create(
        case_id=case.id,
        matter=matter,
        level=matter.level,
        state=DiversionState.TO_OFFER,
        offer_due_at=due_at,
    )
    _give_manager(actor, case, WorkKind.OFFER_DIVERSION, one.pk, due_at)
    record(actor, DiversionMoved(one.pk, case.id, one.level, one.state))


@action()
def offer_diversion(actor: Actor, *, diversion_id: UUID, offered_at: datetime) -> None:
    """The talks began at this moment; the time to end them runs. Raises NotTheMoment, MomentIsNotPossible."""
    require(actor, Permission.RECORD_CUSTODY)
    one = _locked(diversion_id)
    case = case_to_record_in(actor, one.case_id)
    _must_stand(one, DiversionState.TO_OFFER)
    one.offered_at = past_moment(offered_at, "offered_at", after=one.matter.level_since)
    figures = legal_figures(actor, case.district_code)
    one.finish_due_at = _limit(figures, f"diversion.finish.{one.level}", one.offered_at)
    one.state = DiversionState.RUNNING
    one.save(update_fields=["offered_at", "finish_due_at", "state"])
    finish_work(actor, one.pk, WorkKind.OFFER_DIVERSION)
    _give_manager(actor, case, WorkKind.FINISH_DIVERSION, one.pk, one.finish_due_at)
    record(actor, DiversionMoved(one.pk, case.id, one.level, one.state))


@action()
def settle_diversion(
    actor: Actor,
    *,
    diversion_id: UUID,
    is_agreed: bool,
    terms: Sequence[TermInput] = (),
    number: str = "",
) -> None:
    """The talks ended: with terms that each have a day, or without an agreement.

    Raises NotTheMoment, AnswerTermsAreMissing, DayIsNotPossible.
    """
    require(actor, Permission.RECORD_CUSTODY)
    one = _locked(diversion_id)
    case = case_to_record_in(actor, one.case_id)
    _must_stand(one, DiversionState.RUNNING)
    one.state = DiversionState.AGREED if is_agreed else DiversionState.FAILED
    one.finished_at, one.number = clock.now(), clean_line(number)[:120]
    one.save(update_fields=["state", "finished_at", "number"])
    finish_work(actor, one.pk, WorkKind.FINISH_DIVERSION)
    if is_agreed:
        _keep_terms(actor, case, one, terms)
    record(actor, DiversionMoved(one.pk, case.id, one.level, one.state))


@action()
def settle_term(actor: Actor, *, agreed_term_id: UUID, is_kept: bool) -> None:
    """Whether a part of the agreement was kept. Where it was not, the official acts within the law's days (art. 14).

    Raises NotTheMoment.
    """
    require(actor, Permission.RECORD_CUSTODY)
    term = DiversionTerm.objects.select_for_update().filter(pk=agreed_term_id).first()
    if term is None:
        raise NotFound("term")
    case = case_to_record_in(actor, term.case_id)
    if term.state != TermState.OPEN or term.diversion.matter.ended_at is not None:
        raise NotTheMoment
    term.state = TermState.KEPT if is_kept else TermState.BROKEN
    term.settled_at = clock.now()
    term.save(update_fields=["state", "settled_at"])
    finish_work(actor, term.pk, WorkKind.CHECK_TERM)
    record(actor, DiversionTermSettled(term.pk, case.id, term.kind, term.state))
    _follow(actor, case, term.diversion)


def _follow(actor: Actor, case: CaseRef, one: Diversion) -> None:
    """The agreement as a whole: broken with the first part that is, carried out with the last."""
    states = set(one.terms.values_list("state", flat=True))
    if TermState.BROKEN in states and one.state == DiversionState.AGREED:
        one.state = DiversionState.BROKEN
        figures = legal_figures(actor, case.district_code)
        due_at = _limit(figures, LimitCode.DIVERSION_BROKEN, clock.now())
        _give_manager(actor, case, WorkKind.ACT_ON_BROKEN_TERM, one.pk, due_at)
    elif states == {TermState.KEPT} and one.state == DiversionState.AGREED:
        one.state = DiversionState.KEPT
    else:
        return
    one.save(update_fields=["state"])
    record(actor, DiversionMoved(one.pk, case.id, one.level, one.state))


def _keep_terms(actor: Actor, case: CaseRef, one: Diversion, terms: Iterable[TermInput]) -> None:
    given = list(terms)[:_MOST_TERMS]
    if not given or any(term.kind not in TermKind.values for term in given):
        raise AnswerTermsAreMissing(field="kind")
    today = clock.today()
    for term in given:
        if not today <= term.due_on <= today + _LONGEST_AHEAD:
            raise DayIsNotPossible(field="due_on")
        row = DiversionTerm.objects.create(
            case_id=case.id,
            diversion=one,
            kind=term.kind,
            words=clean_line(term.words)[:300],
            due_on=term.due_on,
        )
        _give_manager(
            actor, case, WorkKind.CHECK_TERM, row.pk, _end_of(term.due_on), SubjectKind.DIVERSION_TERM
        )


def _locked(diversion_id: UUID) -> Diversion:
    """By its own number; the database shows it only with the legal part of its case."""
    found = Diversion.objects.select_for_update(of=("self",)).select_related("matter")
    one = found.filter(pk=diversion_id).first()
    if one is None:
        raise NotFound("diversion")
    return one


def _must_stand(one: Diversion, state: DiversionState) -> None:
    if one.state != state or one.matter.ended_at is not None:
        raise NotTheMoment


def _limit(figures: Sequence[Figure], code: str, begun_at: datetime) -> datetime:
    """Where no row counts the limit is now, so that somebody asks."""
    local = clock.local(begun_at)
    figure = figure_on(figures, code, local.date())
    return limit_of(local, figure.amount, figure.unit) if figure else local


def _give_manager(
    actor: Actor,
    case: CaseRef,
    kind: WorkKind,
    subject_id: UUID,
    due_at: datetime,
    subject_kind: SubjectKind = SubjectKind.DIVERSION,
) -> None:
    start_work(
        actor,
        kind=kind,
        subject_kind=subject_kind,
        subject_id=subject_id,
        agency_id=case.agency_id,
        assignee_id=case.manager_id,
        case_id=case.id,
        reference=case.number,
        district_code=case.district_code,
        due_at=due_at,
    )


def _end_of(day: date) -> datetime:
    return datetime.combine(day, time(23, 59), tzinfo=clock.local(clock.now()).tzinfo)
