"""What the addresses about agreements, policies and running procedures ask.

In the matrix the centre drafts an agreement with the hospital, which owes it a report each month and has delivered
one; the secretariat writes policies and asks the hospital about one; the child's case runs a procedure whose first step
is the hospital's and whose later one is of the police.
"""

from __future__ import annotations

from collections.abc import Callable

from anyam.foundation.access import Permission, Role
from anyam.foundation.access.choices import Part
from tests.trust._door import Door, at_work, case, in_district, is_at_centre, may, sees_cases
from tests.trust._relations import Relation


def at(name: str) -> Callable[[Relation], bool]:
    """Whoever acts for the agency whose name begins so."""
    return lambda relation: relation.actor.agency_name.startswith(name)


at_hospital, at_police, at_secretariat = at("RSUD"), at("Polres"), at("Dinas Sosial")


def is_party(relation: Relation) -> bool:
    return is_at_centre(relation) or at_hospital(relation)


def ends_agreement(relation: Relation) -> bool:
    """Whoever signs for a party, and the secretariat."""
    signs = relation.actor.may(Permission.SIGN_AGREEMENTS) and is_party(relation)
    return signs or relation.actor.may(Permission.ACT_FOR_OUTSIDE_BODIES)


def decides(is_there: Callable[[Relation], bool]) -> Callable[[Relation], bool]:
    """Whoever drafts or signs for the agency, and the secretariat."""

    def may_decide(relation: Relation) -> bool:
        actor = relation.actor
        leads = actor.may(Permission.DRAFT_AGREEMENTS) or actor.may(Permission.SIGN_AGREEMENTS)
        is_secretariat = actor.may(Permission.ACT_FOR_OUTSIDE_BODIES) and in_district(relation)
        return (leads and is_there(relation)) or is_secretariat

    return may_decide


def was_asked(relation: Relation) -> bool:
    return at_secretariat(relation) or at_hospital(relation)


def sees_run(relation: Relation) -> bool:
    """To whom the case is open, and the agency that has a step."""
    return Part.WORK in relation.of("case").parts or at_hospital(relation)


def leads_run(relation: Relation) -> bool:
    may_lead = relation.actor.may(Permission.LEAD_SOP_RUNS) and is_at_centre(relation)
    return may_lead and relation.of("case").writes


def steps_of(is_owner: Callable[[Relation], bool]) -> Callable[[Relation], bool]:
    """Whoever receives work for the agency that owns the step, and who leads the case."""

    def does(relation: Relation) -> bool:
        receives = relation.actor.may(Permission.DO_SOP_STEPS) and is_owner(relation)
        return sees_run(relation) and (receives or leads_run(relation))

    return does


_SIGNED = may(Permission.SEE_AGREEMENTS, beside=in_district)
_CHANGED = may(Permission.DRAFT_AGREEMENTS, beside=is_at_centre)
_WRITTEN = may(Permission.DRAFT_AGREEMENTS, beside=at_secretariat)
_KEPT = may(Permission.KEEP_POLICIES, beside=in_district)
_ASKED = may(Permission.SEE_AGREEMENTS, beside=was_asked)
_COMMENTED = may(Permission.COMMENT_ON_POLICIES, beside=at_hospital)
_RECEIVED = may(Permission.KEEP_OBLIGATIONS, beside=is_at_centre)

AGREEMENTS: dict[str, Door] = {
    "agreements:new": may(Permission.DRAFT_AGREEMENTS),
    **{
        f"agreements:{name}": _SIGNED
        for name in ("detail", "print", "party", "due", "document", "original_document")
    },
    **{
        f"agreements:{name}": _CHANGED
        for name in ("change", "add_obligation", "change_obligation", "remove_obligation")
    },
    "agreements:paper": may(Permission.ACT_FOR_OUTSIDE_BODIES, beside=in_district),
    "agreements:addendum": may(Permission.SIGN_AGREEMENTS, beside=is_party),
    "agreements:step": may(beside=ends_agreement),
    "agreements:deliver": may(Permission.KEEP_OBLIGATIONS, beside=at_hospital),
    "agreements:release": _RECEIVED,
    "agreements:accept": _RECEIVED,
    "agreements:refuse": _RECEIVED,
    **dict.fromkeys(("api:accept_obligation", "api:refuse_obligation"), _RECEIVED),
    "agreements:add_document": may(beside=decides(is_party)),
    "agreements:withdraw_document": may(beside=decides(at_hospital)),
    "agreements:add_evidence": may(Permission.KEEP_OBLIGATIONS, beside=at_hospital),
    "agreements:revoke_feed": may(Permission.OPEN_CALENDAR_FEED, beside=at_hospital),
}

