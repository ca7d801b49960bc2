"""What the addresses of official documents ask: the centre issues them, its front office keeps the register."""

from __future__ import annotations

from anyam.foundation.access import Permission
from anyam.foundation.access.choices import Part
from tests.trust._door import Door, case, is_at_centre, may, sees_cases
from tests.trust._relations import Relation


def works_on_it(relation: Relation) -> bool:
    """At work with the case, at the agency that manages it."""
    return is_at_centre(relation) and relation.of("case").writes


def reads_it(relation: Relation) -> bool:
    return is_at_centre(relation) and Part.WORK in relation.of("case").parts


DOCUMENTS: dict[str, Door] = {
    "documents:register": may(Permission.SEE_DOCUMENT_REGISTER),
    **dict.fromkeys(
        ("documents:office", "documents:letterhead", "documents:numbering"), may(Permission.KEEP_LETTERHEAD)
    ),
    "documents:issue": may(Permission.ISSUE_DOCUMENTS, beside=lambda r: works_on_it(r) and sees_cases(r)),
    "documents:detail": may(Permission.SEE_DOCUMENT_REGISTER, beside=is_at_centre),
    "documents:paper": Door((Permission.SEE_DOCUMENT_REGISTER,), "case", Part.IDENTITY, beside=reads_it),
    **dict.fromkeys(
        ("documents:withdraw", "documents:open_link", "documents:shut_link"),
        may(Permission.ISSUE_DOCUMENTS, beside=works_on_it),
    ),
    "documents:replace": may(Permission.ISSUE_DOCUMENTS, beside=lambda r: works_on_it(r) and sees_cases(r)),
    "documents:record_reply": may(Permission.RECORD_PAPER_REPLIES, beside=is_at_centre),
    "documents:of_case": case(),
}
