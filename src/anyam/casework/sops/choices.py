"""What can be promised, and what can be work."""

from django.db import models
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy


class PromiseKey(models.TextChoices):
    """Every moment of the main job for which a district promises a time."""

    REPORT_TRIAGE = "report.triage", _("A new report is triaged")
    TRIAGE_HIGH = "triage.high", _("First response, high risk")
    TRIAGE_MEDIUM = "triage.medium", _("First response, medium risk")
    TRIAGE_LOW = "triage.low", _("First response, low risk")
    CASE_ASSIGN = "case.assign", _("A case manager is named")
    OUTREACH = "outreach", _("Outreach visit")
    ASSESSMENT_HIGH = "assessment.high", _("Assessment finished, high risk")
    ASSESSMENT_MEDIUM = "assessment.medium", _("Assessment finished, medium risk")
    ASSESSMENT_LOW = "assessment.low", _("Assessment finished, low risk")
    PLAN_HIGH = "plan.high", _("Service plan agreed, high risk")
    PLAN_MEDIUM = "plan.medium", _("Service plan agreed, medium risk")
    PLAN_LOW = "plan.low", _("Service plan agreed, low risk")
    REVIEW_HIGH = "review.high", _("Case reviewed, high risk")
    REVIEW_MEDIUM = "review.medium", _("Case reviewed, medium risk")
    REVIEW_LOW = "review.low", _("Case reviewed, low risk")
    REFERRAL_EMERGENCY = "referral.response.emergency", _("Answer to an emergency referral")
    REFERRAL_URGENT = "referral.response.urgent", _("Answer to an urgent referral")
    REFERRAL_NORMAL = "referral.response.normal", _("Answer to a normal referral")
    REFERRAL_INFORMATION = "referral.information", _("Sender answers a question about a referral")
    REFERRAL_NEXT = "referral.next", _("Sender finds the next service after a refusal")
    REFERRAL_SCHEDULE = "referral.schedule", _("Accepted referral gets an appointment")
    REFERRAL_OUTCOME = "referral.outcome", _("Outcome is reported after the service")
    REFERRAL_ESCALATION = "referral.escalation", _("Coordinator takes up an expired referral")
    GLASS_REVIEW = "oversight.glass", _("Another agency judges an emergency access")
    LOOK_REVIEW = "oversight.look", _("Another agency judges unusual looking")
    SEAL_KEPT = "oversight.seal", _("Another agency takes over the log's newest seal")
    RIGHTS_ANSWER = "rights.answer", _("Answer to a request about one's own data")
    BREACH_NOTICE = "breach.notice", _("Notice of a data incident")
    SOP_SIGNING = "sop.signing", _("A named agency signs an SOP")


class PromiseSource(models.TextChoices):
    """Where a promised time comes from; the page says so beside every figure."""

    UPTD_COMPLAINTS = "uptd_complaints", _("Published complaint procedures of UPTD PPA")
    FROM_MEMORY = "from_memory", _("From memory; no document at hand")
    ACEH_UTARA = "aceh_utara", _("Service standard of Aceh Utara")
    BARITO_UTARA = "barito_utara", _("Service standard of Barito Utara")
    PROBOLINGGO = "probolinggo", _("Service standard of Kota Probolinggo")
    PDP_LAW = "pdp_law", _("UU 27/2022 on personal data, three times 24 hours")
    EXAMPLE = "example", _("An example to start from")
    DISTRICT = "district", _("Decided by the district")


