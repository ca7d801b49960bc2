"""What an export is about, as far as its requester may see it: asked when it is wished, made, and fetched."""

from dataclasses import dataclass
from uuid import UUID

from django.utils.translation import gettext_lazy as _

from anyam.casework.cases.queries import case_ref
from anyam.casework.referrals.queries import get_referral
from anyam.foundation.access import Actor, NotFound, Permission, require
from anyam.foundation.access.choices import Part, Reason
from anyam.foundation.access.visibility import grants_for
from anyam.foundation.core.refusals import Refusal

from ..choices import ExportKind


@dataclass(frozen=True)
class Subject:
    number: str
    agency_id: UUID
    case_id: UUID | None = None
    referral_id: UUID | None = None


class EmergencyIsNoExport(Refusal):
    sentence = _("Emergency access is for helping now, not for papers. Ask whoever manages the case.")


def is_lasting(actor: Actor, case_id: UUID) -> bool:
    """Whether something other than emergency access opens the case to the actor."""
    opened = grants_for(actor, Part.WORK).filter(dossier_id=case_id)
    return opened.exclude(reason=Reason.BREAK_GLASS).exists()


def subject_of(actor: Actor, kind: str, case_id: UUID | None, referral_id: UUID | None) -> Subject:
    """Raises NotFound where the actor may not see the whole of it."""
    require(actor, Permission.ASK_EXPORT)
    if actor.agency_id is None:
        raise NotFound("export")
    if kind == ExportKind.CASE_SUMMARY and case_id:
        case_ref(actor, case_id)
        if not is_lasting(actor, case_id):
            raise EmergencyIsNoExport
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
