"""Whom to ask for at an agency."""

from collections.abc import Iterable
from uuid import UUID

from anyam.foundation.access import Actor, Permission, query, require

from ..models import AgencyContact


@query
def first_contacts(actor: Actor, ids: Iterable[UUID]) -> dict[UUID, str]:
    """For each of these agencies the name of its first public contact, with the position held."""
    require(actor, Permission.SEE_DIRECTORY)
    found = AgencyContact.objects.filter(agency_id__in=list(ids), is_public=True, is_active=True).order_by(
        "-id"
    )
    return {
        agency_id: f"{name} ({title})" if name else title
        for agency_id, name, title in found.values_list("agency_id", "name", "job_title")
    }