class WorkKind(models.TextChoices):
    """What somebody has to do. The label is an order to the reader, in one line."""

    TRIAGE_REPORT = "triage_report", _("Triage the report")
    RESPOND = "respond", _("Give the first response")
    ASSIGN_CASE = "assign_case", _("Name a case manager")
    ASSESS = "assess", _("Finish the assessment")
    PLAN = "plan", _("Agree the service plan")
    PLAN_ACTION = "plan_action", _("Carry out the action of the plan")
    VISIT = "visit", _("Make the follow-up visit")
    REVIEW = "review", _("Review the case")
    APPROVE_CLOSURE = "approve_closure", _("Decide on the closure")
    AFTERCARE = "aftercare", _("Make the aftercare contact")
    ANSWER_REFERRAL = "answer_referral", _("Answer the referral")
    ANSWER_QUESTION = "answer_question", _("Answer the question about the referral")
    SEND_REFERRAL = "send_referral", _("Check and send the prepared referral")
    FIND_NEXT_SERVICE = "find_next_service", _("Find another service")
    SCHEDULE_SERVICE = "schedule_service", _("Set an appointment")
    GIVE_SERVICE = "give_service", _("Give the service")
    REPORT_OUTCOME = "report_outcome", _("Report the outcome")
    TAKE_UP_EXPIRED = "take_up_expired", _("Take up the referral without an answer")
    JUDGE_LOOK = "judge_look", _("Judge how somebody looked")
    KEEP_SEAL = "keep_seal", _("Take over the log's newest seal")
    ANSWER_RIGHTS = "answer_rights", _("Answer the request about personal data")
    CORRECT_DATA = "correct_data", _("Correct the data as the officer decided")
    CONFIRM_DESTRUCTION = "confirm_destruction", _("Confirm the destruction as the second person")
    NOTIFY_BREACH = "notify_breach", _("Send the notices of the data incident")
    SIGN_SOP = "sign_sop", _("Sign the SOP, or say why not")
    REVIEW_SOP = "review_sop", _("Review the SOP")


class SubjectKind(models.TextChoices):
    """What a piece of work or a notification is about."""

    REPORT = "report", _("Report")
    CASE = "case", _("Case")
    REFERRAL = "referral", _("Referral")
    LOOK_REVIEW = "look_review", _("Review of looks")
    SEAL = "seal", _("Seal of the log")
    BACKUP = "backup", _("Backup")
    RIGHTS_REQUEST = "rights_request", _("Request about personal data")
    DESTRUCTION = "destruction", _("Destruction of data")
    BREACH = "breach", _("Data incident")
    SOP = "sop", _("SOP")
    SOP_SIGNATURE = "sop_signature", _("Signature under an SOP")


class WorkState(models.TextChoices):
    OPEN = "open", _("Open")
    DONE = "done", _("Done")
    CANCELLED = "cancelled", _("Cancelled")
    EXPIRED = "expired", _("Time ran out")


class EndReason(models.TextChoices):
    """Why a piece of work ended; never free text."""

    DONE = "done", _("Done")
    NOT_NEEDED = "not_needed", _("No longer needed")
    ASKED_BACK = "asked_back", _("A question was asked back")
    HANDED_OVER = "handed_over", _("Handed over")
    TIME_RAN_OUT = "time_ran_out", _("Time ran out")
    CASE_CLOSED = "case_closed", _("The case was closed")
    WITHDRAWN = "withdrawn", _("Withdrawn")


class DueGroup(models.TextChoices):
    """The groups of a work list, in the order they are read."""

    OVERDUE = "overdue", _("Overdue")
    TODAY = "today", _("Today")
    TOMORROW = "tomorrow", _("Tomorrow")
    THIS_WEEK = "this_week", _("This week")
    LATER = "later", _("Later")


class Symbol(models.TextChoices):
    """The five symbols of an SOP AP; the fifth, the arrow, is a flow and no row."""

    START = "start", _("Start")
    PROCESS = "process", _("Activity")
    DECISION = "decision", _("Decision")
    LINK = "link", _("Goes on in another SOP")
    END = "end", pgettext_lazy("SOP", "End")


class SopLevel(models.TextChoices):
    """A macro SOP goes across agencies, a micro SOP stays inside one and is joined to it."""

    MACRO = "macro", _("Across agencies (macro)")
    MICRO = "micro", _("Inside one agency (micro)")


class VersionState(models.TextChoices):
    """Where a version of an SOP stands. From signing on its words do not change any more."""

    DRAFT = "draft", _("Draft")
    SIGNING = "signing", _("Being signed")
    IN_FORCE = "in_force", _("In force")
    RETIRED = "retired", _("No longer in force")
    SET_ASIDE = "set_aside", _("Not agreed")


class SignatureState(models.TextChoices):
    """What an agency named in an SOP has said."""

    WAITING = "waiting", _("Waiting for the signature")
    SIGNED = "signed", _("Signed")
    DECLINED = "declined", _("Declined")
    NOT_NEEDED = "not_needed", _("No longer asked")


class RetireReason(models.TextChoices):
    """Why an SOP ends without a new version."""

    NOT_USED = "not_used", _("The work is not done any more")
    MERGED = "merged", _("It is part of another SOP now")
    LAW_CHANGED = "law_changed", _("The law it rests on has changed")
    OTHER = "other", _("Another reason")
