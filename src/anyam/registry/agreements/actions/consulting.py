"""Writing a policy together: sections, a consultation with a deadline, an answer to each comment, adoption."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date, datetime, time
from uuid import UUID
from zoneinfo import ZoneInfo

from django.utils.translation import gettext_lazy as _

from anyam.foundation.access import Actor, NotAllowed, NotFound, Permission, action, require, require_any
from anyam.foundation.core import clock
from anyam.foundation.core.refusals import Refusal
from anyam.foundation.events.recording import record
from anyam.registry.agencies.queries import districts_of

from ..choices import LOCAL_KINDS, DraftState, Resolution
from ..events import (
    ConsultationAnswered,
    ConsultationOpened,
    DraftCommentGiven,
    DraftCommentResolved,
    PolicyAdopted,
    PolicyDraftChanged,
    PolicyDraftDropped,
    PolicyDraftOpened,
)
from ..models import ConsultationRequest, DraftComment, DraftSection, Policy, PolicyDraft
from ..policies import leads_draft, may_adopt, may_comment
from ..rules import zone_of
from .keeping import NotPossibleAsWritten, NotTheMoment, line, words
from .registering import PolicyInput, register, supersede
from .watching import close_consultation

CLOSES_AT = time(16)
"""Comments close when offices do, in the district's own zone."""
MOST_SECTIONS = 120


class NothingToConsult(Refusal):
    sentence = _("Write at least one section before you ask others.")


class NobodyToAsk(Refusal):
    sentence = _("Choose at least one other agency to ask.")


class CommentsAreOpen(Refusal):
    sentence = _("Answer every comment first: whoever wrote it reads what became of it.")


@action(is_once=True)
def open_policy_draft(
    actor: Actor,
    *,
    kind: str,
    title: str,
    why: str = "",
    replaces_id: UUID | None = None,
    once: UUID | None = None,
) -> UUID:
    """Begin to write a policy of the district."""
    require(actor, Permission.DRAFT_AGREEMENTS)
    if actor.agency_id is None:
        raise NotAllowed("an agency drafts")
    if kind not in LOCAL_KINDS:
        raise NotPossibleAsWritten(_("Choose something a district makes itself."), field="kind")
    replaced = Policy.objects.visible_to(actor).one(pk=replaces_id) if replaces_id else None
    if replaced and not replaced.district_code:
        raise NotPossibleAsWritten(_("A district cannot replace a national rule."), field="replaces")
    draft = PolicyDraft.objects.create(
        district_code=actor.district_code,
        kind=kind,
        title=line(title, "title", 300, is_needed=True),
        why=words(why, "why", 2000),
        replaces=replaced,
        drafter_id=actor.agency_id,
        made_at=clock.now(),
        by_user_id=actor.user_id,
    )
    record(actor, PolicyDraftOpened(draft.pk, kind))
    return draft.pk


@action(is_once=True)
def write_section(
    actor: Actor,
    *,
    draft_id: UUID,
    heading: str,
    text: str,
    section_id: UUID | None = None,
    once: UUID | None = None,
) -> UUID:
    """Write a section, a new one at the end. While others comment, the text stands still."""
    require(actor, Permission.DRAFT_AGREEMENTS)
    draft = _lock_led(actor, draft_id, DraftState.WRITING, DraftState.RESOLVING)
    if section_id is None:
        count = draft.sections.count()
        if count >= MOST_SECTIONS:
            raise NotPossibleAsWritten(_("A draft has a hundred and twenty sections at most."))
        section = DraftSection(draft=draft, position=count + 1)
    else:
        section = _section(draft, section_id)
    section.heading = line(heading, "heading", 160, is_needed=True)
    section.text = words(text, "text", 12000, is_needed=True)
    section.save()
    record(actor, PolicyDraftChanged(draft.pk))
    return section.pk


@action()
def remove_section(actor: Actor, *, draft_id: UUID, section_id: UUID) -> None:
    """Take a section out of a draft nobody was asked about yet."""
    require(actor, Permission.DRAFT_AGREEMENTS)
    draft = _lock_led(actor, draft_id, DraftState.WRITING)
    section = _section(draft, section_id)
    if section.comments.exists():
        raise NotTheMoment(_("Somebody has commented on this section. Change it instead."))
    section.delete()
    for number, one in enumerate(draft.sections.all(), start=1):
        DraftSection.objects.filter(pk=one.pk).update(position=number)
    record(actor, PolicyDraftChanged(draft.pk))


@action()
def open_consultation(actor: Actor, *, draft_id: UUID, agency_ids: Sequence[UUID], closes_on: date) -> None:
    """Ask other agencies for comments until the end of office hours of a day."""
    require(actor, Permission.DRAFT_AGREEMENTS)
    draft = _lock_led(actor, draft_id, DraftState.WRITING)
    if not draft.sections.exists():
        raise NothingToConsult()
    closes_at = datetime.combine(closes_on, CLOSES_AT, ZoneInfo(zone_of(draft.district_code)))
    if closes_at <= clock.now():
        raise NotPossibleAsWritten(_("The deadline must lie in the future."), field="closes_on")
    districts = districts_of(actor, agency_ids)
    asked = [one for one in dict.fromkeys(agency_ids) if districts.get(one) == draft.district_code]
    if not [one for one in asked if one != draft.drafter_id]:
        raise NobodyToAsk(field="agencies")
    for agency_id in asked:
        if agency_id != draft.drafter_id:
            ConsultationRequest.objects.create(draft=draft, agency_id=agency_id, asked_at=clock.now())
    draft.state, draft.closes_at = DraftState.CONSULTATION, closes_at
    draft.save(update_fields=["state", "closes_at"])
    record(actor, ConsultationOpened(draft.pk))


