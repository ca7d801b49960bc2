"""What the addresses about a child before the law ask: the police hold the child and write the litmas."""

from __future__ import annotations

from dataclasses import replace

from anyam.foundation.access import Permission, Role
from anyam.foundation.access.choices import Part
from tests.trust._door import Door, case, in_district, may, sees_cases
from tests.trust._doors_cooperation import at_police
from tests.trust._relations import Relation


def sees_law(relation: Relation) -> bool:
    return sees_cases(relation) and Part.LEGAL in relation.of("case").parts


def works_on_law(relation: Relation) -> bool:
    return sees_law(relation) and relation.of("case").writes


def is_barred(relation: Relation) -> bool:
    return relation.name.startswith("blocked")


def must_see_to_it(relation: Relation) -> bool:
    """Of the legal part, of the agency that holds the child, or the coordinator of the district."""
    coordinates = relation.actor.is_any(Role.COORDINATOR) and in_district(relation)
    return sees_law(relation) or ((at_police(relation) or coordinates) and not is_barred(relation))


def answers(relation: Relation) -> bool:
    """Who receives work at the police, and who works on the case."""
    receives = relation.actor.may(Permission.ANSWER_FOR_HOLDS) and at_police(relation)
    return (receives and not is_barred(relation)) or works_on_law(relation)


def reads_paper(relation: Relation) -> bool:
    writes = relation.actor.may(Permission.ANSWER_FOR_HOLDS) and at_police(relation)
    return sees_law(relation) or (writes and not is_barred(relation))


_SEEN = case(part=Part.LEGAL)
_FORM = case(Permission.RECORD_CUSTODY, Part.LEGAL, works=True)

CUSTODY: dict[str, Door] = {
    "cases:rating_ask": case(Permission.ASSESS_CHILD, Part.NARRATIVE, works=True),
    "cases:rating": case(part=Part.NARRATIVE),
    "cases:rating_agreement": may(Permission.SEE_WORKLOAD),
    **dict.fromkeys(("custody:overview", "custody:diversion"), _SEEN),
    # Who may only read is led back to the case instead of being asked.
    "custody:term": _SEEN,
    **{f"custody:{name}": _FORM for name in ("matter", "end_matter", "record", "ask_paper")},
    "custody:hold": may(Permission.SEE_HOLD_ALARMS, beside=must_see_to_it),
    **{
        f"custody:{name}": replace(may(Permission.SEE_HOLD_ALARMS), beside=answers)
        for name in ("end", "extend", "pass_on")
    },
    "custody:paper": may(Permission.SEE_CASES, Permission.ANSWER_FOR_HOLDS, beside=reads_paper),
    "custody:change_limit": may(Permission.CHANGE_LEGAL_LIMITS),
}
