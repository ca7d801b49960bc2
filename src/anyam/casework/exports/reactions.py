"""An approved export is made in a job of its own, by whoever asked for it."""

from anyam.foundation.access import Actor, NotFound
from anyam.foundation.events.definitions import EventInfo
from anyam.foundation.events.reactions import reacts_to
from anyam.registry.accounts.queries import actor_for

from .actions.making import make_export, note_rights_ended
from .events import ExportApproved
from .models import Export


@reacts_to(ExportApproved)
def make_approved_export(event: ExportApproved, about: EventInfo) -> None:
    """With the requester's rights of this moment: who lost theirs gets nothing."""
    export = Export.objects.get(pk=event.subject_id)
    try:
        make_export(actor_for(export.requester_id, export.agency_id), export_id=export.pk)
    except NotFound:
        note_rights_ended(Actor.system("export without rights"), export_id=export.pk)
