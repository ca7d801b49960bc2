"""Every permission there is, in one list. What each role holds stands in `roles.py`."""

from enum import StrEnum


class Permission(StrEnum):
    """One kind of thing a person may be allowed to do. Whether for *this* object is decided by the app's policies."""

    # who and where
    SEE_PLACES = "see_places"
    CHANGE_PLACES = "change_places"
    SEE_DIRECTORY = "see_directory"
    CHANGE_ANY_AGENCY = "change_any_agency"
    STATE_OWN_CAPACITY = "state_own_capacity"
    SEE_OWN_ACCOUNT = "see_own_account"
    SEE_COLLEAGUES = "see_colleagues"
    MANAGE_USERS = "manage_users"
    GIVE_SIGN_IN_CODES = "give_sign_in_codes"
    FIND_PEOPLE = "find_people"
    REGISTER_PEOPLE = "register_people"
    SEE_IDENTITY = "see_identity"
    MERGE_PEOPLE = "merge_people"

    # from report to closed case
    TAKE_REPORT = "take_report"
    SEE_REPORTS = "see_reports"
    TRIAGE_REPORT = "triage_report"
    OPEN_CASE = "open_case"
    SEE_CASES = "see_cases"
    ASSIGN_CASE = "assign_case"
    ASSESS_CHILD = "assess_child"
    PLAN_CASE = "plan_case"
    RECORD_SERVICE = "record_service"
    NOTE_FACTS = "note_facts"
    SETTLE_FACTS = "settle_facts"
    REVIEW_CASE = "review_case"
    CLOSE_CASE = "close_case"
    REOPEN_CASE = "reopen_case"
    CORRECT_DATA = "correct_data"
    SEE_WHO_LOOKED = "see_who_looked"

    # who may see which part of a case, and why
    SEE_ACCESS = "see_access"
    GIVE_ACCESS = "give_access"
    BLOCK_ACCESS = "block_access"
    BREAK_GLASS = "break_glass"
    CHANGE_SHARING_TEMPLATES = "change_sharing_templates"
    RECORD_CONSENT = "record_consent"
    KEEP_FILES = "keep_files"
    RECORD_CUSTODY = "record_custody"
    ANSWER_FOR_HOLDS = "answer_for_holds"
    SEE_HOLD_ALARMS = "see_hold_alarms"
    CHANGE_LEGAL_LIMITS = "change_legal_limits"

    # out of the building
    ASK_EXPORT = "ask_export"
    APPROVE_EXPORT = "approve_export"
    # official documents
    ISSUE_DOCUMENTS = "issue_documents"
    SEE_DOCUMENT_REGISTER = "see_document_register"
    KEEP_LETTERHEAD = "keep_letterhead"
    RECORD_PAPER_REPLIES = "record_paper_replies"

    # watching over it
    REVIEW_LOOKS = "review_looks"
    KEEP_CHECKPOINTS = "keep_checkpoints"
    HANDLE_RIGHTS = "handle_rights"
    HANDLE_BREACHES = "handle_breaches"
    MANAGE_RETENTION = "manage_retention"
    SEE_BACKUPS = "see_backups"

    # between agencies
    SEND_REFERRAL = "send_referral"
    SEE_INBOX = "see_inbox"
    ANSWER_REFERRAL = "answer_referral"
    SEE_AGENCY_QUEUE = "see_agency_queue"
    SEE_EXPIRED_REFERRALS = "see_expired_referrals"
    MOVE_EXPIRED_REFERRAL = "move_expired_referral"

    # how agencies have agreed to work
    SEE_SOPS = "see_sops"
    WRITE_SOPS = "write_sops"
    SIGN_SOPS = "sign_sops"
    LEAD_SOP_RUNS = "lead_sop_runs"
    DO_SOP_STEPS = "do_sop_steps"
    # agreements and policies
    SEE_AGREEMENTS = "see_agreements"
    DRAFT_AGREEMENTS = "draft_agreements"
    SIGN_AGREEMENTS = "sign_agreements"
    KEEP_OBLIGATIONS = "keep_obligations"
    ACT_FOR_OUTSIDE_BODIES = "act_for_outside_bodies"
    KEEP_POLICIES = "keep_policies"
    COMMENT_ON_POLICIES = "comment_on_policies"
    OPEN_CALENDAR_FEED = "open_calendar_feed"
    # what agencies have ready: checklists, papers, people, money, and the figures a district works by
    KEEP_READINESS = "keep_readiness"
    KEEP_STANDARDS = "keep_standards"
    SEE_WORKLOAD = "see_workload"
    # supervision: handing work over, talking it through, and looking after those who do it
    TAKE_PART_IN_SUPERVISION = "take_part_in_supervision"
    SUPERVISE_WORKERS = "supervise_workers"
    # forms of work, written as XLSForm
    SEE_INSTRUMENTS = "see_instruments"
    KEEP_INSTRUMENTS = "keep_instruments"
    # routine duties
    SEE_DUTIES = "see_duties"
    KEEP_DUTIES = "keep_duties"
    # meetings: everybody may be invited; what opens to whom is decided meeting by meeting
    TAKE_PART_IN_MEETINGS = "take_part_in_meetings"
    CONVENE_FORUM = "convene_forum"
    CONVENE_CONFERENCE = "convene_conference"
    # messages and information: who sees which thread is decided by what it is about
    WRITE_MESSAGES = "write_messages"
    SEE_CIRCULARS = "see_circulars"
    ISSUE_CIRCULARS = "issue_circulars"
    CONFIRM_CIRCULARS = "confirm_circulars"
    SEE_TERMS = "see_terms"
    DISCUSS_TERMS = "discuss_terms"
    AGREE_TERMS = "agree_terms"

    # one's own work and the clocks
    SEE_OWN_WORK = "see_own_work"
    SEE_OWN_NOTIFICATIONS = "see_own_notifications"
    SEE_PROMISED_TIMES = "see_promised_times"
    CHANGE_PROMISED_TIMES = "change_promised_times"

    # the machine room and the overview
    SEE_FAILED_DELIVERIES = "see_failed_deliveries"
    SEE_COUNTS = "see_counts"

    # no role holds these: the clocks and reactions do them as the system
    EXPIRE_REFERRALS = "expire_referrals"
    ESCALATE_LATE_WORK = "escalate_late_work"
    SEND_NOTIFICATIONS = "send_notifications"
    SEAL_LOG = "seal_log"
    KNOW_SAME_PEOPLE = "know_same_people"
    MAKE_BACKUPS = "make_backups"
    DESTROY_DUE_DATA = "destroy_due_data"
    END_EXPIRED_ACCESS = "end_expired_access"
    SWEEP_FILES = "sweep_files"
    SERVE_WITHOUT_SIGN_IN = "serve_without_sign_in"
    WATCH_AGREEMENTS = "watch_agreements"
    WATCH_READINESS = "watch_readiness"
    ASK_FOR_DUTIES = "ask_for_duties"
    EXPIRE_EXPORTS = "expire_exports"
    END_SIGNING = "end_signing"
    KEEP_MESSAGE_CLOCKS = "keep_message_clocks"
    WATCH_CUSTODY = "watch_custody"
    KEEP_ABSENCE_CLOCKS = "keep_absence_clocks"
