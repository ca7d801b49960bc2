"""What the check finds about an SOP of the district, among those in force and the register of policies."""

from dataclasses import replace
from uuid import UUID

from anyam.foundation.access import Actor, Permission, query, require
from anyam.foundation.core import clock
from anyam.registry.agreements.queries import instruments_in_force

from ..models import SopVersion
from ..results import Document, Finding, Instrument
from ..rules.documents import from_json
from .checking import check_sop, check_sops
from .sops import documents_in_force


@query
def findings_of_version(actor: Actor, version_id: UUID) -> list[Finding]:
    """What is found about one version, whatever its state; what must be mended stands first."""
    require(actor, Permission.SEE_SOPS)
    version = SopVersion.objects.visible_to(actor).select_related("sop").one(pk=version_id)
    return findings_of_document(actor, from_json(version.document), version.sop.code)


@query
def findings_of_document(actor: Actor, document: Document, code: str) -> list[Finding]:
    """What is found about a document that is to become the SOP `code`; its version in force is left aside."""
    require(actor, Permission.SEE_SOPS)
    around = [one for one in documents_in_force(actor) if one.code != code]
    known = replace(document, code=code)
    return check_sop(actor, known, around=around, instruments=instruments_of_district(actor))


@query
def findings_of_district(actor: Actor) -> list[Finding]:
    """What is found about all SOPs in force together."""
    require(actor, Permission.SEE_SOPS)
    return check_sops(actor, documents_in_force(actor), instruments=instruments_of_district(actor))


@query
def instruments_of_district(actor: Actor, *, district_code: str = "") -> dict[str, Instrument]:
    """The register of policies as the check reads it, by code; the program itself names the district."""
    require(actor, Permission.SEE_SOPS)
    return {
        one.code: Instrument(one.code, "", one.in_force_from, one.in_force_until, one.superseded_by)
        for one in instruments_in_force(actor, clock.today(), district_code=district_code)
    }
