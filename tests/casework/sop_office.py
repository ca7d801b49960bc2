"""An office in which SOPs are written and signed, and short ways through their life."""

from __future__ import annotations

from datetime import timedelta
from uuid import UUID

from anyam.casework.sops import actions, queries
from anyam.casework.sops.choices import SopLevel
from anyam.casework.sops.models import SopSignature, SopVersion
from anyam.casework.sops.results import Document, SopDetail
from anyam.foundation.access import Actor, Role
from anyam.foundation.core import clock
from tests.casework.district import District
from tests.casework.sop_writing import handling_complaints


def with_heads(district: District) -> District:
    """A district whose secretariat, hospital and police have a head."""
    assert district.head
    district.chief = district.person("Komar", district.police, Role.AGENCY_HEAD)  # type: ignore[attr-defined]
    district.owner = district.person("Endah", district.secretariat, Role.AGENCY_HEAD)  # type: ignore[attr-defined]
    return district


def chief(office: District) -> Actor:
    return office.chief  # type: ignore[attr-defined,no-any-return]


def owner(office: District) -> Actor:
    return office.owner  # type: ignore[attr-defined,no-any-return]


def complaints(office: District) -> Document:
    return handling_complaints(office.hospital.pk, office.police.pk)


def drafted(office: District, code: str = "aduan-01") -> UUID:
    """A draft that could be signed."""
    return actions.draft_sop(
        office.coordinator, code=code, title="Pengaduan", level=SopLevel.MACRO, document=complaints(office)
    )


def proposed(office: District, version_id: UUID, days: int = 0) -> None:
    """Put before the hospital, the police and the secretariat, in force in so many days."""
    actions.propose_for_signing(
        office.coordinator,
        version_id=version_id,
        revision=SopVersion.objects.get(pk=version_id).revision,
        valid_from=clock.today() + timedelta(days=days),
    )


def signed_by(version_id: UUID, *heads: Actor) -> bool:
    is_last = False
    for head in heads:
        signature = SopSignature.objects.get(version_id=version_id, agency_id=head.agency_id)
        is_last = actions.sign_sop(head, signature_id=signature.pk, signed_as="Kepala")
    return is_last


def agreed(office: District, version_id: UUID, days: int = 0) -> None:
    proposed(office, version_id, days)
    assert signed_by(version_id, office.head, chief(office), owner(office))


def detail(office: District, version_id: UUID) -> SopDetail:
    return queries.get_sop_version(office.coordinator, version_id)
