from .answering import (
    SameService,
    accept_referral,
    ask_information,
    decline_referral,
    redirect_referral,
    see_referral,
)
from .drafting import CaseIsClosed, change_draft, draft_referral, send_referral
from .drafts import AlreadyReferred, NumberMustBeSafe, ServiceIsClosed, SummaryInput
from .expiring import close_expired_referral, expire_due_referrals
from .forgetting import forget_referrals_of, referral_ids_of
from .grounds import ConsentDoesNotCover, GroundNeedsReason
from .moving import NotTheMoment, TextIsMissing
from .sending import (
    RemindedAlready,
    answer_information,
    hand_over_referrals,
    remind_receiver,
    resend_referral,
    stop_looking,
    withdraw_drafts_of,
    withdraw_referral,
)
from .serving import (
    AppointmentInThePast,
    ServedInTheFuture,
    complete_referral,
    fail_referral,
    record_served,
    schedule_referral,
)
from .stopping import stop_sharing_on
from .templates import PartNeverOpensByKind, change_sharing_template, restore_sharing_template

__all__ = [
    "AlreadyReferred",
    "AppointmentInThePast",
    "CaseIsClosed",
    "ConsentDoesNotCover",
    "GroundNeedsReason",
    "NotTheMoment",
    "NumberMustBeSafe",
    "PartNeverOpensByKind",
    "RemindedAlready",
    "SameService",
    "ServedInTheFuture",
    "ServiceIsClosed",
    "SummaryInput",
    "TextIsMissing",
    "accept_referral",
    "answer_information",
    "ask_information",
    "change_draft",
    "change_sharing_template",
    "close_expired_referral",
    "complete_referral",
    "decline_referral",
    "draft_referral",
    "expire_due_referrals",
    "fail_referral",
    "forget_referrals_of",
    "hand_over_referrals",
    "record_served",
    "redirect_referral",
    "referral_ids_of",
    "remind_receiver",
    "resend_referral",
    "restore_sharing_template",
    "schedule_referral",
    "see_referral",
    "send_referral",
    "stop_looking",
    "stop_sharing_on",
    "withdraw_drafts_of",
    "withdraw_referral",
]
