"""A referral: one agency asks another agency's service to do something for a child, and the clock runs."""

from datetime import datetime
from typing import Any, ClassVar, Self
from uuid import UUID

from django.db import models
from django.db.models import Q

from anyam.foundation.access import Actor
from anyam.foundation.access.visibility import ScopedQuerySet, not_barred, opens
from anyam.foundation.core.privacy import Privacy
from anyam.foundation.core.records import Record

from ..choices import ENDED, InboxFilter, Outcome, ReferralState, SharingBasis, Urgency
from ..rules import INBOX, UNANSWERED

NOT_ENDED = Q(state__in=[state for state in ReferralState if state not in ENDED])
WAITS_FOR_ANSWER = Q(state__in=sorted(UNANSWERED))
TO_ANSWER = Q(state__in=sorted(INBOX[InboxFilter.TO_ANSWER]))


class ReferralSet(ScopedQuerySet["Referral"]):
    def within_sight_of(self, actor: Actor) -> Self:
        """Those to whom the case is open, the receiver once it was sent, the coordinator once the time ran out.

        What each of them sees of it is decided by the queries: the receiver only the summary, the coordinator
        nothing about the child. Whoever is barred from the case is barred from its referrals.
        """
        return self.filter(opens(actor, "pk") | opens(actor, "case_id"), not_barred(actor, "case_id"))

    def received_by(self, actor: Actor) -> Self:
        return self.filter(to_agency_id=actor.agency_id, sent_at__isnull=False)

    def sent_by_agency_of(self, actor: Actor) -> Self:
        return self.filter(from_agency_id=actor.agency_id)

    def accepted_at(self, case_id: UUID, agency_id: UUID) -> Self:
        """Referrals of a case that an agency has accepted and not ended."""
        running = [ReferralState.ACCEPTED, ReferralState.SCHEDULED, ReferralState.SERVED]
        return self.filter(case_id=case_id, to_agency_id=agency_id, state__in=running)

    def due_before(self, moment: datetime) -> Self:
        return self.filter(WAITS_FOR_ANSWER, response_due_at__lte=moment)


class Referral(Record):
    PRIVACY: ClassVar[dict[str, Privacy]] = {
        "need": Privacy.SENSITIVE,
        "basis_reason": Privacy.SENSITIVE,
        "*": Privacy.OPERATIONAL,
    }

    number = models.CharField(max_length=20, unique=True)
    case = models.ForeignKey("cases.Case", on_delete=models.PROTECT, related_name="+")
    # The case's number, for the sender's lists; the receiver knows only the referral's own.
    case_number = models.CharField(max_length=30, blank=True, default="")
    plan_action_id = models.UUIDField(null=True)
    district_code = models.CharField(max_length=5, blank=True, default="")
    from_agency = models.ForeignKey("agencies.Agency", on_delete=models.PROTECT, related_name="+")
    # The officer of the sending agency who gets the answers.
    officer = models.ForeignKey("accounts.User", on_delete=models.PROTECT, related_name="+", null=True)
    service = models.ForeignKey("agencies.Service", on_delete=models.PROTECT, related_name="+")
    # As it was called on the day of the referral.
    service_name = models.CharField(max_length=200)
    to_agency = models.ForeignKey("agencies.Agency", on_delete=models.PROTECT, related_name="+")
    need = models.CharField(max_length=40)
    urgency = models.CharField(max_length=10, choices=Urgency)
    sharing_basis = models.CharField(max_length=20, choices=SharingBasis)
    # The consent it rests on once it was sent; for another ground, why there is none.
    consent = models.ForeignKey("consents.Consent", on_delete=models.PROTECT, related_name="+", null=True)
    basis_reason = models.CharField(max_length=20, blank=True, default="")

    state = models.CharField(max_length=12, choices=ReferralState, default=ReferralState.DRAFT)
    # The last thing that happened: when, and by which agency's officer.
    state_at = models.DateTimeField()
    state_by = models.ForeignKey("accounts.User", on_delete=models.PROTECT, related_name="+", null=True)
    state_agency = models.ForeignKey("agencies.Agency", on_delete=models.PROTECT, related_name="+", null=True)

    drafted_at = models.DateTimeField()
    sent_at = models.DateTimeField(null=True)
    seen_at = models.DateTimeField(null=True)
    answered_at = models.DateTimeField(null=True)
    expired_at = models.DateTimeField(null=True)
    ended_at = models.DateTimeField(null=True)
    reminded_at = models.DateTimeField(null=True)

    clock_started_at = models.DateTimeField(null=True)
    response_due_at = models.DateTimeField(null=True)
    # Hours left to the receiver while the sender answers a question.
    hours_left = models.FloatField(null=True)

    scheduled_for = models.DateTimeField(null=True)
    served_on = models.DateField(null=True)
    # A code of DeclineReason, RedirectReason, FailReason or WithdrawReason, as the state says.
    reason = models.CharField(max_length=30, blank=True, default="")
    outcome = models.CharField(max_length=20, choices=Outcome, blank=True, default="")
    follows = models.ForeignKey("self", on_delete=models.PROTECT, related_name="followed_by", null=True)

    objects = ReferralSet.as_manager()

    class Meta:
        ordering = ("-drafted_at", "-id")
        constraints: ClassVar[list[Any]] = [
            models.UniqueConstraint(
                name="referral_once_at_a_time", fields=["case", "service", "need"], condition=NOT_ENDED
            ),
            models.CheckConstraint(
                name="referral_was_sent_or_is_draft",
                condition=Q(sent_at__isnull=False)
                | Q(state__in=[ReferralState.DRAFT, ReferralState.WITHDRAWN]),
            ),
            models.CheckConstraint(
                name="referral_waits_with_a_clock",
                condition=~WAITS_FOR_ANSWER | Q(response_due_at__isnull=False),
            ),
            models.CheckConstraint(
                name="referral_ends_with_a_moment",
                condition=Q(state__in=sorted(ENDED), ended_at__isnull=False)
                | (~Q(state__in=sorted(ENDED)) & Q(ended_at__isnull=True)),
            ),
            models.CheckConstraint(
                name="referral_refused_with_a_reason",
                condition=~Q(
                    state__in=[
                        ReferralState.DECLINED,
                        ReferralState.REDIRECTED,
                        ReferralState.FAILED,
                        ReferralState.WITHDRAWN,
                    ]
                )
                | ~Q(reason=""),
            ),
            models.CheckConstraint(
                name="referral_completed_with_outcome",
                condition=~Q(state=ReferralState.COMPLETED) | ~Q(outcome=""),
            ),
        ]
        indexes: ClassVar[list[models.Index]] = [
            models.Index(name="referral_inbox_counts", fields=["to_agency", "state"]),
            models.Index(
                name="referral_inbox_by_clock",
                fields=["to_agency", "response_due_at", "id"],
                condition=TO_ANSWER,
            ),
            models.Index(name="referral_inbox_newest", fields=["to_agency", "-state_at", "-id"]),
            models.Index(name="referral_outbox_newest", fields=["from_agency", "-state_at", "-id"]),
            models.Index(name="referral_outbox_of_officer", fields=["officer", "-state_at", "-id"]),
            models.Index(name="referral_of_case", fields=["case", "-drafted_at"]),
            models.Index(name="referral_due", fields=["response_due_at"], condition=WAITS_FOR_ANSWER),
            models.Index(
                name="referral_expired",
                fields=["district_code", "expired_at"],
                condition=Q(state=ReferralState.EXPIRED),
            ),
        ]

    def __str__(self) -> str:
        return self.number
