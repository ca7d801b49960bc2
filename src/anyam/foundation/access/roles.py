"""Every role and the permissions it holds. A person holds a role in one agency, from a date, until a date."""

from enum import StrEnum

from anyam.foundation.access.permissions import Permission


class Role(StrEnum):
    """The roles of a district's service (see GLOSSARY.md for the Indonesian terms)."""

    FRONT_OFFICE = "front_office"
    CASE_WORKER = "case_worker"
    CASE_MANAGER = "case_manager"
    SUPERVISOR = "supervisor"
    COORDINATOR = "coordinator"
    PARTNER_OFFICER = "partner_officer"
    AGENCY_HEAD = "agency_head"
    REGENT_OFFICE = "regent_office"
    ADMINISTRATOR = "administrator"
    DATA_PROTECTION_OFFICER = "data_protection_officer"
    REVIEWER = "reviewer"


_EVERYONE = {
    Permission.SEE_PLACES,
    Permission.SEE_DIRECTORY,
    Permission.SEE_OWN_ACCOUNT,
    Permission.SEE_COLLEAGUES,
    Permission.SEE_OWN_WORK,
    Permission.SEE_OWN_NOTIFICATIONS,
    Permission.SEE_PROMISED_TIMES,
    Permission.SEE_SOPS,
    Permission.SEE_AGREEMENTS,
    Permission.SEE_INSTRUMENTS,
    Permission.TAKE_PART_IN_MEETINGS,
    Permission.SEE_DUTIES,
    Permission.WRITE_MESSAGES,
    Permission.SEE_CIRCULARS,
    Permission.SEE_TERMS,
}
_PAPERWORK = {
    Permission.ISSUE_DOCUMENTS,
    Permission.SEE_DOCUMENT_REGISTER,
    Permission.RECORD_PAPER_REPLIES,
}
_INTAKE = {
    Permission.TAKE_REPORT,
    Permission.SEE_REPORTS,
    Permission.TRIAGE_REPORT,
    Permission.FIND_PEOPLE,
    Permission.REGISTER_PEOPLE,
    Permission.SEE_IDENTITY,
}
_CASEWORK = {
    Permission.SEE_CASES,
    Permission.SEE_IDENTITY,
    Permission.FIND_PEOPLE,
    Permission.REGISTER_PEOPLE,
    Permission.ASSESS_CHILD,
    Permission.PLAN_CASE,
    Permission.RECORD_SERVICE,
    Permission.NOTE_FACTS,
    Permission.REVIEW_CASE,
    Permission.CORRECT_DATA,
    Permission.SEND_REFERRAL,
    Permission.SEE_WHO_LOOKED,
    Permission.SEE_ACCESS,
    Permission.BREAK_GLASS,
    Permission.RECORD_CONSENT,
    Permission.KEEP_FILES,
    Permission.RECORD_CUSTODY,
    Permission.SEE_HOLD_ALARMS,
    Permission.ASK_EXPORT,
    Permission.DO_SOP_STEPS,
    Permission.TAKE_PART_IN_SUPERVISION,
}
_LEADING_CASES = {
    Permission.OPEN_CASE,
    Permission.ASSIGN_CASE,
    Permission.CLOSE_CASE,
    Permission.SETTLE_FACTS,
    Permission.REOPEN_CASE,
    Permission.GIVE_ACCESS,
    Permission.BLOCK_ACCESS,
    Permission.LEAD_SOP_RUNS,
    Permission.CONVENE_CONFERENCE,
}
_RECEIVING = {
    Permission.SEE_INBOX,
    Permission.ANSWER_REFERRAL,
    Permission.STATE_OWN_CAPACITY,
    Permission.DO_SOP_STEPS,
    Permission.ANSWER_FOR_HOLDS,
    Permission.SEE_HOLD_ALARMS,
}

_KEEPING_PROMISES = {
    Permission.KEEP_OBLIGATIONS,
    Permission.KEEP_DUTIES,
    Permission.COMMENT_ON_POLICIES,
    Permission.OPEN_CALENDAR_FEED,
    Permission.KEEP_READINESS,
    Permission.CONFIRM_CIRCULARS,
    Permission.DISCUSS_TERMS,
}

