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
    LATE_COORDINATOR = "late.coordinator", _("Late work is told to the coordinator")
    LATE_LEADER = "late.leader", _("Late work is told to the head, after the coordinator")
    AGREEMENT_SIGNED = "agreement.sign", _("A party signs an agreement or sends it back")
    DELIVERY_ANSWERED = "agreement.accept", _("Creditor accepts a delivery or says what is missing")
    DELIVERY_AGAIN = "agreement.again", _("Delivery that was not accepted is made again")
    COMMENTS_RESOLVED = "policy.resolve", _("Comments on a draft policy are answered")
    MEETING_ANSWER = "meeting.answer", _("Answer to an invitation to a meeting")
    MEETING_SIGN = "meeting.sign", _("Minutes of a meeting are signed")
    DECISION_ACCEPT = "meeting.accept", _("An agency accepts its action of a joint plan")
    DECISION_CONFIRM = "meeting.confirm", _("A decision reported as done is confirmed")
    READINESS_VERIFIED = "readiness.verify", _("Another agency looks at a filled checklist")
    CAPACITY_STATED = "capacity.state", _("An agency says whether it has room, when asked")
    ACTING_JOIN = "acting.join", _("A wish to act together for a child is answered")
    ACTING_WINDOW = (
        "acting.window",
        _("So long before and after today another agency counts as acting for a child"),
    )
    FACTS_SETTLED = "facts.settle", _("Contradictions in what is known of a child are settled")
    INTERVIEW_WINDOW = (
        "interview.window",
        _("So long before and after an interview of a child, another about the same counts as a repetition"),
    )
    MESSAGE_ACKNOWLEDGED = "message.acknowledge", _("A message between agencies is acknowledged")
    CIRCULAR_IN_USE = "circular.use", _("An agency works by a new circular")
    TERM_DISCUSSED = "term.discuss", _("A proposed term is discussed")
    RATING_SECOND = "rating.second", _("A second rating of the risk is given")
    CUSTODY_WARNING = "custody.warn", _("So long before a detention limit the alarm begins")


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
    TELL_CORRECTED = "tell_corrected", _("Tell who asked what was corrected")
    CONFIRM_DESTRUCTION = "confirm_destruction", _("Confirm the destruction as the second person")
    SOP_STEP = "sop_step", _("Carry out the step of the procedure")
    NOTIFY_BREACH = "notify_breach", _("Send the notices of the data incident")
    SIGN_SOP = "sign_sop", _("Sign the SOP, or say why not")
    REVIEW_SOP = "review_sop", _("Review the SOP")
    SIGN_AGREEMENT = "sign_agreement", _("Read the agreement and sign it")
    SIGN_ADDENDUM = "sign_addendum", _("Read the addendum and sign it")
    MEND_AGREEMENT = "mend_agreement", _("Mend the agreement that was sent back")
    DELIVER_OBLIGATION = "deliver_obligation", _("Deliver what was agreed")
    ANSWER_DELIVERY = "answer_delivery", _("Say whether the delivery is accepted")
    RENEW_AGREEMENT = "renew_agreement", _("Decide what comes after the agreement")
    REVIEW_AGREEMENT = "review_agreement", _("Review the agreement")
    COMMENT_ON_DRAFT = "comment_on_draft", _("Comment on the draft policy")
    RESOLVE_COMMENTS = "resolve_comments", _("Answer the comments on the draft policy")
    REVIEW_POLICY = "review_policy", _("Review the policy")
    ANSWER_INVITATION = "answer_invitation", _("Answer the invitation to a meeting")
    SIGN_MINUTES = "sign_minutes", _("Sign the minutes of the meeting")
    ACCEPT_ACTION = "accept_action", _("Accept your action of the joint plan")
    TAKE_UP_DECLINED = "take_up_declined", _("Take up the action that an agency declined")
    CARRY_OUT_DECISION = "carry_out_decision", _("Carry out the decision of the meeting")
    CONFIRM_DECISION = "confirm_decision", _("Confirm that the decision was carried out")
    VERIFY_READINESS = "verify_readiness", _("See for yourself and verify the checklist")
    UPDATE_READINESS = "update_readiness", _("Look at the service again and update its checklists")
    STATE_CAPACITY = "state_capacity", _("Say whether you can take children now")
    RENEW_PAPER = "renew_paper", _("Renew the registration or accreditation")
    RENEW_CERTIFICATE = "renew_certificate", _("Renew the certificate of a staff member")
    DO_DUTY = "do_duty", _("Do the routine duty")
    ANSWER_JOIN_WISH = "answer_join_wish", _("Answer the wish to act together for a child")
    SETTLE_FACTS = "settle_facts", _("Settle what is contradicted about the child")
    NOTE_INTERVIEW = "note_interview", _("Enter how the planned interview went")
    ACKNOWLEDGE_MESSAGE = "acknowledge_message", _("Acknowledge the message")
    READ_CIRCULAR = "read_circular", _("Read the circular and say that you work by it")
    SETTLE_TERM = "settle_term", _("Decide on the proposed term")
    RATE_RISK = "rate_risk", _("Rate the risk, without knowing the first rating")
    END_HOLD = "end_hold", _("Let the child go by the limit, or say by what order it is longer")
    WATCH_HOLD = "watch_hold", _("See to it that the child is free by the limit")
    TAKE_UP_HOLD = "take_up_hold", _("Take up at once: a child is held against the law's limits")
    ANSWER_FOR_HOLD = (
        "answer_for_hold",
        _("Answer at once: your agency holds a child against the law's limits"),
    )
    HAND_OVER_PAPER = "hand_over_paper", _("Hand over the report about the child")
    OFFER_DIVERSION = "offer_diversion", _("See to it that diversion is offered")
    FINISH_DIVERSION = "finish_diversion", _("Bring the diversion talks to an end")
    CHECK_TERM = "check_term", _("See whether the diversion agreement is kept")
    ACT_ON_BROKEN_TERM = "act_on_broken_term", _("Tell the official that the agreement was not kept")
    PREPARE_HANDOVER = "prepare_handover", _("Prepare the hand-over of your cases")
    ACCEPT_HANDOVER = "accept_handover", _("Say whether you take the case over")
    GIVE_CASE_BACK = "give_case_back", _("Give the case back with what happened")
    PREPARE_SUPERVISION = "prepare_supervision", _("Come to your supervision session")
    HOLD_SUPERVISION = "hold_supervision", _("Hold the supervision session")
    DO_CASE_DECISION = "do_case_decision", _("Do what was decided in supervision")


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
    SOP_STEP = "sop_step", _("Step of a procedure")
    AGREEMENT = "agreement", _("Agreement")
    AGREEMENT_PARTY = "agreement_party", _("Party to an agreement")
    OBLIGATION = "obligation", _("Obligation")
    POLICY = "policy", _("Policy")
    POLICY_DRAFT = "policy_draft", _("Draft policy")
    CONSULTATION = "consultation", _("Consultation")
    MEETING = "meeting", _("Meeting")
    INVITATION = "invitation", _("Invitation to a meeting")
    DECISION = "decision", _("Decision of a meeting")
    SERVICE = "service", _("Service")
    FILLED_CHECKLIST = "filled_checklist", _("Filled checklist")
    PAPER = "paper", _("Registration or accreditation")
    CERTIFICATE = "certificate", _("Certificate of a training")
    DUTY = "duty", _("Routine duty")
    JOIN_WISH = "join_wish", _("Wish to act together")
    INTERVIEW = "interview", _("Interview of a child")
    THREAD = "thread", _("Thread")
    ACKNOWLEDGEMENT = "acknowledgement", _("Message between agencies")
    CIRCULAR = "circular", _("Circular")
    CIRCULAR_RECEIPT = "circular_receipt", _("Circular for an agency")
    TERM = "term", _("Shared term")
    RATING = "rating", _("Rating by two")
    HOLD = "hold", _("Time in custody")
    SOCIAL_PAPER = "social_paper", _("Report about a child for those who decide")
    DIVERSION = "diversion", _("Diversion")
    DIVERSION_TERM = "diversion_term", _("Part of a diversion agreement")
    ABSENCE = "absence", _("Time away from work")
    HANDOVER = "handover", _("Hand-over of a case")
    SUPERVISION = "supervision", _("Supervision session")
    CASE_DECISION = "case_decision", _("Decision in supervision")


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


