"""Who is told what. Recipients are chosen by what they have to do next, never by curiosity."""

from uuid import UUID

from anyam.casework.cases import events as cases
from anyam.casework.meetings import events as meetings
from anyam.casework.meetings.queries import guests_of
from anyam.casework.oversight import events as oversight
from anyam.casework.referrals import events as referrals
from anyam.casework.referrals.choices import Urgency
from anyam.casework.sops.choices import SubjectKind
from anyam.casework.sops.events import SopStepOpened, WorkEscalated, WorkReminded
from anyam.foundation.access import Role
from anyam.foundation.backups.events import BackupDrillFailed, BackupProofMissed, BackupTrouble
from anyam.foundation.events.definitions import EventInfo
from anyam.foundation.events.reactions import reacts_to
from anyam.registry.accounts.queries import coordinators_of, keepers_of_backups

from ..actions import mail_digest, mail_notice
from ..choices import NotificationKind as Kind
from ..events import MailDigestOrdered, MailNoticeOrdered
from . import agreed, written
from .people import SYSTEM, Recipients, people_in, receivers, tell_people

__all__ = ["agreed", "written"]

_LOOKERS_AFTER = (Role.SUPERVISOR, Role.AGENCY_HEAD)


# --- to the receiving agency ----------------------------------------------------------------------------------------


@reacts_to(referrals.ReferralSent)
def tell_receiver_of_referral(event: referrals.ReferralSent, about: EventInfo) -> None:
    is_emergency = event.urgency == Urgency.EMERGENCY
    kind = Kind.REFERRAL_RECEIVED_EMERGENCY if is_emergency else Kind.REFERRAL_RECEIVED
    recipients = list(receivers(event.to_agency_id))
    if is_emergency:
        recipients += people_in(event.to_agency_id, (Role.AGENCY_HEAD,))
    _about_referral(event, about, kind, recipients)


@reacts_to(referrals.ReferralReminded)
def tell_receiver_of_reminder(event: referrals.ReferralReminded, about: EventInfo) -> None:
    heads = people_in(event.to_agency_id, (Role.AGENCY_HEAD,)) if event.is_by_coordinator else []
    _about_referral(event, about, Kind.REFERRAL_REMINDER, [*receivers(event.to_agency_id), *heads])


@reacts_to(referrals.ReferralInformationAnswered)
def tell_receiver_of_answer(event: referrals.ReferralInformationAnswered, about: EventInfo) -> None:
    _about_referral(event, about, Kind.REFERRAL_ANSWER, receivers(event.to_agency_id))


@reacts_to(referrals.ReferralWithdrawn)
def tell_receiver_of_withdrawal(event: referrals.ReferralWithdrawn, about: EventInfo) -> None:
    if event.was_sent:
        _about_referral(event, about, Kind.REFERRAL_WITHDRAWN, receivers(event.to_agency_id))


@reacts_to(referrals.ReferralSharingEnded)
def tell_receiver_of_ended_sharing(event: referrals.ReferralSharingEnded, about: EventInfo) -> None:
    _about_referral(event, about, Kind.REFERRAL_SHARING_ENDED, receivers(event.to_agency_id))


# --- to the sender --------------------------------------------------------------------------------------------------

_NEWS_FOR_SENDER: dict[type[referrals.ReferralEvent], Kind] = {
    referrals.ReferralAccepted: Kind.REFERRAL_ACCEPTED,
    referrals.ReferralInformationAsked: Kind.REFERRAL_QUESTION,
    referrals.ReferralRedirected: Kind.REFERRAL_REDIRECTED,
    referrals.ReferralDeclined: Kind.REFERRAL_DECLINED,
    referrals.ReferralExpired: Kind.REFERRAL_EXPIRED,
    referrals.ReferralScheduled: Kind.REFERRAL_SCHEDULED,
    referrals.ReferralServed: Kind.REFERRAL_SERVED,
    referrals.ReferralCompleted: Kind.REFERRAL_COMPLETED,
    referrals.ReferralFailed: Kind.REFERRAL_FAILED,
}