PERMISSIONS_OF: dict[Role, frozenset[Permission]] = {
    Role.FRONT_OFFICE: frozenset(_EVERYONE | _INTAKE | _PAPERWORK),
    Role.CASE_WORKER: frozenset(_EVERYONE | _CASEWORK | _INTAKE | _PAPERWORK),
    Role.CASE_MANAGER: frozenset(_EVERYONE | _CASEWORK | _INTAKE | _PAPERWORK | _LEADING_CASES | _RECEIVING),
    Role.SUPERVISOR: frozenset(
        _EVERYONE
        | _CASEWORK
        | _INTAKE
        | _PAPERWORK
        | _LEADING_CASES
        | _RECEIVING
        | _KEEPING_PROMISES
        | {
            Permission.APPROVE_EXPORT,
            Permission.GIVE_SIGN_IN_CODES,
            Permission.MERGE_PEOPLE,
            Permission.DRAFT_AGREEMENTS,
            Permission.SEE_WORKLOAD,
            Permission.SUPERVISE_WORKERS,
        }
    ),
    Role.COORDINATOR: frozenset(
        _EVERYONE
        | _KEEPING_PROMISES
        | {
            Permission.DRAFT_AGREEMENTS,
            Permission.ACT_FOR_OUTSIDE_BODIES,
            Permission.KEEP_POLICIES,
            Permission.KEEP_STANDARDS,
            Permission.SEE_EXPIRED_REFERRALS,
            Permission.MOVE_EXPIRED_REFERRAL,
            Permission.SEE_COUNTS,
            Permission.CHANGE_SHARING_TEMPLATES,
            Permission.WRITE_SOPS,
            Permission.CONVENE_FORUM,
            Permission.ISSUE_CIRCULARS,
            Permission.AGREE_TERMS,
            Permission.SEE_HOLD_ALARMS,
        }
    ),
    Role.PARTNER_OFFICER: frozenset(_EVERYONE | _RECEIVING | _KEEPING_PROMISES),
    Role.AGENCY_HEAD: frozenset(
        _EVERYONE
        | _KEEPING_PROMISES
        | {
            Permission.STATE_OWN_CAPACITY,
            Permission.SEE_COUNTS,
            Permission.SEE_AGENCY_QUEUE,
            Permission.KEEP_LETTERHEAD,
            Permission.SEE_DOCUMENT_REGISTER,
            Permission.ANSWER_FOR_HOLDS,
            Permission.SEE_HOLD_ALARMS,
            Permission.WRITE_SOPS,
            Permission.SIGN_SOPS,
            Permission.SEE_WORKLOAD,
            Permission.DRAFT_AGREEMENTS,
            # A head of office signs for it, where needed with the regent's power of attorney (PP 28/2018).
            Permission.SIGN_AGREEMENTS,
            Permission.ISSUE_CIRCULARS,
        }
    ),
    # The regent or mayor signs joint agreements and decrees.
    Role.REGENT_OFFICE: frozenset(
        _EVERYONE
        | {
            Permission.SEE_COUNTS,
            Permission.SIGN_AGREEMENTS,
            Permission.ISSUE_CIRCULARS,
            Permission.CONFIRM_CIRCULARS,
        }
    ),
    Role.ADMINISTRATOR: frozenset(
        _EVERYONE
        | {
            Permission.CHANGE_PLACES,
            Permission.CHANGE_ANY_AGENCY,
            Permission.STATE_OWN_CAPACITY,
            Permission.MANAGE_USERS,
            Permission.GIVE_SIGN_IN_CODES,
            Permission.CHANGE_PROMISED_TIMES,
            Permission.CHANGE_LEGAL_LIMITS,
            Permission.KEEP_STANDARDS,
            Permission.KEEP_INSTRUMENTS,
            Permission.WRITE_SOPS,
            Permission.SEE_FAILED_DELIVERIES,
            Permission.SEE_BACKUPS,
        }
    ),
    # UU 27/2022 art. 53 to 54: the officer who carries out the protection of personal data.
    Role.DATA_PROTECTION_OFFICER: frozenset(
        _EVERYONE
        | {
            Permission.APPROVE_EXPORT,
            Permission.HANDLE_RIGHTS,
            Permission.HANDLE_BREACHES,
            Permission.MANAGE_RETENTION,
            Permission.CHANGE_SHARING_TEMPLATES,
            Permission.SEE_BACKUPS,
        }
    ),
    # Somebody at another agency than the one whose reads are judged, for example the inspectorate.
    Role.REVIEWER: frozenset(_EVERYONE | {Permission.REVIEW_LOOKS, Permission.KEEP_CHECKPOINTS}),
}


def permissions_of(roles: frozenset[Role]) -> frozenset[Permission]:
    """All that these roles may do together."""
    return frozenset().union(*(PERMISSIONS_OF[role] for role in roles))