class Rung(models.IntegerChoices):
    """How far up a piece of work has been called out, from a reminder to the head of the agency that owes it."""

    NONE = 0, _("Not called out")
    REMINDED = 1, _("Reminded before its time")
    UNIT = 2, _("Told to the unit's head")
    COORDINATOR = 3, _("Told to the coordinator")
    LEADER = 4, _("Told to the head of the agency")


class DueGroup(models.TextChoices):
    """The groups of a work list, in the order they are read."""

    OVERDUE = "overdue", _("Overdue")
    TODAY = "today", _("Today")
    TOMORROW = "tomorrow", _("Tomorrow")
    THIS_WEEK = "this_week", _("This week")
    LATER = "later", _("Later")


class Symbol(models.TextChoices):
    """The five symbols of an SOP AP; the fifth, the arrow, is a flow and no row."""

    START = "start", pgettext_lazy("SOP", "Start")
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


class RunState(models.TextChoices):
    """Where a running procedure stands."""

    RUNNING = "running", _("Running")
    ENDED = "ended", _("Gone through to its end")
    STOPPED = "stopped", _("Stopped before its end")


class StepState(models.TextChoices):
    """How a step of a running procedure stands, or ended."""

    OPEN = "open", _("To be done")
    DONE = "done", _("Done")
    SKIPPED = "skipped", _("Skipped")
    STOPPED = "stopped", _("No longer needed")