POLICIES: dict[str, Door] = {
    "policies:new": may(Permission.KEEP_POLICIES),
    "policies:draft_new": may(Permission.DRAFT_AGREEMENTS),
    "policies:detail": _SIGNED,
    **{f"policies:{name}": _KEPT for name in ("change", "supersede", "review", "add_document")},
    **{f"policies:{name}": _ASKED for name in ("request", "draft", "draft_print")},
    **{f"policies:{name}": _COMMENTED for name in ("comment", "finish")},
    **{
        f"policies:{name}": _WRITTEN
        for name in (
            "add_section",
            "change_section",
            "remove_section",
            "consult",
            "resolve",
            "adopt",
            "drop",
        )
    },
}

PATHWAYS: dict[str, Door] = {
    "pathways:of_case": case(),
    "pathways:start": at_work(Permission.LEAD_SOP_RUNS),
    **dict.fromkeys(
        ("pathways:run", "pathways:step", "api:procedure"), may(Permission.SEE_SOPS, beside=sees_run)
    ),
    **dict.fromkeys(("pathways:finish", "pathways:skip", "api:step_done"), may(beside=steps_of(at_hospital))),
    "api:procedures": case(),
    "pathways:early": may(beside=steps_of(at_police)),
    **dict.fromkeys(
        ("pathways:move", "pathways:stop"),
        may(Permission.LEAD_SOP_RUNS, beside=lambda r: sees_cases(r) and leads_run(r)),
    ),
}


def sees_duty(relation: Relation) -> bool:
    """The hospital owes it to the centre; the coordinator looks after both."""
    return at_hospital(relation) or is_at_centre(relation) or relation.actor.is_any(Role.COORDINATOR)


ACTING: dict[str, Door] = {
    "acting:counts": may(Permission.SEE_COUNTS),
    "acting:wish": case(),
    "desk:owed": may(Permission.SEE_AGENCY_QUEUE),
    **dict.fromkeys(("duties:list", "duties:calendar"), may(Permission.SEE_DUTIES)),
    "duties:new": may(Permission.KEEP_DUTIES),
    **dict.fromkeys(("duties:detail", "duties:occurrence"), may(Permission.SEE_DUTIES, beside=sees_duty)),
    **dict.fromkeys(
        ("duties:change", "duties:end", "duties:excuse"), may(Permission.KEEP_DUTIES, beside=at_hospital)
    ),
}


# The thread is about the child's case and asks its own team; the circulars are the secretariat's, for the hospital.
_WRITTEN_ABOUT = Door((Permission.WRITE_MESSAGES,), "case", Part.NARRATIVE)


def reads_circular(relation: Relation) -> bool:
    is_coordinator = relation.actor.may(Permission.ACT_FOR_OUTSIDE_BODIES) and in_district(relation)
    return at_secretariat(relation) or at_hospital(relation) or is_coordinator


def reads_readers(relation: Relation) -> bool:
    actor = relation.actor
    issues = actor.may(Permission.ISSUE_CIRCULARS) and at_secretariat(relation)
    return issues or (actor.may(Permission.ACT_FOR_OUTSIDE_BODIES) and in_district(relation))


_HELD = may(Permission.SEE_CIRCULARS, beside=reads_circular)
_ISSUED = may(Permission.ISSUE_CIRCULARS, beside=at_secretariat)
_DISCUSSED = may(Permission.DISCUSS_TERMS, beside=in_district)
_SETTLED = may(Permission.AGREE_TERMS, beside=in_district)

MESSAGES: dict[str, Door] = {
    "threads:of_case": case(part=Part.NARRATIVE),
    "threads:of_subject": case(part=Part.NARRATIVE),
    "threads:new": case(part=Part.NARRATIVE, works=True),
    **{f"threads:{name}": _WRITTEN_ABOUT for name in ("detail", "receipt")},
    **dict.fromkeys(("threads:acknowledge", "api:acknowledge"), _WRITTEN_ABOUT),
    **{f"circulars:{name}": _HELD for name in ("detail", "version", "print", "receipt")},
    "circulars:answer": may(Permission.CONFIRM_CIRCULARS, beside=at_hospital),
    "circulars:readers": may(beside=reads_readers),
    "circulars:new": may(Permission.ISSUE_CIRCULARS),
    **{f"circulars:{name}": _ISSUED for name in ("remind", "change", "renew", "issue", "drop", "withdraw")},
    "terms:propose": may(Permission.DISCUSS_TERMS),
    **{f"terms:{name}": _DISCUSSED for name in ("propose_newer", "comment")},
    **{f"terms:{name}": _SETTLED for name in ("agree", "set_aside")},
}

COOPERATION = AGREEMENTS | POLICIES | PATHWAYS | ACTING | MESSAGES
