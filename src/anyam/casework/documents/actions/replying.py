"""Answers that come without signing in: the partner's own, brought through the same actions as everybody's."""

from dataclasses import dataclass, replace
from datetime import date
from typing import Any
from uuid import UUID

from django.utils.translation import gettext_lazy as _

from anyam.casework.files.actions import keep_file
from anyam.casework.files.choices import FileKind
from anyam.casework.referrals.actions import (
    accept_referral,
    complete_referral,
    decline_referral,
    record_served,
)
from anyam.casework.referrals.choices import DeclineReason, Outcome
from anyam.casework.referrals.queries import standing_of_referrals, summary_for_reply
from anyam.foundation.access import Actor, NotFound, Permission, action, require
from anyam.foundation.access.row_context import acting
from anyam.foundation.access.visibility import may_write
from anyam.foundation.core import clock
from anyam.foundation.core.refusals import Refusal
from anyam.foundation.core.text import clean_line
from anyam.foundation.events.recording import record

from .. import policies
from ..choices import ReplyStep, ReplyWay
from ..events import PaperReplyRecorded, ReplySheetAnswered
from ..models import Document, Reply, ReplyLink
from ..queries.replying import find_link, letter_of
from ..results import Answer, Letter
from ..rules import steps_now
from .linking import about_reply, refuse_unless_on_paper

_SYSTEM = Actor.system("a reply of a partner is kept")
_BY_LINK = "answered by the address on a reply sheet"
_BY_PAPER = "answered by a letter that was recorded"


class LinkIsShut(Refusal):
    sentence = _("This address does not work any more. Call the agency that sent the letter.")


class AnsweredAlready(Refusal):
    sentence = _("This was answered already. Nothing was changed.")


class AnswerIsMissing(Refusal):
    """The sentence names what is missing."""


class SignerIsMissing(Refusal):
    sentence = _("Write who signed the letter, with their office.")


class LetterFromTheFuture(Refusal):
    sentence = _("The letter cannot be dated later than today, nor before ours was issued.")


@dataclass(frozen=True)
class Scan:
    """The partner's letter as it was scanned."""

    content: bytes
    name: str


@action()
def answer_by_link(actor: Actor, *, token: str, answer: Answer) -> None:
    """Give one answer by the address on a reply sheet. It opens nothing else, and each step is answered once."""
    require(actor, Permission.SERVE_WITHOUT_SIGN_IN)
    link = find_link(token)
    if link is None:
        raise LinkIsShut
    ReplyLink.objects.select_for_update().get(pk=link.pk)
    letter = letter_of(link.document)
    state = summary_for_reply(actor, letter.referral_id).standing.state
    if answer.step not in steps_now(state):
        raise AnsweredAlready
    _carry(letter, answer, is_served=state == "served", reason=_BY_LINK)
    now = clock.now()
    ReplyLink.objects.filter(pk=link.pk).update(used_at=now)
    _keep(letter, answer, ReplyWay.LINK, dated_on=clock.today(), link=link)
    record(actor, about_reply(ReplySheetAnswered, letter, step=answer.step.value))


@action(is_once=True)
def record_paper_reply(
    actor: Actor,
    *,
    document_id: UUID,
    answer: Answer,
    signer: str,
    dated_on: date,
    scan: Scan | None = None,
    once: UUID | None = None,
) -> UUID:
    """Record a partner's letter: who signed it and when, with the scan among the case's files.

    The referral moves by the partner's own answer; who wrote it down stands beside it. The front office records it
    without seeing the case: the scan goes in, and nothing comes out.
    """
    require(actor, Permission.RECORD_PAPER_REPLIES)
    document = Document.objects.visible_to(actor).select_for_update(of=("self",)).one(pk=document_id)
    if not policies.may_record_reply(actor, document):
        raise NotFound("referral letter")
    letter = letter_of(document)
    refuse_unless_on_paper(actor, letter)
    signed_by = clean_line(signer)[:150]
    if not signed_by:
        raise SignerIsMissing(field="signer")
    if not clock.local(letter.issued_at).date() <= dated_on <= clock.today():
        raise LetterFromTheFuture(field="dated_on")
    state = standing_of_referrals(actor, [letter.referral_id])[letter.referral_id].state
    if answer.step not in steps_now(state):
        raise AnsweredAlready(field="step")
    _carry(letter, answer, is_served=state == "served", reason=_BY_PAPER)
    file_id = _kept_scan(actor, letter, scan) if scan else None
    reply = _keep(
        letter,
        answer,
        ReplyWay.PAPER,
        dated_on=dated_on,
        signer=signed_by,
        recorded_by_id=actor.person_id,
        file_id=file_id,
    )
    record(actor, about_reply(PaperReplyRecorded, letter, step=answer.step.value))
    return reply.pk


def _carry(letter: Letter, answer: Answer, *, is_served: bool, reason: str) -> None:
    """Through the referral's own actions, as the partner's answer. Raises their refusals."""
    partner, referral_id = Actor.answer_of(letter.to_agency_id, reason), letter.referral_id
    if answer.step is ReplyStep.ACCEPT:
        accept_referral(partner, referral_id=referral_id)
    elif answer.step is ReplyStep.DECLINE:
        if answer.reason not in DeclineReason.values:
            raise AnswerIsMissing(_("Choose why it is not possible."), field="reason")
        decline_referral(partner, referral_id=referral_id, reason=DeclineReason(answer.reason))
    else:
        if answer.outcome not in Outcome.values:
            raise AnswerIsMissing(_("Choose what the service brought."), field="outcome")
        if answer.served_on is None:
            raise AnswerIsMissing(_("Choose the day on which the service was given."), field="served_on")
        if not is_served:
            record_served(partner, referral_id=referral_id, served_on=answer.served_on)
        complete_referral(partner, referral_id=referral_id, outcome=Outcome(answer.outcome))


def _keep(letter: Letter, answer: Answer, way: ReplyWay, **more: Any) -> Reply:
    """The row is the machine's: nobody who wrote a letter down may change what stands in it."""
    with acting(_SYSTEM):
        return Reply.objects.create(
            document_id=letter.document_id,
            referral_id=letter.referral_id,
            case_id=letter.case_id,
            step=answer.step,
            way=way,
            recorded_at=clock.now(),
            **more,
        )


def _kept_scan(actor: Actor, letter: Letter, scan: Scan) -> UUID:
    """Among the files of the case; whoever may not see them hands it in and sees it no more."""
    may_keep = actor.may(Permission.KEEP_FILES) and may_write(actor, letter.case_id)
    hand = (
        actor if may_keep else replace(actor, is_system=True, reason="a letter handed in at the front office")
    )
    return keep_file(
        hand,
        case_id=letter.case_id,
        kind=FileKind.LETTER,
        content=scan.content,
        name=scan.name,
        note=letter.number,
    )
