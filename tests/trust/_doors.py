"""What each address asks of whoever opens it: written by people, compared with what the program answers.

A door names the permissions (any of them is enough), the dossier in the address with the part that must be open, and
whether it must be open for work (`works`) or only to be read. An address without a line here fails the matrix.
"""

from __future__ import annotations

from dataclasses import replace

from anyam.foundation.access import Permission, Role
from anyam.foundation.access.choices import Part
from tests.contracts.test_stranger_sweep import PUBLIC, SHARED
from tests.trust._door import Door, at_work, case, is_at_centre, may, nobody, sees_cases
from tests.trust._doors_cooperation import COOPERATION
from tests.trust._doors_custody import CUSTODY
from tests.trust._doors_documents import DOCUMENTS
from tests.trust._doors_facts import FACTS
from tests.trust._doors_families import FAMILIES
from tests.trust._doors_readiness import READINESS
from tests.trust._doors_supervision import SUPERVISION
from tests.trust._relations import Relation


def approves(relation: Relation) -> bool:
    """A second person for the manager's export: of her agency, or the district's data protection officer."""
    is_officer = relation.actor.is_any(Role.DATA_PROTECTION_OFFICER)
    return relation.actor.may(Permission.APPROVE_EXPORT) and (is_officer or is_at_centre(relation))


def sees_export(relation: Relation) -> bool:
    return is_manager(relation) or approves(relation)


def is_reviewer(relation: Relation) -> bool:
    return relation.name == "reviewer"


def keeps_hospital(relation: Relation) -> bool:
    """Of the hospital itself, or an administrator of the district."""
    return relation.actor.agency_name.startswith("RSUD") or relation.actor.may(Permission.CHANGE_ANY_AGENCY)


def writes_sops(relation: Relation) -> bool:
    """Those who write for the whole district; the SOPs here belong to the secretariat."""
    return relation.actor.is_any(Role.COORDINATOR, Role.ADMINISTRATOR)


def heads_hospital(relation: Relation) -> bool:
    return relation.actor.is_any(Role.AGENCY_HEAD) and relation.actor.agency_name.startswith("RSUD")


def is_manager(relation: Relation) -> bool:
    return relation.name == "case manager"


def leads(relation: Relation) -> bool:
    return relation.actor.is_any(Role.CASE_MANAGER, Role.SUPERVISOR)


SIGNED_IN = Door()
ADMINISTRATOR = may(Permission.CHANGE_ANY_AGENCY)
USERS = may(Permission.MANAGE_USERS)
FILES = replace(case(Permission.KEEP_FILES, Part.FILES), beside=sees_cases)
FORM = case()
"""A form that whoever reads the case may look at; what it sends is refused by its action to those who only read."""

CONFERENCE = Door((Permission.TAKE_PART_IN_MEETINGS,), "case")
"""A case conference, for those to whom its case is open; what each may do there is decided by its policies."""