class Deviation(models.TextChoices):
    """How a case went another way than its procedure; a question to the procedure, not an offence."""

    SKIPPED = "skipped", _("Step left out")
    EARLY = "early", _("Step done before its turn")


class DeviationReason(models.TextChoices):
    """Why a case went another way; codes, so that nothing about a child stands here."""

    EMERGENCY = "emergency", _("The child was in danger and could not wait")
    CHILDS_WISH = "childs_wish", _("The child or the family wished it so")
    DONE_ELSEWHERE = "done_elsewhere", _("It was done already, elsewhere")
    NOT_FITTING = "not_fitting", _("The step does not fit this case")
    NO_CAPACITY = "no_capacity", _("The agency could not do it in time")
    ORDER = "order", _("A court or an authority ordered it")
    PROCEDURE_WRONG = "procedure_wrong", _("The procedure itself should be changed")


class StopReason(models.TextChoices):
    """Why a running procedure was stopped before its end."""

    CASE_CLOSED = "case_closed", _("The case was closed")
    OTHER_PROCEDURE = "other_procedure", _("Another procedure fits better")
    STARTED_BY_MISTAKE = "mistake", _("Started by mistake")


class Severity(models.TextChoices):
    """Whether an SOP can be signed with this finding open."""

    BLOCKING = "blocking", _("Must be mended")
    ADVICE = "advice", _("To think about")


class FindingKind(models.TextChoices):
    """What the check of SOPs can find. The sentence with the rows stands beside the finding itself."""

    KEY_TWICE = "key_twice", _("One row stands twice")
    ARROW_TO_NOWHERE = "arrow_to_nowhere", _("An arrow leads nowhere")
    NO_START = "no_start", _("No start")
    TWO_STARTS = "two_starts", _("More than one start")
    NO_END = "no_end", _("No end")
    END_GOES_ON = "end_goes_on", _("An end goes on")
    UNREACHABLE = "unreachable", _("Nobody gets there")
    NO_WAY_TO_END = "no_way_to_end", _("No way to an end")
    JOIN_NEVER = "join_never", _("Waits for what never comes")
    JOIN_MAY_WAIT = "join_may_wait", _("May wait for ever")
    NEVER_RUNS = "never_runs", _("Its turn never comes")
    RUNS_TWICE = "runs_twice", _("Is done twice at the same time")
    NEVER_FINISHES = "never_finishes", _("Never finishes")
    TOO_MANY_BRANCHES = "too_many_branches", _("Too many branches to follow them all")
    NO_OWNER = "no_owner", _("A step without owner")
    UNKNOWN_OWNER = "unknown_owner", _("The owner has no column")
    TWO_OWNERS = "two_owners", _("Two owners of one step")
    NO_AGENCY = "no_agency", _("A column without agency")
    FEW_ANSWERS = "few_answers", _("A decision without choice")
    UNNAMED_ANSWER = "unnamed_answer", _("An answer without words")
    SAME_ANSWER = "same_answer", _("The same answer twice")
    ANSWER_ELSEWHERE = "answer_elsewhere", _("An answer where nothing is decided")
    LINK_MISSING = "link_missing", _("A link without SOP")
    LINK_UNKNOWN = "link_unknown", _("The linked SOP is not there")
    LINK_NO_RECEIVER = "link_no_receiver", _("Nobody receives in the linked SOP")
    LINKS_IN_CIRCLE = "links_in_circle", _("SOPs that send each other on without end")
    RELATION_UNKNOWN = "relation_unknown", _("A related SOP is not there")
    RELATION_MISSING = "relation_missing", _("A link is not named among the related SOPs")
    GIVES_NOTHING = "gives_nothing", _("A hand-off without output")
    TAKES_NOTHING = "takes_nothing", _("A hand-off that is not received")
    MISMATCH = "mismatch", _("Output and requirements do not match")
    RETURN_MISMATCH = "return_mismatch", _("What comes back is not named")
    PAST_PROMISE = "past_promise", _("Longer than promised")
    MAY_BE_PAST_PROMISE = "may_be_past_promise", _("May be longer than promised")
    TIME_MISSING = "time_missing", _("Steps without time")
    LOOP_COUNTED_ONCE = "loop_counted_once", _("A loop, counted once")
    LAW_ENDED = "law_ended", _("Rests on what is no longer in force")
    LAW_NOT_YET = "law_not_yet", _("Rests on what is not yet in force")
    LAW_UNKNOWN = "law_unknown", _("Not in the register of policies")
    DUPLICATION = "duplication", _("Possible duplication")
    CONFLICT = "conflict", _("Same work, different standard")
    OVERLAP = "overlap", _("Possible overlap")
    READS_ALIKE = "reads_alike", _("Reads alike")
