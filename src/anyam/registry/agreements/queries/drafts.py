"""Policies in the making."""

from __future__ import annotations

from collections import defaultdict
from uuid import UUID

from django.db.models import Count, Q

from anyam.foundation.access import Actor, Permission, query, require
from anyam.foundation.core import clock
from anyam.registry.agencies.queries import agency_names

from ..choices import DraftState, PolicyKind, Resolution
from ..models import ConsultationRequest, DraftComment, Policy, PolicyDraft
from ..models.drafting import PolicyDraftSet
from ..policies import leads_draft, may_adopt, may_comment
from ..results import CommentRow, ConsultationWork, DraftDetail, DraftRow, RequestRow, SectionRow
from .rows import Names, policy_rows

SHOWN = 100


@query
def find_drafts(actor: Actor) -> list[DraftRow]:
    """Drafts the reader may see and that are not done with, those that wait for the reader's agency first."""
    found = PolicyDraft.objects.visible_to(actor)
    require(actor, Permission.SEE_AGREEMENTS)
    rows = _rows(actor, found.exclude(state__in=[DraftState.ADOPTED, DraftState.DROPPED])[:SHOWN])
    return sorted(rows, key=lambda row: not row.waits_for_us)


@query
def get_draft(actor: Actor, draft_id: UUID) -> DraftDetail:
    """One draft with its sections, whom was asked and what they said. Raises NotFound."""
    visible = PolicyDraft.objects.visible_to(actor)
    require(actor, Permission.SEE_AGREEMENTS)
    draft = visible.one(pk=draft_id)
    requests = list(draft.requests.all())
    names = agency_names(actor, [one.agency_id for one in requests])
    leads = leads_draft(actor, draft)
    comments = _comments(actor, draft, names)
    is_writable = draft.state in {DraftState.WRITING, DraftState.RESOLVING}
    has_open = any(c.resolution is Resolution.OPEN for group in comments.values() for c in group)
    return DraftDetail(
        row=_rows(actor, visible.filter(pk=draft.pk))[0],
        why=draft.why,
        replaces=policy_rows(actor, Policy.objects.filter(pk=draft.replaces_id))[0]
        if draft.replaces_id
        else None,
        adopted_as=draft.adopted_as_id,
        sections=tuple(
            SectionRow(one.pk, one.position, one.heading, one.text, tuple(comments[one.pk]))
            for one in draft.sections.all()
        ),
        requests=tuple(_request_row(one, names, comments) for one in requests),
        may_write=leads and is_writable,
        may_consult=leads and draft.state == DraftState.WRITING,
        may_resolve=leads and draft.state == DraftState.RESOLVING,
        may_adopt=may_adopt(actor, draft) and not has_open,
        may_drop=leads and draft.state not in {DraftState.ADOPTED, DraftState.DROPPED},
        may_comment=any(_waits_for(actor, draft, one) for one in requests),
    )


@query
def drafter_of_policies(actor: Actor) -> bool:
    """Whether the reader may begin a draft; NotFound for everybody else."""
    require(actor, Permission.DRAFT_AGREEMENTS)
    return True


@query
def draft_of_request(actor: Actor, request_id: UUID) -> UUID:
    """The draft about which this agency was asked, for links that name the request. Raises NotFound."""
    visible = PolicyDraft.objects.visible_to(actor)
    require(actor, Permission.SEE_AGREEMENTS)
    return visible.one(requests__pk=request_id).pk


@query
def consultation_work(actor: Actor, draft_id: UUID) -> ConsultationWork:
    """What the clocks need to know of a consultation. Raises NotFound."""
    draft = PolicyDraft.objects.visible_to(actor).one(pk=draft_id)
    require(actor, Permission.WATCH_AGREEMENTS)
    waiting = DraftComment.objects.filter(request__draft=draft, resolution=Resolution.OPEN)
    has_open = waiting.exists()
    asked = draft.requests.values_list("pk", "agency_id", "answered_at")
    return ConsultationWork(
        draft.title,
        draft.district_code,
        draft.drafter_id,
        draft.closes_at,
        draft.state == DraftState.CONSULTATION,
        draft.state == DraftState.RESOLVING and has_open,
        tuple((request_id, agency_id, answered is not None) for request_id, agency_id, answered in asked),
    )


def _rows(actor: Actor, found: PolicyDraftSet) -> list[DraftRow]:
    drafts = list(
        found.annotate(
            asked=Count("requests", distinct=True),
            answered=Count("requests", filter=Q(requests__answered_at__isnull=False), distinct=True),
            unanswered=Count(
                "requests__comments",
                filter=Q(requests__comments__resolution=Resolution.OPEN),
                distinct=True,
            ),
        ).prefetch_related("requests")
    )
    names = agency_names(actor, [one.drafter_id for one in drafts])
    return [
        DraftRow(
            id=one.pk,
            kind=PolicyKind(one.kind),
            title=one.title,
            state=DraftState(one.state),
            drafter=names[one.drafter_id].short_name,
            closes_at=one.closes_at,
            asked=vars(one)["asked"],
            answered=vars(one)["answered"],
            open_comments=vars(one)["unanswered"],
            waits_for_us=any(_waits_for(actor, one, asked) for asked in one.requests.all())
            or (one.state == DraftState.RESOLVING and leads_draft(actor, one)),
        )
        for one in drafts
    ]


def _waits_for(actor: Actor, draft: PolicyDraft, request: ConsultationRequest) -> bool:
    is_over = draft.closes_at is not None and draft.closes_at <= clock.now()
    return not is_over and request.answered_at is None and may_comment(actor, draft, request.agency_id)


def _comments(actor: Actor, draft: PolicyDraft, names: Names) -> dict[UUID, list[CommentRow]]:
    found = DraftComment.objects.filter(request__draft=draft).select_related("request")
    by_section: dict[UUID, list[CommentRow]] = defaultdict(list)
    for one in found:
        agency_id = one.request.agency_id
        by_section[one.section_id].append(
            CommentRow(
                one.pk,
                names[agency_id].short_name,
                agency_id == actor.agency_id,
                one.text,
                one.proposal,
                one.on_text,
                one.at,
                Resolution(one.resolution),
                one.answer,
            )
        )
    return by_section


def _request_row(
    one: ConsultationRequest, names: Names, comments: dict[UUID, list[CommentRow]]
) -> RequestRow:
    said = sum(c.agency == names[one.agency_id].short_name for group in comments.values() for c in group)
    return RequestRow(one.pk, one.agency_id, names[one.agency_id].short_name, one.answered_at, said)
