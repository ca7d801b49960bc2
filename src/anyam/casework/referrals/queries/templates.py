"""What each kind of agency gets to see of a case when it accepts a referral."""

import json
from functools import cache
from typing import Any
from uuid import UUID

from django.conf import settings
from django.utils.translation import get_language

from anyam.foundation.access import Actor, NotFound, Permission, query, require
from anyam.foundation.access.choices import Part
from anyam.registry.agencies.queries import agency_kinds_of, list_kinds

from ..models import SharingTemplate
from ..results import SharingTemplateRow

# Where a child sleeps and who reported never open to a kind of agency. Files are chosen one by one, the course of the
# work is the sender's.
OFFERED = (Part.IDENTITY, Part.NARRATIVE, Part.HEALTH, Part.LEGAL)


def template_of(district_code: str, agency_kind: str) -> frozenset[Part]:
    """The district's own choice for this kind of agency, otherwise the default that came with the program."""
    own = SharingTemplate.objects.filter(district_code=district_code, agency_kind=agency_kind).first()
    parts = own.parts if own else _defaults().get(agency_kind, {}).get("parts", ())
    return frozenset(Part(part) for part in parts)


@query
def parts_by_template(actor: Actor, agency_id: UUID) -> tuple[Part, ...]:
    """What the district opens of a case to an agency's kind, for those who may give access themselves."""
    require(actor, Permission.GIVE_ACCESS)
    kind = agency_kinds_of(actor, [agency_id]).get(agency_id, "")
    chosen = template_of(actor.district_code, kind)
    return tuple(part for part in OFFERED if part in chosen)


@query
def list_sharing_templates(actor: Actor) -> tuple[SharingTemplateRow, ...]:
    """For every kind of agency the parts that open to it in the actor's district, and who decided that."""
    require(actor, Permission.CHANGE_SHARING_TEMPLATES)
    found = SharingTemplate.objects.filter(district_code=actor.district_code)
    own = {template.agency_kind: template for template in found}
    return tuple(_row(kind.code, kind.name, own.get(kind.code)) for kind in list_kinds(actor))


@query
def get_sharing_template(actor: Actor, agency_kind: str) -> SharingTemplateRow:
    """One kind of agency. Raises NotFound."""
    require(actor, Permission.CHANGE_SHARING_TEMPLATES)
    for row in list_sharing_templates(actor):
        if row.agency_kind == agency_kind:
            return row
    raise NotFound("kind of agency")


def _row(code: str, name: str, own: SharingTemplate | None) -> SharingTemplateRow:
    default = _defaults().get(code, {})
    parts = own.parts if own else default.get("parts", ())
    why = default.get("why", {})
    return SharingTemplateRow(
        agency_kind=code,
        kind_name=name,
        parts=tuple(part for part in OFFERED if part in parts),
        why=why.get(get_language() or "id", why.get("id", "")),
        is_own=own is not None,
        source_note=own.source_note if own else "",
        changed_at=own.changed_at if own else None,
    )


@cache
def _defaults() -> dict[str, dict[str, Any]]:
    path = settings.DATA_FOLDER / "sharing_templates.json"
    return {item["code"]: item for item in json.loads(path.read_text(encoding="utf-8"))["items"]}
