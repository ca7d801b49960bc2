"""What a notification can say. The catalogue is fixed: no name, place or number is ever put in."""

from django.db import models
from django.utils.translation import gettext_lazy as _

# How long what people write may be.
LONGEST_TITLE = 160
LONGEST_MESSAGE = 4000
LONGEST_CIRCULAR_TITLE = 200
LONGEST_CIRCULAR = 20_000
LONGEST_QUESTION = 300
LONGEST_ANSWER = 200
FEWEST_ANSWERS, MOST_ANSWERS = 2, 5
LONGEST_WORD = 120
LONGEST_MEANING = 1500
LONGEST_WHY = 400
LONGEST_COMMENT = 1000


class NotificationKind(models.TextChoices):
    REFERRAL_RECEIVED = "referral_received", _("A referral waits for your agency's answer")
    REFERRAL_RECEIVED_EMERGENCY = (
        "referral_received_emergency",
        _("An emergency referral waits for your agency's answer"),
    )
    REFERRAL_REMINDER = "referral_reminder", _("Reminder: a referral still waits for your agency's answer")
    REFERRAL_ACCEPTED = "referral_accepted", _("Your referral was accepted")
    REFERRAL_QUESTION = "referral_question", _("The receiving agency asks you something about a referral")
    REFERRAL_ANSWER = "referral_answer", _("Your question about a referral was answered")
    REFERRAL_REDIRECTED = (
        "referral_redirected",
        _("Another service was proposed; check the prepared referral"),
    )
    REFERRAL_DECLINED = "referral_declined", _("Your referral was declined; find another service")
    REFERRAL_EXPIRED = (
        "referral_expired",
        _("No answer to your referral came in time; the coordinator was told"),
    )
    REFERRAL_ESCALATED = "referral_escalated", _("A referral without an answer waits for the coordinator")
    REFERRAL_SCHEDULED = "referral_scheduled", _("Your referral has an appointment")
    REFERRAL_SERVED = "referral_served", _("The service of your referral was given")
    REFERRAL_COMPLETED = "referral_completed", _("The outcome of your referral has come back")
    REFERRAL_FAILED = "referral_failed", _("Your referral was ended without a service")
    REFERRAL_WITHDRAWN = "referral_withdrawn", _("A referral to your agency was withdrawn")
    REFERRAL_SHARING_ENDED = (
        "referral_sharing_ended",
        _("Consent was withdrawn: what was shared in a referral is closed"),
    )
    REPORT_TO_TRIAGE = "report_to_triage", _("A new report waits for triage")
    CASE_ASSIGNED = "case_assigned", _("A case was given to you")
    PLAN_ACTION_ASSIGNED = "plan_action_assigned", _("An action of a service plan was given to your agency")
    BACKUP_FAILED = "backup_failed", _("A backup could not be proven: please look today")
    SOP_TO_SIGN = "sop_to_sign", _("An SOP waits for your agency's signature")
    SOP_DECLINED = "sop_declined", _("An agency did not sign your SOP; read why")
    SOP_AGREED = "sop_agreed", _("An SOP was agreed in which your agency has a part")
    SOP_ENDS = "sop_ends", _("An SOP ends in which your agency has a part")
    EVIDENCE_ADDED = "evidence_added", _("A document was added to a delivery that waits for your answer")
    SOP_STEP_WAITS = "sop_step_waits", _("A step of a procedure waits for your agency")
    WORK_LATE = "work_late", _("Work in your agency is late")
    WORK_DUE_SOON = "work_due_soon", _("Most of the time for a piece of work is over")
    WORK_LATE_IN_DISTRICT = (
        "work_late_in_district",
        _("Work of an agency is late and waits for the coordinator"),
    )
    LOOK_REVIEW_WAITS = "look_review_waits", _("How somebody looked waits for your agency's judgement")
    LOOK_REVIEW_ANSWERED = "look_review_answered", _("There is a reply to a judgement you prepare")
    LOOK_ASKED = "look_asked", _("You are asked what you looked for; you may reply")
    LOOK_JUDGED = "look_judged", _("How you looked was judged")
    MEETING_INVITATION = "meeting_invitation", _("Your agency is invited to a meeting")
    MEETING_MOVED = "meeting_moved", _("A meeting has another time or place")
    MEETING_CANCELLED = "meeting_cancelled", _("A meeting was cancelled")
    INVITATION_ANSWERED = "invitation_answered", _("An agency answered your invitation")
    MINUTES_TO_SIGN = "minutes_to_sign", _("Minutes of a meeting wait for your agency's signature")
    MINUTES_OBJECTED = "minutes_objected", _("An agency objects to the minutes of your meeting")
    DECISION_GIVEN = "decision_given", _("A decision of a meeting was given to your agency")
    DECISION_ASKED = "decision_asked", _("An action of a joint plan waits for your agency's yes")
    DECISION_ACCEPTED = "decision_accepted", _("An agency accepted its action")
    DECISION_DECLINED = "decision_declined", _("An agency declined its action; look how to go on")
    DECISION_REPORTED = "decision_reported", _("A decision was reported as carried out; confirm it")
    DECISION_SENT_BACK = "decision_sent_back", _("A decision came back to your agency: something is missing")
    GLASS_BROKEN = "glass_broken", _("Emergency access was used in a case of your agency")
    MESSAGE_RECEIVED = "message_received", _("A message from another agency waits for you")
    MESSAGE_TO_ACKNOWLEDGE = (
        "message_to_acknowledge",
        _("A message waits for your agency's acknowledgement"),
    )
    MESSAGE_ACKNOWLEDGED = "message_acknowledged", _("An agency acknowledged your message")
    CIRCULAR_ISSUED = "circular_issued", _("A new circular is meant for your agency")
    CIRCULAR_REMINDER = (
        "circular_reminder",
        _("Reminder: your agency does not work by the newest version of a circular yet"),
    )
    CIRCULAR_WITHDRAWN = "circular_withdrawn", _("A circular does not hold any more")
    TERM_PROPOSED = "term_proposed", _("A shared term was proposed; say what your agency thinks")
    TERM_AGREED = "term_agreed", _("A shared term was agreed")


class ThreadAbout(models.TextChoices):
    """What agencies write to each other about; who sees it sees the thread."""

    CASE = "case", _("Case")
    REFERRAL = "referral", _("Referral")
    AGREEMENT = "agreement", _("Agreement")
    MEETING = "meeting", _("Meeting")


class CircularKind(models.TextChoices):
    CIRCULAR = "circular", _("Circular")
    GUIDANCE = "guidance", _("Guidance")


class CircularState(models.TextChoices):
    """Where a version stands. What was issued keeps its words."""

    DRAFT = "draft", _("Draft")
    ISSUED = "issued", _("In force")
    REPLACED = "replaced", _("Replaced by a newer version")
    WITHDRAWN = "withdrawn", _("Does not hold any more")


class TermState(models.TextChoices):
    PROPOSED = "proposed", _("Proposed")
    AGREED = "agreed", _("Agreed")
    SET_ASIDE = "set_aside", _("Set aside")
    REPLACED = "replaced", _("Replaced by newer words")


class Stance(models.TextChoices):
    """What an agency says of a proposed term."""

    AGREE = "agree", _("We agree")
    OBJECT = "object", _("We object")
    REMARK = "remark", _("A remark")


class Rhythm(models.TextChoices):
    """How often somebody is told by e-mail that something waits."""

    AT_ONCE = "at_once", _("Each time something waits")
    DAILY = "daily", _("Once a day")
    WEEKLY = "weekly", _("Once a week, on Monday")