@action(is_once=True)
def comment_on_draft(
    actor: Actor,
    *,
    draft_id: UUID,
    section_id: UUID,
    text: str,
    proposal: str = "",
    once: UUID | None = None,
) -> UUID:
    """Say something about a section for the actor's agency, which was asked."""
    require(actor, Permission.COMMENT_ON_POLICIES)
    request = _lock_request(actor, draft_id)
    section = _section(request.draft, section_id)
    comment = DraftComment.objects.create(
        request=request,
        section=section,
        on_text=section.text,
        text=words(text, "text", 2000, is_needed=True),
        proposal=words(proposal, "proposal", 2000),
        at=clock.now(),
        by_user_id=actor.user_id,
    )
    record(actor, DraftCommentGiven(request.draft_id, comment.pk))
    return comment.pk


@action()
def finish_commenting(actor: Actor, *, draft_id: UUID) -> None:
    """Say for the actor's agency that nothing more comes. When all have, the consultation closes early."""
    require(actor, Permission.COMMENT_ON_POLICIES)
    request = _lock_request(actor, draft_id)
    if request.answered_at is None:
        request.answered_at = clock.now()
        request.save(update_fields=["answered_at"])
        record(actor, ConsultationAnswered(request.draft_id, request.pk))
    if not request.draft.requests.filter(answered_at__isnull=True).exists():
        close_consultation(actor, request.draft)


@action()
def resolve_comment(
    actor: Actor, *, draft_id: UUID, comment_id: UUID, resolution: str, answer: str = ""
) -> None:
    """Say what became of a comment; whoever is not followed reads why."""
    require(actor, Permission.DRAFT_AGREEMENTS)
    draft = _lock_led(actor, draft_id, DraftState.RESOLVING)
    comment = DraftComment.objects.filter(request__draft=draft, pk=comment_id).first()
    if comment is None:
        raise NotFound("comment")
    if resolution not in Resolution.values or resolution == Resolution.OPEN:
        raise NotPossibleAsWritten(_("Choose what became of the comment."), field="resolution")
    said = line(answer, "answer", 600, is_needed=resolution != Resolution.TAKEN)
    comment.resolution, comment.answer = resolution, said
    comment.answered_at, comment.answered_by_user_id = clock.now(), actor.user_id
    comment.save(update_fields=["resolution", "answer", "answered_at", "answered_by_user_id"])
    is_last = not _open_comments(draft)
    record(actor, DraftCommentResolved(draft.pk, comment.pk, resolution, is_last))


@action(is_once=True)
def adopt_policy(
    actor: Actor,
    *,
    draft_id: UUID,
    number: str,
    year: int,
    issuer: str,
    in_force_from: date,
    in_force_until: date | None = None,
    review_on: date | None = None,
    once: UUID | None = None,
) -> UUID:
    """Enter the adopted policy into the register; what it replaces ends the day before."""
    require_any(actor, Permission.DRAFT_AGREEMENTS)
    draft = _lock_led(actor, draft_id, DraftState.WRITING, DraftState.RESOLVING)
    if not may_adopt(actor, draft):
        raise NotTheMoment()
    if not draft.sections.exists():
        raise NothingToConsult()
    if _open_comments(draft):
        raise CommentsAreOpen()
    given = PolicyInput(
        kind=draft.kind,
        number=number,
        year=year,
        title=draft.title,
        issuer=issuer,
        in_force_from=in_force_from,
        in_force_until=in_force_until,
        review_on=review_on,
        keeper_id=draft.drafter_id,
    )
    policy = register(actor, given)
    if draft.replaces and draft.replaces.superseded_by_id is None:
        supersede(draft.replaces, policy, date.fromordinal(in_force_from.toordinal() - 1))
    draft.state, draft.adopted_as = DraftState.ADOPTED, policy
    draft.save(update_fields=["state", "adopted_as"])
    record(actor, PolicyAdopted(draft.pk, policy.pk))
    return policy.pk


@action()
def drop_policy_draft(actor: Actor, *, draft_id: UUID) -> None:
    """Give a draft up; what was said about it stays readable."""
    require(actor, Permission.DRAFT_AGREEMENTS)
    draft = _lock_led(actor, draft_id, DraftState.WRITING, DraftState.CONSULTATION, DraftState.RESOLVING)
    draft.state = DraftState.DROPPED
    draft.save(update_fields=["state"])
    record(actor, PolicyDraftDropped(draft.pk))


def _lock_led(actor: Actor, draft_id: UUID, *states: DraftState) -> PolicyDraft:
    draft = PolicyDraft.objects.visible_to(actor).select_for_update(of=("self",)).one(pk=draft_id)
    if not leads_draft(actor, draft):
        raise NotAllowed(str(draft_id))
    if draft.state not in states:
        raise NotTheMoment()
    return draft


def _lock_request(actor: Actor, draft_id: UUID) -> ConsultationRequest:
    draft = PolicyDraft.objects.visible_to(actor).select_for_update(of=("self",)).one(pk=draft_id)
    request = next((one for one in draft.requests.all() if one.agency_id == actor.agency_id), None)
    if request is None:
        raise NotAllowed(str(draft_id))
    if not may_comment(actor, draft, request.agency_id) or (
        draft.closes_at and draft.closes_at <= clock.now()
    ):
        raise NotTheMoment(_("The consultation has closed."))
    request.draft = draft
    return request


def _section(draft: PolicyDraft, section_id: UUID) -> DraftSection:
    found = draft.sections.filter(pk=section_id).first()
    if found is None:
        raise NotFound("section")
    return found


def _open_comments(draft: PolicyDraft) -> bool:
    return DraftComment.objects.filter(request__draft=draft, resolution=Resolution.OPEN).exists()