_DATA_PROTECTION = {
    replace(
        may(Permission.HANDLE_RIGHTS), by_state=True
    ): "home processing request check answer letter close restrict",
    replace(
        may(Permission.MANAGE_RETENTION), by_state=True
    ): "keeping change_time hold end_hold propose destruction confirm cancel",
    replace(
        may(Permission.HANDLE_BREACHES), by_state=True
    ): "breaches breach_new breach breach_list breach_note breach_draft breach_told breach_close",
}
DOORS: dict[str, Door | tuple[Door, Door]] = {
    **dict.fromkeys(PUBLIC, Door(is_public=True, by_state=True)),
    **dict.fromkeys(SHARED, replace(SIGNED_IN, by_state=True)),
    # --- reports
    "reports:list": may(Permission.SEE_REPORTS),
    "reports:new": may(Permission.TAKE_REPORT),
    "reports:detail": Door((Permission.SEE_REPORTS,), "report"),
    "reports:triage": Door((Permission.TRIAGE_REPORT,), "report", works=True),
    "reports:proposal": Door((Permission.TRIAGE_REPORT,), "report"),
    "reports:open_cases": Door((Permission.SEE_REPORTS,), "report"),
    "reports:answer": Door((Permission.SEE_REPORTS,), "report"),
    # --- cases
    **dict.fromkeys(("cases:list", "cases:save_view"), may(Permission.SEE_CASES)),
    "cases:remove_view": may(Permission.SEE_CASES, beside=is_manager),
    "cases:emergency": may(Permission.BREAK_GLASS),
    "cases:summary": case(),
    "cases:assign": at_work(Permission.ASSIGN_CASE),
    "cases:assign_many": may(Permission.ASSIGN_CASE),
    "cases:family": FORM,
    **FAMILIES,
    "cases:child": at_work(Permission.CORRECT_DATA),
    **dict.fromkeys(("cases:same_child", "cases:merge", "cases:part"), at_work(Permission.MERGE_PEOPLE)),
    "cases:access": case(Permission.SEE_WHO_LOOKED),
    "cases:access_give": at_work(Permission.GIVE_ACCESS),
    "cases:access_end": at_work(Permission.GIVE_ACCESS),
    "cases:access_block": at_work(Permission.BLOCK_ACCESS),
    "cases:access_unblock": at_work(Permission.BLOCK_ACCESS),
    "cases:assessment": case(),
    **dict.fromkeys(("cases:instruments", "cases:instrument", "cases:filled", "cases:filled_print"), case()),
    **dict.fromkeys(
        (
            "cases:instrument_section",
            "cases:instrument_autosave",
            "cases:instrument_move",
            "cases:instrument_discard",
        ),
        at_work(Permission.ASSESS_CHILD),
    ),
    "cases:plan": case(),
    "cases:plan_print": case(),
    "cases:plan_matrix": case(),
    "cases:tasks": may(Permission.TAKE_PART_IN_MEETINGS),
    **dict.fromkeys(
        (
            "cases:plan_change",
            "cases:plan_goal",
            "cases:plan_goal_change",
            "cases:plan_goal_remove",
            "cases:plan_action",
            "cases:plan_action_change",
            "cases:plan_action_remove",
            "cases:plan_parts",
        ),
        at_work(Permission.PLAN_CASE),
    ),
    **dict.fromkeys(
        (
            "cases:instrument_complete",
            "cases:plan_agree",
            "cases:plan_progress",
            "cases:record",
            "cases:record_review",
            "cases:close",
            "cases:reopen",
            "consents:record",
            "consents:child_view",
            "consents:withdraw",
        ),
        FORM,
    ),
    **dict.fromkeys(("referrals:choose", "referrals:new"), case(Permission.SEND_REFERRAL)),
    "cases:contacts": case(),
    "cases:reviews": case(),
    # --- consents and files
    "consents:overview": case(),
    "consents:paper": case(),
    "files:of_case": FILES,
    "files:add": replace(FILES, works=True),
    "files:open": FILES,
    "files:original": FILES,
    "files:restrict": replace(FILES, works=True),
    "files:lift": replace(FILES, works=True, beside=lambda r: sees_cases(r) and leads(r)),
    # --- referrals
    "referrals:inbox": may(Permission.SEE_INBOX),
    "referrals:outbox": may(Permission.SEND_REFERRAL),
    "referrals:queue": may(Permission.SEE_AGENCY_QUEUE),
    "referrals:expired": may(Permission.SEE_EXPIRED_REFERRALS),
    "referrals:of_case": case(),
    "referrals:detail": Door(is_referral=True),
    "referrals:change": replace(
        Door(is_referral=True, by_state=True), permissions=(Permission.SEND_REFERRAL,)
    ),
    "referrals:step": Door(is_referral=True, by_state=True),
    "api:referral": Door(is_referral=True),
    **dict.fromkeys(
        ("api:accept", "api:decline", "api:ask"),
        Door((Permission.ANSWER_REFERRAL,), is_referral=True, by_state=True),
    ),
    "notifications:open": may(beside=nobody),
    # --- one's own account and colleagues'
    **dict.fromkeys(("accounts:office_start", "accounts:office_back", "api:api-root"), may(beside=nobody)),
    "accounts:remove_factor": replace(SIGNED_IN, by_state=True),
    "accounts:colleagues": may(Permission.GIVE_SIGN_IN_CODES),
    "accounts:colleague_code": may(Permission.GIVE_SIGN_IN_CODES, beside=is_at_centre),
    # --- the directory and the administration
    **dict.fromkeys(
        ("directory:readiness", "api:capacity"), may(Permission.STATE_OWN_CAPACITY, beside=keeps_hospital)
    ),
    "administration:index": may(
        *(Permission.CHANGE_ANY_AGENCY, Permission.CHANGE_PLACES, Permission.MANAGE_USERS),
        *(Permission.CHANGE_PROMISED_TIMES, Permission.SEE_FAILED_DELIVERIES, Permission.SEE_BACKUPS),
    ),
    **dict.fromkeys(
        (
            "administration:agencies",
            "administration:agency_new",
            "administration:agency",
            "administration:agency_change",
            "administration:unit_new",
            "administration:unit",
            "administration:contact_new",
            "administration:contact",
            "administration:service_new",
            "administration:services",
            "administration:service",
        ),
        ADMINISTRATOR,
    ),
    **dict.fromkeys(
        (
            "administration:places",
            "administration:place",
            "administration:place_split",
            "administration:place_retire",
        ),
        may(Permission.CHANGE_PLACES),
    ),
    **dict.fromkeys(
        (
            "users:list",
            "users:create",
            "users:detail",
            "users:change",
            "users:assign",
            "users:end",
            "users:temporary_password",
            "users:reset_second_factors",
            "users:sign_in_rules",
        ),
        USERS,
    ),
    "users:office_account": may(beside=nobody),
    "clocks:change": may(Permission.CHANGE_PROMISED_TIMES),
    "deliveries:failed": may(Permission.SEE_FAILED_DELIVERIES),
    "deliveries:again": may(Permission.SEE_FAILED_DELIVERIES),
    "backups:overview": may(Permission.SEE_BACKUPS),
    "backups:drill_now": may(Permission.SEE_BACKUPS),
    # --- exports
    "exports:overview": may(Permission.ASK_EXPORT, Permission.APPROVE_EXPORT),
    "exports:ask_list": may(Permission.ASK_EXPORT),
    "exports:ask_case": case(Permission.ASK_EXPORT),
    "exports:ask_referral": Door((Permission.ASK_EXPORT,), is_referral=True, by_state=True),
    "exports:detail": may(beside=sees_export),
    "exports:approve": may(beside=approves),
    "exports:refuse": may(beside=approves),
    "exports:withdraw": may(beside=is_manager),
    "exports:passphrase": may(beside=is_manager),
    "exports:fetch": may(beside=is_manager),
    # --- oversight
    "oversight:review": may(beside=lambda r: is_reviewer(r) or is_manager(r)),
    "oversight:judge": may(beside=lambda r: is_reviewer(r) or is_manager(r)),
    "oversight:reply": may(beside=lambda r: is_reviewer(r) or is_manager(r)),
    **dict.fromkeys(
        (
            "oversight:check_seal",
            "oversight:download_seal",
            "oversight:print_seal",
            "oversight:keep_seal",
        ),
        may(Permission.KEEP_CHECKPOINTS),
    ),
    # --- meetings: the child's conference, whose guest is none of the people around her
    **dict.fromkeys(
        (
            "meetings:detail",
            "meetings:people",
            "meetings:minutes",
            "meetings:decisions",
            "meetings:decision",
            "meetings:print",
            "meetings:pdf",
            "meetings:invitation",
        ),
        CONFERENCE,
    ),
    **dict.fromkeys(
        tuple(
            f"meetings:{name}"
            for name in [
                "move",
                "cancel",
                "add_item",
                "take_proposals",
                "change_item",
                "item_step",
                "invite",
                "withdraw",
                "answer",
                "attendance",
                "begin",
                "write",
                "dissent",
                "close",
                "sign",
                "object",
                "new_decision",
                "remove_decision",
                "joint_plan",
                "decision_step",
            ]
        ),
        replace(CONFERENCE, by_state=True),
    ),
    "meetings:of_case": case(),
    "meetings:new_conference": at_work(Permission.CONVENE_CONFERENCE),
    "meetings:new_forum": may(Permission.CONVENE_FORUM),
    "oversight:viewers": may(Permission.SEE_WHO_LOOKED),
    "oversight:reviews": may(Permission.REVIEW_LOOKS),
    "oversight:seals": may(Permission.KEEP_CHECKPOINTS),
    # --- data protection
    **dict.fromkeys(
        ("referrals:sharing", "referrals:sharing_change", "referrals:sharing_restore"),
        may(Permission.CHANGE_SHARING_TEMPLATES),
    ),
    "rights:requests": may(Permission.HANDLE_RIGHTS, Permission.TAKE_REPORT),
    "rights:take": may(Permission.HANDLE_RIGHTS, Permission.TAKE_REPORT),
    "rights:corrections": case(),
    "rights:corrected": FORM,
    **{f"rights:{name}": door for door, names in _DATA_PROTECTION.items() for name in names.split()},
    **COOPERATION,
    **FACTS,
    **READINESS,
    **DOCUMENTS,
    **CUSTODY,
    **SUPERVISION,
    # --- SOPs: read by all of the district, written by few, signed by the head of the agency that is asked
    "sops:new": may(Permission.WRITE_SOPS),
    "sops:next_version": replace(may(Permission.WRITE_SOPS, beside=writes_sops), by_state=True),
    **dict.fromkeys(
        (
            "sops:edit",
            "sops:picture",
            "sops:head",
            "sops:propose",
            "sops:withdraw",
            "sops:review",
            "sops:retire",
        ),
        replace(may(Permission.WRITE_SOPS, beside=writes_sops), by_state=True),
    ),
    **dict.fromkeys(
        ("sops:sign", "sops:decline"),
        replace(may(Permission.SIGN_SOPS, beside=heads_hospital), by_state=True),
    ),
    # --- the API
    **dict.fromkeys(("api:cases", "api:search_cases"), may(Permission.SEE_CASES)),
    "api:case": case(),
    "api:inbox": may(Permission.SEE_INBOX),
}
