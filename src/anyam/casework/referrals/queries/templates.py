"""What each kind of agency gets to see of a case when it accepts a referral."""

import json
from functools import cache

from django.conf import settings

from anyam.foundation.access import Actor, Permission, query, require
from anyam.foundation.access.choices import Part
from anyam.registry.agencies.queries import list_kinds

from ..models import SharingTemplate
from ..results import SharingTemplateRow


def template_of(agency_kind: str) -> frozenset[Part]:
    """The district's own choice for this kind of agency, otherwise the default that came with the program."""
    own = SharingTemplate.objects.filter(agency_kind=agency_kind).first()
    parts = own.parts if own else _defaults().get(agency_kind, ())
    return frozenset(Part(part) for part in parts)


@query
def list_sharing_templates(actor: Actor) -> tuple[SharingTemplateRow, ...]:
    """For every kind of agency the parts that open to it, and whether the district has confirmed them."""
    require(actor, Permission.CHANGE_SHARING_TEMPLATES)
    own = {template.agency_kind: template for template in SharingTemplate.objects.all()}
    return tuple(
        SharingTemplateRow(
            agency_kind=kind.code,
            kind_name=kind.name,
            parts=tuple(sorted(own[kind.code].parts if kind.code in own else _defaults().get(kind.code, ()))),
            is_confirmed=kind.code in own,
        )
        for kind in list_kinds(actor)
    )


@cache
def _defaults() -> dict[str, tuple[str, ...]]:
    path = settings.DATA_FOLDER / "sharing_templates.json"
    items = json.loads(path.read_text(encoding="utf-8"))["items"]
    return {item["code"]: tuple(item["parts"]) for item in items}
