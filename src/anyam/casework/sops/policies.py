"""Who writes an SOP, who signs it. Everybody of the district reads it: it holds nothing about a child."""

from uuid import UUID

from anyam.foundation.access import Actor, Permission, Role
from anyam.foundation.access.visibility import may_write as may_write_dossier

from .choices import SignatureState, SopLevel, VersionState
from .models import Sop, SopRun, SopSignature, SopVersion

_WRITES_ALL = (Role.COORDINATOR, Role.ADMINISTRATOR)


def may_draft(actor: Actor, level: SopLevel | str, owner_agency_id: UUID | None) -> bool:
    """Coordinator and administrator write every SOP of the district, a head the micro SOPs of the own agency."""
    if not actor.may(Permission.WRITE_SOPS):
        return False
    if actor.is_system or actor.is_any(*_WRITES_ALL):
        return True
    return level == SopLevel.MICRO and owner_agency_id is not None and owner_agency_id == actor.agency_id


def may_write(actor: Actor, sop: Sop) -> bool:
    is_here = actor.is_system or sop.district_code == actor.district_code
    return is_here and may_draft(actor, sop.level, sop.owner_agency_id)


def may_sign(actor: Actor, signature: SopSignature) -> bool:
    """A head of the agency that was asked, as long as it is asked."""
    return (
        actor.may(Permission.SIGN_SOPS)
        and not actor.is_system
        and signature.agency_id == actor.agency_id
        and signature.state == SignatureState.WAITING
        and signature.version.state == VersionState.SIGNING
    )


def may_change(actor: Actor, version: SopVersion) -> bool:
    return version.state == VersionState.DRAFT and may_write(actor, version.sop)


def may_lead_run(actor: Actor, run: SopRun) -> bool:
    """Who leads the case moves its procedure, stops it, and notes steps for agencies that have nobody at a screen."""
    is_leading = actor.may(Permission.LEAD_SOP_RUNS) and actor.agency_id == run.agency_id
    return is_leading and (run.case_id is None or may_write_dossier(actor, run.case_id))


def may_do_step(actor: Actor, run: SopRun, agency_id: UUID) -> bool:
    """Who receives work for the agency that owns the step, or who leads the case."""
    return (actor.may(Permission.DO_SOP_STEPS) and actor.agency_id == agency_id) or may_lead_run(actor, run)