@reacts_to(*_NEWS_FOR_SENDER)
def tell_sender_of_news(event: referrals.ReferralEvent, about: EventInfo) -> None:
    _about_referral(event, about, _NEWS_FOR_SENDER[type(event)], _officer(event))


@reacts_to(referrals.ReferralExpired)
def tell_coordinator_of_silence(event: referrals.ReferralExpired, about: EventInfo) -> None:
    _about_referral(event, about, Kind.REFERRAL_ESCALATED, _coordinators(event.district_code))


# --- inside the managing agency -------------------------------------------------------------------------------------


@reacts_to(cases.ReportTaken)
def tell_of_report_to_triage(event: cases.ReportTaken, about: EventInfo) -> None:
    people = people_in(event.agency_id, (Role.CASE_MANAGER, Role.SUPERVISOR), but=about.user_id)
    tell_people(people, Kind.REPORT_TO_TRIAGE, SubjectKind.REPORT, event.subject_id, about)


@reacts_to(cases.CaseOpened)
def tell_of_opened_case(event: cases.CaseOpened, about: EventInfo) -> None:
    _about_case(event.case_id, event.agency_id, {event.manager_id}, about)


@reacts_to(cases.CaseAssigned)
def tell_of_assigned_case(event: cases.CaseAssigned, about: EventInfo) -> None:
    _about_case(event.case_id, event.agency_id, {event.manager_id, event.worker_id}, about)


@reacts_to(cases.PlanAgreed)
def tell_agencies_of_plan(event: cases.PlanAgreed, about: EventInfo) -> None:
    """The other agencies of a plan; what they may see of the child comes with the referral."""
    for agency_id in sorted(set(event.agency_ids) - {about.agency_id}, key=str):
        tell_people(receivers(agency_id), Kind.PLAN_ACTION_ASSIGNED, SubjectKind.CASE, event.case_id, about)


# --- meetings ---------------------------------------------------------------------------------------------------------


@reacts_to(meetings.AgencyInvited)
def tell_of_invitation(event: meetings.AgencyInvited, about: EventInfo) -> None:
    people = _seat(event.user_id, event.agency_id)
    tell_people(people, Kind.MEETING_INVITATION, SubjectKind.MEETING, event.subject_id, about)


@reacts_to(meetings.InvitationAnswered)
def tell_of_answer_to_invitation(event: meetings.InvitationAnswered, about: EventInfo) -> None:
    chair = [(event.chair_id, event.chair_agency_id)]
    tell_people(chair, Kind.INVITATION_ANSWERED, SubjectKind.MEETING, event.subject_id, about)
    if event.delegate_id:
        delegate = [(event.delegate_id, event.agency_id)]
        tell_people(delegate, Kind.MEETING_INVITATION, SubjectKind.MEETING, event.subject_id, about)


@reacts_to(meetings.MeetingMoved)
def tell_of_moved_meeting(event: meetings.MeetingMoved, about: EventInfo) -> None:
    _tell_guests(event.subject_id, Kind.MEETING_MOVED, about)


@reacts_to(meetings.MeetingCancelled)
def tell_of_cancelled_meeting(event: meetings.MeetingCancelled, about: EventInfo) -> None:
    _tell_guests(event.subject_id, Kind.MEETING_CANCELLED, about)


def _tell_guests(meeting_id: UUID, kind: Kind, about: EventInfo) -> None:
    """Of a conference its guests alone: for others of their agency it does not exist."""
    for user_id, agency_id in guests_of(SYSTEM, meeting_id):
        tell_people(_seat(user_id, agency_id), kind, SubjectKind.MEETING, meeting_id, about)


