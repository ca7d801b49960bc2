"""What a referral opens to its receiver, and when that closes again."""

from typing import Any
from uuid import UUID

from anyam.foundation.access import Actor, Role
from anyam.foundation.access.choices import Basis, Level, Part, Reason
from anyam.foundation.access.granting import Given, Principal, end_access, grant_access
from anyam.foundation.access.row_context import acting
from anyam.registry.agencies.queries import agency_kinds_of

from ..choices import SharingBasis
from ..models import Referral
from ..policies import RECEIVERS
from ..queries.templates import template_of

BASIS_OF: dict[str, Basis] = {
    SharingBasis.SAFETY: Basis.VITAL_INTEREST,
    SharingBasis.LEGAL_DUTY: Basis.LEGAL_DUTY,
}


def open_to_receiver(actor: Actor, referral: Referral, source_event: int | None = None) -> None:
    """Sent: the receiving agency sees what was shared. People barred from the case stay barred."""
    with acting(Actor.system("sharing a referral")):
        _give(actor, referral, {Part.WORK, Part.SUMMARY}, Level.WRITE, source_event)
        head = Principal.office(referral.to_agency_id, Role.AGENCY_HEAD)
        queue = Given(head, Reason.REFERRAL, {Part.WORK}, **_ground(referral))
        grant_access(actor, referral.pk, queue, source_event=source_event)


def close_to_receiver(
    actor: Actor, referral: Referral, source_event: int | None = None, level: Level = Level.READ
) -> None:
    """Refused, redirected, withdrawn: no purpose is left for knowing about the child; the course stays readable."""
    with acting(Actor.system("sharing a referral")):
        _give(actor, referral, {Part.WORK}, level, source_event)
        close_case_to_receiver(actor, referral)


def open_case_to_receiver(actor: Actor, referral: Referral, source_event: int) -> None:
    """Accepted: the parts of the case that this kind of agency needs for its service, by the district's template."""
    parts = parts_for(actor, referral.district_code, referral.to_agency_id)
    if not parts:
        return
    with acting(Actor.system("sharing a referral")):
        given = [
            Given(
                Principal.office(referral.to_agency_id, role),
                Reason.REFERRAL,
                parts,
                **_ground(referral),
            )
            for role in RECEIVERS
        ]
        grant_access(actor, referral.case_id, *given, source_event=source_event)


def close_case_to_receiver(actor: Actor, referral: Referral) -> None:
    """The service has ended: the case closes to its agency, unless another running referral needs it."""
    with acting(Actor.system("sharing a referral")):
        if (
            Referral.objects.accepted_at(referral.case_id, referral.to_agency_id)
            .exclude(pk=referral.pk)
            .exists()
        ):
            return
        for role in RECEIVERS:
            principal = Principal.office(referral.to_agency_id, role).id
            end_access(actor, dossier_id=referral.case_id, principal=principal, reasons=[Reason.REFERRAL])


def open_to_coordinator(actor: Actor, referral: Referral, source_event: int) -> None:
    """Nobody answered in time: the district's coordinator takes it up, without knowing the child."""
    office = Principal.district_office(referral.district_code, Role.COORDINATOR)
    given = Given(office, Reason.EXPIRED_REFERRAL, {Part.WORK}, Level.WRITE)
    with acting(Actor.system("sharing a referral")):
        grant_access(actor, referral.pk, given, source_event=source_event)


def parts_for(actor: Actor, district_code: str, agency_id: UUID) -> frozenset[Part]:
    """What the district's template opens of a case to this kind of agency."""
    return template_of(district_code, agency_kinds_of(actor, [agency_id]).get(agency_id, ""))


def _give(actor: Actor, referral: Referral, parts: set[Part], level: Level, source_event: int | None) -> None:
    given = [
        Given(
            Principal.office(referral.to_agency_id, role), Reason.REFERRAL, parts, level, **_ground(referral)
        )
        for role in RECEIVERS
    ]
    grant_access(actor, referral.pk, *given, source_event=source_event)


def _ground(referral: Referral) -> dict[str, Any]:
    """On what the receiver's access rests: the consent that covers it, or the law."""
    if referral.consent_id:
        return {"basis": Basis.CONSENT, "consent_id": referral.consent_id}
    return {"basis": BASIS_OF.get(referral.sharing_basis, Basis.PUBLIC_TASK)}
