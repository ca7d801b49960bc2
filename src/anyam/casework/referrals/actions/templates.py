"""Deciding in the district what a kind of agency gets to see of a case."""

from collections.abc import Collection

from django.utils.translation import gettext_lazy as _

from anyam.foundation.access import Actor, Permission, action, require
from anyam.foundation.access.choices import Part
from anyam.foundation.core import clock
from anyam.foundation.core.refusals import Refusal
from anyam.foundation.core.text import clean_line
from anyam.foundation.events.recording import record

from ..events import SharingTemplateChanged, SharingTemplateRestored
from ..models import SharingTemplate
from ..queries.templates import OFFERED, get_sharing_template


class PartNeverOpensByKind(Refusal):
    sentence = _(
        "Addresses and reporters never open to a kind of agency: give them to one person, in the case."
    )


@action()
def change_sharing_template(
    actor: Actor, *, agency_kind: str, parts: Collection[Part], source_note: str = ""
) -> None:
    """From now on a referral accepted by this kind of agency opens these parts; what is open stays as it is."""
    require(actor, Permission.CHANGE_SHARING_TEMPLATES)
    get_sharing_template(actor, agency_kind)
    if not set(parts) <= set(OFFERED):
        raise PartNeverOpensByKind(field="parts")
    chosen = [part.value for part in OFFERED if part in parts]
    row, _is_new = SharingTemplate.objects.update_or_create(
        district_code=actor.district_code,
        agency_kind=agency_kind,
        defaults={
            "parts": chosen,
            "source_note": clean_line(source_note)[:200],
            "changed_at": clock.now(),
        },
    )
    record(actor, SharingTemplateChanged(row.pk, agency_kind, tuple(chosen)))


@action()
def restore_sharing_template(actor: Actor, *, agency_kind: str) -> None:
    """Go by what came with the program again."""
    require(actor, Permission.CHANGE_SHARING_TEMPLATES)
    found = SharingTemplate.objects.filter(district_code=actor.district_code, agency_kind=agency_kind)
    row = found.select_for_update().first()
    if row is None:
        return
    row_id = row.pk
    row.delete()
    record(actor, SharingTemplateRestored(row_id, agency_kind))