@reacts_to(meetings.MinutesClosed)
def tell_of_minutes_to_sign(event: meetings.MinutesClosed, about: EventInfo) -> None:
    for user_id, agency_id in guests_of(SYSTEM, event.subject_id):
        if agency_id in event.to_sign:
            people = _seat(user_id, agency_id)
            tell_people(people, Kind.MINUTES_TO_SIGN, SubjectKind.MEETING, event.subject_id, about)


@reacts_to(meetings.MinutesObjected)
def tell_chair_of_objection(event: meetings.MinutesObjected, about: EventInfo) -> None:
    chair = [(event.chair_id, event.chair_agency_id)]
    tell_people(chair, Kind.MINUTES_OBJECTED, SubjectKind.MEETING, event.subject_id, about)


@reacts_to(meetings.DecisionGiven)
def tell_owner_of_decision(event: meetings.DecisionGiven, about: EventInfo) -> None:
    kind = Kind.DECISION_ASKED if event.is_asked else Kind.DECISION_GIVEN
    people = [one for one in _seat(event.user_id, event.agency_id) if one[0] != about.user_id]
    tell_people(people, kind, SubjectKind.DECISION, event.subject_id, about)


@reacts_to(meetings.DecisionSentBack)
def tell_owner_of_returned_decision(event: meetings.DecisionSentBack, about: EventInfo) -> None:
    people = [one for one in _seat(event.user_id, event.agency_id) if one[0] != about.user_id]
    tell_people(people, Kind.DECISION_SENT_BACK, SubjectKind.DECISION, event.subject_id, about)


@reacts_to(meetings.DecisionAccepted)
def tell_chair_of_yes(event: meetings.DecisionAccepted, about: EventInfo) -> None:
    _tell_chair((event.chair_id, event.chair_agency_id), Kind.DECISION_ACCEPTED, event.subject_id, about)


@reacts_to(meetings.DecisionDeclined)
def tell_chair_of_no(event: meetings.DecisionDeclined, about: EventInfo) -> None:
    _tell_chair((event.chair_id, event.chair_agency_id), Kind.DECISION_DECLINED, event.subject_id, about)


@reacts_to(meetings.DecisionReported)
def tell_chair_of_report(event: meetings.DecisionReported, about: EventInfo) -> None:
    _tell_chair((event.chair_id, event.chair_agency_id), Kind.DECISION_REPORTED, event.subject_id, about)


def _tell_chair(chair: tuple[UUID, UUID], kind: Kind, decision_id: UUID, about: EventInfo) -> None:
    """Unless the chair did it."""
    if chair[0] != about.user_id:
        tell_people([chair], kind, SubjectKind.DECISION, decision_id, about)


def _seat(user_id: UUID | None, agency_id: UUID) -> list[tuple[UUID, UUID | None]]:
    """The person who was named, or whoever answers for the agency."""
    return (
        [(user_id, agency_id)] if user_id else list(receivers(agency_id)) or people_in(agency_id, tuple(Role))
    )


# --- about who looked -----------------------------------------------------------------------------------------------


@reacts_to(oversight.LookReviewOpened)
def tell_of_look_to_judge(event: oversight.LookReviewOpened, about: EventInfo) -> None:
    """The reviewers, the one who looked, and for emergency access the supervisors of the case's agency."""
    if event.reviewer_agency_id:
        _about_review(
            event, about, Kind.LOOK_REVIEW_WAITS, people_in(event.reviewer_agency_id, (Role.REVIEWER,))
        )
    _about_review(event, about, Kind.LOOK_ASKED, [(event.looker_id, event.looker_agency_id)])
    if event.case_agency_id and event.case_id:
        supervisors = people_in(event.case_agency_id, (Role.SUPERVISOR,), but=event.looker_id)
        tell_people(supervisors, Kind.GLASS_BROKEN, SubjectKind.CASE, event.case_id, about)


@reacts_to(oversight.LookReviewAnswered)
def tell_reviewers_of_reply(event: oversight.LookReviewAnswered, about: EventInfo) -> None:
    if event.reviewer_agency_id:
        _about_review(
            event, about, Kind.LOOK_REVIEW_ANSWERED, people_in(event.reviewer_agency_id, (Role.REVIEWER,))
        )


