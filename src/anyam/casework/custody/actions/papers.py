"""Litmas and social report: asked of whoever writes them, due by law, handed over with their number."""

from datetime import datetime
from uuid import UUID

from django.db import IntegrityError, transaction
from django.utils.translation import gettext_lazy as _

from anyam.casework.sops.actions import finish_work, start_work
from anyam.casework.sops.choices import SubjectKind, WorkKind
from anyam.foundation.access import Actor, NotFound, Permission, Role, action, require, require_any
from anyam.foundation.access.row_context import acting
from anyam.foundation.core import clock
from anyam.foundation.core.refusals import Refusal
from anyam.foundation.core.text import clean_line
from anyam.foundation.events.recording import record
from anyam.registry.agencies.queries import districts_of

from ..choices import PaperKind
from ..events import SocialPaperAsked, SocialPaperDelivered
from ..models import SocialPaper
from ..policies import case_to_record_in, may_hand_over
from ..queries.law import find_paper
from ..queries.legal import legal_figures
from ..rules import figure_on, limit_of
from .holding import AgencyIsNotHere
from .moments import past_moment

_SYSTEM = Actor.system("paper handed over by the agency that writes it")


class PaperIsAskedAlready(Refusal):
    sentence = _("This was asked for already and is not handed over yet.")


class PaperIsUnclear(Refusal):
    sentence = _("Choose one of the answers.")


class PaperNumberIsMissing(Refusal):
    sentence = _("Write the number of the letter with which it was handed over.")


class PaperIsHandedOver(Refusal):
    sentence = _("This was handed over already.")


@action()
def ask_social_paper(actor: Actor, *, case_id: UUID, kind: str, agency_id: UUID, asked_at: datetime) -> UUID:
    """Keep that the agency was asked at this moment; the law's time runs. Raises PaperIsAskedAlready."""
    require(actor, Permission.RECORD_CUSTODY)
    case = case_to_record_in(actor, case_id)
    if kind not in PaperKind.values:
        raise PaperIsUnclear(field="kind")
    if districts_of(actor, [agency_id]).get(agency_id) != case.district_code:
        raise AgencyIsNotHere(field="agency_id")
    asked = clock.local(past_moment(asked_at, "asked_at"))
    figure = figure_on(legal_figures(actor, case.district_code), f"paper.{kind}", asked.date())
    row = SocialPaper(
        case_id=case_id,
        case_number=case.number,
        kind=kind,
        agency_id=agency_id,
        asked_at=asked,
        asked_by_id=actor.person_id,
        due_at=limit_of(asked, figure.amount, figure.unit) if figure else asked,
    )
    try:
        with transaction.atomic():
            row.save()
    except IntegrityError:
        raise PaperIsAskedAlready(field="kind") from None
    start_work(
        actor,
        kind=WorkKind.HAND_OVER_PAPER,
        subject_kind=SubjectKind.SOCIAL_PAPER,
        subject_id=row.pk,
        agency_id=agency_id,
        role=Role.PARTNER_OFFICER,
        case_id=case_id,
        reference=case.number,
        district_code=case.district_code,
        due_at=row.due_at,
    )
    record(actor, SocialPaperAsked(row.pk, case_id, agency_id, kind, row.due_at))
    return row.pk


@action()
def hand_over_social_paper(
    actor: Actor, *, social_paper_id: UUID, number: str, handed_over_at: datetime
) -> None:
    """It was handed over to whoever asked. Raises PaperIsHandedOver, PaperNumberIsMissing, MomentIsNotPossible."""
    require_any(actor, Permission.RECORD_CUSTODY, Permission.ANSWER_FOR_HOLDS)
    paper = find_paper(actor, social_paper_id, is_locked=True)
    if paper.handed_over_at is not None:
        raise PaperIsHandedOver
    if not may_hand_over(actor, paper):
        raise NotFound("paper")
    said = clean_line(number)[:120]
    if not said:
        raise PaperNumberIsMissing(field="number")
    moment = past_moment(handed_over_at, "handed_over_at", after=paper.asked_at)
    with acting(_SYSTEM):
        paper.number, paper.handed_over_at = said, moment
        paper.save(update_fields=["number", "handed_over_at"])
    finish_work(actor, paper.pk, WorkKind.HAND_OVER_PAPER)
    is_late = moment > paper.due_at
    record(actor, SocialPaperDelivered(paper.pk, paper.case_id, paper.agency_id, paper.kind, is_late))
