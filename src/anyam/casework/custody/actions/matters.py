"""What the child is said to have done, where the matter lies, and how it ended."""

from uuid import UUID

from django.utils.translation import gettext_lazy as _

from anyam.casework.cases.results import CaseRef
from anyam.casework.sops.actions import cancel_work, finish_work
from anyam.casework.sops.choices import WorkKind
from anyam.foundation.access import Actor, NotFound, Permission, action, require
from anyam.foundation.core import clock
from anyam.foundation.core.refusals import Refusal
from anyam.foundation.core.text import clean_line
from anyam.foundation.events.recording import record

from ..choices import DIVERTING, OPEN_DIVERSION, DiversionState, Ending, Level, TermState
from ..events import DiversionMoved, MatterEnded, MatterKept
from ..models import Diversion, Hold, Matter
from ..policies import case_to_record_in
from ..queries.legal import legal_figures
from ..results import MatterInput
from ..rules import must_be_tried
from .clocks import settle_hold
from .diverting import owe_diversion
from .moments import past_moment

_LONGEST_PENALTY = 40


class MatterIsUnclear(Refusal):
    sentence = _("Choose one of the answers.")


class PenaltyIsNotPossible(Refusal):
    sentence = _("Write the years the law threatens, from 0 to 40; leave it empty where it is not known.")


@action()
def keep_matter(actor: Actor, *, case_id: UUID, matter: MatterInput) -> UUID:
    """Write down or change what is known of the matter. Where diversion is owed at its level, its clock begins.

    Raises MatterIsUnclear, PenaltyIsNotPossible, MomentIsNotPossible.
    """
    require(actor, Permission.RECORD_CUSTODY)
    case = case_to_record_in(actor, case_id)
    if matter.level not in Level.values:
        raise MatterIsUnclear(field="level")
    years = matter.threatened_years
    if years is not None and not 0 <= years <= _LONGEST_PENALTY:
        raise PenaltyIsNotPossible(field="threatened_years")
    since = past_moment(matter.level_since, "level_since")
    row = Matter.objects.select_for_update().filter(case_id=case_id, ended_at__isnull=True).first()
    if row is None:
        row = Matter(case_id=case_id, began_at=since, recorded_at=clock.now(), recorded_by_id=actor.person_id)
    is_moved = bool(row.level) and row.level != matter.level
    row.level, row.level_since = matter.level, since
    row.threatened_years, row.is_repeated = years, matter.is_repeated
    row.offence = clean_line(matter.offence)[:300]
    row.save()
    record(actor, MatterKept(row.pk, case_id, row.level))
    if is_moved:
        close_open_diversion(actor, row)
    _owe_what_is_owed(actor, case, row)
    for hold in Hold.objects.running().filter(case_id=case_id).select_related("case"):
        settle_hold(actor, hold)
    return row.pk


@action()
def end_matter(actor: Actor, *, case_id: UUID, ending: str) -> None:
    """The matter is over: how. Its clocks end; a child who is still held stays an alarm. Raises MatterIsUnclear."""
    require(actor, Permission.RECORD_CUSTODY)
    case_to_record_in(actor, case_id)
    if ending not in Ending.values:
        raise MatterIsUnclear(field="ending")
    row = Matter.objects.select_for_update().filter(case_id=case_id, ended_at__isnull=True).first()
    if row is None:
        raise NotFound("matter")
    row.ended_at, row.ending = clock.now(), ending
    row.save(update_fields=["ended_at", "ending"])
    close_open_diversion(actor, row)
    record(actor, MatterEnded(row.pk, case_id, ending))


def close_open_diversion(actor: Actor, matter: Matter) -> None:
    """The matter went on or ended: what was not agreed failed, and the clocks of all its diversions end."""
    for one in matter.diversions.select_for_update():
        finish_work(actor, one.pk, WorkKind.ACT_ON_BROKEN_TERM)
        cancel_work(actor, one.pk)
        for term in one.terms.filter(state=TermState.OPEN):
            cancel_work(actor, term.pk)
        if one.state in OPEN_DIVERSION:
            one.state, one.finished_at = DiversionState.FAILED, clock.now()
            one.save(update_fields=["state", "finished_at"])
            record(actor, DiversionMoved(one.pk, one.case_id, one.level, one.state))


def _owe_what_is_owed(actor: Actor, case: CaseRef, matter: Matter) -> None:
    figures = legal_figures(actor, case.district_code)
    is_owed = matter.level in DIVERTING and must_be_tried(
        figures,
        clock.local(matter.began_at).date(),
        threatened_years=matter.threatened_years,
        is_repeated=matter.is_repeated,
    )
    tried = Diversion.objects.filter(matter=matter, level=matter.level).first()
    if is_owed and tried is None:
        owe_diversion(actor, case, matter, figures)
    elif not is_owed and tried is not None and tried.state == DiversionState.TO_OFFER:
        cancel_work(actor, tried.pk)
        tried.delete()
