"""What an export is about, as far as its requester may see it: asked when it is wished, made, and fetched."""

from dataclasses import dataclass
from uuid import UUID

from anyam.casework.cases.queries import case_ref
from anyam.casework.referrals.queries import get_referral
from anyam.foundation.access import Actor, NotFound, Permission, require

from ..choices import ExportKind


@dataclass(frozen=True)
class Subject:
    number: str
    agency_id: UUID
    case_id: UUID | None = None
    referral_id: UUID | None = None


def subject_of(actor: Actor, kind: str, case_id: UUID | None, referral_id: UUID | None) -> Subject:
    """Raises NotFound where the actor may not see the whole of it."""
    require(actor, Permission.ASK_EXPORT)
    if actor.agency_id is None:
        raise NotFound("export")
    if kind == ExportKind.CASE_SUMMARY and case_id:
        return Subject(case_ref(actor, case_id).number, actor.agency_id, case_id)
    if kind == ExportKind.REFERRAL_PACK and referral_id:
        referral = get_referral(actor, referral_id)
        if not referral.is_sender or referral.summary is None:
            raise NotFound("export")
        return Subject(referral.row.number, actor.agency_id, referral.row.case_id, referral_id)
    if kind == ExportKind.CASE_LIST:
        require(actor, Permission.SEE_CASES)
        return Subject("", actor.agency_id)
    raise NotFound("export")
