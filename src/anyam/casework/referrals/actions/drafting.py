"""Preparing a referral and sending it: what is shared is decided here, by the sender."""

from uuid import UUID

from django.utils.translation import gettext_lazy as _

from anyam.casework.acting import actions as acts
from anyam.casework.acting.choices import ActKind, Despite
from anyam.casework.acting.results import Found
from anyam.casework.cases.actions import wish_for
from anyam.casework.cases.queries import case_ref, case_to_work_on
from anyam.casework.sops.actions import finish_work
from anyam.casework.sops.choices import EndReason, WorkKind
from anyam.foundation.access import Actor, Permission, action, require
from anyam.foundation.core import clock
from anyam.foundation.core.refusals import Refusal
from anyam.foundation.events.recording import record
from anyam.registry.agencies.choices import Need
from anyam.registry.agencies.queries import get_service
from anyam.registry.people.actions import hold_people

from ..choices import Party, ReferralState, SharingBasis, Urgency, Verb, WithdrawReason
from ..events import ReferralDraftChanged, ReferralDrafted, ReferralSent
from ..models import Referral, ReferralSummary
from ..queries.detail import happening_of, sides_of
from ..rules import why_not
from .drafts import ServiceIsClosed, SummaryInput, cleaned, create_draft, kept
from .grounds import known_reason, settle_ground
from .moving import NotTheMoment, about, end_all_work, locked, move, stand, start_response_clock
from .sharing import close_to_receiver, open_to_receiver


class CaseIsClosed(Refusal):
    sentence = _("This case is closed. Reopen it before you send a referral.")


@action(is_once=True)
def draft_referral(
    actor: Actor,
    *,
    case_id: UUID,
    service_id: UUID,
    need: Need,
    urgency: Urgency,
    sharing_basis: SharingBasis,
    summary: SummaryInput,
    basis_reason: str = "",
    follows_id: UUID | None = None,
    plan_action_id: UUID | None = None,
    despite: Despite | str | None = None,
    once: UUID | None = None,
) -> UUID:
    """Prepare a referral of a case one may see to an agency's service; nobody else sees it before it is sent.

    Raises AlreadyActing where another agency does the same for the child, unless `despite` says why to go on.
    """
    require(actor, Permission.SEND_REFERRAL)
    case = case_to_work_on(actor, case_id)
    if case.state != "open":
        raise CaseIsClosed
    referral = Referral(
        case_id=case.id,
        case_number=case.number,
        district_code=case.district_code,
        from_agency_id=case.agency_id,
        officer_id=actor.user_id,
        need=need,
        urgency=urgency,
        sharing_basis=sharing_basis,
        basis_reason=known_reason(sharing_basis, basis_reason),
        plan_action_id=plan_action_id,
        follows=_followed(actor, follows_id, case_id),
    )
    words = kept(cleaned(summary))
    to_agency_id = get_service(actor, service_id).agency_id
    found = _ask_who_acts(actor, referral, to_agency_id, despite)
    create_draft(actor, referral, service_id, words)
    record(actor, about(ReferralDrafted, referral, follows_id=follows_id))
    acts.note_going_on(actor, found, referral.id)
    return referral.id


@action()
def change_draft(
    actor: Actor,
    *,
    referral_id: UUID,
    urgency: Urgency,
    sharing_basis: SharingBasis,
    summary: SummaryInput,
    basis_reason: str = "",
) -> None:
    """Change what a draft will share, before anybody has seen it."""
    require(actor, Permission.SEND_REFERRAL)
    referral = locked(actor, referral_id)
    if referral.state != ReferralState.DRAFT or Party.SENDER not in sides_of(actor, referral):
        state = ReferralState(referral.state)
        raise NotTheMoment(why_not(state, Verb.SEND, Party.SENDER, happening_of(actor, referral)))
    referral.urgency, referral.sharing_basis = urgency, sharing_basis
    referral.basis_reason = known_reason(sharing_basis, basis_reason)
    stand(actor, referral, ReferralState.DRAFT)
    referral.save()
    words = ReferralSummary.objects.get(referral=referral)
    for name, value in kept(cleaned(summary)).items():
        setattr(words, name, value)
    words.save()
    record(actor, about(ReferralDraftChanged, referral))


@action()
def send_referral(actor: Actor, *, referral_id: UUID, despite: Despite | str | None = None) -> None:
    """Send a draft on a ground that stands: from now on the receiver sees the summary, and its clock runs.

    Raises AlreadyActing where another agency began the same since it was drafted, unless `despite` says why to go on.
    """
    require(actor, Permission.SEND_REFERRAL)
    referral = move(actor, referral_id, Verb.SEND).referral
    if case_ref(actor, referral.case_id).state != "open":
        raise CaseIsClosed
    if not get_service(actor, referral.service_id).is_active:
        raise ServiceIsClosed
    settle_ground(actor, referral)
    # Last, because it is the one refusal that somebody may answer and go on.
    found = _ask_who_acts(actor, referral, referral.to_agency_id, despite)
    referral.sent_at = clock.now()
    referral.officer_id = actor.user_id or referral.officer_id
    finish_work(actor, referral.id, WorkKind.SEND_REFERRAL)
    start_response_clock(actor, referral)
    referral.save()
    if referral.follows_id:
        _end_search(actor, referral.follows_id)
    event = about(ReferralSent, referral, urgency=referral.urgency, due_at=referral.response_due_at)
    open_to_receiver(actor, referral, record(actor, event))
    acts.note_going_on(actor, found, referral.id)


_GIVEN_BACK = frozenset({ReferralState.REDIRECTED, ReferralState.DECLINED})


def _ask_who_acts(
    actor: Actor,
    referral: Referral,
    to_agency_id: UUID,
    despite: Despite | str | None,
) -> Found:
    """Leaving out this referral, the one it follows, and whoever passed that one on or could not do it."""
    followed = referral.follows
    wish = wish_for(
        actor,
        case_id=referral.case_id,
        kind=ActKind.REFERRAL,
        agency_id=to_agency_id,
        need=referral.need,
        leaving_out={referral.id} | ({followed.id} if followed else set()),
        passed_on_by={followed.to_agency_id} if followed and followed.state in _GIVEN_BACK else set(),
    )
    hold_people(actor, [wish.child_id])
    return acts.ask_who_is_acting(actor, wish, despite)


def _followed(actor: Actor, follows_id: UUID | None, case_id: UUID) -> Referral | None:
    if follows_id is None:
        return None
    return Referral.objects.visible_to(actor).one(id=follows_id, case_id=case_id)


def _end_search(actor: Actor, followed_id: UUID) -> None:
    """The search for another service is over; a referral whose time ran out is withdrawn for the new one."""
    followed = Referral.objects.select_for_update().get(id=followed_id)
    finish_work(actor, followed.id, WorkKind.FIND_NEXT_SERVICE)
    if followed.state == ReferralState.EXPIRED:
        stand(actor, followed, ReferralState.WITHDRAWN)
        followed.reason = WithdrawReason.OTHER_SERVICE
        followed.save()
        end_all_work(actor, followed, EndReason.NOT_NEEDED)
        close_to_receiver(actor, followed)
