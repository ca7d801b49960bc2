"""Every role and the permissions it holds. A person holds a role in one agency, from a date, until a date."""

from enum import StrEnum

from anyam.foundation.access.permissions import Permission as P


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


_EVERYONE = {
    P.SEE_PLACES,
    P.SEE_DIRECTORY,
    P.SEE_OWN_ACCOUNT,
    P.SEE_COLLEAGUES,
    P.SEE_OWN_WORK,
    P.SEE_OWN_NOTIFICATIONS,
    P.SEE_PROMISED_TIMES,
}
_INTAKE = {P.TAKE_REPORT, P.SEE_REPORTS, P.TRIAGE_REPORT, P.FIND_PEOPLE, P.REGISTER_PEOPLE, P.SEE_IDENTITY}
_CASEWORK = {
    P.SEE_CASES,
    P.SEE_IDENTITY,
    P.FIND_PEOPLE,
    P.REGISTER_PEOPLE,
    P.ASSESS_CHILD,
    P.PLAN_CASE,
    P.RECORD_SERVICE,
    P.REVIEW_CASE,
    P.SEND_REFERRAL,
    P.SEE_WHO_LOOKED,
}
_LEADING_CASES = {P.OPEN_CASE, P.ASSIGN_CASE, P.CLOSE_CASE, P.REOPEN_CASE}
_RECEIVING = {P.SEE_INBOX, P.ANSWER_REFERRAL, P.STATE_OWN_CAPACITY}

PERMISSIONS_OF: dict[Role, frozenset[P]] = {
    Role.FRONT_OFFICE: frozenset(_EVERYONE | _INTAKE),
    Role.CASE_WORKER: frozenset(_EVERYONE | _CASEWORK | _INTAKE),
    Role.CASE_MANAGER: frozenset(_EVERYONE | _CASEWORK | _INTAKE | _LEADING_CASES | _RECEIVING),
    Role.SUPERVISOR: frozenset(_EVERYONE | _CASEWORK | _INTAKE | _LEADING_CASES | _RECEIVING),
    Role.COORDINATOR: frozenset(_EVERYONE | {P.SEE_EXPIRED_REFERRALS, P.MOVE_EXPIRED_REFERRAL, P.SEE_COUNTS}),
    Role.PARTNER_OFFICER: frozenset(_EVERYONE | _RECEIVING),
    Role.AGENCY_HEAD: frozenset(_EVERYONE | {P.STATE_OWN_CAPACITY, P.SEE_COUNTS, P.SEE_AGENCY_QUEUE}),
    Role.REGENT_OFFICE: frozenset(_EVERYONE | {P.SEE_COUNTS}),
    Role.ADMINISTRATOR: frozenset(
        _EVERYONE
        | {
            P.CHANGE_PLACES,
            P.CHANGE_ANY_AGENCY,
            P.STATE_OWN_CAPACITY,
            P.MANAGE_USERS,
            P.CHANGE_PROMISED_TIMES,
            P.SEE_FAILED_DELIVERIES,
        }
    ),
}


def permissions_of(roles: frozenset[Role]) -> frozenset[P]:
    """All that these roles may do together."""
    return frozenset().union(*(PERMISSIONS_OF[role] for role in roles))