@reacts_to(oversight.LookReviewClosed)
def tell_looker_of_judgement(event: oversight.LookReviewClosed, about: EventInfo) -> None:
    _about_review(event, about, Kind.LOOK_JUDGED, [(event.looker_id, event.looker_agency_id)])


@reacts_to(SopStepOpened)
def tell_of_step(event: SopStepOpened, about: EventInfo) -> None:
    tell_people(receivers(event.agency_id), Kind.SOP_STEP_WAITS, SubjectKind.SOP_STEP, event.step_id, about)


@reacts_to(WorkEscalated)
def tell_of_late_work(event: WorkEscalated, about: EventInfo) -> None:
    subject = SubjectKind(event.about_kind), event.about_id
    if event.rung == "coordinator":
        tell_people(_coordinators(event.district_code), Kind.WORK_LATE_IN_DISTRICT, *subject, about)
    elif event.agency_id:
        roles = (Role.AGENCY_HEAD,) if event.rung == "leader" else _LOOKERS_AFTER
        tell_people(people_in(event.agency_id, roles), Kind.WORK_LATE, *subject, about)


@reacts_to(WorkReminded)
def remind_of_work(event: WorkReminded, about: EventInfo) -> None:
    if event.assignee_id:
        people: Recipients = [(event.assignee_id, event.agency_id)]
    elif event.agency_id and event.role:
        people = people_in(event.agency_id, (Role(event.role),))
    else:
        return
    tell_people(people, Kind.WORK_DUE_SOON, SubjectKind(event.about_kind), event.about_id, about)


# --- the machine room -----------------------------------------------------------------------------------------------


@reacts_to(BackupDrillFailed, BackupProofMissed)
def tell_of_unproven_backup(event: BackupTrouble, about: EventInfo) -> None:
    people = keepers_of_backups(SYSTEM)
    tell_people(people, Kind.BACKUP_FAILED, SubjectKind.BACKUP, event.subject_id, about)


# --- by e-mail -------------------------------------------------------------------------------------------------------


@reacts_to(MailNoticeOrdered)
def mail_ordered_notice(event: MailNoticeOrdered, about: EventInfo) -> None:
    mail_notice(SYSTEM, notification_id=event.subject_id)


@reacts_to(MailDigestOrdered)
def mail_ordered_digest(event: MailDigestOrdered, about: EventInfo) -> None:
    mail_digest(SYSTEM, wish_id=event.subject_id, letter=about.number)


# --- choosing and telling -------------------------------------------------------------------------------------------


def _officer(event: referrals.ReferralEvent) -> Recipients:
    return [(event.officer_id, event.from_agency_id)] if event.officer_id else []


def _coordinators(district_code: str) -> list[tuple[UUID, UUID | None]]:
    return [(user.id, user.agency_id) for user in coordinators_of(SYSTEM, district_code)]


def _about_referral(
    event: referrals.ReferralEvent, about: EventInfo, kind: Kind, recipients: Recipients
) -> None:
    tell_people(recipients, kind, SubjectKind.REFERRAL, event.subject_id, about)


def _about_case(case_id: UUID, agency_id: UUID, people: set[UUID | None], about: EventInfo) -> None:
    """Those to whom a case was given, but not the one who gave it."""
    others = sorted((user_id for user_id in people if user_id and user_id != about.user_id), key=str)
    tell_people(
        [(user_id, agency_id) for user_id in others], Kind.CASE_ASSIGNED, SubjectKind.CASE, case_id, about
    )


def _about_review(
    event: oversight.LookReviewOpened | oversight.LookReviewAnswered | oversight.LookReviewClosed,
    about: EventInfo,
    kind: Kind,
    recipients: Recipients,
) -> None:
    tell_people(recipients, kind, SubjectKind.LOOK_REVIEW, event.subject_id, about)
